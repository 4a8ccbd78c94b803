//! Whatever is tried, in whatever order: what is refused changes nothing, and the laws of money hold at every step.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::chain::Act;
use crate::chain::state::{PaymentEvent, PaymentState};
use crate::panel::Category;

/// Tries something on a day. The number chooses what and how much.
fn tried(course: Course, what: u32, amount: i64, on: NaiveDate) -> Result<Course, Vec<Finding>> {
    let one = |f: Finding| vec![f];
    let act = Act { on, number: "1".to_owned(), by: "示例市人民政府".to_owned() };
    let text = || "说明".to_owned();
    let at = usize::try_from(amount % 5).unwrap();
    let next = course.next_milestone().unwrap_or(1);
    let judge = |said| {
        let until = Some(on + Days::new(60));
        Judgement { on, until, ..judged(next, said, "2027-01-01") }
    };
    match what {
        0..=3 => {
            let (tranche, milestone) = [
                (Tranche::First, None),
                (Tranche::Milestone, Some(1)),
                (Tranche::Milestone, Some(2)),
                (Tranche::Last, None),
            ][usize::try_from(what).unwrap()];
            course.opine(NewPayment {
                reason: text(),
                opinion: act,
                ..opinion(tranche, milestone, wan(amount), "2027-01-01")
            })
        }
        4..=6 => course.approve_payment(at, act),
        7..=10 => course.pay(at, PaidOut { on, ..out("2027-01-01") }),
        11 => course.turn_payment(at, PaymentEvent::Bounce, "退回"),
        12 => course.turn_payment(at, PaymentEvent::Withdraw, "撤回"),
        13 => course.turn_payment(at, PaymentEvent::Resume, "恢复"),
        14..=16 => course.submit(Submission { on, ..papers(Some(next), "2027-01-01") }).map_err(one),
        17..=19 => course.judge(judge(Conclusion::MilestonePass)).map_err(one),
        20 => course.judge(judge(Conclusion::Rectify)).map_err(one),
        21 => course.judge(judge(Conclusion::MilestoneFail)).map_err(one),
        22 => course.go_on(on, "商定").map_err(one),
        23 | 24 => course.apply(Submission { on, ..papers(None, "2027-01-01") }).map_err(one),
        25 | 26 => course.settle_plan(Joint { on, ..joint("2027-01-01") }).map_err(one),
        27 | 28 => {
            let signed = Joint { on, ..joint("2027-01-01") };
            course.conclude(
                AcceptanceWord { on, signed, ..word(Conclusion::AcceptancePass, amount * 10 + 1) },
                &shipped(),
            )
        }
        29..=37 => tried_end(course, what, amount, on),
        38 => retracted(course),
        _ => course.report(Account { as_of: on, ..account("2027-01-01", amount) }),
    }
}

/// The same of suspicion and end.
fn tried_end(course: Course, what: u32, amount: i64, on: NaiveDate) -> Result<Course, Vec<Finding>> {
    let one = |f: Finding| vec![f];
    let act = Act { on, number: "1".to_owned(), by: "示例市人民政府".to_owned() };
    let text = || "说明".to_owned();
    match what {
        29 => {
            let suspicion = Suspicion { on, what: text(), handed_to: text(), outcome: None };
            course.suspend(suspicion).map_err(one)
        }
        30 | 31 => course.examined(SuspicionOutcome {
            proved: amount % 4 == 0,
            act,
            found: text(),
            overturned: None,
        }),
        32 => course.propose_end(Proposal { by: "A企业".to_owned(), on, reason: text() }).map_err(one),
        33 | 34 => {
            let conclusion =
                if course.is_fraud() { Conclusion::RecoverAll } else { Conclusion::TerminateObjective };
            let (session_no, facts) = (text(), text());
            let experts = vec![Category::Technical];
            course.argue(Argument { session_no, on, conclusion, experts, responsible: None, facts })
        }
        35 | 36 => course.terminate(EndWord { act, return_by: Some(on), tolerance: None }),
        37 => course.refund(Refund { on, amount: wan(amount), voucher_no: text() }).map_err(one),
        _ => unreachable!("{what}"),
    }
}

/// What the last session concluded, taken back.
fn retracted(course: Course) -> Result<Course, Vec<Finding>> {
    let judged = course.judgements.last().map(|j| j.session_no.clone());
    let accepted = course.accepted().map(|a| a.word.session_no.clone());
    let last = accepted.or(judged).unwrap_or_default();
    course.retract(&last).map_err(|f| vec![f])
}

fn holds(course: &Course, before: &Course) -> Result<(), TestCaseError> {
    let (ledger, was) = (course.ledger(), before.ledger());
    prop_assert_eq!(ledger.paid.0 + ledger.left.0, ledger.approved.0);
    prop_assert!(ledger.paid >= Fen::ZERO && ledger.left >= Fen::ZERO && ledger.under_way >= Fen::ZERO);
    prop_assert!(ledger.refunded <= ledger.paid, "no more comes back than was paid");
    prop_assert!(course.outstanding() >= Fen::ZERO);
    if ledger.paid > was.paid {
        let open = !matches!(
            before.state(),
            ProjectState::Suspended(_) | ProjectState::Terminated | ProjectState::Dropped
        );
        prop_assert!(
            open && before.state() != ProjectState::Active(Work::Ending),
            "paid at {:?}",
            before.state()
        );
    }
    for payment in course.payments.iter().filter(|p| p.state == PaymentState::Paid) {
        prop_assert!(payment.paid.is_some() && payment.payee == course.grant.payee);
        prop_assert!(payment.tranche != Tranche::Milestone || payment.approval.is_some());
    }
    if let Some((_, decided)) = course.ended().filter(|_| course.state() == ProjectState::Terminated) {
        prop_assert_eq!(decided.figures.stop.0 + decided.figures.paid.0, course.grant.approved.0);
        prop_assert!(decided.figures.recover <= decided.figures.paid);
        prop_assert!(
            course.payments.iter().all(|p| matches!(
                p.state,
                PaymentState::Paid | PaymentState::Stopped | PaymentState::Planned
            ))
        );
        prop_assert!(!course.is_fraud() || decided.figures.recover == decided.figures.paid);
    }
    let passes = course.history.iter().filter(|h| h.event == ProjectEvent::Pass).count();
    prop_assert_eq!(course.passed(), passes, "history and judgements say the same");
    if course.is_fraud() {
        let ending = matches!(
            course.state(),
            ProjectState::Active(Work::Ending)
                | ProjectState::Suspended(Work::Ending)
                | ProjectState::Terminated
        );
        prop_assert!(ending, "nothing goes on once fraud was proved: {:?}", course.state());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_tried_the_laws_of_money_hold_at_every_step(
        tries in proptest::collection::vec((0u32..42, 1i64..100, 0u64..40), 1..90)
    ) {
        let mut course = running();
        let mut on = day("2026-04-01");
        for (what, amount, days) in tries {
            on = on + Days::new(days);
            if let Ok(next) = tried(course.clone(), what, amount, on) {
                holds(&next, &course)?;
                course = next;
            }
        }
        let stored = serde_json::to_string(&course).unwrap();
        prop_assert_eq!(serde_json::from_str::<Course>(&stored).unwrap(), course);
    }
}
