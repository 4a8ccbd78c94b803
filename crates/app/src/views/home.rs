//! The secretariat's first page: the chain, and who is waited for.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::session::{Session, Stage};
use vault::Reader;

use super::board::Meeting;
use super::demands::demand_counts;
use super::setup::session_card;
use super::words::{count, minute};
use crate::api::demands::DemandCounts;
use crate::api::home::{ChainStep, OfficeHome, PolicyFacts, Waiting, WaitingFor};
use crate::api::session::SessionCard;
use crate::clock::local;
use crate::demand_records::{BatchRecord, DemandRecord};
use crate::office::approval::calendar;
use crate::office::conclude::ties_waiting;
use crate::office::prepare::before_freeze;
use crate::office::tally::tallied;
use crate::office::{Office, panel};
use crate::project_records::ProjectRecord;
use crate::records::{BidRecord, DecisionRecord, ExpertRecord, SessionRecord};
use crate::refusal::Result;
use crate::shipped;

impl Office {
    /// What the first page shows.
    ///
    /// # Errors
    /// The vault's own.
    pub fn home_view(&self) -> Result<OfficeHome> {
        let policy = shipped::policy()?;
        let today = local(self.access.clock.now()).date();
        self.access.read(|r| {
            let mut sessions: Vec<Session> = r.list::<SessionRecord>()?.into_iter().map(|s| s.0).collect();
            sessions.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| b.no.cmp(&a.no)));
            let bids: Vec<BidRecord> = r.list()?;
            let demands = demand_counts(&r.list::<DemandRecord>()?);
            let experts = r.count::<ExpertRecord>()?;
            let cards: Vec<SessionCard> =
                sessions.iter().map(|s| Ok(session_card(s, panel(r, s)?.len()))).collect::<Result<_>>()?;
            let mut waiting = Vec::new();
            if bids.is_empty() || experts == 0 {
                waiting.push(office_waits(WaitingFor::Lists, 1, None));
            }
            let of_bids = sessions.iter().filter(|s| s.kind.is_bid());
            let reviewed: usize = of_bids.map(|s| s.bids.len()).sum();
            for session in sessions.iter().filter(|s| s.stage != Stage::Closed).cloned() {
                waiting.extend(waits(r, session, today)?);
            }
            let mut batches: BTreeSet<String> = bids.iter().map(|b| b.batch.clone()).collect();
            batches.extend(sessions.iter().map(|s| s.batch.clone()));
            batches.extend(r.list::<BatchRecord>()?.into_iter().map(|b| b.0.name));
            Ok(OfficeHome {
                today: today.to_string(),
                policy: PolicyFacts {
                    number: policy.policy.number.clone(),
                    version: policy.policy.version.clone(),
                    valid_to: policy.policy.valid_to.to_string(),
                },
                calendar_until: calendar(r)?.until().map(|day| day.to_string()),
                batches: batches.into_iter().rev().collect(),
                chain: chain(&demands, bids.len(), reviewed, waiting.len(), r.count::<ProjectRecord>()?),
                demands,
                sessions: cards,
                experts: count(experts),
                waiting,
            })
        })
    }
}

/// The seven steps. This version keeps a book of the first six: of the sixth the projects.
fn chain(
    demands: &DemandCounts,
    bids: usize,
    reviewed: usize,
    waiting: usize,
    projects: u64,
) -> Vec<ChainStep> {
    (1..=7)
        .map(|step| match step {
            1 => ChainStep { step, count: Some(demands.all), waiting: demands.lacking },
            2 => ChainStep { step, count: Some(demands.proposed), waiting: demands.under_review },
            3 => ChainStep { step, count: Some(demands.published), waiting: demands.approved },
            4 => ChainStep { step, count: Some(count(bids)), waiting: 0 },
            5 => ChainStep { step, count: Some(count(reviewed)), waiting: count(waiting) },
            6 => ChainStep { step, count: Some(count(projects)), waiting: 0 },
            _ => ChainStep { step, count: None, waiting: 0 },
        })
        .collect()
}

fn office_waits(what: WaitingFor, n: usize, session: Option<&Session>) -> Waiting {
    Waiting { who: None, what, count: count(n), since: None, session_no: session.map(|s| s.no.clone()) }
}

/// Who a session waits for.
fn waits(r: &Reader<'_>, session: Session, today: NaiveDate) -> Result<Vec<Waiting>> {
    match session.stage {
        Stage::Preparing => {
            let open = before_freeze(r, &session, today)?.iter().filter(|f| f.blocks()).count();
            Ok(vec![office_waits(WaitingFor::Setup, open, Some(&session))])
        }
        Stage::Frozen | Stage::Scoring => scoring_waits(r, session),
        Stage::Tallied => {
            let view = tallied(r, &session)?;
            let decided: Vec<DecisionRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
            let said = |no: &str| decided.iter().map(|d| &d.decision).find(|d| d.bid_no == no);
            let ties = ties_waiting(&session, &view.tally, &view, said);
            let open = session.bids.len().saturating_sub(decided.len());
            let mut waits = Vec::new();
            if !ties.is_empty() {
                waits.push(office_waits(WaitingFor::Tie, ties.len(), Some(&session)));
            }
            waits.push(match open {
                0 => office_waits(WaitingFor::Documents, 1, Some(&session)),
                n => office_waits(WaitingFor::Decision, n, Some(&session)),
            });
            Ok(waits)
        }
        Stage::Closed => Ok(Vec::new()),
    }
}

/// Members whose laptop, task or scores are waited for; then recusals from desks; then the tally.
fn scoring_waits(r: &Reader<'_>, session: Session) -> Result<Vec<Waiting>> {
    let meeting = Meeting::read(r, session)?;
    let mut waits: Vec<Waiting> = meeting
        .panel
        .iter()
        .filter(|m| meeting.waiting.contains(&m.expert_no))
        .map(|m| {
            let enrolled = meeting.enrolled.contains(&m.expert_no);
            let task = meeting.task(&m.expert_no);
            let (what, since) = match (enrolled, task) {
                (false, _) => (WaitingFor::Enrolment, None),
                (true, None) => (WaitingFor::Task, meeting.peer(&m.expert_no).map(|p| minute(p.compared_at))),
                (true, Some(task)) => (WaitingFor::Scores, Some(minute(task.at))),
            };
            let session_no = Some(meeting.session.no.clone());
            Waiting { who: Some(m.name.clone()), what, count: 1, since, session_no }
        })
        .collect();
    let open = meeting.recusals.iter().filter(|x| x.decision.is_none()).count();
    if open > 0 {
        waits.push(office_waits(WaitingFor::Recusal, open, Some(&meeting.session)));
    } else if waits.is_empty() {
        waits.push(office_waits(WaitingFor::Tally, 1, Some(&meeting.session)));
    }
    Ok(waits)
}
