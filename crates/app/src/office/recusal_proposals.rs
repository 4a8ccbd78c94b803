//! What recusals are proposed from: the register of experts and of units, and what is judged with its people.

use std::collections::BTreeMap;

use domain::Member;
use domain::bid_details::Person;
use domain::recusal::{self, Judged, Known, Recusal};
use domain::relations::Relations;
use domain::session::Session;
use domain::units::Aliases;
use vault::{Reader, Writer};

use super::{items, panel};
use crate::records::{BidRecord, ExpertRecord, RecusalRecord, bid_id, recusal_id};
use crate::refusal::Result;

/// Proposals for these members, whether they sit on the panel or might come to.
pub(super) fn proposals(
    r: &Reader<'_>,
    session: &Session,
    members: &[Member],
    aliases: &Aliases,
) -> Result<Vec<Recusal>> {
    let mut relations: BTreeMap<&str, Relations> = BTreeMap::new();
    for member in members {
        let record: Option<ExpertRecord> = r.get(&member.expert_no)?;
        relations.insert(&member.expert_no, record.map(|e| e.0.relations).unwrap_or_default());
    }
    let none = Relations::default();
    let known: Vec<Known<'_>> = members
        .iter()
        .map(|member| Known { member, relations: relations.get(member.expert_no.as_str()).unwrap_or(&none) })
        .collect();
    let items = items(r, session)?;
    let mut people: Vec<Vec<Person>> = Vec::new();
    for item in &items {
        if let Some(project) = item.project() {
            people.push(project.people.clone());
            continue;
        }
        let record: Option<BidRecord> = match item.bid() {
            Some(bid) => r.get(&bid_id(&session.batch, &bid.no))?,
            None => None,
        };
        people.push(record.map(|record| record.details.people_of(&record.bid)).unwrap_or_default());
    }
    let judged: Vec<Judged<'_>> =
        items.iter().zip(&people).map(|(item, people)| Judged { item, people }).collect();
    Ok(recusal::propose(&known, &judged, aliases, session.date))
}

/// Records what is proposed for a session's panel. What people decided, and what somebody declared, stays as it is; a
/// proposal that nobody decided yet says what the registers say now.
pub(super) fn record(w: &Writer<'_>, session: &Session, aliases: &Aliases) -> Result<()> {
    for recusal in proposals(w, session, &panel(w, session)?, aliases)? {
        let id = recusal_id(&session.meeting_id, &recusal.bid_no, &recusal.expert_no);
        let there: Option<RecusalRecord> = w.get(&id)?;
        let stays = there.is_some_and(|r| {
            let old = r.recusal;
            old.decision.is_some() || old.raised_by != recusal.raised_by || old == recusal
        });
        if !stays {
            w.put(&RecusalRecord { meeting: session.meeting_id.clone(), recusal })?;
        }
    }
    Ok(())
}
