//! Every format that offices send reads as the same workbook: one small list, written by other programs in each format
//! (`fixtures/README.md`), and calamine as a second reader of the values.

// Helpers of tests may stop the test.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader};
use workbook::grid::{CellValue, address};
use workbook::{Book, Sheet, WorkbookError};

fn fixture(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    std::fs::read(path).expect("fixture")
}

fn book(name: &str) -> Book {
    workbook::read(&fixture(name), name).expect("reads")
}

/// Every cell as text, with what marks it.
fn cells(sheet: &Sheet) -> BTreeMap<String, String> {
    let marked = |cell: &workbook::grid::Cell| {
        let kind = match &cell.value {
            CellValue::Text(_) => "t",
            CellValue::Number(_) => "n",
            CellValue::Bool(_) => "b",
            CellValue::Date(_) => "d",
            CellValue::Error(_) => "e",
            CellValue::Uncached => "u",
        };
        let (formula, percent) = (if cell.formula { "=" } else { "" }, if cell.percent { "%" } else { "" });
        format!("{kind}{formula}{percent} {}", cell.value.text())
    };
    let of_row = |(row, cells): (&u32, &Vec<workbook::grid::Cell>)| {
        cells.iter().map(|c| (address(*row, c.column), marked(c))).collect::<Vec<_>>()
    };
    sheet.rows.iter().flat_map(of_row).collect()
}

fn has_the_golden_facts(book: &Book) {
    let [list, hidden] = &book.sheets[..] else { panic!("two sheets") };
    assert_eq!((list.name.as_str(), list.hidden), ("名单", false));
    assert_eq!((hidden.name.as_str(), hidden.hidden), ("附表", true));
    let got = cells(list);
    for (at, what) in [
        ("A1", "t 附件 揭榜方案登记表"),
        ("C2", "t 研发投入（万元）"),
        ("A3", "t JB-1"),
        ("C3", "n 3386.7"),
        ("D3", "d 2024-03-01"),
        ("E3", "n% 0.3"),
        ("B4", "t 示例乙公司\n（联合体）"),
        ("E4", "n% 0.125"),
        ("C5", "n 0.1"),
        ("B6", "t= JB-1号"),
        ("C6", "n= 4586.8"),
        ("D6", "e= #DIV/0!"),
    ] {
        assert_eq!(got.get(at).map(String::as_str), Some(what), "{} {at}", book.format);
    }
    assert_eq!(got.len(), 26, "{}: {got:?}", book.format);
    // LibreOffice writes a truth as a formula, and into an .ods as the number that stands for it.
    let truth = got.get("E6").map(String::as_str);
    assert!(matches!(truth, Some("b= TRUE" | "b TRUE" | "n= 1")), "{}: {truth:?}", book.format);
    assert!(list.hidden_rows.contains(&4) && !list.hidden_rows.contains(&3), "{}", book.format);
    assert!(list.column_hidden(2) && !list.column_hidden(3), "{}", book.format);
    let merge = list.merge_at(1, 5).expect("merged title");
    assert_eq!((merge.left, merge.right, merge.top, merge.bottom), (1, 5, 1, 1));
    let comments: Vec<_> =
        list.comments.iter().map(|c| (address(c.row, c.column), c.text.as_str())).collect();
    assert!(
        matches!(&comments[..], [(at, text)] if at == "C4" && text.contains("请核对金额")),
        "{comments:?}"
    );
    assert_eq!(cells(hidden).get("C2").map(String::as_str), Some("n -5"));
    assert!(hidden.merge_at(4, 3).is_some());
}

#[test]
fn an_xlsx_reads_whole() {
    let book = book("golden.xlsx");
    assert_eq!(book.format, "xlsx");
    has_the_golden_facts(&book);
}

#[test]
fn an_xls_reads_whole() {
    let book = book("golden.xls");
    assert_eq!(book.format, "xls");
    has_the_golden_facts(&book);
}

#[test]
fn an_ods_reads_whole() {
    let book = book("golden.ods");
    assert_eq!(book.format, "ods");
    has_the_golden_facts(&book);
}

#[test]
fn a_page_of_html_under_the_name_of_a_workbook_gives_its_tables() {
    let book = workbook::read(&fixture("golden.html"), "名单.xls").expect("reads");
    assert_eq!((book.format, book.sheets.len()), ("html", 1));
    let sheet = &book.sheets[0];
    let titles: Vec<_> = sheet.rows.iter().filter(|(_, c)| c[0].value.text() == "方案编号").collect();
    assert_eq!(titles.len(), 1);
    assert!(sheet.rows.values().any(|c| c.iter().any(|c| c.value.text().contains("JB-3"))));
}

#[test]
fn books_under_the_built_in_password_open_as_in_excel() {
    for name in ["rc4.xls", "cryptoapi.xls", "xor.xls", "agile.xlsx", "agile2010.xlsx", "standard.xlsx"] {
        let book = book(&format!("default_{name}"));
        assert!(book.default_password, "{name}");
        has_the_golden_facts(&book);
    }
    assert!(!book("golden.xls").default_password);
}

#[test]
fn books_under_a_real_password_say_so() {
    for name in ["rc4.xls", "cryptoapi.xls", "xor.xls", "agile.xlsx", "agile2010.xlsx", "standard.xlsx"] {
        let name = format!("secret_{name}");
        let error = workbook::read(&fixture(&name), &name).expect_err("shut");
        assert!(matches!(error, WorkbookError::Password { .. }), "{name}: {error}");
    }
}

#[test]
fn dates_from_1904_are_the_same_days() {
    let book = book("mac1904.xls");
    assert!(book.sheets[0].dates_from_1904);
    assert_eq!(cells(&book.sheets[0]).get("A1").map(String::as_str), Some("d 2024-03-01"));
}

/// calamine's value as text, as far as the two readers mean the same.
fn second(data: &Data) -> Option<String> {
    match data {
        Data::Empty => None,
        Data::String(text) => (!text.trim().is_empty()).then(|| text.clone()),
        Data::Float(n) => Some(n.to_string()),
        Data::Int(n) => Some(n.to_string()),
        Data::Bool(b) => Some(b.to_string().to_uppercase()),
        Data::Error(e) => Some(e.to_string()),
        Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => Some("a date".to_owned()),
    }
}

#[test]
fn calamine_reads_the_same_values() {
    for name in ["golden.xlsx", "golden.xls", "golden.ods", "golden.xlsb"] {
        let ours = if name == "golden.xlsb" {
            workbook::read(&xlsb::golden(), name).expect("reads")
        } else {
            book(name)
        };
        let bytes = if name == "golden.xlsb" { xlsb::golden() } else { fixture(name) };
        let mut theirs = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).expect("opens");
        for sheet in &ours.sheets {
            let range = theirs.worksheet_range(&sheet.name).expect("sheet");
            let (top, left) = range.start().unwrap_or_default();
            let mut want = BTreeMap::new();
            for (row, column, data) in range.used_cells() {
                let at = |n: usize, from: u32| u32::try_from(n).expect("small") + from + 1;
                want.extend(second(data).map(|text| (address(at(row, top), at(column, left)), text)));
            }
            let text = |cell: &workbook::grid::Cell| match cell.value {
                CellValue::Date(_) => "a date".to_owned(),
                _ => cell.value.text(),
            };
            let mut got: BTreeMap<String, String> = sheet
                .rows
                .iter()
                .flat_map(|(row, cells)| {
                    cells.iter().map(|c| (address(*row, c.column), text(c))).collect::<Vec<_>>()
                })
                .collect();
            // calamine leaves out the errors of formulas in an .xlsb.
            if name == "golden.xlsb" {
                got.remove("D6");
            }
            assert_eq!(got, want, "{name} {}", sheet.name);
        }
    }
}

#[test]
fn an_xlsb_reads_whole() {
    let book = workbook::read(&xlsb::golden(), "golden.xlsb").expect("reads");
    assert_eq!(book.format, "xlsb");
    has_the_golden_facts(&book);
}

#[path = "common/xlsb.rs"]
mod xlsb;
