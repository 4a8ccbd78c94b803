//! What minutes say of the envelope, of departures from it, and of what a panel does together. Nothing is printed where nothing
//! was recorded.

use chrono::NaiveDateTime;
use domain::Fen;
use serde::{Deserialize, Serialize};

/// A recorded envelope (资金盘子).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EnvelopeNote {
    /// When it was recorded.
    pub when: NaiveDateTime,
    /// The total sum.
    pub total: Fen,
    /// Sums of fields, the most bids, the score line, without full stop; empty where there are none.
    pub lines_text: String,
    /// Where the sum comes from, without full stop; empty when nobody said.
    pub basis: String,
    /// Why it took the place of an earlier one, without full stop; empty for the first.
    pub reason: String,
}

/// A standing that is not what the envelope proposes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DepartureNote {
    /// Number of the item.
    pub item_no: String,
    /// What is proposed.
    pub proposed: String,
    /// Why it is proposed, without full stop; empty for the list.
    pub why: String,
    /// What the panel decided.
    pub standing: String,
    /// Why, without full stop.
    pub reason: Option<String>,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VoteNote {
    /// What was put to it, without full stop.
    pub matter: String,
    /// Its counts and outcome, without full stop.
    pub text: String,
    /// Who voted how; empty for a secret ballot.
    pub named_text: String,
    /// The same by codes, in a blind copy.
    pub named_blind: String,
    /// Who counted; not in a blind copy.
    pub counted_by: String,
}

/// Remarks of a supervisor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RemarksNote {
    /// Who.
    pub supervisor: String,
    /// When they were written down.
    pub when: NaiveDateTime,
    /// The words.
    pub text: String,
    /// Whether they came after the signing.
    pub late: bool,
}
