//! What an amendment changes of sheet and method, in words of both languages.

use ranking::{Comparison, Rule};

use super::Edited;
use crate::method::Basis;
use crate::panel::Category;

/// All of it in one sentence without its end.
pub(super) fn all_zh(edits: &[Edited]) -> String {
    edits.iter().map(zh).collect::<Vec<_>>().join("，")
}

/// The same in English.
pub(super) fn all_en(edits: &[Edited]) -> String {
    edits.iter().map(en).collect::<Vec<_>>().join("; ")
}

fn zh(edit: &Edited) -> String {
    match edit {
        Edited::CriterionAdded { name, max, .. } => format!("增加指标“{name}”（{max}分）"),
        Edited::CriterionRemoved { name, max, .. } => format!("删去指标“{name}”（{max}分）"),
        Edited::Maximum { name, from, to, .. } => format!("“{name}”由{from}分改为{to}分"),
        Edited::Renamed { from, to, .. } => format!("“{from}”改称“{to}”"),
        Edited::Raters { name, from, to, .. } => {
            format!("“{name}”由{}专家评改为{}专家评", kinds_zh(from), kinds_zh(to))
        }
        Edited::Explained { name, .. } => format!("“{name}”的档次、分项或者说明改动"),
        Edited::Order => "指标顺序调整".to_owned(),
        Edited::Step { from, to } => format!("评分步长由{from}分改为{to}分"),
        Edited::Total { from, to } => format!("总分由{from}分改为{to}分"),
        Edited::QuestionAdded { question } => format!("增加否决事项“{}”", bare(question)),
        Edited::QuestionRemoved { question } => format!("删去否决事项“{}”", bare(question)),
        Edited::QuestionChanged { question } => format!("否决事项“{}”改动", bare(question)),
        Edited::Titled { from, to } => format!("评分表由“{from}”改称“{to}”"),
        Edited::Aggregation { from, to } => {
            format!("汇总方法由{}改为{}", rule_zh(*from), rule_zh(*to))
        }
        Edited::Comparison { to } => match to {
            Comparison::Exact => "得分改按精确值比较".to_owned(),
            Comparison::Displayed => "得分改按两位小数比较".to_owned(),
        },
        Edited::Basis { from, to } => format!("排名依据由{}改为{}", basis_zh(from), basis_zh(to)),
        Edited::Parts { to: true } => "各指标改按分项打分".to_owned(),
        Edited::Parts { to: false } => "各指标不再按分项打分".to_owned(),
        Edited::ByCriterion { to: true } => "得分改为各指标平均分之和".to_owned(),
        Edited::ByCriterion { to: false } => "得分改为各专家合计分的平均分".to_owned(),
        Edited::TrimFrom { from, to } => format!("去掉最高分、最低分由有效评分{from}份起改为{to}份起"),
        Edited::MinValid { from, to } => format!("有效评分下限由{from}份改为{to}份"),
        Edited::Deviation { from, to } => format!("偏离界限由{from}改为{to}"),
        Edited::TieBreakers { to } if to.is_empty() => "同分不再比较指标".to_owned(),
        Edited::TieBreakers { to } => format!("同分改为依次比较{}", to.join("、")),
        Edited::Limits => "建议结论的界线改动".to_owned(),
        Edited::Other => "评分表的其他文字或者设置改动".to_owned(),
    }
}

fn en(edit: &Edited) -> String {
    match edit {
        Edited::CriterionAdded { name, max, .. } => format!("criterion “{name}” added ({max})"),
        Edited::CriterionRemoved { name, max, .. } => format!("criterion “{name}” taken out ({max})"),
        Edited::Maximum { name, from, to, .. } => format!("“{name}” {from} → {to}"),
        Edited::Renamed { from, to, .. } => format!("“{from}” now called “{to}”"),
        Edited::Raters { name, from, to, .. } => {
            format!("“{name}” scored by {} instead of {}", kinds_en(to), kinds_en(from))
        }
        Edited::Explained { name, .. } => format!("bands, parts or words of “{name}”"),
        Edited::Order => "order of the criteria".to_owned(),
        Edited::Step { from, to } => format!("step {from} → {to}"),
        Edited::Total { from, to } => format!("total {from} → {to}"),
        Edited::QuestionAdded { question } => format!("veto question “{question}” added"),
        Edited::QuestionRemoved { question } => format!("veto question “{question}” taken out"),
        Edited::QuestionChanged { question } => format!("veto question “{question}” changed"),
        Edited::Titled { from, to } => format!("sheet “{from}” now called “{to}”"),
        Edited::Aggregation { from, to } => format!("{} → {}", rule_en(*from), rule_en(*to)),
        Edited::Comparison { to } => match to {
            Comparison::Exact => "scores compared exactly".to_owned(),
            Comparison::Displayed => "scores compared with two decimals".to_owned(),
        },
        Edited::Basis { from, to } => format!("ranked by {} instead of {}", basis_en(to), basis_en(from)),
        Edited::Parts { to: true } => "criteria are scored part by part".to_owned(),
        Edited::Parts { to: false } => "criteria are not scored part by part any more".to_owned(),
        Edited::ByCriterion { to: true } => "score: the sum of the criteria's means".to_owned(),
        Edited::ByCriterion { to: false } => "score: the mean of the experts' totals".to_owned(),
        Edited::TrimFrom { from, to } => format!("trimming from {from} → {to} valid scores on"),
        Edited::MinValid { from, to } => format!("least valid scores {from} → {to}"),
        Edited::Deviation { from, to } => format!("limit of deviation {from} → {to}"),
        Edited::TieBreakers { to } if to.is_empty() => "equal scores: no criteria compared".to_owned(),
        Edited::TieBreakers { to } => format!("equal scores: compared by {}", to.join(", ")),
        Edited::Limits => "lines of the suggested conclusion".to_owned(),
        Edited::Other => "other words or settings of the sheet".to_owned(),
    }
}

/// A question without its mark, to stand in a sentence.
fn bare(question: &str) -> &str {
    question.trim_end_matches(['？', '?'])
}

fn kinds_zh(kinds: &[Category]) -> String {
    kinds.iter().map(|kind| kind.zh()).collect::<Vec<_>>().join("、")
}

fn kinds_en(kinds: &[Category]) -> String {
    kinds.iter().map(|kind| kind_en(*kind)).collect::<Vec<_>>().join(", ")
}

const fn kind_en(kind: Category) -> &'static str {
    match kind {
        Category::Technical => "technical",
        Category::Management => "management",
        Category::Finance => "finance",
        Category::Legal => "legal",
    }
}

fn rule_zh(rule: Rule) -> String {
    match rule {
        Rule::Mean => "平均分".to_owned(),
        Rule::Trimmed { from } => format!("去掉一个最高分和一个最低分后平均（{from}份起）"),
        Rule::Median => "中位数".to_owned(),
    }
}

fn rule_en(rule: Rule) -> String {
    match rule {
        Rule::Mean => "mean".to_owned(),
        Rule::Trimmed { from } => format!("mean without one highest and one lowest (from {from})"),
        Rule::Median => "median".to_owned(),
    }
}

fn basis_zh(basis: &Basis) -> String {
    match basis {
        Basis::Points => "评分表得分".to_owned(),
        Basis::Weighted { weights } => {
            let each = weights.iter().map(|(kind, weight)| format!("{}{weight}", kind.zh()));
            format!("各类专家加权得分（{}）", each.collect::<Vec<_>>().join("、"))
        }
        Basis::Standardised => "标准化得分".to_owned(),
        Basis::Votes => "同意票".to_owned(),
    }
}

fn basis_en(basis: &Basis) -> String {
    match basis {
        Basis::Points => "points".to_owned(),
        Basis::Weighted { weights } => {
            let each = weights.iter().map(|(kind, weight)| format!("{} {weight}", kind_en(*kind)));
            format!("weighted points ({})", each.collect::<Vec<_>>().join(", "))
        }
        Basis::Standardised => "standardised points".to_owned(),
        Basis::Votes => "votes".to_owned(),
    }
}
