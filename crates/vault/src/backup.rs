//! Backups: before every import, migration and lock; verified when made; ten are kept. A backup is a folder with the
//! vault's database, copied page by page under the same key, and the file `keys` of its day.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use crate::error::VaultError;
use crate::journal::JournalHead;
use crate::keys::{DataKey, sync_folder};
use crate::pages::pages;
use crate::vault::Vault;
use crate::verify::verify;
use crate::{connection, made, migrate, private, restore, store, witness};

/// How many backups are kept.
const KEPT: usize = 10;
/// Folders of backups that no rule removes.
pub(crate) const SET_ASIDE: [&str; 2] = ["replaced", "damaged"];
const PAGES_A_STEP: i32 = 1024;

impl Vault {
    /// Makes a backup and verifies it: its journal ends where this one does, and every row is counted anew.
    ///
    /// # Errors
    /// `ReadOnly`; the disk; `Damaged` or `Journal` when the copy does not hold: it is then removed.
    pub fn backup(&self, reason: &str) -> Result<PathBuf, VaultError> {
        self.changeable()?;
        backup(self.folder(), &self.db, &self.key, reason)
    }

    /// Brings a vault up to date; a backup is made before anything is changed.
    pub(crate) fn migrate_with_backup(
        folder: &Path,
        db: &mut Connection,
        key: &DataKey,
    ) -> Result<(), VaultError> {
        if migrate::is_behind(db, migrate::VAULT)? {
            backup_as_it_is(folder, db, key, "migration")?;
        }
        migrate::migrate(db, migrate::VAULT)
    }

    /// Checks the whole vault: the cipher, every page, the journal from its first entry, every row.
    ///
    /// # Errors
    /// `Damaged` with what SQLite says, `Journal` naming the entry.
    pub fn check(&self) -> Result<crate::journal::JournalReport, VaultError> {
        pages(&*self.look()?)?;
        self.verify_journal(None)
    }
}

/// Makes a backup beside its place, checks it, puts it there, and lets the oldest go.
fn backup(folder: &Path, db: &Connection, key: &DataKey, reason: &str) -> Result<PathBuf, VaultError> {
    let head = store::head(db)?;
    copied(folder, db, key, (head, reason), |copy| {
        if verify(copy, None)?.head == head {
            return Ok(());
        }
        Err(VaultError::Damaged("the backup ends elsewhere".to_owned()))
    })
}

/// As [`backup`], of a database of an earlier build: its tables are not those that a recount knows, so its pages are
/// checked and the end of its journal compared.
fn backup_as_it_is(
    folder: &Path,
    db: &Connection,
    key: &DataKey,
    reason: &str,
) -> Result<PathBuf, VaultError> {
    let head = store::head(db)?;
    copied(folder, db, key, (head, reason), |copy| {
        pages(copy)?;
        if store::head(copy)? == head {
            return Ok(());
        }
        Err(VaultError::Damaged("the backup ends elsewhere".to_owned()))
    })
}

/// Copies a database page by page under the same key, with the file of keys of its day.
fn copied(
    folder: &Path,
    db: &Connection,
    key: &DataKey,
    (head, reason): (JournalHead, &str),
    check: impl FnOnce(&Connection) -> Result<(), VaultError>,
) -> Result<PathBuf, VaultError> {
    let backups = folder.join("backups");
    let plain: String = reason.chars().filter(char::is_ascii_alphanumeric).collect();
    let said = hex::encode(head.hash);
    let mut place = backups.join(format!("{:010}-{plain}", head.seq));
    let mut n = 1;
    while place.exists() {
        // After a backup was restored the numbers come again, with another history.
        if fs::read_to_string(place.join("head")).is_ok_and(|there| there == said) {
            return Ok(place);
        }
        n += 1;
        place = backups.join(format!("{:010}-{plain}{n}", head.seq));
    }
    let beside = backups.join("part");
    let _ = fs::remove_dir_all(&beside);
    private::folder(&beside).map_err(VaultError::io(&beside))?;
    let mut copy = connection::open(&beside.join("vault.db"), key, true)?;
    Backup::new(db, &mut copy)?.run_to_completion(PAGES_A_STEP, Duration::ZERO, None)?;
    check(&copy)?;
    copy.pragma_update(None, "journal_mode", "DELETE").or_else(|e| match e {
        rusqlite::Error::ExecuteReturnedResults => Ok(()),
        other => Err(other),
    })?;
    copy.close().map_err(|(_, e)| e)?;
    let keys = folder.join("keys");
    write_synced(&beside.join("keys"), &fs::read(&keys).map_err(VaultError::io(&keys))?)?;
    write_synced(&beside.join("head"), said.as_bytes())?;
    made::write(&beside)?;
    sync_folder(&beside)?;
    fs::rename(&beside, &place).map_err(VaultError::io(&place))?;
    sync_folder(&backups)?;
    prune(folder)?;
    Ok(place)
}

/// Removes all but ten: first those of a history that was given up, then the oldest. A backup that is newer than the vault
/// and was not given up is what an older database in the vault's place can be mended with, so it goes last. What was set
/// aside when a backup was restored is for people to remove.
fn prune(folder: &Path) -> Result<(), VaultError> {
    let given_up = witness::given_up(folder)?;
    let mut kept: Vec<(bool, u64, String)> = restore::backups(folder)?
        .into_iter()
        .filter(|backup| !witness::is_set_aside(&backup.reason))
        .map(|backup| (!given_up.contains(&backup.name), backup.seq, backup.name))
        .collect();
    kept.sort();
    let old = kept.len().saturating_sub(KEPT);
    for (_, _, name) in kept.into_iter().take(old) {
        let place = folder.join("backups").join(name);
        fs::remove_dir_all(&place).map_err(VaultError::io(&place))?;
    }
    Ok(())
}

/// Writes a file and syncs it: what is renamed later must not turn out empty after a loss of power.
pub(crate) fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let written =
        private::file(path).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    written.map_err(VaultError::io(path))
}
