//! The end of a document: the whole digests in small type, with a QR code beside them.

use super::boxes::{baseline, draw_line};
use super::display::Item;
use super::lines::{Measure, break_lines};
use super::shape::Shaper;
use super::sheet::MM;
use super::strip::Strip;
use crate::error::DocumentError;
use crate::fonts::Role;
use crate::marks;

const SIZE: f32 = 7.5;
const LINE: f32 = 9.6;
const QR_SIDE: f32 = 17.0 * MM;
/// A code in the body: the 335 signs of a card make 61 modules, of 0.6 mm each.
const CODE_SIDE: f32 = 37.0 * MM;
/// Quiet above and below, four modules as ISO/IEC 18004 asks for.
const CODE_QUIET: f32 = 2.5 * MM;
const GAP: f32 = 2.6 * MM;
/// Between the text above and the rule.
const RULE_GAP: f32 = 1.2 * MM;

/// What the tail says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tail {
    /// Lines of text.
    pub(crate) lines: Vec<String>,
    /// What the QR code holds; none when empty.
    pub(crate) qr: String,
}

/// The tail as one strip, over a rule.
pub(crate) fn strips(shaper: &mut Shaper<'_>, tail: &Tail, width: f32) -> Result<Vec<Strip>, DocumentError> {
    if tail.lines.is_empty() && tail.qr.is_empty() {
        return Ok(Vec::new());
    }
    let mut items = vec![Item::Rule { x1: 0.0, y1: RULE_GAP, x2: width, y2: RULE_GAP, w: 0.5 }];
    let text_width = if tail.qr.is_empty() { width } else { width - QR_SIDE - GAP };
    let mut y = GAP;
    for text in &tail.lines {
        let glyphs = shaper.shape(text, Role::Song, SIZE)?;
        for line in break_lines(glyphs, &Measure::plain(text_width, SIZE)) {
            draw_line(&line, 0.0, y + baseline(LINE, SIZE), SIZE, &mut items);
            y += LINE;
        }
    }
    if !tail.qr.is_empty() {
        items.push(Item::Fill(qr(&tail.qr, width - QR_SIDE, GAP, QR_SIDE)?));
        y = y.max(GAP + QR_SIDE);
    }
    Ok(vec![Strip { height: y, items, ..Strip::default() }])
}

/// A code in the middle of the text area, with quiet around it.
pub(crate) fn code(text: &str, width: f32) -> Result<Strip, DocumentError> {
    let fill = qr(text, (width - CODE_SIDE) / 2.0, CODE_QUIET, CODE_SIDE)?;
    Ok(Strip { height: CODE_SIDE + 2.0 * CODE_QUIET, items: vec![Item::Fill(fill)], ..Strip::default() })
}

/// A small code at the right with lines of text beside it, for a scanner and for the eye.
pub(crate) fn beside(
    shaper: &mut Shaper<'_>,
    (code, text): (&str, &str),
    (role, size, line): (Role, f32, f32),
    width: f32,
) -> Result<Strip, DocumentError> {
    let mut items = vec![Item::Fill(qr(code, width - QR_SIDE, CODE_QUIET, QR_SIDE)?)];
    let mut y = CODE_QUIET;
    for part in text.split(marks::BREAK) {
        let glyphs = shaper.shape(part, role, size)?;
        for set in break_lines(glyphs, &Measure::plain(width - QR_SIDE - GAP - CODE_QUIET, size)) {
            draw_line(&set, 0.0, y + baseline(line, size), size, &mut items);
            y += line;
        }
    }
    Ok(Strip { height: y.max(CODE_QUIET + QR_SIDE) + CODE_QUIET, items, ..Strip::default() })
}

/// The dark modules, rows of neighbours joined; `length` is a side.
fn qr(text: &str, left: f32, top: f32, length: f32) -> Result<Vec<[f32; 4]>, DocumentError> {
    let code = qrcode::QrCode::with_error_correction_level(text.as_bytes(), qrcode::EcLevel::M)
        .map_err(|e| DocumentError::Failed(format!("qr: {e}")))?;
    let side = code.width();
    let module = length / side as f32;
    let colors = code.to_colors();
    let mut rects = Vec::new();
    for (row, line) in colors.chunks(side).enumerate() {
        let mut column = 0;
        for run in line.chunk_by(|a, b| a == b) {
            if run.first() == Some(&qrcode::Color::Dark) {
                let (x, y) = (left + column as f32 * module, top + row as f32 * module);
                rects.push([x, y, run.len() as f32 * module, module]);
            }
            column += run.len();
        }
    }
    Ok(rects)
}
