//! Figures and decisions in the words of the forms. Nothing is computed here but what a form shows.

use domain::method::Basis;
use domain::percent::shown;
use domain::recommendation::JudgedBid;
use domain::rules::{FrozenRules, POINTS};
use domain::tally::BidTally;
use domain::told_apart::{By, ToldApart};
use domain::{Category, ScoreSheet};
use ranking::{Aggregate, Cell, Rule};

pub(super) use crate::office::text::{bare, bare_line, line};
use crate::refusal::{Refusal, Result};

/// A count as the forms take it.
pub(super) fn count(n: usize) -> Result<u32> {
    u32::try_from(n).map_err(Refusal::internal)
}

/// Code of the member at a position: 专家01.
pub(in crate::office) fn expert_code(position: usize) -> String {
    format!("专家{:02}", position + 1)
}

/// A number from 1 to 999 in Chinese numerals; beyond, Arabic.
pub(in crate::office) fn numeral(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: usize| DIGITS.get(n % 10).copied().unwrap_or("");
    match n {
        1..10 => digit(n).to_owned(),
        10..20 => format!("十{}", digit(n)),
        20..100 => format!("{}十{}", digit(n / 10), digit(n)),
        100..1000 => {
            let rest = n % 100;
            let tail = match rest {
                0 => String::new(),
                1..10 => format!("零{}", digit(rest)),
                _ => format!("{}十{}", digit(rest / 10), digit(rest)),
            };
            format!("{}百{tail}", digit(n / 100))
        }
        _ => n.to_string(),
    }
}

/// A rank as printed: `3=` for a tie.
pub(super) fn rank(tally: &BidTally) -> Option<String> {
    tally.rank.map(|rank| if tally.tied { format!("{rank}=") } else { rank.to_string() })
}

/// A total with two decimals.
pub(super) fn score(tally: &BidTally) -> Option<String> {
    tally.total.as_ref().map(|total| total.half_up(2))
}

/// A cell as printed.
pub(super) fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Score(mark) => ranking::Exact::from(*mark).half_up(2),
        Cell::Recused => "回避".to_owned(),
        Cell::Absent => "缺".to_owned(),
        Cell::NotRated => "—".to_owned(),
    }
}

/// The award as a share of the recommended R&D total.
pub(super) fn ratio(judged: &JudgedBid<'_>) -> Option<String> {
    judged.award_share().map(|share| shown(&share))
}

/// 2026.4—2029.3
pub(super) fn term(judged: &JudgedBid<'_>) -> String {
    let (start, end) = (judged.bid.start, judged.bid.end);
    format!("{}—{}", start.format("%Y.%-m"), end.format("%Y.%-m"))
}

/// Solver with its participants.
pub(super) fn solver(judged: &JudgedBid<'_>) -> String {
    if judged.bid.participants.is_empty() {
        return judged.bid.solver.clone();
    }
    format!("{}（{}参与）", judged.bid.solver, judged.bid.participants.join("、"))
}

/// From how many valid scores the extremes are dropped; nothing for the plain mean.
pub(super) fn trim_min(rules: &FrozenRules) -> Option<u32> {
    match rules.aggregation {
        Rule::Trimmed { from } => u32::try_from(from).ok(),
        Rule::Mean | Rule::Median => None,
    }
}

/// Which kinds of experts score what: `技术、管理、法律专家对全部指标评分，财务专家只对经费预算合理性评分`.
pub(super) fn who_scores(sheet: &ScoreSheet) -> String {
    const IN_ORDER: [Category; 4] =
        [Category::Technical, Category::Management, Category::Legal, Category::Finance];
    let mut groups: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    for kind in IN_ORDER {
        let scored: Vec<&str> = sheet.criteria_of(kind).map(|c| c.name_zh.as_str()).collect();
        match groups.iter_mut().find(|(_, names)| *names == scored) {
            Some((kinds, _)) => kinds.push(kind.zh()),
            None => groups.push((vec![kind.zh()], scored)),
        }
    }
    let all = sheet.criteria.len();
    let parts = groups.iter().filter(|(_, names)| !names.is_empty()).map(|(kinds, names)| {
        let kinds = kinds.join("、");
        if names.len() == all {
            format!("{kinds}专家对全部指标评分")
        } else {
            format!("{kinds}专家只对{}评分", names.join("、"))
        }
    });
    parts.collect::<Vec<_>>().join("，")
}

/// Whether the valid scores' median is taken.
pub(super) fn uses_median(rules: &FrozenRules) -> bool {
    rules.aggregation == Rule::Median
}

/// What items are ranked by where it is not the meeting's points, every expert alike; a sentence each.
pub(super) fn basis(rules: &FrozenRules) -> Option<String> {
    let basis = match &rules.basis {
        Basis::Points => None,
        Basis::Weighted { weights } => {
            let kinds = Category::ALL.iter().filter(|kind| rules.panel.iter().any(|m| m.category == **kind));
            let parts =
                kinds.filter_map(|kind| Some(format!("{}专家{}", kind.zh(), weights.get(kind)?)));
            Some(format!(
                "各类专家分别按上述办法计算，再按权重合成：{}；没有有效评分的一类不计，其余各类按权重比例合成。",
                parts.collect::<Vec<_>>().join("、")
            ))
        }
        Basis::Standardised => Some(
            "名次按标准化得分排定：评全部指标的专家，其每份合计减去本人各份合计的平均分，除以本人各份合计的标准差（样本标准差），乘10加50，四舍五入取十位小数，再按上述办法取平均；表列得分为标准化得分，结论提示仍按评分表得分。"
                .to_owned(),
        ),
        Basis::Votes => Some(
            "名次按同意票比例排定：到会专家在评审表上的倾向意见为同意或者修改后同意（建议入榜或者完善后入榜）的计为同意票，未表示意见的计入到会人数；回避的专家不计入该项到会人数；达到到会人数三分之二的为通过；表列得分为每百名到会专家的同意票数。"
                .to_owned(),
        ),
    };
    let stages = rules.first_stage.as_ref().map(|first| {
        format!(
            "本次会议为第二阶段：第一阶段（{}）得分占{}，本次会议得分占其余部分，表列得分为两阶段合成得分；第一阶段得分摘要{}。",
            first.source,
            first.share,
            first.digest.get(..16).unwrap_or(&first.digest)
        )
    });
    let sentences: Vec<String> = [basis, stages].into_iter().flatten().collect();
    (!sentences.is_empty()).then(|| sentences.concat())
}

/// How equal scores are told apart: the one sentence on it of every paper.
pub(super) fn tie_rule(rules: &FrozenRules) -> String {
    tie_words(&rules.breaker_names())
}

fn tie_words(breakers: &[&str]) -> String {
    const BY_PEOPLE: &str = "由专家组表决或者抽签决定并说明理由";
    match breakers {
        [] => BY_PEOPLE.to_owned(),
        names => format!("依次比较{}得分，仍相同的{BY_PEOPLE}", names.join("、")),
    }
}

/// Valid scores, and how many of them are counted where extremes are dropped: `6→4`.
pub(super) fn counted(figure: &Aggregate) -> String {
    if figure.divisor == figure.n || figure.divisor == 0 {
        return figure.n.to_string();
    }
    format!("{}→{}", figure.n, figure.divisor)
}

/// Pairs that the exact figures told apart: `甲与乙、丙与丁`; nothing where there are none.
pub(super) fn exact_pairs(told: &[ToldApart], item: &dyn Fn(&str) -> String) -> String {
    let exact = told.iter().filter(|t| t.by == By::Exact);
    exact.map(|t| format!("{}与{}", item(&t.above), item(&t.below))).collect::<Vec<_>>().join("、")
}

/// Pairs that a tie-breaker told apart, each with its criterion; nothing where there are none.
pub(super) fn tie_steps(told: &[ToldApart], item: &dyn Fn(&str) -> String) -> String {
    let steps = told.iter().filter_map(|t| match &t.by {
        By::Exact => None,
        By::Breaker(name) => {
            let by = if name == POINTS { name.clone() } else { format!("{name}得分") };
            Some(format!("{}与{}得分相同，依{by}确定先后", item(&t.above), item(&t.below)))
        }
    });
    steps.collect::<Vec<_>>().join("；")
}

/// The grades and their limits; nothing for a sheet without grades.
pub(super) fn cutoffs(rules: &FrozenRules) -> String {
    let Some(s) = &rules.sheet.suggest else { return String::new() };
    format!(
        "结论为同意或者修改后同意的，{first}分及以上优先资助，{second}分及以上不足{first}分可资助，不足{second}分不资助（可列为备选或者立项但不资助）；结论为不同意的不定档",
        first = s.first_grade_from,
        second = s.second_grade_from
    )
}

/// Why the cap cut an award, where it did; else nothing.
pub(super) fn cap_note(judged: &JudgedBid<'_>) -> Option<String> {
    let award = &judged.budget?.award;
    if let Some(no) = &award.approval_no {
        return Some(format!("一事一议（{no}）"));
    }
    let asked = judged.bid.fiscal.min(judged.budget?.panel_fiscal);
    (asked > award.cap.cap).then(|| format!("按上限{}万元核定", award.cap.cap.wan()))
}

#[cfg(test)]
mod tests {
    use domain::told_apart::{By, ToldApart};

    use super::{exact_pairs, numeral, tie_steps, tie_words};

    #[test]
    fn what_no_criterion_tells_apart_is_voted_on_or_drawn_and_no_empty_list_is_compared() {
        assert_eq!(tie_words(&[]), "由专家组表决或者抽签决定并说明理由");
        let by = tie_words(&["技术路线可行性", "经费预算合理性"]);
        assert_eq!(
            by,
            "依次比较技术路线可行性、经费预算合理性得分，仍相同的由专家组表决或者抽签决定并说明理由"
        );
    }

    #[test]
    fn equal_looking_scores_are_explained_by_what_told_them_apart_and_by_nothing_else() {
        let told =
            |above: &str, below: &str, by| ToldApart { above: above.to_owned(), below: below.to_owned(), by };
        let item = |no: &str| format!("{no}号");
        let route = By::Breaker("技术路线可行性".to_owned());
        let all = [told("A", "B", By::Exact), told("C", "D", route)];
        assert_eq!(exact_pairs(&all, &item), "A号与B号");
        assert_eq!(tie_steps(&all, &item), "C号与D号得分相同，依技术路线可行性得分确定先后");
        assert_eq!((exact_pairs(&[], &item), tie_steps(&[], &item)), (String::new(), String::new()));
    }

    #[test]
    fn numbers_are_written_as_headings_write_them() {
        let cases = [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (40, "四十"),
            (99, "九十九"),
            (100, "一百"),
            (105, "一百零五"),
            (110, "一百一十"),
            (500, "五百"),
        ];
        for (n, words) in cases {
            assert_eq!(numeral(n), words);
        }
    }
}
