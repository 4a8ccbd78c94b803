//! Papers of bids and demands: attached by the secretariat, handed out with the tasks of those who may see the bid.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use domain::desk::TaskPaper;
use domain::session::Session;
use domain::{Code, Item, digest};
use packs::BlobSource;
use serde_json::json;
use vault::{PaperId, Papers, Reader};

use super::Office;
use crate::access::Act;
use crate::api::intake::{PaperCard, PaperKind};
use crate::demand_records::DemandRecord;
use crate::files::{self, io_refusal};
use crate::page_counter;
use crate::project_records::ProjectRecord;
use crate::records::{BidRecord, PaperFormat, PaperRecord, bid_id};
use crate::refusal::{Refusal, Result};
use crate::views::paper_card;

const MIB: u64 = 1024 * 1024;
/// The largest paper that is attached.
const LARGEST: u64 = 1024 * MIB;
/// The largest paper that is shown.
const LARGEST_SHOWN: u64 = 256 * MIB;
/// The largest PDF whose pages are counted when it is attached.
const LARGEST_COUNTED: u64 = 16 * MIB;
/// A PDF says what it is within its first bytes, a Word document a little later.
const PDF_WITHIN: usize = 1024;
const HEAD: usize = 64 * 1024;
const PDF_MARK: &[u8] = b"%PDF-";
/// What stands in the place of a batch where a paper belongs to a demand, which is in none when it is collected. No batch
/// of bids has an empty name.
pub(crate) const OF_DEMANDS: &str = "";
/// What stands there where a paper belongs to a project. No batch of bids is named so.
pub(crate) const OF_PROJECTS: &str = "/项目";
/// Papers in one event of a task pack: keeps an event well under its limit of 1 MiB.
const PAPERS_AN_EVENT: usize = 500;

impl Office {
    /// Attaches a PDF, a Word document or a picture to a bid, to a demand (an empty batch) or to a project, by what it holds and not by its name. The same file again, as
    /// the same kind, changes nothing; as another kind, it changes kind.
    ///
    /// # Errors
    /// `record.not_found`, `paper.format`, `paper.too_large`, `io`.
    pub fn attach_paper(
        &mut self,
        batch: &str,
        bid_no: &str,
        kind: PaperKind,
        path: &Path,
    ) -> Result<PaperCard> {
        self.access.writable()?;
        let name = files::name(path);
        self.access.read(|r| {
            let there = match batch {
                OF_DEMANDS => r.get::<DemandRecord>(bid_no)?.is_some(),
                OF_PROJECTS => r.get::<ProjectRecord>(bid_no)?.is_some(),
                batch => r.get::<BidRecord>(&bid_id(batch, bid_no))?.is_some(),
            };
            if there { Ok(()) } else { Err(Refusal::not_found(bid_no)) }
        })?;
        let mut papers = self.access.vault.papers()?;
        let (id, size, format) = store(&mut papers, path, &name)?;
        let pages = pages(&papers, id, size, format);
        let at = self.access.clock.now();
        let record = PaperRecord {
            batch: batch.to_owned(),
            bid_no: bid_no.to_owned(),
            id: hex::encode(id.0),
            kind: kind.into(),
            name,
            size,
            at,
            format,
            pages,
        };
        let before: Option<PaperRecord> = self.access.read(|r| Ok(r.get(&vault::Record::id(&record))?))?;
        if let Some(same) = before.filter(|b| b.kind == record.kind) {
            return Ok(paper_card(same));
        }
        let act = Act::new("paper.attach", bid_id(batch, bid_no))
            .with(json!({ "paper": record.id, "kind": record.kind, "size": size }));
        self.access.record_at(at, act, |w| {
            w.put(&record)?;
            Ok(paper_card(record))
        })
    }

    /// Takes a paper off a bid or a demand (an empty batch). Packs that were handed out keep it.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn remove_paper(&mut self, batch: &str, bid_no: &str, id: &str) -> Result<()> {
        let act = Act::new("paper.remove", bid_id(batch, bid_no)).with(json!({ "paper": id }));
        self.access.record(act, |w| {
            let record: Option<PaperRecord> = w.get(&format!("{}/{id}", bid_id(batch, bid_no)))?;
            Ok(w.delete(&record.ok_or_else(|| Refusal::not_found(id))?)?)
        })
    }

    /// A paper to be shown.
    ///
    /// # Errors
    /// `record.not_found`, `paper.too_large_to_show`.
    pub fn paper_bytes(&self, id: &str) -> Result<Vec<u8>> {
        bytes(&self.access.vault.papers()?, id)
    }
}

/// Streams a paper into the vault. Until a record names it, it does not count.
fn store(papers: &mut Papers, path: &Path, name: &str) -> Result<(PaperId, u64, PaperFormat)> {
    let refused = |e: std::io::Error| io_refusal(path, &e);
    let mut file = File::open(path).map_err(refused)?;
    let size = file.metadata().map_err(refused)?.len();
    if size > LARGEST {
        return Err(too_large(Code::PaperTooLarge, size, LARGEST).in_file(name));
    }
    let mut head = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(refused)?;
    let format = format_of(&head).ok_or_else(|| Refusal::of(Code::PaperFormat).in_file(name))?;
    let mut whole = head.as_slice().chain(file).take(LARGEST);
    let id = papers.put(&mut whole).map_err(|e| Refusal::from(e).in_file(name))?;
    let size = papers.size(id)?.ok_or_else(|| Refusal::internal("a paper without a size"))?;
    Ok((id, size, format))
}

/// What the beginning of a file says it is. A Word document of the newer kind is a zip whose first entries name its parts;
/// one of the older kind is a compound file, as older workbooks are too, so that only its parts' names tell.
fn format_of(head: &[u8]) -> Option<PaperFormat> {
    let holds = |mark: &[u8]| head.windows(mark.len()).any(|w| w == mark);
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    if head.get(..PDF_WITHIN.min(head.len()))?.windows(PDF_MARK.len()).any(|w| w == PDF_MARK) {
        Some(PaperFormat::Pdf)
    } else if head.starts_with(b"PK\x03\x04") && (holds(b"word/") || holds(b"wordprocessingml")) {
        Some(PaperFormat::Docx)
    } else if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) && !holds(&wide("Workbook"))
    {
        Some(PaperFormat::Doc)
    } else if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some(PaperFormat::Jpeg)
    } else if head.starts_with(b"\x89PNG\r\n\x1A\n") {
        Some(PaperFormat::Png)
    } else {
        None
    }
}

/// How many pages a paper has; nothing where that cannot be told here: Word lays out pages anew on each machine, and a
/// PDF that is large or broken shows its pages in the reader.
fn pages(papers: &Papers, id: PaperId, size: u64, format: PaperFormat) -> Option<u32> {
    match format {
        PaperFormat::Jpeg | PaperFormat::Png => Some(1),
        PaperFormat::Docx | PaperFormat::Doc => None,
        PaperFormat::Pdf if size > LARGEST_COUNTED => None,
        PaperFormat::Pdf => {
            let mut bytes = Vec::new();
            papers.get(id, &mut bytes).ok()??;
            page_counter::count(bytes)
        }
    }
}

/// The bytes of a paper that is small enough to be shown.
pub(crate) fn bytes(papers: &Papers, id: &str) -> Result<Vec<u8>> {
    let unknown = || Refusal::not_found(id);
    let paper = paper_id(id).ok_or_else(unknown)?;
    let size = papers.size(paper)?.ok_or_else(unknown)?;
    if size > LARGEST_SHOWN {
        return Err(too_large(Code::PaperTooLargeToShow, size, LARGEST_SHOWN));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).map_err(Refusal::internal)?);
    papers.get(paper, &mut bytes)?.ok_or_else(unknown)?;
    Ok(bytes)
}

fn too_large(code: Code, size: u64, most: u64) -> Refusal {
    Refusal::of(code).with("size", size.div_ceil(MIB).to_string()).with("max", (most / MIB).to_string())
}

/// A paper's name behind its hex digits.
fn paper_id(hex: &str) -> Option<PaperId> {
    Some(PaperId(hex::decode(hex).ok()?.try_into().ok()?))
}

/// The papers of bids or demands that a desk can show, in their order: PDFs. Word documents and pictures stay in the office.
pub(super) fn papers_of(r: &Reader<'_>, session: &Session, items: &[Item]) -> Result<Vec<TaskPaper>> {
    let mut papers = Vec::new();
    for item in items {
        let batch = match item {
            Item::Bid(_) => session.batch.as_str(),
            Item::Demand(_) => OF_DEMANDS,
            Item::Project(_) => OF_PROJECTS,
        };
        let records: Vec<PaperRecord> = r.list_prefix(&format!("{}/", bid_id(batch, item.no())))?;
        papers.extend(records.into_iter().filter(|p| p.format == PaperFormat::Pdf).map(|p| TaskPaper {
            bid_no: p.bid_no,
            id: p.id,
            kind: p.kind,
            name: p.name,
            size: p.size,
        }));
    }
    Ok(papers)
}

/// Which paper belongs to which bid, as the bodies of events; none without papers.
pub(super) fn paper_bodies(papers: &[TaskPaper]) -> Result<Vec<(&'static str, Vec<u8>)>> {
    papers.chunks(PAPERS_AN_EVENT).map(|part| Ok(("task.papers", digest::canonical(&part)?))).collect()
}

/// The bytes of papers, each once, read from the vault as the pack is written. Their names in the pack are their digests:
/// file names travel in the events.
pub(super) fn blobs<'a>(papers: &'a Papers, of: &[TaskPaper]) -> Result<Vec<BlobSource<'a>>> {
    let mut seen = BTreeSet::new();
    of.iter()
        .filter(|p| seen.insert(p.id.as_str()))
        .map(|p| {
            let id = paper_id(&p.id).ok_or_else(|| Refusal::internal(format!("paper {}", p.id)))?;
            Ok(BlobSource {
                name: p.id.clone(),
                digest: packs::Digest(id.0),
                size: p.size,
                reader: Box::new(papers.reader(id)),
            })
        })
        .collect()
}
