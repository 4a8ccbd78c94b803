//! Checks of budgets: each line, the lines of a bid against the bid's own figures, and the cap on indirect costs.

use std::collections::{BTreeMap, BTreeSet};

use domain::money::FEN_PER_WAN;
use domain::{Code, Fen, Finding};

use super::Check;
use crate::inspection::{Row, Table};
use crate::kinds::{Kind, LINES, WIDE};
use crate::rows::Typed;
use crate::typed::{BudgetRow, budget_rows};
use crate::values::text::squeezed;

/// Brackets of the indirect cap on (direct − equipment): up to this many 分, this many hundredths. An editable table in
/// the policy; intake only warns, so it uses the default one (DOMAIN § 4).
const BRACKETS: [(i64, i128); 3] = [(500 * FEN_PER_WAN, 30), (1_000 * FEN_PER_WAN, 25), (i64::MAX, 20)];

/// A line's parts against its total, and in the wide form the lines against their sum.
pub(super) fn check_row(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let lines = std::iter::once(["total", "fiscal", "self_raised"]).chain(WIDE);
    for [total, fiscal, own] in lines {
        let amounts = (check.row.sure_fen(total), check.row.sure_fen(fiscal), check.row.sure_fen(own));
        if let (Some(all), Some(fiscal), Some(own)) = amounts
            && fiscal.checked_add(own) != Some(all)
        {
            let finding = Finding::error(Code::PartsMismatch).with("field", total).with("total", all.wan());
            findings
                .push(check.at(finding.with("fiscal", fiscal.wan()).with("self_raised", own.wan()), total));
        }
    }
    for source in 0..3 {
        let lines: Option<Vec<Fen>> = WIDE[..4].iter().map(|line| check.row.fen(line[source])).collect();
        if let (Some(stated), Some(lines)) = (check.row.fen(WIDE[4][source]), lines)
            && Fen::sum(lines.iter().copied()) != Some(stated)
        {
            let sum = Fen::sum(lines).unwrap_or_default();
            let field = WIDE[4][source];
            let finding = Finding::error(Code::BudgetSumMismatch).with("bid", name_of(check.row));
            let finding = finding.with("field", field).with("fields", field);
            findings.push(check.at(finding.with("stated", stated.wan()).with("sum", sum.wan()), field));
        }
    }
}

/// The bids of a workbook, by what a budget line may name them with.
pub(crate) struct Bids<'a> {
    rows: Vec<(&'a str, &'a Row)>,
    by: BTreeMap<(&'static str, String), Vec<usize>>,
}

fn plain(text: &str) -> String {
    squeezed(text).to_uppercase()
}

impl<'a> Bids<'a> {
    /// The bids of some tables, in their order.
    pub(crate) fn of(tables: impl Iterator<Item = &'a Table>) -> Self {
        let of_table = |t: &'a Table| t.rows.iter().map(move |r| (t.sheet.as_str(), r));
        let rows: Vec<_> = tables.filter(|t| t.kind == Kind::Bid).flat_map(of_table).collect();
        let mut by: BTreeMap<(&'static str, String), Vec<usize>> = BTreeMap::new();
        for (index, (_, row)) in rows.iter().enumerate() {
            for field in ["no", "challenge_no", "challenge", "name"] {
                if let Some(text) = row.text(field) {
                    by.entry((field, plain(text))).or_default().push(index);
                }
            }
        }
        Self { rows, by }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row of a bid by its index.
    pub(crate) fn row(&self, index: usize) -> Option<(&'a str, &'a Row)> {
        self.rows.get(index).copied()
    }

    /// The bids that bear a number, by their index.
    pub(crate) fn numbered(&self, no: &str) -> &[usize] {
        self.by.get(&("no", plain(no))).map_or(&[], Vec::as_slice)
    }

    fn named(&self, field: &'static str, text: &Option<String>) -> Vec<usize> {
        let found = text.as_ref().and_then(|t| self.by.get(&(field, plain(t))));
        found.cloned().unwrap_or_default()
    }
}

/// Whose line this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owner {
    /// One bid of the workbook, by its index.
    Bid(usize),
    /// Bids that bear one number: the number's own finding comes first, sums wait for it.
    Twins(Vec<usize>),
    /// None, or more than one bid of a challenge that cannot be told apart; the text is what the line names.
    Nobody(String),
    /// The line names nobody; its missing value is a finding already.
    Unsaid,
}

/// Finds the bid of a line: by the bid's number, else by number or title of the challenge with the solver.
pub(crate) fn identify(line: &BudgetRow, bids: &Bids<'_>) -> Owner {
    let tries = [
        ("no", &line.bid_no),
        ("no", &line.no),
        ("challenge_no", &line.challenge_no),
        ("challenge_no", &line.no),
        ("challenge", &line.name),
        ("name", &line.name),
    ];
    // Who names a bid's number and gets it wrong is not to be found by a title that fits another.
    let tries = if line.bid_no.is_some() { &tries[..1] } else { &tries[..] };
    for (field, text) in tries {
        let mut found = bids.named(field, text);
        if found.len() > 1
            && let Some(solver) = &line.solver
        {
            let same = |i: &usize| {
                bids.row(*i).and_then(|(_, r)| r.text("solver")).is_some_and(|s| plain(s) == plain(solver))
            };
            found.retain(same);
        }
        match found.as_slice() {
            [one] => return Owner::Bid(*one),
            [_, _, ..] if *field == "no" => return Owner::Twins(found),
            _ => {}
        }
    }
    let names = [&line.bid_no, &line.challenge_no, &line.no, &line.name];
    names.into_iter().flatten().next().map_or(Owner::Unsaid, |text| Owner::Nobody(text.clone()))
}

/// The lines of one owner.
struct Lines<'t> {
    sheet: &'t str,
    lines: Vec<BudgetRow>,
    unread: bool,
}

/// The lines of each bid against its figures; lines without a bid; bids without lines.
pub(super) fn check_sums(tables: &[Typed], findings: &mut Vec<Finding>) {
    let budgets: Vec<&Typed> = tables.iter().filter(|t| t.table.kind == Kind::Budget).collect();
    if budgets.is_empty() {
        return;
    }
    let bids = Bids::of(tables.iter().map(|t| &t.table));
    let mut owned: BTreeMap<usize, Lines<'_>> = BTreeMap::new();
    let mut orphans: BTreeMap<String, Lines<'_>> = BTreeMap::new();
    let mut twins: BTreeSet<usize> = BTreeSet::new();
    for typed in &budgets {
        let unread: BTreeSet<u32> = typed.unread.iter().map(|(row, _)| *row).collect();
        for line in budget_rows(&typed.table) {
            let new = || Lines { sheet: &typed.table.sheet, lines: Vec::new(), unread: false };
            let of_owner = match identify(&line, &bids) {
                Owner::Bid(index) => owned.entry(index).or_insert_with(new),
                Owner::Nobody(name) => orphans.entry(name).or_insert_with(new),
                Owner::Twins(indices) => {
                    twins.extend(indices);
                    continue;
                }
                Owner::Unsaid => continue,
            };
            of_owner.unread |= unread.contains(&line.source.row);
            of_owner.lines.push(line);
        }
    }
    // A row of the wide form whose lines do not make its own sum has said so.
    let own_sum = |f: &&Finding| f.code == Code::BudgetSumMismatch;
    let said: BTreeSet<(Option<String>, Option<u32>)> =
        findings.iter().filter(own_sum).map(|f| (f.place.sheet.clone(), f.place.row)).collect();
    for (index, lines) in &owned {
        let row = lines.lines.first().map(|l| l.source.row);
        let new = !said.contains(&(Some(lines.sheet.to_owned()), row));
        if let Some((_, bid)) = bids.row(*index).filter(|_| new) {
            sums(bid, lines, findings);
        }
    }
    for lines in owned.values().chain(orphans.values()) {
        indirect(lines, findings);
    }
    if !bids.rows.is_empty() {
        for (name, lines) in &orphans {
            let row = lines.lines.first().map_or(0, |l| l.source.row);
            findings.push(Finding::error(Code::BudgetOrphan).at_row(lines.sheet, row).with("bid", name));
        }
    }
    for (_, (sheet, bid)) in
        bids.rows.iter().enumerate().filter(|(i, _)| !owned.contains_key(i) && !twins.contains(i))
    {
        let name = name_of(bid);
        findings.push(Finding::warning(Code::BudgetMissing).at_row(sheet, bid.row).with("bid", name));
    }
}

/// How a message names a bid: by its number, else by what it has, else by its row.
fn name_of(bid: &Row) -> String {
    let known =
        ["no", "bid_no", "challenge_no", "challenge", "name"].into_iter().find_map(|field| bid.text(field));
    known.map_or_else(|| format!("（第{}行）", bid.row), str::to_owned)
}

/// A figure of a bid and the part of its lines that makes it up.
type Figure = (&'static str, fn(&BudgetRow) -> Option<Fen>);

fn sums(bid: &Row, lines: &Lines<'_>, findings: &mut Vec<Finding>) {
    if lines.unread {
        return;
    }
    let figures: [Figure; 3] =
        [("rd_total", |l| l.total), ("fiscal", |l| l.fiscal), ("self_raised", |l| l.self_raised)];
    let mut differ = Vec::new();
    for (field, part) in figures {
        let amounts: Vec<Fen> = lines.lines.iter().filter_map(part).collect();
        let (Some(stated), false) = (bid.sure_fen(field), amounts.is_empty()) else {
            continue;
        };
        let sum = Fen::sum(amounts);
        if sum != Some(stated) {
            differ.push((field, stated, sum.unwrap_or_default()));
        }
    }
    let (Some((field, stated, sum)), Some(first)) = (differ.first(), lines.lines.first()) else {
        return;
    };
    let fields: Vec<&str> = differ.iter().map(|(f, _, _)| *f).collect();
    let finding = Finding::error(Code::BudgetSumMismatch).at_row(lines.sheet, first.source.row);
    let finding = finding.with("bid", name_of(bid)).with("field", *field);
    findings
        .push(finding.with("stated", stated.wan()).with("sum", sum.wan()).with("fields", fields.join("、")));
}

/// The cap on indirect costs, on direct costs without equipment.
fn indirect(lines: &Lines<'_>, findings: &mut Vec<Finding>) {
    let of = |name: &'static str| lines.lines.iter().filter(move |l| l.line.as_deref() == Some(name));
    let sum = |name: &'static str| Fen::sum(of(name).filter_map(|l| l.total));
    let (Some(business), Some(labour), Some(asked)) = (sum(LINES[1]), sum(LINES[2]), sum(LINES[3])) else {
        return;
    };
    let Some(base) = business.checked_add(labour) else {
        return;
    };
    let cap = cap_in_hundredths(base);
    let Some(line) = of(LINES[3]).next_back() else {
        return;
    };
    if lines.unread || i128::from(asked.0) * 100 <= cap {
        return;
    }
    let shown = i64::try_from(cap / 100).map(Fen).unwrap_or_default();
    let finding = Finding::warning(Code::IndirectCap)
        .with("asked", asked.wan())
        .with("base", base.wan())
        .with("cap", shown.wan());
    findings.push(match line.source.cells.get("total") {
        Some(cell) => finding.at_cell(lines.sheet, cell.clone(), line.source.row),
        None => finding.at_row(lines.sheet, line.source.row),
    });
}

/// The cap on a base, in hundredths of 分, so that it is exact.
fn cap_in_hundredths(base: Fen) -> i128 {
    let mut below = 0i64;
    let mut cap = 0i128;
    for (up_to, hundredths) in BRACKETS {
        cap += i128::from(base.0.min(up_to).saturating_sub(below).max(0)) * hundredths;
        below = up_to;
    }
    cap
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indirect_cap_grows_by_brackets() {
        let cap = |wan_hundredths: i64| {
            Fen(i64::try_from(cap_in_hundredths(Fen(wan_hundredths * 10_000)) / 100).expect("fits")).wan()
        };
        assert_eq!(cap(50_000), "150.00");
        assert_eq!(cap(100_000), "275.00");
        assert_eq!(cap(100_001), "275.002");
        assert_eq!(cap(200_000), "475.00");
    }
}
