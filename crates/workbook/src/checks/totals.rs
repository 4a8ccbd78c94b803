//! Rows that sum others: their amounts are not taken, but they must agree with the rows that they sum.

use std::collections::HashMap;

use domain::{Code, Fen, Finding};

use crate::inspection::Row;
use crate::rows::{TotalRow, Typed};
use crate::values::text::squeezed;

/// The fields by which a sum may say whose it is.
const IDENTITIES: [&str; 4] = ["bid_no", "no", "challenge_no", "name"];

/// A sum of amounts in 分; nothing where one of them is unreadable.
type Sum = Option<i128>;

/// Runs the check over one table.
pub(super) fn check(typed: &Typed, findings: &mut Vec<Finding>) {
    if typed.totals.is_empty() {
        return;
    }
    let mut by_field: HashMap<&'static str, Sums> = HashMap::new();
    let (mut last, mut last_whole) = (0, 0);
    for total in &typed.totals {
        for (field, (stated, cell)) in &total.amounts {
            let sums = by_field.entry(field).or_insert_with(|| Sums::of(typed, field));
            if let Some(sum) = disagrees(sums, total, last, last_whole, *stated) {
                let finding =
                    Finding::warning(Code::TotalMismatch).with("field", *field).with("stated", stated.wan());
                let finding = finding.with("sum", sum.wan()).with("list", typed.table.kind.as_str());
                findings.push(finding.at_cell(&typed.table.sheet, cell.clone(), total.row));
            }
        }
        last = total.row;
        if total.whole {
            last_whole = total.row;
        }
    }
}

/// The amounts of one column, so prepared that any sum over neighbouring rows takes no loop.
struct Sums {
    rows: Vec<u32>,
    /// Sum and number of unreadable amounts of all rows before each.
    before: Vec<(i128, usize)>,
    /// The same for the rows that name one bid.
    of: HashMap<String, (i128, usize)>,
}

impl Sums {
    fn of(typed: &Typed, field: &'static str) -> Self {
        let mut sums = Self { rows: Vec::new(), before: vec![(0, 0)], of: HashMap::new() };
        let (mut sum, mut unread) = (0i128, 0usize);
        for row in &typed.table.rows {
            let amount = row.fen(field).map_or(0, |f| i128::from(f.0));
            let bad = usize::from(typed.unread.contains(&(row.row, field)));
            (sum, unread) = (sum + amount, unread + bad);
            sums.rows.push(row.row);
            sums.before.push((sum, unread));
            for name in names(row) {
                let of = sums.of.entry(name).or_default();
                *of = (of.0 + amount, of.1 + bad);
            }
        }
        sums
    }

    /// The sum over the rows after one row and before another, if there are any.
    fn between(&self, after: u32, before: u32) -> Option<Sum> {
        let from = self.rows.partition_point(|r| *r <= after);
        let to = self.rows.partition_point(|r| *r < before);
        let ((low, bad_low), (high, bad_high)) = (self.before.get(from)?, self.before.get(to)?);
        (from < to).then_some(if bad_low == bad_high { Some(high - low) } else { None })
    }
}

fn names(row: &Row) -> Vec<String> {
    let mut names: Vec<String> = IDENTITIES.iter().filter_map(|f| row.text(f)).map(squeezed).collect();
    names.sort();
    names.dedup();
    names
}

/// The sum that a total should have stated, when it agrees with none of those it may mean: the rows since the sum before
/// it, those of the bid it names, those since the last whole sum, or all rows for a total above its list. Where a summed
/// amount is unreadable the sum is unknown, and the total cannot be judged.
fn disagrees(sums: &Sums, total: &TotalRow, last: u32, last_whole: u32, stated: Fen) -> Option<Fen> {
    let mut candidates: Vec<Sum> = Vec::new();
    candidates.extend(sums.between(last, total.row));
    if let Some((sum, bad)) = total.of.as_deref().and_then(|of| sums.of.get(&squeezed(of))) {
        candidates.push((*bad == 0).then_some(*sum));
    }
    candidates.extend(sums.between(last_whole, total.row));
    // 总计 below several 合计 sums them all.
    candidates.extend(sums.between(0, total.row));
    if candidates.is_empty() {
        candidates.extend(sums.between(total.row, u32::MAX));
    }
    if candidates.iter().any(|c| c.is_none_or(|sum| sum == i128::from(stated.0))) {
        return None;
    }
    let shown = if total.whole { candidates.last() } else { candidates.first() };
    shown.copied().flatten().map(|sum| i64::try_from(sum).map(Fen).unwrap_or_default())
}
