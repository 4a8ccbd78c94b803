//! What the first page of an open vault shows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::demands::DemandCounts;
use super::session::SessionCard;

/// The policy in force, as the foot of the window names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PolicyFacts {
    /// 文号
    pub number: String,
    /// Version of the file.
    pub version: String,
    /// Last day of validity, ISO.
    pub valid_to: String,
}

/// One step of the chain (policy 四).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChainStep {
    /// 1 需求征集 … 7 实施管理.
    pub step: u8,
    /// How many are kept; nothing for a step that this version keeps no book of.
    pub count: Option<u32>,
    /// How many of them wait for somebody.
    pub waiting: u32,
}

/// What somebody is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum WaitingFor {
    /// No bids or no experts yet: a list to import.
    Lists,
    /// A session's bids, panel, recusals or rules.
    Setup,
    /// A member's laptop to be enrolled.
    Enrolment,
    /// A task pack to be handed out.
    Task,
    /// A member's score pack.
    Scores,
    /// A recusal declared at a desk to be decided.
    Recusal,
    /// The scores to be locked and tallied.
    Tally,
    /// A tie to be settled.
    Tie,
    /// The panel's word on bids.
    Decision,
    /// The documents to be made.
    Documents,
}

/// Somebody who is waited for, and what ends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Waiting {
    /// Who: a member's name; nothing for the secretariat itself.
    pub who: Option<String>,
    /// What for.
    pub what: WaitingFor,
    /// How many bids, packs, recusals.
    pub count: u32,
    /// Since when, local `2026-01-20 10:05`; nothing when that is not known.
    pub since: Option<String>,
    /// Session.
    pub session_no: Option<String>,
}

/// The secretariat's first page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OfficeHome {
    /// Today, ISO.
    pub today: String,
    /// The policy in force.
    pub policy: PolicyFacts,
    /// Last day that the loaded calendars know, ISO; nothing when none is loaded.
    pub calendar_until: Option<String>,
    /// Batches that have a list, bids or sessions, newest first.
    pub batches: Vec<String>,
    /// Sessions, newest first.
    pub sessions: Vec<SessionCard>,
    /// The seven steps.
    pub chain: Vec<ChainStep>,
    /// Demands, for the first three steps.
    pub demands: DemandCounts,
    /// Experts of the register.
    pub experts: u32,
    /// Who is waited for, by what it holds up.
    pub waiting: Vec<Waiting>,
}
