//! The secretariat's use cases, in the order of a meeting: intake, session, panel, recusals, rules, enrolment, packs,
//! tally, conclusions, documents. Each authorises, changes the vault in one transaction, and journals it.

pub(crate) mod amend;
mod amend_scoring;
pub mod approval;
mod assent;
mod bid;
mod bid_form;
mod bids_whole;
mod chain_book;
mod chain_book_laws;
mod chain_common;
mod chain_taken;
mod chain_typed;
pub mod challenge_list;
mod challenge_papers;
pub(crate) mod closing;
pub(crate) mod collective;
mod collective_typed;
pub(crate) mod conclude;
pub(crate) mod course;
mod course_papers;
pub(crate) mod demand_session;
pub(crate) mod demands;
mod demands_typed;
mod desk_words;
mod details;
mod deviation_asks;
mod deviation_paper;
mod documents;
mod draft;
mod draw_pool;
pub(crate) mod draws;
mod enrol;
pub(crate) mod envelope;
mod exchange;
mod export;
pub(crate) mod fees;
pub(crate) mod forks;
mod formal_check;
mod gates;
mod gates_typed;
mod history;
pub(crate) mod incidents;
mod intake;
mod known;
pub(crate) mod lacks;
pub(crate) mod ledger;
mod made;
mod mapping;
pub(crate) mod method;

mod overview;
mod overview_papers;
mod own_sheet;
pub(crate) mod paper_draft;
mod paper_folder;
mod paper_scores;
pub(crate) mod papers;
pub(crate) mod parallel;
mod people;
pub(crate) mod plan;
mod plan_papers;
pub(crate) mod prepare;
mod project_form;
pub(crate) mod project_session;
pub(crate) mod projects;
mod recusal_proposals;
mod refused;
pub(crate) mod result_packs;
pub(crate) mod returns;
mod review;
mod send_back;
pub(crate) mod shared;
pub(crate) mod sheets;
mod stamp;
pub(crate) mod tally;
mod text;
mod twice;
mod typed;
pub(crate) mod unit_said;
mod units;
pub(crate) mod word;

use std::path::Path;
use std::sync::Arc;

use domain::session::{Session, SessionKind, Stage, Step};
use domain::{Code, Item, Member};
use secrecy::SecretString;
use vault::{Kdf, Reader, Role, Writer};

pub use self::conclude::MeetingResult;
pub use self::documents::{Made, Saved};
pub use self::draft::Draft;
pub use self::enrol::PendingRequest;
pub(crate) use self::enrol::{SCANNED, SCANNED_CARD, SMALL_FILE, same_digits, scanned, scanned_card};
pub use self::exchange::{Accepted, Staged};
pub use self::intake::{ImportChoices, Imported, Inspected, inspect};
pub use self::ledger::ForkChoice;
pub(crate) use self::papers::bytes as paper_bytes;
pub(crate) use self::project_form::{person as person_view, report as project_report};
pub use self::result_packs::{ToldBid, ToldResult};
pub(crate) use self::shared::SharedSeat;
pub use self::tally::TallyView;
use crate::access::Access;
use crate::clock::Clock;
use crate::records::{BidRecord, MemberRecord, RulesRecord, SessionRecord, bid_id};
use crate::refusal::{Refusal, Result};

/// An open secretariat vault.
pub struct Office {
    pub(crate) access: Access,
}

impl Office {
    /// Makes a secretariat vault.
    ///
    /// # Errors
    /// What the vault refuses: the folder exists, the passphrase is too short, the disk.
    pub fn create(
        folder: &Path,
        owner: &str,
        passphrase: &SecretString,
        kdf: Kdf,
        clock: Arc<dyn Clock>,
    ) -> Result<Office> {
        Ok(Office { access: Access::create(folder, Role::Secretariat, owner, passphrase, kdf, clock)? })
    }

    /// Opens a secretariat vault.
    ///
    /// # Errors
    /// What the vault refuses, and `vault.role` for an expert's vault.
    pub fn open(folder: &Path, passphrase: &SecretString, clock: Arc<dyn Clock>) -> Result<Office> {
        Office::of(vault::Vault::open(folder, passphrase)?, clock)
    }

    /// The use cases of a secretariat vault that is open already.
    ///
    /// # Errors
    /// As [`Office::open`].
    pub fn of(vault: vault::Vault, clock: Arc<dyn Clock>) -> Result<Office> {
        let mut office = Office { access: Access::of(vault, Role::Secretariat, clock)? };
        if !office.access.vault.is_read_only() {
            office.part_identities()?;
        }
        Ok(office)
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

    /// The session with this number.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn session(&self, no: &str) -> Result<Session> {
        self.access.read(|r| session(r, no))
    }

    /// The bids of a batch, by number.
    ///
    /// # Errors
    /// The vault's own.
    pub fn bids(&self, batch: &str) -> Result<Vec<domain::Bid>> {
        let records: Vec<BidRecord> = self.access.read(|r| Ok(r.list_prefix(&bid_id(batch, ""))?))?;
        Ok(records.into_iter().map(|r| r.bid).collect())
    }

    /// The experts of the register, by number.
    ///
    /// # Errors
    /// The vault's own.
    pub fn experts(&self) -> Result<Vec<domain::Expert>> {
        let records: Vec<crate::records::ExpertRecord> = self.access.read(|r| Ok(r.list()?))?;
        Ok(records.into_iter().map(|r| r.0).collect())
    }
}

/// The session with this number, or `record.not_found`.
pub(crate) fn session(r: &Reader<'_>, no: &str) -> Result<Session> {
    let record: Option<SessionRecord> = r.get(no)?;
    record.map(|r| r.0).ok_or_else(|| Refusal::not_found(no))
}

/// The session, if its preparation is still open; else `rules.changed_after_freeze`.
fn preparing(r: &Reader<'_>, no: &str, what: &str) -> Result<Session> {
    let session = session(r, no)?;
    if session.stage != Stage::Preparing {
        let when = rules(r, &session)?
            .map(|r| crate::clock::local(r.first_frozen()).format("%Y-%m-%d %H:%M").to_string());
        return Err(Refusal::of(Code::RulesFrozen).with("when", when.unwrap_or_default()).with("what", what));
    }
    Ok(session)
}

/// The frozen rules of a session, if they are frozen.
pub(crate) fn rules(r: &Reader<'_>, session: &Session) -> Result<Option<RulesRecord>> {
    Ok(r.get(&session.meeting_id)?)
}

/// The frozen rules, or `rules.not_frozen`.
pub(crate) fn frozen(r: &Reader<'_>, session: &Session) -> Result<RulesRecord> {
    rules(r, session)?.ok_or_else(|| Refusal::of(Code::RulesNotFrozen))
}

/// The panel as chosen, in its order.
pub(crate) fn panel(r: &Reader<'_>, session: &Session) -> Result<Vec<Member>> {
    let records: Vec<MemberRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    Ok(records.into_iter().map(|r| r.member).collect())
}

/// What a session judges, in its order.
pub(crate) fn items(r: &Reader<'_>, session: &Session) -> Result<Vec<Item>> {
    if session.kind == SessionKind::Demand {
        return demand_session::demands(r, session);
    }
    if session.kind.of_projects() {
        return project_session::projects(r, session);
    }
    session
        .bids
        .iter()
        .map(|no| {
            let record: Option<BidRecord> = r.get(&bid_id(&session.batch, no))?;
            record.map(|r| Item::Bid(r.bid)).ok_or_else(|| Refusal::not_found(no.clone()))
        })
        .collect()
}

/// Moves a session on by a step and stores it.
fn advance(w: &Writer<'_>, mut session: Session, step: Step) -> Result<Session> {
    session.stage = session.stage.after(step)?;
    w.put(&SessionRecord(session.clone()))?;
    Ok(session)
}
