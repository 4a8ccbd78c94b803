//! Laws of the decision.

use super::*;
use crate::chain::tests::{codes, day};
use crate::policy::shipped;

pub(crate) fn item(no: &str, challenge: &str, standing: Standing, wan: i64) -> PanelItem {
    PanelItem {
        bid_no: no.to_owned(),
        challenge_no: challenge.to_owned(),
        title: format!("{no}研究"),
        field: "新能源".to_owned(),
        sponsor: format!("{no}企业"),
        solver: "示例理工大学".to_owned(),
        race: false,
        standing,
        requested: Fen(400_000_000),
        rd_total: Some(Fen(1_000_000_000)),
        award: Fen(wan * 1_000_000),
        approval_no: None,
    }
}

pub(crate) fn decided(no: &str, standing: Standing, wan: i64) -> DecidedItem {
    DecidedItem { bid_no: no.to_owned(), standing, award: Fen(wan * 1_000_000), reason: String::new() }
}

/// A list of A and B with money, C without, D in reserve, E not agreed.
pub(crate) fn opened() -> Decision {
    let items = vec![
        item("A", "1", Standing::Recommended, 300),
        item("B", "2", Standing::Recommended, 200),
        item("C", "3", Standing::Unfunded, 0),
        item("D", "1", Standing::Reserve, 0),
        item("E", "5", Standing::None, 0),
    ];
    let list = PanelList { session_no: "论证2026-01".to_owned(), held_on: day("2026-02-03"), items };
    let (no, batch) = ("2026年第一批".to_owned(), "2026年第一批".to_owned());
    Decision { no, batch, lists: vec![list], rulings: vec![] }
}

pub(crate) fn ruling(on: &str) -> Ruling {
    Ruling {
        on: day(on),
        meeting: "局务会议".to_owned(),
        minutes_no: "2026年第3次".to_owned(),
        attendance: "班子成员".to_owned(),
        approver: Approver::Meeting,
        items: vec![
            decided("A", Standing::Recommended, 300),
            decided("B", Standing::Recommended, 200),
            decided("C", Standing::Unfunded, 0),
            decided("D", Standing::Reserve, 0),
        ],
        order_reason: String::new(),
        because: String::new(),
        objections: vec![],
    }
}

pub(crate) fn decision() -> Decision {
    opened().rule(ruling("2026-02-06"), &shipped(), &BTreeMap::new()).unwrap()
}

fn found(change: impl FnOnce(&mut Ruling)) -> Vec<Code> {
    let mut changed = ruling("2026-02-06");
    change(&mut changed);
    codes(&opened().check(&changed, &shipped(), &BTreeMap::new()))
}

#[test]
fn a_decision_that_follows_the_panel_needs_no_reason_and_says_meeting_minutes_and_attendance_四_五() {
    assert_eq!(found(|_| ()), []);
    assert_eq!(found(|r| r.minutes_no = " ".to_owned()), [Code::MissingValue]);
    assert_eq!(found(|r| r.attendance.clear()), [Code::MissingValue]);
    assert_eq!(found(|r| r.on = day("2026-02-02")), [Code::ListDateOrder], "论证 comes first");
    let decision = decision();
    let winners: Vec<&str> = decision.winners().iter().map(|w| w.item.bid_no.as_str()).collect();
    assert_eq!(winners, ["A", "B", "C"]);
}

#[test]
fn adding_leaving_out_another_amount_another_standing_and_another_order_each_need_a_reason_四_五() {
    let one = [Code::ReasonMissing];
    assert_eq!(found(|r| r.items.push(decided("E", Standing::Unfunded, 0))), one, "added");
    assert_eq!(found(|r| r.items[1] = decided("B", Standing::None, 0)), one, "left out");
    assert_eq!(found(|r| r.items[1] = decided("B", Standing::Recommended, 199)), one, "amount");
    assert_eq!(found(|r| r.items[1] = decided("B", Standing::Unfunded, 0)), one, "standing");
    assert_eq!(found(|r| r.items.swap(0, 1)), one, "order");
    let said = |item: DecidedItem| DecidedItem { reason: "会议认为".to_owned(), ..item };
    assert_eq!(found(|r| r.items[1] = said(decided("B", Standing::Recommended, 199))), []);
    assert_eq!(found(|r| r.items.push(said(decided("E", Standing::Unfunded, 0)))), []);
    let reordered = |r: &mut Ruling| {
        r.items.swap(0, 1);
        r.order_reason = "急需程度".to_owned();
    };
    assert_eq!(found(reordered), []);
    let left_out = |r: &mut Ruling| {
        r.items.swap(0, 1);
        r.items[1] = said(decided("A", Standing::None, 0));
    };
    assert_eq!(found(left_out), [], "what is left out has no place");
}

#[test]
fn only_what_a_panel_judged_is_decided_once_each_and_nothing_on_the_list_is_passed_over_in_silence() {
    let one = [Code::DecisionItem];
    assert_eq!(found(|r| r.items.push(decided("F", Standing::Recommended, 100))), one);
    assert_eq!(found(|r| drop(r.items.pop())), one);
    assert_eq!(found(|r| r.items.push(decided("D", Standing::Reserve, 0))), [one[0], Code::ReasonMissing]);
    assert_eq!(found(|r| r.items[2].award = Fen(1)), [Code::DecisionItem, Code::ReasonMissing]);
}

#[test]
fn an_award_is_within_request_and_cap_and_races_keep_their_rule_四_六_and_四_四() {
    let of = |wan: i64| {
        found(|r| {
            r.items[0] =
                DecidedItem { reason: "调整".to_owned(), ..decided("A", Standing::Recommended, wan) };
        })
    };
    assert_eq!(of(299), []);
    assert_eq!(of(301), [Code::AwardOverCap]);
    assert_eq!(of(401), [Code::DecisionItem]);
    assert_eq!(of(0), [Code::DecisionItem]);
    let race = found(|r| {
        r.items[3] = DecidedItem { reason: "增列".to_owned(), ..decided("D", Standing::Recommended, 100) };
    });
    assert_eq!(race, [Code::RaceNotChosen], "D answers the challenge of A");
}

#[test]
fn a_later_ruling_says_why_and_the_earlier_one_stays() {
    let first = decision();
    let again = Ruling { objections: vec!["Y-1".to_owned()], ..ruling("2026-03-01") };
    let refused = first.clone().rule(again.clone(), &shipped(), &BTreeMap::new()).unwrap_err();
    assert_eq!(codes(&refused), [Code::ReasonMissing]);
    let early = Ruling { because: "更正".to_owned(), ..ruling("2026-02-05") };
    let refused = first.clone().rule(early, &shipped(), &BTreeMap::new()).unwrap_err();
    assert_eq!(codes(&refused), [Code::ListDateOrder]);
    let because = "异议成立".to_owned();
    let second = first.rule(Ruling { because, ..again }, &shipped(), &BTreeMap::new()).unwrap();
    assert_eq!((second.rulings.len(), second.in_force().map(|r| r.on)), (2, Some(day("2026-03-01"))));
}

#[test]
fn lists_of_two_rooms_are_decided_together_and_their_order_among_each_other_is_the_meetings() {
    let mut two = opened();
    let items = vec![item("G", "7", Standing::Recommended, 100)];
    let list = PanelList { session_no: "论证2026-02".to_owned(), held_on: day("2026-02-04"), items };
    two.lists.push(list);
    let mut mixed = ruling("2026-02-06");
    mixed.items.insert(0, decided("G", Standing::Recommended, 100));
    assert_eq!(codes(&two.check(&mixed, &shipped(), &BTreeMap::new())), []);
    let stored = serde_json::to_string(&two).unwrap();
    assert_eq!(serde_json::from_str::<Decision>(&stored).unwrap(), two);
}
