//! Scores far from the others': each is compared with the mean of the others, like with like. The machine asks; it never
//! drops one (practice: more than 30 %, compared exactly, exactly the limit is within it).

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;
use ranking::{Cell, Exact, Mark};
use serde::{Deserialize, Serialize};

use crate::percent::{Percent, shown};
use crate::rules::FrozenRules;
use crate::tally::BidTally;

/// A score far from the others'.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deviation {
    /// Bid.
    pub bid_no: String,
    /// Position of the expert on the panel.
    pub member: usize,
    /// The criterion compared among all who score it; nothing when totals were compared.
    pub criterion: Option<String>,
    /// (own − mean of the others) ÷ mean of the others; negative when below.
    pub share: Exact,
    /// The value compared.
    pub own: Mark,
    /// With how many others.
    pub others: usize,
}

impl Deviation {
    /// Whether it lies above the others.
    #[must_use]
    pub fn is_above(&self) -> bool {
        self.share.ratio().is_positive()
    }

    /// How far it lies from the others' mean, as a percentage for display: `34.20%`.
    #[must_use]
    pub fn distance(&self) -> String {
        shown(&self.share.ratio().abs())
    }
}

/// The deviations of one bid: totals among those who score everything, and each criterion that others score too.
#[must_use]
pub fn deviations(rules: &FrozenRules, bid: &BidTally) -> Vec<Deviation> {
    let limit = rules.sheet.sheet.deviation_percent;
    let far = |cells: &[Cell], criterion: Option<&str>| -> Vec<Deviation> {
        let all = Others::of(cells);
        cells
            .iter()
            .enumerate()
            .filter_map(|(member, cell)| {
                let Cell::Score(own) = cell else { return None };
                let others = all.without(*own);
                others.is_far(*own, limit).then(|| Deviation {
                    bid_no: bid.bid_no.clone(),
                    member,
                    criterion: criterion.map(str::to_owned),
                    share: others.share(*own),
                    own: *own,
                    others: others.count,
                })
            })
            .collect()
    };
    let mut found = far(&bid.own_totals, None);
    let everybody = bid.criteria.iter().filter(|c| {
        let raters = rules.sheet.criterion(&c.id).map(|c| c.raters.as_slice()).unwrap_or_default();
        rules.panel.iter().all(|m| raters.contains(&m.category))
            && rules.panel.iter().any(|m| !rules.sheet.scores_everything(m.category))
    });
    for criterion in everybody {
        found.extend(far(&criterion.cells, Some(&criterion.id)));
    }
    found
}

/// The scores that one is compared with: how many, and their sum in millionths of a point.
#[derive(Clone, Copy)]
struct Others {
    count: usize,
    sum: i128,
}

impl Others {
    /// All valid scores of a row.
    fn of(cells: &[Cell]) -> Others {
        cells.iter().fold(Others { count: 0, sum: 0 }, |all, cell| match cell {
            Cell::Score(mark) => {
                Others { count: all.count + 1, sum: all.sum + i128::from(mark.millionths()) }
            }
            Cell::Recused | Cell::Absent | Cell::NotRated => all,
        })
    }

    /// All but one's own.
    fn without(self, own: Mark) -> Others {
        Others { count: self.count.saturating_sub(1), sum: self.sum - i128::from(own.millionths()) }
    }

    /// How much more than the others' mean a score is, times their number: `own × count − sum`.
    fn excess(self, own: Mark) -> i128 {
        i128::from(own.millionths()) * i128::try_from(self.count).unwrap_or(i128::MAX) - self.sum
    }

    /// Whether a score lies further from the mean than `limit`: `|excess| ÷ |sum| > limit`, in whole numbers. Without
    /// others, or where their mean is nought, there is nothing to compare with.
    fn is_far(self, own: Mark, limit: Percent) -> bool {
        let hundred = i128::from(Mark::points(100).millionths());
        self.count > 0
            && self.sum != 0
            && self.excess(own).abs() * hundred > i128::from(limit.0.millionths()) * self.sum.abs()
    }

    /// `(own − mean) ÷ mean`, of others whose mean is not nought.
    fn share(self, own: Mark) -> Exact {
        let (excess, sum) = (BigInt::from(self.excess(own)), BigInt::from(self.sum));
        Exact::from_ratio(BigRational::new(excess, sum))
    }
}

#[cfg(test)]
mod tests {
    use num_traits::Zero;
    use proptest::prelude::*;
    use ranking::{Rule, aggregate};

    use super::*;

    fn scores(marks: &[i32]) -> Vec<Cell> {
        marks.iter().map(|m| Cell::Score(Mark::points(*m))).collect()
    }

    /// The first against the rest, where it is further off than `percent`.
    fn first(cells: &[Cell], percent: i32) -> Option<String> {
        let Some(Cell::Score(own)) = cells.first() else { return None };
        let others = Others::of(cells).without(*own);
        others.is_far(*own, Percent(Mark::points(percent))).then(|| others.share(*own).to_string())
    }

    #[test]
    fn a_score_is_compared_with_the_mean_of_the_others_and_exactly_the_limit_is_within_it() {
        assert_eq!(first(&scores(&[130, 100, 100]), 29).as_deref(), Some("3/10"));
        assert_eq!(first(&scores(&[130, 100, 100]), 30), None, "exactly the limit");
        assert_eq!(first(&scores(&[60, 80, 100]), 30).as_deref(), Some("-1/3"));
        assert_eq!(first(&scores(&[60]), 0), None, "nobody to compare with");
        assert_eq!(first(&scores(&[60, 0]), 0), None, "a mean of nought");
        assert_eq!(first(&[Cell::Recused, Cell::Score(Mark::points(1))], 0), None);
    }

    proptest! {
        #[test]
        fn whole_numbers_find_what_fractions_would(
            marks in prop::collection::vec(0i64..100_000_000, 1..12), percent in 0i32..60,
        ) {
            let cells: Vec<Cell> = marks.iter().map(|m| Cell::Score(Mark::from_millionths(*m))).collect();
            let mean = aggregate(cells.get(1..).unwrap_or_default(), Rule::Mean).mean;
            let fraction = mean.filter(|mean| !mean.ratio().is_zero()).and_then(|mean| {
                let own = Exact::from(Mark::from_millionths(marks.first().copied()?));
                let share = (own.ratio() - mean.ratio()) / mean.ratio();
                (share.abs() > Percent(Mark::points(percent)).share()).then(|| share.to_string())
            });
            prop_assert_eq!(first(&cells, percent), fraction);
        }
    }
}
