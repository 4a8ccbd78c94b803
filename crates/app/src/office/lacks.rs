//! What is missing from the scores although every member locked or is excused: the sheet of a bid that a member hid with a
//! recusal which was decided 不回避, and records of a laptop that did not come in. Each is either made good, by giving the
//! bid back to that laptop or by a later pack, or passed over with a reason that the minutes print.

use std::collections::{BTreeMap, BTreeSet};

use domain::fold::Scoring;
use domain::recusal::Recusal;
use domain::rules::FrozenRules;
use domain::session::{GivenBack, Missed, Session, Stage};
use domain::{Code, Finding};
use packs::SignedEvent;
use serde_json::json;
use vault::Reader;

use super::prepare::recusals;
use super::tally::{scoring, waiting};
use super::{Office, frozen, session};
use crate::access::{Act, reason};
use crate::meeting_events;
use crate::records::{PeerRecord, SessionRecord};
use crate::refusal::{Refusal, Result};

/// Something that is missing, and why it was passed over, if it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lack {
    /// Expert.
    pub(crate) expert_no: String,
    /// Name.
    pub(crate) name: String,
    /// The bid whose sheet is owed; nothing for records of the laptop.
    pub(crate) bid_no: Option<String>,
    /// Numbers of the records that are missing, as ranges; nothing for a sheet.
    pub(crate) records: Option<String>,
    /// Whether the bid was given back to the laptop, to be scored after all.
    pub(crate) given_back: bool,
    /// The reason with which it was passed over.
    pub(crate) passed_over: Option<String>,
}

impl Lack {
    /// What it says while nobody passed it over.
    pub(crate) fn finding(&self) -> Finding {
        let finding = match (&self.bid_no, &self.records) {
            (Some(bid), _) => Finding::error(Code::SheetOwed).with("bid_no", bid.clone()),
            (None, records) => {
                Finding::error(Code::RecordsMissing).with("missing", records.clone().unwrap_or_default())
            }
        };
        finding.with("expert", self.expert_no.clone()).with("name", self.name.clone())
    }
}

impl Office {
    /// Passes over a lack with a reason: a sheet counts as 缺, never as nought.
    ///
    /// # Errors
    /// `reason.missing`, `record.not_found` unless it is lacking, `session.out_of_order` outside of scoring.
    pub fn pass_over(
        &mut self,
        session_no: &str,
        expert_no: &str,
        bid_no: Option<&str>,
        why: &str,
    ) -> Result<()> {
        let why = reason("按“缺”处理", why)?;
        let subject = format!("{session_no}/{}/{expert_no}", bid_no.unwrap_or("*"));
        self.access.record(Act::new("score.pass_over", subject).because(why.clone()), |w| {
            let mut session = scoring_now(w, session_no, "按“缺”处理")?;
            lacking(w, &session, expert_no, bid_no)?;
            let bid_no = bid_no.map(str::to_owned);
            session.missed.retain(|m| m.expert_no != expert_no || m.bid_no != bid_no);
            session.missed.push(Missed { expert_no: expert_no.to_owned(), bid_no, reason: why });
            w.put(&SessionRecord(session))?;
            Ok(())
        })
    }

    /// Gives a bid back to a member who locked without it, with a reason and the chair's assent. The next task pack of this
    /// member opens that bid on the laptop, and nothing else of what is locked.
    ///
    /// # Errors
    /// `reason.missing` without reason or assent, `record.not_found` unless the sheet is owed,
    /// `session.out_of_order` outside of scoring.
    pub fn give_back(
        &mut self,
        session_no: &str,
        expert_no: &str,
        bid_no: &str,
        why: &str,
        approved_by: &str,
    ) -> Result<()> {
        let why = reason("退回补评", why)?;
        let approved_by = self.assent(session_no, ("组长同意退回补评（姓名）", approved_by), None)?;
        let at = self.access.clock.now();
        let act = Act::new("score.give_back", format!("{session_no}/{bid_no}/{expert_no}"))
            .because(why.clone())
            .with(json!({ "approved_by": approved_by }));
        self.access.record_at(at, act, |w| {
            let mut session = scoring_now(w, session_no, "退回补评")?;
            lacking(w, &session, expert_no, Some(bid_no))?;
            session.missed.retain(|m| m.expert_no != expert_no || m.bid_no.as_deref() != Some(bid_no));
            let other =
                |g: &GivenBack| g.revision.is_some() || g.expert_no != expert_no || g.bid_no != bid_no;
            session.given_back.retain(other);
            let (expert_no, bid_no) = (expert_no.to_owned(), bid_no.to_owned());
            let back =
                GivenBack { at, expert_no, bid_no, reason: why, approved_by, revision: None, ended: None };
            session.given_back.push(back);
            w.put(&SessionRecord(session))?;
            Ok(())
        })
    }
}

/// The session while scores come in.
pub(super) fn scoring_now(r: &Reader<'_>, session_no: &str, step: &str) -> Result<Session> {
    let session = session(r, session_no)?;
    match session.stage {
        Stage::Scoring => Ok(session),
        stage => Err(Refusal::of(Code::StepOutOfOrder).with("stage", stage.zh()).with("step", step)),
    }
}

/// `record.not_found` unless this is lacking.
fn lacking(r: &Reader<'_>, session: &Session, expert_no: &str, bid_no: Option<&str>) -> Result<()> {
    let rules = frozen(r, session)?;
    let known = scoring(r, session)?;
    let all = lacks(r, session, &rules.rules, &known.scoring)?;
    if all.iter().any(|l| l.expert_no == expert_no && l.bid_no.as_deref() == bid_no) {
        return Ok(());
    }
    Err(Refusal::not_found(format!("{}/{expert_no}", bid_no.unwrap_or("*"))))
}

/// The bids that were given back to a member.
pub(super) fn given_back_to(session: &Session, expert_no: &str) -> Vec<String> {
    let own = session.given_back.iter().filter(|g| g.revision.is_none() && g.expert_no == expert_no);
    own.map(|g| g.bid_no.clone()).collect()
}

/// What nobody passed over, as findings.
pub(crate) fn open(lacks: &[Lack]) -> Vec<Finding> {
    lacks.iter().filter(|l| l.passed_over.is_none()).map(Lack::finding).collect()
}

/// What is lacking of the members who are waited for no more: sheets in the order of panel and bids, then records. A bid
/// whose recusal is in force or undecided is not owed.
pub(crate) fn lacks(
    r: &Reader<'_>,
    session: &Session,
    rules: &FrozenRules,
    scoring: &Scoring,
) -> Result<Vec<Lack>> {
    let recusals = recusals(r, session)?;
    let waiting = waiting(session, rules, scoring);
    let excused = |no: &str| session.excused.iter().any(|e| e.expert_no == no);
    let out = |bid: &str, expert: &str| {
        let open = |x: &Recusal| x.in_force() || x.decision.is_none();
        recusals.iter().any(|x| x.bid_no == bid && x.expert_no == expert && open(x))
    };
    let mut holes = holes_by_expert(r, session)?;
    let mut lacks = Vec::new();
    let over = |no: &String| waiting.contains(no) || excused(no) || rules.left.contains(no);
    let members = rules.panel.iter().filter(|m| !over(&m.expert_no));
    for member in members {
        let no = &member.expert_no;
        let lack = |bid_no: Option<&String>, records: Option<String>| Lack {
            expert_no: no.clone(),
            name: member.name.clone(),
            bid_no: bid_no.cloned(),
            records,
            given_back: given_back_to(session, no).iter().any(|back| Some(back) == bid_no),
            passed_over: passed_over(session, no, bid_no),
        };
        let owed = |bid: &&String| {
            let of = ((*bid).clone(), no.clone());
            !out(bid, no) && scoring.revision(&of).is_none() && !scoring.conflicts.contains_key(&of)
        };
        lacks.extend(rules.bids.iter().filter(owed).map(|bid| lack(Some(bid), None)));
        lacks.extend(holes.remove(no).map(|records| lack(None, Some(records))));
    }
    Ok(lacks)
}

fn passed_over(session: &Session, expert_no: &str, bid_no: Option<&String>) -> Option<String> {
    let missed = session.missed.iter().find(|m| m.expert_no == expert_no && m.bid_no.as_ref() == bid_no)?;
    Some(missed.reason.clone())
}

/// Records that are missing in between, by expert.
fn holes_by_expert(r: &Reader<'_>, session: &Session) -> Result<BTreeMap<String, String>> {
    let peers: Vec<PeerRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    let events = meeting_events::load(r, &session.meeting_id)?;
    let mut found = BTreeMap::new();
    for peer in peers {
        let Some(expert_no) = peer.expert_no else { continue };
        let device = peer.keys.fingerprint();
        let seen = events.iter().filter(|e| e.author() == device).map(|e| e.event().device_seq).collect();
        if let Some(holes) = holes(&seen) {
            found.insert(expert_no, holes);
        }
    }
    Ok(found)
}

/// Whether events of one device are all of it up to their last, so that no earlier pack can hold more.
pub(super) fn is_whole(events: &[SignedEvent]) -> bool {
    holes(&events.iter().map(|e| e.event().device_seq).collect()).is_none()
}

/// The numbers missing from 1 up to the last, as ranges such as `2–3、7`; nothing when none is.
fn holes(seen: &BTreeSet<u64>) -> Option<String> {
    let mut ranges = Vec::new();
    let mut next = 1;
    for number in seen {
        match number.saturating_sub(next) {
            0 => {}
            1 => ranges.push(next.to_string()),
            _ => ranges.push(format!("{next}–{}", number - 1)),
        }
        next = number.saturating_add(1);
    }
    (!ranges.is_empty()).then(|| ranges.join("、"))
}

#[cfg(test)]
mod tests {
    use super::holes;

    #[test]
    fn missing_numbers_are_told_as_ranges_and_a_whole_chain_has_none() {
        let holes = |seen: &[u64]| holes(&seen.iter().copied().collect());
        assert_eq!(holes(&[]), None);
        assert_eq!(holes(&[1, 2, 3]), None);
        assert_eq!(holes(&[4, 6, 9, 1]).as_deref(), Some("2–3、5、7–8"));
        assert_eq!(holes(&[2]).as_deref(), Some("1"));
    }
}
