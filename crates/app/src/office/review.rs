//! 榜单凝练: demands before a panel of industry-management and technical experts (policy 四（二）, rule 3), its word on
//! each, the revisions that it asked for, and the report to the province.

use chrono::NaiveDate;
use domain::panel::{self, Drawn};
use domain::selection::{PanelWord, Revised, Status, Step, WordSource};
use domain::{Code, Finding, Member};
use serde_json::json;

use super::demands::{demand_record, lacking, not_now};
use super::intake::exists;
use super::{Office, demand_session};
use crate::access::{Act, reason};
use crate::demand_records::{Provincial, ReviewRecord};
use crate::messages;
use crate::records::{ExpertRecord, SessionRecord};
use crate::refusal::{Refusal, Result};
use crate::shipped;

/// A review as it is opened.
#[derive(Debug, Clone)]
pub struct NewReview {
    /// 会议编号
    pub no: String,
    /// 会议名称
    pub title: String,
    /// Day.
    pub date: NaiveDate,
    /// Experts of the register, by number.
    pub panel: Vec<String>,
    /// Demands, by number, in their order.
    pub demands: Vec<String>,
    /// Why it is held although the policy's validity has ended (rule 29), or warnings of the panel are passed over.
    pub reason: String,
}

/// Rule 29 for a new selection on a day: nothing within the validity; outside, the sentence with its ground.
///
/// # Errors
/// `policy.expired` without a ground.
pub(super) fn validity(day: NaiveDate, ground: &str) -> Result<Option<String>> {
    let policy = shipped::policy()?;
    if policy.covers(day) {
        return Ok(None);
    }
    let ground = ground.trim();
    if ground.is_empty() {
        return Err(super::prepare::expired(&policy, day).into());
    }
    Ok(Some(format!("政策有效期外的新遴选：{ground}")))
}

impl Office {
    /// Puts complete demands before a panel.
    ///
    /// # Errors
    /// `import.exists`, `policy.expired`, `panel.demand.composition`, `panel.twice`; `reason.missing` for a warning of the
    /// panel; `session.empty`; what a demand lacks; `demand.out_of_order`.
    pub fn open_review(&mut self, new: NewReview) -> Result<()> {
        let at = self.access.clock.now();
        let policy = shipped::policy()?;
        let mut passed_over: Vec<String> = validity(new.date, &new.reason)?.into_iter().collect();
        let act = Act::new("review.open", new.no.clone())
            .with(json!({ "demands": new.demands, "panel": new.panel }));
        self.access.record_at(at, act, |w| {
            if w.get::<ReviewRecord>(&new.no)?.is_some() || w.get::<SessionRecord>(&new.no)?.is_some() {
                return Err(exists("论证会", "review", &new.no));
            }
            if new.demands.is_empty() {
                return Err(Refusal::of(Code::SessionEmpty).with("session", new.no.clone()));
            }
            let members: Vec<Member> = new
                .panel
                .iter()
                .map(|no| {
                    let expert: ExpertRecord = w.get(no)?.ok_or_else(|| Refusal::not_found(no.clone()))?;
                    Ok(Member::of(&expert.0, Drawn::Named))
                })
                .collect::<Result<_>>()?;
            let found = panel::check_demand(&members, &policy);
            let (errors, warnings): (Vec<Finding>, Vec<Finding>) =
                found.into_iter().partition(Finding::blocks);
            if !errors.is_empty() {
                return Err(errors.into());
            }
            if !warnings.is_empty() {
                let what = messages::together(&warnings);
                let why =
                    reason(&what.zh, &new.reason).map_err(|refusal| refusal.with("what_en", what.en))?;
                passed_over.push(messages::passed_over(&warnings, &why));
            }
            for no in &new.demands {
                let mut record = demand_record(w, no)?;
                if !record.demand.complete(&policy) {
                    return Err(lacking(&record.demand, &policy));
                }
                record.step(Step::Submit, at, "")?;
                record.review = Some(new.no.clone());
                w.put(&record)?;
            }
            let (no, title, date, demands) = (new.no, new.title, new.date, new.demands);
            w.put(&ReviewRecord { no, title, date, panel: members, demands, passed_over })?;
            Ok(())
        })
    }

    /// Records the panel's word on a demand by hand, which then is proposed or not. Of a demand that a session judges the
    /// reason is asked for: its word comes from signed scores otherwise.
    ///
    /// # Errors
    /// `reason.missing` for a demand before a session;
    /// `demand.conclusion.reason`, `demand.score`; `demand.out_of_order` for one that is not before a panel.
    pub fn conclude_demand(&mut self, no: &str, word: PanelWord) -> Result<()> {
        let at = self.access.clock.now();
        let sheet = shipped::demand_sheet()?;
        let act = Act::new("demand.conclude", no)
            .because(word.reason.trim())
            .with(json!({ "conclusion": word.conclusion.zh() }));
        self.access.record_at(at, act, |w| {
            let mut record = demand_record(w, no)?;
            let findings = word.check(no, &sheet);
            if !findings.is_empty() {
                return Err(findings.into());
            }
            record.step(word.conclusion.step(), at, word.reason.trim())?;
            let why = match word.source {
                WordSource::Hand { why } => why,
                WordSource::Session => String::new(),
            };
            if let Some(session) = demand_session::before(w, &record)? {
                reason(&format!("手工登记需求{no}的论证结论（会议{}）", session.no), &why)?;
            }
            let review = record.review.clone().unwrap_or_default();
            let source = WordSource::Hand { why };
            record.word = Some(PanelWord { review, source, revised: None, ..word });
            w.put(&record)?;
            Ok(())
        })
    }

    /// Records that the revision which the panel asked for was made with the enterprise.
    ///
    /// # Errors
    /// `demand.out_of_order` where none is open; `reason.missing` without what was changed.
    pub fn revise_demand(&mut self, no: &str, revised: Revised) -> Result<()> {
        let note = reason("完善情况", &revised.note)?;
        self.access.record(Act::new("demand.revised", no).because(note.clone()), |w| {
            let mut record = demand_record(w, no)?;
            let proposed = record.status == Status::Proposed;
            match &mut record.word {
                Some(word) if proposed && word.revision_open() => {
                    word.revised = Some(Revised { note, ..revised });
                }
                _ => return Err(not_now(&record, ("登记完善情况", "record a revision"))),
            }
            w.put(&record)?;
            Ok(())
        })
    }

    /// Marks demands of the proposed list as reported to the province, or takes the mark away (四（二）).
    ///
    /// # Errors
    /// `demand.out_of_order` for one that is not on the proposed list or beyond.
    pub fn report_demands(&mut self, numbers: &[String], reported: Option<Provincial>) -> Result<()> {
        let act = Act::new("demand.provincial", numbers.join("、"))
            .with(json!({ "on": reported.as_ref().map(|p| p.on.to_string()) }));
        self.access.record(act, |w| {
            for no in numbers {
                let mut record = demand_record(w, no)?;
                if !record.status.selected() {
                    return Err(not_now(&record, ("上报省科技厅", "report to the province")));
                }
                record.provincial.clone_from(&reported);
                w.put(&record)?;
            }
            Ok(())
        })
    }

    /// The reviews, by number.
    ///
    /// # Errors
    /// The vault's own.
    pub fn reviews(&self) -> Result<Vec<ReviewRecord>> {
        self.access.read(|r| Ok(r.list()?))
    }
}
