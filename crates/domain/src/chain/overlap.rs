//! 就高不重复 (policy 六（一）, rule 28): the same content under another policy of the city gets the higher support, once. A human
//! decides which; what the other has paid is shown and set off.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::words::spoken;
use super::{blank, missing};
use crate::code::Code;
use crate::finding::Finding;
use crate::funding::floor_to_step;
use crate::money::Fen;
use crate::policy::Policy;

spoken! {
    /// Which support stays.
    pub enum Keeps {
        This = "按本方案支持" / "this programme's",
        Other = "按其他政策支持" / "the other one's",
        Both = "内容不同，分别支持" / "both: the content differs",
    }
}

/// What a human decided on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OverlapDecision {
    /// Which support stays.
    pub keeps: Keeps,
    /// When.
    pub on: NaiveDate,
    /// Who decided.
    pub by: String,
    /// Why: required where the lower support stays, or both do.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Support of the same content under another programme.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Overlap {
    /// Which programme.
    pub programme: String,
    /// Which project or paper there.
    pub number: String,
    /// What it gives in all.
    pub amount: Fen,
    /// What of it was paid.
    pub paid: Fen,
    /// What was decided; nothing while nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<OverlapDecision>,
}

impl Overlap {
    /// What keeps it from being settled for an award of `here`.
    #[must_use]
    pub fn check(&self, no: &str, here: Fen) -> Vec<Finding> {
        let said = |code: Code| {
            Finding::error(code)
                .with("no", no)
                .with("programme", self.programme.clone())
                .with("here", here.wan())
                .with("there", self.amount.wan())
                .with("paid", self.paid.wan())
        };
        let mut findings = Vec::new();
        if blank(&self.programme) || blank(&self.number) {
            findings.push(missing("其他政策和项目编号", "the other programme and its number"));
        }
        if self.paid > self.amount || self.paid < Fen::ZERO {
            findings.push(
                said(Code::ProjectMoney)
                    .with("project", self.number.clone())
                    .with(
                        "issue",
                        format!("已拨{}万元，超过支持额{}万元", self.paid.wan(), self.amount.wan()),
                    )
                    .with("issue_en", format!("paid {}, given {}", self.paid.wan(), self.amount.wan())),
            );
        }
        let Some(decision) = &self.decision else {
            findings.push(said(Code::OverlapUndecided));
            return findings;
        };
        if blank(&decision.by) {
            findings.push(missing("就高不重复的决定人", "who decided on the double support"));
        }
        let lower = match decision.keeps {
            Keeps::This => here < self.amount,
            Keeps::Other => self.amount < here,
            Keeps::Both => true,
        };
        if lower && blank(&decision.reason) {
            findings.push(said(Code::OverlapLower));
        }
        findings
    }
}

/// What is granted here of an award once others were settled: nothing where another support stays, else the award less what
/// the others have paid, not below nothing, in the policy's step. Undecided ones take nothing off.
#[must_use]
pub fn granted(policy: &Policy, award: Fen, overlaps: &[Overlap]) -> Fen {
    let decided = overlaps.iter().filter_map(|o| Some((o, o.decision.as_ref()?.keeps)));
    let mut left = award;
    for (other, keeps) in decided {
        match keeps {
            Keeps::Other => return Fen::ZERO,
            Keeps::This => left = left.checked_sub(other.paid).unwrap_or_default().max(Fen::ZERO),
            Keeps::Both => {}
        }
    }
    floor_to_step(policy, left)
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chain::tests::{codes, day};
    use crate::policy::shipped;

    pub(crate) fn other(amount: i64, paid: i64, keeps: Option<Keeps>) -> Overlap {
        let decision = keeps.map(|keeps| OverlapDecision {
            keeps,
            on: day("2026-03-02"),
            by: "高新技术科".to_owned(),
            reason: String::new(),
        });
        let (programme, number) = ("市技改专项".to_owned(), "JG-2025-07".to_owned());
        let wan = |n: i64| Fen(n * 1_000_000);
        Overlap { programme, number, amount: wan(amount), paid: wan(paid), decision }
    }

    #[test]
    fn the_higher_support_stays_once_a_human_decides_and_what_was_paid_is_set_off_六_一() {
        let wan = |n: i64| Fen(n * 1_000_000);
        let found = |o: Overlap| codes(&o.check("P", wan(300)));
        assert_eq!(found(other(200, 80, None)), [Code::OverlapUndecided]);
        assert_eq!(found(other(200, 80, Some(Keeps::This))), []);
        assert_eq!(found(other(200, 80, Some(Keeps::Other))), [Code::OverlapLower]);
        assert_eq!(found(other(400, 80, Some(Keeps::Other))), []);
        assert_eq!(found(other(400, 80, Some(Keeps::This))), [Code::OverlapLower]);
        assert_eq!(found(other(300, 80, Some(Keeps::This))), [], "as high as the other");
        assert_eq!(found(other(200, 80, Some(Keeps::Both))), [Code::OverlapLower], "both say why");
        assert_eq!(found(other(200, 201, Some(Keeps::This))), [Code::ProjectMoney]);
        let left = |o: &[Overlap]| granted(&shipped(), wan(300), o);
        assert_eq!(left(&[other(200, 80, Some(Keeps::This))]), wan(220));
        assert_eq!(left(&[other(400, 80, Some(Keeps::Other))]), Fen::ZERO);
        assert_eq!(left(&[other(200, 80, Some(Keeps::Both))]), wan(300));
        let two = [other(200, 80, Some(Keeps::This)), other(250, 250, Some(Keeps::This))];
        assert_eq!(left(&two), Fen::ZERO, "not below nothing");
    }

    proptest! {
        #[test]
        fn both_supports_together_never_pay_more_than_the_higher_one(
            award in 0i64..2_000, amount in 0i64..2_000, paid in 0i64..2_000
        ) {
            let paid = paid.min(amount);
            let keeps = if award >= amount { Keeps::This } else { Keeps::Other };
            let (here, there) = (Fen(award * 1_000_000), other(amount, paid, Some(keeps)));
            let granted = granted(&shipped(), here, std::slice::from_ref(&there));
            prop_assert!(granted <= here && granted >= Fen::ZERO);
            let all = match keeps { Keeps::Other => there.amount, _ => Fen(granted.0 + there.paid.0) };
            prop_assert!(all <= here.max(there.amount));
        }
    }
}
