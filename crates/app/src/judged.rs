//! What a set of signed events says together: a pure function of the set, so that packs may come in any order and as often
//! as they like. The secretariat's own events in the set say what people decided about forks and lost laptops.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::desk::DeskEvent;
use domain::digest;
use domain::fold::{self, Authored, Scoring};
use packs::{EventSet, Fingerprint, Fork, ForkDecisions, Hash32, SignedEvent};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::meeting_events;
use crate::refusal::{Refusal, Result};

/// Kind of the event by which a fork is settled.
pub(crate) const FORK_SETTLED: &str = "fork.settled";
/// Kind of the event by which a laptop is revoked.
pub(crate) const REVOKED: &str = "laptop.revoked";

/// People's word on a fork: which side counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ForkWord {
    /// The forked device.
    pub(crate) device: Fingerprint,
    /// Its number that was used twice.
    pub(crate) number: u64,
    /// Hash of the event that counts.
    pub(crate) chosen: Hash32,
    /// Who decided.
    pub(crate) by: String,
    /// Who of the supervision was there.
    pub(crate) witness: String,
    /// Why.
    pub(crate) reason: String,
}

/// A laptop that is lost or not trusted any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RevokeWord {
    /// The device.
    pub(crate) device: Fingerprint,
    /// Its events up to this number count on; later ones never do.
    pub(crate) counts_to: u64,
    /// Who decided.
    pub(crate) by: String,
    /// Why.
    pub(crate) reason: String,
    /// When.
    pub(crate) at: DateTime<Utc>,
}

/// What the secretariat's events say of other devices.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decisions {
    /// Which side of a fork counts.
    pub(crate) forks: ForkDecisions,
    /// Laptops that were revoked.
    pub(crate) revoked: BTreeMap<Fingerprint, RevokeWord>,
}

/// Everything a set of events says.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    /// Sheets, pledges, locks, recusals declared.
    pub(crate) scoring: Scoring,
    /// When the last expert locked.
    pub(crate) locked_at: Option<DateTime<Utc>>,
    /// Forks of experts' laptops that nobody settled.
    pub(crate) open: Vec<Fork>,
    /// What was decided.
    pub(crate) decisions: Decisions,
    /// Names the set and what follows from it: equal on every machine that has the same events.
    pub(crate) digest: [u8; 32],
}

/// Reads what people decided out of the secretariat's own events. Its chain is one device's: of two words on the same
/// thing the later number holds; a revocation is never taken back, and never counts further than the first one.
pub(crate) fn decisions(set: &EventSet, secretariat: Fingerprint) -> Result<Decisions> {
    let mut found = Decisions::default();
    for event in set.valid().into_iter().filter(|e| e.author() == secretariat) {
        match event.event().kind.as_str() {
            FORK_SETTLED => {
                let word: ForkWord = body(event)?;
                found.forks.insert((word.device, word.number), word.chosen);
            }
            REVOKED => {
                let word: RevokeWord = body(event)?;
                found.revoked.entry(word.device).or_insert(word);
            }
            _ => {}
        }
    }
    Ok(found)
}

/// The body of an event of the secretariat.
pub(crate) fn body<T: DeserializeOwned>(event: &SignedEvent) -> Result<T> {
    serde_json::from_slice(&event.event().body).map_err(|e| meeting_events::content(e.to_string()))
}

/// Folds a set of events. `experts` says whose device is whose.
pub(crate) fn judge(
    set: &EventSet,
    secretariat: Fingerprint,
    experts: &BTreeMap<Fingerprint, String>,
) -> Result<Judged> {
    let decisions = decisions(set, secretariat)?;
    let counts_to = |device: Fingerprint| decisions.revoked.get(&device).map_or(u64::MAX, |w| w.counts_to);
    let mut authored = Vec::new();
    let mut locked_at = None;
    for event in set.valid_given(&decisions.forks) {
        let Some(expert_no) = experts.get(&event.author()) else { continue };
        if event.event().device_seq > counts_to(event.author()) {
            continue;
        }
        let said = meeting_events::body_of(event)?;
        if matches!(said, DeskEvent::Locked { .. }) {
            locked_at = locked_at.max(Some(event.event().at));
        }
        authored.push(Authored { expert_no: expert_no.clone(), hash: event.hash().0, event: said });
    }
    let scoring = fold::fold(&authored);
    let open: Vec<Fork> = set
        .open_forks(&decisions.forks)
        .into_iter()
        .filter(|f| experts.contains_key(&f.author) && f.device_seq <= counts_to(f.author))
        .collect();
    let digest = digest_of(set, &scoring, &open)?;
    Ok(Judged { scoring, locked_at, open, decisions, digest })
}

/// The digest of a state: of the events, of what they say, of what is still open.
fn digest_of(set: &EventSet, scoring: &Scoring, open: &[Fork]) -> Result<[u8; 32]> {
    let sheets: Vec<_> = scoring
        .sheets
        .iter()
        .map(|(key, (revision, hash, sheet))| (key, revision, hex::encode(hash), sheet))
        .collect();
    let open: Vec<_> = open.iter().map(|f| (f.author, f.device_seq, &f.hashes)).collect();
    let said = digest::canonical(&(&scoring.pledged, &scoring.declared, &scoring.locked, open, sheets))?;
    Ok(digest::framed("lunzheng/meeting-state/1", &[&set.digest().0, &said]))
}

/// `pack.fork` for every open fork, naming whose laptop it is.
pub(crate) fn fork_refusal(open: &[Fork], experts: &BTreeMap<Fingerprint, String>) -> Option<Refusal> {
    let findings: Vec<domain::Finding> = open
        .iter()
        .map(|f| {
            domain::Finding::error(domain::Code::PackFork)
                .with("sender", experts.get(&f.author).cloned().unwrap_or_default())
                .with("seq", f.device_seq.to_string())
        })
        .collect();
    (!findings.is_empty()).then_some(Refusal(findings))
}
