//! How figures read in plain words, and why one is not given. The words are in `messages/stats.toml`.

use domain::{Code, Finding, Severity as Gravity};
use ranking::stats::{Estimate, Silence};

use super::report::{Levels, Said, StatsReport, Sure};
use crate::messages;

/// The share of draws from which on an item is surely inside, and its mirror; limits of our own.
const SURE: f64 = 0.95;

/// Bands by their lower edges, the lowest first.
type Bands = [(f64, &'static str)];

/// Koo and Li 2016 (*Journal of Chiropractic Medicine* 15, 155–163).
const ICC: &Bands =
    &[(f64::NEG_INFINITY, "band_poor"), (0.5, "band_moderate"), (0.75, "band_good"), (0.9, "band_excellent")];
/// Schmidt 1997 (*Decision Sciences* 28, 763–774), table 2.
const KENDALL: &Bands = &[
    (f64::NEG_INFINITY, "band_very_weak"),
    (0.3, "band_weak"),
    (0.5, "band_moderate"),
    (0.7, "band_strong"),
    (0.9, "band_unusually_strong"),
];
/// Krippendorff 2004 (*Content Analysis*, 2nd edition, p. 241).
const ALPHA: &Bands =
    &[(f64::NEG_INFINITY, "band_insufficient"), (0.667, "band_tentative"), (0.8, "band_reliable")];
/// Landis and Koch 1977 (*Biometrics* 33, 159–174); upper edges belong to the band below.
const KAPPA: &Bands = &[
    (f64::NEG_INFINITY, "band_none"),
    (0.0, "band_slight"),
    (0.2, "band_fair"),
    (0.4, "band_moderate"),
    (0.6, "band_substantial"),
    (0.8, "band_almost_perfect"),
];

/// The band of a value.
fn band(bands: &Bands, value: f64) -> &'static str {
    bands.iter().rev().find(|(edge, _)| value >= *edge).map_or("band_unknown", |(_, name)| name)
}

/// As [`band`], where an edge belongs to the band below it.
fn band_upto(bands: &Bands, value: f64) -> &'static str {
    bands
        .iter()
        .rev()
        .find(|(edge, _)| value > *edge || *edge == 0.0 && value == 0.0)
        .map_or("band_unknown", |(_, n)| n)
}

/// A figure with three decimals.
fn shown(value: f64) -> String {
    let text = format!("{value:.3}");
    if text == "-0.000" { "0.000".to_owned() } else { text }
}

/// A bound, or a dash.
fn bound(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), shown)
}

/// A sentence of the tables.
fn said(figure: &'static str, finding: &Finding) -> Said {
    let words = messages::words(finding.code, &finding.params);
    Said {
        figure,
        code: finding.code.to_string(),
        zh: words.zh,
        remedy_zh: words.remedy_zh,
        en: words.en,
        remedy_en: words.remedy_en,
    }
}

fn info(code: Code) -> Finding {
    Finding::new(code, Gravity::Info)
}

/// Why a figure is not given.
pub(super) fn silence(figure: &'static str, why: Silence) -> Said {
    let needs = |code, have: usize, need: usize| {
        info(code).with("have", have.to_string()).with("need", need.to_string())
    };
    let finding = match why {
        Silence::FewRaters { have, need } => needs(Code::StatsFewRaters, have, need),
        Silence::FewItems { have, need } => needs(Code::StatsFewItems, have, need),
        Silence::FewComplete { have, need } => needs(Code::StatsFewComplete, have, need),
        Silence::FewScores { have, need } => needs(Code::StatsFewScores, have, need),
        Silence::NoVariation => info(Code::StatsNoVariation),
        Silence::Disconnected => info(Code::StatsDisconnected),
        Silence::TooLarge { have, most } => {
            info(Code::StatsTooLarge).with("have", have.to_string()).with("most", most.to_string())
        }
    };
    said(figure, &finding.with("figure", format!("figure_{figure}")))
}

/// Why a figure is not given, where only the kind of file or a missing option is to blame.
pub(super) fn not_given(figure: &'static str, code: Code) -> Said {
    said(figure, &info(code).with("figure", format!("figure_{figure}")))
}

/// How every figure of a report reads.
pub(super) fn readings(report: &StatsReport) -> Vec<Said> {
    let mut all = Vec::new();
    all.extend(icc(report));
    all.extend(report.kendall.as_ref().map(|k| {
        let finding = info(Code::StatsKendall)
            .with("band", band(KENDALL, k.w))
            .with("value", shown(k.w))
            .with("chi_square", format!("{:.2}", k.chi_square))
            .with("df", k.df.to_string())
            .with("p", p_value(k.p));
        said("kendall", &finding)
    }));
    let nominal = report.alpha.nominal.filter(|_| report.kind == super::CATEGORIES);
    all.extend(report.alpha.interval.or(nominal).map(|a| {
        let metric = if report.kind == super::CATEGORIES { "metric_nominal" } else { "metric_interval" };
        let finding = estimate(info(Code::StatsAlpha), band(ALPHA, a.estimate.value), a.estimate)
            .with("what", metric)
            .with("items", a.items.to_string())
            .with("scores", a.scores.to_string());
        said("alpha", &finding)
    }));
    all.extend(report.fleiss.as_ref().map(|f| {
        let finding = estimate(info(Code::StatsFleiss), band_upto(KAPPA, f.estimate.value), f.estimate)
            .with("items", f.items.to_string())
            .with("raters", f.raters.to_string())
            .with("categories", f.categories.to_string());
        said("fleiss", &finding)
    }));
    all.extend(report.severity.as_ref().map(severity));
    all.extend(report.stability.as_ref().map(|sure| match &report.cut {
        Some(_) => cut_line(sure),
        None => places(sure),
    }));
    all
}

/// Adds a band, a value and its bounds.
fn estimate(finding: Finding, band: &str, estimate: Estimate) -> Finding {
    finding
        .with("band", band)
        .with("value", shown(estimate.value))
        .with("low", bound(estimate.low))
        .with("high", bound(estimate.high))
}

fn p_value(p: Option<f64>) -> String {
    match p {
        Some(p) if p < 0.000_05 => "<0.0001".to_owned(),
        Some(p) => format!("{p:.4}"),
        None => "—".to_owned(),
    }
}

fn icc(report: &StatsReport) -> Option<Said> {
    let forms = &report.icc.as_ref()?.forms;
    let (single, average) = (forms.get("ICC(2,1)")?, forms.get("ICC(2,k)")?);
    let (zh, en) = span(single);
    let finding = info(Code::StatsIcc)
        .with("band", band(ICC, single.value))
        .with("single", shown(single.value))
        .with("low", bound(single.low))
        .with("high", bound(single.high))
        .with("span", zh)
        .with("span_en", en)
        .with("average", shown(average.value));
    Some(said("icc", &finding))
}

/// The bands in which the bounds lie, in both languages.
fn span(estimate: &Estimate) -> (String, String) {
    let of = |bound: Option<f64>| bound.map_or("band_unknown", |value| band(ICC, value));
    let (low, high) = (of(estimate.low), of(estimate.high));
    let (zh, en) = (messages::term_zh, messages::term_en);
    if low == high {
        (format!("均属“{}”", zh(low)), format!("all {}", en(low)))
    } else {
        (format!("跨“{}”至“{}”", zh(low), zh(high)), format!("{} to {}", en(low), en(high)))
    }
}

/// Names with their notes in one text, or that there are none.
fn listed(finding: Finding, name: &str, entries: &[(&str, String)]) -> Finding {
    let join = |open: &str, close: &str, between: &str| {
        let each = entries.iter().map(|(who, note)| match note.as_str() {
            "" => (*who).to_owned(),
            note => format!("{who}{open}{note}{close}"),
        });
        each.collect::<Vec<_>>().join(between)
    };
    let (zh, en) = if entries.is_empty() {
        ("没有".to_owned(), "none".to_owned())
    } else {
        (format!("有{}", join("（", "）", "、")), join(" (", ")", ", "))
    };
    finding.with(name, zh).with(&format!("{name}_en"), en)
}

fn severity(levels: &Levels) -> Said {
    let of = |level: &str| -> Vec<(&str, String)> {
        let of_level = levels.experts.iter().filter(|e| e.level == level);
        of_level.map(|e| (e.expert.as_str(), format!("{:+.2}", e.effect))).collect()
    };
    let finding = listed(info(Code::StatsSeverity), "strict", &of("strict"));
    let finding = listed(finding, "lenient", &of("lenient"))
        .with("sd", format!("{:.2}", levels.sd_experts))
        .with("rest", format!("{:.2}", levels.sd_rest));
    said("severity", &finding)
}

fn cut_line(sure: &Sure) -> Said {
    let inside = sure.items.iter().filter(|i| i.sure.inside == Some(true)).count();
    let unsure: Vec<(&str, String)> = sure
        .items
        .iter()
        .filter_map(|i| i.sure.share.filter(|s| (1.0 - SURE..SURE).contains(s)).map(|s| (i.item.as_str(), s)))
        .map(|(item, share)| (item, format!("{:.0}%", share * 100.0)))
        .collect();
    let changing = sure.without.iter().filter(|w| !w.entering.is_empty() || !w.leaving.is_empty());
    let without: Vec<(&str, String)> = changing.map(|w| (w.expert.as_str(), String::new())).collect();
    let finding = info(Code::StatsCut).with("inside", inside.to_string());
    // without draws nothing is known about it, which is not the same as nobody being unsure
    let finding = if sure.draws == 0 {
        finding.with("unsure", "未抽样").with("unsure_en", "not drawn")
    } else {
        listed(finding, "unsure", &unsure)
    };
    said("cut", &listed(finding, "without", &without))
}

fn places(sure: &Sure) -> Said {
    let most = sure.without.iter().max_by_key(|w| w.largest_move);
    let finding = info(Code::StatsPlaces)
        .with("places", most.map_or(0, |w| w.largest_move).to_string())
        .with("expert", most.map_or_else(|| "—".to_owned(), |w| w.expert.clone()));
    said("stability", &finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_begins_at_its_edge_but_for_kappa_whose_bands_end_there() {
        assert_eq!(band(ICC, 0.499_9), "band_poor");
        assert_eq!(band(ICC, 0.5), "band_moderate");
        assert_eq!(band(ALPHA, 0.667), "band_tentative");
        assert_eq!(band(KENDALL, -0.1), "band_very_weak");
        assert_eq!(band_upto(KAPPA, 0.4), "band_fair");
        assert_eq!(band_upto(KAPPA, 0.43), "band_moderate");
        assert_eq!(band_upto(KAPPA, 0.0), "band_slight");
        assert_eq!(band_upto(KAPPA, -0.2), "band_none");
    }

    #[test]
    fn every_band_and_figure_has_words_in_both_languages() {
        let figures = [
            "icc",
            "icc_all_cells",
            "kendall",
            "alpha",
            "fleiss",
            "severity",
            "stability",
            "bootstrap",
            "cut",
        ];
        for figure in figures {
            let said = silence(figure, Silence::NoVariation);
            assert!(!said.zh.contains("figure_") && !said.en.contains("figure_"), "{said:?}");
        }
        for (_, name) in ICC.iter().chain(KENDALL).chain(ALPHA).chain(KAPPA) {
            assert_ne!(messages::term_en(name), *name);
        }
    }
}
