//! What sessions on projects have to do with the course: whether one may be held, and what a panel's word does to it. A project
//! that is a bare record has no course, and everything here leaves it alone.

use domain::chain::course::{Argument, Course, Judgement, Tranche};
use domain::chain::state::ProjectEvent;
use domain::conclusion::{Conclusion, PanelDecision};
use domain::session::{Session, SessionKind, Stage};
use domain::{Category, Code, Finding, Severity};
use vault::{Reader, Writer};

use super::kept;
use crate::chain_records::CourseRecord;
use crate::office::conclude::seated;
use crate::office::tally::tallied;
use crate::project_records::ProjectRecord;
use crate::records::{DecisionRecord, SessionRecord};
use crate::refusal::Result;

/// What a panel said of a project.
pub(crate) struct Spoken<'a> {
    /// Its word.
    pub(crate) decision: &'a PanelDecision,
    /// The milestone that was judged, from 1.
    pub(crate) milestone: Option<usize>,
    /// Kinds of the experts who judged it.
    pub(crate) experts: Vec<Category>,
}

/// Whether a session of a kind may judge a project where it stands.
///
/// # Errors
/// `chain.out_of_order`; `project.no_milestone` where every milestone was passed.
pub(crate) fn may_judge(course: &Course, kind: SessionKind) -> std::result::Result<(), Finding> {
    let event = match kind {
        SessionKind::Milestone => ProjectEvent::Pass,
        SessionKind::Acceptance => ProjectEvent::Accept,
        SessionKind::Termination => ProjectEvent::Terminate,
        SessionKind::Demand | SessionKind::Bid => return Ok(()),
    };
    course.state().after(event)?;
    if kind == SessionKind::Milestone && course.next_milestone().is_none() {
        return Err(Finding::error(Code::ProjectNoMilestone).with("project", course.project_no.clone()));
    }
    Ok(())
}

/// What keeps a session of a kind from being frozen over a project, and what asks for a reason: papers that are not all here
/// (rule 19), plan and experts that were not settled together (rule 23), milestones that are open.
pub(crate) fn not_ready(course: &Course, kind: SessionKind) -> Vec<Finding> {
    let mut findings: Vec<Finding> = may_judge(course, kind).err().into_iter().collect();
    if !findings.is_empty() {
        return findings;
    }
    match kind {
        SessionKind::Milestone => {
            let lacks = course.papers_missing(course.next_milestone());
            findings.extend(lacks.map(|lacks| Finding { severity: Severity::Warning, ..lacks }));
        }
        SessionKind::Acceptance => {
            if course.acceptances.last().is_none_or(|a| a.joint.is_none()) {
                findings.push(
                    Finding::error(Code::AcceptanceJointSign)
                        .with("project", course.project_no.clone())
                        .with("part", "验收方案、专家和方式")
                        .with("part_en", "plan, experts and way")
                        .with("who", "双方")
                        .with("who_en", "both"),
                );
            }
            findings.extend(course.before_acceptance());
        }
        _ => {}
    }
    findings
}

/// Makes a panel's word part of the course, in the place of an earlier one of the same session. The word of an acceptance is
/// recorded once both signed it, and moves nothing before.
///
/// # Errors
/// `chain.rests_on` where something rests on the earlier word; those of [`Course::judge`] and [`Course::argue`].
pub(crate) fn feed(
    w: &Writer<'_>,
    session: &Session,
    spoken: Spoken<'_>,
    record: ProjectRecord,
) -> Result<ProjectRecord> {
    if session.kind == SessionKind::Acceptance {
        return Ok(record);
    }
    let Some(course) = kept(w, &record.project.no)? else { return Ok(record) };
    put(w, moved(course.retract(&session.no)?, session, spoken)?, record)
}

/// The course with what sessions said whose documents are not made: it can still be taken back, so it is no part of what is
/// taken over. What the course does not take is left to the session.
pub(super) fn with_open_words(r: &Reader<'_>, course: Course, open: &[Session]) -> Result<Course> {
    let mut course = course;
    for session in open.iter().filter(|s| s.kind != SessionKind::Acceptance) {
        let id = format!("{}/{}", session.meeting_id, course.project_no);
        let Some(decided) = r.get::<DecisionRecord>(&id)? else { continue };
        let Ok(view) = tallied(r, session) else { continue };
        let milestone = course.next_milestone().filter(|_| session.kind == SessionKind::Milestone);
        let experts = seated(&view, &course.project_no);
        let spoken = Spoken { decision: &decided.decision, milestone, experts };
        if let Ok(moved) = moved(course.clone(), session, spoken) {
            course = moved;
        }
    }
    Ok(course)
}

/// The course, moved on by a word.
fn moved(course: Course, session: &Session, spoken: Spoken<'_>) -> Result<Course> {
    let said = spoken.decision;
    let on_project = said.on_project.as_ref();
    let (session_no, on, conclusion) = (session.no.clone(), session.date, said.conclusion);
    if let Some(milestone) = spoken.milestone {
        let lines = said.revise_text.lines().map(str::trim).filter(|line| !line.is_empty());
        let mend = lines.filter(|_| conclusion == Conclusion::Rectify).map(str::to_owned).collect();
        let until = on_project.and_then(|word| word.until);
        let verdicts = Vec::new();
        let judgement =
            Judgement { session_no, on, milestone, conclusion, until, verdicts, mend, notice: None };
        Ok(course.judge(judgement)?)
    } else {
        let mut experts = spoken.experts;
        experts.sort_unstable();
        experts.dedup();
        let responsible = on_project.and_then(|word| word.responsible);
        let facts = said.feasibility_text.trim().to_owned();
        Ok(course.argue(Argument { session_no, on, conclusion, experts, responsible, facts })?)
    }
}

/// Takes a session's word out of the course, as its scoring is opened again.
///
/// # Errors
/// `chain.rests_on` where something rests on it.
pub(crate) fn take_back(w: &Writer<'_>, session_no: &str, record: ProjectRecord) -> Result<ProjectRecord> {
    let Some(course) = kept(w, &record.project.no)? else { return Ok(record) };
    let back = course.clone().retract(session_no)?;
    if back == course { Ok(record) } else { put(w, back, record) }
}

fn put(w: &Writer<'_>, course: Course, record: ProjectRecord) -> Result<ProjectRecord> {
    let project = course.onto(&record.project);
    w.put(&CourseRecord(course))?;
    Ok(ProjectRecord { project, ..record })
}

/// `session.out_of_order` where a payment rests on the word of a session whose documents are not made: it can still be taken
/// back.
pub(crate) fn open_session(
    r: &Reader<'_>,
    course: &Course,
    tranche: Tranche,
    milestone: Option<usize>,
) -> Result<Option<Finding>> {
    let passed = |j: &&Judgement| Some(j.milestone) == milestone && j.conclusion == Conclusion::MilestonePass;
    let Some(judged) = course.judgements.iter().rev().find(passed).filter(|_| tranche == Tranche::Milestone)
    else {
        return Ok(None);
    };
    let session: Option<SessionRecord> = r.get(&judged.session_no)?;
    Ok(session.filter(|s| s.0.stage != Stage::Closed).map(|s| {
        let finding = Finding::error(Code::StepOutOfOrder).with("stage", s.0.stage.zh());
        finding.with("step", "提出拨付意见")
    }))
}

/// What a session of acceptance concluded on a project, with the session; nothing of another session, or before it did.
pub(crate) fn said(
    r: &Reader<'_>,
    session_no: &str,
    project_no: &str,
) -> Result<Option<(Session, PanelDecision)>> {
    let session: Option<SessionRecord> = r.get(session_no.trim())?;
    let Some(SessionRecord(session)) = session.filter(|s| s.0.kind == SessionKind::Acceptance) else {
        return Ok(None);
    };
    let decided: Option<DecisionRecord> = r.get(&format!("{}/{project_no}", session.meeting_id))?;
    Ok(decided.map(|decided| (session, decided.decision)))
}
