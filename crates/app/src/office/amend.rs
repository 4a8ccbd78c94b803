//! 修订: the frozen rules are amended before the scores are taken together: a late bid, a member replaced or taken out, another
//! sheet or method. Each is one signed word with a reason and the chair's assent, and one version of the rules that names the
//! one before.

use chrono::{DateTime, Utc};
use domain::amendment::{Amendment, Brings, Change, SheetAndMethod};
use domain::draw::{Called, Cause, next_alternate};
use domain::gates::Conduct;
use domain::panel::{self, Drawn};
use domain::recusal::Recusal;
use domain::rules::FrozenRules;
use domain::session::{Session, SessionKind, Stage};
use domain::{Code, Finding, Member};
use serde_json::json;
use vault::{Reader, Writer};

use super::draws::put_panel;
use super::method::method_of;
use super::prepare::{recusals, too_few};
use super::recusal_proposals::proposals;
use super::tally::scoring;
use super::units::aliases;
use super::{Office, amend_scoring, bids_whole, frozen, session};
use crate::access::{Act, reason};
use crate::api::Problem;
use crate::api::amend::{AmendForm, AmendKind, AmendPreview, AmendTask, AmendTouched};
use crate::api::session::SetupView;
use crate::judged::RULES_AMENDED;
use crate::paper_records::PaperDraft;
use crate::records::{
    BidRecord, ExpertRecord, RecusalRecord, RulesRecord, SessionRecord, bid_id, recusal_id,
};
use crate::refusal::{Refusal, Result};
use crate::views::words::count;

/// An amendment that was looked at.
pub(super) struct Plan {
    pub(super) session: Session,
    pub(super) before: RulesRecord,
    pub(super) change: Change,
    joins: Option<Member>,
    /// The sheet and the method that take the place of those in force.
    pub(super) scoring: Option<SheetAndMethod>,
    /// The draw whose alternate is called.
    draw: Option<u32>,
    pub(super) next: FrozenRules,
    /// Recusals that the registers propose for what is new.
    proposed: Vec<Recusal>,
    findings: Vec<Finding>,
}

impl Office {
    /// What an amendment would do, and whom it touches. Nothing is recorded.
    ///
    /// # Errors
    /// `record.not_found`, `rules.not_frozen`.
    pub fn amend_preview(&self, session_no: &str, form: &AmendForm) -> Result<AmendPreview> {
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        self.access.read(|r| {
            let version = frozen(r, &session(r, session_no)?)?.rules.version().saturating_add(1);
            let plan = match plan(r, session_no, form, (at, &by)) {
                Ok(plan) => plan,
                Err(Refusal(findings)) => {
                    let errors = findings.iter().map(Problem::of).collect();
                    let (touched, warnings, marks) = (Vec::new(), Vec::new(), None);
                    let preview =
                        AmendPreview { version, what: None, touched, recusals: 0, marks, errors, warnings };
                    return Ok(preview);
                }
            };
            let (errors, warnings): (Vec<&Finding>, Vec<&Finding>) =
                plan.findings.iter().partition(|f| f.blocks());
            Ok(AmendPreview {
                version,
                what: Some(Problem::of(&plan.change.finding())),
                touched: touched(r, &plan)?,
                recusals: count(plan.proposed.len()),
                marks: amend_scoring::marks(&plan),
                errors: errors.into_iter().map(Problem::of).collect(),
                warnings: warnings.into_iter().map(Problem::of).collect(),
            })
        })
    }

    /// Amends the frozen rules: the next version with its reason and the chair's assent, signed. What others scored stays valid
    /// where items and criteria are as they were; another sheet has everything scored anew.
    ///
    /// # Errors
    /// `reason.missing` without reason or assent; `session.out_of_order` unless scores may still come in; the errors that
    /// [`Office::amend_preview`] shows.
    pub fn amend(&mut self, session_no: &str, form: &AmendForm) -> Result<SetupView> {
        let why = reason("修订规则", &form.reason)?;
        let gone = form.expert_no.as_deref();
        let approved_by = self.assent(session_no, ("组长同意修订（姓名）", &form.approved_by), gone)?;
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let plan = self.access.read(|r| plan(r, session_no, form, (at, &by)))?;
        let errors: Vec<Finding> = plan.findings.iter().filter(|f| f.blocks()).cloned().collect();
        if !errors.is_empty() {
            return Err(errors.into());
        }
        let word = Amendment {
            version: plan.next.version(),
            former: plan.before.digest.clone(),
            rules: hex::encode(plan.next.digest()?),
            change: plan.change.clone(),
            reason: why,
            approved_by,
            by,
            at,
        };
        let act = Act::new("rules.amend", format!("{session_no}/{}", word.version))
            .because(word.reason.clone())
            .with(json!({
                "former": word.former,
                "rules": word.rules,
                "change": word.change,
                "approved_by": word.approved_by,
            }));
        let now = plan.session.clone();
        self.sign_and_record(&now, RULES_AMENDED, &word, act, |w| put(w, plan, &word))?;
        self.setup_view(session_no)
    }
}

/// What an amendment makes of the rules, with what it meets. What cannot be planned at all is refused.
fn plan(r: &Reader<'_>, no: &str, form: &AmendForm, (at, by): (DateTime<Utc>, &str)) -> Result<Plan> {
    let session = session(r, no)?;
    let before = frozen(r, &session)?;
    if !matches!(session.stage, Stage::Frozen | Stage::Scoring) {
        let out = Refusal::of(Code::StepOutOfOrder).with("stage", session.stage.zh());
        return Err(out.with("step", "修订规则"));
    }
    let wanted = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty()).unwrap_or_default();
    let mut scoring = None;
    let (change, joins, draw) = match form.kind {
        AmendKind::LateBid => {
            let bid_no = wanted(&form.bid_no);
            may_come_late(&session, &before.rules)?;
            r.get::<BidRecord>(&bid_id(&session.batch, &bid_no))?
                .ok_or_else(|| Refusal::not_found(bid_no.clone()))?;
            (Change::LateBid { bid_no }, None, None)
        }
        AmendKind::Replace => {
            let (leaves, by_no) = (member(&before.rules, &wanted(&form.expert_no))?, wanted(&form.by_no));
            let (joins, draw) = successor(r, &session, &before.rules, &leaves, &by_no)?;
            let change = Change::Replaced {
                expert_no: leaves.expert_no,
                name: leaves.name,
                by_no: joins.expert_no.clone(),
                by_name: joins.name.clone(),
                drawn: draw.is_some(),
            };
            (change, Some(joins), draw)
        }
        AmendKind::TakeOut => {
            let Member { expert_no, name, .. } = member(&before.rules, &wanted(&form.expert_no))?;
            let kept = if form.counts { signed_by(r, &session, &expert_no)? } else { Vec::new() };
            (Change::TakenOut { expert_no, name, counts: form.counts, kept }, None, None)
        }
        AmendKind::Scoring => {
            let to = amend_scoring::drafted(r, &session, &before.rules)?;
            let change = amend_scoring::change(r, &session, &before.rules, &to)?;
            scoring = Some(to);
            (change, None, None)
        }
    };
    let next = before.rules.amended(&change, brings(joins.as_ref(), scoring.as_ref()), (at, by))?;
    let mut after = Session { bids: next.bids.clone(), ..session.clone() };
    if let Some(to) = &scoring {
        after.method = amend_scoring::method(&session, to);
    }
    let new = |x: &Recusal| {
        !session.bids.contains(&x.bid_no) || joins.as_ref().is_some_and(|m| m.expert_no == x.expert_no)
    };
    let mut proposed = proposals(r, &after, &next.panel, &aliases(r)?)?;
    proposed.retain(new);
    // What stood before was passed over with a reason when the rules were frozen.
    let stood = checked(r, &session, &before.rules)?;
    let mut findings = checked(r, &after, &next)?;
    findings.retain(|finding| finding.blocks() || !stood.contains(finding));
    findings.extend(what_it_meets(r, &session, &change)?);
    findings.extend(amend_scoring::what_it_meets(r, &session, &change)?);
    if let Change::LateBid { bid_no } = &change {
        findings.extend(bids_whole::lacking(r, &session.batch, std::slice::from_ref(bid_no))?);
    }
    Ok(Plan { session, before, change, joins, scoring, draw, next, proposed, findings })
}

/// What comes into the rules with an amendment.
fn brings<'a>(joins: Option<&'a Member>, scoring: Option<&'a SheetAndMethod>) -> Brings<'a> {
    match (joins, scoring) {
        (Some(member), _) => Brings::Member(member),
        (None, Some(to)) => Brings::Scoring(to),
        (None, None) => Brings::Nothing,
    }
}

/// A member who is there, or `record.not_found`.
fn member(rules: &FrozenRules, no: &str) -> Result<Member> {
    rules.member(no).cloned().ok_or_else(|| Refusal::not_found(no))
}

/// Whether a bid may come late here.
fn may_come_late(session: &Session, rules: &FrozenRules) -> Result<()> {
    let refused = |why: [&str; 2], way: [&str; 2]| {
        let refusal = Refusal::of(Code::AmendNotHere).with("why", why[0]).with("why_en", why[1]);
        Err(refusal.with("way", way[0]).with("way_en", way[1]))
    };
    if session.kind != SessionKind::Bid {
        return refused(
            ["只有揭榜方案论证会可以补充方案", "only a session on bids takes a late one"],
            ["迟到的需求列入下一次需求论证", "put it before the next session"],
        );
    }
    if rules.first_stage.is_some() {
        return refused(
            ["补充的方案没有第一阶段的得分", "a late bid has no figure of the earlier stage"],
            ["另开会议评审", "hold another session"],
        );
    }
    Ok(())
}

/// Who comes in a member's place: the next alternate of the draw where there is one, else whom the office names.
fn successor(
    r: &Reader<'_>,
    session: &Session,
    rules: &FrozenRules,
    leaves: &Member,
    named: &str,
) -> Result<(Member, Option<u32>)> {
    let of = |no: &str, drawn| -> Result<Member> {
        let expert: ExpertRecord = r.get(no)?.ok_or_else(|| Refusal::not_found(no))?;
        Ok(Member::of(&expert.0, drawn))
    };
    match next_alternate(&session.draws, &rules.panel, leaves) {
        Some((_, next)) if !named.is_empty() && named != next.no => Err(Refusal::of(Code::AmendAlternate)
            .with("expert", leaves.name.clone())
            .with("next", next.name.clone())),
        Some((draw, next)) => Ok((of(&next.no, Drawn::Random)?, Some(draw))),
        None => Ok((of(named, Drawn::Named)?, None)),
    }
}

/// What the rules of panel and method say of the version.
fn checked(r: &Reader<'_>, session: &Session, next: &FrozenRules) -> Result<Vec<Finding>> {
    let stays: Vec<Member> =
        next.panel.iter().filter(|m| !next.left.contains(&m.expert_no)).cloned().collect();
    let mut findings = panel::check_of(session.kind, &stays, &next.policy);
    findings.extend(method_of(session, &next.sheet).check(&next.sheet, &next.panel, &next.bids));
    findings.extend(too_few(&next.sheet, &next.panel, &next.bids, &recusals(r, session)?));
    Ok(findings)
}

/// What of the meeting an amendment meets: a paper entry that is being typed, the chair who leaves.
fn what_it_meets(r: &Reader<'_>, session: &Session, change: &Change) -> Result<Vec<Finding>> {
    let Some(leaves) = change.leaves() else { return Ok(Vec::new()) };
    let mut findings = Vec::new();
    let drafts: Vec<PaperDraft> = r.list_prefix(&format!("{}/{leaves}/", session.meeting_id))?;
    if !drafts.is_empty() {
        let sheets: Vec<String> = drafts.iter().map(|d| format!("{}/{}", d.bid_no, d.expert_no)).collect();
        findings.push(Finding::error(Code::PaperOpen).with("sheets", sheets.join("、")));
    }
    if Conduct::of(session).chair() == Some(leaves) {
        let name = match change {
            Change::Replaced { name, .. } | Change::TakenOut { name, .. } => name.clone(),
            Change::LateBid { .. } | Change::Scoring { .. } => String::new(),
        };
        findings.push(Finding::warning(Code::AmendChair).with("expert", name));
    }
    Ok(findings)
}

/// Records the version and what follows from it.
fn put(w: &Writer<'_>, plan: Plan, word: &Amendment) -> Result<()> {
    let Plan { mut session, before, change, joins, scoring, draw, next, proposed, .. } = plan;
    put_panel(w, &session, &next.panel)?;
    match &change {
        Change::LateBid { bid_no } => {
            session.bids.push(bid_no.clone());
            session.late.push(bid_no.clone());
        }
        Change::Replaced { expert_no, name, by_no, .. } => {
            leave(&mut session, expert_no, &word.reason);
            let called = Called {
                at: word.at,
                by: word.by.clone(),
                replaced: expert_no.clone(),
                replaced_name: name.clone(),
                alternate: Some(by_no.clone()),
                cause: Cause::Other,
                reason: word.reason.clone(),
            };
            session.draws.iter_mut().filter(|d| Some(d.number) == draw).for_each(|d| {
                d.called.push(called.clone());
            });
        }
        Change::TakenOut { expert_no, .. } => leave(&mut session, expert_no, &word.reason),
        Change::Scoring { anew, .. } => {
            if let Some(to) = &scoring {
                amend_scoring::put(w, &mut session, to, (*anew, &word.reason))?;
            }
        }
    }
    for recusal in proposed {
        let id = recusal_id(&session.meeting_id, &recusal.bid_no, &recusal.expert_no);
        if w.get::<RecusalRecord>(&id)?.is_none() {
            w.put(&RecusalRecord { meeting: session.meeting_id.clone(), recusal })?;
        }
    }
    debug_assert!(joins.is_none_or(|m| next.member(&m.expert_no).is_some()));
    let RulesRecord { meeting, rules, demands, projects, mut former, .. } = before;
    former.push(rules);
    w.put(&RulesRecord { meeting, digest: word.rules.clone(), rules: next, demands, projects, former })?;
    Ok(w.put(&SessionRecord(session))?)
}

/// Nothing more is asked or waited for of a member who leaves.
fn leave(session: &mut Session, expert_no: &str, why: &str) {
    session.excused.retain(|e| e.expert_no != expert_no);
    session.missed.retain(|m| m.expert_no != expert_no);
    let open = |g: &&mut domain::session::GivenBack| {
        g.expert_no == expert_no && g.revision.is_some() && g.ended.is_none()
    };
    for back in session.given_back.iter_mut().filter(open) {
        back.ended = Some(why.to_owned());
    }
}

/// Hashes, hex, of every word on an item that an expert signed and that is here.
fn signed_by(r: &Reader<'_>, session: &Session, expert_no: &str) -> Result<Vec<String>> {
    let known = scoring(r, session)?;
    let items = session.bids.iter().map(|bid| (bid.clone(), expert_no.to_owned()));
    let versions = items.flat_map(|of| known.scoring.versions(&of));
    Ok(versions.map(|version| hex::encode(version.by().hash)).collect())
}

/// Whom a plan touches, in the panel's order; who leaves the panel comes first.
fn touched(r: &Reader<'_>, plan: &Plan) -> Result<Vec<AmendTouched>> {
    let known = scoring(r, &plan.session)?;
    let signed = |no: &str| known.scoring.sheets.keys().filter(|(_, who)| who == no).count();
    let row = |m: &Member, counts, task| AmendTouched {
        no: m.expert_no.clone(),
        name: m.name.clone(),
        signed: count(signed(&m.expert_no)),
        counts,
        task,
    };
    let leaves = plan.change.leaves();
    let gone = plan.before.rules.panel.iter().filter(|m| leaves == Some(m.expert_no.as_str()));
    let counted = |m: &&Member| plan.next.left.contains(&m.expert_no);
    let mut rows: Vec<AmendTouched> = gone.map(|m| row(m, counted(&m), AmendTask::Leaves)).collect();
    if plan.change.scores_anew() {
        // Who left and counted until now does not any more.
        let left = plan.next.panel.iter().filter(counted);
        rows.extend(left.map(|m| row(m, false, AmendTask::Leaves)));
    }
    let stays = plan.next.panel.iter().filter(|m| !counted(m));
    rows.extend(stays.map(|m| match &plan.change {
        Change::LateBid { .. } => row(m, true, AmendTask::Score),
        Change::Scoring { anew: true, .. } => row(m, false, AmendTask::Anew),
        _ if plan.joins.as_ref() == Some(m) => row(m, true, AmendTask::Enrol),
        _ => row(m, true, AmendTask::Pack),
    }));
    Ok(rows)
}

/// That a pack is of somebody who left: it is kept and does not count.
pub(super) fn left(rules: &RulesRecord, expert_no: &str) -> Option<Finding> {
    if rules.rules.member(expert_no).is_some() {
        return None;
    }
    let (version, member) = (2u32..)
        .zip(rules.former.iter())
        .filter_map(|(next, before)| Some((next, before.member(expert_no)?)))
        .last()?;
    let finding = Finding::new(Code::AmendLeftPack, domain::Severity::Info);
    Some(finding.with("expert", member.name.clone()).with("version", version.to_string()))
}

/// That a pack holds so many sheets that were signed before the sheet was amended: they are kept and do not count.
pub(super) fn outdated(rules: &RulesRecord, expert_no: &str, sheets: usize) -> Option<Finding> {
    let member = rules.rules.member(expert_no).filter(|_| sheets > 0)?;
    let finding = Finding::new(Code::AmendOutdatedPack, domain::Severity::Info);
    let finding = finding.with("expert", member.name.clone()).with("count", sheets.to_string());
    Some(finding.with("version", rules.rules.version().to_string()))
}

/// Whether a bid or a member came with amended rules, so that recusals for the two are asked about after the freeze.
pub(super) fn is_new(rules: &RulesRecord, expert_no: &str, bid_no: &str) -> bool {
    rules
        .former
        .iter()
        .any(|before| before.member(expert_no).is_none() || !before.bids.iter().any(|b| b == bid_no))
}
