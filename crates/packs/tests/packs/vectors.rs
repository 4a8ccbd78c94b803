//! The test vectors of FORMAT.md and the golden packs. What is deterministic (framing, digests, signatures,
//! fingerprints, the small files) must come out as written; what is randomised (the sealed part) must stay readable.
//!
//! `cargo test -p packs --test packs -- --ignored make_vectors` makes files that are missing; it overwrites none,
//! and adds to `packs.json` the packs that it lacks. A file that is there is never made anew: packs like it lie in archives.

use crate::fixture::{
    MARKER, MEETING, at_expert, at_secretariat, blob, certificate, events, expert, keys, now, pack, read,
    score, secretariat, task,
};
use packs::frame::{self, frame, framed_sha256};
use packs::{
    Authority, Certificate, DeviceKeys, Digest, Draft, EnrolmentRequest, MeetingCard, MemorySink, PackKind,
    PartyRole, SignedEvent, key_file,
};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn place(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name)
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(place(name)).unwrap()
}

fn archive() -> Draft<'static> {
    let authors = [certificate(&expert(), PartyRole::Expert)];
    let all =
        [events(&expert(), &[b"pledge", b"sheet", b"lock"]), events(&secretariat(), &[b"gate"])].concat();
    Draft {
        kind: PackKind::Archive,
        sequence: 2,
        recipients: vec![keys(3).public(), keys(4).public()],
        certificates: authors.into(),
        events: all,
        blobs: vec![blob("minutes.pdf", &[0x25; 70_000])],
        ..task()
    }
}

/// The secretariat's second pack to the expert: what the panel came to, and the paper that says so.
fn result() -> Draft<'static> {
    Draft {
        kind: PackKind::Result,
        sequence: 2,
        previous_pack: Some(Digest([0x11; 32])),
        certificate: Some(certificate(&secretariat(), PartyRole::Secretariat)),
        events: events(&secretariat(), &[b"task", b"gate", b"result"]),
        blobs: vec![blob("list.pdf", &[0x26; 3_000])],
        ..task()
    }
}

/// What changes a task that is out already.
fn revision() -> Draft<'static> {
    Draft {
        kind: PackKind::Revision,
        sequence: 3,
        previous_pack: Some(Digest([0x12; 32])),
        events: events(&secretariat(), &[b"task", b"revision"]),
        blobs: vec![blob("attachment-2.pdf", MARKER.as_bytes())],
        ..task()
    }
}

/// What an expert changes after a first score pack.
fn revised_score() -> Draft<'static> {
    Draft {
        kind: PackKind::Revision,
        sequence: 2,
        previous_pack: Some(Digest([0x13; 32])),
        events: events(&expert(), &[b"pledge", b"sheet", b"sheet again"]),
        ..score()
    }
}

fn of_keys(name: &str, keys: &DeviceKeys) -> Value {
    let public = keys.public();
    json!({
        "name": name,
        "secret": hex::encode(keys.to_secret_bytes()),
        "sign": hex::encode(public.sign),
        "seal": hex::encode(public.seal),
        "framed": hex::encode(frame(frame::KEYS, &[&public.sign, &public.seal])),
        "fingerprint": public.fingerprint().to_string(),
        "digits24": public.digits24(),
    })
}

fn of_event(event: &SignedEvent) -> Value {
    json!({
        "device_seq": event.event().device_seq,
        "previous": event.event().previous.map(|h| h.to_string()),
        "kind": event.event().kind,
        "at_ms": event.event().at.timestamp_millis(),
        "body": hex::encode(&event.event().body),
        "bytes": hex::encode(event.bytes()),
        "hash": event.hash().to_string(),
        "signature": hex::encode(event.signature()),
        "carried": hex::encode(event.to_carried()),
    })
}

/// Everything that has one right answer.
fn deterministic() -> Value {
    let certificate = certificate(&expert(), PartyRole::Expert);
    json!({
        "frames": [
            { "purpose": "p", "fields": ["", "78"], "framed": hex::encode(frame("p", &[b"", b"x"])),
              "sha256": hex::encode(framed_sha256("p", &[b"", b"x"])) },
            { "purpose": "lunzheng/event/1", "fields": ["00ff"],
              "framed": hex::encode(frame("lunzheng/event/1", &[&[0, 0xff]])),
              "sha256": hex::encode(framed_sha256("lunzheng/event/1", &[&[0, 0xff]])) },
        ],
        "keys": [
            of_keys("secretariat", &secretariat()),
            of_keys("expert", &expert()),
            of_keys("archive", &keys(3)),
            of_keys("supervisor", &keys(4)),
        ],
        "meeting": MEETING.to_string(),
        "card_by_secretariat": hex::encode(MeetingCard::issue(&secretariat(), MEETING).to_bytes()),
        "request_by_expert": hex::encode(EnrolmentRequest::issue(&expert(), MEETING).to_bytes()),
        "certificate_of_expert": {
            "person": certificate.person,
            "name": certificate.name,
            "role": certificate.role.number(),
            "issued_at_ms": certificate.issued_at.timestamp_millis(),
            "serial": certificate.serial,
            "file": hex::encode(certificate.to_bytes()),
        },
        "events_by_expert": events(&expert(), &[b"pledge", b"sheet", b"lock"]).iter().map(of_event).collect::<Vec<_>>(),
    })
}

struct Golden {
    name: &'static str,
    by: DeviceKeys,
    reader: DeviceKeys,
    authority: Authority,
    draft: fn() -> Draft<'static>,
}

fn golden() -> [Golden; 6] {
    let from_secretariat =
        |name, draft| Golden { name, by: secretariat(), reader: expert(), authority: at_expert(), draft };
    let from_expert = |name, draft| Golden {
        name,
        by: expert(),
        reader: secretariat(),
        authority: at_secretariat(),
        draft,
    };
    let authority = Authority { recipient: keys(3).fingerprint(), ..at_expert() };
    [
        from_secretariat("task.lzp", task),
        from_expert("score.lzp", score),
        Golden { name: "archive.lzp", by: secretariat(), reader: keys(3), authority, draft: archive },
        from_secretariat("result.lzp", result),
        from_secretariat("revision.lzp", revision),
        from_expert("revision_of_score.lzp", revised_score),
    ]
}

/// The passphrase of the golden key file, which holds the archive's keys.
fn passphrase() -> SecretString {
    SecretString::from("示例归档钥匙的口令")
}

#[test]
fn what_has_one_right_answer_still_has_it() {
    let stored: Value = serde_json::from_slice(&file("vectors.json")).unwrap();
    let now = deterministic();
    for (name, value) in stored.as_object().unwrap() {
        assert_eq!(&now[name], value, "{name}");
    }
}

#[test]
fn the_stored_small_files_still_read_and_hold() {
    let stored: Value = serde_json::from_slice(&file("vectors.json")).unwrap();
    let bytes = |value: &Value| hex::decode(value.as_str().unwrap()).unwrap();
    let card = MeetingCard::from_bytes(&bytes(&stored["card_by_secretariat"])).unwrap();
    assert_eq!((card.meeting, card.keys), (MEETING, secretariat().public()));
    let request = EnrolmentRequest::from_bytes(&bytes(&stored["request_by_expert"])).unwrap();
    assert_eq!(request.keys, expert().public());
    let certificate = Certificate::from_bytes(&bytes(&stored["certificate_of_expert"]["file"])).unwrap();
    certificate.verify(&secretariat().public()).unwrap();
    for event in stored["events_by_expert"].as_array().unwrap() {
        let event = SignedEvent::from_carried(&bytes(&event["carried"])).unwrap();
        event.verify(&expert().public()).unwrap();
    }
}

#[test]
fn the_golden_packs_still_read_whole() {
    for Golden { name, by, reader, authority, draft } in golden() {
        let file = file(name);
        let mut sink = MemorySink::default();
        let opened = read(&file, &by.public(), &authority, &reader).unwrap();
        let contents = opened.copy_blobs(&mut sink).unwrap();
        let draft = draft();
        assert_eq!(contents.header.kind, draft.kind, "{name}");
        assert_eq!(contents.header.sequence, draft.sequence, "{name}");
        assert_eq!(contents.manifest.at, now(), "{name}");
        assert_eq!(contents.manifest.journal, draft.journal, "{name}");
        assert_eq!(contents.manifest.certificate, draft.certificate, "{name}");
        assert_eq!(contents.manifest.certificates, draft.certificates, "{name}");
        assert_eq!(contents.events, draft.events, "{name}");
        assert_eq!(contents.manifest.previous_pack, draft.previous_pack, "{name}");
        let blobs: Vec<_> =
            sink.blobs.iter().map(|(b, content)| (&b.name, b.digest, content.len() as u64)).collect();
        let wanted: Vec<_> = draft.blobs.iter().map(|b| (&b.name, b.digest, b.size)).collect();
        assert_eq!(blobs, wanted, "{name}");
    }
}

#[test]
fn every_kind_of_pack_has_a_golden_one() {
    let kinds: BTreeSet<u64> = golden().iter().map(|g| (g.draft)().kind.number()).collect();
    let all: BTreeSet<u64> = (0..64).filter(|n| PackKind::from_number(*n).is_some()).collect();
    assert_eq!(kinds, all);
}

#[test]
fn the_golden_key_file_still_opens_with_its_passphrase_and_with_no_other() {
    let file = file("archive.lzkey");
    assert!(key_file::is_key_file(&file));
    let opened = key_file::open(&file, &passphrase()).unwrap();
    assert_eq!(*opened.to_secret_bytes(), *keys(3).to_secret_bytes());
    assert!(key_file::open(&file, &SecretString::from("示例另一句口令")).is_err());
}

#[test]
fn the_header_and_trailer_of_the_golden_packs_are_where_the_format_says() {
    let stored: Value = serde_json::from_slice(&file("packs.json")).unwrap();
    for Golden { name, by, .. } in golden() {
        let file = file(name);
        let entry = &stored[name];
        let (before, trailer) = file.split_at(file.len() - 72);
        let clear = 16 + u32::from_be_bytes(before[12..16].try_into().unwrap()) as usize;
        assert_eq!(entry["clear"], hex::encode(&before[..clear]), "{name}");
        assert_eq!(entry["digest"], blake3::hash(before).to_hex().as_str(), "{name}");
        assert_eq!(entry["size"], file.len(), "{name}");
        assert_eq!(&trailer[..8], b"LZPEND\r\n");
        let length = (before.len() as u64).to_be_bytes();
        let framed = frame("lunzheng/pack/1", &[blake3::hash(before).as_bytes(), &length]);
        assert_eq!(entry["signed"], hex::encode(&framed), "{name}");
        let key = ed25519_dalek::VerifyingKey::from_bytes(&by.public().sign).unwrap();
        let signature = ed25519_dalek::Signature::from_bytes(trailer[8..].try_into().unwrap());
        key.verify_strict(&framed, &signature).unwrap();
    }
}

/// Writes a file that is not there yet.
fn add(name: &str, content: &[u8]) {
    if !place(name).exists() {
        std::fs::write(place(name), content).unwrap();
    }
}

fn pretty(value: &Value) -> Vec<u8> {
    [serde_json::to_vec_pretty(value).unwrap(), b"\n".to_vec()].concat()
}

#[test]
#[ignore = "makes missing vectors; see the head of this file"]
fn make_vectors() {
    add("vectors.json", &pretty(&deterministic()));
    add("archive.lzkey", &key_file::seal(&keys(3), &passphrase(), key_file::WORK).unwrap());
    // what is said of an older pack stays as it was written
    let stored = std::fs::read(place("packs.json")).unwrap_or_else(|_| b"{}".to_vec());
    let mut packs: serde_json::Map<String, Value> = serde_json::from_slice(&stored).unwrap();
    for Golden { name, by, draft, .. } in golden() {
        add(name, &pack(&by, draft()));
        let file = file(name);
        let before = &file[..file.len() - 72];
        let clear = 16 + u32::from_be_bytes(before[12..16].try_into().unwrap()) as usize;
        let length = (before.len() as u64).to_be_bytes();
        let entry = json!({
            "size": file.len(),
            "clear": hex::encode(&before[..clear]),
            "digest": blake3::hash(before).to_hex().as_str(),
            "signed": hex::encode(frame("lunzheng/pack/1", &[blake3::hash(before).as_bytes(), &length])),
        });
        packs.entry(name).or_insert(entry);
    }
    std::fs::write(place("packs.json"), pretty(&Value::Object(packs))).unwrap();
}
