//! Fields that no column holds because something else states them for every row: a line above the table (`领域：新能源`), the
//! title, the sheet's name, or a line between the rows of the list.

use crate::columns::Matching;
use crate::grid::{Cell, Sheet, address};
use crate::kinds::{self, Kind};
use crate::labels;
use crate::values::text::{is_nothing, squeezed, trimmed};

/// A field with the text that states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stated {
    /// The field.
    pub(crate) field: &'static str,
    /// What is stated, as written.
    pub(crate) text: String,
    /// The row from which on it holds; 0 where it holds for the whole list.
    pub(crate) from: u32,
    /// The address of the cell that states it, if it is a cell.
    pub(crate) cell: Option<String>,
}

/// What a line may state for each kind. Names of people and numbers are never the same in every row.
fn statable(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Demand => &["field", "sponsor", "sponsor_code"],
        Kind::Bid => {
            &["field", "sponsor", "sponsor_code", "challenge", "challenge_no", "solver", "solver_code"]
        }
        Kind::Expert => &["unit", "category"],
        Kind::Budget => &["bid_no", "challenge_no", "name", "solver"],
        Kind::Person | Kind::Milestone | Kind::Unknown => &[],
    }
}

/// What the lines above a table and the name of its sheet state. Only what the table has no column for.
pub(crate) fn above(sheet: &Sheet, rows: &[u32], matching: &Matching) -> Vec<Stated> {
    let mut stated: Vec<Stated> = Vec::new();
    for row in rows {
        for one in in_line(sheet, *row, matching.kind) {
            // The line nearest to the table counts.
            stated.retain(|s| s.field != one.field);
            stated.push(Stated { from: 0, ..one });
        }
    }
    for one in in_titles(sheet, rows, matching.kind) {
        if !stated.iter().any(|s| s.field == one.field) {
            stated.push(one);
        }
    }
    stated.retain(|s| !matching.has(s.field));
    if matching.kind == Kind::Budget {
        let named = ["bid_no", "challenge_no", "no", "name"].iter().any(|f| matching.has(f));
        stated.retain(|s| !named || s.field == "solver");
    }
    stated
}

/// What a line between the rows of a list states for the rows below it.
pub(crate) fn between(sheet: &Sheet, row: u32, matching: &Matching) -> Vec<Stated> {
    let mut stated = in_line(sheet, row, matching.kind);
    if let Some([band]) = sheet.rows.get(&row).map(Vec::as_slice) {
        let text = band.value.text();
        let plain = squeezed(&text);
        let plain = plain.split(['(', ':']).next().unwrap_or_default();
        if let Some(field) = kinds::policy_field(plain)
            && statable(matching.kind).contains(&"field")
        {
            stated.push(of_cell("field", field, row, band));
        }
        if matching.kind == Kind::Expert
            && let Some(category) = kinds::expert_category(labels::core(plain).as_str())
        {
            stated.push(of_cell("category", category, row, band));
        }
        if matching.kind == Kind::Budget
            && stated.is_empty()
            && let Some(number) = leading_number(&text)
        {
            stated.push(of_cell("bid_no", number, row, band));
        }
    }
    stated.retain(|s| !matching.has(s.field));
    stated
}

fn of_cell(field: &'static str, text: &str, row: u32, cell: &Cell) -> Stated {
    Stated { field, text: text.to_owned(), from: row, cell: Some(address(row, cell.column)) }
}

/// A number such as JB-001 at the beginning of a text, or all of it.
fn leading_number(text: &str) -> Option<&str> {
    let text = text.trim();
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(text.len());
    let number = &text[..end];
    let letters = number.starts_with(|c: char| c.is_ascii_alphabetic());
    (letters && number.len() >= 4 && number.bytes().any(|b| b.is_ascii_digit())).then_some(number)
}

/// `领域：新能源` and its like in one line: in one cell, in neighbouring ones, several in one cell.
fn in_line(sheet: &Sheet, row: u32, kind: Kind) -> Vec<Stated> {
    let Some(cells) = sheet.rows.get(&row) else { return Vec::new() };
    if cells.len() > 16 {
        return Vec::new();
    }
    let mut stated = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let text = cell.value.text();
        if text.len() > 400 || !text.contains([':', '：']) {
            continue;
        }
        for piece in pieces(&text) {
            let Some((label, value)) = piece.split_once([':', '：']) else { continue };
            let next = || cells.get(at + 1).map(|c| c.value.text()).filter(|t| !t.contains([':', '：']));
            let value = if value.trim().is_empty() { next().unwrap_or_default() } else { value.to_owned() };
            if let Some(field) = stated_field(kind, label)
                && fits(field, &value)
            {
                stated.push(of_cell(field, &trimmed(&value), row, cell));
            }
        }
    }
    stated
}

/// The parts of a line that wide blanks or marks keep apart; a part without a colon belongs to the one before.
fn pieces(text: &str) -> Vec<String> {
    let text = text.replace("  ", "\t").replace(['\u{3000}', '\n', '；', ';'], "\t");
    text.split('\t').map(trimmed).filter(|p| !p.is_empty()).collect()
}

fn stated_field(kind: Kind, label: &str) -> Option<&'static str> {
    if label.chars().count() > 16 {
        return None;
    }
    let field = labels::field_named(kind, label)?;
    statable(kind).contains(&field).then_some(field)
}

/// Whether a value can be what the field holds: a bureau that collected the list is no sponsor, a unit of money no unit.
fn fits(field: &str, value: &str) -> bool {
    let plain = squeezed(value);
    if is_nothing(&plain) || plain.chars().count() > 80 {
        return false;
    }
    let office =
        ["局", "委", "委员会", "厅", "管委会", "政府", "科", "办公室"].iter().any(|end| plain.ends_with(end));
    let money = crate::values::money::unit_in_note(&format!("单位:{plain}")).is_some();
    match field {
        "sponsor" | "solver" | "unit" => !office && !money,
        _ => true,
    }
}

/// What titles and the sheet's name say without a colon: a field, a category of experts, the number of a bid.
fn in_titles(sheet: &Sheet, rows: &[u32], kind: Kind) -> Vec<Stated> {
    let mut stated = Vec::new();
    let of_name = |field, text: &str| Stated { field, text: text.to_owned(), from: 0, cell: None };
    let parts = |text: &str| -> Vec<String> {
        squeezed(text).split(['-', '_', '(', ')', '、', '.', '—']).map(str::to_owned).collect()
    };
    let name = &sheet.name;
    match kind {
        Kind::Demand | Kind::Bid => {
            let titles = rows.iter().rev().filter_map(|r| sheet.rows.get(r)).filter(|c| c.len() == 1);
            let titles: Vec<&Cell> = titles.flatten().collect();
            let of_parts = parts(name).iter().find_map(|p| kinds::policy_field(p));
            let of_name_alone =
                kinds::policy_field(name).or(of_parts).or_else(|| kinds::field_in_title(name));
            let of_titles = titles.iter().find_map(|c| {
                kinds::field_in_title(&c.value.text()).or_else(|| kinds::policy_field(&c.value.start()))
            });
            if let Some(field) = of_titles.or(of_name_alone) {
                stated.push(of_name("field", field));
            }
        }
        Kind::Expert => {
            let word = squeezed(name);
            let word = ["名单", "库", "表", "信息", "一览", "汇总"]
                .iter()
                .fold(word.as_str(), |w, e| w.trim_end_matches(e));
            if let Some(category) = kinds::expert_category(word) {
                stated.push(of_name("category", category));
            }
        }
        Kind::Budget => {
            if let Some(number) =
                leading_number(name).filter(|n| n.len() == name.trim().len() || n.contains('-'))
            {
                stated.push(of_name("bid_no", number));
            }
        }
        Kind::Person | Kind::Milestone | Kind::Unknown => {}
    }
    stated
}
