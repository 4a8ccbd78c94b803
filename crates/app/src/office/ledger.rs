//! What people settle about laptops and packs: an import is undone, a fork is decided, a lost laptop is revoked. The last two
//! are signed events, so that an archive shows who decided what.

use domain::Code;
use domain::session::{Session, Stage, Withdrawn};
use packs::{Fingerprint, Hash32, SignedEvent};
use serde::Serialize;
use serde_json::json;
use vault::{Reader, Writer};

use super::forks::not_forked;
use super::tally::{devices, scoring};
use super::typed::are_two;
use super::{Office, session};
use crate::access::{Act, meeting_id, reason};
use crate::judged::{FORK_SETTLED, ForkWord, REVOKED, RevokeWord};
use crate::meeting_events::{self, body_of, sign_next, stored};
use crate::records::{
    CertificateRecord, Direction, EventRecord, PackRecord, PeerRecord, RecusalRecord, SessionRecord, peer_id,
    recusal_id,
};
use crate::refusal::{Refusal, Result};
use domain::desk::DeskEvent;

/// People's word on a fork, as it was given.
#[derive(Debug, Clone)]
pub struct ForkChoice {
    /// Fingerprint of the forked laptop, hex.
    pub device: String,
    /// Its number that was used twice.
    pub number: u64,
    /// Hash of the event that counts, hex.
    pub chosen: String,
    /// Who decided.
    pub by: String,
    /// Who of the supervision was there.
    pub witness: String,
    /// Why.
    pub reason: String,
}

impl Office {
    /// Takes back the import of a pack, in one step: the events that no other pack brought, and the recusals that it
    /// declared and nobody decided yet. The pack can be taken in again.
    ///
    /// # Errors
    /// `reason.missing`, `record.not_found`; `pack.not_undone` once the scores were taken together, for a pack that went
    /// out, for one of a revoked laptop, and for one that an earlier build took in; `pack.fork_open` for one side of a fork that nobody settled: two
    /// people settle that, not one who takes a side away.
    pub fn undo_pack(&mut self, session_no: &str, digest: &str, why: &str) -> Result<()> {
        let why = reason("撤回导入", why)?;
        self.access.vault.backup("undo")?;
        let at = self.access.clock.now();
        let by = self.access.actor.clone();
        let expert_no = self.access.read(|r| sender(r, &session(r, session_no)?, digest))?;
        let act = Act::new("pack.undo", format!("{session_no}/{expert_no}"))
            .because(why.clone())
            .with(json!({ "digest": digest }));
        self.access.record_at(at, act, |w| {
            let mut session = session(w, session_no)?;
            let pack = pack(w, &session, digest)?;
            let judged = scoring(w, &session)?;
            let is_revoked = judged.decisions.revoked.keys().any(|device| device.to_string() == pack.peer);
            may_undo(&session, &pack, is_revoked)?;
            not_forked(w, &session, &pack)?;
            let all: Vec<PackRecord> = w.list_prefix(&format!("{}/", session.meeting_id))?;
            let others: Vec<&PackRecord> = all.iter().filter(|p| p.digest != pack.digest).collect();
            let devices = devices(w, &session)?;
            for hash in pack.events.iter().filter(|h| !others.iter().any(|p| p.events.contains(h))) {
                let record: Option<EventRecord> = w.get(&format!("{}/{hash}", session.meeting_id))?;
                let Some(record) = record else { continue };
                forget_recusal(w, &session, &devices, &record)?;
                w.delete(&record)?;
            }
            w.delete(&pack)?;
            session.withdrawn.push(Withdrawn {
                at,
                expert_no,
                sequence: pack.sequence,
                digest: pack.digest,
                by,
                reason: why,
            });
            w.put(&SessionRecord(session))?;
            Ok(())
        })
    }

    /// Records which side of a fork counts. The word is an event that the secretariat signs. What was seen of the fork stays.
    ///
    /// # Errors
    /// `reason.missing` without names and reason; `fork.not_open`; `session.out_of_order` once the scores were taken
    /// together.
    pub fn settle_fork(&mut self, session_no: &str, choice: ForkChoice) -> Result<()> {
        let word = ForkWord {
            device: Fingerprint::parse(&choice.device).ok_or_else(|| not_open(&choice.device))?,
            number: choice.number,
            chosen: Hash32::parse(&choice.chosen).ok_or_else(|| not_open(&choice.chosen))?,
            by: reason("分叉的决定人", &choice.by)?,
            witness: reason("分叉处理的监督人员", &choice.witness)?,
            reason: reason("分叉的处理理由", &choice.reason)?,
        };
        if !are_two([word.by.as_str(), &word.witness]) {
            return Err(Refusal::of(Code::PackForkOnePerson).with("name", &word.by));
        }
        let (session, present) = self.access.read(|r| {
            let session = session(r, session_no)?;
            let judged = scoring(r, &session)?;
            let set = meeting_events::set(r, &session.meeting_id)?;
            let open = judged.open.iter().any(|f| (f.author, f.device_seq) == (word.device, word.number));
            let here = set.iter().any(|e| {
                (e.author(), e.event().device_seq, e.hash()) == (word.device, word.number, word.chosen)
            });
            Ok((session, open && here))
        })?;
        only_while_scoring(&session, "处理分叉")?;
        if !present {
            return Err(not_open(&format!("{} #{}", choice.device, choice.number)));
        }
        self.note_standing_forks(session_no)?;
        let owner = self.access.read(|r| Ok(devices(r, &session)?.get(&word.device).cloned()))?;
        let act = Act::new("fork.settle", format!("{session_no}/{}", owner.unwrap_or_default()))
            .because(word.reason.clone())
            .with(serde_json::to_value(&word)?);
        self.sign_and_record(&session, FORK_SETTLED, &word, act, |_| Ok(()))
    }

    /// Revokes a laptop: what came from it until now counts on, later packs of it are refused, and it gets no task any
    /// more. The member may enrol another one.
    ///
    /// # Errors
    /// `reason.missing` without name and reason; `record.not_found` for a laptop that is not enrolled, or is revoked.
    pub fn revoke_laptop(&mut self, session_no: &str, device: &str, by: &str, why: &str) -> Result<()> {
        let at = self.access.clock.now();
        let fingerprint = Fingerprint::parse(device).ok_or_else(|| Refusal::not_found(device))?;
        let (session, counts_to, expert_no) = self.access.read(|r| {
            let session = session(r, session_no)?;
            let peer: Option<PeerRecord> = r.get(&peer_id(&session.meeting_id, fingerprint))?;
            let expert_no = peer.and_then(|p| p.expert_no).ok_or_else(|| Refusal::not_found(device))?;
            if scoring(r, &session)?.decisions.revoked.contains_key(&fingerprint) {
                return Err(Refusal::not_found(device));
            }
            let events = meeting_events::load(r, &session.meeting_id)?;
            let last = meeting_events::last_of(&events, fingerprint);
            Ok((session, last.map_or(0, |(number, _)| number), expert_no))
        })?;
        let word = RevokeWord {
            device: fingerprint,
            counts_to,
            by: reason("作废电脑的决定人", by)?,
            reason: reason("作废电脑的理由", why)?,
            at,
        };
        let act = Act::new("laptop.revoke", format!("{session_no}/{expert_no}"))
            .because(word.reason.clone())
            .with(serde_json::to_value(&word)?);
        let meeting = session.meeting_id.clone();
        self.sign_and_record(&session, REVOKED, &word, act, |w| {
            let certificate: Option<CertificateRecord> = w.get(&format!("{meeting}/{expert_no}"))?;
            if let Some(certificate) = certificate.filter(|c| c.is_of(fingerprint)) {
                w.delete(&certificate)?;
            }
            Ok(())
        })
    }

    /// The digest of what the events of a session say together: equal wherever the same events are.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn meeting_state(&self, session_no: &str) -> Result<[u8; 32]> {
        self.access.read(|r| Ok(scoring(r, &session(r, session_no)?)?.digest))
    }

    /// Signs the next event of this office and stores it together with what `also` changes.
    pub(super) fn sign_and_record(
        &mut self,
        session: &Session,
        kind: &str,
        body: &impl Serialize,
        act: Act,
        also: impl FnOnce(&Writer<'_>) -> Result<()>,
    ) -> Result<()> {
        let event = self.signed(session, kind, body)?;
        self.access.record(act, |w| {
            w.put(&stored(&session.meeting_id, &event))?;
            also(w)
        })
    }

    /// The next event of this office's chain in a meeting.
    pub(super) fn signed(&self, session: &Session, kind: &str, body: &impl Serialize) -> Result<SignedEvent> {
        let mut one = self.signed_each(session, kind, std::slice::from_ref(body))?;
        one.pop().ok_or_else(|| Refusal::internal("an event that was signed"))
    }

    /// The next events of this office's chain in a meeting, each after the one before.
    pub(super) fn signed_each(
        &self,
        session: &Session,
        kind: &str,
        bodies: &[impl Serialize],
    ) -> Result<Vec<SignedEvent>> {
        let keys = self.access.device_keys()?;
        let at = self.access.clock.now();
        let meeting = meeting_id(&session.meeting_id)?;
        let events = self.access.read(|r| meeting_events::load(r, &session.meeting_id))?;
        let mut last = meeting_events::last_of(&events, keys.fingerprint());
        let mut signed = Vec::new();
        for body in bodies {
            let event = sign_next(&keys, meeting, last, kind, at, domain::digest::canonical(body)?)?;
            last = Some((event.event().device_seq, event.hash()));
            signed.push(event);
        }
        Ok(signed)
    }
}

/// A pack of a session.
fn pack(r: &Reader<'_>, session: &Session, digest: &str) -> Result<PackRecord> {
    let found: Option<PackRecord> = r.get(&format!("{}/{digest}", session.meeting_id))?;
    found.ok_or_else(|| Refusal::not_found(digest))
}

/// The number of the expert whose laptop a pack came from.
fn sender(r: &Reader<'_>, session: &Session, digest: &str) -> Result<String> {
    let peer = pack(r, session, digest)?.peer;
    let owner = devices(r, session)?.into_iter().find(|(device, _)| device.to_string() == peer);
    Ok(owner.map(|(_, expert_no)| expert_no).unwrap_or_default())
}

/// `fork.not_open`.
fn not_open(what: &str) -> Refusal {
    Refusal::of(Code::ForkNotOpen).with("what", what)
}

/// `session.out_of_order` unless scores are being taken.
fn only_while_scoring(session: &Session, step: &str) -> Result<()> {
    if session.stage == Stage::Scoring {
        return Ok(());
    }
    Err(Refusal::of(Code::StepOutOfOrder).with("stage", session.stage.zh()).with("step", step))
}

/// Why an import cannot be undone, if so. What came from a laptop before it was `revoked` counts on, and could never be taken
/// in again.
pub(crate) fn may_undo(session: &Session, pack: &PackRecord, revoked: bool) -> Result<()> {
    let why = if session.stage != Stage::Scoring {
        Some(("评分已经汇总", "the scores were taken together"))
    } else if pack.direction != Direction::In {
        Some(("这是发出的包", "it went out"))
    } else if revoked {
        Some((
            "这台电脑已经作废，此前收下的照常计入，撤回之后不能再收",
            "its laptop was revoked: what it brought before counts on and could not be taken in again",
        ))
    } else if pack.events.is_empty() {
        Some((
            "由早期版本收下，没有记录它带来的内容",
            "an earlier build took it in and kept no list of what it brought",
        ))
    } else {
        None
    };
    let Some((zh, en)) = why else { return Ok(()) };
    Err(Refusal::of(Code::PackNotUndone)
        .with("sender", pack.peer.get(..12).unwrap_or(&pack.peer))
        .with("seq", pack.sequence.to_string())
        .with("reason", zh)
        .with("reason_en", en))
}

/// A recusal that an event declared goes with it, unless people have decided it: their word stays.
fn forget_recusal(
    w: &Writer<'_>,
    session: &Session,
    devices: &super::tally::Devices,
    record: &EventRecord,
) -> Result<()> {
    let event = SignedEvent::from_carried(&hex::decode(&record.carried).map_err(Refusal::internal)?)?;
    let Some(expert_no) = devices.get(&event.author()) else { return Ok(()) };
    if let DeskEvent::Recused { bid_no, .. } = body_of(&event)? {
        let id = recusal_id(&session.meeting_id, &bid_no, expert_no);
        let recusal: Option<RecusalRecord> = w.get(&id)?;
        if let Some(open) = recusal.filter(|x| {
            x.recusal.decision.is_none() && x.recusal.raised_by == domain::recusal::RaisedBy::Expert
        }) {
            w.delete(&open)?;
        }
    }
    Ok(())
}
