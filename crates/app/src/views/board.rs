//! A meeting as it is held. What packs prove is shown, what they do not prove is unknown, and no score before the lock.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::amendment::Amendment;
use domain::fold::{Of, Scoring};
use domain::gates::{Conduct, Said};
use domain::recusal::Recusal;
use domain::session::{Asked, GivenBack, Missed, Session, Stage};
use domain::{Finding, Member};
use vault::Reader;

use super::amend::{incident_lines, task_due};
use super::conduct::conduct_view;
use super::gates::gates;
use super::setup::{facts_view, hearings, recusal_view, session_card};
use super::words::{count, minute, second};
use crate::api::Problem;
use crate::api::board::{
    BoardBid, BoardCell, BoardExpert, BoardLack, BoardReturn, BoardView, FeedKind, FeedLine, PackFacts,
    SetAside,
};
use crate::api::paper::{PaperFacts, TypedState};
use crate::judged::Judged;
use crate::meeting_events;
use crate::office::lacks::{Lack, lacks, open};
use crate::office::paper_draft::{Paper, conflicts};
use crate::office::prepare::{recusals, undecided};
use crate::office::tally::{devices, scoring, unsettled, waiting};
use crate::office::{Office, forks, items, panel, returns, rules, session};
use crate::paper_records::PaperDraft;
use crate::records::{CertificateRecord, Direction, DocumentRecord, PackRecord, PeerRecord, RulesRecord};
use crate::refusal::Result;
use domain::Code;
use packs::PackKind;

/// Everything the board is drawn from.
pub(super) struct Meeting {
    pub(super) session: Session,
    pub(super) panel: Vec<Member>,
    /// Members whom amended rules took from the panel.
    left: Vec<Member>,
    pub(super) recusals: Vec<Recusal>,
    pub(super) scoring: Scoring,
    pub(super) waiting: Vec<String>,
    /// Forks that keep the scores from being taken together.
    pub(super) forks: Vec<Finding>,
    /// Laptops that people revoked.
    pub(super) revoked: Vec<packs::Fingerprint>,
    pub(super) lacks: Vec<Lack>,
    pub(super) peers: Vec<PeerRecord>,
    pub(super) packs: Vec<PackRecord>,
    pub(super) enrolled: Vec<String>,
    /// Paper sheets that are being typed, and where each stands.
    typed: BTreeMap<Of, BoardCell>,
    /// Sheets from a laptop and from paper of which nobody decided.
    conflicts: Vec<Finding>,
    /// When each member locked, as signed.
    locked: BTreeMap<String, DateTime<Utc>>,
    /// Records of members that people's words on forks set aside.
    set_aside: BTreeMap<String, SetAside>,
    /// Number of the rules in force; 1 before they were frozen.
    version: u32,
    /// When the rules in force were frozen, where they amended others.
    amended_at: Option<DateTime<Utc>>,
    /// Words by which the rules were amended.
    amended: Vec<Amendment>,
}

impl Meeting {
    /// Reads a meeting.
    pub(super) fn read(r: &Reader<'_>, session: Session) -> Result<Meeting> {
        let prefix = format!("{}/", session.meeting_id);
        let rules = rules(r, &session)?;
        let judged = scoring(r, &session)?;
        let scoring = judged.scoring.clone();
        let forks = unsettled(r, &session, &judged, &devices(r, &session)?)?;
        let revoked = judged.decisions.revoked.keys().copied().collect();
        let set_aside = set_aside(r, &session, &judged)?;
        let mut packs: Vec<PackRecord> = r.list_prefix(&prefix)?;
        packs.sort_by_key(|p| p.at);
        let mut peers: Vec<PeerRecord> = r.list_prefix(&prefix)?;
        peers.sort_by_key(|p| p.compared_at);
        let certificates: Vec<CertificateRecord> = r.list_prefix(&prefix)?;
        let recusals = recusals(r, &session)?;
        Ok(Meeting {
            typed: typed(r, &session)?,
            conflicts: rules.as_ref().map_or_else(Vec::new, |f| conflicts(&f.rules, &scoring, &recusals)),
            panel: match &rules {
                Some(frozen) => frozen.rules.panel.clone(),
                None => panel(r, &session)?,
            },
            lacks: match &rules {
                Some(frozen) => lacks(r, &session, &frozen.rules, &scoring)?,
                None => Vec::new(),
            },
            left: rules.as_ref().map(gone).unwrap_or_default(),
            version: rules.as_ref().map_or(1, |f| f.rules.version()),
            amended_at: rules.as_ref().filter(|f| !f.former.is_empty()).map(|f| f.rules.frozen_at),
            waiting: rules.map(|f| waiting(&session, &f.rules, &scoring)).unwrap_or_default(),
            recusals,
            enrolled: certificates.into_iter().map(|c| c.expert_no).collect(),
            scoring,
            locked: judged.locked.clone(),
            amended: judged.decisions.amended.values().cloned().collect(),
            set_aside,
            forks: forks.map(|refusal| refusal.0).unwrap_or_default(),
            revoked,
            peers,
            packs,
            session,
        })
    }

    /// The laptop of a member that was enrolled last and is not revoked.
    pub(super) fn peer(&self, expert_no: &str) -> Option<&PeerRecord> {
        self.peers.iter().rfind(|p| {
            p.expert_no.as_deref() == Some(expert_no) && !self.revoked.contains(&p.keys.fingerprint())
        })
    }

    /// Packs to or from any laptop of a member, oldest first.
    pub(super) fn packs<'a>(
        &'a self,
        expert_no: &'a str,
        direction: Direction,
    ) -> impl DoubleEndedIterator<Item = &'a PackRecord> {
        self.packs.iter().filter(move |p| {
            let owner = self.peers.iter().find(|peer| peer.keys.fingerprint().to_string() == p.peer);
            p.direction == direction && owner.is_some_and(|o| o.expert_no.as_deref() == Some(expert_no))
        })
    }

    /// The task pack that a member's laptop was handed last.
    pub(super) fn task<'a>(&'a self, expert_no: &'a str) -> Option<&'a PackRecord> {
        let mut packs = self.packs(expert_no, Direction::Out);
        packs.rfind(|p| matches!(p.kind, PackKind::Task | PackKind::Revision))
    }

    fn recusal(&self, bid_no: &str, expert_no: &str) -> Option<&Recusal> {
        self.recusals.iter().find(|x| x.bid_no == bid_no && x.expert_no == expert_no)
    }

    fn excused(&self, expert_no: &str) -> Option<&str> {
        self.session.excused.iter().find(|e| e.expert_no == expert_no).map(|e| e.reason.as_str())
    }

    /// Whether this sheet does not come, with a reason.
    fn passed_over(&self, bid_no: &str, expert_no: &str) -> bool {
        let missed = |m: &Missed| m.expert_no == expert_no && m.bid_no.as_deref() == Some(bid_no);
        self.session.missed.iter().any(missed)
    }

    /// Whether any sheet of a member came from paper, or is being typed.
    fn on_paper(&self, expert_no: &str) -> bool {
        let typed = self.typed.keys().chain(self.scoring.conflicts.keys());
        let counted = self.scoring.sheets.iter().filter(|(_, c)| c.paper.is_some()).map(|(of, _)| of);
        self.scoring.closed.contains_key(expert_no) || typed.chain(counted).any(|(_, who)| who == expert_no)
    }

    /// Whether one of these sheets is returned and not signed anew yet.
    pub(super) fn given_back(&self, of: impl Fn(&GivenBack) -> bool) -> bool {
        self.session.given_back.iter().any(|g| of(g) && returns::is_open(g, &self.scoring))
    }

    /// Whether a member locked, and nothing that was locked is returned.
    pub(super) fn is_locked(&self, expert_no: &str) -> bool {
        self.scoring.locked.contains(expert_no) && !self.given_back(|g| g.expert_no == expert_no)
    }

    /// Whether a member's task pack is of the rules in force.
    pub(super) fn task_current(&self, expert_no: &str) -> bool {
        let since = self.amended_at.unwrap_or(DateTime::<Utc>::MIN_UTC);
        self.task(expert_no).is_some_and(|pack| pack.at >= since)
    }

    /// What is known of one expert's sheet of one bid.
    fn cell(&self, bid_no: &str, expert_no: &str) -> BoardCell {
        let recusal = self.recusal(bid_no, expert_no);
        let sheet = (bid_no.to_owned(), expert_no.to_owned());
        if recusal.is_some_and(Recusal::in_force) {
            BoardCell::Recused
        } else if recusal.is_some_and(|x| x.decision.is_none()) {
            BoardCell::Pending
        } else if self.scoring.abstained.contains_key(&sheet) {
            BoardCell::Abstained
        } else if self.scoring.conflicts.contains_key(&sheet) {
            BoardCell::PaperConflict
        } else if self.given_back(|g| g.bid_no == bid_no && g.expert_no == expert_no) {
            BoardCell::Returned
        } else if let Some(counted) = self.scoring.sheets.get(&sheet) {
            if counted.paper.is_some() { BoardCell::Paper } else { BoardCell::Scored }
        } else if let Some(typed) = self.typed.get(&sheet) {
            *typed
        } else if self.excused(expert_no).is_some() || self.passed_over(bid_no, expert_no) {
            BoardCell::Absent
        } else if self.scoring.outdated.contains_key(&sheet) {
            BoardCell::Outdated
        } else if self.packs(expert_no, Direction::In).next().is_none() && !self.on_paper(expert_no) {
            BoardCell::Unknown
        } else {
            BoardCell::None
        }
    }
}

impl Office {
    /// What the meeting board shows.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn board_view(&self, session_no: &str) -> Result<BoardView> {
        let own_digits = self.access.device_keys()?.public().digits24();
        let refused = self.refused_packs(session_no)?;
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let items = items(r, &session)?;
            let hearings = hearings(r, &session)?;
            let meeting = Meeting::read(r, session)?;
            // In the order of presentation: the drawn one once there is one.
            let order = Conduct::of(&meeting.session).order();
            let rows: Vec<BoardBid> = (1u32..)
                .zip(order.iter().filter_map(|no| items.iter().find(|i| i.no() == no)))
                .map(|(position, item)| board_bid(&meeting, position, item.no(), item.title()))
                .collect();
            let pending = meeting.recusals.iter().filter(|x| x.decision.is_none());
            Ok(BoardView {
                gates: gates(r, &meeting, hearings.len())?,
                conduct: conduct_view(&meeting, voids(r, &meeting.session)?),
                experts: meeting
                    .panel
                    .iter()
                    .enumerate()
                    .map(|(at, m)| expert(&meeting, &rows, at, m))
                    .collect(),
                bids: rows,
                feed: feed(&meeting),
                refused,
                blocked: blocked(&meeting).iter().map(Problem::of).collect(),
                task_due: task_due(&meeting, rules(r, &meeting.session)?.as_ref()),
                incidents: incident_lines(r, &meeting.session)?,
                waiting: meeting.waiting.clone(),
                lacks: meeting.lacks.iter().map(lack).collect(),
                returns: returned(&meeting),
                asked: count(meeting.session.asked.iter().filter(|a| waits(&meeting, a)).count()),
                pending: pending.map(recusal_view).collect(),
                own_digits,
                facts: facts_view(&meeting.session.facts),
                hearings,
                session: session_card(&meeting.session, meeting.panel.len()),
            })
        })
    }
}

/// How many saved papers a refusal to sign or going back makes void: the minutes, which tell of it, and the signed list, which names
/// them. None before the documents are made, nor where they are void by such a word already.
fn voids(r: &Reader<'_>, session: &Session) -> Result<u32> {
    if session.stage != Stage::Closed {
        return Ok(0);
    }
    let saved: Vec<DocumentRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    let newest = |of: &dyn Fn(&&DocumentRecord) -> bool| saved.iter().filter(of).map(|s| s.at).max();
    let Some(minutes) = newest(&|s| s.form.starts_with("minutes-")) else { return Ok(0) };
    let told = |said: &Said| matches!(said, Said::GoneBack { .. } | Said::SigningRefused { .. });
    if session.gates.iter().any(|word| told(&word.said) && word.at > minutes) {
        return Ok(0);
    }
    let list = newest(&|s| s.form == "verification-list").is_some_and(|at| at >= minutes);
    Ok(1 + u32::from(list))
}

/// Who sat on the panel under an earlier version of the rules and does not now.
fn gone(rules: &RulesRecord) -> Vec<Member> {
    let all = rules.former.iter().flat_map(|before| &before.panel);
    all.filter(|m| rules.rules.member(&m.expert_no).is_none()).cloned().collect()
}

/// Paper sheets that are being typed: that they are, and never what.
fn typed(r: &Reader<'_>, session: &Session) -> Result<BTreeMap<Of, BoardCell>> {
    let drafts: Vec<PaperDraft> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    let mut cells = BTreeMap::new();
    for draft in drafts {
        let Ok(paper) = Paper::read(r, &session.no, &draft.expert_no, &draft.bid_no) else { continue };
        let cell = match paper.state() {
            TypedState::First => BoardCell::PaperFirst,
            TypedState::FirstDone | TypedState::Second => BoardCell::PaperSecond,
            TypedState::Differs => BoardCell::PaperDiffers,
            TypedState::Ready => BoardCell::PaperReady,
            _ => continue,
        };
        cells.insert(paper.of(), cell);
    }
    Ok(cells)
}

/// Whether an expert's word on a bid came in: a sheet, or that no score is given.
fn came_in(cell: BoardCell) -> bool {
    matches!(cell, BoardCell::Scored | BoardCell::Abstained | BoardCell::Paper)
}

/// A bid with its cells.
fn board_bid(meeting: &Meeting, position: u32, no: &str, title: &str) -> BoardBid {
    let cells: Vec<BoardCell> = meeting.panel.iter().map(|m| meeting.cell(no, &m.expert_no)).collect();
    let scored = cells.iter().filter(|c| came_in(**c)).count();
    let out = cells.iter().filter(|c| **c == BoardCell::Recused).count();
    BoardBid {
        no: no.to_owned(),
        position,
        title: title.to_owned(),
        scored: count(scored),
        due: count(cells.len() - out),
        cells,
    }
}

/// A member with what is known of the member's laptop.
fn expert(meeting: &Meeting, rows: &[BoardBid], position: usize, member: &Member) -> BoardExpert {
    let no = member.expert_no.as_str();
    let peer = meeting.peer(no);
    let cells = || rows.iter().filter_map(|row| row.cells.get(position));
    let last = meeting.packs(no, Direction::In).next_back();
    let conduct = Conduct::of(&meeting.session);
    BoardExpert {
        no: no.to_owned(),
        name: member.name.clone(),
        category: member.category.into(),
        chair: conduct.chair() == Some(no),
        present: conduct.present().is_some_and(|here| here.contains(&no)),
        digits: peer.map(|p| p.digits.clone()),
        compared_by: peer.map(|p| p.compared_by.clone()),
        task_at: meeting.task(no).map(|p| minute(p.at)),
        pack: last.map(|p| PackFacts {
            sequence: count(p.sequence),
            at: minute(p.at),
            locked: meeting.is_locked(no),
            locked_at: meeting.locked.get(no).map(|at| minute(*at)),
        }),
        scored: count(cells().filter(|c| came_in(**c)).count()),
        due: count(cells().filter(|c| **c != BoardCell::Recused).count()),
        excused: meeting.excused(no).map(str::to_owned),
        set_aside: meeting.set_aside.get(no).cloned(),
        paper: paper_facts(meeting, no),
        anew: scores_anew(meeting, no).then_some(meeting.version),
    }
}

/// Whether a member signed before the sheet was amended, and is awaited anew.
fn scores_anew(meeting: &Meeting, no: &str) -> bool {
    meeting.waiting.iter().any(|who| who == no)
        && meeting.scoring.outdated.keys().any(|(_, expert)| expert == no)
}

/// How a member's word came from paper; nothing of one who has no paper sheet.
fn paper_facts(meeting: &Meeting, no: &str) -> Option<PaperFacts> {
    let closed = meeting.scoring.closed.get(no);
    let at = |at_ms| DateTime::from_timestamp_millis(at_ms).map(minute);
    meeting.on_paper(no).then(|| PaperFacts { closed_at: closed.and_then(|c| at(c.at_ms)) })
}

/// What came in from each member and does not count, since people decided for the other side of a fork.
fn set_aside(r: &Reader<'_>, session: &Session, judged: &Judged) -> Result<BTreeMap<String, SetAside>> {
    if judged.decisions.settled.is_empty() {
        return Ok(BTreeMap::new());
    }
    let set = meeting_events::set(r, &session.meeting_id)?;
    let found = devices(r, session)?.into_iter().filter_map(|(device, no)| {
        let (word, at, out) = forks::out_of_count(&set, &judged.decisions, device)?;
        let said = SetAside {
            count: count(out),
            at: minute(at),
            by: word.by.clone(),
            witness: word.witness.clone(),
            reason: word.reason.clone(),
        };
        Some((no, said))
    });
    Ok(found.collect())
}

/// Whether a question about a deviating score waits for its expert's word.
fn waits(meeting: &Meeting, asked: &Asked) -> bool {
    let of = (asked.bid_no.clone(), asked.expert_no.clone());
    let key = (of.0.clone(), of.1.clone(), asked.criterion.clone());
    let said = meeting.scoring.upheld.get(&key).is_some_and(|u| u.revision == asked.revision);
    !said && meeting.scoring.revision(&of) == Some(asked.revision)
}

/// Signed sheets that were returned, the newest first.
fn returned(meeting: &Meeting) -> Vec<BoardReturn> {
    let name = |no: &str| meeting.panel.iter().find(|m| m.expert_no == no).map(|m| m.name.clone());
    let back = meeting.session.given_back.iter().rev().filter(|g| g.revision.is_some());
    back.map(|g| BoardReturn {
        expert_no: g.expert_no.clone(),
        name: name(&g.expert_no).unwrap_or_default(),
        bid_no: g.bid_no.clone(),
        at: minute(g.at),
        reason: g.reason.clone(),
        approved_by: g.approved_by.clone(),
        waits: returns::is_open(g, &meeting.scoring),
        ended: g.ended.clone(),
    })
    .collect()
}

fn lack(lack: &Lack) -> BoardLack {
    BoardLack {
        expert_no: lack.expert_no.clone(),
        name: lack.name.clone(),
        bid_no: lack.bid_no.clone(),
        records: lack.records.clone(),
        given_back: lack.given_back,
        passed_over: lack.passed_over.clone(),
    }
}

/// What happened to laptops and packs, newest first.
fn feed(meeting: &Meeting) -> Vec<FeedLine> {
    let owners: BTreeMap<String, &str> = meeting
        .peers
        .iter()
        .filter_map(|p| Some((p.keys.fingerprint().to_string(), p.expert_no.as_deref()?)))
        .collect();
    let name = |no: &str| {
        let named = meeting.panel.iter().chain(&meeting.left).find(|m| m.expert_no == no);
        named.map_or_else(|| no.to_owned(), |m| m.name.clone())
    };
    let enrolled = meeting.peers.iter().filter_map(|p| {
        let no = p.expert_no.as_deref()?;
        Some((p.compared_at, FeedKind::Enrolled, no, None, None))
    });
    let packs = meeting.packs.iter().filter_map(|p| {
        let kind = match (p.direction, p.kind) {
            (Direction::Out, PackKind::Task | PackKind::Revision) => FeedKind::TaskOut,
            (Direction::In, PackKind::Score | PackKind::Revision) => FeedKind::ScoresIn,
            _ => return None,
        };
        Some((p.at, kind, *owners.get(&p.peer)?, Some(count(p.sequence)), Some(p.digest.clone())))
    });
    let of_packs = enrolled.chain(packs).map(|(at, kind, no, sequence, digest)| {
        let line = FeedLine {
            at: second(at),
            kind,
            expert_no: no.to_owned(),
            name: name(no),
            sequence,
            digest,
            what: None,
        };
        (at, line)
    });
    let mut lines: Vec<(DateTime<Utc>, FeedLine)> =
        of_packs.chain(meeting.amended.iter().map(amended)).collect();
    lines.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The rules were amended: who recorded it, which version it made, and what it changed.
fn amended(word: &Amendment) -> (DateTime<Utc>, FeedLine) {
    let line = FeedLine {
        at: second(word.at),
        kind: FeedKind::Amended,
        expert_no: String::new(),
        name: word.by.clone(),
        sequence: Some(word.version),
        digest: None,
        what: Some(Problem::of(&word.change.finding())),
    };
    (word.at, line)
}

/// Why the scores cannot be locked and tallied yet: the findings with which [`Office::tally`] would refuse.
fn blocked(meeting: &Meeting) -> Vec<Finding> {
    match meeting.session.stage {
        Stage::Preparing => vec![Finding::error(Code::RulesNotFrozen)],
        Stage::Frozen | Stage::Scoring => {
            let names: Vec<&str> = meeting
                .panel
                .iter()
                .filter(|m| meeting.waiting.contains(&m.expert_no))
                .map(|m| m.name.as_str())
                .collect();
            let missing = (!names.is_empty())
                .then(|| Finding::error(Code::TallyNotReady).with("missing", names.join("、")));
            let forks = meeting.forks.iter().cloned();
            let kept = undecided(&meeting.recusals).into_iter().chain(open(&meeting.lacks)).chain(forks);
            let kept = kept.chain(returns::open(&meeting.session, &meeting.scoring));
            let kept = kept.chain(meeting.conflicts.iter().cloned());
            missing.into_iter().chain(kept).collect()
        }
        Stage::Tallied | Stage::Closed => Vec::new(),
    }
}
