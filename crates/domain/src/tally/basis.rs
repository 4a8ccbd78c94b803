//! What items are ranked by where it is not the points of the meeting themselves: standardised totals, votes, or an earlier
//! stage together with the meeting.

use ranking::{Aggregate, Cell, Exact, aggregate_figures, standardised};
use serde::{Deserialize, Serialize};

use super::{BidTally, Scores};
use crate::code::Code;
use crate::conclusion::{Conclusion, Suggestion};
use crate::finding::Finding;
use crate::method::Basis;
use crate::rules::FrozenRules;

/// What a total was made of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Derived {
    /// The meeting's points.
    pub points: Option<Exact>,
    /// The figure of the first stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Exact>,
    /// Standardised totals and their figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<Standard>,
    /// The votes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<Votes>,
}

/// Standardised totals of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standard {
    /// Each member's, in the order of the panel; nothing of a member without a total.
    pub values: Vec<Option<Exact>>,
    /// Their figure by the frozen rule.
    pub figure: Aggregate,
}

/// The conclusions that experts lean to on their signed sheets, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Votes {
    /// 同意 (建议入榜)
    pub agree: usize,
    /// 修改后同意 (完善后入榜)
    pub revise: usize,
    /// 不同意 (暂不入榜)
    pub reject: usize,
    /// There, and leant to none.
    pub silent: usize,
}

impl Votes {
    /// Counts the votes of everybody who is neither recused nor excused.
    #[must_use]
    pub fn count(rules: &FrozenRules, scores: &Scores<'_>, no: &str) -> Votes {
        let mut votes = Votes::default();
        for member in &rules.panel {
            let expert = member.expert_no.as_str();
            if scores.recused.contains(&(no, expert)) || scores.excused.contains(expert) {
                continue;
            }
            let counted = match scores.sheets.get(&(no, expert)).and_then(|sheet| sheet.vote) {
                Some(Conclusion::Approve | Conclusion::List) => &mut votes.agree,
                Some(Conclusion::ApproveAfterRevision | Conclusion::ListAfterRevision) => &mut votes.revise,
                Some(Conclusion::Reject | Conclusion::Defer) => &mut votes.reject,
                // Other words are said of projects, which nothing ranks.
                Some(_) | None => &mut votes.silent,
            };
            *counted += 1;
        }
        votes
    }

    /// Everybody who was there for the item.
    #[must_use]
    pub const fn present(&self) -> usize {
        self.agree + self.revise + self.reject + self.silent
    }

    /// Those who would agree, at once or after revision.
    #[must_use]
    pub const fn in_favour(&self) -> usize {
        self.agree + self.revise
    }

    /// Whether at least two thirds of those present are in favour; exactly two thirds are enough.
    #[must_use]
    pub const fn passed(&self) -> bool {
        let present = self.present();
        present > 0 && 3 * self.in_favour() >= 2 * present
    }

    /// Those in favour out of a hundred present; nothing where nobody was.
    #[must_use]
    pub fn percent(&self) -> Option<Exact> {
        Exact::whole(100 * self.in_favour()).over(&Exact::whole(self.present()))
    }

    /// What the votes suggest, where points would suggest `by_points`: passed with the word that more of those in favour lean
    /// to, of equally many the more cautious one; else no. Rates and the condition on the budget stay as points have them.
    #[must_use]
    pub fn suggestion(&self, by_points: Suggestion) -> Suggestion {
        let demand = by_points.conclusion.on_demand().is_some();
        let conclusion = match (self.passed(), self.agree > self.revise, demand) {
            (true, true, false) => Conclusion::Approve,
            (true, false, false) => Conclusion::ApproveAfterRevision,
            (false, _, false) => Conclusion::Reject,
            (true, true, true) => Conclusion::List,
            (true, false, true) => Conclusion::ListAfterRevision,
            (false, _, true) => Conclusion::Defer,
        };
        let grade = by_points.grade.filter(|_| self.passed());
        Suggestion { conclusion, grade, ..by_points }
    }
}

/// Puts in the place of each total what the rules rank by.
pub(super) fn apply(rules: &FrozenRules, scores: &Scores<'_>, bids: &mut [BidTally]) {
    match &rules.basis {
        Basis::Points | Basis::Weighted { .. } => {}
        Basis::Standardised => standardise(rules, bids),
        Basis::Votes => {
            for bid in bids.iter_mut() {
                let votes = Votes::count(rules, scores, &bid.bid_no);
                let total = bid.total.as_ref().and_then(|_| votes.percent());
                let points = std::mem::replace(&mut bid.total, total);
                bid.derived = Some(Derived { points, votes: Some(votes), ..Derived::default() });
            }
        }
    }
    if let Some(head) = &rules.first_stage {
        for bid in bids.iter_mut() {
            let first = scores.first.get(bid.bid_no.as_str()).map(|f| (*f).clone());
            let total = first.as_ref().zip(bid.total.as_ref()).map(|(f, second)| head.together(f, second));
            let points = std::mem::replace(&mut bid.total, total);
            bid.derived = Some(Derived { points, first, ..Derived::default() });
        }
    }
}

/// The figures that standardised totals would give, whatever is ranked by: each expert's totals measured by the expert's own
/// mean and spread over the items of this panel, then the figure of each item. For information beside another panel's.
#[must_use]
pub fn standards(rules: &FrozenRules, bids: &[BidTally]) -> Vec<Option<Exact>> {
    standardised_totals(rules, bids).into_iter().map(|standard| standard.figure.mean).collect()
}

/// Each expert's totals measured by the expert's own mean and spread, then the figure of each item.
fn standardised_totals(rules: &FrozenRules, bids: &[BidTally]) -> Vec<Standard> {
    let mark = |bid: &BidTally, member: usize| match bid.own_totals.get(member) {
        Some(Cell::Score(mark)) => Some(Exact::from(*mark)),
        _ => None,
    };
    let columns: Vec<Vec<Option<Exact>>> = (0..rules.panel.len())
        .map(|member| standardised(&bids.iter().map(|bid| mark(bid, member)).collect::<Vec<_>>()))
        .collect();
    let standard = |at: usize| {
        let values: Vec<Option<Exact>> =
            columns.iter().map(|column| column.get(at).cloned().flatten()).collect();
        let figure = aggregate_figures(&values, rules.aggregation);
        Standard { values, figure }
    };
    (0..bids.len()).map(standard).collect()
}

/// Ranks by them.
fn standardise(rules: &FrozenRules, bids: &mut [BidTally]) {
    let standards = standardised_totals(rules, bids);
    for (bid, standard) in bids.iter_mut().zip(standards) {
        let points = std::mem::replace(&mut bid.total, standard.figure.mean.clone());
        let standard = Some(standard);
        bid.derived = Some(Derived { points, standard, ..Derived::default() });
    }
}

/// Experts whose totals are too few to be measured by their own spread, and items whose first stage is not known.
pub(super) fn findings(rules: &FrozenRules, bids: &[BidTally]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if rules.basis == Basis::Standardised {
        for (at, member) in rules.panel.iter().enumerate() {
            let totals = bids.iter().filter(|b| matches!(b.own_totals.get(at), Some(Cell::Score(_)))).count();
            if totals == 1 {
                findings.push(Finding::warning(Code::MethodFewTotals).with("name", member.name.clone()));
            }
        }
    }
    if rules.first_stage.is_some() {
        let missing = bids.iter().filter(|b| b.derived.as_ref().is_none_or(|d| d.first.is_none()));
        findings.extend(
            missing.map(|b| Finding::warning(Code::MethodFirstMissing).with("item", b.bid_no.clone())),
        );
    }
    findings
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use ranking::Rule;

    use super::super::tests::{EXPERTS, put, rules, sheets};
    use super::*;
    use crate::desk::Sheet;
    use crate::method::FirstStageHead;
    use crate::panel::Category;
    use crate::tally::{Tally, tally};

    const SIX: [&str; 6] = [
        "18 22 13 13 8 12",
        "17 21 12 13 8 12",
        "17 21 13 13 8 12",
        "17 20 12 12 8 11",
        "18 22 13 13 9 13",
        "18 21 13 14 8 12",
    ];

    fn of<'a>(rules: &FrozenRules, bids: &[(&'a str, &'a [Sheet])]) -> Tally {
        let mut scores = Scores::default();
        for (bid, sheets) in bids {
            put(&mut scores, bid, sheets);
        }
        tally(rules, &scores)
    }

    fn voted(words: &[Option<Conclusion>]) -> Vec<Sheet> {
        let mut all = sheets(&["16 20 12 12 8 12"; 7]);
        all.truncate(words.len());
        for (sheet, word) in all.iter_mut().zip(words) {
            sheet.vote = *word;
        }
        all
    }

    #[test]
    fn kinds_of_experts_weigh_as_the_rules_say_and_the_trace_has_each_kinds_part() {
        let percent = |text: &str| crate::Percent(text.parse().unwrap());
        let weights: BTreeMap<Category, crate::Percent> = [
            (Category::Technical, percent("50")),
            (Category::Management, percent("20")),
            (Category::Finance, percent("30")),
        ]
        .into();
        let rules =
            FrozenRules { basis: Basis::Weighted { weights }, aggregation: Rule::Mean, ..rules(&["a"]) };
        let mut own = sheets(&["16 20 12 12 8 12"; 6]);
        own[5] = sheets(&["18 20 12 12 8 14"]).remove(0);
        own.push(sheets(&["9"]).remove(0));
        let bid = of(&rules, &[("a", &own)]).bids.remove(0);
        let budget = bid.criterion("budget").unwrap();
        // technical 12 × 50, management (12 + 14) ÷ 2 × 20, finance 9 × 30
        assert_eq!(budget.figure.mean.as_ref().unwrap().to_string(), "113/10");
        assert_eq!(budget.parts.iter().map(|p| p.n).collect::<Vec<_>>(), [4, 2, 1]);
        // fit has no finance score: (16 × 50 + 17 × 20) ÷ 70
        assert_eq!(bid.mean("fit").unwrap().to_string(), "114/7");
        assert_eq!(bid.derived, None, "points stay points");
    }

    #[test]
    fn a_strict_and_a_mild_expert_weigh_alike_once_their_totals_are_standardised() {
        let mut rules = rules(&["a", "b"]);
        (rules.basis, rules.aggregation) = (Basis::Standardised, Rule::Mean);
        rules.panel.truncate(2);
        // The mild expert is 1 point for a, the strict one 20 for b.
        let a = sheets(&["20 25 15 15 10 15", "10 10 10 10 5 5"]);
        let b = sheets(&["20 25 15 15 10 14", "15 15 12 12 8 8"]);
        let result = of(&rules, &[("a", &a), ("b", &b)]);
        let shown: Vec<(&str, String, bool)> = result
            .bids
            .iter()
            .map(|b| (b.bid_no.as_str(), b.total.as_ref().unwrap().half_up(10), b.tied))
            .collect();
        assert_eq!(
            shown,
            [("b", "50.0000000000".to_owned(), false), ("a", "50.0000000000".to_owned(), false)],
            "equal standardised, told apart by points"
        );
        assert_eq!(result.bids[0].breakers_used, 1);
        let values = &result.bids[1].derived.as_ref().unwrap().standard.as_ref().unwrap().values;
        assert_eq!(values[0].as_ref().unwrap().half_up(10), "57.0710678119");
        assert_eq!(result.bids[1].points().unwrap().to_string(), "75");
    }

    #[test]
    fn an_expert_with_one_total_is_named_and_lies_at_fifty() {
        let rules = FrozenRules { basis: Basis::Standardised, ..rules(&["a"]) };
        let own = sheets(&SIX[..1]);
        let result = of(&rules, &[("a", &own)]);
        assert_eq!(result.bids[0].total.as_ref().unwrap().to_string(), "50");
        let few = result.findings.iter().filter(|f| f.code == Code::MethodFewTotals);
        assert_eq!(few.map(|f| f.params[0].1.as_str()).collect::<Vec<_>>(), ["专家0"]);
    }

    #[test]
    fn exactly_two_thirds_of_those_present_are_enough_and_silence_is_presence() {
        use Conclusion::{Approve, ApproveAfterRevision, Reject};
        let mut rules = FrozenRules { basis: Basis::Votes, ..rules(&["a", "b"]) };
        rules.panel.truncate(6);
        let a = voted(&[
            Some(Approve),
            Some(Approve),
            Some(ApproveAfterRevision),
            Some(Approve),
            Some(Reject),
            None,
        ]);
        let b = voted(&[Some(Approve), Some(Approve), Some(ApproveAfterRevision), Some(Reject), None, None]);
        let result = of(&rules, &[("b", &b), ("a", &a)]);
        let first = &result.bids[0];
        assert_eq!(
            (first.bid_no.as_str(), first.total.as_ref().unwrap().to_string()),
            ("a", "200/3".to_owned())
        );
        assert_eq!(first.suggestion.as_ref().unwrap().conclusion, Approve);
        let second = &result.bids[1];
        assert_eq!(second.total.as_ref().unwrap().to_string(), "50");
        assert_eq!(second.suggestion.as_ref().unwrap().conclusion, Reject, "though 80 points would do");
        assert_eq!(second.suggestion.as_ref().unwrap().grade, None);
        let votes = first.derived.as_ref().unwrap().votes.unwrap();
        assert_eq!((votes.agree, votes.revise, votes.reject, votes.silent), (3, 1, 1, 1));
    }

    #[test]
    fn who_is_recused_or_excused_was_not_there_to_vote() {
        let rules = FrozenRules { basis: Basis::Votes, ..rules(&["a"]) };
        let own = voted(&[Some(Conclusion::Approve); 4]);
        let mut scores = Scores::default();
        put(&mut scores, "a", &own);
        scores.recused.insert(("a", EXPERTS[0]));
        scores.excused.extend(&EXPERTS[4..]);
        let votes = Votes::count(&rules, &scores, "a");
        assert_eq!((votes.present(), votes.in_favour(), votes.passed()), (3, 3, true));
        assert!(!Votes::default().passed(), "nobody there passes nothing");
    }

    #[test]
    fn two_stages_are_put_together_and_a_missing_first_one_leaves_no_rank() {
        let head = FirstStageHead {
            share: crate::Percent("40".parse().unwrap()),
            source: "函评".to_owned(),
            digest: String::new(),
        };
        let rules = FrozenRules { first_stage: Some(head), aggregation: Rule::Mean, ..rules(&["a", "b"]) };
        let own = sheets(&["16 20 12 12 8 12"; 6]);
        let first = Exact::whole(55);
        let mut scores = Scores::default();
        put(&mut scores, "a", &own);
        put(&mut scores, "b", &own);
        scores.first.insert("a", &first);
        let result = tally(&rules, &scores);
        // 0.4 × 55 + 0.6 × 80
        assert_eq!(result.bids[0].total.as_ref().unwrap().to_string(), "70");
        assert_eq!(
            result.bids[0].suggestion.as_ref().unwrap().conclusion,
            Conclusion::ApproveAfterRevision,
            "both stages are on the sheet's scale"
        );
        assert_eq!((result.bids[1].rank, &result.bids[1].total), (None, &None));
        assert_eq!(result.bids[1].points().unwrap().to_string(), "80");
        assert!(result.findings.iter().any(|f| f.code == Code::MethodFirstMissing));
    }
}
