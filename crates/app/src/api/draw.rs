//! Draws from the register, as the screens give and show them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::session::Category;

/// So many experts of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawQuota {
    /// 类别
    pub category: Category,
    /// Words of which one must stand in the 专业, as typed; blank where any will do.
    pub specialty: String,
    /// How many.
    pub count: u32,
    /// How many alternates.
    pub alternates: u32,
}

/// Somebody left out by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawByHand {
    /// Expert.
    pub no: String,
    /// Why.
    pub reason: String,
}

/// A plan as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawForm {
    /// How many of which.
    pub quotas: Vec<DrawQuota>,
    /// Whoever would have to be recused from something judged is left out.
    pub conflicts: bool,
    /// Whoever sat on so many panels this year already is left out.
    pub most_in_year: Option<u32>,
    /// Whoever sat on one of the last so many panels of this kind is left out.
    pub rest: Option<u32>,
    /// Left out by hand.
    pub by_hand: Vec<DrawByHand>,
}

/// An expert of a pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawPerson {
    /// Number in the register.
    pub no: String,
    /// 姓名
    pub name: String,
    /// 类别
    pub category: Category,
    /// 专业
    pub specialty: Option<String>,
    /// 工作单位
    pub unit: String,
}

/// Why somebody is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "why")]
#[ts(export)]
pub enum DrawBar {
    /// Is on the panel already.
    OnPanel,
    /// Was replaced after an earlier draw.
    Replaced {
        /// Which.
        draw: u32,
    },
    /// Would have to be recused.
    Conflict {
        /// Number of an item, and what the ground rests on.
        items: Vec<(String, String)>,
    },
    /// Sat on as many panels this year as the limit allows.
    Load {
        /// Panels.
        sessions: u32,
        /// The limit.
        most: u32,
    },
    /// Sat on one of the last panels of this kind.
    Rest {
        /// Which.
        sessions: Vec<String>,
        /// Of how many.
        of: u32,
    },
    /// By hand.
    ByHand {
        /// Why.
        reason: String,
    },
}

/// Somebody left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawLeftOut {
    /// Who.
    pub person: DrawPerson,
    /// Every reason.
    pub bars: Vec<DrawBar>,
}

/// Whom a plan draws from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawPool {
    /// The quotas in the order in which they are filled, each with how many experts fit it.
    pub quotas: Vec<(DrawQuota, u32)>,
    /// Eligible, in the order of numbers.
    pub eligible: Vec<DrawPerson>,
    /// Left out, in the order of numbers.
    pub left_out: Vec<DrawLeftOut>,
    /// What falls short; nothing of a draw that was prepared.
    pub problems: Vec<Problem>,
}

/// What an eligible expert became.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrawPlace {
    /// Drawn.
    Member,
    /// An alternate who was not called.
    Alternate,
    /// An alternate who was called.
    Called,
    /// Neither.
    None,
}

/// An eligible expert in the order of the keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawRank {
    /// Who.
    pub person: DrawPerson,
    /// What decided the place, hex.
    pub key: String,
    /// What became of it.
    pub place: DrawPlace,
}

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawOutcome {
    /// When, local.
    pub at: String,
    /// Who worked the program.
    pub by: String,
    /// The seed, hex.
    pub seed: String,
    /// The words as they are hashed.
    pub words: String,
    /// Who said them.
    pub said_by: Option<String>,
    /// Who else saw it.
    pub witnesses: Option<String>,
    /// Everybody in the pool, in the order of the keys.
    pub ranks: Vec<DrawRank>,
}

/// Why a member is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrawCause {
    /// 未到
    Absent,
    /// 回避
    Recused,
    /// Another.
    Other,
}

/// An alternate called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawCalled {
    /// When, local.
    pub at: String,
    /// Who recorded it.
    pub by: String,
    /// The member who went.
    pub replaced: String,
    /// The alternate's name; nothing where none was left.
    pub alternate: Option<String>,
    /// Why.
    pub cause: DrawCause,
    /// Why, in words.
    pub reason: String,
}

/// A prepared draw that was given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawSetAside {
    /// When, local.
    pub at: String,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A draw. Its seed is shown with the outcome, and not before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DrawView {
    /// Number, from 1.
    pub number: u32,
    /// Why there is another one.
    pub reason: Option<String>,
    /// When it was prepared, local.
    pub at: String,
    /// By whom.
    pub by: String,
    /// Whom it draws from.
    pub pool: DrawPool,
    /// Digest of plan and pool, sixteen groups of four hex digits.
    pub digest: String,
    /// Commitment, sixteen groups of four hex digits.
    pub commitment: String,
    /// What was drawn; nothing while the words are not said.
    pub outcome: Option<DrawOutcome>,
    /// Given up before it was drawn.
    pub set_aside: Option<DrawSetAside>,
    /// Alternates called.
    pub called: Vec<DrawCalled>,
    /// What drawing it again finds to differ.
    pub differs: Vec<Problem>,
}
