//! The journal: `h = SHA-256("lunzheng/journal/1" ‖ previous ‖ canonical entry)`, lengths framed, one entry for each
//! transaction, in the same transaction. Each entry keeps the state digest after its change, so that a row changed
//! behind the journal's back, or a page put back to an old version, is found.

use chrono::{DateTime, Utc};
use domain::digest::framed;
use serde::{Deserialize, Serialize};

use crate::error::VaultError;
use crate::fields::FieldChange;

const PURPOSE: &str = "lunzheng/journal/1";

/// What a use case says of its change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub actor: String,
    /// What was done, dotted: `bids.import`.
    pub action: String,
    /// To what.
    pub subject: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, where somebody had to say so.
    pub reason: Option<String>,
    /// Figures a reader wants.
    pub details: serde_json::Value,
}

/// A value together with the entry that journals how it came about: the only way to end a write.
#[derive(Debug)]
pub struct Journaled<T> {
    /// What the write gives back.
    pub value: T,
    /// What the journal says of it.
    pub entry: Entry,
}

/// One changed row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Table.
    pub table: String,
    /// Id.
    pub id: String,
    /// SHA-256 of the body before, hex; nothing for a new row.
    pub before: Option<String>,
    /// SHA-256 of the body after, hex; nothing for a deleted row.
    pub after: Option<String>,
    /// What changed inside a row that was there before and is, in tables that are told ([`crate::Table::is_told`]).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
    /// How many fields more changed.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde asks for")]
fn is_zero(more: &u32) -> bool {
    *more == 0
}

/// An entry as it is kept, in canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// Running number from 1.
    pub seq: u64,
    /// When, milliseconds of UTC.
    pub at_ms: i64,
    /// Who.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// Why.
    pub reason: Option<String>,
    /// Figures, as JSON text.
    pub details: String,
    /// Which rows changed.
    pub changes: Vec<Change>,
    /// Digest of all rows after the change, hex.
    pub state: String,
}

/// Number and hash of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JournalHead {
    /// Number; 0 for an empty journal.
    pub seq: u64,
    /// Hash; zeros for an empty journal.
    pub hash: [u8; 32],
}

impl JournalHead {
    /// The head of an empty journal.
    pub const EMPTY: JournalHead = JournalHead { seq: 0, hash: [0; 32] };

    /// Sixteen groups of four hex digits, as minutes print it.
    #[must_use]
    pub fn grouped(&self) -> String {
        domain::digest::grouped(&self.hash)
    }
}

/// What a check of the journal found: it holds, and where it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalReport {
    /// Its head.
    pub head: JournalHead,
    /// Rows counted anew.
    pub rows: u64,
}

impl JournalEntry {
    /// The bytes that are hashed and kept.
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, VaultError> {
        serde_json::to_vec(self).map_err(|e| VaultError::Damaged(e.to_string()))
    }

    /// When.
    #[must_use]
    pub fn at(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp_millis(self.at_ms)
    }
}

/// The hash of an entry after the one before it.
pub(crate) fn chain(previous: &[u8; 32], entry: &[u8]) -> [u8; 32] {
    framed(PURPOSE, &[previous, entry])
}
