//! The shapes that every surface sees. They live at the edge: the domain knows nothing of them.

pub mod amend;
pub mod approval;
pub mod bid;
pub mod board;
pub mod books;
pub mod challenge_list;
pub mod collective;
pub mod course;
pub mod course_steps;
pub mod demands;
pub mod desk;
pub mod documents;
pub mod draw;
pub mod due;
pub mod envelope;
pub mod fees;
pub mod gates;
pub mod history;
pub mod home;
pub mod incident;
pub mod insight;
pub mod intake;
pub mod keys;
pub mod ledger;
pub mod method;
pub mod overview;
pub mod paper;
pub mod parallel;
pub mod plan;
pub mod projects;
pub mod results;
pub mod session;
pub mod shared;
pub mod sheet;
pub mod twice;

use domain::{Finding, Severity};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::messages;

/// A finding or a refusal with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Problem {
    /// Stable code.
    pub code: String,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// Sheet, cell, row or path, as far as known: `经费预算!F7`.
    pub place: Option<String>,
    /// Named parameters.
    pub params: Vec<(String, String)>,
    /// What was found, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// The next act, in Chinese.
    pub remedy_zh: String,
    /// The next act, in English.
    pub remedy_en: String,
}

impl Problem {
    /// A fault of the program, with what it said.
    #[must_use]
    pub fn internal(reason: &str) -> Problem {
        Problem::of(&Finding::error(domain::Code::Internal).with("reason", reason))
    }

    /// A finding with its words.
    #[must_use]
    pub fn of(finding: &Finding) -> Problem {
        let words = messages::words(finding.code, &finding.params);
        Problem {
            code: finding.code.to_string(),
            severity: match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            }
            .to_owned(),
            place: place(finding),
            params: finding.params.clone(),
            zh: words.zh,
            en: words.en,
            remedy_zh: words.remedy_zh,
            remedy_en: words.remedy_en,
        }
    }
}

/// Where a finding stands, in one line.
fn place(finding: &Finding) -> Option<String> {
    let place = &finding.place;
    let spot = place.cell.clone().or_else(|| place.row.map(|row| row.to_string()));
    match (&place.sheet, spot) {
        (Some(sheet), Some(spot)) => Some(format!("{sheet}!{spot}")),
        (Some(sheet), None) => Some(sheet.clone()),
        (None, Some(spot)) => Some(spot),
        (None, None) => place.path.clone(),
    }
}

/// The role of a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Role {
    /// The secretariat's.
    Secretariat,
    /// An expert's.
    Expert,
}

impl From<vault::Role> for Role {
    fn from(role: vault::Role) -> Role {
        match role {
            vault::Role::Secretariat => Role::Secretariat,
            vault::Role::Expert => Role::Expert,
        }
    }
}

impl From<Role> for vault::Role {
    fn from(role: Role) -> vault::Role {
        match role {
            Role::Secretariat => vault::Role::Secretariat,
            Role::Expert => vault::Role::Expert,
        }
    }
}

/// What the program says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AppFacts {
    /// Version of the program.
    pub version: String,
    /// Name in Chinese.
    pub program_zh: String,
    /// Name in English.
    pub program_en: String,
    /// The user's folder of documents, for paths that are proposed.
    pub documents: String,
}

/// What a vault says of itself before it is unlocked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VaultCard {
    /// Its folder.
    pub folder: String,
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub owner: String,
    /// Its role.
    pub role: Role,
    /// When it was made, local time, to the minute: `2026-01-20 08:30`.
    pub created: String,
}

/// How much of each kind an open vault holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HomeCounts {
    /// Bids (an expert's: those handed over to score).
    pub bids: u32,
    /// Experts of the register.
    pub experts: u32,
    /// Sessions.
    pub sessions: u32,
    /// Packs in and out.
    pub packs: u32,
}

/// Why nothing can be changed in an open vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Reading {
    /// A supervisor's passphrase opened it.
    Supervisor,
    /// It is damaged.
    Damaged,
    /// It was asked for.
    Asked,
}

/// What can be read of a damaged vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SafeFacts {
    /// Rows that can be read.
    pub rows: u32,
    /// Tables that can be read to their end.
    pub tables: u32,
    /// Names of tables that cannot.
    pub lost: Vec<String>,
}

/// What the home screen shows of an open vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HomeFacts {
    /// Which vault.
    pub card: VaultCard,
    /// Whose key opened it.
    pub user: String,
    /// Why nothing can be changed; nothing where it can.
    pub reading: Option<Reading>,
    /// What opening it found: pages that are damaged, a backup that is newer than the vault.
    pub found: Vec<Problem>,
    /// What of it is safe, when it is damaged.
    pub safe: Option<SafeFacts>,
    /// Number of the last journal entry; 0 when the journal of a damaged vault cannot be read.
    pub journal_seq: u32,
    /// Head of the journal, sixteen groups of four hex digits; empty when it cannot be read.
    pub journal_head: String,
    /// Counts; nothing when damage keeps them from being read.
    pub counts: Option<HomeCounts>,
}
