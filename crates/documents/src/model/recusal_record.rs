//! 专家回避情况表, who was asked and what was decided.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::Common;

/// The record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecusalRecord {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// How many years back the grounds reach.
    pub years: Option<u32>,
    /// Nothing is scored at this session.
    #[serde(default)]
    pub unscored: bool,
    /// Everything that was raised.
    pub rows: Vec<RecusalRow>,
    /// It was recorded that nobody has anything to declare.
    pub none_confirmed: bool,
    /// Who asked.
    pub asked_by: Option<String>,
    /// When.
    pub asked_at: Option<NaiveDateTime>,
    /// Version of the list of units that names were compared with.
    pub alias_version: Option<String>,
    /// The experts who confirm that they have nothing to declare; each signs.
    pub all_names: Vec<ConfirmedExpert>,
}

/// Something raised.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecusalRow {
    /// Number, from 1.
    pub n: u32,
    /// Name.
    pub expert_name: String,
    /// Code of the expert.
    pub expert_code: String,
    /// 技术, 管理, 财务 or 法律.
    pub role: Option<String>,
    /// Number of the item.
    pub item_no: String,
    /// Title of the item.
    pub item_title: Option<String>,
    /// The unit or person concerned.
    pub party: Option<String>,
    /// Letter of the ground, 甲 to 庚.
    pub ground: Option<String>,
    /// What shows it.
    pub evidence: Option<String>,
    /// 本人申明, 系统提示 or 他人提出.
    pub raised_by: Option<String>,
    /// 回避 or 不回避; nothing while undecided.
    pub decision: Option<String>,
}

/// An expert without anything to declare.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ConfirmedExpert {
    /// Name.
    pub name: String,
}
