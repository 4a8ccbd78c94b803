//! The secretariat's part of 共用一机: desks beside the own vault, made, enrolled, handed their tasks and their packs taken in by
//! the same steps as a laptop's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use domain::gates::{Conduct, Gate, Mark};
use domain::session::Session;
use domain::{Code, Finding, Member, Severity, personal_code};
use packs::Fingerprint;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use vault::{Kdf, Reader};
use zeroize::{Zeroize, Zeroizing};

use super::enrol::trusted_laptop;
use super::exchange::task_digest;
use super::tally::scoring;
use super::{Office, frozen, lacks, panel, returns, rules, session};
use crate::access::Act;
use crate::api::Problem;
use crate::api::shared::{SharedMember, SharedState, SharedView};
use crate::book_records::IdentityRecord;
use crate::desk::Desk;
use crate::files::io_refusal;
use crate::records::{ExpertRecord, SessionRecord};
use crate::refusal::{Refusal, Result};
use crate::shared::{Folder, SharedDeskRecord, next_pack, opener, packs_in, shared_desks};
use crate::views::count;

/// Who compared the digits of a desk on this machine: nobody, for they never left it.
const COMPARED_BY: &str = "本机程序（共用一机）";

/// A member who may have a turn at the shared laptop.
pub(crate) struct SharedSeat {
    pub(crate) no: String,
    pub(crate) name: String,
    /// Place of the desk and the office's half of what opens it.
    pub(crate) desk: Option<(String, Zeroizing<String>)>,
    pub(crate) state: SharedState,
}

impl Office {
    /// The panel and the shared laptop, and what of it waits for people.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn shared_view(&self, session_no: &str) -> Result<SharedView> {
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let folder = Folder::of(self.access.vault.folder(), &session);
            let desks: Vec<SharedDeskRecord> = r.list_prefix(&shared_desks(&session.meeting_id))?;
            let waiting = desks.iter().map(|d| folder.of_desk(&d.place)).filter(|f| !packs_in(f).is_empty());
            let archived = Conduct::of(&session).standing().of(Gate::Archive) == Mark::Passed;
            let uncleared = desks.iter().filter(|d| archived && d.cleared_at.is_none()).count();
            let members = states(r, &session)?.into_iter();
            Ok(SharedView {
                waiting: waiting.map(|f| f.display().to_string()).collect(),
                folder: folder.path().display().to_string(),
                clearable: count(uncleared),
                members: members
                    .map(|(m, state, _)| SharedMember { no: m.expert_no, name: m.name, state })
                    .collect(),
            })
        })
    }

    /// The members who may have a turn: those with a desk, and those who score in no other way.
    pub(crate) fn shared_seats(&self, session_no: &str) -> Result<Vec<SharedSeat>> {
        self.access.read(|r| {
            let session = session(r, session_no)?;
            frozen(r, &session)?;
            let here = |state: &SharedState| {
                matches!(state, SharedState::NoCode | SharedState::Scoring | SharedState::Locked)
            };
            let all = states(r, &session)?.into_iter().filter(|(_, state, _)| here(state));
            Ok(all
                .map(|(member, state, desk)| SharedSeat {
                    no: member.expert_no,
                    name: member.name,
                    desk: desk.map(|d| (d.place.clone(), Zeroizing::new(d.secret.clone()))),
                    state,
                })
                .collect())
        })
    }

    /// Makes the desk of a member under a personal code typed twice, enrols it as a laptop is enrolled, and hands it its task.
    /// The code is known to its expert alone. With `signs_in` the expert signs in by it, which arrives at once.
    ///
    /// # Errors
    /// `shared.code_form`, `shared.codes_differ`, `shared.code_obvious`; `shared.has_code`, `shared.own_laptop`;
    /// `record.not_found`, `rules.not_frozen`, `recusal.undecided`, `session.out_of_order` after the tally; the disk.
    pub fn shared_make(
        &mut self,
        session_no: &str,
        expert_no: &str,
        (code, again): (&SecretString, &SecretString),
        (signs_in, kdf): (bool, Kdf),
    ) -> Result<()> {
        self.access.writable()?;
        let (session, member, taken, known) = self.access.read(|r| {
            let session = session(r, session_no)?;
            let (member, state, _) = states(r, &session)?
                .into_iter()
                .find(|(m, _, _)| m.expert_no == expert_no)
                .ok_or_else(|| Refusal::not_found(expert_no))?;
            may_have_code(&member, state)?;
            super::exchange::may_issue(r, &session)?;
            let desks: Vec<SharedDeskRecord> = r.list_prefix(&shared_desks(&session.meeting_id))?;
            let taken: Vec<String> = desks.iter().map(|d| d.place.clone()).collect();
            Ok((session, member, taken, known_numbers(r, expert_no)?))
        })?;
        let typed = (code.expose_secret(), again.expose_secret());
        let code = Zeroizing::new(personal_code::chosen(typed.0, typed.1, &known)?);
        let folder = Folder::of(self.access.vault.folder(), &session);
        Folder::make(folder.path())?;
        let free = |place: &String| !taken.contains(place) && !folder.vault(place).exists();
        let place = (1u32..=u32::MAX).map(|n| format!("{n:02}")).find(free);
        let place = place.ok_or_else(|| Refusal::internal("no place for a desk"))?;
        let secret = Zeroizing::new(random()?);
        let opener = opener(&secret, &code);
        let mut desk =
            Desk::create(&folder.vault(&place), &member.name, &opener, kdf, self.access.clock.clone())?;
        let record = SharedDeskRecord {
            meeting: session.meeting_id.clone(),
            expert_no: expert_no.to_owned(),
            place: place.clone(),
            device: desk.access.device_keys()?.fingerprint().to_string(),
            secret: secret.to_string(),
            task: String::new(),
            made_at: self.access.clock.now(),
            cleared_at: None,
        };
        // Before it is enrolled: a laptop that nobody can open would stand in the way of the next try.
        let act = Act::new("shared.make", format!("{session_no}/{expert_no}"))
            .with(json!({ "fingerprint": record.device, "place": place }));
        self.access.record(act, |w| Ok(w.put(&record)?))?;
        self.enrol_here(&session, expert_no, &mut desk, &folder, &place)?;
        self.hand_task(&session, record, &folder)?;
        for pack in packs_in(&folder.for_desk(&place)) {
            desk.take_task(&pack)?;
            // If it cannot be removed it is taken in again, which changes nothing.
            drop(std::fs::remove_file(&pack));
        }
        if signs_in {
            desk.sign_in(&session.meeting_id, true)?;
            desk.write_scores(&session.meeting_id, &next_pack(&folder.of_desk(&place))?)?;
        }
        desk.lock()?;
        // What cannot come in now waits, and is said where packs are taken in.
        self.shared_collect(session_no).map(drop)
    }

    /// Deletes the desks of a meeting from this machine, once it is archived: everything that was signed there is in the archive;
    /// notes that were not are gone, as on a laptop that is cleared. Deleting again what could not be deleted whole is no fault.
    ///
    /// # Errors
    /// `session.out_of_order` before the archive; `shared.waiting` while a pack of a desk was not taken in; the disk.
    pub fn shared_clear(&mut self, session_no: &str) -> Result<()> {
        self.access.writable()?;
        let (session, desks) = self.access.read(|r| {
            let session = session(r, session_no)?;
            let desks: Vec<SharedDeskRecord> = r.list_prefix(&shared_desks(&session.meeting_id))?;
            Ok((session, desks))
        })?;
        if Conduct::of(&session).standing().of(Gate::Archive) != Mark::Passed {
            let out = Refusal::of(Code::StepOutOfOrder).with("stage", session.stage.zh());
            return Err(out.with("step", "清除共用一机的评分桌面"));
        }
        let folder = Folder::of(self.access.vault.folder(), &session);
        let waits = desks.iter().map(|d| folder.of_desk(&d.place)).find(|f| !packs_in(f).is_empty());
        if let Some(waits) = waits {
            return Err(Refusal::of(Code::SharedWaiting).with("folder", waits.display().to_string()));
        }
        match std::fs::remove_dir_all(folder.path()) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(io_refusal(folder.path(), &e)),
            _ => {}
        }
        let at = self.access.clock.now();
        let mut gone: Vec<SharedDeskRecord> = desks.into_iter().filter(|d| d.cleared_at.is_none()).collect();
        for desk in &mut gone {
            desk.secret.zeroize();
            desk.cleared_at = Some(at);
        }
        let devices: Vec<&str> = gone.iter().map(|d| d.device.as_str()).collect();
        let act = Act::new("shared.clear", session_no).with(json!({ "devices": devices }));
        self.access.record_at(at, act, |w| {
            for desk in &gone {
                w.put(desk)?;
            }
            Ok(())
        })
    }

    /// Both directions of an enrolment, through files in the folder.
    fn enrol_here(
        &mut self,
        session: &Session,
        expert_no: &str,
        desk: &mut Desk,
        folder: &Folder,
        place: &str,
    ) -> Result<()> {
        let (card, request) =
            (folder.path().join(format!("{place}.lzcard")), folder.path().join(format!("{place}.lzreq")));
        let digits = self.write_card(&session.no, &card)?;
        let meeting = desk.pin(&card, &digits)?;
        desk.write_request(&meeting, &request)?;
        let pending = self.read_request(&session.no, &request)?;
        self.enrol(&session.no, expert_no, &pending, &desk.digits()?, COMPARED_BY)?;
        for file in [card, request] {
            // They hold public keys only.
            drop(std::fs::remove_file(file));
        }
        Ok(())
    }

    /// Lays a task pack down for a desk, and keeps which task that was.
    fn hand_task(&mut self, session: &Session, mut record: SharedDeskRecord, folder: &Folder) -> Result<()> {
        record.task = self.access.read(|r| task_digest(r, &session.no, &record.expert_no))?;
        self.issue_task(&session.no, &record.expert_no, &next_pack(&folder.for_desk(&record.place))?)?;
        let act = Act::new("shared.task", format!("{}/{}", session.no, record.expert_no));
        self.access.record(act, |w| Ok(w.put(&record)?))
    }

    /// Lays changed tasks down for the desks that have another: recusals decided since, bids given back, sheets returned. What
    /// keeps one from being made is said and keeps nobody from a turn.
    pub(crate) fn shared_refresh(&mut self, session_no: &str) -> Result<Vec<Problem>> {
        let (session, desks) = self.access.read(|r| {
            let session = session(r, session_no)?;
            let desks: Vec<SharedDeskRecord> =
                states(r, &session)?.into_iter().filter_map(|(_, _, desk)| desk).collect();
            Ok((session, desks))
        })?;
        let folder = Folder::of(self.access.vault.folder(), &session);
        let mut problems = Vec::new();
        for desk in desks {
            let made = match self.access.read(|r| task_digest(r, session_no, &desk.expert_no)) {
                Ok(digest) if digest == desk.task => Ok(()),
                Ok(_) => self.hand_task(&session, desk, &folder),
                // After the tally there are no tasks any more.
                Err(refusal) if refusal.code() == Code::StepOutOfOrder => Ok(()),
                Err(refusal) => Err(refusal),
            };
            problems.extend(made.err().map(|refusal| refusal.problems()).unwrap_or_default());
        }
        Ok(problems)
    }

    /// Takes in what desks handed over, each pack by the usual stages. One of which people should know something first stays where
    /// it is, as one that is refused does.
    ///
    /// # Errors
    /// `record.not_found`, `vault.read_only`.
    pub fn shared_collect(&mut self, session_no: &str) -> Result<Vec<Problem>> {
        self.access.writable()?;
        let (session, desks) = self.access.read(|r| {
            let session = session(r, session_no)?;
            let desks: Vec<SharedDeskRecord> = r.list_prefix(&shared_desks(&session.meeting_id))?;
            Ok((session, desks))
        })?;
        let folder = Folder::of(self.access.vault.folder(), &session);
        let mut problems = Vec::new();
        for desk in &desks {
            for pack in packs_in(&folder.of_desk(&desk.place)) {
                let taken = self.stage(session_no, &pack).and_then(|staged| {
                    // That a pack is late is known: the scoring was opened again for it.
                    let known = |f: &&Finding| f.severity != Severity::Info && f.code != Code::PackLate;
                    let said: Vec<Finding> = staged.findings.iter().filter(known).cloned().collect();
                    if !said.is_empty() {
                        return Err(Refusal(said));
                    }
                    self.accept(session_no, staged)
                });
                match taken {
                    // If it cannot be removed it is found to be here already.
                    Ok(_) => drop(std::fs::remove_file(&pack)),
                    Err(refusal) => problems.extend(refusal.problems()),
                }
            }
        }
        Ok(problems)
    }

    /// As [`Office::shared_collect`] for every session, when the vault is opened. What cannot come in is found on the board.
    pub(crate) fn shared_collect_all(&mut self) -> Result<()> {
        let sessions: Vec<SessionRecord> = self.access.read(|r| Ok(r.list()?))?;
        for SessionRecord(session) in sessions {
            self.shared_collect(&session.no)?;
        }
        Ok(())
    }

    /// Where a pack for a member goes who scores on the shared laptop; nothing for others.
    pub(super) fn shared_inbox(&self, session_no: &str, expert_no: &str) -> Result<Option<PathBuf>> {
        let Some((session, desk)) = self.shared_desk(session_no, expert_no)? else { return Ok(None) };
        next_pack(&Folder::of(self.access.vault.folder(), &session).for_desk(&desk.place)).map(Some)
    }

    /// Makes the task pack of a member into a file, or for a desk on this machine where that finds it. Gives the path.
    pub(super) fn issue_task_to(
        &mut self,
        session_no: &str,
        expert_no: &str,
        path: PathBuf,
    ) -> Result<PathBuf> {
        match self.shared_desk(session_no, expert_no)? {
            None => self.issue_task(session_no, expert_no, &path).map(|_| path),
            Some((session, desk)) => {
                let folder = Folder::of(self.access.vault.folder(), &session);
                let inbox = folder.for_desk(&desk.place);
                self.hand_task(&session, desk, &folder).map(|()| inbox)
            }
        }
    }

    /// The desk on this machine that speaks for a member now.
    fn shared_desk(&self, session_no: &str, expert_no: &str) -> Result<Option<(Session, SharedDeskRecord)>> {
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let own = states(r, &session)?.into_iter().find(|(m, _, _)| m.expert_no == expert_no);
            Ok(own.and_then(|(_, _, desk)| desk).map(|desk| (session, desk)))
        })
    }
}

/// Whether a member may set a code.
fn may_have_code(member: &Member, state: SharedState) -> Result<()> {
    let code = match state {
        SharedState::Scoring | SharedState::Locked => Code::SharedHasCode,
        SharedState::OwnLaptop => Code::SharedOwnLaptop,
        SharedState::NoCode | SharedState::Paper | SharedState::Excused => return Ok(()),
    };
    Err(Refusal::of(code).with("name", member.name.clone()))
}

/// Numbers that others may know of an expert: what of them stands in a code is no secret.
fn known_numbers(r: &Reader<'_>, expert_no: &str) -> Result<Vec<String>> {
    let expert: Option<ExpertRecord> = r.get(expert_no)?;
    let identity: Option<IdentityRecord> = r.get(expert_no)?;
    let phone = expert.and_then(|e| e.0.phone);
    let (card, account) = identity.map_or((None, None), |i| (i.id_card, i.bank_account));
    Ok([phone, card, account].into_iter().flatten().collect())
}

/// 32 random bytes of the system, hex.
fn random() -> Result<String> {
    let mut bytes = Zeroizing::new([0u8; 32]);
    getrandom::fill(bytes.as_mut_slice()).map_err(Refusal::internal)?;
    Ok(hex::encode(bytes.as_slice()))
}

/// A member, how the member scores, and the desk on this machine that speaks for the member now.
type Of = (Member, SharedState, Option<SharedDeskRecord>);

/// The panel in its order, without those who left it: nothing more is waited for of them.
fn states(r: &Reader<'_>, session: &Session) -> Result<Vec<Of>> {
    let members = match rules(r, session)? {
        Some(frozen) => {
            let left = frozen.rules.left;
            frozen.rules.panel.into_iter().filter(|m| !left.contains(&m.expert_no)).collect()
        }
        None => panel(r, session)?,
    };
    let desks: Vec<SharedDeskRecord> = r.list_prefix(&shared_desks(&session.meeting_id))?;
    let scoring = scoring(r, session)?.scoring.clone();
    members
        .into_iter()
        .map(|member| {
            let no = member.expert_no.as_str();
            let laptop = match trusted_laptop(r, session, no) {
                Ok((_, peer)) => Some(peer.keys.fingerprint().to_string()),
                Err(refusal) if matches!(refusal.code(), Code::EnrolNotCompared | Code::LaptopRevoked) => {
                    None
                }
                Err(refusal) => return Err(refusal),
            };
            let there = |d: &&SharedDeskRecord| d.cleared_at.is_none() && laptop.as_ref() == Some(&d.device);
            let desk = desks.iter().find(there).cloned();
            let open = !lacks::given_back_to(session, no).is_empty()
                || !returns::returned_to(r, session, no)?.is_empty();
            let locked = scoring.locked.contains(no) && !open;
            let state = match (&desk, laptop) {
                (Some(_), _) if locked => SharedState::Locked,
                (Some(_), _) => SharedState::Scoring,
                _ if session.excused.iter().any(|e| e.expert_no == no) => SharedState::Excused,
                (None, Some(_)) => SharedState::OwnLaptop,
                (None, None) if scoring.closed.contains_key(no) => SharedState::Paper,
                (None, None) => SharedState::NoCode,
            };
            Ok((member, state, desk))
        })
        .collect()
}

/// The devices of the desks on this machine, and whose they are.
pub(crate) fn shared_devices(r: &Reader<'_>, session: &Session) -> Result<BTreeMap<Fingerprint, String>> {
    let desks: Vec<SharedDeskRecord> = r.list_prefix(&shared_desks(&session.meeting_id))?;
    let device = |d: &SharedDeskRecord| Some((Fingerprint::parse(&d.device)?, d.expert_no.clone()));
    Ok(desks.iter().filter_map(device).collect())
}

/// Devices of desks on this machine that were deleted after the archive, hex.
pub(crate) fn cleared_here(r: &Reader<'_>, session: &Session) -> Result<BTreeSet<String>> {
    let desks: Vec<SharedDeskRecord> = r.list_prefix(&shared_desks(&session.meeting_id))?;
    Ok(desks.iter().filter(|d| d.cleared_at.is_some()).map(|d| d.device.clone()).collect())
}
