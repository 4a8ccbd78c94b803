//! 实施管理 (四（六）, 四（七）): the course of a project, one step after the other. What a step says is read exactly; whether it may be
//! taken, and what follows, `domain::chain` says. What the course records takes the place of the figures on the project's
//! card in the same transaction, so that sessions judge true ones.

mod accept;
mod before;
mod contract;
mod end;
mod extend;
mod facts;
mod nodes;
mod payments;
mod sessions;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::chain::course::{Concluded, Course};
use domain::session::Stage;
use domain::{Code, Finding, Policy, Project};
use vault::{Reader, Writer};

pub(crate) use self::before::{bureau, proposed};
pub(crate) use self::facts::kind;
pub(crate) use self::sessions::{Spoken, feed, may_judge, not_ready, open_session, said, take_back};
use super::Office;
use super::project_session::project_record;
use crate::api::course::CourseView;
use crate::api::course_steps::CourseStep;
use crate::chain_records::CourseRecord;
use crate::clock::local;
use crate::project_records::ProjectRecord;
use crate::records::SessionRecord;
use crate::refusal::{Refusal, Result};
use crate::shipped;

/// Every course that is kept, by the number of its project.
pub(crate) fn stored(r: &Reader<'_>) -> Result<BTreeMap<String, Course>> {
    let all: Vec<CourseRecord> = r.list()?;
    Ok(all.into_iter().map(|record| (record.0.project_no.clone(), record.0)).collect())
}

/// The course of a project, if one is kept.
pub(crate) fn kept(r: &Reader<'_>, no: &str) -> Result<Option<Course>> {
    Ok(r.get::<CourseRecord>(no)?.map(|record| record.0))
}

/// The course of a project: as it is kept; of one that was a bare record until now, as that stands.
pub(crate) fn course(r: &Reader<'_>, record: &ProjectRecord, today: NaiveDate) -> Result<Course> {
    match kept(r, &record.project.no)? {
        Some(course) => Ok(course),
        None => taken_over(r, record, today, &shipped::policy()?),
    }
}

/// A bare record as the course that it stands for. Where it stands follows from the last session on it whose documents are
/// made, so that is its day; without one it is the first day of its term. What a session says that is still open moves it on
/// and can be taken back.
pub(crate) fn taken_over(
    r: &Reader<'_>,
    record: &ProjectRecord,
    today: NaiveDate,
    policy: &Policy,
) -> Result<Course> {
    let (mut concluded, mut open) = (Vec::new(), Vec::new());
    for outcome in &record.outcomes {
        let session: Option<SessionRecord> = r.get(&outcome.session_no)?;
        if let Some(SessionRecord(session)) = session.as_ref().filter(|s| s.0.stage != Stage::Closed) {
            open.push(session.clone());
            continue;
        }
        concluded.push(Concluded {
            session_no: outcome.session_no.clone(),
            on: session.map_or_else(|| local(outcome.at).date(), |s| s.0.date),
            milestone: outcome.milestone,
            conclusion: outcome.conclusion,
            until: outcome.until,
        });
    }
    let as_of = concluded.last().map_or(record.project.start, |c| c.on).min(today);
    let bureau = bureau(r, &record.project, "")?;
    let course = Course::taken_over(&record.project, &concluded, (&bureau, as_of), policy);
    sessions::with_open_words(r, course, &open)
}

/// Keeps a course, and what follows from it on the project's card.
///
/// # Errors
/// The vault's own.
pub(crate) fn keep(w: &Writer<'_>, record: ProjectRecord, course: Course) -> Result<()> {
    let project = course.onto(&record.project);
    if project != record.project {
        w.put(&ProjectRecord { project, ..record })?;
    }
    Ok(w.put(&CourseRecord(course))?)
}

/// What a step is taken on.
struct On<'a> {
    r: &'a Reader<'a>,
    project: &'a Project,
    policy: &'a Policy,
}

/// A step that was read: it moves a course on, or is refused.
type Taken = Box<dyn FnOnce(Course, &On<'_>) -> Result<Course>>;

/// A step of the domain with one finding.
fn one(moved: std::result::Result<Course, Finding>) -> Result<Course> {
    moved.map_err(Refusal::from)
}

/// The same with several.
fn all(moved: std::result::Result<Course, Vec<Finding>>) -> Result<Course> {
    moved.map_err(Refusal::from)
}

/// Reads a step, the files that it names too.
fn read(step: &CourseStep) -> Result<Taken> {
    use CourseStep as S;
    match step {
        S::Draft { .. }
        | S::Sign { .. }
        | S::Drop { .. }
        | S::Reallocate { .. }
        | S::Reroute { .. }
        | S::Replace { .. }
        | S::Adjust { .. } => contract::read(step),
        S::Submit { .. } | S::Notify { .. } | S::GoOn { .. } | S::Inspect { .. } => nodes::read(step),
        S::Opine { .. }
        | S::ApprovePayment { .. }
        | S::TurnPayment { .. }
        | S::Pay { .. }
        | S::CorrectVoucher { .. }
        | S::Account { .. } => payments::read(step),
        S::Apply { .. } | S::TakeBack { .. } | S::SettlePlan { .. } | S::Conclude { .. } => {
            accept::read(step)
        }
        S::AskExtension { .. } | S::AnswerExtension { .. } => extend::read(step),
        S::ProposeEnd { .. }
        | S::Commission { .. }
        | S::Tell { .. }
        | S::Terminate { .. }
        | S::Refund { .. }
        | S::Proceeds { .. }
        | S::Suspend { .. }
        | S::Examined { .. }
        | S::Overturn { .. }
        | S::Integrity { .. }
        | S::Justice { .. } => end::read(step),
    }
}

/// A step that is not of the room that was asked to read it.
fn elsewhere(step: &CourseStep) -> Refusal {
    Refusal::internal(format!("a step of another room: {:?}", kind(step)))
}

impl Office {
    /// Takes a step in the course of a project. A project that was a bare record until now has a course from then on.
    ///
    /// # Errors
    /// What cannot be read; `record.not_found`; `chain.out_of_order` where the step may not be taken now; those of the step in
    /// `domain::chain`. Nothing is changed then.
    pub fn take_course_step(&mut self, no: &str, step: &CourseStep) -> Result<CourseView> {
        let policy = shipped::policy()?;
        let today = local(self.access.clock.now()).date();
        let taken = read(step)?;
        self.access.record(facts::act(no, step), |w| {
            let record = project_record(w, no)?;
            let course = course(w, &record, today)?;
            course.allows(kind(step))?;
            let on = On { r: w, project: &record.project, policy: &policy };
            let moved = taken(course, &on)?;
            keep(w, record, moved)
        })?;
        self.course_view(no)
    }
}

/// That what is typed on a project's card is what its course records; nothing of one that has no course.
///
/// # Errors
/// `project.in_course` naming what differs.
pub(super) fn unchanged(r: &Reader<'_>, typed: &Project) -> Result<()> {
    let Some(course) = kept(r, &typed.no)? else { return Ok(()) };
    let is = course.onto(typed);
    let differs = [
        (course.grant.payee.trim() != typed.sponsor.trim(), "出题企业", "sponsor"),
        (is.contract_no != typed.contract_no, "任务书编号", "number of the contract"),
        (is.grant_no != typed.grant_no, "下达文号", "number of the issue"),
        (is.approval_no != typed.approval_no, "批准文号", "number of the approval"),
        ((is.start, is.end) != (typed.start, typed.end), "实施期", "term"),
        (is.people != typed.people, "人员", "people"),
        (is.milestones != typed.milestones, "里程碑", "milestones"),
        (is.rd_total != typed.rd_total, "研发投入总额", "R&D input"),
        (is.approved != typed.approved, "批准财政资金", "approved money"),
        (is.paid != typed.paid, "已拨财政资金", "paid money"),
        (is.spent != typed.spent || is.spent_by != typed.spent_by, "已支出", "spent money"),
        (is.reports != typed.reports, "报送材料", "papers handed in"),
        (is.end_proposal != typed.end_proposal, "终止建议", "proposal to end"),
    ];
    let (zh, en): (Vec<&str>, Vec<&str>) =
        differs.into_iter().filter(|(differs, ..)| *differs).map(|(_, zh, en)| (zh, en)).unzip();
    if zh.is_empty() {
        return Ok(());
    }
    Err(Refusal::of(Code::ProjectInCourse)
        .with("project", typed.no.clone())
        .with("fields", zh.join("、"))
        .with("fields_en", en.join(", ")))
}
