//! From signed sheets to ranks: criterion by criterion, each over its own valid scores, then summed; what another basis than
//! points makes of it ([`basis`]); ties by the frozen tie-breakers; what is left is a tie for humans. Every figure keeps the
//! cells it came from.

pub mod basis;

use std::collections::{BTreeMap, BTreeSet};

use ranking::{Aggregate, Cell, Exact, GroupPart, Key, Mark, aggregate, grouped, rank};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::conclusion::{Suggestion, hinted, suggest_by};
use crate::desk::Sheet;
use crate::finding::Finding;
use crate::method::{Basis, Breaker};
use crate::panel::{Category, Member};
use crate::rules::FrozenRules;
use crate::sheet::Criterion;

/// What a tally is computed from, besides the frozen rules.
#[derive(Debug, Clone, Default)]
pub struct Scores<'a> {
    /// Signed sheets by bid and expert.
    pub sheets: BTreeMap<(&'a str, &'a str), &'a Sheet>,
    /// Recusals in force, by bid and expert.
    pub recused: BTreeSet<(&'a str, &'a str)>,
    /// Places that humans gave to tied bids, by bid: 1 first.
    pub decided: BTreeMap<&'a str, u32>,
    /// Members who are excused: they were not there to vote.
    pub excused: BTreeSet<&'a str>,
    /// Figures of the first stage by bid.
    pub first: BTreeMap<&'a str, &'a Exact>,
}

/// One criterion of one bid, with everything a pocket calculator needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionTally {
    /// Criterion id.
    pub id: String,
    /// A cell for each member of the panel, in its order.
    pub cells: Vec<Cell>,
    /// The figure and its trace.
    pub figure: Aggregate,
    /// The part of each kind of expert, by its place in [`Category::ALL`], where kinds weigh differently.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<GroupPart>,
}

/// One bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidTally {
    /// Bid.
    pub bid_no: String,
    /// Competition rank; nothing for a bid that was not scored.
    pub rank: Option<usize>,
    /// Whether another bid has the same rank.
    pub tied: bool,
    /// How many tie-breakers told it from a bid of the same total.
    pub breakers_used: usize,
    /// What it is ranked by: the sum of the criteria's means or what the basis makes of it; nothing when a criterion has no
    /// valid score.
    pub total: Option<Exact>,
    /// The criteria in the order of the sheet.
    pub criteria: Vec<CriterionTally>,
    /// Each member's own total: only of those who score everything, and only where they did.
    pub own_totals: Vec<Cell>,
    /// The mean of totals, for sheets that are not averaged by criterion.
    pub total_figure: Option<Aggregate>,
    /// The part of each kind of expert in it, where kinds weigh differently.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub total_parts: Vec<GroupPart>,
    /// What the total was made of, where it is not the meeting's points themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<basis::Derived>,
    /// What the figures suggest.
    pub suggestion: Option<Suggestion>,
}

impl BidTally {
    /// The criterion with this id.
    #[must_use]
    pub fn criterion(&self, id: &str) -> Option<&CriterionTally> {
        self.criteria.iter().find(|c| c.id == id)
    }

    /// The meeting's points, whatever is ranked by.
    #[must_use]
    pub fn points(&self) -> Option<&Exact> {
        self.derived.as_ref().map_or(self.total.as_ref(), |d| d.points.as_ref())
    }

    /// The figure that lies on the scale of the sheet, for lines in points: both stages together where there were two, else
    /// the meeting's points.
    #[must_use]
    pub fn on_the_sheets_scale(&self, rules: &FrozenRules) -> Option<&Exact> {
        if rules.first_stage.is_some() { self.total.as_ref() } else { self.points() }
    }

    /// The mean of a criterion.
    #[must_use]
    pub fn mean(&self, id: &str) -> Option<&Exact> {
        self.criterion(id)?.figure.mean.as_ref()
    }

    /// The value of what tells equal figures apart.
    #[must_use]
    pub fn breaker(&self, breaker: Breaker<'_>) -> Option<&Exact> {
        match breaker {
            Breaker::Points => self.points(),
            Breaker::Criterion(id) => self.mean(id),
        }
    }

    /// Valid scores as the form prints them: `7`, or `6/7` where specialities score different criteria.
    #[must_use]
    pub fn valid_n(&self) -> String {
        let counts: BTreeSet<usize> = self.criteria.iter().map(|c| c.figure.n).collect();
        match (counts.first(), counts.last()) {
            (Some(low), Some(high)) if low != high => format!("{low}/{high}"),
            (Some(n), _) => n.to_string(),
            (None, _) => "0".to_owned(),
        }
    }
}

/// All bids in order of rank, and what a human should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Bids in order of rank; those without one at the end.
    pub bids: Vec<BidTally>,
    /// Ties left over, criteria with too few valid scores.
    pub findings: Vec<Finding>,
}

impl Tally {
    /// The bid with this number.
    #[must_use]
    pub fn bid(&self, bid_no: &str) -> Option<&BidTally> {
        self.bids.iter().find(|b| b.bid_no == bid_no)
    }
}

/// Computes the tally. An unfinished sheet is 缺 for all criteria of its bid; a recused cell leaves the denominator.
#[must_use]
pub fn tally(rules: &FrozenRules, scores: &Scores<'_>) -> Tally {
    let mut bids: Vec<BidTally> = rules.bids.iter().map(|no| one_bid(rules, scores, no)).collect();
    basis::apply(rules, scores, &mut bids);
    for bid in &mut bids {
        bid.suggestion = suggestion(rules, scores, bid);
    }
    if !rules.kind().ranks() {
        // Scores of projects advise: the order stays that of presentation, and nothing is tied.
        let findings = findings(rules, &bids);
        return Tally { bids, findings };
    }
    let keys: Vec<Key> = bids.iter().map(|bid| key(rules, scores, bid)).collect();
    let mut slots: Vec<Option<BidTally>> = bids.into_iter().map(Some).collect();
    let mut ranked = Vec::with_capacity(slots.len());
    for placed in rank(&keys, rules.comparison) {
        if let Some(mut bid) = slots.get_mut(placed.index).and_then(Option::take) {
            (bid.rank, bid.tied, bid.breakers_used) = (placed.rank, placed.tied, placed.breakers_used);
            ranked.push(bid);
        }
    }
    let mut findings = findings(rules, &ranked);
    findings.extend(basis::findings(rules, &ranked));
    Tally { bids: ranked, findings }
}

/// What a bid is ordered by.
fn key(rules: &FrozenRules, scores: &Scores<'_>, bid: &BidTally) -> Key {
    Key {
        total: bid.total.clone(),
        breakers: rules.breakers().map(|breaker| bid.breaker(breaker).cloned()).collect(),
        decided: scores.decided.get(bid.bid_no.as_str()).copied(),
    }
}

/// The figure of cells under the rules: of all alike, or of each kind of expert by its weight.
fn figure(rules: &FrozenRules, cells: &[Cell]) -> (Aggregate, Vec<GroupPart>) {
    let Basis::Weighted { weights } = &rules.basis else {
        return (aggregate(cells, rules.aggregation), Vec::new());
    };
    let place = |kind: Category| Category::ALL.iter().position(|k| *k == kind).unwrap_or(usize::MAX);
    let of: Vec<usize> = rules.panel.iter().map(|m| place(m.category)).collect();
    let weight = |kind: &Category| weights.get(kind).map_or(Mark::ZERO, |w| w.0);
    grouped(cells, &of, &Category::ALL.each_ref().map(weight), rules.aggregation)
}

/// What the figures of a bid suggest: by votes where votes rank, else by points; of a project, what its answers hint at.
fn suggestion(rules: &FrozenRules, scores: &Scores<'_>, bid: &BidTally) -> Option<Suggestion> {
    if rules.kind().of_projects() {
        let conclusion = hinted(rules, |expert| {
            let of = (bid.bid_no.as_str(), expert);
            scores.sheets.get(&of).copied().filter(|_| !scores.recused.contains(&of))
        })?;
        return Some(Suggestion { conclusion, grade: None, rates: None });
    }
    let by_points = suggest_by(&rules.sheet, bid.on_the_sheets_scale(rules)?, |id| bid.mean(id));
    match bid.derived.as_ref().and_then(|d| d.votes.as_ref()) {
        Some(votes) => by_points.map(|said| votes.suggestion(said)),
        None => by_points,
    }
}

/// Cells, means and points of one bid; what it is ranked by, and its rank, come later.
fn one_bid(rules: &FrozenRules, scores: &Scores<'_>, no: &str) -> BidTally {
    let sheet = &rules.sheet;
    let finished: Vec<Option<&Sheet>> = rules.panel.iter().map(|m| finished(rules, scores, no, m)).collect();
    let recused = |expert: &str| scores.recused.contains(&(no, expert));
    let criteria: Vec<CriterionTally> = sheet
        .criteria
        .iter()
        .map(|criterion| {
            let raters = rules.panel.iter().zip(&finished);
            let cells: Vec<Cell> =
                raters.map(|(m, own)| cell(criterion, m, recused(&m.expert_no), *own)).collect();
            let (figure, parts) = figure(rules, &cells);
            CriterionTally { id: criterion.id.clone(), cells, figure, parts }
        })
        .collect();
    let own_totals = own_totals(rules, &finished, recused);
    let (total, total_figure, total_parts) = if !sheet.sheet.scored {
        (None, None, Vec::new())
    } else if sheet.sheet.by_criterion {
        let sum = criteria.iter().try_fold(Exact::zero(), |sum, c| Some(sum.plus(c.figure.mean.as_ref()?)));
        (sum, None, Vec::new())
    } else {
        let (figure, parts) = figure(rules, &own_totals);
        (figure.mean.clone(), Some(figure), parts)
    };
    BidTally {
        bid_no: no.to_owned(),
        rank: None,
        tied: false,
        breakers_used: 0,
        total,
        criteria,
        own_totals,
        total_figure,
        total_parts,
        derived: None,
        suggestion: None,
    }
}

/// A member's sheet of a bid, when it has a mark for every criterion that is the member's.
fn finished<'a>(rules: &FrozenRules, scores: &Scores<'a>, no: &str, member: &Member) -> Option<&'a Sheet> {
    let own = scores.sheets.get(&(no, member.expert_no.as_str())).copied()?;
    rules.sheet.criteria_of(member.category).all(|c| own.marks.contains_key(&c.id)).then_some(own)
}

/// What one member left for one criterion.
fn cell(criterion: &Criterion, member: &Member, recused: bool, own: Option<&Sheet>) -> Cell {
    if recused {
        return Cell::Recused;
    }
    if !criterion.raters.contains(&member.category) {
        return Cell::NotRated;
    }
    own.and_then(|own| own.marks.get(&criterion.id)).map_or(Cell::Absent, |mark| Cell::Score(*mark))
}

/// Each member's own total: a total exists only for those who score everything.
fn own_totals(rules: &FrozenRules, finished: &[Option<&Sheet>], recused: impl Fn(&str) -> bool) -> Vec<Cell> {
    rules
        .panel
        .iter()
        .zip(finished)
        .map(|(member, own)| match own {
            _ if recused(&member.expert_no) => Cell::Recused,
            // Where nothing is scored there is no total, and no nought either.
            _ if !rules.sheet.sheet.scored => Cell::NotRated,
            _ if !rules.sheet.scores_everything(member.category) => Cell::NotRated,
            Some(own) => {
                let marks = rules.sheet.criteria.iter().map(|c| own.marks.get(&c.id).copied());
                marks
                    .into_iter()
                    .try_fold(Mark::ZERO, |sum, mark| sum.checked_add(mark?))
                    .map_or(Cell::Absent, Cell::Score)
            }
            None => Cell::Absent,
        })
        .collect()
}

/// Ties left for humans and criteria with too few valid scores.
fn findings(rules: &FrozenRules, ranked: &[BidTally]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut groups: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for bid in ranked.iter().filter(|b| b.tied) {
        groups.entry(bid.rank.unwrap_or(0)).or_default().push(&bid.bid_no);
    }
    let steps = rules.breaker_names();
    for items in groups.values() {
        findings.push(
            Finding::warning(Code::TieUnresolved)
                .with("items", items.join("、"))
                .with("steps", steps.join("、")),
        );
    }
    let least = rules.sheet.sheet.min_valid;
    for bid in ranked {
        if let Some(c) = bid.criteria.iter().filter(|c| c.figure.n < least).min_by_key(|c| c.figure.n) {
            let name = rules.sheet.criterion(&c.id).map_or(c.id.as_str(), |c| c.name_zh.as_str());
            findings.push(
                Finding::warning(Code::ScoresTooFew)
                    .with("item", bid.bid_no.clone())
                    .with("criterion", name)
                    .with("n", c.figure.n.to_string())
                    .with("min", least.to_string()),
            );
        }
    }
    findings
}

#[cfg(test)]
pub(crate) mod tests {
    use ranking::Comparison;

    use super::*;
    use crate::panel::{Category, Drawn};
    use crate::{policy, sheet};

    /// A bid of which nothing was scored.
    pub(crate) fn unscored(no: &str) -> BidTally {
        BidTally {
            bid_no: no.to_owned(),
            rank: None,
            tied: false,
            breakers_used: 0,
            total: None,
            criteria: Vec::new(),
            own_totals: Vec::new(),
            total_figure: None,
            total_parts: Vec::new(),
            derived: None,
            suggestion: None,
        }
    }

    /// Four technical, two management, one finance expert, as in the worked example of the default sheet.
    pub(crate) fn rules(bids: &[&str]) -> FrozenRules {
        use Category::{Finance, Management, Technical};
        let kinds = [Technical, Technical, Technical, Technical, Management, Management, Finance];
        let panel = kinds
            .iter()
            .enumerate()
            .map(|(i, category)| Member {
                expert_no: format!("Z{i}"),
                name: format!("专家{i}"),
                category: *category,
                unit: "示例".to_owned(),
                title: None,
                drawn: Drawn::Named,
            })
            .collect();
        let sheet = sheet::shipped();
        FrozenRules {
            session_no: "论证2026-01-03".to_owned(),
            policy: policy::shipped(),
            aggregation: sheet.default_rule(),
            sheet,
            comparison: Comparison::Exact,
            panel,
            bids: bids.iter().map(|b| (*b).to_owned()).collect(),
            frozen_at: chrono::DateTime::UNIX_EPOCH,
            frozen_by: "钱示例".to_owned(),
            asks_gates: false,
            basis: Basis::Points,
            first_stage: None,
            left: Vec::new(),
            amends: None,
        }
    }

    pub(crate) const IDS: [&str; 6] = ["fit", "route", "novelty", "team", "benefit", "budget"];
    pub(crate) const EXAMPLE: [&str; 7] = [
        "18 22 13 13.5 8.5 12.5",
        "17.5 21 12.5 13 8 12",
        "17.5 21.5 13 13 8.5 12.5",
        "17 20.5 12 12.5 8 11.5",
        "18.5 22.5 13.5 13.5 9 13",
        "18 21.5 13 14 8.5 12",
        "12",
    ];

    pub(crate) fn sheets(rows: &[&str]) -> Vec<Sheet> {
        rows.iter()
            .map(|row| {
                let marks: Vec<Mark> = row.split(' ').map(|m| m.parse().unwrap()).collect();
                let ids = if marks.len() == 1 { &IDS[5..] } else { &IDS[..] };
                Sheet {
                    marks: ids.iter().map(|id| (*id).to_owned()).zip(marks).collect(),
                    ..Sheet::default()
                }
            })
            .collect()
    }

    pub(crate) const EXPERTS: [&str; 7] = ["Z0", "Z1", "Z2", "Z3", "Z4", "Z5", "Z6"];

    pub(crate) fn put<'a>(scores: &mut Scores<'a>, bid: &'a str, sheets: &'a [Sheet]) {
        scores.sheets.extend(sheets.iter().zip(EXPERTS).map(|(s, e)| ((bid, e), s)));
    }

    #[test]
    fn the_worked_example_of_the_default_sheet_comes_out_to_the_last_digit() {
        let (rules, sheets) = (rules(&["a"]), sheets(&EXAMPLE));
        let mut scores = Scores::default();
        put(&mut scores, "a", &sheets);
        let bid = tally(&rules, &scores).bids.remove(0);
        let means: Vec<String> =
            bid.criteria.iter().map(|c| c.figure.mean.as_ref().unwrap().half_up(3)).collect();
        assert_eq!(means, ["17.750", "21.500", "12.875", "13.250", "8.375", "12.200"]);
        assert_eq!(bid.total.as_ref().unwrap().half_up(2), "85.95");
        assert_eq!((bid.valid_n().as_str(), bid.rank, bid.tied), ("6/7", Some(1), false));
        assert_eq!(bid.own_totals[0], Cell::Score("87.5".parse().unwrap()));
        assert_eq!(bid.own_totals[6], Cell::NotRated, "a finance expert has no total");
    }

    #[test]
    fn an_unfinished_sheet_is_absent_for_every_criterion_and_a_recused_expert_leaves_the_denominator() {
        let (rules, mut sheets) = (rules(&["a"]), sheets(&EXAMPLE));
        sheets[0].marks.remove("benefit");
        let mut scores = Scores::default();
        put(&mut scores, "a", &sheets);
        scores.recused.insert(("a", "Z4"));
        let tally = tally(&rules, &scores);
        let bid = &tally.bids[0];
        for criterion in &bid.criteria {
            assert_eq!(criterion.cells[0], Cell::Absent);
            assert_eq!(criterion.cells[4], Cell::Recused);
        }
        assert_eq!(bid.valid_n(), "4/5");
        assert_eq!(tally.findings.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::ScoresTooFew]);
    }

    #[test]
    fn equal_totals_go_by_feasibility_then_budget_and_what_is_left_is_a_tie_for_humans() {
        let rules = rules(&["a", "b", "c"]);
        let same = sheets(&["16 20 12 12 8 12"; 6]);
        let more_route = sheets(&["15 21 12 12 8 12"; 6]);
        let mut scores = Scores::default();
        put(&mut scores, "a", &same);
        put(&mut scores, "b", &more_route);
        put(&mut scores, "c", &same);
        let result = tally(&rules, &scores);
        let order: Vec<(&str, Option<usize>, bool)> =
            result.bids.iter().map(|b| (b.bid_no.as_str(), b.rank, b.tied)).collect();
        assert_eq!(order, [("b", Some(1), false), ("a", Some(2), true), ("c", Some(2), true)]);
        assert_eq!(result.findings[0].code, Code::TieUnresolved);
        use crate::told_apart::{By, told_apart};
        let told = told_apart(&rules, &result);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!((told[0].above.as_str(), told[0].below.as_str()), ("b", "a"));
        assert_eq!(told[0].by, By::Breaker("技术路线可行性".to_owned()));
        scores.decided.extend([("c", 1), ("a", 2)]);
        let result = tally(&rules, &scores);
        let order: Vec<&str> = result.bids.iter().map(|b| b.bid_no.as_str()).collect();
        assert_eq!(order, ["b", "c", "a"]);
        assert_eq!(result.findings, []);
        assert_eq!(told_apart(&rules, &result).len(), 1, "what humans decided is told elsewhere");
    }

    #[test]
    fn totals_that_look_equal_and_are_not_are_told_apart_by_the_exact_figures() {
        let rules = rules(&["a", "b"]);
        let one = sheets(&["16 20 12 12 8 12", "16 20 12 12 8 12", "16 20 12 12 8 12", "16 20 12 12 8 12"]);
        let mut scores = Scores::default();
        put(&mut scores, "a", &one);
        put(&mut scores, "b", &one);
        let mut result = tally(&rules, &scores);
        // 80 + 2/3000 and 80 + 1/3000.
        result.bids[0].total = Exact::mean(240_002_000_000, 3_000);
        result.bids[1].total = Exact::mean(240_001_000_000, 3_000);
        (result.bids[0].rank, result.bids[1].rank) = (Some(1), Some(2));
        let told = crate::told_apart::told_apart(&rules, &result);
        assert_eq!(told.iter().map(|t| &t.by).collect::<Vec<_>>(), [&crate::told_apart::By::Exact]);
    }

    #[test]
    fn a_bid_nobody_scored_has_no_rank_and_no_total() {
        let rules = rules(&["a"]);
        let result = tally(&rules, &Scores::default());
        assert_eq!((result.bids[0].rank, &result.bids[0].total), (None, &None));
    }
}
