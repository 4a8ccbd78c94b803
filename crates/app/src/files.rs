//! Files outside the vault: written beside their place first, synced, then renamed, so that a pulled stick leaves either
//! the old file or the whole new one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use domain::Code;

use crate::office::{SCANNED, SCANNED_CARD};
use crate::overwrite;
use crate::refusal::{Refusal, Result};

/// A refusal that names the path and what the system said. What is not there, and what ends too early, is no fault of a
/// disk and has its own advice.
pub(crate) fn io_refusal(path: &Path, error: &io::Error) -> Refusal {
    let code = match error.kind() {
        io::ErrorKind::NotFound => Code::IoNotFound,
        io::ErrorKind::UnexpectedEof => Code::IoTooShort,
        _ => Code::Io,
    };
    Refusal::of(code).with("path", path.display().to_string()).with("reason", error.to_string())
}

/// Opens a file to be read.
pub(crate) fn open(path: &Path) -> Result<File> {
    if path.is_dir() {
        return Err(Refusal::of(Code::IoIsFolder).with("path", path.display().to_string()));
    }
    File::open(path).map_err(|e| io_refusal(path, &e))
}

/// A path as a whole one. Where a window was started from nobody sees, so nothing is looked for or put relative to that.
///
/// # Errors
/// `vault.folder_relative` with an example.
pub fn whole(path: &str) -> Result<&Path> {
    let given = Path::new(path.trim());
    if given.is_absolute() {
        return Ok(given);
    }
    let example = documents_folder().join(given.file_name().unwrap_or("秘书处.lunzheng".as_ref()));
    Err(Refusal::of(Code::VaultFolderRelative)
        .with("folder", path)
        .with("example", example.display().to_string()))
}

/// As [`whole`]; what a scanner typed of a card's or a request's code is no path and is given as it is.
///
/// # Errors
/// `vault.folder_relative`.
pub fn whole_or_scanned(given: &str) -> Result<&Path> {
    let text = given.trim();
    if [SCANNED, SCANNED_CARD].iter().any(|mark| text.starts_with(mark)) {
        Ok(Path::new(text))
    } else {
        whole(given)
    }
}

/// The user's folder of documents, or the home folder where there is none.
pub(crate) fn documents_folder() -> PathBuf {
    let home = std::env::home_dir().unwrap_or_else(|| "/home".into());
    ["文档", "Documents"].iter().map(|name| home.join(name)).find(|f| f.is_dir()).unwrap_or(home)
}

/// Reads a whole file of at most `most` bytes.
pub(crate) fn read(path: &Path, most: u64) -> Result<Vec<u8>> {
    let size = open(path)?.metadata().map_err(|e| io_refusal(path, &e))?.len();
    if size > most {
        return Err(Refusal::of(Code::IoTooLarge)
            .with("path", path.display().to_string())
            .with("size", size.to_string())
            .with("max", most.to_string()));
    }
    fs::read(path).map_err(|e| io_refusal(path, &e))
}

/// `io.no_folder` unless the folder is there. What is to be carried away goes where somebody put a stick: a folder made
/// in its stead would lie on this machine.
pub(crate) fn folder_is_there(folder: &Path) -> Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    Err(Refusal::of(Code::IoNoFolder).with("path", folder.display().to_string()))
}

/// Writes a file whole or not at all. `fill` may refuse; then nothing is left behind. A place in a vault's folder and a file
/// of another kind are refused.
pub(crate) fn write_whole<T>(path: &Path, fill: impl FnOnce(&mut BufWriter<File>) -> Result<T>) -> Result<T> {
    let refused = |e: io::Error| io_refusal(path, &e);
    overwrite::outside_vaults(path)?;
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    let beside = beside(path);
    let written = (|| {
        let mut out = BufWriter::new(File::create(&beside).map_err(refused)?);
        let value = fill(&mut out)?;
        out.flush().map_err(refused)?;
        out.get_ref().sync_all().map_err(refused)?;
        overwrite::same_kind(&beside, path)?;
        Ok(value)
    })();
    match written {
        Ok(value) => {
            fs::rename(&beside, path).map_err(refused)?;
            sync_name(path).map_err(refused)?;
            Ok(value)
        }
        Err(refusal) => {
            // Whatever was begun is of no use; if it cannot be removed either, the first refusal says more.
            let _ = fs::remove_file(&beside);
            Err(refusal)
        }
    }
}

/// Makes a new name last through a loss of power. Where a folder cannot be synced (some sticks, other systems) the system
/// says so at once, and the name is as safe as it gets there.
fn sync_name(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(e)
            if matches!(
                e.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied
            ) =>
        {
            Ok(())
        }
        done => done,
    }
}

/// Writes what only its owner is to read (a document with names and scores): as [`write_bytes`], mode 600 whatever the
/// system's mask says. What is carried to other machines (packs, cards, requests) is written as the mask says: on a
/// stick its reader is another user.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    write_whole(path, |out| {
        owner_only(out.get_ref()).map_err(|e| io_refusal(path, &e))?;
        out.write_all(bytes).map_err(|e| io_refusal(path, &e))
    })
}

/// Takes every right from all but the owner; a stick without modes has none to take.
#[cfg(unix)]
fn owner_only(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    match file.set_permissions(fs::Permissions::from_mode(0o600)) {
        Err(e) if matches!(e.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
fn owner_only(_file: &File) -> io::Result<()> {
    Ok(())
}

/// Writes bytes whole or not at all.
pub(crate) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<()> {
    write_whole(path, |out| out.write_all(bytes).map_err(|e| io_refusal(path, &e)))
}

/// The name a file has while it is written.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    path.with_file_name(name)
}

/// The file's name, for messages.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// A name without what a file system refuses.
pub(crate) fn safe(name: &str) -> String {
    name.chars().map(|c| if "/\\:*?\"<>|".contains(c) || c.is_control() { '_' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_scanner_typed_is_no_relative_path_and_other_words_are() {
        assert_eq!(whole_or_scanned(" LZCARD:00FF ").unwrap(), Path::new("LZCARD:00FF"));
        assert_eq!(whole_or_scanned("LZREQ:00FF").unwrap(), Path::new("LZREQ:00FF"));
        assert_eq!(whole_or_scanned("会议卡.lzcard").unwrap_err().code(), Code::VaultFolderRelative);
    }

    #[cfg(unix)]
    #[test]
    fn a_document_is_for_its_owner_alone_and_stays_so_when_it_is_written_again() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("评审纪要.pdf");
        write_bytes(&path, b"%PDF-1.7 as an earlier build left it").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        write_private(&path, b"%PDF-1.7").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read(&path).unwrap(), b"%PDF-1.7");
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_and_a_path_that_is_not_whole_are_said_to_be_so() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path(), 9).map_err(|r| r.code()), Err(Code::IoIsFolder));
        assert_eq!(whole("包/甲.lzp").map_err(|r| r.code()), Err(Code::VaultFolderRelative));
        let given = folder.path().display().to_string();
        assert_eq!(whole(&format!(" {given} ")), Ok(folder.path()));
    }

    #[test]
    fn a_refused_write_leaves_the_old_file_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.lzp");
        write_bytes(&path, b"old").unwrap();
        let refused = write_whole(&path, |out| {
            out.write_all(b"half").map_err(Refusal::internal)?;
            Err::<(), _>(Refusal::of(Code::PackContent))
        });
        assert_eq!(refused.map_err(|r| r.code()), Err(Code::PackContent));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
