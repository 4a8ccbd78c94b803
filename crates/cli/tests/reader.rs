//! The reader's own process, as the program starts it: whatever a hostile file does, the program lives, keeps to its memory
//! and its time, and says what is wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail loudly")]
#![cfg(unix)]

#[path = "../../workbook/tests/common/corpus/mod.rs"]
mod corpus;
#[path = "../../workbook/tests/common/xlsb.rs"]
mod xlsb;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use app::reader;
use app::work::Work;
use corpus::Fate;

/// Twice the ceiling of the issue would be a failure of the machine; this is the ceiling.
const MOST_KIB: u64 = 1024 * 1024;

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_lunzheng"))
}

/// The most memory that a process and its reader had at one time, each, in KiB; looked at while they run.
fn peak(id: u32) -> u64 {
    let of = |id: &str| {
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or_default();
        line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap_or(0)
    };
    let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
    children.split_whitespace().map(of).max().unwrap_or(0).max(of(&id.to_string()))
}

/// Inspects a file: what the report says, and the most memory.
fn inspect(file: &Path) -> (serde_json::Value, u64) {
    let mut command = Command::new(program());
    let command = command.args([Path::new("inspect"), file, Path::new("--json")]);
    let out = tempfile::tempfile().unwrap();
    let mut child = command.stdout(out.try_clone().unwrap()).stderr(Stdio::null()).spawn().unwrap();
    let mut most = 0;
    let status = loop {
        most = most.max(peak(child.id()));
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(3)),
        }
    };
    assert!(status.code().is_some_and(|c| c < 2), "{}: {status}", file.display());
    use std::io::{Read, Seek};
    let (mut out, mut text) = (out, String::new());
    out.rewind().unwrap();
    out.read_to_string(&mut text).unwrap();
    (serde_json::from_str(&text).unwrap(), most)
}

#[test]
fn the_program_outlives_every_file_of_the_corpus_and_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for hostile in corpus::corpus() {
        let path: PathBuf = folder.path().join(hostile.name);
        std::fs::write(&path, &hostile.bytes).unwrap();
        let started = Instant::now();
        let (report, most) = inspect(&path);
        let took = started.elapsed();
        let code = report["error"]["code"].as_str().unwrap_or_default();
        let right = match hostile.fate {
            Fate::Refused(want, _) => code == want,
            // What was read may still hold no table.
            Fate::Reads(_) => matches!(code, "" | "book.no_table") && report["book"].is_object(),
        };
        if !right || most > MOST_KIB || took > Duration::from_secs(30) {
            wrong.push(format!("{}: {:?}, {most} KiB, {took:?}", hostile.name, report["error"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_workbook_comes_over_from_the_reader_as_it_was_read() {
    let time = Duration::from_secs(30);
    for name in
        ["golden.xlsx", "golden.xls", "golden.ods", "golden.html", "default_rc4.xls", "default_agile.xlsx"]
    {
        let bytes = corpus::fixture(name);
        let over = reader::read_with(program(), time, &bytes, name, &Work::new()).unwrap();
        assert_eq!(over, reader::read(&bytes, name, &Work::new()).unwrap(), "{name}");
    }
    let error = reader::read_with(program(), time, b"%PDF-1.7", "a.xls", &Work::new()).unwrap_err();
    assert_eq!(error, reader::read(b"%PDF-1.7", "a.xls", &Work::new()).unwrap_err());
}

#[test]
fn notes_are_put_into_a_senders_package_by_a_process_of_its_own() {
    let text = "【须改正】金额为负数。".to_owned();
    let notes = [workbook::Note { sheet: "名单".to_owned(), row: 3, column: 2, text, grave: true }];
    let time = Duration::from_secs(30);
    let golden = corpus::fixture("golden.xlsx");
    let annotated = app::annotator::annotate_with(program(), time, &golden, &notes);
    assert!(annotated.is_some());
    assert_eq!(annotated, workbook::annotate(&golden, &notes));
    for hostile in corpus::corpus() {
        // Whatever it does to that process, this one lives; what comes back is nothing, or a package to be read again.
        let _ = app::annotator::annotate_with(program(), time, &hostile.bytes, &notes);
    }
}

#[test]
fn a_reader_gets_its_own_ceilings_and_nobody_elses() {
    // A reader that waits for its file has them by then.
    let mut child = Command::new(program())
        .args(["--read-workbook", "a.xlsx"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let limit = |id: u32, name: &str| {
        let limits = std::fs::read_to_string(format!("/proc/{id}/limits")).unwrap_or_default();
        let line = limits.lines().find_map(|l| l.strip_prefix(name)).unwrap_or_default();
        line.split_whitespace().next().unwrap_or_default().to_owned()
    };
    let until = Instant::now() + Duration::from_secs(10);
    while limit(child.id(), "Max file size") != "0" && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(5));
    }
    let own = limit(child.id(), "Max data size");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(own.parse::<u64>().is_ok_and(|n| n < 1 << 30), "{own}");
    assert_ne!(limit(std::process::id(), "Max data size"), own);
}

#[test]
fn a_list_without_any_unit_says_so_once_a_column_and_is_read_when_the_unit_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("名单.csv");
    let row = |n: u32| {
        format!(
            "JB-{n},BT-{n},示例榜题{n},子公司{n},丑大学{n},新能源,2023-09-01,2026-08-31,{n}000,{n}00,{n}00\n"
        )
    };
    let rows: String = (1..=40).map(row).collect();
    let head =
        "方案编号,榜单编号,榜题,出题企业,揭榜方,领域,开始日期,完成日期,研发投入总额,申请财政资金,总投资";
    std::fs::write(&list, format!("{head}\n{rows}")).unwrap();
    let run = |unit: &[&str]| -> serde_json::Value {
        let out =
            Command::new(program()).arg("inspect").arg(&list).args(unit).arg("--json").output().unwrap();
        serde_json::from_slice(&out.stdout).unwrap()
    };
    let unread = |report: &serde_json::Value| -> Vec<String> {
        let all = report["findings"].as_array().unwrap().iter();
        all.filter(|f| f["code"] == "amount_unparsable")
            .map(|f| f["cell"].as_str().unwrap().to_owned())
            .collect()
    };
    let bare = run(&[]);
    assert_eq!(unread(&bare), ["I1", "J1", "K1"]);
    let said = run(&["--unit", "万元"]);
    assert_eq!(unread(&said), Vec::<String>::new());
    assert_eq!(said["tables"][0]["rows"][0]["fields"]["rd_total"], 1_000_000_000_i64, "1000万元 in 分");
}

/// A PDF of two pages whose catalogue has something more in it.
fn pdf(more: &str) -> Vec<u8> {
    let body = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R{more}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    );
    let places = (1..=4).map(|n| body.find(&format!("{n} 0 obj<<")).unwrap());
    let table: String = places.map(|at| format!("{at:010} 00000 n \n")).collect();
    let start = body.len();
    format!("{body}xref\n0 5\n0000000000 65535 f \n{table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n{start}\n%%EOF")
        .into_bytes()
}

#[test]
fn the_pages_of_a_pdf_are_counted_by_a_process_that_dies_of_a_hostile_one_alone() {
    let program = Path::new(program());
    let count = |pdf: Vec<u8>| app::page_counter::count_with(program, Duration::from_secs(30), pdf);
    assert_eq!(count(pdf("")), Some(2));
    let nested =
        |open: &str, close: &str, deep: usize| format!("/X {}1{}", open.repeat(deep), close.repeat(deep));
    for (name, hostile) in [
        ("arrays without an end", pdf(&format!("/X {}", "[".repeat(4 << 20)))),
        ("arrays in arrays", pdf(&nested("[", "]", 1 << 20))),
        ("dictionaries in dictionaries", pdf(&nested("<</A ", ">>", 1 << 20))),
        ("pages that are their own kids", {
            let text = String::from_utf8(pdf("")).unwrap();
            text.replace("/Kids[3 0 R 4 0 R]", "/Kids[2 0 R 2 0 R]").into_bytes()
        }),
        ("nothing but a mark", b"%PDF-1.7".to_vec()),
        ("more than is counted", [pdf(""), vec![b' '; 17 << 20]].concat()),
    ] {
        let pages = count(hostile);
        assert!(pages.is_none_or(|n| n <= 2), "{name}: {pages:?}");
    }
}
