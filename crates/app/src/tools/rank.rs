//! A file of scores into ranks: the first column names the item, each further column is an expert; a cell is a number,
//! empty, or 回避. Without a column of items each row is one. No tie-breakers: what is equal is a tie.

use std::path::Path;

use domain::{Code, Finding};
use ranking::{Aggregate, Cell, Comparison, Fate, Key, Mark, Rule, aggregate, weighted};
use serde::Serialize;
use workbook::Sheet;

use crate::refusal::{Refusal, Result};
use crate::work::Work;
use crate::{files, reader};

/// Trimming starts at so many valid scores.
const TRIM_FROM: usize = 5;

/// How valid scores become one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RankRule {
    /// The mean of all valid scores.
    Mean,
    /// Without one highest and one lowest, when at least five valid scores remain.
    Trimmed,
}

/// A dropped score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// Whose.
    pub expert: String,
    /// The score, as short as it is.
    pub score: String,
}

/// An item and its figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RankItem {
    /// Name of the item.
    pub item: String,
    /// Rank 1, 2, 2, 4; nothing when nothing was scored.
    pub rank: Option<usize>,
    /// Whether another item has the same rank.
    pub tied: bool,
    /// The figure with two decimals, half-up; for the eye.
    pub score: Option<String>,
    /// The figure as a fraction in lowest terms; what ranks are made of.
    pub exact: Option<String>,
    /// Valid scores, counted before trimming.
    pub n: usize,
    /// Dropped scores: the highest, then the lowest.
    pub dropped: Vec<Dropped>,
}

/// The shape of `lunzheng rank --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RankReport {
    /// The rule applied.
    pub rule: RankRule,
    /// Items in order of rank, unscored ones last.
    pub items: Vec<RankItem>,
    /// Items named twice, for a warning.
    #[serde(skip)]
    pub warnings: Vec<Finding>,
}

/// As [`rank`], from a file and with weights as they were typed.
///
/// # Errors
/// As [`rank`], and `io`.
pub fn rank_file(path: &Path, rule: RankRule, weights: Option<&[String]>) -> Result<RankReport> {
    let file = files::name(path);
    let bytes = files::read(path, workbook::limits::FILE_BYTES)?;
    let weights =
        weights.map(|texts| texts.iter().map(|t| weight(t)).collect::<Result<Vec<Mark>>>()).transpose()?;
    rank(&bytes, &file, rule, weights.as_deref()).map_err(|refusal| refusal.in_file(&file))
}

/// A weight as it was typed.
fn weight(text: &str) -> Result<Mark> {
    text.trim().parse().map_err(|_| {
        Refusal::of(Code::InputUnreadable)
            .with("value", text)
            .with("expected", "大于零的权重")
            .with("expected_en", "a weight above nought")
            .with("place", "--weights")
    })
}

/// Reads a file of scores and ranks its items. `weights`, if given, has one number for each expert's column.
///
/// # Errors
/// What a workbook is refused for; `input.unreadable` with its cell for anything that is no score.
pub fn rank(bytes: &[u8], file: &str, rule: RankRule, weights: Option<&[Mark]>) -> Result<RankReport> {
    let book = reader::read(bytes, file, &Work::new())?;
    let sheet = book.sheets.first().ok_or_else(|| Refusal::of(Code::BookNoTable).with("file", file))?;
    let table = Scores::read(sheet, file)?;
    if let Some(weights) = weights
        && (weights.len() != table.experts.len() || weights.iter().any(|w| *w <= Mark::ZERO))
    {
        return Err(Refusal::of(Code::InputUnreadable)
            .with("value", weights.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
            .with("expected", format!("{}个大于零的权重", table.experts.len()))
            .with("expected_en", format!("{} weights above nought", table.experts.len()))
            .with("place", "--weights"));
    }
    let applied = match rule {
        RankRule::Mean => Rule::Mean,
        RankRule::Trimmed => Rule::Trimmed { from: TRIM_FROM },
    };
    let figures: Vec<Aggregate> = table
        .rows
        .iter()
        .map(|i| weights.map_or_else(|| aggregate(&i.cells, applied), |w| weighted(&i.cells, w, applied)))
        .collect();
    let keys: Vec<Key> =
        figures.iter().map(|f| Key { total: f.mean.clone(), breakers: Vec::new(), decided: None }).collect();
    let items = ranking::rank(&keys, Comparison::Exact)
        .into_iter()
        .filter_map(|placed| {
            let item = table.rows.get(placed.index)?;
            let figure = figures.get(placed.index)?;
            Some(RankItem {
                item: item.name.clone(),
                rank: placed.rank,
                tied: placed.tied,
                score: figure.mean.as_ref().map(|m| m.half_up(2)),
                exact: figure.mean.as_ref().map(ToString::to_string),
                n: figure.n,
                dropped: dropped(&table.experts, &item.cells, figure),
            })
        })
        .collect();
    Ok(RankReport { rule, items, warnings: table.twice() })
}

/// The dropped scores with their experts, the highest first.
fn dropped(experts: &[String], cells: &[Cell], figure: &Aggregate) -> Vec<Dropped> {
    [Fate::DroppedHighest, Fate::DroppedLowest]
        .into_iter()
        .filter_map(|fate| {
            let at = figure.fates.iter().position(|f| *f == fate)?;
            match (experts.get(at), cells.get(at)) {
                (Some(expert), Some(Cell::Score(mark))) => {
                    Some(Dropped { expert: expert.clone(), score: mark.to_string() })
                }
                _ => None,
            }
        })
        .collect()
}

/// The table of a file of scores.
struct Scores {
    experts: Vec<String>,
    rows: Vec<Item>,
}

/// An item of the table.
struct Item {
    name: String,
    cells: Vec<Cell>,
    row: u32,
}

/// A row as it stands: its number and its texts, from the first column on.
type Line = (u32, Vec<String>);

impl Scores {
    /// Reads the first row as heads and every further row that holds something as an item.
    fn read(sheet: &Sheet, file: &str) -> Result<Scores> {
        let no_table = || Refusal::of(Code::BookNoTable).with("file", file);
        let (head, lines) = lines(sheet)?.ok_or_else(no_table)?;
        let named = match first_column(&head, &lines) {
            First::Items => true,
            First::Rater => false,
            First::Unclear => {
                let first = head.first().map_or("", String::as_str);
                let shown = if first.is_empty() { "（空）" } else { first };
                return Err(Refusal::of(Code::ScoresNoItems).with("file", file).with("head", shown));
            }
        };
        let skipped = usize::from(named);
        let mut rows = Vec::new();
        for (n, (row, texts)) in (1usize..).zip(lines) {
            let name = if named { texts.first().cloned().unwrap_or_default() } else { n.to_string() };
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
    fn twice(&self) -> Vec<Finding> {
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

/// The heads, and every further row that holds something; nothing without two columns.
fn lines(sheet: &Sheet) -> Result<Option<(Vec<String>, Vec<Line>)>> {
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
fn stem(head: &str) -> Option<&str> {
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
fn number(text: &str) -> Option<Mark> {
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

    /// Item, rank, tied, score, exact, n.
    type Line = (String, Option<usize>, bool, Option<String>, Option<String>, usize);

    fn ranked(csv: &str, rule: RankRule) -> Vec<Line> {
        let report = rank(csv.as_bytes(), "s.csv", rule, None).unwrap();
        report.items.into_iter().map(|i| (i.item, i.rank, i.tied, i.score, i.exact, i.n)).collect()
    }

    #[test]
    fn items_are_ranked_exactly_and_equal_ones_share_a_rank() {
        let csv = "项目,甲,乙,丙\nA,90,80,回避\nB,85,85,\nC,,,回避\nD,86.5,86,87\n";
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(
            ranked(csv, RankRule::Trimmed),
            [
                ("D".to_owned(), Some(1), false, some("86.50"), some("173/2"), 3),
                ("A".to_owned(), Some(2), true, some("85.00"), some("85"), 2),
                ("B".to_owned(), Some(2), true, some("85.00"), some("85"), 2),
                ("C".to_owned(), None, false, None, None, 0),
            ]
        );
    }

    #[test]
    fn the_dropped_scores_are_named_highest_first() {
        let csv = "item,a,b,c,d,e\nX,90,91.5,70,80,85\n";
        let report = rank(csv.as_bytes(), "s.csv", RankRule::Trimmed, None).unwrap();
        assert_eq!(
            serde_json::to_value(&report.items[0].dropped).unwrap(),
            serde_json::json!([{"expert": "b", "score": "91.5"}, {"expert": "c", "score": "70"}])
        );
        assert_eq!(report.items[0].exact.as_deref(), Some("85"));
    }

    #[test]
    fn a_file_without_a_column_of_items_ranks_its_rows_and_loses_no_rater() {
        let csv = "\"rater1\",\"rater2\",\"rater3\"\n3,3,2\n3,6,1\n,4,4\n";
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(
            ranked(csv, RankRule::Mean),
            [
                ("3".to_owned(), Some(1), false, some("4.00"), some("4"), 2),
                ("2".to_owned(), Some(2), false, some("3.33"), some("10/3"), 3),
                ("1".to_owned(), Some(3), false, some("2.67"), some("8/3"), 3),
            ]
        );
        for heads in ["专家1,专家2", "评委甲,评委乙", "Expert A,Expert B", "J1,J2"] {
            let report = rank(format!("{heads}\n90,80\n70,60\n").as_bytes(), "s.csv", RankRule::Mean, None);
            assert_eq!(report.unwrap().items[0].n, 2, "{heads}");
        }
    }

    #[test]
    fn a_column_of_items_stays_one_though_its_names_are_numbers() {
        for csv in [
            "target,J1,J2\n1,9,2\n2,6,1\n",
            "Subject,Rater1,Rater2\n7,12,18\n3,14,12\n",
            "Target,J1,J2\n1,6,1\n1,6.5,3\n",
            "athlete,J1,J2\n31,6,1\n12,6.5,3\n",
            "\"\",a,b\n1,6,1\n2,6.5,3\n",
            "方案编号,甲,乙\n20,6,1\n10,6.5,3\n",
        ] {
            let report = rank(csv.as_bytes(), "s.csv", RankRule::Mean, None).unwrap();
            assert!(report.items.iter().all(|i| i.n == 2), "{csv}");
        }
    }

    #[test]
    fn where_it_cannot_be_told_what_the_first_column_is_nothing_is_ranked() {
        for csv in ["甲,乙,丙\n90,85,80\n90,70,60\n", ",a,b\n3,3,2\n3,6,1\n", "3,3,2\n3,6,1\n"] {
            let refused = rank(csv.as_bytes(), "s.csv", RankRule::Mean, None).unwrap_err();
            assert_eq!(refused.code(), Code::ScoresNoItems, "{csv}");
            let problem = refused.problems().remove(0);
            assert!(!problem.zh.contains("“”") && !problem.zh.contains('？'), "{}", problem.zh);
            assert!(problem.remedy_zh.contains("专家1、专家2"));
        }
    }

    #[test]
    fn an_item_named_twice_is_named_in_the_warning_with_its_rows() {
        let report = rank("item,a\nX,90\n\nY,80\nX,70\n".as_bytes(), "s.csv", RankRule::Mean, None).unwrap();
        let problem = crate::api::Problem::of(&report.warnings[0]);
        assert_eq!(problem.zh, "第5行与第2行编号相同（X）。");
    }

    #[test]
    fn a_negative_score_is_refused_with_its_cell() {
        let refused = rank("item,a,b\nX,5,-5\n".as_bytes(), "s.csv", RankRule::Mean, None).unwrap_err();
        assert_eq!(refused.code(), Code::InputUnreadable);
        assert!(refused.to_string().contains("place=C2"), "{refused}");
    }

    #[test]
    fn what_is_no_score_is_refused_with_its_cell() {
        let refused = rank("item,a\nX,九十\n".as_bytes(), "s.csv", RankRule::Mean, None).unwrap_err();
        assert_eq!(refused.code(), Code::InputUnreadable);
        assert!(refused.to_string().contains("place=B2"), "{refused}");
    }
}
