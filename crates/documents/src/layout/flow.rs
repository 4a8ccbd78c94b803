//! Blocks to strips: which face, size and indent each kind of block has.

use super::boxes::{baseline, draw_line};
use super::display::{Item, Pages};
use super::lines::{Line, Measure, break_lines};
use super::shape::Shaper;
use super::sheet::{GRID_CHAR, GRID_LINE, MM, Sheet};
use super::strip::{Strip, keep_signatures, keep_tail, paginate};
use super::table::TableLayout;
use super::title::break_title;
use super::{FooterText, Tail, footer, tail};
use crate::error::DocumentError;
use crate::fonts::{Fonts, Role};
use crate::marks;

const TITLE_SIZE: f32 = 22.0;
const TITLE_LINE: f32 = 33.0;
const SMALL_SIZE: f32 = 10.5;
const MARK_SIZE: f32 = 12.0;
/// Height of a line with a place to sign, 9 mm and a little air.
const SIGN_LINE: f32 = 9.5 * MM;

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// From the left; indented in running text.
    Left,
    /// From the left edge, never indented: who a letter is sent to (主送机关).
    Flush,
    /// Centred.
    Centre,
    /// Its right edge four characters in: dates under signatures.
    Right,
    /// Small, at the top right: the mark 工作秘密.
    Mark,
}

/// How a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellAlign {
    /// Left.
    Left,
    /// Centred.
    Centre,
    /// Right, decimal points in line.
    Decimal,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    /// Width in characters of the table's size.
    pub(crate) chars: f32,
    pub(crate) align: CellAlign,
}

/// A heading over several columns.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    pub(crate) label: String,
    /// First column, from 0.
    pub(crate) from: usize,
    /// How many columns.
    pub(crate) count: usize,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TableBlock {
    pub(crate) columns: Vec<Column>,
    pub(crate) groups: Vec<Group>,
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// Size of the type in pt.
    pub(crate) size: f32,
    /// Least height of a row in pt.
    pub(crate) row_height: f32,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    /// The title.
    Title(String),
    /// 一、 (1) or （一） (2); chapters of a contract are centred.
    Heading(u8, String, Align),
    /// Running text.
    Paragraph(String, Align),
    /// Small print under a form.
    Small(String),
    /// A text as a code in the middle, for a scanner.
    Qr(String),
    /// A text as a small code at the right, with lines of words beside it.
    QrBeside(String, String),
    /// A table.
    Table(TableBlock),
    /// A new page.
    NewPage,
    /// A new page on a turned (true) or upright sheet.
    Landscape(bool),
}

/// The paper and the body type of a document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PageSetup {
    pub(crate) landscape: bool,
    /// Whether the text area starts higher up, as the office may set for tables.
    pub(crate) compact: bool,
    pub(crate) role: Role,
    /// Body size in pt.
    pub(crate) size: f32,
}

impl PageSetup {
    /// Running text on the grid, as against a form in small type.
    fn is_grid(&self) -> bool {
        (self.size - GRID_CHAR).abs() < 0.01
    }

    fn line(&self) -> f32 {
        if self.is_grid() { GRID_LINE } else { 1.7 * self.size }
    }

    fn indent(&self) -> f32 {
        if self.is_grid() { 2.0 * self.size } else { 0.0 }
    }
}

/// Lays a document out: blocks, then the tail with the digests, then page numbers and footers.
pub(crate) fn lay_out(
    fonts: &Fonts,
    setup: PageSetup,
    blocks: &[Block],
    tail: &Tail,
    footer: &FooterText,
) -> Result<Pages, DocumentError> {
    let mut flow = Flow {
        shaper: Shaper::new(fonts),
        setup,
        sheet: Sheet::of(setup.landscape, setup.compact),
        strips: Vec::new(),
        lines: 0,
    };
    for block in blocks {
        flow.block(block)?;
    }
    let Flow { mut shaper, sheet: last, mut strips, .. } = flow;
    keep_signatures(&mut strips);
    keep_tail(&mut strips);
    strips.extend(tail::strips(&mut shaper, tail, last.text_width)?);
    let mut pages = paginate(strips, Sheet::of(setup.landscape, setup.compact));
    footer::add(&mut shaper, &mut pages, footer)?;
    Ok(pages)
}

struct Flow<'f> {
    shaper: Shaper<'f>,
    setup: PageSetup,
    sheet: Sheet,
    strips: Vec<Strip>,
    /// How many lines the paragraph had that was set last.
    lines: usize,
}

/// How the lines of a paragraph are set.
#[derive(Clone, Copy)]
struct Setting {
    role: Role,
    size: f32,
    line: f32,
    indent: f32,
    align: Align,
}

impl Flow<'_> {
    fn block(&mut self, block: &Block) -> Result<(), DocumentError> {
        let body = self.body();
        match block {
            Block::Title(text) => self.title(text),
            Block::Heading(level, text, align) => self.heading(*level, text, *align),
            Block::Paragraph(text, Align::Mark) => {
                let (size, line) = (MARK_SIZE, 1.5 * MARK_SIZE);
                self.paragraph(
                    text,
                    Setting { role: Role::Song, size, line, indent: 0.0, align: Align::Mark },
                )
            }
            Block::Paragraph(text, align) => {
                let indent = if *align == Align::Left { body.indent } else { 0.0 };
                if text.contains(marks::SIGN) && !self.strips.last().is_some_and(|s| s.signed) {
                    self.strips.push(Strip::gap(0.5 * body.line));
                }
                self.paragraph(text, Setting { align: *align, indent, ..body })
            }
            Block::Small(text) => {
                let size = SMALL_SIZE.min(self.setup.size);
                let small = Setting { role: Role::Song, size, line: 1.5 * size, indent: 2.0 * size, ..body };
                self.paragraph(text, small)
            }
            Block::Qr(text) => {
                self.strips.push(tail::code(text, self.sheet.text_width)?);
                Ok(())
            }
            Block::QrBeside(code, text) => {
                let set = (body.role, body.size, body.line);
                let width = self.sheet.text_width;
                self.strips.push(tail::beside(&mut self.shaper, (code, text), set, width)?);
                Ok(())
            }
            Block::Table(table) => self.table(table, body.line),
            Block::NewPage => {
                self.strips.push(Strip::new_page(self.sheet));
                Ok(())
            }
            Block::Landscape(on) => {
                self.sheet = Sheet::of(*on, self.setup.compact);
                self.strips.push(Strip::new_page(self.sheet));
                Ok(())
            }
        }
    }

    /// Running text.
    fn body(&self) -> Setting {
        Setting {
            role: self.setup.role,
            size: self.setup.size,
            line: self.setup.line(),
            indent: self.setup.indent(),
            align: Align::Left,
        }
    }

    /// A heading, which stays with what follows.
    fn heading(&mut self, level: u8, text: &str, align: Align) -> Result<(), DocumentError> {
        let role = if level == 1 { Role::Hei } else { Role::Kai };
        let from = self.strips.len();
        let indent = if align == Align::Left { self.body().indent } else { 0.0 };
        self.paragraph(text, Setting { role, align, indent, ..self.body() })?;
        for strip in &mut self.strips[from..] {
            strip.keep = true;
        }
        if let Some(first) = self.strips.get_mut(from) {
            first.heading = Some((level, plain(text)));
        }
        Ok(())
    }

    fn table(&mut self, table: &TableBlock, line: f32) -> Result<(), DocumentError> {
        // A single line above a table introduces it.
        if let (1, Some(last)) = (self.lines, self.strips.last_mut()) {
            last.keep |= last.sheet.is_none();
        }
        self.strips.push(Strip { keep: true, ..Strip::gap(0.25 * line) });
        let layout = TableLayout::new(table, self.sheet.text_width, self.sheet.text_height);
        self.strips.extend(layout.strips(&mut self.shaper)?);
        self.strips.push(Strip::gap(0.4 * line));
        Ok(())
    }

    fn title(&mut self, text: &str) -> Result<(), DocumentError> {
        let glyphs = self.shaper.shape(text, Role::Title, TITLE_SIZE)?;
        let width = self.sheet.text_width;
        for (n, line) in break_title(glyphs, width, TITLE_SIZE).into_iter().enumerate() {
            let mut items = Vec::new();
            draw_line(
                &line,
                (width - line.width) / 2.0,
                baseline(TITLE_LINE, TITLE_SIZE),
                TITLE_SIZE,
                &mut items,
            );
            let heading = (n == 0).then(|| (0, plain(text)));
            self.strips.push(Strip { height: TITLE_LINE, items, keep: true, heading, ..Strip::default() });
        }
        self.strips.push(Strip { keep: true, ..Strip::gap(0.5 * self.setup.line()) });
        Ok(())
    }

    fn paragraph(&mut self, text: &str, set: Setting) -> Result<(), DocumentError> {
        let width = self.sheet.text_width;
        let from = self.strips.len();
        for part in text.split(marks::BREAK) {
            let glyphs = self.shaper.shape(part, set.role, set.size)?;
            let measure = Measure {
                width,
                indent: set.indent,
                hang: 0.0,
                size: set.size,
                justify: matches!(set.align, Align::Left | Align::Flush),
            };
            for line in break_lines(glyphs, &measure) {
                self.strips.push(line_strip(&line, set, width));
            }
        }
        self.lines = self.strips.len() - from;
        if set.indent > 0.0 && is_third_heading(text) {
            for strip in &mut self.strips[from..] {
                strip.keep = true;
            }
        }
        Ok(())
    }
}

/// Whether this is `1.` alone on its line: no sentence, so it stays with what it heads.
fn is_third_heading(text: &str) -> bool {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    digits > 0
        && text[digits..].starts_with('.')
        && !text.ends_with(|c| "。；：，".contains(c) || marks::is_private(c))
}

/// A text without marks, as an outline shows it.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !marks::is_private(*c)).collect()
}

fn line_strip(line: &Line, set: Setting, width: f32) -> Strip {
    let signed = line.glyphs.iter().any(|g| g.ch == marks::SIGN);
    let height = if signed { set.line.max(SIGN_LINE) } else { set.line };
    let x = match set.align {
        Align::Left | Align::Flush => line.indent,
        Align::Centre => (width - line.width) / 2.0,
        Align::Right => width - line.width - 4.0 * set.size,
        Align::Mark => width - line.width,
    };
    let y = if signed { height - 0.45 * set.size } else { baseline(height, set.size) };
    let mut items: Vec<Item> = Vec::new();
    draw_line(line, x.max(0.0), y, set.size, &mut items);
    // A date that stands right under signatures belongs to them.
    Strip { height, items, signed: signed || set.align == Align::Right, ..Strip::default() }
}
