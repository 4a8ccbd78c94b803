//! Typing the rows of a found table: each cell as its column's kind of value, with what there is to say about it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::{Code, Finding, Severity};

use crate::at_once::{at_once, pieces};
use crate::by_field::ByField;
use crate::cells::{Context, Value, cell_findings, read_cell, read_money, read_value};
use crate::columns::{Column, is_wide, value_of};
use crate::grid::{Cell, CellValue, Sheet, address, column_letters, parse_address};
use crate::inspection::{Head, Row, Table};
use crate::kinds::{Kind, ValueKind};
use crate::limits;
use crate::table::Found;
use crate::unitless;
use crate::values::text::{is_nothing, squeeze, squeezed};
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
}

/// Neighbouring rows, typed.
#[derive(Debug, Default)]
struct Piece {
    rows: Vec<Row>,
    unread: BTreeSet<(u32, &'static str)>,
    findings: Vec<Finding>,
    /// Columns that hold formulas, each said once.
    formulas: BTreeMap<u32, Finding>,
    /// What is said once of a line that states a field for all rows.
    of_lines: BTreeMap<(Code, Option<String>), Finding>,
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
    let mut typed = Typed { table, found, unread: BTreeSet::new(), totals: Vec::new(), findings: Vec::new() };
    header_findings(sheet, &mut typed);
    let unitless = if kind == Kind::Unknown { BTreeSet::new() } else { unitless::say(sheet, &mut typed) };
    type_rows(sheet, &mut typed, &unitless);
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
            Finding::warning(Code::TableUnknown)
                .at_row(&sheet.name, header_row)
                .with("sheet", &sheet.name)
                .with("rows", typed.found.data.len().to_string()),
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
    if sheet.hidden {
        findings.push(Finding::warning(Code::HiddenSheet).with("sheet", &sheet.name).at_sheet(&sheet.name));
    }
    if matching.kind != Kind::Unknown {
        hidden_findings(sheet, &typed.found, &mut findings);
        unit_conflict(sheet, &typed.found, &mut findings);
    }
    typed.findings.append(&mut findings);
}

fn hidden_findings(sheet: &Sheet, found: &Found, findings: &mut Vec<Finding>) {
    let hidden = |code| Finding::warning(code).with("sheet", &sheet.name);
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

/// Types the data rows, in pieces at once.
fn type_rows(sheet: &Sheet, typed: &mut Typed, unitless: &BTreeSet<u32>) {
    let found = &typed.found;
    let as_above = |at: usize| found.data.get(at).is_some_and(|row| says_as_above(sheet, *row));
    let usual = Usual::of(found, unitless);
    let typed_pieces = at_once(&pieces(found.data.len(), as_above), |rows| {
        let mut piece = Piece::default();
        piece.rows.reserve(rows.len());
        for row in found.data.get(rows.clone()).unwrap_or_default() {
            // Whoever recognises the book refuses it then; what is left out here is never shown.
            if piece.findings.len() > limits::FINDINGS {
                break;
            }
            let typed_row = type_row(sheet, found, &usual, &mut piece, *row);
            piece.rows.push(typed_row);
        }
        piece
    });
    let (mut formulas, mut of_lines) = (BTreeMap::new(), BTreeMap::new());
    for piece in typed_pieces {
        typed.table.rows.extend(piece.rows);
        typed.unread.extend(piece.unread);
        typed.findings.extend(piece.findings);
        // What is said once is said of the first row.
        for (column, finding) in piece.formulas {
            formulas.entry(column).or_insert(finding);
        }
        for (line, finding) in piece.of_lines {
            of_lines.entry(line).or_insert(finding);
        }
    }
    typed.findings.extend(formulas.into_values().chain(of_lines.into_values()));
}

/// A row as most are: every column has the value of its own field, nothing yet.
struct Usual<'u> {
    fields: ByField<FieldValue>,
    columns: Arc<ByField<u32>>,
    /// Columns of money of which it was said once that they have no unit.
    unitless: &'u BTreeSet<u32>,
}

impl<'u> Usual<'u> {
    fn of(found: &Found, unitless: &'u BTreeSet<u32>) -> Self {
        let (mut fields, mut columns) = (ByField::default(), ByField::default());
        for column in &found.matching.columns {
            fields.insert(own_field(column), FieldValue::Null);
            columns.insert(own_field(column), column.column);
        }
        Self { fields, columns: Arc::new(columns), unitless }
    }
}

/// The field whose value a column is there for.
fn own_field(column: &Column) -> &'static str {
    if column.value == ValueKind::Span { "start" } else { column.field }
}

fn type_row(sheet: &Sheet, found: &Found, usual: &Usual<'_>, piece: &mut Piece, number: u32) -> Row {
    let columns = &found.matching.columns;
    let (fields, places) = (usual.fields.clone(), Arc::clone(&usual.columns));
    let mut row = Row { row: number, fields, columns: places, doubtful: Vec::new() };
    let cells = sheet.rows.get(&number).map(Vec::as_slice).unwrap_or_default();
    let known = found.matching.kind != Kind::Unknown;
    let last_header = found.header_rows.last().copied().unwrap_or(0);
    let context = Context { unit: found.unit, from_1904: sheet.dates_from_1904 };
    let mut spanned = None;
    for column in columns {
        let cell = cell_of(sheet, cells, number, column, last_header);
        let (mut values, mut issue) = read_cell(cell, column, &context);
        if let Some(same) = cell.and_then(|c| same_as_above(piece, c, column)) {
            (values, issue) = ([Some(same), None], None);
        }
        let own = own_field(column);
        if matches!(column.value, ValueKind::Date(_)) && values.iter().all(Option::is_some) {
            spanned = Some((column, values.clone()));
        }
        for (field, value) in values.into_iter().flatten() {
            // A column of its own for a field is not overwritten by what another column says beside it, nor does its empty
            // cell take back what that said.
            if row.get(field).is_some() && (field != own || value == FieldValue::Null) {
                continue;
            }
            if issue.as_ref().is_some_and(|i| i.severity == Severity::Error) {
                piece.unread.insert((number, field));
            }
            row.fields.insert(field, value);
            if row.columns.get(field) != Some(&column.column) {
                Arc::make_mut(&mut row.columns).insert(field, column.column);
            }
        }
        if known {
            let issue = issue.filter(|i| !(unitless::is_of(i) && usual.unitless.contains(&column.column)));
            let said = cell_findings(cell, issue, column, |f| {
                f.at_cell(&sheet.name, address(number, column.column), number)
            });
            piece.findings.extend(said);
            note_formula(&sheet.name, piece, cell, column, number);
        }
    }
    if let Some((column, said)) = spanned {
        two_answers(sheet, piece, &mut row, column, said.into_iter().flatten());
    }
    if known {
        fill_stated(&sheet.name, found, piece, &mut row, &context);
        missing_values(sheet, found, piece, &row);
    }
    row
}

/// A start and an end in the column of one of them, while the other's own column says another day: which is meant is asked,
/// and what the cell itself is for is proposed.
fn two_answers(
    sheet: &Sheet,
    piece: &mut Piece,
    row: &mut Row,
    column: &Column,
    said: impl Iterator<Item = (&'static str, FieldValue)>,
) {
    let said: Vec<_> = said.collect();
    if said.iter().all(|(field, value)| row.get(field) == Some(value)) {
        return;
    }
    let own = said.iter().find(|(field, _)| *field == column.field);
    let proposal = match own {
        Some((_, FieldValue::Date(day))) => day.to_string(),
        _ => String::new(),
    };
    row.fields.insert(column.field, FieldValue::Null);
    piece.unread.insert((row.row, column.field));
    let text = sheet.covering(row.row, column.column).map(|c| c.value.text()).unwrap_or_default();
    let finding = Finding::error(Code::DateAmbiguous).with("field", column.field).with("value", text);
    piece.findings.push(finding.with("reason", "two_columns").with("proposal", proposal).at_cell(
        &sheet.name,
        address(row.row, column.column),
        row.row,
    ));
}

/// Whether a text says that the cell is as the one above: 同上 and its like.
fn is_as_above(value: &CellValue) -> bool {
    let CellValue::Text(text) = value else { return false };
    let first = text.chars().next().unwrap_or_default();
    // Nearly all texts begin with what none of them begins with.
    text.len() <= 12
        && !first.is_ascii_alphanumeric()
        && matches!(&*squeeze(text), "同上" | "〃" | "″" | "\"" | "″″" | "''")
}

fn says_as_above(sheet: &Sheet, row: u32) -> bool {
    sheet.rows.get(&row).is_some_and(|cells| cells.iter().any(|c| is_as_above(&c.value)))
}

/// 同上 and its like take the value of the row above.
fn same_as_above(piece: &Piece, cell: &Cell, column: &Column) -> Option<(&'static str, FieldValue)> {
    if !is_as_above(&cell.value) {
        return None;
    }
    let above = piece.rows.last()?.get(column.field)?;
    (column.value == ValueKind::Text || column.value == ValueKind::PolicyField)
        .then(|| (column.field, above.clone()))
}

/// Says once for each column that its values come from formulas.
fn note_formula(sheet: &str, piece: &mut Piece, cell: Option<&Cell>, column: &Column, number: u32) {
    let Some(cell) = cell.filter(|c| c.formula) else { return };
    if matches!(cell.value, CellValue::Error(_) | CellValue::Uncached)
        || piece.formulas.contains_key(&column.column)
    {
        return;
    }
    let value: String = cell.value.text().chars().take(60).collect();
    let finding = Finding::warning(Code::FormulaCached).with("field", column.field).with("value", value);
    piece.formulas.insert(column.column, finding.at_cell(sheet, address(number, column.column), number));
}

/// Fills in what a line above the table, its title or the sheet's name states and no column does.
fn fill_stated(sheet: &str, found: &Found, piece: &mut Piece, row: &mut Row, context: &Context) {
    for stated in found.stated_for(row.row) {
        let Some((field, value)) = value_of(found.matching.kind, stated.field) else { continue };
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
            let finding = issue.tell(finding.with("field", field).with("value", &stated.text));
            piece.of_lines.entry((finding.code, finding.place.cell.clone())).or_insert(finding);
        }
    }
}

/// The cell of a column in a row: its own, or the anchor of a merge downwards.
fn cell_of<'s>(
    sheet: &'s Sheet,
    cells: &'s [Cell],
    row: u32,
    column: &Column,
    last_header: u32,
) -> Option<&'s Cell> {
    let own = cells.binary_search_by_key(&column.column, |c| c.column).ok().and_then(|at| cells.get(at));
    own.or_else(|| {
        let merge = sheet.merge_at(row, column.column)?;
        let down = merge.left == column.column && merge.top > last_header && column.value.spreads_down();
        if down { sheet.own(merge.top, merge.left) } else { None }
    })
}

/// What the row must state and does not. What is there but unreadable has its own finding, and what a merged cell above
/// covers is filled.
fn missing_values(sheet: &Sheet, found: &Found, piece: &mut Piece, row: &Row) {
    let (kind, columns) = (found.matching.kind, &found.matching.columns);
    let wide = kind == Kind::Budget && columns.iter().filter(|c| is_wide(c.field)).count() >= 2;
    let required = if wide { Kind::WIDE_REQUIRED } else { kind.required() };
    let last_header = found.header_rows.last().copied().unwrap_or(0);
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
    let mut said: Vec<u32> = Vec::new();
    for any in required {
        let there =
            any.iter().any(|f| row.get(f).is_some() || piece.unread.contains(&(row.row, *f)) || covered(f));
        let Some((field, column)) = any.iter().find_map(|f| row.columns.get(f).map(|c| (*f, *c))) else {
            continue;
        };
        if !there && !said.contains(&column) {
            said.push(column);
            let cell = address(row.row, column);
            let finding = Finding::error(Code::MissingValue).at_cell(&sheet.name, cell, row.row);
            piece.findings.push(finding.with("field", field));
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
