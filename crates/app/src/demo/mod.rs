//! The demo meeting: a secretary and a panel, from an Excel list to minutes ready to sign, through the same use cases that
//! the window calls: real vaults, real packs, real documents. Names of projects, lead units and sums are public; every
//! person, firm and score is invented.

mod book;
mod cast;
mod chain;
mod conduct;
mod experts;
mod meeting;
mod scores;

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use domain::Code;

use serde::Serialize;
use vault::Kdf;

use crate::refusal::{Refusal, Result};

/// The passphrase of every demo vault. They hold invented data only.
pub const PASSPHRASE: &str = "演示专用口令请勿用于会议";

pub(crate) use self::book::PROJECTS;
pub use self::chain::go_on;

/// What kind of demo.
#[derive(Debug, Clone)]
pub struct Demo {
    /// Folder for vaults, packs and documents; must not exist or be empty.
    pub out: PathBuf,
    /// Bids to make, within [`BIDS`]; a list of one's own is taken as long as it is.
    pub bids: usize,
    /// Members of the panel, within [`EXPERTS`].
    pub experts: usize,
    /// A secretary's own list in place of the made one.
    pub from: Option<PathBuf>,
    /// Seed of the scores.
    pub seed: u64,
    /// Strength of the vaults.
    pub kdf: Kdf,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Session number.
    pub session_no: String,
    /// Bids judged.
    pub bids: usize,
    /// Members of the panel.
    pub experts: usize,
    /// Rows left out of the import, with their reasons.
    pub dropped: Vec<String>,
    /// Warnings that were passed over, in words: of the import with their places, of the panel with the reason.
    pub passed_over: Vec<String>,
    /// Recusals in force: bid and expert.
    pub recusals: Vec<String>,
    /// Ties that the panel settled.
    pub ties: Vec<String>,
    /// Bids whose request was over the cap, with what they got.
    pub over_cap: Vec<String>,
    /// Bids paid at once.
    pub once: Vec<String>,
    /// The first five of the ranking: rank, number, score.
    pub first: Vec<String>,
    /// Recommended bids.
    pub recommended: usize,
    /// Sum of the awards, 万元.
    pub total_fiscal_wan: String,
    /// Digest of the frozen rules.
    pub rules: String,
    /// Head of the secretariat's journal at the end.
    pub journal_head: String,
    /// Documents made.
    pub documents: Vec<PathBuf>,
    /// The archive of the session; its key lies beside it, under the demo's passphrase.
    pub archive: PathBuf,
    /// The whole folder.
    pub out: PathBuf,
}

/// A step of the demo, for a progress line: what it is, how far, of how many.
pub type Progress<'a> = dyn Fn(&'static str, usize, usize) + Sync + 'a;

/// Holds the meeting.
///
/// # Errors
/// Whatever a use case refuses; before anything is made `input.unreadable` for a number out of its range, `io` for a
/// list that is not there, `book.no_bids` and `import.blocked` for one that leaves nothing to judge, `vault.exists` for a
/// folder that is not empty.
pub fn hold(demo: &Demo, progress: &Progress<'_>) -> Result<Summary> {
    check(demo)?;
    meeting::hold(demo, progress)
}

/// How many bids may be made.
pub const BIDS: RangeInclusive<usize> = 5..=500;
/// How many experts may sit on the panel.
pub const EXPERTS: RangeInclusive<usize> = 5..=15;

/// What can be known to be wrong before anything is made.
fn check(demo: &Demo) -> Result<()> {
    let within = |place: &str, range: RangeInclusive<usize>, value: usize| {
        if range.contains(&value) {
            return Ok(());
        }
        let (least, most) = (range.start(), range.end());
        Err(Refusal::of(Code::InputUnreadable)
            .with("value", value.to_string())
            .with("expected", format!("{least}至{most}之间的整数"))
            .with("expected_en", format!("a whole number from {least} to {most}"))
            .with("place", place))
    };
    if demo.from.is_none() {
        within("--bids", BIDS, demo.bids)?;
    }
    within("--experts", EXPERTS, demo.experts)?;
    let taken = match demo.out.read_dir() {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => demo.out.exists(),
    };
    if taken {
        return Err(Refusal::of(Code::VaultExists).with("folder", demo.out.display().to_string()));
    }
    Ok(())
}

/// A folder of the demo, made if it is not there.
fn folder(demo: &Demo, name: &str) -> Result<PathBuf> {
    let folder = demo.out.join(name);
    std::fs::create_dir_all(&folder).map_err(|e| crate::files::io_refusal(&folder, &e))?;
    Ok(folder)
}

/// A file in a folder.
fn file(folder: &Path, name: &str) -> PathBuf {
    folder.join(name)
}
