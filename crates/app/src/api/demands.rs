//! Demands and their selection as the screens see them. Amounts are in 万元 as text, days ISO.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::intake::PaperCard;

/// Where a demand stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DemandStatus {
    /// 待补正
    Collected,
    /// 要素齐全
    Complete,
    /// 论证中
    UnderReview,
    /// 建议榜单
    Proposed,
    /// 会议研究通过
    Studied,
    /// 市政府审定
    Approved,
    /// 已张榜
    Published,
    /// 已退回
    Returned,
    /// 未入选
    NotSelected,
}

/// One of the six statements of a demand (四（一）).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Statement {
    /// 需求背景
    Background,
    /// 需求内容
    Content,
    /// 关键技术及指标
    Indicators,
    /// 时限
    Term,
    /// 总投资
    Investment,
    /// 对揭榜方要求
    Requirements,
}

/// From whom a demand was collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Sender {
    /// A district's list.
    District,
    /// The enterprise itself.
    Enterprise,
    /// Somebody else.
    Other,
}

/// When and from whom demands were collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CollectedView {
    /// Day.
    pub on: String,
    /// What kind of sender.
    pub sender: Sender,
    /// Its name.
    pub from: String,
}

/// What a dated note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NoteKind {
    /// A visit.
    Visit,
    /// A talk.
    Talk,
    /// Anything else.
    Other,
}

/// A dated note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NoteView {
    /// Day.
    pub on: String,
    /// What it is about.
    pub kind: NoteKind,
    /// Who took part.
    pub who: String,
    /// What was said.
    pub text: String,
}

/// A demand as it is typed: blanks are what nobody stated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DemandForm {
    /// 需求编号
    pub no: String,
    /// 需求名称
    pub title: String,
    /// 领域
    pub field: String,
    /// Why a field outside the seven is taken.
    pub field_reason: String,
    /// 出题企业
    pub sponsor: String,
    /// 统一社会信用代码
    pub sponsor_code: String,
    /// 联系人
    pub contact: String,
    /// 电话
    pub phone: String,
    /// 需求背景
    pub background: String,
    /// 需求内容
    pub content: String,
    /// 关键技术及指标
    pub indicators: String,
    /// First day.
    pub start: String,
    /// Last day.
    pub end: String,
    /// Months.
    pub term_months: String,
    /// 总投资, 万元.
    pub total_investment: String,
    /// 研发投入总额, 万元.
    pub rd_total: String,
    /// 对揭榜方要求
    pub requirements: String,
    /// 应用场景
    pub scene: String,
    /// Whether the sponsor accepts a race; nothing while nobody asked.
    pub race_allowed: Option<bool>,
    /// When and from whom; nothing where nobody recorded it.
    pub collected: Option<CollectedView>,
}

/// What a panel says of a demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DemandConclusion {
    /// 建议入榜
    List,
    /// 完善后入榜
    ListAfterRevision,
    /// 暂不入榜
    Defer,
}

/// The panel's word as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DemandWord {
    /// Conclusion.
    pub conclusion: DemandConclusion,
    /// 综合分; blank when nobody scored.
    pub score: String,
    /// Grounds.
    pub reason: String,
    /// What must be revised.
    pub revise: String,
    /// Why it is recorded by hand, where a session judges the demand.
    #[serde(default)]
    pub by_hand: String,
}

/// A recorded revision, or a report to the province.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DatedNote {
    /// Day.
    pub on: String,
    /// Words.
    pub note: String,
}

/// A demand in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DemandLine {
    /// 需求编号
    pub no: String,
    /// 需求名称
    pub title: String,
    /// 领域; empty when it names none.
    pub field: String,
    /// Whether the field is one of the seven, or has its reason.
    pub field_ok: bool,
    /// Whether the field is one of the seven.
    pub priority: bool,
    /// 出题企业
    pub sponsor: String,
    /// Where it stands.
    pub status: DemandStatus,
    /// Statements that it lacks.
    pub missing: Vec<Statement>,
    /// 总投资, 万元; nothing where it is not stated.
    pub total_investment: Option<String>,
    /// When and from whom.
    pub collected: Option<CollectedView>,
    /// The review.
    pub review: Option<String>,
    /// The panel's word.
    pub word: Option<DemandWord>,
    /// The recorded revision.
    pub revised: Option<DatedNote>,
    /// Whether that word was concluded by a session, from signed scores.
    pub by_session: bool,
    /// The batch on whose list it is.
    pub batch: Option<String>,
    /// 上报省科技厅
    pub provincial: Option<DatedNote>,
    /// Why it stands where it stands, where somebody had to say so.
    pub reason: String,
}

/// A move of a demand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DemandMove {
    /// When, local to the minute.
    pub at: String,
    /// Where it stood then.
    pub to: DemandStatus,
    /// Why.
    pub reason: String,
}

/// A demand, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DemandView {
    /// As in the list.
    pub line: DemandLine,
    /// As it is typed.
    pub form: DemandForm,
    /// Whether its text may be changed.
    pub editable: bool,
    /// Visits and talks, oldest first.
    pub notes: Vec<NoteView>,
    /// What the policy says of it.
    pub findings: Vec<Problem>,
    /// Where it stood, oldest first.
    pub moves: Vec<DemandMove>,
    /// Its papers.
    pub papers: Vec<PaperCard>,
    /// File it came with.
    pub file: Option<String>,
}

/// An import that can be undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UndoableImport {
    /// Id.
    pub id: String,
    /// File.
    pub file: String,
    /// When, local to the minute.
    pub at: String,
    /// Demands it took.
    pub count: u32,
}

/// All demands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DemandsView {
    /// The policy's seven fields.
    pub fields: Vec<String>,
    /// By number.
    pub demands: Vec<DemandLine>,
    /// The next free number of the office.
    pub next_no: String,
    /// The newest import, when nothing was built on it.
    pub undoable: Option<UndoableImport>,
}

/// A move by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DemandAct {
    /// 退回补正
    Return,
    /// 重新报送
    Resubmit,
    /// 撤回论证
    Withdraw,
    /// 收回论证结论
    TakeBack,
    /// 重新考虑
    Reconsider,
}

/// A review as it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReviewForm {
    /// 会议编号
    pub no: String,
    /// 会议名称
    pub title: String,
    /// Day.
    pub date: String,
    /// Experts, by number.
    pub panel: Vec<String>,
    /// Demands, by number.
    pub demands: Vec<String>,
    /// Why warnings are passed over.
    pub reason: String,
}

/// A review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReviewView {
    /// 会议编号
    pub no: String,
    /// 会议名称
    pub title: String,
    /// Day.
    pub date: String,
    /// Names of the panel with their kind: `吴示例（技术）`.
    pub panel: Vec<String>,
    /// How many demands were put before it.
    pub demands: u32,
    /// How many of them wait for its word.
    pub open: u32,
    /// Warnings that were passed over, with their reason.
    pub passed_over: Vec<String>,
    /// Whether it is a session, whose conclusions come from signed scores; otherwise it was recorded by hand.
    pub session: bool,
}

/// The thresholds of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ListLimits {
    /// 建议入榜 from this total.
    pub list_from: String,
    /// 暂不入榜 below this total.
    pub defer_below: String,
    /// Most points.
    pub total: String,
}

/// 榜单凝练
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SelectionView {
    /// Reviews, newest first.
    pub reviews: Vec<ReviewView>,
    /// All demands that are complete or beyond, by number.
    pub demands: Vec<DemandLine>,
    /// Of the sheet.
    pub limits: ListLimits,
}

/// Counts of the first three steps of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DemandCounts {
    /// All demands.
    pub all: u32,
    /// That state all six things.
    pub complete: u32,
    /// That lack some, or were returned.
    pub lacking: u32,
    /// Before a panel.
    pub under_review: u32,
    /// On the proposed list or beyond.
    pub proposed: u32,
    /// Not selected.
    pub not_selected: u32,
    /// Published.
    pub published: u32,
    /// Passed by the city, not published yet.
    pub approved: u32,
}
