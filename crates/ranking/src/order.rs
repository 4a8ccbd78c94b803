//! Items into ranks: by the exact total, then by the frozen tie-breakers, then by what a human decided. What is still
//! equal is shown as a tie: a normal outcome, not an error.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::exact::Exact;

/// What decides between items: exact values (default) or what the eye sees, rounded half-up (a setting).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// Fractions are compared as they are.
    Exact,
    /// Values are compared as displayed, with two decimals.
    Displayed,
}

impl Comparison {
    /// How two values stand to each other under this comparison.
    #[must_use]
    pub fn compare(self, a: &Exact, b: &Exact) -> Ordering {
        match self {
            Comparison::Exact => a.cmp(b),
            Comparison::Displayed => displayed(a).cmp(&displayed(b)),
        }
    }
}

/// What an item is ordered by. Higher comes first in everything but `decided`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The total; nothing when it was not scored: such an item has no rank and stands at the end.
    pub total: Option<Exact>,
    /// The tie-breakers' values in their frozen order. A missing one is lower than any.
    pub breakers: Vec<Option<Exact>>,
    /// The place a human gave it among its equals (1 first), by vote or by lot; an item without one comes after.
    pub decided: Option<u32>,
}

/// Where an item came to stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Index of the item in the input.
    pub index: usize,
    /// Competition rank 1, 2, 2, 4; nothing for an item that was not scored.
    pub rank: Option<usize>,
    /// Whether another item has the same rank: a human must decide.
    pub tied: bool,
    /// How many of the tie-breakers were needed to tell it from its neighbours of the same total (0: none).
    pub breakers_used: usize,
}

/// Ranks items. The result is in order of rank; equal items keep the order of the input, unscored ones come last.
#[must_use]
pub fn rank(keys: &[Key], comparison: Comparison) -> Vec<Placed> {
    let mut indexed: Vec<(usize, &Key)> = keys.iter().enumerate().collect();
    indexed.sort_by(|a, b| compare(a.1, b.1, comparison));
    let mut placed: Vec<Placed> = Vec::with_capacity(indexed.len());
    for (position, (index, key)) in indexed.iter().enumerate() {
        let before = position.checked_sub(1).and_then(|p| indexed.get(p)).map(|(_, k)| *k);
        let after = indexed.get(position + 1).map(|(_, k)| *k);
        let equal = |other: Option<&Key>| {
            key.total.is_some() && other.is_some_and(|o| compare(key, o, comparison) == Ordering::Equal)
        };
        let rank = match (&key.total, placed.last()) {
            (None, _) => None,
            (Some(_), Some(last)) if equal(before) => last.rank,
            (Some(_), _) => Some(position + 1),
        };
        let used =
            [before, after].into_iter().flatten().map(|other| breakers_used(key, other, comparison)).max();
        placed.push(Placed {
            index: *index,
            rank,
            tied: equal(before) || equal(after),
            breakers_used: used.unwrap_or(0),
        });
    }
    placed
}

/// First is less: the order in which items are listed.
fn compare(a: &Key, b: &Key, comparison: Comparison) -> Ordering {
    higher_first(a.total.as_ref(), b.total.as_ref(), comparison)
        .then_with(|| {
            a.breakers
                .iter()
                .zip(&b.breakers)
                .map(|(x, y)| higher_first(x.as_ref(), y.as_ref(), comparison))
                .find(|order| order.is_ne())
                .unwrap_or(Ordering::Equal)
        })
        .then_with(|| a.decided.unwrap_or(u32::MAX).cmp(&b.decided.unwrap_or(u32::MAX)))
}

/// Higher values first, nothing last.
fn higher_first(a: Option<&Exact>, b: Option<&Exact>, comparison: Comparison) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => comparison.compare(b, a),
        (None, None) => Ordering::Equal,
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
    }
}

/// The value as the eye sees it.
fn displayed(value: &Exact) -> Option<crate::mark::Mark> {
    value.half_up(2).parse().ok()
}

/// How many tie-breakers tell two items of the same total apart; nought when the totals differ or nothing does.
fn breakers_used(a: &Key, b: &Key, comparison: Comparison) -> usize {
    if a.total.is_none() || higher_first(a.total.as_ref(), b.total.as_ref(), comparison).is_ne() {
        return 0;
    }
    a.breakers
        .iter()
        .zip(&b.breakers)
        .position(|(x, y)| higher_first(x.as_ref(), y.as_ref(), comparison).is_ne())
        .map_or(0, |i| i + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(total: Option<i32>, breakers: &[i32]) -> Key {
        let exact = |v: i32| Exact::from(crate::Mark::points(v));
        Key {
            total: total.map(exact),
            breakers: breakers.iter().map(|v| Some(exact(*v))).collect(),
            decided: None,
        }
    }

    fn ranks(keys: &[Key]) -> Vec<(usize, Option<usize>, bool)> {
        rank(keys, Comparison::Exact).into_iter().map(|p| (p.index, p.rank, p.tied)).collect()
    }

    #[test]
    fn equal_totals_share_a_rank_and_the_next_rank_is_skipped() {
        let keys =
            [key(Some(80), &[]), key(Some(90), &[]), key(Some(80), &[]), key(None, &[]), key(Some(70), &[])];
        assert_eq!(
            ranks(&keys),
            [
                (1, Some(1), false),
                (0, Some(2), true),
                (2, Some(2), true),
                (4, Some(4), false),
                (3, None, false)
            ]
        );
    }

    #[test]
    fn tie_breakers_are_asked_in_their_order_and_the_trace_says_how_many_were_needed() {
        let keys = [key(Some(80), &[20, 12]), key(Some(80), &[20, 13]), key(Some(80), &[22, 10])];
        let placed = rank(&keys, Comparison::Exact);
        assert_eq!(placed.iter().map(|p| p.index).collect::<Vec<_>>(), [2, 1, 0]);
        assert_eq!(placed.iter().map(|p| p.breakers_used).collect::<Vec<_>>(), [1, 2, 2]);
        assert!(placed.iter().all(|p| !p.tied));
    }

    #[test]
    fn what_a_human_decided_comes_last_and_ends_the_tie() {
        let mut keys = [key(Some(80), &[20]), key(Some(80), &[20])];
        assert!(rank(&keys, Comparison::Exact).iter().all(|p| p.tied && p.rank == Some(1)));
        (keys[0].decided, keys[1].decided) = (Some(2), Some(1));
        assert_eq!(ranks(&keys), [(1, Some(1), false), (0, Some(2), false)]);
    }

    #[test]
    fn totals_that_look_equal_are_told_apart_unless_the_setting_says_otherwise() {
        let third = Exact::mean(260_000_000, 3);
        let close = Exact::mean(86_670_000, 1);
        let keys = [third, close].map(|total| Key { total, breakers: vec![], decided: None });
        assert!(rank(&keys, Comparison::Exact).iter().all(|p| !p.tied));
        assert!(rank(&keys, Comparison::Displayed).iter().all(|p| p.tied));
    }

    proptest! {
        #[test]
        fn a_rank_is_one_more_than_the_number_of_better_items(totals in proptest::collection::vec(proptest::option::of(0i32..6), 0..12)) {
            let keys: Vec<Key> = totals.iter().map(|t| key(*t, &[])).collect();
            let placed = rank(&keys, Comparison::Exact);
            prop_assert_eq!(placed.len(), keys.len());
            for p in &placed {
                let better = totals.iter().flatten().filter(|t| Some(**t) > totals[p.index]).count();
                prop_assert_eq!(p.rank, totals[p.index].map(|_| better + 1));
                let same = totals.iter().filter(|t| t.is_some() && **t == totals[p.index]).count();
                prop_assert_eq!(p.tied, same > 1);
            }
        }
    }
}
