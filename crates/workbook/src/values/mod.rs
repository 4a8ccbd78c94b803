//! Reading one cell as one kind of value. Nothing is guessed: a value that can be read in two ways is a finding.

pub(crate) mod capitals;
pub(crate) mod characters;
pub mod date;
pub mod ident;
pub mod money;
pub mod phone;
pub mod plain;
pub mod share;
pub mod term;
pub mod text;

use std::sync::Arc;

use chrono::NaiveDate;
use domain::{Code, Fen, Finding, Severity};
use serde::{Serialize, Serializer};

pub use share::Share;

/// The value of a field of a row. Serialises as the plain value: money an integer of 分, dates ISO.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldValue {
    /// Text as written, trimmed; shared with the cell that it stands in.
    Text(Arc<str>),
    /// Money.
    Fen(Fen),
    /// A count, or months.
    Int(i64),
    /// A civil date.
    Date(NaiveDate),
    /// Yes or no.
    Bool(bool),
    /// A share, exact.
    Ratio(Share),
    /// Names.
    List(Vec<String>),
    /// An empty or unreadable cell.
    Null,
}

impl Serialize for FieldValue {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            FieldValue::Text(text) => s.serialize_str(text),
            FieldValue::Fen(fen) => s.serialize_i64(fen.0),
            FieldValue::Int(n) => s.serialize_i64(*n),
            FieldValue::Date(date) => date.serialize(s),
            FieldValue::Bool(b) => s.serialize_bool(*b),
            FieldValue::Ratio(share) => share.serialize(s),
            FieldValue::List(names) => names.serialize(s),
            FieldValue::Null => s.serialize_none(),
        }
    }
}

/// Something to say about one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// What.
    pub code: Code,
    /// How grave.
    pub severity: Severity,
    /// Why, as a token; empty when the code says it all.
    pub reason: &'static str,
    /// What the value may be meant for, where something is proposed.
    pub proposal: Option<&'static str>,
    /// What to show instead of the whole value.
    pub shown: Option<&'static str>,
}

impl Issue {
    /// An issue that blocks.
    #[must_use]
    pub const fn error(code: Code, reason: &'static str) -> Self {
        Self { code, severity: Severity::Error, reason, proposal: None, shown: None }
    }

    /// An issue that asks for a reason.
    #[must_use]
    pub const fn warning(code: Code, reason: &'static str) -> Self {
        Self { code, severity: Severity::Warning, reason, proposal: None, shown: None }
    }

    /// The finding with what the issue knows beside its code.
    pub(crate) fn tell(&self, mut finding: Finding) -> Finding {
        if let Some(shown) = self.shown {
            finding.params.retain(|(name, _)| name != "value");
            finding = finding.with("value", shown);
        }
        let finding = finding.with("reason", self.reason);
        match self.proposal {
            Some(proposal) => finding.with("proposal", proposal),
            None => finding,
        }
    }
}

/// What was read from a cell: a value, nothing, or something to say (perhaps with a value).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<T> {
    /// The value, unless the cell is empty or unreadable.
    pub value: Option<T>,
    /// What there is to say.
    pub issue: Option<Issue>,
}

impl<T> Reading<T> {
    /// A value without remarks.
    pub const fn of(value: T) -> Self {
        Self { value: Some(value), issue: None }
    }

    /// An empty cell.
    #[must_use]
    pub const fn empty() -> Self {
        Self { value: None, issue: None }
    }

    /// No value, and why.
    #[must_use]
    pub const fn refused(code: Code, reason: &'static str) -> Self {
        Self { value: None, issue: Some(Issue::error(code, reason)) }
    }

    /// The same with the value changed.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Reading<U> {
        Reading { value: self.value.map(f), issue: self.issue }
    }
}
