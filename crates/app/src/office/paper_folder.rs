//! A folder of papers: which file belongs to which bid is proposed from its name and confirmed by a human; files that fit
//! none are listed too.

use std::path::Path;

use domain::paper_names::{self, ToldBy as By};
use vault::Reader;

use super::Office;
use crate::api::books::{FolderPaper, PaperAttached, PaperChoice, ToldBy};
use crate::files::{self, io_refusal};
use crate::records::{PaperRecord, bid_id};
use crate::refusal::{Refusal, Result};
use crate::views::same;
use crate::work::Work;

/// Files looked at in one folder.
const MOST: usize = 5_000;
/// Folders within the folder that are looked into.
const DEEPEST: usize = 3;

same! { By => ToldBy { Number, Title, Solver } }

impl Office {
    /// What is in a folder, each file with the bid that its name fits. Nothing is attached.
    ///
    /// # Errors
    /// `io`, `work.stopped`.
    pub fn look_at_papers(&self, batch: &str, folder: &Path, work: &Work) -> Result<Vec<FolderPaper>> {
        let bids = self.bids(batch)?;
        let mut paths = Vec::new();
        files_of(folder, DEEPEST, &mut paths)?;
        paths.sort();
        let of = paths.len();
        let kept: Vec<PaperRecord> = self.access.read(|r| kept(r, batch))?;
        let mut found = Vec::new();
        for (done, (path, size)) in paths.into_iter().enumerate() {
            work.step("papers.look", done, of)?;
            let file = files::name(&path);
            let fit = paper_names::fit(&file, &bids);
            let attached =
                kept.iter().any(|p| p.name == file && p.size == size && fit.bids.contains(&p.bid_no));
            found.push(FolderPaper {
                path: path.display().to_string(),
                size,
                bids: fit.bids,
                by: fit.by.map(Into::into),
                kind: paper_names::kind(&file).map(Into::into),
                attached,
                file,
            });
        }
        Ok(found)
    }

    /// Attaches the files that a human confirmed, one after the other; one that is refused says why and stops no other.
    ///
    /// # Errors
    /// `work.stopped`: papers attached until then stay.
    pub fn attach_papers(
        &mut self,
        batch: &str,
        choices: &[PaperChoice],
        work: &Work,
    ) -> Result<Vec<PaperAttached>> {
        let mut done = Vec::new();
        for (n, choice) in choices.iter().enumerate() {
            work.step("papers.attach", n, choices.len())?;
            let path = Path::new(&choice.path);
            let attached = self.attach_paper(batch, &choice.bid_no, choice.kind, path);
            done.push(PaperAttached {
                file: files::name(path),
                bid_no: choice.bid_no.clone(),
                problems: attached.err().map(|refusal: Refusal| refusal.problems()).unwrap_or_default(),
            });
        }
        Ok(done)
    }
}

fn kept(r: &Reader<'_>, batch: &str) -> Result<Vec<PaperRecord>> {
    Ok(r.list_prefix(&bid_id(batch, ""))?)
}

/// Files of a folder and the folders in it, without hidden ones and links.
fn files_of(folder: &Path, deep: usize, found: &mut Vec<(std::path::PathBuf, u64)>) -> Result<()> {
    let refused = |e: std::io::Error| io_refusal(folder, &e);
    for entry in std::fs::read_dir(folder).map_err(refused)? {
        let entry = entry.map_err(refused)?;
        let (path, about) = (entry.path(), entry.metadata().map_err(refused)?);
        let hidden = entry.file_name().to_string_lossy().starts_with(['.', '~']);
        if hidden || found.len() >= MOST {
            continue;
        }
        if about.is_dir() && deep > 0 {
            files_of(&path, deep - 1, found)?;
        } else if about.is_file() {
            found.push((path, about.len()));
        }
    }
    Ok(())
}
