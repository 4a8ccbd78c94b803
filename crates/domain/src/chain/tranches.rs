//! How an award is paid (policy 四（六）, rules 15 and 16): in principle at once up to 50 万元, else 30 %, 40 % and the rest; the
//! 40 % may be split over several milestones. The parts add up to the award to the fen, whatever the shares.

use serde::{Deserialize, Serialize};

use super::blank;
use crate::code::Code;
use crate::finding::Finding;
use crate::funding::{Mode, floor_to_step};
use crate::money::Fen;
use crate::percent::Percent;
use crate::policy::Policy;

/// How one award is paid, where it departs from the principle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// At once or in parts.
    pub mode: Mode,
    /// Share after signing; that of the policy where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Percent>,
    /// Share after the milestones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub middle: Option<Percent>,
    /// Why it departs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// The payments of an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tranches {
    /// At once or in parts.
    pub mode: Mode,
    /// After signing; the whole award where it is paid at once.
    pub first: Fen,
    /// After milestones, together.
    pub middle: Fen,
    /// After acceptance.
    pub last: Fen,
}

impl Tranches {
    /// The payments of an award by the policy's principle, or by terms that depart from it. Each is cut down to the policy's
    /// step; the rest is in the last.
    #[must_use]
    pub fn of(policy: &Policy, award: Fen, terms: Option<&Terms>) -> Tranches {
        let principle = if award <= policy.once_up_to() { Mode::Once } else { Mode::Tranches };
        let mode = terms.map_or(principle, |t| t.mode);
        if mode == Mode::Once {
            return Tranches { mode, first: award, middle: Fen::ZERO, last: Fen::ZERO };
        }
        let share = |own: Option<Percent>, usual: Percent, most: Fen| {
            let part = award.share_floor(&own.unwrap_or(usual).share()).unwrap_or(Fen::ZERO);
            // shares of more than the whole are refused by the check; here they must not break the sum
            floor_to_step(policy, part).min(most).max(Fen::ZERO)
        };
        let first = share(terms.and_then(|t| t.first), policy.tranches.first_percent, award);
        let left = Fen(award.0 - first.0);
        let middle = share(terms.and_then(|t| t.middle), policy.tranches.middle_percent, left);
        Tranches { mode, first, middle, last: Fen(left.0 - middle.0) }
    }

    /// All three together; nothing where they do not fit.
    #[must_use]
    pub fn sum(&self) -> Option<Fen> {
        Fen::sum([self.first, self.middle, self.last])
    }

    /// `tranche.sum_wrong` where they are not the award, or one is negative.
    #[must_use]
    pub fn check(&self, no: &str, award: Fen) -> Option<Finding> {
        let parts = [self.first, self.middle, self.last];
        let wrong = self.sum() != Some(award) || parts.iter().any(|p| *p < Fen::ZERO);
        wrong.then(|| {
            let sum = self.sum().map_or_else(|| "—".to_owned(), Fen::wan);
            Finding::error(Code::TrancheSum).with("no", no).with("sum", sum).with("total", award.wan())
        })
    }
}

impl Terms {
    /// Whether they depart from the principle: a warning until somebody says why; shares of more than the whole are an error.
    #[must_use]
    pub fn check(&self, policy: &Policy, no: &str, award: Fen) -> Option<Finding> {
        let rule = &policy.tranches;
        let (first, middle) =
            (self.first.unwrap_or(rule.first_percent), self.middle.unwrap_or(rule.middle_percent));
        let principle = if award <= policy.once_up_to() { Mode::Once } else { Mode::Tranches };
        let shares = (first, middle) != (rule.first_percent, rule.middle_percent);
        let departs = self.mode != principle || (self.mode == Mode::Tranches && shares);
        let whole = first.share() + middle.share();
        let negative = [first, middle].iter().any(|p| p.0 < ranking::Mark::ZERO);
        let impossible = self.mode == Mode::Tranches
            && (negative || whole > num_rational::BigRational::from_integer(1.into()));
        let finding = if impossible {
            Finding::error(Code::TrancheDeparts)
        } else if departs && blank(&self.reason) {
            Finding::warning(Code::TrancheDeparts)
        } else {
            return None;
        };
        let (now, now_en) = match self.mode {
            Mode::Once => ("一次性拨付".to_owned(), "at once".to_owned()),
            Mode::Tranches => (format!("{first}、{middle}和余额"), format!("{first}, {middle} and the rest")),
        };
        Some(
            finding
                .with("no", no)
                .with("shares", now)
                .with("shares_en", now_en)
                .with("first", rule.first_percent.to_string())
                .with("middle", rule.middle_percent.to_string())
                .with("limit", policy.once_up_to().wan()),
        )
    }
}

/// The money after milestones, split over them: each by its share of the award, cut down to the policy's step, the rest in
/// the last. Without shares it is split evenly.
#[must_use]
pub fn split(policy: &Policy, award: Fen, middle: Fen, shares: &[Option<Percent>]) -> Vec<Fen> {
    let Some((_, others)) = shares.split_last() else { return Vec::new() };
    let count = i64::try_from(shares.len()).unwrap_or(i64::MAX);
    let mut left = middle;
    let mut parts: Vec<Fen> = Vec::with_capacity(shares.len());
    for share in others {
        let part = match share {
            Some(percent) => award.share_floor(&percent.share()).unwrap_or(Fen::ZERO),
            None => Fen(middle.0.div_euclid(count)),
        };
        let part = floor_to_step(policy, part).min(left).max(Fen::ZERO);
        left = Fen(left.0 - part.0);
        parts.push(part);
    }
    parts.push(left);
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::finding::Severity;
    use crate::funding;
    use crate::policy::shipped;

    fn percent(text: &str) -> Percent {
        Percent(text.parse().unwrap())
    }

    fn terms(mode: Mode, first: Option<&str>, middle: Option<&str>) -> Terms {
        let (first, middle) = (first.map(percent), middle.map(percent));
        Terms { mode, first, middle, reason: String::new() }
    }

    #[test]
    fn thirty_forty_and_the_rest_or_at_once_up_to_fifty_wan_inclusive_四_六() {
        let of = |award: i64| {
            let t = Tranches::of(&shipped(), Fen(award * 10_000), None);
            (t.mode, t.first.0 / 10_000, t.middle.0 / 10_000, t.last.0 / 10_000)
        };
        assert_eq!(of(5_000), (Mode::Once, 5_000, 0, 0), "50.00 万元, inclusive");
        assert_eq!(of(5_001), (Mode::Tranches, 1_500, 2_000, 1_501));
        assert_eq!(of(147_000), (Mode::Tranches, 44_100, 58_800, 44_100));
    }

    #[test]
    fn other_shares_make_a_human_look_until_there_is_a_reason_and_more_than_the_whole_is_refused() {
        let (policy, award) = (shipped(), Fen(1_470_000_000));
        let found = |t: &Terms| t.check(&policy, "P", award).map(|f| (f.code, f.severity));
        let departs = |severity| Some((Code::TrancheDeparts, severity));
        assert_eq!(found(&terms(Mode::Tranches, None, Some("40"))), None);
        let other = terms(Mode::Tranches, Some("50"), None);
        assert_eq!(found(&other), departs(Severity::Warning));
        assert_eq!(found(&Terms { reason: "设备先行".to_owned(), ..other.clone() }), None);
        assert_eq!(found(&terms(Mode::Once, None, None)), departs(Severity::Warning), "over 50 万");
        let all = Terms { reason: "无".to_owned(), ..terms(Mode::Tranches, Some("70"), Some("40")) };
        assert_eq!(found(&all), departs(Severity::Error));
        let paid = Tranches::of(&policy, award, Some(&other));
        assert_eq!(
            (paid.first, paid.middle, paid.last),
            (Fen(735_000_000), Fen(588_000_000), Fen(147_000_000))
        );
        let small = Fen(30_000_000);
        assert_eq!(
            terms(Mode::Tranches, None, None).check(&policy, "P", small).map(|f| f.code),
            Some(Code::TrancheDeparts)
        );
    }

    #[test]
    fn the_forty_percent_is_split_by_shares_of_the_award_or_evenly_and_the_rest_is_in_the_last_四_六() {
        let policy = shipped();
        let award = Fen(1_470_000_000);
        let middle = Tranches::of(&policy, award, None).middle;
        let by = |shares: &[Option<&str>]| {
            let shares: Vec<_> = shares.iter().map(|s| s.map(percent)).collect();
            split(&policy, award, middle, &shares)
        };
        assert_eq!(by(&[Some("15"), Some("25")]), [Fen(220_500_000), Fen(367_500_000)]);
        assert_eq!(by(&[None, None, None]), [Fen(196_000_000); 3]);
        assert_eq!(by(&[None]), [middle]);
        assert_eq!(by(&[]), []);
    }

    proptest! {
        #[test]
        fn parts_add_up_to_the_award_to_the_fen_and_none_is_negative(
            award in 0i64..1_000_000_000_000, first in 0u32..=120, middle in 0u32..=120, once in any::<bool>()
        ) {
            let policy = shipped();
            let mode = if once { Mode::Once } else { Mode::Tranches };
            let (first, middle) = (first.to_string(), middle.to_string());
            for terms in [None, Some(terms(mode, Some(&first), Some(&middle)))] {
                let paid = Tranches::of(&policy, Fen(award), terms.as_ref());
                prop_assert_eq!(paid.check("P", Fen(award)), None);
                prop_assert!(paid.sum() == Some(Fen(award)));
            }
        }

        #[test]
        fn by_principle_they_are_what_the_award_was_given_with(award in 0i64..100_000_000) {
            let policy = shipped();
            let award = Fen(award * 10_000);
            let (mode, parts) = funding::tranches(&policy, award);
            let paid = Tranches::of(&policy, award, None);
            prop_assert_eq!(mode, paid.mode);
            let own = match mode { Mode::Once => vec![paid.first], Mode::Tranches => vec![paid.first, paid.middle, paid.last] };
            prop_assert_eq!(parts, own);
        }

        #[test]
        fn what_milestones_pay_adds_up_to_the_forty_percent(
            award in 5_000_001i64..10_000_000_000, shares in proptest::collection::vec(proptest::option::of(0u32..60), 1..7)
        ) {
            let policy = shipped();
            let middle = Tranches::of(&policy, Fen(award), None).middle;
            let shares: Vec<_> = shares.iter().map(|s| s.map(|p| percent(&p.to_string()))).collect();
            let parts = split(&policy, Fen(award), middle, &shares);
            prop_assert_eq!(parts.len(), shares.len());
            prop_assert_eq!(Fen::sum(parts.iter().copied()), Some(middle));
            prop_assert!(parts.iter().all(|p| *p >= Fen::ZERO));
        }
    }
}
