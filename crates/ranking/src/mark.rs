//! A score as it was given: an exact decimal number, never a binary fraction.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Millionths of a point in one point: six decimals are more than any score sheet uses.
pub const PER_POINT: i64 = 1_000_000;
const DECIMALS: usize = 6;

/// A score in millionths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Mark(i64);

/// Why a score could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MarkError {
    /// Not a plain decimal number.
    #[error("not a decimal number")]
    NotANumber,
    /// More than six decimals: it could not be kept exactly.
    #[error("more than six decimals")]
    TooPrecise,
    /// Larger than any score sheet allows (about nine million million points).
    #[error("out of range")]
    OutOfRange,
}

impl Mark {
    /// No points.
    pub const ZERO: Mark = Mark(0);

    /// Whole points.
    #[must_use]
    pub const fn points(points: i32) -> Mark {
        Mark(points as i64 * PER_POINT)
    }

    /// The score in millionths of a point.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// A score from millionths of a point.
    #[must_use]
    pub const fn from_millionths(millionths: i64) -> Mark {
        Mark(millionths)
    }

    /// Whether the score is a whole number of steps. A step of nothing or less allows nothing.
    #[must_use]
    pub const fn is_multiple_of(self, step: Mark) -> bool {
        step.0 > 0 && self.0 % step.0 == 0
    }

    /// The sum, or nothing when it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Mark) -> Option<Mark> {
        self.0.checked_add(other.0).map(Mark)
    }
}

impl FromStr for Mark {
    type Err = MarkError;

    fn from_str(text: &str) -> Result<Mark, MarkError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && decimals.is_empty()) || !plain(whole) || !plain(decimals) {
            return Err(MarkError::NotANumber);
        }
        let decimals = decimals.trim_end_matches('0');
        if decimals.len() > DECIMALS {
            return Err(MarkError::TooPrecise);
        }
        let number = format!("{}{decimals:0<DECIMALS$}", if whole.is_empty() { "0" } else { whole });
        let millionths: i64 = number.parse().map_err(|_| MarkError::OutOfRange)?;
        Ok(Mark(if negative { -millionths } else { millionths }))
    }
}

impl fmt::Display for Mark {
    /// As short as it is: `87`, `17.5`, `-0.25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.0.unsigned_abs();
        let per = PER_POINT.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        let decimals = format!("{:06}", magnitude % per);
        match decimals.trim_end_matches('0') {
            "" => write!(f, "{sign}{}", magnitude / per),
            short => write!(f, "{sign}{}.{short}", magnitude / per),
        }
    }
}

impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Mark, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_score_is_read_exactly_or_refused() {
        assert_eq!("17.5".parse(), Ok(Mark(17_500_000)));
        assert_eq!(".5".parse(), Ok(Mark(500_000)));
        assert_eq!("90.500000000".parse(), Ok(Mark(90_500_000)));
        assert_eq!("1.0000001".parse::<Mark>(), Err(MarkError::TooPrecise));
        for bad in ["", ".", "-", "1e3", "１", "1.2.3", "NaN", "1 "] {
            assert_eq!(bad.parse::<Mark>(), Err(MarkError::NotANumber), "{bad:?}");
        }
        assert_eq!("99999999999999".parse::<Mark>(), Err(MarkError::OutOfRange));
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(m in any::<i64>().prop_filter("fits", |m| *m != i64::MIN)) {
            prop_assert_eq!(Mark(m).to_string().parse::<Mark>(), Ok(Mark(m)));
        }
    }
}
