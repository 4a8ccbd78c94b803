//! Folders among what is to be verified: each stands for the files in it that can be checked.

use std::path::{Path, PathBuf};

use domain::Code;

use crate::files::{self, io_refusal};
use crate::refusal::{Refusal, Result};

/// Ends of the names of files that are checked.
const CHECKED: [&str; 6] = ["pdf", "lzp", "lzv", "lzclear", "lzcard", "lzreq"];

/// The files themselves; of a folder those in it that can be checked, by name, without the folders inside.
///
/// # Errors
/// `verify.folder_empty` for a folder that holds none, such as a vault; `io`.
pub fn in_folders(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for path in paths {
        if path.is_dir() {
            all.extend(inside(path)?);
        } else {
            all.push(path.clone());
        }
    }
    Ok(all)
}

fn inside(folder: &Path) -> Result<Vec<PathBuf>> {
    let checked = |p: &PathBuf| {
        let end = p.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
        p.is_file() && end.is_some_and(|end| CHECKED.contains(&end.as_str()))
    };
    let entries = std::fs::read_dir(folder).map_err(|e| io_refusal(folder, &e))?;
    let mut found: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(checked).collect();
    found.sort();
    match found.is_empty() {
        true => Err(Refusal::of(Code::VerifyFolderEmpty).with("folder", files::name(folder))),
        false => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stands_for_the_files_in_it_that_can_be_checked_and_an_empty_one_says_so() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.lzp", "a.PDF", "c.xlsx", "d.lzv"] {
            std::fs::write(folder.path().join(name), b"x").unwrap();
        }
        let inner = folder.path().join("inner");
        std::fs::create_dir(&inner).unwrap();
        let lone = folder.path().join("c.xlsx");
        let all = in_folders(&[lone.clone(), folder.path().to_owned()]).unwrap();
        let names: Vec<String> = all.iter().map(|p| files::name(p)).collect();
        assert_eq!(names, ["c.xlsx", "a.PDF", "b.lzp", "d.lzv"]);
        assert_eq!(in_folders(&[inner]).unwrap_err().code(), Code::VerifyFolderEmpty);
    }
}
