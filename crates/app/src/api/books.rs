//! The registers: units, experts with what is kept apart from them, what goes out as a plain workbook and comes in again.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::intake::PaperKind;
use super::session::Category;

/// A unit of the register as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UnitForm {
    /// Number; empty for a new one.
    pub no: String,
    /// Full name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Number of the unit above it; empty for none.
    pub parent: String,
    /// 统一社会信用代码; empty when unknown.
    pub code: String,
    /// Whether it is marked 科技领军培育企业.
    pub leading: bool,
}

/// A unit in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UnitLine {
    /// As it stands.
    pub form: UnitForm,
    /// Name of the unit above it.
    pub parent_name: Option<String>,
    /// Bids in which it takes part.
    pub bids: u32,
    /// Experts who belong to it.
    pub experts: u32,
}

/// A name that bids or experts bear and the register does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LooseName {
    /// As it is written.
    pub name: String,
    /// How often.
    pub uses: u32,
    /// Numbers of units of the register whose names are nearly the same, the nearest first.
    pub near: Vec<String>,
}

/// Two units of the register whose names are nearly the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NearUnits {
    /// Number of the one.
    pub a: String,
    /// Number of the other.
    pub b: String,
    /// Likeness in whole percent.
    pub percent: u32,
}

/// A merge that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UnitMerge {
    /// Number of the merge.
    pub no: String,
    /// The unit that went.
    pub gone: String,
    /// The unit that stays.
    pub kept: String,
    /// Why.
    pub reason: String,
    /// Local time.
    pub at: String,
}

/// The register of units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UnitsView {
    /// Units by name.
    pub units: Vec<UnitLine>,
    /// Names without a unit, the most used first.
    pub loose: Vec<LooseName>,
    /// Units that may be one.
    pub near: Vec<NearUnits>,
    /// Merges, the latest first.
    pub merges: Vec<UnitMerge>,
}

/// What came of taking a list in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ListTaken {
    /// Rows taken.
    pub taken: u32,
    /// Rows that were there already.
    pub known: u32,
    /// Rows that lack what is needed.
    pub skipped: u32,
}

/// An expert as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExpertForm {
    /// 专家编号
    pub no: String,
    /// 姓名
    pub name: String,
    /// 类别
    pub category: Category,
    /// 工作单位
    pub unit: String,
    /// 职务/职称
    pub title: String,
    /// 专业, several behind each other with 、.
    pub specialty: String,
    /// 电话
    pub phone: String,
    /// 曾任职单位, one a line: unit, until when.
    #[serde(default)]
    pub past_units: String,
    /// 合作者, one a line: name, unit, when last.
    #[serde(default)]
    pub colleagues: String,
    /// 导师和学生, one a line: name, unit.
    #[serde(default)]
    pub teachers: String,
}

/// A session in which an expert sat on the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Review {
    /// 会议编号
    pub session_no: String,
    /// 会议名称
    pub title: String,
    /// Day, ISO.
    pub date: String,
    /// Bids of the session.
    pub bids: u32,
    /// Bids from which the expert was recused.
    pub recused: u32,
    /// Whether the session is closed.
    pub closed: bool,
}

/// What is kept apart of an expert, masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IdentityMask {
    /// `140***********1234`; nothing when there is none.
    pub id_card: Option<String>,
    /// `************1234`.
    pub bank_account: Option<String>,
    /// Bank.
    pub bank: Option<String>,
}

/// An expert with history and what is kept apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExpertView {
    /// As it stands.
    pub form: ExpertForm,
    /// Sessions, newest first.
    pub reviews: Vec<Review>,
    /// Masked numbers; nothing when none is kept.
    pub identity: Option<IdentityMask>,
}

/// Numbers of an expert in full: typed, or shown on purpose.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IdentityForm {
    /// 身份证件号码
    pub id_card: String,
    /// 银行账号
    pub bank_account: String,
    /// 开户银行
    pub bank: String,
}

/// What the whole register of numbers kept apart holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IdentityCount {
    /// Experts of whom a number is kept.
    pub kept: u32,
}

/// What in a file's name told its bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ToldBy {
    /// The bid's number.
    Number,
    /// Its title.
    Title,
    /// Its solver.
    Solver,
}

/// A file of a folder and the bid it seems to belong to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FolderPaper {
    /// Path.
    pub path: String,
    /// Name.
    pub file: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// Numbers of the bids it fits: one to be confirmed, several to be told apart, or none.
    pub bids: Vec<String>,
    /// What told them.
    pub by: Option<ToldBy>,
    /// What it seems to be.
    pub kind: Option<PaperKind>,
    /// Whether a paper of this name and size is attached to that bid already.
    pub attached: bool,
}

/// A file that a human confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperChoice {
    /// Path.
    pub path: String,
    /// Bid.
    pub bid_no: String,
    /// What it is.
    pub kind: PaperKind,
}

/// What came of one confirmed file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperAttached {
    /// Name of the file.
    pub file: String,
    /// Bid.
    pub bid_no: String,
    /// Why it was refused; empty when it is attached.
    pub problems: Vec<super::Problem>,
}

/// What goes out as a plain workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Book {
    /// The bids of a batch with their budgets, people and milestones.
    Bids,
    /// The register of experts.
    Experts,
    /// The register of units.
    Units,
    /// Demands with where they stand, reviews of them, batches with their lists and decisions.
    Demands,
    /// All of it.
    Everything,
}

/// What a plain workbook was written with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Exported {
    /// Where.
    pub path: String,
    /// Bids.
    pub bids: u32,
    /// Experts.
    pub experts: u32,
    /// Units.
    pub units: u32,
    /// Demands.
    pub demands: u32,
    /// SHA-256 of the file, hex.
    pub digest: String,
}
