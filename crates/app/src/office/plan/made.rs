//! The project that a row of a plan becomes: what the bid says, as the panel judged it, with what was decided and granted.

use std::collections::BTreeMap;

use domain::chain::decision::Decision;
use domain::chain::plan::PlanRow;
use domain::project::Origin;
use domain::recommendation;
use domain::{Bid, Policy, Project};
use vault::Reader;

use crate::office::conclude::meeting_result;
use crate::office::session;
use crate::records::{BidRecord, bid_id};
use crate::refusal::{Refusal, Result};

/// Bids as panels judged them, each session read once.
#[derive(Default)]
pub(super) struct Judged {
    sessions: BTreeMap<String, (String, Vec<Bid>)>,
}

impl Judged {
    /// The project of a row.
    ///
    /// # Errors
    /// `record.not_found` for a bid that no panel of the decision judged.
    pub(super) fn project(
        &mut self,
        r: &Reader<'_>,
        decision: &Decision,
        row: &PlanRow,
        policy: &Policy,
    ) -> Result<Project> {
        let has = |l: &&domain::chain::decision::PanelList| l.items.iter().any(|i| i.bid_no == row.bid_no);
        let unknown = || Refusal::not_found(row.bid_no.clone());
        let session_no = &decision.lists.iter().find(has).ok_or_else(unknown)?.session_no;
        let (batch, bids) = self.of(r, session_no)?;
        let bid = bids.iter().find(|b| b.no == row.bid_no).ok_or_else(unknown)?;
        let record: Option<BidRecord> = r.get(&bid_id(batch, &row.bid_no))?;
        let details = record.map(|b| b.details).unwrap_or_default();
        let origin =
            Origin { batch: batch.clone(), bid_no: row.bid_no.clone(), session_no: session_no.clone() };
        let money = (row.rd_total, row.granted(policy));
        Ok(Project::approved(row.project_no.clone(), bid, &details, origin, money))
    }

    fn of(&mut self, r: &Reader<'_>, session_no: &str) -> Result<&(String, Vec<Bid>)> {
        if !self.sessions.contains_key(session_no) {
            let session = session(r, session_no)?;
            let result = meeting_result(r, &session)?;
            let bids = result.judged.iter().filter_map(recommendation::Judged::bid).map(|j| j.bid.clone());
            self.sessions.insert(session_no.to_owned(), (session.batch, bids.collect()));
        }
        self.sessions.get(session_no).ok_or_else(|| Refusal::not_found(session_no))
    }
}
