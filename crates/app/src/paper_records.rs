//! A paper score sheet while it is typed: two entries, each as it was typed, so that a crash loses nothing. Once it counts it
//! is a signed event, and this is gone.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::paper::Typed;
use serde::{Deserialize, Serialize};
use vault::{Record, Table};

use crate::records::stored;

/// One person's entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Who types.
    pub(crate) by: String,
    /// What was typed, by field.
    pub(crate) typed: Typed,
    /// When the person said that it is whole.
    pub(crate) done_at: Option<DateTime<Utc>>,
}

/// What the paper says where the entries differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Looked {
    /// As it was typed.
    pub(crate) text: String,
    /// Who looked.
    pub(crate) by: String,
}

/// A sheet that is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PaperDraft {
    pub(crate) meeting: String,
    pub(crate) expert_no: String,
    pub(crate) bid_no: String,
    /// The revision that it will be.
    pub(crate) revision: u32,
    /// Why it takes the place of the one before, or comes after the sheets were said to be complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) change: Option<String>,
    pub(crate) first: Entry,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) second: Option<Entry>,
    /// What the paper says, by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) looked: BTreeMap<String, Looked>,
}
stored!(PaperDraft, Sheet, |me| format!("{}/{}/{}", me.meeting, me.expert_no, me.bid_no));
