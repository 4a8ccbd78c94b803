//! A vault as its users meet it: opened with the right passphrase only, by one process, and silent
//! about its contents to anyone without the key.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use chrono::DateTime;
use domain::Code;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use vault::{Entry, Journaled, Kdf, Record, Role, Table, Vault, VaultError};

const MARKER: &str = "绝不该明文出现的标记MARKER-7f3a91c2";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    id: String,
    text: String,
}

impl Record for Note {
    const TABLE: Table = Table::Setting;
    fn id(&self) -> String {
        self.id.clone()
    }
}

fn passphrase() -> SecretString {
    SecretString::from("一句足够长的测试口令")
}

fn create(folder: &Path) -> Vault {
    Vault::create(folder, Role::Expert, "王示例", &passphrase(), Kdf::FLOOR, DateTime::UNIX_EPOCH).unwrap()
}

fn entry(action: &str) -> Entry {
    Entry {
        actor: "王示例".to_owned(),
        action: action.to_owned(),
        subject: "note".to_owned(),
        at: DateTime::UNIX_EPOCH,
        reason: None,
        details: serde_json::Value::Null,
    }
}

fn put(vault: &mut Vault, id: &str, text: &str) {
    let note = Note { id: id.to_owned(), text: text.to_owned() };
    vault
        .write(|w| {
            w.put(&note)?;
            Ok::<_, VaultError>(Journaled { value: (), entry: entry("note.put") })
        })
        .unwrap();
}

fn get(vault: &Vault, id: &str) -> Option<String> {
    vault.read(|r| Ok::<_, VaultError>(r.get::<Note>(id)?.map(|n| n.text))).unwrap()
}

fn code(result: Result<Vault, VaultError>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn each_way_in_which_a_vault_cannot_be_opened_has_its_own_code() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let here = || std::fs::read_dir(".").unwrap().count();
    let before = here();
    let vault = create(&folder);
    assert_eq!(code(Vault::open(&folder, &passphrase())), Code::VaultInUse);
    assert_eq!(
        code(Vault::create(&folder, Role::Expert, "x", &passphrase(), Kdf::FLOOR, DateTime::UNIX_EPOCH)),
        Code::VaultExists
    );
    vault.lock().unwrap();
    assert_eq!(
        code(Vault::open(&folder, &SecretString::from("另外一句不对的口令呀"))),
        Code::VaultPassphrase
    );
    assert_eq!(code(Vault::open(scratch.path(), &passphrase())), Code::VaultNotAVault);
    assert_eq!(code(Vault::open(&scratch.path().join("nothing"), &passphrase())), Code::VaultNotAVault);
    let short = SecretString::from("九个字的短口令呀呀");
    let weak =
        Vault::create(&scratch.path().join("b"), Role::Expert, "x", &short, Kdf::FLOOR, DateTime::UNIX_EPOCH);
    assert_eq!(code(weak), Code::VaultPassphraseWeak);
    let keys = folder.join("keys");
    let text = std::fs::read_to_string(&keys).unwrap();
    std::fs::write(&keys, text.replace("\"format\": 1", "\"format\": 3")).unwrap();
    assert_eq!(code(Vault::open(&folder, &passphrase())), Code::VaultNewer);
    std::fs::write(&keys, text.replace("\"memory_kib\": 65536", "\"memory_kib\": 4000000000")).unwrap();
    assert_eq!(code(Vault::open(&folder, &passphrase())), Code::VaultParameters);
    std::fs::write(&keys, "{").unwrap();
    assert_eq!(code(Vault::open(&folder, &passphrase())), Code::VaultDamaged);
    std::fs::write(&keys, text).unwrap();
    std::fs::write(folder.join("vault.db"), vec![7u8; 8192]).unwrap();
    assert_eq!(code(Vault::open(&folder, &passphrase())), Code::VaultDamaged);
    assert_eq!(here(), before, "the cipher keeps no log beside the program");
}

/// A row whose fields the journal tells.
#[derive(Serialize, Deserialize)]
struct Named {
    name: String,
    alias: String,
}

impl Record for Named {
    const TABLE: Table = Table::Unit;

    fn id(&self) -> String {
        "U1".to_owned()
    }
}

#[test]
fn the_journal_tells_what_a_row_was_before_an_entry_and_is_after_it() {
    let scratch = tempfile::tempdir().unwrap();
    let mut vault = create(&scratch.path().join("a.lunzheng"));
    let named = |name: &str, alias: &str| Named { name: name.to_owned(), alias: alias.to_owned() };
    for names in [vec![named("旧名", "")], vec![named("半途", ""), named("新名", "简称")]] {
        vault
            .write(|w| {
                for unit in &names {
                    w.put(unit)?;
                }
                Ok::<_, VaultError>(Journaled { value: (), entry: entry("unit.save") })
            })
            .unwrap();
    }
    let told: Vec<Vec<_>> = vault
        .journal(1, 2)
        .unwrap()
        .into_iter()
        .map(|(entry, _)| {
            let change = entry.changes.into_iter().next().unwrap();
            change.fields.into_iter().map(|f| (f.path, f.before, f.after)).collect()
        })
        .collect();
    let says = |text: &str| Some(text.to_owned());
    assert_eq!(told[0], [], "a new row was nothing before");
    assert_eq!(
        told[1],
        [("alias".to_owned(), None, says("简称")), ("name".to_owned(), says("旧名"), says("新名"))]
    );
    vault.verify_journal(None).unwrap();
}

#[test]
fn a_refused_write_changes_neither_rows_nor_journal_and_an_accepted_one_both() {
    let scratch = tempfile::tempdir().unwrap();
    let mut vault = create(&scratch.path().join("a.lunzheng"));
    put(&mut vault, "1", "first");
    let head = vault.journal_head().unwrap();
    let refused: Result<(), VaultError> = vault.write(|w| {
        w.put(&Note { id: "1".to_owned(), text: "changed".to_owned() })?;
        Err(VaultError::Damaged("refused by the use case".to_owned()))
    });
    assert!(refused.is_err());
    assert_eq!((get(&vault, "1").as_deref(), vault.journal_head().unwrap()), (Some("first"), head));
    vault
        .write(|w| {
            w.delete(&Note { id: "1".to_owned(), text: String::new() })?;
            Ok::<_, VaultError>(Journaled { value: (), entry: entry("note.delete") })
        })
        .unwrap();
    assert_eq!(get(&vault, "1"), None);
    let report = vault.verify_journal(Some(head.hash)).unwrap();
    assert_eq!((report.head.seq, report.rows), (2, 0));
    let entries = vault.journal(1, 10).unwrap();
    assert_eq!(entries[0].0.changes.len(), 1);
    assert!(entries[1].0.changes[0].before.is_some() && entries[1].0.changes[0].after.is_none());
    assert!(vault.verify_journal(Some([9; 32])).is_err(), "a head that was never there");
}

#[test]
fn a_changed_passphrase_opens_the_vault_and_the_old_one_no_more() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let mut vault = create(&folder);
    put(&mut vault, "1", "kept");
    let new = SecretString::from("换成另一句足够长的口令");
    vault.change_passphrase(&passphrase(), &new).unwrap();
    vault.lock().unwrap();
    assert_eq!(code(Vault::open(&folder, &passphrase())), Code::VaultPassphrase);
    assert_eq!(get(&Vault::open(&folder, &new).unwrap(), "1").as_deref(), Some("kept"));
}

#[test]
fn a_paper_stored_bit_by_bit_is_the_one_stored_whole_and_one_given_up_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let vault = create(&folder.path().join("a.lunzheng"));
    let mut papers = vault.papers().unwrap();
    let paper: Vec<u8> = (0..700_000u32).map(|n| (n % 251) as u8).collect();
    papers.begin().unwrap();
    papers.append(&paper[..300_000]).unwrap();
    papers.abandon().unwrap();
    assert!(papers.append(&paper).is_err() && papers.finish().is_err(), "nothing was begun");
    papers.begin().unwrap();
    paper.chunks(65_536).for_each(|part| papers.append(part).unwrap());
    let id = papers.finish().unwrap();
    assert_eq!(papers.put(&mut paper.as_slice()).unwrap(), id);
    assert_eq!(papers.size(id).unwrap(), Some(700_000));
    let mut out = Vec::new();
    std::io::Read::read_to_end(&mut papers.reader(id), &mut out).unwrap();
    assert_eq!(out, paper);
    assert_eq!(papers.size(vault::PaperId([0; 32])).unwrap(), None);
}

#[test]
fn no_file_of_the_folder_ever_holds_what_was_written_in_the_clear() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let mut vault =
        Vault::create(&folder, Role::Secretariat, MARKER, &passphrase(), Kdf::FLOOR, DateTime::UNIX_EPOCH)
            .unwrap();
    let next = SecretString::from("换过之后的一句测试口令");
    vault.change_passphrase(&passphrase(), &next).unwrap();
    put(&mut vault, MARKER, &MARKER.repeat(2000));
    let mut papers = vault.papers().unwrap();
    let paper = MARKER.repeat(20_000).into_bytes();
    let id = papers.put(&mut paper.as_slice()).unwrap();
    let backup = vault.backup("import").unwrap();
    assert!(backup.join("vault.db").is_file());
    let clear = |files: Vec<PathBuf>| {
        files
            .into_iter()
            .filter(|f| {
                let bytes = std::fs::read(f).unwrap();
                bytes.windows(MARKER.len()).any(|w| w == MARKER.as_bytes())
                    || bytes.starts_with(b"SQLite format 3")
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(clear(files(&folder)), Vec::<PathBuf>::new(), "while open, with its WAL");
    let mut out = Vec::new();
    assert_eq!(papers.get(id, &mut out).unwrap(), Some(u64::try_from(paper.len()).unwrap()));
    assert_eq!(out, paper);
    drop(papers);
    vault.lock().unwrap();
    assert_eq!(clear(files(&folder)), Vec::<PathBuf>::new(), "after locking");
    assert_eq!(Vault::peek(&folder).unwrap().owner, "", "whose it is says the vault, once it is open");
    assert_eq!(Vault::open(&folder, &next).unwrap().owner(), MARKER);
    assert!(files(&folder).len() >= 5);
}

#[test]
fn a_vault_whose_keys_still_name_its_owner_opens_and_names_nobody_after_a_new_passphrase() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    create(&folder).lock().unwrap();
    let keys = folder.join("keys");
    let old = std::fs::read_to_string(&keys).unwrap().replace("\"label\": \"口令\"", "\"label\": \"王示例\"");
    assert!(old.contains("王示例"));
    std::fs::write(&keys, old).unwrap();
    assert_eq!(Vault::peek(&folder).unwrap().owner, "王示例");
    let mut vault = Vault::open(&folder, &passphrase()).unwrap();
    assert_eq!(vault.owner(), "王示例");
    vault.change_passphrase(&passphrase(), &SecretString::from("换过之后的一句测试口令")).unwrap();
    vault.lock().unwrap();
    assert!(!std::fs::read_to_string(&keys).unwrap().contains("王示例"));
    assert_eq!(Vault::peek(&folder).unwrap().owner, "");
}

#[test]
fn a_backup_opens_like_the_vault_it_was_made_of_and_only_ten_are_kept() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let mut vault = create(&folder);
    for n in 0..12 {
        put(&mut vault, &n.to_string(), "text");
        vault.backup("import").unwrap();
    }
    let kept = std::fs::read_dir(folder.join("backups")).unwrap().count();
    assert_eq!(kept, 10);
    let last = vault.backup("import").unwrap();
    let head = vault.journal_head().unwrap();
    vault.lock().unwrap();
    let restored = scratch.path().join("b.lunzheng");
    std::fs::create_dir_all(restored.join("backups")).unwrap();
    for name in ["vault.db", "keys"] {
        std::fs::copy(last.join(name), restored.join(name)).unwrap();
    }
    let restored = Vault::open(&restored, &passphrase()).unwrap();
    assert_eq!(restored.check().unwrap().head, head);
}

#[test]
fn what_was_computed_is_kept_until_the_next_entry_and_never_within_a_write() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(&folder.path().join("a.lunzheng"));
    let computed = std::cell::Cell::new(0);
    let count = |r: &vault::Reader<'_>| {
        computed.set(computed.get() + 1);
        r.count::<Note>()
    };
    let ask = |vault: &Vault| vault.read(|r| r.kept("notes", count)).unwrap();
    put(&mut vault, "1", "一");
    assert_eq!((*ask(&vault), *ask(&vault), computed.get()), (1, 1, 1));
    put(&mut vault, "2", "二");
    assert_eq!((*ask(&vault), computed.get()), (2, 2), "a change makes it anew");
    let refused = vault.write(|w| {
        assert_eq!(*w.kept("notes", count)?, 2);
        w.put(&Note { id: "3".to_owned(), text: "三".to_owned() })?;
        assert_eq!(*w.kept("notes", count)?, 3, "what the write has changed already counts");
        Err::<Journaled<()>, _>(VaultError::Damaged("given up".to_owned()))
    });
    assert!(refused.is_err());
    assert_eq!((*ask(&vault), computed.get()), (2, 4), "and nothing of it is kept");
    let failed = vault.read(|r| r.kept::<u64, _>("broken", |_| Err(VaultError::Passphrase)));
    assert!(failed.is_err());
    assert_eq!(vault.read(|r| r.kept("broken", count)).map(|n| *n).unwrap(), 2, "a failure is not kept");
}

/// Every file and folder below `at`, with its mode.
#[cfg(unix)]
fn modes(at: &std::path::Path, found: &mut Vec<(String, u32)>) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(at).unwrap().permissions().mode() & 0o777;
    found.push((at.display().to_string(), mode));
    if at.is_dir() {
        for entry in std::fs::read_dir(at).unwrap() {
            modes(&entry.unwrap().path(), found);
        }
    }
}

#[cfg(unix)]
#[test]
fn nobody_but_its_owner_may_read_a_vault_or_its_backups() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("a.lunzheng");
    let vault = vault::Vault::create(
        &at,
        vault::Role::Secretariat,
        "钱示例",
        &secrecy::SecretString::from("一句足够长的测试口令"),
        vault::Kdf::FLOOR,
        chrono::DateTime::UNIX_EPOCH,
    )
    .unwrap();
    vault.backup("test").unwrap();
    let mut found = Vec::new();
    modes(&at, &mut found);
    assert!(found.len() >= 8, "{found:?}");
    for (path, mode) in found {
        let right = if std::path::Path::new(&path).is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode, right, "{path}");
    }
}
