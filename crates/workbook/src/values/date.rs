//! Dates and spans of dates, as ISO civil dates.

use chrono::NaiveDate;
use domain::Code;

use super::Reading;
use super::text::{is_nothing, squeezed};

/// Which end of a month a month without a day stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// `2023.09` is 1 September.
    First,
    /// `2023.09` is 30 September.
    Last,
}

/// Reads one date.
#[must_use]
pub fn read(text: &str, end: End) -> Reading<NaiveDate> {
    if is_nothing(text) {
        return Reading::empty();
    }
    parse(&squeezed(without_time(text.trim())), end)
        .map_or(Reading::refused(Code::ValueUnreadable, "date"), Reading::of)
}

/// Reads a span such as `2023.09-2026.08`, `2023年9月至2026年8月`, `2023-09-01~2026-08-31`.
#[must_use]
pub fn read_span(text: &str) -> Reading<(NaiveDate, NaiveDate)> {
    if is_nothing(text) {
        return Reading::empty();
    }
    parse_span(&squeezed(text)).map_or(Reading::refused(Code::ValueUnreadable, "span"), Reading::of)
}

fn parse_span(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    for mark in ["--", "——", "—", "–", "~", "∼", "至", "到"] {
        if let Some((first, last)) = text.split_once(mark) {
            return both(first.trim_start_matches(['自', '从']), last);
        }
    }
    // A hyphen both separates and joins: cut where it leaves as much on each side.
    let hyphens: Vec<usize> = text.match_indices('-').map(|(at, _)| at).collect();
    let middle = *hyphens.get(hyphens.len() / 2).filter(|_| hyphens.len() % 2 == 1)?;
    both(&text[..middle], &text[middle + 1..])
}

fn both(first: &str, last: &str) -> Option<(NaiveDate, NaiveDate)> {
    Some((parse(first, End::First)?, parse(last, End::Last)?))
}

/// Year, month and perhaps day, with any of the usual separators, or eight or six digits.
fn parse(text: &str, end: End) -> Option<NaiveDate> {
    let text = text.trim_end_matches(['前', '底', '止', '起', '.']);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月', '日', '号']).collect();
    let parts: Vec<&str> = match parts.as_slice() {
        [front @ .., ""] => front.to_vec(),
        all => all.to_vec(),
    };
    if parts.iter().any(|p| p.is_empty() || p.len() > 8 || !p.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        [year, month] if year.len() == 4 && month.len() <= 2 => month_end(year, month, end),
        [digits] if digits.len() == 8 => NaiveDate::from_ymd_opt(
            digits[..4].parse().ok()?,
            digits[4..6].parse().ok()?,
            digits[6..].parse().ok()?,
        ),
        [digits] if digits.len() == 6 => month_end(&digits[..4], &digits[4..], end),
        _ => None,
    }
    .filter(|date| (1900..=2999).contains(&chrono::Datelike::year(date)))
}

/// The date without a time of day behind it (`2023-9-1 0:00:00`, `2023-09-01T00:00`).
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    match text[..colon].rfind(|c: char| c.is_whitespace() || c == 'T') {
        Some(at) => &text[..at],
        None => text,
    }
}

fn month_end(year: &str, month: &str, end: End) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)?;
    match end {
        End::First => Some(first),
        End::Last => first.checked_add_months(chrono::Months::new(1))?.pred_opt(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str, end: End) -> Option<String> {
        read(text, end).value.map(|d| d.to_string())
    }

    #[test]
    fn the_spellings_of_a_day_read_the_same() {
        for text in [
            "2023-09-01",
            "2023.9.1",
            "2023/9/1",
            "2023年9月1日",
            "20230901",
            "２０２３．９．１",
            "2023-09-01 00:00:00",
            "2023 年 9 月 1 日",
        ] {
            assert_eq!(day(text, End::First).as_deref(), Some("2023-09-01"), "{text}");
        }
    }

    #[test]
    fn a_month_is_its_first_day_as_a_start_and_its_last_as_an_end() {
        assert_eq!(day("2024.02", End::First).as_deref(), Some("2024-02-01"));
        assert_eq!(day("2024年2月", End::Last).as_deref(), Some("2024-02-29"));
        assert_eq!(day("2023.12", End::Last).as_deref(), Some("2023-12-31"));
    }

    #[test]
    fn a_span_gives_both_ends() {
        for text in [
            "2023.09-2026.08",
            "2023年9月至2026年8月",
            "2023.9—2026.8",
            "2023-09-01~2026-08-31",
            "2023-09-2026-08",
            "2023-09-01-2026-08-31",
            "2023/09 - 2026/08",
        ] {
            let got = read_span(text).value.map(|(a, b)| (a.to_string(), b.to_string()));
            assert_eq!(got, Some(("2023-09-01".to_owned(), "2026-08-31".to_owned())), "{text}");
        }
        assert_eq!(read_span("2023.09").issue.map(|i| i.code), Some(Code::ValueUnreadable));
    }

    #[test]
    fn what_is_no_date_is_a_finding() {
        for text in ["2023-13-01", "2023.02.30", "明年", "9月1日", "23.9.1", "0001-01-01", "2023"] {
            assert_eq!(read(text, End::First).issue.map(|i| i.code), Some(Code::ValueUnreadable), "{text}");
        }
        assert_eq!(read("/", End::First), Reading::empty());
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[0-9年月日./:T \\-~至]{0,24}|.{0,20}") {
            let _ = (read(&text, End::First), read(&text, End::Last), read_span(&text));
        }
    }
}
