//! Reading a file of scores: the first column names the item, each further column is an expert; a cell is a number,
//! empty, or 回避. Without a column of items each row is one.

use domain::{Code, Finding};
use ranking::{Cell, Mark};
use workbook::Sheet;

use crate::refusal::{Refusal, Result};

/// The table of a file of scores.
pub(super) struct Scores {
    /// Heads of the columns of scores.
    pub(super) experts: Vec<String>,
    /// Items in the order of the file.
    pub(super) rows: Vec<Item>,
}

/// An item of the table.
pub(super) struct Item {
    pub(super) name: String,
    pub(super) cells: Vec<Cell>,
    pub(super) row: u32,
}

/// A row as it stands: its number and its texts, from the first column on.
pub(super) type Line = (u32, Vec<String>);

impl Scores {
    /// Reads the first row as heads and every further row that holds something as an item; or the columns that were chosen,
    /// wherever they stand.
    pub(super) fn read(sheet: &Sheet, file: &str, columns: &Columns) -> Result<Scores> {
        let no_table = || Refusal::of(Code::BookNoTable).with("file", file);
        let (head, lines) = lines(sheet, columns)?.ok_or_else(no_table)?;
        let named = match first_column(&head, &lines) {
            _ if !columns.items.is_empty() => true,
            _ if !columns.experts.is_empty() => false,
            First::Items => true,
            First::Rater => false,
            First::Unclear => {
                let first = head.first().map_or("", String::as_str);
                let shown = if first.is_empty() { "（空）" } else { first };
                return Err(Refusal::of(Code::ScoresNoItems).with("file", file).with("head", shown));
            }
        };
        let skipped = match columns.items.len() {
            0 if named => naming(&head),
            chosen => chosen,
        };
        if columns.experts.is_empty() {
            no_others(file, &head, &lines, skipped)?;
        }
        let mut rows = Vec::new();
        for (n, (row, texts)) in (1usize..).zip(lines) {
            let name = if named { name(&texts, skipped) } else { n.to_string() };
            if name.is_empty() {
                return Err(unreadable("", 1, row));
            }
            let cells: Result<Vec<Cell>> =
                (1..).zip(&texts).skip(skipped).map(|(column, text)| cell(text, column, row)).collect();
            rows.push(Item { name, cells: cells?, row });
        }
        let experts = head.into_iter().skip(skipped).collect();
        if rows.is_empty() { Err(no_table()) } else { Ok(Scores { experts, rows }) }
    }

    /// A warning for each item that is named twice: both are ranked.
    pub(super) fn twice(&self) -> Vec<Finding> {
        let mut seen = std::collections::BTreeMap::new();
        let mut findings = Vec::new();
        for item in &self.rows {
            if let Some(first) = seen.insert(&item.name, item.row) {
                findings.push(
                    Finding::warning(Code::DuplicateNumber)
                        .with("number", item.name.clone())
                        .with("row", item.row.to_string())
                        .with("other_row", first.to_string()),
                );
            }
        }
        findings
    }
}

/// Which columns name the items and which are the experts', by their heads or letters; none are told by the file itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// Columns that name an item together.
    pub items: Vec<String>,
    /// Columns of scores; without them all that are left.
    pub experts: Vec<String>,
}

impl Columns {
    fn is_chosen(&self) -> bool {
        !self.items.is_empty() || !self.experts.is_empty()
    }

    /// The numbers of the chosen columns, items first, and the row of their heads.
    fn found(&self, sheet: &Sheet) -> Result<(u32, Vec<u32>)> {
        let wanted: Vec<&str> = self.items.iter().chain(&self.experts).map(|c| c.trim()).collect();
        let head_of = |cells: &[workbook::grid::Cell], name: &str| {
            cells.iter().find(|c| c.value.text().trim() == name).map(|c| c.column)
        };
        // Titles may stand above the heads.
        let heads = |cells: &&Vec<workbook::grid::Cell>| {
            wanted.iter().filter(|name| head_of(cells, name).is_some()).count()
        };
        let top = sheet.rows.iter().take(HEAD_WITHIN).filter(|(_, cells)| heads(cells) > 0);
        let best = top.rev().max_by_key(|(_, cells)| heads(cells)).or_else(|| sheet.rows.iter().next());
        let Some((row, cells)) = best else { return Ok((1, Vec::new())) };
        let place = |name: &&str| {
            let letters = || {
                let is_letters =
                    (1..=3).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphabetic());
                let address = is_letters.then(|| format!("{}1", name.to_ascii_uppercase()));
                address.and_then(|a| workbook::grid::parse_address(&a)).map(|(_, column)| column)
            };
            head_of(cells, name).or_else(letters).ok_or_else(|| {
                let heads = cells.iter().map(|c| c.value.text().trim().to_owned()).collect::<Vec<_>>();
                Refusal::of(Code::ScoresNoColumn).with("column", *name).with("heads", heads.join("、"))
            })
        };
        let mut columns = wanted.iter().map(place).collect::<Result<Vec<u32>>>()?;
        if self.experts.is_empty() {
            columns
                .extend(cells.iter().map(|c| c.column).filter(|c| !columns.contains(c)).collect::<Vec<_>>());
        }
        Ok((*row, columns))
    }
}

/// In how many rows from the top the heads of chosen columns are looked for.
const HEAD_WITHIN: usize = 20;

/// What sums others, and is nobody's score.
const SUMS: [&str; 13] = [
    "总分",
    "平均",
    "均分",
    "合计",
    "总计",
    "小计",
    "名次",
    "排名",
    "综合得分",
    "最终得分",
    "最高分",
    "最低分",
    "去掉",
];
const SUMS_EN: [&str; 10] =
    ["total", "sum", "mean", "average", "avg", "rank", "ranking", "max", "min", "median"];

/// What heads a column of words.
const REMARKS: [&str; 8] = ["备注", "说明", "意见", "评语", "理由", "联系", "note", "remark"];

/// Columns that are nobody's scores: they sum the others, or hold words. Which columns are scores is then asked.
fn no_others(file: &str, head: &[String], lines: &[Line], skipped: usize) -> Result<()> {
    let sums = |head: &str| {
        let lower = head.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        SUMS.iter().any(|word| head.contains(word)) || words.any(|word| SUMS_EN.contains(&word))
    };
    let remarks = |at: usize| {
        let mut texts = lines.iter().filter_map(|(_, texts)| texts.get(at));
        let (mut words, mut scores) = (0, false);
        texts.by_ref().for_each(|text| match cell(text, 1, 1) {
            Ok(Cell::Score(_)) => scores = true,
            Ok(_) => {}
            Err(_) => words += usize::from(number(text).is_none()),
        });
        let says = head.get(at).is_some_and(|head| REMARKS.iter().any(|word| head.contains(word)));
        // One word among scores is a slip in its cell, and is said there.
        !scores && words >= if says { 1 } else { 2 }
    };
    let others = head.iter().enumerate().skip(skipped);
    let others: Vec<&str> =
        others.filter(|(at, head)| sums(head) || remarks(*at)).map(|(_, head)| head.as_str()).collect();
    if others.is_empty() || others.len() + skipped == head.len() {
        return Ok(());
    }
    Err(Refusal::of(Code::ScoresColumnUnclear).with("file", file).with("heads", others.join("、")))
}

/// The heads, and every further row that holds something; nothing without two columns. Of chosen columns those alone.
pub(super) fn lines(sheet: &Sheet, columns: &Columns) -> Result<Option<(Vec<String>, Vec<Line>)>> {
    if columns.is_chosen() {
        return chosen_lines(sheet, columns);
    }
    let mut rows = sheet.rows.iter();
    let Some((_, head)) = rows.next() else { return Ok(None) };
    let last = head.iter().map(|c| c.column).max().unwrap_or(0);
    if last < 2 {
        return Ok(None);
    }
    let texts = |cells: &[workbook::grid::Cell]| -> Vec<String> {
        let text = |column| {
            let cell = cells.iter().find(|c| c.column == column);
            cell.map(|c| c.value.text().trim().to_owned()).unwrap_or_default()
        };
        (1..=last).map(text).collect()
    };
    let mut lines = Vec::new();
    for (row, cells) in rows {
        let beyond = cells.iter().find(|c| c.column > last && !c.value.text().trim().is_empty());
        if let Some(cell) = beyond {
            return Err(unreadable(&cell.value.text(), cell.column, *row));
        }
        let line = texts(cells);
        if line.iter().any(|text| !text.is_empty()) {
            lines.push((*row, line));
        }
    }
    Ok(Some((texts(head), lines)))
}

/// The chosen columns, items first, from the row of their heads on.
fn chosen_lines(sheet: &Sheet, columns: &Columns) -> Result<Option<(Vec<String>, Vec<Line>)>> {
    let (head, numbers) = columns.found(sheet)?;
    let text = |row: u32, column: u32| {
        sheet.own(row, column).map(|c| c.value.text().trim().to_owned()).unwrap_or_default()
    };
    let texts = |row: u32| numbers.iter().map(|column| text(row, *column)).collect::<Vec<_>>();
    let below = sheet.rows.range(head + 1..).map(|(row, _)| (*row, texts(*row)));
    let lines = below.filter(|(_, line)| line.iter().any(|text| !text.is_empty())).collect();
    Ok(Some((texts(head), lines)).filter(|_| numbers.len() > columns.items.len()))
}

/// How many columns at the front name the items together: the first, and what follows under nothing but such a word
/// (package, supplier; group, target). One column at least is left to be a rater's.
pub(super) fn naming(head: &[String]) -> usize {
    let word = |head: &&String| ITEM_HEADS.contains(&head.to_lowercase().as_str());
    let further = head.iter().skip(1).take_while(word).count();
    (1 + further).min(head.len().saturating_sub(1)).max(1)
}

/// The name of an item from the columns that name it.
pub(super) fn name(texts: &[String], columns: usize) -> String {
    let parts: Vec<&str> = texts.iter().take(columns).map(String::as_str).filter(|t| !t.is_empty()).collect();
    parts.join(" ")
}

/// What the first column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    /// It names the items.
    Items,
    /// It is a rater like the others: each row is an item.
    Rater,
    /// It cannot be told.
    Unclear,
}

/// Words that head a column of items.
const ITEM_HEADS: [&str; 44] = [
    "item",
    "items",
    "id",
    "no",
    "number",
    "name",
    "target",
    "subject",
    "object",
    "case",
    "unit",
    "bid",
    "project",
    "proposal",
    "candidate",
    "participant",
    "supplier",
    "performance",
    "sample",
    "group",
    "row",
    "index",
    "序号",
    "编号",
    "项目",
    "方案",
    "榜题",
    "榜单",
    "课题",
    "题目",
    "名称",
    "对象",
    "单位",
    "企业",
    "作品",
    "供应商",
    "package",
    "lot",
    "team",
    "code",
    "title",
    "标段",
    "包号",
    "参评",
];

/// Whether the first column names items, by one rule for every file. With numbers in it and a head that is like another
/// head but for a number or a letter at its end, it is a rater. Else a column that holds any word names items, and one of
/// numbers does when its head says so, when it counts 1, 2, 3, or when the other heads are alike, it is not one of them
/// and no number repeats. What is neither is not guessed, and neither is a file whose heads are all numbers.
fn first_column(head: &[String], lines: &[Line]) -> First {
    let (Some(first), Some(others)) = (head.first(), head.get(1..)) else { return First::Items };
    let column: Vec<&str> = lines.iter().filter_map(|(_, texts)| texts.first().map(String::as_str)).collect();
    let is_number = |text: &str| number(text).is_some();
    if !column.iter().any(|text| is_number(text)) {
        return First::Items;
    }
    if stem(first).is_some_and(|own| others.iter().any(|other| stem(other) == Some(own))) {
        return First::Rater;
    }
    if !column.iter().all(|text| is_number(text) || cell(text, 1, 1).is_ok()) {
        return First::Items;
    }
    if head.iter().all(|text| is_number(text)) {
        return First::Unclear;
    }
    let mut seen = std::collections::BTreeSet::new();
    let repeats = !column.iter().all(|text| seen.insert(*text));
    let odd_one = others.len() > 1
        && stem(others.first().map_or("", String::as_str))
            .is_some_and(|of_first| others.iter().all(|other| stem(other) == Some(of_first)));
    let counts = (1usize..).zip(&column).all(|(n, text)| *text == n.to_string())
        || (0usize..).zip(&column).all(|(n, text)| *text == n.to_string());
    if says_items(first) || counts || (odd_one && !repeats) { First::Items } else { First::Unclear }
}

/// A head that names items: one of the words, alone or among others (`bid_no`, 方案编号).
fn says_items(head: &str) -> bool {
    let lower = head.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    ITEM_HEADS.iter().any(|word| words.contains(word) || (!word.is_ascii() && lower.contains(word)))
}

/// A head without the number, or the single letter behind others, at its end: `rater3` → `rater`, 专家甲 stays whole.
pub(super) fn stem(head: &str) -> Option<&str> {
    let end = |text: &'_ str| text.trim_end_matches(['_', '-', ' ', '.', '#']).len();
    let without_number = head.trim_end_matches(|c: char| c.is_ascii_digit());
    if without_number.len() < head.len() {
        return head.get(..end(without_number)).filter(|stem| !stem.is_empty());
    }
    let ordinal = |c: char| c.is_ascii_uppercase() || "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸".contains(c);
    let without_letter = head.strip_suffix(ordinal)?;
    head.get(..end(without_letter)).filter(|stem| stem.chars().count() > 1)
}

/// A number.
pub(super) fn number(text: &str) -> Option<Mark> {
    text.parse().ok()
}

/// One cell: a number that is not negative, nothing, or 回避.
fn cell(text: &str, column: u32, row: u32) -> Result<Cell> {
    match text {
        "" | "缺" => Ok(Cell::Absent),
        "回避" => Ok(Cell::Recused),
        "不评" | "—" => Ok(Cell::NotRated),
        text => match number(text).filter(|mark| *mark >= Mark::ZERO) {
            Some(mark) => Ok(Cell::Score(mark)),
            None => Err(unreadable(text, column, row)),
        },
    }
}

/// A cell that is no score.
fn unreadable(text: &str, column: u32, row: u32) -> Refusal {
    let (value, value_en) = if text.is_empty() { ("（空）", "(nothing)") } else { (text, text) };
    Refusal::of(Code::InputUnreadable)
        .with("value", value)
        .with("value_en", value_en)
        .with(
            "expected",
            if text.is_empty() {
                "项目名称"
            } else {
                "分数（不小于零、不超过六位小数）、空白或者“回避”"
            },
        )
        .with(
            "expected_en",
            if text.is_empty() {
                "the name of an item"
            } else {
                "a score of nought or more with at most six decimals, nothing, or 回避"
            },
        )
        .with("place", format!("{}{row}", workbook::grid::column_letters(column)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(csv: &str) -> (Vec<String>, Vec<String>) {
        let book = workbook::read(csv.as_bytes(), "s.csv").unwrap();
        let scores = Scores::read(&book.sheets[0], "s.csv", &Columns::default()).unwrap();
        (scores.experts, scores.rows.into_iter().map(|item| item.name).collect())
    }

    #[test]
    fn several_columns_in_front_that_name_items_are_one_name_and_no_rater() {
        assert_eq!(
            named("Group,Target,J1,J2\nA,1,6,1\nB,5,10,5\n"),
            (vec!["J1".to_owned(), "J2".to_owned()], vec!["A 1".to_owned(), "B 5".to_owned()])
        );
        let (experts, items) = named("标段,供应商,甲\n2,示例公司,90\n");
        assert_eq!((experts, items), (vec!["甲".to_owned()], vec!["2 示例公司".to_owned()]));
        // the last column is a rater's, and so is one whose head only holds such a word
        assert_eq!(named("项目,单位\nA,90\n").0, ["单位"]);
        assert_eq!(named("项目,企业专家,技术专家\nA,90,80\n").0, ["企业专家", "技术专家"]);
    }
}
