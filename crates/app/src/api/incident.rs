//! What goes wrong while a meeting is held: as it is typed, and as the board shows it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What went wrong. The last two are read from what is on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum IncidentWhat {
    /// 电脑故障
    LaptopDead,
    /// 口令遗忘
    CodeForgotten,
    /// 断电
    PowerLost,
    /// 程序重新打开
    Restarted,
    /// 其他
    Other,
    /// 电脑作废
    Revoked,
    /// 改用纸质评分
    Paper,
}

/// An incident as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IncidentForm {
    /// What.
    pub kind: IncidentWhat,
    /// Whose laptop or sheet.
    pub expert_no: Option<String>,
    /// When it happened, `10:05`, with its day where that is not today: `2026-01-19 10:05`; empty for now.
    pub happened: String,
    /// What happened, in words.
    pub what: String,
    /// What was done.
    pub done: String,
    /// Who saw it; empty where nobody is named.
    pub witness: String,
}

/// A line of what went wrong, in the order of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IncidentLine {
    /// When, local `2026-01-20 10:05`.
    pub at: String,
    /// What.
    pub kind: IncidentWhat,
    /// Name of the expert it is about.
    pub name: Option<String>,
    /// What happened.
    pub what: String,
    /// What was done.
    pub done: String,
    /// Who saw it.
    pub witness: Option<String>,
    /// Who recorded it; nothing where it follows from what is on record.
    pub by: Option<String>,
    /// Its place among those that people recorded, by which it is withdrawn; nothing for what the program lists.
    pub number: Option<u32>,
    /// That it was withdrawn, by whom and why.
    pub withdrawn: Option<String>,
}
