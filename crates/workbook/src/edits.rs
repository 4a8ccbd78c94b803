//! What the secretary decided about a workbook before it is taken over: cells typed anew, rows left out, columns
//! matched by hand. All are applied before any value is read, so that every check runs again on what will be imported.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::grid::{Cell, CellValue, Sheet, parse_address};
use crate::kinds::Kind;

/// A cell typed anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Name of the sheet.
    pub sheet: String,
    /// Address of the cell, such as `F7`.
    pub cell: String,
    /// The new text, read as if it stood in the cell; empty makes the cell empty.
    pub text: String,
}

/// A row left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drop {
    /// Name of the sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// Why.
    pub reason: String,
}

/// A column whose field the secretary chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnChoice {
    /// Name of the sheet.
    pub sheet: String,
    /// Letters of the column, such as `F`.
    pub column: String,
    /// The field; nothing for a column that is not to be taken.
    pub field: Option<String>,
}

/// What a table lists, as the secretary said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindChoice {
    /// Name of the sheet.
    pub sheet: String,
    /// Where the table begins: the address of its first label, such as `A3`.
    pub at: String,
    /// What it lists; `Unknown` for a table that is not to be taken.
    pub kind: Kind,
}

/// Corrections, drops, chosen columns and kinds together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Edits {
    /// Cells typed anew; of two for one cell the later holds.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// Rows left out.
    #[serde(default)]
    pub drops: Vec<Drop>,
    /// Columns whose field was chosen, in the order in which that was done: of two for one column, or for one field, the
    /// later holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnChoice>,
    /// Tables whose kind was chosen; of two for one table the later holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<KindChoice>,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// Name of the sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The reason that was given; for a budget line the one of its bid.
    pub reason: String,
    /// The number of the bid with which a budget line was left out, when nobody named the line itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_bid: Option<String>,
}

/// A chosen column by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chosen<'e> {
    /// Column, from 1.
    pub(crate) column: u32,
    /// The field; nothing for a column that is not to be taken.
    pub(crate) field: Option<&'e str>,
}

/// What was chosen for the tables of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Choices<'e> {
    /// Columns, in the order in which they were chosen.
    pub(crate) columns: Vec<Chosen<'e>>,
    /// Kinds, by the row and the column of a table's first label.
    pub(crate) kinds: BTreeMap<(u32, u32), Kind>,
}

impl ColumnChoice {
    /// The column's number, from 1.
    #[must_use]
    pub fn index(&self) -> Option<u32> {
        parse_address(&format!("{}1", self.column)).filter(|(row, _)| *row == 1).map(|(_, column)| column)
    }
}

impl Edits {
    /// The sheet with its corrections typed in.
    pub(crate) fn applied<'s>(&self, sheet: &'s Sheet) -> Cow<'s, Sheet> {
        let mine: BTreeMap<(u32, u32), &str> = self
            .corrections
            .iter()
            .filter(|c| c.sheet == sheet.name)
            .filter_map(|c| parse_address(&c.cell).map(|at| (at, c.text.as_str())))
            .collect();
        if mine.is_empty() {
            return Cow::Borrowed(sheet);
        }
        let mut sheet = sheet.clone();
        for ((row, column), text) in mine {
            let value = CellValue::Text(text.into());
            sheet.put(row, Cell { column, value, formula: false, percent: false });
        }
        Cow::Owned(sheet)
    }

    /// What was chosen for the tables of a sheet. A choice whose letters or address are none is dealt with elsewhere.
    pub(crate) fn chosen<'e>(&'e self, sheet: &str) -> Choices<'e> {
        let columns = self.columns.iter().filter(|c| c.sheet == sheet);
        let kinds = self.kinds.iter().filter(|k| k.sheet == sheet);
        Choices {
            columns: columns
                .filter_map(|c| Some(Chosen { column: c.index()?, field: c.field.as_deref() }))
                .collect(),
            kinds: kinds.filter_map(|k| Some((parse_address(&k.at)?, k.kind))).collect(),
        }
    }

    /// The reason for which a row is left out.
    pub(crate) fn drop_reason(&self, sheet: &str, row: u32) -> Option<&str> {
        self.drops.iter().find(|d| d.sheet == sheet && d.row == row).map(|d| d.reason.as_str())
    }
}
