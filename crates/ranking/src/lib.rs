//! The arithmetic that decides, small enough for an auditor to read: marks are integers, means are fractions, and
//! nothing here rounds except [`Exact::half_up`], which is called for display only, and the root in [`standard`].
//!
//! * [`mark`]: a score as an exact decimal number.
//! * [`exact`]: fractions and how they are shown.
//! * [`aggregate`]: one criterion of one item, over its own valid scores, plain, trimmed or their median, with a trace.
//! * [`group`]: the same by groups of raters that weigh differently.
//! * [`standard`]: one rater's figures measured by the rater's own mean and spread.
//! * [`order`]: items into ranks by a total and tie-breakers; what stays equal is a tie, and a human decides.
//!
//! No clock, no files, no floating point, no randomness; but for [`stats`], which informs, decides nothing and is used by
//! nothing that does.

pub mod aggregate;
pub mod exact;
pub mod group;
pub mod mark;
pub mod order;
pub mod standard;
pub mod stats;

pub use aggregate::{Aggregate, Cell, Fate, Rule, aggregate, aggregate_figures, weighted};
pub use exact::Exact;
pub use group::{GroupPart, grouped};
pub use mark::{Mark, MarkError};
pub use order::{Comparison, Key, Placed, rank};
pub use standard::standardised;
