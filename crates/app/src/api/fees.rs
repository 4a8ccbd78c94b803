//! What experts are paid for a session. Amounts are 元, as texts with two decimals.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::session::SessionCard;

/// What an expert is paid as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FeeGrade {
    /// 院士、全国知名专家
    Eminent,
    /// 高级
    Senior,
    /// 其他
    Other,
}

/// What the office pays, and what its sheets say beside.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FeeRulesForm {
    /// 高级, 元 a day after tax; blank while nobody said.
    pub senior: String,
    /// 其他, 元 a day after tax.
    pub other: String,
    /// How much more than the senior rate eminent experts get, in hundredths of it.
    pub eminent_percent: u32,
    /// What half a day is of a day, in hundredths.
    pub half_percent: u32,
    /// What a day from the third on is of a day, in hundredths.
    pub third_percent: u32,
    /// When the numbers are deleted: 发放完毕并归档满三个月.
    pub keep_text: String,
    /// Out of which budget it is paid.
    pub funding_source: String,
}

/// What is typed of one expert.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FeeRowForm {
    /// Expert.
    pub expert_no: String,
    /// As what; nothing until somebody said.
    pub grade: Option<FeeGrade>,
    /// Days in halves (`0.5`, `2`); blank for none.
    pub days: String,
    /// Tax withheld, 元; blank while it is not known.
    pub tax: String,
    /// Whether the expert's own consent to the keeping of the numbers is here.
    pub consent: bool,
}

/// What is typed of a session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FeesForm {
    /// One for each expert.
    pub rows: Vec<FeeRowForm>,
    /// Day of the payment, `2026-01-26`; blank while it is not known.
    pub paid_on: String,
    /// Whether the office's present rates take the place of those under which it was recorded.
    pub present_rules: bool,
}

/// Whether the numbers that a payment needs are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NumbersKept {
    /// None is.
    None,
    /// One of them is not.
    Part,
    /// Identity number, bank and account are.
    Whole,
}

/// One expert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FeeLine {
    /// What is typed.
    pub form: FeeRowForm,
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// 职务/职称
    pub title: Option<String>,
    /// Whether the expert left the panel by amended rules.
    pub former: bool,
    /// A day, 元; nothing without grade or rate.
    pub rate: Option<String>,
    /// Paid out.
    pub net: Option<String>,
    /// Before tax.
    pub gross: Option<String>,
    /// Whether the expert signed in; nothing while nobody recorded who did.
    pub came: Option<bool>,
    /// When the expert left before the end.
    pub left: Option<String>,
    /// Items from which the expert is recused.
    pub recused: u32,
    /// Whether the numbers are kept.
    pub numbers: NumbersKept,
}

/// What a sheet comes to. A sum is nothing while one of its amounts is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FeeSums {
    /// How many are paid.
    pub people: u32,
    /// Paid out.
    pub net: Option<String>,
    /// The same in words.
    pub net_words: Option<String>,
    /// Withheld.
    pub tax: Option<String>,
    /// Before tax.
    pub gross: Option<String>,
}

/// The fees of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FeesView {
    /// The session.
    pub session: SessionCard,
    /// Items that it judges.
    pub items: u32,
    /// The panel, then who left it. Whoever works for the office has no row.
    pub rows: Vec<FeeLine>,
    /// The rules that count here.
    pub rules: FeeRulesForm,
    /// What the office pays now.
    pub present: FeeRulesForm,
    /// Whether the two differ.
    pub other_rules: bool,
    /// Day of the payment.
    pub paid_on: String,
    /// What it comes to.
    pub sums: FeeSums,
    /// What cannot be read, and what is only told.
    pub problems: Vec<Problem>,
    /// When it was recorded, and by whom; nothing while it was not.
    pub kept_at: Option<String>,
    /// Who recorded it.
    pub kept_by: Option<String>,
}

/// What the office pays, with what is to be told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FeeRulesView {
    /// The rules.
    pub form: FeeRulesForm,
    /// What lies above 财科教〔2017〕128号.
    pub problems: Vec<Problem>,
}
