//! What is due or late over all records of the chain: a pure function of the records, the day and the calendar.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Actor;
use super::announcement::Announcement;
use super::course::Course;
use super::decision::Decision;
use super::objection::Objection;
use super::plan::FundingPlan;
use super::publicity::{Publicity, PublicityStatus};
use super::state::ObjectionState;
use super::words::spoken;
use crate::calendar::{Calendar, FirstDay};
use crate::finding::Finding;

spoken! {
    /// What is due.
    pub enum DueKind {
        Post = "公示审定名单" / "post the decided list",
        PublicityEnd = "公示期满" / "the publicity ends",
        Announce = "发布揭榜公告" / "announce the winners",
        ObjectionAdmission = "审核异议是否受理" / "decide whether an objection is accepted",
        ObjectionAnswer = "答复异议" / "answer an objection",
        ObjectionAct = "落实异议处理意见" / "act on an objection that was upheld",
        PlanIssue = "联合下达资金计划" / "issue the funding plan",
        Signing = "签订任务书" / "sign the contract",
        Milestone = "里程碑节点" / "a milestone",
        Remediation = "限期整改" / "put a milestone right",
        Stalled = "商定节点未通过后的安排" / "settle what follows a failed milestone",
        TermEnd = "实施期满、申请验收" / "the term ends: apply for acceptance",
        Acceptance = "开展验收" / "hold the acceptance",
        Reacceptance = "再次申请验收" / "apply for acceptance once more",
        Opinion = "提出拨付意见" / "give a payment opinion",
        PaymentApproval = "审定拨付意见" / "approve a payment opinion",
        Payment = "拨付" / "pay",
        ExtensionReply = "批复延期申请" / "answer an application to extend",
        Examination = "核查涉嫌弄虚作假" / "examine the suspicion of fraud",
        EndDecision = "论证并决定是否终止" / "argue and decide the end",
        Refund = "退回财政资金" / "money is to come back",
    }
}

impl DueKind {
    /// The article that it follows from.
    #[must_use]
    pub const fn article(self) -> &'static str {
        use DueKind as K;
        match self {
            K::Post
            | K::PublicityEnd
            | K::Announce
            | K::ObjectionAdmission
            | K::ObjectionAnswer
            | K::ObjectionAct => "四（五）",
            K::PlanIssue | K::Signing | K::TermEnd => "四（六）",
            K::Milestone | K::Remediation | K::Opinion | K::PaymentApproval | K::Payment => "四（七）1",
            K::Acceptance | K::Reacceptance => "四（七）3",
            K::Stalled | K::ExtensionReply | K::Examination | K::EndDecision | K::Refund => "四（七）4",
        }
    }
}

/// Times that the policy does not set: practice, settings of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// Within how many working days of the issue a contract is signed.
    pub sign_working_days: u32,
    /// Within how many months a failed acceptance may be asked for once more.
    pub reaccept_months: u32,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace { sign_working_days: 20, reaccept_months: 6 }
    }
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueEntry {
    /// What.
    pub kind: DueKind,
    /// Of what: the number of the project, the decision, the objection or the plan.
    pub subject: String,
    /// Which milestone, from 1, where it is of one.
    pub part: Option<usize>,
    /// The day: until when, where it is fixed; else since when it can be done.
    pub day: NaiveDate,
    /// Whether contract, policy, session, decision or practice fix the day.
    pub fixed: bool,
    /// By how many days it is late; nought where it is not, or where no day is fixed.
    pub late_by: u32,
    /// Who must act.
    pub who: Actor,
}

/// What is due, the earliest first; and what a human should look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DueList {
    /// What is due.
    pub entries: Vec<DueEntry>,
    /// `calendar.not_loaded` for days beyond it, each once; `publicity.end_changed`.
    pub findings: Vec<Finding>,
}

/// The records that are looked through.
#[derive(Debug, Clone, Copy, Default)]
pub struct Records<'a> {
    /// Decisions.
    pub decisions: &'a [Decision],
    /// Publicities.
    pub publicities: &'a [Publicity],
    /// Objections.
    pub objections: &'a [Objection],
    /// Announcements.
    pub announcements: &'a [Announcement],
    /// Funding plans.
    pub plans: &'a [FundingPlan],
    /// Projects.
    pub courses: &'a [Course],
}

/// What is due or late on a day.
#[must_use]
pub fn due(records: &Records<'_>, today: NaiveDate, calendar: &Calendar, pace: &Pace) -> DueList {
    let mut list = DueList::default();
    let mut add = |entry: DueEntry| {
        let late = (today - entry.day).num_days();
        let late_by = if entry.fixed { u32::try_from(late).unwrap_or(0) } else { 0 };
        list.entries.push(DueEntry { late_by, ..entry });
    };
    for decision in records.decisions {
        of_decision(decision, records, today, &mut add);
    }
    for objection in records.objections {
        if let Some(entry) = of_objection(objection) {
            add(entry);
        }
    }
    for plan in records.plans {
        if let (Some(approval), None) = (&plan.approval, &plan.issue) {
            add(since(DueKind::PlanIssue, &plan.no, Actor::Finance, approval.on));
        }
    }
    let mut findings = Vec::new();
    for course in records.courses {
        if let Err(finding) = course.dues(calendar, pace, &mut add)
            && !findings.contains(&finding)
        {
            findings.push(finding);
        }
    }
    for posting in records.publicities.iter().filter_map(Publicity::current) {
        if let Ok(Some(moved)) = posting.recount(calendar) {
            findings.push(moved);
        }
    }
    list.entries
        .sort_by(|a, b| (a.day, a.kind, &a.subject, a.part).cmp(&(b.day, b.kind, &b.subject, b.part)));
    list.findings = findings;
    list
}

/// Something that can be done since a day.
fn since(kind: DueKind, subject: &str, who: Actor, day: NaiveDate) -> DueEntry {
    DueEntry { kind, subject: subject.to_owned(), part: None, day, fixed: false, late_by: 0, who }
}

/// What is due of a decision: to be posted, its publicity, its announcement.
fn of_decision(decision: &Decision, records: &Records<'_>, today: NaiveDate, add: &mut dyn FnMut(DueEntry)) {
    let Some(ruling) = decision.in_force() else { return };
    if records.announcements.iter().any(|a| a.decision_no == decision.no) {
        return;
    }
    let publicity = records.publicities.iter().find(|p| p.decision_no == decision.no);
    let status = publicity.map(|p| p.status(today, records.objections));
    let entry = match status {
        None | Some(PublicityStatus::NotPosted) => {
            since(DueKind::Post, &decision.no, Actor::Bureau, ruling.on)
        }
        Some(PublicityStatus::Running { ends_on }) => {
            DueEntry { fixed: true, ..since(DueKind::PublicityEnd, &decision.no, Actor::Bureau, ends_on) }
        }
        Some(PublicityStatus::Ended { ended_on }) => {
            let from = ended_on.checked_add_days(Days::new(1)).unwrap_or(ended_on);
            since(DueKind::Announce, &decision.no, Actor::Bureau, from)
        }
        // what blocks it is due by itself
        Some(PublicityStatus::Blocked { .. }) => return,
    };
    add(entry);
}

/// What is due of an objection.
fn of_objection(objection: &Objection) -> Option<DueEntry> {
    let received = objection.received_at.date();
    let by = |kind, day| since(kind, &objection.no, Actor::Bureau, day);
    match objection.state() {
        ObjectionState::Received => Some(by(DueKind::ObjectionAdmission, received)),
        ObjectionState::Accepted | ObjectionState::Examined => {
            let admission = objection.admission.as_ref();
            let answer_by = admission.and_then(|a| a.answer_by);
            let day = answer_by.or(admission.map(|a| a.on)).unwrap_or(received);
            Some(DueEntry { fixed: answer_by.is_some(), ..by(DueKind::ObjectionAnswer, day) })
        }
        ObjectionState::Answered => {
            let answered = objection.answer.as_ref().map_or(received, |a| a.on);
            Some(by(DueKind::ObjectionAct, answered))
        }
        ObjectionState::NotAccepted | ObjectionState::Closed | ObjectionState::Withdrawn => None,
    }
}

/// The last day to sign after an issue, by the practice of the office.
///
/// # Errors
/// `calendar.not_loaded`
pub fn sign_by(issued: NaiveDate, calendar: &Calendar, pace: &Pace) -> Result<NaiveDate, Finding> {
    calendar.last_day(issued, pace.sign_working_days, FirstDay::NextDay)
}

#[cfg(test)]
#[path = "due/laws.rs"]
mod tests;
