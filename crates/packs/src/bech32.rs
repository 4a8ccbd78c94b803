//! The text form in which the age crate takes its X25519 keys (BIP 173). Only encoding is needed: this project keeps
//! keys as bytes, and the crate offers no other way in.

use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];

/// Encodes 32 bytes under a lower-case human-readable part. The result is wiped when dropped: it may be a secret.
pub(crate) fn encode(hrp: &str, data: &[u8; 32]) -> Zeroizing<String> {
    let values = five_bit_groups(data);
    // one allocation of the final size, so that no copy of a secret is left behind by growing
    let mut text = Zeroizing::new(String::with_capacity(hrp.len() + 1 + values.len() + 6));
    text.push_str(hrp);
    text.push('1');
    let mut check: u32 = 1;
    for byte in hrp.bytes() {
        check = step(check, u32::from(byte >> 5));
    }
    check = step(check, 0);
    for byte in hrp.bytes() {
        check = step(check, u32::from(byte & 31));
    }
    for value in values.iter() {
        check = step(check, u32::from(*value));
        text.push(letter(u32::from(*value)));
    }
    for _ in 0..6 {
        check = step(check, 0);
    }
    check ^= 1;
    for i in (0..6).rev() {
        text.push(letter(check >> (5 * i)));
    }
    text
}

/// 256 bits are 51 groups of five and one bit, filled up with zeros.
fn five_bit_groups(data: &[u8; 32]) -> Zeroizing<Vec<u8>> {
    let mut groups = Zeroizing::new(Vec::with_capacity(52));
    let (mut pending, mut bits) = (0u16, 0u32);
    for byte in data {
        pending = (pending << 8) | u16::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            groups.push(low_five(pending >> bits));
        }
        pending &= (1 << bits) - 1;
    }
    groups.push(low_five(pending << (5 - bits)));
    groups
}

fn low_five(value: u16) -> u8 {
    (value & 31).to_be_bytes()[1]
}

fn letter(value: u32) -> char {
    let index = usize::try_from(value & 31).unwrap_or(0);
    char::from(ALPHABET[index])
}

fn step(check: u32, value: u32) -> u32 {
    let top = check >> 25;
    let mut next = ((check & 0x01ff_ffff) << 5) ^ value;
    for (bit, generator) in GENERATOR.iter().enumerate() {
        if (top >> bit) & 1 == 1 {
            next ^= generator;
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_age_crate_reads_what_is_encoded_and_names_the_same_public_key() {
        for seed in 0..64u8 {
            let secret = [seed.wrapping_mul(37) ^ 0x5a; 32];
            let text = encode("age-secret-key-", &secret).to_uppercase();
            let identity: age::x25519::Identity = text.parse().unwrap();
            let public = x25519_dalek::PublicKey::from(&x25519_dalek::StaticSecret::from(secret));
            assert_eq!(identity.to_public().to_string(), *encode("age", public.as_bytes()));
        }
    }
}
