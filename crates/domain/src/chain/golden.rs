//! The stored form of every record of the chain: what a vault holds today is read by every later build, and written as it was.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::announcement::Announcement;
use super::contract::{Change, Decider, NewDue, OwnershipRule, Particulars, SolverPayment, Source, Task};
use super::course::tests::{accepted, account, joint, judged, opinion, out, running, wan, word};
use super::course::{
    Argument, Course, EndWord, Extension, ExtensionReply, IndicatorVerdict, Inspection, IntegrityRecord,
    Judgement, Proceeds, Refund, Suspicion, SuspicionOutcome, Told, Tranche, Verdict,
};
use super::decision::tests::decision;
use super::decision::{Decision, Ruling};
use super::due::Pace;
use super::objection::tests::{accepted as objection, examination};
use super::objection::{Answer, Handling, Objection, Objector, Verdict as Found};
use super::overlap::Keeps;
use super::overlap::tests::other;
use super::plan::FundingPlan;
use super::plan::tests::{announcement, issued};
use super::publicity::tests::posted;
use super::publicity::{Publicity, TakenDown};
use super::targets::{Achievement, AchievementKind};
use super::tests::{act, day, proof};
use super::tranches::Terms;
use crate::bid::Subject;
use crate::bid_details::PersonRole;
use crate::conclusion::Conclusion;
use crate::funding::Mode;
use crate::panel::Category;
use crate::policy::shipped;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Records {
    decision: Decision,
    publicity: Publicity,
    objections: Vec<Objection>,
    announcement: Announcement,
    plan: FundingPlan,
    courses: Vec<Course>,
    achievement: Achievement,
    pace: Pace,
}

fn objections() -> Vec<Objection> {
    let answer = |on: &str| Answer { on: day(on), text: "已书面答复。".to_owned() };
    let upheld = objection("Y-1").examine(examination(Found::Upheld, Handling::LeaveOut)).unwrap();
    let (unit, contact) = ("示例公司".to_owned(), "0351-0000000".to_owned());
    vec![
        upheld.reply(answer("2026-03-04")).unwrap(),
        Objection {
            objector: Objector::Anonymous,
            ..objection("Y-2").withdraw(answer("2026-02-27")).unwrap()
        },
        Objection { objector: Objector::Unit { unit, sealed: true, contact }, ..objection("Y-3") },
    ]
}

/// A running project whose contract says everything.
fn worded() -> Course {
    let mut begun = running();
    if let Some(contract) = &mut begun.contract {
        contract.particulars = Particulars {
            agreement_no: Some("协议2025-118".to_owned()),
            agreement_on: Some(day("2025-12-01")),
            goal: Some("建成示范线".to_owned()),
            tasks: vec![Task { title: "板形控制".to_owned(), amount: Some(wan(200)), ..Task::default() }],
            scene: Some("示范线验证".to_owned()),
            adjusted: Some("批次调整".to_owned()),
            talent: Some("派驻工程师6名".to_owned()),
            background: Some("专利3件".to_owned()),
            ownership_rules: vec![OwnershipRule {
                kind: "发明专利".to_owned(), ..OwnershipRule::default()
            }],
            solver_payments: vec![SolverPayment { amount: Some(wan(300)), ..SolverPayment::default() }],
            total_investment: Some(wan(12000)),
            race_group: Some("一组".to_owned()),
            rectify_months: Some(3),
            reaccept_months: Some(6),
            shares: Vec::new(),
            return_days: Some(30),
        };
    }
    begun
}

/// Changed, extended, inspected, judged, and suspended.
fn under_way() -> Course {
    let note = "中试提前".to_owned();
    let by = Decider::Unit { unit: "A企业".to_owned() };
    let (from, to) = (Subject::Equipment, Subject::Business);
    let on = day("2026-09-01");
    let moved = Change::Reallocation { on, from, to, source: Source::Fiscal, amount: wan(10), by, note };
    let route = Change::Route { on, by: "冯示例".to_owned(), what: "改用湿法".to_owned() };
    let (old, new) = ("冯示例".to_owned(), "陈示例".to_owned());
    let reason = "因病离岗".to_owned();
    let person = Change::Person { on, role: PersonRole::ChiefEngineer, old, new, reason };
    let inspection = Inspection {
        on: day("2027-03-01"),
        by: "市科学技术局".to_owned(),
        what: "抽查专账".to_owned(),
        planned: false,
        reason: "收到举报".to_owned(),
        result: "无异常".to_owned(),
    };
    let extension = Extension {
        applied_on: day("2027-05-10"),
        by: "A企业".to_owned(),
        cause: "暴雨".to_owned(),
        force_majeure: true,
        proofs: vec![proof()],
        to: day("2029-09-30"),
        reply: None,
    };
    let reply = ExtensionReply {
        act: act("2027-06-01"),
        to: Some(day("2029-09-30")),
        dues: vec![NewDue { milestone: 2, due: day("2028-12-31") }],
        reason: String::new(),
    };
    let what = "成材率由92%调整为90%".to_owned();
    let adjusted = Change::Adjustment { on, approval: act("2026-09-01"), what };
    let begun = worded();
    let changed =
        begun.change(adjusted).unwrap().change(moved).unwrap().change(route).unwrap().change(person).unwrap();
    let inspected = changed.inspect(inspection).unwrap();
    let extended = inspected.ask_extension(extension).unwrap().answer_extension(reply).unwrap();
    let found = IndicatorVerdict { indicator: "最小厚度".to_owned(), verdict: Verdict::Partly };
    let (verdicts, mend) = (vec![found], vec!["补测两批".to_owned()]);
    let rectify = Judgement { verdicts, mend, ..judged(1, Conclusion::Rectify, "2027-07-15") };
    let rectify = extended.judge(rectify).unwrap().notify(act("2027-07-20")).unwrap();
    let (what, handed_to) = ("涉嫌虚构".to_owned(), "局监督科".to_owned());
    rectify.suspend(Suspicion { on: day("2027-08-01"), what, handed_to, outcome: None }).unwrap()
}

/// Accepted, paid, and ended by fraud that was proved later.
fn ended() -> Course {
    let last = accepted().opine(opinion(Tranche::Last, None, wan(90), "2029-05-22")).unwrap();
    let paid = last.pay(3, out("2029-06-01")).unwrap().report(account("2029-06-10", 280)).unwrap();
    let found = "检测数据系虚构。".to_owned();
    let proved = paid
        .examined(SuspicionOutcome { proved: true, act: act("2029-06-20"), found, overturned: None })
        .unwrap();
    let argument = Argument {
        session_no: "终止2029-01".to_owned(),
        on: day("2029-07-01"),
        conclusion: Conclusion::RecoverAll,
        experts: vec![Category::Technical, Category::Legal],
        responsible: None,
        facts: "虚构检测数据。".to_owned(),
    };
    let told = Told { on: day("2029-07-05"), hearing: "无异议".to_owned() };
    let end = EndWord { act: act("2029-07-20"), return_by: Some(day("2029-08-20")), tolerance: None };
    let over = proved.argue(argument).unwrap().tell(told).unwrap().terminate(end).unwrap();
    let refund = Refund { on: day("2029-08-01"), amount: wan(100), voucher_no: "收2029-1".to_owned() };
    let (what, rule) = ("试制设备".to_owned(), "国有资产处置规定".to_owned());
    let sold = Proceeds { on: day("2029-09-01"), what, amount: wan(5), rule };
    let integrity = IntegrityRecord { act: act("2029-08-02"), units: vec!["示例理工大学".to_owned()] };
    let closed = over.refund(refund).unwrap().sold(sold).unwrap().record_integrity(integrity).unwrap();
    closed.hand_to_justice(act("2029-08-03")).unwrap()
}

fn records() -> Records {
    let again = super::decision::tests::ruling("2026-03-05");
    let because = "异议成立".to_owned();
    let again = Ruling { because, objections: vec!["Y-1".to_owned()], ..again };
    let mut plan = issued();
    plan.rows[0].overlaps = vec![other(100, 80, Some(Keeps::This))];
    let reason = "设备先行".to_owned();
    plan.rows[1].terms = Some(Terms { mode: Mode::Once, first: None, middle: None, reason });
    let down = TakenDown { on: day("2026-02-24"), reason: "单位名称有误".to_owned() };
    let mut failed = word(Conclusion::AcceptanceFail, 1000);
    failed.grounds = vec![crate::conclusion::FailGround::Unfinished];
    let once_more = super::course::tests::accepting().conclude(failed, &shipped()).unwrap();
    assert_eq!(once_more.acceptances[0].joint, Some(joint("2029-05-08")));
    Records {
        decision: decision().rule(again, &shipped(), &BTreeMap::new()).unwrap(),
        publicity: posted("2026-02-13").take_down(down).unwrap(),
        objections: objections(),
        announcement: announcement(),
        plan,
        courses: vec![under_way(), ended(), once_more],
        achievement: Achievement {
            project_no: "P-2026-A".to_owned(),
            kind: AchievementKind::YoungTalent,
            name: "陈示例".to_owned(),
            on: day("2029-05-20"),
            evidence: "聘书".to_owned(),
        },
        pace: Pace::default(),
    }
}

#[test]
fn records_are_stored_as_they_were_and_what_was_stored_reads() {
    let stored = include_str!("golden.json");
    let now = serde_json::to_string_pretty(&records()).unwrap();
    assert_eq!(now.trim(), stored.trim(), "a stored form changed:\n{now}");
    assert_eq!(serde_json::from_str::<Records>(stored).unwrap(), records());
}
