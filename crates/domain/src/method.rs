//! The method of a session: how signed sheets become the figure that items are ranked by. Chosen while it is prepared, frozen
//! with the rules (practice: no method is fixed by the policy; the minutes print the one that was frozen).

use std::collections::{BTreeMap, BTreeSet};

use ranking::{Exact, Rule};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::digest::{self, Digest};
use crate::finding::Finding;
use crate::panel::{Category, Member};
use crate::percent::Percent;
use crate::sheet::ScoreSheet;

/// What items are ranked by.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum Basis {
    /// Points of the sheet, every valid score alike.
    #[default]
    Points,
    /// 各类专家按权重合成: each kind of expert has its own figure, and they are put together by their weights.
    Weighted {
        /// Weight of each kind; a kind without one that sits on the panel is asked for.
        weights: BTreeMap<Category, Percent>,
    },
    /// 标准化得分: totals of those who score everything, each measured by the expert's own mean and spread
    /// ([`ranking::standard`]).
    Standardised,
    /// 同意票: the share of those present who would agree, in per cent; passed with two thirds or more.
    Votes,
}

impl Basis {
    /// Whether it is the one that every session had before there were others.
    #[must_use]
    pub const fn is_points(&self) -> bool {
        matches!(self, Basis::Points)
    }

    /// Whether every valid score counts alike, whoever gave it.
    #[must_use]
    pub const fn alike(&self) -> bool {
        !matches!(self, Basis::Weighted { .. })
    }

    /// Whether its figures lie on the scale of the sheet, so that lines in points mean something.
    #[must_use]
    pub const fn on_the_sheets_scale(&self) -> bool {
        matches!(self, Basis::Points | Basis::Weighted { .. })
    }
}

/// 第一阶段: what an earlier stage of the review gave, with its share of the whole (两阶段, such as 40 % and 60 %). The panel
/// never sees its figures: the frozen rules hold their digest, the office the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstStage {
    /// Its share of the whole; the meeting has the rest.
    pub share: Percent,
    /// Where the figures come from, in words.
    pub source: String,
    /// The earlier meeting whose result they are, if they were not typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    /// Random hex, without which the digest could be guessed from a few hundred likely figures.
    pub salt: String,
    /// Its figure of each item, on the scale of the sheet.
    pub totals: BTreeMap<String, Exact>,
}

/// What the frozen rules hold of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstStageHead {
    /// Its share of the whole.
    pub share: Percent,
    /// Where the figures come from, in words.
    pub source: String,
    /// Digest of all of it, hex.
    pub digest: String,
}

impl FirstStage {
    /// The figures, if they are those that were frozen: a figure that was changed behind the rules counts as missing.
    #[must_use]
    pub fn frozen_as(&self, head: &FirstStageHead) -> Option<&BTreeMap<String, Exact>> {
        self.head().is_ok_and(|own| own == *head).then_some(&self.totals)
    }

    /// What the frozen rules hold of it.
    ///
    /// # Errors
    /// A fault of the program, see [`digest::canonical`].
    pub fn head(&self) -> Result<FirstStageHead, serde_json::Error> {
        let digest: Digest = digest::framed("lunzheng/first-stage/1", &[&digest::canonical(self)?]);
        Ok(FirstStageHead { share: self.share, source: self.source.clone(), digest: hex::encode(digest) })
    }
}

impl FirstStageHead {
    /// Both stages together: `share × first + (1 − share) × second`.
    #[must_use]
    pub fn together(&self, first: &Exact, second: &Exact) -> Exact {
        let share = Exact::from_ratio(self.share.share());
        let rest = Exact::from_ratio(Exact::whole(1).ratio() - share.ratio());
        share.times(first).plus(&rest.times(second))
    }
}

/// The method of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// How valid scores become one figure.
    pub rule: Rule,
    /// What items are ranked by.
    #[serde(default, skip_serializing_if = "Basis::is_points")]
    pub basis: Basis,
    /// An earlier stage, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<FirstStage>,
}

impl Method {
    /// The method that a sheet has by itself.
    #[must_use]
    pub fn of(sheet: &ScoreSheet) -> Method {
        Method { rule: sheet.default_rule(), basis: Basis::Points, first: None }
    }

    /// What keeps it from being frozen, and what asks for a reason: a weight that nobody gave, an item without a figure of the
    /// first stage, a share that leaves one stage nothing; marks that a standardised result leaves out.
    #[must_use]
    pub fn check(&self, sheet: &ScoreSheet, panel: &[Member], items: &[String]) -> Vec<Finding> {
        let mut findings = Vec::new();
        if !sheet.sheet.kind.ranks() {
            // Scores of projects advise, whatever they are: there is nothing to rank by, and no earlier stage.
            if !self.basis.is_points() || self.first.is_some() {
                findings.push(Finding::error(Code::MethodNotHere).with("kind", sheet.sheet.kind.zh()));
            }
            return findings;
        }
        let kinds: BTreeSet<Category> = panel.iter().map(|m| m.category).collect();
        match &self.basis {
            Basis::Weighted { weights } => {
                let weight = |kind: &Category| weights.get(kind).is_some_and(|w| w.0 > ranking::Mark::ZERO);
                for kind in kinds.iter().filter(|kind| !weight(kind)) {
                    findings.push(Finding::error(Code::MethodWeight).with("category", kind.zh()));
                }
            }
            Basis::Standardised => {
                let partial = kinds.iter().filter(|kind| !sheet.scores_everything(**kind));
                for kind in partial {
                    findings.push(Finding::warning(Code::MethodPartial).with("category", kind.zh()));
                }
            }
            Basis::Points | Basis::Votes => {}
        }
        let Some(first) = &self.first else { return findings };
        if !self.basis.on_the_sheets_scale() {
            findings.push(Finding::error(Code::MethodStages));
        }
        let whole = Percent(ranking::Mark::points(100));
        if first.share.0 <= ranking::Mark::ZERO || first.share >= whole {
            findings.push(Finding::error(Code::MethodShare).with("share", first.share.to_string()));
        }
        let top = Exact::from(sheet.sheet.total);
        let missing: Vec<&str> =
            items.iter().filter(|no| !first.totals.contains_key(*no)).map(String::as_str).collect();
        if !missing.is_empty() {
            findings.push(Finding::error(Code::MethodFirstMissing).with("item", missing.join("、")));
        }
        let given = items.iter().filter_map(|no| Some((no, first.totals.get(no)?)));
        let off = given.filter(|(_, total)| **total > top || **total < Exact::zero());
        findings.extend(off.map(|(no, total)| {
            Finding::error(Code::MethodFirstOff)
                .with("item", no.clone())
                .with("value", total.to_string())
                .with("max", sheet.sheet.total.to_string())
        }));
        findings
    }
}

/// What tells equal figures apart, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breaker<'a> {
    /// The sheet's points, where something else is ranked by.
    Points,
    /// A criterion of the sheet, by its id.
    Criterion(&'a str),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sheet, tally};

    fn percent(text: &str) -> Percent {
        Percent(text.parse().unwrap())
    }

    fn first(share: &str, totals: &[(&str, i64)]) -> FirstStage {
        let of = |points: i64| Exact::mean(i128::from(points) * 1_000_000, 1).unwrap();
        FirstStage {
            share: percent(share),
            source: "函评".to_owned(),
            session: None,
            salt: "00".repeat(16),
            totals: totals.iter().map(|(no, points)| ((*no).to_owned(), of(*points))).collect(),
        }
    }

    fn codes(method: &Method, items: &[&str]) -> Vec<Code> {
        let items: Vec<String> = items.iter().map(|i| (*i).to_owned()).collect();
        let rules = tally::tests::rules(&[]);
        method.check(&sheet::shipped(), &rules.panel, &items).iter().map(|f| f.code).collect()
    }

    #[test]
    fn a_kind_of_expert_without_a_weight_is_asked_for() {
        let weights = [(Category::Technical, percent("60")), (Category::Management, percent("0"))];
        let basis = Basis::Weighted { weights: weights.into_iter().collect() };
        let method = Method { basis, ..Method::of(&sheet::shipped()) };
        assert_eq!(codes(&method, &[]), [Code::MethodWeight, Code::MethodWeight], "management, finance");
    }

    #[test]
    fn a_standardised_result_says_whose_marks_it_leaves_out() {
        let method = Method { basis: Basis::Standardised, ..Method::of(&sheet::shipped()) };
        assert_eq!(codes(&method, &[]), [Code::MethodPartial], "finance");
    }

    #[test]
    fn a_first_stage_has_a_figure_on_the_sheets_scale_for_every_item_and_leaves_the_meeting_a_share() {
        let of = |first| Method { first: Some(first), ..Method::of(&sheet::shipped()) };
        assert_eq!(codes(&of(first("40", &[("a", 80)])), &["a"]), []);
        assert_eq!(
            codes(&of(first("40", &[("a", 101)])), &["a", "b"]),
            [Code::MethodFirstMissing, Code::MethodFirstOff]
        );
        assert_eq!(codes(&of(first("100", &[("a", 80)])), &["a"]), [Code::MethodShare]);
        let votes = Method { basis: Basis::Votes, ..of(first("40", &[("a", 80)])) };
        assert_eq!(codes(&votes, &["a"]), [Code::MethodStages]);
    }

    #[test]
    fn both_stages_are_put_together_exactly() {
        let head = first("40", &[]).head().unwrap();
        let thirds = Exact::mean(250_000_000, 3).unwrap();
        // 0.4 × 80 + 0.6 × 250/3
        assert_eq!(head.together(&Exact::whole(80), &thirds).to_string(), "82");
    }

    #[test]
    fn a_changed_figure_of_the_first_stage_changes_its_digest_and_so_does_the_salt() {
        let one = first("40", &[("a", 80)]);
        let salted = FirstStage { salt: "11".repeat(16), ..one.clone() };
        let other = first("40", &[("a", 81)]);
        let digest = |f: &FirstStage| f.head().unwrap().digest;
        assert_ne!(digest(&one), digest(&other));
        assert_ne!(digest(&one), digest(&salted));
        let head = one.head().unwrap();
        assert!(one.frozen_as(&head).is_some());
        assert_eq!(
            other.frozen_as(&head),
            None,
            "what was changed after the freeze is not taken for what was frozen"
        );
    }
}
