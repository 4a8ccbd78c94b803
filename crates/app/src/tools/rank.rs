//! A file of scores into ranks: the first column names the item, each further column is an expert; a cell is a number,
//! empty, or 回避. No tie-breakers: what is equal is a tie.

use std::path::Path;

use domain::{Code, Finding};
use ranking::{Aggregate, Cell, Comparison, Fate, Key, Mark, Rule, aggregate, weighted};
use serde::Serialize;
use workbook::Sheet;

use crate::files;
use crate::refusal::{Refusal, Result};

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
    let book = workbook::read(bytes, file)?;
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
        .map(|(_, cells)| weights.map_or_else(|| aggregate(cells, applied), |w| weighted(cells, w, applied)))
        .collect();
    let keys: Vec<Key> =
        figures.iter().map(|f| Key { total: f.mean.clone(), breakers: Vec::new(), decided: None }).collect();
    let items = ranking::rank(&keys, Comparison::Exact)
        .into_iter()
        .filter_map(|placed| {
            let (item, cells) = table.rows.get(placed.index)?;
            let figure = figures.get(placed.index)?;
            Some(RankItem {
                item: item.clone(),
                rank: placed.rank,
                tied: placed.tied,
                score: figure.mean.as_ref().map(|m| m.half_up(2)),
                exact: figure.mean.as_ref().map(ToString::to_string),
                n: figure.n,
                dropped: dropped(&table.experts, cells, figure),
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
    rows: Vec<(String, Vec<Cell>)>,
}

impl Scores {
    /// Reads the first row as heads and every further row that holds something as an item.
    fn read(sheet: &Sheet, file: &str) -> Result<Scores> {
        let mut rows = sheet.rows.iter();
        let no_table = || Refusal::of(Code::BookNoTable).with("file", file);
        let (_, head) = rows.next().ok_or_else(no_table)?;
        let last = head.iter().map(|c| c.column).max().unwrap_or(0);
        if last < 2 {
            return Err(no_table());
        }
        let text = |cells: &[workbook::grid::Cell], column: u32| {
            cells
                .iter()
                .find(|c| c.column == column)
                .map(|c| c.value.text().trim().to_owned())
                .unwrap_or_default()
        };
        let experts = (2..=last).map(|column| text(head, column)).collect();
        let mut items = Vec::new();
        for (row, cells) in rows {
            let beyond = cells.iter().find(|c| c.column > last && !c.value.text().trim().is_empty());
            if let Some(cell) = beyond {
                return Err(unreadable(&cell.value.text(), cell.column, *row));
            }
            let item = text(cells, 1);
            let scores: Vec<String> = (2..=last).map(|column| text(cells, column)).collect();
            if item.is_empty() && scores.iter().all(String::is_empty) {
                continue;
            }
            if item.is_empty() {
                return Err(unreadable("", 1, *row));
            }
            let marks: Result<Vec<Cell>> =
                (2..=last).zip(&scores).map(|(column, score)| cell(score, column, *row)).collect();
            items.push((item, marks?));
        }
        if items.is_empty() { Err(no_table()) } else { Ok(Scores { experts, rows: items }) }
    }

    /// A warning for each item that is named twice: both are ranked.
    fn twice(&self) -> Vec<Finding> {
        let mut seen = std::collections::BTreeMap::new();
        let mut findings = Vec::new();
        for (position, (item, _)) in self.rows.iter().enumerate() {
            if let Some(first) = seen.insert(item, position) {
                findings.push(
                    Finding::warning(Code::DuplicateNumber)
                        .with("key", item.clone())
                        .with("row", (position + 2).to_string())
                        .with("other_row", (first + 2).to_string()),
                );
            }
        }
        findings
    }
}

/// One cell: a number, nothing, or 回避.
fn cell(text: &str, column: u32, row: u32) -> Result<Cell> {
    match text {
        "" | "缺" => Ok(Cell::Absent),
        "回避" => Ok(Cell::Recused),
        "不评" | "—" => Ok(Cell::NotRated),
        number => number.parse().map(Cell::Score).map_err(|_| unreadable(text, column, row)),
    }
}

/// A cell that is no score.
fn unreadable(text: &str, column: u32, row: u32) -> Refusal {
    Refusal::of(Code::InputUnreadable)
        .with("value", text)
        .with("expected", "分数（不超过六位小数）、空白或者“回避”")
        .with("expected_en", "a score of at most six decimals, nothing, or 回避")
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
    fn what_is_no_score_is_refused_with_its_cell() {
        let refused = rank("item,a\nX,九十\n".as_bytes(), "s.csv", RankRule::Mean, None).unwrap_err();
        assert_eq!(refused.code(), Code::InputUnreadable);
        assert!(refused.to_string().contains("place=B2"), "{refused}");
    }
}
