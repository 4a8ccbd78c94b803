//! A vault: its folder, its lock, its two databases.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::connection;
use crate::error::VaultError;
use crate::journal::{JournalEntry, JournalHead, JournalReport, Journaled};
use crate::keys::{DataKey, Kdf, KeysFile, SLOT_LABEL, SlotKind, random, strong_enough, sync_folder};
use crate::memo::Memo;
use crate::migrate::{self, migrate};
use crate::opening::Condition;
use crate::papers::Papers;
use crate::stick;
use crate::store::{self, Reader, Writer};
use crate::verify::{entries, verify};
use crate::{place, private};

/// Whose vault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The secretariat's: the whole meeting.
    Secretariat,
    /// An expert's: the own desk.
    Expert,
}

/// What a vault says of itself before it is unlocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultCard {
    /// Its folder.
    pub folder: PathBuf,
    /// Random id, hex.
    pub id: String,
    /// Role, as the file says; proved on opening.
    pub role: Role,
    /// Whose it is. Before it is unlocked nothing, since the name is not in the clear; vaults made before it was so
    /// still say it, until their passphrase is changed.
    pub owner: String,
    /// When it was made.
    pub created: DateTime<Utc>,
}

/// A vault's data key, as a passphrase gave it, and what the passphrase may; wiped when dropped.
#[derive(Clone)]
pub struct Unlocked {
    pub(crate) key: DataKey,
    pub(crate) slot: u32,
    pub(crate) kind: SlotKind,
}

impl Unlocked {
    /// The number of the slot that was opened.
    #[must_use]
    pub fn slot(&self) -> u32 {
        self.slot
    }

    /// What kind of slot it was.
    #[must_use]
    pub fn kind(&self) -> SlotKind {
        self.kind
    }
}

impl std::fmt::Debug for Unlocked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unlocked").finish_non_exhaustive()
    }
}

/// An open vault. Dropping it closes the databases, wipes the key and gives the lock back.
pub struct Vault {
    folder: PathBuf,
    pub(crate) db: Connection,
    pub(crate) key: DataKey,
    pub(crate) keys: KeysFile,
    owner: String,
    memo: Memo,
    unlocked_by: (u32, SlotKind),
    read_only: bool,
    condition: Condition,
    _lock: File,
}

/// What opening a vault read and found.
pub(crate) struct Parts {
    pub(crate) folder: PathBuf,
    pub(crate) db: Connection,
    pub(crate) key: DataKey,
    pub(crate) keys: KeysFile,
    pub(crate) owner: String,
    pub(crate) unlocked_by: (u32, SlotKind),
    pub(crate) read_only: bool,
    pub(crate) condition: Condition,
    pub(crate) lock: File,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault")
            .field("folder", &self.folder)
            .field("role", &self.keys.role)
            .finish_non_exhaustive()
    }
}

impl Vault {
    /// An open vault of its parts.
    pub(crate) fn of(parts: Parts) -> Vault {
        let Parts { folder, db, key, keys, owner, unlocked_by, read_only, condition, lock } = parts;
        let memo = Memo::default();
        Vault { folder, db, key, keys, owner, memo, unlocked_by, read_only, condition, _lock: lock }
    }

    /// Makes a vault in a folder that does not exist yet, with one slot.
    ///
    /// # Errors
    /// `Exists`, `WeakPassphrase`, `Parameters`, the disk.
    pub fn create(
        folder: &Path,
        role: Role,
        owner: &str,
        passphrase: &SecretString,
        kdf: Kdf,
        now: DateTime<Utc>,
    ) -> Result<Vault, VaultError> {
        strong_enough(passphrase)?;
        if folder.exists() {
            return Err(VaultError::Exists(folder.to_owned()));
        }
        let mut keys = KeysFile {
            format: 1,
            vault: hex::encode(random::<16>()?),
            role,
            created: now,
            slots: Vec::new(),
        };
        let key = DataKey::generate()?;
        keys.wrap(1, SlotKind::Passphrase, passphrase, kdf, &key)?;
        let beside = prepare(folder, &keys)?;
        let mut db = connection::open(&beside.join("vault.db"), &key, true)?;
        migrate(&mut db, migrate::VAULT)?;
        let role_text = serde_json::to_string(&role).map_err(|e| VaultError::Damaged(e.to_string()))?;
        for (name, value) in [("role", role_text.as_str()), ("owner", owner), ("id", &keys.vault)] {
            db.execute("INSERT INTO meta (name, value) VALUES (?1, ?2)", [name, value])?;
        }
        db.close().map_err(|(_, e)| e)?;
        Papers::create(&beside.join("papers.db"), &key)?;
        put_in_place(&beside, folder)?;
        Vault::open_with(folder, &Unlocked { key, slot: 1, kind: SlotKind::Passphrase })
    }

    /// Opens a vault: its lock, its key, its databases, its migrations.
    ///
    /// # Errors
    /// `NotAVault`, `InUse`, `Passphrase`, `Newer`, `Damaged`, the disk.
    pub fn open(folder: &Path, passphrase: &SecretString) -> Result<Vault, VaultError> {
        // Who finds it in use need not wait for the key first.
        drop(lock(KeysFile::read(folder).map(|_| folder)?)?);
        Vault::open_with(folder, &Vault::unlock(folder, passphrase)?)
    }

    /// What a passphrase unlocks: the slow half of opening a vault. It holds the data key and is wiped when dropped.
    ///
    /// # Errors
    /// `NotAVault`, `Passphrase`, `Newer`, `Damaged`, `Parameters`.
    pub fn unlock(folder: &Path, passphrase: &SecretString) -> Result<Unlocked, VaultError> {
        let keys = KeysFile::read(folder)?;
        let (key, slot) = keys.unwrap(passphrase)?;
        Ok(Unlocked { key, slot: slot.id, kind: slot.kind })
    }

    /// What a vault says of itself before it is unlocked. Only the passphrase proves it.
    ///
    /// # Errors
    /// `NotAVault`, `Newer`, `Damaged`.
    pub fn peek(folder: &Path) -> Result<VaultCard, VaultError> {
        let keys = KeysFile::read(folder)?;
        let label = keys.slots.first().map(|s| s.label.clone());
        let owner = label.filter(|label| label != SLOT_LABEL).unwrap_or_default();
        Ok(VaultCard {
            folder: folder.to_owned(),
            id: keys.vault,
            role: keys.role,
            owner,
            created: keys.created,
        })
    }

    /// Closes the databases, wipes the key, gives the lock back.
    ///
    /// # Errors
    /// The database, when it cannot be closed.
    pub fn lock(self) -> Result<(), VaultError> {
        let Vault { db, .. } = self;
        db.close().map_err(|(_, e)| e.into())
    }

    /// What this vault says of itself.
    #[must_use]
    pub fn card(&self) -> VaultCard {
        VaultCard {
            folder: self.folder.clone(),
            id: self.keys.vault.clone(),
            role: self.keys.role,
            owner: self.owner.clone(),
            created: self.keys.created,
        }
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whose vault it is.
    #[must_use]
    pub fn role(&self) -> Role {
        self.keys.role
    }

    /// Whose it is, as it was made.
    #[must_use]
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// The number of the slot that was opened: who acts.
    #[must_use]
    pub fn slot(&self) -> u32 {
        self.unlocked_by.0
    }

    /// What kind of slot was opened.
    #[must_use]
    pub fn slot_kind(&self) -> SlotKind {
        self.unlocked_by.1
    }

    /// Whether nothing can be changed: a supervisor opened it, or it is damaged.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// What was found when it was opened.
    #[must_use]
    pub fn condition(&self) -> &Condition {
        &self.condition
    }

    /// Whether rows, keys and backups may be changed.
    ///
    /// # Errors
    /// `Pages` of a damaged vault; `Damaged` while its file of keys is broken; `ReadOnly` where it was opened for reading only.
    pub fn changeable(&self) -> Result<(), VaultError> {
        if let Some(broken) = &self.condition.keys {
            return Err(VaultError::Damaged(broken.clone()));
        }
        match &self.condition.damage {
            Some(damage) => Err(damage.clone().into()),
            None if self.read_only => Err(VaultError::ReadOnly),
            None => Ok(()),
        }
    }

    /// Reads one consistent state.
    ///
    /// # Errors
    /// Those of `f`, the database.
    pub fn read<T, E: From<VaultError>>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T, E>) -> Result<T, E> {
        let db = self.look()?;
        let tx = db.unchecked_transaction().map_err(VaultError::from)?;
        f(&Reader::new(&tx, Some(&self.memo)))
    }

    /// Changes rows: `f` writes and says how the journal should tell it; both are committed together, or nothing is.
    ///
    /// # Errors
    /// Those of `f`, and then nothing was changed; the database.
    pub fn write<T, E: From<VaultError>>(
        &mut self,
        f: impl FnOnce(&Writer<'_>) -> Result<Journaled<T>, E>,
    ) -> Result<T, E> {
        self.changeable()?;
        let tx =
            self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(VaultError::from)?;
        let writer = Writer::new(&tx)?;
        let Journaled { value, entry } = f(&writer)?;
        writer.finish(entry)?;
        tx.commit().map_err(VaultError::from)?;
        Ok(value)
    }

    /// The attached papers.
    ///
    /// # Errors
    /// The database.
    pub fn papers(&self) -> Result<Papers, VaultError> {
        let path = self.folder.join("papers.db");
        match self.changeable() {
            Ok(()) => Papers::open(&path, &self.key),
            Err(_) => Papers::open_for_reading(&path, &self.key),
        }
    }

    /// The newest entry's number and hash.
    ///
    /// # Errors
    /// The database.
    pub fn journal_head(&self) -> Result<JournalHead, VaultError> {
        store::head(&*self.look()?)
    }

    /// Entries from a number on, at most so many, with their hashes.
    ///
    /// # Errors
    /// The database; an entry that cannot be read.
    pub fn journal(&self, from: u64, most: u32) -> Result<Vec<(JournalEntry, [u8; 32])>, VaultError> {
        entries(&*self.look()?, from, most)
    }

    /// Every entry of one act, oldest first, such as `pack.refuse`.
    ///
    /// # Errors
    /// The database; an entry that cannot be read.
    pub fn journal_of(&self, action: &str) -> Result<Vec<JournalEntry>, VaultError> {
        let db = self.look()?;
        let mut statement = db.prepare_cached(
            "SELECT entry FROM journal WHERE json_extract(CAST(entry AS TEXT), '$.action') = ?1 ORDER BY seq",
        )?;
        let mut rows = statement.query([action])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let entry = serde_json::from_slice(&row.get::<_, Vec<u8>>(0)?);
            found.push(entry.map_err(|e| VaultError::Damaged(e.to_string()))?);
        }
        Ok(found)
    }

    /// Follows the chain from the first entry, and counts every row anew. With `expected`, an entry that a printed page
    /// or another laptop has seen must be in the chain.
    ///
    /// # Errors
    /// `Journal` naming the entry where it does not hold.
    pub fn verify_journal(&self, expected: Option<[u8; 32]>) -> Result<JournalReport, VaultError> {
        let db = self.look()?;
        let tx = db.unchecked_transaction()?;
        verify(&tx, expected)
    }
}

/// Takes the lock of a vault: one process at a time. The system gives it back when the process ends, however it ends.
pub(crate) fn lock(folder: &Path) -> Result<File, VaultError> {
    stick::no_backup(folder)?;
    let path = folder.join("lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(&path)
        .map_err(VaultError::io(&path))?;
    private::owner_only(&path, 0o600).map_err(VaultError::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(VaultError::InUse(folder.to_owned())),
        Err(TryLockError::Error(e)) => Err(VaultError::io(&path)(e)),
    }
}

/// Makes the folder in which a vault is put together, beside its place: it exists whole or not at all.
pub(crate) fn prepare(folder: &Path, keys: &KeysFile) -> Result<PathBuf, VaultError> {
    place::fit(folder)?;
    let beside = beside(folder);
    let _ = fs::remove_dir_all(&beside);
    for made in [beside.clone(), beside.join("backups")] {
        private::folder(&made).map_err(VaultError::io(&made))?;
    }
    keys.write(&beside)?;
    Ok(beside)
}

/// Puts it where it belongs, last.
pub(crate) fn put_in_place(beside: &Path, folder: &Path) -> Result<(), VaultError> {
    sync_folder(beside)?;
    fs::rename(beside, folder).map_err(VaultError::io(folder))?;
    sync_folder(folder.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")))
}

/// Where a vault lies while it is made.
pub(crate) fn beside(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    folder.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Entry;
    use crate::table::{Record, Table};

    #[derive(Serialize, Deserialize)]
    struct Note(String);

    impl Record for Note {
        const TABLE: Table = Table::Setting;
        fn id(&self) -> String {
            self.0.clone()
        }
    }

    fn vault(folder: &Path) -> Vault {
        let passphrase = SecretString::from("一句足够长的测试口令");
        let now = DateTime::UNIX_EPOCH;
        let mut vault =
            Vault::create(folder, Role::Secretariat, "钱示例", &passphrase, Kdf::FLOOR, now).unwrap();
        for n in 0..4 {
            let entry = Entry {
                actor: "钱示例".to_owned(),
                action: "note".to_owned(),
                subject: n.to_string(),
                at: now,
                reason: None,
                details: serde_json::Value::Null,
            };
            let put = |w: &Writer<'_>| {
                w.put(&Note(n.to_string()))?;
                Ok::<_, VaultError>(Journaled { value: (), entry })
            };
            vault.write(put).unwrap();
        }
        vault
    }

    #[test]
    fn whatever_a_key_holder_does_behind_the_journal_is_found() {
        let scratch = tempfile::tempdir().unwrap();
        let vault = vault(&scratch.path().join("a.lunzheng"));
        let head = vault.journal_head().unwrap();
        for (what, sql) in [
            ("a row edited", "UPDATE setting SET body = '\"9\"' WHERE id = '1'"),
            ("a row added", "INSERT INTO setting VALUES ('9', '\"9\"')"),
            ("a row deleted", "DELETE FROM setting WHERE id = '2'"),
            (
                "two rows exchanged",
                "UPDATE setting SET body = CASE id WHEN '1' THEN '\"2\"' ELSE '\"1\"' END WHERE id IN ('1','2')",
            ),
            (
                "an entry edited",
                "UPDATE journal SET entry = CAST(replace(CAST(entry AS TEXT), '钱', '赵') AS BLOB) WHERE seq = 2",
            ),
            ("an entry deleted", "DELETE FROM journal WHERE seq = 2"),
            (
                "two entries exchanged",
                "UPDATE journal SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq IN (2, 3); UPDATE journal SET seq = -seq WHERE seq < 0",
            ),
            ("the tail cut", "DELETE FROM journal WHERE seq = 4"),
            ("an entry inserted", "INSERT INTO journal SELECT 5, entry, hash FROM journal WHERE seq = 4"),
            ("the kept digest put back", "UPDATE state SET lanes = zeroblob(2048)"),
        ] {
            vault
                .db
                .execute_batch(&format!("PRAGMA ignore_check_constraints = ON; SAVEPOINT t; {sql}"))
                .unwrap();
            assert!(verify(&vault.db, Some(head.hash)).is_err(), "{what}");
            vault.db.execute_batch("ROLLBACK TO t; RELEASE t").unwrap();
            assert_eq!(verify(&vault.db, Some(head.hash)).unwrap().head, head, "{what}: undone");
        }
    }

    #[test]
    fn a_journal_written_anew_by_who_holds_the_key_does_not_hold_the_printed_head() {
        let scratch = tempfile::tempdir().unwrap();
        let vault = vault(&scratch.path().join("a.lunzheng"));
        let printed = vault.journal_head().unwrap();
        // Everything is made to agree again, hash by hash: only what was printed tells.
        let rewritten = entries(&vault.db, 1, 10).unwrap();
        let mut head = JournalHead::EMPTY;
        for (mut entry, _) in rewritten {
            entry.actor = "赵示例".to_owned();
            let bytes = entry.to_bytes().unwrap();
            head = JournalHead { seq: entry.seq, hash: crate::journal::chain(&head.hash, &bytes) };
            let seq = i64::try_from(entry.seq).unwrap();
            let sql = "UPDATE journal SET entry = ?1, hash = ?2 WHERE seq = ?3";
            vault.db.execute(sql, (bytes, head.hash.as_slice(), seq)).unwrap();
        }
        assert_eq!(verify(&vault.db, None).unwrap().head, head, "the forgery is whole in itself");
        let found = verify(&vault.db, Some(printed.hash));
        assert!(matches!(found, Err(VaultError::Journal { seq: 4, .. })));
    }

    /// How often these bytes stand in the memory of this process. They are sought through a mask, so that the search does
    /// not find itself.
    #[cfg(target_os = "linux")]
    fn in_memory(masked: &[u8]) -> usize {
        use std::io::{Read, Seek, SeekFrom};
        let maps = fs::read_to_string("/proc/self/maps").unwrap();
        let mut memory = File::open("/proc/self/mem").unwrap();
        let mut found = 0;
        for line in maps.lines().filter(|l| l.contains(" rw-p ")) {
            let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
            let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
            let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
            if memory.seek(SeekFrom::Start(from)).and_then(|_| memory.read_exact(&mut bytes)).is_ok() {
                let here = bytes.windows(masked.len());
                found += here.filter(|w| w.iter().zip(masked).all(|(a, b)| *a == *b ^ 0x5a)).count();
            }
            bytes.fill(0);
        }
        found
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_locked_vault_leaves_its_key_nowhere_in_memory() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("a.lunzheng");
        vault(&folder).lock().unwrap();
        let secret = SecretString::from("一句足够长的测试口令");
        let mut open = Vault::open(&folder, &secret).unwrap();
        open.change_passphrase(&secret, &SecretString::from("换过之后的一句测试口令")).unwrap();
        let masked: Vec<u8> = open.key.bytes().iter().map(|b| b ^ 0x5a).collect();
        let masked_hex: Vec<u8> = hex::encode(open.key.bytes()).bytes().map(|b| b ^ 0x5a).collect();
        assert!(in_memory(&masked) > 0, "the search finds the key of an open vault");
        open.lock().unwrap();
        assert_eq!((in_memory(&masked), in_memory(&masked_hex)), (0, 0));
    }
}
