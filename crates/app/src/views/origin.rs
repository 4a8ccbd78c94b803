//! Where an expert's figures came from: the signed event, the pack that brought it, the journal entry that took it in.

use std::collections::BTreeMap;

use domain::paper::PaperSheet;
use domain::sheet_code;
use packs::SignedEvent;
use serde_json::Value;
use vault::{JournalEntry, Table, Vault};

use super::words::{count, minute, second};
use crate::api::results::{Origin, PaperOrigin};
use crate::meeting_events::PAPER_SCORED;
use crate::records::EventRecord;
use crate::refusal::{Refusal, Result};

/// Journal entries read at a time.
const PAGE: u32 = 512;

/// How an event came in.
struct Taken {
    pack: Option<u32>,
    at: Option<String>,
    journal_seq: u32,
}

/// The ways in which some events of a meeting came in.
pub(super) struct Origins {
    taken: BTreeMap<String, Taken>,
    events: BTreeMap<String, SignedEvent>,
}

impl Origins {
    /// Looks up the events with these hashes: themselves, and the entry of the journal that first put each into the vault.
    pub(super) fn of(vault: &Vault, meeting: &str, hashes: &[String]) -> Result<Origins> {
        let mut origins = Origins { taken: BTreeMap::new(), events: BTreeMap::new() };
        for hash in hashes {
            let id = format!("{meeting}/{hash}");
            let record: Option<EventRecord> = vault.read(|r| Ok::<_, Refusal>(r.get(&id)?))?;
            if let Some(record) = record {
                let bytes = hex::decode(&record.carried).map_err(Refusal::internal)?;
                origins.events.insert(id, SignedEvent::from_carried(&bytes)?);
            }
        }
        let mut from = 1;
        while origins.taken.len() < origins.events.len() {
            let page = vault.journal(from, PAGE)?;
            let Some((last, _)) = page.last() else { break };
            from = last.seq + 1;
            page.iter().for_each(|(entry, _)| origins.note(entry));
        }
        Ok(origins)
    }

    /// Notes which of the wanted events an entry put into the vault.
    fn note(&mut self, entry: &JournalEntry) {
        if !["pack.accept", "paper.score"].contains(&entry.action.as_str()) {
            return;
        }
        for change in entry.changes.iter().filter(|c| c.table == Table::Event.sql() && c.before.is_none()) {
            if self.events.contains_key(&change.id) && !self.taken.contains_key(&change.id) {
                let details: Value = serde_json::from_str(&entry.details).unwrap_or_default();
                let taken = Taken {
                    pack: details.get("sequence").and_then(Value::as_u64).map(count),
                    at: entry.at().map(minute),
                    journal_seq: count(entry.seq),
                };
                self.taken.insert(change.id.clone(), taken);
            }
        }
    }

    /// Where a sheet comes from, by its event's hash.
    pub(super) fn origin(&self, meeting: &str, hash: &str, revision: u32) -> Option<Origin> {
        let id = format!("{meeting}/{hash}");
        let event = self.events.get(&id)?;
        let taken = self.taken.get(&id);
        Some(Origin {
            signed_at: second(event.event().at),
            revision,
            event: hash.to_owned(),
            pack: taken.and_then(|t| t.pack),
            taken_at: taken.and_then(|t| t.at.clone()),
            journal_seq: taken.map(|t| t.journal_seq),
            paper: paper(event),
        })
    }
}

/// The paper sheet from which an event was typed.
fn paper(event: &SignedEvent) -> Option<PaperOrigin> {
    if event.event().kind != PAPER_SCORED {
        return None;
    }
    let typed: PaperSheet = serde_json::from_slice(&event.event().body).ok()?;
    let code = sheet_code::printed(&typed.code);
    Some(PaperOrigin { code, first: typed.first, second: typed.second })
}
