//! The drill: a vault is damaged, looked through, and brought back from a backup; and a backup on a stick.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod common;

use std::path::Path;

use domain::Code;
use secrecy::SecretString;
use vault::{Kdf, SlotKind, Vault, check_stick, restore};

use crate::common::{code, create, owner, put};

#[test]
fn the_preview_names_what_would_be_lost_and_the_restored_vault_is_the_backup_with_the_keys_of_today() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let mut vault = create(&folder);
    let removed = SecretString::from("后来删除的人的测试口令");
    vault.add_slot(2, SlotKind::Passphrase, &removed, Kdf::FLOOR).unwrap();
    put(&mut vault, "1").unwrap();
    vault.backup("import").unwrap();
    let old = vault.journal_head().unwrap();
    vault.remove_slot(2).unwrap();
    put(&mut vault, "2").unwrap();
    put(&mut vault, "3").unwrap();
    let now = vault.journal_head().unwrap();
    vault.lock().unwrap();
    let key = Vault::unlock(&folder, &owner()).unwrap();
    let backups = restore::backups(&folder).unwrap();
    assert_eq!((backups.len(), backups[0].name.as_str(), backups[0].seq), (1, "0000000001-import", 1));
    let preview = restore::preview(&folder, &backups[0].name, &key).unwrap();
    assert_eq!((preview.backup, preview.now, preview.lost_count), (old, Some(now), 2));
    assert_eq!(preview.lost.iter().map(|e| e.subject.as_str()).collect::<Vec<_>>(), ["2", "3"]);
    assert_eq!(code(restore::restore(&folder, "0000000009-none", &key)), Code::NotFound);
    let aside = restore::restore(&folder, &backups[0].name, &key).unwrap();
    let mut vault = Vault::open(&folder, &owner()).unwrap();
    assert_eq!(vault.check().unwrap().head, old);
    assert_eq!(code(Vault::unlock(&folder, &removed)), Code::VaultPassphrase, "who was removed stays out");
    // The history goes on from here; what was given up can still be had.
    put(&mut vault, "4").unwrap();
    assert!(vault.backup("import").unwrap().exists());
    vault.lock().unwrap();
    let name = aside.file_name().unwrap().to_str().unwrap();
    let forth = restore::preview(&folder, name, &key).unwrap();
    assert_eq!(
        (forth.common, forth.lost_count),
        (1, 1),
        "what was written since is lost, though it has fewer entries"
    );
    let rows = restore::look(&folder, name, &key, |r| r.list::<common::Note>()).unwrap();
    assert_eq!(rows.len(), 3);
    restore::restore(&folder, name, &key).unwrap();
    assert_eq!(Vault::open(&folder, &owner()).unwrap().check().unwrap().head, now);
}

#[test]
fn a_damaged_vault_says_what_is_safe_opens_for_reading_and_comes_back_from_its_last_good_backup() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let mut vault = create(&folder);
    (0..40).for_each(|n| put(&mut vault, &format!("{n:02}")).unwrap());
    vault.backup("import").unwrap();
    let head = vault.journal_head().unwrap();
    vault.lock().unwrap();
    let key = Vault::unlock(&folder, &owner()).unwrap();
    assert_eq!(restore::examine(&folder, &key).unwrap().problems, Vec::<String>::new());
    let path = folder.join("vault.db");
    let whole = std::fs::read(&path).unwrap();
    let (mut readable, mut examined) = (0, 0);
    for page in (1..whole.len() / 4096).step_by(7) {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 99] ^= 4;
        std::fs::write(&path, &bytes).unwrap();
        let found = restore::examine(&folder, &key).unwrap();
        assert!(!found.problems.is_empty(), "page {page}");
        assert!(found.backups[0].1.is_none(), "the backup holds");
        examined += 1;
        if let Ok(mut vault) = Vault::open_read_only(&folder, &key) {
            readable += 1;
            let refused = put(&mut vault, "neu");
            assert_eq!(code(refused), Code::VaultDamagedPages);
        }
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "looking changes nothing");
    }
    assert!(readable > 0 && examined > 5, "{readable} of {examined}");
    let aside = restore::restore(&folder, "0000000040-import", &key).unwrap();
    assert!(aside.join("vault.db").is_file());
    assert_eq!(Vault::open(&folder, &owner()).unwrap().check().unwrap().head, head);
}

#[test]
fn a_paper_that_is_damaged_or_lost_is_found_when_a_vault_is_looked_through() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let vault = create(&folder);
    let paper: Vec<u8> = (0..600_000u32).flat_map(u32::to_le_bytes).collect();
    vault.papers().unwrap().put(&mut paper.as_slice()).unwrap();
    assert_eq!(vault.papers().unwrap().read_through().unwrap(), (1, 0));
    vault.lock().unwrap();
    let key = Vault::unlock(&folder, &owner()).unwrap();
    assert_eq!(restore::examine(&folder, &key).unwrap().problems, Vec::<String>::new());
    let path = folder.join("papers.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(restore::examine(&folder, &key).unwrap().problems.len(), 1);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(restore::examine(&folder, &key).unwrap().problems.len(), 1);
    assert!(!path.exists(), "looking makes nothing");
}

#[test]
fn a_vault_whose_keys_or_database_are_lost_or_damaged_comes_back_from_a_backup() {
    let scratch = tempfile::tempdir().unwrap();
    let harm = |what: &str, folder: &Path| match what {
        "keys lost" => std::fs::remove_file(folder.join("keys")).unwrap(),
        "database lost" => std::fs::remove_file(folder.join("vault.db")).unwrap(),
        _ => {
            let keys = std::fs::read(folder.join("keys")).unwrap();
            std::fs::write(folder.join("keys"), &keys[..keys.len() / 2]).unwrap();
        }
    };
    for (n, what) in ["keys lost", "keys damaged", "database lost"].into_iter().enumerate() {
        let folder = scratch.path().join(format!("{n}.lunzheng"));
        let mut vault = create(&folder);
        put(&mut vault, "1").unwrap();
        vault.backup("import").unwrap();
        let head = vault.journal_head().unwrap();
        put(&mut vault, "2").unwrap();
        let latest = vault.journal_head().unwrap();
        vault.lock().unwrap();
        harm(what, &folder);
        assert!(Vault::open(&folder, &owner()).is_err(), "{what}");
        let wrong = SecretString::from("另一句足够长的测试口令");
        assert_eq!(code(restore::unlock(&folder, &wrong)), Code::VaultPassphrase, "{what}");
        let unlocked = restore::unlock(&folder, &owner()).unwrap();
        assert!(!restore::examine(&folder, &unlocked).unwrap().problems.is_empty(), "{what}");
        let preview = restore::preview(&folder, "0000000001-import", &unlocked).unwrap();
        assert_eq!((preview.backup, preview.keys_only), (head, what != "database lost"), "{what}");
        assert_eq!((preview.lost_count, preview.lost.len()), (0, 0), "{what}");
        restore::restore(&folder, "0000000001-import", &unlocked).unwrap();
        // A database that holds stays as it is: the keys alone were broken.
        let back = if what == "database lost" { head } else { latest };
        assert_eq!(Vault::open(&folder, &owner()).unwrap().journal_head().unwrap(), back, "{what}");
    }
    let empty = scratch.path().join("none");
    std::fs::create_dir(&empty).unwrap();
    assert_eq!(code(restore::unlock(&empty, &owner())), Code::VaultNotAVault);
}

#[test]
fn a_backup_that_is_damaged_itself_is_not_restored() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let mut vault = create(&folder);
    put(&mut vault, "1").unwrap();
    let backup = vault.backup("import").unwrap();
    put(&mut vault, "2").unwrap();
    let head = vault.journal_head().unwrap();
    vault.lock().unwrap();
    let path = backup.join("vault.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let key = Vault::unlock(&folder, &owner()).unwrap();
    assert_eq!(code(restore::restore(&folder, "0000000001-import", &key)), Code::VaultDamaged);
    assert_eq!(Vault::open(&folder, &owner()).unwrap().check().unwrap().head, head);
}

#[test]
fn a_backup_on_a_stick_is_checked_without_the_key_and_opens_with_it() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let stick = scratch.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let mut vault = create(&folder);
    put(&mut vault, "1").unwrap();
    let paper = vault.papers().unwrap().put(&mut [9u8; 500_000].as_slice()).unwrap();
    let place = vault.backup_to(&stick).unwrap();
    assert_eq!(code(vault.backup_to(&stick)), Code::VaultExists);
    let head = vault.journal_head().unwrap();
    let checked = check_stick(&place).unwrap();
    assert_eq!((checked.seq, checked.head), (1, hex::encode(head.hash)));
    let copy = scratch.path().join("b.lunzheng");
    std::fs::create_dir_all(copy.join("backups")).unwrap();
    for name in ["vault.db", "papers.db", "keys"] {
        std::fs::copy(place.join(name), copy.join(name)).unwrap();
    }
    let opened = Vault::open(&copy, &owner()).unwrap();
    assert_eq!(opened.check().unwrap().head, head);
    assert_eq!(opened.papers().unwrap().get(paper, &mut Vec::new()).unwrap(), Some(500_000));
    for name in ["vault.db", "papers.db", "keys"] {
        let path = place.join(name);
        let whole = std::fs::read(&path).unwrap();
        let mut bytes = whole.clone();
        bytes[whole.len() / 3] ^= 16;
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(code(check_stick(&place)), Code::VaultBackupChanged, "{name}");
        std::fs::write(&path, &whole).unwrap();
    }
    assert!(check_stick(&place).is_ok());
}
