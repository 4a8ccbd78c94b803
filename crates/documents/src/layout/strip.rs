//! Strips: the pieces of a page that are never cut, and how they are put on pages.

use std::rc::Rc;

use super::display::{Bookmark, Item, Page, Pages};
use super::sheet::Sheet;

/// A piece as wide as the text area. Items are placed from its top left corner.
#[derive(Debug, Clone, Default)]
pub(crate) struct Strip {
    pub(crate) height: f32,
    pub(crate) items: Vec<Item>,
    /// Stays on one page with the next strip.
    pub(crate) keep: bool,
    /// Does so only where that leaves no large part of the page before it empty.
    pub(crate) soft: bool,
    /// Holds a signature, so that it needs text above it.
    pub(crate) signed: bool,
    /// The table it belongs to, whose head is repeated on a new page.
    pub(crate) table: Option<Rc<Strip>>,
    /// Level and text of the heading that it is.
    pub(crate) heading: Option<(u8, String)>,
    /// Empty space that vanishes at the top of a page.
    pub(crate) gap: bool,
    /// Starts a new page, on this sheet.
    pub(crate) sheet: Option<Sheet>,
}

impl Strip {
    pub(crate) fn gap(height: f32) -> Self {
        Self { height, gap: true, ..Self::default() }
    }

    pub(crate) fn new_page(sheet: Sheet) -> Self {
        Self { sheet: Some(sheet), ..Self::default() }
    }
}

/// Lets every signature stand under at least two strips (lines, rows) of what it signs.
pub(crate) fn keep_signatures(strips: &mut [Strip]) {
    let mut at = 0;
    while at < strips.len() {
        if !strips[at].signed {
            at += 1;
            continue;
        }
        let first = at;
        let is_near = |s: &Strip| s.signed || s.gap;
        while at + 1 < strips.len()
            && strips[at + 1..].iter().take(2).any(|s| s.signed)
            && is_near(&strips[at + 1])
        {
            at += 1;
        }
        let mut above = 0;
        let mut from = first;
        while from > 0 && above < 2 && strips[from - 1].sheet.is_none() {
            from -= 1;
            above += usize::from(!strips[from].gap);
        }
        for strip in &mut strips[from..at] {
            strip.keep = true;
            strip.soft = false;
        }
        at += 1;
    }
}

/// Binds the end of a document to its last signatures, so that the last page is not the tail alone.
pub(crate) fn keep_tail(strips: &mut [Strip]) {
    const FARTHEST: usize = 12;
    let count = strips.len();
    let signed = strips.iter().rposition(|s| s.signed).filter(|at| at + FARTHEST > count);
    let from = signed.unwrap_or_else(|| count.saturating_sub(4));
    for strip in strips[from..].iter_mut().filter(|s| s.sheet.is_none()) {
        strip.keep = true;
    }
}

/// Puts strips on pages.
pub(crate) fn paginate(strips: Vec<Strip>, sheet: Sheet) -> Pages {
    let mut paper = Paper::new(sheet);
    let mut at = 0;
    while at < strips.len() {
        let mut end = at + 1;
        while strips[end - 1].keep && end < strips.len() && strips[end].sheet.is_none() {
            end += 1;
        }
        paper.place_group(&strips[at..end]);
        at = end;
    }
    paper.finish()
}

struct Paper {
    pages: Pages,
    sheet: Sheet,
    y: f32,
    /// Whether anything stands on the page yet.
    used: bool,
    /// The table that is being set, for the rule at the foot of a page.
    table: Option<Rc<Strip>>,
}

impl Paper {
    fn new(sheet: Sheet) -> Self {
        let mut paper = Self { pages: Pages::default(), sheet, y: 0.0, used: false, table: None };
        paper.new_page();
        paper
    }

    fn new_page(&mut self) {
        self.pages.pages.push(Page { width: self.sheet.width, height: self.sheet.height, items: Vec::new() });
        self.y = self.sheet.top;
        self.used = false;
    }

    fn room(&self) -> f32 {
        self.sheet.bottom() + 0.5 - self.y
    }

    fn place_group(&mut self, group: &[Strip]) {
        if let Some(sheet) = group[0].sheet {
            self.sheet = sheet;
            if self.used {
                self.new_page();
            } else if let Some(page) = self.pages.pages.last_mut() {
                (page.width, page.height) = (sheet.width, sheet.height);
                self.y = sheet.top;
            }
            return;
        }
        let total: f32 = group.iter().map(|s| s.height).sum();
        let mut split = None;
        if total > self.room() && self.used && total <= self.sheet.text_height {
            split = self.split(group);
            if split.is_none() {
                self.turn(group[0].table.as_ref());
            }
        }
        for (at, strip) in group.iter().enumerate() {
            if split == Some(at) {
                self.turn(strip.table.as_ref());
            }
            if strip.height > self.room() && self.used {
                self.turn(strip.table.as_ref());
            }
            self.place(strip);
        }
    }

    /// Where a group that does not fit is cut after all: behind the last strip that keeps softly and still fits, if a large
    /// part of the page would be left empty.
    fn split(&self, group: &[Strip]) -> Option<usize> {
        const LARGE: f32 = 0.25;
        if self.room() < LARGE * self.sheet.text_height {
            return None;
        }
        let mut height = 0.0;
        let mut split = None;
        for (at, strip) in group.iter().enumerate() {
            height += strip.height;
            if height > self.room() {
                break;
            }
            if strip.soft {
                split = Some(at + 1);
            }
        }
        split
    }

    /// Starts a page; a table that goes on shows its head again.
    fn turn(&mut self, next: Option<&Rc<Strip>>) {
        self.new_page();
        if let (Some(now), Some(next)) = (self.table.clone(), next)
            && Rc::ptr_eq(&now, next)
        {
            let head = Strip { heading: None, ..(*now).clone() };
            self.place(&head);
        }
    }

    fn place(&mut self, strip: &Strip) {
        if strip.gap && !self.used {
            return;
        }
        if let Some((level, text)) = &strip.heading {
            self.pages.bookmarks.push(Bookmark {
                level: *level,
                text: text.clone(),
                page: self.pages.pages.len() - 1,
                y: self.y,
            });
        }
        let (left, y) = (self.sheet.left, self.y);
        if let Some(page) = self.pages.pages.last_mut() {
            page.items.extend(strip.items.iter().cloned().map(|item| item.moved(left, y)));
        }
        self.y += strip.height;
        self.used = true;
        if strip.table.is_some() {
            self.table.clone_from(&strip.table);
        } else if !strip.gap {
            self.table = None;
        }
    }

    fn finish(self) -> Pages {
        self.pages
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::display::Item;

    fn strip(height: f32) -> Strip {
        Strip {
            height,
            items: vec![Item::Rule { x1: 0.0, y1: 0.0, x2: 1.0, y2: 0.0, w: 1.0 }],
            ..Strip::default()
        }
    }

    fn counts(pages: &Pages) -> Vec<usize> {
        pages.pages.iter().map(|p| p.items.len()).collect()
    }

    #[test]
    fn a_signature_takes_two_lines_of_text_with_it() {
        let height = Sheet::PORTRAIT.text_height;
        let mut strips = vec![strip(height - 60.0), strip(20.0), strip(20.0), strip(20.0)];
        strips.push(Strip { signed: true, ..strip(30.0) });
        strips.push(Strip { signed: true, ..strip(30.0) });
        keep_signatures(&mut strips);
        assert_eq!(counts(&paginate(strips, Sheet::PORTRAIT)), [2, 4]);
    }

    #[test]
    fn rows_that_need_not_stay_together_begin_on_a_page_that_would_be_left_half_empty() {
        let height = Sheet::PORTRAIT.text_height;
        let end = |room: f32| {
            let mut strips = vec![strip(height - room), Strip { keep: true, ..strip(60.0) }];
            strips.push(Strip { keep: true, soft: true, ..strip(60.0) });
            strips.push(Strip { keep: true, ..strip(60.0) });
            strips.push(strip(60.0));
            counts(&paginate(strips, Sheet::PORTRAIT))
        };
        assert_eq!(end(0.3 * height), [1 + 2, 2]);
        assert_eq!(end(0.2 * height), [1, 4], "a page that is nearly full is left as it is");
    }

    #[test]
    fn a_table_that_goes_on_shows_its_head_again() {
        let head = Rc::new(Strip { keep: true, ..strip(50.0) });
        let mut strips = vec![Strip { table: Some(head.clone()), keep: true, ..strip(50.0) }];
        strips.extend((0..30).map(|_| Strip { table: Some(head.clone()), ..strip(40.0) }));
        let pages = paginate(strips, Sheet::PORTRAIT);
        assert_eq!(pages.pages.len(), 3);
        assert_eq!(counts(&pages).iter().sum::<usize>(), 30 + 3);
        for page in &pages.pages {
            assert!(
                page.items
                    .iter()
                    .all(|i| matches!(i, Item::Rule { y1, .. } if *y1 < Sheet::PORTRAIT.bottom()))
            );
        }
    }

    #[test]
    fn a_heading_does_not_stand_alone_at_the_foot_of_a_page() {
        let strips = vec![
            strip(Sheet::PORTRAIT.text_height - 30.0),
            Strip { keep: true, heading: Some((1, "一、".to_owned())), ..strip(25.0) },
            strip(25.0),
        ];
        let pages = paginate(strips, Sheet::PORTRAIT);
        assert_eq!(counts(&pages), [1, 2]);
        assert_eq!(pages.bookmarks[0].page, 1);
    }
}
