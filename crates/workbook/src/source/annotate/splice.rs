//! Putting a piece of XML into a part that stays as it is otherwise.

use quick_xml::Reader;
use quick_xml::events::Event;

/// The prefix that the outermost element bears, with its colon; mostly none.
pub(super) fn prefix(part: &str) -> String {
    let mut reader = Reader::from_str(part);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(e) | Event::Empty(e) => {
                let name = e.name();
                let name: &str = name.as_ref();
                return name.split_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    String::new()
}

/// The part with a piece put before the end of its outermost element, which may have been empty.
pub(super) fn before_end(part: &str, piece: &str) -> Option<String> {
    let mut reader = Reader::from_str(part);
    let mut depth = 0u32;
    loop {
        let from = position(&reader)?;
        match reader.read_event().ok()? {
            Event::Start(_) => depth += 1,
            Event::Empty(e) if depth == 0 => {
                let name = e.name();
                let name: &str = name.as_ref();
                return open(part, from, position(&reader)?, name, piece);
            }
            Event::End(_) => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    let (before, after) = part.split_at_checked(from)?;
                    return Some(format!("{before}{piece}{after}"));
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// An empty element (`<a/>`) from one place to another, opened around a piece.
pub(super) fn open(part: &str, from: usize, to: usize, name: &str, piece: &str) -> Option<String> {
    let (before, rest) = part.split_at_checked(from)?;
    let (element, after) = rest.split_at_checked(to.checked_sub(from)?)?;
    let head = element.strip_suffix("/>")?.trim_end();
    Some(format!("{before}{head}>{piece}</{name}>{after}"))
}

/// Where the reader stands.
pub(super) fn position(reader: &Reader<&[u8]>) -> Option<usize> {
    usize::try_from(reader.buffer_position()).ok()
}

/// What comes before the drawing of comments in a sheet, in the order that the standard demands (ECMA-376-1, 18.3.1.99).
const BEFORE: [&str; 31] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "drawingHF",
];

/// Where a sheet's drawing of comments belongs, and the relation of the one that it has.
pub(super) fn legacy_drawing(sheet: &str) -> Option<(usize, Option<String>)> {
    let mut reader = Reader::from_str(sheet);
    let (mut depth, mut at, mut own) = (0u32, None, None);
    let mut counts = false;
    loop {
        let event = reader.read_event().ok()?;
        match &event {
            Event::Start(e) | Event::Empty(e) if depth == 1 => {
                let name = e.local_name();
                let name: &str = name.as_ref();
                counts = BEFORE.contains(&name);
                if name == "legacyDrawing" {
                    own = super::super::package::attribute(e, "id").ok()?;
                }
            }
            Event::Eof => return Some((at?, own)),
            _ => {}
        }
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 1 && (counts || at.is_none()) {
            at = position(&reader);
            counts = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_goes_before_the_end_of_the_outermost_element() {
        assert_eq!(before_end("<a><b/></a><!-- </a> -->", "X").as_deref(), Some("<a><b/>X</a><!-- </a> -->"));
        assert_eq!(before_end("<?xml?>\n<p:a x='1' />", "X").as_deref(), Some("<?xml?>\n<p:a x='1'>X</p:a>"));
        assert_eq!(before_end("<a><b>", "X"), None);
        assert_eq!(prefix("<?xml version='1.0'?><x:worksheet xmlns:x='u'/>"), "x:");
    }

    #[test]
    fn the_drawing_stands_behind_what_must_come_before_it() {
        let place = |sheet: &str| {
            let (at, own) = legacy_drawing(sheet).unwrap();
            (sheet[..at].to_owned(), own)
        };
        let sheet = "<w><sheetData><row/></sheetData><pageMargins a='1'/><tableParts/></w>";
        assert_eq!(place(sheet), ("<w><sheetData><row/></sheetData><pageMargins a='1'/>".to_owned(), None));
        let nested = "<w><sheetData/><extLst><ext><drawing/></ext></extLst></w>";
        assert_eq!(place(nested).0, "<w><sheetData/>");
        let own = "<w><sheetData/><legacyDrawing r:id='rId4'/></w>";
        assert_eq!(place(own).1.as_deref(), Some("rId4"));
    }
}
