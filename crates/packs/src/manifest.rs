//! The first sealed part: who sends what on which ground, the events, and the list of the blobs that follow.

use crate::cbor::{Reader, Writer, is_word};
use crate::certificate::Certificate;
use crate::error::PackError;
use crate::event::SignedEvent;
use crate::ids::{Digest, Hash32};
use crate::kind::PartyRole;
use crate::limits::{BLOB_NAME, Limits, WORD};
use chrono::{DateTime, Utc};

const WHAT: &str = "manifest";
const FIELDS: u64 = 11;

/// The head of the sender's journal when the pack was made: the recipient becomes its witness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JournalHead {
    /// Number of the newest entry; 0 for an empty journal.
    pub seq: u64,
    /// Its hash.
    pub head: Hash32,
}

/// Versions of what events and blobs mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SchemaRange {
    /// The oldest version that a reader must know in order to read this.
    pub oldest: u32,
    /// The version it was written by; not below `oldest`.
    pub written: u32,
}

/// A blob as the manifest lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobEntry {
    /// A name, 1 to 255 bytes: data only, never a path to write to.
    pub name: String,
    /// BLAKE3 of the content.
    pub digest: Digest,
    /// Bytes.
    pub size: u64,
}

/// A manifest without its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// BLAKE3 of everything before the sealed part.
    pub clear_digest: Digest,
    /// When the pack was made, by the sender's clock.
    pub at: DateTime<Utc>,
    /// The sender's role.
    pub role: PartyRole,
    /// The sender's certificate; none where the recipient knows the sender otherwise.
    pub certificate: Option<Certificate>,
    /// Certificates of others: of the recipient in a first task pack, of all authors in an archive.
    pub certificates: Vec<Certificate>,
    /// The sender's pack before this one, towards the same recipients.
    pub previous_pack: Option<Digest>,
    /// The sender's journal.
    pub journal: JournalHead,
    /// Versions of the content.
    pub schema: SchemaRange,
    /// What a reader must know of, or refuse.
    pub critical: Vec<String>,
    /// The blobs, in the order in which they follow.
    pub blobs: Vec<BlobEntry>,
}

/// A manifest as read, its events not verified yet.
pub(crate) struct Read {
    pub(crate) manifest: Manifest,
    pub(crate) events: Vec<SignedEvent>,
}

impl Manifest {
    pub(crate) fn to_bytes(&self, events: &[SignedEvent]) -> Vec<u8> {
        let mut w = Writer::new();
        w.map(11).uint(0).bytes(&self.clear_digest.0).uint(1).time(self.at).uint(2).uint(self.role.number());
        let certificate = self.certificate.as_ref().map(Certificate::to_carried);
        w.uint(3).maybe_bytes(certificate.as_deref());
        w.uint(4).array(self.certificates.len());
        for certificate in &self.certificates {
            w.bytes(&certificate.to_carried());
        }
        w.uint(5).maybe_bytes(self.previous_pack.as_ref().map(|d| d.0.as_slice()));
        w.uint(6).array(2).uint(self.journal.seq).bytes(&self.journal.head.0);
        w.uint(7).array(2).uint(u64::from(self.schema.oldest)).uint(u64::from(self.schema.written));
        w.uint(8).array(self.critical.len());
        for name in &self.critical {
            w.text(name);
        }
        w.uint(9).array(events.len());
        for event in events {
            w.bytes(&event.to_carried());
        }
        w.uint(10).array(self.blobs.len());
        for blob in &self.blobs {
            w.array(3).text(&blob.name).bytes(&blob.digest.0).uint(blob.size);
        }
        w.finish()
    }

    /// Reads a manifest in two steps, so that what newer software wrote is called newer, not wrong: first the schema
    /// and the critical list, which go to `understood`, then the rest.
    pub(crate) fn from_bytes(
        bytes: &[u8],
        limits: &Limits,
        understood: impl FnOnce(SchemaRange, &[String]) -> Result<(), PackError>,
    ) -> Result<Read, PackError> {
        let raw = Raw::read(bytes, limits)?;
        understood(raw.schema, &raw.critical)?;
        raw.resolve(limits)
    }

    /// Checks what a writer could get wrong, against the limits and each other.
    pub(crate) fn check(&self, limits: &Limits) -> Result<(), PackError> {
        PackError::at_most("certificates", self.certificates.len() as u64, limits.certificates)?;
        PackError::at_most("critical list", self.critical.len() as u64, limits.critical)?;
        PackError::at_most("blobs", self.blobs.len() as u64, limits.blobs)?;
        for blob in &self.blobs {
            PackError::at_most("blob", blob.size, limits.blob)?;
            if !(1..=BLOB_NAME).contains(&blob.name.len()) {
                return Err(PackError::Content { what: "blob name" });
            }
        }
        let words = self.critical.iter().all(|name| is_word(name));
        if words && self.schema.oldest <= self.schema.written {
            Ok(())
        } else {
            Err(PackError::Content { what: WHAT })
        }
    }
}

/// The manifest's fields before certificates and events are taken apart.
struct Raw<'b> {
    clear_digest: Digest,
    at: DateTime<Utc>,
    role: u64,
    certificate: Option<&'b [u8]>,
    certificates: Vec<&'b [u8]>,
    previous_pack: Option<Digest>,
    journal: JournalHead,
    schema: SchemaRange,
    critical: Vec<String>,
    events: Vec<&'b [u8]>,
    blobs: Vec<BlobEntry>,
}

impl<'b> Raw<'b> {
    fn read(bytes: &'b [u8], limits: &Limits) -> Result<Self, PackError> {
        let mut raw = Self {
            clear_digest: Digest([0; 32]),
            at: DateTime::UNIX_EPOCH,
            role: 0,
            certificate: None,
            certificates: Vec::new(),
            previous_pack: None,
            journal: JournalHead { seq: 0, head: Hash32([0; 32]) },
            schema: SchemaRange { oldest: 0, written: 0 },
            critical: Vec::new(),
            events: Vec::new(),
            blobs: Vec::new(),
        };
        let mut r = Reader::new(bytes, WHAT);
        r.map(FIELDS, |key, r| raw.field(key, r, limits))?;
        r.end()?;
        Ok(raw)
    }

    fn field(&mut self, key: u64, r: &mut Reader<'b>, limits: &Limits) -> Result<(), PackError> {
        match key {
            0 => self.clear_digest = Digest(r.fixed()?),
            1 => self.at = r.time()?,
            2 => self.role = r.uint()?,
            3 => self.certificate = r.maybe_bytes()?,
            4 => self.certificates = list(r, "certificates", limits.certificates, Reader::bytes)?,
            5 => self.previous_pack = r.maybe_fixed()?.map(Digest),
            6 => {
                r.tuple(2)?;
                self.journal = JournalHead { seq: r.uint()?, head: Hash32(r.fixed()?) };
            }
            7 => {
                r.tuple(2)?;
                self.schema = SchemaRange { oldest: r.u32()?, written: r.u32()? };
            }
            8 => self.critical = list(r, "critical list", limits.critical, |r| Ok(r.text(WORD)?.to_owned()))?,
            9 => self.events = list(r, "events", limits.events, Reader::bytes)?,
            10 => self.blobs = list(r, "blobs", limits.blobs, read_blob)?,
            _ => return Err(r.bad()),
        }
        Ok(())
    }

    fn resolve(self, limits: &Limits) -> Result<Read, PackError> {
        let bad = || PackError::Content { what: WHAT };
        let certificates = self.certificates.iter().map(|c| Certificate::from_carried(c));
        let manifest = Manifest {
            clear_digest: self.clear_digest,
            at: self.at,
            role: PartyRole::from_number(self.role).ok_or_else(bad)?,
            certificate: self.certificate.map(Certificate::from_carried).transpose()?,
            certificates: certificates.collect::<Result<_, _>>()?,
            previous_pack: self.previous_pack,
            journal: self.journal,
            schema: self.schema,
            critical: self.critical,
            blobs: self.blobs,
        };
        let mut events = Vec::with_capacity(self.events.len());
        for carried in self.events {
            let event = SignedEvent::from_carried(carried)?;
            PackError::at_most("event body", event.event().body.len() as u64, limits.event_body)?;
            events.push(event);
        }
        Ok(Read { manifest, events })
    }
}

fn read_blob(r: &mut Reader<'_>) -> Result<BlobEntry, PackError> {
    r.tuple(3)?;
    Ok(BlobEntry { name: r.text(BLOB_NAME)?.to_owned(), digest: Digest(r.fixed()?), size: r.uint()? })
}

fn list<'b, T>(
    r: &mut Reader<'b>,
    what: &'static str,
    limit: u64,
    mut item: impl FnMut(&mut Reader<'b>) -> Result<T, PackError>,
) -> Result<Vec<T>, PackError> {
    let len = r.array(what, limit)?;
    let mut out = Vec::with_capacity(len);
    for _ in 0..len {
        out.push(item(r)?);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;
    use crate::header::Header;
    use crate::ids::{Fingerprint, MeetingId};
    use crate::kind::PackKind;
    use proptest::prelude::*;

    fn manifest() -> Manifest {
        Manifest {
            clear_digest: Digest([1; 32]),
            at: DateTime::UNIX_EPOCH,
            role: PartyRole::Secretariat,
            certificate: None,
            certificates: Vec::new(),
            previous_pack: Some(Digest([2; 32])),
            journal: JournalHead { seq: 3, head: Hash32([4; 32]) },
            schema: SchemaRange { oldest: 1, written: 2 },
            critical: vec!["word".into()],
            blobs: vec![BlobEntry { name: "论文.pdf".into(), digest: Digest([5; 32]), size: 6 }],
        }
    }

    fn event() -> SignedEvent {
        let event = Event {
            meeting: MeetingId([7; 16]),
            author: Fingerprint([8; 32]),
            device_seq: 1,
            previous: None,
            kind: "task".into(),
            at: DateTime::UNIX_EPOCH,
            body: vec![9; 20],
        };
        SignedEvent::unsigned(event, [10; 64])
    }

    fn read(bytes: &[u8]) -> Result<Read, PackError> {
        Manifest::from_bytes(bytes, &Limits::default(), |_, _| Ok(()))
    }

    #[test]
    fn a_manifest_reads_back() {
        let again = read(&manifest().to_bytes(&[event()])).unwrap();
        assert_eq!((again.manifest, again.events), (manifest(), vec![event()]));
    }

    #[test]
    fn a_manifest_cut_anywhere_is_refused() {
        let bytes = manifest().to_bytes(&[event()]);
        for len in 0..bytes.len() {
            assert!(read(&bytes[..len]).is_err(), "cut at {len}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_read_or_are_refused_but_never_abort(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
            let _ = Header::from_body(&bytes, &Limits::default());
            let _ = SignedEvent::from_carried(&bytes);
            let _ = Certificate::from_carried(&bytes);
        }

        #[test]
        fn a_changed_manifest_or_header_reads_or_is_refused_but_never_aborts(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        ) {
            let header = Header {
                kind: PackKind::Task,
                meeting: MeetingId([7; 16]),
                sender: Fingerprint([8; 32]),
                recipients: vec![Fingerprint([9; 32])],
                sequence: 1,
                manifest_size: 300,
                blob_count: 1,
                blob_size: 6,
                sealed_size: 700,
            };
            let mut clear = header.to_clear().unwrap().split_off(16);
            prop_assert_eq!(Header::from_body(&clear, &Limits::default()).unwrap(), header);
            let mut bytes = manifest().to_bytes(&[event()]);
            for (index, value) in changes {
                let (i, j) = (index.index(bytes.len()), index.index(clear.len()));
                bytes[i] = value;
                clear[j] = value;
            }
            let _ = read(&bytes);
            let _ = Header::from_body(&clear, &Limits::default());
        }
    }
}
