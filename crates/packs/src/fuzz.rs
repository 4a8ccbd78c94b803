//! What fuzzing calls of the inside: any bytes, which must come back, and what must hold of what is accepted. `fuzz/`
//! drives it with coverage, and everything else through what is public; the tests below drive reader, manifest and merge
//! for a few seconds with a mutator of their own.

use crate::limits::Limits;
use crate::manifest::Manifest;
use crate::{Certificate, EnrolmentRequest, MeetingCard};

/// A manifest as it comes out of the sealed part, and the small files.
///
/// # Panics
/// When what is accepted does not read back as it was once it is written again.
pub fn manifest(bytes: &[u8]) -> bool {
    let limits = Limits::default();
    let again = MeetingCard::from_bytes(bytes).map(|c| MeetingCard::from_bytes(&c.to_bytes()).is_ok());
    assert!(again.unwrap_or(true), "a card that does not read back");
    let again =
        EnrolmentRequest::from_bytes(bytes).map(|r| EnrolmentRequest::from_bytes(&r.to_bytes()).is_ok());
    assert!(again.unwrap_or(true), "a request that does not read back");
    let again =
        Certificate::from_bytes(bytes).map(|c| Certificate::from_bytes(&c.to_bytes()).ok() == Some(c));
    assert!(again.unwrap_or(true), "a certificate that does not read back");
    let _ = crate::key_file::is_key_file(bytes);
    let Ok(read) = Manifest::from_bytes(bytes, &limits, |_, _| Ok(())) else { return false };
    let written = read.manifest.to_bytes(&read.events);
    let again = Manifest::from_bytes(&written, &limits, |_, _| Ok(()));
    assert!(
        again.is_ok_and(|a| a.manifest == read.manifest && a.events == read.events),
        "a manifest that does not read back"
    );
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::SignedEvent;
    use crate::event_set::{EventSet, ForkDecisions};
    use crate::keys::DeviceKeys;
    use std::io::Cursor;
    use std::time::{Duration, Instant};

    /// A pack as a stranger hands it over: header, length, trailer, and whether it is signed by the keys with this secret.
    ///
    /// # Panics
    /// When bytes are accepted that do not come out as they went in.
    fn pack(bytes: &[u8], sender: &DeviceKeys) -> bool {
        let Ok(headed) = crate::open(Cursor::new(bytes), &Limits::default()) else { return false };
        let header = headed.header().clone();
        let accepted = headed.verify(&sender.public()).is_ok();
        assert!(
            !accepted || header.sender == sender.fingerprint(),
            "a pack under keys that it does not name"
        );
        accepted
    }

    /// Events as they are carried, merged in two orders: whatever is accepted comes out the same, and the order is nothing.
    ///
    /// # Panics
    /// When a law of merging does not hold.
    fn merge(parts: &[&[u8]]) -> usize {
        let events: Vec<SignedEvent> =
            parts.iter().filter_map(|bytes| SignedEvent::from_carried(bytes).ok()).collect();
        let (mut forwards, mut backwards) = (EventSet::new(), EventSet::new());
        forwards.merge(events.iter().cloned());
        backwards.merge(events.iter().rev().cloned());
        assert!(
            forwards == backwards && forwards.digest() == backwards.digest(),
            "the order made a difference"
        );
        assert_eq!(backwards.merge(events.iter().cloned()), 0, "a second time brought something new");
        let decisions: ForkDecisions = forwards
            .forks()
            .iter()
            .filter_map(|f| Some(((f.author, f.device_seq), *f.hashes.first()?)))
            .collect();
        assert!(forwards.valid_given(&decisions).len() <= forwards.len());
        assert!(forwards.open_forks(&decisions).len() <= forwards.forks().len());
        forwards.len()
    }

    /// A small generator with a seed: what it made once it makes again.
    struct Dice(u64);

    impl Dice {
        fn next(&mut self, below: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % below.max(1) as u64).unwrap()
        }
    }

    /// Flips, cuts, doubles, overwrites: one to four times.
    fn mutated(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
        const ODD: [u8; 8] = [0x00, 0x01, 0x1b, 0x7f, 0x80, 0x9f, 0xbf, 0xff];
        let mut out = bytes.to_vec();
        for _ in 0..=dice.next(4) {
            if out.is_empty() {
                break;
            }
            let at = dice.next(out.len());
            match dice.next(6) {
                0 => out[at] ^= 1 << dice.next(8),
                1 => out[at] = ODD[dice.next(ODD.len())],
                2 => out.truncate(at),
                3 => {
                    let end = (at + dice.next(64)).min(out.len());
                    let piece = out[at..end].to_vec();
                    out.splice(at..at, piece);
                }
                4 => drop(out.drain(at..(at + dice.next(16)).min(out.len()))),
                _ => {
                    let end = (at + 8).min(out.len());
                    out[at..end].fill(ODD[dice.next(ODD.len())]);
                }
            }
        }
        out
    }

    fn corpus() -> Vec<Vec<u8>> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
        ["task.lzp", "score.lzp", "archive.lzp"].map(|n| std::fs::read(folder.join(n)).unwrap()).into()
    }

    fn keys(seed: u8) -> DeviceKeys {
        let secret = [[1].as_slice(), &[seed; 32], &[seed.wrapping_add(9); 32]].concat();
        DeviceKeys::from_secret_bytes(&secret).unwrap()
    }

    fn events() -> Vec<Vec<u8>> {
        let mut out: Vec<SignedEvent> = Vec::new();
        for seed in [1u8, 2] {
            let keys = keys(seed);
            let mut last: Option<SignedEvent> = None;
            for number in 1..=4u64 {
                let event = crate::Event {
                    meeting: crate::MeetingId([7; 16]),
                    author: keys.fingerprint(),
                    device_seq: number,
                    previous: last.as_ref().map(SignedEvent::hash),
                    kind: "sheet".into(),
                    at: chrono::DateTime::UNIX_EPOCH,
                    body: vec![seed; 8],
                };
                let signed = SignedEvent::sign(&keys, event).unwrap();
                last = Some(signed.clone());
                out.push(signed);
            }
        }
        out.iter().map(SignedEvent::to_carried).collect()
    }

    fn manifest_bytes() -> Vec<u8> {
        let draft = crate::manifest::Manifest {
            clear_digest: crate::Digest([3; 32]),
            at: chrono::DateTime::UNIX_EPOCH,
            role: crate::PartyRole::Expert,
            certificate: None,
            certificates: Vec::new(),
            previous_pack: Some(crate::Digest([4; 32])),
            journal: crate::JournalHead { seq: 9, head: crate::Hash32([5; 32]) },
            schema: crate::SchemaRange { oldest: 1, written: 1 },
            critical: vec!["word".into()],
            blobs: vec![crate::BlobEntry {
                name: "a.pdf".into(),
                digest: crate::Digest([6; 32]),
                size: 70_000,
            }],
        };
        let carried = events();
        let signed: Vec<SignedEvent> =
            carried.iter().map(|c| SignedEvent::from_carried(c).unwrap()).collect();
        draft.to_bytes(&signed)
    }

    /// Runs all three for so long, and says how many inputs there were.
    fn run(seed: u64, time: Duration) -> u64 {
        let mut dice = Dice(seed);
        let (packs, events, made) = (corpus(), events(), manifest_bytes());
        assert!(manifest(&made), "the corpus itself reads");
        let sender = keys(1);
        let (start, mut runs) = (Instant::now(), 0);
        while start.elapsed() < time {
            for _ in 0..64 {
                let of = dice.next(packs.len());
                let changed = mutated(&packs[of], &mut dice);
                assert!(!pack(&changed, &sender), "nobody signed this under these keys");
                manifest(&mutated(&made, &mut dice));
                let some: Vec<Vec<u8>> = (0..dice.next(12))
                    .map(|_| {
                        let event = &events[dice.next(events.len())];
                        if dice.next(3) == 0 { mutated(event, &mut dice) } else { event.clone() }
                    })
                    .collect();
                merge(&some.iter().map(Vec::as_slice).collect::<Vec<_>>());
                runs += 3;
            }
        }
        runs
    }

    #[test]
    fn seconds_of_random_bytes_break_neither_reader_nor_manifest_nor_merge() {
        assert!(run(0x5eed, Duration::from_secs(3)) > 1000);
    }

    /// `cargo test --release -p packs -- --ignored --nocapture fuzz`
    #[test]
    #[ignore = "a minute"]
    fn a_minute_of_random_bytes_breaks_nothing_either() {
        let start = Instant::now();
        let runs = run(0x1eaf, Duration::from_secs(60));
        println!("fuzz: {runs} inputs in {:?}, none accepted, none that stopped the reader", start.elapsed());
    }
}
