//! Intraclass correlations.

use serde::Serialize;

use super::severity::components;
use super::{Estimate, Silence, Table, count, dist, mean};

/// The six intraclass correlations. `single` is about one rater's scores, `average` about the panel's mean; each holds the forms
/// 1, 2 and 3 in this order.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Icc {
    /// ICC(1,1), ICC(2,1), ICC(3,1).
    pub single: [Estimate; 3],
    /// ICC(1,k), ICC(2,k), ICC(3,k).
    pub average: [Estimate; 3],
    /// Items used: those every rater scored.
    pub items: usize,
    /// Items left out, since a rater did not score them.
    pub left_out: usize,
    /// Raters.
    pub raters: usize,
}

/// The mean squares of the two-way table of `n` items and `k` raters.
struct Squares {
    n: f64,
    k: f64,
    /// Between items.
    items: f64,
    /// Between raters.
    raters: f64,
    /// Left when items and raters are taken out.
    rest: f64,
    /// Within items.
    within: f64,
}

/// The intraclass correlations of Shrout and Fleiss (*Psychological Bulletin* 86, 1979, 420–428), with MSR, MSC, MSE the mean squares
/// between items, between raters and of the rest, MSW within items:
///
/// * 1: each item has raters of its own. `ICC(1,1) = (MSR − MSW) / (MSR + (k−1) MSW)`, `ICC(1,k) = (MSR − MSW) / MSR`.
/// * 2: one panel drawn from many possible, levels count (absolute agreement).
///   `ICC(2,1) = (MSR − MSE) / (MSR + (k−1) MSE + k (MSC − MSE) / n)`, `ICC(2,k) = (MSR − MSE) / (MSR + (MSC − MSE) / n)`.
/// * 3: this panel alone, levels do not count (consistency).
///   `ICC(3,1) = (MSR − MSE) / (MSR + (k−1) MSE)`, `ICC(3,k) = (MSR − MSE) / MSR`.
///
/// 95 % bounds: exact F bounds for 1 and 3 (Shrout and Fleiss; McGraw and Wong, *Psychological Methods* 1, 1996, 30–46), for ICC(2,1) the
/// approximation with Satterthwaite's degrees of freedom given there, for ICC(2,k) those of ICC(2,1) put through the
/// Spearman–Brown formula. Without any rest (MSE = 0 or MSW = 0) there are no bounds.
///
/// Assumes scores on a scale with equal steps and normal, equally spread errors (the bounds do; the figures stand without). An ICC
/// may be negative: less agreement than by chance. Missing cells: complete cases, for which the bounds are published; what is
/// left out is counted, and [`icc_all_cells`] uses every cell.
///
/// # Errors
/// Too few raters or complete items, or scores that do not vary.
pub fn icc(table: &Table) -> Result<Icc, Silence> {
    let rows = table.complete()?;
    let s = mean_squares(&rows, table.raters());
    let (one, two, three) = (one_way(&s)?, agreement(&s)?, consistency(&s)?);
    Ok(Icc {
        single: [one.0, two.0, three.0],
        average: [one.1, two.1, three.1],
        items: rows.len(),
        left_out: table.items() - rows.len(),
        raters: table.raters(),
    })
}

/// The mean squares of complete rows.
fn mean_squares(rows: &[Vec<f64>], raters: usize) -> Squares {
    let (n, k) = (count(rows.len()), count(raters));
    let item_means: Vec<f64> = rows.iter().map(|row| mean(row)).collect();
    let rater_means: Vec<f64> =
        (0..raters).map(|j| rows.iter().filter_map(|row| row.get(j)).sum::<f64>() / n).collect();
    let grand = mean(&item_means);
    // distances are summed as they are, not as differences of large sums, so that nothing cancels
    let (mut rest, mut within) = (0.0, 0.0);
    for (row, item) in rows.iter().zip(&item_means) {
        for (score, rater) in row.iter().zip(&rater_means) {
            rest += (score - item - rater + grand).powi(2);
            within += (score - item).powi(2);
        }
    }
    let all: Vec<f64> = rows.iter().flatten().copied().collect();
    let real = |sum: f64| super::beyond_rounding(sum, &all);
    Squares {
        items: real(k * super::squares(&item_means)) / (n - 1.0),
        raters: real(n * super::squares(&rater_means)) / (k - 1.0),
        rest: real(rest) / ((n - 1.0) * (k - 1.0)),
        within: real(within) / (n * (k - 1.0)),
        n,
        k,
    }
}

/// A quotient, or no figure where what stands for all variance is not above nought: the scores do not vary, or items differ so
/// much less than chance that the formula has left its range.
fn quotient(above: f64, below: f64) -> Result<f64, Silence> {
    let value = above / below;
    if below > 0.0 && value.is_finite() { Ok(value) } else { Err(Silence::NoVariation) }
}

/// Bounds from F with degrees of freedom: F divided by its upper quantile, and times the upper quantile the other way round.
fn f_bounds(f: f64, d1: f64, d2: f64) -> Option<(f64, f64)> {
    let low = f / dist::f_quantile(0.975, d1, d2)?;
    let high = f * dist::f_quantile(0.975, d2, d1)?;
    (low.is_finite() && high.is_finite()).then_some((low, high))
}

/// Single and average of a form whose bounds are exact, from its two mean squares.
fn exact(s: &Squares, error: f64, d2: f64) -> Result<(Estimate, Estimate), Silence> {
    let bounds = f_bounds(s.items / error, s.n - 1.0, d2);
    let one = |f: f64| (f - 1.0) / (f + s.k - 1.0);
    let all = |f: f64| 1.0 - 1.0 / f;
    let single = quotient(s.items - error, s.items + (s.k - 1.0) * error)?;
    let average = quotient(s.items - error, s.items)?;
    let estimate = |value, of: &dyn Fn(f64) -> f64| Estimate {
        value,
        low: bounds.map(|b| of(b.0)).filter(|x| x.is_finite()),
        high: bounds.map(|b| of(b.1)).filter(|x| x.is_finite()),
    };
    Ok((estimate(single, &one), estimate(average, &all)))
}

/// ICC(1,1) and ICC(1,k).
fn one_way(s: &Squares) -> Result<(Estimate, Estimate), Silence> {
    exact(s, s.within, s.n * (s.k - 1.0))
}

/// ICC(3,1) and ICC(3,k).
fn consistency(s: &Squares) -> Result<(Estimate, Estimate), Silence> {
    exact(s, s.rest, (s.n - 1.0) * (s.k - 1.0))
}

/// ICC(2,1) and ICC(2,k).
fn agreement(s: &Squares) -> Result<(Estimate, Estimate), Silence> {
    let Squares { n, k, .. } = *s;
    let value = quotient(s.items - s.rest, s.items + (k - 1.0) * s.rest + k * (s.raters - s.rest) / n)?;
    let average = quotient(s.items - s.rest, s.items + (s.raters - s.rest) / n)?;
    let bounds = agreement_bounds(s, value);
    // Spearman and Brown: what a mean of k is worth when one is worth r
    let of_mean = |r: f64| Some(1.0 + (k - 1.0) * r).filter(|below| *below > 0.0).map(|below| k * r / below);
    Ok((
        Estimate { value, low: bounds.map(|b| b.0), high: bounds.map(|b| b.1) },
        Estimate {
            value: average,
            low: bounds.and_then(|b| of_mean(b.0)),
            high: bounds.and_then(|b| of_mean(b.1)),
        },
    ))
}

/// Bounds of ICC(2,1): Shrout and Fleiss 1979, p. 424, with `v` degrees of freedom by Satterthwaite's approximation.
fn agreement_bounds(s: &Squares, r: f64) -> Option<(f64, f64)> {
    let Squares { n, k, .. } = *s;
    let fj = s.raters / s.rest;
    let own = n * (1.0 + (k - 1.0) * r) - k * r;
    let v =
        (k - 1.0) * (n - 1.0) * (k * r * fj + own).powi(2) / ((n - 1.0) * (k * r * fj).powi(2) + own.powi(2));
    let upper = dist::f_quantile(0.975, n - 1.0, v)?;
    let lower = dist::f_quantile(0.975, v, n - 1.0)?;
    let others = k * s.raters + (k * n - k - n) * s.rest;
    let low = n * (s.items - upper * s.rest) / (upper * others + n * s.items);
    let high = n * (lower * s.items - s.rest) / (others + n * lower * s.items);
    (low.is_finite() && high.is_finite()).then_some((low, high))
}

/// ICC(2,1) and ICC(3,1) from every cell there is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AllCells {
    /// ICC(2,1): absolute agreement of single raters.
    pub agreement: f64,
    /// ICC(3,1): consistency of single raters.
    pub consistency: f64,
    /// Scores used.
    pub scores: usize,
}

/// ICC(2,1) = σ²ᵢ / (σ²ᵢ + σ²ᵣ + σ²ₑ) and ICC(3,1) = σ²ᵢ / (σ²ᵢ + σ²ₑ) from the variance components of items, raters and rest, estimated from every
/// cell (Henderson's method 3, *Biometrics* 9, 1953, 226–252; the definition of the ICC by components: McGraw and Wong 1996). With
/// complete tables it is what [`icc`] gives. No bounds: none are exact with missing cells.
///
/// Assumes as [`icc`], and that cells are missing for reasons that have nothing to do with the score they would have held
/// (a recusal is such a reason).
///
/// # Errors
/// As [`super::severity()`].
pub fn icc_all_cells(table: &Table) -> Result<AllCells, Silence> {
    let c = components(table)?;
    Ok(AllCells {
        agreement: quotient(c.items, c.items + c.raters + c.rest)?,
        consistency: quotient(c.items, c.items + c.rest)?,
        scores: c.scores,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table<const K: usize>(rows: &[[f64; K]]) -> Table {
        Table::new(rows.iter().map(|row| row.iter().map(|x| Some(*x)).collect()).collect())
    }

    #[test]
    fn perfect_agreement_is_one_without_bounds() {
        let icc = icc(&table(&[[1.0; 3], [2.0; 3], [3.0; 3], [5.0; 3], [4.0; 3]])).unwrap();
        for estimate in icc.single.iter().chain(&icc.average) {
            assert!((estimate.value - 1.0).abs() < 1e-12 && estimate.low.is_none(), "{estimate:?}");
        }
    }

    #[test]
    fn scores_that_do_not_vary_give_no_figure() {
        assert_eq!(icc(&table(&[[3.0; 4]; 6])), Err(Silence::NoVariation));
    }

    #[test]
    fn items_that_differ_less_than_chance_would_let_them_give_no_figure_instead_of_one_above_one() {
        // every item has the same mean: ICC(2,k) would be −MSE over something negative
        let rows = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]];
        assert_eq!(icc(&table(&rows)), Err(Silence::NoVariation));
    }

    #[test]
    fn too_few_raters_or_complete_items_say_how_many_are_needed() {
        assert_eq!(icc(&table(&[[1.0, 2.0]; 6])), Err(Silence::FewRaters { have: 2, need: 3 }));
        assert_eq!(icc(&table(&[[1.0, 2.0, 3.0]; 4])), Err(Silence::FewItems { have: 4, need: 5 }));
        let mut rows = vec![vec![Some(1.0), Some(2.0), Some(3.0)]; 6];
        rows[0][1] = None;
        rows[3][2] = Some(f64::NAN);
        assert_eq!(icc(&Table::new(rows)), Err(Silence::FewComplete { have: 4, need: 5 }));
    }
}
