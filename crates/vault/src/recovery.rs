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
    /// Of its form, and the checksum does not agree: mistyped.
    Mistyped,
    /// The code as the slot knows it.
    Code(SecretString),
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
    let mut digits = Zeroizing::new(String::with_capacity(typed.expose_secret().len()));
    for c in typed.expose_secret().chars() {
        match c.to_ascii_uppercase() {
            ' ' | '-' | '　' | '\t' => {}
            'O' => digits.push('0'),
            'I' | 'L' => digits.push('1'),
            c if c.is_ascii() && ALPHABET.contains(&(c as u8)) => digits.push(c),
            _ => return Typed::Other,
        }
    }
    let Some((secret, check)) = digits.split_at_checked(SECRET) else { return Typed::Other };
    if check.len() != CHECK {
        return Typed::Other;
    }
    if checksum(secret) != check {
        return Typed::Mistyped;
    }
    Typed::Code(SecretString::from(grouped(&digits)))
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
}
