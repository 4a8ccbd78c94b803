//! Events: the smallest thing that is signed. A pack carries them unchanged, so that an archive can pass them on.

use crate::cbor::{Reader, Writer, is_word};
use crate::error::PackError;
use crate::frame::{self, framed_sha256};
use crate::ids::{Fingerprint, Hash32, MeetingId};
use crate::keys::{DeviceKeys, PublicKeys};
use crate::limits::{Limits, WORD};
use chrono::{DateTime, SubsecRound, Utc};

const WHAT: &str = "event";

/// One thing that one device says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The meeting it belongs to.
    pub meeting: MeetingId,
    /// The device that says it.
    pub author: Fingerprint,
    /// The device's running number in this meeting: 1, 2, 3, …
    pub device_seq: u64,
    /// The hash of the device's event before; none for number 1 and for no other.
    pub previous: Option<Hash32>,
    /// What is said: a word of 1 to 64 ASCII letters, digits, `.`, `_` or `-`.
    pub kind: String,
    /// When, by the device's clock; kept to the millisecond.
    pub at: DateTime<Utc>,
    /// The content, at most 1 MiB. Its meaning belongs to the domain.
    pub body: Vec<u8>,
}

impl Event {
    fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(7).bytes(self.meeting.as_bytes()).bytes(&self.author.0).uint(self.device_seq);
        w.maybe_bytes(self.previous.as_ref().map(|h| h.0.as_slice()));
        w.text(&self.kind).time(self.at).bytes(&self.body);
        w.finish()
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, PackError> {
        let mut r = Reader::new(bytes, WHAT);
        r.tuple(7)?;
        let event = Self {
            meeting: MeetingId(r.fixed()?),
            author: Fingerprint(r.fixed()?),
            device_seq: r.uint()?,
            previous: r.maybe_fixed()?.map(Hash32),
            kind: r.text(WORD)?.to_owned(),
            at: r.time()?,
            body: r.bytes()?.to_vec(),
        };
        r.end()?;
        event.check()?;
        // one event has one form of bytes: longer ways to write a number are refused
        if event.to_bytes() == bytes { Ok(event) } else { Err(PackError::Content { what: WHAT }) }
    }

    fn check(&self) -> Result<(), PackError> {
        PackError::at_most("event body", self.body.len() as u64, Limits::default().event_body)?;
        let first = self.device_seq == 1;
        let ok = self.device_seq > 0 && first == self.previous.is_none() && is_word(&self.kind);
        if ok { Ok(()) } else { Err(PackError::Content { what: WHAT }) }
    }
}

/// An event with its author's signature, as carried: the bytes that were signed are kept and passed on, never made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedEvent {
    event: Event,
    bytes: Vec<u8>,
    signature: [u8; 64],
    hash: Hash32,
}

impl SignedEvent {
    /// Signs an event with its author's keys.
    ///
    /// # Errors
    /// `Content` when the author's fingerprint is not that of the keys or the event is malformed; `TooLarge`.
    pub fn sign(keys: &DeviceKeys, event: Event) -> Result<Self, PackError> {
        let event = Event { at: event.at.trunc_subsecs(3), ..event };
        if event.author != keys.fingerprint() {
            return Err(PackError::Content { what: "event author" });
        }
        event.check()?;
        let bytes = event.to_bytes();
        let signature = keys.sign(frame::EVENT, &[&bytes]);
        Ok(Self::assemble(event, bytes, signature))
    }

    /// Takes up an event's bytes and signature, from a vault for one. Says nothing about the signature.
    ///
    /// # Errors
    /// `Content`, `TooLarge`.
    pub fn from_parts(bytes: Vec<u8>, signature: [u8; 64]) -> Result<Self, PackError> {
        let event = Event::from_bytes(&bytes)?;
        Ok(Self::assemble(event, bytes, signature))
    }

    fn assemble(event: Event, bytes: Vec<u8>, signature: [u8; 64]) -> Self {
        let hash = Hash32(framed_sha256(frame::EVENT_HASH, &[&bytes]));
        Self { event, bytes, signature, hash }
    }

    /// For tests of what does not look at signatures.
    #[cfg(test)]
    pub(crate) fn unsigned(event: Event, signature: [u8; 64]) -> Self {
        let bytes = event.to_bytes();
        Self::assemble(event, bytes, signature)
    }

    /// Checks the signature under the author's public keys.
    ///
    /// # Errors
    /// `SenderUnknown` when the keys are not the author's, `Signature`.
    pub fn verify(&self, author: &PublicKeys) -> Result<(), PackError> {
        if author.fingerprint() != self.event.author {
            return Err(PackError::SenderUnknown { sender: self.event.author });
        }
        author.verify(WHAT, frame::EVENT, &[&self.bytes], &self.signature)
    }

    /// The event.
    #[must_use]
    pub fn event(&self) -> &Event {
        &self.event
    }

    /// The device that signed.
    #[must_use]
    pub fn author(&self) -> Fingerprint {
        self.event.author
    }

    /// The bytes that were signed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The signature.
    #[must_use]
    pub fn signature(&self) -> &[u8; 64] {
        &self.signature
    }

    /// The event's name: SHA-256 over its framed bytes. The signature is no part of it, so that signing the same
    /// thing twice makes no second event.
    #[must_use]
    pub fn hash(&self) -> Hash32 {
        self.hash
    }

    /// The bytes as they stand in a manifest: event and signature.
    #[must_use]
    pub fn to_carried(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.array(2).bytes(&self.bytes).bytes(&self.signature);
        w.finish()
    }

    /// Reads a file that holds one event as it is carried; says nothing about the signature.
    ///
    /// # Errors
    /// `Cut`, `AfterEnd` by the length that the file states; then as [`SignedEvent::from_carried`].
    pub fn from_file(bytes: &[u8]) -> Result<Self, PackError> {
        let size = bytes.len() as u64;
        match stated_length(bytes) {
            Some(wanted) if size < wanted => Err(PackError::Cut { size, wanted }),
            Some(wanted) if size > wanted => Err(PackError::AfterEnd { size, wanted }),
            _ => Self::from_carried(bytes),
        }
    }

    /// Reads [`SignedEvent::to_carried`]; says nothing about the signature.
    ///
    /// # Errors
    /// `Content`, `TooLarge`.
    pub fn from_carried(carried: &[u8]) -> Result<Self, PackError> {
        let mut r = Reader::new(carried, WHAT);
        r.tuple(2)?;
        let bytes = r.bytes()?.to_vec();
        let signature = r.fixed()?;
        r.end()?;
        Self::from_parts(bytes, signature)
    }
}

/// How long an event is as it is carried, by its first bytes: a pair of byte strings, the second of 64. At least so long,
/// where even those are cut; nothing where it is no event.
fn stated_length(bytes: &[u8]) -> Option<u64> {
    /// Head and bytes of the signature.
    const SIGNATURE: u64 = 2 + 64;
    let [pair, head, rest @ ..] = bytes else {
        return bytes.iter().all(|b| *b == 0x82).then_some(2 + SIGNATURE);
    };
    let (extra, short) = match head {
        0x40..=0x57 => (0, u64::from(head - 0x40)),
        0x58 => (1, 0),
        0x59 => (2, 0),
        0x5a => (4, 0),
        _ => return None,
    };
    if *pair != 0x82 {
        return None;
    }
    let Some(length) = rest.get(..extra) else { return Some(2 + extra as u64 + SIGNATURE) };
    let length = length.iter().fold(short, |sum, byte| sum * 256 + u64::from(*byte));
    let most = 2 * Limits::default().event_body;
    (length <= most).then_some(2 + extra as u64 + length + SIGNATURE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Code;

    fn event(keys: &DeviceKeys) -> Event {
        Event {
            meeting: MeetingId([1; 16]),
            author: keys.fingerprint(),
            device_seq: 1,
            previous: None,
            kind: "pledge".into(),
            at: Utc::now(),
            body: b"body".to_vec(),
        }
    }

    #[test]
    fn an_event_holds_under_its_author_only_and_is_carried_unchanged() {
        let keys = DeviceKeys::generate().unwrap();
        let signed = SignedEvent::sign(&keys, event(&keys)).unwrap();
        signed.verify(&keys.public()).unwrap();
        let again = SignedEvent::from_carried(&signed.to_carried()).unwrap();
        assert_eq!(again, signed);
        let other = DeviceKeys::generate().unwrap().public();
        assert_eq!(again.verify(&other).unwrap_err().code(), Code::PackSender);
    }

    #[test]
    fn nobody_signs_in_the_name_of_another() {
        let keys = DeviceKeys::generate().unwrap();
        let other = DeviceKeys::generate().unwrap();
        assert!(SignedEvent::sign(&other, event(&keys)).is_err());
    }

    #[test]
    fn a_changed_byte_breaks_the_event_or_its_signature() {
        let keys = DeviceKeys::generate().unwrap();
        let carried = SignedEvent::sign(&keys, event(&keys)).unwrap().to_carried();
        for bit in 0..carried.len() * 8 {
            let mut changed = carried.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let held = SignedEvent::from_carried(&changed).and_then(|e| e.verify(&keys.public()));
            assert!(held.is_err(), "bit {bit}");
        }
    }

    #[test]
    fn a_file_that_was_cut_anywhere_or_goes_on_after_its_end_says_so_with_its_length() {
        let keys = DeviceKeys::generate().unwrap();
        for body in [0, 10, 300, 70_000] {
            let event = Event { body: vec![7; body], ..event(&keys) };
            let whole = SignedEvent::sign(&keys, event).unwrap().to_carried();
            assert!(SignedEvent::from_file(&whole).is_ok());
            let length = whole.len() as u64;
            for cut in (0..whole.len()).step_by(if body > 1000 { 997 } else { 1 }) {
                let found = SignedEvent::from_file(&whole[..cut]).unwrap_err();
                let PackError::Cut { size, wanted } = found else { panic!("{cut} of {length}: {found}") };
                assert!(size == cut as u64 && wanted <= length && (cut < 6 || wanted == length), "{cut}");
            }
            let longer = [whole.as_slice(), b"\0"].concat();
            let found = SignedEvent::from_file(&longer).unwrap_err();
            assert!(matches!(found, PackError::AfterEnd { size, wanted } if size == wanted + 1));
        }
        let other = SignedEvent::from_file(b"%PDF-1.7 and so on").unwrap_err();
        assert_eq!(other.code(), Code::PackContent);
    }

    #[test]
    fn only_the_first_event_has_no_predecessor() {
        let keys = DeviceKeys::generate().unwrap();
        let some = Some(Hash32([1; 32]));
        for (device_seq, previous) in [(0, None), (0, some), (1, some), (2, None)] {
            assert!(SignedEvent::sign(&keys, Event { device_seq, previous, ..event(&keys) }).is_err());
        }
        assert!(SignedEvent::sign(&keys, Event { device_seq: 2, previous: some, ..event(&keys) }).is_ok());
    }

    #[test]
    fn a_number_written_longer_than_needed_is_refused() {
        let keys = DeviceKeys::generate().unwrap();
        let good = SignedEvent::sign(&keys, event(&keys)).unwrap();
        // after array(7), bytes(16) and bytes(32) stands the number 1, one byte; write it as two
        let at = 1 + 17 + 34;
        assert_eq!(good.bytes()[at], 1);
        let long = [&good.bytes()[..at], &[0x18, 1], &good.bytes()[at + 1..]].concat();
        assert!(SignedEvent::from_parts(long, *good.signature()).is_err());
    }

    #[test]
    fn a_body_above_the_limit_or_a_kind_that_is_no_word_is_refused() {
        let keys = DeviceKeys::generate().unwrap();
        let large = Event { body: vec![0; (1 << 20) + 1], ..event(&keys) };
        assert_eq!(SignedEvent::sign(&keys, large).unwrap_err().code(), Code::PackTooLarge);
        for kind in ["", "two words", "承诺", &"x".repeat(65)] {
            assert!(SignedEvent::sign(&keys, Event { kind: kind.into(), ..event(&keys) }).is_err());
        }
    }
}
