//! 项目立项: what a meeting decided on the panels' lists, the publicity, the announcement (policy 四（五）, rule 9). Which step is
//! allowed, `domain::chain` says; here it is read, recorded and journalled.

mod calendars;
mod objections;
mod papers;
mod typed;

use std::collections::BTreeSet;
use std::path::Path;

use domain::chain::announcement::{self, Announcement};
use domain::chain::decision::{Decision, PanelItem, PanelList, Ruling};
use domain::chain::objection::Objection;
use domain::chain::publicity::{NewPosting, Publicity, TakenDown};
use domain::chain::stage::ApprovalStage;
use domain::recommendation::Judged;
use domain::session::{Session, Stage};
use domain::{Code, Finding};
use serde_json::json;
use vault::Reader;

pub(crate) use self::calendars::calendar;
use super::chain_typed::proof_at;
use super::conclude::{meeting_result, winners};
use super::{Office, session};
use crate::access::{Act, reason};
use crate::chain_records::{ApprovalRecord, ObjectionRecord};
use crate::clock::local;
use crate::records::SessionRecord;
use crate::refusal::{Refusal, Result};
use crate::shipped;

/// The decision with this number, or `record.not_found`.
pub(crate) fn approval(r: &Reader<'_>, no: &str) -> Result<ApprovalRecord> {
    r.get(no)?.ok_or_else(|| Refusal::not_found(no))
}

/// The objections to a decision's publicity, by number.
pub(crate) fn objections(r: &Reader<'_>, no: &str) -> Result<Vec<Objection>> {
    let records: Vec<ObjectionRecord> = r.list_prefix(&format!("{no}/"))?;
    Ok(records.into_iter().map(|o| o.0).collect())
}

/// Closed bid sessions on whose lists nothing was decided yet.
pub(crate) fn waiting(r: &Reader<'_>) -> Result<Vec<Session>> {
    let taken = taken(r)?;
    let sessions: Vec<SessionRecord> = r.list()?;
    let waits = |s: &Session| s.kind.is_bid() && s.stage == Stage::Closed && !taken.contains(&s.no);
    Ok(sessions.into_iter().map(|s| s.0).filter(waits).collect())
}

/// Sessions whose lists a decision has.
fn taken(r: &Reader<'_>) -> Result<BTreeSet<String>> {
    let all: Vec<ApprovalRecord> = r.list()?;
    Ok(all.into_iter().flat_map(|a| a.decision.lists).map(|l| l.session_no).collect())
}

/// The list of a closed session, in order of rank.
fn list(r: &Reader<'_>, session: &Session) -> Result<PanelList> {
    if !session.kind.is_bid() || session.stage != Stage::Closed {
        return Err(Refusal::of(Code::StepOutOfOrder)
            .with("stage", session.stage.zh())
            .with("step", "会议审定"));
    }
    let result = meeting_result(r, session)?;
    let items = result.judged.iter().filter_map(Judged::bid).map(|j| PanelItem::of(&j)).collect();
    Ok(PanelList { session_no: session.no.clone(), held_on: session.date, items })
}

/// The office's next number of a kind: `S-001`.
pub(crate) fn next_number(prefix: &str, taken: impl Iterator<Item = String>) -> String {
    let last = taken.filter_map(|no| no.strip_prefix(prefix)?.parse::<u32>().ok()).max();
    format!("{prefix}{:03}", last.unwrap_or(0).saturating_add(1))
}

impl Office {
    /// Puts the lists of closed sessions of one batch before a meeting. Its number is the office's next one.
    ///
    /// # Errors
    /// `missing_value` without a session; `session.out_of_order` for one that is not closed or judges no bids;
    /// `decision.list_taken` for one that another decision has; `decision.other_batch`.
    pub fn open_approval(&mut self, sessions: &[String]) -> Result<String> {
        let act = Act::new("approval.open", sessions.join("、"));
        self.access.record(act, |w| {
            let mut lists = Vec::new();
            let mut batch = None;
            let taken = taken(w)?;
            for no in sessions {
                let session = session(w, no)?;
                if taken.contains(no) || lists.iter().any(|l: &PanelList| l.session_no == *no) {
                    return Err(Refusal::of(Code::DecisionListTaken).with("session", no.clone()));
                }
                let first = batch.get_or_insert_with(|| session.batch.clone());
                if *first != session.batch {
                    return Err(Refusal::of(Code::DecisionOtherBatch)
                        .with("session", no.clone())
                        .with("batch", first.clone()));
                }
                lists.push(list(w, &session)?);
            }
            let batch = batch.ok_or_else(|| Refusal::of(Code::MissingValue).with("field", "论证会"))?;
            let known: Vec<ApprovalRecord> = w.list()?;
            let no = next_number("S-", known.into_iter().map(|a| a.decision.no));
            let publicity = Publicity { decision_no: no.clone(), postings: Vec::new() };
            let decision = Decision { no: no.clone(), batch, lists, rulings: Vec::new() };
            w.put(&ApprovalRecord { decision, publicity, announcement: None })?;
            Ok(no)
        })
    }

    /// Records what a meeting decided. A further ruling takes the place of the one before, which stays in the book.
    ///
    /// # Errors
    /// Those of [`Decision::rule`]; `chain.out_of_order` once the winners were announced.
    pub fn rule_approval(&mut self, no: &str, ruling: Ruling) -> Result<()> {
        let policy = shipped::policy()?;
        let mut act = Act::new("approval.rule", no).with(json!({
            "on": ruling.on.to_string(), "meeting": ruling.meeting, "minutes": ruling.minutes_no,
        }));
        act.reason = Some(ruling.because.clone()).filter(|why| !why.trim().is_empty());
        self.change_approval(no, act, ("会议审定", "the decision"), |r, record| {
            let sessions = record.decision.lists.iter().map(|l| session(r, &l.session_no));
            let mut most = super::conclude::Winners::new();
            for session in sessions.collect::<Result<Vec<_>>>()? {
                most.extend(winners(r, &session)?);
            }
            Ok(ApprovalRecord { decision: record.decision.rule(ruling, &policy, &most)?, ..record })
        })
    }

    /// Records that the list was posted; its end follows from the calendars that are loaded.
    ///
    /// # Errors
    /// Those of [`Publicity::post`]; `chain.out_of_order` once the winners were announced.
    pub fn post_approval(&mut self, no: &str, posting: NewPosting) -> Result<()> {
        let policy = shipped::policy()?;
        let act = Act::new("publicity.post", no)
            .with(json!({ "on": posting.posted_on.to_string(), "place": posting.place }));
        self.change_approval(no, act, ("公示", "the publicity"), |r, record| {
            let calendar = calendar(r)?;
            let publicity = record.publicity.post(&record.decision, posting, &policy, &calendar)?;
            Ok(ApprovalRecord { publicity, ..record })
        })
    }

    /// Names the file that proves the posting in force, by its digest.
    ///
    /// # Errors
    /// `publicity.none`; `io`, `file.too_large`.
    pub fn prove_posting(&mut self, no: &str, path: &Path) -> Result<()> {
        let proof = proof_at(path)?;
        let act = Act::new("publicity.prove", no).with(json!({ "file": proof.name, "digest": proof.digest }));
        self.change_approval(no, act, ("公示证明", "proof of the publicity"), |_, record| {
            Ok(ApprovalRecord { publicity: record.publicity.attach(proof)?, ..record })
        })
    }

    /// Records that the posting in force was taken down.
    ///
    /// # Errors
    /// `publicity.none`, `reason.missing`, `list.date_order`; `chain.out_of_order` once the winners were announced.
    pub fn take_down_posting(&mut self, no: &str, down: TakenDown) -> Result<()> {
        let why = reason("撤下公示", &down.reason)?;
        let act = Act::new("publicity.take_down", no).because(why);
        self.change_approval(no, act, ("撤下公示", "taking the posting down"), |_, record| {
            Ok(ApprovalRecord { publicity: record.publicity.take_down(down)?, ..record })
        })
    }

    /// Records the announcement of the winners.
    ///
    /// # Errors
    /// Those of [`announcement::announce`]; `chain.out_of_order` for a second one.
    pub fn announce_approval(&mut self, no: &str, made: Announcement) -> Result<()> {
        let Announcement { number, place, on, .. } = made;
        let act = Act::new("approval.announce", no).with(json!({ "number": number, "on": on.to_string() }));
        self.change_approval(no, act, ("揭榜公告", "the announcement"), |r, record| {
            let objections = objections(r, no)?;
            let said = (number.as_str(), place.as_str());
            let (decision, publicity) = (&record.decision, &record.publicity);
            let made = announcement::announce(decision, publicity, &objections, said, on)?;
            Ok(ApprovalRecord { announcement: Some(made), ..record })
        })
    }

    /// Changes a decision's record in one step, as long as its winners are not announced.
    fn change_approval(
        &mut self,
        no: &str,
        act: Act,
        step: (&str, &str),
        change: impl FnOnce(&Reader<'_>, ApprovalRecord) -> Result<ApprovalRecord>,
    ) -> Result<()> {
        self.access.record(act, |w| {
            let record = approval(w, no)?;
            if record.announcement.is_some() {
                return Err(after_announcement(no, step).into());
            }
            let changed = change(w, record)?;
            Ok(w.put(&changed)?)
        })
    }

    /// Where a decision stands today.
    pub(crate) fn approval_stage(&self, record: &ApprovalRecord, objections: &[Objection]) -> ApprovalStage {
        let today = local(self.access.clock.now()).date();
        let announcement = record.announcement.as_ref();
        ApprovalStage::of(&record.decision, &record.publicity, objections, announcement, today)
    }
}

/// `chain.out_of_order`: the winners were announced.
fn after_announcement(no: &str, (zh, en): (&str, &str)) -> Finding {
    let announced = ApprovalStage::Announced;
    Finding::error(Code::ChainOutOfOrder)
        .with("what", no)
        .with("what_en", no)
        .with("status", announced.zh())
        .with("status_en", announced.en())
        .with("step", zh)
        .with("step_en", en)
}
