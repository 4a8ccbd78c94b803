//! Batches and the challenge list as the screens see them. Amounts are in 万元 as text, days ISO.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::demands::DemandLine;

/// By what a batch was put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum BatchGround {
    /// 重要急需程度
    Urgency,
    /// 产业领域
    Field,
    /// 资金额度
    Money,
}

/// A batch as it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BatchForm {
    /// 批次
    pub name: String,
    /// 主管单位
    pub office: String,
    /// Day.
    pub made_on: String,
    /// By what.
    pub grounds: Vec<BatchGround>,
    /// How weighed.
    pub ground_text: String,
    /// Why although the policy's validity has ended.
    pub expired_reason: String,
    /// Demands, by number.
    pub demands: Vec<String>,
}

/// Which decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Deciding {
    /// 会议研究
    Study,
    /// 市政府审定
    Approval,
}

/// A decision as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ListDecisionForm {
    /// Day.
    pub on: String,
    /// Number.
    pub number: String,
    /// Who decided.
    pub by: String,
    /// Who was there.
    pub attendance: String,
    /// Demand and reason of what is left out.
    pub left_out: Vec<(String, String)>,
}

/// A publication as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PublicationForm {
    /// Day.
    pub on: String,
    /// 文号
    pub number: String,
    /// Last day for bids.
    pub deadline_day: String,
    /// Its hour, `17:00`.
    pub deadline_time: String,
    /// Where.
    pub place: String,
    /// Telephone.
    pub phone: String,
}

/// A decision that was put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CorrectionView {
    /// Which decision.
    pub which: Deciding,
    /// When, local.
    pub at: String,
    /// Who recorded it.
    pub recorded_by: String,
    /// Why.
    pub reason: String,
    /// What was recorded before.
    pub before: Option<ListDecisionForm>,
}

/// A challenge on a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ListedLine {
    /// 榜单编号
    pub challenge_no: Option<String>,
    /// The demand.
    pub demand: DemandLine,
}

/// A batch with its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BatchView {
    /// 批次
    pub name: String,
    /// 主管单位
    pub office: String,
    /// Day it was made.
    pub made_on: String,
    /// By what.
    pub grounds: Vec<BatchGround>,
    /// How weighed.
    pub ground_text: String,
    /// Why although the policy's validity had ended; printed.
    pub expired_reason: Option<String>,
    /// Its list.
    pub listed: Vec<ListedLine>,
    /// 总投资 of the list, 万元.
    pub total_investment: String,
    /// 会议研究
    pub study: Option<ListDecisionForm>,
    /// 市政府审定
    pub approval: Option<ListDecisionForm>,
    /// 张榜
    pub publication: Option<PublicationForm>,
    /// Corrections of the two decisions, oldest first.
    pub corrections: Vec<CorrectionView>,
    /// What keeps the list from being published today.
    pub obstacles: Vec<Problem>,
}

/// 张榜发布
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ListsView {
    /// Batches, newest first.
    pub batches: Vec<BatchView>,
    /// Proposed demands that are on no list.
    pub proposed: Vec<DemandLine>,
    /// The office of the last batch or session, for the next one.
    pub office: String,
    /// Today, ISO.
    pub today: String,
    /// Last day of the policy's validity, ISO.
    pub valid_to: String,
}

/// What the list is saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ListPaper {
    /// 内部审定稿, PDF.
    Archive,
    /// 网上发布版, PDF.
    Public,
    /// Workbook.
    Book,
}
