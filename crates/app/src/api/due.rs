//! What is due or late over the whole chain, with who must act and the article.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;

/// What a due line is about: which page shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DueOf {
    /// A decision, its publicity or an objection.
    Approval,
    /// A funding plan.
    Plan,
    /// A project.
    Project,
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DueLine {
    /// What, in Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Where it is shown.
    pub of: DueOf,
    /// The number to open there.
    pub subject: String,
    /// Title of the project, number of the objection; empty of others.
    pub title: String,
    /// Which milestone, from 1.
    pub part: Option<u32>,
    /// The day, ISO: until when, where it is fixed; else since when it can be done.
    pub day: String,
    /// Whether the day is fixed.
    pub fixed: bool,
    /// By how many days it is late.
    pub late_by: u32,
    /// Who must act, in Chinese.
    pub who_zh: String,
    /// In English.
    pub who_en: String,
    /// Article.
    pub article: String,
}

/// What is due or late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DuesView {
    /// The earliest first.
    pub entries: Vec<DueLine>,
    /// What a human should look at: a calendar that is not loaded, a period whose end another calendar changed.
    pub problems: Vec<Problem>,
    /// Today, ISO.
    pub today: String,
}
