//! What a reader in a process of its own says to the one that started it: frames of a length and CBOR items, in the order
//! in which they are found. Whatever comes in is checked as if a stranger had sent it, for the process that sends may have
//! been taken over by the file it read.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::io::{self, ErrorKind, Read, Write};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use minicbor::{Decoder, Encoder};

use crate::error::{Hazard, WorkbookError};
use crate::grid::{Book, Cell, CellValue, Comment, Merge};
use crate::limits;
use crate::source::fill::{Builder, Filler, Sink, too_long};
use crate::source::{self, Facts, ReadError};

/// A frame is sent once it is this long, in bytes: several lie in a pipe at once, so that neither side waits for the other.
const FULL: usize = 16 * 1024;
/// What stands before a frame: its length, little-endian.
const LENGTH: [u8; 4] = [0; 4];
/// Longest frame that is taken: a full one and the longest text.
const LONGEST: usize = 1024 * 1024;

/// Longest number: thirty digits before the point, and what the smallest double has behind it.
const LONGEST_NUMBER: usize = 1100;

mod tag {
    pub(super) const SHEET: u8 = 0;
    pub(super) const ROW: u8 = 1;
    pub(super) const NEW_TEXT: u8 = 2;
    pub(super) const TEXT: u8 = 3;
    pub(super) const NUMBER: u8 = 4;
    pub(super) const BOOL: u8 = 5;
    pub(super) const DATE: u8 = 6;
    pub(super) const ERROR: u8 = 7;
    pub(super) const UNCACHED: u8 = 8;
    pub(super) const MERGE: u8 = 9;
    pub(super) const HIDDEN_ROW: u8 = 10;
    pub(super) const HIDDEN_COLUMNS: u8 = 11;
    pub(super) const COMMENT: u8 = 12;
    pub(super) const PROGRESS: u8 = 13;
    pub(super) const END: u8 = 14;
    pub(super) const FORMAT: u8 = 15;
    pub(super) const PASSWORD: u8 = 16;
    pub(super) const UNSAFE: u8 = 17;
}

const FORMULA: u8 = 1;
const PERCENT: u8 = 2;

/// Reads a workbook and sends what is found, last the end or the refusal.
///
/// # Errors
/// When nobody takes it.
pub fn send(bytes: &[u8], file: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut sender =
        Sender { out, encoder: Encoder::new(LENGTH.to_vec()), texts: HashMap::default(), kept: Vec::new() };
    let outcome = source::into_sink(bytes, file, &mut sender);
    if outcome == Err(ReadError::Gone) {
        return Err(ErrorKind::BrokenPipe.into());
    }
    sender.finish(outcome).and_then(|()| sender.flush()).map_err(|_| ErrorKind::BrokenPipe.into())
}

/// Puts what is found into frames.
struct Sender<'o> {
    out: &'o mut dyn Write,
    encoder: Encoder<Vec<u8>>,
    /// Numbers of the texts that were sent, by where they lie; they are kept, so that the place stays theirs.
    texts: HashMap<usize, u32, BuildHasherDefault<PlaceHasher>>,
    kept: Vec<Arc<str>>,
}

/// Hashes a place in memory. Places are this process's own; no file chooses them.
#[derive(Default)]
struct PlaceHasher(u64);

impl Hasher for PlaceHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_u64(u64::from(*b)));
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0 ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26);
    }

    fn write_usize(&mut self, n: usize) {
        self.write_u64(u64::try_from(n).unwrap_or_default());
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Writing into memory does not fail.
type Encoded = Result<(), minicbor::encode::Error<std::convert::Infallible>>;

fn gone<E>(_: E) -> ReadError {
    ReadError::Gone
}

impl Sender<'_> {
    fn item(&mut self, encode: impl FnOnce(&mut Encoder<Vec<u8>>) -> Encoded) -> Result<(), ReadError> {
        encode(&mut self.encoder).map_err(gone)?;
        if self.encoder.writer().len() >= FULL { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), ReadError> {
        let frame = self.encoder.writer_mut();
        if let Some((length, items)) = frame.split_first_chunk_mut()
            && !items.is_empty()
        {
            *length = u32::try_from(items.len()).map_err(gone)?.to_le_bytes();
            self.out.write_all(frame).map_err(gone)?;
            self.out.flush().map_err(gone)?;
            frame.truncate(LENGTH.len());
        }
        Ok(())
    }

    /// The number of a text, which is sent when it is new.
    fn text(&mut self, text: &Arc<str>) -> Result<u32, ReadError> {
        let place = text.as_ptr().addr();
        if let Some(number) = self.texts.get(&place) {
            return Ok(*number);
        }
        let number = u32::try_from(self.kept.len()).map_err(gone)?;
        self.item(|e| e.u8(tag::NEW_TEXT)?.str(text)?.ok())?;
        self.kept.push(Arc::clone(text));
        self.texts.insert(place, number);
        Ok(number)
    }

    fn cell(&mut self, cell: &Cell) -> Result<(), ReadError> {
        let column = cell.column;
        let marks = if cell.formula { FORMULA } else { 0 } | if cell.percent { PERCENT } else { 0 };
        match &cell.value {
            CellValue::Text(text) => {
                let number = self.text(text)?;
                self.item(|e| e.u8(tag::TEXT)?.u32(column)?.u8(marks)?.u32(number)?.ok())
            }
            CellValue::Number(n) => self.item(|e| e.u8(tag::NUMBER)?.u32(column)?.u8(marks)?.str(n)?.ok()),
            CellValue::Bool(b) => self.item(|e| e.u8(tag::BOOL)?.u32(column)?.u8(marks)?.bool(*b)?.ok()),
            CellValue::Date(date) => {
                self.item(|e| e.u8(tag::DATE)?.u32(column)?.u8(marks)?.i32(date.num_days_from_ce())?.ok())
            }
            CellValue::Error(text) => {
                self.item(|e| e.u8(tag::ERROR)?.u32(column)?.u8(marks)?.str(text)?.ok())
            }
            CellValue::Uncached => self.item(|e| e.u8(tag::UNCACHED)?.u32(column)?.u8(marks)?.ok()),
        }
    }

    /// The last item: the end, or why there is none.
    fn finish(&mut self, outcome: Result<Facts, ReadError>) -> Result<(), ReadError> {
        match outcome {
            Ok(facts) => self.item(|e| {
                e.u8(tag::END)?.str(facts.format)?.bool(facts.default_password)?.bool(facts.is_1904)?.ok()
            }),
            Err(ReadError::Format(found)) => self.item(|e| e.u8(tag::FORMAT)?.str(found)?.ok()),
            Err(ReadError::Password) => self.item(|e| e.u8(tag::PASSWORD)?.ok()),
            Err(ReadError::Unsafe(hazard)) => self.item(|e| e.u8(tag::UNSAFE)?.str(hazard.as_str())?.ok()),
            Err(ReadError::Gone) => Err(ReadError::Gone),
        }
    }
}

impl Sink for Sender<'_> {
    fn sheet(&mut self, name: &str, hidden: bool) -> Result<(), ReadError> {
        self.item(|e| e.u8(tag::SHEET)?.str(name)?.bool(hidden)?.ok())
    }

    fn row(&mut self, row: u32, cells: &mut Vec<Cell>) -> Result<(), ReadError> {
        self.item(|e| e.u8(tag::ROW)?.u32(row)?.ok())?;
        for cell in cells.iter() {
            self.cell(cell)?;
        }
        cells.clear();
        Ok(())
    }

    fn merge(&mut self, m: Merge) -> Result<(), ReadError> {
        self.item(|e| e.u8(tag::MERGE)?.u32(m.top)?.u32(m.bottom)?.u32(m.left)?.u32(m.right)?.ok())
    }

    fn hidden_row(&mut self, row: u32) -> Result<(), ReadError> {
        self.item(|e| e.u8(tag::HIDDEN_ROW)?.u32(row)?.ok())
    }

    fn hidden_columns(&mut self, first: u32, last: u32) -> Result<(), ReadError> {
        self.item(|e| e.u8(tag::HIDDEN_COLUMNS)?.u32(first)?.u32(last)?.ok())
    }

    fn comment(&mut self, comment: Comment) -> Result<(), ReadError> {
        self.item(|e| e.u8(tag::COMMENT)?.u32(comment.row)?.u32(comment.column)?.str(&comment.text)?.ok())
    }

    fn progress(&mut self, done: u64, of: u64) -> Result<(), ReadError> {
        self.item(|e| e.u8(tag::PROGRESS)?.u64(done)?.u64(of)?.ok())
    }
}

/// Why no workbook came over.
#[derive(Debug)]
pub enum WireError {
    /// The reader refused the file.
    Refused(WorkbookError),
    /// The frames end before the workbook does: the reader is gone.
    Cut,
    /// What came over is not what a reader says.
    Garbled,
}

impl From<minicbor::decode::Error> for WireError {
    fn from(_: minicbor::decode::Error) -> Self {
        WireError::Garbled
    }
}

impl From<ReadError> for WireError {
    fn from(_: ReadError) -> Self {
        WireError::Garbled
    }
}

/// Takes what a reader sends and makes it a workbook. `progress` hears how far the reader is.
///
/// # Errors
/// [`WireError`].
pub fn receive(
    input: &mut dyn Read,
    file: &str,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Book, WireError> {
    let mut builder = Builder::default();
    let mut receiver = Receiver {
        out: Filler::new(&mut builder),
        file,
        row: 0,
        in_sheet: false,
        texts: Vec::new(),
        text_bytes: 0,
        progress,
    };
    let mut frame = Vec::new();
    let facts = loop {
        next_frame(input, &mut frame)?;
        if let Some(facts) = receiver.frame(&frame)? {
            break facts;
        }
    };
    receiver.out.flush()?;
    Ok(builder.book(file, facts))
}

fn next_frame(input: &mut dyn Read, frame: &mut Vec<u8>) -> Result<(), WireError> {
    let mut length = [0; 4];
    input.read_exact(&mut length).map_err(|_| WireError::Cut)?;
    let length = usize::try_from(u32::from_le_bytes(length)).map_err(|_| WireError::Garbled)?;
    if length == 0 || length > LONGEST {
        return Err(WireError::Garbled);
    }
    frame.resize(length, 0);
    input.read_exact(frame).map_err(|_| WireError::Cut)
}

/// Takes frames apart.
struct Receiver<'a, 'b> {
    out: Filler<'a>,
    file: &'b str,
    row: u32,
    in_sheet: bool,
    texts: Vec<Arc<str>>,
    text_bytes: usize,
    progress: &'b mut dyn FnMut(u64, u64),
}

impl Receiver<'_, '_> {
    /// Takes the items of a frame; gives the facts with which a workbook ends.
    fn frame(&mut self, frame: &[u8]) -> Result<Option<Facts>, WireError> {
        let mut d = Decoder::new(frame);
        while d.position() < frame.len() {
            let kind = d.u8()?;
            match kind {
                tag::END => return facts(&mut d).map(Some),
                tag::FORMAT | tag::PASSWORD | tag::UNSAFE => return Err(refusal(kind, &mut d, self.file)?),
                tag::SHEET => {
                    self.in_sheet = true;
                    self.row = 0;
                    let (name, hidden) = (d.str()?, d.bool()?);
                    self.out.sheet(name, hidden)?;
                }
                tag::NEW_TEXT => {
                    let text = d.str()?;
                    self.text_bytes = self.text_bytes.saturating_add(text.len());
                    if too_long(text)
                        || self.text_bytes > limits::TEXT_BYTES
                        || self.texts.len() >= limits::CELLS
                    {
                        return Err(WireError::Garbled);
                    }
                    self.texts.push(text.into());
                }
                tag::PROGRESS => (self.progress)(d.u64()?, d.u64()?),
                _ if !self.in_sheet => return Err(WireError::Garbled),
                _ => self.of_sheet(kind, &mut d)?,
            }
        }
        Ok(None)
    }

    fn of_sheet(&mut self, kind: u8, d: &mut Decoder<'_>) -> Result<(), WireError> {
        match kind {
            tag::ROW => self.row = d.u32()?,
            tag::TEXT..=tag::UNCACHED => {
                let (column, marks) = (d.u32()?, d.u8()?);
                let value = self.value(kind, d)?;
                let (formula, percent) = (marks & FORMULA != 0, marks & PERCENT != 0);
                self.out.put(self.row, Cell { column, value, formula, percent })?;
            }
            tag::MERGE => {
                let (top, bottom, left, right) = (d.u32()?, d.u32()?, d.u32()?, d.u32()?);
                self.out.merge(Merge { top, bottom, left, right })?;
            }
            tag::HIDDEN_ROW => self.out.hide_row(d.u32()?)?,
            tag::HIDDEN_COLUMNS => self.out.hide_columns(d.u32()?, d.u32()?)?,
            tag::COMMENT => {
                let (row, column) = (d.u32()?, d.u32()?);
                self.out.comment(row, column, d.str()?)?;
            }
            _ => return Err(WireError::Garbled),
        }
        Ok(())
    }

    fn value(&self, kind: u8, d: &mut Decoder<'_>) -> Result<CellValue, WireError> {
        Ok(match kind {
            tag::TEXT => {
                let number = usize::try_from(d.u32()?).map_err(|_| WireError::Garbled)?;
                CellValue::Text(Arc::clone(self.texts.get(number).ok_or(WireError::Garbled)?))
            }
            tag::NUMBER => {
                let text = d.str()?;
                if text.len() > LONGEST_NUMBER || text.parse::<f64>().is_err() {
                    return Err(WireError::Garbled);
                }
                CellValue::Number(text.into())
            }
            tag::BOOL => CellValue::Bool(d.bool()?),
            tag::DATE => {
                CellValue::Date(NaiveDate::from_num_days_from_ce_opt(d.i32()?).ok_or(WireError::Garbled)?)
            }
            tag::ERROR => CellValue::Error(d.str()?.chars().take(40).collect::<String>().into()),
            _ => CellValue::Uncached,
        })
    }
}

fn facts(d: &mut Decoder<'_>) -> Result<Facts, WireError> {
    let name = d.str()?;
    let format = source::READ.iter().find(|f| **f == name).ok_or(WireError::Garbled)?;
    Ok(Facts { format, default_password: d.bool()?, is_1904: d.bool()? })
}

fn refusal(kind: u8, d: &mut Decoder<'_>, file: &str) -> Result<WireError, WireError> {
    let error = match kind {
        tag::FORMAT => {
            let name = d.str()?;
            let found = source::NAMED.iter().find(|f| **f == name).ok_or(WireError::Garbled)?;
            ReadError::Format(found)
        }
        tag::PASSWORD => ReadError::Password,
        _ => ReadError::Unsafe(Hazard::parse(d.str()?).ok_or(WireError::Garbled)?),
    };
    Ok(WireError::Refused(error.in_file(file)))
}
