//! Scores far from the others': each is compared with the mean of the others, like with like. The machine asks; it never
//! drops one (practice: more than 30 %, compared exactly, exactly the limit is within it).

use num_rational::BigRational;
use num_traits::{Signed, Zero};
use ranking::{Cell, Exact, Mark, Rule, aggregate};
use serde::{Deserialize, Serialize};

use crate::percent::shown;
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
    let limit = rules.sheet.sheet.deviation_percent.share();
    let far = |cells: &[Cell], criterion: Option<&str>| -> Vec<Deviation> {
        (0..cells.len())
            .filter_map(|member| {
                let share = share(cells, member)?;
                let Some(Cell::Score(own)) = cells.get(member) else { return None };
                let scored = cells.iter().filter(|c| matches!(c, Cell::Score(_))).count();
                (share.abs() > limit).then(|| Deviation {
                    bid_no: bid.bid_no.clone(),
                    member,
                    criterion: criterion.map(str::to_owned),
                    share: Exact::from_ratio(share),
                    own: *own,
                    others: scored.saturating_sub(1),
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

/// One score against the mean of the others; nothing when there are no others or their mean is nought.
fn share(cells: &[Cell], member: usize) -> Option<BigRational> {
    let Some(Cell::Score(own)) = cells.get(member) else {
        return None;
    };
    let others: Vec<Cell> =
        cells.iter().enumerate().filter(|(i, _)| *i != member).map(|(_, cell)| *cell).collect();
    let mean = aggregate(&others, Rule::Mean).mean?;
    let mean = mean.ratio();
    let own: Mark = *own;
    (!mean.is_zero()).then(|| (Exact::from(own).ratio() - mean) / mean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_compared_with_the_mean_of_the_others_and_exactly_the_limit_is_within_it() {
        let cells = |marks: &[i32]| marks.iter().map(|m| Cell::Score(Mark::points(*m))).collect::<Vec<_>>();
        let of = |marks: &[i32]| share(&cells(marks), 0).map(|s| Exact::from_ratio(s).to_string());
        assert_eq!(of(&[130, 100, 100]).as_deref(), Some("3/10"));
        assert_eq!(of(&[60, 80, 100]).as_deref(), Some("-1/3"));
        assert_eq!(of(&[60]), None);
        assert_eq!(of(&[60, 0]), None);
        assert_eq!(share(&[Cell::Recused, Cell::Score(Mark::points(1))], 0), None);
    }
}
