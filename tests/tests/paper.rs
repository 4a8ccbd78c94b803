//! Scores from paper: five experts on laptops and two on paper, typed twice, one difference. What counts is what the paper
//! says, whoever typed it; nothing is shown before the lock, and nothing of it can be forged or slipped in.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]
#![allow(clippy::too_many_lines, clippy::cognitive_complexity, reason = "a meeting is one story")]

use app::api::board::BoardCell;
use app::api::paper::{PaperPart, TypedState};
use app::api::results::WhatIf;
use app::{Office, Refusal, SecretString};
use domain::{Code, ScoreSheet};
use journeys::{Meeting, SESSION, score, words};
use ranking::Mark;

/// log₂ of scrypt's N in tests.
const WORK: u8 = 8;
const FIRST: &str = "钱示例";
const SECOND: &str = "周示例";

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// The level at which an expert of the panel scores everything.
fn level(expert_no: &str) -> i64 {
    60 + 4 * expert_no.trim_start_matches('Z').parse::<i64>().unwrap()
}

fn sheet() -> ScoreSheet {
    ScoreSheet::parse(include_str!("../../assets/score-sheets/bid-default.toml")).unwrap()
}

/// Types whatever is open of a sheet as the expert would have scored it at the desk.
fn type_entry(office: &mut Office, of: (&str, &str)) {
    let gates = sheet().gates;
    for field in office.paper_form(SESSION, of).unwrap().fields {
        let text = match field.part {
            PaperPart::Mark => {
                let max: Mark = field.most.unwrap().parse().unwrap();
                let raw = max.millionths() / 100 * level(of.0);
                Mark::from_millionths(raw / 500_000 * 500_000).to_string()
            }
            PaperPart::Gate => {
                let gate = gates.iter().find(|g| field.id.ends_with(&format!("/{}", g.id))).unwrap();
                if gate.veto_on == "是" { "2" } else { "1" }.to_owned()
            }
            PaperPart::Amount => field.most.unwrap(),
            PaperPart::Vote | PaperPart::Words => continue,
        };
        office.paper_type(SESSION, of, &field.id, &text).unwrap();
    }
}

/// Both entries of a sheet, alike.
fn typed_twice(office: &mut Office, of: (&str, &str)) {
    for by in [FIRST, SECOND] {
        office.paper_start(SESSION, of, by, None).unwrap();
        type_entry(office, of);
        office.paper_done(SESSION, of).unwrap();
    }
}

/// What an expert is to score, by number.
fn due(office: &Office, expert_no: &str) -> Vec<String> {
    let view = office.paper_view(SESSION).unwrap();
    let expert = view.experts.iter().find(|e| e.no == expert_no).unwrap();
    expert.rows.iter().map(|row| row.bid_no.clone()).collect()
}

fn on_paper(office: &mut Office, expert_no: &str) {
    for bid in due(office, expert_no) {
        typed_twice(office, (expert_no, &bid));
        office.paper_count(SESSION, (expert_no, &bid), None).unwrap();
    }
    office.paper_close(SESSION, expert_no, &[]).unwrap();
}

fn on_laptop(meeting: &mut Meeting, expert_no: &str) {
    let (mut desk, id) = meeting.laptop(expert_no);
    score(&mut desk, &id, level(expert_no));
    journeys::lock(&mut desk, &id).unwrap();
    let pack = meeting.path(&format!("{expert_no}.scores.lzp"));
    desk.write_scores(&id, &pack).unwrap();
    desk.lock().unwrap();
    meeting.take(&pack);
}

fn cell(office: &Office, (expert_no, bid_no): (&str, &str)) -> BoardCell {
    let board = office.board_view(SESSION).unwrap();
    let at = board.experts.iter().position(|e| e.no == expert_no).unwrap();
    board.bids.iter().find(|b| b.no == bid_no).unwrap().cells[at]
}

#[test]
fn five_laptops_and_two_on_paper_give_the_tally_of_seven_laptops_and_the_papers_say_how() {
    let mut other = Meeting::frozen();
    for no in other.experts.clone() {
        on_laptop(&mut other, &no);
    }
    let laptops = other.office.tally(SESSION).unwrap().tally;

    let mut meeting = Meeting::frozen();
    for no in ["Z1", "Z3", "Z4", "Z5", "Z6"] {
        on_laptop(&mut meeting, no);
    }
    let office = &mut meeting.office;
    assert_eq!(code(office.tally(SESSION)), Code::TallyNotReady);
    on_paper(office, "Z7");
    let sheets = due(office, "Z2");
    assert_eq!(sheets.len(), 2, "the item of the own unit has no sheet");
    let of = ("Z2", sheets[0].as_str());
    typed_twice(office, ("Z2", &sheets[1]));
    office.paper_count(SESSION, ("Z2", &sheets[1]), None).unwrap();

    // One figure is mistyped by the second person, who sees nothing of the first entry.
    let form = |office: &Office| office.paper_form(SESSION, of).unwrap();
    assert_eq!(cell(office, of), BoardCell::None, "known to be on paper, and not typed");
    office.paper_start(SESSION, of, FIRST, None).unwrap();
    type_entry(office, of);
    assert_eq!(
        code(office.paper_type(SESSION, of, "merits", "好")),
        Code::PaperStep,
        "words come after both"
    );
    assert_eq!(cell(office, of), BoardCell::PaperFirst);
    office.paper_done(SESSION, of).unwrap();
    assert_eq!(cell(office, of), BoardCell::PaperSecond);
    office.paper_start(SESSION, of, SECOND, None).unwrap();
    let second = form(office);
    assert_eq!(second.state, TypedState::Second);
    assert!(second.fields.iter().all(|f| f.text.is_empty() && f.part != PaperPart::Words));
    assert!(second.differences.is_empty());
    type_entry(office, of);
    let right = form(office).fields.iter().find(|f| f.id == "mark/route").unwrap().text.clone();
    office.paper_type(SESSION, of, "mark/route", "11").unwrap();
    office.paper_done(SESSION, of).unwrap();
    assert_eq!((form(office).state, cell(office, of)), (TypedState::Differs, BoardCell::PaperDiffers));
    let refused = office.paper_count(SESSION, of, None).unwrap_err();
    assert_eq!(refused.code(), Code::PaperEntryDiffers);
    let differences = form(office).differences;
    assert_eq!(differences.len(), 1);
    assert_eq!((differences[0].first.as_str(), differences[0].second.as_str()), (right.as_str(), "11"));
    assert_eq!(code(office.paper_look(SESSION, of, "mark/fit", "11", "赵示例")), Code::NotFound);
    assert_eq!(code(office.paper_look(SESSION, of, "mark/route", "11", " ")), Code::ReasonMissing);
    office.paper_look(SESSION, of, "mark/route", &right, "赵示例").unwrap();
    office.paper_type(SESSION, of, "merits", "前期基础扎实").unwrap();
    assert_eq!(form(office).state, TypedState::Ready);
    let scan = meeting.scratch.path().join("扫描件.png");
    std::fs::write(&scan, b"a picture of the sheet").unwrap();
    office.paper_count(SESSION, of, Some(&scan)).unwrap();
    assert_eq!(cell(office, of), BoardCell::Paper);
    office.paper_close(SESSION, "Z2", &[]).unwrap();

    let board = meeting.office.board_view(SESSION).unwrap();
    assert_eq!((board.blocked.len(), board.waiting.len()), (0, 0), "{:?}", board.blocked);
    let mixed = meeting.office.tally(SESSION).unwrap().tally;
    assert_eq!(mixed, laptops);

    let explained = meeting.office.explain_view(SESSION, of.1).unwrap();
    let own = explained.rows.iter().find(|r| r.name == "邹䶮").unwrap().origin.clone().unwrap();
    let paper = own.paper.unwrap();
    assert_eq!((paper.first.as_str(), paper.second.as_str()), (FIRST, SECOND));
    assert!(own.journal_seq.is_some() && own.pack.is_none());

    let made = meeting.closed_over_departures();
    let named = |part: &str| words(made.iter().find(|p| p.display().to_string().contains(part)).unwrap());
    let minutes = named("纪要");
    assert!(minutes.contains("评分形式：混合。"), "{minutes}");
    assert!(minutes.contains("邹䶮、苏示杰使用纸质评分表评分"), "{minutes}");
    assert!(!minutes.contains("专家各自在本人的评审电脑上评分"), "two did not");
    let summary = named("评分汇总表（实名");
    assert!(summary.contains("纸质录入差异") && summary.contains("录入乙“11”"), "{summary}");
    let own = named("专家个人评分表_专家02");
    assert!(own.contains("由钱示例、周示例先后各自独立录入") && own.contains("认定人：赵示例"), "{own}");
    assert!(!named("专家个人评分表_专家01").contains("纸质"), "the others signed on their laptops");

    let (pack, key) = (meeting.path("归档.lzp"), meeting.path("归档.lzkey"));
    let secret = SecretString::from("归档另用的一句足够长的口令");
    meeting.office.write_archive_at(SESSION, &pack, &key, &secret, &[], WORK).unwrap();
    let keys = [key, meeting.path("card.lzcard")];
    let checks = app::verify::verify_archives(std::slice::from_ref(&pack), &keys, None, &secret);
    assert!(checks[0].ok && checks[0].facts.contains("重新算出"), "{checks:?}");
}

#[test]
fn a_wrong_code_one_typist_twice_a_recused_item_and_what_the_sheet_does_not_allow_are_refused() {
    let mut meeting = Meeting::frozen();
    let office = &mut meeting.office;
    let view = office.paper_view(SESSION).unwrap();
    let row = view.experts[0].rows[0].clone();
    let of = (row.expert_no.as_str(), row.bid_no.as_str());
    let found = office.paper_by_code(SESSION, &row.code.to_lowercase()).unwrap();
    assert_eq!(found, (row.expert_no.clone(), row.bid_no.clone()));
    let mut wrong = row.code.clone().into_bytes();
    wrong.swap(0, 6);
    if wrong[0] != wrong[6] {
        let wrong = String::from_utf8(wrong).unwrap();
        assert_eq!(code(office.paper_by_code(SESSION, &wrong)), Code::PaperCodeWrong);
    }
    let elsewhere = domain::sheet_code::of("other rules", of.0, of.1);
    assert_eq!(code(office.paper_by_code(SESSION, &elsewhere)), Code::PaperCodeUnknown);
    assert_eq!(code(office.paper_start(SESSION, ("Z2", "JB-002"), FIRST, None)), Code::ScoreRecused);
    assert_eq!(code(office.paper_start(SESSION, ("Z9", of.1), FIRST, None)), Code::NotFound);
    assert_eq!(code(office.paper_start(SESSION, of, " ", None)), Code::ReasonMissing);
    assert_eq!(code(office.paper_count(SESSION, of, None)), Code::PaperStep);

    office.paper_start(SESSION, of, FIRST, None).unwrap();
    assert_eq!(
        code(office.paper_start(SESSION, of, SECOND, None)),
        Code::PaperStep,
        "the first is not whole"
    );
    assert_eq!(code(office.paper_done(SESSION, of)), Code::ScoreIncomplete);
    type_entry(office, of);
    assert_eq!(code(office.paper_type(SESSION, of, "mark/none", "1")), Code::NotFound);
    for (field, text, refusal) in [
        ("mark/route", "25.5", Code::ScoreOverMax),
        ("mark/route", "1o", Code::ScoreUnreadable),
        ("fiscal/equipment", "999999", Code::BudgetOverRequested),
    ] {
        let before = office.paper_form(SESSION, of).unwrap();
        let was = before.fields.iter().find(|f| f.id == field).unwrap().text.clone();
        office.paper_type(SESSION, of, field, text).unwrap();
        let kept = office.paper_form(SESSION, of).unwrap();
        assert_eq!(kept.fields.iter().find(|f| f.id == field).unwrap().text, text, "kept as it was typed");
        assert_eq!(code(office.paper_done(SESSION, of)), refusal, "{field} {text}");
        office.paper_type(SESSION, of, field, &was).unwrap();
    }
    office.paper_done(SESSION, of).unwrap();
    for same in [FIRST, " 钱 示例 "] {
        assert_eq!(code(office.paper_start(SESSION, of, same, None)), Code::PaperSameTypist);
    }
    assert_eq!(code(office.paper_type(SESSION, of, "mark/route", "1")), Code::PaperStep, "it is whole");
    assert_eq!(code(office.paper_close(SESSION, of.0, &[])), Code::PaperSheetOpen);
    // A cut that both typed wants its reason, which is typed once.
    office.paper_discard(SESSION, of, "换一张").unwrap();
    for by in [FIRST, SECOND] {
        office.paper_start(SESSION, of, by, None).unwrap();
        type_entry(office, of);
        office.paper_type(SESSION, of, "fiscal/equipment", "0").unwrap();
        office.paper_done(SESSION, of).unwrap();
    }
    let form = office.paper_form(SESSION, of).unwrap();
    assert_eq!(
        form.problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(),
        ["budget.cut_without_reason"]
    );
    let words: Vec<&str> = form.fields.iter().map(|f| f.id.as_str()).collect();
    assert_eq!(words, ["cut/equipment", "merits", "problems", "advice"], "no ground: nothing vetoes");
    assert_eq!(code(office.paper_count(SESSION, of, None)), Code::BudgetCutReason);
    office.paper_type(SESSION, of, "cut/equipment", "设备可共用").unwrap();
    assert!(office.paper_form(SESSION, of).unwrap().problems.is_empty());
    assert_eq!(code(office.paper_discard(SESSION, of, "")), Code::ReasonMissing);
    office.paper_discard(SESSION, of, "录成另一张表").unwrap();
    assert_eq!(office.paper_form(SESSION, of).unwrap().state, TypedState::None);
}

#[test]
fn a_sheet_that_counts_is_put_right_by_a_further_entry_with_its_reason_and_never_after_the_tally() {
    let mut meeting = Meeting::frozen();
    for no in ["Z2", "Z3", "Z4", "Z5", "Z6", "Z7"] {
        on_laptop(&mut meeting, no);
    }
    let office = &mut meeting.office;
    let bids = due(office, "Z1");
    let of = ("Z1", bids[0].as_str());
    for bid in &bids[..2] {
        typed_twice(office, ("Z1", bid));
        office.paper_count(SESSION, ("Z1", bid), None).unwrap();
    }
    assert_eq!(code(office.paper_start(SESSION, of, FIRST, None)), Code::ReasonMissing);
    office.paper_start(SESSION, of, FIRST, Some("漏看涂改处")).unwrap();
    type_entry(office, of);
    office.paper_type(SESSION, of, "mark/fit", "20").unwrap();
    office.paper_done(SESSION, of).unwrap();
    office.paper_start(SESSION, of, SECOND, None).unwrap();
    type_entry(office, of);
    office.paper_type(SESSION, of, "mark/fit", "20").unwrap();
    office.paper_done(SESSION, of).unwrap();
    office.paper_count(SESSION, of, None).unwrap();
    // The third sheet does not come.
    assert_eq!(code(office.paper_close(SESSION, "Z1", &[])), Code::PaperSheetOpen);
    let lost = [(bids[2].clone(), "原件被茶水浸毁，专家已离会".to_owned())];
    assert_eq!(
        code(office.paper_close(SESSION, "Z1", &[(bids[2].clone(), " ".to_owned())])),
        Code::ReasonMissing
    );
    office.paper_close(SESSION, "Z1", &lost).unwrap();
    assert_eq!(cell(office, ("Z1", &bids[2])), BoardCell::Absent);
    let view = office.tally(SESSION).unwrap();
    let versions = view.scoring.versions(&(of.1.to_owned(), "Z1".to_owned()));
    assert_eq!(versions.len(), 2, "the first version stays");
    assert_eq!(versions[1].change(), Some("漏看涂改处"));
    assert_eq!(versions[1].sheet().unwrap().marks["fit"], Mark::points(20));
    assert_eq!(code(office.paper_start(SESSION, of, FIRST, Some("又错"))), Code::StepOutOfOrder);
    assert_eq!(code(office.paper_close(SESSION, "Z1", &lost)), Code::StepOutOfOrder);
}

#[test]
fn an_expert_on_paper_stands_by_a_deviating_score_with_a_reason_from_the_signed_note() {
    let mut meeting = Meeting::frozen();
    for no in ["Z1", "Z2", "Z3", "Z4", "Z5", "Z6"] {
        on_laptop(&mut meeting, no);
    }
    let office = &mut meeting.office;
    let sheets = due(office, "Z7");
    let far_sheet = sheets[0].clone();
    for bid in &sheets {
        let of = ("Z7", bid.as_str());
        for by in [FIRST, SECOND] {
            office.paper_start(SESSION, of, by, None).unwrap();
            type_entry(office, of);
            if *bid == far_sheet {
                let fields = office.paper_form(SESSION, of).unwrap().fields;
                for field in fields.iter().filter(|f| f.part == PaperPart::Mark) {
                    office.paper_type(SESSION, of, &field.id, "1").unwrap();
                }
            }
            office.paper_done(SESSION, of).unwrap();
        }
        office.paper_count(SESSION, of, None).unwrap();
    }
    office.paper_close(SESSION, "Z7", &[]).unwrap();
    let which = |criterion| ("Z7", far_sheet.as_str(), criterion);
    assert_eq!(
        code(office.deviation_said_on_paper(SESSION, which(None), true, "工艺未经中试")),
        Code::StepOutOfOrder,
        "only after the tally"
    );
    office.tally(SESSION).unwrap();
    let shown = |office: &Office| office.results_view(SESSION, &WhatIf::default()).unwrap().far;
    let far: Vec<_> = shown(office).into_iter().filter(|f| f.expert_no == "Z7").collect();
    assert!(!far.is_empty() && far.iter().all(|f| f.on_paper && !f.asked && f.stands.is_none()), "{far:?}");
    let criterion = far[0].criterion.clone();
    let which = ("Z7", far[0].bid_no.as_str(), criterion.as_deref());
    assert_eq!(code(office.deviation_said_on_paper(SESSION, which, true, " ")), Code::ReasonMissing);
    assert_eq!(
        code(office.deviation_said_on_paper(SESSION, ("Z1", which.1, which.2), true, "有据")),
        Code::NotFound,
        "Z1 scored on a laptop and is asked there"
    );
    office.deviation_said_on_paper(SESSION, which, false, "").unwrap();
    assert!(shown(office).iter().any(|f| f.expert_no == "Z7" && f.asked && f.stands.is_none()));
    office.deviation_said_on_paper(SESSION, which, true, "工艺未经中试。").unwrap();
    let kept = shown(office).into_iter().find(|f| f.expert_no == "Z7" && f.bid_no == which.1).unwrap();
    assert_eq!(kept.stands.as_deref(), Some("工艺未经中试。"));
}

#[test]
fn a_sheet_from_a_laptop_and_from_paper_blocks_the_tally_until_people_decide_and_the_other_stays() {
    for takes_paper in [true, false] {
        let mut meeting = Meeting::frozen();
        for no in ["Z2", "Z3", "Z4", "Z5", "Z6", "Z7"] {
            on_laptop(&mut meeting, no);
        }
        // Typed from paper while the laptop was thought dead; then its pack comes in after all.
        let bids = due(&meeting.office, "Z1");
        let of = ("Z1", bids[0].as_str());
        let (mut desk, id) = meeting.laptop("Z1");
        typed_twice(&mut meeting.office, of);
        meeting.office.paper_count(SESSION, of, None).unwrap();
        score(&mut desk, &id, 50);
        journeys::lock(&mut desk, &id).unwrap();
        let pack = meeting.path("Z1.scores.lzp");
        desk.write_scores(&id, &pack).unwrap();
        meeting.take(&pack);

        let office = &mut meeting.office;
        assert_eq!(cell(office, of), BoardCell::PaperConflict);
        let refused = office.tally(SESSION).unwrap_err();
        assert_eq!(refused.0.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::PaperConflict]);
        let blocked = office.board_view(SESSION).unwrap().blocked;
        assert_eq!(blocked.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), ["paper.conflict"]);
        assert_eq!(office.paper_view(SESSION).unwrap().conflicts.len(), 1);
        assert_eq!(code(office.paper_settle(SESSION, of, takes_paper, "")), Code::ReasonMissing);
        assert_eq!(code(office.paper_settle(SESSION, ("Z1", &bids[1]), true, "x")), Code::NotFound);
        office.paper_settle(SESSION, of, takes_paper, "经专家本人确认").unwrap();
        assert_eq!(cell(office, of), if takes_paper { BoardCell::Paper } else { BoardCell::Scored });
        let view = office.tally(SESSION).unwrap();
        let key = (of.1.to_owned(), "Z1".to_owned());
        assert_eq!(view.scoring.sheets[&key].paper.is_some(), takes_paper);
        assert_eq!(view.scoring.settled[&key].aside.len(), 1);
        let made = meeting.closed_over_departures();
        let summary = made.iter().find(|p| p.display().to_string().contains("评分汇总表（实名")).unwrap();
        assert!(words(summary).contains("两份评分认定"));
    }
}

#[test]
fn blank_sheets_are_printed_from_the_frozen_rules_with_the_codes_by_which_they_are_known() {
    let mut meeting = Meeting::frozen();
    let path = meeting.path("评分表.pdf");
    meeting.office.save_document(SESSION, "paper-score-sheet/Z2", &path).unwrap();
    let text = words(&path);
    let view = meeting.office.paper_view(SESSION).unwrap();
    let rows = &view.experts.iter().find(|e| e.no == "Z2").unwrap().rows;
    assert_eq!(rows.len(), 2);
    for row in rows {
        assert!(text.contains(&format!("表号：{}", row.code)), "{text}");
    }
    let recused = domain::sheet_code::of("", "Z2", "JB-002");
    assert!(!text.contains(&recused) && text.matches("表号：").count() == 2, "none of the recused item");
    assert!(text.contains("优22.5—25／良19—22"), "{text}");
    let finance = meeting.path("财务.pdf");
    meeting.office.save_document(SESSION, "paper-score-sheet/Z7", &finance).unwrap();
    let text = words(&finance);
    assert!(
        text.contains("经费预算合理性") && !text.contains("技术路线可行性"),
        "only what is theirs: {text}"
    );
    assert!(meeting.office.preview(SESSION, "paper-score-sheet/Z9").is_err());
}

#[test]
fn what_a_dead_laptop_handed_in_stays_and_the_rest_of_its_expert_comes_on_paper() {
    let mut meeting = Meeting::frozen();
    let bids = meeting.bids.clone();
    for no in ["Z2", "Z3", "Z4", "Z5", "Z6", "Z7"] {
        on_laptop(&mut meeting, no);
    }
    // Z1 hid an item, handed the others in, and the recusal was decided 不回避. Then the laptop is dead.
    let (mut desk, id) = meeting.laptop("Z1");
    desk.recuse(&id, &bids[2], domain::recusal::Ground::Other, "曾同处一室").unwrap();
    score(&mut desk, &id, level("Z1"));
    journeys::lock(&mut desk, &id).unwrap();
    let pack = meeting.path("Z1.scores.lzp");
    desk.write_scores(&id, &pack).unwrap();
    desk.lock().unwrap();
    meeting.take(&pack);
    let of = ("Z1", bids[2].as_str());
    let office = &mut meeting.office;
    assert_eq!(code(office.paper_start(SESSION, of, FIRST, None)), Code::ScoreRecused, "not decided yet");
    office.decide_recusal(SESSION, "Z1", of.1, false, "赵示例", "不影响公正").unwrap();
    assert_eq!(code(office.tally(SESSION)), Code::SheetOwed);
    typed_twice(office, of);
    office.paper_count(SESSION, of, None).unwrap();
    let cells: Vec<BoardCell> = bids.iter().map(|bid| cell(office, ("Z1", bid))).collect();
    assert_eq!(cells, [BoardCell::Scored, BoardCell::Scored, BoardCell::Paper]);
    let view = office.tally(SESSION).unwrap();
    let from_paper = view.scoring.sheets.iter().filter(|(_, c)| c.paper.is_some()).count();
    assert_eq!((view.scoring.sheets.len(), from_paper), (20, 1));
    let made = meeting.closed_over_departures();
    let minutes = words(made.iter().find(|p| p.display().to_string().contains("纪要")).unwrap());
    assert!(
        minutes.contains("评分形式：混合。") && minutes.contains("章示明使用纸质评分表评分"),
        "{minutes}"
    );
}
