//! Attached papers, in `papers.db` under the vault's key: content-addressed chunks of 256 KiB, each stored once. A paper
//! counts only when a record of the vault names it; what nothing names is collected later.

use std::io::{Read, Write};
use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use crate::connection;
use crate::error::VaultError;
use crate::keys::DataKey;
use crate::migrate::{self, migrate};
use crate::pages::pages;
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
    db: Connection,
    under_way: Option<UnderWay>,
}

/// A paper that is being stored.
#[derive(Default)]
struct UnderWay {
    whole: blake3::Hasher,
    chunks: Vec<[u8; 32]>,
    size: u64,
    /// Bytes of the chunk that is not full yet.
    rest: Vec<u8>,
}

impl Papers {
    /// Makes the database of a new vault.
    pub(crate) fn create(path: &Path, key: &DataKey) -> Result<(), VaultError> {
        let mut db = connection::open(path, key, true)?;
        migrate(&mut db, migrate::PAPERS)?;
        db.close().map_err(|(_, e)| e.into())
    }

    /// Opens the database. Papers are read from end to end: a large cache would only hold memory.
    pub(crate) fn open(path: &Path, key: &DataKey) -> Result<Papers, VaultError> {
        let mut db = connection::open(path, key, false)?;
        db.pragma_update(None, "cache_size", CACHE_KIB)?;
        migrate(&mut db, migrate::PAPERS)?;
        Ok(Papers { db, under_way: None })
    }

    /// The database beneath.
    pub(crate) fn connection(&self) -> &Connection {
        &self.db
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
    /// The database.
    pub fn begin(&mut self) -> Result<(), VaultError> {
        self.abandon()?;
        self.db.execute_batch("BEGIN IMMEDIATE")?;
        self.under_way = Some(UnderWay::default());
        Ok(())
    }

    /// The next bytes of the paper that was begun.
    ///
    /// # Errors
    /// The database; then nothing of the paper is stored.
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), VaultError> {
        let Some(mut paper) = self.under_way.take() else {
            return Err(VaultError::Damaged("bytes of no paper".to_owned()));
        };
        paper.whole.update(bytes);
        paper.size = paper.size.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        paper.rest.extend_from_slice(bytes);
        let whole = paper.rest.len() / CHUNK * CHUNK;
        let stored = paper.rest.get(..whole).unwrap_or_default().chunks(CHUNK).try_for_each(|chunk| {
            paper.chunks.push(self.chunk(chunk)?);
            Ok(())
        });
        if let Err(e) = stored {
            self.roll_back()?;
            return Err(e);
        }
        paper.rest.drain(..whole);
        self.under_way = Some(paper);
        Ok(())
    }

    /// Ends the paper that was begun, and names it.
    ///
    /// # Errors
    /// The database; then nothing of the paper is stored.
    pub fn finish(&mut self) -> Result<PaperId, VaultError> {
        let Some(paper) = self.under_way.take() else {
            return Err(VaultError::Damaged("end of no paper".to_owned()));
        };
        let named = self.name(paper).and_then(|id| {
            self.db.execute_batch("COMMIT")?;
            Ok(id)
        });
        if named.is_err() {
            self.roll_back()?;
        }
        named
    }

    /// Gives up the paper that was begun, if there is one.
    ///
    /// # Errors
    /// The database.
    pub fn abandon(&mut self) -> Result<(), VaultError> {
        if self.under_way.take().is_some() {
            self.roll_back()?;
        }
        Ok(())
    }

    /// Ends the transaction without effect, unless SQLite did so itself (a full disk).
    fn roll_back(&self) -> Result<(), VaultError> {
        if !self.db.is_autocommit() {
            self.db.execute_batch("ROLLBACK")?;
        }
        Ok(())
    }

    /// Stores a chunk and gives its hash.
    fn chunk(&self, bytes: &[u8]) -> Result<[u8; 32], VaultError> {
        let hash = *blake3::hash(bytes).as_bytes();
        self.db
            .prepare_cached("INSERT OR IGNORE INTO chunk (hash, bytes) VALUES (?1, ?2)")?
            .execute((hash.as_slice(), bytes))?;
        Ok(hash)
    }

    /// Stores the last chunk and the list of all.
    fn name(&self, mut paper: UnderWay) -> Result<PaperId, VaultError> {
        if !paper.rest.is_empty() {
            paper.chunks.push(self.chunk(&paper.rest)?);
        }
        let id = PaperId(*paper.whole.finalize().as_bytes());
        for (position, hash) in (0i64..).zip(&paper.chunks) {
            self.db
                .prepare_cached("INSERT OR IGNORE INTO paper (hash, position, chunk) VALUES (?1, ?2, ?3)")?
                .execute((id.0.as_slice(), position, hash.as_slice()))?;
        }
        let size = i64::try_from(paper.size).unwrap_or(i64::MAX);
        self.db.execute(
            "INSERT OR IGNORE INTO paper_size (hash, bytes) VALUES (?1, ?2)",
            (id.0.as_slice(), size),
        )?;
        Ok(id)
    }

    /// Bytes of a paper, or nothing when there is no such paper.
    ///
    /// # Errors
    /// The database.
    pub fn size(&self, id: PaperId) -> Result<Option<u64>, VaultError> {
        let size: Option<i64> = self
            .db
            .query_row("SELECT bytes FROM paper_size WHERE hash = ?1", [id.0.as_slice()], |r| r.get(0))
            .optional()?;
        Ok(size.and_then(|s| u64::try_from(s).ok()))
    }

    /// Reads every paper to its end, and tells how many there are and how many are not what was stored.
    ///
    /// # Errors
    /// The database, when not even the list of papers can be read.
    pub fn read_through(&self) -> Result<(u64, u64), VaultError> {
        let mut statement = self.db.prepare("SELECT hash FROM paper_size")?;
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
        let mut statement = self.db.prepare_cached(
            "SELECT c.bytes FROM paper p JOIN chunk c ON c.hash = p.chunk WHERE p.hash = ?1 ORDER BY p.position",
        )?;
        let mut rows = statement.query([id.0.as_slice()])?;
        let mut whole = blake3::Hasher::new();
        while let Some(row) = rows.next()? {
            let bytes: Vec<u8> = row.get(0)?;
            whole.update(&bytes);
            out.write_all(&bytes).map_err(VaultError::io(Path::new("paper")))?;
        }
        if *whole.finalize().as_bytes() != id.0 {
            return Err(VaultError::Damaged("a paper is not what was stored".to_owned()));
        }
        Ok(Some(size))
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
    // An older one is brought up to date when the first paper is wanted.
    if let Err(newer @ VaultError::Newer { .. }) = migrate::up_to_date(&db, migrate::PAPERS) {
        return Err(newer);
    }
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
    Papers { db, under_way: None }.read_through()
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
                .db
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
