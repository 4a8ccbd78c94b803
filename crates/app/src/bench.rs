//! What `lunzheng bench` measures: the figures the product promises, on made inputs, with the machine they were made on.

use std::path::Path;
use std::time::{Duration, Instant};

use domain::Code;
use domain::twice::Item;
use domain::units::Aliases;
use serde::Serialize;
use vault::Kdf;

use crate::demo::{self, Demo};
use crate::refusal::{Refusal, Result};
use crate::tools;

mod items;
mod scores;

/// One figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// What was measured.
    pub what: String,
    /// Median of the runs, milliseconds.
    pub median_ms: f64,
    /// The worst run, milliseconds.
    pub worst_ms: f64,
    /// How often.
    pub runs: usize,
    /// What is promised, milliseconds.
    pub target_ms: f64,
}

/// The machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Machine {
    /// Cores.
    pub cores: usize,
    /// Model of the processor, where the system tells.
    pub processor: String,
    /// `release` or `debug`.
    pub build: &'static str,
}

/// The machine this runs on.
#[must_use]
pub fn machine() -> Machine {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|l| l.strip_prefix("model name")).and_then(|l| l.split_once(':'));
    Machine {
        cores: std::thread::available_parallelism().map_or(1, usize::from),
        processor: model.map_or_else(|| "unknown".to_owned(), |(_, m)| m.trim().to_owned()),
        build: if cfg!(debug_assertions) { "debug" } else { "release" },
    }
}

/// Measures everything in a scratch folder.
///
/// # Errors
/// Whatever the measured use cases refuse.
pub fn measure(scratch: &Path, progress: &dyn Fn(&str)) -> Result<Vec<Figure>> {
    progress("recompute");
    let recompute = scores::page(500, 15)?;
    progress("tally");
    let tally = scores::tally(2_021, 15)?;
    progress("bootstrap");
    let bootstrap = bootstrap(500, 15)?;
    progress("inspect");
    let inspect = inspect(scratch, 2579)?;
    progress("twice");
    let twice = twice(5_000)?;
    progress("demo");
    let demo = whole_meeting(scratch)?;
    Ok(vec![recompute, tally, bootstrap, inspect, twice, demo])
}

/// How sure the cut of so many bids is: every expert left out once, and 2 000 panels drawn anew.
fn bootstrap(bids: usize, experts: usize) -> Result<Figure> {
    use ranking::stats::{Cut, Draws, Rule, Table, stability};
    let score = |bid: usize, expert: usize| {
        let steps = (bid * 31 + expert * 17 + (bid * expert) % 13) % 80;
        Some(60.0 + u32::try_from(steps).map_or(0.0, f64::from) / 2.0)
    };
    let rows = (0..bids).map(|bid| (0..experts).map(|expert| score(bid, expert)).collect()).collect();
    let table = Table::new(rows);
    let what = format!("bootstrap of the cut, {bids} bids × {experts} experts, 2000 draws");
    timed(&what, 5, Duration::from_secs(1), |_| {
        let found =
            stability(&table, Rule::Trimmed { from: 5 }, Some(Cut::Places(bids / 4)), Draws::default());
        found.map(|_| ()).map_err(|why| Refusal::of(Code::Internal).with("reason", why.to_string()))
    })
}

/// Runs something so many times.
fn timed(
    what: &str,
    runs: usize,
    target: Duration,
    mut run: impl FnMut(usize) -> Result<()>,
) -> Result<Figure> {
    let mut took: Vec<f64> = Vec::with_capacity(runs);
    for n in 0..runs {
        let started = Instant::now();
        run(n)?;
        took.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    took.sort_by(f64::total_cmp);
    Ok(Figure {
        what: what.to_owned(),
        median_ms: took.get(runs / 2).copied().unwrap_or_default(),
        worst_ms: took.last().copied().unwrap_or_default(),
        runs,
        target_ms: target.as_secs_f64() * 1000.0,
    })
}

/// Inspecting a list of so many rows.
fn inspect(scratch: &Path, rows: usize) -> Result<Figure> {
    let mut text = String::from("项目编号,项目名称,牵头单位,经费（万元）\n");
    let lines: Vec<&str> = crate::demo::PROJECTS.lines().skip(1).collect();
    for line in lines.iter().cycle().take(rows) {
        text.push_str(line);
        text.push('\n');
    }
    let path = scratch.join("list.csv");
    crate::files::write_bytes(&path, text.as_bytes())?;
    timed(&format!("inspect a list of {rows} rows"), 11, Duration::from_secs(1), |_| {
        let report = tools::inspect(&path);
        std::hint::black_box(&report);
        Ok(())
    })
}

/// Finding what is there twice among so many bids with texts and as many earlier ones.
fn twice(bids: usize) -> Result<Figure> {
    let mut seed = 20_260_120;
    let mut batch =
        |source: &str| -> Vec<Item> { (0..bids).map(|n| items::item(n, source, &mut seed)).collect() };
    let (old, new) = (batch("一"), batch("二"));
    timed(&format!("duplicates, {bids} bids against {bids} earlier"), 5, Duration::from_secs(5), |_| {
        std::hint::black_box(domain::twice::find(&new, &old, &Aliases::default()));
        Ok(())
    })
}

/// The demo meeting of forty bids and seven experts with full-strength key derivation.
fn whole_meeting(scratch: &Path) -> Result<Figure> {
    timed("demo, 40 bids, 7 experts, full-strength keys", 3, Duration::from_secs(20), |n| {
        let demo = Demo {
            out: scratch.join(format!("demo-{n}")),
            bids: 40,
            experts: 7,
            from: None,
            seed: 1,
            kdf: Kdf::STANDARD,
        };
        demo::hold(&demo, &|_, _, _| {}).map(|_| ())
    })
}
