//! Whether an amount of fiscal money can be an award (policy 四（六）, rules 13 and 14).

use crate::code::Code;
use crate::finding::Finding;
use crate::funding;
use crate::money::Fen;
use crate::policy::Policy;

/// What keeps an amount from being the award of `no`: above the cap on the R&D input without a number that lifts it, or not
/// in whole hundreds of yuan.
pub(crate) fn check(
    policy: &Policy,
    no: &str,
    rd_total: Fen,
    amount: Fen,
    approval_no: Option<&str>,
) -> Vec<Finding> {
    let cap = match funding::cap(policy, rd_total) {
        Ok(cap) => cap.cap,
        Err(finding) => return vec![finding],
    };
    let mut findings = Vec::new();
    let lifted = approval_no.is_some_and(|no| !super::blank(no));
    if amount > cap && !lifted {
        findings.push(
            Finding::error(Code::AwardOverCap)
                .with("no", no)
                .with("amount", amount.wan())
                .with("cap", cap.wan())
                .with("rd", rd_total.wan()),
        );
    }
    if funding::floor_to_step(policy, amount) != amount {
        findings.push(
            Finding::error(Code::AwardNotHundredYuan)
                .with("no", no)
                .with("amount", amount.wan())
                .with("down", funding::floor_to_step(policy, amount).wan()),
        );
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::tests::codes;
    use crate::policy::shipped;

    #[test]
    fn an_award_is_within_the_cap_to_the_fen_and_in_whole_hundreds_of_yuan_四_六() {
        let found = |rd: i64, amount: i64, lifted: Option<&str>| {
            codes(&check(&shipped(), "P", Fen(rd), Fen(amount), lifted))
        };
        assert_eq!(found(6_666_660_000, 1_999_990_000, None), []);
        assert_eq!(found(6_666_660_000, 2_000_000_000, None), [Code::AwardOverCap]);
        assert_eq!(found(6_666_660_000, 1_999_998_000, None), [Code::AwardNotHundredYuan]);
        assert_eq!(found(6_666_660_000, 3_000_000_000, Some("并政函〔2026〕3号")), []);
        assert_eq!(found(6_666_660_000, 3_000_000_000, Some(" ")), [Code::AwardOverCap]);
        assert_eq!(found(0, 1_000_000, None), [Code::FundingNoBase]);
    }
}
