//! Archives with something changed, signed by their own secretariat as if it were true.

#![allow(clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use app::archive::ArchiveBody;
use app::{Office, Refusal, SecretString};
use packs::{
    Authority, BlobEntry, BlobSource, DeviceKeys, Digest, Draft, Limits, MemorySink, PackKind, PartyRole,
    SchemaRange, SignedEvent, key_file,
};

use crate::Meeting;

/// This office's device keys, out of its vault.
#[derive(serde::Serialize, serde::Deserialize)]
struct Secret {
    secret: String,
}

impl vault::Record for Secret {
    const TABLE: vault::Table = vault::Table::Key;
    fn id(&self) -> String {
        "device".to_owned()
    }
}

/// The keys of an office, as a forger who holds its vault has them.
#[must_use]
pub fn device_keys(office: &Office) -> DeviceKeys {
    let kept: Secret = office.vault().read(|r| r.get("device").map_err(Refusal::from)).unwrap().unwrap();
    let bytes: Vec<u8> = (0..kept.secret.len() / 2)
        .map(|at| u8::from_str_radix(&kept.secret[at * 2..at * 2 + 2], 16).unwrap())
        .collect();
    DeviceKeys::from_secret_bytes(&bytes).unwrap()
}

/// The same archive with something changed, signed by the secretariat as if it were true.
#[must_use]
pub fn forged(
    meeting: &Meeting,
    (path, key): (&Path, &Path),
    passphrase: &SecretString,
    change: impl FnOnce(&mut ArchiveBody),
) -> PathBuf {
    forged_of(meeting, (path, key), passphrase, (change, <[SignedEvent]>::to_vec))
}

/// The same, with other events as well.
///
/// # Panics
/// Where the archive cannot be opened or written.
#[must_use]
pub fn forged_of(
    meeting: &Meeting,
    (path, key): (&Path, &Path),
    passphrase: &SecretString,
    (change, events): (impl FnOnce(&mut ArchiveBody), impl FnOnce(&[SignedEvent]) -> Vec<SignedEvent>),
) -> PathBuf {
    let keys = device_keys(&meeting.office);
    let archive = key_file::open(&std::fs::read(key).unwrap(), passphrase).unwrap();
    let headed = packs::open(std::fs::File::open(path).unwrap(), &Limits::default()).unwrap();
    let authority = Authority {
        secretariat: Some(keys.public()),
        ..Authority::of(headed.header().meeting, archive.fingerprint(), PartyRole::Secretariat)
    };
    let known = |_: &packs::Fingerprint| Some(keys.public());
    let office = |author: &packs::Fingerprint| known(author).filter(|k| k.fingerprint() == *author);
    let opened = headed
        .verify(&keys.public())
        .unwrap()
        .authorise(&authority)
        .unwrap()
        .decrypt(&archive, &office)
        .unwrap();
    let mut sink = MemorySink::default();
    let contents = opened.copy_blobs(&mut sink).unwrap();
    let mut blobs: Vec<(String, Vec<u8>)> =
        sink.blobs.into_iter().map(|(entry, bytes): (BlobEntry, Vec<u8>)| (entry.name, bytes)).collect();
    let mut body: ArchiveBody = serde_json::from_slice(&blobs[0].1).unwrap();
    change(&mut body);
    blobs[0].1 = serde_json::to_vec(&body).unwrap();
    let forged = meeting.path("forged.lzp");
    let mut file = std::fs::File::create(&forged).unwrap();
    let draft = Draft {
        kind: PackKind::Archive,
        meeting: contents.header.meeting,
        sequence: 9,
        recipients: vec![archive.public()],
        role: PartyRole::Secretariat,
        at: contents.manifest.at,
        certificate: None,
        certificates: contents.manifest.certificates.clone(),
        previous_pack: None,
        journal: contents.manifest.journal,
        schema: SchemaRange { oldest: 1, written: 1 },
        critical: Vec::new(),
        events: events(&contents.events),
        blobs: blobs
            .iter()
            .map(|(name, bytes)| BlobSource {
                name: name.clone(),
                digest: Digest::of(bytes),
                size: bytes.len() as u64,
                reader: Box::new(bytes.as_slice()),
            })
            .collect(),
    };
    packs::write(&mut file, &keys, draft).unwrap();
    forged
}
