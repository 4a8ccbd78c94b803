//! 专家咨询费发放表, the only form with identity and bank numbers. Fees arrive computed (财科教〔2017〕128号 or the office's own
//! rules); here they are only added up.

use chrono::NaiveDate;
use domain::{Fen, masked};
use serde::{Deserialize, Serialize};

use super::Common;

/// Characters at the beginning of an identity number that stay readable: the region.
const REGION: usize = 3;
/// Digits at the beginning of an account that stay readable: the bank's own.
const ISSUER: usize = 4;

/// The sheet. Amounts are 分 and print in 元.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FeeSheet {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// One row per expert who is paid.
    pub rows: Vec<FeeRow>,
    /// Up to how much an eminent expert's rate may lie above the senior one (50%).
    pub float_percent: Option<String>,
    /// What half a day is of a whole one (60%).
    pub half_percent: Option<String>,
    /// What a day is from the third on (50%).
    pub third_percent: Option<String>,
    /// Paid out in all; [`FeeSheet::totals`] gives it.
    pub total_net: Option<Fen>,
    /// Tax in all; nothing while one expert's tax is unknown.
    pub total_tax: Option<Fen>,
    /// Before tax in all; nothing while one expert's is unknown.
    pub total_gross: Option<Fen>,
    /// Every expert's own consent to the keeping of these numbers was recorded.
    pub consent_recorded: bool,
    /// The numbers are masked; [`FeeSheet::masked`] sets it.
    pub numbers_masked: bool,
    /// When the numbers are deleted (发放完毕并归档满三个月).
    pub keep_text: Option<String>,
    /// Out of which budget it is paid.
    pub funding_source: Option<String>,
    /// Who made the sheet.
    pub prepared_by: Option<String>,
    /// Day of the payment.
    pub paid_on: Option<NaiveDate>,
    /// Random digits beside full numbers, printed nowhere: the digest, which the journal keeps for ever, then tells nothing of
    /// numbers that were purged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
}

/// What one expert is paid.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FeeRow {
    /// Number, from 1.
    pub n: u32,
    /// Name.
    pub name: String,
    /// Unit.
    pub unit: Option<String>,
    /// 院士、全国知名专家, 高级 or 其他.
    pub grade: Option<String>,
    /// Number of identity.
    pub id_no: Option<String>,
    /// Bank.
    pub bank: Option<String>,
    /// Number of the account.
    pub account: Option<String>,
    /// Days (0.5, 1, 2.5).
    pub days_text: Option<String>,
    /// The rate of a day, after tax.
    pub rate: Option<Fen>,
    /// Paid out.
    pub net: Option<Fen>,
    /// Tax that is withheld; nothing while the finance department has not said it.
    pub tax: Option<Fen>,
    /// Before tax; nothing while the tax is unknown.
    pub gross: Option<Fen>,
}

/// The sums of a sheet. A sum is nothing while one of its amounts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FeeTotals {
    /// Paid out.
    pub net: Option<Fen>,
    /// Tax.
    pub tax: Option<Fen>,
    /// Before tax.
    pub gross: Option<Fen>,
}

/// Why a sheet cannot be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FeeFault {
    /// An amount is below zero.
    #[error("row {n}: an amount below zero")]
    Negative {
        /// Number of the row.
        n: u32,
    },
    /// What is paid out and the tax do not make the amount before tax.
    #[error("row {n}: net and tax do not make gross")]
    Unequal {
        /// Number of the row.
        n: u32,
    },
    /// A sum does not fit.
    #[error("a sum does not fit")]
    TooLarge,
}

impl FeeSheet {
    /// The sums, once every row holds in itself: no amount below zero, and 税前 = 税后 + 税额 where all three are known.
    ///
    /// # Errors
    /// [`FeeFault`] names the first row that does not hold.
    pub fn totals(&self) -> Result<FeeTotals, FeeFault> {
        for row in &self.rows {
            let n = row.n;
            if [row.rate, row.net, row.tax, row.gross].into_iter().flatten().any(|amount| amount < Fen::ZERO)
            {
                return Err(FeeFault::Negative { n });
            }
            if let (Some(net), Some(tax), Some(gross)) = (row.net, row.tax, row.gross)
                && net.checked_add(tax) != Some(gross)
            {
                return Err(FeeFault::Unequal { n });
            }
        }
        Ok(FeeTotals { net: self.sum(|r| r.net)?, tax: self.sum(|r| r.tax)?, gross: self.sum(|r| r.gross)? })
    }

    /// The sheet with its sums filled in.
    ///
    /// # Errors
    /// As [`FeeSheet::totals`].
    pub fn added_up(self) -> Result<FeeSheet, FeeFault> {
        let FeeTotals { net, tax, gross } = self.totals()?;
        Ok(FeeSheet { total_net: net, total_tax: tax, total_gross: gross, ..self })
    }

    /// The sheet without the middle of its numbers, and with the sentence that says so.
    #[must_use]
    pub fn masked(mut self) -> FeeSheet {
        for row in &mut self.rows {
            row.id_no = row.id_no.as_deref().map(|number| masked(number, REGION));
            row.account = row.account.as_deref().map(|number| masked(number, ISSUER));
        }
        self.numbers_masked = true;
        self.salt = None;
        self
    }

    fn sum(&self, of: impl Fn(&FeeRow) -> Option<Fen>) -> Result<Option<Fen>, FeeFault> {
        let amounts: Option<Vec<Fen>> = self.rows.iter().map(of).collect();
        amounts.map(|all| Fen::sum(all).ok_or(FeeFault::TooLarge)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(n: u32, net: i64, tax: Option<i64>) -> FeeRow {
        let gross = tax.map(|t| Fen(net + t));
        FeeRow { n, net: Some(Fen(net)), tax: tax.map(Fen), gross, ..FeeRow::default() }
    }

    fn sheet(rows: Vec<FeeRow>) -> FeeSheet {
        FeeSheet { rows, ..FeeSheet::default() }
    }

    #[test]
    fn sums_are_exact_and_what_one_row_does_not_know_no_sum_knows() {
        let known = sheet(vec![row(1, 150_000, Some(14_000)), row(2, 90_001, Some(0))]).added_up().unwrap();
        let sums = (known.total_net, known.total_tax, known.total_gross);
        assert_eq!(sums, (Some(Fen(240_001)), Some(Fen(14_000)), Some(Fen(254_001))));
        let partly = sheet(vec![row(1, 150_000, Some(14_000)), row(2, 90_001, None)]).totals().unwrap();
        assert_eq!(partly, FeeTotals { net: Some(Fen(240_001)), tax: None, gross: None });
    }

    #[test]
    fn a_row_that_does_not_hold_is_named_and_nothing_is_added_up() {
        let off = FeeRow { gross: Some(Fen(1)), ..row(2, 100, Some(10)) };
        assert_eq!(sheet(vec![row(1, 5, Some(1)), off]).totals(), Err(FeeFault::Unequal { n: 2 }));
        assert_eq!(sheet(vec![row(3, -1, None)]).totals(), Err(FeeFault::Negative { n: 3 }));
        let most = row(1, i64::MAX, None);
        assert_eq!(sheet(vec![most.clone(), most]).totals(), Err(FeeFault::TooLarge));
    }

    #[test]
    fn masked_numbers_keep_their_ends_and_say_that_they_are_masked() {
        let row = FeeRow {
            id_no: Some("140105199003071234".to_owned()),
            account: Some("6222020200112233445".to_owned()),
            ..row(1, 5, None)
        };
        let masked = sheet(vec![row]).masked();
        assert!(masked.numbers_masked);
        assert_eq!(masked.rows[0].id_no.as_deref(), Some("140***********1234"));
        assert_eq!(masked.rows[0].account.as_deref(), Some("6222***********3445"));
    }
}
