//! A project's record as text and back: what is typed is read exactly.

use chrono::NaiveDate;
use domain::bid_details::Person;
use domain::project::{EndProposal, Milestone, Report, Spent};
use domain::session::Joint;
use domain::{Code, Fen, Funds, Project, Subject};

use super::bid_form::some;
use super::demands_typed::day;
use super::word::amount;
use crate::api::bid::PersonView;
use crate::api::desk::FundsView;
use crate::api::projects::{JointForm, ProjectForm, ProjectMilestone, ReportView, SpentLine};
use crate::refusal::{Refusal, Result};
use crate::views::funds;

/// An amount as it is typed; empty when unknown.
fn wan(amount: Option<Fen>) -> String {
    amount.map(Fen::wan).unwrap_or_default()
}

/// The record as it is typed.
pub(super) fn form(project: &Project) -> ProjectForm {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let iso = |day: Option<NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    let end = project.end_proposal.as_ref();
    ProjectForm {
        no: project.no.clone(),
        title: project.title.clone(),
        field: project.field.clone(),
        challenge_no: text(&project.challenge_no),
        contract_no: text(&project.contract_no),
        grant_no: text(&project.grant_no),
        approval_no: text(&project.approval_no),
        sponsor: project.sponsor.clone(),
        solver: project.solver.clone(),
        participants: project.participants.clone(),
        people: project.people.iter().map(person).collect(),
        start: project.start.to_string(),
        end: project.end.to_string(),
        rd_total: wan(project.rd_total),
        approved: project.approved.wan(),
        paid: wan(project.paid),
        spent: wan(project.spent),
        spent_by: Subject::ALL.into_iter().map(|subject| spent_line(project, subject)).collect(),
        milestones: project.milestones.iter().map(milestone).collect(),
        reports: project.reports.iter().map(report).collect(),
        end_by: end.map(|e| e.by.clone()).unwrap_or_default(),
        end_on: iso(end.map(|e| e.on)),
        end_reason: end.map(|e| e.reason.clone()).unwrap_or_default(),
    }
}

pub(crate) fn person(person: &Person) -> PersonView {
    PersonView {
        role: person.role.into(),
        name: person.name.clone(),
        unit: person.unit.clone().unwrap_or_default(),
        birth_year: person.birth_year.map(|y| y.to_string()).unwrap_or_default(),
    }
}

/// A category of the form; both amounts empty where nothing is known of it.
fn spent_line(project: &Project, subject: Subject) -> SpentLine {
    let known = project.spent_by.iter().find(|s| s.subject == subject).map(|s| funds(s.funds));
    let none = || FundsView { fiscal: String::new(), self_raised: String::new() };
    SpentLine { subject: subject.id().to_owned(), spent: known.unwrap_or_else(none) }
}

fn milestone(m: &Milestone) -> ProjectMilestone {
    ProjectMilestone {
        due: m.due.to_string(),
        task: m.task.clone(),
        indicators: m.indicators.clone(),
        payable: wan(m.payable),
    }
}

/// A paper that was handed in.
pub(crate) fn report(r: &Report) -> ReportView {
    ReportView {
        kind: r.kind.into(),
        title: r.title.clone(),
        on: r.on.map(|d| d.to_string()).unwrap_or_default(),
    }
}

fn needed(text: &str, field: &str) -> Result<String> {
    some(text).ok_or_else(|| Refusal::of(Code::MissingValue).with("field", field))
}

fn maybe_day(field: &str, text: &str) -> Result<Option<NaiveDate>> {
    some(text).map(|t| day(field, &t)).transpose()
}

fn maybe_amount(field: &str, text: &str) -> Result<Option<Fen>> {
    some(text).map(|t| amount(field, &t)).transpose()
}

/// The project behind a form. `old` keeps where it came from.
///
/// # Errors
/// `missing_value`, `value_unreadable`, `amount_unparsable`, `amount_not_whole_fen`, `amount_negative`.
pub(super) fn read(form: ProjectForm, old: Option<&Project>) -> Result<Project> {
    let mut milestones = Vec::new();
    for m in form.milestones.iter().filter(|m| some(&m.due).is_some() || some(&m.task).is_some()) {
        milestones.push(Milestone {
            due: day("里程碑完成时间", &m.due)?,
            task: needed(&m.task, "里程碑任务")?,
            indicators: m.indicators.trim().to_owned(),
            payable: maybe_amount("节点对应财政资金", &m.payable)?,
        });
    }
    let mut reports = Vec::new();
    for r in form.reports.iter().filter(|r| some(&r.title).is_some()) {
        let on = maybe_day("资料提交日期", &r.on)?;
        reports.push(Report { kind: r.kind.into(), title: r.title.trim().to_owned(), on });
    }
    Ok(Project {
        no: needed(&form.no, "项目编号")?,
        title: needed(&form.title, "项目名称")?,
        field: form.field.trim().to_owned(),
        origin: old.and_then(|p| p.origin.clone()),
        challenge_no: some(&form.challenge_no),
        contract_no: some(&form.contract_no),
        sponsor: needed(&form.sponsor, "出题企业")?,
        solver: needed(&form.solver, "揭榜方")?,
        participants: form.participants.iter().filter_map(|p| some(p)).collect(),
        people: people(&form, old),
        start: day("开始日期", &form.start)?,
        end: day("完成日期", &form.end)?,
        rd_total: maybe_amount("研发投入总额", &form.rd_total)?,
        approved: amount("批准财政资金", &needed(&form.approved, "批准财政资金")?)?,
        paid: maybe_amount("已拨财政资金", &form.paid)?,
        spent: maybe_amount("已支出财政资金", &form.spent)?,
        spent_by: spent_by(&form)?,
        milestones,
        reports,
        end_proposal: end_proposal(&form)?,
        grant_no: some(&form.grant_no),
        approval_no: some(&form.approval_no),
    })
}

/// The people of a form. A year of birth, which the form of a project does not ask for, stays what it was.
fn people(form: &ProjectForm, old: Option<&Project>) -> Vec<Person> {
    let year = |typed: &PersonView| {
        let people = old.map(|p| p.people.as_slice()).unwrap_or_default();
        people.iter().find(|p| p.name == typed.name.trim()).and_then(|p| p.birth_year)
    };
    let named = form.people.iter().filter(|p| some(&p.name).is_some());
    named
        .map(|p| Person {
            role: p.role.into(),
            name: p.name.trim().to_owned(),
            unit: some(&p.unit),
            birth_year: p.birth_year.trim().parse().ok().or_else(|| year(p)),
        })
        .collect()
}

/// Categories of which something is known; of one with one amount the other is nothing.
fn spent_by(form: &ProjectForm) -> Result<Vec<Spent>> {
    let mut lines = Vec::new();
    for line in &form.spent_by {
        let subject = Subject::from_id(&line.subject).ok_or_else(|| Refusal::not_found(&line.subject))?;
        let fiscal = maybe_amount(subject.zh(), &line.spent.fiscal)?;
        let own = maybe_amount(subject.zh(), &line.spent.self_raised)?;
        if fiscal.is_some() || own.is_some() {
            let funds = Funds { fiscal: fiscal.unwrap_or_default(), self_raised: own.unwrap_or_default() };
            lines.push(Spent { subject, funds });
        }
    }
    Ok(lines)
}

/// Who proposed the end, and when; nothing where neither is typed.
fn end_proposal(form: &ProjectForm) -> Result<Option<EndProposal>> {
    if some(&form.end_by).is_none() && some(&form.end_on).is_none() {
        return Ok(None);
    }
    Ok(Some(EndProposal {
        by: needed(&form.end_by, "终止建议提出方")?,
        on: day("终止建议日期", &form.end_on)?,
        reason: form.end_reason.trim().to_owned(),
    }))
}

/// What bureau and sponsor settled, as typed.
///
/// # Errors
/// `missing_value`, `value_unreadable`.
pub(super) fn joint(form: &JointForm) -> Result<Joint> {
    Ok(Joint {
        on: day("共同确认日期", &form.on)?,
        bureau: needed(&form.bureau, "市科技管理部门代表")?,
        sponsor: needed(&form.sponsor, "出题企业代表")?,
    })
}
