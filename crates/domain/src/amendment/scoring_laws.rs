use chrono::DateTime;
use proptest::prelude::*;
use ranking::{Comparison, Mark, Rule};

use super::*;
use crate::desk::{GateAnswer, Sheet};
use crate::method::Basis;
use crate::panel::Category;
use crate::percent::Percent;
use crate::sheet::{Criterion, ScoreSheet};
use crate::tally::tests::rules;

fn mark(text: &str) -> Mark {
    text.parse().unwrap()
}

fn change(before: &FrozenRules, to: &SheetAndMethod) -> Change {
    Change::scoring(before, to, (0, false)).unwrap()
}

fn next(before: &FrozenRules, to: &SheetAndMethod) -> (FrozenRules, Amendment) {
    let change = change(before, to);
    let when = DateTime::from_timestamp(i64::from(before.version()), 0).unwrap();
    let after = before.amended(&change, Brings::Scoring(to), (when, "钱示例")).unwrap();
    let word = Amendment {
        version: after.version(),
        former: hex::encode(before.digest().unwrap()),
        rules: hex::encode(after.digest().unwrap()),
        change,
        reason: "权重有误".to_owned(),
        approved_by: "章示明".to_owned(),
        by: "钱示例".to_owned(),
        at: when,
    };
    (after, word)
}

/// One change of sheet or method, and whether experts fill in something else by it.
fn edit(of: &mut SheetAndMethod, which: u8, n: u8) -> bool {
    let sheet = &mut of.sheet;
    let at = usize::from(n) % sheet.criteria.len().max(1);
    match which {
        0 => sheet.criteria[at].max = mark(&format!("{}", 30 + n)),
        1 => sheet.criteria[at].name_zh.push('甲'),
        2 => sheet.criteria[at].raters = vec![Category::Legal],
        3 => sheet.criteria[at].bands[0].text.push('乙'),
        4 => {
            let c = Criterion { id: format!("new{n}"), ..sheet.criteria[at].clone() };
            sheet.criteria.push(c);
        }
        5 if sheet.criteria.len() > 1 => drop(sheet.criteria.remove(at)),
        6 => sheet.criteria.swap(0, at),
        7 => sheet.sheet.step = mark(&format!("{}", 1 + n)),
        8 => sheet.gates[0].question.push('丙'),
        9 => sheet.gates.truncate(1),
        10 => sheet.sheet.name_zh.push('丁'),
        11 => sheet.sheet.score_subs = !sheet.sheet.score_subs,
        12 => sheet.sheet.total = mark(&format!("{}", 120 + n)),
        20 => of.aggregation = Rule::Median,
        21 => of.comparison = Comparison::Displayed,
        22 => of.basis = Basis::Votes,
        23 => sheet.sheet.by_criterion = !sheet.sheet.by_criterion,
        24 => sheet.sheet.trim_min = usize::from(n) + 3,
        25 => sheet.sheet.min_valid = usize::from(n) + 1,
        26 => sheet.sheet.deviation_percent = Percent(mark(&format!("{}", 40 + n))),
        27 => sheet.sheet.tie_breakers.truncate(1),
        28 => sheet.suggest.as_mut().unwrap().reject_below = mark(&format!("{n}.5")),
        _ => of.aggregation = Rule::Trimmed { from: usize::from(n) },
    }
    which < 20
}

#[test]
fn a_word_says_each_thing_that_changed_with_its_figures() {
    let first = rules(&["a"]);
    let mut to = first.sheet_and_method();
    to.sheet.criteria[0].max = mark("25");
    to.sheet.criteria[1].name_zh = "技术方案".to_owned();
    let gone = to.sheet.criteria.remove(2);
    to.sheet.criteria.push(Criterion {
        id: "c1".to_owned(),
        name_zh: "数据安全".to_owned(),
        max: mark("10"),
        ..gone
    });
    to.aggregation = Rule::Median;
    to.sheet.sheet.tie_breakers = vec!["budget".to_owned()];
    let change = change(&first, &to);
    let zh = change.edits_zh();
    for said in [
        "由20分改为25分",
        "改称“技术方案”",
        "删去指标“",
        "增加指标“数据安全”（10分）",
        "改为中位数",
        "同分改为依次比较",
    ] {
        assert!(zh.contains(said), "{said}: {zh}");
    }
    let finding = change.finding();
    let en = finding.params.iter().find(|(name, _)| name == "edits_en").unwrap();
    assert!(en.1.contains("20 → 25") && en.1.contains("median"), "{}", en.1);
    assert_eq!(finding.code, Code::AmendedSheet);
}

#[test]
fn another_method_leaves_every_sheet_valid_and_another_weight_leaves_none() {
    let first = rules(&["a"]);
    let method = SheetAndMethod { aggregation: Rule::Mean, ..first.sheet_and_method() };
    let (second, word) = next(&first, &method);
    assert!(!word.change.scores_anew());
    assert_eq!(word.change.finding().code, Code::AmendedMethod);
    let digest = |r: &FrozenRules| hex::encode(r.digest().unwrap());
    assert!(Chain::of(std::slice::from_ref(&first), &second).unwrap().counts(&digest(&first)));
    let mut weight = second.sheet_and_method();
    weight.sheet.criteria[0].max = mark("25");
    let (third, heavier) = next(&second, &weight);
    assert!(heavier.change.scores_anew());
    let former = [first.clone(), second.clone()];
    let chain = Chain::of(&former, &third).unwrap();
    assert_eq!(chain.scored_since(), 3);
    assert!(chain.superseded(&digest(&first)) && chain.superseded(&digest(&second)));
    // Taking the change back brings no old sheet back: its expert was asked anew.
    let (fourth, back) = next(&third, &second.sheet_and_method());
    assert_eq!(fourth.scoring().unwrap(), first.scoring().unwrap());
    let former = [first.clone(), second, third];
    let chain = Chain::of(&former, &fourth).unwrap();
    assert!(chain.superseded(&digest(&first)) && !chain.counts(&digest(&first)));
    assert!(chain.counts(&digest(&fourth)));
    assert_eq!(broken(&former, &fourth, &[word, heavier, back]), None);
}

#[test]
fn what_says_less_more_or_nothing_makes_no_version() {
    let first = rules(&["a"]);
    let same = first.sheet_and_method();
    let mut to = same.clone();
    to.sheet.criteria[0].max = mark("25");
    to.aggregation = Rule::Median;
    let amended = |change: &Change, brings| {
        first.amended(change, brings, (DateTime::UNIX_EPOCH, "钱示例")).map(|_| ()).map_err(|f| f.code)
    };
    let nothing = Err(Code::AmendNothing);
    assert_eq!(amended(&change(&first, &same), Brings::Scoring(&same)), nothing);
    let whole = change(&first, &to);
    assert_eq!(amended(&whole, Brings::Scoring(&to)), Ok(()));
    assert_eq!(amended(&whole, Brings::Nothing), nothing);
    assert_eq!(amended(&whole, Brings::Scoring(&same)), nothing);
    let Change::Scoring { edits, anew, .. } = whole else { panic!() };
    let word = |edits: &[Edited], anew| {
        let change = Change::Scoring { edits: edits.to_vec(), anew, signed: 0, seen: false };
        amended(&change, Brings::Scoring(&to))
    };
    assert_eq!(word(&edits[1..], anew), nothing, "less is said than changed");
    assert_eq!(word(&edits, false), nothing, "sheets that do not fit would count");
}

#[test]
fn marks_stay_where_criterion_and_maximum_are_the_same_and_nothing_is_guessed() {
    let first = rules(&["a"]).sheet;
    let mut to = first.clone();
    to.criteria[0].max = mark("25");
    to.gates[0].question.push('改');
    let marks = first.criteria.iter().map(|c| (c.id.clone(), mark("5"))).collect();
    let answer = |id: &str| (id.to_owned(), GateAnswer { yes: false, reason: String::new() });
    let gates = first.gates.iter().map(|g| answer(&g.id)).collect();
    let typed = Sheet { marks, gates, merits: "总体可行".to_owned(), ..Sheet::default() };
    let kept = carried(&typed, &first, &to, Category::Technical);
    assert_eq!(kept.marks.len(), first.criteria.len() - 1);
    assert!(!kept.marks.contains_key(&first.criteria[0].id));
    assert!(!kept.gates.contains_key(&first.gates[0].id));
    assert_eq!(kept.merits, "总体可行");
    let mut coarse = first.clone();
    coarse.sheet.step = mark("2");
    let kept = carried(&typed, &first, &coarse, Category::Technical);
    assert!(kept.marks.is_empty(), "five is no multiple of two");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn nothing_that_differs_is_left_unsaid_and_scores_are_asked_anew_just_where_the_sheet_differs(
        steps in proptest::collection::vec(
            proptest::collection::vec((prop_oneof![0u8..13, 20u8..30], 0u8..5), 1..4), 1..4)
    ) {
        let mut versions = vec![rules(&["a"])];
        let mut words = Vec::new();
        for edits in steps {
            let before = versions.last().unwrap().clone();
            let mut to = before.sheet_and_method();
            for (which, n) in edits {
                edit(&mut to, which, n);
            }
            let differs = to != before.sheet_and_method();
            let change = change(&before, &to);
            let Change::Scoring { edits, anew, .. } = &change else { panic!() };
            prop_assert_eq!(edits.is_empty(), !differs);
            let alone = |sheet: &ScoreSheet| SheetAndMethod::sheet_alone(sheet).sheet;
            prop_assert_eq!(*anew, alone(&before.sheet) != alone(&to.sheet));
            if differs {
                let (after, word) = next(&before, &to);
                versions.push(after);
                words.push(word);
            }
        }
        let current = versions.pop().unwrap();
        prop_assert_eq!(broken(&versions, &current, &words), None);
        let chain = Chain::of(&versions, &current).unwrap();
        let last = words.iter().filter(|w| w.change.scores_anew()).map(|w| w.version).max();
        prop_assert_eq!(chain.scored_since(), last.unwrap_or(1));
        for (n, one) in (1u32..).zip(versions.iter().chain([&current])) {
            let digest = hex::encode(one.digest().unwrap());
            prop_assert_eq!(chain.counts(&digest), n >= last.unwrap_or(1));
            prop_assert_eq!(chain.counts(&digest), !chain.superseded(&digest));
        }
        for word in &mut words {
            let text = serde_json::to_string(word).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Amendment>(&text).unwrap(), &*word);
            if let Change::Scoring { edits, .. } = &mut word.change {
                edits.pop();
            }
        }
        prop_assert!(words.is_empty() || broken(&versions, &current, &words).is_some());
    }

    #[test]
    fn a_change_of_the_method_alone_never_asks_for_scores(edits in proptest::collection::vec((20u8..30, 0u8..5), 1..6)) {
        let before = rules(&["a"]);
        let mut to = before.sheet_and_method();
        let sheet = edits.into_iter().fold(false, |any, (which, n)| edit(&mut to, which, n) || any);
        prop_assert!(!sheet && !change(&before, &to).scores_anew());
    }
}
