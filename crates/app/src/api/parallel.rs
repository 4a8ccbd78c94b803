//! Panels in parallel rooms: what another one came to, taken in from its archive, beside the own result.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::desk::Conclusion;
use super::results::Standing;
use super::session::{Category, SessionCard};

/// Where another panel's archive lies, and what opens it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RoomFiles {
    /// The archive (`.lzp`).
    pub archive: String,
    /// The card of the other secretariat for that meeting (`.lzcard`).
    pub card: String,
    /// The key of the archive (`.lzkey`), which asks for its passphrase; empty where the archive was sealed for this office.
    pub key: String,
}

/// What is said when an archive is taken in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RoomConfirmed {
    /// Digest of the archive that was looked at, hex.
    pub archive: String,
    /// The 24 digits as the other secretariat read them out.
    pub digits: String,
    /// With whom they were compared.
    pub compared_with: String,
}

/// One item with what a panel came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RoomLine {
    /// Number.
    pub no: String,
    /// Number of the challenge; empty where there is none.
    pub challenge_no: String,
    /// Name.
    pub title: String,
    /// Who bids; empty where there is nobody.
    pub solver: String,
    /// Rank within its own panel.
    pub rank: Option<u32>,
    /// What its own panel ranks by, two decimals.
    pub score: Option<String>,
    /// The figure of standardised totals, two decimals: information.
    pub standard: Option<String>,
    /// Valid scores.
    pub valid_n: String,
    /// Conclusion.
    pub conclusion: Conclusion,
    /// What becomes of it.
    pub standing: Standing,
    /// What it is recommended for, 万元; nothing for what is not.
    pub award: Option<String>,
}

/// By what an archive is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RoomEvidence {
    /// Digest of the archive, hex.
    pub archive: String,
    /// Signed words in it.
    pub events: u32,
    /// With whom the digits were compared; empty before.
    pub compared_with: String,
    /// When it was taken in; nothing before.
    pub at: Option<String>,
    /// Who took it in; empty before.
    pub by: String,
}

/// A panel with its result, in order of its own ranks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RoomView {
    /// Number of its session.
    pub session_no: String,
    /// Title.
    pub title: String,
    /// Its office.
    pub office: String,
    /// Day, ISO.
    pub date: String,
    /// Chair, where somebody recorded one.
    pub chair: Option<String>,
    /// Members by kind.
    pub members: Vec<(Category, u32)>,
    /// Sheet with its version.
    pub sheet: String,
    /// Most points.
    pub full: String,
    /// Version of the policy.
    pub policy: String,
    /// Digest of its frozen rules in groups.
    pub rules_digest: String,
    /// What it came to.
    pub lines: Vec<RoomLine>,
    /// Whether it scored by the same sheet and method as this session.
    pub scored_alike: bool,
    /// The archive behind it; nothing for the own panel.
    pub evidence: Option<RoomEvidence>,
}

/// An archive that was looked at: nothing is taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RoomLook {
    /// What it says.
    pub room: RoomView,
    /// What keeps it from being taken in; empty where nothing does.
    pub problems: Vec<Problem>,
}

/// An archive that was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RoomBack {
    /// Number of the other session.
    pub session_no: String,
    /// Digest of the archive, hex.
    pub archive: String,
    /// When.
    pub at: String,
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// The panels of parallel rooms side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RoomsView {
    /// The session.
    pub session: SessionCard,
    /// The own panel; nothing while its result is not whole.
    pub own: Option<RoomView>,
    /// What the own result lacks.
    pub lacks: Vec<Problem>,
    /// The other panels.
    pub others: Vec<RoomView>,
    /// Archives that were taken back.
    pub taken_back: Vec<RoomBack>,
    /// Whether the summary was saved: what it was made of is not taken back.
    pub printed: bool,
}
