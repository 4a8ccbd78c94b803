//! The ways into an open vault: passphrases of its users, a recovery code on paper, a supervisor's passphrase. Whoever
//! holds one holds the data key; taking a slot away stops who never copied it, an export to a new key stops the others.

use std::path::Path;

use rusqlite::Connection;
use secrecy::{ExposeSecret, SecretString};

use crate::connection;
use crate::error::VaultError;
use crate::keys::{DataKey, Kdf, KeysFile, SlotKind, strong_enough};
use crate::migrate::{self, migrate};
use crate::papers::Papers;
use crate::table::Table;
use crate::vault::{Unlocked, Vault, prepare, put_in_place};

/// A slot as it stands in the file: it names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotCard {
    /// Its number.
    pub id: u32,
    /// What it is for.
    pub kind: SlotKind,
    /// Parameters of its key derivation.
    pub kdf: Kdf,
}

impl Vault {
    /// The slots, by number.
    #[must_use]
    pub fn slots(&self) -> Vec<SlotCard> {
        self.keys.slots.iter().map(|s| SlotCard { id: s.id, kind: s.kind, kdf: s.kdf }).collect()
    }

    /// The next number that no slot bears.
    #[must_use]
    pub fn next_slot(&self) -> u32 {
        self.keys.slots.iter().map(|s| s.id).max().unwrap_or(0).saturating_add(1)
    }

    /// Wraps the data key under a new passphrase in the slot that the old one opens. Either done or not begun.
    ///
    /// # Errors
    /// `Passphrase`, `WeakPassphrase`, `SamePassphrase`, `TakenPassphrase`, the disk; `Damaged` while the file of keys is broken.
    pub fn change_passphrase(&mut self, old: &SecretString, new: &SecretString) -> Result<(), VaultError> {
        strong_enough(new)?;
        if let Some(broken) = &self.condition().keys {
            return Err(VaultError::Damaged(broken.clone()));
        }
        let mut keys = self.keys.clone();
        let (key, slot) = self.keys.unwrap(old)?;
        if slot.kind == SlotKind::Recovery {
            // The sheet of paper goes on saying what opens: a new code is a new sheet.
            return Err(VaultError::Passphrase);
        }
        if old.expose_secret() == new.expose_secret() {
            // “Changed” would be believed: somebody who fears that it is known goes on with it.
            return Err(VaultError::SamePassphrase);
        }
        if self.keys.opens(new, slot.id)? {
            return Err(VaultError::TakenPassphrase);
        }
        keys.wrap(slot.id, slot.kind, new, slot.kdf, &key)?;
        self.keep(keys)
    }

    /// Adds a slot under a passphrase, with a number of its own. Either done or not begun.
    ///
    /// # Errors
    /// `ReadOnly`, `WeakPassphrase`, `TakenPassphrase`, `Parameters`, the disk.
    pub fn add_slot(
        &mut self,
        id: u32,
        kind: SlotKind,
        passphrase: &SecretString,
        kdf: Kdf,
    ) -> Result<(), VaultError> {
        self.changeable()?;
        strong_enough(passphrase)?;
        if self.keys.opens(passphrase, id)? {
            // Who it is is told by the passphrase: two with the same one would be one in the journal.
            return Err(VaultError::TakenPassphrase);
        }
        let mut keys = self.keys.clone();
        keys.wrap(id, kind, passphrase, kdf, &self.key)?;
        self.keep(keys)
    }

    /// Lets a recovery code open the vault, in a slot with this number and in the place of every earlier code. The sheet is
    /// written first: a code that nobody has on paper would shut out the one before.
    ///
    /// # Errors
    /// `ReadOnly`, the disk.
    pub fn set_recovery(&mut self, id: u32, code: &SecretString, kdf: Kdf) -> Result<(), VaultError> {
        self.changeable()?;
        let mut keys = self.keys.clone();
        keys.slots.retain(|s| s.kind != SlotKind::Recovery);
        keys.wrap(id, SlotKind::Recovery, code, kdf, &self.key)?;
        self.keep(keys)
    }

    /// What opened this vault, to open it again without asking anew. Who opened a whole vault for reading only gets no more
    /// than that; a damaged one is read-only to everybody, and its users may bring it back.
    #[must_use]
    pub fn unlocked(&self) -> Unlocked {
        let damaged = self.condition().damage.is_some() || self.condition().keys.is_some();
        let reading = self.is_read_only() && !damaged;
        let kind = if reading { SlotKind::Supervisor } else { self.slot_kind() };
        Unlocked { key: self.key.clone(), slot: self.slot(), kind }
    }

    /// Takes a slot away. Who copied the data key or the file of keys before can still open a copy of the vault:
    /// [`Vault::export`] is for that.
    ///
    /// # Errors
    /// `ReadOnly`, `NoSlot`, `LastSlot`, the disk.
    pub fn remove_slot(&mut self, id: u32) -> Result<(), VaultError> {
        self.changeable()?;
        let mut keys = self.keys.clone();
        keys.remove(id)?;
        self.keep(keys)
    }

    /// Writes the whole vault to a new folder under a new data key, which one passphrase opens: the numbers of the slots
    /// before are taken away with their key. Papers come along, backups do not: they are under the old key.
    ///
    /// # Errors
    /// `ReadOnly`, `Exists`, `WeakPassphrase`, `Damaged` when the copy does not hold; the disk. Then there is no new
    /// folder.
    pub fn export(&self, to: &Path, passphrase: &SecretString, kdf: Kdf) -> Result<Unlocked, VaultError> {
        self.changeable()?;
        strong_enough(passphrase)?;
        if to.exists() {
            return Err(VaultError::Exists(to.to_owned()));
        }
        let key = DataKey::generate()?;
        let mut keys = KeysFile { slots: Vec::new(), ..self.keys.clone() };
        let unlocked = Unlocked { key, slot: self.slot(), kind: SlotKind::Passphrase };
        keys.wrap(self.slot(), SlotKind::Passphrase, passphrase, kdf, &unlocked.key)?;
        let beside = prepare(to, &keys)?;
        let copied = self.copy_rows(&beside, &unlocked.key);
        if let Err(error) = copied {
            // What was begun is of no use; the first error says more than a second one would.
            let _ = std::fs::remove_dir_all(&beside);
            return Err(error);
        }
        put_in_place(&beside, to)?;
        Ok(unlocked)
    }

    fn copy_rows(&self, beside: &Path, key: &DataKey) -> Result<(), VaultError> {
        let mut copy = connection::open(&beside.join("vault.db"), key, true)?;
        migrate(&mut copy, migrate::VAULT)?;
        let mut tables: Vec<&str> = Table::ALL.iter().map(|t| t.sql()).collect();
        tables.extend(["journal", "state", "meta"]);
        copy_tables(&self.db, &mut copy, &tables)?;
        let head = self.journal_head()?;
        if crate::verify::verify(&copy, None)?.head != head {
            return Err(VaultError::Damaged("the copy ends elsewhere".to_owned()));
        }
        copy.close().map_err(|(_, e)| e)?;
        let papers = connection::for_reading(&self.folder().join("papers.db"), &self.key)?;
        Papers::create(&beside.join("papers.db"), key)?;
        let mut copy = connection::open_papers(&beside.join("papers.db"), key, false)?;
        copy_tables(&papers, &mut copy, &["chunk", "paper", "paper_size"])?;
        copy.close().map_err(|(_, e)| e)?;
        Ok(())
    }

    /// Writes the file of keys and takes it over.
    fn keep(&mut self, keys: KeysFile) -> Result<(), VaultError> {
        keys.write(self.folder())?;
        self.keys = keys;
        Ok(())
    }
}

/// Copies the rows of tables that both databases have alike.
fn copy_tables(from: &Connection, to: &mut Connection, tables: &[&str]) -> Result<(), VaultError> {
    let tx = to.transaction()?;
    for table in tables {
        let mut rows = from.prepare(&format!("SELECT * FROM {table}"))?;
        let columns = rows.column_count();
        let places = (1..=columns).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
        let mut insert = tx.prepare(&format!("INSERT INTO {table} VALUES ({places})"))?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            let values: Result<Vec<rusqlite::types::Value>, _> = (0..columns).map(|n| row.get(n)).collect();
            insert.execute(rusqlite::params_from_iter(values?))?;
        }
    }
    Ok(tx.commit()?)
}
