//! How the types of a template print. Nothing is computed here: what cannot be shown exactly is refused.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use domain::Fen;
use serde_json::Value;

use super::front::Kind;
use crate::marks;

/// The text of a value, or nothing when it is not of its kind. A null is a ruled blank.
pub(crate) fn format(kind: &Kind, value: &Value) -> Option<String> {
    if kind.name == "sig" {
        return Some(marks::SIGN.to_string());
    }
    if value.is_null() || kind.name == "blank" {
        return Some(blank(kind));
    }
    let text = value.as_str();
    if text == Some("") {
        // Said to be nothing, or hidden in this variant.
        return Some(String::new());
    }
    match kind.name.as_str() {
        "text" => text.filter(|t| !t.contains(['\n', '\r'])).map(str::to_owned),
        "para" => text.map(|t| t.trim().replace("\r\n", "\n")),
        "enum" => text.filter(|t| kind.words.iter().any(|w| w == t)).map(str::to_owned),
        "date" => text.and_then(|t| NaiveDate::parse_from_str(t, "%Y-%m-%d").ok()).map(zh_date),
        "time" => text.and_then(|t| NaiveTime::parse_from_str(t, "%H:%M:%S%.f").ok()).map(zh_time),
        "datetime" => {
            text.and_then(|t| NaiveDateTime::parse_from_str(t, "%Y-%m-%dT%H:%M:%S%.f").ok()).map(zh_date_time)
        }
        "int" => value.as_i64().map(|n| n.to_string()),
        "dec2" => text.and_then(dec2),
        "wan" => value.as_i64().map(|n| Fen(n).wan()),
        "yuan" => value.as_i64().map(|n| Fen(n).yuan()),
        "upper" => value.as_i64().map(|n| Fen(n).in_words()),
        "pct" | "rate" => text.filter(|t| is_percent(t)).map(str::to_owned),
        "box" => value.as_bool().map(|b| if b { marks::TICKED } else { marks::UNTICKED }.to_string()),
        "check" => value.as_bool().map(|b| if b { "√" } else { "×" }.to_owned()),
        "digest" => text.filter(|t| is_digest(t)).map(|t| digest_groups(&t[..12])),
        "digest64" => text.filter(|t| is_digest(t)).map(digest_groups),
        _ => None,
    }
}

/// What is printed where nobody recorded anything: a rule as wide as the value would be.
fn blank(kind: &Kind) -> String {
    let rule = |n: usize| marks::BLANK.to_string().repeat(n);
    let date = || format!("{}年{}月{}日", rule(3), rule(2), rule(2));
    let time = || format!("{}时{}分", rule(2), rule(2));
    match (kind.name.as_str(), kind.width) {
        (_, Some(width)) => rule(width),
        ("date", _) => date(),
        ("time", _) => time(),
        ("datetime", _) => format!("{}{}", date(), time()),
        ("int" | "rate", _) => rule(2),
        ("dec2" | "pct", _) => rule(3),
        ("wan" | "yuan", _) => rule(4),
        ("upper" | "blank", _) => rule(8),
        ("para", _) => rule(24),
        ("box" | "bool", _) => marks::UNTICKED.to_string(),
        ("check", _) => String::new(),
        ("enum", _) => rule(4),
        ("digest", _) => rule(6),
        _ => rule(6),
    }
}

fn zh_date(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn zh_time(time: NaiveTime) -> String {
    format!("{}时{:02}分", time.hour(), time.minute())
}

/// 2026年1月20日8时05分: no leading zeros but in the minutes.
pub(crate) fn zh_date_time(at: NaiveDateTime) -> String {
    format!("{}{}", zh_date(at.date()), zh_time(at.time()))
}

/// A decimal number with exactly two decimals; more are refused, because rounding is not this crate's to do.
fn dec2(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    let unsigned = whole.strip_prefix('-').unwrap_or(whole);
    (!unsigned.is_empty() && digits(unsigned) && digits(decimals) && decimals.len() <= 2)
        .then(|| format!("{whole}.{decimals:0<2}"))
}

/// `29.58%`, and `-36.71%` for what lies below.
fn is_percent(text: &str) -> bool {
    text.strip_suffix('%').map(|n| n.strip_prefix('-').unwrap_or(n)).is_some_and(|n| {
        n.starts_with(|c: char| c.is_ascii_digit()) && n.chars().all(|c| c.is_ascii_digit() || c == '.')
    })
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c))
}

/// Hex digits in groups of four.
pub(crate) fn digest_groups(hex: &str) -> String {
    let digits: Vec<char> = hex.chars().collect();
    digits.chunks(4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn kind(name: &str) -> Kind {
        Kind { name: name.to_owned(), of: None, width: None, words: vec!["是".to_owned()] }
    }

    #[test]
    fn each_type_prints_as_the_office_writes_it() {
        let cases = [
            ("date", json!("2026-01-20"), "2026年1月20日"),
            ("time", json!("08:05:00"), "8时05分"),
            ("datetime", json!("2026-01-20T17:55:00"), "2026年1月20日17时55分"),
            ("wan", json!(1_999_998_000), "1999.998"),
            ("upper", json!(2_000_000_000), "人民币贰仟万元整"),
            ("dec2", json!("21.5"), "21.50"),
            ("pct", json!("29.58%"), "29.58%"),
            ("pct", json!("-69.89%"), "-69.89%"),
            ("int", json!(7), "7"),
            ("enum", json!("是"), "是"),
            ("digest", json!("0123456789abcdef".repeat(4)), "0123 4567 89ab"),
        ];
        for (name, value, printed) in cases {
            assert_eq!(format(&kind(name), &value).as_deref(), Some(printed), "{name}");
        }
    }

    #[test]
    fn what_is_not_of_its_kind_is_refused_rather_than_printed() {
        let cases = [
            ("date", json!("20.1.2026")),
            ("dec2", json!("85.954")),
            ("dec2", json!("回避")),
            ("wan", json!("12")),
            ("wan", json!(1.5)),
            ("enum", json!("或者")),
            ("pct", json!("0.3")),
            ("pct", json!("-%")),
            ("digest", json!("abc")),
            ("text", json!("一\n二")),
        ];
        for (name, value) in cases {
            assert_eq!(format(&kind(name), &value), None, "{name} {value}");
        }
    }

    #[test]
    fn what_nobody_recorded_is_a_ruled_blank() {
        let date = format(&kind("date"), &Value::Null).unwrap();
        assert!(date.starts_with(marks::BLANK) && date.contains('年') && date.ends_with('日'));
        assert!(format(&kind("text"), &Value::Null).unwrap().chars().all(|c| c == marks::BLANK));
    }
}
