//! Forgetting: papers that nothing names, and backups that would still hold what was deleted.

use std::collections::BTreeSet;
use std::fs;

use rusqlite::Connection;
use rusqlite::limits::Limit;

use crate::error::VaultError;
use crate::papers::{PaperId, Papers};
use crate::vault::Vault;

impl Vault {
    /// Forgets every paper but those to keep, and every backup; then writes both databases out, so that nothing of what was
    /// deleted waits in a log beside them. Returns how many papers went. Rows are deleted before, by [`Vault::write`].
    ///
    /// # Errors
    /// `ReadOnly`, `Pages`; the database, the disk.
    pub fn forget(&self, keep: &BTreeSet<PaperId>) -> Result<usize, VaultError> {
        self.changeable()?;
        let gone = self.papers()?.keep_only(keep)?;
        written_out(&self.db)?;
        let backups = self.folder().join("backups");
        for entry in fs::read_dir(&backups).map_err(VaultError::io(&backups))? {
            let path = entry.map_err(VaultError::io(&backups))?.path();
            if path.is_dir() {
                fs::remove_dir_all(&path).map_err(VaultError::io(&path))?;
            }
        }
        Ok(gone)
    }
}

impl Papers {
    /// Deletes every paper but those to keep, in one step, and gives the room back to the disk.
    ///
    /// # Errors
    /// The database; then nothing is deleted.
    pub(crate) fn keep_only(&mut self, keep: &BTreeSet<PaperId>) -> Result<usize, VaultError> {
        self.abandon()?;
        let db = self.connection()?;
        let all: Vec<[u8; 32]> = db
            .prepare("SELECT hash FROM paper_size")?
            .query_map([], |r| r.get(0))?
            .collect::<Result<_, _>>()?;
        let gone: Vec<PaperId> = all.into_iter().map(PaperId).filter(|id| !keep.contains(id)).collect();
        if gone.is_empty() {
            return Ok(0);
        }
        let step = db.unchecked_transaction()?;
        for id in &gone {
            step.execute("DELETE FROM paper WHERE hash = ?1", [id.0.as_slice()])?;
            step.execute("DELETE FROM paper_size WHERE hash = ?1", [id.0.as_slice()])?;
        }
        step.execute("DELETE FROM chunk WHERE hash NOT IN (SELECT chunk FROM paper)", [])?;
        step.commit()?;
        give_back(db)?;
        written_out(db)?;
        Ok(gone.len())
    }
}

/// Gives the room of deleted rows back to the disk. Making a database anew takes one attached beside it, which is allowed
/// for this step alone.
pub(crate) fn give_back(db: &Connection) -> Result<(), VaultError> {
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    let made = db.execute_batch("VACUUM");
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    Ok(made?)
}

/// Writes the log beside a database into it and cuts the log to nothing.
fn written_out(db: &Connection) -> Result<(), VaultError> {
    Ok(db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
}
