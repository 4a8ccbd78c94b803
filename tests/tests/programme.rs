//! The papers of plans and projects, and the programme at a glance, through the use cases (policy 二, 四（六）, 四（七）).

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]
#![allow(clippy::too_many_lines, clippy::cognitive_complexity, reason = "a programme is one story")]

use app::api::course::{AcceptanceForm, CoursePaper, CourseView};
use app::api::course_steps::CourseStep;
use app::api::desk::Conclusion as Said;
use app::api::overview::{AchievementForm, AchievementKind, OverviewPaper};
use app::api::plan::PlanPaper;
use app::api::projects::ProjectWordView;
use domain::conclusion::Conclusion;
use domain::session::SessionKind;
use domain::{Code, Fen};
use journeys::Meeting;
use journeys::chain::{
    Held, announced, closed, codes, issue, joint, paper, papers, signed, step, typed, until,
};

const NODES: [&str; 1] = ["2027-06-30"];

/// The words of a paper with its title, run together.
fn text(pdf: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
    let out = std::process::Command::new("pdftotext").arg(file.path()).arg("-").output().unwrap();
    String::from_utf8(out.stdout).unwrap().split_whitespace().collect()
}

fn wan(text: &str) -> Fen {
    Fen::parse_with_unit(&format!("{text}万元")).unwrap()
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
    CourseStep::Pay { at, on: on.to_owned(), voucher_no: format!("国库{at:04}"), voucher: String::new() }
}

/// A plan of three projects that was issued, with the words of its three papers before and after.
fn planned(meeting: &mut Meeting) -> (Vec<String>, [String; 4]) {
    let decision = announced(meeting, |_| {});
    let office = &mut meeting.office;
    let draft = office.plan_draft(&decision).unwrap();
    office.save_plan_typed(&typed(&draft), true).unwrap();
    let no = draft.no.clone();
    let of = |office: &app::Office, paper| text(&office.preview_plan(&no, paper).unwrap());
    let request = of(office, PlanPaper::Request);
    let sent_up = of(office, PlanPaper::Table);
    office.approve_plan_typed(&no, &paper("2026-03-09")).unwrap();
    let view = office.issue_plan_typed(&no, &issue("2026-03-16")).unwrap();
    let issued = of(office, PlanPaper::Table);
    let notice = of(office, PlanPaper::Notice);
    let projects = view.rows.iter().map(|r| r.form.project_no.clone()).collect();
    (projects, [request, sent_up, issued, notice])
}

#[test]
fn the_papers_of_a_plan_say_what_was_decided_approved_and_issued_and_nothing_before_it_was() {
    let mut meeting = closed();
    let (projects, [request, sent_up, issued, notice]) = planned(&mut meeting);
    let plan = meeting.office.plan_view(&meeting.office.plans_view().unwrap().plans[0].no).unwrap();
    let totals = plan.totals.unwrap();
    let sum = format!("财政资金合计{}万元", totals.fiscal);
    for paper in [&request, &sent_up, &issued, &notice] {
        assert!(paper.contains(&sum), "{sum}: {paper}");
    }
    assert!(request.contains("共3项") && request.contains("经专家论证、会议审定、公示和公告"), "{request}");
    assert!(sent_up.contains("（送审稿）") && !sent_up.contains("下达文号") && !sent_up.contains("审定情况"));
    assert!(!issued.contains("送审稿") && issued.contains("示例市人民政府2026年3月9日审定"), "{issued}");
    assert!(projects.iter().all(|no| issued.contains(no.as_str())), "{issued}");
    for row in &plan.rows {
        let parts = [&row.first, &row.middle, &row.last].map(|p| wan(p));
        assert_eq!(Fen::sum(parts), Some(wan(&row.granted)), "each row adds up to the fen");
        assert!(issued.contains(&row.payee), "the sponsor is paid (rule 18)");
    }
    assert!(notice.contains(&format!("任务书签订后拨付{}万元", totals.first)), "{notice}");
    let unknown = meeting.office.preview_plan("没有", PlanPaper::Table);
    assert_eq!(codes(unknown), [Code::NotFound]);
}

#[test]
fn the_papers_of_a_project_follow_its_course_and_are_refused_before_there_is_anything_to_say() {
    let mut meeting = closed();
    let (projects, _) = planned(&mut meeting);
    let no = projects[0].clone();
    let of = |meeting: &Meeting, paper: CoursePaper| meeting.office.preview_course(&no, &paper);
    for paper in [
        CoursePaper::Contract,
        CoursePaper::Rectification,
        CoursePaper::AcceptanceResult,
        CoursePaper::ExtensionReply,
        CoursePaper::Termination,
    ] {
        assert_eq!(codes(of(&meeting, paper)), [Code::ProjectLacks]);
    }
    assert_eq!(codes(of(&meeting, CoursePaper::PaymentOpinion { at: 0 })), [Code::NotFound]);
    assert_eq!(codes(of(&meeting, CoursePaper::Assessment { milestone: 1 })), [Code::NotFound]);

    let running = signed(&mut meeting, &no, &NODES);
    let contract = text(&of(&meeting, CoursePaper::Contract).unwrap());
    assert!(contract.contains(&format!("任{no}")) && contract.contains("2026年4月1日至2029年3月31日"));
    assert!(contract.contains("最小厚度") && contract.contains("依法赔偿。"), "{contract}");
    let shares = format!("任务书签订后拨付30.00%，计{}万元", running.scheduled[0].amount);
    assert!(contract.contains(&shares), "{shares}: {contract}");
    assert!(contract.contains("签订日期：2026年3月25日"));

    step(&mut meeting, &no, &opine(&running, 0, "2026-03-26"));
    let paid = step(&mut meeting, &no, &pay(0, "2026-03-30"));
    let first = text(&of(&meeting, CoursePaper::PaymentOpinion { at: 0 }).unwrap());
    assert!(
        first.contains("任务书已经各方签字盖章并生效") && first.contains("收款单位均为出题企业"),
        "{first}"
    );
    assert!(
        first.contains(&format!("共1项，{}万元", paid.payments[0].amount))
            || first.contains(&paid.payments[0].amount)
    );
    assert!(!first.contains("审定情况"), "the first payment stands in the plan");

    until(&meeting, "2027-07-15");
    let before = text(&of(&meeting, CoursePaper::Assessment { milestone: 1 }).unwrap());
    assert!(!before.contains("资料齐全，受理考核") && !before.contains("资料不齐"), "nobody recorded either");
    step(&mut meeting, &no, &CourseStep::Submit { papers: papers(Some(1), "2027-07-10") });
    let rectify = ProjectWordView { until: "2027-10-15".to_owned(), ..ProjectWordView::default() };
    let word = (no.as_str(), "2027-07-15");
    Held::whole(&mut meeting, (SessionKind::Milestone, "考核2027-01"), word, Conclusion::Rectify, rectify);
    step(&mut meeting, &no, &CourseStep::Notify { notice: paper("2027-07-18") });
    let notice = text(&of(&meeting, CoursePaper::Rectification).unwrap());
    assert!(
        notice.contains("第一节点经专家考核（考核2027-01）")
            && notice.contains("请会同揭榜方于2027年10月15日前"),
        "{notice}"
    );
    let sheet = text(&of(&meeting, CoursePaper::Assessment { milestone: 1 }).unwrap());
    assert!(sheet.contains("资料齐全，受理考核") && sheet.contains("期限：2027年10月15日"), "{sheet}");
    until(&meeting, "2027-10-14");
    step(&mut meeting, &no, &CourseStep::Submit { papers: papers(Some(1), "2027-10-14") });
    let nothing = ProjectWordView::default();
    let word = (no.as_str(), "2027-10-15");
    Held::whole(
        &mut meeting,
        (SessionKind::Milestone, "考核2027-02"),
        word,
        Conclusion::MilestonePass,
        nothing.clone(),
    );
    let due = meeting.office.course_view(&no).unwrap();
    let opined = step(&mut meeting, &no, &opine(&due, 0, "2027-10-20"));
    let at = opined.payments.last().unwrap().at;
    let opinion = text(&of(&meeting, CoursePaper::PaymentOpinion { at }).unwrap());
    assert!(
        opinion.contains("节点考核（考核2027-02）") && opinion.contains("以请示报市政府审定"),
        "{opinion}"
    );
    step(&mut meeting, &no, &CourseStep::ApprovePayment { at, approval: paper("2027-10-22") });
    let opinion = text(&of(&meeting, CoursePaper::PaymentOpinion { at }).unwrap());
    assert!(opinion.contains("审定情况：并科〔2026〕11号，2027年10月22日"), "{opinion}");
    step(&mut meeting, &no, &pay(at, "2027-10-25"));

    until(&meeting, "2029-04-20");
    step(&mut meeting, &no, &CourseStep::Apply { papers: papers(None, "2029-04-20") });
    step(&mut meeting, &no, &CourseStep::SettlePlan { joint: joint("2029-05-08") });
    let word = (no.as_str(), "2029-05-15");
    Held::whole(
        &mut meeting,
        (SessionKind::Acceptance, "验收2029-01"),
        word,
        Conclusion::AcceptancePass,
        nothing,
    );
    let rd = meeting.office.project_view(&no).unwrap().form.rd_total;
    let result = AcceptanceForm {
        session_no: "验收2029-01".to_owned(),
        result_no: "验收2029-001".to_owned(),
        signed: joint("2029-05-16"),
        audited_rd: rd,
        audit_no: "示例会审字第030号".to_owned(),
        ..AcceptanceForm::default()
    };
    let accepted = step(&mut meeting, &no, &CourseStep::Conclude { result });
    let signed = text(&of(&meeting, CoursePaper::AcceptanceResult).unwrap());
    let last = format!("末次拨付{}万元", accepted.acceptances[0].payable.clone().unwrap());
    assert!(signed.contains("结论为：通过。") && signed.contains(&last), "{last}: {signed}");
    step(&mut meeting, &no, &opine(&accepted, 0, "2029-06-10"));
    let at = meeting.office.course_view(&no).unwrap().payments.last().unwrap().at;
    let final_one = text(&of(&meeting, CoursePaper::PaymentOpinion { at }).unwrap());
    assert!(final_one.contains("结题验收（验收2029-01）") && final_one.contains("取较小者"), "{final_one}");

    // Saved papers are journalled; the same data give the same bytes.
    let (one, two) = (meeting.path("一.pdf"), meeting.path("二.pdf"));
    for path in [&one, &two] {
        meeting.office.save_course_paper(&no, &CoursePaper::AcceptanceResult, path).unwrap();
    }
    assert_eq!(std::fs::read(&one).unwrap(), std::fs::read(&two).unwrap());
    meeting.office.vault().verify_journal(None).unwrap();
    assert_eq!(Said::AcceptancePass, accepted.acceptances[0].said.as_ref().unwrap().conclusion);
    glance(&mut meeting, &no);
}

/// The programme after one project was accepted and two were granted.
fn glance(meeting: &mut Meeting, no: &str) {
    let achievement = |name: &str, on: &str| AchievementForm {
        project_no: no.to_owned(),
        kind: AchievementKind::Technology,
        name: name.to_owned(),
        on: on.to_owned(),
        evidence: "专利证书".to_owned(),
    };
    until(meeting, "2029-06-30");
    let office = &mut meeting.office;
    let view = office.add_achievement(&achievement("极薄带轧制", "2029-05-20")).unwrap();
    assert!(view.achievements[0].counted);
    assert_eq!(codes(office.add_achievement(&achievement("极薄带轧制", "2029-05-21"))), [Code::ImportExists]);
    assert_eq!(codes(office.add_achievement(&achievement("未来", "2031-01-01"))), [Code::ListDateOrder]);
    let other = AchievementForm { project_no: "没有".to_owned(), ..achievement("甲", "2029-05-20") };
    assert_eq!(codes(office.add_achievement(&other)), [Code::NotFound]);
    office.add_achievement(&achievement("误登", "2029-05-20")).unwrap();
    let id = office.overview_view().unwrap().achievements[1].id.clone();
    assert_eq!(codes(office.remove_achievement(&id, " ")), [Code::ReasonMissing]);
    let view = office.remove_achievement(&id, "登记错误").unwrap();
    assert_eq!(view.achievements.len(), 1);

    let count = |zh: &str| view.targets.iter().find(|t| t.zh == zh).unwrap().count;
    assert_eq!((count("攻关项目"), count("产业关键核心技术"), count("重大科技成果")), (1, 1, 0));
    let steps: Vec<u32> = view.funnel.iter().skip(4).map(|s| s.count).collect();
    assert_eq!(steps, [3, 3, 3, 3, 1, 1], "judged, decided, announced, projects, signed, accepted");
    let sum = |of: &dyn Fn(&app::api::overview::MoneyLineView) -> String| {
        Fen::sum(view.phases.iter().map(|p| wan(&of(p)))).unwrap()
    };
    assert_eq!(sum(&|p| p.approved.clone()), wan(&view.all.approved));
    assert_eq!(sum(&|p| p.paid.clone()), wan(&view.all.paid));
    let by_year: Vec<Option<i32>> = view.years.iter().map(|y| y.year).collect();
    assert_eq!(by_year, [Some(2026), Some(2027)]);

    let report = text(&office.preview_overview(2027, OverviewPaper::Report).unwrap());
    assert!(
        report.contains("2027年度实施情况报告")
            && report.contains(&format!("拨付财政资金{}", view.years[1].paid)),
        "{report}"
    );
    assert!(!report.contains("极薄带轧制"), "achieved in another year");
    let later = text(&office.preview_overview(2029, OverviewPaper::Report).unwrap());
    assert!(later.contains("极薄带轧制"), "{later}");
    let book = meeting.path("总览.xlsx");
    meeting.office.save_overview_paper(2029, OverviewPaper::Book, &book).unwrap();
    assert!(std::fs::metadata(&book).unwrap().len() > 4000);
    let picture = meeting.path("图.svg");
    let refused = meeting.office.save_picture(&picture, "<html></html>");
    assert_eq!(codes(refused), [Code::ValueUnreadable]);
    meeting.office.save_picture(&picture, "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>").unwrap();
    meeting.office.vault().verify_journal(None).unwrap();
}

#[test]
fn an_empty_book_has_an_overview_with_nothing_in_it() {
    let meeting = Meeting::frozen();
    let view = meeting.office.overview_view().unwrap();
    assert!(view.adjustments.is_empty() && view.achievements.is_empty() && view.years.is_empty());
    assert_eq!((view.all.approved.as_str(), view.all.projects), ("0.00", 0));
    let report = text(&meeting.office.preview_overview(2026, OverviewPaper::Report).unwrap());
    assert!(report.contains("2026年度实施情况报告"), "{report}");
}
