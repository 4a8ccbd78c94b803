//! Forks: packs of one laptop that contradict each other. A fork that was seen is evidence. It is recorded with the first look
//! at the second pack, whether or not that pack is taken in, and from then on neither side counts until people decide.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::session::{Session, Stage};
use domain::{Code, Finding};
use packs::{Contents, EventSet, Fingerprint, Fork, Hash32, SignedEvent};
use serde_json::json;
use vault::Reader;

use super::tally::{devices, scoring};
use super::{Office, session};
use crate::access::Act;
use crate::judged::{self, Decisions, FORK_SEEN, ForkWord, SeenPack, SeenWord};
use crate::meeting_events::{self, stored};
use crate::records::{Direction, EventRecord, PackRecord};
use crate::refusal::{Refusal, Result};

/// How much of both sides a word on a fork carries, bytes: an event holds 1 MiB, and hex doubles.
const MOST_EVIDENCE: usize = 448 << 10;

/// A pack that is being looked at.
pub(super) struct Beside<'a> {
    /// Name of its file.
    pub(super) file: &'a str,
    /// What is in it.
    pub(super) contents: &'a Contents,
}

/// A fork, the packs on its sides, and both of its events as far as they are here or were looked at.
struct Found {
    fork: Fork,
    packs: Vec<SeenPack>,
    events: Vec<SignedEvent>,
    /// Whether something of it was not recorded yet.
    new: bool,
}

impl Office {
    /// Records the forks that packs show together with what is here, once each, and says them as findings.
    ///
    /// A vault that cannot be written to says them only.
    ///
    /// # Errors
    /// `record.not_found`, the vault's own.
    pub(super) fn note_forks(&mut self, session_no: &str, looked: &[Beside<'_>]) -> Result<Vec<Finding>> {
        let own = self.access.device_keys()?.fingerprint();
        let (session, owners, found) = self.access.read(|r| {
            let session = session(r, session_no)?;
            let owners = devices(r, &session)?;
            let found = found_with(r, &session, own, looked)?;
            Ok((session, owners, found))
        })?;
        let mut findings = Vec::new();
        for one in found {
            let owner = owners.get(&one.fork.author).cloned().unwrap_or_default();
            if one.new && !self.access.vault.is_read_only() {
                let file = looked.last().map_or("", |l| l.file);
                self.record_seen(&session, &owner, file, &one)?;
            }
            findings.push(finding(Finding::warning(Code::PackFork), &owner, &one.fork, &one.packs));
        }
        Ok(findings)
    }

    /// Records the forks of a session that stand without a word that they were seen: those that earlier builds took in.
    pub(super) fn note_standing_forks(&mut self, session_no: &str) -> Result<()> {
        self.note_forks(session_no, &[]).map(|_| ())
    }

    /// The words by which forks that were seen after the tally stop the counting: signed when the scoring is opened again.
    pub(super) fn late_forks_again(&self, session: &Session) -> Result<Vec<SignedEvent>> {
        let judged = self.access.read(|r| scoring(r, session))?;
        let words = judged.decisions.late().into_iter();
        let again: Vec<SeenWord> = words.map(|w| SeenWord { late: false, ..w.clone() }).collect();
        self.signed_each(session, FORK_SEEN, &again)
    }

    /// Forks that were seen after a tally stop the counting, once the vault went back to before it.
    pub(crate) fn count_late_forks(&mut self, session_no: &str) -> Result<()> {
        let session = self.session(session_no)?;
        let forks = self.late_forks_again(&session)?;
        if forks.is_empty() {
            return Ok(());
        }
        let act = Act::new("fork.see", session_no).with(json!({ "events": forks.len() }));
        self.access.record(act, |w| {
            for fork in &forks {
                w.put(&stored(&session.meeting_id, fork))?;
            }
            Ok(())
        })
    }

    /// Signs that a fork was seen and journals it: both packs, the laptop, when; the journal says who.
    fn record_seen(&mut self, session: &Session, owner: &str, file: &str, found: &Found) -> Result<()> {
        let at = self.access.clock.now();
        let word = SeenWord {
            device: found.fork.author,
            number: found.fork.device_seq,
            sides: found.fork.hashes.clone(),
            evidence: evidence(&found.events),
            packs: found.packs.clone(),
            by: self.access.actor.clone(),
            at,
            late: is_late(session),
        };
        let act = Act::new("fork.see", format!("{}/{owner}", session.no)).with(json!({
            "device": word.device,
            "number": word.number,
            "sides": word.sides,
            "packs": word.packs,
            "file": file,
            "late": word.late,
        }));
        let event = self.signed(session, FORK_SEEN, &word)?;
        self.access.record_at(at, act, |w| Ok(w.put(&stored(&session.meeting_id, &event))?))
    }
}

/// Whether the scores of a session were taken together.
fn is_late(session: &Session) -> bool {
    matches!(session.stage, Stage::Tallied | Stage::Closed)
}

/// The events of both sides as carried, hex, as many as one event holds. The signatures in them prove the fork by themselves.
fn evidence(events: &[SignedEvent]) -> Vec<String> {
    let mut left = MOST_EVIDENCE;
    let mut kept = Vec::new();
    for event in events {
        let carried = event.to_carried();
        if let Some(rest) = left.checked_sub(carried.len()) {
            left = rest;
            kept.push(hex::encode(carried));
        }
    }
    kept
}

/// The forks of the senders of these packs, as they stand with them; of every laptop where no pack is looked at.
fn found_with(
    r: &Reader<'_>,
    session: &Session,
    own: Fingerprint,
    looked: &[Beside<'_>],
) -> Result<Vec<Found>> {
    let owners = devices(r, session)?;
    let mut set = meeting_events::set(r, &session.meeting_id)?;
    let decisions = judged::decisions(&set, own)?;
    for pack in looked {
        set.merge(pack.contents.events.iter().cloned());
    }
    let senders: BTreeSet<Fingerprint> = looked.iter().map(|l| l.contents.header.sender).collect();
    let asked = |f: &Fork| looked.is_empty() || senders.contains(&f.author);
    let counts = |f: &Fork| decisions.revoked.get(&f.author).is_none_or(|w| f.device_seq <= w.counts_to);
    let (_, open) = set.counted(&decisions.forks, &decisions.sightings());
    let records = taken_in(r, session)?;
    let seen = if is_late(session) { decisions.all_sightings() } else { decisions.sightings() };
    let forks = open.into_iter().filter(|f| owners.contains_key(&f.author) && asked(f) && counts(f));
    Ok(forks
        .map(|fork| {
            let mut packs = known_packs(&records, &decisions, &fork);
            for pack in looked.iter().filter(|l| l.contents.header.sender == fork.author) {
                add_looked(&mut packs, pack, &fork);
            }
            let seen = seen.get(&(fork.author, fork.device_seq)).cloned().unwrap_or_default();
            Found {
                new: !fork.hashes.is_subset(&seen),
                events: set.iter().filter(|e| fork.hashes.contains(&e.hash())).cloned().collect(),
                packs,
                fork,
            }
        })
        .collect())
}

/// Packs of a session that were taken in.
fn taken_in(r: &Reader<'_>, session: &Session) -> Result<Vec<PackRecord>> {
    let mut packs: Vec<PackRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    packs.retain(|p| p.direction == Direction::In);
    packs.sort_by(|a, b| (a.sequence, a.at, &a.digest).cmp(&(b.sequence, b.at, &b.digest)));
    Ok(packs)
}

/// The packs on the sides of a fork: those that are here, and those that were only seen.
fn known_packs(records: &[PackRecord], decisions: &Decisions, fork: &Fork) -> Vec<SeenPack> {
    let from = fork.author.to_string();
    let side = |p: &PackRecord| -> BTreeSet<Hash32> {
        fork.hashes.iter().filter(|h| p.events.contains(&h.to_string())).copied().collect()
    };
    let here = records.iter().filter(|p| p.peer == from).filter_map(|p| {
        let sides = side(p);
        (!sides.is_empty()).then(|| SeenPack {
            digest: p.digest.clone(),
            sequence: p.sequence,
            file: String::new(),
            taken: true,
            sides,
        })
    });
    let mut packs: Vec<SeenPack> = here.collect();
    let words = decisions.seen.iter().filter(|w| (w.device, w.number) == (fork.author, fork.device_seq));
    for seen in words.flat_map(|w| &w.packs) {
        if !packs.iter().any(|p| p.digest == seen.digest) {
            let taken = records.iter().any(|p| p.digest == seen.digest);
            packs.push(SeenPack { taken, ..seen.clone() });
        }
    }
    packs
}

/// Adds a pack that is being looked at, unless it is known. One that bears no side only shows the fork by what follows it.
fn add_looked(packs: &mut Vec<SeenPack>, pack: &Beside<'_>, fork: &Fork) {
    let digest = pack.contents.digest.to_string();
    if packs.iter().any(|p| p.digest == digest) {
        return;
    }
    let events = pack.contents.events.iter();
    let names = |e: &SignedEvent| e.event().previous.filter(|p| fork.hashes.contains(p));
    let own = |e: &SignedEvent| Some(e.hash()).filter(|h| fork.hashes.contains(h));
    let sides: BTreeSet<Hash32> = events.filter_map(|e| own(e).or_else(|| names(e))).collect();
    if !sides.is_empty() {
        let (sequence, file) = (pack.contents.header.sequence, pack.file.to_owned());
        packs.push(SeenPack { digest, sequence, file, taken: false, sides });
    }
}

/// Which packs lie on the sides of a fork, and whether each is here.
///
/// # Errors
/// The vault's own.
pub(crate) fn packs_of(
    r: &Reader<'_>,
    session: &Session,
    decisions: &Decisions,
    fork: &Fork,
) -> Result<Vec<SeenPack>> {
    Ok(known_packs(&taken_in(r, session)?, decisions, fork))
}

/// A finding about a fork: whose it is, its number, and which side is here.
fn finding(finding: Finding, owner: &str, fork: &Fork, packs: &[SeenPack]) -> Finding {
    let [zh, en] = state(packs);
    finding
        .with("sender", owner)
        .with("seq", fork.device_seq.to_string())
        .with("state", zh)
        .with("state_en", en)
}

/// Which packs are taken in and which are not, in Chinese and English.
fn state(packs: &[SeenPack]) -> [String; 2] {
    let named = |p: &SeenPack| {
        let digest = p.short();
        let (zh, en) = if p.file.is_empty() {
            (String::new(), String::new())
        } else {
            (format!("“{}”，", p.file), format!("“{}”, ", p.file))
        };
        [
            format!("第{}号数据包（{zh}摘要{digest}…）", p.sequence),
            format!("pack {} ({en}digest {digest}…)", p.sequence),
        ]
    };
    let said = |taken: bool| -> [Vec<String>; 2] {
        let named = packs.iter().filter(|p| p.taken == taken).map(named);
        let (zh, en) = named.map(|[zh, en]| (zh, en)).unzip();
        [zh, en]
    };
    let ([here, here_en], [not, not_en]) = (said(true), said(false));
    let mut zh = Vec::new();
    let mut en = Vec::new();
    if !here.is_empty() {
        zh.push(format!("已收下{}", here.join("、")));
        en.push(format!("taken in: {}", here_en.join(", ")));
    }
    if !not.is_empty() {
        zh.push(format!("没有收下{}", not.join("、")));
        en.push(format!("not taken in: {}", not_en.join(", ")));
    }
    if sides(packs) < 2 {
        zh.push("另一份只知摘要，内容没有收到".to_owned());
        en.push("of the other only the digest is known".to_owned());
    }
    [zh.join("；"), en.join("; ")]
}

/// How many sides these packs bear.
fn sides(packs: &[SeenPack]) -> usize {
    packs.iter().flat_map(|p| &p.sides).collect::<BTreeSet<_>>().len()
}

/// `pack.fork` for every fork, naming whose laptop it is and what is here.
///
/// # Errors
/// The vault's own.
pub(crate) fn refusal(
    r: &Reader<'_>,
    session: &Session,
    decisions: &Decisions,
    open: &[Fork],
    owners: &BTreeMap<Fingerprint, String>,
) -> Result<Option<Refusal>> {
    let records = taken_in(r, session)?;
    let findings: Vec<Finding> = open
        .iter()
        .map(|fork| {
            let owner = owners.get(&fork.author).cloned().unwrap_or_default();
            let packs = known_packs(&records, decisions, fork);
            finding(Finding::error(Code::PackFork), &owner, fork, &packs)
        })
        .collect();
    Ok((!findings.is_empty()).then_some(Refusal(findings)))
}

/// `pack.fork_open` for a pack that bears a side of a fork that nobody settled, or what follows it: taking it away would
/// settle the fork by one person alone.
///
/// # Errors
/// That, and the vault's own.
pub(super) fn not_forked(r: &Reader<'_>, session: &Session, pack: &PackRecord) -> Result<()> {
    let Some(number) = forked_at(r, session, pack)? else { return Ok(()) };
    let owner = devices(r, session)?
        .into_iter()
        .find_map(|(device, no)| (device.to_string() == pack.peer).then_some(no));
    Err(Refusal::of(Code::PackForkOpen)
        .with("sender", owner.unwrap_or_default())
        .with("seq", pack.sequence.to_string())
        .with("number", number.to_string()))
}

/// The number of the undecided fork on which a pack that was taken in bears.
pub(crate) fn forked_at(r: &Reader<'_>, session: &Session, pack: &PackRecord) -> Result<Option<u64>> {
    let judged = scoring(r, session)?;
    let Some(fork) = judged.open.iter().find(|f| f.author.to_string() == pack.peer) else { return Ok(None) };
    for hash in &pack.events {
        let record: Option<EventRecord> = r.get(&format!("{}/{hash}", session.meeting_id))?;
        let Some(record) = record else { continue };
        let event = SignedEvent::from_carried(&hex::decode(&record.carried).map_err(Refusal::internal)?)?;
        if event.author() == fork.author && event.event().device_seq >= fork.device_seq {
            return Ok(Some(fork.device_seq));
        }
    }
    Ok(None)
}

/// The settled fork on whose refused side events of its device lie, with how many of them do not count for that.
///
/// `set` holds what is here together with these events.
pub(crate) fn set_aside<'d>(
    set: &EventSet,
    decisions: &'d Decisions,
    device: Fingerprint,
    events: &[&SignedEvent],
) -> Option<(&'d ForkWord, DateTime<Utc>, usize)> {
    let (valid, _) = set.counted(&decisions.forks, &decisions.sightings());
    let counted: BTreeSet<Hash32> = valid.into_iter().map(SignedEvent::hash).collect();
    decisions.settled.iter().filter(|((of, _), _)| *of == device).find_map(|((_, number), (word, at))| {
        let after = |e: &&&SignedEvent| e.event().device_seq >= *number && !counted.contains(&e.hash());
        let refused = side_of(events, *number).is_some_and(|side| side != word.chosen);
        let out = events.iter().filter(after).count();
        (refused && out > 0).then_some((word, *at, out))
    })
}

/// The last settled fork of a device of which events of the refused side are here, and how many of its events do not count.
pub(crate) fn out_of_count<'d>(
    set: &EventSet,
    decisions: &'d Decisions,
    device: Fingerprint,
) -> Option<(&'d ForkWord, DateTime<Utc>, usize)> {
    let (valid, _) = set.counted(&decisions.forks, &decisions.sightings());
    let counted: BTreeSet<Hash32> = valid.into_iter().map(SignedEvent::hash).collect();
    let own = || set.iter().filter(|e| e.author() == device && !counted.contains(&e.hash()));
    decisions.settled.iter().rev().filter(|((of, _), _)| *of == device).find_map(
        |((_, number), (word, at))| {
            let out = own().filter(|e| e.event().device_seq >= *number).count();
            (out > 0).then_some((word, *at, out))
        },
    )
}

/// Which of the events with a device's number these bear: by the event itself, or by what follows it.
fn side_of(events: &[&SignedEvent], number: u64) -> Option<Hash32> {
    let own = events.iter().find(|e| e.event().device_seq == number).map(|e| e.hash());
    own.or_else(|| events.iter().find(|e| e.event().device_seq == number + 1)?.event().previous)
}

/// Says of a pack that bears a side of a settled fork which side it is, in place of a word on packs of the same number: that the
/// records of two such packs do not contradict each other would be untrue.
pub(super) fn say_settled(
    r: &Reader<'_>,
    session: &Session,
    own: Fingerprint,
    contents: &Contents,
    expert_no: &str,
    findings: &mut Vec<Finding>,
) -> Result<()> {
    if findings.iter().any(|f| f.code == Code::PackDuplicate) {
        return Ok(());
    }
    let mut set = meeting_events::set(r, &session.meeting_id)?;
    let decisions = judged::decisions(&set, own)?;
    set.merge(contents.events.iter().cloned());
    let device = contents.header.sender;
    let events: Vec<&SignedEvent> = contents.events.iter().filter(|e| e.author() == device).collect();
    let said = |finding: Finding, word: &ForkWord, at: DateTime<Utc>| {
        finding
            .with("sender", expert_no)
            .with("seq", contents.header.sequence.to_string())
            .with("by", word.by.clone())
            .with("witness", word.witness.clone())
            .with("when", crate::clock::local(at).format("%Y-%m-%d %H:%M").to_string())
            .with("reason", word.reason.clone())
    };
    if let Some((word, at, out)) = set_aside(&set, &decisions, device, &events) {
        let refused = Finding::warning(Code::PackRefusedSide).with("count", out.to_string());
        findings.retain(|f| f.code != Code::PackRival);
        findings.push(said(refused, word, at));
        return Ok(());
    }
    let settled = decisions.settled.iter().filter(|((of, _), _)| *of == device);
    let mut chosen = settled.map(|((_, number), (word, at))| (*number, word, *at));
    let chosen = chosen.rfind(|(number, word, _)| side_of(&events, *number) == Some(word.chosen));
    if let (Some((_, word, at)), Some(rival)) =
        (chosen, findings.iter_mut().find(|f| f.code == Code::PackRival))
    {
        let digests: Vec<(String, String)> =
            rival.params.iter().filter(|(n, _)| matches!(n.as_str(), "other" | "this")).cloned().collect();
        let mut settled = said(Finding::warning(Code::PackRivalSettled), word, at);
        settled.params.extend(digests);
        *rival = settled;
    }
    Ok(())
}
