//! A grow-only set of events, keyed by hash. Merging is union; everything else is a pure function of the set, so the
//! order in which packs arrive, and how often, cannot matter.

use crate::event::SignedEvent;
use crate::frame::{self, framed_sha256};
use crate::ids::{Fingerprint, Hash32};
use std::collections::{BTreeMap, BTreeSet};

/// The events of one meeting that are present here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventSet {
    /// Ordered by (author, number, hash); the hash alone is the key of the set.
    events: BTreeMap<(Fingerprint, u64, Hash32), SignedEvent>,
}

/// One device said two different things under one number: its vault was copied, or it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// The device.
    pub author: Fingerprint,
    /// The number.
    pub device_seq: u64,
    /// The events that bear it. One may be known only because a later event names it as its predecessor.
    pub hashes: BTreeSet<Hash32>,
}

/// Numbers of a device that are missing below the highest one present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The device.
    pub author: Fingerprint,
    /// The first missing number.
    pub from: u64,
    /// The last missing number.
    pub to: u64,
}

/// Which branch of a fork counts, as people decided: (device, number) → event.
pub type ForkDecisions = BTreeMap<(Fingerprint, u64), Hash32>;

/// Rivals that were seen, here or not: (device, number) → hashes of events that bear it. A pack that was looked at and not
/// taken in leaves its side of a fork here, so that the fork stands all the same.
pub type Sightings = BTreeMap<(Fingerprint, u64), BTreeSet<Hash32>>;

impl EventSet {
    /// An empty set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an event whose signature was verified. Returns whether it is new. Of two signatures for the same event
    /// the smaller is kept, so that the set does not depend on which came first.
    pub fn insert(&mut self, event: SignedEvent) -> bool {
        let key = (event.author(), event.event().device_seq, event.hash());
        match self.events.get_mut(&key) {
            None => {
                self.events.insert(key, event);
                true
            }
            Some(present) => {
                if event.signature() < present.signature() {
                    *present = event;
                }
                false
            }
        }
    }

    /// The union with another set. Returns how many events were new.
    pub fn merge(&mut self, other: impl IntoIterator<Item = SignedEvent>) -> usize {
        other.into_iter().map(|e| usize::from(self.insert(e))).sum()
    }

    /// How many events there are, forked ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Whether an event is present.
    #[must_use]
    pub fn contains(&self, event: &SignedEvent) -> bool {
        self.events.contains_key(&(event.author(), event.event().device_seq, event.hash()))
    }

    /// All events by (author, number, hash).
    pub fn iter(&self) -> impl Iterator<Item = &SignedEvent> {
        self.events.values()
    }

    /// Where a device has two events under one number, or a later event names a predecessor other than the present one.
    #[must_use]
    pub fn forks(&self) -> Vec<Fork> {
        let mut seen: BTreeMap<(Fingerprint, u64), BTreeSet<Hash32>> = BTreeMap::new();
        for event in self.iter() {
            let (author, number) = (event.author(), event.event().device_seq);
            seen.entry((author, number)).or_default().insert(event.hash());
            if let Some(previous) = event.event().previous {
                seen.entry((author, number - 1)).or_default().insert(previous);
            }
        }
        seen.into_iter()
            .filter(|(_, hashes)| hashes.len() > 1)
            .map(|((author, device_seq), hashes)| Fork { author, device_seq, hashes })
            .collect()
    }

    /// What is missing below the highest number of each device.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let mut last: Option<(Fingerprint, u64)> = None;
        for (author, number, _) in self.events.keys() {
            let before = match last {
                Some((a, n)) if a == *author => n,
                _ => 0,
            };
            if *number > before.saturating_add(1) {
                gaps.push(Gap { author: *author, from: before + 1, to: number - 1 });
            }
            last = Some((*author, *number));
        }
        gaps
    }

    /// The events that count as long as nobody decided anything: neither forked nor after a fork.
    #[must_use]
    pub fn valid(&self) -> Vec<&SignedEvent> {
        self.valid_given(&ForkDecisions::new())
    }

    /// The events that count, given what people decided about forks. Of a decided fork the chosen event counts and
    /// what follows it in an unbroken chain; of an undecided one nothing from there on.
    #[must_use]
    pub fn valid_given(&self, decisions: &ForkDecisions) -> Vec<&SignedEvent> {
        self.counted(decisions, &Sightings::new()).0
    }

    /// The forks at which counting stops, at most one a device: the first that people have not decided. Forks that lie
    /// behind it, or on a branch that was not chosen, wait with it or are settled with it.
    #[must_use]
    pub fn open_forks(&self, decisions: &ForkDecisions) -> Vec<Fork> {
        self.counted(decisions, &Sightings::new()).1
    }

    /// Names the set: SHA-256 over the framed hashes of its events, ascending. Two sets with the same events have the
    /// same digest, whichever way they came together.
    #[must_use]
    pub fn digest(&self) -> Hash32 {
        let hashes: BTreeSet<Hash32> = self.events.keys().map(|(_, _, hash)| *hash).collect();
        let fields: Vec<&[u8]> = hashes.iter().map(|h| h.0.as_slice()).collect();
        Hash32(framed_sha256(frame::EVENT_SET, &fields))
    }

    /// What counts, and the forks at which that ended: as [`EventSet::valid_given`] and [`EventSet::open_forks`], with rivals
    /// that were seen and are not here. A fork of which one side is here counts on neither side until people decide.
    #[must_use]
    pub fn counted(&self, decisions: &ForkDecisions, seen: &Sightings) -> (Vec<&SignedEvent>, Vec<Fork>) {
        let mut devices: BTreeMap<Fingerprint, Numbers<'_>> = BTreeMap::new();
        for event in self.iter() {
            let numbers = devices.entry(event.author()).or_default();
            numbers.entry(event.event().device_seq).or_default().present.push(event);
        }
        for fork in self.forks() {
            let numbers = devices.entry(fork.author).or_default();
            numbers.entry(fork.device_seq).or_default().forked = fork.hashes;
        }
        for ((author, number), hashes) in seen {
            devices.entry(*author).or_default().entry(*number).or_default().seen.extend(hashes);
        }
        let mut valid = Vec::with_capacity(self.len());
        let mut open = Vec::new();
        for (author, numbers) in devices {
            let stopped = walk(&numbers, |number| decisions.get(&(author, number)).copied(), &mut valid);
            open.extend(stopped.map(|(device_seq, hashes)| Fork { author, device_seq, hashes }));
        }
        (valid, open)
    }
}

/// What is known of one number of a device.
#[derive(Default)]
struct Number<'a> {
    /// The events that are here.
    present: Vec<&'a SignedEvent>,
    /// The hashes of a fork, if the set itself shows one.
    forked: BTreeSet<Hash32>,
    /// Hashes that were seen under it.
    seen: BTreeSet<Hash32>,
}

impl Number<'_> {
    fn hashes(&self) -> impl Iterator<Item = Hash32> {
        self.present.iter().map(|e| e.hash())
    }

    /// Everything that claims this number.
    fn rivals(&self) -> BTreeSet<Hash32> {
        self.hashes().chain(self.forked.iter().copied()).chain(self.seen.iter().copied()).collect()
    }

    /// Seen under this number and not here: what is here shows by itself on which side it lies.
    fn absent(&self) -> impl Iterator<Item = Hash32> {
        self.seen.iter().copied().filter(|hash| !self.hashes().any(|present| present == *hash))
    }
}

/// One device's numbers.
type Numbers<'a> = BTreeMap<u64, Number<'a>>;

/// Collects what counts of one device, upwards, until an undecided fork or, on a chosen branch, a broken chain. Gives the
/// undecided fork, if it was one that ended it.
fn walk<'a>(
    numbers: &Numbers<'a>,
    decision: impl Fn(u64) -> Option<Hash32>,
    valid: &mut Vec<&'a SignedEvent>,
) -> Option<(u64, BTreeSet<Hash32>)> {
    // after a decided fork: the last number and hash of the branch that counts
    let mut branch: Option<(u64, Hash32)> = None;
    for (number, known) in numbers {
        let mut rivals = known.rivals();
        let mut candidates = known.present.clone();
        if let Some((tip, hash)) = branch {
            // only an unbroken chain shows on which side of the fork an event lies
            if *number != tip + 1 {
                return None;
            }
            candidates.retain(|e| e.event().previous == Some(hash));
            rivals = candidates.iter().map(|e| e.hash()).collect();
            if candidates.iter().any(|e| known.seen.contains(&e.hash())) {
                rivals.extend(known.absent());
            }
        }
        if rivals.len() > 1 {
            let Some(chosen) = decision(*number).filter(|h| rivals.contains(h)) else {
                return Some((*number, rivals));
            };
            candidates.retain(|e| e.hash() == chosen);
            branch = Some((*number, chosen));
        } else if branch.is_some() {
            let only = candidates.first()?;
            branch = Some((*number, only.hash()));
        }
        valid.extend(candidates);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;
    use crate::ids::MeetingId;
    use chrono::DateTime;
    use proptest::prelude::*;

    /// Events are told apart by their bytes here; no signature is checked, so none is made.
    fn event(author: u8, device_seq: u64, previous: Option<Hash32>, body: u8) -> SignedEvent {
        unsigned(author, device_seq, previous, body, 0)
    }

    fn unsigned(author: u8, device_seq: u64, previous: Option<Hash32>, body: u8, sig: u8) -> SignedEvent {
        let event = Event {
            meeting: MeetingId([0; 16]),
            author: Fingerprint([author; 32]),
            device_seq,
            previous,
            kind: "sheet".into(),
            at: DateTime::UNIX_EPOCH,
            body: vec![body],
        };
        SignedEvent::unsigned(event, [sig; 64])
    }

    fn chain(author: u8, len: u64) -> Vec<SignedEvent> {
        let mut out: Vec<SignedEvent> = Vec::new();
        for n in 1..=len {
            out.push(event(author, n, out.last().map(SignedEvent::hash), 0));
        }
        out
    }

    fn set(events: &[SignedEvent]) -> EventSet {
        let mut set = EventSet::new();
        set.merge(events.iter().cloned());
        set
    }

    fn hashes(events: &[&SignedEvent]) -> Vec<Hash32> {
        events.iter().map(|e| e.hash()).collect()
    }

    #[test]
    fn an_unbroken_chain_counts_whole_and_a_duplicate_changes_nothing() {
        let events = chain(1, 5);
        let mut set = set(&events);
        assert!(!set.insert(events[2].clone()));
        assert_eq!(set.valid().len(), 5);
        assert!(set.forks().is_empty() && set.gaps().is_empty());
    }

    #[test]
    fn a_gap_is_named_and_what_is_there_counts() {
        let events = chain(1, 6);
        let set = set(&[events[2].clone(), events[5].clone()]);
        let author = Fingerprint([1; 32]);
        assert_eq!(set.gaps(), [Gap { author, from: 1, to: 2 }, Gap { author, from: 4, to: 5 }]);
        assert_eq!(set.valid().len(), 2);
    }

    #[test]
    fn of_a_fork_neither_counts_nor_what_follows_until_a_person_decides() {
        let mut events = chain(1, 4);
        let rival = event(1, 3, Some(events[1].hash()), 9);
        let after_rival = event(1, 4, Some(rival.hash()), 9);
        events.extend([rival.clone(), after_rival.clone()]);
        events.extend(chain(2, 2));
        let set = set(&events);
        assert_eq!(set.forks().iter().map(|f| f.device_seq).collect::<Vec<_>>(), [3, 4]);
        let first_two = |extra: &[&SignedEvent]| {
            let mut h = vec![events[0].hash(), events[1].hash()];
            h.extend(extra.iter().map(|e| e.hash()));
            h.extend(chain(2, 2).iter().map(SignedEvent::hash));
            h
        };
        assert_eq!(hashes(&set.valid()), first_two(&[]));
        let author = Fingerprint([1; 32]);
        let chosen = ForkDecisions::from([((author, 3), rival.hash())]);
        assert_eq!(hashes(&set.valid_given(&chosen)), first_two(&[&rival, &after_rival]));
        assert_eq!(set.open_forks(&ForkDecisions::new()).len(), 1, "the second waits behind the first");
        assert!(set.open_forks(&chosen).is_empty());
        let nonsense = ForkDecisions::from([((author, 3), Hash32([0; 32]))]);
        assert_eq!(hashes(&set.valid_given(&nonsense)), first_two(&[]));
    }

    #[test]
    fn a_fork_shows_even_when_the_rival_is_only_named_as_predecessor() {
        let events = chain(1, 2);
        let orphan = event(1, 3, Some(Hash32([9; 32])), 0);
        let set = set(&[events[0].clone(), events[1].clone(), orphan]);
        assert_eq!(set.forks().len(), 1);
        assert_eq!(set.forks()[0].device_seq, 2);
        assert_eq!(hashes(&set.valid()), [events[0].hash()]);
    }

    #[test]
    fn after_a_decided_fork_what_hangs_in_the_air_does_not_count() {
        let mut events = chain(1, 5);
        let rival = event(1, 2, Some(events[0].hash()), 9);
        events.remove(2);
        events.push(rival);
        let set = set(&events);
        let chosen = ForkDecisions::from([((Fingerprint([1; 32]), 2), events[1].hash())]);
        assert_eq!(hashes(&set.valid_given(&chosen)), [events[0].hash(), events[1].hash()]);
    }

    #[test]
    fn a_rival_that_was_seen_and_is_not_here_stops_the_counting_until_a_person_decides() {
        let events = chain(1, 4);
        let (author, rival) = (Fingerprint([1; 32]), event(1, 3, Some(events[1].hash()), 9));
        let set = set(&events);
        let seen = Sightings::from([((author, 3), BTreeSet::from([events[2].hash(), rival.hash()]))]);
        let (valid, open) = set.counted(&ForkDecisions::new(), &seen);
        assert_eq!(hashes(&valid), [events[0].hash(), events[1].hash()]);
        assert_eq!((open.len(), open[0].device_seq, open[0].hashes.len()), (1, 3, 2));
        let kept = ForkDecisions::from([((author, 3), events[2].hash())]);
        assert_eq!(set.counted(&kept, &seen).0.len(), 4, "the side that is here was chosen");
        let gone = ForkDecisions::from([((author, 3), rival.hash())]);
        assert_eq!(hashes(&set.counted(&gone, &seen).0), [events[0].hash(), events[1].hash()]);
        assert_eq!(set.counted(&ForkDecisions::new(), &Sightings::new()).0.len(), 4);
    }

    #[test]
    fn a_rival_that_was_seen_on_the_chosen_branch_opens_a_second_fork() {
        let mut events = chain(1, 5);
        events.push(event(1, 2, Some(events[0].hash()), 9));
        let author = Fingerprint([1; 32]);
        let decided = ForkDecisions::from([((author, 2), events[1].hash())]);
        let later = event(1, 4, Some(events[2].hash()), 9);
        let seen = Sightings::from([((author, 4), BTreeSet::from([events[3].hash(), later.hash()]))]);
        let (_, open) = set(&events).counted(&decided, &seen);
        assert_eq!(open.iter().map(|f| f.device_seq).collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn of_two_signatures_for_one_event_the_same_is_kept_whichever_comes_first() {
        let (a, b) = (unsigned(1, 1, None, 0, 7), unsigned(1, 1, None, 0, 3));
        assert_eq!(set(&[a.clone(), b.clone()]), set(&[b.clone(), a]));
        assert_eq!(set(std::slice::from_ref(&b)).iter().next(), Some(&b));
    }

    fn any_events() -> impl Strategy<Value = Vec<SignedEvent>> {
        let one = (0u8..3, 1u64..5, 0u8..3, 0u8..3, 0u8..2).prop_map(|(author, seq, prev, body, sig)| {
            let previous = (seq > 1).then(|| event(author, seq - 1, fake(seq - 1, prev), prev).hash());
            unsigned(author, seq, previous, body, sig)
        });
        prop::collection::vec(one, 0..24)
    }

    fn fake(seq: u64, seed: u8) -> Option<Hash32> {
        (seq > 1).then_some(Hash32([seed; 32]))
    }

    proptest! {
        #[test]
        fn merging_is_commutative_associative_and_idempotent(a in any_events(), b in any_events(), c in any_events()) {
            let merged = |parts: &[&EventSet]| {
                let mut all = EventSet::new();
                for part in parts {
                    all.merge(part.iter().cloned());
                }
                all
            };
            let (a, b, c) = (set(&a), set(&b), set(&c));
            prop_assert_eq!(merged(&[&a, &b]), merged(&[&b, &a]));
            prop_assert_eq!(merged(&[&merged(&[&a, &b]), &c]), merged(&[&a, &merged(&[&b, &c])]));
            prop_assert_eq!(merged(&[&a, &a]), a.clone());
            let all = merged(&[&c, &a, &b]);
            prop_assert_eq!(hashes(&all.valid()), hashes(&merged(&[&a, &b, &c]).valid()));
            prop_assert_eq!(all.forks(), merged(&[&b, &c, &a]).forks());
            prop_assert_eq!(all.digest(), merged(&[&b, &a, &c, &b]).digest());
            prop_assert_eq!(all.digest() == a.digest(), all.len() == a.len());
        }

        #[test]
        fn what_counts_lies_before_every_fork_and_more_events_never_heal_one(a in any_events(), b in any_events()) {
            let (small, mut large) = (set(&a), set(&a));
            large.merge(b);
            for fork in large.forks() {
                let after = |e: &&SignedEvent| e.author() == fork.author && e.event().device_seq >= fork.device_seq;
                prop_assert!(!large.valid().iter().any(after));
            }
            for fork in small.forks() {
                let still = |f: &Fork| f.author == fork.author && f.device_seq == fork.device_seq;
                prop_assert!(large.forks().iter().any(still));
            }
        }
    }
}
