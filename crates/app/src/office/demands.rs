//! Demands (需求征集): taken from lists or by hand, changed, noted, sent back, taken in again; an import undone as long
//! as nothing was built on it.

use std::collections::BTreeSet;

use domain::demand::{Collected, Note, Statement};
use domain::selection::{DemandConclusion, Status, Step};
use domain::{Code, Demand, Finding, Severity};
use serde_json::json;
use vault::{Reader, Writer};
use workbook::{DemandRow, Inspection, Kind};

use super::intake::{exists, required};
use super::known::{built_on_bid, built_on_expert};
use super::papers::OF_DEMANDS;
use super::{Office, demand_session};
use crate::access::{Act, reason};
use crate::book_records::IdentityRecord;
use crate::demand_records::{BatchRecord, DemandRecord, ReviewRecord};
use crate::records::{
    BidRecord, ExpertRecord, ImportRecord, PaperRecord, SessionRecord, TakenKind, TakenRow, bid_id,
};
use crate::refusal::{Refusal, Result};
use crate::shipped;

/// The numbers in use.
pub(super) fn taken_numbers(r: &Reader<'_>) -> Result<BTreeSet<String>> {
    Ok(r.list::<DemandRecord>()?.into_iter().map(|d| d.demand.no).collect())
}

/// The first free number of the office's own.
pub(crate) fn next_no(taken: &BTreeSet<String>) -> String {
    let own = taken.iter().filter_map(|no| no.strip_prefix("X-")?.parse::<u32>().ok());
    format!("X-{:03}", own.max().unwrap_or(0).saturating_add(1))
}

/// A missing statement keeps a demand from being judged, not from being collected (rule 2), and so does a field outside
/// the seven until somebody gives the reason (rule 1): in a list of demands both are warnings. What names a demand (name,
/// sponsor) and a field that is not filled in stay errors.
pub(super) fn softened(mut inspection: Inspection) -> Inspection {
    let demands: BTreeSet<&str> = inspection.of_kind(Kind::Demand).map(|t| t.sheet.as_str()).collect();
    let others: BTreeSet<&str> =
        inspection.tables.iter().filter(|t| t.kind != Kind::Demand).map(|t| t.sheet.as_str()).collect();
    let statement = |field: &str| Statement::ALL.iter().any(|s| s.field() == field);
    let soft = |f: &Finding| {
        let sheet = f.place.sheet.as_deref().unwrap_or_default();
        let named = f.params.iter().filter(|(name, _)| name == "field" || name == "missing");
        let mut fields = named.flat_map(|(_, value)| value.split('、'));
        let lacks = matches!(f.code, Code::MissingValue | Code::BookHeaderMissing)
            && fields.clone().next().is_some()
            && fields.all(statement);
        demands.contains(sheet) && !others.contains(sheet) && (lacks || f.code == Code::FieldUnknown)
    };
    let softer: Vec<bool> = inspection.findings.iter().map(|f| f.blocks() && soft(f)).collect();
    for (finding, soft) in inspection.findings.iter_mut().zip(softer) {
        if soft {
            finding.severity = Severity::Warning;
        }
    }
    inspection
}

/// The demands of a workbook. A bare serial number is the row's place in its list and no number of a demand: such a
/// demand gets the next one of the office.
pub(super) fn imported_demands(
    inspection: &Inspection,
    collected: Option<&Collected>,
    taken: &BTreeSet<String>,
) -> Result<Vec<Demand>> {
    let mut taken = taken.clone();
    let rows = inspection.demands();
    let serial = |no: &String| no.chars().all(|c| c.is_ascii_digit()) && no.len() < 4;
    taken.extend(rows.iter().filter_map(|row| row.no.clone().filter(|no| !serial(no))));
    let mut numbered = |row: DemandRow| {
        let no = row.no.clone().filter(|no| !serial(no)).unwrap_or_else(|| {
            let no = next_no(&taken);
            taken.insert(no.clone());
            no
        });
        demand(row, no, collected.cloned())
    };
    rows.into_iter().map(&mut numbered).collect()
}

fn demand(row: DemandRow, no: String, collected: Option<Collected>) -> Result<Demand> {
    let (sheet, at) = (row.source.sheet.clone(), row.source.row);
    Ok(Demand {
        no,
        title: required(row.name, "name", &sheet, at)?,
        field: Some(required(row.field, "field", &sheet, at)?),
        field_reason: None,
        sponsor: required(row.sponsor, "sponsor", &sheet, at)?,
        sponsor_code: row.sponsor_code,
        contact: row.contact,
        phone: row.phone,
        background: row.background,
        content: row.content,
        indicators: row.indicators,
        start: row.start,
        end: row.end,
        term_months: row.term_months.and_then(|n| u32::try_from(n).ok()),
        total_investment: row.total_investment,
        rd_total: row.rd_total,
        requirements: row.requirements,
        scene: None,
        race_allowed: None,
        collected,
        notes: Vec::new(),
    })
}

/// The demand with this number, or `record.not_found`.
pub(super) fn demand_record(r: &Reader<'_>, no: &str) -> Result<DemandRecord> {
    r.get::<DemandRecord>(no)?.ok_or_else(|| Refusal::not_found(no))
}

/// `demand.out_of_order` for an act that is no step of the way.
pub(super) fn not_now(record: &DemandRecord, (zh, en): (&str, &str)) -> Refusal {
    Refusal::of(Code::DemandOutOfOrder)
        .with("demand", record.demand.no.clone())
        .with("status", record.status.zh())
        .with("status_en", record.status.en())
        .with("step", zh)
        .with("step_en", en)
}

/// Takes a demand from the review that judges it.
fn leave_review(w: &Writer<'_>, record: &mut DemandRecord) -> Result<()> {
    if let Some(no) = record.review.take()
        && let Some(mut review) = w.get::<ReviewRecord>(&no)?
    {
        review.demands.retain(|d| *d != record.demand.no);
        w.put(&review)?;
    }
    record.word = None;
    Ok(())
}

impl Office {
    /// The demands, by number.
    ///
    /// # Errors
    /// The vault's own.
    pub fn demands(&self) -> Result<Vec<DemandRecord>> {
        self.access.read(|r| Ok(r.list()?))
    }

    /// Takes a demand in that was typed by hand. It may lack statements; then it waits to be completed.
    ///
    /// # Errors
    /// `import.exists` for a number that is taken.
    pub fn add_demand(&mut self, demand: Demand) -> Result<()> {
        let at = self.access.clock.now();
        let policy = shipped::policy()?;
        self.access.record_at(at, Act::new("demand.add", demand.no.clone()), |w| {
            if w.get::<DemandRecord>(&demand.no)?.is_some() {
                return Err(exists("需求", "demand", &demand.no));
            }
            w.put(&DemandRecord { changed: true, ..DemandRecord::new(demand, &policy, at, None) })?;
            Ok(())
        })
    }

    /// Puts a demand in the place of what was known of it; its notes stay. A proposed one must stay complete.
    ///
    /// # Errors
    /// `record.not_found`; `demand.out_of_order` while the panel judges it and once the meeting passed it; what a proposed
    /// demand would lack.
    pub fn change_demand(&mut self, demand: Demand) -> Result<()> {
        let at = self.access.clock.now();
        let policy = shipped::policy()?;
        self.access.record_at(at, Act::new("demand.change", demand.no.clone()), |w| {
            let mut record = demand_record(w, &demand.no)?;
            if !record.status.editable() {
                return Err(not_now(&record, ("修改内容", "change its text")));
            }
            let notes = std::mem::take(&mut record.demand.notes);
            record.demand = Demand { notes, ..demand };
            if record.status == Status::Proposed && !record.demand.complete(&policy) {
                return Err(lacking(&record.demand, &policy));
            }
            record.settle(&policy, at)?;
            w.put(&record)?;
            Ok(())
        })
    }

    /// Adds a dated note of a visit or a talk; possible at every status.
    ///
    /// # Errors
    /// `record.not_found`; `missing_value` for a note without a text.
    pub fn note_demand(&mut self, no: &str, note: Note) -> Result<()> {
        if note.text.trim().is_empty() {
            return Err(Refusal::of(Code::MissingValue).with("field", "记录内容"));
        }
        self.access.record(Act::new("demand.note", no), |w| {
            let mut record = demand_record(w, no)?;
            record.demand.notes.push(note);
            record.demand.notes.sort_by_key(|n| n.on);
            record.changed = true;
            w.put(&record)?;
            Ok(())
        })
    }

    /// Moves demands by hand, all or none: returned, taken in again, withdrawn from the panel, its word taken back,
    /// reconsidered.
    ///
    /// # Errors
    /// `reason.missing` for all but taking in again; `demand.out_of_order`; `demand.listed`; `record.not_found`.
    pub fn move_demands(&mut self, numbers: &[String], step: Step, why: &str) -> Result<()> {
        let by_hand = matches!(
            step,
            Step::Return | Step::Resubmit | Step::Withdraw | Step::TakeBack | Step::Reconsider
        );
        if !by_hand {
            return Err(Refusal::internal(format!("{step:?} is not taken by hand")));
        }
        let why = if step == Step::Resubmit { why.trim().to_owned() } else { reason(step.zh(), why)? };
        let at = self.access.clock.now();
        let policy = shipped::policy()?;
        let act = Act::new("demand.move", numbers.join("、"))
            .because(why.clone())
            .with(json!({ "step": step.zh() }));
        self.access.record_at(at, act, |w| {
            for no in numbers {
                let mut record = demand_record(w, no)?;
                if let Some(batch) = &record.batch {
                    return Err(Refusal::of(Code::DemandListed)
                        .with("demand", no.clone())
                        .with("batch", batch.clone()));
                }
                let dropped = record.word.as_ref().is_some_and(|w| w.conclusion != DemandConclusion::Defer);
                if step == Step::TakeBack && record.status == Status::NotSelected && dropped {
                    // Somebody above the panel left it out: its word stands, and the demand is reconsidered anew.
                    return Err(not_now(&record, (step.zh(), step.en())));
                }
                demand_session::stays(w, &record, step)?;
                record.step(step, at, &why)?;
                match step {
                    Step::TakeBack => record.word = None,
                    Step::Reconsider => (record.review, record.word) = (None, None),
                    _ => leave_review(w, &mut record)?,
                }
                record.settle(&policy, at)?;
                w.put(&record)?;
            }
            Ok(())
        })
    }

    /// Undoes an import: what it took leaves the vault, the record of the import stays.
    ///
    /// # Errors
    /// `import.undo_refused` when it was undone before, took the place of earlier rows, was made by a build that did not
    /// keep what it took, or something was built on it.
    pub fn undo_import(&mut self, id: &str) -> Result<()> {
        let at = self.access.clock.now();
        self.access.vault.backup("undo")?;
        self.access.record_at(at, Act::new("import.undo", id), |w| {
            let mut import: ImportRecord = w.get(id)?.ok_or_else(|| Refusal::not_found(id))?;
            let records: Vec<DemandRecord> =
                import.demands.iter().map(|no| demand_record(w, no)).collect::<Result<_>>()?;
            if let Some((why, why_en)) = undo_obstacle(w, &import, &records, id)? {
                return Err(Refusal::of(Code::ImportUndoRefused)
                    .with("file", import.file.clone())
                    .with("why", why)
                    .with("why_en", why_en));
            }
            for record in &records {
                w.delete(record)?;
            }
            for row in import.taken.iter().chain(&import.chain) {
                undo_row(w, &import.batch, row)?;
            }
            import.undone = Some(at);
            w.put(&import)?;
            Ok(())
        })
    }
}

/// Why an import cannot be undone; nothing when it can.
pub(crate) fn undo_obstacle(
    r: &Reader<'_>,
    import: &ImportRecord,
    records: &[DemandRecord],
    id: &str,
) -> Result<Option<(String, String)>> {
    let say = |zh: &str, en: &str| Ok(Some((zh.to_owned(), en.to_owned())));
    let rows = usize::try_from(import.bids + import.experts).map_err(Refusal::internal)?;
    if import.undone.is_some() {
        return say("已经撤销过", "it was undone before");
    }
    if import.replaced {
        return say("其中有行替换了原有的方案或专家", "some of its rows took the place of earlier ones");
    }
    if import.taken.len() != rows || rows + import.demands.len() + import.chain.len() == 0 {
        return say(
            "旧版本导入的方案或专家没有逐条登记",
            "an earlier build did not keep which bids and experts it took",
        );
    }
    let papers = |no: &str| -> Result<bool> {
        Ok(!r.list_prefix::<PaperRecord>(&format!("{}/", bid_id(OF_DEMANDS, no)))?.is_empty())
    };
    let mut built: Vec<&str> = Vec::new();
    for record in records {
        if record.changed || record.import.as_deref() != Some(id) || papers(&record.demand.no)? {
            built.push(&record.demand.no);
        }
    }
    for row in import.taken.iter().chain(&import.chain) {
        if built_on_row(r, &import.batch, row)? {
            built.push(&row.no);
        }
    }
    Ok((!built.is_empty()).then(|| {
        let numbers = built.join("、");
        (format!("{numbers}已有后续办理"), format!("something was built on {numbers}"))
    }))
}

/// Whether something was built on a bid or an expert since an import took it: it changed or is gone, a session uses it, a
/// paper hangs on it.
fn built_on_row(r: &Reader<'_>, batch: &str, row: &TakenRow) -> Result<bool> {
    let no = row.no.as_str();
    Ok(match row.kind {
        TakenKind::Bid => {
            let now: Option<BidRecord> = r.get(&bid_id(batch, no))?;
            let same = now.map(|b| TakenRow::of(row.kind, no, &b)).transpose()?.as_ref() == Some(row);
            let papers: Vec<PaperRecord> = r.list_prefix(&format!("{}/", bid_id(batch, no)))?;
            !same || !papers.is_empty() || built_on_bid(r, batch, no)?.is_some()
        }
        TakenKind::Expert => {
            let now: Option<ExpertRecord> = r.get(no)?;
            let same = now.map(|e| TakenRow::of(row.kind, no, &e)).transpose()?.as_ref() == Some(row);
            !same || built_on_expert(r, no)?.is_some()
        }
        TakenKind::Review => {
            let now: Option<ReviewRecord> = r.get(no)?;
            let judged = r.get::<SessionRecord>(no)?.is_some();
            judged || now.map(|x| TakenRow::of(row.kind, no, &x)).transpose()?.as_ref() != Some(row)
        }
        TakenKind::Batch => {
            let now: Option<BatchRecord> = r.get(no)?;
            now.map(|x| TakenRow::of(row.kind, no, &x)).transpose()?.as_ref() != Some(row)
        }
    })
}

/// Takes what an import took out of the vault again.
fn undo_row(w: &Writer<'_>, batch: &str, row: &TakenRow) -> Result<()> {
    match row.kind {
        TakenKind::Bid => {
            if let Some(bid) = w.get::<BidRecord>(&bid_id(batch, &row.no))? {
                w.delete(&bid)?;
            }
        }
        TakenKind::Expert => {
            if let Some(expert) = w.get::<ExpertRecord>(&row.no)? {
                w.delete(&expert)?;
            }
            if let Some(identity) = w.get::<IdentityRecord>(&row.no)? {
                w.delete(&identity)?;
            }
        }
        TakenKind::Review => {
            if let Some(review) = w.get::<ReviewRecord>(&row.no)? {
                w.delete(&review)?;
            }
        }
        TakenKind::Batch => {
            if let Some(batch) = w.get::<BatchRecord>(&row.no)? {
                w.delete(&batch)?;
            }
        }
    }
    Ok(())
}

/// Everything that keeps a demand from being judged, as one refusal.
pub(super) fn lacking(demand: &Demand, policy: &domain::Policy) -> Refusal {
    let findings = demand.check(policy).into_iter();
    let stops = findings.filter(|f| f.blocks() || f.code == Code::DemandFieldOutside);
    Refusal(stops.map(|f| Finding { severity: Severity::Error, ..f }).collect())
}
