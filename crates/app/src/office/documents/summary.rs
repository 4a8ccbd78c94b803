//! 评分汇总表: every score and what became of it, in the order of rank.

use documents::Variant;
use documents::model::{Criterion, CriterionCell, Rater, ScoreCell, ScoreSummary, SummaryEvent, SummaryItem};
use domain::deviation::{Deviation, deviations};
use domain::percent::shown;
use domain::recommendation::Judged;
use domain::session::TieDecision;
use domain::told_apart::told_apart;
use ranking::{Comparison, Fate};

use super::acts;
use super::minutes::CHAIR;
use super::reviewed;
use super::sheets;
use super::source::Source;
use super::words;
use crate::clock::local;
use crate::refusal::{Refusal, Result};

fn count(n: usize) -> Result<u32> {
    u32::try_from(n).map_err(Refusal::internal)
}

/// Fills the summary.
pub(super) fn summary(source: &Source<'_>, variant: Variant) -> Result<ScoreSummary> {
    let rules = &source.result.view.rules;
    let doc = if variant == Variant::Blind { "评分汇总（隐名）" } else { "评分汇总" };
    let raters = rules.panel.iter().enumerate().map(|(i, m)| Rater {
        code: words::expert_code(i),
        name: m.name.clone(),
        role: source.role(m.category).to_owned(),
    });
    let items: Result<Vec<SummaryItem>> =
        source.result.judged.iter().enumerate().map(|(i, j)| item(source, i, j)).collect();
    let criteria = rules
        .sheet
        .criteria
        .iter()
        .map(|c| Criterion { head: format!("{}（{}）", c.name_zh, c.max) })
        .collect();
    let told = told_apart(rules, &source.result.view.tally);
    Ok(ScoreSummary {
        common: source.common(doc, variant)?,
        sheet_name: Some(rules.sheet.sheet.name_zh.clone()),
        sheet_version: Some(rules.sheet.sheet.id.clone()),
        frozen_at: Some(local(rules.frozen_at)),
        locked_at: source.result.view.locked_at.map(local),
        trim_min: words::trim_min(rules),
        valid_min: Some(count(rules.sheet.sheet.min_valid)?),
        outlier_percent: Some(rules.sheet.sheet.deviation_percent.to_string()),
        tie_rule_text: Some(words::tie_rule(rules)),
        by_displayed: rules.comparison == Comparison::Displayed,
        exact_pairs_text: Some(words::exact_pairs(&told, &|no| source.item(no))),
        tie_steps_text: Some(words::tie_steps(&told, &|no| source.item(no))),
        uses_trimmed: words::trim_min(rules).is_some(),
        raters_text: Some(words::who_scores(&rules.sheet)),
        uses_median: words::uses_median(rules),
        basis_text: words::basis(rules),
        advisory: !rules.kind().ranks(),
        by_criterion: rules.sheet.sheet.by_criterion,
        raters: raters.collect(),
        items: items?,
        criteria,
        outliers_reviewed: reviewed_all(source),
        events: events(source)?,
    })
}

/// Whether there are deviations in this tally and each expert gave a word on every one.
fn reviewed_all(source: &Source<'_>) -> bool {
    let rules = &source.result.view.rules;
    let mut far = source.result.judged.iter().flat_map(|j| deviations(rules, &j.tally)).peekable();
    far.peek().is_some() && far.all(|d| word(source, &d).is_some())
}

/// One bid.
fn item(source: &Source<'_>, position: usize, judged: &Judged) -> Result<SummaryItem> {
    let rules = &source.result.view.rules;
    let far = deviations(rules, &judged.tally);
    let marked = |member: usize| far.iter().any(|d| d.member == member);
    let low = judged.tally.criteria.iter().any(|c| c.figure.n < rules.sheet.sheet.min_valid);
    Ok(SummaryItem {
        n: count(position + 1)?,
        item_no: source.item(judged.item.no()),
        item_title: judged.item.title().to_owned(),
        scores: judged
            .tally
            .own_totals
            .iter()
            .enumerate()
            .map(|(member, cell)| ScoreCell {
                cell: words::cell(cell),
                outlier_mark: if marked(member) { "▲".to_owned() } else { String::new() },
            })
            .collect(),
        low_n_mark: if low { "※".to_owned() } else { String::new() },
        valid_n: judged.tally.valid_n(),
        high: dropped(judged, Fate::DroppedHighest),
        low: dropped(judged, Fate::DroppedLowest),
        points: judged
            .tally
            .criteria
            .iter()
            .map(|c| CriterionCell {
                cell: c
                    .figure
                    .mean
                    .as_ref()
                    .map_or_else(|| "—".to_owned(), |mean| format!("{}（{}）", mean.half_up(2), c.figure.n)),
            })
            .collect(),
        score: words::score(&judged.tally).or_else(|| Some("—".to_owned())),
        sheet_score: Some(judged.tally.points().map_or_else(|| "—".to_owned(), |p| p.half_up(2))),
        rank: words::rank(&judged.tally).or_else(|| Some("—".to_owned())),
        conclusion: Some(judged.decision.conclusion.zh().to_owned()),
    })
}

/// The total that was dropped; a dash where none was, and where each criterion drops its own.
fn dropped(judged: &Judged, fate: Fate) -> String {
    let figure = judged.tally.total_figure.as_ref();
    let at = figure.and_then(|f| f.fates.iter().position(|f| *f == fate));
    let cell = at.and_then(|at| judged.tally.own_totals.get(at));
    cell.map_or_else(|| "—".to_owned(), words::cell)
}

/// What is told by code alone is the same in every copy.
fn coded(event: &str, item_no: String, detail: String) -> SummaryEvent {
    let (event, detail_blind) = (event.to_owned(), detail.clone());
    SummaryEvent { event, item_no, detail_blind, detail, ..SummaryEvent::default() }
}

fn with_reason(told: String, reason: &str) -> String {
    if reason.is_empty() { told } else { format!("{told}；{reason}") }
}

/// A deviation of this tally and what its expert said of it.
fn reviewed_row(source: &Source<'_>, deviation: &Deviation) -> SummaryEvent {
    let view = &source.result.view;
    let criterion = deviation.criterion.as_ref().and_then(|id| view.rules.sheet.criterion(id));
    let what = criterion.map_or("合计", |c| c.name_zh.as_str());
    let far = shown(deviation.share.ratio());
    let told = format!("{}的{what}偏离{far}", words::expert_code(deviation.member));
    let item = source.item(&deviation.bid_no);
    match word(source, deviation) {
        Some(said) => {
            let told = format!("{told}，经本人复核{}", said.outcome);
            let detail_blind = told.clone();
            SummaryEvent { detail_blind, ..coded("偏离复核", item, with_reason(told, &said.reason)) }
        }
        None => coded("偏离复核", item, format!("{told}，待本人复核")),
    }
}

/// What an expert said of a deviation of this tally.
fn word(source: &Source<'_>, deviation: &Deviation) -> Option<reviewed::Word> {
    let asked = reviewed::asked_of(source, deviation)?;
    let of = (asked.bid_no.clone(), asked.expert_no.clone());
    reviewed::word_on(&source.result.view, (&of, asked.criterion.as_deref()), asked.revision, asked.own)
}

/// Where a blind copy says nothing that people wrote.
const NAMED_COPY: &str = "见实名存档件";

/// Abstentions and sheets signed anew.
fn spoken(source: &Source<'_>) -> Vec<SummaryEvent> {
    let mut events = Vec::new();
    for note in reviewed::abstentions(source) {
        let detail = format!("{}弃权，按“缺”处理：{}", note.expert_code, note.reason);
        let detail_blind = format!("{}弃权，按“缺”处理", note.expert_code);
        events.push(SummaryEvent { detail_blind, ..coded("弃权", note.item_no, detail) });
    }
    for step in reviewed::superseded(source) {
        let blind = format!(
            "{}第{}版评分{}由第{}版{}代替",
            step.expert_code, step.old_no, step.old_total, step.new_no, step.new_total
        );
        events.push(SummaryEvent {
            detail_blind: blind.clone(),
            who: step.approved_by,
            who_blind: step.assent_blind,
            when: Some(step.when.time()),
            ..coded("重新签署", step.item_no, with_reason(blind, step.reason.as_deref().unwrap_or("")))
        });
    }
    events
}

/// Where two entries of a paper sheet differed, and sheets from a laptop and from paper of which people decided.
fn typed(source: &Source<'_>) -> Vec<SummaryEvent> {
    let view = &source.result.view;
    let mut events = Vec::new();
    for ((bid, expert), counted) in &view.scoring.sheets {
        let (Some(trail), Some(member)) = (&counted.paper, source.member(expert)) else { continue };
        let Some(item) = source.items.iter().find(|i| i.no() == bid) else { continue };
        if source.recused(bid, expert) {
            continue;
        }
        for difference in sheets::differences(&view.rules, member, item, trail) {
            let told = format!("{}：{}", source.code(expert), difference.told);
            let (who, who_blind) = (Some(difference.by), Some(NAMED_COPY.to_owned()));
            events
                .push(SummaryEvent { who, who_blind, ..coded("纸质录入差异", source.item(bid), told) });
        }
    }
    for ((bid, expert), settled) in &view.scoring.settled {
        let taken = if settled.takes_paper { "纸质评分表" } else { "电脑提交的评分" };
        let told = format!("{}电脑、纸质各有一份评分，以{taken}为准", source.code(expert));
        events.push(SummaryEvent {
            detail_blind: told.clone(),
            who: Some(settled.by.clone()),
            who_blind: Some(NAMED_COPY.to_owned()),
            ..coded("两份评分认定", source.item(bid), with_reason(told, &settled.reason))
        });
    }
    events
}

/// Deviations, ties that humans settled, reopenings, criteria with too few scores.
fn events(source: &Source<'_>) -> Result<Vec<SummaryEvent>> {
    let rules = &source.result.view.rules;
    let mut events: Vec<SummaryEvent> = Vec::new();
    let mut push = |event: SummaryEvent| -> Result<()> {
        events.push(SummaryEvent { n: count(events.len() + 1)?, ..event });
        Ok(())
    };
    for judged in &source.result.judged {
        for deviation in deviations(rules, &judged.tally) {
            push(reviewed_row(source, &deviation))?;
        }
        for veto in source.result.view.vetoes(judged.item.no()) {
            let codes =
                veto.words.iter().map(|w| words::expert_code(w.member)).collect::<Vec<_>>().join("、");
            let told = |who: String| format!("“{}”，{who}答“{}”", veto.question, veto.veto_on);
            let blind = told(format!("{}名专家", veto.words.len()));
            let item = source.item(judged.item.no());
            push(SummaryEvent { detail_blind: blind, ..coded("否决事项", item, told(codes)) })?;
        }
        let fewest = judged.tally.criteria.iter().map(|c| c.figure.n).min().unwrap_or(0);
        if fewest < rules.sheet.sheet.min_valid {
            let detail =
                format!("有效评分{}份，低于{}份", judged.tally.valid_n(), rules.sheet.sheet.min_valid);
            push(coded("票数不足", source.item(judged.item.no()), detail))?;
        }
    }
    for said in spoken(source) {
        push(said)?;
    }
    for typed in typed(source) {
        push(typed)?;
    }
    for tie in &source.session.ties {
        push(SummaryEvent {
            detail: settled(source, tie),
            detail_blind: NAMED_COPY.to_owned(),
            who: Some(tie.witnesses.clone()),
            who_blind: Some(NAMED_COPY.to_owned()),
            when: tie.at.map(|at| local(at).time()),
            ..coded("同分处理", source.items(&tie.order), String::new())
        })?;
    }
    for reopening in &source.session.reopenings {
        push(SummaryEvent {
            detail: reopening.reason.clone(),
            detail_blind: NAMED_COPY.to_owned(),
            who: Some(reopening.approved_by.clone()),
            who_blind: Some(CHAIR.to_owned()),
            when: Some(local(reopening.at).time()),
            ..coded("重新开启", String::new(), String::new())
        })?;
    }
    Ok(events)
}

/// How a tie was settled, with who named which item first in an open ballot, and why.
fn settled(source: &Source<'_>, tie: &TieDecision) -> String {
    let picks = acts::picks(source, tie, true);
    let named = if picks.is_empty() { String::new() } else { format!("（{picks}）") };
    format!("{}{named}；{}", tie.way_zh(&|no| source.item(no)), tie.reason)
}
