//! Sessions on projects (里程碑节点考核, 结题验收, 终止论证, policy 四（七）): the projects stand still when the rules are frozen, and what
//! the panel concluded becomes part of their record. Everything between is the one machinery of all sessions.

use chrono::{DateTime, Utc};
use domain::chain::course::Course;
use domain::project::{ProjectText, ReportKind};
use domain::session::{Session, SessionKind, Stage};
use domain::{Code, Finding, Item, Member, ScoreSheet};
use vault::{Reader, Writer};

use super::conclude::{seated, spoken};
use super::course::{self, Spoken};
use super::rules;
use super::tally::TallyView;
use crate::project_records::{Outcome, ProjectRecord};
use crate::records::{DecisionRecord, SessionRecord};
use crate::refusal::{Refusal, Result};

/// The project with this number, or `record.not_found`.
pub(crate) fn project_record(r: &Reader<'_>, no: &str) -> Result<ProjectRecord> {
    r.get(no)?.ok_or_else(|| Refusal::not_found(no))
}

/// The projects of a session in its order: as they stood when the rules were frozen; before that, as they are.
pub(super) fn projects(r: &Reader<'_>, session: &Session) -> Result<Vec<Item>> {
    if let Some(frozen) = rules(r, session)? {
        return Ok(frozen.projects.into_iter().map(Item::Project).collect());
    }
    session.bids.iter().map(|no| Ok(Item::Project(text(&project_record(r, no)?, session.kind)))).collect()
}

/// What an expert reads of a project in a kind of session.
pub(crate) fn text(record: &ProjectRecord, kind: SessionKind) -> ProjectText {
    ProjectText::of(&record.project, kind, record.passed())
}

/// The texts of the projects of a session, to be kept beside its frozen rules. Nothing for another kind.
pub(super) fn stand_still(r: &Reader<'_>, session: &Session) -> Result<Vec<ProjectText>> {
    if !session.kind.of_projects() {
        return Ok(Vec::new());
    }
    session.bids.iter().map(|no| Ok(text(&project_record(r, no)?, session.kind))).collect()
}

/// What keeps projects from being judged, and what asks for a reason. Nothing for another kind of session.
pub(super) fn not_ready(
    r: &Reader<'_>,
    session: &Session,
    sheet: &ScoreSheet,
    panel: &[Member],
) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    if !session.kind.of_projects() || session.stage != Stage::Preparing {
        return Ok(findings);
    }
    let mut records = Vec::new();
    for no in &session.bids {
        records.push(project_record(r, no)?);
    }
    let others: Vec<SessionRecord> = r.list()?;
    let courses = course::stored(r)?;
    for record in &records {
        findings.extend(of_one(session, record, courses.get(&record.project.no), &others));
    }
    // Of one with a course the papers of its next milestone were asked for above.
    let bare =
        |p: &&ProjectRecord| session.kind != SessionKind::Milestone || !courses.contains_key(&p.project.no);
    findings.extend(lacking(session, records.iter().filter(bare)));
    if session.kind == SessionKind::Acceptance {
        findings.extend(joint(session, &records));
    }
    // Where nobody is on the panel yet, every question would be named.
    let asked = |g: &&domain::sheet::Gate| panel.iter().any(|m| g.raters.contains(&m.category));
    let unasked: Vec<&str> = match panel {
        [] => Vec::new(),
        _ => sheet.gates.iter().filter(|g| !asked(g)).map(|g| g.question.as_str()).collect(),
    };
    if !unasked.is_empty() {
        findings.push(Finding::warning(Code::PanelGateUnasked).with("gates", unasked.join("；")));
    }
    Ok(findings)
}

/// What keeps one project from being judged: its record, where it stands, that another session has it.
fn of_one(
    session: &Session,
    record: &ProjectRecord,
    course: Option<&Course>,
    others: &[SessionRecord],
) -> Vec<Finding> {
    let no = &record.project.no;
    let at = |code: Code| Finding::error(code).with("project", no.clone());
    let mut findings = record.project.check();
    if let Some(course) = course {
        findings.extend(course::not_ready(course, session.kind));
    } else if let Some(over) = record.over() {
        findings.push(
            at(Code::ProjectOver)
                .with("conclusion", over.conclusion.zh())
                .with("session", over.session_no.clone()),
        );
    } else if session.kind == SessionKind::Milestone && text(record, session.kind).milestone.is_none() {
        findings.push(at(Code::ProjectNoMilestone));
    }
    let judges = |other: &&Session| {
        let open = !matches!(other.stage, Stage::Preparing | Stage::Closed);
        let this = other.kind.of_projects() && other.no != session.no && other.bids.contains(no);
        open && this && record.by(&other.no).is_none()
    };
    if let Some(other) = others.iter().map(|s| &s.0).find(judges) {
        findings.push(at(Code::ProjectInSession).with("session", other.no.clone()));
    }
    findings
}

/// The papers of 四（七）1 that were not handed in; of a termination, who proposed it, and the sums it is computed from.
fn lacking<'a>(session: &Session, records: impl Iterator<Item = &'a ProjectRecord>) -> Vec<Finding> {
    let article = if session.kind == SessionKind::Termination { "四（七）4" } else { "四（七）1" };
    let lacks = |record: &ProjectRecord| -> Vec<(&'static str, &'static str)> {
        let project = &record.project;
        if session.kind != SessionKind::Termination {
            let missing = project.papers_missing();
            return missing.iter().map(|kind: &ReportKind| (kind.zh(), kind.en())).collect();
        }
        [
            (project.end_proposal.is_none(), ("终止建议的提出方和日期", "who proposed its end, and when")),
            (project.paid.is_none(), ("已拨财政资金", "what was paid")),
            (project.spent.is_none(), ("已支出财政资金（经专项审计认可）", "what was spent, as audited")),
        ]
        .into_iter()
        .filter_map(|(missing, what)| missing.then_some(what))
        .collect()
    };
    let of = |record: &ProjectRecord| {
        let (zh, en): (Vec<&str>, Vec<&str>) = lacks(record).into_iter().unzip();
        (!zh.is_empty()).then(|| {
            Finding::warning(Code::ProjectLacks)
                .with("project", record.project.no.clone())
                .with("lacks", zh.join("、"))
                .with("lacks_en", en.join(", "))
                .with("article", article)
        })
    };
    records.filter_map(of).collect()
}

/// An acceptance is of one sponsor, with whom plan, experts and way were settled (rule 23, 四（七）3).
fn joint(session: &Session, records: &[ProjectRecord]) -> Vec<Finding> {
    let mut sponsors: Vec<&str> = records.iter().map(|p| p.project.sponsor.as_str()).collect();
    sponsors.sort_unstable();
    sponsors.dedup();
    let mut findings = Vec::new();
    if sponsors.len() > 1 {
        findings.push(Finding::error(Code::AcceptanceSponsors).with("sponsors", sponsors.join("、")));
    }
    if session.joint.is_none() {
        findings.push(Finding::error(Code::AcceptanceJoint).with("session", session.no.clone()));
    }
    findings
}

/// Makes the conclusions recorded of a session part of its projects' records and courses, in the place of earlier ones of this
/// session. Nothing for another kind.
///
/// # Errors
/// `chain.rests_on`, and what the course of a project refuses a word for.
pub(super) fn put_words(
    w: &Writer<'_>,
    session: &Session,
    view: &TallyView,
    at: DateTime<Utc>,
) -> Result<()> {
    words(w, (session, view), at, true)
}

/// The same of words that were spoken on other figures: one that a project's course does not take any more is asked for
/// again, and keeps no tally back.
pub(super) fn put_words_again(
    w: &Writer<'_>,
    session: &Session,
    view: &TallyView,
    at: DateTime<Utc>,
) -> Result<()> {
    words(w, (session, view), at, false)
}

fn words(
    w: &Writer<'_>,
    (session, view): (&Session, &TallyView),
    at: DateTime<Utc>,
    strict: bool,
) -> Result<()> {
    if !session.kind.of_projects() {
        return Ok(());
    }
    let texts: Vec<Item> = projects(w, session)?;
    for decided in w.list_prefix::<DecisionRecord>(&format!("{}/", session.meeting_id))? {
        let said = &decided.decision;
        if !spoken(session, view, &decided) {
            continue;
        }
        let mut record = project_record(w, &said.bid_no)?;
        let text = texts.iter().filter_map(Item::project).find(|p| p.no == said.bid_no);
        let outcome = Outcome {
            session_no: session.no.clone(),
            kind: session.kind,
            milestone: text.and_then(|p| p.milestone),
            conclusion: said.conclusion,
            until: said.on_project.as_ref().and_then(|word| word.until),
            at,
        };
        if record.by(&session.no).is_some_and(|old| Outcome { at, ..old.clone() } == outcome) {
            continue;
        }
        record.outcomes.retain(|o| o.session_no != session.no);
        record.outcomes.push(outcome);
        let milestone = text.and_then(|p| p.milestone);
        let spoken = Spoken { decision: said, milestone, experts: seated(view, &said.bid_no) };
        match course::feed(w, session, spoken, record) {
            Ok(record) => w.put(&record)?,
            Err(refused) if strict => return Err(refused),
            Err(_) => {}
        }
    }
    Ok(())
}

/// Takes what a session concluded back when its scoring is opened again. Nothing for another kind.
///
/// # Errors
/// `chain.rests_on` where something in a project's course rests on it.
pub(crate) fn take_words_back(w: &Writer<'_>, session: &Session) -> Result<()> {
    if !session.kind.of_projects() {
        return Ok(());
    }
    for no in &session.bids {
        let mut record = project_record(w, no)?;
        if record.by(&session.no).is_some() {
            record.outcomes.retain(|o| o.session_no != session.no);
            w.put(&course::take_back(w, &session.no, record)?)?;
        }
    }
    Ok(())
}
