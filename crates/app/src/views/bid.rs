//! One bid at the desk: facts, papers, the own sheet, the budget line by line with what follows from it.

use domain::desk::{LineAdvice, cut};
use domain::{Bid, BudgetLine, budget};
use vault::Reader;

use super::desk::{Stand, sum};
use super::lists::papers_of_bid;
use super::words::funds;
use crate::api::Problem;
use crate::api::desk::{CapChain, DeskBid, DeskBudgetLine, FundsView, OwnMark};
use crate::clock::local;
use crate::desk::scoring::visible;
use crate::records::{BegunLine, SheetRecord};
use crate::refusal::Result;

/// A bid that this expert may see.
pub(super) fn desk_bid(r: &Reader<'_>, stand: &Stand, bid: &Bid) -> Result<DeskBid> {
    let rules = &stand.record.task.rules;
    let own = stand.sheet(&bid.no);
    let missing = own.missing(rules, stand.member()?, bid);
    let begun = stand.sheets.get(&bid.no);
    Ok(DeskBid {
        no: bid.no.clone(),
        position: stand.position(&bid.no),
        title: bid.title.clone(),
        field: bid.field.clone(),
        sponsor: bid.sponsor.clone(),
        solver: bid.solver.clone(),
        participants: bid.participants.clone(),
        chief_engineer: bid.chief_engineer.clone(),
        fiscal: bid.fiscal.wan(),
        rd_total: bid.rd_total.wan(),
        papers: papers_of_bid(r, &stand.desk.meeting, &bid.no)?,
        marks: own.sheet.marks.iter().map(|(id, mark)| (id.clone(), mark.to_string())).collect(),
        total: sum(own.sheet.marks.values().copied()),
        lines: bid.budget.iter().map(|line| budget_line(line, &own)).collect(),
        chain: budget::of_one_expert(bid, &own.sheet.lines, &rules.policy).map(|b| chain(bid, &b)),
        vote: own.sheet.vote.map(Into::into),
        others: others(stand, &bid.no),
        missing: missing.iter().map(Problem::of).collect(),
        saved_at: begun.map(|s| local(s.saved_at).format("%H:%M:%S").to_string()),
        merits: own.sheet.merits,
        problems: own.sheet.problems,
        advice: own.sheet.advice,
        note: own.note,
    })
}

/// A line as it is entered, begun, or neither. An amount that is not typed yet is an empty text.
fn budget_line(line: &BudgetLine, own: &SheetRecord) -> DeskBudgetLine {
    let blank = BegunLine::default();
    let advice = own.sheet.lines.get(&line.subject);
    let begun = own.begun.get(&line.subject).unwrap_or(&blank);
    let half = |amount: Option<domain::Fen>| amount.map(domain::Fen::wan).unwrap_or_default();
    let half = (begun.fiscal.is_some() || begun.self_raised.is_some())
        .then(|| FundsView { fiscal: half(begun.fiscal), self_raised: half(begun.self_raised) });
    DeskBudgetLine {
        subject: line.subject.id().to_owned(),
        zh: line.subject.zh().to_owned(),
        requested: funds(line.requested),
        recommended: advice.map(|a| funds(a.recommended)).or(half),
        cut: advice.map(|a| funds(cut(line.requested, a.recommended))),
        ticks: advice.map_or(begun.ticks, |a| a.ticks).into(),
        reason: advice.map_or_else(|| begun.reason.clone(), |a| a.reason.clone().unwrap_or_default()),
        needs_reason: advice.is_some_and(|a: &LineAdvice| a.lacks_reason(line.requested)),
    }
}

/// How the amount follows from this expert's own lines.
fn chain(bid: &Bid, outcome: &budget::BudgetOutcome) -> CapChain {
    let indirect = &outcome.indirect_fiscal;
    CapChain {
        rd_recommended: outcome.rd_recommended.wan(),
        cap: outcome.award.cap.cap.wan(),
        fiscal: outcome.panel_fiscal.wan(),
        indirect_cap: indirect.cap.wan(),
        indirect: indirect.indirect.wan(),
        indirect_within: indirect.within(),
        award: outcome.award.granted.wan(),
        over_cap: outcome.is_capped(bid.fiscal),
    }
}

/// The own marks of the other bids, by position.
fn others(stand: &Stand, bid_no: &str) -> Vec<OwnMark> {
    visible(&stand.record, &stand.desk)
        .filter(|b| b.no != bid_no)
        .filter_map(|b| stand.sheets.get(&b.no))
        .flat_map(|own| {
            own.sheet.marks.iter().map(|(criterion, mark)| OwnMark {
                criterion: criterion.clone(),
                bid_no: own.bid_no.clone(),
                position: stand.position(&own.bid_no),
                mark: mark.to_string(),
            })
        })
        .collect()
}
