//! The expert's desk: meetings, bids, one bid with its papers, sheet, budget and opinion.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::intake::PaperCard;
use super::session::{Category, CriterionView, SessionKind};

/// A meeting that this laptop knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskMeeting {
    /// Meeting id, hex.
    pub meeting: String,
    /// Title; nothing before the task pack. It stays when this laptop was cleared of the meeting.
    pub title: Option<String>,
    /// Whether the task pack was taken in.
    pub task: bool,
    /// When the expert signed in here, local.
    pub signed_in_at: Option<String>,
    /// When the pledge was made, local.
    pub pledged_at: Option<String>,
    /// When the scores were locked, local.
    pub locked_at: Option<String>,
    /// Score packs handed out.
    pub packs_out: u32,
    /// Own scores on which the office asks for a word, and that wait for it.
    pub deviations: u32,
    /// Ranks and conclusions of the bids that this expert may see, once the result came in.
    pub result: Vec<ToldLine>,
    /// Whether the notice came in that the session is archived: this laptop may be cleared.
    pub archived: bool,
    /// When this laptop was cleared of the meeting, local.
    pub cleared_at: Option<String>,
}

/// What an expert is told of one bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ToldLine {
    /// Number.
    pub bid_no: String,
    /// Title.
    pub title: String,
    /// Rank; nothing for a bid that was not scored.
    pub rank: Option<u32>,
    /// The panel's conclusion, in Chinese.
    pub conclusion: String,
}

/// The expert's first page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskHome {
    /// The 24 digits of this laptop, to be read to the secretary.
    pub digits: String,
    /// Meetings.
    pub meetings: Vec<DeskMeeting>,
}

/// How far a bid is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum BidState {
    /// Nothing typed.
    None,
    /// Begun.
    Part,
    /// Nothing is missing.
    Done,
    /// 回避: number only.
    Recused,
}

/// A bid in the list at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskLine {
    /// Number.
    pub no: String,
    /// Place in the order of presentation, from 1.
    pub position: u32,
    /// Title; nothing of a recused bid.
    pub title: Option<String>,
    /// Race: letter of this bid among those of its challenge.
    pub race: Option<String>,
    /// How far.
    pub state: BidState,
    /// Own criteria with a mark.
    pub marked: u32,
    /// Own criteria.
    pub criteria: u32,
    /// Own total once every own criterion has a mark.
    pub total: Option<String>,
    /// 弃权: no score is given of it.
    pub abstained: bool,
    /// The sheet was amended since it was typed: it waits to be looked through and confirmed.
    pub confirm: bool,
    /// This expert judges its budget, and did not finish it: a line has no amount yet, or a cut has no reason.
    pub budget_open: bool,
}

/// The own use of the scale, over the items that are scored whole. Nobody else's scores are in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnScaleView {
    /// Items.
    pub items: u32,
    /// Lowest own total.
    pub low: Option<String>,
    /// Highest.
    pub high: Option<String>,
    /// Mean, two decimals.
    pub mean: Option<String>,
    /// Whether three or more are all the same.
    pub all_equal: bool,
}

/// What became of a question about a deviating score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AskedState {
    /// It waits for a word.
    Open,
    /// The expert stands by the score.
    Upheld,
    /// The sheet is open, to be changed and signed.
    Changing,
    /// A new sheet was signed.
    Changed,
}

/// A question of the office about an own score far from the others'. It shows nobody else's score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AskedView {
    /// Item.
    pub bid_no: String,
    /// Its title.
    pub title: String,
    /// Criterion id; nothing where totals were compared.
    pub criterion: Option<String>,
    /// Its name.
    pub criterion_name: Option<String>,
    /// The own value.
    pub own: String,
    /// Whether it lies above the others'.
    pub above: bool,
    /// How far, such as `34.20%`; nothing where that would tell a score of others.
    pub share: Option<String>,
    /// The frozen limit, such as `30%`.
    pub limit: String,
    /// What became of it.
    pub state: AskedState,
    /// Why it stands.
    pub reason: String,
}

/// A veto question at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GateView {
    /// Id.
    pub id: String,
    /// The question.
    pub question: String,
    /// Whether 是 is the answer that vetoes; else 否 is.
    pub veto_on_yes: bool,
    /// What follows when the panel confirms it.
    pub effect: String,
    /// The own answer; nothing while not answered.
    pub yes: Option<bool>,
    /// The ground of a veto.
    pub reason: String,
    /// Whether the ground is still missing.
    pub needs_reason: bool,
}

/// One signed version of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SheetVersion {
    /// Revision, from 1.
    pub revision: u32,
    /// When it was signed, local, to the second.
    pub signed_at: String,
    /// 弃权: why no score is given; nothing of a sheet.
    pub abstained: Option<String>,
    /// A mark for each criterion compared; nothing where there is none.
    pub marks: Vec<Option<String>>,
    /// Their sum; nothing where one is missing.
    pub total: Option<String>,
    /// The conclusion leant to.
    pub vote: Option<Conclusion>,
    /// Why it took the place of the one before.
    pub reason: Option<String>,
    /// The version of the rules under which it was signed, where these scored otherwise: it is kept and does not count.
    pub under: Option<u32>,
}

/// The versions of one expert's sheet of one item, to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SheetVersions {
    /// Item.
    pub bid_no: String,
    /// Expert.
    pub expert_no: String,
    /// Name.
    pub name: String,
    /// Names of the criteria that this expert scores, in Chinese and English.
    pub criteria: Vec<(String, String)>,
    /// The versions, the earliest first; the last one counts.
    pub versions: Vec<SheetVersion>,
}

/// The desk in one meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskView {
    /// Meeting id.
    pub meeting: String,
    /// What is judged.
    pub kind: SessionKind,
    /// Title of the session.
    pub title: String,
    /// The expert's number.
    pub expert_no: String,
    /// The expert's name.
    pub name: String,
    /// 分工
    pub category: Category,
    /// When the pledge was made, local.
    pub pledged_at: Option<String>,
    /// When the scores were locked, local.
    pub locked_at: Option<String>,
    /// The pledge to read, paragraph by paragraph.
    pub pledge: Vec<String>,
    /// The criteria that this expert scores.
    pub criteria: Vec<CriterionView>,
    /// Sum of their maxima.
    pub own_max: String,
    /// Scores are whole multiples of it.
    pub step: String,
    /// Bids in the order of presentation.
    pub bids: Vec<DeskLine>,
    /// Digest of the frozen rules, sixteen groups.
    pub rules_digest: String,
    /// What keeps the scores from being locked; empty when they can be.
    pub missing: Vec<Problem>,
    /// Bids given back after the lock: while there are any, these and no others may be scored.
    pub given_back: Vec<String>,
    /// Those of them that came late, by amended rules: of these a conflict may still be declared.
    pub late: Vec<String>,
    /// Amendments of the rules since they were frozen, in their order.
    pub amended: Vec<super::amend::AmendmentView>,
    /// Whether sheets were signed here that an amendment set aside: they are kept and do not count.
    pub signed_before: bool,
    /// The own use of the scale, shown in private before the lock.
    pub scale: OwnScaleView,
    /// Own scores on which the office asks for a word.
    pub asked: Vec<AskedView>,
    /// Bids hidden because this expert declared a recusal at this desk, which waits for a decision.
    pub declared: Vec<String>,
}

/// A task pack that was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TaskTaken {
    /// The desk as it now stands.
    pub view: DeskView,
    /// Whether the pack was there already: nothing changed.
    pub again: bool,
    /// Whether it was the result, not a task.
    pub result: bool,
}

/// Yes, no, or not yet ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TicksView {
    /// 相关性
    pub relevant: Option<bool>,
    /// 相符性
    pub consistent: Option<bool>,
    /// 合理性
    pub reasonable: Option<bool>,
}

/// An amount in its two sources, 万元.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FundsView {
    /// 财政
    pub fiscal: String,
    /// 自筹
    pub self_raised: String,
}

/// A line of the budget at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskBudgetLine {
    /// Subject id: `equipment`, `business`, `labour`, `indirect`.
    pub subject: String,
    /// 科目
    pub zh: String,
    /// Asked.
    pub requested: FundsView,
    /// Recommended; nothing while not entered.
    pub recommended: Option<FundsView>,
    /// Asked less recommended.
    pub cut: Option<FundsView>,
    /// Ticks.
    pub ticks: TicksView,
    /// Why it is cut.
    pub reason: String,
    /// Whether a reason is still missing.
    pub needs_reason: bool,
}

/// How the amount follows from the lines as this expert has them; nothing while a line is not entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CapChain {
    /// Recommended R&D total, 万元.
    pub rd_recommended: String,
    /// 30 % of it and not over 2000 万, all its decimals.
    pub cap: String,
    /// Fiscal amount of the lines.
    pub fiscal: String,
    /// Cap of the indirect costs on the fiscal base.
    pub indirect_cap: String,
    /// Indirect costs, fiscal.
    pub indirect: String,
    /// Whether they keep to it.
    pub indirect_within: bool,
    /// What follows: min(asked, lines, cap), floored to 百元.
    pub award: String,
    /// Whether the cap cut it.
    pub over_cap: bool,
}

/// One own mark of another bid for the same criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnMark {
    /// Criterion.
    pub criterion: String,
    /// Bid.
    pub bid_no: String,
    /// Place of the bid in the order.
    pub position: u32,
    /// Mark.
    pub mark: String,
}

/// What the panel may say of a bid or a demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Conclusion {
    /// 同意
    Approve,
    /// 修改后同意
    ApproveAfterRevision,
    /// 不同意
    Reject,
    /// 建议入榜
    List,
    /// 完善后入榜
    ListAfterRevision,
    /// 暂不入榜
    Defer,
    /// 通过 of a milestone
    MilestonePass,
    /// 限期整改
    Rectify,
    /// 不通过 of a milestone
    MilestoneFail,
    /// 通过 of an acceptance
    AcceptancePass,
    /// 结题
    Close,
    /// 未通过
    AcceptanceFail,
    /// 延期实施
    Extend,
    /// 客观原因终止
    TerminateObjective,
    /// 主观原因终止
    TerminateFault,
    /// 弄虚作假追回全部
    RecoverAll,
}

/// What an expert reads of a demand (policy 四（一）); an empty text where nothing is stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DemandStated {
    /// Why it is taken although its field is none of the seven.
    pub field_reason: String,
    /// 需求背景
    pub background: String,
    /// 需求内容
    pub content: String,
    /// 关键技术及指标
    pub indicators: String,
    /// 时限, in months.
    pub term_months: Option<u32>,
    /// First day.
    pub start: Option<String>,
    /// Last day.
    pub end: Option<String>,
    /// 总投资, 万元.
    pub total_investment: Option<String>,
    /// 对揭榜方要求
    pub requirements: String,
    /// 应用场景
    pub scene: String,
}

/// One bid or demand at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskBid {
    /// Number.
    pub no: String,
    /// Place in the order.
    pub position: u32,
    /// Title.
    pub title: String,
    /// 领域
    pub field: String,
    /// 出题企业
    pub sponsor: String,
    /// 揭榜方; nothing of a demand.
    pub solver: Option<String>,
    /// 参与单位
    pub participants: Vec<String>,
    /// 技术总师
    pub chief_engineer: Option<String>,
    /// Asked, 万元; nothing of a demand.
    pub fiscal: Option<String>,
    /// 研发投入总额, 万元; nothing where a demand does not state it.
    pub rd_total: Option<String>,
    /// What a demand states; nothing of a bid.
    pub demand: Option<DemandStated>,
    /// What an expert reads of a project; nothing of a bid or a demand.
    pub project: Option<super::projects::ProjectStated>,
    /// Papers.
    pub papers: Vec<PaperCard>,
    /// Own marks: criterion id and mark.
    pub marks: Vec<(String, String)>,
    /// Own marks of scored parts: criterion id, id of the part, mark.
    pub subs: Vec<(String, String, String)>,
    /// What is given so far of criteria of which a part is missing: criterion id and sum. Such a criterion has no mark.
    pub so_far: Vec<(String, String)>,
    /// Sum of what the own sheet holds so far, marks and parts.
    pub total: String,
    /// Budget lines; none where the kind of session reviews no budget.
    pub lines: Vec<DeskBudgetLine>,
    /// How the amount follows.
    pub chain: Option<CapChain>,
    /// The conclusion leant to.
    pub vote: Option<Conclusion>,
    /// 主要优点
    pub merits: String,
    /// 主要问题
    pub problems: String,
    /// 修改建议
    pub advice: String,
    /// 会上拟问: never leaves this laptop.
    pub note: String,
    /// Veto questions for this expert, with the own answers.
    pub gates: Vec<GateView>,
    /// 弃权: why no score is given, as typed; nothing where the item is scored.
    pub abstain: Option<String>,
    /// Why it is changed after it was signed, as typed; nothing of one that was not signed before.
    pub change: Option<String>,
    /// Why the office returned it; nothing where it did not.
    pub returned: Option<String>,
    /// Versions that were signed at this desk.
    pub versions: u32,
    /// Own marks of other bids.
    pub others: Vec<OwnMark>,
    /// What is missing.
    pub missing: Vec<Problem>,
    /// When it was last saved, local `10:42:07`; nothing when it was not begun.
    pub saved_at: Option<String>,
}

/// One thing typed at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "edit")]
#[ts(export)]
pub enum DeskEdit {
    /// A mark, or nothing to take it back.
    Mark {
        /// Criterion.
        criterion: String,
        /// Mark as typed.
        mark: Option<String>,
    },
    /// The mark of a scored part, or nothing to take it back.
    Sub {
        /// Criterion.
        criterion: String,
        /// Part.
        sub: String,
        /// Mark as typed.
        mark: Option<String>,
    },
    /// A line: amounts as typed in 万元 (both nothing: not entered), ticks, reason.
    Line {
        /// Subject id.
        subject: String,
        /// Fiscal, 万元.
        fiscal: Option<String>,
        /// Self-raised, 万元.
        self_raised: Option<String>,
        /// Ticks.
        ticks: TicksView,
        /// Reason.
        reason: String,
    },
    /// The conclusion leant to.
    Vote {
        /// Conclusion.
        conclusion: Option<Conclusion>,
    },
    /// The three texts.
    Comment {
        /// 主要优点
        merits: String,
        /// 主要问题
        problems: String,
        /// 修改建议
        advice: String,
    },
    /// The answer to a veto question; nothing takes it back.
    Gate {
        /// Id.
        gate: String,
        /// 是 or 否.
        yes: Option<bool>,
        /// The ground.
        reason: String,
    },
    /// 弃权 with its reason; nothing takes it back.
    Abstain {
        /// Why.
        reason: Option<String>,
    },
    /// Why a signed sheet is changed.
    Change {
        /// Why.
        reason: String,
    },
    /// The private note.
    Note {
        /// Text.
        text: String,
    },
    /// What was carried over to an amended sheet was looked through.
    Confirm,
}

/// What was saved: the bid anew, and its line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeskSaved {
    /// The bid.
    pub bid: DeskBid,
    /// Its line.
    pub line: DeskLine,
}

/// A meeting card that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CardRead {
    /// Meeting id.
    pub meeting: String,
    /// File.
    pub file: String,
}
