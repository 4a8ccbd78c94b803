//! The part in the clear: what a laptop must know to say "not for me" before it decrypts. No names, no titles.

use crate::cbor::{Reader, Writer};
use crate::error::PackError;
use crate::ids::{Fingerprint, MeetingId};
use crate::kind::PackKind;
use crate::limits::Limits;

/// How every pack begins. The first byte is no ASCII, the line ends show a transfer that rewrites them.
pub const MAGIC: [u8; 8] = *b"\x89LZP\r\n\x1a\n";
/// The format's major version: another one is not read.
pub const MAJOR: u16 = 1;
/// The format's minor version: a later one may add fields, which are passed over.
pub const MINOR: u16 = 0;
/// magic, major, minor, header length (u32), all big-endian.
pub const PREFIX_LEN: usize = 16;
/// How every trailer begins.
pub const TRAILER_MAGIC: [u8; 8] = *b"LZPEND\r\n";
/// Trailer magic and Ed25519 signature.
pub const TRAILER_LEN: usize = 72;

const WHAT: &str = "header";
const FIELDS: u64 = 9;

/// A pack's header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What the pack is for.
    pub kind: PackKind,
    /// The meeting.
    pub meeting: MeetingId,
    /// The sender's keys.
    pub sender: Fingerprint,
    /// The recipients' keys, 1 to 64, none twice.
    pub recipients: Vec<Fingerprint>,
    /// The sender's running number towards these recipients in this meeting, from 1. A number of its own for each
    /// list of recipients, so that an expert's laptop sees no gap where packs went to other experts.
    pub sequence: u64,
    /// Bytes of the manifest, unsealed.
    pub manifest_size: u64,
    /// How many blobs follow the manifest.
    pub blob_count: u64,
    /// Bytes of all blobs together, unsealed.
    pub blob_size: u64,
    /// Bytes of the sealed part (the age stream).
    pub sealed_size: u64,
}

impl Header {
    /// Prefix and header as they stand at the start of the file.
    pub(crate) fn to_clear(&self) -> Result<Vec<u8>, PackError> {
        let mut w = Writer::new();
        w.map(9).uint(0).uint(self.kind.number());
        w.uint(1).bytes(self.meeting.as_bytes()).uint(2).bytes(&self.sender.0);
        w.uint(3).array(self.recipients.len());
        for recipient in &self.recipients {
            w.bytes(&recipient.0);
        }
        w.uint(4).uint(self.sequence).uint(5).uint(self.manifest_size);
        w.uint(6).uint(self.blob_count).uint(7).uint(self.blob_size).uint(8).uint(self.sealed_size);
        let body = w.finish();
        PackError::at_most(WHAT, body.len() as u64, Limits::default().header)?;
        let len = u32::try_from(body.len()).map_err(|_| PackError::Content { what: WHAT })?;
        let mut clear = MAGIC.to_vec();
        clear.extend_from_slice(&MAJOR.to_be_bytes());
        clear.extend_from_slice(&MINOR.to_be_bytes());
        clear.extend_from_slice(&len.to_be_bytes());
        clear.extend_from_slice(&body);
        Ok(clear)
    }

    /// Checks the prefix and gives the header's length.
    pub(crate) fn check_prefix(prefix: &[u8; PREFIX_LEN], limits: &Limits) -> Result<usize, PackError> {
        let (magic, rest) = prefix.split_at(8);
        let major = u16::from_be_bytes([rest[0], rest[1]]);
        if magic != MAGIC || major == 0 {
            return Err(PackError::NotAPack { what: "pack" });
        }
        if major != MAJOR {
            return Err(PackError::Newer { theirs: u32::from(major), ours: u32::from(MAJOR) });
        }
        let len = u32::from_be_bytes([rest[4], rest[5], rest[6], rest[7]]);
        PackError::at_most(WHAT, u64::from(len), limits.header)?;
        usize::try_from(len).map_err(|_| PackError::Damaged { what: WHAT })
    }

    /// Reads the header's own bytes.
    pub(crate) fn from_body(body: &[u8], limits: &Limits) -> Result<Self, PackError> {
        let mut kind = PackKind::Task;
        let (mut meeting, mut sender) = (MeetingId([0; 16]), Fingerprint([0; 32]));
        let mut recipients = Vec::new();
        let mut numbers = [0u64; 5];
        let mut r = Reader::new(body, WHAT);
        r.map(FIELDS, |key, r| {
            match key {
                0 => kind = read_kind(r)?,
                1 => meeting = MeetingId(r.fixed()?),
                2 => sender = Fingerprint(r.fixed()?),
                3 => recipients = read_recipients(r, limits)?,
                _ => {
                    let index = usize::try_from(key - 4).map_err(|_| r.bad())?;
                    *numbers.get_mut(index).ok_or_else(|| r.bad())? = r.uint()?;
                }
            }
            Ok(())
        })?;
        r.end()?;
        let [sequence, manifest_size, blob_count, blob_size, sealed_size] = numbers;
        let header = Self {
            kind,
            meeting,
            sender,
            recipients,
            sequence,
            manifest_size,
            blob_count,
            blob_size,
            sealed_size,
        };
        header.check(limits)?;
        Ok(header)
    }

    /// Checks counts and sizes against the limits and each other.
    pub(crate) fn check(&self, limits: &Limits) -> Result<(), PackError> {
        let bad = || PackError::Content { what: WHAT };
        PackError::at_most("recipients", self.recipients.len() as u64, limits.recipients)?;
        PackError::at_most("manifest", self.manifest_size, limits.manifest)?;
        PackError::at_most("blobs", self.blob_count, limits.blobs)?;
        PackError::at_most("sealed part", self.sealed_size, limits.pack)?;
        let mut distinct = self.recipients.clone();
        distinct.sort_unstable();
        distinct.dedup();
        if self.recipients.is_empty() || distinct.len() != self.recipients.len() {
            return Err(bad());
        }
        let inside = self.manifest_size.checked_add(self.blob_size).ok_or_else(bad)?;
        let possible = self.sequence > 0 && self.manifest_size > 0 && inside < self.sealed_size;
        if possible && (self.blob_count > 0 || self.blob_size == 0) { Ok(()) } else { Err(bad()) }
    }
}

fn read_kind(r: &mut Reader<'_>) -> Result<PackKind, PackError> {
    let number = r.uint()?;
    // a number that is not known here can only come from newer software
    PackKind::from_number(number).ok_or_else(|| PackError::Critical { name: format!("kind {number}") })
}

fn read_recipients(r: &mut Reader<'_>, limits: &Limits) -> Result<Vec<Fingerprint>, PackError> {
    let len = r.array("recipients", limits.recipients)?;
    (0..len).map(|_| Ok(Fingerprint(r.fixed()?))).collect()
}
