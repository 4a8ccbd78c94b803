//! The gates of a meeting (DOMAIN § 4) for the board, as they are recorded. A gate that nobody recorded is a blank in the
//! minutes and is said to be one; nothing here asserts that it was passed.

use domain::gates::{Conduct, Gate as Of, Mark, Said};
use domain::session::Stage;
use vault::Reader;

use super::board::Meeting;
use super::words::minute;
use crate::api::board::{Gate, GateState};
use crate::records::DecisionRecord;
use crate::refusal::Result;

/// The eleven gates in their order.
pub(super) fn gates(r: &Reader<'_>, meeting: &Meeting, hearings: usize) -> Result<Vec<Gate>> {
    let decisions: Vec<DecisionRecord> = r.list_prefix(&format!("{}/", meeting.session.meeting_id))?;
    let conduct = Conduct::of(&meeting.session);
    let standing = conduct.standing();
    // Scores that are all there are passed without anybody's word; what lies before and is open was not recorded, but for the
    // gate to which the meeting went back: it is under way again.
    let scored = scored(meeting);
    let gone_back = conduct.gone_back().last().map(|(_, gate, ..)| gate);
    let now = match standing.now() {
        at if !scored || (at.is_some() && at == gone_back) => at,
        at => at.max(Some(Of::Lock)),
    };
    let beyond = standing.now().is_none();
    let state = |gate: Of| match standing.of(gate) {
        Mark::Passed => GateState::Past,
        Mark::LeftOut => GateState::LeftOut,
        Mark::Open if gate == Of::Scoring && scored => GateState::Past,
        Mark::Open if beyond || Some(gate) < now => GateState::Unrecorded,
        Mark::Open if Some(gate) == now => GateState::Now,
        Mark::Open => GateState::Next,
    };
    let one = |gate: Of| {
        let word = conduct.word(gate);
        Gate {
            gate: gate.into(),
            state: state(gate),
            note: note(meeting, &conduct, gate, hearings, decisions.len()),
            at: word.map(|word| minute(word.at)),
            by: word.map(|word| word.by.clone()),
            left_out: conduct.left_out(gate).map(str::to_owned),
            by_hand: gate.is_by_hand(),
        }
    };
    Ok(Of::ALL.into_iter().map(one).collect())
}

/// The figure of a gate.
fn note(
    meeting: &Meeting,
    conduct: &Conduct<'_>,
    gate: Of,
    hearings: usize,
    decisions: usize,
) -> Option<String> {
    let (members, bids) = (meeting.panel.len(), meeting.session.bids.len());
    let of = |n: usize, all: usize| (n > 0).then(|| format!("{n}/{all}"));
    // Who left the panel since is in the log, and no part of this figure.
    let seated = |no: &str| meeting.panel.iter().any(|m| m.expert_no == no);
    match gate {
        Of::SignIn => {
            of(conduct.present().map_or(0, |here| here.into_iter().filter(|no| seated(no)).count()), members)
        }
        Of::Pledge => of(pledged(meeting, conduct), members),
        Of::Recusal => match conduct.word(gate).map(|word| &word.said) {
            Some(Said::Asked { answers, .. }) => {
                of(answers.iter().filter(|a| seated(&a.expert_no)).count(), members)
            }
            _ => None,
        },
        Of::Chair => {
            let no = conduct.chair()?;
            meeting.panel.iter().find(|m| m.expert_no == no).map(|m| m.name.clone())
        }
        Of::Presentation => {
            let mut begun: Vec<&str> = conduct.talks().iter().map(|talk| talk.bid_no).collect();
            begun.sort_unstable();
            begun.dedup();
            of(begun.len().max(hearings), bids)
        }
        Of::Scoring => of(meeting.panel.iter().filter(|m| meeting.is_locked(&m.expert_no)).count(), members),
        Of::Discussion => of(decisions, bids),
        Of::Sign => match conduct.word(gate).map(|word| &word.said) {
            Some(Said::Signed { .. }) => of(conduct.signed().iter().filter(|no| seated(no)).count(), members),
            _ => None,
        },
        Of::Lock | Of::Tally | Of::Archive => None,
    }
}

/// Members who made the pledge, at a desk or on paper.
fn pledged(meeting: &Meeting, conduct: &Conduct<'_>) -> usize {
    let made = |no: &String| meeting.scoring.pledged.contains(no) || conduct.pledged_on_paper().contains(no);
    meeting.panel.iter().filter(|m| made(&m.expert_no)).count()
}

/// Whether nobody is waited for, no sheet is returned and out, and nothing is lacking that was not passed over.
fn scored(meeting: &Meeting) -> bool {
    let begun = !matches!(meeting.session.stage, Stage::Preparing | Stage::Frozen);
    begun
        && meeting.waiting.is_empty()
        && !meeting.given_back(|_| true)
        && meeting.lacks.iter().all(|l| l.passed_over.is_some())
}
