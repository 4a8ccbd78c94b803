//! Milestones with their papers and what panels said, and inspections.

use domain::chain::course::{Course, Inspection, Judgement, Submission};
use domain::conclusion::Conclusion;

use super::{Source, contract};
use crate::api::Problem;
use crate::api::course::{InspectionForm, NodeSaid, NodeView, ReachedForm, SubmissionForm};
use crate::office::project_report;
use crate::views::words::{act_form, count};

/// The milestones as they stand.
pub(super) fn nodes(source: &Source<'_>) -> Vec<NodeView> {
    let Source { course, contract: text, .. } = source;
    let forms = contract::nodes(text, &text.milestones_now());
    let next = course.next_milestone().filter(|_| course.contract.is_some());
    let node = |(n, form)| {
        let passed = is_passed(course, n);
        let papers = course.papers(Some(n));
        let asked = !passed && (papers.is_some() || next == Some(n));
        NodeView {
            n: count(n),
            form,
            passed,
            next: next == Some(n),
            papers: papers.map(submission),
            lacks: course.papers_missing(Some(n)).filter(|_| asked).as_ref().map(Problem::of),
            said: course.judgements.iter().filter(|j| j.milestone == n).map(said).collect(),
        }
    };
    (1..).zip(forms).map(node).collect()
}

/// Whether a milestone was passed, here or before the project was taken over.
fn is_passed(course: &Course, n: usize) -> bool {
    let judged = |j: &Judgement| j.milestone == n && j.conclusion == Conclusion::MilestonePass;
    course.judgements.iter().any(judged) || course.carried.as_ref().is_some_and(|c| n <= c.passed)
}

fn said(of: &Judgement) -> NodeSaid {
    NodeSaid {
        session_no: of.session_no.clone(),
        on: of.on.to_string(),
        conclusion: of.conclusion.into(),
        until: of.until.map(|day| day.to_string()),
        notice: of.notice.as_ref().map(act_form),
    }
}

fn submission(of: &Submission) -> SubmissionForm {
    SubmissionForm {
        milestone: of.milestone.map(count),
        on: of.on.to_string(),
        reports: of.reports.iter().map(project_report).collect(),
        audit_no: of.audit_no.clone(),
        reached: of
            .reached
            .iter()
            .map(|r| ReachedForm {
                indicator: r.indicator.clone(),
                target: r.target.clone(),
                actual: r.actual.clone(),
                key: r.key,
                evidence: r.evidence.clone(),
            })
            .collect(),
        self_text: of.self_text.clone(),
    }
}

/// An inspection as it was typed.
pub(super) fn inspection(of: &Inspection) -> InspectionForm {
    InspectionForm {
        on: of.on.to_string(),
        by: of.by.clone(),
        what: of.what.clone(),
        planned: of.planned,
        reason: of.reason.clone(),
        result: of.result.clone(),
    }
}
