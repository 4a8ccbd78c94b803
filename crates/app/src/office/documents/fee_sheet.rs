//! 专家咨询费发放表, filled from what was recorded. It has a time and a head of its own, for it is no paper of the meeting's set.

use std::collections::BTreeMap;

use documents::model::{FeeRow, FeeSheet};
use documents::{Form, Variant};
use domain::fees::days_text;

use super::source::{Gathered, Open};
use super::words::count;
use crate::book_records::IdentityRecord;
use crate::fee_records::FeeRecord;
use crate::office::Office;
use crate::office::fees::nobody;
use crate::office::made::MadePaper;
use crate::office::stamp::Stamp;
use crate::refusal::{Refusal, Result};

impl Office {
    /// Makes the sheet, and tells for how many.
    ///
    /// # Errors
    /// `record.not_found`, `missing_value` where nobody is paid, `document.missing_glyph`.
    pub(in crate::office) fn make_fee_sheet(
        &self,
        session_no: &str,
        full: bool,
        file: &str,
    ) -> Result<(MadePaper, usize)> {
        let (gathered, record, numbers) = self.access.read(|r| {
            let gathered = Gathered::read(r, session_no)?;
            let record: FeeRecord = r
                .get(&gathered.base.session.meeting_id)?
                .ok_or_else(|| Refusal::not_found("专家费发放表"))?;
            let mut numbers: BTreeMap<String, IdentityRecord> = BTreeMap::new();
            for entry in &record.entries {
                let kept: Option<IdentityRecord> = r.get(&entry.expert_no)?;
                numbers.extend(kept.map(|kept| (entry.expert_no.clone(), kept)));
            }
            Ok((gathered, record, numbers))
        })?;
        let paid = |no: &str| record.entries.iter().any(|e| e.half_days > 0 && e.expert_no == no);
        let stamp = Stamp::newest(&self.access.vault, |table, id| match table {
            "fee" => id == record.meeting,
            "session" => id == session_no,
            "identity" => paid(id),
            _ => false,
        })?;
        let sheet = sheet(&gathered.open(&stamp), &record, &numbers)?;
        let people = sheet.rows.len();
        if people == 0 {
            return Err(nobody());
        }
        let sheet = if full { sheet } else { masked(sheet) };
        Ok((MadePaper::print(&Form::FeeSheet(sheet), stamp, file)?, people))
    }
}

/// The copy with masked numbers. Its salt follows from the other one's and does not tell it: whoever has this copy knows
/// nothing more of the digest of the full one.
fn masked(sheet: FeeSheet) -> FeeSheet {
    let salt = sheet.salt.clone().unwrap_or_default();
    let derived = domain::digest::framed("lunzheng/fee-sheet/masked/1", &[salt.as_bytes()]);
    FeeSheet { salt: Some(hex::encode(derived)), ..sheet.masked() }
}

fn sheet(
    open: &Open<'_>,
    record: &FeeRecord,
    numbers: &BTreeMap<String, IdentityRecord>,
) -> Result<FeeSheet> {
    let rules = &record.setting.rules;
    let paid = || record.entries.iter().filter(|entry| entry.half_days > 0);
    let percent = |percent: u32| Some(format!("{percent}%"));
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut rows = Vec::new();
    for (at, entry) in paid().enumerate() {
        let member = open.anyone(&entry.expert_no);
        let kept = numbers.get(&entry.expert_no);
        let amounts = entry.amounts(rules);
        rows.push(FeeRow {
            n: count(at + 1)?,
            name: member.map_or_else(|| entry.expert_no.clone(), |m| m.name.clone()),
            unit: member.map(|m| m.unit.clone()),
            grade: entry.grade.map(|grade| grade.zh().to_owned()),
            id_no: kept.and_then(|k| k.id_card.clone()),
            bank: kept.and_then(|k| k.bank.clone()),
            account: kept.and_then(|k| k.bank_account.clone()),
            days_text: Some(days_text(entry.half_days)),
            rate: amounts.rate,
            net: amounts.net,
            tax: amounts.tax,
            gross: amounts.gross,
        });
    }
    let sheet = FeeSheet {
        common: open.common("专家费", Variant::Named)?,
        rows,
        float_percent: percent(rules.eminent_percent),
        half_percent: percent(rules.half_percent),
        third_percent: percent(rules.third_percent),
        consent_recorded: paid().all(|entry| entry.consent),
        keep_text: said(&record.setting.keep_text),
        funding_source: said(&record.setting.funding_source),
        prepared_by: said(&record.by),
        paid_on: record.paid_on,
        salt: Some(record.salt.clone()),
        ..FeeSheet::default()
    };
    sheet.added_up().map_err(Refusal::internal)
}
