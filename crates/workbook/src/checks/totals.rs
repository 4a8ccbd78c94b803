//! Rows that sum others: their amounts are not taken, but they must agree with the rows that they sum.

use domain::{Code, Fen, Finding};

use crate::inspection::Row;
use crate::rows::{TotalRow, Typed};
use crate::values::text::squeezed;

/// Runs the check over one table.
pub(super) fn check(typed: &Typed, findings: &mut Vec<Finding>) {
    for total in &typed.totals {
        for (field, (stated, cell)) in &total.amounts {
            let sums: Option<Vec<Fen>> = candidates(typed, total)
                .iter()
                .map(|rows| sum(typed, rows, field))
                .collect();
            // Where a summed amount is unreadable, the sum is unknown and the total cannot be judged.
            let Some(sums) = sums else { continue };
            if !sums.is_empty() && !sums.contains(stated) {
                let shown = if total.whole { sums.last() } else { sums.first() };
                let finding = Finding::warning(Code::TotalMismatch)
                    .with("field", *field)
                    .with("stated", stated.wan());
                let finding = finding.with("sum", shown.copied().unwrap_or_default().wan());
                findings.push(finding.at_cell(&typed.table.sheet, cell.clone(), total.row));
            }
        }
    }
}

/// The sets of rows that a total may mean: since the sum before it, since the whole sum before it, those of the same
/// bid, or all (a total above its list).
fn candidates<'t>(typed: &'t Typed, total: &TotalRow) -> Vec<Vec<&'t Row>> {
    let rows = &typed.table.rows;
    let last = |whole_only: bool| {
        let before = typed
            .totals
            .iter()
            .filter(|t| t.row < total.row && (t.whole || !whole_only));
        before.map(|t| t.row).max().unwrap_or(0)
    };
    let between = |from: u32| -> Vec<&'t Row> {
        rows.iter()
            .filter(|r| r.row > from && r.row < total.row)
            .collect()
    };
    let mut sets = vec![between(last(false))];
    if let Some(of) = total.of.as_deref().map(squeezed) {
        let same = |r: &&Row| {
            ["bid_no", "no", "challenge_no", "name"]
                .iter()
                .any(|f| r.text(f).map(squeezed).as_ref() == Some(&of))
        };
        sets.push(rows.iter().filter(same).collect());
    }
    sets.push(between(last(true)));
    if total.whole {
        sets.push(rows.iter().collect());
    }
    sets.retain(|set| !set.is_empty());
    sets
}

fn sum(typed: &Typed, rows: &[&Row], field: &'static str) -> Option<Fen> {
    if rows.iter().any(|r| typed.unread.contains(&(r.row, field))) {
        return None;
    }
    Fen::sum(rows.iter().filter_map(|r| r.fen(field)))
}
