//! What was recorded wrongly of a project is put right where nothing rests on it: a session's conclusion that is opened again,
//! an examination that was overturned, a voucher that was mistyped. What was there stays readable where people acted on it.

use serde::{Deserialize, Serialize};

use super::{Course, PaidOut, Tranche};
use crate::chain::state::{PaymentState, ProjectState, Work, out_of_order};
use crate::chain::{Act, blank, in_order, missing, reasonless, sound};
use crate::code::Code;
use crate::finding::Finding;

/// What a voucher said before it was put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidWrongly {
    /// As it was recorded.
    pub was: PaidOut,
    /// Why it was put right.
    pub reason: String,
}

impl Course {
    /// The course without what a session concluded, as its scoring is opened again: the last thing that moved the project, and
    /// nothing paid or decided rests on it. Nothing changes where the session concluded nothing on it.
    ///
    /// # Errors
    /// `chain.rests_on` where something does.
    pub fn retract(mut self, session_no: &str) -> Result<Course, Finding> {
        let rests = self.finding(Code::ChainRestsOn).with("session", session_no);
        let argued = |e: &super::Ending| e.argument.as_ref().is_some_and(|a| a.session_no == session_no);
        if let Some(ending) = self.endings.iter_mut().find(|e| argued(e)) {
            if ending.decided.is_some() {
                return Err(rests);
            }
            ending.argument = None;
            return Ok(self);
        }
        let judged = self.judgements.iter().rposition(|j| j.session_no == session_no);
        let of = |a: &super::Acceptance| a.accepted.as_ref().is_some_and(|a| a.word.session_no == session_no);
        let accepted = self.acceptances.iter().rposition(of);
        let paid_on = match (judged, accepted) {
            (Some(at), _) => (Tranche::Milestone, self.judgements.get(at).map(|j| j.milestone)),
            (None, Some(_)) => (Tranche::Last, None),
            (None, None) => return Ok(self),
        };
        let alive =
            |p: &&super::Payment| p.state != PaymentState::Planned && (p.tranche, p.milestone) == paid_on;
        let last = self.history.last().is_some_and(|h| h.session.as_deref() == Some(session_no));
        if !last || self.payments.iter().any(|p| alive(&p)) {
            return Err(rests);
        }
        self.history.pop();
        if let Some(at) = judged {
            self.judgements.remove(at);
        } else if let Some(acceptance) = accepted.and_then(|at| self.acceptances.get_mut(at)) {
            acceptance.accepted = None;
        }
        Ok(self)
    }

    /// The course with a finding of fraud overturned (on appeal, by a court), before the project was ended: its end is argued
    /// as any other, or it goes on.
    ///
    /// # Errors
    /// `chain.out_of_order` where no finding is in force, or the project ended; `missing_value`, `list.date_order`
    pub fn overturn(mut self, act: Act) -> Result<Course, Vec<Finding>> {
        let state = self.state();
        let refused = || {
            let (what, step) =
                (("项目", "the project"), ("撤销查实认定", "overturning the finding of fraud"));
            vec![out_of_order(what, (&state.zh(), &state.en()), step)]
        };
        let before_end =
            matches!(state, ProjectState::Active(Work::Ending) | ProjectState::Suspended(Work::Ending));
        if !before_end || !self.is_fraud() {
            return Err(refused());
        }
        let outcomes = self.suspicions.iter_mut().filter_map(|s| s.outcome.as_mut());
        let outcome = outcomes.rev().find(|o| o.proved && o.overturned.is_none()).ok_or_else(refused)?;
        let mut findings = act.check(("撤销查实认定", "overturning the finding"));
        let proved = ("查实", "the finding", outcome.act.on);
        findings.extend(in_order(("撤销查实认定", "overturning the finding", act.on), proved));
        sound(findings)?;
        outcome.overturned = Some(act);
        if let Some(ending) = self.endings.last_mut().filter(|e| e.decided.is_none()) {
            ending.argument = None;
        }
        Ok(self)
    }

    /// The course with the day or number of a payment's voucher put right; what was recorded stays beside it.
    ///
    /// # Errors
    /// `record.not_found` for a payment that was not made, `reason.missing`, `missing_value`, `list.date_order`
    pub fn correct_voucher(mut self, at: usize, paid: PaidOut, reason: &str) -> Result<Course, Vec<Finding>> {
        let no_such = || vec![Finding::error(Code::NotFound).with("what", (at + 1).to_string())];
        let payment = self.payments.get_mut(at).ok_or_else(no_such)?;
        let was = payment.paid.clone().ok_or_else(no_such)?;
        let mut findings = Vec::new();
        if blank(reason) {
            findings.push(reasonless("更正支付凭证", "putting a voucher right"));
        }
        if blank(&paid.voucher_no) {
            findings.push(missing("支付凭证号", "number of the voucher"));
        }
        let given = payment.approval.as_ref().unwrap_or(&payment.opinion);
        let given = ("审定或者拨付意见", "its approval or opinion", given.on);
        findings.extend(in_order(("拨付", "the payment", paid.on), given));
        sound(findings)?;
        payment.paid = Some(paid);
        payment.corrected.push(PaidWrongly { was, reason: reason.trim().to_owned() });
        Ok(self)
    }
}
