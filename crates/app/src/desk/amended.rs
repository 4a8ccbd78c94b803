//! A task under amended rules: its words are checked, what was typed stays, and what it adds is opened after the lock.

use domain::Code;
use domain::amendment::{self, Amendment};
use domain::desk::Task;

use crate::meeting_events::content;
use crate::records::TaskRecord;
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
