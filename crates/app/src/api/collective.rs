//! Votes, words on vetoes, dissent and remarks, as the results page gives and shows them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::desk::Conclusion;

/// How a member votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum VoteChoice {
    /// 赞成
    For,
    /// 反对
    Against,
    /// 弃权
    Abstain,
}

/// A vote as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VoteForm {
    /// 赞成
    pub in_favour: u32,
    /// 反对
    pub against: u32,
    /// 弃权
    pub abstained: u32,
    /// Whether two thirds carry it; else more than half.
    pub two_thirds: bool,
    /// Who voted how, in an open ballot; empty for a secret one.
    pub named: Vec<(String, VoteChoice)>,
    /// Who counted.
    pub counted_by: String,
}

/// What the panel does, as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "act")]
#[ts(export)]
pub enum PanelForm {
    /// Its word on a veto.
    Veto {
        /// Item.
        bid_no: String,
        /// Id of the question.
        gate: String,
        /// Whether it confirms it.
        confirmed: bool,
        /// On what grounds.
        grounds: String,
        /// The vote, if one was taken.
        vote: Option<VoteForm>,
    },
    /// A member's dissent.
    Dissent {
        /// Expert.
        expert_no: String,
        /// Item; nothing: the whole.
        bid_no: Option<String>,
        /// The words.
        text: String,
    },
    /// Nobody dissents.
    NoDissent {
        /// Who asked.
        asked_by: String,
    },
    /// Remarks of the supervisor.
    Remarks {
        /// Who.
        supervisor: String,
        /// The words.
        text: String,
    },
    /// A vote on a conclusion, or on anything else.
    Vote {
        /// Item whose conclusion it is about.
        bid_no: Option<String>,
        /// The conclusion put to the vote.
        conclusion: Option<Conclusion>,
        /// What else is put to the vote.
        question: String,
        /// The counts.
        vote: VoteForm,
    },
}

/// A member who can vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Voter {
    /// Expert.
    pub expert_no: String,
    /// Name.
    pub name: String,
}

/// A dissent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DissentLine {
    /// Expert.
    pub expert_no: String,
    /// Name.
    pub name: String,
    /// Item; nothing: the whole.
    pub bid_no: Option<String>,
    /// The words.
    pub text: String,
    /// When it was written down, local.
    pub at: String,
    /// Who wrote it down.
    pub by: String,
    /// Whether it came after the signing.
    pub late: bool,
}

/// Remarks of a supervisor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RemarksLine {
    /// Who.
    pub supervisor: String,
    /// The words.
    pub text: String,
    /// When they were written down, local.
    pub at: String,
    /// Who wrote them down.
    pub by: String,
    /// Whether they came after the signing.
    pub late: bool,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VoteLine {
    /// Item whose conclusion it is about.
    pub bid_no: Option<String>,
    /// The conclusion put to the vote.
    pub conclusion: Option<Conclusion>,
    /// What else was put to the vote.
    pub question: String,
    /// 赞成
    pub in_favour: u32,
    /// 反对
    pub against: u32,
    /// 弃权
    pub abstained: u32,
    /// Whether two thirds carry it.
    pub two_thirds: bool,
    /// Whether it was open.
    pub named: bool,
    /// Whether it carried.
    pub carried: bool,
    /// Who counted.
    pub counted_by: String,
    /// When it was written down, local.
    pub at: String,
}

/// The panel's word on a veto.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VetoSaid {
    /// Whether it confirms it.
    pub confirmed: bool,
    /// On what grounds.
    pub grounds: String,
    /// When it was written down, local.
    pub at: String,
}

/// The collective acts of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PanelView {
    /// The panel.
    pub members: Vec<Voter>,
    /// Members who can vote on what concerns the whole.
    pub voters: Vec<Voter>,
    /// Whether the sign-in says so.
    pub voters_recorded: bool,
    /// Dissents that stand.
    pub dissents: Vec<DissentLine>,
    /// Whether everybody was asked and nobody dissents.
    pub no_dissent: bool,
    /// Remarks that stand.
    pub remarks: Vec<RemarksLine>,
    /// Votes.
    pub votes: Vec<VoteLine>,
    /// Whether the minutes were signed.
    pub signed: bool,
    /// 监督人 as the facts have it; empty when nobody said.
    pub supervisor: String,
}
