//! `lunzheng vault` and the comparison with paper, as a script uses them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::Path;
use std::process::{Command, Output};

fn lunzheng(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lunzheng")).args(arguments).current_dir(folder).output().unwrap()
}

/// As [`lunzheng`], with the passphrase of [`vault`].
fn unlocked(arguments: &[&str], folder: &Path) -> Output {
    lunzheng(&[arguments, &["--passphrase-file", "p"]].concat(), folder)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A vault made by the program's own use cases, with its passphrase in a file.
fn vault(folder: &Path) {
    let secret = app::SecretString::from("一句足够长的测试口令");
    let clock = std::sync::Arc::new(app::clock::SystemClock);
    let path = folder.join("a.lunzheng");
    app::Office::create(&path, "钱示例", &secret, app::Kdf::FLOOR, clock).unwrap().lock().unwrap();
    std::fs::write(folder.join("p"), "一句足够长的测试口令\n").unwrap();
}

#[test]
fn groups_read_from_the_paper_are_compared_and_one_wrong_digit_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    vault(scratch.path());
    let with = ["verify", "--vault", "a.lunzheng", "--passphrase-file", "p"];
    let whole = lunzheng(&with, scratch.path());
    let text = said(&whole);
    assert_eq!(whole.status.code(), Some(0), "{text}");
    let head: Vec<&str> = text.split("头 ").nth(1).unwrap().split_whitespace().take(16).collect();
    let right = format!("3={}", head[2]);
    let second = format!("11={}", head[10]);
    let with_papers = |groups: &[&str]| {
        let mut arguments = with.to_vec();
        arguments.extend(groups.iter().flat_map(|group| ["--paper", group]));
        lunzheng(&arguments, scratch.path())
    };
    let with_paper = |group: &str| with_papers(&[group]);
    assert_eq!(with_papers(&[&right, &second]).status.code(), Some(0));
    for few in [&[right.as_str()][..], &[&right, &right]] {
        let one = with_papers(few);
        assert!(said(&one).contains("verify.paper_more_groups"), "{few:?}: {}", said(&one));
        assert_eq!(one.status.code(), Some(1));
    }
    let other = if head[2] == "0000" { "3=0001" } else { "3=0000" };
    let refused = with_paper(other);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("verify.paper_differs"));
    assert_eq!(with_paper("17=abcd").status.code(), Some(2));
    let named = [format!("会议日志链头:{right}"), format!("会议日志链头:{second}")];
    assert_eq!(with_papers(&[&named[0], &named[1]]).status.code(), Some(0));
    assert_eq!(with_paper(&format!("别的数:{right}")).status.code(), Some(2));
    let other = with_paper(&format!("评审规则摘要:{right}"));
    assert!(said(&other).contains("verify.paper_not_there"), "{}", said(&other));
}

#[test]
fn the_head_that_a_paper_printed_holds_against_a_vault_that_went_on_since() {
    let scratch = tempfile::tempdir().unwrap();
    vault(scratch.path());
    let with = |arguments: &[&str]| unlocked(arguments, scratch.path());
    let text = said(&with(&["verify", "--vault", "a.lunzheng"]));
    let head: Vec<String> =
        text.split("头 ").nth(1).unwrap().split_whitespace().take(16).map(str::to_owned).collect();
    // Going back to a backup is an entry of its own.
    with(&["vault", "backup", "a.lunzheng"]);
    let back =
        ["vault", "restore", "a.lunzheng", "--from", "0000000001-manual", "--yes", "--reason", "试恢复"];
    let went_on = with(&back);
    assert_eq!(went_on.status.code(), Some(0), "{}", said(&went_on));
    let groups = [format!("3={}", head[2]), format!("11={}", head[10])];
    let earlier = with(&["verify", "--vault", "a.lunzheng", "--paper", &groups[0], "--paper", &groups[1]]);
    let text = said(&earlier);
    assert_eq!(earlier.status.code(), Some(0), "{text}");
    assert!(text.contains("“会议日志链头”第3、11组一致（日志第1条之后的链头，其后又有1条）"), "{text}");
    let one = with(&["verify", "--vault", "a.lunzheng", "--paper", &groups[0]]);
    assert!(
        one.status.code() == Some(1) && said(&one).contains("verify.paper_more_groups"),
        "{}",
        said(&one)
    );
}

#[test]
fn a_backup_goes_to_a_stick_is_checked_there_and_a_vault_goes_back_only_when_told() {
    let scratch = tempfile::tempdir().unwrap();
    vault(scratch.path());
    let with = |arguments: &[&str]| unlocked(arguments, scratch.path());
    std::fs::create_dir(scratch.path().join("stick")).unwrap();
    let made = with(&["vault", "backup", "a.lunzheng", "--to", "stick"]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let place = String::from_utf8_lossy(&made.stdout).trim().to_owned();
    assert_eq!(lunzheng(&["vault", "check", &place], scratch.path()).status.code(), Some(0));
    let made = with(&["vault", "backup", "a.lunzheng"]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let listed = said(&lunzheng(&["vault", "restore", "a.lunzheng"], scratch.path()));
    assert!(listed.contains("0000000001-manual"), "{listed}");
    let shown = with(&["vault", "restore", "a.lunzheng", "--from", "0000000001-manual"]);
    assert!(said(&shown).contains("没有改动"), "{}", said(&shown));
    assert!(!scratch.path().join("a.lunzheng/backups/0000000001-replaced").exists());
    let back = ["vault", "restore", "a.lunzheng", "--from", "0000000001-manual", "--yes"];
    assert_eq!(with(&back).status.code(), Some(2), "a reason is asked for");
    let done = with(&[&back[..], &["--reason", "误删了名单"]].concat());
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(scratch.path().join("a.lunzheng/backups/0000000001-replaced/vault.db").exists());
    let checked = with(&["vault", "check", "a.lunzheng", "--json"]);
    assert!(said(&checked).contains("\"journal_seq\": 2"), "going back is journalled: {}", said(&checked));
    let examined = with(&["vault", "examine", "a.lunzheng"]);
    assert_eq!(examined.status.code(), Some(0), "{}", said(&examined));
    let nothing = with(&["vault", "restore", "a.lunzheng", "--from", "0000000009-none"]);
    assert_eq!(nothing.status.code(), Some(1));
}

#[test]
fn a_backup_on_a_stick_comes_back_as_a_new_vault_and_every_other_way_in_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    vault(scratch.path());
    let with = |arguments: &[&str]| unlocked(arguments, scratch.path());
    std::fs::create_dir(scratch.path().join("stick")).unwrap();
    let made = with(&["vault", "backup", "a.lunzheng", "--to", "stick"]);
    let place = String::from_utf8_lossy(&made.stdout).trim().to_owned();
    assert!(String::from_utf8_lossy(&made.stderr).contains("vault restore --backup"), "{}", said(&made));
    let bytes = || {
        ["vault.db", "papers.db", "keys", "backup.json"]
            .map(|name| std::fs::read(scratch.path().join(&place).join(name)).unwrap())
    };
    let before = bytes();
    for words in [&["check"][..], &["restore"]] {
        let found = said(&lunzheng(&[&["vault"], words, &[&place]].concat(), scratch.path()));
        assert!(found.contains("--backup"), "how it comes back: {found}");
    }
    for words in [&["vault", "examine"][..], &["vault", "backup"], &["verify", "--vault"]] {
        let refused = with(&[words, &[&place]].concat());
        assert_eq!(refused.status.code(), Some(1), "{words:?}");
        assert!(said(&refused).contains("vault.is_backup"), "{}", said(&refused));
    }
    let back = with(&["vault", "restore", "--backup", &place, "--to", "b.lunzheng", "--json"]);
    assert_eq!(back.status.code(), Some(0), "{}", said(&back));
    let found: serde_json::Value = serde_json::from_slice(&back.stdout).unwrap();
    assert_eq!((&found["journal_seq"], &found["worked_in"]), (&1.into(), &serde_json::json!([])));
    let checked = said(&with(&["vault", "check", "b.lunzheng", "--json"]));
    assert!(checked.contains("\"journal_seq\": 2"), "that it came is journalled: {checked}");
    let again = with(&["vault", "restore", "--backup", &place, "--to", "b.lunzheng"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(said(&again).contains("vault.exists"), "{}", said(&again));
    let names: Vec<_> = std::fs::read_dir(scratch.path().join(&place)).unwrap().collect();
    assert!(bytes() == before && names.len() == 4, "the stick is as it was");
    assert_eq!(with(&["vault", "restore", "--backup", &place]).status.code(), Some(2));
}

#[test]
fn a_copy_of_a_backup_that_was_worked_in_is_said_to_be_one_and_not_to_be_damaged() {
    let scratch = tempfile::tempdir().unwrap();
    vault(scratch.path());
    let with = |arguments: &[&str]| unlocked(arguments, scratch.path());
    let made = with(&["vault", "backup", "a.lunzheng", "--to", "."]);
    let place = scratch.path().join(String::from_utf8_lossy(&made.stdout).trim());
    let list = std::fs::read(place.join("backup.json")).unwrap();
    // An earlier build opened it: without the list it is a vault like any other.
    std::fs::remove_file(place.join("backup.json")).unwrap();
    let folder = place.display().to_string();
    assert_eq!(with(&["vault", "check", &folder]).status.code(), Some(0));
    std::fs::write(place.join("backup.json"), list).unwrap();
    let untold = lunzheng(&["vault", "check", &folder, "--passphrase-file", "none"], scratch.path());
    assert_eq!(untold.status.code(), Some(1));
    assert!(said(&untold).contains("vault.backup_changed"), "{}", said(&untold));
    let told = with(&["vault", "check", &folder]);
    assert_eq!(told.status.code(), Some(0), "{}", said(&told));
    assert!(said(&told).contains("vault.backup_used") && !said(&told).contains("vault.damaged"));
    let mut torn = std::fs::read(place.join("vault.db")).unwrap();
    let middle = torn.len() / 2;
    torn[middle] ^= 1;
    std::fs::write(place.join("vault.db"), torn).unwrap();
    let damaged = with(&["vault", "check", &folder]);
    assert_eq!(damaged.status.code(), Some(1));
    assert!(said(&damaged).contains("vault.backup_damaged"), "{}", said(&damaged));
}

#[test]
fn help_says_how_a_backup_on_a_stick_comes_back() {
    let scratch = tempfile::tempdir().unwrap();
    for words in [["vault", "restore", "--help"], ["vault", "check", "--help"], ["vault", "backup", "--help"]]
    {
        let help = said(&lunzheng(&words, scratch.path()));
        assert!(help.contains("vault restore --backup"), "{words:?}: {help}");
    }
}

#[test]
fn a_damaged_page_among_the_papers_fails_the_check_wherever_it_lies() {
    let scratch = tempfile::tempdir().unwrap();
    vault(scratch.path());
    let with =
        |command: &str| lunzheng(&["vault", command, "a.lunzheng", "--passphrase-file", "p"], scratch.path());
    let path = scratch.path().join("a.lunzheng");
    let whole = std::fs::read(path.join("papers.db")).unwrap();
    for page in 0..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 2048] ^= 1;
        std::fs::write(path.join("papers.db"), &bytes).unwrap();
        let checked = with("check");
        assert_eq!(checked.status.code(), Some(1), "page {page}: {}", said(&checked));
        assert_eq!(with("examine").status.code(), Some(1), "page {page}");
    }
}
