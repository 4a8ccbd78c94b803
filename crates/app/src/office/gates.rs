//! The gates of a meeting as people record them: what was seen to happen, what is left out and why, and going back. The room
//! decides; the program writes down who said what when, and never waits with the scoring for a gate.

use domain::Code;
use domain::gates::{
    Attended, Conduct, Gate, GateWord, Mark, Move, OrderWay, Said, SignWay, lot, same_items,
};
use domain::session::{Session, Stage};
use serde_json::json;
use vault::Reader;

use super::tally::scoring;
use super::{Office, panel, rules, session};
use crate::access::{Act, reason};
use crate::records::SessionRecord;
use crate::refusal::{Refusal, Result};

impl Office {
    /// Records what was seen at a gate. Gates between the present one and one beyond it are left out in the same step, with
    /// the reason in `skipping`.
    ///
    /// # Errors
    /// `gate.earlier_open` where that reason is asked for and missing; `gate.passed`, `gate.follows`, `gate.before_tally`,
    /// `gate.not_passed`; `gate.order` for an order that is none, or not the drawn one; `record.not_found` for a member or an
    /// item that is not of this session; `missing_value`; `session.out_of_order` for all but the signing once the documents
    /// are made.
    pub fn record_gate(&mut self, session_no: &str, said: Said, skipping: Option<&str>) -> Result<()> {
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let skipping = skipping.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let mut act = Act::new("gate.record", format!("{session_no}/{}", said.at_gate().zh()))
            .with(serde_json::to_value(&said)?);
        act.reason.clone_from(&skipping);
        self.access.record_at(at, act, |w| {
            let mut session = recordable(w, session_no, said.at_gate())?;
            sound(w, &session, &said)?;
            signed(w, &session, &said)?;
            let mut words = Vec::new();
            let conduct = Conduct::of(&session);
            let mut standing = conduct.standing();
            if let Some(gate) = said.passes() {
                let between = standing.between(gate);
                if let Some(why) = &skipping
                    && standing.of(gate) != Mark::Passed
                {
                    for skipped in between {
                        standing = standing.after(Move::LeaveOut(skipped))?;
                        words.push(Said::LeftOut { gate: skipped, reason: why.clone() });
                    }
                }
                standing.after(Move::Pass(gate))?;
            } else {
                adds(&conduct, &said)?;
            }
            // Before the freeze the drawn order is the order in which all is listed.
            if let Said::Ordered { order, .. } = &said
                && session.stage == Stage::Preparing
            {
                session.bids.clone_from(order);
            }
            words.push(said);
            session.gates.extend(words.into_iter().map(|said| GateWord { at, by: by.clone(), said }));
            Ok(w.put(&SessionRecord(session))?)
        })
    }

    /// Draws the order of presentation from digits that were called out in the room, and records it. A lot is not tried: what
    /// was drawn stands.
    ///
    /// # Errors
    /// `gate.seed`; those of [`Office::record_gate`].
    pub fn draw_order(&mut self, session_no: &str, digits: &str, witnesses: Option<String>) -> Result<()> {
        let seed = lot::seed(digits)?;
        let session = self.session(session_no)?;
        let order = lot::order(&session.meeting_id, &seed, &session.bids);
        self.record_gate(session_no, Said::Ordered { way: OrderWay::Lot { seed }, order, witnesses }, None)
    }

    /// Leaves a gate out, with a reason that is printed. One that nobody recorded in its time too.
    ///
    /// # Errors
    /// `reason.missing`; those of [`Office::record_gate`].
    pub fn leave_out_gate(&mut self, session_no: &str, gate: Gate, why: &str) -> Result<()> {
        let why = reason("跳过会议环节", why)?;
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let act = Act::new("gate.leave_out", format!("{session_no}/{}", gate.zh())).because(why.clone());
        self.access.record_at(at, act, |w| {
            let mut session = recordable(w, session_no, gate)?;
            Conduct::of(&session).standing().after(Move::LeaveOut(gate))?;
            session.gates.push(GateWord { at, by, said: Said::LeftOut { gate, reason: why } });
            Ok(w.put(&SessionRecord(session))?)
        })
    }

    /// Goes back to a gate: it and those after it are to be passed again. What was recorded stays in the log.
    ///
    /// # Errors
    /// `reason.missing` without a reason or without who assented, `assent.not_chair`; `gate.not_passed`, `gate.over_tally`, `gate.follows`;
    /// `session.out_of_order` for all but the signing once the documents are made.
    pub fn go_back(&mut self, session_no: &str, gate: Gate, why: &str, approved_by: &str) -> Result<()> {
        let why = reason("退回会议环节", why)?;
        let approved_by = self.assent(session_no, ("组长同意退回（姓名）", approved_by), None)?;
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let act = Act::new("gate.back", format!("{session_no}/{}", gate.zh()))
            .because(why.clone())
            .with(json!({ "approved_by": approved_by }));
        self.access.record_at(at, act, |w| {
            let mut session = recordable(w, session_no, gate)?;
            Conduct::of(&session).standing().after(Move::Back(gate))?;
            session.gates.push(GateWord { at, by, said: Said::GoneBack { gate, reason: why, approved_by } });
            Ok(w.put(&SessionRecord(session))?)
        })
    }
}

/// A session in which something may be recorded at a gate: once the documents are made only the signing.
fn recordable(r: &Reader<'_>, session_no: &str, gate: Gate) -> Result<Session> {
    let session = session(r, session_no)?;
    if session.stage == Stage::Closed && gate != Gate::Sign {
        return Err(Refusal::of(Code::StepOutOfOrder)
            .with("stage", session.stage.zh())
            .with("step", "登记会议情况"));
    }
    Ok(session)
}

/// Whether what is said names members and items of this session, and somebody at all.
fn sound(r: &Reader<'_>, session: &Session, said: &Said) -> Result<()> {
    let panel = match rules(r, session)? {
        Some(frozen) => frozen.rules.panel,
        None => panel(r, session)?,
    };
    let member = |no: &str| match panel.iter().any(|m| m.expert_no == no) {
        true => Ok(()),
        false => Err(Refusal::not_found(no)),
    };
    let item = |no: &str| match session.bids.iter().any(|b| b == no) {
        true => Ok(()),
        false => Err(Refusal::not_found(no)),
    };
    let some = |empty: bool, field: &str| match empty {
        true => Err(Refusal::of(Code::MissingValue).with("field", field)),
        false => Ok(()),
    };
    match said {
        Said::SignedIn { members } => {
            some(members.is_empty(), "到会专家")?;
            members.iter().try_for_each(|m| member(&m.expert_no))
        }
        Said::Asked { answers, .. } => {
            some(answers.is_empty(), "专家的回答")?;
            answers.iter().try_for_each(|a| member(&a.expert_no))
        }
        Said::Disciplined { on_paper, .. } => on_paper.iter().try_for_each(|no| member(no)),
        Said::Signed { members } | Said::SignedLate { members } => {
            some(members.is_empty(), "签字的专家")?;
            members.iter().try_for_each(|no| member(no))
        }
        Said::Arrived { member: of } => member(&of.expert_no),
        Said::Chaired { expert_no, .. } => member(expert_no),
        Said::Left { expert_no, reason: why } => {
            member(expert_no)?;
            reason("离会", why).map(drop)
        }
        Said::SigningRefused { expert_no, reason: why } => {
            member(expert_no)?;
            reason("拒绝签字", why).map(drop)
        }
        Said::TalkBegan { bid_no, .. } | Said::TalkEnded { bid_no, .. } => item(bid_no),
        Said::Ordered { way, order, .. } => {
            let drawn = match way {
                OrderWay::Lot { seed } => Some(lot::order(&session.meeting_id, seed, &session.bids)),
                OrderWay::Hand | OrderWay::Set => None,
            };
            match same_items(order, &session.bids) && drawn.is_none_or(|drawn| drawn == *order) {
                true => Ok(()),
                false => Err(Refusal::of(Code::GateOrder)),
            }
        }
        Said::Heard
        | Said::Tallied
        | Said::DiscussionBegan
        | Said::Discussed
        | Said::Archived { .. }
        | Said::LeftOut { .. }
        | Said::GoneBack { .. } => Ok(()),
    }
}

/// That a member signed in by a code or at a laptop is said only where that is signed by the member's own key.
fn signed(r: &Reader<'_>, session: &Session, said: &Said) -> Result<()> {
    let members: &[Attended] = match said {
        Said::SignedIn { members } => members,
        Said::Arrived { member } => std::slice::from_ref(member),
        _ => return Ok(()),
    };
    let mut by_key = members.iter().filter(|m| m.way.is_signed_by_key()).peekable();
    if by_key.peek().is_none() {
        return Ok(());
    }
    let scoring = scoring(r, session)?;
    let lacks =
        |m: &&Attended| scoring.scoring.signed_in.get(&m.expert_no).is_none_or(|word| word.way() != m.way);
    match by_key.find(lacks) {
        None => Ok(()),
        Some(m) => {
            let name = panel(r, session)?.into_iter().find(|p| p.expert_no == m.expert_no);
            let name = name.map_or_else(|| m.expert_no.clone(), |p| p.name);
            let (way, way_en) = match m.way {
                SignWay::Code => ("口令签到", "by a code"),
                _ => ("电脑签到", "at a laptop"),
            };
            let refused = Refusal::of(Code::GateNoSignature).with("name", name);
            Err(refused.with("way", way).with("way_en", way_en))
        }
    }
}

/// Whether what is said can be added to what is recorded of its gate. It passes none.
fn adds(conduct: &Conduct<'_>, said: &Said) -> Result<()> {
    let gate = said.at_gate();
    let refused = |code: Code, what: &str| Err(Refusal::of(code).with("gate", what));
    let here = |no: &str| conduct.present().is_some_and(|all| all.contains(&no));
    match said {
        // How a member signed in is known of the word that passed the gate; who is there already came with it.
        Said::Arrived { .. } | Said::Left { .. } if conduct.present().is_none() => {
            refused(Code::GateNotPassed, gate.zh())
        }
        Said::Arrived { member } if here(&member.expert_no) => refused(Code::GatePassed, gate.zh()),
        Said::Left { expert_no, .. } if !here(expert_no) => Err(Refusal::not_found(expert_no.as_str())),
        Said::Ordered { .. } if conduct.ordered().is_some() => refused(Code::GatePassed, "汇报次序"),
        Said::Ordered { .. } | Said::TalkBegan { .. } | Said::TalkEnded { .. }
            if conduct.standing().of(gate) == Mark::Passed =>
        {
            refused(Code::GatePassed, gate.zh())
        }
        // What was archived tells who signed: more is added after going back.
        Said::SignedLate { .. } | Said::SigningRefused { .. }
            if conduct.standing().of(gate) == Mark::Passed && !conduct.signs_late() =>
        {
            refused(Code::GateArchived, gate.zh())
        }
        Said::SignedLate { .. } if !conduct.signs_late() => refused(Code::GateNotPassed, gate.zh()),
        Said::SignedLate { members } if members.iter().any(|no| conduct.signed().contains(&no.as_str())) => {
            refused(Code::GatePassed, gate.zh())
        }
        Said::DiscussionBegan | Said::SigningRefused { .. }
            if conduct.standing().of(Gate::Tally) != Mark::Passed =>
        {
            refused(Code::GateBeforeTally, gate.zh())
        }
        Said::DiscussionBegan if conduct.standing().of(gate) == Mark::Passed => {
            refused(Code::GatePassed, gate.zh())
        }
        Said::LeftOut { .. } | Said::GoneBack { .. } => refused(Code::GateFollows, gate.zh()),
        _ => Ok(()),
    }
}
