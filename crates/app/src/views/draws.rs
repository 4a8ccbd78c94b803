//! Draws from the register for the screens. A seed is shown with what it drew, and not before.

use domain::Finding;
use domain::draw::{Bar, Candidate, Draw, DrawPlan, Outcome, Pool, Quota, key};
use domain::session::Session;

use super::figures::grouped;
use super::words::{count, minute, same};
use crate::api::Problem;
use crate::api::draw::{
    DrawBar, DrawCalled, DrawCause, DrawLeftOut, DrawOutcome, DrawPerson, DrawPlace, DrawPool, DrawQuota,
    DrawRank, DrawSetAside, DrawView,
};
use crate::refusal::Result;

same! { domain::draw::Cause => DrawCause { Absent, Recused, Other } }

/// Every draw of a session.
pub(super) fn draws(session: &Session) -> Result<Vec<DrawView>> {
    session.draws.iter().map(|draw| view(session, draw)).collect()
}

fn view(session: &Session, draw: &Draw) -> Result<DrawView> {
    let name = |no: &String| draw.candidate(no).map_or_else(|| no.clone(), |c| c.name.clone());
    Ok(DrawView {
        number: draw.number,
        reason: draw.reason.clone(),
        at: minute(draw.at),
        by: draw.by.clone(),
        pool: drawn_pool(&draw.plan, &draw.pool, &[]),
        digest: grouped(&draw.digest)?,
        commitment: grouped(&draw.commitment)?,
        outcome: draw.outcome.as_ref().map(|outcome| outcome_view(draw, outcome)),
        set_aside: draw.set_aside.as_ref().map(|aside| DrawSetAside {
            at: minute(aside.at),
            by: aside.by.clone(),
            reason: aside.reason.clone(),
        }),
        called: draw
            .called
            .iter()
            .map(|call| DrawCalled {
                at: minute(call.at),
                by: call.by.clone(),
                replaced: call.replaced_name.clone(),
                alternate: call.alternate.as_ref().map(name),
                cause: call.cause.into(),
                reason: call.reason.clone(),
            })
            .collect(),
        differs: draw.check(&session.meeting_id).iter().map(Problem::of).collect(),
    })
}

fn outcome_view(draw: &Draw, outcome: &Outcome) -> DrawOutcome {
    let place = |no: &str| {
        let called = draw.called.iter().any(|call| call.alternate.as_deref() == Some(no));
        let alternate = outcome.alternates.iter().any(|seat| seat.expert_no == no);
        match (outcome.members.iter().any(|seat| seat.expert_no == no), alternate, called) {
            (true, _, _) => DrawPlace::Member,
            (_, true, true) => DrawPlace::Called,
            (_, true, false) => DrawPlace::Alternate,
            _ => DrawPlace::None,
        }
    };
    let ranks = outcome.order.iter().filter_map(|no| {
        Some(DrawRank {
            person: person(draw.candidate(no)?),
            key: key(&draw.digest, &outcome.seed, &outcome.words, no),
            place: place(no),
        })
    });
    DrawOutcome {
        at: minute(outcome.at),
        by: outcome.by.clone(),
        seed: outcome.seed.clone(),
        words: outcome.words.clone(),
        said_by: outcome.said_by.clone(),
        witnesses: outcome.witnesses.clone(),
        ranks: ranks.collect(),
    }
}

/// Whom a plan draws from.
pub(crate) fn drawn_pool(plan: &DrawPlan, pool: &Pool, short: &[Finding]) -> DrawPool {
    DrawPool {
        quotas: plan.quotas.iter().map(|q| (quota(q), count(pool.fitting(q).count()))).collect(),
        eligible: pool.eligible.iter().map(person).collect(),
        left_out: pool
            .left_out
            .iter()
            .map(|out| DrawLeftOut {
                person: person(&out.candidate),
                bars: out.bars.iter().map(bar).collect(),
            })
            .collect(),
        problems: short.iter().map(Problem::of).collect(),
    }
}

fn quota(quota: &Quota) -> DrawQuota {
    DrawQuota {
        category: quota.category.into(),
        specialty: quota.specialty.join("、"),
        count: quota.count,
        alternates: quota.alternates,
    }
}

fn person(candidate: &Candidate) -> DrawPerson {
    DrawPerson {
        no: candidate.no.clone(),
        name: candidate.name.clone(),
        category: candidate.category.into(),
        specialty: candidate.specialty.clone(),
        unit: candidate.unit.clone(),
    }
}

fn bar(bar: &Bar) -> DrawBar {
    match bar {
        Bar::OnPanel => DrawBar::OnPanel,
        Bar::Replaced { draw } => DrawBar::Replaced { draw: *draw },
        Bar::Conflict { items } => DrawBar::Conflict {
            items: items.iter().map(|c| (c.item_no.clone(), c.evidence.clone())).collect(),
        },
        Bar::Load { sessions, most } => DrawBar::Load { sessions: *sessions, most: *most },
        Bar::Rest { sessions, of } => DrawBar::Rest { sessions: sessions.clone(), of: *of },
        Bar::ByHand { reason } => DrawBar::ByHand { reason: reason.clone() },
    }
}
