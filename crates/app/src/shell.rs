//! What the window holds: at most one open vault, at most one list on its way in, at most one long work. Adapters call
//! use cases through it and do nothing else.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::Code;
use secrecy::SecretString;
use serde_json::json;
use vault::{Kdf, SlotKind, Vault};

use crate::access::{self, Access, Act};
use crate::api::demands::CollectedView;
use crate::api::intake::{ImportDone, IntakeView, SentBackView};
use crate::api::twice::IncomingView;
use crate::api::{AppFacts, HomeCounts, HomeFacts, Problem, Reading, Role, VaultCard};
use crate::clock::{Clock, SystemClock, local};
use crate::files::{documents_folder, whole};
use crate::office::Draft;
use crate::recent::Recent;
use crate::records::{BidRecord, ExpertRecord, PackRecord, SessionRecord, TaskRecord};
use crate::refusal::{Refusal, Result};
use crate::safekeeping;
use crate::shared::Turns;
use crate::views::count;
use crate::work::Work;
use crate::{desk::Desk, office::Office};

mod guard;
mod shared;
mod sticks;

/// An open vault, by its role.
pub(crate) enum Open {
    Office(Box<Office>),
    Desk(Box<Desk>),
}

impl Open {
    pub(crate) fn lock(self) -> Result<()> {
        match self {
            Open::Office(office) => office.lock(),
            Open::Desk(desk) => desk.lock(),
        }
    }

    /// The use cases of an open vault, by its role.
    pub(crate) fn of(vault: Vault) -> Result<Open> {
        Ok(match vault.role() {
            vault::Role::Secretariat => Open::Office(Box::new(Office::of(vault, clock())?)),
            vault::Role::Expert => Open::Desk(Box::new(Desk::of(vault, clock())?)),
        })
    }

    fn access(&self) -> &Access {
        match self {
            Open::Office(office) => &office.access,
            Open::Desk(desk) => &desk.access,
        }
    }

    pub(crate) fn access_mut(&mut self) -> &mut Access {
        match self {
            Open::Office(office) => &mut office.access,
            Open::Desk(desk) => &mut desk.access,
        }
    }

    fn vault(&self) -> &Vault {
        match self {
            Open::Office(office) => office.vault(),
            Open::Desk(desk) => desk.vault(),
        }
    }
}

/// The state behind the window.
#[derive(Default)]
pub struct Shell {
    open: Mutex<Option<Open>>,
    /// The laptop while it is passed round. Who needs both takes this one first.
    turns: Mutex<Option<Turns>>,
    draft: Mutex<Option<Draft>>,
    work: Work,
    recent: Recent,
    /// Whether a vault was opened or made since the program started.
    begun: AtomicBool,
}

/// What the window gets when something is refused: every finding with its words, at least one.
pub type Refused<T> = std::result::Result<T, Vec<Problem>>;

impl Shell {
    /// Nothing open. What was open on this machine is remembered in `recent`.
    #[must_use]
    pub fn new(recent: Recent) -> Shell {
        Shell { recent, ..Shell::default() }
    }

    /// Folders of the vaults that were open on this machine, the latest first.
    pub fn recent(&self) -> Vec<String> {
        self.recent.list()
    }

    /// What the program says of itself.
    #[must_use]
    pub fn facts() -> AppFacts {
        AppFacts {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            program_zh: "论证台".to_owned(),
            program_en: "Lunzheng".to_owned(),
            documents: documents_folder().display().to_string(),
        }
    }

    /// Makes a vault and opens it.
    ///
    /// # Errors
    /// What the vault refuses, with its words.
    pub fn create(
        &self,
        folder: &str,
        role: Role,
        owner: &str,
        passphrase: &SecretString,
    ) -> Refused<HomeFacts> {
        self.put(folder, || {
            let (folder, clock) = (whole(folder)?, clock());
            self.begun.store(true, Ordering::Relaxed);
            Ok(match role {
                Role::Secretariat => Open::Office(Box::new(Office::create(
                    folder,
                    owner,
                    passphrase,
                    Kdf::measured()?,
                    clock,
                )?)),
                Role::Expert => {
                    Open::Desk(Box::new(Desk::create(folder, owner, passphrase, Kdf::measured()?, clock)?))
                }
            })
        })
    }

    /// Opens a vault.
    ///
    /// # Errors
    /// What the vault refuses, with its words.
    pub fn open(&self, folder: &str, passphrase: &SecretString) -> Refused<HomeFacts> {
        self.put(folder, || {
            let place = whole(folder)?;
            let unlocked = Vault::unlock(place, passphrase)?;
            let mut open = Open::of(Vault::open_with(place, &unlocked)?)?;
            let may = !open.vault().is_read_only();
            if may {
                note_older(open.access_mut())?;
            }
            if let (true, Open::Office(office)) = (may, &mut open) {
                // What cannot come in by itself keeps nobody out: the board says that it waits.
                drop(office.shared_collect_all());
                if !self.begun.swap(true, Ordering::Relaxed) {
                    // A meeting was under way when the program was started.
                    office.note_restart()?;
                }
            }
            if may && unlocked.kind() == SlotKind::Recovery {
                // The sealed sheet was opened: whoever reads the journal must see it.
                let act = Act::new("vault.open_recovery", unlocked.slot().to_string());
                open.access_mut().record(act, |_| Ok(()))?;
            }
            Ok(open)
        })
    }

    /// What a vault says of itself before it is unlocked.
    ///
    /// # Errors
    /// `vault.not_a_vault`, `vault.newer`, `vault.damaged`, with their words.
    pub fn peek(folder: &str) -> Refused<VaultCard> {
        let card = whole(folder).and_then(|folder| Ok(Vault::peek(folder)?));
        card.map(|card| self::card(&card)).map_err(|refusal| refusal.problems())
    }

    /// Whether who sits there again is who left: the passphrase must open the slot under which the vault is open. Nothing
    /// is opened or changed.
    ///
    /// # Errors
    /// `vault.not_open`, `vault.passphrase_wrong`, also for the passphrase of another user; the disk.
    pub fn prove(&self, passphrase: &SecretString) -> Refused<()> {
        if let Some(proved) = self.prove_turn(passphrase) {
            return proved;
        }
        self.vault(|vault| {
            let unlocked = Vault::unlock(&vault.card().folder, passphrase)?;
            if unlocked.slot() == vault.slot() { Ok(()) } else { Err(Refusal::of(Code::VaultPassphrase)) }
        })
    }

    /// A use case of the secretariat.
    ///
    /// # Errors
    /// `vault.not_open`, `vault.role`, and the use case's own, with their words.
    pub fn office<T>(&self, f: impl FnOnce(&mut Office) -> Result<T>) -> Refused<T> {
        match self.held().as_mut() {
            Some(Open::Office(office)) => f(office),
            Some(Open::Desk(_)) => Err(access::wrong_role(vault::Role::Expert, vault::Role::Secretariat)),
            None => Err(nothing_open()),
        }
        .map_err(|refusal| refusal.problems())
    }

    /// A use case of the expert.
    ///
    /// # Errors
    /// As [`Shell::office`].
    pub fn desk<T>(&self, f: impl FnOnce(&mut Desk) -> Result<T>) -> Refused<T> {
        let done = match self.held().as_mut() {
            Some(Open::Desk(desk)) => f(desk),
            Some(Open::Office(_)) => Err(access::wrong_role(vault::Role::Secretariat, vault::Role::Expert)),
            None => Err(nothing_open()),
        };
        self.hand_over();
        done.map_err(|refusal| refusal.problems())
    }

    /// A use case of whoever's vault is open.
    ///
    /// # Errors
    /// `vault.not_open` and the use case's own, with their words.
    pub fn vault<T>(&self, f: impl FnOnce(&Vault) -> Result<T>) -> Refused<T> {
        let open = self.held();
        let open = open.as_ref().ok_or_else(nothing_open);
        open.and_then(|open| f(open.vault())).map_err(|refusal| refusal.problems())
    }

    /// Bytes of an attached paper, in either role.
    ///
    /// # Errors
    /// `vault.not_open`, `record.not_found`, and the vault's own.
    pub fn paper(&self, id: &str) -> Refused<Vec<u8>> {
        match self.held().as_mut() {
            Some(Open::Office(office)) => office.paper_bytes(id),
            Some(Open::Desk(desk)) => desk.paper_bytes(id),
            None => Err(nothing_open()),
        }
        .map_err(|refusal| refusal.problems())
    }

    /// Long work that this window does.
    pub fn work(&self) -> &Work {
        &self.work
    }

    /// Runs long work, and says when it is over, whatever came of it.
    pub fn working<T>(&self, f: impl FnOnce(&Work) -> T) -> T {
        let value = f(&self.work);
        self.work.end();
        value
    }

    /// Reads a sender's file, in the place of the one that was on its way in.
    ///
    /// # Errors
    /// `vault.not_open`, and what the file is refused for.
    pub fn open_draft(&self, path: &str) -> Refused<IntakeView> {
        self.office(|_| Ok(()))?;
        let mut held = self.draft();
        let mut draft =
            self.working(|work| Draft::open(Path::new(path), work)).map_err(|refusal| refusal.problems())?;
        let view = self.office(|office| {
            office.apply_remembered(&mut draft)?;
            office.draft_view(&draft)
        })?;
        *held = Some(draft);
        Ok(view)
    }

    /// Does something with the file that is on its way in.
    ///
    /// # Errors
    /// `record.not_found` when there is none; the use case's own.
    pub fn with_draft<T>(&self, f: impl FnOnce(&mut Draft) -> Result<T>) -> Refused<T> {
        let mut draft = self.draft();
        let draft = draft.as_mut().ok_or_else(|| Refusal::not_found("名单文件"));
        draft.and_then(f).map_err(|refusal| refusal.problems())
    }

    /// Edits the file that is on its way in, and shows it anew.
    ///
    /// # Errors
    /// As [`Shell::with_draft`].
    pub fn edit_draft(&self, f: impl FnOnce(&mut Draft) -> Result<()>) -> Refused<IntakeView> {
        let mut held = self.draft();
        let draft = held.as_mut().ok_or_else(|| Refusal::not_found("名单文件").problems())?;
        f(draft).map_err(|refusal| refusal.problems())?;
        self.office(|office| office.draft_view(draft))
    }

    /// Edits the file that is on its way in with what the vault knows, and shows it anew.
    ///
    /// # Errors
    /// As [`Shell::with_draft`]; the vault's own.
    pub fn office_draft(&self, f: impl FnOnce(&mut Office, &mut Draft) -> Result<()>) -> Refused<IntakeView> {
        let mut held = self.draft();
        let draft = held.as_mut().ok_or_else(|| Refusal::not_found("名单文件").problems())?;
        self.office(|office| {
            f(office, draft)?;
            office.draft_view(draft)
        })
    }

    /// Writes what goes back to the sender of the file that is on its way in.
    ///
    /// # Errors
    /// As [`Shell::with_draft`]; those of [`Office::send_back`].
    pub fn send_back(&self, path: &str) -> Refused<SentBackView> {
        let held = self.draft();
        let draft = held.as_ref().ok_or_else(|| Refusal::not_found("名单文件").problems())?;
        self.office(|office| office.send_back(draft, whole(path)?))
    }

    /// Takes the file over, in one step, and forgets it. Columns that were matched by hand are remembered under the
    /// name of a kind of sender, where one is given.
    ///
    /// # Errors
    /// Those of [`Office::import`].
    pub fn import_draft(
        &self,
        batch: &str,
        collected: Option<CollectedView>,
        remember: Option<&str>,
    ) -> Refused<ImportDone> {
        let mut held = self.draft();
        let draft = held.as_mut().ok_or_else(|| Refusal::not_found("名单文件").problems())?;
        draft.remember_as(remember);
        let draft = &*draft;
        let done = self.working(|work| {
            self.office(|office| office.import_draft_collected(batch, draft, collected, work))
        })?;
        *held = None;
        Ok(done)
    }

    /// What the file that is on its way in has that the vault has already.
    ///
    /// # Errors
    /// As [`Shell::with_draft`].
    pub fn incoming(&self) -> Refused<IncomingView> {
        let held = self.draft();
        let draft = held.as_ref().ok_or_else(|| Refusal::not_found("名单文件").problems())?;
        self.office(|office| office.incoming_view(draft))
    }

    /// Forgets the file that is on its way in.
    pub fn close_draft(&self) {
        *self.draft() = None;
    }

    /// What the home screen shows.
    ///
    /// # Errors
    /// `vault.not_open` when nothing is open; the vault's own.
    pub fn home(&self) -> Refused<HomeFacts> {
        let open = self.held();
        let open = open.as_ref().ok_or_else(nothing_open);
        open.and_then(home).map_err(|refusal| refusal.problems())
    }

    /// Locks the open vault; nothing open is no fault.
    ///
    /// # Errors
    /// The vault's own.
    pub fn lock(&self) -> Refused<()> {
        self.close_draft();
        self.lock_turns()?;
        let held = self.held().take();
        held.map_or(Ok(()), Open::lock).map_err(|refusal| refusal.problems())
    }

    /// Whether a vault is open. Waits for what is under way in it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.turns().as_ref().is_some_and(Turns::is_office_open) || self.held().is_some()
    }

    /// Puts an opened vault in the place of the one that was open, which is locked first.
    fn put(&self, folder: &str, opened: impl FnOnce() -> Result<Open>) -> Refused<HomeFacts> {
        self.lock()?;
        let both = opened().and_then(|open| Ok((home(&open)?, open)));
        let (facts, open) = both.map_err(|refusal| refusal.problems())?;
        // Who opens a vault by its own passphrase ends what was passed round.
        *self.turns() = None;
        *self.held() = Some(open);
        self.recent.remember(folder);
        Ok(facts)
    }

    /// The open vault. A thread that panicked while holding it cannot have left it half changed: writes are transactions.
    fn held(&self) -> MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn turns(&self) -> MutexGuard<'_, Option<Turns>> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draft(&self) -> MutexGuard<'_, Option<Draft>> {
        self.draft.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn clock() -> std::sync::Arc<dyn Clock> {
    std::sync::Arc::new(SystemClock)
}

fn nothing_open() -> Refusal {
    Refusal::of(domain::Code::VaultNotOpen)
}

/// Journals once that the vault was opened though it is older than a backup: going on is somebody's choice.
fn note_older(access: &mut Access) -> Result<()> {
    const ACTION: &str = "vault.behind_backup";
    let Some(behind) = access.vault.condition().behind.clone() else { return Ok(()) };
    if access.vault.journal_of(ACTION)?.iter().any(|entry| entry.subject == behind.backup) {
        return Ok(());
    }
    let act = Act::new(ACTION, behind.backup).with(json!({ "backup": behind.seq, "now": behind.now }));
    access.record(act, |_| Ok(()))
}

/// A vault's card in the shape of the surfaces.
fn card(card: &vault::VaultCard) -> VaultCard {
    VaultCard {
        folder: card.folder.display().to_string(),
        id: card.id.clone(),
        owner: card.owner.clone(),
        role: card.role.into(),
        created: local(card.created).format("%Y-%m-%d %H:%M").to_string(),
    }
}

/// Facts of an open vault. Of a damaged one those that can be read.
fn home(open: &Open) -> Result<HomeFacts> {
    let vault = open.vault();
    let damaged = vault.condition().damage.is_some();
    let head = match vault.journal_head() {
        Err(_) if damaged => None,
        head => Some(head?),
    };
    let counts = match counts(open) {
        Err(_) if damaged => None,
        counts => Some(counts?),
    };
    Ok(HomeFacts {
        card: card(&vault.card()),
        user: open.access().actor.clone(),
        reading: reading(vault),
        found: safekeeping::found(vault, open.access().clock.now()).iter().map(Problem::of).collect(),
        safe: damaged.then(|| safekeeping::safe(vault)),
        journal_seq: head.map_or(0, |head| count(head.seq)),
        journal_head: head.map(|head| head.grouped()).unwrap_or_default(),
        counts,
    })
}

/// How much of each kind there is.
fn counts(open: &Open) -> Result<HomeCounts> {
    open.vault().read(|r| {
        let bids = match open {
            Open::Office(_) => r.count::<BidRecord>()?,
            Open::Desk(_) => {
                let tasks: Vec<TaskRecord> = r.list()?;
                tasks.iter().map(|t| u64::try_from(t.task.items.len()).unwrap_or(u64::MAX)).sum()
            }
        };
        Ok(HomeCounts {
            bids: count(bids),
            experts: count(r.count::<ExpertRecord>()?),
            sessions: count(r.count::<SessionRecord>()?),
            packs: count(r.count::<PackRecord>()?),
        })
    })
}

/// Why nothing can be changed.
fn reading(vault: &Vault) -> Option<Reading> {
    if !vault.is_read_only() {
        return None;
    }
    let condition = vault.condition();
    Some(match vault.slot_kind() {
        SlotKind::Supervisor => Reading::Supervisor,
        _ if condition.damage.is_some() || condition.keys.is_some() => Reading::Damaged,
        _ => Reading::Asked,
    })
}
