//! Packs: bytes that a stranger changed, and packs that somebody made who may sign them.

use std::cell::RefCell;
use std::io::{Cursor, Write};
use std::rc::Rc;

use ed25519_dalek::Signer;
use minicbor::Encoder;
use packs::frame::{PACK, frame};
use packs::header::{MAGIC, MAJOR, MINOR, TRAILER_LEN, TRAILER_MAGIC};
use packs::{BlobEntry, BlobSink, Contents, DeviceKeys, Limits, PackError};

use crate::parties::{MEETING, authority, known, parties, party};

/// The expert's sealing key as the age format writes it; the kept corpus reads under no other.
const EXPERT: &str = "age1zhtmw5rylhgu5wmgslt4kd7k4lql6ftnakwalmec6e7u8nw2lyds7ca8hc";

/// A pack, once as it is handed over, once signed anew by the party that its header names: so every change gets behind
/// the signature, to the sealed part.
///
/// # Panics
/// When a signature is accepted that the sender did not make, or what comes out is not what header and manifest announce.
#[must_use]
pub fn pack(bytes: &[u8]) -> bool {
    let Ok(headed) = packs::open(Cursor::new(bytes), &Limits::default()) else { return false };
    let Some(sender) = party(headed.header().sender) else { return false };
    let again = signed(bytes.get(..bytes.len() - TRAILER_LEN).unwrap_or_default(), sender);
    if headed.verify(&sender.public()).is_ok() {
        assert!(again == bytes, "a signature holds that the sender's keys do not make");
    }
    parties().iter().any(|reader| read(&again, sender, reader).is_ok())
}

/// A pack by somebody who may send it and whose laptop lies: how many blobs, how many bytes of content, the content, and
/// the rest is the manifest. Sealed, sized, bound to its header and signed as it should be.
///
/// # Panics
/// When what comes out is not what header and manifest announce.
#[must_use]
pub fn insider(bytes: &[u8]) -> bool {
    let [blobs, length, rest @ ..] = bytes else { return false };
    let (content, manifest) = rest.split_at(rest.len().min(usize::from(*length)));
    let [secretariat, expert, _] = parties();
    let made = sealed(manifest, u64::from(*blobs), content);
    read(&signed(&made, secretariat), secretariat, expert).is_ok()
}

/// Every stage of the reader, and what must hold at the end.
fn read(file: &[u8], sender: &DeviceKeys, reader: &DeviceKeys) -> Result<(), PackError> {
    let verified = packs::open(Cursor::new(file), &Limits::default())?.verify(&sender.public())?;
    let opened = verified.authorise(&authority(sender.fingerprint(), reader))?.decrypt(reader, &known)?;
    let mut sink = Counted::default();
    let Contents { header, manifest, events, .. } = opened.copy_blobs(&mut sink)?;
    assert_eq!((sink.blobs, sink.bytes), (header.blob_count, header.blob_size), "blobs as announced");
    assert_eq!(manifest.blobs.len() as u64, header.blob_count);
    assert!(events.iter().all(|e| e.event().meeting == MEETING && known(&e.author()).is_some()));
    Ok(())
}

/// Counts blobs and keeps nothing.
#[derive(Default)]
struct Counted {
    blobs: u64,
    bytes: u64,
}

impl BlobSink for Counted {
    fn begin(&mut self, _: &BlobEntry) -> std::io::Result<()> {
        Ok(())
    }

    fn write(&mut self, part: &[u8]) -> std::io::Result<()> {
        self.bytes += part.len() as u64;
        Ok(())
    }

    fn end(&mut self, _: &BlobEntry) -> std::io::Result<()> {
        self.blobs += 1;
        Ok(())
    }
}

/// What comes before the trailer, with a trailer that holds.
fn signed(before: &[u8], sender: &DeviceKeys) -> Vec<u8> {
    let secret = sender.to_secret_bytes();
    let seed: [u8; 32] = secret.get(1..33).unwrap_or_default().try_into().unwrap();
    let (digest, length) = (blake3::hash(before), (before.len() as u64).to_be_bytes());
    let framed = frame(PACK, &[digest.as_bytes(), &length]);
    let signature = ed25519_dalek::SigningKey::from_bytes(&seed).sign(&framed).to_bytes();
    [before, &TRAILER_MAGIC, &signature].concat()
}

/// Header and sealed part of a task pack with this manifest, whose digest of the header is made right where it lies
/// where it should.
fn sealed(manifest: &[u8], blobs: u64, content: &[u8]) -> Vec<u8> {
    let recipient: age::x25519::Recipient = EXPERT.parse().unwrap();
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as _)).unwrap();
    let out = Shared::default();
    let mut stream = encryptor.wrap_output(out.clone()).unwrap();
    let size = manifest.len() as u64 + content.len() as u64;
    let tags = 16 * size.div_ceil(65_536).max(1);
    let sealed_size = out.0.borrow().len() as u64 + size + tags;
    let clear = header(manifest.len() as u64, blobs, content.len() as u64, sealed_size);
    let mut manifest = manifest.to_vec();
    if let Some([0xab, 0x00, 0x58, 0x20, digest @ ..]) = manifest.get_mut(..36) {
        digest.copy_from_slice(blake3::hash(&clear).as_bytes());
    }
    stream.write_all(&manifest).unwrap();
    stream.write_all(content).unwrap();
    stream.finish().unwrap();
    [clear, out.0.take()].concat()
}

/// The part in the clear, from FORMAT.md.
fn header(manifest: u64, blobs: u64, blob_size: u64, sealed: u64) -> Vec<u8> {
    let [secretariat, expert, _] = parties();
    let mut e = Encoder::new(Vec::new());
    // writing into memory cannot fail
    let _ = e
        .map(9)
        .and_then(|e| e.u8(0)?.u8(1)?.u8(1)?.bytes(&MEETING.0)?.u8(2)?.bytes(&secretariat.fingerprint().0));
    let _ =
        e.u8(3).and_then(|e| e.array(1)?.bytes(&expert.fingerprint().0)?.u8(4)?.u8(1)?.u8(5)?.u64(manifest));
    let _ = e.u8(6).and_then(|e| e.u64(blobs)?.u8(7)?.u64(blob_size)?.u8(8)?.u64(sealed));
    let body = e.into_writer();
    let length = u32::try_from(body.len()).unwrap();
    [&MAGIC[..], &MAJOR.to_be_bytes(), &MINOR.to_be_bytes(), &length.to_be_bytes(), &body].concat()
}

/// Bytes that can be measured while something writes to them.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(buf)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
