//! A whole meeting through the use cases: from the sample workbook to documents that verify, and what must be refused on
//! the way with nothing changed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::PathBuf;

use app::demo::{self, Demo};
use app::{Kdf, Office, Refusal};
use domain::conclusion::{Conclusion, PanelDecision, Standing};
use domain::desk::{Edit, LineAdvice, Ticks};
use domain::recusal::Ground;
use domain::session::{Stage, TieDecision};
use domain::{Code, Subject};
use journeys::{BATCH, Meeting, SESSION, drawn, passphrase, sample, sample_edits, session};
use ranking::Comparison;
use workbook::Edits;

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// Scores everything on a desk with one level, in hundredths of each maximum, and uncut budgets.
fn score(desk: &mut app::Desk, meeting: &str, level: i64) {
    desk.pledge(meeting).unwrap();
    let task = desk.task(meeting).unwrap();
    let category = task.rules.member(&task.expert_no).unwrap().category;
    for bid in desk.view(meeting).unwrap().bids.into_iter().filter_map(|b| b.item.bid().cloned()) {
        for criterion in task.rules.sheet.criteria_of(category) {
            let raw = criterion.max.millionths() / 100 * level;
            let mark = ranking::Mark::from_millionths(raw / 500_000 * 500_000);
            desk.edit(meeting, &bid.no, Edit::Mark { criterion: criterion.id.clone(), mark: Some(mark) })
                .unwrap();
        }
        for line in &bid.budget {
            let advice = LineAdvice { recommended: line.requested, reason: None, ticks: Ticks::default() };
            desk.edit(meeting, &bid.no, Edit::Line { subject: line.subject, advice: Some(advice) }).unwrap();
        }
    }
}

fn decision(bid_no: &str, conclusion: Conclusion, standing: Standing) -> PanelDecision {
    PanelDecision {
        bid_no: bid_no.to_owned(),
        conclusion,
        standing,
        feasibility_text: "总体可行。".to_owned(),
        budget_text: "预算合理。".to_owned(),
        value_text: String::new(),
        weakness_text: String::new(),
        revise_text: String::new(),
        reason: String::new(),
        vote_text: None,
        closing: None,
        on_project: None,
    }
}

/// Every expert scores everything alike, locks, and hands a pack over.
fn scored(meeting: &mut Meeting) -> Vec<PathBuf> {
    let mut packs: Vec<PathBuf> = Vec::new();
    for no in meeting.experts.clone() {
        let (mut desk, id) = meeting.laptop(&no);
        score(&mut desk, &id, 80);
        journeys::lock(&mut desk, &id).unwrap();
        let pack = meeting.path(&format!("{no}.scores.lzp"));
        desk.write_scores(&id, &pack).unwrap();
        packs.push(pack);
    }
    packs
}

/// Each file with one bit changed in its middle, beside the untouched list: none is taken for the one that was made.
fn a_touched_file_is_found(meeting: &Meeting, files: &[PathBuf]) {
    let list = files.iter().find(|f| f.extension().is_some_and(|e| e == "lzv")).unwrap();
    for file in files.iter().filter(|f| *f != list) {
        let mut bytes = std::fs::read(file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        let touched = meeting.path(&format!("touched-{}", file.file_name().unwrap().to_string_lossy()));
        std::fs::write(&touched, bytes).unwrap();
        let checks = app::verify::verify(&[list.clone(), touched], &[meeting.path("card.lzcard")], None);
        assert!(checks[0].ok && !checks[1].ok, "{checks:#?}");
    }
}

/// The window's check: the vault that made a paper knows it; for another vault it is whole and no more, until a card
/// lies beside it.
fn what_lies_beside_a_file_is_used(meeting: &Meeting, files: &[PathBuf]) {
    let named: Vec<String> = files.iter().map(|f| f.to_string_lossy().into_owned()).collect();
    let own = app::verify::files(&named[..1], meeting.office.vault()).unwrap();
    assert!(own[0].belongs, "the vault recorded it: {own:#?}");
    let folder = meeting.path("stranger.lunzheng");
    let stranger =
        app::Desk::create(&folder, "生人", &passphrase(), Kdf::FLOOR, meeting.clock.clone()).unwrap();
    let beside = app::verify::files(&named[..1], stranger.vault()).unwrap();
    assert!(!beside[0].belongs && beside[0].zh.contains("未核对"), "no card lies beside it: {beside:#?}");
    std::fs::copy(meeting.path("card.lzcard"), meeting.path("out/card.lzcard")).unwrap();
    let beside = app::verify::files(&named, stranger.vault()).unwrap();
    assert_eq!(beside.len(), named.len(), "what lies beside is used, and only what was asked for is said");
    assert!(beside.iter().all(|c| c.belongs), "{beside:#?}");
}

/// Words alone settle no tie, and nobody's word does; a lot does.
fn settled_by_lot(meeting: &mut Meeting, order: &[String]) {
    let words_alone = TieDecision { how: None, ..drawn(order.to_vec()) };
    assert_eq!(code(meeting.office.settle_tie(SESSION, words_alone)), Code::MissingValue);
    let nobody = TieDecision { witnesses: " ".to_owned(), ..drawn(order.to_vec()) };
    assert_eq!(code(meeting.office.settle_tie(SESSION, nobody)), Code::ReasonMissing);
    meeting.office.settle_tie(SESSION, drawn(order.to_vec())).unwrap();
}

#[test]
fn a_whole_meeting_ends_in_documents_that_belong_to_its_packs_and_its_vault() {
    let mut meeting = Meeting::frozen();
    let packs = scored(&mut meeting);
    assert_eq!(meeting.office.waiting_for(SESSION).unwrap().len(), 7);
    assert_eq!(code(meeting.office.tally(SESSION)), Code::TallyNotReady);
    assert_eq!(
        code(meeting.office.result(SESSION)),
        Code::StepOutOfOrder,
        "no score is shown before the lock"
    );
    for pack in &packs {
        let staged = meeting.office.stage(SESSION, pack).unwrap();
        assert!(staged.locked && staged.findings.is_empty());
        assert!(meeting.office.accept(SESSION, staged).unwrap().new_events > 0);
    }
    let again = meeting.office.stage(SESSION, &packs[0]).unwrap();
    assert_eq!(again.findings[0].code, Code::PackDuplicate);
    let head = meeting.office.vault().journal_head().unwrap();
    assert_eq!(meeting.office.accept(SESSION, again).unwrap().new_events, 0);
    assert_eq!(meeting.office.vault().journal_head().unwrap(), head, "twice the same changes nothing");

    let view = meeting.office.tally(SESSION).unwrap();
    assert!(view.tally.bids.iter().all(|b| b.tied), "equal scores are a tie for humans");
    assert_eq!(view.tally.bid("JB-002").unwrap().valid_n(), "5/6", "the expert of 东南大学 is recused");
    let order: Vec<String> = ["JB-003", "JB-001", "JB-002"].map(str::to_owned).to_vec();
    settled_by_lot(&mut meeting, &order);
    let ranked: Vec<String> =
        meeting.office.result(SESSION).unwrap().tally.bids.into_iter().map(|b| b.bid_no).collect();
    assert_eq!(ranked, order);

    assert_eq!(code(meeting.office.make_documents(SESSION, &meeting.path("out"))), Code::DecisionMissing);
    for no in &order {
        let decision = decision(no, Conclusion::Approve, Standing::Recommended);
        meeting.office.decide(SESSION, decision, Vec::new()).unwrap();
    }
    let saved = meeting.office.make_documents(SESSION, &meeting.path("out")).unwrap();
    assert_eq!(saved.made.len(), 21);
    assert_eq!(meeting.office.session(SESSION).unwrap().stage, Stage::Closed);

    let made =
        saved.made.iter().map(|m| m.path.clone()).filter(|p| p.extension().is_some_and(|e| e != "xlsx"));
    let files: Vec<PathBuf> = made.chain(packs).collect();
    let checks = app::verify::verify(&files, &[meeting.path("card.lzcard")], None);
    assert!(checks.iter().all(|c| c.ok && c.compared), "{checks:#?}");
    a_touched_file_is_found(&meeting, &files);
    what_lies_beside_a_file_is_used(&meeting, &files);
    let folder = meeting.path("office.lunzheng");
    meeting.office.lock().unwrap();
    let secret = passphrase();
    let with_vault = app::verify::verify(&files[..1], &[], Some((&folder, &secret)));
    assert!(with_vault.iter().all(|c| c.ok), "{with_vault:#?}");
}

#[test]
fn an_import_with_errors_imports_nothing_and_one_without_is_all_or_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let mut office = Office::create(
        &scratch.path().join("a.lunzheng"),
        "钱示例",
        &passphrase(),
        Kdf::FLOOR,
        journeys::clock(),
    )
    .unwrap();
    let book = sample("sample_bids.xlsx");
    let refused = office.import(BATCH, &app::office::inspect(&book, Edits::default()).unwrap()).unwrap_err();
    assert_eq!(refused.code(), Code::ImportBlocked);
    assert!(refused.0.len() >= 4, "every error that is left is named");
    assert_eq!(office.bids(BATCH).unwrap().len(), 0);
    let no_reason = workbook::Drop { sheet: "揭榜方案".to_owned(), row: 10, reason: " ".to_owned() };
    let choices = Edits { drops: vec![no_reason], ..Edits::default() };
    assert_eq!(code(app::office::inspect(&book, choices)), Code::ReasonMissing);
    let inspected = app::office::inspect(&book, sample_edits()).unwrap();
    assert_eq!(office.import(BATCH, &inspected).unwrap().bids, 37);
    assert_eq!(code(office.import(BATCH, &inspected)), Code::ImportExists);
    assert_eq!(office.bids(BATCH).unwrap().len(), 37);
    let first = &office.bids(BATCH).unwrap()[0];
    assert_eq!((first.rd_total.0, first.budget.len()), (4_770_000_000, 4));
    assert_eq!(first.budget[0].subject, Subject::Equipment);
}

#[test]
fn a_corrected_cell_is_read_as_if_it_had_been_sent_so() {
    let mut choices = sample_edits();
    choices.drops.retain(|d| d.row != 34);
    choices.corrections.push(workbook::Correction {
        sheet: "揭榜方案".to_owned(),
        cell: "E34".to_owned(),
        text: "示例理工大学".to_owned(),
    });
    let inspected = app::office::inspect(&sample("sample_bids.xlsx"), choices).unwrap();
    assert!(!inspected.inspection.blocks(), "{:?}", inspected.inspection.findings);
    assert!(inspected.inspection.bids().iter().any(|b| b.solver.as_deref() == Some("示例理工大学")));
}

#[test]
fn recusals_are_decided_before_the_rules_are_frozen_and_the_rules_before_any_task() {
    let mut meeting = Meeting::prepared();
    let proposals = meeting.office.propose_recusals(SESSION, &domain::units::Aliases::default()).unwrap();
    let pairs: Vec<(&str, &str)> =
        proposals.iter().map(|p| (p.expert_no.as_str(), p.bid_no.as_str())).collect();
    assert_eq!(pairs, [("Z2", "JB-002")]);
    assert_eq!(code(meeting.office.freeze(SESSION, None, Comparison::Exact, None)), Code::RecusalUndecided);
    let path = meeting.path("early.lzp");
    assert_eq!(code(meeting.office.issue_task(SESSION, "Z1", &path)), Code::RulesNotFrozen);
    assert_eq!(
        code(meeting.office.decide_recusal(SESSION, "Z2", "JB-002", true, "", "单位相同")),
        Code::RecusalGroundMissing
    );
    let word = app::records::RecusalWord {
        recused: true,
        by: "赵示例".to_owned(),
        witness: Some(" 丁示例 ".to_owned()),
        reason: "单位相同".to_owned(),
    };
    meeting.office.settle_recusal(SESSION, "Z2", "JB-002", word).unwrap();
    let entry = &app::journal::page(meeting.office.vault(), None, 1).unwrap().lines[0];
    assert!(entry.details.contains(r#""witness":"丁示例""#), "{}", entry.details);
    let seen = meeting.office.setup_view(SESSION).unwrap().recusals.remove(0).witness;
    assert_eq!(seen.as_deref(), Some("丁示例"));
    let digest = meeting.office.freeze(SESSION, None, Comparison::Exact, Some("材料会后补齐")).unwrap();
    assert_eq!(digest.len(), 64);
    assert_eq!(code(meeting.office.choose_bids(SESSION, &meeting.bids)), Code::RulesFrozen);
    assert_eq!(code(meeting.office.set_panel(SESSION, &[])), Code::RulesFrozen);
    assert_eq!(code(meeting.office.issue_task(SESSION, "Z1", &path)), Code::EnrolNotCompared);
}

#[test]
fn a_recusal_of_a_member_or_bid_that_was_taken_out_blocks_nothing_and_is_back_with_it() {
    let mut meeting = Meeting::prepared();
    let choose = |meeting: &mut Meeting, bids: &[&str], out: &str| {
        let panel: Vec<String> = meeting.experts.iter().filter(|no| *no != out).cloned().collect();
        meeting.office.set_panel_typed(SESSION, &panel).unwrap();
        let bids: Vec<String> = bids.iter().map(|no| (*no).to_owned()).collect();
        meeting.office.choose_bids_typed(SESSION, &bids).unwrap();
        let undecided = |f: &domain::Finding| f.code == Code::RecusalUndecided;
        meeting.office.before_freeze(SESSION).unwrap().iter().any(undecided)
    };
    let all = ["JB-001", "JB-002", "JB-003"];
    assert!(choose(&mut meeting, &all, ""), "Z2 works for the unit that answers JB-002");
    assert!(!choose(&mut meeting, &all, "Z2"));
    assert!(choose(&mut meeting, &all, ""), "it was kept");
    assert!(!choose(&mut meeting, &["JB-001", "JB-003"], ""));
    let recorded = meeting.office.vault().verify_journal(None).unwrap().rows;
    meeting.office.freeze(SESSION, None, Comparison::Exact, Some("材料会后补齐")).unwrap();
    assert_eq!(meeting.office.recusals(SESSION).unwrap(), []);
    let rules = 1;
    assert_eq!(meeting.office.vault().verify_journal(None).unwrap().rows, recorded + rules);
}

#[test]
fn a_new_selection_after_the_policys_validity_needs_its_reason() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("a.lunzheng");
    let mut office = Office::create(&folder, "钱示例", &passphrase(), Kdf::FLOOR, journeys::clock()).unwrap();
    let mut late = session();
    late.date = "2026-07-15".parse().unwrap();
    assert_eq!(code(office.open_session(late.clone())), Code::PolicyExpired);
    late.expired_reason = Some("新政策发布前按市政府批复延用".to_owned());
    assert!(office.open_session(late).unwrap().passed_over[0].contains("延用"));
}

#[test]
fn twenty_four_digits_that_differ_enrol_nobody() {
    let mut meeting = Meeting::frozen();
    let (desk, id) = meeting.enrolled("Z1");
    let request = meeting.path("Z1.lzreq");
    let pending = meeting.office.read_request(SESSION, &request).unwrap();
    let typed = "0000 0000 0000 0000 0000 0000";
    assert_eq!(code(meeting.office.enrol(SESSION, "Z3", &pending, typed, "钱示例")), Code::EnrolDigits);
    let entries = meeting.office.vault().journal_of("enrol.differ").unwrap();
    assert_eq!(entries.len(), 1, "that they differed is journalled");
    assert_eq!(
        (entries[0].actor.as_str(), entries[0].subject.as_str()),
        ("钱示例", &*format!("{SESSION}/Z3"))
    );
    let details = &entries[0].details;
    assert!(details.contains(&pending.keys.fingerprint().to_string()), "{details}");
    for digits in [typed.replace(' ', ""), typed.to_owned(), pending.digits.replace(' ', "")] {
        assert!(!details.contains(&digits), "neither the digits typed nor the right ones: {details}");
    }
    assert!(entries[0].changes.is_empty());
    let card = meeting.path("card.lzcard");
    let mut desk = desk;
    let refused = desk.pin(&card, typed).unwrap_err();
    assert_eq!(refused.code(), Code::EnrolCardDigits);
    assert!(refused.problems()[0].zh.contains("会议卡上秘书处的24位数字"));
    std::fs::write(&card, "no card").unwrap();
    assert_eq!(code(desk.pin(&card, typed)), Code::CardNotACard);
    assert_eq!(code(meeting.office.read_request(SESSION, &card)), Code::RequestNotARequest);
    assert_eq!(desk.meetings().unwrap(), [id]);
}

#[test]
fn a_pack_for_somebody_else_of_another_meeting_changed_or_cut_is_refused_with_nothing_changed() {
    let mut meeting = Meeting::frozen();
    let (first, _) = meeting.laptop("Z1");
    let (mut second, id) = meeting.enrolled("Z2");
    let task = meeting.path("Z1.task.lzp");
    let before = second.vault().journal_head().unwrap();
    assert_eq!(code(second.take_task(&task)), Code::PackWrongRecipient);
    let bytes = std::fs::read(&task).unwrap();
    let tampered = meeting.path("tampered.lzp");
    for at in [20, bytes.len() / 3, bytes.len() / 2, bytes.len() - 5] {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        std::fs::write(&tampered, changed).unwrap();
        assert!(second.take_task(&tampered).is_err(), "byte {at}");
    }
    std::fs::write(&tampered, &bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(code(second.take_task(&tampered)), Code::FileCut);
    assert_eq!(second.vault().journal_head().unwrap(), before, "0 rows changed");

    let mut other = Meeting::frozen();
    let (mut stranger, foreign) = other.laptop("Z1");
    assert_ne!(foreign, id);
    assert_eq!(code(stranger.take_task(&task)), Code::PackWrongMeeting);
    score(&mut stranger, &foreign, 80);
    journeys::lock(&mut stranger, &foreign).unwrap();
    let scores = other.path("Z1.scores.lzp");
    stranger.write_scores(&foreign, &scores).unwrap();
    let head = meeting.office.vault().journal_head().unwrap();
    assert_eq!(code(meeting.office.stage(SESSION, &scores)), Code::PackWrongMeeting);
    assert_eq!(meeting.office.vault().journal_head().unwrap(), head);
    drop(first);
}

#[test]
fn a_task_pack_holds_nothing_of_a_recused_bid_but_its_number() {
    let mut meeting = Meeting::frozen();
    let (desk, id) = meeting.laptop("Z2");
    let task = desk.task(&id).unwrap();
    assert_eq!(task.recused, ["JB-002"]);
    let text = serde_json::to_string(&task).unwrap();
    let hidden = meeting.office.bids(BATCH).unwrap().into_iter().find(|b| b.no == "JB-002").unwrap();
    for word in [&hidden.title, &hidden.solver, &hidden.sponsor] {
        assert!(!text.replace("\"unit\":\"东南大学\"", "").contains(word.as_str()), "{word}");
    }
}

#[test]
fn the_desk_takes_no_score_before_the_pledge_after_the_lock_or_of_a_recused_bid() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = meeting.laptop("Z1");
    let mark = |value: &str| Edit::Mark { criterion: "route".to_owned(), mark: value.parse().ok() };
    assert_eq!(code(desk.edit(&id, "JB-001", mark("20"))), Code::PledgeMissing);
    desk.pledge(&id).unwrap();
    desk.edit(&id, "JB-001", mark("20.5")).unwrap();
    assert_eq!(code(desk.edit(&id, "JB-001", mark("25.5"))), Code::ScoreOverMax);
    assert_eq!(code(journeys::lock(&mut desk, &id)), Code::ScoreIncomplete);
    desk.recuse(&id, "JB-003", Ground::Shared, "近三年合作发表论文").unwrap();
    assert_eq!(code(desk.edit(&id, "JB-003", mark("20"))), Code::ScoreRecused);
    let seen: Vec<String> =
        desk.view(&id).unwrap().bids.into_iter().map(|b| b.item.no().to_owned()).collect();
    assert_eq!(seen, ["JB-001", "JB-002"], "the item is hidden at once");
    score(&mut desk, &id, 75);
    assert_eq!(journeys::lock(&mut desk, &id).unwrap(), 2);
    assert_eq!(code(desk.edit(&id, "JB-001", mark("1"))), Code::ScoreLocked);
    let pack = meeting.path("Z1.scores.lzp");
    desk.write_scores(&id, &pack).unwrap();
    let staged = meeting.office.stage(SESSION, &pack).unwrap();
    assert_eq!(meeting.office.accept(SESSION, staged).unwrap().recusals, 1);
    for no in ["Z2", "Z3", "Z4", "Z5", "Z6", "Z7"] {
        meeting.office.excuse(SESSION, no, "未到会").unwrap();
    }
    assert_eq!(
        code(meeting.office.tally(SESSION)),
        Code::RecusalUndecided,
        "a human decides what a desk declared"
    );
    meeting.office.decide_recusal(SESSION, "Z1", "JB-003", true, "赵示例", "属实").unwrap();
    let view = meeting.office.tally(SESSION).unwrap();
    assert_eq!(view.tally.bid("JB-003").unwrap().rank, None);
    assert_eq!(view.tally.bid("JB-001").unwrap().valid_n(), "1");
}

#[test]
fn the_demo_meeting_shows_a_recusal_a_tie_a_bid_over_the_cap_and_one_at_exactly_fifty_wan() {
    let scratch = tempfile::tempdir().unwrap();
    let demo =
        Demo { out: scratch.path().join("demo"), bids: 8, experts: 5, from: None, seed: 1, kdf: Kdf::FLOOR };
    let summary = demo::hold(&demo, &|_, _, _| {}).unwrap();
    assert_eq!((summary.bids, summary.experts), (8, 5));
    assert!(summary.recusals.len() >= 2 && summary.ties.len() == 1, "{summary:#?}");
    assert!(summary.over_cap.iter().any(|l| l.contains("核定2000.00万元")));
    assert_eq!(summary.once, ["FA2026-004 50.00万元"]);
    assert!(summary.documents.iter().all(|d| d.is_file()));
    assert_eq!(code(demo::hold(&demo, &|_, _, _| {})), Code::VaultExists, "never over an earlier one");
}

/// While bids are tied, minutes, list and the set are refused naming them; the summary, which shows the tie, is not.
fn ties_keep_the_ranked_papers_back(meeting: &mut Meeting) {
    let office = &mut meeting.office;
    let tally = office.result(SESSION).unwrap().tally;
    let order: Vec<String> = tally.bids.iter().filter(|b| b.tied).map(|b| b.bid_no.clone()).collect();
    assert!(order.len() >= 2);
    let out = meeting.scratch.path().join("early");
    assert_eq!(code(office.make_documents(SESSION, &out)), Code::DocTieOpen);
    for id in ["minutes-bid", "recommendation-list"] {
        assert_eq!(code(office.preview(SESSION, id)), Code::DocTieOpen, "{id}");
        assert_eq!(code(office.save_document(SESSION, id, &out.join("a.pdf"))), Code::DocTieOpen, "{id}");
    }
    let view = office.documents_view(SESSION).unwrap();
    assert!(view.blocked[0].zh.contains(&order[0]) && view.blocked[0].remedy_zh.contains("定同分先后"));
    assert!(office.preview(SESSION, "score-summary").is_ok() && !out.exists());
    office.settle_tie(SESSION, drawn(order)).unwrap();
    assert!(office.documents_view(SESSION).unwrap().blocked.is_empty());
}

#[test]
fn a_score_far_below_the_others_keeps_no_paper_back() {
    let mut meeting = Meeting::frozen();
    for no in meeting.experts.clone() {
        let (mut desk, id) = meeting.laptop(&no);
        score(&mut desk, &id, if no == "Z3" { 20 } else { 80 });
        journeys::lock(&mut desk, &id).unwrap();
        let pack = meeting.path(&format!("{no}.scores.lzp"));
        desk.write_scores(&id, &pack).unwrap();
        let staged = meeting.office.stage(SESSION, &pack).unwrap();
        meeting.office.accept(SESSION, staged).unwrap();
    }
    let view = meeting.office.tally(SESSION).unwrap();
    let decisions = view.tally.bids.iter().map(|bid| {
        let conclusion = bid.suggestion.as_ref().unwrap().conclusion;
        let standing = if conclusion == Conclusion::Reject { Standing::None } else { Standing::Recommended };
        let mut decision = decision(&bid.bid_no, conclusion, standing);
        (decision.reason, decision.revise_text) = ("议定".to_owned(), "补充检测".to_owned());
        (decision, Vec::new())
    });
    let decisions = decisions.collect();
    meeting.office.decide_all(SESSION, decisions).unwrap();
    ties_keep_the_ranked_papers_back(&mut meeting);
    let saved = meeting.office.make_documents(SESSION, &meeting.path("out")).unwrap();
    let minutes = saved.made.iter().find(|m| m.form == "minutes-bid").unwrap();
    assert!(minutes.pages.is_some_and(|n| n > 1) && minutes.path.exists());
}
