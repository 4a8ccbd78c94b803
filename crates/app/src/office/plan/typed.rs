//! Funding plans as the screens call them: text read exactly, then the use cases that check it.

use domain::Code;
use domain::Finding;
use domain::Percent;
use domain::chain::decision::Winner;
use domain::chain::overlap::{Overlap, OverlapDecision};
use domain::chain::plan::{FundingPlan, Issue, PlanRow};
use domain::chain::tranches::Terms;
use domain::funding::Mode;

use super::Ground;
use crate::api::plan::{ActForm, IssueForm, OverlapForm, PlanForm, PlanRowForm, PlanView, TermsForm};
use crate::office::Office;
use crate::office::chain_typed::{act, text};
use crate::office::demands_typed::{day, needed};
use crate::office::word::{amount, mark};
use crate::refusal::Result;

impl Office {
    /// Begins or changes a plan, as typed. What was decided is not typed a second time.
    ///
    /// # Errors
    /// What cannot be read; `plan.row` for a bid that is no winner with money; those of [`Office::save_plan`].
    pub fn save_plan_typed(&mut self, form: &PlanForm, new: bool) -> Result<PlanView> {
        let no = needed(&form.no, "资金计划编号")?;
        let plan = self.access.read(|r| {
            let ground = Ground::read(r, &form.decision_no)?;
            let winners = ground.approval.decision.winners();
            let rows = form.rows.iter().map(|form| row(&winners, form)).collect::<Result<_>>()?;
            Ok(FundingPlan {
                no: no.clone(),
                batch: ground.approval.decision.batch.clone(),
                decision_no: form.decision_no.clone(),
                rows,
                over_reason: text(&form.over_reason),
                approval: None,
                issue: None,
            })
        })?;
        self.save_plan(plan, new)?;
        self.plan_view(&no)
    }

    /// Records the city's approval, as typed.
    ///
    /// # Errors
    /// What cannot be read; those of [`Office::approve_plan`].
    pub fn approve_plan_typed(&mut self, no: &str, form: &ActForm) -> Result<PlanView> {
        self.approve_plan(no, act("市政府审定", form)?)?;
        self.plan_view(no)
    }

    /// Records the joint issue, as typed.
    ///
    /// # Errors
    /// What cannot be read; those of [`Office::issue_plan`].
    pub fn issue_plan_typed(&mut self, no: &str, form: &IssueForm) -> Result<PlanView> {
        let issue = Issue { act: act("下达", &form.act)?, with: text(&form.with) };
        self.issue_plan(no, issue)?;
        self.plan_view(no)
    }
}

/// The row of a winner, with what is typed of it.
fn row(winners: &[Winner<'_>], form: &PlanRowForm) -> Result<PlanRow> {
    let winner = winners.iter().find(|w| w.item.bid_no == form.bid_no);
    let row = winner.and_then(|w| PlanRow::of(w, text(&form.project_no))).ok_or_else(|| {
        Finding::error(Code::PlanRow)
            .with("no", form.bid_no.clone())
            .with("issue", "不在会议审定给予资助的名单里")
            .with("issue_en", "the meeting decided no money for it")
    })?;
    let overlaps = form.overlaps.iter().filter(|o| !is_empty(o)).map(overlap).collect::<Result<_>>()?;
    Ok(PlanRow { overlaps, terms: form.terms.as_ref().map(terms).transpose()?, ..row })
}

/// A line of the form that nobody filled.
fn is_empty(form: &OverlapForm) -> bool {
    *form == OverlapForm::default()
}

fn overlap(form: &OverlapForm) -> Result<Overlap> {
    let keeps = form.keeps.map(|keeps| {
        Ok::<_, crate::refusal::Refusal>(OverlapDecision {
            keeps: keeps.into(),
            on: day("就高不重复的决定日期", &form.on)?,
            by: text(&form.by),
            reason: text(&form.reason),
        })
    });
    Ok(Overlap {
        programme: text(&form.programme),
        number: text(&form.number),
        amount: amount("其他政策支持额", &form.amount)?,
        paid: amount("其他政策已拨", if form.paid.trim().is_empty() { "0" } else { &form.paid })?,
        decision: keeps.transpose()?,
    })
}

fn terms(form: &TermsForm) -> Result<Terms> {
    let share = |what: &str, typed: &str| Ok::<_, crate::refusal::Refusal>(mark(what, typed)?.map(Percent));
    Ok(Terms {
        mode: if form.once { Mode::Once } else { Mode::Tranches },
        first: share("首次拨付比例", form.first.trim_end_matches(['%', '％']))?,
        middle: share("节点拨付比例", form.middle.trim_end_matches(['%', '％']))?,
        reason: text(&form.reason),
    })
}
