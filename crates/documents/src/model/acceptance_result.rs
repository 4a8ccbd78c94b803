//! 结题验收结论书 (policy 四（六）, 四（七）3): one per project, signed by the bureau and the sponsor.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Common;

/// The result.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AcceptanceResult {
    /// Policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Number of the result.
    pub result_no: Option<String>,
    /// Number of the project.
    pub project_no: String,
    /// Title.
    pub project_title: String,
    /// Number of the contract.
    pub contract_no: Option<String>,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who did the research.
    pub solver: Option<String>,
    /// Day of the acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// 通过, 结题 or 未通过.
    pub conclusion: Option<String>,
    /// It was not passed.
    pub is_fail: bool,
    /// It is recorded that bureau and sponsor concluded together (rule 23).
    pub is_joint: bool,
    /// Why it was closed without all being reached, without full stop; empty when not. Not public.
    pub close_reason: Option<String>,
    /// Why it was not passed, without full stop; empty when it was. Not public.
    pub fail_text: Option<String>,
    /// What is paid, without full stop; empty when nobody said. Not public.
    pub money_text: Option<String>,
    /// Months until it may be asked for once more.
    pub reaccept_months: Option<u32>,
    /// Day of the result.
    pub dated_on: Option<NaiveDate>,
}
