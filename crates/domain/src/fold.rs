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
    /// When it was signed by the device's clock, in milliseconds since 1970: of equal revisions the later one counts.
    pub at_ms: i64,
    /// Hash of the signed bytes; decides between equal revisions of one time (the larger counts).
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
    /// Why it took the place of the revision before.
    pub change: Option<String>,
}

/// 弃权: a signed word that no score is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abstention {
    /// What it came before others with: it is counted with the sheets.
    pub by: Precedence,
    /// Why no score is given.
    pub reason: String,
    /// Why it took the place of the revision before.
    pub change: Option<String>,
}

/// What an expert signed of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Version {
    /// A sheet.
    Scored(Counted),
    /// No score.
    Abstained(Abstention),
}

impl Version {
    /// Its place: the largest counts.
    #[must_use]
    pub fn by(&self) -> Precedence {
        match self {
            Version::Scored(c) => c.by,
            Version::Abstained(a) => a.by,
        }
    }

    /// Why it took the place of the one before.
    #[must_use]
    pub fn change(&self) -> Option<&str> {
        match self {
            Version::Scored(c) => c.change.as_deref(),
            Version::Abstained(a) => a.change.as_deref(),
        }
    }

    /// The sheet, where there is one.
    #[must_use]
    pub fn sheet(&self) -> Option<&Sheet> {
        match self {
            Version::Scored(c) => Some(&c.sheet),
            Version::Abstained(_) => None,
        }
    }
}

/// An expert's word that a score far from the others' stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Upheld {
    /// When it was signed, in milliseconds since 1970; the later word holds.
    pub at_ms: i64,
    /// Hash of its event.
    pub hash: [u8; 32],
    /// Revision of the sheet that it speaks of.
    pub revision: u32,
    /// Why.
    pub reason: String,
}

/// Bid and expert.
pub type Of = (String, String);

/// What the events say together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scoring {
    /// Experts who made the pledge.
    pub pledged: BTreeSet<String>,
    /// Recusals declared at the desk.
    pub declared: BTreeSet<Declared>,
    /// The sheet that counts, by bid and expert.
    pub sheets: BTreeMap<Of, Counted>,
    /// Items of which an expert gives no score, where that is the word that counts.
    pub abstained: BTreeMap<Of, Abstention>,
    /// What was signed before the word that counts, the earliest first; nothing where there was one word only.
    pub superseded: BTreeMap<Of, Vec<Version>>,
    /// Deviating scores that their experts stand by, by bid, expert and criterion (nothing: the total).
    pub upheld: BTreeMap<(String, String, Option<String>), Upheld>,
    /// Experts who saw and confirmed their own use of the scale.
    pub scale_seen: BTreeSet<String>,
    /// Experts who locked.
    pub locked: BTreeSet<String>,
}

impl Scoring {
    /// The revision of an expert's word on an item that counts; nothing where there is none.
    #[must_use]
    pub fn revision(&self, of: &Of) -> Option<u32> {
        let sheet = self.sheets.get(of).map(|c| c.by.revision);
        sheet.or_else(|| self.abstained.get(of).map(|a| a.by.revision))
    }

    /// Everything an expert signed of an item, the earliest first; the last one counts.
    #[must_use]
    pub fn versions(&self, of: &Of) -> Vec<Version> {
        let mut all = self.superseded.get(of).cloned().unwrap_or_default();
        all.extend(self.sheets.get(of).cloned().map(Version::Scored));
        all.extend(self.abstained.get(of).cloned().map(Version::Abstained));
        all
    }
}

/// Folds a set of events. Commutative, associative and idempotent: every rule is a maximum or a union.
#[must_use]
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Authored>) -> Scoring {
    let mut state = Scoring::default();
    let mut versions: BTreeMap<Of, BTreeMap<Precedence, Version>> = BTreeMap::new();
    for Authored { expert_no, at_ms, hash, event } in events {
        let (at_ms, hash) = (*at_ms, *hash);
        let mut sign = |bid_no: &String, version: Version| {
            versions.entry((bid_no.clone(), expert_no.clone())).or_default().insert(version.by(), version);
        };
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
            DeskEvent::Scored { bid_no, revision, sheet, change, .. } => {
                let by = Precedence { revision: *revision, at_ms, hash };
                let (sheet, change) = (sheet.clone(), change.clone());
                sign(bid_no, Version::Scored(Counted { by, sheet, change }));
            }
            DeskEvent::Abstained { bid_no, revision, reason, change, .. } => {
                let by = Precedence { revision: *revision, at_ms, hash };
                let (reason, change) = (reason.clone(), change.clone());
                sign(bid_no, Version::Abstained(Abstention { by, reason, change }));
            }
            DeskEvent::ScaleSeen { .. } => {
                state.scale_seen.insert(expert_no.clone());
            }
            DeskEvent::Upheld { bid_no, criterion, revision, reason, .. } => {
                let word = Upheld { at_ms, hash, revision: *revision, reason: reason.clone() };
                let of = (bid_no.clone(), expert_no.clone(), criterion.clone());
                if state.upheld.get(&of).is_none_or(|known| *known < word) {
                    state.upheld.insert(of, word);
                }
            }
            DeskEvent::Locked { .. } => {
                state.locked.insert(expert_no.clone());
            }
        }
    }
    for (of, mut signed) in versions {
        match signed.pop_last() {
            Some((_, Version::Scored(sheet))) => {
                state.sheets.insert(of.clone(), sheet);
            }
            Some((_, Version::Abstained(word))) => {
                state.abstained.insert(of.clone(), word);
            }
            None => {}
        }
        if !signed.is_empty() {
            state.superseded.insert(of, signed.into_values().collect());
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
                change: (revision > 1).then(|| "复核".to_owned()),
            }),
            (0u8..3, 0u32..3, "[ab]").prop_map(|(b, revision, reason)| DeskEvent::Abstained {
                bid_no: b.to_string(),
                revision,
                rules: String::new(),
                reason,
                change: None,
            }),
            (0u8..2, 0u32..3, proptest::option::of("[ab]"), "[ab]").prop_map(
                |(b, revision, criterion, reason)| DeskEvent::Upheld {
                    bid_no: b.to_string(),
                    criterion,
                    revision,
                    rules: String::new(),
                    reason,
                }
            ),
            Just(DeskEvent::ScaleSeen { rules: String::new(), scale: crate::scale::OwnScale::of(&[]) }),
        ];
        let authored = (0u8..3, 0i64..3, event).prop_map(|(who, at_ms, event)| {
            let bytes = crate::digest::canonical(&event).unwrap();
            Authored {
                expert_no: who.to_string(),
                at_ms,
                hash: crate::digest::framed("t", &[&[who], &at_ms.to_be_bytes(), &bytes]),
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
    fn says(at_ms: i64, hash: u8, event: DeskEvent) -> Authored {
        Authored { expert_no: "Z1".to_owned(), at_ms, hash: [hash; 32], event }
    }

    fn scored(revision: u32, merits: &str) -> DeskEvent {
        DeskEvent::Scored {
            bid_no: "B".to_owned(),
            revision,
            rules: String::new(),
            sheet: Sheet { merits: merits.to_owned(), ..Sheet::default() },
            change: None,
        }
    }

    #[test]
    fn of_two_sheets_of_one_revision_the_one_signed_later_counts_whatever_their_hashes() {
        let key = ("B".to_owned(), "Z1".to_owned());
        let counts = |events: &[Authored]| fold(events).sheets[&key].sheet.merits.clone();
        let lost = says(1_000, 9, scored(1, "lost laptop"));
        let second = says(2_000, 1, scored(1, "second laptop"));
        assert_eq!(counts(&[lost.clone(), second.clone()]), "second laptop");
        assert_eq!(counts(&[second, lost.clone()]), "second laptop");
        let asked_again = says(500, 1, scored(2, "asked for anew"));
        assert_eq!(counts(&[lost, asked_again]), "asked for anew");
    }

    #[test]
    fn the_higher_revision_counts_then_the_later_one_and_what_it_replaced_stays_in_order() {
        let abstains = |revision| DeskEvent::Abstained {
            bid_no: "B".to_owned(),
            revision,
            rules: String::new(),
            reason: "材料不全".to_owned(),
            change: None,
        };
        let of = ("B".to_owned(), "Z1".to_owned());
        let state =
            fold(&[says(9, 9, scored(1, "late")), says(1, 1, abstains(2)), says(3, 2, scored(1, "b"))]);
        assert_eq!((state.sheets.len(), state.revision(&of)), (0, Some(2)));
        assert_eq!(state.abstained[&of].reason, "材料不全");
        let told: Vec<_> =
            state.versions(&of).iter().map(Version::by).map(|p| (p.revision, p.at_ms)).collect();
        assert_eq!(told, [(1, 3), (1, 9), (2, 1)]);
        let state = fold(&[says(5, 1, scored(3, "again")), says(1, 1, abstains(2))]);
        assert_eq!(state.sheets[&of].sheet.merits, "again");
        assert!(state.abstained.is_empty(), "a later sheet takes an abstention's place");
    }
}
