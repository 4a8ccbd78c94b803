//! Earlier batches come in: what a workbook of projects with their payments says before it is taken in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;

/// A project that would come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HistoryLine {
    /// 项目编号
    pub no: String,
    /// 项目名称
    pub title: String,
    /// 出题企业
    pub sponsor: String,
    /// Where it stands, in Chinese.
    pub state_zh: String,
    /// In English.
    pub state_en: String,
    /// 批准财政资金, 万元.
    pub approved: String,
    /// 已拨, 万元; empty where the sum does not fit.
    pub paid: String,
    /// How many payments.
    pub payments: u32,
    /// What does not keep a rule.
    pub problems: Vec<Problem>,
}

/// What a workbook says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HistoryView {
    /// Name of the file.
    pub file: String,
    /// Its digest: what is taken in is what was looked at.
    pub digest: String,
    /// Its projects.
    pub lines: Vec<HistoryLine>,
    /// What could not be read, or is there already: nothing comes in while there is any.
    pub problems: Vec<Problem>,
    /// Something does not keep a rule: who takes it in all the same says why.
    pub needs_reason: bool,
}
