//! How a database of a vault is opened: key first, then proof that the cipher is on, then the settings that keep what was
//! acknowledged.

use std::path::Path;

use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::keys::DataKey;
use crate::private;

/// Opens (or makes) an encrypted database.
pub(crate) fn open(path: &Path, key: &DataKey, create: bool) -> Result<Connection, VaultError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        // The cipher's own files beside it get the rights of this one.
        private::file(path).map_err(VaultError::io(path))?;
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let db = Connection::open_with_flags(path, flags)?;
    let mut pragma = Zeroizing::new(String::from("PRAGMA key = \"x'"));
    for byte in key.iter() {
        pragma.push_str(Zeroizing::new(format!("{byte:02x}")).as_str());
    }
    pragma.push_str("'\"");
    // The statement is prepared directly, so that no cache keeps the key.
    db.prepare(&pragma)?.query([])?.next()?;
    // Any word but the few it knows would be taken as the name of a log file.
    db.pragma_update(None, "cipher_log_level", "NONE").or_else(ignore_unknown)?;
    db.pragma_update(None, "cipher_log", "off").or_else(ignore_unknown)?;
    encrypted(&db)?;
    settings(&db)?;
    Ok(db)
}

/// A forgotten key would silently write plaintext: the cipher must say that it is on.
fn encrypted(db: &Connection) -> Result<(), VaultError> {
    let off = || VaultError::Damaged("the cipher is off".to_owned());
    let status: String = db.query_row("PRAGMA cipher_status", [], |r| r.get(0)).map_err(|_| off())?;
    if status != "1" {
        return Err(off());
    }
    // The first read of the schema proves the key.
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get::<_, i64>(0))
        .map_err(|e| VaultError::Damaged(e.to_string()))?;
    Ok(())
}

/// Durable, suspicious of the file's own schema, and nothing left in freed pages.
fn settings(db: &Connection) -> Result<(), VaultError> {
    for (name, value) in [
        ("journal_mode", "WAL"),
        ("synchronous", "FULL"),
        ("cache_size", "-65536"),
        ("trusted_schema", "OFF"),
        ("cell_size_check", "ON"),
        ("secure_delete", "ON"),
        ("mmap_size", "0"),
        ("foreign_keys", "ON"),
        ("temp_store", "MEMORY"),
    ] {
        db.pragma_update(None, name, value).or_else(ignore_unknown)?;
    }
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    db.set_limit(Limit::SQLITE_LIMIT_LENGTH, 64 << 20)?;
    Ok(())
}

/// Some settings answer with a row, which is no fault.
fn ignore_unknown(error: rusqlite::Error) -> rusqlite::Result<()> {
    match error {
        rusqlite::Error::ExecuteReturnedResults => Ok(()),
        other => Err(other),
    }
}
