//! Following a journal from its first entry, and counting every row anew.

use rusqlite::Connection;

use crate::error::VaultError;
use crate::journal::{JournalEntry, JournalHead, JournalReport, chain};
use crate::store;

/// See [`Vault::verify_journal`].
pub(crate) fn verify(db: &Connection, expected: Option<[u8; 32]>) -> Result<JournalReport, VaultError> {
    const PAGE: u32 = 512;
    let mut head = JournalHead::EMPTY;
    let mut last_state = None;
    let mut seen = expected.is_none();
    loop {
        let page = entries(db, head.seq + 1, PAGE)?;
        if page.is_empty() {
            break;
        }
        for (entry, hash) in page {
            let broken = |reason| VaultError::Journal { seq: head.seq + 1, reason };
            if entry.seq != head.seq + 1 {
                return Err(broken("an entry is missing"));
            }
            if chain(&head.hash, &entry.to_bytes()?) != hash {
                return Err(broken("the hash does not hold"));
            }
            head = JournalHead { seq: entry.seq, hash };
            seen = seen || expected == Some(hash);
            last_state = Some(entry.state);
        }
    }
    let ends = |reason| VaultError::Journal { seq: head.seq, reason };
    if !seen {
        return Err(ends("the expected head is not in the journal"));
    }
    let (state, rows) = store::recount(db)?;
    let kept = last_state.unwrap_or_else(|| hex::encode(crate::set_digest::SetDigest::empty().digest()));
    if hex::encode(state.digest()) != kept {
        return Err(ends("rows were changed behind the journal"));
    }
    // The digest that the next write goes on from; an old one would only be noticed after that write.
    if store::state(db)?.digest() != state.digest() {
        return Err(ends("the kept digest is not that of the rows"));
    }
    Ok(JournalReport { head, rows })
}

/// Entries from a number on.
pub(crate) fn entries(
    db: &Connection,
    from: u64,
    most: u32,
) -> Result<Vec<(JournalEntry, [u8; 32])>, VaultError> {
    let from = i64::try_from(from).unwrap_or(i64::MAX);
    let mut statement =
        db.prepare_cached("SELECT seq, entry, hash FROM journal WHERE seq >= ?1 ORDER BY seq LIMIT ?2")?;
    let mut rows = statement.query((from, most))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let broken = |reason| VaultError::Journal { seq: u64::try_from(seq).unwrap_or(0), reason };
        let entry: JournalEntry = serde_json::from_slice(&row.get::<_, Vec<u8>>(1)?)
            .map_err(|_| broken("the entry cannot be read"))?;
        let hash: [u8; 32] =
            row.get::<_, Vec<u8>>(2)?.try_into().map_err(|_| broken("the hash has no 32 bytes"))?;
        if i64::try_from(entry.seq) != Ok(seq) {
            return Err(broken("the entry bears another number"));
        }
        found.push((entry, hash));
    }
    Ok(found)
}
