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

/// Kind of the event by which an expert is asked for a word on deviating scores.
pub(crate) const DEVIATION_ASK: &str = "deviation.ask";

/// Kind of the event by which a sheet that was typed twice from paper counts.
pub(crate) const PAPER_SCORED: &str = "paper.scored";
/// Kind of the event that says that all paper sheets of an expert are in.
pub(crate) const PAPER_CLOSED: &str = "paper.closed";
/// Kind of the event that says which counts of a sheet from a laptop and one from paper.
pub(crate) const PAPER_SETTLED: &str = "paper.settled";
/// Kind of the event by which an expert on paper stands by a deviating score.
pub(crate) const PAPER_UPHELD: &str = "paper.upheld";

/// Version of what events mean.
const SCHEMA: u32 = 1;

/// The word under which an expert's event is signed.
pub(crate) fn kind_of(event: &DeskEvent) -> &'static str {
    match event {
        DeskEvent::Pledged => "pledge",
        DeskEvent::SignedIn { .. } => "sign.in",
        DeskEvent::Recused { .. } => "recusal",
        DeskEvent::Scored { change: None, .. } => "sheet",
        // Words that earlier builds do not know have kinds of their own: such a build refuses them and misreads none.
        DeskEvent::Scored { change: Some(_), .. } => "sheet.revised",
        DeskEvent::Abstained { .. } => "abstention",
        DeskEvent::ScaleSeen { .. } => "scale.seen",
        DeskEvent::Upheld { .. } => "deviation.upheld",
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
/// demand or a project for a bid.
pub(crate) const fn task_part(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::Bid => "task.bids",
        SessionKind::Demand => "task.demands",
        SessionKind::Milestone | SessionKind::Acceptance | SessionKind::Termination => "task.projects",
    }
}

/// Refuses a pack of a kind that is not taken in where `wanted` (in Chinese and English) is.
///
/// # Errors
/// `pack.other_kind`, which says what it is and where it goes.
pub(crate) fn is_of(kind: PackKind, allowed: &[PackKind], wanted: (&str, &str)) -> Result<()> {
    if allowed.contains(&kind) {
        return Ok(());
    }
    let (zh, en, goes, goes_en) = match kind {
        PackKind::Task => (
            "任务包",
            "a task pack",
            "任务包由专家的电脑在“收任务包”收下。",
            "An expert's laptop takes it in at “task pack”.",
        ),
        PackKind::Score => (
            "评分包",
            "a score pack",
            "评分包交给秘书处，由秘书处在“收评分包”收下。",
            "The secretariat takes it in at “score packs”.",
        ),
        PackKind::Revision => (
            "修订包",
            "a revision pack",
            "修订包由收件的电脑在收任务包、评分包的地方收下。",
            "The laptop it is for takes it in where task or score packs go.",
        ),
        PackKind::Result => (
            "结果包",
            "a result pack",
            "结果包由专家的电脑在“收结果包”收下。",
            "An expert's laptop takes it in at “result pack”.",
        ),
        PackKind::Archive => (
            "归档包",
            "an archive",
            "归档包不用收，用“核验文件”或者lunzheng verify核验。",
            "An archive is not taken in; check it with “check files” or lunzheng verify.",
        ),
    };
    Err(Refusal::of(Code::PackOtherKind)
        .with("kind", zh)
        .with("kind_en", en)
        .with("wanted", wanted.0)
        .with("wanted_en", wanted.1)
        .with("remedy", goes)
        .with("remedy_en", goes_en))
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
