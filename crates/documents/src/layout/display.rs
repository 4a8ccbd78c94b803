//! The display list: what stands where on a page. Coordinates in pt, y downwards from the top edge of the sheet.

use crate::fonts::Role;

/// One glyph of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Placed {
    /// The character that the glyph prints, for selecting and searching.
    pub(crate) ch: char,
    /// Glyph number in the face.
    pub(crate) id: u16,
    /// Advance in pt, without `adjust`.
    pub(crate) advance: f32,
    /// Added to the advance, in pt.
    pub(crate) adjust: f32,
}

/// Glyphs of one face and size on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) size: f32,
    pub(crate) role: Role,
    pub(crate) glyphs: Vec<Placed>,
}

impl Run {
    /// Where the run ends.
    pub(crate) fn end(&self) -> f32 {
        self.x + self.glyphs.iter().map(|g| g.advance + g.adjust).sum::<f32>()
    }
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    /// Text.
    Text(Run),
    /// A straight rule of width `w`.
    Rule { x1: f32, y1: f32, x2: f32, y2: f32, w: f32 },
    /// Filled rectangles: x, y of the top left corner, width, height.
    Fill(Vec<[f32; 4]>),
}

impl Item {
    /// The item moved right and down.
    pub(crate) fn moved(mut self, dx: f32, dy: f32) -> Item {
        match &mut self {
            Item::Text(run) => {
                run.x += dx;
                run.y += dy;
            }
            Item::Rule { x1, y1, x2, y2, .. } => {
                *x1 += dx;
                *x2 += dx;
                *y1 += dy;
                *y2 += dy;
            }
            Item::Fill(rects) => {
                for rect in rects {
                    rect[0] += dx;
                    rect[1] += dy;
                }
            }
        }
        self
    }
}

/// A finished page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    /// Width and height of the sheet in pt.
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) items: Vec<Item>,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bookmark {
    /// 0 title, 1 first level, 2 second level.
    pub(crate) level: u8,
    pub(crate) text: String,
    /// Index of the page.
    pub(crate) page: usize,
    /// Top of the heading, from the top edge.
    pub(crate) y: f32,
}

/// All pages of a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Pages {
    pub(crate) pages: Vec<Page>,
    pub(crate) bookmarks: Vec<Bookmark>,
}

impl Pages {
    /// The text of each page, line by line: runs of one baseline joined, wide gaps (cells) as ` | `.
    pub(crate) fn lines(&self) -> Vec<Vec<String>> {
        self.pages.iter().map(page_lines).collect()
    }
}

fn page_lines(page: &Page) -> Vec<String> {
    let mut runs: Vec<&Run> = page
        .items
        .iter()
        .filter_map(|item| if let Item::Text(run) = item { Some(run) } else { None })
        .collect();
    runs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut lines: Vec<Vec<&Run>> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(|first| (first.y - run.y).abs() < 0.5) => line.push(run),
            _ => lines.push(vec![run]),
        }
    }
    lines.into_iter().map(|line| line_text(line)).collect()
}

fn line_text(mut runs: Vec<&Run>) -> String {
    runs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut text = String::new();
    let mut end = f32::NEG_INFINITY;
    for run in runs {
        if run.x - end > 0.2 * run.size && !text.is_empty() {
            text.push_str(" | ");
        }
        text.extend(run.glyphs.iter().map(|g| g.ch));
        end = run.end();
    }
    text
}
