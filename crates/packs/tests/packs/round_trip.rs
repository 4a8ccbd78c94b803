//! What goes in comes out, for those it is meant for.

use crate::fixture::{
    MARKER, at_expert, at_secretariat, blob, certificate, events, expert, keys, known, now, pack, read,
    read_task, score, secretariat, task,
};
use domain::Code;
use packs::{
    Authority, BlobEntry, BlobSink, BlobSource, DeviceKeys, Digest, Draft, Limits, MeetingId, MemorySink,
    PackKind, PartyRole, PublicKeys, SchemaRange,
};
use std::io::{self, Cursor, Read};

#[test]
fn a_task_pack_brings_the_expert_its_events_certificate_and_papers() {
    let mut file = Vec::new();
    let digest = packs::write(&mut file, &secretariat(), task()).unwrap();
    let opened = read_task(&file).unwrap();
    let mut sink = MemorySink::default();
    let contents = opened.copy_blobs(&mut sink).unwrap();
    assert_eq!(contents.digest, digest);
    assert_eq!(contents.sender, secretariat().public());
    assert_eq!(contents.events, task().events);
    assert_eq!(contents.manifest.certificates, [certificate(&expert(), PartyRole::Expert)]);
    assert_eq!((contents.manifest.at, contents.manifest.journal), (now(), task().journal));
    let blobs: Vec<(&str, &[u8])> = sink.blobs.iter().map(|(b, d)| (b.name.as_str(), d.as_slice())).collect();
    assert_eq!(blobs, [("attachment.pdf", MARKER.as_bytes()), ("empty", b"".as_slice())]);
}

#[test]
fn a_score_pack_comes_back_to_the_secretariat() {
    let file = pack(&expert(), score());
    let opened = read(&file, &expert().public(), &at_secretariat(), &secretariat()).unwrap();
    assert_eq!(opened.into_contents().events, score().events);
}

#[test]
fn nothing_that_is_sealed_stands_in_the_file() {
    let draft = Draft { blobs: vec![blob(MARKER, MARKER.repeat(9_000).as_bytes())], ..task() };
    let file = pack(&secretariat(), draft);
    assert!(!file.windows(MARKER.len()).any(|w| w == MARKER.as_bytes()));
}

#[test]
fn origin_and_wholeness_are_checked_with_the_public_keys_alone() {
    let file = pack(&secretariat(), task());
    let headed = packs::open(Cursor::new(&file), &Limits::default()).unwrap();
    assert_eq!(headed.header().kind, PackKind::Task);
    assert_eq!(headed.header().recipients, [expert().fingerprint()]);
    let verified = headed.verify(&secretariat().public()).unwrap();
    assert_eq!(verified.header().sequence, 1);
}

#[test]
fn every_recipient_reads_and_nobody_else() {
    let recipients: Vec<_> = (2..66).map(|n| keys(n).public()).collect();
    let file = pack(&secretariat(), Draft { recipients, ..task() });
    for n in [2, 30, 65] {
        let authority = Authority { recipient: keys(n).fingerprint(), ..at_expert() };
        assert!(read(&file, &secretariat().public(), &authority, &keys(n)).is_ok());
    }
    let stranger = keys(66);
    let authority = Authority { recipient: stranger.fingerprint(), ..at_expert() };
    let error = read(&file, &secretariat().public(), &authority, &stranger).unwrap_err();
    assert_eq!(error.code(), Code::PackWrongRecipient);
    // with the right fingerprint in the authority and the wrong keys in hand
    let error = read(&file, &secretariat().public(), &at_expert(), &stranger).unwrap_err();
    assert_eq!(error.code(), Code::PackWrongRecipient);
}

#[test]
fn an_archive_makes_its_authors_known_by_the_certificates_it_carries() {
    let archive = || Draft {
        kind: PackKind::Archive,
        certificates: vec![certificate(&expert(), PartyRole::Expert)],
        events: events(&expert(), &[b"pledge", b"sheet"]),
        ..task()
    };
    let file = pack(&secretariat(), archive());
    let open = |authority: &Authority| {
        packs::open(Cursor::new(&file), &Limits::default())
            .and_then(|p| p.verify(&secretariat().public()))
            .and_then(|p| p.authorise(authority))
            .and_then(|p| p.decrypt(&expert(), &|f| known(f).filter(|k| *k == secretariat().public())))
    };
    assert_eq!(open(&at_expert()).unwrap().contents().events.len(), 2);
    let unpinned = Authority { secretariat: None, ..at_expert() };
    assert_eq!(open(&unpinned).unwrap_err().code(), Code::PackSender);
}

#[test]
fn another_meeting_is_refused_before_anything_is_decrypted() {
    let file = pack(&secretariat(), task());
    let other = Authority { meeting: MeetingId([9; 16]), ..at_expert() };
    let error = read(&file, &secretariat().public(), &other, &expert()).unwrap_err();
    assert_eq!(error.code(), Code::PackWrongMeeting);
    assert!(error.params().contains(&("current".to_owned(), "09".repeat(16))));
}

#[test]
fn a_role_sends_only_what_it_may_even_when_the_caller_allows_more() {
    let file = pack(&secretariat(), task());
    let as_expert =
        Authority { sender_role: PartyRole::Expert, allowed: PackKind::ALL.into(), ..at_expert() };
    let error = read(&file, &secretariat().public(), &as_expert, &expert()).unwrap_err();
    assert_eq!(error.code(), Code::PackSender);
    let nothing = Authority { allowed: vec![PackKind::Result], ..at_expert() };
    let error = read(&file, &secretariat().public(), &nothing, &expert()).unwrap_err();
    assert_eq!(error.code(), Code::PackSender);
    let mut out = Vec::new();
    let error = packs::write(&mut out, &expert(), Draft { role: PartyRole::Expert, ..task() }).unwrap_err();
    assert_eq!(error.code(), Code::PackSender);
    assert!(out.is_empty());
}

#[test]
fn a_revision_by_the_wrong_role_is_refused_by_what_the_manifest_says() {
    let draft = Draft { kind: PackKind::Revision, certificate: None, ..score() };
    let file = pack(&expert(), draft);
    let wrong = Authority { sender_role: PartyRole::Secretariat, ..at_secretariat() };
    let error = read(&file, &expert().public(), &wrong, &secretariat()).unwrap_err();
    assert_eq!(error.code(), Code::PackSender);
}

#[test]
fn newer_content_and_unknown_critical_entries_are_refused_known_ones_read() {
    let newer = pack(&secretariat(), Draft { schema: SchemaRange { oldest: 2, written: 3 }, ..task() });
    let error = read_task(&newer).unwrap_err();
    assert_eq!(error.code(), Code::PackNewer);
    assert_eq!(error.params(), [("theirs".to_owned(), "2".to_owned()), ("ours".to_owned(), "1".to_owned())]);
    let readable = pack(&secretariat(), Draft { schema: SchemaRange { oldest: 1, written: 3 }, ..task() });
    assert!(read_task(&readable).is_ok());
    let critical = pack(&secretariat(), Draft { critical: vec!["weighted-votes".into()], ..task() });
    assert_eq!(read_task(&critical).unwrap_err().code(), Code::PackNewer);
    let authority = Authority { critical: vec!["weighted-votes".into()], ..at_expert() };
    assert!(read(&critical, &secretariat().public(), &authority, &expert()).is_ok());
}

fn refused(draft: Draft<'_>) -> Code {
    packs::write(&mut io::sink(), &secretariat(), draft).unwrap_err().code()
}

#[test]
fn a_writer_refuses_recipients_to_whom_nothing_can_be_sealed() {
    assert_eq!(refused(Draft { recipients: vec![], ..task() }), Code::PackContent);
    let twice = vec![expert().public(), expert().public()];
    assert_eq!(refused(Draft { recipients: twice, ..task() }), Code::PackContent);
    let many = (2..67).map(|n| keys(n).public()).collect();
    assert_eq!(refused(Draft { recipients: many, ..task() }), Code::PackTooLarge);
    let weak = PublicKeys { seal: [0; 32], ..expert().public() };
    assert_eq!(refused(Draft { recipients: vec![weak], ..task() }), Code::PackContent);
}

#[test]
fn a_writer_refuses_what_a_reader_would() {
    assert_eq!(refused(Draft { sequence: 0, ..task() }), Code::PackContent);
    assert_eq!(refused(Draft { meeting: MeetingId([9; 16]), ..task() }), Code::PackWrongMeeting);
    let backwards = SchemaRange { oldest: 2, written: 1 };
    assert_eq!(refused(Draft { schema: backwards, ..task() }), Code::PackContent);
    assert_eq!(refused(Draft { critical: vec!["两".into()], ..task() }), Code::PackContent);
    let with = |blob| refused(Draft { blobs: vec![blob], ..task() });
    assert_eq!(with(blob("", b"x")), Code::PackContent);
    assert_eq!(with(blob(&"x".repeat(256), b"x")), Code::PackContent);
    assert_eq!(with(BlobSource { size: (4 << 30) + 1, ..blob("x", b"x") }), Code::PackTooLarge);
}

#[test]
fn a_blob_that_is_not_as_announced_makes_no_pack() {
    for wrong in [
        BlobSource { size: 2, ..blob("x", b"x") },
        BlobSource { size: 0, ..blob("x", b"x") },
        BlobSource { digest: Digest([0; 32]), ..blob("x", b"x") },
    ] {
        let mut out = Vec::new();
        let error =
            packs::write(&mut out, &secretariat(), Draft { blobs: vec![wrong], ..task() }).unwrap_err();
        assert_eq!(error.code(), Code::PackContent);
        assert!(read_task(&out).is_err());
    }
}

/// Eight megabytes that are never in memory as a whole.
struct Pattern(u64);

impl Read for Pattern {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let len = usize::try_from(self.0).unwrap().min(buf.len()).min(10_007);
        for byte in &mut buf[..len] {
            *byte = u8::try_from(self.0 % 251).unwrap();
            self.0 -= 1;
        }
        Ok(len)
    }
}

/// Remembers the largest piece and the digest, keeps nothing.
#[derive(Default)]
struct Measure {
    largest: usize,
    hasher: blake3::Hasher,
    ended: Vec<Digest>,
}

impl BlobSink for Measure {
    fn begin(&mut self, _blob: &BlobEntry) -> io::Result<()> {
        self.hasher.reset();
        Ok(())
    }

    fn write(&mut self, data: &[u8]) -> io::Result<()> {
        self.largest = self.largest.max(data.len());
        self.hasher.update(data);
        Ok(())
    }

    fn end(&mut self, _blob: &BlobEntry) -> io::Result<()> {
        self.ended.push(Digest(*self.hasher.finalize().as_bytes()));
        Ok(())
    }
}

#[test]
fn a_large_blob_streams_in_and_out_in_pieces_of_64_kib() {
    const SIZE: u64 = 8 << 20;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(Pattern(SIZE)).unwrap();
    let digest = Digest(*hasher.finalize().as_bytes());
    let source = || BlobSource { name: "8 MB".into(), digest, size: SIZE, reader: Box::new(Pattern(SIZE)) };
    let file = pack(&secretariat(), Draft { blobs: vec![source()], ..task() });
    let mut sink = Measure::default();
    read_task(&file).unwrap().copy_blobs(&mut sink).unwrap();
    assert_eq!(sink.ended, [digest]);
    assert!(sink.largest <= 64 << 10);
    let overhead = file.len() as u64 - SIZE;
    assert!(overhead < 8 << 10, "{overhead} bytes more than the blob");
}

#[test]
fn blobs_around_the_size_of_a_chunk_of_the_cipher_come_out_whole() {
    for size in [0, 1, 65_535, 65_536, 65_537, 131_072, 1 << 20, (1 << 20) + 1] {
        let content = vec![0x5a; size];
        let file = pack(&secretariat(), Draft { blobs: vec![blob("x", &content)], ..task() });
        let mut sink = MemorySink::default();
        read_task(&file).unwrap().copy_blobs(&mut sink).unwrap();
        assert_eq!(sink.blobs[0].1, content);
    }
}

#[test]
fn a_full_sink_stops_the_reading_with_its_own_error() {
    struct Full;
    impl BlobSink for Full {
        fn begin(&mut self, _: &BlobEntry) -> io::Result<()> {
            Ok(())
        }
        fn write(&mut self, _: &[u8]) -> io::Result<()> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn end(&mut self, _: &BlobEntry) -> io::Result<()> {
            Ok(())
        }
    }
    let file = pack(&secretariat(), task());
    let error = read_task(&file).unwrap().copy_blobs(&mut Full).unwrap_err();
    assert_eq!(error.code(), Code::Io);
}

#[test]
fn keys_of_another_generation_never_collide() {
    let names: std::collections::BTreeSet<_> = (0..64).map(|n| keys(n).fingerprint()).collect();
    assert_eq!(names.len(), 64);
    assert_ne!(DeviceKeys::generate().unwrap().fingerprint(), DeviceKeys::generate().unwrap().fingerprint());
}
