//! Laws of the contract.

use proptest::prelude::*;

use super::*;
use crate::bid::{Funds, Subject};
use crate::chain::Act;
use crate::chain::plan::tests::issued;
use crate::chain::tests::{act, codes, day, proof};
use crate::policy::shipped;

/// 300 万元 of 1000 万元.
pub(crate) fn grant() -> Grant {
    issued().grant("P-2026-A", &shipped()).unwrap()
}

pub(crate) fn draft() -> Contract {
    let milestone = |due: &str, task: &str| Milestone {
        due: day(due),
        task: task.to_owned(),
        indicators: "成材率".to_owned(),
        payable: None,
    };
    let wan =
        |fiscal: i64, own: i64| Funds { fiscal: Fen(fiscal * 1_000_000), self_raised: Fen(own * 1_000_000) };
    let line = |subject, requested| BudgetLine { subject, requested };
    let draft = Contract {
        no: "任2026-001".to_owned(),
        parties: Parties {
            bureau: "示例市科学技术局".to_owned(),
            sponsor: "A企业".to_owned(),
            solver: "示例理工大学".to_owned(),
            participants: vec!["示例检测有限公司".to_owned()],
        },
        start: day("2026-04-01"),
        end: day("2029-03-31"),
        long_term_reason: String::new(),
        indicators: vec![Indicator {
            kind: IndicatorKind::Technical,
            name: "最小厚度".to_owned(),
            target: "≤0.015".to_owned(),
            unit: "毫米".to_owned(),
            key: true,
            method: "第三方检测".to_owned(),
        }],
        milestones: vec![milestone("2027-06-30", "中试"), milestone("2028-06-30", "示范线")],
        people: vec![Person {
            role: PersonRole::ChiefEngineer,
            name: "冯示例".to_owned(),
            unit: None,
            birth_year: None,
        }],
        budget: vec![
            line(Subject::Equipment, wan(100, 300)),
            line(Subject::Business, wan(100, 200)),
            line(Subject::Labour, wan(60, 120)),
            line(Subject::Indirect, wan(40, 80)),
        ],
        duties: "各负其责。".to_owned(),
        ownership: "共有。".to_owned(),
        breach: "依法赔偿。".to_owned(),
        particulars: Particulars::default(),
        signed: None,
        changes: vec![],
    };
    draft.with_split(&shipped(), &grant(), &[])
}

pub(crate) fn signing(on: &str) -> Signed {
    let by = draft().parties.signers().map(|(_, name)| name.to_owned()).collect();
    Signed { on: day(on), copy: proof(), by }
}

pub(crate) fn signed() -> Contract {
    draft().sign(signing("2026-03-25"), &grant(), &shipped()).unwrap()
}

fn found(change: impl FnOnce(&mut Contract)) -> Vec<Code> {
    let mut draft = draft();
    change(&mut draft);
    codes(&draft.check(&grant(), &shipped()))
}

#[test]
fn a_contract_says_everything_and_its_sums_are_those_of_the_plan_四_六() {
    assert_eq!(found(|_| ()), []);
    let one = [Code::ContractIncomplete];
    assert_eq!(found(|c| c.indicators[0].unit.clear()), one, "what cannot be measured");
    assert_eq!(found(|c| c.ownership.clear()), one);
    assert_eq!(found(|c| c.people.clear()), one);
    assert_eq!(found(|c| c.milestones[0].payable = Some(Fen(1))), one);
    assert_eq!(found(|c| c.budget[0].requested.fiscal = Fen(1)), [one[0], one[0]]);
    assert_eq!(found(|c| c.milestones.swap(0, 1)), one);
    assert_eq!(found(|c| c.milestones[1].due = day("2029-04-01")), [Code::MilestoneOutside]);
    assert_eq!(found(|c| c.parties.sponsor = "别的企业".to_owned()), [Code::PayeeNotSponsor]);
}

#[test]
fn three_years_end_the_day_before_and_a_longer_term_says_why_四_六() {
    let term = |start: &str, end: &str| {
        let (start, end) = (day(start), day(end));
        found(|c| {
            (c.start, c.end) = (start, end);
            c.milestones = vec![Milestone {
                due: end,
                payable: Some(grant().tranches.middle),
                ..c.milestones[0].clone()
            }];
        })
    };
    assert_eq!(term("2024-02-29", "2027-02-28"), []);
    assert_eq!(term("2024-02-29", "2027-03-01"), [Code::TermOver3y]);
    assert_eq!(term("2026-04-01", "2029-03-31"), []);
    assert_eq!(term("2026-04-01", "2029-04-01"), [Code::TermOver3y]);
    assert_eq!(found(|c| (c.end, c.long_term_reason) = (day("2029-06-30"), "中试周期长".to_owned())), []);
}

#[test]
fn it_is_signed_by_every_party_after_the_plan_was_issued_with_its_copy_四_六() {
    let refused = |signed: Signed| codes(&draft().sign(signed, &grant(), &shipped()).unwrap_err());
    assert_eq!(refused(signing("2026-03-15")), [Code::ListDateOrder], "下达 comes first");
    let mut without = signing("2026-03-25");
    without.by.retain(|unit| unit != "示例检测有限公司");
    assert_eq!(refused(without), [Code::MissingValue]);
    let copy = Proof { digest: String::new(), ..proof() };
    assert_eq!(refused(Signed { copy, ..signing("2026-03-25") }), [Code::MissingValue]);
    let again = signed().sign(signing("2026-03-26"), &grant(), &shipped()).unwrap_err();
    assert_eq!(codes(&again), [Code::ContractSigned]);
    let stored = serde_json::to_string(&signed()).unwrap();
    assert_eq!(serde_json::from_str::<Contract>(&stored).unwrap(), signed());
}

fn realloc(from: Subject, to: Subject, wan: i64, by: Decider) -> Change {
    let amount = Fen(wan * 1_000_000);
    let (on, note) = (day("2026-09-01"), String::new());
    Change::Reallocation { on, from, to, source: Source::Fiscal, amount, by, note }
}

#[test]
fn equipment_is_moved_by_a_unit_and_all_else_by_the_chief_engineer_without_approval_四_七_2() {
    use Subject::{Business, Equipment, Labour};
    let unit = |name: &str| Decider::Unit { unit: name.to_owned() };
    let chief = |name: &str| Decider::ChiefEngineer { name: name.to_owned() };
    let code = |change: Change| signed().change(change).map(|_| ()).map_err(|f| f.code);
    let wrong = Err(Code::ReallocationWrongPerson);
    assert_eq!(code(realloc(Equipment, Business, 10, unit("A企业"))), Ok(()));
    assert_eq!(code(realloc(Labour, Equipment, 10, unit("示例理工大学"))), Ok(()));
    assert_eq!(code(realloc(Equipment, Business, 10, chief("冯示例"))), wrong);
    assert_eq!(code(realloc(Equipment, Business, 10, unit("示例市科学技术局"))), wrong, "not the bureau");
    assert_eq!(code(realloc(Business, Labour, 10, chief("冯示例"))), Ok(()));
    assert_eq!(code(realloc(Business, Labour, 10, unit("A企业"))), wrong);
    assert_eq!(code(realloc(Business, Labour, 10, chief("别人"))), wrong);
    assert_eq!(code(realloc(Business, Labour, 101, chief("冯示例"))), Err(Code::ContractIncomplete));
    let route =
        |by: &str| Change::Route {
            on: day("2026-09-01"), by: by.to_owned(), what: "改用湿法".to_owned()
        };
    assert_eq!(code(route("冯示例")), Ok(()));
    assert_eq!(code(route("别人")), wrong);
    assert_eq!(draft().change(route("冯示例")).unwrap_err().code, Code::ContractSigned);
}

#[test]
fn the_solver_is_fixed_and_another_leader_is_an_exception_with_a_reason_四_七_2() {
    assert_eq!(solver_fixed("P", "示例理工大学", " 示例理工大学"), None);
    assert_eq!(solver_fixed("P", "示例理工大学", "示例研究院").map(|f| f.code), Some(Code::SolverSwap));
    let person = |reason: &str| Change::Person {
        on: day("2027-01-04"),
        role: PersonRole::ChiefEngineer,
        old: "冯示例".to_owned(),
        new: "陈示例".to_owned(),
        reason: reason.to_owned(),
    };
    assert_eq!(signed().change(person(" ")).unwrap_err().code, Code::ChiefChangeReason);
    let changed = signed().change(person("因病离岗")).unwrap();
    assert_eq!(changed.chief_now().as_deref(), Some("陈示例"));
    assert_eq!(changed.change(person("再换")).unwrap_err().code, Code::ContractIncomplete, "冯 is gone");
}

#[test]
fn indicators_are_adjusted_only_with_the_approval_they_had_五_二() {
    let what = "成材率由92%调整为90%".to_owned();
    let adjusted = |number: &str| Change::Adjustment {
        on: day("2027-01-04"),
        approval: Act { number: number.to_owned(), ..act("2027-01-04") },
        what: what.clone(),
    };
    assert_eq!(signed().change(adjusted(" ")).unwrap_err().code, Code::MissingValue);
    assert_eq!(signed().change(adjusted("〔2027〕1号")).unwrap().changes.len(), 1);
}

#[test]
fn an_extension_moves_the_end_and_only_forward_四_七_4() {
    let to = |end: &str| Change::Extension {
        on: day("2028-05-01"),
        number: "〔2028〕9号".to_owned(),
        end: day(end),
        dues: vec![],
    };
    let extended = signed().change(to("2029-09-30")).unwrap();
    assert_eq!((extended.end, extended.end_now()), (day("2029-03-31"), day("2029-09-30")));
    assert_eq!(extended.clone().change(to("2029-09-30")).unwrap_err().code, Code::ListDateOrder, "not later");
    let moved = |milestone: usize, due: &str| {
        let due = vec![NewDue { milestone, due: day(due) }];
        let Change::Extension { on, number, end, .. } = to("2029-10-31") else { panic!() };
        extended.clone().change(Change::Extension { on, number, end, dues: due })
    };
    let dues: Vec<NaiveDate> =
        moved(2, "2028-12-31").unwrap().milestones_now().iter().map(|m| m.due).collect();
    assert_eq!(dues, [day("2027-06-30"), day("2028-12-31")]);
    assert_eq!(moved(2, "2028-06-29").unwrap_err().code, Code::ContractIncomplete, "only later");
    assert_eq!(moved(1, "2028-07-01").unwrap_err().code, Code::ContractIncomplete, "in their order");
    assert_eq!(moved(2, "2029-11-01").unwrap_err().code, Code::ContractIncomplete, "within the term");
    assert_eq!(moved(3, "2029-01-01").unwrap_err().code, Code::ContractIncomplete, "no such milestone");
}

proptest! {
    #[test]
    fn moving_money_between_lines_changes_no_sum_and_leaves_none_below_nothing(
        moves in proptest::collection::vec((0usize..4, 0usize..4, 1i64..120, any::<bool>()), 0..20)
    ) {
        let mut contract = signed();
        for (from, to, wan, own) in moves {
            let (from, to) = (Subject::ALL[from], Subject::ALL[to]);
            let equipment = from == Subject::Equipment || to == Subject::Equipment;
            let by = if equipment {
                Decider::Unit { unit: "A企业".to_owned() }
            } else {
                Decider::ChiefEngineer { name: "冯示例".to_owned() }
            };
            let mut change = realloc(from, to, wan, by);
            if let Change::Reallocation { source, .. } = &mut change && own {
                *source = Source::SelfRaised;
            }
            if let Ok(next) = contract.clone().change(change) { contract = next; }
        }
        let now: Vec<Funds> = Subject::ALL.into_iter().map(|s| contract.funds_now(s)).collect();
        prop_assert!(now.iter().all(|f| f.fiscal >= Fen::ZERO && f.self_raised >= Fen::ZERO));
        prop_assert_eq!(Fen::sum(now.iter().map(|f| f.fiscal)), Some(Fen(300_000_000)));
        prop_assert_eq!(Fen::sum(now.iter().map(|f| f.self_raised)), Some(Fen(700_000_000)));
    }
}
