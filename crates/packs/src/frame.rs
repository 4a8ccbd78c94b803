//! Framing: what is hashed for people or signed is never a bare concatenation.
//!
//! `frame(purpose, fields)` = len(purpose) ‖ purpose ‖ len(field) ‖ field ‖ …, every length a u64, big-endian. The
//! purpose carries its version, so that no signature can be taken for one of another purpose.

use sha2::{Digest as _, Sha256};

/// Purpose of a device's fingerprint.
pub const KEYS: &str = "lunzheng/keys/1";
/// Purpose of a pack's trailer.
pub const PACK: &str = "lunzheng/pack/1";
/// Purpose of an event's signature.
pub const EVENT: &str = "lunzheng/event/1";
/// Purpose of an event's hash.
pub const EVENT_HASH: &str = "lunzheng/event-hash/1";
/// Purpose of a set of events' digest.
pub const EVENT_SET: &str = "lunzheng/event-set/1";
/// Purpose of a certificate's signature.
pub const CERTIFICATE: &str = "lunzheng/certificate/1";
/// Purpose of a meeting card's signature.
pub const CARD: &str = "lunzheng/card/1";
/// Purpose of an enrolment request's signature.
pub const REQUEST: &str = "lunzheng/request/1";

/// The framed bytes of a purpose and its fields.
#[must_use]
pub fn frame(purpose: &str, fields: &[&[u8]]) -> Vec<u8> {
    let total = fields.iter().map(|f| f.len() + 8).sum::<usize>() + purpose.len() + 8;
    let mut out = Vec::with_capacity(total);
    push(&mut out, purpose.as_bytes());
    for field in fields {
        push(&mut out, field);
    }
    out
}

/// SHA-256 over the framed bytes.
#[must_use]
pub fn framed_sha256(purpose: &str, fields: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(frame(purpose, fields)).into()
}

fn push(out: &mut Vec<u8>, field: &[u8]) {
    // usize is at most 64 bits on every platform this builds for
    out.extend_from_slice(&(field.len() as u64).to_be_bytes());
    out.extend_from_slice(field);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_byte_from_one_field_to_the_next_changes_the_frame() {
        assert_ne!(frame("p", &[b"ab", b"c"]), frame("p", &[b"a", b"bc"]));
        assert_ne!(frame("p", &[b"a"]), frame("pa", &[]));
        assert_ne!(frame("p", &[b"", b""]), frame("p", &[b""]));
    }

    #[test]
    fn lengths_stand_before_contents_in_eight_big_endian_bytes() {
        assert_eq!(frame("p", &[b"xy"]), b"\0\0\0\0\0\0\0\x01p\0\0\0\0\0\0\0\x02xy");
    }
}
