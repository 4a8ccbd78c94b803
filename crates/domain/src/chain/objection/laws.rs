//! Laws of objections.

use std::collections::BTreeMap;

use super::*;
use crate::calendar::tests::shipped as calendar;
use crate::chain::decision::Ruling;
use crate::chain::decision::tests::{decision, ruling};
use crate::chain::publicity::PublicityStatus;
use crate::chain::publicity::tests::posted;
use crate::chain::tests::{codes, day};
use crate::policy::shipped;

pub(crate) fn received(no: &str, at: &str) -> Objection {
    Objection {
        no: no.to_owned(),
        decision_no: decision().no,
        bids: vec!["B".to_owned()],
        received_at: format!("{at}T10:20:00").parse().unwrap(),
        received_by: "钱示例".to_owned(),
        channel: Channel::InPerson,
        objector: Objector::Person { name: "许示例".to_owned(), contact: "13800000003".to_owned() },
        text: "反映揭榜方不具备约定的中试条件。".to_owned(),
        evidence: vec![Evidence {
            name: "情况说明".to_owned(),
            form: "原件".to_owned(),
            pages: Some(3),
            digest: None,
        }],
        identity: None,
        admission: None,
        examination: None,
        answer: None,
        acted_on: None,
        withdrawn: None,
    }
}

fn admission(refused: Option<NotAccepted>) -> Admission {
    Admission {
        on: day("2026-02-26"),
        by: "孙示例".to_owned(),
        refused,
        note: String::new(),
        answer_by: None,
        prolonged: None,
    }
}

pub(crate) fn accepted(no: &str) -> Objection {
    let check =
        IdentityCheck { on: day("2026-02-25"), by: "钱示例".to_owned(), how: "当面核对".to_owned() };
    let named = received(no, "2026-02-25").identify(check).unwrap();
    named.admit(admission(None), &posted("2026-02-13"), Some((15, &calendar()))).unwrap()
}

pub(crate) fn examination(verdict: Verdict, handling: Handling) -> Examination {
    Examination {
        on: day("2026-03-02"),
        examiners: "赵示例、孙示例".to_owned(),
        how: "调取合同，约请双方说明。".to_owned(),
        verdict,
        reason: "平台合同已经到期。".to_owned(),
        handling,
    }
}

fn answer(on: &str) -> Answer {
    Answer { on: day(on), text: "已书面答复。".to_owned() }
}

fn acting(on: &str, no: &str) -> Decision {
    let again = Ruling { because: "异议成立".to_owned(), objections: vec![no.to_owned()], ..ruling(on) };
    decision().rule(again, &shipped(), &BTreeMap::new()).unwrap()
}

#[test]
fn late_anonymous_or_unproved_ones_are_recorded_and_not_accepted_四_五() {
    let publicity = posted("2026-02-13");
    let sound = received("Y-1", "2026-02-27");
    assert_eq!(sound.inadmissible(&publicity), None, "the last day is in time");
    let late = received("Y-1", "2026-02-28");
    assert_eq!(late.inadmissible(&publicity), Some(NotAccepted::Late));
    let early = received("Y-1", "2026-02-12");
    assert_eq!(early.inadmissible(&publicity), Some(NotAccepted::OtherMatter), "nothing was posted yet");
    let unsealed =
        Objector::Unit { unit: "示例公司".to_owned(), sealed: false, contact: "0351-0000000".to_owned() };
    for objector in [
        Objector::Anonymous,
        unsealed,
        Objector::Person { name: "许示例".to_owned(), contact: String::new() },
    ] {
        let nobody = Objection { objector, ..sound.clone() };
        assert_eq!(nobody.inadmissible(&publicity), Some(NotAccepted::Anonymous));
    }
    let bare = Objection { evidence: vec![], ..sound.clone() };
    assert_eq!(bare.inadmissible(&publicity), Some(NotAccepted::NoEvidence));
    let check =
        IdentityCheck { on: day("2026-02-28"), by: "钱示例".to_owned(), how: "电话核对".to_owned() };
    let late = late.identify(check).unwrap();
    let on_time = |refused| Admission { on: day("2026-03-01"), ..admission(refused) };
    let refused = late.clone().admit(on_time(None), &publicity, None).unwrap_err();
    assert_eq!(codes(&refused), [Code::ObjectionNotAdmissible]);
    let kept = late.admit(on_time(Some(NotAccepted::Late)), &publicity, None).unwrap();
    assert_eq!(kept.state(), ObjectionState::NotAccepted);
    assert!(!kept.state().is_open());
    assert_eq!(kept.reconsider().unwrap().state(), ObjectionState::Received);
}

#[test]
fn nobody_accepts_one_before_it_was_checked_who_objects() {
    let publicity = posted("2026-02-13");
    let unchecked = received("Y-1", "2026-02-25").admit(admission(None), &publicity, None).unwrap_err();
    assert_eq!(codes(&unchecked), [Code::ObjectionNotAdmissible]);
    let accepted = accepted("Y-1");
    assert_eq!(accepted.admission.as_ref().unwrap().answer_by, Some(day("2026-03-18")), "15 working days");
    let other = Admission { refused: Some(NotAccepted::Other), ..admission(None) };
    let silent = received("Y-1", "2026-02-25").admit(other, &publicity, None).unwrap_err();
    assert_eq!(codes(&silent), [Code::MissingValue]);
}

#[test]
fn one_that_is_rejected_closes_with_its_answer_and_one_that_is_upheld_when_the_decision_was_changed_四_五() {
    let publicity = posted("2026-02-13");
    let after = day("2026-03-10");
    let rejected = accepted("Y-1").examine(examination(Verdict::Rejected, Handling::Keep)).unwrap();
    assert_eq!(rejected.state(), ObjectionState::Examined);
    let blocked = PublicityStatus::Blocked { open: vec!["Y-1".to_owned()] };
    assert_eq!(publicity.status(after, std::slice::from_ref(&rejected)), blocked);
    let closed = rejected.reply(answer("2026-03-04")).unwrap();
    assert_eq!(closed.state(), ObjectionState::Closed);
    let ended = PublicityStatus::Ended { ended_on: day("2026-02-27") };
    assert_eq!(publicity.status(after, &[closed]), ended);

    let kept = accepted("Y-2").examine(examination(Verdict::Upheld, Handling::Keep)).unwrap_err();
    assert_eq!(codes(&kept), [Code::ObjectionNotActedOn]);
    let upheld = accepted("Y-2").examine(examination(Verdict::Upheld, Handling::LeaveOut)).unwrap();
    let answered = upheld.reply(answer("2026-03-04")).unwrap();
    assert_eq!(answered.state(), ObjectionState::Answered);
    assert!(answered.state().is_open());
    let idle = answered.clone().act(&decision()).unwrap_err();
    assert_eq!(idle.code, Code::ObjectionNotActedOn);
    let before = answered.clone().act(&acting("2026-03-01", "Y-2")).unwrap_err();
    assert_eq!(before.code, Code::ObjectionNotActedOn, "decided before it was examined");
    let closed = answered.act(&acting("2026-03-05", "Y-2")).unwrap();
    assert_eq!((closed.state(), closed.acted_on), (ObjectionState::Closed, Some(day("2026-03-05"))));
    let stored = serde_json::to_string(&closed).unwrap();
    assert_eq!(serde_json::from_str::<Objection>(&stored).unwrap(), closed);
}

#[test]
fn one_partly_upheld_may_leave_the_list_as_it_is_with_its_grounds() {
    let partly = accepted("Y-1").examine(examination(Verdict::Partly, Handling::Keep)).unwrap();
    assert_eq!(partly.reply(answer("2026-03-04")).unwrap().state(), ObjectionState::Closed);
}

#[test]
fn the_days_follow_each_other_and_nothing_is_answered_before_it_was_examined() {
    let unanswered = accepted("Y-1").reply(answer("2026-03-04")).unwrap_err();
    assert_eq!(codes(&unanswered), [Code::ChainOutOfOrder]);
    let early = Examination { on: day("2026-02-25"), ..examination(Verdict::Rejected, Handling::Keep) };
    assert_eq!(codes(&accepted("Y-1").examine(early).unwrap_err()), [Code::ListDateOrder]);
    let examined = accepted("Y-1").examine(examination(Verdict::Rejected, Handling::Keep)).unwrap();
    assert_eq!(codes(&examined.clone().reply(answer("2026-03-01")).unwrap_err()), [Code::ListDateOrder]);
    let withdrawn = examined.withdraw(answer("2026-03-03")).unwrap();
    assert_eq!(withdrawn.state(), ObjectionState::Withdrawn);
}

#[test]
fn the_time_for_an_answer_is_made_longer_once_with_a_reason_and_a_late_answer_is_said() {
    let longer =
        |o: Objection, reason: &str| o.prolong((day("2026-03-10"), "赵示例", reason), 10, &calendar());
    assert_eq!(accepted("Y-1").late(day("2026-03-18")), None);
    assert_eq!(accepted("Y-1").late(day("2026-03-19")).map(|f| f.code), Some(Code::ObjectionAnswerLate));
    assert_eq!(codes(&longer(accepted("Y-1"), " ").unwrap_err()), [Code::ReasonMissing]);
    let prolonged = longer(accepted("Y-1"), "需要委托检测").unwrap();
    assert_eq!(prolonged.admission.as_ref().unwrap().answer_by, Some(day("2026-04-01")));
    assert_eq!(codes(&longer(prolonged.clone(), "再延长").unwrap_err()), [Code::ChainOutOfOrder]);
    let new = received("Y-2", "2026-02-25");
    assert_eq!(codes(&longer(new, "情况复杂").unwrap_err()), [Code::ChainOutOfOrder]);
    let examined = prolonged.examine(examination(Verdict::Rejected, Handling::Keep)).unwrap();
    let steps = examined.reply(answer("2026-03-30")).unwrap().steps();
    let zh: Vec<&str> = steps.iter().map(|s| s.step.0).collect();
    assert_eq!(zh, ["登记", "身份核对", "受理审核", "延长答复期限", "核查", "答复"]);
}
