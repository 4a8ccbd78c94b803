//! SHA-256 over framed bytes: the purpose with its version first, then every part with its length (64 bit, big endian)
//! before it, so that no two different lists of parts can look the same.

use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// A SHA-256 digest that people compare.
pub type Digest = [u8; 32];

/// The digest of `parts` for `purpose`, such as `lunzheng/rules/1`.
#[must_use]
pub fn framed(purpose: &str, parts: &[&[u8]]) -> Digest {
    let mut hash = Sha256::new();
    for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// The canonical bytes of a record: JSON without spaces, fields in the order of their declaration, maps in the order of
/// their keys, money as integers of 分, scores as decimal strings.
///
/// # Errors
/// Only for a type that JSON cannot hold (a map whose keys are no strings): a fault of the program.
pub fn canonical<T: Serialize>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(value)
}

/// Twelve hex digits in three groups of four: a label for page footers, not a proof.
#[must_use]
pub fn short(digest: &Digest) -> String {
    groups(digest, 3)
}

/// The whole digest in sixteen groups of four hex digits, as minutes print it.
#[must_use]
pub fn grouped(digest: &Digest) -> String {
    groups(digest, 16)
}

fn groups(digest: &Digest, count: usize) -> String {
    digest.chunks(2).take(count).map(hex::encode).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_byte_from_one_part_to_the_next_changes_the_digest() {
        assert_ne!(framed("t/1", &[b"ab", b"c"]), framed("t/1", &[b"a", b"bc"]));
        assert_ne!(framed("t/1", &[b"ab"]), framed("t/2", &[b"ab"]));
        assert_eq!(grouped(&[0xab; 32]).len(), 79);
        assert_eq!(short(&[0xab; 32]), "abab abab abab");
    }
}
