//! Files and folders that nobody but their owner may read, whatever the system's mask says. Where there are no modes
//! (Windows, a stick) the folder's own rights hold.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Makes a folder with those above it that lack, and keeps it to its owner: mode 700.
pub(crate) fn folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    owner_only(path, 0o700)
}

/// Makes a file, or empties one that is there, and keeps it to its owner: mode 600.
pub(crate) fn file(path: &Path) -> io::Result<File> {
    let file = File::create(path)?;
    owner_only(path, 0o600)?;
    Ok(file)
}

/// Takes every right from all but the owner. A file system without modes says so, and nothing is to be done then.
#[cfg(unix)]
pub(crate) fn owner_only(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    match fs::set_permissions(path, fs::Permissions::from_mode(mode)) {
        Err(e)
            if matches!(
                e.kind(),
                io::ErrorKind::PermissionDenied
                    | io::ErrorKind::Unsupported
                    | io::ErrorKind::ReadOnlyFilesystem
            ) =>
        {
            Ok(())
        }
        done => done,
    }
}

/// As on Unix, where there are no modes.
#[cfg(not(unix))]
pub(crate) fn owner_only(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}
