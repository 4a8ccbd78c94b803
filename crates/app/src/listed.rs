//! What signed lists and archives name: laptops, packs, documents.

use packs::{PackKind, PublicKeys};
use serde::{Deserialize, Serialize};

use crate::records::{Direction, PackRecord};

/// A laptop of the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedLaptop {
    /// Number of its expert.
    pub expert_no: String,
    /// Its public keys, compared by two people.
    pub keys: PublicKeys,
}

/// A pack of the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedPack {
    /// Which way it went.
    pub direction: Direction,
    /// What for.
    pub kind: PackKind,
    /// The other side's fingerprint, hex.
    pub peer: String,
    /// The sender's running number.
    pub sequence: u64,
    /// BLAKE3 of what the sender signed, hex.
    pub digest: String,
    /// Head of the sender's journal when it was made, hex.
    pub journal_head: String,
}

impl From<PackRecord> for ListedPack {
    fn from(p: PackRecord) -> ListedPack {
        ListedPack {
            direction: p.direction,
            kind: p.kind,
            peer: p.peer,
            sequence: p.sequence,
            digest: p.digest,
            journal_head: p.journal_head,
        }
    }
}

/// A document of the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedDocument {
    /// Which form.
    pub form: String,
    /// File name.
    pub file: String,
    /// Digest of its data, hex; nothing for a workbook.
    pub digest: Option<String>,
    /// SHA-256 of the file, hex.
    pub file_digest: String,
}

/// What the secretariat signs at the end of a meeting: which laptops, packs and documents it consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerificationList {
    /// 会议编号
    pub session_no: String,
    /// Meeting id, hex.
    pub meeting: String,
    /// Digest of the frozen rules, hex.
    pub rules: String,
    /// Head of the secretariat's journal when the documents were made, hex.
    pub journal_head: String,
    /// Its number.
    pub journal_seq: u64,
    /// Laptops of the experts.
    pub laptops: Vec<ListedLaptop>,
    /// Packs in and out, in the order of time.
    pub packs: Vec<ListedPack>,
    /// Documents.
    pub documents: Vec<ListedDocument>,
}
