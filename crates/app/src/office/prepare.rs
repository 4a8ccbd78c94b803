//! Before the scores: session, bids, panel, facts, recusals, and the rules frozen with their digest.

use chrono::NaiveDate;
use domain::digest;
use domain::panel;
use domain::recusal::{Decision, Ground, RaisedBy, Recusal};
use domain::rules::FrozenRules;
use domain::session::{Facts, Hearing, Joint, Session, SessionKind, Stage, Step};
use domain::units::Aliases;
use domain::{Code, Finding, Member};
use packs::MeetingId;
use ranking::{Comparison, Rule};
use serde_json::json;

use super::method::method_of;
use super::sheets::{sheet_for, sheet_or_shipped};
use super::tally::scoring;
use super::{
    Office, advance, amend, bids_whole, demand_session, draws, frozen, items, panel as panel_of, preparing,
    project_session, recusal_proposals, session,
};
use crate::access::{Act, reason};
use crate::book_records::{SM3, Sm3Setting};
use crate::clock::local;
use crate::demand_records::ReviewRecord;
use crate::messages;
use crate::records::{
    HearingRecord, NewSession, RecusalRecord, RecusalWord, RulesRecord, SessionRecord, recusal_id,
};
use crate::refusal::{Refusal, Result};
use crate::shipped;

impl Office {
    /// Opens a bid session. A new selection after the policy's validity needs a reason (rule 29), and so does a day that
    /// is past.
    ///
    /// # Errors
    /// Those of [`Office::open_session_of`].
    pub fn open_session(&mut self, new: NewSession) -> Result<Session> {
        self.open_session_of(SessionKind::Bid, new)
    }

    /// Opens a session of a kind. A new selection after the policy's validity needs a reason (rule 29).
    ///
    /// # Errors
    /// `session.kind_unknown`; `session.number_invalid`; `import.exists` for a number that is taken, also by a review
    /// recorded by hand; `policy.expired` without a reason.
    pub fn open_session_of(&mut self, kind: SessionKind, new: NewSession) -> Result<Session> {
        shipped::sheet_of(kind)?;
        session_number(&new.no)?;
        let policy = shipped::policy()?;
        let mut passed_over = Vec::new();
        let today = local(self.access.clock.now()).date();
        // Running projects go on under the rules they began with (六（三）): theirs is no new selection.
        if !kind.of_projects() && !policy.covers(new.date) {
            let ground = new.expired_reason.as_deref().unwrap_or("").trim().to_owned();
            if ground.is_empty() {
                return Err(expired(&policy, new.date).into());
            }
            passed_over.push(format!("政策有效期外的新遴选：{ground}"));
        } else if let Some(past) = date_past(new.date, today) {
            let ground = new.expired_reason.as_deref().unwrap_or("").trim().to_owned();
            if ground.is_empty() {
                return Err(past.into());
            }
            passed_over.push(messages::passed_over(&[past], &ground));
        }
        let meeting_id = MeetingId::generate()?.to_string();
        let session = Session {
            title: new.title,
            batch: new.batch,
            office: new.office,
            passed_over,
            ..Session::opened(kind, new.no, meeting_id, new.date)
        };
        let mut act = Act::new("session.open", session.no.clone());
        act.reason = session.passed_over.first().cloned();
        self.access.record(act, |w| {
            let by_hand = w.get::<ReviewRecord>(&session.no)?.is_some();
            if by_hand || w.get::<SessionRecord>(&session.no)?.is_some() {
                return Err(Refusal::of(Code::ImportExists)
                    .with("what", "会议")
                    .with("number", session.no.clone()));
            }
            w.put(&SessionRecord(session.clone()))?;
            Ok(session)
        })
    }

    /// Chooses what a session judges, in the order of presentation.
    ///
    /// # Errors
    /// `record.not_found` for a bid that is not in the batch, or a demand that is not there; `session.empty`; not once the rules are frozen.
    pub fn choose_bids(&mut self, session_no: &str, numbers: &[String]) -> Result<()> {
        let act = Act::new("session.bids", session_no).with(json!({ "bids": numbers }));
        self.access.record(act, |w| {
            let mut session = preparing(w, session_no, "方案")?;
            if numbers.is_empty() {
                return Err(Refusal::of(Code::SessionEmpty).with("session", session_no));
            }
            session.bids = numbers.to_vec();
            items(w, &session)?;
            w.put(&SessionRecord(session))?;
            Ok(())
        })
    }

    /// Records that bureau and sponsor settled an acceptance together (rule 23), or takes it back.
    ///
    /// # Errors
    /// `session.kind_unknown` for a session that is no acceptance; `missing_value` without who signs; `session.joint_unsound`; not once the rules are
    /// frozen.
    pub fn set_joint(&mut self, session_no: &str, joint: Option<Joint>) -> Result<()> {
        let act = Act::new("session.joint", session_no).with(serde_json::to_value(&joint)?);
        self.access.record(act, |w| {
            let mut session = preparing(w, session_no, "共同确认")?;
            if session.kind != SessionKind::Acceptance {
                return Err(Refusal::of(Code::SessionKindUnknown).with("kind", session.kind.zh()));
            }
            for (field, text) in joint.iter().flat_map(|j| [("bureau", &j.bureau), ("sponsor", &j.sponsor)]) {
                if text.trim().is_empty() {
                    return Err(Refusal::of(Code::MissingValue).with("field", field));
                }
            }
            if let Some(word) = &joint
                && (word.bureau.trim() == word.sponsor.trim() || word.on > session.date)
            {
                return Err(Refusal::of(Code::JointUnsound)
                    .with("bureau", word.bureau.clone())
                    .with("sponsor", word.sponsor.clone())
                    .with("on", word.on.to_string())
                    .with("date", session.date.to_string()));
            }
            session.joint = joint;
            w.put(&SessionRecord(session))?;
            Ok(())
        })
    }

    /// Records facts for the minutes: place, host, recorder, attendance, chair. Possible at every stage but the last.
    ///
    /// # Errors
    /// `record.not_found`; `session.out_of_order` once the documents are made.
    pub fn set_facts(&mut self, session_no: &str, facts: Facts) -> Result<()> {
        let act = Act::new("session.facts", session_no).with(serde_json::to_value(&facts)?);
        self.access.record(act, |w| {
            let mut session = open_for_minutes(session(w, session_no)?)?;
            session.facts = facts;
            w.put(&SessionRecord(session))?;
            Ok(())
        })
    }

    /// Records questions and answers on a bid.
    ///
    /// # Errors
    /// `record.not_found` for an item that is not in the session; `session.out_of_order` once the documents are made.
    pub fn set_hearing(&mut self, session_no: &str, bid_no: &str, hearing: Hearing) -> Result<()> {
        let act = Act::new("session.hearing", format!("{session_no}/{bid_no}"));
        self.access.record(act, |w| {
            let session = open_for_minutes(session(w, session_no)?)?;
            if !session.bids.iter().any(|no| no == bid_no) {
                return Err(Refusal::not_found(bid_no));
            }
            w.put(&HearingRecord { meeting: session.meeting_id, bid_no: bid_no.to_owned(), hearing })?;
            Ok(())
        })
    }

    /// Proposes recusals from the registers of units and experts; what was decided or declared is kept as it is.
    ///
    /// # Errors
    /// Not once the rules are frozen.
    pub fn propose_recusals(&mut self, session_no: &str, aliases: &Aliases) -> Result<Vec<Recusal>> {
        let act = Act::new("recusal.propose", session_no);
        self.access.record(act, |w| {
            let session = preparing(w, session_no, "回避提示")?;
            recusal_proposals::record(w, &session, aliases)?;
            recusals(w, &session)
        })
    }

    /// Records a recusal that somebody declared, without a decision yet.
    ///
    /// # Errors
    /// `record.not_found` for an expert or a bid that is not in the session; `reason.missing` without evidence.
    pub fn declare_recusal(
        &mut self,
        session_no: &str,
        expert_no: &str,
        bid_no: &str,
        ground: Ground,
        raised_by: RaisedBy,
        evidence: &str,
    ) -> Result<()> {
        let evidence = reason("回避情形", evidence)?;
        let act = Act::new("recusal.declare", format!("{session_no}/{bid_no}/{expert_no}"))
            .because(evidence.clone());
        self.access.record(act, |w| {
            let session = asked_now(w, session_no, (expert_no, bid_no))?;
            if !panel_of(w, &session)?.iter().any(|m| m.expert_no == expert_no) {
                return Err(Refusal::not_found(expert_no));
            }
            if !session.bids.iter().any(|no| no == bid_no) {
                return Err(Refusal::not_found(bid_no));
            }
            let recusal = Recusal {
                expert_no: expert_no.to_owned(),
                bid_no: bid_no.to_owned(),
                ground,
                raised_by,
                evidence,
                decision: None,
            };
            w.put(&RecusalRecord { meeting: session.meeting_id, recusal })?;
            Ok(())
        })
    }

    /// Decides a proposed or declared recusal: by whom and on what ground. A recusal that came from a desk is decided
    /// after the freeze; all others before it.
    ///
    /// # Errors
    /// `record.not_found`; `recusal.ground_missing` without a name or a ground; not after the tally.
    pub fn decide_recusal(
        &mut self,
        session_no: &str,
        expert_no: &str,
        bid_no: &str,
        recused: bool,
        by: &str,
        ground: &str,
    ) -> Result<()> {
        let (by, reason) = (by.to_owned(), ground.to_owned());
        self.settle_recusal(session_no, expert_no, bid_no, RecusalWord { recused, by, witness: None, reason })
    }

    /// As [`Office::decide_recusal`], with who of the supervision was there.
    ///
    /// # Errors
    /// Those.
    pub fn settle_recusal(
        &mut self,
        session_no: &str,
        expert_no: &str,
        bid_no: &str,
        word: RecusalWord,
    ) -> Result<()> {
        let (by, ground, recused) = (word.by.trim(), word.reason.trim(), word.recused);
        let witness = word.witness.map(|w| w.trim().to_owned()).filter(|w| !w.is_empty());
        if by.is_empty() || ground.is_empty() {
            return Err(Refusal::of(Code::RecusalGroundMissing)
                .with("expert", expert_no)
                .with("item", bid_no));
        }
        let at = self.access.clock.now();
        let act = Act::new("recusal.decide", format!("{session_no}/{bid_no}/{expert_no}"))
            .because(ground)
            .with(json!({ "recused": recused, "by": by, "witness": witness }));
        self.access.record_at(at, act, |w| {
            let session = session(w, session_no)?;
            let id = recusal_id(&session.meeting_id, bid_no, expert_no);
            let mut record: RecusalRecord =
                w.get(&id)?.ok_or_else(|| Refusal::not_found(format!("{bid_no}/{expert_no}")))?;
            // What came from a desk, or came up with amended rules.
            let late =
                record.recusal.decision.is_none() && matches!(session.stage, Stage::Frozen | Stage::Scoring);
            if session.stage != Stage::Preparing && !late {
                preparing(w, session_no, "回避决定")?;
            }
            record.recusal.decision =
                Some(Decision { recused, by: by.to_owned(), witness, reason: ground.to_owned(), at });
            w.put(&record)?;
            Ok(())
        })
    }

    /// The recusals of a session, proposed and decided.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn recusals(&self, session_no: &str) -> Result<Vec<Recusal>> {
        self.access.read(|r| recusals(r, &session(r, session_no)?))
    }

    /// What keeps the rules from being frozen, and what asks for a reason.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn before_freeze(&self, session_no: &str) -> Result<Vec<Finding>> {
        let today = local(self.access.clock.now()).date();
        self.access.read(|r| before_freeze(r, &session(r, session_no)?, today))
    }

    /// Freezes the rules: policy, sheet, method, panel, what is judged, with the digest that everything later carries.
    /// `aggregation` takes the place of the rule that was chosen, or that the sheet has. Demands are put before the panel in the same step: their text stands still.
    /// Warnings are passed over with one reason, which is printed.
    ///
    /// # Errors
    /// The errors of [`Office::before_freeze`]; `reason.missing` for warnings without a reason.
    pub fn freeze(
        &mut self,
        session_no: &str,
        aggregation: Option<Rule>,
        comparison: Comparison,
        warnings_reason: Option<&str>,
    ) -> Result<String> {
        let at = self.access.clock.now();
        let frozen_by = self.access.actor.clone();
        let mut act = Act::new("rules.freeze", session_no);
        act.reason = warnings_reason.map(str::to_owned);
        self.access.record_at(at, act, |w| {
            let mut session = preparing(w, session_no, "规则")?;
            let findings = before_freeze(w, &session, local(at).date())?;
            let (errors, warnings): (Vec<Finding>, Vec<Finding>) =
                findings.into_iter().partition(Finding::blocks);
            if !errors.is_empty() {
                return Err(errors.into());
            }
            if !warnings.is_empty() {
                let what = messages::together(&warnings);
                let why = reason(&what.zh, warnings_reason.unwrap_or("")).map_err(|refusal| {
                    let refusal = refusal.with("what_en", what.en);
                    Refusal(refusal.0.into_iter().chain(warnings.clone()).collect())
                })?;
                session.passed_over.push(messages::passed_over(&warnings, &why));
            }
            let sheet = sheet_for(w, &session)?;
            let method = method_of(&session, &sheet);
            let rules = FrozenRules {
                session_no: session.no.clone(),
                policy: shipped::policy()?,
                aggregation: aggregation.unwrap_or(method.rule),
                sheet,
                comparison,
                panel: panel_of(w, &session)?,
                bids: session.bids.clone(),
                frozen_at: at,
                frozen_by,
                asks_gates: true,
                basis: method.basis,
                first_stage: method.first.map(|first| first.head()).transpose()?,
                left: Vec::new(),
                amends: None,
            };
            let digest = hex::encode(rules.digest()?);
            session.sm3 = w.get::<Sm3Setting>(SM3)?.unwrap_or_default().printed;
            let demands = demand_session::submit(w, &session, at)?;
            let meeting = session.meeting_id.clone();
            let former = Vec::new();
            let projects = project_session::stand_still(w, &session)?;
            w.put(&RulesRecord { meeting, digest: digest.clone(), rules, demands, projects, former })?;
            advance(w, session, Step::Freeze)?;
            Ok(digest)
        })
    }

    /// The digest of the frozen rules in sixteen groups of four hex digits.
    ///
    /// # Errors
    /// `rules.not_frozen`.
    pub fn rules_digest(&self, session_no: &str) -> Result<String> {
        self.access.read(|r| Ok(digest::grouped(&frozen(r, &session(r, session_no)?)?.rules.digest()?)))
    }
}

/// Most characters of a session's number: it stands in front of each file's name, which the system limits.
const LONGEST_NUMBER: usize = 40;

/// The number of a session becomes part of file names and of ids: letters and digits of any script, hyphens, brackets.
fn session_number(number: &str) -> Result<()> {
    let fits = |c: char| c.is_alphanumeric() || "-－—_()（）[]【】〔〕".contains(c);
    let (zh, en) = match number.chars().find(|c| !fits(*c)) {
        Some(wrong) => (format!("里不能有“{wrong}”"), format!("must not hold “{wrong}”")),
        None if number.is_empty() => ("不能为空".to_owned(), "must not be empty".to_owned()),
        None if number.chars().count() > LONGEST_NUMBER => ("太长".to_owned(), "is too long".to_owned()),
        None => return Ok(()),
    };
    Err(Refusal::of(Code::SessionNumber)
        .with("number", number)
        .with("issue", zh)
        .with("issue_en", en)
        .with("max", LONGEST_NUMBER.to_string()))
}

/// The session while a recusal of an expert from an item may be brought up: while it is prepared, and after the freeze where
/// amended rules brought the one or the other and nothing was signed of it.
fn asked_now(r: &vault::Reader<'_>, session_no: &str, (expert_no, bid_no): (&str, &str)) -> Result<Session> {
    let now = session(r, session_no)?;
    if matches!(now.stage, Stage::Frozen | Stage::Scoring) {
        let of = (bid_no.to_owned(), expert_no.to_owned());
        let unsigned = scoring(r, &now)?.scoring.revision(&of).is_none();
        if unsigned && amend::is_new(&frozen(r, &now)?, expert_no, bid_no) {
            return Ok(now);
        }
    }
    preparing(r, session_no, "回避申明")
}

/// The session, unless its documents are made.
fn open_for_minutes(session: Session) -> Result<Session> {
    match session.stage {
        Stage::Closed => Err(Refusal::of(Code::StepOutOfOrder)
            .with("stage", session.stage.zh())
            .with("step", "登记会议情况")),
        _ => Ok(session),
    }
}

/// The recusals of a session in the order of bids and experts. One of a member or a bid that was taken out again stays
/// recorded and asks nothing of anybody; it counts as before once both are back.
pub(crate) fn recusals(r: &vault::Reader<'_>, session: &Session) -> Result<Vec<Recusal>> {
    let panel = panel_of(r, session)?;
    let sits = |x: &Recusal| panel.iter().any(|m| m.expert_no == x.expert_no);
    let judged = |x: &Recusal| session.bids.contains(&x.bid_no);
    Ok(recorded_recusals(r, session)?.into_iter().filter(|x| sits(x) && judged(x)).collect())
}

/// Every recusal that was ever recorded for a session.
pub(crate) fn recorded_recusals(r: &vault::Reader<'_>, session: &Session) -> Result<Vec<Recusal>> {
    let records: Vec<RecusalRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    Ok(records.into_iter().map(|r| r.recusal).collect())
}

/// Undecided recusals as one error.
pub(crate) fn undecided(recusals: &[Recusal]) -> Option<Finding> {
    let open: Vec<String> = recusals
        .iter()
        .filter(|r| r.decision.is_none())
        .map(|r| format!("{}/{}", r.bid_no, r.expert_no))
        .collect();
    (!open.is_empty()).then(|| {
        Finding::error(Code::RecusalUndecided)
            .with("count", open.len().to_string())
            .with("pairs", open.join("、"))
    })
}

/// A day of a session that is past.
pub(crate) fn date_past(date: NaiveDate, today: NaiveDate) -> Option<Finding> {
    (date < today).then(|| {
        Finding::warning(Code::SessionDatePast)
            .with("date", date.to_string())
            .with("today", today.to_string())
    })
}

/// Rule 29 of a new selection whose meeting lies after the policy's validity.
pub(crate) fn expired(policy: &domain::Policy, date: NaiveDate) -> Finding {
    Finding::error(Code::PolicyExpired)
        .with("policy", policy.policy.title.clone())
        .with("until", policy.policy.valid_to.to_string())
        .with("what", format!("会议日期{date}的新遴选"))
        .with("what_en", format!("a new selection with its meeting on {date}"))
}

/// Why a session is held on a day that was past when it was opened: the word that was asked for then.
fn told_past(session: &Session) -> bool {
    let said = format!("会议日期{}早于", session.date);
    session.passed_over.iter().any(|line| line.starts_with(&said))
}

/// What the day of the freeze asks of a session: its own day is past, or the policy's validity ended between. Why its own
/// day lies outside of the validity, or was past, was asked when it was opened; nobody is asked twice.
fn held_late(session: &Session, today: NaiveDate, policy: &domain::Policy) -> Vec<Finding> {
    let past = date_past(session.date, today).filter(|_| !told_past(session));
    let mut findings: Vec<Finding> = past.into_iter().collect();
    if !session.kind.of_projects() && policy.covers(session.date) && !policy.covers(today) {
        // Both days are said: the meeting's lies within the validity, that of the freeze does not.
        findings.push(
            Finding::warning(Code::PolicyExpired)
                .with("policy", policy.policy.title.clone())
                .with("until", policy.policy.valid_to.to_string())
                .with("what", format!("{today}才冻结规则的新遴选（会议日期{}在有效期内）", session.date))
                .with(
                    "what_en",
                    format!(
                        "a new selection whose rules are frozen on {today} only (its meeting on {} is within)",
                        session.date
                    ),
                ),
        );
    }
    findings
}

/// Items that recusals leave with too few scores to come.
pub(super) fn too_few(
    sheet: &domain::ScoreSheet,
    panel: &[Member],
    items: &[String],
    recusals: &[Recusal],
) -> Vec<Finding> {
    let least = sheet.sheet.min_valid;
    let mut findings = Vec::new();
    for no in items {
        let out = |m: &&Member| recusals.iter().any(|x| x.bars(no, &m.expert_no));
        let (criterion, left) = sheet.fewest_raters(panel.iter().filter(|m| !out(m)).map(|m| m.category));
        if left < least {
            let recused = panel.iter().filter(out).count();
            let [why, why_en] = why_few(panel.len(), recused, left);
            findings.push(
                Finding::warning(Code::RecusalTooFew)
                    .with("item", no.clone())
                    .with("criterion", criterion.unwrap_or_default())
                    .with("n", left.to_string())
                    .with("why", why)
                    .with("why_en", why_en)
                    .with("min", least.to_string()),
            );
        }
    }
    findings
}

/// Why no more than `left` of a panel can score a criterion: who is recused, and who does not score it.
fn why_few(panel: usize, recused: usize, left: usize) -> [String; 2] {
    let others = panel.saturating_sub(recused).saturating_sub(left);
    let mut zh = vec![format!("专家组{panel}名")];
    let mut en = vec![format!("{panel} on the panel")];
    if recused > 0 {
        zh.push(format!("{recused}名回避"));
        en.push(format!("{recused} recused"));
    }
    if others > 0 {
        zh.push(format!("{others}名不评这一指标"));
        en.push(format!("{others} of another kind, who do not score it"));
    }
    [zh.join("，"), en.join(", ")]
}

/// Panel rules, empty session, undecided recusals, demands that lack statements, bids that lack papers, too few experts for an item, and what `today` asks.
pub(crate) fn before_freeze(
    r: &vault::Reader<'_>,
    session: &Session,
    today: NaiveDate,
) -> Result<Vec<Finding>> {
    let policy = shipped::policy()?;
    let (sheet, lacks) = sheet_or_shipped(r, session)?;
    let panel = panel_of(r, session)?;
    let mut findings = panel::check_of(session.kind, &panel, &policy);
    if session.bids.is_empty() {
        findings.push(Finding::error(Code::SessionEmpty).with("session", session.no.clone()));
    }
    // Whom a panel of projects should have is for people to weigh; that it has anybody is not.
    if panel.is_empty() && session.kind.of_projects() {
        findings.push(Finding::error(Code::MissingValue).with("field", "专家组成员"));
    }
    let recusals = recusals(r, session)?;
    findings.extend(undecided(&recusals));
    findings.extend(draws::unfinished(session, &panel));
    findings.extend(demand_session::not_ready(r, session, &policy)?);
    findings.extend(project_session::not_ready(r, session, &sheet, &panel)?);
    findings.extend(held_late(session, today, &policy));
    // Whom a panel lacks altogether is said above, once and not of every bid.
    let judged: &[String] = if panel.is_empty() { &[] } else { &session.bids };
    findings.extend(too_few(&sheet, &panel, judged, &recusals));
    findings.extend(bids_whole::not_whole(r, session)?);
    findings.extend(lacks);
    findings.extend(method_of(session, &sheet).check(&sheet, &panel, &session.bids));
    Ok(findings)
}
