//! Page numbers and the small line at the foot of each page.

use super::boxes::draw_line;
use super::display::Pages;
use super::lines::{Measure, break_lines};
use super::shape::Shaper;
use super::sheet::{MM, Sheet};
use crate::error::DocumentError;
use crate::fonts::Role;

const NUMBER_SIZE: f32 = 14.0;
const SMALL_SIZE: f32 = 7.5;

/// The words of the small line; `{page}` and `{pages}` stand for the numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct FooterText {
    pub(crate) small: String,
}

/// Adds `— 3 —`, odd pages right and even ones left, one character in, and the small line above the bottom edge.
pub(crate) fn add(
    shaper: &mut Shaper<'_>,
    pages: &mut Pages,
    text: &FooterText,
) -> Result<(), DocumentError> {
    let count = pages.pages.len();
    for (index, page) in pages.pages.iter_mut().enumerate() {
        let landscape = page.width > page.height;
        let sheet = if landscape { Sheet::LANDSCAPE } else { Sheet::PORTRAIT };
        let number = shaper.shape(&format!("— {} —", index + 1), Role::Song, NUMBER_SIZE)?;
        let measure = Measure::plain(sheet.text_width, NUMBER_SIZE);
        for line in break_lines(number, &measure).iter().take(1) {
            let odd = index % 2 == 0;
            let right = sheet.left + sheet.text_width - NUMBER_SIZE - line.width;
            let x = if odd { right } else { sheet.left + NUMBER_SIZE };
            draw_line(line, x, sheet.bottom() + 7.0 * MM + 0.3 * NUMBER_SIZE, NUMBER_SIZE, &mut page.items);
        }
        let small =
            text.small.replace("{page}", &(index + 1).to_string()).replace("{pages}", &count.to_string());
        let mut size = SMALL_SIZE;
        let wide: f32 = shaper.shape(&small, Role::Song, size)?.iter().map(|g| g.advance).sum();
        size *= (sheet.text_width / wide.max(1.0)).min(1.0) * 0.999;
        let glyphs = shaper.shape(&small, Role::Song, size)?;
        for line in break_lines(glyphs, &Measure::plain(sheet.text_width + size, size)).iter().take(1) {
            let x = sheet.left + (sheet.text_width - line.width) / 2.0;
            draw_line(line, x, sheet.height - 10.0 * MM, size, &mut page.items);
        }
    }
    Ok(())
}
