//! The law of merging: three sets of signed events, made from the input, in every order and grouping; and the fold of what
//! counts in them.

use arbitrary::{Result, Unstructured};
use chrono::DateTime;
use domain::desk::{DeskEvent, Sheet};
use domain::fold::{Authored, Scoring, fold};
use domain::recusal::Ground;
use packs::{Event, EventSet, ForkDecisions, Hash32, SignedEvent};

use crate::parties::{MEETING, parties};

/// Most events of a history, and most places that they are put at.
const EVENTS: usize = 16;
const PLACES: usize = 40;

/// What is merged: three sets, and which branch of a fork people chose.
struct History {
    sets: [EventSet; 3],
    choices: [u8; 8],
}

/// Merges three sets that the input describes; what is left of the input is read as an event as it is carried.
///
/// # Panics
/// When a law of merging or of the fold does not hold.
#[must_use]
pub fn merge(bytes: &[u8]) -> bool {
    let mut input = Unstructured::new(bytes);
    let Ok(history) = history(&mut input) else { return false };
    holds(&history);
    if let Ok(event) = SignedEvent::from_carried(input.take_rest()) {
        assert_eq!(SignedEvent::from_carried(&event.to_carried()).unwrap(), event);
    }
    history.sets.iter().any(|s| !s.is_empty())
}

fn history(input: &mut Unstructured<'_>) -> Result<History> {
    let mut events: Vec<SignedEvent> = Vec::new();
    for _ in 0..input.int_in_range(1..=EVENTS)? {
        let made = event(input, &events)?;
        events.push(made);
    }
    let mut sets = [EventSet::new(), EventSet::new(), EventSet::new()];
    for _ in 0..input.int_in_range(0..=PLACES)? {
        let at: u8 = input.arbitrary()?;
        let event = input.choose(&events)?;
        // one event in three comes under another signature, as a device that signs twice would send it
        let other = SignedEvent::from_parts(event.bytes().to_vec(), [at; 64]).unwrap();
        let event = if at.is_multiple_of(3) { other } else { event.clone() };
        sets.get_mut(usize::from(at) % 3).map(|set| set.insert(event));
    }
    Ok(History { sets, choices: input.arbitrary()? })
}

/// A signed event: a later one of a device mostly follows one that is there.
fn event(input: &mut Unstructured<'_>, before: &[SignedEvent]) -> Result<SignedEvent> {
    let keys = input.choose(parties())?;
    let device_seq = input.int_in_range(1..=6)?;
    let stray = Hash32([input.int_in_range(0..=2)?; 32]);
    let follows =
        |e: &&SignedEvent| e.author() == keys.fingerprint() && e.event().device_seq + 1 == device_seq;
    let possible: Vec<&SignedEvent> = before.iter().filter(follows).collect();
    let previous = match device_seq {
        1 => None,
        _ if possible.is_empty() || input.ratio(1, 8)? => Some(stray),
        _ => Some(input.choose(&possible)?.hash()),
    };
    let event = Event {
        meeting: MEETING,
        author: keys.fingerprint(),
        device_seq,
        previous,
        kind: "sheet".into(),
        at: DateTime::UNIX_EPOCH,
        body: domain::digest::canonical(&said(input)?).unwrap(),
    };
    Ok(SignedEvent::sign(keys, event).unwrap())
}

fn said(input: &mut Unstructured<'_>) -> Result<DeskEvent> {
    let bid_no = format!("JB-{}", input.int_in_range(1..=3)?);
    let word = || char::from(b'a').to_string();
    Ok(match input.int_in_range(0..=6)? {
        0 => DeskEvent::Pledged,
        1 => DeskEvent::Locked { rules: word(), sheets: input.int_in_range(0..=2)? },
        2 => DeskEvent::Recused {
            bid_no,
            ground: if input.arbitrary()? { Ground::Other } else { Ground::Teacher },
            evidence: word(),
        },
        3 => DeskEvent::Abstained {
            bid_no,
            revision: *input.choose(&[0, 1, 2, 3, u32::MAX])?,
            rules: word(),
            reason: input.int_in_range(0..=2)?.to_string(),
            change: None,
        },
        4 => DeskEvent::Upheld {
            bid_no,
            criterion: if input.arbitrary()? { Some(word()) } else { None },
            revision: *input.choose(&[0, 1, 2])?,
            rules: word(),
            reason: input.int_in_range(0..=2)?.to_string(),
        },
        5 => DeskEvent::ScaleSeen { rules: word(), scale: domain::scale::OwnScale::of(&[]) },
        _ => DeskEvent::Scored {
            bid_no,
            revision: *input.choose(&[0, 1, 2, 3, u32::MAX])?,
            rules: word(),
            sheet: Sheet { merits: input.int_in_range(0..=2)?.to_string(), ..Sheet::default() },
            change: None,
        },
    })
}

fn holds(History { sets: [a, b, c], choices }: &History) {
    let all = merged(&[a, b, c]);
    let decisions = decided(&all, choices);
    same(&merged(&[a, b]), &merged(&[b, a]), &decisions, "commutative");
    same(&merged(&[&merged(&[a, b]), c]), &merged(&[a, &merged(&[b, c])]), &decisions, "associative");
    same(&merged(&[a, a]), a, &decisions, "idempotent");
    same(&merged(&[&all, b, a, c]), &all, &decisions, "absorbing");
    for order in [[a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]] {
        same(&merged(&order), &all, &decisions, "the same in any order");
    }
    for part in [a, b, c] {
        assert!(part.iter().all(|e| all.contains(e)), "nothing is lost");
        let still = |f: &packs::Fork| {
            all.forks().iter().any(|g| (g.author, g.device_seq) == (f.author, f.device_seq))
        };
        assert!(part.forks().iter().all(still), "more events heal no fork");
    }
}

fn merged(parts: &[&EventSet]) -> EventSet {
    let mut all = EventSet::new();
    for part in parts {
        let (before, new) = (all.len(), all.merge(part.iter().cloned()));
        assert_eq!(all.len(), before + new, "as many as are said to be new");
    }
    all
}

/// What people chose: for each fork a branch of it, or nothing.
fn decided(all: &EventSet, choices: &[u8; 8]) -> ForkDecisions {
    let forks = all.forks().into_iter().zip(choices);
    forks
        .filter_map(|(fork, choice)| {
            let chosen = *fork.hashes.iter().nth(usize::from(*choice))?;
            Some(((fork.author, fork.device_seq), chosen))
        })
        .collect()
}

/// Everything that is known from a set is the same for both.
fn same(one: &EventSet, other: &EventSet, decisions: &ForkDecisions, law: &str) {
    assert_eq!(one, other, "{law}");
    assert_eq!(one.digest(), other.digest(), "{law}: digest");
    assert_eq!((one.forks(), one.gaps()), (other.forks(), other.gaps()), "{law}: forks and gaps");
    assert_eq!(one.open_forks(decisions), other.open_forks(decisions), "{law}: open forks");
    assert_eq!(one.valid_given(decisions), other.valid_given(decisions), "{law}: what counts");
    assert_eq!(state(one, decisions), state(other, decisions), "{law}: the state");
}

/// The state that a set gives: the same forwards, backwards and with everything twice.
fn state(set: &EventSet, decisions: &ForkDecisions) -> Scoring {
    let authored: Vec<Authored> = set
        .valid_given(decisions)
        .into_iter()
        .map(|e| Authored {
            at_ms: e.event().at.timestamp_millis(),
            expert_no: e.author().to_string(),
            hash: e.hash().0,
            event: serde_json::from_slice(&e.event().body).unwrap(),
        })
        .collect();
    let state = fold(&authored);
    assert_eq!(fold(authored.iter().rev()), state, "the fold knows an order");
    assert_eq!(fold(authored.iter().chain(&authored)), state, "the fold counts twice");
    state
}
