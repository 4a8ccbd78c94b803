//! 揭榜方案形式审查表, one for each bid, and all of a batch: what the program found is told with what it found, what only a human
//! sees on paper is a blank, and so is the conclusion.

use std::path::{Path, PathBuf};

use documents::model::{FormalCheck, FormalItem};
use documents::{Common, Fonts, Form, Variant};
use domain::Code;
use domain::formal_check::{Looked, Point, look};
use vault::Reader;

use super::Office;
use super::bid::{Surroundings, record};
use super::made::{MadePaper, PaperName};
use super::stamp::Stamp;
use super::text::line;
use crate::access::Act;
use crate::api::Problem;
use crate::api::documents::SavedDocument;
use crate::book_records::{YOUTH, race_id};
use crate::clock::local;
use crate::demand_records::BatchRecord;
use crate::files;
use crate::records::{BidRecord, SessionRecord, bid_id};
use crate::refusal::{Refusal, Result};
use crate::shipped;
use crate::views::count;
use crate::work::Work;

/// The form.
const FORM: &str = "formal-check";

/// A bid with what stands around it.
struct Gathered {
    record: BidRecord,
    around: Surroundings,
    office: Option<String>,
}

impl Office {
    /// The check of a bid as it would be saved now: a PDF.
    ///
    /// # Errors
    /// `record.not_found`; `document.missing_glyph`.
    pub fn preview_formal_check(&self, batch: &str, no: &str) -> Result<Vec<u8>> {
        Ok(self.make_formal_check(batch, no, &Fonts::embedded(), "预览.pdf")?.bytes)
    }

    /// Saves the check of a bid and journals it.
    ///
    /// # Errors
    /// As [`Office::preview_formal_check`]; `io`.
    pub fn save_formal_check(&mut self, batch: &str, no: &str, path: &Path) -> Result<SavedDocument> {
        let made = self.make_formal_check(batch, no, &Fonts::embedded(), &files::name(path))?;
        let paper = format!("{FORM}/{no}");
        self.save_made(&name(batch, &paper), path, made)
    }

    /// Saves the checks of all bids of a batch into a folder, each under its bid's number, in one act.
    ///
    /// # Errors
    /// `record.not_found` for a batch without bids; `document.missing_glyph` naming the bid; `work.stopped`, then nothing was
    /// written; `io`.
    pub fn save_formal_checks(
        &mut self,
        batch: &str,
        folder: &Path,
        work: &Work,
    ) -> Result<Vec<SavedDocument>> {
        self.access.writable()?;
        let records: Vec<BidRecord> = self.access.read(|r| Ok(r.list_prefix(&bid_id(batch, ""))?))?;
        if records.is_empty() {
            return Err(Refusal::of(Code::NotFound).with("what", batch));
        }
        let fonts = Fonts::embedded();
        let papers: Vec<String> = records.iter().map(|r| format!("{FORM}/{}", r.bid.no)).collect();
        let mut made: Vec<(PaperName<'_>, PathBuf, MadePaper)> = Vec::new();
        for (at, (record, paper)) in records.iter().zip(&papers).enumerate() {
            work.step("documents.make", at, records.len())?;
            let file = format!("{}_形式审查表.pdf", files::safe(&record.bid.no));
            let check = self.make_formal_check(batch, &record.bid.no, &fonts, &file)?;
            made.push((name(batch, paper), folder.join(&file), check));
        }
        work.step("documents.make", records.len(), records.len())?;
        self.save_made_all(Act::new("documents.make", format!("{batch}/{FORM}")), &made)
    }

    fn make_formal_check(&self, batch: &str, no: &str, fonts: &Fonts, file: &str) -> Result<MadePaper> {
        let gathered = self.access.read(|r| gathered(r, batch, no))?;
        let own = bid_id(batch, no);
        let papers = format!("{own}/");
        let race = race_id(batch, &gathered.record.bid.challenge_no);
        let rivals: Vec<String> = gathered.around.rivals.iter().map(|r| bid_id(batch, &r.bid.no)).collect();
        let stamp = Stamp::newest(&self.access.vault, |table, id| match table {
            "bid" => id == own || rivals.iter().any(|rival| rival == id),
            "paper" => id.starts_with(&papers),
            "race" => id == race,
            "setting" => id == YOUTH,
            "unit" => true,
            "batch" => id == batch,
            _ => false,
        })?;
        let form = Form::FormalCheck(filled(&gathered, common(&gathered, &stamp)?)?);
        MadePaper::print_with(&form, fonts, stamp, file)
    }
}

/// What its record is called.
fn name<'a>(batch: &'a str, paper: &'a str) -> PaperName<'a> {
    PaperName { scope: format!("bids/{batch}"), subject: batch, form: FORM, paper }
}

fn gathered(r: &Reader<'_>, batch: &str, no: &str) -> Result<Gathered> {
    let record = record(r, batch, no)?;
    let around = Surroundings::of(r, &record)?;
    let list: Option<BatchRecord> = r.get(batch)?;
    let of_session = || -> Result<Option<String>> {
        let sessions: Vec<SessionRecord> = r.list()?;
        Ok(sessions.into_iter().find(|s| s.0.batch == batch).map(|s| s.0.office))
    };
    let office = match list {
        Some(list) => Some(list.0.office),
        None => of_session()?,
    };
    Ok(Gathered { record, around, office })
}

fn common(of: &Gathered, stamp: &Stamp) -> Result<Common> {
    let policy = shipped::policy()?;
    let batch = &of.record.batch;
    Ok(Common {
        variant: Variant::Named,
        office_name: of.office.clone(),
        programme_name: Some("双百攻关行动".to_owned()),
        policy_digest: Some(hex::encode(policy.digest()?)),
        policy_title: Some(policy.policy.title),
        policy_number: Some(policy.policy.number),
        policy_version: policy.policy.version,
        journal_head: Some(stamp.head.clone()),
        batch_name: Some(batch.clone()),
        session_no: batch.clone(),
        doc_no: format!("{batch}/{}/形式审查", of.record.bid.no),
        as_of: local(stamp.at),
        ..Common::default()
    })
}

fn filled(of: &Gathered, common: Common) -> Result<FormalCheck> {
    let policy = shipped::policy()?;
    let BidRecord { bid, details, .. } = &of.record;
    let points = look(bid, details, &of.around.context(&policy));
    let signed = details.agreement.signed_on.map(|day| day.format("%Y年%-m月%-d日").to_string());
    let approval = bid.approval_no.as_deref().map(str::trim).filter(|no| !no.is_empty());
    let known = |point: Point| match point {
        Point::Signed => signed.as_ref().map(|day| format!("登记的签订日期{day}")),
        Point::Cap => approval.map(|no| format!("登记的批准文号{}", line(no))),
        _ => None,
    };
    let said = |text: &str| Some(line(text)).filter(|text| !text.is_empty());
    Ok(FormalCheck {
        common,
        bid_no: bid.no.clone(),
        challenge_no: said(&bid.challenge_no),
        bid_title: line(&bid.title),
        sponsor: said(&bid.sponsor),
        solver: said(&bid.solver),
        // When the bid came in on paper, nobody records with the program.
        received_on: None,
        checks: points.iter().enumerate().map(|(at, looked)| item(at, looked, known(looked.point))).collect(),
        // The conclusion is the staff's.
        is_ok: false,
        is_lacking: false,
        supplement_text: None,
        supplement_due: None,
        checked_on: None,
    })
}

fn item(at: usize, looked: &Looked, known: Option<String>) -> FormalItem {
    let found = looked.findings.iter().map(|f| Problem::of(f).zh.trim_end_matches('。').to_owned());
    let note: Vec<String> = known.into_iter().chain(found).collect();
    // Whose tick it is: a human's is made by hand.
    let by = if looked.ok.is_some() { "系统核对" } else { "" };
    let note = match (by, note.join("；")) {
        ("", note) => note,
        (by, note) if note.is_empty() => by.to_owned(),
        (by, note) => format!("{by}：{note}"),
    };
    FormalItem {
        n: count(at + 1),
        item: looked.point.zh().to_owned(),
        basis: Some(looked.point.article().unwrap_or_default().to_owned()),
        ok: looked.ok,
        note: Some(note),
    }
}
