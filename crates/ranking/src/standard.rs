//! 标准化得分: `50 + 10 · (a − mean) ÷ s` over everything one rater scored, with the sample's s (n − 1), so that a strict and a
//! mild rater weigh alike. The root is irrational, so the value is rounded half-up to ten decimals, here and nowhere else;
//! from there on it is an exact fraction like any other.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use crate::exact::Exact;

/// Decimals to which a standardised value is rounded.
pub const DECIMALS: u32 = 10;
const MIDDLE: u8 = 50;
const SPREAD: u8 = 10;

/// One rater's figures, standardised. Nothing stays nothing. Where all of them are equal, or there is but one, every
/// difference from the mean is nought, and so the value is 50.
#[must_use]
pub fn standardised(figures: &[Option<Exact>]) -> Vec<Option<Exact>> {
    let own: Vec<&BigRational> = figures.iter().flatten().map(Exact::ratio).collect();
    let count = |n: usize| BigRational::from_integer(BigInt::from(n));
    let sum = own.iter().fold(BigRational::zero(), |sum, a| sum + *a);
    let mean = if own.is_empty() { sum } else { sum / count(own.len()) };
    let squares = own.iter().map(|a| *a - &mean).fold(BigRational::zero(), |sum, d| sum + &d * &d);
    let variance = if own.len() < 2 { squares } else { squares / count(own.len() - 1) };
    figures.iter().map(|a| a.as_ref().map(|a| value(&(a.ratio() - &mean), &variance))).collect()
}

/// `50 + 10 · off ÷ √variance`, half-up to [`DECIMALS`].
fn value(off: &BigRational, variance: &BigRational) -> Exact {
    let middle = BigRational::from_integer(BigInt::from(MIDDLE));
    if off.is_zero() || variance.is_zero() {
        return Exact::from_ratio(middle);
    }
    let scale = BigInt::from(10u8).pow(DECIMALS);
    // The distance from 50 in units of the last decimal is √q; 2√q is looked at, for halves lie at its odd whole values.
    let spread = BigRational::from_integer(BigInt::from(SPREAD) * &scale);
    let q = off * off * &spread * &spread / variance;
    let four = &q * BigRational::from_integer(BigInt::from(4u8));
    let twice = four.floor().to_integer().sqrt();
    let exact = BigRational::from_integer(&twice * &twice) == four;
    // Half-up of the value itself: a half below 50 goes towards 50.
    let down = off.is_negative() && exact;
    let units = if down { twice / 2u8 } else { (twice + BigInt::one()) / 2u8 };
    let distance = BigRational::new(units, scale);
    Exact::from_ratio(if off.is_negative() { middle - distance } else { middle + distance })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(marks: &[&str]) -> Vec<Option<String>> {
        let figures: Vec<Option<Exact>> =
            marks.iter().map(|m| m.parse().ok().map(|m: crate::Mark| Exact::from(m))).collect();
        standardised(&figures).into_iter().map(|f| f.map(|f| f.half_up(10))).collect()
    }

    #[test]
    fn a_rater_is_measured_by_the_own_mean_and_spread_to_ten_decimals() {
        // mean 80, s 10
        let texts = of(&["90", "", "80", "70"]);
        assert_eq!(texts[0].as_deref(), Some("60.0000000000"));
        assert_eq!(texts[1], None);
        assert_eq!(texts[3].as_deref(), Some("40.0000000000"));
        // mean 83.33…, s² = 229.33…; the values by Python's decimal with 50 digits
        let texts = of(&["90", "66", "94"]);
        assert_eq!(texts[0].as_deref(), Some("54.4022545316"));
        assert_eq!(texts[1].as_deref(), Some("38.5541382178"));
        assert_eq!(texts[2].as_deref(), Some("57.0436072506"));
    }

    #[test]
    fn equal_scores_and_a_single_one_lie_at_fifty() {
        assert_eq!(of(&["80", "80"]), [Some("50.0000000000".to_owned()), Some("50.0000000000".to_owned())]);
        assert_eq!(of(&["80"]), [Some("50.0000000000".to_owned())]);
        assert_eq!(of(&[""]), [None]);
    }

    #[test]
    fn a_half_of_the_last_decimal_goes_up_on_either_side_of_fifty() {
        let half = BigRational::new(BigInt::one(), BigInt::from(2u8) * BigInt::from(10u8).pow(11));
        let one = BigRational::one();
        // off ÷ s = half a unit of the last decimal, divided by ten
        assert_eq!(value(&half, &one).half_up(10), "50.0000000001");
        assert_eq!(value(&-half, &one).half_up(10), "50.0000000000");
    }

    proptest! {
        #[test]
        fn the_root_is_right_to_half_a_unit_and_the_order_of_a_raters_scores_stays(marks in proptest::collection::vec(0i64..400, 2..40)) {
            let figures: Vec<Option<Exact>> = marks.iter().map(|m| Exact::mean(i128::from(*m) * 250_000, 1)).collect();
            let values: Vec<Exact> = standardised(&figures).into_iter().flatten().collect();
            let n = BigRational::from_integer(BigInt::from(marks.len()));
            let mean = figures.iter().flatten().fold(BigRational::zero(), |s, a| s + a.ratio()) / &n;
            let squares = figures.iter().flatten().map(|a| (a.ratio() - &mean).pow(2)).fold(BigRational::zero(), |s, d| s + d);
            let variance = squares / (n - BigRational::one());
            let half = BigRational::new(BigInt::one(), BigInt::from(2u8) * BigInt::from(10u8).pow(DECIMALS));
            for (figure, value) in figures.iter().flatten().zip(&values) {
                if variance.is_zero() { prop_assert_eq!(value.half_up(1), "50.0"); continue; }
                // |v − 50| ± half a unit, squared, has 100 (a − mean)² ÷ s² between
                let wanted = (figure.ratio() - &mean).pow(2) * BigRational::from_integer(BigInt::from(100u8)) / &variance;
                let distance = (value.ratio() - BigRational::from_integer(BigInt::from(50u8))).abs();
                prop_assert!((&distance + &half).pow(2) >= wanted);
                let low = &distance - &half;
                prop_assert!(low.is_negative() || low.pow(2) <= wanted);
            }
            for (i, a) in figures.iter().enumerate() {
                for (j, b) in figures.iter().enumerate() {
                    if a < b { prop_assert!(values[i] <= values[j]); }
                }
            }
        }
    }
}
