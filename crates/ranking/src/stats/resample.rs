//! Draws with replacement from a seed, and the two small things done with them: percentiles and ranks.

use serde::Serialize;

/// How a bootstrap is drawn: how many times, and from which seed. The same seed gives the same bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Draws {
    /// How many draws.
    pub draws: usize,
    /// The seed.
    pub seed: u64,
}

impl Default for Draws {
    fn default() -> Draws {
        Draws { draws: 2_000, seed: 1 }
    }
}

/// A small generator (SplitMix64: Steele, Lea and Flood 2014). It is written here, and not taken from a library, because
/// printed bounds must not change with a library's version. Not for secrets.
pub struct Generator(u64);

impl Generator {
    /// From a seed.
    #[must_use]
    pub fn new(seed: u64) -> Generator {
        Generator(seed)
    }

    /// The next number: 64 bits, every value as often as another.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A whole number from nought to below `n`.
    fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.bits()) * u128::try_from(n).unwrap_or(0);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// Draws `weights.len()` times with replacement and counts how often each was drawn.
    pub(super) fn draw(&mut self, weights: &mut [usize]) {
        weights.fill(0);
        for _ in 0..weights.len() {
            let at = self.below(weights.len());
            if let Some(weight) = weights.get_mut(at) {
                *weight += 1;
            }
        }
    }
}

/// The bounds that hold the middle 95 % of values (percentiles with interpolation); nothing without values.
pub(super) fn middle(values: &mut [f64]) -> Option<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    Some((percentile(values, 25)?, percentile(values, 975)?))
}

/// The percentile of sorted values, in thousandths.
fn percentile(sorted: &[f64], thousandths: usize) -> Option<f64> {
    let steps = sorted.len().checked_sub(1)? * thousandths;
    let (at, rest) = (steps / 1000, super::count(steps % 1000) / 1000.0);
    let low = sorted.get(at)?;
    let high = sorted.get(at + 1).unwrap_or(low);
    Some(low + (high - low) * rest)
}

/// Places 1, 2, 2, 4 by value, the highest first; equal values share a place, what has no value has none.
#[must_use]
pub fn places(values: &[Option<f64>]) -> Vec<Option<usize>> {
    let mut order: Vec<(f64, usize)> = (0..).zip(values).filter_map(|(i, v)| v.map(|v| (v, i))).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut places = vec![None; values.len()];
    let mut last: Option<(f64, usize)> = None;
    for (n, (value, item)) in (1usize..).zip(order) {
        let place = match last {
            Some((before, place)) if before.total_cmp(&value).is_eq() => place,
            _ => n,
        };
        last = Some((value, place));
        if let Some(slot) = places.get_mut(item) {
            *slot = Some(place);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_place_and_the_next_is_skipped() {
        let places = places(&[Some(1.0), None, Some(3.0), Some(2.0), Some(2.0)]);
        assert_eq!(places, [Some(4), None, Some(1), Some(2), Some(2)]);
    }

    #[test]
    fn draws_are_as_many_as_there_are_and_the_same_for_the_same_seed() {
        let drawn = |seed| {
            let mut weights = vec![0; 7];
            Generator::new(seed).draw(&mut weights);
            weights
        };
        assert_eq!(drawn(5).iter().sum::<usize>(), 7);
        assert_eq!(drawn(5), drawn(5));
        assert_ne!(drawn(5), drawn(6));
    }

    #[test]
    fn every_number_is_drawn_about_as_often() {
        let mut generator = Generator::new(1);
        let mut seen = [0usize; 5];
        (0..50_000).for_each(|_| seen[generator.below(5)] += 1);
        assert!(seen.iter().all(|n| (9_700..10_300).contains(n)), "{seen:?}");
    }

    #[test]
    fn percentiles_lie_between_the_values() {
        let mut values: Vec<f64> = (0..=1000).rev().map(f64::from).collect();
        assert_eq!(middle(&mut values), Some((25.0, 975.0)));
        assert_eq!(middle(&mut []), None);
    }
}
