//! Helpers of the chain after the meeting: from a closed meeting to announced winners, an issued plan, a signed contract, and
//! sessions on projects, through the use cases.

use app::api::approval::{AnnouncementForm, ApprovalView, DecidedBy, DecidedForm, PostingForm, RulingForm};
use app::api::course::{ContractForm, CourseView, IndicatorForm, IndicatorKind, NodeForm, SubmissionForm};
use app::api::course_steps::CourseStep;
use app::api::desk::Conclusion as Said;
use app::api::plan::{ActForm, IssueForm, PlanForm, PlanView};
use app::api::projects::{JointForm, ProjectWordView, ReportName, ReportView};
use app::api::results::{DecisionView, Standing};
use app::records::NewSession;
use app::{Desk, Office, Refusal};
use chrono::{DateTime, NaiveDate, Utc};
use domain::Code;
use domain::conclusion::Conclusion;
use domain::desk::{Edit, GateAnswer};
use domain::session::{Facts, SessionKind};
use domain::units::Aliases;
use ranking::{Comparison, Mark};

use crate::{BATCH, Meeting, SESSION, passphrase};

/// The codes that something was refused with.
pub fn codes<T>(result: Result<T, Refusal>) -> Vec<Code> {
    result.map(|_| ()).unwrap_err().0.iter().map(|f| f.code).collect()
}

/// Lets noon of a day come.
pub fn until(meeting: &Meeting, day: &str) {
    let noon: DateTime<Utc> = format!("{day}T04:00:00Z").parse().unwrap();
    meeting.clock.forward_to(noon);
}

/// A paper of a day.
#[must_use]
pub fn paper(on: &str) -> ActForm {
    ActForm {
        on: on.to_owned(), number: "并科〔2026〕11号".to_owned(), by: "示例市人民政府".to_owned()
    }
}

/// A meeting whose documents are made, with one list of three bids.
#[must_use]
pub fn closed() -> Meeting {
    let mut meeting = Meeting::frozen();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    meeting.closed();
    meeting
}

/// What a meeting decides when it follows the panel.
#[must_use]
pub fn follows(view: &ApprovalView, on: &str) -> RulingForm {
    let decided = |bid: &app::api::approval::ApprovalBid| DecidedForm {
        bid_no: bid.bid_no.clone(),
        standing: bid.panel,
        award: bid.panel_award.clone().unwrap_or_default(),
        reason: String::new(),
    };
    RulingForm {
        on: on.to_owned(),
        meeting: "局长办公会".to_owned(),
        minutes_no: "2026年第3次".to_owned(),
        attendance: "班子成员7人".to_owned(),
        by: DecidedBy::Meeting,
        items: view.bids.iter().map(decided).collect(),
        order_reason: String::new(),
        because: String::new(),
        objections: Vec::new(),
    }
}

/// Puts the list before a meeting, which decides it as `change` says, posts it, and gives the decision's number.
pub fn posted(meeting: &mut Meeting, change: impl FnOnce(&mut RulingForm)) -> String {
    let office = &mut meeting.office;
    let no = office.open_approval(&[SESSION.to_owned()]).unwrap();
    let mut ruling = follows(&office.approval_view(&no).unwrap(), "2026-02-06");
    change(&mut ruling);
    office.rule_approval_typed(&no, &ruling).unwrap();
    let posting = PostingForm {
        posted_on: "2026-02-13".to_owned(),
        place: "局网站“公示公告”".to_owned(),
        ..PostingForm::default()
    };
    office.post_approval_typed(&no, &posting).unwrap();
    no
}

/// As [`posted`], and announces the winners once the publicity is over.
pub fn announced(meeting: &mut Meeting, change: impl FnOnce(&mut RulingForm)) -> String {
    let no = posted(meeting, change);
    until(meeting, "2026-03-02");
    announce(&mut meeting.office, &no, "2026-03-02");
    no
}

/// Announces the winners of a decision.
pub fn announce(office: &mut Office, no: &str, on: &str) {
    let made = AnnouncementForm {
        on: on.to_owned(),
        number: "并科公告〔2026〕2号".to_owned(),
        place: "局网站“公示公告”".to_owned(),
    };
    office.announce_approval_typed(no, &made).unwrap();
}

/// What is typed of a plan that was drafted.
#[must_use]
pub fn typed(view: &PlanView) -> PlanForm {
    PlanForm {
        no: view.no.clone(),
        decision_no: view.decision_no.clone(),
        rows: view.rows.iter().map(|row| row.form.clone()).collect(),
        over_reason: view.over_reason.clone(),
    }
}

/// The issue of a plan.
#[must_use]
pub fn issue(on: &str) -> IssueForm {
    let act = ActForm {
        number: "并财教〔2026〕5号".to_owned(), by: "示例市财政局".to_owned(), ..paper(on)
    };
    IssueForm { act, with: "示例市科学技术局".to_owned() }
}

/// Draws a plan up for a decision, has the city approve it and issues it; gives the numbers of the projects by their bids'.
pub fn issued(meeting: &mut Meeting, decision_no: &str) -> Vec<(String, String)> {
    until(meeting, "2026-03-16");
    let office = &mut meeting.office;
    let draft = office.plan_draft(decision_no).unwrap();
    office.save_plan_typed(&typed(&draft), true).unwrap();
    office.approve_plan_typed(&draft.no, &paper("2026-03-09")).unwrap();
    let view = office.issue_plan_typed(&draft.no, &issue("2026-03-16")).unwrap();
    view.rows.into_iter().map(|row| (row.form.bid_no, row.form.project_no)).collect()
}

/// Takes a step that is not refused.
pub fn step(meeting: &mut Meeting, no: &str, step: &CourseStep) -> CourseView {
    meeting.office.take_course_step(no, step).unwrap_or_else(|refused| panic!("{step:?}: {refused}"))
}

/// What a step is refused with; the project's course is not touched by it.
pub fn refused(meeting: &mut Meeting, no: &str, step: &CourseStep) -> Vec<Code> {
    let before = meeting.office.course_view(no).unwrap();
    let head = meeting.office.vault().journal_head().unwrap();
    let refused = codes(meeting.office.take_course_step(no, step));
    assert_eq!(meeting.office.course_view(no).unwrap(), before, "a refused step changes nothing");
    assert_eq!(meeting.office.vault().journal_head().unwrap().seq, head.seq, "and no entry is written");
    refused
}

/// The contract of a project: what the bid gave, with what its parties agreed. Milestones on these days.
#[must_use]
pub fn agreed(view: &CourseView, dues: &[&str]) -> ContractForm {
    let node = |due: &&str| NodeForm {
        due: (*due).to_owned(),
        task: "中试".to_owned(),
        indicators: "成材率不低于92%".to_owned(),
        ..NodeForm::default()
    };
    let indicator = IndicatorForm {
        kind: IndicatorKind::Technical,
        name: "最小厚度".to_owned(),
        target: "≤0.015".to_owned(),
        unit: "毫米".to_owned(),
        key: true,
        method: "第三方检测".to_owned(),
    };
    let said = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
    ContractForm {
        no: format!("任{}", view.no),
        start: "2026-04-01".to_owned(),
        end: "2029-03-31".to_owned(),
        indicators: vec![indicator],
        milestones: dues.iter().map(node).collect(),
        duties: said(&view.contract.duties, "各负其责。"),
        ownership: said(&view.contract.ownership, "按协议共有。"),
        breach: "依法赔偿。".to_owned(),
        ..view.contract.clone()
    }
}

/// Drafts and signs the contract of a project.
pub fn signed(meeting: &mut Meeting, no: &str, dues: &[&str]) -> CourseView {
    let view = meeting.office.course_view(no).unwrap();
    let contract = agreed(&view, dues);
    let parties = [&contract.bureau, &contract.sponsor, &contract.solver];
    let by = parties.into_iter().chain(&contract.participants).cloned().collect();
    let drafted = step(meeting, no, &CourseStep::Draft { contract });
    assert_eq!(drafted.contract_problems, [], "{no}");
    let copy = meeting.path("任务书.pdf");
    std::fs::write(&copy, b"%PDF-1.7 signed").unwrap();
    let copy = copy.display().to_string();
    step(meeting, no, &CourseStep::Sign { on: "2026-03-25".to_owned(), by, copy })
}

/// All four papers for a milestone, or for acceptance.
#[must_use]
pub fn papers(milestone: Option<u32>, on: &str) -> SubmissionForm {
    let report = |kind| ReportView { kind, title: "已提交".to_owned(), on: on.to_owned() };
    SubmissionForm {
        milestone,
        on: on.to_owned(),
        reports: [ReportName::Progress, ReportName::Evidence, ReportName::Audit, ReportName::Ledger]
            .map(report)
            .to_vec(),
        audit_no: "示例会审字第018号".to_owned(),
        reached: Vec::new(),
        self_text: String::new(),
    }
}

/// That bureau and sponsor settled something together.
#[must_use]
pub fn joint(on: &str) -> JointForm {
    JointForm { on: on.to_owned(), bureau: "赵示例".to_owned(), sponsor: "韩示例".to_owned() }
}

/// A session on one project: technical, management, finance and legal experts, all of one mind.
pub struct Held {
    /// 会议编号
    pub no: String,
    /// The project.
    pub project: String,
    kind: SessionKind,
}

const PANEL: [&str; 5] = ["Z1", "Z5", "Z7", "L1", "Z4"];

impl Held {
    /// Opens a session of a kind on a project, on a day.
    pub fn opened(meeting: &mut Meeting, kind: SessionKind, no: &str, project: &str, on: &str) -> Held {
        until(meeting, on);
        let more = meeting.path("more.csv");
        if !more.exists() {
            std::fs::write(&more, "专家编号,类别,姓名,单位,职称\nL1,法律,冯示法,示例律师事务所,律师\n")
                .unwrap();
            let inspected = app::office::inspect(&more, workbook::Edits::default()).unwrap();
            meeting.office.import(BATCH, &inspected).unwrap();
        }
        let date: NaiveDate = on.parse().unwrap();
        let new =
            NewSession { no: no.to_owned(), title: "项目评审会".to_owned(), date, ..crate::session() };
        let office = &mut meeting.office;
        office.open_session_of(kind, new).unwrap();
        office.choose_bids(no, &[project.to_owned()]).unwrap();
        office.set_panel(no, &PANEL.map(str::to_owned)).unwrap();
        office.set_facts(no, Facts { chair: Some("Z1".to_owned()), ..Facts::default() }).unwrap();
        if kind == SessionKind::Acceptance {
            office.set_joint_typed(no, Some(joint(on))).unwrap();
        }
        Held { no: no.to_owned(), project: project.to_owned(), kind }
    }

    /// Freezes its rules.
    ///
    /// # Errors
    /// What keeps it from being frozen.
    pub fn frozen(&self, meeting: &mut Meeting) -> Result<(), Refusal> {
        let office = &mut meeting.office;
        for found in office.propose_recusals(&self.no, &Aliases::default()).unwrap() {
            let (expert, bid) = (&found.expert_no, &found.bid_no);
            office.decide_recusal(&self.no, expert, bid, false, "赵示例", "不构成利益关系").unwrap();
        }
        office.freeze(&self.no, None, Comparison::Exact, Some("经研究继续")).map(|_| ())
    }

    /// Every expert leans to a conclusion; the scores are taken together.
    pub fn scored(&self, meeting: &mut Meeting, said: Conclusion) {
        for expert in PANEL {
            let (mut desk, id) = self.laptop(meeting, expert);
            self.lean(&mut desk, &id, said);
            desk.lock_scores(&id).unwrap();
            let scores = meeting.path(&format!("{}-{expert}.scores.lzp", self.no));
            desk.write_scores(&id, &scores).unwrap();
            let staged = meeting.office.stage(&self.no, &scores).unwrap();
            meeting.office.accept(&self.no, staged).unwrap();
        }
        meeting.office.tally(&self.no).unwrap();
    }

    fn laptop(&self, meeting: &mut Meeting, expert: &str) -> (Desk, String) {
        let folder = meeting.path(&format!("{}-{expert}.lunzheng", self.no));
        let mut desk =
            Desk::create(&folder, expert, &passphrase(), app::Kdf::FLOOR, meeting.clock.clone()).unwrap();
        let file = |end: &str| meeting.path(&format!("{}-{expert}.{end}", self.no));
        let (card, request, task) = (file("lzcard"), file("lzreq"), file("task.lzp"));
        let digits = meeting.office.write_card(&self.no, &card).unwrap();
        let id = desk.pin(&card, &digits).unwrap();
        desk.write_request(&id, &request).unwrap();
        let pending = meeting.office.read_request(&self.no, &request).unwrap();
        meeting.office.enrol(&self.no, expert, &pending, &desk.digits().unwrap(), "钱示例").unwrap();
        meeting.office.issue_task(&self.no, expert, &task).unwrap();
        desk.take_task(&task).unwrap();
        (desk, id)
    }

    /// Scores in the middle, and answers so that only what leads to the conclusion triggers.
    fn lean(&self, desk: &mut Desk, id: &str, said: Conclusion) {
        desk.pledge(id).unwrap();
        let task = desk.task(id).unwrap();
        let category = task.rules.member(&task.expert_no).unwrap().category;
        let triggers: &[&str] = match said {
            Conclusion::TerminateObjective => &["force"],
            Conclusion::TerminateFault => &["subjective"],
            Conclusion::RecoverAll => &["fraud"],
            _ => &[],
        };
        for c in task.rules.sheet.criteria_of(category) {
            let mark = Mark::from_millionths(c.max.millionths() / 100 * 80 / 500_000 * 500_000);
            let edit = Edit::Mark { criterion: c.id.clone(), mark: Some(mark) };
            desk.edit(id, &self.project, edit).unwrap();
        }
        for gate in task.rules.gates_of(category) {
            let yes = (gate.veto_on == "是") == triggers.contains(&gate.id.as_str());
            let answer = GateAnswer { yes, reason: "见证明材料".to_owned() };
            let edit = Edit::Gate { gate: gate.id.clone(), answer: Some(answer) };
            desk.edit(id, &self.project, edit).unwrap();
        }
        desk.edit(id, &self.project, Edit::Vote { conclusion: Some(said) }).unwrap();
    }

    /// The panel's word.
    ///
    /// # Errors
    /// What it is refused for.
    pub fn decided(
        &self,
        meeting: &mut Meeting,
        said: Said,
        on_project: ProjectWordView,
    ) -> Result<(), Refusal> {
        let word = DecisionView {
            bid_no: self.project.clone(),
            conclusion: said,
            standing: Standing::None,
            feasibility_text: "约定5项，完成5项。".to_owned(),
            budget_text: "专账清楚，支出合规。".to_owned(),
            value_text: String::new(),
            weakness_text: String::new(),
            revise_text: "补测两批并提交报告。".to_owned(),
            reason: "专家组合议一致".to_owned(),
            vote_text: None,
            closing: String::new(),
            on_project: Some(on_project),
            lines: Vec::new(),
        };
        meeting.office.decide_typed(&self.no, vec![word])
    }

    /// Makes its documents.
    pub fn closed(&self, meeting: &mut Meeting) {
        let folder = meeting.path(&format!("papers-{}", self.no));
        meeting.office.make_documents(&self.no, &folder).unwrap();
    }

    /// A whole session, from its opening to its documents.
    pub fn whole(
        meeting: &mut Meeting,
        (kind, no): (SessionKind, &str),
        (project, on): (&str, &str),
        said: Conclusion,
        on_project: ProjectWordView,
    ) -> Held {
        let held = Held::opened(meeting, kind, no, project, on);
        assert_eq!(held.kind, said.kind());
        held.frozen(meeting).unwrap();
        held.scored(meeting, said);
        held.decided(meeting, said.into(), on_project).unwrap();
        held.closed(meeting);
        held
    }
}
