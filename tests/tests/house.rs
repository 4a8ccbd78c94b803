//! The house's dependency rule: ranking ← domain ← {vault, packs, workbook, documents} ← app ← {cli, shell}.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// For each crate, the crates of the house that it may use outside of tests.
fn allowed() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let rooms = ["ranking", "domain", "vault", "packs", "workbook", "documents"];
    BTreeMap::from([
        ("ranking", BTreeSet::new()),
        ("domain", BTreeSet::from(["ranking"])),
        ("vault", BTreeSet::from(["domain"])),
        ("packs", BTreeSet::from(["domain"])),
        ("workbook", BTreeSet::from(["domain"])),
        ("documents", BTreeSet::from(["domain"])),
        ("app", BTreeSet::from(rooms)),
        ("cli", BTreeSet::from(["app"])),
        ("shell", BTreeSet::from(["app"])),
        ("fuzz-entries", BTreeSet::from(["domain", "packs", "workbook"])),
        (
            "journeys",
            BTreeSet::from([
                "ranking",
                "domain",
                "vault",
                "packs",
                "workbook",
                "documents",
                "app",
                "fuzz-entries",
            ]),
        ),
    ])
}

#[test]
fn every_crate_uses_only_the_rooms_beneath_it() {
    let metadata = MetadataCommand::new().no_deps().exec().unwrap();
    let allowed = allowed();
    let names: BTreeSet<String> = metadata.packages.iter().map(|p| p.name.to_string()).collect();
    let known: BTreeSet<String> = allowed.keys().map(|n| (*n).to_owned()).collect();
    assert_eq!(names, known, "a new crate needs its line in the rule");
    for package in &metadata.packages {
        let name = package.name.to_string();
        for dependency in package.dependencies.iter().filter(|d| d.kind == DependencyKind::Normal) {
            if known.contains(dependency.name.as_str()) {
                assert!(
                    allowed[name.as_str()].contains(dependency.name.as_str()),
                    "{name} must not use {}",
                    dependency.name
                );
            }
        }
    }
}

/// The sources of a folder and of the folders in it.
fn sources(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
}

/// Whether a text has a word that stands alone.
fn has(text: &str, word: &str) -> bool {
    text.split(|c: char| !(c.is_alphanumeric() || "_:".contains(c))).any(|t| t == word)
}

#[test]
fn every_program_can_be_the_reader_of_its_own_workbooks_before_it_is_anything_else() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for main in ["crates/cli/src/main.rs", "src-tauri/src/main.rs"] {
        let text = std::fs::read_to_string(root.join(main)).unwrap();
        let (_, body) = text.split_once("fn main() -> ExitCode {").unwrap();
        assert!(body.trim_start().starts_with("if let Some(code) = app::reader::serve()"), "{main}");
        assert!(body.contains("app::process::leave_no_image();"), "{main}");
    }
}

#[test]
fn a_workbook_or_a_pdf_that_somebody_sent_is_opened_by_a_process_of_its_own_alone() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for path in
        ["crates/app/src", "crates/cli/src", "src-tauri/src"].iter().flat_map(|f| sources(&root.join(f)))
    {
        let text = std::fs::read_to_string(&path).unwrap();
        let outside_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
        let allowed = path.ends_with("crates/app/src/reader.rs");
        let may_annotate = path.ends_with("crates/app/src/annotator.rs");
        assert!(
            may_annotate || !outside_tests.contains("workbook::annotate("),
            "{} puts notes into a package itself",
            path.display()
        );
        let may_read = path.ends_with("crates/app/src/paper_reader.rs");
        assert!(
            may_read || !outside_tests.contains("read_digest("),
            "{} takes a paper apart itself",
            path.display()
        );
        let may_count = path.ends_with("crates/app/src/page_counter.rs");
        assert!(
            may_count || !outside_tests.contains("page_count("),
            "{} counts the pages of a PDF itself",
            path.display()
        );
        assert!(
            allowed || !outside_tests.contains("workbook::read("),
            "{} reads a workbook itself",
            path.display()
        );
    }
}

#[test]
fn the_arithmetic_that_decides_has_no_floating_point_clock_or_files() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let informs = root.join("crates/ranking/src/stats");
    for path in ["crates/ranking/src", "crates/domain/src"].iter().flat_map(|f| sources(&root.join(f))) {
        let text = std::fs::read_to_string(&path).unwrap();
        for word in ["f64", "f32", "Utc::now", "SystemTime", "std::fs", "std::net", "rand"] {
            // statistics that inform may have binary fractions, and nothing else of these
            let allowed = word == "f64" && path.starts_with(&informs);
            assert!(allowed || !has(&text, word), "{} has {word}", path.display());
        }
    }
}

#[test]
fn nothing_that_decides_uses_the_statistics_that_inform() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let informs = root.join("crates/ranking/src/stats");
    let decide = ["crates/ranking/src", "crates/domain/src", "crates/vault/src", "crates/documents/src"];
    for path in decide.iter().flat_map(|f| sources(&root.join(f))).filter(|p| !p.starts_with(&informs)) {
        if path.ends_with("crates/ranking/src/lib.rs") || path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains("stats::"), "{} uses the statistics", path.display());
    }
}

/// Texts in quotes that follow a word, such as the commands in `call("vault_open", …)`.
fn quoted_after<'a>(text: &'a str, word: &str) -> BTreeSet<&'a str> {
    text.split(word).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_windows_commands_are_the_same_in_capability_isolation_handler_and_pages() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |file: &str| std::fs::read_to_string(root.join(file)).unwrap();
    let capability = read("src-tauri/capabilities/main.json");
    let allowed: BTreeSet<String> =
        quoted_after(&capability, "\"allow-").iter().map(|name| name.replace('-', "_")).collect();
    let own = |names: BTreeSet<&str>| -> BTreeSet<String> {
        names.into_iter().filter(|n| !n.starts_with("plugin:")).map(str::to_owned).collect()
    };
    let isolation = read("src-tauri/isolation/index.js");
    let list = isolation.split("];").next().unwrap();
    assert_eq!(own(list.split('"').skip(1).step_by(2).collect()), allowed, "isolation/index.js");
    let main = read("src-tauri/src/main.rs");
    let handled: BTreeSet<String> = main
        .lines()
        .filter_map(|line| line.trim().strip_prefix("commands::")?.strip_suffix(','))
        .filter_map(|path| path.split("::").last())
        .map(str::to_owned)
        .collect();
    assert_eq!(handled, allowed, "main.rs");
    let pages = ["tauri.ts", "chain-tauri.ts"].map(|file| read(&format!("ui/src/backend/{file}"))).join("\n");
    assert_eq!(own(quoted_after(&pages, "call(\"")), allowed, "tauri.ts");
}

#[test]
fn every_act_of_the_journal_has_words() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/app");
    let words = std::fs::read_to_string(root.join("messages/acts.toml")).unwrap();
    let known: BTreeSet<&str> = words.lines().filter_map(|line| Some(line.split_once(" = ")?.0)).collect();
    let mut named = BTreeSet::new();
    for path in sources(&root.join("src")) {
        let text: String = std::fs::read_to_string(&path).unwrap().split_whitespace().collect();
        for before in ["Act::new(\"", "ACTION:&str=\"", "Act::new(ifnew{\"expert.add\"}else{\""] {
            let literals = text.split(before).skip(1).filter_map(|rest| rest.split('"').next());
            named.extend(literals.map(|act| act.replace('.', "_")));
        }
    }
    assert!(named.len() > 60, "{}", named.len());
    let without: Vec<&String> = named.iter().filter(|act| !known.contains(act.as_str())).collect();
    assert!(without.is_empty(), "{without:?}");
}
