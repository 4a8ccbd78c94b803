//! Bytes of a text file to text: by its mark, by what its bytes can only be, and last by guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::ReadError;

/// One character in so many may be broken before a file is none of the encoding that was taken.
const BROKEN: usize = 200;

/// UTF-8 (with or without a mark), UTF-16 with a mark, else GB18030, of which GBK is a part. Text that is neither is what
/// its bytes look most like. A few broken characters in GBK (a field cut in the middle of one) are replaced by `\u{FFFD}`,
/// for the checks to find; more make the file unknown.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    let marked = [(&b"\xEF\xBB\xBF"[..], UTF_8), (b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)];
    if let Some((mark, encoding)) = marked.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return few_broken(encoding, &bytes[mark.len()..]);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    if let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Allow);
    let text = few_broken(if guess == GBK { GB18030 } else { guess }, bytes)?;
    if text.contains('\0') { Err(ReadError::Format("unknown")) } else { Ok(text) }
}

/// Decodes in an encoding that the file itself names, or as [`decode`] does when it cannot be that.
pub(super) fn decode_as(label: Option<&'static Encoding>, bytes: &[u8]) -> Result<String, ReadError> {
    let named = label.filter(|_| std::str::from_utf8(bytes).is_err());
    let named = named.map(|e| if e == GBK { GB18030 } else { e });
    match named.and_then(|e| e.decode_without_bom_handling_and_without_replacement(bytes)) {
        Some(text) => Ok(text.into_owned()),
        None => decode(bytes),
    }
}

fn few_broken(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, ReadError> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken {
        let broken = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        if broken > text.chars().count() / BROKEN {
            return Err(ReadError::Format("unknown"));
        }
    }
    Ok(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_character_in_much_gbk_is_marked_and_noise_is_unknown() {
        let (gbk, _, _) = GBK.encode("单位名称，经费，起止时间");
        let mut bytes = gbk.repeat(60);
        bytes.extend([0xD0, b'\n']);
        bytes.extend(gbk.repeat(60));
        let text = decode(&bytes).unwrap();
        assert_eq!(text.chars().filter(|c| *c == '\u{FFFD}').count(), 1);
        assert!(text.starts_with("单位名称"));
        assert_eq!(decode(b"\xFF\xFF\xFF\xFF"), Err(ReadError::Format("unknown")));
    }

    #[test]
    fn an_encoding_that_is_named_wrongly_does_not_hold() {
        let (gbk, _, _) = GBK.encode("编号");
        assert_eq!(decode_as(Some(UTF_8), &gbk).as_deref(), Ok("编号"));
        assert_eq!(decode_as(Some(GBK), "编号".as_bytes()).as_deref(), Ok("编号"));
    }
}
