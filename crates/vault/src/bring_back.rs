//! Bringing a vault back from a backup on a stick: into a folder that was not there, checked before it stands in its place,
//! while the stick is not changed in one byte. A copy of a backup that was worked in by an earlier build is told from a
//! damaged one, and can be brought back as well.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};

use crate::error::VaultError;
use crate::journal::JournalHead;
use crate::keys::{KeysFile, SlotKind};
use crate::pages::pages;
use crate::restore::tempdir::Scratch;
use crate::stick::{self, FILES, LIST, List, Listed};
use crate::vault::{Unlocked, Vault, beside, put_in_place};
use crate::verify::{entries, verify};
use crate::{connection, migrate, papers, private, store};

/// Logs that a database leaves beside it when the program ends without closing it.
const LOGS: [&str; 3] = ["vault.db-wal", "papers.db-wal", "papers.db-journal"];

/// A backup that was worked in as a vault: it holds, and is not what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// Files that are not what was written.
    pub files: Vec<String>,
    /// Number of the last journal entry when it was backed up.
    pub seq: u64,
    /// Where its journal ends now.
    pub now: JournalHead,
    /// Rows counted.
    pub rows: u64,
    /// Papers read to their end.
    pub papers: u64,
}

/// What came from a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// Name of the backup's folder.
    pub backup: String,
    /// Where the journal that came ends.
    pub head: JournalHead,
    /// When its last entry was written, milliseconds of UTC.
    pub at_ms: Option<i64>,
    /// Papers that came.
    pub papers: u64,
    /// Files that are not what was written, of a backup that was worked in; none of any other.
    pub used: Vec<String>,
}

/// A vault that came from a backup and does not stand in its place yet. Dropping it takes it away again.
#[derive(Debug)]
pub struct Arrived {
    beside: PathBuf,
    to: PathBuf,
    came: Came,
    settled: bool,
}

/// What a passphrase unlocks in a backup on a stick.
///
/// # Errors
/// `NotAVault` where there is no backup; `Passphrase`, `Newer`, `Parameters`; `BackupDamaged` when the keys are not what was
/// written and do not open.
pub fn unlock_backup(place: &Path, passphrase: &SecretString) -> Result<Unlocked, VaultError> {
    let list = stick::list(place)?;
    unlock(place, passphrase).map_err(|error| match stick::listed(place, "keys") {
        // A right passphrase does not open keys that are not what was written: it is not to blame.
        Ok(keys) if !list.files.contains(&keys) => changed(place, &[keys.name], error),
        _ => error,
    })
}

fn unlock(place: &Path, passphrase: &SecretString) -> Result<Unlocked, VaultError> {
    let keys = KeysFile::alone(place)?;
    let (key, slot) = keys.unwrap(passphrase)?;
    Ok(Unlocked { key, slot: slot.id, kind: slot.kind })
}

/// Whether a backup that is not what was written was worked in: its own pages, journal, rows and papers hold, and its journal
/// goes on from the one that was backed up. Nothing in its folder is changed.
///
/// # Errors
/// `BackupDamaged` naming the files when it does not hold; the disk.
pub fn check_used(place: &Path, unlocked: &Unlocked) -> Result<Used, VaultError> {
    let list = stick::list(place)?;
    let mut files = Vec::new();
    for name in FILES {
        if !list.files.contains(&stick::listed(place, name)?) {
            files.push(name.to_owned());
        }
    }
    files.extend(logs(place));
    let looked = look(place, unlocked, &list);
    let (now, rows, papers) = looked.map_err(|error| changed(place, &files, error))?;
    Ok(Used { files, seq: list.seq, now, rows, papers })
}

/// Logs with something in them.
fn logs(place: &Path) -> Vec<String> {
    let filled = |name: &&str| fs::metadata(place.join(name)).is_ok_and(|log| log.len() > 0);
    LOGS.into_iter().filter(filled).map(str::to_owned).collect()
}

/// A backup that holds neither by its list nor by itself is damaged: its files are named.
fn changed(place: &Path, files: &[String], error: VaultError) -> VaultError {
    match error {
        VaultError::Io { .. } | VaultError::Newer { .. } => error,
        _ if files.is_empty() => error,
        _ => VaultError::BackupDamaged { folder: place.to_owned(), files: files.join(", ") },
    }
}

/// The head, the rows and the papers of a backup that was worked in.
fn look(place: &Path, unlocked: &Unlocked, list: &List) -> Result<(JournalHead, u64, u64), VaultError> {
    // A log with something in it is seen only where it can be taken over: in a copy.
    let scratch = if logs(place).is_empty() { None } else { Some(Scratch::beside(place)?) };
    if let Some(Scratch(folder)) = &scratch {
        for name in FILES.into_iter().chain(LOGS).filter(|name| place.join(name).exists()) {
            let from = place.join(name);
            fs::copy(&from, folder.join(name)).map_err(VaultError::io(&from))?;
        }
    }
    let open = |name: &str| match &scratch {
        Some(Scratch(folder)) => connection::open(&folder.join(name), &unlocked.key, false),
        None => connection::untouched(&place.join(name), &unlocked.key),
    };
    let db = open("vault.db")?;
    let (head, rows) = held(&db, list)?;
    let (papers, broken) = papers::whole(open("papers.db")?)?;
    no_broken(papers, broken)?;
    Ok((head, rows, papers))
}

/// Every page of a database, its journal and its rows; and that the journal which was backed up is its beginning.
fn held(db: &Connection, list: &List) -> Result<(JournalHead, u64), VaultError> {
    pages(db)?;
    // The rows of an earlier build's tables cannot be counted before they are brought up to date.
    let (head, rows) = if migrate::is_behind(db, migrate::VAULT)? {
        (store::head(db)?, 0)
    } else {
        let report = verify(db, None)?;
        (report.head, report.rows)
    };
    let backed_up = list.seq.checked_sub(1).map(|_| entries(db, list.seq, 1)).transpose()?;
    let hash = backed_up.and_then(|found| found.first().map(|(_, hash)| hex::encode(hash)));
    if list.seq > 0 && hash.as_ref() != Some(&list.head) {
        return Err(VaultError::Damaged("the backup ends elsewhere".to_owned()));
    }
    Ok((head, rows))
}

fn no_broken(papers: u64, broken: u64) -> Result<(), VaultError> {
    if broken == 0 {
        return Ok(());
    }
    Err(VaultError::Papers(format!("{broken} of {papers} papers are not what was stored")))
}

/// Copies a backup beside the place of a new vault, compares every file with the backup's list, and looks at the copy: its
/// pages, its journal, every row, every paper. `step` hears how many bytes of how many were read, and may stop it. The
/// caller journals what came in [`Arrived::open`] and puts it in its place with [`Arrived::settle`].
///
/// # Errors
/// `ReadOnly` for a supervisor; `Exists`; `InsideBackup`; `BackupDamaged` naming the files, `Papers`, `Journal` when the backup does
/// not hold; the disk; whatever `step` says. Then there is no new folder.
pub fn bring_back<E: From<VaultError>>(
    place: &Path,
    to: &Path,
    unlocked: &Unlocked,
    mut step: impl FnMut(u64, u64) -> Result<(), E>,
) -> Result<Arrived, E> {
    let list = stick::list(place)?;
    may_come(place, to, unlocked)?;
    crate::place::fit(to)?;
    let beside = beside(to);
    // What an attempt before this one left.
    let _ = fs::remove_dir_all(&beside);
    for made in [beside.clone(), beside.join("backups")] {
        private::folder(&made).map_err(VaultError::io(&made))?;
    }
    let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let came = Came { backup: name, head: JournalHead::EMPTY, at_ms: None, papers: 0, used: Vec::new() };
    let mut arrived = Arrived { beside, to: to.to_owned(), came, settled: false };
    let used = copy(place, &arrived.beside, &list, &mut step)?;
    arrived.look(unlocked, &list).map_err(|error| changed(place, &used, error))?;
    if used.is_empty() && hex::encode(arrived.came.head.hash) != list.head {
        return Err(changed(place, &[LIST.to_owned()], VaultError::Damaged(LIST.to_owned())).into());
    }
    arrived.came.used = used;
    Ok(arrived)
}

/// Who may, and whether the place of the new vault is free and not in the backup.
fn may_come(place: &Path, to: &Path, unlocked: &Unlocked) -> Result<(), VaultError> {
    if unlocked.kind == SlotKind::Supervisor {
        return Err(VaultError::ReadOnly);
    }
    if to.symlink_metadata().is_ok() {
        return Err(VaultError::Exists(to.to_owned()));
    }
    if to.extension().is_some_and(|e| e == stick::EXTENSION) {
        return Err(VaultError::NamedBackup(to.to_owned()));
    }
    let stick = place.canonicalize().map_err(VaultError::io(place))?;
    // A relative place begins where the program stands.
    let whole = std::path::absolute(to).map_err(VaultError::io(to))?;
    let there = whole.ancestors().find_map(|folder| folder.canonicalize().ok());
    if there.is_some_and(|folder| folder.starts_with(&stick)) {
        return Err(VaultError::InsideBackup(place.to_owned()));
    }
    Ok(())
}

/// Copies the files of a backup and gives those that are not what its list says.
fn copy<E: From<VaultError>>(
    place: &Path,
    beside: &Path,
    list: &List,
    step: &mut impl FnMut(u64, u64) -> Result<(), E>,
) -> Result<Vec<String>, E> {
    let logs = logs(place);
    let names: Vec<&str> = FILES.into_iter().chain(logs.iter().map(String::as_str)).collect();
    let size = |name: &&str| fs::metadata(place.join(name)).map_or(0, |file| file.len());
    let (all, mut read) = (names.iter().map(size).sum(), 0);
    let mut other = Vec::new();
    for name in names {
        let copied = copy_file(&place.join(name), &beside.join(name), name, |bytes| {
            read += bytes;
            step(read, all)
        })?;
        if !list.files.contains(&copied) {
            other.push(name.to_owned());
        }
    }
    Ok(other)
}

/// Copies a file, syncs it, and says what was read.
fn copy_file<E: From<VaultError>>(
    from: &Path,
    to: &Path,
    name: &str,
    mut step: impl FnMut(u64) -> Result<(), E>,
) -> Result<Listed, E> {
    let mut source = File::open(from).map_err(VaultError::io(from))?;
    let mut target = private::file(to).map_err(VaultError::io(to))?;
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 20]);
    loop {
        let read = source.read(&mut buffer).map_err(VaultError::io(from))?;
        if read == 0 {
            break;
        }
        let part = buffer.get(..read).unwrap_or_default();
        hash.update(part);
        target.write_all(part).map_err(VaultError::io(to))?;
        let read = u64::try_from(read).unwrap_or(0);
        bytes += read;
        step(read)?;
    }
    target.sync_all().map_err(VaultError::io(to))?;
    Ok(Listed { name: name.to_owned(), bytes, sha256: hex::encode(hash.finalize()) })
}

impl Arrived {
    /// What came.
    #[must_use]
    pub fn came(&self) -> &Came {
        &self.came
    }

    /// Looks at the copy; an earlier build's is brought up to date by opening it, and its rows are counted then.
    fn look(&mut self, unlocked: &Unlocked, list: &List) -> Result<(), VaultError> {
        let db = connection::open(&self.beside.join("vault.db"), &unlocked.key, false)?;
        self.came.head = held(&db, list)?.0;
        let last = entries(&db, self.came.head.seq.max(1), 1)?;
        self.came.at_ms = last.first().map(|(entry, _)| entry.at_ms);
        db.close().map_err(|(_, e)| e)?;
        let papers = connection::open_papers(&self.beside.join("papers.db"), &unlocked.key, false)?;
        let (papers, broken) = papers::whole(papers)?;
        no_broken(papers, broken)?;
        self.came.papers = papers;
        let vault = self.open(unlocked)?;
        vault.verify_journal(None)?;
        vault.lock()
    }

    /// Opens the vault where it lies now, to journal that it came.
    ///
    /// # Errors
    /// Those of [`Vault::open_with`].
    pub fn open(&self, unlocked: &Unlocked) -> Result<Vault, VaultError> {
        Vault::open_with(&self.beside, unlocked)
    }

    /// Puts the vault, which must not be open, in its place.
    ///
    /// # Errors
    /// `Exists` when something was put there meanwhile; the disk. Then there is no new vault.
    pub fn settle(mut self) -> Result<Came, VaultError> {
        if self.to.symlink_metadata().is_ok() {
            return Err(VaultError::Exists(self.to.clone()));
        }
        put_in_place(&self.beside, &self.to)?;
        self.settled = true;
        Ok(self.came.clone())
    }
}

impl Drop for Arrived {
    fn drop(&mut self) {
        if !self.settled {
            // What stays is encrypted, and the next attempt takes it away.
            let _ = fs::remove_dir_all(&self.beside);
        }
    }
}
