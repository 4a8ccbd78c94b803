use proptest::prelude::*;

use super::*;
use crate::tally::tests::rules;

fn at(n: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(n, 0).unwrap()
}

fn late(no: &str) -> Change {
    Change::LateBid { bid_no: no.to_owned() }
}

fn out(no: &str, counts: bool) -> Change {
    Change::TakenOut { expert_no: no.to_owned(), name: no.to_owned(), counts, kept: Vec::new() }
}

fn word(before: &FrozenRules, after: &FrozenRules, change: &Change) -> Amendment {
    Amendment {
        version: after.version(),
        former: hex::encode(before.digest().unwrap()),
        rules: hex::encode(after.digest().unwrap()),
        change: change.clone(),
        reason: "航班取消".to_owned(),
        approved_by: "章示明".to_owned(),
        by: "钱示例".to_owned(),
        at: after.frozen_at,
    }
}

#[test]
fn rules_that_nobody_amended_keep_their_bytes_and_are_version_one() {
    let first = rules(&["a", "b"]);
    let bytes = digest::canonical(&first).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(!text.contains("amends") && !text.contains("\"left\""), "{text}");
    assert_eq!(first.version(), 1);
}

#[test]
fn a_late_bid_and_another_member_leave_the_way_of_scoring_and_a_changed_sheet_does_not() {
    let first = rules(&["a"]);
    let second = first.amended(&late("b"), Brings::Nothing, (at(1), "钱示例")).unwrap();
    let third = second.amended(&out("Z3", false), Brings::Nothing, (at(2), "钱示例")).unwrap();
    let digest = |r: &FrozenRules| hex::encode(r.digest().unwrap());
    let chain = Chain::of(&[first.clone(), second.clone()], &third).unwrap();
    for (n, r) in (1u32..).zip([&first, &second, &third]) {
        assert!(chain.counts(&digest(r)) && !chain.superseded(&digest(r)));
        assert_eq!(chain.version(&digest(r)), Some(n));
    }
    assert!(!chain.counts("other") && !chain.superseded("other"));
    let former = [first.clone(), second.clone()];
    let under = |of: (&str, &str)| printed_under(&former, &third, of).unwrap().version();
    assert_eq!((under(("Z1", "a")), under(("Z1", "b"))), (1, 2), "a code stays what it was printed as");
    let mut sheet = third.clone();
    sheet.sheet.sheet.name_zh = "另一张表".to_owned();
    assert_eq!(printed_under(&former, &sheet, ("Z1", "a")).unwrap(), &sheet, "that form is another one");
    let chain = Chain::of(&[first.clone(), second, third.clone()], &sheet).unwrap();
    assert!(chain.superseded(&digest(&first)) && chain.superseded(&digest(&third)));
    assert!(chain.counts(&digest(&sheet)));
}

#[test]
fn nothing_is_added_twice_and_nobody_leaves_twice() {
    let first = rules(&["a"]);
    let code = |r: &FrozenRules, c: &Change, joins: Option<&Member>| {
        let brings = joins.map_or(Brings::Nothing, Brings::Member);
        r.amended(c, brings, (at(1), "钱示例")).map_err(|f| f.code).map(|_| ())
    };
    assert_eq!(code(&first, &late("a"), None), Err(Code::AmendNothing));
    assert_eq!(code(&first, &out("nobody", true), None), Err(Code::AmendNothing));
    let left = first.amended(&out("Z2", true), Brings::Nothing, (at(1), "钱示例")).unwrap();
    assert_eq!((left.panel.len(), left.left.as_slice()), (7, &["Z2".to_owned()][..]));
    assert_eq!(code(&left, &out("Z2", false), None), Err(Code::AmendNothing));
    let member = Member { expert_no: "Y1".to_owned(), ..first.panel[0].clone() };
    let replaced = |by: &str| Change::Replaced {
        expert_no: "Z1".to_owned(),
        name: "专家1".to_owned(),
        by_no: by.to_owned(),
        by_name: "候补".to_owned(),
        drawn: true,
    };
    assert_eq!(code(&first, &replaced("Z2"), first.member("Z2")), Err(Code::AmendNothing), "sits there");
    assert_eq!(code(&first, &replaced("Y1"), None), Err(Code::AmendNothing));
    let next = first.amended(&replaced("Y1"), Brings::Member(&member), (at(1), "钱示例")).unwrap();
    assert_eq!((next.panel[1].expert_no.as_str(), next.panel.len()), ("Y1", 7), "in the same seat");
}

#[test]
fn a_chain_holds_with_its_own_words_alone() {
    let first = rules(&["a"]);
    let (one, two) = (late("b"), out("Z2", true));
    let second = first.amended(&one, Brings::Nothing, (at(1), "钱示例")).unwrap();
    let third = second.amended(&two, Brings::Nothing, (at(2), "孙示例")).unwrap();
    let words = [word(&first, &second, &one), word(&second, &third, &two)];
    let former = [first.clone(), second.clone()];
    assert_eq!(broken(&former, &third, &words), None);
    assert_eq!(broken(&[], &first, &[]), None);
    let (from, to) = (words[0].former.as_str(), words[1].rules.as_str());
    assert!(lead(&words, from, to) && lead(&words, from, &words[0].rules));
    assert!(!lead(&words, to, from) && !lead(&words[1..], from, to) && !lead(&words, from, from));
    assert_eq!(broken(&former, &third, &words[..1]).as_deref(), Some("version 3"), "a word is missing");
    assert_eq!(broken(&former[..1], &third, &words).as_deref(), Some("version 3"), "a version is missing");
    assert_eq!(broken(&former[..1], &second, &words).as_deref(), Some("version 3"), "one was left out");
    let mut other = words.clone();
    other[0].change = late("c");
    assert_eq!(broken(&former, &third, &other).as_deref(), Some("version 2"));
    let mut slipped = third.clone();
    slipped.aggregation = ranking::Rule::Median;
    let mut named = words.clone();
    named[1].rules = hex::encode(slipped.digest().unwrap());
    assert_eq!(broken(&former, &slipped, &named).as_deref(), Some("version 3"), "more than was said");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_row_of_amendments_is_a_chain_that_holds(steps in proptest::collection::vec((0u8..3, 0u8..9), 0..8)) {
        let mut versions = vec![rules(&["a"])];
        let mut words = Vec::new();
        for (n, (kind, which)) in steps.into_iter().enumerate() {
            let change = match kind {
                0 => late(&format!("b{which}")),
                kind => out(&format!("Z{which}"), kind == 1),
            };
            let before = versions.last().unwrap().clone();
            let when = at(i64::try_from(n).unwrap());
            // What changes nothing is refused and leaves no version.
            let Ok(after) = before.amended(&change, Brings::Nothing, (when, "钱示例")) else { continue };
            words.push(word(&before, &after, &change));
            versions.push(after);
        }
        let current = versions.pop().unwrap();
        prop_assert_eq!(broken(&versions, &current, &words), None);
        words.reverse();
        prop_assert_eq!(broken(&versions, &current, &words), None, "words come in any order");
        let chain = Chain::of(&versions, &current).unwrap();
        for one in &versions {
            prop_assert!(chain.counts(&hex::encode(one.digest().unwrap())));
        }
    }
}
