//! How each paper of a meeting stands: not made, saved and still true, saved and void, or not to be made yet. Digests are
//! counted anew with the time and the journal head of the saved paper; nothing is laid out.

use std::collections::BTreeSet;

use domain::Code;
use domain::session::Step;
use vault::Reader;

use super::papers::{BESIDE, Kind, Paper, blanks, content, open_ends, papers, ruled, unseen};
use super::source::Gathered;
use crate::api::Problem;
use crate::api::documents::{DocumentLine, DocumentsView, PaperState};
use crate::office::sheets::sheet_or_shipped;
use crate::office::stamp::Stamp;
use crate::office::{Office, panel, session};
use crate::records::DocumentRecord;
use crate::refusal::{Refusal, Result};
use crate::verify::ListedDocument;
use crate::views::{grouped, minute, session_card};

impl Office {
    /// The papers of a meeting and how each stands. Before the rules are frozen there are none.
    ///
    /// # Errors
    /// `record.not_found`, the vault's own.
    pub fn documents_view(&self, session_no: &str) -> Result<DocumentsView> {
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let card = session_card(&session, panel(r, &session)?.len());
            let gathered = match Gathered::read(r, session_no) {
                Ok(gathered) => gathered,
                // Whatever else is refused (a page that is damaged, for one) is no matter of rules.
                Err(refusal) if refusal.code() != Code::RulesNotFrozen => return Err(refusal),
                Err(refusal) => {
                    let (documents, blocked, notes) = (Vec::new(), refusal.problems(), Vec::new());
                    let scored = sheet_or_shipped(r, &session)?.0.sheet.scored;
                    return Ok(DocumentsView { session: card, scored, documents, blocked, notes });
                }
            };
            let saved = saved(r, &gathered)?;
            let set = papers(&gathered);
            let held = held(&gathered, &set, &saved);
            let lines: Vec<DocumentLine> =
                set.iter().map(|paper| line(&gathered, paper, &saved, &held)).collect::<Result<_>>()?;
            let session = &gathered.base.session;
            let unseen = gathered.view.as_ref().ok().and_then(|view| unseen(session, view));
            let notes = blanks(session).iter().chain(&unseen).map(Problem::of).collect();
            let (scored, blocked) = (gathered.base.rules.sheet.sheet.scored, blocked(&gathered));
            Ok(DocumentsView { session: card, scored, documents: lines, blocked, notes })
        })
    }
}

/// What keeps the whole set from being saved.
fn blocked(gathered: &Gathered) -> Vec<Problem> {
    let mut findings = open_ends(gathered);
    if let (Ok(result), true) = (&gathered.result, findings.is_empty()) {
        let session = &gathered.base.session;
        findings.extend(session.stage.after(Step::Close).err());
        let unruled = || ruled(session, result, &Kind::Verification).err().map(|refusal| refusal.0);
        if findings.is_empty() {
            findings.extend(unruled().unwrap_or_default());
        }
    }
    findings.iter().map(Problem::of).collect()
}

/// Saved papers of a meeting, the newest first.
fn saved(r: &Reader<'_>, gathered: &Gathered) -> Result<Vec<DocumentRecord>> {
    let mut saved: Vec<DocumentRecord> = r.list_prefix(&format!("{}/", gathered.base.session.meeting_id))?;
    saved.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.digest.cmp(&b.digest)));
    Ok(saved)
}

/// Whether a paper would be the same now, with the stamp that it bears.
fn current(gathered: &Gathered, kind: &Kind, record: &DocumentRecord) -> Result<bool> {
    Ok(hex::encode(content(gathered, &Stamp::of(record), kind)?.digest()?) == record.digest)
}

/// The stamp of the newest saved paper if that still holds: made again, a paper that holds is the same.
pub(super) fn stamp_that_holds(r: &Reader<'_>, gathered: &Gathered, paper: &Paper) -> Result<Option<Stamp>> {
    let saved = saved(r, gathered)?;
    let record = saved.iter().find(|s| s.paper == paper.id && paper.kind != Kind::Verification);
    Ok(record.filter(|s| current(gathered, &paper.kind, s).unwrap_or(false)).map(Stamp::of))
}

/// What keeps a paper from being made; building it is cheap, laying it out is not done.
fn missing(gathered: &Gathered, kind: &Kind) -> Option<Refusal> {
    match kind {
        Kind::SignIn | Kind::Pledges | Kind::Cards | Kind::Rules | Kind::Recusals | Kind::Draws => None,
        Kind::Receipts | Kind::ReceiptsBlind => None,
        Kind::PaperSheets(_) | Kind::Verification => None,
        Kind::Sheets(_) => gathered.view.as_ref().err().cloned(),
        _ => match &gathered.result {
            Err(refusal) => Some(refusal.clone()),
            Ok(result) => ruled(&gathered.base.session, result, kind).err(),
        },
    }
}

/// The saved papers that would be the same now, by id.
fn held<'a>(gathered: &Gathered, set: &'a [Paper], saved: &[DocumentRecord]) -> BTreeSet<&'a str> {
    let holds = |paper: &&Paper| {
        let record = saved.iter().find(|r| r.paper == paper.id);
        record.is_some_and(|r| {
            missing(gathered, &paper.kind).is_none() && current(gathered, &paper.kind, r).unwrap_or(false)
        })
    };
    set.iter().filter(|p| p.kind != Kind::Verification).filter(holds).map(|p| p.id.as_str()).collect()
}

/// One paper.
fn line(
    gathered: &Gathered,
    paper: &Paper,
    saved: &[DocumentRecord],
    held: &BTreeSet<&str>,
) -> Result<DocumentLine> {
    let record = saved.iter().find(|r| r.paper == paper.id);
    let missing = missing(gathered, &paper.kind);
    let holds = match record {
        Some(list) if paper.kind == Kind::Verification => list_holds(list, saved, held),
        _ => held.contains(paper.id.as_str()),
    };
    let state = match (record, &missing) {
        (None, None) => PaperState::Ready,
        (None, Some(_)) => PaperState::Blocked,
        (Some(_), _) if holds => PaperState::Saved,
        (Some(_), _) => PaperState::Stale,
    };
    let of_data = record.filter(|r| r.digest != r.file_digest);
    Ok(DocumentLine {
        id: paper.id.clone(),
        title: paper.title.clone(),
        phase: paper.phase,
        format: paper.format.to_owned(),
        state,
        pages: record.and_then(|r| r.pages),
        digest: of_data.map(|r| grouped(&r.digest)).transpose()?,
        saved_at: record.map(|r| minute(r.at)),
        file: record.map(|r| r.file.clone()),
        problems: missing.map(|m| m.problems()).unwrap_or_default(),
        signers: paper.signers.clone(),
    })
}

/// The signed list is void as soon as a paper was saved after it, or one that it names is void.
fn list_holds(list: &DocumentRecord, saved: &[DocumentRecord], held: &BTreeSet<&str>) -> bool {
    let newest = |r: &&DocumentRecord| saved.iter().find(|s| s.paper == r.paper) == Some(*r);
    let in_set = |r: &&DocumentRecord| r.paper != list.paper && !BESIDE.contains(&r.form.as_str());
    let papers = saved.iter().filter(in_set).filter(newest);
    papers.into_iter().all(|r| r.at <= list.at && held.contains(r.paper.as_str()))
}

/// The documents that a signed list vouches for: the new ones, and every earlier one that still holds, such as a sign-in
/// sheet that was printed and signed in the morning.
pub(super) fn vouched(
    r: &Reader<'_>,
    gathered: &Gathered,
    new: &[&DocumentRecord],
) -> Result<Vec<ListedDocument>> {
    let saved = saved(r, gathered)?;
    let set = papers(gathered);
    let kind = |record: &DocumentRecord| {
        set.iter().find(|p| p.id == record.paper).map(|p| &p.kind).filter(|k| **k != Kind::Verification)
    };
    let holds = |record: &&DocumentRecord| {
        kind(record).is_some_and(|k| current(gathered, k, record).unwrap_or(false))
    };
    let mut listed: Vec<ListedDocument> = Vec::new();
    for record in new.iter().copied().chain(saved.iter().filter(holds)) {
        if !listed.iter().any(|l| l.file_digest == record.file_digest) {
            listed.push(self::listed(record));
        }
    }
    Ok(listed)
}

/// A saved paper as lists name it.
pub(super) fn listed(record: &DocumentRecord) -> ListedDocument {
    ListedDocument {
        form: record.form.clone(),
        file: record.file.clone(),
        digest: Some(record.digest.clone()).filter(|d| *d != record.file_digest),
        file_digest: record.file_digest.clone(),
    }
}
