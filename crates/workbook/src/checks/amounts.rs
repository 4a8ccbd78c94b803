//! Amounts whose unit is doubtful: yuan written among 万元, or the other way round.

use domain::money::{FEN_PER_WAN, FEN_PER_YI};
use domain::{Code, Fen, Finding};

use crate::kinds::Kind;
use crate::rows::Typed;

/// An R&D input, a grant or a budget line of this much is none of a city's programme.
const LARGE: i64 = 20 * FEN_PER_YI;
/// A total investment of this much is none either.
const LARGE_INVESTMENT: i64 = 200 * FEN_PER_YI;
/// A project of less than this was written in another unit.
const SMALL: i64 = FEN_PER_WAN;
/// How many times an amount must be off the middle of its column.
const TIMES: i64 = 1_000;
/// How many amounts a column needs before one can be off the others.
const COLUMN: usize = 5;

/// Marks the doubtful amounts of a table, which no other check then uses, and says each.
pub(crate) fn doubt(typed: &mut Typed) {
    let fields: Vec<&'static str> = match typed.table.kind {
        Kind::Demand => vec!["total_investment", "rd_total"],
        Kind::Bid => vec!["total_investment", "rd_total", "fiscal", "self_raised"],
        Kind::Budget => vec!["total", "fiscal", "self_raised"],
        Kind::Expert | Kind::Person | Kind::Milestone | Kind::Unknown => return,
    };
    let kind = typed.table.kind;
    for field in fields {
        let middle = if kind == Kind::Budget { None } else { middle(typed, field) };
        for row in &mut typed.table.rows {
            let Some(amount) = row.fen(field).filter(|a| a.0 > 0) else { continue };
            let Some(reason) = reason(kind, field, amount, middle) else { continue };
            row.doubtful.push(field);
            typed.unread.insert((row.row, field));
            let finding = Finding::warning(Code::AmountSuspicious).with("field", field);
            let finding = finding.with("amount", amount.wan()).with("reason", reason);
            typed.findings.push(match row.cell(field) {
                Some(cell) => finding.at_cell(&typed.table.sheet, cell, row.row),
                None => finding.at_row(&typed.table.sheet, row.row),
            });
        }
    }
}

fn reason(kind: Kind, field: &str, amount: Fen, middle: Option<i64>) -> Option<&'static str> {
    let large = if field == "total_investment" { LARGE_INVESTMENT } else { LARGE };
    if amount.0 >= large {
        return Some("too_large");
    }
    let whole = matches!(field, "total_investment" | "rd_total") && kind != Kind::Budget;
    if whole && amount.0 < SMALL {
        return Some("too_small");
    }
    let middle = middle?;
    let off = amount.0 / TIMES >= middle || middle / TIMES >= amount.0;
    off.then_some("unlike_others")
}

/// The middle amount of a column.
fn middle(typed: &Typed, field: &str) -> Option<i64> {
    let mut amounts: Vec<i64> =
        typed.table.rows.iter().filter_map(|r| r.fen(field)).map(|f| f.0).filter(|f| *f > 0).collect();
    if amounts.len() < COLUMN {
        return None;
    }
    let at = amounts.len() / 2;
    Some(*amounts.select_nth_unstable(at).1)
}
