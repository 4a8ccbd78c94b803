//! 评分汇总表, every score of a session and what became of it (policy 四（五）).

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::Common;

/// The summary.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ScoreSummary {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Name of the score sheet.
    pub sheet_name: Option<String>,
    /// Version of the score sheet.
    pub sheet_version: Option<String>,
    /// When the rules were frozen.
    pub frozen_at: Option<NaiveDateTime>,
    /// When the last expert locked.
    pub locked_at: Option<NaiveDateTime>,
    /// When the secretariat locked and took the scores together.
    #[serde(default)]
    pub tallied_at: Option<NaiveDateTime>,
    /// From how many valid scores on the extremes are dropped.
    pub trim_min: Option<u32>,
    /// Below how many valid scores an item is marked.
    pub valid_min: Option<u32>,
    /// From which deviation on a score is marked (30%).
    pub outlier_percent: Option<String>,
    /// How equal scores are told apart, without full stop.
    pub tie_rule_text: Option<String>,
    /// Ranks follow the displayed two decimals, by a setting; else the exact figures.
    pub by_displayed: bool,
    /// Items with the same displayed score that only the exact figures told apart; empty when there are none.
    pub exact_pairs_text: Option<String>,
    /// Items with equal scores that a tie-breaker told apart, with the criterion; empty when there are none.
    pub tie_steps_text: Option<String>,
    /// The highest and the lowest are dropped.
    pub uses_trimmed: bool,
    /// Which kinds of experts score what, without full stop.
    pub raters_text: Option<String>,
    /// Of the valid scores the median is taken.
    pub uses_median: bool,
    /// What is ranked by where it is not the points of the meeting, every expert alike: whole sentences.
    pub basis_text: Option<String>,
    /// Scores advise and rank nothing.
    #[serde(default)]
    pub advisory: bool,
    /// Averages are taken per criterion; the second table is printed.
    pub by_criterion: bool,
    /// The experts, in the order of the columns.
    pub raters: Vec<Rater>,
    /// The items, in the order of the rows.
    pub items: Vec<SummaryItem>,
    /// The criteria, in the order of the second table's columns.
    pub criteria: Vec<Criterion>,
    /// Some scores deviate, and their experts gave a word on every one.
    #[serde(default)]
    pub outliers_reviewed: bool,
    /// Reviews, vetoes, abstentions, sheets signed anew, ties, reopenings.
    pub events: Vec<SummaryEvent>,
}

/// An expert.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rater {
    /// Code (专家01).
    pub code: String,
    /// Name; not printed in a blind copy.
    pub name: String,
    /// 技术, 管理, 财务 or 法律.
    pub role: String,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SummaryItem {
    /// Number, from 1.
    pub n: u32,
    /// Number of the item.
    pub item_no: String,
    /// Title of the item.
    pub item_title: String,
    /// One cell per rater.
    pub scores: Vec<ScoreCell>,
    /// ※ when there are too few valid scores, else empty.
    pub low_n_mark: String,
    /// Valid scores (`6/7`), and how many of them count where totals drop extremes (`7→5`).
    pub valid_n: String,
    /// The highest, dropped; `—` when nothing is dropped from the whole.
    pub high: String,
    /// The lowest, dropped.
    pub low: String,
    /// One cell per criterion.
    pub points: Vec<CriterionCell>,
    /// Score, two decimals.
    pub score: Option<String>,
    /// Sum of the criteria's means, whatever is ranked by.
    pub sheet_score: Option<String>,
    /// Rank; `3=` for a tie.
    pub rank: Option<String>,
    /// The panel's conclusion.
    pub conclusion: Option<String>,
}

/// What an expert gave.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ScoreCell {
    /// Points, 回避, 缺 or `—`.
    pub cell: String,
    /// ▲ when it deviates, else empty.
    pub outlier_mark: String,
}

/// The average of a criterion with its valid scores: 21.50（6）, or 21.50（6→4） where four of them count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CriterionCell {
    /// As printed.
    pub cell: String,
    /// Marks that were dropped: ↑24 ↓12; empty where none was.
    #[serde(default)]
    pub dropped: String,
}

/// A criterion with its points: 技术路线可行性（25）.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Criterion {
    /// As printed.
    pub head: String,
}

/// Something that happened to the scores.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SummaryEvent {
    /// Number, from 1.
    pub n: u32,
    /// 偏离复核, 否决事项, 弃权, 重新签署, 退回补评, 退回撤销, 同分处理, 重新开启, 票数不足, 纸质录入差异 or 两份评分认定.
    pub event: String,
    /// Number of the item.
    pub item_no: String,
    /// What and why; experts by code.
    pub detail: String,
    /// The same without what somebody wrote, which may name people; in its place in a blind copy.
    pub detail_blind: String,
    /// Who did and who witnessed it.
    pub who: Option<String>,
    /// The same without names, in its place in a blind copy.
    pub who_blind: Option<String>,
    /// When, with the day where it is not the meeting's; empty where no time belongs to it, nothing where nobody recorded it.
    pub when: Option<String>,
}
