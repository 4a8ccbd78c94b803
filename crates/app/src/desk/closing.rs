//! The end of a meeting at the desk: the result comes in, and once the session is archived this laptop forgets it and says so.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, Utc};
use domain::Code;
use packs::{Contents, SignedEvent};
use serde_json::json;
use vault::{PaperId, Record, Writer};

use super::{Desk, state, task};
use crate::access::{Act, meeting_id};
use crate::files;
use crate::judged::body;
use crate::meeting_events::{self, content, sign_next, stored};
use crate::office::ToldResult;
use crate::office::closing::{ARCHIVED, Archived, CLEARED, ClearedWord};
use crate::office::result_packs::RESULT;
use crate::records::{DeskRecord, Direction, EventRecord, PackRecord, PaperRecord, SheetRecord, TaskRecord};
use crate::refusal::{Refusal, Result};

/// What was cleared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cleared {
    /// Rows that were deleted.
    pub rows: u64,
    /// Papers that were deleted.
    pub papers: u64,
}

impl Desk {
    /// Stores a result pack that passed every check. The same again changes nothing.
    pub(super) fn take_result(&mut self, contents: &Contents) -> Result<String> {
        let meeting = contents.header.meeting.to_string();
        let at = self.access.clock.now();
        let digest = contents.digest.to_string();
        let told = contents.events.iter().any(|e| e.event().kind == RESULT);
        if let Some(other) =
            contents.events.iter().find(|e| ![RESULT, ARCHIVED].contains(&e.event().kind.as_str()))
        {
            return Err(content(format!("event kind {}", other.event().kind)));
        }
        if !told {
            return Err(content("no result"));
        }
        for event in &contents.events {
            match event.event().kind.as_str() {
                RESULT => drop(body::<ToldResult>(event)?),
                _ => drop(body::<Archived>(event)?),
            }
        }
        if self.access.read(|r| Ok(r.get::<PackRecord>(&format!("{meeting}/{digest}"))?))?.is_some() {
            return Ok(meeting);
        }
        // A result without its task: too early, or of a meeting of which this laptop was cleared.
        self.access.read(|r| task(r, &meeting))?;
        let act = Act::new("result.take", meeting.clone()).with(json!({ "digest": contents.digest }));
        self.access.record_at(at, act, |w| {
            for event in &contents.events {
                w.put(&stored(&meeting, event))?;
            }
            w.put(&PackRecord {
                meeting: meeting.clone(),
                direction: Direction::In,
                kind: contents.header.kind,
                peer: contents.header.sender.to_string(),
                sequence: contents.header.sequence,
                digest,
                at,
                journal_head: contents.manifest.journal.head.to_string(),
                events: Vec::new(),
                late: false,
            })?;
            Ok(meeting)
        })
    }

    /// The result that the secretariat sent last, if one came in.
    ///
    /// # Errors
    /// The vault's own.
    pub fn result(&self, meeting: &str) -> Result<Option<ToldResult>> {
        self.newest(meeting, RESULT)?.map(|event| body(&event)).transpose()
    }

    /// Whether the notice that the session is archived came in: only then may this laptop be cleared.
    ///
    /// # Errors
    /// The vault's own.
    pub fn is_archived(&self, meeting: &str) -> Result<bool> {
        Ok(self.newest(meeting, ARCHIVED)?.is_some())
    }

    /// When this laptop was cleared of a meeting, by its own signed receipt.
    ///
    /// # Errors
    /// The vault's own.
    pub fn cleared_at(&self, meeting: &str) -> Result<Option<DateTime<Utc>>> {
        Ok(self.receipt(meeting)?.map(|e| e.event().at))
    }

    /// The receipt that this laptop signed when it was cleared of a meeting, which it keeps: it holds no score and no title.
    fn receipt(&self, meeting: &str) -> Result<Option<SignedEvent>> {
        let own = self.access.device_keys()?.fingerprint();
        let events = self.access.read(|r| meeting_events::load(r, meeting))?;
        Ok(events.into_iter().find(|e| e.author() == own && e.event().kind == CLEARED))
    }

    /// Writes the receipt of a cleared meeting again, byte for byte as it was signed: a stick may lose the first one. Nothing
    /// is signed and nothing changes here, so it is possible as often as asked.
    ///
    /// # Errors
    /// `clear.no_receipt` where this laptop was not cleared of the meeting, `io.no_folder`, `io`.
    pub fn write_receipt_again(&self, meeting: &str, path: &Path) -> Result<()> {
        let receipt = self.receipt(meeting)?.ok_or_else(|| Refusal::of(Code::ClearNoReceipt))?;
        files::folder_is_there(path.parent().unwrap_or(Path::new("")))?;
        files::write_bytes(path, &receipt.to_carried())
    }

    /// The newest event of the pinned secretariat of a kind.
    fn newest(&self, meeting: &str, kind: &str) -> Result<Option<SignedEvent>> {
        let secretariat = self.secretariat(meeting)?.keys.fingerprint();
        let events = self.access.read(|r| meeting_events::load(r, meeting))?;
        let own = events.into_iter().filter(|e| e.author() == secretariat && e.event().kind == kind);
        Ok(own.max_by_key(|e| e.event().device_seq))
    }

    /// Forgets a meeting: task, bids, papers, sheets, notes, events and packs, and the backups that would still hold them.
    /// What stays is the pinned secretariat, the meeting's name, the journal with its hashes, and the signed receipt, which is
    /// written first.
    ///
    /// # Errors
    /// `clear.not_archived` before the notice came in, `record.not_found`, `io`; then nothing is deleted.
    pub fn clear(&mut self, meeting: &str, receipt: &Path) -> Result<Cleared> {
        self.access.writable()?;
        let archived = self.newest(meeting, ARCHIVED)?.ok_or_else(|| Refusal::of(Code::ClearNotArchived))?;
        let said: Archived = body(&archived)?;
        files::folder_is_there(receipt.parent().unwrap_or(Path::new("")))?;
        let keys = self.access.device_keys()?;
        let at = self.access.clock.now();
        let head = self.access.vault.journal_head()?;
        let (expert_no, last, named, count) = self.access.read(|r| {
            let prefix = format!("{meeting}/");
            let events = meeting_events::load(r, meeting)?;
            let papers: Vec<PaperRecord> = r.list_prefix(&prefix)?;
            let sheets: Vec<SheetRecord> = r.list_prefix(&prefix)?;
            let packs: Vec<PackRecord> = r.list_prefix(&prefix)?;
            let rows = 2 + events.len() + papers.len() + sheets.len() + packs.len();
            let last = meeting_events::last_of(&events, keys.fingerprint());
            let all: Vec<PaperRecord> = r.list()?;
            let keep: BTreeSet<PaperId> =
                all.iter().filter(|p| p.batch != meeting).filter_map(paper_id).collect();
            let gone: BTreeSet<PaperId> = papers.iter().filter_map(paper_id).collect();
            let papers = gone.difference(&keep).count();
            Ok((task(r, meeting)?.task.expert_no, last, keep, (as_u64(rows), as_u64(papers))))
        })?;
        let (rows, papers) = count;
        let word = ClearedWord {
            expert_no,
            archive: said.digest,
            rows,
            papers,
            journal_head: hex::encode(head.hash),
        };
        let bytes = domain::digest::canonical(&word)?;
        let event = sign_next(&keys, meeting_id(meeting)?, last, CLEARED, at, bytes)?;
        files::write_bytes(receipt, &event.to_carried())?;
        let act = Act::new("laptop.clear", meeting.to_owned())
            .with(json!({ "archive": said.digest, "rows": rows, "papers": papers }));
        self.access.record_at(at, act, |w| {
            forget(w, meeting)?;
            Ok(w.put(&stored(meeting, &event))?)
        })?;
        self.access.vault.forget(&named)?;
        Ok(Cleared { rows, papers })
    }
}

/// Deletes every row of a meeting but the pinned secretariat, and keeps its name.
fn forget(w: &Writer<'_>, meeting: &str) -> Result<()> {
    fn all<R: Record>(w: &Writer<'_>, meeting: &str) -> Result<()> {
        for record in w.list_prefix::<R>(&format!("{meeting}/"))? {
            w.delete(&record)?;
        }
        Ok(())
    }
    all::<EventRecord>(w, meeting)?;
    all::<PaperRecord>(w, meeting)?;
    all::<SheetRecord>(w, meeting)?;
    all::<PackRecord>(w, meeting)?;
    let desk: DeskRecord = state(w, meeting)?;
    if w.get::<DeskRecord>(meeting)?.is_some() {
        w.delete(&desk)?;
    }
    let task: TaskRecord = task(w, meeting)?;
    w.delete(&task)?;
    // The list of meetings says of which one this laptop was cleared.
    let title = Some(task.task.session_title);
    Ok(w.put(&DeskRecord { title, ..state(w, meeting)? })?)
}

fn paper_id(record: &PaperRecord) -> Option<PaperId> {
    Some(PaperId(hex::decode(&record.id).ok()?.try_into().ok()?))
}

fn as_u64(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
