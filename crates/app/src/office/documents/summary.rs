//! 评分汇总表: every score and what became of it, in the order of rank.

use chrono::NaiveDateTime;
use documents::Variant;
use documents::model::{Criterion, CriterionCell, Rater, ScoreCell, ScoreSummary, SummaryEvent, SummaryItem};
use domain::collective::tie::TieBy;
use domain::collective::{PanelAct, PanelWord};
use domain::deviation::{Deviation, deviations};
use domain::percent::shown;
use domain::recommendation::Judged;
use domain::session::{GivenBack, TieDecision};
use domain::tally::CriterionTally;
use domain::told_apart::told_apart;
use ranking::{Cell, Comparison, Fate};

use super::acts;
use super::conduct::tallied_at;
use super::minutes::CHAIR;
use super::reviewed;
use super::sheets;
use super::source::Source;
use super::ties::{counted_by, left_tied, way_blind, way_named};
use super::words;
use crate::clock::{local, local_ms};
use crate::refusal::{Refusal, Result};

fn count(n: usize) -> Result<u32> {
    u32::try_from(n).map_err(Refusal::internal)
}

/// Fills the summary.
pub(super) fn summary(source: &Source<'_>, variant: Variant) -> Result<ScoreSummary> {
    let rules = &source.result.view.rules;
    let doc = if variant == Variant::Blind { "评分汇总（隐名）" } else { "评分汇总" };
    let raters = rules.panel.iter().map(|m| Rater {
        code: source.code(&m.expert_no),
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
        tallied_at: tallied_at(source).map(local),
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
        valid_n: judged.tally.total_figure.as_ref().map_or_else(|| judged.tally.valid_n(), words::counted),
        high: dropped(judged, Fate::DroppedHighest),
        low: dropped(judged, Fate::DroppedLowest),
        points: judged.tally.criteria.iter().map(criterion_cell).collect(),
        score: words::score(&judged.tally).or_else(|| Some("—".to_owned())),
        sheet_score: Some(judged.tally.points().map_or_else(|| "—".to_owned(), |p| p.half_up(2))),
        rank: words::rank(&judged.tally).or_else(|| Some("—".to_owned())),
        conclusion: Some(judged.decision.conclusion.zh().to_owned()),
    })
}

/// The mean of a criterion with its valid scores and how many of them count, and which marks were dropped.
fn criterion_cell(of: &CriterionTally) -> CriterionCell {
    let mean = of.figure.mean.as_ref();
    let dropped_by = |wanted: Fate, sign: &'static str| {
        let marks = of.cells.iter().zip(&of.figure.fates).filter(move |(_, fate)| **fate == wanted);
        marks.filter_map(move |(cell, _)| match cell {
            Cell::Score(mark) => Some(format!("{sign}{mark}")),
            _ => None,
        })
    };
    let dropped = dropped_by(Fate::DroppedHighest, "↑").chain(dropped_by(Fate::DroppedLowest, "↓"));
    CriterionCell {
        cell: mean.map_or_else(
            || "—".to_owned(),
            |mean| format!("{}（{}）", mean.half_up(2), words::counted(&of.figure)),
        ),
        dropped: dropped.collect::<Vec<_>>().join(" "),
    }
}

/// The total that was dropped; a dash where none was, and where each criterion drops its own.
fn dropped(judged: &Judged, fate: Fate) -> String {
    let figure = judged.tally.total_figure.as_ref();
    let at = figure.and_then(|f| f.fates.iter().position(|f| *f == fate));
    let cell = at.and_then(|at| judged.tally.own_totals.get(at));
    cell.map_or_else(|| "—".to_owned(), words::cell)
}

/// A time of the meeting's day, or with its day where it is another.
fn when(source: &Source<'_>, at: NaiveDateTime) -> Option<String> {
    let format =
        if at.date() == source.session.date { "%-H时%M分" } else { "%Y年%-m月%-d日%-H时%M分" };
    Some(at.format(format).to_string())
}

/// What no time and no person belong to.
fn nobody() -> Option<String> {
    Some(String::new())
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
    let told = format!("{}的{what}偏离{far}", code_at(source, deviation.member));
    let item = source.item(&deviation.bid_no);
    match word(source, deviation) {
        Some(said) => {
            let told = format!("{told}，经本人复核{}", said.outcome);
            let detail_blind = told.clone();
            let at = said.at_ms.map_or_else(nobody, |at_ms| when(source, local_ms(at_ms)));
            SummaryEvent {
                detail_blind,
                when: at,
                ..coded("偏离复核", item, with_reason(told, &said.reason))
            }
        }
        None => SummaryEvent {
            when: nobody(), ..coded("偏离复核", item, format!("{told}，待本人复核"))
        },
    }
}

/// The code of the member at a place of the panel.
fn code_at(source: &Source<'_>, member: usize) -> String {
    let panel = &source.result.view.rules.panel;
    panel.get(member).map(|m| source.code(&m.expert_no)).unwrap_or_default()
}

/// What an expert said of a deviation of this tally.
fn word(source: &Source<'_>, deviation: &Deviation) -> Option<reviewed::Word> {
    let asked = reviewed::asked_of(source, deviation)?;
    let of = (asked.bid_no.clone(), asked.expert_no.clone());
    reviewed::word_on(&source.result.view, (&of, asked.criterion.as_deref()), asked.revision, asked.own)
}

/// Where a blind copy says nothing that people wrote.
const NAMED_COPY: &str = "见实名存档件";

/// Answers that veto an item, each with the panel's word on it, who wrote that down and when.
fn vetoes(source: &Source<'_>, no: &str) -> Vec<SummaryEvent> {
    let of_projects = source.session.kind.of_projects();
    let event = |veto: domain::veto::Veto| {
        let codes: Vec<String> = veto.words.iter().map(|w| code_at(source, w.member)).collect();
        let told = |who: String| format!("“{}”，{who}答“{}”", veto.question, veto.veto_on);
        let (named, blind) = (told(codes.join("、")), told(format!("{}名专家", veto.words.len())));
        let row = |named, detail_blind| SummaryEvent {
            detail_blind,
            ..coded(if of_projects { "核查事项" } else { "否决事项" }, source.item(no), named)
        };
        if of_projects {
            // What answers about a project hint at is answered by the conclusion itself.
            return SummaryEvent { who: nobody(), who_blind: nobody(), when: nobody(), ..row(named, blind) };
        }
        let of_veto = |word: &&PanelWord| match &word.act {
            PanelAct::Veto { bid_no, gate, .. } => bid_no == no && *gate == veto.gate,
            _ => false,
        };
        let Some(word) = source.session.collective.iter().rev().find(of_veto) else {
            let open = "；专家组尚未认定";
            return row(format!("{named}{open}"), format!("{blind}{open}"));
        };
        let said = |told: String, word: String| format!("{told}；专家组集体认定：{word}");
        SummaryEvent {
            who: Some(format!("登记：{}", word.by)),
            who_blind: Some(NAMED_COPY.to_owned()),
            when: when(source, local(word.at)),
            ..row(
                said(named, reviewed::panel_word(source, no, &veto.gate)),
                said(blind, acts::veto_word(source, no, &veto.gate, false)),
            )
        }
    };
    source.result.view.vetoes(no).into_iter().map(event).collect()
}

/// Criteria with too few valid scores, each with why they are not more.
fn too_few(source: &Source<'_>, judged: &Judged) -> Vec<SummaryEvent> {
    let view = &source.result.view;
    let (rules, no) = (&view.rules, judged.item.no());
    let least = rules.sheet.sheet.min_valid;
    let abstained = |member: usize| {
        let expert_no = rules.panel.get(member).map(|m| m.expert_no.clone()).unwrap_or_default();
        view.scoring.abstained.contains_key(&(no.to_owned(), expert_no))
    };
    let few = judged.tally.criteria.iter().filter(|c| c.figure.n < least);
    few.map(|criterion| {
        let name = rules.sheet.criterion(&criterion.id).map_or("", |c| c.name_zh.as_str());
        let cells = || criterion.cells.iter().enumerate();
        let absent = |word: bool| {
            cells().filter(|(at, cell)| **cell == Cell::Absent && abstained(*at) == word).count()
        };
        let causes = [
            ("回避", cells().filter(|(_, cell)| **cell == Cell::Recused).count()),
            ("弃权", absent(true)),
            ("缺", absent(false)),
            ("不评这一指标", cells().filter(|(_, cell)| **cell == Cell::NotRated).count()),
        ];
        let told: Vec<String> =
            causes.into_iter().filter(|(_, n)| *n > 0).map(|(cause, n)| format!("{cause}{n}名")).collect();
        let why = if told.is_empty() { String::new() } else { format!("（{}）", told.join("、")) };
        let detail = format!("“{name}”有效评分{}份{why}，低于{least}份", criterion.figure.n);
        SummaryEvent {
            who: nobody(),
            who_blind: nobody(),
            when: nobody(),
            ..coded("票数不足", source.item(no), detail)
        }
    })
    .collect()
}

/// Abstentions and sheets signed anew.
fn spoken(source: &Source<'_>) -> Vec<SummaryEvent> {
    let mut events = Vec::new();
    for (of, said) in &source.result.view.scoring.abstained {
        if source.recused(&of.0, &of.1) || source.member(&of.1).is_none() {
            continue;
        }
        let blind = format!("{}弃权，按“缺”处理", source.code(&of.1));
        let detail = with_reason(blind.clone(), said.reason.trim().trim_end_matches('。'));
        events.push(SummaryEvent {
            detail_blind: blind,
            when: when(source, local_ms(said.by.at_ms)),
            ..coded("弃权", source.item(&of.0), detail)
        });
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
            when: when(source, step.when),
            ..coded("重新签署", step.item_no, with_reason(blind, step.reason.as_deref().unwrap_or("")))
        });
    }
    events.extend(source.session.given_back.iter().filter_map(|back| returned(source, back)));
    events
}

/// A sheet that was asked for after the lock, or returned and the return taken back, so that the signed one stands. What was
/// returned and signed anew is told there.
fn returned(source: &Source<'_>, back: &GivenBack) -> Option<SummaryEvent> {
    let (code, why) = (source.code(&back.expert_no), back.reason.trim().trim_end_matches('。'));
    let (event, named, blind) = match (&back.ended, back.revision) {
        (Some(ended), revision) => {
            let version = revision.map(|n| format!("第{n}版")).unwrap_or_default();
            let ended = ended.trim().trim_end_matches('。');
            (
                "退回撤销",
                format!("{code}{version}评分退回（{why}），其后撤销，原评分有效；{ended}"),
                format!("{code}{version}评分退回，其后撤销，原评分有效"),
            )
        }
        (None, None) => ("退回补评", format!("退回{code}补评；{why}"), format!("退回{code}补评")),
        (None, Some(_)) => return None,
    };
    Some(SummaryEvent {
        detail_blind: blind,
        who: Some(back.approved_by.clone()),
        who_blind: Some(CHAIR.to_owned()),
        when: when(source, local(back.at)),
        ..coded(event, source.item(&back.bid_no), named)
    })
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
            let at = when(source, local_ms(counted.by.at_ms));
            let row = coded("纸质录入差异", source.item(bid), told);
            events.push(SummaryEvent { who, who_blind, when: at, ..row });
        }
    }
    for ((bid, expert), settled) in &view.scoring.settled {
        let taken = if settled.takes_paper { "纸质评分表" } else { "电脑提交的评分" };
        let told = format!("{}电脑、纸质各有一份评分，以{taken}为准", source.code(expert));
        let why = settled.reason.trim().trim_end_matches('。');
        events.push(SummaryEvent {
            detail_blind: told.clone(),
            who: Some(settled.by.clone()),
            who_blind: Some(NAMED_COPY.to_owned()),
            when: when(source, local_ms(settled.at_ms)),
            ..coded("两份评分认定", source.item(bid), with_reason(told, why))
        });
    }
    events
}

/// Deviations, vetoes, criteria with too few scores, what was said and returned, ties that humans settled, reopenings.
fn events(source: &Source<'_>) -> Result<Vec<SummaryEvent>> {
    let rules = &source.result.view.rules;
    let mut events: Vec<SummaryEvent> = Vec::new();
    for judged in &source.result.judged {
        let far = deviations(rules, &judged.tally);
        events.extend(far.iter().map(|deviation| reviewed_row(source, deviation)));
        events.extend(vetoes(source, judged.item.no()));
        events.extend(too_few(source, judged));
    }
    events.extend(spoken(source));
    events.extend(typed(source));
    events.extend(source.session.ties.iter().map(|tie| settled(source, tie)));
    events.extend(source.session.reopenings.iter().map(|reopening| SummaryEvent {
        detail: reopening.reason.clone(),
        detail_blind: NAMED_COPY.to_owned(),
        who: Some(reopening.approved_by.clone()),
        who_blind: Some(CHAIR.to_owned()),
        when: when(source, local(reopening.at)),
        ..coded("重新开启", String::new(), String::new())
    }));
    (1usize..).zip(events).map(|(n, event)| Ok(SummaryEvent { n: count(n)?, ..event })).collect()
}

/// How a tie was settled, with who named which item first in an open ballot, what stayed tied, and why; a blind copy has the
/// counts, or that it was a lot, and no name.
fn settled(source: &Source<'_>, tie: &TieDecision) -> SummaryEvent {
    let left = left_tied(source, tie).map(|left| format!("，其中{left}票数相同，仍为并列"));
    let told = |way: String, picks: String| {
        let picks = if picks.is_empty() { picks } else { format!("（{picks}）") };
        format!("{way}{picks}{}", left.clone().unwrap_or_default())
    };
    let named = told(way_named(source, tie), acts::picks(source, tie, true));
    let who = [
        ("主持人", tie.how.as_ref().map_or("", TieBy::held_by)),
        ("计票人", counted_by(tie)),
        ("见证人", tie.witnesses.as_str()),
    ];
    let who = who.into_iter().filter(|(_, name)| !name.trim().is_empty());
    let who: Vec<String> = who.map(|(part, name)| format!("{part}：{}", name.trim())).collect();
    SummaryEvent {
        detail_blind: told(way_blind(source, tie), acts::picks(source, tie, false)),
        who: Some(who.join("；")),
        who_blind: Some(NAMED_COPY.to_owned()),
        when: tie.at.and_then(|at| when(source, local(at))),
        ..coded(
            "同分处理",
            source.items(&tie.order),
            with_reason(named, tie.reason.trim().trim_end_matches('。')),
        )
    }
}
