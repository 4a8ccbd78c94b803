//! What lies in the secretariat's vault of the chain after the meeting: decisions with their publicity, objections, funding
//! plans, the course of each project, and the calendars that the office loaded.

use chrono::{DateTime, Utc};
use domain::chain::announcement::Announcement;
use domain::chain::course::Course;
use domain::chain::decision::Decision;
use domain::chain::objection::Objection;
use domain::chain::plan::FundingPlan;
use domain::chain::publicity::Publicity;
use domain::chain::targets::Achievement;
use serde::{Deserialize, Serialize};
use vault::{Record, Table};

use crate::records::stored;

/// A decision on the panels' lists, its publicity, and its announcement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ApprovalRecord {
    pub(crate) decision: Decision,
    pub(crate) publicity: Publicity,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) announcement: Option<Announcement>,
}
stored!(ApprovalRecord, Approval, |me| me.decision.no.clone());

/// An objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct ObjectionRecord(pub(crate) Objection);
stored!(ObjectionRecord, Objection, |me| format!("{}/{}", me.0.decision_no, me.0.no));

/// A funding plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct PlanRecord(pub(crate) FundingPlan);
stored!(PlanRecord, Plan, |me| me.0.no.clone());

/// The course of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct CourseRecord(pub(crate) Course);
stored!(CourseRecord, Course, |me| me.0.project_no.clone());

/// Something that a project achieved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AchievementRecord {
    /// Its place among those of its project, from 1.
    pub(crate) n: u32,
    #[serde(flatten)]
    pub(crate) achievement: Achievement,
}
stored!(AchievementRecord, Achievement, |me| format!("{}/{:03}", me.achievement.project_no, me.n));

/// The arrangement of days off of a year, as it was loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CalendarRecord {
    pub(crate) year: i32,
    /// 文号 of the announcement.
    pub(crate) notice: String,
    /// The file as it was.
    pub(crate) text: String,
    pub(crate) at: DateTime<Utc>,
}
stored!(CalendarRecord, Calendar, |me| me.year.to_string());
