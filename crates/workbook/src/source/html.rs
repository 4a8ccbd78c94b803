//! Tables of an HTML page: many systems export them under the name of a workbook. The page is cut into tags by
//! `html5ever`'s tokenizer and never made a tree, so that its depth costs nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;

use encoding_rs::Encoding;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::fill::{Filler, grows_too_long};
use super::styles::Shown;
use super::{Facts, ReadError, number, text};
use crate::error::Hazard;
use crate::grid::{Cell, LAST_COLUMN, Merge};
use crate::limits;

/// Tables within tables, at most; real pages have three.
const DEPTH: usize = 32;
/// Rows or columns that one cell may span.
const SPAN: u32 = 1000;
/// Where a page names its encoding, if it does.
const HEAD: usize = 4096;

/// Reads all tables of a page into one sheet, one below the other with a row between, as Excel shows them.
pub(super) fn read(bytes: &[u8], name: &str, out: &mut Filler<'_>) -> Result<Facts, ReadError> {
    let text = text::decode_as(named_encoding(bytes), bytes)?;
    out.sheet(name, false)?;
    let page = Page { out, row: 1, cells: 0, tables: Vec::new(), unseen: false, failed: None };
    let tokenizer = Tokenizer::new(Tables(RefCell::new(page)), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let cut = rest.floor_char_boundary(1 << 16);
        let (piece, after) = rest.split_at(cut.max(rest.chars().next().map_or(1, char::len_utf8)));
        queue.push_back(StrTendril::from_slice(piece));
        // It stops only where its sink asks it to, and this one never does.
        let _ = tokenizer.feed(&queue);
        if let Some(error) = tokenizer.sink.0.borrow().failed {
            return Err(error);
        }
        rest = after;
    }
    tokenizer.end();
    let mut page = tokenizer.sink.0.into_inner();
    while !page.tables.is_empty() && page.failed.is_none() {
        page.close_table();
    }
    match page.failed {
        Some(error) => Err(error),
        None => Ok(Facts { format: "html", default_password: false, is_1904: false }),
    }
}

/// The encoding that the page names in its head.
fn named_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let after = head.split("charset=").nth(1)?.trim_start_matches(['"', '\'']);
    let label = after.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).next()?;
    Encoding::for_label(label.as_bytes())
}

/// A cell as the page has it.
#[derive(Default)]
struct Found {
    text: String,
    number: Option<String>,
    formula: bool,
    columns: u32,
    rows: u32,
}

/// A table that is open.
#[derive(Default)]
struct Table {
    rows: Vec<(bool, Vec<Found>)>,
    cell: Option<Found>,
}

/// What was read of the page so far.
struct Page<'o, 's> {
    out: &'o mut Filler<'s>,
    /// The row that the next table begins in.
    row: u32,
    cells: usize,
    tables: Vec<Table>,
    /// Whether what comes is a script or the like, that nobody sees.
    unseen: bool,
    failed: Option<ReadError>,
}

struct Tables<'o, 's>(RefCell<Page<'o, 's>>);

impl TokenSink for Tables<'_, '_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        if page.failed.is_some() {
            return TokenSinkResult::Continue;
        }
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let raw = match &*tag.name {
                    "script" => RawKind::ScriptData,
                    "style" | "xml" | "noscript" => RawKind::Rawtext,
                    "title" | "textarea" => RawKind::Rcdata,
                    _ => {
                        page.open(&tag);
                        return TokenSinkResult::Continue;
                    }
                };
                page.unseen = true;
                return TokenSinkResult::RawData(raw);
            }
            Token::TagToken(tag) => page.close(&tag.name),
            Token::CharacterTokens(text) if !page.unseen => page.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| a.value.to_string())
}

impl Page<'_, '_> {
    fn open(&mut self, tag: &Tag) {
        match &*tag.name {
            "table" if self.tables.len() >= DEPTH => self.failed = Some(Hazard::PartDamaged.into()),
            "table" => self.tables.push(Table::default()),
            "tr" => {
                self.close_cell();
                let hidden = attribute(tag, "style").is_some_and(|s| {
                    s.to_lowercase().split_whitespace().collect::<String>().contains("display:none")
                });
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push((hidden, Vec::new()));
                }
            }
            "td" | "th" => self.open_cell(tag),
            "br" | "p" | "div" | "li" => self.line(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        self.unseen = false;
        match name {
            "table" => self.close_table(),
            "tr" | "td" | "th" => self.close_cell(),
            _ => {}
        }
    }

    fn open_cell(&mut self, tag: &Tag) {
        self.close_cell();
        self.cells += 1;
        if self.cells > limits::CELLS {
            self.failed = Some(Hazard::TooManyCells.into());
        }
        let span = |name| {
            let span = attribute(tag, name).and_then(|v| v.trim().parse::<u32>().ok());
            span.unwrap_or(1).clamp(1, SPAN)
        };
        let cell = Found {
            text: String::new(),
            number: attribute(tag, "x:num").filter(|v| !v.is_empty()),
            formula: attribute(tag, "x:fmla").is_some(),
            columns: span("colspan"),
            rows: span("rowspan"),
        };
        if let Some(table) = self.tables.last_mut() {
            table.cell = Some(cell);
        }
    }

    /// Spaces and line ends of the page's own text are one space, as a browser shows them.
    fn text(&mut self, text: &str) {
        let Some(cell) = self.tables.last_mut().and_then(|t| t.cell.as_mut()) else { return };
        for c in text.chars() {
            if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                cell.text.push(c);
            } else if !cell.text.is_empty() && !cell.text.ends_with([' ', '\n']) {
                cell.text.push(' ');
            }
        }
        if grows_too_long(&cell.text) {
            self.failed = Some(Hazard::TextTooLong.into());
        }
    }

    fn line(&mut self) {
        if let Some(cell) = self.tables.last_mut().and_then(|t| t.cell.as_mut())
            && !cell.text.is_empty()
            && !cell.text.ends_with('\n')
        {
            cell.text.truncate(cell.text.trim_end_matches(' ').len());
            cell.text.push('\n');
        }
    }

    fn close_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let Some(cell) = table.cell.take() else { return };
        if table.rows.is_empty() {
            table.rows.push((false, Vec::new()));
        }
        if let Some((_, cells)) = table.rows.last_mut() {
            cells.push(cell);
        }
    }

    /// Puts the innermost table below what was put before.
    fn close_table(&mut self) {
        self.close_cell();
        let Some(table) = self.tables.pop() else { return };
        if let Err(error) = self.put(table) {
            self.failed = Some(error);
        }
    }

    fn put(&mut self, table: Table) -> Result<(), ReadError> {
        let seen = |(_, cells): &(bool, Vec<Found>)| cells.iter().any(|c| !c.text.trim().is_empty());
        if !table.rows.iter().any(seen) {
            return Ok(());
        }
        // Columns that cells of rows above reach into, with the row below their last.
        let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
        for (hidden, cells) in table.rows {
            let row = self.row;
            self.row = row.saturating_add(1);
            taken.retain(|_, until| *until > row);
            if hidden {
                self.out.hide_row(row)?;
            }
            let mut column = 1u32;
            for cell in cells {
                while taken.contains_key(&column) {
                    column += 1;
                }
                self.put_cell(row, column, &cell)?;
                let next = column.saturating_add(cell.columns).min(LAST_COLUMN + 1);
                if cell.rows > 1 {
                    taken.extend((column..next).map(|c| (c, row.saturating_add(cell.rows))));
                }
                column = next;
            }
        }
        self.row = self.row.saturating_add(1);
        Ok(())
    }

    fn put_cell(&mut self, row: u32, column: u32, cell: &Found) -> Result<(), ReadError> {
        if column > LAST_COLUMN {
            return Err(Hazard::TooManyCells.into());
        }
        let number = cell.number.as_deref().and_then(|n| number::of_text(n.trim(), Shown::Number, false));
        match number {
            Some(value) => {
                self.out.put(row, Cell { column, value, formula: cell.formula, percent: false })?
            }
            None => self.out.text(row, column, cell.text.trim_matches(['\n', ' ']), cell.formula)?,
        }
        let right = column.saturating_add(cell.columns - 1).min(LAST_COLUMN);
        self.out.merge(Merge { top: row, bottom: row.saturating_add(cell.rows - 1), left: column, right })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Sheet;
    use crate::source::fill::Builder;

    fn sheet(page: &[u8]) -> Result<Sheet, ReadError> {
        let mut builder = Builder::default();
        let mut out = Filler::new(&mut builder);
        let facts = read(page, "表", &mut out)?;
        out.flush()?;
        Ok(builder.book("表", facts).sheets.remove(0))
    }

    fn cells(sheet: &Sheet) -> Vec<(u32, u32, String)> {
        sheet.rows.iter().flat_map(|(r, cs)| cs.iter().map(|c| (*r, c.column, c.value.text()))).collect()
    }

    #[test]
    fn spans_are_merges_and_push_what_follows_aside() {
        let page = "<table><tr><th rowspan=2>编号<th colspan='2'>经费&nbsp;</tr><tr><td>财政<br>资金<td>自筹<style>td { }</style></tr>\
                    <tr style='Display: none'><td>1<td x:num='12.50'>12.5<script>var a='<td>';</script></table><table><tr><td>注";
        let got = sheet(page.as_bytes()).unwrap();
        let want = [
            (1, 1, "编号"),
            (1, 2, "经费\u{a0}"),
            (2, 2, "财政\n资金"),
            (2, 3, "自筹"),
            (3, 1, "1"),
            (3, 2, "12.5"),
            (5, 1, "注"),
        ];
        assert_eq!(cells(&got), want.map(|(r, c, t)| (r, c, t.to_owned())));
        assert!(got.merge_at(2, 1).is_some() && got.merge_at(1, 3).is_some() && got.hidden_rows.contains(&3));
    }

    #[test]
    fn a_page_in_the_encoding_it_names_is_read() {
        let page = "<html><meta charset=gb2312><table><tr><td>编号<td>名称</table>";
        let (gbk, _, _) = encoding_rs::GBK.encode(page);
        assert_eq!(cells(&sheet(&gbk).unwrap())[0].2, "编号");
    }
}
