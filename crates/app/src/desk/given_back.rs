//! A bid that is given back after the lock: its expert had declared a recusal, and it was decided 不回避. The new task opens
//! that bid and nothing else; the next lock signs its sheet beside those that were signed before.

use domain::Code;
use domain::desk::DeskEvent;
use vault::{Reader, Writer};

use super::task;
use crate::meeting_events;
use crate::records::{DeskRecord, TaskRecord};
use crate::refusal::{Refusal, Result};

/// Opens the bids that a task gives back and that were not signed yet.
///
/// # Errors
/// `score.locked` when there are none, or when the task is under other rules.
pub(super) fn reopen(w: &Writer<'_>, desk: &mut DeskRecord, new: &TaskRecord) -> Result<()> {
    let signed = signed(w, &desk.meeting)?;
    let open: Vec<String> = new.task.given_back.iter().filter(|no| !signed.contains(no)).cloned().collect();
    if open.is_empty() || task(w, &desk.meeting)?.rules_digest != new.rules_digest {
        return Err(Refusal::of(Code::ScoreLocked));
    }
    desk.recusals.retain(|x| !open.contains(&x.bid_no));
    desk.locked_at = None;
    desk.given_back = open;
    w.put(desk)?;
    Ok(())
}

/// Bids whose sheet this laptop signed.
fn signed(r: &Reader<'_>, meeting: &str) -> Result<Vec<String>> {
    let events = meeting_events::load(r, meeting)?;
    Ok(events
        .iter()
        .filter_map(|e| serde_json::from_slice(&e.event().body).ok())
        .filter_map(|body| match body {
            DeskEvent::Scored { bid_no, .. } => Some(bid_no),
            _ => None,
        })
        .collect())
}
