//! A backup on a stick: a folder of its own with the database, the papers and the keys, and a list of their digests, by
//! which it can be checked on any machine without a passphrase. It is written beside its place and named last.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::backup::Backup;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::backup::write_synced;
use crate::error::VaultError;
use crate::keys::{KeysFile, sync_folder};
use crate::vault::{Role, Vault};
use crate::verify::verify;
use crate::{connection, made, private};

/// What the name of a backup on a stick ends with.
pub(crate) const EXTENSION: &str = "lzbackup";
/// The list of a backup on a stick.
pub(crate) const LIST: &str = "backup.json";
const LARGEST_LIST: u64 = 1 << 20;
pub(crate) const FILES: [&str; 3] = ["vault.db", "papers.db", "keys"];

/// What the list says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct List {
    format: u32,
    vault: String,
    pub(crate) seq: u64,
    pub(crate) head: String,
    /// When it was made; earlier builds did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made: Option<DateTime<Utc>>,
    pub(crate) files: Vec<Listed>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

/// What a backup on a stick says of itself without the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StickCard {
    /// Name of its folder.
    pub name: String,
    /// Whose vault it was, as the file of keys says; nothing when that cannot be read.
    pub role: Option<Role>,
    /// Number of the last journal entry in it.
    pub seq: u64,
    /// When it was made: by its own word, or by the file system.
    pub made: Option<DateTime<Utc>>,
    /// Whether only the file system says when.
    pub made_by_file: bool,
    /// Bytes of its files, by its list.
    pub bytes: u64,
}

/// What a check of a backup on a stick found: it is the one that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StickCheck {
    /// Number of the last journal entry in it.
    pub seq: u64,
    /// Head of its journal, hex.
    pub head: String,
    /// Bytes that were read and compared.
    pub bytes: u64,
}

impl Vault {
    /// Writes a backup with its papers into a folder, such as a stick, reads it again, and gives its place.
    ///
    /// # Errors
    /// `ReadOnly` for a supervisor; `Exists` when this state is there already; the disk; `Damaged` or `Journal` when the copy does not hold.
    pub fn backup_to(&self, stick: &Path) -> Result<PathBuf, VaultError> {
        self.changeable()?;
        let head = self.journal_head()?;
        let stem = self.folder().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let place = stick.join(format!("{stem}-{:010}.{EXTENSION}", head.seq));
        if place.exists() {
            return Err(VaultError::Exists(place));
        }
        let beside = stick.join(format!("{stem}.{EXTENSION}.part"));
        let _ = fs::remove_dir_all(&beside);
        private::folder(&beside).map_err(VaultError::io(&beside))?;
        let mut copy = connection::open(&beside.join("vault.db"), &self.key, true)?;
        Backup::new(&self.db, &mut copy)?.run_to_completion(1024, Duration::ZERO, None)?;
        if verify(&copy, None)?.head != head {
            return Err(VaultError::Damaged("the backup ends elsewhere".to_owned()));
        }
        closed(copy)?;
        let papers = connection::for_reading(&self.folder().join("papers.db"), &self.key)?;
        let mut copy = connection::open_papers(&beside.join("papers.db"), &self.key, true)?;
        Backup::new(&papers, &mut copy)?.run_to_completion(1024, Duration::ZERO, None)?;
        closed(copy)?;
        let keys = self.folder().join("keys");
        write_synced(&beside.join("keys"), &fs::read(&keys).map_err(VaultError::io(&keys))?)?;
        let files = FILES.iter().map(|name| listed(&beside, name)).collect::<Result<_, _>>()?;
        let (vault, made) = (self.card().id, Some(made::now()));
        let list = List { format: 1, vault, seq: head.seq, head: hex::encode(head.hash), made, files };
        let text = serde_json::to_vec_pretty(&list).map_err(|e| VaultError::Damaged(e.to_string()))?;
        write_synced(&beside.join(LIST), &text)?;
        sync_folder(&beside)?;
        fs::rename(&beside, &place).map_err(VaultError::io(&place))?;
        sync_folder(stick)?;
        check_stick(&place)?;
        Ok(place)
    }
}

/// Closes a copy without a log beside it.
fn closed(copy: rusqlite::Connection) -> Result<(), VaultError> {
    copy.pragma_update(None, "journal_mode", "DELETE").or_else(|e| match e {
        rusqlite::Error::ExecuteReturnedResults => Ok(()),
        other => Err(other),
    })?;
    copy.close().map_err(|(_, e)| e.into())
}

/// Reads a backup on a stick whole and compares it with its list. It says that the stick kept what was written; who holds
/// the key proves more by opening it.
///
/// # Errors
/// `NotAVault` without a list; `Newer`; `BackupChanged` naming the file that differs; `Damaged` when the list cannot be read;
/// the disk.
pub fn check_stick(place: &Path) -> Result<StickCheck, VaultError> {
    let list = list(place)?;
    let mut read = 0;
    for name in FILES {
        let now = listed(place, name)?;
        if !list.files.contains(&now) {
            let (folder, files) = (place.to_owned(), name.to_owned());
            return Err(VaultError::BackupChanged { folder, files });
        }
        read += now.bytes;
    }
    Ok(StickCheck { seq: list.seq, head: list.head, bytes: read })
}

/// What a backup on a stick says of itself; its files are not read.
///
/// # Errors
/// `NotAVault` without a list; `Newer`; `Damaged` when the list cannot be read; the disk.
pub fn stick_card(place: &Path) -> Result<StickCard, VaultError> {
    let list = list(place)?;
    let by_file = || {
        let file = fs::metadata(place.join(LIST)).ok()?;
        file.modified().ok().map(DateTime::<Utc>::from)
    };
    Ok(StickCard {
        name: place.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        role: KeysFile::alone(place).ok().map(|keys| keys.role),
        seq: list.seq,
        made: list.made.or_else(by_file),
        made_by_file: list.made.is_none(),
        bytes: list.files.iter().map(|file| file.bytes).sum(),
    })
}

/// Whether a folder is a backup on a stick, or was one: it holds a list.
#[must_use]
pub fn is_backup(folder: &Path) -> bool {
    folder.join(LIST).is_file()
}

/// Refuses a folder that is a backup on a stick: nobody works in one, and a look must not change it.
pub(crate) fn no_backup(folder: &Path) -> Result<(), VaultError> {
    if is_backup(folder) { Err(VaultError::IsBackup(folder.to_owned())) } else { Ok(()) }
}

/// The list of a backup.
pub(crate) fn list(place: &Path) -> Result<List, VaultError> {
    let path = place.join(LIST);
    let size = fs::metadata(&path).map_err(|_| VaultError::NotAVault(place.to_owned()))?.len();
    if size > LARGEST_LIST {
        return Err(VaultError::NotAVault(place.to_owned()));
    }
    let bytes = fs::read(&path).map_err(VaultError::io(&path))?;
    let list: List =
        serde_json::from_slice(&bytes).map_err(|e| VaultError::Damaged(format!("{LIST}: {e}")))?;
    if list.format > 1 {
        return Err(VaultError::Newer { theirs: list.format, ours: 1 });
    }
    let gone = |file: &&Listed| !place.join(&file.name).is_file();
    let missing: Vec<&str> = list.files.iter().filter(gone).map(|file| file.name.as_str()).collect();
    if !missing.is_empty() {
        return Err(VaultError::BackupDamaged { folder: place.to_owned(), files: missing.join("、") });
    }
    Ok(list)
}

/// A file as it is now.
pub(crate) fn listed(folder: &Path, name: &str) -> Result<Listed, VaultError> {
    let path = folder.join(name);
    let mut file = File::open(&path).map_err(VaultError::io(&path))?;
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer).map_err(VaultError::io(&path))?;
        if read == 0 {
            break;
        }
        hash.update(buffer.get(..read).unwrap_or_default());
        bytes += u64::try_from(read).unwrap_or(0);
    }
    Ok(Listed { name: name.to_owned(), bytes, sha256: hex::encode(hash.finalize()) })
}
