//! The tally: signed sheets of the valid events, recusals in force, ties that humans settled → ranks, with the trace of
//! every figure. Before every member has locked or is excused there is no tally, and no score is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::collective::tie::{TieBy, places};
use domain::fold::Scoring;
use domain::gates::{GateWord, Said};
use domain::recusal::Recusal;
use domain::rules::FrozenRules;
use domain::session::{Excused, Reopening, Session, Stage, Step, TieDecision};
use domain::tally::{self, Scores, Tally};
use domain::veto::{self, Veto};
use domain::{Code, Finding};
use serde_json::json;
use vault::Reader;

use super::collective::tie_voters;
use super::paper_draft::conflicts;
use super::prepare::{recusals, undecided};
use super::{Office, advance, demand_session, frozen, project_session, session};
use super::{forks, lacks, returns};
use crate::access::{Act, reason};
use crate::judged::{self, Judged};
use crate::meeting_events;
use crate::paper_records::PaperDraft;
use crate::records::{DeviceKeyRecord, PeerRecord, SessionRecord};
use crate::refusal::{Refusal, Result};

/// A tally with the rules it was computed under and the folded events.
#[derive(Debug, Clone)]
pub struct TallyView {
    /// The frozen rules.
    pub rules: FrozenRules,
    /// Their digest, hex.
    pub rules_digest: String,
    /// Ranks and figures.
    pub tally: Tally,
    /// What the events say together.
    pub scoring: Scoring,
    /// When the last expert locked.
    pub locked_at: Option<DateTime<Utc>>,
}

impl TallyView {
    /// The veto questions of an item that somebody answered so that it vetoes; sheets of the recused do not count.
    #[must_use]
    pub fn vetoes(&self, bid_no: &str) -> Vec<Veto> {
        if !self.rules.asks_gates {
            return Vec::new();
        }
        let sheets = self.scoring.of_item(bid_no);
        let totals = self.tally.bid(bid_no).map(|b| b.own_totals.as_slice()).unwrap_or_default();
        veto::vetoes(&self.rules, |expert_no| {
            let position = self.rules.panel.iter().position(|m| m.expert_no == expert_no)?;
            let recused = matches!(totals.get(position), Some(ranking::Cell::Recused));
            let counted = sheets.get(expert_no)?;
            (!recused).then_some(&counted.sheet)
        })
    }
}

impl Office {
    /// Members who neither locked nor are excused, by number.
    ///
    /// # Errors
    /// `rules.not_frozen`.
    pub fn waiting_for(&self, session_no: &str) -> Result<Vec<String>> {
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let rules = frozen(r, &session)?;
            Ok(waiting(&session, &rules.rules, &scoring(r, &session)?.scoring))
        })
    }

    /// Excuses a member whose scores will not come; the member's cells count as 缺, never as nought.
    ///
    /// # Errors
    /// `reason.missing`, `record.not_found`, `session.out_of_order` outside of scoring.
    pub fn excuse(&mut self, session_no: &str, expert_no: &str, why: &str) -> Result<()> {
        let why = reason("按“缺”处理", why)?;
        let act = Act::new("score.excuse", format!("{session_no}/{expert_no}")).because(why.clone());
        self.access.record(act, |w| {
            let mut session = session(w, session_no)?;
            if session.stage != Stage::Scoring {
                return Err(Refusal::of(Code::StepOutOfOrder)
                    .with("stage", session.stage.zh())
                    .with("step", "按“缺”处理"));
            }
            if frozen(w, &session)?.rules.member(expert_no).is_none() {
                return Err(Refusal::not_found(expert_no));
            }
            session.excused.retain(|e| e.expert_no != expert_no);
            session.excused.push(Excused { expert_no: expert_no.to_owned(), reason: why });
            w.put(&SessionRecord(session))?;
            Ok(())
        })
    }

    /// Takes the scores together and moves the session on. May be repeated.
    ///
    /// # Errors
    /// `tally.not_ready` naming who is missing, `recusal.undecided`, `pack.fork` while a fork is unsettled;
    /// `score.sheet_owed`, `score.records_missing` for each lack that nobody passed over with a reason; `paper.conflict`.
    pub fn tally(&mut self, session_no: &str) -> Result<TallyView> {
        let view = self.access.read(|r| {
            let session = session(r, session_no)?;
            let view = ready(r, &session)?;
            let mut open = lacks::open(&lacks::lacks(r, &session, &view.rules, &view.scoring)?);
            open.extend(returns::open(&session, &view.scoring));
            open.extend(typed_open(r, &session)?);
            open.extend(conflicts(&view.rules, &view.scoring, &recusals(r, &session)?));
            if open.is_empty() { Ok(view) } else { Err(open.into()) }
        })?;
        let ranks: Vec<(&str, Option<usize>)> =
            view.tally.bids.iter().map(|b| (b.bid_no.as_str(), b.rank)).collect();
        let act = Act::new("tally", session_no).with(json!({ "rules": view.rules_digest, "ranks": ranks }));
        self.access.vault.backup("lock")?;
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        self.access.record_at(at, act, |w| {
            let mut session = session(w, session_no)?;
            if session.stage == Stage::Scoring {
                session.gates.push(GateWord { at, by, said: Said::Tallied });
            }
            // Whose scores came after all is not excused any more.
            session.excused.retain(|e| !view.scoring.locked.contains(&e.expert_no));
            let here = |bid: &str, expert: &str| {
                view.scoring.revision(&(bid.to_owned(), expert.to_owned())).is_some()
            };
            session.missed.retain(|m| m.bid_no.as_ref().is_none_or(|bid| !here(bid, &m.expert_no)));
            let session = advance(w, session, Step::Tally)?;
            demand_session::put_words(w, &session, &view, at)?;
            project_session::put_words_again(w, &session, &view, at)
        })?;
        Ok(view)
    }

    /// Goes back from the tally to scoring, with a reason and the chair's assent; minutes print both.
    ///
    /// Laptops that locked stay locked in this version, so reopening lets in only packs that come late: of a member who
    /// had been excused, or whose laptop had failed. Ties that people settled were settled on the old figures: they are
    /// taken back (the journal keeps them) and asked for again. The panel's words on bids stay, and are checked against
    /// the new figures before any document is made. Words on demands that followed from them are taken back until then.
    /// Forks that were seen since the tally stop the counting now.
    ///
    /// # Errors
    /// `reason.missing` without reason or assent, `assent.not_chair`; `session.out_of_order` unless the scores were taken together.
    pub fn reopen(&mut self, session_no: &str, why: &str, approved_by: &str) -> Result<()> {
        let why = reason("重新开启评分", why)?;
        let approved_by = self.assent(session_no, ("组长同意重新开启（姓名）", approved_by), None)?;
        let at = self.access.clock.now();
        let now = self.session(session_no)?;
        let forks = self.late_forks_again(&now)?;
        let ties = now.ties;
        let act = Act::new("score.reopen", session_no)
            .because(why.clone())
            .with(json!({ "approved_by": approved_by, "ties_taken_back": ties }));
        self.access.record_at(at, act, |w| {
            let mut session = session(w, session_no)?;
            demand_session::take_words_back(w, &session, at, &why)?;
            project_session::take_words_back(w, &session)?;
            session.ties.clear();
            session.reopenings.push(Reopening { at, reason: why, approved_by });
            for fork in &forks {
                w.put(&meeting_events::stored(&session.meeting_id, fork))?;
            }
            advance(w, session, Step::Reopen)?;
            Ok(())
        })
    }

    /// The tally of a session that was taken together.
    ///
    /// # Errors
    /// `session.out_of_order` before the tally: no score is shown before the lock.
    pub fn result(&self, session_no: &str) -> Result<TallyView> {
        self.access.read(|r| Ok(tallied(r, &session(r, session_no)?)?.as_ref().clone()))
    }

    /// Settles a tie as people decided it: by the counts of a vote, which give the order, or by a lot in the order drawn.
    /// Bids of equal counts stay tied. Who could vote is read from the records, whatever the decision says.
    ///
    /// # Errors
    /// `record.not_found` unless the bids are all those that are tied with each other; `reason.missing` without reason or
    /// witnesses; `missing_value` for words without counts or a lot, and without who led, counted or drew; `vote.count`,
    /// `vote.named`; `tie.order` for another order than that of the counts.
    pub fn settle_tie(&mut self, session_no: &str, mut decision: TieDecision) -> Result<()> {
        for (what, text) in [("同分处理的理由", &decision.reason), ("同分处理的见证人", &decision.witnesses)]
        {
            reason(what, text)?;
        }
        let Some(how) = &mut decision.how else {
            return Err(Refusal::of(Code::MissingValue).with("field", "表决票数或者抽签结果"));
        };
        if let TieBy::Vote(vote) = how {
            vote.voters = self.access.read(|r| {
                let session = session(r, session_no)?;
                let panel = frozen(r, &session)?.rules.panel.into_iter().map(|m| m.expert_no);
                Ok(tie_voters(&session, &panel.collect::<Vec<_>>(), &recusals(r, &session)?, &decision.order))
            })?;
        }
        decision.way = how.zh(&str::to_owned);
        let act = Act::new("tie.settle", format!("{session_no}/{}", decision.order.join("、")))
            .because(decision.reason.clone())
            .with(json!({
                "way": decision.way,
                "held_by": decision.how.as_ref().map(TieBy::held_by),
                "witnesses": decision.witnesses,
            }));
        let at = self.access.clock.now();
        decision.at = Some(at);
        self.access.record_at(at, act, |w| {
            let mut session = session(w, session_no)?;
            let view = tallied(w, &session)?;
            let rank = |no: &String| view.tally.bid(no).filter(|b| b.tied).and_then(|b| b.rank);
            let ranks: BTreeSet<Option<usize>> = decision.order.iter().map(rank).collect();
            let group = |b: &&tally::BidTally| b.tied && ranks.contains(&b.rank);
            let named: BTreeSet<&str> = decision.order.iter().map(String::as_str).collect();
            let whole: BTreeSet<&str> =
                view.tally.bids.iter().filter(group).map(|b| b.bid_no.as_str()).collect();
            let once = named.len() == decision.order.len();
            if ranks.len() != 1 || ranks.contains(&None) || !once || named != whole {
                return Err(Refusal::not_found(decision.order.join("、")));
            }
            let findings = decision.recheck(|_| true);
            if !findings.is_empty() {
                return Err(findings.into());
            }
            session.ties.push(decision);
            w.put(&SessionRecord(session))?;
            Ok(())
        })
    }
}

/// Sheets from paper that are being typed, whatever counts of them now: nobody types a correction that is to be lost.
fn typed_open(r: &Reader<'_>, session: &Session) -> Result<Option<Finding>> {
    let drafts: Vec<PaperDraft> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    let open: Vec<String> = drafts.iter().map(|d| format!("{}/{}", d.bid_no, d.expert_no)).collect();
    Ok((!open.is_empty()).then(|| Finding::error(Code::PaperOpen).with("sheets", open.join("、"))))
}

/// What the events of a session say together; kept until the next change.
pub(crate) fn scoring(r: &Reader<'_>, session: &Session) -> Result<Arc<Judged>> {
    r.kept(&format!("scoring/{}", session.meeting_id), |r| folded(r, session))
}

/// Whose laptop each device of a session is.
pub(crate) fn devices(r: &Reader<'_>, session: &Session) -> Result<Devices> {
    let peers: Vec<PeerRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    Ok(peers.into_iter().filter_map(|p| Some((p.keys.fingerprint(), p.expert_no?))).collect())
}

fn folded(r: &Reader<'_>, session: &Session) -> Result<Judged> {
    let own: DeviceKeyRecord =
        r.get("device")?.ok_or_else(|| Refusal::internal("a vault without device keys"))?;
    let set = meeting_events::set(r, &session.meeting_id)?;
    let chain = super::rules(r, session)?.map(|rules| rules.chain()).transpose()?.unwrap_or_default();
    judged::judge(&set, own.keys()?.fingerprint(), &devices(r, session)?, &chain)
}

/// Forks that must be settled before the tally: not those of a member who is excused anyway.
pub(crate) fn unsettled(
    r: &Reader<'_>,
    session: &Session,
    judged: &Judged,
    devices: &Devices,
) -> Result<Option<Refusal>> {
    let excused = |device: &packs::Fingerprint| {
        devices.get(device).is_some_and(|no| session.excused.iter().any(|e| e.expert_no == *no))
    };
    let open: Vec<packs::Fork> = judged.open.iter().filter(|f| !excused(&f.author)).cloned().collect();
    forks::refusal(r, session, &judged.decisions, &open, devices)
}

/// Whose each device is.
pub(crate) type Devices = BTreeMap<packs::Fingerprint, String>;

/// Members who neither locked nor are excused.
pub(crate) fn waiting(session: &Session, rules: &FrozenRules, scoring: &Scoring) -> Vec<String> {
    let excused = |no: &str| session.excused.iter().any(|e| e.expert_no == no);
    rules
        .panel
        .iter()
        .map(|m| m.expert_no.clone())
        .filter(|no| !scoring.locked.contains(no) && !excused(no) && !rules.left.contains(no))
        .collect()
}

/// The tally, once nothing is missing for it.
fn ready(r: &Reader<'_>, session: &Session) -> Result<TallyView> {
    session.stage.after(Step::Tally)?;
    let rules = frozen(r, session)?;
    let judged = folded(r, session)?;
    if let Some(open) = unsettled(r, session, &judged, &devices(r, session)?)? {
        return Err(open);
    }
    let Judged { scoring, locked_at, .. } = judged;
    let missing = waiting(session, &rules.rules, &scoring);
    if !missing.is_empty() {
        return Err(Finding::error(Code::TallyNotReady).with("missing", missing.join("、")).into());
    }
    let recusals = recusals(r, session)?;
    if let Some(open) = undecided(&recusals) {
        return Err(open.into());
    }
    let tally = compute(&rules.rules, session, &scoring, &recusals);
    Ok(TallyView { rules: rules.rules, rules_digest: rules.digest, tally, scoring, locked_at })
}

/// The tally of folded events under rules, with the recusals in force and the ties that humans settled.
pub(crate) fn compute(
    rules: &FrozenRules,
    session: &Session,
    scoring: &Scoring,
    recusals: &[Recusal],
) -> Tally {
    tally::tally(rules, &scores(rules, session, scoring, recusals))
}

/// What the tally of folded events is computed from.
pub(crate) fn scores<'a>(
    rules: &FrozenRules,
    session: &'a Session,
    scoring: &'a Scoring,
    recusals: &'a [Recusal],
) -> Scores<'a> {
    let mut scores = Scores::default();
    for ((bid, expert), counted) in &scoring.sheets {
        scores.sheets.insert((bid, expert), &counted.sheet);
    }
    for recusal in recusals.iter().filter(|x| x.in_force()) {
        scores.recused.insert((&recusal.bid_no, &recusal.expert_no));
    }
    scores.excused.extend(session.excused.iter().map(|e| e.expert_no.as_str()));
    let first = session.method.as_ref().and_then(|m| m.first.as_ref()).zip(rules.first_stage.as_ref());
    if let Some(totals) = first.and_then(|(first, head)| first.frozen_as(head)) {
        scores.first.extend(totals.iter().map(|(no, total)| (no.as_str(), total)));
    }
    scores.decided = places(&session.ties);
    scores
}

/// The tally of a session that was taken together; before that, nothing. Kept until the next change: results and
/// explanations ask for it with every click.
pub(crate) fn tallied(r: &Reader<'_>, session: &Session) -> Result<Arc<TallyView>> {
    match session.stage {
        Stage::Tallied | Stage::Closed => r.kept(&format!("tally/{}", session.meeting_id), |r| {
            ready(r, &Session { stage: Stage::Tallied, ..session.clone() })
        }),
        stage => Err(Refusal::of(Code::StepOutOfOrder).with("stage", stage.zh()).with("step", "查看结果")),
    }
}
