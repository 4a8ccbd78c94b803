//! A longer time for an answer, and how an objection was dealt with, step by step, as its form prints it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Admission, Objection};
use crate::calendar::{Calendar, FirstDay};
use crate::chain::{blank, in_order, reasonless, sound};
use crate::code::Code;
use crate::finding::Finding;

/// That the time for an answer was made longer: once, approved, and told to who objected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prolonged {
    /// When.
    pub on: NaiveDate,
    /// Who approved it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Until when it was to be answered before.
    pub was: NaiveDate,
}

/// A step of the handling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandlingStep {
    /// When.
    pub on: NaiveDate,
    /// Which step, in Chinese and English.
    pub step: (&'static str, &'static str),
    /// Who; empty where nobody is named.
    pub who: String,
    /// What was done, in the words of the record.
    pub what: String,
}

impl Objection {
    /// The objection with a longer time for its answer: `days` working days from the day until which it was due.
    ///
    /// # Errors
    /// `chain.out_of_order` for one that is not being dealt with, has no time, or was prolonged before; `reason.missing`,
    /// `list.date_order`, `calendar.not_loaded`.
    pub fn prolong(
        mut self,
        (on, by, reason): (NaiveDate, &str, &str),
        days: u32,
        calendar: &Calendar,
    ) -> Result<Objection, Vec<Finding>> {
        use crate::chain::state::ObjectionState::{Accepted, Examined};
        let state = self.state();
        let refused = || {
            let (what, step) = (("异议", "the objection"), ("延长答复期限", "prolonging the answer"));
            vec![crate::chain::state::out_of_order(what, (state.zh(), state.en()), step)]
        };
        let admission = self.admission.as_mut().filter(|a| a.prolonged.is_none());
        let admission = admission.filter(|_| matches!(state, Accepted | Examined)).ok_or_else(refused)?;
        let was = admission.answer_by.ok_or_else(refused)?;
        let mut findings = Vec::new();
        if blank(by) || blank(reason) {
            findings.push(reasonless("延长答复期限", "prolonging the answer"));
        }
        let accepted = ("受理", "its acceptance", admission.on);
        findings.extend(in_order(("延长答复期限", "prolonging the answer", on), accepted));
        sound(findings)?;
        let until = calendar.last_day(was, days, FirstDay::NextDay).map_err(|f| vec![f])?;
        let (by, reason) = (by.trim().to_owned(), reason.trim().to_owned());
        admission.prolonged = Some(Prolonged { on, by, reason, was });
        admission.answer_by = Some(until);
        Ok(self)
    }

    /// How it was dealt with, step by step.
    #[must_use]
    pub fn steps(&self) -> Vec<HandlingStep> {
        let step = |on, step, who: &str, what: String| HandlingStep { on, step, who: who.to_owned(), what };
        let mut steps = vec![step(
            self.received_at.date(),
            ("登记", "received"),
            &self.received_by,
            format!("{}，材料{}份", self.channel.zh(), self.evidence.len()),
        )];
        if let Some(check) = &self.identity {
            steps.push(step(check.on, ("身份核对", "identity checked"), &check.by, check.how.clone()));
        }
        if let Some(admission) = &self.admission {
            let Admission { on, by, refused, note, .. } = admission;
            let what = refused.map_or("受理".to_owned(), |why| format!("不予受理（{}）{note}", why.zh()));
            steps.push(step(*on, ("受理审核", "acceptance"), by, what));
            if let Some(longer) = &admission.prolonged {
                steps.push(step(longer.on, ("延长答复期限", "prolonged"), &longer.by, longer.reason.clone()));
            }
        }
        if let Some(found) = &self.examination {
            let what = format!("{}；{}", found.verdict.zh(), found.handling.zh());
            steps.push(step(found.on, ("核查", "examined"), &found.examiners, what));
        }
        if let Some(answer) = &self.answer {
            steps.push(step(answer.on, ("答复", "answered"), "", answer.text.clone()));
        }
        if let Some(on) = self.acted_on {
            steps.push(step(on, ("落实处理意见", "acted on"), "", "变更审定名单".to_owned()));
        }
        if let Some(word) = &self.withdrawn {
            steps.push(step(word.on, ("撤回", "withdrawn"), "", word.text.clone()));
        }
        steps
    }

    /// `objection.answer_late` for one that is not answered by its day.
    #[must_use]
    pub fn late(&self, today: NaiveDate) -> Option<Finding> {
        let by = self.admission.as_ref()?.answer_by?;
        let open = self.answer.is_none() && self.state().is_open();
        (open && today > by).then(|| {
            let finding = Finding::warning(Code::ObjectionAnswerLate).with("objection", self.no.clone());
            finding.with("by", by.to_string())
        })
    }
}
