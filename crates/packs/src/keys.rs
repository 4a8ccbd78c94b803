//! The keys of one device: Ed25519 for signing, X25519 for what is sealed to it.

use crate::bech32;
use crate::error::PackError;
use crate::frame::{self, framed_sha256};
use crate::ids::Fingerprint;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use x25519_dalek::StaticSecret;
use zeroize::{Zeroize, Zeroizing};

const SECRET_VERSION: u8 = 1;
const SECRET_LEN: usize = 65;
const TEN_TO_24: u128 = 1_000_000_000_000_000_000_000_000;

/// Random bytes from the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], PackError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| PackError::Io(std::io::Error::other(e.to_string())))?;
    Ok(bytes)
}

/// Both secret keys of a device. Wiped when dropped; never printed.
pub struct DeviceKeys {
    sign: SigningKey,
    seal: StaticSecret,
}

impl DeviceKeys {
    /// New random keys.
    ///
    /// # Errors
    /// `Io` when the system gives no random bytes.
    pub fn generate() -> Result<Self, PackError> {
        let mut sign = random::<32>()?;
        let mut seal = random::<32>()?;
        let keys = Self { sign: SigningKey::from_bytes(&sign), seal: StaticSecret::from(seal) };
        sign.zeroize();
        seal.zeroize();
        Ok(keys)
    }

    /// 65 bytes to keep in the vault: version 1, Ed25519 seed, X25519 secret.
    #[must_use]
    pub fn to_secret_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(SECRET_LEN));
        bytes.push(SECRET_VERSION);
        bytes.extend_from_slice(self.sign.as_bytes());
        bytes.extend_from_slice(self.seal.as_bytes());
        bytes
    }

    /// Reads what [`DeviceKeys::to_secret_bytes`] wrote.
    ///
    /// # Errors
    /// `Content` for another length or version.
    pub fn from_secret_bytes(bytes: &[u8]) -> Result<Self, PackError> {
        let bad = || PackError::Content { what: "device keys" };
        let (version, rest) = bytes.split_first().ok_or_else(bad)?;
        if *version != SECRET_VERSION || bytes.len() != SECRET_LEN {
            return Err(bad());
        }
        let (sign, seal) = rest.split_at(32);
        let mut sign: [u8; 32] = sign.try_into().map_err(|_| bad())?;
        let mut seal: [u8; 32] = seal.try_into().map_err(|_| bad())?;
        let keys = Self { sign: SigningKey::from_bytes(&sign), seal: StaticSecret::from(seal) };
        sign.zeroize();
        seal.zeroize();
        Ok(keys)
    }

    /// The public halves.
    #[must_use]
    pub fn public(&self) -> PublicKeys {
        PublicKeys {
            sign: self.sign.verifying_key().to_bytes(),
            seal: x25519_dalek::PublicKey::from(&self.seal).to_bytes(),
        }
    }

    /// The name of these keys.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.public().fingerprint()
    }

    /// Signs framed fields.
    pub(crate) fn sign(&self, purpose: &str, fields: &[&[u8]]) -> [u8; 64] {
        self.sign.sign(&frame::frame(purpose, fields)).to_bytes()
    }

    /// The sealing key as the age crate takes it.
    pub(crate) fn age_identity(&self) -> Result<age::x25519::Identity, PackError> {
        let mut text = bech32::encode("age-secret-key-", self.seal.as_bytes());
        text.make_ascii_uppercase();
        text.parse().map_err(|_| PackError::Content { what: "device keys" })
    }
}

impl std::fmt::Debug for DeviceKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DeviceKeys({})", self.fingerprint())
    }
}

/// Both public keys of a device.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PublicKeys {
    /// Ed25519.
    #[serde(serialize_with = "to_hex", deserialize_with = "from_hex")]
    pub sign: [u8; 32],
    /// X25519.
    #[serde(serialize_with = "to_hex", deserialize_with = "from_hex")]
    pub seal: [u8; 32],
}

impl PublicKeys {
    /// SHA-256 over both framed keys.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(framed_sha256(frame::KEYS, &[&self.sign, &self.seal]))
    }

    /// What two people read to each other: the fingerprint as a number modulo 10²⁴, six groups of four digits.
    #[must_use]
    pub fn digits24(&self) -> String {
        let number = self.fingerprint().0.iter().fold(0u128, |n, b| (n * 256 + u128::from(*b)) % TEN_TO_24);
        let digits = format!("{number:024}");
        let groups: Vec<&str> = (0..6).filter_map(|i| digits.get(i * 4..i * 4 + 4)).collect();
        groups.join(" ")
    }

    /// Refuses keys that are no points, points of small order, or written in another than their one form: with a
    /// signing key of small order anyone can make signatures, to such a sealing key anyone can read (and the age
    /// crate would abort on it), and a second form would give one key two fingerprints.
    ///
    /// # Errors
    /// `Content`.
    pub fn check(&self) -> Result<(), PackError> {
        let bad = PackError::Content { what: "public keys" };
        let canonical = |key: &VerifyingKey| key.to_edwards().compress().to_bytes() == self.sign;
        match VerifyingKey::from_bytes(&self.sign) {
            Ok(key) if !key.is_weak() && canonical(&key) => {}
            _ => return Err(bad),
        }
        let probe = StaticSecret::from([1; 32]);
        let shared = probe.diffie_hellman(&x25519_dalek::PublicKey::from(self.seal));
        if shared.was_contributory() && below_the_prime(&self.seal) { Ok(()) } else { Err(bad) }
    }

    /// Checks a signature over framed fields, strictly: no small-order keys, no second form of one signature.
    pub(crate) fn verify(
        &self,
        what: &'static str,
        purpose: &str,
        fields: &[&[u8]],
        signature: &[u8; 64],
    ) -> Result<(), PackError> {
        let bad = |_| PackError::Signature { what };
        let key = VerifyingKey::from_bytes(&self.sign).map_err(bad)?;
        key.verify_strict(&frame::frame(purpose, fields), &Signature::from_bytes(signature)).map_err(bad)
    }

    /// The sealing key as the age crate takes it.
    pub(crate) fn age_recipient(&self) -> Result<age::x25519::Recipient, PackError> {
        self.check()?;
        bech32::encode("age", &self.seal).parse().map_err(|_| PackError::Content { what: "public keys" })
    }
}

impl std::fmt::Debug for PublicKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PublicKeys({})", self.fingerprint())
    }
}

/// Whether a little-endian number is below 2²⁵⁵ − 19.
fn below_the_prime(number: &[u8; 32]) -> bool {
    let [first, middle @ .., last] = number;
    *last < 0x7f || (*last == 0x7f && (*first < 0xed || middle.iter().any(|b| *b != 0xff)))
}

fn to_hex<S: Serializer>(bytes: &[u8; 32], s: S) -> Result<S::Ok, S::Error> {
    s.serialize_str(&hex::encode(bytes))
}

fn from_hex<'de, D: Deserializer<'de>>(d: D) -> Result<[u8; 32], D::Error> {
    let text = String::deserialize(d)?;
    let mut bytes = [0; 32];
    hex::decode_to_slice(&text, &mut bytes).map_err(serde::de::Error::custom)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_from_their_secret_bytes() {
        let keys = DeviceKeys::generate().unwrap();
        let again = DeviceKeys::from_secret_bytes(&keys.to_secret_bytes()).unwrap();
        assert_eq!(keys.public(), again.public());
        let json = serde_json::to_string(&keys.public()).unwrap();
        assert_eq!(serde_json::from_str::<PublicKeys>(&json).unwrap(), keys.public());
    }

    #[test]
    fn secret_bytes_of_another_length_or_version_are_refused() {
        let mut bytes = DeviceKeys::generate().unwrap().to_secret_bytes().to_vec();
        assert!(DeviceKeys::from_secret_bytes(&bytes[..64]).is_err());
        bytes[0] = 2;
        assert!(DeviceKeys::from_secret_bytes(&bytes).is_err());
        assert!(DeviceKeys::from_secret_bytes(&[]).is_err());
    }

    #[test]
    fn a_secret_is_not_printed() {
        let keys = DeviceKeys::generate().unwrap();
        assert_eq!(format!("{keys:?}"), format!("DeviceKeys({})", keys.fingerprint()));
    }

    #[test]
    fn the_digits_are_six_groups_of_four_and_differ_with_either_key() {
        let keys = DeviceKeys::generate().unwrap().public();
        let digits = keys.digits24();
        assert_eq!(digits.len(), 29);
        assert!(digits.split(' ').all(|g| g.len() == 4 && g.bytes().all(|b| b.is_ascii_digit())));
        let other = DeviceKeys::generate().unwrap().public();
        assert_ne!(digits, PublicKeys { seal: other.seal, ..keys }.digits24());
        assert_ne!(digits, PublicKeys { sign: other.sign, ..keys }.digits24());
    }

    #[test]
    fn keys_of_small_order_are_refused() {
        let good = DeviceKeys::generate().unwrap().public();
        assert!(good.check().is_ok());
        assert!(PublicKeys { seal: [0; 32], ..good }.check().is_err());
        let mut one = [0; 32];
        one[0] = 1;
        assert!(PublicKeys { seal: one, ..good }.check().is_err());
        assert!(PublicKeys { sign: one, ..good }.check().is_err());
        assert!(PublicKeys { sign: [0xff; 32], ..good }.check().is_err());
    }
}
