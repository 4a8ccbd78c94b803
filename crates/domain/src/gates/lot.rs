//! The order of presentation by lot: a seed said aloud in the room decides, and whoever has a list and `sha256sum` finds
//! the same order again.
//!
//! For each item the text of four lines
//!
//! ```text
//! lunzheng/lot/1
//! the meeting's id, 32 hex digits
//! the seed, digits alone
//! the item's number
//! ```
//!
//! without an end of line after the last one is hashed by SHA-256; items are presented in the order of their hashes, written
//! as hex digits. By hand: `printf 'lunzheng/lot/1\n%s\n%s\n%s' MEETING SEED NUMBER | sha256sum`, once an item, sorted.
//! Every order is as likely as any other, and none can be aimed at by who sets the list up: the meeting's id is older than
//! the seed. Road not taken: shuffling by drawn numbers, which nobody redoes by hand.

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use crate::code::Code;
use crate::finding::Finding;

/// Fewest digits of a seed.
pub const SHORTEST: usize = 4;
/// Most digits of a seed.
pub const LONGEST: usize = 32;

/// The digits of a seed as it was typed: full-width digits are digits, spaces are none.
///
/// # Errors
/// `gate.seed` for anything else among them, and for fewer than four or more than 32 digits.
pub fn seed(typed: &str) -> Result<String, Finding> {
    let digits: String = typed.nfkc().filter(|c| !c.is_whitespace()).collect();
    let fits = (SHORTEST..=LONGEST).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if fits {
        return Ok(digits);
    }
    Err(Finding::error(Code::GateSeed)
        .with("min", SHORTEST.to_string())
        .with("max", LONGEST.to_string())
        .with("seed", typed.trim()))
}

/// What decides the place of one item, as hex digits.
#[must_use]
pub fn key(meeting_id: &str, seed: &str, number: &str) -> String {
    hex::encode(Sha256::digest(format!("lunzheng/lot/1\n{meeting_id}\n{seed}\n{number}")))
}

/// The drawn order of items by their numbers. The order in which they are given does not matter.
#[must_use]
pub fn order(meeting_id: &str, seed: &str, numbers: &[String]) -> Vec<String> {
    let mut drawn: Vec<(String, &String)> =
        numbers.iter().map(|no| (key(meeting_id, seed, no), no)).collect();
    drawn.sort();
    drawn.into_iter().map(|(_, no)| no.clone()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_place_of_an_item_is_what_sha256sum_says_of_its_four_lines() {
        // printf 'lunzheng/lot/1\n%s\n%s\n%s' 000102030405060708090a0b0c0d0e0f 20260120 JB-001 | sha256sum
        let meeting = "000102030405060708090a0b0c0d0e0f";
        assert_eq!(
            key(meeting, "20260120", "JB-001"),
            "82b5dce7e2782ccf3b439a6a1d177456ddc72b4e9ad0693eebff0a45be1e26b3"
        );
        let numbers: Vec<String> = ["JB-001", "JB-002", "JB-003"].map(str::to_owned).to_vec();
        assert_eq!(order(meeting, "20260120", &numbers), ["JB-002", "JB-001", "JB-003"]);
    }

    #[test]
    fn a_seed_is_digits_however_they_are_typed_and_nothing_else() {
        assert_eq!(seed(" ８３１７ 02 ").as_deref(), Ok("831702"));
        for typed in ["", "123", "12a4", "-1234", "一二三四", &"1".repeat(33)] {
            assert_eq!(seed(typed).map_err(|f| f.code), Err(Code::GateSeed), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_lot_is_an_order_of_the_same_items_whatever_order_they_came_in(
            numbers in proptest::collection::btree_set("[A-Z]{1,3}-[0-9]{1,3}", 1..12),
            seed in "[0-9]{4,9}",
            by in 0usize..12,
        ) {
            let given: Vec<String> = numbers.iter().cloned().collect();
            let drawn = order("m", &seed, &given);
            prop_assert_eq!(drawn.iter().cloned().collect::<BTreeSet<_>>(), numbers);
            let mut turned = given.clone();
            turned.rotate_left(by % given.len());
            turned.reverse();
            prop_assert_eq!(order("m", &seed, &turned), drawn);
        }
    }

    #[test]
    fn every_item_comes_first_about_as_often_as_any_other() {
        let numbers: Vec<String> = (1..=5).map(|n| format!("JB-{n:03}")).collect();
        let mut first = [0u32; 5];
        for seed in 0..5000 {
            let drawn = order("m", &format!("{seed:06}"), &numbers);
            first[numbers.iter().position(|n| Some(n) == drawn.first()).unwrap()] += 1;
        }
        // 1000 each; one in a hundred thousand runs of chance leaves ±130.
        assert!(first.iter().all(|n| (870..=1130).contains(n)), "{first:?}");
    }
}
