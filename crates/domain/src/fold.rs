//! The state of a meeting's scoring as a pure fold of a set of desk events: whatever the order in which packs came in,
//! the same set gives the same state. Whose events are valid (signatures, forks) was settled before.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::desk::{DeskEvent, Sheet};
use crate::recusal::Ground;

/// One valid event with its author and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authored {
    /// The expert whose key signed it.
    pub expert_no: String,
    /// Hash of the signed bytes.
    pub hash: [u8; 32],
    /// When it was signed by the laptop's clock, in milliseconds since 1970-01-01 UTC.
    pub at_ms: i64,
    /// What it says.
    pub event: DeskEvent,
}

/// A recusal declared at the desk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Declared {
    /// Expert.
    pub expert_no: String,
    /// Bid.
    pub bid_no: String,
    /// Ground.
    pub ground: Ground,
    /// What the expert says.
    pub evidence: String,
}

/// Which of two sheets of one expert on one bid counts: that of the later revision; of one revision, which one expert can
/// sign on a lost laptop and on its successor, the one signed later; of one millisecond the larger hash, so that everybody
/// picks the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Precedence {
    /// How often the sheet was asked for anew, from 1.
    pub revision: u32,
    /// When it was signed, in milliseconds since 1970-01-01 UTC.
    pub at_ms: i64,
    /// Hash of the signed bytes.
    pub hash: [u8; 32],
}

/// A sheet that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// What it came before others with.
    pub by: Precedence,
    /// The sheet.
    pub sheet: Sheet,
}

/// What the events say together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scoring {
    /// Experts who made the pledge.
    pub pledged: BTreeSet<String>,
    /// Recusals declared at the desk.
    pub declared: BTreeSet<Declared>,
    /// The sheet that counts, by bid and expert.
    pub sheets: BTreeMap<(String, String), Counted>,
    /// Experts who locked.
    pub locked: BTreeSet<String>,
}

/// Folds a set of events. Commutative, associative and idempotent: every rule is a maximum or a union.
#[must_use]
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Authored>) -> Scoring {
    let mut state = Scoring::default();
    for Authored { expert_no, hash, at_ms, event } in events {
        match event {
            DeskEvent::Pledged => {
                state.pledged.insert(expert_no.clone());
            }
            DeskEvent::Recused { bid_no, ground, evidence } => {
                state.declared.insert(Declared {
                    expert_no: expert_no.clone(),
                    bid_no: bid_no.clone(),
                    ground: *ground,
                    evidence: evidence.clone(),
                });
            }
            DeskEvent::Scored { bid_no, revision, sheet, .. } => {
                let key = (bid_no.clone(), expert_no.clone());
                let by = Precedence { revision: *revision, at_ms: *at_ms, hash: *hash };
                if state.sheets.get(&key).is_none_or(|counted| counted.by < by) {
                    state.sheets.insert(key, Counted { by, sheet: sheet.clone() });
                }
            }
            DeskEvent::Locked { .. } => {
                state.locked.insert(expert_no.clone());
            }
        }
    }
    state
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn events() -> impl Strategy<Value = Vec<Authored>> {
        let event = prop_oneof![
            Just(DeskEvent::Pledged),
            (0u32..2).prop_map(|sheets| DeskEvent::Locked { sheets, rules: String::new() }),
            (0u8..3).prop_map(|b| DeskEvent::Recused {
                bid_no: b.to_string(),
                ground: Ground::Other,
                evidence: String::new()
            }),
            (0u8..3, 0u32..3, "[ab]").prop_map(|(b, revision, merits)| DeskEvent::Scored {
                bid_no: b.to_string(),
                revision,
                rules: String::new(),
                sheet: Sheet { merits, ..Sheet::default() },
            }),
        ];
        let authored = (0u8..3, 0i64..3, event).prop_map(|(who, at_ms, event)| {
            let bytes = crate::digest::canonical(&event).unwrap();
            Authored {
                expert_no: who.to_string(),
                hash: crate::digest::framed("t", &[&[who], &at_ms.to_be_bytes(), &bytes]),
                at_ms,
                event,
            }
        });
        proptest::collection::vec(authored, 0..20)
    }

    fn scored(revision: u32, at_ms: i64, hash: u8, merits: &str) -> Authored {
        Authored {
            expert_no: "1".to_owned(),
            hash: [hash; 32],
            at_ms,
            event: DeskEvent::Scored {
                bid_no: "A".to_owned(),
                revision,
                rules: String::new(),
                sheet: Sheet { merits: merits.to_owned(), ..Sheet::default() },
            },
        }
    }

    #[test]
    fn of_two_sheets_of_one_revision_the_one_signed_later_counts_whatever_their_hashes() {
        let key = ("A".to_owned(), "1".to_owned());
        let counts = |events: &[Authored]| fold(events).sheets[&key].sheet.merits.clone();
        let lost = scored(1, 1_000, 9, "lost laptop");
        let second = scored(1, 2_000, 1, "second laptop");
        assert_eq!(counts(&[lost.clone(), second.clone()]), "second laptop");
        assert_eq!(counts(&[second, lost.clone()]), "second laptop");
        let asked_again = scored(2, 500, 1, "asked for anew");
        assert_eq!(counts(&[lost, asked_again]), "asked for anew");
    }

    proptest! {
        #[test]
        fn any_order_and_any_repetition_gives_the_same_state(events in events(), by in 0usize..20, cut in 0usize..20) {
            let state = fold(&events);
            let mut other: Vec<Authored> = events.iter().rev().cloned().collect();
            other.rotate_left(by % events.len().max(1));
            other.extend(events.iter().take(cut).cloned());
            prop_assert_eq!(fold(&other), state);
        }
    }
}
