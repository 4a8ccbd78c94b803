//! Money: an integer of 分 and the few ways in which it is read, printed and cut down.
//!
//! Rounding happens only in [`Fen::floor_to_baiyuan`] and [`Fen::share_floor`], because rule 13 (policy 四（六）) asks
//! for a cap that is never rounded up and an award in whole hundreds of yuan.

use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// 分 in one 元.
pub const FEN_PER_YUAN: i64 = 100;
/// 分 in 百元, the step of an award (0.01 万元).
pub const FEN_PER_BAIYUAN: i64 = 10_000;
/// 分 in one 万元.
pub const FEN_PER_WAN: i64 = 1_000_000;
/// 分 in one 亿元.
pub const FEN_PER_YI: i64 = 10_000_000_000;

/// An amount of money: a whole number of 分. Negative amounts exist only as differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

/// The unit in which an amount is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 元
    Yuan,
    /// 万元
    Wan,
    /// 亿元
    Yi,
}

impl Unit {
    /// 分 in one of this unit.
    #[must_use]
    pub const fn fen(self) -> i64 {
        match self {
            Unit::Yuan => FEN_PER_YUAN,
            Unit::Wan => FEN_PER_WAN,
            Unit::Yi => FEN_PER_YI,
        }
    }

    /// The unit as an office writes it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Unit::Yuan => "元",
            Unit::Wan => "万元",
            Unit::Yi => "亿元",
        }
    }
}

/// Why an amount could not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// There is no number to read.
    #[error("not a number")]
    NotANumber,
    /// The amount has no unit (元, 万元, 亿元).
    #[error("no unit")]
    NoUnit,
    /// The amount is no whole number of 分.
    #[error("not a whole number of fen")]
    NotWholeFen,
    /// The amount does not fit (beyond ±92 万亿元).
    #[error("out of range")]
    OutOfRange,
}

/// A decimal number whose separators of thousands, if there are any, stand where they belong.
fn grouped(text: &str) -> Option<Decimal> {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let groups: Vec<&str> = whole.split([',', '，', ' ', '\u{a0}']).collect();
    let in_place = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|g| g.len() == 3),
        [] => false,
    };
    let whole = groups.concat();
    let plain = whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit());
    let some = !(whole.is_empty() && fraction.is_empty());
    (in_place && plain && some)
        .then(|| Decimal::from_str_exact(&format!("{sign}0{whole}.{fraction}0")).ok())
        .flatten()
}

impl Fen {
    /// Nothing.
    pub const ZERO: Fen = Fen(0);

    /// Takes a decimal number of `unit` exactly.
    ///
    /// # Errors
    /// [`MoneyError::NotWholeFen`] when it is not a whole number of 分, [`MoneyError::OutOfRange`] when it does not fit.
    pub fn from_decimal(number: Decimal, unit: Unit) -> Result<Fen, MoneyError> {
        let fen = number.checked_mul(Decimal::from(unit.fen())).ok_or(MoneyError::OutOfRange)?;
        if !fen.fract().is_zero() {
            return Err(MoneyError::NotWholeFen);
        }
        fen.trunc().to_i64().map(Fen).ok_or(MoneyError::OutOfRange)
    }

    /// Reads an amount with its unit: `6666.67万`, `6666.67万元`, `500,000元`, `1.2亿`. Separators stand before three digits
    /// each, or it is no number: `1,00` may be 1.00 or 100, and nobody but the writer knows.
    ///
    /// # Errors
    /// [`MoneyError`] says what is wrong: no number, no unit, not a whole number of 分, too large.
    pub fn parse_with_unit(text: &str) -> Result<Fen, MoneyError> {
        let text = text.trim().trim_start_matches("人民币");
        let (number, unit) = [
            ("万元", Unit::Wan),
            ("亿元", Unit::Yi),
            ("万", Unit::Wan),
            ("亿", Unit::Yi),
            ("元", Unit::Yuan),
        ]
        .iter()
        .find_map(|(suffix, unit)| text.strip_suffix(suffix).map(|n| (n, Some(*unit))))
        .unwrap_or((text, None));
        let number = grouped(number.trim()).ok_or(MoneyError::NotANumber)?;
        Fen::from_decimal(number, unit.ok_or(MoneyError::NoUnit)?)
    }

    /// The sum, or nothing when it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Fen) -> Option<Fen> {
        self.0.checked_add(other.0).map(Fen)
    }

    /// The difference, or nothing when it does not fit.
    #[must_use]
    pub fn checked_sub(self, other: Fen) -> Option<Fen> {
        self.0.checked_sub(other.0).map(Fen)
    }

    /// The sum of many amounts, or nothing when it does not fit.
    pub fn sum(amounts: impl IntoIterator<Item = Fen>) -> Option<Fen> {
        amounts.into_iter().try_fold(Fen::ZERO, Fen::checked_add)
    }

    /// `self × share`, cut down to whole 分: 30 % of 6666.66万 is 1999.998万 (rule 13). Never rounds up.
    #[must_use]
    pub fn share_floor(self, share: &BigRational) -> Option<Fen> {
        (BigRational::from_integer(BigInt::from(self.0)) * share).floor().to_integer().to_i64().map(Fen)
    }

    /// Cut down to whole hundreds of yuan (0.01 万元), the step of an award and of a tranche (rules 13 and 15).
    #[must_use]
    pub fn floor_to_baiyuan(self) -> Fen {
        Fen(self.0.div_euclid(FEN_PER_BAIYUAN) * FEN_PER_BAIYUAN)
    }

    /// In 万元, exact: two decimals, more where the amount needs them (1999.998), never rounded, no unit, no commas.
    #[must_use]
    pub fn wan(self) -> String {
        let magnitude = self.0.unsigned_abs();
        let per_wan = FEN_PER_WAN.unsigned_abs();
        let mut decimals = format!("{:06}", magnitude % per_wan);
        while decimals.len() > 2 && decimals.ends_with('0') {
            decimals.pop();
        }
        format!("{}{}.{decimals}", if self.0 < 0 { "−" } else { "" }, magnitude / per_wan)
    }

    /// In 元 with two decimals, no unit, no commas.
    #[must_use]
    pub fn yuan(self) -> String {
        let magnitude = self.0.unsigned_abs();
        let per_yuan = FEN_PER_YUAN.unsigned_abs();
        format!("{}{}.{:02}", if self.0 < 0 { "−" } else { "" }, magnitude / per_yuan, magnitude % per_yuan)
    }

    /// In words, as cheques and minutes want it: 20000000 元 is 人民币贰仟万元整; 整 after 元 and 角, never after 分.
    #[must_use]
    pub fn in_words(self) -> String {
        crate::money_words::in_words(self)
    }

    /// `self ÷ whole` as an exact fraction, or nothing when the whole is zero.
    #[must_use]
    pub fn ratio_of(self, whole: Fen) -> Option<BigRational> {
        (whole.0 != 0).then(|| BigRational::new(BigInt::from(self.0), BigInt::from(whole.0)))
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}万元", self.wan())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_with_its_unit_and_exactly() {
        assert_eq!(Fen::parse_with_unit("6666.67万"), Ok(Fen(6_666_670_000)));
        assert_eq!(Fen::parse_with_unit(" 1,200.5 万元"), Ok(Fen(1_200_500_000)));
        assert_eq!(Fen::parse_with_unit("1.2亿"), Ok(Fen(12_000_000_000)));
        assert_eq!(Fen::parse_with_unit("500000.01元"), Ok(Fen(50_000_001)));
        assert_eq!(Fen::parse_with_unit("500000"), Err(MoneyError::NoUnit));
        assert_eq!(Fen::parse_with_unit("0.001元"), Err(MoneyError::NotWholeFen));
        assert_eq!(Fen::parse_with_unit("万元"), Err(MoneyError::NotANumber));
        assert_eq!(Fen::parse_with_unit("99999999999999999亿"), Err(MoneyError::OutOfRange));
        assert_eq!(Fen::parse_with_unit("-.5万元"), Ok(Fen(-500_000)));
    }

    #[test]
    fn a_separator_that_does_not_stand_before_three_digits_makes_it_no_number() {
        for text in [
            "1,00万元",
            "1,2000万元",
            ",100万元",
            "1,万元",
            "1 00元",
            "1,000.0,1万元",
            "1_0元",
            "+1元",
            "1e3元",
        ] {
            assert_eq!(Fen::parse_with_unit(text), Err(MoneyError::NotANumber), "{text}");
        }
        assert_eq!(Fen::parse_with_unit("1，234，567.5 元"), Ok(Fen(123_456_750)));
        assert_eq!(Fen::parse_with_unit("1 234元"), Ok(Fen(123_400)));
    }

    #[test]
    fn an_amount_in_wan_shows_two_decimals_or_as_many_as_it_needs_and_is_never_rounded() {
        assert_eq!(Fen(1_999_998_000).wan(), "1999.998");
        assert_eq!(Fen(2_000_000_000).wan(), "2000.00");
        assert_eq!(Fen(1).wan(), "0.000001");
        assert_eq!(Fen(-1_500_000).wan(), "−1.50");
        assert_eq!(Fen(i64::MIN).wan(), "−9223372036854.775808");
    }

    #[test]
    fn an_award_is_cut_down_to_whole_hundreds_of_yuan() {
        assert_eq!(Fen(1_999_998_000).floor_to_baiyuan(), Fen(1_999_990_000));
        assert_eq!(Fen(500_010_000).floor_to_baiyuan(), Fen(500_010_000));
        assert_eq!(Fen(9_999).floor_to_baiyuan(), Fen::ZERO);
    }
}
