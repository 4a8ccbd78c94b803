//! The last day of a period of working days.

use chrono::NaiveDate;
use domain::calendar::FirstDay;

use crate::refusal::Result;
use crate::shipped;

/// The last of `days` working days after (or, with `same_day`, from) the day of posting; the policy's five by default.
///
/// # Errors
/// `calendar.not_loaded` where a year is not announced.
pub fn workdays(posted: NaiveDate, days: Option<u32>, same_day: bool) -> Result<NaiveDate> {
    let days = match days {
        Some(days) => days,
        None => shipped::policy()?.publicity.working_days,
    };
    let first = if same_day { FirstDay::SameDay } else { FirstDay::NextDay };
    Ok(shipped::calendar()?.last_day(posted, days, first)?)
}
