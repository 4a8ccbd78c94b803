//! 揭榜公告 (policy 四（四）, 四（五）), once the publicity is over and no objection is open.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Common;

/// The announcement.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WinnerAnnouncement {
    /// Policy, batch, paper.
    #[serde(flatten)]
    pub common: Common,
    /// First day of the publicity.
    pub publicity_from: Option<NaiveDate>,
    /// Its last day.
    pub publicity_to: Option<NaiveDate>,
    /// It was recorded that no valid objection came.
    pub no_objection: bool,
    /// Objections came, and each was settled and answered.
    pub objections_resolved: bool,
    /// What is no longer on the list.
    pub removed: Vec<RemovedBid>,
    /// The winners, by number of the challenge.
    pub rows: Vec<WinnerRow>,
    /// How many.
    pub count: Option<u32>,
    /// How each objection was settled. In the archive copy alone.
    pub objection_rows: Vec<SettledObjection>,
    /// Whom to ask.
    pub contact_office: Option<String>,
    /// Its telephone.
    pub contact_phone: Option<String>,
    /// Day of the announcement.
    pub announced_on: Option<NaiveDate>,
}

/// A winner.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WinnerRow {
    /// Number, from 1.
    pub n: u32,
    /// Number of the challenge.
    pub challenge_no: String,
    /// Title of the bid.
    pub bid_title: String,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who bid.
    pub solver: Option<String>,
    /// 赛马 for a race; empty when none.
    pub remark: Option<String>,
}

/// A bid that was taken off the list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RemovedBid {
    /// Number of the challenge.
    pub challenge_no: String,
    /// Title of the bid.
    pub bid_title: String,
    /// Why, without full stop. In the archive copy alone.
    pub reason: Option<String>,
}

/// An objection that was settled.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SettledObjection {
    /// Number, from 1.
    pub n: u32,
    /// Number of the objection.
    pub objection_no: String,
    /// What it is about.
    pub about: Option<String>,
    /// What was found.
    pub finding: Option<String>,
    /// When it was answered.
    pub answered_on: Option<NaiveDate>,
}
