//! What a set of signed events says together: a pure function of the set, so that packs may come in any order and as often
//! as they like. The secretariat's own events in the set say what people decided about forks and lost laptops.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::amendment::{Amendment, Chain};
use domain::desk::DeskEvent;
use domain::digest;
use domain::fold::{self, Authored, Counted, Outdated, Scoring};
use domain::paper::{PaperWord, Spoken};
use packs::{EventSet, Fingerprint, Fork, ForkDecisions, Hash32, Sightings, SignedEvent};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::meeting_events::{self, PAPER_CLOSED, PAPER_SCORED, PAPER_SETTLED, PAPER_UPHELD};
use crate::refusal::{Refusal, Result};

/// Kind of the event that says that a fork was seen.
pub(crate) const FORK_SEEN: &str = "fork.seen";
/// Kind of the event by which a fork is settled.
pub(crate) const FORK_SETTLED: &str = "fork.settled";
/// Kind of the event by which a laptop is revoked.
pub(crate) const REVOKED: &str = "laptop.revoked";
/// Kind of the event by which frozen rules are amended. Earlier builds refuse a task that holds it.
pub(crate) const RULES_AMENDED: &str = "rules.amended";

/// A pack that bears a side of a fork.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SeenPack {
    /// BLAKE3 of the file, hex.
    pub(crate) digest: String,
    /// The sender's running number.
    pub(crate) sequence: u64,
    /// Name of the file in which it was looked at; empty for one that was here before.
    pub(crate) file: String,
    /// Whether it had been taken in.
    pub(crate) taken: bool,
    /// Hashes of the fork's events that it brings or follows.
    pub(crate) sides: BTreeSet<Hash32>,
}

impl SeenPack {
    /// The beginning of its digest.
    pub(crate) fn short(&self) -> &str {
        self.digest.get(..12).unwrap_or(&self.digest)
    }
}

/// That a fork was seen: evidence, which stands whether or not the second pack is taken in, and after the fork is settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SeenWord {
    /// The forked device.
    pub(crate) device: Fingerprint,
    /// Its number that was used twice.
    pub(crate) number: u64,
    /// Hashes of the events that bear it.
    pub(crate) sides: BTreeSet<Hash32>,
    /// These events as carried, hex, as far as they were there: two signatures of one device under one number.
    pub(crate) evidence: Vec<String>,
    /// The packs in which they came.
    pub(crate) packs: Vec<SeenPack>,
    /// Who looked.
    pub(crate) by: String,
    /// When.
    pub(crate) at: DateTime<Utc>,
    /// Whether the scores had been taken together by then. Figures that people saw do not change because a pack is looked at:
    /// such a fork stops the counting with the next reopening.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) late: bool,
}

/// People's word on a fork: which side counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ForkWord {
    /// The forked device.
    pub(crate) device: Fingerprint,
    /// Its number that was used twice.
    pub(crate) number: u64,
    /// Hash of the event that counts.
    pub(crate) chosen: Hash32,
    /// Who decided.
    pub(crate) by: String,
    /// Who of the supervision was there.
    pub(crate) witness: String,
    /// Why.
    pub(crate) reason: String,
}

/// A laptop that is lost or not trusted any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RevokeWord {
    /// The device.
    pub(crate) device: Fingerprint,
    /// Its events up to this number count on; later ones never do.
    pub(crate) counts_to: u64,
    /// Who decided.
    pub(crate) by: String,
    /// Why.
    pub(crate) reason: String,
    /// When.
    pub(crate) at: DateTime<Utc>,
}

/// What the secretariat's events say of other devices.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decisions {
    /// Which side of a fork counts.
    pub(crate) forks: ForkDecisions,
    /// The words by which forks were settled, with the time at which each was signed; the last one on a fork holds.
    pub(crate) settled: BTreeMap<(Fingerprint, u64), (ForkWord, DateTime<Utc>)>,
    /// Forks that were seen, in the order in which they were.
    pub(crate) seen: Vec<SeenWord>,
    /// Laptops that were revoked.
    pub(crate) revoked: BTreeMap<Fingerprint, RevokeWord>,
    /// Words by which the rules were amended, by the version that each makes; of two on one version the later holds.
    pub(crate) amended: BTreeMap<u32, Amendment>,
}

impl Decisions {
    /// The rivals that were seen, here or not, before the scores were taken together.
    pub(crate) fn sightings(&self) -> Sightings {
        sightings(self.seen.iter().filter(|w| !w.late))
    }

    /// All rivals that were seen.
    pub(crate) fn all_sightings(&self) -> Sightings {
        sightings(self.seen.iter())
    }

    /// What was seen after the scores had been taken together and since then is neither counted as a fork nor settled.
    pub(crate) fn late(&self) -> Vec<&SeenWord> {
        let stands = self.sightings();
        let open = |w: &&SeenWord| {
            let of = (w.device, w.number);
            let counted = stands.get(&of).is_some_and(|sides| w.sides.is_subset(sides));
            w.late && !counted && !self.forks.contains_key(&of)
        };
        self.seen.iter().filter(open).collect()
    }

    /// The events of both sides of a fork, as far as those who saw it kept them.
    pub(crate) fn evidence(&self, device: Fingerprint, number: u64) -> Result<Vec<SignedEvent>> {
        let words = self.seen.iter().filter(|w| (w.device, w.number) == (device, number));
        words
            .flat_map(|w| &w.evidence)
            .map(|carried| Ok(SignedEvent::from_carried(&hex::decode(carried).map_err(Refusal::internal)?)?))
            .collect()
    }
}

/// The rivals that words name.
fn sightings<'a>(words: impl Iterator<Item = &'a SeenWord>) -> Sightings {
    let mut all = Sightings::new();
    for word in words {
        all.entry((word.device, word.number)).or_default().extend(&word.sides);
    }
    all
}

/// Everything a set of events says.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    /// Sheets, pledges, locks, recusals declared.
    pub(crate) scoring: Scoring,
    /// When the last expert locked.
    pub(crate) locked_at: Option<DateTime<Utc>>,
    /// When each expert locked, by the laptop's clock, or the office said that all paper sheets are in: the time is part of
    /// what was signed.
    pub(crate) locked: BTreeMap<String, DateTime<Utc>>,
    /// Forks of experts' laptops that nobody settled.
    pub(crate) open: Vec<Fork>,
    /// What was decided.
    pub(crate) decisions: Decisions,
    /// Names the set and what follows from it: equal on every machine that has the same events.
    pub(crate) digest: [u8; 32],
}

/// Reads what people decided out of the secretariat's own events. Its chain is one device's: of two words on the same
/// thing the later number holds; a revocation is never taken back, and never counts further than the first one.
pub(crate) fn decisions(set: &EventSet, secretariat: Fingerprint) -> Result<Decisions> {
    let mut found = Decisions::default();
    for event in set.valid().into_iter().filter(|e| e.author() == secretariat) {
        match event.event().kind.as_str() {
            FORK_SETTLED => {
                let word: ForkWord = body(event)?;
                found.forks.insert((word.device, word.number), word.chosen);
                found.settled.insert((word.device, word.number), (word, event.event().at));
            }
            FORK_SEEN => found.seen.push(body(event)?),
            REVOKED => {
                let word: RevokeWord = body(event)?;
                found.revoked.entry(word.device).or_insert(word);
            }
            RULES_AMENDED => {
                let word: Amendment = body(event)?;
                found.amended.insert(word.version, word);
            }
            _ => {}
        }
    }
    Ok(found)
}

/// The body of an event of the secretariat.
pub(crate) fn body<T: DeserializeOwned>(event: &SignedEvent) -> Result<T> {
    serde_json::from_slice(&event.event().body).map_err(|e| meeting_events::content(e.to_string()))
}

/// What the secretariat signed about paper, under any rules.
pub(crate) fn paper_words(set: &EventSet, secretariat: Fingerprint) -> Result<Vec<Spoken>> {
    let mut words = Vec::new();
    for event in set.valid().into_iter().filter(|e| e.author() == secretariat) {
        let word = match event.event().kind.as_str() {
            PAPER_SCORED => PaperWord::Scored(body(event)?),
            PAPER_CLOSED => PaperWord::Closed(body(event)?),
            PAPER_SETTLED => PaperWord::Settled(body(event)?),
            PAPER_UPHELD => PaperWord::Upheld(body(event)?),
            _ => continue,
        };
        words.push(Spoken { at_ms: event.event().at.timestamp_millis(), hash: event.hash().0, word });
    }
    Ok(words)
}

/// Folds a set of events. `experts` says whose device is whose, `rules` are the versions of the frozen rules: words about paper
/// under others, which a vault keeps that went back to before they were frozen, do not count, and nothing counts that was
/// signed under a version which scored otherwise.
pub(crate) fn judge(
    set: &EventSet,
    secretariat: Fingerprint,
    experts: &BTreeMap<Fingerprint, String>,
    rules: &Chain,
) -> Result<Judged> {
    let mut decisions = decisions(set, secretariat)?;
    // Words on rules that a vault gave up when it went back speak of none that are here.
    decisions.amended.retain(|_, word| rules.version(&word.rules).is_some());
    // Of who left, what was here then counts, and nothing that is signed or comes later.
    let only: BTreeMap<&str, &[String]> =
        decisions.amended.values().filter_map(|word| word.change.counts_only()).collect();
    let late = |expert_no: &str, hash: &[u8; 32]| {
        only.get(expert_no).is_some_and(|kept| !kept.contains(&hex::encode(hash)))
    };
    let counts_to = |device: Fingerprint| decisions.revoked.get(&device).map_or(u64::MAX, |w| w.counts_to);
    let mut authored = Vec::new();
    let mut outdated = Vec::new();
    let mut locked: BTreeMap<String, DateTime<Utc>> = BTreeMap::new();
    let (valid, open) = set.counted(&decisions.forks, &decisions.sightings());
    for event in valid {
        let Some(expert_no) = experts.get(&event.author()) else { continue };
        if event.event().device_seq > counts_to(event.author()) {
            continue;
        }
        let said = meeting_events::body_of(event)?;
        let said = Authored {
            expert_no: expert_no.clone(),
            hash: event.hash().0,
            at_ms: event.event().at.timestamp_millis(),
            event: said,
        };
        // What was signed under a version that scored otherwise is kept, and does not count.
        let before = signed_under(&said.event).filter(|under| rules.superseded(under));
        if let Some(version) = before.and_then(|under| rules.version(under)) {
            let word = Scoring::word_of(&said);
            outdated.extend(word.map(|(of, said)| (of, Outdated { version, said })));
            continue;
        }
        let signs = matches!(said.event, DeskEvent::Scored { .. } | DeskEvent::Abstained { .. });
        if signs && late(expert_no, &event.hash().0) {
            continue;
        }
        if matches!(said.event, DeskEvent::Locked { .. }) {
            let at = locked.entry(expert_no.clone()).or_insert(event.event().at);
            *at = event.event().at.max(*at);
        }
        authored.push(said);
    }
    let mut words = paper_words(set, secretariat)?;
    outdated.extend(outdated_paper(&words, rules));
    words.retain(|spoken| rules.counts(under(&spoken.word)));
    words.retain(|spoken| match &spoken.word {
        PaperWord::Scored(sheet) => !late(&sheet.expert_no, &spoken.hash),
        _ => true,
    });
    closes(&words, &mut locked);
    let mut scoring = fold::fold_all(&authored, &words);
    scoring.set_aside(outdated);
    let open: Vec<Fork> = open
        .into_iter()
        .filter(|f| experts.contains_key(&f.author) && f.device_seq <= counts_to(f.author))
        .collect();
    let digest = digest_of(set, &scoring, &open)?;
    let locked_at = locked.values().max().copied();
    Ok(Judged { scoring, locked_at, locked, open, decisions, digest })
}

/// Sheets typed from paper under versions of the rules that scored otherwise.
fn outdated_paper<'a>(
    words: &'a [Spoken],
    rules: &'a Chain,
) -> impl Iterator<Item = (fold::Of, Outdated)> + 'a {
    words.iter().filter_map(|spoken| {
        let PaperWord::Scored(typed) = &spoken.word else { return None };
        let version = rules.version(&typed.rules).filter(|_| rules.superseded(&typed.rules))?;
        let of = (typed.bid_no.clone(), typed.expert_no.clone());
        let said = fold::from_paper(typed, (spoken.at_ms, spoken.hash));
        Some((of, Outdated { version, said }))
    })
}

/// Whoever's paper sheets are all in is locked since the office said so.
fn closes(words: &[Spoken], locked: &mut BTreeMap<String, DateTime<Utc>>) {
    for spoken in words {
        if let PaperWord::Closed(word) = &spoken.word {
            let at = DateTime::from_timestamp_millis(spoken.at_ms).unwrap_or_default();
            let known = locked.entry(word.expert_no.clone()).or_insert(at);
            *known = at.max(*known);
        }
    }
}

/// The rules under which an expert signed an event; nothing of what needs no rules.
pub(crate) fn signed_under(event: &DeskEvent) -> Option<&str> {
    match event {
        DeskEvent::Pledged | DeskEvent::SignedIn { .. } | DeskEvent::Recused { .. } => None,
        DeskEvent::Scored { rules, .. }
        | DeskEvent::Abstained { rules, .. }
        | DeskEvent::ScaleSeen { rules, .. }
        | DeskEvent::Upheld { rules, .. }
        | DeskEvent::Locked { rules, .. } => Some(rules),
    }
}

/// The rules under which a word about paper was spoken.
pub(crate) fn under(word: &PaperWord) -> &str {
    match word {
        PaperWord::Scored(word) => &word.rules,
        PaperWord::Closed(word) => &word.rules,
        PaperWord::Settled(word) => &word.rules,
        PaperWord::Upheld(word) => &word.rules,
    }
}

/// The digest of a state: of the events, of what they say, of what is still open.
fn digest_of(set: &EventSet, scoring: &Scoring, open: &[Fork]) -> Result<[u8; 32]> {
    let sheets: Vec<_> = scoring
        .sheets
        .iter()
        .map(|(key, Counted { by, sheet, .. })| (key, by.revision, hex::encode(by.hash), sheet))
        .collect();
    let open: Vec<_> = open.iter().map(|f| (f.author, f.device_seq, &f.hashes)).collect();
    let said = digest::canonical(&(&scoring.pledged, &scoring.declared, &scoring.locked, open, sheets))?;
    let events = set.digest().0;
    let mut parts: Vec<&[u8]> = vec![&events, &said];
    // Words that there were not before leave no trace where nobody spoke them: older meetings keep their digest.
    let abstained: Vec<_> = scoring
        .abstained
        .iter()
        .map(|(key, a)| (key, a.by.revision, hex::encode(a.by.hash), &a.reason))
        .collect();
    let upheld: Vec<_> =
        scoring.upheld.iter().map(|(key, u)| (key, u.revision, hex::encode(u.hash), &u.reason)).collect();
    let more = digest::canonical(&(&abstained, &upheld, &scoring.scale_seen))?;
    if !(abstained.is_empty() && upheld.is_empty() && scoring.scale_seen.is_empty()) {
        parts.push(&more);
    }
    let conflicts: Vec<_> = scoring
        .conflicts
        .iter()
        .map(|(key, c)| (key, hex::encode(c.laptop.hash), hex::encode(c.paper.hash)))
        .collect();
    let settled: Vec<_> =
        scoring.settled.iter().map(|(key, s)| (key, hex::encode(s.hash), s.takes_paper)).collect();
    let closed: Vec<_> = scoring.closed.iter().map(|(key, c)| (key, hex::encode(c.hash))).collect();
    let paper = digest::canonical(&(&conflicts, &settled, &closed))?;
    if !(conflicts.is_empty() && settled.is_empty() && closed.is_empty()) {
        parts.push(b"paper");
        parts.push(&paper);
    }
    let signed_in: Vec<_> =
        scoring.signed_in.iter().map(|(no, s)| (no, hex::encode(s.hash), s.by_code)).collect();
    let signed_in_said = digest::canonical(&signed_in)?;
    if !signed_in.is_empty() {
        parts.push(b"signed in");
        parts.push(&signed_in_said);
    }
    let outdated: Vec<_> = scoring
        .outdated
        .iter()
        .map(|(key, words)| {
            let each = words.iter().map(|w| (w.version, w.said.by().revision, hex::encode(w.said.by().hash)));
            (key, each.collect::<Vec<_>>())
        })
        .collect();
    let outdated_said = digest::canonical(&outdated)?;
    if !outdated.is_empty() {
        parts.push(b"outdated");
        parts.push(&outdated_said);
    }
    Ok(digest::framed("lunzheng/meeting-state/1", &parts))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use domain::desk::Sheet;
    use packs::{DeviceKeys, MeetingId};
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    use super::*;
    use crate::meeting_events::kind_of;

    const MEETING: MeetingId = MeetingId([5; 16]);

    /// Device keys from a seed: the secretariat's, then the experts'.
    fn keys(seed: u8) -> DeviceKeys {
        let secret = [[1].as_slice(), &[seed; 32], &[seed.wrapping_add(100); 32]].concat();
        DeviceKeys::from_secret_bytes(&secret).unwrap()
    }

    fn sign(keys: &DeviceKeys, last: Option<&SignedEvent>, kind: &str, body: Vec<u8>) -> SignedEvent {
        let last = last.map(|e| (e.event().device_seq, e.hash()));
        meeting_events::sign_next(keys, MEETING, last, kind, DateTime::UNIX_EPOCH, body).unwrap()
    }

    /// What one device says next: an event of one of seven kinds; now and then a rival of the one before.
    type Said = (u8, u8, u8, bool);

    fn desk_event((kind, bid, revision, _): Said) -> DeskEvent {
        let rules = ["", "old", "r"].get(usize::from(bid)).copied().unwrap_or_default().to_owned();
        match kind % 7 {
            0 => DeskEvent::Pledged,
            1 => DeskEvent::Locked { sheets: u32::from(bid), rules },
            2 => DeskEvent::Recused {
                bid_no: format!("B{}", bid % 3),
                ground: domain::recusal::Ground::Other,
                evidence: String::new(),
            },
            3 => DeskEvent::Abstained {
                bid_no: format!("B{}", bid % 3),
                revision: u32::from(revision),
                rules,
                reason: format!("{bid}"),
                change: None,
            },
            4 => DeskEvent::Upheld {
                bid_no: format!("B{}", bid % 3),
                criterion: (revision > 0).then(|| "budget".to_owned()),
                revision: u32::from(revision),
                rules,
                reason: format!("{bid}"),
            },
            5 => DeskEvent::ScaleSeen { rules, scale: domain::scale::OwnScale::of(&[]) },
            _ => DeskEvent::Scored {
                bid_no: format!("B{}", bid % 3),
                revision: u32::from(revision),
                rules,
                sheet: Sheet { merits: format!("{bid}{revision}"), ..Sheet::default() },
                change: (revision > 1).then(|| "复核".to_owned()),
            },
        }
    }

    /// A history: each expert's chain with its forks, and the secretariat's words on some of them. Of a fork that was `seen` a
    /// word says so: with 1 both sides are here, with 2 the rival was looked at only.
    fn history(
        said: &[Vec<Said>],
        seen: &[u8],
        settled: &[u8],
        revoked: Option<(u8, u8)>,
        paper: &[(u8, u8, u8, bool)],
    ) -> Vec<SignedEvent> {
        let mut all: Vec<SignedEvent> = Vec::new();
        let mut forked: Vec<[SignedEvent; 2]> = Vec::new();
        for (expert, events) in (1u8..).zip(said) {
            let keys = keys(expert);
            let mut chain: Vec<SignedEvent> = Vec::new();
            for one in events {
                let event = desk_event(*one);
                let bytes = digest::canonical(&event).unwrap();
                let next = sign(&keys, chain.last(), kind_of(&event), bytes);
                if one.3 {
                    let other =
                        digest::canonical(&DeskEvent::Locked { sheets: 99, rules: "r".into() }).unwrap();
                    let rival = sign(&keys, chain.last(), "lock", other);
                    all.push(rival.clone());
                    forked.push([next.clone(), rival]);
                }
                chain.push(next);
            }
            all.extend(chain);
        }
        let office = keys(0);
        let mut last: Option<SignedEvent> = None;
        for (sides, how) in forked.iter().zip(seen).filter(|(_, how)| **how > 0) {
            let word = seen_word(sides);
            last = Some(sign(&office, last.as_ref(), FORK_SEEN, digest::canonical(&word).unwrap()));
            all.extend(last.clone());
            if *how == 2 {
                all.retain(|e| e.hash() != sides[1].hash());
            }
        }
        for (sides, choice) in forked.iter().zip(settled) {
            let chosen = &sides[usize::from(choice % 2)];
            let word = ForkWord {
                device: chosen.author(),
                number: chosen.event().device_seq,
                chosen: chosen.hash(),
                by: "赵示例".into(),
                witness: "孙示例".into(),
                reason: "核实".into(),
            };
            last = Some(sign(&office, last.as_ref(), FORK_SETTLED, digest::canonical(&word).unwrap()));
            all.extend(last.clone());
        }
        for said in paper {
            let (kind, body) = paper_word(&all, *said);
            last = Some(sign(&office, last.as_ref(), kind, body));
            all.extend(last.clone());
        }
        if let Some((expert, to)) = revoked {
            let word = RevokeWord {
                device: keys(expert % 3 + 1).fingerprint(),
                counts_to: u64::from(to),
                by: "赵示例".into(),
                reason: "遗失".into(),
                at: DateTime::UNIX_EPOCH,
            };
            all.push(sign(&office, last.as_ref(), REVOKED, digest::canonical(&word).unwrap()));
        }
        all
    }

    /// A word about paper: a sheet, that an expert's are all in, or which counts of any laptop's event and any from paper.
    fn paper_word(all: &[SignedEvent], (kind, who, n, yes): (u8, u8, u8, bool)) -> (&'static str, Vec<u8>) {
        let (rules, expert_no) = (if n == 0 { "old" } else { "r" }.to_owned(), format!("Z{}", who % 3 + 1));
        let bid_no = format!("B{}", n % 3);
        let one = |kind: &str| {
            let of = |e: &&SignedEvent| e.event().kind == kind;
            all.iter().filter(of).nth(usize::from(n)).map(|e| e.hash().to_string()).unwrap_or_default()
        };
        match kind % 4 {
            0 => {
                let by = "钱示例".to_owned();
                let word = domain::paper::PaperClosed { rules, expert_no, sheets: 1, missing: vec![], by };
                (PAPER_CLOSED, digest::canonical(&word).unwrap())
            }
            1 => {
                let (laptop, paper) = (one("sheet"), one(PAPER_SCORED));
                let (reason, by) = ("损坏".to_owned(), "赵示例".to_owned());
                let word = domain::paper::PaperSettled {
                    rules,
                    expert_no,
                    bid_no,
                    laptop,
                    paper,
                    takes_paper: yes,
                    reason,
                    by,
                };
                (PAPER_SETTLED, digest::canonical(&word).unwrap())
            }
            _ => {
                let word = domain::paper::PaperSheet {
                    rules,
                    expert_no,
                    bid_no,
                    revision: u32::from(n) + 1,
                    code: "2222222222".to_owned(),
                    sheet: Sheet { merits: format!("{who}{n}"), ..Sheet::default() },
                    first: "钱示例".to_owned(),
                    second: "孙示例".to_owned(),
                    resolutions: Vec::new(),
                    scan: None,
                    change: None,
                };
                (PAPER_SCORED, digest::canonical(&word).unwrap())
            }
        }
    }

    fn seen_word(sides: &[SignedEvent]) -> SeenWord {
        SeenWord {
            device: sides[0].author(),
            number: sides[0].event().device_seq,
            sides: sides.iter().map(SignedEvent::hash).collect(),
            evidence: sides.iter().map(|e| hex::encode(e.to_carried())).collect(),
            packs: Vec::new(),
            by: "钱示例".into(),
            at: DateTime::UNIX_EPOCH,
            late: false,
        }
    }

    fn state(set: &EventSet) -> [u8; 32] {
        let experts = (1u8..=3).map(|e| (keys(e).fingerprint(), format!("Z{e}"))).collect();
        judge(set, keys(0).fingerprint(), &experts, &amended()).unwrap().digest
    }

    /// Rules that scored otherwise before they were amended.
    fn amended() -> Chain {
        Chain::from_digests([("old".to_owned(), [1; 32]), ("r".to_owned(), [2; 32])])
    }

    /// Rules that nobody amended.
    fn frozen(digest: &str) -> Chain {
        Chain::from_digests([(digest.to_owned(), [1; 32])])
    }

    fn set<'a>(events: impl IntoIterator<Item = &'a SignedEvent>) -> EventSet {
        let mut set = EventSet::new();
        set.merge(events.into_iter().cloned());
        set
    }

    fn merged(parts: &[&EventSet]) -> EventSet {
        let mut all = EventSet::new();
        for part in parts {
            all.merge(part.iter().cloned());
        }
        all
    }

    /// Holds the three laws over so many histories, each cut into three packs that overlap.
    fn laws(cases: u32) {
        let said = (0u8..7, 0u8..3, 0u8..3, proptest::bool::weighted(0.15));
        let history_of = (
            prop::collection::vec(prop::collection::vec(said, 0..5), 3),
            prop::collection::vec(0u8..3, 0..3),
            prop::collection::vec(0u8..2, 0..3),
            prop::option::weighted(0.2, (0u8..3, 0u8..5)),
            prop::collection::vec((0u8..4, 0u8..3, 0u8..3, any::<bool>()), 0..6),
            prop::collection::vec(1u8..8, 24),
        );
        let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
        runner
            .run(&history_of, |(said, seen, settled, revoked, paper, shares)| {
                let events = history(&said, &seen, &settled, revoked, &paper);
                let pack = |bit: u8| {
                    let of = events.iter().zip(shares.iter().cycle()).filter(|(_, s)| **s & bit != 0);
                    set(of.map(|(e, _)| e))
                };
                let (a, b, c) = (pack(1), pack(2), pack(4));
                let whole = state(&set(&events));
                prop_assert_eq!(state(&merged(&[&a, &b])), state(&merged(&[&b, &a])), "commutative");
                let left = merged(&[&merged(&[&a, &b]), &c]);
                let right = merged(&[&a, &merged(&[&b, &c])]);
                prop_assert_eq!(state(&left), state(&right), "associative");
                prop_assert_eq!(state(&merged(&[&left, &a, &left])), state(&left), "idempotent");
                prop_assert_eq!(state(&merged(&[&c, &a, &b])), whole, "no pack is lost");
                prop_assert_eq!(state(&set(events.iter().rev())), whole, "event by event, backwards");
                Ok(())
            })
            .unwrap();
    }

    #[test]
    fn merging_histories_is_commutative_associative_and_idempotent() {
        laws(200);
    }

    /// `cargo test --release -p app judged -- --ignored --nocapture`
    #[test]
    #[ignore = "ten thousand histories"]
    fn merging_ten_thousand_histories_is_commutative_associative_and_idempotent() {
        let start = std::time::Instant::now();
        laws(10_000);
        println!("10 000 histories: commutative, associative, idempotent; {:?}", start.elapsed());
    }

    #[test]
    fn a_rival_that_was_looked_at_only_stops_the_counting_and_one_seen_after_the_tally_does_not() {
        let (expert, office) = (keys(1), keys(0));
        let locked = |sheets| digest::canonical(&DeskEvent::Locked { sheets, rules: String::new() }).unwrap();
        let sides = [sign(&expert, None, "lock", locked(1)), sign(&expert, None, "lock", locked(2))];
        let experts = BTreeMap::from([(expert.fingerprint(), "Z1".to_owned())]);
        let judged = |word: SeenWord| {
            let seen = sign(&office, None, FORK_SEEN, digest::canonical(&word).unwrap());
            judge(&set([&sides[0], &seen]), office.fingerprint(), &experts, &Chain::default()).unwrap()
        };
        let early = judged(seen_word(&sides));
        assert!(early.scoring.locked.is_empty());
        assert_eq!((early.open.len(), early.decisions.late().len()), (1, 0));
        let kept = early.decisions.evidence(expert.fingerprint(), 1).unwrap();
        assert_eq!(kept, sides, "both signed events are kept");
        let late = judged(SeenWord { late: true, ..seen_word(&sides) });
        assert!(late.scoring.locked.contains("Z1"));
        assert_eq!((late.open.len(), late.decisions.late().len()), (0, 1));
        // Words of anybody else are no evidence.
        let own = sign(&expert, Some(&sides[0]), FORK_SEEN, digest::canonical(&seen_word(&sides)).unwrap());
        assert!(decisions(&set([&sides[0], &own]), office.fingerprint()).unwrap().seen.is_empty());
    }

    #[test]
    fn a_later_word_of_the_secretariat_replaces_an_earlier_one_and_a_revocation_stays() {
        let expert = keys(1);
        let locked = |sheets| digest::canonical(&DeskEvent::Locked { sheets, rules: String::new() }).unwrap();
        let sides = [sign(&expert, None, "lock", locked(1)), sign(&expert, None, "lock", locked(2))];
        let office = keys(0);
        let mut events = sides.to_vec();
        let mut last: Option<SignedEvent> = None;
        for side in &sides {
            let word = ForkWord {
                device: side.author(),
                number: 1,
                chosen: side.hash(),
                by: "赵示例".into(),
                witness: "孙示例".into(),
                reason: "核实".into(),
            };
            last = Some(sign(&office, last.as_ref(), FORK_SETTLED, digest::canonical(&word).unwrap()));
            events.extend(last.clone());
        }
        let said = decisions(&set(&events), office.fingerprint()).unwrap();
        assert_eq!(said.forks.get(&(expert.fingerprint(), 1)), Some(&sides[1].hash()));
        // Words of anybody else decide nothing.
        assert!(decisions(&set(&events), expert.fingerprint()).unwrap().forks.is_empty());
    }

    #[test]
    fn words_about_paper_count_of_the_secretariat_alone_and_under_the_frozen_rules_alone() {
        let (expert, office) = (keys(1), keys(0));
        let experts = BTreeMap::from([(expert.fingerprint(), "Z1".to_owned())]);
        let (kind, sheet) = paper_word(&[], (2, 0, 1, false));
        let (closed, word) = paper_word(&[], (0, 0, 1, false));
        let typed = sign(&office, None, kind, sheet.clone());
        let all = sign(&office, Some(&typed), closed, word);
        let judged =
            |events: &EventSet, rules| judge(events, office.fingerprint(), &experts, &rules).unwrap();
        let whole = set([&typed, &all]);
        let now = judged(&whole, frozen("r"));
        assert_eq!(now.scoring.sheets.len(), 1);
        assert!(now.scoring.locked.contains("Z1") && now.locked.contains_key("Z1"));
        for other in [Chain::default(), frozen("other")] {
            let none = judged(&whole, other.clone()).scoring;
            assert!(none.sheets.is_empty() && none.locked.is_empty(), "{other:?}");
        }
        let forged = sign(&keys(2), None, kind, sheet);
        assert!(judged(&set([&forged]), frozen("r")).scoring.sheets.is_empty());
    }

    #[test]
    fn a_sheet_of_an_earlier_version_counts_while_the_way_of_scoring_stays_and_not_otherwise() {
        let (expert, office) = (keys(1), keys(0));
        let experts = BTreeMap::from([(expert.fingerprint(), "Z1".to_owned())]);
        let scored = DeskEvent::Scored {
            bid_no: "B1".to_owned(),
            revision: 1,
            rules: "old".to_owned(),
            sheet: Sheet::default(),
            change: None,
        };
        let sheet = sign(&expert, None, "sheet", digest::canonical(&scored).unwrap());
        let lock = digest::canonical(&DeskEvent::Locked { sheets: 1, rules: "old".into() }).unwrap();
        let lock = sign(&expert, Some(&sheet), "lock", lock);
        let judged = |chain| judge(&set([&sheet, &lock]), office.fingerprint(), &experts, &chain).unwrap();
        let same = Chain::from_digests([("old".to_owned(), [1; 32]), ("r".to_owned(), [1; 32])]);
        let counts = judged(same);
        assert!(counts.scoring.locked.contains("Z1") && counts.scoring.sheets.len() == 1);
        let kept = judged(amended());
        assert!(kept.scoring.locked.is_empty() && kept.scoring.sheets.is_empty());
        let of = ("B1".to_owned(), "Z1".to_owned());
        let words = &kept.scoring.outdated[&of];
        assert_eq!((words.len(), words[0].version, words[0].said.by().hash), (1, 1, sheet.hash().0));
        assert!(counts.scoring.outdated.is_empty());
        // Nor does it count again where a third version takes the change back.
        let back = [("old", [1; 32]), ("r", [2; 32]), ("again", [1; 32])];
        let back = Chain::from_digests(back.map(|(digest, scoring)| (digest.to_owned(), scoring)));
        let kept = judged(back);
        assert!(kept.scoring.sheets.is_empty() && kept.scoring.outdated.contains_key(&of));
    }
}
