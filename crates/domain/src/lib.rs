//! Types and rules of the programme: money, calendar, policy, bids, budget, panels, recusal, score sheets, sessions,
//! funding. Everything here is pure: no files, no clock, no random numbers; dates and times are passed in.
//!
//! The rules are numbered as in the project's domain notes; each names the article of the policy it implements.

pub mod code;
pub mod finding;
pub mod money;
mod money_words;

pub use code::Code;
pub use finding::{Finding, Place, Severity};
pub use money::Fen;
