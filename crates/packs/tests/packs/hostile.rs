//! The hostile corpus: one named pack for each malformation. All are properly signed by the secretariat unless the
//! name says otherwise, so each must be refused by the check that its name is about, with the code given here.

use crate::fixture::{at_expert, certificate, events, expert, keys, now, read_task, secretariat};
use crate::forge::{Forge, array, array_of, bytes, item, map, null, recipient, text, uint};
use domain::Code;
use packs::{
    Certificate, CertificateDraft, Event, Hash32, Limits, MeetingId, MemorySink, PackError, PartyRole,
    SignedEvent,
};
use std::io::Cursor;

fn outcome(file: &[u8]) -> Result<(), PackError> {
    read_task(file)?.copy_blobs(&mut MemorySink::default()).map(drop)
}

/// Each of these must be refused with this code.
fn refused(code: Code, corpus: &[(&str, Vec<u8>)]) {
    for (name, file) in corpus {
        match outcome(file) {
            Ok(()) => panic!("{name} was accepted"),
            Err(error) => assert_eq!(error.code(), code, "{name}: {error}"),
        }
    }
}

const HUGE: u64 = 1 << 60;

#[test]
fn the_second_writer_makes_packs_that_are_read() {
    outcome(&Forge::task().build()).unwrap();
}

#[test]
fn what_newer_minor_versions_add_is_passed_over() {
    let mut forge =
        Forge::task().header(9, bytes(b"new")).manifest(11, bytes(b"new")).manifest(40, bytes(b"newer"));
    forge.minor = 7;
    outcome(&forge.build()).unwrap();
}

#[test]
fn files_of_other_kinds_are_called_no_packs() {
    let forge = |change: fn(&mut Forge)| {
        let mut forge = Forge::task();
        change(&mut forge);
        forge.build()
    };
    refused(
        Code::PackNotAPack,
        &[
            ("text", b"a text that is a little longer than a prefix".to_vec()),
            ("zip", [b"PK\x03\x04".as_slice(), &[0; 200]].concat()),
            ("zeros", vec![0; 4096]),
            ("line ends rewritten", forge(|f| f.magic = b"\x89LZP\n\n\x1a\n".to_vec())),
            ("major version 0", forge(|f| f.major = 0)),
        ],
    );
}

#[test]
fn what_newer_software_wrote_is_called_newer() {
    let mut major = Forge::task();
    major.major = 2;
    refused(
        Code::PackNewer,
        &[
            ("major version 2", major.build()),
            ("kind 99", Forge::task().header(0, uint(99)).build()),
            ("schema 2", Forge::task().manifest(7, array(&[uint(2), uint(2)])).build()),
            ("critical entry", Forge::task().manifest(8, array(&[text("ranked-votes")])).build()),
            (
                "schema 2 with events in another shape",
                Forge::task()
                    .manifest(7, array(&[uint(2), uint(2)]))
                    .manifest(9, array(&[bytes(b"new shape")]))
                    .build(),
            ),
        ],
    );
}

#[test]
fn lengths_beyond_the_limits_are_refused_before_anything_is_allocated() {
    let mut header_len = Forge::task();
    header_len.header_len = Some(u32::MAX);
    let sixty_five: Vec<_> = (0..65u8).map(|n| bytes(&[n; 32])).collect();
    refused(
        Code::PackTooLarge,
        &[
            ("header of 4 GiB", header_len.build()),
            ("2^60 recipients", Forge::task().header(3, array_of(HUGE, &[])).build()),
            ("65 recipients", Forge::task().header(3, array(&sixty_five)).build()),
            ("manifest of 2^60 bytes", Forge::task().header(5, uint(HUGE)).build()),
            ("manifest of 64 MiB and a byte", Forge::task().header(5, uint((64 << 20) + 1)).build()),
            ("2^60 blobs", Forge::task().header(6, uint(HUGE)).build()),
            ("sealed part of 2^64 - 1 bytes", Forge::task().header(8, uint(u64::MAX)).build()),
            ("2^60 certificates", Forge::task().manifest(4, array_of(HUGE, &[])).build()),
            ("2^60 critical entries", Forge::task().manifest(8, array_of(HUGE, &[])).build()),
            ("2^60 events", Forge::task().manifest(9, array_of(HUGE, &[])).build()),
            ("2^60 blob entries", Forge::task().manifest(10, array_of(HUGE, &[])).build()),
            ("event body of 1 MiB and a byte", Forge::task().manifest(9, array(&[large_event()])).build()),
            ("blob of 4 GiB and a byte", blob_of_4_gib_and_a_byte()),
        ],
    );
}

/// An event whose body is too large, properly signed: our own writer refuses to make it.
fn large_event() -> Vec<u8> {
    let body = vec![0; (1 << 20) + 1];
    let event = array(&[
        bytes(&crate::fixture::MEETING.0),
        bytes(&secretariat().fingerprint().0),
        uint(1),
        null(),
        text("task"),
        uint(now().timestamp_millis().unsigned_abs()),
        bytes(&body),
    ]);
    bytes(&array(&[bytes(&event), bytes(&[0; 64])]))
}

fn blob_of_4_gib_and_a_byte() -> Vec<u8> {
    Forge::task().manifest(10, array(&[Forge::blob("paper", b"paper", (4 << 30) + 1)])).build()
}

fn with_header(raw: Vec<u8>) -> Vec<u8> {
    let mut forge = Forge::task();
    forge.header_raw = Some(raw);
    forge.build()
}

fn with_header_length(len: u32) -> Vec<u8> {
    let mut forge = Forge::task();
    forge.header_len = Some(len);
    forge.build()
}

#[test]
fn a_header_that_does_not_read_counts_as_damage() {
    let nested = std::iter::repeat_n(0x81, 60_000).collect::<Vec<u8>>();
    let header = |key, value| Forge::task().header(key, value).build();
    refused(
        Code::PackSignature,
        &[
            ("header of no bytes", with_header_length(0)),
            ("header cut by its own length", with_header_length(40)),
            ("header is a number", with_header(uint(5))),
            ("header is a text", with_header(text("header"))),
            ("header map of indefinite length", with_header(vec![0xbf, 0xff])),
            ("header map that claims 2^60 fields", with_header(item(|e| e.map(HUGE)))),
            ("header without fields", with_header(map(&[]))),
            ("header of 60 000 nested arrays", with_header(nested)),
            ("header field twice", header(2, [uint(1), uint(2)].concat())),
            ("header field out of order", header(0, [uint(1), uint(3)].concat())),
            ("added header field that is no byte string", header(9, array(&[]))),
        ],
    );
}

#[test]
fn a_header_whose_fields_cannot_be_counts_as_damage() {
    let header = |key, value| Forge::task().header(key, value).build();
    let own = || bytes(&expert().fingerprint().0);
    refused(
        Code::PackSignature,
        &[
            ("meeting id of 15 bytes", header(1, bytes(&[0; 15]))),
            ("recipient of 31 bytes", header(3, array(&[bytes(&[0; 31])]))),
            ("no recipient", header(3, array(&[]))),
            ("60 recipients, one there", header(3, array_of(60, &[own()]))),
            ("recipient twice", header(3, array(&[own(), own()]))),
            ("sequence 0", header(4, uint(0))),
            ("negative sequence", header(4, vec![0x20])),
            ("manifest of no bytes", header(5, vec![0x18, 0])),
            ("blob bytes that overflow", header(7, uint(u64::MAX))),
            ("blob bytes without blobs", header(6, uint(0))),
        ],
    );
}

#[test]
fn a_file_shorter_than_it_says_itself_is_called_cut() {
    refused(
        Code::FileCut,
        &[
            ("empty file", Vec::new()),
            ("half of the first bytes", packs::header::MAGIC[..4].to_vec()),
            ("header longer than the file", with_header_length(60_000)),
            ("sealed part one byte longer than there is", one_byte_more()),
        ],
    );
}

fn one_byte_more() -> Vec<u8> {
    let mut forge = Forge::task();
    forge.sealed = Some(vec![0; 500]);
    forge.header(8, uint(501)).build()
}

#[test]
fn a_trailer_that_does_not_begin_as_one_counts_as_damage() {
    let mut forge = Forge::task();
    forge.trailer_magic = b"LZPENDED".to_vec();
    let mut other = Forge::task();
    other.signer = keys(7);
    refused(
        Code::PackSignature,
        &[("trailer magic", forge.build()), ("signed by another key", other.build())],
    );
}

#[test]
fn a_sealed_part_that_is_no_proper_age_stream_for_the_recipients_is_refused() {
    let forge = |change: fn(&mut Forge)| {
        let mut forge = Forge::task();
        change(&mut forge);
        forge.build()
    };
    refused(
        Code::PackContent,
        &[
            ("passphrase instead of keys", forge(|f| f.passphrase = true)),
            ("a secret further recipient", forge(|f| f.stanzas.push(recipient(&keys(9))))),
            ("sealed for somebody else", forge(|f| f.stanzas = vec![recipient(&keys(9))])),
            ("not age", forge(|f| f.sealed = Some(vec![0x41; 600]))),
            (
                "age version 2",
                forge(|f| f.sealed = Some([b"age-encryption.org/v2\n".as_slice(), &[10; 600]].concat())),
            ),
            (
                "age header without end",
                forge(|f| {
                    f.sealed = Some(
                        [b"age-encryption.org/v1\n".as_slice(), &b"-> x-grease\n\n".repeat(9_000)].concat(),
                    );
                }),
            ),
            ("one byte after the last blob", forge(|f| f.content.push(0))),
            ("blob one byte short", forge(|f| f.content.truncate(4))),
            ("blob changed", forge(|f| f.content = b"Paper".to_vec())),
        ],
    );
}

#[test]
fn a_manifest_that_does_not_read_is_refused() {
    let mut tail = Forge::task();
    tail.manifest_tail = vec![0];
    let manifest = |key, value| Forge::task().manifest(key, value).build();
    let claims = [vec![0x81, 0x5b], HUGE.to_be_bytes().to_vec()].concat();
    refused(
        Code::PackContent,
        &[
            ("bytes after the manifest", tail.build()),
            ("role 9", manifest(2, uint(9))),
            ("time out of range", manifest(1, uint(u64::MAX))),
            ("schema backwards", manifest(7, array(&[uint(1), uint(0)]))),
            ("schema beyond 32 bits", manifest(7, array(&[uint(HUGE), uint(HUGE)]))),
            ("previous pack of 31 bytes", manifest(5, bytes(&[0; 31]))),
            ("1 000 events, none there", manifest(9, array_of(1_000, &[]))),
            ("events of indefinite length", manifest(9, vec![0x9f, 0xff])),
            ("byte string that claims 2^60 bytes", manifest(9, claims)),
        ],
    );
}

#[test]
fn a_manifest_that_does_not_fit_its_header_is_refused() {
    let mut kept = Forge::task();
    kept.keep_digest = true;
    let blobs = |entries: &[Vec<u8>]| Forge::task().manifest(10, array(entries)).build();
    let named = |name: &str| blobs(&[Forge::blob(name, b"paper", 5)]);
    let no_text = array(&[vec![0x62, 0xff, 0xfe], bytes(blake3::hash(b"paper").as_bytes()), uint(5)]);
    let (a, b) = (Forge::blob("a", b"", 1 << 31), Forge::blob("b", b"", 1 << 31));
    refused(
        Code::PackContent,
        &[
            ("digest of another header", kept.build()),
            ("blob of another size than the header says", blobs(&[Forge::blob("paper", b"paper", 4)])),
            ("more and larger blobs than the header says", blobs(&[a, b])),
            ("blob without a name", named("")),
            ("blob name of 256 bytes", named(&"x".repeat(256))),
            ("blob name that is no text", blobs(&[no_text])),
        ],
    );
}

fn with_event(change: impl FnOnce(&mut Event)) -> Forge {
    let mut event = events(&secretariat(), &[b"one"]).remove(0).event().clone();
    change(&mut event);
    Forge::task().events(&[SignedEvent::sign(&secretariat(), event).unwrap()])
}

#[test]
fn one_bad_event_refuses_the_whole_pack() {
    let good = events(&secretariat(), &[b"one", b"two"]);
    let stolen = SignedEvent::from_parts(good[0].bytes().to_vec(), *good[1].signature()).unwrap();
    let by_nobody = events(&keys(50), &[b"one"]);
    let malformed = |carried: &[u8]| Forge::task().manifest(9, array(&[bytes(carried)])).build();
    refused(Code::PackSignature, &[("signature of another event", Forge::task().events(&[stolen]).build())]);
    refused(Code::PackSender, &[("event by an unknown author", Forge::task().events(&by_nobody).build())]);
    let other = with_event(|e| e.meeting = MeetingId([9; 16]));
    refused(Code::PackWrongMeeting, &[("event of another meeting", other.build())]);
    let carried = good[0].to_carried();
    refused(
        Code::PackContent,
        &[
            ("event that is no event", malformed(b"event")),
            ("event of no bytes", malformed(b"")),
            ("bytes after an event", malformed(&[&carried, &[0][..]].concat())),
            (
                "event with a signature of 63 bytes",
                malformed(&array(&[bytes(good[0].bytes()), bytes(&[0; 63])])),
            ),
        ],
    );
    let last = with_event(|e| (e.device_seq, e.previous) = (u64::MAX, Some(Hash32([1; 32]))));
    outcome(&last.build()).unwrap();
}

#[test]
fn certificates_are_the_pinned_secretariats_for_this_meeting_and_about_the_sender() {
    let carried = |certificate: &Certificate| bytes(&certificate.to_carried());
    let of_expert = certificate(&expert(), PartyRole::Expert);
    let other_meeting = CertificateDraft { meeting: MeetingId([9; 16]), ..of_expert.draft.clone() };
    let other_meeting = Certificate::issue(&secretariat(), other_meeting).unwrap();
    let self_made = Certificate::issue(&expert(), of_expert.draft.clone()).unwrap();
    let mut changed = of_expert.clone();
    changed.draft.role = PartyRole::Secretariat;
    let among = |c: &Certificate| Forge::task().manifest(4, array(&[carried(c)])).build();
    let own = |c: &Certificate| Forge::task().manifest(3, carried(c)).build();
    outcome(&among(&of_expert)).unwrap();
    outcome(&own(&certificate(&secretariat(), PartyRole::Secretariat))).unwrap();
    refused(Code::PackWrongMeeting, &[("certificate for another meeting", among(&other_meeting))]);
    refused(Code::PackSignature, &[("certificate with a changed role", among(&changed))]);
    refused(
        Code::PackSender,
        &[
            ("certificate by somebody else", among(&self_made)),
            ("certificate in another role", own(&certificate(&secretariat(), PartyRole::Expert))),
            ("manifest in another role", Forge::task().manifest(2, uint(2)).build()),
        ],
    );
    refused(Code::PackContent, &[("certificate about somebody else", own(&of_expert))]);
}

#[test]
fn a_reader_may_lower_the_limits() {
    let file = Forge::task().build();
    let limits = |change: fn(&mut Limits)| {
        let mut limits = Limits::default();
        change(&mut limits);
        limits
    };
    let read = |limits: &Limits| {
        let known = |f: &packs::Fingerprint| crate::fixture::known(f);
        packs::open(Cursor::new(&file), limits)?
            .verify(&secretariat().public())?
            .authorise(&at_expert())?
            .decrypt(&expert(), &known)
            .map(drop)
    };
    read(&Limits::default()).unwrap();
    for lowered in [
        limits(|l| l.pack = 500),
        limits(|l| l.header = 100),
        limits(|l| l.manifest = 100),
        limits(|l| l.events = 1),
        limits(|l| l.event_body = 2),
        limits(|l| l.blobs = 0),
        limits(|l| l.blob = 4),
    ] {
        assert_eq!(read(&lowered).unwrap_err().code(), Code::PackTooLarge, "{lowered:?}");
    }
}
