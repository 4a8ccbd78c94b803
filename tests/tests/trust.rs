//! Keys and backups as the window has them: several users, a supervisor who only reads, a recovery sheet on paper, and the
//! way back from a backup.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use app::SecretString;
use app::api::keys::{KeyKind, RestoreWord};
use app::api::{Problem, Reading};
use app::recent::Recent;
use app::shell::Shell;
use domain::Code;
use journeys::faults::{Act, Stage};
use journeys::{BATCH, Meeting, SESSION, passphrase};

fn code<T>(refused: Result<T, Vec<Problem>>) -> String {
    refused.map(|_| ()).unwrap_err()[0].code.clone()
}

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

/// A window in which the office's vault is open, and the vault's folder.
fn window(stage: &Stage) -> (Shell, String) {
    let shell = Shell::new(Recent::default());
    let folder = stage.vault(Act::Import).display().to_string();
    shell.open(&folder, &passphrase()).unwrap();
    (shell, folder)
}

#[test]
fn the_journal_names_whose_key_opened_the_vault_and_a_removed_user_is_shut_out() {
    let stage = Stage::new();
    let (shell, folder) = window(&stage);
    let own = shell.keys().unwrap();
    assert_eq!((own.users.len(), own.users[0].name.as_str(), own.users[0].own), (1, "钱示例", true));
    let second = secret("第二个人的一句测试口令");
    let added = shell.add_user("孙示例", false, &second).unwrap();
    assert_eq!((added.users[1].name.as_str(), added.users[1].kind), ("孙示例", KeyKind::User));
    assert_eq!(code(shell.add_user("孙示例", false, &second)), Code::VaultUserExists.as_str());
    assert_eq!(code(shell.add_user("李示例", false, &secret("短"))), Code::VaultPassphraseWeak.as_str());
    assert_eq!(shell.keys().unwrap().users.len(), 2, "a refused user leaves no name");
    assert_eq!(shell.open(&folder, &second).unwrap().user, "孙示例");
    shell.change_passphrase(&second, &secret("第二个人换过的测试口令")).unwrap();
    let last = shell.vault(|v| app::journal::page(v, None, 1)).unwrap().lines.remove(0);
    assert_eq!((last.actor.as_str(), last.action.as_str()), ("孙示例", "user.passphrase"));
    assert_eq!(code(shell.remove_user(2, "调离")), Code::VaultOwnKey.as_str());
    assert_eq!(code(shell.remove_user(1, " ")), Code::ReasonMissing.as_str());
    assert_eq!(shell.remove_user(1, "调离").unwrap().users.len(), 1);
    assert_eq!(code(shell.open(&folder, &passphrase())), Code::VaultPassphrase.as_str());
}

#[test]
fn a_supervisor_sees_and_checks_everything_and_every_change_is_refused_with_its_code() {
    let stage = Stage::new();
    let (shell, folder) = window(&stage);
    let watcher = secret("监督人员的一句测试口令");
    shell.add_user("周示例", true, &watcher).unwrap();
    let facts = shell.open(&folder, &watcher).unwrap();
    assert!(facts.reading == Some(Reading::Supervisor) && facts.user == "周示例");
    let head = facts.journal_head;
    assert_eq!(shell.vault(app::journal::check).unwrap().head, head);
    shell.office(|office| office.session(SESSION)).unwrap();
    assert!(shell.keys().unwrap().read_only);
    let read_only = Code::VaultReadOnly.as_str();
    assert_eq!(code(shell.office(|o| o.excuse(SESSION, "Z1", "缺席"))), read_only);
    assert_eq!(code(shell.add_user("吴示例", false, &secret("另外一个人的测试口令"))), read_only);
    assert_eq!(code(shell.remove_user(1, "越权")), read_only);
    let sheet = stage.scratch.path().join("sheet.pdf");
    assert_eq!(code(shell.write_recovery_sheet(&sheet.display().to_string())), read_only);
    assert!(!sheet.exists());
    assert_eq!(code(shell.vault(app::safekeeping::backup_now)), read_only);
    let stick = stage.scratch.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    assert_eq!(code(shell.vault(|v| app::safekeeping::backup_to(v, &stick))), read_only);
    assert_eq!(std::fs::read_dir(&stick).unwrap().count(), 0, "nothing is carried away");
    let paper = stage.scratch.path().join("paper.pdf");
    std::fs::write(&paper, "no paper at all").unwrap();
    let attached =
        shell.office(|o| o.attach_paper(BATCH, "B1", app::api::intake::PaperKind::Agreement, &paper));
    assert_eq!(code(attached), read_only, "said before the paper is even looked at");
    let backups = shell.vault(app::safekeeping::backups_view).unwrap();
    assert!(backups.read_only && !backups.may_restore);
    let book = stage.scratch.path().join("book.xlsx");
    let exported = shell.office(|o| o.export_book(app::api::books::Book::Everything, None, &book));
    assert_eq!(code(exported), read_only);
    assert!(!book.exists(), "nothing is written that could not be journalled");
    let export = stage.scratch.path().join("out.lunzheng").display().to_string();
    assert_eq!(code(shell.export(&export, &secret("越权导出用的测试口令"))), read_only);
    // The scores of a meeting that goes on are hidden from everybody, a supervisor too.
    assert_eq!(code(shell.office(|o| o.result(SESSION))), Code::StepOutOfOrder.as_str());
    assert_eq!(shell.home().unwrap().journal_head, head, "nothing changed");
}

#[test]
fn the_code_on_the_recovery_sheet_opens_the_vault_and_a_new_sheet_takes_its_place() {
    let stage = Stage::new();
    let (shell, folder) = window(&stage);
    let code_of = |name: &str| {
        let path = stage.scratch.path().join(name);
        let made = shell.write_recovery_sheet(&path.display().to_string()).unwrap();
        assert_eq!(made.keys.users.iter().filter(|u| u.kind == KeyKind::Recovery).count(), 1);
        let pdf = std::fs::read(&path).unwrap();
        let carried = documents::read_digest(&pdf).unwrap();
        let data: serde_json::Value = serde_json::from_slice(&carried.canonical.unwrap()).unwrap();
        let found = find(&data, "first").unwrap() + "-" + &find(&data, "second").unwrap();
        secret(&found.replace('　', "-"))
    };
    let first = code_of("一.pdf");
    let second = code_of("二.pdf");
    assert_eq!(code(shell.open(&folder, &first)), Code::VaultPassphrase.as_str());
    assert_eq!(shell.open(&folder, &second).unwrap().user, "恢复码单");
    let last = shell.vault(|v| app::journal::page(v, None, 1)).unwrap();
    assert_eq!(
        last.lines[0].action, "vault.open_recovery",
        "a sheet that was opened is seen by whoever reads"
    );
    shell.add_user("郑示例", false, &secret("忘了之后新设的测试口令")).unwrap();
}

/// Why somebody goes back.
fn because() -> RestoreWord {
    RestoreWord { reason: "误删了使用人".to_owned(), approved_by: String::new() }
}

/// A text under a name, however deep.
fn find(value: &serde_json::Value, name: &str) -> Option<String> {
    match value {
        serde_json::Value::Object(map) => map
            .get(name)
            .and_then(|v| v.as_str().map(str::to_owned))
            .or_else(|| map.values().find_map(|v| find(v, name))),
        _ => None,
    }
}

#[test]
fn going_back_to_a_backup_says_what_is_lost_and_the_journal_says_that_it_was_done() {
    let stage = Stage::new();
    let (shell, folder) = window(&stage);
    let backups = shell.vault(app::safekeeping::backup_now).unwrap();
    let name = backups.backups[0].name.clone();
    let given_up = shell.add_user("孙示例", false, &secret("第二个人的一句测试口令")).unwrap();
    assert_eq!(given_up.users.len(), 2);
    let view = shell.vault(|v| app::safekeeping::restore_view(v, &name)).unwrap();
    assert_eq!((view.lost_count, view.lost[0].action.as_str(), view.seq), (1, "user.add", backups.seq));
    assert_eq!(code(shell.restore("0000000001-nothing", &because())), Code::NotFound.as_str());
    assert!(shell.home().is_ok(), "a refused restore leaves the vault open");
    let facts = shell.restore(&name, &because()).unwrap();
    assert_eq!(facts.journal_seq, view.seq + 1);
    let last = shell.vault(|v| app::journal::page(v, None, 1)).unwrap().lines.remove(0);
    assert_eq!((last.action.as_str(), last.subject.as_str()), ("vault.restore", name.as_str()));
    assert!(last.details.contains("replaced"));
    shell.vault(app::journal::check).unwrap();
    let after = shell.vault(app::safekeeping::backups_view).unwrap();
    assert!(after.backups.iter().any(|b| b.reason == "replaced"), "what was given up can still be had");
    // Keys are those of today: the user that was added since is still in, and acts under nobody else's name.
    let keys = shell.keys().unwrap();
    assert_eq!((keys.users.len(), keys.users[1].name.as_str()), (2, "第2号口令"));
    shell.lock().unwrap();
    assert!(Shell::examine(&folder, &passphrase()).unwrap().whole);
}

#[test]
fn a_vault_exported_to_a_new_key_opens_with_the_new_passphrase_alone() {
    let stage = Stage::new();
    let (shell, _) = window(&stage);
    shell.add_user("孙示例", false, &secret("第二个人的一句测试口令")).unwrap();
    let to = stage.scratch.path().join("新.lunzheng").display().to_string();
    let fresh = secret("撤销之后的一句测试口令");
    shell.export(&to, &fresh).unwrap();
    assert_eq!(code(shell.open(&to, &passphrase())), Code::VaultPassphrase.as_str());
    assert_eq!(code(shell.open(&to, &secret("第二个人的一句测试口令"))), Code::VaultPassphrase.as_str());
    let facts = shell.open(&to, &fresh).unwrap();
    assert_eq!((facts.user.as_str(), shell.keys().unwrap().users.len()), ("钱示例", 1));
    shell.vault(app::journal::check).unwrap();
}

#[test]
fn a_damaged_vault_can_be_looked_through_read_and_brought_back() {
    let stage = Stage::new();
    let (shell, folder) = window(&stage);
    shell.vault(app::safekeeping::backup_now).unwrap();
    shell.lock().unwrap();
    let path = stage.vault(Act::Import).join("vault.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let last = bytes.len() - 2000;
    bytes[last] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let found = Shell::examine(&folder, &passphrase()).unwrap();
    assert!(!found.whole && found.safe_rows > 0 && found.backups[0].problem.is_none(), "{found:?}");
    let read = shell.open_reading(&folder, &passphrase()).unwrap();
    assert_eq!(read.reading, Some(Reading::Damaged));
    shell.lock().unwrap();
    let name = &found.backups[0].name;
    assert_eq!(Shell::restore_preview(&folder, name, &passphrase()).unwrap().name, *name);
    let facts = shell.restore_closed(&folder, name, &passphrase(), &because()).unwrap();
    assert_eq!(facts.reading, None);
    shell.vault(app::journal::check).unwrap();
}

#[test]
fn at_an_experts_desk_a_supervisor_hands_nothing_out_and_clears_nothing() {
    let stage = Stage::new();
    let shell = Shell::new(Recent::default());
    let folder = stage.vault(Act::Score).display().to_string();
    shell.open(&folder, &passphrase()).unwrap();
    let watcher = secret("监督人员的一句测试口令");
    shell.add_user("周示例", true, &watcher).unwrap();
    assert_eq!(shell.open(&folder, &watcher).unwrap().reading, Some(Reading::Supervisor));
    let meeting = shell.desk(|desk| Ok(desk.meetings()?.remove(0))).unwrap();
    let out = stage.scratch.path().join("out");
    let read_only = Code::VaultReadOnly.as_str();
    assert_eq!(code(shell.desk(|desk| desk.write_scores(&meeting, &out))), read_only);
    assert_eq!(code(shell.desk(|desk| desk.write_request(&meeting, &out))), read_only);
    assert_eq!(code(shell.desk(|desk| desk.clear(&meeting, &out))), read_only);
    assert!(!out.exists());
}

/// Flips a bit of one page of a database.
fn damage(path: &std::path::Path, page: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[page * 4096 + 1000] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_damaged_vault_opens_for_reading_says_what_is_safe_never_blames_the_rules_and_is_brought_back_from_inside()
 {
    let stage = Stage::new();
    let (shell, folder) = window(&stage);
    let backup = shell.vault(app::safekeeping::backup_now).unwrap().backups[0].name.clone();
    shell.lock().unwrap();
    let path = stage.vault(Act::Import).join("vault.db");
    let whole = std::fs::read(&path).unwrap();
    let pages = whole.len() / 4096;
    let (mut opened, mut told) = (0, 0);
    for page in (1..pages).step_by(pages / 24) {
        std::fs::write(&path, &whole).unwrap();
        damage(&path, page);
        // Where even its name cannot be read the vault stays shut, and says why.
        let facts = match shell.open(&folder, &passphrase()) {
            Ok(facts) => facts,
            Err(problems) => {
                assert!(problems[0].code.starts_with("vault.damaged"), "page {page}: {problems:?}");
                continue;
            }
        };
        opened += 1;
        assert_eq!(facts.reading, Some(Reading::Damaged));
        assert_eq!(facts.found[0].code, "vault.damaged_pages");
        assert!(facts.found[0].zh.contains(&format!("{}", page + 1)), "{}", facts.found[0].zh);
        let safe = facts.safe.unwrap();
        assert!(safe.rows > 0 && safe.lost.len() <= 1, "page {page}: {safe:?}");
        assert_eq!(code(shell.office(|o| o.excuse(SESSION, "Z1", "缺席"))), "vault.damaged_pages");
        match shell.office(|o| o.documents_view(SESSION)) {
            Ok(view) => assert!(view.blocked.iter().all(|p| p.code != "rules.not_frozen"), "page {page}"),
            Err(problems) => {
                told += 1;
                assert!(problems[0].code.starts_with("vault.damaged"), "page {page}: {problems:?}");
            }
        }
    }
    assert!(opened > 10 && told > 0, "{opened} opened, {told} told");
    std::fs::write(&path, &whole).unwrap();
    damage(&path, pages - 2);
    assert_eq!(shell.open(&folder, &passphrase()).unwrap().reading, Some(Reading::Damaged));
    assert!(shell.vault(app::safekeeping::backups_view).unwrap().may_restore);
    assert_eq!(shell.restore(&backup, &because()).unwrap().reading, None);
    shell.vault(app::journal::check).unwrap();
}

#[test]
fn an_older_database_beside_a_newer_backup_is_said_at_opening_in_the_journal_and_by_the_check() {
    let stage = Stage::new();
    let (shell, folder) = window(&stage);
    shell.lock().unwrap();
    let vault = stage.vault(Act::Import);
    let old = std::fs::read(vault.join("vault.db")).unwrap();
    assert_eq!(shell.open(&folder, &passphrase()).unwrap().found, []);
    shell.add_user("孙示例", false, &secret("第二个人的一句测试口令")).unwrap();
    let backup = shell.vault(app::safekeeping::backup_now).unwrap().backups[0].name.clone();
    shell.lock().unwrap();
    assert_eq!(app::tools::vault_check(&vault, &passphrase()).unwrap().warnings, []);
    std::fs::write(vault.join("vault.db"), old).unwrap();
    let checked = app::tools::vault_check(&vault, &passphrase()).unwrap().warnings;
    assert_eq!((checked.len(), checked[0].code.as_str()), (1, "vault.behind_backup"));
    assert!(checked[0].zh.contains(&backup) && checked[0].severity == "warning", "{checked:?}");
    for _ in 0..2 {
        let facts = shell.open(&folder, &passphrase()).unwrap();
        assert_eq!((facts.found[0].code.as_str(), facts.reading), ("vault.behind_backup", None));
    }
    let told = shell.vault(|v| Ok(v.journal_of("vault.behind_backup")?)).unwrap();
    assert_eq!(told.len(), 1, "once for each backup");
    assert_eq!(shell.restore(&backup, &because()).unwrap().found, []);
}

#[cfg(unix)]
#[test]
fn a_recovery_sheet_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let stage = Stage::new();
    let (shell, _) = window(&stage);
    let path = stage.scratch.path().join("恢复码单.pdf");
    shell.write_recovery_sheet(&path.display().to_string()).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_clock_that_stands_before_the_journal_is_said_and_one_a_few_minutes_slow_is_not() {
    let meeting = Meeting::frozen();
    let vault = meeting.office.vault();
    let head = vault.journal_head().unwrap().seq;
    let (last, _) = &vault.journal(head, 1).unwrap()[0];
    let last = chrono::DateTime::from_timestamp_millis(last.at_ms).unwrap();
    let said = |now| app::safekeeping::found(vault, now).iter().map(|f| f.code).collect::<Vec<_>>();
    assert_eq!(said(last - chrono::TimeDelta::days(365)), [Code::ClockBehind]);
    assert_eq!(said(last - chrono::TimeDelta::minutes(5)), []);
    assert_eq!(said(last + chrono::TimeDelta::days(3650)), [], "time may pass");
}

/// Where a backup of the office's vault lies on a stick, the vault being closed again.
fn on_a_stick(shell: &Shell, stage: &Stage) -> String {
    let stick = stage.scratch.path().join("U盘");
    std::fs::create_dir(&stick).unwrap();
    let place = shell.vault(|v| app::safekeeping::backup_to(v, &stick)).unwrap();
    shell.lock().unwrap();
    place
}

#[test]
fn a_backup_on_a_stick_is_not_opened_and_its_vault_comes_back_with_who_brought_it_and_from_where() {
    let stage = Stage::new();
    let (shell, _) = window(&stage);
    shell.add_user("孙示例", false, &secret("第二个人的一句测试口令")).unwrap();
    let seq = shell.home().unwrap().journal_seq;
    let place = on_a_stick(&shell, &stage);
    for refused in [
        code(Shell::peek(&place)),
        code(shell.open(&place, &passphrase())),
        code(shell.open_reading(&place, &passphrase())),
        code(Shell::examine(&place, &passphrase())),
    ] {
        assert_eq!(refused, Code::VaultIsBackup.as_str());
    }
    let card = Shell::stick(&place).unwrap();
    assert_eq!((card.seq, card.role, card.made_by_file), (seq, Some(app::api::Role::Secretariat), false));
    let to = stage.scratch.path().join("新.lunzheng").display().to_string();
    assert_eq!(
        code(shell.bring_back(&place, &to, &secret("不对的一句测试口令呀"))),
        Code::VaultPassphrase.as_str()
    );
    assert_eq!(
        code(shell.bring_back(&place, "新.lunzheng", &passphrase())),
        Code::VaultFolderRelative.as_str()
    );
    let facts = shell.bring_back(&place, &to, &secret("第二个人的一句测试口令")).unwrap();
    assert!(facts.card.folder == to && facts.journal_seq == seq + 1 && facts.found.is_empty());
    let last = shell.vault(|v| app::journal::page(v, None, 1)).unwrap().lines.remove(0);
    let name = place.rsplit('/').next().unwrap();
    assert_eq!((last.action.as_str(), last.subject.as_str()), ("vault.bring_back", name));
    assert_eq!(last.actor, "孙示例");
    let details: serde_json::Value = serde_json::from_str(&last.details).unwrap();
    assert!(details["backup_entries"] == seq && details["backup_at"].is_string(), "{details}");
    shell.vault(app::journal::check).unwrap();
    assert_eq!(code(shell.bring_back(&place, &to, &passphrase())), Code::VaultExists.as_str());
    app::sticks::check(place.as_ref(), || panic!("no passphrase is asked for")).unwrap();
}

#[test]
fn a_broken_file_of_keys_and_a_damaged_database_of_papers_are_said_where_the_vault_opens() {
    let stage = Stage::new();
    let (shell, folder) = window(&stage);
    shell.vault(app::safekeeping::backup_now).unwrap();
    shell.lock().unwrap();
    let papers = std::path::Path::new(&folder).join("papers.db");
    let whole = std::fs::read(&papers).unwrap();
    let mut torn = whole.clone();
    torn[4096 + 100] ^= 1;
    std::fs::write(&papers, torn).unwrap();
    let facts = shell.open(&folder, &passphrase()).unwrap();
    assert_eq!(facts.found[0].code, Code::VaultPapersDamaged.as_str());
    assert!(facts.reading.is_none(), "rows are as they were");
    shell.lock().unwrap();
    std::fs::write(&papers, whole).unwrap();
    let keys = std::path::Path::new(&folder).join("keys");
    std::fs::write(&keys, "{").unwrap();
    assert_eq!(code(shell.open(&folder, &passphrase())), Code::VaultDamaged.as_str());
    let facts = shell.open_reading(&folder, &passphrase()).unwrap();
    assert_eq!((facts.reading, facts.found[0].code.as_str()), (Some(Reading::Damaged), "vault.damaged"));
    assert!(facts.counts.is_some() && facts.journal_seq > 0, "the rows are read");
    let name = shell.vault(app::safekeeping::backups_view).unwrap().backups[0].name.clone();
    let mended = shell.restore(&name, &because()).unwrap();
    assert!(mended.reading.is_none() && mended.found.is_empty(), "going back mends the keys");
}

#[test]
fn a_passphrase_changed_to_itself_is_refused_with_words_and_not_journalled() {
    let stage = Stage::new();
    let (shell, _) = window(&stage);
    let before = shell.home().unwrap().journal_seq;
    let refused = shell.change_passphrase(&passphrase(), &passphrase());
    assert_eq!(code(refused), Code::VaultPassphraseSame.as_str());
    assert_eq!(shell.home().unwrap().journal_seq, before);
}

#[cfg(unix)]
#[test]
fn a_journal_that_is_written_out_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let stage = Stage::new();
    let (shell, _) = window(&stage);
    let path = stage.scratch.path().join("日志.xlsx");
    shell.vault(|v| app::journal::export(v, &path)).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}
