//! 项目计划任务书（军令状） (policy 四（四）, 四（六）, 四（七）1 to 4, 六（一）, 六（二）): the contract of bureau, sponsor and solvers.

use chrono::NaiveDate;
use domain::Fen;
use serde::{Deserialize, Serialize};

use super::Common;

/// The contract. Amounts are 分 and print in 万元.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contract {
    /// Policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Number of the contract.
    pub contract_no: Option<String>,
    /// Number of the project.
    pub project_no: String,
    /// Number of the challenge.
    pub challenge_no: Option<String>,
    /// Title.
    pub project_title: String,
    /// Class of the plan that it belongs to.
    pub programme_class: Option<String>,
    /// Field.
    pub field_name: Option<String>,
    /// First day.
    pub term_start: Option<NaiveDate>,
    /// Last day.
    pub term_end: Option<NaiveDate>,
    /// The term is longer than three years (rule 12).
    pub term_over_three_years: bool,
    /// Why, without full stop; empty when it is not.
    pub long_term_reason: Option<String>,
    /// 乙方, the enterprise that set the challenge and is paid.
    pub sponsor: Option<String>,
    /// Its code of social credit.
    pub sponsor_code: Option<String>,
    /// Its legal representative.
    pub sponsor_rep: Option<String>,
    /// Whom to ask there.
    pub sponsor_contact: Option<String>,
    /// Its bank. Not public.
    pub sponsor_bank: Option<String>,
    /// Its account. Not public.
    pub sponsor_account: Option<String>,
    /// 丙方: the solver and its participants.
    pub solvers: Vec<ContractParty>,
    /// Number of the agreement between sponsor and solver.
    pub agreement_no: Option<String>,
    /// Its day.
    pub agreement_on: Option<NaiveDate>,
    /// What is to be reached.
    pub goal: Option<String>,
    /// What the parties say of their duties, with its full stop; empty when nothing.
    pub duties_text: Option<String>,
    /// What they say of results and ownership, with its full stop; empty when nothing. Not public.
    pub ownership_text: Option<String>,
    /// What they say of breach, with its full stop; empty when nothing.
    pub breach_text: Option<String>,
    /// What is done, and by whom. Not public.
    pub contents: Vec<ContractTask>,
    /// What participants do for which money. Not public.
    pub team_tasks: Vec<TeamTask>,
    /// Where results are tried out.
    pub scene_text: Option<String>,
    /// What was adjusted of the demand, without full stop; empty when nothing.
    pub adjust_text: Option<String>,
    /// The people. Not public.
    pub people: Vec<ContractPerson>,
    /// Least share of young people (50%).
    pub young_percent: Option<String>,
    /// Their share here (56.25%).
    pub young_ratio: Option<String>,
    /// The indicators. Not public.
    pub indicators: Vec<ContractIndicator>,
    /// The milestones.
    pub milestones: Vec<ContractMilestone>,
    /// Paid at once (rule 16).
    pub is_lump_sum: bool,
    /// Longest time to mend a milestone, in months.
    pub rectify_months: Option<u32>,
    /// Months until a failed acceptance may be repeated.
    pub reaccept_months: Option<u32>,
    /// R&D input.
    pub rd_total: Option<Fen>,
    /// Total investment.
    pub total_investment: Option<Fen>,
    /// Fiscal money.
    pub fiscal: Option<Fen>,
    /// Self-raised money.
    pub self_raised: Option<Fen>,
    /// Fiscal money as a share of the R&D input (29.58%).
    pub fiscal_ratio: Option<String>,
    /// The cap as a share (30%).
    pub cap_percent: Option<String>,
    /// The absolute cap.
    pub cap_absolute: Option<Fen>,
    /// Approval number of a 一事一议 case; empty when it is none.
    pub one_case_no: Option<String>,
    /// First payment.
    pub first: Option<Fen>,
    /// Its share.
    pub first_percent: Option<String>,
    /// Payments after milestones.
    pub milestone_total: Option<Fen>,
    /// Their share.
    pub milestone_percent: Option<String>,
    /// What is left for the last payment.
    pub last: Option<Fen>,
    /// Up to which amount it is paid at once.
    pub lump_limit: Option<Fen>,
    /// The budget; the last line is the sum.
    pub budget: Vec<ContractBudgetLine>,
    /// What the sponsor pays to the solvers. Not public.
    pub solver_payments: Vec<SolverPayment>,
    /// Talents that are to be brought in and trained.
    pub talent_text: Option<String>,
    /// Intellectual property that was there before. Not public.
    pub ip_background: Option<String>,
    /// Whose the results are. Not public.
    pub ip_rules: Vec<IpRule>,
    /// Days to pay back after an end.
    pub return_days: Option<u32>,
    /// The project runs a race.
    pub is_race: bool,
    /// It was recorded that it runs none.
    pub is_no_race: bool,
    /// Which group of a race (一组).
    pub race_group: Option<String>,
    /// How many copies.
    pub copies_total: Option<u32>,
    /// How many for each party.
    pub copies_each: Option<u32>,
    /// How many for the finance bureau.
    pub copies_finance: Option<u32>,
    /// Day of signature.
    pub signed_on: Option<NaiveDate>,
}

/// A party of 丙方.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContractParty {
    /// Number, from 1.
    pub n: u32,
    /// Unit.
    pub name: String,
    /// 揭榜方 or 参与单位.
    pub role: Option<String>,
    /// Code of social credit.
    pub credit_code: Option<String>,
    /// Representative.
    pub rep: Option<String>,
}

/// Something that is done.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContractTask {
    /// Number, from 1.
    pub n: u32,
    /// What it is called.
    pub title: String,
    /// What it is, with its full stop.
    pub text: Option<String>,
    /// Which unit does it.
    pub owner: Option<String>,
}

/// What a participant does.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TeamTask {
    /// Number, from 1.
    pub n: u32,
    /// Unit.
    pub unit: String,
    /// What, without full stop.
    pub text: Option<String>,
    /// For which money.
    pub amount: Option<Fen>,
}

/// A person of the project.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContractPerson {
    /// Number, from 1.
    pub n: u32,
    /// Name.
    pub name: String,
    /// 技术总师, 课题负责人 or 骨干.
    pub role: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Counts as young.
    pub age_ok: Option<bool>,
    /// What the person does.
    pub work: Option<String>,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContractIndicator {
    /// Number, from 1.
    pub n: u32,
    /// 技术, 经济, 知识产权, 人才 or 其他.
    pub kind: Option<String>,
    /// Which indicator.
    pub indicator: String,
    /// What is agreed.
    pub target: Option<String>,
    /// It decides.
    pub is_key: Option<bool>,
    /// How it is looked at and what shows it.
    pub method: Option<String>,
}

/// A milestone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContractMilestone {
    /// Which (一).
    pub n: String,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// What is done and in which form.
    pub task: Option<String>,
    /// Which indicators.
    pub indicators_text: Option<String>,
    /// Share of the fiscal money (40%).
    pub pay_percent: Option<String>,
    /// Fiscal money tied to it.
    pub pay: Option<Fen>,
}

/// A line of the budget.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContractBudgetLine {
    /// 设备费, 业务费, 劳务费, 间接费用 or 合计.
    pub subject: String,
    /// Both.
    pub total: Option<Fen>,
    /// Fiscal money.
    pub fiscal: Option<Fen>,
    /// Self-raised money.
    pub own: Option<Fen>,
    /// What for; empty when nobody said.
    pub note: Option<String>,
}

/// A payment of the sponsor to a solver.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SolverPayment {
    /// Number, from 1.
    pub n: u32,
    /// To whom.
    pub solver: String,
    /// When (协议生效后).
    pub stage_text: Option<String>,
    /// How much.
    pub amount: Option<Fen>,
    /// On which condition.
    pub condition: Option<String>,
}

/// Whose a kind of result is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct IpRule {
    /// Number, from 1.
    pub n: u32,
    /// Which kind (发明专利).
    pub kind: String,
    /// Whose.
    pub owner: Option<String>,
    /// Who uses it.
    pub usage: Option<String>,
    /// Who gets what of it.
    pub benefit: Option<String>,
}
