//! The time and the journal head that a paper bears.

use chrono::{DateTime, Utc};
use vault::Vault;

use crate::records::DocumentRecord;
use crate::refusal::{Refusal, Result};

/// When what documents show last changed, and where the journal stood then: part of their data. Not the moment at which
/// somebody looks, so that a preview, the saved paper and one made again are the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) at: DateTime<Utc>,
    /// Head of the journal, hex.
    pub(crate) head: String,
}

impl Stamp {
    /// What a saved paper bears.
    pub(crate) fn of(record: &DocumentRecord) -> Stamp {
        Stamp { at: record.as_of.unwrap_or(record.at), head: record.journal_head.clone() }
    }

    /// The newest journal entry that changed a row which `concerns` the paper, told by its table and id. Saving a paper,
    /// refusing a pack or work on something else changes none.
    pub(crate) fn newest(vault: &Vault, concerns: impl Fn(&str, &str) -> bool) -> Result<Stamp> {
        const PAGE: u64 = 64;
        let mut end = vault.journal_head()?.seq;
        while end > 0 {
            let from = end.saturating_sub(PAGE) + 1;
            let length = u32::try_from(end + 1 - from).map_err(Refusal::internal)?;
            for (entry, hash) in vault.journal(from, length)?.iter().rev() {
                if entry.changes.iter().any(|change| concerns(&change.table, &change.id)) {
                    let at = entry.at().ok_or_else(|| Refusal::internal("a time out of range"))?;
                    return Ok(Stamp { at, head: hex::encode(hash) });
                }
            }
            end = from - 1;
        }
        Err(Refusal::internal("a paper whose data no entry made"))
    }
}
