//! 退回: a signed sheet is given back to its expert with a reason and the chair's assent. The laptop opens that item alone; the
//! sheet that is signed next takes its place, and the one before stays on record.

use domain::desk::Returned;
use domain::fold::Scoring;
use domain::session::{GivenBack, Session};
use domain::{Code, Finding};
use serde_json::json;
use vault::Reader;

use super::lacks::scoring_now;
use super::tally::scoring;
use super::{Office, frozen};
use crate::access::{Act, reason};
use crate::records::SessionRecord;
use crate::refusal::{Refusal, Result};

impl Office {
    /// Returns a member's signed sheet of an item, with a reason and the chair's assent. The next task pack of this member
    /// opens that item on the laptop and nothing else; until the new sheet came in, or the return is ended, the scores are
    /// not taken together.
    ///
    /// # Errors
    /// `reason.missing` without reason or assent; `record.not_found` where nothing was signed or it is returned already;
    /// `session.out_of_order` outside of scoring.
    pub fn return_sheet(
        &mut self,
        session_no: &str,
        expert_no: &str,
        bid_no: &str,
        why: &str,
        approved_by: &str,
    ) -> Result<()> {
        let why = reason("退回重评", why)?;
        let approved_by = self.assent(session_no, ("组长同意退回重评（姓名）", approved_by), None)?;
        let at = self.access.clock.now();
        let act = Act::new("score.return", format!("{session_no}/{bid_no}/{expert_no}"))
            .because(why.clone())
            .with(json!({ "approved_by": approved_by }));
        self.access.record_at(at, act, |w| {
            let mut session = scoring_now(w, session_no, "退回重评")?;
            let known = scoring(w, &session)?;
            let of = (bid_no.to_owned(), expert_no.to_owned());
            let counts = frozen(w, &session)?.rules.member(expert_no).and(known.scoring.revision(&of));
            let returned = session.given_back.iter().any(|g| is_open(g, &known.scoring) && is_of(g, &of));
            let Some(revision) = counts.filter(|_| !returned) else {
                return Err(Refusal::not_found(format!("{bid_no}/{expert_no}")));
            };
            session.given_back.push(GivenBack {
                at,
                expert_no: of.1,
                bid_no: of.0,
                reason: why,
                approved_by,
                revision: Some(revision),
                ended: None,
            });
            w.put(&SessionRecord(session))?;
            Ok(())
        })
    }

    /// Ends a return without a new sheet: the signed one stands, and one that takes its place is refused.
    ///
    /// # Errors
    /// `reason.missing`, `record.not_found` unless it is returned, `session.out_of_order` outside of scoring.
    pub fn end_return(&mut self, session_no: &str, expert_no: &str, bid_no: &str, why: &str) -> Result<()> {
        let why = reason("撤销退回", why)?;
        let act =
            Act::new("score.return_end", format!("{session_no}/{bid_no}/{expert_no}")).because(why.clone());
        self.access.record(act, |w| {
            let mut session = scoring_now(w, session_no, "撤销退回")?;
            let known = scoring(w, &session)?;
            let of = (bid_no.to_owned(), expert_no.to_owned());
            let open = session.given_back.iter_mut().find(|g| is_open(g, &known.scoring) && is_of(g, &of));
            let Some(open) = open else { return Err(Refusal::not_found(format!("{bid_no}/{expert_no}"))) };
            open.ended = Some(why);
            w.put(&SessionRecord(session))?;
            Ok(())
        })
    }
}

fn is_of(back: &GivenBack, (bid_no, expert_no): &(String, String)) -> bool {
    back.bid_no == *bid_no && back.expert_no == *expert_no
}

/// Whether a sheet is returned and nothing took its place yet.
pub(crate) fn is_open(back: &GivenBack, scoring: &Scoring) -> bool {
    let counts = scoring.revision(&(back.bid_no.clone(), back.expert_no.clone()));
    back.ended.is_none() && back.revision.is_some() && back.revision == counts
}

/// Sheets that are returned and did not come in again.
pub(crate) fn open(session: &Session, scoring: &Scoring) -> Vec<Finding> {
    let open = session.given_back.iter().filter(|g| is_open(g, scoring));
    let finding = |g: &GivenBack| {
        Finding::error(Code::ReturnOpen).with("bid_no", g.bid_no.clone()).with("expert", g.expert_no.clone())
    };
    open.map(finding).collect()
}

/// What is returned to a member now.
pub(super) fn returned_to(r: &Reader<'_>, session: &Session, expert_no: &str) -> Result<Vec<Returned>> {
    let known = scoring(r, session)?;
    let own = session.given_back.iter().filter(|g| g.expert_no == expert_no && is_open(g, &known.scoring));
    Ok(own
        .filter_map(|g| {
            let (bid_no, reason) = (g.bid_no.clone(), g.reason.clone());
            Some(Returned { bid_no, revision: g.revision?, reason })
        })
        .collect())
}

/// Whether what an expert signed of an item may take the place of the revision before: it was returned, or the expert was
/// asked about it, and says why. Of a first revision nothing is asked.
///
/// # Errors
/// `score.revision_unasked`, `score.change_reason`.
pub(super) fn may_replace(
    session: &Session,
    expert_no: &str,
    bid_no: &str,
    (revision, change): (u32, Option<&str>),
) -> Result<()> {
    let Some(before) = revision.checked_sub(1).filter(|before| *before > 0) else { return Ok(()) };
    let returned = session.given_back.iter().any(|g| {
        g.expert_no == expert_no && g.bid_no == bid_no && g.revision == Some(before) && g.ended.is_none()
    });
    let asked =
        session.asked.iter().any(|a| a.expert_no == expert_no && a.bid_no == bid_no && a.revision == before);
    let refused = |code| Err(Refusal::of(code).with("bid_no", bid_no).with("expert", expert_no));
    if !returned && !asked {
        return refused(Code::RevisionUnasked);
    }
    if change.unwrap_or_default().trim().is_empty() {
        return refused(Code::ChangeReason);
    }
    Ok(())
}
