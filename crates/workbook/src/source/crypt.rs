//! Workbooks encrypted under the password that Excel has built in. Excel writes it when a book is protected without a
//! password of its own, and opens such books without a question; so do we. A book under any other password stays shut.
//!
//! Packages of Excel 2007 are decrypted by `office-crypto`; agile encryption, of which it knows SHA-512 alone and checks no
//! password, is in [`super::agile`]; the three ways of BIFF are here ([MS-XLS] 2.2.10, [MS-OFFCRYPTO] 2.3.5 to 2.3.7).

use md5::{Digest, Md5};
use rc4::cipher::typenum::U16;
use rc4::{Key, KeyInit, Rc4, StreamCipher};
use sha1::Sha1;

use super::ReadError;
use super::agile::{self, Opened};
use super::biff::{Records, u16_at, u32_at};
use crate::error::Hazard;

/// Excel's built-in password.
const PASSWORD: &str = "VelvetSweatshop";
/// What XOR obfuscation makes of the built-in password: the key and the check ([MS-OFFCRYPTO] 2.3.7.1, 2.3.7.2).
const XOR_KEY: u16 = 0xB359;
const XOR_CHECK: u16 = 0x9A0A;
/// How many bytes one key of RC4 covers.
const BLOCK: usize = 1024;

const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
/// Records that are never encrypted: BOF, FilePass, UsrExcl, FileLock, InterfaceHdr, RRDInfo, RRDHead.
const PLAIN: [u16; 7] = [0x0809, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];

/// Decrypts an encrypted Office Open XML package. One that the built-in password does not open is `Password`.
pub(super) fn package(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let package = match agile::open(bytes, PASSWORD) {
        Opened::Package(package) => Some(package),
        Opened::Shut => None,
        Opened::NotAgile => office_crypto::decrypt_from_bytes(bytes.to_vec(), PASSWORD).ok(),
    };
    // The library does not check the password: what is no zip container was decrypted with the wrong one.
    package.filter(|p| p.starts_with(b"PK\x03\x04")).ok_or(ReadError::Password)
}

/// Decrypts a BIFF stream in place where it is encrypted; says whether it was.
pub(super) fn workbook(stream: &mut [u8]) -> Result<bool, ReadError> {
    let Some(cipher) = cipher(stream)? else { return Ok(false) };
    let mut spans = Vec::new();
    let mut records = Records::new(stream, 0);
    while let Some(record) = records.next()? {
        // Where a sheet begins stays readable.
        let skipped = if record.kind == BOUND_SHEET { record.data.len().min(4) } else { 0 };
        if !PLAIN.contains(&record.kind) {
            spans.push((record.at + skipped, record.at + record.data.len(), record.data.len()));
        }
    }
    match cipher {
        Cipher::Xor => spans.iter().for_each(|(from, to, size)| xor(&mut stream[*from..*to], from + size)),
        Cipher::Rc4(keys) => {
            let mut pad = Keystream { keys, block: None, bytes: vec![0; BLOCK] };
            for (from, to, _) in spans {
                for (at, byte) in (from..).zip(&mut stream[from..to]) {
                    *byte ^= pad.byte(at)?;
                }
            }
        }
    }
    Ok(true)
}

enum Cipher {
    Xor,
    Rc4(Keys),
}

/// What the keys of the blocks are made from.
struct Keys {
    secret: Vec<u8>,
    strength: Strength,
}

/// How keys are cut: whole digests in plain RC4, so many bits under the CryptoAPI.
enum Strength {
    Digest,
    Bits40,
    Bits128,
}

/// Which cipher the stream names, once its password is known to be the built-in one.
fn cipher(stream: &[u8]) -> Result<Option<Cipher>, ReadError> {
    let mut records = Records::new(stream, 0);
    // FilePass stands near the beginning, before anything that is encrypted.
    for _ in 0..64 {
        match records.next()? {
            Some(record) if record.kind == FILE_PASS => return chosen(record.data).map(Some),
            Some(record) if record.kind == BOUND_SHEET => return Ok(None),
            Some(_) => {}
            None => return Ok(None),
        }
    }
    Ok(None)
}

fn chosen(pass: &[u8]) -> Result<Cipher, ReadError> {
    if pass.len() < 6 || u16_at(pass, 0)? == 0 {
        // The oldest form has the two words alone; later ones say 0 before them.
        let at = if pass.len() < 6 { 0 } else { 2 };
        let same = u16_at(pass, at)? == XOR_KEY && u16_at(pass, at + 2)? == XOR_CHECK;
        return if same { Ok(Cipher::Xor) } else { Err(ReadError::Password) };
    }
    match (u16_at(pass, 2)?, u16_at(pass, 4)?) {
        (1, 1) => plain_rc4(pass),
        (2..=4, 2) => api_rc4(pass),
        _ => Err(ReadError::Password),
    }
}

fn part(data: &[u8], at: usize, length: usize) -> Result<&[u8], ReadError> {
    let end = at.checked_add(length).ok_or(Hazard::PartDamaged)?;
    data.get(at..end).ok_or(ReadError::Unsafe(Hazard::PartDamaged))
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// RC4 with 40 bits of secret ([MS-OFFCRYPTO] 2.3.6).
fn plain_rc4(pass: &[u8]) -> Result<Cipher, ReadError> {
    let (salt, verifier, check) = (part(pass, 6, 16)?, part(pass, 22, 16)?, part(pass, 38, 16)?);
    let password = Md5::digest(utf16(PASSWORD));
    let once = [&password[..5], salt].concat();
    let secret = Md5::digest(once.repeat(16))[..5].to_vec();
    let keys = Keys { secret, strength: Strength::Digest };
    let mut both = [verifier, check].concat();
    keys.cipher(0).apply_keystream(&mut both);
    let (verifier, check) = both.split_at(16);
    if Md5::digest(verifier).as_slice() == check { Ok(Cipher::Rc4(keys)) } else { Err(ReadError::Password) }
}

/// RC4 under the CryptoAPI ([MS-OFFCRYPTO] 2.3.5).
fn api_rc4(pass: &[u8]) -> Result<Cipher, ReadError> {
    let size = usize::try_from(u32_at(pass, 10)?).map_err(|_| Hazard::PartDamaged)?;
    let header = part(pass, 14, size)?;
    let strength = match u32_at(header, 16)? {
        0 | 40 => Strength::Bits40,
        128 => Strength::Bits128,
        _ => return Err(ReadError::Password),
    };
    let at = 14 + size;
    let (salt, verifier, check) =
        (part(pass, at + 4, 16)?, part(pass, at + 20, 16)?, part(pass, at + 40, 20)?);
    let secret = Sha1::digest([salt, &utf16(PASSWORD)].concat()).to_vec();
    let keys = Keys { secret, strength };
    let mut both = [verifier, check].concat();
    keys.cipher(0).apply_keystream(&mut both);
    let (verifier, check) = both.split_at(16);
    if Sha1::digest(verifier).as_slice() == check { Ok(Cipher::Rc4(keys)) } else { Err(ReadError::Password) }
}

impl Keys {
    /// The cipher of a block. A key of 40 bits under the CryptoAPI is filled up with zeros to 128.
    fn cipher(&self, block: u32) -> Rc4<U16> {
        let seed = [&self.secret[..], &block.to_le_bytes()].concat();
        let mut key = Key::<U16>::default();
        match self.strength {
            Strength::Digest => key.copy_from_slice(&Md5::digest(seed)),
            Strength::Bits40 => key[..5].copy_from_slice(&Sha1::digest(seed)[..5]),
            Strength::Bits128 => key.copy_from_slice(&Sha1::digest(seed)[..16]),
        }
        Rc4::new(&key)
    }
}

/// The bytes to mix with, by position in the stream.
struct Keystream {
    keys: Keys,
    block: Option<usize>,
    bytes: Vec<u8>,
}

impl Keystream {
    fn byte(&mut self, at: usize) -> Result<u8, ReadError> {
        let block = at / BLOCK;
        if self.block != Some(block) {
            self.bytes.fill(0);
            let number = u32::try_from(block).map_err(|_| Hazard::FileTooLarge)?;
            self.keys.cipher(number).apply_keystream(&mut self.bytes);
            self.block = Some(block);
        }
        Ok(self.bytes[at % BLOCK])
    }
}

/// XOR obfuscation ([MS-OFFCRYPTO] 2.3.7.3): every byte is turned by three bits and mixed with one of sixteen, counted
/// from the end of its record.
fn xor(bytes: &mut [u8], end: usize) {
    let [low, high] = XOR_KEY.to_le_bytes();
    let mut pad = [0u8; 16];
    for (i, byte) in pad.iter_mut().enumerate() {
        let letter = PASSWORD.as_bytes().get(i).copied().unwrap_or(0xBB);
        *byte = (letter ^ if i % 2 == 0 { low } else { high }).rotate_right(1);
    }
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = (*byte ^ pad[(end + i) % 16]).rotate_right(5);
    }
}
