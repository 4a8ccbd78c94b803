//! An .xls of Excel 5 to 2003: what the workbook says for all its sheets, then each sheet as a stream of records.
//!
//! The records are read here for the reason for which an xlsx is: a library that lays cells out as a full grid asks for
//! as much memory as the farthest cell says, and knows neither what is hidden nor how a number is shown.

use std::collections::HashMap;
use std::sync::Arc;

use encoding_rs::{Encoding, GBK};

use super::biff::{Joined, Records, Version, string_in, u16_at, u32_at};
use super::fill::Filler;
use super::styles::{self, Shown};
use super::{Facts, ReadError, crypt, xls_sheet};
use crate::error::Hazard;
use crate::limits;

/// What the workbook says for all its sheets.
pub(super) struct Globals {
    pub(super) version: Version,
    pub(super) page: &'static Encoding,
    pub(super) is_1904: bool,
    pub(super) strings: Vec<Arc<str>>,
    /// How each cell format shows a number.
    pub(super) shown: Vec<Shown>,
    sheets: Vec<Entry>,
}

struct Entry {
    at: usize,
    hidden: bool,
    name: String,
}

/// Reads all worksheets of a BIFF stream.
pub(super) fn read(mut stream: Vec<u8>, out: &mut Filler<'_>) -> Result<Facts, ReadError> {
    let default_password = crypt::workbook(&mut stream)?;
    let globals = globals(&stream)?;
    let of = u64::try_from(globals.sheets.len()).unwrap_or(u64::MAX);
    for (done, entry) in (0u64..).zip(&globals.sheets) {
        out.progress(done, of)?;
        out.sheet(&entry.name, entry.hidden)?;
        xls_sheet::read(&stream, entry.at, &globals, out)?;
    }
    Ok(Facts { format: "xls", default_password, is_1904: globals.is_1904 })
}

/// Which generation a stream is of.
fn version(stream: &[u8]) -> Result<Version, ReadError> {
    match (u16_at(stream, 0)?, u16_at(stream, 4)?) {
        (0x0809, 0x0500) => Ok(Version::Biff5),
        (0x0809, _) => Ok(Version::Biff8),
        _ => Err(ReadError::Format("xls_old")),
    }
}

fn globals(stream: &[u8]) -> Result<Globals, ReadError> {
    let mut globals = Globals {
        version: version(stream)?,
        page: GBK,
        is_1904: false,
        strings: Vec::new(),
        shown: Vec::new(),
        sheets: Vec::new(),
    };
    let mut codes: HashMap<u16, Shown> = HashMap::new();
    let mut formats: Vec<u16> = Vec::new();
    let mut records = Records::new(stream, 0);
    while let Some(record) = records.next()? {
        let data = record.data;
        match record.kind {
            0x0042 => globals.page = code_page(u16_at(data, 0)?),
            0x0022 => globals.is_1904 = u16_at(data, 0)? == 1,
            0x041E => {
                let (id, code) = format_code(data, &globals)?;
                codes.insert(id, styles::by_code(&code));
            }
            0x00E0 => formats.push(u16_at(data, 2)?),
            0x0085 => globals.sheets.extend(entry(data, &globals)?),
            0x00FC => globals.strings = shared_strings(Joined::new(data, records.continued()?))?,
            0x000A => break,
            _ => {}
        }
        if globals.sheets.len() > limits::SHEETS
            || formats.len() > limits::STYLES
            || codes.len() > limits::STYLES
        {
            return Err(Hazard::TooManyParts.into());
        }
    }
    let shown = |id: &u16| codes.get(id).copied().unwrap_or_else(|| styles::built_in(u32::from(*id)));
    globals.shown = formats.iter().map(shown).collect();
    Ok(globals)
}

/// The encoding of a Windows code page. Mainland offices write 936, and files that say nothing come from them.
fn code_page(number: u16) -> &'static Encoding {
    match number {
        950 => encoding_rs::BIG5,
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1252 | 0x8001 => encoding_rs::WINDOWS_1252,
        _ => GBK,
    }
}

/// A number format: its number and its code.
fn format_code(data: &[u8], globals: &Globals) -> Result<(u16, String), ReadError> {
    let id = u16_at(data, 0)?;
    let (length, rest) = match globals.version {
        Version::Biff8 => (usize::from(u16_at(data, 2)?), data.get(4..)),
        Version::Biff5 => (usize::from(*data.get(2).ok_or(Hazard::PartDamaged)?), data.get(3..)),
    };
    Ok((id, string_in(rest.unwrap_or_default(), length, globals.version, globals.page)?))
}

/// A sheet as the workbook lists it; nothing for charts, macros and dialogs.
fn entry(data: &[u8], globals: &Globals) -> Result<Option<Entry>, ReadError> {
    let at = usize::try_from(u32_at(data, 0)?).map_err(|_| Hazard::PartDamaged)?;
    let [state, kind, length] = data.get(4..7).unwrap_or_default() else {
        return Err(Hazard::PartDamaged.into());
    };
    if *kind != 0 {
        return Ok(None);
    }
    let name = data.get(7..).unwrap_or_default();
    let name = string_in(name, usize::from(*length), globals.version, globals.page)?;
    Ok(Some(Entry { at, hidden: state & 3 != 0, name }))
}

/// The shared strings. The count that the table claims is not believed: strings are read until the table ends.
fn shared_strings(mut table: Joined<'_>) -> Result<Vec<Arc<str>>, ReadError> {
    let _all = table.u32()?;
    let count = table.u32()?;
    let mut strings: Vec<Arc<str>> = Vec::new();
    let mut text = String::new();
    for _ in 0..count {
        if strings.len() >= limits::CELLS {
            return Err(Hazard::TooManyCells.into());
        }
        // A table that ends early is met in real files; a cell that asks for what is missing is refused then.
        let Ok(length) = table.u16() else { break };
        table.string(usize::from(length), &mut text)?;
        strings.push(text.as_str().into());
    }
    Ok(strings)
}
