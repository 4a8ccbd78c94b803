//! Laws of what is due.

use super::*;
use crate::calendar::tests::shipped as calendar;
use crate::chain::course::tests::{
    accepted, accepting, account, course, judged, mature, opinion, out, papers, running, wan,
};
use crate::chain::course::{Extension, Proposal, Suspicion, Tranche};
use crate::chain::decision::tests::decision;
use crate::chain::objection::tests::{accepted as objection, received};
use crate::chain::plan::tests::{announcement, issued};
use crate::chain::publicity::tests::posted;
use crate::chain::tests::{act, codes, day, proof};
use crate::code::Code;
use crate::conclusion::Conclusion;

fn on(records: &Records<'_>, today: &str) -> Vec<(DueKind, String, u32)> {
    let list = due(records, day(today), &calendar(), &Pace::default());
    assert_eq!(list.findings, []);
    list.entries.iter().map(|e| (e.kind, e.day.to_string(), e.late_by)).collect()
}

fn of(course: Course, today: &str) -> Vec<(DueKind, String, u32)> {
    on(&Records { courses: &[course], ..Records::default() }, today)
}

fn entry(kind: DueKind, day: &str, late: u32) -> (DueKind, String, u32) {
    (kind, day.to_owned(), late)
}

#[test]
fn a_decision_is_posted_runs_its_publicity_and_is_announced_四_五() {
    let decisions = [decision()];
    let bare = Records { decisions: &decisions, ..Records::default() };
    assert_eq!(on(&bare, "2026-02-10"), [entry(DueKind::Post, "2026-02-06", 0)]);
    let publicities = [posted("2026-02-13")];
    let running = Records { publicities: &publicities, ..bare };
    assert_eq!(on(&running, "2026-02-20"), [entry(DueKind::PublicityEnd, "2026-02-27", 0)]);
    assert_eq!(on(&running, "2026-03-10"), [entry(DueKind::Announce, "2026-02-28", 0)]);
    let announcements = [announcement()];
    let told = Records { announcements: &announcements, ..running };
    assert_eq!(on(&told, "2026-03-10"), []);
}

#[test]
fn an_objection_is_due_from_its_receipt_to_its_answer_and_late_after_the_offices_time_四_五() {
    let of = |objection: Objection, today: &str| {
        on(&Records { objections: &[objection], ..Records::default() }, today)
    };
    let new = received("Y-1", "2026-02-25");
    assert_eq!(of(new, "2026-02-26"), [entry(DueKind::ObjectionAdmission, "2026-02-25", 0)]);
    assert_eq!(of(objection("Y-1"), "2026-03-18"), [entry(DueKind::ObjectionAnswer, "2026-03-18", 0)]);
    assert_eq!(of(objection("Y-1"), "2026-03-20"), [entry(DueKind::ObjectionAnswer, "2026-03-18", 2)]);
    let (decisions, publicities, objections) = ([decision()], [posted("2026-02-13")], [objection("Y-1")]);
    let blocked = Records {
        decisions: &decisions,
        publicities: &publicities,
        objections: &objections,
        ..Records::default()
    };
    let only = [entry(DueKind::ObjectionAnswer, "2026-03-18", 0)];
    assert_eq!(on(&blocked, "2026-03-10"), only, "the announcement waits for it");
}

#[test]
fn a_plan_is_issued_after_its_approval_and_a_contract_signed_after_the_issue_四_六() {
    let mut plan = issued();
    plan.issue = None;
    let plans = [plan];
    let approved = Records { plans: &plans, ..Records::default() };
    assert_eq!(on(&approved, "2026-03-12"), [entry(DueKind::PlanIssue, "2026-03-09", 0)]);
    assert_eq!(sign_by(day("2026-03-16"), &calendar(), &Pace::default()), Ok(day("2026-04-14")));
    assert_eq!(of(course(), "2026-04-16"), [entry(DueKind::Signing, "2026-04-14", 2)]);
}

#[test]
fn beyond_the_loaded_calendar_nothing_is_guessed_and_the_year_is_named() {
    let mut late = course();
    late.grant.issued = Some(act("2026-12-20"));
    let courses = [late.clone(), late];
    let records = Records { courses: &courses, ..Records::default() };
    let list = due(&records, day("2027-01-10"), &calendar(), &Pace::default());
    assert_eq!(list.entries, []);
    assert_eq!(codes(&list.findings), [Code::CalendarNotLoaded], "said once");
}

#[test]
fn milestones_remediations_and_the_end_of_the_term_are_due_on_their_days_四_七_1() {
    let opinion_due = entry(DueKind::Opinion, "2026-03-25", 0);
    let milestone = entry(DueKind::Milestone, "2027-06-30", 15);
    let end = entry(DueKind::TermEnd, "2029-03-31", 0);
    assert_eq!(of(running(), "2027-07-15"), [opinion_due, milestone, end.clone()]);
    let rectify = running().judge(judged(1, Conclusion::Rectify, "2027-07-15")).unwrap();
    let found = of(rectify, "2027-10-14");
    assert!(found.contains(&entry(DueKind::Remediation, "2027-10-13", 1)), "{found:?}");
    assert!(found.iter().all(|f| f.0 != DueKind::Milestone));
    let stalled = running().judge(judged(1, Conclusion::MilestoneFail, "2027-07-15")).unwrap();
    let stalled = of(stalled, "2027-08-01");
    assert_eq!(stalled, [entry(DueKind::Stalled, "2027-07-15", 0), end.clone()], "nothing is payable");
    assert_eq!(
        of(mature(), "2029-04-02"),
        [entry(DueKind::TermEnd, "2029-03-31", 2)],
        "only acceptance is left"
    );
}

#[test]
fn a_payment_is_due_at_each_of_its_steps_四_七_1() {
    let ready = running().opine(opinion(Tranche::First, None, wan(90), "2026-03-26")).unwrap();
    assert!(of(ready, "2026-04-01").contains(&entry(DueKind::Payment, "2026-03-26", 0)));
    let whole = running().submit(papers(Some(1), "2027-07-01")).unwrap();
    let passed = whole.judge(judged(1, Conclusion::MilestonePass, "2027-07-15")).unwrap();
    let payable: Vec<_> = passed.payable().iter().map(|s| (s.tranche, s.amount)).collect();
    assert_eq!(payable, [(Tranche::First, wan(90)), (Tranche::Milestone, wan(60))]);
    let submitted = passed.opine(opinion(Tranche::Milestone, Some(1), wan(60), "2027-07-20")).unwrap();
    assert!(of(submitted, "2027-08-01").contains(&entry(DueKind::PaymentApproval, "2027-07-20", 0)));
    assert_eq!(of(accepted(), "2029-06-01"), [entry(DueKind::Opinion, "2029-05-15", 0)], "the last one");
    let paid = accepted().opine(opinion(Tranche::Last, None, wan(90), "2029-05-22")).unwrap();
    assert_eq!(of(paid.pay(3, out("2029-06-01")).unwrap(), "2029-07-01"), [], "all is done");
}

#[test]
fn acceptance_extension_suspicion_and_end_are_due_until_somebody_decides_四_七() {
    let kinds = |course: Course| of(course, "2029-05-10").into_iter().map(|e| e.0).collect::<Vec<_>>();
    assert_eq!(kinds(accepting()), [DueKind::Acceptance]);
    let extension = Extension {
        applied_on: day("2028-08-10"),
        by: "A企业".to_owned(),
        cause: "暴雨".to_owned(),
        force_majeure: true,
        proofs: vec![proof()],
        to: day("2029-09-30"),
        reply: None,
    };
    let asked = mature().ask_extension(extension).unwrap();
    assert_eq!(kinds(asked), [DueKind::ExtensionReply, DueKind::TermEnd]);
    let (what, handed_to) = ("涉嫌".to_owned(), "局监督科".to_owned());
    let suspicion = Suspicion { on: day("2028-09-01"), what, handed_to, outcome: None };
    assert_eq!(kinds(mature().suspend(suspicion).unwrap()), [DueKind::Examination]);
    let proposal =
        Proposal { by: "A企业".to_owned(), on: day("2028-09-01"), reason: "无法继续".to_owned() };
    let ending = mature().report(account("2028-08-31", 200)).unwrap().propose_end(proposal).unwrap();
    assert_eq!(kinds(ending), [DueKind::EndDecision]);
}

#[test]
fn every_kind_names_its_article_and_the_list_goes_by_days() {
    assert!(DueKind::ALL.iter().all(|k| k.article().starts_with('四')));
    let courses = [mature(), running(), course()];
    let records = Records { courses: &courses, ..Records::default() };
    let list = due(&records, day("2026-04-01"), &calendar(), &Pace::default());
    assert!(list.entries.is_sorted_by_key(|e| e.day));
    assert!(list.entries.len() > 4);
}
