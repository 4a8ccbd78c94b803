//! Prints what the reader sees in the files named on the command line, with the time it took; behind `--json`, one line of
//! JSON for each file with its tables and findings.
#![allow(clippy::print_stdout)]

use std::time::Instant;

use workbook::{Edits, Inspection, WorkbookError};

fn main() {
    let mut json = false;
    for path in std::env::args().skip(1) {
        if path == "--json" {
            json = true;
            continue;
        }
        let start = Instant::now();
        let book = workbook::read_path(path.as_ref());
        let read = start.elapsed();
        let result = book.and_then(|book| workbook::recognise(&book, &Edits::default()));
        if json {
            println!("{}", as_json(&path, &result));
        } else {
            println!("{path}: read in {read:?}, all in {:?}", start.elapsed());
            print(&result);
        }
    }
}

fn as_json(path: &str, result: &Result<Inspection, WorkbookError>) -> serde_json::Value {
    match result {
        Ok(inspection) => serde_json::json!({
            "file": path, "error": null, "tables": inspection.tables, "findings": inspection.flat_findings(),
        }),
        Err(error) => serde_json::json!({
            "file": path, "error": error.code().as_str(), "tables": [], "findings": [],
        }),
    }
}

fn print(result: &Result<Inspection, WorkbookError>) {
    let inspection = match result {
        Ok(inspection) => inspection,
        Err(error) => return println!("  {} {error}", error.code()),
    };
    for table in &inspection.tables {
        let (rows, first) = (table.rows.len(), table.rows.first());
        println!(
            "  {:?} {} header {:?}, {rows} rows {:?}",
            table.kind, table.sheet, table.header_rows, table.columns
        );
        println!("    {}", first.map_or_else(String::new, |r| serde_json::to_string(r).unwrap_or_default()));
    }
    for f in inspection.findings.iter().take(12) {
        println!("    {:?}", (f.code.as_str(), f.severity, &f.place.cell, f.place.row, &f.params));
    }
    println!("    {} findings", inspection.findings.len());
}
