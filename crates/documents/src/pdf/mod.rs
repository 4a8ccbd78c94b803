//! Writing and reading the file.

mod finish;
mod fonts;
mod ops;
mod outline;
mod read;

use chrono::NaiveDateTime;

use crate::error::DocumentError;
use crate::fonts::Fonts;
use crate::layout::Pages;

pub use read::{Carried, page_count, read_digest};

/// What the file says about itself.
#[derive(Debug, Clone)]
pub(crate) struct Meta<'m> {
    pub(crate) title: &'m str,
    pub(crate) form: &'m str,
    /// `named`, `blind` or `redacted`.
    pub(crate) variant: &'m str,
    /// Hex.
    pub(crate) digest: &'m str,
    pub(crate) journal_head: Option<&'m str>,
    pub(crate) rule_digest: Option<&'m str>,
    pub(crate) session_no: &'m str,
    pub(crate) as_of: NaiveDateTime,
    /// Attached as a file, where given.
    pub(crate) canonical: Option<&'m [u8]>,
}

/// Name of the attached canonical data.
pub(crate) const ATTACHMENT: &str = "canonical.json";

/// Writes pages as a PDF. The bytes depend on nothing but the arguments.
pub(crate) fn write(pages: &Pages, fonts: &Fonts, meta: &Meta<'_>) -> Result<Vec<u8>, DocumentError> {
    let mut document = printpdf::PdfDocument::new(meta.title);
    let handles = fonts::embed(pages, fonts, &mut document)?;
    let printed = pages.pages.iter().map(|page| ops::page(page, &handles)).collect();
    document.with_pages(printed);
    finish::finish(&document, pages, meta)
}
