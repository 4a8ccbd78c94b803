//! Text files with separators. Own tokenizer, because row numbers must be those that Excel shows: a blank line is a
//! row, a line break inside quotes is not.

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::ReadError;
use crate::error::Hazard;
use crate::grid::{Cell, CellValue, LAST_COLUMN, LAST_ROW, Sheet};
use crate::limits;

/// Reads the text as one sheet of text cells.
pub(super) fn read(bytes: &[u8], sheet_name: &str) -> Result<Sheet, ReadError> {
    let text = decode(bytes)?;
    if text.chars().any(|c| {
        c == '\0' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}'))
    }) {
        return Err(Hazard::NotText.into());
    }
    let mut sheet = Sheet::new(sheet_name);
    let mut filler = Filler { sheet: &mut sheet, cells: 0, row: 1, column: 1 };
    tokenize(&text, separator(&text), &mut filler)?;
    Ok(sheet)
}

/// UTF-8 (with or without a mark), UTF-16 with a mark, else GB18030, of which GBK is a part.
fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    let marked = [(&b"\xEF\xBB\xBF"[..], UTF_8), (b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)];
    if let Some((mark, encoding)) = marked.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return whole(encoding, &bytes[mark.len()..]);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => whole(GB18030, bytes),
    }
}

/// Decodes without replacing anything: a byte that does not fit means that this is no text in this encoding.
fn whole(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Result<String, ReadError> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(std::borrow::Cow::into_owned).ok_or(ReadError::Format("unknown"))
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

/// Puts fields into the sheet and counts.
struct Filler<'a> {
    sheet: &'a mut Sheet,
    cells: usize,
    row: u32,
    column: u32,
}

impl Filler<'_> {
    fn field(&mut self, text: &mut String) -> Result<(), ReadError> {
        if text.chars().nth(limits::TEXT_CHARS).is_some() {
            return Err(Hazard::TextTooLong.into());
        }
        if !text.trim().is_empty() {
            if self.column > LAST_COLUMN || self.row > LAST_ROW || self.cells >= limits::CELLS {
                return Err(Hazard::TooManyCells.into());
            }
            self.cells += 1;
            let value = CellValue::Text(plain(text).into());
            self.sheet.put(self.row, Cell { column: self.column, value, formula: false, percent: false });
        }
        text.clear();
        self.column = self.column.saturating_add(1);
        Ok(())
    }

    fn next_row(&mut self) {
        self.row = self.row.saturating_add(1);
        self.column = 1;
    }
}

/// Without the formula around a text that other programs export (`="00123"`), to keep its leading zeros.
fn plain(field: &str) -> &str {
    let inner = field.trim().strip_prefix("=\"").and_then(|t| t.strip_suffix('"'));
    inner.filter(|t| !t.contains('"')).unwrap_or(field)
}

/// Splits into fields: quotes double inside quotes, a quote in the middle of a plain field is a character.
fn tokenize(text: &str, separator: char, filler: &mut Filler<'_>) -> Result<(), ReadError> {
    let mut chars = text.chars().peekable();
    let mut field = String::new();
    let (mut quoted, mut was_quoted) = (false, false);
    while let Some(c) = chars.next() {
        if quoted {
            match c {
                '"' if chars.peek() == Some(&'"') => {
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
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' => {
                filler.field(&mut field)?;
                filler.next_row();
                was_quoted = false;
            }
            c if c == separator => {
                filler.field(&mut field)?;
                was_quoted = false;
            }
            _ => field.push(c),
        }
    }
    if quoted {
        return Err(Hazard::QuoteNotClosed.into());
    }
    filler.field(&mut field)
}

#[cfg(test)]
mod tests {
    use super::*;

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
