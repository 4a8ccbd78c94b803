//! The documents of a meeting: what is signed before, during and after it, the workbooks that show how each figure came
//! about, and the signed list by which another machine can say that packs and papers belong together.

mod acts;
mod before;
mod conduct;
mod drawn;
mod fee_sheet;
mod handed;
mod list;
mod live;
mod live_basis;
mod meeting_rules;
mod minutes;
mod minutes_demand;
mod minutes_project;
mod opinion_project;
mod opinions;
mod paper_sheets;
mod papers;
mod parallel;
mod proceedings;
mod reviewed;
mod sheets;
mod source;
mod state;
mod summary;
mod talks;
mod ties;
mod trace;
mod twice;
mod vouch;
pub(super) mod words;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use documents::Fonts;
use domain::gates::Conduct;
use domain::session::Step;
use domain::{Code, digest};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use self::papers::{Kind, Paper, Printed, content, open_ends, papers, ruled};
use self::source::{Gathered, concerns};
use super::{Office, advance, session};
use crate::access::Act;
use crate::api::documents::SavedDocument;
use crate::files;
use crate::office::stamp::Stamp;
use crate::records::DocumentRecord;
use crate::refusal::{Refusal, Result};
use crate::verify::ListedDocument;
use crate::views::count;
use crate::work::Work;

/// A document that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Which form, such as `minutes-bid`.
    pub form: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Digest of its data in sixteen groups of four hex digits; nothing for a workbook and the signed list.
    pub digest: Option<String>,
    /// Pages, for a PDF.
    pub pages: Option<usize>,
}

impl From<Made> for SavedDocument {
    fn from(made: Made) -> SavedDocument {
        SavedDocument {
            path: made.path.display().to_string(),
            digest: made.digest,
            pages: made.pages.map(count),
        }
    }
}

/// All documents of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// In the order in which they are signed.
    pub made: Vec<Made>,
}

/// A file that is made and not yet written.
struct Ready {
    made: Made,
    bytes: Vec<u8>,
    record: DocumentRecord,
}

impl Office {
    /// Makes the documents of a concluded meeting in a folder, and closes it. Each is made whole before anything is
    /// written; one that cannot be made leaves no file and changes nothing.
    ///
    /// # Errors
    /// `decision.missing`, `race.not_chosen`, `document.tie_open` while a tie is open, `document.veto_open` while a veto waits for the panel,
    /// `document.missing_glyph` naming character and place, `io`.
    pub fn make_documents(&mut self, session_no: &str, folder: &Path) -> Result<Saved> {
        self.make_set(session_no, folder, &Work::new())
    }

    /// As [`Office::make_documents`], watched.
    ///
    /// # Errors
    /// Those, and `work.stopped`; then nothing was written.
    pub fn save_documents(
        &mut self,
        session_no: &str,
        folder: &Path,
        work: &Work,
    ) -> Result<Vec<SavedDocument>> {
        let saved = self.make_set(session_no, folder, work)?;
        Ok(saved.made.into_iter().map(SavedDocument::from).collect())
    }

    /// A paper as it would be saved now: a PDF. Nothing is written and nothing journalled.
    ///
    /// # Errors
    /// What is missing for it; `document.missing_glyph`; `record.not_found` for what is no PDF of the set.
    pub fn preview(&self, session_no: &str, id: &str) -> Result<Vec<u8>> {
        let gathered = self.access.read(|r| Gathered::read(r, session_no))?;
        let paper = found(&gathered, id)?;
        let stamp = self.stamp_now(&gathered, &paper)?;
        if paper.format != "pdf" {
            return Err(Refusal::not_found(id));
        }
        let file = paper.file(&gathered.base);
        Ok(content(&gathered, &stamp, &paper.kind)?.print(&Fonts::embedded(), &file)?.bytes)
    }

    /// Saves one paper and journals it. The session stays where it stands.
    ///
    /// # Errors
    /// As [`Office::preview`]; `io`.
    pub fn save_document(&mut self, session_no: &str, id: &str, path: &Path) -> Result<SavedDocument> {
        self.access.writable()?;
        let at = self.access.clock.now();
        let gathered = self.access.read(|r| Gathered::read(r, session_no))?;
        let paper = found(&gathered, id)?;
        let stamp = self.stamp_now(&gathered, &paper)?;
        let printed = match paper.kind {
            Kind::Verification => {
                let listed = self.access.read(|r| state::vouched(r, &gathered, &[]))?;
                let list = self.verification_list(&gathered, listed, at)?;
                Printed { bytes: list, digest: None, pages: None }
            }
            _ => content(&gathered, &stamp, &paper.kind)?.print(&Fonts::embedded(), &files::name(path))?,
        };
        let ready = ready(&gathered, &stamp, at, &paper, path.to_owned(), printed);
        files::write_private(path, &ready.bytes)?;
        let act = Act::new("document.save", format!("{session_no}/{id}"))
            .with(json!({ "digest": ready.record.digest, "file": ready.record.file_digest }));
        self.access.record_at(at, act, |w| Ok(w.put(&ready.record)?))?;
        Ok(ready.made.into())
    }

    /// Every paper of the set as it is saved, made again, for the archive; the signed list is not among them, for the
    /// archive says more.
    pub(super) fn papers_again(&self, session_no: &str) -> Result<Vec<(ListedDocument, Vec<u8>)>> {
        let at = self.access.clock.now();
        let gathered = self.access.read(|r| Gathered::read(r, session_no))?;
        let fonts = Fonts::embedded();
        let set = papers(&gathered);
        let mut made = Vec::new();
        let again = |p: &&Paper| p.kind != Kind::Verification && !p.is_beside();
        for paper in set.iter().filter(again) {
            let file = paper.file(&gathered.base);
            let stamp = self.stamp(&gathered, paper)?;
            let printed = content(&gathered, &stamp, &paper.kind)?.print(&fonts, &file)?;
            let ready = ready(&gathered, &stamp, at, paper, PathBuf::from(&file), printed);
            made.push((state::listed(&ready.record), ready.bytes));
        }
        Ok(made)
    }

    /// Time and head that a paper made now bears: those of the saved one while that holds, else those of the newest
    /// change.
    fn stamp(&self, gathered: &Gathered, paper: &Paper) -> Result<Stamp> {
        match self.access.read(|r| state::stamp_that_holds(r, gathered, paper))? {
            Some(stamp) => Ok(stamp),
            None => {
                let session = &gathered.base.session;
                Stamp::newest(&self.access.vault, |table, id| concerns(session, table, id))
            }
        }
    }

    /// The same of a paper that somebody asks for. Minutes tell of signatures that were added since the saved ones were made: those
    /// hold, for they are what was signed, and others are made beside them.
    fn stamp_now(&self, gathered: &Gathered, paper: &Paper) -> Result<Stamp> {
        let session = &gathered.base.session;
        let stamp = self.stamp(gathered, paper)?;
        let minutes = matches!(paper.kind, Kind::Minutes | Kind::DemandMinutes | Kind::ProjectMinutes);
        let late = Conduct::of(session).signed_late().last().map(|(at, _)| *at);
        match late.filter(|at| minutes && *at > stamp.at) {
            None => Ok(stamp),
            Some(_) => Stamp::newest(&self.access.vault, |table, id| concerns(session, table, id)),
        }
    }

    fn make_set(&mut self, session_no: &str, folder: &Path, work: &Work) -> Result<Saved> {
        self.access.writable()?;
        let at = self.access.clock.now();
        let gathered = self.access.read(|r| Gathered::read(r, session_no))?;
        let open = open_ends(&gathered);
        if !open.is_empty() {
            return Err(open.into());
        }
        let result = gathered.result.as_ref().map_err(Refusal::clone)?;
        gathered.base.session.stage.after(Step::Close)?;
        ruled(&gathered.base.session, result, &Kind::Verification)?;
        let files = self.print_set(&gathered, at, folder, work)?;
        for file in &files {
            files::write_private(&file.made.path, &file.bytes)?;
        }
        let digests: Vec<(&str, &str)> =
            files.iter().map(|f| (f.record.paper.as_str(), f.record.digest.as_str())).collect();
        let act = Act::new("documents.make", session_no).with(json!({ "documents": digests }));
        self.access.record_at(at, act, |w| {
            for file in &files {
                w.put(&file.record)?;
            }
            advance(w, session(w, session_no)?, Step::Close)?;
            Ok(())
        })?;
        Ok(Saved { made: files.into_iter().map(|f| f.made).collect() })
    }

    /// Every paper of the set, made whole; the signed list last, for it names the others.
    fn print_set(
        &self,
        gathered: &Gathered,
        at: DateTime<Utc>,
        folder: &Path,
        work: &Work,
    ) -> Result<Vec<Ready>> {
        let set = papers(gathered);
        let fonts = Fonts::embedded();
        let mut files: Vec<Ready> = Vec::new();
        let set: Vec<Paper> = set.into_iter().filter(|p| !p.is_beside()).collect();
        for (done, paper) in set.iter().enumerate() {
            work.step("documents.make", done, set.len())?;
            let file = paper.file(&gathered.base);
            let stamp = self.stamp_now(gathered, paper)?;
            let printed = if paper.kind == Kind::Verification {
                let new: Vec<&DocumentRecord> = files.iter().map(|f| &f.record).collect();
                let listed = self.access.read(|r| state::vouched(r, gathered, &new))?;
                let list = self.verification_list(gathered, listed, at)?;
                Printed { bytes: list, digest: None, pages: None }
            } else {
                content(gathered, &stamp, &paper.kind)?.print(&fonts, &file)?
            };
            files.push(ready(gathered, &stamp, at, paper, folder.join(&file), printed));
        }
        work.step("documents.make", set.len(), set.len())?;
        Ok(files)
    }
}

/// The paper with this id.
fn found(gathered: &Gathered, id: &str) -> Result<Paper> {
    papers(gathered)
        .into_iter()
        .find(|p| p.id == id)
        .ok_or_else(|| Refusal::of(Code::NotFound).with("what", id))
}

/// A made paper with its record. What has no digest of its own is known by that of its file.
fn ready(
    gathered: &Gathered,
    stamp: &Stamp,
    at: DateTime<Utc>,
    paper: &Paper,
    path: PathBuf,
    printed: Printed,
) -> Ready {
    let file_digest = hex::encode(Sha256::digest(&printed.bytes));
    let record = DocumentRecord {
        meeting: gathered.base.session.meeting_id.clone(),
        form: paper.form.to_owned(),
        file: files::name(&path),
        digest: printed.digest.map_or_else(|| file_digest.clone(), hex::encode),
        file_digest,
        at,
        as_of: Some(stamp.at),
        paper: paper.id.clone(),
        journal_head: stamp.head.clone(),
        pages: printed.pages.map(count),
    };
    let made = Made {
        form: paper.form.to_owned(),
        path,
        digest: printed.digest.map(|d| digest::grouped(&d)),
        pages: printed.pages,
    };
    Ready { made, bytes: printed.bytes, record }
}
