//! A session of kind *demand* (需求论证, policy 四（二）): its demands are put before the panel when the rules are frozen, and
//! the panel's conclusions become its words on them in 榜单凝练. Everything between, from recusal to tally, is the one
//! machinery of all sessions.

use chrono::{DateTime, Utc};
use domain::item::DemandText;
use domain::selection::{PanelWord, Status, Step, WordSource};
use domain::session::{Session, SessionKind, Stage};
use domain::{Code, Finding, Item, Policy, Severity};
use ranking::Mark;
use vault::{Reader, Writer};

use super::conclude::spoken;
use super::demands::{demand_record, not_now};
use super::rules;
use super::tally::TallyView;
use crate::demand_records::DemandRecord;
use crate::records::{DecisionRecord, SessionRecord};
use crate::refusal::{Refusal, Result};

/// The demands of a session in its order: as they stood when they were put before the panel; before that, as they are.
pub(super) fn demands(r: &Reader<'_>, session: &Session) -> Result<Vec<Item>> {
    if let Some(frozen) = rules(r, session)? {
        return Ok(frozen.demands.into_iter().map(Item::Demand).collect());
    }
    let text = |no: &String| Ok(Item::Demand(DemandText::of(&demand_record(r, no)?.demand)));
    session.bids.iter().map(text).collect()
}

/// What keeps demands from being put before the panel: a missing statement or field (rules 1 and 2), or that a demand
/// stands elsewhere on its way. Nothing for another kind of session.
pub(super) fn not_ready(r: &Reader<'_>, session: &Session, policy: &Policy) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    if session.kind != SessionKind::Demand || session.stage != Stage::Preparing {
        return Ok(findings);
    }
    for no in &session.bids {
        let record = demand_record(r, no)?;
        let lacks = record.demand.check(policy).into_iter();
        let lacks = lacks.filter(|f| f.blocks() || f.code == Code::DemandFieldOutside);
        let before = findings.len();
        findings.extend(lacks.map(|f| Finding { severity: Severity::Error, ..f }));
        if findings.len() == before
            && let Err(elsewhere) = record.status.after(Step::Submit)
        {
            findings.push(elsewhere.with("demand", no.clone()));
        }
    }
    Ok(findings)
}

/// Puts the demands of a session before its panel and gives them as they stand. Nothing for another kind of session.
pub(super) fn submit(w: &Writer<'_>, session: &Session, at: DateTime<Utc>) -> Result<Vec<DemandText>> {
    if session.kind != SessionKind::Demand {
        return Ok(Vec::new());
    }
    let mut texts = Vec::new();
    for no in &session.bids {
        let mut record = demand_record(w, no)?;
        texts.push(DemandText::of(&record.demand));
        record.step(Step::Submit, at, "")?;
        record.review = Some(session.no.clone());
        w.put(&record)?;
    }
    Ok(texts)
}

/// The session before which a demand is, if its rules are frozen.
pub(super) fn before(r: &Reader<'_>, record: &DemandRecord) -> Result<Option<Session>> {
    let Some(no) = &record.review else { return Ok(None) };
    let session: Option<SessionRecord> = r.get(no)?;
    Ok(session.map(|s| s.0).filter(|s| s.kind == SessionKind::Demand && s.stage != Stage::Preparing))
}

/// `demand.in_session` for a step that would take a demand from the session that judges it.
pub(super) fn stays(r: &Reader<'_>, record: &DemandRecord, step: Step) -> Result<()> {
    if !matches!(step, Step::Withdraw | Step::Return) || record.status != Status::UnderReview {
        return Ok(());
    }
    match before(r, record)? {
        Some(session) => Err(Refusal::of(Code::DemandInSession)
            .with("demand", record.demand.no.clone())
            .with("session", session.no)
            .with("step", step.zh())
            .with("step_en", step.en())),
        None => Ok(()),
    }
}

/// What the panel concluded on a demand, as its word in 榜单凝练. The grounds are what it wrote: the worth, what is weak,
/// and why it departs or defers.
fn word(session: &Session, record: &DecisionRecord, view: &TallyView) -> Option<PanelWord> {
    let said = &record.decision;
    let parts = [("", &said.value_text), ("不足：", &said.weakness_text), ("理由：", &said.reason)];
    let grounds = parts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    let total = view.tally.bid(&said.bid_no).and_then(|t| t.total.as_ref());
    Some(PanelWord {
        review: session.no.clone(),
        source: WordSource::Session,
        conclusion: said.conclusion.on_demand()?,
        score: total.and_then(|t| t.half_up(2).parse::<Mark>().ok()),
        reason: grounds.map(|(head, text)| format!("{head}{}", text.trim())).collect::<Vec<_>>().join("\n"),
        revise: said.revise_text.trim().to_owned(),
        revised: None,
    })
}

/// Whether two words say the same; a revision that was made since does not count.
fn same(a: &PanelWord, b: &PanelWord) -> bool {
    PanelWord { revised: None, ..a.clone() } == PanelWord { revised: None, ..b.clone() }
}

/// Makes the conclusions recorded of a session the words on its demands: each is proposed, or not selected. A word that a
/// human recorded by hand instead stays. Nothing for another kind of session.
///
/// # Errors
/// `demand.listed` for a demand that is on the list of a batch; `demand.out_of_order` for one that went on.
pub(super) fn put_words(
    w: &Writer<'_>,
    session: &Session,
    view: &TallyView,
    at: DateTime<Utc>,
) -> Result<()> {
    if session.kind != SessionKind::Demand {
        return Ok(());
    }
    for decided in w.list_prefix::<DecisionRecord>(&format!("{}/", session.meeting_id))? {
        let Some(word) = word(session, &decided, view).filter(|_| spoken(session, view, &decided)) else {
            continue;
        };
        let mut record = demand_record(w, &decided.decision.bid_no)?;
        if by_hand(&record) || record.word.as_ref().is_some_and(|old| same(old, &word)) {
            continue;
        }
        if record.word.is_some() {
            retract(&mut record, at, "会议重新形成结论")?;
        }
        if record.review.as_deref() != Some(session.no.as_str()) {
            return Err(not_now(&record, ("登记论证结论", "record the panel's word")));
        }
        record.step(word.conclusion.step(), at, &word.reason)?;
        record.word = Some(word);
        w.put(&record)?;
    }
    Ok(())
}

/// Whether a human recorded the word on a demand in the place of the session's.
fn by_hand(record: &DemandRecord) -> bool {
    matches!(record.word.as_ref().map(|w| &w.source), Some(WordSource::Hand { .. }))
}

/// Takes the session's word on a demand back, as long as nothing was built on it.
fn retract(record: &mut DemandRecord, at: DateTime<Utc>, why: &str) -> Result<()> {
    if let Some(batch) = &record.batch {
        return Err(Refusal::of(Code::DemandListed)
            .with("demand", record.demand.no.clone())
            .with("batch", batch.clone()));
    }
    record.step(Step::TakeBack, at, why)?;
    record.word = None;
    Ok(())
}

/// Takes the words of a session back when its scoring is opened again: they rest on figures that may change. What was
/// decided stays recorded and counts again with the next tally. Nothing for another kind of session.
///
/// # Errors
/// As [`put_words`].
pub(crate) fn take_words_back(w: &Writer<'_>, session: &Session, at: DateTime<Utc>, why: &str) -> Result<()> {
    if session.kind != SessionKind::Demand {
        return Ok(());
    }
    for no in &session.bids {
        let mut record = demand_record(w, no)?;
        if record.review.as_deref() == Some(session.no.as_str()) && record.word.is_some() && !by_hand(&record)
        {
            retract(&mut record, at, why)?;
            w.put(&record)?;
        }
    }
    Ok(())
}
