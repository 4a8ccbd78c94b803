//! What is due or late over the whole chain.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Finding;
use domain::chain::announcement::Announcement;
use domain::chain::course::Course;
use domain::chain::due::{DueEntry, DueKind, DueList, Pace, Records, due};
use domain::chain::objection::Objection;
use vault::Reader;

use super::words::count;
use crate::api::Problem;
use crate::api::due::{DueLine, DueOf, DuesView};
use crate::chain_records::{ApprovalRecord, ObjectionRecord};
use crate::clock::local;
use crate::office::Office;
use crate::office::approval::calendar;
use crate::office::course::{stored, taken_over};
use crate::office::plan::plans;
use crate::project_records::ProjectRecord;
use crate::refusal::Result;
use crate::shipped;

impl Office {
    /// What is due or late, the earliest first, with who must act and the article.
    ///
    /// # Errors
    /// The vault's own.
    pub fn dues_view(&self) -> Result<DuesView> {
        let today = local(self.access.clock.now()).date();
        self.access.read(|r| {
            let (entries, findings) = dues(r, today)?;
            Ok(DuesView {
                entries,
                problems: findings.iter().map(Problem::of).collect(),
                today: today.to_string(),
            })
        })
    }
}

/// What is due, the earliest first; and what a human should look at, each once.
pub(super) fn dues(r: &Reader<'_>, today: NaiveDate) -> Result<(Vec<DueLine>, Vec<Finding>)> {
    let (policy, calendar, pace) = (shipped::policy()?, calendar(r)?, Pace::default());
    let mut lines: Vec<(DueEntry, DueLine)> = Vec::new();
    let mut findings: Vec<Finding> = Vec::new();
    let mut take = |list: DueList, line: &dyn Fn(&DueEntry) -> DueLine| {
        for finding in list.findings {
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
        lines.extend(list.entries.into_iter().map(|entry| {
            let line = line(&entry);
            (entry, line)
        }));
    };
    // An objection has its number within its decision, so each decision is looked through by itself.
    let objections: Vec<ObjectionRecord> = r.list()?;
    let mut of: BTreeMap<&str, Vec<Objection>> = BTreeMap::new();
    for ObjectionRecord(objection) in &objections {
        of.entry(objection.decision_no.as_str()).or_default().push(objection.clone());
    }
    let approvals: Vec<ApprovalRecord> = r.list()?;
    for ApprovalRecord { decision, publicity, announcement } in &approvals {
        let no = decision.no.as_str();
        let announcements: Vec<Announcement> = announcement.iter().cloned().collect();
        let records = Records {
            decisions: std::slice::from_ref(decision),
            publicities: std::slice::from_ref(publicity),
            objections: of.get(no).map(Vec::as_slice).unwrap_or_default(),
            announcements: &announcements,
            ..Records::default()
        };
        take(due(&records, today, &calendar, &pace), &|entry| {
            let objection = if entry.subject == no { "" } else { entry.subject.as_str() };
            due_line(entry, DueOf::Approval, no, objection)
        });
    }
    let plans = plans(r)?;
    let records = Records { plans: &plans, ..Records::default() };
    take(due(&records, today, &calendar, &pace), &|entry| due_line(entry, DueOf::Plan, &entry.subject, ""));
    let projects: Vec<ProjectRecord> = r.list()?;
    let mut kept = stored(r)?;
    let mut courses: Vec<Course> = Vec::with_capacity(projects.len());
    for record in &projects {
        courses.push(match kept.remove(&record.project.no) {
            Some(course) => course,
            None => taken_over(r, record, today, &policy)?,
        });
    }
    let titles: BTreeMap<&str, &str> =
        projects.iter().map(|p| (p.project.no.as_str(), p.project.title.as_str())).collect();
    let records = Records { courses: &courses, ..Records::default() };
    take(due(&records, today, &calendar, &pace), &|entry| {
        let title = titles.get(entry.subject.as_str()).copied().unwrap_or_default();
        due_line(entry, DueOf::Project, &entry.subject, title)
    });
    lines.sort_by(|(a, x), (b, y)| {
        (a.day, a.kind, &x.subject, a.part).cmp(&(b.day, b.kind, &y.subject, b.part))
    });
    Ok((lines.into_iter().map(|(_, line)| line).collect(), findings))
}

fn due_line(of: &DueEntry, page: DueOf, subject: &str, title: &str) -> DueLine {
    let kind: DueKind = of.kind;
    DueLine {
        zh: kind.zh().to_owned(),
        en: kind.en().to_owned(),
        of: page,
        subject: subject.to_owned(),
        title: title.to_owned(),
        part: of.part.map(count),
        day: of.day.to_string(),
        fixed: of.fixed,
        late_by: of.late_by,
        who_zh: of.who.zh().to_owned(),
        who_en: of.who.en().to_owned(),
        article: kind.article().to_owned(),
    }
}
