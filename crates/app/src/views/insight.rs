//! What the scores of a meeting say about its panel, after the tally. The figures are those of `lunzheng stats`, from the
//! totals of those who score everything; finance experts, who score the budget alone, have none.

use domain::conclusion::Standing;
use ranking::{Cell, Mark, Rule};

use super::results::{Source, Tried, trim_from};
use super::words::count;
use crate::api::insight::{
    CutView, InsightRow, InsightView, LeftOutView, Level, LevelView, Reliability, ReliabilityView, SaidView,
};
use crate::api::results::WhatIf;
use crate::office::Office;
use crate::refusal::Result;
use crate::tools::{Asked, Cut, IccFigures, LeftOut, RankRule, Said, StatsReport, of_totals};

/// What an insight is computed from: read while the vault is held, computed when it is free again, since the panels drawn
/// anew take their time.
pub struct Totals {
    asked: Asked,
    partial: Vec<String>,
    cut: CutView,
    /// Number, title and the meeting's rank of each item, in order of rank.
    items: Vec<(String, String, Option<u32>)>,
}

impl Office {
    /// What is needed for [`Totals::insight`]. The cut is the score line that is tried, else as many places as the panel
    /// put on its list, else the line from which the frozen sheet suggests to agree.
    ///
    /// # Errors
    /// `session.out_of_order` before the tally: no score is shown before the lock; `value_unreadable` for a line that is none.
    pub fn insight_totals(&self, session_no: &str, cutoff: Option<String>) -> Result<Totals> {
        let source = self.access.read(|r| Source::read(r, session_no))?;
        let rules = &source.view.rules;
        let tried = Tried::read(&WhatIf { cutoff, ..WhatIf::default() }, rules)?;
        let all = |position: usize| {
            rules.panel.get(position).is_some_and(|m| rules.sheet.scores_everything(m.category))
        };
        let (whole, partial): (Vec<usize>, Vec<usize>) = (0..rules.panel.len()).partition(|p| all(*p));
        let names = |places: &[usize]| -> Vec<String> {
            places.iter().filter_map(|p| rules.panel.get(*p)).map(|m| m.name.clone()).collect()
        };
        let cells = |totals: &[Cell]| -> Vec<Cell> {
            whole.iter().map(|p| totals.get(*p).copied().unwrap_or(Cell::Absent)).collect()
        };
        let bids = &source.view.tally.bids;
        let listed = source.decisions.values().filter(|d| d.decision.standing == Standing::Recommended);
        let (cut, line) = match (tried.line, listed.count()) {
            (Some(line), _) => (CutView::Tried { line: line.to_string() }, Cut::Line(line)),
            (None, 0) => {
                let line = agree_from(rules);
                (CutView::Suggested { line: line.to_string() }, Cut::Line(line))
            }
            (None, places) => (CutView::Listed { places: count(places) }, Cut::Places(places)),
        };
        let rule = match rules.aggregation {
            Rule::Mean => RankRule::Mean,
            Rule::Trimmed { .. } => RankRule::Trimmed,
            Rule::Median => RankRule::Median,
        };
        let asked = Asked {
            experts: names(&whole),
            items: bids.iter().map(|b| (b.bid_no.clone(), cells(&b.own_totals))).collect(),
            rule,
            trim_from: trim_from(rules),
            cut: line,
        };
        let named = |no: &String| source.item(no).map(|i| i.title().to_owned());
        let items = bids
            .iter()
            .map(|b| Ok((b.bid_no.clone(), named(&b.bid_no)?, b.rank.map(count))))
            .collect::<Result<_>>()?;
        Ok(Totals { partial: names(&partial), asked, cut, items })
    }
}

/// The line from which the sheet suggests to agree, or to list.
fn agree_from(rules: &domain::rules::FrozenRules) -> Mark {
    let sheet = &rules.sheet;
    let bid = sheet.suggest.as_ref().map(|s| s.approve_from);
    bid.or(sheet.suggest_list.as_ref().map(|s| s.list_from)).unwrap_or(Mark::ZERO)
}

impl Totals {
    /// Computes it. Touches no vault.
    #[must_use]
    pub fn insight(self) -> InsightView {
        let trim_from = count(self.asked.trim_from);
        let report = of_totals(self.asked);
        let of = self.items.iter().enumerate();
        let rows = of.map(|(i, item)| row(&report, i, item)).collect();
        let sure = report.stability.as_ref();
        InsightView {
            reliability: reliability(&report),
            levels: levels(&report),
            rows,
            without: sure.map_or_else(Vec::new, |s| s.without.iter().map(left_out).collect()),
            draws: sure.map_or(0, |s| count(s.draws)),
            readings: report.readings.iter().map(said).collect(),
            // Of figures nobody asked for here nothing is said.
            silent: report
                .silent
                .iter()
                .filter(|s| !["fleiss", "icc_all_cells"].contains(&s.figure))
                .map(said)
                .collect(),
            experts: report.experts,
            unheard: report.unheard,
            partial: self.partial,
            scores: count(report.scores),
            missing: count(report.missing),
            trim_from,
            cut: self.cut,
        }
    }
}

fn row(report: &StatsReport, at: usize, (no, title, rank): &(String, String, Option<u32>)) -> InsightRow {
    let spread = report.spread.get(at);
    let ranks = report.ranks.get(at);
    let sure = report.stability.as_ref().and_then(|s| s.items.get(at)).map(|s| &s.sure);
    let two = |value: f64| format!("{value:.2}");
    let places = |(best, worst): (usize, usize)| (count(best), count(worst));
    InsightRow {
        no: no.clone(),
        title: title.clone(),
        rank: *rank,
        n: spread.map_or(0, |s| count(s.n)),
        mean: spread.and_then(|s| s.mean).map(two),
        sd: spread.and_then(|s| s.sd).map(two),
        by_mean: ranks.and_then(|r| r.mean).map(count),
        by_median: ranks.and_then(|r| r.median).map(count),
        by_trimmed: ranks.and_then(|r| r.trimmed).map(count),
        by_calibrated: ranks.and_then(|r| r.calibrated).map(count),
        without_one: sure.and_then(|s| s.without_one).map(places),
        drawn: sure.and_then(|s| s.drawn).map(places),
        inside: sure.and_then(|s| s.inside),
        share: sure.and_then(|s| s.share),
    }
}

fn reliability(report: &StatsReport) -> Vec<ReliabilityView> {
    let form = |name: &str| report.icc.as_ref().and_then(|icc: &IccFigures| icc.forms.get(name)).copied();
    let alone = |value: f64| (value, None, None);
    let all = report.icc.as_ref().and_then(|icc| icc.all_cells.as_ref()).map(|a| alone(a.agreement));
    let bounds = |e: ranking::stats::Estimate| (e.value, e.low, e.high);
    [
        (Reliability::IccSingle, form("ICC(2,1)").map(bounds).or(all)),
        (Reliability::IccPanel, form("ICC(2,k)").map(bounds)),
        (Reliability::Kendall, report.kendall.as_ref().map(|k| alone(k.w))),
        (Reliability::Alpha, report.alpha.interval.as_ref().map(|a| bounds(a.estimate))),
    ]
    .into_iter()
    .filter_map(|(figure, given)| {
        let (value, low, high) = given?;
        Some(ReliabilityView { figure, value, low, high })
    })
    .collect()
}

fn levels(report: &StatsReport) -> Vec<LevelView> {
    let experts = report.severity.iter().flat_map(|levels| &levels.experts);
    experts
        .map(|e| LevelView {
            name: e.expert.clone(),
            n: count(e.n),
            effect: e.effect,
            low: e.low,
            high: e.high,
            level: match e.level {
                "strict" => Level::Strict,
                "lenient" => Level::Lenient,
                _ => Level::Unclear,
            },
        })
        .collect()
}

fn left_out(w: &LeftOut) -> LeftOutView {
    LeftOutView {
        name: w.expert.clone(),
        entering: w.entering.clone(),
        leaving: w.leaving.clone(),
        largest_move: count(w.largest_move),
    }
}

fn said(said: &Said) -> SaidView {
    SaidView {
        figure: said.figure.to_owned(),
        zh: said.zh.clone(),
        remedy_zh: said.remedy_zh.clone(),
        en: said.en.clone(),
        remedy_en: said.remedy_en.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten items, five experts; the third gives eight points less than the others everywhere.
    fn totals(cut: Cut) -> Totals {
        let score = |item: i64, expert: i64| {
            let wobble = (item * 7 + expert * 5) % 3;
            Cell::Score(Mark::from_millionths(
                (60 + item * 3 + wobble - if expert == 2 { 8 } else { 0 }) * 1_000_000,
            ))
        };
        let names = (1..=5).map(|n| format!("专家{n}")).collect();
        let no = |item: i64| format!("JB-{item:03}");
        Totals {
            asked: Asked {
                experts: names,
                items: (0..10).map(|i| (no(i), (0..5).map(|e| score(i, e)).collect())).collect(),
                rule: RankRule::Trimmed,
                trim_from: 5,
                cut,
            },
            partial: vec!["财务".to_owned()],
            cut: CutView::Listed { places: 3 },
            items: (0..10)
                .map(|i| (no(i), format!("项目{i}"), Some(10 - u32::try_from(i).unwrap())))
                .collect(),
        }
    }

    #[test]
    fn a_strict_expert_is_found_and_the_cut_is_sure_where_items_are_far_apart() {
        let view = totals(Cut::Places(3)).insight();
        let levels: Vec<Level> = view.levels.iter().map(|l| l.level).collect();
        assert_eq!(levels[2], Level::Strict, "{:?}", view.levels);
        assert!(levels.iter().enumerate().all(|(e, level)| e == 2 || *level != Level::Strict));
        let inside: Vec<&str> =
            view.rows.iter().filter(|r| r.inside == Some(true)).map(|r| r.no.as_str()).collect();
        assert_eq!(inside, ["JB-007", "JB-008", "JB-009"]);
        assert!(view.draws >= 2000 && view.rows.iter().all(|r| r.share.is_some() && r.drawn.is_some()));
        assert!(view.rows[9].share.unwrap() > 0.95 && view.rows[0].share.unwrap() < 0.05);
        let figures: Vec<Reliability> = view.reliability.iter().map(|r| r.figure).collect();
        assert_eq!(
            figures,
            [Reliability::IccSingle, Reliability::IccPanel, Reliability::Kendall, Reliability::Alpha]
        );
        assert!(view.silent.is_empty(), "{:?}", view.silent);
        assert_eq!(view.without.len(), 5);
    }

    #[test]
    fn the_figures_are_those_of_the_command_line() {
        let Totals { asked, .. } = totals(Cut::Places(3));
        let report = of_totals(asked);
        let view = totals(Cut::Places(3)).insight();
        let icc = report.icc.unwrap().forms["ICC(2,1)"];
        assert_eq!((view.reliability[0].value, view.reliability[0].low), (icc.value, icc.low));
        assert_eq!(view.levels[2].effect, report.severity.unwrap().experts[2].effect);
    }
}
