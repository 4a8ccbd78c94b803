//! Projects, and the three kinds of session that judge them, from a recommended bid to the archive: the same panel, recusal,
//! freeze, packs, desk and papers as for bids, with their own sheets, panel rules and conclusions.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]
#![allow(clippy::too_many_lines, clippy::cognitive_complexity, reason = "a meeting is one story")]

use std::path::PathBuf;

use app::api::course::{AccountForm, CourseStands};
use app::api::course_steps::CourseStep;
use app::api::desk::Conclusion as Said;
use app::api::projects::{
    FailGround, HintFrom, JointForm, ProjectForm, ProjectMilestone, ProjectWordView, ReportName, ReportView,
    Responsible,
};
use app::api::results::{DecisionView, Standing, WhatIf};
use app::api::session::{CheckState, SessionKind as Kind, SetupRule};
use app::records::NewSession;
use app::{Desk, Refusal, SecretString};
use domain::Code;
use domain::conclusion::Conclusion;
use domain::desk::{Edit, GateAnswer};
use domain::session::{Facts, SessionKind, Stage};
use domain::units::Aliases;
use journeys::{Meeting, passphrase, words};
use ranking::{Comparison, Mark};

const NO: &str = "考核2027-01";
const PANEL: [&str; 5] = ["Z1", "Z2", "Z5", "Z6", "Z7"];

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn new(no: &str) -> NewSession {
    NewSession { no: no.to_owned(), title: "2027年项目评审会".to_owned(), ..journeys::session() }
}

/// A project that was approved before this software, as it is typed.
fn typed(no: &str) -> ProjectForm {
    let milestone = |due: &str, task: &str| ProjectMilestone {
        due: due.to_owned(),
        task: task.to_owned(),
        indicators: "成材率不低于92%".to_owned(),
        payable: "600".to_owned(),
    };
    let report = |kind| ReportView { kind, title: "已提交".to_owned(), on: "2025-12-20".to_owned() };
    ProjectForm {
        no: no.to_owned(),
        title: format!("宽幅极薄带轧制工艺研究{no}"),
        sponsor: "示例特钢股份有限公司".to_owned(),
        solver: "示例轧制研究院".to_owned(),
        contract_no: format!("任{no}"),
        start: "2024-04-01".to_owned(),
        end: "2027-03-31".to_owned(),
        approved: "1500".to_owned(),
        paid: "450".to_owned(),
        spent: "310".to_owned(),
        milestones: vec![milestone("2025-12-31", "中试"), milestone("2026-12-31", "示范线")],
        reports: [ReportName::Progress, ReportName::Evidence, ReportName::Audit, ReportName::Ledger]
            .map(report)
            .to_vec(),
        ..ProjectForm::default()
    }
}

/// An office with a session on typed projects.
struct Held {
    meeting: Meeting,
    projects: Vec<String>,
    panel: Vec<String>,
}

impl Held {
    fn opened(kind: SessionKind, projects: &[&str], panel: &[&str]) -> Held {
        let mut meeting = Meeting::prepared();
        let more = "专家编号,类别,姓名,单位,职称\nL1,法律,冯示法,示例律师事务所,律师\nL2,财务,施示账,示例会计师事务所,高级会计师\n";
        let list = meeting.path("more.csv");
        std::fs::write(&list, more).unwrap();
        let inspected = app::office::inspect(&list, workbook::Edits::default()).unwrap();
        meeting.office.import(journeys::BATCH, &inspected).unwrap();
        for no in projects {
            meeting.office.save_project(typed(no), true, "").unwrap();
        }
        meeting.office.open_session_of(kind, new(NO)).unwrap();
        let owned = |all: &[&str]| all.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        let (projects, panel) = (owned(projects), owned(panel));
        meeting.office.choose_bids(NO, &projects).unwrap();
        meeting.office.set_panel(NO, &panel).unwrap();
        let facts = Facts { chair: Some("Z1".to_owned()), ..Facts::default() };
        meeting.office.set_facts(NO, facts).unwrap();
        Held { meeting, projects, panel }
    }

    fn freeze(&mut self) {
        let office = &mut self.meeting.office;
        for found in office.propose_recusals(NO, &Aliases::default()).unwrap() {
            office.decide_recusal(NO, &found.expert_no, &found.bid_no, true, "赵示例", "属实").unwrap();
        }
        office.freeze(NO, None, Comparison::Exact, Some("经研究继续")).unwrap();
    }

    fn laptop(&mut self, expert_no: &str) -> (Desk, String) {
        let meeting = &mut self.meeting;
        let folder = meeting.path(&format!("p-{expert_no}.lunzheng"));
        let mut desk =
            Desk::create(&folder, expert_no, &passphrase(), app::Kdf::FLOOR, meeting.clock.clone()).unwrap();
        let (card, request) = (meeting.path("p.lzcard"), meeting.path(&format!("p-{expert_no}.lzreq")));
        let digits = meeting.office.write_card(NO, &card).unwrap();
        let id = desk.pin(&card, &digits).unwrap();
        desk.write_request(&id, &request).unwrap();
        let pending = meeting.office.read_request(NO, &request).unwrap();
        meeting.office.enrol(NO, expert_no, &pending, &desk.digits().unwrap(), "钱示例").unwrap();
        let task = meeting.path(&format!("p-{expert_no}.task.lzp"));
        meeting.office.issue_task(NO, expert_no, &task).unwrap();
        desk.take_task(&task).unwrap();
        (desk, id)
    }

    /// Every expert gives each project its share of each maximum, answers so that only `triggered` questions trigger, and leans to
    /// a conclusion; locks, and hands over. Then the sheets are taken together.
    fn judged(&mut self, said: &[(i64, Conclusion)], triggered: &[&str]) {
        for expert_no in self.panel.clone() {
            let (mut desk, id) = self.laptop(&expert_no);
            desk.pledge(&id).unwrap();
            let task = desk.task(&id).unwrap();
            let category = task.rules.member(&expert_no).unwrap().category;
            for item in &task.items {
                let at = self.projects.iter().position(|no| no == item.no()).unwrap();
                let (level, vote) = said[at];
                for c in task.rules.sheet.criteria_of(category) {
                    let mark = Mark::from_millionths(c.max.millionths() / 100 * level / 500_000 * 500_000);
                    let edit = Edit::Mark { criterion: c.id.clone(), mark: Some(mark) };
                    desk.edit(&id, item.no(), edit).unwrap();
                }
                for gate in task.rules.gates_of(category) {
                    let yes = (gate.veto_on == "是") == triggered.contains(&gate.id.as_str());
                    let answer = GateAnswer { yes, reason: "见证明材料".to_owned() };
                    let edit = Edit::Gate { gate: gate.id.clone(), answer: Some(answer) };
                    desk.edit(&id, item.no(), edit).unwrap();
                }
                desk.edit(&id, item.no(), Edit::Vote { conclusion: Some(vote) }).unwrap();
            }
            desk.lock_scores(&id).unwrap();
            let scores: PathBuf = self.meeting.path(&format!("p-{expert_no}.scores.lzp"));
            desk.write_scores(&id, &scores).unwrap();
            let staged = self.meeting.office.stage(NO, &scores).unwrap();
            self.meeting.office.accept(NO, staged).unwrap();
        }
        self.meeting.office.tally(NO).unwrap();
    }

    /// Makes the papers and the archive and verifies it without the vault; gives the folder of the papers.
    fn archived(&mut self) -> PathBuf {
        let folder = self.meeting.path("papers");
        let made = self.meeting.office.make_documents(NO, &folder).unwrap().made;
        assert_eq!(self.meeting.office.session(NO).unwrap().stage, Stage::Closed);
        let forms: Vec<&str> = made.iter().map(|m| m.form.as_str()).collect();
        assert!(forms.contains(&"minutes-project") && forms.contains(&"panel-opinion-project"), "{forms:?}");
        for other in ["budget-review", "recommendation-list", "minutes-bid", "minutes-demand"] {
            assert!(!forms.contains(&other), "{other}");
        }
        archive(&mut self.meeting);
        self.meeting.office.vault().verify_journal(None).unwrap();
        folder
    }

    fn minutes(&self, folder: &std::path::Path) -> String {
        printed(folder, "评审纪要")
    }
}

/// The words of the paper of a folder whose name holds these.
fn printed(folder: &std::path::Path, what: &str) -> String {
    let files = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path());
    let mut named = files.filter(|p| p.to_string_lossy().contains(what));
    words(&named.next().unwrap_or_else(|| panic!("{what}")))
}

/// The archive computes the same result on another machine, without a vault.
fn archive(meeting: &mut Meeting) {
    let (path, key, card) = (meeting.path("归档.lzp"), meeting.path("归档.lzkey"), meeting.path("p.lzcard"));
    let secret = SecretString::from("一句归档用的测试口令而已");
    meeting.office.write_archive_at(NO, &path, &key, &secret, &[], 8).unwrap();
    let checks = app::verify::verify_archives(&[path], &[key, card], None, &secret);
    assert!(checks.iter().all(|c| c.problems.is_empty()), "{checks:?}");
}

fn word(no: &str, conclusion: Said, on_project: ProjectWordView) -> DecisionView {
    DecisionView {
        bid_no: no.to_owned(),
        conclusion,
        standing: Standing::None,
        feasibility_text: "约定5项，完成5项。".to_owned(),
        budget_text: "专账清楚，支出合规。".to_owned(),
        value_text: String::new(),
        weakness_text: "第三方检测批次偏少。".to_owned(),
        revise_text: String::new(),
        reason: String::new(),
        vote_text: None,
        closing: String::new(),
        on_project: Some(on_project),
        lines: Vec::new(),
    }
}

fn nothing() -> ProjectWordView {
    ProjectWordView::default()
}

#[test]
fn rules_of_a_panel_without_anybody_are_not_frozen_whatever_is_said() {
    let mut held = Held::opened(SessionKind::Termination, &["P-1"], &[]);
    let refused = held.meeting.office.freeze(NO, None, Comparison::Exact, Some("经研究继续")).unwrap_err();
    assert_eq!(refused.code(), Code::MissingValue);
}

#[test]
fn milestones_are_judged_from_the_opening_to_the_archive_and_a_passed_one_is_the_projects() {
    let mut held = Held::opened(SessionKind::Milestone, &["P-1", "P-2"], &PANEL);
    let view = held.meeting.office.setup_view(NO).unwrap();
    assert_eq!(
        (view.session.kind, view.sheet.id.as_str(), view.ranks),
        (Kind::Milestone, "milestone-default/1", false)
    );
    assert_eq!(view.bids[0].milestone.as_deref(), Some("1　中试"));
    assert_eq!(view.bids[0].fiscal.as_deref(), Some("1500.00"));
    let rules: Vec<SetupRule> = view.rules.iter().map(|r| r.rule).collect();
    assert!(rules.contains(&SetupRule::Projects) && rules.contains(&SetupRule::Questions));
    assert!(!rules.contains(&SetupRule::Policy), "running projects go on under their rules (六（三）)");
    held.freeze();
    let (mut desk, id) = held.laptop("Z2");
    let shown = desk.bid_view(&id, "P-1").unwrap();
    let stated = shown.project.unwrap();
    assert_eq!((shown.lines.len(), shown.fiscal, stated.milestones.len()), (0, None, 2));
    assert!(stated.milestones[0].now && !stated.milestones[1].now);
    desk.pledge(&id).unwrap();
    let vote = Edit::Vote { conclusion: Some(Conclusion::Approve) };
    assert_eq!(code(desk.edit(&id, "P-1", vote)), Code::ConclusionOtherKind);
    drop(desk);
    std::fs::remove_dir_all(held.meeting.path("p-Z2.lunzheng")).unwrap();
    held.panel.retain(|no| no != "Z2");
    held.meeting.office.reopen(NO, "x", "x").unwrap_err();
    held.meeting.office.excuse(NO, "Z2", "电脑故障，不再更换").unwrap();
    held.judged(&[(90, Conclusion::MilestonePass), (70, Conclusion::Rectify)], &[]);
    let office = &mut held.meeting.office;
    let view = office.results_view(NO, &WhatIf::default()).unwrap();
    let rows: Vec<_> = view.rows.iter().map(|r| (r.no.as_str(), r.rank, r.tied, r.suggested)).collect();
    assert_eq!(
        rows,
        [("P-1", None, false, Some(Said::MilestonePass)), ("P-2", None, false, Some(Said::Rectify))],
        "scores advise and rank nothing"
    );
    assert!(view.rows[0].score.is_some() && view.rows[0].award.is_none());
    let leaning = &view.rows[1].project.as_ref().unwrap().leanings[1];
    assert_eq!((leaning.conclusion, leaning.count), (Said::Rectify, 4));
    let hint = &view.rows[1].project.as_ref().unwrap().hint;
    assert_eq!(*hint, HintFrom::Leanings { most: 4, of: 4 }, "what is suggested can be traced");
    let bare = word("P-2", Said::Rectify, nothing());
    assert_eq!(code(office.decide_typed(NO, vec![bare])), Code::ConclusionProjectOpinion);
    let departs = word("P-2", Said::MilestonePass, nothing());
    assert_eq!(code(office.decide_typed(NO, vec![departs])), Code::ConclusionDeparts);
    let yesterday = ProjectWordView { until: "2026-01-19".to_owned(), ..nothing() };
    let late = DecisionView { revise_text: "补测".to_owned(), ..word("P-2", Said::Rectify, yesterday) };
    assert_eq!(code(office.decide_typed(NO, vec![late])), Code::ConclusionDay);
    let until = ProjectWordView { until: "2026-03-31".to_owned(), ..nothing() };
    let rectify = DecisionView {
        revise_text: "补测两批并提交报告。".to_owned(),
        ..word("P-2", Said::Rectify, until)
    };
    office.decide_typed(NO, vec![word("P-1", Said::MilestonePass, nothing()), rectify]).unwrap();
    // A step that is recorded meanwhile takes the record over and keeps the open session's word apart.
    let account = CourseStep::Account {
        account: AccountForm {
            as_of: "2025-12-31".to_owned(),
            spent_fiscal: "310".to_owned(),
            spent_self_raised: "0".to_owned(),
            arrived: "0".to_owned(),
            ..AccountForm::default()
        },
    };
    let kept = office.take_course_step("P-2", &account).unwrap();
    assert_eq!((kept.stands, kept.nodes[0].said.len()), (CourseStands::Rectifying, 1));
    let line = |office: &app::Office, no: &str| {
        let view = office.projects_view().unwrap();
        view.projects.into_iter().find(|p| p.no == no).unwrap()
    };
    assert_eq!((line(office, "P-1").passed, line(office, "P-2").passed), (1, 0));
    assert_eq!(line(office, "P-2").last.unwrap().until.as_deref(), Some("2026-03-31"));
    office.reopen(NO, "一份评分包迟到", "章示明").unwrap();
    assert_eq!(line(office, "P-1").passed, 0, "what rested on the old figures is taken back");
    assert_eq!(office.course_view("P-2").unwrap().stands, CourseStands::Running, "of the kept course too");
    office.tally(NO).unwrap();
    assert_eq!(line(office, "P-1").passed, 1, "and given again");
    assert_eq!(office.course_view("P-2").unwrap().stands, CourseStands::Rectifying);
    let folder = held.archived();
    let minutes = held.minutes(&folder);
    for part in [
        "第1节点（中试）",
        "通过1项，限期整改1项，不通过0项",
        "本节点对应财政资金合计600.00万元（人民币陆佰万元整）",
        "于2026年3月31日前完成并申请复核",
        "评分供专家组参考，不排名次",
    ] {
        assert!(minutes.contains(part), "{part} in {minutes}");
    }
    let summary = printed(&folder, "评分汇总表（实名");
    assert!(summary.contains("评分供参考，不排名次"), "{summary}");
    assert!(printed(&folder, "里程碑节点考核意见").contains("整改期限：2026年3月31日"));
    // The next session judges the next milestone of the one, and the same of the other.
    let office = &mut held.meeting.office;
    office.open_session_of(SessionKind::Milestone, new("考核2027-02")).unwrap();
    office.choose_bids("考核2027-02", &held.projects).unwrap();
    let view = office.setup_view("考核2027-02").unwrap();
    let now: Vec<_> = view.bids.iter().filter_map(|b| b.milestone.as_deref()).collect();
    assert_eq!(now, ["2　示范线", "1　中试"]);
}

#[test]
fn an_acceptance_is_settled_with_its_one_sponsor_and_a_result_that_fails_has_ticked_grounds() {
    let mut held = Held::opened(SessionKind::Acceptance, &["P-1", "P-2"], &PANEL);
    let office = &mut held.meeting.office;
    let stops = |office: &app::Office| {
        let view = office.setup_view(NO).unwrap();
        let stops = view.rules.into_iter().filter(|r| r.state == CheckState::Stop);
        stops.map(|r| r.rule).collect::<Vec<_>>()
    };
    assert_eq!(stops(office), [SetupRule::Joint]);
    assert_eq!(code(office.freeze(NO, None, Comparison::Exact, Some("x"))), Code::AcceptanceJoint);
    let form =
        JointForm {
            on: "2026-01-10".to_owned(), bureau: "赵示例".to_owned(), sponsor: "韩示例".to_owned()
        };
    let same = JointForm { sponsor: "赵示例 ".to_owned(), ..form.clone() };
    assert_eq!(code(office.set_joint_typed(NO, Some(same))), Code::JointUnsound);
    let after = JointForm { on: "2036-01-10".to_owned(), ..form.clone() };
    assert_eq!(code(office.set_joint_typed(NO, Some(after))), Code::JointUnsound);
    office.set_joint_typed(NO, Some(form.clone())).unwrap();
    let other = ProjectForm { sponsor: "另一示例企业".to_owned(), ..typed("P-3") };
    office.save_project(other, true, "").unwrap();
    office.choose_bids(NO, &["P-1".to_owned(), "P-3".to_owned()]).unwrap();
    assert_eq!(code(office.freeze(NO, None, Comparison::Exact, Some("x"))), Code::AcceptanceSponsors);
    office.choose_bids(NO, &held.projects).unwrap();
    held.freeze();
    assert_eq!(code(held.meeting.office.set_joint_typed(NO, Some(form))), Code::RulesFrozen);
    held.judged(&[(90, Conclusion::AcceptancePass), (60, Conclusion::AcceptanceFail)], &[]);
    let office = &mut held.meeting.office;
    let pass = word("P-1", Said::AcceptancePass, nothing());
    let bare = word("P-2", Said::AcceptanceFail, nothing());
    assert_eq!(code(office.decide_typed(NO, vec![pass.clone(), bare])), Code::ConclusionProjectOpinion);
    assert!(office.projects_view().unwrap().projects.iter().all(|p| !p.over), "all or none");
    let ticked = ProjectWordView { grounds: vec![FailGround::Unfinished, FailGround::Money], ..nothing() };
    office.decide_typed(NO, vec![pass, word("P-2", Said::AcceptanceFail, ticked)]).unwrap();
    let folder = held.archived();
    let minutes = held.minutes(&folder);
    for part in [
        "双方确认日期：2026年1月10日",
        "通过1项，结题0项，未通过1项",
        "事由：因主观原因未完成主要目标和任务；资金使用违反规定或者审计问题未整改",
        "市科技管理部门代表（赵示例）",
        "示例特钢股份有限公司代表（韩示例）",
    ] {
        assert!(minutes.contains(part), "{part} in {minutes}");
    }
    let opinions = printed(&folder, "结题验收意见");
    assert!(opinions.contains("结论：未通过，事由见下表所勾选。"), "{opinions}");
    for claim in ["资料真实", "专项审计报告和佐证资料", "专家组认为"] {
        assert!(!opinions.contains(claim), "nobody recorded {claim}: {opinions}");
    }
    // What was accepted is over; what failed can be judged once more.
    let office = &mut held.meeting.office;
    office.open_session_of(SessionKind::Termination, new("终止2027-01")).unwrap();
    let view = office.setup_view("终止2027-01").unwrap();
    let open: Vec<&str> = view.bids.iter().map(|b| b.no.as_str()).collect();
    assert_eq!(open, ["P-2", "P-3"]);
}

#[test]
fn a_termination_scores_nothing_and_its_sums_follow_exactly_from_what_was_approved_paid_and_spent() {
    let panel = ["Z1", "Z2", "Z5", "Z7", "L1"];
    let mut held = Held::opened(SessionKind::Termination, &["P-1"], &panel);
    let office = &mut held.meeting.office;
    let proposed = ProjectForm {
        end_by: "出题企业".to_owned(),
        end_on: "2025-12-01".to_owned(),
        end_reason: "关键试制线因水灾损毁。".to_owned(),
        ..typed("P-1")
    };
    office.save_project(proposed, false, "登记终止建议").unwrap();
    let view = office.setup_view(NO).unwrap();
    assert!(view.rules.iter().all(|r| r.state == CheckState::Done), "{:?}", view.rules);
    assert!(view.sheet.criteria.is_empty());
    held.freeze();
    held.judged(&[(0, Conclusion::TerminateObjective)], &["force"]);
    let office = &mut held.meeting.office;
    let view = office.results_view(NO, &WhatIf::default()).unwrap();
    let row = &view.rows[0];
    assert_eq!((row.score.as_ref(), row.rank, row.suggested), (None, None, Some(Said::TerminateObjective)));
    let told = &office.explain_view(NO, "P-1").unwrap().opinions;
    assert_eq!(told.len(), 5, "what each expert said is shown where nothing is scored");
    assert!(told.iter().all(|o| o.vote == Some(Said::TerminateObjective)));
    let project = row.project.as_ref().unwrap();
    let ends: Vec<_> =
        project.ends.iter().map(|e| (e.conclusion, e.stop.as_deref(), e.recover.as_deref())).collect();
    assert_eq!(
        ends,
        [
            (Said::TerminateObjective, Some("1050.00"), Some("140.00")),
            (Said::TerminateFault, Some("1050.00"), Some("140.00")),
            (Said::RecoverAll, Some("1050.00"), Some("450.00")),
        ]
    );
    let fault = ProjectWordView { responsible: Some(Responsible::Solver), ..nothing() };
    let fault =
        DecisionView { reason: "另有证据".to_owned(), ..word("P-1", Said::TerminateFault, fault) };
    assert_eq!(code(office.decide_typed(NO, vec![fault])), Code::ConclusionProjectOpinion, "no third party");
    office.decide_typed(NO, vec![word("P-1", Said::TerminateObjective, nothing())]).unwrap();
    assert!(office.projects_view().unwrap().projects[0].over);
    let folder = held.archived();
    let minutes = held.minutes(&folder);
    for part in [
        "出题企业于2025年12月1日提出终止实施建议，理由：关键试制线因水灾损毁",
        "停拨1050.00万元，收回140.00万元（人民币壹佰肆拾万元整）",
        "本次论证不打分",
        "客观原因终止1项",
        "“是否由不可抗力引起”",
    ] {
        assert!(minutes.contains(part), "{part} in {minutes}");
    }
    let names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|f| f.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(names.iter().all(|n| !n.contains("评分汇总表")), "nothing to add up: {names:?}");
    let check = printed(&folder, "专家个人核查表");
    assert!(check.contains("须认定答案"));
    for word in ["评分", "得分", "零分"] {
        assert!(!minutes.contains(word), "nothing is scored: {word} in {minutes}");
        assert!(!check.contains(word), "nothing is scored: {word} in {check}");
    }
    assert!(printed(&folder, "项目终止论证意见").contains("已拨－已支出，不小于零"));
}

#[test]
fn without_a_legal_expert_a_project_does_not_end_by_fault_四_七_4() {
    let mut held = Held::opened(SessionKind::Termination, &["P-1"], &PANEL);
    let office = &mut held.meeting.office;
    let found = office.before_freeze(NO).unwrap();
    assert!(found.iter().any(|f| f.code == Code::PanelProjectComposition && !f.blocks()));
    assert!(found.iter().any(|f| f.code == Code::ProjectLacks), "who proposed it");
    held.freeze();
    held.judged(&[(0, Conclusion::TerminateFault)], &["subjective"]);
    let whole = ProjectWordView {
        responsible: Some(Responsible::Solver),
        third_party: "示例科技评估中心".to_owned(),
        ..nothing()
    };
    let refused = held.meeting.office.decide_typed(NO, vec![word("P-1", Said::TerminateFault, whole)]);
    assert_eq!(code(refused), Code::ConclusionFaultPanel);
}

#[test]
fn a_recommended_bid_becomes_a_project_once_and_experts_of_its_units_are_found() {
    let mut meeting = Meeting::frozen();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    assert_eq!(
        code(meeting.office.approve_project(journeys::SESSION, "JB-001", "P-1", "")),
        Code::ProjectNotRecommended,
        "not before the documents are made"
    );
    meeting.closed();
    let office = &mut meeting.office;
    let can = office.projects_view().unwrap().approvable;
    assert_eq!(can.iter().map(|b| b.bid_no.as_str()).collect::<Vec<_>>(), ["JB-001", "JB-002", "JB-003"]);
    let made = office.approve_project(journeys::SESSION, "JB-002", "P-2", "并科计〔2026〕1号").unwrap();
    let award = can.iter().find(|b| b.bid_no == "JB-002").unwrap().award.clone();
    assert_eq!((made.form.approved, made.form.paid.as_str()), (award, ""), "unknown stays unknown");
    assert_eq!(made.from_session.as_deref(), Some(journeys::SESSION));
    assert_eq!(code(office.approve_project(journeys::SESSION, "JB-002", "P-9", "")), Code::ProjectThere);
    assert_eq!(code(office.approve_project(journeys::SESSION, "JB-001", "P-2", "")), Code::ImportExists);
    assert_eq!(office.projects_view().unwrap().approvable.len(), 2);
    office.open_session_of(SessionKind::Termination, new(NO)).unwrap();
    office.choose_bids(NO, &["P-2".to_owned()]).unwrap();
    office.set_panel(NO, &meeting.experts).unwrap();
    let found = office.propose_recusals(NO, &Aliases::default()).unwrap();
    assert!(found.iter().any(|r| r.bid_no == "P-2" && r.expert_no == "Z2"), "{found:?}");
}

#[test]
fn a_project_is_changed_with_a_reason_and_what_a_frozen_session_judges_stands_still() {
    let mut held = Held::opened(SessionKind::Milestone, &["P-1"], &PANEL);
    held.freeze();
    let office = &mut held.meeting.office;
    let more = ProjectForm { title: "另一名称".to_owned(), paid: "600".to_owned(), ..typed("P-1") };
    assert_eq!(code(office.save_project(more.clone(), false, " ")), Code::ReasonMissing);
    office.save_project(more, false, "拨付第二笔").unwrap();
    let over = ProjectForm { paid: "1500.01".to_owned(), ..typed("P-1") };
    assert_eq!(code(office.save_project(over, false, "误")), Code::ProjectMoney);
    assert_eq!(code(office.save_project(typed("P-1"), true, "")), Code::ImportExists);
    let (desk, id) = held.laptop("Z1");
    let shown = desk.bid_view(&id, "P-1").unwrap();
    assert_eq!(
        (shown.title.as_str(), shown.project.unwrap().paid.as_deref()),
        ("宽幅极薄带轧制工艺研究P-1", Some("450.00"))
    );
    let office = &mut held.meeting.office;
    office.open_session_of(SessionKind::Acceptance, new("验收2027-01")).unwrap();
    office.choose_bids("验收2027-01", &held.projects).unwrap();
    let found = office.before_freeze("验收2027-01").unwrap();
    assert!(found.iter().any(|f| f.code == Code::ProjectInSession && f.blocks()), "{found:?}");
}
