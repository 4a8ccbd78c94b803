//! A task under amended rules: its words are checked, what was typed stays, and what it adds is opened after the lock.

use chrono::{DateTime, Utc};
use domain::Code;
use domain::amendment::{self, Amendment};
use domain::desk::{Sheet, Task};
use vault::Writer;

use super::scoring::member;
use crate::meeting_events::content;
use crate::records::{DeskRecord, SheetRecord, TaskRecord};
use crate::refusal::{Refusal, Result};

/// The words by which a task's rules were amended, in their order: one for each version after the first.
pub(super) fn checked(task: &Task, mut words: Vec<Amendment>) -> Result<Vec<Amendment>> {
    words.sort_by_key(|word| word.version);
    let rules = hex::encode(task.rules.digest()?);
    let versions = words.iter().map(|word| word.version).eq(2..=task.rules.version());
    let ends = words.last().is_none_or(|last| last.rules == rules);
    let linked = words.iter().zip(words.iter().skip(1)).all(|(one, next)| one.rules == next.former);
    let former = task.rules.amends.as_ref().map(|a| &a.former) == words.last().map(|last| &last.former);
    if versions && ends && linked && former {
        return Ok(words);
    }
    Err(content(format!("words of version {} of the rules", task.rules.version())))
}

/// Refuses a task under rules that were amended since by those that are here.
pub(super) fn not_older(before: &TaskRecord, new: &TaskRecord, file: &str) -> Result<()> {
    if !amendment::lead(&before.amended, &new.rules_digest, &before.rules_digest) {
        return Ok(());
    }
    Err(Refusal::of(Code::AmendOlderTask)
        .with("file", file)
        .with("older", new.task.rules.version().to_string())
        .with("version", before.task.rules.version().to_string()))
}

/// Whether the rules of a task amend those of the one before.
pub(super) fn follows(before: &TaskRecord, new: &TaskRecord) -> bool {
    amendment::lead(&new.amended, &before.rules_digest, &new.rules_digest)
}

/// Whether a task asks for every score anew: its rules amend those of the one before, and the sheet is another one. What the word
/// says must be what differs, as far as both versions are here.
///
/// # Errors
/// `pack.content` where it is not.
pub(super) fn scores_anew(before: &TaskRecord, new: &TaskRecord) -> Result<bool> {
    if !follows(before, new) {
        return Ok(false);
    }
    let from = before.task.rules.version();
    let since: Vec<&Amendment> = new.amended.iter().filter(|word| word.version > from).collect();
    if let [word] = since.as_slice()
        && !amendment::makes(&before.task.rules, word, &new.task.rules)
    {
        return Err(content(format!("version {} of the rules is not what its word says", word.version)));
    }
    let anew = since.iter().any(|word| word.change.scores_anew());
    if !anew && before.task.rules.scoring()? != new.task.rules.scoring()? {
        return Err(content(format!("version {} of the rules scores otherwise", new.task.rules.version())));
    }
    Ok(anew)
}

/// Opens a desk under an amended sheet, locked before or not: what was typed is kept where it fits, each item waits to be
/// confirmed, and nothing that was signed before counts. What was returned or asked of the former sheets is past.
pub(super) fn open_anew(
    w: &Writer<'_>,
    desk: &mut DeskRecord,
    (before, new): (&TaskRecord, &TaskRecord),
    at: DateTime<Utc>,
) -> Result<()> {
    let category = member(new)?.category;
    let (from, to) = (&before.task.rules.sheet, &new.task.rules.sheet);
    for own in w.list_prefix::<SheetRecord>(&format!("{}/", desk.meeting))? {
        let typed = own.sheet != Sheet::default() || !own.begun.is_empty() || own.abstain.is_some();
        let sheet = amendment::carried(&own.sheet, from, to, category);
        w.put(&SheetRecord { sheet, change: None, confirm: typed, saved_at: at, ..own })?;
    }
    desk.locked_at = None;
    desk.given_back.clear();
    desk.returned.clear();
    desk.asked.retain(|asked| asked.answer.is_some());
    Ok(())
}

/// Whether what was signed under a digest counts under a task's rules: no version since asks for scores anew.
pub(crate) fn counts(record: &TaskRecord, under: &str) -> bool {
    let last = record.amended.iter().filter(|word| word.change.scores_anew()).map(|word| word.version).max();
    let Some(last) = last else { return true };
    record.amended.iter().any(|word| word.version >= last && word.rules == under)
}

/// The number of the version that bears a digest; the first one where no word makes it.
pub(crate) fn version(record: &TaskRecord, under: &str) -> u32 {
    record.amended.iter().find(|word| word.rules == under).map_or(1, |word| word.version)
}
