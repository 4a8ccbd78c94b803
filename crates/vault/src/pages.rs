//! Looking at every page of a database: the cipher's checksum of each, and what SQLite says of their order.

use domain::Code;
use rusqlite::Connection;

use crate::error::VaultError;
use crate::store;

/// Which pages of a database are not what was written. There is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Numbers of pages whose checksum does not hold, in order, at most [`Damage::NAMED`]; none where only SQLite could tell
    /// that something does not hold.
    pub pages: Vec<u64>,
    /// How many there are.
    pub count: u64,
    /// What the cipher says of the first.
    pub said: String,
}

impl Damage {
    /// How many pages are named.
    pub const NAMED: usize = 20;

    /// The pages in one line: `3, 307 …`.
    #[must_use]
    pub fn named(&self) -> String {
        let pages = self.pages.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        let all = u64::try_from(self.pages.len()) == Ok(self.count);
        if all { pages } else { format!("{pages} …") }
    }
}

/// What of a damaged database can be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readable {
    /// Tables that can be read to their end, with their rows; the journal is one of them.
    pub safe: Vec<(&'static str, u64)>,
    /// Tables that cannot.
    pub lost: Vec<&'static str>,
}

/// Reads every table to its end, each through a connection of its own: after the first page that does not hold the cipher
/// lets a connection read nothing more.
pub(crate) fn readable(open: impl Fn() -> Result<Connection, VaultError>) -> Readable {
    let mut found = Readable::default();
    for table in store::every_table() {
        match open().and_then(|db| store::read_through(&db, table)) {
            Ok(rows) => found.safe.push((table, rows)),
            Err(_) => found.lost.push(table),
        }
    }
    found
}

/// Compares the checksum of every page with its bytes; nothing when all hold. Nothing is decrypted, and no row is read.
///
/// # Errors
/// The disk.
pub(crate) fn damage(db: &Connection) -> Result<Option<Damage>, VaultError> {
    // The cipher's check reads the file itself, not the log before it: after a loss of power the file may hold torn pages
    // that the log has whole. So the log is taken over first.
    if !taken_over(db)? {
        return read(db);
    }
    let mut statement = db.prepare("PRAGMA cipher_integrity_check")?;
    let mut rows = statement.query([])?;
    let mut found: Option<Damage> = None;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        let page: Option<u64> = said.rsplit(' ').next().and_then(|word| word.parse().ok());
        let damage = found.get_or_insert_with(|| Damage { pages: Vec::new(), count: 0, said });
        damage.count += 1;
        if damage.pages.len() < Damage::NAMED {
            damage.pages.extend(page);
        }
    }
    Ok(found)
}

/// Takes the log over into the file; not where the file cannot be written (a full disk, a medium without rights).
fn taken_over(db: &Connection) -> Result<bool, VaultError> {
    let busy = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get::<_, i64>(0));
    match busy {
        Ok(busy) => Ok(busy == 0),
        Err(error) => match VaultError::from(error) {
            unwritable if unwritable.code() == Code::Io => Ok(false),
            error => Err(error),
        },
    }
}

/// Reads every page through the log, which takes longer and names only that something does not hold.
fn read(db: &Connection) -> Result<Option<Damage>, VaultError> {
    let said = match db.query_row("PRAGMA quick_check(1)", [], |r| r.get::<_, String>(0)) {
        Ok(said) if said == "ok" => return Ok(None),
        Ok(said) => said,
        Err(error) => match VaultError::from(error) {
            damaged if damaged.code() == Code::VaultDamaged => damaged.to_string(),
            error => return Err(error),
        },
    };
    Ok(Some(Damage { pages: Vec::new(), count: 1, said }))
}

/// The cipher and every page, and the order in which SQLite keeps them.
pub(crate) fn pages(db: &Connection) -> Result<(), VaultError> {
    if let Some(damage) = damage(db)? {
        return Err(damage.into());
    }
    let said: String = db.query_row("PRAGMA integrity_check", [], |r| r.get(0))?;
    if said != "ok" {
        return Err(VaultError::Damaged(said));
    }
    Ok(())
}
