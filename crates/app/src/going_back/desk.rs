//! A meeting in an expert's vault: everything of it stays when the vault goes back, but sheets that are not signed yet.

use vault::{Reader, Writer};

use super::meeting::as_it_stands;
use crate::records::{
    DeskRecord, EventRecord, PackRecord, PaperRecord, PeerRecord, SheetRecord, TaskRecord, bid_id,
};
use crate::refusal::Result;

/// A meeting at a desk as it stands before the vault goes back.
pub(super) struct DeskStanding {
    desk: DeskRecord,
    task: Option<TaskRecord>,
    events: Vec<EventRecord>,
    packs: Vec<PackRecord>,
    peers: Vec<PeerRecord>,
    papers: Vec<PaperRecord>,
    sheets: Vec<SheetRecord>,
}

/// All meetings of a vault that the expert signed anything in or was given a task of.
pub(super) fn read(r: &Reader<'_>) -> Result<Vec<DeskStanding>> {
    let mut meetings: Vec<String> = r.list::<DeskRecord>()?.into_iter().map(|desk| desk.meeting).collect();
    meetings.extend(r.list::<TaskRecord>()?.into_iter().map(|task| task.meeting));
    meetings.sort();
    meetings.dedup();
    meetings.iter().map(|meeting| DeskStanding::read(r, meeting)).collect()
}

impl DeskStanding {
    fn read(r: &Reader<'_>, meeting: &str) -> Result<DeskStanding> {
        let prefix = format!("{meeting}/");
        Ok(DeskStanding {
            desk: crate::desk::state(r, meeting)?,
            task: r.get(meeting)?,
            events: r.list_prefix(&prefix)?,
            packs: r.list_prefix(&prefix)?,
            peers: r.list_prefix(&prefix)?,
            papers: r.list_prefix(&prefix)?,
            sheets: r.list_prefix(&prefix)?,
        })
    }

    /// Whether the expert signed sheets: they stay as they were signed.
    fn is_signed(&self) -> bool {
        self.desk.locked_at.is_some() || !self.desk.given_back.is_empty()
    }

    /// Brings what does not go back into the restored vault.
    pub(super) fn keep(&self, w: &Writer<'_>) -> Result<()> {
        let meeting = &self.desk.meeting;
        match &self.task {
            Some(task) => w.put(task)?,
            // A meeting that was cleared from this laptop stays cleared.
            None => {
                if let Some(task) = w.get::<TaskRecord>(meeting)? {
                    w.delete(&task)?;
                }
            }
        }
        w.put(&self.desk)?;
        as_it_stands(w, meeting, &self.events)?;
        as_it_stands(w, meeting, &self.packs)?;
        as_it_stands(w, meeting, &self.peers)?;
        as_it_stands(w, meeting, &self.papers)?;
        if self.is_signed() || self.task.is_none() {
            return as_it_stands(w, meeting, &self.sheets);
        }
        for recusal in &self.desk.recusals {
            if let Some(sheet) = w.get::<SheetRecord>(&bid_id(meeting, &recusal.bid_no))? {
                w.delete(&sheet)?;
            }
        }
        Ok(())
    }
}
