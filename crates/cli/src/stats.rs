//! `lunzheng stats`: how far a panel agrees and how sure its list is, in words first, then in figures.

use std::path::PathBuf;
use std::process::ExitCode;

use app::api::Problem;
use app::tools::{self, RankRule, Said, StatsReport};
use clap::Args;

use crate::commands::refused_as_data;
use crate::out::{self, DONE};
use crate::{ColumnArgs, Rule};

/// Arguments of `lunzheng stats`.
#[derive(Args)]
pub(crate) struct StatsArgs {
    /// The scores (.csv or .xlsx), as for rank; or words (优、良、差) for categories.
    scores: PathBuf,
    #[command(flatten)]
    columns: ColumnArgs,
    /// 取前几名 · how sure the first N places are.
    #[arg(long, conflicts_with = "line")]
    places: Option<usize>,
    /// 分数线 · how sure it is who reaches this line.
    #[arg(long, allow_hyphen_values = true)]
    line: Option<String>,
    /// How scores become the figure that places are made of.
    #[arg(long, value_enum, default_value_t = Rule::Trimmed)]
    rule: Rule,
    /// Print the stable JSON shape.
    #[arg(long)]
    json: bool,
}

/// What `lunzheng stats --help` says.
pub(crate) const HELP: &str = "专家评分的一致程度和名单的把握，仅供参考 · how far a panel agrees and how sure its list is; informational.

The file is read as by rank (lunzheng rank --help): items in the first column, then one column an expert; empty, 缺, 回避, 不评 and — are no
score. Where no cell is a number, the words are categories (优、良、差). An expert without any score is left out and named.
No score, rank or conclusion is taken from these figures. A figure that would mean nothing (fewer than 3 experts or 5 items, no
variation …) is null and named in \"silent\" with its reason. Bootstraps take 2 000 draws from a fixed seed.

ICC (Shrout & Fleiss 1979; McGraw & Wong 1996), Kendall's W and Fleiss' κ (1971) use items that every expert scored; icc.all_cells (variance
components; it may stand with \"forms\" empty), Krippendorff's α (2011) and the levels of the experts use every score. Levels: score = item + expert + rest, experts
shrunk; + lenient, − strict. stability: places when an expert is left out, and when the panel is drawn anew with replacement.

--json prints
{\"note\", \"note_en\", \"kind\": \"scores|categories\", \"items\", \"experts\": [..], \"unheard\": [..], \"scores\", \"missing\", \"rule\",
 \"cut\": null | {\"places\": 5} | {\"line\": \"75\"},
 \"spread\": [{\"item\", \"n\", \"mean\", \"median\", \"sd\", \"min\", \"max\", \"scores\": [{\"expert\", \"score\": \"87.5\"}]}],
 \"counts\": [{\"item\", \"n\", \"by\": {category: n}}],
 \"icc\": null | {\"items\", \"left_out\", \"raters\", \"forms\": {\"ICC(1,1)\" … \"ICC(3,k)\": {\"value\", \"low\", \"high\"}},
         \"all_cells\": null | {\"agreement\", \"consistency\", \"scores\"}},
 \"kendall\": null | {\"w\", \"w_uncorrected\", \"chi_square\", \"df\", \"p\", \"items\", \"left_out\", \"raters\"},
 \"alpha\": {\"nominal|ordinal|interval|ratio\": null | {\"metric\", \"value\", \"low\", \"high\", \"items\", \"scores\", \"as_in_irr\"}},
 \"fleiss\": null | {\"value\", \"low\", \"high\", \"z\", \"p\", \"items\", \"left_out\", \"raters\", \"categories\"},
 \"severity\": null | {\"experts\": [{\"expert\", \"n\", \"effect\", \"low\", \"high\", \"raw\", \"level\": \"strict|lenient|unclear\"}],
              \"sd_items\", \"sd_experts\", \"sd_rest\"},
 \"ranks\": [{\"item\", \"mean\", \"median\", \"trimmed\", \"calibrated\", \"calibrated_score\"}],
 \"stability\": null | {\"draws\", \"seed\",
   \"items\": [{\"item\", \"place\", \"without_one\": [best, worst], \"drawn\": [best, worst], \"inside\", \"share\"}],
   \"without\": [{\"expert\", \"entering\": [..], \"leaving\": [..], \"largest_move\"}]},
 \"readings\" and \"silent\": [{\"figure\", \"code\", \"zh\", \"remedy_zh\", \"en\", \"remedy_en\"}]}
Figures are doubles, low and high 95 % bounds or null. as_in_irr is what R's irr prints for a table without empty cells, where it departs from
Krippendorff's definition (null otherwise). Exit code 1 when the file cannot be read, 2 for a cut that is none.";

/// Runs it.
pub(crate) fn command(args: &StatsArgs) -> ExitCode {
    let rule = match args.rule {
        Rule::Mean => RankRule::Mean,
        Rule::Trimmed => RankRule::Trimmed,
        Rule::Median => RankRule::Median,
    };
    let report = match tools::stats_file(
        &args.scores,
        &args.columns.chosen(),
        rule,
        args.places,
        args.line.as_deref(),
    ) {
        Ok(report) => report,
        Err(refusal) => return refused_as_data(&refusal),
    };
    report.warnings.iter().map(Problem::of).for_each(|p| out::problem(&p));
    if args.json {
        return out::json(&report);
    }
    print(&report);
    ExitCode::from(DONE)
}

fn print(report: &StatsReport) {
    out::line(&format!("{} · {}", report.note, report.note_en));
    out::line(&format!(
        "项目{}个，专家{}名，评分{}个，空缺或者回避{}个 · items, experts, scores, cells without",
        report.items,
        report.experts.len(),
        report.scores,
        report.missing
    ));
    if !report.unheard.is_empty() {
        out::line(&format!("没有任何评分的专家 · experts without a score: {}", report.unheard.join("、")));
    }
    section("怎样看 · how it reads", !report.readings.is_empty());
    report.readings.iter().for_each(print_said);
    print_icc(report);
    print_alpha(report);
    print_spread(report);
    print_levels(report);
    print_ranks(report);
    print_sure(report);
    section("没有计算的 · not given", !report.silent.is_empty());
    report.silent.iter().for_each(print_said);
}

/// A head, when something follows.
fn section(head: &str, any: bool) {
    if any {
        out::line("");
        out::line(&format!("【{head}】"));
    }
}

fn print_said(said: &Said) {
    out::line(&format!("· {}{}", said.zh, said.remedy_zh));
    out::line(&format!("  {} {}", said.en, said.remedy_en));
}

fn number(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "—".to_owned(), |v| format!("{v:.decimals$}"))
}

fn place(value: Option<usize>) -> String {
    value.map_or_else(|| "—".to_owned(), |v| v.to_string())
}

fn range(value: Option<(usize, usize)>) -> String {
    value.map_or_else(|| "—".to_owned(), |(best, worst)| format!("{best}–{worst}"))
}

fn print_icc(report: &StatsReport) {
    let Some(icc) = &report.icc else { return };
    section("组内相关系数 · intraclass correlations", true);
    if !icc.forms.is_empty() {
        out::line(&format!(
            "每名专家都评了的项目{}个，其余{}个未用 · complete items, left out",
            icc.items, icc.left_out
        ));
    }
    for (form, e) in &icc.forms {
        out::line(&format!(
            "{form}  {:>8}   95% {} … {}",
            number(Some(e.value), 4),
            number(e.low, 4),
            number(e.high, 4)
        ));
    }
    if let Some(all) = &icc.all_cells {
        out::line(&format!(
            "用全部{}个评分 · from all cells: ICC(2,1) {:.4}, ICC(3,1) {:.4}",
            all.scores, all.agreement, all.consistency
        ));
    }
}

fn print_alpha(report: &StatsReport) {
    let alpha = &report.alpha;
    let of = [
        ("类别 nominal ", alpha.nominal),
        ("顺序 ordinal ", alpha.ordinal),
        ("等距 interval", alpha.interval),
        ("等比 ratio   ", alpha.ratio),
    ];
    section("克里彭多夫α · Krippendorff's alpha", of.iter().any(|(_, a)| a.is_some()));
    for (name, a) in of.iter().filter_map(|(name, a)| a.map(|a| (name, a))) {
        let e = a.estimate;
        let bounds = match (e.low, e.high) {
            (Some(low), Some(high)) => format!("   95% {low:.4} … {high:.4}"),
            _ => String::new(),
        };
        out::line(&format!("{name}  {:.4}{bounds}", e.value));
    }
}

fn print_spread(report: &StatsReport) {
    section(
        "各项评分的离散 · spread of each item (n, 平均, 中位, 标准差, 最低–最高)",
        !report.spread.is_empty(),
    );
    for s in &report.spread {
        out::line(&format!(
            "n={:<3} {:>8} {:>8} {:>7}  {}–{}  {}",
            s.n,
            number(s.mean, 2),
            number(s.median, 2),
            number(s.sd, 2),
            number(s.min, 2),
            number(s.max, 2),
            s.item
        ));
    }
    section("各项归类 · categories of each item", !report.counts.is_empty());
    for c in &report.counts {
        let by: Vec<String> = c.by.iter().map(|(category, n)| format!("{category} {n}")).collect();
        out::line(&format!("n={:<3} {}  {}", c.n, c.item, by.join("、")));
    }
}

fn print_levels(report: &StatsReport) {
    let Some(levels) = &report.severity else { return };
    section("专家宽严（分，＋偏宽，－偏严） · levels of the experts (shrunk, 95 % bounds, raw)", true);
    for e in &levels.experts {
        let word = match e.level {
            "strict" => "偏严",
            "lenient" => "偏宽",
            _ => "不明显",
        };
        out::line(&format!(
            "{:>+7.2}  95% {:+.2} … {:+.2}  收缩前{:+.2}  n={}  {}  {word}",
            e.effect, e.low, e.high, e.raw, e.n, e.expert
        ));
    }
}

fn print_ranks(report: &StatsReport) {
    section(
        "名次对照：平均、中位、去高低、校准 · ranks by mean, median, trimmed, calibrated",
        !report.ranks.is_empty(),
    );
    for r in &report.ranks {
        out::line(&format!(
            "{:>4} {:>4} {:>4} {:>4}  {}",
            place(r.mean),
            place(r.median),
            place(r.trimmed),
            place(r.calibrated),
            r.item
        ));
    }
}

fn print_sure(report: &StatsReport) {
    let Some(sure) = &report.stability else { return };
    section(
        "名次把握：名次、去掉一人、重抽95%、入围比例 · place, without one expert, drawn anew, share inside",
        true,
    );
    for i in &sure.items {
        out::line(&format!(
            "{:>4} {:>7} {:>7} {:>6}  {}{}",
            place(i.sure.place),
            range(i.sure.without_one),
            range(i.sure.drawn),
            i.sure.share.map_or_else(|| "—".to_owned(), |s| format!("{:.1}%", s * 100.0)),
            if i.sure.inside == Some(true) { "✓ " } else { "" },
            i.item
        ));
    }
    for w in sure.without.iter().filter(|w| !w.entering.is_empty() || !w.leaving.is_empty()) {
        out::line(&format!(
            "去掉{}：进{}，出{} · without: in, out",
            w.expert,
            if w.entering.is_empty() { "—".to_owned() } else { w.entering.join("、") },
            if w.leaving.is_empty() { "—".to_owned() } else { w.leaving.join("、") }
        ));
    }
}
