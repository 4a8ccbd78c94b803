//! One worksheet of an .xls: cells, merges, comments, and what is hidden.

use std::collections::HashMap;
use std::sync::Arc;

use super::ReadError;
use super::biff::{Joined, Record, Records, Version, error_text, f64_at, rk, string_in, u16_at, u32_at};
use super::fill::Filler;
use super::number;
use super::styles::Shown;
use super::xls::Globals;
use crate::error::Hazard;
use crate::grid::{Cell, CellValue, LAST_COLUMN, Merge};

/// Where the reader stands.
struct State<'g> {
    globals: &'g Globals,
    /// The formula whose text comes in a record of its own.
    awaiting: Option<(u32, u32)>,
    /// The drawing object that the next text belongs to.
    object: u16,
    /// Texts of drawing objects, by their numbers.
    texts: HashMap<u16, String>,
    scratch: String,
}

/// Reads the records of a sheet from its position on.
pub(super) fn read(
    stream: &[u8],
    at: usize,
    globals: &Globals,
    out: &mut Filler<'_>,
) -> Result<(), ReadError> {
    let mut records = Records::new(stream, at);
    match records.next()? {
        Some(first) if first.kind == 0x0809 => {}
        _ => return Err(Hazard::PartDamaged.into()),
    }
    let mut state =
        State { globals, awaiting: None, object: 0, texts: HashMap::new(), scratch: String::new() };
    // Charts that stand in the sheet are streams of records within it.
    let mut nested = 0u32;
    while let Some(record) = records.next()? {
        match record.kind {
            0x0809 => nested += 1,
            0x000A if nested == 0 => return Ok(()),
            0x000A => nested -= 1,
            _ if nested > 0 => {}
            _ => state.take(record, &mut records, out)?,
        }
    }
    // A sheet without an end was cut.
    Err(Hazard::PartDamaged.into())
}

impl State<'_> {
    fn take(
        &mut self,
        record: Record<'_>,
        records: &mut Records<'_>,
        out: &mut Filler<'_>,
    ) -> Result<(), ReadError> {
        let data = record.data;
        match record.kind {
            0x0208 if u16_at(data, 12)? & 0x20 != 0 => out.hide_row(u32::from(u16_at(data, 0)?) + 1),
            0x007D => columns(data, out),
            0x00E5 => merges(data, out),
            0x0203 => self.number(data, f64_at(data, 6)?, false, out),
            0x027E => self.number(data, rk(u32_at(data, 6)?), false, out),
            0x00BD => self.numbers(data, out),
            0x00FD => self.shared(data, out),
            0x0204 | 0x00D6 => self.label(data, records, out),
            0x0205 => bool_or_error(data, false, *data.get(6).ok_or(Hazard::PartDamaged)?, data.get(7), out),
            0x0006 | 0x0206 | 0x0406 => self.formula(data, out),
            0x0207 => self.formula_text(data, records, out),
            0x005D => {
                self.object = if data.len() >= 8 { u16_at(data, 6)? } else { 0 };
                Ok(())
            }
            0x01B6 => self.object_text(data, records),
            0x001C => self.note(data, records, out),
            _ => Ok(()),
        }
    }

    fn shown(&self, data: &[u8]) -> Result<Shown, ReadError> {
        let style = usize::from(u16_at(data, 4)?);
        Ok(self.globals.shown.get(style).copied().unwrap_or_default())
    }

    fn number(&self, data: &[u8], number: f64, formula: bool, out: &mut Filler<'_>) -> Result<(), ReadError> {
        let (row, column) = place(data)?;
        self.put_number(row, column, number, self.shown(data)?, formula, out)
    }

    fn put_number(
        &self,
        row: u32,
        column: u32,
        number: f64,
        shown: Shown,
        formula: bool,
        out: &mut Filler<'_>,
    ) -> Result<(), ReadError> {
        let value = number::of_double(number, shown, self.globals.is_1904);
        let value = value.unwrap_or_else(|| CellValue::Text(number.to_string().into()));
        out.put(row, Cell { column, value, formula, percent: shown == Shown::Percent })
    }

    /// A run of numbers beside each other.
    fn numbers(&self, data: &[u8], out: &mut Filler<'_>) -> Result<(), ReadError> {
        let (row, first) = place(data)?;
        let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (column, cell) in (first..).zip(cells.chunks_exact(6)) {
            let style = usize::from(u16_at(cell, 0)?);
            let shown = self.globals.shown.get(style).copied().unwrap_or_default();
            self.put_number(row, column, rk(u32_at(cell, 2)?), shown, false, out)?;
        }
        Ok(())
    }

    fn shared(&self, data: &[u8], out: &mut Filler<'_>) -> Result<(), ReadError> {
        let (row, column) = place(data)?;
        let index = usize::try_from(u32_at(data, 6)?).map_err(|_| Hazard::PartDamaged)?;
        let text = self.globals.strings.get(index).ok_or(Hazard::PartDamaged)?;
        if text.trim().is_empty() {
            return Ok(());
        }
        let value = CellValue::Text(Arc::clone(text));
        out.put(row, Cell { column, value, formula: false, percent: false })
    }

    fn label(
        &mut self,
        data: &[u8],
        records: &mut Records<'_>,
        out: &mut Filler<'_>,
    ) -> Result<(), ReadError> {
        let (row, column) = place(data)?;
        let length = usize::from(u16_at(data, 6)?);
        self.text_of(data.get(8..).unwrap_or_default(), length, records)?;
        out.text(row, column, &self.scratch, false)
    }

    /// A text in a record and those that continue it, into the scratch.
    fn text_of(&mut self, data: &[u8], length: usize, records: &mut Records<'_>) -> Result<(), ReadError> {
        match self.globals.version {
            Version::Biff5 => {
                self.scratch = string_in(data, length, self.globals.version, self.globals.page)?;
                Ok(())
            }
            Version::Biff8 => Joined::new(data, records.continued()?).string(length, &mut self.scratch),
        }
    }

    /// A formula with the result that was kept: a number, or a mark of what else it is.
    fn formula(&mut self, data: &[u8], out: &mut Filler<'_>) -> Result<(), ReadError> {
        let (row, column) = place(data)?;
        self.awaiting = None;
        let Some([kind, _, value, _, _, _, 0xFF, 0xFF]) = data.get(6..14) else {
            return self.number(data, f64_at(data, 6)?, true, out);
        };
        match kind {
            0 => {
                self.awaiting = Some((row, column));
                Ok(())
            }
            1 | 2 => bool_or_error(data, true, *value, Some(&(kind - 1)), out),
            _ => Ok(()),
        }
    }

    fn formula_text(
        &mut self,
        data: &[u8],
        records: &mut Records<'_>,
        out: &mut Filler<'_>,
    ) -> Result<(), ReadError> {
        let Some((row, column)) = self.awaiting.take() else { return Ok(()) };
        let length = usize::from(u16_at(data, 0)?);
        self.text_of(data.get(2..).unwrap_or_default(), length, records)?;
        out.text(row, column, &self.scratch, true)
    }

    /// The text of a drawing object, in the record that continues this one.
    fn object_text(&mut self, data: &[u8], records: &mut Records<'_>) -> Result<(), ReadError> {
        let length = if data.len() >= 12 { usize::from(u16_at(data, 10)?) } else { 0 };
        let mut pieces = records.continued()?;
        if self.globals.version == Version::Biff5 || length == 0 || pieces.is_empty() {
            return Ok(());
        }
        let first = pieces.remove(0);
        let Some((flags, characters)) = first.split_first() else { return Ok(()) };
        let mut text = String::new();
        Joined::new(characters, pieces).characters(length, flags & 1 != 0, &mut text)?;
        self.texts.insert(self.object, text);
        Ok(())
    }

    /// A comment: in Excel 97 and later its text is that of a drawing object, before that it stands here.
    fn note(
        &mut self,
        data: &[u8],
        records: &mut Records<'_>,
        out: &mut Filler<'_>,
    ) -> Result<(), ReadError> {
        let (row, column) = place(data)?;
        match self.globals.version {
            Version::Biff8 => {
                let text = self.texts.get(&u16_at(data, 6)?).map_or("", String::as_str);
                out.comment(row, column, text)
            }
            Version::Biff5 => {
                let length = usize::from(u16_at(data, 4)?);
                let data = data.get(6..).unwrap_or_default();
                self.text_of(data, length.min(data.len()), records)?;
                out.comment(row, column, &self.scratch)
            }
        }
    }
}

/// Row and column of a record that begins with them.
fn place(data: &[u8]) -> Result<(u32, u32), ReadError> {
    Ok((u32::from(u16_at(data, 0)?) + 1, u32::from(u16_at(data, 2)?) + 1))
}

fn bool_or_error(
    data: &[u8],
    formula: bool,
    value: u8,
    is_error: Option<&u8>,
    out: &mut Filler<'_>,
) -> Result<(), ReadError> {
    let (row, column) = place(data)?;
    let value = match is_error {
        Some(0) => CellValue::Bool(value != 0),
        _ => CellValue::Error(error_text(value).into()),
    };
    out.put(row, Cell { column, value, formula, percent: false })
}

fn columns(data: &[u8], out: &mut Filler<'_>) -> Result<(), ReadError> {
    if u16_at(data, 8)? & 1 == 0 {
        return Ok(());
    }
    let (first, last) = (u32::from(u16_at(data, 0)?) + 1, u32::from(u16_at(data, 2)?) + 1);
    // To hide everything to the right, old writers say 256, one more than there is.
    out.hide_columns(first, last.min(LAST_COLUMN))
}

fn merges(data: &[u8], out: &mut Filler<'_>) -> Result<(), ReadError> {
    let count = usize::from(u16_at(data, 0)?);
    for range in data.get(2..).unwrap_or_default().chunks_exact(8).take(count) {
        let at = |n| u16_at(range, n).map(|n| u32::from(n) + 1);
        out.merge(Merge { top: at(0)?, bottom: at(2)?, left: at(4)?, right: at(6)? })?;
    }
    Ok(())
}
