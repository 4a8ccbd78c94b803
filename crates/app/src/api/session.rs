//! A session as it is set up: bids, panel with the rules it is checked by, recusals, sheet, facts, frozen rules.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Stage {
    /// 会前准备
    Preparing,
    /// 规则已冻结
    Frozen,
    /// 独立打分
    Scoring,
    /// 汇总合议
    Tallied,
    /// 文件已生成
    Closed,
}

/// At which point of the chain a session is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SessionKind {
    /// 需求论证
    Demand,
    /// 揭榜方案论证
    #[default]
    Bid,
    /// 里程碑节点考核
    Milestone,
    /// 结题验收
    Acceptance,
    /// 终止论证
    Termination,
}

/// What kind of expert somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Category {
    /// 技术
    Technical,
    /// 管理
    Management,
    /// 财务
    Finance,
    /// 法律
    Legal,
}

/// A session in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SessionCard {
    /// 会议编号
    pub no: String,
    /// 会议名称
    pub title: String,
    /// 批次
    pub batch: String,
    /// 主管单位
    pub office: String,
    /// Day, ISO.
    pub date: String,
    /// What it judges.
    pub kind: SessionKind,
    /// Where it stands.
    pub stage: Stage,
    /// Bids or demands chosen.
    pub bids: u32,
    /// Members of its panel.
    pub experts: u32,
}

/// What a new session is opened with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SessionDraft {
    /// What it is to judge.
    #[serde(default)]
    pub kind: SessionKind,
    /// 会议编号
    pub no: String,
    /// 会议名称
    pub title: String,
    /// 批次
    pub batch: String,
    /// 主管单位
    pub office: String,
    /// Day, ISO.
    pub date: String,
    /// Why its date stands although the policy's validity has ended (rule 29) or the day is past.
    pub expired_reason: Option<String>,
}

/// A bid, a demand or a project that can be chosen for a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SetupBid {
    /// 方案编号 or 需求编号
    pub no: String,
    /// 项目名称 or 需求名称
    pub title: String,
    /// 出题企业
    pub sponsor: String,
    /// 领域
    pub field: String,
    /// 揭榜方; nothing of a demand.
    pub solver: Option<String>,
    /// 申请财政 of a bid, 批准财政资金 of a project, 万元; nothing of a demand.
    pub fiscal: Option<String>,
    /// The milestone that is to be judged, in words; nothing in another kind of session.
    pub milestone: Option<String>,
    /// 总投资, 万元; nothing where it is not stated, and of a bid or a project.
    pub total_investment: Option<String>,
    /// Place in the order of presentation, from 1; nothing when it is not chosen.
    pub position: Option<u32>,
    /// Valid scores left of the criterion that most experts score, after recusals in force.
    pub valid_left: u32,
}

/// A member of the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PanelMember {
    /// Number in the register.
    pub no: String,
    /// 姓名
    pub name: String,
    /// 分工
    pub category: Category,
    /// 工作单位
    pub unit: String,
    /// 职务/职称
    pub title: Option<String>,
    /// Whether drawn at random; otherwise named.
    pub random: bool,
    /// The draw that put the member on the panel; nothing where an earlier build noted it without one.
    pub draw: Option<u32>,
    /// Name of the alternate who is next in the member's place.
    pub alternate: Option<String>,
}

/// A rule that the set-up is checked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SetupRule {
    /// Bids or demands are chosen.
    Bids,
    /// Every demand states what it must, and its field (rules 1 and 2).
    Statements,
    /// Every project can be judged and its papers are there (四（七）1, 四（七）4).
    Projects,
    /// Bureau and sponsor settled an acceptance together (四（七）3).
    Joint,
    /// Every question of the sheet is asked of somebody.
    Questions,
    /// Technical expert ≥ 1.
    Technical,
    /// Management expert ≥ 1.
    Management,
    /// Finance expert ≥ 1.
    Finance,
    /// Legal expert ≥ 1.
    Legal,
    /// Odd and not under the least number.
    Size,
    /// Nobody twice.
    Twice,
    /// No draw is left half done, and whoever was drawn is on the panel.
    Draw,
    /// Every bid keeps the least number of valid scores.
    ValidScores,
    /// Every recusal is decided.
    Recusals,
    /// The score sheet is whole.
    Sheet,
    /// The method has what it wants: weights, figures of an earlier stage.
    Method,
    /// The day of the meeting is not past.
    Date,
    /// The policy is in force on the day (rule 29).
    Policy,
}

/// How a check stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CheckState {
    /// Holds.
    Done,
    /// May be passed over with a reason.
    Warn,
    /// Keeps the rules from being frozen.
    Stop,
}

/// A rule and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RuleCheck {
    /// Which.
    pub rule: SetupRule,
    /// How it stands.
    pub state: CheckState,
    /// The article, or 惯例.
    pub article: String,
    /// The figure it is about: number of experts, of undecided recusals.
    pub count: u32,
    /// The least number, where there is one.
    pub least: Option<u32>,
    /// What is wrong, with its words.
    pub problems: Vec<Problem>,
}

/// Ground of a recusal, by the letters of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Ground {
    /// 甲: near relatives.
    Relative,
    /// 乙: supervisor and student.
    Teacher,
    /// 丙: shared projects, awards, papers or patents.
    Shared,
    /// 丁: employed, adviser, invested.
    Employed,
    /// 戊: legal dispute.
    Dispute,
    /// 己: own unit.
    OwnUnit,
    /// 庚: other.
    Other,
}

/// Who brought a recusal up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RaisedBy {
    /// 系统提示
    Match,
    /// 本人申明
    Expert,
    /// 他人提出
    Others,
}

/// A recusal, proposed or decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RecusalView {
    /// Expert.
    pub expert_no: String,
    /// Bid.
    pub bid_no: String,
    /// Ground.
    pub ground: Ground,
    /// Who brought it up.
    pub raised_by: RaisedBy,
    /// What it rests on.
    pub evidence: String,
    /// Whether recused; nothing while undecided.
    pub recused: Option<bool>,
    /// Who decided.
    pub by: Option<String>,
    /// Who of the supervision was there.
    pub witness: Option<String>,
    /// On what ground.
    pub reason: Option<String>,
}

/// A band of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BandView {
    /// 优, 良, 一般, 差.
    pub name: String,
    /// Lowest mark.
    pub from: String,
    /// Highest mark.
    pub to: String,
    /// The mark in the middle, a whole multiple of the sheet's step: what its key gives.
    pub middle: String,
    /// Marks of the band that keys walk over, lowest first.
    pub marks: Vec<String>,
    /// What it means.
    pub text: String,
}

/// A scored part of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SubView {
    /// Id within its criterion.
    pub id: String,
    /// Name.
    pub name: String,
    /// What to look at; may be empty.
    pub hint: String,
    /// Most points.
    pub max: String,
}

/// A criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CriterionView {
    /// Id.
    pub id: String,
    /// Name.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// Most points.
    pub max: String,
    /// Who scores it.
    pub raters: Vec<Category>,
    /// Its parts with their points: hints, unless they are scored.
    pub parts: Vec<(String, String)>,
    /// Its parts where they are scored; the mark is their sum.
    pub subs: Vec<SubView>,
    /// Bands, best first.
    pub bands: Vec<BandView>,
}

/// A score sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SheetView {
    /// Id with version.
    pub id: String,
    /// Name.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// Article that asks for the review.
    pub article: String,
    /// What is policy in it and what is not.
    pub basis: String,
    /// Sum of the maxima.
    pub total: String,
    /// Scores are whole multiples of it.
    pub step: String,
    /// Criteria.
    pub criteria: Vec<CriterionView>,
    /// Trimming starts at so many valid scores.
    pub trim_from: u32,
    /// Warn under so many valid scores.
    pub min_valid: u32,
    /// Names of the tie-breakers in their order.
    pub tie_breakers: Vec<String>,
    /// Whether anything is scored; a sheet of questions alone is not.
    pub scored: bool,
    /// 核查事项: questions that are answered with yes or no.
    pub questions: Vec<QuestionView>,
}

/// A question of a sheet, answered with yes or no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct QuestionView {
    /// The question.
    pub question: String,
    /// 是 or 否: the answer that triggers.
    pub triggers: String,
    /// What follows then.
    pub effect: String,
    /// Who answers.
    pub raters: Vec<Category>,
}

/// How valid scores become one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Aggregation {
    /// Mean of all.
    Mean,
    /// Without one highest and one lowest.
    Trimmed,
    /// The middle one.
    Median,
}

/// The facts that minutes need; each may be unrecorded. Who came, the chair, the order and the discipline are recorded at
/// the gates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FactsView {
    /// 组织单位
    pub organizer: Option<String>,
    /// 地点
    pub place: Option<String>,
    /// 主持人
    pub host: Option<String>,
    /// 记录人
    pub recorder: Option<String>,
    /// 监督人
    pub supervisor: Option<String>,
    /// 列席
    pub attendees: Option<Vec<String>>,
    /// Start `08:30`.
    pub started: Option<String>,
    /// End `17:20`.
    pub ended: Option<String>,
    /// 其他事项
    pub other_matters: Option<String>,
}

/// Questions and answers on a bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HearingView {
    /// Bid.
    pub bid_no: String,
    /// 汇报人
    pub reporter: Option<String>,
    /// Question and answer.
    pub questions: Vec<(String, String)>,
}

/// Frozen rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FrozenView {
    /// Digest of the version in force, sixteen groups of four hex digits.
    pub digest: String,
    /// Digest as first frozen; nothing while nothing was amended.
    pub first_digest: Option<String>,
    /// When first frozen, local.
    pub at: String,
    /// By whom.
    pub by: String,
    /// Why warnings were passed over.
    pub passed_over: Vec<String>,
    /// Number of the version in force; 1 as first frozen.
    pub version: u32,
    /// Amendments since, in their order.
    pub amendments: Vec<super::amend::AmendmentView>,
}

/// A session's set-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SetupView {
    /// The session.
    pub session: SessionCard,
    /// Bids of its batch, or demands that can be judged; chosen ones first in their order.
    pub bids: Vec<SetupBid>,
    /// The register.
    pub experts: Vec<super::intake::ExpertLine>,
    /// The panel in its order.
    pub panel: Vec<PanelMember>,
    /// Draws from the register, by their numbers.
    pub draws: Vec<super::draw::DrawView>,
    /// The rules, each with its article.
    pub rules: Vec<RuleCheck>,
    /// Recusals.
    pub recusals: Vec<RecusalView>,
    /// Whether scores rank what is judged; of projects they advise.
    pub ranks: bool,
    /// Least number of valid scores.
    pub min_valid: u32,
    /// The sheet.
    pub sheet: SheetView,
    /// Facts.
    pub facts: FactsView,
    /// Questions and answers.
    pub hearings: Vec<HearingView>,
    /// How the result is computed: as chosen, or as the sheet has it.
    pub method: super::method::MethodForm,
    /// Other meetings of this kind whose scores were taken together: what may be an earlier stage.
    pub earlier: Vec<SessionCard>,
    /// That bureau and sponsor settled it together, of an acceptance.
    pub joint: Option<super::projects::JointForm>,
    /// Frozen rules; nothing while preparing.
    pub frozen: Option<FrozenView>,
    /// Whether printed pages show SM3 beside SHA-256: of this session once it is frozen, before that as the office has it.
    pub sm3: bool,
}
