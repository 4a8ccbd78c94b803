//! Laws of a project's course, from its contract to its end.

mod accepting;
mod ending;
mod judging;
mod may;
mod next;
mod paying;
mod retracting;
mod walking;

use super::*;
use crate::bid::Funds;
use crate::chain::contract::tests::{draft, grant, signing};
use crate::chain::tests::{act, codes, day, proof};
use crate::conclusion::Conclusion;
use crate::policy::shipped;
use crate::project::{Report, ReportKind};
use crate::session::Joint;

pub(crate) fn wan(n: i64) -> Fen {
    Fen(n * 1_000_000)
}

pub(crate) fn course() -> Course {
    Course::granted("P-2026-A".to_owned(), grant())
}

/// 300 万元 of 1000 万元, signed on 2026-03-25: 90, 60 + 60, 90.
pub(crate) fn running() -> Course {
    course().draft(draft()).unwrap().sign(signing("2026-03-25"), &shipped()).unwrap()
}

pub(crate) fn papers(milestone: Option<usize>, on: &str) -> Submission {
    let report = |kind| Report { kind, title: "材料".to_owned(), on: None };
    let reports = ReportKind::ALL.map(report).to_vec();
    let reached = vec![Reached {
        indicator: "最小厚度".to_owned(),
        target: "≤0.015毫米".to_owned(),
        actual: "0.014毫米".to_owned(),
        key: true,
        evidence: "检测报告3份".to_owned(),
    }];
    Submission {
        milestone,
        reports,
        audit_no: "示例会审字第018号".to_owned(),
        reached,
        ..Submission::on(day(on))
    }
}

pub(crate) fn judged(milestone: usize, conclusion: Conclusion, on: &str) -> Judgement {
    let until = (conclusion == Conclusion::Rectify).then(|| day(on) + chrono::Days::new(90));
    let (session_no, on) = (format!("考核{on}"), day(on));
    Judgement { session_no, on, milestone, conclusion, until, verdicts: vec![], mend: vec![], notice: None }
}

pub(crate) fn opinion(tranche: Tranche, milestone: Option<usize>, amount: Fen, on: &str) -> NewPayment {
    NewPayment {
        tranche,
        milestone,
        amount,
        payee: "A企业".to_owned(),
        reason: String::new(),
        opinion: act(on),
    }
}

pub(crate) fn out(on: &str) -> PaidOut {
    PaidOut { on: day(on), voucher_no: "国库2026-0101".to_owned(), voucher: Some(proof()) }
}

pub(crate) fn account(on: &str, fiscal: i64) -> Account {
    Account {
        as_of: day(on),
        spent: Funds { fiscal: wan(fiscal), self_raised: wan(200) },
        spent_by: vec![],
        self_raised_arrived: wan(300),
        audit_no: "示例会审字第020号".to_owned(),
    }
}

/// The first payment made, both milestones passed and paid.
pub(crate) fn mature() -> Course {
    let first = running().opine(opinion(Tranche::First, None, wan(90), "2026-03-26")).unwrap();
    let mut course = first.pay(0, out("2026-03-30")).unwrap();
    for (milestone, on) in [(1, "2027-07-15"), (2, "2028-07-14")] {
        let pay = opinion(Tranche::Milestone, Some(milestone), wan(60), on);
        course = course.submit(papers(Some(milestone), on)).unwrap();
        course = course.judge(judged(milestone, Conclusion::MilestonePass, on)).unwrap();
        course = course.opine(pay).unwrap().approve_payment(milestone, act(on)).unwrap();
        course = course.pay(milestone, out(on)).unwrap();
    }
    course
}

pub(crate) fn joint(on: &str) -> Joint {
    Joint { on: day(on), bureau: "赵示例".to_owned(), sponsor: "韩示例".to_owned() }
}

pub(crate) fn accepting() -> Course {
    mature().apply(papers(None, "2029-04-20")).unwrap().settle_plan(joint("2029-05-08")).unwrap()
}

pub(crate) fn word(conclusion: Conclusion, audited: i64) -> AcceptanceWord {
    AcceptanceWord {
        session_no: "验收2029-01".to_owned(),
        on: day("2029-05-15"),
        conclusion,
        grounds: vec![],
        reason: String::new(),
        result_no: "验收2029-001".to_owned(),
        signed: joint("2029-05-15"),
        audited_rd: wan(audited),
        audit_no: "示例会审字第030号".to_owned(),
        close_payment: None,
    }
}

pub(crate) fn accepted() -> Course {
    accepting().conclude(word(Conclusion::AcceptancePass, 1000), &shipped()).unwrap()
}

#[test]
fn a_project_runs_from_its_issue_over_its_contract_四_六() {
    assert_eq!(course().state(), ProjectState::Granted);
    let textless = course().sign(signing("2026-03-25"), &shipped()).unwrap_err();
    assert_eq!(codes(&textless), [Code::MissingValue]);
    let running = running();
    assert_eq!(running.state().zh(), "实施中");
    assert_eq!(running.clone().draft(draft()).unwrap_err().code, Code::ChainOutOfOrder);
    assert_eq!(running.withdraw(day("2026-04-01"), "放弃").unwrap_err().code, Code::ChainOutOfOrder);
    assert_eq!(course().withdraw(day("2026-04-01"), " ").unwrap_err().code, Code::ReasonMissing);
    let dropped = course().withdraw(day("2026-04-01"), "企业放弃").unwrap();
    assert_eq!(dropped.state(), ProjectState::Dropped);
}

#[test]
fn an_extension_goes_through_its_application_and_no_other_change_四_七_4() {
    let change = Change::Extension {
        on: day("2028-12-01"),
        number: "1".to_owned(),
        end: day("2029-09-30"),
        dues: vec![],
    };
    assert_eq!(running().change(change).unwrap_err().code, Code::ExtensionGround);
}

#[test]
fn what_the_course_records_is_what_sessions_judge() {
    let project = crate::project::tests::project("P-2026-A");
    let course = mature().report(account("2028-12-31", 190)).unwrap();
    let judged = course.onto(&project);
    assert_eq!((judged.paid, judged.spent, judged.approved), (Some(wan(210)), Some(wan(190)), wan(300)));
    assert_eq!(judged.contract_no.as_deref(), Some("任2026-001"));
    assert_eq!(judged.milestones.len(), 2);
    assert_eq!(judged.papers_missing(), []);
    assert_eq!(judged.check(), []);
}

#[test]
fn one_that_was_accepted_before_is_paid_its_rest_once_its_result_is_here() {
    let state = ProjectState::Accepted;
    let carried = Carried { as_of: day("2029-05-31"), state, paid: Some(wan(210)), passed: 2 };
    let taken = Course::carried("P-2026-A".to_owned(), grant(), draft(), carried);
    let last = || opinion(Tranche::Last, None, wan(90), "2029-06-10");
    assert_eq!(codes(&taken.clone().opine(last()).unwrap_err()), [Code::PaymentOverSettlement]);
    let settled = taken.accepted_before(word(Conclusion::AcceptancePass, 1000), &shipped()).unwrap();
    let again = settled.clone().accepted_before(word(Conclusion::AcceptancePass, 1000), &shipped());
    assert_eq!(again.unwrap_err().code, Code::ChainOutOfOrder);
    assert_eq!(settled.opine(last()).unwrap().pay(0, out("2029-06-20")).unwrap().ledger().left, Fen::ZERO);
    let here = running().accepted_before(word(Conclusion::AcceptancePass, 1000), &shipped()).unwrap_err();
    assert_eq!(here.code, Code::ChainOutOfOrder);
}

#[test]
fn one_that_began_before_is_taken_over_as_it_stood_and_goes_on() {
    let state = ProjectState::Active(Work::Running);
    let carried = Carried { as_of: day("2027-12-31"), state, paid: Some(wan(150)), passed: 1 };
    let taken = Course::carried("P-2026-A".to_owned(), grant(), draft(), carried);
    assert_eq!((taken.passed(), taken.next_milestone(), taken.ledger().paid), (1, Some(2), wan(150)));
    let left: Vec<Fen> = taken.schedule().iter().map(|s| s.amount).collect();
    assert_eq!(left, [Fen::ZERO, Fen::ZERO, wan(60), wan(90)]);
    let on = "2028-07-14";
    let passed = taken.submit(papers(Some(2), on)).unwrap().judge(judged(2, Conclusion::MilestonePass, on));
    let paid = passed.unwrap().opine(opinion(Tranche::Milestone, Some(2), wan(60), on)).unwrap();
    let paid = paid.approve_payment(0, act(on)).unwrap().pay(0, out(on)).unwrap();
    assert_eq!(paid.ledger().left, wan(90));
    let stored = serde_json::to_string(&paid).unwrap();
    assert_eq!(serde_json::from_str::<Course>(&stored).unwrap(), paid);
}
