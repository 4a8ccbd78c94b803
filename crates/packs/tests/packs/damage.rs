//! Packs that were cut, changed, lengthened, or signed by somebody else.

use crate::fixture::{at_expert, expert, keys, known, pack, read, read_task, secretariat, task};
use domain::Code;
use packs::{Draft, Limits, MemorySink};
use std::io::{Cursor, Read, Seek, SeekFrom};

/// Whether a file would be taken over: read to the end, blobs included.
fn accepted(file: &[u8]) -> Result<(), Code> {
    let opened = read_task(file).map_err(|e| e.code())?;
    opened.copy_blobs(&mut MemorySink::default()).map(|_| ()).map_err(|e| e.code())
}

#[test]
fn a_pack_cut_at_any_length_is_refused_and_said_to_be_cut() {
    let file = pack(&secretariat(), task());
    assert!(accepted(&file).is_ok());
    let mut cuts = 0;
    for len in 0..file.len() {
        let code = accepted(&file[..len]).unwrap_err();
        assert_eq!(code, Code::FileCut, "cut at {len}");
        cuts += 1;
    }
    assert!(cuts >= 500, "{cuts} cuts only");
}

#[test]
fn a_pack_with_anything_after_its_trailer_is_refused() {
    let file = pack(&secretariat(), task());
    for tail in [&[0u8][..], b"\n", &file] {
        assert_eq!(accepted(&[&file, tail].concat()), Err(Code::PackSignature));
    }
}

#[test]
fn two_thousand_flipped_bits_are_all_noticed() {
    let file = pack(&secretariat(), task());
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for round in 0..2_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let bit = usize::try_from(state >> 33).unwrap() % (file.len() * 8);
        let mut changed = file.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(accepted(&changed).is_err(), "round {round}, bit {bit}");
    }
}

#[test]
fn every_flipped_bit_of_header_and_trailer_is_noticed() {
    let file = pack(&secretariat(), task());
    let clear = 16 + u32::from_be_bytes(file[12..16].try_into().unwrap()) as usize;
    for byte in (0..clear).chain(file.len() - 72..file.len()) {
        for bit in 0..8 {
            let mut changed = file.clone();
            changed[byte] ^= 1 << bit;
            assert!(accepted(&changed).is_err(), "byte {byte}, bit {bit}");
        }
    }
}

/// Another pack of exactly this length: the cipher's padding varies, so it is made until it fits.
fn of_the_same_length(len: usize, draft: impl Fn() -> Draft<'static>) -> Vec<u8> {
    std::iter::repeat_with(|| pack(&secretariat(), draft())).find(|p| p.len() == len).unwrap()
}

#[test]
fn parts_of_two_packs_do_not_make_a_third() {
    let one = pack(&secretariat(), task());
    let two = of_the_same_length(one.len(), || Draft { sequence: 2, ..task() });
    let clear = 16 + u32::from_be_bytes(one[12..16].try_into().unwrap()) as usize;
    for at in [clear, clear + 300, one.len() / 2, one.len() - 72, one.len() - 64] {
        let mixed = [&one[..at], &two[at..]].concat();
        assert_eq!(accepted(&mixed), Err(Code::PackSignature), "joined at {at}");
    }
}

#[test]
fn a_pack_signed_again_by_another_key_is_refused() {
    let thief = keys(7);
    let mut file = pack(&secretariat(), task());
    let body = file.len() - 72;
    let digest = blake3::hash(&file[..body]);
    let length = (body as u64).to_be_bytes();
    let framed = packs::frame::frame(packs::frame::PACK, &[digest.as_bytes(), &length]);
    let seed: [u8; 32] = thief.to_secret_bytes()[1..33].try_into().unwrap();
    let signature = ed25519_dalek::Signer::sign(&ed25519_dalek::SigningKey::from_bytes(&seed), &framed);
    file[body + 8..].copy_from_slice(&signature.to_bytes());
    // under the keys the header names the signature fails; under the thief's own the header names somebody else
    assert_eq!(accepted(&file), Err(Code::PackSignature));
    let error = read(&file, &thief.public(), &at_expert(), &expert()).unwrap_err();
    assert_eq!(error.code(), Code::PackSender);
}

/// A stick that answers differently once the trailer has been checked.
struct Treacherous {
    first: Cursor<Vec<u8>>,
    second: Cursor<Vec<u8>>,
    rewinds: u32,
}

impl Read for Treacherous {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let now = if self.rewinds < 2 { &mut self.first } else { &mut self.second };
        now.read(buf)
    }
}

impl Seek for Treacherous {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        // verify seeks to the sealed part once, decrypt a second time
        if matches!(to, SeekFrom::Start(n) if n > 0 && n < 1_000) {
            self.rewinds += 1;
        }
        self.second.seek(to)?;
        self.first.seek(to)
    }
}

#[test]
fn a_stick_that_changes_its_mind_after_the_trailer_was_checked_gets_nothing_in() {
    let honest = || Draft { blobs: Vec::new(), ..task() };
    let one = pack(&secretariat(), honest());
    let two = of_the_same_length(one.len(), honest);
    let decrypt = |second: &[u8]| {
        let (first, second) = (Cursor::new(one.clone()), Cursor::new(second.to_vec()));
        let file = Treacherous { first, second, rewinds: 0 };
        packs::open(file, &Limits::default())
            .and_then(|p| p.verify(&secretariat().public()))
            .and_then(|p| p.authorise(&at_expert()))
            .and_then(|p| p.decrypt(&expert(), &known))
    };
    assert!(decrypt(&one).is_ok());
    assert_eq!(decrypt(&two).unwrap_err().code(), Code::PackSignature);
}
