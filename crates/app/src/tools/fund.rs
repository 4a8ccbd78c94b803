//! Cap, award and payments for an R&D input (policy 四（六）).

use domain::funding::{self, Award, Mode};
use domain::money::MoneyError;
use domain::{Code, Fen, Finding};
use serde::Serialize;

use crate::refusal::{Refusal, Result};
use crate::shipped;

/// The shape of `lunzheng fund --json`: integers of 分.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FundReport {
    /// min(30 % of the R&D input, 2000 万), floored to 分.
    pub cap: Fen,
    /// The award, in whole hundreds of yuan.
    pub granted: Fen,
    /// `once` or `tranches`.
    pub mode: Mode,
    /// The payments in their order; they add up to `granted`.
    pub tranches: Vec<Fen>,
    /// The number of the approval that lifts the cap, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval: Option<String>,
    /// What was asked and cut down, for a warning.
    #[serde(skip)]
    pub warning: Option<Finding>,
}

/// Reads the amounts, each with its unit, and computes.
///
/// # Errors
/// `amount.unit` for an amount without a unit, `input.unreadable` for one that is none; `funding.no_base`,
/// `onecase.number_missing`.
pub fn fund(rd: &str, requested: Option<&str>, approval: Option<&str>) -> Result<FundReport> {
    let policy = shipped::policy()?;
    let rd = amount("--rd", rd)?;
    let requested = requested.map(|text| amount("--requested", text)).transpose()?;
    let Award { cap, approval_no, granted, mode, tranches } =
        funding::award(&policy, rd, requested, approval)?;
    let over = requested.filter(|asked| approval_no.is_none() && *asked > cap.cap);
    let warning = over.map(|asked| {
        Finding::warning(Code::FundingCapExceeded)
            .with("amount", asked.wan())
            .with("cap", cap.cap.wan())
            .with("rd", rd.wan())
    });
    Ok(FundReport { cap: cap.cap, granted, mode, tranches, approval: approval_no, warning })
}

/// An amount with its unit, not negative.
fn amount(place: &str, text: &str) -> Result<Fen> {
    let unreadable = || {
        Refusal::of(Code::InputUnreadable)
            .with("value", text)
            .with("expected", "金额（整数分，带单位，例如6666.67万元）")
            .with("expected_en", "an amount in whole 分 with its unit, such as 6666.67万元")
            .with("place", place)
    };
    match Fen::parse_with_unit(text) {
        Ok(fen) if fen >= Fen::ZERO => Ok(fen),
        Err(MoneyError::NoUnit) => Err(Refusal::of(Code::AmountUnit).with("value", text)),
        _ => Err(unreadable()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_is_in_fen_and_says_when_the_request_was_cut() {
        let report = fund("6666.66万", Some("2100万元"), None).unwrap();
        assert_eq!(
            (report.cap, report.granted, report.mode),
            (Fen(1_999_998_000), Fen(1_999_990_000), Mode::Tranches)
        );
        assert_eq!(report.warning.map(|w| w.code), Some(Code::FundingCapExceeded));
        let json = serde_json::to_value(fund("166.67万", None, None).unwrap()).unwrap();
        assert_eq!(
            json,
            serde_json::json!({"cap": 50_001_000, "granted": 50_000_000, "mode": "once", "tranches": [50_000_000]})
        );
    }

    #[test]
    fn an_amount_without_its_unit_is_wrong_use() {
        assert_eq!(fund("6666", None, None).map_err(|r| r.code()), Err(Code::AmountUnit));
        assert_eq!(fund("-5万", None, None).map_err(|r| r.code()), Err(Code::InputUnreadable));
        assert_eq!(fund("abc万", None, None).map_err(|r| r.code()), Err(Code::InputUnreadable));
        assert_eq!(fund("0万", None, None).map_err(|r| r.code()), Err(Code::FundingNoBase));
    }
}
