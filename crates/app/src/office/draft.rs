//! A workbook on its way in, held in memory: read once, recognised anew after each edit, every edit undone one by one. What
//! is imported is what was read, whatever becomes of the file meanwhile.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::demand::Collected;
use sha2::{Digest as _, Sha256};
use workbook::grid::Book;
use workbook::{ColumnChoice, Correction, Drop, Edits, Kind, KindChoice};

use super::intake::recognised;
use super::mapping::Remembered;
use super::{Inspected, Office};
use crate::access::reason;
use crate::api::demands::CollectedView;
use crate::api::intake::ImportDone;
use crate::refusal::Result;
use crate::views::count;
use crate::work::Work;
use crate::{files, reader};

/// A workbook on its way in.
#[derive(Debug)]
pub struct Draft {
    /// Where it came from.
    path: PathBuf,
    /// The file as it was sent.
    bytes: Vec<u8>,
    book: Book,
    inspected: Inspected,
    /// The batch into which its bids go, once that is known.
    batch: String,
    /// The choices before each one that was made, oldest first.
    before: Vec<Choices>,
    /// What an earlier import of such a list taught.
    remembered: Vec<Remembered>,
}

/// Everything that was chosen by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choices {
    edits: Edits,
    /// Rows that take the place of what is in the vault.
    amend: BTreeSet<(String, u32)>,
}

impl Draft {
    /// Reads a file and recognises its tables.
    ///
    /// # Errors
    /// What a workbook is refused for; `io`; `work.stopped`.
    pub fn open(path: &Path, work: &Work) -> Result<Draft> {
        let file = files::name(path);
        let (bytes, book) = reader::open(path, work)?;
        work.step("intake.read", 99, 100)?;
        let choices = Edits::default();
        let (inspection, chain) = recognised(&book, &choices).map_err(|refusal| refusal.in_file(&file))?;
        let file_digest = hex::encode(Sha256::digest(&bytes));
        Ok(Draft {
            path: path.to_owned(),
            bytes,
            book,
            inspected: Inspected {
                file,
                file_digest,
                inspection,
                chain,
                choices,
                amend: BTreeSet::new(),
                remember: None,
            },
            batch: String::new(),
            before: Vec::new(),
            remembered: Vec::new(),
        })
    }

    /// Types a cell anew. Typing what the file has takes an earlier correction back.
    ///
    /// # Errors
    /// `import.no_such_row`.
    pub fn correct(&mut self, sheet: &str, cell: &str, text: &str) -> Result<()> {
        let mut edits = self.edits().clone();
        edits.corrections.retain(|c| c.sheet != sheet || c.cell != cell);
        if self.text_in_file(sheet, cell).as_deref() != Some(text) {
            let (sheet, cell, text) = (sheet.to_owned(), cell.to_owned(), text.to_owned());
            edits.corrections.push(Correction { sheet, cell, text });
        }
        self.apply(edits)
    }

    /// Leaves a row out, with a reason.
    ///
    /// # Errors
    /// `import.no_such_row`, `reason.missing`.
    pub fn drop_row(&mut self, sheet: &str, row: u32, why: &str) -> Result<()> {
        let why = reason(&format!("剔除{sheet}第{row}行"), why)?;
        let mut edits = self.edits().clone();
        edits.drops.retain(|d| d.sheet != sheet || d.row != row);
        edits.drops.push(Drop { sheet: sheet.to_owned(), row, reason: why });
        self.apply(edits)
    }

    /// Takes a row in again that was left out.
    ///
    /// # Errors
    /// `import.no_such_row` for a row that was not left out by hand.
    pub fn keep_row(&mut self, sheet: &str, row: u32) -> Result<()> {
        let mut edits = self.edits().clone();
        let dropped = edits.drops.len();
        edits.drops.retain(|d| d.sheet != sheet || d.row != row);
        if edits.drops.len() == dropped {
            let (sheet, place) = (sheet.to_owned(), row.to_string());
            return Err(workbook::WorkbookError::NoSuchRow { sheet, place }.into());
        }
        self.apply(edits)
    }

    /// Matches a column to a field, or to none.
    ///
    /// # Errors
    /// `import.no_such_column`.
    pub fn map(&mut self, sheet: &str, column: &str, field: Option<&str>) -> Result<()> {
        let mut edits = self.edits().clone();
        edits.columns.push(ColumnChoice {
            sheet: sheet.to_owned(),
            column: column.to_owned(),
            field: field.map(str::to_owned),
        });
        self.apply(edits)
    }

    /// Says what a table lists; columns that were matched for another kind of list are matched anew.
    ///
    /// # Errors
    /// `import.no_such_row` for a place where no table begins.
    pub fn take_as(&mut self, sheet: &str, at: &str, kind: Kind) -> Result<()> {
        let mut edits = self.edits().clone();
        edits.kinds.retain(|k| k.sheet != sheet || k.at != at);
        edits.columns.retain(|c| c.sheet != sheet);
        edits.kinds.push(KindChoice { sheet: sheet.to_owned(), at: at.to_owned(), kind });
        self.apply(edits)
    }

    /// Under which name the columns that were matched by hand are remembered at the import; nothing forgets them.
    pub fn remember_as(&mut self, name: Option<&str>) {
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        self.inspected.remember = name.map(str::to_owned);
    }

    /// Takes the last edit back; without one nothing changes.
    ///
    /// # Errors
    /// Those of the workbook, which took these edits before.
    pub fn undo(&mut self) -> Result<()> {
        let Some(Choices { edits, amend }) = self.before.last().cloned() else { return Ok(()) };
        if edits != *self.edits() {
            self.recognise(edits)?;
        }
        self.inspected.amend = amend;
        self.before.pop();
        Ok(())
    }

    /// Names the batch into which its bids go, so that what is in the vault already can be told.
    pub fn into_batch(&mut self, batch: &str) {
        batch.trim().clone_into(&mut self.batch);
    }

    /// Lets a row take the place of what is in the vault, or not.
    pub fn amend(&mut self, sheet: &str, row: u32, replace: bool) {
        let mut amend = self.inspected.amend.clone();
        let place = (sheet.to_owned(), row);
        let changed = if replace { amend.insert(place) } else { amend.remove(&place) };
        if changed {
            self.before.push(self.choices());
            self.inspected.amend = amend;
        }
    }

    /// Lets rows take the place of what is in the vault, or not, in one edit.
    pub(crate) fn amend_rows(&mut self, places: Vec<(String, u32)>, replace: bool) {
        let mut amend = self.inspected.amend.clone();
        for place in places {
            if replace {
                amend.insert(place)
            } else {
                amend.remove(&place)
            };
        }
        if amend != self.inspected.amend {
            self.before.push(self.choices());
            self.inspected.amend = amend;
        }
    }

    /// What an earlier import of such a list taught.
    pub(crate) fn remembered(&self) -> &[Remembered] {
        &self.remembered
    }

    /// Applies what an earlier import taught, as if it stood in the file: no edit to be undone.
    pub(crate) fn taught(&mut self, edits: Edits, remembered: Vec<Remembered>) -> Result<()> {
        if edits != *self.edits() {
            self.recognise(edits)?;
        }
        self.remembered = remembered;
        Ok(())
    }

    /// The file as it was sent, and where it came from.
    pub(crate) fn sent(&self) -> (&[u8], &Path) {
        (&self.bytes, &self.path)
    }

    /// The batch into which its bids go; empty while nobody said.
    pub(crate) fn batch(&self) -> &str {
        &self.batch
    }

    /// Whether a row takes the place of what is in the vault.
    pub(crate) fn amends(&self, sheet: &str, row: u32) -> bool {
        self.inspected.amend.contains(&(sheet.to_owned(), row))
    }

    fn choices(&self) -> Choices {
        Choices { edits: self.edits().clone(), amend: self.inspected.amend.clone() }
    }

    /// The workbook as it was read.
    pub(crate) fn book(&self) -> &Book {
        &self.book
    }

    /// What was recognised with the edits so far.
    pub(crate) fn inspected(&self) -> &Inspected {
        &self.inspected
    }

    /// The edits so far.
    pub(crate) fn edits(&self) -> &Edits {
        &self.inspected.choices
    }

    /// How many edits can be undone.
    pub(crate) fn undoable(&self) -> usize {
        self.before.len()
    }

    /// What the file has in a cell; an empty text for an empty one, nothing for a place that is none.
    pub(crate) fn text_in_file(&self, sheet: &str, cell: &str) -> Option<String> {
        let (row, column) = workbook::grid::parse_address(cell)?;
        let sheet = self.book.sheets.iter().find(|s| s.name == sheet)?;
        Some(sheet.own(row, column).map(|c| c.value.text()).unwrap_or_default())
    }

    /// Puts edits in the place of those that hold; refused ones change nothing.
    pub(super) fn apply(&mut self, edits: Edits) -> Result<()> {
        let before = self.choices();
        if edits != before.edits {
            self.recognise(edits)?;
            self.before.push(before);
        }
        Ok(())
    }

    fn recognise(&mut self, edits: Edits) -> Result<()> {
        let (inspection, chain) =
            recognised(&self.book, &edits).map_err(|refusal| refusal.in_file(&self.inspected.file))?;
        self.inspected.inspection = inspection;
        self.inspected.chain = chain;
        self.inspected.choices = edits;
        Ok(())
    }
}

impl Office {
    /// Takes a draft over in one step, as it was read.
    ///
    /// # Errors
    /// Those of [`Office::import`]; `work.stopped`.
    pub fn import_draft(&mut self, batch: &str, draft: &Draft, work: &Work) -> Result<ImportDone> {
        self.import_draft_collected(batch, draft, None, work)
    }

    /// As [`Office::import_draft`], with the word when and from whom demands were collected.
    ///
    /// # Errors
    /// As [`Office::import_draft`]; `missing_value`, `value_unreadable` for that word.
    pub fn import_draft_collected(
        &mut self,
        batch: &str,
        draft: &Draft,
        collected: Option<CollectedView>,
        work: &Work,
    ) -> Result<ImportDone> {
        let collected = collected.map(Collected::try_from).transpose()?;
        work.step("intake.import", 0, 1)?;
        let imported = self.import_collected(batch, &draft.inspected, collected)?;
        let journal_seq = count(self.access.vault.journal_head()?.seq);
        Ok(ImportDone {
            bids: imported.bids,
            experts: imported.experts,
            demands: imported.demands,
            journal_seq,
        })
    }
}
