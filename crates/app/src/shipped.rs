//! What the product ships: the policy, the calendars, the default sheets. An office may load its own beside them.

use domain::calendar::Calendar;
use domain::session::SessionKind;
use domain::{Code, Policy, ScoreSheet};

use crate::refusal::{Refusal, Result};

const POLICY: &str = include_str!("../../../assets/policies/taiyuan-2023-17.toml");
const BID_SHEET: &str = include_str!("../../../assets/score-sheets/bid-default.toml");
const DEMAND_SHEET: &str = include_str!("../../../assets/score-sheets/demand-default.toml");
const CALENDARS: [&str; 4] = [
    include_str!("../../../assets/calendars/2023.json"),
    include_str!("../../../assets/calendars/2024.json"),
    include_str!("../../../assets/calendars/2025.json"),
    include_str!("../../../assets/calendars/2026.json"),
];

/// The policy in force as shipped.
///
/// # Errors
/// `policy.invalid`, if the shipped file were not valid; a test reads it.
pub fn policy() -> Result<Policy> {
    Ok(Policy::parse(POLICY)?)
}

/// The default sheet of a bid session.
///
/// # Errors
/// `sheet.invalid`, if the shipped file were not valid; a test reads it.
pub fn bid_sheet() -> Result<ScoreSheet> {
    Ok(ScoreSheet::parse(BID_SHEET)?)
}

/// The default sheet of a demand review.
///
/// # Errors
/// `sheet.invalid`, if the shipped file were not valid; a test reads it.
pub fn demand_sheet() -> Result<ScoreSheet> {
    Ok(ScoreSheet::parse(DEMAND_SHEET)?)
}

/// The default sheet of a kind of session.
///
/// # Errors
/// `session.kind_unknown` for a kind that has no sheet here.
pub fn sheet_of(kind: SessionKind) -> Result<ScoreSheet> {
    match kind {
        SessionKind::Bid => bid_sheet(),
        SessionKind::Demand => demand_sheet(),
        SessionKind::Milestone | SessionKind::Acceptance | SessionKind::Termination => {
            Err(Refusal::of(Code::SessionKindUnknown).with("kind", kind.zh()))
        }
    }
}

/// The announced years.
///
/// # Errors
/// `calendar.invalid`, if a shipped file were not valid; a test reads them.
pub fn calendar() -> Result<Calendar> {
    let mut calendar = Calendar::default();
    for year in CALENDARS {
        calendar.load(year)?;
    }
    Ok(calendar)
}

#[cfg(test)]
mod tests {
    #[test]
    fn everything_that_is_shipped_reads() {
        super::policy().unwrap();
        super::bid_sheet().unwrap();
        super::demand_sheet().unwrap();
        super::calendar().unwrap();
    }
}
