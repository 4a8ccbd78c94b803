//! The book of projects: made from a bid that a closed session recommended, or typed by hand; changed with a reason.

use std::collections::{BTreeMap, BTreeSet};

use domain::chain::contract::solver_fixed;
use domain::chain::course::Course;
use domain::chain::decision::Decision;
use domain::conclusion::Standing;
use domain::project::{Origin, same_number};
use domain::session::{Session, SessionKind, Stage};
use domain::{Code, Finding, Project};
use serde_json::json;
use vault::Reader;

use super::conclude::meeting_result;
use super::project_form::{form, joint, read};
use super::project_session::project_record;
use super::{Office, course, session};
use crate::access::{Act, reason};
use crate::api::Problem;
use crate::api::projects::{
    ApprovableBid, JointForm, OutcomeView, ProjectForm, ProjectLine, ProjectView, ProjectsView,
};
use crate::api::session::SetupView;
use crate::chain_records::ApprovalRecord;
use crate::project_records::{Outcome, ProjectRecord};
use crate::records::{BidRecord, SessionRecord, bid_id};
use crate::refusal::{Refusal, Result};
use crate::views::{count, minute};

impl Office {
    /// The book of projects, and what can become one.
    ///
    /// # Errors
    /// The vault's own.
    pub fn projects_view(&self) -> Result<ProjectsView> {
        self.access.read(|r| {
            let records: Vec<ProjectRecord> = r.list()?;
            let courses = course::stored(r)?;
            Ok(ProjectsView {
                projects: records.iter().map(|record| line(record, &courses)).collect(),
                approvable: approvable(r, &records)?,
            })
        })
    }

    /// One project.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn project_view(&self, no: &str) -> Result<ProjectView> {
        self.access.read(|r| {
            let record = project_record(r, no)?;
            let origin = record.project.origin.as_ref();
            Ok(ProjectView {
                form: form(&record.project),
                from_session: origin.map(|o| o.session_no.clone()),
                from_bid: origin.map(|o| o.bid_no.clone()),
                outcomes: record.outcomes.iter().map(outcome).collect(),
                problems: record.project.check().iter().map(Problem::of).collect(),
            })
        })
    }

    /// Makes a project of a bid that a closed session recommended (立项为项目): what the bid says, with what was granted.
    /// `grant_no` is the number by which it was approved.
    ///
    /// # Errors
    /// `project.not_recommended`, `project.there`, `import.exists` for a number that is taken, `missing_value` without a
    /// number; `project.by_plan` where a decision has the bid: then its plan makes the project (四（六）).
    pub fn approve_project(
        &mut self,
        session_no: &str,
        bid_no: &str,
        no: &str,
        grant_no: &str,
    ) -> Result<ProjectView> {
        let no = no.trim().to_owned();
        if no.is_empty() {
            return Err(Refusal::of(Code::MissingValue).with("field", "项目编号"));
        }
        let grant = Some(grant_no.trim().to_owned()).filter(|g| !g.is_empty());
        let act = Act::new("project.approve", no.clone())
            .with(json!({ "session": session_no, "bid": bid_no, "grant": grant }));
        self.access.record(act, |w| {
            let session = session(w, session_no)?;
            let known: Vec<ProjectRecord> = w.list()?;
            if let Some(finding) = there(&known, &session.batch, bid_no, &no) {
                return Err(finding.into());
            }
            if let Some(decision) = decided_in(&w.list()?, &session.batch, bid_no) {
                return Err(Refusal::of(Code::ProjectByPlan)
                    .with("bid_no", bid_no)
                    .with("decision", decision.no.clone()));
            }
            let made = made(w, &session, bid_no, no.clone())?;
            w.put(&ProjectRecord { project: Project { grant_no: grant, ..made }, outcomes: Vec::new() })?;
            Ok(())
        })?;
        self.project_view(&no)
    }

    /// Adds a project as it was typed, for one that was approved before; or changes one, with a reason. Sessions whose rules
    /// are frozen keep what they had.
    ///
    /// # Errors
    /// What cannot be read; `import.exists`, `record.not_found`, `project.incomplete`, `project.money`, `date_order`;
    /// `reason.missing` for a change without one; `solver.swap` (rule 21); `project.in_course` for what its course records.
    pub fn save_project(&mut self, typed: ProjectForm, new: bool, why: &str) -> Result<ProjectView> {
        let no = typed.no.trim().to_owned();
        let act = if new {
            Act::new("project.add", no.clone())
        } else {
            Act::new("project.change", no.clone()).because(reason("修改项目", why)?)
        };
        self.access.record(act, |w| {
            let old: Option<ProjectRecord> = w.get(&no)?;
            if new && let Some(finding) = taken(&w.list::<ProjectRecord>()?, &no) {
                return Err(finding.into());
            }
            let record = match (old, new) {
                (Some(old), false) => {
                    let project = read(typed, Some(&old.project))?;
                    let (was, is) = (&old.project.solver, &project.solver);
                    if let Some(finding) = solver_fixed(&no, was, is) {
                        return Err(finding.into());
                    }
                    course::unchanged(w, &project)?;
                    ProjectRecord { project, ..old }
                }
                (_, true) => ProjectRecord { project: read(typed, None)?, outcomes: Vec::new() },
                (None, false) => return Err(Refusal::not_found(no.clone())),
            };
            let wrong: Vec<Finding> = record.project.check();
            if !wrong.is_empty() {
                return Err(wrong.into());
            }
            w.put(&record)?;
            Ok(())
        })?;
        self.project_view(&no)
    }

    /// Records that bureau and sponsor settled an acceptance together, as typed; nothing takes it back.
    ///
    /// # Errors
    /// Those of [`Office::set_joint`]; `value_unreadable`.
    pub fn set_joint_typed(&mut self, session_no: &str, typed: Option<JointForm>) -> Result<SetupView> {
        let word = typed.as_ref().map(joint).transpose()?;
        self.set_joint(session_no, word)?;
        self.setup_view(session_no)
    }
}

/// A project in the book.
fn line(record: &ProjectRecord, courses: &BTreeMap<String, Course>) -> ProjectLine {
    let project = &record.project;
    let course = courses.get(&project.no);
    let over = course.map(|course| course.state().is_over());
    ProjectLine {
        no: project.no.clone(),
        title: project.title.clone(),
        sponsor: project.sponsor.clone(),
        solver: project.solver.clone(),
        end: project.end.to_string(),
        approved: project.approved.wan(),
        paid: project.paid.map(domain::Fen::wan),
        milestones: count(project.milestones.len()),
        passed: count(course.map_or_else(|| record.passed(), Course::passed)),
        last: record.outcomes.last().map(outcome),
        over: over.unwrap_or_else(|| record.over().is_some()),
    }
}

fn outcome(of: &Outcome) -> OutcomeView {
    OutcomeView {
        session_no: of.session_no.clone(),
        kind: of.kind.into(),
        milestone: of.milestone.map(count),
        conclusion: of.conclusion.into(),
        until: of.until.map(|d| d.to_string()),
        at: minute(of.at),
    }
}

/// Whether a project came from a bid of a batch.
fn is_of(record: &ProjectRecord, batch: &str, bid_no: &str) -> bool {
    record.project.origin.as_ref().is_some_and(|o| o.bid_no == bid_no && o.batch == batch)
}

/// The decision that has a bid of a batch: it becomes a project with the issue of its funding plan and not otherwise (四（六）).
fn decided_in<'a>(approvals: &'a [ApprovalRecord], batch: &str, bid_no: &str) -> Option<&'a Decision> {
    let of = |d: &&Decision| d.batch == batch && d.item(bid_no).is_some();
    approvals.iter().map(|a| &a.decision).find(of)
}

/// What keeps a bid from becoming a project under a number: `project.there` for one that is one already, `import.exists` for a
/// number that is taken.
pub(super) fn there(known: &[ProjectRecord], batch: &str, bid_no: &str, no: &str) -> Option<Finding> {
    let is = known.iter().find(|k| is_of(k, batch, bid_no)).map(|there| {
        let finding = Finding::error(Code::ProjectThere).with("bid_no", bid_no);
        finding.with("project", there.project.no.clone())
    });
    is.or_else(|| taken(known, no))
}

/// `import.exists` for a number that is taken.
fn taken(known: &[ProjectRecord], no: &str) -> Option<Finding> {
    let taken = known.iter().find(|k| same_number(&k.project.no, no))?;
    let finding = Finding::error(Code::ImportExists).with("what", "项目");
    Some(finding.with("number", taken.project.no.clone()))
}

/// The bids on the lists of closed sessions that are no projects yet.
fn approvable(r: &Reader<'_>, known: &[ProjectRecord]) -> Result<Vec<ApprovableBid>> {
    let mut bids = Vec::new();
    let mut seen = BTreeSet::new();
    let sessions: Vec<SessionRecord> = r.list()?;
    let approvals: Vec<ApprovalRecord> = r.list()?;
    for SessionRecord(session) in sessions.iter().filter(|s| s.0.kind.is_bid() && s.0.stage == Stage::Closed)
    {
        let Ok(result) = meeting_result(r, session) else { continue };
        for judged in result.judged.iter().filter_map(domain::recommendation::Judged::bid) {
            let listed = judged.decision.standing == Standing::Recommended;
            let taken = known.iter().any(|k| is_of(k, &session.batch, &judged.bid.no))
                || decided_in(&approvals, &session.batch, &judged.bid.no).is_some();
            let Some(budget) = judged.budget.filter(|_| listed && !taken) else { continue };
            if seen.insert((session.batch.clone(), judged.bid.no.clone())) {
                bids.push(ApprovableBid {
                    session_no: session.no.clone(),
                    bid_no: judged.bid.no.clone(),
                    title: judged.bid.title.clone(),
                    sponsor: judged.bid.sponsor.clone(),
                    solver: judged.bid.solver.clone(),
                    award: budget.award.granted.wan(),
                });
            }
        }
    }
    Ok(bids)
}

/// The project that a recommended bid becomes.
fn made(r: &Reader<'_>, session: &Session, bid_no: &str, no: String) -> Result<Project> {
    let refused = || {
        Refusal::of(Code::ProjectNotRecommended).with("bid_no", bid_no).with("session", session.no.clone())
    };
    if session.kind != SessionKind::Bid || session.stage != Stage::Closed {
        return Err(refused());
    }
    let result = meeting_result(r, session)?;
    let judged = result.judged.iter().filter_map(domain::recommendation::Judged::bid);
    let mut listed = judged.filter(|j| j.decision.standing == Standing::Recommended);
    let judged = listed.find(|j| j.bid.no == bid_no).ok_or_else(refused)?;
    let budget = judged.budget.ok_or_else(refused)?;
    let record: Option<BidRecord> = r.get(&bid_id(&session.batch, bid_no))?;
    let details = record.map(|b| b.details).unwrap_or_default();
    let origin =
        Origin { batch: session.batch.clone(), bid_no: bid_no.to_owned(), session_no: session.no.clone() };
    Ok(Project::approved(no, judged.bid, &details, origin, (budget.rd_recommended, budget.award.granted)))
}
