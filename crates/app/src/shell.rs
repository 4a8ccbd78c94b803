//! What the window holds: at most one open vault, and the few use cases of its first screens. Adapters call these and do
//! nothing else.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;
use vault::{Kdf, Vault};

use crate::api::{AppFacts, HomeCounts, HomeFacts, Problem, Role, VaultCard};
use crate::clock::{Clock, SystemClock, local};
use crate::records::{BidRecord, ExpertRecord, PackRecord, SessionRecord, TaskRecord};
use crate::refusal::{Refusal, Result};
use crate::{desk::Desk, office::Office};

/// An open vault, by its role.
enum Open {
    Office(Box<Office>),
    Desk(Box<Desk>),
}

impl Open {
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
}

/// What the window gets when something is refused.
pub type Refused<T> = std::result::Result<T, Box<Problem>>;

impl Shell {
    /// Nothing open.
    #[must_use]
    pub fn new() -> Shell {
        Shell::default()
    }

    /// What the program says of itself.
    #[must_use]
    pub fn facts() -> AppFacts {
        AppFacts {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            program_zh: "论证台".to_owned(),
            program_en: "Lunzheng".to_owned(),
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
        self.put(|| {
            let (folder, clock) = (Path::new(folder), clock());
            Ok(match role {
                Role::Secretariat => {
                    Open::Office(Box::new(Office::create(folder, owner, passphrase, Kdf::STANDARD, clock)?))
                }
                Role::Expert => {
                    Open::Desk(Box::new(Desk::create(folder, owner, passphrase, Kdf::STANDARD, clock)?))
                }
            })
        })
    }

    /// Opens a vault.
    ///
    /// # Errors
    /// What the vault refuses, with its words.
    pub fn open(&self, folder: &str, passphrase: &SecretString) -> Refused<HomeFacts> {
        self.put(|| {
            let folder = Path::new(folder);
            Ok(match Vault::peek(folder)?.role {
                vault::Role::Secretariat => {
                    Open::Office(Box::new(Office::open(folder, passphrase, clock())?))
                }
                vault::Role::Expert => Open::Desk(Box::new(Desk::open(folder, passphrase, clock())?)),
            })
        })
    }

    /// What a vault says of itself before it is unlocked.
    ///
    /// # Errors
    /// `vault.not_a_vault`, `vault.newer`, `vault.damaged`, with their words.
    pub fn peek(folder: &str) -> Refused<VaultCard> {
        Vault::peek(Path::new(folder)).map(|card| self::card(&card)).map_err(|e| first(Refusal::from(e)))
    }

    /// What the home screen shows.
    ///
    /// # Errors
    /// `session.out_of_order` when nothing is open; the vault's own.
    pub fn home(&self) -> Refused<HomeFacts> {
        let open = self.held();
        let open = open.as_ref().ok_or_else(|| first(nothing_open()))?;
        home(open).map_err(first)
    }

    /// Locks the open vault; nothing open is no fault.
    ///
    /// # Errors
    /// The vault's own.
    pub fn lock(&self) -> Refused<()> {
        match self.held().take() {
            Some(Open::Office(office)) => office.lock().map_err(first),
            Some(Open::Desk(desk)) => desk.lock().map_err(first),
            None => Ok(()),
        }
    }

    /// Puts an opened vault in the place of the one that was open, which is locked first.
    fn put(&self, opened: impl FnOnce() -> Result<Open>) -> Refused<HomeFacts> {
        self.lock()?;
        let open = opened().map_err(first)?;
        let facts = home(&open).map_err(first)?;
        *self.held() = Some(open);
        Ok(facts)
    }

    /// The open vault. A thread that panicked while holding it cannot have left it half changed: writes are transactions.
    fn held(&self) -> MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn clock() -> std::sync::Arc<dyn Clock> {
    std::sync::Arc::new(SystemClock)
}

fn nothing_open() -> Refusal {
    Refusal::of(domain::Code::StepOutOfOrder).with("stage", "保险库未打开").with("step", "查看首页")
}

/// The first finding with its words.
fn first(refusal: Refusal) -> Box<Problem> {
    Box::new(refusal.problems().into_iter().next().unwrap_or_else(|| Problem::internal("refused")))
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

/// Facts of an open vault.
fn home(open: &Open) -> Result<HomeFacts> {
    let vault = open.vault();
    let head = vault.journal_head()?;
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let counts = vault.read(|r| {
        let bids = match open {
            Open::Office(_) => r.count::<BidRecord>()?,
            Open::Desk(_) => {
                let tasks: Vec<TaskRecord> = r.list()?;
                tasks.iter().map(|t| u64::try_from(t.task.bids.len()).unwrap_or(u64::MAX)).sum()
            }
        };
        Ok::<_, Refusal>(HomeCounts {
            bids: count(bids),
            experts: count(r.count::<ExpertRecord>()?),
            sessions: count(r.count::<SessionRecord>()?),
            packs: count(r.count::<PackRecord>()?),
        })
    })?;
    Ok(HomeFacts {
        card: card(&vault.card()),
        journal_seq: count(head.seq),
        journal_head: head.grouped(),
        counts,
    })
}
