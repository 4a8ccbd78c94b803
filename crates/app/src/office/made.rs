//! A paper outside of a meeting's set, made and saved with its record: a list, a notice, a letter.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use documents::{Fonts, Form, Options};
use domain::digest;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::Office;
use super::stamp::Stamp;
use crate::access::Act;
use crate::api::documents::SavedDocument;
use crate::files;
use crate::records::DocumentRecord;
use crate::refusal::{Refusal, Result};
use crate::views::count;

/// A paper that was made.
pub(super) struct MadePaper {
    pub(super) bytes: Vec<u8>,
    /// Digest of its data; nothing for a workbook.
    digest: Option<[u8; 32]>,
    pages: Option<usize>,
    /// When what it shows last changed.
    stamp: Stamp,
}

/// What a paper is, as its record names it.
pub(super) struct PaperName<'a> {
    /// What it is about: `batch/2026年第一批`, `approval/S-001`.
    pub(super) scope: String,
    /// The same as the journal names it.
    pub(super) subject: &'a str,
    /// Its form: `challenge-list`.
    pub(super) form: &'a str,
    /// Its id among the papers of that scope: `challenge-list/public`.
    pub(super) paper: &'a str,
}

impl MadePaper {
    /// A form as PDF.
    ///
    /// # Errors
    /// `document.missing_glyph`, `document.template`.
    pub(super) fn print(form: &Form, stamp: Stamp, file: &str) -> Result<MadePaper> {
        MadePaper::print_with(form, &Fonts::embedded(), stamp, file)
    }

    /// The same with fonts that were read before, where many are made.
    ///
    /// # Errors
    /// Those.
    pub(super) fn print_with(form: &Form, fonts: &Fonts, stamp: Stamp, file: &str) -> Result<MadePaper> {
        let rendered = documents::render(form, fonts, &Options::default())
            .map_err(|e| Refusal::from(e).in_file(file))?;
        let (digest, pages) = (Some(rendered.digest), Some(rendered.pages));
        Ok(MadePaper { bytes: rendered.pdf, digest, pages, stamp })
    }

    /// A workbook.
    pub(super) fn book(bytes: Vec<u8>, stamp: Stamp) -> MadePaper {
        MadePaper { bytes, digest: None, pages: None, stamp }
    }

    fn record(&self, of: &PaperName<'_>, path: &Path, at: DateTime<Utc>) -> DocumentRecord {
        let file_digest = hex::encode(Sha256::digest(&self.bytes));
        DocumentRecord {
            meeting: of.scope.clone(),
            form: of.form.to_owned(),
            file: files::name(path),
            digest: self.digest.map_or_else(|| file_digest.clone(), hex::encode),
            file_digest,
            at,
            as_of: Some(self.stamp.at),
            paper: of.paper.to_owned(),
            journal_head: self.stamp.head.clone(),
            pages: self.pages.map(count),
        }
    }

    fn saved(&self, path: &Path) -> SavedDocument {
        SavedDocument {
            path: path.display().to_string(),
            digest: self.digest.map(|d| digest::grouped(&d)),
            pages: self.pages.map(count),
        }
    }
}

impl Office {
    /// Writes a paper and journals it.
    ///
    /// # Errors
    /// `io`, the vault's own.
    pub(super) fn save_made(
        &mut self,
        of: &PaperName<'_>,
        path: &Path,
        made: MadePaper,
    ) -> Result<SavedDocument> {
        let act = Act::new("document.save", format!("{}/{}", of.subject, of.paper));
        self.save_made_as(act, json!({}), of, path, made)
    }

    /// As [`Office::save_made`], under an act that says more, with figures of its own.
    ///
    /// # Errors
    /// Those.
    pub(super) fn save_made_as(
        &mut self,
        act: Act,
        mut figures: Value,
        of: &PaperName<'_>,
        path: &Path,
        made: MadePaper,
    ) -> Result<SavedDocument> {
        self.access.writable()?;
        let at = self.access.clock.now();
        let record = made.record(of, path, at);
        files::write_private(path, &made.bytes)?;
        if let Some(told) = figures.as_object_mut() {
            told.insert("digest".to_owned(), record.digest.clone().into());
            told.insert("file".to_owned(), record.file_digest.clone().into());
        }
        self.access.record_at(at, act.with(figures), |w| Ok(w.put(&record)?))?;
        Ok(made.saved(path))
    }

    /// Writes several papers that were all made, and journals them in one act with the digest of each.
    ///
    /// # Errors
    /// Those.
    pub(super) fn save_made_all(
        &mut self,
        act: Act,
        all: &[(PaperName<'_>, PathBuf, MadePaper)],
    ) -> Result<Vec<SavedDocument>> {
        self.access.writable()?;
        let at = self.access.clock.now();
        let records: Vec<DocumentRecord> =
            all.iter().map(|(of, path, made)| made.record(of, path, at)).collect();
        for (_, path, made) in all {
            files::write_private(path, &made.bytes)?;
        }
        let digests: Vec<(&str, &str)> =
            records.iter().map(|r| (r.paper.as_str(), r.digest.as_str())).collect();
        self.access.record_at(at, act.with(json!({ "documents": digests })), |w| {
            for record in &records {
                w.put(record)?;
            }
            Ok(())
        })?;
        Ok(all.iter().map(|(_, path, made)| made.saved(path)).collect())
    }
}
