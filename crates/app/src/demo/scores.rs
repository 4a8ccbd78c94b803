//! Scores of the demo: seeded, so that the same seed gives the same meeting. No quality is real.

use domain::{Category, ScoreSheet};
use ranking::Mark;
use ranking::stats::Generator;

use super::book::{AT_FIFTY, OVER_ABSOLUTE, OVER_RATIO};

/// A seeded generator, for made-up data only.
pub(super) struct Seeded(Generator);

impl Seeded {
    /// From a seed.
    pub(super) fn new(seed: u64) -> Seeded {
        Seeded(Generator::new(seed))
    }

    /// A number from 0 to one less than `end`.
    pub(super) fn below(&mut self, end: u64) -> i64 {
        i64::try_from(self.0.bits() % end.max(1)).unwrap_or(0)
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
