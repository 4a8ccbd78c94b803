//! What a check found: a closed code, how grave it is, where it stands, and the figures the message needs.
//!
//! The words live elsewhere (`app/messages`): a finding names its code and its parameters only, so that the window,
//! the command line and a printed page can say the same thing in Chinese and in English.

use serde::{Deserialize, Serialize};

use crate::code::Code;

/// How grave a finding is. The order is that of gravity, so `max` gives the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Tells something; nothing is asked.
    Info,
    /// A human must look; may go on with a reason that is kept and printed.
    Warning,
    /// Blocks the step until it is corrected or the row is dropped with a reason.
    Error,
}

/// Where a finding stands. Rows and columns are Excel's own: rows from 1, columns as letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
pub struct Place {
    /// Name of the sheet, when the finding is about a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Address of one cell, such as `F7`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// Number of the row, from 1, when the finding is about a whole row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Path to a field of a record (`bid/JB-001/solver`), when it is not about a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// One finding of a check.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Finding {
    /// What was found, from the closed list.
    pub code: Code,
    /// How grave it is.
    pub severity: Severity,
    /// Where.
    #[serde(default)]
    pub place: Place,
    /// Named parameters of the message, in the order in which they were given; values are already formatted.
    #[serde(default)]
    pub params: Vec<(String, String)>,
}

impl Finding {
    /// A finding without a place; add one with [`Finding::at_cell`], [`Finding::at_row`] or [`Finding::at_path`].
    #[must_use]
    pub fn new(code: Code, severity: Severity) -> Self {
        Self { code, severity, place: Place::default(), params: Vec::new() }
    }

    /// A finding that blocks.
    #[must_use]
    pub fn error(code: Code) -> Self {
        Self::new(code, Severity::Error)
    }

    /// A finding that asks for a reason.
    #[must_use]
    pub fn warning(code: Code) -> Self {
        Self::new(code, Severity::Warning)
    }

    /// Adds a parameter of the message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.params.push((name.to_owned(), value.into()));
        self
    }

    /// Places the finding at one cell (`F7`) of a sheet.
    #[must_use]
    pub fn at_cell(mut self, sheet: &str, cell: impl Into<String>, row: u32) -> Self {
        self.place =
            Place { sheet: Some(sheet.to_owned()), cell: Some(cell.into()), row: Some(row), path: None };
        self
    }

    /// Places the finding at a whole row of a sheet.
    #[must_use]
    pub fn at_row(mut self, sheet: &str, row: u32) -> Self {
        self.place = Place { sheet: Some(sheet.to_owned()), cell: None, row: Some(row), path: None };
        self
    }

    /// Places the finding at a sheet as a whole.
    #[must_use]
    pub fn at_sheet(mut self, sheet: &str) -> Self {
        self.place = Place { sheet: Some(sheet.to_owned()), ..Place::default() };
        self
    }

    /// Places the finding at a field of a record.
    #[must_use]
    pub fn at_path(mut self, path: impl Into<String>) -> Self {
        self.place = Place { path: Some(path.into()), ..Place::default() };
        self
    }

    /// Whether it blocks the step.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Whether any of the findings blocks.
#[must_use]
pub fn any_blocks(findings: &[Finding]) -> bool {
    findings.iter().any(Finding::blocks)
}
