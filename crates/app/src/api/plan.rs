//! 科技项目资金计划: the money of a batch, put together, approved by the city, issued (四（六）, rules 11, 13–16, 18, 28).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::approval::NextAct;

/// Which support stays where the same content is supported elsewhere too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OverlapKeeps {
    /// 按本方案支持
    This,
    /// 按其他政策支持
    Other,
    /// 内容不同，分别支持
    Both,
}

/// A paper with its day, number and giver, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ActForm {
    /// Day, ISO.
    pub on: String,
    /// 文号
    pub number: String,
    /// Who gave it.
    pub by: String,
}

/// Support of the same content under another programme, as typed (就高不重复).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OverlapForm {
    /// Which programme.
    pub programme: String,
    /// Which project or paper there.
    pub number: String,
    /// What it gives in all, 万元.
    pub amount: String,
    /// What of it was paid, 万元.
    pub paid: String,
    /// Which support stays; nothing while nobody decided.
    pub keeps: Option<OverlapKeeps>,
    /// When that was decided, ISO.
    pub on: String,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// How one award is paid, where that departs from the principle, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TermsForm {
    /// At once.
    pub once: bool,
    /// Share after signing, per cent; empty for the policy's.
    pub first: String,
    /// Share after the milestones, per cent; empty for the policy's.
    pub middle: String,
    /// Why.
    pub reason: String,
}

/// What is typed of a project in a plan; everything else follows from the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlanRowForm {
    /// 方案编号
    pub bid_no: String,
    /// 项目编号
    pub project_no: String,
    /// Support elsewhere.
    pub overlaps: Vec<OverlapForm>,
    /// Where it departs from the principle of payment.
    pub terms: Option<TermsForm>,
}

/// A plan as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlanForm {
    /// 资金计划编号
    pub no: String,
    /// The decision whose winners it funds.
    pub decision_no: String,
    /// The projects in its order.
    pub rows: Vec<PlanRowForm>,
    /// Why it is above the envelope; empty where it is not.
    pub over_reason: String,
}

/// The issue of a plan, as typed (联合下达).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IssueForm {
    /// 下达文件
    pub act: ActForm,
    /// The science bureau that issues it too.
    pub with: String,
}

/// The cap of an award with the figures it follows from, 万元.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlanCap {
    /// The cap.
    pub cap: String,
    /// How it follows: `min(6666.66 × 30% = 1999.998, 2000) = 1999.99` and the like.
    pub trace: String,
}

/// A project of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlanRowView {
    /// As typed.
    pub form: PlanRowForm,
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
    /// 收款单位
    pub payee: String,
    /// A race.
    pub race: bool,
    /// 研发投入总额, 万元.
    pub rd_total: String,
    /// What the meeting decided, 万元.
    pub decided: String,
    /// 一事一议批准文号
    pub approval_no: Option<String>,
    /// The cap; nothing where the R&D input gives none.
    pub cap: Option<PlanCap>,
    /// 财政资金 after what is set off, 万元.
    pub granted: String,
    /// Its share of the R&D input: `30.00%`.
    pub share: Option<String>,
    /// At once.
    pub once: bool,
    /// After signing, 万元.
    pub first: String,
    /// After milestones, 万元.
    pub middle: String,
    /// After acceptance, 万元.
    pub last: String,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// The sums of a plan, 万元.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlanTotalsView {
    /// 研发投入
    pub rd: String,
    /// 财政资金
    pub fiscal: String,
    /// After signing.
    pub first: String,
    /// After milestones.
    pub middle: String,
    /// After acceptance.
    pub last: String,
}

/// A plan in the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlanLine {
    /// 资金计划编号
    pub no: String,
    /// 批次
    pub batch: String,
    /// The decision.
    pub decision_no: String,
    /// Projects.
    pub projects: u32,
    /// 财政资金, 万元.
    pub fiscal: String,
    /// Day of the city's approval, ISO.
    pub approved_on: Option<String>,
    /// Day of the issue, ISO.
    pub issued_on: Option<String>,
}

/// An announced decision that has winners in no plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Unplanned {
    /// The decision.
    pub decision_no: String,
    /// 批次
    pub batch: String,
    /// How many of its winners with money are in no plan.
    pub winners: u32,
    /// What was decided for them, 万元.
    pub sum: String,
}

/// The book of plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlansView {
    /// By number.
    pub plans: Vec<PlanLine>,
    /// What waits for one.
    pub unplanned: Vec<Unplanned>,
}

/// A plan with everything that follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlanView {
    /// 资金计划编号
    pub no: String,
    /// 批次
    pub batch: String,
    /// The decision.
    pub decision_no: String,
    /// Its projects.
    pub rows: Vec<PlanRowView>,
    /// Winners of the decision that are in no plan: what a row can be added for.
    pub waiting: Vec<PlanRowView>,
    /// Its sums.
    pub totals: Option<PlanTotalsView>,
    /// The envelope of the sessions, if they had one, 万元.
    pub envelope: Option<String>,
    /// Why it is above the envelope.
    pub over_reason: String,
    /// 市政府审定
    pub approval: Option<ActForm>,
    /// 联合下达
    pub issue: Option<IssueForm>,
    /// What comes next; nothing once it was issued.
    pub next: Option<NextAct>,
    /// What keeps it from going on, and what a human should look at.
    pub problems: Vec<Problem>,
    /// Today, ISO.
    pub today: String,
}

/// A paper of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PlanPaper {
    /// 科技项目资金计划表
    Table,
    /// 报请审定的请示
    Request,
    /// 下达资金计划的通知
    Notice,
}
