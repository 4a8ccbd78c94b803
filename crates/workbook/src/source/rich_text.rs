//! Text in the runs in which a workbook stores it.

use std::borrow::Cow;

use super::ReadError;
use super::fill::grows_too_long;
use crate::error::Hazard;

/// Joins the runs of a rich text and leaves out phonetic guides.
#[derive(Default)]
pub(super) struct TextCollector {
    text: String,
    in_text: bool,
    phonetic: u32,
}

impl TextCollector {
    pub(super) fn begin(&mut self) {
        self.text.clear();
        (self.in_text, self.phonetic) = (false, 0);
    }

    pub(super) fn open(&mut self, element: &str) {
        match element {
            "rPh" => self.phonetic += 1,
            "t" => self.in_text = true,
            _ => {}
        }
    }

    pub(super) fn close(&mut self, element: &str) {
        match element {
            "rPh" => self.phonetic = self.phonetic.saturating_sub(1),
            "t" => self.in_text = false,
            _ => {}
        }
    }

    pub(super) fn push(&mut self, piece: &str) -> Result<(), ReadError> {
        if self.in_text && self.phonetic == 0 {
            self.text.push_str(piece);
            if grows_too_long(&self.text) {
                return Err(Hazard::TextTooLong.into());
            }
        }
        Ok(())
    }

    pub(super) fn push_char(&mut self, c: Option<char>) -> Result<(), ReadError> {
        c.map_or(Ok(()), |c| self.push(c.encode_utf8(&mut [0; 4])))
    }

    /// What was collected.
    pub(super) fn text(&self) -> Cow<'_, str> {
        unescape(&self.text)
    }
}

/// Excel writes characters that XML cannot hold as `_x000D_`.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.get(at + 6..at + 7) == Some("_"));
        match code.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push_str(&rest[..at]);
                out.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escaped_characters_come_back() {
        assert_eq!(unescape("甲_x000D_乙_x0041_x_y_xZZZZ_"), "甲\r乙Ax_y_xZZZZ_");
    }
}
