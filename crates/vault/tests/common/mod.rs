//! A vault with notes in it, for tests of what happens around them.

use std::path::Path;

use chrono::DateTime;
use domain::Code;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use vault::{Entry, Journaled, Kdf, Record, Role, Table, Vault, VaultError};

/// A record that is long enough for a few of them to fill pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Note {
    id: String,
    text: String,
}

impl Record for Note {
    const TABLE: Table = Table::Setting;
    fn id(&self) -> String {
        self.id.clone()
    }
}

pub(crate) fn note(id: &str) -> Note {
    Note { id: id.to_owned(), text: format!("{id}二三四").repeat(200) }
}

pub(crate) fn put(vault: &mut Vault, id: &str) -> Result<(), VaultError> {
    let entry = Entry {
        actor: "钱示例".to_owned(),
        action: "note".to_owned(),
        subject: id.to_owned(),
        at: DateTime::UNIX_EPOCH,
        reason: None,
        details: serde_json::Value::Null,
    };
    vault.write(|w| {
        w.put(&note(id))?;
        Ok(Journaled { value: (), entry })
    })
}

pub(crate) fn owner() -> SecretString {
    SecretString::from("一句足够长的测试口令")
}

pub(crate) fn create(folder: &Path) -> Vault {
    Vault::create(folder, Role::Secretariat, "钱示例", &owner(), Kdf::FLOOR, DateTime::UNIX_EPOCH).unwrap()
}

pub(crate) fn code<T>(result: Result<T, VaultError>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}
