//! Packs out and in. A task pack holds only what its expert may see; a score pack is checked stage by stage, waits for a
//! human, and is then taken over in one step or not at all.

use std::collections::BTreeMap;
use std::path::Path;

use domain::amendment::Amendment;
use domain::desk::{DeskEvent, Task, TaskPaper};
use domain::recusal::{RaisedBy, Recusal};
use domain::session::{Session, Step};
use domain::{Code, Finding, Item, digest};
use packs::{
    Authority, Certificate, Contents, Digest, Fingerprint, Limits, PackKind, PartyRole, Placement,
    SignedEvent,
};
use serde_json::json;
use vault::Reader;

use super::desk_words::{check_events, desk_events, takes};
use super::enrol::trusted_laptop;
use super::forks::{Beside, say_settled};
use super::papers::{blobs, paper_bodies, papers_of};
use super::prepare::{recusals, undecided};
use super::tally::scoring;
use super::{Office, advance, frozen, items, panel, session};
use super::{amend, lacks, returns};
use crate::access::{Act, meeting_id};
use crate::files;
use crate::judged::{self, RevokeWord};
use crate::meeting_events::{self, Outgoing, body_of, sign_next, stored, write_pack};
use crate::records::{Direction, EventRecord, PackRecord, PeerRecord, RecusalRecord, peer_id, recusal_id};
use crate::refusal::{Refusal, Result};

/// Bids or demands in one event of a task pack: keeps an event well under its limit of 1 MiB.
const ITEMS_AN_EVENT: usize = 200;

/// A pack that passed every check and waits for a human.
#[derive(Debug)]
pub struct Staged {
    /// Name of the file.
    pub file: String,
    /// Number of the expert whose laptop sent it.
    pub expert_no: String,
    /// The sender's running number.
    pub sequence: u64,
    /// Sheets in it.
    pub sheets: usize,
    /// Whether the expert locked.
    pub locked: bool,
    /// Twice, a gap, a fork: what a human should know before it is taken in.
    pub findings: Vec<Finding>,
    meeting: String,
    contents: Contents,
}

/// What taking a pack in changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// Events that were new.
    pub new_events: usize,
    /// Recusals declared at the desk that now wait for a decision.
    pub recusals: usize,
}

impl Staged {
    /// As a pack that is being looked at.
    pub(super) fn beside(&self) -> Beside<'_> {
        Beside { file: &self.file, contents: &self.contents }
    }

    /// The laptop that sent it.
    pub(super) fn sender(&self) -> Fingerprint {
        self.contents.header.sender
    }

    /// Says the forks among the findings, in place of those that were said before. One alarm is enough: where there is one, no
    /// word is lost on packs of the same number.
    pub(super) fn add_forks(&mut self, forks: Vec<Finding>) {
        if !forks.is_empty() {
            self.findings.retain(|f| !matches!(f.code, Code::PackFork | Code::PackRival));
            self.findings.extend(forks);
        }
    }
}

impl Office {
    /// Makes the task pack of one member: frozen rules, what this member may see, the member's certificate.
    ///
    /// # Errors
    /// `rules.not_frozen`; `recusal.undecided`; `enrol.not_compared` for a member whose laptop is not enrolled,
    /// `laptop.revoked` for one whose laptop was revoked;
    /// `session.out_of_order` after the tally; `io`.
    pub fn issue_task(&mut self, session_no: &str, expert_no: &str, path: &Path) -> Result<Digest> {
        self.access.writable()?;
        let keys = self.access.device_keys()?;
        let at = self.access.clock.now();
        let head = self.access.vault.journal_head()?;
        let plan = self.access.read(|r| plan_task(r, session_no, expert_no))?;
        let meeting = meeting_id(&plan.session.meeting_id)?;
        let mut events: Vec<SignedEvent> = Vec::new();
        let amended = plan.amended;
        let mut bodies = task_bodies(plan.task)?;
        bodies.extend(paper_bodies(&plan.papers)?);
        let papers = self.access.vault.papers()?;
        for (kind, body) in bodies {
            let last = events.last().map(|e| (e.event().device_seq, e.hash())).or(plan.last_event);
            events.push(sign_next(&keys, meeting, last, kind, at, body)?);
        }
        let stored_events: Vec<EventRecord> =
            events.iter().map(|e| stored(&plan.session.meeting_id, e)).collect();
        // What made these rules of those before, as it was signed.
        events.extend(amended);
        let peer = plan.peer.keys.fingerprint();
        // What was handed out before is changed, not begun anew.
        let kind = if plan.sequence == 1 { PackKind::Task } else { PackKind::Revision };
        let outgoing = Outgoing {
            kind,
            role: PartyRole::Secretariat,
            meeting,
            sequence: plan.sequence,
            recipients: vec![plan.peer.keys],
            at,
            certificate: None,
            certificates: vec![plan.certificate],
            previous_pack: plan.previous_pack,
            journal: (head.seq, head.hash),
            events,
            blobs: blobs(&papers, &plan.papers)?,
        };
        let digest = write_pack(path, &keys, outgoing)?;
        let act = Act::new("pack.task", format!("{session_no}/{expert_no}"))
            .with(json!({ "digest": digest, "recipient": peer }));
        self.access.record_at(at, act, |w| {
            for event in &stored_events {
                w.put(event)?;
            }
            w.put(&PackRecord {
                meeting: plan.session.meeting_id.clone(),
                direction: Direction::Out,
                kind,
                peer: peer.to_string(),
                sequence: plan.sequence,
                digest: digest.to_string(),
                at,
                journal_head: hex::encode(head.hash),
                events: Vec::new(),
                late: false,
            })?;
            advance(w, plan.session, Step::Issue)?;
            Ok(digest)
        })
    }

    /// Checks a score pack in the format's order, without taking anything of it over, and shows what is in it. That it shows a
    /// fork is recorded at once: such a pack must not be forgotten by not taking it in.
    ///
    /// # Errors
    /// Every refusal of a pack: no pack, of another meeting, sender not enrolled, changed or cut, for somebody else,
    /// newer, content that cannot be.
    pub fn stage(&mut self, session_no: &str, path: &Path) -> Result<Staged> {
        let file = files::name(path);
        let mut staged = self.stage_named(session_no, path, &file).map_err(|refusal| {
            let names = self.names_of_laptops(session_no).unwrap_or_default();
            refusal.in_file(&file).naming_recipients(|id| names.get(id).cloned())
        })?;
        let forks = self.note_forks(session_no, &[staged.beside()])?;
        staged.add_forks(forks);
        Ok(staged)
    }

    /// Whose each enrolled laptop is, by fingerprint.
    fn names_of_laptops(&self, session_no: &str) -> Result<BTreeMap<String, String>> {
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let members = panel(r, &session)?;
            let peers: Vec<PeerRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
            let name = |no: String| members.iter().find(|m| m.expert_no == no).map(|m| m.name.clone());
            let named = |p: PeerRecord| Some((p.keys.fingerprint().to_string(), name(p.expert_no?)?));
            Ok(peers.into_iter().filter_map(named).collect())
        })
    }

    fn stage_named(&self, session_no: &str, path: &Path, file: &str) -> Result<Staged> {
        let keys = self.access.device_keys()?;
        let opened = files::open(path)?;
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let rules = frozen(r, &session)?;
            let meeting = meeting_id(&session.meeting_id)?;
            let headed = packs::open(opened, &Limits::default())?;
            if headed.header().meeting != meeting {
                return Err(
                    Refusal::of(Code::PackWrongMeeting).with("other", headed.header().meeting.to_string())
                );
            }
            let allowed = [PackKind::Score, PackKind::Revision];
            meeting_events::is_of(
                headed.header().kind,
                &allowed,
                ("专家交回的评分包", "an expert's score pack"),
            )?;
            let sender = headed.header().sender;
            let peer: PeerRecord = r
                .get(&peer_id(&session.meeting_id, sender))?
                .ok_or_else(|| Refusal::of(Code::PackSender).with("sender", sender.to_string()))?;
            let expert_no = peer.expert_no.clone().unwrap_or_default();
            // Whose laptop it is, is said once the signature proves it.
            let verified = headed.verify(&peer.keys)?;
            not_revoked(r, &session, keys.fingerprint(), &peer)?;
            let authority = Authority {
                secretariat: Some(keys.public()),
                ..Authority::of(meeting, keys.fingerprint(), PartyRole::Expert)
            };
            let known = |author: &packs::Fingerprint| {
                let record: Option<PeerRecord> = r.get(&peer_id(&session.meeting_id, *author)).ok().flatten();
                record.map(|p| p.keys)
            };
            let contents = verified.authorise(&authority)?.decrypt(&keys, &known)?.into_contents();
            let events = desk_events(&contents.events, sender)?;
            let judged = items(r, &session)?;
            let outdated = check_events(&events, (&session, &rules), &judged, &expert_no)?;
            let mut findings = placement(r, &session, &contents, &expert_no)?;
            findings.extend(amend::left(&rules, &expert_no));
            findings.extend(amend::outdated(&rules, &expert_no, outdated.len()));
            say_settled(r, &session, keys.fingerprint(), &contents, &expert_no, &mut findings)?;
            Ok(Staged {
                file: file.to_owned(),
                sequence: contents.header.sequence,
                sheets: events.iter().filter(|e| matches!(e, DeskEvent::Scored { .. })).count(),
                locked: events.iter().any(|e| matches!(e, DeskEvent::Locked { .. })),
                findings,
                expert_no,
                meeting: session.meeting_id,
                contents,
            })
        })
    }

    /// Takes a staged pack over, in one step. A pack that is there already changes nothing. A rival of what is here comes in
    /// too: only where both sides lie can people see the fork, and until they settle it neither counts.
    ///
    /// # Errors
    /// `pack.revoked`; `session.out_of_order` when scores are no longer taken.
    pub fn accept(&mut self, session_no: &str, staged: Staged) -> Result<Accepted> {
        if staged.findings.iter().any(|f| f.code == Code::PackDuplicate) {
            return Ok(Accepted { new_events: 0, recusals: 0 });
        }
        // What came in since the look may make a fork of it.
        self.note_forks(session_no, &[staged.beside()])?;
        self.access.vault.backup("import")?;
        let at = self.access.clock.now();
        let digest = staged.contents.digest;
        let own = self.access.device_keys()?.fingerprint();
        let act = Act::new("pack.accept", format!("{session_no}/{}", staged.expert_no))
            .with(json!({ "digest": digest, "sequence": staged.sequence, "sheets": staged.sheets }));
        self.access.record_at(at, act, |w| {
            let session = session(w, session_no)?;
            takes(w, &session, &staged.contents.events)?;
            let sender = staged.contents.header.sender;
            let peer: PeerRecord = w
                .get(&peer_id(&session.meeting_id, sender))?
                .ok_or_else(|| Refusal::of(Code::PackSender).with("sender", sender.to_string()))?;
            not_revoked(w, &session, own, &peer).map_err(|refusal| refusal.in_file(&staged.file))?;
            let mut accepted = Accepted { new_events: 0, recusals: 0 };
            for event in &staged.contents.events {
                let record = stored(&staged.meeting, event);
                if w.get::<EventRecord>(&vault::Record::id(&record))?.is_none() {
                    w.put(&record)?;
                    accepted.new_events += 1;
                }
                if let DeskEvent::Recused { bid_no, ground, evidence } = body_of(event)? {
                    let id = recusal_id(&staged.meeting, &bid_no, &staged.expert_no);
                    if w.get::<RecusalRecord>(&id)?.is_none() {
                        let recusal = Recusal {
                            expert_no: staged.expert_no.clone(),
                            bid_no,
                            ground,
                            raised_by: RaisedBy::Expert,
                            evidence,
                            decision: None,
                        };
                        w.put(&RecusalRecord { meeting: staged.meeting.clone(), recusal })?;
                        accepted.recusals += 1;
                    }
                }
            }
            w.put(&PackRecord {
                meeting: staged.meeting.clone(),
                direction: Direction::In,
                kind: staged.contents.header.kind,
                peer: staged.contents.header.sender.to_string(),
                sequence: staged.sequence,
                digest: digest.to_string(),
                at,
                journal_head: staged.contents.manifest.journal.head.to_string(),
                events: staged.contents.events.iter().map(|e| e.hash().to_string()).collect(),
                late: !session.reopenings.is_empty(),
            })?;
            Ok(accepted)
        })
    }

    /// Packs of a session, in and out, in the order of time.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn packs(&self, session_no: &str) -> Result<Vec<PackRecord>> {
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let mut packs: Vec<PackRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
            packs.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.digest.cmp(&b.digest)));
            Ok(packs)
        })
    }
}

/// Everything a task pack is made of.
struct TaskPlan {
    session: Session,
    task: Task,
    peer: PeerRecord,
    certificate: Certificate,
    papers: Vec<TaskPaper>,
    sequence: u64,
    previous_pack: Option<Digest>,
    last_event: Option<(u64, packs::Hash32)>,
    /// The words by which the rules were amended.
    amended: Vec<SignedEvent>,
}

/// Whether tasks can be handed out now.
///
/// # Errors
/// `rules.not_frozen`, `session.out_of_order` after the tally, `recusal.undecided`.
pub(super) fn may_issue(r: &Reader<'_>, session: &Session) -> Result<()> {
    frozen(r, session)?;
    session.stage.after(Step::Issue)?;
    undecided(&recusals(r, session)?).map_or(Ok(()), |open| Err(open.into()))
}

/// Digest of the task that a member would be handed now, hex: another one is another task.
pub(super) fn task_digest(r: &Reader<'_>, session_no: &str, expert_no: &str) -> Result<String> {
    let plan = plan_task(r, session_no, expert_no)?;
    let parts = [digest::canonical(&plan.task)?, digest::canonical(&plan.papers)?];
    let [task, papers] = &parts;
    Ok(hex::encode(digest::framed("lunzheng/shared-task/1", &[task, papers])))
}

/// Gathers a task pack, or says what is missing for it.
fn plan_task(r: &Reader<'_>, session_no: &str, expert_no: &str) -> Result<TaskPlan> {
    let session = session(r, session_no)?;
    let rules = frozen(r, &session)?;
    may_issue(r, &session)?;
    let recusals = recusals(r, &session)?;
    rules.rules.member(expert_no).ok_or_else(|| Refusal::not_found(expert_no))?;
    let (certificate, peer) = trusted_laptop(r, &session, expert_no)?;
    let recused: Vec<String> = recusals
        .iter()
        .filter(|x| x.expert_no == expert_no && x.in_force())
        .map(|x| x.bid_no.clone())
        .collect();
    let sees = |item: &Item| !recused.iter().any(|no| no == item.no());
    let visible: Vec<Item> = items(r, &session)?.into_iter().filter(sees).collect();
    let papers = papers_of(r, &session, &visible)?;
    let sent: Vec<PackRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    let to_peer = peer.keys.fingerprint().to_string();
    let last =
        sent.iter().filter(|p| p.direction == Direction::Out && p.peer == to_peer).max_by_key(|p| p.sequence);
    let mut events = meeting_events::load(r, &session.meeting_id)?;
    let last_event = meeting_events::last_of(&events, certificate.issuer);
    let amended = &scoring(r, &session)?.decisions.amended;
    events.retain(|e| e.author() == certificate.issuer && e.event().kind == judged::RULES_AMENDED);
    let events = amended.values().map(|word| event_of(&events, word)).collect::<Result<_>>()?;
    Ok(TaskPlan {
        task: Task {
            expert_no: expert_no.to_owned(),
            session_title: session.title.clone(),
            rules: rules.rules,
            given_back: lacks::given_back_to(&session, expert_no),
            returned: returns::returned_to(r, &session, expert_no)?,
            items: visible,
            recused,
        },
        amended: events,
        papers,
        sequence: last.map_or(1, |p| p.sequence + 1),
        previous_pack: last.and_then(|p| Digest::parse(&p.digest)),
        last_event,
        session,
        peer,
        certificate,
    })
}

/// The event that says a word on the rules.
fn event_of(events: &[SignedEvent], word: &Amendment) -> Result<SignedEvent> {
    for event in events {
        if judged::body::<Amendment>(event)? == *word {
            return Ok(event.clone());
        }
    }
    Err(Refusal::internal(format!("version {} of the rules", word.version)))
}

/// A task as the bodies of events: its head first, then what is judged in parts.
fn task_bodies(mut task: Task) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let items = std::mem::take(&mut task.items);
    let part_kind = meeting_events::task_part(task.rules.kind());
    let mut bodies = vec![("task", digest::canonical(&task)?)];
    for part in items.chunks(ITEMS_AN_EVENT) {
        bodies.push((part_kind, digest::canonical(&part)?));
    }
    Ok(bodies)
}

/// `pack.revoked` for a laptop that people revoked.
fn not_revoked(r: &Reader<'_>, session: &Session, own: Fingerprint, peer: &PeerRecord) -> Result<()> {
    let set = meeting_events::set(r, &session.meeting_id)?;
    let decided = judged::decisions(&set, own)?;
    let Some(word) = decided.revoked.get(&peer.keys.fingerprint()) else { return Ok(()) };
    let no = peer.expert_no.clone().unwrap_or_default();
    let member = panel(r, session)?.into_iter().find(|m| m.expert_no == no);
    let who = member.map_or_else(|| no.clone(), |m| format!("{}，{no}", m.name));
    Err(revoked(Code::PackRevoked, word).with("who", who))
}

/// A refusal that says when and why a laptop was revoked.
pub(super) fn revoked(code: Code, word: &RevokeWord) -> Refusal {
    Refusal::of(code)
        .with("by", word.by.clone())
        .with("when", crate::clock::local(word.at).format("%Y-%m-%d %H:%M").to_string())
        .with("reason", word.reason.clone())
}

/// Twice, a gap, an old one, a late one, another of the same number among the packs of this sender.
fn placement(
    r: &Reader<'_>,
    session: &Session,
    contents: &Contents,
    expert_no: &str,
) -> Result<Vec<Finding>> {
    let records: Vec<PackRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    let sender = contents.header.sender.to_string();
    let known: BTreeMap<u64, Digest> = records
        .iter()
        .filter(|p| p.direction == Direction::In && p.peer == sender)
        .filter_map(|p| Some((p.sequence, Digest::parse(&p.digest)?)))
        .collect();
    let sequence = contents.header.sequence;
    let here = contents.digest.to_string();
    // Of two packs with one number, taken in both, each is one that is here.
    if records.iter().any(|p| p.direction == Direction::In && p.digest == here) {
        let again = Finding::new(Code::PackDuplicate, domain::Severity::Info);
        return Ok(vec![again.with("sender", expert_no).with("seq", sequence.to_string())]);
    }
    let newest = known.keys().next_back().copied().unwrap_or_default();
    let mut findings = match packs::place(&known, sequence, contents.digest) {
        // One that is here was told above.
        Placement::New | Placement::Duplicate => Vec::new(),
        Placement::Gap { missing } => {
            let text: Vec<String> = missing
                .iter()
                .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") })
                .collect();
            let finding = if lacks::is_whole(&contents.events) {
                Finding::new(Code::PackCovered, domain::Severity::Info)
            } else {
                Finding::warning(Code::PackGap)
            };
            vec![finding.with("sender", expert_no).with("missing", text.join("、"))]
        }
        Placement::Fork { other } => vec![
            Finding::warning(Code::PackRival)
                .with("sender", expert_no)
                .with("seq", sequence.to_string())
                .with("other", short(&other))
                .with("this", short(&contents.digest)),
        ],
    };
    if !known.contains_key(&sequence) {
        if sequence < newest {
            let stale = Finding::warning(Code::PackStale).with("sender", expert_no);
            findings.push(stale.with("seq", sequence.to_string()).with("newest", newest.to_string()));
        }
        if !session.reopenings.is_empty() {
            findings.push(Finding::warning(Code::PackLate).with("sender", expert_no));
        }
    }
    Ok(findings)
}

/// The beginning of a digest.
fn short(digest: &Digest) -> String {
    digest.to_string().chars().take(12).collect()
}
