//! Records of the binary workbooks of Excel 5 to 2003 ([MS-XLS] 2.1): a type, a length, data, and strings that may run
//! on over several records.

use encoding_rs::Encoding;

use super::ReadError;
use crate::error::Hazard;
use crate::limits;

/// Which generation of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// Excel 5 and 95: bytes in a code page.
    Biff5,
    /// Excel 97 to 2003: UTF-16.
    Biff8,
}

pub(super) const CONTINUE: u16 = 0x003C;

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
    /// Where its data stands in the stream.
    pub(super) at: usize,
}

/// The records of a stream from a position on.
pub(super) struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8], at: usize) -> Self {
        Self { stream, at }
    }

    /// The next record; nothing at the end of the stream. Zeros at the end are padding.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, ReadError> {
        let Some(head) = self.stream.get(self.at..self.at.saturating_add(4)) else { return Ok(None) };
        let (kind, length) = (u16_at(head, 0)?, usize::from(u16_at(head, 2)?));
        if kind == 0 && length == 0 {
            return Ok(None);
        }
        let at = self.at + 4;
        let data = self.stream.get(at..at + length).ok_or(Hazard::PartDamaged)?;
        self.at = at + length;
        Ok(Some(Record { kind, data, at }))
    }

    /// The data of the records that continue the last one.
    pub(super) fn continued(&mut self) -> Result<Vec<&'a [u8]>, ReadError> {
        let mut pieces = Vec::new();
        loop {
            let before = self.at;
            match self.next()? {
                Some(record) if record.kind == CONTINUE => pieces.push(record.data),
                _ => {
                    self.at = before;
                    return Ok(pieces);
                }
            }
        }
    }
}

/// Two bytes.
pub(super) fn u16_at(data: &[u8], at: usize) -> Result<u16, ReadError> {
    let bytes = data.get(at..at + 2).and_then(|b| b.try_into().ok()).ok_or(Hazard::PartDamaged)?;
    Ok(u16::from_le_bytes(bytes))
}

/// Four bytes.
pub(super) fn u32_at(data: &[u8], at: usize) -> Result<u32, ReadError> {
    let bytes = data.get(at..at + 4).and_then(|b| b.try_into().ok()).ok_or(Hazard::PartDamaged)?;
    Ok(u32::from_le_bytes(bytes))
}

/// A double.
pub(super) fn f64_at(data: &[u8], at: usize) -> Result<f64, ReadError> {
    let bytes = data.get(at..at + 8).and_then(|b| b.try_into().ok()).ok_or(Hazard::PartDamaged)?;
    Ok(f64::from_le_bytes(bytes))
}

/// A number in the short form of RK records ([MS-XLS] 2.5.217): 30 bits of a double or of an integer, perhaps × 100.
pub(super) fn rk(bits: u32) -> f64 {
    let number = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(i32::from_le_bytes(bits.to_le_bytes()) >> 2)
    };
    if bits & 1 == 0 { number } else { number / 100.0 }
}

/// The text of an error value ([MS-XLS] 2.5.10).
pub(super) fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

/// Reads over a record and those that continue it as if they were one, except that a text that runs over says anew how
/// its characters are stored.
pub(super) struct Joined<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

impl<'a> Joined<'a> {
    pub(super) fn new(first: &'a [u8], more: Vec<&'a [u8]>) -> Self {
        let mut pieces = vec![first];
        pieces.extend(more);
        Self { pieces, piece: 0, at: 0 }
    }

    /// What is left of the present piece, the next one when it is used up.
    fn rest(&mut self) -> Result<&'a [u8], ReadError> {
        loop {
            let piece: &'a [u8] = self.pieces.get(self.piece).copied().ok_or(Hazard::PartDamaged)?;
            if self.at < piece.len() {
                return Ok(&piece[self.at..]);
            }
            (self.piece, self.at) = (self.piece + 1, 0);
        }
    }

    fn byte(&mut self) -> Result<u8, ReadError> {
        let byte = self.rest()?[0];
        self.at += 1;
        Ok(byte)
    }

    pub(super) fn u16(&mut self) -> Result<u16, ReadError> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn u32(&mut self) -> Result<u32, ReadError> {
        Ok(u32::from_le_bytes([self.byte()?, self.byte()?, self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut count: usize) -> Result<(), ReadError> {
        while count > 0 {
            let step = self.rest()?.len().min(count);
            self.at += step;
            count -= step;
        }
        Ok(())
    }

    /// A Unicode string after its length in characters: flags, then perhaps counts of formatting runs and of phonetic
    /// data, the characters, the runs and the data ([MS-XLS] 2.5.293).
    pub(super) fn string(&mut self, length: usize, text: &mut String) -> Result<(), ReadError> {
        text.clear();
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.u16()?) * 4 };
        let phonetic = if flags & 4 == 0 { 0 } else { self.u32()? };
        self.characters(length, flags & 1 != 0, text)?;
        self.skip(runs)?;
        self.skip(usize::try_from(phonetic).map_err(|_| Hazard::PartDamaged)?)
    }

    /// So many characters, each one byte (Latin-1) or two.
    pub(super) fn characters(
        &mut self,
        length: usize,
        mut wide: bool,
        text: &mut String,
    ) -> Result<(), ReadError> {
        let mut left = length;
        let mut units: Vec<u16> = Vec::new();
        while left > 0 {
            let piece = self.piece;
            let rest = self.rest()?;
            if self.piece != piece {
                wide = self.byte()? & 1 != 0;
                continue;
            }
            let size = if wide { 2 } else { 1 };
            let count = (rest.len() / size).min(left);
            if count == 0 {
                return Err(Hazard::PartDamaged.into());
            }
            let bytes = &rest[..count * size];
            if wide {
                units.extend(bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])));
            } else {
                units.extend(bytes.iter().map(|b| u16::from(*b)));
            }
            self.at += count * size;
            left -= count;
        }
        if units.len() > limits::TEXT_CHARS + 1 {
            return Err(Hazard::TextTooLong.into());
        }
        text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Ok(())
    }
}

/// A string in one record after its length in characters, as this generation stores it.
pub(super) fn string_in(
    data: &[u8],
    length: usize,
    version: Version,
    page: &'static Encoding,
) -> Result<String, ReadError> {
    match version {
        Version::Biff5 => {
            let bytes = data.get(..length).ok_or(Hazard::PartDamaged)?;
            Ok(page.decode_without_bom_handling(bytes).0.into_owned())
        }
        Version::Biff8 => {
            let mut text = String::new();
            Joined::new(data, Vec::new()).string(length, &mut text)?;
            Ok(text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_whole_or_halves_of_doubles_and_perhaps_hundredths() {
        assert!((rk((1234 << 2) | 3) - 12.34).abs() < 1e-12);
        assert!((rk((7 << 2) | 2) - 7.0).abs() < f64::EPSILON);
        assert!((rk(u32::from_le_bytes((-5_i32 << 2).to_le_bytes()) | 2) + 5.0).abs() < f64::EPSILON);
        assert!((rk(0x3FF0_0000) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_text_that_runs_over_records_says_anew_how_it_is_stored() {
        let first = [1, b'\x32', 0x75, b'\x59', 0x4E];
        let more: [u8; 3] = [0, b'A', b'B'];
        let mut joined = Joined::new(&first, vec![&more]);
        let mut text = String::new();
        assert_eq!(joined.string(4, &mut text), Ok(()));
        assert_eq!(text, "甲乙AB");
    }

    #[test]
    fn records_that_are_longer_than_the_stream_are_damaged() {
        let stream = [0x09, 0x08, 0xFF, 0x00, 0x00];
        assert!(Records::new(&stream, 0).next().is_err());
        let mut text = String::new();
        assert!(Joined::new(&[0, b'A'], Vec::new()).string(60_000, &mut text).is_err());
    }
}
