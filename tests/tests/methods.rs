//! A meeting under each method: chosen in the set-up, frozen, and computed to the same figures by the office, by the papers
//! and by who checks the archive.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use app::SecretString;
use app::api::method::{BasisName, FirstStageForm, FirstTotal, KindWeight, MethodForm};
use app::api::results::{CellKind, WhatIf};
use app::api::session::{Aggregation, Category, CheckState, SetupRule, SetupView};
use domain::Code;
use domain::conclusion::Conclusion;
use domain::desk::{Edit, LineAdvice, Ticks};
use domain::method::Basis;
use journeys::{Meeting, SESSION, words};

const PLAIN: MethodForm =
    MethodForm { aggregation: Aggregation::Mean, basis: BasisName::Points, weights: Vec::new(), first: None };

fn with(basis: BasisName) -> MethodForm {
    MethodForm { basis, ..PLAIN }
}

fn weight(category: Category, weight: &str) -> KindWeight {
    KindWeight { category, weight: weight.to_owned() }
}

fn typed(share: &str, totals: &[(&str, &str)]) -> FirstStageForm {
    let total = |(no, value): &(&str, &str)| FirstTotal { no: (*no).to_owned(), value: (*value).to_owned() };
    FirstStageForm {
        share: share.to_owned(),
        source: "函评".to_owned(),
        session: None,
        totals: totals.iter().map(total).collect(),
    }
}

/// Level of an expert's marks for a bid, hundredths of each maximum, and the conclusion leant to.
fn level(expert: usize, bid: &str) -> (i64, Option<Conclusion>) {
    use Conclusion::{Approve, ApproveAfterRevision, Reject};
    match (expert, bid) {
        (0, "JB-001") => (100, Some(Approve)),
        (0, _) => (60, Some(Reject)),
        (_, "JB-001") => (70, Some(ApproveAfterRevision)),
        (6, _) => (80, None),
        (_, "JB-002") => (80, Some(Approve)),
        (n, _) if n < 4 => (90, Some(Approve)),
        _ => (60, Some(Reject)),
    }
}

/// Everybody scores and hands over; the scores are taken together.
fn tallied(form: &MethodForm) -> Meeting {
    let mut meeting = Meeting::prepared();
    meeting.office.set_method(SESSION, form).unwrap();
    meeting.freeze();
    hand_over(&mut meeting);
    meeting
}

/// Everybody scores every criterion of the frozen sheet that is theirs, whatever it is.
fn hand_over(meeting: &mut Meeting) {
    for (position, no) in meeting.experts.clone().iter().enumerate() {
        let (mut desk, id) = meeting.laptop(no);
        desk.pledge(&id).unwrap();
        let task = desk.task(&id).unwrap();
        let category = task.rules.member(no).unwrap().category;
        for bid in desk.view(&id).unwrap().bids.into_iter().filter_map(|b| b.item.bid().cloned()) {
            let (level, vote) = level(position, &bid.no);
            for criterion in task.rules.sheet.criteria_of(category) {
                let raw = criterion.max.millionths() / 100 * level;
                let mark = ranking::Mark::from_millionths(raw / 500_000 * 500_000);
                let edit = Edit::Mark { criterion: criterion.id.clone(), mark: Some(mark) };
                desk.edit(&id, &bid.no, edit).unwrap();
            }
            desk.edit(&id, &bid.no, Edit::Vote { conclusion: vote }).unwrap();
            for line in &bid.budget {
                let advice =
                    LineAdvice { recommended: line.requested, reason: None, ticks: Ticks::default() };
                desk.edit(&id, &bid.no, Edit::Line { subject: line.subject, advice: Some(advice) }).unwrap();
            }
        }
        journeys::lock(&mut desk, &id).unwrap();
        let pack = meeting.path(&format!("{no}.scores.lzp"));
        desk.write_scores(&id, &pack).unwrap();
        desk.lock().unwrap();
        meeting.take(&pack);
    }
    meeting.office.tally(SESSION).unwrap();
}

/// Number, rank and shown figure, in order of rank.
fn ranked(meeting: &Meeting) -> Vec<(String, Option<u32>, String)> {
    let view = meeting.office.results_view(SESSION, &WhatIf::default()).unwrap();
    view.rows.into_iter().map(|r| (r.no, r.rank, r.score.unwrap_or_default())).collect()
}

fn row(no: &str, rank: u32, score: &str) -> (String, Option<u32>, String) {
    (no.to_owned(), Some(rank), score.to_owned())
}

fn said_of_the_method(view: &SetupView) -> (CheckState, Vec<String>) {
    let rule = view.rules.iter().find(|r| r.rule == SetupRule::Method).unwrap();
    (rule.state, rule.problems.iter().map(|p| p.code.clone()).collect())
}

/// Makes every paper, has the archive computed anew without the vault, and gives the words of the minutes.
fn papers_and_archive(meeting: &mut Meeting) -> String {
    let made = meeting.closed_over_departures();
    let summary = made.iter().find(|p| p.to_string_lossy().contains("评分汇总表（实名"));
    let view = meeting.office.explain_view(SESSION, "JB-001").unwrap();
    // The page lies on its side: the whole of it is read.
    let told = std::process::Command::new("pdftotext").arg(summary.unwrap()).arg("-").output().unwrap();
    let (points, shown) = (view.points.unwrap(), String::from_utf8(told.stdout).unwrap());
    assert!(shown.contains(&points), "what the means of the second table add up to: {points} in {shown}");
    let (path, key) = (meeting.path("a.lzp"), meeting.path("a.lzkey"));
    let secret = SecretString::from("一句归档用的测试口令而已");
    meeting.office.write_archive_at(SESSION, &path, &key, &secret, &[], 8).unwrap();
    let checks = app::verify::verify_archives(&[path], &[meeting.path("card.lzcard"), key], None, &secret);
    assert!(checks.iter().all(|check| check.ok), "{checks:?}");
    words(made.iter().find(|p| p.file_name().unwrap().to_string_lossy().contains("纪要")).unwrap())
}

#[test]
fn a_median_is_the_middle_score_of_each_criterion_and_strikes_the_others() {
    let mut meeting = tallied(&MethodForm { aggregation: Aggregation::Median, ..PLAIN });
    assert_eq!(
        ranked(&meeting),
        [row("JB-002", 1, "80.00"), row("JB-003", 2, "75.75"), row("JB-001", 3, "70.00")]
    );
    let view = meeting.office.explain_view(SESSION, "JB-003").unwrap();
    let kinds: Vec<CellKind> = view.rows.iter().map(|r| r.cells[0].kind).collect();
    assert_eq!(kinds.iter().filter(|k| **k == CellKind::Counted).count(), 2, "six scores: the middle two");
    assert_eq!(kinds.iter().filter(|k| **k == CellKind::OffMiddle).count(), 4);
    assert_eq!(
        view.votes.agree + view.votes.revise + view.votes.reject,
        6,
        "votes are counted under any method"
    );
    assert!(!view.votes.two_thirds);
    let minutes = papers_and_archive(&mut meeting);
    assert!(minutes.contains("取各有效评分的中位数"), "{minutes}");
    assert!(!minutes.contains("去掉一个最高分和一个最低分后取算术平均值"), "{minutes}");
}

#[test]
fn kinds_of_experts_weigh_as_chosen_and_a_weight_that_nobody_gave_keeps_the_rules_open() {
    let mut meeting = Meeting::prepared();
    let mut form = with(BasisName::Weighted);
    form.weights = vec![weight(Category::Technical, "50"), weight(Category::Finance, " 30％ ")];
    let view = meeting.office.set_method(SESSION, &form).unwrap();
    assert_eq!(said_of_the_method(&view), (CheckState::Stop, vec!["method.weight_missing".to_owned()]));
    form.weights.push(weight(Category::Management, "二十"));
    let refused = meeting.office.set_method(SESSION, &form).unwrap_err();
    assert_eq!(refused.code(), Code::ValueUnreadable);
    form.weights[2].weight = "20".to_owned();
    let view = meeting.office.set_method(SESSION, &form).unwrap();
    assert_eq!(said_of_the_method(&view), (CheckState::Done, vec![]));
    meeting.freeze();
    assert_eq!(meeting.office.set_method(SESSION, &PLAIN).unwrap_err().code(), Code::RulesFrozen);
    hand_over(&mut meeting);
    // By Python's fractions from the same marks, Z2 recused from JB-002: 42699/560, 3169/42, 8413/112.
    assert_eq!(
        ranked(&meeting),
        [row("JB-003", 1, "76.25"), row("JB-002", 2, "75.45"), row("JB-001", 3, "75.12")]
    );
    let view = meeting.office.explain_view(SESSION, "JB-001").unwrap();
    let budget = view.columns.iter().find(|c| c.id == "budget").unwrap();
    assert_eq!(budget.exact.as_deref(), Some("177/16"));
    let parts: Vec<(&str, u32)> = budget.parts.iter().map(|p| (p.weight.as_str(), p.n)).collect();
    assert_eq!(parts, [("50", 4), ("20", 2), ("30", 1)]);
    let minutes = papers_and_archive(&mut meeting);
    assert!(minutes.contains("技术专家50%、管理专家20%、财务专家30%"), "{minutes}");
}

#[test]
fn standardised_totals_rank_strict_and_mild_experts_alike_to_ten_decimals() {
    let mut meeting = Meeting::prepared();
    let view = meeting.office.set_method(SESSION, &with(BasisName::Standardised)).unwrap();
    assert_eq!(
        said_of_the_method(&view),
        (CheckState::Warn, vec!["method.partial_marks".to_owned()]),
        "the finance expert has no total"
    );
    meeting.freeze();
    hand_over(&mut meeting);
    // By Python's decimal from the same totals: 52.84529…, 50.21626…, 47.41265….
    assert_eq!(
        ranked(&meeting),
        [row("JB-002", 1, "52.85"), row("JB-003", 2, "50.22"), row("JB-001", 3, "47.41")]
    );
    let view = meeting.office.explain_view(SESSION, "JB-001").unwrap();
    assert_eq!(view.rows[0].standard.as_deref(), Some("61.5470053838"));
    assert_eq!(view.rows[6].standard, None);
    assert_eq!(view.basis_line.as_deref(), Some("284.4759375719 ÷ 6 = 47.4127 → 47.41"));
    assert_eq!(view.points.as_deref(), Some("74.89"), "what is suggested goes by the sheet's points");
    let minutes = papers_and_archive(&mut meeting);
    assert!(minutes.contains("名次按标准化得分排定"), "{minutes}");
    assert!(minutes.contains("依次比较评分表得分、技术路线可行性、经费预算合理性得分"), "{minutes}");
}

#[test]
fn votes_rank_by_the_share_in_favour_and_suggest_by_two_thirds() {
    use app::api::desk::Conclusion::{Approve, ApproveAfterRevision, Reject};
    let mut meeting = tallied(&with(BasisName::Votes));
    assert_eq!(
        ranked(&meeting),
        [row("JB-001", 1, "100.00"), row("JB-002", 2, "66.67"), row("JB-003", 3, "42.86")]
    );
    let view = meeting.office.results_view(SESSION, &WhatIf::default()).unwrap();
    let suggested: Vec<_> = view.rows.iter().map(|r| r.suggested).collect();
    assert_eq!(suggested, [Some(ApproveAfterRevision), Some(Approve), Some(Reject)]);
    let explained = meeting.office.explain_view(SESSION, "JB-002").unwrap();
    assert_eq!(explained.basis_line.as_deref(), Some("100 × 4 ÷ 6 = 66.6667 → 66.67"));
    assert_eq!((explained.votes.agree, explained.votes.silent, explained.votes.two_thirds), (4, 1, true));
    let minutes = papers_and_archive(&mut meeting);
    assert!(minutes.contains("达到到会人数三分之二的为通过"), "{minutes}");
}

#[test]
fn an_earlier_stage_counts_by_its_share_and_no_laptop_ever_sees_its_figures() {
    let mut meeting = Meeting::prepared();
    let first = typed("40", &[("JB-001", "90"), ("JB-002", "60"), ("JB-003", "175.5")]);
    let mut form = MethodForm { first: Some(first), ..PLAIN };
    let view = meeting.office.set_method(SESSION, &form).unwrap();
    assert_eq!(said_of_the_method(&view).1, ["method.first_off"]);
    form.first.as_mut().unwrap().totals.pop();
    let view = meeting.office.set_method(SESSION, &form).unwrap();
    assert_eq!(said_of_the_method(&view).1, ["method.first_missing"]);
    let right = FirstTotal { no: "JB-003".to_owned(), value: "75.5".to_owned() };
    form.first.as_mut().unwrap().totals.push(right);
    let view = meeting.office.set_method(SESSION, &form).unwrap();
    assert_eq!(view.method, form, "what was typed comes back");
    meeting.freeze();
    let (desk, id) = meeting.laptop("Z1");
    let told = serde_json::to_string(&desk.task(&id).unwrap()).unwrap();
    assert!(told.contains("函评") && !told.contains("75.5") && !told.contains("salt"), "{told}");
    drop(desk);
    std::fs::remove_dir_all(meeting.path("Z1.lunzheng")).unwrap();
    let again = meeting.office.ledger_view(SESSION).unwrap();
    let device = again.laptops.iter().find(|l| l.expert_no == "Z1").unwrap().device.clone();
    meeting.office.revoke_laptop(SESSION, &device, "钱示例", "测试：重新发放").unwrap();
    hand_over(&mut meeting);
    // 0.4 × 90 + 0.6 × 2097/28 and so on.
    assert_eq!(
        ranked(&meeting),
        [row("JB-001", 1, "80.94"), row("JB-003", 2, "75.26"), row("JB-002", 3, "69.66")]
    );
    let view = meeting.office.explain_view(SESSION, "JB-001").unwrap();
    assert_eq!(view.basis_line.as_deref(), Some("40% × 90 + 60% × 74.8929 = 80.9357 → 80.94"));
    let minutes = papers_and_archive(&mut meeting);
    assert!(minutes.contains("第一阶段（函评）得分占40%"), "{minutes}");
}

#[test]
fn the_result_of_an_earlier_meeting_is_taken_exactly() {
    let mut meeting = tallied(&PLAIN);
    let later = app::records::NewSession { no: "LZ-第二阶段".to_owned(), ..journeys::session() };
    meeting.office.open_session(later).unwrap();
    meeting.office.choose_bids("LZ-第二阶段", &meeting.bids.clone()).unwrap();
    let first = FirstStageForm { session: Some(SESSION.to_owned()), ..typed("40", &[]) };
    let view = meeting.office.set_method("LZ-第二阶段", &MethodForm { first: Some(first), ..PLAIN }).unwrap();
    assert_eq!(view.earlier.iter().map(|s| s.no.as_str()).collect::<Vec<_>>(), [SESSION]);
    let session = meeting.office.session("LZ-第二阶段").unwrap();
    let method = session.method.unwrap();
    assert_eq!(method.basis, Basis::Points);
    assert_eq!(method.first.unwrap().totals["JB-001"].to_string(), "2097/28");
}

#[test]
fn an_own_sheet_is_asked_for_what_it_lacks_kept_for_later_and_scored_like_any_other() {
    let mut meeting = Meeting::prepared();
    let mut form = meeting.office.sheet_edit(SESSION).unwrap().form;
    // The budget is parted in two, of which the finance expert scores one.
    let budget = form.criteria.pop().unwrap();
    let mut half = budget.clone();
    (half.id, half.name_zh, half.max, half.parts) =
        (String::new(), "资金来源".to_owned(), String::new(), Vec::new());
    for (band, from) in half.bands.iter_mut().zip(["4.5", "3.5", "3", "0"]) {
        band.from = from.to_owned();
    }
    let mut rest = budget;
    (rest.max, rest.parts) = ("10".to_owned(), Vec::new());
    rest.raters = vec![Category::Technical, Category::Management, Category::Legal];
    for (band, from) in rest.bands.iter_mut().zip(["9", "7.5", "6", "0"]) {
        band.from = from.to_owned();
    }
    form.criteria.extend([rest, half]);
    let edit = meeting.office.save_sheet(SESSION, &form).unwrap();
    let codes: Vec<&str> = edit.problems.iter().map(|p| p.code.as_str()).collect();
    assert_eq!(codes, ["sheet.weight_missing", "sheet.bands"]);
    assert_eq!(edit.problems[0].place.as_deref(), Some("criterion/7/max"));
    let view = meeting.office.setup_view(SESSION).unwrap();
    let rule = view.rules.iter().find(|r| r.rule == SetupRule::Sheet).unwrap();
    assert_eq!(rule.state, CheckState::Stop);
    assert_eq!(meeting.office.keep_sheet(SESSION, "七项").unwrap_err().code(), Code::SheetWeight);

    let mut form = edit.form;
    assert_eq!(form.criteria[6].id, "c1", "it has an id now");
    form.criteria[6].max = "5".to_owned();
    form.tie_breakers = vec!["c1".to_owned(), "route".to_owned()];
    let edit = meeting.office.save_sheet(SESSION, &form).unwrap();
    assert_eq!(edit.problems, []);
    let kept = meeting.office.keep_sheet(SESSION, " 七项 ").unwrap().kept;
    assert_eq!(kept, ["七项"]);
    meeting.office.reset_sheet(SESSION).unwrap();
    assert!(!meeting.office.sheet_edit(SESSION).unwrap().own);
    assert_eq!(meeting.office.take_sheet(SESSION, "七项").unwrap().form, form);
    assert_eq!(meeting.office.take_sheet(SESSION, "没有").unwrap_err().code(), Code::NotFound);

    meeting.office.set_method(SESSION, &PLAIN).unwrap();
    meeting.freeze();
    assert_eq!(meeting.office.save_sheet(SESSION, &form).unwrap_err().code(), Code::RulesFrozen);
    hand_over(&mut meeting);
    let view = meeting.office.explain_view(SESSION, "JB-003").unwrap();
    assert_eq!(view.columns.len(), 7);
    assert_eq!((view.columns[5].n, view.columns[6].n), (6, 7), "the finance expert scores the last alone");
    let minutes = papers_and_archive(&mut meeting);
    assert!(minutes.contains("技术、管理、法律专家对全部指标评分，财务专家只对资金来源评分"), "{minutes}");
    assert!(minutes.contains("依次比较资金来源、技术路线可行性得分"), "{minutes}");
}
