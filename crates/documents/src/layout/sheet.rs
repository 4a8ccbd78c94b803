//! Paper, grid and sizes of the official format (GB/T 9704—2012): A4, text area 156 × 225 mm, 22 lines of 28 characters.

/// Points in a millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;

const A4_SHORT: f32 = 210.0 * MM;
const A4_LONG: f32 = 297.0 * MM;
const TEXT_SHORT: f32 = 156.0 * MM;
const TEXT_LONG: f32 = 225.0 * MM;

/// A character of the grid, in pt: 156 mm ÷ 28.
pub(crate) const GRID_CHAR: f32 = TEXT_SHORT / 28.0;
/// A line of the grid, in pt: 225 mm ÷ 22.
pub(crate) const GRID_LINE: f32 = TEXT_LONG / 22.0;

/// Type sizes by their names, in pt.
pub(crate) fn named_size(name: &str) -> Option<f32> {
    Some(match name {
        "二号" => 22.0,
        "小二" => 18.0,
        "三号" => GRID_CHAR,
        "四号" => 14.0,
        "小四" => 12.0,
        "五号" => 10.5,
        "小五" => 9.0,
        "六号" => 7.5,
        _ => return None,
    })
}

/// A sheet and its text area, in pt from the top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) text_width: f32,
    pub(crate) text_height: f32,
}

impl Sheet {
    /// Upright: margins 37, 28, 35, 26 mm (top, left, bottom, right).
    pub(crate) const PORTRAIT: Sheet = Sheet {
        width: A4_SHORT,
        height: A4_LONG,
        left: 28.0 * MM,
        top: 37.0 * MM,
        text_width: TEXT_SHORT,
        text_height: TEXT_LONG,
    };

    /// The same sheet turned, the bound edge up.
    pub(crate) const LANDSCAPE: Sheet = Sheet {
        width: A4_LONG,
        height: A4_SHORT,
        left: 35.0 * MM,
        top: 28.0 * MM,
        text_width: TEXT_LONG,
        text_height: TEXT_SHORT,
    };

    /// The sheet of a document: forms that are tables through and through may start higher up.
    pub(crate) fn of(landscape: bool, compact: bool) -> Sheet {
        let (sheet, gain) =
            if landscape { (Self::LANDSCAPE, 10.0 * MM) } else { (Self::PORTRAIT, 20.0 * MM) };
        if compact {
            Sheet { top: sheet.top - gain, text_height: sheet.text_height + gain, ..sheet }
        } else {
            sheet
        }
    }

    pub(crate) fn bottom(&self) -> f32 {
        self.top + self.text_height
    }
}
