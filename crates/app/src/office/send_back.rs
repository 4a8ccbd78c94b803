//! A list goes back to its sender with what is wrong in it; the journal says that it did.

use std::path::Path;

use serde_json::json;

use super::{Draft, Office};
use crate::access::Act;
use crate::api::intake::SentBackView;
use crate::clock::local;
use crate::files;
use crate::refusal::Result;
use crate::send_back::{self, Sender};
use crate::views::count;

impl Office {
    /// Writes a copy of the sender's workbook with notes at its cells or, where its format bears none, a table of findings.
    /// What the vault holds is not told.
    ///
    /// # Errors
    /// `send_back.nothing`, `send_back.own_file`, `io`; the vault's own.
    pub fn send_back(&mut self, draft: &Draft, path: &Path) -> Result<SentBackView> {
        let at = self.access.clock.now();
        let as_sent = super::demands::softened(send_back::as_sent(draft.book(), draft.edits())?);
        let (bytes, from) = draft.sent();
        let sender = Sender {
            file: &draft.inspected().file,
            bytes,
            book: draft.book(),
            findings: &as_sent.findings,
            edits: draft.edits(),
            day: local(at).date(),
        };
        let done = send_back::write(&sender, Some(from), path)?;
        let view = SentBackView {
            path: done.path.display().to_string(),
            own: done.own,
            findings: count(done.findings),
            places: count(done.places),
        };
        let act = Act::new("intake.send_back", draft.inspected().file.clone()).with(json!({
            "file": draft.inspected().file_digest, "written": files::name(&done.path), "digest": done.digest,
            "findings": view.findings, "notes": view.own,
        }));
        self.access.record_at(at, act, |_| Ok(()))?;
        Ok(view)
    }
}
