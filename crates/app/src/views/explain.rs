//! Where every figure of one bid comes from: the form 评分汇总表 itself, with what was dropped, each mean, their exact sum
//! and the one rounding; then the budget line by line, and how the award follows.

use std::collections::BTreeMap;

use domain::budget::{BudgetOutcome, LineProposal};
use domain::collective::Collective;
use domain::conclusion::{Conclusion, standard_closing};
use domain::desk::Sheet;
use domain::funding::Mode;
use domain::tally::{BidTally, CriterionTally};
use domain::{Bid, Fen, Item, Member};
use packs::Hash32;
use ranking::{Aggregate, Cell, Exact, Fate, Mark};

use super::basis;
use super::figures::{short, subject_id};
use super::origin::Origins;
use super::results::{Source, decision};
use super::words::{count, funds, minute};
use crate::api::Problem;
use crate::api::collective::VetoSaid;
use crate::api::results::{
    AwardSteps, CellKind, ClosingSentence, ExplainCell, ExplainColumn, ExplainLine, ExplainRow, ExplainView,
    LineEntry, Opinion, VetoLine, VetoWord,
};
use crate::office::Office;
use crate::office::conclude::proposals;
use crate::refusal::{Refusal, Result};

/// Decimals of a mean on the screen; the fraction beside it is exact.
pub(super) const DECIMALS: usize = 4;
/// Decimals of a sum of marks, which has no more.
const MARK_DECIMALS: usize = 6;

/// The standard sentence of each conclusion of the kind. Of papers of a project that nobody recorded it says nothing.
fn closing_standard(source: &Source, item: &Item) -> Vec<ClosingSentence> {
    let kind = source.session.kind;
    let papers = item.project().is_none_or(|project| project.papers_missing().is_empty());
    let own = Conclusion::ALL.into_iter().filter(|said| said.kind() == kind);
    own.map(|said| ClosingSentence {
        conclusion: said.into(),
        text: standard_closing(said, papers).to_owned(),
    })
    .collect()
}

impl Office {
    /// Where every figure of a bid comes from.
    ///
    /// # Errors
    /// `session.out_of_order` before the tally, `record.not_found`.
    pub fn explain_view(&self, session_no: &str, bid_no: &str) -> Result<ExplainView> {
        let source = self.access.read(|r| Source::read(r, session_no))?;
        let item = source.item(bid_no)?;
        let tally = source.view.tally.bid(bid_no).ok_or_else(|| Refusal::not_found(bid_no))?;
        let signed: BTreeMap<&str, (u32, String)> = source
            .view
            .scoring
            .sheets
            .iter()
            .filter(|((of, _), _)| of == bid_no)
            .map(|((_, who), c)| (who.as_str(), (c.by.revision, Hash32(c.by.hash).to_string())))
            .collect();
        let hashes: Vec<String> = signed.values().map(|(_, hash)| hash.clone()).collect();
        let origins = Origins::of(self.vault(), &source.session.meeting_id, &hashes)?;
        let mut view = figures_of(&source, item, tally);
        for (position, row) in view.rows.iter_mut().enumerate() {
            if let (true, Some((revision, hash))) =
                (scored(tally, position), signed.get(row.expert_no.as_str()))
            {
                row.origin = origins.origin(&source.session.meeting_id, hash, *revision);
            }
        }
        Ok(view)
    }
}

/// Whether what a member signed on an item is shown: of who is recused nothing is. A sheet of questions alone has no figures.
fn heard(tally: &BidTally, member: usize) -> bool {
    !matches!(tally.own_totals.get(member), Some(Cell::Recused))
}

/// Whether a member's marks stand in the figures of a bid.
fn scored(tally: &BidTally, member: usize) -> bool {
    tally.criteria.iter().any(|c| matches!(c.cells.get(member), Some(Cell::Score(_))))
}

/// Everything but the origins.
fn figures_of(source: &Source, item: &Item, tally: &BidTally) -> ExplainView {
    let (no, bid) = (item.no(), item.bid());
    let record = source.decisions.get(no);
    let budget = bid.map(|bid| source.budget(bid)).transpose();
    let rows: Vec<ExplainRow> =
        source.view.rules.panel.iter().enumerate().map(|(i, m)| row(source, tally, i, m)).collect();
    let recused = tally.own_totals.iter().filter(|cell| matches!(cell, Cell::Recused)).count();
    ExplainView {
        no: no.to_owned(),
        position: source.position(no),
        title: item.title().to_owned(),
        rank: tally.rank.map(count),
        score: tally.total.as_ref().map(|t| t.half_up(2)),
        exact: tally.total.as_ref().map(ToString::to_string),
        columns: tally.criteria.iter().map(|c| column(source, c)).collect(),
        rows,
        recused: count(recused),
        points: tally.points().map(|t| t.half_up(2)),
        sum_line: sum_line(tally),
        basis_line: basis::line(&source.view.rules, tally),
        votes: basis::votes(source, tally),
        breakers: breakers(source, tally),
        ties: {
            let of = source.session.ties.iter().filter(|tie| tie.order.iter().any(|one| one == no));
            of.map(super::collective::tie_word).collect()
        },
        lines: bid
            .map(|bid| lines(source, bid, record.and(budget.as_ref().ok().and_then(Option::as_ref))))
            .unwrap_or_default(),
        award: bid.zip(budget.as_ref().ok().and_then(Option::as_ref)).map(|(bid, b)| award(source, bid, b)),
        budget_problems: budget.err().unwrap_or_default().iter().map(Problem::of).collect(),
        suggested: crate::office::conclude::suggested(&source.session, &source.view, no).map(Into::into),
        decision: record.map(decision),
        closing_standard: closing_standard(source, item),
        opinions: opinions(source, tally),
        vetoes: vetoes(source, no),
        abstained: abstained(source, tally),
        voters: super::collective::voters_of(source, Some(no)).0,
    }
}

/// Answers that veto, with who gave them.
fn vetoes(source: &Source, no: &str) -> Vec<VetoLine> {
    let name = |at: usize| source.view.rules.panel.get(at).map_or_else(String::new, |m| m.name.clone());
    let word = |w: domain::veto::VetoWord| VetoWord { name: name(w.member), reason: w.reason };
    let log = Collective::of(&source.session);
    let said = |gate: &str| {
        let (at, confirmed, grounds, _) = log.veto(no, gate)?;
        Some(VetoSaid { confirmed, grounds: grounds.to_owned(), at: minute(at) })
    };
    let line = |veto: domain::veto::Veto| VetoLine {
        said: said(&veto.gate),
        gate: veto.gate,
        question: veto.question,
        answer: veto.veto_on,
        effect: veto.effect,
        words: veto.words.into_iter().map(word).collect(),
        answered: count(veto.answered),
    };
    source.view.vetoes(no).into_iter().map(line).collect()
}

/// Members who give no score of an item.
fn abstained(source: &Source, tally: &BidTally) -> Vec<VetoWord> {
    let panel = source.view.rules.panel.iter().zip(&tally.own_totals);
    panel
        .filter(|(_, total)| !matches!(total, Cell::Recused))
        .filter_map(|(member, _)| {
            let word =
                source.view.scoring.abstained.get(&(tally.bid_no.clone(), member.expert_no.clone()))?;
            Some(VetoWord { name: member.name.clone(), reason: word.reason.clone() })
        })
        .collect()
}

/// The scored parts that a mark is the sum of.
fn subs(source: &Source, criterion: &str, own: &Sheet) -> Vec<(String, String, String)> {
    let sheet = &source.view.rules.sheet;
    let parts = sheet.criterion(criterion).map(|c| sheet.scored_subs(c)).unwrap_or_default().iter();
    parts
        .filter_map(|part| {
            let mark = own.sub_mark(criterion, &part.id)?;
            Some((part.name_zh.clone(), mark.to_string(), part.max.to_string()))
        })
        .collect()
}

/// One expert.
fn row(source: &Source, tally: &BidTally, position: usize, member: &Member) -> ExplainRow {
    let own = source.view.scoring.sheets.get(&(tally.bid_no.clone(), member.expert_no.clone()));
    let cells = tally.criteria.iter().map(|c| {
        let (cell, fate) = (c.cells.get(position), c.figure.fates.get(position));
        let kind = match (cell, fate) {
            (Some(Cell::Score(_)), Some(Fate::DroppedHighest)) => CellKind::Highest,
            (Some(Cell::Score(_)), Some(Fate::DroppedLowest)) => CellKind::Lowest,
            (Some(Cell::Score(_)), Some(Fate::OffMiddle)) => CellKind::OffMiddle,
            (Some(Cell::Score(_)), _) => CellKind::Counted,
            (Some(Cell::Recused), _) => CellKind::Recused,
            (Some(Cell::NotRated), _) => CellKind::NotRated,
            (Some(Cell::Absent) | None, _) => CellKind::Absent,
        };
        let subs = match cell {
            Some(Cell::Score(_)) => own.map(|own| subs(source, &c.id, &own.sheet)).unwrap_or_default(),
            _ => Vec::new(),
        };
        ExplainCell { kind, mark: cell.and_then(mark), subs }
    });
    ExplainRow {
        expert_no: member.expert_no.clone(),
        name: member.name.clone(),
        category: member.category.into(),
        cells: cells.collect(),
        total: tally.own_totals.get(position).and_then(mark),
        standard: basis::standard(tally, position),
        origin: None,
    }
}

/// A mark as short as it is.
fn mark(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Score(mark) => Some(mark.to_string()),
        Cell::Recused | Cell::Absent | Cell::NotRated => None,
    }
}

/// One criterion.
fn column(source: &Source, criterion: &CriterionTally) -> ExplainColumn {
    let of = source.view.rules.sheet.criterion(&criterion.id);
    let figure = &criterion.figure;
    ExplainColumn {
        id: criterion.id.clone(),
        name_zh: of.map_or_else(|| criterion.id.clone(), |c| c.name_zh.clone()),
        name_en: of.map_or_else(|| criterion.id.clone(), |c| c.name_en.clone()),
        max: of.map_or_else(String::new, |c| c.max.to_string()),
        n: count(figure.n),
        divisor: count(figure.divisor),
        sum: short(&figure.sum, MARK_DECIMALS),
        mean: figure.mean.as_ref().map(|m| short(m, DECIMALS)),
        exact: figure.mean.as_ref().map(ToString::to_string),
        parts: basis::parts(&criterion.parts),
    }
}

/// `17.3333 + … = 87.9167 → 87.92`: parts rounded for the eye, their sum exact until its one rounding. Where totals are
/// averaged: `527.5 ÷ 6 = 87.9167 → 87.92`.
fn sum_line(tally: &BidTally) -> Option<String> {
    let total = tally.points()?;
    let parts = match &tally.total_figure {
        Some(_) if !tally.total_parts.is_empty() => basis::weighted(&tally.total_parts),
        Some(Aggregate { sum, divisor, .. }) => format!("{} ÷ {divisor}", short(sum, MARK_DECIMALS)),
        None => {
            let means: Vec<&Exact> = tally.criteria.iter().filter_map(|c| c.figure.mean.as_ref()).collect();
            return Some(added(&means, total));
        }
    };
    Some(format!("{parts} = {} → {}", short(total, DECIMALS), total.half_up(2)))
}

/// A sum with its parts as they are shown, where these add up to the shown sum; else with exact fractions, which always do:
/// `33.3333 + 33.3333 + 33.3333` would be shown as 100.
fn added(parts: &[&Exact], total: &Exact) -> String {
    let shown = |figure: &Exact| short(figure, DECIMALS);
    let read = |figure: &Exact| shown(figure).parse::<Mark>().ok().map(Exact::from);
    let of_shown = parts.iter().try_fold(Exact::zero(), |sum, part| Some(sum.plus(&read(part)?)));
    let adds_up = of_shown.is_some() && of_shown == read(total);
    let join = |of: &dyn Fn(&Exact) -> String| parts.iter().map(|p| of(p)).collect::<Vec<_>>().join(" + ");
    match adds_up {
        true => format!("{} = {} → {}", join(&shown), shown(total), total.half_up(2)),
        false => {
            let exact = join(&|part: &Exact| part.to_string());
            format!("{exact} = {total} = {} → {}", shown(total), total.half_up(2))
        }
    }
}

/// The tie-breakers that told the bid from another of its total, with its means.
fn breakers(source: &Source, tally: &BidTally) -> Vec<(String, String)> {
    let rules = &source.view.rules;
    let used = rules.breakers().take(tally.breakers_used);
    used.map(|one| {
        let value = tally.breaker(one).map_or_else(|| "—".to_owned(), |m| short(m, DECIMALS));
        (rules.breaker_name(one).to_owned(), value)
    })
    .collect()
}

/// The budget line by line. `decided` is what the panel's word made of it.
fn lines(source: &Source, bid: &Bid, decided: Option<&BudgetOutcome>) -> Vec<ExplainLine> {
    let name = |no: &str| source.view.rules.member(no).map_or_else(|| no.to_owned(), |m| m.name.clone());
    let line = |proposal: LineProposal| {
        let outcome = decided.and_then(|b| b.lines.iter().find(|l| l.subject == proposal.subject));
        ExplainLine {
            subject: subject_id(proposal.subject).to_owned(),
            zh: proposal.subject.zh().to_owned(),
            requested: funds(proposal.requested),
            entries: proposal
                .entries
                .iter()
                .map(|e| LineEntry {
                    name: name(&e.expert_no),
                    recommended: funds(e.advice.recommended),
                    reason: e.advice.reason.clone(),
                })
                .collect(),
            median: proposal.median.map(funds),
            decided: outcome.map(|l| funds(l.decided)),
            reason: outcome.and_then(|l| l.reason.clone()),
        }
    };
    proposals(&source.view, bid).into_iter().map(line).collect()
}

/// How the award follows from the lines.
fn award(source: &Source, bid: &Bid, budget: &BudgetOutcome) -> AwardSteps {
    let award = &budget.award;
    AwardSteps {
        rd_recommended: budget.rd_recommended.wan(),
        cap: award.cap.cap.wan(),
        asked: bid.fiscal.wan(),
        panel: budget.panel_fiscal.wan(),
        granted: award.granted.wan(),
        beyond: budget.beyond_award().map(Fen::wan),
        once: award.mode == Mode::Once,
        tranches: award.tranches.iter().copied().map(Fen::wan).collect(),
        article: source.view.rules.policy.cap.article.clone(),
    }
}

/// What the experts whose sheets count wrote.
fn opinions(source: &Source, tally: &BidTally) -> Vec<Opinion> {
    let panel = source.view.rules.panel.iter().enumerate();
    panel
        .filter(|(position, _)| heard(tally, *position))
        .filter_map(|(_, member)| {
            let key = (tally.bid_no.clone(), member.expert_no.clone());
            let sheet = &source.view.scoring.sheets.get(&key)?.sheet;
            Some(Opinion {
                name: member.name.clone(),
                vote: sheet.vote.map(Into::into),
                merits: sheet.merits.clone(),
                problems: sheet.problems.clone(),
                advice: sheet.advice.clone(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_do_not_add_up_as_shown_are_told_by_their_fractions() {
        let third = Exact::mean(100_000_000, 3).unwrap();
        let sum = third.plus(&third).plus(&third);
        assert_eq!(added(&[&third, &third, &third], &sum), "100/3 + 100/3 + 100/3 = 100 = 100 → 100.00");
        let half = Exact::mean(35_000_000, 2).unwrap();
        let sum = half.plus(&half);
        assert_eq!(added(&[&half, &half], &sum), "17.5 + 17.5 = 35 → 35.00");
    }
}
