//! One worksheet part as a stream of events: cells, merges, and what is hidden.

use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::ReadError;
use super::fill::Filler;
use super::number;
use super::package::{attribute, entity, flag, go_past, local, number as attribute_number, unread, xml_of};
use super::plain_xml;
use super::rich_text::{TextCollector, unescape};
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

/// Where a cell stands, how it is shown, what it holds.
#[derive(Clone, Copy)]
struct Head {
    row: u32,
    column: u32,
    style: u32,
    kind: Kind,
}

/// The cell that is being read. There is one, used for all cells in turn.
struct Pending {
    open: bool,
    head: Head,
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
    xml: &str,
    size: u64,
    context: &Context<'_>,
    strings: &mut Strings,
    out: &mut Filler<'_>,
) -> Result<(), ReadError> {
    let mut reader = xml_of(xml);
    let pending = Pending {
        open: false,
        head: Head { row: 0, column: 0, style: 0, kind: Kind::Number },
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
                let is_row = local(e.name()) == "row";
                if state.open(&e)? {
                    state.out.progress(reader.buffer_position(), size)?;
                }
                if is_row {
                    state.plain_cells(&mut reader, xml)?;
                }
            }
            Event::End(e) => {
                open = open.saturating_sub(1);
                let is_cell = local(e.name()) == "c";
                state.close(local(e.name()))?;
                if is_cell {
                    state.plain_cells(&mut reader, xml)?;
                }
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

    /// Takes the cells that come next, as long as each has the usual form.
    fn plain_cells(&mut self, reader: &mut Reader<&[u8]>, xml: &str) -> Result<(), ReadError> {
        if self.pending.open {
            return Ok(());
        }
        let all = unread(reader, xml);
        let mut rest = all;
        while let Some(cell) = plain_xml::cell(rest) {
            let head = self.head(cell.place, cell.style, cell.kind)?;
            self.put(head, &cell.value, &unescape(&cell.inline), false)?;
            rest = &rest[cell.length..];
        }
        go_past(reader, all.len() - rest.len());
        Ok(())
    }

    fn open_cell(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        let (mut place, mut style, mut kind) = (None, None, None);
        for attribute in e.attributes().with_checks(false) {
            let attribute = attribute?;
            match attribute.key.as_ref() {
                "r" => place = Some(attribute.value),
                "s" => style = Some(attribute.value),
                "t" => kind = Some(attribute.value),
                _ => {}
            }
        }
        let head = self.head(place.as_deref(), style.as_deref(), kind.as_deref())?;
        let pending = &mut self.pending;
        pending.head = head;
        (pending.open, pending.in_value, pending.formula) = (true, false, false);
        pending.value.clear();
        pending.inline.begin();
        Ok(())
    }

    /// What the attributes of a cell say; one without an address stands after the last.
    fn head(
        &mut self,
        place: Option<&str>,
        style: Option<&str>,
        kind: Option<&str>,
    ) -> Result<Head, ReadError> {
        let (row, column) = match place {
            Some(place) => cell_place(place).ok_or(Hazard::PartDamaged)?,
            None => (self.row.max(1), self.column + 1),
        };
        if column > LAST_COLUMN {
            return Err(Hazard::PartDamaged.into());
        }
        self.column = column;
        let style = style.and_then(|s| s.trim().parse().ok()).unwrap_or(0);
        Ok(Head { row, column, style, kind: kind.map_or(Kind::Number, kind_of) })
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
                let pending = &mut self.pending;
                let (head, formula) = (pending.head, pending.formula);
                let (value, inline) =
                    (std::mem::take(&mut pending.value), std::mem::take(&mut pending.inline));
                self.put(head, &value, &inline.text(), formula)?;
                // The same memory serves the next cell.
                (self.pending.value, self.pending.inline) = (value, inline);
                return Ok(());
            }
            "v" => self.pending.in_value = false,
            name => self.pending.inline.close(name),
        }
        Ok(())
    }

    /// Puts a cell: `value` is what stands in its `v`, `inline` its own text.
    fn put(&mut self, head: Head, value: &str, inline: &str, formula: bool) -> Result<(), ReadError> {
        let Head { row, column, style, kind } = head;
        let shown = usize::try_from(style).ok().and_then(|i| self.context.formats.get(i)).copied();
        let shown = shown.unwrap_or_default();
        let raw = value.trim();
        let found = match kind {
            Kind::Inline => self.out.shared(inline)?.map(CellValue::Text),
            Kind::Shared => shared(self.strings, raw)?,
            Kind::Formula => self.out.shared(&unescape(value))?.map(CellValue::Text),
            Kind::Bool => Some(CellValue::Bool(matches!(raw, "1" | "true" | "TRUE"))),
            Kind::Error => Some(CellValue::Error(raw.chars().take(40).collect::<String>().into())),
            Kind::Date if raw.get(..10).is_some_and(|d| d.parse::<chrono::NaiveDate>().is_ok()) => {
                raw.get(..10).and_then(|d| d.parse().ok()).map(CellValue::Date)
            }
            Kind::Number if raw.is_empty() => None,
            Kind::Number | Kind::Date => match number::of_text(raw, shown, self.context.is_1904) {
                Some(number) if kind == Kind::Number => Some(number),
                _ => self.out.shared(value)?.map(CellValue::Text),
            },
        };
        let value = match found {
            None if formula && kind != Kind::Formula => CellValue::Uncached,
            Some(value) => value,
            None => return Ok(()),
        };
        self.out.put(row, Cell { column, value, formula, percent: shown == Shown::Percent })
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
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::grid::Sheet;
    use crate::source::fill::Builder;

    fn sheet(xml: &str) -> Result<Sheet, ReadError> {
        let formats = [Shown::Number, Shown::Date, Shown::Percent];
        let context = Context { formats: &formats, is_1904: false };
        let mut builder = Builder::default();
        let mut out = Filler::new(&mut builder);
        out.sheet("表", false)?;
        read(xml, 1, &context, &mut Strings::of(&["共享"]), &mut out)?;
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

    /// A cell as programs write it, or nearly.
    fn written() -> impl Strategy<Value = String> {
        let value = prop_oneof![
            "[0-9]{1,6}(\\.[0-9]{1,9})?",
            "[ 甲a<>\"'&;_x0D]{0,8}".prop_map(|text| quick_xml::escape::escape(text.as_str()).into_owned()),
            Just("甲_x000D_乙".to_owned()),
            "(&#(49|13|10|30002|x4e59|0|55296|1114112);|&(amp|lt|quot|nbsp|);|甲){0,3}",
            Just("甲\r\n乙".to_owned()),
            Just("0".to_owned()),
        ];
        let attributes = prop_oneof![
            Just(String::new()),
            "( s=\"[0-4]\")?( t=\"(s|str|inlineStr|b|e|d|n)\")?",
            " r=\"[A-F]1\"( s=\"[0-4]\")?( t=\"(s|str|inlineStr)\")?",
            Just(" cm=\"1\"".to_owned()),
        ];
        (attributes, value, 0..7u8).prop_map(|(attributes, value, form)| match form {
            0 => format!("<c{attributes}/>"),
            1 => format!("<c{attributes}><is><t>{value}</t></is></c>"),
            2 => format!("<c{attributes}><is><t xml:space=\"preserve\">{value}</t></is></c>"),
            3 => format!("<c{attributes}><f>A1</f><v>{value}</v></c>"),
            4 => format!("\n  <c{attributes}><v>{value}</v></c>"),
            _ => format!("<c{attributes}><v>{value}</v></c>"),
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        /// A comment before each cell sends it the long way.
        #[test]
        fn cells_come_the_same_by_the_short_way_and_by_the_long_one(cells in vec(written(), 0..12)) {
            let sheet_of = |between: &str| {
                let cells: Vec<_> = cells.iter().map(|cell| format!("{between}{cell}")).collect();
                sheet(&format!("<worksheet><sheetData><row r=\"1\">{}</row></sheetData></worksheet>", cells.concat()))
            };
            let (short, long) = (sheet_of(""), sheet_of("<!-- -->"));
            prop_assert_eq!(short.map(|s| s.rows), long.map(|s| s.rows));
        }
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
}
