//! The course of projects (policy 四（六）, 四（七）): from the contract over milestones and payments to acceptance, and every way a
//! project can end, through the use cases from a closed session on.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]
#![allow(clippy::too_many_lines, clippy::cognitive_complexity, reason = "a project is one story")]

use app::api::course::{
    AcceptanceForm, AccountForm, CourseStands, CourseView, InspectionForm, PaymentStands, TrancheName,
};
use app::api::course_steps::{CourseStep, CourseStepName, PaymentTurn};
use app::api::desk::{Conclusion as Said, FundsView};
use app::api::due::DueOf;
use app::api::plan::ActForm;
use app::api::projects::{JointForm, ProjectForm, ProjectWordView, Responsible, SpentLine};
use app::api::results::Standing;
use domain::conclusion::Conclusion;
use domain::session::SessionKind;
use domain::{Code, Fen};
use journeys::Meeting;
use journeys::chain::{
    Held, agreed, announced, closed, codes, issued, joint, paper, papers, refused, signed, step, until,
};

fn wan(text: &str) -> Fen {
    Fen::parse_with_unit(&format!("{text}万元")).unwrap()
}

fn nothing() -> ProjectWordView {
    ProjectWordView::default()
}

const NODES: [&str; 2] = ["2027-06-30", "2028-06-30"];

/// Three projects that were granted; the third is decided at 50 万元 and paid at once.
fn granted() -> (Meeting, Vec<String>) {
    let mut meeting = closed();
    let decision = announced(&mut meeting, |ruling| {
        let third = ruling.items.iter_mut().find(|i| i.bid_no == "JB-003").unwrap();
        (third.award, third.reason) = ("50".to_owned(), "按预算压减".to_owned());
        assert_eq!(third.standing, Standing::Recommended);
    });
    let made = issued(&mut meeting, &decision);
    (meeting, made.into_iter().map(|(_, no)| no).collect())
}

fn view(meeting: &Meeting, no: &str) -> CourseView {
    meeting.office.course_view(no).unwrap()
}

fn opine(view: &CourseView, at: usize, on: &str) -> CourseStep {
    let due = &view.scheduled[at];
    CourseStep::Opine {
        tranche: due.tranche,
        milestone: due.milestone,
        amount: due.amount.clone(),
        reason: String::new(),
        opinion: paper(on),
    }
}

fn pay(at: u32, on: &str) -> CourseStep {
    CourseStep::Pay {
        at, on: on.to_owned(), voucher_no: format!("国库2026-{at:04}"), voucher: String::new()
    }
}

fn account(on: &str, fiscal: &str, audit_no: &str) -> CourseStep {
    CourseStep::Account {
        account: AccountForm {
            as_of: on.to_owned(),
            spent_fiscal: fiscal.to_owned(),
            spent_self_raised: "20".to_owned(),
            spent_by: Vec::new(),
            arrived: "30".to_owned(),
            audit_no: audit_no.to_owned(),
        },
    }
}

/// The first payment, proposed and made.
fn first_paid(meeting: &mut Meeting, no: &str) -> CourseView {
    let due = view(meeting, no);
    step(meeting, no, &opine(&due, 0, "2026-03-26"));
    step(meeting, no, &pay(0, "2026-03-30"))
}

/// A milestone with its papers, judged in a session of that day.
fn judged(
    meeting: &mut Meeting,
    no: &str,
    (session, on): (&str, &str),
    said: Conclusion,
    word: ProjectWordView,
) {
    until(meeting, on);
    let next = view(meeting, no).nodes.iter().find(|n| n.next).unwrap().n;
    step(meeting, no, &CourseStep::Submit { papers: papers(Some(next), on) });
    Held::whole(meeting, (SessionKind::Milestone, session), (no, on), said, word);
}

fn result(session: &str, on: &str, audited: &str) -> CourseStep {
    CourseStep::Conclude {
        result: AcceptanceForm {
            session_no: session.to_owned(),
            result_no: "验收2029-001".to_owned(),
            signed: joint(on),
            audited_rd: audited.to_owned(),
            audit_no: "示例会审字第030号".to_owned(),
            ..AcceptanceForm::default()
        },
    }
}

fn paid(view: &CourseView) -> Fen {
    let made = view.payments.iter().filter(|p| p.state == PaymentStands::Paid);
    Fen::sum(made.map(|p| wan(&p.amount))).unwrap()
}

#[test]
fn a_project_goes_from_its_contract_over_its_milestones_to_acceptance_and_its_payments_make_the_award() {
    let (mut meeting, projects) = granted();
    let no = projects[0].clone();
    let fresh = view(&meeting, &no);
    let contract = agreed(&fresh, &NODES);
    assert_eq!(fresh.may, [CourseStepName::Draft, CourseStepName::Drop]);
    assert_eq!(
        refused(&mut meeting, &no, &opine(&fresh, 0, "2026-03-26")),
        [Code::ChainOutOfOrder],
        "no contract, no payment (四（六）)"
    );
    let mut other = contract.clone();
    other.solver = "另一示例大学".to_owned();
    let swap = refused(&mut meeting, &no, &CourseStep::Draft { contract: other });
    assert_eq!(swap, [Code::SolverSwap], "the solver is fixed from 立项 on");
    let mut uneven = contract.clone();
    uneven.milestones[0].share = "40".to_owned();
    let half = refused(&mut meeting, &no, &CourseStep::Draft { contract: uneven.clone() });
    assert_eq!(half, [Code::ContractIncomplete], "shares of all or of none");
    uneven.milestones[1].share = "60%".to_owned();
    let drafted = step(&mut meeting, &no, &CourseStep::Draft { contract: uneven });
    let shares: Vec<&str> = drafted.contract.milestones.iter().map(|m| m.share.as_str()).collect();
    assert_eq!(shares, ["40", "60"], "what was typed is there again");
    let tied = drafted.contract.milestones.iter().map(|m| wan(&m.payable));
    let middle = Fen::sum(tied).unwrap();
    let unsigned = CourseStep::Sign {
        on: "2026-03-25".to_owned(),
        by: vec!["示例市科学技术局".to_owned()],
        copy: String::new(),
    };
    let lacks = refused(&mut meeting, &no, &unsigned);
    assert!(lacks.len() >= 3 && lacks.iter().all(|c| *c == Code::MissingValue), "{lacks:?}");
    let running = signed(&mut meeting, &no, &NODES);
    assert_eq!((running.stands, running.state_zh.as_str()), (CourseStands::Running, "实施中"));
    assert_eq!(running.signed.as_ref().unwrap().2, "任务书.pdf");
    assert_eq!(running.scheduled.len(), 4);
    let award = wan(&running.ledger.approved);
    let foreseen = Fen::sum(running.scheduled.iter().map(|s| wan(&s.amount))).unwrap();
    assert_eq!((foreseen, Fen(wan(&running.scheduled[1].amount).0 * 2)), (award, middle), "split evenly now");

    let early = refused(&mut meeting, &no, &opine(&running, 1, "2026-03-26"));
    assert_eq!(early, [Code::PaymentGate, Code::PapersMissing], "the milestone was not passed");
    let opined = step(&mut meeting, &no, &opine(&running, 0, "2026-03-26"));
    assert_eq!(
        (opined.payments[0].state, opined.payments[0].payee.as_str()),
        (PaymentStands::Ready, opined.payee.as_str())
    );
    assert_eq!(refused(&mut meeting, &no, &pay(0, "2026-03-20")), [Code::ListDateOrder]);
    let first = step(&mut meeting, &no, &pay(0, "2026-03-30"));
    assert_eq!(first.ledger.paid, Some(first.payments[0].amount.clone()));
    let card = meeting.office.project_view(&no).unwrap();
    assert_eq!(card.form.paid, first.payments[0].amount, "sessions judge true figures");
    assert_eq!(
        (card.form.contract_no, card.form.end),
        (running.contract.no.clone(), running.end_now.clone())
    );

    // Changes: who may make them, and that they are logged.
    let moved = |from: &str, to: &str, unit: &str, chief: &str| CourseStep::Reallocate {
        on: "2026-09-01".to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        fiscal: true,
        amount: "1.5".to_owned(),
        unit: unit.to_owned(),
        chief: chief.to_owned(),
        note: "试制材料".to_owned(),
    };
    let chief = running.chief_now.clone().unwrap();
    let wrong = refused(&mut meeting, &no, &moved("equipment", "business", "", &chief));
    assert_eq!(wrong, [Code::ReallocationWrongPerson], "equipment is the undertaking unit's");
    step(&mut meeting, &no, &moved("equipment", "business", &running.contract.solver, ""));
    let logged = step(&mut meeting, &no, &moved("labour", "business", "", &chief));
    assert_eq!(logged.changes.len(), 2);
    assert!(logged.changes[1].zh.contains(&format!("技术总师{chief}决定")), "{}", logged.changes[1].zh);
    let inspection = |planned, reason: &str| CourseStep::Inspect {
        inspection: InspectionForm {
            on: "2026-10-01".to_owned(),
            by: "示例市科学技术局".to_owned(),
            what: "进展抽查".to_owned(),
            planned,
            reason: reason.to_owned(),
            result: String::new(),
        },
    };
    assert_eq!(refused(&mut meeting, &no, &inspection(false, "")), [Code::InspectionUnplanned]);
    step(&mut meeting, &no, &inspection(false, "群众反映"));

    // Two milestones. The first session is frozen without papers only with a reason, and its pass is paid once it is signed.
    until(&meeting, "2027-07-15");
    let held = Held::opened(&mut meeting, SessionKind::Milestone, "考核2027-01", &no, "2027-07-15");
    let found = meeting.office.before_freeze("考核2027-01").unwrap();
    assert!(found.iter().any(|f| f.code == Code::PapersMissing && !f.blocks()), "{found:?}");
    step(&mut meeting, &no, &CourseStep::Submit { papers: papers(Some(1), "2027-07-10") });
    let found = meeting.office.before_freeze("考核2027-01").unwrap();
    assert!(!found.iter().any(|f| f.code == Code::PapersMissing), "{found:?}");
    held.frozen(&mut meeting).unwrap();
    held.scored(&mut meeting, Conclusion::MilestonePass);
    held.decided(&mut meeting, Said::MilestonePass, nothing()).unwrap();
    let spoken = view(&meeting, &no);
    assert!(spoken.nodes[0].passed && spoken.nodes[1].next, "{:?}", spoken.nodes);
    meeting.office.reopen("考核2027-01", "一份评分包迟到", "章示明").unwrap();
    assert!(!view(&meeting, &no).nodes[0].passed, "the word is taken back with the figures");
    meeting.office.tally("考核2027-01").unwrap();
    let again = view(&meeting, &no);
    assert!(again.nodes[0].passed, "and given again");
    let unsigned = refused(&mut meeting, &no, &opine(&again, 0, "2027-07-16"));
    assert_eq!(unsigned, [Code::StepOutOfOrder], "a word that can still be taken back pays nothing");
    held.closed(&mut meeting);
    let one = step(&mut meeting, &no, &opine(&again, 0, "2027-07-20"));
    assert_eq!(one.payments[1].state, PaymentStands::Submitted);
    assert_eq!(refused(&mut meeting, &no, &pay(1, "2027-07-22")), [Code::ChainOutOfOrder], "rule 17");
    let approve = CourseStep::ApprovePayment { at: 1, approval: paper("2027-07-21") };
    step(&mut meeting, &no, &approve);
    let back = CourseStep::TurnPayment { at: 0, how: PaymentTurn::Bounce, reason: "账号有误".to_owned() };
    let bounced = step(&mut meeting, &no, &back);
    assert_eq!(bounced.payments[0].state, PaymentStands::Ready);
    step(&mut meeting, &no, &pay(0, "2027-07-22"));
    step(&mut meeting, &no, &pay(1, "2027-07-22"));
    let put_right = CourseStep::CorrectVoucher {
        at: 1,
        on: "2027-07-23".to_owned(),
        voucher_no: "国库2027-0009".to_owned(),
        reason: "凭证号误录".to_owned(),
    };
    let corrected = step(&mut meeting, &no, &put_right);
    assert_eq!(corrected.payments[1].corrected[0].1, "国库2026-0001");
    judged(&mut meeting, &no, ("考核2028-01", "2028-07-14"), Conclusion::MilestonePass, nothing());
    let due = view(&meeting, &no);
    step(&mut meeting, &no, &opine(&due, 0, "2028-07-20"));
    step(&mut meeting, &no, &CourseStep::ApprovePayment { at: 2, approval: paper("2028-07-21") });
    let due = step(&mut meeting, &no, &pay(2, "2028-07-22"));
    assert_eq!((due.scheduled.len(), due.scheduled[0].tranche), (1, TrancheName::Last));
    assert_eq!(refused(&mut meeting, &no, &opine(&due, 0, "2028-08-01")), [Code::ChainOutOfOrder]);

    // Acceptance: asked for, settled by both, judged, signed by both, and the rest is paid.
    until(&meeting, "2029-04-20");
    let held = Held::opened(&mut meeting, SessionKind::Acceptance, "验收2029-01", &no, "2029-05-15");
    assert!(codes(held.frozen(&mut meeting)).contains(&Code::ChainOutOfOrder), "nobody asked for it");
    let mut few = papers(None, "2029-04-20");
    few.reports.pop();
    assert_eq!(refused(&mut meeting, &no, &CourseStep::Apply { papers: few }), [Code::PapersMissing]);
    step(&mut meeting, &no, &CourseStep::Apply { papers: papers(None, "2029-04-20") });
    assert!(codes(held.frozen(&mut meeting)).contains(&Code::AcceptanceJointSign), "rule 23");
    let alone = JointForm { sponsor: String::new(), ..joint("2029-05-08") };
    let half = refused(&mut meeting, &no, &CourseStep::SettlePlan { joint: alone });
    assert_eq!(half, [Code::AcceptanceJointSign]);
    step(&mut meeting, &no, &CourseStep::SettlePlan { joint: joint("2029-05-08") });
    held.frozen(&mut meeting).unwrap();
    held.scored(&mut meeting, Conclusion::AcceptancePass);
    let rd = meeting.office.project_view(&no).unwrap().form.rd_total;
    let silent = refused(&mut meeting, &no, &result("验收2029-01", "2029-05-16", &rd));
    assert_eq!(silent, [Code::ProjectLacks], "the panel said nothing yet");
    held.decided(&mut meeting, Said::AcceptancePass, nothing()).unwrap();
    let told = view(&meeting, &no);
    assert_eq!(told.stands, CourseStands::Accepting, "both sign it first");
    assert_eq!(told.acceptances[0].said.as_ref().unwrap().conclusion, Said::AcceptancePass);
    let open = refused(&mut meeting, &no, &result("验收2029-01", "2029-05-16", &rd));
    assert_eq!(open, [Code::StepOutOfOrder], "its documents are not made");
    held.closed(&mut meeting);
    let unsigned = CourseStep::Conclude {
        result: AcceptanceForm {
            session_no: "验收2029-01".to_owned(),
            signed: JointForm { bureau: " ".to_owned(), ..joint("2029-05-16") },
            audited_rd: rd.clone(),
            ..AcceptanceForm::default()
        },
    };
    let lacks = refused(&mut meeting, &no, &unsigned);
    assert_eq!(lacks, [Code::AcceptanceJointSign, Code::MissingValue, Code::MissingValue]);
    let accepted = step(&mut meeting, &no, &result("验收2029-01", "2029-05-16", &rd));
    assert_eq!(accepted.stands, CourseStands::Accepted);
    assert_eq!(accepted.acceptances[0].settlement.len(), 3, "the calculation is shown");
    assert_eq!(accepted.acceptances[0].payable, Some(accepted.scheduled[0].amount.clone()));
    step(&mut meeting, &no, &opine(&accepted, 0, "2029-06-10"));
    let done = step(&mut meeting, &no, &pay(3, "2029-06-20"));
    assert_eq!((paid(&done), done.ledger.left.as_deref()), (award, Some("0.00")), "to the fen");
    assert_eq!((done.next.clone(), done.scheduled.len()), (None, 0));
    assert!(meeting.office.projects_view().unwrap().projects.iter().any(|p| p.no == no && p.over));
    meeting.office.vault().verify_journal(None).unwrap();
}

#[test]
fn a_small_award_is_paid_at_once_and_a_milestone_is_put_right_in_its_time_or_fails() {
    let (mut meeting, projects) = granted();
    // 50 万元, inclusive: at once, after signing.
    let small = projects[2].clone();
    let mut contract = agreed(&view(&meeting, &small), &NODES[..1]);
    let spent = |subject: &str, fiscal: &str, own: &str| SpentLine {
        subject: subject.to_owned(),
        spent: FundsView { fiscal: fiscal.to_owned(), self_raised: own.to_owned() },
    };
    let off = refused_draft(&mut meeting, &small, &contract);
    assert!(off.contains(&"contract.incomplete".to_owned()), "the panel's budget is not what was decided");
    let rd = wan(&meeting.office.project_view(&small).unwrap().form.rd_total);
    contract.budget =
        vec![spent("business", "30", &Fen(rd.0 - wan("50").0).wan()), spent("labour", "20", "")];
    let by =
        [&contract.bureau, &contract.sponsor, &contract.solver].into_iter().chain(&contract.participants);
    let by: Vec<String> = by.cloned().collect();
    step(&mut meeting, &small, &CourseStep::Draft { contract });
    let copy = meeting.path("任务书.pdf");
    std::fs::write(&copy, b"%PDF-1.7 signed").unwrap();
    let sign = CourseStep::Sign { on: "2026-03-25".to_owned(), by, copy: copy.display().to_string() };
    let running = step(&mut meeting, &small, &sign);
    let due: Vec<_> = running.scheduled.iter().map(|s| (s.tranche, s.amount.as_str())).collect();
    assert_eq!(due, [(TrancheName::Once, "50.00")]);
    let all = first_paid(&mut meeting, &small);
    assert_eq!((all.ledger.left.as_deref(), all.scheduled.len()), (Some("0.00"), 0));
    let again = CourseStep::Opine {
        tranche: TrancheName::Once,
        milestone: None,
        amount: "1".to_owned(),
        reason: "补拨".to_owned(),
        opinion: paper("2026-04-01"),
    };
    assert_eq!(refused(&mut meeting, &small, &again), [Code::ChainOutOfOrder], "nothing is due twice");

    // 限期整改
    let no = projects[1].clone();
    signed(&mut meeting, &no, &NODES);
    first_paid(&mut meeting, &no);
    let until_day = ProjectWordView { until: "2027-10-15".to_owned(), ..nothing() };
    judged(&mut meeting, &no, ("考核2027-01", "2027-07-15"), Conclusion::Rectify, until_day);
    let rectifying = view(&meeting, &no);
    assert_eq!(rectifying.stands, CourseStands::Rectifying);
    assert_eq!(rectifying.nodes[0].said[0].until.as_deref(), Some("2027-10-15"));
    let closed_gate = refused(&mut meeting, &no, &opine(&rectifying, 0, "2027-07-20"));
    assert_eq!(closed_gate, [Code::ChainOutOfOrder]);
    let notified = step(&mut meeting, &no, &CourseStep::Notify { notice: paper("2027-07-18") });
    assert_eq!(notified.nodes[0].said[0].notice, Some(paper("2027-07-18")));
    until(&meeting, "2027-10-20");
    let late = meeting.office.dues_view().unwrap();
    let late = late.entries.iter().find(|d| d.subject == no && d.zh == "限期整改").unwrap();
    assert_eq!((late.late_by, late.part, late.of), (5, Some(1), DueOf::Project));
    assert!(!late.title.is_empty() && late.article == "四（七）1");
    assert!(meeting.office.home_view().unwrap().chain[6].waiting >= 1);
    let early = CourseStep::Apply { papers: papers(None, "2027-10-20") };
    assert_eq!(refused(&mut meeting, &no, &early), [Code::ChainOutOfOrder]);
    judged(&mut meeting, &no, ("考核2027-02", "2027-10-21"), Conclusion::MilestoneFail, nothing());
    let stalled = view(&meeting, &no);
    assert_eq!((stalled.stands, stalled.nodes[0].said.len()), (CourseStands::Stalled, 2));
    let silent = CourseStep::GoOn { on: "2027-11-01".to_owned(), how: " ".to_owned() };
    assert_eq!(refused(&mut meeting, &no, &silent), [Code::ReasonMissing]);
    let go_on =
        CourseStep::GoOn { on: "2027-11-01".to_owned(), how: "更换检测单位后重新考核".to_owned() };
    assert_eq!(step(&mut meeting, &no, &go_on).stands, CourseStands::Running);
    judged(&mut meeting, &no, ("考核2028-01", "2028-01-15"), Conclusion::MilestonePass, nothing());
    let passed = view(&meeting, &no);
    assert!(passed.nodes[0].passed);
    let opined = step(&mut meeting, &no, &opine(&passed, 0, "2028-01-20"));
    let at = opined.payments.last().unwrap().at;
    let refuse = CourseStep::TurnPayment { at, how: PaymentTurn::Refuse, reason: "材料不全".to_owned() };
    let turned = step(&mut meeting, &no, &refuse);
    assert_eq!(
        (turned.payments[1].state, turned.payments[1].note.as_str()),
        (PaymentStands::Planned, "材料不全")
    );
    step(&mut meeting, &no, &opine(&turned, 0, "2028-02-01"));

    // Extension: force majeure, proved, and approved (rule 24).
    let ask = |proofs: Vec<String>, force_majeure| CourseStep::AskExtension {
        on: "2028-03-01".to_owned(),
        by: "示例企业".to_owned(),
        cause: "暴雨致试制线停产".to_owned(),
        force_majeure,
        proofs,
        to: "2029-09-30".to_owned(),
    };
    let answer = |to: &str, reason: &str| CourseStep::AnswerExtension {
        reply: paper("2028-03-20"),
        to: to.to_owned(),
        reason: reason.to_owned(),
        dues: Vec::new(),
    };
    step(&mut meeting, &no, &ask(Vec::new(), false));
    let groundless = refused(&mut meeting, &no, &answer("2029-09-30", ""));
    assert_eq!(groundless, [Code::ExtensionGround]);
    let no_to = step(&mut meeting, &no, &answer("", "不属于不可抗力"));
    assert_eq!(no_to.extensions[0].refused, "不属于不可抗力");
    let proof = meeting.path("证明.pdf");
    std::fs::write(&proof, b"%PDF-1.7 flood").unwrap();
    step(&mut meeting, &no, &ask(vec![proof.display().to_string()], true));
    let granted = CourseStep::AnswerExtension {
        reply: paper("2028-03-20"),
        to: "2029-09-30".to_owned(),
        reason: String::new(),
        dues: vec![(2, "2029-01-31".to_owned())],
    };
    let longer = step(&mut meeting, &no, &granted);
    assert_eq!((longer.end_now.as_str(), longer.nodes[1].form.due.as_str()), ("2029-09-30", "2029-01-31"));
    assert_eq!(longer.extensions[1].proofs, ["证明.pdf"]);
    assert_eq!(
        meeting.office.project_view(&no).unwrap().form.end,
        "2029-09-30",
        "sessions judge the new term"
    );
}

/// What is wrong with a draft that was kept.
fn refused_draft(meeting: &mut Meeting, no: &str, contract: &app::api::course::ContractForm) -> Vec<String> {
    let drafted = step(meeting, no, &CourseStep::Draft { contract: contract.clone() });
    drafted.contract_problems.into_iter().map(|p| p.code).collect()
}

/// A project that is signed, paid its first part and audited, with its end proposed by its sponsor.
fn ending(meeting: &mut Meeting, no: &str, spent: &str) -> CourseView {
    let running = signed(meeting, no, &NODES);
    first_paid(meeting, no);
    let stranger = CourseStep::ProposeEnd {
        by: "路人企业".to_owned(),
        on: "2027-03-01".to_owned(),
        reason: "无法继续".to_owned(),
    };
    assert_eq!(refused(meeting, no, &stranger), [Code::TerminationNotSignatory]);
    step(meeting, no, &account("2027-02-28", spent, "示例会审字第020号"));
    let by = running.contract.sponsor;
    step(
        meeting,
        no,
        &CourseStep::ProposeEnd { by, on: "2027-03-01".to_owned(), reason: "无法继续".to_owned() },
    )
}

fn decide(on: &str, return_by: &str, tolerance: &str) -> CourseStep {
    CourseStep::Terminate { act: paper(on), return_by: return_by.to_owned(), tolerance: tolerance.to_owned() }
}

#[test]
fn a_project_ends_by_force_majeure_by_fault_with_recovery_or_by_fraud_with_everything_paid_四_七_4() {
    let (mut meeting, projects) = granted();
    // Force majeure, with diligence found: stop, and what was not spent comes back.
    let no = projects[0].clone();
    let proposed = ending(&mut meeting, &no, "70");
    assert_eq!(proposed.stands, CourseStands::Ending);
    let waits = refused(&mut meeting, &no, &decide("2027-03-05", "", ""));
    assert_eq!(waits, [Code::ChainOutOfOrder], "nobody argued it");
    let session = (SessionKind::Termination, "终止2027-01");
    Held::whole(&mut meeting, session, (&no, "2027-04-10"), Conclusion::TerminateObjective, nothing());
    let argued = view(&meeting, &no);
    assert_eq!(argued.stands, CourseStands::Ending, "a conclusion is no decision");
    assert!(argued.problems.iter().any(|p| p.code == "termination.not_told"));
    let money = argued.endings[0].money.clone().unwrap();
    let first = wan(&argued.payments[0].amount);
    let rest = Fen(first.0 - wan("70").0);
    assert_eq!(money.recover, Some(rest.wan()), "已拨 − 已支出");
    assert_eq!(money.stop, Some(Fen(wan(&argued.ledger.approved).0 - first.0).wan()), "批准 − 已拨");
    assert_eq!(money.lines.len(), 2);
    let tell = CourseStep::Tell { on: "2027-04-12".to_owned(), hearing: "无异议".to_owned() };
    assert!(step(&mut meeting, &no, &tell).problems.is_empty());
    let dayless = refused(&mut meeting, &no, &decide("2027-05-01", "", "尽职尽责"));
    assert_eq!(dayless, [Code::MissingValue], "until when the money comes back");
    let ended = step(&mut meeting, &no, &decide("2027-05-01", "2027-06-01", "尽职尽责"));
    assert_eq!(ended.stands, CourseStands::Terminated);
    assert_eq!(ended.endings[0].tolerance.as_deref(), Some("尽职尽责"), "宽容失败 (五（三）)");
    assert_eq!(ended.endings[0].outstanding, Some(rest.wan()));
    assert_eq!(ended.next.as_ref().unwrap().zh, "退回财政资金");
    let too_much = CourseStep::Refund {
        on: "2027-05-20".to_owned(),
        amount: Fen(rest.0 + 1).wan(),
        voucher_no: "收-1".to_owned(),
    };
    assert_eq!(refused(&mut meeting, &no, &too_much), [Code::RecoveryOver]);
    let back =
        CourseStep::Refund {
            on: "2027-05-20".to_owned(), amount: rest.wan(), voucher_no: "收-1".to_owned()
        };
    let settled = step(&mut meeting, &no, &back);
    assert_eq!((settled.endings[0].outstanding.as_deref(), settled.next), (Some("0.00"), None));

    // Fault: a third party, technical, finance and legal experts, who is responsible; assets stand apart.
    let no = projects[1].clone();
    ending(&mut meeting, &no, "60");
    let fault = ProjectWordView {
        responsible: Some(Responsible::Solver),
        third_party: "示例科技评估中心".to_owned(),
        ..nothing()
    };
    let held = Held::opened(&mut meeting, SessionKind::Termination, "终止2027-02", &no, "2027-09-10");
    held.frozen(&mut meeting).unwrap();
    held.scored(&mut meeting, Conclusion::TerminateFault);
    let alone = codes(held.decided(&mut meeting, Said::TerminateFault, fault.clone()));
    assert_eq!(alone, [Code::TerminationFaultPanel], "no third party was commissioned");
    assert!(view(&meeting, &no).endings[0].argued.is_none(), "all or nothing");
    let third = CourseStep::Commission {
        third_party: "示例科技评估中心".to_owned(),
        act: paper("2027-09-01"),
    };
    step(&mut meeting, &no, &third);
    held.decided(&mut meeting, Said::TerminateFault, fault).unwrap();
    let unsigned = refused(&mut meeting, &no, &decide("2027-09-20", "2027-10-20", ""));
    assert_eq!(unsigned, [Code::StepOutOfOrder], "its documents are not made");
    held.closed(&mut meeting);
    let diligent = refused(&mut meeting, &no, &decide("2027-09-20", "2027-10-20", "尽职"));
    assert_eq!(diligent, [Code::TerminationTolerance], "a fault is no diligence");
    let ended = step(&mut meeting, &no, &decide("2027-09-20", "2027-10-20", ""));
    assert_eq!(ended.endings[0].responsible, Some(Responsible::Solver));
    let recover = Fen(wan(&ended.payments[0].amount).0 - wan("60").0);
    assert_eq!(ended.endings[0].outstanding, Some(recover.wan()));
    let sold = CourseStep::Proceeds {
        on: "2027-11-01".to_owned(),
        what: "试验轧机".to_owned(),
        amount: "12".to_owned(),
        rule: "行政事业单位国有资产管理条例".to_owned(),
    };
    let after = step(&mut meeting, &no, &sold);
    assert_eq!(after.endings[0].outstanding, Some(recover.wan()), "apart from what is recovered");
    until(&meeting, "2027-10-25");
    let integrity =
        CourseStep::Integrity { act: paper("2027-11-05"), units: vec!["示例大学".to_owned()] };
    assert_eq!(refused(&mut meeting, &no, &integrity), [Code::ChainOutOfOrder], "no fraud was proved");
}

#[test]
fn suspicion_suspends_a_project_and_proved_fraud_recovers_everything_that_was_paid_四_七_4() {
    let (mut meeting, projects) = granted();
    let no = projects[0].clone();
    signed(&mut meeting, &no, &NODES);
    first_paid(&mut meeting, &no);
    step(&mut meeting, &no, &account("2027-02-28", "60", "示例会审字第020号"));
    let suspend = |on: &str| CourseStep::Suspend {
        on: on.to_owned(),
        what: "涉嫌虚构采购".to_owned(),
        handed_to: "市纪检监察机关".to_owned(),
    };
    let examined = |proved, on: &str| CourseStep::Examined {
        proved,
        act: paper(on),
        found: "采购合同与入库单一致".to_owned(),
    };
    let suspended = step(&mut meeting, &no, &suspend("2027-03-01"));
    assert_eq!(suspended.state_zh, "暂停（实施中）");
    assert!(
        !suspended.may.contains(&CourseStepName::Submit) || suspended.next.unwrap().zh == "核查并登记结果"
    );
    let held = Held::opened(&mut meeting, SessionKind::Milestone, "考核2027-01", &no, "2027-03-05");
    assert!(codes(held.frozen(&mut meeting)).contains(&Code::ChainOutOfOrder), "nothing is judged meanwhile");
    let cleared = step(&mut meeting, &no, &examined(false, "2027-03-20"));
    assert_eq!(cleared.stands, CourseStands::Running, "it comes back to where it was");
    step(&mut meeting, &no, &suspend("2027-05-01"));
    let proved = step(&mut meeting, &no, &examined(true, "2027-06-01"));
    assert_eq!((proved.stands, proved.suspicions.len()), (CourseStands::Ending, 2));
    let go_on = CourseStep::GoOn { on: "2027-06-02".to_owned(), how: "整改后继续".to_owned() };
    assert_eq!(refused(&mut meeting, &no, &go_on), [Code::ChainOutOfOrder], "nothing goes on after that");
    let overturned = step(&mut meeting, &no, &CourseStep::Overturn { act: paper("2027-06-05") });
    assert!(overturned.suspicions[1].overturned.is_some());
    let again = step(&mut meeting, &no, &suspend("2027-06-10"));
    assert_eq!(again.state_zh, "暂停（终止论证中）");
    step(&mut meeting, &no, &examined(true, "2027-06-20"));
    let proof = ProjectWordView { proof: "查实文件〔2027〕1号".to_owned(), ..nothing() };
    let session = (SessionKind::Termination, "终止2027-01");
    let held = Held::opened(&mut meeting, session.0, session.1, &no, "2027-07-10");
    held.frozen(&mut meeting).unwrap();
    held.scored(&mut meeting, Conclusion::RecoverAll);
    let softer = codes(held.decided(&mut meeting, Said::TerminateObjective, nothing()));
    assert_eq!(softer, [Code::FraudRecoverAll], "what was proved is concluded as such");
    held.decided(&mut meeting, Said::RecoverAll, proof).unwrap();
    held.closed(&mut meeting);
    let ended = step(&mut meeting, &no, &decide("2027-08-01", "2027-09-01", ""));
    let all = ended.endings.last().unwrap();
    assert_eq!(
        all.outstanding,
        Some(ended.payments[0].amount.clone()),
        "all that was paid, whatever was spent"
    );
    let units = vec![ended.contract.solver.clone()];
    step(&mut meeting, &no, &CourseStep::Integrity { act: paper("2027-08-05"), units });
    let justice = step(&mut meeting, &no, &CourseStep::Justice { act: paper("2027-08-10") });
    assert!(justice.endings.last().unwrap().justice.is_some());

    // A project that was dropped before it was signed.
    let other = projects[1].clone();
    let silent = CourseStep::Drop { on: "2026-04-01".to_owned(), reason: String::new() };
    assert_eq!(refused(&mut meeting, &other, &silent), [Code::ReasonMissing]);
    let drop = CourseStep::Drop { on: "2026-04-01".to_owned(), reason: "企业放弃".to_owned() };
    let dropped = step(&mut meeting, &other, &drop);
    assert_eq!((dropped.stands, dropped.may.len(), dropped.next), (CourseStands::Dropped, 0, None));
}

#[test]
fn a_bare_record_is_taken_over_as_it_stands_and_its_card_says_what_its_course_records() {
    let mut meeting = Meeting::prepared();
    let typed = ProjectForm {
        no: "P-1".to_owned(),
        title: "宽幅极薄带轧制工艺研究".to_owned(),
        sponsor: "示例特钢股份有限公司".to_owned(),
        solver: "示例轧制研究院".to_owned(),
        contract_no: "任P-1".to_owned(),
        start: "2024-04-01".to_owned(),
        end: "2027-03-31".to_owned(),
        approved: "1500".to_owned(),
        paid: "450".to_owned(),
        ..ProjectForm::default()
    };
    let office = &mut meeting.office;
    office.save_project(typed.clone(), true, "").unwrap();
    let unpaid = ProjectForm { no: "P-2".to_owned(), paid: String::new(), ..typed.clone() };
    office.save_project(unpaid, true, "").unwrap();
    let swap = ProjectForm { solver: "另一示例大学".to_owned(), ..typed.clone() };
    assert_eq!(codes(office.save_project(swap, false, "更换")), [Code::SolverSwap], "rule 21");
    let bare = office.course_view("P-1").unwrap();
    assert_eq!((bare.stands, bare.taken_over.as_deref()), (CourseStands::Running, Some("2024-04-01")));
    assert_eq!((bare.ledger.paid.as_deref(), bare.ledger.left.as_deref()), (Some("450.00"), Some("1050.00")));
    assert_eq!(bare.plan_no, "");
    let unknown = office.course_view("P-2").unwrap();
    assert_eq!(unknown.ledger.paid, None, "what nobody recorded stays nothing");
    assert!(unknown.problems.iter().any(|p| p.code == "project.lacks"));
    // Until a step is taken the card is the record; from then on it follows the course.
    office.save_project(ProjectForm { paid: "500".to_owned(), ..typed.clone() }, false, "拨付").unwrap();
    let kept = step(&mut meeting, "P-1", &account("2025-12-31", "310", "示例会审字第001号"));
    assert_eq!(kept.ledger.spent.as_ref().unwrap().fiscal, "310.00");
    let card = meeting.office.project_view("P-1").unwrap().form;
    assert_eq!((card.paid.as_str(), card.spent.as_str()), ("500.00", "310.00"));
    let more = ProjectForm { paid: "600".to_owned(), ..card.clone() };
    let refusal = meeting.office.save_project(more, false, "拨付").unwrap_err();
    assert_eq!(refusal.code(), Code::ProjectInCourse);
    assert!(refusal.problems()[0].zh.contains("已拨财政资金"), "{}", refusal.problems()[0].zh);
    let renamed = ProjectForm { title: "另一名称".to_owned(), ..card };
    meeting.office.save_project(renamed, false, "更名").unwrap();
    assert_eq!(meeting.office.course_view("P-1").unwrap().title, "另一名称");
    let act = ActForm { on: "abc".to_owned(), ..paper("2026-01-01") };
    assert_eq!(
        refused(&mut meeting, "P-1", &CourseStep::Notify { notice: act }),
        [Code::ValueUnreadable],
        "what cannot be read is said"
    );
}
