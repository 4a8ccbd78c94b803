//! A plain list out of a workbook by the names of its columns: what the program itself wrote, and what offices write
//! alike. Lists that need more than that go through the importer.

use std::collections::BTreeMap;
use std::path::Path;

use domain::Code;
use workbook::Sheet;

use crate::refusal::{Refusal, Result};
use crate::work::Work;
use crate::{files, reader};

/// The header stands within the first rows.
const HEADER_WITHIN: u32 = 12;

/// A column of a list.
pub(crate) struct Column {
    /// The field it fills.
    pub(crate) field: &'static str,
    /// Its names; the first is the one that exports bear.
    pub(crate) names: &'static [&'static str],
    /// Whether a list without it is none, and a row without it is skipped.
    pub(crate) needed: bool,
}

/// A row: texts by field.
#[derive(Debug, Default)]
pub(crate) struct Row(BTreeMap<&'static str, String>);

impl Row {
    /// The text of a field, empty when there is none.
    pub(crate) fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }
}

/// What a workbook's lists hold.
#[derive(Debug, Default)]
pub(crate) struct List {
    /// Rows that have what is needed.
    pub(crate) rows: Vec<Row>,
    /// How many rows say something, but lack what is needed.
    pub(crate) skipped: usize,
}

/// Reads every sheet that has the needed columns.
///
/// # Errors
/// What a workbook is refused for; `register.unread` when no sheet has them.
pub(crate) fn read(path: &Path, columns: &[Column]) -> Result<List> {
    let file = files::name(path);
    let (_, book) = reader::open(path, &Work::new())?;
    let mut found = false;
    let mut list = List::default();
    for sheet in &book.sheets {
        if let Some((header, at)) = header(sheet, columns) {
            found = true;
            let whole = |row: &Row| columns.iter().all(|c| !c.needed || !row.get(c.field).is_empty());
            let (rows, rest): (Vec<Row>, Vec<Row>) = data(sheet, header, &at).into_iter().partition(whole);
            list.rows.extend(rows);
            list.skipped += rest.len();
        }
    }
    if !found {
        let needed: Vec<&str> =
            columns.iter().filter(|c| c.needed).filter_map(|c| c.names.first().copied()).collect();
        return Err(Refusal::of(Code::RegisterUnread).with("file", file).with("columns", needed.join("、")));
    }
    Ok(list)
}

/// A label without blanks and what stands in brackets.
fn label(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.split(['（', '(']).next().unwrap_or_default().to_owned()
}

type Columns = BTreeMap<&'static str, u32>;

/// The row that bears the needed names, and where each field stands.
fn header(sheet: &Sheet, columns: &[Column]) -> Option<(u32, Columns)> {
    sheet.rows.iter().take_while(|(row, _)| **row <= HEADER_WITHIN).find_map(|(row, cells)| {
        let mut at = Columns::new();
        for column in columns {
            let place =
                column.names.iter().find_map(|name| cells.iter().find(|c| label(&c.value.text()) == *name));
            if let Some(cell) = place {
                at.insert(column.field, cell.column);
            }
        }
        columns.iter().all(|c| !c.needed || at.contains_key(c.field)).then_some((*row, at))
    })
}

/// The rows beneath a header that say something in its columns.
fn data(sheet: &Sheet, header: u32, at: &Columns) -> Vec<Row> {
    let text = |row: u32, column: u32| sheet.own(row, column).map(|c| c.value.text()).unwrap_or_default();
    let read =
        |row: &u32| Row(at.iter().map(|(field, c)| (*field, text(*row, *c).trim().to_owned())).collect());
    let says = |row: &Row| row.0.values().any(|text| !text.is_empty());
    sheet.rows.keys().filter(|row| **row > header).map(read).filter(says).collect()
}
