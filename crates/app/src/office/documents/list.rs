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
    // The workbook has a column for it.
    let departs = if whole { None } else { acts::departs(source, no) };
    let parts = [revision, words::cap_note(judged), departs, twice::remark(source, no, whole)];
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

/// Why a bid stands apart where it does not depart from what is proposed; empty where neither the panel nor the proposal says.
fn why(source: &Source<'_>, judged: &JudgedBid<'_>) -> String {
    let why = acts::why_apart(source, judged);
    if why.is_empty() { why } else { format!("理由：{why}") }
}

/// Fills the list.
pub(super) fn list(source: &Source<'_>, recommendation: &Recommendation<'_>) -> Result<RecommendationList> {
    let rules = &source.result.view.rules;
    let rows = recommendation.recommended.iter().enumerate().map(|(i, j)| {
        let budget = j.budget;
        Ok(RecommendationRow {
            n: count(i + 1)?,
            item_no: j.bid.no.clone(),
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
            item_no: j.bid.no.clone(),
            challenge_no: j.bid.challenge_no.clone(),
            bid_title: j.bid.title.clone(),
            sponsor: Some(j.bid.sponsor.clone()),
            solver: Some(j.bid.solver.clone()),
            rank: words::rank(j.tally),
            remark: acts::departs(source, &j.bid.no).unwrap_or_else(|| why(source, j)),
        })
    });
    let unfunded = recommendation.unfunded.iter().enumerate().map(|(i, j)| {
        Ok(UnfundedRow {
            n: count(i + 1)?,
            item_no: j.bid.no.clone(),
            challenge_no: j.bid.challenge_no.clone(),
            bid_title: j.bid.title.clone(),
            sponsor: Some(j.bid.sponsor.clone()),
            solver: Some(j.bid.solver.clone()),
            reason: Some(acts::why_apart(source, j)).filter(|why| !why.is_empty()),
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
        has_race: recommendation.recommended.iter().any(|j| race(j, recommendation) != "否"),
        signers: (1..=members).collect(),
    })
}

/// The columns of the recommended bids: label, width, alignment, whether it is summed.
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
        ("结论", 12, Align::Center, false),
        ("修改要求", 30, Align::Left, false),
        ("不按建议列入的理由", 36, Align::Left, false),
        ("备注", 24, Align::Left, false),
    ];
    labels.into_iter().map(column).collect()
}

fn column((label, width, align, sum): (&str, u16, Align, bool)) -> ListColumn {
    ListColumn { label: label.to_owned(), width, align, sum }
}

fn text(t: String) -> ListCell {
    if t.is_empty() { ListCell::Empty } else { ListCell::Text(t) }
}

/// A share as the number it is printed as.
fn percent(share: Option<String>) -> ListCell {
    let digits = share.as_deref().and_then(|share| share.strip_suffix('%')).map(str::to_owned);
    digits
        .map_or(ListCell::Empty, |digits| ListCell::Number { value: format!("{digits}e-2"), shown: "0.00%" })
}

/// A score as the number it is printed as.
fn points(score: Option<String>) -> ListCell {
    score.map_or(ListCell::Empty, |value| ListCell::Number { value, shown: "0.00" })
}

/// A rank as a number; a tied one is words.
fn rank(rank: Option<String>) -> ListCell {
    rank.map_or(ListCell::Empty, |rank| rank.parse().map_or(ListCell::Text(rank), ListCell::Int))
}

/// What the panel asks to be revised, of a bid that it agrees to on that condition.
fn condition(judged: &JudgedBid<'_>) -> String {
    words::line(&judged.decision.revise_text)
}

/// Bids that stand apart from the list, each with why, on a sheet of their own; nothing where there are none.
fn apart(source: &Source<'_>, name: &str, list: &[JudgedBid<'_>], why: &Why<'_>) -> Option<ListSheet> {
    let labels = [
        ("序号", 6, Align::Center, false),
        ("方案编号", 12, Align::Center, false),
        ("榜单编号", 14, Align::Center, false),
        ("项目名称", 40, Align::Left, false),
        ("出题企业", 28, Align::Left, false),
        ("揭榜方", 28, Align::Left, false),
        ("得分", 9, Align::Right, false),
        ("排名", 7, Align::Center, false),
        ("结论", 12, Align::Center, false),
        ("修改要求", 30, Align::Left, false),
        ("理由", 40, Align::Left, false),
    ];
    let rows = list.iter().zip(1i64..).map(|(j, n)| {
        vec![
            ListCell::Int(n),
            text(j.bid.no.clone()),
            text(j.bid.challenge_no.clone()),
            text(j.bid.title.clone()),
            text(j.bid.sponsor.clone()),
            text(words::solver(j)),
            points(words::score(j.tally)),
            rank(words::rank(j.tally)),
            text(j.decision.conclusion.zh().to_owned()),
            text(condition(j)),
            text(why(j)),
        ]
    });
    (!list.is_empty()).then(|| ListSheet {
        name: name.to_owned(),
        title: format!("{}{}{name}", source.session.office, source.session.batch),
        notes: vec![format!("会议编号：{}　论证日期：{}", source.session.no, source.session.date)],
        columns: labels.into_iter().map(column).collect(),
        rows: rows.collect(),
        ..ListSheet::default()
    })
}

/// Why a bid stands apart.
type Why<'a> = dyn Fn(&JudgedBid<'_>) -> String + 'a;

/// The same list as a workbook, with live sums.
pub(super) fn workbook(source: &Source<'_>, recommendation: &Recommendation<'_>) -> Result<Vec<u8>> {
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
            percent(words::ratio(j)),
            points(words::score(j.tally)),
            rank(words::rank(j.tally)),
            text(race(j, recommendation)),
            text(j.decision.conclusion.zh().to_owned()),
            text(condition(j)),
            text(acts::departs(source, &j.bid.no).unwrap_or_default()),
            text(remark(source, j, true)),
        ]
    });
    let named = |title: &str, list: &[JudgedBid<'_>]| {
        let names: Vec<String> = list.iter().map(|j| format!("{} {}", j.bid.no, j.bid.title)).collect();
        (!names.is_empty()).then(|| format!("{title}：{}（理由见“{title}”表）。", names.join("；")))
    };
    let limit = "本名单为专家组建议，须经会议审定、公示且无未办结异议后，方可发布揭榜公告。".to_owned();
    let footnotes = [
        named("备选", &recommendation.reserves),
        named("立项但不资助", &recommendation.unfunded),
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
    let reserves = apart(source, "备选", &recommendation.reserves, &|j| {
        acts::departs(source, &j.bid.no).unwrap_or_else(|| words::line(&j.decision.reason))
    });
    let unfunded =
        apart(source, "立项但不资助", &recommendation.unfunded, &|j| acts::why_apart(source, j));
    let sheets = [Some(sheet), reserves, unfunded].into_iter().flatten().collect();
    let book = ListBook { created: source.session.date, sheets };
    Ok(workbook::write::recommendation_list(&book)?)
}
