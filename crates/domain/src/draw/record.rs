//! A draw as it is kept: prepared, drawn, alternates called; nothing of it is ever changed or taken away.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::plan::DrawPlan;
use super::pool::{Candidate, Pool};
use super::{commitment, words};
use crate::code::Code;
use crate::finding::Finding;
use crate::panel::Member;

/// A place that somebody was drawn for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Seat {
    /// Number in the register.
    pub expert_no: String,
    /// Which quota of the plan, from 0.
    pub quota: u32,
}

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Outcome {
    /// When.
    pub at: DateTime<Utc>,
    /// Who worked the program.
    pub by: String,
    /// The seed, opened: hex of 32 random bytes. Before the draw it is no part of the record, which people may read.
    pub seed: String,
    /// The words that were said in the room, as they are hashed.
    pub words: String,
    /// Who said them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// Who else saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witnesses: Option<String>,
    /// The eligible in the order of their keys.
    pub order: Vec<String>,
    /// Members.
    pub members: Vec<Seat>,
    /// Alternates, in the order in which they are called.
    pub alternates: Vec<Seat>,
}

/// Why a member is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// 未到: cannot come, or did not.
    Absent,
    /// 回避
    Recused,
    /// Another, said in the reason.
    Other,
}

impl Cause {
    /// All of them.
    pub const ALL: [Cause; 3] = [Cause::Absent, Cause::Recused, Cause::Other];

    /// In the words of the forms.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Cause::Absent => "不能到会",
            Cause::Recused => "需要回避",
            Cause::Other => "其他原因",
        }
    }
}

/// An alternate called in a member's place; or, where none is left, the place given up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Called {
    /// When.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: String,
    /// The member who goes.
    pub replaced: String,
    /// The member's name.
    pub replaced_name: String,
    /// The alternate; nothing where none was left.
    pub alternate: Option<String>,
    /// Why.
    pub cause: Cause,
    /// Why, in words; printed.
    pub reason: String,
}

/// A prepared draw that was given up before anything was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SetAside {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Why; printed.
    pub reason: String,
}

/// A draw of a session.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Draw {
    /// Number among the session's draws, from 1.
    pub number: u32,
    /// Why there is another one; nothing of the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it was prepared.
    pub at: DateTime<Utc>,
    /// Who prepared it.
    pub by: String,
    /// The plan, canonical.
    pub plan: DrawPlan,
    /// Who may be drawn.
    pub pool: Pool,
    /// Digest of the pool, hex.
    pub digest: String,
    /// Commitment, hex.
    pub commitment: String,
    /// What was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Given up before it was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<SetAside>,
    /// Alternates called, in the order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub called: Vec<Called>,
}

impl Draw {
    /// Prepares a draw. The seed comes from the program's random numbers, never from a human, and is given back as hex: to be
    /// kept where nobody reads it until the words were said.
    ///
    /// # Errors
    /// `draw.empty`, `draw.short`. Fewer alternates than planned are no error.
    #[allow(
        clippy::too_many_arguments,
        reason = "the whole of what is committed to, in the order of the record"
    )]
    pub fn prepare(
        meeting_id: &str,
        number: u32,
        reason: Option<String>,
        (at, by): (DateTime<Utc>, String),
        plan: DrawPlan,
        pool: Pool,
        seed: [u8; 32],
    ) -> Result<(Draw, String), Vec<Finding>> {
        let short: Vec<Finding> = pool.shortage(&plan).into_iter().filter(Finding::blocks).collect();
        if !short.is_empty() {
            return Err(short);
        }
        let digest = pool.digest(meeting_id, number, &plan);
        let seed = hex::encode(seed);
        let commitment = commitment(&digest, &seed);
        let (outcome, set_aside, called) = (None, None, Vec::new());
        let draw =
            Draw { number, reason, at, by, plan, pool, digest, commitment, outcome, set_aside, called };
        Ok((draw, seed))
    }

    /// Whether it is prepared and waits for the words.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.outcome.is_none() && self.set_aside.is_none()
    }

    /// What seed and words draw.
    ///
    /// # Errors
    /// `draw.words`; `draw.seed_lost` for a seed that is not the one that was committed to.
    pub fn result(
        &self,
        seed: &str,
        typed: &str,
        (at, by): (DateTime<Utc>, String),
    ) -> Result<Outcome, Finding> {
        let words = words(typed)?;
        if commitment(&self.digest, seed) != self.commitment {
            return Err(Finding::error(Code::DrawSeedLost).with("draw", self.number.to_string()));
        }
        let (order, members, alternates) = self.pool.draw(&self.plan, &self.digest, seed, &words);
        Ok(Outcome {
            at,
            by,
            seed: seed.to_owned(),
            words,
            said_by: None,
            witnesses: None,
            order,
            members,
            alternates,
        })
    }

    /// An eligible expert.
    #[must_use]
    pub fn candidate(&self, expert_no: &str) -> Option<&Candidate> {
        self.pool.eligible.iter().find(|c| c.no == expert_no)
    }

    /// Everybody whom it put on the panel at one time: drawn, or called.
    pub fn put(&self) -> impl Iterator<Item = &str> {
        let drawn = self.outcome.iter().flat_map(|o| o.members.iter().map(|seat| seat.expert_no.as_str()));
        drawn.chain(self.called.iter().filter_map(|call| call.alternate.as_deref()))
    }

    /// Alternates that were not called, in their order.
    pub fn waiting(&self) -> impl Iterator<Item = &Seat> {
        let called: BTreeSet<&str> = self.called.iter().filter_map(|c| c.alternate.as_deref()).collect();
        let all = self.outcome.iter().flat_map(|o| &o.alternates);
        all.filter(move |seat| !called.contains(seat.expert_no.as_str()))
    }

    /// Draws it again, and says each part that is not what was recorded (`draw.differs`).
    #[must_use]
    pub fn check(&self, meeting_id: &str) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut same = |part: (&str, &str), recorded: &str, computed: &str| {
            if recorded != computed {
                findings.push(
                    Finding::error(Code::DrawDiffers)
                        .with("part", part.0)
                        .with("part_en", part.1)
                        .with("recorded", recorded)
                        .with("computed", computed),
                );
            }
        };
        let canonical = self.plan.clone().canonical();
        let yes = |is: bool| if is { "是" } else { "否" };
        same(("抽取方案按规定排列", "plan in order"), yes(self.plan == canonical), yes(true));
        let numbers = self.pool.eligible.iter().map(|c| c.no.as_str()).collect::<Vec<_>>();
        let sorted = numbers.windows(2).all(|pair| pair.first() < pair.last());
        same(("备选名单按编号排列、没有重复", "pool in order, nobody twice"), yes(sorted), yes(true));
        let wanted = self.pool.eligible.iter().all(|c| self.plan.quotas.iter().any(|quota| quota.fits(c)));
        same(("备选专家都属于抽取的类别", "everybody of a kind that is drawn"), yes(wanted), yes(true));
        let grounds = self.pool.left_out.iter().all(|out| !out.bars.is_empty());
        same(("排除的专家都有理由", "a reason for everybody left out"), yes(grounds), yes(true));
        let digest = self.pool.digest(meeting_id, self.number, &self.plan);
        same(("备选名单摘要", "digest of the pool"), &self.digest, &digest);
        if let Some(outcome) = &self.outcome {
            same(("承诺值", "commitment"), &self.commitment, &commitment(&digest, &outcome.seed));
            let plain = words(&outcome.words).unwrap_or_default();
            same(("报出的内容", "words"), &outcome.words, &plain);
            let (order, members, alternates) =
                self.pool.draw(&self.plan, &digest, &outcome.seed, &outcome.words);
            same(("排列次序", "order"), &outcome.order.join("、"), &order.join("、"));
            same(("抽中的专家", "members"), &named(&outcome.members), &named(&members));
            same(("候补专家", "alternates"), &named(&outcome.alternates), &named(&alternates));
            let mut calls = self.called.iter().filter_map(|call| call.alternate.as_deref());
            let known = |no: &str| outcome.alternates.iter().any(|seat| seat.expert_no == no);
            same(("调用的候补", "alternates called"), yes(calls.all(known)), yes(true));
        }
        findings
    }
}

/// Seats as one text.
fn named(seats: &[Seat]) -> String {
    seats.iter().map(|seat| format!("{}/{}", seat.quota, seat.expert_no)).collect::<Vec<_>>().join("、")
}

/// The draw that put somebody on the panel, whoever else was put there since. Who left by a call and sits there again was put
/// back by hand.
#[must_use]
pub fn drawn_in(draws: &[Draw], expert_no: &str) -> Option<u32> {
    if draws.iter().flat_map(|draw| &draw.called).any(|call| call.replaced == expert_no) {
        return None;
    }
    draws.iter().rev().find(|draw| draw.put().any(|no| no == expert_no)).map(|draw| draw.number)
}

/// Everybody whom the draws put on the panel, less those in whose place another was called.
#[must_use]
pub fn seated(draws: &[Draw]) -> Vec<&str> {
    let gone: BTreeSet<&str> =
        draws.iter().flat_map(|draw| &draw.called).map(|call| call.replaced.as_str()).collect();
    draws.iter().flat_map(Draw::put).filter(|no| !gone.contains(no)).collect()
}

/// The alternate who is next in a member's place: of the same quota where the member was drawn, else the first of the same
/// category. Who sits on the panel already is passed over.
#[must_use]
pub fn next_alternate<'a>(
    draws: &'a [Draw],
    panel: &[Member],
    member: &Member,
) -> Option<(u32, &'a Candidate)> {
    let free = |no: &str| panel.iter().all(|m| m.expert_no != no);
    let own = draws.iter().find_map(|draw| {
        let outcome = draw.outcome.as_ref()?;
        let mut seats = outcome.members.iter().chain(&outcome.alternates);
        let seat = seats.find(|seat| seat.expert_no == member.expert_no)?;
        let next = draw.waiting().find(|s| s.quota == seat.quota && free(&s.expert_no))?;
        Some((draw.number, draw.candidate(&next.expert_no)?))
    });
    own.or_else(|| {
        draws.iter().find_map(|draw| {
            let mut waiting = draw.waiting().filter(|seat| free(&seat.expert_no));
            waiting.find_map(|seat| {
                let candidate = draw.candidate(&seat.expert_no)?;
                (candidate.category == member.category).then_some((draw.number, candidate))
            })
        })
    })
}
