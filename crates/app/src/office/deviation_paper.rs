//! 偏离复核 of an expert who scored on paper: asked in private by word of mouth; what the expert says stands on a signed note and
//! is recorded from it.

use domain::paper::PaperUpheld;
use serde_json::json;

use super::deviation_asks::{far, note, score, tallied_now};
use super::{Office, session};
use crate::access::{Act, reason};
use crate::meeting_events::{PAPER_UPHELD, stored};
use crate::records::SessionRecord;
use crate::refusal::{Refusal, Result};

/// Which score: expert, item, and the criterion (nothing: the total).
type Which<'a> = (&'a str, &'a str, Option<&'a str>);

impl Office {
    /// Records what an expert on paper says of a deviating score: that it stands, with the reason from the signed note; or
    /// that it changes, which a further entry says once the scoring was opened again.
    ///
    /// # Errors
    /// `reason.missing` where it stands without one; `record.not_found` unless that score is beyond the limit and was typed
    /// from paper; `session.out_of_order` unless the scores were taken together.
    pub fn deviation_said_on_paper(
        &mut self,
        session_no: &str,
        (expert_no, bid_no, criterion): Which<'_>,
        stands: bool,
        why: &str,
    ) -> Result<()> {
        let why = stands.then(|| reason("维持偏离的评分", why)).transpose()?;
        let by = self.access.actor.clone();
        let at = self.access.clock.now();
        let (of_session, asked, rules) = self.access.read(|r| {
            let session = session(r, session_no)?;
            let view = tallied_now(r, &session)?;
            let is_it = |d: &domain::deviation::Deviation| {
                let who = view.rules.panel.get(d.member).map(|m| m.expert_no.as_str());
                (who, d.bid_no.as_str(), d.criterion.as_deref()) == (Some(expert_no), bid_no, criterion)
            };
            let of = (bid_no.to_owned(), expert_no.to_owned());
            let typed = view.scoring.sheets.get(&of).is_some_and(|c| c.paper.is_some());
            let found = far(&view).into_iter().find(is_it).filter(|_| typed);
            let found = found.and_then(|d| Some((score(&view, expert_no, &d)?, d)));
            let found =
                found.ok_or_else(|| Refusal::not_found(format!("{bid_no}/{expert_no}的纸质偏离评分")))?;
            Ok((session, found, view.rules_digest.clone()))
        })?;
        let mut act = Act::new("deviation.on_paper", format!("{session_no}/{bid_no}/{expert_no}"))
            .with(json!({ "criterion": criterion, "revision": asked.0.revision, "stands": stands }));
        act.reason.clone_from(&why);
        let word = why.map(|reason| PaperUpheld {
            rules,
            expert_no: expert_no.to_owned(),
            bid_no: bid_no.to_owned(),
            criterion: criterion.map(str::to_owned),
            revision: asked.0.revision,
            reason,
            by,
        });
        let event = word.map(|word| self.signed(&of_session, PAPER_UPHELD, &word)).transpose()?;
        self.access.record_at(at, act, |w| {
            let mut session = session(w, session_no)?;
            note(&mut session, expert_no, at, vec![asked]);
            let meeting = session.meeting_id.clone();
            w.put(&SessionRecord(session))?;
            if let Some(event) = &event {
                w.put(&stored(&meeting, event))?;
            }
            Ok(())
        })
    }
}
