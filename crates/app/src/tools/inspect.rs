//! What the importer sees in a file, in the stable shape of `lunzheng inspect --json`.

use std::path::Path;

use domain::Finding;
use serde::Serialize;
use workbook::grid::{Comment, Merge, address, column_letters};
use workbook::{Book, ByField, Edits, FieldValue, Inspection, Kind, Sheet};

use crate::api::Problem;
use crate::api::intake::AmountUnit;
use crate::clock::{Clock as _, SystemClock, local};
use crate::office::unit_said;
use crate::refusal::{Refusal, Result};
use crate::send_back::{self, Sender, SentBack};
use crate::work::Work;
use crate::{files, messages, reader};

/// Why the file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InspectError {
    /// Code.
    pub code: String,
    /// What is wrong, in Chinese.
    pub message: String,
}

/// A row with its fields: money an integer of 分, dates ISO.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InspectRow {
    /// Row, from 1.
    pub row: u32,
    /// Values by field.
    pub fields: ByField<FieldValue>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InspectTable {
    /// What it lists.
    pub kind: Kind,
    /// Sheet.
    pub sheet: String,
    /// Rows of its header.
    pub header_rows: Vec<u32>,
    /// Fields by column letters.
    pub columns: std::collections::BTreeMap<String, String>,
    /// Rows.
    pub rows: Vec<InspectRow>,
}

/// A finding with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InspectFinding {
    /// Sheet.
    pub sheet: Option<String>,
    /// Cell.
    pub cell: Option<String>,
    /// Row.
    pub row: Option<u32>,
    /// `error` or `warning`.
    pub severity: String,
    /// Code.
    pub code: String,
    /// What is wrong, in Chinese.
    pub message: String,
}

/// What the file says of itself and of its sheets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InspectBook {
    /// What the contents are.
    pub format: &'static str,
    /// Whether it was encrypted under the password that Excel has built in.
    pub default_password: bool,
    /// Whether its dates count from 1904.
    pub date_1904: bool,
    /// Its sheets in their order.
    pub sheets: Vec<InspectSheet>,
}

/// A sheet as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InspectSheet {
    /// Name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Cells that hold something.
    pub cells: usize,
    /// Hidden rows, from 1.
    pub hidden_rows: Vec<u32>,
    /// Letters of hidden columns, a range as `C:E`.
    pub hidden_columns: Vec<String>,
    /// Merged ranges, such as `A1:C1`.
    pub merges: Vec<String>,
    /// Comments.
    pub comments: Vec<InspectComment>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InspectComment {
    /// Address of its cell.
    pub cell: String,
    /// Its text.
    pub text: String,
}

/// The shape of `lunzheng inspect --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InspectReport {
    /// Why nothing could be read, or null.
    pub error: Option<InspectError>,
    /// The file as a whole, or null when it could not be read.
    pub book: Option<InspectBook>,
    /// Tables in order of sheets and rows.
    pub tables: Vec<InspectTable>,
    /// Findings by table, row and column.
    pub findings: Vec<InspectFinding>,
    /// Sheets of this program's own book, which the importer reads back as they are.
    #[serde(skip)]
    pub own_sheets: Vec<String>,
    /// The same findings with both languages and the remedy.
    #[serde(skip)]
    pub problems: Vec<Problem>,
}

/// Reads a file and says what is in it. A file that cannot be read gives a report with its error.
#[must_use]
pub fn inspect(path: &Path) -> InspectReport {
    inspect_in(path, None)
}

/// As [`inspect`], with the unit of amounts for which the file names none.
#[must_use]
pub fn inspect_in(path: &Path, unit: Option<AmountUnit>) -> InspectReport {
    let refused = |refusal: Refusal| refusal.in_file(&files::name(path));
    let book = match reader::open(path, &Work::new()) {
        Ok((_, book)) => book,
        Err(refusal) => return unreadable(None, &refused(refusal)),
    };
    let with_unit = |inspection: Inspection| match unit {
        None => Ok(inspection),
        Some(unit) => {
            let none = Edits::default();
            let corrections = unit_said::corrections(&book, &inspection.findings, &none, None, unit);
            workbook::recognise(&book, &Edits { corrections, ..none })
        }
    };
    match workbook::recognise(&book, &Edits::default()).and_then(with_unit) {
        Ok(inspection) => {
            InspectReport { own_sheets: own_sheets(&book), ..report(of_book(&book), inspection) }
        }
        Err(error) => unreadable(Some(of_book(&book)), &refused(error.into())),
    }
}

/// Writes what goes back to a sender: the sender's own workbook with notes at its cells or, where its format bears none, a
/// table of what was found.
///
/// # Errors
/// What the file is refused for; `send_back.nothing`, `send_back.own_file`; `io`.
pub fn send_back(path: &Path, to: &Path) -> Result<SentBack> {
    let file = files::name(path);
    let (bytes, book) = reader::open(path, &Work::new())?;
    let edits = Edits::default();
    let inspection = send_back::as_sent(&book, &edits).map_err(|refusal| refusal.in_file(&file))?;
    let day = local(SystemClock.now()).date();
    let sender = Sender {
        file: &file,
        bytes: &bytes,
        book: &book,
        findings: &inspection.findings,
        edits: &edits,
        day,
    };
    send_back::write(&sender, Some(path), to)
}

/// What the file says of itself.
fn of_book(book: &Book) -> InspectBook {
    InspectBook {
        format: book.format,
        default_password: book.default_password,
        date_1904: book.sheets.iter().any(|s| s.dates_from_1904),
        sheets: book.sheets.iter().map(of_sheet).collect(),
    }
}

fn of_sheet(sheet: &Sheet) -> InspectSheet {
    let range = |(first, last): &(u32, u32)| match (column_letters(*first), column_letters(*last)) {
        (first, last) if first == last => first,
        (first, last) => format!("{first}:{last}"),
    };
    let merge = |m: &Merge| format!("{}:{}", address(m.top, m.left), address(m.bottom, m.right));
    let comment = |c: &Comment| InspectComment { cell: address(c.row, c.column), text: c.text.clone() };
    InspectSheet {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        cells: sheet.rows.values().map(Vec::len).sum(),
        hidden_rows: sheet.hidden_rows.iter().copied().collect(),
        hidden_columns: sheet.hidden_columns.iter().map(range).collect(),
        merges: sheet.merges().iter().map(merge).collect(),
        comments: sheet.comments.iter().map(comment).collect(),
    }
}

/// A report of what was recognised.
fn report(book: InspectBook, inspection: Inspection) -> InspectReport {
    let findings = inspection.findings.iter().map(finding).collect();
    let problems = inspection.findings.iter().map(Problem::of).collect();
    let tables = inspection
        .tables
        .into_iter()
        .map(|table| InspectTable {
            kind: table.kind,
            sheet: table.sheet,
            header_rows: table.header_rows,
            columns: table.columns,
            rows: table.rows.into_iter().map(|r| InspectRow { row: r.row, fields: r.fields }).collect(),
        })
        .collect();
    InspectReport { error: None, book: Some(book), tables, findings, own_sheets: Vec::new(), problems }
}

/// The sheets of this program's own book.
fn own_sheets(book: &Book) -> Vec<String> {
    book.sheets.iter().filter(|sheet| workbook::own::is_own(sheet)).map(|sheet| sheet.name.clone()).collect()
}

/// A report of a file that cannot be read.
fn unreadable(book: Option<InspectBook>, refusal: &Refusal) -> InspectReport {
    let problems = refusal.problems();
    let error = problems.first().map(|p| InspectError { code: p.code.clone(), message: p.zh.clone() });
    InspectReport { error, book, tables: Vec::new(), findings: Vec::new(), own_sheets: Vec::new(), problems }
}

/// A finding with its Chinese words.
fn finding(finding: &Finding) -> InspectFinding {
    let problem = Problem::of(finding);
    InspectFinding {
        sheet: finding.place.sheet.clone(),
        cell: finding.place.cell.clone(),
        row: finding.place.row,
        severity: problem.severity,
        code: problem.code,
        message: messages::words(finding.code, &finding.params).zh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_of_the_samples_has_whole_words_in_both_languages() {
        for sample in ["sample_bids", "sample_experts", "sample_demands"] {
            let path = format!("{}/../../assets/samples/{sample}.xlsx", env!("CARGO_MANIFEST_DIR"));
            let report = inspect(Path::new(&path));
            assert_eq!(report.error, None);
            assert!(!report.problems.is_empty());
            for p in &report.problems {
                for text in [&p.zh, &p.en, &p.remedy_zh, &p.remedy_en] {
                    assert!(!text.contains('？') && !text.contains("{{"), "{}: {text}", p.code);
                }
            }
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let report = inspect(Path::new("/nowhere/名单.xlsx"));
        assert!(report.error.is_some_and(|e| e.code == "io.not_found" && e.message.contains("名单.xlsx")));
    }

    #[test]
    fn a_file_that_is_no_workbook_is_named_with_its_reason() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("名单.xlsx");
        std::fs::write(&path, b"%PDF-1.7").unwrap();
        let report = inspect(&path);
        let error = report.error.unwrap();
        assert_eq!(error.code, "book.format");
        assert!(error.message.contains("名单.xlsx") && error.message.contains("PDF"), "{}", error.message);
        assert!(report.tables.is_empty() && report.findings.is_empty());
    }
}
