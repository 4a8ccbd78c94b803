//! Funding plans as their page shows them: each project with its cap, its money and its payments, the sums, the envelope, and
//! what comes next.

use chrono::Datelike;
use domain::chain::overlap::Overlap;
use domain::chain::plan::{FundingPlan, PlanRow};
use domain::chain::tranches::Terms;
use domain::funding::{Cap, Mode};
use domain::{Fen, Policy};
use vault::Reader;

use super::words::{act_form, count, next_act};
use crate::api::Problem;
use crate::api::plan::{
    IssueForm, OverlapForm, PlanCap, PlanLine, PlanRowForm, PlanRowView, PlanTotalsView, PlanView, PlansView,
    TermsForm, Unplanned,
};
use crate::chain_records::ApprovalRecord;
use crate::clock::local;
use crate::office::Office;
use crate::office::approval::next_number;
use crate::office::plan::{Ground, plan, plans, project_numbers};
use crate::refusal::Result;
use crate::shipped;

impl Office {
    /// The book of funding plans, and the announced decisions that wait for one.
    ///
    /// # Errors
    /// The vault's own.
    pub fn plans_view(&self) -> Result<PlansView> {
        let policy = shipped::policy()?;
        self.access.read(|r| {
            let all = plans(r)?;
            Ok(PlansView {
                plans: all.iter().map(|plan| line(plan, &policy)).collect(),
                unplanned: unplanned(r)?,
            })
        })
    }

    /// A plan with everything that follows from it.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn plan_view(&self, no: &str) -> Result<PlanView> {
        let today = local(self.access.clock.now()).date();
        self.access.read(|r| {
            let plan = plan(r, no)?;
            let ground = Ground::read(r, &plan.decision_no)?;
            let mut numbers = project_numbers(r, &plan.batch, today.year(), &ground.plans)?;
            let here = |no: &str| plan.rows.iter().any(|row| row.bid_no == no);
            let free = ground.free(&plan.no);
            let waiting = free.iter().filter(|w| !here(&w.item.bid_no) && plan.approval.is_none());
            let waiting = waiting.filter_map(|w| PlanRow::of(w, numbers.next().unwrap_or_default()));
            let waiting = waiting.map(|row| row_view(&row, &ground.policy)).collect();
            Ok(view(&plan, &ground, waiting, today.to_string()))
        })
    }

    /// A plan as it would be begun for a decision: every winner with money that is in no plan, each with the office's next
    /// number.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn plan_draft(&self, decision_no: &str) -> Result<PlanView> {
        let today = local(self.access.clock.now()).date();
        self.access.read(|r| {
            let ground = Ground::read(r, decision_no)?;
            let decision = &ground.approval.decision;
            let mut numbers = project_numbers(r, &decision.batch, today.year(), &ground.plans)?;
            let no = next_number("ZJ-", ground.plans.iter().map(|p| p.no.clone()));
            let free = ground.free(&no);
            let rows = free.iter().filter_map(|w| PlanRow::of(w, numbers.next().unwrap_or_default()));
            let plan = FundingPlan {
                no,
                batch: decision.batch.clone(),
                decision_no: decision_no.to_owned(),
                rows: rows.collect(),
                ..FundingPlan::default()
            };
            Ok(view(&plan, &ground, Vec::new(), today.to_string()))
        })
    }
}

/// Announced decisions with winners that are in no plan.
pub(super) fn unplanned(r: &Reader<'_>) -> Result<Vec<Unplanned>> {
    let approvals: Vec<ApprovalRecord> = r.list()?;
    let plans = plans(r)?;
    let of = |record: &ApprovalRecord| {
        record.announcement.as_ref()?;
        let decision = &record.decision;
        let taken = |no: &str| {
            let same = plans.iter().filter(|p| p.decision_no == decision.no);
            same.flat_map(|p| &p.rows).any(|row| row.bid_no == no)
        };
        let winners = decision.winners();
        let rows = winners.iter().filter_map(|w| PlanRow::of(w, String::new()));
        let free: Vec<PlanRow> = rows.filter(|row| !taken(&row.bid_no)).collect();
        (!free.is_empty()).then(|| Unplanned {
            decision_no: decision.no.clone(),
            batch: decision.batch.clone(),
            winners: count(free.len()),
            sum: Fen::sum(free.iter().map(|row| row.decided)).map(Fen::wan).unwrap_or_default(),
        })
    };
    Ok(approvals.iter().filter_map(of).collect())
}

fn line(plan: &FundingPlan, policy: &Policy) -> PlanLine {
    PlanLine {
        no: plan.no.clone(),
        batch: plan.batch.clone(),
        decision_no: plan.decision_no.clone(),
        projects: count(plan.rows.len()),
        fiscal: plan.totals(policy).map(|t| t.fiscal.wan()).unwrap_or_default(),
        approved_on: plan.approval.as_ref().map(|a| a.on.to_string()),
        issued_on: plan.issue.as_ref().map(|i| i.act.on.to_string()),
    }
}

fn view(plan: &FundingPlan, ground: &Ground, waiting: Vec<PlanRowView>, today: String) -> PlanView {
    let policy = &ground.policy;
    // What was approved is settled: nothing keeps it from anything.
    let findings = if plan.approval.is_some() { Vec::new() } else { ground.check(plan) };
    PlanView {
        no: plan.no.clone(),
        batch: plan.batch.clone(),
        decision_no: plan.decision_no.clone(),
        rows: plan.rows.iter().map(|row| row_view(row, policy)).collect(),
        waiting,
        totals: plan.totals(policy).map(|t| PlanTotalsView {
            rd: t.rd.wan(),
            fiscal: t.fiscal.wan(),
            first: t.first.wan(),
            middle: t.middle.wan(),
            last: t.last.wan(),
        }),
        envelope: ground.left_for(plan).map(|e| e.total.wan()),
        over_reason: plan.over_reason.clone(),
        approval: plan.approval.as_ref().map(act_form),
        issue: plan.issue.as_ref().map(|i| IssueForm { act: act_form(&i.act), with: i.with.clone() }),
        next: plan.next().map(next_act),
        problems: findings.iter().map(Problem::of).collect(),
        today,
    }
}

fn row_view(row: &PlanRow, policy: &Policy) -> PlanRowView {
    let parts = row.tranches(policy);
    PlanRowView {
        form: PlanRowForm {
            bid_no: row.bid_no.clone(),
            project_no: row.project_no.clone(),
            overlaps: row.overlaps.iter().map(overlap).collect(),
            terms: row.terms.as_ref().map(terms),
        },
        challenge_no: row.challenge_no.clone(),
        title: row.title.clone(),
        field: row.field.clone(),
        sponsor: row.sponsor.clone(),
        solver: row.solver.clone(),
        payee: row.payee.clone(),
        race: row.race,
        rd_total: row.rd_total.wan(),
        decided: row.decided.wan(),
        approval_no: row.approval_no.clone(),
        cap: row.cap(policy).ok().map(|cap| cap_view(row, cap, policy)),
        granted: row.granted(policy).wan(),
        share: row.share(policy),
        once: parts.mode == Mode::Once,
        first: parts.first.wan(),
        middle: parts.middle.wan(),
        last: parts.last.wan(),
        problems: row.check(policy).iter().map(Problem::of).collect(),
    }
}

/// The cap with the two figures that it is the smaller of.
fn cap_view(row: &PlanRow, cap: Cap, policy: &Policy) -> PlanCap {
    let award = domain::funding::floor_to_step(policy, cap.cap);
    let whole = format!(
        "min({} × {} = {}, {}) = {}",
        row.rd_total.wan(),
        policy.cap.percent,
        cap.by_ratio.wan(),
        cap.absolute.wan(),
        cap.cap.wan()
    );
    let trace = if award == cap.cap { whole } else { format!("{whole} → {}", award.wan()) };
    PlanCap { cap: award.wan(), trace }
}

fn overlap(of: &Overlap) -> OverlapForm {
    let decision = of.decision.as_ref();
    OverlapForm {
        programme: of.programme.clone(),
        number: of.number.clone(),
        amount: of.amount.wan(),
        paid: of.paid.wan(),
        keeps: decision.map(|d| d.keeps.into()),
        on: decision.map(|d| d.on.to_string()).unwrap_or_default(),
        by: decision.map(|d| d.by.clone()).unwrap_or_default(),
        reason: decision.map(|d| d.reason.clone()).unwrap_or_default(),
    }
}

fn terms(of: &Terms) -> TermsForm {
    TermsForm {
        once: of.mode == Mode::Once,
        first: of.first.map(|p| p.0.to_string()).unwrap_or_default(),
        middle: of.middle.map(|p| p.0.to_string()).unwrap_or_default(),
        reason: of.reason.clone(),
    }
}
