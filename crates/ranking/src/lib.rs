//! The arithmetic that decides, small enough for an auditor to read: marks are integers, means are fractions, and
//! nothing here rounds except [`Exact::half_up`], which is called for display only.
//!
//! * [`mark`]: a score as an exact decimal number.
//! * [`exact`]: fractions and how they are shown.
//! * [`aggregate`]: one criterion of one item, over its own valid scores, plain or trimmed, with a trace.
//! * [`order`]: items into ranks by a total and tie-breakers; what stays equal is a tie, and a human decides.
//!
//! No clock, no files, no floating point, no randomness; but for [`stats`], which informs, decides nothing and is used by
//! nothing that does.

pub mod aggregate;
pub mod exact;
pub mod mark;
pub mod order;
pub mod stats;

pub use aggregate::{Aggregate, Cell, Fate, Rule, aggregate, weighted};
pub use exact::Exact;
pub use mark::{Mark, MarkError};
pub use order::{Comparison, Key, Placed, rank};
