//! How a database of a vault is opened: key first, then proof that the cipher is on, then the settings that keep what was
//! acknowledged.

use std::path::Path;

use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::keys::DataKey;
use crate::private;

/// What a database writes beside itself until a change is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Log {
    /// Pages as they will be: readers go on while somebody writes. For the vault.
    Ahead,
    /// Pages as they were: what is only added goes where it stays at once, and is written once. For papers.
    Back,
}

/// Opens (or makes) the encrypted database of a vault.
pub(crate) fn open(path: &Path, key: &DataKey, create: bool) -> Result<Connection, VaultError> {
    open_with(path, key, create, Some(Log::Ahead))
}

/// Opens (or makes) the encrypted database of a vault's papers, with the kind of log that it has.
pub(crate) fn open_papers(path: &Path, key: &DataKey, create: bool) -> Result<Connection, VaultError> {
    open_with(path, key, create, None)
}

/// Gives a database the kind of log that it is to have.
pub(crate) fn keep(db: &Connection, log: Log) -> Result<(), VaultError> {
    let name = match log {
        Log::Ahead => "WAL",
        Log::Back => "TRUNCATE",
    };
    Ok(db.pragma_update(None, "journal_mode", name).or_else(ignore_unknown)?)
}

fn open_with(path: &Path, key: &DataKey, create: bool, log: Option<Log>) -> Result<Connection, VaultError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        // The cipher's own files beside it get the rights of this one.
        private::file(path).map_err(VaultError::io(path))?;
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let db = Connection::open_with_flags(path, flags)?;
    key_in(&db, key)?;
    if let Some(log) = log {
        keep(&db, log)?;
    }
    settings(&db)?;
    Ok(db)
}

/// Opens an encrypted database of which no byte may change, a log beside it neither: one on a stick. It must have no log
/// with something in it; that would not be seen.
pub(crate) fn untouched(path: &Path, key: &DataKey) -> Result<Connection, VaultError> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let db = Connection::open_with_flags(immutable(path), flags)?;
    key_in(&db, key)?;
    for (name, value) in [
        ("query_only", "ON"),
        ("trusted_schema", "OFF"),
        ("cell_size_check", "ON"),
        ("mmap_size", "0"),
        ("temp_store", "MEMORY"),
    ] {
        db.pragma_update(None, name, value).or_else(ignore_unknown)?;
    }
    Ok(db)
}

/// The address by which SQLite takes a file for one that nobody changes: it makes no lock and no log.
fn immutable(path: &Path) -> String {
    let mut address = "file:".to_owned();
    let text = path.to_string_lossy();
    // A drive letter stands behind a slash.
    if cfg!(windows) {
        address.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'\\' if cfg!(windows) => address.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                address.push(char::from(byte))
            }
            b':' if cfg!(windows) => address.push(':'),
            _ => {
                address.push('%');
                address.push_str(&hex::encode_upper([byte]));
            }
        }
    }
    address.push_str("?immutable=1");
    address
}

/// Gives a connection its key, and proves that it is the right one.
fn key_in(db: &Connection, key: &DataKey) -> Result<(), VaultError> {
    // Room for all of it: a string that grows leaves pieces of the key behind. It goes to the cipher as it is, not as a
    // statement, of which the database would keep a copy.
    let mut raw = Zeroizing::new(String::with_capacity(80));
    raw.push_str("x'");
    for byte in key.bytes() {
        for half in [byte >> 4, byte & 15] {
            raw.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    raw.push('\'');
    db.key(None::<&str>, raw.as_bytes(), false)?;
    // Any word but the few it knows would be taken as the name of a log file.
    db.pragma_update(None, "cipher_log_level", "NONE").or_else(ignore_unknown)?;
    db.pragma_update(None, "cipher_log", "off").or_else(ignore_unknown)?;
    encrypted(db)
}

/// Opens an encrypted database that nothing is to be changed in, the kind of its log neither.
pub(crate) fn for_reading(path: &Path, key: &DataKey) -> Result<Connection, VaultError> {
    let db = open_with(path, key, false, None)?;
    db.pragma_update(None, "query_only", "ON")?;
    Ok(db)
}

/// A forgotten key would silently write plaintext: the cipher must say that it is on.
fn encrypted(db: &Connection) -> Result<(), VaultError> {
    let off = || VaultError::Damaged("the cipher is off".to_owned());
    let status: String = db.query_row("PRAGMA cipher_status", [], |r| r.get(0)).map_err(|_| off())?;
    if status != "1" {
        return Err(off());
    }
    // The first read of the schema proves the key. A disk that refuses is told apart from a damaged file by its error.
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get::<_, i64>(0))?;
    Ok(())
}

/// Durable, suspicious of the file's own schema, and nothing left in freed pages.
fn settings(db: &Connection) -> Result<(), VaultError> {
    for (name, value) in [
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

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(folder: &Path) -> (std::path::PathBuf, DataKey) {
        let (path, key) = (folder.join("vault.db"), DataKey::generate().unwrap());
        let db = open(&path, &key, true).unwrap();
        db.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES ('明文标记')").unwrap();
        db.close().unwrap();
        (path, key)
    }

    #[test]
    fn a_database_whose_key_was_forgotten_is_refused_before_anything_is_written_in_the_clear() {
        let scratch = tempfile::tempdir().unwrap();
        let forgotten = Connection::open(scratch.path().join("new.db")).unwrap();
        // Without a key everything works, and lies on the disk for all to read.
        assert!(
            matches!(encrypted(&forgotten), Err(VaultError::Damaged(reason)) if reason == "the cipher is off")
        );
        let (path, _) = vault(scratch.path());
        assert!(encrypted(&Connection::open(&path).unwrap()).is_err());
        let other = open(&path, &DataKey::generate().unwrap(), false);
        assert!(other.is_err(), "another key opens nothing");
    }

    #[test]
    fn the_cipher_writes_no_log_file_whatever_goes_wrong() {
        let scratch = tempfile::tempdir().unwrap();
        let (path, key) = vault(scratch.path());
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2 + 100;
        bytes[middle] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let here = |folder: &Path| {
            let mut names: Vec<_> =
                std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name()).collect();
            names.sort();
            names
        };
        let before = here(Path::new("."));
        let db = open(&path, &key, false);
        let read = db.and_then(|db| Ok(db.query_row("SELECT x FROM t", [], |r| r.get::<_, String>(0))?));
        assert!(read.is_err(), "the changed bit is seen");
        assert_eq!(here(Path::new(".")), before);
        let beside: Vec<_> = here(scratch.path());
        assert!(beside.iter().all(|name| name.to_string_lossy().starts_with("vault.db")), "{beside:?}");
    }

    #[test]
    fn an_open_database_has_the_cache_and_the_durability_that_were_promised() {
        let scratch = tempfile::tempdir().unwrap();
        let (path, key) = vault(scratch.path());
        let db = open(&path, &key, false).unwrap();
        let number =
            |name: &str| db.query_row(&format!("PRAGMA {name}"), [], |r| r.get::<_, i64>(0)).unwrap();
        for (name, value) in [
            ("cache_size", -65_536),
            ("synchronous", 2),
            ("trusted_schema", 0),
            ("cell_size_check", 1),
            ("secure_delete", 1),
            ("foreign_keys", 1),
            ("temp_store", 2),
        ] {
            assert_eq!(number(name), value, "{name}");
        }
        let mode: String = db.query_row("PRAGMA journal_mode", [], |r| r.get(0)).unwrap();
        assert_eq!(mode, "wal");
    }
}
