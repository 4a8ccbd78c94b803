//! A paper outside of a meeting's set, made and saved with its record: a list, a notice, a letter.

use std::path::Path;

use documents::{Fonts, Form, Options};
use domain::digest;
use serde_json::json;
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
        let rendered = documents::render(form, &Fonts::embedded(), &Options::default())
            .map_err(|e| Refusal::from(e).in_file(file))?;
        let (digest, pages) = (Some(rendered.digest), Some(rendered.pages));
        Ok(MadePaper { bytes: rendered.pdf, digest, pages, stamp })
    }

    /// A workbook.
    pub(super) fn book(bytes: Vec<u8>, stamp: Stamp) -> MadePaper {
        MadePaper { bytes, digest: None, pages: None, stamp }
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
        self.access.writable()?;
        let at = self.access.clock.now();
        let file_digest = hex::encode(Sha256::digest(&made.bytes));
        let record = DocumentRecord {
            meeting: of.scope.clone(),
            form: of.form.to_owned(),
            file: files::name(path),
            digest: made.digest.map_or_else(|| file_digest.clone(), hex::encode),
            file_digest,
            at,
            as_of: Some(made.stamp.at),
            paper: of.paper.to_owned(),
            journal_head: made.stamp.head,
            pages: made.pages.map(count),
        };
        files::write_private(path, &made.bytes)?;
        let act = Act::new("document.save", format!("{}/{}", of.subject, record.paper))
            .with(json!({ "digest": record.digest, "file": record.file_digest }));
        self.access.record_at(at, act, |w| Ok(w.put(&record)?))?;
        Ok(SavedDocument {
            path: path.display().to_string(),
            digest: made.digest.map(|d| digest::grouped(&d)),
            pages: made.pages.map(count),
        })
    }
}
