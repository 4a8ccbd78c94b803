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
    /// Hash of the signed bytes; decides between equal revisions (the larger counts).
    pub hash: [u8; 32],
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

/// What the events say together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scoring {
    /// Experts who made the pledge.
    pub pledged: BTreeSet<String>,
    /// Recusals declared at the desk.
    pub declared: BTreeSet<Declared>,
    /// The sheet that counts, by bid and expert, with its revision and hash.
    pub sheets: BTreeMap<(String, String), (u32, [u8; 32], Sheet)>,
    /// Experts who locked.
    pub locked: BTreeSet<String>,
}

/// Folds a set of events. Commutative, associative and idempotent: every rule is a maximum or a union.
#[must_use]
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Authored>) -> Scoring {
    let mut state = Scoring::default();
    for Authored { expert_no, hash, event } in events {
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
                let newer = state.sheets.get(&key).is_none_or(|(r, h, _)| (*r, *h) < (*revision, *hash));
                if newer {
                    state.sheets.insert(key, (*revision, *hash, sheet.clone()));
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
        let authored = (0u8..3, event).prop_map(|(who, event)| {
            let bytes = crate::digest::canonical(&event).unwrap();
            Authored {
                expert_no: who.to_string(),
                hash: crate::digest::framed("t", &[&[who], &bytes]),
                event,
            }
        });
        proptest::collection::vec(authored, 0..20)
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
