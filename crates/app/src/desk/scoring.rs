//! Pledge, scores, amounts, comments, later recusals, lock. Each edit is checked, saved and journalled before it is
//! acknowledged; the journal names the bid and the criterion, never the mark, before the lock.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::desk::{DeskEvent, Edit, Sheet};
use domain::recusal::Ground;
use domain::rules::FrozenRules;
use domain::{Category, Code, Finding, Item, Member, digest};
use packs::{DeviceKeys, Hash32, SignedEvent};
use serde_json::json;
use vault::Reader;

use super::{Desk, state, task};
use crate::access::{Act, meeting_id, reason};
use crate::meeting_events::{kind_of, sign_next, stored};
use crate::records::{AskedAnswer, DeskRecord, DeskRecusal, PaperRecord, SheetRecord, TaskRecord, bid_id};
use crate::refusal::{Refusal, Result};

/// One bid or demand as its expert sees it.
#[derive(Debug, Clone)]
pub struct BidView {
    /// What is scored.
    pub item: Item,
    /// The own sheet as it stands.
    pub sheet: Sheet,
    /// When it was last saved; nothing when it was not begun.
    pub saved_at: Option<DateTime<Utc>>,
    /// What keeps it from being finished.
    pub missing: Vec<Finding>,
}

/// The desk as its expert sees it. A recused bid shows its number only.
#[derive(Debug, Clone)]
pub struct DeskView {
    /// The expert.
    pub member: Member,
    /// When the pledge was made.
    pub pledged_at: Option<DateTime<Utc>>,
    /// When the scores were locked.
    pub locked_at: Option<DateTime<Utc>>,
    /// Bids or demands to score.
    pub bids: Vec<BidView>,
    /// Numbers of those recused.
    pub recused: Vec<String>,
}

impl Desk {
    /// What the expert sees.
    ///
    /// # Errors
    /// `record.not_found` before the task was taken in.
    pub fn view(&self, meeting: &str) -> Result<DeskView> {
        self.access.read(|r| {
            let record = task(r, meeting)?;
            let desk = state(r, meeting)?;
            let member = member(&record)?.clone();
            let mut bids = Vec::new();
            for item in visible(&record, &desk) {
                let own = sheet(r, meeting, item.no())?;
                let saved_at = own.as_ref().map(|s| s.saved_at);
                let own = own.unwrap_or_else(|| SheetRecord::new(meeting, item.no(), DateTime::UNIX_EPOCH));
                let missing = own.missing(&record.task.rules, &member, item);
                bids.push(BidView { item: item.clone(), sheet: own.sheet, saved_at, missing });
            }
            let declared = desk.recusals.iter().map(|x| x.bid_no.clone());
            let recused = record.task.recused.iter().cloned().chain(declared).collect();
            Ok(DeskView { member, pledged_at: desk.pledged_at, locked_at: desk.locked_at, bids, recused })
        })
    }

    /// Makes the pledge. Making it twice changes nothing.
    ///
    /// # Errors
    /// `record.not_found` before the task was taken in.
    pub fn pledge(&mut self, meeting: &str) -> Result<()> {
        let keys = self.access.device_keys()?;
        let at = self.access.clock.now();
        if self.access.read(|r| Ok(state(r, meeting)?.pledged_at))?.is_some() {
            return Ok(());
        }
        self.access.record_at(at, Act::new("desk.pledge", meeting), |w| {
            task(w, meeting)?;
            let mut desk = state(w, meeting)?;
            let event = next(&keys, &mut desk, at, &DeskEvent::Pledged)?;
            w.put(&stored(meeting, &event))?;
            desk.pledged_at = Some(at);
            w.put(&desk)?;
            Ok(())
        })
    }

    /// Signs in: `by_code` at the laptop that is passed round. Signing in twice changes nothing.
    ///
    /// # Errors
    /// `record.not_found` before the task was taken in.
    pub fn sign_in(&mut self, meeting: &str, by_code: bool) -> Result<()> {
        let keys = self.access.device_keys()?;
        let at = self.access.clock.now();
        if self.access.read(|r| Ok(state(r, meeting)?.signed_in_at))?.is_some() {
            return Ok(());
        }
        self.access.record_at(at, Act::new("desk.sign_in", meeting), |w| {
            task(w, meeting)?;
            let mut desk = state(w, meeting)?;
            let event = next(&keys, &mut desk, at, &DeskEvent::SignedIn { by_code })?;
            w.put(&stored(meeting, &event))?;
            desk.signed_in_at = Some(at);
            w.put(&desk)?;
            Ok(())
        })
    }

    /// Saves one edit of a sheet and says when. What is refused changes nothing.
    ///
    /// # Errors
    /// `pledge.missing`, `score.locked`, `score.recused`, `record.not_found`, and what the sheet refuses.
    pub fn edit(&mut self, meeting: &str, bid_no: &str, edit: Edit) -> Result<DateTime<Utc>> {
        self.save(meeting, bid_no, &what(&edit), |own, scope| own.apply(edit, scope))
    }

    /// Abstains from an item with a reason, or takes that back: it counts as 缺. What was typed of its sheet stays here and is
    /// not signed.
    ///
    /// # Errors
    /// As [`Desk::edit`]. A blank reason is missing before the lock.
    pub fn abstain(&mut self, meeting: &str, bid_no: &str, why: Option<&str>) -> Result<DateTime<Utc>> {
        self.save(meeting, bid_no, "abstain", |own, _| {
            own.abstain = why.map(str::to_owned);
            Ok(())
        })
    }

    /// Confirms what was carried over to an amended sheet. What is empty there still has to be given.
    ///
    /// # Errors
    /// As [`Desk::edit`].
    pub fn confirm(&mut self, meeting: &str, bid_no: &str) -> Result<DateTime<Utc>> {
        self.save(meeting, bid_no, "confirm", |own, _| {
            own.confirm = false;
            Ok(())
        })
    }

    /// Says why a sheet that was signed is changed, once it is open again.
    ///
    /// # Errors
    /// As [`Desk::edit`]; `record.not_found` for one that was not signed before.
    pub fn say_change(&mut self, meeting: &str, bid_no: &str, why: &str) -> Result<DateTime<Utc>> {
        self.save(meeting, bid_no, "change", |own, _| own.say_change(why))
    }

    /// Changes the own sheet of a bid that may be scored now, and says when. `what` is what the journal names.
    pub(super) fn save(
        &mut self,
        meeting: &str,
        bid_no: &str,
        what: &str,
        change: impl FnOnce(&mut SheetRecord, &Scope<'_>) -> Result<()>,
    ) -> Result<DateTime<Utc>> {
        let at = self.access.clock.now();
        let act = Act::new("desk.edit", format!("{meeting}/{bid_no}")).with(json!({ "what": what }));
        self.access.record_at(at, act, |w| {
            let record = task(w, meeting)?;
            let desk = state(w, meeting)?;
            open_for_scores(&desk)?;
            if !may_sign(&desk, bid_no) {
                return Err(Refusal::of(Code::ScoreLocked));
            }
            let scope = Scope {
                rules: &record.task.rules,
                category: member(&record)?.category,
                item: visible_item(&record, &desk, bid_no)?,
            };
            let mut own = sheet(w, meeting, bid_no)?.unwrap_or_else(|| SheetRecord::new(meeting, bid_no, at));
            change(&mut own, &scope)?;
            own.saved_at = at;
            w.put(&own)?;
            Ok(at)
        })
    }

    /// Declares a conflict noticed at the desk: the item is hidden at once and its sheet leaves this desk.
    ///
    /// # Errors
    /// `score.locked`, `reason.missing`, `record.not_found`.
    pub fn recuse(&mut self, meeting: &str, bid_no: &str, ground: Ground, evidence: &str) -> Result<()> {
        let keys = self.access.device_keys()?;
        let evidence = reason("回避情形", evidence)?;
        let at = self.access.clock.now();
        let act = Act::new("desk.recuse", format!("{meeting}/{bid_no}")).because(evidence.clone());
        self.access.record_at(at, act, |w| {
            let record = task(w, meeting)?;
            let mut desk = state(w, meeting)?;
            // Of what was given back it is decided that the expert judges it; what came late was never asked about.
            let late = came_late(&record, &desk, sheet(w, meeting, bid_no)?.as_ref(), bid_no);
            if desk.locked_at.is_some() || !(desk.given_back.is_empty() || late) {
                return Err(Refusal::of(Code::ScoreLocked));
            }
            visible_item(&record, &desk, bid_no)?;
            let event = DeskEvent::Recused { bid_no: bid_no.to_owned(), ground, evidence: evidence.clone() };
            let event = next(&keys, &mut desk, at, &event)?;
            w.put(&stored(meeting, &event))?;
            if let Some(own) = sheet(w, meeting, bid_no)? {
                w.delete(&own)?;
            }
            for paper in w.list_prefix::<PaperRecord>(&format!("{}/", bid_id(meeting, bid_no)))? {
                w.delete(&paper)?;
            }
            if late {
                desk.given_back.retain(|no| no != bid_no);
                // Nothing else is open: the desk is locked as it was.
                desk.locked_at = desk.given_back.is_empty().then_some(at);
            }
            desk.recusals.push(DeskRecusal { bid_no: bid_no.to_owned(), ground, evidence });
            w.put(&desk)?;
            Ok(())
        })
    }

    /// Locks and signs: every sheet becomes a signed event, and nothing can be changed any more.
    ///
    /// # Errors
    /// Every finding that keeps a sheet from being finished; `pledge.missing`; `score.locked` when locked already.
    pub fn lock_scores(&mut self, meeting: &str) -> Result<u32> {
        self.lock_seen(meeting, false)
    }

    /// As [`Desk::lock_scores`]; with `scale_seen` the expert confirmed the own use of the scale, which is signed as well.
    ///
    /// # Errors
    /// As [`Desk::lock_scores`].
    pub fn lock_seen(&mut self, meeting: &str, scale_seen: bool) -> Result<u32> {
        let keys = self.access.device_keys()?;
        let at = self.access.clock.now();
        let act = Act::new("desk.lock", meeting);
        self.access.record_at(at, act, |w| {
            let record = task(w, meeting)?;
            let mut desk = state(w, meeting)?;
            open_for_scores(&desk)?;
            let member = member(&record)?;
            let last = super::given_back::signed(w, meeting, keys.fingerprint())?;
            let mut missing = Vec::new();
            let mut signed = 0u32;
            let due = visible(&record, &desk).filter(|item| may_sign(&desk, item.no()));
            for item in due.cloned().collect::<Vec<Item>>() {
                let own =
                    sheet(w, meeting, item.no())?.unwrap_or_else(|| SheetRecord::new(meeting, item.no(), at));
                missing.extend(own.missing(&record.task.rules, member, &item));
                let revision = last.get(item.no()).map_or(1, |revision| revision.saturating_add(1));
                if own.change.is_some() {
                    w.put(&SheetRecord { change: None, ..own.clone() })?;
                }
                let event = next(&keys, &mut desk, at, &own.said(revision, &record.rules_digest))?;
                w.put(&stored(meeting, &event))?;
                signed += 1;
            }
            if !missing.is_empty() {
                return Err(missing.into());
            }
            if scale_seen {
                let scale = super::asked::own_scale(w, meeting)?;
                let seen = DeskEvent::ScaleSeen { rules: record.rules_digest.clone(), scale };
                let event = next(&keys, &mut desk, at, &seen)?;
                w.put(&stored(meeting, &event))?;
            }
            for asked in desk.asked.iter_mut().filter(|a| a.answer == Some(AskedAnswer::Changing)) {
                asked.answer = Some(AskedAnswer::Changed);
            }
            let lock = DeskEvent::Locked { sheets: signed, rules: record.rules_digest.clone() };
            let event = next(&keys, &mut desk, at, &lock)?;
            w.put(&stored(meeting, &event))?;
            desk.locked_at = Some(at);
            desk.given_back.clear();
            desk.returned.clear();
            w.put(&desk)?;
            Ok(signed)
        })
    }
}

/// What an edit of a sheet stands on.
pub(super) struct Scope<'a> {
    pub(super) rules: &'a FrozenRules,
    pub(super) category: Category,
    pub(super) item: &'a Item,
}

impl SheetRecord {
    /// A sheet on which nothing stands yet.
    pub(crate) fn new(meeting: &str, bid_no: &str, at: DateTime<Utc>) -> SheetRecord {
        SheetRecord {
            meeting: meeting.to_owned(),
            bid_no: bid_no.to_owned(),
            sheet: Sheet::default(),
            begun: BTreeMap::new(),
            note: String::new(),
            abstain: None,
            change: None,
            confirm: false,
            saved_at: at,
        }
    }

    /// What is signed of it.
    fn said(&self, revision: u32, rules: &str) -> DeskEvent {
        let (bid_no, rules) = (self.bid_no.clone(), rules.to_owned());
        let change = self.change.as_ref().filter(|_| revision > 1).map(|why| why.trim().to_owned());
        match &self.abstain {
            Some(reason) => {
                DeskEvent::Abstained { bid_no, revision, rules, reason: reason.trim().to_owned(), change }
            }
            None => DeskEvent::Scored { bid_no, revision, rules, sheet: self.sheet.clone(), change },
        }
    }

    /// Says why it is changed.
    pub(super) fn say_change(&mut self, why: &str) -> Result<()> {
        let change = self.change.as_mut().ok_or_else(|| Refusal::not_found(self.bid_no.clone()))?;
        why.clone_into(change);
        Ok(())
    }

    /// Applies an edit of the sheet. A line that is entered, or taken back, is no longer only begun.
    pub(super) fn apply(&mut self, edit: Edit, scope: &Scope<'_>) -> Result<()> {
        let line = if let Edit::Line { subject, .. } = &edit { Some(*subject) } else { None };
        self.sheet.apply(edit, &scope.rules.sheet, scope.category, scope.item)?;
        if let Some(subject) = line {
            self.begun.remove(&subject);
        }
        Ok(())
    }

    /// What keeps it from being finished: why it is changed after it was signed; that its expert confirms it after the sheet was
    /// amended; the reason of an abstention, which wants nothing else; what the sheet lacks, and lines that are begun and not entered.
    pub(crate) fn missing(&self, rules: &FrozenRules, member: &Member, item: &Item) -> Vec<Finding> {
        let blank = |text: &Option<String>| text.as_ref().is_some_and(|t| t.trim().is_empty());
        let said =
            [(&self.change, Code::ChangeReason, "change"), (&self.abstain, Code::AbstainReason, "abstain")];
        let mut missing: Vec<Finding> = said
            .into_iter()
            .filter(|(text, _, _)| blank(text))
            .map(|(_, code, what)| {
                let place = format!("bid/{}/{what}", item.no());
                let finding = Finding::error(code).at_path(place).with("bid_no", item.no());
                finding.with("expert", member.expert_no.clone())
            })
            .collect();
        if self.confirm {
            let place = format!("bid/{}/confirm", item.no());
            missing.push(Finding::error(Code::ScoreConfirm).at_path(place).with("bid_no", item.no()));
        }
        if self.abstain.is_some() {
            return missing;
        }
        missing.extend(self.sheet.missing(&rules.sheet, member, item));
        missing.extend(self.begun.keys().map(|subject| {
            Finding::error(Code::BudgetLineHalf)
                .at_path(format!("bid/{}/{}", item.no(), subject.zh()))
                .with("bid_no", item.no())
                .with("line", subject.zh())
        }));
        missing.extend(self.sheet.unanswered(rules, member, item));
        missing
    }
}

/// The expert as a member of the panel.
pub(crate) fn member(record: &TaskRecord) -> Result<&Member> {
    record
        .task
        .rules
        .member(&record.task.expert_no)
        .ok_or_else(|| Refusal::not_found(record.task.expert_no.clone()))
}

/// What this expert may see: what was handed over, less what was declared since.
pub(crate) fn visible<'a>(record: &'a TaskRecord, desk: &'a DeskRecord) -> impl Iterator<Item = &'a Item> {
    record.task.items.iter().filter(|i| !desk.recusals.iter().any(|x| x.bid_no == i.no()))
}

/// A bid or demand this expert may score, or why not.
pub(crate) fn visible_item<'a>(
    record: &'a TaskRecord,
    desk: &'a DeskRecord,
    bid_no: &str,
) -> Result<&'a Item> {
    let recused =
        record.task.recused.iter().any(|no| no == bid_no) || desk.recusals.iter().any(|x| x.bid_no == bid_no);
    if recused {
        return Err(Refusal::of(Code::ScoreRecused).with("bid_no", bid_no));
    }
    visible(record, desk).find(|i| i.no() == bid_no).ok_or_else(|| Refusal::not_found(bid_no))
}

/// Scores may be typed: the pledge is made and nothing is locked.
fn open_for_scores(desk: &DeskRecord) -> Result<()> {
    match (desk.pledged_at, desk.locked_at) {
        (_, Some(_)) => Err(Refusal::of(Code::ScoreLocked)),
        (None, None) => Err(Refusal::of(Code::PledgeMissing)),
        (Some(_), None) => Ok(()),
    }
}

/// Whether an item is open after the lock because amended rules brought it: neither was it given back, nor signed before.
pub(crate) fn came_late(
    record: &TaskRecord,
    desk: &DeskRecord,
    own: Option<&SheetRecord>,
    bid_no: &str,
) -> bool {
    desk.given_back.iter().any(|no| no == bid_no)
        && own.is_none_or(|own| own.change.is_none())
        && !record.task.given_back.iter().any(|no| no == bid_no)
}

/// Whether the sheet of a bid is still to be signed: after a bid was given back, only that one.
pub(crate) fn may_sign(desk: &DeskRecord, bid_no: &str) -> bool {
    desk.given_back.is_empty() || desk.given_back.iter().any(|no| no == bid_no)
}

/// The own sheet of a bid, if it was begun.
pub(super) fn sheet(r: &Reader<'_>, meeting: &str, bid_no: &str) -> Result<Option<SheetRecord>> {
    Ok(r.get(&format!("{meeting}/{bid_no}"))?)
}

/// What an edit touches, without its value.
fn what(edit: &Edit) -> String {
    match edit {
        Edit::Mark { criterion, .. } | Edit::Sub { criterion, .. } => criterion.clone(),
        Edit::Line { subject, .. } => subject.zh().to_owned(),
        Edit::Vote { .. } => "vote".to_owned(),
        Edit::Comment { .. } => "comment".to_owned(),
        Edit::Gate { gate, .. } => gate.clone(),
    }
}

/// Signs the next event of this device and moves its chain on.
pub(super) fn next(
    keys: &DeviceKeys,
    desk: &mut DeskRecord,
    at: DateTime<Utc>,
    event: &DeskEvent,
) -> Result<SignedEvent> {
    let last = match &desk.last_event {
        Some((seq, hash)) => {
            Some((*seq, Hash32::parse(hash).ok_or_else(|| Refusal::internal(format!("event hash {hash}")))?))
        }
        None => None,
    };
    let body = digest::canonical(event)?;
    let signed = sign_next(keys, meeting_id(&desk.meeting)?, last, kind_of(event), at, body)?;
    desk.last_event = Some((signed.event().device_seq, signed.hash().to_string()));
    Ok(signed)
}
