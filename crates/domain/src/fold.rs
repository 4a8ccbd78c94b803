//! The state of a meeting's scoring as a pure fold of a set of desk events and of the secretariat's words about paper:
//! whatever the order in which they came in, the same set gives the same state. Whose events are valid (signatures, forks)
//! was settled before.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::desk::{DeskEvent, Sheet};
use crate::gates::SignWay;
use crate::paper::{MissingSheet, PaperSheet, PaperWord, Resolution, Spoken};
use crate::recusal::Ground;

/// One valid event with its author and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authored {
    /// The expert whose key signed it.
    pub expert_no: String,
    /// When it was signed by the device's clock, in milliseconds since 1970: of equal revisions the later one counts.
    pub at_ms: i64,
    /// Hash of the signed bytes; decides between equal revisions of one time (the larger counts).
    pub hash: [u8; 32],
    /// What it says.
    pub event: DeskEvent,
}

/// A recusal declared at the desk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Declared {
    /// Expert.
    pub expert_no: String,
    /// Bid.
    pub bid_no: String,
    /// Ground.
    pub ground: Ground,
    /// What the expert says.
    pub evidence: String,
}

/// Which of two sheets of one expert on one bid counts: that of the later revision; of one revision, which one expert can
/// sign on a lost laptop and on its successor, the one signed later; of one millisecond the larger hash, so that everybody
/// picks the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Precedence {
    /// How often the sheet was asked for anew, from 1.
    pub revision: u32,
    /// When it was signed, in milliseconds since 1970-01-01 UTC.
    pub at_ms: i64,
    /// Hash of the signed bytes.
    pub hash: [u8; 32],
}

/// A sheet that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// What it came before others with.
    pub by: Precedence,
    /// The sheet.
    pub sheet: Sheet,
    /// Why it took the place of the revision before.
    pub change: Option<String>,
    /// How it came from paper; nothing of one that the expert signed on a laptop.
    pub paper: Option<Box<Trail>>,
}

/// How a sheet came from paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trail {
    /// The code printed on the sheet.
    pub code: String,
    /// Who typed first.
    pub first: String,
    /// Who typed second.
    pub second: String,
    /// Where they differed, and who looked at the paper.
    pub resolutions: Vec<Resolution>,
}

/// A sheet that there is from a laptop and from paper: neither counts until people decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// The laptop's word that would count.
    pub laptop: Precedence,
    /// The one from paper that would count.
    pub paper: Precedence,
}

/// What people decided of a sheet that there is from a laptop and from paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettledPaper {
    /// When, in milliseconds since 1970; of two words on the same sheets the later one holds.
    pub at_ms: i64,
    /// Hash of the word.
    pub hash: [u8; 32],
    /// Whether the one from paper counts.
    pub takes_paper: bool,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// What does not count for it, the earliest first.
    pub aside: Vec<Version>,
}

/// The office's word that all paper sheets of an expert are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedPaper {
    /// When, in milliseconds since 1970; the later word holds.
    pub at_ms: i64,
    /// Hash of the word.
    pub hash: [u8; 32],
    /// Sheets that do not come.
    pub missing: Vec<MissingSheet>,
    /// Who said so.
    pub by: String,
}

/// 弃权: a signed word that no score is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abstention {
    /// What it came before others with: it is counted with the sheets.
    pub by: Precedence,
    /// Why no score is given.
    pub reason: String,
    /// Why it took the place of the revision before.
    pub change: Option<String>,
}

/// What an expert signed of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Version {
    /// A sheet.
    Scored(Counted),
    /// No score.
    Abstained(Abstention),
}

impl Version {
    /// Its place: the largest counts.
    #[must_use]
    pub fn by(&self) -> Precedence {
        match self {
            Version::Scored(c) => c.by,
            Version::Abstained(a) => a.by,
        }
    }

    /// Why it took the place of the one before.
    #[must_use]
    pub fn change(&self) -> Option<&str> {
        match self {
            Version::Scored(c) => c.change.as_deref(),
            Version::Abstained(a) => a.change.as_deref(),
        }
    }

    /// The sheet, where there is one.
    #[must_use]
    pub fn sheet(&self) -> Option<&Sheet> {
        match self {
            Version::Scored(c) => Some(&c.sheet),
            Version::Abstained(_) => None,
        }
    }
}

/// An expert's word of being there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SignedIn {
    /// When it was signed, in milliseconds since 1970; the earlier word holds.
    pub at_ms: i64,
    /// Hash of its event.
    pub hash: [u8; 32],
    /// By the personal code at the laptop that is passed round.
    pub by_code: bool,
}

impl SignedIn {
    /// How the expert signed in.
    #[must_use]
    pub const fn way(&self) -> SignWay {
        if self.by_code { SignWay::Code } else { SignWay::Laptop }
    }
}

/// An expert's word that a score far from the others' stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Upheld {
    /// When it was signed, in milliseconds since 1970; the later word holds.
    pub at_ms: i64,
    /// Hash of its event.
    pub hash: [u8; 32],
    /// Revision of the sheet that it speaks of.
    pub revision: u32,
    /// Why.
    pub reason: String,
}

/// Bid and expert.
pub type Of = (String, String);

/// What the events say together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scoring {
    /// Experts who made the pledge.
    pub pledged: BTreeSet<String>,
    /// Experts who signed in at a desk: the first word of each counts.
    pub signed_in: BTreeMap<String, SignedIn>,
    /// Recusals declared at the desk.
    pub declared: BTreeSet<Declared>,
    /// The sheet that counts, by bid and expert.
    pub sheets: BTreeMap<Of, Counted>,
    /// Items of which an expert gives no score, where that is the word that counts.
    pub abstained: BTreeMap<Of, Abstention>,
    /// What was signed before the word that counts, the earliest first; nothing where there was one word only.
    pub superseded: BTreeMap<Of, Vec<Version>>,
    /// Deviating scores that their experts stand by, by bid, expert and criterion (nothing: the total).
    pub upheld: BTreeMap<(String, String, Option<String>), Upheld>,
    /// Experts who saw and confirmed their own use of the scale.
    pub scale_seen: BTreeSet<String>,
    /// Experts who locked, or whose paper sheets are all in.
    pub locked: BTreeSet<String>,
    /// Sheets that came from a laptop and from paper, of which nobody decided which counts.
    pub conflicts: BTreeMap<Of, Conflict>,
    /// Those of which people decided.
    pub settled: BTreeMap<Of, SettledPaper>,
    /// Experts whose paper sheets are all in.
    pub closed: BTreeMap<String, ClosedPaper>,
    /// What was signed under versions of the rules that scored otherwise, by bid and expert, the earliest version first: kept,
    /// and never counted. The fold knows no versions; whoever tells them apart puts these beside it.
    pub outdated: BTreeMap<Of, Vec<Outdated>>,
}

/// A word signed under a version of the rules that scored otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// Number of that version.
    pub version: u32,
    /// The word.
    pub said: Version,
}

impl Scoring {
    /// The revision of an expert's word on an item that counts; nothing where there is none.
    #[must_use]
    pub fn revision(&self, of: &Of) -> Option<u32> {
        let sheet = self.sheets.get(of).map(|c| c.by.revision);
        sheet.or_else(|| self.abstained.get(of).map(|a| a.by.revision))
    }

    /// Keeps words on items that were signed under versions of the rules that scored otherwise, in one order whatever the order in
    /// which they came.
    pub fn set_aside(&mut self, words: impl IntoIterator<Item = (Of, Outdated)>) {
        for (of, word) in words {
            self.outdated.entry(of).or_default().push(word);
        }
        for words in self.outdated.values_mut() {
            words.sort_by_key(|word| (word.version, word.said.by()));
            words.dedup();
        }
    }

    /// What an event of a desk says of an item, if it does.
    #[must_use]
    pub fn word_of(event: &Authored) -> Option<(Of, Version)> {
        let mut versions = Versions::new();
        said(&mut Scoring::default(), &mut versions, event);
        let (of, words) = versions.pop_first()?;
        Some((of, words.into_values().next()?))
    }

    /// The sheets of one item that count, by expert.
    #[must_use]
    pub fn of_item(&self, no: &str) -> BTreeMap<&str, &Counted> {
        let from = (no.to_owned(), String::new());
        let of_item = self.sheets.range(from..).take_while(|((item, _), _)| item == no);
        of_item.map(|((_, expert), counted)| (expert.as_str(), counted)).collect()
    }

    /// Everything an expert signed of an item, the earliest first; the last one counts.
    #[must_use]
    pub fn versions(&self, of: &Of) -> Vec<Version> {
        let mut all = self.superseded.get(of).cloned().unwrap_or_default();
        all.extend(self.sheets.get(of).cloned().map(Version::Scored));
        all.extend(self.abstained.get(of).cloned().map(Version::Abstained));
        all
    }
}

/// Versions of words on one item by one expert, by their place.
type Versions = BTreeMap<Of, BTreeMap<Precedence, Version>>;

/// Folds a set of desk events alone, as [`fold_all`].
#[must_use]
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Authored>) -> Scoring {
    fold_all(events, [])
}

/// Folds a set of desk events and of the secretariat's words about paper. Commutative, associative and idempotent: every rule
/// is a maximum or a union.
///
/// A sheet from paper counts for an expert of whom no laptop handed in a word on that item. Where there are both, neither counts
/// until a word of people names the two that would: never silently the later.
#[must_use]
pub fn fold_all<'a>(
    events: impl IntoIterator<Item = &'a Authored>,
    words: impl IntoIterator<Item = &'a Spoken>,
) -> Scoring {
    let mut state = Scoring::default();
    let mut laptop = Versions::new();
    for event in events {
        said(&mut state, &mut laptop, event);
    }
    let mut paper = Versions::new();
    let mut decided: BTreeMap<Of, Vec<(String, String, SettledPaper)>> = BTreeMap::new();
    for Spoken { at_ms, hash, word } in words {
        let (at_ms, hash) = (*at_ms, *hash);
        match word {
            PaperWord::Scored(typed) => {
                let version = from_paper(typed, (at_ms, hash));
                let by = version.by();
                let of = (typed.bid_no.clone(), typed.expert_no.clone());
                paper.entry(of).or_default().insert(by, version);
            }
            PaperWord::Closed(word) => {
                state.locked.insert(word.expert_no.clone());
                let closed = ClosedPaper { at_ms, hash, missing: word.missing.clone(), by: word.by.clone() };
                let known = state.closed.get(&word.expert_no);
                if known.is_none_or(|known| (known.at_ms, known.hash) < (at_ms, hash)) {
                    state.closed.insert(word.expert_no.clone(), closed);
                }
            }
            PaperWord::Upheld(word) => {
                let upheld = Upheld { at_ms, hash, revision: word.revision, reason: word.reason.clone() };
                let of = (word.bid_no.clone(), word.expert_no.clone(), word.criterion.clone());
                stands(&mut state, of, upheld);
            }
            PaperWord::Settled(word) => {
                let settled = SettledPaper {
                    at_ms,
                    hash,
                    takes_paper: word.takes_paper,
                    reason: word.reason.clone(),
                    by: word.by.clone(),
                    aside: Vec::new(),
                };
                let of = (word.bid_no.clone(), word.expert_no.clone());
                decided.entry(of).or_default().push((word.laptop.clone(), word.paper.clone(), settled));
            }
        }
    }
    for (of, typed) in paper {
        meet(&mut state, &mut laptop, of, typed, &decided);
    }
    for (of, signed) in laptop {
        count(&mut state, of, signed);
    }
    state
}

/// What was typed from paper, as a word on its item.
#[must_use]
pub fn from_paper(typed: &PaperSheet, (at_ms, hash): (i64, [u8; 32])) -> Version {
    let by = Precedence { revision: typed.revision, at_ms, hash };
    let trail = Trail {
        code: typed.code.clone(),
        first: typed.first.clone(),
        second: typed.second.clone(),
        resolutions: typed.resolutions.clone(),
    };
    let (sheet, change) = (typed.sheet.clone(), typed.change.clone());
    Version::Scored(Counted { by, sheet, change, paper: Some(Box::new(trail)) })
}

/// Takes up one event of a desk.
fn said(state: &mut Scoring, versions: &mut Versions, event: &Authored) {
    let Authored { expert_no, at_ms, hash, event } = event;
    let (at_ms, hash) = (*at_ms, *hash);
    let mut sign = |bid_no: &String, version: Version| {
        versions.entry((bid_no.clone(), expert_no.clone())).or_default().insert(version.by(), version);
    };
    match event {
        DeskEvent::Pledged => {
            state.pledged.insert(expert_no.clone());
        }
        DeskEvent::SignedIn { by_code } => {
            let word = SignedIn { at_ms, hash, by_code: *by_code };
            let first = state.signed_in.entry(expert_no.clone()).or_insert(word);
            *first = word.min(*first);
        }
        DeskEvent::Recused { bid_no, ground, evidence } => {
            state.declared.insert(Declared {
                expert_no: expert_no.clone(),
                bid_no: bid_no.clone(),
                ground: *ground,
                evidence: evidence.clone(),
            });
        }
        DeskEvent::Scored { bid_no, revision, sheet, change, .. } => {
            let by = Precedence { revision: *revision, at_ms, hash };
            let (sheet, change) = (sheet.clone(), change.clone());
            sign(bid_no, Version::Scored(Counted { by, sheet, change, paper: None }));
        }
        DeskEvent::Abstained { bid_no, revision, reason, change, .. } => {
            let by = Precedence { revision: *revision, at_ms, hash };
            let (reason, change) = (reason.clone(), change.clone());
            sign(bid_no, Version::Abstained(Abstention { by, reason, change }));
        }
        DeskEvent::ScaleSeen { .. } => {
            state.scale_seen.insert(expert_no.clone());
        }
        DeskEvent::Upheld { bid_no, criterion, revision, reason, .. } => {
            let word = Upheld { at_ms, hash, revision: *revision, reason: reason.clone() };
            let of = (bid_no.clone(), expert_no.clone(), criterion.clone());
            stands(state, of, word);
        }
        DeskEvent::Locked { .. } => {
            state.locked.insert(expert_no.clone());
        }
    }
}

/// A deviating score stands; the later word holds.
fn stands(state: &mut Scoring, of: (String, String, Option<String>), word: Upheld) {
    if state.upheld.get(&of).is_none_or(|known| *known < word) {
        state.upheld.insert(of, word);
    }
}

/// Lets what was typed from paper meet what the laptop handed in of the same item.
fn meet(
    state: &mut Scoring,
    laptop: &mut Versions,
    of: Of,
    typed: BTreeMap<Precedence, Version>,
    decided: &BTreeMap<Of, Vec<(String, String, SettledPaper)>>,
) {
    let Some(signed) = laptop.remove(&of) else { return count(state, of, typed) };
    let last = |versions: &BTreeMap<Precedence, Version>| versions.keys().next_back().copied();
    let (Some(from_laptop), Some(from_paper)) = (last(&signed), last(&typed)) else { return };
    // The word speaks of these two: one that comes after it asks again.
    let names = (hex::encode(from_laptop.hash), hex::encode(from_paper.hash));
    let words = decided.get(&of).into_iter().flatten();
    let on_these = words.filter(|(l, p, _)| (l, p) == (&names.0, &names.1)).map(|(_, _, word)| word);
    match on_these.max_by_key(|word| (word.at_ms, word.hash)) {
        Some(word) => {
            let (counts, aside) = if word.takes_paper { (typed, signed) } else { (signed, typed) };
            let aside = aside.into_values().collect();
            state.settled.insert(of.clone(), SettledPaper { aside, ..word.clone() });
            count(state, of, counts);
        }
        None => {
            state.conflicts.insert(of, Conflict { laptop: from_laptop, paper: from_paper });
        }
    }
}

/// The last of the versions counts, the others stay in their order.
fn count(state: &mut Scoring, of: Of, mut signed: BTreeMap<Precedence, Version>) {
    match signed.pop_last() {
        Some((_, Version::Scored(sheet))) => {
            state.sheets.insert(of.clone(), sheet);
        }
        Some((_, Version::Abstained(word))) => {
            state.abstained.insert(of.clone(), word);
        }
        None => {}
    }
    if !signed.is_empty() {
        state.superseded.insert(of, signed.into_values().collect());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn events() -> impl Strategy<Value = Vec<Authored>> {
        let event = prop_oneof![
            Just(DeskEvent::Pledged),
            proptest::bool::ANY.prop_map(|by_code| DeskEvent::SignedIn { by_code }),
            (0u32..2).prop_map(|sheets| DeskEvent::Locked { sheets, rules: String::new() }),
            (0u8..3).prop_map(|b| DeskEvent::Recused {
                bid_no: b.to_string(),
                ground: Ground::Other,
                evidence: String::new()
            }),
            (0u8..3, 0u32..3, "[ab]").prop_map(|(b, revision, merits)| DeskEvent::Scored {
                bid_no: b.to_string(),
                revision,
                rules: String::new(),
                sheet: Sheet { merits, ..Sheet::default() },
                change: (revision > 1).then(|| "复核".to_owned()),
            }),
            (0u8..3, 0u32..3, "[ab]").prop_map(|(b, revision, reason)| DeskEvent::Abstained {
                bid_no: b.to_string(),
                revision,
                rules: String::new(),
                reason,
                change: None,
            }),
            (0u8..2, 0u32..3, proptest::option::of("[ab]"), "[ab]").prop_map(
                |(b, revision, criterion, reason)| DeskEvent::Upheld {
                    bid_no: b.to_string(),
                    criterion,
                    revision,
                    rules: String::new(),
                    reason,
                }
            ),
            Just(DeskEvent::ScaleSeen { rules: String::new(), scale: crate::scale::OwnScale::of(&[]) }),
        ];
        let authored = (0u8..3, 0i64..3, event).prop_map(|(who, at_ms, event)| {
            let bytes = crate::digest::canonical(&event).unwrap();
            Authored {
                expert_no: who.to_string(),
                at_ms,
                hash: crate::digest::framed("t", &[&[who], &at_ms.to_be_bytes(), &bytes]),
                event,
            }
        });
        proptest::collection::vec(authored, 0..20)
    }

    /// The secretariat's words: sheets from paper, decisions that name any two hashes of a small set, closings.
    fn words(events: &[Authored], said: &[(u8, u8, u8, u32, i64, bool)]) -> Vec<Spoken> {
        let mut words: Vec<Spoken> = Vec::new();
        for (kind, who, bid, revision, at_ms, takes_paper) in said {
            let (expert_no, bid_no) = (who.to_string(), bid.to_string());
            let rules = String::new();
            let word = match kind {
                0 => PaperWord::Closed(crate::paper::PaperClosed {
                    rules,
                    expert_no,
                    sheets: *revision,
                    missing: Vec::new(),
                    by: "钱示例".to_owned(),
                }),
                1 => {
                    let laptop =
                        fold(events).sheets.get(&(bid_no.clone(), expert_no.clone())).map(|c| c.by.hash);
                    let of = |w: &&Spoken| match &w.word {
                        PaperWord::Scored(s) => s.bid_no == bid_no && s.expert_no == expert_no,
                        _ => false,
                    };
                    let paper = words.iter().rfind(of).map(|w| w.hash);
                    PaperWord::Settled(crate::paper::PaperSettled {
                        rules,
                        expert_no: expert_no.clone(),
                        bid_no: bid_no.clone(),
                        laptop: hex::encode(laptop.unwrap_or_default()),
                        paper: hex::encode(paper.unwrap_or_default()),
                        takes_paper: *takes_paper,
                        reason: revision.to_string(),
                        by: "赵示例".to_owned(),
                    })
                }
                2 => PaperWord::Upheld(crate::paper::PaperUpheld {
                    rules,
                    expert_no,
                    bid_no,
                    criterion: takes_paper.then(|| "route".to_owned()),
                    revision: *revision,
                    reason: "依据充分".to_owned(),
                    by: "钱示例".to_owned(),
                }),
                _ => PaperWord::Scored(Box::new(paper_sheet(&expert_no, &bid_no, *revision))),
            };
            let hash = crate::digest::framed("w", &[format!("{at_ms} {word:?}").as_bytes()]);
            words.push(Spoken { at_ms: *at_ms, hash, word });
        }
        words
    }

    fn paper_sheet(expert_no: &str, bid_no: &str, revision: u32) -> crate::paper::PaperSheet {
        crate::paper::PaperSheet {
            rules: String::new(),
            expert_no: expert_no.to_owned(),
            bid_no: bid_no.to_owned(),
            revision,
            code: "2222222222".to_owned(),
            sheet: Sheet { merits: format!("paper {revision}"), ..Sheet::default() },
            first: "钱示例".to_owned(),
            second: "孙示例".to_owned(),
            resolutions: Vec::new(),
            scan: None,
            change: None,
        }
    }

    proptest! {
        #[test]
        fn words_about_paper_in_any_order_and_any_repetition_give_the_same_state(
            events in events(),
            said in proptest::collection::vec((0u8..5, 0u8..3, 0u8..3, 1u32..3, 0i64..3, any::<bool>()), 0..20),
            by in 0usize..20,
            cut in 0usize..20,
        ) {
            let words = words(&events, &said);
            let state = fold_all(&events, &words);
            let turned: Vec<Authored> = events.iter().rev().cloned().collect();
            let mut other: Vec<Spoken> = words.iter().rev().cloned().collect();
            other.rotate_left(by % words.len().max(1));
            other.extend(words.iter().take(cut).cloned());
            prop_assert_eq!(fold_all(&turned, &other), state.clone());
            // One thing of the three, of every item of which both handed something in.
            for of in state.conflicts.keys() {
                prop_assert!(state.revision(of).is_none() && !state.settled.contains_key(of));
            }
            prop_assert_eq!(fold_all(&events, []), fold(&events));
        }

        #[test]
        fn any_order_and_any_repetition_gives_the_same_state(events in events(), by in 0usize..20, cut in 0usize..20) {
            let state = fold(&events);
            let mut other: Vec<Authored> = events.iter().rev().cloned().collect();
            other.rotate_left(by % events.len().max(1));
            other.extend(events.iter().take(cut).cloned());
            prop_assert_eq!(fold(&other), state);
        }
    }
    fn says(at_ms: i64, hash: u8, event: DeskEvent) -> Authored {
        Authored { expert_no: "Z1".to_owned(), at_ms, hash: [hash; 32], event }
    }

    fn scored(revision: u32, merits: &str) -> DeskEvent {
        DeskEvent::Scored {
            bid_no: "B".to_owned(),
            revision,
            rules: String::new(),
            sheet: Sheet { merits: merits.to_owned(), ..Sheet::default() },
            change: None,
        }
    }

    #[test]
    fn of_two_sheets_of_one_revision_the_one_signed_later_counts_whatever_their_hashes() {
        let key = ("B".to_owned(), "Z1".to_owned());
        let counts = |events: &[Authored]| fold(events).sheets[&key].sheet.merits.clone();
        let lost = says(1_000, 9, scored(1, "lost laptop"));
        let second = says(2_000, 1, scored(1, "second laptop"));
        assert_eq!(counts(&[lost.clone(), second.clone()]), "second laptop");
        assert_eq!(counts(&[second, lost.clone()]), "second laptop");
        let asked_again = says(500, 1, scored(2, "asked for anew"));
        assert_eq!(counts(&[lost, asked_again]), "asked for anew");
    }

    #[test]
    fn the_higher_revision_counts_then_the_later_one_and_what_it_replaced_stays_in_order() {
        let abstains = |revision| DeskEvent::Abstained {
            bid_no: "B".to_owned(),
            revision,
            rules: String::new(),
            reason: "材料不全".to_owned(),
            change: None,
        };
        let of = ("B".to_owned(), "Z1".to_owned());
        let state =
            fold(&[says(9, 9, scored(1, "late")), says(1, 1, abstains(2)), says(3, 2, scored(1, "b"))]);
        assert_eq!((state.sheets.len(), state.revision(&of)), (0, Some(2)));
        assert_eq!(state.abstained[&of].reason, "材料不全");
        let told: Vec<_> =
            state.versions(&of).iter().map(Version::by).map(|p| (p.revision, p.at_ms)).collect();
        assert_eq!(told, [(1, 3), (1, 9), (2, 1)]);
        let state = fold(&[says(5, 1, scored(3, "again")), says(1, 1, abstains(2))]);
        assert_eq!(state.sheets[&of].sheet.merits, "again");
        assert!(state.abstained.is_empty(), "a later sheet takes an abstention's place");
    }

    #[test]
    fn a_paper_sheet_counts_where_no_laptop_spoke_and_a_later_revision_of_it_takes_its_place() {
        let of = ("B".to_owned(), "Z1".to_owned());
        let typed = |revision, at_ms| Spoken {
            at_ms,
            hash: [7; 32],
            word: PaperWord::Scored(Box::new(paper_sheet("Z1", "B", revision))),
        };
        let state = fold_all(&[says(1, 1, DeskEvent::Pledged)], &[typed(2, 1), typed(1, 9)]);
        assert_eq!(state.sheets[&of].sheet.merits, "paper 2");
        assert_eq!(state.superseded[&of].len(), 1);
        assert!(state.sheets[&of].paper.as_ref().is_some_and(|trail| trail.second == "孙示例"));
        assert!(state.locked.is_empty(), "a sheet is no lock");
    }

    #[test]
    fn a_sheet_from_a_laptop_and_from_paper_counts_in_neither_form_until_people_name_both() {
        let of = ("B".to_owned(), "Z1".to_owned());
        let laptop = says(1, 1, scored(1, "laptop"));
        let paper =
            Spoken { at_ms: 5, hash: [2; 32], word: PaperWord::Scored(Box::new(paper_sheet("Z1", "B", 1))) };
        let word = |laptop: u8, takes_paper, at_ms| Spoken {
            at_ms,
            hash: [9; 32],
            word: PaperWord::Settled(crate::paper::PaperSettled {
                rules: String::new(),
                expert_no: "Z1".to_owned(),
                bid_no: "B".to_owned(),
                laptop: hex::encode([laptop; 32]),
                paper: hex::encode([2; 32]),
                takes_paper,
                reason: "电脑中途损坏".to_owned(),
                by: "赵示例".to_owned(),
            }),
        };
        let open = fold_all([&laptop], [&paper]);
        assert!(open.sheets.is_empty() && open.conflicts.contains_key(&of));
        let taken = fold_all([&laptop], [&paper, &word(1, true, 6)]);
        assert_eq!(taken.sheets[&of].sheet.merits, "paper 1");
        assert_eq!(taken.settled[&of].aside.len(), 1, "the laptop's stays on record");
        let later = fold_all([&laptop], [&word(1, false, 7), &paper, &word(1, true, 6)]);
        assert_eq!(later.sheets[&of].sheet.merits, "laptop", "the later of two words holds");
        let again = says(2, 3, scored(2, "laptop again"));
        let asks = fold_all([&laptop, &again], [&paper, &word(1, true, 6)]);
        assert!(
            asks.conflicts.contains_key(&of) && asks.sheets.is_empty(),
            "what came since was not decided"
        );
    }
}
