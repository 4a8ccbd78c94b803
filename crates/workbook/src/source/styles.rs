//! Which cell formats show a number as a date or as a percentage.

use std::collections::HashMap;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::ReadError;
use super::package::{attribute, number};
use crate::error::Hazard;
use crate::limits;

/// How a format shows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shown {
    /// As a number.
    #[default]
    Number,
    /// As a date, with or without a time.
    Date,
    /// As a month without its day: `2023年9月`, `Sep-23`.
    Month,
    /// As a percentage.
    Percent,
}

/// Reads the list of cell formats; a cell's style number is an index into it.
pub(super) fn read<R: BufRead>(mut reader: Reader<R>) -> Result<Vec<Shown>, ReadError> {
    let mut codes: HashMap<u32, String> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cell_formats = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (number(&e, "numFmtId")?, attribute(&e, "formatCode")?) {
                        codes.insert(id, code);
                    }
                }
                "cellXfs" => in_cell_formats = true,
                "xf" if in_cell_formats => {
                    let id = number(&e, "numFmtId")?.unwrap_or(0);
                    formats.push(codes.get(&id).map_or_else(|| built_in(id), |code| by_code(code)));
                }
                _ => {}
            },
            Event::End(e) if e.local_name().as_ref() == "cellXfs" => in_cell_formats = false,
            Event::Eof => return Ok(formats),
            _ => {}
        }
        if formats.len() > limits::STYLES || codes.len() > limits::STYLES {
            return Err(Hazard::TooManyParts.into());
        }
    }
}

/// The formats that Excel numbers itself (ECMA-376 18.8.30, with the East Asian ones).
pub(super) fn built_in(id: u32) -> Shown {
    match id {
        9 | 10 => Shown::Percent,
        17 | 27 | 36 | 50 | 52 | 57 => Shown::Month,
        14..=22 | 28..=35 | 45..=47 | 51 | 53..=56 | 58 => Shown::Date,
        _ => Shown::Number,
    }
}

/// Judges a format by its code: letters of a date outside quotes, brackets and escapes.
pub(super) fn by_code(code: &str) -> Shown {
    let section = code.split(';').next().unwrap_or_default();
    let mut chars = section.chars();
    let (mut year, mut month, mut rest, mut percent) = (false, false, false, false);
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '[' => {
                chars.by_ref().find(|c| *c == ']');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            'y' | 'Y' => year = true,
            'm' | 'M' => month = true,
            'd' | 'D' | 'h' | 'H' | 's' | 'S' => rest = true,
            '%' => percent = true,
            _ => {}
        }
    }
    let date = (year || month || rest) && !section.eq_ignore_ascii_case("standard");
    match (date, percent) {
        (true, _) if year && month && !rest => Shown::Month,
        (true, _) => Shown::Date,
        (false, true) => Shown::Percent,
        (false, false) => Shown::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_told_from_a_number_by_the_code_of_its_format() {
        for code in ["yyyy/m/d", "yyyy\"年\"m\"月\"d\"日\";@", "[$-F800]dddd, mmmm dd, yyyy", "m/d/yy h:mm"]
        {
            assert_eq!(by_code(code), Shown::Date, "{code}");
        }
        for code in
            ["General", "0.00", "#,##0.00\"元\"", "0\"months\"", "[Red]0.0", "_(* #,##0_)", "0.00E+00"]
        {
            assert_eq!(by_code(code), Shown::Number, "{code}");
        }
        for code in [
            "yyyy\"年\"m\"月\"",
            "yyyy\"年\"m\"月\";@",
            "mmm-yy",
            "[$-804]yyyy\\年mm\\月",
            "yyyy/mm",
            "YYYY.MM",
        ] {
            assert_eq!(by_code(code), Shown::Month, "{code}");
        }
        assert_eq!([built_in(17), built_in(57), built_in(14)], [Shown::Month, Shown::Month, Shown::Date]);
        assert_eq!(by_code("m\"月\"d\"日\""), Shown::Date, "the day of a year that is not shown");
        assert_eq!(by_code("0.00%"), Shown::Percent);
    }
}
