//! Reading and writing rows. A row can only be changed through a [`Writer`], a writer exists only inside
//! [`crate::Vault::write`], and that commits the changes together with their journal entry, or nothing.

use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest as _, Sha256};

use crate::error::VaultError;
use crate::fields;
use crate::journal::{Change, Entry, JournalEntry, JournalHead, chain};
use crate::memo::Memo;
use crate::set_digest::SetDigest;
use crate::table::{Record, Table};

/// Reads rows of one consistent state.
pub struct Reader<'a> {
    db: &'a Connection,
    memo: Option<&'a Memo>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(db: &'a Connection, memo: Option<&'a Memo>) -> Reader<'a> {
        Reader { db, memo }
    }

    /// What `make` computes from rows alone, kept under `name` until the next entry of the journal. Within a write it is
    /// always computed: rows may have changed there before their entry is written.
    ///
    /// # Errors
    /// Those of `make`, which are not kept; the database.
    pub fn kept<T: Any + Send + Sync, E: From<VaultError>>(
        &self,
        name: &str,
        make: impl FnOnce(&Reader<'a>) -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let Some(memo) = self.memo else { return make(self).map(Arc::new) };
        let head = head(self.db)?.hash;
        if let Some(kept) = memo.get(head, name) {
            return Ok(kept);
        }
        let made = Arc::new(make(self)?);
        memo.keep(head, name, Arc::clone(&made) as Arc<dyn Any + Send + Sync>);
        Ok(made)
    }

    /// The record under an id.
    ///
    /// # Errors
    /// The database; a body that is no such record.
    pub fn get<R: Record>(&self, id: &str) -> Result<Option<R>, VaultError> {
        body(self.db, R::TABLE, id)?.map(|text| parse(id, &text)).transpose()
    }

    /// All records of a table, by id.
    ///
    /// # Errors
    /// As [`Reader::get`].
    pub fn list<R: Record>(&self) -> Result<Vec<R>, VaultError> {
        self.list_prefix("")
    }

    /// The records whose id begins with a prefix, by id.
    ///
    /// # Errors
    /// As [`Reader::get`].
    pub fn list_prefix<R: Record>(&self, prefix: &str) -> Result<Vec<R>, VaultError> {
        let sql = format!("SELECT id, body FROM {} WHERE id >= ?1 ORDER BY id", R::TABLE.sql());
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query([prefix])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            if !id.starts_with(prefix) {
                break;
            }
            records.push(parse(&id, &row.get::<_, String>(1)?)?);
        }
        Ok(records)
    }

    /// How many records a table has.
    ///
    /// # Errors
    /// The database.
    pub fn count<R: Record>(&self) -> Result<u64, VaultError> {
        let count: i64 =
            self.db.query_row(&format!("SELECT count(*) FROM {}", R::TABLE.sql()), [], |r| r.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}

/// Changes rows within one transaction. Everything a [`Reader`] can, a writer can.
pub struct Writer<'a> {
    reader: Reader<'a>,
    pending: RefCell<Pending>,
}

/// What a transaction has changed so far.
struct Pending {
    state: SetDigest,
    changes: BTreeMap<Row, (Option<String>, Option<String>)>,
    /// Bodies before and after of the rows whose fields the journal will tell.
    told: BTreeMap<Row, (String, String)>,
}

/// Table and id.
type Row = (Table, String);

/// Of how many rows an entry tells the fields; a list that replaces thousands tells of its first ones.
const MOST_TOLD: usize = 30;

impl Pending {
    /// Keeps what a row was and is. A row that this transaction made was nothing before.
    fn tell(&mut self, row: &Row, old: &str, new: &str) {
        if let Some((_, kept)) = self.told.get_mut(row) {
            new.clone_into(kept);
        } else if row.0.is_told() && self.told.len() < MOST_TOLD && !self.changes.contains_key(row) {
            self.told.insert(row.clone(), (old.to_owned(), new.to_owned()));
        }
    }
}

impl<'a> std::ops::Deref for Writer<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl<'a> Writer<'a> {
    pub(crate) fn new(db: &'a Connection) -> Result<Writer<'a>, VaultError> {
        let pending = Pending { state: state(db)?, changes: BTreeMap::new(), told: BTreeMap::new() };
        Ok(Writer { reader: Reader::new(db, None), pending: RefCell::new(pending) })
    }

    /// Writes a record under its id, new or in the place of the one that is there.
    ///
    /// # Errors
    /// The database; a record that JSON cannot hold.
    pub fn put<R: Record>(&self, record: &R) -> Result<(), VaultError> {
        let id = record.id();
        let text = serde_json::to_string(record).map_err(|e| VaultError::Record {
            table: R::TABLE.sql(),
            id: id.clone(),
            reason: e.to_string(),
        })?;
        let sql = format!(
            "INSERT INTO {} (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            R::TABLE.sql()
        );
        let before = body(self.reader.db, R::TABLE, &id)?;
        self.reader.db.prepare_cached(&sql)?.execute((&id, &text))?;
        self.note(R::TABLE, id, before, Some(text));
        Ok(())
    }

    /// Deletes a record; one that is not there is no fault.
    ///
    /// # Errors
    /// The database.
    pub fn delete<R: Record>(&self, record: &R) -> Result<(), VaultError> {
        let id = record.id();
        let before = body(self.reader.db, R::TABLE, &id)?;
        let sql = format!("DELETE FROM {} WHERE id = ?1", R::TABLE.sql());
        self.reader.db.prepare_cached(&sql)?.execute([&id])?;
        self.note(R::TABLE, id, before, None);
        Ok(())
    }

    /// Keeps the state digest and the list of changes; a row changed twice is one change.
    fn note(&self, table: Table, id: String, before: Option<String>, after: Option<String>) {
        let mut pending = self.pending.borrow_mut();
        if let Some(text) = &before {
            pending.state.remove(table.sql(), &id, text);
        }
        if let Some(text) = &after {
            pending.state.add(table.sql(), &id, text);
        }
        let row = (table, id);
        if let (Some(old), Some(new)) = (&before, &after) {
            pending.tell(&row, old, new);
        }
        let hash = |text: &String| hex::encode(Sha256::digest(text));
        let change = pending.changes.entry(row).or_insert((before.as_ref().map(hash), None));
        change.1 = after.as_ref().map(hash);
    }

    /// Appends the journal entry of this transaction and stores the state digest.
    pub(crate) fn finish(self, entry: Entry) -> Result<(), VaultError> {
        let Pending { state, changes, told } = self.pending.into_inner();
        let db = self.reader.db;
        let head = head(db)?;
        let kept = JournalEntry {
            seq: head.seq + 1,
            at_ms: entry.at.timestamp_millis(),
            actor: entry.actor,
            action: entry.action,
            subject: entry.subject,
            reason: entry.reason,
            details: entry.details.to_string(),
            changes: changes
                .into_iter()
                .filter(|(_, (before, after))| before != after)
                .map(|(row, (before, after))| {
                    let (fields, more) =
                        told.get(&row).map(|(old, new)| fields::changed(old, new)).unwrap_or_default();
                    let (table, id) = row;
                    Change { table: table.sql().to_owned(), id, before, after, fields, more }
                })
                .collect(),
            state: hex::encode(state.digest()),
        };
        let bytes = kept.to_bytes()?;
        let hash = chain(&head.hash, &bytes);
        let seq = i64::try_from(kept.seq).map_err(|_| VaultError::Damaged("journal number".to_owned()))?;
        db.prepare_cached("INSERT INTO journal (seq, entry, hash) VALUES (?1, ?2, ?3)")?.execute((
            seq,
            bytes,
            hash.as_slice(),
        ))?;
        db.prepare_cached("INSERT INTO state (one, lanes) VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET lanes = excluded.lanes")?
            .execute([state.to_bytes()])?;
        Ok(())
    }
}

/// The body under an id.
fn body(db: &Connection, table: Table, id: &str) -> Result<Option<String>, VaultError> {
    let sql = format!("SELECT body FROM {} WHERE id = ?1", table.sql());
    Ok(db.prepare_cached(&sql)?.query_row([id], |r| r.get(0)).optional()?)
}

/// A body as its record.
fn parse<R: Record>(id: &str, text: &str) -> Result<R, VaultError> {
    serde_json::from_str(text).map_err(|e| VaultError::Record {
        table: R::TABLE.sql(),
        id: id.to_owned(),
        reason: e.to_string(),
    })
}

/// The stored state digest; that of the empty set before the first write.
pub(crate) fn state(db: &Connection) -> Result<SetDigest, VaultError> {
    let lanes: Option<Vec<u8>> =
        db.prepare_cached("SELECT lanes FROM state")?.query_row([], |r| r.get(0)).optional()?;
    match lanes {
        Some(lanes) => {
            SetDigest::from_bytes(&lanes).ok_or_else(|| VaultError::Damaged("state digest".to_owned()))
        }
        None => Ok(SetDigest::empty()),
    }
}

/// Every row counted anew: their digest and their number.
pub(crate) fn recount(db: &Connection) -> Result<(SetDigest, u64), VaultError> {
    let mut digest = SetDigest::empty();
    let mut count = 0;
    for table in Table::ALL {
        let mut statement = db.prepare(&format!("SELECT id, body FROM {}", table.sql()))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            digest.add(table.sql(), &row.get::<_, String>(0)?, &row.get::<_, String>(1)?);
            count += 1;
        }
    }
    Ok((digest, count))
}

/// The journal, and every table that it tells of.
pub(crate) fn every_table() -> impl Iterator<Item = &'static str> {
    std::iter::once("journal").chain(Table::ALL.iter().map(|table| table.sql()))
}

/// Reads a table to its end, every byte of it, and gives the number of its rows.
pub(crate) fn read_through(db: &Connection, table: &str) -> Result<u64, VaultError> {
    let mut statement = db.prepare(&format!("SELECT * FROM {table}"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            row.get_ref(column)?;
        }
        count += 1;
    }
    Ok(count)
}

/// The newest entry's number and hash.
pub(crate) fn head(db: &Connection) -> Result<JournalHead, VaultError> {
    let newest: Option<(i64, Vec<u8>)> = db
        .prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let damaged = || VaultError::Damaged("journal head".to_owned());
    match newest {
        None => Ok(JournalHead::EMPTY),
        Some((seq, hash)) => Ok(JournalHead {
            seq: u64::try_from(seq).map_err(|_| damaged())?,
            hash: hash.try_into().map_err(|_| damaged())?,
        }),
    }
}
