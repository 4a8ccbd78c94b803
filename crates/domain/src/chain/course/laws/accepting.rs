//! Acceptance and settlement.

use proptest::prelude::*;

use super::*;
use crate::conclusion::FailGround;

fn refused(change: impl FnOnce(&mut AcceptanceWord)) -> Vec<Code> {
    let mut said = word(Conclusion::AcceptancePass, 1000);
    change(&mut said);
    codes(&accepting().conclude(said, &shipped()).unwrap_err())
}

#[test]
fn bureau_and_sponsor_sign_plan_and_result_together_四_七_3() {
    let applied = mature().apply(papers(None, "2029-04-20")).unwrap();
    let alone = Joint { sponsor: " ".to_owned(), ..joint("2029-05-08") };
    assert_eq!(applied.clone().settle_plan(alone.clone()).unwrap_err().code, Code::AcceptanceJointSign);
    assert_eq!(applied.clone().settle_plan(joint("2029-04-19")).unwrap_err().code, Code::ListDateOrder);
    let unsettled = applied.conclude(word(Conclusion::AcceptancePass, 1000), &shipped()).unwrap_err();
    assert_eq!(codes(&unsettled), [Code::AcceptanceJointSign]);
    assert_eq!(refused(|w| w.signed = Joint { on: day("2029-05-15"), ..alone }), [Code::AcceptanceJointSign]);
    assert_eq!(refused(|w| w.on = day("2029-05-07")), [Code::ListDateOrder]);
    assert_eq!(refused(|w| w.audit_no.clear()), [Code::MissingValue]);
    assert_eq!(refused(|w| w.conclusion = Conclusion::MilestonePass), [Code::ConclusionOtherKind]);
    assert_eq!(accepted().state(), ProjectState::Accepted);
}

#[test]
fn nobody_applies_without_the_four_papers_and_open_milestones_make_a_human_look_四_七_1() {
    let bare = Submission { audit_no: String::new(), ..papers(None, "2029-04-20") };
    assert_eq!(mature().apply(bare).unwrap_err().code, Code::PapersMissing);
    assert_eq!(mature().before_acceptance(), None);
    assert_eq!(running().before_acceptance().map(|f| f.code), Some(Code::AcceptanceMilestones));
    let back = accepting().take_back(day("2029-05-10"), "补充检测").unwrap();
    assert_eq!((back.state(), back.acceptances.len()), (ProjectState::Active(Work::Running), 0));
}

#[test]
fn the_last_payment_is_the_smaller_of_the_rest_and_the_room_under_the_audited_cap_四_六() {
    let settled = |audited: i64| settle(&shipped(), "P", (wan(300), wan(210)), wan(audited), None).unwrap();
    assert_eq!(settled(1000).last, wan(90));
    assert_eq!(settled(1200).last, wan(90), "not more than was approved");
    assert_eq!(settled(800).last, wan(30));
    let less = settled(600);
    assert_eq!((less.last, less.over_cap), (Fen::ZERO, wan(30)));
    let lines: Vec<String> = settled(800).lines().iter().map(crate::chain::reckoning::Line::zh).collect();
    assert_eq!(
        lines,
        [
            "未拨：批准300.00万元－已拨210.00万元＝90.00万元",
            "上限余额：按经审计研发投入计算的上限240.00万元－已拨210.00万元＝30.00万元",
            "末次拨付：未拨90.00万元、上限余额30.00万元，取较小者＝30.00万元"
        ]
    );
    let lifted = settle(&shipped(), "P", (wan(300), wan(210)), wan(600), Some("并政函〔2026〕3号")).unwrap();
    assert_eq!(lifted.last, wan(90), "一事一议");
    let over = settle(&shipped(), "P", (wan(300), wan(301)), wan(600), None).unwrap_err();
    assert_eq!(over.code, Code::ProjectMoney);
}

#[test]
fn an_accepted_project_is_paid_its_rest_and_not_more_than_was_settled_四_六() {
    let last = |amount: i64| opinion(Tranche::Last, None, wan(amount), "2029-05-22");
    assert_eq!(
        codes(&mature().opine(last(90)).unwrap_err()),
        [Code::PaymentGate, Code::PaymentOverSettlement]
    );
    let less = accepting().conclude(word(Conclusion::AcceptancePass, 800), &shipped()).unwrap();
    assert_eq!(codes(&less.clone().opine(last(31)).unwrap_err()), [Code::PaymentOverSettlement]);
    assert!(less.opine(last(30)).is_ok());
    let paid = accepted().opine(last(90)).unwrap().pay(3, out("2029-06-01")).unwrap();
    assert_eq!((paid.ledger().paid, paid.ledger().left), (wan(300), Fen::ZERO));
}

#[test]
fn closing_says_why_and_pays_what_was_decided_and_a_failed_result_pays_nothing_and_comes_once_more_四_七_3() {
    assert_eq!(refused(|w| w.conclusion = Conclusion::Close), [Code::ReasonMissing]);
    let pays = |amount: i64| Some(ClosePayment { amount: wan(amount), act: act("2029-05-20") });
    let closing = AcceptanceWord {
        reason: "市场变化，已尽职实施".to_owned(),
        ..word(Conclusion::Close, 1000)
    };
    let unpaid = accepting().conclude(closing.clone(), &shipped()).unwrap();
    assert_eq!(
        (unpaid.state(), unpaid.accepted().unwrap().settlement.payable),
        (ProjectState::Closed, Fen::ZERO)
    );
    let half = AcceptanceWord { close_payment: pays(40), ..closing.clone() };
    let half = accepting().conclude(half, &shipped()).unwrap();
    assert!(half.opine(opinion(Tranche::Last, None, wan(40), "2029-05-22")).is_ok());
    let more = AcceptanceWord { close_payment: pays(91), ..closing };
    let more = accepting().conclude(more, &shipped()).unwrap_err();
    assert_eq!(codes(&more), [Code::PaymentOverSettlement]);

    assert_eq!(refused(|w| w.conclusion = Conclusion::AcceptanceFail), [Code::ReasonMissing]);
    let grounds = vec![FailGround::Unfinished];
    let failed = AcceptanceWord { grounds, ..word(Conclusion::AcceptanceFail, 1000) };
    let failed = accepting().conclude(failed, &shipped()).unwrap();
    assert_eq!(failed.state(), ProjectState::Active(Work::Failed));
    assert_eq!(failed.accepted().unwrap().settlement.payable, Fen::ZERO);
    let again = failed.apply(papers(None, "2029-10-08")).unwrap();
    assert_eq!(again.acceptances.len(), 2);
}

proptest! {
    #[test]
    fn a_settlement_is_never_above_rest_or_room_and_its_lines_hold(
        approved in 0i64..200_000, paid in 0i64..200_000, audited in 1i64..10_000_000_000
    ) {
        let (approved, paid) = (Fen(approved * 10_000), Fen(paid.min(approved) * 10_000));
        let settled = settle(&shipped(), "P", (approved, paid), Fen(audited), None).unwrap();
        prop_assert!(settled.last >= Fen::ZERO);
        prop_assert!(settled.last.0 + paid.0 <= approved.0);
        prop_assert!(settled.last == Fen::ZERO || settled.last.0 + paid.0 <= settled.cap.0);
        prop_assert!(i128::from(settled.cap.0) * 10 <= i128::from(audited) * 3);
        prop_assert!(settled.last == Fen::ZERO || settled.over_cap == Fen::ZERO);
        for line in settled.lines() {
            prop_assert_eq!(line.reckoned(), Some(line.result.amount));
        }
    }
}

#[test]
fn a_project_of_fifty_wan_is_paid_at_once_still_judged_and_accepted_with_nothing_left_四_六() {
    let mut small = course();
    small.grant.approved = wan(50);
    small.grant.rd_total = Some(wan(200));
    small.grant.tranches = crate::chain::tranches::Tranches::of(&shipped(), wan(50), None);
    let mut text = draft().with_split(&shipped(), &small.grant, &[]);
    text.budget.clear();
    let signed = small.draft(text).unwrap().sign(signing("2026-03-25"), &shipped()).unwrap();
    let once = signed.opine(opinion(Tranche::Once, None, wan(50), "2026-03-26")).unwrap();
    let mut paid = once.pay(0, out("2026-03-30")).unwrap();
    for (milestone, on) in [(1, "2027-07-15"), (2, "2028-07-14")] {
        paid = paid.judge(judged(milestone, Conclusion::MilestonePass, on)).unwrap();
    }
    assert_eq!(paid.payable(), []);
    let accepting = paid.apply(papers(None, "2029-04-20")).unwrap().settle_plan(joint("2029-05-08")).unwrap();
    let accepted = accepting.conclude(word(Conclusion::AcceptancePass, 200), &shipped()).unwrap();
    assert_eq!(accepted.accepted().unwrap().settlement.payable, Fen::ZERO);
    assert_eq!((accepted.payable(), accepted.ledger().left), (vec![], Fen::ZERO));
}
