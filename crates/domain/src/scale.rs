//! An expert's own use of the scale, shown in private before the lock. It is made of the expert's own marks alone.

use ranking::{Exact, Mark};
use serde::{Deserialize, Serialize};

/// From so many scored items on it is said that all of them are alike.
const ALIKE_FROM: usize = 3;

/// How an expert's own sums lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnScale {
    /// Items with a sum.
    pub items: u32,
    /// The lowest sum; nothing without any.
    pub low: Option<Mark>,
    /// The highest.
    pub high: Option<Mark>,
    /// Their mean, two decimals, half up.
    pub mean: Option<String>,
    /// Whether three or more are all the same.
    pub all_equal: bool,
}

impl OwnScale {
    /// Of the sums of the own marks, one for each item that was scored.
    #[must_use]
    pub fn of(sums: &[Mark]) -> OwnScale {
        let (low, high) = (sums.iter().min().copied(), sums.iter().max().copied());
        let total: i128 = sums.iter().map(|m| i128::from(m.millionths())).sum();
        OwnScale {
            items: u32::try_from(sums.len()).unwrap_or(u32::MAX),
            mean: Exact::mean(total, sums.len()).map(|mean| mean.half_up(2)),
            all_equal: sums.len() >= ALIKE_FROM && low == high,
            low,
            high,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sums: &[&str]) -> OwnScale {
        OwnScale::of(&sums.iter().map(|s| s.parse().unwrap()).collect::<Vec<_>>())
    }

    #[test]
    fn the_own_scale_tells_spread_and_mean_and_warns_where_three_or_more_are_alike() {
        let scale = of(&["80", "70.5", "70"]);
        assert_eq!((scale.low, scale.high), ("70".parse().ok(), "80".parse().ok()));
        assert_eq!((scale.mean.as_deref(), scale.all_equal), (Some("73.50"), false));
        assert!(of(&["80", "80", "80"]).all_equal);
        assert!(!of(&["80", "80"]).all_equal, "two alike say nothing");
        assert_eq!(of(&[]), OwnScale { items: 0, low: None, high: None, mean: None, all_equal: false });
    }
}
