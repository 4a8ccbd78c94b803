//! Counts, yes and no, and lists of names.

use domain::Code;

use super::Reading;
use super::text::{chinese_number, is_nothing, squeezed, trimmed};

/// Reads a count of people: `7`, `7人`, `7.0`.
#[must_use]
pub fn read_count(text: &str) -> Reading<i64> {
    if matches!(text.len(), 1..=6) && text.bytes().all(|b| b.is_ascii_digit()) {
        return Reading { value: text.parse().ok(), issue: None };
    }
    if is_nothing(text) {
        return Reading::empty();
    }
    let text = squeezed(text);
    let number =
        text.trim_start_matches('共').trim_end_matches(['人', '名', '个', '位']).trim_end_matches(".0");
    let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let count = number.parse().ok().filter(|n| plain && *n <= 1_000_000);
    let words = || chinese_number(number).map(i64::from);
    count.or_else(words).map_or(Reading::refused(Code::CountImpossible, "count"), Reading::of)
}

/// Reads a year of somebody's birth: `1986`, `1986年`, `1986年5月`, `1986-05-01`.
#[must_use]
pub fn read_year(text: &str) -> Reading<i64> {
    if is_nothing(text) {
        return Reading::empty();
    }
    let text = squeezed(text);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (year, rest) = text.split_at(digits);
    let rest = rest.strip_prefix(['年', '-', '.', '/']).or_else(|| rest.is_empty().then_some(""));
    let is_day = |rest: &str| {
        rest.len() <= "12月31日".len()
            && rest
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '-' | '.' | '/' | '生'))
    };
    let year = year.parse().ok().filter(|y| digits == 4 && (1900..=2100).contains(y));
    match (year, rest) {
        (Some(year), Some(rest)) if is_day(rest) => Reading::of(year),
        _ => Reading::refused(Code::ValueUnreadable, "which_year"),
    }
}

/// Reads yes or no: `是`, `否`, `√`, `赛马`, `是（一组）`.
#[must_use]
pub fn read_yes_no(text: &str) -> Reading<bool> {
    if is_nothing(text) {
        return Reading::empty();
    }
    let whole = squeezed(text);
    let word = whole.split('(').next().unwrap_or_default();
    match word.to_lowercase().as_str() {
        "是" | "有" | "已" | "对" | "√" | "✓" | "✔" | "☑" | "y" | "yes" | "true" | "1" | "赛马"
        | "选择赛马" | "同意赛马" | "采用赛马" | "实行赛马" => Reading::of(true),
        "否" | "不" | "不是" | "×" | "✗" | "x" | "n" | "no" | "false" | "0" | "非赛马" | "不赛马"
        | "独家" | "单独揭榜" | "不选择赛马" | "☐" => Reading::of(false),
        _ => Reading::refused(Code::ValueUnreadable, "yes_no"),
    }
}

/// A list of names in one cell, so that [`read_names`] gives the same names again: one that holds a mark of a list, or would
/// be read otherwise, stands in quotation marks.
#[must_use]
pub fn join_names(names: &[String]) -> String {
    let whole = |name: &String| {
        // With another one behind it: a bracket that is never closed would take that in.
        if read_names(&format!("{name}、甲")) == [name.as_str(), "甲"] {
            name.clone()
        } else {
            format!("“{name}”")
        }
    };
    names.iter().map(whole).collect::<Vec<_>>().join("、")
}

/// Splits a list of names; nothing is an empty list. A name in quotation marks is taken as it stands there.
#[must_use]
pub fn read_names(text: &str) -> Vec<String> {
    if is_nothing(text) {
        return Vec::new();
    }
    let mut names: Vec<&str> = Vec::new();
    let (mut begun, mut depth, mut quoted) = (0, 0u32, false);
    for (at, c) in text.char_indices() {
        match c {
            '“' => quoted = true,
            '”' => quoted = false,
            _ if quoted => {}
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // A mark inside brackets or quotation marks belongs to the name.
        if depth == 0
            && !quoted
            && matches!(c, '、' | '，' | ',' | '；' | ';' | '\n' | '\r' | '|' | '/' | '／')
        {
            names.push(text.get(begun..at).unwrap_or_default());
            begun = at + c.len_utf8();
        }
    }
    names.push(text.get(begun..).unwrap_or_default());
    let names = names.into_iter().flat_map(|name| match in_quotes(name) {
        Some(name) => vec![name.to_owned()],
        None => {
            apart(name).into_iter().map(|n| trimmed(without_number(n))).filter(|n| !is_nothing(n)).collect()
        }
    });
    names.collect()
}

/// What stands in the quotation marks that are around a whole name.
fn in_quotes(name: &str) -> Option<&str> {
    let inner = name.trim().strip_prefix('“')?.strip_suffix('”')?;
    (!inner.contains(['“', '”'])).then_some(inner)
}

/// Names that only blanks keep apart: every part ends as the name of a unit does.
fn apart(names: &str) -> Vec<&str> {
    let parts: Vec<&str> = names.split_whitespace().collect();
    let unit = |part: &&str| {
        ["大学", "学院", "公司", "研究院", "研究所", "集团", "中心", "医院", "厂"]
            .iter()
            .any(|e| part.ends_with(e))
    };
    if parts.len() > 1 && parts.iter().all(unit) {
        return parts;
    }
    vec![names]
}

/// The name without the number that a list gives it: `1.` or `（1）` or `①`.
fn without_number(name: &str) -> &str {
    let name = name.trim_start();
    let circled = name.trim_start_matches(|c: char| ('①'..='⑳').contains(&c));
    if circled.len() < name.len() {
        return circled;
    }
    let open = name.trim_start_matches(['(', '（']);
    let rest = open.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', '．', ')', '）']) {
        Some(after) if rest.len() < open.len() => after,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_whole_numbers() {
        assert_eq!(read_count("7"), Reading::of(7));
        assert_eq!(read_count(" 12人 "), Reading::of(12));
        for wrong in ["7.5", "-1", "七八个", "人", "1e3"] {
            assert_eq!(read_count(wrong).issue.map(|i| i.code), Some(Code::CountImpossible), "{wrong}");
        }
    }

    #[test]
    fn a_year_of_birth_may_have_a_month_behind_it_and_is_never_two_digits() {
        for year in ["1986", "1986年", "1986年5月", "1986-05", "1986.05.01", "1986 年"] {
            assert_eq!(read_year(year), Reading::of(1986), "{year}");
        }
        for wrong in ["86", "1886", "198605", "1986岁", "约1986"] {
            assert_eq!(read_year(wrong).issue.map(|i| i.code), Some(Code::ValueUnreadable), "{wrong}");
        }
    }

    #[test]
    fn yes_and_no_have_their_spellings_and_nothing_else() {
        assert_eq!(read_yes_no("是（一组）"), Reading::of(true));
        assert_eq!(read_yes_no("否"), Reading::of(false));
        assert_eq!(read_yes_no(""), Reading::empty());
        assert_eq!(read_yes_no("也许").issue.map(|i| i.code), Some(Code::ValueUnreadable));
    }

    #[test]
    fn names_are_split_at_the_marks_of_a_list() {
        assert_eq!(read_names("太原理工大学、中北大学；山西大学"), ["太原理工大学", "中北大学", "山西大学"]);
        assert!(read_names("无").is_empty());
        assert_eq!(read_names("1.甲大学\n2.乙公司（丙、丁）"), ["甲大学", "乙公司（丙、丁）"]);
        assert_eq!(read_names("太原理工大学 中北大学"), ["太原理工大学", "中北大学"]);
        assert_eq!(read_names("3M 中国"), ["3M 中国"]);
        assert_eq!(read_names("示例“双创”中心、甲大学"), ["示例“双创”中心", "甲大学"]);
    }

    proptest::proptest! {
        #[test]
        fn names_that_were_written_into_one_cell_are_read_again_as_they_were(
            names in proptest::collection::vec("[甲乙（）()、，；;/ 0-9.①无大学公司]{1,8}", 0..5)
        ) {
            let names: Vec<String> =
                names.into_iter().map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect();
            proptest::prop_assert_eq!(read_names(&join_names(&names)), names);
        }
    }
}
