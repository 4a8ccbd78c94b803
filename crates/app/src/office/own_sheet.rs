//! A sheet of our own book that keeps rows of a record: each column names its place in the record, so that what is written
//! and what is read cannot differ. Nothing is typed by guess: a cell is what its column says, or a finding.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use domain::money::FEN_PER_WAN;
use domain::{Code, Fen, Finding};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use workbook::grid::{Cell, CellValue, address};
use workbook::values::money::{self, MoneyUnit};
use workbook::write::{Align, ListCell, ListColumn, ListSheet};
use workbook::{Book, Sheet};

use super::demands_typed::day;
use crate::refusal::{Refusal, Result};

/// What a cell of a column holds.
#[derive(Clone, Copy)]
pub(super) enum As {
    /// Text; an empty cell is an empty text.
    Text,
    /// Text; an empty cell is nothing.
    Maybe,
    /// Names or numbers, one a line.
    Lines,
    /// A day.
    Day,
    /// A day and a time of the office.
    Time,
    /// A moment, written in the office's time with its offset.
    Moment,
    /// Money in 万元.
    Money,
    /// A whole number.
    Int,
    /// 是, 否, or nothing.
    YesNo,
    /// One word for one value.
    Word(&'static [(&'static str, &'static str)]),
    /// Several of these, behind each other.
    Words(&'static [(&'static str, &'static str)]),
    /// How a panel's word came in: by a session, or by hand with the reason.
    Source,
}

/// A column of a sheet.
#[derive(Clone, Copy)]
pub(super) struct Column {
    /// Where the value lies in the record: names parted by dots. A column without a place is for the eye alone.
    pub(super) path: &'static str,
    /// What stands over it.
    pub(super) label: &'static str,
    /// What its cells hold.
    pub(super) holds: As,
    /// Whether a cell may be empty while others beside it in the record are not.
    pub(super) need: bool,
}

/// A column whose cells must be filled.
pub(super) const fn need(path: &'static str, label: &'static str, holds: As) -> Column {
    Column { path, label, holds, need: true }
}

/// A column whose cells may be empty.
pub(super) const fn may(path: &'static str, label: &'static str, holds: As) -> Column {
    Column { path, label, holds, need: false }
}

/// A row that was read, with its place.
pub(super) struct Read<T> {
    pub(super) row: u32,
    pub(super) value: T,
}

pub(super) const WAN: &str = "金额单位：万元";
const BY_SESSION: &str = "会议评分";
const BY_HAND: &str = "人工记录";

/// Writes records as a sheet.
///
/// # Errors
/// `internal` for a record that its columns do not describe.
pub(super) fn write<T: Serialize>(name: &str, columns: &[Column], records: &[T]) -> Result<ListSheet> {
    let row = |record: &T| -> Result<Vec<ListCell>> {
        let record = serde_json::to_value(record).map_err(Refusal::internal)?;
        columns.iter().map(|c| cell(c, at(&record, c.path))).collect()
    };
    let column = |c: &Column| ListColumn {
        label: c.label.to_owned(),
        width: width(c.holds),
        align: if matches!(c.holds, As::Money) { Align::Right } else { Align::Left },
        sum: false,
    };
    Ok(ListSheet {
        name: name.to_owned(),
        title: name.to_owned(),
        notes: if columns.iter().any(|c| matches!(c.holds, As::Money)) {
            vec![WAN.to_owned()]
        } else {
            Vec::new()
        },
        columns: columns.iter().map(column).collect(),
        rows: records.iter().map(row).collect::<Result<_>>()?,
        totals: None,
        footnotes: Vec::new(),
    })
}

const fn width(holds: As) -> u16 {
    match holds {
        As::Text | As::Maybe | As::Lines | As::Source => 24,
        As::Time | As::Moment => 26,
        As::Words(_) => 16,
        As::Day | As::Money | As::Int | As::YesNo | As::Word(_) => 12,
    }
}

/// The value at a place of a record; nothing where there is none.
fn at<'v>(record: &'v Value, path: &str) -> &'v Value {
    path.split('.').fold(record, |value, name| value.get(name).unwrap_or(&Value::Null))
}

fn cell(column: &Column, value: &Value) -> Result<ListCell> {
    let strange = || Refusal::internal(format!("{}: {value}", column.label));
    let text = |text: &str| if text.is_empty() { ListCell::Empty } else { ListCell::Text(text.to_owned()) };
    let said = |value: &Value| value.as_str().map(str::to_owned).ok_or_else(strange);
    if value.is_null() && !matches!(column.holds, As::Source) {
        return Ok(ListCell::Empty);
    }
    Ok(match column.holds {
        As::Text | As::Maybe => text(&said(value)?),
        As::Lines => {
            let lines = value.as_array().ok_or_else(strange)?;
            text(&lines.iter().map(said).collect::<Result<Vec<_>>>()?.join("\n"))
        }
        As::Day => ListCell::Date(said(value)?.parse().map_err(Refusal::internal)?),
        As::Time => text(&said(value)?.replace('T', " ")),
        As::Moment => {
            let moment: DateTime<Utc> = said(value)?.parse().map_err(Refusal::internal)?;
            text(&in_office_time(moment))
        }
        As::Money => ListCell::Wan(Fen(value.as_i64().ok_or_else(strange)?)),
        As::Int => ListCell::Int(value.as_i64().ok_or_else(strange)?),
        As::YesNo => text(if value.as_bool().ok_or_else(strange)? { "是" } else { "否" }),
        As::Word(words) => text(word(words, &said(value)?).ok_or_else(strange)?),
        As::Words(words) => {
            let all = value.as_array().ok_or_else(strange)?;
            let all = all.iter().map(|v| word(words, v.as_str()?)).collect::<Option<Vec<_>>>();
            text(&all.ok_or_else(strange)?.join("、"))
        }
        As::Source => match value.as_str() {
            Some(_) => text(BY_SESSION),
            // A word whose source is not stored was recorded by hand.
            None => match at(value, "hand.why").as_str() {
                Some(why) => text(&format!("{BY_HAND}：{why}")),
                None => ListCell::Empty,
            },
        },
    })
}

/// A moment in the office's time, which is eight hours ahead.
fn in_office_time(moment: DateTime<Utc>) -> String {
    FixedOffset::east_opt(8 * 3600)
        .map_or_else(|| moment.to_rfc3339(), |office| moment.with_timezone(&office).to_rfc3339())
}

fn word(words: &'static [(&'static str, &'static str)], value: &str) -> Option<&'static str> {
    words.iter().find(|(code, _)| *code == value).map(|(_, zh)| *zh)
}

/// Reads the records of a sheet, if the book has it; what cannot be read is a finding at its cell.
fn read<T: DeserializeOwned>(
    book: &Book,
    name: &str,
    columns: &[Column],
    findings: &mut Vec<Finding>,
) -> Vec<Read<T>> {
    let Some(sheet) = book.sheets.iter().find(|s| s.name == name && workbook::own::is_own(s)) else {
        return Vec::new();
    };
    let Some((header, places)) = header(sheet, columns) else {
        let labels: Vec<&str> = columns.iter().filter(|c| c.need).map(|c| c.label).collect();
        findings.push(
            Finding::error(Code::BookHeaderMissing)
                .with("sheet", name)
                .with("missing", labels.join("、"))
                .at_sheet(name),
        );
        return Vec::new();
    };
    let rows = sheet.rows.range(header + 1..).map(|(row, _)| *row);
    rows.filter_map(|row| {
        let line = Line { sheet, row, columns, places: &places };
        if line.is_blank() {
            return None;
        }
        let before = findings.len();
        let record = line.record(findings);
        if findings.len() != before {
            return None;
        }
        match serde_json::from_value(record) {
            Ok(value) => Some(Read { row, value }),
            Err(why) => {
                findings.push(unreadable(name, "", &why.to_string()).at_row(name, row));
                None
            }
        }
    })
    .collect()
}

/// What is read from a book while it is put together.
pub(super) struct Reading<'b> {
    pub(super) book: &'b Book,
    pub(super) findings: Vec<Finding>,
}

impl Reading<'_> {
    pub(super) fn rows<T: DeserializeOwned>(&mut self, name: &str, columns: &[Column]) -> Vec<Read<T>> {
        read(self.book, name, columns, &mut self.findings)
    }

    pub(super) fn wrong(&mut self, (name, columns): (&str, &[Column]), path: &str, row: u32, reason: &str) {
        self.findings.push(wrong(self.book, name, columns, path, row, reason));
    }

    /// The rows of a sheet by a number that no two of them bear.
    pub(super) fn once<T>(
        &mut self,
        at: (&str, &[Column], &str),
        rows: Vec<Read<T>>,
        number: impl Fn(&T) -> &str,
    ) -> Vec<T> {
        let mut seen = BTreeSet::new();
        let mut kept = Vec::new();
        for Read { row, value } in rows {
            if seen.insert(number(&value).to_owned()) {
                kept.push(value);
            } else {
                self.wrong((at.0, at.1), at.2, row, "number_twice");
            }
        }
        kept
    }

    /// Gives each row of a sheet to what bears its number.
    pub(super) fn give<P, T: DeserializeOwned>(
        &mut self,
        at: (&str, &[Column], &str),
        owners: &mut [P],
        owner: impl Fn(&P) -> String,
        number: impl Fn(&T) -> String,
        give: impl Fn(&mut P, T),
    ) {
        let places: BTreeMap<String, usize> =
            owners.iter().enumerate().map(|(index, o)| (owner(o), index)).collect();
        for Read { row, value } in self.rows::<T>(at.0, at.1) {
            match places.get(&number(&value)).and_then(|index| owners.get_mut(*index)) {
                Some(owner) => give(owner, value),
                None => self.wrong((at.0, at.1), at.2, row, "no_such_number"),
            }
        }
    }
}

fn unreadable(field: &str, value: &str, reason: &str) -> Finding {
    Finding::error(Code::ValueUnreadable).with("field", field).with("value", value).with("reason", reason)
}

/// A finding at the cell of a column.
fn wrong(book: &Book, name: &str, columns: &[Column], path: &str, row: u32, reason: &str) -> Finding {
    let sheet = book.sheets.iter().find(|s| s.name == name);
    let found = sheet.and_then(|sheet| Some((sheet, header(sheet, columns)?.1)));
    let index = columns.iter().position(|c| c.path == path);
    match (found, index) {
        (Some((sheet, places)), Some(index)) if places[index].is_some() => {
            Line { sheet, row, columns, places: &places }.wrong(index, reason)
        }
        _ => unreadable(path, "", reason).at_row(name, row),
    }
}

/// The row of labels, and where each column stands. All columns that must be filled must be there.
fn header(sheet: &Sheet, columns: &[Column]) -> Option<(u32, Vec<Option<u32>>)> {
    sheet.rows.range(..=6).find_map(|(row, cells)| {
        let place = |c: &Column| cells.iter().find(|cell| cell.value.text() == c.label).map(|c| c.column);
        let places: Vec<Option<u32>> = columns.iter().map(place).collect();
        columns.iter().zip(&places).all(|(c, place)| !c.need || place.is_some()).then_some((*row, places))
    })
}

/// One row of a sheet.
struct Line<'s> {
    sheet: &'s Sheet,
    row: u32,
    columns: &'s [Column],
    places: &'s [Option<u32>],
}

impl Line<'_> {
    fn own(&self, index: usize) -> Option<&Cell> {
        let column = self.places.get(index).copied().flatten()?;
        self.sheet.own(self.row, column).filter(|cell| !cell.value.text().is_empty())
    }

    fn is_blank(&self) -> bool {
        (0..self.columns.len()).all(|index| self.own(index).is_none())
    }

    fn wrong(&self, index: usize, reason: &str) -> Finding {
        let (label, place) = (self.columns[index].label, self.places[index].unwrap_or(1));
        let value = self.own(index).map(|c| c.value.text()).unwrap_or_default();
        unreadable(label, &value, reason).at_cell(&self.sheet.name, address(self.row, place), self.row)
    }

    /// Whether something is said beside a place in the record.
    fn said_beside(&self, path: &str) -> bool {
        let Some((above, _)) = path.rsplit_once('.') else { return true };
        let inside = |c: &Column| c.path.strip_prefix(above).is_some_and(|rest| rest.starts_with('.'));
        self.columns.iter().enumerate().any(|(index, c)| inside(c) && self.own(index).is_some())
    }

    /// The row as a record: where nothing is said of a part, the part is nothing.
    fn record(&self, findings: &mut Vec<Finding>) -> Value {
        let mut record = Value::Object(Map::new());
        for (index, column) in self.columns.iter().enumerate().filter(|(_, c)| !c.path.is_empty()) {
            if !self.said_beside(column.path) {
                continue;
            }
            let value = match self.own(index) {
                None if column.need => {
                    let place = self.places[index].unwrap_or(1);
                    findings.push(Finding::error(Code::MissingValue).with("field", column.label).at_cell(
                        &self.sheet.name,
                        address(self.row, place),
                        self.row,
                    ));
                    continue;
                }
                None => match column.holds {
                    As::Text => Value::String(String::new()),
                    As::Lines | As::Words(_) => Value::Array(Vec::new()),
                    // What is not said is the default, which is not stored.
                    As::Source => continue,
                    _ => Value::Null,
                },
                Some(cell) => match value(column.holds, &cell.value) {
                    Ok(value) => value,
                    Err(reason) => {
                        findings.push(self.wrong(index, reason));
                        continue;
                    }
                },
            };
            put(&mut record, column.path, value);
        }
        record
    }
}

/// Puts a value at a place, making what lies above it.
fn put(record: &mut Value, path: &str, value: Value) {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let Value::Object(fields) = record else { return };
    match rest {
        None => {
            fields.insert(first.to_owned(), value);
        }
        Some(rest) => {
            put(fields.entry(first).or_insert_with(|| Value::Object(Map::new())), rest, value);
        }
    }
}

/// What a cell says under its column, or why it cannot be read: a token of the messages.
fn value(holds: As, cell: &CellValue) -> std::result::Result<Value, &'static str> {
    if matches!(cell, CellValue::Error(_)) {
        return Err("error_value");
    }
    let text = cell.text();
    let strings = |parts: Vec<&str>| Value::Array(parts.into_iter().map(Value::from).collect());
    let code = |words: &'static [(&'static str, &'static str)], zh: &str| {
        words.iter().find(|(_, word)| *word == zh.trim()).map(|(code, _)| *code).ok_or("other_word")
    };
    Ok(match holds {
        As::Text | As::Maybe => Value::String(text),
        As::Lines => strings(text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect()),
        As::Day => Value::String(day("", &text).map_err(|_| "date")?.to_string()),
        As::Time => {
            let time: NaiveDateTime = text.trim().replace(' ', "T").parse().map_err(|_| "moment")?;
            serde_json::to_value(time).map_err(|_| "moment")?
        }
        As::Moment => {
            let moment = DateTime::<FixedOffset>::parse_from_rfc3339(text.trim()).map_err(|_| "moment")?;
            serde_json::to_value(moment.with_timezone(&Utc)).map_err(|_| "moment")?
        }
        As::Money => {
            Value::from(money::read(&text, Some(MoneyUnit(FEN_PER_WAN))).value.ok_or("not_a_number")?.0)
        }
        As::Int => Value::from(text.trim().parse::<i64>().map_err(|_| "count")?),
        As::YesNo => match text.trim() {
            "是" => Value::Bool(true),
            "否" => Value::Bool(false),
            _ => return Err("yes_no"),
        },
        As::Word(words) => Value::from(code(words, &text)?),
        As::Words(words) => {
            strings(text.split('、').map(|one| code(words, one)).collect::<std::result::Result<_, _>>()?)
        }
        As::Source => match text.strip_prefix(BY_HAND) {
            _ if text == BY_SESSION => Value::from("session"),
            Some(why) => {
                serde_json::json!({ "hand": { "why": why.strip_prefix('：').unwrap_or(why) } })
            }
            None => return Err("other_word"),
        },
    })
}
