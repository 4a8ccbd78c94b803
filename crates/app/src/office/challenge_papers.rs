//! The challenge list on paper and as a workbook.

use std::path::Path;

use documents::model::{ChallengeList, ChallengeRow, ChallengeSheet};
use documents::{Common, Form, Variant};
use domain::Demand;
use domain::challenge_list::{Batch, Deciding};
use vault::Reader;
use workbook::write::{Align, ListBook, ListCell, ListColumn, ListSheet};

use super::Office;
use super::chain_common::Carried;
use super::challenge_list::{batch, on_list};
use super::made::{MadePaper, PaperName};
use super::stamp::Stamp;
use crate::api::challenge_list::ListPaper;
use crate::api::documents::SavedDocument;
use crate::demand_records::DemandRecord;
use crate::files;
use crate::refusal::{Refusal, Result};
use crate::shipped;
use crate::views::count;

impl Office {
    /// A copy of the list as it would be saved now: a PDF. What nobody recorded yet is a blank in it.
    ///
    /// # Errors
    /// `record.not_found`; `document.missing_glyph`.
    pub fn preview_list(&self, name: &str, paper: ListPaper) -> Result<Vec<u8>> {
        match paper {
            ListPaper::Book => Err(Refusal::not_found("xlsx")),
            pdf => Ok(self.make_paper(name, pdf, "榜单.pdf")?.bytes),
        }
    }

    /// Saves a copy of the list and journals it.
    ///
    /// # Errors
    /// As [`Office::preview_list`]; `io`.
    pub fn save_list(&mut self, name: &str, paper: ListPaper, path: &Path) -> Result<SavedDocument> {
        let made = self.make_paper(name, paper, &files::name(path))?;
        let form = if paper == ListPaper::Book { "challenge-list-xlsx" } else { "challenge-list" };
        let paper = if paper == ListPaper::Public { "challenge-list/public" } else { form };
        let scope = format!("batch/{name}");
        self.save_made(&PaperName { scope, subject: name, form, paper }, path, made)
    }

    fn make_paper(&self, name: &str, paper: ListPaper, file: &str) -> Result<MadePaper> {
        let stamp = Stamp::newest(&self.access.vault, |table, id| {
            table == "demand" || (table == "batch" && id == name)
        })?;
        let (batch, records) = self.access.read(|r| gathered(r, name))?;
        let variant = match paper {
            ListPaper::Book => return Ok(MadePaper::book(workbook(&batch, &records)?, stamp)),
            ListPaper::Archive => Variant::Named,
            ListPaper::Public => Variant::Redacted,
        };
        let form = Form::ChallengeList(list(&batch, &records, common(&batch, variant, &stamp)?)?);
        MadePaper::print(&form, stamp, file)
    }
}

fn gathered(r: &Reader<'_>, name: &str) -> Result<(Batch, Vec<DemandRecord>)> {
    let batch = batch(r, name)?;
    let records = on_list(r, &batch)?;
    Ok((batch, records))
}

fn common(batch: &Batch, variant: Variant, stamp: &Stamp) -> Result<Common> {
    let (office, name) = (Some(batch.office.as_str()), batch.name.as_str());
    Carried { office, batch: Some(name), subject: name, name: "榜单", variant }.common(stamp)
}

/// The term in words: its days where they are known, else its length.
fn term(demand: &Demand) -> Option<String> {
    match (demand.start, demand.end, demand.term_months) {
        (Some(start), Some(end), _) => Some(format!("{}至{}", zh_day(start), zh_day(end))),
        (None, Some(end), _) => Some(format!("{}前", zh_day(end))),
        (_, None, Some(months)) => Some(format!("{months}个月")),
        (_, None, None) => None,
    }
}

fn zh_day(day: chrono::NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}

/// Whether a telephone number is a mobile one: eleven digits that begin with 1. It is personal and never published.
fn is_mobile(phone: &str) -> bool {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    digits.len() == 11 && digits.starts_with('1')
}

/// Text of one line: what a cell may hold.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list(batch: &Batch, records: &[DemandRecord], common: Common) -> Result<ChallengeList> {
    let policy = shipped::policy()?;
    let approved = match (batch.decision(Deciding::Study), batch.decision(Deciding::Approval)) {
        (Some(study), Some(_)) => Some(format!("经{}研究并报市政府审定", line(&study.by))),
        _ => None,
    };
    let numbers = || batch.listed.iter().map(|l| l.challenge_no.clone());
    let summary =
        records.iter().zip(numbers()).zip(1_u32..).map(|((record, challenge_no), n)| ChallengeRow {
            n,
            challenge_no,
            challenge_title: line(&record.demand.title),
            field_name: record.demand.field.as_deref().map(line),
            sponsor: Some(line(&record.demand.sponsor)),
            total_investment: record.demand.total_investment,
        });
    let publication = batch.publication.as_ref();
    Ok(ChallengeList {
        doc_number: Some(publication.map(|p| line(&p.number)).unwrap_or_default()),
        approved_text: approved,
        young_percent: Some(policy.youth.least_percent.to_string()),
        deadline: publication.map(|p| p.deadline),
        submit_place: publication.map(|p| line(&p.place)),
        submit_phone: publication.map(|p| line(&p.phone)).filter(|p| !p.is_empty()),
        posted_on: publication.map(|p| p.on),
        challenge_count: count(records.len()),
        summary: summary.collect(),
        challenges: records.iter().zip(numbers()).map(|(r, no)| sheet(r, no)).collect(),
        common,
    })
}

fn sheet(record: &DemandRecord, challenge_no: Option<String>) -> ChallengeSheet {
    let demand = &record.demand;
    let phone = demand.phone.as_deref().map(line).unwrap_or_default();
    let mobile = is_mobile(&phone);
    let or_empty = |text: &Option<String>| Some(text.as_deref().map(line).unwrap_or_default());
    ChallengeSheet {
        challenge_no,
        demand_no: Some(demand.no.clone()),
        challenge_title: line(&demand.title),
        field_name: demand.field.as_deref().map(line),
        sponsor: Some(line(&demand.sponsor)),
        background: demand.background.clone(),
        content: demand.content.clone(),
        key_tech: demand.indicators.clone(),
        time_limit: term(demand),
        total_investment: demand.total_investment,
        solver_requirement: demand.requirements.clone(),
        scene: Some(demand.scene.clone().unwrap_or_default()),
        race_text: demand.race_allowed.map(|yes| if yes { "接受" } else { "暂不接受" }.to_owned()),
        contact_name: or_empty(&demand.contact),
        contact_phone: Some(if mobile { String::new() } else { phone.clone() }),
        contact_mobile: Some(if mobile { phone } else { String::new() }),
        internal_note: Some(
            record
                .provincial
                .as_ref()
                .map(|p| line(&format!("{}上报省科技厅　{}", zh_day(p.on), p.note)))
                .unwrap_or_default(),
        ),
    }
}

/// The columns of the workbook: label, width, alignment, whether it is summed.
fn columns() -> Vec<ListColumn> {
    let columns = [
        ("序号", 6, Align::Center, false),
        ("榜单编号", 14, Align::Center, false),
        ("榜题名称", 36, Align::Left, false),
        ("领域", 20, Align::Left, false),
        ("出题企业", 28, Align::Left, false),
        ("总投资（万元）", 14, Align::Right, true),
        ("需求背景", 40, Align::Left, false),
        ("需求内容", 40, Align::Left, false),
        ("关键技术及指标", 40, Align::Left, false),
        ("时限", 18, Align::Center, false),
        ("对揭榜方的要求", 36, Align::Left, false),
        ("应用场景", 28, Align::Left, false),
        ("需求编号", 12, Align::Center, false),
        ("上报省科技厅", 14, Align::Center, false),
    ];
    let column = |(label, width, align, sum): (&str, u16, Align, bool)| ListColumn {
        label: label.to_owned(),
        width,
        align,
        sum,
    };
    columns.into_iter().map(column).collect()
}

/// The list as a workbook: text as text, amounts as numbers of 万元.
fn workbook(batch: &Batch, records: &[DemandRecord]) -> Result<Vec<u8>> {
    let text = |t: Option<&str>| match t.map(str::trim) {
        Some(t) if !t.is_empty() => ListCell::Text(t.to_owned()),
        _ => ListCell::Empty,
    };
    let rows = records.iter().zip(&batch.listed).zip(1_i64..).map(|((record, listed), n)| {
        let d = &record.demand;
        vec![
            ListCell::Int(n),
            text(listed.challenge_no.as_deref()),
            text(Some(&d.title)),
            text(d.field.as_deref()),
            text(Some(&d.sponsor)),
            d.total_investment.map_or(ListCell::Empty, ListCell::Wan),
            text(d.background.as_deref()),
            text(d.content.as_deref()),
            text(d.indicators.as_deref()),
            text(term(d).as_deref()),
            text(d.requirements.as_deref()),
            text(d.scene.as_deref()),
            text(Some(&d.no)),
            record.provincial.as_ref().map_or(ListCell::Empty, |p| ListCell::Date(p.on)),
        ]
    });
    let said = |zh: &str, d: Option<&domain::challenge_list::ListDecision>| match d {
        Some(d) => format!("{zh}：{}，{}（{}）", zh_day(d.on), d.by, d.number),
        None => format!("{zh}：未登记"),
    };
    let sheet = ListSheet {
        name: "榜单".to_owned(),
        // Many batches bear the word in their name.
        title: format!("{}榜单", batch.name.trim_end_matches("榜单")),
        notes: vec![
            format!(
                "{}　{}",
                said("会议研究", batch.decision(Deciding::Study)),
                said("市政府审定", batch.decision(Deciding::Approval))
            ),
            "金额单位：万元".to_owned(),
        ],
        columns: columns(),
        rows: rows.collect(),
        totals: Some("合计".to_owned()),
        footnotes: Vec::new(),
    };
    let created = batch.publication.as_ref().map_or(batch.made_on, |p| p.on);
    Ok(workbook::write::recommendation_list(&ListBook { created, sheets: vec![sheet] })?)
}

#[cfg(test)]
mod tests {
    use super::is_mobile;

    #[test]
    fn a_mobile_number_is_told_from_a_landline() {
        assert!(is_mobile("138 0000 0002") && is_mobile("13800000002"));
        assert!(!is_mobile("0351-0000002") && !is_mobile("03510000002"));
    }
}
