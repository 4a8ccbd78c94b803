//! Vaults that earlier builds made: what has moved since is moved once, when they are opened, with a backup before.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::path::Path;

use app::Office;
use domain::panel::Category;
use journeys::{Meeting, passphrase};
use serde::{Deserialize, Serialize};
use vault::{Entry, Journaled, Record, Table, Vault, VaultError};

const NUMBER: &str = "11010519491231002X";

/// A row of the register, whatever is in it.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Raw(serde_json::Map<String, serde_json::Value>);

impl Record for Raw {
    const TABLE: Table = Table::Expert;

    fn id(&self) -> String {
        self.0["no"].as_str().unwrap().to_owned()
    }
}

fn rows(vault: &Vault) -> Vec<Raw> {
    vault.read(|r| r.list::<Raw>()).unwrap()
}

/// Writes identity numbers into the register itself, as earlier builds did.
fn as_it_was(folder: &Path, of: &[&str]) {
    let mut vault = Vault::open(folder, &passphrase()).unwrap();
    let mut old = rows(&vault);
    old.retain(|row| of.contains(&row.0["no"].as_str().unwrap()));
    assert_eq!(old.len(), of.len());
    let entry = Entry {
        actor: "钱示例".to_owned(),
        action: "experts.import".to_owned(),
        subject: "专家库".to_owned(),
        at: chrono::DateTime::UNIX_EPOCH,
        reason: None,
        details: serde_json::Value::Null,
    };
    vault
        .write(|w| {
            for mut row in old {
                row.0.insert("id_card".to_owned(), NUMBER.into());
                w.put(&row)?;
            }
            Ok::<_, VaultError>(Journaled { value: (), entry })
        })
        .unwrap();
    vault.lock().unwrap();
}

#[test]
fn identity_numbers_in_the_register_of_an_earlier_build_go_apart_when_it_is_opened_once_and_with_a_backup_before()
 {
    let Meeting { office, scratch, clock, .. } = Meeting::prepared();
    let before = office.experts().unwrap();
    office.lock().unwrap();
    let folder = scratch.path().join("office.lunzheng");
    as_it_was(&folder, &["Z1", "Z4"]);
    let backups = || std::fs::read_dir(folder.join("backups")).unwrap().count();
    let kept = backups();

    let mut office = Office::open(&folder, &passphrase(), clock.clone()).unwrap();
    assert_eq!(office.identity_count().unwrap().kept, 2);
    assert_eq!(office.show_identity("Z4", "发放专家费").unwrap().id_card, NUMBER);
    assert_eq!(office.experts().unwrap(), before, "the register is what it was, without the numbers");
    assert_eq!(before.iter().find(|e| e.no == "Z1").unwrap().category, Category::Technical);
    for row in rows(office.vault()) {
        assert!(!serde_json::to_string(&row.0).unwrap().contains(NUMBER), "no row of the register holds it");
    }
    assert_eq!(backups(), kept + 1);
    let entries = office.vault().journal_of("identity.part").unwrap();
    assert_eq!((entries.len(), entries[0].details.as_str()), (1, r#"{"experts":2}"#));
    let told = format!("{entries:?}");
    assert!(!told.contains(NUMBER) && !told.contains("19491231"), "the journal does not repeat it: {told}");
    assert!(office.vault().verify_journal(None).is_ok());
    office.purge_identity(None, "发放完毕").unwrap();
    office.lock().unwrap();

    let office = Office::open(&folder, &passphrase(), clock).unwrap();
    assert_eq!(office.vault().journal_of("identity.part").unwrap().len(), 1, "once");
    assert_eq!(backups(), kept + 1);
    assert_eq!(office.identity_count().unwrap().kept, 0, "what was purged does not come back");
}
