//! Checks of rows and between rows. Each looks at typed values only: what could not be read has its own finding and
//! is not judged twice.

mod amounts;
mod bid;
mod budget;
mod demand;
mod details;
mod duplicates;
mod likeness;
mod parties;
mod totals;

use std::borrow::Cow;

use domain::{Code, Finding};

use crate::at_once::at_once;
use crate::inspection::Row;
use crate::kinds::Kind;
use crate::limits;
use crate::rows::Typed;
use crate::values::text::{is_common, squeeze};

pub(crate) use amounts::doubt;
pub(crate) use budget::{Bids, Owner, identify};

/// Months of the longest term (rule 12, policy 四（六）).
const LONGEST_TERM: u32 = 36;

/// Looks at all tables of a workbook and says what it finds.
type Checks = fn(&[Typed], &mut Vec<Finding>);

/// Runs every check over the tables of a workbook, those that look at each row beside those that compare rows.
pub(crate) fn run(tables: &[Typed]) -> Vec<Finding> {
    let all: [Checks; 4] = [of_rows, duplicates::check, parties::check, details::check];
    let found = at_once(&all, |checks| {
        let mut findings = Vec::new();
        checks(tables, &mut findings);
        findings
    });
    found.into_iter().flatten().collect()
}

/// What each row says by itself, the rows that sum others, and the lines of a budget together.
fn of_rows(tables: &[Typed], findings: &mut Vec<Finding>) {
    for typed in tables.iter().filter(|t| t.table.kind != Kind::Unknown) {
        for row in &typed.table.rows {
            if findings.len() > limits::FINDINGS {
                return;
            }
            let check = Check { sheet: &typed.table.sheet, row };
            match typed.table.kind {
                Kind::Demand => demand::check(&check, findings),
                Kind::Bid => bid::check(&check, findings),
                Kind::Budget => budget::check_row(&check, findings),
                Kind::Expert | Kind::Person | Kind::Milestone | Kind::Unknown => {}
            }
        }
        totals::check(typed, findings);
    }
    // Looks at what the rows have said already.
    budget::check_sums(tables, findings);
}

/// Text in the form in which two spellings of one thing are the same.
fn plain(text: &str) -> Cow<'_, str> {
    let text = squeeze(text);
    // Common characters but small letters have no upper case of their own, which saves looking each up.
    let as_it_is = !text.bytes().any(|b| b.is_ascii_lowercase()) && is_common(&text);
    if as_it_is { text } else { text.to_uppercase().into() }
}

/// Places a finding at the cell of a field, or at the row when the sheet has no such column.
fn at_field(finding: Finding, sheet: &str, row: &Row, field: &str) -> Finding {
    match row.cell(field) {
        Some(cell) => finding.at_cell(sheet, cell, row.row),
        None => finding.at_row(sheet, row.row),
    }
}

/// One row under check.
struct Check<'a> {
    sheet: &'a str,
    row: &'a Row,
}

impl Check<'_> {
    /// Places a finding at the cell of a field, or at the row when the sheet has no such column.
    fn at(&self, finding: Finding, field: &str) -> Finding {
        at_field(finding, self.sheet, self.row, field)
    }

    /// An R&D input above the total investment, which it is a part of.
    fn research_in_whole(&self, findings: &mut Vec<Finding>) {
        if let (Some(rd), Some(whole)) =
            (self.row.sure_fen("rd_total"), self.row.sure_fen("total_investment"))
            && rd > whole
        {
            let finding = Finding::error(Code::RdOverTotal).with("rd_total", rd.wan());
            findings.push(self.at(finding.with("total", whole.wan()), "rd_total"));
        }
    }

    /// Start before end, and a term of three years at most (rule 12).
    fn term(&self, findings: &mut Vec<Finding>) {
        let (start, end) = (self.row.date("start"), self.row.date("end"));
        match (start, end) {
            (Some(start), Some(end)) if end < start => {
                let finding = Finding::error(Code::DateOrder)
                    .with("start", start.to_string())
                    .with("end", end.to_string());
                findings.push(self.at(finding, "end"));
                return;
            }
            (Some(start), Some(end)) => {
                if let Some(last) = last_day(start).filter(|last| end > *last) {
                    let finding = Finding::warning(Code::TermOver3y)
                        .with("end", end.to_string())
                        .with("latest", last.to_string());
                    findings.push(self.at(finding, "end"));
                    return;
                }
            }
            _ => {}
        }
        if let Some(months) = self.row.int("term_months").filter(|m| *m > i64::from(LONGEST_TERM)) {
            findings.push(
                self.at(Finding::warning(Code::TermOver3y).with("months", months.to_string()), "term_months"),
            );
        }
    }
}

/// The last day of a term of three years: start + 3 years − 1 day; from 29 February it is the last of February.
fn last_day(start: chrono::NaiveDate) -> Option<chrono::NaiveDate> {
    use chrono::Datelike;
    let same_day = start.checked_add_months(chrono::Months::new(LONGEST_TERM))?;
    if same_day.day() == start.day() { same_day.pred_opt() } else { Some(same_day) }
}

#[cfg(test)]
mod tests {
    use super::last_day;

    #[test]
    fn three_years_end_the_day_before() {
        let last = |text: &str| text.parse().ok().and_then(last_day).map(|d| d.to_string());
        assert_eq!(last("2023-09-01").as_deref(), Some("2026-08-31"));
        assert_eq!(last("2024-02-29").as_deref(), Some("2027-02-28"));
        assert_eq!(last("2024-01-01").as_deref(), Some("2026-12-31"));
    }
}
