//! Draws from the register on paper: a sentence in the minutes, and the record of each draw. Nothing is asserted that no draw
//! recorded.

use chrono::{DateTime, Utc};
use documents::model::{DrawCallRow, DrawLeftOutRow, DrawQuotaRow, DrawRecord, DrawRow};
use documents::{Form, Variant};
use domain::draw::{Called, Draw, Limits, Outcome, drawn_in, key};
use domain::panel::{Drawn, Member};

use super::conduct::Both;
use super::source::{Base, Open};
use super::words::{bare_line, count, line};
use crate::clock::local;
use crate::refusal::Result;
use crate::views::grouped;

/// How a member came onto the panel, where that is on record: 指定, or 随机抽取 where a draw says so.
pub(super) fn way(base: &Base, expert_no: &str, drawn: Drawn) -> Option<String> {
    match drawn {
        Drawn::Named => Some("指定".to_owned()),
        Drawn::Random => drawn_in(&base.session.draws, expert_no).map(|_| "随机抽取".to_owned()),
    }
}

/// Whether a member came in the place of somebody who could not: an alternate of a draw, or by amended rules.
pub(super) fn substitute(base: &Base, expert_no: &str) -> bool {
    let called = base.session.draws.iter().flat_map(|draw| &draw.called);
    let alternate = called.filter_map(|call| call.alternate.as_deref()).any(|no| no == expert_no);
    alternate || base.proceedings.came_in(expert_no)
}

/// The kind of a member, and that the member is an alternate.
pub(super) fn role(base: &Base, member: &Member) -> String {
    let mark = if substitute(base, &member.expert_no) { "（替补）" } else { "" };
    format!("{}{mark}", base.role(member.category))
}

/// How the panel came to be, and every draw; nothing where none is on record. Named, then blind.
pub(super) fn sentence(base: &Base) -> Result<Both> {
    let draws = &base.session.draws;
    if draws.is_empty() {
        return Ok([None, None]);
    }
    let ways: Vec<Option<String>> =
        base.rules.panel.iter().map(|m| way(base, &m.expert_no, m.drawn)).collect();
    let of = |text: &str| ways.iter().filter(|way| way.as_deref() == Some(text)).count();
    let mut named = vec![format!("其中指定产生{}名，自专家库随机抽取产生{}名", of("指定"), of("随机抽取"))];
    let mut blind = named.clone();
    for draw in draws {
        let [text, hidden] = one(base, draw)?;
        named.push(text);
        blind.push(hidden);
    }
    Ok([Some(named.join("。")), Some(blind.join("。"))])
}

/// A time with its day: draws are held before the meeting.
fn when(at: DateTime<Utc>) -> String {
    local(at).format("%Y年%-m月%-d日%-H时%M分").to_string()
}

/// The day of a draw, or of the step before it where nobody drew.
fn day(draw: &Draw) -> String {
    let aside = draw.set_aside.as_ref().map(|aside| aside.at);
    let at = draw.outcome.as_ref().map(|o| o.at).or(aside).unwrap_or(draw.at);
    local(at).format("%Y年%-m月%-d日").to_string()
}

/// One draw: named, then blind.
fn one(base: &Base, draw: &Draw) -> Result<[String; 2]> {
    let pool = &draw.pool;
    let mut text = format!(
        "第{}次抽取于{}准备，备选{}名、排除{}名，公布承诺值{}",
        draw.number,
        when(draw.at),
        pool.eligible.len(),
        pool.left_out.len(),
        grouped(&draw.commitment)?
    );
    let mut blind = text.clone();
    if let Some(reason) = &draw.reason {
        text = format!("{text}（再次抽取的原因：{}）", bare_line(reason));
    }
    if let Some(aside) = &draw.set_aside {
        text.push_str(&format!("，没有抽取，于{}作废，原因：{}", when(aside.at), bare_line(&aside.reason)));
        blind.push_str(&format!("，没有抽取，于{}作废", when(aside.at)));
    }
    if let Some(outcome) = &draw.outcome {
        let said_by =
            outcome.said_by.as_ref().map_or_else(|| "当场".to_owned(), |who| format!("由{}", line(who)));
        let drawn = format!(
            "报出“{}”，据此于{}抽取{}名、候补{}名",
            outcome.words,
            when(outcome.at),
            outcome.members.len(),
            outcome.alternates.len()
        );
        let seen = outcome.witnesses.as_ref().map(|who| format!("（见证人：{}）", line(who)));
        text.push_str(&format!("，其后{said_by}{drawn}{}", seen.unwrap_or_default()));
        blind.push_str(&format!("，其后当场{drawn}"));
    }
    for call in &draw.called {
        let [named, hidden] = called(base, draw, call);
        text.push_str(&named);
        blind.push_str(&hidden);
    }
    Ok([text, blind])
}

/// An alternate called: named, then blind.
fn called(base: &Base, draw: &Draw, call: &Called) -> [String; 2] {
    let cause = call.cause.zh();
    let (who, reason) = (&call.replaced_name, bare_line(&call.reason));
    let Some(no) = &call.alternate else {
        return [
            format!("；{who}{cause}（{reason}），没有候补，名额空出"),
            format!("；1名专家{cause}，没有候补，名额空出"),
        ];
    };
    let name = draw.candidate(no).map_or(no.as_str(), |c| c.name.as_str());
    // Whoever was replaced in turn is not on the panel and has no code.
    let code = Some(base.code(no)).filter(|code| !code.is_empty());
    let code = code.map(|code| format!("（{code}）")).unwrap_or_default();
    [format!("；{who}{cause}（{reason}），由候补{name}替换"), format!("；1名专家{cause}，由候补{code}替换")]
}

/// 专家抽取记录, one sheet a draw.
pub(super) fn records(open: &Open<'_>) -> Result<Vec<Form>> {
    open.session.draws.iter().map(|draw| record(open, draw)).collect()
}

fn record(open: &Open<'_>, draw: &Draw) -> Result<Form> {
    let (pool, outcome) = (&draw.pool, draw.outcome.as_ref());
    let quotas = draw.plan.quotas.iter().zip(1u32..).map(|(quota, n)| {
        Ok(DrawQuotaRow {
            n,
            kind: quota.zh(),
            count: quota.count,
            alternates: quota.alternates,
            fit: count(pool.fitting(quota).count())?,
        })
    });
    Ok(Form::DrawRecord(DrawRecord {
        common: open.common(&format!("抽取/{}", draw.number), Variant::Named)?,
        number: draw.number,
        reason: Some(draw.reason.as_deref().map(bare_line).unwrap_or_default()),
        prepared_at: Some(local(draw.at)),
        prepared_by: Some(draw.by.clone()),
        quotas: quotas.collect::<Result<_>>()?,
        limits_text: Some(limits(&draw.plan.limits)),
        eligible_count: count(pool.eligible.len())?,
        left_out_count: count(pool.left_out.len())?,
        left_out: pool
            .left_out
            .iter()
            .map(|out| DrawLeftOutRow {
                no: out.candidate.no.clone(),
                name: out.candidate.name.clone(),
                kind: out.candidate.category.zh().to_owned(),
                unit: line(&out.candidate.unit),
                reasons: line(&out.bars.iter().map(domain::draw::Bar::zh).collect::<Vec<_>>().join("；")),
            })
            .collect(),
        pool_digest: grouped(&draw.digest)?,
        commitment: grouped(&draw.commitment)?,
        drawn: outcome.is_some(),
        drawn_at: outcome.map(|o| local(o.at)),
        words: outcome.map(|o| o.words.clone()),
        day_text: Some(day(draw)),
        said_by: outcome.and_then(|o| o.said_by.clone()),
        witnesses: outcome.and_then(|o| o.witnesses.clone()),
        seed: outcome.map(|o| grouped(&o.seed)).transpose()?,
        set_aside: draw.set_aside.is_some(),
        aside_at: draw.set_aside.as_ref().map(|aside| local(aside.at)),
        aside_reason: draw.set_aside.as_ref().map(|aside| bare_line(&aside.reason)),
        rows: rows(draw, outcome)?,
        calls: draw
            .called
            .iter()
            .map(|call| DrawCallRow {
                when: local(call.at),
                replaced: call.replaced_name.clone(),
                alternate: call
                    .alternate
                    .as_deref()
                    .and_then(|no| draw.candidate(no))
                    .map_or_else(|| "（空缺）".to_owned(), |c| c.name.clone()),
                cause: call.cause.zh().to_owned(),
                reason: bare_line(&call.reason),
            })
            .collect(),
    }))
}

/// The limits that were set.
fn limits(limits: &Limits) -> String {
    let conflicts = limits.conflicts.then(|| "与评审项目有回避情形的".to_owned());
    let most = limits.most_in_year.map(|n| format!("本年度已参加满{n}次的"));
    let rest = limits.rest.map(|n| format!("参加过最近{n}次同类会议的"));
    [conflicts, most, rest].into_iter().flatten().collect::<Vec<_>>().join("、")
}

/// The eligible in the order of their keys, or of numbers where nothing was drawn.
fn rows(draw: &Draw, outcome: Option<&Outcome>) -> Result<Vec<DrawRow>> {
    let numbers: Vec<&str> = match outcome {
        Some(outcome) => outcome.order.iter().map(String::as_str).collect(),
        None => draw.pool.eligible.iter().map(|c| c.no.as_str()).collect(),
    };
    let candidates = numbers.into_iter().filter_map(|no| draw.candidate(no)).zip(1u32..);
    candidates
        .map(|(candidate, n)| {
            let no = candidate.no.as_str();
            let hash = outcome.map(|o| grouped(&key(&draw.digest, &o.seed, &o.words, no))).transpose()?;
            Ok(DrawRow {
                n,
                no: no.to_owned(),
                name: candidate.name.clone(),
                kind: candidate.category.zh().to_owned(),
                specialty: Some(candidate.specialty.as_deref().map(line).unwrap_or_default()),
                unit: line(&candidate.unit),
                key: Some(hash.unwrap_or_default()),
                result: Some(outcome.map(|o| result(o, no)).unwrap_or_default()),
            })
        })
        .collect()
}

/// 抽中, 候补 with its place among the alternates of its quota, or nothing.
fn result(outcome: &Outcome, no: &str) -> String {
    if outcome.members.iter().any(|seat| seat.expert_no == no) {
        return "抽中".to_owned();
    }
    let Some(own) = outcome.alternates.iter().find(|seat| seat.expert_no == no) else {
        return String::new();
    };
    let alike = outcome.alternates.iter().filter(|seat| seat.quota == own.quota);
    let place = alike.take_while(|seat| seat.expert_no != no).count() + 1;
    format!("候补{place}")
}
