//! Panels in parallel rooms (分会场): another office's archive is taken in as evidence. It is computed anew from its signed
//! words first; what it says then stands beside the own result and never in it.

use std::collections::BTreeSet;
use std::path::Path;

use domain::parallel::{Evidence, PanelResult, ParallelAct, ParallelWord, refused, taken};
use domain::session::{Session, SessionKind, Stage};
use domain::{Code, Finding};
use packs::{DeviceKeys, MeetingCard, PublicKeys};
use secrecy::SecretString;
use serde_json::json;
use vault::Reader;

use super::{Office, SMALL_FILE, frozen, same_digits, session};
use crate::access::{Act, reason};
use crate::api::parallel::{RoomConfirmed, RoomFiles};
use crate::archive::{self, Archive};
use crate::files;
use crate::records::{DocumentRecord, SessionRecord};
use crate::refusal::{Refusal, Result};

/// The paper that sets the panels side by side.
pub(crate) const SUMMARY: &str = "parallel-summary";

/// An archive that was looked at.
pub(crate) struct Looked {
    pub(crate) panel: PanelResult,
    pub(crate) evidence: Evidence,
    /// What keeps it from being taken in.
    pub(crate) findings: Vec<Finding>,
    keys: PublicKeys,
}

impl Office {
    /// Looks at another panel's archive: it is opened, its signature checked against the card, and its result computed anew.
    /// Nothing is written.
    ///
    /// # Errors
    /// What card, key and archive are refused for: `archive.key`, `archive.not_for_key`, `archive.differs`, `file.cut`, `pack.*`;
    /// `session.out_of_order` before the own scores were taken together.
    pub(crate) fn look_at_room(
        &self,
        session_no: &str,
        given: &RoomFiles,
        secret: &SecretString,
    ) -> Result<Looked> {
        let own = self.session(session_no)?;
        in_order(&own)?;
        let (archive, keys) = opened(given, secret, || self.access.device_keys())?;
        let body = &archive.body;
        let (panel, evidence) = said_by(&archive, &keys)?;
        let findings =
            self.access.read(|r| keeps_out(r, &own, &panel, body.session.stage, &archive.digest))?;
        Ok(Looked { panel, evidence, findings, keys })
    }

    /// Takes another panel's archive in: looked at again, and held to the digits that the other secretariat read out.
    ///
    /// # Errors
    /// Those of looking at it; `parallel.digits_differ`; `parallel.changed` for another archive than the one that was looked at;
    /// `reason.missing` without with whom the digits were compared; each of [`refused`].
    pub fn take_room(
        &mut self,
        session_no: &str,
        given: &RoomFiles,
        secret: &SecretString,
        said: &RoomConfirmed,
    ) -> Result<()> {
        self.access.writable()?;
        let compared_with = reason("核对24位数字的对方人员", &said.compared_with)?;
        let looked = self.look_at_room(session_no, given, secret)?;
        same_digits(&looked.keys, &said.digits, Code::ParallelDigits)?;
        if looked.evidence.archive != said.archive {
            return Err(Refusal::of(Code::ParallelChanged).in_file(&files::name(Path::new(&given.archive))));
        }
        if !looked.findings.is_empty() {
            return Err(looked.findings.into());
        }
        let Looked { panel, evidence, .. } = looked;
        let act = Act::new("parallel.take", format!("{session_no}/{}", panel.session_no)).with(json!({
            "archive": evidence.archive,
            "digits": evidence.digits,
            "compared_with": compared_with,
            "items": panel.lines.iter().map(|line| line.no.as_str()).collect::<Vec<_>>(),
        }));
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        self.access.record_at(at, act, |w| {
            let mut session = session(w, session_no)?;
            let act = ParallelAct::Taken { evidence, compared_with, panel: Box::new(panel) };
            session.parallel.push(ParallelWord { at, by, act });
            Ok(w.put(&SessionRecord(session))?)
        })
    }

    /// Takes an archive back, with a reason, as long as the summary was not saved. Both words stay.
    ///
    /// # Errors
    /// `reason.missing`; `record.not_found` for one that does not stand; `parallel.printed`.
    pub fn take_room_back(&mut self, session_no: &str, archive: &str, why: &str) -> Result<()> {
        let why = reason("退回其他专家组归档", why)?;
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let act =
            Act::new("parallel.back", session_no).because(why.clone()).with(json!({ "archive": archive }));
        self.access.record_at(at, act, |w| {
            let mut session = session(w, session_no)?;
            if !taken(&session).iter().any(|t| t.evidence.archive == archive) {
                return Err(Refusal::not_found(archive));
            }
            if summary_saved(w, &session)? {
                return Err(Refusal::of(Code::ParallelPrinted));
            }
            let act = ParallelAct::TakenBack { archive: archive.to_owned(), reason: why };
            session.parallel.push(ParallelWord { at, by, act });
            Ok(w.put(&SessionRecord(session))?)
        })
    }
}

/// Opens another office's archive, with its key or with that of the machine it was sealed for, and computes it anew.
pub(crate) fn opened(
    given: &RoomFiles,
    secret: &SecretString,
    own: impl FnOnce() -> Result<DeviceKeys>,
) -> Result<(Archive, PublicKeys)> {
    let (path, card_path) = (Path::new(&given.archive), Path::new(&given.card));
    let file = files::name(card_path);
    let card = MeetingCard::from_bytes(&files::read(card_path, SMALL_FILE)?)
        .map_err(|e| Refusal::from(e).instead(Code::PackNotAPack, Code::CardNotACard).in_file(&file))?;
    let key = match given.key.trim() {
        "" => own()?,
        key => crate::verify::open_key(Path::new(key), secret)
            .map_err(|refusal| refusal.in_file(&files::name(Path::new(key))))?,
    };
    let archive = archive::check(path, &card.keys, &key)?;
    if archive.body.session.meeting_id != card.meeting.to_string() {
        let other = card.meeting.to_string();
        return Err(Refusal::of(Code::PackWrongMeeting).with("other", other).in_file(&file));
    }
    Ok((archive, card.keys))
}

/// What an archive says of its panel, with by what it is known.
pub(crate) fn said_by(archive: &Archive, keys: &PublicKeys) -> Result<(PanelResult, Evidence)> {
    let body = &archive.body;
    let panel = PanelResult::of(&body.session, &body.rules, &body.rules_digest, &body.stated)?;
    let evidence = Evidence {
        archive: archive.digest.clone(),
        digits: keys.digits24(),
        events: archive.events,
        state: body.state.clone(),
    };
    Ok((panel, evidence))
}

/// Panels are set side by side once the own scores were taken together.
fn in_order(session: &Session) -> Result<()> {
    match session.stage {
        Stage::Tallied | Stage::Closed if session.kind == SessionKind::Bid => Ok(()),
        Stage::Tallied | Stage::Closed => Err(Refusal::of(Code::ParallelKind)),
        stage => Err(Refusal::of(Code::StepOutOfOrder)
            .with("stage", stage.zh())
            .with("step", "收入其他专家组的归档")),
    }
}

/// What keeps another panel out.
fn keeps_out(
    r: &Reader<'_>,
    own: &Session,
    other: &PanelResult,
    stage: Stage,
    archive: &str,
) -> Result<Vec<Finding>> {
    let rules = frozen(r, own)?.rules;
    let digest = hex::encode(rules.policy.digest()?);
    let all: Vec<SessionRecord> = r.list()?;
    let meetings: BTreeSet<&str> = all.iter().map(|s| s.0.meeting_id.as_str()).collect();
    // An item that another session of this office judges is judged here too, whichever the archive is taken in at.
    let alike = all.iter().filter(|s| s.0.kind == own.kind && s.0.batch == own.batch);
    let here: BTreeSet<&str> = alike.flat_map(|s| s.0.bids.iter().map(String::as_str)).collect();
    Ok(refused(own, (&rules.policy, &digest), &meetings, &here, (other, stage, archive)))
}

/// Whether the summary was saved for this session.
pub(crate) fn summary_saved(r: &Reader<'_>, session: &Session) -> Result<bool> {
    let saved: Vec<DocumentRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    Ok(saved.iter().any(|d| d.form == SUMMARY))
}
