//! The writing half of the papers: while a paper is stored a thread of its own has the database, so that the next bytes
//! are read, opened and hashed while the last ones are enciphered. Nothing of a paper counts before its last step.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

use rusqlite::Connection;

use crate::error::VaultError;
use crate::papers::{CHUNK, PaperId};

/// Chunks that may wait for the database: 2 MiB.
const WAITING: usize = 8;

/// What the thread is told.
enum Word {
    /// The next chunk with its hash.
    Chunk([u8; 32], Vec<u8>),
    /// The paper is whole: its name and its size in bytes.
    Whole(PaperId, u64),
}

/// The database when it comes back, and whether the paper is stored.
type Ended = (Connection, Result<(), VaultError>);

/// The database, unless it is lost with a thread that could not be started, and why no paper was begun.
type NotBegun = Box<(Option<Connection>, VaultError)>;

/// A paper that is being stored.
pub(crate) struct Storing {
    whole: blake3::Hasher,
    size: u64,
    /// Bytes of the chunk that is not full yet.
    rest: Vec<u8>,
    words: SyncSender<Word>,
    thread: JoinHandle<Ended>,
}

impl Storing {
    /// Takes the database and begins a paper.
    ///
    /// # Errors
    /// With the database where it could not begin; without it where the system gives no thread.
    pub(crate) fn begin(db: Connection) -> Result<Storing, NotBegun> {
        if let Err(e) = db.execute_batch("BEGIN IMMEDIATE") {
            return Err(Box::new((Some(db), e.into())));
        }
        let (words, told) = sync_channel(WAITING);
        let thread = Builder::new()
            .name("papers".to_owned())
            .spawn(move || store(db, &told))
            .map_err(|e| Box::new((None, VaultError::io(std::path::Path::new("paper"))(e))))?;
        Ok(Storing { whole: blake3::Hasher::new(), size: 0, rest: Vec::new(), words, thread })
    }

    /// The next bytes. False when the thread has ended because it could not go on.
    pub(crate) fn append(&mut self, mut bytes: &[u8]) -> bool {
        self.whole.update(bytes);
        self.size = self.size.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        while self.rest.len() + bytes.len() >= CHUNK {
            let (now, later) = bytes.split_at(CHUNK - self.rest.len());
            self.rest.extend_from_slice(now);
            bytes = later;
            if !self.hand_over() {
                return false;
            }
        }
        self.rest.extend_from_slice(bytes);
        true
    }

    /// Hands the chunk that is there to the thread.
    fn hand_over(&mut self) -> bool {
        let chunk = std::mem::replace(&mut self.rest, Vec::with_capacity(CHUNK));
        self.words.send(Word::Chunk(*blake3::hash(&chunk).as_bytes(), chunk)).is_ok()
    }

    /// Ends the paper, and names it when it is stored.
    pub(crate) fn finish(mut self) -> (Option<Connection>, Result<PaperId, VaultError>) {
        let id = PaperId(*self.whole.finalize().as_bytes());
        // Where the thread has ended its own word says why.
        let _ =
            (self.rest.is_empty() || self.hand_over()) && self.words.send(Word::Whole(id, self.size)).is_ok();
        let (db, stored) = self.give_up();
        (db, stored.map(|()| id))
    }

    /// Ends without storing unless the paper was said to be whole, and gives the database back.
    pub(crate) fn give_up(self) -> (Option<Connection>, Result<(), VaultError>) {
        drop(self.words);
        match self.thread.join() {
            Ok((db, stored)) => (Some(db), stored),
            Err(_) => (None, Err(VaultError::Damaged("the papers' thread ended".to_owned()))),
        }
    }
}

/// What the thread does: chunk after chunk, then the list of them, in one step or not at all.
fn store(db: Connection, told: &Receiver<Word>) -> Ended {
    let stored = store_all(&db, told);
    // SQLite may have ended it by itself: a full disk.
    let ended =
        if db.is_autocommit() { Ok(()) } else { db.execute_batch("ROLLBACK").map_err(VaultError::from) };
    (db, stored.and(ended))
}

fn store_all(db: &Connection, told: &Receiver<Word>) -> Result<(), VaultError> {
    let mut chunks: Vec<[u8; 32]> = Vec::new();
    for word in told {
        match word {
            Word::Chunk(hash, bytes) => {
                db.prepare_cached("INSERT OR IGNORE INTO chunk (hash, bytes) VALUES (?1, ?2)")?
                    .execute((hash.as_slice(), bytes))?;
                chunks.push(hash);
            }
            Word::Whole(id, size) => return name(db, id, size, &chunks),
        }
    }
    Ok(())
}

/// Stores the list of a paper's chunks and its size; only now does it count.
fn name(db: &Connection, id: PaperId, size: u64, chunks: &[[u8; 32]]) -> Result<(), VaultError> {
    for (position, hash) in (0i64..).zip(chunks) {
        db.prepare_cached("INSERT OR IGNORE INTO paper (hash, position, chunk) VALUES (?1, ?2, ?3)")?
            .execute((id.0.as_slice(), position, hash.as_slice()))?;
    }
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    db.execute("INSERT OR IGNORE INTO paper_size (hash, bytes) VALUES (?1, ?2)", (id.0.as_slice(), size))?;
    Ok(db.execute_batch("COMMIT")?)
}
