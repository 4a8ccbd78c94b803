//! The method of a session: how signed sheets become the figure that items are ranked by.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::session::{Aggregation, Category};

/// What items are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum BasisName {
    /// Points of the sheet.
    Points,
    /// Points, each kind of expert by its weight.
    Weighted,
    /// Totals measured by each expert's own mean and spread.
    Standardised,
    /// The share of those present who would agree.
    Votes,
}

/// The weight of a kind of expert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KindWeight {
    /// The kind.
    pub category: Category,
    /// In per cent, as typed; empty where nobody gave one.
    pub weight: String,
}

/// The figure of an item in an earlier stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FirstTotal {
    /// The item.
    pub no: String,
    /// Points as typed, or rounded to four decimals where they come from a meeting; empty where there are none.
    pub value: String,
}

/// An earlier stage of the review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FirstStageForm {
    /// Its share of the whole in per cent, as typed.
    pub share: String,
    /// Where its figures come from, in words.
    pub source: String,
    /// The earlier meeting whose result they are; nothing where they are typed.
    pub session: Option<String>,
    /// The figures. Those of a meeting are read from its result and not from here.
    pub totals: Vec<FirstTotal>,
}

/// The method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MethodForm {
    /// How valid scores become one.
    pub aggregation: Aggregation,
    /// What items are ranked by.
    pub basis: BasisName,
    /// Weights of the kinds of experts.
    pub weights: Vec<KindWeight>,
    /// An earlier stage, if there was one.
    pub first: Option<FirstStageForm>,
}
