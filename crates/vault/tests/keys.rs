//! Who can open a vault, with what, and what they may then do.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod common;

use domain::Code;
use secrecy::{ExposeSecret, SecretString};
use vault::{Kdf, SlotKind, Vault, new_recovery_code};

use crate::common::{Note, code, create, note, owner, put};

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

#[test]
fn each_user_opens_with_the_own_passphrase_and_a_removed_one_no_more() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let mut vault = create(&folder);
    let (second, third) = (secret("第二个人的一句测试口令"), secret("第三个人的一句测试口令"));
    vault.add_slot(2, SlotKind::Passphrase, &second, Kdf::FLOOR).unwrap();
    vault.add_slot(3, SlotKind::Passphrase, &third, Kdf::FLOOR).unwrap();
    assert_eq!(
        code(vault.add_slot(4, SlotKind::Passphrase, &secret("短"), Kdf::FLOOR)),
        Code::VaultPassphraseWeak
    );
    vault.lock().unwrap();
    for (passphrase, slot) in [(owner(), 1), (second.clone(), 2), (third.clone(), 3)] {
        assert_eq!(Vault::unlock(&folder, &passphrase).unwrap().slot(), slot);
    }
    let mut vault = Vault::open(&folder, &third).unwrap();
    vault.remove_slot(2).unwrap();
    assert_eq!(code(vault.remove_slot(2)), Code::NotFound);
    vault.remove_slot(1).unwrap();
    assert_eq!(code(vault.remove_slot(3)), Code::VaultLastUser);
    vault.lock().unwrap();
    assert_eq!(code(Vault::open(&folder, &second)), Code::VaultPassphrase);
    assert_eq!(code(Vault::open(&folder, &owner())), Code::VaultPassphrase);
    assert!(Vault::open(&folder, &third).is_ok());
}

#[test]
fn a_recovery_code_opens_the_vault_and_only_the_newest_sheet_counts() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let mut vault = create(&folder);
    let (first, sheet) = (new_recovery_code().unwrap(), new_recovery_code().unwrap());
    vault.set_recovery(2, &first, Kdf::FLOOR).unwrap();
    vault.set_recovery(3, &sheet, Kdf::FLOOR).unwrap();
    vault.lock().unwrap();
    assert_eq!(code(Vault::open(&folder, &first)), Code::VaultPassphrase);
    let typed = secret(&sheet.expose_secret().to_lowercase().replace('-', ""));
    let mut vault = Vault::open(&folder, &typed).unwrap();
    assert_eq!((vault.slot(), vault.is_read_only()), (3, false));
    let new = secret("忘记之后重新设的测试口令");
    assert_eq!(
        code(vault.change_passphrase(&typed, &new)),
        Code::VaultPassphrase,
        "the sheet stays what it says"
    );
    vault.add_slot(4, SlotKind::Passphrase, &new, Kdf::FLOOR).unwrap();
    vault.lock().unwrap();
    assert!(Vault::open(&folder, &new).is_ok());
    let last = sheet.expose_secret().chars().last().unwrap();
    let mut mistyped = sheet.expose_secret().to_owned();
    mistyped.pop();
    mistyped.push(if last == 'A' { 'B' } else { 'A' });
    assert_eq!(code(Vault::open(&folder, &secret(&mistyped))), Code::VaultRecoveryMistyped);
    let short = sheet.expose_secret().rsplit_once('-').unwrap().0;
    let refused = Vault::open(&folder, &secret(short)).map(|_| ()).unwrap_err();
    assert_eq!(refused.code(), Code::VaultRecoveryGroups);
    let said = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(refused.params(), [said("given", "6"), said("wanted", "7")]);
    assert!(!std::fs::read_to_string(folder.join("keys")).unwrap().contains(sheet.expose_secret()));
}

#[test]
fn a_supervisor_reads_and_checks_and_changes_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let mut vault = create(&folder);
    put(&mut vault, "1").unwrap();
    let head = vault.journal_head().unwrap();
    let (watcher, next) = (secret("监督人员的一句测试口令"), secret("监督人员换过的测试口令"));
    vault.add_slot(2, SlotKind::Supervisor, &watcher, Kdf::FLOOR).unwrap();
    vault.lock().unwrap();
    let mut vault = Vault::open(&folder, &watcher).unwrap();
    assert!(vault.is_read_only());
    assert_eq!(vault.check().unwrap().head, head);
    assert_eq!(vault.read(|r| r.list::<Note>()).unwrap(), [note("1")]);
    assert_eq!(code(put(&mut vault, "2")), Code::VaultReadOnly);
    assert_eq!(code(vault.backup("manual")), Code::VaultReadOnly);
    assert_eq!(code(vault.add_slot(3, SlotKind::Passphrase, &next, Kdf::FLOOR)), Code::VaultReadOnly);
    assert_eq!(code(vault.set_recovery(3, &next, Kdf::FLOOR)), Code::VaultReadOnly);
    assert_eq!(code(vault.remove_slot(1)), Code::VaultReadOnly);
    assert_eq!(code(vault.export(&scratch.path().join("b"), &next, Kdf::FLOOR)), Code::VaultReadOnly);
    vault.change_passphrase(&watcher, &next).unwrap();
    vault.lock().unwrap();
    assert!(Vault::open(&folder, &next).unwrap().is_read_only(), "a changed passphrase changes no right");
    let mut vault = Vault::open(&folder, &owner()).unwrap();
    assert_eq!(vault.journal_head().unwrap(), head);
    put(&mut vault, "2").unwrap();
}

#[test]
fn an_exported_vault_holds_the_same_and_the_old_key_opens_nothing_of_it() {
    let scratch = tempfile::tempdir().unwrap();
    let (folder, new) = (scratch.path().join("a.lunzheng"), scratch.path().join("b.lunzheng"));
    let mut vault = create(&folder);
    put(&mut vault, "1").unwrap();
    let paper = vault.papers().unwrap().put(&mut [7u8; 300_000].as_slice()).unwrap();
    let gone = secret("被撤销的人的一句测试口令");
    vault.add_slot(2, SlotKind::Passphrase, &gone, Kdf::FLOOR).unwrap();
    let old = Vault::unlock(&folder, &gone).unwrap();
    let fresh = secret("撤销之后的一句测试新口令");
    let head = vault.journal_head().unwrap();
    vault.export(&new, &fresh, Kdf::FLOOR).unwrap();
    assert_eq!(code(vault.export(&new, &fresh, Kdf::FLOOR)), Code::VaultExists);
    let exported = Vault::open(&new, &fresh).unwrap();
    assert_eq!(exported.check().unwrap().head, head);
    assert_eq!((exported.owner(), exported.card().id), ("钱示例", vault.card().id));
    let mut bytes = Vec::new();
    exported.papers().unwrap().get(paper, &mut bytes).unwrap();
    assert_eq!(bytes, [7u8; 300_000]);
    exported.lock().unwrap();
    for passphrase in [gone, owner()] {
        assert_eq!(code(Vault::open(&new, &passphrase)), Code::VaultPassphrase);
    }
    assert_eq!(code(Vault::open_with(&new, &old)), Code::VaultDamaged, "a copied key is of no use");
}

#[test]
fn a_passphrase_changed_to_itself_is_refused_and_the_file_of_keys_stays() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let mut vault = create(&folder);
    let before = std::fs::read(folder.join("keys")).unwrap();
    assert_eq!(code(vault.change_passphrase(&owner(), &owner())), Code::VaultPassphraseSame);
    // Who does not know the one in use learns nothing of it.
    let other = secret("另一句足够长的测试口令");
    assert_eq!(code(vault.change_passphrase(&other, &other)), Code::VaultPassphrase);
    assert_eq!(std::fs::read(folder.join("keys")).unwrap(), before);
}

#[test]
fn two_people_never_have_one_passphrase() {
    let scratch = tempfile::tempdir().unwrap();
    let mut vault = create(&scratch.path().join("a.lunzheng"));
    let second = SecretString::from("第二个人的一句测试口令");
    let taken = vault.add_slot(2, SlotKind::Supervisor, &owner(), Kdf::FLOOR);
    assert_eq!(code(taken), Code::VaultPassphraseTaken);
    vault.add_slot(2, SlotKind::Passphrase, &second, Kdf::FLOOR).unwrap();
    assert_eq!(code(vault.change_passphrase(&owner(), &second)), Code::VaultPassphraseTaken);
    vault.change_passphrase(&owner(), &SecretString::from("另外一句足够长的口令")).unwrap();
}
