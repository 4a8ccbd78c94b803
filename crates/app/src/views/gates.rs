//! The gates of a meeting (DOMAIN § 4) as far as they are recorded. A gate that nobody recorded is a blank in the minutes
//! and is said to be one; nothing here asserts that it was passed.

use domain::session::Stage;
use vault::Reader;

use super::board::Meeting;
use crate::api::board::{Gate, GateName, GateState};
use crate::records::DecisionRecord;
use crate::refusal::Result;

/// The eleven gates in their order.
pub(super) fn gates(r: &Reader<'_>, meeting: &Meeting, hearings: usize) -> Result<Vec<Gate>> {
    let decisions: Vec<DecisionRecord> = r.list_prefix(&format!("{}/", meeting.session.meeting_id))?;
    let passed = passed(meeting, hearings, decisions.len());
    // Recusals are decided before the meeting, when the rules are frozen: that they are shows nobody in the room yet.
    let after_last =
        passed.iter().rposition(|(gate, done, _)| *done && *gate != GateName::Recusal).map_or(0, |at| at + 1);
    let now = after_last.max(begun(meeting.session.stage));
    Ok(passed
        .into_iter()
        .enumerate()
        .map(|(at, (gate, done, note))| {
            let state = match (done, at) {
                (true, _) => GateState::Past,
                (false, at) if at < now => GateState::Unrecorded,
                (false, at) if at == now => GateState::Now,
                (false, _) => GateState::Next,
            };
            Gate { gate, state, note }
        })
        .collect())
}

/// The gate at which a stage begins: what lies before it and is not recorded was left out.
fn begun(stage: Stage) -> usize {
    match stage {
        Stage::Preparing | Stage::Frozen => 0,
        Stage::Scoring => 5,
        Stage::Tallied => 8,
        Stage::Closed => 9,
    }
}

/// Each gate: whether what it asks for is recorded, and its figure.
fn passed(meeting: &Meeting, hearings: usize, decisions: usize) -> Vec<(GateName, bool, Option<String>)> {
    let session = &meeting.session;
    let facts = &session.facts;
    let (members, bids) = (meeting.panel.len(), session.bids.len());
    let of = |n: usize, all: usize| (n > 0).then(|| format!("{n}/{all}"));
    let after = |stage: Stage| Stage::ALL.iter().position(|s| *s == stage);
    let reached = |stage: Stage| after(session.stage) >= after(stage);
    let locked = meeting.scoring.locked.len();
    vec![
        (GateName::SignIn, !facts.present.is_empty(), of(facts.present.len(), members)),
        (GateName::Pledge, facts.discipline_read, None),
        (GateName::Recusal, reached(Stage::Frozen), recused(meeting)),
        (GateName::Chair, facts.chair.is_some(), chair(meeting)),
        (GateName::Presentation, hearings > 0, of(hearings, bids)),
        (GateName::Scoring, scored(meeting), of(locked, members)),
        (GateName::Lock, reached(Stage::Tallied), None),
        (GateName::Tally, reached(Stage::Tallied), None),
        (GateName::Discussion, bids > 0 && decisions == bids, of(decisions, bids)),
        (GateName::Sign, false, None),
        (GateName::Archive, false, None),
    ]
}

/// Whether nobody is waited for, and nothing is lacking that was not passed over.
fn scored(meeting: &Meeting) -> bool {
    let begun = !matches!(meeting.session.stage, Stage::Preparing | Stage::Frozen);
    begun && meeting.waiting.is_empty() && meeting.lacks.iter().all(|l| l.passed_over.is_some())
}

/// How many recusals are in force.
fn recused(meeting: &Meeting) -> Option<String> {
    Some(meeting.recusals.iter().filter(|x| x.in_force()).count().to_string())
}

fn chair(meeting: &Meeting) -> Option<String> {
    let no = meeting.session.facts.chair.as_deref()?;
    meeting.panel.iter().find(|m| m.expert_no == no).map(|m| m.name.clone())
}
