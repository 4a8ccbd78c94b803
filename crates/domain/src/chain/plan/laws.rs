//! Laws of the funding plan.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::chain::decision::tests::decision;
use crate::chain::overlap::Keeps;
use crate::chain::overlap::tests::other;
use crate::chain::tests::{act, codes, day};
use crate::funding::Mode;
use crate::policy::shipped;

pub(crate) fn announcement() -> Announcement {
    Announcement {
        decision_no: decision().no,
        number: "2026年第5号".to_owned(),
        on: day("2026-03-05"),
        place: "局网站".to_owned(),
        bids: ["A", "B", "C"].map(str::to_owned).to_vec(),
    }
}

fn row(bid_no: &str) -> PlanRow {
    let decision = decision();
    let winners = decision.winners();
    let winner = winners.iter().find(|w| w.item.bid_no == bid_no).unwrap();
    PlanRow::of(winner, format!("P-2026-{bid_no}")).unwrap()
}

fn plan() -> FundingPlan {
    let (no, batch) = ("ZJ-2026-01".to_owned(), "2026年第一批".to_owned());
    let rows = vec![row("A"), row("B")];
    FundingPlan { no, batch, decision_no: decision().no, rows, ..FundingPlan::default() }
}

pub(crate) fn issued() -> FundingPlan {
    let issue = Issue { act: act("2026-03-16"), with: "示例市科学技术局".to_owned() };
    let approved = plan().approve(act("2026-03-09"), &decision(), Some(&announcement()), &shipped());
    approved.unwrap().issue(issue).unwrap()
}

fn found(change: impl FnOnce(&mut FundingPlan)) -> Vec<Code> {
    let mut plan = plan();
    change(&mut plan);
    codes(&plan.check(&decision(), Some(&announcement()), None, &shipped()))
}

#[test]
fn a_plan_holds_the_announced_winners_with_money_once_each_as_the_meeting_decided_四_六() {
    assert_eq!(found(|_| ()), []);
    let decision = decision();
    let without = decision.winners().into_iter().find(|w| w.item.bid_no == "C").unwrap();
    assert_eq!(PlanRow::of(&without, "P-C".to_owned()), None, "立项但不资助 has no row");
    assert_eq!(found(|p| p.rows.push(row("A"))), [Code::PlanRow]);
    assert_eq!(found(|p| p.rows[1].decided = Fen(199_000_000)), [Code::PlanRow]);
    assert_eq!(found(|p| p.rows[1].bid_no = "X".to_owned()), [Code::PlanRow, Code::PlanRow]);
    assert_eq!(found(|p| p.rows.clear()), [Code::ListEmpty]);
    let unannounced = codes(&plan().check(&decision, None, None, &shipped()));
    assert_eq!(unannounced, [Code::PlanRow, Code::PlanRow]);
}

#[test]
fn a_project_stands_in_one_plan_alone() {
    let other = FundingPlan { no: "ZJ-2026-02".to_owned(), rows: vec![row("B")], ..plan() };
    assert_eq!(codes(&plan().planned_elsewhere(&[plan(), other.clone()])), [Code::PlanRow]);
    let renamed = PlanRow { project_no: "P-9".to_owned(), ..row("B") };
    let again = FundingPlan { rows: vec![renamed], ..plan() };
    assert_eq!(codes(&again.planned_elsewhere(&[other])), [Code::PlanRow], "the same bid");
    assert_eq!(plan().planned_elsewhere(&[plan()]), []);
}

#[test]
fn the_payee_is_the_sponsor_and_never_the_solver_四_七_1() {
    assert_eq!(found(|p| p.rows[0].payee = p.rows[0].solver.clone()), [Code::PayeeNotSponsor]);
}

#[test]
fn only_a_number_lifts_the_cap_四_六() {
    let over = |p: &mut FundingPlan| p.rows[0].rd_total = Fen(900_000_000);
    assert_eq!(found(over), [Code::AwardOverCap]);
    let lifted = |p: &mut FundingPlan| {
        over(p);
        p.rows[0].approval_no = Some("并政函〔2026〕3号".to_owned());
    };
    assert_eq!(found(lifted), []);
}

#[test]
fn approval_comes_before_issue_and_both_before_the_contract_四_六() {
    let issue = |on: &str| Issue { act: act(on), with: "示例市科学技术局".to_owned() };
    let unapproved = plan().issue(issue("2026-03-16")).unwrap_err();
    assert_eq!(codes(&unapproved), [Code::FundingPlanUnapproved]);
    assert_eq!(plan().before_contract("P").map(|f| f.code), Some(Code::FundingPlanUnapproved));
    let early = plan().approve(act("2026-03-04"), &decision(), Some(&announcement()), &shipped());
    assert_eq!(codes(&early.unwrap_err()), [Code::ListDateOrder], "公告 comes first");
    let approved = plan().approve(act("2026-03-09"), &decision(), Some(&announcement()), &shipped()).unwrap();
    assert_eq!(approved.before_contract("P").map(|f| f.code), Some(Code::FundingPlanUnapproved));
    assert_eq!(codes(&approved.clone().issue(issue("2026-03-08")).unwrap_err()), [Code::ListDateOrder]);
    let alone = Issue { with: " ".to_owned(), ..issue("2026-03-16") };
    assert_eq!(codes(&approved.clone().issue(alone).unwrap_err()), [Code::MissingValue], "jointly");
    assert_eq!(approved.clone().with_rows(vec![]).unwrap_err().code, Code::PlanSettled);
    let issued = approved.issue(issue("2026-03-16")).unwrap();
    assert_eq!(issued.before_contract("P"), None);
    assert_eq!(codes(&issued.clone().issue(issue("2026-03-17")).unwrap_err()), [Code::PlanSettled]);
    let stored = serde_json::to_string(&issued).unwrap();
    assert_eq!(serde_json::from_str::<FundingPlan>(&stored).unwrap(), issued);
}

#[test]
fn what_another_programme_paid_is_set_off_and_the_sums_follow_六_一() {
    let policy = shipped();
    let mut plan = plan();
    plan.rows[0].overlaps = vec![other(100, 80, None)];
    let open = codes(&plan.check(&decision(), Some(&announcement()), None, &policy));
    assert_eq!(open, [Code::OverlapUndecided]);
    plan.rows[0].overlaps = vec![other(100, 80, Some(Keeps::This))];
    assert_eq!(plan.rows[0].granted(&policy), Fen(220_000_000));
    let totals = plan.totals(&policy).unwrap();
    assert_eq!(totals.fiscal, Fen(420_000_000));
    assert_eq!(
        (totals.first, totals.middle, totals.last),
        (Fen(126_000_000), Fen(168_000_000), Fen(126_000_000))
    );
    plan.rows[0].overlaps = vec![other(280, 60, Some(Keeps::This))];
    assert_eq!(plan.rows[0].tranches(&policy).mode, Mode::Tranches);
    plan.rows[0].overlaps = vec![other(280, 250, Some(Keeps::This))];
    assert_eq!(plan.rows[0].tranches(&policy).mode, Mode::Once, "50 万元 are left");
}

#[test]
fn a_plan_over_its_envelope_makes_a_human_look_until_there_is_a_reason() {
    let envelope = Envelope {
        total: Fen(500_000_000),
        fields: BTreeMap::from([("新能源".to_owned(), Fen(499_000_000))]),
        ..Envelope::default()
    };
    let check = |p: &FundingPlan, e: &Envelope| {
        codes(&p.check(&decision(), Some(&announcement()), Some(e), &shipped()))
    };
    assert_eq!(check(&plan(), &envelope), [Code::PlanOverEnvelope]);
    let exactly = Envelope { fields: BTreeMap::new(), ..envelope.clone() };
    assert_eq!(check(&plan(), &exactly), [], "exactly the total is within it");
    let said = FundingPlan { over_reason: "市政府会议纪要".to_owned(), ..plan() };
    assert_eq!(check(&said, &envelope), []);
}

proptest! {
    #[test]
    fn rows_and_sums_agree_to_the_fen_and_nothing_is_above_the_cap(
        rows in proptest::collection::vec((1i64..50_000_000, 0i64..30_000, 0i64..4_000, any::<bool>()), 1..12)
    ) {
        let policy = shipped();
        let rows: Vec<PlanRow> = rows.into_iter().enumerate().map(|(at, (rd, cut, paid, keep))| {
            let rd_total = Fen(rd * 1_000);
            let whole = funding::award(&policy, rd_total, None, None).unwrap().granted;
            let decided = Fen((whole.0 - cut * 10_000).max(0));
            let there = other(4_000, paid, Some(if keep { Keeps::This } else { Keeps::Both }));
            let overlaps = vec![there];
            PlanRow { project_no: format!("P-{at}"), bid_no: format!("B-{at}"), rd_total, decided, overlaps, ..row("A") }
        }).collect();
        let plan = FundingPlan { rows, ..plan() };
        let totals = plan.totals(&policy).unwrap();
        prop_assert_eq!(totals.first.0 + totals.middle.0 + totals.last.0, totals.fiscal.0);
        for row in &plan.rows {
            let (granted, cap) = (row.granted(&policy), row.cap(&policy).unwrap().cap);
            prop_assert!(granted <= cap && granted <= row.decided && granted >= Fen::ZERO);
            let parts = row.tranches(&policy);
            prop_assert_eq!(parts.check("P", granted), None);
        }
    }
}
