//! Backups as witnesses: each names the journal's head of its day, and a vault that does not hold that head is not the one
//! that was backed up, but an older one that was put in its place. What was given up when people went back to a backup
//! bears no witness any more; that is written beside what was set aside then.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use crate::backup::{SET_ASIDE, write_synced};
use crate::error::VaultError;
use crate::journal::JournalHead;
use crate::{restore, store};

/// The file in a folder of what was set aside.
const GIVEN_UP: &str = "given-up";
const LARGEST: u64 = 1 << 16;

/// A backup that is not a part of the vault's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// Name of the backup: the newest such one.
    pub backup: String,
    /// Number of the last journal entry in it.
    pub seq: u64,
    /// Number of the vault's last journal entry.
    pub now: u64,
}

/// An entry of the journal by its number and hash, in hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    seq: u64,
    head: String,
}

/// What going back to a backup gave up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct GivenUp {
    /// Where the history went on from.
    back_to: Mark,
    /// Heads of witnesses that are no part of that history.
    heads: Vec<String>,
}

/// A witness: the name of its backup and what it saw.
type Witness = (String, Mark);

/// What was set aside: its number, and what was given up with it, where that was written down.
type SetAside = Vec<(u64, Option<GivenUp>)>;

/// The newest backup that the vault's journal does not hold, unless people gave it up.
///
/// # Errors
/// The journal cannot be read; the disk.
pub(crate) fn behind(folder: &Path, db: &Connection) -> Result<Option<Behind>, VaultError> {
    let now = store::head(db)?.seq;
    let set_aside = set_aside(folder)?;
    for (backup, mark) in witnesses(folder, &set_aside)? {
        if !is_given_up(&set_aside, &mark) && !holds(db, &mark)? {
            return Ok(Some(Behind { backup, seq: mark.seq, now }));
        }
    }
    Ok(None)
}

/// Names of the backups that people gave up.
///
/// # Errors
/// The disk.
pub(crate) fn given_up(folder: &Path) -> Result<BTreeSet<String>, VaultError> {
    let set_aside: SetAside = set_aside(folder)?.into_iter().filter(|(_, said)| said.is_some()).collect();
    let all = witnesses(folder, &set_aside)?.into_iter();
    Ok(all.filter(|(_, mark)| is_given_up(&set_aside, mark)).map(|(name, _)| name).collect())
}

fn is_given_up(set_aside: &SetAside, mark: &Mark) -> bool {
    set_aside.iter().any(|(seq, given_up)| match given_up {
        Some(given_up) => given_up.heads.contains(&mark.head),
        // An earlier build wrote down nothing: whatever it may have given up is taken as given up.
        None => mark.seq <= *seq,
    })
}

/// Writes down which witnesses are no part of the history that goes on with a backup.
///
/// # Errors
/// The disk.
pub(crate) fn give_up(
    folder: &Path,
    aside: &Path,
    backup: &Connection,
    back_to: JournalHead,
) -> Result<(), VaultError> {
    let mut heads = Vec::new();
    for (_, mark) in witnesses(folder, &set_aside(folder)?)? {
        if !holds(backup, &mark)? {
            heads.push(mark.head);
        }
    }
    let back_to = Mark { seq: back_to.seq, head: hex::encode(back_to.hash) };
    let text = serde_json::to_vec_pretty(&GivenUp { back_to, heads })
        .map_err(|e| VaultError::Damaged(e.to_string()))?;
    write_synced(&aside.join(GIVEN_UP), &text)
}

/// Whether the journal holds an entry under its number and hash.
fn holds(db: &Connection, mark: &Mark) -> Result<bool, VaultError> {
    if mark.seq == 0 {
        return Ok(true);
    }
    let seq = i64::try_from(mark.seq).unwrap_or(i64::MAX);
    let hash: Option<Vec<u8>> = db
        .prepare_cached("SELECT hash FROM journal WHERE seq = ?1")?
        .query_row([seq], |r| r.get(0))
        .optional()?;
    Ok(hash.is_some_and(|hash| hex::encode(hash) == mark.head))
}

/// Backups with the head of their day, and the places that people went back to; the newest first. A backup whose head
/// cannot be read bears no witness: it is no reason to doubt the vault.
fn witnesses(folder: &Path, set_aside: &SetAside) -> Result<Vec<Witness>, VaultError> {
    let mut found: Vec<Witness> = restore::backups(folder)?
        .into_iter()
        .filter(|backup| !is_set_aside(&backup.reason))
        .filter_map(|backup| {
            let head = small(&folder.join("backups").join(&backup.name).join("head"))?;
            Some((backup.name, Mark { seq: backup.seq, head: head.trim().to_owned() }))
        })
        .collect();
    let places = set_aside.iter().filter_map(|(_, given_up)| Some(given_up.as_ref()?.back_to.clone()));
    found.extend(places.map(|mark| (format!("{:010}", mark.seq), mark)));
    found.sort_by_key(|(_, mark)| std::cmp::Reverse(mark.seq));
    Ok(found)
}

/// What was set aside when people went back to a backup, by its number.
fn set_aside(folder: &Path) -> Result<SetAside, VaultError> {
    let backups = restore::backups(folder)?.into_iter().filter(|backup| is_set_aside(&backup.reason));
    Ok(backups
        .map(|backup| {
            let text = small(&folder.join("backups").join(&backup.name).join(GIVEN_UP));
            (backup.seq, text.and_then(|text| serde_json::from_str(&text).ok()))
        })
        .collect())
}

/// Whether a backup is what was set aside when people went back to another.
pub(crate) fn is_set_aside(reason: &str) -> bool {
    SET_ASIDE.iter().any(|word| reason.starts_with(word))
}

/// A small text file, when it is one.
fn small(path: &Path) -> Option<String> {
    let size = fs::metadata(path).ok()?.len();
    if size > LARGEST { None } else { fs::read_to_string(path).ok() }
}
