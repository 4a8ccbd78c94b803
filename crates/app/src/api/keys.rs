//! Who can open a vault, and the backups it can go back to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::api::Role;
use crate::api::documents::JournalLine;

/// What a key of a vault is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum KeyKind {
    /// A user's passphrase: everything the vault's role may do.
    User,
    /// A supervisor's passphrase: reads and verifies, changes nothing.
    Supervisor,
    /// The recovery code on paper.
    Recovery,
}

/// A way into the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UserLine {
    /// Number of its slot.
    pub slot: u32,
    /// Whose it is.
    pub name: String,
    /// What it is for.
    pub kind: KeyKind,
    /// When it was made, local time, to the minute; nothing for the vault's first one.
    pub added: Option<String>,
    /// Who made it.
    pub added_by: Option<String>,
    /// Memory of its key derivation, MiB; nothing when the key itself is not there (it was being made, or taken away, when
    /// the program ended).
    pub memory_mib: Option<u32>,
    /// The one that is open now.
    pub own: bool,
}

/// Who can open a vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KeysView {
    /// The ways in, by number.
    pub users: Vec<UserLine>,
    /// Whether this one may change them.
    pub read_only: bool,
    /// Characters that a passphrase has at least.
    pub least: u32,
}

/// A recovery sheet that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RecoverySheetMade {
    /// Where the PDF lies.
    pub path: String,
    /// Who can open the vault now.
    pub keys: KeysView,
}

/// A backup in the vault's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BackupLine {
    /// Name of its folder.
    pub name: String,
    /// Number of the last journal entry in it.
    pub seq: u32,
    /// Why it was made: `import`, `lock`, `migration`, `manual`, `replaced`, …
    pub reason: String,
    /// When, local time, to the minute; empty when nothing says so.
    pub made: String,
    /// Whether only the file system says when: an earlier build made it, and a copied folder bears the time of the copy.
    pub made_by_file: bool,
    /// Kibibytes.
    pub kib: u32,
    /// Whether it is no part of the vault's history any more: people gave that up when they went back.
    pub given_up: bool,
    /// What is wrong with it; nothing when it holds or was not looked at.
    pub problem: Option<String>,
}

/// What a backup on a stick says of itself; no passphrase is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StickView {
    /// Name of its folder.
    pub name: String,
    /// Whose vault it was; nothing when its file of keys cannot be read.
    pub role: Option<Role>,
    /// Number of the last journal entry in it.
    pub seq: u32,
    /// When it was made, local time, to the minute; empty when nothing says so.
    pub made: String,
    /// Whether only the file system says when.
    pub made_by_file: bool,
    /// Kibibytes.
    pub kib: u32,
}

/// The backups of a vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BackupsView {
    /// Newest first.
    pub backups: Vec<BackupLine>,
    /// Number of the vault's last journal entry; 0 when the journal of a damaged vault cannot be read.
    pub seq: u32,
    /// Whether this user may make none.
    pub read_only: bool,
    /// Whether this user may go back to one: those of a damaged vault may, a supervisor may not.
    pub may_restore: bool,
}

/// What going back to a backup would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RestoreView {
    /// Name of the backup.
    pub name: String,
    /// Number of its last journal entry.
    pub seq: u32,
    /// Its journal head, sixteen groups of four hex digits.
    pub head: String,
    /// When its last entry was written, local time, to the second.
    pub at: Option<String>,
    /// Number of the vault's last entry now; nothing when that cannot be read.
    pub now: Option<u32>,
    /// How many entries would be lost.
    pub lost_count: u32,
    /// Which, oldest first, at most 200.
    pub lost: Vec<JournalLine>,
    /// Whether the file of keys alone is broken: it is mended, and the data stay as they are.
    pub keys_only: bool,
    /// Meetings of which something would be given up.
    pub meetings: Vec<RestoredMeeting>,
    /// Whether a chair must assent: scores that were taken together would be taken together anew.
    pub needs_assent: bool,
}

/// The word of who goes back to a backup.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RestoreWord {
    /// Why.
    pub reason: String,
    /// Name of the chair who assents; asked for where scores had been taken together.
    pub approved_by: String,
}

/// A meeting of which going back would give something up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RestoredMeeting {
    /// 会议编号
    pub no: String,
    /// Its name.
    pub title: String,
    /// How many entries about it would be given up.
    pub entries: u32,
    /// Whether its scores were taken together since the backup: people have seen them.
    pub seen: bool,
    /// Whether scores, packs and laptops stay as they stand; else they are taken in anew.
    pub stays: bool,
}

/// What is safe in a vault that may be damaged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExaminationView {
    /// Whether everything holds.
    pub whole: bool,
    /// What does not hold, in the words of the database.
    pub problems: Vec<String>,
    /// Number of the last journal entry, when the journal holds.
    pub seq: Option<u32>,
    /// Rows that can be read.
    pub safe_rows: u32,
    /// Tables that can be read to their end.
    pub safe_tables: u32,
    /// Names of tables that cannot.
    pub lost_tables: Vec<String>,
    /// Backups, newest first, each looked at.
    pub backups: Vec<BackupLine>,
}
