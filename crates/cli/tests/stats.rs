//! `lunzheng stats` as it is run: the published figures to four digits, in words first, silent where scores are too few.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// Runs the program without a terminal: exit code, standard output, standard error.
fn run(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunzheng"));
    let done = command.args(args).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (done.status.code().unwrap(), text(&done.stdout), text(&done.stderr))
}

/// The published tables (`crates/ranking/tests/data`).
fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ranking/tests/data").join(name)
}

fn json(file: &Path) -> Value {
    let (status, printed, said) = run(&["stats", &file.display().to_string(), "--json"]);
    assert_eq!(status, 0, "{said}");
    serde_json::from_str(&printed).unwrap()
}

/// A file with this text.
fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// Where a figure of the reference stands in the report.
fn find(report: &Value, figure: &str) -> Option<f64> {
    let (name, bound) = figure.split_once('|').unwrap_or((figure, ""));
    let of = match name {
        "KendallW(ties)" => &report["kendall"]["w"],
        "KendallW(no tie corr)" => &report["kendall"]["w_uncorrected"],
        "chisq" => &report["kendall"]["chi_square"],
        "p" => &report["kendall"]["p"],
        "kappa" => &report["fleiss"]["value"],
        "KrippAlpha(interval)" => &report["alpha"]["interval"]["as_in_irr"],
        "KrippAlpha(ordinal)" => &report["alpha"]["ordinal"]["as_in_irr"],
        alpha if alpha.starts_with("alpha(") => {
            &report["alpha"][alpha.trim_start_matches("alpha(").trim_end_matches(')')]["value"]
        }
        icc => {
            let key = match bound {
                "lo95" => "low",
                "hi95" => "high",
                _ => "value",
            };
            &report["icc"]["forms"][icc][key]
        }
    };
    of.as_f64()
}

#[test]
fn every_published_figure_comes_out_of_the_command_to_four_digits() {
    let scratch = tempfile::tempdir().unwrap();
    // the diagnoses are words, and words are categories
    let coded = std::fs::read_to_string(data("fleiss_1971.csv")).unwrap();
    let (head, rows) = coded.split_once('\n').unwrap();
    let worded: String =
        rows.chars().map(|c| if c.is_ascii_digit() { format!("诊断{c}") } else { c.to_string() }).collect();
    let diagnoses = file(scratch.path(), "diagnoses.csv", &format!("{head}\n{worded}"));
    let reports = [
        ("ShroutFleiss1979", json(&data("shrout_fleiss_1979.csv"))),
        ("irr::anxiety", json(&data("anxiety.csv"))),
        ("irr::video", json(&data("video.csv"))),
        ("Krippendorff-nmm", json(&data("krippendorff_2011.csv"))),
        ("Fleiss1971 diagnoses", json(&diagnoses)),
    ];
    for line in std::fs::read_to_string(data("reference.tsv")).unwrap().lines() {
        let (name, want) = line.split_once('\t').unwrap();
        let (table, figure) = name.split_once('|').unwrap();
        let (_, report) = reports.iter().find(|(n, _)| *n == table).unwrap();
        let got = find(report, figure).unwrap_or_else(|| panic!("{name} is not in {report}"));
        let want: f64 = want.parse().unwrap();
        assert_eq!(format!("{got:.3e}"), format!("{want:.3e}"), "{name}");
    }
}

#[test]
fn the_words_come_first_in_chinese_and_say_that_nothing_is_decided() {
    let (status, printed, _) = run(&["stats", &data("anxiety.csv").display().to_string(), "--places", "5"]);
    assert_eq!(status, 0);
    let first = printed.lines().next().unwrap();
    assert!(first.starts_with("以下统计仅供参考") && first.contains("informational"), "{first}");
    for said in [
        "评分一致性较低：单个专家打分的ICC(2,1)为0.198",
        "Koo和Li（2016）",
        "排序一致性中等",
        "入围把握：线内6项；把握不足的未抽样",
    ] {
        assert!(printed.contains(said), "{said}: {printed}");
    }
    // three experts are too few to draw from
    assert!(printed.contains("重抽专家的抽样没有计算：有评分的专家3名，至少需要5名。"), "{printed}");
    assert!(
        !printed.contains("figure_") && !printed.contains("band_") && !printed.contains("{{"),
        "{printed}"
    );
    assert!(printed.find("怎样看").unwrap() < printed.find("各项评分的离散").unwrap());
}

#[test]
fn with_too_few_scores_it_says_nothing_and_why() {
    let scratch = tempfile::tempdir().unwrap();
    let small = file(scratch.path(), "a.csv", "项目,专家1,专家2\nA,90,80\nB,70,75\n");
    let (status, printed, _) = run(&["stats", &small.display().to_string()]);
    assert_eq!(status, 0);
    assert!(printed.contains("组内相关系数（ICC）没有计算：有评分的专家2名，至少需要3名。"), "{printed}");
    assert!(!printed.contains("怎样看"), "{printed}");
    let report = json(&small);
    assert!(report["icc"].is_null() && report["stability"].is_null());
    assert!(report["silent"].as_array().unwrap().iter().any(|s| s["code"] == "stats.few_raters"));
}

#[test]
fn the_same_file_gives_the_same_output_every_time() {
    let path = data("video.csv").display().to_string();
    let once = run(&["stats", &path, "--json"]);
    assert_eq!(once, run(&["stats", &path, "--json"]));
    assert!(once.1.contains("\"draws\": 0"), "four experts are not drawn from");
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place_and_a_cut_that_is_none_is_wrong_use() {
    let scratch = tempfile::tempdir().unwrap();
    let bad = file(scratch.path(), "a.csv", "item,a,b\nX,5,五\n").display().to_string();
    let (status, _, said) = run(&["stats", &bad]);
    assert!(status == 1 && said.contains("[input.unreadable]") && said.contains("C2"), "{said}");
    let good = data("anxiety.csv").display().to_string();
    for cut in [["--places", "0"], ["--line", "八十"], ["--line", "-1"]] {
        let (status, printed, said) = run(&["stats", &good, cut[0], cut[1]]);
        assert!(status == 2 && printed.is_empty() && said.contains(cut[0]), "{cut:?}: {said}");
    }
    assert_eq!(run(&["stats", &good, "--places", "3", "--line", "4"]).0, 2);
    assert_eq!(run(&["stats", "/nowhere/s.csv"]).0, 1);
}

#[test]
fn help_names_every_key_of_the_json() {
    let (_, help, _) = run(&["stats", "--help"]);
    let report = json(&data("anxiety.csv"));
    let mut keys = Vec::new();
    all_keys(&report, &mut keys);
    for key in keys.iter().filter(|key| !key.starts_with("ICC(")) {
        assert!(
            help.contains(&format!("\"{key}\""))
                || help.contains(&format!("{key}|"))
                || help.contains(&format!("|{key}")),
            "{key}"
        );
    }
}

fn all_keys(value: &Value, keys: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            keys.push(key.clone());
            all_keys(value, keys);
        }),
        Value::Array(list) => list.iter().for_each(|value| all_keys(value, keys)),
        _ => {}
    }
}
