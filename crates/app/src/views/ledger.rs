//! What came from whom, as the board lists it.

use std::collections::BTreeSet;

use domain::desk::DeskEvent;
use domain::digest;
use domain::session::{Session, Stage};
use packs::{EventSet, Fingerprint, Fork, Hash32, SignedEvent};
use vault::Reader;

use super::words::{count, minute, second};
use crate::api::board::SetAside;
use crate::api::ledger::{
    ArchiveLine, Clearing, ForkSettled, ForkSide, ForkView, LedgerLaptop, LedgerPack, LedgerView,
    OutsidePack, RevokedView,
};
use crate::judged::{Decisions, FORK_SETTLED, ForkWord, Judged, SeenPack, SeenWord, body};
use crate::meeting_events::{self, body_of};
use crate::office::closing::{ARCHIVED, COUNTERSIGNED, Countersigned};
use crate::office::ledger::may_undo;
use crate::office::shared::cleared_here;
use crate::office::tally::scoring;
use crate::office::{Office, forks, incidents, session};
use crate::records::{Direction, PackRecord, PeerRecord};
use crate::refusal::Result;
use domain::Member;
use packs::PackKind;

/// What is read once for the list.
struct Ledger {
    session: Session,
    panel: Vec<Member>,
    peers: Vec<PeerRecord>,
    packs: Vec<PackRecord>,
    set: EventSet,
    decisions: Decisions,
    /// Digests of packs whose import is not undone because of a fork.
    forked: BTreeSet<String>,
    /// Devices of desks on this machine that were deleted after the archive, hex.
    here_cleared: BTreeSet<String>,
}

impl Office {
    /// Laptops, their packs, what is missing, late or stale; forks; what was settled.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn ledger_view(&self, session_no: &str) -> Result<LedgerView> {
        let own = self.access.device_keys()?.fingerprint();
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let judged = scoring(r, &session)?;
            let ledger = Ledger::read(r, session, judged.decisions.clone())?;
            let state = digest::grouped(&judged.digest);
            Ok(LedgerView {
                laptops: ledger.laptops(&judged, own)?,
                forks: ledger.standing(&judged).iter().map(|f| ledger.fork(r, f)).collect::<Result<_>>()?,
                settled: ledger.settled(r, own)?,
                state,
                archive: ledger.archive(own),
                closed: ledger.session.stage == Stage::Closed,
            })
        })
    }
}

impl Ledger {
    fn read(r: &Reader<'_>, session: Session, decisions: Decisions) -> Result<Ledger> {
        let prefix = format!("{}/", session.meeting_id);
        let panel = incidents::people(r, &session)?;
        let place = |no: &str| panel.iter().position(|m| m.expert_no == no);
        let mut peers: Vec<PeerRecord> = r.list_prefix(&prefix)?;
        peers.sort_by_key(|p| (p.expert_no.as_deref().and_then(place), p.compared_at));
        let mut packs: Vec<PackRecord> = r.list_prefix(&prefix)?;
        packs.sort_by(|a, b| (a.sequence, a.at, &a.digest).cmp(&(b.sequence, b.at, &b.digest)));
        let set = meeting_events::set(r, &session.meeting_id)?;
        let mut forked = BTreeSet::new();
        for pack in packs.iter().filter(|p| p.direction == Direction::In) {
            if forks::forked_at(r, &session, pack)?.is_some() {
                forked.insert(pack.digest.clone());
            }
        }
        let here_cleared = cleared_here(r, &session)?;
        Ok(Ledger { session, panel, peers, packs, set, decisions, forked, here_cleared })
    }

    fn name(&self, expert_no: &str) -> String {
        self.panel.iter().find(|m| m.expert_no == expert_no).map_or_else(String::new, |m| m.name.clone())
    }

    fn owner(&self, device: Fingerprint) -> String {
        let peer = self.peers.iter().find(|p| p.keys.fingerprint() == device);
        peer.and_then(|p| p.expert_no.clone()).unwrap_or_default()
    }

    fn laptops(&self, judged: &Judged, own: Fingerprint) -> Result<Vec<LedgerLaptop>> {
        let cleared = self.cleared(own)?;
        let archived =
            self.own_events(own).filter(|e| e.event().kind == ARCHIVED).map(|e| e.event().at).min();
        let laptops = self.peers.iter().filter_map(|peer| {
            let expert_no = peer.expert_no.clone()?;
            let device = peer.keys.fingerprint();
            let from = device.to_string();
            let packs: Vec<&PackRecord> =
                self.packs.iter().filter(|p| p.direction == Direction::In && p.peer == from).collect();
            // A result pack of before the archive bears no notice.
            let noticed = archived.is_some_and(|at| {
                self.packs.iter().any(|p| p.kind == PackKind::Result && p.peer == from && p.at >= at)
            });
            let revoked = judged.decisions.revoked.get(&device);
            Some(LedgerLaptop {
                name: self.name(&expert_no),
                expert_no,
                digits: peer.digits.clone(),
                compared_by: peer.compared_by.clone(),
                at: minute(peer.compared_at),
                revoked: revoked.map(|w| RevokedView {
                    at: minute(w.at),
                    by: w.by.clone(),
                    reason: w.reason.clone(),
                }),
                missing: missing(&packs),
                clearing: match (cleared.contains(&device) || self.here_cleared.contains(&from), noticed) {
                    (true, _) => Clearing::Cleared,
                    (false, true) => Clearing::Noticed,
                    (false, false) => Clearing::None,
                },
                packs: packs.iter().map(|p| self.pack(p, &packs, revoked.is_some())).collect(),
                device: from,
            })
        });
        Ok(laptops.collect())
    }

    fn pack(&self, pack: &PackRecord, of_laptop: &[&PackRecord], revoked: bool) -> LedgerPack {
        LedgerPack {
            digest: pack.digest.clone(),
            sequence: count(pack.sequence),
            at: second(pack.at),
            events: count(pack.events.len()),
            late: pack.late,
            stale: of_laptop.iter().any(|o| o.sequence > pack.sequence && o.at < pack.at),
            rival: of_laptop.iter().any(|o| o.sequence == pack.sequence && o.digest != pack.digest),
            undo: may_undo(&self.session, pack, revoked).is_ok() && !self.forked.contains(&pack.digest),
            forked: self.forked.contains(&pack.digest),
            set_aside: self.set_aside(pack),
        }
    }

    /// What of a pack does not count, since people decided for the other side of a fork.
    fn set_aside(&self, pack: &PackRecord) -> Option<SetAside> {
        if self.decisions.settled.is_empty() {
            return None;
        }
        let device = Fingerprint::parse(&pack.peer)?;
        let brought = |e: &&SignedEvent| e.author() == device && pack.events.contains(&e.hash().to_string());
        let events: Vec<&SignedEvent> = self.set.iter().filter(brought).collect();
        let (word, at, out) = forks::set_aside(&self.set, &self.decisions, device, &events)?;
        Some(SetAside {
            count: count(out),
            at: minute(at),
            by: word.by.clone(),
            witness: word.witness.clone(),
            reason: word.reason.clone(),
        })
    }

    /// The packs that bear a side of a fork and were not taken in.
    fn outside(&self, packs: &[SeenPack], side: Hash32) -> Vec<OutsidePack> {
        let outside = packs.iter().filter(|p| !p.taken && p.sides.contains(&side));
        outside
            .map(|p| OutsidePack {
                digest: p.digest.clone(),
                sequence: count(p.sequence),
                file: p.file.clone(),
            })
            .collect()
    }

    /// Forks that nobody settled: those that stop the counting, and those that were seen after the tally.
    fn standing(&self, judged: &Judged) -> Vec<Fork> {
        let mut all = judged.open.clone();
        for word in judged.decisions.late() {
            if !all.iter().any(|f| (f.author, f.device_seq) == (word.device, word.number)) {
                all.push(Fork { author: word.device, device_seq: word.number, hashes: word.sides.clone() });
            }
        }
        all
    }

    /// When a fork was first seen.
    fn first_seen(&self, device: Fingerprint, number: u64) -> Option<&SeenWord> {
        self.decisions.seen.iter().find(|w| (w.device, w.number) == (device, number))
    }

    fn fork(&self, r: &Reader<'_>, fork: &Fork) -> Result<ForkView> {
        let expert_no = self.owner(fork.author);
        let packs = forks::packs_of(r, &self.session, &self.decisions, fork)?;
        let kept = self.decisions.evidence(fork.author, fork.device_seq)?;
        let sides = fork.hashes.iter().map(|hash| {
            let here = self.set.iter().find(|e| e.hash() == *hash);
            let event = here.or_else(|| kept.iter().find(|e| e.hash() == *hash));
            let bid_no = match event.map(body_of).transpose()? {
                Some(
                    DeskEvent::Scored { bid_no, .. }
                    | DeskEvent::Abstained { bid_no, .. }
                    | DeskEvent::Upheld { bid_no, .. }
                    | DeskEvent::Recused { bid_no, .. },
                ) => Some(bid_no),
                _ => None,
            };
            let name = hash.to_string();
            let brought = self.packs.iter().filter(|p| p.events.contains(&name));
            Ok(ForkSide {
                here: here.is_some(),
                kind: event.map(|e| e.event().kind.clone()),
                bid_no,
                at: event.map(|e| second(e.event().at)),
                follows: count(self.following(fork.author, *hash)),
                packs: brought.map(|p| called(p.sequence, &p.digest)).collect(),
                outside: self.outside(&packs, *hash),
                hash: name,
            })
        });
        let seen = self.first_seen(fork.author, fork.device_seq);
        Ok(ForkView {
            seen_at: seen.map(|w| second(w.at)),
            seen_by: seen.map(|w| w.by.clone()),
            device: fork.author.to_string(),
            name: self.name(&expert_no),
            expert_no,
            number: count(fork.device_seq),
            sides: sides.collect::<Result<_>>()?,
        })
    }

    /// How many events follow one in an unbroken chain.
    fn following(&self, author: Fingerprint, hash: packs::Hash32) -> usize {
        let (mut tip, mut found) = (hash, 0);
        let own: Vec<&SignedEvent> = self.set.iter().filter(|e| e.author() == author).collect();
        while let Some(next) = own.iter().find(|e| e.event().previous == Some(tip)) {
            tip = next.hash();
            found += 1;
        }
        found
    }

    fn settled(&self, r: &Reader<'_>, own: Fingerprint) -> Result<Vec<ForkSettled>> {
        let words = self.own_events(own).filter(|e| e.event().kind == FORK_SETTLED);
        words
            .map(|event| {
                let word: ForkWord = body(event)?;
                let hashes = BTreeSet::from([word.chosen]);
                let fork = Fork { author: word.device, device_seq: word.number, hashes };
                let packs = forks::packs_of(r, &self.session, &self.decisions, &fork)?;
                let seen = self.first_seen(word.device, word.number);
                Ok(ForkSettled {
                    seen_at: seen.map(|w| second(w.at)),
                    at: second(event.event().at),
                    packs: packs.iter().map(|p| called(p.sequence, &p.digest)).collect(),
                    chosen: packs
                        .iter()
                        .filter(|p| p.sides.contains(&word.chosen))
                        .map(|p| called(p.sequence, &p.digest))
                        .collect(),
                    name: self.name(&self.owner(word.device)),
                    number: count(word.number),
                    by: word.by,
                    witness: word.witness,
                    reason: word.reason,
                })
            })
            .collect()
    }

    /// Laptops whose receipt was countersigned.
    fn cleared(&self, own: Fingerprint) -> Result<Vec<Fingerprint>> {
        let signed = self.own_events(own).filter(|e| e.event().kind == COUNTERSIGNED);
        signed.map(|event| Ok(body::<Countersigned>(event)?.device)).collect()
    }

    fn archive(&self, own: Fingerprint) -> Option<ArchiveLine> {
        let last = self.own_events(own).filter(|e| e.event().kind == ARCHIVED).last()?;
        let said: crate::office::closing::Archived = body(last).ok()?;
        Some(ArchiveLine { digest: said.digest.to_string(), at: minute(last.event().at) })
    }

    fn own_events(&self, own: Fingerprint) -> impl Iterator<Item = &SignedEvent> {
        self.set.iter().filter(move |e| e.author() == own)
    }
}

/// A pack by its number and the beginning of its digest: two that contradict each other bear one number.
fn called(sequence: u64, digest: &str) -> String {
    format!("{sequence} {}", digest.get(..12).unwrap_or(digest))
}

/// The numbers that are missing below the newest.
fn missing(packs: &[&PackRecord]) -> Vec<String> {
    let mut gaps = Vec::new();
    let mut next = 1;
    for number in packs.iter().map(|p| p.sequence) {
        if number > next {
            let last = number - 1;
            gaps.push(if next == last { next.to_string() } else { format!("{next}–{last}") });
        }
        next = next.max(number.saturating_add(1));
    }
    gaps
}
