//! Tables: cells to lines, rows to strips that are not cut unless they are taller than a third of a page.

use std::rc::Rc;

use super::boxes::{baseline, draw_line};
use super::chars::is_word;
use super::display::Item;
use super::flow::{CellAlign, TableBlock};
use super::lines::{Line, Measure, break_lines};
use super::shape::{Glyph, Shaper};
use super::strip::Strip;
use crate::error::DocumentError;
use crate::fonts::Role;
use crate::marks;

const THIN: f32 = 0.5;
const THICK: f32 = 1.0;
/// How many rows a table gets that holds none.
const EMPTY_ROWS: usize = 3;
/// The least height of a row with a place to sign, 9 mm.
const SIGN_HEIGHT: f32 = 9.0 * super::MM;
/// The least share to which a number is made smaller so that it fits its column.
const LEAST_SCALE: f32 = 0.7;
/// The least share for words that would leave a character or two on a second line.
const LEAST_WORD_SCALE: f32 = 0.85;
/// Longer texts are broken rather than made smaller; edges of values count.
const SHORT_WORDS: usize = 8;

/// The width of the longest number or Latin word.
fn longest_run(glyphs: &[Glyph]) -> f32 {
    let visible = glyphs.iter().filter(|g| g.ch != marks::EDGE);
    let (longest, _) = visible.fold((0.0f32, 0.0f32), |(longest, run), g| {
        let run = if is_word(g.ch) { run + g.advance } else { 0.0 };
        (longest.max(run), run)
    });
    longest
}

/// A cell, broken into lines.
struct Cell {
    lines: Vec<Line>,
    size: f32,
    align: CellAlign,
    /// Widths before and from the decimal point on, for numbers whose points stand in line.
    number: Option<(f32, f32)>,
    signed: bool,
}

/// Lays out one table.
pub(crate) struct TableLayout<'t> {
    table: &'t TableBlock,
    /// Left edges of the columns, and the right edge of the last.
    edges: Vec<f32>,
    pad: f32,
    line: f32,
    /// A row taller than this is cut between its lines.
    tallest: f32,
}

impl<'t> TableLayout<'t> {
    /// A table over the whole `width`; `height` is that of the text area.
    pub(crate) fn new(table: &'t TableBlock, width: f32, height: f32) -> Self {
        let total: f32 = table.columns.iter().map(|c| c.chars).sum::<f32>().max(1.0);
        let mut edges = vec![0.0];
        let mut x = 0.0;
        for column in &table.columns {
            x += column.chars / total * width;
            edges.push(x);
        }
        Self { table, edges, pad: table.size / 4.0, line: 1.35 * table.size, tallest: height / 3.0 }
    }

    /// The strips: head (kept with the first row), rows.
    pub(crate) fn strips(&self, shaper: &mut Shaper<'_>) -> Result<Vec<Strip>, DocumentError> {
        let head = self.head(shaper)?;
        let shared = Rc::new(head.clone());
        let mut strips = vec![Strip { table: Some(shared.clone()), ..head }];
        if self.table.rows.is_empty() {
            strips.extend(self.empty_rows(shaper, &shared)?);
            return Ok(strips);
        }
        let rows: Vec<Vec<Cell>> =
            self.table.rows.iter().map(|row| self.cells(shaper, row)).collect::<Result<_, _>>()?;
        let numbers = self.widest_numbers(&rows);
        for (n, row) in rows.iter().enumerate() {
            // The head does not stand over a single row, nor a single row on the last page if it can be helped.
            let (first, last) = (n == 0 && rows.len() > 1, n + 2 == rows.len());
            strips.extend(self.row(row, &numbers).into_iter().map(|s| Strip {
                keep: s.keep || first || last,
                soft: !s.keep && !first && last,
                table: Some(shared.clone()),
                ..s
            }));
        }
        Ok(strips)
    }

    /// Nothing is recorded: rows to be filled by hand.
    fn empty_rows(&self, shaper: &mut Shaper<'_>, head: &Rc<Strip>) -> Result<Vec<Strip>, DocumentError> {
        let cells = self.cells(shaper, &[])?;
        let numbers = vec![(0.0, 0.0); cells.len()];
        let row = self.row(&cells, &numbers).into_iter().next().unwrap_or_default();
        let row = Strip { keep: true, table: Some(head.clone()), ..row };
        let mut rows = vec![Strip { soft: true, ..row.clone() }; EMPTY_ROWS];
        if let Some(first) = rows.first_mut() {
            *first = row;
        }
        Ok(rows)
    }

    fn width(&self, column: usize) -> f32 {
        self.edges[column + 1] - self.edges[column]
    }

    fn right(&self) -> f32 {
        self.edges.last().copied().unwrap_or(0.0)
    }

    /// The head: a row of groups where the table has them, then the headings.
    fn head(&self, shaper: &mut Shaper<'_>) -> Result<Strip, DocumentError> {
        let mut headings = Vec::new();
        for (column, text) in self.table.head.iter().enumerate() {
            headings.push(self.heading(shaper, text, self.width(column))?);
        }
        let low = headings.iter().map(|h| h.0.len()).max().unwrap_or(1) as f32 * self.line + 2.0 * self.pad;
        let high = if self.table.groups.is_empty() { 0.0 } else { self.line + 2.0 * self.pad };
        let mut items = vec![self.rule(0.0, THICK), self.rule(high + low, THIN)];
        let mut grouped = vec![false; headings.len()];
        for group in &self.table.groups {
            let columns = group.from..(group.from + group.count).min(headings.len());
            let (left, right) = (self.edges[columns.start], self.edges[columns.end]);
            let lines = self.heading(shaper, &group.label, right - left)?;
            self.draw_centred(&lines, (left, right), (0.0, high), &mut items);
            items.push(Item::Rule { x1: left, y1: high, x2: right, y2: high, w: THIN });
            for column in columns {
                grouped[column] = true;
            }
        }
        for (column, lines) in headings.iter().enumerate() {
            let top = if grouped[column] { high } else { 0.0 };
            let sides = (self.edges[column], self.edges[column + 1]);
            self.draw_centred(lines, sides, (top, high + low), &mut items);
        }
        self.head_verticals(high, high + low, &mut items);
        Ok(Strip { height: high + low, items, keep: true, ..Strip::default() })
    }

    /// The lines of a heading and their size: a little smaller where that saves a line.
    fn heading(
        &self,
        shaper: &mut Shaper<'_>,
        text: &str,
        width: f32,
    ) -> Result<(Vec<Line>, f32), DocumentError> {
        let mut size = self.table.size;
        let avail = width - 2.0 * self.pad;
        let mut glyphs = shaper.shape(text, Role::Hei, size)?;
        let wide: f32 = glyphs.iter().map(|g| g.advance).sum();
        if wide > avail && wide * LEAST_WORD_SCALE <= avail {
            size *= avail / wide * 0.995;
            glyphs = shaper.shape(text, Role::Hei, size)?;
        }
        Ok((break_lines(glyphs, &Measure::plain(avail, size)), size))
    }

    fn draw_centred(
        &self,
        (lines, size): &(Vec<Line>, f32),
        (left, right): (f32, f32),
        (top, bottom): (f32, f32),
        items: &mut Vec<Item>,
    ) {
        let mut y = top + (bottom - top - lines.len() as f32 * self.line) / 2.0;
        for line in lines {
            let x = left + (right - left - line.width) / 2.0;
            draw_line(line, x, y + baseline(self.line, *size), *size, items);
            y += self.line;
        }
    }

    /// The upright rules of the head: inside a group they start below its label.
    fn head_verticals(&self, high: f32, bottom: f32, items: &mut Vec<Item>) {
        let last = self.edges.len() - 1;
        for (i, x) in self.edges.iter().enumerate() {
            let inside = self.table.groups.iter().any(|g| i > g.from && i < g.from + g.count);
            let y1 = if inside { high } else { 0.0 };
            let w = if i == 0 || i == last { THICK } else { THIN };
            items.push(Item::Rule { x1: *x, y1, x2: *x, y2: bottom, w });
        }
    }

    fn rule(&self, y: f32, w: f32) -> Item {
        Item::Rule { x1: 0.0, y1: y, x2: self.right(), y2: y, w }
    }

    fn verticals(&self, height: f32, items: &mut Vec<Item>) {
        let last = self.edges.len() - 1;
        for (i, x) in self.edges.iter().enumerate() {
            let w = if i == 0 || i == last { THICK } else { THIN };
            items.push(Item::Rule { x1: *x, y1: 0.0, x2: *x, y2: height, w });
        }
    }

    fn cells(&self, shaper: &mut Shaper<'_>, row: &[String]) -> Result<Vec<Cell>, DocumentError> {
        (0..self.table.columns.len())
            .map(|column| self.cell(shaper, row.get(column).map_or("", String::as_str), column))
            .collect()
    }

    fn cell(&self, shaper: &mut Shaper<'_>, text: &str, column: usize) -> Result<Cell, DocumentError> {
        let signed = text.contains(marks::SIGN);
        // A place to sign is the cell itself, and so is a blank with nothing else around it; between words (a blank
        // hour and minute) it is ruled.
        let alone = text.chars().all(|c| matches!(c, marks::SIGN | marks::BLANK | marks::EDGE));
        let text: String =
            text.chars().filter(|c| *c != marks::SIGN && !(alone && *c == marks::BLANK)).collect();
        let align = self.table.columns[column].align;
        let avail = self.width(column) - 2.0 * self.pad;
        let mut size = self.table.size;
        let mut glyphs = shaper.shape(&text, Role::Song, size)?;
        let wide: f32 = glyphs.iter().map(|g| g.advance).sum();
        let word = glyphs.iter().all(|g| is_word(g.ch) || matches!(g.ch, marks::EDGE | '▲' | '※'));
        let least = if word { LEAST_SCALE } else { LEAST_WORD_SCALE };
        if wide > avail && (word || glyphs.len() <= SHORT_WORDS && wide * least <= avail) {
            size *= (avail / wide).max(least) * 0.995;
            glyphs = shaper.shape(&text, Role::Song, size)?;
        } else if let run = longest_run(&glyphs)
            && run > avail
        {
            // A number is made smaller rather than cut in two.
            size *= (avail / run).max(LEAST_SCALE) * 0.995;
            glyphs = shaper.shape(&text, Role::Song, size)?;
        }
        let number = align == CellAlign::Decimal
            && text.chars().any(|c| c.is_ascii_digit())
            && text.chars().filter(|c| *c != marks::EDGE).all(|c| c.is_ascii_digit() || "−-.%▲".contains(c));
        let number = number.then(|| {
            let point = glyphs.iter().position(|g| g.ch == '.').unwrap_or(glyphs.len());
            let wide = |part: &[Glyph]| part.iter().map(|g| g.advance).sum();
            (wide(&glyphs[..point]), wide(&glyphs[point..]))
        });
        Ok(Cell { lines: break_lines(glyphs, &Measure::plain(avail, size)), size, align, number, signed })
    }

    /// The widest number of each column, before and from the decimal point on.
    fn widest_numbers(&self, rows: &[Vec<Cell>]) -> Vec<(f32, f32)> {
        let widest = |all: (f32, f32), one: (f32, f32)| (all.0.max(one.0), all.1.max(one.1));
        (0..self.table.columns.len())
            .map(|column| rows.iter().filter_map(|row| row[column].number).fold((0.0, 0.0), widest))
            .collect()
    }

    fn row(&self, cells: &[Cell], numbers: &[(f32, f32)]) -> Vec<Strip> {
        let count = cells.iter().map(|c| c.lines.len()).max().unwrap_or(1).max(1);
        let signed = cells.iter().any(|c| c.signed);
        let least = if signed { self.table.row_height.max(SIGN_HEIGHT) } else { self.table.row_height };
        let height = (count as f32 * self.line + 2.0 * self.pad).max(least);
        if height > self.tallest && count > 1 {
            return self.cut_row(cells, numbers, count);
        }
        let mut items = vec![self.rule(height, THIN)];
        self.verticals(height, &mut items);
        for (column, cell) in cells.iter().enumerate() {
            let mut y = (height - cell.lines.len() as f32 * self.line) / 2.0;
            for line in &cell.lines {
                self.draw_cell_line(cell, line, column, numbers[column], y, &mut items);
                y += self.line;
            }
        }
        vec![Strip { height, items, ..Strip::default() }]
    }

    /// A row that is too tall for one piece: a strip a line.
    fn cut_row(&self, cells: &[Cell], numbers: &[(f32, f32)], count: usize) -> Vec<Strip> {
        let mut strips = Vec::new();
        for i in 0..count {
            let above = if i == 0 { self.pad } else { 0.0 };
            let below = if i + 1 == count { self.pad } else { 0.0 };
            let height = self.line + above + below;
            let mut items = Vec::new();
            self.verticals(height, &mut items);
            if i + 1 == count {
                items.push(self.rule(height, THIN));
            }
            for (column, cell) in cells.iter().enumerate() {
                if let Some(line) = cell.lines.get(i) {
                    self.draw_cell_line(cell, line, column, numbers[column], above, &mut items);
                }
            }
            // Neither the first two nor the last two lines of a row stand alone.
            strips.push(Strip { height, items, keep: i == 0 || i + 2 == count, ..Strip::default() });
        }
        strips
    }

    fn draw_cell_line(
        &self,
        cell: &Cell,
        line: &Line,
        column: usize,
        widest: (f32, f32),
        y: f32,
        items: &mut Vec<Item>,
    ) {
        let (left, width) = (self.edges[column], self.width(column));
        let x = match (cell.align, cell.number) {
            (CellAlign::Left, _) => left + self.pad,
            // The points stand in line, and the widest number in the middle.
            (CellAlign::Decimal, Some((whole, _))) => {
                left + (width - widest.0 - widest.1) / 2.0 + widest.0 - whole
            }
            _ => left + (width - line.width) / 2.0,
        };
        draw_line(line, x, y + baseline(self.line, cell.size), cell.size, items);
    }
}
