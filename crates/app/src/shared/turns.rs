//! The laptop while it is passed round: whose turn it is, which desk a code opens, and the way back. The office's vault is held
//! behind, out of reach, while codes are set, and locked before the first desk is opened. Only the office's own passphrase ends
//! it, and that is the window's to ask for.

use std::path::PathBuf;
use std::sync::Arc;

use domain::Code;
use secrecy::SecretString;
use serde_json::json;
use vault::{Kdf, Vault};
use zeroize::Zeroizing;

use super::attempts::Attempts;
use super::{Folder, next_pack, opener, packs_in, typed};
use crate::access::Act;
use crate::api::Problem;
use crate::api::shared::{SharedState, TurnSeat, TurnView};
use crate::clock::Clock;
use crate::desk::Desk;
use crate::office::prepare::undecided;
use crate::office::{Office, SharedSeat};
use crate::refusal::{Refusal, Result};
use crate::views::count;

/// A member whose turn it may be.
struct Seat {
    no: String,
    name: String,
    /// Place of the desk and the office's half of what opens it; nothing before a code was set.
    desk: Option<(String, Zeroizing<String>)>,
    state: SharedState,
}

impl From<SharedSeat> for Seat {
    fn from(seat: SharedSeat) -> Seat {
        Seat { no: seat.no, name: seat.name, desk: seat.desk, state: seat.state }
    }
}

/// The laptop could not be passed round: the office stays open.
pub struct NotBegun(pub Box<Office>, pub Refusal);

/// A laptop that is passed round.
pub struct Turns {
    office: PathBuf,
    folder: Folder,
    session: String,
    meeting: String,
    title: String,
    seats: Vec<Seat>,
    behind: Option<Box<Office>>,
    attempts: Attempts,
    clock: Arc<dyn Clock>,
    kdf: Kdf,
    /// Place of the desk that is open among the seats.
    at: Option<usize>,
    problems: Vec<Problem>,
}

impl Turns {
    /// Takes in what lies there, hands changed tasks out, and holds the office behind. `kdf` is what new desks are made with.
    ///
    /// # Errors
    /// `record.not_found`, `rules.not_frozen`, `vault.read_only`, the disk; the office comes back with the refusal.
    pub fn begin(
        mut office: Box<Office>,
        session_no: &str,
        kdf: Kdf,
        clock: Arc<dyn Clock>,
    ) -> std::result::Result<Turns, NotBegun> {
        match Turns::prepared(&mut office, session_no, kdf, clock) {
            Ok(turns) => Ok(Turns { behind: Some(office), ..turns }),
            Err(refusal) => Err(NotBegun(office, refusal)),
        }
    }

    fn prepared(office: &mut Office, session_no: &str, kdf: Kdf, clock: Arc<dyn Clock>) -> Result<Turns> {
        office.access.writable()?;
        let session = office.session(session_no)?;
        // A code that was typed twice would make no desk while a recusal waits: the board decides it first.
        if let Some(open) = undecided(&office.recusals(session_no)?) {
            return Err(open.into());
        }
        let mut problems = office.shared_collect(session_no)?;
        problems.extend(office.shared_refresh(session_no)?);
        let seats = office.shared_seats(session_no)?;
        let folder = Folder::of(office.vault().folder(), &session);
        Folder::make(folder.path())?;
        office.access.record(Act::new("shared.begin", session_no), |_| Ok(()))?;
        Ok(Turns {
            office: office.vault().folder().to_owned(),
            attempts: Attempts::at(folder.path().join("attempts.json")),
            folder,
            session: session_no.to_owned(),
            meeting: session.meeting_id,
            title: session.title,
            seats: seats.into_iter().map(Seat::from).collect(),
            behind: None,
            clock,
            kdf,
            at: None,
            problems,
        })
    }

    /// The folder of the office's vault.
    #[must_use]
    pub fn office(&self) -> &std::path::Path {
        &self.office
    }

    /// Id of the meeting.
    #[must_use]
    pub fn meeting(&self) -> &str {
        &self.meeting
    }

    /// The screen “轮到您”.
    #[must_use]
    pub fn view(&self) -> TurnView {
        let now = self.clock.now();
        let seat = |seat: &Seat| {
            let place = seat.desk.as_ref().map(|(place, _)| place.as_str());
            TurnSeat {
                no: seat.no.clone(),
                name: seat.name.clone(),
                state: seat.state,
                wrong: place.map_or(0, |place| self.attempts.wrong(place)),
                wait: place.map_or(0, |place| count(self.attempts.wait(place, now))),
            }
        };
        TurnView {
            title: self.title.clone(),
            office_open: self.behind.is_some(),
            seats: self.seats.iter().map(seat).collect(),
            problems: self.problems.clone(),
        }
    }

    /// Makes the desk of a member under the code that its expert typed twice, who with `signs_in` signs in by it.
    ///
    /// # Errors
    /// `shared.office_locked` once a desk was opened; those of [`Office::shared_make`].
    pub fn set_code(
        &mut self,
        expert_no: &str,
        (code, again): (&SecretString, &SecretString),
        signs_in: bool,
    ) -> Result<()> {
        let office = self.behind.as_mut().ok_or_else(|| Refusal::of(Code::SharedOfficeLocked))?;
        office.shared_make(&self.session, expert_no, (code, again), (signs_in, self.kdf))?;
        self.seats = office.shared_seats(&self.session)?.into_iter().map(Seat::from).collect();
        Ok(())
    }

    /// Locks the office's vault. Locked already is no fault.
    ///
    /// # Errors
    /// The disk.
    pub fn shut(&mut self) -> Result<()> {
        self.behind.take().map_or(Ok(()), |office| office.lock())
    }

    /// Whether the office's vault is still open behind.
    #[must_use]
    pub fn is_office_open(&self) -> bool {
        self.behind.is_some()
    }

    /// Opens the desk of a member by the member's code, once the office's vault is locked, and takes in what the office sent.
    /// Gives the desk, how many wrong codes came before, and what could not be taken in.
    ///
    /// # Errors
    /// `record.not_found`, `shared.no_code`, `shared.wait`, `shared.code_wrong`; the vault's own.
    pub fn open(&mut self, expert_no: &str, code: &SecretString) -> Result<(Desk, u32, Vec<Problem>)> {
        let at = self.seats.iter().position(|s| s.no == expert_no);
        let at = at.ok_or_else(|| Refusal::not_found(expert_no))?;
        let (place, unlocked, wrong) = self.unlock(at, code)?;
        self.shut()?;
        let vault = Vault::open_with(&self.folder.vault(&place), &unlocked)?;
        let mut desk = Desk::of(vault, self.clock.clone())?;
        let act = Act::new("shared.open", self.meeting.clone()).with(json!({ "wrong": wrong }));
        desk.access.record(act, |_| Ok(()))?;
        let problems = take_in(&mut desk, &self.folder, &place);
        self.at = Some(at);
        self.problems.clear();
        Ok((desk, wrong, problems))
    }

    /// Whether a code is that of the desk that is open.
    ///
    /// # Errors
    /// `shared.not_begun` while none is; those of [`Turns::open`].
    pub fn prove(&self, code: &SecretString) -> Result<()> {
        let at = self.at.ok_or_else(|| Refusal::of(Code::SharedNotBegun))?;
        self.unlock(at, code).map(drop)
    }

    /// Counts the try, then makes it.
    fn unlock(&self, at: usize, code: &SecretString) -> Result<(String, vault::Unlocked, u32)> {
        let seat = self.seats.get(at).ok_or_else(|| Refusal::of(Code::SharedNotBegun))?;
        let named = |code: Code| Refusal::of(code).with("name", seat.name.clone());
        let (place, secret) = seat.desk.as_ref().ok_or_else(|| named(Code::SharedNoCode))?;
        let now = self.clock.now();
        let waits = |code: Code, count: u32, seconds: u64| {
            named(code).with("count", count.to_string()).with("seconds", seconds.to_string())
        };
        match self.attempts.wait(place, now) {
            0 => {}
            seconds => return Err(waits(Code::SharedWait, self.attempts.wrong(place), seconds)),
        }
        let before = self.attempts.count(place, now)?;
        let code = Zeroizing::new(typed(code));
        match Vault::unlock(&self.folder.vault(place), &opener(secret, &code)) {
            Ok(unlocked) => {
                self.attempts.put_back(place, super::attempts::Tries::default())?;
                Ok((place.clone(), unlocked, before.wrong))
            }
            Err(vault::VaultError::Passphrase) => {
                let wrong = before.wrong.saturating_add(1);
                Err(waits(Code::SharedCodeWrong, wrong, domain::personal_code::wait_after(wrong)))
            }
            Err(other) => {
                self.attempts.put_back(place, before)?;
                Err(other.into())
            }
        }
    }

    /// Writes a score pack for the office as soon as a locked desk has signed something new.
    ///
    /// # Errors
    /// The disk.
    pub fn hand_over(&self, desk: &mut Desk) -> Result<()> {
        let seat = self.at.and_then(|at| self.seats.get(at));
        let Some((place, _)) = seat.and_then(|seat| seat.desk.as_ref()) else { return Ok(()) };
        if desk.has_news(&self.meeting)? {
            let path = next_pack(&self.folder.of_desk(place))?;
            desk.write_scores(&self.meeting, &path)?;
        }
        Ok(())
    }

    /// Closes a desk: what it signed is handed over, its vault is locked, and it is somebody else's turn.
    ///
    /// # Errors
    /// The disk; the desk is closed all the same, and what was not handed over is handed over next time.
    pub fn back(&mut self, mut desk: Desk) -> Result<()> {
        let handed = self.hand_over(&mut desk);
        let locked = desk.view(&self.meeting).map(|view| view.locked_at.is_some());
        if let (Some(seat), Ok(locked)) = (self.at.take().and_then(|at| self.seats.get_mut(at)), locked) {
            seat.state = if locked { SharedState::Locked } else { SharedState::Scoring };
        }
        desk.lock()?;
        if let Err(refusal) = &handed {
            self.problems = refusal.problems();
        }
        handed
    }
}

/// Takes in the packs that the office laid down for a desk. What came too late for a locked desk is no fault of anybody.
fn take_in(desk: &mut Desk, folder: &Folder, place: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    for pack in packs_in(&folder.for_desk(place)) {
        match desk.take_task(&pack) {
            Err(refusal) if refusal.code() != Code::ScoreLocked => problems.extend(refusal.problems()),
            // If it cannot be removed it is taken in again, which changes nothing.
            _ => drop(std::fs::remove_file(&pack)),
        }
    }
    problems
}
