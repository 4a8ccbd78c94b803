//! What an expert's laptop may say: each event of a score pack against the frozen rules and against what the office returned
//! or asked.

use std::collections::BTreeSet;

use domain::desk::DeskEvent;
use domain::session::{Session, Stage};
use domain::{Code, Item};
use packs::{Fingerprint, SignedEvent};
use vault::{Reader, Record};

use super::returns;
use crate::judged;
use crate::meeting_events::{body_of, content, stored};
use crate::records::{EventRecord, RulesRecord};
use crate::refusal::{Refusal, Result};

/// The events of a score pack: all by the sender itself.
pub(super) fn desk_events(events: &[SignedEvent], sender: Fingerprint) -> Result<Vec<DeskEvent>> {
    if let Some(other) = events.iter().find(|e| e.author() != sender) {
        return Err(content(format!("event of {}", other.author())));
    }
    events.iter().map(body_of).collect()
}

/// Sheets of a pack, by item and revision, that were signed under versions of the rules that scored otherwise.
pub(super) type OutdatedSheets = BTreeSet<(String, u32)>;

/// Checks every event of a pack, and gives the sheets in it that are kept and do not count.
///
/// # Errors
/// Those of the first event that cannot be.
pub(super) fn check_events(
    events: &[DeskEvent],
    (session, rules): (&Session, &RulesRecord),
    items: &[Item],
    expert_no: &str,
) -> Result<OutdatedSheets> {
    let chain = rules.chain()?;
    let superseded = |event: &&DeskEvent| judged::signed_under(event).is_some_and(|r| chain.superseded(r));
    let outdated: OutdatedSheets = events
        .iter()
        .filter(superseded)
        .filter_map(|event| match event {
            DeskEvent::Scored { bid_no, revision, .. } | DeskEvent::Abstained { bid_no, revision, .. } => {
                Some((bid_no.clone(), *revision))
            }
            _ => None,
        })
        .collect();
    for event in events {
        // Whether it was asked for matters of what counts: what the sheet was amended over asked for nothing else.
        let asked = |bid_no: &str, revision: u32, change: Option<&str>| {
            let before = revision.saturating_sub(1);
            if superseded(&event) || outdated.contains(&(bid_no.to_owned(), before)) {
                return Ok(());
            }
            returns::may_replace(session, expert_no, bid_no, (revision, change))
        };
        check_event(event, (session, rules), items, (expert_no, &asked))?;
    }
    Ok(outdated)
}

/// Whether a revision of a sheet may take the place of the one before.
type MayReplace<'a> = &'a dyn Fn(&str, u32, Option<&str>) -> Result<()>;

/// Whether an event can be: under a version of the frozen rules, of an item of the session, marks, amounts and words that the sheet
/// allows.
fn check_event(
    event: &DeskEvent,
    (session, rules): (&Session, &RulesRecord),
    items: &[Item],
    (expert_no, may_replace): (&str, MayReplace<'_>),
) -> Result<()> {
    // An expert's word is held against the version under which it was signed.
    let frozen = match judged::signed_under(event) {
        Some(digest) => match rules.under(digest)? {
            Some(version) => version,
            None => return Err(content(format!("rules {digest}"))),
        },
        None => &rules.rules,
    };
    let item = |no: &str| items.iter().find(|i| i.no() == no).ok_or_else(|| content(format!("item {no}")));
    match event {
        DeskEvent::Pledged | DeskEvent::SignedIn { .. } => Ok(()),
        DeskEvent::Recused { bid_no, .. } => item(bid_no).map(|_| ()),
        DeskEvent::Locked { .. } | DeskEvent::ScaleSeen { .. } => Ok(()),
        DeskEvent::Abstained { bid_no, revision, reason, change, .. } => {
            item(bid_no)?;
            may_replace(bid_no, *revision, change.as_deref())?;
            match reason.trim() {
                "" => Err(content(format!("abstention from {bid_no} without a reason"))),
                _ => Ok(()),
            }
        }
        DeskEvent::Upheld { bid_no, criterion, revision, reason, .. } => {
            let asked = session.asked.iter().any(|a| {
                (&*a.expert_no, &a.bid_no, &a.criterion, a.revision)
                    == (expert_no, bid_no, criterion, *revision)
            });
            if asked && !reason.trim().is_empty() {
                return Ok(());
            }
            Err(content(format!("word on {bid_no} that was not asked, or without a reason")))
        }
        DeskEvent::Scored { bid_no, revision, sheet, change, .. } => {
            let item = item(bid_no)?;
            may_replace(bid_no, *revision, change.as_deref())?;
            domain::desk::own_kind(sheet.vote, &frozen.sheet)?;
            let member = frozen.member(expert_no).ok_or_else(|| content(format!("member {expert_no}")))?;
            for (criterion, mark) in &sheet.marks {
                frozen.sheet.accept(criterion, member.category, *mark)?;
            }
            sheet.check_subs(&frozen.sheet, member.category, bid_no)?;
            for (subject, advice) in &sheet.lines {
                let budget = (item.no(), item.budget());
                domain::desk::within_request(budget, *subject, advice.recommended)?;
            }
            for gate in sheet.gates.keys() {
                frozen.sheet.gate_of(gate, member.category)?;
            }
            match sheet.unfinished(frozen, member, item) {
                missing if missing.is_empty() => Ok(()),
                missing => Err(missing.into()),
            }
        }
    }
}

/// Scores come in while they are being given. Once they were taken together only words that change no figure do.
///
/// # Errors
/// `session.out_of_order`.
pub(super) fn takes(r: &Reader<'_>, session: &Session, events: &[SignedEvent]) -> Result<()> {
    match session.stage {
        Stage::Scoring => Ok(()),
        Stage::Tallied if words_only(r, &session.meeting_id, events)? => Ok(()),
        stage => Err(Refusal::of(Code::StepOutOfOrder).with("stage", stage.zh()).with("step", "收回评分包")),
    }
}

/// Whether all that is new in a pack are words of experts that they stand by deviating scores: no figure changes by them, so
/// that they come in although the scores were taken together.
fn words_only(r: &Reader<'_>, meeting: &str, events: &[SignedEvent]) -> Result<bool> {
    let mut new = 0;
    for event in events {
        if r.get::<EventRecord>(&Record::id(&stored(meeting, event)))?.is_some() {
            continue;
        }
        if !matches!(body_of(event)?, DeskEvent::Upheld { .. }) {
            return Ok(false);
        }
        new += 1;
    }
    Ok(new > 0)
}
