//! What the importer sees in a file, in the stable shape of `lunzheng inspect --json`.

use std::path::Path;

use domain::Finding;
use serde::Serialize;
use workbook::{Edits, FieldValue, Inspection, Kind};

use crate::api::Problem;
use crate::files;
use crate::messages;
use crate::refusal::Refusal;

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
    pub fields: std::collections::BTreeMap<&'static str, FieldValue>,
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

/// The shape of `lunzheng inspect --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InspectReport {
    /// Why nothing could be read, or null.
    pub error: Option<InspectError>,
    /// Tables in order of sheets and rows.
    pub tables: Vec<InspectTable>,
    /// Findings by table, row and column.
    pub findings: Vec<InspectFinding>,
    /// The same findings with both languages and the remedy.
    #[serde(skip)]
    pub problems: Vec<Problem>,
}

/// Reads a file and says what is in it. A file that cannot be read gives a report with its error.
#[must_use]
pub fn inspect(path: &Path) -> InspectReport {
    let read = || -> crate::refusal::Result<Inspection> {
        let book = workbook::read_path(path)?;
        Ok(workbook::recognise(&book, &Edits::default())?)
    };
    match read() {
        Ok(inspection) => report(inspection),
        Err(refusal) => unreadable(&refusal.in_file(&files::name(path))),
    }
}

/// A report of what was recognised.
fn report(inspection: Inspection) -> InspectReport {
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
    InspectReport { error: None, tables, findings, problems }
}

/// A report of a file that cannot be read.
fn unreadable(refusal: &Refusal) -> InspectReport {
    let problems = refusal.problems();
    let error = problems.first().map(|p| InspectError { code: p.code.clone(), message: p.zh.clone() });
    InspectReport { error, tables: Vec::new(), findings: Vec::new(), problems }
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
