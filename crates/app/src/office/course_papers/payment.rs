//! 财政科技资金拨付意见 on one payment: what it rests on, how much, what is left (policy 四（六）, 四（七）1, rules 15–18).

use documents::Common;
use documents::model::{Payment, PaymentOpinion, PaymentSum};
use domain::Fen;
use domain::chain::course::{self, Tranche};
use domain::chain::state::{PaymentState, ProjectState};

use super::{Gathered, said};
use crate::office::text::bare_line;
use crate::refusal::{Refusal, Result};

impl Gathered {
    /// The opinion on the payment at a place, from 0.
    ///
    /// # Errors
    /// `record.not_found`
    pub(super) fn payment(&self, at: u32, common: Common) -> Result<PaymentOpinion> {
        let unknown = || Refusal::not_found(format!("{}/{}", self.course.project_no, at));
        let at = usize::try_from(at).map_err(Refusal::internal)?;
        let payment = self.course.payments.get(at).ok_or_else(unknown)?;
        if payment.state == PaymentState::Planned {
            return Err(self.lacks(
                "有效的拨付意见（这一件已撤回，或者未获审定）",
                "an opinion that holds: this one was withdrawn or refused",
                "四（七）1",
            ));
        }
        let is = |tranche: Tranche| payment.tranche == tranche;
        let judged = self.session_behind(payment);
        let before = self.paid_before_it(at);
        let row = self.row(payment, before);
        Ok(PaymentOpinion {
            is_first: is(Tranche::First),
            is_milestone: is(Tranche::Milestone),
            is_final: is(Tranche::Last),
            is_lump: is(Tranche::Once),
            contracts_signed: self.contract_signed(),
            milestones_passed: is(Tranche::Milestone)
                && self.course.gate(payment.tranche, payment.milestone).is_empty(),
            accepted: matches!(self.course.state(), ProjectState::Accepted | ProjectState::Closed)
                && self.course.accepted().is_some(),
            payees_are_sponsors: payment.payee.trim() == self.record.project.sponsor.trim(),
            in_plan: self.course.grant.issued.is_some(),
            lump_limit: Some(self.policy.once_up_to()),
            minutes_no: judged.as_ref().map(|(no, _)| no.clone()),
            minutes_date: judged.map(|(_, on)| on),
            payments: vec![row],
            count: Some(1),
            total: Some(payment.amount),
            sums: self.sums(payment, before),
            approval_no: Some(payment.approval.as_ref().map(|a| a.number.clone()).unwrap_or_default()),
            approval_on: payment.approval.as_ref().map(|a| a.on),
            dated_on: Some(payment.opinion.on),
            common,
            ..PaymentOpinion::default()
        })
    }

    fn row(&self, payment: &course::Payment, before: Option<Fen>) -> Payment {
        let project = &self.record.project;
        Payment {
            n: 1,
            project_no: project.no.clone(),
            project_title: project.title.clone(),
            payee: said(&payment.payee),
            tranche: Some(payment.tranche.zh().to_owned()),
            approved: Some(self.course.grant.approved),
            paid: before,
            amount: Some(payment.amount),
            note: Some(bare_line(&payment.reason)),
        }
    }

    /// The session whose word opened the gate, with its day; nothing of a payment that needs none.
    fn session_behind(&self, payment: &course::Payment) -> Option<(String, chrono::NaiveDate)> {
        match payment.tranche {
            Tranche::Milestone => {
                let mut judged = self.course.judgements.iter().rev();
                let found = judged.find(|j| Some(j.milestone) == payment.milestone)?;
                Some((found.session_no.clone(), found.on))
            }
            Tranche::Last => {
                let word = &self.course.accepted()?.word;
                Some((word.session_no.clone(), word.on))
            }
            Tranche::First | Tranche::Once => None,
        }
    }

    /// What was paid before this payment was; nothing where nobody recorded what was paid earlier.
    fn paid_before_it(&self, at: usize) -> Option<Fen> {
        let carried = self.course.paid_before().ok()?;
        let this = self.course.payments.get(at)?;
        let earlier = self.course.payments.iter().enumerate().filter(|(other, p)| {
            let made = p.state == PaymentState::Paid && *other != at;
            let day = |p: &course::Payment| p.paid.as_ref().map(|paid| (paid.on, *other));
            made && this.paid.as_ref().is_none_or(|paid| day(p).is_some_and(|d| d < (paid.on, at)))
        });
        Fen::sum(std::iter::once(carried).chain(earlier.map(|(_, p)| p.amount)))
    }

    /// How the amount follows: of the last payment its settlement, else what is left after it.
    fn sums(&self, payment: &course::Payment, before: Option<Fen>) -> Vec<PaymentSum> {
        let line = |item: &str, amount: Option<Fen>, note: &str| PaymentSum {
            item: item.to_owned(),
            amount,
            note: Some(note.to_owned()),
        };
        let settled = self.course.accepted().map(|a| a.settlement);
        if let Some(settled) = settled.filter(|_| payment.tranche == Tranche::Last) {
            let lines = settled.lines();
            let shown = lines.iter().map(|l| line(l.result.zh, Some(l.result.amount), &bare_line(&l.zh())));
            return shown.collect();
        }
        let left = before
            .and_then(|before| Fen::sum([before, payment.amount]))
            .and_then(|paid| self.course.grant.approved.checked_sub(paid));
        vec![line("本次拨付后未拨金额", left, "批准额减已拨付减本次拨付")]
    }
}
