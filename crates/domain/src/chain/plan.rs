//! 科技项目资金计划 (policy 四（六）, rules 11, 13–16, 18): the awards of a batch with their payments, put together by the bureau,
//! approved by the city, issued by the finance bureau with the science bureau. The sponsor is the only payee.

mod standing;
mod within;

use serde::{Deserialize, Serialize};

pub use self::within::{left_of, together};
use super::announcement::Announcement;
use super::decision::{Decision, Winner};
use super::overlap::{self, Overlap};
use super::tranches::{Terms, Tranches};
use super::{Act, award, blank, in_order, missing, sound};
use crate::code::Code;
use crate::conclusion::Standing;
use crate::envelope::{Envelope, Listed};
use crate::finding::{Finding, Severity};
use crate::funding::{self, Cap};
use crate::money::Fen;
use crate::percent;
use crate::policy::Policy;
use crate::project::same_number;

/// A project's money in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// 项目编号
    pub project_no: String,
    /// 方案编号
    pub bid_no: String,
    /// 榜单编号
    pub challenge_no: String,
    /// 项目名称
    pub title: String,
    /// 领域
    pub field: String,
    /// 出题企业
    pub sponsor: String,
    /// 揭榜方
    pub solver: String,
    /// 收款单位: the sponsor (rule 18).
    pub payee: String,
    /// It runs a race with another project of its challenge.
    pub race: bool,
    /// 研发投入总额, the base of the cap.
    pub rd_total: Fen,
    /// What the meeting decided.
    pub decided: Fen,
    /// 批准文号 of a 一事一议 case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval_no: Option<String>,
    /// Support of the same content elsewhere (rule 28).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlaps: Vec<Overlap>,
    /// How it is paid, where that departs from the principle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
}

impl PlanRow {
    /// A row for a winner with money; nothing for one without.
    #[must_use]
    pub fn of(winner: &Winner<'_>, project_no: String) -> Option<PlanRow> {
        let (item, decided) = (winner.item, winner.decided);
        (decided.standing == Standing::Recommended).then_some(())?;
        Some(PlanRow {
            project_no,
            bid_no: item.bid_no.clone(),
            challenge_no: item.challenge_no.clone(),
            title: item.title.clone(),
            field: item.field.clone(),
            sponsor: item.sponsor.clone(),
            solver: item.solver.clone(),
            payee: item.sponsor.clone(),
            race: item.race,
            rd_total: item.rd_total?,
            decided: decided.award,
            approval_no: item.approval_no.clone(),
            overlaps: Vec::new(),
            terms: None,
        })
    }

    /// 财政资金: what was decided, less what is set off (rule 28).
    #[must_use]
    pub fn granted(&self, policy: &Policy) -> Fen {
        overlap::granted(policy, self.decided, &self.overlaps)
    }

    /// Its payments.
    #[must_use]
    pub fn tranches(&self, policy: &Policy) -> Tranches {
        Tranches::of(policy, self.granted(policy), self.terms.as_ref())
    }

    /// The cap with the two figures it is the smaller of.
    ///
    /// # Errors
    /// `funding.no_base`
    pub fn cap(&self, policy: &Policy) -> Result<Cap, Finding> {
        funding::cap(policy, self.rd_total)
    }

    /// Its share of the R&D input, as the plan prints it.
    #[must_use]
    pub fn share(&self, policy: &Policy) -> Option<String> {
        percent::shown_of(self.granted(policy).0, self.rd_total.0)
    }

    /// What keeps it from standing in a plan, or makes a human look.
    #[must_use]
    pub fn check(&self, policy: &Policy) -> Vec<Finding> {
        let no = self.project_no.as_str();
        let mut findings = Vec::new();
        if blank(no) {
            findings.push(missing("项目编号", "number of the project"));
        }
        if let Some(finding) = payee(&self.payee, &self.sponsor) {
            findings.push(finding);
        }
        findings.extend(award::check(policy, no, self.rd_total, self.decided, self.approval_no.as_deref()));
        findings.extend(self.overlaps.iter().flat_map(|o| o.check(no, self.decided)));
        let granted = self.granted(policy);
        findings.extend(self.terms.as_ref().and_then(|t| t.check(policy, no, granted)));
        findings.extend(self.tranches(policy).check(no, granted));
        findings
    }
}

/// `payee.not_sponsor` (rule 18).
pub(super) fn payee(payee: &str, sponsor: &str) -> Option<Finding> {
    (payee.trim() != sponsor.trim())
        .then(|| Finding::error(Code::PayeeNotSponsor).with("payee", payee).with("sponsor", sponsor))
}

/// The joint issue (联合下达).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// 下达文号, day, and the finance bureau that gives it.
    pub act: Act,
    /// The science bureau that issues it with the finance bureau.
    pub with: String,
}

/// The sums of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanTotals {
    /// R&D input.
    pub rd: Fen,
    /// Fiscal money.
    pub fiscal: Fen,
    /// First payments, with those at once.
    pub first: Fen,
    /// Payments after milestones.
    pub middle: Fen,
    /// Payments after acceptance.
    pub last: Fen,
}

/// What an issued plan grants a project: what its contract, its payments and its end are reckoned by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Number of the plan.
    pub plan_no: String,
    /// 下达文号, day, and who gave it; nothing of a project approved before it was kept here, where nobody recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Act>,
    /// 收款单位: the sponsor.
    pub payee: String,
    /// 研发投入总额; nothing of a project approved before it was kept here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rd_total: Option<Fen>,
    /// 批准财政资金
    pub approved: Fen,
    /// How it is paid.
    pub tranches: Tranches,
    /// 批准文号 of a 一事一议 case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval_no: Option<String>,
    /// Version of the policy that it was reckoned by: the project goes on under it (rule 29).
    pub policy_version: String,
}

/// The funding plan of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FundingPlan {
    /// Its number in the office.
    pub no: String,
    /// 批次
    pub batch: String,
    /// The decision whose winners it funds.
    pub decision_no: String,
    /// The projects.
    pub rows: Vec<PlanRow>,
    /// Why it goes over its envelope; empty where it does not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub over_reason: String,
    /// 市政府审定
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Act>,
    /// 联合下达
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<Issue>,
}

impl FundingPlan {
    /// The row of a project.
    #[must_use]
    pub fn row(&self, project_no: &str) -> Option<&PlanRow> {
        self.rows.iter().find(|r| r.project_no == project_no)
    }

    /// The sums; nothing where one does not fit.
    #[must_use]
    pub fn totals(&self, policy: &Policy) -> Option<PlanTotals> {
        let parts: Vec<Tranches> = self.rows.iter().map(|r| r.tranches(policy)).collect();
        Some(PlanTotals {
            rd: Fen::sum(self.rows.iter().map(|r| r.rd_total))?,
            fiscal: Fen::sum(self.rows.iter().map(|r| r.granted(policy)))?,
            first: Fen::sum(parts.iter().map(|t| t.first))?,
            middle: Fen::sum(parts.iter().map(|t| t.middle))?,
            last: Fen::sum(parts.iter().map(|t| t.last))?,
        })
    }

    /// Its rows against an envelope.
    #[must_use]
    pub fn against(&self, envelope: &Envelope, policy: &Policy) -> Listed {
        Listed::of(envelope, self.rows.iter().map(|r| (r.field.as_str(), r.granted(policy))))
    }

    /// What keeps the plan from going up to the city, or makes a human look: its rows, each project and bid once, only winners
    /// that were announced, its envelope.
    #[must_use]
    pub fn check(
        &self,
        decision: &Decision,
        announcement: Option<&Announcement>,
        envelope: Option<&Envelope>,
        policy: &Policy,
    ) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.rows.iter().flat_map(|r| r.check(policy)).collect();
        let row = |no: &str, zh: &str, en: &str| {
            Finding::error(Code::PlanRow).with("no", no).with("issue", zh).with("issue_en", en)
        };
        if self.rows.is_empty() {
            findings.push(Finding::error(Code::ListEmpty).with("batch", self.batch.clone()));
        }
        for (at, one) in self.rows.iter().enumerate() {
            let mut before = self.rows.iter().take(at);
            if before.any(|b| same_number(&b.project_no, &one.project_no) || b.bid_no == one.bid_no) {
                findings.push(row(&one.project_no, "在计划中出现两次", "it is in the plan twice"));
            }
            let winners = decision.winners();
            let winner = winners.iter().find(|w| w.item.bid_no == one.bid_no);
            if !announcement.is_some_and(|a| a.bids.contains(&one.bid_no)) {
                findings.push(row(&one.project_no, "还没有发布揭榜公告", "it was not announced"));
            }
            match winner {
                Some(w) if w.decided.award == one.decided && w.item.sponsor == one.sponsor => {}
                Some(_) => findings.push(row(
                    &one.project_no,
                    "金额或者出题企业与会议审定不一致",
                    "amount or sponsor are not what the meeting decided",
                )),
                None => findings.push(row(
                    &one.project_no,
                    "不在会议审定的名单里",
                    "the meeting did not decide it",
                )),
            }
        }
        if let Some(envelope) = envelope.filter(|_| blank(&self.over_reason)) {
            let listed = self.against(envelope, policy);
            if listed.exceeds() {
                findings.push(
                    Finding::warning(Code::PlanOverEnvelope)
                        .with("sum", listed.sum.wan())
                        .with("total", envelope.total.wan())
                        .with("count", listed.count.to_string()),
                );
            }
        }
        findings
    }

    /// `plan.row` for projects and bids that another plan has already.
    #[must_use]
    pub fn planned_elsewhere(&self, others: &[FundingPlan]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for other in others.iter().filter(|o| o.no != self.no) {
            let there = |row: &&PlanRow| {
                let same = |o: &PlanRow| {
                    let bid = other.decision_no == self.decision_no && o.bid_no == row.bid_no;
                    bid || same_number(&o.project_no, &row.project_no)
                };
                other.rows.iter().any(same)
            };
            findings.extend(self.rows.iter().filter(there).map(|row| {
                let (zh, en) = (format!("已列入资金计划{}", other.no), format!("it is in plan {}", other.no));
                let finding = Finding::error(Code::PlanRow).with("no", row.project_no.clone());
                finding.with("issue", zh).with("issue_en", en)
            }));
        }
        findings
    }

    /// The plan with the city's approval (rule 11).
    ///
    /// # Errors
    /// The errors of [`FundingPlan::check`]; `plan.settled`, `missing_value`, `list.date_order` against the announcement.
    pub fn approve(
        mut self,
        act: Act,
        decision: &Decision,
        announcement: Option<&Announcement>,
        policy: &Policy,
    ) -> Result<FundingPlan, Vec<Finding>> {
        if self.approval.is_some() {
            return Err(vec![self.settled("市政府审定", "approved by the city")]);
        }
        let mut findings = self.check(decision, announcement, None, policy);
        findings.retain(|f| f.severity == Severity::Error);
        findings.extend(act.check(("资金计划审定", "approval of the plan")));
        let announced = announcement.map(|a| ("揭榜公告", "the announcement", a.on));
        findings.extend(announced.and_then(|a| in_order(("市政府审定", "the city's approval", act.on), a)));
        sound(findings)?;
        self.approval = Some(act);
        Ok(self)
    }

    /// The plan with its joint issue (rule 11).
    ///
    /// # Errors
    /// `funding.plan.unapproved`, `plan.settled`, `missing_value`, `list.date_order`
    pub fn issue(mut self, issue: Issue) -> Result<FundingPlan, Vec<Finding>> {
        if self.issue.is_some() {
            return Err(vec![self.settled("联合下达", "issued")]);
        }
        let Some(approval) = &self.approval else {
            return Err(vec![unapproved(&self.no, ("市政府审定", "the city's approval"))]);
        };
        let mut findings = issue.act.check(("联合下达", "the issue"));
        if blank(&issue.with) {
            findings.push(missing("会同下达的市科技管理部门", "the science bureau that issues it too"));
        }
        let approved = ("市政府审定", "the city's approval", approval.on);
        findings.extend(in_order(("联合下达", "the issue", issue.act.on), approved));
        sound(findings)?;
        self.issue = Some(issue);
        Ok(self)
    }

    /// The plan with its rows changed, until the city approved it.
    ///
    /// # Errors
    /// `plan.settled`
    pub fn with_rows(mut self, rows: Vec<PlanRow>) -> Result<FundingPlan, Finding> {
        if self.approval.is_some() {
            return Err(self.settled("市政府审定", "approved by the city"));
        }
        self.rows = rows;
        Ok(self)
    }

    /// What the plan grants a project, once it was issued.
    ///
    /// # Errors
    /// `funding.plan.unapproved`; `record.not_found` for a project of another plan.
    pub fn grant(&self, project_no: &str, policy: &Policy) -> Result<Grant, Finding> {
        if let Some(finding) = self.before_contract(project_no) {
            return Err(finding);
        }
        let unknown = || Finding::error(Code::NotFound).with("what", project_no);
        let (row, issue) = self.row(project_no).zip(self.issue.as_ref()).ok_or_else(unknown)?;
        Ok(Grant {
            plan_no: self.no.clone(),
            issued: Some(issue.act.clone()),
            payee: row.payee.clone(),
            rd_total: Some(row.rd_total),
            approved: row.granted(policy),
            tranches: row.tranches(policy),
            approval_no: row.approval_no.clone(),
            policy_version: policy.policy.version.clone(),
        })
    }

    /// `funding.plan.unapproved` where a contract may not be signed yet (rule 11).
    #[must_use]
    pub fn before_contract(&self, project_no: &str) -> Option<Finding> {
        let lacks = match (&self.approval, &self.issue) {
            (None, _) => ("市政府审定", "the city's approval"),
            (_, None) => ("联合下达", "the joint issue"),
            _ => return None,
        };
        Some(unapproved(project_no, lacks))
    }

    fn settled(&self, zh: &str, en: &str) -> Finding {
        Finding::error(Code::PlanSettled).with("plan", self.no.clone()).with("step", zh).with("step_en", en)
    }
}

/// `funding.plan.unapproved`
fn unapproved(no: &str, (zh, en): (&str, &str)) -> Finding {
    Finding::error(Code::FundingPlanUnapproved).with("no", no).with("missing", zh).with("missing_en", en)
}

#[cfg(test)]
#[path = "plan/laws.rs"]
pub(crate) mod tests;
