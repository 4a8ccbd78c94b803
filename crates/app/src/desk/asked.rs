//! What the office asks in private: a word on the own scores that are far from the others'. The expert stands by one with a
//! reason, or opens the sheet, changes it, and signs it anew. And the own use of the scale, before the lock.

use domain::Code;
use domain::desk::{DeskEvent, DeviationAsk};
use domain::scale::OwnScale;
use packs::Contents;
use ranking::Mark;
use serde_json::json;
use vault::Reader;

use super::given_back::open_sheet;
use super::scoring::{member, next, sheet, visible, visible_item};
use super::{Desk, state, task};
use crate::access::{Act, reason};
use crate::meeting_events::{DEVIATION_ASK, content, stored};
use crate::records::{AskedAnswer, AskedRecord, Direction, PackRecord};
use crate::refusal::{Refusal, Result};

/// Whether a pack of the secretariat asks about deviating scores.
pub(super) fn asks(contents: &Contents) -> bool {
    contents.events.iter().any(|e| e.event().kind == DEVIATION_ASK)
}

impl Desk {
    /// Takes a question about deviating scores in. The same pack again changes nothing.
    pub(super) fn take_ask(&mut self, contents: &Contents) -> Result<String> {
        let [event] = contents.events.as_slice() else { return Err(content("more than one event")) };
        let ask: DeviationAsk = crate::judged::body(event)?;
        let meeting = contents.header.meeting.to_string();
        let digest = contents.digest.to_string();
        let known =
            self.access.read(|r| Ok(r.get::<PackRecord>(&format!("{meeting}/{digest}"))?.is_some()))?;
        if known {
            return Ok(meeting);
        }
        let at = self.access.clock.now();
        let act = Act::new("deviation.take", meeting.clone())
            .with(json!({ "digest": digest, "scores": ask.items.len() }));
        self.access.record_at(at, act, |w| {
            let record = task(w, &meeting)?;
            let mut desk = state(w, &meeting)?;
            if ask.expert_no != record.task.expert_no || ask.rules != record.rules_digest {
                return Err(content(format!("question for {} under {}", ask.expert_no, ask.rules)));
            }
            for score in ask.items {
                visible_item(&record, &desk, &score.bid_no)?;
                let same = |a: &AskedRecord| {
                    (&a.score.bid_no, &a.score.criterion, a.score.revision)
                        == (&score.bid_no, &score.criterion, score.revision)
                };
                if !desk.asked.iter().any(same) {
                    let limit = ask.limit.clone();
                    desk.asked.push(AskedRecord { score, limit, answer: None, reason: String::new() });
                }
            }
            w.put(&desk)?;
            w.put(&stored(&meeting, event))?;
            w.put(&PackRecord {
                meeting: meeting.clone(),
                direction: Direction::In,
                kind: contents.header.kind,
                peer: contents.header.sender.to_string(),
                sequence: contents.header.sequence,
                digest: digest.clone(),
                at,
                journal_head: contents.manifest.journal.head.to_string(),
                events: Vec::new(),
                late: false,
            })?;
            Ok(meeting.clone())
        })
    }

    /// Stands by a deviating score, with a reason that is signed and printed.
    ///
    /// # Errors
    /// `reason.missing`; `deviation.not_asked` where nothing is asked of it, or it was answered.
    pub fn uphold(&mut self, meeting: &str, bid_no: &str, criterion: Option<&str>, why: &str) -> Result<()> {
        let keys = self.access.device_keys()?;
        let why = reason("维持原评分", why)?;
        let at = self.access.clock.now();
        let act = Act::new("deviation.uphold", format!("{meeting}/{bid_no}"));
        self.access.record_at(at, act, |w| {
            let record = task(w, meeting)?;
            let mut desk = state(w, meeting)?;
            let of = |a: &&mut AskedRecord| {
                a.score.bid_no == bid_no && a.score.criterion.as_deref() == criterion && a.answer.is_none()
            };
            let asked = desk.asked.iter_mut().find(of);
            let asked = asked.ok_or_else(|| Refusal::of(Code::DeviationNotAsked).with("bid_no", bid_no))?;
            asked.answer = Some(AskedAnswer::Upheld);
            asked.reason.clone_from(&why);
            let event = DeskEvent::Upheld {
                bid_no: bid_no.to_owned(),
                criterion: criterion.map(str::to_owned),
                revision: asked.score.revision,
                rules: record.rules_digest,
                reason: why,
            };
            let event = next(&keys, &mut desk, at, &event)?;
            w.put(&stored(meeting, &event))?;
            w.put(&desk)?;
            Ok(())
        })
    }

    /// Opens the sheet of an item about which the office asked, to change it. It is signed by the next lock, with the reason;
    /// it counts once the office opened the scoring again.
    ///
    /// # Errors
    /// `deviation.not_asked` where nothing is asked of it, or it was answered.
    pub fn reconsider(&mut self, meeting: &str, bid_no: &str) -> Result<()> {
        let at = self.access.clock.now();
        self.access.record_at(at, Act::new("deviation.reconsider", format!("{meeting}/{bid_no}")), |w| {
            let record = task(w, meeting)?;
            let mut desk = state(w, meeting)?;
            visible_item(&record, &desk, bid_no)?;
            let mut found = false;
            for asked in desk.asked.iter_mut().filter(|a| a.score.bid_no == bid_no && a.answer.is_none()) {
                asked.answer = Some(AskedAnswer::Changing);
                found = true;
            }
            if !found {
                return Err(Refusal::of(Code::DeviationNotAsked).with("bid_no", bid_no));
            }
            open_sheet(w, meeting, bid_no, at)?;
            if !desk.given_back.iter().any(|no| no == bid_no) {
                desk.given_back.push(bid_no.to_owned());
            }
            desk.locked_at = None;
            w.put(&desk)?;
            Ok(())
        })
    }

    /// The own use of the scale, over the items that are scored whole.
    ///
    /// # Errors
    /// `record.not_found` before the task was taken in.
    pub fn own_scale(&self, meeting: &str) -> Result<OwnScale> {
        self.access.read(|r| own_scale(r, meeting))
    }
}

/// The own use of the scale.
pub(crate) fn own_scale(r: &Reader<'_>, meeting: &str) -> Result<OwnScale> {
    let record = task(r, meeting)?;
    let desk = state(r, meeting)?;
    let category = member(&record)?.category;
    let mut sums: Vec<Mark> = Vec::new();
    for item in visible(&record, &desk) {
        let Some(own) = sheet(r, meeting, item.no())?.filter(|own| own.abstain.is_none()) else { continue };
        let mut marks =
            record.task.rules.sheet.criteria_of(category).map(|c| own.sheet.marks.get(&c.id).copied());
        sums.extend(marks.try_fold(Mark::ZERO, |sum, mark| sum.checked_add(mark?)));
    }
    Ok(OwnScale::of(&sums))
}
