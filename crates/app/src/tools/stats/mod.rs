//! What a file of scores says about its panel: spread, agreement, levels of the experts, ranks by several methods side by side, and
//! how sure the list is. Informational: nothing here decides (`ranking::stats`), and every figure is silent, with a
//! reason, where there are too few scores.

mod read;
mod report;
mod say;

use std::collections::BTreeMap;
use std::path::Path;

use domain::Code;
use ranking::stats::{self, Draws, Metric, Silence, Table};
use ranking::{Cell, Comparison, Exact, Key, Mark};

use self::read::{Classed, Read};
pub use self::report::{
    AlphaFigures, CategoryCounts, Cut, ExpertLevel, IccFigures, ItemRanks, ItemSpread, ItemSure, LeftOut,
    Levels, Line, Said, ScoreOf, StatsReport, Sure,
};
use super::rank::{RankRule, TRIM_FROM};
use super::scores::{Columns, Item};
use crate::refusal::{Refusal, Result};
use crate::work::Work;
use crate::{files, reader};

/// `kind` of a file of scores.
const SCORES: &str = "scores";
/// `kind` of a file of categories.
const CATEGORIES: &str = "categories";

/// As [`stats`], from a file and with a line as it was typed.
///
/// # Errors
/// As [`stats`], and `io`; `input.unreadable` at `--line` or `--places` for a cut that is none.
pub fn stats_file(
    path: &Path,
    columns: &Columns,
    rule: RankRule,
    places: Option<usize>,
    line: Option<&str>,
) -> Result<StatsReport> {
    let cut = cut(places, line)?;
    let file = files::name(path);
    let bytes = files::read(path, workbook::limits::FILE_BYTES)?;
    stats(&bytes, &file, columns, rule, cut).map_err(|refusal| refusal.in_file(&file))
}

/// The cut as it was typed.
fn cut(places: Option<usize>, line: Option<&str>) -> Result<Option<Cut>> {
    let wrong = |value: &str, place: &str, zh: &str, en: &str| {
        let refusal = Refusal::of(Code::InputUnreadable).with("value", value).with("expected", zh);
        refusal.with("expected_en", en).with("place", place)
    };
    match (places, line) {
        (Some(0), _) => Err(wrong("0", "--places", "不小于1的名额", "a number of places from 1")),
        (Some(places), _) => Ok(Some(Cut::Places(places))),
        (None, Some(text)) => match text.trim().parse::<Mark>() {
            Ok(line) if line >= Mark::ZERO => Ok(Some(Cut::Line(line))),
            _ => Err(wrong(text, "--line", "不小于零的分数线", "a line of nought or more points")),
        },
        (None, None) => Ok(None),
    }
}

/// Reads a file of scores (or categories) and says what there is to say.
///
/// # Errors
/// What a workbook is refused for; `scores.no_items`; `input.unreadable` with its cell for anything that is no score.
pub fn stats(
    bytes: &[u8],
    file: &str,
    columns: &Columns,
    rule: RankRule,
    cut: Option<Cut>,
) -> Result<StatsReport> {
    let book = reader::read(bytes, file, &Work::new())?;
    let sheet = book.sheets.first().ok_or_else(|| Refusal::of(Code::BookNoTable).with("file", file))?;
    let mut report = match read::read(sheet, file, columns)? {
        Read::Scores { experts, items, warnings } => {
            let mut report = of_scores(experts, &items, rule, TRIM_FROM, cut);
            report.warnings = warnings;
            report
        }
        Read::Categories { experts, items, categories } => of_categories(experts, &items, &categories, rule),
    };
    report.readings = say::readings(&report);
    Ok(report)
}

/// A meeting's totals, and what is asked of them.
pub(crate) struct Asked {
    /// Who has totals.
    pub(crate) experts: Vec<String>,
    /// Items with a total of each of them.
    pub(crate) items: Vec<(String, Vec<Cell>)>,
    /// The rule of the places.
    pub(crate) rule: RankRule,
    /// Trimming starts at so many.
    pub(crate) trim_from: usize,
    /// What cuts the list.
    pub(crate) cut: Cut,
}

/// As [`stats`], of the totals of a meeting.
pub(crate) fn of_totals(asked: Asked) -> StatsReport {
    let Asked { experts, items, rule, trim_from, cut } = asked;
    let items: Vec<Item> = items.into_iter().map(|(name, cells)| Item { name, cells, row: 0 }).collect();
    let mut report = of_scores(experts, &items, rule, trim_from, Some(cut));
    report.readings = say::readings(&report);
    report
}

/// A report without figures.
fn blank(kind: &'static str, experts: Heard, rule: RankRule, cut: Option<Cut>) -> StatsReport {
    StatsReport {
        note: "以下统计仅供参考，不参与评分、排名和结论",
        note_en: "informational only: no score, rank or conclusion is taken from these figures",
        kind,
        items: experts.table.items(),
        scores: experts.table.scores(),
        missing: experts.table.items() * experts.names.len() - experts.table.scores(),
        experts: experts.names,
        unheard: experts.unheard,
        rule,
        cut,
        spread: Vec::new(),
        counts: Vec::new(),
        icc: None,
        kendall: None,
        alpha: AlphaFigures { nominal: None, ordinal: None, interval: None, ratio: None },
        fleiss: None,
        severity: None,
        ranks: Vec::new(),
        stability: None,
        readings: Vec::new(),
        silent: Vec::new(),
        warnings: Vec::new(),
    }
}

/// The experts who gave anything, and their table.
#[derive(Clone)]
struct Heard {
    names: Vec<String>,
    unheard: Vec<String>,
    table: Table,
}

impl Heard {
    /// Leaves out the columns that hold nothing: an expert who did not come says nothing about the panel.
    fn of(experts: Vec<String>, rows: Vec<Vec<Option<f64>>>) -> Heard {
        let spoke: Vec<bool> =
            (0..experts.len()).map(|j| rows.iter().any(|r| r.get(j).is_some_and(Option::is_some))).collect();
        let kept = |row: Vec<Option<f64>>| {
            row.into_iter().zip(&spoke).filter(|(_, s)| **s).map(|(x, _)| x).collect()
        };
        let table = Table::new(rows.into_iter().map(kept).collect());
        let (names, unheard): (Vec<_>, Vec<_>) = experts.into_iter().zip(&spoke).partition(|(_, s)| **s);
        let only = |list: Vec<(String, &bool)>| list.into_iter().map(|(name, _)| name).collect();
        Heard { names: only(names), unheard: only(unheard), table }
    }
}

/// Keeps a figure, or notes why it is not given.
fn kept<T>(
    figure: &'static str,
    found: std::result::Result<T, Silence>,
    silent: &mut Vec<Said>,
) -> Option<T> {
    found.map_err(|why| silent.push(say::silence(figure, why))).ok()
}

fn of_scores(
    experts: Vec<String>,
    items: &[Item],
    rule: RankRule,
    trim_from: usize,
    cut: Option<Cut>,
) -> StatsReport {
    let all = experts.clone();
    let rows = items.iter().map(|i| i.cells.iter().map(|c| read::points(*c)).collect()).collect();
    let heard = Heard::of(experts, rows);
    let table = heard.table.clone();
    let mut report = blank(SCORES, heard, rule, cut);
    let mut silent = Vec::new();
    report.spread = items.iter().map(|item| spread(item, &all)).collect();
    report.icc = kept("icc", stats::icc(&table), &mut silent).map(|icc| icc_figures(&icc));
    let all_cells = kept("icc_all_cells", stats::icc_all_cells(&table), &mut silent);
    match &mut report.icc {
        Some(icc) => icc.all_cells = all_cells,
        // without complete cases the figures from all cells stand alone
        None => {
            report.icc = all_cells.map(|all_cells| IccFigures {
                items: 0,
                left_out: table.items(),
                raters: table.raters(),
                forms: BTreeMap::new(),
                all_cells: Some(all_cells),
            });
        }
    }
    report.kendall = kept("kendall", stats::kendall(&table), &mut silent);
    report.alpha = alphas(&table, &mut silent);
    silent.push(say::not_given("fleiss", Code::StatsNotCategories));
    let severity = kept("severity", stats::severity(&table), &mut silent);
    report.severity = severity.as_ref().map(|s| levels(s, &report.experts));
    report.ranks = ranks(items, trim_from, severity.as_ref());
    report.stability = sure(&table, &report, items, trim_from, &mut silent);
    if report.cut.is_none() {
        silent.push(say::not_given("cut", Code::StatsNoCut));
    }
    report.silent = silent;
    report
}

fn of_categories(
    experts: Vec<String>,
    items: &[Classed],
    categories: &[String],
    rule: RankRule,
) -> StatsReport {
    // a category's number only tells it from others
    let number = |code: usize| u32::try_from(code).map(f64::from).ok();
    let rows = items.iter().map(|i| i.cells.iter().map(|c| c.and_then(number)).collect()).collect();
    let heard = Heard::of(experts, rows);
    let table = heard.table.clone();
    let mut report = blank(CATEGORIES, heard, rule, None);
    let mut silent = Vec::new();
    report.counts = items.iter().map(|item| counts(item, categories)).collect();
    report.alpha.nominal =
        kept("alpha", stats::alpha(&table, Metric::Nominal, Draws::default()), &mut silent);
    report.fleiss = kept("fleiss", stats::fleiss(&table, Draws::default()), &mut silent);
    for figure in ["icc", "kendall", "severity", "stability"] {
        silent.push(say::not_given(figure, Code::StatsNotScores));
    }
    report.silent = silent;
    report
}

fn counts(item: &Classed, categories: &[String]) -> CategoryCounts {
    let mut by = BTreeMap::new();
    for category in item.cells.iter().flatten().filter_map(|code| categories.get(*code)) {
        *by.entry(category.clone()).or_insert(0) += 1;
    }
    CategoryCounts { item: item.name.clone(), n: by.values().sum(), by }
}

fn spread(item: &Item, experts: &[String]) -> ItemSpread {
    let scores: Vec<ScoreOf> = experts
        .iter()
        .zip(&item.cells)
        .filter_map(|(expert, cell)| match cell {
            Cell::Score(mark) => Some(ScoreOf { expert: expert.clone(), score: mark.to_string() }),
            _ => None,
        })
        .collect();
    let mut values: Vec<f64> = item.cells.iter().filter_map(|cell| read::points(*cell)).collect();
    values.sort_by(f64::total_cmp);
    let n = values.len() as f64;
    let mean = (n > 0.0).then(|| values.iter().sum::<f64>() / n);
    let squares = |mean: f64| values.iter().map(|x| (x - mean).powi(2)).sum::<f64>();
    let at = |i: usize| values.get(i).copied();
    let median = at(values.len() / 2).zip(at(values.len().saturating_sub(1) / 2)).map(|(a, b)| (a + b) / 2.0);
    ItemSpread {
        item: item.name.clone(),
        n: values.len(),
        sd: mean.filter(|_| n > 1.0).map(|mean| (squares(mean) / (n - 1.0)).sqrt()),
        mean,
        median,
        min: at(0),
        max: values.last().copied(),
        scores,
    }
}

fn icc_figures(icc: &stats::Icc) -> IccFigures {
    let named = |raters: &'static str, three: [stats::Estimate; 3]| {
        (1..).zip(three).map(move |(form, estimate): (usize, _)| (format!("ICC({form},{raters})"), estimate))
    };
    IccFigures {
        items: icc.items,
        left_out: icc.left_out,
        raters: icc.raters,
        forms: named("1", icc.single).chain(named("k", icc.average)).collect(),
        all_cells: None,
    }
}

/// Alpha by every distance; the reason is noted once, since it is the same for all.
fn alphas(table: &Table, silent: &mut Vec<Said>) -> AlphaFigures {
    let of = |metric| stats::alpha(table, metric, Draws::default());
    AlphaFigures {
        interval: kept("alpha", of(Metric::Interval), silent),
        nominal: of(Metric::Nominal).ok(),
        ordinal: of(Metric::Ordinal).ok(),
        ratio: of(Metric::Ratio).ok(),
    }
}

fn levels(found: &stats::Severity, experts: &[String]) -> Levels {
    let level = |(expert, rater): (&String, &Option<stats::RaterEffect>)| {
        rater.map(|r| ExpertLevel {
            expert: expert.clone(),
            n: r.n,
            effect: r.effect,
            low: r.low,
            high: r.high,
            raw: r.raw,
            level: match (r.low > 0.0, r.high < 0.0) {
                (true, _) => "lenient",
                (_, true) => "strict",
                _ => "unclear",
            },
        })
    };
    Levels {
        experts: experts.iter().zip(&found.raters).filter_map(level).collect(),
        sd_items: found.sd_items,
        sd_experts: found.sd_raters,
        sd_rest: found.sd_rest,
    }
}

/// Ranks side by side: mean, median and trimmed mean exactly, as the tally would; calibrated from the levels.
fn ranks(items: &[Item], trim_from: usize, severity: Option<&stats::Severity>) -> Vec<ItemRanks> {
    let of = |figure: &dyn Fn(&[Cell]) -> Option<Exact>| -> Vec<Option<usize>> {
        let key = |item: &Item| Key { total: figure(&item.cells), breakers: Vec::new(), decided: None };
        let keys: Vec<Key> = items.iter().map(key).collect();
        let mut ranks = vec![None; items.len()];
        for placed in ranking::rank(&keys, Comparison::Exact) {
            if let Some(slot) = ranks.get_mut(placed.index) {
                *slot = placed.rank;
            }
        }
        ranks
    };
    let mean = of(&|cells| ranking::aggregate(cells, ranking::Rule::Mean).mean);
    let trimmed = of(&|cells| ranking::aggregate(cells, ranking::Rule::Trimmed { from: trim_from }).mean);
    let median = of(&|cells| ranking::aggregate(cells, ranking::Rule::Median).mean);
    let scores: Vec<Option<f64>> = severity.map_or_else(Vec::new, |s| s.calibrated.clone());
    // rounding in the model must not part items that are equal
    let rounded: Vec<Option<f64>> = scores.iter().map(|s| s.map(|s| (s * 1e9).round())).collect();
    let calibrated = stats::places(&rounded);
    let at = |ranks: &[Option<usize>], i: usize| ranks.get(i).copied().flatten();
    (0..)
        .zip(items)
        .map(|(i, item)| ItemRanks {
            item: item.name.clone(),
            mean: at(&mean, i),
            median: at(&median, i),
            trimmed: at(&trimmed, i),
            calibrated: at(&calibrated, i),
            calibrated_score: scores.get(i).copied().flatten(),
        })
        .collect()
}

/// How sure places and the cut are, in the names of the file.
fn sure(
    table: &Table,
    report: &StatsReport,
    items: &[Item],
    trim_from: usize,
    silent: &mut Vec<Said>,
) -> Option<Sure> {
    let draws = Draws::default();
    let rule = match report.rule {
        RankRule::Mean => stats::Rule::Mean,
        RankRule::Trimmed => stats::Rule::Trimmed { from: trim_from },
        RankRule::Median => stats::Rule::Median,
    };
    let cut = report.cut.as_ref().and_then(|cut| match cut {
        Cut::Places(places) => Some(stats::Cut::Places(*places)),
        Cut::Line(line) => read::points(Cell::Score(*line)).map(stats::Cut::Line),
    });
    let found = kept("stability", stats::stability(table, rule, cut, draws), silent)?;
    if let Some(why) = found.not_drawn {
        silent.push(say::silence("bootstrap", why));
    }
    let names = |rows: &[usize]| rows.iter().filter_map(|i| items.get(*i)).map(|i| i.name.clone()).collect();
    let item = |(item, s): (&Item, stats::ItemStability)| ItemSure { item: item.name.clone(), sure: s };
    let without = |w: &stats::Without| LeftOut {
        expert: report.experts.get(w.rater).cloned().unwrap_or_default(),
        entering: names(&w.entering),
        leaving: names(&w.leaving),
        largest_move: w.largest_move,
    };
    Some(Sure {
        draws: if found.not_drawn.is_some() { 0 } else { draws.draws },
        seed: draws.seed,
        without: found.without.iter().map(without).collect(),
        items: items.iter().zip(found.items).map(item).collect(),
    })
}

#[cfg(test)]
mod tests;
