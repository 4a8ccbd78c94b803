//! The canonical data of a document and their digest.
//!
//! Canonical bytes are JSON in UTF-8 with sorted keys and without blanks or fractions:
//! `{"data":{…},"form":"minutes-bid","template":{"digest":"…","id":"minutes-bid","version":1}}`, and of bound sheets
//! `"sheets":[{…},…]` in the place of `data`.
//! The digest is `SHA-256(len ‖ "lunzheng/document/1" ‖ len ‖ canonical)`, lengths as 8 bytes, big end first. The journal
//! head is part of the data; the digest itself is not.

use serde_json::Value;
use sha2::digest::consts::U32;
use sha2::{Digest, Sha256};

use crate::error::DocumentError;

/// What the digest is for; framed before the data, so that no other digest of this program can be taken for it.
pub const PURPOSE: &str = "lunzheng/document/1";

/// The canonical bytes of a value.
///
/// # Errors
/// [`DocumentError::Failed`] for a number that is not whole: none of the models has one.
pub(crate) fn bytes(value: &Value) -> Result<Vec<u8>, DocumentError> {
    let mut out = String::new();
    write(value, &mut out)?;
    Ok(out.into_bytes())
}

fn write(value: &Value, out: &mut String) -> Result<(), DocumentError> {
    match value {
        Value::Object(map) => {
            // Sorted here, because the order of a map depends on how serde_json was built.
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort();
            out.push('{');
            for (n, key) in keys.into_iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write(&map[key], out)?;
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Number(number) if number.is_f64() => {
            return Err(DocumentError::Failed(format!("{number} is not whole")));
        }
        plain => out.push_str(&plain.to_string()),
    }
    Ok(())
}

/// The digest of canonical bytes.
#[must_use]
pub fn digest_of(canonical: &[u8]) -> [u8; 32] {
    framed::<Sha256>(canonical)
}

/// The same bytes, framed alike, under SM3 (GB/T 32905—2016): printed beside when the office asks for it.
#[must_use]
pub(crate) fn sm3_of(canonical: &[u8]) -> [u8; 32] {
    framed::<sm3::Sm3>(canonical)
}

fn framed<D: Digest<OutputSize = U32>>(canonical: &[u8]) -> [u8; 32] {
    let mut hash = D::new();
    for part in [PURPOSE.as_bytes(), canonical] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_sorted_and_there_are_no_blanks() {
        let value = json!({"b": [1, null, true], "a": {"d": "引\"号", "c": -2}});
        assert_eq!(bytes(&value).unwrap(), r#"{"a":{"c":-2,"d":"引\"号"},"b":[1,null,true]}"#.as_bytes());
        assert!(bytes(&json!(0.5)).is_err());
    }

    #[test]
    fn the_digest_is_framed_by_its_purpose() {
        // sha256(0x13 as u64 ‖ "lunzheng/document/1" ‖ 2 as u64 ‖ "{}"), computed apart from this program.
        let mut framed = vec![0, 0, 0, 0, 0, 0, 0, 19];
        framed.extend(b"lunzheng/document/1");
        framed.extend([0, 0, 0, 0, 0, 0, 0, 2]);
        framed.extend(b"{}");
        assert_eq!(digest_of(b"{}").as_slice(), Sha256::digest(&framed).as_slice());
        assert_eq!(sm3_of(b"{}").as_slice(), sm3::Sm3::digest(&framed).as_slice());
    }

    #[test]
    fn sm3_is_that_of_the_standard() {
        // GB/T 32905—2016, example 1.
        let expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
        assert_eq!(hex::encode(sm3::Sm3::digest(b"abc")), expected);
    }
}
