//! Fixed-size values that are written as lower-case hexadecimal digits.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! hex_value {
    ($(#[doc = $doc:literal])+ $name:ident, $len:literal) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// Reads the hexadecimal form; `None` when it is not one of the right length.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let mut bytes = [0; $len];
                hex::decode_to_slice(text, &mut bytes).ok().map(|()| Self(bytes))
            }

            /// The bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $len] {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&hex::encode(self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = String::deserialize(d)?;
                Self::parse(&text).ok_or_else(|| {
                    serde::de::Error::custom(concat!("expected ", stringify!($len), " bytes in hexadecimal"))
                })
            }
        }
    };
}

hex_value! {
    /// Names one meeting. Random, so that it says nothing about what is reviewed.
    MeetingId, 16
}
hex_value! {
    /// Names one device's keys: SHA-256 over both framed public keys.
    Fingerprint, 32
}
hex_value! {
    /// A SHA-256 value: of an event, or the head of a journal.
    Hash32, 32
}
hex_value! {
    /// A BLAKE3 value: of a pack or of a blob.
    Digest, 32
}

impl Digest {
    /// The digest of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

impl MeetingId {
    /// A new random id.
    ///
    /// # Errors
    /// `Io` when the system gives no random bytes.
    pub fn generate() -> Result<Self, crate::PackError> {
        Ok(Self(crate::keys::random()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_digits_and_nothing_else_does() {
        let id = MeetingId([0xab; 16]);
        assert_eq!(id.to_string(), "ab".repeat(16));
        assert_eq!(MeetingId::parse(&id.to_string()), Some(id));
        assert_eq!(MeetingId::parse("ab"), None);
        assert_eq!(MeetingId::parse(&"zz".repeat(16)), None);
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(serde_json::from_str::<MeetingId>(&json).unwrap(), id);
    }

    #[test]
    fn two_meetings_never_share_an_id() {
        assert_ne!(MeetingId::generate().unwrap(), MeetingId::generate().unwrap());
    }
}
