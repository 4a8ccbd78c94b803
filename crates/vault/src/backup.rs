//! Backups: before every import, migration and lock; verified when made; ten are kept. A backup is a folder with the
//! vault's database, copied page by page under the same key, and the file `keys` of its day.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use rusqlite::backup::Backup;

use crate::connection;
use crate::error::VaultError;
use crate::private;
use crate::vault::{Vault, verify};

/// How many backups are kept.
const KEPT: usize = 10;
const PAGES_A_STEP: i32 = 1024;

impl Vault {
    /// Makes a backup and verifies it: its journal ends where this one does, and every row is counted anew.
    ///
    /// # Errors
    /// The disk; `Damaged` or `Journal` when the copy does not hold: it is then removed.
    pub fn backup(&self, reason: &str) -> Result<PathBuf, VaultError> {
        let head = self.journal_head()?;
        let backups = self.folder().join("backups");
        let plain: String = reason.chars().filter(char::is_ascii_alphanumeric).collect();
        let folder = backups.join(format!("{:010}-{plain}", head.seq));
        if folder.exists() {
            return Ok(folder);
        }
        let beside = backups.join("part");
        let _ = fs::remove_dir_all(&beside);
        private::folder(&beside).map_err(VaultError::io(&beside))?;
        let path = beside.join("vault.db");
        {
            let mut copy = connection::open(&path, &self.key, true)?;
            Backup::new(&self.db, &mut copy)?.run_to_completion(PAGES_A_STEP, Duration::ZERO, None)?;
            let copied = verify(&copy, None)?.head;
            if copied != head {
                return Err(VaultError::Damaged("the backup ends elsewhere".to_owned()));
            }
            copy.pragma_update(None, "journal_mode", "DELETE").or_else(|e| match e {
                rusqlite::Error::ExecuteReturnedResults => Ok(()),
                other => Err(other),
            })?;
            copy.close().map_err(|(_, e)| e)?;
        }
        let keys = self.folder().join("keys");
        fs::copy(&keys, beside.join("keys")).map_err(VaultError::io(&keys))?;
        fs::rename(&beside, &folder).map_err(VaultError::io(&folder))?;
        crate::keys::sync_folder(&backups)?;
        self.prune(&backups)?;
        Ok(folder)
    }

    /// Removes all but the newest backups.
    fn prune(&self, backups: &std::path::Path) -> Result<(), VaultError> {
        let mut folders: Vec<PathBuf> = fs::read_dir(backups)
            .map_err(VaultError::io(backups))?
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.is_dir())
            .collect();
        folders.sort();
        let old = folders.len().saturating_sub(KEPT);
        for folder in folders.into_iter().take(old) {
            fs::remove_dir_all(&folder).map_err(VaultError::io(&folder))?;
        }
        Ok(())
    }

    /// Checks the whole vault: the cipher, every page, the journal from its first entry, every row.
    ///
    /// # Errors
    /// `Damaged` with what SQLite says, `Journal` naming the entry.
    pub fn check(&self) -> Result<crate::journal::JournalReport, VaultError> {
        let said: String =
            self.db.query_row("PRAGMA cipher_integrity_check", [], |r| r.get(0)).or_else(none)?;
        if !said.is_empty() {
            return Err(VaultError::Damaged(said));
        }
        let said: String = self.db.query_row("PRAGMA integrity_check", [], |r| r.get(0))?;
        if said != "ok" {
            return Err(VaultError::Damaged(said));
        }
        self.verify_journal(None)
    }
}

/// No row means that nothing is wrong.
fn none(error: rusqlite::Error) -> rusqlite::Result<String> {
    match error {
        rusqlite::Error::QueryReturnedNoRows => Ok(String::new()),
        other => Err(other),
    }
}
