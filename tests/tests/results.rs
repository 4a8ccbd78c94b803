//! The result of a meeting as its page shows it: every figure with its origin, trials that change nothing, the panel's
//! word as it was typed, and the way back to scoring.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use app::Refusal;
use app::api::desk::{Conclusion, FundsView};
use app::api::insight::CutView;
use app::api::results::{
    CellKind, DecisionView, LineWord, ResultsView, Standing, TieForm, TieHow, WhatIf, Within,
};
use app::api::session::{Aggregation, Stage};
use domain::Code;
use domain::desk::{Edit, LineAdvice, Ticks};
use journeys::{Meeting, SESSION, drawn};
use ranking::Mark;

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// Points of each criterion, by expert and bid: JB-001 is plain, JB-003 a little better, JB-002 like JB-001.
fn points(expert: usize, bid: &str) -> [&'static str; 6] {
    match (expert, bid) {
        (0, "JB-003") => ["19", "24", "14", "14", "9.5", "14.5"],
        (1, "JB-003") => ["11", "12", "8", "8", "5", "8"],
        (_, "JB-003") => ["17.5", "22", "13", "13.5", "9", "13"],
        _ => ["16", "20", "12", "12", "8", "12"],
    }
}

/// Everybody scores, locks and hands a pack over.
fn packs(meeting: &mut Meeting) -> Vec<PathBuf> {
    let experts = meeting.experts.clone();
    experts
        .iter()
        .enumerate()
        .map(|(position, no)| {
            let (mut desk, id) = meeting.laptop(no);
            desk.pledge(&id).unwrap();
            let task = desk.task(&id).unwrap();
            let category = task.rules.member(no).unwrap().category;
            for bid in desk.view(&id).unwrap().bids.into_iter().filter_map(|b| b.item.bid().cloned()) {
                for (criterion, mark) in task.rules.sheet.criteria.iter().zip(points(position, &bid.no)) {
                    if criterion.raters.contains(&category) {
                        let mark = mark.parse::<Mark>().ok();
                        desk.edit(&id, &bid.no, Edit::Mark { criterion: criterion.id.clone(), mark })
                            .unwrap();
                    }
                }
                for line in &bid.budget {
                    let advice =
                        LineAdvice { recommended: line.requested, reason: None, ticks: Ticks::default() };
                    desk.edit(&id, &bid.no, Edit::Line { subject: line.subject, advice: Some(advice) })
                        .unwrap();
                }
            }
            journeys::lock(&mut desk, &id).unwrap();
            let pack = meeting.path(&format!("{no}.scores.lzp"));
            desk.write_scores(&id, &pack).unwrap();
            pack
        })
        .collect()
}

fn accept(meeting: &mut Meeting, pack: &Path) {
    let staged = meeting.office.stage(SESSION, pack).unwrap();
    meeting.office.accept(SESSION, staged).unwrap();
}

fn tallied() -> Meeting {
    let mut meeting = Meeting::frozen();
    assert_eq!(
        code(meeting.office.results_view(SESSION, &WhatIf::default())),
        Code::StepOutOfOrder,
        "no score is shown before the lock"
    );
    assert_eq!(code(meeting.office.insight_totals(SESSION, None)), Code::StepOutOfOrder);
    for pack in packs(&mut meeting) {
        accept(&mut meeting, &pack);
    }
    meeting.office.tally(SESSION).unwrap();
    meeting
}

fn word(bid_no: &str, conclusion: Conclusion, standing: Standing, reason: &str) -> DecisionView {
    DecisionView {
        bid_no: bid_no.to_owned(),
        conclusion,
        standing,
        feasibility_text: "总体可行。".to_owned(),
        budget_text: "预算合理。".to_owned(),
        value_text: String::new(),
        weakness_text: String::new(),
        revise_text: "补充检测条件".to_owned(),
        reason: reason.to_owned(),
        vote_text: Some(" ".to_owned()),
        closing: String::new(),
        on_project: None,
        lines: Vec::new(),
    }
}

fn order(view: &ResultsView) -> Vec<(&str, Option<u32>, bool)> {
    view.rows.iter().map(|r| (r.no.as_str(), r.rank, r.tied)).collect()
}

fn within(view: &ResultsView) -> Vec<Within> {
    view.rows.iter().map(|r| r.within).collect()
}

fn explains_every_figure(meeting: &Meeting) {
    let view = meeting.office.explain_view(SESSION, "JB-003").unwrap();
    assert_eq!(
        view.sum_line.as_deref(),
        Some("17.5 + 22 + 13 + 13.5 + 9 + 13 = 88 → 88.00"),
        "the highest and the lowest of each criterion are dropped"
    );
    assert_eq!((view.columns[5].n, view.columns[5].divisor), (7, 5));
    let kinds: Vec<CellKind> = view.rows.iter().map(|r| r.cells[1].kind).collect();
    assert_eq!(kinds[0], CellKind::Highest);
    assert_eq!(kinds[1], CellKind::Lowest);
    assert_eq!(kinds[6], CellKind::NotRated, "a finance expert scores the budget alone");
    assert_eq!((view.rows[0].total.as_deref(), &view.rows[6].total), (Some("95"), &None));
    let origin = view.rows[1].origin.as_ref().unwrap();
    assert_eq!((origin.revision, origin.pack, origin.event.len()), (1, Some(1), 64));
    let (entry, _) =
        meeting.office.vault().journal(u64::from(origin.journal_seq.unwrap()), 1).unwrap().remove(0);
    assert_eq!((entry.action.as_str(), entry.subject), ("pack.accept", format!("{SESSION}/Z2")));
    assert_eq!(view.lines[0].entries.len(), 7);
    assert!(view.lines[0].decided.is_none(), "a median is not yet the panel's word");
    assert_eq!(view.award.unwrap().article, "四（六）");
    let recused = meeting.office.explain_view(SESSION, "JB-002").unwrap();
    assert_eq!(recused.recused, 1);
    assert_eq!(recused.rows[1].cells[0].kind, CellKind::Recused);
    assert!(recused.rows[1].origin.is_none());
    assert_eq!(code(meeting.office.explain_view(SESSION, "JB-999")), Code::NotFound);
}

/// What the scores say about the panel: never before the lock, from the totals of those who score everything, silent where
/// there are too few.
fn tells_of_the_panel(meeting: &Meeting) {
    let view = meeting.office.insight_totals(SESSION, None).unwrap().insight();
    let results = meeting.office.results_view(SESSION, &WhatIf::default()).unwrap();
    assert_eq!(view.partial.len(), 1, "the finance expert has no total");
    assert_eq!(view.experts.len() + view.unheard.len() + view.partial.len(), 7);
    let nos = |rows: &[app::api::insight::InsightRow]| -> Vec<String> {
        rows.iter().map(|r| r.no.clone()).collect()
    };
    let ranked: Vec<String> = results.rows.iter().map(|r| r.no.clone()).collect();
    assert_eq!(nos(&view.rows), ranked, "in the meeting's own order");
    // JB-003: 95, 52 and four times 88; JB-002 is recused by one of the six.
    let best = &view.rows[0];
    assert_eq!((best.no.as_str(), best.n, best.mean.as_deref()), ("JB-003", 6, Some("83.17")));
    assert_eq!((best.by_median, best.by_trimmed), (Some(1), Some(1)));
    let recused = view.rows.iter().find(|r| r.no == "JB-002").unwrap();
    assert_eq!((recused.n, view.missing), (5, 1));
    assert!(matches!(&view.cut, CutView::Suggested { line } if line == "75"), "{:?}", view.cut);
    assert!(view.rows.iter().all(|r| r.inside.is_none() && r.by_calibrated.is_none()), "three are too few");
    assert!(view.silent.iter().any(|s| s.figure == "stability"));
    assert!(view.readings.is_empty() && view.reliability.is_empty() && view.levels.is_empty(), "{view:?}");
    assert!(view.readings.iter().chain(&view.silent).all(|s| !s.zh.contains('{') && !s.en.contains('{')));
    let tried = meeting.office.insight_totals(SESSION, Some("83.5".to_owned())).unwrap().insight();
    assert!(matches!(&tried.cut, CutView::Tried { line } if line == "83.5"));
    assert_eq!(code(meeting.office.insight_totals(SESSION, Some("八十".to_owned()))), Code::ValueUnreadable);
}

/// The workbook of the computation: two of its sheets compute means, totals and ranks with formulas.
fn writes_a_workbook_that_computes_it_anew(meeting: &mut Meeting) {
    let last = word("JB-002", Conclusion::Reject, Standing::None, "指标不足");
    meeting.office.decide_typed(SESSION, vec![last]).unwrap();
    let path = meeting.path("计算过程.xlsx");
    meeting.office.save_document(SESSION, "score-trace-xlsx", &path).unwrap();
    let read = workbook::read(&std::fs::read(&path).unwrap(), "计算过程.xlsx").unwrap();
    let names: Vec<&str> = read.sheets.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["计算过程", "汇总", "评分"]);
    let title = |no: &str| meeting.office.explain_view(SESSION, no).unwrap().title;
    let cells = |sheet: usize, no: &str| -> Vec<(String, bool)> {
        let title = title(no);
        let mut rows = read.sheets[sheet].rows.values();
        let row = rows.find(|row| row.iter().any(|c| c.value.text() == title)).unwrap();
        row.iter().map(|c| (c.value.text(), c.formula)).collect()
    };
    let best = cells(1, "JB-003");
    assert_eq!(best[0], ("1".to_owned(), true));
    assert!(best[3..11].iter().all(|(_, formula)| *formula), "means, total and score are formulas: {best:?}");
    let text = |at: usize| best[at].0.as_str();
    assert_eq!((text(3), text(9), text(10)), ("17.5", "88", "88"));
    assert_eq!(best[best.len() - 1], ("一致".to_owned(), true));
    // JB-001 and JB-002 are alike but for the word of people: it stands beside them.
    let decided: Vec<String> = ["JB-002", "JB-001"].map(|no| cells(1, no)[11].0.clone()).to_vec();
    assert_eq!(decided, ["1", "2"]);
    let scores = cells(2, "JB-003");
    assert_eq!(scores[3..10].iter().filter(|(_, formula)| *formula).count(), 0, "scores are what was locked");
    let recused = cells(2, "JB-002");
    assert!(recused.contains(&("回避".to_owned(), false)) && recused.contains(&("不评".to_owned(), false)));
}

/// A trial shows what would be and writes nothing.
fn tries(meeting: &Meeting) {
    let head = meeting.office.vault().journal_head().unwrap();
    let view = meeting.office.results_view(SESSION, &WhatIf::default()).unwrap();
    assert_eq!(
        order(&view),
        [("JB-003", Some(1), false), ("JB-001", Some(2), true), ("JB-002", Some(2), true)]
    );
    assert_eq!((view.trial.bids, view.trial.tried, view.ties[0].matters), (3, false, false));
    assert_eq!((view.undecided, view.sheets), (3, 20));
    assert_eq!(view.rows[2].valid_n, "5/6");
    let far: Vec<(&str, Option<&str>)> =
        view.far.iter().map(|f| (f.expert_no.as_str(), f.criterion.as_deref())).collect();
    assert_eq!(far, [("Z2", None), ("Z2", Some("budget"))]);
    assert_eq!((view.far[0].own.as_str(), view.far_limit.as_str()), ("52", "30"));
    assert!(view.far[0].percent.starts_with('-'));
    assert!(view.rows[0].dots[1].far && !view.rows[0].dots[0].far);
    assert_eq!((view.rows[0].dots.len(), view.rows[0].dots[1].permille), (6, 520));

    let envelope = view.rows[1].running.clone();
    let lines = WhatIf { cutoff: Some("80".to_owned()), envelope, ..WhatIf::default() };
    let tried = meeting.office.results_view(SESSION, &lines).unwrap();
    assert_eq!(within(&tried), [Within::Both, Within::Both, Within::OverSum], "exactly a line is within it");
    assert!(tried.trial.tried && tried.ties[0].matters);
    assert_eq!((tried.trial.bids, tried.trial.over_by.as_ref()), (2, view.rows[2].award.as_ref()));
    let above = WhatIf { cutoff: Some("80.01".to_owned()), ..WhatIf::default() };
    let above = meeting.office.results_view(SESSION, &above).unwrap();
    assert_eq!(within(&above), [Within::Both, Within::UnderCutoff, Within::UnderCutoff]);

    let mean = WhatIf { aggregation: Some(Aggregation::Mean), ..WhatIf::default() };
    let mean = meeting.office.results_view(SESSION, &mean).unwrap();
    assert_eq!(mean.rows[0].score.as_deref(), Some("83.25"));
    assert_eq!((mean.trial.tried, mean.aggregation), (true, Aggregation::Trimmed), "frozen rules stay");
    let wrong = WhatIf { envelope: Some("很多".to_owned()), ..WhatIf::default() };
    assert_eq!(code(meeting.office.results_view(SESSION, &wrong)), Code::AmountUnparsable);
    assert_eq!(meeting.office.vault().journal_head().unwrap(), head, "a trial writes nothing");
}

/// The panel departs from a median and leaves one bid out.
fn decides(meeting: &mut Meeting) {
    let asked = meeting.office.explain_view(SESSION, "JB-003").unwrap().lines[0].requested.clone();
    let mut first = word("JB-003", Conclusion::Approve, Standing::Recommended, "");
    let decided = FundsView { fiscal: "100.000001".to_owned(), ..asked };
    first.lines =
        vec![LineWord { subject: "equipment".to_owned(), decided, reason: Some("可共用".to_owned()) }];
    let reserve = word("JB-001", Conclusion::Approve, Standing::Reserve, "按档次不列入本批");
    let mut unclear = first.clone();
    unclear.lines[0].decided.fiscal = "一百".to_owned();
    assert_eq!(
        code(meeting.office.decide_typed(SESSION, vec![reserve.clone(), unclear])),
        Code::AmountUnparsable
    );
    meeting.office.decide_typed(SESSION, vec![first.clone(), reserve]).unwrap();
    let view = meeting.office.results_view(SESSION, &WhatIf::default()).unwrap();
    assert_eq!(view.undecided, 1);
    let row = |no: &str| view.rows.iter().find(|r| r.no == no).unwrap();
    let said = row("JB-003").decision.clone().unwrap();
    assert_eq!((said.lines, said.vote_text), (first.lines, None));
    assert!(row("JB-001").award.is_some() && row("JB-001").running.is_none(), "a reserve takes no money");
    let explained = meeting.office.explain_view(SESSION, "JB-003").unwrap();
    assert_eq!(explained.lines[0].decided.as_ref().unwrap().fiscal, "100.000001");
    assert_eq!(explained.lines[0].reason.as_deref(), Some("可共用"));
}

#[test]
fn a_result_explains_every_figure_and_a_trial_of_other_lines_or_another_rule_changes_nothing() {
    let mut meeting = tallied();
    tries(&meeting);
    explains_every_figure(&meeting);
    tells_of_the_panel(&meeting);
    let order = ["JB-002", "JB-001"].map(str::to_owned).to_vec();
    let tie = |method: &str| TieForm {
        how: TieHow::Lot {
            order: order.clone(), method: method.to_owned(), drawn_by: "孙示例".to_owned()
        },
        held_by: "章示明".to_owned(),
        reason: "已落实中试场地".to_owned(),
        witnesses: "孙示例".to_owned(),
    };
    assert_eq!(code(meeting.office.settle_tie_typed(SESSION, tie(""))), Code::MissingValue);
    meeting.office.settle_tie_typed(SESSION, tie("抽签")).unwrap();
    let view = meeting.office.results_view(SESSION, &WhatIf::default()).unwrap();
    assert_eq!((view.ties.len(), view.settled.len()), (0, 1));
    assert_eq!(view.rows[1].no, "JB-002");
    decides(&mut meeting);
    writes_a_workbook_that_computes_it_anew(&mut meeting);
}

#[test]
fn a_late_pack_comes_in_after_a_reopening_with_reason_and_assent_and_the_panels_word_is_checked_again() {
    let mut meeting = Meeting::frozen();
    let packs = packs(&mut meeting);
    for pack in packs.iter().filter(|p| !p.ends_with("Z1.scores.lzp")) {
        accept(&mut meeting, pack);
    }
    meeting.office.excuse(SESSION, "Z1", "电脑故障，评分包取不出").unwrap();
    meeting.office.tally(SESSION).unwrap();
    let order = ["JB-002", "JB-001"].map(str::to_owned).to_vec();
    meeting.office.settle_tie(SESSION, drawn(order)).unwrap();
    let late = meeting.office.stage(SESSION, &packs[0]).unwrap();
    assert_eq!(code(meeting.office.accept(SESSION, late)), Code::StepOutOfOrder);
    assert_eq!(code(meeting.office.reopen(SESSION, "电脑修复", " ")), Code::ReasonMissing);
    meeting.office.reopen(SESSION, "电脑修复，补收评分包", "章示明").unwrap();
    assert_eq!(code(meeting.office.results_view(SESSION, &WhatIf::default())), Code::StepOutOfOrder);
    accept(&mut meeting, &packs[0]);
    meeting.office.tally(SESSION).unwrap();
    let view = meeting.office.results_view(SESSION, &WhatIf::default()).unwrap();
    assert_eq!((view.session.stage, view.sheets), (Stage::Tallied, 20));
    assert_eq!(view.settled, [], "a tie settled on the old figures is asked for again");
    let session = meeting.office.session(SESSION).unwrap();
    assert_eq!((session.excused.len(), session.reopenings.len()), (0, 1));
}
