//! Steps of the milestones: papers, the notice to put right, going on, inspections (四（七）1 and 2).

use domain::chain::course::{Inspection, Reached, Submission};
use domain::project::Report;

use super::{Taken, all, elsewhere, one};
use crate::api::course::{ReachedForm, SubmissionForm};
use crate::api::course_steps::CourseStep;
use crate::api::projects::ReportView;
use crate::office::bid_form::some;
use crate::office::chain_typed::{act, maybe_day, text};
use crate::office::demands_typed::day;
use crate::refusal::{Refusal, Result};

/// Reads a step of the milestones.
pub(super) fn read(step: &CourseStep) -> Result<Taken> {
    use CourseStep as S;
    match step {
        S::Submit { papers } => {
            let papers = submission(papers)?;
            Ok(Box::new(move |course, _| one(course.submit(papers))))
        }
        S::Notify { notice } => {
            let notice = act("限期整改通知", notice)?;
            Ok(Box::new(move |course, _| all(course.notify(notice))))
        }
        S::GoOn { on, how } => {
            let (on, how) = (day("继续实施日期", on)?, text(how));
            Ok(Box::new(move |course, _| one(course.go_on(on, &how))))
        }
        S::Inspect { inspection: form } => {
            let inspection = Inspection {
                on: day("检查日期", &form.on)?,
                by: text(&form.by),
                what: text(&form.what),
                planned: form.planned,
                reason: text(&form.reason),
                result: text(&form.result),
            };
            Ok(Box::new(move |course, on| {
                // of a short project the contract foresees what is inspected, or somebody says why (rule 22)
                if let Some(unplanned) = course.unplanned(&inspection, on.policy) {
                    return Err(unplanned.into());
                }
                one(course.inspect(inspection))
            }))
        }
        other => Err(elsewhere(other)),
    }
}

/// Papers that were handed in; of the four those that have a title.
pub(super) fn submission(form: &SubmissionForm) -> Result<Submission> {
    let titled = form.reports.iter().filter(|r| some(&r.title).is_some());
    let named = form.reached.iter().filter(|r| some(&r.indicator).is_some());
    let milestone = form.milestone.map(usize::try_from).transpose().map_err(Refusal::internal)?;
    Ok(Submission {
        milestone,
        on: day("报送日期", &form.on)?,
        reports: titled.map(report).collect::<Result<_>>()?,
        audit_no: text(&form.audit_no),
        reached: named.map(reached).collect(),
        self_text: text(&form.self_text),
    })
}

fn report(form: &ReportView) -> Result<Report> {
    Ok(Report {
        kind: form.kind.into(), title: text(&form.title), on: maybe_day("资料提交日期", &form.on)?
    })
}

fn reached(form: &ReachedForm) -> Reached {
    Reached {
        indicator: text(&form.indicator),
        target: text(&form.target),
        actual: text(&form.actual),
        key: form.key,
        evidence: text(&form.evidence),
    }
}
