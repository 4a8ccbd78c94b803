//! Intake: a secretary's workbook → typed rows with findings → corrected or dropped → one atomic step into the vault.

use std::collections::BTreeSet;
use std::path::Path;

use domain::demand::Collected;
use domain::finding::any_blocks;
use domain::{Bid, BudgetLine, Category, Code, Expert, Fen, Finding, Funds, Subject};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use vault::Record as _;
use vault::Writer;
use workbook::{BidRow, BudgetRow, ColumnChoice, Edits, ExpertRow, Inspection, Kind};

use super::Office;
use super::chain_book::{self, Chain};
use super::chain_taken;
use super::demands::{imported_demands, softened, taken_numbers};
use super::details::{self, Brought};
use super::known::{built_on, built_on_bid, built_on_expert, replacing};
use super::mapping;
use super::people::{relations, salted};
use crate::access::Act;
use crate::demand_records::DemandRecord;
use crate::records::{
    BidRecord, ChosenKind, CorrectedCell, DroppedRow, ExpertRecord, ImportRecord, MappingRecord,
    MatchedColumn, TakenKind, TakenRow, bid_id,
};
use crate::refusal::{Refusal, Result};
use crate::work::Work;
use crate::{files, reader};

/// What the secretary did to the rows before the import.
pub type ImportChoices = Edits;

/// A file as the importer sees it, with the secretary's corrections and drops applied.
#[derive(Debug)]
pub struct Inspected {
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file, hex.
    pub file_digest: String,
    /// What was recognised.
    pub inspection: Inspection,
    /// Demands, reviews and batches, where the file is a book of our own.
    pub(crate) chain: Chain,
    pub(super) choices: ImportChoices,
    /// Rows, by sheet and number, that take the place of what is in the vault.
    pub(super) amend: BTreeSet<(String, u32)>,
    /// Under which name the columns matched by hand are remembered.
    pub(super) remember: Option<String>,
}

impl Inspected {
    /// `import.blocked`, followed by every error that blocks.
    pub(crate) fn blocked(&self) -> Refusal {
        blocked(&self.inspection.findings)
    }

    /// `book.no_bids`, with the tables that were found.
    pub(crate) fn without_bids(&self) -> Refusal {
        let named = |english: bool| {
            let tables = self.inspection.tables.iter().map(|table| {
                let kind = match (table.kind, english) {
                    (Kind::Demand, false) => "需求",
                    (Kind::Bid, false) => "揭榜方案",
                    (Kind::Expert, false) => "专家",
                    (Kind::Budget, false) => "经费预算",
                    (Kind::Person, false) => "方案人员",
                    (Kind::Milestone, false) => "方案里程碑",
                    (Kind::Unknown, false) => "认不出内容",
                    (kind, true) => kind.as_str(),
                };
                let rows = table.rows.len();
                if english {
                    format!("{} ({kind}, {rows} rows)", table.sheet)
                } else {
                    format!("{}（{kind}，{rows}行）", table.sheet)
                }
            });
            tables.collect::<Vec<_>>().join(if english { ", " } else { "、" })
        };
        Refusal::of(Code::BookNoBids)
            .with("file", self.file.clone())
            .with("tables", named(false))
            .with("tables_en", named(true))
    }
}

/// What an import took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Bids.
    pub bids: u32,
    /// Experts.
    pub experts: u32,
    /// Demands.
    pub demands: u32,
}

/// Reads a file with the secretary's choices applied. Nothing is imported yet.
///
/// # Errors
/// What a workbook is refused for; `import.no_such_row`; `reason.missing` for a row dropped without a reason.
pub fn inspect(path: &Path, choices: ImportChoices) -> Result<Inspected> {
    let file = files::name(path);
    if let Some(drop) = choices.drops.iter().find(|d| d.reason.trim().is_empty()) {
        return Err(
            Refusal::of(Code::ReasonMissing).with("what", format!("剔除{}第{}行", drop.sheet, drop.row))
        );
    }
    let (bytes, book) = reader::open(path, &Work::new())?;
    let (inspection, chain) = recognised(&book, &choices).map_err(|refusal| refusal.in_file(&file))?;
    Ok(Inspected {
        file,
        file_digest: hex::encode(Sha256::digest(&bytes)),
        inspection,
        chain,
        choices,
        amend: BTreeSet::new(),
        remember: None,
    })
}

/// What is recognised in a workbook with the edits so far, and the chain of demands that a book of our own keeps.
///
/// # Errors
/// What a workbook is refused for.
pub(super) fn recognised(book: &workbook::Book, edits: &Edits) -> Result<(Inspection, Chain)> {
    let mut inspection = softened(workbook::recognise(book, edits)?);
    let (chain, findings) = chain_book::chain(book);
    inspection.findings.extend(findings);
    Ok((inspection, chain))
}

impl Office {
    /// Takes bids, experts and demands over in one step. Rows with errors must be corrected or dropped first.
    ///
    /// # Errors
    /// `import.blocked` with every error that is left; `import.exists` for a number that is in the vault already and
    /// was not chosen to be replaced; `import.built_on` for one that a session uses.
    pub fn import(&mut self, batch: &str, inspected: &Inspected) -> Result<Imported> {
        self.import_collected(batch, inspected, None)
    }

    /// As [`Office::import`], for lists of demands with the word when and from whom they were collected. A demand that
    /// lacks one of the six statements is taken and waits to be completed (rule 2).
    ///
    /// # Errors
    /// As [`Office::import`].
    pub fn import_collected(
        &mut self,
        batch: &str,
        inspected: &Inspected,
        collected: Option<Collected>,
    ) -> Result<Imported> {
        let inspection = &inspected.inspection;
        batch_name(batch)?;
        if any_blocks(&inspection.findings) {
            return Err(blocked(&inspection.findings));
        }
        let bids = domain_bids(inspection)?;
        let brought = details::brought(inspection)?;
        let experts: Vec<(Expert, Option<String>)> =
            inspection.experts().into_iter().map(with_number).collect::<Result<_>>()?;
        let taken = self.access.read(taken_numbers)?;
        let demands = imported_demands(inspection, collected.as_ref(), &taken)?;
        let chain = self.access.read(|r| chain_taken::new_in(r, &inspected.chain))?;
        if bids.is_empty() && experts.is_empty() && demands.is_empty() && chain == Chain::default() {
            if let Some(demand) = inspected.chain.demands.first() {
                return Err(exists("需求", "demand", &demand.demand.no));
            }
            return Err(inspected.without_bids());
        }
        let at = self.access.clock.now();
        let count = |n: usize| u32::try_from(n).map_err(Refusal::internal);
        let imported = Imported {
            bids: count(bids.len())?,
            experts: count(experts.len())?,
            demands: count(demands.len() + chain.demands.len())?,
        };
        let mut record = import_record(inspected, at, batch, imported);
        let of_chain = chain.demands.iter().map(|d| &d.demand);
        record.demands = demands.iter().chain(of_chain).map(|d| d.no.clone()).collect();
        let policy = crate::shipped::policy()?;
        let replaced = replacing(inspection, &inspected.amend);
        let taught = self.access.read(|r| mapping::taught(r, inspected, at))?;
        let act = import_act(inspected, &record, &replaced, &taught);
        self.access.vault.backup("import")?;
        self.access.record_at(at, act, |w| {
            for (bid, brought) in bids.into_iter().zip(brought) {
                put_bid(w, batch, (bid, brought), &replaced.0, &mut record)?;
            }
            for (expert, id_card) in experts {
                put_expert(w, expert, id_card, &replaced.1, &mut record)?;
            }
            for demand in demands {
                if w.get::<DemandRecord>(&demand.no)?.is_some() {
                    return Err(exists("需求", "demand", &demand.no));
                }
                w.put(&DemandRecord::new(demand, &policy, at, Some(record.id())))?;
            }
            chain_taken::put(w, chain, &mut record)?;
            for mapping in taught {
                w.put(&mapping)?;
            }
            w.put(&record)?;
            Ok(imported)
        })
    }
}

/// Puts a bid into the vault, or in the place of one that was chosen to be replaced, and keeps what it became.
fn put_bid(
    w: &Writer<'_>,
    batch: &str,
    (bid, brought): (Bid, Brought),
    replaced: &BTreeSet<String>,
    record: &mut ImportRecord,
) -> Result<()> {
    let known = w.get::<BidRecord>(&bid_id(batch, &bid.no))?;
    if known.is_some() {
        let session = built_on_bid(w, batch, &bid.no)?;
        replaceable(("方案", "bid"), &bid.no, replaced, session)?;
        record.replaced = true;
    }
    // What the office wrote beside the list stays when a newer list replaces the row and says nothing of it.
    let details = brought.over(known.map(|known| known.details).unwrap_or_default());
    let taken = BidRecord { batch: batch.to_owned(), bid, details };
    record.taken.push(TakenRow::of(TakenKind::Bid, &taken.bid.no, &taken)?);
    Ok(w.put(&taken)?)
}

/// Puts an expert into the register, or in the place of one that was chosen to be replaced; the identity number apart.
fn put_expert(
    w: &Writer<'_>,
    mut expert: Expert,
    id_card: Option<String>,
    replaced: &BTreeSet<String>,
    record: &mut ImportRecord,
) -> Result<()> {
    if let Some(known) = w.get::<ExpertRecord>(&expert.no)? {
        // As with what stands beside a bid: a newer list that says nothing of it takes nothing away.
        if expert.relations.is_empty() {
            expert.relations = known.0.relations;
        }
        let session = built_on_expert(w, &expert.no)?;
        replaceable(("专家", "expert"), &expert.no, replaced, session)?;
        record.replaced = true;
    }
    if let Some(id_card) = id_card {
        w.put(&salted(&expert.no, Some(id_card), None, None)?)?;
    }
    let taken = ExpertRecord(expert);
    record.taken.push(TakenRow::of(TakenKind::Expert, &taken.0.no, &taken)?);
    Ok(w.put(&taken)?)
}

/// What the journal says of an import.
fn import_act(
    inspected: &Inspected,
    record: &ImportRecord,
    replaced: &(BTreeSet<String>, BTreeSet<String>),
    taught: &[MappingRecord],
) -> Act {
    Act::new("import", inspected.file.clone()).with(json!({
        "batch": record.batch, "file": inspected.file_digest, "bids": record.bids, "experts": record.experts,
        "demands": record.demands.len(), "batches": inspected.chain.batches.len(),
        "dropped": record.dropped.len(), "corrected": record.corrected.len(),
        "replaced_bids": replaced.0, "replaced_experts": replaced.1,
        "kinds": record.kinds.len(), "remembered": taught.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(),
    }))
}

/// A batch is a part of the names of its records, in which a slash parts batch and number.
fn batch_name(batch: &str) -> Result<()> {
    if batch.contains('/') || batch.chars().any(char::is_control) {
        return Err(Refusal::of(Code::BatchName).with("batch", batch));
    }
    Ok(())
}

/// An expert, and the identity number that is kept apart.
fn with_number(row: ExpertRow) -> Result<(Expert, Option<String>)> {
    let id_card = row.id_card.clone();
    expert(row).map(|expert| (expert, id_card))
}

/// The import as it is kept.
fn import_record(
    inspected: &Inspected,
    at: chrono::DateTime<chrono::Utc>,
    batch: &str,
    imported: Imported,
) -> ImportRecord {
    let warnings = inspected.inspection.findings.iter().map(|f| {
        let place = crate::api::Problem::of(f).place.unwrap_or_default();
        format!("{} {place}", f.code)
    });
    ImportRecord {
        file_digest: inspected.file_digest.clone(),
        file: inspected.file.clone(),
        at,
        batch: batch.to_owned(),
        bids: imported.bids,
        experts: imported.experts,
        demands: Vec::new(),
        taken: Vec::new(),
        chain: Vec::new(),
        replaced: false,
        undone: None,
        dropped: inspected
            .inspection
            .dropped
            .iter()
            .map(|d| DroppedRow { sheet: d.sheet.clone(), row: d.row, reason: d.reason.clone() })
            .collect(),
        corrected: inspected
            .choices
            .corrections
            .iter()
            .map(|c| CorrectedCell { sheet: c.sheet.clone(), cell: c.cell.clone(), text: c.text.clone() })
            .collect(),
        columns: inspected.choices.columns.iter().map(matched).collect(),
        kinds: inspected
            .choices
            .kinds
            .iter()
            .map(|k| ChosenKind {
                sheet: k.sheet.clone(),
                at: k.at.clone(),
                kind: k.kind.as_str().to_owned(),
            })
            .collect(),
        warnings: warnings.collect(),
    }
}

/// A column matched by hand as it is kept.
fn matched(choice: &ColumnChoice) -> MatchedColumn {
    MatchedColumn { sheet: choice.sheet.clone(), column: choice.column.clone(), field: choice.field.clone() }
}

/// `import.blocked`, followed by every error that blocks.
fn blocked(findings: &[Finding]) -> Refusal {
    let errors: Vec<Finding> = findings.iter().filter(|f| f.blocks()).cloned().collect();
    let first = Finding::error(Code::ImportBlocked).with("count", errors.len().to_string());
    Refusal(std::iter::once(first).chain(errors).collect())
}

/// A number that is there already.
pub(super) fn exists(zh: &str, en: &str, number: &str) -> Refusal {
    Refusal::of(Code::ImportExists).with("what", zh).with("what_en", en).with("number", number)
}

/// A record that is there may be replaced if that was chosen and no session uses it.
fn replaceable(
    (zh, en): (&str, &str),
    number: &str,
    chosen: &BTreeSet<String>,
    session: Option<String>,
) -> Result<()> {
    match (chosen.contains(number), session) {
        (true, None) => Ok(()),
        (true, Some(session)) => Err(built_on(zh, en, number, session)),
        (false, _) => Err(exists(zh, en, number)),
    }
}

/// A required value that the checks let through as missing would be a fault of theirs: it is refused, never made up.
pub(super) fn required<T>(value: Option<T>, field: &str, sheet: &str, row: u32) -> Result<T> {
    value.ok_or_else(|| {
        Refusal(vec![Finding::error(Code::MissingValue).with("field", field).at_row(sheet, row)])
    })
}

/// Bids with their budget lines.
pub(super) fn domain_bids(inspection: &Inspection) -> Result<Vec<Bid>> {
    let lines = inspection.lines_of_bids();
    inspection.bids().into_iter().zip(lines).map(|(row, lines)| bid(row, lines)).collect()
}

/// A budget line whose required cells are there.
fn budget_line(row: BudgetRow) -> Result<BudgetLine> {
    let (sheet, at) = (row.source.sheet.as_str(), row.source.row);
    let subject = required(row.line.as_deref().and_then(Subject::from_zh), "line", sheet, at)?;
    let total = required(row.total, "total", sheet, at)?;
    let requested = match (row.fiscal, row.self_raised) {
        (Some(fiscal), Some(self_raised)) => Funds { fiscal, self_raised },
        (Some(fiscal), None) => Funds { fiscal, self_raised: less(total, fiscal, "self_raised", sheet, at)? },
        (None, Some(own)) => Funds { fiscal: less(total, own, "fiscal", sheet, at)?, self_raised: own },
        (None, None) => required(None, "fiscal", sheet, at)?,
    };
    Ok(BudgetLine { subject, requested })
}

/// What is left of a total for its other part.
fn less(total: Fen, part: Fen, other: &str, sheet: &str, row: u32) -> Result<Fen> {
    match total.checked_sub(part) {
        Some(rest) if rest >= Fen::ZERO => Ok(rest),
        rest => {
            let finding = Finding::error(Code::AmountNegative).with("field", other);
            let value = format!("{}万元", rest.unwrap_or_default().wan());
            Err(Refusal(vec![finding.with("value", value).at_row(sheet, row)]))
        }
    }
}

/// One bid of a row whose required cells are there.
fn bid(row: BidRow, lines: Vec<BudgetRow>) -> Result<Bid> {
    let (sheet, at) = (row.source.sheet.clone(), row.source.row);
    let need = |value: Option<String>, field: &str| required(value, field, &sheet, at);
    let no = need(row.no.or(row.challenge_no.clone()), "no")?;
    let rd_total = required(row.rd_total, "rd_total", &sheet, at)?;
    let fiscal = required(row.fiscal, "fiscal", &sheet, at)?;
    let people = |n: Option<i64>| n.and_then(|n| u32::try_from(n).ok());
    let mut budget: Vec<BudgetLine> = lines.into_iter().map(budget_line).collect::<Result<_>>()?;
    budget.sort_by_key(|l| l.subject);
    if budget.is_empty() {
        return Err(Refusal(vec![Finding::error(Code::BudgetMissing).with("bid", no).at_row(&sheet, at)]));
    }
    let start = required(row.start, "start", &sheet, at)?;
    Ok(Bid {
        challenge_no: row.challenge_no.unwrap_or_else(|| no.clone()),
        title: need(row.challenge.or(row.name), "challenge")?,
        field: need(row.field, "field")?,
        sponsor: need(row.sponsor, "sponsor")?,
        sponsor_code: row.sponsor_code,
        solver: need(row.solver, "solver")?,
        participants: row.participants,
        chief_engineer: row.chief_engineer,
        start,
        end: required(row.end, "end", &sheet, at)?,
        total_investment: row.total_investment,
        rd_total,
        fiscal,
        self_raised: match row.self_raised {
            Some(own) => own,
            None => less(rd_total, fiscal, "self_raised", &sheet, at)?,
        },
        people_total: people(row.people_total),
        people_young: people(row.people_young),
        race: row.race,
        approval_no: row.approval_no,
        budget,
        no,
    })
}

/// One expert of a row whose required cells are there.
pub(super) fn expert(row: ExpertRow) -> Result<Expert> {
    let (sheet, at) = (row.source.sheet.clone(), row.source.row);
    let need = |value: Option<String>, field: &str| required(value, field, &sheet, at);
    let category = required(row.category.as_deref().and_then(Category::from_zh), "category", &sheet, at)?;
    let said = |text: Option<String>| text.unwrap_or_default();
    let relations = relations([said(row.past_units), said(row.colleagues), said(row.teachers)])
        .map_err(|refusal| Refusal(refusal.0.into_iter().map(|f| f.at_row(&sheet, at)).collect()))?;
    Ok(Expert {
        no: need(row.no, "no")?,
        name: need(row.name, "name")?,
        category,
        unit: need(row.unit, "unit")?,
        title: row.title,
        specialty: row.specialty,
        phone: row.phone,
        relations,
    })
}
