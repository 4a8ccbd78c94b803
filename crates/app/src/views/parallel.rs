//! Panels in parallel rooms as their page shows them: side by side, each by its own ranks.

use domain::parallel::{Evidence, PanelResult, ParallelAct, taken};
use domain::{Code, Fen};
use secrecy::SecretString;

use super::figures;
use super::{count, minute, session_card};
use crate::api::Problem;
use crate::api::parallel::{RoomBack, RoomEvidence, RoomFiles, RoomLine, RoomLook, RoomView, RoomsView};
use crate::office::Office;
use crate::office::conclude::meeting_result;
use crate::office::parallel::{opened, said_by, summary_saved};
use crate::office::{frozen, session};
use crate::refusal::{Refusal, Result};

impl Office {
    /// The own result beside those of the panels that were taken in.
    ///
    /// # Errors
    /// `record.not_found`, `rules.not_frozen`; the vault's own.
    pub fn rooms_view(&self, session_no: &str) -> Result<RoomsView> {
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let rules = frozen(r, &session)?;
            let result = meeting_result(r, &session);
            let lacks = result.as_ref().err().map(|refusal| refusal.problems()).unwrap_or_default();
            let own = match &result {
                Ok(result) => Some(PanelResult::of(&session, &rules.rules, &rules.digest, &result.judged)?),
                Err(_) => None,
            };
            let other = |t: &domain::parallel::Taken<'_>| {
                let evidence = RoomEvidence {
                    compared_with: t.compared_with.to_owned(),
                    at: Some(minute(t.at)),
                    by: t.by.to_owned(),
                    ..evidence(t.evidence)
                };
                room(t.panel, own.as_ref(), Some(evidence))
            };
            Ok(RoomsView {
                session: session_card(&session, rules.rules.panel.len()),
                lacks,
                others: taken(&session).iter().map(other).collect::<Result<_>>()?,
                taken_back: taken_back(&session),
                printed: summary_saved(r, &session)?,
                own: own.as_ref().map(|panel| room(panel, None, None)).transpose()?,
            })
        })
    }

    /// What another panel's archive says, computed anew, and what keeps it from being taken in.
    ///
    /// # Errors
    /// Those of looking at it.
    pub fn room_look(&self, session_no: &str, given: &RoomFiles, secret: &SecretString) -> Result<RoomLook> {
        let looked = self.look_at_room(session_no, given, secret)?;
        let own = self.access.read(|r| {
            let session = session(r, session_no)?;
            let rules = frozen(r, &session)?;
            Ok(PanelResult::of(&session, &rules.rules, &rules.digest, &[])?)
        })?;
        Ok(RoomLook {
            room: room(&looked.panel, Some(&own), Some(evidence(&looked.evidence)))?,
            problems: looked.findings.iter().map(Problem::of).collect(),
        })
    }
}

/// What an archive says, computed anew without any vault: its panel and what that came to, and the 24 digits of the secretariat
/// that signed it, which only people can compare.
///
/// # Errors
/// What card, key and archive are refused for.
pub fn archive_panel(given: &RoomFiles, secret: &SecretString) -> Result<(RoomView, String)> {
    let nobody = || Err(Refusal::of(Code::ArchiveNotForKey));
    let (archive, keys) = opened(given, secret, nobody)?;
    let (panel, known) = said_by(&archive, &keys)?;
    Ok((room(&panel, None, Some(evidence(&known)))?, known.digits))
}

fn evidence(of: &Evidence) -> RoomEvidence {
    RoomEvidence {
        archive: of.archive.clone(),
        events: count(of.events),
        compared_with: String::new(),
        at: None,
        by: String::new(),
    }
}

fn room(panel: &PanelResult, own: Option<&PanelResult>, evidence: Option<RoomEvidence>) -> Result<RoomView> {
    let line = |line: &domain::parallel::PanelLine| RoomLine {
        no: line.no.clone(),
        challenge_no: line.challenge_no.clone(),
        title: line.title.clone(),
        solver: line.solver.clone(),
        rank: line.rank.map(count),
        score: line.total.as_ref().map(|total| total.half_up(2)),
        standard: line.standard.as_ref().map(|figure| figure.half_up(2)),
        valid_n: line.valid_n.clone(),
        conclusion: line.conclusion.into(),
        standing: line.standing.into(),
        award: line.award.map(Fen::wan),
    };
    Ok(RoomView {
        session_no: panel.session_no.clone(),
        title: panel.title.clone(),
        office: panel.office.clone(),
        date: panel.date.to_string(),
        chair: panel.chair.clone(),
        members: panel.members.iter().map(|(kind, n)| ((*kind).into(), count(*n))).collect(),
        sheet: panel.sheet.clone(),
        full: panel.full.clone(),
        policy: panel.policy.clone(),
        rules_digest: figures::grouped(&panel.rules_digest)?,
        lines: panel.lines.iter().map(line).collect(),
        scored_alike: own.is_none_or(|own| own.scores_as(panel)),
        evidence,
    })
}

fn taken_back(session: &domain::session::Session) -> Vec<RoomBack> {
    let named = |digest: &str| {
        session.parallel.iter().rev().find_map(|word| match &word.act {
            ParallelAct::Taken { evidence, panel, .. } if evidence.archive == digest => {
                Some(panel.session_no.clone())
            }
            _ => None,
        })
    };
    let words = session.parallel.iter().filter_map(|word| match &word.act {
        ParallelAct::TakenBack { archive, reason } => Some(RoomBack {
            session_no: named(archive).unwrap_or_default(),
            archive: archive.clone(),
            at: minute(word.at),
            by: word.by.clone(),
            reason: reason.clone(),
        }),
        ParallelAct::Taken { .. } => None,
    });
    words.collect()
}
