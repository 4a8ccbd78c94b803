//! Reading one cell as its column's kind of value, with what there is to say about it.

use std::sync::Arc;

use domain::{Code, Finding, Severity};

use crate::columns::Column;
use crate::grid::{Cell, CellValue};
use crate::kinds::{self, ValueKind};
use crate::values::characters::{self, Prose};
use crate::values::text::{is_nothing, is_trimmed, squeezed, trimmed};
use crate::values::{FieldValue, Issue, Reading, date, ident, money, phone, plain, share, term};

/// What there is to say about a cell: what its value could not be read as, and what its characters look like.
pub(crate) fn cell_findings(
    cell: Option<&Cell>,
    issue: Option<Issue>,
    column: &Column,
    at: impl Fn(Finding) -> Finding,
) -> Vec<Finding> {
    let Some(cell) = cell else { return Vec::new() };
    let value = || -> String { cell.value.text().chars().take(60).collect() };
    let mut said = Vec::new();
    if let Some(issue) = issue {
        let finding =
            at(Finding::new(issue.code, issue.severity)).with("field", column.field).with("value", value());
        said.push(issue.tell(finding));
    }
    if let (CellValue::Text(text), Some(prose)) = (&cell.value, prose(column))
        && let Some((code, lost)) = characters::look(text, prose.of(text.chars().count() <= PERSON))
    {
        let severity = if code == Code::CharLost { Severity::Error } else { Severity::Warning };
        let finding = at(Finding::new(code, severity)).with("field", column.field).with("value", value());
        said.push(finding.with("lost", lost));
    }
    said
}

/// A title this short is the name of a person.
const PERSON: usize = 5;

/// How strictly the characters of a column are looked at.
fn prose(column: &Column) -> Option<Prose> {
    match (column.value, column.field) {
        (
            ValueKind::Text | ValueKind::Prose,
            "sponsor" | "solver" | "unit" | "contact" | "chief_engineer",
        ) => Some(Prose::Name),
        (ValueKind::Text, "name" | "challenge" | "title" | "specialty") => Some(Prose::Title),
        (ValueKind::Names, _) => Some(Prose::Name),
        (ValueKind::Text | ValueKind::Prose, _) => Some(Prose::Text),
        _ => None,
    }
}

/// What a cell gives: one value or two, with their fields.
pub(crate) type Values = [Option<(&'static str, FieldValue)>; 2];

/// What the cells of a table are read with.
pub(crate) struct Context {
    /// The unit that a note declares.
    pub(crate) unit: Option<money::MoneyUnit>,
    /// Whether the workbook counts its days from 1904.
    pub(crate) from_1904: bool,
}

/// Reads a cell as its column's kind of value. A column with start and end gives two fields.
pub(crate) fn read_cell(cell: Option<&Cell>, column: &Column, context: &Context) -> (Values, Option<Issue>) {
    let reading = match cell.map(|c| &c.value) {
        None => Reading::empty(),
        Some(CellValue::Error(_)) => Reading::refused(Code::FormulaError, "error_value"),
        Some(CellValue::Uncached) => Reading::refused(Code::FormulaUncached, ""),
        Some(value) => {
            let percent = cell.is_some_and(|c| c.percent);
            read_value(value, &value.shown(), percent, column, context)
        }
    };
    let Reading { value, issue } = reading;
    let one = |field, value| [Some((field, value)), None];
    let values = match (column.value, value) {
        (_, Some(Value::Span(start, end))) => {
            [Some(("start", FieldValue::Date(start))), Some(("end", FieldValue::Date(end)))]
        }
        (_, Some(Value::End(end))) => one("end", FieldValue::Date(end)),
        (_, Some(Value::Term(months))) => one("term_months", FieldValue::Int(months)),
        (ValueKind::Span, _) => [Some(("start", FieldValue::Null)), Some(("end", FieldValue::Null))],
        (ValueKind::Names, None) => one(column.field, FieldValue::List(Vec::new())),
        (_, Some(Value::One(value))) => one(column.field, value),
        _ => one(column.field, FieldValue::Null),
    };
    (values, issue)
}

/// One value of the column's field, or what a column about time said instead: a span, a last day, a term.
pub(crate) enum Value {
    One(FieldValue),
    Span(chrono::NaiveDate, chrono::NaiveDate),
    End(chrono::NaiveDate),
    Term(i64),
}

/// Reads what a cell holds as its column's kind of value.
pub(crate) fn read_value(
    cell: &CellValue,
    text: &str,
    percent: bool,
    column: &Column,
    context: &Context,
) -> Reading<Value> {
    use FieldValue as V;
    let one = Value::One;
    match column.value {
        ValueKind::Text => read_text(cell, text).map(V::Text).map(one),
        ValueKind::Prose => {
            let text = trimmed(text);
            if text.is_empty() { Reading::empty() } else { Reading::of(one(V::Text(text.into()))) }
        }
        ValueKind::Money => read_money(cell, text, column.money.or(context.unit)).map(V::Fen).map(one),
        ValueKind::Date(end) if column.field == "due" => read_due(cell, text, end, context),
        ValueKind::Date(end) => read_day_or_span(cell, text, end, column, context),
        ValueKind::Span => read_span(text),
        ValueKind::Months => read_term(cell, text, column, context),
        ValueKind::Count => plain::read_count(text).map(V::Int).map(one),
        ValueKind::YesNo => match cell {
            CellValue::Bool(b) => Reading::of(one(V::Bool(*b))),
            _ => plain::read_yes_no(text).map(V::Bool).map(one),
        },
        ValueKind::Share => share::read(text, column.percent, percent).map(V::Ratio).map(one),
        ValueKind::Names => Reading::of(one(V::List(plain::read_names(text)))),
        ValueKind::PolicyField => read_field(cell, text),
        ValueKind::Category => listed(cell, text, kinds::expert_category, Code::CategoryUnknown, ""),
        ValueKind::Role if column.strong => {
            listed(cell, text, kinds::person_role, Code::ValueUnreadable, "which_role")
        }
        // 承担任务 and 分工 may name a role, and tell mostly what somebody works on, which is none.
        ValueKind::Role => match kinds::person_role(text) {
            Some(role) => Reading::of(one(V::Text(role.into()))),
            None => Reading::empty(),
        },
        ValueKind::Year => plain::read_year(text).map(V::Int).map(one),
        ValueKind::Line => listed(cell, text, kinds::budget_line, Code::LineUnknown, ""),
        ValueKind::IdCard => checked(cell, text, ident::id_card_is_valid, Code::IdInvalid),
        ValueKind::CreditCode => checked(cell, text, ident::credit_code_is_valid, Code::CreditCodeInvalid),
        ValueKind::Phone => {
            let read = read_text(cell, text);
            let issue = read.value.as_ref().filter(|t| !phone::is_valid(t));
            let issue = issue.map(|_| Issue::warning(Code::PhoneInvalid, ""));
            Reading { value: read.value.map(V::Text).map(one), issue }
        }
    }
}

/// An amount. Excel keeps and shows fifteen digits of a number: what a sum of doubles leaves behind them is not the
/// clerk's. A unit in the cell that differs from the header's by ten thousand is asked about.
pub(crate) fn read_money(
    cell: &CellValue,
    text: &str,
    declared: Option<money::MoneyUnit>,
) -> Reading<domain::Fen> {
    if let CellValue::Number(number) = cell {
        if let Some(fen) = declared.and_then(|unit| money::read_plain(number, unit)) {
            return Reading::of(fen);
        }
        return match fifteen_digits(number) {
            Some(shown) => money::read(&shown, declared),
            None => money::read(number, declared),
        };
    }
    let mut reading = money::read(text, declared);
    if reading.issue.is_none()
        && let (Some(declared), Some((name, own))) = (declared, money::unit_in_cell(text))
        && reading.value.is_some()
        && own.is_mistaken_for(declared)
    {
        reading.issue =
            Some(Issue { shown: Some(name), ..Issue::warning(Code::AmountUnitConflict, "header_unit") });
    }
    reading
}

/// The number as Excel shows it, if it has more digits than Excel keeps.
fn fifteen_digits(number: &str) -> Option<String> {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let leading = number.trim_start_matches(['-', '0', '.']);
    let significant = leading.bytes().filter(u8::is_ascii_digit).count();
    if digits <= 15 || significant <= 15 || !number.contains('.') {
        return None;
    }
    let decimal: rust_decimal::Decimal = number.parse().ok()?;
    decimal.round_sf(15).map(|d| d.normalize().to_string())
}

/// One of the seven fields; one that is close to them is kept as written and asked about.
fn read_field(cell: &CellValue, text: &str) -> Reading<Value> {
    let mut reading = listed(cell, text, kinds::policy_field, Code::FieldUnknown, "");
    if reading.issue.is_some()
        && let Some(near) = kinds::near_policy_field(text)
    {
        reading.issue = Some(Issue { proposal: Some(near), ..Issue::warning(Code::FieldNear, "") });
    }
    reading
}

/// The text without its margins; the cell's own, not a copy, where it has none.
fn read_text(cell: &CellValue, text: &str) -> Reading<Arc<str>> {
    if is_nothing(text) {
        return Reading::empty();
    }
    Reading::of(match cell {
        CellValue::Text(own) if is_trimmed(own) => Arc::clone(own),
        _ => trimmed(text).into(),
    })
}

/// Start and end, or the term that offices also write under 实施期.
fn read_span(text: &str) -> Reading<Value> {
    let span = date::read_span(text).map(|(a, b)| Value::Span(a, b));
    let term = term::read(text, None).value.filter(|_| span.value.is_none());
    term.map_or(span, |months| Reading::of(Value::Term(months)))
}

/// A day, or the start and the end that offices also write under 开始日期 with the column for the end left empty. A text that
/// can be read as one day is one; half a span that lacks its other half is asked about.
fn read_day_or_span(
    cell: &CellValue,
    text: &str,
    end: date::End,
    column: &Column,
    context: &Context,
) -> Reading<Value> {
    let day = read_date(cell, text, end, context);
    if !matches!(cell, CellValue::Text(_)) || !matches!(column.field, "start" | "end") {
        return day.map(FieldValue::Date).map(Value::One);
    }
    match date::months_of_a_year(text) {
        Some(date::Months::Span(first, last)) => return Reading::of(Value::Span(first, last)),
        Some(date::Months::OrDay) => return Reading::refused(Code::DateAmbiguous, "day_or_span"),
        None => {}
    }
    let is_none = day.issue.as_ref().is_some_and(|i| i.code == Code::DateUnparsable);
    if !is_none {
        return day.map(FieldValue::Date).map(Value::One);
    }
    let span = date::read_span(text);
    match (span.value, span.issue) {
        (Some((first, last)), _) if first <= last => Reading::of(Value::Span(first, last)),
        (Some(_), _) => Reading::refused(Code::DateAmbiguous, "span_backwards"),
        (None, Some(issue)) if issue.code == Code::DateAmbiguous => {
            Reading { value: None, issue: Some(issue) }
        }
        (None, _) => day.map(FieldValue::Date).map(Value::One),
    }
}

/// A term, or the span or the last day that offices also write under 时限.
fn read_term(cell: &CellValue, text: &str, column: &Column, context: &Context) -> Reading<Value> {
    let term = term::read(text, column.term).map(|m| Value::One(FieldValue::Int(m)));
    if term.issue.is_none() && !matches!(cell, CellValue::Date(_)) {
        return term;
    }
    if let Some((start, end)) = date::read_span(text).value {
        return Reading::of(Value::Span(start, end));
    }
    match read_date(cell, text, date::End::Last, context).value {
        Some(end) => Reading::of(Value::End(end)),
        None => term,
    }
}

/// The day of a milestone: of a stage that is written with its first day too (起止时间), the last.
fn read_due(cell: &CellValue, text: &str, end: date::End, context: &Context) -> Reading<Value> {
    let read = read_date(cell, text, end, context);
    let last = date::read_span(text).value.filter(|_| read.value.is_none() && read.issue.is_some());
    match last {
        Some((_, last)) => Reading::of(Value::One(FieldValue::Date(last))),
        None => read.map(FieldValue::Date).map(Value::One),
    }
}

/// A date: what a format shows as one, the serial number of one, or a text.
fn read_date(cell: &CellValue, text: &str, end: date::End, context: &Context) -> Reading<chrono::NaiveDate> {
    match cell {
        CellValue::Date(date) => Reading::of(*date),
        CellValue::Number(number) => date::read_number(number, end, context.from_1904),
        _ => date::read(text, end),
    }
}

/// A word of a closed list, in its own spelling; a word that is not of it is kept and said.
fn listed(
    cell: &CellValue,
    text: &str,
    known: impl Fn(&str) -> Option<&'static str>,
    code: Code,
    reason: &'static str,
) -> Reading<Value> {
    match read_text(cell, text).value {
        None => Reading::empty(),
        Some(word) => match known(&word) {
            Some(known) if *known == *word => Reading::of(Value::One(FieldValue::Text(word))),
            Some(known) => Reading::of(Value::One(FieldValue::Text(known.into()))),
            None => Reading {
                value: Some(Value::One(FieldValue::Text(word))),
                issue: Some(Issue::error(code, reason)),
            },
        },
    }
}

/// A number with a check character: kept without its blanks, and said when the character does not fit. A number of more
/// digits than Excel keeps is not read at all: its end is lost.
fn checked(cell: &CellValue, text: &str, valid: fn(&str) -> bool, code: Code) -> Reading<Value> {
    if is_nothing(text) {
        return Reading::empty();
    }
    let number = squeezed(text).trim_matches(['\'', '’', '‘', '`']).to_uppercase();
    let stored_as_number = matches!(cell, CellValue::Number(_)) && number.len() > 15;
    let shown_as_power = number.contains("E+") && number.parse::<f64>().is_ok();
    if stored_as_number || shown_as_power {
        return Reading::refused(Code::IdPrecisionLost, "");
    }
    let issue = (!valid(&number)).then(|| Issue::error(code, ""));
    Reading { value: Some(Value::One(FieldValue::Text(number.into()))), issue }
}
