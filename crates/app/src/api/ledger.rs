//! What came from whom: laptops, their packs, what is missing, forks, and what people settled. No score before the lock.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::board::SetAside;

/// A pack that was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LedgerPack {
    /// Its digest, hex.
    pub digest: String,
    /// The sender's running number.
    pub sequence: u32,
    /// When it was taken in, local `2026-01-20 10:38:07`.
    pub at: String,
    /// Events in it.
    pub events: u32,
    /// Whether it came after the scores had been taken together once.
    pub late: bool,
    /// Whether a newer one had been taken in before.
    pub stale: bool,
    /// Whether another pack bears the same number.
    pub rival: bool,
    /// Whether its import can be undone.
    pub undo: bool,
    /// Whether it bears on a fork that nobody settled: until then its import is not undone.
    pub forked: bool,
    /// What of it does not count, since people decided for the other side of a fork.
    pub set_aside: Option<SetAside>,
}

/// People's word that a laptop is not trusted any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RevokedView {
    /// When, local `2026-01-20 10:38`.
    pub at: String,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// How far the clearing of a laptop is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Clearing {
    /// Not asked for yet.
    None,
    /// A result pack with the notice was made.
    Noticed,
    /// The receipt came in and is countersigned.
    Cleared,
}

/// A laptop of the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LedgerLaptop {
    /// Fingerprint of its keys, hex.
    pub device: String,
    /// Member.
    pub expert_no: String,
    /// Name.
    pub name: String,
    /// The 24 digits that were compared.
    pub digits: String,
    /// Who compared them.
    pub compared_by: String,
    /// When, local `2026-01-20 10:38`.
    pub at: String,
    /// Whether and why it was revoked.
    pub revoked: Option<RevokedView>,
    /// Packs that came from it, by number.
    pub packs: Vec<LedgerPack>,
    /// Numbers that are missing below the newest, such as `2–3`.
    pub missing: Vec<String>,
    /// How far its clearing is.
    pub clearing: Clearing,
}

/// One side of a fork.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ForkSide {
    /// Hash of its event, hex.
    pub hash: String,
    /// Whether the event is here; a side may be known by name only, and then cannot be chosen.
    pub here: bool,
    /// What it is: `sheet`, `lock`, `pledge`, `recusal`.
    pub kind: Option<String>,
    /// The bid that it is about.
    pub bid_no: Option<String>,
    /// When it was signed by the laptop's clock, local `2026-01-20 10:38:07`.
    pub at: Option<String>,
    /// How many events follow on this side.
    pub follows: u32,
    /// The packs that brought it: number and the beginning of the digest, such as `1 0123456789ab`.
    pub packs: Vec<String>,
    /// The packs in which it was seen that were not taken in.
    pub outside: Vec<OutsidePack>,
}

/// A pack that was looked at and not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OutsidePack {
    /// Its digest, hex.
    pub digest: String,
    /// The sender's running number.
    pub sequence: u32,
    /// Name of the file.
    pub file: String,
}

/// A fork that nobody settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ForkView {
    /// Fingerprint of the laptop, hex.
    pub device: String,
    /// Member.
    pub expert_no: String,
    /// Name.
    pub name: String,
    /// The number that was used twice.
    pub number: u32,
    /// Its sides.
    pub sides: Vec<ForkSide>,
    /// When it was first seen, local `2026-01-20 10:38:07`.
    pub seen_at: Option<String>,
    /// Who looked.
    pub seen_by: Option<String>,
}

/// A fork that people settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ForkSettled {
    /// Name of the member.
    pub name: String,
    /// The number.
    pub number: u32,
    /// When it was first seen, local `2026-01-20 10:38:07`.
    pub seen_at: Option<String>,
    /// When it was settled, local `2026-01-20 10:38:07`.
    pub at: String,
    /// The packs that bore its sides: number and the beginning of the digest, such as `1 0123456789ab`.
    pub packs: Vec<String>,
    /// Those of them whose side counts.
    pub chosen: Vec<String>,
    /// Who decided.
    pub by: String,
    /// Who of the supervision was there.
    pub witness: String,
    /// Why.
    pub reason: String,
}

/// What came from whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LedgerView {
    /// Laptops in the order of the panel.
    pub laptops: Vec<LedgerLaptop>,
    /// Forks that nobody settled.
    pub forks: Vec<ForkView>,
    /// Forks that were settled.
    pub settled: Vec<ForkSettled>,
    /// Digest of what all events say together, 16 groups of four hex digits.
    pub state: String,
    /// The archive that was written last.
    pub archive: Option<ArchiveLine>,
    /// Whether the documents are made, so that the session can be archived.
    pub closed: bool,
}

/// An archive that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ArchiveLine {
    /// Its digest, hex.
    pub digest: String,
    /// When, local `2026-01-20 10:38`.
    pub at: String,
}

/// An archive that was written just now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ArchiveMade {
    /// Where it lies.
    pub path: String,
    /// Where its key lies.
    pub key_path: String,
    /// Its digest, hex.
    pub digest: String,
    /// Events in it.
    pub events: u32,
    /// Documents in it.
    pub documents: u32,
}

/// A receipt of a cleared laptop that was countersigned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReceiptTaken {
    /// Member.
    pub expert_no: String,
    /// Name.
    pub name: String,
    /// When the laptop was cleared by its clock, local `2026-01-20 10:38`.
    pub cleared_at: String,
    /// Where the countersigned receipt lies.
    pub path: String,
    /// Who countersigned it; the name of the first time where it is not the first.
    pub signed_by: String,
    /// When, local `2026-01-20 10:38`.
    pub signed_at: String,
    /// Whether it had been countersigned before, so that nothing was changed but the file written out again.
    pub again: bool,
}
