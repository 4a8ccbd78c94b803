//! 会议须知、保密须知: the day's order, which is that of the gates, with blanks for times and people, and the standing rules. The
//! minutes of a talk stand there once the clock was used; telephones and places nobody recorded are filled in by hand.

use documents::model::{AgendaStep, MeetingRules};
use documents::{Form, Variant};
use domain::gates::{Conduct, Gate, Part};

use super::source::Open;
use crate::refusal::Result;

/// 会议须知
pub(super) fn rules(open: &Open<'_>) -> Result<Form> {
    let conduct = Conduct::of(&open.session);
    let talks = conduct.talks();
    let minutes = |part: Part| talks.iter().rev().find(|talk| talk.part == part).map(|talk| talk.minutes);
    Ok(Form::MeetingRules(MeetingRules {
        common: open.common("会议须知", Variant::Named)?,
        agenda: agenda(open),
        report_minutes: minutes(Part::Report),
        question_minutes: minutes(Part::Questions),
        help_phone: None,
        storage_place: None,
        supervision_office: None,
        supervision_phone: None,
        supervision_email: None,
    }))
}

/// The gates of the day as a plan, those that follow at once in one row, so that it stays on one page: who comes when is
/// written in by hand.
fn agenda(open: &Open<'_>) -> Vec<AgendaStep> {
    let (items, sheet) = (open.rules.bids.len(), open.sheet_word());
    let scored = open.rules.sheet.sheet.scored;
    let steps = [
        ("签到和承诺", "签到，宣读须知，签承诺书，问询回避，推举组长".to_owned()),
        (Gate::Presentation.zh(), format!("共{items}项，逐项汇报、质询")),
        (if scored { Gate::Scoring.zh() } else { "独立核查" }, format!("各自填写{sheet}，提交后锁定")),
        ("汇总和合议", "汇总，合议形成意见，核对文书，签字".to_owned()),
    ];
    let step = |(step, content): (&str, String)| AgendaStep {
        time_text: None,
        step: step.to_owned(),
        content: Some(content),
        who: None,
    };
    steps.into_iter().map(step).collect()
}
