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
