//! What the product ships: the policy, the calendars, the default sheets. An office may load its own beside them.

use domain::calendar::Calendar;
use domain::session::SessionKind;
use domain::{Policy, ScoreSheet};

use crate::refusal::Result;

const POLICY: &str = include_str!("../../../assets/policies/taiyuan-2023-17.toml");
const BID_SHEET: &str = include_str!("../../../assets/score-sheets/bid-default.toml");
const DEMAND_SHEET: &str = include_str!("../../../assets/score-sheets/demand-default.toml");
const MILESTONE_SHEET: &str = include_str!("../../../assets/score-sheets/milestone-default.toml");
const ACCEPTANCE_SHEET: &str = include_str!("../../../assets/score-sheets/acceptance-default.toml");
const TERMINATION_SHEET: &str = include_str!("../../../assets/score-sheets/termination-default.toml");
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
/// `sheet.invalid`, if a shipped file were not valid; a test reads them.
pub fn sheet_of(kind: SessionKind) -> Result<ScoreSheet> {
    match kind {
        SessionKind::Bid => bid_sheet(),
        SessionKind::Demand => demand_sheet(),
        SessionKind::Milestone => Ok(ScoreSheet::parse(MILESTONE_SHEET)?),
        SessionKind::Acceptance => Ok(ScoreSheet::parse(ACCEPTANCE_SHEET)?),
        SessionKind::Termination => Ok(ScoreSheet::parse(TERMINATION_SHEET)?),
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
        for kind in super::SessionKind::ALL {
            assert_eq!(super::sheet_of(kind).unwrap().sheet.kind, kind);
        }
        super::calendar().unwrap();
    }
}
