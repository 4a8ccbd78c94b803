//! Reading for statistics: scores as `rank` reads them, or, where no cell is a number, categories.

use std::collections::BTreeSet;

use domain::{Code, Finding};
use ranking::Cell;
use workbook::Sheet;

use super::super::scores::{self, Columns, Item, Scores};
use crate::refusal::{Refusal, Result};

/// More different words than a scale of categories has: the cells are remarks.
const MOST_CATEGORIES: usize = 20;
/// What stands in a cell without a verdict.
const NOTHING: [&str; 5] = ["", "缺", "回避", "不评", "—"];

/// What a file holds.
pub(super) enum Read {
    /// Scores.
    Scores { experts: Vec<String>, items: Vec<Item>, warnings: Vec<Finding> },
    /// Categories, in the order of their names.
    Categories { experts: Vec<String>, items: Vec<Classed>, categories: Vec<String> },
}

/// An item and where each expert put it, as a position among the categories.
pub(super) struct Classed {
    pub(super) name: String,
    pub(super) cells: Vec<Option<usize>>,
}

/// Reads a sheet.
pub(super) fn read(sheet: &Sheet, file: &str, columns: &Columns) -> Result<Read> {
    if let Some(categories) = categories(sheet, file, columns)? {
        return Ok(categories);
    }
    let table = Scores::read(sheet, file, columns)?;
    let warnings = table.twice();
    Ok(Read::Scores { experts: table.experts, items: table.rows, warnings })
}

/// The file as categories; nothing when a cell beside the names is a number, or when words hardly repeat.
fn categories(sheet: &Sheet, file: &str, columns: &Columns) -> Result<Option<Read>> {
    let Some((head, lines)) = scores::lines(sheet, columns)? else {
        return Err(Refusal::of(Code::BookNoTable).with("file", file));
    };
    let texts: Vec<Vec<String>> = lines.into_iter().map(|(_, texts)| texts).collect();
    let skipped = match (columns.items.len(), columns.experts.len()) {
        (0, 0) if !first_is_rater(&head, &texts) => scores::naming(&head),
        (chosen, _) => chosen,
    };
    let said: BTreeSet<&str> = texts
        .iter()
        .flat_map(|row| row.iter().skip(skipped).map(String::as_str))
        .filter(|text| !NOTHING.contains(text))
        .collect();
    if said.is_empty() || said.len() > MOST_CATEGORIES || said.iter().any(|t| scores::number(t).is_some()) {
        return Ok(None);
    }
    let categories: Vec<String> = said.iter().map(|text| (*text).to_owned()).collect();
    let code = |text: &String| categories.iter().position(|category| category == text);
    let item = |(n, row): (usize, &Vec<String>)| Classed {
        name: if skipped == 0 { n.to_string() } else { scores::name(row, skipped) },
        cells: row.iter().skip(skipped).map(code).collect(),
    };
    let items = (1usize..).zip(&texts).map(item).collect();
    let experts = head.into_iter().skip(skipped).collect();
    Ok(Some(Read::Categories { experts, items, categories }))
}

/// Whether the first column of words is an expert's: its head is like another one, or it says what the others say.
fn first_is_rater(head: &[String], rows: &[Vec<String>]) -> bool {
    let own = head.first().and_then(|head| scores::stem(head));
    let alike = own.is_some() && head.iter().skip(1).any(|other| scores::stem(other) == own);
    let others: BTreeSet<&str> = rows.iter().flat_map(|row| row.iter().skip(1).map(String::as_str)).collect();
    let mut first =
        rows.iter().filter_map(|row| row.first()).filter(|text| !NOTHING.contains(&text.as_str()));
    alike || (!rows.is_empty() && first.all(|text| others.contains(text.as_str())))
}

/// A score in points, for statistics only.
pub(super) fn points(cell: Cell) -> Option<f64> {
    match cell {
        // parsed from the shortest decimal form, which is the nearest double
        Cell::Score(mark) => mark.to_string().parse().ok(),
        Cell::Recused | Cell::Absent | Cell::NotRated => None,
    }
}
