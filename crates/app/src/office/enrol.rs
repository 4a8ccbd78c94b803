//! Enrolment: each laptop makes its keys, two people compare 24 digits in both directions, and the secretariat signs a
//! certificate for the meeting.

use std::path::Path;

use domain::Code;
use domain::session::Session;
use packs::{Certificate, CertificateDraft, EnrolmentRequest, MeetingCard, PartyRole, PublicKeys};
use serde_json::json;

use super::exchange::revoked;
use super::tally::{devices, scoring};
use super::{Office, frozen, panel, session};
use crate::access::{Act, meeting_id};
use crate::files;
use crate::records::{CertificateRecord, Direction, PackRecord, PeerRecord, peer_id};
use crate::refusal::{Refusal, Result};
use crate::{judged, meeting_events};

/// Largest card or request file that is read, bytes.
pub(crate) const SMALL_FILE: u64 = 4096;

/// How a request begins that a scanner typed.
pub(crate) const SCANNED: &str = "LZREQ:";

/// How a meeting card begins that a scanner typed.
pub(crate) const SCANNED_CARD: &str = "LZCARD:";

/// A card as a code holds it, as [`scanned`].
pub(crate) fn scanned_card(card: &MeetingCard) -> String {
    format!("{SCANNED_CARD}{}", hex::encode_upper(card.to_bytes()))
}

/// A request as a code holds it: capital letters and digits, which a code packs closely and every scanner types alike.
pub(crate) fn scanned(request: &EnrolmentRequest) -> String {
    format!("{SCANNED}{}", hex::encode_upper(request.to_bytes()))
}

/// A request that was read but not yet compared by people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingRequest {
    /// The keys of the laptop that asks.
    pub keys: PublicKeys,
    /// The 24 digits that the expert reads from the own screen and the secretary types.
    pub digits: String,
}

impl Office {
    /// Writes the meeting card: meeting id and the secretariat's public keys, without any name. The expert's laptop
    /// pins it after two people compared the digits that come back.
    ///
    /// # Errors
    /// `record.not_found`, `io`.
    pub fn write_card(&self, session_no: &str, path: &Path) -> Result<String> {
        let session = self.session(session_no)?;
        let keys = self.access.device_keys()?;
        let card = MeetingCard::issue(&keys, meeting_id(&session.meeting_id)?);
        files::write_bytes(path, &card.to_bytes())?;
        Ok(keys.public().digits24())
    }

    /// Reads a laptop's request and checks that it is of this meeting: a file, or what a scanner typed of the code on the
    /// laptop's screen.
    ///
    /// # Errors
    /// What the file is refused for, `pack.wrong_meeting`.
    pub fn read_request(&self, session_no: &str, path: &Path) -> Result<PendingRequest> {
        let session = self.session(session_no)?;
        let typed = path.to_str().and_then(|text| text.trim().strip_prefix(SCANNED));
        let file = if typed.is_some() { SCANNED.to_owned() } else { files::name(path) };
        let bytes = match typed {
            Some(digits) => hex::decode(digits).unwrap_or_default(),
            None => files::read(path, SMALL_FILE)?,
        };
        let request = EnrolmentRequest::from_bytes(&bytes).map_err(|e| {
            Refusal::from(e).instead(Code::PackNotAPack, Code::RequestNotARequest).in_file(&file)
        })?;
        if request.meeting != meeting_id(&session.meeting_id)? {
            return Err(Refusal::of(Code::PackWrongMeeting)
                .with("other", request.meeting.to_string())
                .in_file(&file));
        }
        Ok(PendingRequest { keys: request.keys, digits: request.keys.digits24() })
    }

    /// Enrols a member's laptop once the digits that the secretary typed are those of its keys, and issues its
    /// certificate. A member who comes with another laptop is enrolled anew; the earlier certificate is replaced. That
    /// digits differed is journalled: somebody may have come between the two laptops.
    ///
    /// # Errors
    /// `rules.not_frozen`, `record.not_found`, `enrol.digits_differ`; `enrol.laptop_taken` for another member's laptop.
    pub fn enrol(
        &mut self,
        session_no: &str,
        expert_no: &str,
        request: &PendingRequest,
        typed: &str,
        compared_by: &str,
    ) -> Result<()> {
        if let Err(refusal) = same_digits(&request.keys, typed, Code::EnrolDigits) {
            self.note_differing(session_no, expert_no, request, compared_by)?;
            return Err(refusal);
        }
        let secretariat = self.access.device_keys()?;
        let own = secretariat.fingerprint();
        let at = self.access.clock.now();
        let act = Act::new("enrol.expert", format!("{session_no}/{expert_no}"))
            .with(json!({ "fingerprint": request.keys.fingerprint(), "compared_by": compared_by }));
        self.access.record_at(at, act, |w| {
            let session = session(w, session_no)?;
            frozen(w, &session)?;
            let members = panel(w, &session)?;
            let member = members
                .iter()
                .find(|m| m.expert_no == expert_no)
                .ok_or_else(|| Refusal::not_found(expert_no))?;
            not_anothers(w, &session.meeting_id, request, member, &members)?;
            let decided = judged::decisions(&meeting_events::set(w, &session.meeting_id)?, own)?;
            if let Some(word) = decided.revoked.get(&request.keys.fingerprint()) {
                return Err(revoked(Code::EnrolRevoked, word));
            }
            let serial = w.count::<CertificateRecord>()? + 1;
            let draft = CertificateDraft {
                meeting: meeting_id(&session.meeting_id)?,
                person: member.expert_no.clone(),
                name: member.name.clone(),
                role: PartyRole::Expert,
                keys: request.keys,
                issued_at: at,
                serial,
            };
            let certificate = Certificate::issue(&secretariat, draft)?;
            w.put(&PeerRecord {
                meeting: session.meeting_id.clone(),
                expert_no: Some(member.expert_no.clone()),
                keys: request.keys,
                digits: request.digits.clone(),
                compared_by: compared_by.to_owned(),
                compared_at: at,
            })?;
            w.put(&CertificateRecord {
                meeting: session.meeting_id,
                expert_no: member.expert_no.clone(),
                carried: hex::encode(certificate.to_carried()),
            })?;
            Ok(())
        })
    }

    /// Journals that the digits which were typed are not those of the laptop: who, whose laptop, which keys. Not the digits.
    fn note_differing(
        &mut self,
        session_no: &str,
        expert_no: &str,
        request: &PendingRequest,
        compared_by: &str,
    ) -> Result<()> {
        self.session(session_no)?;
        let act = Act::new("enrol.differ", format!("{session_no}/{expert_no}"))
            .with(json!({ "fingerprint": request.keys.fingerprint(), "compared_by": compared_by }));
        self.access.record(act, |_| Ok(()))
    }
}

/// The certificate of the laptop that speaks for a member now, and the laptop.
///
/// # Errors
/// `laptop.revoked` when the member's laptop was revoked and no other was enrolled since; `enrol.not_compared` when the member
/// never had one.
pub(super) fn trusted_laptop(
    r: &vault::Reader<'_>,
    session: &Session,
    expert_no: &str,
) -> Result<(Certificate, PeerRecord)> {
    let unknown = || Refusal::of(Code::EnrolNotCompared).with("who", expert_no);
    let record: Option<CertificateRecord> = r.get(&format!("{}/{expert_no}", session.meeting_id))?;
    let Some(record) = record else {
        return Err(revoked_laptop(r, session, expert_no)?.unwrap_or_else(unknown));
    };
    let certificate = Certificate::from_carried(&hex::decode(&record.carried).map_err(Refusal::internal)?)?;
    let peer: Option<PeerRecord> = r.get(&peer_id(&session.meeting_id, certificate.keys.fingerprint()))?;
    Ok((certificate, peer.ok_or_else(unknown)?))
}

/// `laptop.revoked` for the laptop of a member that was revoked last.
fn revoked_laptop(r: &vault::Reader<'_>, session: &Session, expert_no: &str) -> Result<Option<Refusal>> {
    let judged = scoring(r, session)?;
    let devices = devices(r, session)?;
    let own = judged
        .decisions
        .revoked
        .values()
        .filter(|w| devices.get(&w.device).is_some_and(|no| no == expert_no));
    let last = own.max_by_key(|w| w.at);
    Ok(last.map(|word| revoked(Code::LaptopRevoked, word).with("who", expert_no)))
}

/// One laptop speaks for one member: keys that are enrolled for another are refused, whoever's digits were read.
fn not_anothers(
    r: &vault::Reader<'_>,
    meeting: &str,
    request: &PendingRequest,
    member: &domain::Member,
    members: &[domain::Member],
) -> Result<()> {
    let enrolled: Option<PeerRecord> = r.get(&peer_id(meeting, request.keys.fingerprint()))?;
    let Some(taken) = enrolled.filter(|p| p.expert_no.as_deref() != Some(member.expert_no.as_str())) else {
        return Ok(());
    };
    let no = taken.expert_no.unwrap_or_default();
    // Its member came with another laptop since: these keys speak for nobody now.
    if replaced(r, meeting, &no, request)? {
        return Ok(());
    }
    let owner = members.iter().find(|m| m.expert_no == no).map_or(no.clone(), |m| m.name.clone());
    Err(Refusal::of(Code::EnrolTaken)
        .with("owner", owner)
        .with("by", taken.compared_by)
        .with("who", member.name.clone()))
}

/// Whether a member was enrolled with another laptop since, and nothing ever came in from this one: whose scores they are
/// must not change with its owner.
fn replaced(r: &vault::Reader<'_>, meeting: &str, no: &str, request: &PendingRequest) -> Result<bool> {
    let record: Option<CertificateRecord> = r.get(&format!("{meeting}/{no}"))?;
    let Some(record) = record else { return Ok(false) };
    let certificate = Certificate::from_carried(&hex::decode(&record.carried).map_err(Refusal::internal)?)?;
    let own = request.keys.fingerprint().to_string();
    let packs: Vec<PackRecord> = r.list_prefix(&format!("{meeting}/"))?;
    let sent = packs.iter().any(|p| p.direction == Direction::In && p.peer == own);
    Ok(certificate.draft.keys != request.keys && !sent)
}

/// The digits typed are those of the keys, spaces aside; else a refusal with `code`, which does not say the right ones:
/// they come from the other person's mouth, or the comparison is worth nothing.
pub(crate) fn same_digits(keys: &PublicKeys, typed: &str, code: Code) -> Result<()> {
    let ours = keys.digits24();
    let bare = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if bare(&ours) == bare(typed) {
        return Ok(());
    }
    Err(Refusal::of(code).with("typed", typed.trim()))
}
