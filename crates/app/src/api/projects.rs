//! Projects: the book, one record as it is typed, and what sessions concluded on it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::bid::PersonView;
use super::desk::{Conclusion, FundsView};
use super::session::SessionKind;

/// A milestone of the contract, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProjectMilestone {
    /// Until when, ISO.
    pub due: String,
    /// 任务内容
    pub task: String,
    /// 节点指标
    pub indicators: String,
    /// Fiscal money tied to it, 万元; empty when unknown.
    pub payable: String,
}

/// What the sponsor hands in before a milestone or an acceptance (四（七）1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReportName {
    /// 进展情况报告（验收报告）
    Progress,
    /// 印证资料
    Evidence,
    /// 专项审计报告
    Audit,
    /// 专账和支出凭证复印件
    Ledger,
}

/// A paper that was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReportView {
    /// What it is.
    pub kind: ReportName,
    /// Title or number.
    pub title: String,
    /// When, ISO; empty when unknown.
    pub on: String,
}

/// What was spent of one category, 万元; empty texts when unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SpentLine {
    /// Subject id.
    pub subject: String,
    /// In both sources.
    pub spent: FundsView,
}

/// A project as it is typed: every value a text, read exactly when it is saved. Amounts are in 万元; what is unknown is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProjectForm {
    /// 项目编号
    pub no: String,
    /// 项目名称
    pub title: String,
    /// 领域
    pub field: String,
    /// 榜单编号
    pub challenge_no: String,
    /// 任务书编号
    pub contract_no: String,
    /// 立项或者资金下达文号
    pub grant_no: String,
    /// 一事一议批准文号
    pub approval_no: String,
    /// 出题企业
    pub sponsor: String,
    /// 揭榜方
    pub solver: String,
    /// 参与单位
    pub participants: Vec<String>,
    /// 技术总师, 课题负责人, 骨干
    pub people: Vec<PersonView>,
    /// First day, ISO.
    pub start: String,
    /// Last day, ISO.
    pub end: String,
    /// 研发投入总额
    pub rd_total: String,
    /// 批准财政资金
    pub approved: String,
    /// 已拨财政资金
    pub paid: String,
    /// 已支出财政资金, as audited
    pub spent: String,
    /// By category.
    pub spent_by: Vec<SpentLine>,
    /// 里程碑
    pub milestones: Vec<ProjectMilestone>,
    /// What was handed in.
    pub reports: Vec<ReportView>,
    /// Who proposed to end it (四（七）4).
    pub end_by: String,
    /// When, ISO.
    pub end_on: String,
    /// Why.
    pub end_reason: String,
}

/// What a session concluded on a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OutcomeView {
    /// The session.
    pub session_no: String,
    /// Its kind.
    pub kind: SessionKind,
    /// The milestone, from 1.
    pub milestone: Option<u32>,
    /// What the panel said.
    pub conclusion: Conclusion,
    /// Until when, ISO.
    pub until: Option<String>,
    /// When it was recorded, local.
    pub at: String,
}

/// A project in the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProjectLine {
    /// 项目编号
    pub no: String,
    /// 项目名称
    pub title: String,
    /// 出题企业
    pub sponsor: String,
    /// 揭榜方
    pub solver: String,
    /// Last day, ISO.
    pub end: String,
    /// 批准财政资金, 万元.
    pub approved: String,
    /// 已拨, 万元; nothing when unknown.
    pub paid: Option<String>,
    /// Milestones of the contract.
    pub milestones: u32,
    /// Of them passed.
    pub passed: u32,
    /// What was concluded last.
    pub last: Option<OutcomeView>,
    /// Whether it is over.
    pub over: bool,
}

/// A bid that a closed session recommended and that is no project yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ApprovableBid {
    /// The session.
    pub session_no: String,
    /// 方案编号
    pub bid_no: String,
    /// 项目名称
    pub title: String,
    /// 出题企业
    pub sponsor: String,
    /// 揭榜方
    pub solver: String,
    /// Award, 万元.
    pub award: String,
}

/// The book of projects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProjectsView {
    /// By number.
    pub projects: Vec<ProjectLine>,
    /// What can become one.
    pub approvable: Vec<ApprovableBid>,
}

/// One project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProjectView {
    /// As it stands.
    pub form: ProjectForm,
    /// The session that recommended the bid it came from; nothing of one that was typed.
    pub from_session: Option<String>,
    /// The bid it came from.
    pub from_bid: Option<String>,
    /// What was concluded on it, the earliest first.
    pub outcomes: Vec<OutcomeView>,
    /// What its record lacks.
    pub problems: Vec<Problem>,
}

/// That bureau and sponsor settled an acceptance together (四（七）3).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JointForm {
    /// Day on which both signed, ISO.
    pub on: String,
    /// Who signs for the bureau.
    pub bureau: String,
    /// Who signs for the sponsor.
    pub sponsor: String,
}

/// Why results are not accepted, to be ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FailGround {
    /// 因主观原因未完成主要目标和任务
    Unfinished,
    /// 资料、文件、数据经核查不真实
    Untrue,
    /// 未经批准变更
    Changed,
    /// 资金使用违反规定或者审计问题未整改
    Money,
    /// 逾期未提出验收
    Overdue,
    /// 成果权属存在重大纠纷
    Ownership,
    /// 其他
    Other,
}

/// Who is responsible for the end of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Responsible {
    /// 出题企业
    Sponsor,
    /// 揭榜方
    Solver,
    /// 双方
    Both,
}

/// What the panel says of a project beside the texts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProjectWordView {
    /// Until when it is put right, or the new last day, ISO; empty where not asked.
    pub until: String,
    /// Ticked grounds.
    pub grounds: Vec<FailGround>,
    /// Who is responsible.
    pub responsible: Option<Responsible>,
    /// The third party commissioned.
    pub third_party: String,
    /// The document that proves it.
    pub proof: String,
}

/// A milestone as it is read at the desk and on the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MilestoneStated {
    /// From 1.
    pub n: u32,
    /// Until when, ISO.
    pub due: String,
    /// 任务内容
    pub task: String,
    /// 节点指标
    pub indicators: String,
    /// Fiscal money tied to it, 万元.
    pub payable: Option<String>,
    /// Whether it is the one that is judged.
    pub now: bool,
}

/// What an expert reads of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProjectStated {
    /// 任务书编号
    pub contract_no: String,
    /// First day, ISO.
    pub start: String,
    /// Last day, ISO.
    pub end: String,
    /// People with what they do: `技术总师 冯示例（示例理工大学）`.
    pub people: Vec<String>,
    /// 批准财政资金, 万元.
    pub approved: String,
    /// 已拨, 万元.
    pub paid: Option<String>,
    /// 已支出, 万元.
    pub spent: Option<String>,
    /// By category: subject in words and both sources, 万元.
    pub spent_by: Vec<(String, FundsView)>,
    /// 里程碑
    pub milestones: Vec<MilestoneStated>,
    /// What was handed in.
    pub reports: Vec<ReportView>,
    /// Who proposed its end, when and why.
    pub end_by: String,
    /// When, ISO.
    pub end_on: String,
    /// Why.
    pub end_reason: String,
}

/// How many experts lean to a conclusion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Leaning {
    /// The conclusion.
    pub conclusion: Conclusion,
    /// How many.
    pub count: u32,
}

/// A question that some answered so that it triggers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HintQuestion {
    /// The question.
    pub question: String,
    /// 是 or 否.
    pub answer: String,
    /// How many gave it.
    pub gave: u32,
    /// How many answered the question.
    pub answered: u32,
}

/// From what the suggested conclusion follows, or why none is suggested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "by")]
#[ts(export)]
pub enum HintFrom {
    /// Most answered these so that they trigger.
    Questions {
        /// They.
        questions: Vec<HintQuestion>,
    },
    /// Some answered these so that they trigger, and not most: nothing is suggested.
    Few {
        /// They.
        questions: Vec<HintQuestion>,
    },
    /// From what the sheets lean to.
    Leanings {
        /// How many lean to the conclusion that has most.
        most: u32,
        /// Sheets that count.
        of: u32,
    },
}

/// What would follow from a conclusion that ends a project, 万元.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EndFollows {
    /// The conclusion.
    pub conclusion: Conclusion,
    /// 停拨; nothing where an amount is not recorded.
    pub stop: Option<String>,
    /// 收回
    pub recover: Option<String>,
    /// How they follow.
    pub trace: Vec<String>,
    /// What is not recorded.
    pub problem: Option<Problem>,
}

/// What the result shows of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ResultProject {
    /// The milestone that was judged.
    pub milestone: Option<MilestoneStated>,
    /// 批准财政资金, 万元.
    pub approved: String,
    /// 已拨, 万元.
    pub paid: Option<String>,
    /// 已支出, 万元.
    pub spent: Option<String>,
    /// The conclusions that experts lean to, in the order of the sheet, with how many do.
    pub leanings: Vec<Leaning>,
    /// From what the suggestion follows.
    pub hint: HintFrom,
    /// What would follow from each end; empty in another kind of session.
    pub ends: Vec<EndFollows>,
}
