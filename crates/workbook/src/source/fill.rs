//! Where every reader puts what it finds, cell by cell: one place that counts and refuses, whatever the format.

use std::collections::HashSet;
use std::sync::Arc;

use super::ReadError;
use crate::error::Hazard;
use crate::grid::{Book, Cell, CellValue, Comment, LAST_COLUMN, LAST_ROW, Merge, Sheet};
use crate::limits;

/// Takes what a reader finds, in the order of the file. A sheet comes before what stands in it.
pub(crate) trait Sink {
    /// A sheet begins.
    fn sheet(&mut self, name: &str, hidden: bool) -> Result<(), ReadError>;
    /// Cells of one row, in the order of their columns. A row may come in several pieces. The cells are taken out.
    fn row(&mut self, row: u32, cells: &mut Vec<Cell>) -> Result<(), ReadError>;
    /// A merged range.
    fn merge(&mut self, merge: Merge) -> Result<(), ReadError>;
    /// A hidden row.
    fn hidden_row(&mut self, row: u32) -> Result<(), ReadError>;
    /// Hidden columns, inclusive.
    fn hidden_columns(&mut self, first: u32, last: u32) -> Result<(), ReadError>;
    /// A comment at a cell.
    fn comment(&mut self, comment: Comment) -> Result<(), ReadError>;
    /// How far the reading is, in units of the reader's own.
    fn progress(&mut self, done: u64, of: u64) -> Result<(), ReadError>;
}

/// Texts longer than this are not looked up: they hardly repeat.
const INTERNED: usize = 120;

/// Counts what goes into a sink, against the limits.
pub(crate) struct Filler<'a> {
    sink: &'a mut dyn Sink,
    row: u32,
    pending: Vec<Cell>,
    cells: usize,
    text_bytes: usize,
    merged_rows: usize,
    hidden: usize,
    comments: usize,
    sheets: usize,
    texts: HashSet<Arc<str>>,
}

impl<'a> Filler<'a> {
    pub(crate) fn new(sink: &'a mut dyn Sink) -> Self {
        Self {
            sink,
            row: 0,
            pending: Vec::new(),
            cells: 0,
            text_bytes: 0,
            merged_rows: 0,
            hidden: 0,
            comments: 0,
            sheets: 0,
            texts: HashSet::new(),
        }
    }

    /// Begins a sheet.
    pub(crate) fn sheet(&mut self, name: &str, hidden: bool) -> Result<(), ReadError> {
        self.flush()?;
        self.sheets += 1;
        if self.sheets > limits::SHEETS {
            return Err(Hazard::TooManyParts.into());
        }
        (self.merged_rows, self.hidden) = (0, 0);
        self.sink.sheet(name, hidden)
    }

    /// Puts a value; a text without anything to see is no cell.
    pub(crate) fn put(&mut self, row: u32, cell: Cell) -> Result<(), ReadError> {
        if !(1..=LAST_ROW).contains(&row) || !(1..=LAST_COLUMN).contains(&cell.column) {
            return Err(Hazard::PartDamaged.into());
        }
        if let CellValue::Text(text) = &cell.value {
            self.text_bytes = self.text_bytes.saturating_add(text.len());
            if self.text_bytes > limits::TEXT_BYTES {
                return Err(Hazard::UnpacksTooLarge.into());
            }
        }
        self.cells += 1;
        if self.cells > limits::CELLS {
            return Err(Hazard::TooManyCells.into());
        }
        if row != self.row {
            self.flush()?;
            self.row = row;
        }
        match self.pending.last() {
            Some(last) if last.column >= cell.column => {
                match self.pending.binary_search_by_key(&cell.column, |c| c.column) {
                    Ok(at) => self.pending[at] = cell,
                    Err(at) => self.pending.insert(at, cell),
                }
            }
            _ => self.pending.push(cell),
        }
        Ok(())
    }

    /// Puts a text, kept once however often it stands.
    pub(crate) fn text(&mut self, row: u32, column: u32, text: &str, formula: bool) -> Result<(), ReadError> {
        match self.shared(text)? {
            Some(text) => {
                self.put(row, Cell { column, value: CellValue::Text(text), formula, percent: false })
            }
            None => Ok(()),
        }
    }

    /// A text as cells hold it; nothing for one without anything to see.
    pub(crate) fn shared(&mut self, text: &str) -> Result<Option<Arc<str>>, ReadError> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        if too_long(text) {
            return Err(Hazard::TextTooLong.into());
        }
        if text.len() > INTERNED {
            return Ok(Some(text.into()));
        }
        if let Some(known) = self.texts.get(text) {
            return Ok(Some(Arc::clone(known)));
        }
        let fresh: Arc<str> = text.into();
        self.texts.insert(Arc::clone(&fresh));
        Ok(Some(fresh))
    }

    /// Registers a merged range; one of a single cell is none.
    pub(crate) fn merge(&mut self, merge: Merge) -> Result<(), ReadError> {
        let inside = 1 <= merge.top
            && merge.top <= merge.bottom
            && merge.bottom <= LAST_ROW
            && 1 <= merge.left
            && merge.left <= merge.right
            && merge.right <= LAST_COLUMN;
        if !inside {
            return Err(Hazard::PartDamaged.into());
        }
        if merge.top == merge.bottom && merge.left == merge.right {
            return Ok(());
        }
        let rows = (merge.bottom - merge.top).min(limits::MERGE_HEIGHT) + 1;
        self.merged_rows = self.merged_rows.saturating_add(usize::try_from(rows).unwrap_or(usize::MAX));
        if self.merged_rows > limits::MERGED_ROWS {
            return Err(Hazard::TooManyParts.into());
        }
        self.sink.merge(merge)
    }

    /// Registers a hidden row; one outside a sheet is nobody's.
    pub(crate) fn hide_row(&mut self, row: u32) -> Result<(), ReadError> {
        if (1..=LAST_ROW).contains(&row) { self.sink.hidden_row(row) } else { Ok(()) }
    }

    /// Registers hidden columns, inclusive; what lies outside a sheet is cut off.
    pub(crate) fn hide_columns(&mut self, first: u32, last: u32) -> Result<(), ReadError> {
        self.hidden += 1;
        let last = last.min(LAST_COLUMN);
        if first == 0 || first > last || self.hidden > limits::STYLES {
            return Ok(());
        }
        self.sink.hidden_columns(first, last)
    }

    /// Registers a comment; an empty one, or one outside a sheet, is none.
    pub(crate) fn comment(&mut self, row: u32, column: u32, text: &str) -> Result<(), ReadError> {
        let text = text.trim();
        if text.is_empty() || !(1..=LAST_ROW).contains(&row) || !(1..=LAST_COLUMN).contains(&column) {
            return Ok(());
        }
        self.text_bytes = self.text_bytes.saturating_add(text.len());
        self.comments += 1;
        if self.text_bytes > limits::TEXT_BYTES || self.comments > limits::STYLES || too_long(text) {
            return Err(Hazard::TooManyParts.into());
        }
        self.sink.comment(Comment { row, column, text: text.to_owned() })
    }

    /// Says how far the reading is.
    pub(crate) fn progress(&mut self, done: u64, of: u64) -> Result<(), ReadError> {
        self.sink.progress(done.min(of), of)
    }

    /// Hands over what is pending. Readers call it when they are done.
    pub(crate) fn flush(&mut self) -> Result<(), ReadError> {
        if self.pending.is_empty() { Ok(()) } else { self.sink.row(self.row, &mut self.pending) }
    }
}

/// Whether a text that is still growing is longer than a cell can hold, whatever its characters are.
pub(crate) fn grows_too_long(text: &str) -> bool {
    text.len() > limits::TEXT_CHARS * 4
}

/// Whether a text is longer than a cell can hold.
pub(crate) fn too_long(text: &str) -> bool {
    text.len() > limits::TEXT_CHARS && text.chars().nth(limits::TEXT_CHARS).is_some()
}

/// Puts what is found into a [`Book`].
#[derive(Default)]
pub(crate) struct Builder {
    sheets: Vec<Sheet>,
}

impl Builder {
    /// The book of what was found; its name and format are the caller's to say.
    pub(crate) fn book(mut self, file: &str, facts: super::Facts) -> Book {
        self.sheets.iter_mut().for_each(|sheet| sheet.dates_from_1904 = facts.is_1904);
        Book {
            file: file.to_owned(),
            format: facts.format,
            default_password: facts.default_password,
            sheets: self.sheets,
        }
    }

    fn last(&mut self) -> Result<&mut Sheet, ReadError> {
        self.sheets.last_mut().ok_or(ReadError::Unsafe(Hazard::PartDamaged))
    }
}

impl Sink for Builder {
    fn sheet(&mut self, name: &str, hidden: bool) -> Result<(), ReadError> {
        let mut sheet = Sheet::new(name);
        sheet.hidden = hidden;
        self.sheets.push(sheet);
        Ok(())
    }

    fn row(&mut self, row: u32, cells: &mut Vec<Cell>) -> Result<(), ReadError> {
        let next = Vec::with_capacity(cells.len());
        self.last()?.put_row(row, std::mem::replace(cells, next));
        Ok(())
    }

    fn merge(&mut self, merge: Merge) -> Result<(), ReadError> {
        self.last()?.merge(merge, limits::MERGE_HEIGHT);
        Ok(())
    }

    fn hidden_row(&mut self, row: u32) -> Result<(), ReadError> {
        self.last()?.hidden_rows.insert(row);
        Ok(())
    }

    fn hidden_columns(&mut self, first: u32, last: u32) -> Result<(), ReadError> {
        self.last()?.hidden_columns.push((first, last));
        Ok(())
    }

    fn comment(&mut self, comment: Comment) -> Result<(), ReadError> {
        self.last()?.comments.push(comment);
        Ok(())
    }

    fn progress(&mut self, _: u64, _: u64) -> Result<(), ReadError> {
        Ok(())
    }
}
