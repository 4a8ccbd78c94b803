//! The demo goes on after its meeting: the decision, its publicity with an objection that is upheld, the plan, and projects with
//! every fate that the policy knows, to the last payment or its recovery.

mod begin;
mod forms;
mod sessions;

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate};
use domain::conclusion::Conclusion;
use domain::session::SessionKind;
use secrecy::SecretString;

use self::forms::{account, act, joint, papers, pay, word};
use self::sessions::{Panel, Word};
use super::{Demo, PASSPHRASE, Progress, file, folder};
use crate::api::course::{AcceptanceForm, CourseView, FundsLine};
use crate::api::course_steps::CourseStep;
use crate::api::projects::{ProjectWordView, Responsible};
use crate::clock::SteppedClock;
use crate::office::Office;
use crate::refusal::{Refusal, Result};

/// What becomes of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Accepted, with all payments.
    Accepted,
    /// Its first milestone is to be put right.
    Rectifying,
    /// Ended by force majeure.
    Objective,
    /// Ended by fault, with recovery.
    Fault,
    /// Ended by fraud, with recovery of everything.
    Fraud,
    /// Paid at once, or at work.
    AtWork,
}

/// The fates in the order in which projects that are paid in parts get them.
const FATES: [Fate; 5] = [Fate::Accepted, Fate::Rectifying, Fate::Objective, Fate::Fault, Fate::Fraud];

/// A project of the plan.
struct Project {
    no: String,
    fate: Fate,
}

/// What the steps have in common.
struct Story {
    office: Office,
    clock: Arc<SteppedClock>,
    projects: Vec<Project>,
}

impl Story {
    /// Lets the morning of a day come.
    fn day(&self, day: &str) -> Result<()> {
        let date: NaiveDate = day.parse().map_err(Refusal::internal)?;
        let morning = date.and_hms_opt(1, 0, 0).ok_or_else(|| Refusal::internal("demo clock"))?;
        self.clock.forward_to(morning.and_utc());
        Ok(())
    }

    fn take(&mut self, no: &str, step: &CourseStep) -> Result<CourseView> {
        self.office.take_course_step(no, step)
    }

    /// The numbers of the projects with a fate.
    fn of(&self, fates: &[Fate]) -> Vec<String> {
        let with = self.projects.iter().filter(|p| fates.contains(&p.fate));
        with.map(|p| p.no.clone()).collect()
    }

    /// Gives the opinion on the payment that is due first, has it approved where it goes through the city, and pays it.
    fn pay_next(&mut self, no: &str, on: &str) -> Result<()> {
        let view = self.office.course_view(no)?;
        let Some(due) = view.scheduled.iter().find(|s| s.gate.is_empty()) else { return Ok(()) };
        let opinion = CourseStep::Opine {
            tranche: due.tranche,
            milestone: due.milestone,
            amount: due.amount.clone(),
            reason: String::new(),
            opinion: act(on, "示例市科学技术局"),
        };
        let view = self.take(no, &opinion)?;
        let Some(at) = view.payments.last().map(|p| p.at) else { return Ok(()) };
        if due.milestone.is_some() {
            self.take(no, &CourseStep::ApprovePayment { at, approval: act(on, "示例市人民政府") })?;
        }
        self.take(no, &pay(at, on)).map(drop)
    }
}

/// Goes on with a demo that was held, to the end of its projects. Gives the ledger.
///
/// # Errors
/// Whatever a use case refuses; `io` where no demo was held in the folder.
pub fn go_on(demo: &Demo, progress: &Progress<'_>) -> Result<Vec<FundsLine>> {
    let start = DateTime::from_timestamp(1_768_869_000, 0).ok_or_else(|| Refusal::internal("demo clock"))?;
    let clock = Arc::new(SteppedClock::new(start + Duration::hours(20), Duration::milliseconds(40)));
    let vault = file(&demo.out.join("保险库"), "秘书处.lunzheng");
    let office = Office::open(&vault, &SecretString::from(PASSPHRASE), clock.clone())?;
    let mut story = Story { office, clock, projects: Vec::new() };
    progress("项目立项 approval", 0, 1);
    begin::established(&mut story, demo)?;
    progress("项目立项 approval", 1, 1);
    let mut panel = Panel::seated(demo, &mut story)?;
    progress("节点考核 milestones", 0, 1);
    milestones(&mut story, &mut panel)?;
    progress("节点考核 milestones", 1, 1);
    progress("终止 ends", 0, 1);
    ends(&mut story, &mut panel)?;
    progress("终止 ends", 1, 1);
    progress("结题验收 acceptance", 0, 1);
    acceptance(&mut story, &mut panel)?;
    progress("结题验收 acceptance", 1, 1);
    let book = story.office.funds_book()?;
    story.office.lock()?;
    Ok(book)
}

/// The first milestones: one is passed and paid, one is to be put right.
fn milestones(story: &mut Story, panel: &mut Panel) -> Result<()> {
    story.day("2026-10-15")?;
    let mut words = Vec::new();
    for no in story.of(&[Fate::Accepted, Fate::Rectifying]) {
        story.take(&no, &CourseStep::Submit { papers: papers(Some(1), "2026-10-10") })?;
    }
    for no in story.of(&[Fate::Accepted]) {
        words.push(Word::of(&no, Conclusion::MilestonePass));
    }
    for no in story.of(&[Fate::Rectifying]) {
        let until = ProjectWordView { until: "2027-01-15".to_owned(), ..ProjectWordView::default() };
        words.push(Word { on_project: until, ..Word::of(&no, Conclusion::Rectify) });
    }
    panel.judge(story, (SessionKind::Milestone, "考核2026-01"), "2026-10-15", &words)?;
    for no in story.of(&[Fate::Accepted]) {
        story.pay_next(&no, "2026-10-30")?;
    }
    for no in story.of(&[Fate::Rectifying]) {
        story.take(&no, &CourseStep::Notify { notice: act("2026-10-18", "示例市科学技术局") })?;
    }
    Ok(())
}

/// Three ends: by force majeure, by fault with a third party, by proved fraud.
fn ends(story: &mut Story, panel: &mut Panel) -> Result<()> {
    story.day("2026-12-01")?;
    let mut words = Vec::new();
    for no in story.of(&[Fate::Objective, Fate::Fault, Fate::Fraud]) {
        story.take(&no, &account("2026-11-30", "20"))?;
    }
    for no in story.of(&[Fate::Objective, Fate::Fault]) {
        let by = story.office.course_view(&no)?.contract.sponsor;
        let reason = "关键试制线停产，项目无法继续实施".to_owned();
        story.take(&no, &CourseStep::ProposeEnd { by, on: "2026-12-01".to_owned(), reason })?;
    }
    for no in story.of(&[Fate::Objective]) {
        words.push(Word::of(&no, Conclusion::TerminateObjective));
    }
    for no in story.of(&[Fate::Fault]) {
        let third_party = "示例科技评估中心".to_owned();
        let commission = act("2026-12-05", "示例市科学技术局");
        story.take(&no, &CourseStep::Commission { third_party: third_party.clone(), act: commission })?;
        let on_project = ProjectWordView {
            responsible: Some(Responsible::Solver),
            third_party,
            ..ProjectWordView::default()
        };
        words.push(Word { on_project, ..Word::of(&no, Conclusion::TerminateFault) });
    }
    for no in story.of(&[Fate::Fraud]) {
        let (on, handed_to) = ("2026-12-01".to_owned(), "市纪检监察机关".to_owned());
        story.take(&no, &CourseStep::Suspend { on, what: "涉嫌虚构采购".to_owned(), handed_to })?;
        let found = "采购合同系虚构，套取财政资金".to_owned();
        let act = act("2026-12-20", "市纪检监察机关");
        let proof = act.number.clone();
        story.take(&no, &CourseStep::Examined { proved: true, act, found })?;
        let on_project = ProjectWordView { proof, ..ProjectWordView::default() };
        words.push(Word { on_project, ..Word::of(&no, Conclusion::RecoverAll) });
    }
    panel.judge(story, (SessionKind::Termination, "终止2027-01"), "2027-01-10", &words)?;
    for no in story.of(&[Fate::Objective, Fate::Fault, Fate::Fraud]) {
        let hearing = "无异议".to_owned();
        story.take(&no, &CourseStep::Tell { on: "2027-01-12".to_owned(), hearing })?;
        let tolerance = match story.of(&[Fate::Objective]).contains(&no) {
            true => "已按任务书开展工作，停产系水灾所致".to_owned(),
            false => String::new(),
        };
        let act = act("2027-02-01", "示例市科学技术局");
        let return_by = "2027-03-01".to_owned();
        story.take(&no, &CourseStep::Terminate { act, return_by, tolerance })?;
    }
    settled(story)
}

/// What follows the decisions: money comes back, and fraud has its record.
fn settled(story: &mut Story) -> Result<()> {
    for no in story.of(&[Fate::Objective]) {
        let ended = story.office.course_view(&no)?;
        let due = ended.endings.last().and_then(|e| e.outstanding.clone()).unwrap_or_default();
        let voucher_no = "收回2027-001".to_owned();
        story.take(&no, &CourseStep::Refund { on: "2027-02-20".to_owned(), amount: due, voucher_no })?;
    }
    for no in story.of(&[Fate::Fraud]) {
        let units = vec![story.office.course_view(&no)?.contract.solver];
        let integrity = act("2027-02-05", "示例市科学技术局");
        story.take(&no, &CourseStep::Integrity { act: integrity, units })?;
        story.take(&no, &CourseStep::Justice { act: act("2027-02-10", "示例市科学技术局") })?;
    }
    Ok(())
}

/// The second milestone and the acceptance of the one that goes well; its payments make its award.
fn acceptance(story: &mut Story, panel: &mut Panel) -> Result<()> {
    let accepted = story.of(&[Fate::Accepted]);
    if accepted.is_empty() {
        return Ok(());
    }
    story.day("2027-04-10")?;
    let pass = |said| accepted.iter().map(|no| Word::of(no, said)).collect::<Vec<_>>();
    for no in &accepted {
        story.take(no, &CourseStep::Submit { papers: papers(Some(2), "2027-04-05") })?;
    }
    let passed = pass(Conclusion::MilestonePass);
    panel.judge(story, (SessionKind::Milestone, "考核2027-01"), "2027-04-10", &passed)?;
    for no in &accepted {
        story.pay_next(no, "2027-04-25")?;
        story.take(no, &account("2027-08-31", "30"))?;
        story.take(no, &CourseStep::Apply { papers: papers(None, "2027-09-01") })?;
        story.take(no, &CourseStep::SettlePlan { joint: joint("2027-09-08") })?;
    }
    let session = "验收2027-01";
    panel.judge(
        story,
        (SessionKind::Acceptance, session),
        "2027-09-20",
        &pass(Conclusion::AcceptancePass),
    )?;
    for no in &accepted {
        let audited_rd = story.office.project_view(no)?.form.rd_total;
        let result = AcceptanceForm {
            session_no: session.to_owned(),
            result_no: word("验收2027-001"),
            signed: joint("2027-09-22"),
            audited_rd,
            audit_no: word("示例会审字〔2027〕30号"),
            ..AcceptanceForm::default()
        };
        story.take(no, &CourseStep::Conclude { result })?;
        story.pay_next(no, "2027-10-15")?;
    }
    Ok(())
}

/// A folder of the demo for what proves something.
fn proofs(demo: &Demo) -> Result<std::path::PathBuf> {
    folder(demo, "立项和实施")
}
