//! Rules that are amended after the freeze: what is to change, what that does, what was changed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::method::MethodForm;
use super::sheet::SheetForm;

/// What an amendment changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AmendKind {
    /// 补充方案
    LateBid,
    /// 替换专家
    Replace,
    /// 专家退出
    TakeOut,
    /// 评分表或计分方法, as the draft has them.
    Scoring,
}

/// An amendment as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AmendForm {
    /// What.
    pub kind: AmendKind,
    /// The late bid.
    #[serde(default)]
    pub bid_no: Option<String>,
    /// Who leaves.
    #[serde(default)]
    pub expert_no: Option<String>,
    /// Who comes in that place; nothing for the next alternate of the draw.
    #[serde(default)]
    pub by_no: Option<String>,
    /// Whether what was signed by the one who leaves counts; only where nobody comes in that place.
    #[serde(default)]
    pub counts: bool,
    /// Why.
    pub reason: String,
    /// Who assented: the chair.
    pub approved_by: String,
}

/// A bid that is typed in by hand: what a meeting needs of it. The rest is filled in on its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BidByHand {
    /// 方案编号
    pub no: String,
    /// 榜单编号
    pub challenge_no: String,
    /// 项目名称
    pub title: String,
    /// 领域
    pub field: String,
    /// 出题企业
    pub sponsor: String,
    /// 揭榜方
    pub solver: String,
    /// First day of the term, ISO.
    pub start: String,
    /// Last day, ISO.
    pub end: String,
    /// Budget lines, as typed in 万元; their sums are the bid's figures.
    pub budget: Vec<super::bid::BidBudgetLine>,
}

/// What a member has to do after an amendment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AmendTask {
    /// A new task pack, and the late bid to be scored.
    Score,
    /// A laptop to be enrolled and a task pack.
    Enrol,
    /// A new task pack; nothing to be scored anew.
    Pack,
    /// A new task pack; everything is confirmed or scored anew, and locked again.
    Anew,
    /// Nothing: leaves.
    Leaves,
}

/// A member whom an amendment touches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AmendTouched {
    /// Number.
    pub no: String,
    /// Name.
    pub name: String,
    /// Sheets that came in.
    pub signed: u32,
    /// Whether they go on counting.
    pub counts: bool,
    /// What is to be done.
    pub task: AmendTask,
}

/// What an amendment would do. Nothing is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AmendPreview {
    /// Number of the version that it makes.
    pub version: u32,
    /// What changes, in words; nothing where it cannot be.
    pub what: Option<Problem>,
    /// Whom it touches, in the panel's order.
    pub touched: Vec<AmendTouched>,
    /// Recusals that the registers propose for it and that are to be decided.
    pub recusals: u32,
    /// What becomes of marks at the desks where everything is scored anew; nothing where it is not.
    pub marks: Option<AmendMarks>,
    /// What keeps it from being made.
    pub errors: Vec<Problem>,
    /// What it leaves that the panel should know.
    pub warnings: Vec<Problem>,
}

/// What becomes of marks that were typed, by the names of criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AmendMarks {
    /// Kept at the desk, to be confirmed: the same most points.
    pub kept: Vec<String>,
    /// To be given anew.
    pub empty: Vec<String>,
}

/// The draft of another sheet and another method, as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AmendDraftForm {
    /// The sheet.
    pub sheet: SheetForm,
    /// The method; an earlier stage stays as it was frozen.
    pub method: MethodForm,
    /// Whether scores are compared with the two decimals that are shown; otherwise exactly.
    pub by_displayed: bool,
}

/// The draft of another sheet and another method, with what it lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AmendDraftView {
    /// The draft; the rules in force while nothing was drafted.
    pub form: AmendDraftForm,
    /// Whether anything was drafted.
    pub begun: bool,
    /// What keeps the sheet from being used, and, as warnings, what somebody should look at; each with its place.
    pub problems: Vec<Problem>,
    /// What the parts of each criterion come to, in the order of the form; nothing where one cannot be read.
    pub part_sums: Vec<Option<String>>,
}

/// An amendment that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AmendmentView {
    /// Number of the version that it made.
    pub version: u32,
    /// When, local.
    pub at: String,
    /// Who recorded it.
    pub by: String,
    /// Who assented.
    pub approved_by: String,
    /// Why.
    pub reason: String,
    /// What changed, in words.
    pub what: Problem,
    /// Signed sheets that were here and that it set aside: they are kept and do not count.
    pub signed: u32,
    /// Digest of the version that it made, the first sixteen hex digits.
    pub digest: String,
}
