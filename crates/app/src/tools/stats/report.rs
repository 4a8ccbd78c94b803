//! The shape of `lunzheng stats --json`. Every figure is a number or null; a figure that is null is named in `silent` with
//! its reason.

use std::collections::BTreeMap;

use ranking::stats::{AllCells, Alpha, Estimate, Fleiss, ItemStability, Kendall};
use serde::Serialize;

use super::super::rank::RankRule;

/// What cuts the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// So many places.
    Places(usize),
    /// A line in points, as it was typed.
    Line(Line),
}

/// A line in points, exactly as typed.
pub type Line = ranking::Mark;

/// The shape of `lunzheng stats --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatsReport {
    /// That all of this is informational, in Chinese.
    pub note: &'static str,
    /// The same in English.
    pub note_en: &'static str,
    /// `scores` or `categories`.
    pub kind: &'static str,
    /// Items.
    pub items: usize,
    /// Experts who gave anything, in the order of the file.
    pub experts: Vec<String>,
    /// Experts who gave nothing; they are in no figure.
    pub unheard: Vec<String>,
    /// Scores (or categories) given.
    pub scores: usize,
    /// Cells of the experts above that hold none.
    pub missing: usize,
    /// The rule of the places.
    pub rule: RankRule,
    /// What cuts the list.
    pub cut: Option<Cut>,
    /// Each item's scores; for categories empty.
    pub spread: Vec<ItemSpread>,
    /// Each item's categories; for scores empty.
    pub counts: Vec<CategoryCounts>,
    /// Intraclass correlations.
    pub icc: Option<IccFigures>,
    /// Kendall's W.
    pub kendall: Option<Kendall>,
    /// Krippendorff's alpha.
    pub alpha: AlphaFigures,
    /// Fleiss' kappa.
    pub fleiss: Option<Fleiss>,
    /// Levels of the experts.
    pub severity: Option<Levels>,
    /// Ranks by several methods side by side; for categories empty.
    pub ranks: Vec<ItemRanks>,
    /// How sure places and the cut are.
    pub stability: Option<Sure>,
    /// How the figures read.
    pub readings: Vec<Said>,
    /// Figures that are not given, and why.
    pub silent: Vec<Said>,
    /// Warnings about the file.
    #[serde(skip)]
    pub warnings: Vec<domain::Finding>,
}

/// An expert's score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScoreOf {
    /// Whose.
    pub expert: String,
    /// The score, as short as it is.
    pub score: String,
}

/// The spread of one item's scores.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemSpread {
    /// Name of the item.
    pub item: String,
    /// Scores.
    pub n: usize,
    /// Their mean.
    pub mean: Option<f64>,
    /// Their median.
    pub median: Option<f64>,
    /// Their standard deviation (n − 1); nothing below two scores.
    pub sd: Option<f64>,
    /// The lowest.
    pub min: Option<f64>,
    /// The highest.
    pub max: Option<f64>,
    /// Each of them.
    pub scores: Vec<ScoreOf>,
}

/// How often an item was put into each category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CategoryCounts {
    /// Name of the item.
    pub item: String,
    /// Experts who classed it.
    pub n: usize,
    /// How many for each category that was used for it.
    pub by: BTreeMap<String, usize>,
}

/// Intraclass correlations by their names, `ICC(1,1)` to `ICC(3,k)`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IccFigures {
    /// Items used: those every expert scored.
    pub items: usize,
    /// Items left out.
    pub left_out: usize,
    /// Experts.
    pub raters: usize,
    /// Each with its 95 % bounds.
    pub forms: BTreeMap<String, Estimate>,
    /// Agreement and consistency of single experts from all cells, without bounds.
    pub all_cells: Option<AllCells>,
}

/// Alpha by its distances.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AlphaFigures {
    /// Equal or not.
    pub nominal: Option<Alpha>,
    /// By order; scores only, like the following.
    pub ordinal: Option<Alpha>,
    /// By difference.
    pub interval: Option<Alpha>,
    /// By proportion.
    pub ratio: Option<Alpha>,
}

/// Levels of the experts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Levels {
    /// One for each expert.
    pub experts: Vec<ExpertLevel>,
    /// Standard deviation between items, points.
    pub sd_items: f64,
    /// Standard deviation between experts.
    pub sd_experts: f64,
    /// Standard deviation of the rest.
    pub sd_rest: f64,
}

/// An expert's level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExpertLevel {
    /// Who.
    pub expert: String,
    /// Scores given.
    pub n: usize,
    /// Points above (+, lenient) or below (−, strict) the panel on the same items, shrunk.
    pub effect: f64,
    /// Its lower 95 % bound.
    pub low: f64,
    /// Its upper 95 % bound.
    pub high: f64,
    /// Before shrinkage.
    pub raw: f64,
    /// `strict`, `lenient`, or `unclear` where the bounds include nought.
    pub level: &'static str,
}

/// Ranks of an item by several methods; only the frozen method counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemRanks {
    /// Name of the item.
    pub item: String,
    /// By the mean.
    pub mean: Option<usize>,
    /// By the median.
    pub median: Option<usize>,
    /// By the trimmed mean.
    pub trimmed: Option<usize>,
    /// By the mean with the experts' levels taken out; nothing where levels are not given.
    pub calibrated: Option<usize>,
    /// The mean with the levels taken out.
    pub calibrated_score: Option<f64>,
}

/// How sure places and the cut are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sure {
    /// Panels drawn anew; nought where none were.
    pub draws: usize,
    /// Their seed.
    pub seed: u64,
    /// Each item.
    pub items: Vec<ItemSure>,
    /// Each expert left out.
    pub without: Vec<LeftOut>,
}

/// An item's places.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemSure {
    /// Name of the item.
    pub item: String,
    /// Where it stands, and how sure that is.
    #[serde(flatten)]
    pub sure: ItemStability,
}

/// What changes without an expert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Who is left out.
    pub expert: String,
    /// Items that come inside the cut.
    pub entering: Vec<String>,
    /// Items that fall out.
    pub leaving: Vec<String>,
    /// The largest number of places an item moves.
    pub largest_move: usize,
}

/// A sentence with its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Which figure: `icc`, `icc_all_cells`, `kendall`, `alpha`, `fleiss`, `severity`, `stability`, `bootstrap`, `cut`.
    pub figure: &'static str,
    /// Its code.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// What it rests on, or what to do, in Chinese.
    pub remedy_zh: String,
    /// In English.
    pub en: String,
    /// What it rests on, or what to do, in English.
    pub remedy_en: String,
}
