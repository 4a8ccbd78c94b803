//! Terms: `36个月`, `3年`, `2.5年`, or a bare number under a header that names months or years.

use std::str::FromStr;

use domain::Code;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Reading;
use super::text::{chinese_number, is_nothing, squeezed};

/// Months in the unit of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermUnit {
    /// 月
    Month,
    /// 年
    Year,
}

/// The unit that a header declares: `时限（月）`.
#[must_use]
pub fn unit_in_label(label: &str) -> Option<TermUnit> {
    let label = squeezed(label);
    let parts: Vec<&str> = label.split(['(', ')', '[', ']', '/', ':', ',']).skip(1).collect();
    let says = |words: &[&str]| parts.iter().any(|p| words.contains(p));
    if says(&["月", "个月", "单位月", "月数"]) || label.ends_with("月数") {
        return Some(TermUnit::Month);
    }
    (says(&["年", "单位年", "年数"]) || label.ends_with("年数") || label.ends_with("年限"))
        .then_some(TermUnit::Year)
}

/// The longest bare number that may be years as well as months, and the longest that is a term in months.
const YEARS_OR_MONTHS: i64 = 5;
const BARE_MONTHS: i64 = 60;

/// Reads a term as whole months. A bare number under a bare header is months where it cannot be years: nobody plans
/// for 24 years; 3 may be either.
#[must_use]
pub fn read(text: &str, unit: Option<TermUnit>) -> Reading<i64> {
    if is_nothing(text) {
        return Reading::empty();
    }
    let whole = squeezed(text);
    let text = without_remark(&whole);
    if let Some(months) = months(text, unit).or_else(|| months(after_the_start(text)?, unit)) {
        return Reading::of(months);
    }
    if unit.is_none()
        && let Some(bare) = months(text, Some(TermUnit::Month))
    {
        return match bare {
            0..=YEARS_OR_MONTHS => Reading::refused(Code::DateAmbiguous, "bare_term"),
            ..=BARE_MONTHS => Reading::of(bare),
            _ => Reading::refused(Code::DateUnparsable, "term"),
        };
    }
    let range = text.split_once(['-', '~', '至', '—', '到']);
    let is_range = range.is_some_and(|(a, b)| {
        number(a.trim_end_matches(['年', '月', '个'])).is_some() && months(b, Some(TermUnit::Month)).is_some()
    });
    if is_range {
        return Reading::refused(Code::DateAmbiguous, "term_range");
    }
    Reading::refused(Code::DateUnparsable, "term")
}

/// The term without a remark in brackets: `36个月（3年）`.
fn without_remark(text: &str) -> &str {
    match text.strip_suffix(')').and_then(|t| t.find('(')) {
        Some(at) if at > 0 => &text[..at],
        _ => text,
    }
}

/// What stands behind the day from which a term runs: `合同签订后24个月`.
fn after_the_start(text: &str) -> Option<&str> {
    ["之日起", "起", "签订后", "后", "不超过", "共", "为"]
        .iter()
        .find_map(|mark| text.split_once(mark).map(|(_, term)| term))
}

fn months(text: &str, unit: Option<TermUnit>) -> Option<i64> {
    if let Some((years, rest)) = text.split_once('年') {
        let halves = match rest {
            "半" => Some(6),
            "" | "内" | "以内" | "期" => Some(0),
            more => months(more.trim_start_matches(['零', '又']), Some(TermUnit::Month)),
        };
        return whole_months(number(years)?, 12)?.checked_add(halves?);
    }
    if text == "半" {
        return Some(6);
    }
    let bare = text.trim_end_matches("以内").trim_end_matches('内');
    if let Some(number_text) = bare.strip_suffix("个月").or_else(|| bare.strip_suffix('月')) {
        return whole_months(number(number_text)?, 1);
    }
    whole_months(number(text)?, if unit? == TermUnit::Year { 12 } else { 1 })
}

fn number(text: &str) -> Option<Decimal> {
    if text.len() > 8 {
        return None;
    }
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let digits = || Decimal::from_str(text).ok();
    if plain { digits() } else { chinese_number(text).map(Decimal::from) }
}

/// Whole months above zero; a third of a month is not a term.
fn whole_months(number: Decimal, months: i64) -> Option<i64> {
    let product = number.checked_mul(Decimal::from(months))?;
    product.fract().is_zero().then(|| product.to_i64()).flatten().filter(|m| (1..=1200).contains(m))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn terms_are_months_whatever_they_are_written_in() {
        let cases = [
            ("36个月", 36),
            ("3年", 36),
            ("2.5年", 30),
            ("三年", 36),
            ("两年半", 30),
            ("1年6个月", 18),
            ("24月", 24),
            ("3年以内", 36),
            ("36个月（3年）", 36),
            ("合同签订后24个月", 24),
            ("自协议签订之日起三年", 36),
        ];
        for (text, want) in cases {
            assert_eq!(read(text, None), Reading::of(want), "{text}");
        }
        assert_eq!(read("36", Some(TermUnit::Month)), Reading::of(36));
        assert_eq!(read("3", Some(TermUnit::Year)), Reading::of(36));
        assert_eq!(read("3年", Some(TermUnit::Month)), Reading::of(36));
    }

    #[test]
    fn a_bare_number_under_a_bare_header_is_not_guessed() {
        for text in ["3", "1", "2-3年", "18—24个月"] {
            assert_eq!(read(text, None).issue.map(|i| i.code), Some(Code::DateAmbiguous), "{text}");
        }
        for text in ["0个月", "2.3个月", "长期", "-3年", "2023", "约定"] {
            assert_eq!(read(text, None).issue.map(|i| i.code), Some(Code::DateUnparsable), "{text}");
        }
        assert_eq!(read("36", None), Reading::of(36), "nobody plans for thirty-six years");
    }

    #[test]
    fn headers_name_the_unit() {
        assert_eq!(unit_in_label("时限（月）"), Some(TermUnit::Month));
        assert_eq!(unit_in_label("实施期限（年）"), Some(TermUnit::Year));
        assert_eq!(unit_in_label("实施期（年月）"), None);
        assert_eq!(unit_in_label("时限要求"), None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[0-9.年月半个一二三十]{0,12}|.{0,12}") {
            let _ = (read(&text, None), read(&text, Some(TermUnit::Year)), unit_in_label(&text));
        }
    }
}
