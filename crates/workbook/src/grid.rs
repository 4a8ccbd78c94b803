//! A workbook as it was read: sheets of sparse cells with typed values, merges and what is hidden. Rows and columns
//! count from 1, as Excel's own addresses do.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

/// Last row of a sheet.
pub const LAST_ROW: u32 = 1_048_576;
/// Last column of a sheet (`XFD`).
pub const LAST_COLUMN: u32 = 16_384;

/// A workbook as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// Name of the file as the user knows it, without a folder.
    pub file: String,
    /// What the contents are: `xlsx`, `xls`, `xlsb`, `ods`, `csv` or `html`.
    pub format: &'static str,
    /// Whether it was encrypted under the password that Excel has built in and opens without a question.
    pub default_password: bool,
    /// The sheets in their order.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether the sheet itself is hidden.
    pub hidden: bool,
    /// Cells that hold something, by row; within a row by column.
    pub rows: BTreeMap<u32, Vec<Cell>>,
    /// Hidden rows.
    pub hidden_rows: BTreeSet<u32>,
    /// Hidden columns, as inclusive ranges.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Whether the workbook counts its days from 1904.
    pub dates_from_1904: bool,
    /// Comments at cells, in the order of the file.
    pub comments: Vec<Comment>,
    merges: Vec<Merge>,
    merges_of_row: HashMap<u32, BTreeMap<u32, usize>>,
}

/// One cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Column, from 1.
    pub column: u32,
    /// What it holds.
    pub value: CellValue,
    /// Whether the value is the cached result of a formula.
    pub formula: bool,
    /// Whether the number is shown as a percentage (0.3 is shown as 30%).
    pub percent: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// Text as it stands.
    Text(Arc<str>),
    /// A number as the shortest decimal that reads back to the same stored number.
    Number(Box<str>),
    /// True or false.
    Bool(bool),
    /// A number that a date format shows as a date.
    Date(NaiveDate),
    /// An Excel error (`#REF!`).
    Error(Box<str>),
    /// A formula without a cached result.
    Uncached,
}

impl CellValue {
    /// The value as text: what a clerk would see, without formats.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            CellValue::Text(text) => text.to_string(),
            CellValue::Number(number) => number.to_string(),
            CellValue::Bool(true) => "TRUE".to_owned(),
            CellValue::Bool(false) => "FALSE".to_owned(),
            CellValue::Date(date) => date.to_string(),
            CellValue::Error(error) => error.to_string(),
            CellValue::Uncached => String::new(),
        }
    }

    /// As [`CellValue::text`], without a copy of what is a text already.
    pub(crate) fn shown(&self) -> Cow<'_, str> {
        match self {
            CellValue::Text(text) => Cow::Borrowed(text),
            CellValue::Number(text) | CellValue::Error(text) => Cow::Borrowed(text),
            other => Cow::Owned(other.text()),
        }
    }

    /// The beginning of the text, enough to know a mark or a short word by.
    pub(crate) fn start(&self) -> Cow<'_, str> {
        match self {
            CellValue::Text(text) => {
                let end = text.char_indices().nth(40).map_or(text.len(), |(at, _)| at);
                Cow::Borrowed(text.get(..end).unwrap_or(text))
            }
            other => other.shown(),
        }
    }

    /// Whether there is nothing to see.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            CellValue::Text(text) => crate::values::text::is_only_blanks(text),
            CellValue::Uncached => true,
            _ => false,
        }
    }
}

/// A comment (批注) at a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Row, from 1.
    pub row: u32,
    /// Column, from 1.
    pub column: u32,
    /// Its text, without its author.
    pub text: String,
}

/// A merged range, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column.
    pub left: u32,
    /// Last column.
    pub right: u32,
}

impl Sheet {
    /// A sheet without cells.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Puts a cell; a later one at the same address replaces the earlier one. Returns whether the address was free.
    pub fn put(&mut self, row: u32, cell: Cell) -> bool {
        let cells = self.rows.entry(row).or_default();
        match cells.last() {
            Some(last) if last.column >= cell.column => {
                match cells.binary_search_by_key(&cell.column, |c| c.column) {
                    Ok(at) => {
                        cells[at] = cell;
                        false
                    }
                    Err(at) => {
                        cells.insert(at, cell);
                        true
                    }
                }
            }
            _ => {
                cells.push(cell);
                true
            }
        }
    }

    /// Puts the cells of a row, which are in the order of their columns, in one go.
    pub(crate) fn put_row(&mut self, row: u32, cells: Vec<Cell>) {
        if self.rows.last_key_value().is_none_or(|(last, _)| *last < row) {
            self.rows.insert(row, cells);
        } else {
            for cell in cells {
                self.put(row, cell);
            }
        }
    }

    /// The cell that stands at the address itself.
    #[must_use]
    pub fn own(&self, row: u32, column: u32) -> Option<&Cell> {
        let cells = self.rows.get(&row)?;
        cells.binary_search_by_key(&column, |c| c.column).ok().map(|at| &cells[at])
    }

    /// The cell at the address, or the anchor of the merge that covers it.
    #[must_use]
    pub fn covering(&self, row: u32, column: u32) -> Option<&Cell> {
        self.own(row, column).or_else(|| self.merge_at(row, column).and_then(|m| self.own(m.top, m.left)))
    }

    /// Registers a merge; the ones that Excel could not show as part of a table (taller than `tallest` rows) only
    /// cover their first rows. Returns how many rows were indexed.
    pub fn merge(&mut self, merge: Merge, tallest: u32) -> u32 {
        let index = self.merges.len();
        self.merges.push(merge);
        let bottom = merge.bottom.min(merge.top.saturating_add(tallest));
        for row in merge.top..=bottom {
            self.merges_of_row.entry(row).or_default().insert(merge.left, index);
        }
        bottom.saturating_sub(merge.top) + 1
    }

    /// The merge that covers the address. Merges never overlap in Excel; of two that do, the one that begins nearer to
    /// the column counts.
    #[must_use]
    pub fn merge_at(&self, row: u32, column: u32) -> Option<Merge> {
        let (_, index) = self.merges_of_row.get(&row)?.range(..=column).next_back()?;
        self.merges.get(*index).copied().filter(|m| column <= m.right)
    }

    /// All merges, in the order of the file.
    #[must_use]
    pub fn merges(&self) -> &[Merge] {
        &self.merges
    }

    /// The merges that touch a row.
    pub fn merges_in(&self, row: u32) -> impl Iterator<Item = Merge> + '_ {
        let indices = self.merges_of_row.get(&row).into_iter().flat_map(BTreeMap::values);
        indices.filter_map(|index| self.merges.get(*index).copied())
    }

    /// The sheet with some of its cells only; all else stays as it is.
    pub(crate) fn part(&self, keep: impl Fn(u32, &Cell) -> bool) -> Sheet {
        let mut part = self.clone_frame();
        for (row, cells) in &self.rows {
            let kept: Vec<Cell> = cells.iter().filter(|c| keep(*row, c)).cloned().collect();
            if !kept.is_empty() {
                part.rows.insert(*row, kept);
            }
        }
        part
    }

    /// Everything but the cells.
    fn clone_frame(&self) -> Sheet {
        Sheet {
            name: self.name.clone(),
            hidden: self.hidden,
            rows: BTreeMap::new(),
            hidden_rows: self.hidden_rows.clone(),
            hidden_columns: self.hidden_columns.clone(),
            dates_from_1904: self.dates_from_1904,
            comments: self.comments.clone(),
            merges: self.merges.clone(),
            merges_of_row: self.merges_of_row.clone(),
        }
    }

    /// Whether a column is hidden.
    #[must_use]
    pub fn column_hidden(&self, column: u32) -> bool {
        self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }
}

/// The letters of a column, from 1: 1 is `A`, 16384 is `XFD`.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The address of a cell, such as `F7`.
#[must_use]
pub fn address(row: u32, column: u32) -> String {
    format!("{}{row}", column_letters(column))
}

/// Reads an address such as `F7` or `$F$7` as row and column; nothing when it lies outside a sheet.
#[must_use]
pub fn parse_address(text: &str) -> Option<(u32, u32)> {
    let text: String = text.chars().filter(|c| *c != '$').collect();
    let digits_at = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at(digits_at);
    if letters.is_empty()
        || letters.len() > 3
        || digits.len() > 7
        || !digits.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let mut column = 0u32;
    for letter in letters.bytes() {
        let letter = letter.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column * 26 + u32::from(letter - b'A') + 1;
    }
    let row: u32 = digits.parse().ok()?;
    ((1..=LAST_ROW).contains(&row) && (1..=LAST_COLUMN).contains(&column)).then_some((row, column))
}

/// Reads a range such as `A1:C3`, or a single address.
#[must_use]
pub fn parse_range(text: &str) -> Option<Merge> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (parse_address(first)?, parse_address(last)?);
    (top <= bottom && left <= right).then_some(Merge { top, bottom, left, right })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(column: u32, text: &str) -> Cell {
        Cell { column, value: CellValue::Text(text.into()), formula: false, percent: false }
    }

    #[test]
    fn addresses_end_where_a_sheet_ends() {
        assert_eq!(parse_address("XFD1048576"), Some((LAST_ROW, LAST_COLUMN)));
        assert_eq!(parse_address("$F$7"), Some((7, 6)));
        for outside in ["XFE1", "A1048577", "A0", "7", "F", "AAAA1", "A99999999", "é1", "F7x", ""] {
            assert_eq!(parse_address(outside), None, "{outside}");
        }
        assert_eq!(parse_range("B2:A1"), None);
    }

    #[test]
    fn a_merged_cell_answers_with_its_anchor() {
        let mut sheet = Sheet::new("表");
        sheet.put(2, text(1, "经费"));
        sheet.merge(Merge { top: 2, bottom: 3, left: 1, right: 3 }, 100);
        assert_eq!(sheet.covering(3, 3).map(|c| c.value.text()), Some("经费".to_owned()));
        assert_eq!(sheet.covering(4, 1), None);
    }

    #[test]
    fn cells_out_of_order_are_kept_in_order_and_the_last_of_two_wins() {
        let mut sheet = Sheet::new("表");
        assert!(sheet.put(1, text(3, "c")));
        assert!(sheet.put(1, text(1, "a")));
        assert!(!sheet.put(1, text(3, "C")));
        let row: Vec<_> = sheet.rows[&1].iter().map(|c| c.value.text()).collect();
        assert_eq!(row, ["a", "C"]);
    }

    proptest! {
        #[test]
        fn column_letters_read_back(row in 1..=LAST_ROW, column in 1..=LAST_COLUMN) {
            prop_assert_eq!(parse_address(&address(row, column)), Some((row, column)));
        }
    }
}
