//! Papers at the desk: taken from the task pack as it is read, shown while their bid may be seen.

use std::collections::BTreeMap;
use std::io::{self, Read};

use chrono::{DateTime, Utc};
use domain::desk::{Task, TaskPaper};
use packs::{BlobEntry, BlobSink, Contents, Opened};
use vault::{Papers, Vault, Writer};

use super::Desk;
use crate::meeting_events::content;
use crate::office::paper_bytes;
use crate::records::{DeskRecord, PaperFormat, PaperRecord};
use crate::refusal::{Refusal, Result};

impl Desk {
    /// A paper to be shown. Those of a bid that is recused cannot be.
    ///
    /// # Errors
    /// `record.not_found`, `paper.too_large_to_show`.
    pub fn paper_bytes(&self, id: &str) -> Result<Vec<u8>> {
        let named: Vec<PaperRecord> = self.access.read(|r| Ok(r.list()?))?;
        if !named.iter().any(|p| p.id == id) {
            return Err(Refusal::not_found(id));
        }
        paper_bytes(&self.access.vault.papers()?, id)
    }
}

/// Every paper belongs to a bid of the task, its bytes come with the pack, and no bytes come that no bid names.
pub(super) fn check(task: &Task, papers: &[TaskPaper], blobs: &[BlobEntry]) -> Result<()> {
    let carried: BTreeMap<String, u64> = blobs.iter().map(|b| (b.digest.to_string(), b.size)).collect();
    for paper in papers {
        if !task.bids.iter().any(|b| b.no == paper.bid_no) {
            return Err(content(format!("paper of bid {}", paper.bid_no)));
        }
        if carried.get(&paper.id) != Some(&paper.size) {
            return Err(content(format!("paper {}", paper.id)));
        }
    }
    match carried.keys().find(|id| !papers.iter().any(|p| p.id == **id)) {
        Some(id) => Err(content(format!("paper {id}"))),
        None => Ok(()),
    }
}

/// Stores the papers of a pack as they are decrypted, each checked against its digest.
pub(super) fn store<R: Read>(vault: &Vault, opened: Opened<R>) -> Result<Contents> {
    if opened.contents().manifest.blobs.is_empty() {
        return Ok(opened.into_contents());
    }
    let mut sink = Sink(vault.papers()?);
    Ok(opened.copy_blobs(&mut sink)?)
}

/// The records of a meeting's papers in the place of those of an earlier task. A bid that was recused at the desk stays
/// hidden.
pub(super) fn replace(
    w: &Writer<'_>,
    desk: &DeskRecord,
    papers: Vec<TaskPaper>,
    at: DateTime<Utc>,
) -> Result<()> {
    for earlier in w.list_prefix::<PaperRecord>(&format!("{}/", desk.meeting))? {
        w.delete(&earlier)?;
    }
    for paper in papers {
        if desk.recusals.iter().any(|x| x.bid_no == paper.bid_no) {
            continue;
        }
        w.put(&PaperRecord {
            batch: desk.meeting.clone(),
            bid_no: paper.bid_no,
            id: paper.id,
            kind: paper.kind,
            name: paper.name,
            size: paper.size,
            at,
            format: PaperFormat::Pdf,
            pages: None,
        })?;
    }
    Ok(())
}

/// Takes blobs into `papers.db`.
struct Sink(Papers);

impl BlobSink for Sink {
    fn begin(&mut self, _blob: &BlobEntry) -> io::Result<()> {
        self.0.begin().map_err(io::Error::other)
    }

    fn write(&mut self, data: &[u8]) -> io::Result<()> {
        self.0.append(data).map_err(io::Error::other)
    }

    fn end(&mut self, blob: &BlobEntry) -> io::Result<()> {
        let id = self.0.finish().map_err(io::Error::other)?;
        if id.0 == blob.digest.0 { Ok(()) } else { Err(io::Error::other("another paper was stored")) }
    }
}
