//! 实施管理台账 (policy 四（六）, 四（七）): everything that happens to one project from the issue of its money to its end. Where it
//! stands is the fold of its history; every fact passes a method that asks the state machine first, so that history and facts
//! cannot contradict each other.

mod accept;
mod end;
mod judge;
mod may;
mod next;
mod past;
mod pay;
mod retract;
mod steps;
mod taken_over;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::accept::{Acceptance, AcceptanceWord, Accepted, ClosePayment, Settlement, settle};
pub use self::end::{
    Argument, Commission, EndDecision, EndWord, Ending, Extension, ExtensionReply, IntegrityRecord, Proceeds,
    Proposal, Refund, Suspicion, SuspicionOutcome, Told, Tolerance,
};
pub use self::judge::{IndicatorVerdict, Inspection, Judgement, Reached, Submission, Verdict};
pub use self::may::StepKind;
pub use self::past::{Past, PastPayment};
pub use self::pay::{Account, Ledger, NewPayment, PaidOut, Payment, Scheduled, Tranche};
pub use self::retract::PaidWrongly;
pub use self::taken_over::Concluded;
use super::contract::{Change, Contract, Signed};
use super::plan::Grant;
use super::state::{ProjectEvent, ProjectState, Work};
use super::{blank, in_order, missing, reasonless};
use crate::code::Code;
use crate::finding::Finding;
use crate::money::Fen;
use crate::policy::Policy;
use crate::project::Project;

/// Something that moved the project on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// Day.
    pub on: NaiveDate,
    /// What.
    pub event: ProjectEvent,
    /// The session whose conclusion it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    /// Further words; empty where the facts say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What is known of a project that began before it was kept here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// On which day it stood so.
    pub as_of: NaiveDate,
    /// Where it stood.
    pub state: ProjectState,
    /// What was paid, in all; nothing where nobody recorded it: then nothing is reckoned until somebody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<Fen>,
    /// How many milestones were passed.
    pub passed: usize,
}

/// The course of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// 项目编号
    pub project_no: String,
    /// What was granted.
    pub grant: Grant,
    /// Where it was taken over, for one that began before it was kept here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
    /// 任务书
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<Contract>,
    /// What moved it on, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Happened>,
    /// Papers that the sponsor handed in (rule 19).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub submissions: Vec<Submission>,
    /// What panels said of its milestones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<Judgement>,
    /// 检查
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inspections: Vec<Inspection>,
    /// 拨付
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<Payment>,
    /// What was spent and what self-raised money came, as reported.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<Account>,
    /// 结题验收; a second one after a failed first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acceptances: Vec<Acceptance>,
    /// 延期申请
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
    /// Suspicions of fraud and what came of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suspicions: Vec<Suspicion>,
    /// 终止; a further one where fraud was proved later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endings: Vec<Ending>,
}

impl Course {
    /// The course of a project whose money was issued.
    #[must_use]
    pub fn granted(project_no: String, grant: Grant) -> Course {
        Course {
            project_no,
            grant,
            carried: None,
            contract: None,
            history: Vec::new(),
            submissions: Vec::new(),
            judgements: Vec::new(),
            inspections: Vec::new(),
            payments: Vec::new(),
            accounts: Vec::new(),
            acceptances: Vec::new(),
            extensions: Vec::new(),
            suspicions: Vec::new(),
            endings: Vec::new(),
        }
    }

    /// The course of a project that began before it was kept here, taken over as it stood. Its contract is the text that is
    /// here, with the day from which it runs.
    #[must_use]
    pub fn carried(project_no: String, grant: Grant, contract: Contract, carried: Carried) -> Course {
        Course { carried: Some(carried), contract: Some(contract), ..Course::granted(project_no, grant) }
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> ProjectState {
        let begun = self.carried.as_ref().map_or(ProjectState::Granted, |c| c.state);
        self.history.iter().fold(begun, |state, h| state.after(h.event).unwrap_or(state))
    }

    /// The day of the last thing that moved it on; nothing where nobody knows it.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        let issued = self.grant.issued.as_ref().map(|act| act.on);
        let begun = self.carried.as_ref().map(|c| c.as_of).or(issued);
        self.history.last().map(|h| h.on).or(begun)
    }

    /// Whether something may happen on a day: where it stands allows it, and it does not come before what happened last.
    fn may_happen(&self, event: ProjectEvent, on: NaiveDate) -> Result<(), Finding> {
        self.state().after(event)?;
        let last = self.last_day().map(|day| ("上一事项", "what happened before", day));
        last.and_then(|last| in_order((event.zh(), event.en(), on), last)).map_or(Ok(()), Err)
    }

    fn happened(&mut self, event: ProjectEvent, on: NaiveDate, note: &str) {
        self.history.push(Happened { on, event, session: None, note: note.trim().to_owned() });
    }

    /// What was paid before the project was taken over; nothing of one that began here.
    ///
    /// # Errors
    /// `project.lacks` where nobody recorded it.
    pub fn paid_before(&self) -> Result<Fen, Finding> {
        let Some(carried) = &self.carried else { return Ok(Fen::ZERO) };
        carried.paid.ok_or_else(|| {
            let finding = Finding::error(Code::ProjectLacks).with("project", self.project_no.clone());
            finding
                .with("lacks", "已拨财政资金")
                .with("lacks_en", "what was paid")
                .with("article", "四（六）")
        })
    }

    fn concluded(&mut self, event: ProjectEvent, on: NaiveDate, session_no: &str) {
        let session = Some(session_no.to_owned());
        self.history.push(Happened { on, event, session, note: String::new() });
    }

    /// The contract, or `contract.signed` where there is none in force.
    fn in_force(&self) -> Result<&Contract, Finding> {
        let there = self.contract.as_ref().filter(|c| c.signed.is_some() || self.carried.is_some());
        there.ok_or_else(|| {
            let finding = Finding::error(Code::ContractSigned).with("contract", self.project_no.clone());
            finding.with("step", "还没有签订").with("step_en", "not signed yet")
        })
    }

    /// The course with the text of its contract, until that is signed.
    ///
    /// # Errors
    /// `chain.out_of_order`
    pub fn draft(mut self, contract: Contract) -> Result<Course, Finding> {
        self.state().after(ProjectEvent::Sign)?;
        self.contract = Some(contract);
        Ok(self)
    }

    /// The course with its contract signed (四（六）).
    ///
    /// # Errors
    /// `chain.out_of_order`, `contract.signed` without a text, those of [`Contract::sign`].
    pub fn sign(mut self, signed: Signed, policy: &Policy) -> Result<Course, Vec<Finding>> {
        let on = signed.on;
        self.may_happen(ProjectEvent::Sign, on).map_err(|f| vec![f])?;
        let Some(contract) = self.contract.clone() else {
            return Err(vec![missing("任务书文本", "the text of the contract")]);
        };
        self.contract = Some(contract.sign(signed, &self.grant, policy)?);
        self.happened(ProjectEvent::Sign, on, "");
        Ok(self)
    }

    /// The course, dropped before the contract was signed (撤销立项).
    ///
    /// # Errors
    /// `chain.out_of_order`, `reason.missing`, `list.date_order`
    pub fn withdraw(mut self, on: NaiveDate, reason: &str) -> Result<Course, Finding> {
        self.may_happen(ProjectEvent::Drop, on)?;
        if blank(reason) {
            return Err(reasonless("撤销立项", "dropping the project"));
        }
        self.happened(ProjectEvent::Drop, on, reason);
        Ok(self)
    }

    /// The course with a change of its contract by its parties (rules 20 and 21). Extensions go through
    /// [`Course::answer_extension`].
    ///
    /// # Errors
    /// `extension.ground` for an extension; those of [`Contract::change`].
    pub fn change(mut self, change: Change) -> Result<Course, Finding> {
        if let Change::Extension { end, .. } = &change {
            return Err(self.no_ground(
                *end,
                "没有登记延期申请和批复",
                "no application with its reply is recorded",
            ));
        }
        let contract = self.in_force()?.clone();
        let taken_over = contract.signed.is_none();
        self.contract =
            Some(if taken_over { contract.extended(change)? } else { contract.change(change)? });
        Ok(self)
    }

    /// How many milestones were passed.
    #[must_use]
    pub fn passed(&self) -> usize {
        let before = self.carried.as_ref().map_or(0, |c| c.passed);
        let passed = crate::conclusion::Conclusion::MilestonePass;
        before + self.judgements.iter().filter(|j| j.conclusion == passed).count()
    }

    /// The project as sessions judge it: what is recorded here takes the place of the figures of its form.
    #[must_use]
    pub fn onto(&self, project: &Project) -> Project {
        let ledger = self.ledger();
        let latest = self.accounts.last();
        let reports = self.submissions.last().map(|s| s.reports.clone());
        let ends = matches!(
            self.state(),
            ProjectState::Active(Work::Ending)
                | ProjectState::Suspended(Work::Ending)
                | ProjectState::Terminated
        );
        let mut of = Project {
            grant_no: self
                .grant
                .issued
                .as_ref()
                .map(|a| a.number.clone())
                .or_else(|| project.grant_no.clone()),
            approved: self.grant.approved,
            rd_total: self.grant.rd_total.or(project.rd_total),
            approval_no: self.grant.approval_no.clone().or_else(|| project.approval_no.clone()),
            paid: self.paid_before().ok().map(|_| ledger.paid),
            spent: ledger.spent.map(|s| s.fiscal),
            spent_by: latest.map(|a| a.spent_by.clone()).unwrap_or_default(),
            reports: reports.unwrap_or_else(|| project.reports.clone()),
            end_proposal: self.endings.last().filter(|_| ends).map(|e| e.proposed.clone().into()),
            ..project.clone()
        };
        if let Some(contract) = &self.contract {
            of.contract_no = Some(contract.no.clone());
            of.start = contract.start;
            of.end = contract.end_now();
            of.milestones = contract.milestones_now();
            of.people = contract.people_now();
        }
        of
    }
}

#[cfg(test)]
#[path = "laws/mod.rs"]
pub(crate) mod tests;
