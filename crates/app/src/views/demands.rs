//! Demands, reviews and lists in the shapes of the screens.

use std::collections::BTreeMap;

use domain::challenge_list::{Batch, ListDecision, Publication};
use domain::demand::{Collected, Note};
use domain::selection::{Status, WordSource};
use domain::session::{Session, SessionKind, Stage};
use domain::{Demand, Fen, Member, Policy};
use vault::Reader;

use super::lists::papers_of_bid;
use super::words::{count, minute, same};
use crate::api::Problem;
use crate::api::challenge_list::{
    BatchGround, BatchView, CorrectionView, Deciding, ListDecisionForm, ListedLine, ListsView,
    PublicationForm,
};
use crate::api::demands::{
    CollectedView, DatedNote, DemandConclusion, DemandCounts, DemandForm, DemandLine, DemandMove,
    DemandStatus, DemandView, DemandWord, DemandsView, ListLimits, NoteKind, NoteView, ReviewView,
    SelectionView, Sender, Statement, UndoableImport,
};
use crate::clock::local;
use crate::demand_records::{BatchRecord, DemandRecord, ReviewRecord};
use crate::office::demands::{next_no, undo_obstacle};
use crate::office::papers::OF_DEMANDS;
use crate::office::{Office, panel};
use crate::records::{ImportRecord, SessionRecord};
use crate::refusal::{Refusal, Result};
use crate::shipped;

same! {
    Status => DemandStatus {
        Collected, Complete, UnderReview, Proposed, Studied, Approved, Published, Returned, NotSelected
    }
    domain::demand::Statement => Statement { Background, Content, Indicators, Term, Investment, Requirements }
    domain::demand::Sender => Sender { District, Enterprise, Other }
    domain::demand::NoteKind => NoteKind { Visit, Talk, Other }
    domain::selection::DemandConclusion => DemandConclusion { List, ListAfterRevision, Defer }
    domain::challenge_list::BatchGround => BatchGround { Urgency, Field, Money }
    domain::challenge_list::Deciding => Deciding { Study, Approval }
}

fn collected_view(collected: &Collected) -> CollectedView {
    CollectedView {
        on: collected.on.to_string(),
        sender: collected.sender.into(),
        from: collected.from.clone(),
    }
}

/// A demand in a list.
pub(crate) fn demand_line(record: &DemandRecord, policy: &Policy) -> DemandLine {
    let demand = &record.demand;
    let priority = demand.in_priority_field(policy);
    let field = demand.field.clone().unwrap_or_default();
    let reasoned = demand.field_reason.as_ref().is_some_and(|r| !r.trim().is_empty());
    DemandLine {
        no: demand.no.clone(),
        title: demand.title.clone(),
        field_ok: priority || (!field.trim().is_empty() && reasoned),
        priority,
        field,
        sponsor: demand.sponsor.clone(),
        status: record.status.into(),
        missing: demand.missing().into_iter().map(Into::into).collect(),
        total_investment: demand.total_investment.map(Fen::wan),
        collected: demand.collected.as_ref().map(collected_view),
        review: record.review.clone(),
        word: record.word.as_ref().map(|w| DemandWord {
            conclusion: w.conclusion.into(),
            score: w.score.map(|s| s.to_string()).unwrap_or_default(),
            reason: w.reason.clone(),
            revise: w.revise.clone(),
            by_hand: match &w.source {
                WordSource::Hand { why } => why.clone(),
                WordSource::Session => String::new(),
            },
        }),
        by_session: record.word.as_ref().is_some_and(|w| w.source == WordSource::Session),
        revised: record
            .word
            .as_ref()
            .and_then(|w| w.revised.as_ref())
            .map(|r| DatedNote { on: r.on.to_string(), note: r.note.clone() }),
        batch: record.batch.clone(),
        provincial: record
            .provincial
            .as_ref()
            .map(|p| DatedNote { on: p.on.to_string(), note: p.note.clone() }),
        reason: record.moves.last().map(|m| m.reason.clone()).unwrap_or_default(),
    }
}

fn form(demand: &Demand) -> DemandForm {
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
    let wan = |f: Option<Fen>| f.map(Fen::wan).unwrap_or_default();
    DemandForm {
        no: demand.no.clone(),
        title: demand.title.clone(),
        field: text(&demand.field),
        field_reason: text(&demand.field_reason),
        sponsor: demand.sponsor.clone(),
        sponsor_code: text(&demand.sponsor_code),
        contact: text(&demand.contact),
        phone: text(&demand.phone),
        background: text(&demand.background),
        content: text(&demand.content),
        indicators: text(&demand.indicators),
        start: day(demand.start),
        end: day(demand.end),
        term_months: demand.term_months.map(|m| m.to_string()).unwrap_or_default(),
        total_investment: wan(demand.total_investment),
        rd_total: wan(demand.rd_total),
        requirements: text(&demand.requirements),
        scene: text(&demand.scene),
        race_allowed: demand.race_allowed,
        collected: demand.collected.as_ref().map(collected_view),
    }
}

fn note(note: &Note) -> NoteView {
    NoteView {
        on: note.on.to_string(),
        kind: note.kind.into(),
        who: note.who.clone(),
        text: note.text.clone(),
    }
}

fn decision(d: &ListDecision) -> ListDecisionForm {
    ListDecisionForm {
        on: d.on.to_string(),
        number: d.number.clone(),
        by: d.by.clone(),
        attendance: d.attendance.clone(),
        left_out: d.left_out.iter().map(|l| (l.demand_no.clone(), l.reason.clone())).collect(),
    }
}

/// Corrections, oldest first, each with what stood before it.
fn corrections(batch: &Batch) -> Vec<CorrectionView> {
    let before = |at: usize, which| {
        let earlier = batch.corrections.iter().take(at).rfind(|c| c.which == which);
        earlier.map(|c| &c.decision).or(batch.recorded(which))
    };
    let corrections = batch.corrections.iter().enumerate();
    corrections
        .map(|(at, c)| CorrectionView {
            which: c.which.into(),
            at: minute(c.at),
            recorded_by: c.recorded_by.clone(),
            reason: c.reason.clone(),
            before: before(at, c.which).map(decision),
        })
        .collect()
}

fn publication(p: &Publication) -> PublicationForm {
    PublicationForm {
        on: p.on.to_string(),
        number: p.number.clone(),
        deadline_day: p.deadline.date().to_string(),
        deadline_time: p.deadline.format("%H:%M").to_string(),
        place: p.place.clone(),
        phone: p.phone.clone(),
    }
}

/// The newest import of demands, when it can be undone.
fn undoable(r: &Reader<'_>, all: &BTreeMap<&str, &DemandRecord>) -> Result<Option<UndoableImport>> {
    let imports: Vec<ImportRecord> = r.list()?;
    let of_demands = |i: &ImportRecord| !(i.demands.is_empty() && i.chain.is_empty());
    let Some(last) = imports.into_iter().rev().find(|i| i.undone.is_none() && of_demands(i)) else {
        return Ok(None);
    };
    let id = vault::Record::id(&last);
    let records: Option<Vec<DemandRecord>> =
        last.demands.iter().map(|no| all.get(no.as_str()).copied().cloned()).collect();
    let free = match records {
        Some(records) => undo_obstacle(r, &last, &records, &id)?.is_none(),
        None => false,
    };
    Ok(free.then(|| UndoableImport {
        file: last.file.clone(),
        at: minute(last.at),
        count: count(last.demands.len() + last.taken.len()),
        id,
    }))
}

/// Counts of the first three steps.
pub(crate) fn demand_counts(demands: &[DemandRecord]) -> DemandCounts {
    let of = |statuses: &[Status]| count(demands.iter().filter(|d| statuses.contains(&d.status)).count());
    DemandCounts {
        all: count(demands.len()),
        lacking: of(&[Status::Collected, Status::Returned]),
        complete: count(demands.len()) - of(&[Status::Collected, Status::Returned]),
        under_review: of(&[Status::UnderReview]),
        proposed: of(&[Status::Proposed, Status::Studied, Status::Approved, Status::Published]),
        not_selected: of(&[Status::NotSelected]),
        published: of(&[Status::Published]),
        approved: of(&[Status::Approved]),
    }
}

/// A member of a panel: `吴示例（技术）`.
fn seat(member: &Member) -> String {
    format!("{}（{}）", member.name, member.category.zh())
}

/// A demand session beside the reviews that were recorded by hand.
fn session_view(r: &Reader<'_>, session: Session, open: &impl Fn(&str) -> u32) -> Result<ReviewView> {
    Ok(ReviewView {
        open: open(&session.no),
        demands: count(session.bids.len()),
        panel: panel(r, &session)?.iter().map(seat).collect(),
        date: session.date.to_string(),
        no: session.no,
        title: session.title,
        passed_over: session.passed_over,
        session: true,
    })
}

impl Office {
    /// All demands, by number.
    ///
    /// # Errors
    /// The vault's own.
    pub fn demands_view(&self) -> Result<DemandsView> {
        let policy = shipped::policy()?;
        self.access.read(|r| {
            let records: Vec<DemandRecord> = r.list()?;
            let all: BTreeMap<&str, &DemandRecord> =
                records.iter().map(|d| (d.demand.no.as_str(), d)).collect();
            Ok(DemandsView {
                fields: policy.fields.names.clone(),
                demands: records.iter().map(|d| demand_line(d, &policy)).collect(),
                next_no: next_no(&records.iter().map(|d| d.demand.no.clone()).collect()),
                undoable: undoable(r, &all)?,
            })
        })
    }

    /// One demand, whole.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn demand_view(&self, no: &str) -> Result<DemandView> {
        let policy = shipped::policy()?;
        self.access.read(|r| {
            let record: DemandRecord = r.get(no)?.ok_or_else(|| Refusal::not_found(no))?;
            let import = record.import.as_deref().map(|id| r.get::<ImportRecord>(id)).transpose()?.flatten();
            let moves = record.moves.iter().map(|m| DemandMove {
                at: minute(m.at),
                to: m.to.into(),
                reason: m.reason.clone(),
            });
            Ok(DemandView {
                line: demand_line(&record, &policy),
                form: form(&record.demand),
                editable: record.status.editable(),
                notes: record.demand.notes.iter().map(note).collect(),
                findings: record.demand.check(&policy).iter().map(Problem::of).collect(),
                moves: moves.collect(),
                papers: papers_of_bid(r, OF_DEMANDS, no)?,
                file: import.map(|i| i.file),
            })
        })
    }

    /// 榜单凝练: reviews, and the demands that are complete or beyond.
    ///
    /// # Errors
    /// The vault's own.
    pub fn selection_view(&self) -> Result<SelectionView> {
        let policy = shipped::policy()?;
        let sheet = shipped::demand_sheet()?;
        let limits = sheet.suggest_list.ok_or_else(|| Refusal::internal("a demand sheet without limits"))?;
        self.access.read(|r| {
            let records: Vec<DemandRecord> = r.list()?;
            let reviews: Vec<ReviewRecord> = r.list()?;
            let open = |no: &str| {
                let waits =
                    |d: &&DemandRecord| d.status == Status::UnderReview && d.review.as_deref() == Some(no);
                count(records.iter().filter(waits).count())
            };
            let review = |review: ReviewRecord| ReviewView {
                open: open(&review.no),
                demands: count(review.demands.len()),
                panel: review.panel.iter().map(seat).collect(),
                date: review.date.to_string(),
                no: review.no,
                title: review.title,
                passed_over: review.passed_over,
                session: false,
            };
            let mut reviews: Vec<ReviewView> = reviews.into_iter().map(review).collect();
            for SessionRecord(session) in r.list::<SessionRecord>()? {
                if session.kind == SessionKind::Demand && session.stage != Stage::Preparing {
                    reviews.push(session_view(r, session, &open)?);
                }
            }
            reviews.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| b.no.cmp(&a.no)));
            Ok(SelectionView {
                reviews,
                demands: records
                    .iter()
                    .filter(|d| !matches!(d.status, Status::Collected | Status::Returned))
                    .map(|d| demand_line(d, &policy))
                    .collect(),
                limits: ListLimits {
                    list_from: limits.list_from.to_string(),
                    defer_below: limits.defer_below.to_string(),
                    total: sheet.sheet.total.to_string(),
                },
            })
        })
    }

    /// 张榜发布: batches with their lists, and what is proposed and on no list.
    ///
    /// # Errors
    /// The vault's own.
    pub fn lists_view(&self) -> Result<ListsView> {
        let policy = shipped::policy()?;
        let today = local(self.access.clock.now()).date();
        self.access.read(|r| {
            let records: Vec<DemandRecord> = r.list()?;
            let all: BTreeMap<&str, &DemandRecord> =
                records.iter().map(|d| (d.demand.no.as_str(), d)).collect();
            let mut batches: Vec<Batch> = r.list::<BatchRecord>()?.into_iter().map(|b| b.0).collect();
            batches.sort_by(|a, b| b.made_on.cmp(&a.made_on).then_with(|| b.name.cmp(&a.name)));
            let sessions: Vec<SessionRecord> = r.list()?;
            let office = batches.first().map(|b| b.office.clone());
            let office = office.or_else(|| sessions.last().map(|s| s.0.office.clone()));
            Ok(ListsView {
                batches: batches
                    .iter()
                    .map(|b| batch_view(b, &all, &policy, today))
                    .collect::<Result<_>>()?,
                proposed: records
                    .iter()
                    .filter(|d| d.status == Status::Proposed && d.batch.is_none())
                    .map(|d| demand_line(d, &policy))
                    .collect(),
                office: office.unwrap_or_default(),
                today: today.to_string(),
                valid_to: policy.policy.valid_to.to_string(),
            })
        })
    }
}

fn batch_view(
    batch: &Batch,
    all: &BTreeMap<&str, &DemandRecord>,
    policy: &Policy,
    today: chrono::NaiveDate,
) -> Result<BatchView> {
    let records: Vec<&DemandRecord> = batch
        .listed
        .iter()
        .map(|l| {
            let record = all.get(l.demand_no.as_str()).copied();
            record.ok_or_else(|| Refusal::internal(format!("{} on a list and in no table", l.demand_no)))
        })
        .collect::<Result<_>>()?;
    let sum = Fen::sum(records.iter().filter_map(|d| d.demand.total_investment));
    let listed = batch
        .listed
        .iter()
        .zip(&records)
        .map(|(l, d)| ListedLine { challenge_no: l.challenge_no.clone(), demand: demand_line(d, policy) });
    let obstacles = match &batch.publication {
        Some(_) => Vec::new(),
        None => batch.check_publication(today).iter().map(Problem::of).collect(),
    };
    Ok(BatchView {
        name: batch.name.clone(),
        office: batch.office.clone(),
        made_on: batch.made_on.to_string(),
        grounds: batch.grounds.iter().map(|g| (*g).into()).collect(),
        ground_text: batch.ground_text.clone(),
        expired_reason: batch.expired_reason.clone(),
        listed: listed.collect(),
        total_investment: sum.ok_or_else(|| Refusal::internal("a sum of investments does not fit"))?.wan(),
        study: batch.decision(domain::challenge_list::Deciding::Study).map(decision),
        approval: batch.decision(domain::challenge_list::Deciding::Approval).map(decision),
        corrections: corrections(batch),
        publication: batch.publication.as_ref().map(publication),
        obstacles,
    })
}
