//! Finding the tables of a sheet: titles and notes above, a header of one or two rows, and which rows below are data.

use crate::columns::{self, Label, Matching};
use crate::edits::Chosen;
use crate::grid::{Cell, CellValue, Sheet};
use crate::judge::{Judged, judge};
use crate::kinds::Kind;
use crate::limits;
use crate::values::money::{MoneyUnit, unit_in_note};
use crate::values::text::squeezed;

/// How many rows a header is looked for before a sheet counts as having none.
const SEARCH_ROWS: usize = 200;

/// A table as it lies in its sheet.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// What it lists and where its columns are.
    pub(crate) matching: Matching,
    /// The rows of its header.
    pub(crate) header_rows: Vec<u32>,
    /// Data rows.
    pub(crate) data: Vec<u32>,
    /// Rows that sum others, with whether they sum the whole list (合计) or what stands since the last sum (小计).
    pub(crate) totals: Vec<(u32, bool)>,
    /// The unit of money that a title, a note or the sheet's name declares.
    pub(crate) unit: Option<MoneyUnit>,
}

/// A header that may be one.
struct Header {
    matching: Matching,
    /// What stands over its columns.
    labels: Vec<Label>,
    rows: Vec<u32>,
    /// Whether it is one row, or two that merges bind together.
    firm: bool,
}

impl Header {
    /// The header whose labels fit a kind best.
    fn of(labels: Vec<Label>, rows: Vec<u32>, firm: bool) -> Header {
        Header { matching: columns::best(&labels), labels, rows, firm }
    }

    /// How well it fits; of two that name as much, the firm one fits better.
    fn fit(&self) -> (usize, bool) {
        (self.matching.score(), self.firm)
    }
}

/// Finds the tables of a sheet, in their order. Chosen columns are matched once a header is found: they change neither
/// which rows it has nor what the table lists.
pub(crate) fn find(sheet: &Sheet, chosen: &[Chosen<'_>]) -> Vec<Found> {
    let rows: Vec<u32> = sheet.rows.keys().copied().collect();
    let mut tables: Vec<Found> = Vec::new();
    let mut from = 0;
    while let Some((at, header)) = next_header(sheet, &rows, from, tables.is_empty()) {
        let after = header.rows.last().map_or(at, |last| rows.partition_point(|r| r <= last));
        let (table, next) = body(sheet, &rows, header, after, &rows[from..at], chosen);
        tables.push(table);
        if next <= from || tables.len() > limits::TABLES {
            break;
        }
        from = next;
    }
    tables
}

/// How many rows below the first possible header are tried as well: a note or a group row can look like a header, and
/// then the row below fits better.
const BETTER_BELOW: usize = 2;

/// The next header from a position of `rows` on.
fn next_header(sheet: &Sheet, rows: &[u32], from: usize, first: bool) -> Option<(usize, Header)> {
    let window = rows.len().min(from + SEARCH_ROWS);
    for at in from..window {
        let Some(mut best) = known_header(sheet, rows[at]).map(|h| (at, h)) else {
            continue;
        };
        for (below, row) in rows.iter().enumerate().skip(at + 1).take(BETTER_BELOW) {
            let Some(header) = known_header(sheet, *row) else {
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
fn known_header(sheet: &Sheet, row: u32) -> Option<Header> {
    let cells = sheet.rows.get(&row)?;
    if cells.len() > limits::LABELS {
        return None;
    }
    let labels = cells.iter().filter(|c| is_label(c)).count();
    if labels < 2 || labels * 10 < cells.len() * 8 {
        return None;
    }
    let one = Header::of(single(sheet, row), vec![row], true);
    let bound = || sheet.merges_in(row).any(|m| m.right > m.left && m.bottom == row && m.top == row);
    let two = two_rows(sheet, row).map(|labels| Header::of(labels, vec![row, row + 1], bound()));
    let better = match two {
        Some(two) if two.matching.score() >= one.matching.score() => two,
        _ => one,
    };
    (better.matching.kind != Kind::Unknown).then_some(better)
}

/// Whether a cell can be a label: a short text that is not a number.
fn is_label(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Text(text) if text.len() > 400 => false,
        CellValue::Text(text) => {
            let text = squeezed(text);
            !text.is_empty()
                && text.chars().count() <= 40
                && !text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        }
        _ => false,
    }
}

fn single(sheet: &Sheet, row: u32) -> Vec<Label> {
    let cells = sheet.rows.get(&row).map(Vec::as_slice).unwrap_or_default();
    let own = |c: &Cell| Label { column: c.column, group: String::new(), own: c.value.text(), row };
    cells.iter().filter(|c| is_label(c)).take(limits::LABELS).map(own).collect()
}

/// The labels of a header of two rows, if the row below belongs to it: everything in it stands under a group, or
/// under nothing. A value under a plain label is data.
fn two_rows(sheet: &Sheet, row: u32) -> Option<Vec<Label>> {
    let upper = sheet.rows.get(&row)?;
    let lower = sheet.rows.get(&(row + 1))?;
    if lower.len() > limits::LABELS || !lower.iter().all(is_label) {
        return None;
    }
    // 金额单位：万元 and its like stand over columns without being their group.
    if upper.iter().any(|c| squeezed(&c.value.start()).trim_end_matches(':').contains(':')) {
        return None;
    }
    let mut labels = Vec::new();
    let mut grouped = false;
    for cell in upper.iter().filter(|c| is_label(c)) {
        let merge = sheet.merge_at(row, cell.column);
        let next = upper.iter().map(|c| c.column).find(|c| *c > cell.column);
        let last = match merge {
            Some(merge) => merge.right,
            None => next.map_or(u32::MAX, |n| n - 1),
        };
        let below: Vec<&Cell> = lower.iter().filter(|c| (cell.column..=last).contains(&c.column)).collect();
        let text = cell.value.text();
        // A label with one cell below itself is a plain label over data, unless a merge says that it is a group.
        let is_group = below.len() > 1
            || (below.len() == 1 && merge.is_some_and(|m| m.right > m.left && m.bottom == m.top));
        if is_group {
            grouped = true;
            labels.extend(below.iter().map(|b| Label {
                column: b.column,
                group: text.clone(),
                own: b.value.text(),
                row: row + 1,
            }));
        } else if below.is_empty() {
            labels.push(Label { column: cell.column, group: String::new(), own: text, row });
        } else {
            return None;
        }
    }
    let covered = |c: &Cell| labels.iter().any(|l| l.column == c.column && l.row == row + 1);
    (grouped && lower.iter().all(covered)).then_some(labels)
}

/// The header of a list of something else: the first row with labels over most of the columns that follow.
fn unknown_header(sheet: &Sheet, rows: &[u32]) -> Option<(usize, Header)> {
    for (at, row) in rows.iter().enumerate() {
        let cells = &sheet.rows[row];
        let labels = cells.iter().filter(|c| is_label(c)).count();
        let below = rows[at + 1..].iter().take(5).map(|r| sheet.rows[r].len()).max().unwrap_or(0);
        if labels == cells.len() && labels >= 2 && below >= 2 && labels * 10 >= below * 6 {
            return Some((at, Header::of(single(sheet, *row), vec![*row], true)));
        }
    }
    None
}

/// Sorts the rows below a header; ends at the sheet's end or at the next table's header. Returns from where the next
/// table is to be looked for: titles and notes that stand right above its header are its own.
fn body(
    sheet: &Sheet,
    rows: &[u32],
    header: Header,
    after: usize,
    above: &[u32],
    chosen: &[Chosen<'_>],
) -> (Found, usize) {
    let Header { mut matching, labels, rows: header_rows, .. } = header;
    let as_named = matching.columns.clone();
    matching.choose(&labels, chosen);
    let mut unit = above.iter().filter_map(|r| unit_in_row(sheet, *r)).next_back();
    let mut found = Found { matching, header_rows, data: Vec::new(), totals: Vec::new(), unit: None };
    let mut footnote = None;
    let mut next = after;
    let mut ended = false;
    let mut skip_until = 0;
    for (at, row) in rows.iter().enumerate().skip(after) {
        if *row <= skip_until {
            continue;
        }
        if let Some(other) = header_below(sheet, *row) {
            if other.matching.kind == found.matching.kind && other.matching.columns == as_named {
                skip_until = other.rows.last().copied().unwrap_or(*row);
                continue;
            }
            ended = true;
            break;
        }
        match judge(sheet, &found, *row) {
            Judged::Data => found.data.push(*row),
            Judged::Total(whole) => found.totals.push((*row, whole)),
            Judged::Note => {
                footnote = footnote.or_else(|| unit_in_row(sheet, *row));
                continue;
            }
            Judged::Skip => continue,
        }
        // A note between rows of the list is the list's.
        unit = unit.or(footnote.take());
        next = at + 1;
    }
    if !ended {
        unit = unit.or(footnote);
        next = rows.len();
    }
    let of_name = || crate::values::money::unit_set_apart(&sheet.name).or_else(|| unit_in_note(&sheet.name));
    found.unit = unit.or_else(of_name);
    (found, next)
}

/// A header below another table, if it is one beyond doubt: at least three of its labels are known, and at least half
/// of them. A row of data may hold a word or two that are labels elsewhere.
fn header_below(sheet: &Sheet, row: u32) -> Option<Header> {
    let names = sheet.rows.get(&row)?.iter().filter(|c| is_label(c) && columns::is_name(&c.value.text()));
    if names.take(2).count() < 2 {
        return None;
    }
    let header = known_header(sheet, row)?;
    let labels: usize = header.rows.iter().filter_map(|r| sheet.rows.get(r)).map(Vec::len).sum();
    let known = header.matching.columns.len();
    (known >= 3 && known * 2 >= labels).then_some(header)
}

fn unit_in_row(sheet: &Sheet, row: u32) -> Option<MoneyUnit> {
    let cells = sheet.rows.get(&row)?;
    // The label and the unit may stand in neighbouring cells: 单位： | 万元.
    let joined: String = cells.iter().map(|c| c.value.text()).collect();
    cells.iter().find_map(|c| unit_in_note(&c.value.text())).or_else(|| unit_in_note(&joined))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Merge, parse_range};

    fn found_in(sheet: &Sheet) -> Vec<Found> {
        find(sheet, &[])
    }

    fn sheet(rows: &[&str], merges: &[&str]) -> Sheet {
        let mut sheet = Sheet::new("表");
        for (r, row) in rows.iter().enumerate() {
            for (c, text) in row.split('|').enumerate().filter(|(_, t)| !t.is_empty()) {
                let value = if text.parse::<f64>().is_ok() {
                    CellValue::Number((*text).into())
                } else {
                    CellValue::Text((*text).into())
                };
                let (row, column) =
                    (u32::try_from(r + 1).expect("row"), u32::try_from(c + 1).expect("column"));
                sheet.put(row, Cell { column, value, formula: false, percent: false });
            }
        }
        for merge in merges {
            let merge: Merge = parse_range(merge).expect("range");
            sheet.merge(merge, 100);
        }
        sheet
    }

    #[test]
    fn a_header_of_two_rows_is_found_with_and_without_merges() {
        let rows = [
            "太原市登记表（单位：万元）",
            "方案编号|榜题|出题企业|揭榜方|经费|||赛马",
            "||||研发投入总额|财政|自筹|",
            "JB-1|甲|乙|丙|100|30|70|否",
        ];
        for merges in [&["E2:G2", "A2:A3", "B2:B3", "A1:H1"][..], &[]] {
            let found = found_in(&sheet(&rows, merges));
            assert_eq!(found.len(), 1);
            assert_eq!((found[0].header_rows.as_slice(), found[0].data.as_slice()), (&[2, 3][..], &[4][..]));
            assert_eq!(found[0].unit, Some(MoneyUnit(1_000_000)));
            assert_eq!(found[0].matching.columns.len(), 8);
        }
    }

    #[test]
    fn a_note_of_two_cells_above_a_header_is_no_group_of_it() {
        let rows = [
            "一览表",
            "金额单位：人民币万元||填报日期：2023年9月",
            "方案编号|项目名称|发榜企业|揭榜单位|技术领域|研发投入总额|人员|",
            "||||||总数|青年",
            "JB-1|甲|子公司|丑大学|新能源|1000|10|5",
        ];
        let found = found_in(&sheet(&rows, &["G3:H3"]));
        assert_eq!(found[0].header_rows, [3, 4]);
        assert_eq!((found[0].unit, found[0].matching.columns.len()), (Some(MoneyUnit(1_000_000)), 8));
    }

    #[test]
    fn a_row_of_text_under_a_plain_header_is_data() {
        let found = found_in(&sheet(&["姓名|单位|类别|职称", "张三|某大学|技术|教授"], &[]));
        assert_eq!((found[0].header_rows.as_slice(), found[0].data.as_slice()), (&[1][..], &[2][..]));
    }

    #[test]
    fn totals_notes_blanks_and_repeated_headers_are_no_data() {
        let rows = [
            "专家编号|姓名|单位|类别",
            "ZJ1|甲|子大学|技术",
            "",
            "专家编号|姓名|单位|类别",
            "ZJ2|乙|丑大学|管理",
            "ZJ3|||",
            "合计|2||",
            "注：以上按笔画排序|||",
        ];
        let found = found_in(&sheet(&rows, &[]));
        assert_eq!(found[0].data, [2, 5]);
        assert_eq!(found[0].totals, [(7, true)]);
    }

    #[test]
    fn two_tables_of_one_sheet_are_both_found() {
        let rows = [
            "一、专家",
            "姓名|单位|类别|职称",
            "甲|子大学|技术|教授",
            "",
            "二、预算（单位：元）",
            "方案编号|科目|预算金额|财政资金|自筹资金",
            "JB-1|设备费|10|3|7",
            "JB-1|合计|10|3|7",
        ];
        let found = found_in(&sheet(&rows, &[]));
        assert_eq!(found.iter().map(|f| f.matching.kind).collect::<Vec<_>>(), [Kind::Expert, Kind::Budget]);
        assert_eq!((found[1].data.as_slice(), found[1].totals.as_slice()), (&[7][..], &[(8, false)][..]));
        assert_eq!(found[1].unit, Some(MoneyUnit(100)));
    }

    #[test]
    fn a_page_of_prose_is_no_table() {
        assert!(found_in(&sheet(&["填表说明", "一、请用宋体", "二、金额用万元"], &[])).is_empty());
    }
}
