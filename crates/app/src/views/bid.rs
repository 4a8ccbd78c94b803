//! One bid or demand at the desk: facts, papers, the own sheet, the budget line by line with what follows from it.

use domain::desk::{GateAnswer, LineAdvice, Sheet, cut};
use domain::item::{DemandText, Item};
use domain::sheet::Gate;
use domain::{Bid, BudgetLine, Fen, budget};
use ranking::Mark;
use vault::Reader;

use super::desk::{Stand, sum};
use super::lists::papers_of_bid;
use super::versions::own_versions;
use super::words::funds;
use crate::api::Problem;
use crate::api::desk::{CapChain, DemandStated, DeskBid, DeskBudgetLine, FundsView, GateView, OwnMark};
use crate::clock::local;
use crate::desk::scoring::visible;
use crate::records::{BegunLine, SheetRecord};
use crate::refusal::Result;

/// What this expert may see.
pub(super) fn desk_bid(r: &Reader<'_>, stand: &Stand, item: &Item) -> Result<DeskBid> {
    let rules = &stand.record.task.rules;
    let (no, bid) = (item.no(), item.bid());
    let own = stand.sheet(no);
    let missing = own.missing(rules, stand.member()?, item);
    let begun = stand.sheets.get(no);
    // While nothing was signed there are none, and a keystroke does not look through the events.
    let desk = &stand.desk;
    let signed = desk.locked_at.is_some() || !desk.given_back.is_empty();
    let versions = if signed { own_versions(r, stand, no)? } else { Vec::new() };
    Ok(DeskBid {
        no: no.to_owned(),
        position: stand.position(no),
        title: item.title().to_owned(),
        field: item.field().to_owned(),
        sponsor: item.sponsor().to_owned(),
        solver: item.solver().map(str::to_owned),
        participants: bid
            .map(|b| b.participants.clone())
            .or_else(|| item.project().map(|p| p.participants.clone()))
            .unwrap_or_default(),
        chief_engineer: item.chief_engineer().map(str::to_owned),
        fiscal: bid.map(|b| b.fiscal.wan()),
        rd_total: bid
            .map(|b| b.rd_total)
            .or(item.demand().and_then(|d| d.rd_total))
            .or(item.project().and_then(|p| p.rd_total))
            .map(Fen::wan),
        demand: item.demand().map(stated),
        project: item.project().map(super::project::stated),
        papers: papers_of_bid(r, &stand.desk.meeting, no)?,
        marks: own.sheet.marks.iter().map(|(id, mark)| (id.clone(), mark.to_string())).collect(),
        subs: sub_marks(&own.sheet),
        so_far: so_far(&own.sheet).map(|(id, mark)| (id.clone(), mark.to_string())).collect(),
        total: sum(own.sheet.marks.values().copied().chain(so_far(&own.sheet).map(|(_, mark)| mark))),
        lines: item.budget().iter().map(|line| budget_line(line, &own)).collect(),
        chain: bid.and_then(|bid| {
            budget::of_one_expert(bid, &own.sheet.lines, &rules.policy).map(|b| chain(bid, &b))
        }),
        vote: own.sheet.vote.map(Into::into),
        others: others(stand, no),
        missing: missing.iter().map(Problem::of).collect(),
        saved_at: begun.map(|s| local(s.saved_at).format("%H:%M:%S").to_string()),
        gates: rules.gates_of(stand.member()?.category).map(|gate| gate_view(gate, &own.sheet)).collect(),
        merits: own.sheet.merits,
        problems: own.sheet.problems,
        advice: own.sheet.advice,
        note: own.note,
        abstain: own.abstain,
        change: own.change,
        returned: stand.desk.returned.iter().find(|x| x.bid_no == no).map(|x| x.reason.clone()),
        versions: super::words::count(versions.len()),
    })
}

/// The marks of scored parts.
fn sub_marks(own: &Sheet) -> Vec<(String, String, String)> {
    let of = own.subs.iter().flat_map(|(criterion, marks)| marks.iter().map(move |m| (criterion, m)));
    of.map(|(criterion, (sub, mark))| (criterion.clone(), sub.clone(), mark.to_string())).collect()
}

/// What is given so far of criteria of which a part is missing.
fn so_far(own: &Sheet) -> impl Iterator<Item = (&String, Mark)> {
    own.subs.keys().filter_map(|id| own.sub_sum_so_far(id).map(|mark| (id, mark)))
}

/// A veto question with the own answer.
fn gate_view(gate: &Gate, own: &Sheet) -> GateView {
    let answer = own.gates.get(&gate.id);
    GateView {
        id: gate.id.clone(),
        question: gate.question.clone(),
        veto_on_yes: gate.vetoes(&GateAnswer { yes: true, reason: String::new() }),
        effect: gate.effect.clone(),
        yes: answer.map(|a| a.yes),
        reason: answer.map(|a| a.reason.clone()).unwrap_or_default(),
        needs_reason: answer.is_some_and(|a| gate.vetoes(a) && a.reason.trim().is_empty()),
    }
}

/// What a demand states.
fn stated(demand: &DemandText) -> DemandStated {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    DemandStated {
        field_reason: text(&demand.field_reason),
        background: text(&demand.background),
        content: text(&demand.content),
        indicators: text(&demand.indicators),
        term_months: demand.term_months,
        start: demand.start.map(|d| d.to_string()),
        end: demand.end.map(|d| d.to_string()),
        total_investment: demand.total_investment.map(Fen::wan),
        requirements: text(&demand.requirements),
        scene: text(&demand.scene),
    }
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
        .filter(|i| i.no() != bid_no)
        .filter_map(|i| stand.sheets.get(i.no()))
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
