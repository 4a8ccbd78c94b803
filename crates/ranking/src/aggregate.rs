//! One criterion of one item: which scores count, which are dropped, and their mean.
//!
//! Practice (a setting, frozen before the first score): the plain mean, the mean without one highest and one lowest when at
//! least so many valid scores remain, or the median. The number of scores is counted before anything is dropped.

use num_rational::BigRational;
use num_traits::Zero;
use serde::{Deserialize, Serialize};

use crate::exact::Exact;
use crate::mark::Mark;

/// What one rater left for one criterion of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// A valid score.
    Score(Mark),
    /// 回避: leaves the denominator.
    Recused,
    /// 缺: should have scored and did not; leaves the denominator, is never nought.
    Absent,
    /// 不评: the criterion is not this rater's.
    NotRated,
}

/// How valid scores become one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "rule")]
pub enum Rule {
    /// The mean of all valid scores.
    Mean,
    /// The mean without one highest and one lowest, when at least `from` valid scores remain; else the plain mean.
    Trimmed {
        /// The least number of valid scores at which trimming starts. Trimming needs at least three.
        from: usize,
    },
    /// 中位数: the middle one of the valid scores in order of height; of an even number the mean of the middle two.
    Median,
}

/// What became of a rater's cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Stands in the sum.
    Counted,
    /// Dropped as the one highest.
    DroppedHighest,
    /// Dropped as the one lowest.
    DroppedLowest,
    /// Above or below the middle, of which alone a median is made.
    OffMiddle,
    /// No valid score.
    NotValid,
}

/// The figure of a criterion, with everything needed to follow it on a pocket calculator:
/// `mean = (sum of the counted scores) ÷ divisor`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aggregate {
    /// What became of each cell, in the order of the raters.
    pub fates: Vec<Fate>,
    /// Valid scores, counted before trimming.
    pub n: usize,
    /// Scores in the sum.
    pub divisor: usize,
    /// Sum of the counted scores.
    pub sum: Exact,
    /// The mean; nothing when no score is valid.
    pub mean: Option<Exact>,
}

/// Applies `rule` to the cells of one criterion of one item. Among equal highest (or lowest) scores the first rater's
/// is the one that is dropped; the figure is the same whichever it is.
#[must_use]
pub fn aggregate(cells: &[Cell], rule: Rule) -> Aggregate {
    let marks: Vec<Option<i64>> = cells.iter().map(|cell| mark_of(*cell).map(Mark::millionths)).collect();
    let fates = fates(&marks, rule);
    let counted = marks.iter().zip(&fates).filter(|(_, fate)| **fate == Fate::Counted);
    let (divisor, total) = counted
        .filter_map(|(mark, _)| *mark)
        .fold((0usize, 0i128), |(n, sum), m| (n + 1, sum + i128::from(m)));
    Aggregate {
        n: valid(&marks),
        divisor,
        sum: Exact::mean(total, 1).unwrap_or_else(Exact::zero),
        mean: Exact::mean(total, divisor),
        fates,
    }
}

/// As [`aggregate`], of figures that are no marks; nothing where there is none.
#[must_use]
pub fn aggregate_figures(figures: &[Option<Exact>], rule: Rule) -> Aggregate {
    let fates = fates(figures, rule);
    let counted = figures.iter().zip(&fates).filter(|(_, fate)| **fate == Fate::Counted);
    let (divisor, sum) = counted
        .filter_map(|(figure, _)| figure.as_ref())
        .fold((0usize, Exact::zero()), |(n, sum), figure| (n + 1, sum.plus(figure)));
    let mean = sum.over(&Exact::whole(divisor));
    Aggregate { n: valid(figures), divisor, sum, mean, fates }
}

/// As [`aggregate`], but each rater's score counts with a weight: `Σ weight × score ÷ Σ weight` over the counted ones.
/// `sum` and `divisor` then still name the plain sum and count. A rater without a weight weighs one.
#[must_use]
pub fn weighted(cells: &[Cell], weights: &[Mark], rule: Rule) -> Aggregate {
    let mut result = aggregate(cells, rule);
    let (mut total, mut weight_sum) = (BigRational::zero(), BigRational::zero());
    for (i, cell) in cells.iter().enumerate() {
        if let (Cell::Score(mark), Some(Fate::Counted)) = (cell, result.fates.get(i)) {
            let weight = weights.get(i).copied().unwrap_or(Mark::points(1));
            let weight = Exact::from(weight).ratio().clone();
            total += &weight * Exact::from(*mark).ratio();
            weight_sum += weight;
        }
    }
    result.mean = Exact::from_ratio(total).over(&Exact::from_ratio(weight_sum));
    result
}

/// The mark in a cell.
const fn mark_of(cell: Cell) -> Option<Mark> {
    match cell {
        Cell::Score(mark) => Some(mark),
        Cell::Recused | Cell::Absent | Cell::NotRated => None,
    }
}

/// How many scores are valid.
fn valid<T>(scores: &[Option<T>]) -> usize {
    scores.iter().flatten().count()
}

/// Marks each score as counted, dropped or not valid.
fn fates<T: Ord>(scores: &[Option<T>], rule: Rule) -> Vec<Fate> {
    // Places of the valid scores, the lowest score first; equal ones in the order of the raters.
    let mut by_height: Vec<usize> = (0..scores.len()).filter(|at| score(scores, *at).is_some()).collect();
    by_height.sort_by_key(|at| score(scores, *at));
    let n = by_height.len();
    let middle = match rule {
        Rule::Median => n.saturating_sub(1) / 2..n / 2 + 1,
        Rule::Mean | Rule::Trimmed { .. } => 0..n,
    };
    let mut fates = vec![Fate::NotValid; scores.len()];
    let mut put = |at: Option<usize>, fate: Fate| {
        if let Some(place) = at.and_then(|at| fates.get_mut(at)) {
            *place = fate;
        }
    };
    for (height, at) in by_height.iter().enumerate() {
        put(Some(*at), if middle.contains(&height) { Fate::Counted } else { Fate::OffMiddle });
    }
    if matches!(rule, Rule::Trimmed { from } if n >= from.max(3)) {
        let top = by_height.last().and_then(|at| score(scores, *at));
        // The first of equals: the lowest stands first anyway, unless all are equal.
        let highest = by_height.iter().copied().find(|at| score(scores, *at) == top);
        put(highest, Fate::DroppedHighest);
        put(by_height.iter().copied().find(|at| Some(*at) != highest), Fate::DroppedLowest);
    }
    fates
}

/// The score at a place.
fn score<T>(scores: &[Option<T>], at: usize) -> Option<&T> {
    scores.get(at).and_then(Option::as_ref)
}

#[cfg(test)]
mod tests {
    use num_traits::Signed;
    use proptest::prelude::*;

    use super::*;

    fn scores(texts: &[&str]) -> Vec<Cell> {
        texts
            .iter()
            .map(|t| match *t {
                "回避" => Cell::Recused,
                "" => Cell::Absent,
                t => Cell::Score(t.parse().unwrap()),
            })
            .collect()
    }

    fn mean(texts: &[&str], rule: Rule) -> Option<String> {
        aggregate(&scores(texts), rule).mean.map(|m| m.to_string())
    }

    const TRIMMED: Rule = Rule::Trimmed { from: 5 };

    #[test]
    fn one_highest_and_one_lowest_leave_when_five_valid_scores_remain() {
        // the worked example of the default bid sheet: 17.75 for the first criterion, 12.20 for the budget
        assert_eq!(mean(&["18", "17.5", "17.5", "17", "18.5", "18"], TRIMMED).as_deref(), Some("71/4"));
        assert_eq!(mean(&["12.5", "12", "12.5", "11.5", "13", "12", "12"], TRIMMED).as_deref(), Some("61/5"));
    }

    #[test]
    fn with_fewer_than_five_valid_scores_all_of_them_count() {
        assert_eq!(mean(&["90", "80", "70", "60"], TRIMMED).as_deref(), Some("75"));
        assert_eq!(mean(&["90", "80", "70", "60", "回避", ""], TRIMMED).as_deref(), Some("75"));
    }

    #[test]
    fn recused_and_absent_cells_leave_the_denominator_and_are_never_nought() {
        assert_eq!(mean(&["80", "回避", "90", ""], Rule::Mean).as_deref(), Some("85"));
        assert_eq!(mean(&["回避", ""], Rule::Mean), None);
    }

    #[test]
    fn among_equal_highest_scores_only_the_first_is_dropped() {
        let result = aggregate(&scores(&["90", "90", "80", "70", "70"]), TRIMMED);
        assert_eq!(
            result.fates,
            [Fate::DroppedHighest, Fate::Counted, Fate::Counted, Fate::DroppedLowest, Fate::Counted]
        );
        assert_eq!((result.n, result.divisor), (5, 3));
    }

    #[test]
    fn five_equal_scores_drop_two_different_raters() {
        let result = aggregate(&scores(&["80"; 5]), TRIMMED);
        assert_eq!(result.divisor, 3);
        assert_eq!(result.mean.unwrap().to_string(), "80");
    }

    #[test]
    fn the_median_is_the_middle_score_or_the_mean_of_the_middle_two() {
        assert_eq!(mean(&["90", "60", "", "80"], Rule::Median).as_deref(), Some("80"));
        assert_eq!(mean(&["90", "60", "回避", "80", "85"], Rule::Median).as_deref(), Some("165/2"));
        assert_eq!(mean(&["70"], Rule::Median).as_deref(), Some("70"));
        assert_eq!(mean(&[""], Rule::Median), None);
        let result = aggregate(&scores(&["90", "60", "80", "85"]), Rule::Median);
        assert_eq!(result.fates, [Fate::OffMiddle, Fate::OffMiddle, Fate::Counted, Fate::Counted]);
        assert_eq!((result.n, result.divisor), (4, 2));
    }

    #[test]
    fn weights_are_exact_too() {
        let weights = ["2", "1"].map(|w| w.parse().unwrap());
        let result = weighted(&scores(&["90", "81"]), &weights, Rule::Mean);
        assert_eq!(result.mean.unwrap().to_string(), "87");
    }

    fn cells() -> impl Strategy<Value = Vec<Cell>> {
        let cell = prop_oneof![
            8 => (0i64..2000).prop_map(|half| Cell::Score(Mark::from_millionths(half * 50_000))),
            1 => Just(Cell::Recused),
            1 => Just(Cell::Absent),
        ];
        proptest::collection::vec(cell, 0..15)
    }

    proptest! {
        #[test]
        fn the_mean_lies_between_the_lowest_and_the_highest_and_the_order_of_raters_is_nothing(cells in cells(), by in 0usize..15) {
            let result = aggregate(&cells, TRIMMED);
            let marks: Vec<Mark> =
                cells.iter().filter_map(|c| if let Cell::Score(m) = c { Some(*m) } else { None }).collect();
            prop_assert_eq!(result.n, marks.len());
            prop_assert_eq!(result.mean.is_some(), !marks.is_empty());
            if let (Some(mean), Some(low), Some(high)) = (&result.mean, marks.iter().min(), marks.iter().max()) {
                prop_assert!(*mean >= Exact::from(*low) && *mean <= Exact::from(*high));
                prop_assert!(!mean.ratio().is_negative());
            }
            let mut turned = cells.clone();
            if !turned.is_empty() { let by = by % turned.len(); turned.rotate_left(by); }
            prop_assert_eq!(aggregate(&turned, TRIMMED).mean, result.mean);
        }

        #[test]
        fn figures_are_aggregated_as_marks_are(cells in cells(), from in 0usize..8) {
            let figures: Vec<Option<Exact>> = cells.iter().map(|c| mark_of(*c).map(Exact::from)).collect();
            for rule in [Rule::Mean, Rule::Trimmed { from }, Rule::Median] {
                prop_assert_eq!(aggregate_figures(&figures, rule), aggregate(&cells, rule));
            }
        }

        #[test]
        fn as_many_scores_lie_above_a_median_as_below_it(cells in cells()) {
            let result = aggregate(&cells, Rule::Median);
            let marks = || cells.iter().filter_map(|c| mark_of(*c)).map(Exact::from);
            prop_assert_eq!(result.mean.is_some(), marks().next().is_some());
            if let Some(median) = result.mean {
                let half = marks().count() / 2;
                prop_assert!(marks().filter(|m| *m < median).count() <= half);
                prop_assert!(marks().filter(|m| *m > median).count() <= half);
            }
        }

        #[test]
        fn weights_of_one_change_nothing(cells in cells()) {
            let ones = vec![Mark::points(1); cells.len()];
            prop_assert_eq!(weighted(&cells, &ones, TRIMMED), aggregate(&cells, TRIMMED));
        }
    }
}
