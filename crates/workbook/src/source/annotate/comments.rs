//! The comments of a sheet with notes among them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::package::attribute;
use super::splice::{open, position, prefix};
use super::{AUTHOR, Note};
use crate::grid::{LAST_COLUMN, address, parse_address};

/// No comments.
pub(super) const EMPTY: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors/><commentList/></comments>"#
);

/// A place where a note needs a shape of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) row: u32,
    pub(super) column: u32,
    /// Lines that its text takes.
    pub(super) lines: u32,
    pub(super) grave: bool,
}

/// Where things stand in the part as it was.
#[derive(Default)]
struct Found {
    authors: Vec<String>,
    /// An empty element's whole span, or where its end begins.
    authors_end: Option<End>,
    list_end: Option<End>,
    /// Comments by cell: the author's number, and where the text ends.
    cells: BTreeMap<(u32, u32), (usize, Option<End>)>,
}

impl Found {
    /// Whether the comments of an author stand for a thread, which later versions of Excel keep in a part of its own.
    fn is_thread(&self, author: usize) -> bool {
        self.authors.get(author).is_some_and(|a| a.starts_with("tc="))
    }
}

/// The end of an element: before its end tag, or the span of an empty one with its name.
#[derive(Clone)]
enum End {
    At(usize),
    Empty(usize, usize, String),
}

/// The comments with the notes among them, and the places that need a shape: those of cells without a comment so far.
pub(super) fn with(part: &str, notes: &[&Note]) -> Option<(String, Vec<Place>)> {
    let found = look(part)?;
    let prefix = prefix(part);
    let author = found.authors.len();
    let mut added = String::new();
    let mut pieces: Vec<(End, String)> = Vec::new();
    let mut taken: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut places = Vec::new();
    for note in notes {
        let mut at = (note.row, note.column);
        let mut text = note.text.clone();
        let busy = |at: &(u32, u32)| found.cells.contains_key(at) || taken.contains(at);
        if busy(&at) {
            // A thread shows its own words only: the note goes to the next free cell and says whose it is.
            let own = found.cells.get(&at).filter(|(by, _)| !found.is_thread(*by) && !taken.contains(&at));
            if let Some(end) = own.and_then(|(_, end)| end.clone()) {
                taken.insert(at);
                pieces.push((end, run(&prefix, &format!("\n————\n{AUTHOR}：\n{text}"))));
                continue;
            }
            text = format!("（{}）\n{text}", address(note.row, note.column));
            at.1 = (at.1..=LAST_COLUMN).find(|column| !busy(&(at.0, *column)))?;
        }
        taken.insert(at);
        let cell = address(at.0, at.1);
        let run = run(&prefix, &format!("{AUTHOR}：\n{text}"));
        write!(
            added,
            r#"<{prefix}comment ref="{cell}" authorId="{author}"><{prefix}text>{run}</{prefix}text></{prefix}comment>"#
        )
        .ok()?;
        let lines = text.lines().map(|l| u32::try_from(l.chars().count()).unwrap_or(u32::MAX) / 20 + 1);
        places.push(Place { row: at.0, column: at.1, lines: lines.sum::<u32>() + 1, grave: note.grave });
    }
    pieces.push((found.authors_end?, format!("<{prefix}author>{AUTHOR}</{prefix}author>")));
    pieces.push((found.list_end?, added));
    // From the back, so that the places before stay where they are.
    pieces.sort_by_key(|(end, _)| match end {
        End::At(at) | End::Empty(at, ..) => std::cmp::Reverse(*at),
    });
    let mut out = part.to_owned();
    for (end, piece) in pieces {
        match end {
            End::At(at) if out.is_char_boundary(at) => out.insert_str(at, &piece),
            End::At(_) => return None,
            End::Empty(from, to, name) => out = open(&out, from, to, &name, &piece)?,
        }
    }
    Some((out, places))
}

/// A run of a comment's text.
fn run(prefix: &str, text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\n' | '\t' => escaped.push(c),
            // XML has no other control characters, in whatever form.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    // `_x000D_` in a text would be read as a line break.
    let escaped = escaped.replace("_x", "_x005F_x");
    let p = prefix;
    let font = format!(
        r#"<{p}rPr><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="宋体"/><{p}family val="3"/><{p}charset val="134"/></{p}rPr>"#
    );
    format!(r#"<{p}r>{font}<{p}t xml:space="preserve">{escaped}</{p}t></{p}r>"#)
}

fn look(part: &str) -> Option<Found> {
    let mut reader = Reader::from_str(part);
    let mut found = Found::default();
    let mut cell: Option<((u32, u32), usize)> = None;
    let mut author: Option<String> = None;
    loop {
        let from = position(&reader)?;
        match reader.read_event().ok()? {
            Event::Start(e) => match e.local_name().as_ref() {
                "author" => author = Some(String::new()),
                "comment" => {
                    let at = parse_address(attribute(&e, "ref").ok()??.trim())?;
                    let by = attribute(&e, "authorId").ok()?.and_then(|n| n.parse().ok()).unwrap_or(0);
                    cell = Some((at, by));
                    found.cells.insert(at, (by, None));
                }
                _ => {}
            },
            Event::Empty(e) => {
                let end = End::Empty(from, position(&reader)?, {
                    let name = e.name();
                    let name: &str = name.as_ref();
                    name.to_owned()
                });
                match e.local_name().as_ref() {
                    "author" => found.authors.push(String::new()),
                    "authors" => found.authors_end = Some(end),
                    "commentList" => found.list_end = Some(end),
                    "text" => {
                        if let Some((at, by)) = cell {
                            found.cells.insert(at, (by, Some(end)));
                        }
                    }
                    _ => {}
                }
            }
            Event::Text(t) => {
                if let Some(author) = &mut author {
                    author.push_str(&t.xml10_content());
                }
            }
            Event::End(e) => match e.local_name().as_ref() {
                "author" => found.authors.push(author.take().unwrap_or_default()),
                "authors" => found.authors_end = Some(End::At(from)),
                "commentList" => found.list_end = Some(End::At(from)),
                "text" => {
                    if let Some((at, by)) = cell {
                        found.cells.insert(at, (by, Some(End::At(from))));
                    }
                }
                "comment" => cell = None,
                _ => {}
            },
            Event::Eof => return Some(found),
            _ => {}
        }
    }
}
