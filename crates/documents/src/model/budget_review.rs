//! 预算评审意见表, what was asked and what is recommended (policy 四（五）, 四（六）).

use domain::Fen;
use serde::{Deserialize, Serialize};

use super::Common;

/// The review of one bid's budget. Amounts are 分 and print in 万元.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BudgetReview {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Number of the bid.
    #[serde(default)]
    pub bid_no: Option<String>,
    /// Number of the challenge.
    pub challenge_no: String,
    /// Title of the bid.
    pub bid_title: String,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who bids.
    pub solver: Option<String>,
    /// Total investment.
    pub total_investment: Option<Fen>,
    /// The lines; the last is the sum.
    pub lines: Vec<BudgetLine>,
    /// R&D input asked for.
    pub rd_requested: Option<Fen>,
    /// R&D input recommended.
    pub rd_recommended: Option<Fen>,
    /// Cap as a share (30%).
    pub cap_percent: Option<String>,
    /// Cap by that share.
    pub cap_by_ratio: Option<Fen>,
    /// Absolute cap.
    pub cap_absolute: Option<Fen>,
    /// The smaller of both.
    pub cap_final: Option<Fen>,
    /// 符合 or 不符合.
    pub cap_ok: Option<String>,
    /// Fiscal money asked for.
    #[serde(default)]
    pub fiscal_asked: Option<Fen>,
    /// The lines' fiscal amounts together, as recommended.
    #[serde(default)]
    pub panel_fiscal: Option<Fen>,
    /// That sum goes over the fiscal money recommended.
    #[serde(default)]
    pub is_beyond: bool,
    /// By how much.
    #[serde(default)]
    pub beyond: Option<Fen>,
    /// No fiscal money is proposed.
    #[serde(default)]
    pub is_without_funds: bool,
    /// Why, without full stop: 结论为不同意, 列为立项但不资助.
    #[serde(default)]
    pub without_funds_text: Option<String>,
    /// Where the recommended amounts come from, without full stop: which follow the medians, which the panel's own word. Nothing
    /// while they are not decided.
    #[serde(default)]
    pub basis_text: Option<String>,
    /// Fiscal money recommended.
    pub fiscal_recommended: Option<Fen>,
    /// Its share of the R&D input (29.58%).
    pub fiscal_ratio: Option<String>,
    /// Direct costs without equipment.
    pub indirect_base: Option<Fen>,
    /// Cap of the indirect costs.
    pub indirect_cap: Option<Fen>,
    /// Indirect costs recommended.
    pub indirect_recommended: Option<Fen>,
    /// 符合 or 不符合.
    pub indirect_ok: Option<String>,
    /// Approval number of a 一事一议 case; empty when it is none.
    pub one_case_no: Option<String>,
    /// Paid at once.
    pub is_lump_sum: bool,
    /// Up to which amount it is paid at once.
    pub lump_limit: Option<Fen>,
    /// 合理, 基本合理 or 不合理.
    pub overall: Option<String>,
    /// Remarks.
    pub overall_note: Option<String>,
    /// The finance expert.
    pub finance_expert: Option<String>,
    /// The finance expert's code.
    pub finance_code: Option<String>,
    /// The chair.
    pub chair_name: Option<String>,
    /// The chair's code.
    pub chair_code: Option<String>,
}

/// A line of the budget.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BudgetLine {
    /// 设备费, 业务费, 劳务费, 间接费用 or 合计.
    pub subject: String,
    /// Asked for, in all.
    pub req_total: Option<Fen>,
    /// Asked for, fiscal.
    pub req_fiscal: Option<Fen>,
    /// Asked for, self-raised.
    pub req_self: Option<Fen>,
    /// Recommended, in all.
    pub rec_total: Option<Fen>,
    /// Recommended, fiscal.
    pub rec_fiscal: Option<Fen>,
    /// Recommended, self-raised.
    pub rec_self: Option<Fen>,
    /// Cut, in all.
    pub cut_total: Option<Fen>,
    /// Cut, fiscal.
    pub cut_fiscal: Option<Fen>,
    /// Cut, self-raised.
    pub cut_self: Option<Fen>,
    /// Relevant (相关).
    pub rel: Option<bool>,
    /// Conforming (相符).
    pub conf: Option<bool>,
    /// Reasonable (合理).
    pub reas: Option<bool>,
    /// Why it was cut; empty when it was not.
    pub reason: Option<String>,
}
