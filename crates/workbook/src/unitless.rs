//! Columns of money without any unit: neither a cell, the header, a note nor the sheet names one. The header is to blame, so
//! it is said once, there; whoever says the unit in the header has said it for every row.

use std::collections::BTreeSet;

use domain::{Code, Fen, Finding};

use crate::cells::read_money;
use crate::columns::Column;
use crate::grid::{CellValue, Sheet, address};
use crate::kinds::ValueKind;
use crate::rows::Typed;
use crate::values::{Issue, Reading};

/// Why a single amount cannot be read.
const NO_UNIT: &str = "no_unit";
/// Why a whole column cannot be read.
pub const OF_COLUMN: &str = "no_unit_in_column";

/// Whether an issue is that a cell has no unit.
pub(crate) fn is_of(issue: &Issue) -> bool {
    issue.code == Code::AmountUnparsable && issue.reason == NO_UNIT
}

/// Says of each column of money without any unit that it has none, at its header, and gives these columns. Where one of its
/// cells names a unit of its own, the others are to blame, each for itself.
pub(crate) fn say(sheet: &Sheet, typed: &mut Typed) -> BTreeSet<u32> {
    let found = &typed.found;
    let money = |c: &&Column| c.value == ValueKind::Money && c.money.or(found.unit).is_none();
    let mut columns = BTreeSet::new();
    for column in found.matching.columns.iter().filter(money) {
        let Some((first, cells)) = without_unit(sheet, &found.data, column.column) else { continue };
        let label = found.labels.iter().find(|l| l.column == column.column).map(|l| l.row);
        let row = label.or(found.header_rows.last().copied()).unwrap_or(1);
        let finding = Finding::error(Code::AmountUnparsable).with("field", column.field).with("value", first);
        typed.findings.push(finding.with("reason", OF_COLUMN).with("count", cells.to_string()).at_cell(
            &sheet.name,
            address(row, column.column),
            row,
        ));
        columns.insert(column.column);
    }
    columns
}

/// The first amount of a column and how many cells lack a unit, if several do and no cell has one.
fn without_unit(sheet: &Sheet, data: &[u32], column: u32) -> Option<(String, usize)> {
    let mut first = None;
    let mut count = 0;
    for cell in data.iter().filter_map(|row| sheet.own(*row, column)) {
        if matches!(cell.value, CellValue::Error(_) | CellValue::Uncached) {
            continue;
        }
        match read_money(&cell.value, &cell.value.shown(), None) {
            Reading { issue: Some(issue), .. } if is_of(&issue) => {
                count += 1;
                first.get_or_insert_with(|| cell.value.text());
            }
            // Nought needs no unit.
            Reading { value: Some(fen), .. } if fen != Fen::ZERO => return None,
            _ => {}
        }
    }
    // Where one cell alone has an amount, that cell is to blame.
    first.filter(|_| count > 1).map(|first| (first.chars().take(60).collect(), count))
}
