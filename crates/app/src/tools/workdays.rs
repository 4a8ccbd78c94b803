//! The last day of a period of working days.

use chrono::{Datelike, NaiveDate};
use domain::calendar::FirstDay;
use domain::{Code, Finding};

use crate::refusal::Result;
use crate::shipped;

/// The last of `days` working days after (or, with `same_day`, from) the day of posting; the policy's five by default.
/// With it comes a warning where the day may still change.
///
/// # Errors
/// `calendar.not_loaded` where a year is not announced.
pub fn workdays(
    posted: NaiveDate,
    days: Option<u32>,
    same_day: bool,
) -> Result<(NaiveDate, Option<Finding>)> {
    let days = match days {
        Some(days) => days,
        None => shipped::policy()?.publicity.working_days,
    };
    let first = if same_day { FirstDay::SameDay } else { FirstDay::NextDay };
    let calendar = shipped::calendar()?;
    let last = calendar.last_day(posted, days, first)?;
    let warning = calendar.may_change(last).then(|| {
        Finding::warning(Code::CalendarMayChange)
            .with("date", last.to_string())
            .with("year", (last.year() + 1).to_string())
    });
    Ok((last, warning))
}
