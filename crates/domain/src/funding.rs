//! Fiscal money: cap, award, tranches (policy 四（六）; rules 13 to 16).

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::finding::Finding;
use crate::money::{FEN_PER_YUAN, Fen};
use crate::policy::Policy;

/// The cap with the two figures it is the smaller of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// 30 % of the R&D input, cut down to whole 分 and never rounded up.
    pub by_ratio: Fen,
    /// 2000 万元.
    pub absolute: Fen,
    /// The smaller of both.
    pub cap: Fen,
}

/// How an award is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// At once (rule 16).
    Once,
    /// 30 % after signing, 40 % after milestones, the rest after acceptance (rule 15).
    Tranches,
}

/// An award and its payments. The parts add up to the award to the fen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    /// The cap that was applied.
    pub cap: Cap,
    /// The number of the approval that lifts the cap (一事一议, rule 14), if any.
    pub approval_no: Option<String>,
    /// The award: the least of what was asked and the cap, in whole hundreds of yuan.
    pub granted: Fen,
    /// At once or in parts.
    pub mode: Mode,
    /// The parts in order of payment.
    pub tranches: Vec<Fen>,
}

/// The cap on fiscal money for an R&D input (研发投入总额). The base is never the total investment.
///
/// # Errors
/// `funding.no_base` for an input of nothing or less.
pub fn cap(policy: &Policy, rd_total: Fen) -> Result<Cap, Finding> {
    let no_base = || Finding::error(Code::FundingNoBase).with("rd", rd_total.wan());
    if rd_total <= Fen::ZERO {
        return Err(no_base());
    }
    let by_ratio = rd_total.share_floor(&policy.cap.percent.share()).ok_or_else(no_base)?;
    let absolute = policy.cap_absolute();
    Ok(Cap { by_ratio, absolute, cap: by_ratio.min(absolute) })
}

/// The award for an R&D input: what was asked (or the whole cap), within the cap unless an approval number lifts it,
/// cut down to whole hundreds of yuan, and its payments.
///
/// # Errors
/// `funding.no_base`, see [`cap`]; `onecase.number_missing` for an approval without a number or an amount to approve.
pub fn award(
    policy: &Policy,
    rd_total: Fen,
    requested: Option<Fen>,
    approval_no: Option<&str>,
) -> Result<Award, Finding> {
    let cap = cap(policy, rd_total)?;
    let approval_no = match (approval_no.map(str::trim), requested) {
        (None, _) => None,
        (Some(no), Some(_)) if !no.is_empty() => Some(no.to_owned()),
        _ => return Err(Finding::error(Code::OnecaseNumberMissing).with("cap", cap.cap.wan())),
    };
    let asked = requested.unwrap_or(cap.cap).max(Fen::ZERO);
    let within = if approval_no.is_some() { asked } else { asked.min(cap.cap) };
    let granted = floor_to_step(policy, within);
    let (mode, tranches) = tranches(policy, granted);
    Ok(Award { cap, approval_no, granted, mode, tranches })
}

/// Cut down to the policy's step of an award (百元).
#[must_use]
pub fn floor_to_step(policy: &Policy, amount: Fen) -> Fen {
    let step = policy.cap.step_yuan * FEN_PER_YUAN;
    Fen(amount.0.div_euclid(step) * step)
}

/// The payments of an award: once up to 50 万元 inclusive, else 30 % and 40 %, each cut down to the step, and the rest.
#[must_use]
pub fn tranches(policy: &Policy, award: Fen) -> (Mode, Vec<Fen>) {
    if award <= policy.once_up_to() {
        return (Mode::Once, vec![award]);
    }
    let part = |percent: crate::percent::Percent| {
        floor_to_step(policy, award.share_floor(&percent.share()).unwrap_or(Fen::ZERO))
    };
    let (first, middle) = (part(policy.tranches.first_percent), part(policy.tranches.middle_percent));
    let rest = Fen(award.0 - first.0 - middle.0);
    (Mode::Tranches, vec![first, middle, rest])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::policy::shipped;

    fn wan(text: &str) -> Fen {
        Fen::parse_with_unit(&format!("{text}万")).unwrap()
    }

    #[test]
    fn the_cap_is_thirty_percent_of_the_rd_input_and_never_more_than_two_thousand_wan() {
        let policy = shipped();
        for (rd, cap_at) in [("6666.67", "2000"), ("6666.66", "1999.998"), ("100", "30"), ("0.000003", "0")] {
            assert_eq!(cap(&policy, wan(rd)).map(|c| c.cap), Ok(wan(cap_at)), "{rd}");
        }
        assert_eq!(cap(&policy, Fen::ZERO).map_err(|f| f.code), Err(Code::FundingNoBase));
    }

    #[test]
    fn an_award_up_to_fifty_wan_inclusive_is_paid_at_once_and_a_larger_one_in_three_parts() {
        let policy = shipped();
        for (rd, granted, mode, parts) in [
            ("6666.66", "1999.99", Mode::Tranches, vec!["599.99", "799.99", "600.01"]),
            ("166.66", "49.99", Mode::Once, vec!["49.99"]),
            ("166.67", "50", Mode::Once, vec!["50"]),
            ("166.70", "50.01", Mode::Tranches, vec!["15", "20", "15.01"]),
        ] {
            let award = award(&policy, wan(rd), None, None).unwrap();
            assert_eq!(award.granted, wan(granted), "{rd}");
            assert_eq!(award.mode, mode, "{rd}");
            assert_eq!(award.tranches, parts.iter().map(|p| wan(p)).collect::<Vec<_>>(), "{rd}");
        }
    }

    #[test]
    fn only_an_approval_number_lifts_the_cap() {
        let policy = shipped();
        let asked = Some(wan("900"));
        assert_eq!(award(&policy, wan("2000"), asked, None).unwrap().granted, wan("600"));
        assert_eq!(
            award(&policy, wan("2000"), asked, Some("并政函〔2026〕3号")).unwrap().granted,
            wan("900")
        );
        let refused = award(&policy, wan("2000"), asked, Some(" ")).unwrap_err();
        assert_eq!(refused.code, Code::OnecaseNumberMissing);
    }

    proptest! {
        #[test]
        fn an_award_is_within_the_cap_and_its_parts_add_up_to_the_fen(rd in 1i64..10_000_000_000_000, asked in 0i64..10_000_000_000_000) {
            let policy = shipped();
            let award = award(&policy, Fen(rd), Some(Fen(asked)), None).unwrap();
            prop_assert!(award.granted <= award.cap.cap && award.granted <= Fen(asked));
            prop_assert!(i128::from(award.granted.0) * 10 <= i128::from(rd) * 3);
            prop_assert_eq!(award.granted.0 % 10_000, 0);
            prop_assert_eq!(Fen::sum(award.tranches.iter().copied()), Some(award.granted));
            prop_assert!(award.tranches.iter().all(|t| t.0 >= 0 && t.0 % 10_000 == 0));
        }
    }
}
