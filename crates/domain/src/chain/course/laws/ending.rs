//! Extension, termination, fraud.

use proptest::prelude::*;

use super::*;
use crate::chain::state::PaymentState;
use crate::conclusion::Responsible;
use crate::panel::Category;

fn ask(force_majeure: bool, proofs: Vec<Proof>) -> Extension {
    Extension {
        applied_on: day("2028-08-10"),
        by: "A企业".to_owned(),
        cause: "暴雨致试制线停产".to_owned(),
        force_majeure,
        proofs,
        to: day("2029-09-30"),
        reply: None,
    }
}

use crate::chain::Proof;

fn reply(to: Option<&str>) -> ExtensionReply {
    ExtensionReply { act: act("2028-09-01"), to: to.map(day), dues: vec![], reason: String::new() }
}

#[test]
fn only_proved_force_majeure_with_approval_extends_a_project_四_七_4() {
    let answered = |e: Extension| {
        let asked = mature().ask_extension(e).unwrap();
        asked.answer_extension(reply(Some("2029-09-30")))
    };
    assert_eq!(codes(&answered(ask(false, vec![proof()])).unwrap_err()), [Code::ExtensionGround]);
    assert_eq!(codes(&answered(ask(true, vec![])).unwrap_err()), [Code::ExtensionGround]);
    let granted = answered(ask(true, vec![proof()])).unwrap();
    assert_eq!(granted.contract.as_ref().unwrap().end_now(), day("2029-09-30"));
    assert_eq!(granted.state(), ProjectState::Active(Work::Running));
    let again = granted.answer_extension(reply(Some("2030-09-30"))).unwrap_err();
    assert_eq!(codes(&again), [Code::NotFound], "nothing is asked");
    let asked = mature().ask_extension(ask(true, vec![proof()])).unwrap();
    assert_eq!(codes(&asked.clone().answer_extension(reply(None)).unwrap_err()), [Code::ReasonMissing]);
    let refusal = ExtensionReply { reason: "不属于不可抗力".to_owned(), ..reply(None) };
    let refused = asked.answer_extension(refusal).unwrap();
    assert_eq!(refused.contract.as_ref().unwrap().end_now(), day("2029-03-31"));
    let early = Extension { to: day("2029-03-31"), ..ask(true, vec![proof()]) };
    assert_eq!(codes(&mature().ask_extension(early).unwrap_err()), [Code::ListDateOrder]);
}

fn proposal(by: &str) -> Proposal {
    Proposal { by: by.to_owned(), on: day("2028-03-01"), reason: "市场变化，无法继续".to_owned() }
}

/// Paid 90 of 300, spent 70 of it, its end proposed by the solver.
fn ending() -> Course {
    let first = running().opine(opinion(Tranche::First, None, wan(90), "2026-03-26")).unwrap();
    let paid = first.pay(0, out("2026-03-30")).unwrap().report(account("2028-02-29", 70)).unwrap();
    paid.propose_end(proposal("示例理工大学")).unwrap()
}

fn argument(conclusion: Conclusion) -> Argument {
    Argument {
        session_no: "终止2028-01".to_owned(),
        on: day("2028-04-01"),
        conclusion,
        experts: vec![Category::Technical, Category::Finance, Category::Legal, Category::Management],
        responsible: None,
        facts: "试制线因水灾损毁。".to_owned(),
    }
}

fn decision() -> EndWord {
    EndWord { act: act("2028-04-20"), return_by: Some(day("2028-05-20")), tolerance: None }
}

#[test]
fn any_signatory_proposes_the_end_and_nobody_else_四_七_4() {
    assert_eq!(running().propose_end(proposal("路人公司")).unwrap_err().code, Code::TerminationNotSignatory);
    for by in ["示例市科学技术局", "A企业", "示例理工大学", "示例检测有限公司"] {
        let proposed = running().propose_end(proposal(by)).unwrap();
        assert_eq!(proposed.state(), ProjectState::Active(Work::Ending), "{by}");
    }
}

#[test]
fn an_end_for_objective_reasons_stops_what_was_not_paid_and_recovers_what_was_not_spent_四_七_4() {
    let unargued = ending().terminate(decision()).unwrap_err();
    assert_eq!(codes(&unargued), [Code::ProjectLacks]);
    let argued = ending().argue(argument(Conclusion::TerminateObjective)).unwrap();
    assert_eq!(argued.not_told().map(|f| f.code), Some(Code::TerminationNotTold));
    let told = argued.tell(Told { on: day("2028-04-06"), hearing: "无异议".to_owned() }).unwrap();
    assert_eq!(told.not_told(), None);
    let undated = EndWord { return_by: None, ..decision() };
    assert_eq!(codes(&told.clone().terminate(undated).unwrap_err()), [Code::MissingValue]);
    let early = EndWord { act: act("2028-04-05"), ..decision() };
    assert_eq!(codes(&told.clone().terminate(early).unwrap_err()), [Code::ListDateOrder], "told first");
    let tolerance = Some(Tolerance { grounds: "已尽职实施".to_owned() });
    let ended = told.terminate(EndWord { tolerance, ..decision() }).unwrap();
    let (_, decided) = ended.ended().unwrap();
    assert_eq!((decided.figures.stop, decided.figures.recover), (wan(210), wan(20)));
    assert_eq!(ended.state(), ProjectState::Terminated);
    assert_eq!(ended.outstanding(), wan(20));
    let refund = |amount: i64, on: &str| Refund {
        on: day(on),
        amount: wan(amount),
        voucher_no: "收2028-1".to_owned(),
    };
    assert_eq!(ended.clone().refund(refund(21, "2028-05-18")).unwrap_err().code, Code::RecoveryOver);
    assert_eq!(ended.clone().refund(refund(20, "2028-04-19")).unwrap_err().code, Code::ListDateOrder);
    let back = ended.refund(refund(20, "2028-05-18")).unwrap();
    assert_eq!((back.outstanding(), back.ledger().refunded), (Fen::ZERO, wan(20)));
    let sold = Proceeds {
        on: day("2028-08-01"),
        what: "试制设备".to_owned(),
        amount: wan(5),
        rule: "国有资产处置规定".to_owned(),
    };
    let sold = back.sold(sold).unwrap();
    assert_eq!(sold.ledger().refunded, wan(20), "what assets bring stands apart");
}

#[test]
fn what_was_spent_is_what_an_audit_says_and_never_taken_for_nought_四_七_4() {
    let unaudited =
        running().report(Account { audit_no: String::new(), ..account("2028-02-29", 70) }).unwrap();
    let argued =
        unaudited.propose_end(proposal("A企业")).unwrap().argue(argument(Conclusion::TerminateObjective));
    assert_eq!(codes(&argued.unwrap().terminate(decision()).unwrap_err()), [Code::ProjectLacks]);
}

#[test]
fn a_fault_needs_a_third_party_its_experts_and_who_is_responsible_四_七_4() {
    let bare = ending().argue(argument(Conclusion::TerminateFault)).unwrap_err();
    assert_eq!(codes(&bare), [Code::TerminationFaultPanel]);
    assert!(bare[0].params.iter().any(|(n, v)| n == "missing" && v == "委托第三方、责任方"), "{bare:?}");
    let commission = Commission { third_party: "示例评估中心".to_owned(), act: act("2028-03-10") };
    let commissioned = ending().commission(commission).unwrap();
    let responsible = Some(Responsible::Solver);
    let fault = Argument { responsible, ..argument(Conclusion::TerminateFault) };
    let unlegal = Argument { experts: vec![Category::Technical, Category::Finance], ..fault.clone() };
    assert_eq!(codes(&commissioned.clone().argue(unlegal).unwrap_err()), [Code::TerminationFaultPanel]);
    let argued = commissioned.argue(fault).unwrap();
    let tolerance = Some(Tolerance { grounds: "已尽职".to_owned() });
    let tolerant = argued.clone().terminate(EndWord { tolerance, ..decision() }).unwrap_err();
    assert_eq!(codes(&tolerant), [Code::TerminationTolerance], "diligent failure is no fault");
    let ended = argued.terminate(decision()).unwrap();
    assert_eq!(ended.ended().unwrap().1.figures.recover, wan(20), "as under rule 25");
    let integrity = IntegrityRecord { act: act("2028-05-01"), units: vec!["示例理工大学".to_owned()] };
    assert_eq!(codes(&ended.record_integrity(integrity).unwrap_err()), [Code::FraudOnly]);
}

fn suspicion(on: &str) -> Suspicion {
    let (what, handed_to) = ("涉嫌虚构检测数据".to_owned(), "局监督科".to_owned());
    Suspicion { on: day(on), what, handed_to, outcome: None }
}

fn found(on: &str, proved: bool) -> SuspicionOutcome {
    SuspicionOutcome { proved, act: act(on), found: "检测数据系虚构。".to_owned(), overturned: None }
}

#[test]
fn fraud_is_suspended_until_it_is_proved_and_then_everything_paid_comes_back_四_七_4() {
    let unproved = ending().argue(argument(Conclusion::RecoverAll)).unwrap_err();
    assert_eq!(codes(&unproved), [Code::FraudUnproved]);
    let rectifying = running().judge(judged(1, Conclusion::Rectify, "2027-07-15")).unwrap();
    let suspended = rectifying.suspend(suspicion("2027-08-01")).unwrap();
    let cleared = suspended.examined(found("2027-09-01", false)).unwrap();
    assert_eq!(cleared.state(), ProjectState::Active(Work::Rectifying), "it comes back to where it was");
    assert!(cleared.remediation().is_some());

    let ready = ending().examined(found("2028-03-05", true)).unwrap_err();
    assert_eq!(codes(&ready), [Code::ChainOutOfOrder], "suspended first");
    let proved =
        ending().suspend(suspicion("2028-03-02")).unwrap().examined(found("2028-03-20", true)).unwrap();
    let mild = proved.clone().argue(argument(Conclusion::TerminateObjective)).unwrap_err();
    assert_eq!(codes(&mild), [Code::FraudRecoverAll]);
    let revived = proved.clone().go_on(day("2028-04-02"), "继续").unwrap_err();
    assert_eq!(revived.code, Code::FraudRecoverAll);
    let argued = proved.argue(argument(Conclusion::RecoverAll)).unwrap();
    let ended = argued.terminate(decision()).unwrap();
    assert_eq!((ended.outstanding(), ended.ended().unwrap().1.figures.spent), (wan(90), None));
    let integrity = IntegrityRecord { act: act("2028-05-01"), units: vec!["示例理工大学".to_owned()] };
    let recorded = ended.record_integrity(integrity).unwrap().hand_to_justice(act("2028-05-02")).unwrap();
    let (ending, _) = recorded.ended().unwrap();
    assert!(ending.integrity.is_some() && ending.justice.is_some());
}

#[test]
fn fraud_proved_after_acceptance_recovers_everything_and_an_opinion_is_stopped_四_七_4() {
    let last = accepted().opine(opinion(Tranche::Last, None, wan(90), "2029-05-22")).unwrap();
    let proved = last.examined(found("2029-06-20", true)).unwrap();
    assert_eq!(
        codes(&proved.clone().pay(3, out("2029-06-21")).unwrap_err()),
        [Code::PaymentGate, Code::PaymentGate]
    );
    let argued = Argument { on: day("2029-07-01"), ..argument(Conclusion::RecoverAll) };
    let word = EndWord { act: act("2029-07-20"), ..decision() };
    let ended = proved.argue(argued).unwrap().terminate(word).unwrap();
    assert_eq!(ended.payments[3].state, PaymentState::Stopped);
    let bounced =
        ended.clone().turn_payment(0, crate::chain::state::PaymentEvent::Bounce, "退回").unwrap_err();
    assert!(codes(&bounced).contains(&Code::PaymentGate), "after the end it is a refund");
    assert_eq!(ended.outstanding(), wan(210));
}

proptest! {
    #[test]
    fn stop_paid_and_recovery_hold_for_every_sum(paid in 1i64..=90, spent in 0i64..=400) {
        let reason = "调整".to_owned();
        let first = NewPayment { reason, ..opinion(Tranche::First, None, wan(paid), "2026-03-26") };
        let course = running().opine(first).unwrap().pay(0, out("2026-03-30")).unwrap();
        let course = course.report(account("2028-02-29", spent)).unwrap().propose_end(proposal("A企业")).unwrap();
        let ended = course.argue(argument(Conclusion::TerminateObjective)).unwrap().terminate(decision()).unwrap();
        let figures = ended.ended().unwrap().1.figures;
        prop_assert_eq!(figures.stop.0 + figures.paid.0, wan(300).0);
        prop_assert_eq!(figures.recover, wan((paid - spent).max(0)));
        prop_assert_eq!(ended.outstanding(), figures.recover);
    }
}
