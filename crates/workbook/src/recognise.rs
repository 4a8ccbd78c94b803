//! From a [`Book`] to an [`Inspection`]: edits applied, tables found, rows typed, checks run, dropped rows taken out.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{Code, Finding};

use crate::checks::{self, Bids, Owner};
use crate::columns;
use crate::edits::{ColumnChoice, Dropped, Edits, KindChoice};
use crate::error::{Hazard, WorkbookError};
use crate::grid::{Book, parse_address};
use crate::inspection::{Inspection, Row};
use crate::instructed;
use crate::kinds::Kind;
use crate::limits;
use crate::own;
use crate::rows::{self, Typed};
use crate::table;
use crate::typed::budget_rows;

/// Recognises the tables of a workbook with the secretary's edits in it.
///
/// # Errors
/// [`WorkbookError::NoTable`] when no sheet holds a table or is [`own`], [`WorkbookError::NoSuchRow`] when an edit names a row that
/// no table has, [`WorkbookError::NoSuchColumn`] for a column that cannot be matched as chosen,
/// [`WorkbookError::Unsafe`] when there are more rows or findings than the limits allow.
pub fn recognise(book: &Book, edits: &Edits) -> Result<Inspection, WorkbookError> {
    let unsafe_file = |hazard| WorkbookError::Unsafe { file: book.file.clone(), hazard };
    let mut tables: Vec<Typed> = Vec::new();
    let (mut rows, mut said) = (0, 0);
    let instructed = instructed::unit_of(book);
    for sheet in book.sheets.iter().filter(|sheet| !own::is_own(sheet)) {
        let sheet = edits.applied(sheet);
        for mut found in table::find(&sheet, &edits.chosen(&sheet.name)) {
            rows += found.data.len() + found.totals.len();
            if tables.len() >= limits::TABLES || rows > limits::ROWS {
                return Err(unsafe_file(Hazard::TooManyRows));
            }
            let given = instructed.as_ref().and_then(|unit| unit.give(&sheet, &mut found));
            let mut typed = rows::type_table(&sheet, found);
            typed.findings.extend(given);
            said += typed.findings.len();
            if said > limits::FINDINGS {
                return Err(unsafe_file(Hazard::TooManyFindings));
            }
            tables.push(typed);
        }
    }
    leave_aside(&mut tables, edits);
    if tables.is_empty() && !own::has_own(book) {
        return Err(WorkbookError::NoTable { file: book.file.clone() });
    }
    if *edits != Edits::default() {
        edits_hit_rows(edits, book, &tables)?;
        choices_hit_columns(edits, &tables)?;
        choices_hit_tables(edits, &tables)?;
    }
    let (kept, dropped) = take_out(tables, edits);
    let mut findings = checks::run(&kept);
    findings.extend(extension(book));
    let mut inspection = Inspection { dropped, ..Inspection::default() };
    for typed in kept {
        let kind = typed.table.kind;
        findings.extend(typed.findings.into_iter().map(|f| of_list(f, kind)));
        inspection.tables.push(typed.table);
    }
    if findings.len() > limits::FINDINGS {
        return Err(unsafe_file(Hazard::TooManyFindings));
    }
    sort(&mut findings, book);
    inspection.findings = findings;
    Ok(inspection)
}

/// A finding that names fields says of what kind of list they are: the same field has another name in another list.
fn of_list(finding: Finding, kind: Kind) -> Finding {
    let names = |name: &str| matches!(name, "field" | "fields" | "missing");
    if kind != Kind::Unknown && finding.params.iter().any(|(name, _)| names(name)) {
        finding.with("list", kind.as_str())
    } else {
        finding
    }
}

/// A workbook with lists that are known also has sheets that explain how to fill them and what to choose from: they are no
/// lists. A sheet that shows how a list is to be filled is none either, where the list itself is there.
fn leave_aside(tables: &mut Vec<Typed>, edits: &Edits) {
    let known: Vec<(Kind, String)> = tables
        .iter()
        .filter(|t| t.table.kind != Kind::Unknown)
        .map(|t| (t.table.kind, t.table.sheet.clone()))
        .collect();
    let named = |sheet: &str, words: &[&str]| words.iter().any(|w| sheet.contains(w));
    let example = ["示例", "样例", "样表", "范例"];
    let aid = [
        "说明", "须知", "字典", "代码", "选项", "下拉", "参数", "目录", "要求", "示例", "样例", "样表",
        "模板",
    ];
    tables.retain(|t| {
        let sheet = t.table.sheet.as_str();
        if edits.columns.iter().any(|c| c.sheet == sheet)
            || edits.drops.iter().any(|d| d.sheet == sheet)
            || edits.kinds.iter().any(|k| k.sheet == sheet)
        {
            return true;
        }
        if t.table.kind != Kind::Unknown {
            let elsewhere = known.iter().any(|(k, s)| *k == t.table.kind && !named(s, &example));
            return !(named(sheet, &example) && elsewhere);
        }
        known.is_empty() || (!named(sheet, &aid) && is_a_tables_worth(t))
    });
}

/// Whether a table that nothing is known of holds as much as a list does. Two columns are a choice of words, not a list.
fn is_a_tables_worth(typed: &Typed) -> bool {
    let (columns, rows) = (typed.found.labelled.len(), typed.table.rows.len());
    columns >= 3 && rows >= 1 && columns * rows >= 6
}

/// The file's name says another format than its contents: it was read by its contents.
fn extension(book: &Book) -> Option<Finding> {
    let (_, extension) = book.file.rsplit_once('.')?;
    let extension = extension.to_lowercase();
    let fits: &[&str] = match book.format {
        // WPS writes its own .et in the formats of Excel.
        "xlsx" => &["xlsx", "xlsm", "xltx", "xltm", "et"],
        "csv" => &["csv", "txt", "tsv"],
        "xls" => &["xls", "xlt", "et"],
        "html" => &["html", "htm"],
        other => &[other],
    };
    let known = [
        "xlsx", "xlsm", "xltx", "xltm", "xls", "xlt", "et", "xlsb", "ods", "csv", "txt", "tsv", "html", "htm",
    ];
    let wrong = known.contains(&extension.as_str()) && !fits.contains(&extension.as_str());
    wrong.then(|| {
        Finding::warning(Code::ExtensionMismatch).with("file", &book.file).with("found", book.format)
    })
}

/// Every edit must name a data row of the file as it came: a typing error in a decision must not pass in silence, nor
/// make a row that nobody sent. A cell of a header may be typed anew too: it may lack the unit of its amounts.
fn edits_hit_rows(edits: &Edits, book: &Book, tables: &[Typed]) -> Result<(), WorkbookError> {
    let sent: HashSet<(&str, u32)> =
        book.sheets.iter().flat_map(|s| s.rows.keys().map(|r| (s.name.as_str(), *r))).collect();
    let data: HashSet<(&str, u32)> =
        tables.iter().flat_map(|t| t.table.rows.iter().map(|r| (t.table.sheet.as_str(), r.row))).collect();
    let is_row = |sheet: &str, row: u32| sent.contains(&(sheet, row)) && data.contains(&(sheet, row));
    let wrong = |sheet: &str, place: String| WorkbookError::NoSuchRow { sheet: sheet.to_owned(), place };
    let in_header = |sheet: &str, row: u32| {
        tables.iter().any(|t| t.table.sheet == sheet && t.table.header_rows.contains(&row))
    };
    for correction in &edits.corrections {
        let (row, sheet) = (parse_address(&correction.cell).map(|(row, _)| row), correction.sheet.as_str());
        if !row.is_some_and(|row| is_row(sheet, row) || in_header(sheet, row)) {
            return Err(wrong(&correction.sheet, correction.cell.clone()));
        }
    }
    for drop in &edits.drops {
        if !is_row(&drop.sheet, drop.row) {
            return Err(wrong(&drop.sheet, drop.row.to_string()));
        }
    }
    Ok(())
}

/// Every chosen kind must be that of a table.
fn choices_hit_tables(edits: &Edits, tables: &[Typed]) -> Result<(), WorkbookError> {
    let hit = |choice: &KindChoice| {
        tables.iter().any(|t| t.table.sheet == choice.sheet && parse_address(&choice.at) == t.found.at())
    };
    match edits.kinds.iter().find(|choice| !hit(choice)) {
        Some(choice) => {
            Err(WorkbookError::NoSuchRow { sheet: choice.sheet.clone(), place: choice.at.clone() })
        }
        None => Ok(()),
    }
}

/// Every chosen column must be one, and its field one of some table of its sheet.
fn choices_hit_columns(edits: &Edits, tables: &[Typed]) -> Result<(), WorkbookError> {
    let possible = |choice: &ColumnChoice| {
        let mut of_sheet = tables.iter().filter(|t| t.table.sheet == choice.sheet);
        let fits = |t: &Typed| match &choice.field {
            Some(field) => columns::value_of(t.table.kind, field).is_some(),
            None => true,
        };
        choice.index().is_some() && of_sheet.any(fits)
    };
    match edits.columns.iter().find(|choice| !possible(choice)) {
        Some(choice) => Err(WorkbookError::NoSuchColumn {
            sheet: choice.sheet.clone(),
            column: choice.column.clone(),
            field: choice.field.clone().unwrap_or_default(),
        }),
        None => Ok(()),
    }
}

/// Rows of people and milestones with the number of the bid that they belong to.
fn beside_bids(tables: &[Typed]) -> impl Iterator<Item = (&str, u32, &str)> {
    let tables = tables.iter().filter(|t| matches!(t.table.kind, Kind::Person | Kind::Milestone));
    tables.flat_map(|t| {
        t.table.rows.iter().filter_map(|r| Some((t.table.sheet.as_str(), r.row, r.text("bid_no")?)))
    })
}

/// Takes the dropped rows out, and with a bid its budget lines, people and milestones. Rows that sum others sum the list as it was sent, so
/// they are judged no longer where one of its rows is gone.
fn take_out(mut tables: Vec<Typed>, edits: &Edits) -> (Vec<Typed>, Vec<Dropped>) {
    let mut reasons: BTreeMap<(String, u32), (String, Option<String>)> = BTreeMap::new();
    for drop in &edits.drops {
        reasons.insert((drop.sheet.clone(), drop.row), (drop.reason.clone(), None));
    }
    if !reasons.is_empty() {
        let bids = Bids::of(tables.iter().map(|t| &t.table));
        for (sheet, row, no) in beside_bids(&tables) {
            let gone = |(sheet, bid): (&str, &Row)| edits.drop_reason(sheet, bid.row).map(str::to_owned);
            if let [index] = bids.numbered(no)
                && let Some(reason) = bids.row(*index).and_then(gone)
            {
                reasons.entry((sheet.to_owned(), row)).or_insert_with(|| (reason, Some(no.to_owned())));
            }
        }
        for typed in tables.iter().filter(|t| t.table.kind == Kind::Budget) {
            for line in budget_rows(&typed.table) {
                let Owner::Bid(index) = checks::identify(&line, &bids) else {
                    continue;
                };
                let Some((sheet, bid)) = bids.row(index) else {
                    continue;
                };
                if let Some(reason) = edits.drop_reason(sheet, bid.row) {
                    let with =
                        bid.text("no").or_else(|| bid.text("challenge")).unwrap_or_default().to_owned();
                    let place = (typed.table.sheet.clone(), line.source.row);
                    reasons.entry(place).or_insert_with(|| (reason.to_owned(), Some(with)));
                }
            }
        }
    }
    if reasons.is_empty() {
        return (tables, Vec::new());
    }
    for typed in &mut tables {
        let sheet = typed.table.sheet.clone();
        let gone = |row: u32| reasons.contains_key(&(sheet.clone(), row));
        let before = typed.table.rows.len();
        typed.table.rows.retain(|r| !gone(r.row));
        if typed.table.rows.len() != before {
            typed.totals.clear();
            typed.findings.retain(|f| !f.place.row.is_some_and(gone));
            typed.unread.retain(|(row, _)| !gone(*row));
        }
    }
    let dropped = reasons.into_iter().map(|((sheet, row), (reason, with_bid))| Dropped {
        sheet,
        row,
        reason,
        with_bid,
    });
    (tables, dropped.collect())
}

/// By sheet, row and column, so that two readings of one file say the same in the same order.
fn sort(findings: &mut [Finding], book: &Book) {
    let order: HashMap<&str, usize> =
        book.sheets.iter().enumerate().map(|(i, s)| (s.name.as_str(), i)).collect();
    findings.sort_by_cached_key(|f| {
        let sheet = f.place.sheet.as_deref().and_then(|s| order.get(s)).copied();
        let column = f.place.cell.as_deref().and_then(parse_address).map(|(_, column)| column);
        (sheet, f.place.row, column, f.code)
    });
}
