//! A printed recovery code: 130 random bits and ten of a checksum, in seven groups of four. It is a slot's secret like a
//! passphrase, and written so that a person can copy it from paper: no I, L, O or U, case and spaces do not matter.

use domain::digest::framed;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::keys::random;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Digits that hold the secret, five bits each.
const SECRET: usize = 26;
/// Digits of the checksum.
const CHECK: usize = 2;
const GROUP: usize = 4;

/// What was typed as a recovery code.
#[derive(Debug)]
pub(crate) enum Typed {
    /// Not of its form: a passphrase, most likely.
    Other,
    /// Of its form, and the checksum does not agree: mistyped. The checksum is one of the whole code, so nobody can tell in
    /// which group.
    Mistyped,
    /// Most of it is in groups of a code, and it is not whole.
    Groups(Groups),
    /// The code as the slot knows it.
    Code(SecretString),
}

/// What is wrong with the groups of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    /// How many were typed.
    pub given: usize,
    /// How many there should be.
    pub wanted: usize,
    /// Numbers of those that have no four signs of a code, from 1.
    pub wrong: Vec<usize>,
}

/// A new recovery code, in seven groups of four.
///
/// # Errors
/// `Parameters` when the system gives no random bytes.
pub fn new_recovery_code() -> Result<SecretString, VaultError> {
    let bytes = Zeroizing::new(random::<SECRET>()?);
    let mut digits = Zeroizing::new(String::with_capacity(SECRET + CHECK));
    for byte in bytes.iter() {
        digits.push(digit(*byte));
    }
    let check = checksum(&digits);
    digits.push_str(&check);
    Ok(SecretString::from(grouped(&digits)))
}

/// Reads what somebody typed.
pub(crate) fn read(typed: &SecretString) -> Typed {
    let text = typed.expose_secret();
    let mut digits = Zeroizing::new(String::with_capacity(text.len()));
    for c in text.chars().filter(|c| !is_between(*c)) {
        match sign(c) {
            Some(c) => digits.push(c),
            None => return groups(text).map_or(Typed::Other, Typed::Groups),
        }
    }
    let whole = digits.split_at_checked(SECRET).filter(|(_, check)| check.len() == CHECK);
    let Some((secret, check)) = whole else { return groups(text).map_or(Typed::Other, Typed::Groups) };
    if checksum(secret) != check {
        return Typed::Mistyped;
    }
    Typed::Code(SecretString::from(grouped(&digits)))
}

/// Whether a sign stands between groups.
fn is_between(c: char) -> bool {
    matches!(c, ' ' | '-' | '　' | '\t' | '—' | '－')
}

/// A sign of a code as it was printed; nothing when no code has it.
fn sign(c: char) -> Option<char> {
    match c.to_ascii_uppercase() {
        'O' => Some('0'),
        'I' | 'L' => Some('1'),
        c if c.is_ascii() && ALPHABET.contains(&(c as u8)) => Some(c),
        _ => None,
    }
}

/// What is wrong with the groups of something that looks like a code: three groups and more, most of them whole; or,
/// where it was typed in one go, a row of signs of a code, letters and numbers. Nothing where it looks like no code.
fn groups(text: &str) -> Option<Groups> {
    const WANTED: usize = (SECRET + CHECK) / GROUP;
    let split: Vec<&str> = text.split(is_between).filter(|group| !group.is_empty()).collect();
    let whole = |group: &&str| group.chars().count() == GROUP && group.chars().all(|c| sign(c).is_some());
    if let [row] = split.as_slice() {
        let length = row.chars().count();
        let like = length >= 3 * GROUP
            && row.chars().all(|c| sign(c).is_some())
            && row.chars().filter(char::is_ascii_digit).count() * 8 >= length
            && row.chars().any(|c| c.is_ascii_alphabetic());
        let given = length.div_ceil(GROUP);
        let wrong = if length.is_multiple_of(GROUP) { Vec::new() } else { vec![given] };
        return like.then_some(Groups { given, wanted: WANTED, wrong });
    }
    let held = split.iter().filter(|group| whole(group)).count();
    let like = split.len() >= 3 && held * 2 > split.len();
    let wrong = split.iter().zip(1..).filter(|(group, _)| !whole(group)).map(|(_, n)| n).collect();
    like.then_some(Groups { given: split.len(), wanted: WANTED, wrong })
}

fn digit(bits: u8) -> char {
    char::from(ALPHABET.get(usize::from(bits % 32)).copied().unwrap_or(b'0'))
}

/// Ten bits of a digest over the digits before it.
fn checksum(secret: &str) -> String {
    let digest = framed("lunzheng/recovery/1", &[secret.as_bytes()]);
    digest.iter().take(CHECK).map(|byte| digit(*byte)).collect()
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(2 * digits.len());
    for (n, c) in digits.chars().enumerate() {
        if n > 0 && n % GROUP == 0 {
            text.push('-');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed_and_never_with_one_digit_wrong() {
        let code = new_recovery_code().unwrap();
        let text = code.expose_secret().to_owned();
        assert_eq!(text.split('-').map(str::len).collect::<Vec<_>>(), [4; 7]);
        let sloppy = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        let Typed::Code(read_back) = read(&SecretString::from(sloppy)) else { panic!("not read") };
        assert_eq!(read_back.expose_secret(), text);
        let (mut wrong, mut seen) = (0, 0);
        for at in (0..text.len()).filter(|at| text.as_bytes()[*at] != b'-') {
            for other in ALPHABET.iter().filter(|c| **c != text.as_bytes()[at]) {
                let mut bytes = text.clone().into_bytes();
                bytes[at] = *other;
                wrong += 1;
                let typed = SecretString::from(String::from_utf8(bytes).unwrap());
                seen += u32::from(matches!(read(&typed), Typed::Mistyped));
            }
        }
        // Ten bits of checksum let one in a thousand pass here; it still opens nothing.
        assert!(wrong == 868 && seen >= 860, "{seen} of {wrong}");
    }

    #[test]
    fn a_passphrase_is_no_code() {
        for text in ["一句足够长的测试口令", "correct horse battery", "1234567890123456789012345678901"]
        {
            assert!(matches!(read(&SecretString::from(text)), Typed::Other), "{text}");
        }
    }

    #[test]
    fn a_code_with_a_group_missing_too_many_or_spoilt_says_how_many_there_are_and_which_one_is_wrong() {
        let code = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV";
        let found = |text: &str| match read(&SecretString::from(text)) {
            Typed::Groups(groups) => Some((groups.given, groups.wrong)),
            _ => None,
        };
        for (text, given, wrong) in [
            ("0123-4567-89AB-CDEF-GHJK-MNPQ", 6, vec![]),
            ("0123 4567 cdef ghjk mnpq rstv", 6, vec![]),
            (&format!("{code}-0123"), 8, vec![]),
            ("0123-4567-89AB-CDE-GHJK-MNPQ-RSTV", 7, vec![4]),
            ("0123-4567-89AB-CDEFG-GHJK-MNPQ-RSTV", 7, vec![4]),
            ("0123-4U67-89AB-CDEF-GHJK-MN*Q-RSTV", 7, vec![2, 6]),
            ("0123456789ABCDEFGHJKMNPQ", 6, vec![]),
            ("0123456789ABCDEFGHJKMNPQRST", 7, vec![7]),
        ] {
            assert_eq!(found(text), Some((given, wrong)), "{text}");
        }
        assert_eq!(found(code), None, "whole, and mistyped for another reason");
        for text in ["correct horse battery", "correcthorsebattery", "一句足够长的测试口令", "2026-11-26"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
