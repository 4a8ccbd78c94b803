//! What is due of one project, by its records: what the contract, a session, a decision or the practice sets a day for, and
//! what may be done now.

use chrono::{Months, NaiveDate};

use super::{Course, Scheduled};
use crate::calendar::Calendar;
use crate::chain::Actor;
use crate::chain::due::{DueEntry, DueKind, Pace, sign_by};
use crate::chain::state::{PaymentState, ProjectState, Work};
use crate::code::Code;
use crate::finding::Finding;
use crate::money::Fen;

impl Course {
    /// The payments for which an opinion can be given now: foreseen, their gate open, none under way or made.
    #[must_use]
    pub fn payable(&self) -> Vec<Scheduled> {
        self.waiting().into_iter().filter(|(_, gate)| gate.is_empty()).map(|(payment, _)| payment).collect()
    }

    /// The payments that are foreseen and neither under way nor made, each with what it waits for.
    #[must_use]
    pub fn waiting(&self) -> Vec<(Scheduled, Vec<Finding>)> {
        let standing = |s: &Scheduled| {
            let same = self.payments.iter().filter(|p| (p.tranche, p.milestone) == (s.tranche, s.milestone));
            same.into_iter().any(|p| p.state != PaymentState::Planned)
        };
        let settled = self.accepted().map(|a| a.settlement.payable);
        let due = self.schedule().into_iter().map(|s| match settled {
            Some(payable) if s.tranche == super::Tranche::Last => Scheduled { amount: payable, ..s },
            _ => s,
        });
        let due = due.filter(|s| s.amount > Fen::ZERO && !standing(s));
        due.map(|s| (s, self.still_waits(s))).collect()
    }

    /// What a payment waits for; the last of a project that was accepted before it was taken over, for its result too: nothing
    /// is settled without the audited R&D input.
    fn still_waits(&self, of: Scheduled) -> Vec<Finding> {
        let mut gate = self.gate(of.tranche, of.milestone);
        if of.tranche == super::Tranche::Last && self.is_accepted_before() {
            let (zh, en) = ("验收结论书和经审计的研发投入", "the result with the audited R&D input");
            gate.push(
                self.finding(Code::PaymentGate)
                    .with("tranche", of.tranche.zh())
                    .with("tranche_en", of.tranche.en())
                    .with("missing", zh)
                    .with("missing_en", en),
            );
        }
        gate
    }

    /// What is due of it.
    ///
    /// # Errors
    /// `calendar.not_loaded` where a day is counted in working days beyond the calendar that is loaded; the rest is given too.
    pub(in crate::chain) fn dues(
        &self,
        calendar: &Calendar,
        pace: &Pace,
        add: &mut dyn FnMut(DueEntry),
    ) -> Result<(), Finding> {
        let entry = |kind: DueKind, who: Actor, day: NaiveDate, fixed: bool| DueEntry {
            kind,
            subject: self.project_no.clone(),
            part: None,
            day,
            fixed,
            late_by: 0,
            who,
        };
        let since = self.last_day();
        let end = self.contract.as_ref().map(super::Contract::end_now);
        if let ProjectState::Active(work) = self.state() {
            self.work_dues(work, pace, add);
            let at_work = matches!(work, Work::Running | Work::Rectifying | Work::Stalled);
            if let Some(end) = end.filter(|_| at_work) {
                add(entry(DueKind::TermEnd, Actor::Sponsor, end, true));
            }
        }
        if let (ProjectState::Suspended(_), Some(on)) = (self.state(), self.suspicions.last().map(|s| s.on)) {
            add(entry(DueKind::Examination, Actor::Bureau, on, false));
        }
        if let Some(on) = self.extensions.last().filter(|e| e.reply.is_none()).map(|e| e.applied_on) {
            add(entry(DueKind::ExtensionReply, Actor::Bureau, on, false));
        }
        for payment in &self.payments {
            let opined = payment.approval.as_ref().unwrap_or(&payment.opinion).on;
            let (kind, who) = match payment.state {
                PaymentState::Submitted => (DueKind::PaymentApproval, Actor::City),
                PaymentState::Ready => (DueKind::Payment, Actor::Finance),
                _ => continue,
            };
            let part = payment.milestone;
            add(DueEntry { part, ..entry(kind, who, opined, false) });
        }
        if let Some(since) = since {
            for payable in self.payable() {
                let part = payable.milestone;
                add(DueEntry { part, ..entry(DueKind::Opinion, Actor::Bureau, since, false) });
            }
        }
        if self.outstanding() > Fen::ZERO && self.state() == ProjectState::Terminated {
            let by = self.ended().and_then(|(_, d)| d.return_by);
            if let Some(by) = by {
                add(entry(DueKind::Refund, Actor::Sponsor, by, true));
            }
        }
        if let (ProjectState::Granted, Some(issued)) = (self.state(), &self.grant.issued) {
            let day = sign_by(issued.on, calendar, pace)?;
            add(entry(DueKind::Signing, Actor::Parties, day, true));
        }
        Ok(())
    }

    /// What is due of the work.
    fn work_dues(&self, work: Work, pace: &Pace, add: &mut dyn FnMut(DueEntry)) {
        let entry = |kind, part, who, day, fixed| DueEntry {
            kind,
            subject: self.project_no.clone(),
            part,
            day,
            fixed,
            late_by: 0,
            who,
        };
        let since = self.last_day();
        match work {
            Work::Running => {
                let next = self.next_milestone();
                let at = next.and_then(|n| n.checked_sub(1));
                let milestones = self.contract.as_ref().map(super::Contract::milestones_now);
                let due = at.and_then(|at| milestones?.get(at).map(|m| m.due));
                if let Some(due) = due {
                    add(entry(DueKind::Milestone, next, Actor::Sponsor, due, true));
                }
            }
            Work::Rectifying => {
                if let Some((milestone, until)) = self.remediation() {
                    add(entry(DueKind::Remediation, Some(milestone), Actor::Sponsor, until, true));
                }
            }
            Work::Stalled => add_since(
                since,
                |day| entry(DueKind::Stalled, self.next_milestone(), Actor::Parties, day, false),
                add,
            ),
            Work::Accepting => {
                let applied = self.acceptances.last().map(|a| a.applied_on);
                add_since(applied, |day| entry(DueKind::Acceptance, None, Actor::Joint, day, false), add);
            }
            Work::Failed => {
                let failed = self.accepted().map(|a| a.word.on).or(since);
                let until = failed.and_then(|on| on.checked_add_months(Months::new(pace.reaccept_months)));
                add_since(until, |day| entry(DueKind::Reacceptance, None, Actor::Sponsor, day, true), add);
            }
            Work::Ending => {
                let proposed = self.endings.last().map(|e| e.proposed.on).or(since);
                add_since(proposed, |day| entry(DueKind::EndDecision, None, Actor::Bureau, day, false), add);
            }
        }
    }
}

fn add_since(day: Option<NaiveDate>, of: impl FnOnce(NaiveDate) -> DueEntry, add: &mut dyn FnMut(DueEntry)) {
    if let Some(day) = day {
        add(of(day));
    }
}
