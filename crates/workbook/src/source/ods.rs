//! An .ods: one part with all sheets, read as a stream. A row or a cell that stands many times is written once with a
//! count; empty ones cost nothing here however often they are repeated.

use std::collections::HashSet;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::fill::{Filler, grows_too_long};
use super::package::{Package, attribute, entity};
use super::styles::Shown;
use super::{Facts, ReadError, number};
use crate::error::Hazard;
use crate::grid::{Cell, CellValue, LAST_COLUMN, LAST_ROW, Merge};
use crate::limits;

/// Rows that are hidden together and hold nothing are remembered up to here.
const HIDDEN_TOGETHER: u32 = 1024;

/// Reads all sheets.
pub(super) fn read(
    package: &mut Package<'_>,
    content: &str,
    out: &mut Filler<'_>,
) -> Result<Facts, ReadError> {
    if is_encrypted(package)? {
        return Err(ReadError::Password);
    }
    let size = package.size(content);
    let mut reader = package.xml(content)?;
    let mut state = State::new(out);
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
                if state.close(e.local_name().as_ref())? {
                    state.out.progress(reader.buffer_position(), size)?;
                }
            }
            Event::Text(t) => state.text(&t.xml10_content())?,
            Event::CData(t) => state.text(&t.xml10_content())?,
            Event::GeneralRef(r) => {
                if let Some(c) = entity(&r) {
                    state.text(c.encode_utf8(&mut [0; 4]))?;
                }
            }
            Event::Eof if open > 0 => return Err(Hazard::PartDamaged.into()),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(Facts { format: "ods", default_password: false, is_1904: false })
}

/// Whether the list of parts says that they are encrypted.
fn is_encrypted(package: &mut Package<'_>) -> Result<bool, ReadError> {
    let Some(manifest) = package.find("META-INF/manifest.xml") else { return Ok(false) };
    let mut reader: Reader<_> = package.xml(&manifest)?;
    has_element(&mut reader, "encryption-data")
}

fn has_element<R: BufRead>(reader: &mut Reader<R>, name: &str) -> Result<bool, ReadError> {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(e) if e.local_name().as_ref() == name => return Ok(true),
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// The cell that is being read.
#[derive(Default)]
struct Pending {
    /// How often it stands, to the right.
    repeated: u32,
    kind: String,
    value: Option<String>,
    formula: bool,
    error: bool,
    rows: u32,
    columns: u32,
    text: String,
    comment: String,
    paragraphs: u32,
}

/// Where the reader stands.
struct State<'o, 's> {
    out: &'o mut Filler<'s>,
    /// The style whose properties come, and the styles that hide a sheet.
    style: Option<String>,
    hiding: HashSet<String>,
    in_table: u32,
    row: u32,
    row_repeated: u32,
    row_hidden: bool,
    column: u32,
    /// The next column that a definition is for.
    defined: u32,
    /// Cells of the row that hold something, to be put as often as the row stands.
    cells: Vec<Cell>,
    comments: Vec<(u32, String)>,
    merges: Vec<Merge>,
    pending: Option<Pending>,
    in_comment: u32,
    in_text: u32,
}

impl<'o, 's> State<'o, 's> {
    fn new(out: &'o mut Filler<'s>) -> Self {
        Self {
            out,
            style: None,
            hiding: HashSet::new(),
            in_table: 0,
            row: 1,
            row_repeated: 1,
            row_hidden: false,
            column: 1,
            defined: 1,
            cells: Vec::new(),
            comments: Vec::new(),
            merges: Vec::new(),
            pending: None,
            in_comment: 0,
            in_text: 0,
        }
    }

    fn open(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        match e.local_name().as_ref() {
            "table" => self.open_table(e)?,
            "table-row" => {
                self.row_repeated = count(e, "number-rows-repeated")?;
                self.row_hidden = is_hidden(e)?;
                self.column = 1;
            }
            "table-column" => self.columns(e)?,
            "table-cell" | "covered-table-cell" => self.open_cell(e)?,
            "annotation" => self.in_comment += 1,
            "p" => self.open_paragraph(),
            "s" => {
                let spaces = count(e, "c")?.min(1024);
                self.text(&" ".repeat(usize::try_from(spaces).unwrap_or(1)))?;
            }
            "tab" => self.text("\t")?,
            "line-break" => self.text("\n")?,
            "style" => self.style = attribute(e, "name")?,
            "table-properties" if attribute(e, "display")?.as_deref() == Some("false") => {
                self.hiding.extend(self.style.take());
                if self.hiding.len() > limits::STYLES {
                    return Err(Hazard::TooManyParts.into());
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Says whether a row ended.
    fn close(&mut self, element: &str) -> Result<bool, ReadError> {
        match element {
            "table" => self.in_table = self.in_table.saturating_sub(1),
            "table-row" if self.in_table == 1 => {
                self.finish_row()?;
                return Ok(self.row.is_multiple_of(512));
            }
            "table-cell" | "covered-table-cell" => self.finish_cell()?,
            "annotation" => self.in_comment = self.in_comment.saturating_sub(1),
            "p" => self.in_text = self.in_text.saturating_sub(1),
            _ => {}
        }
        Ok(false)
    }

    fn open_table(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        self.in_table += 1;
        // A table within a cell is none of the workbook's sheets.
        if self.in_table > 1 {
            return Ok(());
        }
        let name = attribute(e, "name")?.unwrap_or_default();
        let hidden = attribute(e, "style-name")?.is_some_and(|style| self.hiding.contains(&style));
        (self.row, self.column, self.defined) = (1, 1, 1);
        self.out.sheet(&name, hidden)
    }

    fn columns(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        let next = self.defined.saturating_add(count(e, "number-columns-repeated")?);
        if is_hidden(e)? {
            self.out.hide_columns(self.defined, next - 1)?;
        }
        self.defined = next;
        Ok(())
    }

    fn open_cell(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        let mut pending = Pending { repeated: 1, rows: 1, columns: 1, ..Pending::default() };
        for attribute in e.attributes().with_checks(false) {
            let attribute = attribute?;
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0)?;
            let whole = || value.trim().parse().unwrap_or(1).max(1);
            match attribute.key.local_name().as_ref() {
                "number-columns-repeated" => pending.repeated = whole(),
                "number-rows-spanned" => pending.rows = whole(),
                "number-columns-spanned" => pending.columns = whole(),
                "value-type" if value == "error" => pending.error = true,
                "value-type" if pending.kind.is_empty() => pending.kind = value.into_owned(),
                "value" | "date-value" | "boolean-value" | "time-value" | "string-value" => {
                    pending.value = Some(value.into_owned());
                }
                "formula" => pending.formula = true,
                _ => {}
            }
        }
        self.pending = Some(pending);
        Ok(())
    }

    /// Paragraphs of a cell or a comment are its lines.
    fn open_paragraph(&mut self) {
        self.in_text += 1;
        let Some(pending) = &mut self.pending else { return };
        if self.in_comment > 0 {
            if !pending.comment.is_empty() {
                pending.comment.push('\n');
            }
        } else {
            if pending.paragraphs > 0 {
                pending.text.push('\n');
            }
            pending.paragraphs += 1;
        }
    }

    fn text(&mut self, piece: &str) -> Result<(), ReadError> {
        let Some(pending) = self.pending.as_mut().filter(|_| self.in_text > 0) else { return Ok(()) };
        let text = if self.in_comment > 0 { &mut pending.comment } else { &mut pending.text };
        text.push_str(piece);
        if grows_too_long(text) { Err(Hazard::TextTooLong.into()) } else { Ok(()) }
    }

    fn finish_cell(&mut self) -> Result<(), ReadError> {
        let Some(pending) = self.pending.take() else { return Ok(()) };
        let (column, next) = (self.column, self.column.saturating_add(pending.repeated));
        self.column = next;
        if (pending.rows > 1 || pending.columns > 1) && column <= LAST_COLUMN {
            self.merges.push(Merge {
                top: self.row,
                bottom: self.row.saturating_add(pending.rows - 1).min(LAST_ROW),
                left: column,
                right: column.saturating_add(pending.columns - 1).min(LAST_COLUMN),
            });
        }
        if !pending.comment.is_empty() {
            self.comments.push((column, pending.comment.clone()));
        }
        let Some(value) = self.value(&pending)? else { return Ok(()) };
        if next > LAST_COLUMN + 1 {
            return Err(Hazard::TooManyCells.into());
        }
        let percent = pending.kind == "percentage";
        for column in column..next {
            self.cells.push(Cell { column, value: value.clone(), formula: pending.formula, percent });
        }
        if self.cells.len() > limits::CELLS {
            return Err(Hazard::TooManyCells.into());
        }
        Ok(())
    }

    /// What the cell holds; nothing for an empty one.
    fn value(&mut self, pending: &Pending) -> Result<Option<CellValue>, ReadError> {
        let text = pending.text.as_str();
        if pending.error {
            return Ok(Some(CellValue::Error(text.trim().chars().take(40).collect::<String>().into())));
        }
        let stored = pending.value.as_deref().unwrap_or_default().trim();
        let value = match pending.kind.as_str() {
            "float" | "percentage" | "currency" => number::of_text(stored, Shown::Number, false),
            // A style that shows the month alone means the month.
            "date" if shows_a_month(text) => self.out.shared(text)?.map(CellValue::Text),
            "date" => stored.get(..10).and_then(|d| d.parse().ok()).map(CellValue::Date),
            "boolean" => Some(CellValue::Bool(stored == "true")),
            _ => None,
        };
        let value = match value {
            Some(value) => Some(value),
            None if text.is_empty() && pending.kind == "string" => {
                self.out.shared(stored)?.map(CellValue::Text)
            }
            None => self.out.shared(text)?.map(CellValue::Text),
        };
        Ok(value.or_else(|| (pending.formula && pending.kind.is_empty()).then_some(CellValue::Uncached)))
    }

    /// Puts the row as often as it stands.
    fn finish_row(&mut self) -> Result<(), ReadError> {
        let (row, next) = (self.row, self.row.saturating_add(self.row_repeated));
        self.row = next;
        let full = !self.cells.is_empty();
        if full && next > LAST_ROW + 1 {
            return Err(Hazard::TooManyRows.into());
        }
        if self.row_hidden {
            let last = if full { next } else { next.min(row.saturating_add(HIDDEN_TOGETHER)) };
            for hidden in row..last {
                self.out.hide_row(hidden)?;
            }
        }
        if full {
            for row in row..next {
                for cell in &self.cells {
                    self.out.put(row, cell.clone())?;
                }
            }
        }
        for (column, comment) in std::mem::take(&mut self.comments) {
            self.out.comment(row, column, &comment)?;
        }
        for merge in std::mem::take(&mut self.merges) {
            if merge.top <= LAST_ROW {
                self.out.merge(merge)?;
            }
        }
        self.cells.clear();
        Ok(())
    }
}

/// How often something stands: once, unless a count says more.
fn count(e: &BytesStart<'_>, name: &str) -> Result<u32, ReadError> {
    Ok(attribute(e, name)?.and_then(|v| v.trim().parse().ok()).unwrap_or(1).max(1))
}

/// Whether a row or column is hidden, by hand or by a filter.
fn is_hidden(e: &BytesStart<'_>) -> Result<bool, ReadError> {
    Ok(attribute(e, "visibility")?.is_some_and(|v| v != "visible"))
}

/// Whether a date is shown as year and month without a day: `2023年9月`, `2023-09`.
fn shows_a_month(text: &str) -> bool {
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    text.trim().split_once(['年', '-', '/', '.']).is_some_and(|(year, month)| {
        year.len() == 4 && digits(year, 4) && digits(month.strip_suffix('月').unwrap_or(month), 2)
    })
}
