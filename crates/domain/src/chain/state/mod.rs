//! The six state machines of the chain: demand, challenge, bid, project, payment, objection. Each file has the diagram beside
//! the code; a test walks every pair of state and event and holds the two to each other, so that neither can drift.

mod bid;
mod challenge;
mod demand;
mod objection;
mod payment;
mod project;

pub use self::bid::{BidEvent, BidState};
pub use self::challenge::{ChallengeEvent, ChallengeState};
pub use self::objection::{ObjectionEvent, ObjectionState};
pub use self::payment::{PaymentEvent, PaymentState};
pub use self::project::{ProjectEvent, ProjectState, Work};
use crate::code::Code;
use crate::finding::Finding;

/// `chain.out_of_order`: an event that cannot happen where something stands. Each pair is Chinese and English.
pub(crate) fn out_of_order(
    (what, what_en): (&str, &str),
    (status, status_en): (&str, &str),
    (step, step_en): (&str, &str),
) -> Finding {
    Finding::error(Code::ChainOutOfOrder)
        .with("what", what)
        .with("what_en", what_en)
        .with("status", status)
        .with("status_en", status_en)
        .with("step", step)
        .with("step_en", step_en)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Debug;

    use super::*;
    use crate::chain::Next;

    /// A state by the name that the diagram gives it.
    fn name(of: &impl Debug) -> String {
        format!("{of:?}").replace('(', "_").replace(')', "")
    }

    /// The arrows of the diagram in a source: `From --> To: Event`.
    fn drawn(source: &str) -> BTreeSet<(String, String, String)> {
        let lines = source.lines().filter_map(|line| line.trim().strip_prefix("///"));
        let arrows = lines.filter_map(|line| line.trim().split_once(" --> "));
        arrows
            .filter_map(|(from, rest)| {
                let (to, event) = rest.split_once(": ")?;
                Some((from.to_owned(), event.to_owned(), to.to_owned()))
            })
            .collect()
    }

    /// Every pair of state and event: what the diagram draws happens, and everything else is refused by its code.
    fn holds<S: Debug + Copy, E: Debug + Copy>(
        source: &str,
        states: &[S],
        events: &[E],
        after: impl Fn(S, E) -> Result<S, Finding>,
    ) {
        let mut happens = BTreeSet::new();
        for from in states {
            for event in events {
                match after(*from, *event) {
                    Ok(to) => {
                        happens.insert((name(from), name(event), name(&to)));
                    }
                    Err(finding) => assert_eq!(finding.code, Code::ChainOutOfOrder, "{from:?} {event:?}"),
                }
            }
        }
        let drawn = drawn(source);
        let missing: Vec<_> = happens.difference(&drawn).collect();
        let idle: Vec<_> = drawn.difference(&happens).collect();
        assert!(missing.is_empty(), "not drawn: {missing:?}");
        assert!(idle.is_empty(), "drawn and refused: {idle:?}");
        let used: BTreeSet<&String> = happens.iter().map(|(_, event, _)| event).collect();
        assert_eq!(used.len(), events.len(), "an event that never happens");
    }

    /// Whether a state says what is next exactly where something still happens by itself.
    fn leads_on<S: Debug + Copy>(states: &[S], ends: &[&str], next: impl Fn(S) -> Option<Next>) {
        for state in states {
            let is_end = ends.contains(&name(state).as_str());
            assert_eq!(next(*state).is_none(), is_end, "{state:?}");
            if let Some(next) = next(*state) {
                assert!(next.article.starts_with(['四', '五', '六']), "{state:?}");
            }
        }
    }

    #[test]
    fn an_objection_moves_as_it_is_drawn_and_every_other_pair_is_refused_四_五() {
        let (states, events) = (ObjectionState::ALL, ObjectionEvent::ALL);
        holds(include_str!("objection.rs"), states, events, ObjectionState::after);
        leads_on(states, &["NotAccepted", "Withdrawn", "Closed"], ObjectionState::next);
    }

    #[test]
    fn a_challenge_moves_as_it_is_drawn_and_every_other_pair_is_refused_四_三_to_四_五() {
        let (states, events) = (ChallengeState::ALL, ChallengeEvent::ALL);
        holds(include_str!("challenge.rs"), states, events, ChallengeState::after);
        leads_on(states, &["Announced", "Withdrawn"], ChallengeState::next);
    }

    #[test]
    fn a_bid_moves_as_it_is_drawn_and_every_other_pair_is_refused_四_四_to_四_六() {
        let (states, events) = (BidState::ALL, BidEvent::ALL);
        holds(include_str!("bid.rs"), states, events, BidState::after);
        leads_on(states, &["LeftOut", "Withdrawn", "Established"], BidState::next);
    }

    #[test]
    fn a_project_moves_as_it_is_drawn_and_every_other_pair_is_refused_四_六_and_四_七() {
        let (states, events) = (ProjectState::all(), ProjectEvent::ALL);
        holds(include_str!("project.rs"), &states, events, ProjectState::after);
        leads_on(&states, &["Accepted", "Closed", "Terminated", "Dropped"], ProjectState::next);
    }

    #[test]
    fn a_payment_moves_as_it_is_drawn_and_every_other_pair_is_refused_四_六_and_四_七_1() {
        let (states, events) = (PaymentState::ALL, PaymentEvent::ALL);
        holds(include_str!("payment.rs"), states, events, PaymentState::after);
        leads_on(states, &["Paid", "Stopped"], PaymentState::next);
    }

    #[test]
    fn a_demand_says_what_is_next_until_it_is_published_四_一_to_四_三() {
        leads_on(
            &crate::selection::Status::ALL,
            &["Published", "NotSelected"],
            crate::selection::Status::next,
        );
    }
}
