//! Card, request, task pack in, score pack out.

use std::fs::File;
use std::path::Path;

use domain::desk::{DeskEvent, Task, TaskPaper};
use domain::{Code, Item};
use packs::{
    Authority, Certificate, Contents, Digest, EnrolmentRequest, Limits, MeetingCard, Opened, PackKind,
    PartyRole,
};
use serde_json::json;

use super::{Desk, amended, papers, state, task};
use crate::access::{Act, meeting_id};
use crate::files;
use crate::judged::{self, RULES_AMENDED};
use crate::meeting_events::{self, Outgoing, content, write_pack};
use crate::office::{SCANNED_CARD, SMALL_FILE};
use crate::records::{Direction, PackRecord, PeerRecord, TaskRecord, peer_id};
use crate::refusal::{Refusal, Result};

impl Desk {
    /// The 24 digits of this laptop's keys, to be read to the secretary.
    ///
    /// # Errors
    /// The vault's own.
    pub fn digits(&self) -> Result<String> {
        Ok(self.access.device_keys()?.public().digits24())
    }

    /// Reads a meeting card: the meeting's id and the digits of the secretariat that two people compare.
    ///
    /// # Errors
    /// What the file is refused for.
    pub fn read_card(&self, path: &Path) -> Result<(String, String)> {
        let card = card(path)?;
        Ok((card.meeting.to_string(), card.keys.digits24()))
    }

    /// Pins the secretariat of a meeting once the digits that the expert typed are those of its keys.
    ///
    /// # Errors
    /// What the file is refused for, `enrol.card_digits_differ`; `pack.sender_not_allowed` when another secretariat is
    /// pinned for this meeting already.
    pub fn pin(&mut self, path: &Path, typed: &str) -> Result<String> {
        self.access.writable()?;
        let card = card(path)?;
        crate::office::same_digits(&card.keys, typed, Code::EnrolCardDigits)?;
        let at = self.access.clock.now();
        let meeting = card.meeting.to_string();
        let act =
            Act::new("enrol.pin", meeting.clone()).with(json!({ "fingerprint": card.keys.fingerprint() }));
        let compared_by = self.access.actor.clone();
        self.access.record_at(at, act, |w| {
            let pinned: Vec<PeerRecord> = w.list_prefix(&format!("{meeting}/"))?;
            if pinned.iter().any(|p| p.keys != card.keys) {
                return Err(Refusal::of(Code::PackSender)
                    .with("file", files::name(path))
                    .with("sender", card.keys.fingerprint().to_string()));
            }
            w.put(&PeerRecord {
                meeting: meeting.clone(),
                expert_no: None,
                keys: card.keys,
                digits: card.keys.digits24(),
                compared_by,
                compared_at: at,
            })?;
            Ok(meeting)
        })
    }

    /// Writes this laptop's request to be enrolled in a pinned meeting: keys only, no name.
    ///
    /// # Errors
    /// `enrol.not_compared` before the card was pinned, `io.no_folder`, `io`.
    pub fn write_request(&self, meeting: &str, path: &Path) -> Result<()> {
        self.access.writable()?;
        self.secretariat(meeting)?;
        files::folder_is_there(path.parent().unwrap_or(Path::new("")))?;
        let request = EnrolmentRequest::issue(&self.access.device_keys()?, meeting_id(meeting)?);
        files::write_bytes(path, &request.to_bytes())
    }

    /// This laptop's request as a picture for the screen: a QR code that a hand scanner types into the secretariat's field.
    ///
    /// # Errors
    /// `enrol.not_compared` before the card was pinned.
    pub fn request_code(&self, meeting: &str) -> Result<String> {
        self.secretariat(meeting)?;
        let request = EnrolmentRequest::issue(&self.access.device_keys()?, meeting_id(meeting)?);
        Ok(documents::qr_svg(&crate::office::scanned(&request))?)
    }

    /// Takes a pack of the secretariat in, after every check of the format, in one step, and gives the meeting's id: a task,
    /// a changed task, a question about deviating scores, or the result. The same pack again changes nothing.
    ///
    /// # Errors
    /// Every refusal of a pack; `score.locked` for a new task after the lock, unless it gives a bid back or its rules amend those
    /// that are here; `amend.older_task`. Under an amended sheet the desk is open again, whole.
    pub fn take_task(&mut self, path: &Path) -> Result<String> {
        self.access.writable()?;
        let file = files::name(path);
        let opened =
            self.open_task(path).map_err(|refusal| refusal.in_file(&file).naming_recipients(|_| None))?;
        if opened.contents().header.kind == PackKind::Result {
            let contents = opened.into_contents();
            return self.take_result(&contents).map_err(|refusal| refusal.in_file(&file));
        }
        if super::asked::asks(opened.contents()) {
            let contents = opened.into_contents();
            return self.take_ask(&contents).map_err(|refusal| refusal.in_file(&file));
        }
        let (record, papers) = task_record(opened.contents()).map_err(|refusal| refusal.in_file(&file))?;
        let at = self.access.clock.now();
        let own = self.access.device_keys()?.fingerprint();
        let before = self.access.read(|r| Ok(r.get::<TaskRecord>(&record.meeting)?))?;
        let mut anew = None;
        match before {
            Some(before) if before == record => return Ok(record.meeting),
            Some(before) => {
                amended::not_older(&before, &record, &file)?;
                let scores = amended::scores_anew(&before, &record).map_err(|r| r.in_file(&file))?;
                anew = scores.then_some(before);
            }
            None => {}
        }
        self.access.vault.backup("import")?;
        // Papers come first: until the step below names them they do not count.
        let contents = papers::store(&self.access.vault, opened).map_err(|refusal| refusal.in_file(&file))?;
        let digest = contents.digest;
        let act = Act::new("task.take", record.meeting.clone()).with(json!({
            "digest": digest, "rules": record.rules_digest, "bids": record.task.items.len(),
            "papers": papers.len(),
        }));
        self.access.record_at(at, act, |w| {
            let mut desk = state(w, &record.meeting)?;
            if let Some(before) = &anew {
                amended::open_anew(w, &mut desk, (before, &record), at)?;
                w.put(&desk)?;
            } else if desk.locked_at.is_some() || !desk.given_back.is_empty() {
                super::given_back::reopen(w, &mut desk, &record, (own, at))?;
            }
            for event in &contents.events {
                w.put(&meeting_events::stored(&record.meeting, event))?;
            }
            w.put(&PackRecord {
                meeting: record.meeting.clone(),
                direction: Direction::In,
                kind: contents.header.kind,
                peer: contents.header.sender.to_string(),
                sequence: contents.header.sequence,
                digest: digest.to_string(),
                at,
                journal_head: contents.manifest.journal.head.to_string(),
                events: Vec::new(),
                late: false,
            })?;
            papers::replace(w, &desk, papers, at)?;
            w.put(&record)?;
            Ok(record.meeting)
        })
    }

    /// Opens a task pack stage by stage, up to its papers.
    fn open_task(&self, path: &Path) -> Result<Opened<File>> {
        let keys = self.access.device_keys()?;
        let opened = files::open(path)?;
        let headed = packs::open(opened, &Limits::default())?;
        let (kind, meeting, sender) = {
            let header = headed.header();
            (header.kind, header.meeting, header.sender)
        };
        let allowed = vec![PackKind::Task, PackKind::Revision, PackKind::Result];
        meeting_events::is_of(
            kind,
            &allowed,
            ("秘书处发来的任务包或者结果包", "a task or result pack of the secretariat"),
        )?;
        let pinned: Vec<PeerRecord> = self.access.read(|r| Ok(r.list()?))?;
        if !pinned.iter().any(|p| p.meeting == meeting.to_string()) {
            return Err(Refusal::of(Code::PackWrongMeeting).with("other", meeting.to_string()));
        }
        let secretariat = pinned
            .iter()
            .find(|p| p.id_is(&meeting.to_string(), sender))
            .ok_or_else(|| Refusal::of(Code::PackSender).with("sender", sender.to_string()))?;
        let verified = headed.verify(&secretariat.keys)?;
        let authority = Authority {
            secretariat: Some(secretariat.keys),
            allowed,
            ..Authority::of(meeting, keys.fingerprint(), PartyRole::Secretariat)
        };
        let known = |author: &packs::Fingerprint| (*author == sender).then_some(secretariat.keys);
        let opened = verified.authorise(&authority)?.decrypt(&keys, &known)?;
        let own = opened.contents().manifest.certificates.iter().find(|c| c.keys == keys.public());
        match own {
            Some(certificate) => certificate.verify(&secretariat.keys)?,
            None => {
                return Err(Refusal::of(Code::PackContent).with("reason", "no certificate for this laptop"));
            }
        }
        Ok(opened)
    }

    /// Hands the scores over: a pack with every event of this laptop. Possible again at any time; each pack has the next
    /// number.
    ///
    /// # Errors
    /// `score.incomplete` before the lock; `io`.
    pub fn write_scores(&mut self, meeting: &str, path: &Path) -> Result<Digest> {
        self.access.writable()?;
        files::folder_is_there(path.parent().unwrap_or(Path::new("")))?;
        let keys = self.access.device_keys()?;
        let secretariat = self.secretariat(meeting)?;
        let at = self.access.clock.now();
        let head = self.access.vault.journal_head()?;
        let (mut desk, task, events) = self
            .access
            .read(|r| Ok((state(r, meeting)?, task(r, meeting)?, meeting_events::load(r, meeting)?)))?;
        // Before the first lock the word of being there may leave the desk: no sheet is signed yet.
        if desk.locked_at.is_none() && !signed_in_unscored(&events, keys.fingerprint())? {
            return Err(Refusal::of(Code::StepOutOfOrder)
                .with("stage", "尚未锁定")
                .with("step", "导出评分包"));
        }
        let certificate =
            Certificate::from_carried(&hex::decode(&task.certificate).map_err(Refusal::internal)?)?;
        let sequence = desk.packs_out + 1;
        let outgoing = Outgoing {
            kind: PackKind::Score,
            role: PartyRole::Expert,
            meeting: meeting_id(meeting)?,
            sequence,
            recipients: vec![secretariat.keys],
            at,
            certificate: Some(certificate),
            certificates: Vec::new(),
            previous_pack: desk.last_pack.as_deref().and_then(Digest::parse),
            journal: (head.seq, head.hash),
            events: events.into_iter().filter(|e| e.author() == keys.fingerprint()).collect(),
            blobs: Vec::new(),
        };
        let digest = write_pack(path, &keys, outgoing)?;
        desk.packs_out = sequence;
        desk.last_pack = Some(digest.to_string());
        desk.handed = desk.last_event.as_ref().map(|(seq, _)| *seq);
        let act = Act::new("pack.scores", meeting).with(json!({ "digest": digest, "sequence": sequence }));
        self.access.record_at(at, act, |w| {
            w.put(&desk)?;
            w.put(&PackRecord {
                meeting: meeting.to_owned(),
                direction: Direction::Out,
                kind: PackKind::Score,
                peer: secretariat.keys.fingerprint().to_string(),
                sequence,
                digest: digest.to_string(),
                at,
                journal_head: hex::encode(head.hash),
                events: Vec::new(),
                late: false,
            })?;
            Ok(digest)
        })
    }

    /// Signs in at this laptop and writes the pack that says so, with nothing of any score in it. Possible again: the word stays
    /// the first.
    ///
    /// # Errors
    /// Those of [`Desk::sign_in`] and [`Desk::write_scores`].
    pub fn sign_in_to(&mut self, meeting: &str, path: &Path) -> Result<Digest> {
        files::folder_is_there(path.parent().unwrap_or(Path::new("")))?;
        self.sign_in(meeting, false)?;
        self.write_scores(meeting, path)
    }

    /// Whether something was signed that no pack has handed over yet: after the lock anything, before it that one is there.
    ///
    /// # Errors
    /// The vault's own.
    pub fn has_news(&self, meeting: &str) -> Result<bool> {
        let desk = self.access.read(|r| state(r, meeting))?;
        let signed = desk.last_event.map_or(0, |(seq, _)| seq);
        let there = desk.signed_in_at.is_some() && desk.handed.is_none() && signed == 1;
        Ok((desk.locked_at.is_some() || there) && signed > desk.handed.unwrap_or_default())
    }

    /// The pinned secretariat of a meeting.
    pub(super) fn secretariat(&self, meeting: &str) -> Result<PeerRecord> {
        let pinned: Vec<PeerRecord> = self.access.read(|r| Ok(r.list_prefix(&format!("{meeting}/"))?))?;
        pinned.into_iter().next().ok_or_else(|| Refusal::of(Code::EnrolNotCompared).with("who", "秘书处"))
    }
}

impl PeerRecord {
    /// Whether this is the laptop with these keys in this meeting.
    fn id_is(&self, meeting: &str, fingerprint: packs::Fingerprint) -> bool {
        peer_id(&self.meeting, self.keys.fingerprint()) == peer_id(meeting, fingerprint)
    }
}

/// Whether a desk signed that its expert is there, and nothing that says how anything was scored.
fn signed_in_unscored(events: &[packs::SignedEvent], own: packs::Fingerprint) -> Result<bool> {
    let mut there = false;
    for event in events.iter().filter(|e| e.author() == own) {
        match meeting_events::body_of(event)? {
            DeskEvent::SignedIn { .. } => there = true,
            DeskEvent::Pledged | DeskEvent::Recused { .. } => {}
            DeskEvent::Scored { .. }
            | DeskEvent::Abstained { .. }
            | DeskEvent::ScaleSeen { .. }
            | DeskEvent::Upheld { .. }
            | DeskEvent::Locked { .. } => return Ok(false),
        }
    }
    Ok(there)
}

/// Reads and checks a meeting card: a file, or what a scanner typed of the code on the printed card.
fn card(path: &Path) -> Result<MeetingCard> {
    let typed = path.to_str().and_then(|text| text.trim().strip_prefix(SCANNED_CARD));
    let file = if typed.is_some() { SCANNED_CARD.to_owned() } else { files::name(path) };
    let bytes = match typed {
        Some(digits) => hex::decode(digits).unwrap_or_default(),
        None => files::read(path, SMALL_FILE)?,
    };
    MeetingCard::from_bytes(&bytes)
        .map_err(|e| Refusal::from(e).instead(Code::PackNotAPack, Code::CardNotACard).in_file(&file))
}

/// Puts the task together from its events, and checks it against itself and against the papers beside it.
fn task_record(contents: &Contents) -> Result<(TaskRecord, Vec<TaskPaper>)> {
    let read = |e: serde_json::Error| content(e.to_string());
    let mut events: Vec<&packs::SignedEvent> = contents.events.iter().collect();
    events.sort_by_key(|e| e.event().device_seq);
    let (mut task, mut papers): (Option<Task>, Vec<TaskPaper>) = (None, Vec::new());
    let mut amended = Vec::new();
    for event in events {
        let body = &event.event().body;
        match (event.event().kind.as_str(), &mut task) {
            ("task", _) => task = Some(serde_json::from_slice(body).map_err(read)?),
            (part, Some(task)) if meeting_events::task_part(task.rules.kind()) == part => {
                task.items.extend(serde_json::from_slice::<Vec<Item>>(body).map_err(read)?);
            }
            ("task.papers", Some(_)) => {
                papers.extend(serde_json::from_slice::<Vec<TaskPaper>>(body).map_err(read)?);
            }
            (RULES_AMENDED, _) => amended.push(judged::body(event)?),
            (other, _) => return Err(content(format!("event kind {other}"))),
        }
    }
    let task = task.ok_or_else(|| content("no task".to_owned()))?;
    let certificate = contents
        .manifest
        .certificates
        .iter()
        .find(|c| c.person == task.expert_no)
        .ok_or_else(|| content("no certificate".to_owned()))?;
    if let Some(other) = task.items.iter().find(|i| i.kind() != task.rules.kind()) {
        return Err(content(format!("item {} of another kind", other.no())));
    }
    if task.rules.member(&task.expert_no).is_none() {
        return Err(content("not on the panel".to_owned()));
    }
    papers::check(&task, &papers, &contents.manifest.blobs)?;
    let record = TaskRecord {
        meeting: contents.header.meeting.to_string(),
        rules_digest: hex::encode(task.rules.digest()?),
        certificate: hex::encode(certificate.to_carried()),
        pack_digest: contents.digest.to_string(),
        amended: amended::checked(&task, amended)?,
        task,
    };
    Ok((record, papers))
}
