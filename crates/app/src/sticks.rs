//! Backups on a stick: checking one, and bringing a vault back from one.

use std::path::{Path, PathBuf};

use chrono::DateTime;
use domain::{Code, Finding};
use secrecy::SecretString;
use serde_json::json;
use vault::{Used, VaultError};

use crate::access::{Access, Act};
use crate::api::Problem;
use crate::api::keys::StickView;
use crate::clock::Clock;
use crate::refusal::Result;
use crate::views::{count, minute, second};

/// What a check of a backup on a stick found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StickReport {
    /// Number of the last journal entry.
    pub journal_seq: u64,
    /// Head of the journal, 64 hex digits.
    pub journal_head: String,
    /// Bytes that were read and compared; 0 of one that was worked in.
    pub bytes: u64,
    /// That it was worked in as a vault; else none.
    pub warnings: Vec<Problem>,
}

/// A vault that was brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BroughtBack {
    /// Its folder.
    pub folder: PathBuf,
    /// Name of the backup.
    pub backup: String,
    /// Number of the last journal entry in the backup.
    pub journal_seq: u64,
    /// Head of the backup's journal, 64 hex digits.
    pub journal_head: String,
    /// When that entry was written, local time, to the second.
    pub at: Option<String>,
    /// Papers that came.
    pub papers: u64,
    /// Files of the backup that are not what was written: it was worked in as a vault.
    pub used: Vec<String>,
}

/// Whether a folder is a backup on a stick, or a copy of one.
#[must_use]
pub fn is_backup(place: &Path) -> bool {
    vault::is_backup(place)
}

/// What a backup on a stick says of itself.
///
/// # Errors
/// `vault.not_a_vault`, `vault.newer`, `vault.damaged` when its list cannot be read.
pub fn card(place: &Path) -> Result<StickView> {
    let card = vault::stick_card(place)?;
    Ok(StickView {
        name: card.name,
        role: card.role.map(Into::into),
        seq: count(card.seq),
        made: card.made.map(minute).unwrap_or_default(),
        made_by_file: card.made_by_file,
        kib: count(card.bytes.div_ceil(1024)),
    })
}

/// Whether a backup on a stick is the one that was written. Its passphrase is asked for only where it is not: with it, one
/// that was worked in as a vault is told from a damaged one. Nothing in its folder is changed.
///
/// # Errors
/// `vault.not_a_vault`; `vault.backup_changed` naming the first file where no passphrase is given; `vault.backup_damaged`;
/// `vault.passphrase_wrong`.
pub fn check(place: &Path, passphrase: impl FnOnce() -> Result<SecretString>) -> Result<StickReport> {
    let changed = match vault::check_stick(place) {
        Ok(checked) => {
            return Ok(StickReport {
                journal_seq: checked.seq,
                journal_head: checked.head,
                bytes: checked.bytes,
                warnings: Vec::new(),
            });
        }
        Err(changed @ VaultError::BackupChanged { .. }) => changed,
        Err(error) => return Err(error.into()),
    };
    let Ok(passphrase) = passphrase() else { return Err(changed.into()) };
    let used = vault::check_used(place, &vault::unlock_backup(place, &passphrase)?)?;
    Ok(StickReport {
        journal_seq: used.now.seq,
        journal_head: hex::encode(used.now.hash),
        bytes: 0,
        warnings: vec![Problem::of(&worked_in(place, &used))],
    })
}

fn worked_in(place: &Path, used: &Used) -> Finding {
    Finding::warning(Code::VaultBackupUsed)
        .with("folder", place.display().to_string())
        .with("files", used.files.join(", "))
        .with("now", used.now.seq.to_string())
        .with("seq", used.seq.to_string())
}

/// Brings a vault back from a backup on a stick, into a folder that is not there yet. The backup is checked by its list, the
/// copy by its pages, its journal, every row and every paper, and the new vault's journal says where it came from. `step` hears
/// how many bytes of how many were read, and may stop it.
///
/// # Errors
/// `vault.passphrase_wrong`, `vault.read_only` for a supervisor, `vault.exists`, `vault.inside_backup`, `vault.backup_damaged`,
/// `vault.papers_damaged`, `vault.journal_broken`, `work.stopped`, the disk. Then there is no new folder.
pub fn bring_back(
    place: &Path,
    to: &Path,
    passphrase: &SecretString,
    clock: std::sync::Arc<dyn Clock>,
    step: impl FnMut(u64, u64) -> Result<()>,
) -> Result<BroughtBack> {
    let unlocked = vault::unlock_backup(place, passphrase)?;
    let arrived = vault::bring_back(place, to, &unlocked, step)?;
    let vault = arrived.open(&unlocked)?;
    let role = vault.role();
    let mut access = Access::of(vault, role, clock)?;
    let came = arrived.came();
    let at = came.at_ms.and_then(DateTime::from_timestamp_millis).map(second);
    let act = Act::new("vault.bring_back", came.backup.clone()).with(json!({
        "backup_entries": came.head.seq, "backup_head": hex::encode(came.head.hash), "backup_at": at, "papers": came.papers, "worked_in": came.used,
    }));
    access.record(act, |_| Ok(()))?;
    let Access { vault, .. } = access;
    vault.lock()?;
    let came = arrived.settle()?;
    Ok(BroughtBack {
        folder: to.to_owned(),
        backup: came.backup,
        journal_seq: came.head.seq,
        journal_head: hex::encode(came.head.hash),
        at,
        papers: came.papers,
        used: came.used,
    })
}
