//! A percentage as the policy or a sheet states it: an exact decimal, used as an exact fraction.

use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;
use ranking::{Exact, Mark};
use serde::{Deserialize, Serialize};

/// A percentage, exact: `30`, `12.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(pub Mark);

impl Percent {
    /// The share as a fraction of one.
    #[must_use]
    pub fn share(self) -> BigRational {
        Exact::from(self.0).ratio() / BigRational::from_integer(BigInt::from(100))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}

/// A computed share as a percentage with two decimals, half-up, for display: `29.58%`.
#[must_use]
pub fn shown(share: &BigRational) -> String {
    format!("{}%", Exact::from_ratio(share * BigRational::from_integer(BigInt::from(100))).half_up(2))
}

/// A part of a whole as [`shown`] prints it; nothing of a whole of nothing.
#[must_use]
pub fn shown_of(part: i64, whole: i64) -> Option<String> {
    (whole != 0).then(|| shown(&BigRational::new(part.into(), whole.into())))
}
