//! What a contract says beside its checked parts (四（四）, 四（六）): texts that are printed and decide nothing. What nobody said
//! stays nothing, and prints as a blank.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::money::Fen;
use crate::percent::Percent;

/// Something that is done (合作内容和分工).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Task {
    /// What it is called.
    pub title: String,
    /// What it is.
    pub text: String,
    /// Which unit does it.
    pub owner: String,
    /// For which money, where that is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Fen>,
}

/// A payment of the sponsor to a solver, under their agreement.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct SolverPayment {
    /// To whom.
    pub solver: String,
    /// When.
    pub stage: String,
    /// How much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Fen>,
    /// On which condition.
    pub condition: String,
}

/// Whose a kind of result is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct OwnershipRule {
    /// Which kind (发明专利).
    pub kind: String,
    /// Whose.
    pub owner: String,
    /// Who uses it.
    pub usage: String,
    /// Who gets what of it.
    pub benefit: String,
}

/// The further words of a contract.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Particulars {
    /// 揭榜协议编号
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement_no: Option<String>,
    /// Its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement_on: Option<NaiveDate>,
    /// 总体目标
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// 合作内容和分工, with the tasks of participants.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
    /// 应用场景和试用
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scene: Option<String>,
    /// 需求微调; nothing where nothing was adjusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adjusted: Option<String>,
    /// 人才引育
    #[serde(skip_serializing_if = "Option::is_none")]
    pub talent: Option<String>,
    /// 原有知识产权
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<String>,
    /// Whose results are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ownership_rules: Vec<OwnershipRule>,
    /// 乙方向丙方支付
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub solver_payments: Vec<SolverPayment>,
    /// 项目总投资; never a base of anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_investment: Option<Fen>,
    /// 赛马组别; nothing where it runs no race.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub race_group: Option<String>,
    /// 整改期最长月数
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rectify_months: Option<u32>,
    /// 再验收期月数
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reaccept_months: Option<u32>,
    /// Shares of the money after milestones, per cent, as they were typed; nothing of one that has an equal share.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<Option<Percent>>,
    /// 退回资金的天数
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_days: Option<u32>,
}

impl Particulars {
    /// Whether nobody said anything.
    #[must_use]
    pub fn is_unsaid(&self) -> bool {
        *self == Particulars::default()
    }
}
