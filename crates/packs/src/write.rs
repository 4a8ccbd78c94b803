//! Writing a pack, front to back, without seeking and with constant memory for the blobs.

use crate::certificate::Certificate;
use crate::error::PackError;
use crate::event::SignedEvent;
use crate::frame;
use crate::header::{Header, TRAILER_MAGIC};
use crate::ids::{Digest, MeetingId};
use crate::keys::{DeviceKeys, PublicKeys};
use crate::kind::{PackKind, PartyRole};
use crate::limits::Limits;
use crate::manifest::{BlobEntry, JournalHead, Manifest, SchemaRange};
use crate::sealed;
use chrono::{DateTime, SubsecRound, Utc};
use std::cell::RefCell;
use std::io::{self, Read, Write};

const BUFFER: usize = 64 * 1024;

/// The digest of a pack: BLAKE3 of everything before the trailer.
pub type PackDigest = Digest;

/// A blob to be packed.
pub struct BlobSource<'a> {
    /// A name, 1 to 255 bytes; data only.
    pub name: String,
    /// BLAKE3 of the content.
    pub digest: Digest,
    /// Bytes, at most 4 GiB.
    pub size: u64,
    /// The content; read once, to its end.
    pub reader: Box<dyn Read + 'a>,
}

/// Everything a pack is made of.
pub struct Draft<'a> {
    /// What it is for.
    pub kind: PackKind,
    /// The meeting.
    pub meeting: MeetingId,
    /// The sender's running number towards these recipients in this meeting, from 1.
    pub sequence: u64,
    /// Whom it is sealed to, 1 to 64, none twice. The sender cannot read it unless listed.
    pub recipients: Vec<PublicKeys>,
    /// The sender's role.
    pub role: PartyRole,
    /// When it is made; kept to the millisecond.
    pub at: DateTime<Utc>,
    /// The sender's certificate.
    pub certificate: Option<Certificate>,
    /// Certificates of others.
    pub certificates: Vec<Certificate>,
    /// The sender's pack before this one, towards the same recipients.
    pub previous_pack: Option<Digest>,
    /// The sender's journal.
    pub journal: JournalHead,
    /// Versions of the content.
    pub schema: SchemaRange,
    /// What a reader must know of, or refuse.
    pub critical: Vec<String>,
    /// The events, each with its own author's signature, all of this meeting.
    pub events: Vec<SignedEvent>,
    /// The blobs.
    pub blobs: Vec<BlobSource<'a>>,
}

/// Writes a pack. On an error what was written so far is no pack (it has no trailer) and is to be thrown away.
///
/// # Errors
/// `SenderMayNot` when the role may not send this kind, `WrongMeeting` for an event or certificate of another one,
/// `Content` for unsound keys or a blob that is not what was announced, `TooLarge`, `Io`.
pub fn write(out: &mut impl Write, keys: &DeviceKeys, draft: Draft<'_>) -> Result<PackDigest, PackError> {
    let limits = Limits::default();
    check(&draft, keys, &limits)?;
    let Draft { events, blobs, .. } = &draft;
    let mut manifest = manifest_of(&draft);
    manifest.check(&limits)?;
    // the digest of the header is not known yet, but its length is
    let manifest_size = manifest.to_bytes(events).len() as u64;
    let blob_size = blobs.iter().try_fold(0u64, |sum, b| sum.checked_add(b.size)).unwrap_or(u64::MAX);

    let gate = RefCell::new(Gate { held: Some(Vec::new()), out: Hashed::new(out) });
    let mut stream = encryptor(&draft.recipients)?.wrap_output(Handle(&gate))?;
    let age_size = gate.borrow().held.as_ref().map_or(0, |h| h.len() as u64);
    let content = manifest_size.checked_add(blob_size).and_then(sealed::payload_size);
    let sealed_size = content.and_then(|c| c.checked_add(age_size)).unwrap_or(u64::MAX);
    let header = Header {
        kind: draft.kind,
        meeting: draft.meeting,
        sender: keys.fingerprint(),
        recipients: draft.recipients.iter().map(PublicKeys::fingerprint).collect(),
        sequence: draft.sequence,
        manifest_size,
        blob_count: blobs.len() as u64,
        blob_size,
        sealed_size,
    };
    header.check(&limits)?;
    let clear = header.to_clear()?;
    gate.borrow_mut().release(&clear)?;
    manifest.clear_digest = Digest(*blake3::hash(&clear).as_bytes());
    stream.write_all(&manifest.to_bytes(events))?;
    for blob in draft.blobs {
        copy_blob(blob, &mut stream)?;
    }
    stream.finish()?;
    let mut out = gate.into_inner().out;
    let digest = Digest(*out.hasher.finalize().as_bytes());
    let signature = keys.sign(frame::PACK, &[&digest.0, &out.length.to_be_bytes()]);
    if out.length != clear.len() as u64 + sealed_size {
        return Err(PackError::Content { what: "sizes" });
    }
    out.write_all(&TRAILER_MAGIC)?;
    out.write_all(&signature)?;
    out.flush()?;
    Ok(digest)
}

fn check(draft: &Draft<'_>, keys: &DeviceKeys, limits: &Limits) -> Result<(), PackError> {
    let Draft { kind, role, meeting, .. } = *draft;
    if !role.may_send().contains(&kind) {
        return Err(PackError::SenderMayNot { sender: keys.fingerprint(), role, kind });
    }
    PackError::at_most("events", draft.events.len() as u64, limits.events)?;
    PackError::at_most("recipients", draft.recipients.len() as u64, limits.recipients)?;
    let certificates = draft.certificate.iter().chain(&draft.certificates).map(|c| c.meeting);
    let others = draft.events.iter().map(|e| e.event().meeting).chain(certificates).find(|m| *m != meeting);
    if let Some(theirs) = others {
        return Err(PackError::WrongMeeting { theirs, ours: meeting });
    }
    match &draft.certificate {
        Some(own) if own.keys != keys.public() || own.role != role => {
            Err(PackError::Content { what: "sender's certificate" })
        }
        _ => Ok(()),
    }
}

fn manifest_of(draft: &Draft<'_>) -> Manifest {
    let entry = |b: &BlobSource<'_>| BlobEntry { name: b.name.clone(), digest: b.digest, size: b.size };
    Manifest {
        clear_digest: Digest([0; 32]),
        at: draft.at.trunc_subsecs(3),
        role: draft.role,
        certificate: draft.certificate.clone(),
        certificates: draft.certificates.clone(),
        previous_pack: draft.previous_pack,
        journal: draft.journal,
        schema: draft.schema,
        critical: draft.critical.clone(),
        blobs: draft.blobs.iter().map(entry).collect(),
    }
}

fn encryptor(recipients: &[PublicKeys]) -> Result<age::Encryptor, PackError> {
    let recipients: Vec<_> = recipients.iter().map(PublicKeys::age_recipient).collect::<Result<_, _>>()?;
    age::Encryptor::with_recipients(recipients.iter().map(|r| r as &dyn age::Recipient))
        .map_err(|_| PackError::Content { what: "recipients" })
}

/// Copies a blob and checks that it is the announced one.
fn copy_blob(mut blob: BlobSource<'_>, stream: &mut impl Write) -> Result<(), PackError> {
    let bad = PackError::Content { what: "blob" };
    let mut buffer = vec![0; BUFFER];
    let mut hasher = blake3::Hasher::new();
    let mut left = blob.size;
    loop {
        let read = match blob.reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e.into()),
        };
        let part = buffer.get(..read).unwrap_or_default();
        let Some(rest) = left.checked_sub(read as u64) else {
            return Err(bad);
        };
        left = rest;
        hasher.update(part);
        stream.write_all(part)?;
    }
    if left == 0 && blob.digest.0 == *hasher.finalize().as_bytes() { Ok(()) } else { Err(bad) }
}

/// Passes bytes on, hashed and counted.
struct Hashed<'o, W> {
    out: &'o mut W,
    hasher: blake3::Hasher,
    length: u64,
}

impl<'o, W: Write> Hashed<'o, W> {
    fn new(out: &'o mut W) -> Self {
        Self { out, hasher: blake3::Hasher::new(), length: 0 }
    }
}

impl<W: Write> Write for Hashed<'_, W> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let written = self.out.write(buf)?;
        self.hasher.update(buf.get(..written).unwrap_or_default());
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Holds back age's header until the pack's own header, which states the sealed size, has been written before it.
struct Gate<'o, W> {
    held: Option<Vec<u8>>,
    out: Hashed<'o, W>,
}

impl<W: Write> Gate<'_, W> {
    fn release(&mut self, clear: &[u8]) -> io::Result<()> {
        self.out.write_all(clear)?;
        match self.held.take() {
            Some(held) => self.out.write_all(&held),
            None => Ok(()),
        }
    }
}

struct Handle<'g, 'o, W>(&'g RefCell<Gate<'o, W>>);

impl<W: Write> Write for Handle<'_, '_, W> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let mut gate = self.0.borrow_mut();
        match &mut gate.held {
            Some(held) => held.write(buf),
            None => gate.out.write(buf),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.borrow_mut().out.flush()
    }
}
