//! What a file that is to be written must not take the place of: anything in a vault's own folder, and a file of another kind. A
//! path is typed in a hurry, and nothing asks once more; what was there would be lost for good.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use domain::Code;
use packs::{Limits, SignedEvent};

use crate::refusal::{Refusal, Result};

/// Bytes by which a kind is told.
const START: u64 = 8;
/// Most bytes of a signed event that is looked at.
const EVENT: u64 = 1 << 16;

/// What a file is, as far as one may take the place of another.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    /// A pack of a kind, of a meeting.
    Pack(String),
    /// A signed event of a kind: a receipt, or one that was countersigned.
    Event(String),
    /// Whatever begins so: a PDF, a workbook, a key, a card.
    Beginning(Vec<u8>),
}

/// What a file is; nothing for one that is not there or empty, which anything may replace.
fn kind(path: &Path) -> Option<Kind> {
    let mut start = Vec::new();
    File::open(path).ok()?.take(START).read_to_end(&mut start).ok()?;
    if start.is_empty() {
        return None;
    }
    if start == packs::MAGIC {
        let file = File::open(path).ok()?;
        let told = packs::open(file, &Limits::default()).ok().map(|headed| {
            let header = headed.header();
            format!("{:?} {}", header.kind, header.meeting)
        });
        return Some(Kind::Pack(told.unwrap_or_default()));
    }
    let mut small = Vec::new();
    File::open(path).ok()?.take(EVENT).read_to_end(&mut small).ok()?;
    match SignedEvent::from_carried(&small) {
        Ok(event) => Some(Kind::Event(event.event().kind.clone())),
        Err(_) => Some(Kind::Beginning(start.into_iter().take(4).collect())),
    }
}

/// Whether a folder, or one above it, is a vault or a backup of one.
fn in_vault(path: &Path) -> Option<&Path> {
    let is_vault = |folder: &&Path| {
        folder.join("backup.json").is_file()
            || folder.join("vault.db").is_file() && folder.join("keys").exists()
    };
    path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()).find(is_vault)
}

/// Refuses a place in a vault's own folder, before anything is written.
///
/// # Errors
/// `io.in_vault` with the vault's folder; `io.is_folder`.
pub(crate) fn outside_vaults(path: &Path) -> Result<()> {
    // Where a link leads is where the file would be.
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let real = fs::canonicalize(parent).map(|folder| folder.join(path.file_name().unwrap_or_default()));
    let real = real.unwrap_or_else(|_| path.to_owned());
    if let Some(folder) = in_vault(&real) {
        return Err(Refusal::of(Code::IoInVault)
            .with("path", path.display().to_string())
            .with("folder", folder.display().to_string()));
    }
    if path.is_dir() {
        return Err(Refusal::of(Code::IoIsFolder).with("path", path.display().to_string()));
    }
    Ok(())
}

/// Refuses to put a file that was written beside its place over one of another kind.
///
/// # Errors
/// `io.other_file`.
pub(crate) fn same_kind(written: &Path, path: &Path) -> Result<()> {
    match kind(path) {
        Some(there) if kind(written).as_ref() != Some(&there) => {
            Err(Refusal::of(Code::IoOtherFile).with("path", path.display().to_string()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::write_bytes;

    #[test]
    fn a_file_of_another_kind_is_not_written_over_and_one_of_the_same_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("归档.lzkey");
        write_bytes(&path, b"\x89LZK\r\n\x1a\n key").unwrap();
        let refused = write_bytes(&path, b"%PDF-1.7").unwrap_err();
        assert_eq!(refused.code(), Code::IoOtherFile);
        assert_eq!(fs::read(&path).unwrap(), b"\x89LZK\r\n\x1a\n key", "what was there is whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        write_bytes(&path, b"\x89LZK\r\n\x1a\n another").unwrap();
        let empty = folder.path().join("空.pdf");
        fs::write(&empty, b"").unwrap();
        write_bytes(&empty, b"%PDF-1.7").unwrap();
    }

    #[test]
    fn nothing_is_written_into_a_vaults_folder_or_a_backup_of_one() {
        let folder = tempfile::tempdir().unwrap();
        let vault = folder.path().join("评审.lunzheng");
        fs::create_dir_all(vault.join("backups")).unwrap();
        for name in ["keys", "vault.db"] {
            fs::write(vault.join(name), b"x").unwrap();
        }
        for place in [vault.join("keys"), vault.join("会议卡.pdf"), vault.join("backups/新/会议卡.pdf")]
        {
            assert_eq!(write_bytes(&place, b"%PDF-1.7").unwrap_err().code(), Code::IoInVault, "{place:?}");
        }
        assert_eq!(fs::read(vault.join("keys")).unwrap(), b"x");
        let stick = folder.path().join("a.lzbackup");
        fs::create_dir(&stick).unwrap();
        fs::write(stick.join("backup.json"), b"{}").unwrap();
        assert_eq!(write_bytes(&stick.join("b.pdf"), b"%PDF-1.7").unwrap_err().code(), Code::IoInVault);
        write_bytes(&folder.path().join("会议卡.pdf"), b"%PDF-1.7").unwrap();
    }
}
