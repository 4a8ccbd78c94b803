//! 专家咨询费: what an expert is paid for taking part in a meeting. The rates are the office's own setting, in whole 元 a day
//! and after tax; 财科教〔2017〕128号 bounds them for central research money and is what other offices follow: an office that
//! pays more is told so and asked nothing.
//!
//! Time is a whole number of half-days, of which two make a day and an odd one comes last. Each day is counted by itself:
//! half a day is [`FeeRules::half_percent`] of a day, each day from the third on [`FeeRules::third_percent`] of one, and half a
//! third day is the one of the other (60 % of 50 %). The sum is exact and is rounded once, half up, to the 分.

#[cfg(test)]
mod laws;

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::finding::Finding;
use crate::money::Fen;

/// The most that 财科教〔2017〕128号 allows for senior experts, a day.
pub const SENIOR_MOST: Fen = Fen(240_000);
/// The most that it allows for others, a day.
pub const OTHER_MOST: Fen = Fen(150_000);
/// How much more than the senior rate it allows for 院士 and 全国知名专家.
pub const EMINENT_MOST: u32 = 50;
/// What half a day is of a day at most.
pub const HALF_MOST: u32 = 60;
/// What a day from the third on is of one at most.
pub const THIRD_MOST: u32 = 50;
/// Days that are paid whole.
const WHOLE_DAYS: u32 = 2;
/// A rate beyond this is a slip of the hand (20 000 元 a day).
const ABSURD_RATE: Fen = Fen(2_000_000);
/// More half-days than this are a slip of the hand: no meeting lasts a month.
pub const MOST_HALF_DAYS: u32 = 60;
/// 分 in one 元.
const YUAN: i64 = 100;

/// What an expert is paid as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeGrade {
    /// 院士、全国知名专家
    Eminent,
    /// 高级专业技术职称
    Senior,
    /// 其他
    Other,
}

impl FeeGrade {
    /// All three.
    pub const ALL: [FeeGrade; 3] = [FeeGrade::Eminent, FeeGrade::Senior, FeeGrade::Other];

    /// As the sheet prints it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            FeeGrade::Eminent => "院士、全国知名专家",
            FeeGrade::Senior => "高级",
            FeeGrade::Other => "其他",
        }
    }
}

/// What the office pays. A rate that nobody set is nothing, and whoever would be paid by it has no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeRules {
    /// 高级, a day, after tax.
    pub senior: Option<Fen>,
    /// 其他, a day, after tax.
    pub other: Option<Fen>,
    /// How much more than the senior rate eminent experts get, in hundredths of it.
    pub eminent_percent: u32,
    /// What half a day is of a day, in hundredths.
    pub half_percent: u32,
    /// What a day from the third on is of a day, in hundredths.
    pub third_percent: u32,
}

impl Default for FeeRules {
    fn default() -> FeeRules {
        FeeRules {
            senior: None,
            other: None,
            eminent_percent: EMINENT_MOST,
            half_percent: HALF_MOST,
            third_percent: THIRD_MOST,
        }
    }
}

/// `value_unreadable` for what no fee can be.
fn absurd(field: &str, value: impl Into<String>, (zh, en): (&str, &str)) -> Finding {
    Finding::error(Code::ValueUnreadable)
        .with("field", field)
        .with("value", value.into())
        .with("reason", format!("，应为{zh}"))
        .with("reason_en", format!(", expected {en}"))
}

impl FeeRules {
    /// Takes rules that can be rules, and tells where they lie above 财科教〔2017〕128号: `fee.above`, a warning each.
    ///
    /// # Errors
    /// `value_unreadable` for a rate that is not above nothing, not whole 元 or beyond any, and for hundredths that are none.
    pub fn check(&self) -> Result<Vec<Finding>, Finding> {
        for (field, rate) in [("fee_senior", self.senior), ("fee_other", self.other)] {
            let sound = |rate: Fen| rate > Fen::ZERO && rate <= ABSURD_RATE && rate.0 % YUAN == 0;
            if let Some(rate) = rate.filter(|rate| !sound(*rate)) {
                return Err(absurd(field, rate.yuan(), ("1至20000的整元数", "whole 元 from 1 to 20000")));
            }
        }
        let hundredths = [
            ("fee_eminent", self.eminent_percent, 0),
            ("fee_half", self.half_percent, 1),
            ("fee_third", self.third_percent, 1),
        ];
        for (field, percent, least) in hundredths {
            if !(least..=100).contains(&percent) {
                return Err(absurd(
                    field,
                    percent.to_string(),
                    ("不超过100的百分数", "at most 100 per cent"),
                ));
            }
        }
        Ok(self.above())
    }

    fn above(&self) -> Vec<Finding> {
        let told = |field: &str, value: String, limit: String| {
            Finding::warning(Code::FeeAbove).with("field", field).with("value", value).with("limit", limit)
        };
        let mut findings = Vec::new();
        for (field, rate, most) in
            [("fee_senior", self.senior, SENIOR_MOST), ("fee_other", self.other, OTHER_MOST)]
        {
            if let Some(rate) = rate.filter(|rate| *rate > most) {
                findings.push(told(field, format!("{}元", rate.yuan()), format!("{}元", most.yuan())));
            }
        }
        for (field, percent, most) in [
            ("fee_eminent", self.eminent_percent, EMINENT_MOST),
            ("fee_half", self.half_percent, HALF_MOST),
            ("fee_third", self.third_percent, THIRD_MOST),
        ] {
            if percent > most {
                findings.push(told(field, format!("{percent}%"), format!("{most}%")));
            }
        }
        findings
    }

    /// The rate of a day. Rates are whole 元, so that a share of them in hundredths is whole 分.
    #[must_use]
    pub fn rate(&self, grade: FeeGrade) -> Option<Fen> {
        match grade {
            FeeGrade::Senior => self.senior,
            FeeGrade::Other => self.other,
            FeeGrade::Eminent => {
                let of_senior =
                    self.senior?.0.checked_mul(i64::from(self.eminent_percent.checked_add(100)?))?;
                Some(Fen(of_senior / 100))
            }
        }
    }

    /// What is paid out for a time; nothing without a rate, or for more than fits.
    #[must_use]
    pub fn net(&self, grade: FeeGrade, half_days: u32) -> Option<Fen> {
        let exact = i128::from(self.rate(grade)?.0).checked_mul(self.share(half_days))?;
        let rounded = exact.checked_add(TEN_THOUSANDTHS / 2)? / TEN_THOUSANDTHS;
        i64::try_from(rounded).ok().map(Fen)
    }

    /// A time as ten-thousandths of a whole day.
    fn share(&self, half_days: u32) -> i128 {
        let (days, half) = (half_days / 2, half_days % 2);
        let (percent, third) = (i128::from(self.half_percent), i128::from(self.third_percent));
        let first = i128::from(days.min(WHOLE_DAYS)) * 100 * 100;
        let later = i128::from(days.saturating_sub(WHOLE_DAYS)) * third * 100;
        let of_a_day = if days < WHOLE_DAYS { 100 } else { third };
        first + later + i128::from(half) * percent * of_a_day
    }
}

/// Ten-thousandths in a whole.
const TEN_THOUSANDTHS: i128 = 10_000;

/// What one expert is put down for. Nobody is paid before somebody typed a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeEntry {
    /// Expert.
    pub expert_no: String,
    /// As what; nothing until somebody said.
    pub grade: Option<FeeGrade>,
    /// Half-days.
    pub half_days: u32,
    /// Tax that is withheld; nothing while the finance department has not said it.
    pub tax: Option<Fen>,
    /// Whether the expert's own consent to the keeping of the numbers was recorded.
    pub consent: bool,
}

/// An entry's amounts, each nothing while it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FeeAmounts {
    /// A day.
    pub rate: Option<Fen>,
    /// Paid out.
    pub net: Option<Fen>,
    /// Withheld.
    pub tax: Option<Fen>,
    /// Before tax: the two together.
    pub gross: Option<Fen>,
}

impl FeeEntry {
    /// What it comes to.
    #[must_use]
    pub fn amounts(&self, rules: &FeeRules) -> FeeAmounts {
        let rate = self.grade.and_then(|grade| rules.rate(grade));
        let net = self.grade.and_then(|grade| rules.net(grade, self.half_days));
        let gross = net.zip(self.tax).and_then(|(net, tax)| net.checked_add(tax));
        FeeAmounts { rate, net, tax: self.tax, gross }
    }

    /// Refuses what no entry can be.
    ///
    /// # Errors
    /// `value_unreadable` for more half-days than any meeting has, tax below nothing, and tax above what is paid out.
    pub fn check(&self, rules: &FeeRules) -> Result<(), Finding> {
        if self.half_days > MOST_HALF_DAYS {
            let days = days_text(self.half_days);
            return Err(absurd("fee_days", days, ("不超过30天", "at most 30 days")));
        }
        if let Some(tax) = self.tax {
            let most = self.amounts(rules).net;
            if tax < Fen::ZERO || most.is_some_and(|net| tax > net) {
                let expected =
                    ("不小于0、不超过税后金额的数", "nought or more, and no more than what is paid");
                return Err(absurd("fee_tax", tax.yuan(), expected));
            }
        }
        Ok(())
    }
}

/// What a sheet comes to. A sum is nothing while one of its amounts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FeeSums {
    /// How many are paid.
    pub people: usize,
    /// Paid out.
    pub net: Option<Fen>,
    /// Withheld.
    pub tax: Option<Fen>,
    /// Before tax.
    pub gross: Option<Fen>,
}

/// The sums of those for whom a time was typed.
#[must_use]
pub fn sums(rules: &FeeRules, entries: &[FeeEntry]) -> FeeSums {
    let paid: Vec<FeeAmounts> =
        entries.iter().filter(|e| e.half_days > 0).map(|e| e.amounts(rules)).collect();
    let sum = |of: fn(&FeeAmounts) -> Option<Fen>| {
        let all: Option<Vec<Fen>> = paid.iter().map(of).collect();
        all.and_then(Fen::sum)
    };
    FeeSums { people: paid.len(), net: sum(|a| a.net), tax: sum(|a| a.tax), gross: sum(|a| a.gross) }
}

/// Half-days as days: `0.5`, `1`, `2.5`.
#[must_use]
pub fn days_text(half_days: u32) -> String {
    let (days, half) = (half_days / 2, half_days % 2);
    if half == 0 { days.to_string() } else { format!("{days}.5") }
}

/// Days as they are typed, in half-days; nothing for what is no number of half-days. A blank is none.
#[must_use]
pub fn half_days(days: &str) -> Option<u32> {
    let text = days.trim();
    if text.is_empty() {
        return Some(0);
    }
    let (whole, half) = match text.split_once('.') {
        Some((whole, "5" | "50")) => (whole, 1),
        Some((whole, "0" | "00")) => (whole, 0),
        Some(_) => return None,
        None => (text, 0),
    };
    if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    whole.parse::<u32>().ok()?.checked_mul(2)?.checked_add(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> FeeRules {
        FeeRules { senior: Some(Fen(150_000)), other: Some(Fen(90_000)), ..FeeRules::default() }
    }

    fn entry(half_days: u32, tax: Option<i64>) -> FeeEntry {
        let expert_no = "Z1".to_owned();
        FeeEntry { expert_no, grade: Some(FeeGrade::Senior), half_days, tax: tax.map(Fen), consent: false }
    }

    #[test]
    fn half_a_day_is_sixty_per_cent_and_from_the_third_each_day_is_half_of_one() {
        let net = |half_days| rules().net(FeeGrade::Senior, half_days).map(Fen::yuan);
        let days = [(0, "0.00"), (1, "900.00"), (2, "1500.00"), (3, "2400.00"), (4, "3000.00")];
        for (half_days, yuan) in days {
            assert_eq!(net(half_days).as_deref(), Some(yuan));
        }
        // Half of the third day is 60 % of 50 %.
        assert_eq!(net(5).as_deref(), Some("3450.00"));
        assert_eq!(net(6).as_deref(), Some("3750.00"));
        assert_eq!(net(7).as_deref(), Some("4200.00"));
    }

    #[test]
    fn an_eminent_expert_gets_so_much_more_than_a_senior_one_and_nobody_without_a_rate() {
        assert_eq!(rules().rate(FeeGrade::Eminent), Some(Fen(225_000)));
        let third = FeeRules { eminent_percent: 33, senior: Some(Fen(150_100)), ..rules() };
        assert_eq!(third.rate(FeeGrade::Eminent), Some(Fen(199_633)), "whole 元 have exact hundredths");
        assert_eq!(FeeRules::default().net(FeeGrade::Eminent, 2), None);
        let nobody = FeeEntry { grade: None, ..entry(2, None) };
        assert_eq!(nobody.amounts(&rules()), FeeAmounts::default());
    }

    #[test]
    fn amounts_are_rounded_once_half_up() {
        // 1001 元 × 33 % × 50 % = 165.165 元.
        let odd = FeeRules {
            senior: Some(Fen(100_100)),
            half_percent: 33,
            third_percent: 50,
            ..FeeRules::default()
        };
        let third = odd.net(FeeGrade::Senior, 5).unwrap().0 - odd.net(FeeGrade::Senior, 4).unwrap().0;
        assert_eq!(third, 16_517);
    }

    #[test]
    fn what_lies_above_the_central_rules_is_told_and_what_no_fee_can_be_is_refused() {
        assert_eq!(rules().check(), Ok(Vec::new()));
        let bounds = FeeRules { senior: Some(SENIOR_MOST), other: Some(OTHER_MOST), ..rules() };
        assert_eq!(bounds.check(), Ok(Vec::new()), "exactly the bound is within it");
        let more = FeeRules {
            senior: Some(Fen(240_100)),
            other: Some(Fen(150_100)),
            eminent_percent: 60,
            half_percent: 61,
            third_percent: 51,
        };
        let told = more.check().unwrap();
        assert_eq!(told.len(), 5);
        assert!(told.iter().all(|f| f.code == Code::FeeAbove && f.severity == crate::Severity::Warning));
        for rate in [-100, 0, 2_000_100, 150_050] {
            let absurd = FeeRules { senior: Some(Fen(rate)), ..rules() };
            assert_eq!(absurd.check().map_err(|f| f.code), Err(Code::ValueUnreadable), "{rate}");
        }
        assert!(FeeRules { half_percent: 0, ..rules() }.check().is_err());
        assert!(FeeRules { eminent_percent: 101, ..rules() }.check().is_err());
    }

    #[test]
    fn tax_is_added_to_what_is_paid_out_and_an_unknown_one_leaves_the_gross_open() {
        let known = entry(2, Some(14_000)).amounts(&rules());
        assert_eq!((known.net, known.gross), (Some(Fen(150_000)), Some(Fen(164_000))));
        assert_eq!(entry(2, None).amounts(&rules()).gross, None);
        let all = sums(&rules(), &[entry(2, Some(0)), entry(2, None), entry(0, None)]);
        assert_eq!((all.people, all.net, all.tax, all.gross), (2, Some(Fen(300_000)), None, None));
        assert!(entry(2, Some(-1)).check(&rules()).is_err());
        assert!(entry(2, Some(150_001)).check(&rules()).is_err());
        assert!(entry(MOST_HALF_DAYS + 1, None).check(&rules()).is_err());
        assert_eq!(entry(MOST_HALF_DAYS, Some(1)).check(&rules()), Ok(()));
    }

    #[test]
    fn days_are_typed_in_halves_and_nothing_else_is_taken() {
        for (text, half) in [("", 0), ("0", 0), ("0.5", 1), ("1", 2), ("2.50", 5), (" 3.0 ", 6)] {
            assert_eq!(half_days(text), Some(half), "{text}");
        }
        for text in ["0.3", "-1", "一天", "1.25", ".5", "1e2", "99999999999"] {
            assert_eq!(half_days(text), None, "{text}");
        }
        assert_eq!((days_text(0), days_text(1), days_text(5)), ("0".into(), "0.5".into(), "2.5".into()));
    }
}
