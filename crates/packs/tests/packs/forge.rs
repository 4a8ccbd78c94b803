//! A second writer of the format, made from FORMAT.md alone, that writes whatever it is told: every field can lie.
//! Whatever it makes is signed properly, so that a refusal comes from the check that is meant.

use crate::fixture::{MEETING, events, expert, now, secretariat};
use minicbor::Encoder;
use packs::{DeviceKeys, SignedEvent};
use std::cell::RefCell;
use std::io::Write;
use std::rc::Rc;

/// Writes one CBOR item.
pub(crate) type Item = Vec<u8>;

pub(crate) fn item<E: std::fmt::Debug>(
    write: impl FnOnce(&mut Encoder<Vec<u8>>) -> Result<&mut Encoder<Vec<u8>>, E>,
) -> Item {
    let mut encoder = Encoder::new(Vec::new());
    write(&mut encoder).unwrap();
    encoder.into_writer()
}

pub(crate) fn uint(n: u64) -> Item {
    item(|e| e.u64(n))
}

pub(crate) fn bytes(b: &[u8]) -> Item {
    item(|e| e.bytes(b))
}

pub(crate) fn text(t: &str) -> Item {
    item(|e| e.str(t))
}

pub(crate) fn null() -> Item {
    vec![0xf6]
}

/// An array that claims `len` items, whatever follows.
pub(crate) fn array_of(len: u64, items: &[Item]) -> Item {
    item(|e| e.array(len)).into_iter().chain(items.concat()).collect()
}

pub(crate) fn array(items: &[Item]) -> Item {
    array_of(items.len() as u64, items)
}

/// A map from the fields' own keys.
pub(crate) fn map(fields: &[(u64, Item)]) -> Item {
    let head = item(|e| e.map(fields.len() as u64));
    fields.iter().fold(head, |out, (key, value)| [out, uint(*key), value.clone()].concat())
}

/// Everything a pack is made of, open to lies.
pub(crate) struct Forge {
    pub(crate) magic: Vec<u8>,
    pub(crate) major: u16,
    pub(crate) minor: u16,
    pub(crate) header_len: Option<u32>,
    pub(crate) header: Vec<(u64, Item)>,
    pub(crate) header_raw: Option<Vec<u8>>,
    pub(crate) manifest: Vec<(u64, Item)>,
    pub(crate) manifest_tail: Vec<u8>,
    /// Bytes after the manifest.
    pub(crate) content: Vec<u8>,
    pub(crate) stanzas: Vec<age::x25519::Recipient>,
    pub(crate) passphrase: bool,
    /// Replaces the finished age stream.
    pub(crate) sealed: Option<Vec<u8>>,
    pub(crate) trailer_magic: Vec<u8>,
    pub(crate) signer: DeviceKeys,
    /// Keeps the manifest's digest of the header as it is, instead of the right one.
    pub(crate) keep_digest: bool,
}

impl Forge {
    /// An honest task pack of two events and one blob.
    pub(crate) fn task() -> Self {
        let events: Vec<Item> =
            events(&secretariat(), &[b"one", b"two"]).iter().map(|e| bytes(&e.to_carried())).collect();
        let blob = b"paper".to_vec();
        Self {
            magic: b"\x89LZP\r\n\x1a\n".to_vec(),
            major: 1,
            minor: 0,
            header_len: None,
            header: vec![
                (0, uint(1)),
                (1, bytes(&MEETING.0)),
                (2, bytes(&secretariat().fingerprint().0)),
                (3, array(&[bytes(&expert().fingerprint().0)])),
                (4, uint(1)),
                (5, uint(0)),
                (6, uint(1)),
                (7, uint(blob.len() as u64)),
                (8, uint(0)),
            ],
            header_raw: None,
            manifest: vec![
                (0, bytes(&[0; 32])),
                (1, uint(now().timestamp_millis().unsigned_abs())),
                (2, uint(1)),
                (3, null()),
                (4, array(&[])),
                (5, null()),
                (6, array(&[uint(17), bytes(&[0xaa; 32])])),
                (7, array(&[uint(1), uint(1)])),
                (8, array(&[])),
                (9, array(&events)),
                (10, array(&[Self::blob("paper", &blob, blob.len() as u64)])),
            ],
            manifest_tail: Vec::new(),
            content: blob,
            stanzas: vec![recipient(&expert())],
            passphrase: false,
            sealed: None,
            trailer_magic: b"LZPEND\r\n".to_vec(),
            signer: secretariat(),
            keep_digest: false,
        }
    }

    pub(crate) fn blob(name: &str, content: &[u8], size: u64) -> Item {
        array(&[text(name), bytes(blake3::hash(content).as_bytes()), uint(size)])
    }

    /// Sets a field of the header.
    pub(crate) fn header(mut self, key: u64, value: Item) -> Self {
        set(&mut self.header, key, value);
        self
    }

    /// Sets a field of the manifest.
    pub(crate) fn manifest(mut self, key: u64, value: Item) -> Self {
        set(&mut self.manifest, key, value);
        self
    }

    pub(crate) fn events(self, events: &[SignedEvent]) -> Self {
        let items: Vec<Item> = events.iter().map(|e| bytes(&e.to_carried())).collect();
        self.manifest(9, array(&items))
    }

    /// The pack. Sizes that nobody lied about are filled in. The header states the sealed size and is hashed inside
    /// the sealed part, whose own header ends in padding of a random length: so seal until the guess comes true.
    pub(crate) fn build(mut self) -> Vec<u8> {
        let manifest_size = self.manifest_bytes().len() as u64;
        self.fill(5, manifest_size);
        let (age, shared) = self.age_header();
        drop(age);
        let guess = shared.0.borrow().len();
        let content = manifest_size + self.content.len() as u64;
        let payload = content + 16 * content.div_ceil(65_536).max(1);
        let size = self.sealed.as_ref().map_or(guess as u64 + payload, |s| s.len() as u64);
        self.fill(8, size);
        let clear = self.clear();
        if !self.keep_digest {
            set(&mut self.manifest, 0, bytes(blake3::hash(&clear).as_bytes()));
        }
        let sealed = self.sealed.clone().unwrap_or_else(|| self.seal(guess));
        self.sign([clear, sealed].concat())
    }

    fn seal(&self, header: usize) -> Vec<u8> {
        loop {
            let (mut stream, shared) = self.age_header();
            if shared.0.borrow().len() == header {
                stream.write_all(&self.manifest_bytes()).unwrap();
                stream.write_all(&self.content).unwrap();
                stream.finish().unwrap();
                return shared.0.take();
            }
        }
    }

    fn age_header(&self) -> (age::stream::StreamWriter<Shared>, Shared) {
        let shared = Shared::default();
        (self.encryptor().wrap_output(shared.clone()).unwrap(), shared)
    }

    fn sign(&self, before: Vec<u8>) -> Vec<u8> {
        let seed: [u8; 32] = self.signer.to_secret_bytes()[1..33].try_into().unwrap();
        let mut framed = Vec::new();
        let length = (before.len() as u64).to_be_bytes();
        for field in [b"lunzheng/pack/1".as_slice(), blake3::hash(&before).as_bytes(), &length] {
            framed.extend_from_slice(&(field.len() as u64).to_be_bytes());
            framed.extend_from_slice(field);
        }
        let key = ed25519_dalek::SigningKey::from_bytes(&seed);
        let signature = ed25519_dalek::Signer::sign(&key, &framed).to_bytes();
        [before, self.trailer_magic.clone(), signature.to_vec()].concat()
    }

    fn manifest_bytes(&self) -> Vec<u8> {
        [map(&self.manifest), self.manifest_tail.clone()].concat()
    }

    /// Fills a size in the header, unless somebody set it to a lie.
    fn fill(&mut self, key: u64, value: u64) {
        for (k, item) in &mut self.header {
            if *k == key && *item == uint(0) {
                *item = uint(value);
            }
        }
    }

    fn clear(&self) -> Vec<u8> {
        let body = self.header_raw.clone().unwrap_or_else(|| map(&self.header));
        let len = self.header_len.unwrap_or(u32::try_from(body.len()).unwrap());
        [&self.magic, &self.major.to_be_bytes()[..], &self.minor.to_be_bytes(), &len.to_be_bytes(), &body]
            .concat()
    }

    fn encryptor(&self) -> age::Encryptor {
        if self.passphrase {
            let mut passphrase = age::scrypt::Recipient::new("correct horse".to_owned().into());
            passphrase.set_work_factor(2);
            return age::Encryptor::with_recipients(std::iter::once(&passphrase as _)).unwrap();
        }
        age::Encryptor::with_recipients(self.stanzas.iter().map(|r| r as &dyn age::Recipient)).unwrap()
    }
}

/// Bytes that can be looked at while something writes to them.
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

fn set(fields: &mut Vec<(u64, Item)>, key: u64, value: Item) {
    match fields.iter_mut().find(|(k, _)| *k == key) {
        Some((_, item)) => *item = value,
        None => fields.push((key, value)),
    }
}

/// A device's sealing key as the age crate takes it.
pub(crate) fn recipient(of: &DeviceKeys) -> age::x25519::Recipient {
    text_of(&of.to_secret_bytes()[33..]).parse::<age::x25519::Identity>().unwrap().to_public()
}

/// Bech32 (BIP 173) of a secret, once more and written for being read.
fn text_of(secret: &[u8]) -> String {
    let hrp = "age-secret-key-";
    let bits: Vec<u8> = secret.iter().flat_map(|b| (0..8).rev().map(move |i| (b >> i) & 1)).collect();
    let data: Vec<u8> =
        bits.chunks(5).map(|c| (0..5).fold(0, |v, i| v * 2 + c.get(i).copied().unwrap_or(0))).collect();
    let expanded = hrp.bytes().map(|b| b >> 5).chain([0]).chain(hrp.bytes().map(|b| b & 31));
    let generator = [0x3b6a_57b2_u32, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let check = expanded.chain(data.iter().copied()).chain([0; 6]).fold(1u32, |c, v| {
        let top = c >> 25;
        let next = ((c & 0x1ff_ffff) << 5) ^ u32::from(v);
        generator.iter().enumerate().fold(next, |n, (i, g)| if (top >> i) & 1 == 1 { n ^ g } else { n })
    }) ^ 1;
    let sum = (0..6).rev().map(|i| u8::try_from((check >> (5 * i)) & 31).unwrap());
    let letters = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let body: String = data.iter().copied().chain(sum).map(|v| char::from(letters[usize::from(v)])).collect();
    format!("{hrp}1{body}").to_uppercase()
}
