//! What comes next of a project.

use super::*;
use crate::chain::Actor;

#[test]
fn a_payment_that_is_due_comes_before_the_next_step_of_the_work_四_七_1() {
    let who = |course: &Course| course.next().map(|n| n.who);
    assert_eq!(who(&course()), Some(Actor::Parties), "to be signed");
    assert_eq!(who(&running()), Some(Actor::Bureau), "the first payment can be proposed");
    let opined = running().opine(opinion(Tranche::First, None, wan(90), "2026-03-26")).unwrap();
    assert_eq!(who(&opined), Some(Actor::Finance));
    let paid = opined.clone().pay(0, out("2026-03-30")).unwrap();
    assert_eq!(who(&paid), Some(Actor::Sponsor), "the work goes on");
    let suspicion = Suspicion {
        on: day("2026-06-01"),
        what: "票据".to_owned(),
        handed_to: "审计局".to_owned(),
        outcome: None,
    };
    let suspended = opined.suspend(suspicion).unwrap();
    assert_eq!(suspended.next().map(|n| n.zh), Some("核查并登记结果"), "nothing is paid meanwhile");
    assert_eq!(who(&accepted()), Some(Actor::Bureau), "the last payment");
    let last = accepted().opine(opinion(Tranche::Last, None, wan(90), "2029-06-10")).unwrap();
    let done = last.pay(3, out("2029-06-20")).unwrap();
    assert_eq!(done.next(), None, "all is done");
}
