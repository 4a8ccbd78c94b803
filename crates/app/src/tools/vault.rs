//! Looking after a vault from outside a meeting.

use std::path::{Path, PathBuf};

use domain::Code;
use secrecy::SecretString;
use vault::{Vault, VaultError};

use crate::api::Problem;
use crate::clock::{Clock, SystemClock};
use crate::refusal::{Refusal, Result};
use crate::safekeeping;

/// A passphrase that could not be read: `passphrase.unreadable`, with where it should have come from.
#[must_use]
pub fn no_passphrase(place: &str, place_en: &str, error: &std::io::Error) -> Refusal {
    Refusal::of(Code::PassphraseUnreadable)
        .with("place", place)
        .with("place_en", place_en)
        .with("reason", error.to_string())
}

/// What a check of a vault found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultReport {
    /// Number of the last journal entry.
    pub journal_seq: u64,
    /// Head of the journal, sixteen groups of four hex digits.
    pub journal_head: String,
    /// Rows counted anew.
    pub rows: u64,
    /// Papers read to their end.
    pub papers: u64,
    /// What holds and is not right all the same: the vault is older than its backup.
    pub warnings: Vec<Problem>,
}

/// Checks a whole vault: the cipher, every page, the journal from its first entry, every row, every paper.
///
/// # Errors
/// What the vault refuses, and what does not hold.
pub fn vault_check(path: &Path, passphrase: &SecretString) -> Result<VaultReport> {
    let vault = Vault::open(path, passphrase)?;
    let report = vault.check()?;
    let warnings = safekeeping::found(&vault, SystemClock.now()).iter().map(Problem::of).collect();
    let (papers, broken) = vault.check_papers()?;
    vault.lock()?;
    if broken > 0 {
        return Err(VaultError::Damaged(format!(
            "papers.db: {broken} of {papers} papers are not what was stored"
        ))
        .into());
    }
    Ok(VaultReport {
        journal_seq: report.head.seq,
        journal_head: report.head.grouped(),
        rows: report.rows,
        papers,
        warnings,
    })
}

/// Makes a verified backup and says where it lies.
///
/// # Errors
/// What the vault refuses; the disk.
pub fn vault_backup(path: &Path, passphrase: &SecretString) -> Result<PathBuf> {
    let vault = Vault::open(path, passphrase)?;
    let folder = vault.backup("manual")?;
    vault.lock()?;
    Ok(folder)
}

/// Writes a backup with the papers into a folder, such as a stick, reads it again, and says where it lies.
///
/// # Errors
/// What the vault refuses; `io.no_folder`; the disk.
pub fn vault_backup_to(path: &Path, stick: &Path, passphrase: &SecretString) -> Result<PathBuf> {
    let vault = Vault::open(path, passphrase)?;
    let place = crate::safekeeping::backup_to(&vault, stick)?;
    vault.lock()?;
    Ok(PathBuf::from(place))
}
