//! 揭榜方案专家组意见, the panel's opinion on one bid (policy 四（四）–（六）).

use domain::Fen;
use serde::{Deserialize, Serialize};

use super::Common;

/// The opinion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PanelOpinionBid {
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
    /// Field.
    pub field_name: Option<String>,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who bids.
    pub solver: Option<String>,
    /// Units that take part; empty when none.
    pub participants_text: Option<String>,
    /// Chief engineer.
    pub chief_engineer: Option<String>,
    /// Term.
    pub term_text: Option<String>,
    /// R&D input asked for.
    pub rd_total: Option<Fen>,
    /// Fiscal money asked for.
    pub fiscal_requested: Option<Fen>,
    /// Fiscal money recommended.
    pub fiscal_recommended: Option<Fen>,
    /// Its share of the recommended R&D input (29.58%).
    pub fiscal_ratio: Option<String>,
    /// R&D input recommended.
    pub rd_recommended: Option<Fen>,
    /// The bid takes no fiscal money although it is agreed to (立项但不资助).
    #[serde(default)]
    pub is_unfunded: bool,
    /// The budget's lines together ask for more fiscal money than is recommended.
    #[serde(default)]
    pub is_beyond: bool,
    /// By how much.
    #[serde(default)]
    pub beyond: Option<Fen>,
    /// What follows from vetoes that the panel confirmed, by the frozen sheet, without full stop; empty without one.
    #[serde(default)]
    pub veto_effect: Option<String>,
    /// The panel's reason, without full stop; empty where none was asked for.
    #[serde(default)]
    pub reason_text: Option<String>,
    /// Of what it is the reason: 理由, 列为立项但不资助的理由.
    #[serde(default)]
    pub reason_label: String,
    /// Approval number of a 一事一议 case; empty when it is none.
    pub one_case_no: Option<String>,
    /// The papers are complete; nothing when nobody said so.
    pub data_ok: Option<bool>,
    /// What is missing; empty when nothing.
    pub data_missing: Option<String>,
    /// 完全响应, 基本响应 or 未能响应.
    pub indicators_ok: Option<String>,
    /// Remarks on the indicators.
    pub indicators_note: Option<String>,
    /// What was adjusted, without full stop; empty when nothing.
    pub adjusted_text: Option<String>,
    /// 可行, 基本可行 or 不可行.
    pub route_ok: Option<String>,
    /// Remarks on the route.
    pub route_note: Option<String>,
    /// On a race; empty when there is none.
    pub race_text: Option<String>,
    /// 满足要求, 基本满足要求 or 不满足要求.
    pub team_ok: Option<String>,
    /// Remarks on the team.
    pub team_note: Option<String>,
    /// Share of young people (56.25%).
    pub young_ratio: Option<String>,
    /// That share was examined and is too low.
    pub young_short: bool,
    /// 合理, 基本合理 or 不合理.
    pub budget_ok: Option<String>,
    /// Remarks on the budget.
    pub budget_note: Option<String>,
    /// 低, 中 or 高.
    pub risk_level: Option<String>,
    /// Remarks on the risk.
    pub risk_note: Option<String>,
    /// 同意.
    pub is_agree: bool,
    /// 同意, but 备选 or 立项但不资助.
    #[serde(default)]
    pub is_agree_apart: bool,
    /// Which of the two.
    #[serde(default)]
    pub standing_text: Option<String>,
    /// 修改后同意.
    pub is_revise: bool,
    /// 修改后同意, but 备选 or 立项但不资助.
    pub is_reserve: bool,
    /// 不同意.
    pub is_reject: bool,
    /// A condition on the budget; empty when none.
    pub budget_condition: Option<String>,
    /// What has to be revised.
    pub revise_items: Vec<ReviseItem>,
    /// Working days for the revision.
    pub revise_days: Option<u32>,
    /// Score, two decimals.
    pub score: Option<String>,
    /// Rank.
    pub rank: Option<String>,
    /// The vote by its counts as recorded, without full stop; a blank where none is on record.
    pub vote_text: Option<String>,
    /// What was noted of the vote beside its counts, without full stop; empty when nothing.
    #[serde(default)]
    pub vote_note: String,
    /// The sentence by which the panel sums up, without full stop; nothing where nobody recorded one.
    #[serde(default)]
    pub closing: Option<String>,
    /// On recusals, without full stop; empty when none.
    pub recused_text: Option<String>,
    /// Dissent; empty when none.
    pub dissent_text: Option<String>,
    /// The same by codes, in a blind copy.
    #[serde(default)]
    pub dissent_blind: Option<String>,
    /// Report and questions of this bid are both on record.
    #[serde(default)]
    pub talked: bool,
    /// The report alone is on record.
    #[serde(default)]
    pub reported: bool,
    /// The questions alone are on record.
    #[serde(default)]
    pub questioned: bool,
    /// Answers that veto and what the panel found on them, without full stop; empty when there are none.
    #[serde(default)]
    pub veto_text: Option<String>,
    /// The same without names and grounds, in a blind copy.
    #[serde(default)]
    pub veto_blind: Option<String>,
    /// The chair.
    pub chair_name: Option<String>,
    /// The chair's code.
    pub chair_code: Option<String>,
    /// The members who took part.
    pub members: Vec<OpinionMember>,
}

/// A demand for revision.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReviseItem {
    /// Number, from 1.
    pub n: u32,
    /// The demand, with its mark at the end.
    pub text: String,
}

/// A member who signs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OpinionMember {
    /// Number, from 1.
    pub n: u32,
    /// Name.
    pub name: String,
    /// Code of the expert.
    pub code: String,
    /// 技术, 管理, 财务 or 法律.
    pub role: Option<String>,
}
