//! A file of scores into ranks, exactly. No tie-breakers: what is equal is a tie.

use std::path::Path;

use domain::{Code, Finding};
use ranking::{Aggregate, Cell, Comparison, Fate, Key, Mark, Rule, aggregate, weighted};
use serde::Serialize;

use super::scores::{Columns, Scores};
use crate::refusal::{Refusal, Result};
use crate::work::Work;
use crate::{files, reader};

/// Trimming starts at so many valid scores.
pub(super) const TRIM_FROM: usize = 5;

/// How valid scores become one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RankRule {
    /// The mean of all valid scores.
    Mean,
    /// Without one highest and one lowest, when at least five valid scores remain.
    Trimmed,
    /// The middle one of all valid scores, or the mean of the middle two.
    Median,
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
pub fn rank_file(
    path: &Path,
    columns: &Columns,
    rule: RankRule,
    weights: Option<&[String]>,
) -> Result<RankReport> {
    let file = files::name(path);
    let bytes = files::read(path, workbook::limits::FILE_BYTES)?;
    let weights =
        weights.map(|texts| texts.iter().map(|t| weight(t)).collect::<Result<Vec<Mark>>>()).transpose()?;
    rank(&bytes, &file, columns, rule, weights.as_deref()).map_err(|refusal| refusal.in_file(&file))
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
/// What a workbook is refused for; `input.unreadable` with its cell for anything that is no score; `scores.column_unclear` for
/// columns that are nobody's scores while none were chosen; `scores.no_column` for a chosen one that is not there.
pub fn rank(
    bytes: &[u8],
    file: &str,
    columns: &Columns,
    rule: RankRule,
    weights: Option<&[Mark]>,
) -> Result<RankReport> {
    let book = reader::read(bytes, file, &Work::new())?;
    let sheet = book.sheets.first().ok_or_else(|| Refusal::of(Code::BookNoTable).with("file", file))?;
    let table = Scores::read(sheet, file, columns)?;
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
        RankRule::Median => Rule::Median,
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Item, rank, tied, score, exact, n.
    type Line = (String, Option<usize>, bool, Option<String>, Option<String>, usize);

    fn ranked(csv: &str, rule: RankRule) -> Vec<Line> {
        let report = rank(csv.as_bytes(), "s.csv", &Columns::default(), rule, None).unwrap();
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
        let report = rank(csv.as_bytes(), "s.csv", &Columns::default(), RankRule::Trimmed, None).unwrap();
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
            let report = rank(
                format!("{heads}\n90,80\n70,60\n").as_bytes(),
                "s.csv",
                &Columns::default(),
                RankRule::Mean,
                None,
            );
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
            let report = rank(csv.as_bytes(), "s.csv", &Columns::default(), RankRule::Mean, None).unwrap();
            assert!(report.items.iter().all(|i| i.n == 2), "{csv}");
        }
    }

    #[test]
    fn where_it_cannot_be_told_what_the_first_column_is_nothing_is_ranked() {
        for csv in ["甲,乙,丙\n90,85,80\n90,70,60\n", ",a,b\n3,3,2\n3,6,1\n", "3,3,2\n3,6,1\n"] {
            let refused =
                rank(csv.as_bytes(), "s.csv", &Columns::default(), RankRule::Mean, None).unwrap_err();
            assert_eq!(refused.code(), Code::ScoresNoItems, "{csv}");
            let problem = refused.problems().remove(0);
            assert!(!problem.zh.contains("“”") && !problem.zh.contains('？'), "{}", problem.zh);
            assert!(problem.remedy_zh.contains("专家1、专家2"));
        }
    }

    #[test]
    fn an_item_named_twice_is_named_in_the_warning_with_its_rows() {
        let report = rank(
            "item,a\nX,90\n\nY,80\nX,70\n".as_bytes(),
            "s.csv",
            &Columns::default(),
            RankRule::Mean,
            None,
        )
        .unwrap();
        let problem = crate::api::Problem::of(&report.warnings[0]);
        assert_eq!(problem.zh, "第5行与第2行编号相同（X）。");
    }

    #[test]
    fn a_negative_score_is_refused_with_its_cell() {
        let refused =
            rank("item,a,b\nX,5,-5\n".as_bytes(), "s.csv", &Columns::default(), RankRule::Mean, None)
                .unwrap_err();
        assert_eq!(refused.code(), Code::InputUnreadable);
        assert!(refused.to_string().contains("place=C2"), "{refused}");
    }

    #[test]
    fn what_is_no_score_is_refused_with_its_cell() {
        let refused = rank("item,a\nX,九十\n".as_bytes(), "s.csv", &Columns::default(), RankRule::Mean, None)
            .unwrap_err();
        assert_eq!(refused.code(), Code::InputUnreadable);
        assert!(refused.to_string().contains("place=B2"), "{refused}");
    }

    #[test]
    fn columns_that_sum_or_remark_are_asked_about_and_never_taken_for_an_expert() {
        let columns = |items: &[&str], experts: &[&str]| Columns {
            items: items.iter().map(|t| (*t).to_owned()).collect(),
            experts: experts.iter().map(|t| (*t).to_owned()).collect(),
        };
        let csv = "评分表,,,,,\n方案编号,专家甲,专家乙,平均分,备注,联系人\nA,90,80,85,好,张示例\nB,70,95,82.5,,李示例\n";
        let plain = csv.split_once('\n').unwrap().1;
        let of = |csv: &str, columns: &Columns| rank(csv.as_bytes(), "s.csv", columns, RankRule::Mean, None);
        let refused = of(plain, &Columns::default()).unwrap_err();
        assert_eq!(refused.code(), Code::ScoresColumnUnclear);
        assert!(refused.to_string().contains("平均分、备注、联系人"), "{refused}");
        for chosen in [columns(&["方案编号"], &["专家甲", "专家乙"]), columns(&["a"], &["专家甲", "C"])]
        {
            let items = of(csv, &chosen).unwrap().items;
            let said: Vec<_> = items.iter().map(|i| (i.item.as_str(), i.exact.as_deref(), i.n)).collect();
            assert_eq!(said, [("A", Some("85"), 2), ("B", Some("165/2"), 2)]);
        }
        let unnamed = of(csv, &columns(&[], &["专家乙"])).unwrap();
        assert_eq!(unnamed.items[0].item, "2", "without a column of items each row is one");
        let refused = of(csv, &columns(&["方案编号"], &["专家丙"])).unwrap_err();
        assert_eq!(refused.code(), Code::ScoresNoColumn);
        let all = of(plain, &columns(&["方案编号"], &[])).unwrap_err();
        assert_eq!(all.code(), Code::ScoresColumnUnclear);
    }
}
