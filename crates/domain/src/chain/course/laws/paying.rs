//! Payments and the ledger.

use proptest::prelude::*;

use super::*;
use crate::chain::state::{PaymentEvent, PaymentState};

fn refused(result: Result<Course, Vec<Finding>>) -> Vec<Code> {
    codes(&result.unwrap_err())
}

#[test]
fn the_first_payment_waits_for_the_signed_contract_and_goes_to_the_sponsor_四_六_and_四_七_1() {
    let first = || opinion(Tranche::First, None, wan(90), "2026-03-26");
    assert_eq!(refused(course().draft(draft()).unwrap().opine(first())), [Code::PaymentGate]);
    let solver = NewPayment { payee: "示例理工大学".to_owned(), ..first() };
    assert_eq!(refused(running().opine(solver)), [Code::PayeeNotSponsor]);
    let ready = running().opine(first()).unwrap();
    assert_eq!(ready.payments[0].state, PaymentState::Ready, "it stands in the issued plan");
    assert_eq!(refused(ready.clone().opine(first())), [Code::PaymentTwice]);
    assert_eq!(refused(ready.clone().pay(0, out("2026-03-25"))), [Code::ListDateOrder]);
    let voucherless = PaidOut { voucher_no: " ".to_owned(), ..out("2026-03-30") };
    assert_eq!(refused(ready.clone().pay(0, voucherless)), [Code::MissingValue]);
    let paid = ready.pay(0, out("2026-03-30")).unwrap();
    assert_eq!((paid.ledger().paid, paid.ledger().left), (wan(90), wan(210)));
    assert_eq!(refused(paid.pay(0, out("2026-03-31"))), [Code::ChainOutOfOrder]);
}

#[test]
fn money_after_a_milestone_waits_for_the_passed_milestone_its_papers_and_the_city_四_七_1() {
    let on = "2027-07-15";
    let pay = || opinion(Tranche::Milestone, Some(1), wan(60), on);
    assert_eq!(refused(running().opine(pay())), [Code::PaymentGate, Code::PapersMissing]);
    let passed = running().judge(judged(1, Conclusion::MilestonePass, on)).unwrap();
    assert_eq!(refused(passed.clone().opine(pay())), [Code::PapersMissing]);
    let whole = passed.submit(papers(Some(1), on)).unwrap();
    let submitted = whole.opine(pay()).unwrap();
    assert_eq!(submitted.payments[0].state, PaymentState::Submitted);
    assert_eq!(refused(submitted.clone().pay(0, out("2027-08-01"))), [Code::ChainOutOfOrder]);
    assert_eq!(refused(submitted.clone().approve_payment(0, act("2027-07-14"))), [Code::ListDateOrder]);
    let approved = submitted.clone().approve_payment(0, act("2027-07-25")).unwrap();
    assert_eq!(refused(approved.clone().pay(0, out("2027-07-24"))), [Code::ListDateOrder]);
    assert_eq!(approved.pay(0, out("2027-08-01")).unwrap().ledger().paid, wan(60));
    assert_eq!(refused(submitted.clone().turn_payment(0, PaymentEvent::Refuse, " ")), [Code::ReasonMissing]);
    let sent_back = submitted.turn_payment(0, PaymentEvent::Refuse, "审计说明不清").unwrap();
    assert_eq!(sent_back.ledger().under_way, Fen::ZERO);
    assert!(sent_back.opine(pay()).is_ok(), "a new opinion takes its place");
}

#[test]
fn nothing_is_paid_while_the_project_is_suspended_and_an_opinion_given_before_waits_四_七_4() {
    let ready = running().opine(opinion(Tranche::First, None, wan(90), "2026-03-26")).unwrap();
    let suspicion = Suspicion {
        on: day("2026-03-28"),
        what: "涉嫌伪造合同".to_owned(),
        handed_to: "局监督科".to_owned(),
        outcome: None,
    };
    let suspended = ready.suspend(suspicion).unwrap();
    assert_eq!(refused(suspended.clone().pay(0, out("2026-03-30"))), [Code::PaymentGate]);
    let cleared = SuspicionOutcome {
        proved: false,
        act: act("2026-04-20"),
        found: "合同真实".to_owned(),
        overturned: None,
    };
    assert!(suspended.examined(cleared).unwrap().pay(0, out("2026-04-21")).is_ok());
}

#[test]
fn no_more_is_paid_than_was_approved_and_another_amount_says_why_四_六() {
    let first = |amount: Fen| opinion(Tranche::First, None, amount, "2026-03-26");
    assert_eq!(refused(running().opine(first(wan(301)))), [Code::PaymentOverTotal]);
    assert_eq!(refused(running().opine(first(Fen::ZERO))), [Code::PaymentOverTotal]);
    let said = |amount| NewPayment { reason: "设备先行".to_owned(), ..first(amount) };
    let over = refused(running().opine(said(wan(91))));
    assert_eq!(over, [Code::PaymentOverTotal], "a reason opens no gate: another share is the plan's to say");
    assert_eq!(refused(running().opine(first(wan(80)))), [Code::ReasonMissing]);
    assert!(running().opine(said(wan(80))).is_ok());
    let early = NewPayment { opinion: act("2026-03-24"), ..first(wan(90)) };
    assert_eq!(refused(running().opine(early)), [Code::ListDateOrder], "the contract was not signed yet");
    let once = opinion(Tranche::Once, None, wan(90), "2026-03-26");
    assert_eq!(refused(running().opine(once)), [Code::NotFound], "it is paid in parts");
}

#[test]
fn a_payment_that_the_bank_sent_back_is_paid_again() {
    let paid = running().opine(opinion(Tranche::First, None, wan(90), "2026-03-26")).unwrap();
    let paid = paid.pay(0, out("2026-03-30")).unwrap();
    let back = paid.turn_payment(0, PaymentEvent::Bounce, "账号有误").unwrap();
    assert_eq!((back.ledger().paid, back.ledger().under_way), (Fen::ZERO, wan(90)));
    assert_eq!(refused(back.clone().turn_payment(0, PaymentEvent::Pay, "x")), [Code::ChainOutOfOrder]);
    assert_eq!(back.pay(0, out("2026-04-02")).unwrap().ledger().paid, wan(90));
}

#[test]
fn the_ledger_knows_what_was_spent_and_what_the_sponsor_brought() {
    assert_eq!((running().ledger().spent, running().ledger().self_raised_arrived), (None, None));
    let reported = running().report(account("2026-12-31", 60)).unwrap();
    let ledger = reported.ledger();
    assert_eq!(ledger.spent.map(|s| s.fiscal), Some(wan(60)));
    assert_eq!(ledger.self_raised_arrived, Some(wan(300)));
    let less = Account { audit_no: String::new(), ..account("2027-06-30", 59) };
    assert_eq!(refused(reported.clone().report(less)), [Code::AccountUnsound]);
    assert!(reported.clone().report(account("2027-06-30", 59)).is_ok(), "an audit may lower it");
    assert_eq!(refused(reported.report(account("2026-06-30", 61))), [Code::ListDateOrder]);
    let negative = Account { self_raised_arrived: Fen(-1), ..account("2026-12-31", 1) };
    assert_eq!(refused(running().report(negative)), [Code::AccountUnsound]);
}

#[test]
fn each_payment_that_is_not_made_says_what_it_waits_for_四_六_and_四_七_1() {
    let waiting = |course: &Course| {
        let all = course.waiting().into_iter();
        all.map(|(s, gate)| (s.tranche, s.milestone, codes(&gate))).collect::<Vec<_>>()
    };
    let gate = Code::PaymentGate;
    let first = running().opine(opinion(Tranche::First, None, wan(90), "2026-03-26")).unwrap();
    assert_eq!(
        waiting(&first),
        [
            (Tranche::Milestone, Some(1), vec![gate, Code::PapersMissing]),
            (Tranche::Milestone, Some(2), vec![gate, Code::PapersMissing]),
            (Tranche::Last, None, vec![gate]),
        ]
    );
    assert_eq!(waiting(&accepted()), [(Tranche::Last, None, vec![])]);
}

#[test]
fn the_schedule_adds_up_to_the_award() {
    let sum = |course: &Course| Fen::sum(course.schedule().iter().map(|s| s.amount));
    assert_eq!(sum(&running()), Some(wan(300)));
    let mut once = course();
    once.grant.approved = wan(50);
    once.grant.tranches = crate::chain::tranches::Tranches::of(&shipped(), wan(50), None);
    assert_eq!(once.schedule().iter().map(|s| s.tranche).collect::<Vec<_>>(), [Tranche::Once]);
    assert_eq!(sum(&once), Some(wan(50)));
}

proptest! {
    #[test]
    fn whatever_is_tried_paid_and_left_are_the_award_and_nothing_is_below_nothing(
        tries in proptest::collection::vec((0usize..4, 0usize..8, 1i64..200), 0..24)
    ) {
        let mut course = running();
        for (at, step, amount) in tries {
            let (tranche, milestone) = [
                (Tranche::First, None), (Tranche::Milestone, Some(1)), (Tranche::Milestone, Some(2)), (Tranche::Last, None),
            ][at];
            let day = "2028-01-01";
            let new = NewPayment { reason: "调整".to_owned(), ..opinion(tranche, milestone, wan(amount), day) };
            let next = match step {
                0..=2 => course.clone().opine(new),
                3 => course.clone().approve_payment(at, act(day)),
                4 | 5 => course.clone().pay(at, out(day)),
                6 => course.clone().turn_payment(at, PaymentEvent::Bounce, "退回"),
                _ => {
                    let n = milestone.unwrap_or(1);
                    let papers = course.clone().submit(papers(Some(n), day));
                    papers.and_then(|c| c.judge(judged(n, Conclusion::MilestonePass, day))).map_err(|f| vec![f])
                }
            };
            if let Ok(next) = next { course = next; }
            let ledger = course.ledger();
            prop_assert_eq!(ledger.paid.0 + ledger.left.0, ledger.approved.0);
            prop_assert!(ledger.paid.0 + ledger.under_way.0 <= ledger.approved.0);
            prop_assert!(ledger.left >= Fen::ZERO);
            for payment in course.payments.iter().filter(|p| p.state == PaymentState::Paid) {
                prop_assert!(payment.tranche != Tranche::Last, "nothing was accepted");
                prop_assert!(payment.tranche != Tranche::Milestone || payment.approval.is_some());
            }
        }
    }
}
