//! The vaults that were open on this machine, so that nobody types a folder every morning. Folders only: no names, no keys.

use std::fs;
use std::path::{Path, PathBuf};

use crate::files;

/// More would not be a list one looks at.
const KEPT: usize = 6;

/// A text file beside the program's own data, one folder a line, the latest first. Without a place nothing is remembered.
#[derive(Debug, Default)]
pub struct Recent(Option<PathBuf>);

impl Recent {
    /// Remembers in `folder`, where the system keeps data of programs.
    #[must_use]
    pub fn in_folder(folder: Option<PathBuf>) -> Recent {
        Recent(folder.map(|folder| folder.join("recent-vaults.txt")))
    }

    /// Folders that still hold a vault, the latest first. What cannot be read is as good as nothing remembered.
    #[must_use]
    pub fn list(&self) -> Vec<String> {
        self.all().into_iter().filter(|folder| vault::Vault::peek(Path::new(folder)).is_ok()).collect()
    }

    /// Puts a folder first. That it cannot be remembered is no reason to refuse a vault that is open.
    pub(crate) fn remember(&self, folder: &str) {
        let Some(path) = &self.0 else { return };
        if folder.contains('\n') {
            return;
        }
        let mut all = self.all();
        all.retain(|known| known != folder);
        all.insert(0, folder.to_owned());
        all.truncate(KEPT);
        let _ = files::write_private(path, (all.join("\n") + "\n").as_bytes());
    }

    /// Folders as remembered, a vault or not: a stick that is away now comes back.
    fn all(&self) -> Vec<String> {
        let text = self.0.as_ref().and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
        text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_stands_first_once_and_six_are_kept() {
        let place = tempfile::tempdir().unwrap();
        let recent = Recent::in_folder(Some(place.path().join("data")));
        for n in [1, 2, 3, 4, 5, 6, 7, 3] {
            recent.remember(&format!("/vaults/{n}"));
        }
        assert_eq!(recent.all(), [3, 7, 6, 5, 4, 2].map(|n| format!("/vaults/{n}")));
    }

    #[test]
    fn a_folder_without_a_vault_is_remembered_and_not_shown() {
        let place = tempfile::tempdir().unwrap();
        let recent = Recent::in_folder(Some(place.path().to_owned()));
        recent.remember("/no/such/vault");
        assert_eq!(recent.list(), Vec::<String>::new());
        assert_eq!(recent.all(), ["/no/such/vault"]);
    }

    #[test]
    fn without_a_place_nothing_is_remembered() {
        let recent = Recent::default();
        recent.remember("/vaults/1");
        assert_eq!(recent.list(), Vec::<String>::new());
    }
}
