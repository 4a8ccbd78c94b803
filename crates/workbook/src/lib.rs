//! Excel in, as typed rows with findings by cell, and out, with live formulas.
//!
//! [`read`] judges a file by its contents and reads it into a [`Book`] of sparse cells, within [`limits`]. [`recognise`]
//! finds its tables, types their rows and runs the checks; what it finds is an [`Inspection`]. Nothing here knows words
//! for clerks: codes and parameters only.

pub mod at_once;
mod beside;
mod by_field;
mod cells;
mod checks;
mod columns;
mod content;
pub mod edits;
pub mod error;
pub mod grid;
mod guess;
mod header;
pub mod inspection;
mod instructed;
mod judge;
pub mod kinds;
mod labels;
pub mod limits;
pub mod own;
mod recognise;
mod rows;
mod source;
mod stated;
mod synonyms;
mod table;
pub mod typed;
pub mod unitless;
pub mod values;
mod wide;
pub mod wire;
pub mod write;

pub use by_field::ByField;
pub use columns::{fields, is_wide};
pub use edits::{ColumnChoice, Correction, Drop, Dropped, Edits, KindChoice};
pub use error::{Hazard, WorkbookError};
pub use grid::{Book, Sheet};
pub use inspection::{FlatFinding, Head, Inspection, Row, Table};
pub use kinds::Kind;
pub use recognise::recognise;
pub use source::{Annotated, Note, annotate, read, read_path};
pub use typed::{BidRow, BudgetRow, DemandRow, ExpertRow, MilestoneRow, PersonRow, Source};
pub use values::{FieldValue, Share};
