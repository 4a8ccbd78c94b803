//! Krippendorff's alpha.

use serde::Serialize;

use super::resample::{Draws, Generator, middle};
use super::{Estimate, LEAST_RATERS, MOST_CELLS, Silence, Table, count};

/// How far two values are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Equal or not.
    Nominal,
    /// By how many values lie between them in the order of all.
    Ordinal,
    /// Their difference.
    Interval,
    /// Their difference in proportion to their sum; values from nought.
    Ratio,
}

/// Alpha of a panel.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Alpha {
    /// Which distance.
    pub metric: Metric,
    /// Alpha with its bootstrap bounds.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Items used: those with at least two scores.
    pub items: usize,
    /// Scores in them.
    pub scores: usize,
    /// What the R package irr (0.84) prints for the same table, for who compares; only where no cell is empty. There it
    /// does not divide an item's pairs by `m − 1`, so that `n` in `n − 1` is `m − 1` times too large, and alpha comes out
    /// slightly lower: `1 − (1 − α) (n − 1/(m − 1)) / (n − 1)`. With empty cells both agree.
    pub as_in_irr: Option<f64>,
}

/// `α = 1 − Dₒ / Dₑ`: disagreement seen within items over the one expected if all values were mixed (Krippendorff, *Computing Krippendorff's
/// Alpha-Reliability*, 2011, and *Content Analysis*, ch. 11). With `n` pairable values, `m_u` of them on item u and `n_c` equal to c:
/// `Dₒ = 1/n Σ_u 1/(m_u − 1) Σ_{i≠j} δ²`, `Dₑ = 1/(n(n−1)) Σ_{c≠k} n_c n_k δ²`, where δ² is 0 or 1 (nominal), `(Σ_{g=c..k} n_g − (n_c + n_k)/2)²` (ordinal),
/// `(c − k)²` (interval) or `((c − k)/(c + k))²` (ratio). The ordinal distance is the difference of mean ranks, so it is computed as an interval one.
///
/// 95 % bounds: 2.5 and 97.5 percentiles of a bootstrap over items (Zapf et al., *BMC Medical Research Methodology* 16:93, 2016), each draw
/// with distances and expectation of its own; no bounds for ratio, above [`MOST_CELLS`] scores, or where too few draws vary.
///
/// Assumes that items are a sample and raters interchangeable. Missing cells: every item with at least two scores is used in full.
///
/// # Errors
/// Too few raters or items, or values that do not vary.
pub fn alpha(table: &Table, metric: Metric, draws: Draws) -> Result<Alpha, Silence> {
    table.enough(LEAST_RATERS)?;
    let pairable = Pairable::of(table, metric);
    if pairable.units.len() < super::LEAST_ITEMS {
        return Err(Silence::FewItems { have: pairable.units.len(), need: super::LEAST_ITEMS });
    }
    let once = vec![1; pairable.units.len()];
    let mut workspace = Workspace::default();
    let value = pairable.alpha(&once, metric, &mut workspace).ok_or(Silence::NoVariation)?;
    let scores = pairable.units.iter().map(|unit| unit.codes.len()).sum();
    let bounds = match metric {
        Metric::Ratio => None,
        _ if scores > MOST_CELLS => None,
        _ => pairable.bounds(metric, draws, &mut workspace),
    };
    let estimate = Estimate { value, low: bounds.map(|b| b.0), high: bounds.map(|b| b.1) };
    let as_in_irr = table.rows().iter().flatten().all(Option::is_some).then(|| {
        let (n, pairs) = (count(scores), count(table.raters()) - 1.0);
        1.0 - (1.0 - value) * (n - 1.0 / pairs) / (n - 1.0)
    });
    Ok(Alpha { metric, estimate, items: pairable.units.len(), scores, as_in_irr })
}

/// Values that stand beside another one.
struct Pairable {
    /// The different values, in order.
    values: Vec<f64>,
    units: Vec<Unit>,
}

/// An item.
struct Unit {
    /// Its values as positions among the different ones.
    codes: Vec<usize>,
    /// Σ δ² over its ordered pairs, where that does not hang on the other items (all but ordinal).
    within: f64,
}

/// What a draw counts, kept between draws.
#[derive(Default)]
struct Workspace {
    counts: Vec<f64>,
    scale: Vec<f64>,
}

impl Pairable {
    fn of(table: &Table, metric: Metric) -> Pairable {
        let rows: Vec<Vec<f64>> = table
            .rows()
            .iter()
            .map(|row| row.iter().flatten().copied().collect::<Vec<f64>>())
            .filter(|row| row.len() > 1)
            .collect();
        let mut values: Vec<f64> = rows.iter().flatten().copied().collect();
        values.sort_by(f64::total_cmp);
        values.dedup_by(|a, b| a == b);
        let code = |x: &f64| values.partition_point(|v| v < x);
        let units = rows
            .iter()
            .map(|row| Unit { codes: row.iter().map(code).collect(), within: within(row, metric) })
            .collect();
        Pairable { values, units }
    }

    /// Alpha when each item stands as often as its weight says; nothing when the values do not vary.
    fn alpha(&self, weights: &[usize], metric: Metric, workspace: &mut Workspace) -> Option<f64> {
        let Workspace { counts, scale } = workspace;
        counts.clear();
        counts.resize(self.values.len(), 0.0);
        for (unit, weight) in self.units.iter().zip(weights) {
            for code in &unit.codes {
                if let Some(n) = counts.get_mut(*code) {
                    *n += count(*weight);
                }
            }
        }
        let n: f64 = counts.iter().sum();
        if counts.iter().filter(|c| **c > 0.0).count() < 2 {
            return None;
        }
        self.fill_scale(counts, n, metric, scale);
        let mut seen = 0.0;
        for (unit, weight) in self.units.iter().zip(weights).filter(|(_, weight)| **weight > 0) {
            let pairs = match metric {
                Metric::Ordinal => {
                    spread(unit.codes.iter().filter_map(|code| Some((1.0, *scale.get(*code)?))))
                }
                _ => unit.within,
            };
            seen += count(*weight) * pairs / (count(unit.codes.len()) - 1.0);
        }
        let expected = match metric {
            Metric::Nominal => n * n - counts.iter().map(|c| c * c).sum::<f64>(),
            Metric::Ordinal | Metric::Interval => spread(counts.iter().copied().zip(scale.iter().copied())),
            Metric::Ratio => self.expected_ratio(counts),
        };
        // α = 1 − (seen / n) / (expected / (n (n − 1)))
        Some(1.0 - (n - 1.0) * seen / expected).filter(|alpha| alpha.is_finite())
    }

    /// Positions of the values whose squared difference is the distance: the value itself, or its mean rank; about their
    /// middle, so that nothing cancels.
    fn fill_scale(&self, counts: &[f64], n: f64, metric: Metric, scale: &mut Vec<f64>) {
        scale.clear();
        match metric {
            Metric::Ordinal => {
                let mut before = -n / 2.0;
                scale.extend(counts.iter().map(|c| {
                    before += c;
                    before - c / 2.0
                }));
            }
            Metric::Interval => {
                let mean = self.values.iter().zip(counts).map(|(v, c)| v * c).sum::<f64>() / n;
                scale.extend(self.values.iter().map(|v| v - mean));
            }
            Metric::Nominal | Metric::Ratio => {}
        }
    }

    fn expected_ratio(&self, counts: &[f64]) -> f64 {
        let pair = |(v, c): (&f64, &f64)| -> f64 {
            self.values.iter().zip(counts).map(|(w, d)| c * d * ratio_distance(*v, *w)).sum()
        };
        self.values.iter().zip(counts).map(pair).sum()
    }

    /// Percentile bounds; nothing when fewer than nine of ten draws vary.
    fn bounds(&self, metric: Metric, draws: Draws, workspace: &mut Workspace) -> Option<(f64, f64)> {
        let mut generator = Generator::new(draws.seed);
        let mut weights = vec![0; self.units.len()];
        let mut alphas = Vec::with_capacity(draws.draws);
        for _ in 0..draws.draws {
            generator.draw(&mut weights);
            alphas.extend(self.alpha(&weights, metric, workspace));
        }
        if alphas.len() * 10 < draws.draws * 9 { None } else { middle(&mut alphas) }
    }
}

/// Σ over ordered pairs of squared differences, of positions with their counts: 2 (Σc Σcs² − (Σcs)²).
fn spread(weighted: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (n, sum, squares) =
        weighted.fold((0.0, 0.0, 0.0), |(n, sum, squares), (c, s)| (n + c, sum + c * s, squares + c * s * s));
    (2.0 * (n * squares - sum * sum)).max(0.0)
}

fn ratio_distance(a: f64, b: f64) -> f64 {
    // equal values, nought and nought among them, are not apart
    if a == b { 0.0 } else { ((a - b) / (a + b)).powi(2) }
}

/// Σ δ² over the ordered pairs of an item.
fn within(row: &[f64], metric: Metric) -> f64 {
    let distance = |a: f64, b: f64| match metric {
        Metric::Nominal => f64::from(u8::from(a != b)),
        Metric::Interval => (a - b).powi(2),
        Metric::Ratio => ratio_distance(a, b),
        Metric::Ordinal => 0.0,
    };
    row.iter().map(|a| row.iter().map(|b| distance(*a, *b)).sum::<f64>()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_do_not_vary_give_no_figure() {
        let table = Table::new(vec![vec![Some(4.0), Some(4.0), Some(4.0)]; 6]);
        assert_eq!(alpha(&table, Metric::Interval, Draws::default()), Err(Silence::NoVariation));
    }

    #[test]
    fn items_with_one_score_do_not_count() {
        let mut rows = vec![vec![Some(1.0), Some(2.0), None]; 4];
        rows.push(vec![None, None, Some(3.0)]);
        let found = alpha(&Table::new(rows), Metric::Interval, Draws::default());
        assert_eq!(found, Err(Silence::FewItems { have: 4, need: 5 }));
    }

    #[test]
    fn bounds_are_the_same_for_the_same_seed_and_hold_the_figure() {
        let rows: Vec<Vec<Option<f64>>> = (0..12u32)
            .map(|i| (0..4u32).map(|j| Some(f64::from(60 + i * 2 + (i * 7 + j * 5) % 9))).collect())
            .collect();
        let found =
            |seed| alpha(&Table::new(rows.clone()), Metric::Ordinal, Draws { draws: 500, seed }).unwrap();
        let Estimate { value, low, high } = found(1).estimate;
        assert!(low.unwrap() < value && value < high.unwrap(), "{:?}", found(1));
        assert_eq!(found(1), found(1));
        assert_ne!(found(1).estimate.low, found(2).estimate.low);
    }
}
