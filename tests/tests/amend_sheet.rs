//! The sheet and the method changed after the freeze. Another sheet has everything scored anew, and what was signed before is
//! kept, listed and not counted; another method computes from the same sheets. Both are versions that minutes, papers and the
//! archive tell.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]
#![allow(clippy::too_many_lines, clippy::cognitive_complexity, reason = "a meeting is one story")]

use std::path::PathBuf;

use app::api::amend::{AmendDraftForm, AmendForm, AmendKind, AmendTask};
use app::api::board::BoardCell;
use app::api::desk::{BidState, DeskEdit};
use app::api::paper::PaperPart;
use app::api::session::{Aggregation, Category};
use app::api::sheet::{BandForm, CriterionForm};
use app::shared::Turns;
use app::{Desk, Kdf, Office, Refusal, SecretString};
use domain::desk::Edit;
use domain::{Code, ScoreSheet};
use journeys::{Meeting, SESSION, lock, passphrase, score, words};
use ranking::Mark;

/// log₂ of scrypt's N in tests.
const WORK: u8 = 8;

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn form() -> AmendForm {
    AmendForm {
        kind: AmendKind::Scoring,
        bid_no: None,
        expert_no: None,
        by_no: None,
        counts: false,
        reason: "评分表漏列数据安全一项".to_owned(),
        approved_by: "章示明".to_owned(),
    }
}

/// The first criterion from 20 to 15 points, and one of 5 for data security.
fn heavier(draft: &mut AmendDraftForm) {
    let band = |name: &str, from: &str| BandForm {
        name: name.to_owned(),
        from: from.to_owned(),
        text: String::new(),
    };
    let fit = &mut draft.sheet.criteria[0];
    fit.max = "15".to_owned();
    fit.parts.clear();
    fit.bands = vec![band("优", "13"), band("良", "10"), band("差", "0")];
    draft.sheet.criteria.push(CriterionForm {
        name_zh: "数据安全".to_owned(),
        max: "5".to_owned(),
        raters: vec![Category::Technical, Category::Management],
        bands: vec![band("优", "4"), band("差", "0")],
        ..CriterionForm::default()
    });
}

fn drafted(office: &mut Office, change: impl FnOnce(&mut AmendDraftForm)) {
    let mut draft = office.amend_draft(SESSION).unwrap().form;
    change(&mut draft);
    let kept = office.save_amend_draft(SESSION, &draft).unwrap();
    assert!(kept.begun && kept.problems.is_empty(), "{:?}", kept.problems);
}

fn open(meeting: &Meeting, no: &str) -> Desk {
    let folder = meeting.path(&format!("{no}.lunzheng"));
    Desk::open(&folder, &passphrase(), meeting.clock.clone()).unwrap()
}

/// Hands a member the task pack of the rules in force, and takes it in.
fn renew(meeting: &mut Meeting, no: &str) -> (Desk, String) {
    let task = meeting.path(&format!("{no}.again.lzp"));
    meeting.office.issue_task(SESSION, no, &task).unwrap();
    let mut desk = open(meeting, no);
    let id = desk.take_task(&task).unwrap();
    (desk, id)
}

fn mark(desk: &mut Desk, id: &str, bid: &str, criterion: &str, mark: &str) {
    let edit = Edit::Mark { criterion: criterion.to_owned(), mark: Some(mark.parse().unwrap()) };
    desk.edit(id, bid, edit).unwrap();
}

/// Items that an expert sees at the desk.
fn seen(desk: &Desk, id: &str) -> Vec<String> {
    desk.view(id).unwrap().bids.iter().map(|b| b.item.no().to_owned()).collect()
}

/// Confirms every item that waits for it, gives what the amended sheet asks anew, and hands the pack in.
fn confirmed(meeting: &mut Meeting, (mut desk, id): (Desk, String), fit: &str) -> PathBuf {
    let expert = desk.task(&id).unwrap().expert_no;
    for bid in seen(&desk, &id) {
        desk.confirm(&id, &bid).unwrap();
        if expert != "Z7" {
            mark(&mut desk, &id, &bid, "fit", fit);
            mark(&mut desk, &id, &bid, "c1", "4");
        }
    }
    lock(&mut desk, &id).unwrap();
    handed(meeting, desk, &id, &expert)
}

fn handed(meeting: &Meeting, mut desk: Desk, id: &str, expert: &str) -> PathBuf {
    let pack = meeting.path(&format!("{expert}.anew.lzp"));
    desk.write_scores(id, &pack).unwrap();
    desk.lock().unwrap();
    pack
}

/// Everything of the archive holds when it is computed anew without a vault.
fn archive_holds(meeting: &mut Meeting) {
    let (path, key) = (meeting.path("会议.lzp"), meeting.path("会议.lzkey"));
    let secret = SecretString::from("归档密钥的一句口令，够长");
    meeting.office.write_archive_at(SESSION, &path, &key, &secret, &[], WORK).unwrap();
    let card = meeting.path("card.lzcard");
    let checks = app::verify::verify_archives(&[path], &[card, key], None, &secret);
    assert!(checks[0].problems.is_empty(), "{:?}", checks[0].problems);
}

#[test]
fn a_weight_that_changes_and_a_criterion_more_have_everybody_score_anew_and_nothing_is_lost() {
    let mut meeting = Meeting::frozen();
    let mut packs = Vec::new();
    for no in ["Z1", "Z2", "Z3"] {
        let (mut desk, id) = meeting.laptop(no);
        score(&mut desk, &id, 80);
        if no != "Z3" {
            lock(&mut desk, &id).unwrap();
            let pack = meeting.path(&format!("{no}.scores.lzp"));
            desk.write_scores(&id, &pack).unwrap();
            packs.push(pack);
        }
        desk.lock().unwrap();
    }
    meeting.take(&packs[0]);

    // The draft is kept as it was typed, dropped when it is not wanted, and changes nothing by itself.
    let first = meeting.office.rules_digest(SESSION).unwrap();
    assert_eq!(code(meeting.office.amend(SESSION, &form())), Code::AmendSame, "nothing is drafted");
    let mut half = meeting.office.amend_draft(SESSION).unwrap().form;
    assert!(!meeting.office.amend_draft(SESSION).unwrap().begun);
    half.sheet.criteria[0].max.clear();
    let kept = meeting.office.save_amend_draft(SESSION, &half).unwrap();
    assert_eq!(kept.problems[0].code, "sheet.weight_missing");
    let look = meeting.office.amend_preview(SESSION, &form()).unwrap();
    assert!(look.what.is_none() && !look.errors.is_empty(), "{look:?}");
    assert!(!meeting.office.drop_amend_draft(SESSION).unwrap().begun);
    drafted(&mut meeting.office, |_| {});
    assert_eq!(meeting.office.amend_preview(SESSION, &form()).unwrap().errors[0].code, "amend.same");
    drafted(&mut meeting.office, heavier);
    let look = meeting.office.amend_preview(SESSION, &form()).unwrap();
    let what = &look.what.as_ref().unwrap().zh;
    assert!(look.errors.is_empty(), "{look:?}");
    for said in ["由20分改为15分", "增加指标“数据安全”（5分）"] {
        assert!(what.contains(said), "{said}: {what}");
    }
    let warning = look.warnings.iter().find(|w| w.code == "amend.sets_aside").unwrap();
    assert!(warning.zh.contains("章示明（3份）已签的3份评分表"), "{}", warning.zh);
    assert!(look.touched.iter().all(|t| t.task == AmendTask::Anew && !t.counts) && look.touched.len() == 7);
    let marks = look.marks.unwrap();
    assert_eq!((marks.kept.len(), marks.empty.len()), (5, 2));
    assert_eq!(marks.empty[1], "数据安全");
    assert_eq!(meeting.office.rules_digest(SESSION).unwrap(), first, "looking changes nothing");

    let view = meeting.office.amend(SESSION, &form()).unwrap();
    assert_eq!(view.frozen.unwrap().version, 2);
    assert!(!meeting.office.amend_draft(SESSION).unwrap().begun, "the draft has done its work");
    let board = meeting.office.board_view(SESSION).unwrap();
    assert_eq!(board.waiting.len(), 7);
    let of = |no: &str| board.experts.iter().position(|e| e.no == no).unwrap();
    assert_eq!(board.experts[of("Z1")].anew, Some(2));
    assert_eq!(board.experts[of("Z4")].anew, None, "who scored nothing scores nothing anew");
    assert_eq!(board.bids[0].cells[of("Z1")], BoardCell::Outdated);
    assert_eq!(code(meeting.office.tally(SESSION)), Code::TallyNotReady);

    // A pack that was made before comes in late: kept, said not to count, and not counted.
    let late = meeting.office.stage(SESSION, &packs[1]).unwrap();
    let said = late.findings.iter().find(|f| f.code == Code::AmendOutdatedPack).unwrap();
    assert!(said.params.contains(&("count".to_owned(), "2".to_owned())), "{said:?}");
    meeting.office.accept(SESSION, late).unwrap();
    assert_eq!(meeting.office.board_view(SESSION).unwrap().waiting.len(), 7);

    // The laptop that locked is open again: what fits is there, waits to be confirmed, and nothing of it is signed yet.
    let (mut desk, id) = renew(&mut meeting, "Z1");
    let view = desk.desk_view(&id).unwrap();
    assert!(view.locked_at.is_none() && view.given_back.is_empty());
    assert!(view.amended[0].what.zh.contains("数据安全"), "{:?}", view.amended);
    assert!(view.signed_before && view.amended[0].signed > 0, "{:?}", view.amended);
    assert!(view.bids.iter().all(|line| line.confirm && line.state == BidState::Part && line.marked == 5));
    let open: Vec<&str> = view.missing.iter().map(|p| p.code.as_str()).collect();
    assert_eq!(open.iter().filter(|code| **code == "score.confirm").count(), 3, "{open:?}");
    assert_eq!(open.iter().filter(|code| **code == "score.incomplete").count(), 6, "{open:?}");
    assert_eq!(code(desk.lock_scores(&id)), Code::ScoreConfirm);
    assert_eq!(code(desk.take_task(&meeting.path("Z1.task.lzp"))), Code::AmendOlderTask);
    let bid = seen(&desk, &id)[0].clone();
    let saved = desk.edit_typed(&id, &bid, DeskEdit::Confirm).unwrap();
    assert!(!saved.line.confirm);
    let typed = desk.view(&id).unwrap().bids[0].sheet.clone();
    assert_eq!(typed.marks.get("route"), Some(&"20".parse::<Mark>().unwrap()));
    assert_eq!((typed.marks.get("fit"), typed.lines.len()), (None, 4));
    let pack = confirmed(&mut meeting, (desk, id), "12");
    meeting.take(&pack);
    assert_eq!(meeting.office.board_view(SESSION).unwrap().experts[of("Z1")].anew, None);
    for (no, fit) in [("Z2", "11"), ("Z3", "10")] {
        let laptop = renew(&mut meeting, no);
        assert!(laptop.0.desk_view(&laptop.1).unwrap().bids.iter().any(|line| line.confirm));
        let pack = confirmed(&mut meeting, laptop, fit);
        meeting.take(&pack);
    }
    for (no, fit) in [("Z4", "13"), ("Z5", "14"), ("Z6", "9"), ("Z7", "0")] {
        let (mut desk, id) = meeting.laptop(no);
        score(&mut desk, &id, 80);
        let view = desk.desk_view(&id).unwrap();
        assert!(view.bids.iter().all(|line| !line.confirm), "nothing was typed before");
        assert!(!view.signed_before, "nor signed");
        let pack = confirmed(&mut meeting, (desk, id), fit);
        meeting.take(&pack);
    }

    // By hand: of 12 11 10 13 14 9 without 14 and 9 the mean is 11.5; 20 + 12 + 12 + 8 + 12 stayed, 4 are new.
    let minutes = meeting.minutes_over();
    let view = meeting.office.result(SESSION).unwrap();
    let total = |no: &str| view.tally.bid(no).unwrap().total.as_ref().unwrap().half_up(2);
    assert_eq!(total("JB-001"), "79.50");
    assert_eq!(total("JB-002"), "79.67", "without Z2: 12 10 13 14 9, of which 35/3");
    for said in [
        "其后的修订见下",
        "因评分表漏列数据安全一项，经章示明同意，修订评分表：",
        "“需求契合与指标”由20分改为15分",
        "增加指标“数据安全”（5分）",
        "修订时已收到评分表3份；修订前签署的评分表共5份留存，不计入，全部按修订后的评分表核对或者重评后重新签署",
        "章示明：",
        "邹䶮：",
        "修订后为第2版",
        "评分表没有改变的修订，不影响修订之前签署的评分。",
    ] {
        assert!(minutes.contains(said), "{said}: {minutes}");
    }
    assert!(!minutes.contains("上述修订没有改变评分表和计分方法") && !minutes.contains("锁定后重新签署"));
    let own = meeting.path("Z1.pdf");
    meeting.office.save_document(SESSION, "expert-score-sheet/Z1", &own).unwrap();
    assert!(words(&own).contains("代替第1版（80.00分），理由：评分表修订"), "{}", words(&own));
    let versions = meeting.office.sheet_versions(SESSION, "JB-001", "Z1").unwrap().versions;
    let told: Vec<_> = versions.iter().map(|v| (v.revision, v.under, v.total.as_deref())).collect();
    assert_eq!(told, [(1, Some(1), Some("80")), (2, None, Some("80"))]);
    archive_holds(&mut meeting);
    assert_eq!(code(meeting.office.amend(SESSION, &form())), Code::StepOutOfOrder, "too late now");
    let draft = meeting.office.amend_draft(SESSION).unwrap().form;
    assert_eq!(code(meeting.office.save_amend_draft(SESSION, &draft)), Code::StepOutOfOrder);
}

/// Scores at a level of one's own, so that the methods differ.
fn scored(meeting: &mut Meeting) {
    for (no, level) in meeting.experts.clone().iter().zip([90, 84, 80, 70, 60, 96, 80]) {
        let (mut desk, id) = meeting.laptop(no);
        score(&mut desk, &id, level);
        lock(&mut desk, &id).unwrap();
        let pack = handed(meeting, desk, &id, no);
        meeting.take(&pack);
    }
}

#[test]
fn another_method_asks_nobody_for_scores_and_says_in_the_minutes_what_was_known_of_them() {
    let mut meeting = Meeting::frozen();
    scored(&mut meeting);
    let trimmed = meeting.office.tally(SESSION).unwrap();
    drafted_refused(&mut meeting);
    meeting.office.reopen(SESSION, "计分方法与会前公告不一致", "章示明").unwrap();
    drafted(&mut meeting.office, |draft| {
        draft.method.aggregation = Aggregation::Median;
        draft.by_displayed = true;
        draft.sheet.tie_breakers = vec!["budget".to_owned()];
    });
    let look = meeting.office.amend_preview(SESSION, &form()).unwrap();
    assert!(look.errors.is_empty() && look.marks.is_none(), "{look:?}");
    assert!(look.touched.iter().all(|t| t.counts && t.task == AmendTask::Pack));
    let warning = look.warnings.iter().find(|w| w.code == "amend.method_late").unwrap();
    assert!(
        warning.zh.contains("已经收到20份评分表") && warning.zh.contains("结果已为人知"),
        "{}",
        warning.zh
    );
    let reason = "会前公告的是中位数".to_owned();
    meeting.office.amend(SESSION, &AmendForm { reason, ..form() }).unwrap();
    let board = meeting.office.board_view(SESSION).unwrap();
    assert!(board.waiting.is_empty() && board.blocked.is_empty(), "{:?}", board.blocked);
    // A laptop that locked takes the new rules and stays as it is.
    let (desk, id) = renew(&mut meeting, "Z1");
    let view = desk.desk_view(&id).unwrap();
    assert!(view.locked_at.is_some() && view.bids.iter().all(|line| !line.confirm));
    assert!(view.amended[0].what.zh.contains("已签的评分照旧有效"), "{:?}", view.amended);
    desk.lock().unwrap();
    let minutes = meeting.minutes_over();
    let median = meeting.office.result(SESSION).unwrap();
    let fit = |view: &app::office::TallyView| {
        let bid = view.tally.bid("JB-001").unwrap().criterion("fit").unwrap().clone();
        bid.figure.mean.unwrap().half_up(2)
    };
    // 18 16.5 16 14 12 19: without 19 and 12 the mean is 16.125, the middle two give 16.25.
    assert_eq!((fit(&trimmed).as_str(), fit(&median).as_str()), ("16.13", "16.25"));
    for said in [
        "修订计分方法：汇总方法由去掉一个最高分和一个最低分后平均",
        "改为中位数，得分改按两位小数比较，同分改为依次比较",
        "评分表没有改变，已签的评分继续有效；修订时已收到评分表20份，此前评分曾经汇总",
        "取各有效评分的中位数",
    ] {
        assert!(minutes.contains(said), "{said}: {minutes}");
    }
    let path = meeting.path("计算过程.xlsx");
    meeting.office.save_document(SESSION, "score-trace-xlsx", &path).unwrap();
    let book = workbook::read(&std::fs::read(&path).unwrap(), "计算过程.xlsx").unwrap();
    let cells = book.sheets[0].rows.values().flatten().map(|cell| cell.value.text());
    let lines: Vec<String> = cells.filter(|text| text.contains("规则第2版")).collect();
    assert!(lines.len() == 1 && lines[0].contains("修订时已收到评分表20份，此前评分曾经汇总"), "{lines:?}");
    archive_holds(&mut meeting);
}

/// After the tally nothing is amended: first the scoring is opened again.
fn drafted_refused(meeting: &mut Meeting) {
    let draft = meeting.office.amend_draft(SESSION).unwrap().form;
    assert_eq!(code(meeting.office.save_amend_draft(SESSION, &draft)), Code::StepOutOfOrder);
    assert_eq!(code(meeting.office.amend(SESSION, &form())), Code::StepOutOfOrder);
}

/// Types whatever is open of a sheet at a level of 80.
fn typed(office: &mut Office, of: (&str, &str)) {
    let sheet = include_str!("../../assets/score-sheets/bid-default.toml");
    let gates = ScoreSheet::parse(sheet).unwrap().gates;
    for by in ["钱示例", "周示例"] {
        office.paper_start(SESSION, of, by, None).unwrap();
        for field in office.paper_form(SESSION, of).unwrap().fields {
            let text = match field.part {
                PaperPart::Mark => {
                    let max: Mark = field.most.unwrap().parse().unwrap();
                    Mark::from_millionths(max.millionths() / 100 * 80 / 500_000 * 500_000).to_string()
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
        office.paper_done(SESSION, of).unwrap();
    }
    office.paper_count(SESSION, of, None).unwrap();
}

fn on_paper(office: &mut Office, expert_no: &str) {
    let view = office.paper_view(SESSION).unwrap();
    let rows = view.experts.iter().find(|e| e.no == expert_no).unwrap().rows.clone();
    for row in rows {
        typed(office, (expert_no, &row.bid_no));
    }
    office.paper_close(SESSION, expert_no, &[]).unwrap();
}

#[test]
fn paper_of_the_former_sheet_is_kept_and_its_code_says_that_it_is_to_be_printed_anew() {
    let mut meeting = Meeting::frozen();
    on_paper(&mut meeting.office, "Z7");
    let of = ("Z6", "JB-001");
    meeting.office.paper_start(SESSION, of, "钱示例", None).unwrap();
    let printed = |meeting: &Meeting| {
        let view = meeting.office.paper_view(SESSION).unwrap();
        view.experts.iter().find(|e| e.no == "Z7").unwrap().rows[0].code.clone()
    };
    let old = printed(&meeting);
    drafted(&mut meeting.office, heavier);
    assert_eq!(
        code(meeting.office.amend(SESSION, &form())),
        Code::PaperOpen,
        "half typed on the former sheet"
    );
    meeting.office.paper_discard(SESSION, of, "评分表将修订").unwrap();
    meeting.office.amend(SESSION, &form()).unwrap();
    assert!(meeting.office.board_view(SESSION).unwrap().waiting.contains(&"Z7".to_owned()));
    let refused = meeting.office.paper_by_code(SESSION, &old).unwrap_err();
    assert_eq!(refused.code(), Code::PaperCodeOld);
    let problem = &refused.problems()[0];
    assert!(problem.remedy_zh.contains("重新打印"), "{problem:?}");
    let new = printed(&meeting);
    assert_ne!(old, new);
    assert_eq!(meeting.office.paper_by_code(SESSION, &new).unwrap().0, "Z7");
    on_paper(&mut meeting.office, "Z7");
    for no in ["Z1", "Z2", "Z3", "Z4", "Z5", "Z6"] {
        let (mut desk, id) = meeting.laptop(no);
        score(&mut desk, &id, 80);
        lock(&mut desk, &id).unwrap();
        let pack = handed(&meeting, desk, &id, no);
        meeting.take(&pack);
    }
    let minutes = meeting.minutes_over();
    assert!(minutes.contains("修订前签署的评分表共3份留存"), "{minutes}");
    archive_holds(&mut meeting);
}

#[test]
fn a_sheet_returned_before_the_change_is_past_and_a_word_signed_meanwhile_keeps_no_pack_out() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = meeting.laptop("Z1");
    score(&mut desk, &id, 80);
    lock(&mut desk, &id).unwrap();
    let pack = meeting.path("Z1.first.lzp");
    desk.write_scores(&id, &pack).unwrap();
    meeting.take(&pack);
    meeting.office.return_sheet(SESSION, "Z1", "JB-001", "经费一栏请再核", "章示明").unwrap();
    let back = meeting.path("Z1.back.lzp");
    meeting.office.issue_task(SESSION, "Z1", &back).unwrap();
    desk.take_task(&back).unwrap();
    desk.say_change(&id, "JB-001", "重新核对了经费").unwrap();
    // The sheet is amended before the second word arrives: it is signed under the former rules all the same.
    drafted(&mut meeting.office, heavier);
    meeting.office.amend(SESSION, &form()).unwrap();
    lock(&mut desk, &id).unwrap();
    desk.lock().unwrap();
    let laptop = renew(&mut meeting, "Z1");
    let view = laptop.0.desk_view(&laptop.1).unwrap();
    assert!(view.given_back.is_empty() && view.bids.iter().all(|line| line.confirm));
    assert_eq!(laptop.0.bid_view(&laptop.1, "JB-001").unwrap().change, None, "no reason is asked for");
    let own = laptop.0.own_versions(&laptop.1, "JB-001").unwrap().versions;
    let told: Vec<_> = own.iter().map(|v| (v.revision, v.under, v.total.as_deref())).collect();
    assert_eq!(told, [(1, Some(1), None), (2, Some(1), None)], "not measured by another sheet");
    let pack = confirmed(&mut meeting, laptop, "12");
    meeting.take(&pack);
    let board = meeting.office.board_view(SESSION).unwrap();
    assert!(!board.waiting.contains(&"Z1".to_owned()) && board.returns.iter().all(|r| !r.waits));
    // A change that is taken back brings no former sheet back: the expert is asked once more.
    drafted(&mut meeting.office, |draft| {
        draft.sheet.criteria[0].max = "20".to_owned();
        drop(draft.sheet.criteria.pop());
    });
    meeting.office.amend(SESSION, &AmendForm { reason: "恢复原表".to_owned(), ..form() }).unwrap();
    assert!(meeting.office.board_view(SESSION).unwrap().waiting.contains(&"Z1".to_owned()));
    let (desk, id) = renew(&mut meeting, "Z1");
    assert_eq!(desk.desk_view(&id).unwrap().amended.len(), 2);
    assert!(desk.desk_view(&id).unwrap().bids.iter().all(|line| line.confirm && line.marked == 5));
}

#[test]
fn the_shared_laptop_opens_anew_with_what_still_fits() {
    let opener = SecretString::from("407193");
    let round = |meeting: Meeting, round: &mut dyn FnMut(&mut Turns)| {
        let Meeting { scratch, office, clock, experts, bids } = meeting;
        let begun = Turns::begin(Box::new(office), SESSION, Kdf::FLOOR, clock.clone());
        let mut turns = begun.map_err(|not| not.1).unwrap();
        let folder = turns.office().to_owned();
        round(&mut turns);
        turns.shut().unwrap();
        drop(turns);
        let mut office = Office::open(&folder, &passphrase(), clock.clone()).unwrap();
        assert!(office.shared_collect(SESSION).unwrap().is_empty());
        Meeting { scratch, office, clock, experts, bids }
    };
    let mut meeting = round(Meeting::frozen(), &mut |turns| {
        turns.set_code("Z1", (&opener, &opener), true).unwrap();
        let (mut desk, _, _) = turns.open("Z1", &opener).unwrap();
        let id = turns.meeting().to_owned();
        score(&mut desk, &id, 80);
        lock(&mut desk, &id).unwrap();
        turns.back(desk).unwrap();
    });
    drafted(&mut meeting.office, heavier);
    meeting.office.amend(SESSION, &form()).unwrap();
    let meeting = round(meeting, &mut |turns| {
        let (mut desk, _, problems) = turns.open("Z1", &opener).unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        let id = turns.meeting().to_owned();
        assert!(desk.desk_view(&id).unwrap().bids.iter().all(|line| line.confirm));
        for bid in seen(&desk, &id) {
            desk.confirm(&id, &bid).unwrap();
            mark(&mut desk, &id, &bid, "fit", "12");
            mark(&mut desk, &id, &bid, "c1", "4");
        }
        lock(&mut desk, &id).unwrap();
        turns.back(desk).unwrap();
    });
    let board = meeting.office.board_view(SESSION).unwrap();
    assert!(!board.waiting.contains(&"Z1".to_owned()), "what was locked anew came in by itself");
}
