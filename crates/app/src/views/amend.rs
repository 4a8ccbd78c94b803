//! Amended rules as the screens show them.

use domain::Code;
use domain::Finding;
use domain::amendment::Amendment;
use domain::session::Session;
use vault::Reader;

use super::board::Meeting;
use super::words::minute;
use crate::api::Problem;
use crate::api::amend::AmendmentView;
use crate::api::incident::IncidentLine;
use crate::office::incidents;
use crate::records::RulesRecord;
use crate::refusal::Result;

/// An amendment for the screens.
pub(super) fn amendment_view(word: &Amendment) -> AmendmentView {
    AmendmentView {
        version: word.version,
        at: minute(word.at),
        by: word.by.clone(),
        approved_by: word.approved_by.clone(),
        reason: word.reason.clone(),
        what: Problem::of(&word.change.finding()),
        signed: word.change.set_aside(),
        digest: word.rules.chars().take(16).collect(),
    }
}

/// What went wrong at a meeting, for the board.
pub(super) fn incident_lines(r: &Reader<'_>, session: &Session) -> Result<Vec<IncidentLine>> {
    let people = incidents::people(r, session)?;
    let name =
        |no: &String| people.iter().find(|m| m.expert_no == *no).map_or(no.clone(), |m| m.name.clone());
    let lines = incidents::log(r, session)?.into_iter().map(|line| IncidentLine {
        at: minute(line.at),
        kind: line.kind,
        name: line.expert_no.as_ref().map(name),
        what: line.what,
        done: line.done,
        witness: line.witness,
        by: line.by,
        number: line.number.filter(|_| line.withdrawn.is_none()),
        withdrawn: line.withdrawn.map(|word| format!("{}（{} {}）", word.reason, word.by, minute(word.at))),
    });
    Ok(lines.collect())
}

/// Members whose laptops were handed a task pack, and not yet that of the rules in force.
pub(super) fn task_due(meeting: &Meeting, rules: Option<&RulesRecord>) -> Vec<Problem> {
    let Some(rules) = rules.filter(|r| !r.former.is_empty()).map(|r| &r.rules) else { return Vec::new() };
    let stays = meeting.panel.iter().filter(|m| !rules.left.contains(&m.expert_no));
    let due = stays.filter(|m| meeting.task(&m.expert_no).is_some() && !meeting.task_current(&m.expert_no));
    due.map(|m| {
        let finding = Finding::warning(Code::AmendTaskDue).with("expert", m.name.clone());
        Problem::of(&finding.with("version", rules.version().to_string()))
    })
    .collect()
}
