//! Raters in groups that weigh differently (各类专家按权重合成): a group's own figure first, then the groups by their weights.

use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Cell, Fate, Rule, aggregate};
use crate::exact::Exact;
use crate::mark::Mark;

/// A group's part in the figure of one criterion of one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupPart {
    /// The group, by its place in the weights.
    pub group: usize,
    /// Its weight. Weights need not add up to anything: they are divided by the sum of those that count.
    pub weight: Mark,
    /// Valid scores in it, counted before anything is dropped.
    pub n: usize,
    /// Scores in its sum.
    pub divisor: usize,
    /// Sum of its counted scores.
    pub sum: Exact,
    /// Its own figure by the rule; nothing when no score is valid: such a group leaves the weights too.
    pub mean: Option<Exact>,
}

/// Applies `rule` within each group and puts the groups together: `Σ weight × mean ÷ Σ weight` over the groups that have a
/// valid score. `of` gives each rater's group; a group without raters in `of` has no part.
///
/// The figure's `sum` and `divisor` still name the plain sum and count of what is counted; its mean is the weighted one, and
/// the parts say how it comes about.
#[must_use]
pub fn grouped(cells: &[Cell], of: &[usize], weights: &[Mark], rule: Rule) -> (Aggregate, Vec<GroupPart>) {
    let mut whole = aggregate(cells, rule);
    let mut parts = Vec::new();
    for (group, weight) in weights.iter().enumerate() {
        let places: Vec<usize> = (0..cells.len()).filter(|at| of.get(*at) == Some(&group)).collect();
        if places.is_empty() {
            continue;
        }
        let own: Vec<Cell> = places.iter().filter_map(|at| cells.get(*at).copied()).collect();
        let figure = aggregate(&own, rule);
        for (at, fate) in places.iter().zip(&figure.fates) {
            if let Some(place) = whole.fates.get_mut(*at) {
                *place = *fate;
            }
        }
        let Aggregate { n, divisor, sum, mean, .. } = figure;
        parts.push(GroupPart { group, weight: *weight, n, divisor, sum, mean });
    }
    for (at, fate) in whole.fates.iter_mut().enumerate() {
        // Whoever is in no group counts nowhere.
        if of.get(at).is_none_or(|group| *group >= weights.len()) {
            *fate = Fate::NotValid;
        }
    }
    let heard = || parts.iter().filter_map(|p| Some((Exact::from(p.weight), p.mean.as_ref()?)));
    let sum = heard().fold(Exact::zero(), |sum, (weight, mean)| sum.plus(&weight.times(mean)));
    let weight = heard().fold(Exact::zero(), |sum, (weight, _)| sum.plus(&weight));
    whole.n = parts.iter().map(|p| p.n).sum();
    whole.divisor = parts.iter().map(|p| p.divisor).sum();
    whole.sum = parts.iter().fold(Exact::zero(), |sum, p| sum.plus(&p.sum));
    whole.mean = sum.over(&weight);
    (whole, parts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scores(marks: &[i32]) -> Vec<Cell> {
        marks.iter().map(|m| if *m < 0 { Cell::Absent } else { Cell::Score(Mark::points(*m)) }).collect()
    }

    fn weights(points: &[i32]) -> Vec<Mark> {
        points.iter().map(|p| Mark::points(*p)).collect()
    }

    #[test]
    fn each_group_has_its_own_mean_and_they_are_put_together_by_weight() {
        let (whole, parts) = grouped(&scores(&[90, 80, 60]), &[0, 0, 1], &weights(&[70, 30]), Rule::Mean);
        // 0.7 × 85 + 0.3 × 60
        assert_eq!(whole.mean.unwrap().to_string(), "155/2");
        assert_eq!(parts.iter().map(|p| (p.group, p.n)).collect::<Vec<_>>(), [(0, 2), (1, 1)]);
        assert_eq!((whole.n, whole.divisor, whole.sum.to_string().as_str()), (3, 3, "230"));
    }

    #[test]
    fn a_group_nobody_of_which_has_a_valid_score_leaves_the_weights() {
        let (whole, parts) = grouped(&scores(&[90, 80, -1]), &[0, 0, 1], &weights(&[70, 30]), Rule::Mean);
        assert_eq!(whole.mean.unwrap().to_string(), "85");
        assert_eq!(parts[1].mean, None);
    }

    #[test]
    fn trimming_counts_within_a_group() {
        let cells = scores(&[90, 80, 70, 10, 50]);
        let (whole, parts) = grouped(&cells, &[0, 0, 0, 1, 1], &weights(&[1, 1]), Rule::Trimmed { from: 3 });
        assert_eq!(parts[0].mean.as_ref().unwrap().to_string(), "80");
        assert_eq!(parts[1].mean.as_ref().unwrap().to_string(), "30", "two scores are not trimmed");
        assert_eq!(whole.fates[0], Fate::DroppedHighest);
        assert_eq!(whole.mean.unwrap().to_string(), "55");
    }

    proptest! {
        #[test]
        fn groups_of_equal_size_and_weight_under_the_mean_are_the_plain_mean(marks in proptest::collection::vec(0i32..100, 6)) {
            let (whole, _) = grouped(&scores(&marks), &[0, 1, 2, 0, 1, 2], &weights(&[5, 5, 5]), Rule::Mean);
            prop_assert_eq!(whole.mean, aggregate(&scores(&marks), Rule::Mean).mean);
        }

        #[test]
        fn weights_may_be_given_in_any_unit(marks in proptest::collection::vec(-10i32..100, 1..9), unit in 1i32..50) {
            let of: Vec<usize> = (0..marks.len()).map(|i| i % 2).collect();
            let figure = |w: &[i32]| grouped(&scores(&marks), &of, &weights(w), Rule::Median).0.mean;
            prop_assert_eq!(figure(&[3, 2]), figure(&[3 * unit, 2 * unit]));
        }
    }
}
