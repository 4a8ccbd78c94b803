//! What was recognised in a workbook: tables, typed rows, findings by cell. Serialises to the stable shape of
//! `lunzheng inspect --json`, less the words of the messages, which the application adds.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::{Finding, Severity};
use serde::Serialize;

use crate::by_field::ByField;
use crate::edits::Dropped;
use crate::grid::address;
use crate::kinds::Kind;
use crate::values::FieldValue;

/// What was recognised.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Inspection {
    /// The tables, in the order of sheets and rows.
    pub tables: Vec<Table>,
    /// What there is to say, by table, row and column.
    pub findings: Vec<Finding>,
    /// The rows that were left out.
    pub dropped: Vec<Dropped>,
}

/// One table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// What it lists.
    pub kind: Kind,
    /// Name of its sheet.
    pub sheet: String,
    /// Rows of its header, from 1.
    pub header_rows: Vec<u32>,
    /// Fields by the letters of their columns. A column that holds start and end stands under `start`.
    pub columns: BTreeMap<String, String>,
    /// The data rows.
    pub rows: Vec<Row>,
    /// Where it begins: the address of its first label, such as `A3`.
    #[serde(skip)]
    pub at: String,
    /// What stands over its columns, from the left.
    #[serde(skip)]
    pub heads: Vec<Head>,
}

/// What stands over a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Letters of the column.
    pub letters: String,
    /// The label with the groups over it, without blanks, half-width.
    pub label: String,
    /// Whether the label is one of the own names of the field that the column was matched to.
    pub sure: bool,
}

/// One data row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Its number in the sheet, from 1.
    pub row: u32,
    /// Its values by field. A field whose column the sheet has not is not there; an empty or unreadable cell is null.
    pub fields: ByField<FieldValue>,
    /// Column of each field's cell; rows whose cells lie alike share it.
    #[serde(skip)]
    pub columns: Arc<ByField<u32>>,
    /// Fields whose amounts are so far off that their unit is doubtful: they have their own finding, and nothing else is
    /// concluded from them.
    #[serde(skip)]
    pub doubtful: Vec<&'static str>,
}

impl Row {
    /// The value of a field, unless it is not there or null.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&FieldValue> {
        self.fields.get(field).filter(|v| **v != FieldValue::Null)
    }

    /// The address of a field's cell, such as `F7`.
    #[must_use]
    pub fn cell(&self, field: &str) -> Option<String> {
        self.columns.get(field).map(|column| address(self.row, *column))
    }

    /// The value as text.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        match self.get(field) {
            Some(FieldValue::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The value as money.
    #[must_use]
    pub fn fen(&self, field: &str) -> Option<domain::Fen> {
        match self.get(field) {
            Some(FieldValue::Fen(fen)) => Some(*fen),
            _ => None,
        }
    }

    /// The value as money, unless it is doubtful.
    #[must_use]
    pub fn sure_fen(&self, field: &str) -> Option<domain::Fen> {
        self.fen(field).filter(|_| !self.doubtful.contains(&field))
    }

    /// The value as a count or months.
    #[must_use]
    pub fn int(&self, field: &str) -> Option<i64> {
        match self.get(field) {
            Some(FieldValue::Int(n)) => Some(*n),
            _ => None,
        }
    }

    /// The value as a date.
    #[must_use]
    pub fn date(&self, field: &str) -> Option<chrono::NaiveDate> {
        match self.get(field) {
            Some(FieldValue::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// The value as yes or no.
    #[must_use]
    pub fn bool(&self, field: &str) -> Option<bool> {
        match self.get(field) {
            Some(FieldValue::Bool(b)) => Some(*b),
            _ => None,
        }
    }

    /// The value as a share.
    #[must_use]
    pub fn share(&self, field: &str) -> Option<crate::values::Share> {
        match self.get(field) {
            Some(FieldValue::Ratio(share)) => Some(*share),
            _ => None,
        }
    }

    /// The value as names; a field that is not there has none.
    #[must_use]
    pub fn names(&self, field: &str) -> Vec<String> {
        match self.get(field) {
            Some(FieldValue::List(names)) => names.clone(),
            _ => Vec::new(),
        }
    }
}

/// A finding in the flat shape of the command line, without its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FlatFinding<'a> {
    /// Name of the sheet.
    pub sheet: Option<&'a str>,
    /// Address of the cell, or null when the whole row or sheet is meant.
    pub cell: Option<&'a str>,
    /// The row, or null.
    pub row: Option<u32>,
    /// `error` or `warning`.
    pub severity: Severity,
    /// The code.
    pub code: &'static str,
}

impl Inspection {
    /// The findings in the flat shape of the command line.
    #[must_use]
    pub fn flat_findings(&self) -> Vec<FlatFinding<'_>> {
        let flat = |f: &'_ Finding| -> (Option<u32>, Severity, &'static str) {
            (f.place.row, f.severity, f.code.as_str())
        };
        self.findings
            .iter()
            .map(|f| {
                let (row, severity, code) = flat(f);
                FlatFinding {
                    sheet: f.place.sheet.as_deref(),
                    cell: f.place.cell.as_deref(),
                    row,
                    severity,
                    code,
                }
            })
            .collect()
    }

    /// Whether any finding blocks.
    #[must_use]
    pub fn blocks(&self) -> bool {
        domain::finding::any_blocks(&self.findings)
    }

    /// The tables of one kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Table> {
        self.tables.iter().filter(move |t| t.kind == kind)
    }
}
