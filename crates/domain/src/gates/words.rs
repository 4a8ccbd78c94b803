//! What is recorded at the gates of a meeting: one word for each thing that somebody saw happen, with who wrote it down and
//! when. Words are only ever added; a later one corrects an earlier one and both stay.

use chrono::{DateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::Gate;

/// A word of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateWord {
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// Who wrote it down.
    pub by: String,
    /// What.
    #[serde(flatten)]
    pub said: Said,
}

/// How a member signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignWay {
    /// By hand on the printed sheet (手签).
    Paper,
    /// Seen in the room; a signature was not recorded.
    Seen,
    /// By the personal code at the laptop that is passed round (口令), signed by the key of the own desk.
    Code,
    /// At the own laptop (电脑), signed by its key.
    Laptop,
}

impl SignWay {
    /// Whether a signed word of the expert stands behind it.
    #[must_use]
    pub const fn is_signed_by_key(self) -> bool {
        matches!(self, SignWay::Code | SignWay::Laptop)
    }
}

/// A member who signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attended {
    /// Expert.
    pub expert_no: String,
    /// How.
    pub way: SignWay,
}

/// A member's answer to the question of recusal, as it was given aloud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Expert.
    pub expert_no: String,
    /// Whether there is something to declare (有); which bids and grounds is told by the recusals.
    pub conflict: bool,
}

/// How the chair was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "way")]
pub enum ChairWay {
    /// 推举
    Elected {
        /// Members who agreed; nothing when nobody counted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        votes: Option<u32>,
    },
    /// 指定
    Appointed {
        /// By whom.
        by: String,
    },
}

/// How the order of presentation was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "way")]
pub enum OrderWay {
    /// Computed from a seed that was said aloud in the room ([`super::lot`]).
    Lot {
        /// Its digits.
        seed: String,
    },
    /// Drawn by hand in the room.
    Hand,
    /// Set before the meeting.
    Set,
}

/// A part of a presentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 汇报
    Report,
    /// 质询
    Questions,
}

/// What is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "said")]
pub enum Said {
    /// 签到: who of the panel was there.
    SignedIn {
        /// The members in the panel's order.
        members: Vec<Attended>,
    },
    /// A member came after the sign-in.
    Arrived {
        /// Who, and how signed in.
        #[serde(flatten)]
        member: Attended,
    },
    /// A member left before the end.
    Left {
        /// Expert.
        expert_no: String,
        /// Why.
        reason: String,
    },
    /// 纪律与承诺: the discipline was read.
    Disciplined {
        /// Who read it (监督人).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        read_by: Option<String>,
        /// When reading began, local civil time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<NaiveTime>,
        /// When it ended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<NaiveTime>,
        /// Members who signed the pledge on paper; others make it at their desks.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        on_paper: Vec<String>,
    },
    /// 问询回避: who was asked and answered what.
    Asked {
        /// Who asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked_by: Option<String>,
        /// The answers; who is not among them was not asked.
        answers: Vec<Answer>,
    },
    /// 推举组长
    Chaired {
        /// The chair.
        expert_no: String,
        /// How found.
        #[serde(flatten)]
        way: ChairWay,
        /// Who proposed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposed_by: Option<String>,
    },
    /// The order of presentation.
    Ordered {
        /// How found.
        #[serde(flatten)]
        way: OrderWay,
        /// Numbers in the order.
        order: Vec<String>,
        /// Who witnessed it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        witnesses: Option<String>,
    },
    /// A report or its questions began, at the time of the word. What ran before has ended with it.
    TalkBegan {
        /// Item.
        bid_no: String,
        /// Which part.
        part: Part,
        /// Minutes that are planned for it.
        minutes: u32,
    },
    /// What ran has ended, at the time of the word.
    TalkEnded {
        /// Item.
        bid_no: String,
        /// Whether the recused members were seen out of the room; nothing when nobody recorded it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recused_out: Option<bool>,
    },
    /// 汇报与质询 are over.
    Heard,
    /// The scores were locked and taken together.
    Tallied,
    /// 合议复议 began.
    DiscussionBegan,
    /// 合议复议 ended.
    Discussed,
    /// A member refuses to sign.
    SigningRefused {
        /// Expert.
        expert_no: String,
        /// Why, as the member says it.
        reason: String,
    },
    /// 签字
    Signed {
        /// Members who signed.
        members: Vec<String>,
    },
    /// 补签: members who signed after the signing was recorded, at the time of the word.
    SignedLate {
        /// Members who signed.
        members: Vec<String>,
    },
    /// 归档
    Archived {
        /// The archive's digest, hex.
        digest: String,
    },
    /// A gate was left out.
    LeftOut {
        /// Which.
        gate: Gate,
        /// Why; printed.
        reason: String,
    },
    /// The meeting went back to a gate, which and whose followers are to be passed again.
    GoneBack {
        /// Which.
        gate: Gate,
        /// Why; printed.
        reason: String,
        /// Who assented: the chair, or the host while there is none.
        approved_by: String,
    },
}

impl Said {
    /// The gate that it passes, if it passes one.
    #[must_use]
    pub const fn passes(&self) -> Option<Gate> {
        match self {
            Said::SignedIn { .. } => Some(Gate::SignIn),
            Said::Disciplined { .. } => Some(Gate::Pledge),
            Said::Asked { .. } => Some(Gate::Recusal),
            Said::Chaired { .. } => Some(Gate::Chair),
            Said::Heard => Some(Gate::Presentation),
            Said::Tallied => Some(Gate::Tally),
            Said::Discussed => Some(Gate::Discussion),
            Said::Signed { .. } => Some(Gate::Sign),
            Said::Archived { .. } => Some(Gate::Archive),
            Said::Arrived { .. }
            | Said::Left { .. }
            | Said::Ordered { .. }
            | Said::TalkBegan { .. }
            | Said::TalkEnded { .. }
            | Said::DiscussionBegan
            | Said::SigningRefused { .. }
            | Said::SignedLate { .. }
            | Said::LeftOut { .. }
            | Said::GoneBack { .. } => None,
        }
    }

    /// The gate at which it is said.
    #[must_use]
    pub const fn at_gate(&self) -> Gate {
        match self {
            Said::SignedIn { .. } | Said::Arrived { .. } | Said::Left { .. } => Gate::SignIn,
            Said::Disciplined { .. } => Gate::Pledge,
            Said::Asked { .. } => Gate::Recusal,
            Said::Chaired { .. } => Gate::Chair,
            Said::Ordered { .. } | Said::TalkBegan { .. } | Said::TalkEnded { .. } | Said::Heard => {
                Gate::Presentation
            }
            Said::Tallied => Gate::Tally,
            Said::DiscussionBegan | Said::Discussed => Gate::Discussion,
            Said::SigningRefused { .. } | Said::Signed { .. } | Said::SignedLate { .. } => Gate::Sign,
            Said::Archived { .. } => Gate::Archive,
            Said::LeftOut { gate, .. } | Said::GoneBack { gate, .. } => *gate,
        }
    }
}
