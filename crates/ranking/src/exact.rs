//! Exact fractions, and the one place where a figure is rounded for the eye.

use std::fmt;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::mark::{Mark, PER_POINT};

/// An exact fraction. Shown as `605/7`, or as a whole number when it is one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(BigRational);

impl Exact {
    /// Nothing.
    #[must_use]
    pub fn zero() -> Exact {
        Exact(BigRational::zero())
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: usize) -> Exact {
        Exact(BigRational::from_integer(BigInt::from(number)))
    }

    /// `millionths` of a point over `count`; nothing for a count of nought.
    #[must_use]
    pub fn mean(millionths: i128, count: usize) -> Option<Exact> {
        let parts = i128::try_from(count).ok().and_then(|count| count.checked_mul(i128::from(PER_POINT)));
        parts.filter(|parts| *parts > 0).map(|parts| Exact(reduced(millionths, parts)))
    }

    /// The fraction itself.
    #[must_use]
    pub fn ratio(&self) -> &BigRational {
        &self.0
    }

    /// From a fraction.
    #[must_use]
    pub fn from_ratio(ratio: BigRational) -> Exact {
        Exact(ratio)
    }

    /// The sum of two fractions.
    #[must_use]
    pub fn plus(&self, other: &Exact) -> Exact {
        Exact(&self.0 + &other.0)
    }

    /// The product of two fractions.
    #[must_use]
    pub fn times(&self, other: &Exact) -> Exact {
        Exact(&self.0 * &other.0)
    }

    /// The quotient, or nothing when dividing by nought.
    #[must_use]
    pub fn over(&self, other: &Exact) -> Option<Exact> {
        (!other.0.is_zero()).then(|| Exact(&self.0 / &other.0))
    }

    /// As a decimal number with `decimals` places, halves away from zero (四舍五入). For display only.
    #[must_use]
    pub fn half_up(&self, decimals: usize) -> String {
        let scale = BigInt::from(10u8).pow(u32::try_from(decimals).unwrap_or(u32::MAX));
        // |n/d| to the nearest unit, halves up: the whole part of (2·|n|·scale + d) ÷ 2d.
        let (number, parts) = (self.0.numer().abs() * &scale * 2, self.0.denom());
        let rounded: BigInt = (number + parts) / (parts * 2);
        let (whole, part) = rounded.div_rem(&scale);
        let sign = if self.0.is_negative() && !rounded.is_zero() { "-" } else { "" };
        if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part:0>decimals$}") }
    }
}

/// `number ÷ parts` in lowest terms; `parts` is more than nought. Reduced before it becomes a large number, which is
/// many times quicker and the same.
fn reduced(number: i128, parts: i128) -> BigRational {
    let common = number.unsigned_abs().gcd(&parts.unsigned_abs());
    let common = i128::try_from(common).unwrap_or(1).max(1);
    BigRational::new_raw(BigInt::from(number / common), BigInt::from(parts / common))
}

impl From<Mark> for Exact {
    fn from(mark: Mark) -> Exact {
        Exact(reduced(i128::from(mark.millionths()), i128::from(PER_POINT)))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Exact, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map(Exact).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn halves_go_up_and_the_fraction_is_shown_in_lowest_terms() {
        let third = Exact::mean(260_000_000, 3);
        assert_eq!(third.as_ref().map(ToString::to_string).as_deref(), Some("260/3"));
        assert_eq!(third.map(|t| t.half_up(2)).as_deref(), Some("86.67"));
        assert_eq!(Exact::mean(605_000_000, 7).map(|e| e.half_up(2)).as_deref(), Some("86.43"));
        assert_eq!(Exact::mean(12_345_000, 1).map(|e| e.half_up(2)).as_deref(), Some("12.35"));
        assert_eq!(Exact::mean(-12_345_000, 1).map(|e| e.half_up(2)).as_deref(), Some("-12.35"));
        assert_eq!(Exact::mean(-1_000, 1).map(|e| e.half_up(2)).as_deref(), Some("0.00"));
        assert_eq!(Exact::mean(1, 0), None);
    }

    proptest! {
        #[test]
        fn rounding_is_never_off_by_more_than_half_a_unit(n in -1_000_000_000i64..1_000_000_000, d in 1usize..1000) {
            let exact = Exact::mean(i128::from(n), d).unwrap();
            let shown: Mark = exact.half_up(2).parse().unwrap();
            let off = (exact.ratio() - Exact::from(shown).ratio()).abs();
            prop_assert!(off <= BigRational::new(1.into(), 200.into()));
        }

        #[test]
        fn a_mean_is_in_lowest_terms(n in any::<i64>(), d in 1usize..1000) {
            let parts = BigInt::from(d) * BigInt::from(PER_POINT);
            prop_assert_eq!(Exact::mean(i128::from(n), d).unwrap().0, BigRational::new(n.into(), parts));
        }

        #[test]
        fn a_fraction_reads_back(n in any::<i64>(), d in 1usize..1000) {
            let exact = Exact::mean(i128::from(n), d).unwrap();
            let json = serde_json::to_string(&exact).unwrap();
            prop_assert_eq!(serde_json::from_str::<Exact>(&json).unwrap(), exact);
        }
    }
}
