//! The encrypted vault: a folder with two SQLCipher databases under one random key, the slots that wrap the key, a
//! hash-chained journal that every change is committed with, and backups. The layout is written down in `FORMAT.md`.

mod backup;
mod bring_back;
mod clear;
mod connection;
mod error;
mod fields;
mod journal;
mod keys;
mod made;
mod memo;
mod migrate;
mod opening;
mod pages;
mod paper_writer;
mod papers;
mod place;
mod private;
mod recovery;
pub mod restore;
mod set_digest;
mod slots;
mod stick;
mod store;
mod table;
mod vault;
mod verify;
mod witness;

pub use bring_back::{Arrived, Came, Used, bring_back, check_used, unlock_backup};
pub use error::VaultError;
pub use fields::FieldChange;
pub use journal::{Change, Entry, JournalEntry, JournalHead, JournalReport, Journaled};
pub use keys::{Kdf, LEAST_PASSPHRASE, SlotKind};
pub use opening::Condition;
pub use pages::{Damage, Readable};
pub use papers::{PaperId, PaperReader, Papers};
pub use recovery::{Groups, new_recovery_code};
pub use slots::SlotCard;
pub use stick::{StickCard, StickCheck, check_stick, is_backup, stick_card};
pub use store::{Reader, Writer};
pub use table::{Record, Table};
pub use vault::{Role, Unlocked, Vault, VaultCard};
pub use witness::Behind;
