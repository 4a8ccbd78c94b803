//! Finding the tables of a sheet, below and beside each other: titles and notes above, and which rows below a header are
//! data.

use std::collections::BTreeSet;

use crate::at_once::{at_once, pieces};
use crate::columns::Matching;
use crate::content;
use crate::edits::Choices;
use crate::grid::{Cell, Sheet};
use crate::header::{Header, header_below, is_label, next_header};
use crate::judge::{Judged, judge};
use crate::kinds::Kind;
use crate::labels::Label;
use crate::limits;
use crate::stated::{self, Stated};
use crate::values::money::{MoneyUnit, unit_in_note, unit_in_title, unit_set_apart};

/// A table as it lies in its sheet.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// What it lists and where its columns are.
    pub(crate) matching: Matching,
    /// The rows of its header.
    pub(crate) header_rows: Vec<u32>,
    /// The columns that have a label, matched or not.
    pub(crate) labelled: Vec<u32>,
    /// What stands over them.
    pub(crate) labels: Vec<Label>,
    /// Data rows.
    pub(crate) data: Vec<u32>,
    /// Rows that sum others, with whether they sum the whole list (合计) or what stands since the last sum (小计).
    pub(crate) totals: Vec<(u32, bool)>,
    /// The unit of money that a title, a note or the sheet's name declares.
    pub(crate) unit: Option<MoneyUnit>,
    /// Whether a line of its own declares it, and not only the sheet's name.
    pub(crate) unit_in_note: bool,
    /// Fields that a line above, the title or the sheet's name states for the rows.
    pub(crate) stated: Vec<Stated>,
}

impl Found {
    /// The table of a header, with no rows yet.
    fn begun(sheet: &Sheet, header: Header, above: &[u32], chosen: &Choices<'_>) -> Found {
        let Header { mut matching, labels, rows: header_rows, .. } = header;
        let first = header_rows.first().copied().zip(labels.iter().map(|l| l.column).min());
        if let Some(kind) = first.and_then(|at| chosen.kinds.get(&at)) {
            matching = matching.taken_as(*kind, &labels);
        }
        matching.choose(&labels, &chosen.columns);
        let stated = stated::above(sheet, above, &matching);
        Found {
            matching,
            labelled: labels.iter().map(|l| l.column).collect(),
            labels,
            header_rows,
            data: Vec::new(),
            totals: Vec::new(),
            unit: None,
            unit_in_note: false,
            stated,
        }
    }

    /// Row and column of its first label: what a table is known by.
    pub(crate) fn at(&self) -> Option<(u32, u32)> {
        self.header_rows.first().copied().zip(self.labelled.iter().min().copied())
    }

    /// What is stated about a field for a row: the nearest line above it.
    pub(crate) fn stated_for(&self, row: u32) -> Vec<&Stated> {
        let mut all: Vec<&Stated> = Vec::new();
        for one in self.stated.iter().filter(|s| s.from < row) {
            all.retain(|s| s.field != one.field);
            all.push(one);
        }
        all
    }
}

/// Finds the tables of a sheet, in their order. Chosen columns are matched once a header is found: they change neither
/// which rows it has nor what the table lists.
pub(crate) fn find(sheet: &Sheet, chosen: &Choices<'_>) -> Vec<Found> {
    let mut tables = Vec::new();
    let parts = side_by_side(sheet);
    if parts.len() > 1 {
        let of_parts: Vec<Found> = parts.iter().flat_map(|part| stacked(part, chosen)).collect();
        let known = of_parts.iter().filter(|t| t.matching.kind != Kind::Unknown).count();
        if known > 1 {
            tables = of_parts;
            tables.retain(|t| t.matching.kind != Kind::Unknown);
        }
    }
    if tables.is_empty() {
        tables = stacked(sheet, chosen);
    }
    tables.truncate(limits::TABLES);
    tables.sort_by_key(|t| (t.header_rows.first().copied(), t.labelled.first().copied()));
    tables
}

/// How many tables may stand beside each other.
const BESIDE: usize = 8;

/// The sheet cut where empty columns run between its tables. Titles and notes, which stand alone in their row, go to all.
fn side_by_side(sheet: &Sheet) -> Vec<Sheet> {
    let alone = |row: u32| sheet.rows.get(&row).is_some_and(|cells| cells.len() == 1);
    let mut used: BTreeSet<u32> = BTreeSet::new();
    let mut like: Vec<u32> = Vec::new();
    for cells in sheet.rows.values().filter(|cells| cells.len() > 1) {
        // Most rows fill the columns that the row above fills.
        if !cells.iter().map(|c| c.column).eq(like.iter().copied()) {
            like = cells.iter().map(|c| c.column).collect();
            used.extend(&like);
        }
    }
    let mut blocks: Vec<(u32, u32)> = Vec::new();
    for column in used {
        match blocks.last_mut() {
            Some((_, last)) if *last + 1 >= column => *last = column,
            _ => blocks.push((column, column)),
        }
    }
    blocks.retain(|(first, last)| last > first);
    if blocks.len() < 2 || blocks.len() > BESIDE {
        return Vec::new();
    }
    let part = |(first, last): &(u32, u32)| {
        sheet.part(|row, cell| (*first..=*last).contains(&cell.column) || alone(row))
    };
    blocks.iter().map(part).collect()
}

/// The tables of a sheet that stand below each other.
fn stacked(sheet: &Sheet, chosen: &Choices<'_>) -> Vec<Found> {
    let rows: Vec<u32> = sheet.rows.keys().copied().collect();
    let mut tables: Vec<Found> = Vec::new();
    let mut from = 0;
    while let Some((at, header)) = next_header(sheet, &rows, from, tables.is_empty()) {
        let twins = twins(sheet, &rows[from..], &header);
        if twins.len() > 1 {
            tables.extend(twins.iter().flat_map(|part| stacked(part, chosen)));
            break;
        }
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

/// A list in two or three bands of columns, each with the whole header again: cut where its first label comes again.
fn twins(sheet: &Sheet, rows: &[u32], header: &Header) -> Vec<Sheet> {
    let mut columns: Vec<(u32, &str)> = header.labels.iter().map(|l| (l.column, l.own.as_str())).collect();
    columns.sort_unstable();
    let Some((_, first)) = columns.first() else { return Vec::new() };
    let starts: Vec<u32> = columns.iter().filter(|(_, own)| own == first).map(|(c, _)| *c).collect();
    let width = columns.len() / starts.len().max(1);
    let repeats = starts.len() > 1
        && width >= 3
        && columns.len() == width * starts.len()
        && columns
            .iter()
            .enumerate()
            .all(|(i, (_, own))| columns.get(i % width).is_some_and(|(_, o)| o == own));
    if !repeats || starts.len() > BESIDE {
        return Vec::new();
    }
    let first_row = rows.first().copied().unwrap_or(0);
    let alone = |row: u32| sheet.rows.get(&row).is_some_and(|cells| cells.len() == 1);
    let part = |(i, from): (usize, &u32)| {
        let to = starts.get(i + 1).copied().unwrap_or(u32::MAX);
        sheet.part(|row, cell: &Cell| row >= first_row && ((*from..to).contains(&cell.column) || alone(row)))
    };
    starts.iter().enumerate().map(part).collect()
}

/// What a row below a header is.
enum Below {
    Header(Box<Header>),
    Row(Judged),
}

/// How many rows are judged first; each time it is twice as many, so that little is done in vain where a table ends.
const FIRST_BLOCK: usize = 512;
const LARGEST_BLOCK: usize = 1 << 16;

/// Judges the rows from a position on, block by block, the rows of a block at once. `begun` is the table without its rows.
fn judged<'a>(
    sheet: &'a Sheet,
    begun: &'a Found,
    rows: &'a [u32],
    after: usize,
) -> impl Iterator<Item = (usize, u32, Below)> {
    let of_row = |row: &u32| match header_below(sheet, *row) {
        Some(header) => Below::Header(Box::new(header)),
        None => Below::Row(judge(sheet, begun, *row)),
    };
    let (mut from, mut size) = (after, FIRST_BLOCK);
    let blocks = std::iter::from_fn(move || {
        let block = rows.get(from..rows.len().min(from + size)).filter(|block| !block.is_empty())?;
        let found = at_once(&pieces(block.len(), |_| false), |piece| -> Vec<Below> {
            block.get(piece.clone()).unwrap_or_default().iter().map(of_row).collect()
        });
        let places = (from..).zip(block).zip(found.into_iter().flatten());
        (from, size) = (from + block.len(), LARGEST_BLOCK.min(size * 2));
        Some(places.map(|((at, row), below)| (at, *row, below)))
    });
    blocks.flatten()
}

/// Sorts the rows below a header; ends at the sheet's end or at the next table's header. Returns from where the next
/// table is to be looked for: titles and notes that stand right above its header are its own.
fn body(
    sheet: &Sheet,
    rows: &[u32],
    header: Header,
    after: usize,
    above: &[u32],
    chosen: &Choices<'_>,
) -> (Found, usize) {
    let (as_named, named_kind) = (header.matching.columns.clone(), header.matching.kind);
    let labels = header.labels.clone();
    let mut unit = above.iter().filter_map(|r| unit_above(sheet, *r)).next_back();
    unit = unit.or_else(|| unit_beside(sheet, &header.rows, &header.matching));
    let mut found = Found::begun(sheet, header, above, chosen);
    let mut pending: Vec<Stated> = Vec::new();
    let mut footnote = None;
    let mut next = after;
    let mut ended = false;
    let mut skip_until = 0;
    let begun = found.clone();
    for (at, row, below) in judged(sheet, &begun, rows, after) {
        if row <= skip_until {
            continue;
        }
        match below {
            Below::Header(other) => {
                if other.matching.kind == named_kind && other.matching.columns == as_named {
                    skip_until = other.rows.last().copied().unwrap_or(row);
                    continue;
                }
                ended = true;
                break;
            }
            Below::Row(Judged::Data) => found.data.push(row),
            Below::Row(Judged::Total(whole)) => found.totals.push((row, whole)),
            Below::Row(Judged::Note) => {
                footnote = footnote.or_else(|| unit_in_row(sheet, row));
                pending.extend(stated::between(sheet, row, &found.matching));
                continue;
            }
            Below::Row(Judged::Skip) => continue,
        }
        // A note between rows of the list is the list's.
        unit = unit.or(footnote.take());
        found.stated.append(&mut pending);
        next = at + 1;
    }
    if !ended {
        unit = unit.or(footnote);
        next = rows.len();
    }
    by_contents(sheet, &labels, chosen, &mut found);
    let beside = || found.data.iter().take(30).find_map(|r| unit_beside(sheet, &[*r], &found.matching));
    unit = unit.or_else(beside);
    found.unit_in_note = unit.is_some();
    let of_name = || unit_set_apart(&sheet.name).or_else(|| unit_in_note(&sheet.name));
    found.unit = unit.or_else(of_name);
    (found, next)
}

/// Matches by their contents the columns that no header named. What the secretary chose stays as chosen.
fn by_contents(sheet: &Sheet, labels: &[Label], chosen: &Choices<'_>, found: &mut Found) {
    let kind = found.matching.kind;
    if kind == Kind::Unknown {
        return;
    }
    let is_chosen = |column: u32| chosen.columns.iter().any(|c| c.column == column);
    let open: Vec<Label> = labels.iter().filter(|l| !is_chosen(l.column)).cloned().collect();
    content::complete(sheet, kind, &open, &found.data, &mut found.matching.columns);
    content::settle_times(sheet, &found.data, &mut found.matching.columns, &is_chosen);
    let matching = &found.matching;
    found.stated.retain(|s| !matching.has(s.field));
}

/// A unit that a cell beside the columns of the table notes.
fn unit_beside(sheet: &Sheet, rows: &[u32], matching: &Matching) -> Option<MoneyUnit> {
    let outside = |c: &&Cell| !matching.columns.iter().any(|m| m.column == c.column) && is_label(c);
    let cells = rows.iter().filter_map(|r| sheet.rows.get(r)).flatten().filter(outside);
    cells.filter_map(|c| unit_in_note(&c.value.text())).next_back()
}

fn unit_in_row(sheet: &Sheet, row: u32) -> Option<MoneyUnit> {
    let cells = sheet.rows.get(&row)?;
    // The label and the unit may stand in neighbouring cells: 单位： | 万元.
    let joined: String = cells.iter().map(|c| c.value.text()).collect();
    cells.iter().find_map(|c| unit_in_note(&c.value.text())).or_else(|| unit_in_note(&joined))
}

/// The unit of a line above the table: a note, or a title with the unit in brackets.
fn unit_above(sheet: &Sheet, row: u32) -> Option<MoneyUnit> {
    let title =
        || sheet.rows.get(&row)?.iter().filter(|c| is_label(c)).find_map(|c| unit_in_title(&c.value.text()));
    unit_in_row(sheet, row).or_else(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{CellValue, Merge, parse_range};

    fn found_in(sheet: &Sheet) -> Vec<Found> {
        find(sheet, &Choices::default())
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
