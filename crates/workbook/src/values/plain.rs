//! Counts, yes and no, and lists of names.

use domain::Code;

use super::Reading;
use super::text::{is_nothing, squeezed, trimmed};

/// Reads a count of people: `7`, `7人`, `7.0`.
#[must_use]
pub fn read_count(text: &str) -> Reading<i64> {
    if is_nothing(text) {
        return Reading::empty();
    }
    let text = squeezed(text);
    let number = text.trim_end_matches(['人', '名', '个']).trim_end_matches(".0");
    let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let count = number.parse().ok().filter(|n| plain && *n <= 1_000_000);
    count.map_or(Reading::refused(Code::ValueUnreadable, "count"), Reading::of)
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
        "是" | "有" | "√" | "✓" | "✔" | "☑" | "y" | "yes" | "true" | "1" | "赛马" | "选择赛马" => {
            Reading::of(true)
        }
        "否" | "不" | "不是" | "×" | "✗" | "x" | "n" | "no" | "false" | "0" | "非赛马" | "不赛马"
        | "不选择赛马" | "☐" => Reading::of(false),
        _ => Reading::refused(Code::ValueUnreadable, "yes_no"),
    }
}

/// Splits a list of names; nothing is an empty list.
#[must_use]
pub fn read_names(text: &str) -> Vec<String> {
    if is_nothing(text) {
        return Vec::new();
    }
    let names = text.split(['、', '，', ',', '；', ';', '\n', '\r', '|']);
    names.map(trimmed).filter(|n| !is_nothing(n)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_whole_numbers() {
        assert_eq!(read_count("7"), Reading::of(7));
        assert_eq!(read_count(" 12人 "), Reading::of(12));
        for wrong in ["7.5", "-1", "七八个", "人", "1e3"] {
            assert_eq!(read_count(wrong).issue.map(|i| i.code), Some(Code::ValueUnreadable), "{wrong}");
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
    }
}
