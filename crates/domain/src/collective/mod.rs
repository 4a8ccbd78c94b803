//! What a panel does together beside its conclusions: votes with their counts, the panel's word on a veto, dissent in the
//! dissenter's own words, remarks of the supervisor. A log in the session: words are only added; a later one corrects an
//! earlier one, and both stay.

mod read;
pub mod tie;
mod vote;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use self::read::{Collective, DissentRead, RemarksRead};
pub use self::vote::{Choice, NamedVote, Needed, Vote, Voters};
use crate::conclusion::Conclusion;

/// A word of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelWord {
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// Who wrote it down.
    pub by: String,
    /// What.
    #[serde(flatten)]
    pub act: PanelAct,
}

/// What a vote is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "on")]
pub enum Matter {
    /// That a bid or a demand is concluded so.
    Conclusion {
        /// Item.
        bid_no: String,
        /// What is put to the vote.
        conclusion: Conclusion,
    },
    /// Anything else, in words.
    Other {
        /// What is put to the vote.
        question: String,
    },
}

/// What a panel does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "act")]
pub enum PanelAct {
    /// The panel's word on a veto question that somebody answered so that it vetoes.
    Veto {
        /// Item.
        bid_no: String,
        /// Id of the question.
        gate: String,
        /// Whether the panel confirms it.
        confirmed: bool,
        /// On what grounds.
        grounds: String,
        /// The vote, if one was taken.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vote: Option<Vote>,
    },
    /// A member's dissent, in the member's own words. Before the signing a later one takes its place, and an empty one takes it
    /// back; after the signing a further one stands beside it.
    Dissent {
        /// Expert.
        expert_no: String,
        /// Item; nothing where it is about the whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bid_no: Option<String>,
        /// The words.
        text: String,
    },
    /// Everybody was asked for dissent and nobody had any.
    NoDissent {
        /// Who asked; empty when nobody said.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        asked_by: String,
    },
    /// 监督人意见; as dissent is, it is replaced before the signing and added to after it.
    Remarks {
        /// Who supervises.
        supervisor: String,
        /// The words.
        text: String,
    },
    /// A vote.
    Voted {
        /// On what.
        #[serde(flatten)]
        matter: Matter,
        /// Its counts.
        vote: Vote,
    },
}
