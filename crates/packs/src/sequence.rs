//! Where a pack stands among the packs of its sender. Packs are numbered per meeting, sender and list of recipients.

use crate::ids::Digest;
use std::collections::BTreeMap;

/// What a pack's number and digest say, given the packs imported before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placement {
    /// A number not seen before, and none missing below it.
    New,
    /// Imported already: nothing to do.
    Duplicate,
    /// New, but these numbers below it are missing: import it and show them.
    Gap {
        /// The missing numbers as inclusive ranges, ascending.
        missing: Vec<(u64, u64)>,
    },
    /// Another pack bears this number.
    Fork {
        /// The one imported before.
        other: Digest,
    },
}

/// Places a pack among those known here of the same meeting, sender and recipients, by number. Numbers start with 1.
#[must_use]
pub fn place(known: &BTreeMap<u64, Digest>, sequence: u64, digest: Digest) -> Placement {
    match known.get(&sequence) {
        Some(other) if *other == digest => return Placement::Duplicate,
        Some(other) => return Placement::Fork { other: *other },
        None => {}
    }
    let mut missing = Vec::new();
    let mut next = 1;
    for number in known.range(1..sequence).map(|(n, _)| *n).chain([sequence]) {
        if number > next {
            missing.push((next, number - 1));
        }
        next = number.saturating_add(1);
    }
    if missing.is_empty() { Placement::New } else { Placement::Gap { missing } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_is_new_twice_the_same_ahead_of_others_or_a_rival() {
        let digest = |n| Digest([n; 32]);
        let known = BTreeMap::from([(1, digest(1)), (4, digest(4))]);
        assert_eq!(place(&known, 1, digest(1)), Placement::Duplicate);
        assert_eq!(place(&known, 4, digest(9)), Placement::Fork { other: digest(4) });
        assert_eq!(place(&known, 2, digest(2)), Placement::New);
        assert_eq!(place(&known, 5, digest(5)), Placement::Gap { missing: vec![(2, 3)] });
        assert_eq!(place(&known, 7, digest(7)), Placement::Gap { missing: vec![(2, 3), (5, 6)] });
        assert_eq!(
            place(&BTreeMap::new(), u64::MAX, digest(1)),
            Placement::Gap { missing: vec![(1, u64::MAX - 1)] }
        );
    }
}
