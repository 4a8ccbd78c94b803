//! Finding the header of a table: the row, or the two or three rows, whose labels are those of a known kind.

use crate::columns::{self, Matching};
use crate::grid::{Cell, CellValue, Sheet};
use crate::kinds::Kind;
use crate::labels::{self, Label};
use crate::limits;
use crate::values::text::squeezed;

/// How many rows a header is looked for before a sheet counts as having none.
const SEARCH_ROWS: usize = 200;
/// How many rows below the first possible header are tried as well: a note or a group row can look like a header, and
/// then the row below fits better.
const BETTER_BELOW: usize = 2;
/// Most rows of a header.
const HEADER_ROWS: u32 = 3;

/// A header that may be one.
pub(crate) struct Header {
    pub(crate) matching: Matching,
    /// What stands over its columns.
    pub(crate) labels: Vec<Label>,
    pub(crate) rows: Vec<u32>,
    /// Whether it is one row, or several that merges bind together.
    firm: bool,
}

impl Header {
    /// How well it fits; of two that name as much, the firm one fits better.
    fn fit(&self) -> (usize, bool) {
        (self.matching.score(), self.firm)
    }
}

/// The kinds that a title or a sheet's name speaks of.
pub(crate) fn hints(texts: &[String]) -> Vec<Kind> {
    let says = |words: &[&str]| texts.iter().any(|t| words.iter().any(|w| t.contains(w)));
    let mut hints = Vec::new();
    for (kind, words) in [
        (Kind::Demand, &["需求"][..]),
        (
            Kind::Bid,
            &["揭榜方案", "揭榜项目", "揭榜情况", "揭榜登记", "方案登记", "方案汇总", "方案一览", "揭榜申报"]
                [..],
        ),
        (Kind::Expert, &["专家"][..]),
        (Kind::Budget, &["预算"][..]),
        (Kind::Person, &["人员", "成员", "骨干", "团队"][..]),
        (Kind::Milestone, &["里程碑", "节点"][..]),
    ] {
        if says(words) {
            hints.push(kind);
        }
    }
    hints
}

/// The next header from a position of `rows` on.
pub(crate) fn next_header(sheet: &Sheet, rows: &[u32], from: usize, first: bool) -> Option<(usize, Header)> {
    let window = rows.len().min(from + SEARCH_ROWS);
    let mut titles = vec![sheet.name.clone()];
    for at in from..window {
        let hints = hints(&titles);
        let Some(mut best) = known_header(sheet, rows[at], &hints).map(|h| (at, h)) else {
            let cells = &sheet.rows[&rows[at]];
            if let [title] = cells.as_slice() {
                titles.push(squeezed(&title.value.start()));
            }
            continue;
        };
        for (below, row) in rows.iter().enumerate().skip(at + 1).take(BETTER_BELOW) {
            let Some(header) = known_header(sheet, *row, &hints) else {
                continue;
            };
            if header.matching.kind == best.1.matching.kind && header.fit() > best.1.fit() {
                best = (below, header);
            }
        }
        return Some(best);
    }
    if first { unknown_header(sheet, &rows[..window]) } else { None }
}

/// The header that begins in a row, if its labels are those of a known kind.
fn known_header(sheet: &Sheet, row: u32, hints: &[Kind]) -> Option<Header> {
    let cells = sheet.rows.get(&row)?;
    if cells.len() > limits::LABELS {
        return None;
    }
    let labels = cells.iter().filter(|c| is_label(c)).count();
    if labels < 2 || labels * 10 < cells.len() * 8 {
        return None;
    }
    let mut labels = single(sheet, row);
    let mut best = header(labels.clone(), vec![row], true, hints);
    let mut firm = true;
    for below in row + 1..row + HEADER_ROWS {
        let Some(deeper) = one_row_deeper(sheet, &labels, below) else { break };
        firm &= sheet.merges_in(below - 1).any(|m| m.right > m.left && m.bottom == below - 1);
        let rows = (row..=below).collect();
        let longer = header(deeper.clone(), rows, firm, hints);
        labels = deeper;
        if longer.matching.score() >= best.matching.score() {
            best = longer;
        }
    }
    (best.matching.kind != Kind::Unknown).then_some(best)
}

fn header(labels: Vec<Label>, rows: Vec<u32>, firm: bool, hints: &[Kind]) -> Header {
    Header { matching: columns::best(&labels, hints), labels, rows, firm }
}

/// Whether a cell can be a label: a short text that is not a number. What stands in brackets explains it.
pub(crate) fn is_label(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Text(text) if text.len() > 900 => false,
        CellValue::Text(text) => {
            let squeezed = squeezed(text);
            let short = squeezed.chars().count() <= 40 || labels::core(text).chars().count() <= 24;
            !squeezed.is_empty() && short && !squeezed.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        }
        _ => false,
    }
}

fn single(sheet: &Sheet, row: u32) -> Vec<Label> {
    let cells = sheet.rows.get(&row).map(Vec::as_slice).unwrap_or_default();
    let own = |c: &Cell| Label { column: c.column, groups: Vec::new(), own: c.value.text(), row };
    cells.iter().filter(|c| is_label(c)).take(limits::LABELS).map(own).collect()
}

/// The labels of a header with one row more, if the row belongs to it: everything in it stands under a group, or under
/// nothing. A value under a plain label is data.
fn one_row_deeper(sheet: &Sheet, labels: &[Label], row: u32) -> Option<Vec<Label>> {
    let lower = sheet.rows.get(&row)?;
    if lower.len() > limits::LABELS || !lower.iter().all(is_label) {
        return None;
    }
    // 金额单位：万元 and its like stand over columns without being their group.
    let upper = labels.iter().filter(|l| l.row + 1 == row);
    if upper.clone().any(|l| squeezed(&l.own).trim_end_matches(':').contains(':')) {
        return None;
    }
    let mut deeper = Vec::new();
    let mut grouped = false;
    for label in labels {
        let merge = sheet.merge_at(label.row, label.column);
        let reaches = merge.map_or(label.row, |m| m.bottom);
        let next = labels.iter().map(|l| l.column).filter(|c| *c > label.column).min();
        let last = match merge {
            Some(merge) => merge.right,
            None => next.map_or(u32::MAX, |n| n - 1),
        };
        let below: Vec<&Cell> = lower.iter().filter(|c| (label.column..=last).contains(&c.column)).collect();
        // A label with one cell below itself is a plain label over data, unless a merge says that it is a group.
        let over_one = merge.is_some_and(|m| m.right > m.left);
        let is_group = reaches + 1 == row && (below.len() > 1 || (below.len() == 1 && over_one));
        if is_group {
            grouped = true;
            let groups: Vec<String> = label.groups.iter().chain([&label.own]).cloned().collect();
            deeper.extend(below.iter().map(|b| Label {
                column: b.column,
                groups: groups.clone(),
                own: b.value.text(),
                row,
            }));
        } else if below.is_empty() {
            deeper.push(label.clone());
        } else {
            return None;
        }
    }
    let covered = |c: &Cell| deeper.iter().any(|l| l.column == c.column && l.row == row);
    (grouped && lower.iter().all(covered)).then_some(deeper)
}

/// The header of a list of something else: the first row with labels over most of the columns that follow.
fn unknown_header(sheet: &Sheet, rows: &[u32]) -> Option<(usize, Header)> {
    for (at, row) in rows.iter().enumerate() {
        let cells = &sheet.rows[row];
        let labels = cells.iter().filter(|c| is_label(c)).count();
        let below = rows[at + 1..].iter().take(5).map(|r| sheet.rows[r].len()).max().unwrap_or(0);
        if labels == cells.len() && labels >= 2 && below >= 2 && labels * 10 >= below * 6 {
            return Some((at, header(single(sheet, *row), vec![*row], true, &[])));
        }
    }
    None
}

/// A header below another table, if it is one beyond doubt: at least three of its labels are known, and at least half
/// of them. A row of data may hold a word or two that are labels elsewhere.
pub(crate) fn header_below(sheet: &Sheet, row: u32) -> Option<Header> {
    let cells = sheet.rows.get(&row)?;
    // Most rows are data: as soon as too few of the rest can be labels, it is none.
    let is_text = |c: &&Cell| matches!(c.value, CellValue::Text(_));
    let mut unknown = cells.iter().filter(|c| !is_text(c)).count();
    if unknown * 4 > cells.len() * 3 {
        return None;
    }
    let is_known =
        |c: &&Cell| labels::may_be_name(&c.value.shown()) && is_label(c) && labels::is_name(&c.value.shown());
    for cell in cells.iter().filter(is_text) {
        unknown += usize::from(!is_known(&cell));
        if unknown * 4 > cells.len() * 3 {
            return None;
        }
    }
    if cells.len() - unknown < 2 {
        return None;
    }
    let header = known_header(sheet, row, &hints(std::slice::from_ref(&sheet.name)))?;
    let labels: usize = header.rows.iter().filter_map(|r| sheet.rows.get(r)).map(Vec::len).sum();
    let known = header.matching.columns.len();
    (known >= 3 && known * 2 >= labels).then_some(header)
}
