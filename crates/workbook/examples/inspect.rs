//! Prints what the reader sees in the files named on the command line, with the time it took.
#![allow(clippy::print_stdout)]

use std::time::Instant;

use workbook::Edits;

fn main() {
    for path in std::env::args().skip(1) {
        let start = Instant::now();
        let result =
            workbook::read_path(path.as_ref()).and_then(|book| workbook::recognise(&book, &Edits::default()));
        let took = start.elapsed();
        match result {
            Ok(inspection) => {
                println!("{path}: {took:?}");
                for table in &inspection.tables {
                    let (rows, first) = (table.rows.len(), table.rows.first());
                    println!(
                        "  {:?} {} header {:?}, {rows} rows {:?}",
                        table.kind, table.sheet, table.header_rows, table.columns
                    );
                    println!(
                        "    {}",
                        first.map_or_else(String::new, |r| serde_json::to_string(r).unwrap_or_default())
                    );
                }
                for finding in inspection.findings.iter().take(12) {
                    println!(
                        "    {:?}",
                        (
                            finding.code.as_str(),
                            finding.severity,
                            &finding.place.cell,
                            finding.place.row,
                            &finding.params
                        )
                    );
                }
                println!("    {} findings", inspection.findings.len());
            }
            Err(error) => println!("{path}: {took:?}: {} {error}", error.code()),
        }
    }
}
