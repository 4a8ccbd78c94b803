//! One worksheet part as a stream of events: cells, merges, and what is hidden.

use std::borrow::Cow;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::ReadError;
use super::fill::{Filler, grows_too_long};
use super::number;
use super::package::{attribute, entity, flag, local, number as attribute_number};
use super::styles::Shown;
use super::xlsx::Strings;
use crate::error::Hazard;
use crate::grid::{Cell, CellValue, LAST_COLUMN, LAST_ROW, parse_address, parse_range};
use crate::limits;

/// What the workbook says for all its sheets.
pub(super) struct Context<'a> {
    pub(super) formats: &'a [Shown],
    pub(super) is_1904: bool,
}

/// Rows between two words about how far the reading is.
const ROWS_A_STEP: u32 = 512;

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
fn unescape(text: &str) -> Cow<'_, str> {
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

/// What a cell says it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Inline,
    Formula,
    Bool,
    Error,
    Date,
}

/// The cell that is being read. There is one, used for all cells in turn.
struct Pending {
    open: bool,
    row: u32,
    column: u32,
    style: u32,
    kind: Kind,
    value: String,
    in_value: bool,
    formula: bool,
    inline: TextCollector,
}

/// Where the reader stands.
struct State<'o, 's, 'c> {
    out: &'o mut Filler<'s>,
    context: &'c Context<'c>,
    strings: &'c mut Strings,
    row: u32,
    column: u32,
    pending: Pending,
}

/// Reads one worksheet; `size` is how many bytes it claims to have, for progress.
pub(super) fn read(
    mut reader: Reader<&[u8]>,
    size: u64,
    context: &Context<'_>,
    strings: &mut Strings,
    out: &mut Filler<'_>,
) -> Result<(), ReadError> {
    let pending = Pending {
        open: false,
        row: 0,
        column: 0,
        style: 0,
        kind: Kind::Number,
        value: String::new(),
        in_value: false,
        formula: false,
        inline: TextCollector::default(),
    };
    let mut state = State { out, context, strings, row: 0, column: 0, pending };
    let mut open = 0u64;
    loop {
        match reader.read_event()? {
            Event::Start(e) => {
                open += 1;
                if state.open(&e)? {
                    state.out.progress(reader.buffer_position(), size)?;
                }
            }
            Event::End(e) => {
                open = open.saturating_sub(1);
                state.close(local(e.name()))?;
            }
            Event::Text(t) if state.pending.open => state.text(&t.xml10_content())?,
            Event::CData(t) if state.pending.open => state.text(&t.xml10_content())?,
            Event::GeneralRef(r) => {
                if let Some(c) = entity(&r) {
                    state.text(c.encode_utf8(&mut [0; 4]))?;
                }
            }
            // A part that ends inside an element was cut.
            Event::Eof if open > 0 => return Err(Hazard::PartDamaged.into()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

impl State<'_, '_, '_> {
    /// Takes the beginning of an element; says whether it is time for a word about how far the reading is.
    fn open(&mut self, e: &BytesStart<'_>) -> Result<bool, ReadError> {
        let name = local(e.name());
        if self.pending.open {
            match name {
                "v" => self.pending.in_value = true,
                "f" => self.pending.formula = true,
                name => self.pending.inline.open(name),
            }
            return Ok(false);
        }
        match name {
            "c" => self.open_cell(e)?,
            "row" => {
                self.open_row(e)?;
                return Ok(self.row.is_multiple_of(ROWS_A_STEP));
            }
            "col" => self.column_range(e)?,
            "mergeCell" => {
                let merge = attribute(e, "ref")?.and_then(|r| parse_range(&r)).ok_or(Hazard::PartDamaged)?;
                self.out.merge(merge)?;
            }
            _ => {}
        }
        Ok(false)
    }

    fn open_row(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        self.row = match attribute(e, "r")? {
            Some(text) => text.trim().parse().map_err(|_| Hazard::PartDamaged)?,
            None => self.row + 1,
        };
        if !(1..=LAST_ROW).contains(&self.row) {
            return Err(Hazard::PartDamaged.into());
        }
        self.column = 0;
        if flag(e, "hidden")? {
            self.out.hide_row(self.row)?;
        }
        Ok(())
    }

    fn open_cell(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        let (mut place, mut style, mut kind) = ((self.row.max(1), self.column + 1), 0, Kind::Number);
        for attribute in e.attributes().with_checks(false) {
            let attribute = attribute?;
            match attribute.key.as_ref() {
                "r" => place = cell_place(&attribute.value).ok_or(Hazard::PartDamaged)?,
                "s" => style = attribute.value.trim().parse().unwrap_or(0),
                "t" => kind = kind_of(&attribute.value),
                _ => {}
            }
        }
        let (row, column) = place;
        if column > LAST_COLUMN {
            return Err(Hazard::PartDamaged.into());
        }
        self.column = column;
        let pending = &mut self.pending;
        (pending.row, pending.column, pending.style, pending.kind) = (row, column, style, kind);
        (pending.open, pending.in_value, pending.formula) = (true, false, false);
        pending.value.clear();
        pending.inline.begin();
        Ok(())
    }

    fn column_range(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        if flag(e, "hidden")?
            && let (Some(first), Some(last)) = (attribute_number(e, "min")?, attribute_number(e, "max")?)
        {
            self.out.hide_columns(first, last)?;
        }
        Ok(())
    }

    fn text(&mut self, piece: &str) -> Result<(), ReadError> {
        let pending = &mut self.pending;
        if !pending.open {
            return Ok(());
        }
        if !pending.in_value {
            return pending.inline.push(piece);
        }
        if pending.value.len() + piece.len() > limits::TEXT_CHARS * 4 {
            return Err(Hazard::TextTooLong.into());
        }
        pending.value.push_str(piece);
        Ok(())
    }

    fn close(&mut self, element: &str) -> Result<(), ReadError> {
        if !self.pending.open {
            return Ok(());
        }
        match element {
            "c" => {
                self.pending.open = false;
                return self.finish_cell();
            }
            "v" => self.pending.in_value = false,
            name => self.pending.inline.close(name),
        }
        Ok(())
    }

    fn finish_cell(&mut self) -> Result<(), ReadError> {
        let pending = &self.pending;
        let shown = usize::try_from(pending.style).ok().and_then(|i| self.context.formats.get(i)).copied();
        let shown = shown.unwrap_or_default();
        let raw = pending.value.trim();
        let value = match pending.kind {
            Kind::Inline => self.out.shared(&pending.inline.text())?.map(CellValue::Text),
            Kind::Shared => shared(self.strings, raw)?,
            Kind::Formula => self.out.shared(&unescape(&pending.value))?.map(CellValue::Text),
            Kind::Bool => Some(CellValue::Bool(matches!(raw, "1" | "true" | "TRUE"))),
            Kind::Error => Some(CellValue::Error(raw.chars().take(40).collect::<String>().into())),
            Kind::Date if raw.get(..10).is_some_and(|d| d.parse::<chrono::NaiveDate>().is_ok()) => {
                raw.get(..10).and_then(|d| d.parse().ok()).map(CellValue::Date)
            }
            Kind::Number if raw.is_empty() => None,
            Kind::Number | Kind::Date => match number::of_text(raw, shown, self.context.is_1904) {
                Some(value) if pending.kind == Kind::Number => Some(value),
                _ => self.out.shared(&pending.value)?.map(CellValue::Text),
            },
        };
        let value = match value {
            None if pending.formula && pending.kind != Kind::Formula => CellValue::Uncached,
            Some(value) => value,
            None => return Ok(()),
        };
        let (column, formula) = (pending.column, pending.formula);
        self.out.put(pending.row, Cell { column, value, formula, percent: shown == Shown::Percent })
    }
}

fn kind_of(text: &str) -> Kind {
    match text {
        "s" => Kind::Shared,
        "str" => Kind::Formula,
        "inlineStr" => Kind::Inline,
        "b" => Kind::Bool,
        "e" => Kind::Error,
        "d" => Kind::Date,
        _ => Kind::Number,
    }
}

/// The place of a cell's address; the common form (`F7`) is read without a copy.
fn cell_place(text: &str) -> Option<(u32, u32)> {
    let (mut column, mut row) = (0u32, 0u32);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' if row == 0 && column < 27 * 27 => column = column * 26 + u32::from(byte - b'A') + 1,
            b'0'..=b'9' if column > 0 && row <= LAST_ROW => row = row * 10 + u32::from(byte - b'0'),
            _ => return parse_address(text.trim()),
        }
    }
    ((1..=LAST_ROW).contains(&row) && (1..=LAST_COLUMN).contains(&column)).then_some((row, column))
}

fn shared(strings: &mut Strings, index: &str) -> Result<Option<CellValue>, ReadError> {
    if index.is_empty() {
        return Ok(None);
    }
    let found = index.parse::<usize>().ok().and_then(|i| strings.get(i));
    let text = found.ok_or(Hazard::PartDamaged)?;
    Ok((!text.trim().is_empty()).then(|| CellValue::Text(Arc::clone(text))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Sheet;
    use crate::source::fill::Builder;

    fn sheet(xml: &str) -> Result<Sheet, ReadError> {
        let mut reader = Reader::from_reader(xml.as_bytes());
        reader.config_mut().expand_empty_elements = true;
        let formats = [Shown::Number, Shown::Date, Shown::Percent];
        let context = Context { formats: &formats, is_1904: false };
        let mut builder = Builder::default();
        let mut out = Filler::new(&mut builder);
        out.sheet("表", false)?;
        read(reader, 1, &context, &mut Strings::of(&["共享"]), &mut out)?;
        out.flush()?;
        let facts = crate::source::Facts { format: "xlsx", default_password: false, is_1904: false };
        Ok(builder.book("表", facts).sheets.remove(0))
    }

    #[test]
    fn each_type_of_cell_is_read_as_what_it_is() {
        let got = sheet(
            "<worksheet><cols><col min='2' max='3' hidden='1'/></cols><sheetData><row r='4' hidden='1'>\
             <c r='A4' t='s'><v>0</v></c><c r='B4'><v>3386.6999999999998</v></c><c r='C4' s='1'><v>45352</v></c>\
             <c t='inlineStr'><is><r><t>甲&amp;</t></r><r><t>乙</t></r><rPh><t>jia</t></rPh></is></c>\
             <c r='F4' t='e'><f>1/0</f><v>#DIV/0!</v></c><c r='G4' t='b'><v>1</v></c><c r='H4'><f>A1</f></c>\
             <c r='I4' s='2'><f>A2</f><v>0.3</v></c><c r='J4'/><c r='K4'><v/></c></row></sheetData>\
             <mergeCells><mergeCell ref='A1:C2'/></mergeCells></worksheet>",
        )
        .expect("reads");
        let texts: Vec<_> = got.rows[&4].iter().map(|c| (c.column, c.value.text(), c.formula)).collect();
        let want = [
            (1, "共享", false),
            (2, "3386.7", false),
            (3, "2024-03-01", false),
            (4, "甲&乙", false),
            (6, "#DIV/0!", true),
            (7, "TRUE", false),
            (8, "", true),
            (9, "0.3", true),
        ];
        assert_eq!(texts, want.map(|(c, t, f)| (c, t.to_owned(), f)));
        assert!(got.rows[&4][7].percent && got.hidden_rows.contains(&4) && got.column_hidden(3));
        assert_eq!(got.merge_at(2, 3), parse_range("A1:C2"));
    }

    #[test]
    fn a_sheet_that_lies_about_addresses_or_is_cut_is_refused() {
        for xml in [
            "<worksheet><sheetData><row r='1'><c r='XFE1'><v>1</v></c></row></sheetData></worksheet>",
            "<worksheet><sheetData><row r='99999999999'></row></sheetData></worksheet>",
            "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>7</v></c></row></sheetData></worksheet>",
            "<worksheet><sheetData><row r='1'><c r='A1'><v>1",
        ] {
            assert_eq!(sheet(xml).err(), Some(ReadError::Unsafe(Hazard::PartDamaged)), "{xml}");
        }
    }

    #[test]
    fn escaped_characters_come_back() {
        assert_eq!(unescape("甲_x000D_乙_x0041_x_y_xZZZZ_"), "甲\r乙Ax_y_xZZZZ_");
    }
}
