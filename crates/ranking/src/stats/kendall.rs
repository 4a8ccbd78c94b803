//! Kendall's coefficient of concordance.

use serde::Serialize;

use super::{Silence, Table, count, dist};

/// Kendall's W of a panel.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Kendall {
    /// W corrected for ties, 0 to 1.
    pub w: f64,
    /// W without the correction, which is lower where raters give equal scores.
    pub w_uncorrected: f64,
    /// χ² = m (n − 1) W, with the corrected W.
    pub chi_square: f64,
    /// Its degrees of freedom, n − 1.
    pub df: usize,
    /// The probability of such a χ² or a higher one when every rater ranks at random.
    pub p: Option<f64>,
    /// Items used: those every rater scored.
    pub items: usize,
    /// Items left out, since a rater did not score them.
    pub left_out: usize,
    /// Raters.
    pub raters: usize,
}

/// How far `m` raters order `n` items alike: `W = 12 S / (m² (n³ − n) − m Σ T)`, where S is the sum of squared distances of the
/// items' rank sums from their mean, equal scores of a rater share their mean rank, and a rater's `T = Σ (t³ − t)` over
/// his groups of `t` equal scores (Kendall, *Rank Correlation Methods*, 1948, ch. 6; Kendall and Babington Smith 1939).
///
/// Assumes only that each rater's scores can be ordered; levels and scales may differ, so W says nothing about agreement in
/// points. χ² is an approximation, poor for seven items or fewer. Missing cells: complete cases, since a rank among fewer items
/// is not comparable; what is left out is counted.
///
/// # Errors
/// Too few raters or complete items, or a panel in which nobody distinguishes any items.
pub fn kendall(table: &Table) -> Result<Kendall, Silence> {
    let rows = table.complete()?;
    let (items, raters) = (rows.len(), table.raters());
    let mut sums = vec![0.0; items];
    let mut ties = 0.0;
    for rater in 0..raters {
        let scores: Vec<f64> = rows.iter().filter_map(|row| row.get(rater).copied()).collect();
        let (ranks, tied) = mean_ranks(&scores);
        sums.iter_mut().zip(ranks).for_each(|(sum, rank)| *sum += rank);
        ties += tied;
    }
    let (m, n) = (count(raters), count(items));
    let s = super::squares(&sums);
    let without = m * m * (n.powi(3) - n);
    let with = without - m * ties;
    if with <= 0.0 {
        return Err(Silence::NoVariation);
    }
    let w = 12.0 * s / with;
    let chi_square = m * (n - 1.0) * w;
    Ok(Kendall {
        w,
        w_uncorrected: 12.0 * s / without,
        chi_square,
        df: items - 1,
        p: dist::chi_square_above(chi_square, items - 1),
        items,
        left_out: table.items() - items,
        raters,
    })
}

/// Ranks from 1 for the lowest, equal values sharing their mean rank; and Σ (t³ − t) over groups of equal values.
fn mean_ranks(values: &[f64]) -> (Vec<f64>, f64) {
    let mut order: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = vec![0.0; values.len()];
    let (mut ties, mut before) = (0.0, 0usize);
    for group in order.chunk_by(|a, b| a.0 == b.0) {
        let t = count(group.len());
        let rank = count(before) + (t + 1.0) / 2.0;
        for (_, item) in group {
            if let Some(slot) = ranks.get_mut(*item) {
                *slot = rank;
            }
        }
        ties += t.powi(3) - t;
        before += group.len();
    }
    (ranks, ties)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_scores_share_their_mean_rank() {
        assert_eq!(mean_ranks(&[5.0, 1.0, 5.0, 9.0]), (vec![2.5, 1.0, 2.5, 4.0], 6.0));
    }

    #[test]
    fn raters_who_distinguish_nothing_give_no_figure() {
        let table = Table::new(vec![vec![Some(3.0), Some(4.0), Some(5.0)]; 6]);
        assert_eq!(kendall(&table), Err(Silence::NoVariation));
    }
}
