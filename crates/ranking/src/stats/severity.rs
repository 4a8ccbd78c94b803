//! How strict each rater is.

use serde::Serialize;

use super::linear::{dot, inverse, times};
use super::{LEAST_RATERS, MOST_RATERS, Silence, Table, beyond_rounding, count, mean};

/// Degrees of freedom that the rest must have, so that its variance is more than a guess.
const LEAST_FREEDOM: usize = 5;
/// The standard normal point that leaves 2.5 % above it.
const NORMAL_975: f64 = 1.959_963_985;

/// A rater's level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RaterEffect {
    /// Points above (+, lenient) or below (−, strict) the panel's level on the same items, after shrinkage.
    pub effect: f64,
    /// The lower 95 % bound of the effect.
    pub low: f64,
    /// The upper 95 % bound of the effect.
    pub high: f64,
    /// The same before shrinkage: what the scores say by themselves.
    pub raw: f64,
    /// Scores the rater gave.
    pub n: usize,
}

/// The levels of all raters, and what items look like once they are taken out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Severity {
    /// One for each rater, in the order of the columns; nothing for who gave no score.
    pub raters: Vec<Option<RaterEffect>>,
    /// For each item the mean of its scores, each less its rater's effect; nothing without scores.
    pub calibrated: Vec<Option<f64>>,
    /// Standard deviation between items, in points.
    pub sd_items: f64,
    /// Standard deviation between raters.
    pub sd_raters: f64,
    /// Standard deviation of what is left.
    pub sd_rest: f64,
    /// Scores used.
    pub scores: usize,
}

/// Variance components of the additive model. An estimate may be negative: less than nothing was found.
pub(super) struct Components {
    pub(super) items: f64,
    pub(super) raters: f64,
    pub(super) rest: f64,
    pub(super) scores: usize,
}

/// How strict each rater is, by the additive model `score = item + rater + rest` with shrinkage.
///
/// Items are fixed, raters random: with M taking out the items' means and Z telling whose each score is, the raw levels solve
/// `Z′MZ r = Z′My` with Σr = 0, the shrunk ones `(Z′MZ + λI) b = Z′My` with `λ = σ²ₑ / σ²ᵣ`; the variances are Henderson's (method 3,
/// *Biometrics* 9, 1953, 226–252), `b` is the best linear unbiased prediction (Robinson, *Statistical Science* 6, 1991, 15–51). A rater with
/// few scores is drawn towards the panel's level; where raters differ no more than chance lets them (σ²ᵣ ≤ 0), all effects
/// are nought. Bounds are `b ± 1.96` standard errors of prediction about the panel's own level, taking the variances as known.
///
/// Assumes that levels add: a strict rater is strict on every item. Missing cells: every score is used; raters are
/// compared through items they share, so a rater who happened to have the better items is not taken for lenient.
///
/// # Errors
/// Too few or too many raters, too few items or scores, or groups of raters without a common item.
pub fn severity(table: &Table) -> Result<Severity, Silence> {
    let model = Model::of(table)?;
    let variances = &model.components;
    let k = model.heard.len();
    let chance_only = variances.raters <= 0.0;
    let (shrunk, spread) = if chance_only {
        (vec![0.0; k], vec![0.0; k])
    } else {
        model.shrunk(variances.rest.max(0.0) / variances.raters).ok_or(Silence::Disconnected)?
    };
    let mut raters = vec![None; table.raters()];
    for (((column, effect), spread), raw) in model.heard.iter().zip(&shrunk).zip(&spread).zip(&model.raw) {
        let half = NORMAL_975 * (variances.rest.max(0.0) * spread.max(0.0)).sqrt();
        if let Some(slot) = raters.get_mut(*column) {
            *slot = Some(RaterEffect {
                effect: *effect,
                low: effect - half,
                high: effect + half,
                raw: *raw,
                n: table.column(*column).flatten().count(),
            });
        }
    }
    let level = |j: usize| raters.get(j).copied().flatten().map_or(0.0, |r| r.effect);
    let calibrated = table.rows().iter().map(|row| {
        let scores: Vec<f64> = (0..).zip(row).filter_map(|(j, x)| x.map(|x| x - level(j))).collect();
        (!scores.is_empty()).then(|| mean(&scores))
    });
    Ok(Severity {
        calibrated: calibrated.collect(),
        sd_items: variances.items.max(0.0).sqrt(),
        sd_raters: variances.raters.max(0.0).sqrt(),
        sd_rest: variances.rest.max(0.0).sqrt(),
        scores: variances.scores,
        raters,
    })
}

/// The variance components of items, raters and rest by Henderson's method 3, from every cell.
pub(super) fn components(table: &Table) -> Result<Components, Silence> {
    Model::of(table).map(|model| model.components)
}

/// The additive model fitted to a table.
struct Model {
    /// Columns of raters who gave a score.
    heard: Vec<usize>,
    /// Z′MZ.
    matrix: Vec<Vec<f64>>,
    /// Z′My.
    right: Vec<f64>,
    /// Levels before shrinkage.
    raw: Vec<f64>,
    components: Components,
}

impl Model {
    fn of(table: &Table) -> Result<Model, Silence> {
        table.enough(LEAST_RATERS)?;
        let heard: Vec<usize> =
            (0..table.raters()).filter(|j| table.column(*j).any(|x| x.is_some())).collect();
        if heard.len() > MOST_RATERS {
            return Err(Silence::TooLarge { have: heard.len(), most: MOST_RATERS });
        }
        let rows: Vec<Vec<(usize, f64)>> = scored(table, &heard);
        let (matrix, right) = normal_equations(&rows, heard.len());
        let raw = with_panels_level(&matrix, 0.0)
            .and_then(inverse)
            .map(|inverse| times(&inverse, &right))
            .ok_or(Silence::Disconnected)?;
        let components = Model::components(&rows, heard.len(), dot(&raw, &right))?;
        Ok(Model { heard, matrix, right, raw, components })
    }

    /// The components; `explained` is the sum of squares of raters once items are taken out.
    fn components(rows: &[Vec<(usize, f64)>], raters: usize, explained: f64) -> Result<Components, Silence> {
        let values: Vec<f64> = rows.iter().flatten().map(|(_, x)| *x).collect();
        let (scores, items) = (values.len(), rows.len());
        let need = items + raters - 1 + LEAST_FREEDOM;
        if scores < need {
            return Err(Silence::FewScores { have: scores, need });
        }
        let grand = mean(&values);
        let (mut within, mut of_items) = (0.0, 0.0);
        let mut sums = vec![(0.0, 0.0); raters];
        for row in rows {
            let own = mean(&row.iter().map(|(_, x)| *x).collect::<Vec<_>>());
            of_items += count(row.len()) * (own - grand).powi(2);
            for (j, x) in row {
                within += (x - own).powi(2);
                if let Some((sum, n)) = sums.get_mut(*j) {
                    *sum += x - grand;
                    *n += 1.0;
                }
            }
        }
        let of_raters: f64 = sums.iter().map(|(sum, n)| sum * sum / n).sum();
        let real = |sum: f64| beyond_rounding(sum, &values);
        let (n, i, k) = (count(scores), count(items), count(raters));
        let rest = real(within - explained) / (n - i - k + 1.0);
        Ok(Components {
            // traces of the quadratic forms: Z′MZ has n − i, its counterpart of items n − k
            raters: (real(explained) - (k - 1.0) * rest) / (n - i),
            items: (real(of_items + explained - of_raters) - (i - 1.0) * rest) / (n - k),
            rest,
            scores,
        })
    }

    /// Shrunk levels and the diagonal of their prediction errors over σ²ₑ, about the panel's own level.
    fn shrunk(&self, lambda: f64) -> Option<(Vec<f64>, Vec<f64>)> {
        let inverse = inverse(with_panels_level(&self.matrix, lambda)?)?;
        let common = 1.0 / (count(self.heard.len()) * (1.0 + lambda));
        let spread = (0..).zip(&inverse).filter_map(|(j, row): (usize, _)| Some(row.get(j)? - common));
        Some((times(&inverse, &self.right), spread.collect()))
    }
}

/// Items with scores: which of the heard raters, and what.
fn scored(table: &Table, heard: &[usize]) -> Vec<Vec<(usize, f64)>> {
    let of = |row: &Vec<Option<f64>>| -> Vec<(usize, f64)> {
        (0..).zip(heard).filter_map(|(j, column)| Some((j, row.get(*column).copied().flatten()?))).collect()
    };
    table.rows().iter().map(of).filter(|row| !row.is_empty()).collect()
}

/// Z′MZ and Z′My.
fn normal_equations(rows: &[Vec<(usize, f64)>], raters: usize) -> (Vec<Vec<f64>>, Vec<f64>) {
    let mut matrix = vec![vec![0.0; raters]; raters];
    let mut right = vec![0.0; raters];
    for row in rows {
        let m = count(row.len());
        let own = mean(&row.iter().map(|(_, x)| *x).collect::<Vec<_>>());
        for (j, x) in row {
            if let Some(slot) = right.get_mut(*j) {
                *slot += x - own;
            }
            for (l, _) in row {
                if let Some(slot) = matrix.get_mut(*j).and_then(|line| line.get_mut(*l)) {
                    *slot += if j == l { 1.0 - 1.0 / m } else { -1.0 / m };
                }
            }
        }
    }
    (matrix, right)
}

/// The matrix + λI + J/k. Z′MZ does not see the panel's own level (its rows sum to nought); J/k fixes that level at nought and
/// changes nothing else, since Z′My sums to nought.
fn with_panels_level(matrix: &[Vec<f64>], lambda: f64) -> Option<Vec<Vec<f64>>> {
    let k = count(matrix.len());
    let line = |(j, row): (usize, &Vec<f64>)| -> Vec<f64> {
        (0..).zip(row).map(|(l, x): (usize, _)| x + 1.0 / k + if l == j { lambda } else { 0.0 }).collect()
    };
    lambda.is_finite().then(|| (0..).zip(matrix).map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items 70 … 79, raters at the given levels, and an error that is orthogonal to both on four raters.
    fn made(levels: &[f64], error: f64) -> Vec<Vec<Option<f64>>> {
        let sign = |i: usize, j: usize| if (i + j).is_multiple_of(2) { error } else { -error };
        (0..10usize)
            .map(|i| {
                levels
                    .iter()
                    .enumerate()
                    .map(|(j, level)| Some(70.0 + i as f64 + level + sign(i, j)))
                    .collect()
            })
            .collect()
    }

    #[test]
    fn without_error_the_levels_come_out_as_they_were_put_in_though_cells_are_missing() {
        let mut rows = made(&[-3.0, 1.0, 0.0, 2.0], 0.0);
        for (i, j) in [(0, 0), (1, 0), (4, 2), (9, 3), (8, 3)] {
            rows[i][j] = None;
        }
        let found = severity(&Table::new(rows)).unwrap();
        for (rater, level) in found.raters.iter().zip([-3.0, 1.0, 0.0, 2.0]) {
            let rater = rater.unwrap();
            assert!((rater.effect - level).abs() < 1e-9 && (rater.raw - level).abs() < 1e-9, "{found:?}");
        }
        for (i, item) in found.calibrated.iter().enumerate() {
            assert!((item.unwrap() - 70.0 - i as f64).abs() < 1e-9);
        }
    }

    #[test]
    fn shrinkage_is_the_textbooks_factor_for_a_complete_table() {
        let found = severity(&Table::new(made(&[-3.0, 1.0, 0.0, 2.0], 1.0))).unwrap();
        // complete: b = r · n σ²ᵣ / (n σ²ᵣ + σ²ₑ)
        let factor =
            10.0 * found.sd_raters.powi(2) / (10.0 * found.sd_raters.powi(2) + found.sd_rest.powi(2));
        assert!(factor < 0.999);
        for rater in found.raters.iter().flatten() {
            assert!((rater.effect - factor * rater.raw).abs() < 1e-9, "{rater:?}");
            assert!(rater.low < rater.effect && rater.effect < rater.high);
        }
        assert!(found.raters[0].unwrap().high < 0.0, "a rater three points below is told apart");
    }

    #[test]
    fn raters_who_differ_by_chance_only_have_no_levels() {
        let found = severity(&Table::new(made(&[0.0; 4], 1.0))).unwrap();
        assert!(found.raters.iter().flatten().all(|r| r.effect == 0.0), "{found:?}");
    }

    #[test]
    fn groups_of_raters_without_a_common_item_are_not_compared() {
        let mut rows = made(&[0.0; 6], 1.0);
        for (i, row) in rows.iter_mut().enumerate() {
            let range = if i < 5 { 0..3 } else { 3..6 };
            range.for_each(|j| row[j] = None);
        }
        assert_eq!(severity(&Table::new(rows)), Err(Silence::Disconnected));
    }

    #[test]
    fn a_rater_without_a_score_has_no_level_and_too_few_scores_say_so() {
        let mut rows = made(&[-3.0, 1.0, 0.0, 2.0], 1.0);
        rows.iter_mut().for_each(|row| row[1] = None);
        let found = severity(&Table::new(rows.clone())).unwrap();
        assert!(found.raters[1].is_none() && found.raters[0].is_some());
        for (i, row) in rows.iter_mut().enumerate() {
            row[[0, 2, 3][i % 3]] = None;
            row[[2, 3, 0][i % 3]] = None;
        }
        assert!(matches!(
            severity(&Table::new(rows)),
            Err(Silence::FewScores { .. } | Silence::Disconnected)
        ));
    }
}
