//! What may be done now can be done, and what may not be done is refused.

use super::*;
use crate::bid::Subject;
use crate::chain::Act;
use crate::chain::contract::{Change, Decider, Source};
use crate::chain::state::{PaymentEvent, PaymentState};
use crate::panel::Category;

fn text() -> String {
    "说明".to_owned()
}

fn late() -> Act {
    act("2031-01-10")
}

fn argument(conclusion: Conclusion, on: &str) -> Argument {
    Argument {
        session_no: "终止2029-01".to_owned(),
        on: day(on),
        conclusion,
        experts: vec![Category::Technical, Category::Finance, Category::Legal],
        responsible: None,
        facts: text(),
    }
}

fn proposal(on: &str) -> Proposal {
    Proposal { by: "A企业".to_owned(), on: day(on), reason: text() }
}

fn decided(on: &str) -> EndWord {
    EndWord { act: act(on), return_by: Some(day("2032-01-01")), tolerance: None }
}

fn suspicion(on: &str) -> Suspicion {
    Suspicion { on: day(on), what: text(), handed_to: text(), outcome: None }
}

fn found(proved: bool, on: &str) -> SuspicionOutcome {
    SuspicionOutcome { proved, act: act(on), found: text(), overturned: None }
}

fn asked(on: &str) -> Extension {
    Extension {
        applied_on: day(on),
        by: "A企业".to_owned(),
        cause: text(),
        force_majeure: true,
        proofs: vec![proof()],
        to: day("2033-01-01"),
        reply: None,
    }
}

/// A project at every place it can stand, with payments before, under way and made.
fn everywhere() -> Vec<(&'static str, Course)> {
    let judge = |said| running().judge(judged(1, said, "2027-07-15")).unwrap();
    let opined = running().opine(opinion(Tranche::First, None, wan(90), "2026-03-26")).unwrap();
    let audited =
        opined.clone().pay(0, out("2026-03-30")).unwrap().report(account("2028-02-29", 70)).unwrap();
    let ending = audited.clone().propose_end(proposal("2028-03-01")).unwrap();
    let argued = ending.clone().argue(argument(Conclusion::TerminateObjective, "2028-04-01")).unwrap();
    let ended = argued.clone().terminate(decided("2028-06-01")).unwrap();
    let proved = audited.clone().suspend(suspicion("2028-03-01")).unwrap();
    let proved = proved.examined(found(true, "2028-04-01")).unwrap();
    let fraud = proved.clone().argue(argument(Conclusion::RecoverAll, "2028-05-01")).unwrap();
    let applied = mature().apply(papers(None, "2029-04-20")).unwrap();
    let closing = AcceptanceWord { reason: text(), ..word(Conclusion::Close, 1000) };
    let failing = AcceptanceWord {
        grounds: vec![crate::conclusion::FailGround::Money],
        ..word(Conclusion::AcceptanceFail, 1000)
    };
    let passed = running().submit(papers(Some(1), "2027-07-01")).unwrap();
    let passed = passed.judge(judged(1, Conclusion::MilestonePass, "2027-07-15")).unwrap();
    let submitted = passed.opine(opinion(Tranche::Milestone, Some(1), wan(60), "2027-07-16")).unwrap();
    vec![
        ("granted", course()),
        ("drafted", course().draft(draft()).unwrap()),
        ("dropped", course().withdraw(day("2026-04-01"), "放弃").unwrap()),
        ("running", running()),
        ("opined", opined),
        ("audited", audited),
        ("before the city", submitted),
        ("asked", running().ask_extension(asked("2028-01-01")).unwrap()),
        ("rectifying", judge(Conclusion::Rectify)),
        ("stalled", judge(Conclusion::MilestoneFail)),
        ("mature", mature()),
        ("applied", applied),
        ("accepting", accepting()),
        ("failed", accepting().conclude(failing, &shipped()).unwrap()),
        ("accepted", accepted()),
        ("closed", accepting().conclude(closing, &shipped()).unwrap()),
        ("accepted before", {
            let (as_of, state) = (day("2029-05-31"), ProjectState::Accepted);
            let carried = Carried { as_of, state, paid: Some(wan(210)), passed: 2 };
            Course::carried("P-2026-A".to_owned(), grant(), draft(), carried)
        }),
        ("suspended", running().suspend(suspicion("2027-01-01")).unwrap()),
        ("ending", ending),
        ("argued", argued),
        ("ended", ended),
        ("proved", proved),
        ("fraud", fraud.terminate(decided("2028-06-01")).unwrap()),
    ]
}

/// Takes a step with words that are sound wherever it can be taken at all.
#[allow(clippy::too_many_lines, reason = "a list, one arm a step")]
fn taken(course: &Course, step: StepKind) -> Result<Course, Vec<Finding>> {
    use StepKind as K;
    let one = |f: Finding| vec![f];
    let at =
        |wanted: &[PaymentState]| course.payments.iter().position(|p| wanted.contains(&p.state)).unwrap_or(0);
    let c = course.clone();
    let on = day("2031-01-10");
    match step {
        K::Draft => c.draft(draft()).map_err(one),
        K::Sign => c.sign(signing("2031-01-10"), &shipped()),
        K::Drop => c.withdraw(on, "放弃").map_err(one),
        K::Reallocate => c
            .change(Change::Reallocation {
                on,
                from: Subject::Labour,
                to: Subject::Business,
                source: Source::Fiscal,
                amount: wan(1),
                by: Decider::ChiefEngineer { name: "冯示例".to_owned() },
                note: String::new(),
            })
            .map_err(one),
        K::Reroute => c.change(Change::Route { on, by: "冯示例".to_owned(), what: text() }).map_err(one),
        K::Replace => c
            .change(Change::Person {
                on,
                role: crate::bid_details::PersonRole::ChiefEngineer,
                old: "冯示例".to_owned(),
                new: "陈示例".to_owned(),
                reason: text(),
            })
            .map_err(one),
        K::Adjust => c.change(Change::Adjustment { on, approval: late(), what: text() }).map_err(one),
        K::Submit => c.submit(papers(Some(1), "2031-01-10")).map_err(one),
        K::Notify => c.notify(late()),
        K::GoOn => c.go_on(on, "商定").map_err(one),
        K::Inspect => c
            .inspect(Inspection {
                on,
                by: text(),
                what: text(),
                planned: true,
                reason: text(),
                result: text(),
            })
            .map_err(one),
        K::Opine => {
            let next = c.payable().first().copied();
            let schedule = next.or_else(|| c.schedule().first().copied()).unwrap();
            let new = NewPayment {
                amount: schedule.amount,
                ..opinion(schedule.tranche, schedule.milestone, wan(0), "2031-01-10")
            };
            c.opine(new)
        }
        K::ApprovePayment => c.approve_payment(at(&[PaymentState::Submitted]), late()),
        K::TurnPayment => {
            let event = match c.payments.first().map(|p| p.state) {
                Some(PaymentState::Paid) => PaymentEvent::Bounce,
                Some(PaymentState::Stopped) => PaymentEvent::Resume,
                _ => PaymentEvent::Stop,
            };
            c.turn_payment(0, event, "说明")
        }
        K::Pay => c.pay(at(&[PaymentState::Ready]), out("2031-01-10")),
        K::CorrectVoucher => c.correct_voucher(at(&[PaymentState::Paid]), out("2031-01-10"), "误录"),
        K::Account => c.report(account("2031-01-10", 250)),
        K::Apply => c.apply(papers(None, "2031-01-10")).map_err(one),
        K::TakeBack => c.take_back(on, "补充材料").map_err(one),
        K::SettlePlan => c.settle_plan(joint("2031-01-10")).map_err(one),
        K::Conclude => {
            let signed = joint("2031-01-10");
            let word = AcceptanceWord { on, signed, ..word(Conclusion::AcceptancePass, 1000) };
            if c.is_accepted_before() {
                return c.accepted_before(word, &shipped()).map_err(one);
            }
            c.conclude(word, &shipped())
        }
        _ => taken_end(c, step, on),
    }
}

/// The same of extension, suspicion and end.
fn taken_end(c: Course, step: StepKind, on: NaiveDate) -> Result<Course, Vec<Finding>> {
    use StepKind as K;
    let one = |f: Finding| vec![f];
    match step {
        K::AskExtension => c.ask_extension(asked("2031-01-10")),
        K::AnswerExtension => {
            let (act, reason) = (late(), "不属于不可抗力".to_owned());
            c.answer_extension(ExtensionReply { act, to: None, dues: vec![], reason })
        }
        K::ProposeEnd => c.propose_end(proposal("2031-01-10")).map_err(one),
        K::Commission => c.commission(Commission { third_party: text(), act: late() }),
        K::Tell => c.tell(Told { on, hearing: String::new() }).map_err(one),
        K::Terminate => c.terminate(decided("2031-01-10")),
        K::Refund => c.refund(Refund { on, amount: wan(1), voucher_no: "1".to_owned() }).map_err(one),
        K::Proceeds => c.sold(Proceeds { on, what: text(), amount: wan(1), rule: text() }).map_err(one),
        K::Suspend => c.suspend(suspicion("2031-01-10")).map_err(one),
        K::Examined => {
            let open = c.suspicions.last().is_some_and(|s| s.outcome.is_none());
            c.examined(found(!open, "2031-01-10"))
        }
        K::Overturn => c.overturn(late()),
        K::Integrity => c.record_integrity(IntegrityRecord { act: late(), units: vec![text()] }),
        _ => c.hand_to_justice(late()),
    }
}

#[test]
fn what_may_be_done_now_can_be_done_and_what_may_not_is_refused() {
    use StepKind as K;
    // The books of a contract are open to the machine at any time: once a project is over, `allows` alone closes them. Who
    // asks twice is answered once.
    let closed = [K::Reallocate, K::Reroute, K::Replace, K::Adjust, K::Submit, K::Inspect, K::Account];
    for (name, course) in everywhere() {
        let may = course.may();
        for step in StepKind::ALL.iter().copied() {
            let tried = taken(&course, step);
            assert_eq!(course.allows(step).is_ok(), may.contains(&step), "{name}: {step:?}");
            if may.contains(&step) {
                assert!(tried.is_ok(), "{name}: {step:?} may be taken and is refused: {tried:?}");
            } else {
                let apart = closed.contains(&step) || (step, name) == (K::AskExtension, "asked");
                assert!(tried.is_err() || apart, "{name}: {step:?} may not be taken and is not refused");
                assert_eq!(course.allows(step).unwrap_err().code, Code::ChainOutOfOrder);
            }
        }
    }
}

#[test]
fn every_step_can_be_taken_somewhere() {
    let somewhere: Vec<StepKind> = everywhere().iter().flat_map(|(_, course)| course.may()).collect();
    let never: Vec<_> = StepKind::ALL.iter().filter(|step| !somewhere.contains(step)).collect();
    assert!(never.is_empty(), "{never:?}");
}

#[test]
fn nothing_may_be_done_with_a_project_that_was_dropped() {
    let dropped = course().withdraw(day("2026-04-01"), "放弃").unwrap();
    assert_eq!(dropped.may(), []);
    assert!(!accepted().may().contains(&StepKind::Submit), "the work is over");
}
