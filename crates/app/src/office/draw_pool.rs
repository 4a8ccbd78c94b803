//! What the office has on record of each expert of the register, as far as a draw asks: panel, recusals, sessions held.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use domain::draw::{Candidate, Clash, DrawPlan, Known, Pool};
use domain::panel::Drawn;
use domain::recusal::Recusal;
use domain::session::{Session, SessionKind};
use domain::{Expert, Member};
use vault::Reader;

use super::panel;
use super::prepare::recorded_recusals;
use super::recusal_proposals::proposals;
use super::units::aliases;
use crate::demand_records::ReviewRecord;
use crate::records::{ExpertRecord, SessionRecord};
use crate::refusal::Result;

/// Whom a canonical plan draws from.
pub(super) fn pool(r: &Reader<'_>, session: &Session, plan: &DrawPlan) -> Result<Pool> {
    let register: Vec<Expert> = r.list::<ExpertRecord>()?.into_iter().map(|e| e.0).collect();
    let sitting = panel(r, session)?;
    let mut clashes = clashes(r, session, &register)?;
    let others = others(r, session)?;
    let in_year = |no: &str| {
        let year = |held: &&Held| held.date.year() == session.date.year();
        others.iter().filter(year).filter(|held| held.panel.contains(no)).count()
    };
    let rested = rested(&others, session, plan.limits.rest.unwrap_or(0));
    let replaced: BTreeMap<&str, u32> = session
        .draws
        .iter()
        .flat_map(|draw| draw.called.iter().map(|call| (call.replaced.as_str(), draw.number)))
        .collect();
    let known: Vec<Known> = register
        .iter()
        .map(|expert| Known {
            candidate: Candidate::of(expert),
            on_panel: sitting.iter().any(|m| m.expert_no == expert.no),
            replaced: replaced.get(expert.no.as_str()).copied(),
            clashes: clashes.remove(&expert.no).unwrap_or_default(),
            in_year: u32::try_from(in_year(&expert.no)).unwrap_or(u32::MAX),
            recent: rested
                .iter()
                .filter(|held| held.panel.contains(&expert.no))
                .map(|held| held.no.clone())
                .collect(),
        })
        .collect();
    Ok(Pool::of(plan, &known))
}

/// Grounds to recuse each expert from something judged: from the register of units, and recorded; without those that people
/// decided not to be one.
fn clashes(r: &Reader<'_>, session: &Session, register: &[Expert]) -> Result<BTreeMap<String, Vec<Clash>>> {
    let everybody: Vec<Member> = register.iter().map(|e| Member::of(e, Drawn::Named)).collect();
    let recorded = recorded_recusals(r, session)?;
    let mut all: BTreeMap<(String, String), Recusal> = BTreeMap::new();
    let proposed = proposals(r, session, &everybody, &aliases(r)?)?;
    // What was recorded of a pair takes the place of what would be proposed.
    for found in proposed.into_iter().chain(recorded) {
        all.insert((found.expert_no.clone(), found.bid_no.clone()), found);
    }
    let mut clashes: BTreeMap<String, Vec<Clash>> = BTreeMap::new();
    for ((expert_no, item_no), found) in all {
        let stands = found.decision.as_ref().is_none_or(|decision| decision.recused);
        if stands && session.bids.contains(&item_no) {
            clashes.entry(expert_no).or_default().push(Clash { item_no, evidence: found.evidence });
        }
    }
    Ok(clashes)
}

/// A session that somebody sat in.
struct Held {
    no: String,
    kind: SessionKind,
    date: NaiveDate,
    panel: BTreeSet<String>,
}

/// Every other session, and reviews of demands that were recorded by hand.
fn others(r: &Reader<'_>, session: &Session) -> Result<Vec<Held>> {
    let numbers = |panel: Vec<Member>| panel.into_iter().map(|m| m.expert_no).collect();
    let mut held = Vec::new();
    for SessionRecord(other) in r.list::<SessionRecord>()? {
        if other.meeting_id != session.meeting_id {
            let panel = numbers(panel(r, &other)?);
            held.push(Held { no: other.no, kind: other.kind, date: other.date, panel });
        }
    }
    held.extend(r.list::<ReviewRecord>()?.into_iter().map(|review| Held {
        no: review.no,
        kind: SessionKind::Demand,
        date: review.date,
        panel: numbers(review.panel),
    }));
    Ok(held)
}

/// The last so many sessions of the same kind until the day of this one.
fn rested<'a>(others: &'a [Held], session: &Session, of: u32) -> Vec<&'a Held> {
    let mut alike: Vec<&Held> =
        others.iter().filter(|held| held.kind == session.kind && held.date <= session.date).collect();
    alike.sort_by(|a, b| (b.date, &b.no).cmp(&(a.date, &a.no)));
    alike.truncate(usize::try_from(of).unwrap_or(usize::MAX));
    alike
}
