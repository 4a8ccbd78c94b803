//! The course of a project: 任务书, 考核, 拨付, 验收, 变更, 延期, 终止 (四（六）, 四（七）), one step after the other.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::approval::NextAct;
use super::bid::PersonView;
use super::course_steps::CourseStepName;
use super::desk::{Conclusion, FundsView};
use super::plan::ActForm;
use super::projects::{FailGround, JointForm, ReportView, Responsible, SpentLine};

/// Where a project stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CourseStands {
    /// 已下达，待签任务书
    Granted,
    /// 实施中
    Running,
    /// 限期整改
    Rectifying,
    /// 节点考核未通过
    Stalled,
    /// 验收中
    Accepting,
    /// 验收未通过
    Failed,
    /// 终止论证中
    Ending,
    /// 暂停核查
    Suspended,
    /// 验收通过
    Accepted,
    /// 结题
    Closed,
    /// 已终止
    Terminated,
    /// 撤销立项
    Dropped,
}

/// What an indicator is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum IndicatorKind {
    /// 技术
    Technical,
    /// 经济
    Economic,
    /// 知识产权
    Property,
    /// 人才
    Talent,
    /// 其他
    Other,
}

/// An indicator, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IndicatorForm {
    /// 类别
    pub kind: IndicatorKind,
    /// 指标名称
    pub name: String,
    /// 约定值
    pub target: String,
    /// 计量单位
    pub unit: String,
    /// It decides.
    pub key: bool,
    /// How it is looked at.
    pub method: String,
}

/// A milestone of the contract, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NodeForm {
    /// Until when, ISO.
    pub due: String,
    /// 任务内容
    pub task: String,
    /// 节点指标
    pub indicators: String,
    /// Its share of the money after milestones, per cent; empty for equal shares. Only read while the contract is a draft.
    pub share: String,
    /// Fiscal money tied to it, 万元; what follows from the shares, not typed.
    pub payable: String,
}

/// A contract, as typed. Amounts are in 万元.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ContractForm {
    /// 任务书编号
    pub no: String,
    /// 市科技管理部门
    pub bureau: String,
    /// 出题企业
    pub sponsor: String,
    /// 揭榜方
    pub solver: String,
    /// 参与单位
    pub participants: Vec<String>,
    /// First day, ISO.
    pub start: String,
    /// Last day, ISO.
    pub end: String,
    /// Why it runs longer than the policy foresees.
    pub long_term_reason: String,
    /// 考核指标
    pub indicators: Vec<IndicatorForm>,
    /// 里程碑
    pub milestones: Vec<NodeForm>,
    /// 人员
    pub people: Vec<PersonView>,
    /// 预算, by category.
    pub budget: Vec<SpentLine>,
    /// 职责分工
    pub duties: String,
    /// 成果归属
    pub ownership: String,
    /// 违约责任
    pub breach: String,
    /// 联合攻关协议编号
    pub agreement_no: String,
    /// 总体目标
    pub goal: String,
    /// 整改期限, months; empty when unsaid.
    pub rectify_months: String,
    /// 再次验收期限, months.
    pub reaccept_months: String,
    /// 退款期限, days.
    pub return_days: String,
}

/// A change of the contract in the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ContractChange {
    /// Day, ISO.
    pub on: String,
    /// What, in Chinese: `预算调剂：设备费 → 业务费 12 万元（财政资金），技术总师冯示例决定`.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Article of the policy.
    pub article: String,
}

/// What moved the project on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HappenedLine {
    /// Day, ISO.
    pub on: String,
    /// What, in Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// The session whose conclusion it was.
    pub session_no: Option<String>,
    /// Further words.
    pub note: String,
}

/// What was reached of an indicator, as the sponsor reports it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReachedForm {
    /// Which indicator.
    pub indicator: String,
    /// What was agreed.
    pub target: String,
    /// What was reached.
    pub actual: String,
    /// It decides.
    pub key: bool,
    /// What shows it.
    pub evidence: String,
}

/// Papers handed in (rule 19), as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SubmissionForm {
    /// For which milestone, from 1; nothing for acceptance.
    pub milestone: Option<u32>,
    /// When, ISO.
    pub on: String,
    /// The four papers.
    pub reports: Vec<ReportView>,
    /// Number of the special audit.
    pub audit_no: String,
    /// Indicators.
    pub reached: Vec<ReachedForm>,
    /// 自评
    pub self_text: String,
}

/// A milestone as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NodeView {
    /// From 1.
    pub n: u32,
    /// As the contract has it now.
    pub form: NodeForm,
    /// It was passed.
    pub passed: bool,
    /// It is judged next.
    pub next: bool,
    /// The papers handed in last.
    pub papers: Option<SubmissionForm>,
    /// Which papers are missing.
    pub lacks: Option<Problem>,
    /// What panels said, the earliest first: session, day, conclusion, until when.
    pub said: Vec<NodeSaid>,
}

/// What a panel said of a milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NodeSaid {
    /// The session.
    pub session_no: String,
    /// Day, ISO.
    pub on: String,
    /// What was concluded.
    pub conclusion: Conclusion,
    /// Until when it is put right, ISO.
    pub until: Option<String>,
    /// The notice of it.
    pub notice: Option<ActForm>,
}

/// Which part of the award.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TrancheName {
    /// 首次
    First,
    /// 节点
    Milestone,
    /// 验收后
    Last,
    /// 一次性
    Once,
}

/// Where a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PaymentStands {
    /// 未到拨付: its opinion was refused, withdrawn or the money stopped and resumed.
    Planned,
    /// 拨付意见报审
    Submitted,
    /// 可以拨付
    Ready,
    /// 已拨付
    Paid,
    /// 停止拨付
    Stopped,
}

/// A payment that is foreseen and not under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ScheduledView {
    /// Which part.
    pub tranche: TrancheName,
    /// After which milestone, from 1.
    pub milestone: Option<u32>,
    /// How much, 万元.
    pub amount: String,
    /// What it waits for; empty where an opinion can be given.
    pub gate: Vec<Problem>,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaymentView {
    /// Its place among the payments, from 0.
    pub at: u32,
    /// Which part.
    pub tranche: TrancheName,
    /// After which milestone, from 1.
    pub milestone: Option<u32>,
    /// How much, 万元.
    pub amount: String,
    /// 收款单位
    pub payee: String,
    /// Why it is another amount than was foreseen.
    pub reason: String,
    /// Where it stands.
    pub state: PaymentStands,
    /// 拨付意见
    pub opinion: ActForm,
    /// 市政府审定
    pub approval: Option<ActForm>,
    /// When it was paid, ISO, and the voucher's number.
    pub paid: Option<(String, String)>,
    /// Vouchers that were put right: day, number, why.
    pub corrected: Vec<(String, String, String)>,
    /// Why it was refused, withdrawn, sent back or stopped.
    pub note: String,
    /// What comes next.
    pub next: Option<NextAct>,
}

/// What was spent and came in, as typed, from the beginning, 万元.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AccountForm {
    /// Up to which day, ISO.
    pub as_of: String,
    /// 支出, fiscal.
    pub spent_fiscal: String,
    /// 支出, self-raised.
    pub spent_self_raised: String,
    /// By category; empty when unknown.
    pub spent_by: Vec<SpentLine>,
    /// 自筹资金到位
    pub arrived: String,
    /// Number of the special audit; empty of what was only reported.
    pub audit_no: String,
}

/// The ledger of a project, 万元.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FundsLedger {
    /// 批准
    pub approved: String,
    /// 已拨; nothing where nobody recorded what was paid before it was kept here.
    pub paid: Option<String>,
    /// Opinions under way.
    pub under_way: String,
    /// 未拨
    pub left: Option<String>,
    /// 已支出
    pub spent: Option<FundsView>,
    /// 自筹到位
    pub arrived: Option<String>,
    /// What came back.
    pub refunded: String,
}

/// A project in the book of money, 万元: as it is printed on a command line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FundsLine {
    /// 项目编号
    pub no: String,
    /// 项目名称
    pub title: String,
    /// Where it stands.
    pub state: String,
    /// 批准
    pub approved: String,
    /// 已拨; nothing where nobody recorded it.
    pub paid: Option<String>,
    /// 未拨
    pub left: Option<String>,
    /// 已支出 (fiscal), as last reported.
    pub spent: Option<String>,
    /// What is to come back of a project that was ended, before what came back.
    pub recover: Option<String>,
    /// What came back.
    pub refunded: String,
}

/// A line of a calculation: `未拨 = 批准 1200 − 已拨 840 = 360`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReckonedLine {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// The result of an acceptance, as typed. The conclusion comes from the session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AcceptanceForm {
    /// The session.
    pub session_no: String,
    /// 验收结论书编号
    pub result_no: String,
    /// Both signed the result.
    pub signed: JointForm,
    /// 经审计的研发投入总额, 万元.
    pub audited_rd: String,
    /// Number of the special audit.
    pub audit_no: String,
    /// Why it is closed (结题), or the other ground.
    pub reason: String,
    /// Of 结题: how much is paid, 万元; empty for nothing.
    pub close_amount: String,
    /// Of 结题: the decision on it.
    pub close_act: ActForm,
}

/// An acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AcceptanceView {
    /// When it was asked for, ISO.
    pub applied_on: String,
    /// That both settled plan, experts and way.
    pub plan: Option<JointForm>,
    /// What the panel said: session, day, conclusion; nothing before.
    pub said: Option<NodeSaid>,
    /// The grounds of a failed one.
    pub grounds: Vec<FailGround>,
    /// The result that both signed.
    pub result: Option<AcceptanceForm>,
    /// What is paid last, with its sums; empty before the result.
    pub settlement: Vec<ReckonedLine>,
    /// What is paid last, 万元.
    pub payable: Option<String>,
    /// By how much what was paid is above the cap, 万元; nothing where it is not.
    pub over_cap: Option<String>,
}

/// An application to go on longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExtensionView {
    /// When it was asked for, ISO.
    pub applied_on: String,
    /// Who asks.
    pub by: String,
    /// What happened.
    pub cause: String,
    /// Force majeure.
    pub force_majeure: bool,
    /// Names of the files that prove it.
    pub proofs: Vec<String>,
    /// The last day asked for, ISO.
    pub to: String,
    /// The reply.
    pub reply: Option<ActForm>,
    /// The new last day, ISO; nothing where it was refused or is open.
    pub granted_to: Option<String>,
    /// Why it was refused.
    pub refused: String,
}

/// What would follow for the money, or follows, with the calculation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EndMoney {
    /// By which conclusion.
    pub conclusion: Conclusion,
    /// 停拨, 万元.
    pub stop: Option<String>,
    /// 收回, 万元.
    pub recover: Option<String>,
    /// The calculation.
    pub lines: Vec<ReckonedLine>,
    /// What is not recorded.
    pub problem: Option<Problem>,
}

/// One way to the end of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EndingView {
    /// Who proposed it, when (ISO) and why.
    pub proposed: (String, String, String),
    /// The third party and the paper.
    pub commission: Option<(String, ActForm)>,
    /// What the panel said.
    pub argued: Option<NodeSaid>,
    /// Who is responsible.
    pub responsible: Option<Responsible>,
    /// What was found.
    pub facts: String,
    /// When it was told (ISO), and what was answered.
    pub told: Option<(String, String)>,
    /// The decision.
    pub decided: Option<ActForm>,
    /// Until when the money comes back, ISO.
    pub return_by: Option<String>,
    /// 宽容失败: its grounds.
    pub tolerance: Option<String>,
    /// Stop and recovery: decided, or what would follow from what the panel said.
    pub money: Option<EndMoney>,
    /// What came back: day, amount 万元, voucher.
    pub refunds: Vec<(String, String, String)>,
    /// What is still to come back, 万元; nothing before the decision.
    pub outstanding: Option<String>,
    /// What assets brought: day, what, amount 万元, rule.
    pub proceeds: Vec<(String, String, String, String)>,
    /// 失信行为记录: the paper, and whom.
    pub integrity: Option<(ActForm, Vec<String>)>,
    /// 移交司法机关
    pub justice: Option<ActForm>,
}

/// A suspicion of fraud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SuspicionView {
    /// Day, ISO.
    pub on: String,
    /// Of what.
    pub what: String,
    /// To whom it was handed over.
    pub handed_to: String,
    /// Whether fraud was proved; nothing while it is examined.
    pub proved: Option<bool>,
    /// The document, and what was found.
    pub outcome: Option<(ActForm, String)>,
    /// By what it was overturned.
    pub overturned: Option<ActForm>,
}

/// An inspection, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InspectionForm {
    /// Day, ISO.
    pub on: String,
    /// Who inspects.
    pub by: String,
    /// What.
    pub what: String,
    /// The contract foresees it.
    pub planned: bool,
    /// Why, where it does not.
    pub reason: String,
    /// What came of it.
    pub result: String,
}

/// The course of a project with everything that follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CourseView {
    /// 项目编号
    pub no: String,
    /// 项目名称
    pub title: String,
    /// Where it stands.
    pub stands: CourseStands,
    /// The same in Chinese words: `实施中`, `暂停（实施中）`.
    pub state_zh: String,
    /// In English.
    pub state_en: String,
    /// What comes next, who must act, the article; nothing once all is done.
    pub next: Option<NextAct>,
    /// The steps that may be taken now.
    pub may: Vec<CourseStepName>,
    /// The plan it was granted by, with the issue; empty number of one taken over.
    pub plan_no: String,
    /// The issue.
    pub issued: Option<ActForm>,
    /// 收款单位
    pub payee: String,
    /// It was kept as a bare record before: since when, ISO.
    pub taken_over: Option<String>,
    /// Rules version.
    pub policy_version: String,
    /// The contract: as it was signed or drafted; before a draft prefilled from the bid.
    pub contract: ContractForm,
    /// When it was signed (ISO), by whom, name of the copy; nothing before.
    pub signed: Option<(String, Vec<String>, String)>,
    /// The last day that counts now, ISO.
    pub end_now: String,
    /// Who is chief engineer now.
    pub chief_now: Option<String>,
    /// Changes of the contract.
    pub changes: Vec<ContractChange>,
    /// What is wrong with the draft.
    pub contract_problems: Vec<Problem>,
    /// Milestones.
    pub nodes: Vec<NodeView>,
    /// Foreseen payments that are not under way.
    pub scheduled: Vec<ScheduledView>,
    /// Payments.
    pub payments: Vec<PaymentView>,
    /// The ledger.
    pub ledger: FundsLedger,
    /// What was reported, the earliest first.
    pub accounts: Vec<AccountForm>,
    /// Acceptances.
    pub acceptances: Vec<AcceptanceView>,
    /// Applications to go on longer.
    pub extensions: Vec<ExtensionView>,
    /// Inspections.
    pub inspections: Vec<InspectionForm>,
    /// Suspicions of fraud.
    pub suspicions: Vec<SuspicionView>,
    /// Ways to its end.
    pub endings: Vec<EndingView>,
    /// What moved it on.
    pub history: Vec<HappenedLine>,
    /// What a human should look at.
    pub problems: Vec<Problem>,
    /// Today, ISO.
    pub today: String,
}

/// A paper of a project's course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "paper")]
#[ts(export)]
pub enum CoursePaper {
    /// 任务书
    Contract,
    /// 里程碑考核表
    Assessment {
        /// Which, from 1.
        milestone: u32,
    },
    /// 拨付意见
    PaymentOpinion {
        /// Which, from 0.
        at: u32,
    },
    /// 限期整改通知书
    Rectification,
    /// 验收结论书
    AcceptanceResult,
    /// 延期批复
    ExtensionReply,
    /// 终止决定书
    Termination,
}
