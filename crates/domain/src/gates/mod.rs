//! The gates of a meeting (DOMAIN § 4) as a state machine, and what is recorded at them. Each gate is open, passed, or left
//! out with a reason.
//!
//! ```text
//!  ┌────────────◀── back: a reason and the chair's assent ──┐
//!  ▼                                                        │
//! SignIn ▶ Pledge ▶ Recusal ▶ Chair ▶ Presentation ▶ Scoring ▶ Lock ▶ Tally ▶ Discussion ▶ Sign ▶ Archive
//! 签到     纪律承诺   问询回避   推举组长  汇报与质询      独立打分   锁定   汇总    合议复议      签字    归档
//!                                                   ▲                  │        ▲            │
//!                                                   └── reopen ◀───────┴────────┴─ back ◀────┘
//!
//! by hand:      every gate that people pass in the room. To pass one beyond the present one, those between are left out first.
//! by the program: Scoring, Lock and Tally with the tally, Archive with the archive. They wait for no other gate: what nobody
//!               recorded stays open behind them, is a blank in the minutes, and may still be recorded or left out.
//! late:         signatures and refusals after the signing add a word and move nothing, until the session is archived.
//! back:         opens the gate and all after it that are passed by hand; never over the tally, which is reopened instead.
//! ```

pub mod lot;
mod read;
mod words;

use serde::{Deserialize, Serialize};

#[cfg(test)]
pub(crate) use self::read::tests::session as session_at;
pub use self::read::{Conduct, Talk, same_items};
pub use self::words::{Answer, Attended, ChairWay, GateWord, OrderWay, Part, Said, SignWay};
use crate::code::Code;
use crate::finding::Finding;

/// A gate of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// 签到
    SignIn,
    /// 纪律与承诺
    Pledge,
    /// 问询回避
    Recusal,
    /// 推举组长
    Chair,
    /// 汇报与质询
    Presentation,
    /// 独立打分
    Scoring,
    /// 锁定
    Lock,
    /// 汇总
    Tally,
    /// 合议复议
    Discussion,
    /// 签字
    Sign,
    /// 归档
    Archive,
}

/// How many gates there are.
const GATES: usize = 11;

impl Gate {
    /// All of them in their order.
    pub const ALL: [Gate; GATES] = [
        Gate::SignIn,
        Gate::Pledge,
        Gate::Recusal,
        Gate::Chair,
        Gate::Presentation,
        Gate::Scoring,
        Gate::Lock,
        Gate::Tally,
        Gate::Discussion,
        Gate::Sign,
        Gate::Archive,
    ];

    /// In the office's words.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Gate::SignIn => "签到",
            Gate::Pledge => "纪律与承诺",
            Gate::Recusal => "问询回避",
            Gate::Chair => "推举组长",
            Gate::Presentation => "汇报与质询",
            Gate::Scoring => "独立打分",
            Gate::Lock => "锁定",
            Gate::Tally => "汇总",
            Gate::Discussion => "合议复议",
            Gate::Sign => "签字",
            Gate::Archive => "归档",
        }
    }

    /// Whether people record it; the others follow from what the program did.
    #[must_use]
    pub const fn is_by_hand(self) -> bool {
        !matches!(self, Gate::Scoring | Gate::Lock | Gate::Tally | Gate::Archive)
    }
}

/// How a gate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// Nobody recorded it.
    #[default]
    Open,
    /// Passed.
    Passed,
    /// Left out with a reason.
    LeftOut,
}

/// What moves a meeting from gate to gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// People recorded a gate.
    Pass(Gate),
    /// People leave a gate out, with a reason.
    LeaveOut(Gate),
    /// Back to a gate, with a reason and the chair's assent.
    Back(Gate),
    /// The scores were locked and taken together.
    Tally,
    /// From the tally back to scoring.
    Reopen,
    /// The archive was written.
    Archive,
}

/// How the gates stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    marks: [Mark; GATES],
    /// Place of the gate at which the meeting stands; beyond the last once all are behind it.
    at: usize,
}

impl Standing {
    /// How one gate stands.
    #[must_use]
    pub fn of(&self, gate: Gate) -> Mark {
        self.each().find(|(g, _)| *g == gate).map_or(Mark::Open, |(_, mark)| mark)
    }

    /// The gate at which the meeting stands; nothing after the last.
    #[must_use]
    pub fn now(&self) -> Option<Gate> {
        Gate::ALL.get(self.at).copied()
    }

    /// Gates that are open and lie before the present one: nobody recorded them.
    #[must_use]
    pub fn unrecorded(&self) -> Vec<Gate> {
        let now = self.now();
        let before = |gate: Gate| now.is_none_or(|now| gate < now);
        self.each()
            .filter(|(gate, mark)| *mark == Mark::Open && before(*gate))
            .map(|(gate, _)| gate)
            .collect()
    }

    /// Open gates from the present one up to `gate`, without it: to pass `gate` they are left out with a reason first.
    #[must_use]
    pub fn between(&self, gate: Gate) -> Vec<Gate> {
        let Some(now) = self.now() else { return Vec::new() };
        Gate::ALL.into_iter().filter(|g| now <= *g && *g < gate && self.of(*g) == Mark::Open).collect()
    }

    /// How the gates stand after a move.
    ///
    /// # Errors
    /// `gate.follows` for a gate that the program passes; `gate.passed` for one that is passed already; `gate.earlier_open`
    /// naming those that would have to be left out; `gate.before_tally` for what follows the tally while there is none;
    /// `gate.not_passed` for going back to what is open; `gate.over_tally` for going back over the tally.
    pub fn after(self, step: Move) -> Result<Standing, Finding> {
        match step {
            Move::Pass(gate) => {
                self.may_record(gate)?;
                Ok(self.marked(|g| g == gate, Mark::Passed).beyond(gate))
            }
            Move::LeaveOut(gate) => {
                self.may_record(gate)?;
                Ok(self.marked(|g| g == gate, Mark::LeftOut).beyond(gate))
            }
            Move::Back(gate) => {
                if self.of(gate) == Mark::Open {
                    return Err(said(Code::GateNotPassed, gate));
                }
                if self.of(Gate::Tally) == Mark::Passed && gate <= Gate::Tally {
                    return Err(said(Code::GateOverTally, gate));
                }
                if !gate.is_by_hand() {
                    return Err(said(Code::GateFollows, gate));
                }
                Ok(self.marked(|g| g >= gate && g.is_by_hand(), Mark::Open).standing_at(gate))
            }
            Move::Tally => {
                let taken = |g: Gate| matches!(g, Gate::Scoring | Gate::Lock | Gate::Tally);
                Ok(self.marked(taken, Mark::Passed).beyond(Gate::Tally))
            }
            Move::Reopen => {
                if self.of(Gate::Tally) != Mark::Passed {
                    return Err(said(Code::GateNotPassed, Gate::Tally));
                }
                let opened = |g: Gate| (Gate::Scoring..=Gate::Sign).contains(&g);
                Ok(self.marked(opened, Mark::Open).standing_at(Gate::Scoring))
            }
            Move::Archive => Ok(self.marked(|g| g == Gate::Archive, Mark::Passed).beyond(Gate::Archive)),
        }
    }

    /// Whether people may record a gate, or leave it out, at all.
    fn may_record(&self, gate: Gate) -> Result<(), Finding> {
        if !gate.is_by_hand() {
            return Err(said(Code::GateFollows, gate));
        }
        if self.of(gate) == Mark::Passed {
            return Err(said(Code::GatePassed, gate));
        }
        if gate > Gate::Tally && self.of(Gate::Tally) != Mark::Passed {
            return Err(said(Code::GateBeforeTally, gate));
        }
        let skipped = self.between(gate);
        if !skipped.is_empty() {
            let names: Vec<&str> = skipped.into_iter().map(Gate::zh).collect();
            return Err(said(Code::GateEarlierOpen, gate).with("gates", names.join("、")));
        }
        Ok(())
    }

    /// Standing at the next open gate after `gate`, unless it stands beyond already.
    fn beyond(mut self, gate: Gate) -> Standing {
        let next = self.each().position(|(g, mark)| g > gate && mark == Mark::Open);
        self.at = self.at.max(next.unwrap_or(GATES));
        self
    }

    fn standing_at(mut self, gate: Gate) -> Standing {
        self.at = Gate::ALL.iter().position(|g| *g == gate).unwrap_or(GATES);
        self
    }

    fn each(&self) -> impl Iterator<Item = (Gate, Mark)> {
        Gate::ALL.into_iter().zip(self.marks)
    }

    fn marked(mut self, which: impl Fn(Gate) -> bool, mark: Mark) -> Standing {
        for (gate, place) in Gate::ALL.into_iter().zip(&mut self.marks) {
            if which(gate) {
                *place = mark;
            }
        }
        self
    }
}

/// A finding about a gate.
fn said(code: Code, gate: Gate) -> Finding {
    Finding::error(code).with("gate", gate.zh())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A meeting that stands at a gate, everything before it passed.
    fn at(now: Gate) -> Standing {
        Standing::default().marked(|gate| gate < now, Mark::Passed).standing_at(now)
    }

    fn code<T>(result: Result<T, Finding>) -> Option<Code> {
        result.err().map(|finding| finding.code)
    }

    #[test]
    fn every_pair_of_gates_is_passed_left_out_or_gone_back_to_as_the_diagram_says() {
        for now in Gate::ALL {
            let tallied = now > Gate::Tally;
            for gate in Gate::ALL {
                let pass = match () {
                    () if !gate.is_by_hand() => Some(Code::GateFollows),
                    () if gate < now => Some(Code::GatePassed),
                    () if gate > Gate::Tally && !tallied => Some(Code::GateBeforeTally),
                    () if gate > now => Some(Code::GateEarlierOpen),
                    () => None,
                };
                assert_eq!(code(at(now).after(Move::Pass(gate))), pass, "{now:?} pass {gate:?}");
                assert_eq!(code(at(now).after(Move::LeaveOut(gate))), pass, "{now:?} leave out {gate:?}");
                let back = match () {
                    () if gate >= now => Some(Code::GateNotPassed),
                    () if tallied && gate <= Gate::Tally => Some(Code::GateOverTally),
                    () if !gate.is_by_hand() => Some(Code::GateFollows),
                    () => None,
                };
                assert_eq!(code(at(now).after(Move::Back(gate))), back, "{now:?} back to {gate:?}");
                if let Ok(standing) = at(now).after(Move::Back(gate)) {
                    assert_eq!(standing.of(gate), Mark::Open);
                    assert_eq!(standing.now(), Some(gate), "{now:?} back to {gate:?}");
                }
            }
        }
    }

    #[test]
    fn the_scoring_is_reopened_from_every_gate_after_the_tally_and_from_no_other() {
        for now in Gate::ALL {
            let reopened = at(now).after(Move::Reopen);
            let refused = (now <= Gate::Tally).then_some(Code::GateNotPassed);
            assert_eq!(code(reopened.clone()), refused, "{now:?}");
            if let Ok(standing) = reopened {
                assert_eq!(standing.now(), Some(Gate::Scoring));
            }
        }
    }

    #[test]
    fn what_lies_between_is_left_out_first_and_can_be_recorded_after_all() {
        let begun = at(Gate::Pledge);
        assert_eq!(begun.between(Gate::Chair), [Gate::Pledge, Gate::Recusal]);
        let refused = begun.after(Move::Pass(Gate::Chair)).unwrap_err();
        assert!(refused.params.contains(&("gates".to_owned(), "纪律与承诺、问询回避".to_owned())));
        let skipped = begun.between(Gate::Chair).into_iter();
        let standing = skipped.fold(begun, |s, gate| s.after(Move::LeaveOut(gate)).unwrap());
        let standing = standing.after(Move::Pass(Gate::Chair)).unwrap();
        assert_eq!((standing.of(Gate::Recusal), standing.now()), (Mark::LeftOut, Some(Gate::Presentation)));
        let standing = standing.after(Move::Pass(Gate::Recusal)).unwrap();
        assert_eq!(standing.of(Gate::Recusal), Mark::Passed);
        assert_eq!(standing.now(), Some(Gate::Presentation), "the meeting does not go back for it");
    }

    #[test]
    fn the_tally_waits_for_no_gate_and_leaves_a_gap_where_nobody_recorded_one() {
        let standing = at(Gate::Recusal).after(Move::Tally).unwrap();
        assert_eq!(standing.unrecorded(), [Gate::Recusal, Gate::Chair, Gate::Presentation]);
        assert_eq!(standing.now(), Some(Gate::Discussion));
        let late = standing.after(Move::Pass(Gate::Presentation)).unwrap();
        assert_eq!(late.unrecorded(), [Gate::Recusal, Gate::Chair], "one gap is filled, others stay");
        assert_eq!(late.after(Move::Archive).unwrap().now(), None);
    }
}
