//! Dates and spans of dates, as ISO civil dates.

use chrono::{Datelike, Days, NaiveDate};
use domain::Code;

use super::Reading;
use super::text::{chinese_number, is_nothing, squeezed};

/// Which end of a month a month without a day stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// `2023.09` is 1 September.
    First,
    /// `2023.09` is 30 September.
    Last,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unread {
    /// It is none.
    No,
    /// It can be read in two ways; the token says which.
    Ways(&'static str),
}

type Parsed<T> = Result<T, Unread>;

fn reading<T>(parsed: Parsed<T>, what: &'static str) -> Reading<T> {
    match parsed {
        Ok(value) => Reading::of(value),
        Err(Unread::No) => Reading::refused(Code::DateUnparsable, what),
        Err(Unread::Ways(why)) => Reading::refused(Code::DateAmbiguous, why),
    }
}

/// Reads one date.
#[must_use]
pub fn read(text: &str, end: End) -> Reading<NaiveDate> {
    if let Some(date) = iso(text) {
        return Reading::of(date);
    }
    if is_nothing(text) {
        return Reading::empty();
    }
    reading(parse(&squeezed(without_time(text.trim())), end), "date")
}

/// A day as the standard writes it (ISO 8601, 2023-09-01), which is read most; nothing for any other text.
fn iso(text: &str) -> Option<NaiveDate> {
    let is_digit =
        |(at, b): (usize, u8)| matches!(at, 4 | 7) == (b == b'-') && (b == b'-' || b.is_ascii_digit());
    if text.len() != 10 || !text.bytes().enumerate().all(is_digit) {
        return None;
    }
    civil(text.get(..4)?, text.get(5..7)?, text.get(8..)?).ok()
}

/// Reads the number of a cell that no format shows as a date: a serial number of a day of this century, or digits such as
/// 20230901, 202309 and 2023.09. 2023.1 may be January or, typed as 2023.10, October.
#[must_use]
pub fn read_number(number: &str, end: End, from_1904: bool) -> Reading<NaiveDate> {
    if number.ends_with(".1") && number.len() == 6 {
        return Reading::refused(Code::DateAmbiguous, "month_1_or_10");
    }
    let whole = number.split('.').next().unwrap_or_default();
    if whole.len() == 5
        && let Some(date) = whole.parse().ok().and_then(|serial| of_serial(serial, from_1904))
    {
        return Reading::of(date);
    }
    read(number, end)
}

/// The day of a serial number between 2000 and 2099.
fn of_serial(serial: u64, from_1904: bool) -> Option<NaiveDate> {
    let start =
        if from_1904 { NaiveDate::from_ymd_opt(1904, 1, 1) } else { NaiveDate::from_ymd_opt(1899, 12, 30) };
    start?.checked_add_days(Days::new(serial)).filter(|d| (2000..=2099).contains(&d.year()))
}

/// Reads a span such as `2023.09-2026.08`, `2023年9月至2026年8月`, `2023-09-01~2026-08-31`.
#[must_use]
pub fn read_span(text: &str) -> Reading<(NaiveDate, NaiveDate)> {
    if is_nothing(text) {
        return Reading::empty();
    }
    let whole = squeezed(text);
    let plain = without_remark(&whole);
    let mut parsed = parse_span(plain);
    if parsed == Err(Unread::No) {
        // Two dates with nothing but a blank or a line break between them.
        let parts: Vec<&str> = text.split_whitespace().collect();
        if let [first, last] = parts.as_slice() {
            parsed = both(&squeezed(first), &squeezed(last));
        }
    }
    reading(parsed, "span")
}

/// Two months of one year with a hyphen between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Months {
    /// `2023年3-8月`: from the first day of the one to the last of the other.
    Span(NaiveDate, NaiveDate),
    /// `2023.03-08`: from March to August, or the 8th of March.
    OrDay,
}

/// Reads two months of one year, where a hyphen follows a year and a month that another mark joins. What can only be a day
/// is none.
#[must_use]
pub fn months_of_a_year(text: &str) -> Option<Months> {
    // Most days are written 2023-09-01, which is neither looked at nor copied; full-width marks are more than one byte.
    if text.is_ascii() && !text.contains(['.', '/']) {
        return None;
    }
    let text = squeezed(text);
    let (front, last) = text.split_once(['-', '—', '–', '~', '至'])?;
    let (year, first) = front.split_once(['.', '/', '年'])?;
    let (bare, named) = (last.trim_end_matches('月'), last.ends_with('月'));
    let number = |t: &str| t.parse::<u32>().ok().filter(|n| t.len() <= 2 && (1..=12).contains(n));
    let (from, to) = (number(first)?, number(bare)?);
    if year.len() != 4 || from >= to {
        return None;
    }
    if !named {
        return Some(Months::OrDay);
    }
    let start = month_end(year, first, End::First).ok()?;
    Some(Months::Span(start, month_end(year, bare, End::Last).ok()?))
}

/// The span without a remark in brackets: `2023.09-2026.08（36个月）`.
fn without_remark(text: &str) -> &str {
    match text.strip_suffix(')').and_then(|t| t.rfind('(')) {
        Some(at) if at > 0 => &text[..at],
        _ => text,
    }
}

fn parse_span(text: &str) -> Parsed<(NaiveDate, NaiveDate)> {
    for mark in ["--", "——", "—", "–", "―", "─", "~", "∼", "至", "到", "->", "→"] {
        if let Some((first, last)) = text.split_once(mark) {
            return both(first.trim_start_matches(['自', '从']), last.trim_start_matches(['-', '至', '到']));
        }
    }
    // A hyphen both separates and joins: cut where it leaves as much on each side.
    let hyphens: Vec<usize> = text.match_indices('-').map(|(at, _)| at).collect();
    if hyphens.len() % 2 == 1
        && let Some(middle) = hyphens.get(hyphens.len() / 2)
    {
        return both(&text[..*middle], &text[middle + 1..]);
    }
    match text.split_once('/') {
        Some((first, last)) if !last.contains('/') => both(first, last),
        _ => Err(Unread::No),
    }
}

/// Both ends. An end without a year is in the year of the start.
fn both(first: &str, last: &str) -> Parsed<(NaiveDate, NaiveDate)> {
    let start = parse(first, End::First)?;
    let end = match parse(last, End::Last) {
        Ok(end) => end,
        Err(Unread::Ways("no_year")) => parse(&format!("{}年{last}", start.year()), End::Last)?,
        Err(why) => return Err(why),
    };
    Ok((start, end))
}

/// Year, month and perhaps day, with any of the usual separators, or eight or six digits.
fn parse(text: &str, end: End) -> Parsed<NaiveDate> {
    if text.len() > 60 {
        return Err(Unread::No);
    }
    let numerals = in_digits(text);
    let text = numerals.as_deref().unwrap_or(text);
    let last_of_year = ["年底", "年末", "年底前", "年末前"].iter().find_map(|tail| text.strip_suffix(tail));
    if let (Some(year), End::Last) = (last_of_year, end) {
        return if year.len() == 4 { civil(year, "12", "31") } else { Err(Unread::No) };
    }
    let text = text.trim_end_matches(['前', '底', '止', '起', '末', '初', '.']);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月', '日', '号']).collect();
    let parts: Vec<&str> = match parts.as_slice() {
        [front @ .., ""] => front.to_vec(),
        all => all.to_vec(),
    };
    if parts.iter().any(|p| p.is_empty() || p.len() > 8 || !p.bytes().all(|b| b.is_ascii_digit())) {
        return Err(Unread::No);
    }
    let short = |p: &str| p.len() <= 2;
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && short(month) && short(day) => civil(year, month, day),
        [a, b, year] if year.len() == 4 && short(a) && short(b) => day_or_month_first(a, b, year),
        [year, month] if year.len() == 4 && short(month) => month_end(year, month, end),
        [year, rest @ ..] if short(year) && text.contains('年') && !rest.is_empty() => {
            Err(Unread::Ways("short_year"))
        }
        [a, b, c] if short(a) && short(b) && short(c) => Err(Unread::Ways("short_year")),
        [month, ..] if short(month) && text.contains('月') && parts.len() <= 2 => {
            Err(Unread::Ways("no_year"))
        }
        [digits] if digits.len() == 8 => civil(&digits[..4], &digits[4..6], &digits[6..]),
        [digits] if digits.len() == 6 => month_end(&digits[..4], &digits[4..], end),
        [year] if year.len() == 4 && is_year(year) => Err(Unread::Ways("year_only")),
        _ => Err(Unread::No),
    }
}

fn is_year(text: &str) -> bool {
    text.parse().is_ok_and(|year: i32| (1900..=2100).contains(&year))
}

fn civil(year: &str, month: &str, day: &str) -> Parsed<NaiveDate> {
    let number = |t: &str| t.parse::<u32>().map_err(|_| Unread::No);
    let year = year.parse::<i32>().map_err(|_| Unread::No)?;
    let date = NaiveDate::from_ymd_opt(year, number(month)?, number(day)?);
    date.filter(|date| (1900..=2999).contains(&date.year())).ok_or(Unread::No)
}

/// `3/4/2023` may be in March or in April; `13/4/2023` and `4/4/2023` can be read in one way only.
fn day_or_month_first(a: &str, b: &str, year: &str) -> Parsed<NaiveDate> {
    match (civil(year, a, b), civil(year, b, a)) {
        (Ok(one), Ok(other)) if one != other => Err(Unread::Ways("day_or_month")),
        (Ok(date), _) | (_, Ok(date)) => Ok(date),
        _ => Err(Unread::No),
    }
}

/// 二〇二三年九月一日 in digits; nothing for a text without such numerals.
fn in_digits(text: &str) -> Option<String> {
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|d| d == c || (c == '零' && d == '〇'));
    text.chars().next().and_then(digit)?;
    let (year, rest) = text.split_once('年')?;
    let year: Option<String> = year.chars().map(|c| digit(c).map(|d| d.to_string())).collect();
    let mut out = format!("{}年", year?);
    let mut rest = rest;
    for mark in ['月', '日'] {
        if let Some((number, after)) = rest.split_once(mark) {
            out.push_str(&format!("{}{mark}", chinese_number(number)?));
            rest = after;
        }
    }
    out.push_str(rest);
    Some(out)
}

/// The date without a time of day behind it (`2023-9-1 0:00:00`, `2023-09-01T00:00`).
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    match text[..colon].rfind(|c: char| c.is_whitespace() || c == 'T') {
        Some(at) => &text[..at],
        None => text,
    }
}

fn month_end(year: &str, month: &str, end: End) -> Parsed<NaiveDate> {
    let first = civil(year, month, "1")?;
    match end {
        End::First => Ok(first),
        End::Last => {
            first.checked_add_months(chrono::Months::new(1)).and_then(|d| d.pred_opt()).ok_or(Unread::No)
        }
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
        assert_eq!(read_span("2023.09").issue.map(|i| i.code), Some(Code::DateUnparsable));
        let ends = |text: &str| read_span(text).value.map(|(a, b)| format!("{a} {b}"));
        for (text, want) in [
            ("2023年9月—12月", "2023-09-01 2023-12-31"),
            ("2023.09-2026.08（36个月）", "2023-09-01 2026-08-31"),
            ("2023年9月\n2026年8月", "2023-09-01 2026-08-31"),
            ("2023-09/2026-08", "2023-09-01 2026-08-31"),
            ("自2023年9月至2026年底", "2023-09-01 2026-12-31"),
            ("二〇二三年九月至二〇二六年八月", "2023-09-01 2026-08-31"),
        ] {
            assert_eq!(ends(text).as_deref(), Some(want), "{text}");
        }
        assert_eq!(read_span("2023-2026年").issue.map(|i| i.code), Some(Code::DateAmbiguous));
    }

    #[test]
    fn what_is_no_date_is_a_finding() {
        for text in ["2023-13-01", "2023.02.30", "明年", "0001-01-01", "2023年三季度", "31/31/2023"] {
            assert_eq!(read(text, End::First).issue.map(|i| i.code), Some(Code::DateUnparsable), "{text}");
        }
        for text in ["9月1日", "23.9.1", "23年9月", "2023", "3/4/2023"] {
            assert_eq!(read(text, End::First).issue.map(|i| i.code), Some(Code::DateAmbiguous), "{text}");
        }
        assert_eq!(day("13/4/2023", End::First).as_deref(), Some("2023-04-13"));
        assert_eq!(read("/", End::First), Reading::empty());
    }

    #[test]
    fn a_bare_number_is_a_serial_of_either_system_or_the_digits_of_a_date() {
        let day = |n: &str, end, old| read_number(n, end, old).value.map(|d| d.to_string());
        assert_eq!(day("45170", End::First, false).as_deref(), Some("2023-09-01"));
        assert_eq!(day("43708", End::First, true).as_deref(), Some("2023-09-01"));
        assert_eq!(day("202608", End::Last, false).as_deref(), Some("2026-08-31"));
        assert_eq!(day("2023.12", End::First, false).as_deref(), Some("2023-12-01"));
        assert_eq!(read_number("2023.1", End::First, false).issue.map(|i| i.code), Some(Code::DateAmbiguous));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[0-9年月日./:T \\-~至]{0,24}|.{0,20}") {
            let _ = (read(&text, End::First), read(&text, End::Last), read_span(&text));
        }
    }
}
