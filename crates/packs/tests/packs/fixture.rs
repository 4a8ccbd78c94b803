//! Three parties and a small meeting.

use chrono::{DateTime, Utc};
use packs::{
    Authority, BlobSource, Certificate, CertificateDraft, DeviceKeys, Digest, Draft, Event, Fingerprint,
    Hash32, JournalHead, Limits, MeetingId, Opened, PackError, PackKind, PartyRole, PublicKeys, SchemaRange,
    SignedEvent,
};
use std::io::Cursor;

pub(crate) const MEETING: MeetingId = MeetingId([0x4d; 16]);
/// Planted in everything that is sealed; may stand in no pack in the clear.
pub(crate) const MARKER: &str = "MARKER-甲乙丙丁-9f31";

/// Keys that are the same in every run.
pub(crate) fn keys(seed: u8) -> DeviceKeys {
    let mut bytes = vec![1];
    bytes.extend((0..64).map(|i| seed.wrapping_mul(29).wrapping_add(i)));
    DeviceKeys::from_secret_bytes(&bytes).unwrap()
}

pub(crate) fn secretariat() -> DeviceKeys {
    keys(1)
}

pub(crate) fn expert() -> DeviceKeys {
    keys(2)
}

pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_794_000_000_123).unwrap()
}

pub(crate) fn certificate(of: &DeviceKeys, role: PartyRole) -> Certificate {
    let draft = CertificateDraft {
        meeting: MEETING,
        person: "expert-02".into(),
        name: MARKER.into(),
        role,
        keys: of.public(),
        issued_at: now(),
        serial: 2,
    };
    Certificate::issue(&secretariat(), draft).unwrap()
}

/// A device's chain of events with these bodies.
pub(crate) fn events(author: &DeviceKeys, bodies: &[&[u8]]) -> Vec<SignedEvent> {
    let mut out: Vec<SignedEvent> = Vec::new();
    for (number, body) in (1u64..).zip(bodies) {
        let event = Event {
            meeting: MEETING,
            author: author.fingerprint(),
            device_seq: number,
            previous: out.last().map(SignedEvent::hash),
            kind: "sheet".into(),
            at: now(),
            body: body.to_vec(),
        };
        out.push(SignedEvent::sign(author, event).unwrap());
    }
    out
}

pub(crate) fn blob(name: &str, content: &[u8]) -> BlobSource<'static> {
    BlobSource {
        name: name.into(),
        digest: Digest(*blake3::hash(content).as_bytes()),
        size: content.len() as u64,
        reader: Box::new(Cursor::new(content.to_vec())),
    }
}

/// A task pack from the secretariat to the expert.
pub(crate) fn task() -> Draft<'static> {
    Draft {
        kind: PackKind::Task,
        meeting: MEETING,
        sequence: 1,
        recipients: vec![expert().public()],
        role: PartyRole::Secretariat,
        at: now(),
        certificate: None,
        certificates: vec![certificate(&expert(), PartyRole::Expert)],
        previous_pack: None,
        journal: JournalHead { seq: 17, head: Hash32([0xaa; 32]) },
        schema: SchemaRange { oldest: 1, written: 1 },
        critical: Vec::new(),
        events: events(&secretariat(), &[MARKER.as_bytes(), b"task"]),
        blobs: vec![blob("attachment.pdf", MARKER.as_bytes()), blob("empty", b"")],
    }
}

/// A score pack from the expert to the secretariat.
pub(crate) fn score() -> Draft<'static> {
    Draft {
        kind: PackKind::Score,
        recipients: vec![secretariat().public()],
        role: PartyRole::Expert,
        certificate: Some(certificate(&expert(), PartyRole::Expert)),
        certificates: Vec::new(),
        events: events(&expert(), &[b"pledge", MARKER.as_bytes()]),
        blobs: Vec::new(),
        ..task()
    }
}

pub(crate) fn pack(keys: &DeviceKeys, draft: Draft<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    packs::write(&mut out, keys, draft).unwrap();
    out
}

/// How the expert reads what the secretariat sends.
pub(crate) fn at_expert() -> Authority {
    let secretariat = Some(secretariat().public());
    Authority { secretariat, ..Authority::of(MEETING, expert().fingerprint(), PartyRole::Secretariat) }
}

/// How the secretariat reads what the expert sends.
pub(crate) fn at_secretariat() -> Authority {
    let own = secretariat();
    let secretariat = Some(own.public());
    Authority { secretariat, ..Authority::of(MEETING, own.fingerprint(), PartyRole::Expert) }
}

pub(crate) fn known(author: &Fingerprint) -> Option<PublicKeys> {
    [secretariat(), expert()].iter().map(DeviceKeys::public).find(|k| k.fingerprint() == *author)
}

/// Reads with everything as it should be, apart from what the arguments say.
pub(crate) fn read<'f>(
    file: &'f [u8],
    sender: &PublicKeys,
    authority: &Authority,
    own: &DeviceKeys,
) -> Result<Opened<Cursor<&'f [u8]>>, PackError> {
    packs::open(Cursor::new(file), &Limits::default())?
        .verify(sender)?
        .authorise(authority)?
        .decrypt(own, &known)
}

/// The expert reads a pack of the secretariat's.
pub(crate) fn read_task(file: &[u8]) -> Result<Opened<Cursor<&[u8]>>, PackError> {
    read(file, &secretariat().public(), &at_expert(), &expert())
}
