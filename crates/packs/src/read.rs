//! Reading a pack, one type per stage: a later stage cannot be reached without the earlier.
//!
//! [`open`] (size, header) → [`Headed::verify`] (trailer) → [`Verified::authorise`] (sender's authority, meeting,
//! recipient) → [`Authorised::decrypt`] (schema, manifest, events' signatures) → [`crate::Opened`] (blobs). What comes
//! after (domain validation, staging, a human's word, one atomic step) is the application's.

use crate::certificate::Certificate;
use crate::error::PackError;
use crate::event::SignedEvent;
use crate::frame;
use crate::header::{Header, MAGIC, PREFIX_LEN, TRAILER_LEN, TRAILER_MAGIC};
use crate::ids::{Digest, Fingerprint, MeetingId};
use crate::keys::{DeviceKeys, PublicKeys};
use crate::kind::{PackKind, PartyRole};
use crate::limits::Limits;
use crate::manifest::Manifest;
use crate::opened::{Contents, Opened};
use crate::sealed::{self, Blocks, SealedReader};
use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom};

/// Reads size, header and trailer of a pack. Nothing is known to be true yet.
///
/// # Errors
/// `NotAPack`, `Cut` where the file is shorter than it says itself, `Newer`, `Critical` (a kind unknown here), `Damaged`,
/// `TooLarge`, `Io`.
pub fn open<R: Read + Seek>(mut file: R, limits: &Limits) -> Result<Headed<R>, PackError> {
    let total = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    PackError::at_most("pack", total, limits.pack)?;
    let mut prefix = [0; PREFIX_LEN];
    if total < PREFIX_LEN as u64 {
        return Err(shorter_than_any(&mut file, total));
    }
    read_part(&mut file, &mut prefix, false, PackError::NotAPack { what: "pack" })?;
    let header_len = Header::check_prefix(&prefix, limits)?;
    let around = (PREFIX_LEN + header_len + TRAILER_LEN) as u64;
    let mut clear = prefix.to_vec();
    clear.resize(PREFIX_LEN + header_len, 0);
    let body = clear.get_mut(PREFIX_LEN..).unwrap_or_default();
    read_part(&mut file, body, total < around, PackError::Cut { size: total, wanted: around })?;
    let header = Header::from_body(body, limits).map_err(PackError::before_signature)?;
    // the whole length must fit to the byte: nothing missing, nothing after the trailer
    let wanted = around.checked_add(header.sealed_size).ok_or(PackError::Damaged { what: "length" })?;
    if total < wanted {
        return Err(PackError::Cut { size: total, wanted });
    }
    if total > wanted {
        return Err(PackError::Damaged { what: "length" });
    }
    file.seek(SeekFrom::Start(total - TRAILER_LEN as u64))?;
    let mut trailer = [0; TRAILER_LEN];
    read_part(&mut file, &mut trailer, false, PackError::Damaged { what: "length" })?;
    let (magic, signature) = trailer.split_at(TRAILER_MAGIC.len());
    if magic != TRAILER_MAGIC {
        return Err(PackError::Damaged { what: "trailer" });
    }
    let signature = signature.try_into().map_err(|_| PackError::Damaged { what: "trailer" })?;
    Ok(Headed { file, clear, header, signature, limits: limits.clone() })
}

/// Why a file is refused that is shorter than what every pack begins with: it was cut where what is there begins as a pack does.
fn shorter_than_any(file: &mut impl Read, size: u64) -> PackError {
    let mut start = Vec::new();
    match file.take(MAGIC.len() as u64).read_to_end(&mut start) {
        Ok(_) if MAGIC.starts_with(&start) => {
            PackError::Cut { size, wanted: (PREFIX_LEN + TRAILER_LEN) as u64 }
        }
        Ok(_) => PackError::NotAPack { what: "pack" },
        Err(e) => PackError::Io(e),
    }
}

/// Fills `buf`, or says `short` when the file is known to be, or turns out to be, too short.
fn read_part(
    file: &mut impl Read,
    buf: &mut [u8],
    is_short: bool,
    short: PackError,
) -> Result<(), PackError> {
    if is_short {
        return Err(short);
    }
    file.read_exact(buf).map_err(|e| match e.kind() {
        io::ErrorKind::UnexpectedEof => short,
        _ => PackError::Io(e),
    })
}

/// A pack whose header was read and whose length fits. The header may be a lie until the trailer is checked.
#[derive(Debug)]
pub struct Headed<R> {
    file: R,
    clear: Vec<u8>,
    header: Header,
    signature: [u8; 64],
    limits: Limits,
}

impl<R: Read + Seek> Headed<R> {
    /// The header, for finding the sender's keys and for "not for this laptop".
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Checks origin and wholeness with the sender's public keys alone.
    ///
    /// # Errors
    /// `SenderUnknown` when the header names other keys, `Signature`, `Io`.
    pub fn verify(mut self, sender: &PublicKeys) -> Result<Verified<R>, PackError> {
        if sender.fingerprint() != self.header.sender {
            return Err(PackError::SenderUnknown { sender: self.header.sender });
        }
        sender.check()?;
        let start = self.clear.len() as u64;
        self.file.seek(SeekFrom::Start(start))?;
        let mut whole = blake3::Hasher::new();
        whole.update(&self.clear);
        let mut blocks: Blocks = Vec::new();
        let mut left = self.header.sealed_size;
        let mut block = Vec::new();
        while left > 0 {
            sealed::read_block(&mut self.file, &mut left, &mut block).map_err(|e| match e.kind() {
                io::ErrorKind::UnexpectedEof => PackError::Damaged { what: "length" },
                _ => PackError::Io(e),
            })?;
            whole.update(&block);
            blocks.push(*blake3::hash(&block).as_bytes());
        }
        let digest = Digest(*whole.finalize().as_bytes());
        let length = start + self.header.sealed_size;
        sender.verify("pack", frame::PACK, &[&digest.0, &length.to_be_bytes()], &self.signature)?;
        Ok(Verified { headed: self, sender: *sender, digest, blocks })
    }
}

/// A pack that its sender signed and that is whole. Whether the sender may send it is open.
#[derive(Debug)]
pub struct Verified<R> {
    headed: Headed<R>,
    sender: PublicKeys,
    digest: Digest,
    blocks: Blocks,
}

/// What a reader knows about itself and about the sender.
#[derive(Debug, Clone)]
pub struct Authority {
    /// The meeting here.
    pub meeting: MeetingId,
    /// The keys here.
    pub recipient: Fingerprint,
    /// The role under which the sender is registered here.
    pub sender_role: PartyRole,
    /// The kinds that the sender may send here.
    pub allowed: Vec<PackKind>,
    /// The secretariat's keys, pinned after comparing digits. With them, certificates inside the pack are checked,
    /// and make their holders known as authors.
    pub secretariat: Option<PublicKeys>,
    /// The newest schema version known here.
    pub schema: u32,
    /// The names of critical entries known here.
    pub critical: Vec<String>,
}

impl Authority {
    /// The usual authority of a role: all kinds it may send, schema 1, no critical entries, no pinned secretariat.
    #[must_use]
    pub fn of(meeting: MeetingId, recipient: Fingerprint, sender_role: PartyRole) -> Self {
        Self {
            meeting,
            recipient,
            sender_role,
            allowed: sender_role.may_send().to_vec(),
            secretariat: None,
            schema: 1,
            critical: Vec::new(),
        }
    }
}

impl<R: Read + Seek> Verified<R> {
    /// The header, which the sender signed.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.headed.header
    }

    /// The pack's digest: BLAKE3 of everything before the trailer.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Whether this sender may send this kind, then whether it is for this meeting and for these keys.
    ///
    /// # Errors
    /// `SenderMayNot`, `WrongMeeting`, `WrongRecipient`.
    pub fn authorise(self, authority: &Authority) -> Result<Authorised<R>, PackError> {
        let header = &self.headed.header;
        let (kind, role) = (header.kind, authority.sender_role);
        if !authority.allowed.contains(&kind) || !role.may_send().contains(&kind) {
            return Err(PackError::SenderMayNot { sender: header.sender, role, kind });
        }
        if header.meeting != authority.meeting {
            return Err(PackError::WrongMeeting { theirs: header.meeting, ours: authority.meeting });
        }
        if !header.recipients.contains(&authority.recipient) {
            let recipients = header.recipients.clone();
            return Err(PackError::WrongRecipient { recipients, ours: authority.recipient });
        }
        Ok(Authorised { verified: self, authority: authority.clone() })
    }
}

/// A pack that the sender may send, for this meeting and these keys. Nothing is decrypted yet.
#[derive(Debug)]
pub struct Authorised<R> {
    verified: Verified<R>,
    authority: Authority,
}

impl<R: Read + Seek> Authorised<R> {
    /// The header.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.verified.headed.header
    }

    /// Decrypts the manifest and checks it and every event in it. `known` finds an author's keys; authors it does not
    /// know are looked for among the pack's certificates, when the secretariat's keys are pinned. Blobs stay sealed.
    ///
    /// # Errors
    /// `WrongRecipient` for other keys than authorised, `Newer`, `Critical`, `Content`, `SenderRole`, `SenderUnknown`
    /// (an author), `WrongMeeting` (an event or certificate), `Signature` (of one), `Damaged` (the file changed since
    /// it was verified), `TooLarge`, `Io`.
    pub fn decrypt(
        self,
        keys: &DeviceKeys,
        known: &dyn Fn(&Fingerprint) -> Option<PublicKeys>,
    ) -> Result<Opened<R>, PackError> {
        let Self { verified: Verified { headed, sender, digest, blocks }, authority } = self;
        let Headed { mut file, clear, header, limits, .. } = headed;
        if keys.fingerprint() != authority.recipient {
            return Err(PackError::WrongRecipient {
                recipients: header.recipients.clone(),
                ours: keys.fingerprint(),
            });
        }
        file.seek(SeekFrom::Start(clear.len() as u64))?;
        let mut stream = unseal(SealedReader::new(file, header.sealed_size, blocks), &header, keys)?;
        let size =
            usize::try_from(header.manifest_size).map_err(|_| PackError::Content { what: "manifest" })?;
        let mut bytes = vec![0; size];
        stream.read_exact(&mut bytes).map_err(sealed::from_stream)?;
        let read = Manifest::from_bytes(&bytes, &limits, |schema, critical| {
            understood(&authority, schema.oldest, critical)
        })?;
        drop(bytes);
        let manifest = read.manifest;
        manifest.check(&limits)?;
        check_manifest(&manifest, &header, &clear)?;
        check_sender(&manifest, &sender, &authority)?;
        check_events(&read.events, &manifest, &authority, known)?;
        Opened::new(Contents { header, sender, digest, manifest, events: read.events }, stream)
    }
}

/// The decrypting stream over the sealed part.
pub(crate) type Stream<R> = age::stream::StreamReader<io::Chain<Cursor<Vec<u8>>, SealedReader<R>>>;

fn unseal<R: Read>(
    mut sealed: SealedReader<R>,
    header: &Header,
    keys: &DeviceKeys,
) -> Result<Stream<R>, PackError> {
    let bad = || PackError::Content { what: "sealed part" };
    let age_header = sealed::age_header(&mut sealed, header.recipients.len())?;
    let content = header.manifest_size.checked_add(header.blob_size).ok_or_else(bad)?;
    let expected = sealed::payload_size(content)
        .and_then(|payload| payload.checked_add(age_header.len() as u64 + sealed::AGE_NONCE));
    if expected != Some(header.sealed_size) {
        return Err(PackError::Content { what: "sizes" });
    }
    let identity = keys.age_identity()?;
    let whole = Cursor::new(age_header).chain(sealed);
    open_age(whole, &identity).map_err(|e| match e {
        age::DecryptError::Io(e) => sealed::from_stream(e),
        _ => bad(),
    })
}

fn open_age<B: BufRead>(
    whole: B,
    identity: &age::x25519::Identity,
) -> Result<age::stream::StreamReader<B>, age::DecryptError> {
    age::Decryptor::new_buffered(whole)?.decrypt(std::iter::once(identity as &dyn age::Identity))
}

fn understood(authority: &Authority, oldest: u32, critical: &[String]) -> Result<(), PackError> {
    if oldest > authority.schema {
        return Err(PackError::Newer { theirs: oldest, ours: authority.schema });
    }
    match critical.iter().find(|name| !authority.critical.contains(name)) {
        Some(name) => Err(PackError::Critical { name: name.clone() }),
        None => Ok(()),
    }
}

fn check_manifest(manifest: &Manifest, header: &Header, clear: &[u8]) -> Result<(), PackError> {
    if manifest.clear_digest.0 != *blake3::hash(clear).as_bytes() {
        return Err(PackError::Content { what: "header digest" });
    }
    let size = manifest.blobs.iter().try_fold(0u64, |sum, b| sum.checked_add(b.size));
    if manifest.blobs.len() as u64 != header.blob_count || size != Some(header.blob_size) {
        return Err(PackError::Content { what: "blob list" });
    }
    Ok(())
}

/// The role the manifest and the certificate state must be the one the sender is registered under.
fn check_sender(manifest: &Manifest, sender: &PublicKeys, authority: &Authority) -> Result<(), PackError> {
    let known = authority.sender_role;
    let role_is = |said| {
        let sender = sender.fingerprint();
        if said == known { Ok(()) } else { Err(PackError::SenderRole { sender, said, known }) }
    };
    role_is(manifest.role)?;
    for certificate in manifest.certificate.iter().chain(&manifest.certificates) {
        check_certificate(certificate, authority)?;
    }
    let Some(own) = &manifest.certificate else {
        return Ok(());
    };
    if own.keys != *sender {
        return Err(PackError::Content { what: "sender's certificate" });
    }
    role_is(own.role)
}

fn check_certificate(certificate: &Certificate, authority: &Authority) -> Result<(), PackError> {
    if certificate.meeting != authority.meeting {
        return Err(PackError::WrongMeeting { theirs: certificate.meeting, ours: authority.meeting });
    }
    match &authority.secretariat {
        Some(secretariat) => certificate.verify(secretariat),
        None => Ok(()),
    }
}

fn check_events(
    events: &[SignedEvent],
    manifest: &Manifest,
    authority: &Authority,
    known: &dyn Fn(&Fingerprint) -> Option<PublicKeys>,
) -> Result<(), PackError> {
    // without pinned keys nobody vouches for the certificates, so they make no author known
    let vouched = authority.secretariat.is_some();
    let certified = |author: &Fingerprint| {
        let all = manifest.certificate.iter().chain(&manifest.certificates).filter(|_| vouched);
        all.map(|c| c.keys).find(|k| k.fingerprint() == *author)
    };
    let mut keys_of: std::collections::BTreeMap<Fingerprint, PublicKeys> = std::collections::BTreeMap::new();
    for event in events {
        let (author, theirs) = (event.author(), event.event().meeting);
        if theirs != authority.meeting {
            return Err(PackError::WrongMeeting { theirs, ours: authority.meeting });
        }
        let keys = match keys_of.get(&author) {
            Some(keys) => *keys,
            None => {
                let found = known(&author).or_else(|| certified(&author));
                let keys = found.ok_or(PackError::SenderUnknown { sender: author })?;
                keys.check()?;
                keys_of.insert(author, keys);
                keys
            }
        };
        event.verify(&keys)?;
    }
    Ok(())
}
