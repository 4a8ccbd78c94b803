//! The archive of a session: one signed and sealed file with everything to compute its result again: rules, bids, recusals,
//! the panel's words, every signed event, the documents. Whoever holds its key checks it on another machine, without a vault.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::path::Path;

use domain::amendment::{self, Amendment, Chain};
use domain::budget::LineDecision;
use domain::conclusion::PanelDecision;
use domain::desk::{DeskEvent, Sheet};
use domain::recommendation::Judged;
use domain::recusal::Recusal;
use domain::rules::FrozenRules;
use domain::session::{Hearing, Session};
use domain::{Code, Item, digest};
use packs::{
    Authority, BlobEntry, BlobSink, Contents, DeviceKeys, EventSet, Fingerprint, Limits, PackKind, PartyRole,
    PublicKeys,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::files::{self, io_refusal};
use crate::judged::{self, Judged as Folded};
use crate::meeting_events::content;
use crate::office::TallyView;
use crate::office::conclude::{Said, judged as judge_items};
use crate::office::tally::compute;
use crate::paper_reader;
use crate::refusal::{Refusal, Result};
use crate::verify::{ListedDocument, ListedLaptop, ListedPack};

/// Name of the blob that holds the body.
pub(crate) const BODY: &str = "session.json";
/// The largest body that is read, bytes.
const LARGEST_BODY: u64 = 256 << 20;
/// The largest document that is read, bytes.
const LARGEST_DOCUMENT: u64 = 256 << 20;

/// Questions and answers on one bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedHearing {
    /// Bid.
    pub bid_no: String,
    /// What was asked and answered.
    pub hearing: Hearing,
}

/// What a session consists of beside its signed events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveBody {
    /// Version of this shape: 1.
    pub version: u32,
    /// The session with its facts, ties, excuses, reopenings.
    pub session: Session,
    /// The frozen rules: policy, sheet, panel, bids, aggregation.
    pub rules: FrozenRules,
    /// Their digest, hex: the one under which every expert signed.
    pub rules_digest: String,
    /// The versions of the rules before, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<FrozenRules>,
    /// Recusals with their decisions.
    pub recusals: Vec<Recusal>,
    /// What was judged, as submitted.
    #[serde(rename = "bids")]
    pub items: Vec<Item>,
    /// Questions and answers.
    pub hearings: Vec<ArchivedHearing>,
    /// The panel's words with the lines where it departs from the medians.
    pub said: Vec<(PanelDecision, Vec<LineDecision>)>,
    /// How many winners the sponsors of challenges want, where that was recorded: what the envelope proposes hangs on it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub winners: BTreeMap<String, u32>,
    /// Laptops of the experts.
    pub laptops: Vec<ListedLaptop>,
    /// Packs in and out, in the order of time.
    pub packs: Vec<ListedPack>,
    /// Documents, whose bytes follow as blobs named by their SHA-256.
    pub documents: Vec<ListedDocument>,
    /// Number of the newest entry of the secretariat's journal.
    pub journal_seq: u64,
    /// Its hash, hex.
    pub journal_head: String,
    /// Digest of what the events say together, hex.
    pub state: String,
    /// The result as the office has it: figures, words, budgets, in order of rank.
    pub stated: Vec<Judged>,
}

/// What a checked archive says.
#[derive(Debug, Clone)]
pub struct Archive {
    /// Its content.
    pub body: ArchiveBody,
    /// Its digest, hex.
    pub digest: String,
    /// Signed events in it.
    pub events: usize,
}

/// Opens an archive with its key and computes everything in it anew.
///
/// # Errors
/// Every refusal of a pack; `archive.not_for_key`; `archive.differs` naming what is not as the events give it.
pub fn check(path: &Path, secretariat: &PublicKeys, key: &DeviceKeys) -> Result<Archive> {
    let file = files::name(path);
    checked(path, secretariat, key)
        .map_err(|refusal| refusal.instead(Code::PackWrongRecipient, Code::ArchiveNotForKey).in_file(&file))
}

fn checked(path: &Path, secretariat: &PublicKeys, key: &DeviceKeys) -> Result<Archive> {
    let opened = File::open(path).map_err(|e| io_refusal(path, &e))?;
    let headed = packs::open(opened, &Limits::default())?;
    let meeting = headed.header().meeting;
    let authority = Authority {
        secretariat: Some(*secretariat),
        allowed: vec![PackKind::Archive],
        ..Authority::of(meeting, key.fingerprint(), PartyRole::Secretariat)
    };
    let own = secretariat.fingerprint();
    let known = |author: &Fingerprint| (*author == own).then_some(*secretariat);
    let opened = headed.verify(secretariat)?.authorise(&authority)?.decrypt(key, &known)?;
    let mut sink = Sink::default();
    let contents = opened.copy_blobs(&mut sink).map_err(|e| match sink_refusal(&e) {
        Some(refusal) => refusal,
        None => e.into(),
    })?;
    let body: ArchiveBody =
        serde_json::from_slice(&sink.body).map_err(|e| content(format!("{BODY}: {e}")))?;
    same("meeting", &body.session.meeting_id, &meeting.to_string())?;
    documents(&body, &sink.documents)?;
    recompute(&body, own, &contents)?;
    Ok(Archive { body, digest: contents.digest.to_string(), events: contents.events.len() })
}

/// Computes the result anew from the signed events and compares it, figure by figure, with what is stated.
fn recompute(body: &ArchiveBody, secretariat: Fingerprint, contents: &Contents) -> Result<()> {
    let mut set = EventSet::new();
    set.merge(contents.events.iter().cloned());
    let certified: BTreeMap<Fingerprint, String> =
        contents.manifest.certificates.iter().map(|c| (c.keys.fingerprint(), c.person.clone())).collect();
    let listed: BTreeMap<Fingerprint, String> =
        body.laptops.iter().map(|l| (l.keys.fingerprint(), l.expert_no.clone())).collect();
    if certified != listed {
        return Err(content("laptops and certificates"));
    }
    same("rules", &body.rules_digest, &hex::encode(body.rules.digest()?))?;
    let chain = Chain::of(&body.former, &body.rules)?;
    signed_under_these_rules(&set, &certified, (&body.rules_digest, &chain))?;
    known_words(&set, secretariat)?;
    parts_add_up(&set, (secretariat, &certified), |under| {
        let version = usize::try_from(chain.version(under)?).ok()?;
        body.former.iter().chain([&body.rules]).nth(version.checked_sub(1)?)
    })?;
    let folded = judged::judge(&set, secretariat, &certified, &chain)?;
    let words: Vec<Amendment> = judged::decisions(&set, secretariat)?.amended.into_values().collect();
    if let Some(version) = amendment::broken(&body.former, &body.rules, &words) {
        return same("amended rules", &version, "—");
    }
    same("state", &body.state, &hex::encode(folded.digest))?;
    settled_ties(body)?;
    let computed = result(body, folded)?;
    compare(&body.stated, &computed)
}

/// Ties were settled by counts of members who could vote on those bids, in the order that the counts give.
fn settled_ties(body: &ArchiveBody) -> Result<()> {
    let recused = |no: &str, bids: &[String]| {
        body.recusals.iter().any(|r| r.in_force() && r.expert_no == no && bids.contains(&r.bid_no))
    };
    for tie in &body.session.ties {
        let may = |no: &str| body.rules.member(no).is_some() && !recused(no, &tie.order);
        if let Some(wrong) = tie.recheck(may).first() {
            let stated = tie.how.as_ref().map(|how| how.zh(&str::to_owned)).unwrap_or_default();
            return same(&format!("{} vote", tie.order.join("、")), &stated, wrong.code.as_str());
        }
    }
    Ok(())
}

/// A sheet from paper bears the code that its rules, expert and item give.
fn known_words(set: &EventSet, secretariat: Fingerprint) -> Result<()> {
    for spoken in judged::paper_words(set, secretariat)? {
        if let domain::paper::PaperWord::Scored(word) = &spoken.word {
            let code = domain::sheet_code::of(&word.rules, &word.expert_no, &word.bid_no);
            same("code of a paper sheet", &word.code, &code)?;
        }
    }
    Ok(())
}

/// The mark of a criterion whose parts are scored is their sum, on a laptop and from paper.
fn parts_add_up<'a>(
    set: &EventSet,
    (secretariat, experts): (Fingerprint, &BTreeMap<Fingerprint, String>),
    version: impl Fn(&str) -> Option<&'a FrozenRules>,
) -> Result<()> {
    let check = |expert: &str, bid: &str, (under, sheet): (&str, &Sheet)| -> Result<()> {
        match version(under).and_then(|rules| Some((rules, rules.member(expert)?))) {
            Some((rules, member)) => Ok(sheet.check_subs(&rules.sheet, member.category, bid)?),
            None => Ok(()),
        }
    };
    for event in set.iter() {
        let Some(expert) = experts.get(&event.author()) else { continue };
        if let DeskEvent::Scored { bid_no, rules, sheet, .. } = crate::meeting_events::body_of(event)? {
            check(expert, &bid_no, (&rules, &sheet))?;
        }
    }
    for spoken in judged::paper_words(set, secretariat)? {
        if let domain::paper::PaperWord::Scored(word) = &spoken.word {
            check(&word.expert_no, &word.bid_no, (&word.rules, &word.sheet))?;
        }
    }
    Ok(())
}

/// Every sheet and every lock that an expert signed names a version of the rules that the archive holds.
fn signed_under_these_rules(
    set: &EventSet,
    experts: &BTreeMap<Fingerprint, String>,
    (rules, chain): (&str, &Chain),
) -> Result<()> {
    for event in set.iter().filter(|e| experts.contains_key(&e.author())) {
        let said = crate::meeting_events::body_of(event)?;
        if let Some(under) = judged::signed_under(&said).filter(|under| chain.version(under).is_none()) {
            same("rules of a signed sheet", rules, under)?;
        }
    }
    Ok(())
}

/// The result that the folded events give.
fn result(body: &ArchiveBody, folded: Folded) -> Result<Vec<Judged>> {
    let tally = compute(&body.rules, &body.session, &folded.scoring, &body.recusals);
    let view = TallyView {
        rules: body.rules.clone(),
        rules_digest: body.rules_digest.clone(),
        tally,
        scoring: folded.scoring,
        locked_at: folded.locked_at,
    };
    let said: Said =
        body.said.iter().map(|(d, lines)| (d.bid_no.clone(), (d.clone(), lines.clone()))).collect();
    judge_items(&body.session, &view, &body.items, (&said, &body.winners))
}

/// `archive.differs` at the first figure that is not the same.
fn compare(stated: &[Judged], computed: &[Judged]) -> Result<()> {
    let order = |list: &[Judged]| list.iter().map(|j| j.item.no()).collect::<Vec<_>>().join("、");
    same("order", &order(stated), &order(computed))?;
    let text = |value: Option<String>| value.unwrap_or_else(|| "—".to_owned());
    for (said, found) in stated.iter().zip(computed) {
        let no = said.item.no();
        let rank = |j: &Judged| text(j.tally.rank.map(|r| r.to_string()));
        let total = |j: &Judged| text(j.tally.total.as_ref().map(|t| t.half_up(2)));
        let award = |j: &Judged| text(j.budget.as_ref().map(|b| b.award.granted.to_string()));
        same(&format!("{no} rank"), &rank(said), &rank(found))?;
        same(&format!("{no} score"), &total(said), &total(found))?;
        same(&format!("{no} award"), &award(said), &award(found))?;
        if said != found {
            let label = |j: &Judged| -> Result<String> {
                Ok(digest::short(&digest::framed("lunzheng/judged/1", &[&digest::canonical(j)?])))
            };
            return same(no, &label(said)?, &label(found)?);
        }
    }
    Ok(())
}

/// `archive.differs` unless both are the same.
fn same(what: &str, stated: &str, computed: &str) -> Result<()> {
    if stated == computed {
        return Ok(());
    }
    Err(Refusal::of(Code::ArchiveDiffers)
        .with("what", what)
        .with("stated", stated)
        .with("computed", computed))
}

/// The documents are those listed; a PDF bears the digest of its data that the list says, and one that carries its data is
/// what they print.
fn documents(body: &ArchiveBody, found: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    let listed: BTreeSet<&str> = body.documents.iter().map(|d| d.file_digest.as_str()).collect();
    if let Some(other) = found.keys().find(|d| !listed.contains(d.as_str())) {
        return Err(content(format!("document {other}")));
    }
    let fonts = documents::Fonts::embedded();
    for document in &body.documents {
        let bytes = found
            .get(&document.file_digest)
            .ok_or_else(|| content(format!("document {} is missing", document.file)))?;
        same(&document.file, &document.file_digest, &hex::encode(Sha256::digest(bytes)))?;
        let Some(stated) = &document.digest else { continue };
        let carried = paper_reader::read(bytes)?;
        same(&document.file, stated, &hex::encode(carried.digest))?;
        if let Some(data) = carried.canonical {
            let again = documents::reproduce(&data, &fonts, &documents::Options::default())?;
            if again.pdf != *bytes {
                return Err(content(format!("document {} is not what its data print", document.file)));
            }
        }
    }
    Ok(())
}

/// Takes the body and the documents into memory; each within its limit.
#[derive(Default)]
struct Sink {
    body: Vec<u8>,
    documents: BTreeMap<String, Vec<u8>>,
    current: Vec<u8>,
}

/// Says that a blob of an archive is larger than any can be.
#[derive(Debug)]
struct TooLarge {
    name: String,
    size: u64,
    most: u64,
}

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} above {}", self.name, self.size, self.most)
    }
}

impl std::error::Error for TooLarge {}

/// The refusal behind an error that the sink itself raised.
fn sink_refusal(error: &packs::PackError) -> Option<Refusal> {
    let packs::PackError::Io(error) = error else { return None };
    let large = error.get_ref()?.downcast_ref::<TooLarge>()?;
    Some(
        Refusal::of(Code::PackTooLarge)
            .with("what", large.name.clone())
            .with("reason", large.name.clone())
            .with("size", large.size.to_string())
            .with("limit", large.most.to_string()),
    )
}

impl BlobSink for Sink {
    fn begin(&mut self, blob: &BlobEntry) -> io::Result<()> {
        let most = if blob.name == BODY { LARGEST_BODY } else { LARGEST_DOCUMENT };
        if blob.size > most {
            return Err(io::Error::other(TooLarge { name: blob.name.clone(), size: blob.size, most }));
        }
        self.current.clear();
        Ok(())
    }

    fn write(&mut self, data: &[u8]) -> io::Result<()> {
        self.current.extend_from_slice(data);
        Ok(())
    }

    fn end(&mut self, blob: &BlobEntry) -> io::Result<()> {
        let bytes = std::mem::take(&mut self.current);
        if blob.name == BODY {
            self.body = bytes;
        } else {
            self.documents.insert(blob.name.clone(), bytes);
        }
        Ok(())
    }
}
