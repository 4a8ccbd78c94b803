//! The part of the live workbook that computes what is ranked by where it is not the meeting's points: weights of the kinds of
//! experts within the means, standardised totals and votes on a sheet of their own, an earlier stage beside the points.

use domain::Category;
use domain::method::Basis;
use domain::recommendation::Judged;
use domain::rules::{FrozenRules, POINTS};
use domain::tally::BidTally;
use ranking::{Cell, Exact, Rule};
use workbook::write::{Align, ListCell, ListColumn, ListSheet};

use super::live::{
    BEFORE, Layout, MEAN, NONE, PLAIN, SCORES, cached, column, formula, letters, number_or_none, or_none,
    text,
};
use super::source::Source;

const STANDARD: &str = "标准化";
const VOTES: &str = "表决";
const OUT: &str = "回避";
const AWAY: &str = "未到会";
const SILENT: &str = "未表示";
/// Decimals to which standardised totals are rounded.
const ROUNDED: usize = 10;
/// Columns before the first expert's on the sheets here: number, title.
const HEAD: usize = 2;

/// The figure of some cells by the rule; `cells` as a function takes them, `D5:F5` or `D5,F5`.
fn figure(rule: Rule, cells: &str) -> String {
    match rule {
        Rule::Mean => format!("AVERAGE({cells})"),
        Rule::Median => format!("MEDIAN({cells})"),
        Rule::Trimmed { from } => format!(
            "IF(COUNT({cells})>={},(SUM({cells})-MAX({cells})-MIN({cells}))/(COUNT({cells})-2),AVERAGE({cells}))",
            from.max(3)
        ),
    }
}

/// The mean of a row of scores by the weights of the kinds; kinds without a valid score leave the weights.
pub(super) fn weighted(layout: &Layout<'_>, row: usize) -> String {
    let Basis::Weighted { weights } = &layout.rules.basis else { return String::new() };
    let (mut sums, mut counted) = (Vec::new(), Vec::new());
    for kind in Category::ALL {
        let of = layout.rules.panel.iter().enumerate().filter(|(_, m)| m.category == kind);
        let cells: Vec<String> = of.map(|(e, _)| format!("{}{row}", layout.column(BEFORE + e))).collect();
        if let (Some(weight), false) = (weights.get(&kind), cells.is_empty()) {
            let (cells, weight) = (cells.join(","), weight.0);
            sums.push(format!(
                "IF(COUNT({cells})=0,0,{weight}*{})",
                figure(layout.rules.aggregation, &cells)
            ));
            counted.push(format!("{weight}*(COUNT({cells})>0)"));
        }
    }
    format!("({})/({})", sums.join("+"), counted.join("+"))
}

/// Columns of the result between the criteria and the total.
pub(super) fn columns(rules: &FrozenRules) -> Vec<ListColumn> {
    let from = match (&rules.first_stage, &rules.basis) {
        (Some(_), _) => "第一阶段得分",
        (None, Basis::Standardised) => "标准化得分",
        (None, Basis::Votes) => "同意票（每百名）",
        (None, Basis::Points | Basis::Weighted { .. }) => return Vec::new(),
    };
    [POINTS, from].map(|label| column(label, 12, Align::Center)).into()
}

/// The total of an item from what it is made of, with the cells before it; `points` is the formula of the meeting's points.
pub(super) fn total(
    layout: &Layout<'_>,
    (item, row): (usize, usize),
    bid: &BidTally,
    points: String,
) -> (String, Vec<ListCell>) {
    let rules = layout.rules;
    let at = |after: usize| format!("{}{row}", letters(BEFORE + layout.criteria + after));
    let own = formula(points.clone(), or_none(bid.points()), MEAN);
    let first = first_row();
    if let Some(head) = &rules.first_stage {
        let figure = bid.derived.as_ref().and_then(|d| d.first.as_ref());
        let (share, rest) =
            (head.share.0, ranking::Mark::points(100).millionths() - head.share.0.millionths());
        let rest = ranking::Mark::from_millionths(rest);
        let (second, earlier) = (at(0), at(1));
        let total = format!(
            "=IF(OR({second}<0,NOT(ISNUMBER({earlier}))),{NONE},({share}*{earlier}+{rest}*{second})/100)"
        );
        let figure = figure.map_or_else(|| text("缺"), |f| ListCell::Points(cached(Some(f))));
        return (total, vec![own, figure]);
    }
    let from = match rules.basis {
        Basis::Points | Basis::Weighted { .. } => return (points, Vec::new()),
        Basis::Standardised => format!("{STANDARD}!{}{}", letters(HEAD + 2 * layout.experts), first + item),
        Basis::Votes => format!("{VOTES}!{}{}", letters(HEAD + layout.experts + 2), first + item),
    };
    let source = formula(number_or_none(&from), or_none(bid.total.as_ref()), MEAN);
    (format!("=IF({}<0,{NONE},{})", at(0), at(1)), vec![own, source])
}

/// The sheet on which standardised totals or votes are computed.
pub(super) fn sheet(source: &Source<'_>, layout: &Layout<'_>) -> Option<ListSheet> {
    match layout.rules.basis {
        Basis::Points | Basis::Weighted { .. } => None,
        Basis::Standardised => Some(standard(source, layout)),
        Basis::Votes => Some(votes(source, layout)),
    }
}

fn first_row() -> usize {
    ListSheet { notes: vec![String::new()], ..ListSheet::default() }.first_row()
}

fn head(source: &Source<'_>, judged: &Judged) -> Vec<ListCell> {
    vec![text(source.item(judged.item.no())), text(judged.item.title())]
}

fn head_columns() -> Vec<ListColumn> {
    vec![column("编号", 12, Align::Left), column("名称", 30, Align::Left)]
}

/// Totals of those who score everything, and the same measured by the own mean and spread.
fn standard(source: &Source<'_>, layout: &Layout<'_>) -> ListSheet {
    let (experts, first) = (layout.experts, first_row());
    let last = first + layout.judged.len().saturating_sub(1);
    let mut columns = head_columns();
    let codes = source.codes();
    columns.extend(codes.iter().map(|code| column(format!("{code}合计"), 10, Align::Center)));
    columns.extend(codes.iter().map(|code| column(format!("{code}标准化"), 13, Align::Center)));
    columns.push(column("标准化得分", 13, Align::Center));
    let rows = layout.judged.iter().enumerate().map(|(i, judged)| {
        let (bid, row) = (&judged.tally, first + i);
        let standard = bid.derived.as_ref().and_then(|d| d.standard.as_ref());
        let mut cells = head(source, judged);
        cells.extend(bid.own_totals.iter().enumerate().map(|(e, cell)| {
            let at = format!("{SCORES}!{}{}", layout.column(BEFORE + e), layout.row(i, layout.criteria));
            let shown = match cell {
                Cell::Score(mark) => mark.to_string(),
                Cell::Recused | Cell::Absent | Cell::NotRated => String::new(),
            };
            formula(format!("=IF(ISNUMBER({at}),{at},\"\")"), shown, PLAIN)
        }));
        cells.extend((0..experts).map(|e| {
            let column = letters(HEAD + e);
            let (own, all) = (format!("{column}{row}"), format!("{column}${first}:{column}${last}"));
            let value = format!("ROUND(50+10*({own}-AVERAGE({all}))/STDEV({all}),{ROUNDED})");
            let spread = format!("IF(COUNT({all})<2,50,IF(STDEV({all})=0,50,{value}))");
            let shown: Option<&Exact> = standard.and_then(|s| s.values.get(e)?.as_ref());
            formula(format!("=IF(ISNUMBER({own}),{spread},\"\")"), cached(shown), PLAIN)
        }));
        let values = format!("{}{row}:{}{row}", letters(HEAD + experts), letters(HEAD + 2 * experts - 1));
        let mean = figure(layout.rules.aggregation, &values);
        cells.push(formula(
            format!("=IF(COUNT({values})=0,\"\",{mean})"),
            cached(standard.and_then(|s| s.figure.mean.as_ref())),
            MEAN,
        ));
        cells
    });
    ListSheet {
        name: STANDARD.to_owned(),
        title: format!("{} 标准化得分", source.session.title),
        notes: vec!["每位专家的合计减去本人平均分，除以本人标准差（样本标准差），乘10加50，取十位小数；各份合计相同或者只有一份的为50。".to_owned()],
        columns,
        rows: rows.collect(),
        ..ListSheet::default()
    }
}

/// What each expert leant to, and the share in favour.
fn votes(source: &Source<'_>, layout: &Layout<'_>) -> ListSheet {
    let first = first_row();
    let mut columns = head_columns();
    columns.extend(source.codes().into_iter().map(|code| column(code, 11, Align::Center)));
    columns.extend(["到会", "同意票", "每百名"].map(|label| column(label, 9, Align::Center)));
    let scoring = &source.result.view.scoring;
    let rows = layout.judged.iter().enumerate().map(|(i, judged)| {
        let row = first + i;
        let mut cells = head(source, judged);
        let panel = layout.rules.panel.iter().zip(&judged.tally.own_totals);
        cells.extend(panel.map(|(member, own)| {
            let key = (judged.item.no().to_owned(), member.expert_no.clone());
            let said = scoring.sheets.get(&key).and_then(|counted| counted.sheet.vote);
            text(match said {
                _ if matches!(own, Cell::Recused) => OUT,
                _ if source.session.excused.iter().any(|e| e.expert_no == member.expert_no) => AWAY,
                Some(word) => word.zh(),
                None => SILENT,
            })
        }));
        let range = format!("{}{row}:{}{row}", letters(HEAD), letters(HEAD + layout.experts - 1));
        let of = |word: &str| format!("COUNTIF({range},\"{word}\")");
        let at = |after: usize| format!("{}{row}", letters(HEAD + layout.experts + after));
        let present = format!("=COUNTA({range})-{}-{}", of(OUT), of(AWAY));
        let words = ["同意", "修改后同意", "建议入榜", "完善后入榜"].map(of);
        let votes = judged.tally.derived.as_ref().and_then(|d| d.votes).unwrap_or_default();
        cells.push(formula(present, votes.present().to_string(), "0"));
        cells.push(formula(format!("={}", words.join("+")), votes.in_favour().to_string(), "0"));
        let share = format!("=IF({}=0,\"\",100*{}/{})", at(0), at(1), at(0));
        cells.push(formula(share, cached(votes.percent().as_ref()), MEAN));
        cells
    });
    ListSheet {
        name: VOTES.to_owned(),
        title: format!("{} 同意票", source.session.title),
        notes: vec![
            "到会人数不含回避和未到会的专家；未表示意见的计入到会人数。达到三分之二的为通过。".to_owned(),
        ],
        columns,
        rows: rows.collect(),
        ..ListSheet::default()
    }
}
