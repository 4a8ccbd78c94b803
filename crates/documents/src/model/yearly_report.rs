//! 年度实施情况报告: targets, the chain from demand to result, money, achievements and what was changed (policy 二, 五（二）).

use chrono::NaiveDate;
use domain::Fen;
use serde::{Deserialize, Serialize};

use super::Common;

/// The report. Amounts are 分 and print in 万元.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct YearlyReport {
    /// Policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Of which year.
    pub year: Option<u32>,
    /// Up to which day it counts.
    pub until: Option<NaiveDate>,
    /// The targets.
    pub targets: Vec<ReportTarget>,
    /// From demand to result.
    pub funnel: Vec<ReportStep>,
    /// What happened in the year.
    pub year_lines: Vec<ReportFact>,
    /// Money by field; the last line is the sum.
    pub fields: Vec<ReportMoney>,
    /// Money by phase; the last line is the sum.
    pub phases: Vec<ReportMoney>,
    /// Money by year; the last line is the sum.
    pub years: Vec<ReportYear>,
    /// What was achieved in the year.
    pub achievements: Vec<ReportAchievement>,
    /// What was changed in the year. The reasons are not public.
    pub adjustments: Vec<ReportAdjustment>,
    /// Of how many projects earlier payments are not recorded.
    pub unknown: Option<u32>,
    /// There are such.
    pub has_unknown: bool,
    /// There are payments without a year.
    pub has_undated: bool,
}

/// A target.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportTarget {
    /// Which.
    pub target: String,
    /// How many.
    pub count: u32,
    /// Of how many; empty where the policy sets none.
    pub goal: Option<String>,
    /// A word on it; empty when there is none.
    pub note: Option<String>,
}

/// A step of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportStep {
    /// Which.
    pub step: String,
    /// How many.
    pub count: u32,
}

/// A figure of the year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportFact {
    /// Which.
    pub item: String,
    /// A number, or an amount in 万元.
    pub value: String,
}

/// Money of a group.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportMoney {
    /// Which.
    pub group: String,
    /// Projects.
    pub projects: u32,
    /// 批准
    pub approved: Option<Fen>,
    /// 已拨
    pub paid: Option<Fen>,
    /// 未拨
    pub left: Option<Fen>,
    /// 已收回
    pub refunded: Option<Fen>,
}

/// Money of a year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportYear {
    /// Which; words for what has none.
    pub group: String,
    /// Projects granted.
    pub projects: u32,
    /// What they were granted.
    pub approved: Option<Fen>,
    /// What was paid.
    pub paid: Option<Fen>,
    /// What came back.
    pub refunded: Option<Fen>,
}

/// Something achieved.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportAchievement {
    /// Number, from 1.
    pub n: u32,
    /// Project.
    pub project_no: String,
    /// What kind.
    pub kind: String,
    /// What, by name.
    pub name: String,
    /// When.
    pub on: Option<NaiveDate>,
}

/// A change on the way.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportAdjustment {
    /// Number, from 1.
    pub n: u32,
    /// When.
    pub on: Option<NaiveDate>,
    /// Of what: a batch, a decision, a project.
    pub subject: String,
    /// What.
    pub what: String,
    /// Why; empty when nobody said.
    pub reason: Option<String>,
}
