//! The result of a meeting as sheets whose formulas compute it anew: the scores as they were locked, the mean of each
//! criterion, totals and ranks, beside them what the meeting has and whether both agree. Who doubts a figure changes a score and
//! sees what follows. Excel computes in binary fractions: totals are compared to ten decimals there and exactly here.

use domain::method::Breaker;
use domain::recommendation::Judged;
use domain::rules::FrozenRules;
use domain::tally::{BidTally, CriterionTally};
use ranking::{Cell, Comparison, Exact, Rule};
use workbook::grid::column_letters;
use workbook::write::{Align, ListCell, ListColumn, ListSheet};

use super::live_basis;
use super::source::Source;
use super::words;
use crate::refusal::Result;
use crate::views::grouped;

pub(super) const SCORES: &str = "评分";
const RESULT: &str = "汇总";
/// Decimals to which binary fractions are compared.
const COMPARED: usize = 10;
/// Numbers as short as they are.
pub(super) const PLAIN: &str = "General";
pub(super) const MEAN: &str = "0.0000;\"—\"";
const UNROUNDED: &str = "0.000000;\"—\"";
const TWO: &str = "0.00";
/// What stands for no figure where figures are compared: below every one, shown as a dash.
pub(super) const NONE: &str = "-1";
/// Columns before the first expert's: number, title, criterion.
pub(super) const BEFORE: usize = 3;

/// The two sheets, and one more where something else than points is ranked by.
pub(super) fn sheets(source: &Source<'_>) -> Result<Vec<ListSheet>> {
    let layout = Layout::of(source);
    let mut sheets = vec![result_sheet(source, &layout)?, score_sheet(source, &layout)];
    sheets.extend(live_basis::sheet(source, &layout));
    Ok(sheets)
}

/// Where everything stands.
pub(super) struct Layout<'a> {
    pub(super) rules: &'a FrozenRules,
    pub(super) judged: &'a [Judged],
    pub(super) experts: usize,
    pub(super) criteria: usize,
    /// The row of the first score, from 1.
    first: usize,
}

impl Layout<'_> {
    fn of<'a>(source: &'a Source<'_>) -> Layout<'a> {
        let rules = &source.result.view.rules;
        let notes = score_notes(rules).len();
        Layout {
            rules,
            judged: &source.result.judged,
            experts: rules.panel.len(),
            criteria: rules.sheet.criteria.len(),
            first: ListSheet { notes: vec![String::new(); notes], ..ListSheet::default() }.first_row(),
        }
    }

    /// The row of an item's criterion on the sheet of scores; one past its criteria, that of its totals.
    pub(super) fn row(&self, item: usize, criterion: usize) -> usize {
        self.first + item * (self.criteria + 1) + criterion
    }

    /// Letters of a column on the sheet of scores: experts, then n, highest, lowest, sum, mean.
    pub(super) fn column(&self, index: usize) -> String {
        letters(index)
    }

    /// The scores of a row.
    fn range(&self, row: usize) -> String {
        format!("{}{row}:{}{row}", self.column(BEFORE), self.column(BEFORE + self.experts - 1))
    }

    /// The column of the means.
    fn mean(&self) -> String {
        self.column(BEFORE + self.experts + 4)
    }
}

/// Letters of a column by its place from nought.
pub(super) fn letters(index: usize) -> String {
    column_letters(u32::try_from(index + 1).unwrap_or(1))
}

pub(super) fn text(text: impl Into<String>) -> ListCell {
    ListCell::Text(text.into())
}

pub(super) fn formula(formula: String, result: String, shown: &'static str) -> ListCell {
    ListCell::Formula { formula, result, shown }
}

/// An exact figure as the text of a cached result.
pub(super) fn cached(figure: Option<&Exact>) -> String {
    figure.map_or_else(String::new, |f| f.half_up(COMPARED))
}

/// The same, where figures are compared.
pub(super) fn or_none(figure: Option<&Exact>) -> String {
    figure.map_or_else(|| NONE.to_owned(), |f| f.half_up(COMPARED))
}

/// The number at a place, or what stands for none.
pub(super) fn number_or_none(at: &str) -> String {
    format!("=IF(ISNUMBER({at}),{at},{NONE})")
}

pub(super) fn column(label: impl Into<String>, width: u16, align: Align) -> ListColumn {
    ListColumn { label: label.into(), width, align, sum: false }
}

/// How scores become a mean, in words.
fn method(rules: &FrozenRules) -> String {
    let mean = match rules.aggregation {
        Rule::Mean => "取有效评分的算术平均值".to_owned(),
        Rule::Trimmed { from } => format!(
            "有效评分不少于{}份时去掉一个最高分和一个最低分后取平均值，不足的取全部有效评分的平均值",
            from.max(3)
        ),
        Rule::Median => "取有效评分的中位数".to_owned(),
    };
    let whole = if rules.sheet.sheet.by_criterion {
        "得分为各指标平均分之和"
    } else {
        "得分由评全部指标的专家的总分计算"
    };
    let basis = words::basis(rules).unwrap_or_default();
    format!("方法：{mean}；{whole}。{basis}回避、缺、不评不计入有效评分。")
}

fn score_notes(rules: &FrozenRules) -> Vec<String> {
    vec![
        method(rules),
        "白底为锁定的评分，“有效份数”至“平均”各列为公式；改动任一评分，本表和“汇总”随之重算。本表供核对，以签字的纸质件为准。"
            .to_owned(),
    ]
}

/// The scores: a row a criterion of an item, a row for the totals of those who score everything.
fn score_sheet(source: &Source<'_>, layout: &Layout<'_>) -> ListSheet {
    let rules = layout.rules;
    let mut columns = vec![
        column("编号", 12, Align::Left),
        column("名称", 30, Align::Left),
        column("指标（满分）", 22, Align::Left),
    ];
    columns.extend(source.codes().into_iter().map(|code| column(code, 9, Align::Center)));
    columns.extend(["有效份数", "最高", "最低", "合计", "平均"].map(|label| column(label, 9, Align::Center)));
    let mut rows = Vec::new();
    for (i, judged) in layout.judged.iter().enumerate() {
        let bid = &judged.tally;
        let (no, title) = (source.item(judged.item.no()), judged.item.title());
        let head = |name: String| vec![text(no.clone()), text(title), text(name)];
        for (c, criterion) in bid.criteria.iter().enumerate() {
            let of = rules.sheet.criterion(&criterion.id);
            let name = of.map_or_else(|| criterion.id.clone(), |of| format!("{}（{}）", of.name_zh, of.max));
            let row = layout.row(i, c);
            let mut cells = head(name);
            cells.extend(criterion.cells.iter().map(score));
            cells.extend(figures(layout, row, &Shown::of_criterion(criterion)));
            rows.push(cells);
        }
        let row = layout.row(i, layout.criteria);
        let mut cells = head("总分".to_owned());
        cells.extend(bid.own_totals.iter().enumerate().map(|(e, cell)| total(layout, (i, e), cell)));
        cells.extend(figures(layout, row, &Shown::of_totals(bid)));
        rows.push(cells);
    }
    ListSheet {
        name: SCORES.to_owned(),
        title: format!("{} 评分", source.session.title),
        notes: score_notes(rules),
        columns,
        rows,
        totals: None,
        footnotes: Vec::new(),
    }
}

fn score(cell: &Cell) -> ListCell {
    match cell {
        Cell::Score(mark) => ListCell::Points(mark.to_string()),
        Cell::Recused => text("回避"),
        Cell::Absent => text("缺"),
        Cell::NotRated => text("不评"),
    }
}

/// The total of one who scores everything: the sum of that expert's scores above.
fn total(layout: &Layout<'_>, (item, expert): (usize, usize), cell: &Cell) -> ListCell {
    let Cell::Score(mark) = cell else { return score(cell) };
    let at = layout.column(BEFORE + expert);
    let (first, last) = (layout.row(item, 0), layout.row(item, layout.criteria.saturating_sub(1)));
    let all = layout.criteria;
    formula(
        format!("=IF(COUNT({at}{first}:{at}{last})={all},SUM({at}{first}:{at}{last}),\"缺\")"),
        mark.to_string(),
        PLAIN,
    )
}

/// What the figures of a row are until somebody computes them anew.
struct Shown {
    marks: Vec<Exact>,
    mean: Option<Exact>,
}

impl Shown {
    fn of_cells(cells: &[Cell], mean: Option<Exact>) -> Shown {
        let mark = |cell: &Cell| match cell {
            Cell::Score(mark) => Some(Exact::from(*mark)),
            Cell::Recused | Cell::Absent | Cell::NotRated => None,
        };
        Shown { marks: cells.iter().filter_map(mark).collect(), mean }
    }

    fn of_criterion(criterion: &CriterionTally) -> Shown {
        Shown::of_cells(&criterion.cells, criterion.figure.mean.clone())
    }

    fn of_totals(bid: &BidTally) -> Shown {
        Shown::of_cells(&bid.own_totals, bid.total_figure.as_ref().and_then(|f| f.mean.clone()))
    }

    fn sum(&self) -> Exact {
        self.marks.iter().fold(Exact::zero(), |sum, mark| sum.plus(mark))
    }
}

/// n, highest, lowest, sum, mean of a row. Totals whose mean nobody asks for have none.
fn figures(layout: &Layout<'_>, row: usize, shown: &Shown) -> [ListCell; 5] {
    let range = layout.range(row);
    let at = |offset: usize| format!("{}{row}", layout.column(BEFORE + layout.experts + offset));
    let (n, high, low, sum) = (at(0), at(1), at(2), at(3));
    let or_blank = |figure: &str| format!("=IF({n}=0,\"\",{figure}({range}))");
    let figure = match layout.rules.aggregation {
        _ if !layout.rules.basis.alike() => live_basis::weighted(layout, row),
        Rule::Mean => format!("{sum}/{n}"),
        Rule::Trimmed { from } => {
            format!("IF({n}>={},({sum}-{high}-{low})/({n}-2),{sum}/{n})", from.max(3))
        }
        Rule::Median => format!("MEDIAN({range})"),
    };
    let is_total = (row - layout.first) % (layout.criteria + 1) == layout.criteria;
    let mean = if is_total && layout.rules.sheet.sheet.by_criterion {
        text("—")
    } else {
        formula(format!("=IF({n}=0,\"\",{figure})"), cached(shown.mean.as_ref()), MEAN)
    };
    [
        formula(format!("=COUNT({range})"), shown.marks.len().to_string(), "0"),
        formula(or_blank("MAX"), cached(shown.marks.iter().max()), PLAIN),
        formula(or_blank("MIN"), cached(shown.marks.iter().min()), PLAIN),
        formula(format!("=SUM({range})"), cached(Some(&shown.sum())), PLAIN),
        mean,
    ]
}

/// Totals and ranks, computed, and beside them what the meeting has.
fn result_sheet(source: &Source<'_>, layout: &Layout<'_>) -> Result<ListSheet> {
    let rules = layout.rules;
    let notes = vec![
        method(rules),
        order_in_words(rules),
        format!("规则摘要：{}", grouped(&source.result.view.rules_digest)?),
        "“会议”两列为本软件按分数精确计算并经会议确认的结果；Excel按二进制小数计算，这里比较到小数点后十位。"
            .to_owned(),
    ];
    let mut sheet = ListSheet {
        name: RESULT.to_owned(),
        title: format!("{} 得分与名次", source.session.title),
        notes,
        columns: result_columns(rules),
        ..ListSheet::default()
    };
    let first = sheet.first_row();
    let places = Places { layout, first, last: first + layout.judged.len().saturating_sub(1) };
    for (i, judged) in layout.judged.iter().enumerate() {
        let head = (source.item(judged.item.no()), judged.item.title());
        sheet.rows.push(places.row(i, &judged.tally, head, decided(source, judged.item.no())));
    }
    Ok(sheet)
}

/// The place that people gave to a tied item.
fn decided(source: &Source<'_>, no: &str) -> Option<usize> {
    domain::collective::tie::places(&source.session.ties)
        .get(no)
        .and_then(|place| usize::try_from(*place).ok())
}

fn order_in_words(rules: &FrozenRules) -> String {
    let compared = match rules.comparison {
        Comparison::Exact => "按精确值比较",
        Comparison::Displayed => "按两位小数比较",
    };
    let names = rules.breaker_names().join("、");
    format!("名次：先比得分，同分的依次比{names}的平均分（{compared}），再看“议定先后”；仍然相同的名次并列。")
}

fn result_columns(rules: &FrozenRules) -> Vec<ListColumn> {
    let mut columns = vec![
        column("名次", 7, Align::Center),
        column("编号", 12, Align::Left),
        column("名称", 34, Align::Left),
    ];
    columns.extend(rules.sheet.criteria.iter().map(|c| column(c.name_zh.clone(), 11, Align::Center)));
    columns.extend(live_basis::columns(rules));
    columns.extend(
        [("得分（未修约）", 14), ("得分", 9), ("议定先后", 9), ("会议得分", 9), ("会议名次", 9), ("核对", 8)]
            .map(|(label, width)| column(label, width, Align::Center)),
    );
    columns
}

/// Where the sheet of results has what.
struct Places<'a> {
    layout: &'a Layout<'a>,
    first: usize,
    last: usize,
}

impl Places<'_> {
    fn column(&self, after_criteria: usize) -> String {
        let extra = live_basis::columns(self.layout.rules).len();
        letters(BEFORE + self.layout.criteria + extra + after_criteria)
    }

    fn row(
        &self,
        i: usize,
        bid: &BidTally,
        (no, title): (String, &str),
        decided: Option<usize>,
    ) -> Vec<ListCell> {
        let layout = self.layout;
        let row = self.first + i;
        let (exact, shown) = (format!("{}{row}", self.column(0)), format!("{}{row}", self.column(1)));
        let (met, place) = (format!("{}{row}", self.column(3)), format!("{}{row}", self.column(4)));
        let mut cells = vec![
            formula(self.rank(row), bid.rank.map_or_else(|| "—".to_owned(), |r| r.to_string()), "0"),
            text(no),
            text(title),
        ];
        cells.extend(bid.criteria.iter().enumerate().map(|(c, criterion)| {
            let from = format!("{SCORES}!{}{}", layout.mean(), layout.row(i, c));
            formula(number_or_none(&from), or_none(criterion.figure.mean.as_ref()), MEAN)
        }));
        let total = if layout.rules.sheet.sheet.by_criterion {
            let means = format!(
                "{}{row}:{}{row}",
                letters(BEFORE),
                letters(BEFORE + layout.criteria.saturating_sub(1))
            );
            format!("=IF(MIN({means})<0,{NONE},SUM({means}))")
        } else {
            number_or_none(&format!("{SCORES}!{}{}", layout.mean(), layout.row(i, layout.criteria)))
        };
        let score = bid.total.as_ref().map(|t| t.half_up(2));
        let (total, points) = live_basis::total(layout, (i, row), bid, total);
        cells.extend(points);
        cells.push(formula(total, or_none(bid.total.as_ref()), UNROUNDED));
        let rounded = format!("=IF({exact}<0,\"\",ROUND(ROUND({exact},{COMPARED}),2))");
        cells.push(formula(rounded, score.clone().unwrap_or_default(), TWO));
        cells
            .push(decided.map_or(ListCell::Empty, |at| ListCell::Int(i64::try_from(at).unwrap_or(i64::MAX))));
        cells.push(score.map_or_else(|| text("—"), ListCell::Points));
        cells.push(bid.rank.map_or_else(|| text("—"), |r| ListCell::Points(r.to_string())));
        let rank = format!("A{row}");
        cells.push(formula(
            format!("=IF(AND({rank}={place},OR({exact}<0,{shown}={met})),\"一致\",\"不一致\")"),
            "一致".to_owned(),
            PLAIN,
        ));
        cells
    }

    /// One more than the number of better items: a higher total, or an equal one and a higher first breaker, and so on;
    /// at last an earlier place by people's word.
    fn rank(&self, row: usize) -> String {
        let rules = self.layout.rules;
        let digits = match rules.comparison {
            Comparison::Exact => COMPARED,
            Comparison::Displayed => 2,
        };
        let mut compared = vec![self.column(0)];
        compared.extend(rules.breakers().filter_map(|breaker| {
            let at = match breaker {
                Breaker::Points => self.layout.criteria,
                Breaker::Criterion(id) => rules.sheet.criteria.iter().position(|c| c.id == *id)?,
            };
            Some(letters(BEFORE + at))
        }));
        let all = |letter: &str| format!("{letter}${}:{letter}${}", self.first, self.last);
        // Excel multiplies truths only once they are numbers.
        let mut equal = "1*".to_owned();
        let mut better = Vec::new();
        for letter in &compared {
            let (others, own) =
                (format!("ROUND({},{digits})", all(letter)), format!("ROUND({letter}{row},{digits})"));
            better.push(format!("SUMPRODUCT({equal}({others}>{own}))"));
            equal.push_str(&format!("({others}={own})*"));
        }
        let word = self.column(2);
        let words = all(&word);
        better.push(format!("SUMPRODUCT({equal}({words}<>\"\")*({words}<{word}{row}))"));
        format!("=IF({}{row}<0,\"—\",1+{})", self.column(0), better.join("+"))
    }
}
