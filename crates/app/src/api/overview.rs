//! The programme at a glance: targets, money, how far the chain went, what was changed on the way; and what was achieved.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of achievement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AchievementKind {
    /// 产业关键核心技术
    Technology,
    /// 重大科技成果
    Result,
    /// 新产品、新材料、新装备
    Product,
    /// 高层次科技创新人才团队
    Team,
    /// 青年科技人才
    YoungTalent,
}

/// Something that a project achieved, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AchievementForm {
    /// 项目编号
    pub project_no: String,
    /// What kind.
    pub kind: AchievementKind,
    /// What, by name.
    pub name: String,
    /// When, ISO.
    pub on: String,
    /// What shows it.
    pub evidence: String,
}

/// Something that a project achieved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AchievementLine {
    /// Its id.
    pub id: String,
    /// As typed.
    pub form: AchievementForm,
    /// 项目名称
    pub title: String,
    /// Counted by the targets: its project was accepted (closed, for what is no technology), and no fraud was proved.
    pub counted: bool,
}

/// A target of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TargetLine {
    /// Which, in Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// How many.
    pub count: u32,
    /// Of how many; nothing where the policy sets none.
    pub target: Option<u32>,
    /// A word on it in Chinese: `其中科技领军培育企业3家`; empty when there is none.
    pub note_zh: String,
    /// In English.
    pub note_en: String,
}

/// A step of the funnel from demand to result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FunnelStep {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// How many.
    pub count: u32,
}

/// Money of a group, 万元.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MoneyLineView {
    /// The group in Chinese; empty for projects without a field.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Projects.
    pub projects: u32,
    /// Of them those whose earlier payments nobody recorded.
    pub unknown: u32,
    /// 批准
    pub approved: String,
    /// 已拨
    pub paid: String,
    /// 未拨
    pub left: String,
    /// 已收回
    pub refunded: String,
}

/// What moved in one year, 万元.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct YearLine {
    /// The year; nothing for what has none.
    pub year: Option<i32>,
    /// Projects granted.
    pub projects: u32,
    /// What they were granted; empty for what has no year.
    pub approved: String,
    /// What was paid.
    pub paid: String,
    /// What came back.
    pub refunded: String,
}

/// A change on the way (动态调整), with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AdjustmentLine {
    /// Day, ISO.
    pub on: String,
    /// Of what: a batch, a decision, a project.
    pub subject: String,
    /// What, in Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Why; empty when nobody said.
    pub reason: String,
    /// Article.
    pub article: String,
}

/// The programme at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OverviewView {
    /// The targets.
    pub targets: Vec<TargetLine>,
    /// From demand to result.
    pub funnel: Vec<FunnelStep>,
    /// All of the money.
    pub all: MoneyLineView,
    /// By field.
    pub fields: Vec<MoneyLineView>,
    /// By phase.
    pub phases: Vec<MoneyLineView>,
    /// By year, the earliest first; what has none comes last.
    pub years: Vec<YearLine>,
    /// What was changed on the way, the earliest first.
    pub adjustments: Vec<AdjustmentLine>,
    /// What was achieved, by project.
    pub achievements: Vec<AchievementLine>,
    /// Projects that exist, for choosing one: number and title.
    pub projects: Vec<(String, String)>,
    /// Today, ISO.
    pub today: String,
}

/// What is made of the overview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OverviewPaper {
    /// 年度实施情况报告, PDF.
    Report,
    /// The same without the reasons of adjustments, PDF.
    PublicReport,
    /// Its figures as a workbook.
    Book,
}
