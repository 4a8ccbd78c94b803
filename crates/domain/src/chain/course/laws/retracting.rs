//! What is put right.

use super::*;
use crate::chain::contract::Change;

#[test]
fn a_conclusion_is_taken_back_with_its_session_while_nothing_rests_on_it_四_七_1() {
    let passed = running().submit(papers(Some(1), "2027-07-01")).unwrap();
    let passed = passed.judge(judged(1, Conclusion::MilestonePass, "2027-07-15")).unwrap();
    let session = passed.judgements[0].session_no.clone();
    let before = passed.clone().retract(&session).unwrap();
    assert_eq!((before.passed(), before.state()), (0, ProjectState::Active(Work::Running)));
    assert_eq!(passed.clone().retract("别的会议").unwrap(), passed, "it concluded nothing here");
    let opined = passed.clone().opine(opinion(Tranche::Milestone, Some(1), wan(60), "2027-07-20")).unwrap();
    assert_eq!(opined.clone().retract(&session).unwrap_err().code, Code::ChainRestsOn);
    let withdrawn = opined.turn_payment(0, crate::chain::state::PaymentEvent::Withdraw, "结论重议").unwrap();
    assert!(withdrawn.retract(&session).is_ok());
    let later = passed.judge(judged(2, Conclusion::MilestonePass, "2028-07-14")).unwrap();
    assert_eq!(later.retract(&session).unwrap_err().code, Code::ChainRestsOn, "the second follows it");

    let back = accepted().retract("验收2029-01").unwrap();
    assert_eq!((back.state(), back.accepted()), (ProjectState::Active(Work::Accepting), None));
    assert_eq!(back.acceptances[0].joint, Some(joint("2029-05-08")), "what both settled stays");
    let last = accepted().opine(opinion(Tranche::Last, None, wan(90), "2029-05-22")).unwrap();
    assert_eq!(last.retract("验收2029-01").unwrap_err().code, Code::ChainRestsOn);
}

#[test]
fn a_finding_of_fraud_that_was_overturned_lets_the_project_go_on() {
    let suspicion = Suspicion {
        on: day("2028-03-02"),
        what: "涉嫌虚构".to_owned(),
        handed_to: "局监督科".to_owned(),
        outcome: None,
    };
    let outcome = SuspicionOutcome {
        proved: true,
        act: act("2028-03-20"),
        found: "数据系虚构。".to_owned(),
        overturned: None,
    };
    let proved = running().suspend(suspicion).unwrap().examined(outcome).unwrap();
    assert_eq!(codes(&proved.clone().overturn(act("2028-03-19")).unwrap_err()), [Code::ListDateOrder]);
    let overturned = proved.overturn(act("2028-09-01")).unwrap();
    assert!(!overturned.is_fraud());
    assert_eq!(codes(&overturned.clone().overturn(act("2028-09-02")).unwrap_err()), [Code::ChainOutOfOrder]);
    let on = overturned.go_on(day("2028-09-10"), "认定撤销").unwrap();
    assert_eq!(on.state(), ProjectState::Active(Work::Running));
}

#[test]
fn a_mistyped_voucher_is_put_right_and_what_was_typed_stays() {
    let paid = mature();
    let right = |on: &str| PaidOut { voucher_no: "国库2026-0110".to_owned(), ..out(on) };
    assert_eq!(
        codes(&paid.clone().correct_voucher(0, right("2026-03-30"), " ").unwrap_err()),
        [Code::ReasonMissing]
    );
    let early = paid.clone().correct_voucher(0, right("2026-03-25"), "录错").unwrap_err();
    assert_eq!(codes(&early), [Code::ListDateOrder]);
    let corrected = paid.clone().correct_voucher(0, right("2026-03-31"), "录错").unwrap();
    assert_eq!(corrected.payments[0].corrected[0].was, out("2026-03-30"));
    assert_eq!(corrected.ledger(), paid.ledger(), "no amount changes");
    let unpaid = accepted().opine(opinion(Tranche::Last, None, wan(90), "2029-05-22")).unwrap();
    assert_eq!(codes(&unpaid.correct_voucher(3, right("2029-06-01"), "录错").unwrap_err()), [Code::NotFound]);
}

#[test]
fn a_change_of_the_contract_in_between_is_no_hindrance() {
    let judged = running().judge(judged(1, Conclusion::MilestoneFail, "2027-07-15")).unwrap();
    let (on, by, what) = (day("2027-08-01"), "冯示例".to_owned(), "改用湿法".to_owned());
    let changed = judged.change(Change::Route { on, by, what }).unwrap();
    let session = changed.judgements[0].session_no.clone();
    assert_eq!(changed.retract(&session).unwrap().state(), ProjectState::Active(Work::Running));
}
