//! What was recorded at the gates of a meeting, as its minutes say it.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A gate of the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GateStep {
    /// What it is called (签到).
    pub name: String,
    /// When it was recorded (2026年1月20日9时05分, of the same day 9时05分 alone); nothing when nobody recorded it.
    pub when: Option<String>,
    /// It was left out.
    pub left_out: bool,
    /// What is on record of it although it was left out, without full stop; empty when nothing.
    #[serde(default)]
    pub instead: String,
    /// Why it was left out, without full stop; not in a blind copy, for it may name people.
    pub reason: Option<String>,
    /// What was recorded, without full stop; empty when no more than that.
    pub detail: Option<String>,
    /// The same without names of experts and without reasons, shown in its place in a blind copy.
    pub detail_blind: Option<String>,
    /// Reports and questions were to be held here and nobody recorded one: a line to be filled by hand.
    #[serde(default)]
    pub unrecorded: bool,
}

/// A time when the meeting went back to a gate.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BackNote {
    /// When.
    pub when: NaiveDateTime,
    /// To which gate.
    pub gate: String,
    /// Why, without full stop; not in a blind copy, for it may name people.
    pub reason: Option<String>,
    /// Who assented.
    pub approved_by: Option<String>,
    /// What a blind copy says in that person's place.
    pub assent_blind: Option<String>,
}

/// A member who signed after the signing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LateSignature {
    /// Name.
    pub expert_name: String,
    /// Code of the expert.
    pub expert_code: String,
    /// When it was recorded.
    pub when: NaiveDateTime,
}

/// A member who refuses to sign.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SigningRefusal {
    /// Name.
    pub expert_name: String,
    /// Code of the expert.
    pub expert_code: String,
    /// Why, without full stop; not in a blind copy, for it may name people.
    pub reason: Option<String>,
}
