//! Why two bids that look equal have different ranks: the exact figures differ, or a frozen tie-breaker does. What humans
//! decided is recorded where they decided it and is not repeated here.

use crate::rules::FrozenRules;
use crate::tally::{BidTally, Tally};
use ranking::{Comparison, Exact};

/// What told two bids apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Their totals, before they were rounded for the eye.
    Exact,
    /// A criterion of the sheet, by its name.
    Breaker(String),
}

/// Two neighbours of the ranking with the same displayed score and different ranks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldApart {
    /// The one that comes first.
    pub above: String,
    /// The one behind it.
    pub below: String,
    /// Why.
    pub by: By,
}

/// Every such pair, in the order of rank.
#[must_use]
pub fn told_apart(rules: &FrozenRules, tally: &Tally) -> Vec<ToldApart> {
    let neighbours = tally.bids.iter().zip(tally.bids.iter().skip(1));
    neighbours
        .filter_map(|(above, below)| {
            let by = by(rules, above, below)?;
            Some(ToldApart { above: above.bid_no.clone(), below: below.bid_no.clone(), by })
        })
        .collect()
}

/// What told these two apart, unless they look different, share a rank, or humans decided.
fn by(rules: &FrozenRules, above: &BidTally, below: &BidTally) -> Option<By> {
    let (first, second) = (above.total.as_ref()?, below.total.as_ref()?);
    if above.rank == below.rank || first.half_up(2) != second.half_up(2) {
        return None;
    }
    let differ = |a: Option<&Exact>, b: Option<&Exact>| match rules.comparison {
        Comparison::Exact => a != b,
        Comparison::Displayed => a.map(|a| a.half_up(2)) != b.map(|b| b.half_up(2)),
    };
    if differ(Some(first), Some(second)) {
        return Some(By::Exact);
    }
    let breaker = rules.breakers().find(|one| differ(above.breaker(*one), below.breaker(*one)))?;
    Some(By::Breaker(rules.breaker_name(breaker).to_owned()))
}
