//! 科技项目资金计划 (四（六）, rules 11, 13–16, 18, 28): put together from what a meeting decided and announced, approved by the city,
//! issued. With its issue each of its rows becomes a project, and the project's course begins.

mod made;
mod typed;

use domain::chain::decision::Winner;
use domain::chain::plan::{FundingPlan, Issue, PlanRow, left_of, together};
use domain::chain::{Act as Paper, course::Course};
use domain::envelope::{Envelope, in_force};
use domain::{Code, Finding, Policy, Severity};
use serde_json::json;
use vault::Reader;

use super::approval::approval;
use super::projects::there;
use super::{Office, session};
use crate::access::Act;
use crate::chain_records::{ApprovalRecord, CourseRecord, PlanRecord};
use crate::project_records::ProjectRecord;
use crate::refusal::{Refusal, Result};
use crate::shipped;

/// The plan with this number, or `record.not_found`.
pub(crate) fn plan(r: &Reader<'_>, no: &str) -> Result<FundingPlan> {
    r.get::<PlanRecord>(no)?.map(|record| record.0).ok_or_else(|| Refusal::not_found(no))
}

/// All plans.
pub(crate) fn plans(r: &Reader<'_>) -> Result<Vec<FundingPlan>> {
    Ok(r.list::<PlanRecord>()?.into_iter().map(|record| record.0).collect())
}

/// What a plan is checked against.
pub(crate) struct Ground {
    /// The decision whose winners it funds, with its announcement.
    pub(crate) approval: ApprovalRecord,
    /// Every plan there is, this one too if it was saved.
    pub(crate) plans: Vec<FundingPlan>,
    /// The envelope of the sessions whose lists were decided.
    pub(crate) envelope: Option<Envelope>,
    /// The rules.
    pub(crate) policy: Policy,
}

impl Ground {
    /// Reads what a plan of a decision is checked against.
    ///
    /// # Errors
    /// `record.not_found`.
    pub(crate) fn read(r: &Reader<'_>, decision_no: &str) -> Result<Ground> {
        let approval = approval(r, decision_no)?;
        let sessions = approval.decision.lists.iter().map(|l| session(r, &l.session_no));
        let sessions = sessions.collect::<Result<Vec<_>>>()?;
        let envelope = together(sessions.iter().map(in_force));
        Ok(Ground { approval, plans: plans(r)?, envelope, policy: shipped::policy()? })
    }

    /// What is left of the envelope for a plan.
    pub(crate) fn left_for(&self, plan: &FundingPlan) -> Option<Envelope> {
        self.envelope.as_ref().map(|envelope| left_of(envelope, plan, &self.plans, &self.policy))
    }

    /// What is wrong with a plan, or asks for a reason.
    pub(crate) fn check(&self, plan: &FundingPlan) -> Vec<Finding> {
        let ApprovalRecord { decision, announcement, .. } = &self.approval;
        let envelope = self.left_for(plan);
        let mut findings = plan.check(decision, announcement.as_ref(), envelope.as_ref(), &self.policy);
        findings.extend(plan.planned_elsewhere(&self.plans));
        findings
    }

    /// The winners with money that stand in no plan but this.
    pub(crate) fn free(&self, plan_no: &str) -> Vec<Winner<'_>> {
        let decision = &self.approval.decision;
        let others = self.plans.iter().filter(|p| p.no != plan_no && p.decision_no == decision.no);
        let taken: Vec<&str> = others.flat_map(|p| &p.rows).map(|row| row.bid_no.as_str()).collect();
        let mut winners = decision.winners();
        winners
            .retain(|w| !taken.contains(&w.item.bid_no.as_str()) && PlanRow::of(w, String::new()).is_some());
        winners
    }
}

/// The office's next numbers of projects of a batch, `XM-2026-001` and on: free among projects and plans.
pub(crate) fn project_numbers(
    r: &Reader<'_>,
    batch: &str,
    year: i32,
    plans: &[FundingPlan],
) -> Result<impl Iterator<Item = String> + use<>> {
    let digits: String = batch.chars().take_while(char::is_ascii_digit).collect();
    let year = if digits.len() == 4 { digits } else { year.to_string() };
    let prefix = format!("XM-{year}-");
    let known: Vec<ProjectRecord> = r.list()?;
    let planned = plans.iter().flat_map(|p| &p.rows).map(|row| row.project_no.as_str());
    let taken = known.iter().map(|k| k.project.no.as_str()).chain(planned);
    let last = taken.filter_map(|no| no.strip_prefix(&prefix)?.parse::<u32>().ok()).max();
    Ok((last.unwrap_or(0).saturating_add(1)..).map(move |n| format!("{prefix}{n:03}")))
}

/// Numbers that projects have already, and bids that became one.
fn already(known: &[ProjectRecord], plan: &FundingPlan) -> Vec<Finding> {
    let of = |row: &PlanRow| there(known, &plan.batch, &row.bid_no, &row.project_no);
    plan.rows.iter().filter_map(of).collect()
}

/// What keeps a plan from being saved: a decision on another programme's support may come later, a reason for other shares too.
fn unfit(findings: Vec<Finding>) -> Result<()> {
    let open =
        |f: &Finding| f.code == Code::OverlapUndecided || f.code == Code::TrancheDeparts && !f.blocks();
    let unfit: Vec<Finding> = findings.into_iter().filter(|f| !open(f)).collect();
    if unfit.is_empty() { Ok(()) } else { Err(unfit.into()) }
}

impl Office {
    /// Begins a plan, or changes one until the city approved it.
    ///
    /// # Errors
    /// `import.exists`, `record.not_found`, `plan.settled`, `project.there`; those of [`FundingPlan::check`] and
    /// [`FundingPlan::planned_elsewhere`]; `plan.over_envelope` without a reason.
    pub fn save_plan(&mut self, plan: FundingPlan, new: bool) -> Result<()> {
        let mut act = if new {
            Act::new("plan.begin", plan.no.clone())
        } else {
            Act::new("plan.change", plan.no.clone())
        };
        act = act.with(json!({ "decision": plan.decision_no, "projects": plan.rows.len() }));
        act.reason = Some(plan.over_reason.clone()).filter(|why| !why.is_empty());
        self.access.record(act, |w| {
            let old = w.get::<PlanRecord>(&plan.no)?.map(|record| record.0);
            let plan = match (old, new) {
                (Some(_), true) => {
                    let there = Refusal::of(Code::ImportExists).with("what", "资金计划");
                    return Err(there.with("number", plan.no));
                }
                (None, false) => return Err(Refusal::not_found(plan.no)),
                (Some(old), false) if old.decision_no != plan.decision_no => {
                    return Err(Refusal::not_found(plan.decision_no));
                }
                (Some(old), false) => {
                    FundingPlan { over_reason: plan.over_reason, ..old.with_rows(plan.rows)? }
                }
                (None, true) => plan,
            };
            let ground = Ground::read(w, &plan.decision_no)?;
            let mut findings = ground.check(&plan);
            findings.extend(already(&w.list::<ProjectRecord>()?, &plan));
            unfit(findings)?;
            Ok(w.put(&PlanRecord(plan))?)
        })
    }

    /// Records the city's approval of a plan (rule 11).
    ///
    /// # Errors
    /// Those of [`FundingPlan::approve`]; whatever asks for a reason and has none: `plan.over_envelope`, `tranche.departs`.
    pub fn approve_plan(&mut self, no: &str, paper: Paper) -> Result<()> {
        let act = Act::new("plan.approve", no)
            .with(json!({ "on": paper.on.to_string(), "number": paper.number, "by": paper.by }));
        self.access.record(act, |w| {
            let plan = plan(w, no)?;
            let ground = Ground::read(w, &plan.decision_no)?;
            let mut open = ground.check(&plan);
            open.retain(|f| f.severity == Severity::Warning);
            if plan.approval.is_none() && !open.is_empty() {
                return Err(open.into());
            }
            let ApprovalRecord { decision, announcement, .. } = &ground.approval;
            let approved = plan.approve(paper, decision, announcement.as_ref(), &ground.policy)?;
            Ok(w.put(&PlanRecord(approved))?)
        })
    }

    /// Records the joint issue of a plan (rule 11). In the same step each of its rows becomes a project with what was granted,
    /// and the project's course begins.
    ///
    /// # Errors
    /// Those of [`FundingPlan::issue`]; `project.there`, `import.exists` for a bid or number that became a project meanwhile.
    pub fn issue_plan(&mut self, no: &str, issue: Issue) -> Result<()> {
        let policy = shipped::policy()?;
        let on = issue.act.on.to_string();
        let act = Act::new("plan.issue", no)
            .with(json!({ "on": on, "number": issue.act.number, "by": issue.act.by, "with": issue.with }));
        self.access.record(act, |w| {
            let issued = plan(w, no)?.issue(issue)?;
            let known: Vec<ProjectRecord> = w.list()?;
            let there = already(&known, &issued);
            if !there.is_empty() {
                return Err(there.into());
            }
            let decision = approval(w, &issued.decision_no)?.decision;
            let mut judged = made::Judged::default();
            for row in &issued.rows {
                let course = Course::granted(row.project_no.clone(), issued.grant(&row.project_no, &policy)?);
                let project = judged.project(w, &decision, row, &policy)?;
                w.put(&ProjectRecord { project: course.onto(&project), outcomes: Vec::new() })?;
                w.put(&CourseRecord(course))?;
            }
            Ok(w.put(&PlanRecord(issued))?)
        })
    }
}
