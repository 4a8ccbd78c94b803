//! Stored numbers as cells hold them: the decimal that the clerk typed, or the day or month that a date format shows.

use chrono::{Datelike, Days, NaiveDate};

use super::styles::Shown;
use crate::grid::CellValue;

/// Digits that a double keeps whatever they are.
const SAFE_DIGITS: usize = 15;

/// A number in text: a date where its format shows one, else the shortest decimal that reads back to the same double.
/// Excel stores doubles, so the seventeenth digit of a sum is noise of the format and not the clerk's. What is no number
/// gives nothing.
pub(super) fn of_text(text: &str, shown: Shown, is_1904: bool) -> Option<CellValue> {
    if !matches!(shown, Shown::Date | Shown::Month) && is_plain(text) {
        return Some(CellValue::Number(text.into()));
    }
    of_double(text.parse().ok()?, shown, is_1904)
}

/// A number as a double; nothing for one that no cell can hold.
pub(super) fn of_double(number: f64, shown: Shown, is_1904: bool) -> Option<CellValue> {
    if !number.is_finite() || number.abs() >= 1e30 {
        return None;
    }
    if matches!(shown, Shown::Date | Shown::Month)
        && let Some(date) = date_of_serial(number, is_1904)
    {
        // Which day of the month is stored is nobody's word: the cell shows a month, and that is what was meant.
        let of_month = || CellValue::Text(format!("{}年{}月", date.year(), date.month()).into());
        return Some(if shown == Shown::Month { of_month() } else { CellValue::Date(date) });
    }
    let text = number.to_string();
    Some(CellValue::Number(if text == "-0" { "0".into() } else { text.into() }))
}

/// Whether a text is already the shortest decimal of its double, so that it need not be read and printed: few digits,
/// none of them idle.
fn is_plain(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    if digits.is_empty() || digits.len() > SAFE_DIGITS {
        return false;
    }
    let whole = digits.iter().position(|b| *b == b'.').unwrap_or(digits.len());
    let fraction = digits.get(whole + 1..);
    let all_digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let leading = digits.first() == Some(&b'0') && whole > 1;
    all_digits(&digits[..whole])
        && !leading
        && fraction.is_none_or(|f| all_digits(f) && f.last() != Some(&b'0'))
        && text != "-0"
}

/// The civil date of a serial number. Serial 60 of the 1900 system is the 29 February 1900 that never was.
fn date_of_serial(serial: f64, is_1904: bool) -> Option<NaiveDate> {
    let whole = serial.trunc().to_string().parse::<u64>().ok()?;
    if whole > 2_958_465 {
        return None;
    }
    let (start, days) = match (is_1904, whole) {
        (true, days) => (NaiveDate::from_ymd_opt(1904, 1, 1)?, days),
        (false, 0 | 60) => return None,
        (false, days @ 1..60) => (NaiveDate::from_ymd_opt(1899, 12, 31)?, days),
        (false, days) => (NaiveDate::from_ymd_opt(1899, 12, 30)?, days),
    };
    start.checked_add_days(Days::new(days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_those_that_excel_shows_in_both_systems() {
        let day = |serial, is_1904| date_of_serial(serial, is_1904).map(|d| d.to_string());
        assert_eq!(day(1.0, false).as_deref(), Some("1900-01-01"));
        assert_eq!(day(59.0, false).as_deref(), Some("1900-02-28"));
        assert_eq!(day(60.0, false), None);
        assert_eq!(day(61.0, false).as_deref(), Some("1900-03-01"));
        assert_eq!(day(45352.75, false).as_deref(), Some("2024-03-01"));
        assert_eq!(day(43890.0, true).as_deref(), Some("2024-03-01"));
        assert_eq!(day(-1.0, false), None);
        assert_eq!(day(1e9, false), None);
    }

    #[test]
    fn a_format_without_a_day_gives_the_month_that_is_shown() {
        assert_eq!(of_double(45184.0, Shown::Month, false), Some(CellValue::Text("2023年9月".into())));
        assert_eq!(of_text("45170", Shown::Month, false), Some(CellValue::Text("2023年9月".into())));
        assert_eq!(of_double(45170.0, Shown::Month, true), Some(CellValue::Text("2027年9月".into())));
        assert_eq!(of_double(-1.0, Shown::Month, false), Some(CellValue::Number("-1".into())));
    }

    #[test]
    fn a_number_that_needs_no_reading_is_told_from_one_that_does() {
        for plain in ["0", "7", "-7", "0.5", "120.25", "123456789012345"] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in
            ["", "-", ".5", "5.", "007", "1.50", "1e3", "-0", "1234567890123456", "3386.6999999999998"]
        {
            assert!(!is_plain(other), "{other}");
        }
    }

    proptest! {
        #[test]
        fn a_plain_number_is_the_shortest_of_its_double(text in "-?[0-9]{1,9}(\\.[0-9]{1,6})?") {
            if is_plain(&text) {
                let number: f64 = text.parse().unwrap();
                prop_assert_eq!(number.to_string(), text);
            }
        }
    }
}
