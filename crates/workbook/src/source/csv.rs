//! Text files with separators. Own tokenizer, because row numbers must be those that Excel shows: a blank line is a
//! row, a line break inside quotes is not.

use super::fill::{Filler, grows_too_long};
use super::{Facts, ReadError, text};
use crate::error::Hazard;
use crate::grid::{LAST_COLUMN, LAST_ROW};

/// Reads the text as one sheet of text cells.
pub(super) fn read(bytes: &[u8], sheet_name: &str, out: &mut Filler<'_>) -> Result<Facts, ReadError> {
    let text = text::decode(bytes)?;
    if text.chars().any(|c| {
        c == '\0' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}'))
    }) {
        return Err(Hazard::NotText.into());
    }
    out.sheet(sheet_name, false)?;
    let size = u64::try_from(text.len()).unwrap_or(u64::MAX);
    let mut fields = Fields { out, row: 1, column: 1, size };
    tokenize(&text, separator(&text), &mut fields)?;
    Ok(Facts { format: "csv", default_password: false, is_1904: false })
}

/// The separator that the first lines use most, outside quotes.
fn separator(text: &str) -> char {
    let mut counts = [(',', 0u32), ('\t', 0), (';', 0), ('，', 0)];
    let mut quoted = false;
    let mut lines = 0;
    for c in text.chars().take(65_536) {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => lines += 1,
            _ if !quoted => counts.iter_mut().filter(|(s, _)| *s == c).for_each(|(_, n)| *n += 1),
            _ => {}
        }
        if lines > 20 {
            break;
        }
    }
    let [comma, tab, semicolon, wide] = counts;
    // A full-width comma is punctuation unless nothing else separates.
    let best = [comma, tab, semicolon].into_iter().max_by_key(|(c, n)| (*n, *c == ','));
    match best {
        Some((c, n)) if n > 0 => c,
        _ if wide.1 > 0 => '，',
        _ => ',',
    }
}

/// Puts fields into the sheet.
struct Fields<'o, 's> {
    out: &'o mut Filler<'s>,
    row: u32,
    column: u32,
    size: u64,
}

impl Fields<'_, '_> {
    fn field(&mut self, text: &mut String) -> Result<(), ReadError> {
        if !text.trim().is_empty() {
            if self.column > LAST_COLUMN || self.row > LAST_ROW {
                return Err(Hazard::TooManyCells.into());
            }
            self.out.text(self.row, self.column, plain(text), false)?;
        }
        text.clear();
        self.column = self.column.saturating_add(1);
        Ok(())
    }

    fn next_row(&mut self, at: usize) -> Result<(), ReadError> {
        self.row = self.row.saturating_add(1);
        self.column = 1;
        if self.row.is_multiple_of(2048) {
            self.out.progress(u64::try_from(at).unwrap_or(u64::MAX), self.size)?;
        }
        Ok(())
    }
}

/// Without the formula around a text that other programs export (`="00123"`), to keep its leading zeros.
fn plain(field: &str) -> &str {
    let inner = field.trim().strip_prefix("=\"").and_then(|t| t.strip_suffix('"'));
    inner.filter(|t| !t.contains('"')).unwrap_or(field)
}

/// Splits into fields: quotes double inside quotes, a quote in the middle of a plain field is a character.
fn tokenize(text: &str, separator: char, fields: &mut Fields<'_, '_>) -> Result<(), ReadError> {
    let mut chars = text.char_indices().peekable();
    let mut field = String::new();
    let (mut quoted, mut was_quoted) = (false, false);
    while let Some((at, c)) = chars.next() {
        if grows_too_long(&field) {
            return Err(Hazard::TextTooLong.into());
        }
        if quoted {
            match c {
                '"' if chars.peek().is_some_and(|(_, c)| *c == '"') => {
                    chars.next();
                    field.push('"');
                }
                '"' => quoted = false,
                _ => field.push(c),
            }
            continue;
        }
        match c {
            '"' if !was_quoted && field.trim().is_empty() => {
                field.clear();
                (quoted, was_quoted) = (true, true);
            }
            '\r' if chars.peek().is_some_and(|(_, c)| *c == '\n') => {}
            '\r' | '\n' => {
                fields.field(&mut field)?;
                fields.next_row(at)?;
                was_quoted = false;
            }
            c if c == separator => {
                fields.field(&mut field)?;
                was_quoted = false;
            }
            _ => field.push(c),
        }
    }
    if quoted {
        return Err(Hazard::QuoteNotClosed.into());
    }
    fields.field(&mut field)
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;
    use crate::grid::Sheet;
    use crate::limits;
    use crate::source::fill::Builder;

    fn read(bytes: &[u8], name: &str) -> Result<Sheet, ReadError> {
        let mut builder = Builder::default();
        let mut out = Filler::new(&mut builder);
        let facts = super::read(bytes, name, &mut out)?;
        out.flush()?;
        Ok(builder.book(name, facts).sheets.remove(0))
    }

    fn cells(bytes: &[u8]) -> Vec<(u32, u32, String)> {
        let sheet = read(bytes, "表").expect("reads");
        sheet.rows.iter().flat_map(|(r, cs)| cs.iter().map(|c| (*r, c.column, c.value.text()))).collect()
    }

    #[test]
    fn rows_are_numbered_as_excel_shows_them() {
        let got = cells("编号,名称\r\n\r\n1,\"两\n行\"\n2,\"说\"\"好\"\"了\"\n".as_bytes());
        let want = [
            (1, 1, "编号"),
            (1, 2, "名称"),
            (3, 1, "1"),
            (3, 2, "两\n行"),
            (4, 1, "2"),
            (4, 2, "说\"好\"了"),
        ];
        assert_eq!(got, want.map(|(r, c, t)| (r, c, t.to_owned())));
    }

    #[test]
    fn utf8_utf16_and_gbk_read_the_same() {
        let text = "编号，名称\t单位\n1\t太原";
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let (gbk, _, _) = GB18030.encode(text);
        let plain = cells(text.as_bytes());
        assert_eq!(cells(&utf16), plain);
        assert_eq!(cells(&gbk), plain);
        assert_eq!(cells(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), plain);
    }

    #[test]
    fn an_exported_text_with_leading_zeros_is_that_text() {
        assert_eq!(cells(b"=\"00123\",=1+1\n"), [(1, 1, "00123".to_owned()), (1, 2, "=1+1".to_owned())]);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(b"a,b\n\"c,d", "x"), Err(ReadError::Unsafe(Hazard::QuoteNotClosed)));
        assert_eq!(read(b"a\0b", "x"), Err(ReadError::Unsafe(Hazard::NotText)));
        assert_eq!(read(b"\xFF\xFF\xFF\xFF", "x"), Err(ReadError::Format("unknown")));
        let long = "长".repeat(limits::TEXT_CHARS + 1);
        assert_eq!(read(long.as_bytes(), "x"), Err(ReadError::Unsafe(Hazard::TextTooLong)));
    }
}
