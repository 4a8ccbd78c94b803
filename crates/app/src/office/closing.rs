//! After the documents: the archive of a session with its key, the result for every laptop, and the receipts of laptops
//! that were cleared.

use std::path::Path;

use domain::Code;
use domain::gates::{GateWord, Said};
use domain::session::{Session, Stage};
use packs::{
    BlobSource, Certificate, CertificateDraft, DeviceKeys, Digest, EnrolmentRequest, Fingerprint, PackKind,
    PartyRole, PublicKeys, SignedEvent, key_file,
};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use vault::Writer;

use super::conclude::{meeting_result, winners};
use super::prepare::recusals;
use super::tally::scoring;
use super::{Office, SMALL_FILE, frozen, items, session};
use crate::access::{Act, meeting_id, reason};
use crate::api::ledger::{ArchiveMade, ReceiptTaken};
use crate::archive::{ArchiveBody, ArchivedHearing, BODY};
use crate::files;
use crate::meeting_events::{self, Outgoing, stored, write_pack};
use crate::records::{
    ArchiveKeyRecord, DecisionRecord, Direction, HearingRecord, PackRecord, PeerRecord, SessionRecord,
    peer_id,
};
use crate::refusal::{Refusal, Result};
use crate::verify::{ListedDocument, ListedLaptop, ListedPack};
use crate::views::{count, minute};

/// Kind of the event that says that a session is archived: with it a laptop may be cleared.
pub(crate) const ARCHIVED: &str = "session.archived";
/// Kind of the event by which a laptop's receipt is countersigned.
pub(crate) const COUNTERSIGNED: &str = "clearing.countersigned";
/// Kind of the event that a cleared laptop signs.
pub(crate) const CLEARED: &str = "laptop.cleared";
/// Shortest passphrase of an archive's key, in characters.
const LEAST_PASSPHRASE: usize = 12;

/// A session is archived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Archived {
    /// The archive.
    pub(crate) digest: Digest,
    /// Digest of what the events say together, hex.
    pub(crate) state: String,
}

/// What a cleared laptop says: what was there, and that it is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ClearedWord {
    /// Number of the expert.
    pub(crate) expert_no: String,
    /// The archive that the notice named.
    pub(crate) archive: Digest,
    /// Rows that were deleted.
    pub(crate) rows: u64,
    /// Papers that were deleted.
    pub(crate) papers: u64,
    /// Head of the laptop's journal before, hex.
    pub(crate) journal_head: String,
}

/// The secretariat's signature under a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Countersigned {
    /// The laptop.
    pub(crate) device: Fingerprint,
    /// Its receipt as carried, hex.
    pub(crate) receipt: String,
    /// Who took it.
    pub(crate) by: String,
}

impl Office {
    /// Writes the archive of a session and, beside it, its key under a passphrase. The archive is sealed for that key and
    /// for the supervisors whose requests are given.
    ///
    /// # Errors
    /// `session.out_of_order` before the documents are made; `vault.weak_passphrase`; `io`; what a request is refused for.
    pub fn write_archive(
        &mut self,
        session_no: &str,
        path: &Path,
        key_path: &Path,
        passphrase: &SecretString,
        supervisors: &[&Path],
    ) -> Result<ArchiveMade> {
        self.write_archive_at(session_no, path, key_path, passphrase, supervisors, key_file::WORK)
    }

    /// As [`Office::write_archive`], with another work factor (log₂ of scrypt's N) for the key's passphrase.
    ///
    /// # Errors
    /// Those.
    pub fn write_archive_at(
        &mut self,
        session_no: &str,
        path: &Path,
        key_path: &Path,
        passphrase: &SecretString,
        supervisors: &[&Path],
        work: u8,
    ) -> Result<ArchiveMade> {
        self.access.writable()?;
        long_enough(passphrase)?;
        for place in [path, key_path] {
            files::folder_is_there(place.parent().unwrap_or(Path::new("")))?;
        }
        let session = self.session(session_no)?;
        if session.stage != Stage::Closed {
            return Err(Refusal::of(Code::StepOutOfOrder)
                .with("stage", session.stage.zh())
                .with("step", "归档"));
        }
        let archive_key = self.archive_key()?;
        let mut recipients = vec![archive_key.public()];
        for request in supervisors {
            recipients.push(supervisor(request, &session)?);
        }
        recipients.sort();
        recipients.dedup();
        let documents = self.papers_again(session_no)?;
        let (body, events) =
            self.archive_body(&session, documents.iter().map(|(d, _)| d.clone()).collect())?;
        let made = self.seal_archive(&session, path, recipients, &body, &events, &documents)?;
        files::write_private(key_path, &key_file::seal(&archive_key, passphrase, work)?)?;
        Ok(ArchiveMade {
            path: path.display().to_string(),
            key_path: key_path.display().to_string(),
            digest: made.to_string(),
            events: count(events.len()),
            documents: count(documents.len()),
        })
    }

    /// Seals, writes and journals an archive.
    fn seal_archive(
        &mut self,
        session: &Session,
        path: &Path,
        recipients: Vec<PublicKeys>,
        body: &ArchiveBody,
        events: &[SignedEvent],
        documents: &[(ListedDocument, Vec<u8>)],
    ) -> Result<Digest> {
        let keys = self.access.device_keys()?;
        let at = self.access.clock.now();
        let head = self.access.vault.journal_head()?;
        let meeting = meeting_id(&session.meeting_id)?;
        let archive_key = self.archive_key()?.fingerprint().to_string();
        let bytes = domain::digest::canonical(body)?;
        let blobs = blobs(&bytes, documents)?;
        let sent: Vec<PackRecord> =
            self.access.read(|r| Ok(r.list_prefix(&format!("{}/", session.meeting_id))?))?;
        let last = sent.iter().filter(|p| p.kind == PackKind::Archive).max_by_key(|p| p.sequence);
        let sequence = last.map_or(1, |p| p.sequence + 1);
        let outgoing = Outgoing {
            kind: PackKind::Archive,
            role: PartyRole::Secretariat,
            meeting,
            sequence,
            recipients,
            at,
            certificate: None,
            certificates: self.certificates_anew(session)?,
            previous_pack: last.and_then(|p| Digest::parse(&p.digest)),
            journal: (head.seq, head.hash),
            events: events.to_vec(),
            blobs,
        };
        let digest = write_pack(path, &keys, outgoing)?;
        let said = Archived { digest, state: body.state.clone() };
        let event = self.signed(session, ARCHIVED, &said)?;
        let act = Act::new("session.archive", session.no.clone()).with(json!({ "digest": digest }));
        let by = self.access.actor.clone();
        self.access.record_at(at, act, |w| {
            w.put(&stored(&session.meeting_id, &event))?;
            put_word(
                w,
                &session.no,
                GateWord { at, by, said: Said::Archived { digest: digest.to_string() } },
            )?;
            w.put(&PackRecord {
                meeting: session.meeting_id.clone(),
                direction: Direction::Out,
                kind: PackKind::Archive,
                peer: archive_key,
                sequence,
                digest: digest.to_string(),
                at,
                journal_head: hex::encode(head.hash),
                events: Vec::new(),
                late: false,
            })?;
            Ok(digest)
        })
    }

    /// What a session consists of, and its events.
    fn archive_body(
        &self,
        of: &Session,
        documents: Vec<ListedDocument>,
    ) -> Result<(ArchiveBody, Vec<SignedEvent>)> {
        let head = self.access.vault.journal_head()?;
        self.access.read(|r| {
            let prefix = format!("{}/", of.meeting_id);
            let rules = frozen(r, of)?;
            let judged = scoring(r, of)?;
            let hearings: Vec<HearingRecord> = r.list_prefix(&prefix)?;
            let said: Vec<DecisionRecord> = r.list_prefix(&prefix)?;
            let peers: Vec<PeerRecord> = r.list_prefix(&prefix)?;
            let mut packs: Vec<PackRecord> = r.list_prefix(&prefix)?;
            packs.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.digest.cmp(&b.digest)));
            let body = ArchiveBody {
                version: 1,
                session: session(r, &of.no)?,
                former: rules.former,
                rules: rules.rules,
                rules_digest: rules.digest,
                recusals: recusals(r, of)?,
                items: items(r, of)?,
                hearings: hearings
                    .into_iter()
                    .map(|h| ArchivedHearing { bid_no: h.bid_no, hearing: h.hearing })
                    .collect(),
                // Without an envelope nothing hangs on it, and archives are what they were.
                winners: match domain::envelope::in_force(of) {
                    Some(_) => winners(r, of)?,
                    None => std::collections::BTreeMap::new(),
                },
                said: said.into_iter().map(|d| (d.decision, d.lines)).collect(),
                laptops: peers
                    .into_iter()
                    .filter_map(|p| Some(ListedLaptop { expert_no: p.expert_no?, keys: p.keys }))
                    .collect(),
                packs: packs.into_iter().map(ListedPack::from).collect(),
                documents,
                journal_seq: head.seq,
                journal_head: hex::encode(head.hash),
                state: hex::encode(judged.digest),
                stated: meeting_result(r, of)?.judged,
            };
            Ok((body, meeting_events::load(r, &of.meeting_id)?))
        })
    }

    /// A certificate for every laptop that was ever enrolled, also those of before: an archive must name every author.
    fn certificates_anew(&self, session: &Session) -> Result<Vec<Certificate>> {
        let keys = self.access.device_keys()?;
        let at = self.access.clock.now();
        let (peers, panel) = self.access.read(|r| {
            let peers: Vec<PeerRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
            Ok((peers, frozen(r, session)?.rules.panel))
        })?;
        let laptops = peers.into_iter().filter_map(|p| Some((p.expert_no?, p.keys)));
        (1u64..)
            .zip(laptops)
            .map(|(serial, (person, laptop))| {
                let member = panel.iter().find(|m| m.expert_no == person);
                Ok(Certificate::issue(
                    &keys,
                    CertificateDraft {
                        meeting: meeting_id(&session.meeting_id)?,
                        name: member.map_or_else(|| person.clone(), |m| m.name.clone()),
                        person,
                        role: PartyRole::Expert,
                        keys: laptop,
                        issued_at: at,
                        serial,
                    },
                )?)
            })
            .collect()
    }

    /// The key of this office's archives, made when it is first needed.
    fn archive_key(&mut self) -> Result<DeviceKeys> {
        if let Some(kept) = self.access.read(|r| Ok(r.get::<ArchiveKeyRecord>("archive")?))? {
            return kept.keys();
        }
        let keys = DeviceKeys::generate()?;
        let secret = hex::encode(keys.to_secret_bytes().as_slice());
        let act = Act::new("archive.key", keys.fingerprint().to_string());
        self.access.record(act, move |w| Ok(w.put(&ArchiveKeyRecord { secret })?))?;
        Ok(keys)
    }

    /// Takes the receipt of a cleared laptop, countersigns it, and writes it out with both signatures. The same receipt again
    /// is not countersigned anew: what was signed before is written out once more, and the answer says so.
    ///
    /// # Errors
    /// `file.cut`, `file.after_end`, `receipt.not_a_receipt`, `pack.wrong_meeting`, `pack.sender_not_allowed`,
    /// `reason.missing` without a name, `io`.
    pub fn take_receipt(
        &mut self,
        session_no: &str,
        path: &Path,
        out: &Path,
        by: &str,
    ) -> Result<ReceiptTaken> {
        self.access.writable()?;
        let by = reason("签收回执的人", by)?;
        let session = self.session(session_no)?;
        let carried = read_receipt(path, &session)?;
        let Receipt { event: receipt, bytes } = &carried;
        let device = receipt.author();
        let file = files::name(path);
        let own = self.access.device_keys()?.fingerprint();
        let (peer, name, before) = self.access.read(|r| {
            let peer: Option<PeerRecord> = r.get(&peer_id(&session.meeting_id, device))?;
            let unknown = || Refusal::of(Code::PackSender).with("sender", device.to_string()).in_file(&file);
            let peer = peer.ok_or_else(unknown)?;
            let rules = frozen(r, &session)?.rules;
            let name = peer.expert_no.as_deref().and_then(|no| rules.member(no)).map(|m| m.name.clone());
            let events = meeting_events::load(r, &session.meeting_id)?;
            Ok((peer, name.unwrap_or_default(), countersigned(events, own, bytes)?))
        })?;
        receipt.verify(&peer.keys).map_err(|e| Refusal::from(e).in_file(&file))?;
        let said: ClearedWord = serde_json::from_slice(&receipt.event().body).map_err(|e| {
            Refusal::of(Code::ReceiptNotAReceipt).with("reason", e.to_string()).in_file(&file)
        })?;
        let again = before.is_some();
        let (event, word) = match before {
            Some(before) => before,
            None => {
                let word = Countersigned { device, receipt: hex::encode(bytes), by };
                (self.signed(&session, COUNTERSIGNED, &word)?, word)
            }
        };
        files::write_bytes(out, &event.to_carried())?;
        if !again {
            let act = Act::new("laptop.cleared", format!("{session_no}/{}", said.expert_no))
                .with(json!({ "device": device, "papers": said.papers, "rows": said.rows }));
            self.access.record(act, |w| Ok(w.put(&stored(&session.meeting_id, &event))?))?;
        }
        Ok(ReceiptTaken {
            expert_no: peer.expert_no.unwrap_or_default(),
            name,
            cleared_at: minute(receipt.event().at),
            path: out.display().to_string(),
            signed_by: word.by,
            signed_at: minute(event.event().at),
            again,
        })
    }
}

/// Adds a word to the log of a session's gates.
fn put_word(w: &Writer<'_>, session_no: &str, word: GateWord) -> Result<()> {
    let mut session = session(w, session_no)?;
    session.gates.push(word);
    Ok(w.put(&SessionRecord(session))?)
}

/// A receipt as it came in.
struct Receipt {
    event: SignedEvent,
    bytes: Vec<u8>,
}

/// Reads a receipt of a session's laptop; says nothing about its signature.
///
/// # Errors
/// `file.cut`, `file.after_end` by the length that the file states, `receipt.not_a_receipt`, `pack.wrong_meeting`.
fn read_receipt(path: &Path, session: &Session) -> Result<Receipt> {
    let file = files::name(path);
    let bytes = files::read(path, 64 * SMALL_FILE)?;
    let event = SignedEvent::from_file(&bytes).map_err(|e| not_whole_receipt(e).in_file(&file))?;
    if event.event().kind != CLEARED {
        let other = no_receipt_but(&event.event().kind);
        return Err(other.in_file(&file));
    }
    if event.event().meeting != meeting_id(&session.meeting_id)? {
        let other = event.event().meeting.to_string();
        return Err(Refusal::of(Code::PackWrongMeeting).with("other", other).in_file(&file));
    }
    Ok(Receipt { event, bytes })
}

/// Why a file holds no receipt; one that was cut or added to says so.
pub(crate) fn not_whole_receipt(error: packs::PackError) -> Refusal {
    match error {
        packs::PackError::Cut { .. } | packs::PackError::AfterEnd { .. } => Refusal::from(error),
        other => Refusal::of(Code::ReceiptNotAReceipt).with("reason", other.to_string()),
    }
}

/// A signed file of another kind, by what it is where that is known.
pub(crate) fn no_receipt_but(kind: &str) -> Refusal {
    let [zh, en] = match kind {
        COUNTERSIGNED => ["这是秘书处已经签收的签收件", "it is one that the secretariat countersigned"],
        crate::verify::LIST_KIND => ["这是核验清单", "it is a signed list"],
        _ => [kind, kind],
    };
    Refusal::of(Code::ReceiptNotAReceipt).with("reason", zh).with("reason_en", en)
}

/// The word by which this very receipt was countersigned before.
fn countersigned(
    events: Vec<SignedEvent>,
    own: Fingerprint,
    receipt: &[u8],
) -> Result<Option<(SignedEvent, Countersigned)>> {
    let receipt = hex::encode(receipt);
    for event in events.into_iter().filter(|e| e.author() == own && e.event().kind == COUNTERSIGNED) {
        let word: Countersigned = crate::judged::body(&event)?;
        if word.receipt == receipt {
            return Ok(Some((event, word)));
        }
    }
    Ok(None)
}

/// The body and the documents, each once, named by their digests.
fn blobs<'a>(body: &'a [u8], documents: &'a [(ListedDocument, Vec<u8>)]) -> Result<Vec<BlobSource<'a>>> {
    let mut blobs = vec![blob(BODY, body)];
    for (listed, content) in documents {
        let name = hex::encode(Sha256::digest(content));
        if name != listed.file_digest {
            return Err(Refusal::internal("a document that changed while it was archived"));
        }
        if !blobs.iter().any(|b| b.name == name) {
            blobs.push(blob(&name, content));
        }
    }
    Ok(blobs)
}

/// A blob of bytes that are at hand.
fn blob<'a>(name: &str, bytes: &'a [u8]) -> BlobSource<'a> {
    BlobSource {
        name: name.to_owned(),
        digest: Digest::of(bytes),
        size: bytes.len() as u64,
        reader: Box::new(bytes),
    }
}

/// The keys of a supervisor, from a request for this meeting.
fn supervisor(path: &Path, session: &Session) -> Result<PublicKeys> {
    let file = files::name(path);
    let request = EnrolmentRequest::from_bytes(&files::read(path, SMALL_FILE)?)
        .map_err(|e| Refusal::from(e).instead(Code::PackNotAPack, Code::RequestNotARequest).in_file(&file))?;
    if request.meeting != meeting_id(&session.meeting_id)? {
        let other = request.meeting.to_string();
        return Err(Refusal::of(Code::PackWrongMeeting).with("other", other).in_file(&file));
    }
    Ok(request.keys)
}

/// A passphrase that does not fall to guessing in an afternoon.
fn long_enough(passphrase: &SecretString) -> Result<()> {
    use secrecy::ExposeSecret as _;
    if passphrase.expose_secret().chars().count() >= LEAST_PASSPHRASE {
        return Ok(());
    }
    Err(vault::VaultError::WeakPassphrase { min: LEAST_PASSPHRASE }.into())
}
