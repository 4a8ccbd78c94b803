//! `lunzheng draw --check` as it is run: what it prints can be drawn again with nothing but SHA-256.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::process::{Command, Stdio};

/// Runs the program without a terminal: exit code, standard output, standard error.
fn run(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunzheng"));
    let done = command.args(args).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (done.status.code().unwrap(), text(&done.stdout), text(&done.stderr))
}

const RECORD: &str = include_str!("draw.json");

#[test]
fn a_record_that_holds_is_drawn_again_and_a_changed_one_ends_with_exit_code_one() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("抽取.json");
    let file = path.display().to_string();
    std::fs::write(&path, RECORD).unwrap();
    let (code, out, error) = run(&["draw", "--check", &file]);
    assert_eq!((code, error.as_str()), (0, ""), "{out}");
    assert!(
        out.contains("与记录一致") && out.contains("抽中 drawn") && out.contains("候补 alternate"),
        "{out}"
    );

    let (code, out, _) = run(&["draw", "--check", &file, "--json"]);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, report["problems"].as_array().unwrap().len()), (0, 0));
    // What anybody does with `printf … | sha256sum`.
    let hash = |lines: &[&str]| {
        use sha2::Digest as _;
        hex::encode(sha2::Sha256::digest(lines.join("\n")))
    };
    let of = |name: &str| report[name].as_str().unwrap().to_owned();
    let (pool, seed, words) = (of("pool_digest"), of("seed"), of("words"));
    assert_eq!(hash(&["lunzheng/draw/1", &pool, &seed]), of("commitment"));
    let record: serde_json::Value = serde_json::from_str(RECORD).unwrap();
    assert_eq!(hash(&[record["pool_text"].as_str().unwrap()]), pool);
    let order = report["order"].as_array().unwrap();
    let keys: Vec<&str> = order.iter().map(|line| line["key"].as_str().unwrap()).collect();
    assert!(keys.is_sorted());
    for line in order {
        let no = line["no"].as_str().unwrap();
        assert_eq!(hash(&["lunzheng/draw-key/1", &pool, &seed, &words, no]), line["key"].as_str().unwrap());
    }

    std::fs::write(&path, RECORD.replace(&words, "831703")).unwrap();
    let (code, _, error) = run(&["draw", "--check", &file]);
    assert_eq!(code, 1);
    assert!(error.contains("[draw.differs]") && error.contains("order"), "{error}");
    for other in ["{}", "没有"] {
        std::fs::write(&path, other).unwrap();
        let (code, _, error) = run(&["draw", "--check", &file]);
        assert_eq!(code, 1, "{error}");
        assert!(error.contains("[input.unreadable]"), "{error}");
    }
    assert_eq!(run(&["draw", "--check", "/nowhere/抽取.json"]).0, 1);
    assert_eq!(run(&["draw"]).0, 2);
}
