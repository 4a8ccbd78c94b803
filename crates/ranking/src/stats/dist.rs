//! The few distributions that bounds and p-values need, from `statrs`, with nothing where the parameters make no sense
//! instead of a panic.

use statrs::distribution::{ChiSquared, ContinuousCDF, FisherSnedecor};
use statrs::function::erf::erfc;

/// The quantile `p` of the F distribution with `d1` and `d2` degrees of freedom (which need not be whole).
pub(super) fn f_quantile(p: f64, d1: f64, d2: f64) -> Option<f64> {
    let sensible = |d: f64| d.is_finite() && d > 0.0;
    if !(0.0..1.0).contains(&p) || !sensible(d1) || !sensible(d2) {
        return None;
    }
    let quantile = FisherSnedecor::new(d1, d2).ok()?.inverse_cdf(p);
    quantile.is_finite().then_some(quantile)
}

/// The probability of a chi-square with `df` degrees of freedom above `x`.
pub(super) fn chi_square_above(x: f64, df: usize) -> Option<f64> {
    let distribution = ChiSquared::new(super::count(df)).ok()?;
    x.is_finite().then(|| distribution.sf(x.max(0.0)))
}

/// The probability of a standard normal farther from nought than `z`, on both sides.
pub(super) fn normal_beyond(z: f64) -> f64 {
    erfc(z.abs() / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_printed_tables() {
        let near =
            |got: Option<f64>, want: f64| assert!((got.unwrap() - want).abs() < 5e-4 * want, "{got:?}");
        // upper 2.5 % points, any table of F
        near(f_quantile(0.975, 5.0, 15.0), 3.5764);
        near(f_quantile(0.975, 15.0, 5.0), 6.4277);
        near(f_quantile(0.975, 1.0, 1.0), 647.79);
        near(f_quantile(0.975, 120.0, 120.0), 1.4327);
        near(chi_square_above(11.0705, 5), 0.05);
        assert!((normal_beyond(1.959_964) - 0.05).abs() < 1e-7);
    }

    #[test]
    fn parameters_without_sense_give_nothing() {
        for (p, d1, d2) in
            [(0.975, 0.0, 1.0), (0.975, f64::NAN, 1.0), (1.0, 1.0, 1.0), (0.975, 1.0, f64::INFINITY)]
        {
            assert_eq!(f_quantile(p, d1, d2), None);
        }
        assert_eq!(chi_square_above(1.0, 0), None);
    }
}
