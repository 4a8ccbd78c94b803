//! 会中情况: what went wrong at a meeting, as people record it, beside what follows from acts: laptops revoked, paper after a
//! laptop, the program started again.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use domain::incident::{Incident, IncidentKind, Withdrawn};
use domain::session::{Session, Stage};
use domain::{Code, Member};
use vault::Reader;

use super::tally::{devices, scoring};
use super::{Office, panel, rules, session};
use crate::access::{Act, reason};
use crate::api::incident::{IncidentForm, IncidentWhat};
use crate::clock::local;
use crate::records::{PeerRecord, SessionRecord};
use crate::refusal::{Refusal, Result};

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Logged {
    pub(crate) at: DateTime<Utc>,
    pub(crate) kind: IncidentWhat,
    pub(crate) expert_no: Option<String>,
    pub(crate) what: String,
    pub(crate) done: String,
    pub(crate) witness: Option<String>,
    /// Who recorded it; nothing where it follows from what is on record.
    pub(crate) by: Option<String>,
    /// Place among the recorded ones that people typed, from 1.
    pub(crate) number: Option<u32>,
    pub(crate) withdrawn: Option<Withdrawn>,
}

impl Office {
    /// Records what went wrong and what was done.
    ///
    /// # Errors
    /// `missing_value`, `value_unreadable` for a time that is none, `incident.future`, `incident.early`, `incident.not_typed`;
    /// `record.not_found` for nobody of the panel; `session.out_of_order` once the documents are made.
    pub fn record_incident(&mut self, session_no: &str, form: IncidentForm) -> Result<()> {
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let (happened, happened_on) = match some(&form.happened) {
            None => (None, None),
            Some(text) => time(&text)?,
        };
        let incident = Incident {
            at,
            by,
            happened,
            happened_on: happened_on.filter(|day| *day != local(at).date()),
            withdrawn: None,
            kind: typed(form.kind)?,
            expert_no: form.expert_no.as_deref().and_then(some),
            what: form.what.trim().to_owned(),
            done: form.done.trim().to_owned(),
            witness: some(&form.witness),
        };
        incident.sound()?;
        if happened_at(&incident) > at {
            return Err(Refusal::of(Code::IncidentFuture).with("when", form.happened.trim()));
        }
        let act = Act::new("incident.record", session_no).with(serde_json::to_value(&incident)?);
        self.access.record_at(at, act, |w| {
            let mut session = session(w, session_no)?;
            if session.stage == Stage::Closed {
                let out = Refusal::of(Code::StepOutOfOrder).with("stage", session.stage.zh());
                return Err(out.with("step", "登记会中情况"));
            }
            if let Some(no) = &incident.expert_no
                && !people(w, &session)?.iter().any(|m| m.expert_no == *no)
            {
                return Err(Refusal::not_found(no.clone()));
            }
            let day = local(happened_at(&incident)).date();
            // What was made ready on the eve may go wrong on it.
            let first = session.date.min(local(at).date()).pred_opt().unwrap_or(session.date);
            if day < first {
                let early = Refusal::of(Code::IncidentEarly).with("when", day.to_string());
                return Err(early.with("date", session.date.to_string()));
            }
            session.incidents.push(incident);
            Ok(w.put(&SessionRecord(session))?)
        })
    }

    /// Withdraws what was recorded wrongly: it stays in the log with the reason.
    ///
    /// # Errors
    /// `reason.missing`; `record.not_found` for none, or one that is withdrawn or follows from acts;
    /// `session.out_of_order` once the documents are made.
    pub fn withdraw_incident(&mut self, session_no: &str, number: u32, why: &str) -> Result<()> {
        let why = reason("撤回会中情况", why)?;
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let act = Act::new("incident.withdraw", format!("{session_no}/{number}")).because(why.clone());
        self.access.record_at(at, act, |w| {
            let mut session = session(w, session_no)?;
            if session.stage == Stage::Closed {
                let out = Refusal::of(Code::StepOutOfOrder).with("stage", session.stage.zh());
                return Err(out.with("step", "撤回会中情况"));
            }
            let place = usize::try_from(number).unwrap_or(0).checked_sub(1);
            let incident = place.and_then(|at| session.incidents.get_mut(at));
            let incident = incident
                .filter(|incident| incident.kind.is_typed() && incident.withdrawn.is_none())
                .ok_or_else(|| Refusal::not_found(format!("会中情况 {number}")))?;
            incident.withdrawn = Some(Withdrawn { at, by, reason: why });
            Ok(w.put(&SessionRecord(session))?)
        })
    }

    /// Says of every meeting that is under way today that the program was started again.
    ///
    /// # Errors
    /// The vault's own.
    pub fn note_restart(&mut self) -> Result<()> {
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let today = local(at).date();
        let held = |s: &Session| {
            let held = matches!(s.stage, Stage::Frozen | Stage::Scoring | Stage::Tallied);
            held && s.date == today
        };
        let all: Vec<SessionRecord> = self.access.read(|r| Ok(r.list()?))?;
        for SessionRecord(mut session) in all.into_iter().filter(|s| held(&s.0)) {
            session.incidents.push(Incident {
                at,
                by: by.clone(),
                happened: None,
                happened_on: None,
                withdrawn: None,
                kind: IncidentKind::Restarted,
                expert_no: None,
                what: String::new(),
                done: String::new(),
                witness: None,
            });
            let act = Act::new("incident.restart", session.no.clone());
            self.access.record_at(at, act, |w| Ok(w.put(&SessionRecord(session))?))?;
        }
        Ok(())
    }
}

/// A time as it was typed, with its day where one was typed.
fn time(text: &str) -> Result<(Option<NaiveTime>, Option<NaiveDate>)> {
    let narrow = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        '：' => ':',
        '－' => '-',
        c => c,
    };
    let text: String = text.chars().map(narrow).collect();
    let whole = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").map(|at| (at.time(), Some(at.date())));
    let time = whole.or_else(|_| NaiveTime::parse_from_str(&text, "%H:%M").map(|at| (at, None)));
    time.map(|(time, day)| (Some(time), day)).map_err(|_| {
        Refusal::of(Code::ValueUnreadable)
            .with("field", "发生时间")
            .with("value", text)
            .with("reason", "，应为10:05或者2026-01-19 10:05的形式")
            .with("reason_en", ", expected as 10:05 or 2026-01-19 10:05")
    })
}

fn typed(kind: IncidentWhat) -> Result<IncidentKind> {
    Ok(match kind {
        IncidentWhat::LaptopDead => IncidentKind::LaptopDead,
        IncidentWhat::CodeForgotten => IncidentKind::CodeForgotten,
        IncidentWhat::PowerLost => IncidentKind::PowerLost,
        IncidentWhat::Other => IncidentKind::Other,
        IncidentWhat::Restarted => IncidentKind::Restarted,
        IncidentWhat::Revoked => return Err(Refusal::of(Code::IncidentNotTyped).with("kind", "评审电脑作废")),
        IncidentWhat::Paper => return Err(Refusal::of(Code::IncidentNotTyped).with("kind", "改用纸质评分")),
    })
}

fn shown(kind: IncidentKind) -> IncidentWhat {
    match kind {
        IncidentKind::LaptopDead => IncidentWhat::LaptopDead,
        IncidentKind::CodeForgotten => IncidentWhat::CodeForgotten,
        IncidentKind::PowerLost => IncidentWhat::PowerLost,
        IncidentKind::Restarted => IncidentWhat::Restarted,
        IncidentKind::Other => IncidentWhat::Other,
    }
}

/// What a kind is called in the minutes.
pub(crate) fn named(kind: IncidentWhat) -> &'static str {
    match kind {
        IncidentWhat::LaptopDead => IncidentKind::LaptopDead.zh(),
        IncidentWhat::CodeForgotten => IncidentKind::CodeForgotten.zh(),
        IncidentWhat::PowerLost => IncidentKind::PowerLost.zh(),
        IncidentWhat::Restarted => IncidentKind::Restarted.zh(),
        IncidentWhat::Other => IncidentKind::Other.zh(),
        IncidentWhat::Revoked => "评审电脑作废",
        IncidentWhat::Paper => "改用纸质评分表",
    }
}

/// Whoever sits on the panel, or sat there before the rules were amended.
pub(crate) fn people(r: &Reader<'_>, session: &Session) -> Result<Vec<Member>> {
    let Some(rules) = rules(r, session)? else { return panel(r, session) };
    let mut all = rules.rules.panel;
    for member in rules.former.into_iter().rev().flat_map(|before| before.panel) {
        if !all.iter().any(|m| m.expert_no == member.expert_no) {
            all.push(member);
        }
    }
    Ok(all)
}

/// Everything that went wrong, in the order of time.
pub(crate) fn log(r: &Reader<'_>, session: &Session) -> Result<Vec<Logged>> {
    let judged = scoring(r, session)?;
    let owners = devices(r, session)?;
    let peers: Vec<PeerRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    let recorded = session.incidents.iter().zip(1u32..).map(|(incident, number)| Logged {
        number: incident.kind.is_typed().then_some(number),
        withdrawn: incident.withdrawn.clone(),
        at: happened_at(incident),
        kind: shown(incident.kind),
        expert_no: incident.expert_no.clone(),
        what: incident.what.clone(),
        done: incident.done.clone(),
        witness: incident.witness.clone(),
        by: Some(incident.by.clone()),
    });
    let follows = |at, kind, expert_no: Option<String>, what: String| Logged {
        at,
        kind,
        expert_no,
        what,
        done: String::new(),
        witness: None,
        by: None,
        number: None,
        withdrawn: None,
    };
    let revoked = judged.decisions.revoked.values().map(|word| {
        follows(word.at, IncidentWhat::Revoked, owners.get(&word.device).cloned(), word.reason.clone())
    });
    let had_laptop = |no: &str| peers.iter().any(|p| p.expert_no.as_deref() == Some(no));
    let paper = judged.scoring.closed.iter().filter(|(no, _)| had_laptop(no)).map(|(no, closed)| {
        let at = DateTime::from_timestamp_millis(closed.at_ms).unwrap_or_default();
        follows(at, IncidentWhat::Paper, Some(no.clone()), String::new())
    });
    let mut all: Vec<Logged> = recorded.chain(revoked).chain(paper).collect();
    all.sort_by_key(|line| line.at);
    Ok(all)
}

/// When an incident happened: as somebody said, on the day of its record where no other was said; else when it was recorded.
fn happened_at(incident: &Incident) -> DateTime<Utc> {
    let Some(time) = incident.happened else { return incident.at };
    let recorded = local(incident.at);
    let day = incident.happened_on.unwrap_or_else(|| recorded.date());
    incident.at - (recorded - day.and_time(time))
}
