//! The personal code (个人口令) by which an expert opens the own desk on a laptop that is passed round (共用一机): which digits
//! are no secret, and how long a wrong one waits.

use chrono::{Datelike, NaiveDate};

use crate::code::Code;
use crate::finding::Finding;

/// Digits that a code has at least.
pub const LEAST: usize = 6;
/// Digits that a code has at most: more are mistyped, not safer.
pub const MOST: usize = 16;
/// Seconds after the first wrong code.
const FIRST_WAIT: u64 = 5;
/// Seconds after which waiting grows no more: whoever sits there all day tries a hundred.
const LONGEST_WAIT: u64 = 15 * 60;
/// Years in which a date is taken for somebody's birth.
const BORN: std::ops::RangeInclusive<i32> = 1920..=2015;

/// The digits of a code as it was typed: full-width ones, which an input method leaves, are the same.
#[must_use]
pub fn digits(typed: &str) -> Option<String> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        c if c.is_ascii_digit() => Some(c),
        _ => None,
    };
    typed.trim().chars().map(narrow).collect()
}

/// A new code that was typed twice, or why it is none. `known` are numbers that others know of the expert: telephone, identity
/// card, bank account.
///
/// # Errors
/// `shared.code_form` unless it has six to sixteen digits; `shared.codes_differ`; `shared.code_obvious` with why.
pub fn chosen(typed: &str, again: &str, known: &[String]) -> Result<String, Finding> {
    let form = || Finding::error(Code::SharedCodeForm);
    let code = digits(typed).filter(|c| (LEAST..=MOST).contains(&c.len())).ok_or_else(form)?;
    if digits(again).as_ref() != Some(&code) {
        return Err(Finding::error(Code::SharedCodesDiffer));
    }
    match obvious(&code, known) {
        Some((zh, en)) => Err(Finding::error(Code::SharedCodeObvious).with("why", zh).with("why_en", en)),
        None => Ok(code),
    }
}

/// Why a code is easily guessed.
fn obvious(code: &str, known: &[String]) -> Option<(&'static str, &'static str)> {
    let of: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
    let steps: Vec<u32> = of.windows(2).filter_map(|w| Some((w.get(1)? + 10 - w.first()?) % 10)).collect();
    if let Some(step) = steps.first()
        && [0, 1, 9].contains(step)
        && steps.iter().all(|s| s == step)
    {
        return Some(("各位相同，或者是顺次的数字", "its digits are alike or run in order"));
    }
    let doubled = of.chunks(2).all(|pair| matches!(pair, [a, b] if a == b));
    if doubled {
        return Some(("是成对重复的数字", "it is digits in pairs"));
    }
    let repeats = |length: usize| of.iter().zip(of.iter().skip(length)).all(|(a, b)| a == b);
    if (1..=of.len() / 2).any(repeats) {
        return Some(("是重复的一段数字", "it is one group of digits repeated"));
    }
    let bare = |text: &String| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if known.iter().map(bare).any(|number| number.contains(code)) {
        return Some((
            "是本人电话、证件或者账号里的数字",
            "it stands in the own telephone, identity or account number",
        ));
    }
    is_date(code).then_some(("像是出生日期", "it reads like a date of birth"))
}

/// Whether digits read as a date: year first or last, with two or four digits of the year.
fn is_date(code: &str) -> bool {
    let part = |from: usize, to: usize| code.get(from..to).and_then(|p| p.parse::<u32>().ok());
    let born = |year: Option<u32>, month: Option<u32>, day: Option<u32>| {
        let (Some(year), Some(month), Some(day)) = (year, month, day) else { return false };
        let full = if year < 100 { vec![1900 + year, 2000 + year] } else { vec![year] };
        full.into_iter()
            .filter_map(|y| NaiveDate::from_ymd_opt(i32::try_from(y).ok()?, month, day))
            .any(|date| BORN.contains(&date.year()))
    };
    match code.len() {
        6 => born(part(0, 2), part(2, 4), part(4, 6)),
        8 => {
            born(part(0, 4), part(4, 6), part(6, 8))
                || born(part(4, 8), part(0, 2), part(2, 4))
                || born(part(4, 8), part(2, 4), part(0, 2))
        }
        _ => false,
    }
}

/// Seconds to wait after so many wrong codes in a row: each one waits twice as long as the one before, up to a quarter of an hour.
#[must_use]
pub fn wait_after(wrong: u32) -> u64 {
    let doubled = |n: u32| FIRST_WAIT.checked_shl(n.min(32)).unwrap_or(LONGEST_WAIT);
    wrong.checked_sub(1).map_or(0, |n| doubled(n).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn refused(code: &str) -> Option<Code> {
        let known = ["138 0351 7264".to_owned(), "140105196105127319".to_owned()];
        chosen(code, code, &known).err().map(|finding| finding.code)
    }

    #[test]
    fn digits_that_everybody_tries_first_are_no_code() {
        for easy in
            ["000000", "123456", "654321", "890123", "210987", "121212", "112233", "739739", "12341234"]
        {
            assert_eq!(refused(easy), Some(Code::SharedCodeObvious), "{easy}");
        }
        for own in ["517264", "03517264", "196105", "127319"] {
            assert_eq!(refused(own), Some(Code::SharedCodeObvious), "{own} is known of the expert");
        }
        for date in ["610512", "19610512", "05121961", "12051961", "990229", "031231"] {
            let is = date != "990229";
            assert_eq!(refused(date).is_some(), is, "{date}: 1999 and 2099 have no such day");
        }
        for fine in ["407193", "92750416", "８３０５９２", "7402918365"] {
            assert_eq!(refused(fine), None, "{fine}");
        }
    }

    #[test]
    fn a_code_is_six_to_sixteen_digits_typed_twice_alike() {
        for form in ["", "40719", "40719a", "密码", "407193000000000001"] {
            assert_eq!(refused(form), Some(Code::SharedCodeForm), "{form}");
        }
        let code = |again| chosen("407193", again, &[]).map_err(|finding| finding.code);
        assert_eq!(code("407194"), Err(Code::SharedCodesDiffer));
        assert_eq!(code(""), Err(Code::SharedCodesDiffer));
        assert_eq!(code("４０７１９３"), Ok("407193".to_owned()), "the input method does not matter");
    }

    proptest! {
        #[test]
        fn each_wrong_code_waits_at_least_as_long_as_the_one_before(wrong in 0u32..200) {
            prop_assert!(wait_after(wrong) <= wait_after(wrong + 1));
            prop_assert!(wait_after(wrong) <= LONGEST_WAIT);
            prop_assert_eq!(wait_after(wrong) == 0, wrong == 0);
        }
    }
}
