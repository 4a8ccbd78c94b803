//! A narrow way in and out of CBOR: definite lengths only, every length checked before use, shortest form written.

use crate::error::PackError;
use chrono::{DateTime, Utc};
use minicbor::data::Type;
use minicbor::{Decoder, Encoder};

/// Writes CBOR into memory, which cannot fail; the encoder's results are therefore dropped.
pub(crate) struct Writer(Encoder<Vec<u8>>);

impl Writer {
    pub(crate) fn new() -> Self {
        Self(Encoder::new(Vec::new()))
    }

    pub(crate) fn array(&mut self, len: usize) -> &mut Self {
        let _ = self.0.array(len as u64);
        self
    }

    pub(crate) fn map(&mut self, len: usize) -> &mut Self {
        let _ = self.0.map(len as u64);
        self
    }

    pub(crate) fn uint(&mut self, value: u64) -> &mut Self {
        let _ = self.0.u64(value);
        self
    }

    pub(crate) fn time(&mut self, value: DateTime<Utc>) -> &mut Self {
        let _ = self.0.i64(value.timestamp_millis());
        self
    }

    pub(crate) fn bytes(&mut self, value: &[u8]) -> &mut Self {
        let _ = self.0.bytes(value);
        self
    }

    pub(crate) fn text(&mut self, value: &str) -> &mut Self {
        let _ = self.0.str(value);
        self
    }

    pub(crate) fn maybe_bytes(&mut self, value: Option<&[u8]>) -> &mut Self {
        match value {
            Some(bytes) => self.bytes(bytes),
            None => {
                let _ = self.0.null();
                self
            }
        }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.0.into_writer()
    }
}

/// Reads CBOR from memory. Whatever is not as expected is `Content { what }`.
pub(crate) struct Reader<'b> {
    decoder: Decoder<'b>,
    what: &'static str,
}

impl<'b> Reader<'b> {
    pub(crate) fn new(bytes: &'b [u8], what: &'static str) -> Self {
        Self { decoder: Decoder::new(bytes), what }
    }

    pub(crate) fn bad(&self) -> PackError {
        PackError::Content { what: self.what }
    }

    fn left(&self) -> u64 {
        self.decoder.input().len().saturating_sub(self.decoder.position()) as u64
    }

    /// The length of an array; refused above `limit`, and when not even one byte an element is left.
    pub(crate) fn array(&mut self, what: &'static str, limit: u64) -> Result<usize, PackError> {
        let len = self.decoder.array().ok().flatten().ok_or_else(|| self.bad())?;
        PackError::at_most(what, len, limit)?;
        if len > self.left() {
            return Err(self.bad());
        }
        usize::try_from(len).map_err(|_| self.bad())
    }

    /// An array of exactly this length.
    pub(crate) fn tuple(&mut self, len: u64) -> Result<(), PackError> {
        match self.decoder.array() {
            Ok(Some(n)) if n == len => Ok(()),
            _ => Err(self.bad()),
        }
    }

    pub(crate) fn uint(&mut self) -> Result<u64, PackError> {
        self.decoder.u64().map_err(|_| self.bad())
    }

    pub(crate) fn u32(&mut self) -> Result<u32, PackError> {
        self.decoder.u32().map_err(|_| self.bad())
    }

    /// Milliseconds since 1970, UTC.
    pub(crate) fn time(&mut self) -> Result<DateTime<Utc>, PackError> {
        let millis = self.decoder.i64().map_err(|_| self.bad())?;
        DateTime::from_timestamp_millis(millis).ok_or_else(|| self.bad())
    }

    pub(crate) fn bytes(&mut self) -> Result<&'b [u8], PackError> {
        self.decoder.bytes().map_err(|_| self.bad())
    }

    pub(crate) fn fixed<const N: usize>(&mut self) -> Result<[u8; N], PackError> {
        self.bytes()?.try_into().map_err(|_| self.bad())
    }

    fn is_null(&mut self) -> Result<bool, PackError> {
        if self.decoder.datatype().map_err(|_| self.bad())? != Type::Null {
            return Ok(false);
        }
        self.decoder.null().map_err(|_| self.bad())?;
        Ok(true)
    }

    pub(crate) fn maybe_fixed<const N: usize>(&mut self) -> Result<Option<[u8; N]>, PackError> {
        if self.is_null()? { Ok(None) } else { self.fixed().map(Some) }
    }

    pub(crate) fn maybe_bytes(&mut self) -> Result<Option<&'b [u8]>, PackError> {
        if self.is_null()? { Ok(None) } else { self.bytes().map(Some) }
    }

    /// A text of one to `limit` bytes.
    pub(crate) fn text(&mut self, limit: usize) -> Result<&'b str, PackError> {
        let text = self.decoder.str().map_err(|_| self.bad())?;
        if text.is_empty() || text.len() > limit { Err(self.bad()) } else { Ok(text) }
    }

    /// Reads a map with numbers as keys, strictly ascending. The `required` keys 0, 1, … must all be there, in order,
    /// and go to `field`; later keys are a newer writer's additions, always byte strings, and are passed over.
    pub(crate) fn map(
        &mut self,
        required: u64,
        mut field: impl FnMut(u64, &mut Self) -> Result<(), PackError>,
    ) -> Result<(), PackError> {
        let len = self.decoder.map().ok().flatten().ok_or_else(|| self.bad())?;
        if len < required || len > self.left() {
            return Err(self.bad());
        }
        let mut previous: Option<u64> = None;
        for index in 0..len {
            let key = self.uint()?;
            if previous.is_some_and(|p| key <= p) || (index < required && key != index) {
                return Err(self.bad());
            }
            previous = Some(key);
            if index < required {
                field(key, self)?;
            } else {
                self.bytes()?;
            }
        }
        Ok(())
    }

    /// Nothing may follow.
    pub(crate) fn end(self) -> Result<(), PackError> {
        if self.left() == 0 { Ok(()) } else { Err(self.bad()) }
    }
}

/// Whether `text` is a word of the format: ASCII letters, digits and `._-`, one to [`crate::limits::WORD`] bytes.
pub(crate) fn is_word(text: &str) -> bool {
    (1..=crate::limits::WORD).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}
