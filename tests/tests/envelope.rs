//! 资金盘子: recorded with a reason for every change, proposing by rank, and the panel's departures with their reasons on paper.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::path::PathBuf;

use app::Refusal;
use app::api::envelope::{EnvelopeForm, TriedAmount};
use app::api::results::{ResultsView, Standing, WhatIf};
use domain::conclusion::{Conclusion, PanelDecision, Standing as Stands};
use domain::{Code, Fen};
use journeys::{Meeting, SESSION, drawn, words};

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// Everybody scored alike and the scores are taken together: three bids, tied.
fn tallied() -> Meeting {
    tallied_at(80)
}

fn tallied_at(level: i64) -> Meeting {
    let mut meeting = Meeting::frozen();
    for pack in meeting.scored_at(level) {
        meeting.take(&pack);
    }
    meeting.office.tally(SESSION).unwrap();
    meeting
}

fn view(meeting: &Meeting) -> ResultsView {
    meeting.office.results_view(SESSION, &WhatIf::default()).unwrap()
}

fn settle(meeting: &mut Meeting) {
    let word = drawn(["JB-002", "JB-001", "JB-003"].map(str::to_owned).to_vec());
    meeting.office.settle_tie(SESSION, word).unwrap();
}

fn wan(text: &str) -> Fen {
    Fen::parse_with_unit(&format!("{text}万元")).unwrap()
}

/// The awards of bids in order of rank, added up.
fn sum(view: &ResultsView, bids: usize) -> Fen {
    Fen::sum(view.rows.iter().take(bids).map(|r| wan(r.award.as_ref().unwrap()))).unwrap()
}

fn form(total: &str, reason: &str) -> EnvelopeForm {
    let basis = "本批次预算安排".to_owned();
    EnvelopeForm { total: total.to_owned(), basis, reason: reason.to_owned(), ..EnvelopeForm::default() }
}

fn proposed(view: &ResultsView) -> Vec<(Option<Standing>, Option<String>)> {
    view.rows.iter().map(|r| (r.proposed, r.why.as_ref().map(|w| w.code.clone()))).collect()
}

fn word(bid_no: &str, standing: Stands, reason: &str) -> PanelDecision {
    PanelDecision {
        bid_no: bid_no.to_owned(),
        conclusion: Conclusion::Approve,
        standing,
        feasibility_text: "总体可行。".to_owned(),
        budget_text: "预算合理。".to_owned(),
        value_text: String::new(),
        weakness_text: String::new(),
        revise_text: String::new(),
        reason: reason.to_owned(),
        vote_text: None,
        closing: None,
        on_project: None,
    }
}

fn paper(saved: &[PathBuf], name: &str) -> String {
    words(saved.iter().find(|p| p.file_name().unwrap().to_string_lossy().contains(name)).unwrap())
}

/// An envelope for the first two of three, with the tie settled.
fn with_envelope() -> (Meeting, Fen) {
    let mut meeting = tallied();
    settle(&mut meeting);
    let two = sum(&view(&meeting), 2);
    meeting.office.set_envelope_typed(SESSION, &form(&two.wan(), "")).unwrap();
    (meeting, two)
}

#[test]
fn without_an_envelope_nothing_is_proposed_and_across_a_tie_it_waits_for_people() {
    let mut meeting = tallied();
    let before = view(&meeting);
    assert!(before.envelope.versions.is_empty() && before.rows.iter().all(|r| r.proposed.is_none()));
    assert!(before.rows.iter().all(|r| r.why.is_none() && r.line.is_none()));
    let two = sum(&before, 2);
    meeting.office.set_envelope_typed(SESSION, &form(&two.wan(), "")).unwrap();
    let tied = view(&meeting);
    assert!(proposed(&tied).iter().all(|(standing, why)| standing.is_none() && why.is_some()), "{tied:?}");
    settle(&mut meeting);
    let settled = view(&meeting);
    let two = sum(&settled, 2);
    meeting.office.set_envelope_typed(SESSION, &form(&two.wan(), "同分已定")).unwrap();
    let exact = view(&meeting);
    let listed = (Some(Standing::Recommended), None);
    let over = (Some(Standing::Reserve), Some("envelope.over_total".to_owned()));
    assert_eq!(proposed(&exact), [listed.clone(), listed, over], "exactly the line is within it");
    assert_eq!((exact.envelope.count, exact.envelope.sum.as_str()), (2, two.wan().as_str()));
    assert_eq!((exact.envelope.left.as_str(), exact.rows[2].line.as_deref()), ("0.00", Some(&*two.wan())));
}

#[test]
fn an_envelope_is_changed_with_a_reason_and_every_version_is_kept() {
    let (mut meeting, two) = with_envelope();
    let office = &mut meeting.office;
    assert_eq!(code(office.set_envelope_typed(SESSION, &form("100", " "))), Code::ReasonMissing);
    assert_eq!(code(office.set_envelope_typed(SESSION, &form("0", "更正"))), Code::EnvelopeAmount);
    assert_eq!(code(office.set_envelope_typed(SESSION, &form("很多", "更正"))), Code::AmountUnparsable);
    let fields = vec![("没有的领域".to_owned(), "1".to_owned())];
    let unknown = EnvelopeForm { fields, ..form("100", "更正") };
    assert_eq!(code(office.set_envelope_typed(SESSION, &unknown)), Code::NotFound);
    let most = EnvelopeForm { most: "1".to_owned(), ..form(&two.wan(), "只安排一项") };
    office.set_envelope_typed(SESSION, &most).unwrap();
    let changed = view(&meeting);
    let versions: Vec<(Option<u32>, &str)> =
        changed.envelope.versions.iter().map(|v| (v.most, v.reason.as_str())).collect();
    assert_eq!(versions, [(None, ""), (Some(1), "只安排一项")]);
    assert_eq!((changed.trial.bids, changed.trial.over_by.as_ref()), (1, None), "as it is proposed");
    let why: Vec<Option<String>> = proposed(&changed).into_iter().map(|p| p.1).collect();
    assert_eq!(why, [None, Some("envelope.most".to_owned()), Some("envelope.ended".to_owned())]);
    let (entry, _) = meeting
        .office
        .vault()
        .journal(meeting.office.vault().journal_head().unwrap().seq, 1)
        .unwrap()
        .remove(0);
    assert_eq!((entry.action.as_str(), entry.reason.as_deref()), ("envelope.set", Some("只安排一项")));
}

#[test]
fn a_trial_of_amounts_recomputes_cap_award_and_line_and_stores_nothing() {
    let (meeting, _) = with_envelope();
    let head = meeting.office.vault().journal_head().unwrap();
    let no = view(&meeting).rows[0].no.clone();
    let amount = |rd: &str, fiscal: &str| WhatIf {
        amounts: vec![TriedAmount { no: no.clone(), rd: rd.to_owned(), fiscal: fiscal.to_owned() }],
        ..WhatIf::default()
    };
    let smaller = meeting.office.results_view(SESSION, &amount("100.01", "")).unwrap();
    let row = &smaller.rows[0];
    assert_eq!((row.cap.as_deref(), row.award.as_deref()), (Some("30.003"), Some("30.00")));
    assert!(smaller.trial.tried);
    let none = meeting.office.results_view(SESSION, &amount("", "0")).unwrap();
    assert_eq!(none.rows[0].award.as_deref(), Some("0.00"));
    assert_eq!(none.rows[2].proposed, Some(Standing::Reserve), "what is recorded stays");
    let fits =
        wan(none.rows[2].award.as_ref().unwrap()) <= wan(view(&meeting).rows[0].award.as_ref().unwrap());
    assert_eq!(none.rows[2].tried == Some(Standing::Recommended), fits);
    assert_eq!(none.rows[1].line, none.rows[1].award, "the line follows the trial");
    assert_eq!(code(meeting.office.results_view(SESSION, &amount("很多", ""))), Code::AmountUnparsable);
    assert_eq!(meeting.office.vault().journal_head().unwrap(), head);
}

/// What stands by the envelope's proposal alone is found again in the archive, without a vault.
fn archive_gives_it_again(meeting: &mut Meeting) {
    let secret = app::SecretString::from("一句归档用的测试口令而已");
    let (path, key) = (meeting.path("归档.lzp"), meeting.path("归档.lzkey"));
    meeting.office.write_archive_at(SESSION, &path, &key, &secret, &[], 8).unwrap();
    let checks = app::verify::verify_archives(&[path], &[key, meeting.path("card.lzcard")], None, &secret);
    assert!(checks.iter().all(|c| c.problems.is_empty()), "{checks:?}");
}

#[test]
fn a_standing_apart_from_the_proposal_wants_a_reason_which_minutes_and_list_print() {
    let (mut meeting, two) = with_envelope();
    let office = &mut meeting.office;
    let listed = word("JB-003", Stands::Recommended, "");
    assert_eq!(code(office.decide(SESSION, listed, Vec::new())), Code::ConclusionDepartsEnvelope);
    // Who follows the proposal has its reason in it.
    office.decide(SESSION, word("JB-003", Stands::Reserve, ""), Vec::new()).unwrap();
    let reserve = word("JB-002", Stands::Reserve, "");
    assert_eq!(code(office.decide(SESSION, reserve, Vec::new())), Code::ConclusionDepartsEnvelope);
    let said = "中试条件尚未落实";
    for decided in [word("JB-002", Stands::Reserve, said), word("JB-001", Stands::Recommended, "")] {
        office.decide(SESSION, decided, Vec::new()).unwrap();
    }
    let state = view(&meeting).envelope;
    let departures: Vec<(&str, Standing, Standing)> =
        state.departures.iter().map(|d| (d.bid_no.as_str(), d.standing, d.proposed)).collect();
    assert_eq!(departures, [("JB-002", Standing::Reserve, Standing::Recommended)]);
    let saved = meeting.office.make_documents(SESSION, &meeting.path("out")).unwrap();
    let saved: Vec<PathBuf> = saved.made.into_iter().map(|m| m.path).collect();
    let minutes = paper(&saved, "纪要");
    let total = format!("登记资金总额{}万元，依据：本批次预算安排", two.wan());
    for told in [total.as_str(), "按盘子建议列入2项", "与资金盘子建议不一致", said] {
        assert!(minutes.contains(told), "{told} in {minutes}");
    }
    assert_eq!(minutes.matches(said).count(), 1, "a reason is told once");
    archive_gives_it_again(&mut meeting);
    let book = saved.iter().find(|p| p.display().to_string().ends_with("建议名单.xlsx")).unwrap();
    let book = workbook::read(&std::fs::read(book).unwrap(), "建议名单.xlsx").unwrap();
    let names: Vec<&str> = book.sheets.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["建议名单", "备选"]);
    let rows = |sheet: usize| book.sheets[sheet].rows.values().map(|row| row.iter().collect::<Vec<_>>());
    let cells =
        |sheet: usize, no: &str| rows(sheet).find(|row| row.iter().any(|c| c.value.text() == no)).unwrap();
    let first = cells(0, "JB-001");
    let numbers = first.iter().filter(|c| format!("{:?}", c.value).starts_with("Number(")).count();
    assert_eq!(numbers, 6, "number, both sums, share, score and rank can be computed with: {first:?}");
    let reserve = cells(1, "JB-002");
    assert!(reserve.last().unwrap().value.text().contains("专家组定为备选：中试条件尚未落实"), "{reserve:?}");
    let list = paper(&saved, "建议名单");
    assert!(list.contains("盘子为建议立项，专家组定为备选：中试条件尚未落实"), "{list}");
}

#[test]
fn words_spoken_before_another_envelope_are_checked_against_it_before_any_document() {
    let (mut meeting, _) = with_envelope();
    for (no, standing) in
        [("JB-002", Stands::Recommended), ("JB-001", Stands::Recommended), ("JB-003", Stands::Reserve)]
    {
        meeting.office.decide(SESSION, word(no, standing, ""), Vec::new()).unwrap();
    }
    meeting.office.set_envelope_typed(SESSION, &form("100000", "市财政追加")).unwrap();
    let told = view(&meeting);
    assert!(told.findings.iter().any(|f| f.code == "conclusion.departs_envelope"), "{:?}", told.findings);
    let refused = meeting.office.make_documents(SESSION, &meeting.path("out"));
    assert_eq!(code(refused), Code::ConclusionDepartsEnvelope);
    meeting.office.decide(SESSION, word("JB-003", Stands::Recommended, ""), Vec::new()).unwrap();
    meeting.office.make_documents(SESSION, &meeting.path("out")).unwrap();
    let late = meeting.office.set_envelope_typed(SESSION, &form("1", "会后"));
    assert_eq!(code(late), Code::StepOutOfOrder);
}

#[test]
fn without_an_envelope_a_grade_without_money_proposes_by_itself_and_a_departure_from_it_wants_its_reason() {
    // 65 of 100: agreed after revision, and under the 70 from which the sheet gives money.
    let mut meeting = tallied_at(65);
    settle(&mut meeting);
    let unfunded = (Some(Standing::Unfunded), Some("envelope.no_funds".to_owned()));
    let shown = view(&meeting);
    assert_eq!(proposed(&shown), vec![unfunded; 3]);
    assert!(shown.rows.iter().all(|row| row.line.is_none()), "no envelope has a line");
    assert_eq!((shown.trial.bids, shown.trial.sum.as_str()), (0, "0.00"), "no money, no line");
    let revised = |no: &str, standing, reason| PanelDecision {
        conclusion: Conclusion::ApproveAfterRevision,
        revise_text: "补充检测条件".to_owned(),
        ..word(no, standing, reason)
    };
    let office = &mut meeting.office;
    for apart in [Stands::Recommended, Stands::Reserve] {
        let refused = office.decide(SESSION, revised("JB-001", apart, " "), Vec::new());
        assert_eq!(code(refused), Code::ConclusionDepartsEnvelope);
    }
    let said = "专家组认为属链上急需";
    for decided in [
        revised("JB-001", Stands::Recommended, said),
        revised("JB-002", Stands::Unfunded, ""),
        revised("JB-003", Stands::Unfunded, ""),
    ] {
        office.decide(SESSION, decided, Vec::new()).unwrap();
    }
    let saved = meeting.office.make_documents(SESSION, &meeting.path("out")).unwrap();
    let saved: Vec<PathBuf> = saved.made.into_iter().map(|m| m.path).collect();
    let minutes = paper(&saved, "纪要");
    let told = format!("按评定档次为立项但不资助，专家组定为建议立项：{said}");
    assert!(minutes.contains(&told), "{minutes}");
    assert!(!minutes.contains("与资金盘子建议不一致"), "there is no envelope: {minutes}");
    let list = paper(&saved, "建议名单");
    assert!(list.contains("评定档次为不资助"), "{list}");
    let book = saved.iter().find(|p| p.display().to_string().ends_with("建议名单.xlsx")).unwrap();
    let book = workbook::read(&std::fs::read(book).unwrap(), "建议名单.xlsx").unwrap();
    let told: Vec<String> = book.sheets[0].rows.values().flatten().map(|c| c.value.text()).collect();
    for words in ["修改要求", "补充检测条件", "不按建议列入的理由"] {
        assert!(told.iter().any(|cell| cell == words), "{words} in {told:?}");
    }
    assert!(told.iter().any(|cell| cell.ends_with(&format!("专家组定为建议立项：{said}"))), "{told:?}");
    archive_gives_it_again(&mut meeting);
}
