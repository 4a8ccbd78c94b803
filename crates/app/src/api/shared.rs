//! 共用一机: what the board and the screen “轮到您” show.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;

/// How a member scores, as far as the shared laptop goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SharedState {
    /// On a laptop of the own.
    OwnLaptop,
    /// On paper.
    Paper,
    /// Excused: 缺.
    Excused,
    /// 未设口令
    NoCode,
    /// 评分中
    Scoring,
    /// 已锁定
    Locked,
}

/// A member and the shared laptop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SharedMember {
    /// Number.
    pub no: String,
    /// 姓名
    pub name: String,
    /// How the member scores.
    pub state: SharedState,
}

/// What the board says of the shared laptop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SharedView {
    /// Where the desks lie.
    pub folder: String,
    /// The panel in its order.
    pub members: Vec<SharedMember>,
    /// Desks that may be deleted from this machine: the session is archived.
    pub clearable: u32,
    /// Packs from desks that did not come in by themselves: folders in which they lie, to be looked at by people.
    pub waiting: Vec<String>,
}

/// A member on the screen “轮到您”.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TurnSeat {
    /// Number.
    pub no: String,
    /// 姓名
    pub name: String,
    /// 未设口令, 评分中 or 已锁定.
    pub state: SharedState,
    /// Wrong codes in a row.
    pub wrong: u32,
    /// Seconds until the next try.
    pub wait: u32,
}

/// The screen “轮到您”.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TurnView {
    /// Title of the meeting.
    pub title: String,
    /// Whether codes can be set: the office's vault is open behind this screen, and out of reach.
    pub office_open: bool,
    /// Who scores this way.
    pub seats: Vec<TurnSeat>,
    /// What went wrong while packs were handed over.
    pub problems: Vec<Problem>,
}

/// A desk that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TurnOpened {
    /// Id of the meeting.
    pub meeting: String,
    /// Wrong codes that were typed since it was last opened.
    pub wrong: u32,
    /// Packs of the office that could not be taken in.
    pub problems: Vec<Problem>,
}
