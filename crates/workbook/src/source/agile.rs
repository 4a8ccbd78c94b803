//! Agile encryption of Office Open XML packages ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15) under every digest that Excel has
//! written it with: Excel 2010 took SHA-1 and keys of 128 bits, later ones SHA-512 and 256. Ciphers and digests are
//! RustCrypto's; what stands here is which bytes go into them.

use std::io::{Cursor, Read};

use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockDecryptMut, KeyIvInit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use sha1::{Digest, Sha1};
use sha2::{Sha256, Sha384, Sha512};

use crate::limits;

/// The version of an agile description: 4.4, at the beginning of `EncryptionInfo`.
const VERSION: [u8; 4] = [4, 0, 4, 0];
/// Most rounds of hashing a password that are worked for: what Excel writes.
const ROUNDS: u32 = 100_000;
/// Longest description, in bytes.
const DESCRIPTION: u64 = 64 * 1024;
/// How many bytes one initialisation vector covers.
const SEGMENT: usize = 4096;
const BLOCK: usize = 16;
/// What is hashed behind the password for the key of the verifier, of its digest, and of the package's own key.
const OF_VERIFIER: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const OF_DIGEST: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const OF_KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

/// What comes of a package.
pub(super) enum Opened {
    /// It is not encrypted in this way.
    NotAgile,
    /// The password does not open it, or it is damaged.
    Shut,
    /// What was in it.
    Package(Vec<u8>),
}

/// Opens a container under a password.
pub(super) fn open(bytes: &[u8], password: &str) -> Opened {
    let Some(info) = stream(bytes, "/EncryptionInfo", DESCRIPTION) else { return Opened::NotAgile };
    if !info.starts_with(&VERSION) {
        return Opened::NotAgile;
    }
    let description = info.get(8..).and_then(Description::read);
    let opened = description.and_then(|d| {
        let key = d.key(password)?;
        let package = stream(bytes, "/EncryptedPackage", limits::FILE_BYTES)?;
        d.package(&key, &package)
    });
    opened.map_or(Opened::Shut, Opened::Package)
}

/// A stream of the container, no longer than so many bytes.
fn stream(bytes: &[u8], name: &str, most: u64) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let stream = file.open_stream(name).ok()?;
    if stream.len() > most {
        return None;
    }
    // A directory may claim a length that its sectors do not have; the container's own size is the ceiling.
    let mut contents = Vec::new();
    stream.take(u64::try_from(bytes.len()).ok()?).read_to_end(&mut contents).ok()?;
    Some(contents)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn named(name: &str) -> Option<Hash> {
        match name {
            "SHA1" | "SHA-1" => Some(Hash::Sha1),
            "SHA256" | "SHA-256" => Some(Hash::Sha256),
            "SHA384" | "SHA-384" => Some(Hash::Sha384),
            "SHA512" | "SHA-512" => Some(Hash::Sha512),
            _ => None,
        }
    }

    fn digest(self, parts: [&[u8]; 2]) -> Vec<u8> {
        fn of<D: Digest>(parts: [&[u8]; 2]) -> Vec<u8> {
            parts.iter().fold(D::new(), |digest, part| digest.chain_update(part)).finalize().to_vec()
        }
        match self {
            Hash::Sha1 => of::<Sha1>(parts),
            Hash::Sha256 => of::<Sha256>(parts),
            Hash::Sha384 => of::<Sha384>(parts),
            Hash::Sha512 => of::<Sha512>(parts),
        }
    }

    /// A digest cut, or filled up with 0x36, to a length (2.3.4.11, 2.3.4.12).
    fn sized(self, parts: [&[u8]; 2], length: usize) -> Vec<u8> {
        let mut digest = self.digest(parts);
        digest.resize(length, 0x36);
        digest
    }
}

/// What `EncryptionInfo` says of the package, and of the key that the password opens.
struct Description {
    /// Salt and digest of the package's segments.
    salt: Vec<u8>,
    hash: Hash,
    /// Of the password.
    password: Password,
}

struct Password {
    salt: Vec<u8>,
    hash: Hash,
    rounds: u32,
    /// Length of the keys, in bytes.
    key: usize,
    verifier: Vec<u8>,
    digest: Vec<u8>,
    package_key: Vec<u8>,
}

/// Nothing for a description that is not whole, or not of AES in CBC.
impl Description {
    fn read(xml: &[u8]) -> Option<Description> {
        let mut reader = Reader::from_reader(xml);
        let (mut package, mut password) = (None, None);
        loop {
            match reader.read_event().ok()? {
                Event::Empty(e) | Event::Start(e) => match e.local_name().as_ref() {
                    "keyData" if package.is_none() => {
                        package = Some((salt(&e)?, Hash::named(&attribute(&e, "hashAlgorithm")?)?));
                    }
                    "encryptedKey" if password.is_none() => password = Some(Password::read(&e)?),
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        let (salt, hash) = package?;
        Some(Description { salt, hash, password: password? })
    }

    /// The key of the package, if the password is the right one.
    fn key(&self, password: &str) -> Option<Vec<u8>> {
        let p = &self.password;
        let letters: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut hash = p.hash.digest([&p.salt, &letters]);
        for round in 0..p.rounds {
            hash = p.hash.digest([&round.to_le_bytes(), &hash]);
        }
        let opened = |of: &[u8], encrypted: &[u8]| {
            decrypt(&p.hash.sized([&hash, of], p.key), p.salt.get(..BLOCK)?, encrypted)
        };
        let verifier = p.hash.digest([&opened(&OF_VERIFIER, &p.verifier)?, &[]]);
        let said = opened(&OF_DIGEST, &p.digest)?;
        if said.get(..verifier.len())? != verifier {
            return None;
        }
        let mut key = opened(&OF_KEY, &p.package_key)?;
        key.truncate(p.key);
        Some(key)
    }

    fn package(&self, key: &[u8], stream: &[u8]) -> Option<Vec<u8>> {
        let (length, encrypted) = stream.split_first_chunk::<8>()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        if length > encrypted.len() {
            return None;
        }
        let mut package = Vec::with_capacity(encrypted.len());
        for (number, segment) in (0u32..).zip(encrypted.chunks(SEGMENT)) {
            let vector = self.hash.sized([&self.salt, &number.to_le_bytes()], BLOCK);
            // What stands behind the last whole block belongs to nothing.
            let whole = segment.len() - segment.len() % BLOCK;
            package.extend(decrypt(key, &vector, &segment[..whole])?);
        }
        package.truncate(length);
        (package.len() == length).then_some(package)
    }
}

impl Password {
    fn read(e: &BytesStart<'_>) -> Option<Password> {
        let is_aes = attribute(e, "cipherAlgorithm")? == "AES"
            && attribute(e, "cipherChaining")? == "ChainingModeCBC"
            && attribute(e, "blockSize")? == "16";
        let rounds = attribute(e, "spinCount")?.parse().ok().filter(|n| *n <= ROUNDS)?;
        let key = match attribute(e, "keyBits")?.as_str() {
            "128" => 16,
            "192" => 24,
            "256" => 32,
            _ => return None,
        };
        let password = Password {
            salt: salt(e)?,
            hash: Hash::named(&attribute(e, "hashAlgorithm")?)?,
            rounds,
            key,
            verifier: encoded(e, "encryptedVerifierHashInput")?,
            digest: encoded(e, "encryptedVerifierHashValue")?,
            package_key: encoded(e, "encryptedKeyValue")?,
        };
        is_aes.then_some(password)
    }
}

fn attribute(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = e.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// Bytes in base 64; none that are needed here are many.
fn encoded(e: &BytesStart<'_>, name: &str) -> Option<Vec<u8>> {
    STANDARD.decode(attribute(e, name)?.trim()).ok().filter(|bytes| (1..=256).contains(&bytes.len()))
}

fn salt(e: &BytesStart<'_>) -> Option<Vec<u8>> {
    encoded(e, "saltValue").filter(|salt| salt.len() >= BLOCK)
}

/// AES in CBC without padding, by the length of the key.
fn decrypt(key: &[u8], vector: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    fn of<C: KeyIvInit + BlockDecryptMut>(key: &[u8], vector: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
        let cipher = C::new_from_slices(key, vector).ok()?;
        cipher.decrypt_padded_vec_mut::<NoPadding>(bytes).ok()
    }
    match key.len() {
        16 => of::<cbc::Decryptor<aes::Aes128>>(key, vector, bytes),
        24 => of::<cbc::Decryptor<aes::Aes192>>(key, vector, bytes),
        32 => of::<cbc::Decryptor<aes::Aes256>>(key, vector, bytes),
        _ => None,
    }
}
