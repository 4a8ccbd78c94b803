//! 张榜发布: batches, their lists, the two recorded decisions, numbers and publication (policy 四（三）, rule 4).

use chrono::{DateTime, NaiveDate, Utc};
use domain::challenge_list::{
    self, Batch, BatchGround, Correction, Deciding, LeftOut, ListDecision, Listed, Publication,
};
use domain::selection::{Status, Step};
use domain::{Code, Finding};
use serde_json::json;
use vault::{Reader, Writer};

use super::Office;
use super::demands::{demand_record, not_now};
use super::intake::exists;
use super::review::validity;
use crate::access::{Act, reason};
use crate::demand_records::{BatchRecord, DemandRecord, ReviewRecord};
use crate::records::SessionRecord;
use crate::refusal::{Refusal, Result};

/// A batch as it is made.
#[derive(Debug, Clone)]
pub struct NewBatch {
    /// 批次
    pub name: String,
    /// 主管单位
    pub office: String,
    /// Day.
    pub made_on: NaiveDate,
    /// By what it is put together.
    pub grounds: Vec<BatchGround>,
    /// How that was weighed.
    pub ground_text: String,
    /// Why it is made although the policy's validity has ended (rule 29).
    pub expired_reason: String,
    /// Demands of the proposed list, in their order.
    pub demands: Vec<String>,
}

/// The batch with this name, or `record.not_found`.
pub(super) fn batch(r: &Reader<'_>, name: &str) -> Result<Batch> {
    r.get::<BatchRecord>(name)?.map(|b| b.0).ok_or_else(|| Refusal::not_found(name))
}

/// The demands on a list, in its order.
pub(super) fn on_list(r: &Reader<'_>, batch: &Batch) -> Result<Vec<DemandRecord>> {
    batch.listed.iter().map(|l| demand_record(r, &l.demand_no)).collect()
}

/// `list.settled`: the meeting has seen the list.
fn open_list(batch: &Batch) -> Result<()> {
    if batch.study.is_none() {
        return Ok(());
    }
    Err(Refusal::of(Code::ListSettled)
        .with("batch", batch.name.clone())
        .with("step", Deciding::Study.zh())
        .with("step_en", Deciding::Study.en()))
}

/// Makes the list of a batch these demands, in this order; numbers of those that stay are kept.
fn put_list(w: &Writer<'_>, batch: &mut Batch, numbers: &[String]) -> Result<()> {
    for gone in batch.listed.iter().filter(|l| !numbers.contains(&l.demand_no)) {
        let mut record = demand_record(w, &gone.demand_no)?;
        record.batch = None;
        w.put(&record)?;
    }
    let mut listed: Vec<Listed> = Vec::new();
    for no in numbers {
        let mut record = demand_record(w, no)?;
        if record.status != Status::Proposed || listed.iter().any(|l| l.demand_no == *no) {
            return Err(not_now(&record, ("列入批次", "put on the list")));
        }
        if let Some(other) = record.batch.as_ref().filter(|b| **b != batch.name) {
            return Err(Refusal::of(Code::DemandListed)
                .with("demand", no.clone())
                .with("batch", other.clone()));
        }
        record.batch = Some(batch.name.clone());
        record.changed = true;
        w.put(&record)?;
        let kept = batch.listed.iter().find(|l| l.demand_no == *no);
        let challenge_no = kept.and_then(|l| l.challenge_no.clone());
        listed.push(Listed { demand_no: no.clone(), challenge_no });
    }
    batch.listed = listed;
    Ok(())
}

/// Who has a challenge number, over all batches.
fn numbered(r: &Reader<'_>) -> Result<Vec<(String, String)>> {
    let batches: Vec<BatchRecord> = r.list()?;
    let pairs = batches.into_iter().flat_map(|b| b.0.listed);
    Ok(pairs.filter_map(|l| Some((l.challenge_no?, l.demand_no))).collect())
}

impl Office {
    /// Makes a batch with its list. After the policy's validity it needs a reason (rule 29).
    ///
    /// # Errors
    /// `import.exists`, `missing_value` without a ground of 四（三）, `policy.expired`; those of [`Office::set_list`].
    pub fn make_batch(&mut self, new: NewBatch) -> Result<()> {
        let expired = validity(new.made_on, &new.expired_reason)?;
        if new.grounds.is_empty() {
            return Err(Refusal::of(Code::MissingValue).with("field", "分批依据"));
        }
        let mut act = Act::new("batch.make", new.name.clone()).with(json!({ "demands": new.demands }));
        act.reason.clone_from(&expired);
        self.access.record(act, |w| {
            if w.get::<BatchRecord>(&new.name)?.is_some() {
                return Err(exists("批次", "batch", &new.name));
            }
            let mut batch = Batch {
                name: new.name,
                office: new.office,
                made_on: new.made_on,
                grounds: new.grounds,
                ground_text: new.ground_text,
                expired_reason: expired,
                listed: Vec::new(),
                study: None,
                approval: None,
                publication: None,
                corrections: Vec::new(),
            };
            put_list(w, &mut batch, &new.demands)?;
            w.put(&BatchRecord(batch))?;
            Ok(())
        })
    }

    /// Makes the list of a batch these demands, in this order, until the meeting has seen it.
    ///
    /// # Errors
    /// `list.settled`; `demand.out_of_order` for one that is not proposed; `demand.listed` for one of another batch.
    pub fn set_list(&mut self, name: &str, numbers: &[String]) -> Result<()> {
        let act = Act::new("batch.list", name).with(json!({ "demands": numbers }));
        self.access.record(act, |w| {
            let mut batch = batch(w, name)?;
            open_list(&batch)?;
            put_list(w, &mut batch, numbers)?;
            w.put(&BatchRecord(batch))?;
            Ok(())
        })
    }

    /// Records 会议研究 or 市政府审定 of a list: what passes goes on, what it left out is not selected.
    ///
    /// # Errors
    /// Those of [`Batch::check_decision`]; `list.empty`, `list.settled` for one that is recorded; `demand.revision_open`;
    /// `list.date_order` for a meeting before the review.
    pub fn decide_list(&mut self, name: &str, which: Deciding, decision: ListDecision) -> Result<()> {
        let at = self.access.clock.now();
        let act = Act::new("batch.decide", name).with(json!({
            "decision": which.zh(), "on": decision.on.to_string(), "number": decision.number,
            "by": decision.by, "left_out": decision.left_out.len(),
        }));
        self.access.record_at(at, act, |w| {
            let mut batch = batch(w, name)?;
            if batch.decision(which).is_some() {
                return Err(Refusal::of(Code::ListSettled)
                    .with("batch", name)
                    .with("step", which.zh())
                    .with("step_en", which.en()));
            }
            let findings = decision_findings(w, &batch, which, &decision)?;
            if !findings.is_empty() {
                return Err(findings.into());
            }
            for mut record in on_list(w, &batch)? {
                let left = decision.left_out.iter().find(|l| l.demand_no == record.demand.no);
                let reason = left.map(|l| l.reason.trim().to_owned()).unwrap_or_default();
                record.step(if left.is_some() { Step::Drop } else { which.step() }, at, &reason)?;
                if left.is_some() {
                    record.batch = None;
                }
                w.put(&record)?;
            }
            batch.listed.retain(|l| !decision.left_out.iter().any(|o| o.demand_no == l.demand_no));
            match which {
                Deciding::Study => batch.study = Some(decision),
                Deciding::Approval => batch.approval = Some(decision),
            }
            w.put(&BatchRecord(batch))?;
            Ok(())
        })
    }

    /// Puts a decision right that was recorded wrongly, by a further record with its reason; the first one stays. What it
    /// leaves out may change while nothing followed: such demands leave the list, or come back to its end.
    ///
    /// # Errors
    /// `reason.missing`; those of [`Batch::check_correction`]; `record.not_found` for a demand of another list;
    /// `demand.out_of_order` for one that was taken up anew meanwhile.
    pub fn correct_list(
        &mut self,
        name: &str,
        which: Deciding,
        decision: ListDecision,
        why: &str,
    ) -> Result<()> {
        let why = reason(&format!("更正{}", which.zh()), why)?;
        let (at, recorded_by) = (self.access.clock.now(), self.access.actor.clone());
        let act = Act::new("batch.correct", name).because(why.clone()).with(json!({
            "decision": which.zh(), "on": decision.on.to_string(), "number": decision.number,
            "by": decision.by, "left_out": decision.left_out.len(),
        }));
        self.access.record_at(at, act, |w| {
            let mut batch = batch(w, name)?;
            let mut findings = batch.check_correction(which, &decision);
            let was: Vec<LeftOut> = batch.decision(which).map(|d| d.left_out.clone()).unwrap_or_default();
            let there = |no: &str| {
                batch.listed.iter().any(|l| l.demand_no == no) || was.iter().any(|l| l.demand_no == no)
            };
            let unknown = decision.left_out.iter().find(|l| !there(&l.demand_no));
            findings
                .extend(unknown.map(|l| Finding::error(Code::NotFound).with("what", l.demand_no.clone())));
            if !findings.is_empty() {
                return Err(findings.into());
            }
            for left in decision.left_out.iter().filter(|l| !was.iter().any(|o| o.demand_no == l.demand_no)) {
                let mut record = demand_record(w, &left.demand_no)?;
                record.step(Step::Drop, at, left.reason.trim())?;
                record.batch = None;
                w.put(&record)?;
                batch.listed.retain(|l| l.demand_no != left.demand_no);
            }
            for back in was.iter().filter(|o| !decision.left_out.iter().any(|l| l.demand_no == o.demand_no)) {
                restore(w, &mut batch, &back.demand_no, which, (at, &why))?;
            }
            batch.corrections.push(Correction { which, at, recorded_by, reason: why, decision });
            w.put(&BatchRecord(batch))?;
            Ok(())
        })
    }

    /// Numbers the challenges of a list that have no number yet, in its order.
    ///
    /// # Errors
    /// `missing_value` without a prefix; `record.not_found`.
    pub fn number_list(&mut self, name: &str, prefix: &str) -> Result<()> {
        let prefix = prefix.trim();
        if prefix.is_empty() {
            return Err(Refusal::of(Code::MissingValue).with("field", "编号前缀"));
        }
        let act = Act::new("batch.number", name).with(json!({ "prefix": prefix }));
        self.access.record(act, |w| {
            let mut batch = batch(w, name)?;
            let taken = numbered(w)?;
            challenge_list::number(&mut batch.listed, prefix, &|no| taken.iter().any(|(n, _)| n == no));
            w.put(&BatchRecord(batch))?;
            Ok(())
        })
    }

    /// Gives a challenge its number, or takes it away, until the list is published.
    ///
    /// # Errors
    /// `list.number_taken`, `list.settled`, `record.not_found`.
    pub fn set_challenge_no(&mut self, name: &str, demand_no: &str, number: &str) -> Result<()> {
        let number = Some(number.trim().to_owned()).filter(|n| !n.is_empty());
        let act = Act::new("batch.number", format!("{name}/{demand_no}")).with(json!({ "number": number }));
        self.access.record(act, |w| {
            let mut batch = batch(w, name)?;
            if batch.publication.is_some() {
                return Err(Refusal::of(Code::ListSettled)
                    .with("batch", name)
                    .with("step", "张榜")
                    .with("step_en", "publication"));
            }
            let taken = numbered(w)?;
            let other = taken.iter().find(|(n, d)| Some(n) == number.as_ref() && d != demand_no);
            if let Some((number, demand)) = other {
                return Err(Refusal::of(Code::ListNumberTaken)
                    .with("number", number.clone())
                    .with("demand", demand.clone()));
            }
            let listed = batch.listed.iter_mut().find(|l| l.demand_no == demand_no);
            listed.ok_or_else(|| Refusal::not_found(demand_no))?.challenge_no = number;
            w.put(&BatchRecord(batch))?;
            Ok(())
        })
    }

    /// Publishes a list (张榜): only after both decisions (rule 4).
    ///
    /// # Errors
    /// Those of [`Batch::check_publication`]; `missing_value` without a place; `date_order` for a deadline before it.
    pub fn publish_list(&mut self, name: &str, publication: Publication) -> Result<()> {
        let at = self.access.clock.now();
        let act = Act::new("batch.publish", name)
            .with(json!({ "on": publication.on.to_string(), "deadline": publication.deadline.to_string() }));
        self.access.record_at(at, act, |w| {
            let mut batch = batch(w, name)?;
            let mut findings = batch.check_publication(publication.on);
            if publication.place.trim().is_empty() {
                findings.push(Finding::error(Code::MissingValue).with("field", "报送地点"));
            }
            if publication.deadline.date() < publication.on {
                findings.push(
                    Finding::error(Code::DateOrder)
                        .with("start", publication.on.to_string())
                        .with("end", publication.deadline.date().to_string()),
                );
            }
            if !findings.is_empty() {
                return Err(findings.into());
            }
            for mut record in on_list(w, &batch)? {
                record.step(Step::Publish, at, "")?;
                w.put(&record)?;
            }
            batch.publication = Some(publication);
            w.put(&BatchRecord(batch))?;
            Ok(())
        })
    }

    /// The batches, by name.
    ///
    /// # Errors
    /// The vault's own.
    pub fn batches(&self) -> Result<Vec<Batch>> {
        self.access.read(|r| Ok(r.list::<BatchRecord>()?.into_iter().map(|b| b.0).collect()))
    }
}

/// Puts a demand that a decision left out by mistake back at the end of its list, where the decision leaves it.
fn restore(
    w: &Writer<'_>,
    batch: &mut Batch,
    no: &str,
    which: Deciding,
    (at, why): (DateTime<Utc>, &str),
) -> Result<()> {
    let mut record = demand_record(w, no)?;
    record.step(Step::Restore, at, why)?;
    record.step(Step::Study, at, why)?;
    if which == Deciding::Approval {
        record.step(Step::Approve, at, why)?;
    }
    record.batch = Some(batch.name.clone());
    w.put(&record)?;
    batch.listed.push(Listed { demand_no: no.to_owned(), challenge_no: None });
    Ok(())
}

/// What keeps a decision from being recorded.
fn decision_findings(
    r: &Reader<'_>,
    batch: &Batch,
    which: Deciding,
    decision: &ListDecision,
) -> Result<Vec<Finding>> {
    let mut findings = batch.check_decision(which, decision);
    if batch.listed.is_empty() {
        findings.push(Finding::error(Code::ListEmpty).with("batch", batch.name.clone()));
    }
    let unknown = decision.left_out.iter().find(|l| !batch.listed.iter().any(|o| o.demand_no == l.demand_no));
    if let Some(unknown) = unknown {
        findings.push(Finding::error(Code::NotFound).with("what", unknown.demand_no.clone()));
    }
    if which == Deciding::Approval {
        return Ok(findings);
    }
    let passing: Vec<DemandRecord> = on_list(r, batch)?
        .into_iter()
        .filter(|d| !decision.left_out.iter().any(|l| l.demand_no == d.demand.no))
        .collect();
    let open: Vec<&str> = passing
        .iter()
        .filter(|d| d.word.as_ref().is_some_and(domain::selection::PanelWord::revision_open))
        .map(|d| d.demand.no.as_str())
        .collect();
    if !open.is_empty() {
        findings.push(Finding::error(Code::DemandRevisionOpen).with("demands", open.join("、")));
    }
    let mut reviewed = None;
    for no in passing.iter().filter_map(|d| d.review.as_deref()) {
        let by_hand = r.get::<ReviewRecord>(no)?.map(|v| v.date);
        let session = r.get::<SessionRecord>(no)?.map(|s| s.0.date);
        reviewed = reviewed.max(by_hand).max(session);
    }
    if let Some(day) = reviewed.filter(|day| decision.on < *day) {
        findings.push(
            Finding::error(Code::ListDateOrder)
                .with("step", which.zh())
                .with("step_en", which.en())
                .with("date", decision.on.to_string())
                .with("earlier", "需求论证")
                .with("earlier_en", "the review")
                .with("earlier_date", day.to_string()),
        );
    }
    Ok(findings)
}
