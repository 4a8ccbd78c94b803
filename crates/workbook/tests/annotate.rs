//! A sender's own workbook with notes at its cells: what was sent stays as it was, byte for byte where no note needs it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use std::io::{Cursor, Read as _, Write as _};

use calamine::{Reader as _, Xlsx};
use rust_xlsxwriter::{Color, Format, Formula, Note as TheirNote, Workbook};
use workbook::grid::{Book, Comment};
use workbook::{Note, annotate};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

fn note(sheet: &str, row: u32, column: u32, text: &str) -> Note {
    Note { sheet: sheet.to_owned(), row, column, text: text.to_owned(), grave: true }
}

/// A list with formats, a merge, a formula and, where wanted, a comment of the sender's.
fn sent(comments: bool) -> Vec<u8> {
    let mut book = Workbook::new();
    let red = Format::new().set_background_color(Color::Red).set_bold();
    let sheet = book.add_worksheet().set_name("方案").unwrap();
    sheet.merge_range(0, 0, 0, 3, "登记表（单位：万元）", &red).unwrap();
    for (column, head) in (0..).zip(["方案编号", "出题企业", "揭榜方", "研发投入总额"]) {
        sheet.write_string_with_format(1, column, head, &red).unwrap();
    }
    sheet.write_string(2, 0, "FA-1").unwrap();
    sheet.write_number(2, 3, 100.5).unwrap();
    sheet.write_formula(3, 3, Formula::new("=SUM(D3:D3)").set_result("100.5")).unwrap();
    sheet.set_column_width(1, 40).unwrap();
    if comments {
        sheet.insert_note(2, 3, &TheirNote::new("企业自注 <合计>").set_author("会计")).unwrap();
    }
    let other = book.add_worksheet().set_name("预算 & 说明").unwrap();
    other.write_string(0, 0, "科目").unwrap();
    book.save_to_buffer().unwrap()
}

fn read(bytes: &[u8]) -> Book {
    workbook::read(bytes, "名单.xlsx").unwrap()
}

fn comments(book: &Book, sheet: usize) -> Vec<(u32, u32, String)> {
    book.sheets[sheet].comments.iter().map(|c| (c.row, c.column, c.text.clone())).collect()
}

/// The cells, without the comments.
fn cells(mut book: Book) -> Book {
    book.sheets.iter_mut().for_each(|s| s.comments = Vec::<Comment>::new());
    book
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut part = archive.by_index(i).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// The container with one part changed or, where it has it not, added.
fn with_part(bytes: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut all = parts(bytes);
    if !all.iter().any(|(n, _)| n == name) {
        all.push((name.to_owned(), Vec::new()));
    }
    for (n, bytes) in all {
        out.start_file(&n, SimpleFileOptions::default()).unwrap();
        let changed = if n == name { change(&String::from_utf8(bytes).unwrap()).into_bytes() } else { bytes };
        out.write_all(&changed).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn notes_stand_at_their_cells_and_every_cell_is_as_it_was_sent() {
    for with_comments in [false, true] {
        let bytes = sent(with_comments);
        let notes = [
            note("方案", 3, 4, "金额“<1&2>”无法判定。\n要求：写成数字。"),
            note("方案", 3, 2, "该项必填。"),
            note("预算 & 说明", 1, 1, "没有数据 _x000D_。"),
        ];
        let back = annotate(&bytes, &notes).unwrap();
        assert!(!back.macros);
        let (before, after) = (read(&bytes), read(&back.bytes));
        let first = comments(&after, 0);
        let at = |row, column| first.iter().find(|c| (c.0, c.1) == (row, column)).map(|c| c.2.as_str());
        let own = at(3, 4).unwrap();
        assert!(own.contains("金额“<1&2>”无法判定。\n要求：写成数字。"), "{own}");
        assert_eq!(own.contains("企业自注 <合计>"), with_comments, "{own}");
        assert!(at(3, 2).unwrap().contains("该项必填。"));
        assert_eq!(first.len(), 2);
        assert!(comments(&after, 1)[0].2.contains("没有数据 _x000D_。"));
        assert_eq!(cells(before), cells(after));
        let mut theirs: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(back.bytes)).unwrap();
        assert_eq!(theirs.worksheet_range("方案").unwrap().get_value((2, 3)).unwrap(), &100.5);
    }
}

#[test]
fn the_parts_that_no_note_needs_are_the_same_bytes() {
    let bytes = sent(true);
    let back = annotate(&bytes, &[note("方案", 3, 1, "重复。")]).unwrap().bytes;
    let after = parts(&back);
    for (name, before) in parts(&bytes) {
        let same = after.iter().find(|(n, _)| *n == name).is_some_and(|(_, now)| *now == before);
        let touched = name.contains("comments")
            || name.contains("vmlDrawing")
            || name == "[Content_Types].xml"
            || name.ends_with("sheet1.xml.rels");
        assert!(same || touched, "{name}");
    }
    assert_eq!(after.len(), parts(&bytes).len());
}

#[test]
fn each_note_has_a_shape_and_numbers_of_shapes_do_not_repeat() {
    let back = annotate(&sent(true), &[note("方案", 3, 1, "甲"), note("方案", 4, 1, "乙")]).unwrap().bytes;
    let drawing = parts(&back).into_iter().find(|(n, _)| n.ends_with(".vml")).unwrap().1;
    let drawing = String::from_utf8(drawing).unwrap();
    let ids: std::collections::BTreeSet<&str> =
        drawing.split("id=\"_x0000_s").skip(1).filter_map(|r| r.split('"').next()).collect();
    assert_eq!((ids.len(), drawing.matches("<v:shape ").count()), (3, 3));
}

#[test]
fn a_sheet_with_prefixed_names_keeps_them() {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let bytes = with_part(&sent(false), "xl/worksheets/sheet2.xml", |_| {
        format!(
            "<x:worksheet xmlns:x=\"{main}\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>7</x:v></x:c></x:row></x:sheetData><x:extLst/></x:worksheet>"
        )
    });
    let back = annotate(&bytes, &[note("预算 & 说明", 1, 1, "甲")]).unwrap().bytes;
    let sheet = parts(&back).into_iter().find(|(n, _)| n.ends_with("sheet2.xml")).unwrap().1;
    let sheet = String::from_utf8(sheet).unwrap();
    assert!(
        sheet.contains("</x:sheetData><x:legacyDrawing ")
            && sheet.contains("r:id=\"rIdNoteD0\"/><x:extLst/>"),
        "{sheet}"
    );
    assert_eq!(comments(&read(&back), 1).len(), 1);
}

#[test]
fn a_thread_keeps_its_cell_and_the_note_goes_beside_it() {
    let bytes = with_part(&sent(true), "xl/comments1.xml", |old| old.replace("会计", "tc={0001}"));
    let back = annotate(&bytes, &[note("方案", 3, 4, "甲"), note("方案", 3, 5, "乙")]).unwrap().bytes;
    let places: Vec<_> = comments(&read(&back), 0);
    assert_eq!(places.len(), 3);
    let moved = places.iter().find(|c| c.2.contains("（D3）")).unwrap();
    assert_eq!((moved.0, moved.1), (3, 5));
    let mut cells: Vec<_> = places.iter().map(|c| (c.0, c.1)).collect();
    cells.sort_unstable();
    cells.dedup();
    assert_eq!(cells.len(), 3, "no cell has two comments");
}

#[test]
fn what_cannot_bear_notes_gets_none() {
    let bytes = sent(true);
    let any = [note("方案", 3, 1, "甲")];
    assert!(annotate(&bytes, &[]).is_none());
    assert!(annotate(&bytes, &[note("没有这张表", 3, 1, "甲")]).is_none());
    assert!(annotate("编号,名称\n1,甲\n".as_bytes(), &any).is_none());
    assert!(annotate(&bytes[..bytes.len() / 2], &any).is_none());
    let strict = with_part(&bytes, "xl/worksheets/sheet1.xml", |old| {
        old.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
    });
    assert!(annotate(&strict, &any).is_none());
    for (part, with) in [("xl/comments1.xml", "<comments>"), ("xl/drawings/vmlDrawing1.vml", "no drawing")] {
        let damaged = with_part(&bytes, part, |_| with.to_owned());
        assert!(annotate(&damaged, &any).is_none(), "{part}");
    }
}

#[test]
fn macros_are_kept_and_said() {
    let bytes = with_part(&sent(false), "[Content_Types].xml", |old| {
        old.replace("spreadsheetml.sheet.main", "sheet.macroEnabled.main")
    });
    assert!(annotate(&bytes, &[note("方案", 3, 1, "甲")]).unwrap().macros);
}
