//! 分会场评审结果汇总表: what panels in parallel rooms came to, side by side, each by its own ranks.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Common;

/// The summary.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ParallelSummary {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// The panels, the own one first.
    pub panels: Vec<ParallelPanel>,
    /// Items of all panels, panel by panel, each in order of its own ranks.
    pub rows: Vec<ParallelRow>,
    /// How many rows.
    pub count: Option<u32>,
    /// Whether every panel scored by the same sheet and method.
    pub scored_alike: bool,
}

/// A panel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ParallelPanel {
    /// What it is called on this paper: 第一专家组.
    pub label: String,
    /// 会议编号 at its own office.
    pub no: String,
    /// 会议名称
    pub title: String,
    /// Day of the meeting.
    pub date: NaiveDate,
    /// 主管单位
    pub office: String,
    /// Members by kind: 技术4人、行业管理2人、财务1人.
    pub members_text: String,
    /// Chair.
    pub chair: Option<String>,
    /// How many items it judged.
    pub count: u32,
    /// Score sheet with its version.
    pub sheet: String,
    /// Most points.
    pub full: String,
    /// Digest of its frozen rules.
    pub rules_digest: String,
    /// Whether it was taken in from an archive.
    pub from_archive: bool,
    /// Digest of that archive; nothing for the own panel.
    pub archive_digest: Option<String>,
    /// With whom the digits of its secretariat were compared.
    pub compared_with: Option<String>,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ParallelRow {
    /// Which panel.
    pub panel: String,
    /// Rank within its own panel.
    pub rank: Option<String>,
    /// Number of the challenge.
    pub challenge_no: Option<String>,
    /// Number of the item.
    pub item_no: String,
    /// Title.
    pub title: String,
    /// Who bids.
    pub solver: Option<String>,
    /// What its own panel ranks by, two decimals.
    pub score: Option<String>,
    /// Valid scores.
    pub valid_n: String,
    /// Conclusion.
    pub conclusion: String,
    /// What becomes of it.
    pub standing: Option<String>,
    /// What it is recommended for, 万元; a dash for what is not.
    pub fiscal: String,
    /// The figure of standardised totals, two decimals; information.
    pub standard: Option<String>,
}
