//! Keys in a file, under a passphrase: the key of an office's archive, which lies apart from the archive.

use std::io::{Read, Write};

use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::error::PackError;
use crate::keys::DeviceKeys;
use crate::limits::SMALL_FILE;

const MAGIC: [u8; 8] = *b"\x89LZK\r\n\x1a\n";
const VERSION: [u8; 4] = [0, 1, 0, 0];
const WHAT: &str = "key file";

/// log₂ of scrypt's N: 256 MiB and about a second.
pub const WORK: u8 = 18;
/// The most work that a reader does for a file: 1 GiB.
const MOST_WORK: u8 = 20;

/// Seals keys under a passphrase: magic ‖ version ‖ an age stream with one scrypt stanza, which holds the 65 secret bytes.
///
/// # Errors
/// `Io`; `Content` when the passphrase cannot be used.
pub fn seal(keys: &DeviceKeys, passphrase: &SecretString, work: u8) -> Result<Vec<u8>, PackError> {
    let bad = || PackError::Content { what: WHAT };
    let mut recipient = age::scrypt::Recipient::new(passphrase.clone());
    recipient.set_work_factor(work);
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        .map_err(|_| bad())?;
    let mut file = [MAGIC.as_slice(), &VERSION].concat();
    let mut stream = encryptor.wrap_output(&mut file)?;
    stream.write_all(&keys.to_secret_bytes())?;
    stream.finish()?;
    Ok(file)
}

/// Opens a key file.
///
/// # Errors
/// `NotAPack`, `Newer`, `TooLarge`; `Content` for another passphrase or a changed file: which of both, nobody can tell.
pub fn open(file: &[u8], passphrase: &SecretString) -> Result<DeviceKeys, PackError> {
    let bad = || PackError::Content { what: WHAT };
    PackError::at_most(WHAT, file.len() as u64, SMALL_FILE)?;
    let rest = file.strip_prefix(&MAGIC).ok_or(PackError::NotAPack { what: WHAT })?;
    let (version, sealed) = rest.split_first_chunk::<4>().ok_or(PackError::Damaged { what: WHAT })?;
    let major = u32::from(u16::from_be_bytes([version[0], version[1]]));
    if major != 1 {
        return Err(PackError::Newer { theirs: major, ours: 1 });
    }
    let mut identity = age::scrypt::Identity::new(passphrase.clone());
    identity.set_max_work_factor(MOST_WORK);
    let decryptor = age::Decryptor::new_buffered(sealed).map_err(|_| bad())?;
    let mut stream =
        decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|_| bad())?;
    let mut secret = Zeroizing::new(Vec::with_capacity(128));
    stream.by_ref().take(128).read_to_end(&mut secret).map_err(|_| bad())?;
    DeviceKeys::from_secret_bytes(&secret)
}

/// Whether a file begins as a key file does.
#[must_use]
pub fn is_key_file(file: &[u8]) -> bool {
    file.starts_with(&MAGIC)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Code;

    #[test]
    fn a_key_file_opens_with_its_passphrase_alone_and_every_change_is_noticed() {
        let keys = DeviceKeys::generate().unwrap();
        let passphrase = SecretString::from("归档钥匙的测试口令");
        let file = seal(&keys, &passphrase, 4).unwrap();
        assert!(is_key_file(&file));
        assert_eq!(open(&file, &passphrase).unwrap().fingerprint(), keys.fingerprint());
        let other = SecretString::from("另一句测试口令");
        assert_eq!(open(&file, &other).unwrap_err().code(), Code::PackContent);
        for at in (0..file.len()).filter(|at| !(10..12).contains(at)) {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(open(&changed, &passphrase).is_err(), "byte {at}");
        }
        for cut in 0..file.len() {
            assert!(open(&file[..cut], &passphrase).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn a_file_that_asks_for_gigabytes_is_refused_before_they_are_taken() {
        let keys = DeviceKeys::generate().unwrap();
        let passphrase = SecretString::from("归档钥匙的测试口令");
        let file = seal(&keys, &passphrase, 4).unwrap();
        let at = file.windows(3).position(|w| w == b" 4\n").unwrap();
        let greedy = [&file[..=at], b"24".as_slice(), &file[at + 2..]].concat();
        assert!(open(&greedy, &passphrase).is_err());
    }
}
