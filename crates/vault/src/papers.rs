//! Attached papers, in `papers.db` under the vault's key: content-addressed chunks of 256 KiB, each stored once. A paper
//! counts only when a record of the vault names it; what nothing names is collected later.

use std::io::{Read, Write};
use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use crate::clear::give_back;
use crate::connection::{self, Log};
use crate::error::VaultError;
use crate::keys::DataKey;
use crate::migrate::{self, migrate};
use crate::pages::pages;
use crate::paper_writer::Storing;
use crate::vault::Vault;

/// Bytes of a chunk.
pub(crate) const CHUNK: usize = 256 * 1024;

/// Cache of the database: negative means KiB.
const CACHE_KIB: i64 = -4 * 1024;

/// A paper's name: BLAKE3 of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperId(pub [u8; 32]);

/// The papers of an open vault.
pub struct Papers {
    db: At,
}

/// Where the database is.
enum At {
    /// Here.
    Rest(Connection),
    /// With a paper that is being stored.
    Storing(Box<Storing>),
    /// With a thread that did not come back.
    Gone,
}

impl Papers {
    /// Makes the database of a new vault.
    pub(crate) fn create(path: &Path, key: &DataKey) -> Result<(), VaultError> {
        let mut db = connection::open_papers(path, key, true)?;
        migrate(&mut db, migrate::PAPERS)?;
        // What the steps of the migrations left would keep the log ahead.
        give_back(&db)?;
        db.close().map_err(|(_, e)| e.into())
    }

    /// Opens the database, and brings one of an earlier build up to date. Papers are read from end to end: a large cache
    /// would only hold memory.
    pub(crate) fn open(path: &Path, key: &DataKey) -> Result<Papers, VaultError> {
        let mut db = connection::open_papers(path, key, false)?;
        db.pragma_update(None, "cache_size", CACHE_KIB)?;
        migrate(&mut db, migrate::PAPERS)?;
        // A rollback journal does not keep pages that are free: used again and torn by a loss of power, they would be said to be
        // damaged although no paper stands in them.
        let free: i64 = db.query_row("PRAGMA freelist_count", [], |r| r.get(0))?;
        connection::keep(&db, if free == 0 { Log::Back } else { Log::Ahead })?;
        Ok(Papers { db: At::Rest(db) })
    }

    /// Opens the database of a vault in which nothing may be changed. One of an earlier build is read as it is.
    pub(crate) fn open_for_reading(path: &Path, key: &DataKey) -> Result<Papers, VaultError> {
        let db = connection::for_reading(path, key)?;
        db.pragma_update(None, "cache_size", CACHE_KIB)?;
        known(&db)?;
        Ok(Papers { db: At::Rest(db) })
    }

    /// The database beneath, while no paper is being stored.
    pub(crate) fn connection(&self) -> Result<&Connection, VaultError> {
        match &self.db {
            At::Rest(db) => Ok(db),
            At::Storing(_) | At::Gone => Err(VaultError::Damaged("the papers are being written".to_owned())),
        }
    }

    /// Stores a paper chunk by chunk and names it. The same paper twice is stored once.
    ///
    /// # Errors
    /// The reader's, the database's; then nothing is stored.
    pub fn put(&mut self, reader: &mut impl Read) -> Result<PaperId, VaultError> {
        self.begin()?;
        let mut buffer = vec![0; CHUNK];
        loop {
            match fill(reader, &mut buffer) {
                Ok(0) => return self.finish(),
                Ok(read) => self.append(buffer.get(..read).unwrap_or_default())?,
                Err(e) => {
                    self.abandon()?;
                    return Err(e);
                }
            }
        }
    }

    /// Begins a paper whose bytes will be [`Papers::append`]ed. One that was begun before and never finished is given up.
    ///
    /// # Errors
    /// The database, the system.
    pub fn begin(&mut self) -> Result<(), VaultError> {
        self.abandon()?;
        match std::mem::replace(&mut self.db, At::Gone) {
            At::Rest(db) => match Storing::begin(db) {
                Ok(storing) => {
                    self.db = At::Storing(Box::new(storing));
                    Ok(())
                }
                Err(not_begun) => self.back(not_begun.0, Err(not_begun.1)),
            },
            gone => {
                self.db = gone;
                Err(VaultError::Damaged("the papers' thread ended".to_owned()))
            }
        }
    }

    /// The next bytes of the paper that was begun.
    ///
    /// # Errors
    /// The database; then nothing of the paper is stored.
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), VaultError> {
        let At::Storing(storing) = &mut self.db else {
            return Err(VaultError::Damaged("bytes of no paper".to_owned()));
        };
        if storing.append(bytes) {
            return Ok(());
        }
        self.abandon()?;
        Err(VaultError::Damaged("the papers' thread ended".to_owned()))
    }

    /// Ends the paper that was begun, and names it.
    ///
    /// # Errors
    /// The database; then nothing of the paper is stored.
    pub fn finish(&mut self) -> Result<PaperId, VaultError> {
        match std::mem::replace(&mut self.db, At::Gone) {
            At::Storing(storing) => {
                let (db, named) = storing.finish();
                self.back(db, named)
            }
            other => {
                self.db = other;
                Err(VaultError::Damaged("end of no paper".to_owned()))
            }
        }
    }

    /// Gives up the paper that was begun, if there is one.
    ///
    /// # Errors
    /// The database.
    pub fn abandon(&mut self) -> Result<(), VaultError> {
        match std::mem::replace(&mut self.db, At::Gone) {
            At::Storing(storing) => {
                let (db, ended) = storing.give_up();
                self.back(db, ended)
            }
            other => {
                self.db = other;
                Ok(())
            }
        }
    }

    /// Takes the database back.
    fn back<T>(&mut self, db: Option<Connection>, outcome: Result<T, VaultError>) -> Result<T, VaultError> {
        self.db = db.map_or(At::Gone, At::Rest);
        outcome
    }

    /// Bytes of a paper, or nothing when there is no such paper.
    ///
    /// # Errors
    /// The database.
    pub fn size(&self, id: PaperId) -> Result<Option<u64>, VaultError> {
        let size: Option<i64> = self
            .connection()?
            .query_row("SELECT bytes FROM paper_size WHERE hash = ?1", [id.0.as_slice()], |r| r.get(0))
            .optional()?;
        Ok(size.and_then(|s| u64::try_from(s).ok()))
    }

    /// Reads every paper to its end, and tells how many there are and how many are not what was stored.
    ///
    /// # Errors
    /// The database, when not even the list of papers can be read.
    pub fn read_through(&self) -> Result<(u64, u64), VaultError> {
        let mut statement = self.connection()?.prepare("SELECT hash FROM paper_size")?;
        let (mut all, mut broken) = (0, 0);
        for hash in statement.query_map([], |row| row.get::<_, [u8; 32]>(0))? {
            all += 1;
            let whole =
                hash.map_err(VaultError::from).and_then(|h| self.get(PaperId(h), &mut std::io::sink()));
            broken += u64::from(whole.is_err());
        }
        Ok((all, broken))
    }

    /// Reads a paper chunk by chunk. Whoever reads it to its end compares its digest with its name.
    #[must_use]
    pub fn reader(&self, id: PaperId) -> PaperReader<'_> {
        PaperReader { papers: self, id, next: 0, chunk: Vec::new(), at: 0 }
    }

    /// Writes a paper out chunk by chunk, and checks that it is the one named. Returns its size, or nothing when there
    /// is no such paper.
    ///
    /// # Errors
    /// `Damaged` when the bytes are not those that were stored; the writer's.
    pub fn get(&self, id: PaperId, out: &mut impl Write) -> Result<Option<u64>, VaultError> {
        let Some(size) = self.size(id)? else { return Ok(None) };
        let mut statement = self.connection()?.prepare_cached(
            "SELECT c.bytes FROM paper p JOIN chunk c ON c.hash = p.chunk WHERE p.hash = ?1 ORDER BY p.position",
        )?;
        let mut rows = statement.query([id.0.as_slice()])?;
        let mut whole = blake3::Hasher::new();
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(0)?.as_blob().map_err(|e| VaultError::Damaged(e.to_string()))?;
            whole.update(bytes);
            out.write_all(bytes).map_err(VaultError::io(Path::new("paper")))?;
        }
        if *whole.finalize().as_bytes() != id.0 {
            return Err(VaultError::Damaged("a paper is not what was stored".to_owned()));
        }
        Ok(Some(size))
    }
}

/// Refuses a database of a later build. One of an earlier build reads as it is, and is brought up to date when somebody who
/// may change the vault wants a paper.
fn known(db: &Connection) -> Result<(), VaultError> {
    match migrate::up_to_date(db, migrate::PAPERS) {
        Err(newer @ VaultError::Newer { .. }) => Err(newer),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Looks at what can be looked at while a vault is opened: the header, the tables, the lists of papers and of chunks to their
/// ends. Not the bytes of chunks: a gigabyte of them takes seconds, and nobody who opens a vault waits for papers that are
/// compared with their names whenever they are read.
///
/// # Errors
/// What does not hold; the disk.
pub(crate) fn look(path: &Path, key: &DataKey) -> Result<(), VaultError> {
    let db = connection::for_reading(path, key)?;
    known(&db)?;
    for list in [
        "SELECT count(bytes) FROM paper_size",
        "SELECT count(chunk) FROM paper",
        "SELECT count(*) FROM chunk",
    ] {
        db.query_row(list, [], |row| row.get::<_, i64>(0))?;
    }
    Ok(())
}

/// Looks at every page of the database, and reads every paper to its end. Tells how many there are and how many are not what
/// was stored.
///
/// # Errors
/// `Papers` naming the pages that do not hold; the disk.
pub(crate) fn whole(db: Connection) -> Result<(u64, u64), VaultError> {
    match pages(&db) {
        Err(VaultError::Pages(damage)) => {
            return Err(VaultError::Papers(format!(
                "{} ({}: {})",
                damage.said,
                damage.count,
                damage.named()
            )));
        }
        Err(VaultError::Damaged(said)) => return Err(VaultError::Papers(said)),
        looked => looked?,
    }
    Papers { db: At::Rest(db) }.read_through()
}

impl Vault {
    /// Looks at every page of the papers' database, and reads every paper to its end. Tells how many there are and how many are
    /// not what was stored.
    ///
    /// # Errors
    /// `Papers` naming the pages that do not hold; the database, the disk.
    pub fn check_papers(&self) -> Result<(u64, u64), VaultError> {
        read_through(&self.folder().join("papers.db"), &self.key)
    }
}

/// Reads every paper of a vault's folder to its end, and tells how many there are and how many are not what was stored.
/// Every page is looked at first. Nothing is changed.
///
/// # Errors
/// As [`whole`].
pub(crate) fn read_through(path: &Path, key: &DataKey) -> Result<(u64, u64), VaultError> {
    // A file whose first page does not hold is no database to SQLite; which file it is must be said all the same.
    let opened = connection::for_reading(path, key).map_err(|e| VaultError::Papers(e.to_string()));
    whole(opened?)
}

impl Drop for Papers {
    /// Nobody is left who could hear of an error; without a last step the paper does not count either way.
    fn drop(&mut self) {
        let _ = self.abandon();
    }
}

/// A paper that is being read.
pub struct PaperReader<'a> {
    papers: &'a Papers,
    id: PaperId,
    next: i64,
    chunk: Vec<u8>,
    at: usize,
}

impl Read for PaperReader<'_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.chunk.len() {
            let next: Option<Vec<u8>> = self
                .papers
                .connection()
                .map_err(std::io::Error::other)?
                .prepare_cached(
                    "SELECT c.bytes FROM paper p JOIN chunk c ON c.hash = p.chunk WHERE p.hash = ?1 AND p.position = ?2",
                )
                .and_then(|mut s| s.query_row((self.id.0.as_slice(), self.next), |r| r.get(0)).optional())
                .map_err(std::io::Error::other)?;
            self.chunk = next.unwrap_or_default();
            self.at = 0;
            self.next += 1;
        }
        let read = self.chunk.get(self.at..).unwrap_or_default().read(buf)?;
        self.at += read;
        Ok(read)
    }
}

/// Reads until the buffer is full or the end is reached.
fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> Result<usize, VaultError> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(e) => return Err(VaultError::io(Path::new("paper"))(e)),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The papers' database as the first build made it, with one paper of two chunks.
    fn of_the_first_build(folder: &Path) -> (std::path::PathBuf, DataKey, PaperId, Vec<u8>) {
        let (path, key) = (folder.join("papers.db"), DataKey::generate().unwrap());
        let mut db = connection::open(&path, &key, true).unwrap();
        migrate(&mut db, &migrate::PAPERS[..1]).unwrap();
        let bytes: Vec<u8> = (0..CHUNK + 1000).map(|i| u8::try_from(i % 251).unwrap()).collect();
        let id = PaperId(*blake3::hash(&bytes).as_bytes());
        for (position, chunk) in (0i64..).zip(bytes.chunks(CHUNK)) {
            let hash = blake3::hash(chunk);
            db.execute("INSERT INTO chunk VALUES (?1, ?2)", (hash.as_bytes().as_slice(), chunk)).unwrap();
            let row = (id.0.as_slice(), position, hash.as_bytes().as_slice());
            db.execute("INSERT INTO paper VALUES (?1, ?2, ?3)", row).unwrap();
        }
        db.execute(
            "INSERT INTO paper_size VALUES (?1, ?2)",
            (id.0.as_slice(), i64::try_from(bytes.len()).unwrap()),
        )
        .unwrap();
        db.close().unwrap();
        (path, key, id, bytes)
    }

    fn whole(papers: &Papers, id: PaperId) -> Vec<u8> {
        let mut bytes = Vec::new();
        papers.get(id, &mut bytes).unwrap().unwrap();
        bytes
    }

    #[test]
    fn papers_that_an_earlier_build_stored_are_read_as_they_are_and_after_they_were_brought_up_to_date() {
        let scratch = tempfile::tempdir().unwrap();
        let (path, key, id, bytes) = of_the_first_build(scratch.path());
        let before = std::fs::read(&path).unwrap();
        let seen = Papers::open_for_reading(&path, &key).unwrap();
        assert_eq!(whole(&seen, id), bytes);
        drop(seen);
        assert!(std::fs::read(&path).unwrap() == before, "who may change nothing changes nothing");
        let mut papers = Papers::open(&path, &key).unwrap();
        assert_eq!(whole(&papers, id), bytes);
        assert_eq!(papers.put(&mut bytes.as_slice()).unwrap(), id);
        let db = papers.connection().unwrap();
        let count =
            |table: &str| db.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get::<_, u32>(0));
        assert_eq!(
            (count("chunk").unwrap(), count("paper").unwrap(), count("paper_size").unwrap()),
            (2, 2, 1)
        );
        let whole =
            db.prepare("PRAGMA foreign_key_check").unwrap().query([]).unwrap().next().unwrap().is_none();
        assert!(whole, "every chunk that a paper names is there");
        assert_eq!(papers.read_through().unwrap(), (1, 0));
    }

    #[test]
    fn a_log_ahead_is_kept_as_long_as_a_torn_free_page_could_be_taken_for_damage() {
        let log = |papers: &Papers| {
            let db = papers.connection().unwrap();
            let mode: String = db.query_row("PRAGMA journal_mode", [], |r| r.get(0)).unwrap();
            (mode, db.query_row("PRAGMA freelist_count", [], |r| r.get::<_, u32>(0)).unwrap() > 0)
        };
        let scratch = tempfile::tempdir().unwrap();
        let (path, key, ..) = of_the_first_build(scratch.path());
        assert_eq!(log(&Papers::open(&path, &key).unwrap()), ("wal".to_owned(), true));
        let mut papers = Papers::open(&path, &key).unwrap();
        papers.keep_only(&std::collections::BTreeSet::new()).unwrap();
        drop(papers);
        assert_eq!(log(&Papers::open(&path, &key).unwrap()), ("truncate".to_owned(), false));
        let (new, key) = (scratch.path().join("new.db"), DataKey::generate().unwrap());
        Papers::create(&new, &key).unwrap();
        assert_eq!(log(&Papers::open(&new, &key).unwrap()), ("truncate".to_owned(), false));
    }

    #[test]
    fn a_paper_that_is_given_up_half_way_leaves_no_byte_and_the_next_one_is_stored() {
        let scratch = tempfile::tempdir().unwrap();
        let (path, key) = (scratch.path().join("papers.db"), DataKey::generate().unwrap());
        Papers::create(&path, &key).unwrap();
        let mut papers = Papers::open(&path, &key).unwrap();
        papers.begin().unwrap();
        papers.append(&vec![7; 3 * CHUNK]).unwrap();
        assert!(papers.connection().is_err(), "the database is with the paper");
        papers.abandon().unwrap();
        let chunks = |papers: &Papers| {
            let db = papers.connection().unwrap();
            db.query_row("SELECT count(*) FROM chunk", [], |r| r.get::<_, u32>(0)).unwrap()
        };
        assert_eq!(chunks(&papers), 0);
        papers.begin().unwrap();
        papers.append(&vec![8; 2 * CHUNK]).unwrap();
        drop(papers);
        let mut papers = Papers::open(&path, &key).unwrap();
        assert_eq!(chunks(&papers), 0, "dropped half way");
        let id = papers.put(&mut [9u8; 10].as_slice()).unwrap();
        assert_eq!(whole(&papers, id), [9; 10]);
        assert!(papers.finish().is_err() && papers.append(&[1]).is_err(), "no paper was begun");
        assert_eq!(whole(&papers, id), [9; 10], "an answer of no costs nothing");
    }

    #[test]
    fn a_paper_that_the_database_refuses_says_why_and_the_papers_stay_usable() {
        let scratch = tempfile::tempdir().unwrap();
        let (path, key, id, bytes) = of_the_first_build(scratch.path());
        drop(Papers::open(&path, &key).unwrap());
        let mut papers = Papers::open_for_reading(&path, &key).unwrap();
        let refused = papers.put(&mut vec![1; 4 * CHUNK].as_slice());
        assert!(matches!(refused, Err(VaultError::Database(_) | VaultError::ReadOnly)), "{refused:?}");
        assert_eq!(whole(&papers, id), bytes);
    }
}
