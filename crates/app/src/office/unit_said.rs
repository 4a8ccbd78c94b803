//! The unit of amounts that no cell, header, note or sheet names, said once: it is typed into the headers that lack it, as a
//! secretary would, so that it is journalled and undone like any other correction.

use domain::{Code, Finding};
use workbook::grid::parse_address;
use workbook::unitless::OF_COLUMN;
use workbook::{Book, Correction, Edits};

use super::Draft;
use crate::api::intake::AmountUnit;
use crate::refusal::{Refusal, Result};

/// The headers that lack a unit, with the unit: of one sheet, or of all.
pub(crate) fn corrections(
    book: &Book,
    findings: &[Finding],
    edits: &Edits,
    sheet: Option<&str>,
    unit: AmountUnit,
) -> Vec<Correction> {
    let lacks = |f: &&Finding| {
        f.code == Code::AmountUnparsable && f.params.iter().any(|(n, v)| n == "reason" && v == OF_COLUMN)
    };
    let header = |f: &Finding| {
        let (on, cell) = (f.place.sheet.as_deref()?, f.place.cell.as_deref()?);
        if sheet.is_some_and(|sheet| sheet != on) {
            return None;
        }
        let typed =
            edits.corrections.iter().find(|c| c.sheet == on && c.cell == cell).map(|c| c.text.clone());
        let in_file = || {
            let (row, column) = parse_address(cell)?;
            Some(book.sheets.iter().find(|s| s.name == on)?.own(row, column)?.value.text())
        };
        let label = typed.or_else(in_file)?;
        let text = format!("{}（{}）", label.trim_end(), unit.zh());
        Some(Correction { sheet: on.to_owned(), cell: cell.to_owned(), text })
    };
    findings.iter().filter(lacks).filter_map(header).collect()
}

impl Draft {
    /// Says the unit of all amounts of a sheet that have none, in one edit.
    ///
    /// # Errors
    /// `record.not_found` where no header of the sheet lacks one.
    pub fn say_unit(&mut self, sheet: &str, unit: AmountUnit) -> Result<()> {
        let findings = &self.inspected().inspection.findings;
        let said = corrections(self.book(), findings, self.edits(), Some(sheet), unit);
        if said.is_empty() {
            return Err(Refusal::not_found(sheet));
        }
        let mut edits = self.edits().clone();
        edits.corrections.retain(|c| !said.iter().any(|s| s.sheet == c.sheet && s.cell == c.cell));
        edits.corrections.extend(said);
        self.apply(edits)
    }
}
