//! Checks of what stands beside bids: people and milestones belong to a bid of the same workbook.

use domain::{Code, Finding};

use super::{Bids, at_field};
use crate::inspection::Row;
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
        let mut unsaid = false;
        for row in &typed.table.rows {
            if typed.table.kind == Kind::Person && row.text("role").is_none() {
                unsaid_role(typed, row, &mut unsaid, findings);
            }
            if let Some(no) = row.text("bid_no").filter(|no| bids.numbered(no).is_empty()) {
                let finding = Finding::error(Code::RowOfNoBid).with("bid", no);
                findings.push(at_field(finding, &typed.table.sheet, row, "bid_no"));
            }
        }
    }
}

/// A person of whom no role is known comes in as a key member, which is said: of each, or once of a list without a column for it. A
/// role that cannot be read has its own finding.
fn unsaid_role(typed: &Typed, row: &Row, said: &mut bool, findings: &mut Vec<Finding>) {
    let finding = Finding::warning(Code::RoleAssumed);
    let sheet = &typed.table.sheet;
    if typed.unread.contains(&(row.row, "role")) {
        return;
    }
    if row.cell("role").is_some() {
        findings.push(at_field(finding, sheet, row, "role"));
    } else if !std::mem::replace(said, true) {
        let header = typed.found.header_rows.last().copied().unwrap_or(1);
        findings.push(finding.at_row(sheet, header));
    }
}
