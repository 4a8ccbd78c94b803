//! One worksheet part as a stream of events: cells, merges, and what is hidden.

use std::io::BufRead;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::ReadError;
use super::package::{attribute, entity, flag, number};
use super::styles::Shown;
use crate::error::Hazard;
use crate::grid::{Cell, CellValue, LAST_COLUMN, LAST_ROW, Sheet, parse_address, parse_range};
use crate::limits;

/// What the workbook says for all its sheets, and how many cells were read so far.
pub(super) struct Context<'a> {
    pub(super) strings: &'a [Arc<str>],
    pub(super) formats: &'a [Shown],
    pub(super) is_1904: bool,
    pub(super) cells: usize,
    pub(super) text_bytes: usize,
}

/// Joins the runs of a rich text and leaves out phonetic guides.
#[derive(Default)]
pub(super) struct TextCollector {
    text: String,
    chars: usize,
    in_text: bool,
    phonetic: u32,
}

impl TextCollector {
    pub(super) fn begin(&mut self) {
        *self = Self::default();
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
            self.chars += piece.chars().count();
            if self.chars > limits::TEXT_CHARS {
                return Err(Hazard::TextTooLong.into());
            }
            self.text.push_str(piece);
        }
        Ok(())
    }

    pub(super) fn push_char(&mut self, c: Option<char>) -> Result<(), ReadError> {
        c.map_or(Ok(()), |c| self.push(c.encode_utf8(&mut [0; 4])))
    }

    pub(super) fn take(&mut self) -> String {
        let text = unescape(&std::mem::take(&mut self.text));
        self.begin();
        text
    }
}

/// Excel writes characters that XML cannot hold as `_x000D_`.
fn unescape(text: &str) -> String {
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
    out
}

/// The cell that is being read.
struct Pending {
    row: u32,
    column: u32,
    style: u32,
    kind: String,
    value: String,
    in_value: bool,
    formula: bool,
    inline: TextCollector,
}

/// Where the reader stands.
struct State<'c, 'a> {
    sheet: Sheet,
    context: &'c mut Context<'a>,
    row: u32,
    column: u32,
    merged_rows: usize,
    pending: Option<Pending>,
}

/// Reads one worksheet.
pub(super) fn read<R: BufRead>(
    mut reader: Reader<R>,
    name: &str,
    context: &mut Context<'_>,
) -> Result<Sheet, ReadError> {
    let mut state =
        State { sheet: Sheet::new(name), context, row: 0, column: 0, merged_rows: 0, pending: None };
    let mut buffer = Vec::new();
    let mut open = 0u64;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(e) => {
                open += 1;
                state.open(&e)?;
            }
            Event::End(e) => {
                open = open.saturating_sub(1);
                state.close(e.local_name().as_ref())?;
            }
            Event::Text(t) => state.text(&t.xml10_content())?,
            Event::CData(t) => state.text(&t.xml10_content())?,
            Event::GeneralRef(r) => {
                if let Some(c) = entity(&r) {
                    state.text(c.encode_utf8(&mut [0; 4]))?;
                }
            }
            // A part that ends inside an element was cut.
            Event::Eof if open > 0 => return Err(Hazard::PartDamaged.into()),
            Event::Eof => return Ok(state.sheet),
            _ => {}
        }
    }
}

impl State<'_, '_> {
    fn open(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        if let Some(pending) = &mut self.pending {
            match e.local_name().as_ref() {
                "v" => pending.in_value = true,
                "f" => pending.formula = true,
                name => pending.inline.open(name),
            }
            return Ok(());
        }
        match e.local_name().as_ref() {
            "row" => self.open_row(e),
            "c" => self.open_cell(e),
            "col" => self.column_range(e),
            "mergeCell" => self.merge(e),
            _ => Ok(()),
        }
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
            self.sheet.hidden_rows.insert(self.row);
        }
        Ok(())
    }

    fn open_cell(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        let (row, column) = match attribute(e, "r")? {
            Some(text) => parse_address(text.trim()).ok_or(Hazard::PartDamaged)?,
            None => (self.row.max(1), self.column + 1),
        };
        if column > LAST_COLUMN {
            return Err(Hazard::PartDamaged.into());
        }
        self.column = column;
        let style = number(e, "s")?.unwrap_or(0);
        let kind = attribute(e, "t")?.unwrap_or_default();
        let (value, inline) = (String::new(), TextCollector::default());
        self.pending =
            Some(Pending { row, column, style, kind, value, in_value: false, formula: false, inline });
        Ok(())
    }

    fn column_range(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        if flag(e, "hidden")?
            && let (Some(first), Some(last)) = (number(e, "min")?, number(e, "max")?)
            && self.sheet.hidden_columns.len() < limits::STYLES
        {
            self.sheet.hidden_columns.push((first, last.min(LAST_COLUMN)));
        }
        Ok(())
    }

    fn merge(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        let merge = attribute(e, "ref")?.and_then(|r| parse_range(&r)).ok_or(Hazard::PartDamaged)?;
        let rows = self.sheet.merge(merge, limits::MERGE_HEIGHT);
        self.merged_rows = self.merged_rows.saturating_add(usize::try_from(rows).unwrap_or(usize::MAX));
        if self.merged_rows > limits::MERGED_ROWS {
            return Err(Hazard::TooManyParts.into());
        }
        Ok(())
    }

    fn text(&mut self, piece: &str) -> Result<(), ReadError> {
        let Some(pending) = &mut self.pending else {
            return Ok(());
        };
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
        match (element, &mut self.pending) {
            ("c", Some(_)) => self.finish_cell(),
            ("v", Some(pending)) => {
                pending.in_value = false;
                Ok(())
            }
            (name, Some(pending)) => {
                pending.inline.close(name);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn finish_cell(&mut self) -> Result<(), ReadError> {
        let Some(mut pending) = self.pending.take() else {
            return Ok(());
        };
        let shown = usize::try_from(pending.style).ok().and_then(|i| self.context.formats.get(i)).copied();
        let shown = shown.unwrap_or_default();
        let inline = pending.inline.take();
        let value = match pending.kind.as_str() {
            "inlineStr" => text_value(&inline),
            "s" => self.shared(&pending.value)?,
            "str" => text_value(&unescape(&pending.value)),
            "b" => Some(CellValue::Bool(matches!(pending.value.trim(), "1" | "true" | "TRUE"))),
            "e" => Some(CellValue::Error(pending.value.trim().into())),
            "d" => iso_date(&pending.value).or_else(|| text_value(&pending.value)),
            _ => number_value(&pending.value, shown, self.context.is_1904),
        };
        let value = match value {
            None if pending.formula && pending.kind != "str" => Some(CellValue::Uncached),
            other => other,
        };
        let Some(value) = value else { return Ok(()) };
        if let CellValue::Text(text) = &value {
            self.context.text_bytes = self.context.text_bytes.saturating_add(text.len());
            if self.context.text_bytes > limits::TEXT_BYTES {
                return Err(Hazard::UnpacksTooLarge.into());
            }
        }
        let cell = Cell {
            column: pending.column,
            value,
            formula: pending.formula,
            percent: shown == Shown::Percent,
        };
        if self.sheet.put(pending.row, cell) {
            self.context.cells += 1;
            if self.context.cells > limits::CELLS {
                return Err(Hazard::TooManyCells.into());
            }
        }
        Ok(())
    }

    fn shared(&self, index: &str) -> Result<Option<CellValue>, ReadError> {
        let index = index.trim();
        if index.is_empty() {
            return Ok(None);
        }
        let found = index.parse::<usize>().ok().and_then(|i| self.context.strings.get(i));
        let text = found.ok_or(Hazard::PartDamaged)?;
        Ok((!text.trim().is_empty()).then(|| CellValue::Text(Arc::clone(text))))
    }
}

fn text_value(text: &str) -> Option<CellValue> {
    (!text.trim().is_empty()).then(|| CellValue::Text(text.into()))
}

fn iso_date(text: &str) -> Option<CellValue> {
    let date = text.get(..10)?;
    date.parse().ok().map(CellValue::Date)
}

/// A stored number: a date where its format shows one, else the shortest decimal that reads back to the same double.
/// Excel stores doubles, so the seventeenth digit of a sum is noise of the format and not the clerk's.
fn number_value(text: &str, shown: Shown, is_1904: bool) -> Option<CellValue> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let Some(number) = text.parse::<f64>().ok().filter(|n| n.is_finite() && n.abs() < 1e30) else {
        return text_value(text);
    };
    if shown == Shown::Date
        && let Some(date) = date_of_serial(number, is_1904)
    {
        return Some(CellValue::Date(date));
    }
    Some(CellValue::Number(shortest(number).into()))
}

/// The shortest decimal that reads back to the same double; minus zero is zero.
fn shortest(number: f64) -> String {
    let text = number.to_string();
    if text == "-0" { "0".to_owned() } else { text }
}

/// The civil date of a serial number. Serial 60 of the 1900 system is the 29 February 1900 that never was.
fn date_of_serial(serial: f64, is_1904: bool) -> Option<NaiveDate> {
    let whole = serial.trunc().to_string().parse::<u64>().ok()?;
    if whole > 2_958_465 {
        return None;
    }
    let (start, days) = match (is_1904, whole) {
        (true, days) => (NaiveDate::from_ymd_opt(1904, 1, 1)?, days),
        (false, 0 | 60) => return None,
        (false, days @ 1..60) => (NaiveDate::from_ymd_opt(1899, 12, 31)?, days),
        (false, days) => (NaiveDate::from_ymd_opt(1899, 12, 30)?, days),
    };
    start.checked_add_days(Days::new(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(xml: &str) -> Result<Sheet, ReadError> {
        let mut reader = Reader::from_reader(xml.as_bytes());
        reader.config_mut().expand_empty_elements = true;
        let formats = [Shown::Number, Shown::Date, Shown::Percent];
        let mut context =
            Context {
                strings: &["共享".into()], formats: &formats, is_1904: false, cells: 0, text_bytes: 0
            };
        read(reader, "表", &mut context)
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
    fn dates_are_those_that_excel_shows_in_both_systems() {
        let day = |serial, is_1904| date_of_serial(serial, is_1904).map(|d| d.to_string());
        assert_eq!(day(1.0, false).as_deref(), Some("1900-01-01"));
        assert_eq!(day(59.0, false).as_deref(), Some("1900-02-28"));
        assert_eq!(day(60.0, false), None);
        assert_eq!(day(61.0, false).as_deref(), Some("1900-03-01"));
        assert_eq!(day(45352.75, false).as_deref(), Some("2024-03-01"));
        assert_eq!(day(43890.0, true).as_deref(), Some("2024-03-01"));
        assert_eq!(day(-1.0, false), None);
        assert_eq!(day(1e9, false), None);
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
