//! The expert's use cases: pin the secretariat, ask for enrolment, take the task in, pledge, score, lock and hand over.
//! What is acknowledged is in the vault.

pub(crate) mod amended;
pub(crate) mod asked;
mod closing;
mod exchange;
mod given_back;
mod papers;
pub(crate) mod scoring;
mod typed;

use std::path::Path;
use std::sync::Arc;

use domain::desk::Task;
use secrecy::SecretString;
use vault::{Kdf, Reader, Role};

pub use self::closing::Cleared;
pub use self::scoring::{BidView, DeskView};
use crate::access::Access;
use crate::clock::Clock;
use crate::records::{DeskRecord, PeerRecord, TaskRecord};
use crate::refusal::{Refusal, Result};

/// An open expert's vault.
pub struct Desk {
    pub(crate) access: Access,
}

impl Desk {
    /// Makes an expert's vault.
    ///
    /// # Errors
    /// What the vault refuses: the folder exists, the passphrase is too short, the disk.
    pub fn create(
        folder: &Path,
        owner: &str,
        passphrase: &SecretString,
        kdf: Kdf,
        clock: Arc<dyn Clock>,
    ) -> Result<Desk> {
        Ok(Desk { access: Access::create(folder, Role::Expert, owner, passphrase, kdf, clock)? })
    }

    /// Opens an expert's vault.
    ///
    /// # Errors
    /// What the vault refuses, and `vault.role` for the secretariat's.
    pub fn open(folder: &Path, passphrase: &SecretString, clock: Arc<dyn Clock>) -> Result<Desk> {
        Desk::of(vault::Vault::open(folder, passphrase)?, clock)
    }

    /// The use cases of an expert's vault that is open already.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub fn of(vault: vault::Vault, clock: Arc<dyn Clock>) -> Result<Desk> {
        Ok(Desk { access: Access::of(vault, Role::Expert, clock)? })
    }

    /// Locks the vault: connections closed, keys wiped.
    ///
    /// # Errors
    /// The disk.
    pub fn lock(self) -> Result<()> {
        Ok(self.access.vault.lock()?)
    }

    /// The vault beneath, for reading its journal and facts.
    #[must_use]
    pub fn vault(&self) -> &vault::Vault {
        &self.access.vault
    }

    /// The meetings this laptop knows, by id: those whose card was pinned.
    ///
    /// # Errors
    /// The vault's own.
    pub fn meetings(&self) -> Result<Vec<String>> {
        let peers: Vec<PeerRecord> = self.access.read(|r| Ok(r.list()?))?;
        Ok(peers.into_iter().map(|p| p.meeting).collect())
    }

    /// The task of a meeting.
    ///
    /// # Errors
    /// `record.not_found` before it was taken in.
    pub fn task(&self, meeting: &str) -> Result<Task> {
        self.access.read(|r| Ok(task(r, meeting)?.task))
    }
}

/// The task record of a meeting, or `record.not_found`.
pub(crate) fn task(r: &Reader<'_>, meeting: &str) -> Result<TaskRecord> {
    r.get(meeting)?.ok_or_else(|| Refusal::not_found(meeting))
}

/// Where the desk stands in a meeting.
pub(crate) fn state(r: &Reader<'_>, meeting: &str) -> Result<DeskRecord> {
    Ok(r.get(meeting)?.unwrap_or_else(|| DeskRecord {
        meeting: meeting.to_owned(),
        pledged_at: None,
        locked_at: None,
        recusals: Vec::new(),
        last_event: None,
        packs_out: 0,
        last_pack: None,
        signed_in_at: None,
        handed: None,
        given_back: Vec::new(),
        returned: Vec::new(),
        asked: Vec::new(),
        title: None,
    }))
}
