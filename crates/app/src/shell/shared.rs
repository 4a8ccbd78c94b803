//! What the window does while the laptop is passed round.

use domain::Code;
use secrecy::SecretString;
use vault::{Kdf, Vault};

use super::{Open, Refused, Shell, clock, nothing_open};
use crate::access;
use crate::api::HomeFacts;
use crate::api::shared::{TurnOpened, TurnView};
use crate::refusal::{Refusal, Result};
use crate::shared::{NotBegun, Turns};

impl Shell {
    /// Passes the laptop round: from now on nothing of the office can be reached without its passphrase.
    ///
    /// # Errors
    /// `vault.not_open`, `vault.role`; those of [`Turns::begin`], and the office stays open.
    pub fn shared_begin(&self, session_no: &str) -> Refused<TurnView> {
        self.close_draft();
        let mut turns = self.turns();
        let mut held = self.held();
        let kdf = Kdf::measured().map_err(|error| Refusal::from(error).problems())?;
        let office = match held.take() {
            Some(Open::Office(office)) => office,
            other => {
                let role = other.as_ref().map(|open| open.vault().role());
                *held = other;
                let refused =
                    role.map_or_else(nothing_open, |role| access::wrong_role(role, vault::Role::Secretariat));
                return Err(refused.problems());
            }
        };
        match Turns::begin(office, session_no, kdf, clock()) {
            Ok(begun) => {
                let view = begun.view();
                *turns = Some(begun);
                Ok(view)
            }
            Err(NotBegun(office, refusal)) => {
                *held = Some(Open::Office(office));
                Err(refusal.problems())
            }
        }
    }

    /// The screen “轮到您”; nothing while the laptop is not passed round.
    #[must_use]
    pub fn shared_turn(&self) -> Option<TurnView> {
        self.turns().as_ref().map(Turns::view)
    }

    /// Makes the desk of a member under the code that its expert typed twice, who with `signs_in` signs in by it.
    ///
    /// # Errors
    /// `shared.not_begun`; those of [`Turns::set_code`].
    pub fn shared_code(
        &self,
        expert_no: &str,
        typed: (&SecretString, &SecretString),
        signs_in: bool,
    ) -> Refused<TurnView> {
        self.with_turns(|turns| {
            turns.set_code(expert_no, typed, signs_in)?;
            Ok(turns.view())
        })
    }

    /// Opens the desk of a member by the member's code.
    ///
    /// # Errors
    /// `shared.not_begun`; those of [`Turns::open`].
    pub fn shared_open(&self, expert_no: &str, code: &SecretString) -> Refused<TurnOpened> {
        self.shared_back()?;
        self.with_turns(|turns| {
            let (desk, wrong, problems) = turns.open(expert_no, code)?;
            *self.held() = Some(Open::Desk(Box::new(desk)));
            Ok(TurnOpened { meeting: turns.meeting().to_owned(), wrong, problems })
        })
    }

    /// Gives the laptop back: the desk that is open is locked, what it signed is handed over. None open is no fault.
    ///
    /// # Errors
    /// `shared.not_begun`, the disk.
    pub fn shared_back(&self) -> Refused<TurnView> {
        self.with_turns(|turns| {
            self.close_desk(turns)?;
            Ok(turns.view())
        })
    }

    /// Ends it, back to the office's vault by the office's own passphrase.
    ///
    /// # Errors
    /// `shared.not_begun`; `vault.passphrase_wrong`, and then it goes on; the vault's own.
    pub fn shared_end(&self, passphrase: &SecretString) -> Refused<HomeFacts> {
        let office = self.with_turns(|turns| {
            Vault::unlock(turns.office(), passphrase)?;
            Ok(turns.office().display().to_string())
        })?;
        self.lock()?;
        self.open(&office, passphrase)
    }

    fn with_turns<T>(&self, f: impl FnOnce(&mut Turns) -> Result<T>) -> Refused<T> {
        let mut turns = self.turns();
        let turns = turns.as_mut().ok_or_else(|| Refusal::of(Code::SharedNotBegun));
        turns.and_then(f).map_err(|refusal| refusal.problems())
    }

    /// Locks the desk that is open while the laptop is passed round.
    fn close_desk(&self, turns: &mut Turns) -> Result<()> {
        let mut held = self.held();
        match held.take() {
            Some(Open::Desk(desk)) => turns.back(*desk),
            other => {
                *held = other;
                Ok(())
            }
        }
    }

    /// Locks what is open while the laptop is passed round; it stays passed round.
    pub(super) fn lock_turns(&self) -> Refused<()> {
        let mut turns = self.turns();
        let Some(turns) = turns.as_mut() else { return Ok(()) };
        let closed = self.close_desk(turns);
        turns.shut().and(closed).map_err(|refusal| refusal.problems())
    }

    /// Hands over what the desk that is open signed. What cannot be written now is written when it is closed, and said then.
    pub(super) fn hand_over(&self) {
        let turns = self.turns();
        if let (Some(turns), Some(Open::Desk(desk))) = (turns.as_ref(), self.held().as_mut()) {
            drop(turns.hand_over(desk));
        }
    }

    /// Whether a code is that of the desk that is open; nothing while the laptop is not passed round.
    pub(super) fn prove_turn(&self, code: &SecretString) -> Option<Refused<()>> {
        self.turns().as_ref().map(|turns| turns.prove(code).map_err(|refusal| refusal.problems()))
    }
}
