//! What happened to laptops and packs, for the minutes: who was revoked, which import was undone, which packs contradicted
//! each other and how people settled it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use documents::model::{ForkNote, RevokedLaptop, WithdrawnPack};
use domain::session::Session;
use packs::{Fingerprint, Fork};
use vault::Reader;

use super::source::Source;
use super::words::count;
use crate::clock::local;
use crate::judged::{Decisions, FORK_SETTLED, ForkWord, RevokeWord, SeenPack, body};
use crate::meeting_events;
use crate::office::forks;
use crate::office::tally::{Devices, devices, scoring};
use crate::records::{DeviceKeyRecord, Direction, PackRecord};
use crate::refusal::{Refusal, Result};

/// A fork as it was recorded.
struct Recorded {
    device: Fingerprint,
    number: u64,
    seen_at: Option<DateTime<Utc>>,
    late: bool,
    packs: Vec<SeenPack>,
    settled: Option<(DateTime<Utc>, ForkWord)>,
}

/// What is read of it once for a session.
pub(super) struct Proceedings {
    owners: Devices,
    revoked: Vec<RevokeWord>,
    forks: Vec<Recorded>,
    /// Digests of the packs that are here.
    here: BTreeSet<String>,
}

impl Proceedings {
    /// Reads it.
    pub(super) fn read(r: &Reader<'_>, session: &Session) -> Result<Proceedings> {
        let judged = scoring(r, session)?;
        let mut revoked: Vec<RevokeWord> = judged.decisions.revoked.values().cloned().collect();
        revoked.sort_by_key(|word| word.at);
        let packs: Vec<PackRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
        let here = packs.into_iter().filter(|p| p.direction == Direction::In).map(|p| p.digest);
        Ok(Proceedings {
            owners: devices(r, session)?,
            forks: recorded(r, session, &judged.decisions)?,
            here: here.collect(),
            revoked,
        })
    }
}

/// The forks that were seen or settled, in the order in which they were.
fn recorded(r: &Reader<'_>, session: &Session, decisions: &Decisions) -> Result<Vec<Recorded>> {
    let settled = settled(r, session)?;
    let seen = decisions.seen.iter().map(|w| (w.device, w.number));
    let mut all: Vec<Recorded> = Vec::new();
    for (device, number) in seen.chain(settled.iter().map(|(_, w)| (w.device, w.number))) {
        if all.iter().any(|f| (f.device, f.number) == (device, number)) {
            continue;
        }
        let words = || decisions.seen.iter().filter(move |w| (w.device, w.number) == (device, number));
        let settled = settled.iter().find(|(_, w)| (w.device, w.number) == (device, number)).cloned();
        let named = words().flat_map(|w| &w.sides).copied();
        let hashes = named.chain(settled.iter().map(|(_, w)| w.chosen)).collect();
        let fork = Fork { author: device, device_seq: number, hashes };
        all.push(Recorded {
            device,
            number,
            seen_at: words().map(|w| w.at).min(),
            late: words().next().is_some() && words().all(|w| w.late),
            packs: forks::packs_of(r, session, decisions, &fork)?,
            settled,
        });
    }
    Ok(all)
}

/// People's words on forks, with when each was signed.
fn settled(r: &Reader<'_>, session: &Session) -> Result<Vec<(DateTime<Utc>, ForkWord)>> {
    let device: DeviceKeyRecord =
        r.get("device")?.ok_or_else(|| Refusal::internal("a vault without device keys"))?;
    let own = device.keys()?.fingerprint();
    let mut events = meeting_events::load(r, &session.meeting_id)?;
    events.retain(|e| e.author() == own && e.event().kind == FORK_SETTLED);
    events.sort_by_key(|e| e.event().device_seq);
    events.iter().map(|e| Ok((e.event().at, body(e)?))).collect()
}

/// What the minutes hold of it.
pub(super) struct Told {
    pub(super) any: bool,
    pub(super) revoked: Vec<RevokedLaptop>,
    pub(super) withdrawn: Vec<WithdrawnPack>,
    pub(super) forks: Vec<ForkNote>,
}

/// Says it in the minutes' shapes.
pub(super) fn told(source: &Source<'_>) -> Result<Told> {
    let of = &source.proceedings;
    let revoked: Vec<RevokedLaptop> = of.revoked.iter().map(|word| revoked(source, word)).collect();
    let withdrawn = withdrawn(source)?;
    let forks: Vec<ForkNote> = of.forks.iter().map(|fork| note(source, fork)).collect::<Result<_>>()?;
    let any = !(revoked.is_empty() && withdrawn.is_empty() && forks.is_empty());
    Ok(Told { any, revoked, withdrawn, forks })
}

/// Name and code of a member.
fn member(source: &Source<'_>, expert_no: &str) -> (String, String) {
    let name = source.member(expert_no).map_or_else(|| expert_no.to_owned(), |m| m.name.clone());
    (name, source.code(expert_no))
}

fn owner(source: &Source<'_>, device: Fingerprint) -> (String, String) {
    member(source, source.proceedings.owners.get(&device).map_or("", String::as_str))
}

/// A text that ends without a full stop.
fn bare(text: &str) -> String {
    text.trim().trim_end_matches('。').to_owned()
}

fn revoked(source: &Source<'_>, word: &RevokeWord) -> RevokedLaptop {
    let (expert_name, expert_code) = owner(source, word.device);
    RevokedLaptop {
        expert_name,
        expert_code,
        when: local(word.at),
        by: word.by.clone(),
        reason: Some(bare(&word.reason)),
    }
}

fn withdrawn(source: &Source<'_>) -> Result<Vec<WithdrawnPack>> {
    let packs = source.session.withdrawn.iter();
    packs
        .map(|pack| {
            let (expert_name, expert_code) = member(source, &pack.expert_no);
            Ok(WithdrawnPack {
                expert_name,
                expert_code,
                when: local(pack.at),
                by: pack.by.clone(),
                sequence: u32::try_from(pack.sequence).map_err(Refusal::internal)?,
                digest: pack.digest.chars().take(12).collect(),
                reason: Some(bare(&pack.reason)),
                again: source.proceedings.here.contains(&pack.digest),
            })
        })
        .collect()
}

fn note(source: &Source<'_>, fork: &Recorded) -> Result<ForkNote> {
    let (expert_name, expert_code) = owner(source, fork.device);
    let name = |p: &SeenPack| format!("第{}号数据包（摘要{}）", p.sequence, p.short());
    let list = |packs: Vec<String>| packs.join("、");
    let settled = fork.settled.as_ref();
    let kept = settled.map(|(_, word)| {
        let bearing = fork.packs.iter().filter(|p| p.sides.contains(&word.chosen));
        match bearing.map(name).collect::<Vec<_>>() {
            packs if packs.is_empty() => {
                let hash: String = word.chosen.to_string().chars().take(12).collect();
                format!("摘要{hash}的记录")
            }
            packs => format!("{}中的记录", list(packs)),
        }
    });
    Ok(ForkNote {
        expert_name,
        expert_code,
        number: count(usize::try_from(fork.number).map_err(Refusal::internal)?)?,
        seen_at: fork.seen_at.map(local),
        packs_text: list(fork.packs.iter().map(name).collect()),
        late: fork.late,
        settled: settled.is_some(),
        settled_at: settled.map(|(at, _)| local(*at)),
        by: settled.map(|(_, word)| word.by.clone()),
        witness: settled.map(|(_, word)| word.witness.clone()),
        kept_text: kept,
        reason: settled.map(|(_, word)| bare(&word.reason)),
    })
}
