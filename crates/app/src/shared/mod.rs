//! 共用一机: one laptop that is passed round. Beside the office's vault lies a desk for each expert who scores this way: a vault of
//! its own, opened by a personal code together with a secret that lies in the office's vault, so that a copy of the folder alone
//! is worth nothing to who tries all codes. Whoever has both, the office on its own machine, can try them, each at the price of a
//! slow derivation: that is said in the window.
//!
//! Packs between the two are files in the same folder, by the same code that carries them on a stick.

mod attempts;
mod turns;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::session::Session;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use vault::{Record, Table};
use zeroize::Zeroize;

pub use self::turns::{NotBegun, Turns};
use crate::files::io_refusal;
use crate::records::stored;
use crate::refusal::Result;

/// What the folder of the desks is called, after the name of the office's vault.
const FOLDER: &str = "共用一机";
/// Characters of a meeting's id that name its folder.
const SHORT_ID: usize = 8;

/// A desk on the office's machine. It lies with the keys, which the journal tells nothing of.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SharedDeskRecord {
    pub(crate) meeting: String,
    pub(crate) expert_no: String,
    /// Name of its place in the folder, which names nobody: `01`.
    pub(crate) place: String,
    /// Fingerprint of its device keys, hex.
    pub(crate) device: String,
    /// The half of what opens it that is not the code: 32 random bytes, hex.
    pub(crate) secret: String,
    /// Digest of the task that it was handed last, hex; blank before the first.
    pub(crate) task: String,
    pub(crate) made_at: DateTime<Utc>,
    /// When it was deleted, after the archive. Whose keys signed here stays known: papers say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cleared_at: Option<DateTime<Utc>>,
}
stored!(SharedDeskRecord, Key, |me| format!("{}{}", shared_desks(&me.meeting), me.place));

impl Drop for SharedDeskRecord {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

/// What the ids of a meeting's desks begin with.
pub(crate) fn shared_desks(meeting: &str) -> String {
    format!("shared/{meeting}/")
}

/// Where the desks of a meeting and the packs to and from them lie.
#[derive(Debug, Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// That of a meeting, beside the office's vault.
    pub(crate) fn of(office: &Path, session: &Session) -> Folder {
        let stem = office.file_stem().unwrap_or_default().to_string_lossy();
        let id: String = session.meeting_id.chars().take(SHORT_ID).collect();
        Folder(office.with_file_name(format!("{stem}.{FOLDER}")).join(id))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The vault of a desk.
    pub(crate) fn vault(&self, place: &str) -> PathBuf {
        self.0.join(format!("{place}.lunzheng"))
    }

    /// Packs for a desk.
    pub(crate) fn for_desk(&self, place: &str) -> PathBuf {
        self.0.join(format!("{place}.发"))
    }

    /// Packs from a desk.
    pub(crate) fn of_desk(&self, place: &str) -> PathBuf {
        self.0.join(format!("{place}.收"))
    }

    /// Makes a folder that only its owner may enter.
    pub(crate) fn make(path: &Path) -> Result<()> {
        std::fs::create_dir_all(path).map_err(|e| io_refusal(path, &e))?;
        owner_only(path);
        Ok(())
    }
}

/// Everything in it is encrypted; a file system that has no modes loses nothing but tidiness.
#[cfg(unix)]
fn owner_only(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700));
}

#[cfg(not(unix))]
fn owner_only(_path: &Path) {}

/// Packs that lie in a folder, in the order in which they were written. One that is not there holds none.
pub(crate) fn packs_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(std::result::Result::ok);
    let mut packs: Vec<PathBuf> =
        entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "lzp")).collect();
    packs.sort();
    packs
}

/// A place for the next pack in a folder, after those that lie there.
pub(crate) fn next_pack(folder: &Path) -> Result<PathBuf> {
    Folder::make(folder)?;
    let number = |p: &PathBuf| p.file_stem().and_then(|s| s.to_str()?.parse::<u32>().ok());
    let last = packs_in(folder).iter().filter_map(number).max().unwrap_or(0);
    Ok(folder.join(format!("{:04}.lzp", last + 1)))
}

/// What opens a desk: the secret of the office's vault and the code that its expert knows.
pub(crate) fn opener(secret: &str, code: &str) -> SecretString {
    SecretString::from(format!("{secret}/{code}"))
}

/// A code as it was typed, its digits made narrow; anything else as it is, which opens nothing.
pub(crate) fn typed(code: &SecretString) -> String {
    let text = code.expose_secret();
    domain::personal_code::digits(text).unwrap_or_else(|| text.trim().to_owned())
}
