//! The course of a project as its page shows it: where it stands, what comes next and who must act, its contract, milestones,
//! money, acceptance and end, each as it was recorded, with what follows from it.

mod contract;
mod end;
mod funds;
mod money;
mod nodes;

use chrono::NaiveDate;
use domain::chain::contract::Contract;
use domain::chain::course::{Course, Happened, StepKind};
use domain::chain::state::{ProjectState, Work};
use domain::{Finding, Policy};
use vault::Reader;

use super::words::{act_form, next_act};
use crate::api::Problem;
use crate::api::course::{CourseStands, CourseView, HappenedLine};
use crate::clock::local;
use crate::office::Office;
use crate::office::course::{course, proposed};
use crate::office::project_session::project_record;
use crate::project_records::ProjectRecord;
use crate::refusal::Result;
use crate::shipped;

/// What a course is shown from.
struct Source<'a> {
    r: &'a Reader<'a>,
    record: &'a ProjectRecord,
    course: &'a Course,
    /// As it was drafted or signed; before that as it can be begun with.
    contract: &'a Contract,
    policy: &'a Policy,
}

impl Office {
    /// The course of a project. One that was a bare record until now is shown as that stands.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn course_view(&self, no: &str) -> Result<CourseView> {
        let policy = shipped::policy()?;
        let today = local(self.access.clock.now()).date();
        self.access.read(|r| {
            let record = project_record(r, no)?;
            let course = course(r, &record, today)?;
            let contract = match &course.contract {
                Some(contract) => contract.clone(),
                None => proposed(r, &record.project, &course, &policy)?,
            };
            let source = Source { r, record: &record, course: &course, contract: &contract, policy: &policy };
            view(&source, today)
        })
    }
}

fn view(source: &Source<'_>, today: NaiveDate) -> Result<CourseView> {
    let Source { record, course, contract, policy, .. } = source;
    let state = course.state();
    let acceptances = end::acceptances(source)?;
    // What both sign is what a session concluded.
    let said = acceptances.last().is_some_and(|a| a.said.is_some()) || course.is_accepted_before();
    let may = course.may().into_iter().filter(|step| *step != StepKind::Conclude || said);
    let drafting = course.allows(StepKind::Draft).is_ok();
    let unfit = if drafting { contract.check(&course.grant, policy) } else { Vec::new() };
    Ok(CourseView {
        no: course.project_no.clone(),
        title: record.project.title.clone(),
        stands: stands(state),
        state_zh: state.zh(),
        state_en: state.en(),
        next: course.next().map(next_act),
        may: may.map(Into::into).collect(),
        plan_no: course.grant.plan_no.clone(),
        issued: course.grant.issued.as_ref().map(act_form),
        payee: course.grant.payee.clone(),
        taken_over: course.carried.as_ref().map(|c| c.as_of.to_string()),
        policy_version: course.grant.policy_version.clone(),
        contract: contract::form(contract),
        signed: contract.signed.as_ref().map(|s| (s.on.to_string(), s.by.clone(), s.copy.name.clone())),
        end_now: contract.end_now().to_string(),
        chief_now: contract.chief_now(),
        changes: contract.changes.iter().map(contract::change).collect(),
        contract_problems: unfit.iter().map(Problem::of).collect(),
        nodes: nodes::nodes(source),
        scheduled: money::scheduled(source)?,
        payments: course.payments.iter().enumerate().map(|(at, p)| money::payment(at, p)).collect(),
        ledger: money::ledger(course),
        accounts: course.accounts.iter().map(money::account).collect(),
        acceptances,
        extensions: course.extensions.iter().map(end::extension).collect(),
        inspections: course.inspections.iter().map(nodes::inspection).collect(),
        suspicions: course.suspicions.iter().map(end::suspicion).collect(),
        endings: course.endings.iter().map(|e| end::ending(course, e)).collect(),
        history: course.history.iter().map(happened).collect(),
        problems: problems(course).iter().map(Problem::of).collect(),
        today: today.to_string(),
    })
}

/// What a human should look at: what nobody recorded, an end that was not told, an acceptance over open milestones.
fn problems(course: &Course) -> Vec<Finding> {
    let mut findings: Vec<Finding> = course.paid_before().err().into_iter().collect();
    findings.extend(course.not_told());
    if course.state() == ProjectState::Active(Work::Accepting) {
        findings.extend(course.before_acceptance());
    }
    findings
}

const fn stands(state: ProjectState) -> CourseStands {
    match state {
        ProjectState::Planned | ProjectState::Granted => CourseStands::Granted,
        ProjectState::Active(Work::Running) => CourseStands::Running,
        ProjectState::Active(Work::Rectifying) => CourseStands::Rectifying,
        ProjectState::Active(Work::Stalled) => CourseStands::Stalled,
        ProjectState::Active(Work::Accepting) => CourseStands::Accepting,
        ProjectState::Active(Work::Failed) => CourseStands::Failed,
        ProjectState::Active(Work::Ending) => CourseStands::Ending,
        ProjectState::Suspended(_) => CourseStands::Suspended,
        ProjectState::Accepted => CourseStands::Accepted,
        ProjectState::Closed => CourseStands::Closed,
        ProjectState::Terminated => CourseStands::Terminated,
        ProjectState::Dropped => CourseStands::Dropped,
    }
}

fn happened(of: &Happened) -> HappenedLine {
    HappenedLine {
        on: of.on.to_string(),
        zh: of.event.zh().to_owned(),
        en: of.event.en().to_owned(),
        session_no: of.session.clone(),
        note: of.note.clone(),
    }
}
