//! What a panel's scores say about the panel. Informational: no score, rank or conclusion is taken from it. Numbers are
//! binary fractions, for the eye alone.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which figure of agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Reliability {
    /// ICC(2,1): agreement in points of a single expert.
    IccSingle,
    /// ICC(2,k): of the mean of the whole panel.
    IccPanel,
    /// Kendall's W: agreement in order.
    Kendall,
    /// Krippendorff's α, by difference.
    Alpha,
}

/// A figure of agreement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReliabilityView {
    /// Which.
    pub figure: Reliability,
    /// Its value; 1 is full agreement.
    pub value: f64,
    /// Lower 95 % bound; nothing where none can be given.
    pub low: Option<f64>,
    /// Upper 95 % bound.
    pub high: Option<f64>,
}

/// How strict an expert is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Level {
    /// Below the panel, bounds without nought.
    Strict,
    /// Above it.
    Lenient,
    /// The bounds include nought.
    Unclear,
}

/// An expert's level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LevelView {
    /// Name.
    pub name: String,
    /// Scores given.
    pub n: u32,
    /// Points above (+) or below (−) the panel on the same items, shrunk.
    pub effect: f64,
    /// Lower 95 % bound.
    pub low: f64,
    /// Upper 95 % bound.
    pub high: f64,
    /// How it reads.
    pub level: Level,
}

/// An item under several methods; only the frozen method counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InsightRow {
    /// Number.
    pub no: String,
    /// Title.
    pub title: String,
    /// Rank that the meeting has.
    pub rank: Option<u32>,
    /// Totals given.
    pub n: u32,
    /// Their mean, two decimals.
    pub mean: Option<String>,
    /// Their standard deviation, two decimals; nothing below two totals.
    pub sd: Option<String>,
    /// Rank by the mean of totals.
    pub by_mean: Option<u32>,
    /// By the median.
    pub by_median: Option<u32>,
    /// By the trimmed mean.
    pub by_trimmed: Option<u32>,
    /// By the mean with the experts' levels taken out; nothing where levels are not given.
    pub by_calibrated: Option<u32>,
    /// Best and worst place when one expert or another is left out.
    pub without_one: Option<(u32, u32)>,
    /// Best and worst place of the middle 95 % of panels drawn anew.
    pub drawn: Option<(u32, u32)>,
    /// Whether it is inside the cut with the whole panel; nothing without a cut.
    pub inside: Option<bool>,
    /// The share of panels drawn anew in which it is inside, 0 to 1.
    pub share: Option<f64>,
}

/// What changes without an expert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LeftOutView {
    /// Who is left out.
    pub name: String,
    /// Numbers of items that come inside the cut.
    pub entering: Vec<String>,
    /// Numbers of items that fall out.
    pub leaving: Vec<String>,
    /// The largest number of places an item moves.
    pub largest_move: u32,
}

/// A sentence about a figure, or why it is not given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SaidView {
    /// Which figure.
    pub figure: String,
    /// In Chinese.
    pub zh: String,
    /// What it rests on, or what to do, in Chinese.
    pub remedy_zh: String,
    /// In English.
    pub en: String,
    /// What it rests on, or what to do, in English.
    pub remedy_en: String,
}

/// Where the cut comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "by")]
#[ts(export)]
pub enum CutView {
    /// The score line that is tried on the page.
    Tried {
        /// Points.
        line: String,
    },
    /// As many places as items are on the panel's list.
    Listed {
        /// Places.
        places: u32,
    },
    /// The line from which the frozen sheet suggests to agree.
    Suggested {
        /// Points.
        line: String,
    },
}

/// What the totals of those who score everything say about the panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InsightView {
    /// Experts who gave a total, in the panel's order.
    pub experts: Vec<String>,
    /// Experts who score everything and gave no total.
    pub unheard: Vec<String>,
    /// Members who score only some criteria and therefore have no total.
    pub partial: Vec<String>,
    /// Totals given.
    pub scores: u32,
    /// Totals that are recused or absent.
    pub missing: u32,
    /// Trimming starts at so many totals.
    pub trim_from: u32,
    /// What cuts the list.
    pub cut: CutView,
    /// Figures of agreement that could be given.
    pub reliability: Vec<ReliabilityView>,
    /// Levels of the experts; empty where they are not given.
    pub levels: Vec<LevelView>,
    /// Items in order of the meeting's rank.
    pub rows: Vec<InsightRow>,
    /// Each expert left out.
    pub without: Vec<LeftOutView>,
    /// Panels drawn anew; nought where none were.
    pub draws: u32,
    /// How figures read.
    pub readings: Vec<SaidView>,
    /// Figures that are not given, and why.
    pub silent: Vec<SaidView>,
}
