//! A meeting in the secretariat's vault: what of it stays when the vault goes back to a backup.

use chrono::{DateTime, Utc};
use domain::recusal::RaisedBy;
use domain::session::{Reopening, Session, Stage, Step};
use packs::{Fingerprint, SignedEvent};
use vault::{Reader, Record, Writer};

use super::GivenUp;
use crate::api::keys::RestoreWord;
use crate::judged;
use crate::meeting_events;
use crate::messages;
use crate::office::demand_session::take_words_back;
use crate::office::project_session;
use crate::records::{
    CertificateRecord, DrawSeedRecord, EventRecord, MemberRecord, PackRecord, PeerRecord, RecusalRecord,
    RulesRecord, SessionRecord, draw_seeds,
};
use crate::refusal::Result;
use crate::shared::{SharedDeskRecord, shared_desks};

/// Acts on the secretariat's signed words: what they did stays whatever the backup's rules are.
const SIGNED: [&str; 3] = ["laptop.revoke", "fork.see", "fork.settle"];
/// Acts on draws: they stay, as what the room saw.
const DRAWN: [&str; 4] = ["draw.prepare", "draw.draw", "draw.set_aside", "draw.call"];
/// Acts on scores, packs and laptops: what they did stays where the rules are the same.
const EXCHANGE: [&str; 17] = [
    "rules.amend",
    "deviation.on_paper",
    "enrol.expert",
    "shared.make",
    "shared.task",
    "enrol.differ",
    "pack.task",
    "pack.accept",
    "pack.refuse",
    "pack.undo",
    "score.give_back",
    "score.return",
    "score.return_end",
    "deviation.ask",
    "laptop.cleared",
    "paper.score",
    "paper.settle",
];

/// A meeting as it stands before the vault goes back.
pub(super) struct MeetingStanding {
    pub(super) session: Session,
    /// How many entries about it are given up.
    pub(super) entries: u64,
    /// Their acts, each with how often, in their order.
    acts: Vec<(String, u64)>,
    /// Its rules with the versions before them.
    rules: Option<RulesRecord>,
    members: Vec<MemberRecord>,
    events: Vec<EventRecord>,
    packs: Vec<PackRecord>,
    peers: Vec<PeerRecord>,
    certificates: Vec<CertificateRecord>,
    recusals: Vec<RecusalRecord>,
    /// Of draws that wait for their words.
    seeds: Vec<DrawSeedRecord>,
    /// Desks on this machine: without its record nobody opens one any more.
    desks: Vec<SharedDeskRecord>,
}

/// A meeting as it stands against a backup.
pub(super) struct Against {
    /// Whether the backup has the meeting.
    pub(super) is_here: bool,
    /// Whether scores were taken together since: people have seen them.
    pub(super) seen: bool,
    /// Whether the backup's own tally is opened again.
    pub(super) reopened: bool,
    /// Whether scores, packs and laptops stay as they stand: the rules are the same.
    pub(super) stays: bool,
}

/// All meetings of a vault.
pub(super) fn read(r: &Reader<'_>) -> Result<Vec<MeetingStanding>> {
    let sessions: Vec<SessionRecord> = r.list()?;
    sessions.into_iter().map(|SessionRecord(session)| MeetingStanding::read(r, session)).collect()
}

/// The digest of a meeting's frozen rules.
fn rules(r: &Reader<'_>, session: &Session) -> Result<Option<String>> {
    Ok(r.get::<RulesRecord>(&session.meeting_id)?.map(|rules| rules.digest))
}

/// Whether the scores were taken together.
fn is_tallied(session: &Session) -> bool {
    matches!(session.stage, Stage::Tallied | Stage::Closed)
}

impl MeetingStanding {
    fn read(r: &Reader<'_>, session: Session) -> Result<MeetingStanding> {
        let prefix = format!("{}/", session.meeting_id);
        Ok(MeetingStanding {
            entries: 0,
            acts: Vec::new(),
            rules: r.get(&session.meeting_id)?,
            members: r.list_prefix(&prefix)?,
            events: r.list_prefix(&prefix)?,
            packs: r.list_prefix(&prefix)?,
            peers: r.list_prefix(&prefix)?,
            certificates: r.list_prefix(&prefix)?,
            recusals: r.list_prefix(&prefix)?,
            seeds: r.list_prefix(&draw_seeds(&session.meeting_id))?,
            desks: r.list_prefix(&shared_desks(&session.meeting_id))?,
            session,
        })
    }

    /// Whether rules are those that are frozen now, or a version before them.
    fn began_as(&self, digest: Option<String>) -> Result<bool> {
        match (&self.rules, digest) {
            (Some(rules), Some(digest)) => Ok(rules.under(&digest)?.is_some()),
            _ => Ok(false),
        }
    }

    /// An entry about it that is given up.
    pub(super) fn note(&mut self, action: &str) {
        self.entries += 1;
        match self.acts.iter_mut().find(|(known, _)| known == action) {
            Some((_, times)) => *times += 1,
            None => self.acts.push((action.to_owned(), 1)),
        }
    }

    /// How it stands against what a backup has of it.
    pub(super) fn against(&self, backup: &Reader<'_>) -> Result<Against> {
        let back: Option<SessionRecord> = backup.get(&self.session.no)?;
        let Some(back) = back.map(|record| record.0).filter(|b| b.meeting_id == self.session.meeting_id)
        else {
            let seen = is_tallied(&self.session) || !self.session.reopenings.is_empty();
            return Ok(Against { is_here: false, seen, reopened: false, stays: false });
        };
        let more = self.session.reopenings.len() > back.reopenings.len();
        let tallied_since = is_tallied(&self.session) && (more || !is_tallied(&back));
        Ok(Against {
            is_here: true,
            seen: tallied_since || more,
            reopened: (tallied_since || more) && is_tallied(&back),
            stays: self.began_as(rules(backup, &back)?)?,
        })
    }

    /// What the minutes say of it: acts whose effect stays are not to be done again and are not named.
    pub(super) fn given_up(&self, against: &Against, word: &RestoreWord) -> GivenUp {
        let remains = |action: &str| {
            against.is_here && (SIGNED.contains(&action) || DRAWN.contains(&action))
                || against.stays && EXCHANGE.contains(&action)
        };
        let gone = || self.acts.iter().filter(|(action, _)| !remains(action));
        GivenUp {
            no: self.session.no.clone(),
            entries: gone().map(|(_, times)| times).sum(),
            acts: gone().map(|(action, _)| messages::act(action).zh).collect(),
            approved_by: against.seen.then(|| word.approved_by.trim().to_owned()),
            stays: against.stays,
        }
    }

    /// Brings what does not go back into the restored vault.
    pub(super) fn keep(
        &self,
        w: &Writer<'_>,
        own: Fingerprint,
        against: &Against,
        (at, word): (DateTime<Utc>, &RestoreWord),
    ) -> Result<()> {
        let Some(SessionRecord(mut back)) = w.get::<SessionRecord>(&self.session.no)? else { return Ok(()) };
        // What was drawn before the eyes of the room stays drawn: another draw is a new one, with its reason.
        back.draws.clone_from(&self.session.draws);
        let old: Vec<DrawSeedRecord> = w.list_prefix(&draw_seeds(&back.meeting_id))?;
        for seed in &old {
            w.delete(seed)?;
        }
        for seed in &self.seeds {
            w.put(seed)?;
        }
        for desk in &self.desks {
            w.put(desk)?;
        }
        if against.stays {
            self.exchange(w, &mut back)?;
        } else {
            self.own_words(w, own)?;
        }
        if against.seen {
            back.reopenings.clone_from(&self.session.reopenings);
            if is_tallied(&self.session) {
                let approved_by = word.approved_by.trim().to_owned();
                let reason = format!("数据恢复到备份：{}", word.reason.trim().trim_end_matches('。'));
                back.reopenings.push(Reopening { at, reason, approved_by });
            }
        }
        if against.reopened {
            // As every reopening takes them back: they were spoken on figures that may change.
            take_words_back(w, &back, at, &word.reason)?;
            project_session::take_words_back(w, &back)?;
            back.ties.clear();
            back.stage = back.stage.after(Step::Reopen)?;
        }
        Ok(w.put(&SessionRecord(back))?)
    }

    /// Scores, packs, laptops as they stand.
    fn exchange(&self, w: &Writer<'_>, back: &mut Session) -> Result<()> {
        as_it_stands(w, &self.session.meeting_id, &self.events)?;
        as_it_stands(w, &self.session.meeting_id, &self.packs)?;
        as_it_stands(w, &self.session.meeting_id, &self.peers)?;
        as_it_stands(w, &self.session.meeting_id, &self.certificates)?;
        self.amended(w, back)?;
        back.withdrawn.clone_from(&self.session.withdrawn);
        back.given_back.clone_from(&self.session.given_back);
        back.asked.clone_from(&self.session.asked);
        // What an expert declared in a pack is there again; how it was decided is the book's, and is asked for again.
        for record in self.recusals.iter().filter(|r| r.recusal.raised_by == RaisedBy::Expert) {
            if w.get::<RecusalRecord>(&record.id())?.is_none() {
                let mut open = record.clone();
                open.recusal.decision = None;
                w.put(&open)?;
            }
        }
        Ok(())
    }

    /// The rules as they were amended since: experts signed under them. With them stay the panel, late bids, and what was
    /// asked and decided of recusals of what they brought.
    fn amended(&self, w: &Writer<'_>, back: &mut Session) -> Result<()> {
        let Some(rules) = &self.rules else { return Ok(()) };
        let before: Option<RulesRecord> = w.get(&back.meeting_id)?;
        let Some(before) = before.filter(|before| before.digest != rules.digest) else { return Ok(()) };
        w.put(rules)?;
        as_it_stands(w, &self.session.meeting_id, &self.members)?;
        back.bids.clone_from(&self.session.bids);
        back.late.clone_from(&self.session.late);
        back.method.clone_from(&self.session.method);
        let new = |r: &&RecusalRecord| {
            before.rules.member(&r.recusal.expert_no).is_none()
                || !before.rules.bids.contains(&r.recusal.bid_no)
        };
        for recusal in self.recusals.iter().filter(new) {
            w.put(recusal)?;
        }
        Ok(())
    }

    /// The secretariat's own signed words, where the rest of the exchange begins anew: a revoked laptop stays revoked, a settled
    /// fork settled, and no number of the chain is used twice.
    fn own_words(&self, w: &Writer<'_>, own: Fingerprint) -> Result<()> {
        let mut words = Vec::new();
        for record in &self.events {
            let event = meeting_events::carried(record)?;
            if event.author() != own {
                continue;
            }
            if w.get::<EventRecord>(&record.id())?.is_none() {
                w.put(record)?;
            }
            words.push(event);
        }
        self.without_certificates(w, own, words)
    }

    /// A revoked laptop has no certificate.
    fn without_certificates(&self, w: &Writer<'_>, own: Fingerprint, words: Vec<SignedEvent>) -> Result<()> {
        let mut set = packs::EventSet::new();
        set.merge(words);
        let revoked = judged::decisions(&set, own)?.revoked;
        let all: Vec<CertificateRecord> = w.list_prefix(&format!("{}/", self.session.meeting_id))?;
        for certificate in all.iter().filter(|c| revoked.keys().any(|device| c.is_of(*device))) {
            w.delete(certificate)?;
        }
        Ok(())
    }
}

/// Makes the rows of a meeting those that stood there.
pub(super) fn as_it_stands<R: Record + PartialEq>(w: &Writer<'_>, meeting: &str, stood: &[R]) -> Result<()> {
    let back: Vec<R> = w.list_prefix(&format!("{meeting}/"))?;
    for gone in back.iter().filter(|row| !stood.iter().any(|s| s.id() == row.id())) {
        w.delete(gone)?;
    }
    for row in stood.iter().filter(|row| !back.contains(row)) {
        w.put(row)?;
    }
    Ok(())
}
