//! Workbooks of every format, from their bytes; and zip containers put together from their parts, so that a change gets
//! behind checksum and packing.

use std::io::{Cursor, Read, Write};

use workbook::grid::Book;
use workbook::{Edits, Note, wire};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const FILE: &str = "名单.xlsx";

/// Names of the parts that readers look for, by number.
const PARTS: [&str; 20] = [
    "_rels/.rels",
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/_rels/sheet1.xml.rels",
    "xl/comments1.xml",
    "mimetype",
    "content.xml",
    "styles.xml",
    "META-INF/manifest.xml",
    "xl/workbook.bin",
    "xl/_rels/workbook.bin.rels",
    "xl/worksheets/sheet1.bin",
    "xl/worksheets/sheet2.bin",
    "xl/sharedStrings.bin",
    "xl/styles.bin",
];

/// A workbook from its bytes: read, sent over from the reader's process, recognised, typed and annotated.
///
/// # Panics
/// When what is sent over is another workbook than what is read, or one with notes has other cells than the one without.
#[must_use]
pub fn book(bytes: &[u8]) -> bool {
    let read = workbook::read(bytes, FILE);
    sent_over(bytes, read.as_ref().ok());
    let Ok(book) = read else { return false };
    annotated(bytes, &book);
    let Ok(found) = workbook::recognise(&book, &Edits::default()) else { return true };
    assert!(serde_json::to_string(&found).is_ok());
    let _ = (found.demands(), found.bids(), found.experts(), found.budget_lines());
    let _ = (found.lines_of_bids(), found.people_of_bids(), found.milestones_of_bids());
    let _ = (found.flat_findings(), found.blocks());
    true
}

/// A zip container from its parts: the number of a part's name, its length in two bytes, its content; and so on.
///
/// # Panics
/// As [`book`].
#[must_use]
pub fn package(bytes: &[u8]) -> bool {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut left = bytes;
    while let [number, high, low, rest @ ..] = left {
        let length = usize::from(u16::from_be_bytes([*high, *low])).min(rest.len());
        let (content, after) = rest.split_at(length);
        let name = PARTS.get(usize::from(*number) % PARTS.len()).copied().unwrap_or_default();
        // a name that is there already is refused by the writer
        if zip.start_file(name, stored).is_err() || zip.write_all(content).is_err() {
            return false;
        }
        left = after;
    }
    zip.finish().is_ok_and(|made| book(&made.into_inner()))
}

/// The parts of a container in the form that [`package`] takes; nothing for one that is none or holds a part too long.
/// Parts that no reader looks for are left out.
#[must_use]
pub fn parts_of(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut out = Vec::new();
    for (number, name) in (0u8..).zip(PARTS) {
        let mut content = Vec::new();
        let Ok(mut part) = zip.by_name(name) else { continue };
        part.read_to_end(&mut content).ok()?;
        out.push(number);
        out.extend(u16::try_from(content.len()).ok()?.to_be_bytes());
        out.extend(content);
    }
    Some(out)
}

/// What a reader's process sends is what a reader here finds.
fn sent_over(bytes: &[u8], read: Option<&Book>) {
    let mut frames = Vec::new();
    wire::send(bytes, FILE, &mut frames).unwrap();
    let received = wire::receive(&mut Cursor::new(frames), FILE, &mut |_, _| ());
    let why = received.as_ref().err().map(|e| format!("{e:?}"));
    assert_eq!(received.as_ref().ok(), read, "what is sent over is not what is read: {why:?}");
}

/// Notes change no cell.
fn annotated(bytes: &[u8], book: &Book) {
    let at = |sheet: &workbook::Sheet| {
        let (row, cells) = sheet.rows.first_key_value()?;
        Some(Note {
            sheet: sheet.name.clone(),
            row: *row,
            column: cells.first()?.column,
            text: "请核对 <此处> & ]]>".to_owned(),
            grave: true,
        })
    };
    let notes: Vec<Note> = book.sheets.iter().filter_map(at).take(2).collect();
    let Some(annotated) = workbook::annotate(bytes, &notes) else { return };
    let again = workbook::read(&annotated.bytes, FILE).unwrap();
    let cells =
        |book: &Book| book.sheets.iter().map(|s| (s.name.clone(), s.rows.clone())).collect::<Vec<_>>();
    assert!(cells(&again) == cells(book), "notes changed a cell");
}
