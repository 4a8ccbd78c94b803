//! Scores of the demo: seeded, so that the same seed gives the same meeting. No quality is real.

use domain::{Category, ScoreSheet};
use ranking::Mark;

use super::book::{AT_FIFTY, OVER_ABSOLUTE, OVER_RATIO};

/// A small seeded generator (SplitMix64 of Steele, Lea and Flood, 2014). For made-up data only.
pub(super) struct Seeded(u64);

impl Seeded {
    /// From a seed.
    pub(super) fn new(seed: u64) -> Seeded {
        Seeded(seed)
    }

    /// The next number.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to one less than `end`.
    pub(super) fn below(&mut self, end: u64) -> i64 {
        i64::try_from(self.next() % end.max(1)).unwrap_or(0)
    }
}

/// How good a bid is, in hundredths of every maximum: from 62 to 95. The last two bids are equally good, and scored
/// without noise: a tie that no criterion breaks. The bids that show a rule of money are good enough to be recommended.
pub(super) fn quality(bid: usize, count: usize, seed: u64) -> (i64, bool) {
    if bid + 2 >= count {
        return (84, true);
    }
    let mut random = Seeded::new(seed ^ (u64::try_from(bid).unwrap_or(0) << 20));
    if [OVER_RATIO, AT_FIFTY, OVER_ABSOLUTE].contains(&bid) {
        return (82 + random.below(8), false);
    }
    (62 + random.below(34), false)
}

/// The marks of one expert for one bid: every criterion that is this kind of expert's, in steps of the sheet.
pub(super) fn marks(
    sheet: &ScoreSheet,
    category: Category,
    bid: (usize, usize),
    expert: usize,
    seed: u64,
) -> Vec<(String, Mark)> {
    let (quality, level) = quality(bid.0, bid.1, seed);
    let salt = u64::try_from(bid.0 * 64 + expert).unwrap_or(0);
    let mut random = Seeded::new(seed.wrapping_mul(31).wrapping_add(salt));
    sheet
        .criteria_of(category)
        .map(|criterion| {
            let noise = if level { 0 } else { random.below(17) - 8 };
            let hundredths = (quality + noise).clamp(30, 100);
            let step = sheet.sheet.step.millionths().max(1);
            let raw = criterion.max.millionths() / 100 * hundredths;
            (criterion.id.clone(), Mark::from_millionths(raw / step * step))
        })
        .collect()
}
