//! Identity numbers and unit codes, by their check digits.

/// Whether a citizen's identity number is valid: 18 characters, a birth date that exists, and the check character
/// (GB 11643, ISO 7064 MOD 11-2).
#[must_use]
pub fn id_card_is_valid(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let date =
        |range: std::ops::Range<usize>| text.get(range).and_then(|t| t.parse::<u32>().ok()).unwrap_or(0);
    let year = i32::try_from(date(6..10)).unwrap_or(0);
    if year < 1850 || chrono::NaiveDate::from_ymd_opt(year, date(10..12), date(12..14)).is_none() {
        return false;
    }
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let sum: u32 = bytes[..17].iter().zip(WEIGHTS).map(|(b, w)| u32::from(b - b'0') * w).sum();
    usize::try_from(sum % 11).is_ok_and(|i| CHECKS[i] == bytes[17].to_ascii_uppercase())
}

/// Whether a unified social credit code is valid: 18 characters of its alphabet and the check character (GB 32100).
#[must_use]
pub fn credit_code_is_valid(text: &str) -> bool {
    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let text = text.to_ascii_uppercase();
    let place = |b: &u8| ALPHABET.iter().position(|a| a == b).and_then(|i| u32::try_from(i).ok());
    let Some(digits) = text.bytes().map(|b| place(&b)).collect::<Option<Vec<u32>>>() else {
        return false;
    };
    if digits.len() != 18 {
        return false;
    }
    let mut weight = 1;
    let mut sum = 0;
    for digit in &digits[..17] {
        sum += digit * weight;
        weight = weight * 3 % 31;
    }
    (31 - sum % 31) % 31 == digits[17]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_number_is_checked_by_its_last_character() {
        assert!(id_card_is_valid("11010519491231002X"));
        assert!(id_card_is_valid("11010519491231002x"));
        for wrong in
            ["110105194912310021", "11010519491331002X", "110105491231002", "", "1101051949123100２X"]
        {
            assert!(!id_card_is_valid(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_unit_code_is_checked_by_its_last_character() {
        assert!(credit_code_is_valid("91350100M000100Y43"));
        for wrong in ["91350100M000100Y44", "91350100M000100Y4", "I1350100M000100Y43", ""] {
            assert!(!credit_code_is_valid(wrong), "{wrong}");
        }
    }
}
