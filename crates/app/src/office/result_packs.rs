//! The result for every laptop: what its expert may know of it and, once the session is archived, the notice with which the
//! laptop may be cleared.

use std::path::Path;

use domain::Code;
use domain::session::{Session, Stage};
use packs::{Certificate, Digest, PackKind, PartyRole, SignedEvent};
use serde::{Deserialize, Serialize};
use serde_json::json;
use vault::Reader;

use super::closing::ARCHIVED;
use super::conclude::meeting_result;
use super::enrol::trusted_laptop;
use super::prepare::recusals;
use super::{Office, frozen};
use crate::access::{Act, meeting_id};
use crate::api::board::TaskMade;
use crate::files;
use crate::meeting_events::{self, Outgoing, stored, write_pack};
use crate::records::{Direction, PackRecord, PeerRecord};
use crate::refusal::{Refusal, Result};
use crate::work::Work;

/// Kind of the event that tells an expert the result.
pub(crate) const RESULT: &str = "result";

/// What an expert is told of one bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldBid {
    /// Number.
    pub bid_no: String,
    /// Title.
    pub title: String,
    /// Rank; nothing for a bid that was not scored.
    pub rank: Option<usize>,
    /// The panel's conclusion, in Chinese.
    pub conclusion: String,
}

/// What an expert is told: ranks and conclusions of the bids that the expert may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldResult {
    /// Number of the session.
    pub session_no: String,
    /// Digest of the frozen rules, hex.
    pub rules: String,
    /// Bids in order of rank.
    pub bids: Vec<ToldBid>,
}

/// Everything a result pack is made of.
struct Plan {
    told: ToldResult,
    notice: Option<SignedEvent>,
    peer: PeerRecord,
    certificate: Certificate,
    sequence: u64,
    previous_pack: Option<Digest>,
}

impl Office {
    /// Makes the result pack of one member: conclusions of the bids that the member may see, their ranks where nothing is hidden
    /// from the member, and, once the session is archived, the notice with which the laptop may be cleared.
    ///
    /// # Errors
    /// `session.out_of_order` before the documents are made; `laptop.revoked` when the member's laptop was, and no other came;
    /// `enrol.not_compared` without any laptop; `io`.
    pub fn issue_result(&mut self, session_no: &str, expert_no: &str, path: &Path) -> Result<Digest> {
        self.access.writable()?;
        files::folder_is_there(path.parent().unwrap_or(Path::new("")))?;
        let session = self.session(session_no)?;
        if session.stage != Stage::Closed {
            return Err(Refusal::of(Code::StepOutOfOrder)
                .with("stage", session.stage.zh())
                .with("step", "发结果包"));
        }
        let keys = self.access.device_keys()?;
        let at = self.access.clock.now();
        let head = self.access.vault.journal_head()?;
        let plan = self.access.read(|r| plan(r, &session, expert_no))?;
        let told = self.signed(&session, RESULT, &plan.told)?;
        let digest = write_pack(
            path,
            &keys,
            Outgoing {
                kind: PackKind::Result,
                role: PartyRole::Secretariat,
                meeting: meeting_id(&session.meeting_id)?,
                sequence: plan.sequence,
                recipients: vec![plan.peer.keys],
                at,
                certificate: None,
                certificates: vec![plan.certificate],
                previous_pack: plan.previous_pack,
                journal: (head.seq, head.hash),
                events: plan.notice.into_iter().chain([told.clone()]).collect(),
                blobs: Vec::new(),
            },
        )?;
        let act =
            Act::new("pack.result", format!("{session_no}/{expert_no}")).with(json!({ "digest": digest }));
        self.access.record_at(at, act, |w| {
            w.put(&stored(&session.meeting_id, &told))?;
            w.put(&PackRecord {
                meeting: session.meeting_id.clone(),
                direction: Direction::Out,
                kind: PackKind::Result,
                peer: plan.peer.keys.fingerprint().to_string(),
                sequence: plan.sequence,
                digest: digest.to_string(),
                at,
                journal_head: hex::encode(head.hash),
                events: Vec::new(),
                late: false,
            })?;
            Ok(digest)
        })
    }

    /// Makes the result packs of every member with a laptop that is trusted, into a folder; one for whom none can be made
    /// says why.
    ///
    /// # Errors
    /// `io.no_folder`; `work.stopped`: packs made until then stay.
    pub fn issue_results(&mut self, session_no: &str, folder: &Path, work: &Work) -> Result<Vec<TaskMade>> {
        files::folder_is_there(folder)?;
        let panel = self.access.read(|r| Ok(frozen(r, &super::session(r, session_no)?)?.rules.panel))?;
        let mut made = Vec::new();
        for (done, member) in panel.iter().enumerate() {
            work.step("results.write", done, panel.len())?;
            let path = folder.join(format!("结果包_{}.lzp", files::safe(&member.expert_no)));
            let issued = self.shared_inbox(session_no, &member.expert_no).and_then(|inbox| {
                let path = inbox.unwrap_or(path);
                self.issue_result(session_no, &member.expert_no, &path).map(|_| path)
            });
            made.push(TaskMade {
                expert_no: member.expert_no.clone(),
                path: issued.as_ref().ok().map(|path| path.display().to_string()),
                problems: issued.err().map(|refusal| refusal.problems()).unwrap_or_default(),
            });
        }
        Ok(made)
    }
}

/// Gathers a result pack, or says what is missing for it.
fn plan(r: &Reader<'_>, session: &Session, expert_no: &str) -> Result<Plan> {
    let (certificate, peer) = trusted_laptop(r, session, expert_no)?;
    let device = certificate.keys.fingerprint();
    let hidden: Vec<String> = recusals(r, session)?
        .into_iter()
        .filter(|x| x.expert_no == expert_no && x.in_force())
        .map(|x| x.bid_no)
        .collect();
    let bids = meeting_result(r, session)?
        .judged
        .into_iter()
        .filter(|j| !hidden.iter().any(|no| no == j.item.no()))
        .map(|j| ToldBid {
            bid_no: j.item.no().to_owned(),
            title: j.item.title().to_owned(),
            // A rank that is left out between two others is the hidden bid's.
            rank: j.tally.rank.filter(|_| hidden.is_empty()),
            conclusion: j.decision.conclusion.zh().to_owned(),
        })
        .collect();
    let sent: Vec<PackRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    let to = device.to_string();
    let last =
        sent.iter().filter(|p| p.direction == Direction::Out && p.peer == to).max_by_key(|p| p.sequence);
    let events = meeting_events::load(r, &session.meeting_id)?;
    let own = events.into_iter().filter(|e| e.author() == certificate.issuer && e.event().kind == ARCHIVED);
    Ok(Plan {
        told: ToldResult { session_no: session.no.clone(), rules: frozen(r, session)?.digest, bids },
        notice: own.max_by_key(|e| e.event().device_seq),
        sequence: last.map_or(1, |p| p.sequence + 1),
        previous_pack: last.and_then(|p| Digest::parse(&p.digest)),
        peer,
        certificate,
    })
}
