//! What is open again after the lock. A bid is given back whose declared recusal was decided 不回避; a signed sheet is returned
//! (退回) with the office's reason. The new task opens these items and nothing else; the next lock signs their sheets beside
//! those that were signed before, or in the place of the revision before.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::Code;
use domain::desk::DeskEvent;
use packs::Fingerprint;
use vault::{Reader, Writer};

use super::scoring::sheet;
use super::{amended, task};
use crate::meeting_events;
use crate::records::{DeskRecord, SheetRecord, TaskRecord};
use crate::refusal::{Refusal, Result};

/// Opens the bids that a task gives back and that were not signed yet, the sheets that it returns, and what its amended rules
/// add.
///
/// # Errors
/// `score.locked` when there are none, or when the task is under other rules that do not amend those of the one before.
pub(super) fn reopen(
    w: &Writer<'_>,
    desk: &mut DeskRecord,
    new: &TaskRecord,
    (own, at): (Fingerprint, DateTime<Utc>),
) -> Result<()> {
    let before = task(w, &desk.meeting)?;
    let signed = counting(w, new, own)?;
    let follows = amended::follows(&before, new);
    let mut open: Vec<String> =
        new.task.given_back.iter().filter(|no| !signed.contains_key(*no)).cloned().collect();
    if follows {
        // What the amended rules add, now or by a version that was not signed since.
        let known = |no: &str| before.task.items.iter().any(|i| i.no() == no);
        let added = new.task.items.iter().map(domain::Item::no);
        let added = added.filter(|no| !signed.contains_key(*no) && (!known(no) || is_open(desk, no)));
        for no in added {
            if !open.iter().any(|known| known == no) {
                open.push(no.to_owned());
            }
        }
    }
    let returned: Vec<_> =
        new.task.returned.iter().filter(|r| signed.get(&r.bid_no) == Some(&r.revision)).cloned().collect();
    open.extend(returned.iter().map(|r| r.bid_no.clone()));
    if open.is_empty() && (follows || hidden(desk, new)) {
        // Nothing of it is for this desk to do: what is locked stays so, and so is what was open and is hidden now.
        desk.given_back.retain(|no| new.task.items.iter().any(|i| i.no() == no));
        if desk.locked_at.is_none() && desk.given_back.is_empty() {
            desk.locked_at = Some(at);
        }
        return Ok(w.put(desk)?);
    }
    if open.is_empty() || (!follows && before.rules_digest != new.rules_digest) {
        return Err(Refusal::of(Code::ScoreLocked));
    }
    for one in &returned {
        open_sheet(w, &desk.meeting, &one.bid_no, at)?;
    }
    // What the expert opened to change it stays open.
    for no in std::mem::take(&mut desk.given_back) {
        if !open.contains(&no) && sheet(w, &desk.meeting, &no)?.is_some_and(|own| own.change.is_some()) {
            open.push(no);
        }
    }
    desk.recusals.retain(|x| !open.contains(&x.bid_no));
    desk.locked_at = None;
    desk.given_back = open;
    desk.returned = returned;
    w.put(desk)?;
    Ok(())
}

/// Whether an item that is open after the lock is not in the task any more: it was decided that the expert is recused.
fn hidden(desk: &DeskRecord, new: &TaskRecord) -> bool {
    let gone = |no: &&String| new.task.recused.contains(no);
    desk.locked_at.is_none() && desk.given_back.iter().any(|no| gone(&no))
}

/// Whether an item is open again after the lock.
fn is_open(desk: &DeskRecord, no: &str) -> bool {
    desk.given_back.iter().any(|open| open == no)
}

/// Makes a signed sheet one that is changed: what takes its place says why.
pub(super) fn open_sheet(w: &Writer<'_>, meeting: &str, bid_no: &str, at: DateTime<Utc>) -> Result<()> {
    let mut own = sheet(w, meeting, bid_no)?.unwrap_or_else(|| SheetRecord::new(meeting, bid_no, at));
    if own.change.is_none() {
        own.change = Some(String::new());
        w.put(&own)?;
    }
    Ok(())
}

/// The last revision of each item that this laptop signed under the rules of a task, or such as score alike.
fn counting(r: &Reader<'_>, record: &TaskRecord, own: Fingerprint) -> Result<BTreeMap<String, u32>> {
    last_of(r, &record.meeting, own, |rules| amended::counts(record, rules))
}

/// The last revision of each item that this laptop signed, under whatever rules.
pub(super) fn signed(r: &Reader<'_>, meeting: &str, own: Fingerprint) -> Result<BTreeMap<String, u32>> {
    last_of(r, meeting, own, |_| true)
}

fn last_of(
    r: &Reader<'_>,
    meeting: &str,
    own: Fingerprint,
    counts: impl Fn(&str) -> bool,
) -> Result<BTreeMap<String, u32>> {
    let mut last: BTreeMap<String, u32> = BTreeMap::new();
    for event in meeting_events::load(r, meeting)?.iter().filter(|e| e.author() == own) {
        if let Ok(
            DeskEvent::Scored { bid_no, revision, rules, .. }
            | DeskEvent::Abstained { bid_no, revision, rules, .. },
        ) = meeting_events::body_of(event)
        {
            if !counts(&rules) {
                continue;
            }
            let known = last.entry(bid_no).or_default();
            *known = revision.max(*known);
        }
    }
    Ok(last)
}
