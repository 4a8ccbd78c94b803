//! What is no matter of numbers: a folder that cannot be written, a second process, clocks that lie.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::Arc;

use app::Office;
use app::clock::SteppedClock;
use chrono::{DateTime, Duration, Utc};
use journeys::faults::{Act, Stage, judge, vault_of};
use journeys::{clock, passphrase};
use vault::Vault;

/// Nobody in particular: the superuser may write anywhere.
const NOBODY: u32 = 65_534;

#[test]
fn a_folder_that_cannot_be_written_is_said_to_be_so_and_nothing_changes() {
    let stage = Stage::new();
    let key = Vault::unlock(&stage.vault(Act::Import), &passphrase()).unwrap();
    let actor = stage.scratch.path().join("actor");
    std::fs::copy(env!("CARGO_BIN_EXE_actor"), &actor).unwrap();
    let modes = |folder: u32, file: u32| {
        let mut all = vec![stage.scratch.path().to_owned()];
        while let Some(path) = all.pop() {
            let is_folder = path.is_dir();
            if is_folder {
                all.extend(std::fs::read_dir(&path).unwrap().map(|e| e.unwrap().path()));
            }
            let mode = if is_folder || path == actor { folder } else { file };
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    modes(0o555, 0o444);
    let mut command = Command::new(&actor);
    command.args(["import"]).arg(stage.scratch.path()).arg("1");
    if std::fs::metadata("/proc/self").map(|m| std::os::unix::fs::MetadataExt::uid(&m)).unwrap() == 0 {
        command.uid(NOBODY);
    }
    let out = command.output().unwrap();
    modes(0o755, 0o644);
    assert_eq!(
        String::from_utf8_lossy(&out.stdout),
        "refused io\n",
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    judge(Act::Import, &stage.vault(Act::Import), &[], &key).unwrap();
}

#[test]
fn a_second_process_finds_the_vault_in_use_and_changes_nothing() {
    let stage = Stage::new();
    let folder = vault_of(stage.scratch.path(), Act::Import);
    let office = Office::open(&folder, &passphrase(), clock()).unwrap();
    let head = office.vault().journal_head().unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_actor"))
        .arg("import")
        .arg(stage.scratch.path())
        .arg("1")
        .stderr(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&out.stdout), "refused vault.in_use\n");
    assert_eq!(office.vault().journal_head().unwrap(), head);
    office.vault().check().unwrap();
}

/// An office at a time of its own.
fn office_at(stage: &Stage, now: DateTime<Utc>) -> Office {
    let clock = Arc::new(SteppedClock::new(now, Duration::milliseconds(20)));
    Office::open(&stage.vault(Act::Import), &passphrase(), clock).unwrap()
}

#[test]
fn a_clock_a_year_back_or_ten_years_ahead_loses_nothing_and_the_journal_shows_what_it_said() {
    let stage = Stage::new();
    let list = stage.scratch.path().join("list.csv");
    let today = DateTime::from_timestamp(1_768_869_000, 0).unwrap();
    let mut seen = Vec::new();
    for (n, days) in [(1, -365), (2, 3650), (3, 0)] {
        let mut office = office_at(&stage, today + Duration::days(days));
        let text = format!("专家编号,类别,姓名,单位,职称\nT{n},技术,示例人,示例单位,教授\n");
        std::fs::write(&list, text).unwrap();
        let inspected = app::office::inspect(&list, workbook::Edits::default()).unwrap();
        office.import("一批", &inspected).unwrap();
        seen.push(office.vault().journal_head().unwrap().hash);
        office.vault().check().unwrap();
        for head in &seen {
            office.vault().verify_journal(Some(*head)).unwrap();
        }
        office.lock().unwrap();
    }
    let office = office_at(&stage, today);
    let times: Vec<DateTime<Utc>> =
        office.vault().journal_of("import").unwrap().iter().rev().take(3).filter_map(|e| e.at()).collect();
    assert!(times[1] > times[0] && times[1] > times[2], "each entry keeps what the clock said: {times:?}");
    let backups = std::fs::read_dir(stage.vault(Act::Import).join("backups")).unwrap().count();
    assert_eq!(backups, 3, "backups are told apart by their entry, not by the clock");
}
