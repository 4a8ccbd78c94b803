//! Statistics that inform: they say how far a panel agrees and how sure an order is. **They decide nothing**: no rank, total or
//! cut-off is ever taken from here, which is why binary fractions are allowed in this folder and nowhere else in the crate.
//!
//! * [`icc`]: intraclass correlations, single and average, with bounds.
//! * [`kendall`]: Kendall's coefficient of concordance.
//! * [`krippendorff`]: Krippendorff's alpha, right with missing cells.
//! * [`fleiss`]: Fleiss' kappa for categories.
//! * [`severity`]: how strict each rater is, by an additive model with shrinkage.
//! * [`stability`]: how far ranks and a cut-off hang on who sat on the panel.
//!
//! Each figure is silent with a reason ([`Silence`]) where there are too few scores for it to mean anything. Everything is
//! pure: the draws of a bootstrap come from a seed, so the same scores always give the same figures.

mod dist;
pub mod fleiss;
pub mod icc;
pub mod kendall;
pub mod krippendorff;
mod linear;
mod resample;
pub mod severity;
pub mod stability;

use serde::Serialize;

pub use fleiss::{Fleiss, fleiss};
pub use icc::{AllCells, Icc, icc, icc_all_cells};
pub use kendall::{Kendall, kendall};
pub use krippendorff::{Alpha, Metric, alpha};
pub use resample::{Draws, Generator, places};
pub use severity::{RaterEffect, Severity, severity};
pub use stability::{Cut, ItemStability, Rule, Stability, Without, stability};

/// Fewer raters say nothing about a panel: two only say that they differ.
pub const LEAST_RATERS: usize = 3;
/// Fewer items leave the spread between items, on which every coefficient stands, to chance.
pub const LEAST_ITEMS: usize = 5;
/// Fewer raters have too few different draws for a bootstrap over raters to mean anything.
pub const LEAST_RATERS_TO_DRAW: usize = 5;
/// More raters than any panel has; the additive model solves a square system of that size.
pub const MOST_RATERS: usize = 200;
/// More scores than a bootstrap does in a sensible time.
pub const MOST_CELLS: usize = 200_000;

/// Why a figure is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "silence", rename_all = "snake_case")]
pub enum Silence {
    /// Too few raters who gave a score.
    #[error("{have} raters, {need} are needed")]
    FewRaters {
        /// Raters there are.
        have: usize,
        /// Raters needed.
        need: usize,
    },
    /// Too few items that the figure can use.
    #[error("{have} items, {need} are needed")]
    FewItems {
        /// Items there are.
        have: usize,
        /// Items needed.
        need: usize,
    },
    /// Too few items that every rater scored, for a figure that uses only those.
    #[error("{have} items scored by every rater, {need} are needed")]
    FewComplete {
        /// Complete items there are.
        have: usize,
        /// Complete items needed.
        need: usize,
    },
    /// Too few scores for the parameters of a model.
    #[error("{have} scores, {need} are needed")]
    FewScores {
        /// Scores there are.
        have: usize,
        /// Scores needed.
        need: usize,
    },
    /// All scores are the same, or items differ so little that there is nothing to explain.
    #[error("the scores or the items do not vary")]
    NoVariation,
    /// Groups of raters share no item, directly or through others: their levels cannot be compared.
    #[error("groups of raters share no item")]
    Disconnected,
    /// More raters or scores than are worked on.
    #[error("{have} is more than {most}")]
    TooLarge {
        /// How many there are.
        have: usize,
        /// How many at most.
        most: usize,
    },
}

/// A figure with its 95 % bounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// The lower 95 % bound; nothing where none can be given.
    pub low: Option<f64>,
    /// The upper 95 % bound.
    pub high: Option<f64>,
}

/// A panel's scores: one row an item, one column a rater, nothing where a rater gave no score (missing or recused). Every
/// row has the same number of columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    rows: Vec<Vec<Option<f64>>>,
    raters: usize,
}

impl Table {
    /// From rows; shorter rows are filled with nothing, and what is no finite number is nothing.
    #[must_use]
    pub fn new(mut rows: Vec<Vec<Option<f64>>>) -> Table {
        let raters = rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut rows {
            row.resize(raters, None);
            row.iter_mut().for_each(|cell| *cell = cell.filter(|x| x.is_finite()));
        }
        Table { rows, raters }
    }

    /// Number of items.
    #[must_use]
    pub fn items(&self) -> usize {
        self.rows.len()
    }

    /// Number of raters.
    #[must_use]
    pub fn raters(&self) -> usize {
        self.raters
    }

    /// Number of scores.
    #[must_use]
    pub fn scores(&self) -> usize {
        self.rows.iter().flatten().flatten().count()
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Option<f64>>] {
        &self.rows
    }

    /// The items that every rater scored, for figures that use complete cases.
    ///
    /// # Errors
    /// [`Silence::FewRaters`], [`Silence::FewItems`], [`Silence::FewComplete`].
    fn complete(&self) -> Result<Vec<Vec<f64>>, Silence> {
        self.enough(LEAST_RATERS)?;
        let rows: Vec<Vec<f64>> =
            self.rows.iter().filter_map(|row| row.iter().copied().collect::<Option<Vec<f64>>>()).collect();
        if rows.len() < LEAST_ITEMS {
            return Err(Silence::FewComplete { have: rows.len(), need: LEAST_ITEMS });
        }
        Ok(rows)
    }

    /// Whether there are raters and items enough.
    fn enough(&self, raters: usize) -> Result<(), Silence> {
        let heard = (0..self.raters).filter(|j| self.column(*j).any(|x| x.is_some())).count();
        if heard < raters {
            return Err(Silence::FewRaters { have: heard, need: raters });
        }
        let items = self.rows.iter().filter(|row| row.iter().any(Option::is_some)).count();
        if items < LEAST_ITEMS {
            return Err(Silence::FewItems { have: items, need: LEAST_ITEMS });
        }
        Ok(())
    }

    /// The cells of a rater, item by item.
    fn column(&self, rater: usize) -> impl Iterator<Item = Option<f64>> + '_ {
        self.rows.iter().map(move |row| row.get(rater).copied().flatten())
    }
}

/// A count as a number. Counts here are far below 2⁵³, so nothing is lost.
fn count(n: usize) -> f64 {
    n as f64
}

/// The sum of squared distances from the mean.
fn squares(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|x| (x - mean).powi(2)).sum()
}

/// The mean of values; there is at least one.
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / count(values.len().max(1))
}

/// A sum of squares, or nought where it is no more than what rounding leaves among values of this size.
fn beyond_rounding(sum: f64, values: &[f64]) -> f64 {
    let largest = values.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    let rounding = count(values.len()) * (largest * 1e-13).powi(2);
    if sum > rounding { sum } else { 0.0 }
}
