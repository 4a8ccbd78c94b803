//! 评分计算过程: every figure with the marks it came from, in a workbook that a clerk can follow with a pocket calculator.
//! A line a criterion: the marks, which one highest and one lowest were dropped, their sum, what it is divided by, the
//! mean as a fraction and as a decimal; then a line with the sum of the means. Two sheets more compute the same with formulas.

use domain::recommendation::Judged;
use domain::tally::CriterionTally;
use ranking::{Aggregate, Cell, Exact, Fate, Mark};
use workbook::write::{Align, ListBook, ListCell, ListColumn, ListSheet};

use super::live;
use super::proceedings;
use super::source::Source;
use super::words;
use crate::refusal::{Refusal, Result};
use crate::views::basis_line;

/// Decimals of a mean in this workbook; the fraction beside it is exact.
const DECIMALS: usize = 6;
/// Decimals of a standardised total: all it has.
const STANDARD_DECIMALS: usize = 10;

/// The workbook.
pub(super) fn workbook(source: &Source<'_>) -> Result<Vec<u8>> {
    let rules = &source.result.view.rules;
    let mut rows = Vec::new();
    for judged in &source.result.judged {
        for criterion in &judged.tally.criteria {
            rows.push(line(source, judged, criterion)?);
        }
        rows.push(match &judged.tally.total_figure {
            Some(figure) => of_totals(source, judged, figure)?,
            None => total(source, judged),
        });
        rows.extend(ranked_by(source, judged));
    }
    let sheet = ListSheet {
        name: "计算过程".to_owned(),
        title: format!("{}评分计算过程", source.session.title),
        notes: vec![format!(
            "会议编号：{}　评分表：{} {}　规则摘要：{}",
            source.session.no,
            rules.sheet.sheet.name_zh,
            rules.sheet.sheet.id,
            source.result.view.rules_digest.get(..12).unwrap_or_default()
        )],
        columns: columns(source.codes()),
        rows,
        totals: None,
        footnotes: [
            "“↑去”“↓去”表示去掉的一个最高分、一个最低分，“未居中”表示取中位数时不计入；回避、缺、不评不计入有效票，也不按零分计。"
                .to_owned(),
            format!(
                "平均分＝计入之和÷计入票数；得分＝{}，全程用分数计算，只在最后一步四舍五入取两位小数。",
                if rules.sheet.sheet.by_criterion {
                    "各指标平均分之和"
                } else {
                    "各专家合计分的平均分"
                }
            ),
        ]
        .into_iter()
        .chain(words::basis(rules))
        .chain(proceedings::scoring_lines(source))
        .collect(),
    };
    let mut sheets = vec![sheet];
    sheets.extend(live::sheets(source)?);
    Ok(workbook::write::recommendation_list(&ListBook { created: source.session.date, sheets })?)
}

/// The columns for these experts.
fn columns(experts: Vec<String>) -> Vec<ListColumn> {
    let column = |label: String, width, align| ListColumn { label, width, align, sum: false };
    let mut columns = vec![
        column("编号".to_owned(), 16, Align::Center),
        column("项目名称".to_owned(), 36, Align::Left),
        column("指标（满分）".to_owned(), 24, Align::Left),
    ];
    columns.extend(experts.into_iter().map(|code| column(code, 10, Align::Center)));
    let figures = ["有效票", "计入之和", "计入票数", "平均分（分数）", "平均分", "得分", "名次"];
    columns.extend(figures.iter().map(|label| column((*label).to_owned(), 14, Align::Center)));
    columns
}

/// One criterion of one bid.
fn line(source: &Source<'_>, judged: &Judged, criterion: &CriterionTally) -> Result<Vec<ListCell>> {
    let rules = &source.result.view.rules;
    let head = rules.sheet.criterion(&criterion.id).map(|c| format!("{}（{}）", c.name_zh, c.max));
    let figure = &criterion.figure;
    let int = |n: usize| i64::try_from(n).map(ListCell::Int).map_err(Refusal::internal);
    let exact = |e: Option<&Exact>| e.map_or(ListCell::Empty, |e| ListCell::Text(e.to_string()));
    let mut row = vec![
        ListCell::Text(source.item(judged.item.no())),
        ListCell::Text(judged.item.title().to_owned()),
        ListCell::Text(head.unwrap_or_else(|| criterion.id.clone())),
    ];
    row.extend(
        criterion.cells.iter().zip(&figure.fates).map(|(cell, fate)| ListCell::Text(mark(cell, *fate))),
    );
    row.extend([
        int(figure.n)?,
        decimal(&figure.sum),
        int(figure.divisor)?,
        exact(figure.mean.as_ref()),
        figure.mean.as_ref().map_or(ListCell::Empty, |m| ListCell::Text(m.half_up(DECIMALS))),
        ListCell::Empty,
        ListCell::Empty,
    ]);
    Ok(row)
}

/// The sum of the means, the score and the rank.
fn total(source: &Source<'_>, judged: &Judged) -> Vec<ListCell> {
    let mut row = vec![
        ListCell::Text(source.item(judged.item.no())),
        ListCell::Text(judged.item.title().to_owned()),
        ListCell::Text("各指标平均分之和".to_owned()),
    ];
    row.extend(judged.tally.own_totals.iter().map(|cell| ListCell::Text(words::cell(cell))));
    let text = |t: Option<String>| t.map_or(ListCell::Empty, ListCell::Text);
    row.extend([
        ListCell::Empty,
        ListCell::Empty,
        ListCell::Empty,
        text(judged.tally.points().map(ToString::to_string)),
        text(judged.tally.points().map(|t| t.half_up(DECIMALS))),
        text(judged.tally.points().map(|t| t.half_up(2))),
        text(words::rank(&judged.tally)),
    ]);
    row
}

/// What is ranked by, where it is not the points of the meeting: the line that says how it follows from them.
fn ranked_by(source: &Source<'_>, judged: &Judged) -> Option<Vec<ListCell>> {
    let line = basis_line(&source.result.view.rules, &judged.tally)?;
    let text = |t: Option<String>| t.map_or(ListCell::Empty, ListCell::Text);
    let mut row = vec![
        ListCell::Text(source.item(judged.item.no())),
        ListCell::Text(judged.item.title().to_owned()),
        ListCell::Text(line),
    ];
    let standard = judged.tally.derived.as_ref().and_then(|d| d.standard.as_ref());
    row.extend((0..judged.tally.own_totals.len()).map(|member| {
        text(standard.and_then(|s| s.values.get(member)?.as_ref().map(|v| v.half_up(STANDARD_DECIMALS))))
    }));
    row.extend([
        ListCell::Empty,
        ListCell::Empty,
        ListCell::Empty,
        text(judged.tally.total.as_ref().map(ToString::to_string)),
        text(judged.tally.total.as_ref().map(|t| t.half_up(DECIMALS))),
        text(words::score(&judged.tally)),
        text(words::rank(&judged.tally)),
    ]);
    Some(row)
}

/// The mean of the experts' totals, the score and the rank: of sheets that every expert scores whole.
fn of_totals(source: &Source<'_>, judged: &Judged, figure: &Aggregate) -> Result<Vec<ListCell>> {
    let int = |n: usize| i64::try_from(n).map(ListCell::Int).map_err(Refusal::internal);
    let text = |t: Option<String>| t.map_or(ListCell::Empty, ListCell::Text);
    let mut row = vec![
        ListCell::Text(source.item(judged.item.no())),
        ListCell::Text(judged.item.title().to_owned()),
        ListCell::Text(format!("合计（{}）", source.result.view.rules.sheet.sheet.total)),
    ];
    let cells = judged.tally.own_totals.iter().zip(&figure.fates);
    row.extend(cells.map(|(cell, fate)| ListCell::Text(mark(cell, *fate))));
    row.extend([
        int(figure.n)?,
        decimal(&figure.sum),
        int(figure.divisor)?,
        text(figure.mean.as_ref().map(ToString::to_string)),
        text(figure.mean.as_ref().map(|t| t.half_up(DECIMALS))),
        text(words::score(&judged.tally)),
        text(words::rank(&judged.tally)),
    ]);
    Ok(row)
}

/// A sum of marks as the decimal number it is, as short as it is.
fn decimal(sum: &Exact) -> ListCell {
    let text = sum.half_up(DECIMALS);
    ListCell::Text(text.parse::<Mark>().map_or(text, |mark| mark.to_string()))
}

/// A mark with what became of it.
fn mark(cell: &Cell, fate: Fate) -> String {
    match (cell, fate) {
        (Cell::Score(mark), Fate::DroppedHighest) => format!("{mark} ↑去"),
        (Cell::Score(mark), Fate::DroppedLowest) => format!("{mark} ↓去"),
        (Cell::Score(mark), Fate::OffMiddle) => format!("{mark} 未居中"),
        (Cell::Score(mark), _) => mark.to_string(),
        (Cell::NotRated, _) => "不评".to_owned(),
        (cell, _) => words::cell(cell),
    }
}
