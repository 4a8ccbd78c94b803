//! Checks of what stands beside bids: people and milestones belong to a bid of the same workbook.

use domain::{Code, Finding};

use super::{Bids, at_field};
use crate::kinds::Kind;
use crate::rows::Typed;

/// Rows of people and milestones whose bid the workbook does not list.
pub(super) fn check(tables: &[Typed], findings: &mut Vec<Finding>) {
    let of_bids = |t: &&Typed| matches!(t.table.kind, Kind::Person | Kind::Milestone);
    if !tables.iter().any(|t| of_bids(&t)) {
        return;
    }
    let bids = Bids::of(tables.iter().map(|t| &t.table));
    for typed in tables.iter().filter(of_bids) {
        for row in &typed.table.rows {
            if let Some(no) = row.text("bid_no").filter(|no| bids.numbered(no).is_empty()) {
                let finding = Finding::error(Code::RowOfNoBid).with("bid", no);
                findings.push(at_field(finding, &typed.table.sheet, row, "bid_no"));
            }
        }
    }
}
