//! What every step of the chain is typed with: papers with their day, number and giver; files that prove something.

use std::path::Path;

use chrono::NaiveDate;
use domain::Fen;
use domain::chain::{Act, Proof};
use sha2::{Digest as _, Sha256};

use super::bid_form::some;
use super::demands_typed::day;
use super::word::amount;
use crate::api::plan::ActForm;
use crate::files;
use crate::refusal::Result;

/// Largest file that is read as a proof, bytes.
const LARGEST_PROOF: u64 = 64 << 20;

/// A text without the blanks around it.
pub(super) fn text(typed: &str) -> String {
    typed.trim().to_owned()
}

/// A paper, as typed. Whether number and giver are said, the law of its step asks.
///
/// # Errors
/// `missing_value`, `value_unreadable` for its day.
pub(super) fn act(what: &str, form: &ActForm) -> Result<Act> {
    Ok(Act { on: day(&format!("{what}日期"), &form.on)?, number: text(&form.number), by: text(&form.by) })
}

/// The name and digest of a file that proves something; nothing where none is named.
///
/// # Errors
/// `io`, `file.too_large`.
pub(super) fn proof(path: &str) -> Result<Option<Proof>> {
    some(path).map(|path| proof_at(Path::new(&path))).transpose()
}

/// The same of a file that is there.
///
/// # Errors
/// Those.
pub(super) fn proof_at(path: &Path) -> Result<Proof> {
    let bytes = files::read(path, LARGEST_PROOF)?;
    Ok(Proof { name: files::name(path), digest: hex::encode(Sha256::digest(&bytes)) })
}

/// A day; nothing for a blank.
///
/// # Errors
/// `value_unreadable`
pub(super) fn maybe_day(what: &str, typed: &str) -> Result<Option<NaiveDate>> {
    some(typed).map(|typed| day(what, &typed)).transpose()
}

/// An amount in 万元; nothing for a blank.
///
/// # Errors
/// `amount_unparsable`, `amount_not_whole_fen`, `amount_negative`
pub(super) fn maybe_amount(what: &str, typed: &str) -> Result<Option<Fen>> {
    some(typed).map(|typed| amount(what, &typed)).transpose()
}
