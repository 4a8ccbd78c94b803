//! What happens to a payment: its opinion, the city's word, the voucher; and what was spent.

use super::{Account, NewPayment, PaidOut, Payment, Tranche};
use crate::chain::course::Course;
use crate::chain::plan::payee;
use crate::chain::state::{PaymentEvent, PaymentState, ProjectState, out_of_order};
use crate::chain::{Act, blank, in_order, missing, reasonless, sound};
use crate::code::Code;
use crate::finding::Finding;
use crate::money::Fen;

impl Course {
    /// The course with a payment opinion. One after a milestone goes up to the city; the others stand in the issued plan and
    /// are ready.
    ///
    /// # Errors
    /// `payment.gate`, `papers.missing`, `payee.not_sponsor`, `payment.twice`, `payment.over_total`,
    /// `payment.final_over_settlement`, `reason.missing` for another amount than was foreseen, `missing_value`,
    /// `record.not_found` for a part that is not foreseen.
    pub fn opine(mut self, new: NewPayment) -> Result<Course, Vec<Finding>> {
        let mut findings = self.gate(new.tranche, new.milestone);
        findings.extend(new.opinion.check(("拨付意见", "the payment opinion")));
        findings.extend(payee(&new.payee, &self.grant.payee));
        findings.extend(self.amount(&new));
        findings.extend(self.too_early(&new));
        let standing = self.payments.iter().find(|p| {
            let alive = !matches!(p.state, PaymentState::Planned | PaymentState::Stopped);
            alive && (p.tranche, p.milestone) == (new.tranche, new.milestone)
        });
        if let Some(standing) = standing {
            findings.push(
                self.finding(Code::PaymentTwice)
                    .with("tranche", new.tranche.zh())
                    .with("tranche_en", new.tranche.en())
                    .with("status", standing.state.zh())
                    .with("status_en", standing.state.en()),
            );
        }
        sound(findings)?;
        let event = match new.tranche {
            Tranche::Milestone => PaymentEvent::Submit,
            Tranche::First | Tranche::Last | Tranche::Once => PaymentEvent::Propose,
        };
        let state = PaymentState::Planned.after(event).map_err(|f| vec![f])?;
        self.payments.push(Payment {
            tranche: new.tranche,
            milestone: new.milestone,
            amount: new.amount,
            payee: new.payee,
            reason: new.reason,
            state,
            opinion: new.opinion,
            approval: None,
            paid: None,
            corrected: Vec::new(),
            note: String::new(),
        });
        Ok(self)
    }

    /// An opinion does not come before what opened its gate: the signed contract, the passed milestone, the acceptance.
    fn too_early(&self, new: &NewPayment) -> Vec<Finding> {
        let signed = self.contract.as_ref().and_then(|c| c.signed.as_ref());
        let signed = signed.map(|s| ("任务书签订", "the signature of the contract", s.on));
        let judged = self.judgements.iter().rev().find(|j| Some(j.milestone) == new.milestone);
        let judged = judged.filter(|_| new.tranche == Tranche::Milestone);
        let judged = judged.map(|j| ("节点考核", "the assessment", j.on));
        let accepted = self.accepted().filter(|_| new.tranche == Tranche::Last);
        let accepted = accepted.map(|a| ("结题验收", "the acceptance", a.word.on));
        let opinion = ("拨付意见", "the payment opinion", new.opinion.on);
        [signed, judged, accepted].into_iter().flatten().filter_map(|of| in_order(opinion, of)).collect()
    }

    /// What keeps an amount from being paid now.
    fn amount(&self, new: &NewPayment) -> Vec<Finding> {
        let schedule = self.schedule();
        let foreseen = schedule.iter().find(|s| (s.tranche, s.milestone) == (new.tranche, new.milestone));
        let Some(foreseen) = foreseen else {
            return vec![Finding::error(Code::NotFound).with("what", new.tranche.zh())];
        };
        let ledger = self.ledger();
        let taken = ledger.paid.checked_add(ledger.under_way);
        let rest = taken.and_then(|taken| self.grant.approved.checked_sub(taken)).unwrap_or_default();
        // a part is never more than was foreseen for it: what is more would be money of a gate that is still closed
        let rest = rest.min(foreseen.amount);
        if new.amount <= Fen::ZERO || new.amount > rest {
            return vec![
                self.finding(Code::PaymentOverTotal)
                    .with("amount", new.amount.wan())
                    .with("paid", ledger.paid.wan())
                    .with("total", self.grant.approved.wan())
                    .with("rest", rest.wan()),
            ];
        }
        if new.tranche == Tranche::Last {
            let settled = self.accepted().map(|a| (a.settlement.payable, a.settlement.cap));
            let (payable, cap) = settled.unwrap_or_default();
            let over = new.amount > payable;
            return over
                .then(|| {
                    self.finding(Code::PaymentOverSettlement)
                        .with("amount", new.amount.wan())
                        .with("rest", payable.wan())
                        .with("cap", cap.wan())
                })
                .into_iter()
                .collect();
        }
        let departs = new.amount != foreseen.amount && blank(&new.reason);
        departs
            .then(|| {
                let (zh, en) = (foreseen.amount.wan(), new.amount.wan());
                reasonless(
                    format!("拨付金额{en}万元与安排的{zh}万元不同"),
                    format!("paying {en}, foreseen {zh}"),
                )
            })
            .into_iter()
            .collect()
    }

    /// The course with a payment moved on.
    fn moved(
        mut self,
        at: usize,
        event: PaymentEvent,
        set: impl FnOnce(&mut Payment),
    ) -> Result<Course, Vec<Finding>> {
        let no_such = || vec![Finding::error(Code::NotFound).with("what", (at + 1).to_string())];
        let payment = self.payments.get_mut(at).ok_or_else(no_such)?;
        payment.state = payment.state.after(event).map_err(|f| vec![f])?;
        set(payment);
        Ok(self)
    }

    /// The course with the city's word on a payment after a milestone (rule 17). `at` counts payments from 0.
    ///
    /// # Errors
    /// `record.not_found`, `chain.out_of_order`, `missing_value`, `list.date_order`
    pub fn approve_payment(self, at: usize, approval: Act) -> Result<Course, Vec<Finding>> {
        let mut findings = approval.check(("拨付意见审定", "approval of the payment"));
        let opinion = self.payments.get(at).map(|p| ("拨付意见", "the payment opinion", p.opinion.on));
        let now = ("市政府审定", "the city's approval", approval.on);
        findings.extend(opinion.and_then(|o| in_order(now, o)));
        sound(findings)?;
        self.moved(at, PaymentEvent::Approve, |p| p.approval = Some(approval))
    }

    /// The course with a payment refused, withdrawn, sent back by the bank, stopped or resumed, with why.
    ///
    /// # Errors
    /// `record.not_found`, `chain.out_of_order` (also for an event that has its own act), `reason.missing`, `payment.gate` once
    /// the project was ended.
    pub fn turn_payment(self, at: usize, event: PaymentEvent, why: &str) -> Result<Course, Vec<Finding>> {
        use PaymentEvent::{Bounce, Refuse, Resume, Stop, Withdraw};
        if blank(why) {
            return Err(vec![reasonless(event.zh(), event.en())]);
        }
        if !matches!(event, Refuse | Withdraw | Bounce | Stop | Resume) {
            let words = (event.zh(), event.en());
            return Err(vec![out_of_order(("拨付", "the payment"), words, words)]);
        }
        // what comes back after the end is a refund: the decision rests on what was paid
        if self.state() == ProjectState::Terminated
            && let Some(payment) = self.payments.get(at)
        {
            payment.state.after(event).map_err(|f| vec![f])?;
            return Err(self.gate(payment.tranche, payment.milestone));
        }
        self.moved(at, event, |p| {
            p.note = why.trim().to_owned();
            if event == Bounce {
                p.paid = None;
            }
        })
    }

    /// The course with a payment made. The gate is asked again: the project may have been suspended meanwhile.
    ///
    /// # Errors
    /// `record.not_found`, `chain.out_of_order`, `payment.gate`, `papers.missing`, `missing_value`, `list.date_order`
    pub fn pay(self, at: usize, paid: PaidOut) -> Result<Course, Vec<Finding>> {
        let mut findings = Vec::new();
        if let Some(payment) = self.payments.get(at) {
            payment.state.after(PaymentEvent::Pay).map_err(|f| vec![f])?;
            findings.extend(self.gate(payment.tranche, payment.milestone));
            let given = payment.approval.as_ref().unwrap_or(&payment.opinion);
            let (now, given) =
                (("拨付", "the payment", paid.on), ("审定或者拨付意见", "its approval or opinion", given.on));
            findings.extend(in_order(now, given));
        }
        if blank(&paid.voucher_no) {
            findings.push(missing("支付凭证号", "number of the voucher"));
        }
        sound(findings)?;
        self.moved(at, PaymentEvent::Pay, |p| p.paid = Some(paid))
    }

    /// The course with what was spent and came in, up to a day.
    ///
    /// # Errors
    /// `account.unsound` for amounts that cannot be, or that are less than before; `list.date_order`
    pub fn report(mut self, account: Account) -> Result<Course, Vec<Finding>> {
        let mut findings = Vec::new();
        let amounts = [account.spent.fiscal, account.spent.self_raised, account.self_raised_arrived];
        if amounts.iter().any(|a| *a < Fen::ZERO) {
            findings.push(self.unsound("金额不能是负数", "an amount is negative"));
        }
        let by = Fen::sum(account.spent_by.iter().map(|s| s.funds.fiscal));
        if !account.spent_by.is_empty() && by != Some(account.spent.fiscal) {
            findings.push(
                self.unsound(
                    "分科目的财政支出与合计不符",
                    "what was spent by category does not make the sum",
                ),
            );
        }
        if let Some(last) = self.accounts.last() {
            let now = ("支出截止日", "the day of the account", account.as_of);
            findings.extend(in_order(now, ("上次截止日", "the account before", last.as_of)));
            let less = account.spent.fiscal < last.spent.fiscal
                || account.self_raised_arrived < last.self_raised_arrived;
            if less && blank(&account.audit_no) {
                findings.push(self.unsound(
                    "少于上次登记的累计数，须以专项审计为准",
                    "less than before: only an audit lowers it",
                ));
            }
        }
        sound(findings)?;
        self.accounts.push(account);
        Ok(self)
    }

    fn unsound(&self, zh: &str, en: &str) -> Finding {
        self.finding(Code::AccountUnsound).with("issue", zh).with("issue_en", en)
    }
}
