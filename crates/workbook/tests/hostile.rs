//! Files that were made to break a reader, one by name each. Whatever comes in, the process lives, says why in a code,
//! and asks for no more memory than the limits allow.

// Helpers of tests may stop the test.
#![allow(clippy::expect_used)]

use std::io::{Cursor, Write};

use proptest::prelude::*;
use workbook::{Book, Edits, WorkbookError};
use zip::write::SimpleFileOptions;

const RELATIONS: &str = "<Relationships><Relationship Id='r1' Type='http://x/officeDocument' Target='xl/workbook.xml'/></Relationships>";
const WORKBOOK: &str = "<workbook><sheets><sheet name='表' sheetId='1' id='r1'/></sheets></workbook>";
const WORKBOOK_RELATIONS: &str = "<Relationships><Relationship Id='r1' Type='http://x/worksheet' Target='worksheets/sheet1.xml'/>\
     <Relationship Id='r2' Type='http://x/sharedStrings' Target='sharedStrings.xml'/>\
     <Relationship Id='r3' Type='http://x/styles' Target='styles.xml'/></Relationships>";

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("part");
        zip.write_all(contents).expect("contents");
    }
    zip.finish().expect("zip").into_inner()
}

/// A workbook around one sheet and its shared strings.
fn xlsx(sheet: &str, strings: &str) -> Vec<u8> {
    package(&[
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
    ])
}

fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

fn sample() -> Vec<u8> {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples/sample_experts.xlsx");
    std::fs::read(path).expect("sample")
}

fn read(bytes: &[u8], file: &str) -> Result<Book, WorkbookError> {
    workbook::read(bytes, file)
}

/// The code and the reason (or what was found) of a refusal.
fn refusal(bytes: &[u8], file: &str) -> (String, String) {
    let error = read(bytes, file).expect_err("refused");
    let params = error.params();
    assert_eq!(params.first().map(|(_, v)| v.as_str()), Some(file));
    (error.code().to_string(), params.get(1).map(|(_, v)| v.clone()).unwrap_or_default())
}

fn refused(bytes: &[u8], file: &str, code: &str, reason: &str) {
    assert_eq!(refusal(bytes, file), (code.to_owned(), reason.to_owned()), "{file}");
}

#[test]
fn huge_dimension_xlsx_with_one_cell_in_the_last_corner_is_read_as_one_cell() {
    let xml = "<worksheet><dimension ref='A1:XFD1048576'/><sheetData><row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData></worksheet>";
    let book = read(&xlsx(xml, "<sst/>"), "huge_dimension.xlsx").expect("reads");
    assert_eq!(book.sheets[0].rows.values().map(Vec::len).sum::<usize>(), 1);
    assert!(matches!(workbook::recognise(&book, &Edits::default()), Err(WorkbookError::NoTable { .. })));
}

#[test]
fn huge_merge_xlsx_is_read_and_covers_no_more_than_a_list_can() {
    let xml = "<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row></sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells></worksheet>";
    let book = read(&xlsx(xml, "<sst><si><t>标题</t></si></sst>"), "huge_merge.xlsx").expect("reads");
    assert!(book.sheets[0].covering(2, 7).is_some());
}

#[test]
fn many_merges_xlsx_is_refused() {
    let merges = "<mergeCell ref='A1:B9000'/>".repeat(200);
    let xml = format!("<worksheet><sheetData/><mergeCells>{merges}</mergeCells></worksheet>");
    refused(&xlsx(&xml, "<sst/>"), "many_merges.xlsx", "book.unsafe_file", "too_many_parts");
}

#[test]
fn lying_counts_xlsx_declares_ten_thousand_million_strings_and_gets_one() {
    let strings = "<sst count='9999999999' uniqueCount='9999999999'><si><t>甲</t></si></sst>";
    let rows =
        sheet("<row r='1'><c r='A1' t='s'><f t='shared' si='4000000000' ref='A1:A2'/><v>0</v></c></row>");
    let book = read(&xlsx(&rows, strings), "lying_counts.xlsx").expect("reads");
    assert_eq!(book.sheets[0].own(1, 1).map(|c| c.value.text()), Some("甲".to_owned()));
}

#[test]
fn truncated_xlsx_is_refused() {
    let whole = sample();
    refused(&whole[..whole.len() / 2], "truncated.xlsx", "book.unsafe_file", "container_damaged");
}

#[test]
fn not_a_zip_xlsx_is_refused() {
    refused(
        b"PK\x03\x04 and then nothing of the kind",
        "not_a_zip.xlsx",
        "book.unsafe_file",
        "container_damaged",
    );
    refused(&[0x91, 0xFF, 0xFE, 0x00, 0xFF, 0xFF], "noise.xlsx", "book.format", "unknown");
}

#[test]
fn zip_bomb_xlsx_is_refused_before_it_unpacks() {
    let spaces = vec![b' '; 130 * 1024 * 1024];
    let xml = [&b"<worksheet><sheetData>"[..], &spaces, b"</sheetData></worksheet>"].concat();
    let bytes = package(&[
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", &xml),
    ]);
    assert!(bytes.len() < 1024 * 1024);
    refused(&bytes, "zip_bomb.xlsx", "book.unsafe_file", "unpacks_too_large");
}

#[test]
fn long_text_xlsx_is_refused() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(40_000));
    let rows = sheet("<row r='1'><c r='A1' t='s'><v>0</v></c></row>");
    refused(&xlsx(&rows, &strings), "long_text.xlsx", "book.unsafe_file", "text_too_long");
    let inline = sheet(&format!(
        "<row r='1'><c r='A1' t='inlineStr'><is><t>{}</t></is></c></row>",
        "长".repeat(40_000)
    ));
    refused(&xlsx(&inline, "<sst/>"), "long_inline.xlsx", "book.unsafe_file", "text_too_long");
}

#[test]
fn entity_bomb_xlsx_expands_nothing() {
    let strings = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]><sst><si><t>甲&b;&b;</t></si></sst>";
    let rows = sheet("<row r='1'><c r='A1' t='s'><v>0</v></c></row>");
    let book = read(&xlsx(&rows, strings), "entity_bomb.xlsx").expect("reads");
    assert_eq!(book.sheets[0].own(1, 1).map(|c| c.value.text()), Some("甲".to_owned()));
}

#[test]
fn damaged_parts_are_refused() {
    for (name, rows) in [
        ("no_string.xlsx", "<row r='1'><c r='A1' t='s'><v>99</v></c></row>"),
        ("outside.xlsx", "<row r='1'><c r='XFE1'><v>1</v></c></row>"),
        ("row_zero.xlsx", "<row r='0'><c r='A0'><v>1</v></c></row>"),
        ("overflow.xlsx", "<row r='1'><c r='AAAAAAAAAAAAAA99999999999999999999'><v>1</v></c></row>"),
    ] {
        refused(&xlsx(&sheet(rows), "<sst/>"), name, "book.unsafe_file", "part_damaged");
    }
    refused(
        &xlsx("<worksheet><sheetData><row r='1'><c r='A1'><v>1", "<sst/>"),
        "cut.xlsx",
        "book.unsafe_file",
        "part_damaged",
    );
    refused(&xlsx("\u{0}\u{1}\u{2}", "</sst>"), "no_xml.xlsx", "book.unsafe_file", "part_damaged");
}

#[test]
fn other_formats_are_named() {
    refused(b"", "empty.xlsx", "book.format", "empty");
    refused(&package(&[("xl/workbook.bin", b"")]), "binary.xlsx", "book.format", "xlsb");
    refused(
        &package(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", b"<x/>"),
        ]),
        "open.xlsx",
        "book.format",
        "ods",
    );
    refused(&package(&[("word/document.xml", b"<x/>")]), "letter.xlsx", "book.format", "docx");
    refused(&package(&[("a.txt", b"a")]), "folder.xlsx", "book.format", "zip");
    refused(b"<html><table><tr><td>1</td></tr></table></html>", "web.xls", "book.format", "html");
    refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old", "old.xls", "book.format", "xls");
    let mut encrypted = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refused(&encrypted, "secret.xlsx", "book.password", "");
}

#[test]
fn csv_files_that_are_none_are_refused_and_thin_ones_hold_no_table() {
    refused(b"a,b\n\"c,d\n", "unclosed_quote.csv", "book.unsafe_file", "quote_not_closed");
    refused(b"a,b\n\0\0,1\n", "nul.csv", "book.unsafe_file", "not_text");
    let one = read("编号\n1\n2\n".as_bytes(), "one_column.csv").expect("reads");
    assert!(matches!(workbook::recognise(&one, &Edits::default()), Err(WorkbookError::NoTable { .. })));
    let blank = read(b"\n\n , ,\n", "blank.csv").expect("reads");
    assert!(matches!(workbook::recognise(&blank, &Edits::default()), Err(WorkbookError::NoTable { .. })));
}

#[test]
fn a_file_that_is_not_there_is_an_error_with_its_name() {
    let error = workbook::read_path(std::path::Path::new("/nowhere/名单.xlsx")).expect_err("not there");
    assert_eq!((error.code().as_str(), error.params()[0].1.as_str()), ("io", "名单.xlsx"));
}

#[test]
fn flipped_bits_and_cuts_of_a_real_workbook_never_break_the_reader() {
    let whole = sample();
    for at in (0..whole.len()).step_by(37) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        for bytes in [&bytes[..], &whole[..at]] {
            if let Ok(book) = read(bytes, "flipped.xlsx") {
                let _ = workbook::recognise(&book, &Edits::default());
            }
        }
    }
}

/// Words that headers, totals and values are made of, so that random grids reach deep.
fn words() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "方案编号",
        "榜题",
        "榜单编号",
        "出题企业",
        "揭榜方",
        "研发投入总额（万元）",
        "申请财政资金",
        "自筹资金",
        "起止时间",
        "开始日期",
        "完成日期",
        "科目",
        "预算金额",
        "设备费",
        "间接费用",
        "合计",
        "小计",
        "姓名",
        "单位",
        "类别",
        "身份证号码",
        "单位：元",
        "注：",
        "2023.09-2026.08",
        "约120万",
        "JB-1",
        "技术",
        "=SUM(A1)",
        "-5",
        "1e308",
        "",
        "是",
        "序号",
    ]);
    prop_oneof![3 => known.prop_map(str::to_owned), 1 => "[^\"\u{0}-\u{1f}]{0,12}", 1 => "[0-9.,%-]{0,9}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn a_grid_of_any_text_never_breaks_the_reader(rows in prop::collection::vec(prop::collection::vec(words(), 0..9), 0..14)) {
        let quoted = |cell: &String| format!("\"{cell}\"");
        let text: Vec<String> = rows.iter().map(|r| r.iter().map(quoted).collect::<Vec<_>>().join(",")).collect();
        if let Ok(book) = read(text.join("\n").as_bytes(), "random.csv")
            && let Ok(inspection) = workbook::recognise(&book, &Edits::default()) {
            prop_assert!(serde_json::to_string(&inspection).is_ok());
            let _ = (inspection.bids(), inspection.demands(), inspection.experts(), inspection.budget_lines());
        }
    }

    #[test]
    fn any_bytes_never_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, "bytes.bin");
        let _ = read(&[b"PK\x05\x06", &bytes[..]].concat(), "bytes.xlsx");
    }
}
