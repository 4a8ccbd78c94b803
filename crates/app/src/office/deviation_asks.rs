//! 偏离复核: after a tally every expert with scores beyond the frozen limit is asked for a word, by a pack that shows the own
//! value and how far it is, and nobody else's score.

use std::path::Path;

use chrono::{DateTime, Utc};
use domain::Code;
use domain::desk::{AskedScore, DeviationAsk};
use domain::deviation::{Deviation, deviations};
use domain::session::{Asked, Session, Stage};
use packs::{Certificate, Digest, PackKind, PartyRole};
use serde_json::json;
use vault::Reader;

use super::enrol::trusted_laptop;
use super::tally::{TallyView, tallied};
use super::{Office, session};
use crate::access::{Act, meeting_id};
use crate::api::board::TaskMade;
use crate::files;
use crate::meeting_events::{DEVIATION_ASK, Outgoing, stored, write_pack};
use crate::records::{Direction, PackRecord, PeerRecord, SessionRecord};
use crate::refusal::{Refusal, Result};

/// With fewer others the distance from their mean would tell their scores.
const OTHERS_FOR_SHARE: usize = 3;

/// Everything a pack that asks is made of.
struct Plan {
    session: Session,
    ask: DeviationAsk,
    asked: Vec<(AskedScore, Deviation)>,
    peer: PeerRecord,
    certificate: Certificate,
    sequence: u64,
    previous_pack: Option<Digest>,
}

impl Office {
    /// Asks every member with deviating scores for a word, each by a pack of its own into a folder; one for whom none can be
    /// made says why.
    ///
    /// # Errors
    /// `session.out_of_order` unless the scores were taken together; `deviation.none`; `io.no_folder`.
    pub fn ask_deviations(&mut self, session_no: &str, folder: &Path) -> Result<Vec<TaskMade>> {
        files::folder_is_there(folder)?;
        let members = self.access.read(|r| {
            let view = tallied_now(r, &session(r, session_no)?)?;
            // Who scored on paper is asked by word of mouth.
            let typed = |d: &Deviation, no: &str| {
                let of = (d.bid_no.clone(), no.to_owned());
                view.scoring.sheets.get(&of).is_some_and(|c| c.paper.is_some())
            };
            let far = far(&view);
            let panel = view.rules.panel.iter().enumerate();
            Ok(panel
                .filter(|(position, m)| far.iter().any(|d| d.member == *position && !typed(d, &m.expert_no)))
                .map(|(_, m)| m.expert_no.clone())
                .collect::<Vec<_>>())
        })?;
        if members.is_empty() {
            return Err(Refusal::of(Code::DeviationNone));
        }
        Ok(members
            .into_iter()
            .map(|expert_no| {
                let path = folder.join(format!("偏离复核_{}.lzp", files::safe(&expert_no)));
                let made = self.shared_inbox(session_no, &expert_no).and_then(|inbox| {
                    let path = inbox.unwrap_or(path);
                    self.ask_deviation(session_no, &expert_no, &path).map(|_| path)
                });
                TaskMade {
                    path: made.as_ref().ok().map(|path| path.display().to_string()),
                    problems: made.err().map(|refusal| refusal.problems()).unwrap_or_default(),
                    expert_no,
                }
            })
            .collect())
    }

    /// Asks one member for a word on the own deviating scores. Asking again is possible; what was asked of the same sheet is
    /// kept once.
    ///
    /// # Errors
    /// As [`Office::ask_deviations`]; `enrol.not_compared`, `laptop.revoked`, `io`.
    pub fn ask_deviation(&mut self, session_no: &str, expert_no: &str, path: &Path) -> Result<Digest> {
        self.access.writable()?;
        files::folder_is_there(path.parent().unwrap_or(Path::new("")))?;
        let keys = self.access.device_keys()?;
        let at = self.access.clock.now();
        let head = self.access.vault.journal_head()?;
        let plan = self.access.read(|r| plan(r, session_no, expert_no))?;
        let event = self.signed(&plan.session, DEVIATION_ASK, &plan.ask)?;
        let digest = write_pack(
            path,
            &keys,
            Outgoing {
                kind: PackKind::Revision,
                role: PartyRole::Secretariat,
                meeting: meeting_id(&plan.session.meeting_id)?,
                sequence: plan.sequence,
                recipients: vec![plan.peer.keys],
                at,
                certificate: None,
                certificates: vec![plan.certificate],
                previous_pack: plan.previous_pack,
                journal: (head.seq, head.hash),
                events: vec![event.clone()],
                blobs: Vec::new(),
            },
        )?;
        let act = Act::new("deviation.ask", format!("{session_no}/{expert_no}"))
            .with(json!({ "digest": digest, "scores": plan.asked.len() }));
        self.access.record_at(at, act, |w| {
            let mut session = session(w, session_no)?;
            note(&mut session, expert_no, at, plan.asked);
            let meeting = session.meeting_id.clone();
            w.put(&SessionRecord(session))?;
            w.put(&stored(&meeting, &event))?;
            w.put(&PackRecord {
                meeting,
                direction: Direction::Out,
                kind: PackKind::Revision,
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
}

/// Keeps with the session what was asked; of one sheet once.
pub(super) fn note(
    session: &mut Session,
    expert_no: &str,
    at: DateTime<Utc>,
    scores: Vec<(AskedScore, Deviation)>,
) {
    for (score, deviation) in scores {
        let asked = Asked {
            at,
            expert_no: expert_no.to_owned(),
            bid_no: score.bid_no,
            criterion: score.criterion,
            revision: score.revision,
            own: score.own,
            share: deviation.share,
        };
        let same = |a: &Asked| {
            (&a.expert_no, &a.bid_no, &a.criterion, a.revision)
                == (&asked.expert_no, &asked.bid_no, &asked.criterion, asked.revision)
        };
        if !session.asked.iter().any(same) {
            session.asked.push(asked);
        }
    }
}

/// The tally while the panel still deliberates.
pub(super) fn tallied_now(r: &Reader<'_>, session: &Session) -> Result<std::sync::Arc<TallyView>> {
    match session.stage {
        Stage::Tallied => tallied(r, session),
        stage => {
            Err(Refusal::of(Code::StepOutOfOrder).with("stage", stage.zh()).with("step", "请专家复核偏离"))
        }
    }
}

/// Every score beyond the limit.
pub(super) fn far(view: &TallyView) -> Vec<Deviation> {
    view.tally.bids.iter().flat_map(|bid| deviations(&view.rules, bid)).collect()
}

/// A deviating score as its expert is asked about it.
pub(super) fn score(view: &TallyView, expert_no: &str, of: &Deviation) -> Option<AskedScore> {
    let counted = view.scoring.sheets.get(&(of.bid_no.clone(), expert_no.to_owned()))?;
    Some(AskedScore {
        bid_no: of.bid_no.clone(),
        criterion: of.criterion.clone(),
        revision: counted.by.revision,
        own: of.own,
        above: of.is_above(),
        share: (of.others >= OTHERS_FOR_SHARE).then(|| of.distance()),
    })
}

/// Gathers what a member is asked, or says why nothing can be.
fn plan(r: &Reader<'_>, session_no: &str, expert_no: &str) -> Result<Plan> {
    let session = session(r, session_no)?;
    let view = tallied_now(r, &session)?;
    let position = view.rules.panel.iter().position(|m| m.expert_no == expert_no);
    let position = position.ok_or_else(|| Refusal::not_found(expert_no))?;
    let asked: Vec<(AskedScore, Deviation)> = far(&view)
        .into_iter()
        .filter(|d| d.member == position)
        .filter_map(|d| Some((score(&view, expert_no, &d)?, d)))
        .collect();
    if asked.is_empty() {
        return Err(Refusal::of(Code::DeviationNone));
    }
    let (certificate, peer) = trusted_laptop(r, &session, expert_no)?;
    let to = peer.keys.fingerprint().to_string();
    let sent: Vec<PackRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    let last =
        sent.iter().filter(|p| p.direction == Direction::Out && p.peer == to).max_by_key(|p| p.sequence);
    Ok(Plan {
        ask: DeviationAsk {
            expert_no: expert_no.to_owned(),
            rules: view.rules_digest.clone(),
            limit: view.rules.sheet.sheet.deviation_percent.to_string(),
            items: asked.iter().map(|(score, _)| score.clone()).collect(),
        },
        asked,
        sequence: last.map_or(1, |p| p.sequence + 1),
        previous_pack: last.and_then(|p| Digest::parse(&p.digest)),
        session,
        peer,
        certificate,
    })
}
