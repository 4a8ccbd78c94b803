//! 成功揭榜方建议名单, the list of those recommended (policy 四（四）–（六）).

use domain::Fen;
use serde::{Deserialize, Serialize};

use super::Common;

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecommendationList {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Those recommended, by number.
    pub rows: Vec<RecommendationRow>,
    /// The reserve.
    pub reserves: Vec<ReserveRow>,
    /// Approved without money.
    pub unfunded: Vec<UnfundedRow>,
    /// The cap as a share of the R&D input (30%).
    pub cap_percent: Option<String>,
    /// The absolute cap.
    pub cap_absolute: Option<Fen>,
    /// How many rows.
    pub count: Option<u32>,
    /// R&D input in all.
    pub total_rd: Option<Fen>,
    /// Fiscal money in all.
    pub total_fiscal: Option<Fen>,
    /// Two recommended bids or more answer one challenge.
    #[serde(default)]
    pub has_race: bool,
    /// How many members sign beside the chair; that many places are ruled.
    pub signers: Vec<u32>,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecommendationRow {
    /// Number, from 1.
    pub n: u32,
    /// Number of the bid.
    #[serde(default)]
    pub item_no: String,
    /// Number of its challenge.
    pub challenge_no: String,
    /// Title of the bid.
    pub bid_title: String,
    /// Field.
    pub field_name: Option<String>,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who bids.
    pub solver: Option<String>,
    /// Chief engineer.
    pub chief_engineer: Option<String>,
    /// Term (2026.4—2029.3).
    pub term_text: Option<String>,
    /// Recommended R&D input.
    pub rd_total: Option<Fen>,
    /// Recommended fiscal money.
    pub fiscal: Option<Fen>,
    /// Fiscal money as a share of the R&D input (29.58%).
    pub ratio: Option<String>,
    /// Score, two decimals.
    pub score: Option<String>,
    /// Rank.
    pub rank: Option<String>,
    /// 否, or 是（一组）.
    pub race_mark: Option<String>,
    /// Remark; empty when none.
    pub remark: Option<String>,
}

/// A row of the reserve.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReserveRow {
    /// Number, from 1.
    pub n: u32,
    /// Number of the bid.
    #[serde(default)]
    pub item_no: String,
    /// Number of its challenge.
    pub challenge_no: String,
    /// Title of the bid.
    pub bid_title: String,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who bids.
    pub solver: Option<String>,
    /// Rank.
    pub rank: Option<String>,
    /// Remark; empty when none.
    #[serde(default)]
    pub remark: String,
}

/// A project approved without money.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UnfundedRow {
    /// Number, from 1.
    pub n: u32,
    /// Number of the bid.
    #[serde(default)]
    pub item_no: String,
    /// Number of its challenge.
    pub challenge_no: String,
    /// Title of the bid.
    pub bid_title: String,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who bids.
    pub solver: Option<String>,
    /// Why without money.
    pub reason: Option<String>,
}
