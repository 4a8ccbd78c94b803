//! Shares (a part of a whole), exact.

use std::fmt;
use std::str::FromStr;

use domain::Code;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::Reading;
use super::text::{is_nothing, squeezed};

/// An exact share in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Share {
    numerator: i64,
    denominator: i64,
}

impl Share {
    /// `numerator ÷ denominator`, in lowest terms; nothing when the denominator is not above zero or the share is
    /// negative.
    #[must_use]
    pub fn new(numerator: i64, denominator: i64) -> Option<Self> {
        if numerator < 0 || denominator <= 0 {
            return None;
        }
        let (mut a, mut b) = (numerator, denominator);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Some(Self { numerator: numerator / a.max(1), denominator: denominator / a.max(1) })
    }

    /// The numerator in lowest terms.
    #[must_use]
    pub const fn numerator(self) -> i64 {
        self.numerator
    }

    /// The denominator in lowest terms.
    #[must_use]
    pub const fn denominator(self) -> i64 {
        self.denominator
    }

    /// The decimal, when it ends.
    fn decimal(self) -> Option<Decimal> {
        let mut rest = self.denominator;
        for prime in [2, 5] {
            while rest % prime == 0 {
                rest /= prime;
            }
        }
        (rest == 1)
            .then(|| Decimal::from(self.numerator).checked_div(Decimal::from(self.denominator)))
            .flatten()
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decimal() {
            Some(decimal) => write!(f, "{}", decimal.normalize()),
            None => write!(f, "{}/{}", self.numerator, self.denominator),
        }
    }
}

impl Serialize for Share {
    /// A JSON number when that is exact to the reader (up to 15 digits), else a text: a decimal or a fraction.
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let text = self.to_string();
        match text.parse::<f64>() {
            Ok(number) if text.len() <= 16 => s.serialize_f64(number),
            _ => s.serialize_str(&text),
        }
    }
}

/// Reads a share: `30%`, `0.3`, `3/10`, or `30` where the header says %. `percent` tells that the cell itself is a
/// number shown as a percentage, so that 0.3 under a header with % is still 30 %.
#[must_use]
pub fn read(text: &str, header_in_percent: bool, percent: bool) -> Reading<Share> {
    if is_nothing(text) {
        return Reading::empty();
    }
    let text = squeezed(text);
    let (number, hundredths) = match text.strip_suffix('%') {
        Some(number) => (number, true),
        // No share is above one: 30 in a column of shares is 30 %.
        None => {
            let above_one = Decimal::from_str(&text).is_ok_and(|d| d > Decimal::ONE);
            (text.as_str(), (header_in_percent || above_one) && !percent)
        }
    };
    let share = match number.split_once('/') {
        Some((a, b)) => a.parse().ok().zip(b.parse().ok()).and_then(|(a, b)| Share::new(a, b)),
        None => Decimal::from_str(number).ok().and_then(|d| of_decimal(d, hundredths)),
    };
    let share = share.filter(|s| s.numerator <= s.denominator);
    share.map_or(Reading::refused(Code::ValueUnreadable, "share"), Reading::of)
}

fn of_decimal(number: Decimal, hundredths: bool) -> Option<Share> {
    let number = number.normalize();
    let scale = number.scale() + if hundredths { 2 } else { 0 };
    let numerator = i64::try_from(number.mantissa()).ok()?;
    Share::new(numerator, 10i64.checked_pow(scale)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_exact_however_they_are_written() {
        let share = |a, b| Share::new(a, b).expect("a share");
        assert_eq!(read("30%", false, false), Reading::of(share(3, 10)));
        assert_eq!(read("0.29", false, false), Reading::of(share(29, 100)));
        assert_eq!(read("28.99", true, false), Reading::of(share(2899, 10_000)));
        assert_eq!(read("0.3", true, true), Reading::of(share(3, 10)));
        assert_eq!(read("4/7", false, false), Reading::of(share(4, 7)));
        assert_eq!(read("30", false, false), Reading::of(share(3, 10)));
        for unreadable in ["300", "-0.1", "1/0", "多半", "120%"] {
            assert_eq!(
                read(unreadable, false, false).issue.map(|i| i.code),
                Some(Code::ValueUnreadable),
                "{unreadable}"
            );
        }
    }

    #[test]
    fn a_share_prints_as_a_decimal_where_it_ends_and_as_a_fraction_where_not() {
        let json = |a, b| serde_json::to_string(&Share::new(a, b)).expect("json");
        assert_eq!(json(3, 10), "0.3");
        assert_eq!(json(4, 7), "\"4/7\"");
    }
}
