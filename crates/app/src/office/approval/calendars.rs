//! The calendars that working days are counted by: those that are shipped, and years that the office loaded from an
//! announcement (DOMAIN § 5).

use std::path::Path;

use domain::Code;
use domain::calendar::Calendar;
use serde_json::json;
use vault::Reader;

use crate::access::Act;
use crate::api::approval::CalendarYear;
use crate::chain_records::CalendarRecord;
use crate::files;
use crate::office::Office;
use crate::refusal::{Refusal, Result};
use crate::shipped;
use crate::views::minute;

/// Largest file of a year, bytes.
const LARGEST: u64 = 1 << 20;

/// The shipped years with those that the office loaded in their place.
pub(crate) fn calendar(r: &Reader<'_>) -> Result<Calendar> {
    let mut calendar = shipped::calendar()?;
    for record in r.list::<CalendarRecord>()? {
        calendar.load(&record.text)?;
    }
    Ok(calendar)
}

impl Office {
    /// The years that are known, with the announcement each rests on.
    ///
    /// # Errors
    /// The vault's own.
    pub fn calendar_years(&self) -> Result<Vec<CalendarYear>> {
        let loaded: Vec<CalendarRecord> = self.access.read(|r| Ok(r.list()?))?;
        let shipped = shipped::calendar()?;
        let own = |year: i32| loaded.iter().find(|l| l.year == year);
        let mut years: Vec<i32> = shipped.years().chain(loaded.iter().map(|l| l.year)).collect();
        years.sort_unstable();
        years.dedup();
        let view = |year: i32| CalendarYear {
            year,
            notice: own(year).map(|l| l.notice.clone()),
            at: own(year).map(|l| minute(l.at)),
        };
        Ok(years.into_iter().map(view).collect())
    }

    /// Loads the arrangement of a year (JSON: `year`, `days` of `date` and `isOffDay`), with the number of the announcement it
    /// follows. It takes the place of an earlier one of that year; what was counted before stays as it was recorded.
    ///
    /// # Errors
    /// `calendar.invalid` for a file that cannot be read or knows no day; `missing_value` without the number; `io`.
    pub fn load_calendar(&mut self, path: &Path, notice: &str) -> Result<Vec<CalendarYear>> {
        let notice = notice.trim().to_owned();
        if notice.is_empty() {
            return Err(Refusal::of(Code::MissingValue).with("field", "节假日安排的文号"));
        }
        let at = self.access.clock.now();
        let file = files::name(path);
        let invalid = |reason: &str| Refusal::of(Code::CalendarInvalid).with("reason", reason).in_file(&file);
        let text = String::from_utf8(files::read(path, LARGEST)?).map_err(|e| invalid(&e.to_string()))?;
        let mut read = Calendar::default();
        let year = read.load(&text).map_err(|finding| Refusal::from(finding).in_file(&file))?;
        if read.until().is_none() {
            return Err(invalid("no day"));
        }
        let act = Act::new("calendar.load", year.to_string()).with(json!({ "notice": notice, "file": file }));
        self.access.record_at(at, act, |w| Ok(w.put(&CalendarRecord { year, notice, text, at })?))?;
        self.calendar_years()
    }
}
