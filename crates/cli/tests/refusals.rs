//! The command line as it is run: what it refuses, with which exit code, and that each refusal says its code and the
//! same thing in both languages, with nothing left unnamed.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::path::Path;
use std::process::{Command, Stdio};

/// Runs the program without a terminal: exit code, standard output, standard error.
fn run(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunzheng"));
    let done = command.args(args).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (done.status.code().unwrap(), text(&done.stdout), text(&done.stderr))
}

/// Refused with this exit code and code, in both languages, nothing left unnamed. Gives what it said.
fn refused(args: &[&str], exit: i32, code: &str) -> String {
    let (status, _, said) = run(args);
    assert_eq!(status, exit, "{args:?}: {said}");
    assert!(said.contains(&format!("[{code}]")), "{args:?}: {said}");
    for hole in ["“”", "？）", "“？”", "{{"] {
        assert!(!said.contains(hole), "{args:?}: {said}");
    }
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for text in said.lines().filter(|l| l.starts_with("  ")) {
        assert!(text.chars().any(chinese) || text.chars().any(|c| c.is_ascii_lowercase()), "{said}");
    }
    assert!(said.lines().any(|l| l.starts_with("  ") && l.chars().any(chinese)), "{said}");
    said
}

/// A file with this text.
fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

const BIDS: &str = "方案编号,榜单编号,榜题,出题企业,揭榜方,领域,技术总师,开始日期,完成日期,研发投入总额（万元）,申请财政资金（万元）,自筹资金（万元）";

#[test]
fn the_demo_refuses_what_it_can_know_before_it_makes_anything() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("demo");
    let to = out.display().to_string();
    let said = refused(&["demo", "--out", &to, "--from", "/nowhere/名单.xlsx"], 1, "io.not_found");
    assert!(said.contains("找不到“/nowhere/名单.xlsx”") && !said.contains("磁盘"), "{said}");
    assert!(!said.contains("演示停在"), "{said}");
    refused(&["demo", "--out", &to, "--bids", "4"], 2, "input.unreadable");
    let said = refused(&["demo", "--out", &to, "--experts", "16"], 2, "input.unreadable");
    assert!(said.contains("5至15之间的整数") && said.contains("from 5 to 15"), "{said}");
    assert!(!out.exists());
    file(scratch.path(), "x", "");
    refused(&["demo", "--out", &scratch.path().display().to_string()], 1, "vault.exists");
}

#[test]
fn a_list_whose_every_bid_has_an_error_is_answered_with_the_cells_and_one_without_bids_with_its_tables() {
    let scratch = tempfile::tempdir().unwrap();
    let to = scratch.path().join("demo").display().to_string();
    let wrong = file(
        scratch.path(),
        "a.csv",
        &format!("{BIDS}\nFA-1,B-1,甲题,甲公司,,新能源,冯某,2026-04-01,2026-01-01,1000,200,800\n"),
    );
    let said = refused(&["demo", "--out", &to, "--from", &wrong], 1, "import.blocked");
    assert!(
        said.contains("[missing_value]") && said.contains("[date_order]") && said.contains("!E2"),
        "{said}"
    );
    assert!(!said.contains("book.no_table"));
    let empty = file(scratch.path(), "b.csv", &format!("{BIDS}\n"));
    let said = refused(&["demo", "--out", &to, "--from", &empty], 1, "book.no_bids");
    assert!(said.contains("揭榜方案，0行"), "{said}");
    let demands = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples/sample_demands.xlsx");
    let said = refused(&["demo", "--out", &to, "--from", &demands.display().to_string()], 1, "book.no_bids");
    assert!(said.contains("（需求，"), "{said}");
    let no_budget = file(
        scratch.path(),
        "c.csv",
        &format!("{BIDS}\nFA-1,B-1,甲题,甲公司,乙大学,新能源,冯某,2026-04-01,2027-01-01,1000,200,800\n"),
    );
    let (_, _, said) = run(&["demo", "--out", &to, "--from", &no_budget]);
    assert!(said.contains("方案FA-1没有预算科目"), "{said}");
}

#[test]
fn a_passphrase_that_cannot_be_read_is_wrong_use_with_its_code() {
    let scratch = tempfile::tempdir().unwrap();
    let vault = scratch.path().display().to_string();
    let said = refused(
        &["vault", "check", &vault, "--passphrase-file", "/nowhere/口令"],
        2,
        "passphrase.unreadable",
    );
    assert!(said.contains("没有这个文件或者文件夹"), "{said}");
    refused(&["vault", "check", &vault, "--passphrase-fd", "97"], 2, "passphrase.unreadable");
    refused(&["verify", "--vault", &vault, "--passphrase-fd", "97"], 2, "passphrase.unreadable");
}

#[test]
fn a_file_of_scores_is_refused_with_its_cell_or_with_what_to_do() {
    let scratch = tempfile::tempdir().unwrap();
    let negative = file(scratch.path(), "a.csv", "item,a,b\nX,5,-5\n");
    let said = refused(&["rank", &negative], 1, "input.unreadable");
    assert!(said.contains("（C2）") && said.contains("不小于零"), "{said}");
    let unclear = file(scratch.path(), "b.csv", "甲,乙,丙\n90,85,80\n90,70,60\n");
    refused(&["rank", &unclear], 1, "scores.no_items");
    let (status, printed, said) = run(&["rank", &file(scratch.path(), "c.csv", "item,a\nX,5\nX,6\n")]);
    assert!(status == 0 && said.contains("编号相同（X）") && printed.contains("X"), "{said}");
}

#[test]
fn help_says_the_ranges_of_the_demo_and_every_key_of_the_json() {
    let (_, demo, _) = run(&["demo", "--help"]);
    assert!(
        demo.contains("5 to 500") && demo.contains("5 to 15") && demo.contains("may hold fewer"),
        "{demo}"
    );
    let (_, fund, _) = run(&["fund", "--help"]);
    assert!(fund.contains("\"approval\""), "{fund}");
    let (_, rank, _) = run(&["rank", "--help"]);
    assert!(rank.contains("rater1, rater2") && rank.contains("scores.no_items"), "{rank}");
}
