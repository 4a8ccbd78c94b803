//! 财政科技资金拨付意见 (policy 四（六）, 四（七）1): for the first payment, after a milestone, after acceptance, or at once.

use chrono::NaiveDate;
use domain::Fen;
use serde::{Deserialize, Serialize};

use super::Common;

/// The opinion. Amounts are 分 and print in 万元.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PaymentOpinion {
    /// Policy, batch, paper.
    #[serde(flatten)]
    pub common: Common,
    /// First payments.
    pub is_first: bool,
    /// Payments after a milestone; they need the city's approval (rule 17).
    pub is_milestone: bool,
    /// Payments after acceptance.
    pub is_final: bool,
    /// Payments at once.
    pub is_lump: bool,
    /// It is recorded that the contracts are signed and in force.
    pub contracts_signed: bool,
    /// It is recorded that every milestone was passed with all its papers.
    pub milestones_passed: bool,
    /// It is recorded that every project was accepted and both sides signed.
    pub accepted: bool,
    /// Every payee was compared with the sponsor of its project (rule 18).
    pub payees_are_sponsors: bool,
    /// The money stands in an issued plan.
    pub in_plan: bool,
    /// Up to which amount it is paid at once.
    pub lump_limit: Option<Fen>,
    /// Number of the minutes of the assessment or acceptance.
    pub minutes_no: Option<String>,
    /// Their day.
    pub minutes_date: Option<NaiveDate>,
    /// The payments.
    pub payments: Vec<Payment>,
    /// How many.
    pub count: Option<u32>,
    /// In all; [`PaymentOpinion::total_of_payments`] gives it.
    pub total: Option<Fen>,
    /// Sums that explain it.
    pub sums: Vec<PaymentSum>,
    /// Accounts, on a sheet of their own. Not public.
    pub accounts: Vec<PayeeAccount>,
    /// Complaints and objections that are open, without full stop.
    pub objections_text: Option<String>,
    /// Number of the city's approval; empty while there is none.
    pub approval_no: Option<String>,
    /// Its day.
    pub approval_on: Option<NaiveDate>,
    /// Whom to ask.
    pub contact_text: Option<String>,
    /// Who signs in which order, without full stop. Not public.
    pub signers_text: Option<String>,
    /// Day of the opinion.
    pub dated_on: Option<NaiveDate>,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Payment {
    /// Number, from 1.
    pub n: u32,
    /// Number of the project.
    pub project_no: String,
    /// Title.
    pub project_title: String,
    /// Who is paid: the sponsor.
    pub payee: Option<String>,
    /// 首次, 节点, 验收后 or 一次性.
    pub tranche: Option<String>,
    /// What was approved for the project.
    pub approved: Option<Fen>,
    /// What was paid before.
    pub paid: Option<Fen>,
    /// What is paid now.
    pub amount: Option<Fen>,
    /// Remark, without full stop; empty when none.
    pub note: Option<String>,
}

/// A sum with its explanation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PaymentSum {
    /// Of what.
    pub item: String,
    /// How much.
    pub amount: Option<Fen>,
    /// Where it comes from; empty when that is plain.
    pub note: Option<String>,
}

/// The account of a payee.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PayeeAccount {
    /// Number, from 1.
    pub n: u32,
    /// Who is paid.
    pub payee: String,
    /// Bank.
    pub payee_bank: Option<String>,
    /// Account of the unit.
    pub payee_account: Option<String>,
}

/// Why payments cannot be added up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaymentFault {
    /// More would be paid than was approved.
    #[error("{project_no}: more than was approved")]
    TooMuch {
        /// Number of the project.
        project_no: String,
    },
    /// The sum does not fit.
    #[error("the sum does not fit")]
    TooLarge,
}

impl PaymentOpinion {
    /// What is paid in all, once no project gets more than was approved less what was paid (rule 15); nothing while an amount is unknown.
    ///
    /// # Errors
    /// [`PaymentFault`] names the first project that would get too much.
    pub fn total_of_payments(&self) -> Result<Option<Fen>, PaymentFault> {
        for payment in &self.payments {
            if let (Some(approved), Some(paid), Some(amount)) =
                (payment.approved, payment.paid, payment.amount)
                && paid.checked_add(amount).is_none_or(|whole| whole > approved)
            {
                return Err(PaymentFault::TooMuch { project_no: payment.project_no.clone() });
            }
        }
        let amounts: Option<Vec<Fen>> = self.payments.iter().map(|p| p.amount).collect();
        amounts.map(|all| Fen::sum(all).ok_or(PaymentFault::TooLarge)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_project_is_paid_more_than_was_approved_and_the_rest_adds_up() {
        let payment = |no: &str, approved: i64, paid: i64, amount: Option<i64>| Payment {
            project_no: no.to_owned(),
            approved: Some(Fen(approved)),
            paid: Some(Fen(paid)),
            amount: amount.map(Fen),
            ..Payment::default()
        };
        let opinion = |payments| PaymentOpinion { payments, ..PaymentOpinion::default() };
        let sound = [payment("P-1", 100, 30, Some(40)), payment("P-2", 50, 0, Some(50))];
        assert_eq!(
            opinion(sound.to_vec()).total_of_payments(),
            Ok(Some(Fen(90))),
            "exactly the rest is allowed"
        );
        let unknown = payment("P-3", 100, 30, None);
        assert_eq!(opinion(vec![sound[0].clone(), unknown]).total_of_payments(), Ok(None));
        for amount in [71, i64::MAX] {
            let over = opinion(vec![sound[0].clone(), payment("P-4", 100, 30, Some(amount))]);
            let fault = PaymentFault::TooMuch { project_no: "P-4".to_owned() };
            assert_eq!(over.total_of_payments(), Err(fault));
        }
    }
}
