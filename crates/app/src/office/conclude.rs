//! The panel's word on each bid and on each line of its budget, and the recommendation that follows.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::budget::{self, BudgetOutcome, LineDecision, LineProposal};
use domain::conclusion::{self, PanelDecision, Standing};
use domain::recommendation::Judged;
use domain::session::{Session, Stage};
use domain::{Bid, Code, Finding};
use serde_json::json;
use vault::Reader;

use super::tally::{TallyView, tallied};
use super::{Office, bids, session};
use crate::access::Act;
use crate::records::DecisionRecord;
use crate::refusal::{Refusal, Result};

/// Everything that was found and decided, in order of rank.
#[derive(Debug, Clone)]
pub struct MeetingResult {
    /// The tally.
    pub view: Arc<TallyView>,
    /// Every bid with the panel's word.
    pub judged: Vec<Judged>,
}

impl Office {
    /// What the experts entered for the lines of a bid, and the medians that follow.
    ///
    /// # Errors
    /// `session.out_of_order` before the tally, `record.not_found`.
    pub fn budget_proposals(&self, session_no: &str, bid_no: &str) -> Result<Vec<LineProposal>> {
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let view = tallied(r, &session)?;
            let bids = bids(r, &session)?;
            let bid = bids.iter().find(|b| b.no == bid_no).ok_or_else(|| Refusal::not_found(bid_no))?;
            Ok(proposals(&view, bid))
        })
    }

    /// Records the panel's word on a bid: conclusion, opinions, and the lines where it departs from the medians.
    ///
    /// # Errors
    /// As [`Office::decide_all`].
    pub fn decide(
        &mut self,
        session_no: &str,
        decision: PanelDecision,
        lines: Vec<LineDecision>,
    ) -> Result<()> {
        self.decide_all(session_no, vec![(decision, lines)])
    }

    /// Records the panel's word on several bids in one step, or on none.
    ///
    /// # Errors
    /// Missing opinions (rule 8), missing reasons, lines that are undecided or cannot be; `session.out_of_order`
    /// before the tally.
    pub fn decide_all(
        &mut self,
        session_no: &str,
        decisions: Vec<(PanelDecision, Vec<LineDecision>)>,
    ) -> Result<()> {
        let said: Vec<_> =
            decisions.iter().map(|(d, _)| json!([d.bid_no, d.conclusion, d.standing, d.reason])).collect();
        let act = Act::new("bids.decide", session_no).with(json!(said));
        self.access.record(act, |w| {
            let session = session(w, session_no)?;
            if session.stage != Stage::Tallied {
                return Err(Refusal::of(Code::StepOutOfOrder)
                    .with("stage", session.stage.zh())
                    .with("step", "形成结论"));
            }
            let view = tallied(w, &session)?;
            let bids = bids(w, &session)?;
            let mut findings = Vec::new();
            for (decision, lines) in &decisions {
                findings.extend(check(&view, &bids, decision, lines)?);
            }
            if !findings.is_empty() {
                return Err(findings.into());
            }
            for (decision, lines) in decisions {
                w.put(&DecisionRecord { meeting: session.meeting_id.clone(), decision, lines })?;
            }
            Ok(())
        })
    }

    /// All bids with the panel's word, in order of rank.
    ///
    /// # Errors
    /// `decision.missing` naming the bids without one.
    pub fn meeting_result(&self, session_no: &str) -> Result<MeetingResult> {
        self.access.read(|r| meeting_result(r, &session(r, session_no)?))
    }
}

/// What keeps a decision from being recorded.
fn check(
    view: &TallyView,
    bids: &[Bid],
    decision: &PanelDecision,
    lines: &[LineDecision],
) -> Result<Vec<Finding>> {
    let bid = bids
        .iter()
        .find(|b| b.no == decision.bid_no)
        .ok_or_else(|| Refusal::not_found(decision.bid_no.clone()))?;
    let suggested = view.tally.bid(&bid.no).and_then(|b| b.suggestion.as_ref()).map(|s| s.conclusion);
    let mut findings = conclusion::check(decision, suggested);
    if let Err(of_budget) = outcome(view, bid, decision, lines) {
        findings.extend(of_budget);
    }
    Ok(findings)
}

/// The lines of a bid as its non-recused experts entered them.
pub(crate) fn proposals(view: &TallyView, bid: &Bid) -> Vec<LineProposal> {
    let totals = view.tally.bid(&bid.no).map(|b| b.own_totals.as_slice()).unwrap_or_default();
    let counted = view.rules.panel.iter().enumerate().filter_map(|(position, member)| {
        let recused = matches!(totals.get(position), Some(ranking::Cell::Recused));
        let (_, _, sheet) = view.scoring.sheets.get(&(bid.no.clone(), member.expert_no.clone()))?;
        (!recused).then_some((member.expert_no.as_str(), sheet))
    });
    let entries =
        counted.flat_map(|(who, sheet)| sheet.lines.iter().map(move |(s, advice)| (who, *s, advice)));
    budget::propose(bid, entries)
}

/// A bid's budget after the panel. A bid that is not agreed needs none; if one can be computed it is shown.
fn outcome(
    view: &TallyView,
    bid: &Bid,
    decision: &PanelDecision,
    lines: &[LineDecision],
) -> std::result::Result<Option<BudgetOutcome>, Vec<Finding>> {
    let decided = budget::decide(bid, &proposals(view, bid), lines, &view.rules.policy);
    match (decided, decision.standing) {
        (Ok(outcome), _) => Ok(Some(outcome)),
        (Err(_), Standing::None) => Ok(None),
        (Err(findings), _) => Err(findings),
    }
}

/// Puts tally, decisions and budgets together.
pub(super) fn meeting_result(r: &Reader<'_>, session: &Session) -> Result<MeetingResult> {
    let view = tallied(r, session)?;
    let all = bids(r, session)?;
    let records: Vec<DecisionRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    let said: Said =
        records.into_iter().map(|d| (d.decision.bid_no.clone(), (d.decision, d.lines))).collect();
    let judged = judged(&view, &all, &said)?;
    Ok(MeetingResult { view, judged })
}

/// The panel's word on each bid, by its number.
pub(crate) type Said = BTreeMap<String, (PanelDecision, Vec<LineDecision>)>;

/// Every bid with its figures and the panel's word, in order of rank: pure, so that an archive gives the same.
///
/// # Errors
/// `decision.missing` naming the bids without one; a word that does not hold on these figures.
pub(crate) fn judged(view: &TallyView, all: &[Bid], said: &Said) -> Result<Vec<Judged>> {
    let mut judged = Vec::new();
    let mut missing = Vec::new();
    for tally in &view.tally.bids {
        let bid = all
            .iter()
            .find(|b| b.no == tally.bid_no)
            .ok_or_else(|| Refusal::not_found(tally.bid_no.clone()))?;
        let Some((decision, lines)) = said.get(&bid.no) else {
            missing.push(bid.no.clone());
            continue;
        };
        // Spoken on these figures, or on others before a reopening: then it must hold on these too.
        let departs = check(view, all, decision, lines)?;
        if !departs.is_empty() {
            return Err(departs.into());
        }
        let budget = outcome(view, bid, decision, lines)?;
        judged.push(Judged { bid: bid.clone(), tally: tally.clone(), decision: decision.clone(), budget });
    }
    if !missing.is_empty() {
        return Err(Finding::error(Code::DecisionMissing)
            .with("count", missing.len().to_string())
            .with("bids", missing.join("、"))
            .into());
    }
    Ok(judged)
}
