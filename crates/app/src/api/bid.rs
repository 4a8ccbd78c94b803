//! One bid with everything its record keeps: shown, checked while it is typed, saved with a reason.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::desk::FundsView;
use super::intake::PaperCard;

/// A line of the budget as asked. Amounts are texts in 万元, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BidBudgetLine {
    /// Id of the subject, such as `equipment`.
    pub subject: String,
    /// Asked, by source.
    pub requested: FundsView,
}

/// The agreement with its four parts (四（四）).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AgreementView {
    /// Signed on, ISO; empty when unknown.
    pub signed_on: String,
    /// 合作内容
    pub content: String,
    /// 经费
    pub funding: String,
    /// 人才引育
    pub talent: String,
    /// 知识产权归属
    pub ownership: String,
}

/// What somebody does in a bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PersonRole {
    /// 技术总师
    ChiefEngineer,
    /// 课题负责人
    TaskLeader,
    /// 骨干
    KeyMember,
}

/// A leader or key member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PersonView {
    /// What for.
    pub role: PersonRole,
    /// 姓名
    pub name: String,
    /// 单位; empty when unknown.
    pub unit: String,
    /// Year of birth as typed; empty when unknown.
    pub birth_year: String,
}

/// A milestone that the bid proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MilestoneView {
    /// Until when, ISO.
    pub due: String,
    /// What is reached.
    pub goal: String,
    /// By what it is told.
    pub indicator: String,
}

/// A bid as it is typed: every value a text, read exactly when it is checked or saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BidForm {
    /// 榜单编号
    pub challenge_no: String,
    /// 项目名称
    pub title: String,
    /// 领域
    pub field: String,
    /// 出题企业
    pub sponsor: String,
    /// Its 统一社会信用代码.
    pub sponsor_code: String,
    /// 揭榜方
    pub solver: String,
    /// 参与单位
    pub participants: Vec<String>,
    /// First day of the term, ISO.
    pub start: String,
    /// Last day, ISO.
    pub end: String,
    /// 总投资, 万元; empty when unknown.
    pub total_investment: String,
    /// 研发投入总额, 万元.
    pub rd_total: String,
    /// 申请财政资金, 万元.
    pub fiscal: String,
    /// 自筹资金, 万元.
    pub self_raised: String,
    /// What proves the self-raised money.
    pub self_raised_proof: String,
    /// 一事一议批准文号
    pub approval_no: String,
    /// Leaders and key members as the form states.
    pub people_total: String,
    /// Of them young, as the form states.
    pub people_young: String,
    /// Budget lines.
    pub budget: Vec<BidBudgetLine>,
    /// 揭榜协议
    pub agreement: AgreementView,
    /// 技术总师, 课题负责人, 骨干
    pub people: Vec<PersonView>,
    /// Milestones.
    pub milestones: Vec<MilestoneView>,
    /// Whether a roadshow is asked for (四（五）).
    pub roadshow: bool,
    /// Who was invited, or why.
    pub roadshow_note: String,
}

/// A finding at a field of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BidFinding {
    /// Field of the form.
    pub field: String,
    /// Article of the policy; nothing for practice.
    pub article: Option<String>,
    /// What was found.
    pub problem: Problem,
}

/// The share of young people, and how it was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct YouthView {
    /// Leaders and key members, each once.
    pub all: u32,
    /// Of them young.
    pub young: u32,
    /// Whose year does not decide it.
    pub unsure: u32,
    /// Without a year of birth.
    pub unknown: u32,
    /// `57.14%`; nothing when there is nobody.
    pub share: Option<String>,
    /// Whether the list of people was counted, and not the numbers that the form states.
    pub listed: bool,
}

/// Who counts as young: settings of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct YouthRuleView {
    /// Age limit in years.
    pub age_limit: u32,
    /// Reference date, ISO; empty for the first of January of the year in which the term begins.
    pub reference: String,
}

/// What the rules say of a bid as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BidChecked {
    /// Findings in the order of the form.
    pub findings: Vec<BidFinding>,
    /// The young; nothing when the form cannot be read.
    pub youth: Option<YouthView>,
}

/// Another bid of the same challenge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Rival {
    /// 方案编号
    pub no: String,
    /// 揭榜方
    pub solver: String,
    /// 申请财政, 万元.
    pub fiscal: String,
}

/// The sponsor's choice for the bids of one challenge (四（四）).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RaceView {
    /// How many it wants at most; one means no race.
    pub winners: u32,
    /// Its written word.
    pub evidence: String,
    /// Day of the letter, ISO; empty when unknown.
    pub on: String,
}

/// A session that has this bid with frozen rules: the bid cannot change any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FrozenBy {
    /// 会议编号
    pub session_no: String,
    /// Local time of the freeze.
    pub at: String,
}

/// A bid with everything its record keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BidView {
    /// 批次
    pub batch: String,
    /// 方案编号
    pub no: String,
    /// As it stands.
    pub form: BidForm,
    /// What the rules say of it.
    pub checked: BidChecked,
    /// The seven priority fields.
    pub fields: Vec<String>,
    /// Who counts as young.
    pub youth_rule: YouthRuleView,
    /// Other bids of the challenge in this batch.
    pub rivals: Vec<Rival>,
    /// The sponsor's choice, when it was recorded.
    pub race: Option<RaceView>,
    /// Papers.
    pub papers: Vec<PaperCard>,
    /// What keeps it from being changed.
    pub frozen: Option<FrozenBy>,
}
