//! Columns whose header says nothing, matched by what stands in them: only values that nothing else looks like, and only
//! where nearly every filled cell is one.

use crate::columns::{Column, column, value_of};
use crate::grid::{CellValue, Sheet};
use crate::kinds::{self, Kind, ValueKind};
use crate::labels::Label;
use crate::values::date::{self, End};
use crate::values::text::{is_nothing, squeezed};
use crate::values::{ident, phone, term};

/// How many rows are looked at.
const ROWS: usize = 60;
/// How many of ten filled cells must be of the kind, and how many cells must be filled.
const OF_TEN: usize = 9;
const AT_LEAST: usize = 3;

type Test = fn(&str) -> bool;

/// What can be told by its contents for each kind.
fn tests(kind: Kind) -> &'static [(&'static str, Test)] {
    match kind {
        Kind::Demand => {
            &[("field", is_field), ("sponsor_code", ident::credit_code_is_valid), ("phone", is_mobile)]
        }
        Kind::Bid => &[("field", is_field), ("phone", is_mobile)],
        Kind::Expert => {
            &[("id_card", ident::id_card_is_valid), ("category", is_category), ("phone", is_mobile)]
        }
        Kind::Budget => &[("line", is_line)],
        Kind::Person | Kind::Milestone | Kind::Unknown => &[],
    }
}

fn is_field(text: &str) -> bool {
    kinds::policy_field(text).is_some()
}

fn is_category(text: &str) -> bool {
    kinds::expert_category(text).is_some()
}

fn is_line(text: &str) -> bool {
    kinds::budget_line(text).is_some()
}

fn is_mobile(text: &str) -> bool {
    text.len() == 11 && phone::is_valid(text)
}

/// Matches the columns that no header named. Columns that something stands over which means another thing are left alone:
/// a name that is known is never overruled.
pub(crate) fn complete(sheet: &Sheet, kind: Kind, labels: &[Label], data: &[u32], columns: &mut Vec<Column>) {
    for (field, test) in tests(kind) {
        if columns.iter().any(|c| c.field == *field) {
            continue;
        }
        let open = labels.iter().filter(|l| !columns.iter().any(|c| c.column == l.column));
        let fitting: Vec<&Label> = open.filter(|l| holds(sheet, l.column, data, *test)).collect();
        if let ([label], Some((field, value))) = (fitting.as_slice(), value_of(kind, field)) {
            columns.push(Column { strong: false, ..column(label, field, value) });
        }
    }
    columns.sort_by_key(|c| c.column);
}

/// A column about time is what most of its cells are: under 执行期 offices write a start and an end as well as a term, and
/// under 完成时限 a day.
pub(crate) fn settle_times(
    sheet: &Sheet,
    data: &[u32],
    columns: &mut [Column],
    is_chosen: &dyn Fn(u32) -> bool,
) {
    let has = |columns: &[Column], field: &str| columns.iter().any(|c| c.field == field);
    for at in 0..columns.len() {
        let column = &columns[at];
        let start_alone = column.field == "start"
            && matches!(column.value, ValueKind::Date(_))
            && !has(columns, "end")
            && !has(columns, "term_months");
        let of_time = matches!(column.value, ValueKind::Months | ValueKind::Span);
        // A start that was chosen by hand stays a start when its cells say the end as well.
        if !start_alone && (is_chosen(column.column) || !of_time) {
            continue;
        }
        let (number, unit) = (column.column, column.term);
        let values = data.iter().take(ROWS).filter_map(|row| sheet.own(*row, number)).map(|c| &c.value);
        let (mut spans, mut terms, mut days, mut all) = (0, 0, 0, 0);
        for value in values.filter(|v| !is_nothing(&v.start())) {
            let text = value.start();
            all += 1;
            spans += usize::from(date::read_span(&text).value.is_some());
            let is_day = matches!(value, CellValue::Date(_)) || date::read(&text, End::Last).value.is_some();
            days += usize::from(is_day);
            terms += usize::from(!is_day && term::read(&text, unit).value.is_some());
        }
        let most = |n: usize| n > 0 && n * 2 > all;
        let is_span = column.value == ValueKind::Span;
        let new = if start_alone {
            most(spans).then_some(("start", ValueKind::Span))
        } else if most(spans) && !is_span && !has(columns, "start") {
            Some(("start", ValueKind::Span))
        } else if most(terms) && is_span && !has(columns, "term_months") {
            Some(("term_months", ValueKind::Months))
        } else if most(days) && !has(columns, "end") {
            Some(("end", ValueKind::Date(End::Last)))
        } else {
            None
        };
        if let (Some((field, value)), Some(column)) = (new, columns.get_mut(at)) {
            (column.field, column.value) = (field, value);
        }
    }
}

fn holds(sheet: &Sheet, column: u32, data: &[u32], test: Test) -> bool {
    let texts = data.iter().take(ROWS).filter_map(|row| sheet.own(*row, column)).map(|c| match &c.value {
        CellValue::Text(text) if text.len() > 120 => String::new(),
        value => squeezed(&value.text()),
    });
    let filled: Vec<String> = texts.filter(|t| !is_nothing(t)).collect();
    let fitting = filled.iter().filter(|t| test(t)).count();
    filled.len() >= AT_LEAST && fitting * 10 >= filled.len() * OF_TEN
}
