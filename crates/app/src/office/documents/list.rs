//! 建议名单 as a PDF and as a workbook.

use documents::Variant;
use documents::model::{RecommendationList, RecommendationRow, ReserveRow, UnfundedRow};
use domain::recommendation::{JudgedBid, Recommendation};
use workbook::write::{Align, ListBook, ListCell, ListColumn, ListSheet};

use super::acts;
use super::source::Source;
use super::twice;
use super::words;
use crate::refusal::{Refusal, Result};

fn count(n: usize) -> Result<u32> {
    u32::try_from(n).map_err(Refusal::internal)
}

/// The remark of a row: revision to be checked, cap applied, case by case, what is there twice; the workbook has room for
/// who decided that, and why.
fn remark(source: &Source<'_>, judged: &JudgedBid<'_>, whole: bool) -> String {
    let revision = judged.decision.conclusion == domain::conclusion::Conclusion::ApproveAfterRevision;
    let revision = revision.then(|| "修改后同意待复核".to_owned());
    let no = &judged.bid.no;
    let parts =
        [revision, words::cap_note(judged), acts::departs(source, no), twice::remark(source, no, whole)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("；")
}

/// 否, or 是 with its group among the recommended bids.
fn race(judged: &JudgedBid<'_>, recommendation: &Recommendation<'_>) -> String {
    let same = |j: &&JudgedBid<'_>| j.bid.challenge_no == judged.bid.challenge_no;
    if recommendation.recommended.iter().filter(same).count() < 2 {
        return "否".to_owned();
    }
    let mut groups: Vec<&str> = Vec::new();
    for j in &recommendation.recommended {
        let again =
            recommendation.recommended.iter().filter(|o| o.bid.challenge_no == j.bid.challenge_no).count();
        if again > 1 && !groups.contains(&j.bid.challenge_no.as_str()) {
            groups.push(j.bid.challenge_no.as_str());
        }
    }
    let group = groups.iter().position(|c| *c == judged.bid.challenge_no).unwrap_or(0);
    format!("是（{}组）", words::numeral(group + 1))
}

/// Fills the list.
pub(super) fn list(source: &Source<'_>, recommendation: &Recommendation<'_>) -> Result<RecommendationList> {
    let rules = &source.result.view.rules;
    let rows = recommendation.recommended.iter().enumerate().map(|(i, j)| {
        let budget = j.budget;
        Ok(RecommendationRow {
            n: count(i + 1)?,
            challenge_no: j.bid.challenge_no.clone(),
            bid_title: j.bid.title.clone(),
            field_name: Some(j.bid.field.clone()),
            sponsor: Some(j.bid.sponsor.clone()),
            solver: Some(words::solver(j)),
            chief_engineer: j.bid.chief_engineer.clone(),
            term_text: Some(words::term(j)),
            rd_total: budget.map(|b| b.rd_recommended),
            fiscal: budget.map(|b| b.award.granted),
            ratio: words::ratio(j),
            score: words::score(j.tally),
            rank: words::rank(j.tally),
            race_mark: Some(race(j, recommendation)),
            remark: Some(remark(source, j, false)),
        })
    });
    let reserves = recommendation.reserves.iter().enumerate().map(|(i, j)| {
        Ok(ReserveRow {
            n: count(i + 1)?,
            challenge_no: j.bid.challenge_no.clone(),
            bid_title: j.bid.title.clone(),
            sponsor: Some(j.bid.sponsor.clone()),
            solver: Some(j.bid.solver.clone()),
            rank: words::rank(j.tally),
            remark: acts::departs(source, &j.bid.no).unwrap_or_default(),
        })
    });
    let unfunded = recommendation.unfunded.iter().enumerate().map(|(i, j)| {
        Ok(UnfundedRow {
            n: count(i + 1)?,
            challenge_no: j.bid.challenge_no.clone(),
            bid_title: j.bid.title.clone(),
            sponsor: Some(j.bid.sponsor.clone()),
            solver: Some(j.bid.solver.clone()),
            reason: Some(acts::why_apart(source, j)),
        })
    });
    let chair = usize::from(source.chair().is_some());
    let members = count(rules.panel.len().saturating_sub(chair))?;
    Ok(RecommendationList {
        common: source.common("建议名单", Variant::Named)?,
        rows: rows.collect::<Result<_>>()?,
        reserves: reserves.collect::<Result<_>>()?,
        unfunded: unfunded.collect::<Result<_>>()?,
        cap_percent: Some(rules.policy.cap.percent.to_string()),
        cap_absolute: Some(rules.policy.cap_absolute()),
        count: Some(count(recommendation.recommended.len())?),
        total_rd: Some(recommendation.total_rd),
        total_fiscal: Some(recommendation.total_fiscal),
        signers: (1..=members).collect(),
    })
}

/// The columns of the workbook: label, width, alignment, whether it is summed.
fn columns() -> Vec<ListColumn> {
    let labels = [
        ("序号", 6, Align::Center, false),
        ("方案编号", 12, Align::Center, false),
        ("榜单编号", 14, Align::Center, false),
        ("项目名称", 40, Align::Left, false),
        ("领域", 20, Align::Left, false),
        ("出题企业", 28, Align::Left, false),
        ("揭榜方", 28, Align::Left, false),
        ("技术总师", 10, Align::Center, false),
        ("实施期", 18, Align::Center, false),
        ("研发投入总额（万元）", 16, Align::Right, true),
        ("建议财政额（万元）", 16, Align::Right, true),
        ("比例", 9, Align::Right, false),
        ("得分", 9, Align::Right, false),
        ("排名", 7, Align::Center, false),
        ("赛马", 11, Align::Center, false),
        ("备注", 24, Align::Left, false),
    ];
    let column = |(label, width, align, sum): (&str, u16, Align, bool)| ListColumn {
        label: label.to_owned(),
        width,
        align,
        sum,
    };
    labels.into_iter().map(column).collect()
}

/// The same list as a workbook, with live sums.
pub(super) fn workbook(source: &Source<'_>, recommendation: &Recommendation<'_>) -> Result<Vec<u8>> {
    let text = |t: String| {
        if t.is_empty() { ListCell::Empty } else { ListCell::Text(t) }
    };
    let rows = recommendation.recommended.iter().enumerate().map(|(i, j)| {
        let money = |pick: fn(&domain::budget::BudgetOutcome) -> domain::Fen| {
            j.budget.map_or(ListCell::Empty, |b| ListCell::Wan(pick(b)))
        };
        vec![
            i64::try_from(i + 1).map_or(ListCell::Empty, ListCell::Int),
            text(j.bid.no.clone()),
            text(j.bid.challenge_no.clone()),
            text(j.bid.title.clone()),
            text(j.bid.field.clone()),
            text(j.bid.sponsor.clone()),
            text(words::solver(j)),
            text(j.bid.chief_engineer.clone().unwrap_or_default()),
            text(words::term(j)),
            money(|b| b.rd_recommended),
            money(|b| b.award.granted),
            text(words::ratio(j).unwrap_or_default()),
            text(words::score(j.tally).unwrap_or_default()),
            text(words::rank(j.tally).unwrap_or_default()),
            text(race(j, recommendation)),
            text(remark(source, j, true)),
        ]
    });
    let apart = |title: &str, list: &[JudgedBid<'_>]| {
        let remark = |j: &JudgedBid<'_>| match acts::departs(source, &j.bid.no) {
            Some(text) => format!("（{text}）"),
            None => String::new(),
        };
        let name = |j: &JudgedBid<'_>| format!("{} {}{}", j.bid.no, j.bid.title, remark(j));
        let names: Vec<String> = list.iter().map(name).collect();
        (!names.is_empty()).then(|| format!("{title}：{}。", names.join("；")))
    };
    let limit = "本名单为专家组建议，须经会议审定、公示且无未办结异议后，方可发布揭榜公告。".to_owned();
    let footnotes = [
        apart("备选", &recommendation.reserves),
        apart("立项但不资助", &recommendation.unfunded),
        Some(limit),
    ];
    let sheet = ListSheet {
        name: "建议名单".to_owned(),
        title: format!("{}{}成功揭榜方建议名单", source.session.office, source.session.batch),
        notes: vec![format!(
            "会议编号：{}　论证日期：{}　金额单位：万元　规则摘要：{}",
            source.session.no,
            source.session.date,
            source.result.view.rules_digest.get(..12).unwrap_or_default()
        )],
        columns: columns(),
        rows: rows.collect(),
        totals: Some("合计".to_owned()),
        footnotes: footnotes.into_iter().flatten().collect(),
    };
    let book = ListBook { created: source.session.date, sheets: vec![sheet] };
    Ok(workbook::write::recommendation_list(&book)?)
}
