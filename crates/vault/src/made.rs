//! When a backup was made, in a file of its own: the file system's time is that of the last copy of the folder.

use std::fs;
use std::path::Path;

use chrono::{DateTime, SubsecRound, Utc};

use crate::backup::write_synced;
use crate::error::VaultError;

/// The file in a backup's folder.
const MADE: &str = "made";
const LARGEST: u64 = 64;

/// Now, to the second: what a backup says of itself.
pub(crate) fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(0)
}

/// Writes that a backup is made now.
///
/// # Errors
/// The disk.
pub(crate) fn write(folder: &Path) -> Result<(), VaultError> {
    write_synced(&folder.join(MADE), now().to_rfc3339().as_bytes())
}

/// When a backup was made, where it says so.
pub(crate) fn read(folder: &Path) -> Option<DateTime<Utc>> {
    let path = folder.join(MADE);
    if fs::metadata(&path).ok()?.len() > LARGEST {
        return None;
    }
    let text = fs::read_to_string(&path).ok()?;
    DateTime::parse_from_rfc3339(text.trim()).ok().map(Into::into)
}
