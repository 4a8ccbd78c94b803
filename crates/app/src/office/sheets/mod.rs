//! The score sheet of a session while it is prepared: edited, taken from the sheets that the office keeps, or read from a
//! workbook. A sheet that is not whole yet is kept as it was typed and keeps the rules from being frozen.

pub(super) mod form;
mod import;

pub(crate) use self::form::plain;

use std::path::Path;

use domain::session::{Session, SessionKind};
use domain::{Code, Finding, ScoreSheet};
use serde::{Deserialize, Serialize};
use serde_json::json;
use vault::{Reader, Record, Table};

use super::{Office, preparing, rules, session};
use crate::access::Act;
use crate::api::Problem;
use crate::api::sheet::{SheetEdit, SheetForm};
use crate::records::stored;
use crate::refusal::{Refusal, Result};
use crate::shipped;
use crate::work::Work;

/// Where the sheets of sessions begin among the settings.
const SESSIONS: &str = "sheet/session/";
/// Where the sheets that the office keeps begin.
const KEPT: &str = "sheet/kept/";

/// A session's own sheet as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SessionSheet {
    /// Meeting id.
    pub(crate) meeting: String,
    /// The sheet.
    pub(crate) form: SheetForm,
}
stored!(SessionSheet, Setting, |me| format!("{SESSIONS}{}", me.meeting));

/// A sheet that the office keeps for later sessions of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeptSheet {
    /// The kind.
    pub(crate) kind: SessionKind,
    /// Its name in the list.
    pub(crate) name: String,
    /// The sheet.
    pub(crate) form: SheetForm,
}
stored!(KeptSheet, Setting, |me| kept_id(me.kind, &me.name));

fn kept_id(kind: SessionKind, name: &str) -> String {
    format!("{KEPT}{}/{name}", kind.zh())
}

impl Office {
    /// The sheet of a session as it is edited; once frozen, as it is.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn sheet_edit(&self, session_no: &str) -> Result<SheetEdit> {
        self.access.read(|r| edit(r, &session(r, session_no)?))
    }

    /// Keeps a session's sheet as it was typed, whole or not.
    ///
    /// # Errors
    /// Not once the rules are frozen.
    pub fn save_sheet(&mut self, session_no: &str, form: &SheetForm) -> Result<SheetEdit> {
        self.put_sheet(session_no, "sheet.save", Some(form.clone()))
    }

    /// Goes back to the shipped sheet of the kind.
    ///
    /// # Errors
    /// Not once the rules are frozen.
    pub fn reset_sheet(&mut self, session_no: &str) -> Result<SheetEdit> {
        self.put_sheet(session_no, "sheet.reset", None)
    }

    /// Takes a sheet that the office keeps.
    ///
    /// # Errors
    /// `record.not_found`; not once the rules are frozen.
    pub fn take_sheet(&mut self, session_no: &str, name: &str) -> Result<SheetEdit> {
        let kind = self.session(session_no)?.kind;
        let kept: Option<KeptSheet> = self.access.read(|r| Ok(r.get(&kept_id(kind, name))?))?;
        let form = kept.ok_or_else(|| Refusal::not_found(name))?.form;
        self.put_sheet(session_no, "sheet.take", Some(form))
    }

    /// Reads criteria from a workbook: what stands there, and a blank where it says nothing.
    ///
    /// # Errors
    /// What a workbook is refused for; `sheet.no_table`; not once the rules are frozen.
    pub fn import_sheet(&mut self, session_no: &str, path: &Path, work: &Work) -> Result<SheetEdit> {
        let kind = self.session(session_no)?.kind;
        let form = import::read(path, &form::form_of(&shipped::sheet_of(kind)?), work)?;
        self.put_sheet(session_no, "sheet.import", Some(form))
    }

    /// Keeps the sheet of a session under a name, for later ones of its kind. One of that name is replaced.
    ///
    /// # Errors
    /// `missing_value` without a name; what keeps the sheet from being used.
    pub fn keep_sheet(&mut self, session_no: &str, name: &str) -> Result<SheetEdit> {
        let name = name.trim().to_owned();
        if name.is_empty() {
            return Err(Refusal::of(Code::MissingValue).with("field", "name"));
        }
        let act = Act::new("sheet.keep", name.clone());
        self.access.record(act, |w| {
            let session = session(w, session_no)?;
            let sheet = match rules(w, &session)? {
                Some(frozen) => frozen.rules.sheet,
                None => sheet_for(w, &session)?,
            };
            let form = form::form_of(&sheet);
            w.put(&KeptSheet { kind: session.kind, name, form })?;
            Ok(())
        })?;
        self.sheet_edit(session_no)
    }

    fn put_sheet(
        &mut self,
        session_no: &str,
        act: &'static str,
        form: Option<SheetForm>,
    ) -> Result<SheetEdit> {
        let criteria = form.as_ref().map_or(0, |f| f.criteria.len());
        let act = Act::new(act, session_no).with(json!({ "criteria": criteria }));
        self.access.record(act, |w| {
            let session = preparing(w, session_no, "评分表")?;
            let meeting = session.meeting_id;
            match form {
                Some(form) => w.put(&SessionSheet { meeting, form: form::with_ids(form) })?,
                None => {
                    if let Some(own) = w.get::<SessionSheet>(&format!("{SESSIONS}{meeting}"))? {
                        w.delete(&own)?;
                    }
                }
            }
            Ok(())
        })?;
        self.sheet_edit(session_no)
    }
}

fn own(r: &Reader<'_>, session: &Session) -> Result<Option<SessionSheet>> {
    Ok(r.get(&format!("{SESSIONS}{}", session.meeting_id))?)
}

/// The sheet of a session that is prepared: its own where it has one, else the shipped one of its kind.
///
/// # Errors
/// What its own one lacks, each with its place.
pub(crate) fn sheet_for(r: &Reader<'_>, session: &Session) -> Result<ScoreSheet> {
    let shipped = shipped::sheet_of(session.kind)?;
    match own(r, session)? {
        None => Ok(shipped),
        Some(own) => Ok(form::sheet_of(&own.form, &shipped)?),
    }
}

/// The same for what is shown beside it: the shipped one while its own is not whole, and what that lacks.
pub(crate) fn sheet_or_shipped(r: &Reader<'_>, session: &Session) -> Result<(ScoreSheet, Vec<Finding>)> {
    let shipped = shipped::sheet_of(session.kind)?;
    Ok(match own(r, session)?.map(|own| form::sheet_of(&own.form, &shipped)) {
        None => (shipped, Vec::new()),
        Some(Ok(sheet)) => (sheet, Vec::new()),
        Some(Err(found)) => (shipped, found),
    })
}

fn edit(r: &Reader<'_>, session: &Session) -> Result<SheetEdit> {
    let kept: Vec<KeptSheet> = r.list_prefix(&format!("{KEPT}{}/", session.kind.zh()))?;
    let kept = kept.into_iter().map(|k| k.name).collect();
    if let Some(frozen) = rules(r, session)? {
        let own = frozen.rules.sheet != shipped::sheet_of(session.kind)?;
        return Ok(shown(form::form_of(&frozen.rules.sheet), own, &[], kept));
    }
    let shipped = shipped::sheet_of(session.kind)?;
    Ok(match own(r, session)? {
        None => shown(form::form_of(&shipped), false, &[], kept),
        Some(own) => {
            let mut found = form::sheet_of(&own.form, &shipped).err().unwrap_or_default();
            found.extend(form::bands_left(&own.form, &shipped));
            shown(own.form, true, &found, kept)
        }
    })
}

fn shown(form: SheetForm, own: bool, found: &[Finding], kept: Vec<String>) -> SheetEdit {
    let part_sums = form.criteria.iter().map(form::part_sum).collect();
    SheetEdit { form, own, problems: found.iter().map(Problem::of).collect(), part_sums, kept }
}
