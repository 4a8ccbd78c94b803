//! Telephone numbers: mobile numbers of the mainland, fixed lines with or without their area code, service numbers.

use super::text::squeezed;

/// The numbers of a cell in the form in which two spellings of one number are the same: digits only, without the country.
#[must_use]
pub fn numbers(text: &str) -> Vec<String> {
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return vec![digits(text)];
    }
    let text = squeezed_but_split(text);
    let each = text.split(['、', ',', ';', '/', '|', '\n', '或']).map(digits).filter(|d| !d.is_empty());
    each.collect()
}

/// Whether every number of the cell can be a telephone number.
#[must_use]
pub fn is_valid(text: &str) -> bool {
    if let [b'1', b'3'..=b'9', rest @ ..] = text.as_bytes()
        && rest.len() == 9
        && rest.iter().all(u8::is_ascii_digit)
    {
        return true;
    }
    let text = squeezed_but_split(text);
    let mut parts = text.split(['、', ',', ';', '/', '|', '\n', '或']).filter(|p| !p.is_empty()).peekable();
    parts.peek().is_some() && parts.all(one_is_valid)
}

/// Line breaks separate numbers, other blanks are only how they are grouped.
fn squeezed_but_split(text: &str) -> String {
    text.lines().map(squeezed).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

fn digits(part: &str) -> String {
    let all: String = part.chars().filter(char::is_ascii_digit).collect();
    let home =
        all.strip_prefix("0086").or_else(|| if all.len() == 13 { all.strip_prefix("86") } else { None });
    home.map(str::to_owned).unwrap_or(all)
}

fn one_is_valid(part: &str) -> bool {
    // An extension, and a name or a word such as 手机: beside the number.
    let number = part.split(['转', '#', '*']).next().unwrap_or_default();
    let number = number.rsplit(':').next().unwrap_or_default();
    let number = number.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '(' | ')'));
    let number = number.trim_start_matches(|c: char| c.is_alphabetic());
    if !number.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '+' | '(' | ')' | '—' | '–')) {
        return false;
    }
    let digits = digits(number);
    let bytes = digits.as_bytes();
    let mobile = bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1]);
    let service = bytes.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    let local = matches!(bytes.len(), 7 | 8) && !matches!(bytes[0], b'0' | b'1');
    mobile || service || local || is_trunk(&digits, number)
}

/// 0351-1234567, 010-12345678, with an extension behind a hyphen or without.
fn is_trunk(digits: &str, number: &str) -> bool {
    let Some(national) = digits.strip_prefix('0') else { return false };
    let area = if national.starts_with(['1', '2']) { 2 } else { 3 };
    let line = national.get(area..).unwrap_or_default();
    let hyphens = number.matches(['-', '—', '–']).count();
    let extension = if hyphens >= 2 { 1..=6 } else { 0..=0 };
    (7..=8).any(|n| line.len().checked_sub(n).is_some_and(|rest| extension.contains(&rest)))
        && !line.starts_with(['0', '1'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mobile_fixed_and_service_numbers_are_numbers() {
        for text in [
            "19900000207",
            "199 0000 0207",
            "199-0000-0207",
            "+86 19900000207",
            "0351-7654321",
            "（0351）7654321",
            "010-87654321",
            "0351-7654321-808",
            "0351-7654321转808",
            "7654321",
            "400-800-1234",
            "19900000207、0351-7654321",
            "19900000207\n19900000208",
            "手机：19900000207",
        ] {
            assert!(is_valid(text), "{text}");
        }
        for text in
            ["1990000020", "199000002077", "12345678901", "0351-765432", "电话", "29900000207", "1.99E+10"]
        {
            assert!(!is_valid(text), "{text}");
        }
    }

    #[test]
    fn two_spellings_of_one_number_are_the_same() {
        assert_eq!(numbers("+86 199-0000-0207"), numbers("19900000207"));
        assert_eq!(numbers("19900000207/0351-7654321"), ["19900000207", "03517654321"]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[0-9()+\\-转、 ]{0,20}|.{0,20}") {
            let _ = (is_valid(&text), numbers(&text));
        }
    }
}
