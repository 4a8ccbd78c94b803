//! What happened to laptops and packs at a meeting, as its minutes say it. Nothing is printed where nothing happened.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A laptop that was revoked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RevokedLaptop {
    /// Name of the expert.
    pub expert_name: String,
    /// Code of the expert.
    pub expert_code: String,
    /// When.
    pub when: NaiveDateTime,
    /// Who decided.
    pub by: String,
    /// Why, without full stop; not in a blind copy, for it may name people.
    pub reason: Option<String>,
}

/// A pack whose import was undone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WithdrawnPack {
    /// Name of the expert.
    pub expert_name: String,
    /// Code of the expert.
    pub expert_code: String,
    /// When.
    pub when: NaiveDateTime,
    /// Who undid it.
    pub by: String,
    /// The laptop's running number.
    pub sequence: u32,
    /// The beginning of the pack's digest, hex.
    pub digest: String,
    /// Why, without full stop; not in a blind copy, for it may name people.
    pub reason: Option<String>,
    /// Whether the same pack was taken in again.
    pub again: bool,
}

/// Two packs of one laptop that contradicted each other, and what people decided.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ForkNote {
    /// Name of the expert.
    pub expert_name: String,
    /// Code of the expert.
    pub expert_code: String,
    /// The number that was used twice.
    pub number: u32,
    /// When it was seen; nothing for a fork that an earlier build took in.
    pub seen_at: Option<NaiveDateTime>,
    /// The packs with the beginnings of their digests, without full stop; empty when none is known.
    pub packs_text: String,
    /// Whether it was seen after the scores had been taken together, and the scoring was not reopened.
    pub late: bool,
    /// Whether people settled it.
    pub settled: bool,
    /// When they did.
    pub settled_at: Option<NaiveDateTime>,
    /// Who decided.
    pub by: Option<String>,
    /// Who of the supervision was there.
    pub witness: Option<String>,
    /// What counts, without full stop.
    pub kept_text: Option<String>,
    /// Why, without full stop; not in a blind copy, for it may name people.
    pub reason: Option<String>,
}

/// The data went back to a backup.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RestoreNote {
    /// When.
    pub when: NaiveDateTime,
    /// Who did it.
    pub by: String,
    /// When the backup's last entry was written; nothing where that could not be read.
    pub back_to: Option<NaiveDateTime>,
    /// Why, without full stop; not in a blind copy, for it may name people.
    pub reason: Option<String>,
    /// What had been done for this meeting since and is given up, in words; empty when nothing had.
    pub acts_text: String,
    /// How many entries of the journal that was.
    pub entries: u32,
    /// Who assented that scores are taken together anew; nothing where they had not been.
    pub approved_by: Option<String>,
    /// What a blind copy says in that person's place.
    pub assent_blind: Option<String>,
    /// Whether scores, packs and laptops stay as they stood.
    pub stays: bool,
    /// Whether what was given up could not be read.
    pub unread: bool,
}

/// Frozen rules that were amended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AmendmentNote {
    /// When.
    pub when: NaiveDateTime,
    /// Number of the version that it made.
    pub version: u32,
    /// What changed, without full stop.
    pub text: String,
    /// The same without names, in its place in a blind copy.
    pub text_blind: Option<String>,
    /// What became of the sheets of whoever left, or of all that were signed before, without full stop; empty where nothing was
    /// signed and nothing changed.
    pub kept_text: String,
    /// Whose sheets of which items were set aside, without full stop.
    #[serde(default)]
    pub aside_text: Option<String>,
    /// The same without names, in its place in a blind copy.
    #[serde(default)]
    pub aside_blind: Option<String>,
    /// Why, without full stop; not in a blind copy, for it may name people.
    pub reason: Option<String>,
    /// Who assented.
    pub approved_by: Option<String>,
    /// What a blind copy says in that person's place.
    pub assent_blind: Option<String>,
    /// The first hex digits of the digest of the version before.
    pub former: String,
    /// Those of the version that it made.
    pub digest: String,
}

/// Something that went wrong while the meeting was held.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct IncidentNote {
    /// When.
    pub when: NaiveDateTime,
    /// What, such as 断电.
    pub kind: String,
    /// Name of the expert it is about; empty where it is about nobody.
    pub expert_name: Option<String>,
    /// Code of the expert.
    pub expert_code: Option<String>,
    /// What happened, without full stop; not in a blind copy, for it may name people.
    pub what: Option<String>,
    /// What was done, without full stop; not in a blind copy.
    pub done: Option<String>,
    /// Who saw it; not in a blind copy.
    pub witness: Option<String>,
}
