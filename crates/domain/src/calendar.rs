//! Working days by the State Council's yearly arrangements. A year that was not loaded, or whose file is empty, is an
//! unknown year: nothing is computed into it, because a guessed deadline is a wrong one.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::finding::Finding;

/// When a period begins: the day after posting (default) or the day of posting (a setting).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstDay {
    /// 公示之日起的次日
    #[default]
    NextDay,
    /// 公示当日
    SameDay,
}

#[derive(Deserialize)]
struct YearFile {
    year: i32,
    days: Vec<DayFile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DayFile {
    date: NaiveDate,
    is_off_day: bool,
}

/// The loaded years: for each, the days that depart from the plain week (true = off, false = make-up working day).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    years: BTreeMap<i32, BTreeMap<NaiveDate, bool>>,
}

impl Calendar {
    /// Loads one year's arrangement (JSON: `year`, `days` of `date` and `isOffDay`). An empty year stays unknown.
    ///
    /// # Errors
    /// A finding `calendar.invalid` for a file that cannot be read or names a day outside its year's reach
    /// (an arrangement may name the last days of the year before and the first of the next).
    pub fn load(&mut self, json: &str) -> Result<i32, Finding> {
        let invalid = |reason: String| Finding::error(Code::CalendarInvalid).with("reason", reason);
        let file: YearFile = serde_json::from_str(json).map_err(|e| invalid(e.to_string()))?;
        if let Some(day) = file.days.iter().find(|d| (d.date.year() - file.year).abs() > 1) {
            return Err(invalid(format!("{} is not in {}", day.date, file.year)));
        }
        if !file.days.is_empty() {
            self.years.insert(file.year, file.days.iter().map(|d| (d.date, d.is_off_day)).collect());
        }
        Ok(file.year)
    }

    /// The loaded years, in their order.
    pub fn years(&self) -> impl Iterator<Item = i32> + '_ {
        self.years.keys().copied()
    }

    /// The last day that the loaded years know; nothing when none is loaded.
    #[must_use]
    pub fn until(&self) -> Option<NaiveDate> {
        self.years.keys().next_back().and_then(|year| NaiveDate::from_ymd_opt(*year, 12, 31))
    }

    /// Whether `day` is a working day.
    ///
    /// # Errors
    /// A finding `calendar.not_loaded` naming the year.
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool, Finding> {
        let year = self.years.get(&day.year()).ok_or_else(|| {
            Finding::error(Code::CalendarNotLoaded)
                .with("date", day.to_string())
                .with("year", day.year().to_string())
        })?;
        // An arrangement published for the next year may already name the last days of this one.
        let next = self.years.get(&(day.year() + 1)).and_then(|y| y.get(&day));
        Ok(match next.or_else(|| year.get(&day)) {
            Some(off) => !off,
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        })
    }

    /// Whether a day may still change: the arrangement of the next year, when it comes, may name the last days of this one.
    #[must_use]
    pub fn may_change(&self, day: NaiveDate) -> bool {
        day.month() == 12 && day.day() >= 25 && !self.years.contains_key(&(day.year() + 1))
    }

    /// The last day of a period of `days` working days (policy 四（五）: five days of publicity).
    ///
    /// # Errors
    /// A finding `calendar.not_loaded` when the period reaches a year that is not loaded, or the posting day is in one.
    pub fn last_day(&self, posted: NaiveDate, days: u32, first: FirstDay) -> Result<NaiveDate, Finding> {
        let mut day = posted;
        let posted_works = self.is_working_day(posted)?;
        let mut left = match first {
            FirstDay::SameDay if posted_works => days.saturating_sub(1),
            FirstDay::SameDay | FirstDay::NextDay => days,
        };
        while left > 0 {
            day = day.checked_add_days(Days::new(1)).ok_or_else(|| {
                Finding::error(Code::CalendarNotLoaded)
                    .with("date", day.to_string())
                    .with("year", day.year().to_string())
            })?;
            if self.is_working_day(day)? {
                left -= 1;
            }
        }
        Ok(day)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Posted, and the last of five working days counted from the next day and from the same day.
    pub(crate) const FIVE_DAYS: [(&str, &str, &str); 6] = [
        ("2023-09-27", "2023-10-10", "2023-10-09"),
        ("2024-09-13", "2024-09-23", "2024-09-20"),
        ("2025-01-24", "2025-02-07", "2025-02-06"),
        ("2025-09-26", "2025-10-10", "2025-10-09"),
        ("2026-02-13", "2026-02-27", "2026-02-26"),
        ("2026-09-30", "2026-10-13", "2026-10-12"),
    ];

    pub(crate) fn shipped() -> Calendar {
        let mut calendar = Calendar::default();
        for json in [
            include_str!("../../../assets/calendars/2023.json"),
            include_str!("../../../assets/calendars/2024.json"),
            include_str!("../../../assets/calendars/2025.json"),
            include_str!("../../../assets/calendars/2026.json"),
        ] {
            calendar.load(json).unwrap();
        }
        calendar
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn five_working_days_of_publicity_end_as_the_announced_arrangements_say() {
        let calendar = shipped();
        for (posted, next_day, same_day) in FIVE_DAYS {
            assert_eq!(calendar.last_day(day(posted), 5, FirstDay::NextDay), Ok(day(next_day)), "{posted}");
            assert_eq!(calendar.last_day(day(posted), 5, FirstDay::SameDay), Ok(day(same_day)), "{posted}");
        }
    }

    #[test]
    fn the_years_have_as_many_working_days_as_announced() {
        let calendar = shipped();
        for (year, count) in [(2023, 249), (2024, 251), (2025, 248), (2026, 248)] {
            let working = (0..366)
                .filter_map(|n| NaiveDate::from_yo_opt(year, n + 1))
                .filter(|d| calendar.is_working_day(*d) == Ok(true))
                .count();
            assert_eq!(working, count, "{year}");
        }
        assert_eq!(
            calendar.is_working_day(day("2024-02-09")),
            Ok(true),
            "除夕 2024 is a working day with a notice"
        );
    }

    #[test]
    fn nothing_is_computed_into_a_year_that_is_not_loaded() {
        let mut calendar = shipped();
        let refused = calendar.last_day(day("2026-12-28"), 5, FirstDay::NextDay).unwrap_err();
        assert_eq!(refused.code, Code::CalendarNotLoaded);
        assert_eq!(calendar.load(r#"{"year": 2027, "papers": [], "days": []}"#), Ok(2027));
        assert!(
            calendar.last_day(day("2026-12-28"), 5, FirstDay::NextDay).is_err(),
            "an empty year is an unknown year"
        );
        assert!(calendar.last_day(day("2022-12-28"), 5, FirstDay::NextDay).is_err());
    }

    #[test]
    fn the_last_days_of_the_last_loaded_year_may_still_change() {
        let calendar = shipped();
        assert!(calendar.may_change(day("2026-12-31")));
        assert!(!calendar.may_change(day("2025-12-31")) && !calendar.may_change(day("2026-12-24")));
    }

    #[test]
    fn posting_on_a_day_off_counts_from_the_next_working_day_in_both_conventions() {
        let calendar = shipped();
        // 2025-03-01 is a Saturday
        assert_eq!(calendar.last_day(day("2025-03-01"), 5, FirstDay::SameDay), Ok(day("2025-03-07")));
        assert_eq!(calendar.last_day(day("2025-03-01"), 5, FirstDay::NextDay), Ok(day("2025-03-07")));
    }
}
