//! Fleiss' kappa.

use serde::Serialize;

use super::resample::{Draws, Generator, middle};
use super::{Estimate, MOST_CELLS, Silence, Table, count, dist};

/// Fleiss' kappa of a panel.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Fleiss {
    /// Kappa with its bootstrap bounds.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Kappa over its standard error under no agreement beyond chance.
    pub z: f64,
    /// The probability of a z as far from nought when raters agree by chance alone.
    pub p: f64,
    /// Items used: those every rater put into a category.
    pub items: usize,
    /// Items left out.
    pub left_out: usize,
    /// Raters.
    pub raters: usize,
    /// Different categories.
    pub categories: usize,
}

/// `κ = (P̄ − Pₑ) / (1 − Pₑ)`: pairs of raters who chose the same category, over chance (Fleiss, *Psychological Bulletin* 76, 1971, 378–382). With `n_ij` of
/// `n` raters putting item i into category j: `P_i = (Σ_j n_ij² − n) / (n (n−1))`, `Pₑ = Σ_j p_j²` with `p_j` the share of category j. The standard error of z
/// is the one for no agreement (Fleiss, Nee and Landis, *Psychological Bulletin* 86, 1979, 974–977):
/// `√2 / (Σpq √(N n (n−1))) · √((Σpq)² − Σ pq (q − p))`. 95 % bounds: percentiles of a bootstrap over items, as for alpha.
///
/// Assumes categories without an order. Missing cells: complete cases, since the figure needs the same number of raters on
/// every item; alpha (nominal) uses every cell. In `table` each category is a number of its own.
///
/// # Errors
/// Too few raters or complete items, or a single category.
pub fn fleiss(table: &Table, draws: Draws) -> Result<Fleiss, Silence> {
    let rows = table.complete()?;
    let mut values: Vec<f64> = rows.iter().flatten().copied().collect();
    values.sort_by(f64::total_cmp);
    values.dedup_by(|a, b| a == b);
    let tally = |row: &Vec<f64>| -> Vec<f64> {
        values.iter().map(|v| count(row.iter().filter(|x| *x == v).count())).collect()
    };
    let counts: Vec<Vec<f64>> = rows.iter().map(tally).collect();
    let raters = table.raters();
    let once = vec![1; counts.len()];
    let (value, shares) = kappa(&counts, &once, count(raters)).ok_or(Silence::NoVariation)?;
    let z = value / error_without_agreement(&shares, count(counts.len()), count(raters));
    let mut kappas = Vec::new();
    if counts.len() * raters <= MOST_CELLS {
        let mut generator = Generator::new(draws.seed);
        let mut weights = vec![0; counts.len()];
        for _ in 0..draws.draws {
            generator.draw(&mut weights);
            kappas.extend(kappa(&counts, &weights, count(raters)).map(|(k, _)| k));
        }
    }
    let bounds = if kappas.len() * 10 < draws.draws * 9 { None } else { middle(&mut kappas) };
    Ok(Fleiss {
        estimate: Estimate { value, low: bounds.map(|b| b.0), high: bounds.map(|b| b.1) },
        z,
        p: dist::normal_beyond(z),
        items: counts.len(),
        left_out: table.items() - counts.len(),
        raters,
        categories: values.len(),
    })
}

/// Kappa and the shares of the categories, each item standing as often as its weight says.
fn kappa(counts: &[Vec<f64>], weights: &[usize], raters: f64) -> Option<(f64, Vec<f64>)> {
    let mut shares = vec![0.0; counts.first()?.len()];
    let (mut agreed, mut items) = (0.0, 0.0);
    for (row, weight) in counts.iter().zip(weights).filter(|(_, weight)| **weight > 0) {
        let weight = count(*weight);
        items += weight;
        let squares: f64 = row.iter().map(|n| n * n).sum();
        agreed += weight * (squares - raters) / (raters * (raters - 1.0));
        shares.iter_mut().zip(row).for_each(|(share, n)| *share += weight * n);
    }
    shares.iter_mut().for_each(|share| *share /= items * raters);
    let by_chance: f64 = shares.iter().map(|p| p * p).sum();
    let value = (agreed / items - by_chance) / (1.0 - by_chance);
    let varies = shares.iter().filter(|p| **p > 0.0).count() > 1;
    (varies && value.is_finite()).then_some((value, shares))
}

/// The standard error of kappa when raters agree by chance alone.
fn error_without_agreement(shares: &[f64], items: f64, raters: f64) -> f64 {
    let pq: f64 = shares.iter().map(|p| p * (1.0 - p)).sum();
    let skew: f64 = shares.iter().map(|p| p * (1.0 - p) * (1.0 - 2.0 * p)).sum();
    (2.0 * (pq * pq - skew) / (items * raters * (raters - 1.0))).sqrt() / pq
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_category_gives_no_figure() {
        let table = Table::new(vec![vec![Some(1.0); 4]; 6]);
        assert_eq!(fleiss(&table, Draws::default()), Err(Silence::NoVariation));
    }

    #[test]
    fn full_agreement_on_several_categories_is_one() {
        let table = Table::new((0..6u32).map(|i| vec![Some(f64::from(i % 3)); 4]).collect());
        let found = fleiss(&table, Draws { draws: 50, seed: 1 }).unwrap();
        assert!((found.estimate.value - 1.0).abs() < 1e-12 && found.categories == 3 && found.p < 1e-6);
    }
}
