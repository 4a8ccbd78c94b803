//! Steps of the money: opinions, approvals, vouchers, and what was spent (四（六）, 四（七）1).

use domain::Funds;
use domain::Subject;
use domain::chain::course::{Account, NewPayment, PaidOut, Tranche};
use domain::chain::state::PaymentEvent;
use domain::project::Spent;

use super::{Taken, all, elsewhere};
use crate::api::course::AccountForm;
use crate::api::course_steps::{CourseStep, PaymentTurn};
use crate::api::projects::SpentLine;
use crate::office::chain_typed::{act, maybe_amount, proof, text};
use crate::office::demands_typed::day;
use crate::office::word::amount;
use crate::refusal::{Refusal, Result};

/// Reads a step of the money.
pub(super) fn read(step: &CourseStep) -> Result<Taken> {
    use CourseStep as S;
    match step {
        S::Opine { tranche, milestone, amount: sum, reason, opinion } => {
            let milestone = milestone.map(place).transpose()?;
            let (tranche, sum) = (Tranche::from(*tranche), amount("拨付金额", sum)?);
            let (reason, opinion) = (text(reason), act("拨付意见", opinion)?);
            Ok(Box::new(move |course, on| {
                if let Some(open) = super::open_session(on.r, &course, tranche, milestone)? {
                    return Err(open.into());
                }
                let payee = course.grant.payee.clone();
                let new = NewPayment { tranche, milestone, amount: sum, payee, reason, opinion };
                all(course.opine(new))
            }))
        }
        S::ApprovePayment { at, approval } => {
            let (at, approval) = (place(*at)?, act("市政府审定", approval)?);
            Ok(Box::new(move |course, _| all(course.approve_payment(at, approval))))
        }
        S::TurnPayment { at, how, reason } => {
            let (at, event, reason) = (place(*at)?, event(*how), text(reason));
            Ok(Box::new(move |course, _| all(course.turn_payment(at, event, &reason))))
        }
        S::Pay { at, on, voucher_no, voucher } => {
            let paid =
                PaidOut {
                    on: day("拨付日期", on)?, voucher_no: text(voucher_no), voucher: proof(voucher)?
                };
            let at = place(*at)?;
            Ok(Box::new(move |course, _| all(course.pay(at, paid))))
        }
        S::CorrectVoucher { at, on, voucher_no, reason } => {
            let (at, on, voucher_no) = (place(*at)?, day("拨付日期", on)?, text(voucher_no));
            let reason = text(reason);
            Ok(Box::new(move |course, _| {
                // the file that was kept stays: its number or day was mistyped
                let voucher = course.payments.get(at).and_then(|p| p.paid.as_ref()?.voucher.clone());
                all(course.correct_voucher(at, PaidOut { on, voucher_no, voucher }, &reason))
            }))
        }
        S::Account { account: form } => {
            let account = account(form)?;
            Ok(Box::new(move |course, _| all(course.report(account))))
        }
        other => Err(elsewhere(other)),
    }
}

/// A place in a list.
fn place(at: u32) -> Result<usize> {
    usize::try_from(at).map_err(Refusal::internal)
}

const fn event(how: PaymentTurn) -> PaymentEvent {
    match how {
        PaymentTurn::Refuse => PaymentEvent::Refuse,
        PaymentTurn::Withdraw => PaymentEvent::Withdraw,
        PaymentTurn::Bounce => PaymentEvent::Bounce,
        PaymentTurn::Stop => PaymentEvent::Stop,
        PaymentTurn::Resume => PaymentEvent::Resume,
    }
}

fn account(form: &AccountForm) -> Result<Account> {
    Ok(Account {
        as_of: day("支出截止日", &form.as_of)?,
        spent: Funds {
            fiscal: amount("已支出（财政）", &form.spent_fiscal)?,
            self_raised: amount("已支出（自筹）", &form.spent_self_raised)?,
        },
        spent_by: form.spent_by.iter().filter_map(|l| spent(l).transpose()).collect::<Result<_>>()?,
        self_raised_arrived: amount("自筹资金到位", &form.arrived)?,
        audit_no: text(&form.audit_no),
    })
}

/// What was spent of a category; nothing where neither amount is typed.
fn spent(typed: &SpentLine) -> Result<Option<Spent>> {
    let subject = Subject::from_id(&typed.subject).ok_or_else(|| Refusal::not_found(&typed.subject))?;
    let fiscal = maybe_amount(subject.zh(), &typed.spent.fiscal)?;
    let own = maybe_amount(subject.zh(), &typed.spent.self_raised)?;
    let funds = Funds { fiscal: fiscal.unwrap_or_default(), self_raised: own.unwrap_or_default() };
    Ok((fiscal.is_some() || own.is_some()).then_some(Spent { subject, funds }))
}
