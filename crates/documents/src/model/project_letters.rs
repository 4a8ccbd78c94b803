//! What the bureau writes to a sponsor while a project runs: 限期整改通知书, 延期实施的批复, 项目终止（资金收回）决定书 (policy 四（七）).

use chrono::NaiveDate;
use domain::Fen;
use serde::{Deserialize, Serialize};

use super::Common;

/// 限期整改通知书, after a milestone that is to be mended (四（七）1).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RectificationNotice {
    /// Policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Number of the notice.
    pub notice_no: Option<String>,
    /// To whom.
    pub sponsor: Option<String>,
    /// Number of the project.
    pub project_no: String,
    /// Title.
    pub project_title: String,
    /// Which milestone (一).
    pub milestone_no: Option<String>,
    /// Number of the minutes.
    pub minutes_no: Option<String>,
    /// What to mend.
    pub items: Vec<RectifyItem>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// Day of the notice.
    pub dated_on: Option<NaiveDate>,
}

/// Something to mend.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RectifyItem {
    /// Number, from 1.
    pub n: u32,
    /// What, with its full stop.
    pub text: String,
}

/// 延期实施的批复, the answer to a sponsor hit by force majeure (rule 24).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ExtensionReply {
    /// Policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// 文号.
    pub doc_number: Option<String>,
    /// To whom.
    pub sponsor: Option<String>,
    /// Number of the project.
    pub project_no: String,
    /// Title.
    pub project_title: String,
    /// When it was asked for.
    pub applied_on: Option<NaiveDate>,
    /// What happened, as the sponsor says (暴雨致试制线停产).
    pub cause_text: Option<String>,
    /// It is granted.
    pub is_granted: bool,
    /// It is refused.
    pub is_refused: bool,
    /// The end until now.
    pub from_on: Option<NaiveDate>,
    /// The new end.
    pub extend_to: Option<NaiveDate>,
    /// Why it is refused, without full stop; empty when nobody said.
    pub refuse_text: Option<String>,
    /// Milestones that are due later with it, without full stop; empty when none is.
    pub dues_text: Option<String>,
    /// By how many months.
    pub extend_months: Option<u32>,
    /// Day of the reply.
    pub dated_on: Option<NaiveDate>,
}

/// 项目终止（资金收回）决定书 (rules 25 to 27). Amounts are 分 and print in 万元.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TerminationDecision {
    /// Policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Number of the decision.
    pub decision_no: Option<String>,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who did the research.
    pub solver: Option<String>,
    /// Number of the project.
    pub project_no: String,
    /// Title.
    pub project_title: String,
    /// Number of the contract.
    pub contract_no: Option<String>,
    /// Number of the panel's opinion.
    pub opinion_no: Option<String>,
    /// When facts, grounds and rules were told beforehand; nothing while nobody recorded it.
    pub told_on: Option<NaiveDate>,
    /// What both sides answered. Not public.
    pub hearing_text: Option<String>,
    /// What was found.
    pub facts_text: Option<String>,
    /// Who is responsible, without full stop.
    pub responsible_text: Option<String>,
    /// Fraud was proved: everything paid is recovered (rule 27).
    pub is_fraud: bool,
    /// It was decided without fraud: what is not paid stays, what is not spent is recovered (rule 25).
    pub is_stop: bool,
    /// Fiscal money approved.
    pub approved: Option<Fen>,
    /// Paid.
    pub paid: Option<Fen>,
    /// Spent.
    pub spent: Option<Fen>,
    /// No longer paid.
    pub stop_amount: Option<Fen>,
    /// Recovered.
    pub recover_amount: Option<Fen>,
    /// It is reckoned that nothing comes back.
    pub nothing_back: bool,
    /// Until when it is paid back; nothing where only a number of days was set.
    pub return_by: Option<NaiveDate>,
    /// Within how many days it is paid back.
    pub return_days: Option<u32>,
    /// To which account, without full stop; empty when told apart. Not public.
    pub return_account_text: Option<String>,
    /// Day of the decision.
    pub dated_on: Option<NaiveDate>,
}
