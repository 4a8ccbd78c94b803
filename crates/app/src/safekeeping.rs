//! Backups of a vault, and going back to one.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Code, Finding};
use secrecy::SecretString;
use vault::restore::{self, BackupCard, Examination};
use vault::{SlotKind, Vault, VaultError};

use crate::api::SafeFacts;
use crate::api::keys::{BackupLine, BackupsView, ExaminationView, RestoreView};
use crate::files;
use crate::going_back;
use crate::overwrite;
use crate::refusal::{Refusal, Result};
use crate::views::{count, minute};

/// The backups of an open vault.
///
/// # Errors
/// The vault's own.
pub fn backups_view(vault: &Vault) -> Result<BackupsView> {
    let backups = restore::backups(vault.folder())?;
    let seq = match vault.journal_head() {
        // The way back stays open where not even the journal can be read.
        Err(_) if vault.condition().damage.is_some() => 0,
        head => head?.seq,
    };
    Ok(BackupsView {
        backups: lines(vault.folder(), &backups)?,
        seq: count(seq),
        read_only: vault.is_read_only(),
        may_restore: may_restore(vault),
    })
}

/// Whether whose key opened the vault may bring it back: its users may when it is damaged too, a supervisor never.
#[must_use]
pub fn may_restore(vault: &Vault) -> bool {
    vault.unlocked().kind() != SlotKind::Supervisor
}

/// The backups of a vault that need not be open.
///
/// # Errors
/// `vault.not_a_vault`, the disk.
pub fn list(folder: &Path) -> Result<Vec<BackupLine>> {
    let backups = restore::backups(folder)?;
    if backups.is_empty() || vault::is_backup(folder) {
        // A vault that lost its keys or its database is still one to go back in, if it has backups.
        Vault::peek(folder)?;
    }
    lines(folder, &backups)
}

/// Makes a backup now.
///
/// # Errors
/// `vault.read_only`, the disk.
pub fn backup_now(vault: &Vault) -> Result<BackupsView> {
    vault.backup("manual")?;
    backups_view(vault)
}

/// Writes a backup with its papers into a folder, such as a stick, and reads it again. Gives its place.
///
/// # Errors
/// `vault.read_only` for a supervisor, who reads in the room and carries nothing away; `io.no_folder`; `vault.exists` when
/// this state lies there already; the disk.
pub fn backup_to(vault: &Vault, folder: &Path) -> Result<String> {
    vault.changeable()?;
    files::folder_is_there(folder)?;
    overwrite::outside_vaults(&folder.join("backup"))?;
    Ok(vault.backup_to(folder)?.display().to_string())
}

/// What going back to a backup would lose.
///
/// # Errors
/// `record.not_found`, `vault.damaged` when the backup itself does not hold.
pub fn restore_view(vault: &Vault, name: &str) -> Result<RestoreView> {
    going_back::preview_open(vault, name)
}

/// As [`restore_view`], of a vault that is not open.
///
/// # Errors
/// `vault.passphrase_wrong` and those of [`restore_view`].
pub fn restore_preview(folder: &Path, name: &str, passphrase: &SecretString) -> Result<RestoreView> {
    let unlocked = restore::unlock(folder, passphrase)?;
    going_back::preview_closed(folder, name, &unlocked)
}

/// Looks through a vault that may be damaged, without changing it.
///
/// # Errors
/// `vault.passphrase_wrong`, `vault.in_use`, `vault.damaged` when the file of keys itself cannot be read.
pub fn examine(folder: &Path, passphrase: &SecretString) -> Result<ExaminationView> {
    let unlocked = restore::unlock(folder, passphrase)?;
    Ok(examined(&restore::examine(folder, &unlocked)?))
}

/// What opening a vault found: that it is damaged, its file of keys or the database of its papers, that it is older than a backup, that its journal is ahead of the clock, which
/// says `now`. Nothing is the rule.
#[must_use]
pub fn found(vault: &Vault, now: DateTime<Utc>) -> Vec<Finding> {
    let condition = vault.condition();
    let damage = condition.damage.clone().map(VaultError::from);
    let keys = condition.keys.clone().map(VaultError::Damaged);
    let papers = condition.papers.clone().map(VaultError::Papers);
    let broken = [damage, keys, papers].into_iter().flatten().flat_map(|error| Refusal::from(error).0);
    let behind = vault.condition().behind.as_ref().map(|behind| {
        Finding::warning(Code::VaultBehind)
            .with("backup", behind.backup.clone())
            .with("seq", behind.seq.to_string())
            .with("now", behind.now.to_string())
    });
    broken.chain(behind).chain(clock_behind(vault, now)).collect()
}

/// So far may the clock of a laptop be set back without a word, in minutes.
const CLOCK_MINUTES: i64 = 10;
/// So many of the newest entries are looked at: a clock that was wrong for a while wrote some of them.
const CLOCK_ENTRIES: u64 = 200;

/// A clock that stands before what the journal has told already.
fn clock_behind(vault: &Vault, now: DateTime<Utc>) -> Option<Finding> {
    let seq = vault.journal_head().ok()?.seq;
    let newest = vault.journal(seq.saturating_sub(CLOCK_ENTRIES) + 1, u32::MAX).ok()?;
    let last = newest.iter().map(|(entry, _)| entry.at_ms).max().and_then(DateTime::from_timestamp_millis)?;
    (last - now > TimeDelta::minutes(CLOCK_MINUTES))
        .then(|| Finding::warning(Code::ClockBehind).with("now", minute(now)).with("last", minute(last)))
}

/// What of a damaged vault can be read.
#[must_use]
pub fn safe(vault: &Vault) -> SafeFacts {
    let readable = &vault.condition().readable;
    SafeFacts {
        rows: count(readable.safe.iter().map(|(_, rows)| rows).sum::<u64>()),
        tables: count(readable.safe.len()),
        lost: readable.lost.iter().map(|table| (*table).to_owned()).collect(),
    }
}

fn examined(found: &Examination) -> ExaminationView {
    ExaminationView {
        whole: found.problems.is_empty(),
        problems: found.problems.clone(),
        seq: found.head.map(|h| count(h.seq)),
        safe_rows: count(found.safe.iter().map(|(_, rows)| rows).sum::<u64>()),
        safe_tables: count(found.safe.len()),
        lost_tables: found.lost.iter().map(|t| (*t).to_owned()).collect(),
        backups: found.backups.iter().map(|(card, problem)| line(card, problem.clone())).collect(),
    }
}

fn lines(folder: &Path, backups: &[BackupCard]) -> Result<Vec<BackupLine>> {
    let given_up = restore::of_given_up(folder)?;
    let line = |card: &BackupCard| BackupLine { given_up: given_up.contains(&card.name), ..line(card, None) };
    Ok(backups.iter().map(line).collect())
}

fn line(card: &BackupCard, problem: Option<String>) -> BackupLine {
    BackupLine {
        name: card.name.clone(),
        seq: count(card.seq),
        reason: card.reason.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned(),
        made: card.made.map(minute).unwrap_or_default(),
        made_by_file: card.made_by_file,
        kib: count(card.bytes.div_ceil(1024)),
        given_up: false,
        problem,
    }
}
