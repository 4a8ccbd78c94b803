//! From broken lines to items: runs of text, and the marks that are drawn.

use super::display::{Item, Placed, Run};
use super::lines::Line;
use super::shape::Glyph;
use crate::fonts::Role;
use crate::marks;

/// Share of the size that lies above the baseline of a Chinese character.
const ASCENT: f32 = 0.86;
const RULE: f32 = 0.5;

/// Where the baseline lies in a line of this height.
pub(crate) fn baseline(height: f32, size: f32) -> f32 {
    (height - size) / 2.0 + ASCENT * size
}

/// Adds the items of a line that starts at `x` with its baseline at `y`.
pub(crate) fn draw_line(line: &Line, x: f32, y: f32, size: f32, items: &mut Vec<Item>) {
    let mut x = x;
    let mut rest = line.glyphs.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|g| same_kind(first, g)).count();
        let (now, after) = rest.split_at(count);
        let width: f32 = now.iter().map(|g| g.advance + g.adjust).sum();
        if first.id.is_some() {
            items.push(Item::Text(run(now, x, y, size)));
        } else {
            draw_marks(first.ch, (x, y, width), size, now, items);
        }
        x += width;
        rest = after;
    }
}

fn same_kind(a: &Glyph, b: &Glyph) -> bool {
    match (a.id, b.id) {
        (Some(_), Some(_)) => a.role == b.role,
        (None, None) => a.ch == b.ch,
        _ => false,
    }
}

fn run(glyphs: &[Glyph], x: f32, y: f32, size: f32) -> Run {
    let role = glyphs.first().map_or(Role::Song, |g| g.role);
    let glyphs = glyphs
        .iter()
        .map(|g| Placed { ch: g.ch, id: g.id.unwrap_or(0), advance: g.advance, adjust: g.adjust })
        .collect();
    Run { x, y, size, role, glyphs }
}

fn draw_marks(
    mark: char,
    (x, y, width): (f32, f32, f32),
    size: f32,
    glyphs: &[Glyph],
    items: &mut Vec<Item>,
) {
    let below = y + 0.14 * size;
    match mark {
        marks::BLANK => items.push(Item::Rule { x1: x, y1: below, x2: x + width, y2: below, w: RULE }),
        marks::SIGN => {
            let mut at = x;
            for glyph in glyphs {
                let end = at + glyph.advance - 0.3 * size;
                items.push(Item::Rule { x1: at, y1: below, x2: end, y2: below, w: RULE });
                at += glyph.advance + glyph.adjust;
            }
        }
        marks::TICKED | marks::UNTICKED => {
            let mut at = x;
            for glyph in glyphs {
                draw_box(mark == marks::TICKED, (at, y), size, items);
                at += glyph.advance + glyph.adjust;
            }
        }
        _ => {}
    }
}

/// ☑ or ☐: none of the fonts has them.
fn draw_box(ticked: bool, (x, y): (f32, f32), size: f32, items: &mut Vec<Item>) {
    let side = 0.72 * size;
    let (left, top) = (x + 0.14 * size, y - 0.66 * size);
    let (right, bottom) = (left + side, top + side);
    let w = 0.06 * size;
    let mut rule = |x1: f32, y1: f32, x2: f32, y2: f32, w: f32| items.push(Item::Rule { x1, y1, x2, y2, w });
    rule(left, top, right, top, w);
    rule(left, bottom, right, bottom, w);
    rule(left, top, left, bottom, w);
    rule(right, top, right, bottom, w);
    if ticked {
        let foot = (left + 0.42 * side, bottom - 0.2 * side);
        rule(left + 0.18 * side, top + 0.5 * side, foot.0, foot.1, 1.5 * w);
        rule(foot.0, foot.1, right - 0.14 * side, top + 0.22 * side, 1.5 * w);
    }
}
