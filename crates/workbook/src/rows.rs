//! Typing the rows of a found table: each cell as its column's kind of value, with what there is to say about it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Code, Finding, Severity};

use crate::columns::Column;
use crate::grid::{Cell, CellValue, Sheet, address, column_letters};
use crate::inspection::{Row, Table};
use crate::kinds::{self, Kind, ValueKind};
use crate::limits;
use crate::table::Found;
use crate::values::text::{is_nothing, trimmed};
use crate::values::{FieldValue, Issue, Reading, date, ident, money, plain, share, term};

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
    };
    let mut typed = Typed { table, found, unread: BTreeSet::new(), totals: Vec::new(), findings: Vec::new() };
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
    typed.totals =
        typed.found.totals.iter().map(|(row, whole)| total_row(sheet, &typed.found, *row, *whole)).collect();
    typed
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
        let missing = matching.missing();
        if !missing.is_empty() {
            let finding = Finding::error(Code::BookHeaderMissing).at_row(&sheet.name, header_row);
            findings.push(
                finding
                    .with("sheet", &sheet.name)
                    .with("missing", missing.join("、"))
                    .with("row", header_row.to_string()),
            );
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
    }
    typed.findings.append(&mut findings);
}

fn hidden_findings(sheet: &Sheet, found: &Found, findings: &mut Vec<Finding>) {
    let hidden =
        |what: &str| Finding::warning(Code::HiddenRead).with("what", what).with("sheet", &sheet.name);
    if sheet.hidden {
        findings.push(hidden("sheet").at_sheet(&sheet.name));
    }
    let rows: Vec<String> =
        found.data.iter().filter(|r| sheet.hidden_rows.contains(r)).map(u32::to_string).collect();
    if let Some(first) = rows.first().and_then(|r| r.parse().ok()) {
        findings.push(hidden("rows").with("rows", rows.join("、")).at_row(&sheet.name, first));
    }
    let columns: Vec<u32> =
        found.matching.columns.iter().map(|c| c.column).filter(|c| sheet.column_hidden(*c)).collect();
    if let (Some(first), Some(row)) = (columns.first(), found.header_rows.last()) {
        let letters: Vec<String> = columns.iter().map(|c| column_letters(*c)).collect();
        findings.push(hidden("columns").with("columns", letters.join("、")).at_cell(
            &sheet.name,
            address(*row, *first),
            *row,
        ));
    }
}

fn type_row(sheet: &Sheet, typed: &mut Typed, number: u32) -> Row {
    let mut row = Row { row: number, fields: BTreeMap::new(), cells: BTreeMap::new() };
    let known = typed.table.kind != Kind::Unknown;
    let last_header = typed.found.header_rows.last().copied().unwrap_or(0);
    let columns = std::mem::take(&mut typed.found.matching.columns);
    for column in &columns {
        let place = address(number, column.column);
        let cell = cell_of(sheet, number, column, last_header);
        let (values, issue) = read_cell(cell, column, typed.found.unit);
        let own = if column.value == ValueKind::Span { "start" } else { column.field };
        if !values.iter().any(|(field, _)| *field == own) {
            row.fields.insert(own, FieldValue::Null);
            row.cells.insert(own, place.clone());
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
            row.cells.insert(field, place.clone());
        }
        if known {
            let said = cell_findings(cell, issue, column, |f| f.at_cell(&sheet.name, place.clone(), number));
            typed.findings.extend(said);
        }
    }
    typed.found.matching.columns = columns;
    if known {
        missing_values(&sheet.name, typed, &row);
    }
    row
}

/// The cell of a column in a row: its own, or the anchor of a merge downwards.
fn cell_of<'s>(sheet: &'s Sheet, row: u32, column: &Column, last_header: u32) -> Option<&'s Cell> {
    sheet.own(row, column.column).or_else(|| {
        let merge = sheet.merge_at(row, column.column)?;
        let down = merge.left == column.column && merge.top > last_header && column.value.spreads_down();
        if down { sheet.own(merge.top, merge.left) } else { None }
    })
}

fn cell_findings(
    cell: Option<&Cell>,
    issue: Option<Issue>,
    column: &Column,
    at: impl Fn(Finding) -> Finding,
) -> Vec<Finding> {
    let Some(cell) = cell else { return Vec::new() };
    let value: String = cell.value.text().chars().take(60).collect();
    let mut said = Vec::new();
    if cell.formula && !matches!(cell.value, CellValue::Error(_) | CellValue::Uncached) {
        said.push(
            at(Finding::warning(Code::FormulaCached)).with("field", column.field).with("value", &value),
        );
    }
    if let Some(issue) = issue {
        let finding =
            at(Finding::new(issue.code, issue.severity)).with("field", column.field).with("value", value);
        said.push(finding.with("reason", issue.reason));
    }
    said
}

type Values = Vec<(&'static str, FieldValue)>;

/// Reads a cell as its column's kind of value. A column with start and end gives two fields.
fn read_cell(
    cell: Option<&Cell>,
    column: &Column,
    note_unit: Option<money::MoneyUnit>,
) -> (Values, Option<Issue>) {
    let reading = match cell.map(|c| &c.value) {
        None => Reading::empty(),
        Some(CellValue::Error(_)) => Reading::refused(Code::CellError, "error_value"),
        Some(CellValue::Uncached) => Reading::refused(Code::FormulaUncached, ""),
        Some(value) => {
            let percent = cell.is_some_and(|c| c.percent);
            read_value(value, &value.text(), percent, column, note_unit)
        }
    };
    let Reading { value, issue } = reading;
    let values = match (column.value, value) {
        (_, Some(Value::Span(start, end))) => {
            vec![("start", FieldValue::Date(start)), ("end", FieldValue::Date(end))]
        }
        (_, Some(Value::End(end))) => vec![("end", FieldValue::Date(end))],
        (_, Some(Value::Term(months))) => vec![("term_months", FieldValue::Int(months))],
        (ValueKind::Span, _) => vec![("start", FieldValue::Null), ("end", FieldValue::Null)],
        (ValueKind::Names, None) => vec![(column.field, FieldValue::List(Vec::new()))],
        (_, Some(Value::One(value))) => vec![(column.field, value)],
        _ => vec![(column.field, FieldValue::Null)],
    };
    (values, issue)
}

/// One value of the column's field, or what a column about time said instead: a span, a last day, a term.
enum Value {
    One(FieldValue),
    Span(chrono::NaiveDate, chrono::NaiveDate),
    End(chrono::NaiveDate),
    Term(i64),
}

fn read_value(
    cell: &CellValue,
    text: &str,
    percent: bool,
    column: &Column,
    note_unit: Option<money::MoneyUnit>,
) -> Reading<Value> {
    use FieldValue as V;
    let one = Value::One;
    match column.value {
        ValueKind::Text => read_text(text).map(V::Text).map(one),
        ValueKind::Money => money::read(text, column.money.or(note_unit)).map(V::Fen).map(one),
        ValueKind::Date(end) => read_date(cell, text, end).map(V::Date).map(one),
        ValueKind::Span => read_span(text),
        ValueKind::Months => read_term(cell, text, column),
        ValueKind::Count => plain::read_count(text).map(V::Int).map(one),
        ValueKind::YesNo => match cell {
            CellValue::Bool(b) => Reading::of(one(V::Bool(*b))),
            _ => plain::read_yes_no(text).map(V::Bool).map(one),
        },
        ValueKind::Share => share::read(text, column.percent, percent).map(V::Ratio).map(one),
        ValueKind::Names => Reading::of(one(V::List(plain::read_names(text)))),
        ValueKind::PolicyField => listed(text, kinds::policy_field, Code::FieldUnknown),
        ValueKind::Category => listed(text, kinds::expert_category, Code::CategoryUnknown),
        ValueKind::Line => listed(text, kinds::budget_line, Code::LineUnknown),
        ValueKind::IdCard => {
            let whole = !matches!(cell, CellValue::Number(_)) && ident::id_card_is_valid(&trimmed(text));
            checked(text, whole)
        }
        ValueKind::CreditCode => checked(text, ident::credit_code_is_valid(&trimmed(text))),
    }
}

fn read_text(text: &str) -> Reading<String> {
    if is_nothing(text) { Reading::empty() } else { Reading::of(trimmed(text)) }
}

/// Start and end, or the term that offices also write under 实施期.
fn read_span(text: &str) -> Reading<Value> {
    let span = date::read_span(text).map(|(a, b)| Value::Span(a, b));
    let term = term::read(text, None).value.filter(|_| span.value.is_none());
    term.map_or(span, |months| Reading::of(Value::Term(months)))
}

/// A term, or the span or the last day that offices also write under 时限.
fn read_term(cell: &CellValue, text: &str, column: &Column) -> Reading<Value> {
    let term = term::read(text, column.term).map(|m| Value::One(FieldValue::Int(m)));
    if term.issue.is_none() {
        return term;
    }
    if let Some((start, end)) = date::read_span(text).value {
        return Reading::of(Value::Span(start, end));
    }
    match read_date(cell, text, date::End::Last).value {
        Some(end) => Reading::of(Value::End(end)),
        None => term,
    }
}

/// A date. A number such as 2023.1 may be January or, typed as 2023.10, October: it is not guessed.
fn read_date(cell: &CellValue, text: &str, end: date::End) -> Reading<chrono::NaiveDate> {
    match cell {
        CellValue::Date(date) => Reading::of(*date),
        CellValue::Number(n) if n.ends_with(".1") => Reading::refused(Code::ValueUnreadable, "month_1_or_10"),
        _ => date::read(text, end),
    }
}

/// A word of a closed list, in its own spelling; a word that is not of it is kept and said.
fn listed(text: &str, known: impl Fn(&str) -> Option<&'static str>, code: Code) -> Reading<Value> {
    match read_text(text).value {
        None => Reading::empty(),
        Some(word) => match known(&word) {
            Some(known) => Reading::of(Value::One(FieldValue::Text(known.to_owned()))),
            None => Reading {
                value: Some(Value::One(FieldValue::Text(word))),
                issue: Some(Issue::error(code, "")),
            },
        },
    }
}

/// A number with a check digit: kept as typed, and said when the digit does not fit.
fn checked(text: &str, valid: bool) -> Reading<Value> {
    match read_text(text).value {
        None => Reading::empty(),
        Some(number) => {
            let value = Some(Value::One(FieldValue::Text(number.to_uppercase())));
            Reading { value, issue: (!valid).then(|| Issue::error(Code::IdInvalid, "")) }
        }
    }
}

/// What the row must state and does not. What is there but unreadable has its own finding.
fn missing_values(sheet: &str, typed: &mut Typed, row: &Row) {
    let wide = typed.table.kind == Kind::Budget && typed.found.matching.is_wide();
    let required = if wide { Kind::WIDE_REQUIRED } else { typed.table.kind.required() };
    for any in required {
        let there = any.iter().any(|f| row.get(f).is_some() || typed.unread.contains(&(row.row, *f)));
        let Some((field, cell)) = any.iter().find_map(|f| row.cells.get(f).map(|c| (*f, c.clone()))) else {
            continue;
        };
        let said = typed.findings.iter().rev().take(8).any(|f| {
            f.code == Code::MissingValue
                && f.place.row == Some(row.row)
                && f.place.cell.as_ref() == Some(&cell)
        });
        if !there && !said {
            typed
                .findings
                .push(Finding::error(Code::MissingValue).at_cell(sheet, cell, row.row).with("field", field));
        }
    }
}

fn total_row(sheet: &Sheet, found: &Found, row: u32, whole: bool) -> TotalRow {
    let mut amounts = BTreeMap::new();
    for column in found.matching.columns.iter().filter(|c| c.value == ValueKind::Money) {
        let text = sheet.own(row, column.column).map(|c| c.value.text()).unwrap_or_default();
        if let Reading { value: Some(fen), issue: None } = money::read(&text, column.money.or(found.unit)) {
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
