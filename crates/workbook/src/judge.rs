//! What a row below a header is: data, a sum, a note, or nothing.

use crate::grid::{Cell, CellValue, Sheet};
use crate::kinds::{Kind, budget_line};
use crate::labels;
use crate::table::Found;
use crate::values::text::{is_common, is_nothing, squeeze, squeezed};

/// What a row below a header is.
pub(crate) enum Judged {
    /// A row of the list.
    Data,
    /// A row that sums the whole list (true) or a part of it.
    Total(bool),
    /// A note, a signature line, a prepared but empty row.
    Note,
    /// An example, a row that numbers the columns, a part of a sum (其中：省级).
    Skip,
}

/// Judges a row below a header.
pub(crate) fn judge(sheet: &Sheet, found: &Found, row: u32) -> Judged {
    let cells = &sheet.rows[&row];
    let filled: Vec<&Cell> = cells.iter().filter(|c| !c.value.is_blank()).collect();
    let Some(first) = filled.first() else {
        return Judged::Skip;
    };
    if is_direct_costs(&filled, found) {
        return Judged::Skip;
    }
    if let Some(whole) = total(&filled, found) {
        return Judged::Total(whole);
    }
    if is_part_of_a_sum(&filled, found) {
        return Judged::Skip;
    }
    if (filled.len() <= 3 && is_note(&first.value.start())) || is_signature(&filled) || is_caption(&filled) {
        return Judged::Note;
    }
    let matched = |c: &&&Cell| found.matching.columns.iter().any(|m| m.column == c.column);
    let in_columns = filled.iter().filter(matched).count();
    if filled.len() == 1 {
        return lonely(sheet, found, row, first);
    }
    if in_columns == 0 && found.matching.kind != Kind::Unknown {
        return Judged::Note;
    }
    if is_numbering(&filled) || is_example(first) || is_units(&filled) {
        return Judged::Skip;
    }
    if is_prepared(&filled, found) && !is_below_a_merge(sheet, found, row) {
        return Judged::Note;
    }
    Judged::Data
}

fn is_example(first: &Cell) -> bool {
    let start = first.value.start();
    let text = squeeze(&start);
    let rest = ["填写示例", "示例", "样例", "范例", "例"].iter().find_map(|word| text.strip_prefix(word));
    rest.is_some_and(|r| r.chars().all(|c| c.is_ascii_digit()) || r.starts_with([':', '(', ')']))
}

/// A row under the header that says how the columns are counted: 万元, 人, %.
fn is_units(filled: &[&Cell]) -> bool {
    let unit = |c: &&Cell| {
        let start = c.value.start();
        let text = squeeze(&start);
        let text = text.trim_matches(['(', ')']);
        matches!(text, "万元" | "元" | "亿元" | "人" | "%" | "月" | "个月" | "年" | "——" | "-" | "/" | "—")
    };
    filled.iter().all(unit)
}

/// A row that is prepared but not filled: its number, and what formulas make of nothing.
fn is_prepared(filled: &[&Cell], found: &Found) -> bool {
    let Some(number) = found.matching.columns.first() else { return false };
    let first = found.labelled.iter().min().copied().unwrap_or(number.column);
    filled.iter().all(|c| c.column <= number.column.min(first) || c.formula)
}

/// Whether a cell merged downwards from a row above covers a part of this row.
fn is_below_a_merge(sheet: &Sheet, found: &Found, row: u32) -> bool {
    let last_header = found.header_rows.last().copied().unwrap_or(0);
    sheet.merges_in(row).any(|m| m.top < row && m.top > last_header && m.left == m.right)
}

/// A row with one filled cell: a prepared number or a note when it stands at the left, else data that lost the rest.
fn lonely(sheet: &Sheet, found: &Found, row: u32, cell: &Cell) -> Judged {
    let columns = &found.matching.columns;
    let leftmost = columns.first().is_none_or(|c| cell.column <= c.column);
    let across = sheet.merge_at(row, cell.column).is_some_and(|m| m.right > m.left);
    let own = columns.iter().find(|c| c.column == cell.column);
    if columns.len() <= 2 && own.is_some() {
        return Judged::Data;
    }
    if is_below_a_merge(sheet, found, row) && own.is_some() {
        return Judged::Data;
    }
    let names = ["name", "challenge", "sponsor", "solver", "unit", "line", "content"];
    let named = own.is_some_and(|c| names.contains(&c.field));
    let says_more = squeezed(&cell.value.start()).contains(':');
    if leftmost || across || !named || says_more { Judged::Note } else { Judged::Data }
}

/// A line between the rows that states fields for those below: 榜题：… | 出题企业：….
fn is_caption(filled: &[&Cell]) -> bool {
    let states = |c: &&Cell| {
        let text = c.value.start();
        text.split_once([':', '：']).is_some_and(|(label, _)| labels::is_name(label))
    };
    filled.len() <= 6 && filled.iter().all(states)
}

/// 填表人：…, 审核人：…, a date and a seal, over any number of cells.
fn is_signature(filled: &[&Cell]) -> bool {
    let mark = |c: &&Cell| {
        let start = c.value.start();
        let text = squeeze(&start);
        [
            "填表人",
            "填报人",
            "制表人",
            "制表",
            "审核人",
            "审核",
            "经办人",
            "复核人",
            "负责人签字",
            "单位负责人",
            "主管领导",
        ]
        .iter()
        .any(|word| {
            text.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '(']))
        }) || text.ends_with("(盖章)")
            || text.ends_with("(签字)")
            || text.ends_with("(盖章):")
            || text.ends_with("(签字):")
    };
    filled.len() <= 10 && filled.iter().any(mark)
}

fn is_note(text: &str) -> bool {
    let start: String = text.chars().take(24).collect();
    let text = squeezed(&start);
    [
        "注:",
        "备注:",
        "说明:",
        "填表说明",
        "填报说明",
        "注1",
        "注.",
        "注、",
        "填表人",
        "制表",
        "审核人",
        "联系人:",
        "填报人",
        "单位:",
        "金额单位",
        "负责人签字",
        "(盖章)",
        "*",
        "※",
        "填报日期",
        "填表日期",
        "日期:",
        "以上",
        "附:",
        "附注",
        "提示:",
        "本表",
        "填报单位",
        "主管部门",
        "联系电话:",
    ]
    .iter()
    .any(|mark| text.starts_with(mark))
}

/// 直接费用 in a budget: the head of three lines with their sum, above them in some forms and below them in others.
fn is_direct_costs(filled: &[&Cell], found: &Found) -> bool {
    let Some(line) = found.matching.columns.iter().find(|c| c.field == "line").map(|c| c.column) else {
        return false;
    };
    let cell = filled.iter().find(|c| c.column == line);
    let text = cell.map(|c| squeezed(&c.value.start())).unwrap_or_default();
    ["直接费用", "直接费", "直接经费", "直接费用小计", "直接费用合计"].iter().any(|name| text.ends_with(name))
}

/// A row under the header that numbers the columns 1, 2, 3 …
fn is_numbering(filled: &[&Cell]) -> bool {
    let number = |c: &Cell| squeeze(&c.value.start()).trim_matches(['(', ')']).parse::<usize>().ok();
    filled.len() >= 4 && filled.iter().enumerate().all(|(i, c)| number(c) == Some(i + 1))
}

/// The fields by which a row is one of the list, whatever it sums.
fn identities(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Demand => &["sponsor", "background", "content"],
        Kind::Bid => &["sponsor", "solver"],
        Kind::Expert => &["unit", "category"],
        Kind::Person | Kind::Milestone => &["bid_no"],
        Kind::Budget | Kind::Unknown => &[],
    }
}

/// `其中：省级` and an amount: a part of a sum or of the row above, which holds it already. A line of a budget that the form
/// puts under 其中 is a line, and a row that has a number or a name of its own beside it is a row.
fn is_part_of_a_sum(filled: &[&Cell], found: &Found) -> bool {
    let is_part = |c: &Cell| matches!(c.value, CellValue::Text(_)) && begins_with_of_which(&c.value.start());
    let texts = filled.iter().filter(|c| matches!(c.value, CellValue::Text(_)));
    let Some(part) = texts.take(4).find(|c| is_part(c)) else { return false };
    let column_of = |field: &str| found.matching.columns.iter().find(|c| c.field == field).map(|c| c.column);
    let line = column_of("line").and_then(|at| filled.iter().find(|c| c.column == at));
    if let Some(line) = line {
        return is_part(line) && budget_line(&line.value.text()).is_none();
    }
    let own = |field: &&str| {
        let column = column_of(field);
        filled.iter().any(|c| {
            Some(c.column) == column && c.column != part.column && !is_nothing(&c.value.text()) && !is_part(c)
        })
    };
    let numbers = ["no", "bid_no", "challenge_no", "name", "challenge"];
    !identities(found.matching.kind).iter().chain(&numbers).any(own)
}

/// Whether a text is 其中 with what it is a part of: short, as a label is.
fn begins_with_of_which(text: &str) -> bool {
    if !text.contains("其中") {
        return false;
    }
    let text = squeeze(text);
    text.trim_start_matches(['(', '、', '.']).starts_with("其中") && text.chars().count() <= 16
}

/// Whether the row sums others: 合计, 总计, 小计 as the first word of a row that names nobody.
fn total(filled: &[&Cell], found: &Found) -> Option<bool> {
    let texts = filled.iter().filter(|c| matches!(c.value, CellValue::Text(_)));
    let word = texts.take(4).find_map(|c| total_word(&c.value.shown(), found, c.column))?;
    let named = |field: &str| {
        let column = found.matching.columns.iter().find(|c| c.field == field).map(|c| c.column);
        let cell = filled.iter().find(|c| Some(c.column) == column);
        cell.is_some_and(|c| {
            total_word(&c.value.text(), found, c.column).is_none() && !is_nothing(&c.value.text())
        })
    };
    (!identities(found.matching.kind).iter().any(|f| named(f))).then_some(word)
}

/// 合计 and its like are a whole, 小计 is a part; the sum of a bid's lines in a budget is a part too.
fn total_word(text: &str, found: &Found, column: u32) -> Option<bool> {
    if text.len() > 200 {
        return None;
    }
    // Each of those words has one of these characters.
    if is_common(text) && !text.contains(['计', '总', '平']) {
        return None;
    }
    let text = squeeze(text);
    let word = text.split(['(', ':', ',']).next().unwrap_or_default();
    // 合计12项 counts as 合计.
    let word =
        word.trim_end_matches(['项', '个', '名', '人', '家']).trim_end_matches(|c: char| c.is_ascii_digit());
    let word = word.trim_end_matches('共');
    if word.chars().count() > 14 {
        return None;
    }
    let in_line = found.matching.columns.iter().any(|c| c.field == "line" && c.column == column);
    if word.ends_with("小计") || (in_line && (word.ends_with("合计") || word.ends_with("总计"))) {
        return Some(false);
    }
    if word.ends_with("本页合计") || word == "本页计" {
        return Some(false);
    }
    let whole = [
        "合计",
        "总计",
        "共计",
        "总合计",
        "累计",
        "汇总",
        "总合",
        "合计数",
        "总数",
        "合计金额",
        "金额合计",
        "总计金额",
        "以上合计",
        "全部合计",
        "经费合计",
        "总合计数",
        "全市合计",
        "全区合计",
        "总和",
        "项目合计",
        "资金合计",
        "统计",
        "平均",
        "平均值",
    ];
    whole.contains(&word).then_some(true)
}
