//! The fees of a session on the screen: who may be paid, what is known of each, and what was typed with what it comes to.

use std::collections::BTreeMap;

use domain::fees::{FeeAmounts, FeeEntry, FeeRules, days_text, sums};
use domain::gates::Conduct;
use domain::session::Session;
use domain::{Code, Fen, Finding, Member};
use vault::Reader;

use super::session_card;
use super::words::{count, minute, same};
use crate::api::Problem;
use crate::api::fees::{
    FeeGrade, FeeLine, FeeRowForm, FeeRulesForm, FeeSums, FeesForm, FeesView, NumbersKept,
};
use crate::book_records::IdentityRecord;
use crate::clock::local;
use crate::fee_records::{FeeRecord, FeeSetting};
use crate::office::prepare::recusals;
use crate::office::tally::scoring;
use crate::office::{fees, frozen};
use crate::refusal::Result;

same! {
    domain::fees::FeeGrade => FeeGrade { Eminent, Senior, Other }
}

/// What was typed, read as far as it can be.
pub(crate) struct Typed {
    pub(crate) form: FeesForm,
    /// By expert; nothing for a row that cannot be read.
    pub(crate) entries: BTreeMap<String, Option<FeeEntry>>,
    pub(crate) findings: Vec<Finding>,
}

impl Typed {
    /// What is kept, as it would be typed.
    pub(crate) fn of(record: Option<&FeeRecord>) -> Typed {
        let entries = record.map(|r| r.entries.clone()).unwrap_or_default();
        let form = FeesForm {
            rows: entries.iter().map(row_form).collect(),
            paid_on: record.and_then(|r| r.paid_on).map(|d| d.to_string()).unwrap_or_default(),
            present_rules: false,
        };
        let entries = entries.into_iter().map(|e| (e.expert_no.clone(), Some(e))).collect();
        Typed { form, entries, findings: Vec::new() }
    }
}

fn row_form(entry: &FeeEntry) -> FeeRowForm {
    FeeRowForm {
        expert_no: entry.expert_no.clone(),
        grade: entry.grade.map(FeeGrade::from),
        days: if entry.half_days == 0 { String::new() } else { days_text(entry.half_days) },
        tax: entry.tax.map(Fen::yuan).unwrap_or_default(),
        consent: entry.consent,
    }
}

/// Rules as they are typed.
pub(crate) fn rules_form(setting: &FeeSetting) -> FeeRulesForm {
    let rules = &setting.rules;
    let rate = |rate: Option<Fen>| rate.map(Fen::yuan).unwrap_or_default();
    FeeRulesForm {
        senior: rate(rules.senior),
        other: rate(rules.other),
        eminent_percent: rules.eminent_percent,
        half_percent: rules.half_percent,
        third_percent: rules.third_percent,
        keep_text: setting.keep_text.clone(),
        funding_source: setting.funding_source.clone(),
    }
}

/// The screen.
pub(crate) fn fees_view(r: &Reader<'_>, session: &Session, typed: Typed) -> Result<FeesView> {
    let record: Option<FeeRecord> = r.get(&session.meeting_id)?;
    let present: FeeSetting = fees::present(r)?;
    let setting = fees::setting_of(record.as_ref(), &present, typed.form.present_rules).clone();
    let seats = seats(r, session)?;
    let rows: Vec<FeeLine> =
        seats.iter().map(|seat| line(r, &setting.rules, seat, &typed)).collect::<Result<_>>()?;
    let mut findings = typed.findings;
    findings.extend(setting.rules.check().unwrap_or_else(|refused| vec![refused]));
    findings.extend(told(&rows));
    let known: Option<Vec<FeeEntry>> = typed.entries.into_values().collect();
    Ok(FeesView {
        session: session_card(session, seats.iter().filter(|s| !s.former).count()),
        items: count(session.bids.len()),
        sums: sums_view(&setting.rules, known.as_deref()),
        rules: rules_form(&setting),
        other_rules: setting != present,
        present: rules_form(&present),
        paid_on: typed.form.paid_on,
        problems: findings.iter().map(Problem::of).collect(),
        kept_at: record.as_ref().map(|r| minute(r.at)),
        kept_by: record.map(|r| r.by),
        rows,
    })
}

/// Sums, where every row can be read.
fn sums_view(rules: &FeeRules, entries: Option<&[FeeEntry]>) -> FeeSums {
    let all = entries.map(|entries| sums(rules, entries)).unwrap_or_default();
    FeeSums {
        people: count(all.people),
        net: all.net.map(Fen::yuan),
        net_words: all.net.filter(|_| all.people > 0).map(Fen::in_words),
        tax: all.tax.map(Fen::yuan),
        gross: all.gross.map(Fen::yuan),
    }
}

/// What is told of those who are paid and asks for nothing.
fn told(rows: &[FeeLine]) -> Vec<Finding> {
    let paid = || rows.iter().filter(|r| !matches!(r.form.days.trim(), "" | "0"));
    let warning = |code: Code, names: Vec<&str>| {
        (!names.is_empty()).then(|| Finding::warning(code).with("names", names.join("、")))
    };
    let unsigned = paid().filter(|r| r.came == Some(false)).map(|r| r.name.as_str()).collect();
    let unknown = paid().filter(|r| r.numbers != NumbersKept::Whole).map(|r| r.name.as_str()).collect();
    [warning(Code::FeeNotSignedIn, unsigned), warning(Code::FeeNumbersMissing, unknown)]
        .into_iter()
        .flatten()
        .collect()
}

/// Somebody who may be paid.
pub(crate) struct Seat {
    pub(crate) member: Member,
    /// Left the panel by amended rules.
    pub(crate) former: bool,
    came: Option<bool>,
    left: Option<String>,
    recused: usize,
}

/// The panel in its order, then who left it by amended rules.
pub(crate) fn seats(r: &Reader<'_>, session: &Session) -> Result<Vec<Seat>> {
    let rules = frozen(r, session)?;
    let judged = scoring(r, session)?;
    let conduct = Conduct::of(session);
    let present = conduct.present();
    let recusals = recusals(r, session)?;
    let former = rules.former.iter().flat_map(|before| &before.panel).map(|m| (m, true));
    let mut seats: Vec<Seat> = Vec::new();
    for (member, former) in rules.rules.panel.iter().map(|m| (m, false)).chain(former) {
        let no = member.expert_no.as_str();
        if seats.iter().any(|seat| seat.member.expert_no == no) {
            continue;
        }
        let by_key = judged.scoring.signed_in.contains_key(no);
        let recorded = present.as_ref().map(|all| by_key || all.contains(&no));
        let left = conduct.left().filter(|(_, who, _)| *who == no).last();
        seats.push(Seat {
            member: member.clone(),
            former,
            came: recorded.or(by_key.then_some(true)),
            left: left.map(|(at, _, _)| local(at).format("%-H:%M").to_string()),
            recused: recusals.iter().filter(|x| x.expert_no == no && x.in_force()).count(),
        });
    }
    Ok(seats)
}

fn line(r: &Reader<'_>, rules: &FeeRules, seat: &Seat, typed: &Typed) -> Result<FeeLine> {
    let no = &seat.member.expert_no;
    let form = typed.form.rows.iter().find(|row| row.expert_no == *no).cloned();
    let form = form.unwrap_or_else(|| FeeRowForm { expert_no: no.clone(), ..FeeRowForm::default() });
    let entry = typed.entries.get(no).and_then(Option::as_ref);
    let amounts = entry.map(|e| (e.half_days, e.amounts(rules)));
    let paid = |of: fn(&FeeAmounts) -> Option<Fen>| {
        amounts.filter(|(half_days, _)| *half_days > 0).and_then(|(_, a)| of(&a)).map(Fen::yuan)
    };
    let kept: Option<IdentityRecord> = r.get(no)?;
    Ok(FeeLine {
        name: seat.member.name.clone(),
        unit: seat.member.unit.clone(),
        title: seat.member.title.clone(),
        former: seat.former,
        rate: amounts.and_then(|(_, a)| a.rate).map(Fen::yuan),
        net: paid(|a| a.net),
        gross: paid(|a| a.gross),
        came: seat.came,
        left: seat.left.clone(),
        recused: count(seat.recused),
        numbers: kept.as_ref().map_or(NumbersKept::None, numbers),
        form,
    })
}

/// Whether all that a payment needs is kept.
fn numbers(kept: &IdentityRecord) -> NumbersKept {
    let all = [&kept.id_card, &kept.bank_account, &kept.bank];
    match all.iter().filter(|one| one.is_some()).count() {
        0 => NumbersKept::None,
        3 => NumbersKept::Whole,
        _ => NumbersKept::Part,
    }
}
