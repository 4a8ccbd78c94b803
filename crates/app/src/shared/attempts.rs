//! Wrong codes, counted in a file beside the desks: starting the program again starts no new count. A try is counted before it is
//! made, so that nobody escapes the count by ending the program.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use domain::personal_code::wait_after;
use serde::{Deserialize, Serialize};

use crate::files;
use crate::refusal::Result;

/// Largest file of counts that is read, bytes.
const MOST: u64 = 1 << 16;

/// Tries on one desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Tries {
    /// Wrong codes in a row.
    pub(super) wrong: u32,
    /// When the last one was typed.
    pub(super) at: DateTime<Utc>,
}

/// Wrong codes of every desk, by its place.
pub(super) struct Attempts(PathBuf);

/// The file. Its beginning is always the same: nothing of another kind is written over.
#[derive(Default, Serialize, Deserialize)]
struct Counted {
    format: u32,
    desks: BTreeMap<String, Tries>,
}

impl Attempts {
    /// Those in a file; one that is not there counts none.
    pub(super) fn at(path: PathBuf) -> Attempts {
        Attempts(path)
    }

    fn all(&self) -> BTreeMap<String, Tries> {
        let bytes = files::read(&self.0, MOST).unwrap_or_default();
        serde_json::from_slice::<Counted>(&bytes).unwrap_or_default().desks
    }

    /// Wrong codes in a row.
    pub(super) fn wrong(&self, place: &str) -> u32 {
        self.all().get(place).map_or(0, |tries| tries.wrong)
    }

    /// Seconds that are still to wait. A clock that was set back waits from now on.
    pub(super) fn wait(&self, place: &str, now: DateTime<Utc>) -> u64 {
        let Some(tries) = self.all().get(place).copied() else { return 0 };
        let passed = (now - tries.at).num_milliseconds();
        let passed = u64::try_from(passed).unwrap_or(0);
        (wait_after(tries.wrong) * 1000).saturating_sub(passed).div_ceil(1000)
    }

    /// Counts a try as wrong, before it is made, and gives how many there were before.
    pub(super) fn count(&self, place: &str, now: DateTime<Utc>) -> Result<Tries> {
        let mut all = self.all();
        let before = all.get(place).copied().unwrap_or_default();
        all.insert(place.to_owned(), Tries { wrong: before.wrong.saturating_add(1), at: now });
        self.write(all)?;
        Ok(before)
    }

    /// Puts back what stood before a try that was not a wrong code.
    pub(super) fn put_back(&self, place: &str, tries: Tries) -> Result<()> {
        let mut all = self.all();
        if tries.wrong == 0 {
            all.remove(place);
        } else {
            all.insert(place.to_owned(), tries);
        }
        self.write(all)
    }

    fn write(&self, desks: BTreeMap<String, Tries>) -> Result<()> {
        files::write_private(&self.0, &serde_json::to_vec(&Counted { format: 1, desks })?)
    }
}
