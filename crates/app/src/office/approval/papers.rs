//! The papers of a decision: 公示, 揭榜公告, and of each objection its 处理单 and 答复书 (policy 四（五）). What nobody recorded is a
//! blank in them.

use std::collections::BTreeMap;
use std::path::Path;

use documents::model::{
    ObjectionForm, ObjectionPaper, ObjectionReply, ObjectionStep, PublicityNotice, PublicityRow, RemovedBid,
    SettledObjection, WinnerAnnouncement, WinnerRow,
};
use documents::{Common, Form, Variant};
use domain::calendar::FirstDay;
use domain::chain::announcement;
use domain::chain::decision::Winner;
use domain::chain::objection::{HandlingStep, Objection, Objector};
use domain::chain::publicity::Posting;
use domain::chain::state::ObjectionState;
use domain::conclusion::Standing;
use domain::recommendation::Judged;
use vault::Reader;

use super::{approval, objections};
use crate::api::approval::ApprovalPaper;
use crate::api::documents::SavedDocument;
use crate::chain_records::ApprovalRecord;
use crate::demand_records::BatchRecord;
use crate::files;
use crate::office::chain_common::Carried;
use crate::office::conclude::meeting_result;
use crate::office::made::{MadePaper, PaperName};
use crate::office::stamp::Stamp;
use crate::office::text::bare_line;
use crate::office::{Office, session};
use crate::refusal::{Refusal, Result};
use crate::shipped;
use crate::views::count;

/// What the papers of a decision are filled from.
struct Gathered {
    record: ApprovalRecord,
    objections: Vec<Objection>,
    /// 主管单位 of the first session.
    office: String,
    /// The list of the batch was decided, approved and published here, and its bids came in.
    steps_recorded: bool,
    /// Scores with two decimals, by bid.
    scores: BTreeMap<String, String>,
}

impl Office {
    /// A paper of a decision as it would be saved now.
    ///
    /// # Errors
    /// `record.not_found`; `publicity.none` for a notice of what was never posted; `document.missing_glyph`.
    pub fn preview_approval(&self, no: &str, paper: &ApprovalPaper) -> Result<Vec<u8>> {
        Ok(self.make_approval_paper(no, paper, "预览.pdf")?.bytes)
    }

    /// Saves a paper of a decision and journals it.
    ///
    /// # Errors
    /// As [`Office::preview_approval`]; `io`.
    pub fn save_approval_paper(
        &mut self,
        no: &str,
        paper: &ApprovalPaper,
        path: &Path,
    ) -> Result<SavedDocument> {
        let made = self.make_approval_paper(no, paper, &files::name(path))?;
        let (form, variant) = form_of(paper);
        let id = match (paper, variant) {
            (ApprovalPaper::Objection { no } | ApprovalPaper::Reply { no }, _) => format!("{form}/{no}"),
            (_, Variant::Redacted) => format!("{form}/public"),
            _ => form.to_owned(),
        };
        let scope = format!("approval/{no}");
        self.save_made(&PaperName { scope, subject: no, form, paper: &id }, path, made)
    }

    fn make_approval_paper(&self, no: &str, paper: &ApprovalPaper, file: &str) -> Result<MadePaper> {
        let gathered = self.access.read(|r| gathered(r, no))?;
        let objection = format!("{no}/");
        let stamp = Stamp::newest(&self.access.vault, |table, id| match table {
            "approval" => id == no,
            "objection" => id.starts_with(&objection),
            _ => false,
        })?;
        let (_, variant) = form_of(paper);
        let common = common(&gathered, paper, variant, &stamp)?;
        let of = |no: &str| {
            let found = gathered.objections.iter().find(|o| o.no == no);
            found.ok_or_else(|| Refusal::not_found(no))
        };
        let form = match paper {
            ApprovalPaper::Notice | ApprovalPaper::PublicNotice => {
                Form::PublicityNotice(notice(&gathered, common)?)
            }
            ApprovalPaper::Announcement | ApprovalPaper::PublicAnnouncement => {
                Form::WinnerAnnouncement(announced(&gathered, common))
            }
            ApprovalPaper::Objection { no } => Form::ObjectionForm(handling(&gathered, of(no)?, common)),
            ApprovalPaper::Reply { no } => Form::ObjectionReply(reply(of(no)?, common)),
        };
        MadePaper::print(&form, stamp, file)
    }
}

/// The form of a paper, and for whom it is.
const fn form_of(paper: &ApprovalPaper) -> (&'static str, Variant) {
    match paper {
        ApprovalPaper::Notice => ("publicity-notice", Variant::Named),
        ApprovalPaper::PublicNotice => ("publicity-notice", Variant::Redacted),
        ApprovalPaper::Announcement => ("winner-announcement", Variant::Named),
        ApprovalPaper::PublicAnnouncement => ("winner-announcement", Variant::Redacted),
        ApprovalPaper::Objection { .. } => ("objection-form", Variant::Named),
        ApprovalPaper::Reply { .. } => ("objection-reply", Variant::Named),
    }
}

fn gathered(r: &Reader<'_>, no: &str) -> Result<Gathered> {
    let record = approval(r, no)?;
    let batch: Option<BatchRecord> = r.get(&record.decision.batch)?;
    let mut scores = BTreeMap::new();
    let mut office = None;
    for list in &record.decision.lists {
        let session = session(r, &list.session_no)?;
        let result = meeting_result(r, &session)?;
        scores.extend(
            result
                .judged
                .iter()
                .filter_map(Judged::bid)
                .filter_map(|j| Some((j.bid.no.clone(), j.tally.total.as_ref()?.half_up(2)))),
        );
        office.get_or_insert(session.office);
    }
    Ok(Gathered {
        steps_recorded: batch.is_some_and(|b| b.0.publication.is_some()),
        objections: objections(r, no)?,
        office: office.unwrap_or_default(),
        scores,
        record,
    })
}

fn common(of: &Gathered, paper: &ApprovalPaper, variant: Variant, stamp: &Stamp) -> Result<Common> {
    let decision = &of.record.decision;
    let name = match paper {
        ApprovalPaper::Notice | ApprovalPaper::PublicNotice => "公示".to_owned(),
        ApprovalPaper::Announcement | ApprovalPaper::PublicAnnouncement => "公告".to_owned(),
        ApprovalPaper::Objection { no } => format!("异议/{no}"),
        ApprovalPaper::Reply { no } => format!("答复/{no}"),
    };
    let (office, batch) = (Some(of.office.as_str()), Some(decision.batch.as_str()));
    Carried { office, batch, subject: &decision.no, name: &name, variant }.common(stamp)
}

/// The winners by the number of their challenge: the public reads no rank out of their order.
fn winners(of: &Gathered) -> Vec<Winner<'_>> {
    let mut winners = of.record.decision.winners();
    winners.sort_by(|a, b| {
        let key = |w: &Winner<'_>| (w.item.challenge_no.clone(), w.item.bid_no.clone());
        key(a).cmp(&key(b))
    });
    winners
}

/// The posting that stands, or the last one that was taken down.
fn posting(of: &Gathered) -> Option<&Posting> {
    of.record.publicity.current().or(of.record.publicity.postings.last())
}

fn notice(of: &Gathered, common: Common) -> Result<PublicityNotice> {
    let policy = shipped::policy()?;
    let posting = posting(of);
    let ruling = of.record.decision.in_force();
    let winners = winners(of);
    let race = |w: &Winner<'_>| w.item.race;
    let remark = |w: &Winner<'_>| {
        let parts =
            [race(w).then_some("赛马"), (w.decided.standing == Standing::Unfunded).then_some("立项但不资助")];
        parts.into_iter().flatten().collect::<Vec<_>>().join("，")
    };
    let rows = winners.iter().zip(1..).map(|(w, n)| PublicityRow {
        n,
        challenge_no: w.item.challenge_no.clone(),
        bid_title: w.item.title.clone(),
        field_name: Some(w.item.field.clone()),
        sponsor: Some(w.item.sponsor.clone()),
        solver: Some(w.item.solver.clone()),
        remark: Some(remark(w)),
        score: Some(of.scores.get(&w.item.bid_no).cloned().unwrap_or_default()),
        fiscal: Some(w.decided.award),
        internal_note: Some(bare_line(&w.decided.reason)),
    });
    Ok(PublicityNotice {
        steps_recorded: of.steps_recorded && ruling.is_some(),
        posted_on: posting.map(|p| p.posted_on),
        publicity_from: posting.map(Posting::begins_on),
        publicity_to: posting.map(|p| p.ends_on),
        publicity_days: Some(posting.map_or(policy.publicity.working_days, |p| p.working_days)),
        starts_next_day: posting.is_some_and(|p| p.first == FirstDay::NextDay),
        starts_same_day: posting.is_some_and(|p| p.first == FirstDay::SameDay),
        calendar_text: Some(String::new()),
        count: Some(count(winners.len())),
        review_memo: ruling.map(|r| {
            format!(
                "{}{}审定（{}）",
                r.on.format("%Y年%-m月%-d日"),
                bare_line(&r.meeting),
                bare_line(&r.minutes_no)
            )
        }),
        has_race: winners.iter().any(race),
        rows: rows.collect(),
        common,
        ..PublicityNotice::default()
    })
}

/// What was posted and is no longer on the list.
fn removed(of: &Gathered) -> Vec<RemovedBid> {
    let gone = announcement::removed(&of.record.decision, &of.record.publicity);
    gone.into_iter()
        .map(|(item, why)| RemovedBid {
            challenge_no: item.challenge_no.clone(),
            bid_title: item.title.clone(),
            reason: Some(bare_line(why)),
        })
        .collect()
}

fn announced(of: &Gathered, common: Common) -> WinnerAnnouncement {
    let posting = posting(of);
    let winners = winners(of);
    let accepted: Vec<&Objection> = of
        .objections
        .iter()
        .filter(|o| o.admission.as_ref().is_some_and(|a| a.refused.is_none()) && o.withdrawn.is_none())
        .collect();
    let closed = accepted.iter().all(|o| o.state() == ObjectionState::Closed);
    let rows = winners.iter().zip(1..).map(|(w, n)| WinnerRow {
        n,
        challenge_no: w.item.challenge_no.clone(),
        bid_title: w.item.title.clone(),
        sponsor: Some(w.item.sponsor.clone()),
        solver: Some(w.item.solver.clone()),
        remark: Some(if w.item.race { "赛马" } else { "" }.to_owned()),
    });
    let settled = accepted.iter().zip(1..).map(|(o, n)| SettledObjection {
        n,
        objection_no: o.no.clone(),
        about: Some(about(of, o)),
        finding: o.examination.as_ref().map(|e| format!("{}，{}", e.verdict.zh(), e.handling.zh())),
        answered_on: o.answer.as_ref().map(|a| a.on),
    });
    let done = of.record.announcement.as_ref();
    WinnerAnnouncement {
        publicity_from: posting.map(Posting::begins_on),
        publicity_to: posting.map(|p| p.ends_on),
        // Before the announcement is recorded an objection may still come.
        no_objection: done.is_some() && accepted.is_empty(),
        objections_resolved: !accepted.is_empty() && closed,
        removed: removed(of),
        count: Some(count(winners.len())),
        rows: rows.collect(),
        objection_rows: settled.collect(),
        announced_on: done.map(|a| a.on),
        common,
        ..WinnerAnnouncement::default()
    }
}

/// Which bids an objection is about, in words.
fn about(of: &Gathered, objection: &Objection) -> String {
    let named = objection.bids.iter().map(|no| match of.record.decision.item(no) {
        Some(item) => format!("{}　{}", item.challenge_no, item.title),
        None => no.clone(),
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() { "整个名单".to_owned() } else { named.join("；") }
}

fn handling(of: &Gathered, objection: &Objection, common: Common) -> ObjectionForm {
    let (unit, name, contact) = match &objection.objector {
        Objector::Unit { unit, contact, .. } => (unit.clone(), String::new(), contact.clone()),
        Objector::Person { name, contact } => (String::new(), name.clone(), contact.clone()),
        Objector::Anonymous => (String::new(), "匿名".to_owned(), String::new()),
    };
    let admission = objection.admission.as_ref();
    let examination = objection.examination.as_ref();
    let day = objection.received_at.date();
    let evidence = objection.evidence.iter().zip(1..).map(|(e, n)| ObjectionPaper {
        n,
        name: e.name.clone(),
        form: Some(e.form.clone()).filter(|f| !f.is_empty()),
        pages: e.pages,
        digest: Some(e.digest.clone().unwrap_or_default()),
    });
    ObjectionForm {
        objection_no: objection.no.clone(),
        batch_item: Some(about(of, objection)),
        publicity_to: posting(of).map(|p| p.ends_on),
        received_at: Some(objection.received_at),
        received_by: Some(objection.received_by.clone()),
        channel: Some(objection.channel.zh().to_owned()),
        is_unit: !unit.is_empty(),
        objector_unit: Some(unit),
        objector_name: Some(name).filter(|n| !n.is_empty()),
        objector_contact: Some(contact).filter(|c| !c.is_empty()),
        id_check_text: objection
            .identity
            .as_ref()
            .map(|i| format!("{}由{}以{}核对", i.on.format("%Y年%-m月%-d日"), i.by, bare_line(&i.how))),
        objection_text: Some(objection.text.clone()),
        evidence: evidence.collect(),
        in_period: Some(if of.record.publicity.in_time(day) { "是" } else { "否" }.to_owned()),
        is_accepted: admission.is_some_and(|a| a.refused.is_none()),
        is_refused: admission.is_some_and(|a| a.refused.is_some()),
        not_accept_reason: admission.and_then(|a| a.refused).map(|r| r.zh().to_owned()),
        examiners_text: examination.map(|e| e.examiners.clone()),
        examination_text: examination.map(|e| e.how.clone()),
        finding: examination.map(|e| e.verdict.zh().to_owned()),
        finding_reason: examination.map(|e| e.reason.clone()),
        handling: examination.map(|e| e.handling.zh().to_owned()),
        answer_text: objection.answer.as_ref().map(|a| a.text.clone()),
        answered_on: objection.answer.as_ref().map(|a| a.on),
        answer_days: None,
        timeline: timeline(objection),
        common,
    }
}

/// What was done when, by whom.
fn timeline(objection: &Objection) -> Vec<ObjectionStep> {
    let step = |(of, n): (HandlingStep, u32)| ObjectionStep {
        n,
        when: Some(of.on.format("%Y年%-m月%-d日").to_string()),
        step: of.step.0.to_owned(),
        who: Some(of.who),
        what: Some(bare_line(&of.what)),
    };
    objection.steps().into_iter().zip(1..).map(step).collect()
}

fn reply(objection: &Objection, common: Common) -> ObjectionReply {
    let name = match &objection.objector {
        Objector::Unit { unit, .. } => Some(unit.clone()),
        Objector::Person { name, .. } => Some(name.clone()),
        Objector::Anonymous => None,
    };
    let examination = objection.examination.as_ref();
    ObjectionReply {
        objection_no: objection.no.clone(),
        objector_name: name,
        received_on: Some(objection.received_at.date()),
        batch_item: Some(objection.bids.join("、")).filter(|b| !b.is_empty()),
        finding: examination.map(|e| e.verdict.zh().to_owned()),
        finding_reason: examination.map(|e| e.reason.clone()),
        handling_text: examination.map(|e| bare_line(e.handling.zh())),
        answered_on: objection.answer.as_ref().map(|a| a.on),
        common,
        ..ObjectionReply::default()
    }
}
