//! A sender's file with what is wrong in it, to be sent back: the sender's own workbook with notes at its cells, formats
//! and all, where it is an .xlsx; otherwise a table of the findings. Nothing of the vault goes into it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use domain::{Code, Finding, Severity};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use workbook::grid::{Book, Sheet, address, parse_address};
use workbook::write::{Align, ListBook, ListCell, ListColumn, ListSheet};
use workbook::{Edits, Inspection, Note};

use crate::refusal::{Refusal, Result};
use crate::work::Work;
use crate::{annotator, files, messages, reader};

/// Most cells that get a note. Excel becomes slow over many; a list with more goes back as a table.
const NOTES: usize = 3_000;
/// Longest note, in characters.
const NOTE_CHARS: usize = 2_000;
/// Longest text of a cell that the table repeats, in characters.
const SHOWN: usize = 120;

/// What was written to be sent back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SentBack {
    /// The file that was written: the path given, or, for a workbook with macros, the same under `.xlsm`.
    pub path: PathBuf,
    /// Whether it is the sender's own workbook with notes, and not a table of findings.
    pub own: bool,
    /// Findings in it.
    pub findings: usize,
    /// Cells with a note, or rows of the table.
    pub places: usize,
    /// SHA-256 of the file, hex.
    pub digest: String,
}

/// A file on its way back, and what was decided about it.
pub(crate) struct Sender<'a> {
    /// Name of the file.
    pub(crate) file: &'a str,
    /// Its bytes.
    pub(crate) bytes: &'a [u8],
    /// What was read from it.
    pub(crate) book: &'a Book,
    /// What was found in it as it was sent.
    pub(crate) findings: &'a [Finding],
    /// What the secretary typed and left out: said at the cells.
    pub(crate) edits: &'a Edits,
    /// The day that a table says it was made.
    pub(crate) day: NaiveDate,
}

/// What is said at one place.
struct Said<'a> {
    sheet: &'a str,
    row: u32,
    column: u32,
    findings: Vec<&'a Finding>,
    /// What the office did there meanwhile.
    also: Vec<String>,
}

/// Whether a sender is asked about a finding: something that only tells of a cell asks nothing.
fn concerns(finding: &Finding) -> bool {
    finding.severity > Severity::Info && finding.code != Code::FormulaCached
}

/// The findings of a file as it was sent: typed cells and rows left out are the office's, columns and kinds of lists are
/// how the file is understood.
///
/// # Errors
/// What the file is refused for.
pub(crate) fn as_sent(book: &Book, edits: &Edits) -> Result<Inspection> {
    let understood = Edits { corrections: Vec::new(), drops: Vec::new(), ..edits.clone() };
    Ok(workbook::recognise(book, &understood)?)
}

/// Writes the file to send back.
///
/// # Errors
/// `send_back.nothing` when nothing is to be said; `send_back.own_file` for the sender's own place; `io`.
pub(crate) fn write(sender: &Sender<'_>, from: Option<&Path>, to: &Path) -> Result<SentBack> {
    let said = said(sender);
    if said.is_empty() {
        return Err(Refusal::of(Code::SendBackNothing).with("file", sender.file));
    }
    let noted = if said.len() > NOTES { None } else { noted(sender, &said)? };
    let mut path = to.to_owned();
    let (bytes, own) = match noted {
        Some(annotated) => {
            if annotated.macros {
                path.set_extension("xlsm");
            }
            (annotated.bytes, true)
        }
        None => (table(sender, &said)?, false),
    };
    let same = |from: &Path| match (from.canonicalize(), path.canonicalize()) {
        (Ok(from), Ok(to)) => from == to,
        _ => from == path,
    };
    if from.is_some_and(same) {
        return Err(Refusal::of(Code::SendBackOwnFile).with("path", path.display().to_string()));
    }
    files::write_bytes(&path, &bytes)?;
    Ok(SentBack {
        path,
        own,
        findings: said.iter().map(|s| s.findings.len()).sum(),
        places: said.len(),
        digest: hex::encode(Sha256::digest(&bytes)),
    })
}

/// The sender's workbook with its notes; nothing where its format bears none. Notes are put in and read again in processes
/// of their own; it holds the same cells as before, or it is not used.
fn noted(sender: &Sender<'_>, said: &[Said<'_>]) -> Result<Option<workbook::Annotated>> {
    if sender.book.format != "xlsx" {
        return Ok(None);
    }
    let notes: Vec<Note> = said.iter().map(note).collect();
    let Some(annotated) = annotator::annotate(sender.bytes, &notes) else { return Ok(None) };
    let again = reader::read(&annotated.bytes, sender.file, &Work::new());
    let same = again.is_ok_and(|again| {
        let (old, new) = (&sender.book.sheets, &again.sheets);
        old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same_cells(old, new))
    });
    Ok(same.then_some(annotated))
}

fn same_cells(old: &Sheet, new: &Sheet) -> bool {
    old.name == new.name && old.rows == new.rows && old.merges() == new.merges()
}

/// What is said, by place in the order of the file. A finding on a row stands at its first cell, one on a sheet at the
/// first cell of the sheet, one on the file at that of its first sheet; in a merged range all stands at its first cell.
fn said<'a>(sender: &'a Sender<'a>) -> Vec<Said<'a>> {
    let sheets = &sender.book.sheets;
    let mut places: BTreeMap<(usize, u32, u32), Said<'a>> = BTreeMap::new();
    let place = |sheet: Option<&str>, row: Option<u32>, cell: Option<&str>| {
        let index = match sheet {
            Some(name) => sheets.iter().position(|s| s.name == name)?,
            None => 0,
        };
        let sheet = sheets.get(index)?;
        let (row, column) = cell.and_then(parse_address).unwrap_or_else(|| first_cell(sheet, row));
        let anchor = sheet.merge_at(row, column).map(|m| (m.top, m.left));
        let (row, column) = anchor.unwrap_or((row, column));
        Some((index, row, column))
    };
    let empty = |(index, row, column): (usize, u32, u32)| Said {
        sheet: sheets.get(index).map_or("", |s| s.name.as_str()),
        row,
        column,
        findings: Vec::new(),
        also: Vec::new(),
    };
    for finding in sender.findings.iter().filter(|f| concerns(f)) {
        let p = &finding.place;
        if let Some(key) = place(p.sheet.as_deref(), p.row, p.cell.as_deref()) {
            places.entry(key).or_insert_with(|| empty(key)).findings.push(finding);
        }
    }
    for typed in &sender.edits.corrections {
        if let Some(key) = place(Some(&typed.sheet), None, Some(&typed.cell)) {
            let word = if typed.text.is_empty() { "空" } else { &typed.text };
            let text = format!("核对时已暂改为“{word}”，请确认。");
            places.entry(key).or_insert_with(|| empty(key)).also.push(text);
        }
    }
    for left in &sender.edits.drops {
        if let Some(key) = place(Some(&left.sheet), Some(left.row), None) {
            let text = format!("核对时本行未采用：{}。", left.reason.trim_end_matches('。'));
            places.entry(key).or_insert_with(|| empty(key)).also.push(text);
        }
    }
    places.into_values().collect()
}

/// The first cell that holds something: of a row, or of the sheet.
fn first_cell(sheet: &Sheet, row: Option<u32>) -> (u32, u32) {
    let cells = match row {
        Some(row) => sheet.rows.get(&row).map(|cells| (row, cells)),
        None => sheet.rows.iter().next().map(|(row, cells)| (*row, cells)),
    };
    let first = cells.and_then(|(row, cells)| cells.first().map(|c| (row, c.column)));
    first.unwrap_or((row.unwrap_or(1), 1))
}

fn gravity(severity: Severity) -> &'static str {
    if severity == Severity::Error { "须改正" } else { "请核对" }
}

/// What the sender is to do about it.
fn remedy(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "改正后重新报送。",
        Severity::Warning | Severity::Info => "有误的改正后重新报送；无误的附书面说明。",
    }
}

fn expected(finding: &Finding) -> String {
    messages::expected(finding.code, &finding.params).map(|words| words.zh).unwrap_or_default()
}

fn note(said: &Said<'_>) -> Note {
    let mut lines = Vec::new();
    for finding in &said.findings {
        lines.push(format!(
            "【{}】{}",
            gravity(finding.severity),
            messages::words(finding.code, &finding.params).zh
        ));
        let expected = expected(finding);
        if !expected.is_empty() {
            lines.push(format!("要求：{expected}"));
        }
        lines.push(format!("办理：{}", remedy(finding.severity)));
    }
    lines.extend(said.also.iter().cloned());
    let text: String = lines.join("\n").chars().take(NOTE_CHARS).collect();
    Note {
        sheet: said.sheet.to_owned(),
        row: said.row,
        column: said.column,
        text,
        grave: said.findings.iter().any(|f| f.blocks()),
    }
}

/// The findings as a table of their own.
fn table(sender: &Sender<'_>, said: &[Said<'_>]) -> Result<Vec<u8>> {
    let columns = [
        ("序号", 6, Align::Center),
        ("工作表", 16, Align::Left),
        ("单元格", 9, Align::Center),
        ("级别", 8, Align::Center),
        ("现填内容", 24, Align::Left),
        ("存在问题", 48, Align::Left),
        ("填报要求", 40, Align::Left),
        ("办理", 30, Align::Left),
    ];
    let text = |t: &str| if t.is_empty() { ListCell::Empty } else { ListCell::Text(t.to_owned()) };
    let mut rows: Vec<Vec<ListCell>> = Vec::new();
    let mut row = |at: &Said<'_>, level: &str, what: &str, expected: &str, remedy: &str| {
        let sheet = sender.book.sheets.iter().find(|s| s.name == at.sheet);
        let held = sheet.and_then(|s| s.own(at.row, at.column)).map(|c| c.value.text()).unwrap_or_default();
        let number = i64::try_from(rows.len() + 1).unwrap_or(i64::MAX);
        rows.push(vec![
            ListCell::Int(number),
            text(at.sheet),
            text(&address(at.row, at.column)),
            text(level),
            text(&held.chars().take(SHOWN).collect::<String>()),
            text(what),
            text(expected),
            text(remedy),
        ]);
    };
    for at in said {
        for finding in &at.findings {
            let words = messages::words(finding.code, &finding.params);
            row(at, gravity(finding.severity), &words.zh, &expected(finding), remedy(finding.severity));
        }
        for also in &at.also {
            row(at, "请核对", also, "", remedy(Severity::Warning));
        }
    }
    let sheet = ListSheet {
        name: "问题清单".to_owned(),
        title: "报送表格问题清单".to_owned(),
        notes: vec![format!("文件：{}　　“须改正”的改正前不能收；“请核对”的核实即可。", sender.file)],
        columns: columns
            .map(|(label, width, align)| ListColumn { label: label.to_owned(), width, align, sum: false })
            .to_vec(),
        rows,
        totals: None,
        footnotes: Vec::new(),
    };
    Ok(workbook::write::recommendation_list(&ListBook { created: sender.day, sheets: vec![sheet] })?)
}
