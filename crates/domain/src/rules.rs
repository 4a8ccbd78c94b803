//! The rules of a session, frozen before the first score: policy, sheet, aggregation, tie-breakers, panel, bids. Their
//! digest is carried by every pack, score, figure and page that comes after.

use chrono::{DateTime, Utc};
use ranking::{Comparison, Rule};
use serde::{Deserialize, Serialize};

use crate::amendment::Amends;
use crate::digest::{self, Digest};
use crate::method::{Basis, Breaker, FirstStageHead};
use crate::panel::{Category, Member};
use crate::policy::Policy;
use crate::session::SessionKind;
use crate::sheet::{Gate, ScoreSheet};

/// The sheet's points, where they only tell equal figures apart.
pub const POINTS: &str = "评分表得分";

/// Everything that decides a result, besides the scores themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenRules {
    /// Number of the session.
    pub session_no: String,
    /// The policy with all its figures.
    pub policy: Policy,
    /// The score sheet.
    pub sheet: ScoreSheet,
    /// How valid scores become one figure.
    pub aggregation: Rule,
    /// Whether ties compare exact or displayed values.
    pub comparison: Comparison,
    /// The panel, in its order.
    pub panel: Vec<Member>,
    /// Numbers of what is judged, in their order.
    pub bids: Vec<String>,
    /// When they were frozen.
    pub frozen_at: DateTime<Utc>,
    /// Who froze them.
    pub frozen_by: String,
    /// Whether the desk asks the veto questions of the sheet. Rules frozen by earlier builds carried them and asked
    /// nobody: they keep their digest, and their sheets stay whole without answers.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asks_gates: bool,
    /// What items are ranked by.
    #[serde(default, skip_serializing_if = "Basis::is_points")]
    pub basis: Basis,
    /// An earlier stage of the review, if there was one. Its figures stay with the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_stage: Option<FirstStageHead>,
    /// Members who left and whose sheets count as far as they came in: no more is waited for of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<String>,
    /// The version before, where these are amended rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amends: Option<Amends>,
}

impl FrozenRules {
    /// The digest that everything later carries.
    ///
    /// # Errors
    /// A fault of the program, see [`digest::canonical`].
    pub fn digest(&self) -> Result<Digest, serde_json::Error> {
        Ok(digest::framed("lunzheng/rules/1", &[&digest::canonical(self)?]))
    }

    /// What the session judges: its sheet says so.
    #[must_use]
    pub const fn kind(&self) -> SessionKind {
        self.sheet.sheet.kind
    }

    /// The veto questions that this kind of expert is asked.
    pub fn gates_of(&self, category: Category) -> impl Iterator<Item = &Gate> {
        self.sheet.gates.iter().filter(move |g| self.asks_gates && g.raters.contains(&category))
    }

    /// What tells equal figures apart, in its order: the sheet's points first where something else is ranked by, then the
    /// criteria that the sheet names.
    pub fn breakers(&self) -> impl Iterator<Item = Breaker<'_>> {
        let points = (!self.basis.on_the_sheets_scale()).then_some(Breaker::Points);
        points.into_iter().chain(self.sheet.sheet.tie_breakers.iter().map(|id| Breaker::Criterion(id)))
    }

    /// The name of what tells equal figures apart.
    #[must_use]
    pub fn breaker_name<'a>(&'a self, breaker: Breaker<'a>) -> &'a str {
        match breaker {
            Breaker::Points => POINTS,
            Breaker::Criterion(id) => self.sheet.criterion(id).map_or(id, |c| c.name_zh.as_str()),
        }
    }

    /// Names of what tells equal figures apart, in its order.
    #[must_use]
    pub fn breaker_names(&self) -> Vec<&str> {
        self.breakers().map(|breaker| self.breaker_name(breaker)).collect()
    }

    /// The member with this number.
    #[must_use]
    pub fn member(&self, expert_no: &str) -> Option<&Member> {
        self.panel.iter().find(|m| m.expert_no == expert_no)
    }
}
