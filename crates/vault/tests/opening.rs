//! What is found when a vault is opened: pages that were damaged, and an older database in the place of the newest.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod common;

use domain::Code;
use vault::{SlotKind, Vault, VaultError, restore};

use crate::common::{Note, code, create, note, owner, put};

#[test]
fn a_vault_with_any_page_damaged_opens_for_reading_only_and_says_which_or_does_not_open() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let mut vault = create(&folder);
    (0..30).for_each(|n| put(&mut vault, &format!("{n:02}")).unwrap());
    vault.lock().unwrap();
    let key = Vault::unlock(&folder, &owner()).unwrap();
    let path = folder.join("vault.db");
    let whole = std::fs::read(&path).unwrap();
    let (mut read, mut shut) = (0, 0);
    for page in (0..whole.len() / 4096).step_by(2) {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 2048] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        match Vault::open_with(&folder, &key) {
            Ok(mut vault) => {
                read += 1;
                assert!(vault.is_read_only(), "page {page}");
                let damage = vault.condition().damage.clone().unwrap();
                let number = u64::try_from(page).unwrap() + 1;
                assert_eq!((damage.pages.as_slice(), damage.count), ([number].as_slice(), 1));
                let mut lost = 0;
                for n in 0..30 {
                    let id = format!("{n:02}");
                    let got: Result<Option<Note>, VaultError> = vault.read(|r| r.get(&id));
                    // A record is what it was, or damage is said: never another one, never none.
                    match got {
                        Ok(got) => assert_eq!(got, Some(note(&id)), "page {page}"),
                        Err(error) => {
                            lost += 1;
                            assert_eq!(error.code(), Code::VaultDamaged, "page {page}");
                        }
                    }
                }
                // What is whole can be read after what is not; an inner page holds the way to all records.
                assert!(lost < 20 || lost == 30, "page {page}: {lost}");
                let readable = vault.condition().readable.clone();
                // A table is read row by row; a page of its index alone keeps ids from being found.
                assert!(lost > 0 || !readable.lost.contains(&"setting"), "page {page}");
                assert!(
                    readable.safe.len() + readable.lost.len() > 20 && readable.lost.len() <= 1,
                    "page {page}"
                );
                assert_eq!(code(put(&mut vault, "31")), Code::VaultDamagedPages);
                assert_eq!(code(vault.backup("import")), Code::VaultDamagedPages);
                assert_eq!(code(vault.check()), Code::VaultDamagedPages);
            }
            Err(error) => {
                shut += 1;
                assert!(matches!(error.code(), Code::VaultDamaged | Code::VaultDamagedPages), "page {page}");
            }
        }
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "opening a damaged vault changes nothing");
    }
    assert!(read > 20 && shut > 0, "{read} read, {shut} shut");
    std::fs::write(&path, &whole).unwrap();
    assert!(!Vault::open_with(&folder, &key).unwrap().is_read_only());
}

#[test]
fn a_damaged_vault_that_is_open_for_reading_can_be_brought_back_by_its_user() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let mut vault = create(&folder);
    (0..30).for_each(|n| put(&mut vault, &format!("{n:02}")).unwrap());
    let backup = vault.backup("import").unwrap();
    vault.lock().unwrap();
    let path = folder.join("vault.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let place = bytes.len() - 2048;
    bytes[place] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    let damaged = Vault::open(&folder, &owner()).unwrap();
    let unlocked = damaged.unlocked();
    drop(damaged);
    restore::restore(&folder, backup.file_name().unwrap().to_str().unwrap(), &unlocked).unwrap();
    let mut vault = Vault::open(&folder, &owner()).unwrap();
    assert_eq!(vault.condition(), &vault::Condition::default());
    put(&mut vault, "31").unwrap();
}

#[test]
fn an_older_database_put_back_beside_its_backups_is_known_for_one() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let path = folder.join("vault.db");
    let mut vault = create(&folder);
    put(&mut vault, "1").unwrap();
    vault.lock().unwrap();
    let old = std::fs::read(&path).unwrap();
    let mut vault = Vault::open(&folder, &owner()).unwrap();
    assert_eq!(vault.condition().behind, None);
    put(&mut vault, "2").unwrap();
    vault.backup("import").unwrap();
    put(&mut vault, "3").unwrap();
    vault.lock().unwrap();
    assert_eq!(Vault::open(&folder, &owner()).unwrap().condition().behind, None, "newer than its backup");
    std::fs::write(&path, &old).unwrap();
    let mut vault = Vault::open(&folder, &owner()).unwrap();
    let behind = vault.condition().behind.clone().unwrap();
    assert_eq!((behind.backup.as_str(), behind.seq, behind.now), ("0000000002-import", 2, 1));
    // Another history under the same numbers is no better.
    put(&mut vault, "zwei").unwrap();
    put(&mut vault, "drei").unwrap();
    vault.lock().unwrap();
    assert_eq!(Vault::open(&folder, &owner()).unwrap().condition().behind.as_ref().unwrap().seq, 2);
    let key = Vault::unlock(&folder, &owner()).unwrap();
    restore::restore(&folder, "0000000002-import", &key).unwrap();
    assert_eq!(Vault::open(&folder, &owner()).unwrap().condition().behind, None);
}

#[test]
fn backups_made_of_an_older_database_do_not_push_out_the_one_it_can_be_mended_with() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let path = folder.join("vault.db");
    create(&folder).lock().unwrap();
    let old = std::fs::read(&path).unwrap();
    let mut vault = Vault::open(&folder, &owner()).unwrap();
    (0..40).for_each(|n| put(&mut vault, &format!("{n:02}")).unwrap());
    let newest = vault.backup("import").unwrap();
    vault.lock().unwrap();
    std::fs::write(&path, &old).unwrap();
    let mut vault = Vault::open(&folder, &owner()).unwrap();
    for n in 0..15 {
        put(&mut vault, &format!("neu {n}")).unwrap();
        vault.backup("import").unwrap();
    }
    assert!(newest.exists());
    assert_eq!(restore::backups(&folder).unwrap().len(), 10);
}

#[test]
fn who_went_back_to_a_backup_is_not_told_of_what_was_given_up_and_is_told_of_what_comes_after() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let path = folder.join("vault.db");
    let mut vault = create(&folder);
    vault.lock().unwrap();
    let first = std::fs::read(&path).unwrap();
    vault = Vault::open(&folder, &owner()).unwrap();
    put(&mut vault, "1").unwrap();
    vault.backup("import").unwrap();
    put(&mut vault, "2").unwrap();
    vault.backup("lock").unwrap();
    vault.lock().unwrap();
    let key = Vault::unlock(&folder, &owner()).unwrap();
    let behind = || Vault::open_with(&folder, &key).unwrap().condition().behind.clone();
    let aside = restore::restore(&folder, "0000000001-import", &key).unwrap();
    assert_eq!(behind(), None, "the second backup was given up");
    let given_up = std::fs::read(&path).unwrap();
    let mut vault = Vault::open_with(&folder, &key).unwrap();
    put(&mut vault, "zwei").unwrap();
    put(&mut vault, "drei").unwrap();
    vault.backup("manual").unwrap();
    vault.lock().unwrap();
    assert_eq!(behind(), None);
    for older in [given_up, first] {
        let now = std::fs::read(&path).unwrap();
        std::fs::write(&path, older).unwrap();
        assert_eq!(behind().map(|b| b.seq), Some(3));
        std::fs::write(&path, now).unwrap();
    }
    // What was given up is taken up again: then the other history is the one that was given up.
    let name = aside.file_name().unwrap().to_str().unwrap();
    restore::restore(&folder, name, &key).unwrap();
    assert_eq!(behind(), None);
    // An earlier build set aside without writing down what was given up.
    for entry in std::fs::read_dir(folder.join("backups")).unwrap() {
        let _ = std::fs::remove_file(entry.unwrap().path().join("given-up"));
    }
    assert_eq!(behind(), None);
}

#[test]
fn a_vault_whose_file_of_keys_is_broken_opens_for_reading_with_the_keys_of_a_backup() {
    for broken in [&b"{ torn"[..], b""] {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("a.lunzheng");
        let mut vault = create(&folder);
        put(&mut vault, "1").unwrap();
        vault.backup("import").unwrap();
        vault.lock().unwrap();
        let path = folder.join("keys");
        if broken.is_empty() {
            std::fs::remove_file(&path).unwrap()
        } else {
            std::fs::write(&path, broken).unwrap()
        }
        let key = restore::unlock(&folder, &owner()).unwrap();
        assert!(Vault::open_with(&folder, &key).is_err(), "not for writing");
        let mut vault = Vault::open_read_only(&folder, &key).unwrap();
        assert!(vault.is_read_only() && vault.condition().keys.is_some());
        let got: Option<Note> = vault.read(|r| r.get("1")).unwrap();
        assert_eq!(got, Some(note("1")));
        assert_eq!(code(put(&mut vault, "2")), Code::VaultDamaged);
        let fresh = "另一句足够长的测试口令".into();
        assert_eq!(code(vault.change_passphrase(&owner(), &fresh)), Code::VaultDamaged);
        assert_eq!(vault.unlocked().kind(), SlotKind::Passphrase, "its user may bring it back");
        vault.lock().unwrap();
        let now = std::fs::read(&path).unwrap_or_default();
        assert_eq!(now, broken, "reading mends nothing");
    }
}

#[test]
fn damage_of_the_papers_is_said_at_opening_as_far_as_it_looks_and_found_whole_by_a_check() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let vault = create(&folder);
    let paper: Vec<u8> = (0..600_000u32).flat_map(u32::to_le_bytes).collect();
    vault.papers().unwrap().put(&mut paper.as_slice()).unwrap();
    assert_eq!(vault.condition().papers, None);
    vault.lock().unwrap();
    let key = Vault::unlock(&folder, &owner()).unwrap();
    let path = folder.join("papers.db");
    let whole = std::fs::read(&path).unwrap();
    let mut said = 0;
    for page in (0..12).chain((12..whole.len() / 4096).step_by(17)) {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 2048] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        for open in [Vault::open_with, Vault::open_read_only] {
            let vault = open(&folder, &key).unwrap();
            said += usize::from(vault.condition().papers.is_some());
            assert!(vault.condition().papers.is_some() || page > 0, "the header is looked at");
        }
        // Every page, whatever lies in it.
        let checked = Vault::open_with(&folder, &key).unwrap().check_papers();
        let refused = checked.map(|_| ()).unwrap_err().code();
        assert!(matches!(refused, Code::VaultPapersDamaged | Code::VaultDamaged), "page {page}");
    }
    assert!(said > 8, "header, schema, lists: {said}");
    std::fs::remove_file(&path).unwrap();
    assert!(Vault::open_with(&folder, &key).unwrap().condition().papers.is_some());
    assert!(!path.exists(), "looking makes nothing");
}
