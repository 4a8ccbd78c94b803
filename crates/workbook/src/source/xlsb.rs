//! An .xlsb: the parts of an .xlsx with binary records in the place of XML ([MS-XLSB]). Records are read as a stream;
//! what they claim about sizes and counts is not believed.

use std::collections::HashMap;
use std::io::BufRead;
use std::sync::Arc;

use super::biff::{error_text, f64_at, rk, u16_at, u32_at};
use super::fill::Filler;
use super::package::Package;
use super::styles::{self, Shown};
use super::{Facts, ReadError, number, xlsx};
use crate::error::Hazard;
use crate::grid::{Cell, CellValue, Merge};
use crate::limits;

/// Longest record, in bytes: a text with its formatting is far shorter.
const RECORD_BYTES: usize = 1024 * 1024;

/// The records of a part.
struct Records<R> {
    from: R,
    data: Vec<u8>,
}

impl<R: BufRead> Records<R> {
    fn new(from: R) -> Self {
        Self { from, data: Vec::new() }
    }

    fn byte(&mut self) -> Result<Option<u8>, ReadError> {
        let mut byte = [0];
        match self.from.read(&mut byte) {
            Ok(0) => Ok(None),
            Ok(_) => Ok(Some(byte[0])),
            Err(e) if e.kind() == std::io::ErrorKind::FileTooLarge => Err(Hazard::UnpacksTooLarge.into()),
            Err(_) => Err(Hazard::PartDamaged.into()),
        }
    }

    /// A number of so many bytes at most, seven bits in each.
    fn varying(&mut self, most: u32) -> Result<Option<usize>, ReadError> {
        let mut value = 0usize;
        for place in 0..most {
            let Some(byte) = self.byte()? else {
                return if place == 0 { Ok(None) } else { Err(Hazard::PartDamaged.into()) };
            };
            value |= usize::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(Some(value))
    }

    /// The kind of the next record, whose data then stand in `data`; nothing at the end.
    fn next(&mut self) -> Result<Option<u16>, ReadError> {
        let Some(low) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(low);
        if low & 0x80 != 0 {
            let high = self.byte()?.ok_or(Hazard::PartDamaged)?;
            kind = (kind & 0x7F) | (u16::from(high & 0x7F) << 7);
        }
        let length = self.varying(4)?.ok_or(Hazard::PartDamaged)?;
        if length > RECORD_BYTES {
            return Err(Hazard::PartDamaged.into());
        }
        self.data.resize(length, 0);
        match self.from.read_exact(&mut self.data) {
            Ok(()) => Ok(Some(kind)),
            Err(e) if e.kind() == std::io::ErrorKind::FileTooLarge => Err(Hazard::UnpacksTooLarge.into()),
            Err(_) => Err(Hazard::PartDamaged.into()),
        }
    }
}

/// A text with its length before it, and where it ends.
fn wide(data: &[u8], at: usize) -> Result<(String, usize), ReadError> {
    let length = usize::try_from(u32_at(data, at)?).map_err(|_| Hazard::PartDamaged)?;
    if length > limits::TEXT_CHARS {
        return Err(Hazard::TextTooLong.into());
    }
    let end = at + 4 + length * 2;
    let bytes = data.get(at + 4..end).ok_or(Hazard::PartDamaged)?;
    let units = bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]]));
    let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Ok((text, end))
}

/// A sheet as the workbook lists it.
struct Entry {
    name: String,
    hidden: bool,
    relation: String,
}

/// What the workbook says for all its sheets.
struct Globals {
    is_1904: bool,
    strings: Vec<Arc<str>>,
    shown: Vec<Shown>,
}

/// Reads all worksheets.
pub(super) fn read(
    package: &mut Package<'_>,
    workbook: &str,
    out: &mut Filler<'_>,
) -> Result<Facts, ReadError> {
    let folder = xlsx::folder_of(workbook);
    let relations = xlsx::relations(package, workbook)?;
    let (entries, is_1904) = entries(package.part(workbook)?)?;
    let mut globals = Globals { is_1904, strings: Vec::new(), shown: Vec::new() };
    if let Some(stored) = xlsx::part_of_kind(package, &relations, &folder, "/sharedStrings") {
        globals.strings = shared_strings(package.part(&stored)?)?;
    }
    if let Some(stored) = xlsx::part_of_kind(package, &relations, &folder, "/styles") {
        globals.shown = cell_formats(package.part(&stored)?)?;
    }
    let of = u64::try_from(entries.len()).unwrap_or(u64::MAX);
    for (done, entry) in (0u64..).zip(&entries) {
        out.progress(done, of)?;
        let Some(relation) = relations.get(&entry.relation).filter(|r| r.kind.ends_with("/worksheet")) else {
            continue;
        };
        let stored = package.find(&xlsx::resolve(&folder, &relation.target)).ok_or(Hazard::PartDamaged)?;
        out.sheet(&entry.name, entry.hidden)?;
        sheet(package.part(&stored)?, &globals, out)?;
        if let Some(stored) = xlsx::comments_part(package, &stored)? {
            comments(package.part(&stored)?, out)?;
        }
    }
    Ok(Facts { format: "xlsb", default_password: false, is_1904 })
}

/// The sheets and whether dates count from 1904.
fn entries<R: BufRead>(from: R) -> Result<(Vec<Entry>, bool), ReadError> {
    let mut records = Records::new(from);
    let (mut entries, mut is_1904) = (Vec::new(), false);
    while let Some(kind) = records.next()? {
        let data = &records.data[..];
        match kind {
            0x0099 => is_1904 = data.first().is_some_and(|flags| flags & 1 != 0),
            // A sheet without a relation has no part of its own.
            0x009C if u32_at(data, 8)? != u32::MAX => {
                let (relation, at) = wide(data, 8)?;
                let (name, _) = wide(data, at)?;
                entries.push(Entry { name, hidden: u32_at(data, 0)? != 0, relation });
            }
            _ => {}
        }
        if entries.len() > limits::SHEETS {
            return Err(Hazard::TooManyParts.into());
        }
    }
    Ok((entries, is_1904))
}

fn shared_strings<R: BufRead>(from: R) -> Result<Vec<Arc<str>>, ReadError> {
    let mut records = Records::new(from);
    let mut strings: Vec<Arc<str>> = Vec::new();
    while let Some(kind) = records.next()? {
        if kind == 0x0013 {
            strings.push(wide(&records.data, 1)?.0.into());
        }
        if strings.len() > limits::CELLS {
            return Err(Hazard::TooManyCells.into());
        }
    }
    Ok(strings)
}

/// How each cell format shows a number.
fn cell_formats<R: BufRead>(from: R) -> Result<Vec<Shown>, ReadError> {
    let mut records = Records::new(from);
    let mut codes: HashMap<u16, Shown> = HashMap::new();
    let (mut formats, mut in_cell_formats) = (Vec::new(), false);
    while let Some(kind) = records.next()? {
        let data = &records.data[..];
        match kind {
            0x002C => {
                codes.insert(u16_at(data, 0)?, styles::by_code(&wide(data, 2)?.0));
            }
            0x0269 => in_cell_formats = true,
            0x026A => in_cell_formats = false,
            0x002F if in_cell_formats => {
                let id = u16_at(data, 2)?;
                formats.push(codes.get(&id).copied().unwrap_or_else(|| styles::built_in(u32::from(id))));
            }
            _ => {}
        }
        if formats.len() > limits::STYLES || codes.len() > limits::STYLES {
            return Err(Hazard::TooManyParts.into());
        }
    }
    Ok(formats)
}

/// One worksheet.
fn sheet<R: BufRead>(from: R, globals: &Globals, out: &mut Filler<'_>) -> Result<(), ReadError> {
    let mut records = Records::new(from);
    let (mut row, mut ended) = (0u32, false);
    while let Some(kind) = records.next()? {
        let data = &records.data[..];
        match kind {
            0x0000 => {
                row = u32_at(data, 0)?.saturating_add(1);
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    out.hide_row(row)?;
                }
            }
            0x0002..=0x000B => cell(kind, data, row, globals, out)?,
            0x003C if u16_at(data, 16)? & 1 != 0 => {
                out.hide_columns(u32_at(data, 0)?.saturating_add(1), u32_at(data, 4)?.saturating_add(1))?;
            }
            0x00B0 => {
                let at = |n| u32_at(data, n).map(|n| n.saturating_add(1));
                out.merge(Merge { top: at(0)?, bottom: at(4)?, left: at(8)?, right: at(12)? })?;
            }
            0x0082 => ended = true,
            _ => {}
        }
    }
    // A part that ends before its sheet does was cut.
    if ended { Ok(()) } else { Err(Hazard::PartDamaged.into()) }
}

/// A cell: column, format, value by kind; a formula comes after its value and is not read.
fn cell(kind: u16, data: &[u8], row: u32, globals: &Globals, out: &mut Filler<'_>) -> Result<(), ReadError> {
    let column = u32_at(data, 0)?.saturating_add(1);
    let style = usize::try_from(u32_at(data, 4)? & 0x00FF_FFFF).map_err(|_| Hazard::PartDamaged)?;
    let shown = globals.shown.get(style).copied().unwrap_or_default();
    let byte = || data.get(8).copied().ok_or(ReadError::Unsafe(Hazard::PartDamaged));
    let double = |n: f64| {
        let value = number::of_double(n, shown, globals.is_1904);
        value.unwrap_or_else(|| CellValue::Text(n.to_string().into()))
    };
    let formula = kind >= 0x0008;
    let value = match kind {
        0x0002 => double(rk(u32_at(data, 8)?)),
        0x0005 | 0x0009 => double(f64_at(data, 8)?),
        0x0003 | 0x000B => CellValue::Error(error_text(byte()?).into()),
        0x0004 | 0x000A => CellValue::Bool(byte()? != 0),
        0x0006 | 0x0008 => return out.text(row, column, &wide(data, 8)?.0, formula),
        _ => {
            let index = usize::try_from(u32_at(data, 8)?).map_err(|_| Hazard::PartDamaged)?;
            let text = globals.strings.get(index).ok_or(Hazard::PartDamaged)?;
            if text.trim().is_empty() {
                return Ok(());
            }
            CellValue::Text(Arc::clone(text))
        }
    };
    out.put(row, Cell { column, value, formula, percent: shown == Shown::Percent })
}

/// The comments of a sheet: the place of each, then its text.
fn comments<R: BufRead>(from: R, out: &mut Filler<'_>) -> Result<(), ReadError> {
    let mut records = Records::new(from);
    let mut place = None;
    while let Some(kind) = records.next()? {
        let data = &records.data[..];
        match kind {
            0x027B => {
                place = Some((u32_at(data, 4)?.saturating_add(1), u32_at(data, 12)?.saturating_add(1)));
            }
            0x027D => {
                if let Some((row, column)) = place.take() {
                    out.comment(row, column, &wide(data, 1)?.0)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}
