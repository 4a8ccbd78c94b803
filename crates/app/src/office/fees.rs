//! 专家费: what the office pays, what it pays for a session, and the sheet of it: its own paper, in no set of a meeting, with
//! full numbers for the finance department alone.

use std::collections::BTreeMap;
use std::path::Path;

use domain::fees::{FeeEntry, FeeRules, MOST_HALF_DAYS, half_days};
use domain::{Code, Fen, Finding};
use serde_json::json;
use vault::Reader;

use super::demands_typed::day;
use super::people::salt;
use super::typed::unreadable;
use super::{Office, session};
use crate::access::{Act, reason};
use crate::api::Problem;
use crate::api::fees::{FeeRowForm, FeeRulesForm, FeeRulesView, FeesForm, FeesView};
use crate::fee_records::{FEES, FeeRecord, FeeSetting};
use crate::refusal::{Refusal, Result};
use crate::views::fees::{Seat, Typed, fees_view, rules_form, seats};

/// What the office pays now.
pub(crate) fn present(r: &Reader<'_>) -> Result<FeeSetting> {
    Ok(r.get::<FeeSetting>(FEES)?.unwrap_or_default())
}

/// The rules that count for a session: those under which it was recorded, until somebody takes the present ones.
pub(crate) fn setting_of<'a>(
    record: Option<&'a FeeRecord>,
    present: &'a FeeSetting,
    anew: bool,
) -> &'a FeeSetting {
    record.filter(|_| !anew).map_or(present, |record| &record.setting)
}

impl Office {
    /// What the office pays its experts.
    ///
    /// # Errors
    /// The vault's own.
    pub fn fee_rules(&self) -> Result<FeeRulesView> {
        let setting = self.access.read(present)?;
        let told = setting.rules.check().unwrap_or_default();
        Ok(FeeRulesView { form: rules_form(&setting), problems: told.iter().map(Problem::of).collect() })
    }

    /// Sets what the office pays from now on; what was recorded before keeps its rates. What lies above 财科教〔2017〕128号 is told
    /// in the answer and asks for nothing.
    ///
    /// # Errors
    /// `value_unreadable` for what no rate or share can be.
    pub fn set_fee_rules(&mut self, typed: &FeeRulesForm) -> Result<FeeRulesView> {
        let setting = setting(typed)?;
        setting.rules.check()?;
        let act = Act::new("settings.fees", FEES).with(serde_json::to_value(&setting)?);
        self.access.record(act, |w| Ok(w.put(&setting)?))?;
        self.fee_rules()
    }

    /// The fees of a session: who may be paid, and what was recorded.
    ///
    /// # Errors
    /// `record.not_found`, `rules.not_frozen`.
    pub fn fees_view(&self, session_no: &str) -> Result<FeesView> {
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let record: Option<FeeRecord> = r.get(&session.meeting_id)?;
            fees_view(r, &session, Typed::of(record.as_ref()))
        })
    }

    /// What it comes to as it is typed. Nothing is kept.
    ///
    /// # Errors
    /// As [`Office::fees_view`].
    pub fn fees_checked(&self, session_no: &str, typed: &FeesForm) -> Result<FeesView> {
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let record: Option<FeeRecord> = r.get(&session.meeting_id)?;
            let present = present(r)?;
            let rules = &setting_of(record.as_ref(), &present, typed.present_rules).rules;
            let read = read(typed, rules, &seats(r, &session)?);
            fees_view(r, &session, read)
        })
    }

    /// Records what experts are paid. The journal keeps for how many, and no amount: it cannot be purged.
    ///
    /// # Errors
    /// `value_unreadable`; `record.not_found` for somebody who never sat on the panel; `rules.not_frozen`.
    pub fn save_fees(&mut self, session_no: &str, typed: &FeesForm) -> Result<FeesView> {
        let paid_on = some_day(&typed.paid_on)?;
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let (session, setting, entries) = self.access.read(|r| {
            let session = session(r, session_no)?;
            let seats = seats(r, &session)?;
            let strange = |row: &&FeeRowForm| !seats.iter().any(|s| s.member.expert_no == row.expert_no);
            if let Some(row) = typed.rows.iter().find(strange) {
                return Err(Refusal::not_found(row.expert_no.clone()));
            }
            let record: Option<FeeRecord> = r.get(&session.meeting_id)?;
            let present = present(r)?;
            let setting = setting_of(record.as_ref(), &present, typed.present_rules).clone();
            let mut read = read(typed, &setting.rules, &seats);
            if !read.findings.is_empty() {
                return Err(read.findings.into());
            }
            let entries: Vec<FeeEntry> = seats
                .iter()
                .filter_map(|seat| read.entries.remove(&seat.member.expert_no).flatten())
                .filter(is_typed)
                .collect();
            Ok((session, setting, entries))
        })?;
        let people = entries.iter().filter(|e| e.half_days > 0).count();
        let record =
            FeeRecord { meeting: session.meeting_id, setting, entries, paid_on, by, at, salt: salt()? };
        let act = Act::new("fees.keep", session_no).with(json!({ "people": people }));
        self.access.record_at(at, act, |w| Ok(w.put(&record)?))?;
        self.fees_view(session_no)
    }

    /// Deletes what was recorded of a session's fees, once it was paid and kept long enough. Backups made before still hold it.
    ///
    /// # Errors
    /// `reason.missing`; `record.not_found` when nothing is kept.
    pub fn purge_fees(&mut self, session_no: &str, why: &str) -> Result<FeesView> {
        let why = reason("清除专家费记录", why)?;
        self.access.record(Act::new("fees.purge", session_no).because(why), |w| {
            let session = session(w, session_no)?;
            let record: FeeRecord =
                w.get(&session.meeting_id)?.ok_or_else(|| Refusal::not_found("专家费发放表"))?;
            Ok(w.delete(&record)?)
        })?;
        self.fees_view(session_no)
    }

    /// The sheet as it was recorded, with masked numbers: a PDF. Nothing is written and nothing journalled.
    ///
    /// # Errors
    /// `record.not_found` before anything was recorded; `missing_value` where nobody is paid; `document.missing_glyph`.
    pub fn preview_fees(&self, session_no: &str) -> Result<Vec<u8>> {
        Ok(self.make_fee_sheet(session_no, false, "预览.pdf")?.0.bytes)
    }

    /// Saves the sheet: with masked numbers, or with full ones for a purpose, which the journal keeps with the name of who asked.
    ///
    /// # Errors
    /// As [`Office::preview_fees`]; `reason.missing` for full numbers without a purpose; `io`.
    pub fn save_fee_sheet(
        &mut self,
        session_no: &str,
        purpose: Option<&str>,
        path: &Path,
    ) -> Result<crate::api::documents::SavedDocument> {
        let purpose = purpose.map(|text| reason("另存完整号码的专家费发放表", text)).transpose()?;
        let full = purpose.is_some();
        let (made, people) = self.make_fee_sheet(session_no, full, &crate::files::name(path))?;
        let paper = if full { "fee-sheet/full" } else { "fee-sheet" };
        let of = super::made::PaperName {
            // Not the meeting's own papers: those are kept, listed and archived together.
            scope: format!("fees/{session_no}"),
            subject: session_no,
            form: "fee-sheet",
            paper,
        };
        match purpose {
            None => self.save_made(&of, path, made),
            Some(purpose) => {
                let act = Act::new("fee_sheet.full", session_no).because(purpose);
                self.save_made_as(act, json!({ "people": people }), &of, path, made)
            }
        }
    }
}

/// Whether anything was typed of somebody.
fn is_typed(entry: &FeeEntry) -> bool {
    entry.half_days > 0 || entry.grade.is_some() || entry.tax.is_some() || entry.consent
}

/// Reads what was typed; what cannot be read is told with the name of its row.
fn read(typed: &FeesForm, rules: &FeeRules, seats: &[Seat]) -> Typed {
    let (mut entries, mut findings) = (BTreeMap::new(), Vec::new());
    for row in &typed.rows {
        let name = seats.iter().find(|s| s.member.expert_no == row.expert_no);
        let name = name.map_or(row.expert_no.as_str(), |s| s.member.name.as_str());
        let (entry, found) = entry(row, rules);
        findings.extend(found.into_iter().map(|f| f.at_path(name)));
        entries.insert(row.expert_no.clone(), entry);
    }
    if let Err(refusal) = some_day(&typed.paid_on) {
        findings.extend(refusal.0);
    }
    Typed { form: typed.clone(), entries, findings }
}

fn entry(row: &FeeRowForm, rules: &FeeRules) -> (Option<FeeEntry>, Vec<Finding>) {
    let days = half_days(&plain(&row.days)).filter(|half| *half <= MOST_HALF_DAYS).ok_or_else(|| {
        let form = ("，应为0.5的倍数，不超过30", ", expected in halves, at most 30");
        unreadable("fee_days", &row.days, form)
    });
    let tax = amount("fee_tax", &row.tax);
    match (days, tax) {
        (Ok(half_days), Ok(tax)) => {
            let grade = row.grade.map(domain::fees::FeeGrade::from);
            let expert_no = row.expert_no.clone();
            let entry = FeeEntry { expert_no, grade, half_days, tax, consent: row.consent };
            match entry.check(rules) {
                Ok(()) => (Some(entry), Vec::new()),
                Err(finding) => (None, vec![finding]),
            }
        }
        (days, tax) => {
            let refused = [days.err(), tax.err()].into_iter().flatten();
            (None, refused.flat_map(|refusal| refusal.0).collect())
        }
    }
}

/// Rules as they were typed.
fn setting(typed: &FeeRulesForm) -> Result<FeeSetting> {
    Ok(FeeSetting {
        rules: FeeRules {
            senior: amount("fee_senior", &typed.senior)?,
            other: amount("fee_other", &typed.other)?,
            eminent_percent: typed.eminent_percent,
            half_percent: typed.half_percent,
            third_percent: typed.third_percent,
        },
        keep_text: super::text::bare_line(&typed.keep_text),
        funding_source: super::text::bare_line(&typed.funding_source),
    })
}

/// An amount in 元; nothing for a blank.
fn amount(field: &str, text: &str) -> Result<Option<Fen>> {
    let text = plain(text);
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.strip_suffix('元').unwrap_or(&text);
    let form = ("，应为以元计的金额，至多两位小数", ", expected an amount in 元 with at most two decimals");
    Fen::parse_with_unit(&format!("{number}元")).map(Some).map_err(|_| unreadable(field, &text, form))
}

/// Digits and points typed in full width are the same.
fn plain(text: &str) -> String {
    let half = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        '．' | '。' => '.',
        other => other,
    };
    text.trim().chars().map(half).collect()
}

/// A day; nothing for a blank.
fn some_day(text: &str) -> Result<Option<chrono::NaiveDate>> {
    if text.trim().is_empty() { Ok(None) } else { day("paid_on", text).map(Some) }
}

/// `missing_value`: nobody is paid.
pub(super) fn nobody() -> Refusal {
    Refusal::of(Code::MissingValue).with("field", "fee_days")
}
