//! The policy as data: a validated file in which every figure has its article. A session, a ranking and a document
//! record its version and digest, so that running work goes on under the rules it began with (六（三）).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::digest::{self, Digest};
use crate::finding::Finding;
use crate::money::{FEN_PER_YUAN, Fen};
use crate::panel::Category;
use crate::percent::Percent;

/// What the policy is and how long it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// Stable id of the policy.
    pub id: String,
    /// Version of this file.
    pub version: String,
    /// Full title.
    pub title: String,
    /// Number of the document (文号).
    pub number: String,
    /// First day of validity.
    pub valid_from: NaiveDate,
    /// Last day of validity.
    pub valid_to: NaiveDate,
    /// Article that says so.
    pub article: String,
}

/// The priority fields (三).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// Article.
    pub article: String,
    /// Their names.
    pub names: Vec<String>,
}

/// Young people among leaders and key members (四（四）): a principle, so a warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Youth {
    /// Article.
    pub article: String,
    /// Least share, inclusive.
    pub least_percent: Percent,
}

/// The longest term (四（六）): a principle, so a warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Article.
    pub article: String,
    /// Years.
    pub most_years: u32,
}

/// The cap of fiscal money (四（六）).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CapRule {
    /// Article.
    pub article: String,
    /// Share of the R&D input (研发投入总额), not of the total investment.
    pub percent: Percent,
    /// Absolute cap, 元.
    pub absolute_yuan: i64,
    /// Step to which an award is cut down, 元.
    pub step_yuan: i64,
}

/// How an award is paid (四（六）).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrancheRule {
    /// Article.
    pub article: String,
    /// After signing.
    pub first_percent: Percent,
    /// After the milestones; the rest follows acceptance.
    pub middle_percent: Percent,
    /// An award up to this, inclusive, is paid at once, 元.
    pub once_up_to_yuan: i64,
}

/// Publicity (四（五）).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publicity {
    /// Article.
    pub article: String,
    /// Working days.
    pub working_days: u32,
}

/// Who must sit on a panel (四（二） for demands, 四（五） for bids).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelRule {
    /// Article.
    pub article: String,
    /// At least one of each.
    pub kinds: Vec<Category>,
}

/// How large a panel is by practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelPractice {
    /// Article, or practice.
    pub article: String,
    /// Least number of members.
    pub least: usize,
    /// Whether the number is to be odd.
    pub odd: bool,
}

/// One bracket of the indirect costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bracket {
    /// Upper end of the bracket, inclusive, 元; the last bracket has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to_yuan: Option<i64>,
    /// Share of what lies within the bracket.
    pub percent: Percent,
}

/// Cap of the indirect costs, by brackets on direct costs less equipment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indirect {
    /// Article, or practice.
    pub article: String,
    /// Brackets from the lowest.
    pub brackets: Vec<Bracket>,
}

/// A policy: one version of one document's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Which.
    pub policy: Identity,
    /// Rule 1.
    pub fields: Fields,
    /// Rule 7.
    pub youth: Youth,
    /// Rule 12.
    pub term: Term,
    /// Rules 13 and 14.
    pub cap: CapRule,
    /// Rules 15 and 16.
    pub tranches: TrancheRule,
    /// Rule 9.
    pub publicity: Publicity,
    /// Rule 3; a policy written down before demands were kept here has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demand_panel: Option<PanelRule>,
    /// Rule 8.
    pub panel: PanelRule,
    /// Experts of a milestone; a policy written down before projects were judged here has none of these three.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone_panel: Option<PanelRule>,
    /// Experts of an acceptance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acceptance_panel: Option<PanelRule>,
    /// Rule 26.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub termination_panel: Option<PanelRule>,
    /// Practice.
    pub panel_practice: PanelPractice,
    /// Practice.
    pub indirect: Indirect,
}

impl Policy {
    /// Reads and checks a policy file (TOML).
    ///
    /// # Errors
    /// A finding `policy.invalid` that says what is wrong and where.
    pub fn parse(text: &str) -> Result<Policy, Finding> {
        let invalid = |reason: String| Finding::error(Code::PolicyInvalid).with("reason", reason);
        let policy: Policy = toml::from_str(text).map_err(|e| invalid(e.to_string()))?;
        match policy.fault() {
            Some(fault) => Err(invalid(fault.to_owned())),
            None => Ok(policy),
        }
    }

    /// The first thing that cannot be, in the words of the file.
    fn fault(&self) -> Option<&'static str> {
        let share = |p: Percent| p.0 > ranking::Mark::ZERO && p.0 <= ranking::Mark::points(100);
        let parts = self.tranches.first_percent.0.checked_add(self.tranches.middle_percent.0);
        let ends: Vec<Option<i64>> = self.indirect.brackets.iter().map(|b| b.up_to_yuan).collect();
        let rising = ends
            .windows(2)
            .all(|w| matches!((w.first(), w.get(1)), (Some(Some(a)), Some(b)) if b.is_none_or(|b| b > *a)));
        [
            (self.policy.valid_from > self.policy.valid_to, "policy.valid_to before valid_from"),
            (self.fields.names.is_empty(), "fields.names is empty"),
            (!share(self.youth.least_percent), "youth.least_percent"),
            (!share(self.cap.percent), "cap.percent"),
            (
                self.cap.absolute_yuan <= 0 || self.cap.absolute_yuan > i64::MAX / FEN_PER_YUAN,
                "cap.absolute_yuan",
            ),
            (self.cap.step_yuan <= 0 || self.cap.step_yuan > i64::MAX / FEN_PER_YUAN, "cap.step_yuan"),
            (
                parts.is_none_or(|p| p > ranking::Mark::points(100)),
                "tranches add up to more than 100 percent",
            ),
            (
                self.tranches.once_up_to_yuan < 0 || self.tranches.once_up_to_yuan > i64::MAX / FEN_PER_YUAN,
                "tranches.once_up_to_yuan",
            ),
            (self.publicity.working_days == 0, "publicity.working_days"),
            (ends.last() != Some(&None) || !rising, "indirect.brackets must rise, the last without an end"),
        ]
        .into_iter()
        .find_map(|(wrong, what)| wrong.then_some(what))
    }

    /// Whether a new selection on `day` lies within the policy's validity (rule 29; a reading of ours: creating a batch,
    /// a demand session or a bid session).
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        (self.policy.valid_from..=self.policy.valid_to).contains(&day)
    }

    /// The digest of the policy's canonical data.
    ///
    /// # Errors
    /// A fault of the program, see [`digest::canonical`].
    pub fn digest(&self) -> Result<Digest, serde_json::Error> {
        Ok(digest::framed("lunzheng/policy/1", &[&digest::canonical(self)?]))
    }

    /// The absolute cap.
    #[must_use]
    pub fn cap_absolute(&self) -> Fen {
        Fen(self.cap.absolute_yuan * FEN_PER_YUAN)
    }

    /// Up to this, inclusive, an award is paid at once.
    #[must_use]
    pub fn once_up_to(&self) -> Fen {
        Fen(self.tranches.once_up_to_yuan * FEN_PER_YUAN)
    }
}

/// The policy the tests of this crate compute with: the one the product ships.
#[cfg(test)]
pub(crate) fn shipped() -> Policy {
    Policy::parse(include_str!("../../../assets/policies/taiyuan-2023-17.toml")).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_policy_reads_and_has_seven_fields_valid_for_three_years() {
        let policy = shipped();
        assert_eq!(policy.fields.names.len(), 7);
        assert!(policy.covers(NaiveDate::from_ymd_opt(2026, 7, 14).unwrap()));
        assert!(!policy.covers(NaiveDate::from_ymd_opt(2026, 7, 15).unwrap()));
    }

    #[test]
    fn a_policy_that_cannot_be_is_refused_with_its_reason() {
        let text = include_str!("../../../assets/policies/taiyuan-2023-17.toml");
        for (from, to) in [
            ("percent = \"30\"\nabsolute", "percent = \"130\"\nabsolute"),
            ("valid_to = \"2026-07-14\"", "valid_to = \"2020-07-14\""),
            ("{ percent = \"20\" },", ""),
            ("least_percent = \"50\"", "least_percent = 50"),
            ("[youth]", "[youth]\nsurprise = 1"),
        ] {
            let changed = text.replace(from, to);
            assert_ne!(changed, text, "{from}");
            let finding = Policy::parse(&changed).unwrap_err();
            assert_eq!(finding.code, Code::PolicyInvalid);
        }
    }
}
