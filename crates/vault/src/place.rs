//! Where a vault may be worked in: on a disk that nobody pulls out while it is written to, and whose files have owners and locks.

use std::path::{Path, PathBuf};

use sysinfo::{DiskRefreshKind, Disks};

use crate::error::VaultError;

/// File systems of sticks, whose files everybody may read, and of other machines, whose locks do not hold here.
const UNFIT: [&str; 12] =
    ["vfat", "msdos", "exfat", "fat32", "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "webdav", "fuse.sshfs"];

/// What is known of a disk.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mount {
    at: PathBuf,
    removable: bool,
    system: String,
}

/// Refuses a folder on a stick. Shares of other machines are not asked after: one that is gone answers never.
///
/// # Errors
/// `OnStick` with the place of the disk.
pub(crate) fn fit(folder: &Path) -> Result<(), VaultError> {
    // A system that does not tell its disks is none on which anything could be refused.
    let Ok(disks) = Disks::new_with_refreshed_list_specifics(DiskRefreshKind::nothing()) else {
        return Ok(());
    };
    let mounts: Vec<Mount> = disks
        .iter()
        .map(|disk| Mount {
            at: disk.mount_point().to_owned(),
            removable: disk.is_removable(),
            system: disk.file_system().to_string_lossy().to_lowercase(),
        })
        .collect();
    match unfit(&there(folder), &mounts) {
        Some(mount) => Err(VaultError::OnStick { folder: folder.to_owned(), disk: mount.at.clone() }),
        None => Ok(()),
    }
}

/// The folder itself, or the nearest above it that is there, without links.
fn there(folder: &Path) -> PathBuf {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    whole.ancestors().find_map(|place| place.canonicalize().ok()).unwrap_or(whole)
}

/// The disk that a folder lies on, where it is none to work on. A disk that is not listed is taken for a good one.
fn unfit<'m>(folder: &Path, mounts: &'m [Mount]) -> Option<&'m Mount> {
    let on = mounts.iter().filter(|mount| folder.starts_with(&mount.at));
    // Of two at one place the later one hides the earlier.
    let disk = on.max_by_key(|mount| mount.at.components().count())?;
    (disk.removable || UNFIT.contains(&disk.system.as_str())).then_some(disk)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mount(at: &str, removable: bool, system: &str) -> Mount {
        Mount { at: PathBuf::from(at), removable, system: system.to_owned() }
    }

    #[test]
    fn a_folder_is_on_the_disk_with_the_longest_place_and_a_stick_or_a_disk_without_owners_of_files_is_refused()
     {
        let mounts = [
            mount("/", false, "ext4"),
            mount("/media/钱/U盘", true, "ext4"),
            mount("/mnt/卡", false, "exfat"),
            mount("/mnt/卡/本机", false, "xfs"),
        ];
        let on =
            |folder: &str| unfit(Path::new(folder), &mounts).map(|m| m.at.to_string_lossy().into_owned());
        assert_eq!(on("/home/钱/评审.lunzheng"), None);
        assert_eq!(on("/media/钱/U盘/评审.lunzheng").as_deref(), Some("/media/钱/U盘"));
        assert_eq!(
            on("/media/钱/U盘2/评审.lunzheng"),
            None,
            "a name that only begins alike is another place"
        );
        assert_eq!(on("/mnt/卡/a").as_deref(), Some("/mnt/卡"));
        assert_eq!(on("/mnt/卡/本机/a"), None);
        assert_eq!(unfit(Path::new("/a"), &[]), None);
    }

    #[test]
    fn a_folder_that_is_not_there_yet_is_on_the_disk_of_the_one_above_it() {
        let scratch = tempfile::tempdir().unwrap();
        let real = scratch.path().canonicalize().unwrap();
        assert_eq!(there(&scratch.path().join("a/b/c")), real);
        fit(&scratch.path().join("a.lunzheng")).unwrap();
    }
}
