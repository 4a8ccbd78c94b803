//! Typing the rows of a found table: each cell as its column's kind of value, with what there is to say about it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Code, Finding, Severity};

use crate::by_field::ByField;
use crate::cells::{Context, Value, cell_findings, read_cell, read_money, read_value};
use crate::columns::{Column, is_wide, value_of};
use crate::grid::{Cell, CellValue, Sheet, address, column_letters, parse_address};
use crate::inspection::{Head, Row, Table};
use crate::kinds::{Kind, ValueKind};
use crate::limits;
use crate::table::Found;
use crate::values::text::{is_nothing, squeezed};
use crate::values::{FieldValue, Reading};

/// A table with typed rows and what the checks over several rows need beside them.
#[derive(Debug)]
pub(crate) struct Typed {
    /// The table as it is given out.
    pub(crate) table: Table,
    /// How it lay in its sheet.
    pub(crate) found: Found,
    /// Cells that hold something unreadable: their null is no zero.
    pub(crate) unread: BTreeSet<(u32, &'static str)>,
    /// Amounts of the rows that sum others: row, whether they sum the whole list, and the amounts by field.
    pub(crate) totals: Vec<TotalRow>,
    /// Findings of header and cells.
    pub(crate) findings: Vec<Finding>,
    /// Whether its sheet is hidden.
    pub(crate) hidden: bool,
    /// Columns that hold formulas, each said once.
    formulas: BTreeSet<u32>,
    /// What was said of lines that state a field for all rows.
    said_of_lines: BTreeSet<(Code, Option<String>)>,
}

/// A row that sums others.
#[derive(Debug)]
pub(crate) struct TotalRow {
    pub(crate) row: u32,
    /// Whether it sums the whole list (合计) or a part (小计).
    pub(crate) whole: bool,
    /// Amounts by field, with the cell's address.
    pub(crate) amounts: BTreeMap<&'static str, (domain::Fen, String)>,
    /// Who it is about, where a row says so (the sum of one bid's lines).
    pub(crate) of: Option<String>,
}

/// Types all rows of a table.
pub(crate) fn type_table(sheet: &Sheet, found: Found) -> Typed {
    let kind = found.matching.kind;
    let columns =
        found.matching.columns.iter().map(|c| (column_letters(c.column), c.field.to_owned())).collect();
    let table = Table {
        kind,
        sheet: sheet.name.clone(),
        header_rows: found.header_rows.clone(),
        columns,
        rows: Vec::new(),
        at: found.at().map(|(row, column)| address(row, column)).unwrap_or_default(),
        heads: heads(&found),
    };
    let mut typed = Typed {
        table,
        found,
        unread: BTreeSet::new(),
        totals: Vec::new(),
        findings: Vec::new(),
        hidden: sheet.hidden,
        formulas: BTreeSet::new(),
        said_of_lines: BTreeSet::new(),
    };
    header_findings(sheet, &mut typed);
    let data = std::mem::take(&mut typed.found.data);
    typed.table.rows.reserve(data.len());
    for row in &data {
        // Whoever recognises the book refuses it then; what is left out here is never shown.
        if typed.findings.len() > limits::FINDINGS {
            break;
        }
        let typed_row = type_row(sheet, &mut typed, *row);
        typed.table.rows.push(typed_row);
    }
    typed.found.data = data;
    if kind != Kind::Unknown {
        crate::checks::doubt(&mut typed);
    }
    typed.totals =
        typed.found.totals.iter().map(|(row, whole)| total_row(sheet, &typed.found, *row, *whole)).collect();
    typed
}

/// What stands over the columns of a table, from the left.
fn heads(found: &Found) -> Vec<Head> {
    let mut labels: Vec<_> = found.labels.iter().collect();
    labels.sort_by_key(|l| l.column);
    let sure = |column| found.matching.columns.iter().any(|c| c.column == column && c.strong);
    labels
        .into_iter()
        .map(|l| Head {
            letters: column_letters(l.column),
            label: l.groups.iter().chain([&l.own]).map(|t| squeezed(t)).collect::<Vec<_>>().join("/"),
            sure: sure(l.column),
        })
        .collect()
}

/// What the header itself gives to say: an unknown table, missing columns, two columns for one field, hidden parts.
fn header_findings(sheet: &Sheet, typed: &mut Typed) {
    let matching = &typed.found.matching;
    let header_row = typed.found.header_rows.last().copied().unwrap_or(1);
    let mut findings = Vec::new();
    if matching.kind == Kind::Unknown {
        findings.push(
            Finding::warning(Code::TableUnknown).at_row(&sheet.name, header_row).with("sheet", &sheet.name),
        );
    } else {
        let stated: Vec<&str> = typed.found.stated.iter().map(|s| s.field).collect();
        for field in matching.missing(&stated) {
            let finding = Finding::error(Code::ColumnMissing).at_row(&sheet.name, header_row);
            let finding = finding.with("sheet", &sheet.name).with("missing", field);
            findings.push(finding.with("row", header_row.to_string()));
        }
    }
    for second in &matching.ambiguous {
        let finding = Finding::error(Code::ColumnAmbiguous).at_cell(
            &sheet.name,
            address(second.row, second.column),
            second.row,
        );
        let columns = format!("{}、{}", column_letters(second.taken), column_letters(second.column));
        findings.push(finding.with("field", second.field).with("columns", columns));
    }
    if matching.kind != Kind::Unknown {
        hidden_findings(sheet, &typed.found, &mut findings);
        unit_conflict(sheet, &typed.found, &mut findings);
    }
    typed.findings.append(&mut findings);
}

fn hidden_findings(sheet: &Sheet, found: &Found, findings: &mut Vec<Finding>) {
    let hidden = |code| Finding::warning(code).with("sheet", &sheet.name);
    if sheet.hidden {
        findings.push(hidden(Code::HiddenSheet).at_sheet(&sheet.name));
    }
    for row in found.data.iter().filter(|r| sheet.hidden_rows.contains(r)) {
        findings.push(hidden(Code::HiddenRow).with("row", row.to_string()).at_row(&sheet.name, *row));
    }
    let Some(header) = found.header_rows.last() else { return };
    for column in found.labelled.iter().filter(|c| sheet.column_hidden(**c)) {
        let finding = hidden(Code::HiddenColumn).with("column", column_letters(*column));
        findings.push(finding.at_cell(&sheet.name, address(*header, *column), *header));
    }
}

/// A header that names another unit than the note above the table: the header, which is nearer, was taken.
fn unit_conflict(sheet: &Sheet, found: &Found, findings: &mut Vec<Finding>) {
    let Some(note) = found.unit.filter(|_| found.unit_in_note) else { return };
    let money = found.matching.columns.iter().filter(|c| c.value == ValueKind::Money);
    let header = found.header_rows.last().copied().unwrap_or(1);
    if let Some((column, unit)) =
        money.filter_map(|c| c.money.map(|unit| (c, unit))).find(|(_, unit)| *unit != note)
    {
        let finding = Finding::warning(Code::AmountUnitConflict).with("field", column.field);
        let finding = finding.with("value", unit.name()).with("reason", "note_unit");
        findings.push(finding.at_cell(&sheet.name, address(header, column.column), header));
    }
}

fn type_row(sheet: &Sheet, typed: &mut Typed, number: u32) -> Row {
    let room = typed.found.matching.columns.len() + 1;
    let (fields, cells) = (ByField::with_room(room), ByField::with_room(room));
    let mut row = Row { row: number, fields, cells, doubtful: Vec::new() };
    let known = typed.table.kind != Kind::Unknown;
    let last_header = typed.found.header_rows.last().copied().unwrap_or(0);
    let columns = std::mem::take(&mut typed.found.matching.columns);
    let context = Context { unit: typed.found.unit, from_1904: sheet.dates_from_1904 };
    for column in &columns {
        let place = (number, column.column);
        let cell = cell_of(sheet, number, column, last_header);
        let (mut values, mut issue) = read_cell(cell, column, &context);
        if let Some(same) = cell.and_then(|c| same_as_above(typed, c, column)) {
            (values, issue) = (vec![same], None);
        }
        let own = if column.value == ValueKind::Span { "start" } else { column.field };
        if !values.iter().any(|(field, _)| *field == own) {
            row.fields.insert(own, FieldValue::Null);
            row.cells.insert(own, place);
        }
        for (field, value) in values {
            // A column of its own for a field is not overwritten by what another column says beside it.
            if field != own && row.get(field).is_some() {
                continue;
            }
            if issue.as_ref().is_some_and(|i| i.severity == Severity::Error) {
                typed.unread.insert((number, field));
            }
            row.fields.insert(field, value);
            row.cells.insert(field, place);
        }
        if known {
            let said = cell_findings(cell, issue, column, |f| {
                f.at_cell(&sheet.name, address(place.0, place.1), number)
            });
            typed.findings.extend(said);
            note_formula(&sheet.name, typed, cell, column, number);
        }
    }
    if known {
        fill_stated(&sheet.name, typed, &mut row, &context);
        missing_values(sheet, typed, &row, &columns);
    }
    typed.found.matching.columns = columns;
    row
}

/// 同上 and its like take the value of the row above.
fn same_as_above(typed: &Typed, cell: &Cell, column: &Column) -> Option<(&'static str, FieldValue)> {
    let CellValue::Text(text) = &cell.value else { return None };
    if text.len() > 12 || !matches!(squeezed(text).as_str(), "同上" | "〃" | "″" | "\"" | "″″" | "''")
    {
        return None;
    }
    let above = typed.table.rows.last()?.get(column.field)?;
    (column.value == ValueKind::Text || column.value == ValueKind::PolicyField)
        .then(|| (column.field, above.clone()))
}

/// Says once for each column that its values come from formulas.
fn note_formula(sheet: &str, typed: &mut Typed, cell: Option<&Cell>, column: &Column, number: u32) {
    let Some(cell) = cell.filter(|c| c.formula) else { return };
    if matches!(cell.value, CellValue::Error(_) | CellValue::Uncached)
        || !typed.formulas.insert(column.column)
    {
        return;
    }
    let value: String = cell.value.text().chars().take(60).collect();
    let finding = Finding::warning(Code::FormulaCached).with("field", column.field).with("value", value);
    typed.findings.push(finding.at_cell(sheet, address(number, column.column), number));
}

/// Fills in what a line above the table, its title or the sheet's name states and no column does.
fn fill_stated(sheet: &str, typed: &mut Typed, row: &mut Row, context: &Context) {
    let mut said = Vec::new();
    for stated in typed.found.stated_for(row.row) {
        let Some((field, value)) = value_of(typed.table.kind, stated.field) else { continue };
        let column =
            Column { column: 0, field, value, money: None, term: None, percent: false, strong: true };
        let text = CellValue::Text(stated.text.as_str().into());
        let reading = read_value(&text, &stated.text, false, &column, context);
        if let Some(Value::One(value)) = reading.value {
            row.fields.insert(field, value);
        }
        if let (Some(issue), Some(cell)) = (reading.issue, &stated.cell)
            && let Some((line, _)) = parse_address(cell)
        {
            let finding = Finding::new(issue.code, issue.severity).at_cell(sheet, cell.clone(), line);
            said.push(issue.tell(finding.with("field", field).with("value", &stated.text)));
        }
    }
    for finding in said {
        if typed.said_of_lines.insert((finding.code, finding.place.cell.clone())) {
            typed.findings.push(finding);
        }
    }
}

/// The cell of a column in a row: its own, or the anchor of a merge downwards.
fn cell_of<'s>(sheet: &'s Sheet, row: u32, column: &Column, last_header: u32) -> Option<&'s Cell> {
    sheet.own(row, column.column).or_else(|| {
        let merge = sheet.merge_at(row, column.column)?;
        let down = merge.left == column.column && merge.top > last_header && column.value.spreads_down();
        if down { sheet.own(merge.top, merge.left) } else { None }
    })
}

/// What the row must state and does not. What is there but unreadable has its own finding, and what a merged cell above
/// covers is filled.
fn missing_values(sheet: &Sheet, typed: &mut Typed, row: &Row, columns: &[Column]) {
    let wide = typed.table.kind == Kind::Budget && columns.iter().filter(|c| is_wide(c.field)).count() >= 2;
    let required = if wide { Kind::WIDE_REQUIRED } else { typed.table.kind.required() };
    let last_header = typed.found.header_rows.last().copied().unwrap_or(0);
    let covered = |field: &str| {
        let column =
            columns.iter().find(|c| c.field == field || (field == "end" && c.value == ValueKind::Span));
        let merge = column.and_then(|c| sheet.merge_at(row.row, c.column));
        merge.is_some_and(|m| {
            m.top < row.row
                && m.top > last_header
                && sheet.own(m.top, m.left).is_some_and(|c| !c.value.is_blank())
        })
    };
    let mut said: Vec<(u32, u32)> = Vec::new();
    for any in required {
        let there =
            any.iter().any(|f| row.get(f).is_some() || typed.unread.contains(&(row.row, *f)) || covered(f));
        let Some((field, cell)) = any.iter().find_map(|f| row.cells.get(f).map(|c| (*f, *c))) else {
            continue;
        };
        if !there && !said.contains(&cell) {
            said.push(cell);
            let cell = address(cell.0, cell.1);
            let finding = Finding::error(Code::MissingValue).at_cell(&sheet.name, cell, row.row);
            typed.findings.push(finding.with("field", field));
        }
    }
}

fn total_row(sheet: &Sheet, found: &Found, row: u32, whole: bool) -> TotalRow {
    let mut amounts = BTreeMap::new();
    for column in found.matching.columns.iter().filter(|c| c.value == ValueKind::Money) {
        let text = sheet.own(row, column.column).map(|c| c.value.text()).unwrap_or_default();
        let cell = sheet.own(row, column.column).map_or(CellValue::Uncached, |c| c.value.clone());
        if let Reading { value: Some(fen), issue: None } =
            read_money(&cell, &text, column.money.or(found.unit))
        {
            amounts.insert(column.field, (fen, address(row, column.column)));
        }
    }
    let identity = ["bid_no", "no", "challenge_no", "name"];
    let of = identity.iter().find_map(|f| {
        let column = found.matching.columns.iter().find(|c| c.field == *f)?;
        sheet.covering(row, column.column).map(|c| c.value.text()).filter(|t| !is_nothing(t))
    });
    TotalRow { row, whole, amounts, of }
}
