//! The funding plan (policy 四（六）, rules 11, 13–16, 18, 28): from the announced winners to the city's approval and the joint issue,
//! which makes the projects.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]
#![allow(clippy::too_many_lines, clippy::cognitive_complexity, reason = "a plan is one story")]

use app::api::approval::{
    EvidenceForm, ObjectionChannel, ObjectionForm, ObjectionHandling, ObjectionStep, ObjectionVerdict,
    PostingForm,
};
use app::api::course::CourseStands;
use app::api::due::DueOf;
use app::api::envelope::EnvelopeForm;
use app::api::plan::{OverlapForm, OverlapKeeps, PlanForm, PlanView, TermsForm};
use app::api::results::Standing;
use domain::{Code, Fen};
use journeys::chain::{
    announce, announced, closed, codes, follows, issue, issued, paper, posted, typed, until,
};
use journeys::{Meeting, SESSION};

fn wan(text: &str) -> Fen {
    Fen::parse_with_unit(&format!("{text}万元")).unwrap()
}

/// How many entries the journal has: a refused step writes none.
fn entries(meeting: &Meeting) -> u64 {
    meeting.office.vault().journal_head().unwrap().seq
}

fn sum(view: &PlanView, of: impl Fn(&app::api::plan::PlanRowView) -> String) -> String {
    Fen::sum(view.rows.iter().map(|row| wan(&of(row)))).unwrap().wan()
}

#[test]
fn a_plan_takes_the_announced_winners_goes_up_to_the_city_and_makes_the_projects_with_its_issue_四_六() {
    let mut meeting = closed();
    let decision = posted(&mut meeting, |_| ());
    let early = meeting.office.plan_draft(&decision).unwrap();
    assert_eq!(early.rows.len(), 3);
    let unannounced = codes(meeting.office.save_plan_typed(&typed(&early), true));
    assert_eq!(unannounced, [Code::PlanRow; 3], "nothing is planned before it was announced");
    assert!(meeting.office.plans_view().unwrap().unplanned.is_empty());
    until(&meeting, "2026-03-02");
    announce(&mut meeting.office, &decision, "2026-03-02");
    let office = &mut meeting.office;
    let unplanned = office.plans_view().unwrap().unplanned;
    assert_eq!((unplanned.len(), unplanned[0].winners), (1, 3));
    assert_eq!(office.home_view().unwrap().chain[5].waiting, 1, "a plan is to be drawn up");

    let draft = office.plan_draft(&decision).unwrap();
    assert_eq!(draft.problems, []);
    let numbers: Vec<&str> = draft.rows.iter().map(|r| r.form.project_no.as_str()).collect();
    assert_eq!(numbers, ["XM-2026-001", "XM-2026-002", "XM-2026-003"]);
    for row in &draft.rows {
        assert_eq!(row.payee, row.sponsor, "资金拨付至出题企业");
        let parts = Fen::sum([&row.first, &row.middle, &row.last].map(|p| wan(p))).unwrap();
        assert_eq!((parts.wan(), row.problems.as_slice()), (row.granted.clone(), &[][..]));
        assert!(wan(&row.granted) <= wan(&row.cap.as_ref().unwrap().cap), "{:?}", row.cap);
    }
    let totals = draft.totals.clone().unwrap();
    assert_eq!(totals.fiscal, sum(&draft, |row| row.granted.clone()));
    assert_eq!(unplanned[0].sum, totals.fiscal);

    let mut twice = typed(&draft);
    twice.rows[1].project_no = "ｘｍ-2026-001".to_owned();
    assert_eq!(codes(office.save_plan_typed(&twice, true)), [Code::PlanRow], "one number, written otherwise");
    let mut stranger = typed(&draft);
    stranger.rows[0].bid_no = "JB-099".to_owned();
    assert_eq!(codes(office.save_plan_typed(&stranger, true)), [Code::PlanRow]);
    let empty = PlanForm { rows: Vec::new(), ..typed(&draft) };
    assert_eq!(codes(office.save_plan_typed(&empty, true)), [Code::ListEmpty]);
    assert_eq!(codes(office.save_plan_typed(&typed(&draft), false)), [Code::NotFound]);
    let saved = office.save_plan_typed(&typed(&draft), true).unwrap();
    assert_eq!((saved.rows.len(), saved.waiting.len()), (3, 0));
    assert_eq!(codes(office.save_plan_typed(&typed(&draft), true)), [Code::ImportExists]);
    let fewer = PlanForm { rows: typed(&draft).rows[..2].to_vec(), ..typed(&draft) };
    let saved = office.save_plan_typed(&fewer, false).unwrap();
    assert_eq!((saved.rows.len(), saved.waiting.len()), (2, 1), "who is left out waits");
    assert_eq!(saved.waiting[0].form.project_no, "XM-2026-003");
    office.save_plan_typed(&typed(&draft), false).unwrap();

    let no = draft.no.as_str();
    assert_eq!(codes(office.issue_plan_typed(no, &issue("2026-03-16"))), [Code::FundingPlanUnapproved]);
    assert_eq!(
        codes(office.approve_plan_typed(no, &paper("2026-03-01"))),
        [Code::ListDateOrder],
        "before the announcement"
    );
    let approved = office.approve_plan_typed(no, &paper("2026-03-09")).unwrap();
    assert_eq!(approved.next.as_ref().unwrap().article, "四（六）");
    assert_eq!(codes(office.save_plan_typed(&fewer, false)), [Code::PlanSettled]);
    assert_eq!(codes(office.approve_plan_typed(no, &paper("2026-03-10"))), [Code::PlanSettled]);
    let dues = office.dues_view().unwrap();
    let due: Vec<_> = dues.entries.iter().filter(|d| d.of == DueOf::Plan).collect();
    assert_eq!((due.len(), due[0].subject.as_str(), due[0].day.as_str()), (1, no, "2026-03-09"));

    let direct = office.approve_project(SESSION, "JB-001", "P-1", "并科计〔2026〕1号");
    assert_eq!(codes(direct), [Code::ProjectByPlan], "the plan makes it, and nothing else (四（六）)");
    assert!(office.projects_view().unwrap().approvable.is_empty());
    let before = entries(&meeting);
    let early = codes(meeting.office.issue_plan_typed(no, &issue("2026-03-08")));
    assert_eq!(early, [Code::ListDateOrder]);
    assert_eq!(entries(&meeting), before);
    assert!(meeting.office.projects_view().unwrap().projects.is_empty());

    let office = &mut meeting.office;
    let whole = office.issue_plan_typed(no, &issue("2026-03-16")).unwrap();
    assert_eq!((whole.next.clone(), whole.problems.len()), (None, 0));
    assert_eq!(codes(office.issue_plan_typed(no, &issue("2026-03-17"))), [Code::PlanSettled]);
    for row in &whole.rows {
        let project = office.project_view(&row.form.project_no).unwrap();
        assert_eq!(project.form.approved, row.granted);
        assert_eq!(
            (project.form.grant_no.as_str(), project.form.paid.as_str()),
            ("并财教〔2026〕5号", "0.00")
        );
        assert_eq!(project.from_bid.as_deref(), Some(row.form.bid_no.as_str()));
        let course = office.course_view(&row.form.project_no).unwrap();
        assert_eq!((course.stands, course.plan_no.as_str()), (CourseStands::Granted, no));
        assert_eq!(course.contract.bureau, "示例市科学技术局", "who issued it signs");
        assert_eq!(course.next.unwrap().article, "四（六）");
        let budget = course.contract.budget.iter().map(|l| wan(&l.spent.fiscal));
        assert_eq!(Fen::sum(budget).unwrap().wan(), row.granted, "the budget is the panel's");
    }
    let home = office.home_view().unwrap();
    assert_eq!((home.chain[5].count, home.chain[5].waiting), (Some(3), 0));
    meeting.office.vault().verify_journal(None).unwrap();
}

#[test]
fn support_under_another_policy_is_decided_by_people_and_set_off_and_other_shares_say_why_六_一() {
    let mut meeting = closed();
    let decision = announced(&mut meeting, |_| ());
    let office = &mut meeting.office;
    let draft = office.plan_draft(&decision).unwrap();
    let (no, decided) = (draft.no.clone(), draft.rows[0].decided.clone());
    let open = OverlapForm {
        programme: "市技改专项".to_owned(),
        number: "JG-2025-07".to_owned(),
        amount: "100".to_owned(),
        paid: "40".to_owned(),
        ..OverlapForm::default()
    };
    let mut form = typed(&draft);
    form.rows[0].overlaps = vec![open.clone()];
    form.rows[1].terms =
        Some(TermsForm { first: "50%".to_owned(), middle: "30".to_owned(), ..TermsForm::default() });
    let saved = office.save_plan_typed(&form, true).unwrap();
    let open_codes: Vec<&str> = saved.problems.iter().map(|p| p.code.as_str()).collect();
    assert_eq!(open_codes, ["overlap.undecided", "tranche.share_departs"], "it can wait for a human");
    let refused = codes(office.approve_plan_typed(&no, &paper("2026-03-09")));
    assert_eq!(refused, [Code::TrancheDeparts]);
    form.rows[1].terms.as_mut().unwrap().reason = "设备订货需要".to_owned();
    office.save_plan_typed(&form, false).unwrap();
    assert_eq!(
        codes(office.approve_plan_typed(&no, &paper("2026-03-09"))),
        [Code::OverlapUndecided],
        "the city is asked for nothing undecided"
    );
    let lower = OverlapForm {
        keeps: Some(OverlapKeeps::Other),
        on: "2026-03-03".to_owned(),
        by: "规划科".to_owned(),
        ..open.clone()
    };
    form.rows[0].overlaps = vec![lower];
    assert_eq!(codes(office.save_plan_typed(&form, false)), [Code::OverlapLower], "the lower one needs why");
    let higher = OverlapForm {
        keeps: Some(OverlapKeeps::This),
        on: "2026-03-03".to_owned(),
        by: "规划科".to_owned(),
        ..open
    };
    form.rows[0].overlaps = vec![higher];
    let saved = office.save_plan_typed(&form, false).unwrap();
    let left = Fen(wan(&decided).0 - wan("40").0).wan();
    assert_eq!(saved.rows[0].granted, left, "what the other paid is set off");
    assert_eq!(saved.rows[0].form.overlaps[0].keeps, Some(OverlapKeeps::This));
    let shares = &saved.rows[1];
    assert_eq!(wan(&shares.first), wan(&shares.granted).0.checked_div(2).map(Fen).unwrap());
    assert_eq!(shares.form.terms.as_ref().unwrap().first, "50");
    office.approve_plan_typed(&no, &paper("2026-03-09")).unwrap();
    until(&meeting, "2026-03-16");
    let whole = meeting.office.issue_plan_typed(&no, &issue("2026-03-16")).unwrap();
    let first = meeting.office.course_view(&whole.rows[0].form.project_no).unwrap();
    assert_eq!(first.ledger.approved, left, "the project is granted what is left");
}

#[test]
fn a_plan_above_the_envelope_of_its_sessions_says_why_and_two_plans_share_one_envelope() {
    let mut meeting = Meeting::frozen();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    meeting.office.tally(SESSION).unwrap();
    let form = EnvelopeForm {
        total: "800".to_owned(),
        basis: "本批次预算安排".to_owned(),
        ..EnvelopeForm::default()
    };
    meeting.office.set_envelope_typed(SESSION, &form).unwrap();
    meeting.closed_over_departures();
    let decision = announced(&mut meeting, |_| ());
    let office = &mut meeting.office;
    let draft = office.plan_draft(&decision).unwrap();
    assert_eq!(draft.envelope.as_deref(), Some("800.00"));
    let total = wan(&draft.totals.as_ref().unwrap().fiscal);
    let two: Vec<_> = typed(&draft).rows[1..].to_vec();
    let of_two = Fen::sum(draft.rows[1..].iter().map(|r| wan(&r.granted))).unwrap();
    assert!(total > wan("800") && of_two <= wan("800"), "{total:?} {of_two:?}");
    assert_eq!(codes(office.save_plan_typed(&typed(&draft), true)), [Code::PlanOverEnvelope]);
    office.save_plan_typed(&PlanForm { rows: two, ..typed(&draft) }, true).unwrap();
    let rest = office.plan_draft(&decision).unwrap();
    assert_eq!((rest.no.as_str(), rest.rows.len()), ("ZJ-002", 1));
    let left = Fen(wan("800").0 - of_two.0);
    assert_eq!(rest.envelope, Some(left.wan()), "what the other plan took is gone");
    assert_eq!(codes(office.save_plan_typed(&typed(&rest), true)), [Code::PlanOverEnvelope]);
    let reasoned = PlanForm { over_reason: "市政府同意追加".to_owned(), ..typed(&rest) };
    let saved = office.save_plan_typed(&reasoned, true).unwrap();
    assert_eq!((saved.over_reason.as_str(), saved.problems.len()), ("市政府同意追加", 0));
    let mut taken = typed(&draft);
    taken.no = "ZJ-003".to_owned();
    taken.over_reason = "市政府同意追加".to_owned();
    let again = codes(office.save_plan_typed(&taken, true));
    assert_eq!(again, [Code::PlanRow; 3], "a project stands in one plan alone");
    assert!(office.plans_view().unwrap().unplanned.is_empty());
}

fn upheld(office: &mut app::Office, no: &str) {
    let objection = ObjectionForm {
        bids: vec!["JB-001".to_owned()],
        received_at: "2026-02-24 09:30".to_owned(),
        received_by: "钱示例".to_owned(),
        channel: ObjectionChannel::InPerson,
        unit: String::new(),
        sealed: false,
        person: "周示例".to_owned(),
        contact: "0351-0000000".to_owned(),
        text: "该项目与在研项目内容相同。".to_owned(),
        evidence: vec![EvidenceForm {
            name: "立项文件".to_owned(),
            form: "复印件".to_owned(),
            pages: "3".to_owned(),
        }],
    };
    office.take_objection_typed(no, &objection).unwrap();
    let (by, day) = ("钱示例".to_owned(), "2026-02-24".to_owned());
    let steps = [
        ObjectionStep::Identify { on: day.clone(), by: by.clone(), how: "电话核实".to_owned() },
        ObjectionStep::Admit { on: day.clone(), by, refused: None, note: String::new() },
        ObjectionStep::Examine {
            on: "2026-03-02".to_owned(),
            examiners: "李示例、赵示例".to_owned(),
            how: "比对任务书".to_owned(),
            verdict: ObjectionVerdict::Upheld,
            reason: "两份任务书的考核指标一致".to_owned(),
            handling: ObjectionHandling::LeaveOut,
        },
        ObjectionStep::Reply {
            on: "2026-03-03".to_owned(), text: "异议成立，不再列入。".to_owned()
        },
    ];
    for step in steps {
        office.handle_objection_typed(no, "Y-001", &step).unwrap();
    }
}

#[test]
fn an_upheld_objection_changes_the_decision_and_the_plan_has_whom_the_meeting_left_四_五() {
    let mut meeting = closed();
    let no = posted(&mut meeting, |_| ());
    until(&meeting, "2026-02-24");
    let dues = |meeting: &Meeting| {
        let of = meeting.office.dues_view().unwrap().entries;
        of.into_iter().map(|d| (d.zh, d.subject, d.title)).collect::<Vec<_>>()
    };
    upheld(&mut meeting.office, &no);
    let due = ("落实异议处理意见".to_owned(), no.clone(), "Y-001".to_owned());
    assert!(dues(&meeting).contains(&due), "{:?}", dues(&meeting));
    until(&meeting, "2026-03-04");
    let office = &mut meeting.office;
    let mut ruling = follows(&office.approval_view(&no).unwrap(), "2026-03-04");
    ruling.because = "异议成立".to_owned();
    ruling.objections = vec!["Y-001".to_owned()];
    let out = ruling.items.iter_mut().find(|i| i.bid_no == "JB-001").unwrap();
    (out.standing, out.reason) = (Standing::None, "与在研项目重复".to_owned());
    office.rule_approval_typed(&no, &ruling).unwrap();
    office.handle_objection_typed(&no, "Y-001", &ObjectionStep::Act).unwrap();
    office.take_down_posting_typed(&no, "2026-03-04", "名单变更").unwrap();
    let again = PostingForm {
        posted_on: "2026-03-05".to_owned(),
        place: "局网站“公示公告”".to_owned(),
        because: "异议成立，名单变更".to_owned(),
        ..PostingForm::default()
    };
    office.post_approval_typed(&no, &again).unwrap();
    until(&meeting, "2026-03-13");
    announce(&mut meeting.office, &no, "2026-03-13");
    let draft = meeting.office.plan_draft(&no).unwrap();
    let bids: Vec<&str> = draft.rows.iter().map(|r| r.form.bid_no.as_str()).collect();
    assert_eq!(bids, ["JB-002", "JB-003"]);
    let mut form = typed(&draft);
    form.rows[0].bid_no = "JB-001".to_owned();
    assert_eq!(codes(meeting.office.save_plan_typed(&form, true)), [Code::PlanRow]);
    meeting.office.save_plan_typed(&typed(&draft), true).unwrap();
    meeting.office.approve_plan_typed(&draft.no, &paper("2026-03-14")).unwrap();
    meeting.office.issue_plan_typed(&draft.no, &issue("2026-03-16")).unwrap();
    assert_eq!(meeting.office.projects_view().unwrap().projects.len(), 2);
}

#[test]
fn the_next_batch_goes_on_with_the_numbers_and_a_plan_has_no_project_twice() {
    let mut meeting = closed();
    let decision = announced(&mut meeting, |_| ());
    let made = issued(&mut meeting, &decision);
    assert_eq!(made.iter().map(|(bid, _)| bid.as_str()).collect::<Vec<_>>(), ["JB-001", "JB-002", "JB-003"]);
    let later = meeting.office.plan_draft(&decision).unwrap();
    assert!(later.rows.is_empty() && later.no == "ZJ-002");
}
