//! A backup on a stick: it is never worked in, it comes back as a new vault, and a copy that was worked in is told from a
//! damaged one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::Code;
use vault::{
    Arrived, Kdf, SlotKind, Vault, VaultError, bring_back, check_stick, check_used, restore, stick_card,
    unlock_backup,
};

use crate::common::{code, create, owner, put};

/// A vault with an entry and a paper, and its backup on a stick.
fn backed_up(scratch: &Path) -> (Vault, PathBuf) {
    let stick = scratch.join("U盘 100% #1?");
    std::fs::create_dir(&stick).unwrap();
    let mut vault = create(&scratch.join("a.lunzheng"));
    put(&mut vault, "1").unwrap();
    vault.papers().unwrap().put(&mut [9u8; 500_000].as_slice()).unwrap();
    let place = vault.backup_to(&stick).unwrap();
    (vault, place)
}

/// Every file of a folder with its bytes and its time.
fn bytes(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| {
            let held =
                (std::fs::read(&path).unwrap_or_default(), path.metadata().unwrap().modified().unwrap());
            (path, held)
        })
        .collect()
}

fn brought(place: &Path, to: &Path) -> Result<Arrived, VaultError> {
    bring_back::<VaultError>(place, to, &unlock_backup(place, &owner())?, |_, _| Ok(()))
}

/// As a build before this one left it: the backup was opened as a vault and worked in.
fn work_in(place: &Path) -> vault::JournalHead {
    let list = place.join("backup.json");
    let text = std::fs::read(&list).unwrap();
    std::fs::remove_file(&list).unwrap();
    std::fs::create_dir_all(place.join("backups")).unwrap();
    let mut vault = Vault::open(place, &owner()).unwrap();
    put(&mut vault, "2").unwrap();
    let head = vault.journal_head().unwrap();
    vault.lock().unwrap();
    std::fs::write(&list, text).unwrap();
    head
}

#[test]
fn a_backup_on_a_stick_is_opened_by_no_way_and_not_one_byte_of_it_changes() {
    let scratch = tempfile::tempdir().unwrap();
    let (vault, place) = backed_up(scratch.path());
    let unlocked = vault.unlocked();
    vault.lock().unwrap();
    let before = bytes(&place);
    let refused = [
        code(Vault::peek(&place)),
        code(Vault::open(&place, &owner())),
        code(Vault::unlock(&place, &owner())),
        code(Vault::open_with(&place, &unlocked)),
        code(Vault::open_read_only(&place, &unlocked)),
        code(restore::unlock(&place, &owner())),
        code(restore::examine(&place, &unlocked)),
        code(restore::preview(&place, "0000000001-import", &unlocked)),
    ];
    assert_eq!(refused, [Code::VaultIsBackup; 8]);
    check_stick(&place).unwrap();
    assert_eq!(bytes(&place), before);
}

#[test]
fn a_vault_comes_back_from_a_stick_whole_and_the_stick_stays_as_it_is() {
    let scratch = tempfile::tempdir().unwrap();
    let (vault, place) = backed_up(scratch.path());
    let head = vault.journal_head().unwrap();
    vault.lock().unwrap();
    let before = bytes(&place);
    let to = scratch.path().join("新/b.lunzheng");
    let unlocked = unlock_backup(&place, &owner()).unwrap();
    let mut told = Vec::new();
    let arrived = bring_back::<VaultError>(&place, &to, &unlocked, |read, all| {
        told.push((read, all));
        Ok(())
    })
    .unwrap();
    assert!(!to.exists(), "nothing stands in its place before it was journalled");
    let mut there = arrived.open(&unlocked).unwrap();
    put(&mut there, "came").unwrap();
    there.lock().unwrap();
    let came = arrived.settle().unwrap();
    assert_eq!((came.head, came.papers, came.used), (head, 1, Vec::new()));
    let (read, all) = *told.last().unwrap();
    assert!(read == all && all > 500_000, "{read} of {all}");
    assert_eq!(bytes(&place), before);
    let back = Vault::open(&to, &owner()).unwrap();
    assert_eq!(back.check().unwrap().head.seq, 2);
    assert_eq!(back.check_papers().unwrap(), (1, 0));
    assert!(!to.join("backup.json").exists() && to.join("backups").is_dir());
    assert!(back.backup("import").is_ok(), "it is a vault like any other");
    assert!(!scratch.path().join("新/b.lunzheng.part").exists());
}

#[test]
fn nothing_is_written_over_and_what_does_not_hold_leaves_no_folder() {
    let scratch = tempfile::tempdir().unwrap();
    let (mut vault, place) = backed_up(scratch.path());
    let there = scratch.path().join("there");
    std::fs::create_dir(&there).unwrap();
    assert_eq!(code(brought(&place, &there)), Code::VaultExists);
    for inside in [place.clone().join("b.lunzheng"), place.join("x/../b.lunzheng"), place.join("b/c")] {
        assert_eq!(code(brought(&place, &inside)), Code::VaultInsideBackup, "{inside:?}");
    }
    assert_eq!(code(brought(&there, &scratch.path().join("b"))), Code::VaultNotAVault);
    let to = scratch.path().join("b.lunzheng");
    for name in ["vault.db", "papers.db", "keys"] {
        let path = place.join(name);
        let whole = std::fs::read(&path).unwrap();
        let mut bytes = whole.clone();
        bytes[whole.len() / 3] ^= 16;
        std::fs::write(&path, &bytes).unwrap();
        let refused = brought(&place, &to).map(|_| ()).unwrap_err();
        assert_eq!(refused.code(), Code::VaultBackupDamaged, "{name}: {refused}");
        std::fs::write(&path, &whole).unwrap();
        assert!(!to.exists() && !scratch.path().join("b.lunzheng.part").exists(), "{name}");
    }
    let stopped = bring_back::<VaultError>(&place, &to, &vault.unlocked(), |_, _| Err(VaultError::ReadOnly));
    assert_eq!(code(stopped), Code::VaultReadOnly);
    assert!(!scratch.path().join("b.lunzheng.part").exists());
    vault.add_slot(2, SlotKind::Supervisor, &"监督人员的一句测试口令".into(), Kdf::FLOOR).unwrap();
    put(&mut vault, "2").unwrap();
    let place = vault.backup_to(&scratch.path().join("there")).unwrap();
    let watcher = unlock_backup(&place, &"监督人员的一句测试口令".into()).unwrap();
    assert_eq!(code(bring_back::<VaultError>(&place, &to, &watcher, |_, _| Ok(()))), Code::VaultReadOnly);
}

#[test]
fn a_copy_of_a_backup_that_was_worked_in_is_no_damage_and_comes_back_with_what_was_done_in_it() {
    let scratch = tempfile::tempdir().unwrap();
    let (vault, place) = backed_up(scratch.path());
    vault.lock().unwrap();
    let now = work_in(&place);
    assert_eq!(code(check_stick(&place)), Code::VaultBackupChanged, "it is not what was written");
    let unlocked = unlock_backup(&place, &owner()).unwrap();
    let before = bytes(&place);
    let used = check_used(&place, &unlocked).unwrap();
    assert_eq!((used.seq, used.now, used.papers), (1, now, 1));
    assert_eq!(used.files[0], "vault.db");
    assert_eq!(bytes(&place), before, "looking changes nothing");
    let to = scratch.path().join("b.lunzheng");
    let came = brought(&place, &to).unwrap().settle().unwrap();
    assert_eq!((came.head, came.used), (now, used.files));
    assert_eq!(bytes(&place), before);
    assert_eq!(Vault::open(&to, &owner()).unwrap().check().unwrap().head, now);
    // One that does not hold by itself either is damaged, whatever was done in it.
    let path = place.join("vault.db");
    let mut torn = std::fs::read(&path).unwrap();
    let middle = torn.len() / 2;
    torn[middle] ^= 1;
    std::fs::write(&path, &torn).unwrap();
    assert_eq!(code(check_used(&place, &unlocked)), Code::VaultBackupDamaged);
    assert_eq!(code(brought(&place, &scratch.path().join("c.lunzheng"))), Code::VaultBackupDamaged);
}

#[test]
fn another_vault_under_the_list_of_a_backup_is_not_taken_for_one_that_was_worked_in() {
    let scratch = tempfile::tempdir().unwrap();
    let (mut vault, place) = backed_up(scratch.path());
    put(&mut vault, "2").unwrap();
    let later = vault.backup_to(place.parent().unwrap()).unwrap();
    let unlocked = unlock_backup(&place, &owner()).unwrap();
    // An older database of the same vault under the newer list: the journal does not hold the head that was backed up.
    std::fs::copy(place.join("vault.db"), later.join("vault.db")).unwrap();
    assert_eq!(code(check_used(&later, &unlocked)), Code::VaultBackupDamaged);
    assert_eq!(code(brought(&later, &scratch.path().join("b.lunzheng"))), Code::VaultBackupDamaged);
}

#[test]
fn a_log_that_a_killed_program_left_in_a_used_backup_comes_along() {
    let scratch = tempfile::tempdir().unwrap();
    let (vault, place) = backed_up(scratch.path());
    vault.lock().unwrap();
    let list = std::fs::read(place.join("backup.json")).unwrap();
    std::fs::remove_file(place.join("backup.json")).unwrap();
    std::fs::create_dir_all(place.join("backups")).unwrap();
    let mut open = Vault::open(&place, &owner()).unwrap();
    put(&mut open, "2").unwrap();
    let now = open.journal_head().unwrap();
    // As the disk is while the program runs: what was written lies in the log alone.
    let killed = scratch.path().join("killed.lzbackup");
    std::fs::create_dir(&killed).unwrap();
    for name in ["vault.db", "vault.db-wal", "papers.db", "keys"] {
        std::fs::copy(place.join(name), killed.join(name)).unwrap();
    }
    std::fs::write(killed.join("backup.json"), list).unwrap();
    let before = bytes(&killed);
    let unlocked = unlock_backup(&killed, &owner()).unwrap();
    assert_eq!(check_used(&killed, &unlocked).unwrap().now, now);
    let to = scratch.path().join("b.lunzheng");
    brought(&killed, &to).unwrap().settle().unwrap();
    assert_eq!(Vault::open(&to, &owner()).unwrap().check().unwrap().head, now);
    assert_eq!(bytes(&killed), before);
}

#[test]
fn a_backup_says_itself_when_it_was_made_and_of_an_older_one_only_the_file_does() {
    let scratch = tempfile::tempdir().unwrap();
    let (vault, place) = backed_up(scratch.path());
    vault.backup("import").unwrap();
    let folder = vault.folder().to_owned();
    let one = || restore::backups(&folder).unwrap().remove(0);
    let (made, on_stick) = (one().made.unwrap(), stick_card(&place).unwrap());
    assert!(!one().made_by_file && !on_stick.made_by_file);
    // As after a copy of the whole folder, which bears the time of the copy.
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(86_400);
    let touched = |path: PathBuf| {
        std::fs::File::options().write(true).open(path).unwrap().set_modified(later).unwrap();
    };
    let backup = folder.join("backups").join(one().name);
    touched(backup.join("vault.db"));
    touched(place.join("backup.json"));
    assert_eq!(one().made, Some(made));
    assert_eq!(stick_card(&place).unwrap(), on_stick);
    // As an earlier build made it.
    std::fs::remove_file(backup.join("made")).unwrap();
    assert!(one().made_by_file && one().made == Some(later.into()));
    let list = std::fs::read_to_string(place.join("backup.json")).unwrap();
    let mut list: serde_json::Value = serde_json::from_str(&list).unwrap();
    list.as_object_mut().unwrap().remove("made").unwrap();
    std::fs::write(place.join("backup.json"), list.to_string()).unwrap();
    assert!(stick_card(&place).unwrap().made_by_file);
    check_stick(&place).unwrap();
}

#[test]
fn a_backup_of_which_a_file_is_missing_is_said_to_be_incomplete() {
    let scratch = tempfile::tempdir().unwrap();
    let (vault, place) = backed_up(scratch.path());
    vault.lock().unwrap();
    std::fs::remove_file(place.join("papers.db")).unwrap();
    let refused = check_stick(&place).unwrap_err();
    assert_eq!(refused.code(), Code::VaultBackupDamaged);
    assert!(refused.params().iter().any(|(name, value)| name == "files" && value == "papers.db"));
}
