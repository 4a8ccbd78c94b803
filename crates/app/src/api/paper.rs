//! Scores from paper: sheets that are typed by two people, and where each stands. No typed score is shown anywhere but in the
//! form in which it is typed, and the second person never sees the first entry.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;

/// Where an expert's paper sheet of an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TypedState {
    /// Nothing was typed and nothing came in.
    None,
    /// The first person types.
    First,
    /// The first entry is whole; the second person is waited for.
    FirstDone,
    /// The second person types.
    Second,
    /// The entries differ where nobody looked at the paper yet.
    Differs,
    /// Nothing differs any more; it can count once nothing is missing.
    Ready,
    /// It counts.
    Counted,
    /// A word signed on a laptop is here and counts.
    Laptop,
    /// There is one from a laptop and one from paper, and nobody decided.
    Conflict,
    /// It does not come, with a reason: 缺.
    Missing,
}

/// A sheet in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperRow {
    /// Expert.
    pub expert_no: String,
    /// Item.
    pub bid_no: String,
    /// The code printed on it, in two groups.
    pub code: String,
    /// Where it stands.
    pub state: TypedState,
}

/// An expert whose sheets may come on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperExpert {
    /// Number.
    pub no: String,
    /// Name.
    pub name: String,
    /// When it was said that all sheets are in, local; nothing before.
    pub closed_at: Option<String>,
    /// Sheets in the order of presentation, without those of recused items.
    pub rows: Vec<PaperRow>,
}

/// A sheet from a laptop and from paper of which nobody decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperConflict {
    /// Expert.
    pub expert_no: String,
    /// Name.
    pub name: String,
    /// Item.
    pub bid_no: String,
    /// When the laptop's was signed, local.
    pub laptop_at: String,
    /// When the one from paper was recorded, local.
    pub paper_at: String,
}

/// What stands on paper at a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperView {
    /// Members in the panel's order.
    pub experts: Vec<PaperExpert>,
    /// What people must decide.
    pub conflicts: Vec<PaperConflict>,
}

/// What part of a sheet a field stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PaperPart {
    /// A mark.
    Mark,
    /// The answer to a veto question.
    Gate,
    /// An amount of a budget line, in 万元.
    Amount,
    /// The conclusion leant to.
    Vote,
    /// Words, which are typed once.
    Words,
}

/// A field to be typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperField {
    /// Id.
    pub id: String,
    /// Where it stands.
    pub part: PaperPart,
    /// Its name on the sheet.
    pub zh: String,
    /// The most it can hold: a criterion's maximum, a line's request in 万元.
    pub most: Option<String>,
    /// Answers by their number from 1.
    pub choices: Vec<String>,
    /// What was typed so far.
    pub text: String,
}

/// A difference between the entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperDifference {
    /// Id of the field.
    pub field: String,
    /// Its name on the sheet.
    pub zh: String,
    /// Answers by their number from 1.
    pub choices: Vec<String>,
    /// What the first person typed; empty for nothing.
    pub first: String,
    /// What the second person typed.
    pub second: String,
    /// What the paper says, once somebody looked.
    pub taken: Option<String>,
    /// Who looked.
    pub by: Option<String>,
}

/// A sheet as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperForm {
    /// Expert.
    pub expert_no: String,
    /// Name.
    pub name: String,
    /// Item.
    pub bid_no: String,
    /// Its place in the order.
    pub position: u32,
    /// Its title.
    pub title: String,
    /// The code printed on the sheet, in two groups.
    pub code: String,
    /// Where it stands.
    pub state: TypedState,
    /// Which revision is typed; the one that counts where none is.
    pub revision: u32,
    /// Whether a further entry wants a reason: the sheet counts already, or the sheets were said to be complete.
    pub needs_reason: bool,
    /// Who typed first.
    pub first: Option<String>,
    /// Who typed second.
    pub second: Option<String>,
    /// What is to be typed now: figures and answers by the first person and by the second; words after both.
    pub fields: Vec<PaperField>,
    /// Where the entries differ, once both are whole.
    pub differences: Vec<PaperDifference>,
    /// What keeps it from counting, once both entries are whole.
    pub problems: Vec<Problem>,
}

/// How an expert's word came from paper, as the board shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperFacts {
    /// When it was said that all sheets are in, local `2026-01-20 10:38`; nothing before.
    pub closed_at: Option<String>,
}
