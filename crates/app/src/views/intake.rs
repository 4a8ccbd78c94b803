//! A workbook on its way in, as the screen shows it: sheets with their tables and findings at once, rows by pages.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use domain::{Finding, Severity};
use workbook::at_once::{at_once, pieces};
use workbook::grid::{Cell, CellValue, Sheet, column_letters, parse_address};
use workbook::{Kind, Table};

use super::words::{count, same};
use crate::api::Problem;
use crate::api::intake::{
    Corrected, FieldName, IntakeColumn, IntakeFinding, IntakeSheet, IntakeTable, IntakeView, LeftOut,
    NotTaken, RememberedView, RowKind, SheetCell, SheetRow, TableKind,
};
use crate::messages;
use crate::office::Draft;
use crate::refusal::{Refusal, Result};

/// Rows given out at once.
const PAGE: u32 = 1_000;
/// Data rows that are looked at for columns without a label.
const LOOKED_AT: usize = 200;

same! { Kind => TableKind { Demand, Bid, Expert, Budget, Person, Milestone, Unknown } }

/// Every finding with its words, of which a bad list has thousands.
fn in_words(findings: &[Finding]) -> Vec<IntakeFinding> {
    let worded = at_once(&pieces(findings.len(), |_| false), |piece| -> Vec<_> {
        findings.get(piece.clone()).unwrap_or_default().iter().map(finding).collect()
    });
    worded.into_iter().flatten().collect()
}

impl Draft {
    /// The file without its rows.
    #[must_use]
    pub fn view(&self) -> IntakeView {
        let inspection = &self.inspected().inspection;
        let of = |severity: Severity| inspection.findings.iter().filter(|f| f.severity == severity).count();
        let rows = |kind| inspection.of_kind(kind).map(|t| t.rows.len()).sum::<usize>();
        let left_out = inspection.dropped.iter().map(|d| LeftOut {
            sheet: d.sheet.clone(),
            row: d.row,
            reason: d.reason.clone(),
            with_bid: d.with_bid.is_some(),
        });
        let corrected = self.edits().corrections.iter().map(|c| Corrected {
            sheet: c.sheet.clone(),
            cell: c.cell.clone(),
            was: self.text_in_file(&c.sheet, &c.cell).unwrap_or_default(),
            text: c.text.clone(),
        });
        IntakeView {
            file: self.inspected().file.clone(),
            file_digest: self.inspected().file_digest.clone(),
            format: self.book().format.to_owned(),
            sheets: self.book().sheets.iter().map(|s| self.sheet_view(s)).collect(),
            findings: in_words(&inspection.findings),
            left_out: left_out.collect(),
            corrected: corrected.collect(),
            bids: count(rows(Kind::Bid)),
            experts: count(rows(Kind::Expert)),
            demands: count(rows(Kind::Demand) + self.inspected().chain.demands.len()),
            own_demands: count(self.inspected().chain.demands.len()),
            budget_lines: count(inspection.budget_lines().len()),
            people: count(rows(Kind::Person)),
            milestones: count(rows(Kind::Milestone)),
            not_taken: inspection.of_kind(Kind::Unknown).map(|t| self.not_taken(t)).collect(),
            errors: count(of(Severity::Error)),
            warnings: count(of(Severity::Warning)),
            undo: count(self.undoable()),
            sender: None,
        }
    }

    /// At most so many rows of a sheet (and never more than 1 000), blank ones included, from a row on.
    ///
    /// # Errors
    /// `record.not_found` for a sheet that is not there.
    pub fn rows(&self, sheet: &str, from: u32, count: u32) -> Result<Vec<SheetRow>> {
        let own = self.book().sheets.iter().find(|s| s.name == sheet);
        let own = own.ok_or_else(|| Refusal::not_found(sheet))?;
        let last = last_row(own).min(from.saturating_add(count.min(PAGE)).saturating_sub(1));
        let kinds = self.kinds(sheet, from..=last);
        let mut typed: BTreeMap<u32, BTreeMap<u32, &str>> = BTreeMap::new();
        for correction in self.edits().corrections.iter().filter(|c| c.sheet == sheet) {
            if let Some((row, column)) = parse_address(&correction.cell) {
                typed.entry(row).or_default().insert(column, &correction.text);
            }
        }
        Ok((from.max(1)..=last)
            .map(|row| SheetRow {
                row,
                kind: kinds.get(&row).copied().unwrap_or(RowKind::Other),
                hidden: own.hidden_rows.contains(&row),
                cells: cells(own, row, typed.get(&row)),
            })
            .collect())
    }

    /// What some rows of a sheet are, as far as they are anything.
    fn kinds(&self, sheet: &str, asked: RangeInclusive<u32>) -> BTreeMap<u32, RowKind> {
        let inspection = &self.inspected().inspection;
        let mut kinds = BTreeMap::new();
        for table in inspection.tables.iter().filter(|t| t.sheet == sheet) {
            let data = table.rows.iter().map(|r| r.row).filter(|row| asked.contains(row));
            kinds.extend(data.map(|row| (row, RowKind::Data)));
            kinds.extend(table.header_rows.iter().map(|r| (*r, RowKind::Header)));
        }
        let dropped = inspection.dropped.iter().filter(|d| d.sheet == sheet);
        kinds.extend(dropped.map(|d| (d.row, RowKind::LeftOut)));
        kinds
    }

    fn sheet_view(&self, sheet: &Sheet) -> IntakeSheet {
        let tables = self.inspected().inspection.tables.iter().filter(|t| t.sheet == sheet.name);
        IntakeSheet {
            name: sheet.name.clone(),
            hidden: sheet.hidden,
            last_row: last_row(sheet),
            last_column: sheet.rows.values().filter_map(|r| r.last()).map(|c| c.column).max().unwrap_or(0),
            tables: tables.map(|t| self.table_view(sheet, t)).collect(),
            own: workbook::own::is_own(sheet),
        }
    }

    fn not_taken(&self, table: &Table) -> NotTaken {
        NotTaken {
            sheet: table.sheet.clone(),
            at: table.at.clone(),
            rows: count(table.rows.len()),
            by_hand: self.edits().kinds.iter().any(|k| k.sheet == table.sheet && k.at == table.at),
        }
    }

    fn table_view(&self, sheet: &Sheet, table: &Table) -> IntakeTable {
        let data = table.rows.iter().map(|r| &r.row).take(LOOKED_AT);
        let filled = table.header_rows.iter().chain(data).filter_map(|r| sheet.rows.get(r)).flatten();
        let mut numbers: BTreeSet<u32> = filled.map(|c| c.column).collect();
        let letters = table.columns.keys();
        numbers.extend(letters.filter_map(|l| parse_address(&format!("{l}1"))).map(|(_, column)| column));
        let wide = table.columns.values().any(|f| workbook::is_wide(f));
        let fields = workbook::fields(table.kind).into_iter().filter(|(f, _)| wide || !workbook::is_wide(f));
        let taught = self.remembered().iter().find(|r| r.sheet == table.sheet && r.at == table.at);
        IntakeTable {
            kind: table.kind.into(),
            kind_chosen: self.edits().kinds.iter().any(|k| k.sheet == table.sheet && k.at == table.at),
            at: table.at.clone(),
            remembered: taught.map(|r| RememberedView {
                name: r.name.clone(),
                on: r.on.clone(),
                fingerprint: r.fingerprint.clone(),
            }),
            header_rows: table.header_rows.clone(),
            rows: count(table.rows.len()),
            columns: numbers.into_iter().map(|n| self.column(sheet, table, n)).collect(),
            fields: fields
                .map(|(field, zh)| FieldName { field: field.to_owned(), zh, en: messages::term_en(field) })
                .collect(),
        }
    }

    fn column(&self, sheet: &Sheet, table: &Table, number: u32) -> IntakeColumn {
        let letters = column_letters(number);
        let field = table.columns.get(&letters).cloned();
        let of_column = |c: &&workbook::ColumnChoice| c.sheet == sheet.name && c.index() == Some(number);
        let last = self.edits().columns.iter().rev().find(of_column);
        let chosen = last.is_some_and(|choice| choice.field == field);
        let taught = self.remembered().iter().find(|r| r.sheet == table.sheet && r.at == table.at);
        let then = taught.and_then(|r| r.applied.get(&letters));
        let held = taught.and_then(|r| r.held_back.get(&letters)).filter(|held| **held != field && !chosen);
        IntakeColumn {
            chosen,
            remembered: chosen && then == Some(&field),
            held_back: held.map(|field| field.clone().unwrap_or_default()),
            hidden: sheet.column_hidden(number),
            letters,
            field,
        }
    }
}

impl IntakeView {
    /// With what was found besides, each in its place behind what is said of the same row.
    #[must_use]
    pub(crate) fn with_findings(mut self, more: &[Finding]) -> IntakeView {
        for found in more {
            match found.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => {}
            }
            self.findings.push(finding(found));
        }
        self
    }
}

fn last_row(sheet: &Sheet) -> u32 {
    sheet.rows.keys().next_back().copied().unwrap_or(0)
}

fn finding(finding: &Finding) -> IntakeFinding {
    IntakeFinding {
        problem: Problem::of(finding),
        sheet: finding.place.sheet.clone(),
        row: finding.place.row,
        cell: finding.place.cell.clone(),
    }
}

/// The cells of a row that hold something, those typed anew in their place.
fn cells(sheet: &Sheet, row: u32, typed: Option<&BTreeMap<u32, &str>>) -> Vec<SheetCell> {
    let of_file = sheet.rows.get(&row).map(Vec::as_slice).unwrap_or_default();
    let spans = |column| {
        let merge = sheet.merge_at(row, column).filter(|m| (m.top, m.left) == (row, column));
        merge.map_or((1, 1), |m| (m.right - m.left + 1, m.bottom - m.top + 1))
    };
    let cell = |column, text: String, number, corrected| {
        let (columns, rows) = spans(column);
        SheetCell { column, text, number, corrected, columns, rows }
    };
    let mut cells: BTreeMap<u32, SheetCell> = of_file
        .iter()
        .map(|c| (c.column, cell(c.column, text(c), matches!(c.value, CellValue::Number(_)), false)))
        .filter(|(_, c)| !c.text.is_empty())
        .collect();
    for (column, text) in typed.into_iter().flatten() {
        let number = text.trim().parse::<ranking::Mark>().is_ok();
        cells.insert(*column, cell(*column, (*text).to_owned(), number, true));
    }
    cells.into_values().collect()
}

/// The text of a cell as a clerk sees it.
fn text(cell: &Cell) -> String {
    let plain = cell.value.text();
    if cell.percent { percent(&plain).unwrap_or(plain) } else { plain }
}

/// A plain decimal as a percentage, by moving its point: `0.3` is `30%`.
fn percent(number: &str) -> Option<String> {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if !whole.chars().chain(decimals.chars()).all(|c| c.is_ascii_digit()) {
        return None;
    }
    let padded = format!("{decimals:0<2}");
    let (moved, rest) = padded.split_at_checked(2)?;
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if rest.is_empty() { format!("{sign}{whole}%") } else { format!("{sign}{whole}.{rest}%") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_shown_by_moving_the_point() {
        for (number, shown) in
            [("0.3", "30%"), ("0.2999", "29.99%"), ("1", "100%"), ("0", "0%"), ("-0.005", "-0.5%")]
        {
            assert_eq!(percent(number).as_deref(), Some(shown), "{number}");
        }
        assert_eq!(percent("#REF!"), None);
    }

    #[test]
    fn every_field_that_a_column_can_be_has_words_in_both_languages() {
        for kind in Kind::KNOWN {
            let fields = workbook::fields(kind);
            assert!(fields.len() >= if matches!(kind, Kind::Person | Kind::Milestone) { 4 } else { 9 });
            for (field, zh) in fields {
                let en = messages::term_en(field);
                assert!(!zh.is_ascii() && en.is_ascii() || en.contains('’'), "{kind:?} {field}: {zh} {en}");
                assert!(en != field || ["unit", "title"].contains(&field) || !field.contains('_'), "{field}");
            }
        }
        assert!(workbook::fields(Kind::Unknown).is_empty());
    }
}
