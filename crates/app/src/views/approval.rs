//! Decisions on the panels' lists as their page shows them: what the panel proposed beside what was decided, the publicity, the
//! objections, and what comes next.

use chrono::NaiveDate;
use domain::Fen;
use domain::Finding;
use domain::calendar::Calendar;
use domain::chain::announcement::{self, Announcement};
use domain::chain::decision::{DecidedItem, Decision, PanelItem, PanelList, Ruling};
use domain::chain::objection::{Objection, Objector};
use domain::chain::plan::FundingPlan;
use domain::chain::publicity::Posting;
use domain::chain::stage::ApprovalStage;
use domain::chain::state::ProjectState;
use domain::conclusion::Standing;
use vault::Reader;

use super::plan::unplanned;
use super::words::{count, next_act};
use crate::api::Problem;
use crate::api::approval::{
    AnnouncementForm, ApprovalBid, ApprovalLine, ApprovalStep, ApprovalView, ApprovalsView, EvidenceForm,
    NextAct, ObjectionForm, ObjectionStep, ObjectionView, PostingView, RulingView, WaitingList,
};
use crate::chain_records::ApprovalRecord;
use crate::clock::local;
use crate::office::Office;
use crate::office::approval::{approval, calendar, objections, waiting};
use crate::office::plan::plans;
use crate::refusal::Result;

impl Office {
    /// The book of decisions, and the lists that wait for one.
    ///
    /// # Errors
    /// The vault's own.
    pub fn approvals_view(&self) -> Result<ApprovalsView> {
        self.access.read(|r| {
            let records: Vec<ApprovalRecord> = r.list()?;
            let line = |record: &ApprovalRecord| {
                let objections = objections(r, &record.decision.no)?;
                Ok(line(record, &objections, self.approval_stage(record, &objections)))
            };
            let waits = waiting(r)?.into_iter().map(|s| WaitingList {
                bids: count(s.bids.len()),
                session_no: s.no,
                title: s.title,
                batch: s.batch,
                date: s.date.to_string(),
            });
            Ok(ApprovalsView {
                approvals: records.iter().map(line).collect::<Result<_>>()?,
                waiting: waits.collect(),
                calendar_until: calendar(r)?.until().map(|d| d.to_string()),
            })
        })
    }

    /// One decision with everything that followed.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn approval_view(&self, no: &str) -> Result<ApprovalView> {
        self.access.read(|r| {
            let record = approval(r, no)?;
            let objections = objections(r, no)?;
            let stage = self.approval_stage(&record, &objections);
            let today = local(self.access.clock.now()).date();
            view(r, &record, &objections, stage, today)
        })
    }
}

fn line(record: &ApprovalRecord, objections: &[Objection], stage: ApprovalStage) -> ApprovalLine {
    let decision = &record.decision;
    ApprovalLine {
        no: decision.no.clone(),
        batch: decision.batch.clone(),
        sessions: decision.lists.iter().map(|l| l.session_no.clone()).collect(),
        winners: count(decision.winners().len()),
        step: stage.into(),
        ends_on: record.publicity.current().map(|p| p.ends_on.to_string()),
        open: count(objections.iter().filter(|o| o.state().is_open()).count()),
    }
}

fn view(
    r: &Reader<'_>,
    record: &ApprovalRecord,
    objections: &[Objection],
    stage: ApprovalStage,
    today: NaiveDate,
) -> Result<ApprovalView> {
    let ApprovalRecord { decision, publicity, announcement } = record;
    let calendar = calendar(r)?;
    let blocked = match announcement {
        Some(_) => Vec::new(),
        None => announcement::check(decision, publicity, objections, today),
    };
    let awards = decision.in_force().map(|ruling| ruling.items.iter().map(|d| d.award));
    Ok(ApprovalView {
        no: decision.no.clone(),
        batch: decision.batch.clone(),
        sessions: decision.lists.iter().map(|l| (l.session_no.clone(), l.held_on.to_string())).collect(),
        bids: bids(decision),
        total: awards.and_then(Fen::sum).map(Fen::wan),
        rulings: decision.rulings.iter().map(ruling).collect(),
        postings: publicity.postings.iter().map(|p| posting(p, &calendar)).collect(),
        objections: objections.iter().map(|o| objection(o, record)).collect(),
        announcement: announcement.as_ref().map(announced),
        step: ApprovalStep::from(stage),
        next: next(r, decision, stage)?,
        blocked: blocked.iter().map(Problem::of).collect(),
        today: today.to_string(),
    })
}

/// What comes next: of an announced decision whose money is planned, what its plan waits for.
fn next(r: &Reader<'_>, decision: &Decision, stage: ApprovalStage) -> Result<NextAct> {
    if stage == ApprovalStage::Announced && !unplanned(r)?.iter().any(|u| u.decision_no == decision.no) {
        let plans = plans(r)?;
        let mut own = plans.iter().filter(|plan| plan.decision_no == decision.no);
        let waits = own.find_map(FundingPlan::next).or(ProjectState::Granted.next());
        return Ok(next_act(waits.unwrap_or(stage.next())));
    }
    Ok(next_act(stage.next()))
}

/// In the order of the ruling in force, then what it left unsaid; before one as the panels left them.
fn bids(decision: &Decision) -> Vec<ApprovalBid> {
    let said: &[DecidedItem] = decision.in_force().map(|r| r.items.as_slice()).unwrap_or_default();
    let all = || decision.lists.iter().flat_map(|list| list.items.iter().map(move |item| (list, item)));
    let place = |no: &str| said.iter().position(|d| d.bid_no == no).unwrap_or(said.len());
    let mut rows: Vec<(&PanelList, &PanelItem)> = all().collect();
    rows.sort_by_key(|(_, item)| place(&item.bid_no));
    rows.into_iter().map(|(list, item)| bid(decision, list, item)).collect()
}

fn bid(decision: &Decision, list: &PanelList, item: &PanelItem) -> ApprovalBid {
    let decided = decision.in_force().and_then(|r| r.items.iter().find(|d| d.bid_no == item.bid_no));
    let money = |standing: Standing, award: Fen| (standing == Standing::Recommended).then(|| award.wan());
    ApprovalBid {
        bid_no: item.bid_no.clone(),
        challenge_no: item.challenge_no.clone(),
        title: item.title.clone(),
        field: item.field.clone(),
        sponsor: item.sponsor.clone(),
        solver: item.solver.clone(),
        race: item.race,
        session_no: list.session_no.clone(),
        panel: item.standing.into(),
        panel_award: money(item.standing, item.award),
        requested: item.requested.wan(),
        decided: decided.map(|d| d.standing.into()),
        award: decided.and_then(|d| money(d.standing, d.award)),
        departs: decided.and_then(|d| decision.departure(d)).map(Into::into),
        reason: decided.map(|d| d.reason.clone()).unwrap_or_default(),
    }
}

fn ruling(of: &Ruling) -> RulingView {
    RulingView {
        on: of.on.to_string(),
        meeting: of.meeting.clone(),
        minutes_no: of.minutes_no.clone(),
        attendance: of.attendance.clone(),
        by: of.approver.into(),
        because: of.because.clone(),
        order_reason: of.order_reason.clone(),
        objections: of.objections.clone(),
    }
}

fn posting(of: &Posting, calendar: &Calendar) -> PostingView {
    let recount: Option<Finding> = of.recount(calendar).unwrap_or_else(Some);
    PostingView {
        posted_on: of.posted_on.to_string(),
        place: of.place.clone(),
        same_day: of.first == domain::calendar::FirstDay::SameDay,
        begins_on: of.begins_on().to_string(),
        ends_on: of.ends_on.to_string(),
        working_days: of.working_days,
        bids: count(of.bids.len()),
        proof: of.proof.as_ref().map(|p| p.name.clone()),
        because: of.because.clone(),
        taken_down: of.taken_down.as_ref().map(|d| (d.on.to_string(), d.reason.clone())),
        recount: recount.as_ref().map(Problem::of),
    }
}

fn objection(of: &Objection, record: &ApprovalRecord) -> ObjectionView {
    let state = of.state();
    ObjectionView {
        no: of.no.clone(),
        form: form(of),
        state: state.into(),
        inadmissible: of.inadmissible(&record.publicity).map(Into::into),
        steps: steps(of),
        answer_by: of.admission.as_ref().and_then(|a| a.answer_by).map(|d| d.to_string()),
        acted_on: of.acted_on.map(|d| d.to_string()),
        next: state.next().map(next_act),
    }
}

/// An objection as it was taken.
fn form(of: &Objection) -> ObjectionForm {
    let (unit, sealed, person, contact) = match &of.objector {
        Objector::Unit { unit, sealed, contact } => (unit.clone(), *sealed, String::new(), contact.clone()),
        Objector::Person { name, contact } => (String::new(), false, name.clone(), contact.clone()),
        Objector::Anonymous => (String::new(), false, String::new(), String::new()),
    };
    ObjectionForm {
        bids: of.bids.clone(),
        received_at: of.received_at.format("%Y-%m-%d %H:%M").to_string(),
        received_by: of.received_by.clone(),
        channel: of.channel.into(),
        unit,
        sealed,
        person,
        contact,
        text: of.text.clone(),
        evidence: of
            .evidence
            .iter()
            .map(|e| EvidenceForm {
                name: e.name.clone(),
                form: e.form.clone(),
                pages: e.pages.map(|n| n.to_string()).unwrap_or_default(),
            })
            .collect(),
    }
}

/// What was done, the earliest first.
fn steps(of: &Objection) -> Vec<ObjectionStep> {
    let identified = of.identity.as_ref().map(|check| ObjectionStep::Identify {
        on: check.on.to_string(),
        by: check.by.clone(),
        how: check.how.clone(),
    });
    let admitted = of.admission.as_ref().map(|word| ObjectionStep::Admit {
        on: word.on.to_string(),
        by: word.by.clone(),
        refused: word.refused.map(Into::into),
        note: word.note.clone(),
    });
    let examined = of.examination.as_ref().map(|found| ObjectionStep::Examine {
        on: found.on.to_string(),
        examiners: found.examiners.clone(),
        how: found.how.clone(),
        verdict: found.verdict.into(),
        reason: found.reason.clone(),
        handling: found.handling.into(),
    });
    let answered = of
        .answer
        .as_ref()
        .map(|answer| ObjectionStep::Reply { on: answer.on.to_string(), text: answer.text.clone() });
    let withdrawn = of
        .withdrawn
        .as_ref()
        .map(|word| ObjectionStep::Withdraw { on: word.on.to_string(), text: word.text.clone() });
    [identified, admitted, examined, answered, withdrawn].into_iter().flatten().collect()
}

fn announced(of: &Announcement) -> AnnouncementForm {
    AnnouncementForm { on: of.on.to_string(), number: of.number.clone(), place: of.place.clone() }
}
