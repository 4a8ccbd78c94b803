//! The code on a pre-printed score sheet (纸质评分表): ten characters that tell whose sheet of which item under which frozen
//! rules it is, and that nobody mistypes unnoticed.
//!
//! Thirty-one characters, a prime: eight stand for the sheet, the last two make the sums of place × value and of place² ×
//! value divisible by 31. So one or two wrong characters, and any two that changed places, are always found. There is no 0
//! or O, and no 1, I or L.

use unicode_normalization::UnicodeNormalization;

use crate::code::Code;
use crate::digest;
use crate::finding::Finding;

const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const BASE: u64 = 31;
/// Characters that stand for the sheet.
const OWN: usize = 8;
/// Characters of a code.
pub const LENGTH: usize = OWN + 2;

/// The code of an expert's sheet of an item under rules (their digest, hex).
#[must_use]
pub fn of(rules: &str, expert_no: &str, bid_no: &str) -> String {
    let parts = [rules.as_bytes(), expert_no.as_bytes(), bid_no.as_bytes()];
    let digest = digest::framed("lunzheng/paper-sheet/1", &parts);
    let mut number = digest.iter().take(8).fold(0u64, |n, byte| n << 8 | u64::from(*byte));
    let mut values = Vec::with_capacity(LENGTH);
    for _ in 0..OWN {
        values.push(number % BASE);
        number /= BASE;
    }
    values.extend(checks(&values));
    values.iter().filter_map(|v| ALPHABET.get(usize::try_from(*v).ok()?)).map(|b| char::from(*b)).collect()
}

/// The two values after eight that make both sums divisible: 9a + 10b = −s and 81a + 100b = −q modulo 31, whose determinant
/// 90 has the inverse 10.
fn checks(values: &[u64]) -> [u64; 2] {
    let (sum, squares) = sums(values);
    let (s, q) = ((BASE - sum) % BASE, (BASE - squares) % BASE);
    let minus = |n: u64| (BASE - n % BASE) % BASE;
    [(100 * s + minus(10 * q)) * 10 % BASE, (9 * q + minus(81 * s)) * 10 % BASE]
}

/// Sums of place × value and of place² × value modulo 31; places from 1.
fn sums(values: &[u64]) -> (u64, u64) {
    let placed = (1u64..).zip(values);
    placed.fold((0, 0), |(s, q), (place, v)| ((s + place * v) % BASE, (q + place * place * v) % BASE))
}

/// A code as it was typed or scanned: any case and width, with or without its dash.
///
/// # Errors
/// `paper.code_wrong` for what is no code: a character is wrong, missing, or two changed places.
pub fn read(text: &str) -> Result<String, Finding> {
    let typed: String = text
        .nfkc()
        .filter(|c| !c.is_whitespace() && !"-–—".contains(*c))
        .flat_map(char::to_uppercase)
        .collect();
    let value =
        |c: char| ALPHABET.iter().position(|b| char::from(*b) == c).and_then(|at| u64::try_from(at).ok());
    let values: Option<Vec<u64>> = typed.chars().map(value).collect();
    match values {
        Some(values) if values.len() == LENGTH && sums(&values) == (0, 0) => Ok(typed),
        _ => Err(Finding::error(Code::PaperCodeWrong).with("code", text.trim())),
    }
}

/// A code as it is printed: two groups of five.
#[must_use]
pub fn printed(code: &str) -> String {
    match code.split_at_checked(LENGTH / 2) {
        Some((first, second)) => format!("{first}-{second}"),
        None => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_reads_back_in_any_case_and_width_with_or_without_its_dash() {
        let code = of(&"ab".repeat(32), "Z1", "JB-001");
        let printed = printed(&code);
        assert_eq!((code.len(), printed.len()), (10, 11));
        let wide: String = code.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
        for text in [code.clone(), printed.clone(), printed.to_lowercase(), format!(" {wide} ")] {
            assert_eq!(read(&text).as_ref(), Ok(&code), "{text}");
        }
        for wrong in ["", "2222", &format!("{code}2"), &code.replacen(&code[..1], "0", 1)] {
            assert_eq!(read(wrong).map_err(|f| f.code), Err(Code::PaperCodeWrong), "{wrong}");
        }
    }

    #[test]
    fn another_expert_another_item_and_other_rules_have_another_code() {
        let codes: std::collections::BTreeSet<String> = (0..100)
            .flat_map(|bid| (0..20).map(move |expert| of("00", &format!("Z{expert}"), &format!("B{bid}"))))
            .chain([of("01", "Z1", "B1")])
            .collect();
        assert_eq!(codes.len(), 2001);
    }

    proptest! {
        #[test]
        fn one_wrong_character_two_wrong_ones_and_any_two_that_changed_places_are_found(
            bid in 0u32..1000, at in 0usize..LENGTH, by in 1usize..31, other in 0usize..LENGTH, more in 0usize..31,
        ) {
            let code = of("00", "Z1", &format!("B{bid}"));
            let shifted = |text: &str, at: usize, by: usize| -> String {
                let mut bytes = text.as_bytes().to_vec();
                let value = ALPHABET.iter().position(|b| *b == bytes[at]).unwrap();
                bytes[at] = ALPHABET[(value + by) % 31];
                String::from_utf8(bytes).unwrap()
            };
            prop_assert!(read(&code).is_ok());
            let wrong = shifted(&code, at, by);
            prop_assert!(read(&wrong).is_err(), "{wrong} for {code}");
            if other != at {
                let twice = shifted(&wrong, other, more);
                prop_assert!(read(&twice).is_err(), "{twice} for {code}");
                let mut swapped = code.as_bytes().to_vec();
                swapped.swap(at, other);
                let swapped = String::from_utf8(swapped).unwrap();
                prop_assert!(swapped == code || read(&swapped).is_err(), "{swapped} for {code}");
            }
        }
    }
}
