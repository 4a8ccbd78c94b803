//! Going back to a backup: which there are, what would be lost, and the change itself, which is done or not begun. The
//! file of keys stays as it is: who was taken out of it since does not come back with the rows.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use secrecy::SecretString;

use crate::backup::write_synced;
use crate::error::VaultError;
use crate::journal::{JournalEntry, JournalHead};
use crate::keys::{KeysFile, sync_folder};
use crate::pages::{Readable, pages, readable};
use crate::stick;
use crate::store::{self, Reader};
use crate::vault::{Unlocked, Vault, lock};
use crate::verify::{entries, verify};
use crate::{connection, made, private, witness};

/// Most entries that a preview names.
const NAMED: u32 = 200;

/// A backup as its folder says, without the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupCard {
    /// Name of its folder.
    pub name: String,
    /// Number of the last journal entry in it.
    pub seq: u64,
    /// Why it was made.
    pub reason: String,
    /// When it was made: by its own word, or by the file system.
    pub made: Option<DateTime<Utc>>,
    /// Whether only the file system says when: an earlier build made it. A copy of the vault bears the time of the copy then.
    pub made_by_file: bool,
    /// Bytes.
    pub bytes: u64,
}

/// What going back would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestorePreview {
    /// The backup's journal head: it was followed from its first entry, and every row counted.
    pub backup: JournalHead,
    /// When its last entry was written, milliseconds of UTC.
    pub backup_at_ms: Option<i64>,
    /// Where the vault stands now; nothing when that cannot be read.
    pub now: Option<JournalHead>,
    /// Number of the last entry that both have: what the vault has after it would be lost.
    pub common: u64,
    /// Entries that would be lost, oldest first, at most 200; empty when the vault cannot be read.
    pub lost: Vec<JournalEntry>,
    /// How many there are.
    pub lost_count: u64,
    /// Whether the file of keys alone is broken: going back then mends that file and leaves the database, which loses nothing.
    pub keys_only: bool,
}

/// Entries of a journal that were given up when people went back to a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUpHistory {
    /// Name of what was set aside.
    pub aside: String,
    /// The heads after each of them.
    pub heads: Vec<[u8; 32]>,
}

/// What is safe in a vault, and what is not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Examination {
    /// What does not hold: words for each; none when everything does.
    pub problems: Vec<String>,
    /// The journal's head, when it holds from its first entry.
    pub head: Option<JournalHead>,
    /// Tables that can be read to their end, with their rows; the journal is one of them.
    pub safe: Vec<(&'static str, u64)>,
    /// Tables that cannot.
    pub lost: Vec<&'static str>,
    /// Backups, newest first, with what is wrong with each; nothing when it holds.
    pub backups: Vec<(BackupCard, Option<String>)>,
}

/// The backups of a vault, newest first. No key is needed.
///
/// # Errors
/// The disk. A vault without a folder for them has none.
pub fn backups(folder: &Path) -> Result<Vec<BackupCard>, VaultError> {
    let backups = folder.join("backups");
    if !backups.is_dir() {
        return Ok(Vec::new());
    }
    let mut found: Vec<BackupCard> = fs::read_dir(&backups)
        .map_err(VaultError::io(&backups))?
        .filter_map(|entry| card(&entry.ok()?.path()))
        .collect();
    found.sort_by(|a, b| b.seq.cmp(&a.seq).then_with(|| b.name.cmp(&a.name)));
    Ok(found)
}

/// Names of the backups that are no part of the vault's history any more: people gave it up when they went back.
///
/// # Errors
/// The disk.
pub fn of_given_up(folder: &Path) -> Result<BTreeSet<String>, VaultError> {
    let mut names = witness::given_up(folder)?;
    let set_aside = backups(folder)?.into_iter().filter(|card| witness::is_set_aside(&card.reason));
    names.extend(set_aside.map(|card| card.name));
    Ok(names)
}

fn card(folder: &Path) -> Option<BackupCard> {
    let name = folder.file_name()?.to_str()?.to_owned();
    let (seq, reason) = name.split_once('-')?;
    let (seq, reason) = (seq.parse().ok()?, reason.to_owned());
    let database = fs::metadata(folder.join("vault.db")).ok()?;
    let said = made::read(folder);
    let by_file = || database.modified().ok().map(DateTime::<Utc>::from);
    let made_by_file = said.is_none();
    Some(BackupCard { name, seq, reason, made: said.or_else(by_file), made_by_file, bytes: database.len() })
}

/// The folder of a backup that is there.
fn place(folder: &Path, name: &str) -> Result<PathBuf, VaultError> {
    let known = backups(folder)?.into_iter().any(|b| b.name == name);
    if known { Ok(folder.join("backups").join(name)) } else { Err(VaultError::NoBackup(name.to_owned())) }
}

/// Opens a copy of a backup's database in a place of its own: looking at it must not change it.
fn open_copy(database: &Path, unlocked: &Unlocked) -> Result<(Connection, tempdir::Scratch), VaultError> {
    let scratch = tempdir::Scratch::beside(database)?;
    let copy = scratch.0.join("vault.db");
    fs::copy(database, &copy).map_err(VaultError::io(database))?;
    Ok((connection::open(&copy, &unlocked.key, false)?, scratch))
}

/// The file of keys to go back with: the vault's own, whether its database is there or not; when that one is lost or
/// damaged, the newest backup's. Who was taken out since that backup is in it again, and there is nothing left that could
/// tell.
pub(crate) fn keys(folder: &Path) -> Result<(KeysFile, PathBuf), VaultError> {
    let own = match KeysFile::alone(folder) {
        Ok(keys) => return Ok((keys, folder.to_owned())),
        Err(newer @ VaultError::Newer { .. }) => return Err(newer),
        Err(error) => error,
    };
    backups(folder)?
        .into_iter()
        .map(|backup| folder.join("backups").join(backup.name))
        .find_map(|place| Some((KeysFile::alone(&place).ok()?, place)))
        .ok_or(own)
}

/// Unlocks a vault that may have lost its database or its file of keys, for looking at it and for going back.
///
/// # Errors
/// `NotAVault`, `Passphrase`, `Newer`, `Damaged`, `Parameters`.
pub fn unlock(folder: &Path, passphrase: &SecretString) -> Result<Unlocked, VaultError> {
    stick::no_backup(folder)?;
    let (keys, _) = keys(folder)?;
    let (key, slot) = keys.unwrap(passphrase)?;
    Ok(Unlocked { key, slot: slot.id, kind: slot.kind })
}

/// What going back to a backup would do. The backup is checked whole.
///
/// # Errors
/// `NoBackup`, `InUse`; `Damaged` or `Journal` when the backup itself does not hold.
pub fn preview(folder: &Path, name: &str, unlocked: &Unlocked) -> Result<RestorePreview, VaultError> {
    let _lock = lock(folder)?;
    preview_locked(folder, name, unlocked)
}

fn preview_locked(folder: &Path, name: &str, unlocked: &Unlocked) -> Result<RestorePreview, VaultError> {
    let (copy, _scratch) = open_copy(&place(folder, name)?.join("vault.db"), unlocked)?;
    let backup = verify(&copy, None)?.head;
    let backup_at_ms = entries(&copy, backup.seq, 1)?.first().map(|(e, _)| e.at_ms);
    let mut preview = RestorePreview {
        backup,
        backup_at_ms,
        now: None,
        common: 0,
        lost: Vec::new(),
        lost_count: 0,
        keys_only: false,
    };
    if let Some(now) = only_keys_are_broken(folder, unlocked) {
        (preview.now, preview.keys_only) = (Some(now), true);
        return Ok(preview);
    }
    // A vault that cannot be read any more tells nothing of what is lost; that is said, and no reason to stop.
    if let Ok(db) = connection::open(&folder.join("vault.db"), &unlocked.key, false)
        && let Ok(now) = store::head(&db)
        && let Ok(common) = common(&db, now.seq, &copy, backup.seq)
    {
        (preview.now, preview.common) = (Some(now), common);
        preview.lost_count = now.seq.saturating_sub(preview.common);
        let lost = entries(&db, preview.common + 1, NAMED).unwrap_or_default();
        preview.lost = lost.into_iter().map(|(entry, _)| entry).collect();
    }
    Ok(preview)
}

/// The last entry that two journals have in common. Each entry bears the hash of the one before, so where one is the same all
/// before it are.
fn common(now: &Connection, now_seq: u64, backup: &Connection, backup_seq: u64) -> Result<u64, VaultError> {
    let hash =
        |db: &Connection, seq: u64| Ok::<_, VaultError>(entries(db, seq, 1)?.pop().map(|(_, hash)| hash));
    // `same` is in both, from `differs` on none is.
    let (mut same, mut differs) = (0, now_seq.min(backup_seq) + 1);
    while differs - same > 1 {
        let middle = same + (differs - same) / 2;
        match (hash(now, middle)?, hash(backup, middle)?) {
            (Some(a), Some(b)) if a == b => same = middle,
            _ => differs = middle,
        }
    }
    Ok(same)
}

/// Reads the rows of a backup, in a copy of its own.
///
/// # Errors
/// `NoBackup`; the database, where an earlier build made it; those of `f`.
pub fn look<T, E: From<VaultError>>(
    folder: &Path,
    name: &str,
    unlocked: &Unlocked,
    f: impl FnOnce(&Reader<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let (copy, _scratch) = open_copy(&place(folder, name)?.join("vault.db"), unlocked)?;
    f(&Reader::new(&copy, None))
}

/// The journal's head of a database that holds whole beside a file of keys that does not.
fn only_keys_are_broken(folder: &Path, unlocked: &Unlocked) -> Option<JournalHead> {
    if matches!(KeysFile::alone(folder), Ok(_) | Err(VaultError::Newer { .. })) {
        return None;
    }
    let db = connection::open(&folder.join("vault.db"), &unlocked.key, false).ok()?;
    pages(&db).ok()?;
    verify(&db, None).ok().map(|report| report.head)
}

/// Puts a backup's file of keys in the place of one that is lost or broken; a good one stays.
fn mend_keys(folder: &Path) -> Result<(), VaultError> {
    let (_, place) = keys(folder)?;
    if place != folder {
        let keys = place.join("keys");
        write_synced(&folder.join("keys"), &fs::read(&keys).map_err(VaultError::io(&keys))?)?;
    }
    sync_folder(folder)
}

impl Vault {
    /// What people gave up when they went back to backups. What cannot be read any more tells nothing.
    ///
    /// # Errors
    /// The journal of the vault; the disk.
    pub fn given_up(&self) -> Result<Vec<GivenUpHistory>, VaultError> {
        let unlocked = self.unlocked();
        let mut all = Vec::new();
        for card in backups(self.folder())?.into_iter().filter(|card| witness::is_set_aside(&card.reason)) {
            let place = self.folder().join("backups").join(&card.name).join("vault.db");
            let Ok((copy, _scratch)) = open_copy(&place, &unlocked) else { continue };
            let Ok(head) = store::head(&copy) else { continue };
            let from = common(&self.db, store::head(&self.db)?.seq, &copy, head.seq)? + 1;
            let entries = entries(&copy, from, u32::MAX).unwrap_or_default();
            let heads = entries.into_iter().map(|(_, hash)| hash).collect();
            all.push(GivenUpHistory { aside: card.name, heads });
        }
        Ok(all)
    }

    /// What going back to a backup of this vault would do.
    ///
    /// # Errors
    /// As [`preview`].
    pub fn restore_preview(&self, name: &str) -> Result<RestorePreview, VaultError> {
        preview_locked(self.folder(), name, &self.unlocked())
    }
}

/// Goes back to a backup. What is there now is set aside first, in a folder whose path is given back: nothing is deleted.
///
/// # Errors
/// As [`preview`]; `ReadOnly` for a supervisor; the disk. Whenever it fails, the vault is the one before or the one after.
pub fn restore(folder: &Path, name: &str, unlocked: &Unlocked) -> Result<PathBuf, VaultError> {
    if unlocked.kind == crate::SlotKind::Supervisor {
        return Err(VaultError::ReadOnly);
    }
    let _lock = lock(folder)?;
    let preview = preview_locked(folder, name, unlocked)?;
    if preview.keys_only {
        let aside = set_aside(folder, unlocked)?;
        mend_keys(folder)?;
        return Ok(aside);
    }
    let back_to = preview.backup;
    let from = place(folder, name)?;
    let part = folder.join("vault.db.part");
    write_synced(&part, &fs::read(from.join("vault.db")).map_err(VaultError::io(&from))?)?;
    let aside = set_aside(folder, unlocked)?;
    let (copy, _scratch) = open_copy(&from.join("vault.db"), unlocked)?;
    witness::give_up(folder, &aside, &copy, back_to)?;
    // A log of the old database must not be taken over by the new one, so it goes first. Whoever stops here finds the
    // old database, which is also set aside whole.
    for log in ["vault.db-wal", "vault.db-shm"] {
        let path = folder.join(log);
        if path.exists() {
            fs::remove_file(&path).map_err(VaultError::io(&path))?;
        }
    }
    sync_folder(folder)?;
    fs::rename(&part, folder.join("vault.db")).map_err(VaultError::io(&part))?;
    mend_keys(folder)?;
    Ok(aside)
}

/// Copies what is there now into `backups/NNNNNNNNNN-replaced`, or `-damaged` when its journal cannot be read: then with
/// its log, byte by byte.
fn set_aside(folder: &Path, unlocked: &Unlocked) -> Result<PathBuf, VaultError> {
    let database = folder.join("vault.db");
    // Opening it takes the log over, and closing it removes the log.
    let now = connection::open(&database, &unlocked.key, false).and_then(|db| {
        let head = store::head(&db)?;
        db.close().map_err(|(_, e)| e)?;
        Ok(head)
    });
    let backups = folder.join("backups");
    let (seq, word) = now.map_or((0, "damaged"), |head| (head.seq, "replaced"));
    let mut aside = backups.join(format!("{seq:010}-{word}"));
    let mut n = 1;
    while aside.exists() {
        n += 1;
        aside = backups.join(format!("{seq:010}-{word}{n}"));
    }
    private::folder(&aside).map_err(VaultError::io(&aside))?;
    for name in ["vault.db", "vault.db-wal", "keys"] {
        let path = folder.join(name);
        if path.exists() {
            write_synced(&aside.join(name), &fs::read(&path).map_err(VaultError::io(&path))?)?;
        }
    }
    made::write(&aside)?;
    sync_folder(&aside)?;
    sync_folder(&backups)?;
    Ok(aside)
}

/// Looks through a vault that may be damaged, without changing it: what can be read, and which backups hold.
///
/// # Errors
/// `InUse`; the disk.
pub fn examine(folder: &Path, unlocked: &Unlocked) -> Result<Examination, VaultError> {
    let _lock = lock(folder)?;
    let mut found = Examination::default();
    if let Err(error) = KeysFile::alone(folder) {
        found.problems.push(error.to_string());
    }
    let reading = || connection::for_reading(&folder.join("vault.db"), &unlocked.key);
    match reading() {
        Err(error) => {
            found.problems.push(error.to_string());
            found.lost = store::every_table().collect();
        }
        Ok(db) => {
            let Readable { safe, lost } = readable(reading);
            (found.safe, found.lost) = (safe, lost);
            look_through(&db, &mut found);
        }
    }
    match crate::papers::read_through(&folder.join("papers.db"), &unlocked.key) {
        Ok((_, 0)) => {}
        Ok((all, broken)) => {
            found.problems.push(format!("papers.db: {broken} of {all} papers are not what was stored"));
        }
        Err(error @ VaultError::Papers(_)) => found.problems.push(error.to_string()),
        Err(error) => found.problems.push(format!("papers.db: {error}")),
    }
    for backup in backups(folder)? {
        let held = held(&folder.join("backups").join(&backup.name).join("vault.db"), unlocked);
        let wrong = held.err().map(|e| e.to_string());
        found.backups.push((backup, wrong));
    }
    Ok(found)
}

fn look_through(db: &Connection, found: &mut Examination) {
    if let Err(error) = pages(db) {
        found.problems.push(error.to_string());
    }
    match verify(db, None) {
        Ok(report) => found.head = Some(report.head),
        Err(error) => found.problems.push(error.to_string()),
    }
}

/// The journal head of a backup that holds: every row counted, every entry followed.
fn held(database: &Path, unlocked: &Unlocked) -> Result<JournalHead, VaultError> {
    let (copy, _scratch) = open_copy(database, unlocked)?;
    Ok(verify(&copy, None)?.head)
}

/// A folder that is removed when it is no longer looked at.
pub(crate) mod tempdir {
    use std::fs;
    use std::path::{Path, PathBuf};

    use crate::error::VaultError;
    use crate::keys::random;

    pub(crate) struct Scratch(pub(crate) PathBuf);

    impl Scratch {
        /// In the system's place for such folders; what lies in it is encrypted.
        pub(crate) fn beside(database: &Path) -> Result<Scratch, VaultError> {
            let name = format!("lunzheng-{}", hex::encode(random::<8>()?));
            let folder = std::env::temp_dir().join(name);
            fs::create_dir(&folder).map_err(VaultError::io(database))?;
            Ok(Scratch(folder))
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            // What stays is encrypted, and the system empties the place.
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}
