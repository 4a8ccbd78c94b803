//! Attached papers, in `papers.db` under the vault's key: content-addressed chunks of 256 KiB, each stored once. A paper
//! counts only when a record of the vault names it; what nothing names is collected later.

use std::io::{Read, Write};
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::connection;
use crate::error::VaultError;
use crate::keys::DataKey;
use crate::migrate::{self, migrate};

/// Bytes of a chunk.
pub(crate) const CHUNK: usize = 256 * 1024;

/// A paper's name: BLAKE3 of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperId(pub [u8; 32]);

/// The papers of an open vault.
pub struct Papers {
    db: Connection,
}

impl Papers {
    /// Makes the database of a new vault.
    pub(crate) fn create(path: &Path, key: &DataKey) -> Result<(), VaultError> {
        let mut db = connection::open(path, key, true)?;
        migrate(&mut db, migrate::PAPERS)?;
        db.close().map_err(|(_, e)| e.into())
    }

    /// Opens the database.
    pub(crate) fn open(path: &Path, key: &DataKey) -> Result<Papers, VaultError> {
        let mut db = connection::open(path, key, false)?;
        migrate(&mut db, migrate::PAPERS)?;
        Ok(Papers { db })
    }

    /// Stores a paper chunk by chunk and names it. The same paper twice is stored once.
    ///
    /// # Errors
    /// The reader's, the database's; then nothing is stored.
    pub fn put(&mut self, reader: &mut impl Read) -> Result<PaperId, VaultError> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut whole = blake3::Hasher::new();
        let mut chunks: Vec<[u8; 32]> = Vec::new();
        let mut size = 0i64;
        let mut buffer = vec![0; CHUNK];
        loop {
            let read = fill(reader, &mut buffer)?;
            let bytes = buffer.get(..read).unwrap_or_default();
            if bytes.is_empty() {
                break;
            }
            whole.update(bytes);
            size = size.saturating_add(i64::try_from(read).unwrap_or(i64::MAX));
            let hash = *blake3::hash(bytes).as_bytes();
            tx.prepare_cached("INSERT OR IGNORE INTO chunk (hash, bytes) VALUES (?1, ?2)")?
                .execute((hash.as_slice(), bytes))?;
            chunks.push(hash);
        }
        let id = PaperId(*whole.finalize().as_bytes());
        for (position, hash) in (0i64..).zip(&chunks) {
            tx.prepare_cached("INSERT OR IGNORE INTO paper (hash, position, chunk) VALUES (?1, ?2, ?3)")?
                .execute((id.0.as_slice(), position, hash.as_slice()))?;
        }
        tx.execute(
            "INSERT OR IGNORE INTO paper_size (hash, bytes) VALUES (?1, ?2)",
            (id.0.as_slice(), size),
        )?;
        tx.commit()?;
        Ok(id)
    }

    /// Writes a paper out chunk by chunk, and checks that it is the one named. Returns its size, or nothing when there
    /// is no such paper.
    ///
    /// # Errors
    /// `Damaged` when the bytes are not those that were stored; the writer's.
    pub fn get(&self, id: PaperId, out: &mut impl Write) -> Result<Option<u64>, VaultError> {
        let size: Option<i64> = self
            .db
            .query_row("SELECT bytes FROM paper_size WHERE hash = ?1", [id.0.as_slice()], |r| r.get(0))
            .optional()?;
        let Some(size) = size else { return Ok(None) };
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
        Ok(u64::try_from(size).ok())
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
