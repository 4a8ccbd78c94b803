//! Five thousand demands, measured: read and checked, imported, the board, the page of the selection, lists, one demand.
//!
//! `cargo run --release -p app --example demand_figures`

#![allow(clippy::print_stdout, reason = "it prints figures")]

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use app::SecretString;
use app::clock::SystemClock;
use app::office::inspect;
use app::{Kdf, Office};
use workbook::Edits;

const DEMANDS: usize = 5_000;
const FIELDS: [&str; 4] = ["特种金属材料", "新能源", "新型化工材料", "生物基新材料"];

type Failed = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    if let Some(code) = app::reader::serve() {
        return code;
    }
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            println!("{e}");
            ExitCode::FAILURE
        }
    }
}

/// A list of demands, each with words of its own.
fn list() -> String {
    let head = "需求编号,需求名称,企业名称,所属领域,需求背景,需求内容,关键技术及指标,完成时限,总投资（万元）,对揭榜方要求\n";
    let row = |n: usize| {
        let field = FIELDS[n % FIELDS.len()];
        format!(
            "X-{n:04},第{n}项示例关键技术攻关,示例企业{n}有限公司,{field},生产线{n}号的能耗高于行业{n}个百分点,研究第{n}类工艺的参数与装备{n},指标{n}不低于{n}兆帕,24个月,{n},有{n}年相关研究经历\n"
        )
    };
    head.chars().chain((1..=DEMANDS).flat_map(|n| row(n).chars().collect::<Vec<_>>())).collect()
}

fn timed<T>(what: &str, run: impl FnOnce() -> Result<T, Failed>) -> Result<T, Failed> {
    let started = Instant::now();
    let done = run()?;
    println!("{what:<24} {:>8.3} s", started.elapsed().as_secs_f64());
    Ok(done)
}

fn said(refusal: app::Refusal) -> Failed {
    refusal.to_string().into()
}

fn measure() -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("需求.csv");
    std::fs::write(&path, list())?;
    let secret = SecretString::from("correct horse battery staple".to_owned());
    let vault = folder.path().join("v.lunzheng");
    let mut office =
        Office::create(&vault, "钱示例", &secret, Kdf::FLOOR, Arc::new(SystemClock)).map_err(said)?;
    let inspected = timed("read, typed, checked", || inspect(&path, Edits::default()).map_err(said))?;
    println!("findings {}", inspected.inspection.findings.len());
    let done = timed("imported", || office.import("", &inspected).map_err(said))?;
    println!("demands {}", done.demands);
    let board = timed("board", || office.demands_view().map_err(said))?;
    println!("lines {}", board.demands.len());
    timed("one demand", || office.demand_view("X-0042").map_err(said))?;
    timed("selection", || office.selection_view().map_err(said))?;
    timed("lists", || office.lists_view().map_err(said))?;
    Ok(())
}
