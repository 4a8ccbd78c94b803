//! Files that were made to break a reader, one by name each. Whatever comes in, the process lives, says why in a code,
//! and asks for no more memory than the limits allow.

// Helpers of tests may stop the test.
#![allow(clippy::expect_used)]

use std::time::Instant;

use proptest::prelude::*;
use workbook::{Book, Edits, WorkbookError};

#[path = "common/corpus/mod.rs"]
mod corpus;
#[path = "common/xlsb.rs"]
mod xlsb;

use corpus::{Fate, fixture, package};

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
fn every_file_of_the_corpus_comes_to_its_end_in_time() {
    let mut wrong = Vec::new();
    for hostile in corpus::corpus() {
        let started = Instant::now();
        let got = match read(&hostile.bytes, hostile.name) {
            Ok(book) => {
                let _ = workbook::recognise(&book, &Edits::default());
                format!(
                    "reads {}",
                    book.sheets.iter().flat_map(|s| s.rows.values()).map(Vec::len).sum::<usize>()
                )
            }
            Err(error) => {
                let params = error.params();
                assert_eq!(params[0].1, hostile.name);
                format!("{} {}", error.code(), params.get(1).map_or("", |(_, v)| v.as_str()))
            }
        };
        let want = match hostile.fate {
            Fate::Reads(cells) => format!("reads {cells}"),
            Fate::Refused(code, reason) => format!("{code} {reason}"),
        };
        if got != want || started.elapsed().as_secs() >= 30 {
            wrong.push(format!("{}: {got}, not {want}, after {:?}", hostile.name, started.elapsed()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
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
fn other_formats_are_named() {
    refused(b"", "empty.xlsx", "book.format", "empty");
    refused(
        &package(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]),
        "open.xlsx",
        "book.format",
        "odt",
    );
    refused(&package(&[("word/document.xml", b"<x/>")]), "letter.xlsx", "book.format", "docx");
    refused(&package(&[("a.txt", b"a")]), "folder.xlsx", "book.format", "zip");
    refused(b"\x09\x04\x06\x00\x00\x00\x10\x00", "excel4.xls", "book.format", "xls_old");
    refused(b"MIME-Version: 1.0\r\n", "page.xls", "book.format", "mhtml");
    refused(b"<?xml version='1.0'?><note/>", "note.xls", "book.format", "xml");
}

#[test]
fn a_workbook_whose_relations_name_a_part_twice_reads_the_same_every_time() {
    let relations = |all: &[(&str, &str, &str)]| {
        let of = |(id, kind, target): &(&str, &str, &str)| {
            format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{target}'/>")
        };
        format!("<Relationships>{}</Relationships>", all.iter().map(of).collect::<String>())
    };
    // The one has a date for the cell's format, the other a number.
    let styles =
        |format: u8| format!("<styleSheet><cellXfs><xf numFmtId='{format}'/></cellXfs></styleSheet>");
    let file = package(&[
        ("_rels/.rels", relations(&[("a", "officeDocument", "xl/workbook.xml")]).as_bytes()),
        ("xl/workbook.xml", b"<workbook><sheets><sheet name='x' sheetId='1' id='r1'/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[
                ("r1", "worksheet", "sheet.xml"),
                ("r2", "styles", "dates.xml"),
                ("r3", "styles", "numbers.xml"),
            ])
            .as_bytes(),
        ),
        ("xl/dates.xml", styles(14).as_bytes()),
        ("xl/numbers.xml", styles(0).as_bytes()),
        (
            "xl/sheet.xml",
            b"<worksheet><sheetData><row r='1'><c r='A1' s='0'><v>45000</v></c></row></sheetData></worksheet>",
        ),
    ]);
    let first = format!("{:?}", read(&file, "twice.xlsx").expect("reads"));
    assert!(first.contains("45000") || first.contains("2023-03-15"), "{first}");
    for _ in 0..64 {
        assert_eq!(format!("{:?}", read(&file, "twice.xlsx").expect("reads")), first);
    }
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
fn flipped_bits_and_cuts_of_every_format_never_break_the_reader() {
    for name in
        ["golden.xls", "golden.ods", "default_rc4.xls", "default_agile.xlsx", "golden.html", "golden.xlsb"]
    {
        let whole = if name == "golden.xlsb" { xlsb::golden() } else { fixture(name) };
        let step = if name == "default_agile.xlsx" { 1499 } else { 61 };
        for at in (0..whole.len()).step_by(step) {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (at % 8);
            let _ = read(&bytes, name);
            let _ = read(&whole[..at], name);
        }
    }
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
