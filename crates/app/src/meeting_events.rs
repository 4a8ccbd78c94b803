//! Events as a vault keeps them, and packs as both roles write them.

use std::path::Path;

use chrono::{DateTime, Utc};
use domain::Code;
use domain::desk::DeskEvent;
use domain::session::SessionKind;
use packs::{
    BlobSource, Certificate, DeviceKeys, Digest, Draft, Event, EventSet, Fingerprint, Hash32, JournalHead,
    MeetingId, PackKind, PartyRole, PublicKeys, SchemaRange, SignedEvent,
};
use vault::Reader;

use crate::files;
use crate::records::EventRecord;
use crate::refusal::{Refusal, Result};

/// Version of what events mean.
const SCHEMA: u32 = 1;

/// The word under which an expert's event is signed.
pub(crate) fn kind_of(event: &DeskEvent) -> &'static str {
    match event {
        DeskEvent::Pledged => "pledge",
        DeskEvent::Recused { .. } => "recusal",
        DeskEvent::Scored { .. } => "sheet",
        DeskEvent::Locked { .. } => "lock",
    }
}

/// The content of an expert's event.
pub(crate) fn body_of(event: &SignedEvent) -> Result<DeskEvent> {
    let parsed: DeskEvent =
        serde_json::from_slice(&event.event().body).map_err(|e| content(e.to_string()))?;
    if kind_of(&parsed) != event.event().kind {
        return Err(content(format!("event kind {}", event.event().kind)));
    }
    Ok(parsed)
}

/// A refusal of what a pack holds.
pub(crate) fn content(reason: impl Into<String>) -> Refusal {
    Refusal::of(Code::PackContent).with("reason", reason)
}

/// The newest event of a device, by its number.
pub(crate) fn last_of(events: &[SignedEvent], device: Fingerprint) -> Option<(u64, Hash32)> {
    let own = events.iter().filter(|e| e.author() == device);
    own.max_by_key(|e| e.event().device_seq).map(|e| (e.event().device_seq, e.hash()))
}

/// The events of a meeting in a vault, as a set.
pub(crate) fn set(r: &Reader<'_>, meeting: &str) -> Result<EventSet> {
    let mut set = EventSet::new();
    set.merge(load(r, meeting)?);
    Ok(set)
}

/// The word under which the parts of a task travel: an older build refuses a kind that it does not know, and never takes a
/// demand for a bid.
///
/// # Errors
/// `session.kind_unknown` for a kind that cannot be held here.
pub(crate) fn task_part(kind: SessionKind) -> Result<&'static str> {
    match kind {
        SessionKind::Bid => Ok("task.bids"),
        SessionKind::Demand => Ok("task.demands"),
        SessionKind::Milestone | SessionKind::Acceptance | SessionKind::Termination => {
            Err(Refusal::of(Code::SessionKindUnknown).with("kind", kind.zh()))
        }
    }
}

/// Signs the next event of a device's chain.
pub(crate) fn sign_next(
    keys: &DeviceKeys,
    meeting: MeetingId,
    last: Option<(u64, Hash32)>,
    kind: &str,
    at: DateTime<Utc>,
    body: Vec<u8>,
) -> Result<SignedEvent> {
    let event = Event {
        meeting,
        author: keys.fingerprint(),
        device_seq: last.map_or(1, |(seq, _)| seq + 1),
        previous: last.map(|(_, hash)| hash),
        kind: kind.to_owned(),
        at,
        body,
    };
    Ok(SignedEvent::sign(keys, event)?)
}

/// An event as it is stored.
pub(crate) fn stored(meeting: &str, event: &SignedEvent) -> EventRecord {
    EventRecord {
        meeting: meeting.to_owned(),
        hash: event.hash().to_string(),
        carried: hex::encode(event.to_carried()),
    }
}

/// All events of a meeting in a vault.
pub(crate) fn load(r: &Reader<'_>, meeting: &str) -> Result<Vec<SignedEvent>> {
    let records: Vec<EventRecord> = r.list_prefix(&format!("{meeting}/"))?;
    records.iter().map(carried).collect()
}

/// An event that is stored. Its signature is checked.
pub(crate) fn carried(record: &EventRecord) -> Result<SignedEvent> {
    let bytes = hex::decode(&record.carried).map_err(Refusal::internal)?;
    Ok(SignedEvent::from_carried(&bytes)?)
}

/// What a pack to be written consists of.
pub(crate) struct Outgoing<'a> {
    pub(crate) kind: PackKind,
    pub(crate) role: PartyRole,
    pub(crate) meeting: MeetingId,
    pub(crate) sequence: u64,
    pub(crate) recipients: Vec<PublicKeys>,
    pub(crate) at: DateTime<Utc>,
    pub(crate) certificate: Option<Certificate>,
    pub(crate) certificates: Vec<Certificate>,
    pub(crate) previous_pack: Option<Digest>,
    pub(crate) journal: (u64, [u8; 32]),
    pub(crate) events: Vec<SignedEvent>,
    pub(crate) blobs: Vec<BlobSource<'a>>,
}

/// Writes a pack whole or not at all, and gives its digest.
pub(crate) fn write_pack(path: &Path, keys: &DeviceKeys, out: Outgoing<'_>) -> Result<Digest> {
    let file = files::name(path);
    let draft = Draft {
        kind: out.kind,
        meeting: out.meeting,
        sequence: out.sequence,
        recipients: out.recipients,
        role: out.role,
        at: out.at,
        certificate: out.certificate,
        certificates: out.certificates,
        previous_pack: out.previous_pack,
        journal: JournalHead { seq: out.journal.0, head: Hash32(out.journal.1) },
        schema: SchemaRange { oldest: SCHEMA, written: SCHEMA },
        critical: Vec::new(),
        events: out.events,
        blobs: out.blobs,
    };
    files::write_whole(path, |w| packs::write(w, keys, draft).map_err(|e| Refusal::from(e).in_file(&file)))
}
