//! Payments and the ledger.

use domain::Fen;
use domain::Finding;
use domain::chain::course::{Account, Course, Payment};

use super::Source;
use crate::api::Problem;
use crate::api::course::{AccountForm, FundsLedger, PaymentView, ScheduledView};
use crate::api::projects::SpentLine;
use crate::office::course::open_session;
use crate::refusal::Result;
use crate::views::words::{act_form, count, funds, next_act};

/// Foreseen payments that are neither under way nor made, with what they wait for; before the contract is drafted as it can be
/// begun with.
pub(super) fn scheduled(source: &Source<'_>) -> Result<Vec<ScheduledView>> {
    let course = &Course { contract: Some(source.contract.clone()), ..source.course.clone() };
    let view = |(of, mut gate): (domain::chain::course::Scheduled, Vec<Finding>)| {
        gate.extend(open_session(source.r, course, of.tranche, of.milestone)?);
        Ok(ScheduledView {
            tranche: of.tranche.into(),
            milestone: of.milestone.map(count),
            amount: of.amount.wan(),
            gate: gate.iter().map(Problem::of).collect(),
        })
    };
    course.waiting().into_iter().map(view).collect()
}

/// A payment.
pub(super) fn payment(at: usize, of: &Payment) -> PaymentView {
    PaymentView {
        at: count(at),
        tranche: of.tranche.into(),
        milestone: of.milestone.map(count),
        amount: of.amount.wan(),
        payee: of.payee.clone(),
        reason: of.reason.clone(),
        state: of.state.into(),
        opinion: act_form(&of.opinion),
        approval: of.approval.as_ref().map(act_form),
        paid: of.paid.as_ref().map(|p| (p.on.to_string(), p.voucher_no.clone())),
        corrected: of
            .corrected
            .iter()
            .map(|c| (c.was.on.to_string(), c.was.voucher_no.clone(), c.reason.clone()))
            .collect(),
        note: of.note.clone(),
        next: of.state.next().map(next_act),
    }
}

/// The ledger. Where nobody recorded what was paid before, neither that nor what is left is known.
pub(super) fn ledger(course: &Course) -> FundsLedger {
    let ledger = course.ledger();
    let known = course.paid_before().is_ok();
    FundsLedger {
        approved: ledger.approved.wan(),
        paid: known.then(|| ledger.paid.wan()),
        under_way: ledger.under_way.wan(),
        left: known.then(|| ledger.left.wan()),
        spent: ledger.spent.map(funds),
        arrived: ledger.self_raised_arrived.map(Fen::wan),
        refunded: ledger.refunded.wan(),
    }
}

/// What was spent and came in.
pub(super) fn account(of: &Account) -> AccountForm {
    let line =
        |s: &domain::project::Spent| SpentLine { subject: s.subject.id().to_owned(), spent: funds(s.funds) };
    AccountForm {
        as_of: of.as_of.to_string(),
        spent_fiscal: of.spent.fiscal.wan(),
        spent_self_raised: of.spent.self_raised.wan(),
        spent_by: of.spent_by.iter().map(line).collect(),
        arrived: of.self_raised_arrived.wan(),
        audit_no: of.audit_no.clone(),
    }
}
