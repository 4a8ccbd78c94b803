//! A typed model per official form, laid out and written as PDF.
//!
//! `model` says what a form holds, `template` turns it into text by the office's template, `layout` sets the text on
//! pages by the rules of the official format, `pdf` writes and reads the file. Every document carries the digest of its
//! canonical data, so that paper, file and vault can be compared.
//!
//! Values arrive decided: nothing is rounded here, and nothing is asserted that the model does not say. The sums of a form may
//! be added up by its model (`FeeSheet::totals`), which refuses rows that do not hold.

mod canonical;
mod error;
mod fonts;
mod layout;
mod marks;
pub mod model;
mod pdf;
mod qr;
mod render;
mod template;

pub use canonical::{PURPOSE, digest_of};
pub use error::DocumentError;
pub use fonts::{Fonts, Role};
pub use model::{Common, Form, Variant};
pub use pdf::{Carried, page_count, read_digest};
pub use qr::qr_svg;
pub use render::{
    Options, Rendered, check_template, default_template, digest, digest_bound, render, render_bound,
    reproduce, text_pages,
};
