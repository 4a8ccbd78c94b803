//! Rows that say the same twice, numbers used twice, and one number with two names.

use std::collections::HashMap;

use domain::{Code, Finding};

use crate::inspection::Row;
use crate::kinds::Kind;
use crate::rows::Typed;
use crate::values::FieldValue;
use crate::values::text::squeezed;

/// Runs the checks over all tables of each kind.
pub(super) fn check(tables: &[Typed], findings: &mut Vec<Finding>) {
    for kind in [Kind::Demand, Kind::Bid, Kind::Expert] {
        let rows: Vec<(&str, &Row)> = tables
            .iter()
            .filter(|t| t.table.kind == kind)
            .flat_map(|t| t.table.rows.iter().map(|r| (t.table.sheet.as_str(), r)))
            .collect();
        same_number(&rows, findings);
        same_row(kind, &rows, findings);
        if kind == Kind::Bid {
            two_titles(&rows, findings);
        }
    }
}

/// Text in the form in which two spellings of one thing are the same.
fn plain(text: &str) -> String {
    squeezed(text).to_uppercase()
}

fn same_number(rows: &[(&str, &Row)], findings: &mut Vec<Finding>) {
    let mut first: HashMap<String, u32> = HashMap::new();
    for (sheet, row) in rows {
        let Some(no) = row.text("no") else { continue };
        match first.get(&plain(no)) {
            Some(other) => {
                let finding =
                    Finding::error(Code::DuplicateNumber).with("number", no).with("row", row.row.to_string());
                let finding = finding.with("other_row", other.to_string());
                findings.push(match row.cells.get("no") {
                    Some(cell) => finding.at_cell(sheet, cell.clone(), row.row),
                    None => finding.at_row(sheet, row.row),
                });
            }
            None => {
                first.insert(plain(no), row.row);
            }
        }
    }
}

/// An expert is the same by name, unit and identity number; other rows by everything but their number.
fn same_row(kind: Kind, rows: &[(&str, &Row)], findings: &mut Vec<Finding>) {
    let mut first: HashMap<Vec<(&str, String)>, u32> = HashMap::new();
    for (sheet, row) in rows {
        let Some(key) = sameness(kind, row) else { continue };
        match first.get(&key) {
            Some(other) => {
                let finding = Finding::warning(Code::DuplicateExact).at_row(sheet, row.row);
                findings.push(finding.with("row", row.row.to_string()).with("other_row", other.to_string()));
            }
            None => {
                first.insert(key, row.row);
            }
        }
    }
}

fn sameness(kind: Kind, row: &Row) -> Option<Vec<(&'static str, String)>> {
    if kind == Kind::Expert {
        let name = row.text("name")?;
        let rest = ["unit", "id_card"].map(|f| (f, plain(row.text(f).unwrap_or_default())));
        return Some([("name", plain(name))].into_iter().chain(rest).collect());
    }
    let filled: Vec<_> = row
        .fields
        .iter()
        .filter(|(field, value)| **field != "no" && **value != FieldValue::Null)
        .map(|(field, value)| (*field, serde_json::to_string(value).unwrap_or_default()))
        .collect();
    (filled.len() >= 3).then_some(filled)
}

/// A challenge has one title: a second one for the same number means that one of the two is wrong.
fn two_titles(rows: &[(&str, &Row)], findings: &mut Vec<Finding>) {
    let mut first: HashMap<String, (String, u32)> = HashMap::new();
    for (sheet, row) in rows {
        let (Some(no), Some(title)) = (row.text("challenge_no"), row.text("challenge")) else {
            continue;
        };
        match first.get(&plain(no)) {
            Some((other, other_row)) if *other != plain(title) => {
                let finding =
                    Finding::warning(Code::ReferenceConflict).with("number", no).with("name", title);
                let finding = finding.with("other_row", other_row.to_string());
                findings.push(match row.cells.get("challenge") {
                    Some(cell) => finding.at_cell(sheet, cell.clone(), row.row),
                    None => finding.at_row(sheet, row.row),
                });
            }
            Some(_) => {}
            None => {
                first.insert(plain(no), (plain(title), row.row));
            }
        }
    }
}
