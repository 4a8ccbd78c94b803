//! 评审纪要 of a demand session from what was recorded. What it shares with the minutes of bids is made there.

use std::collections::BTreeSet;

use documents::Variant;
use documents::model::{DemandMinutes, DemandRow, MinutesDemand};
use domain::Category;
use domain::conclusion::Conclusion;
use domain::gates::Conduct;
use domain::recommendation::Judged;
use domain::rules::FrozenRules;
use domain::told_apart::told_apart;

use super::acts;
use super::conduct::{Conducted, conducted};
use super::minutes::{experts, other_matters, questions, recusals, reopenings};
use super::source::Source;
use super::talks::talk_text;
use super::ties::ties;
use super::words::{self, count};
use super::{drawn, twice};
use super::{proceedings, reviewed};
use crate::clock::local;
use crate::refusal::Result;

/// Fills the minutes.
pub(super) fn minutes(source: &Source<'_>) -> Result<MinutesDemand> {
    let rules = &source.result.view.rules;
    let judged = &source.result.judged;
    let concluded =
        |c: Conclusion| count(judged.iter().filter(|j| j.decision.conclusion == c).count()).map(Some);
    let enterprises: BTreeSet<&str> = judged.iter().map(|j| j.item.sponsor()).collect();
    let [twice_text, twice_blind] = twice::sentences(source).map(Some);
    let told = proceedings::told(source)?;
    let held = conducted(source);
    Ok(MinutesDemand {
        demand_count: Some(count(judged.len())?),
        enterprise_count: Some(count(enterprises.len())?),
        sheet_name: Some(rules.sheet.sheet.name_zh.clone()),
        sheet_version: Some(rules.sheet.sheet.id.clone()),
        frozen_at: Some(local(source.first_frozen())),
        amended_scoring: told.amended_scoring,
        amendments: told.amendments,
        incidents: told.incidents,
        uses_trimmed: words::trim_min(rules).is_some(),
        uses_median: words::uses_median(rules),
        basis_text: words::basis(rules),
        trim_min: words::trim_min(rules),
        outlier_percent: Some(rules.sheet.sheet.deviation_percent.to_string()),
        tie_rule_text: Some(words::tie_rule(rules)),
        limits_text: Some(limits(rules)),
        recusals: recusals(source),
        no_recusal_confirmed: held.none_declared,
        demands: demands(source),
        ranking: judged.iter().map(|j| row(source, j)).collect(),
        outliers: reviewed::outliers(source),
        abstentions: reviewed::abstentions(source),
        superseded: reviewed::superseded(source),
        tie_steps_text: Some(words::tie_steps(&told_apart(rules, &source.result.view.tally), &|no| {
            source.item(no)
        })),
        ties: ties(source),
        reopenings: reopenings(source),
        vetoes: reviewed::vetoes(source),
        votes: acts::votes(source),
        remarks: acts::remarks(source),
        dissents: acts::dissents(source),
        no_dissent_confirmed: acts::nobody_dissents(source),
        has_proceedings: told.any,
        revoked_laptops: told.revoked,
        withdrawn_packs: told.withdrawn,
        forks: told.forks,
        restores: told.restores,
        listed_count: concluded(Conclusion::List)?,
        revised_count: concluded(Conclusion::ListAfterRevision)?,
        deferred_count: concluded(Conclusion::Defer)?,
        twice_text,
        twice_blind,
        other_matters: Some(other_matters(source)),
        ..people(source, held)?
    })
}

/// Who was there and what the panel is.
fn people(source: &Source<'_>, held: Conducted) -> Result<MinutesDemand> {
    let facts = &source.session.facts;
    let rules = &source.result.view.rules;
    let of =
        |category: Category| count(rules.panel.iter().filter(|m| m.category == category).count()).map(Some);
    let [chair_way, chair_way_blind] = held.chair_way;
    let [draw_seed_text, draw_seed_blind] = drawn::sentence(source)?;
    let [paper_experts, paper_codes] = held.paper_experts;
    let [shared_experts, shared_codes] = held.shared_experts;
    Ok(MinutesDemand {
        common: source.common("纪要", Variant::Named)?,
        organizer: facts.organizer.clone(),
        host_name: facts.host.clone(),
        recorder_name: facts.recorder.clone(),
        supervisor_name: facts.supervisor.clone(),
        attendees_text: facts.attendees.as_ref().map(|names| names.join("、")),
        expert_count: Some(count(rules.panel.len())?),
        technical_count: of(Category::Technical)?,
        industry_count: of(Category::Management)?,
        chair_name: source.chair().map(|m| m.name.clone()),
        chair_code: source.chair().map(|m| source.code(&m.expert_no)),
        chair_way,
        chair_way_blind,
        draw_seed_text,
        draw_seed_blind,
        experts: experts(source)?,
        discipline_read: held.discipline_read,
        discipline_by: held.discipline_by,
        pledges_signed: held.pledges_signed,
        recusals_declared: held.all_asked,
        scored_independently: held.scored_independently,
        paper_experts,
        paper_codes,
        shared_experts,
        shared_codes,
        steps: held.steps,
        gone_back: held.gone_back,
        refusals: held.refusals,
        signed_late: held.signed_late,
        ..MinutesDemand::default()
    })
}

/// The limits by which a conclusion is suggested; nothing for a sheet without them.
fn limits(rules: &FrozenRules) -> String {
    let Some(s) = &rules.sheet.suggest_list else { return String::new() };
    format!(
        "{from}分及以上建议入榜，{below}分及以上不足{from}分完善后入榜，不足{below}分暂不入榜",
        from = s.list_from,
        below = s.defer_below
    )
}

/// What was said on each demand, in the order of presentation.
fn demands(source: &Source<'_>) -> Vec<DemandMinutes> {
    let recorded = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    let conduct = Conduct::of(&source.session);
    let order = conduct.order();
    order
        .iter()
        .filter_map(|no| source.result.judged.iter().find(|j| j.item.no() == no))
        .enumerate()
        .map(|(i, j)| {
            let hearing = source.hearing(j.item.no());
            DemandMinutes {
                no_zh: words::numeral(i + 1),
                demand_no: j.item.no().to_owned(),
                demand_title: j.item.title().to_owned(),
                sponsor: Some(j.item.sponsor().to_owned()),
                reporter: Some(hearing.and_then(|h| h.reporter.clone()).unwrap_or_default()),
                talk_text: Some(talk_text(source, j.item.no())),
                questions: hearing.map(questions).unwrap_or_default(),
                strength: recorded(&j.decision.value_text),
                weakness: Some(j.decision.weakness_text.trim().to_owned()),
                indicator_advice: Some(j.decision.revise_text.trim().to_owned()),
                closing: j.decision.closing.as_deref().map(words::bare_line),
                conclusion: Some(j.decision.conclusion.zh().to_owned()),
            }
        })
        .collect()
}

/// A row of the ranking.
fn row(source: &Source<'_>, judged: &Judged) -> DemandRow {
    DemandRow {
        rank: words::rank(&judged.tally).unwrap_or_else(|| "—".to_owned()),
        demand_no: source.item(judged.item.no()),
        demand_title: judged.item.title().to_owned(),
        field_name: judged.item.field().to_owned(),
        sponsor: judged.item.sponsor().to_owned(),
        valid_n: judged.tally.valid_n(),
        score: words::score(&judged.tally).or_else(|| Some("—".to_owned())),
        conclusion: Some(judged.decision.conclusion.zh().to_owned()),
    }
}
