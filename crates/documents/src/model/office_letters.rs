//! What the bureau writes upwards and to all: 请示 (policy 四（三）, 四（六）, 四（七）1) and 下达科技项目资金计划的通知 (四（六）).

use chrono::NaiveDate;
use domain::Fen;
use serde::{Deserialize, Serialize};

use super::Common;

/// 请示 for the city's approval: one matter each.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Request {
    /// Policy, batch, paper.
    #[serde(flatten)]
    pub common: Common,
    /// 文号.
    pub doc_number: Option<String>,
    /// 签发人.
    pub signer_name: Option<String>,
    /// To whom.
    pub addressee: Option<String>,
    /// The matter (审定2026年第一批科技项目资金计划).
    pub subject: Option<String>,
    /// It is the challenge list.
    pub is_list: bool,
    /// It is the funding plan.
    pub is_plan: bool,
    /// They are payments after milestones.
    pub is_pay: bool,
    /// Every step that has to come before it is recorded.
    pub steps_recorded: bool,
    /// How many challenges or projects.
    pub count: Option<u32>,
    /// Fiscal money in all.
    pub total: Option<Fen>,
    /// What is attached.
    pub attachments: Vec<RequestAttachment>,
    /// Whom to ask.
    pub contact_text: Option<String>,
    /// Day of the request.
    pub dated_on: Option<NaiveDate>,
}

/// An attached paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RequestAttachment {
    /// Number, from 1.
    pub n: u32,
    /// Which paper.
    pub name: String,
}

/// 下达科技项目资金计划的通知, issued by the finance bureau with the science bureau.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FundingNotice {
    /// Policy, batch, paper.
    #[serde(flatten)]
    pub common: Common,
    /// 文号, given by the finance bureau.
    pub doc_number: Option<String>,
    /// To whom.
    pub addressees: Option<String>,
    /// How it was approved (市政府2026年3月9日审定).
    pub approval_text: Option<String>,
    /// 支出功能分类科目; empty when it is said elsewhere. Not public.
    pub expenditure_item: Option<String>,
    /// How many projects.
    pub count: Option<u32>,
    /// Fiscal money in all.
    pub total_fiscal: Option<Fen>,
    /// First payments in all.
    pub total_first: Option<Fen>,
    /// Name of the finance bureau.
    pub finance_office_name: Option<String>,
    /// Day of issue.
    pub issued_on: Option<NaiveDate>,
}
