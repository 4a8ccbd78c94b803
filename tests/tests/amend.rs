//! Rules that are amended after the freeze: a late bid, a member replaced or gone. What others scored stays valid, every version
//! is signed for, the minutes tell each, and an archive is computed anew with all of them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]
#![allow(clippy::too_many_lines, clippy::cognitive_complexity, reason = "a meeting is one story")]

use app::api::amend::{AmendForm, AmendKind, AmendTask};
use app::api::keys::RestoreWord;
use app::office::inspect;
use app::{Desk, Office, Refusal, SecretString, going_back, safekeeping};
use domain::Code;
use domain::recusal::{Ground, RaisedBy};
use journeys::{BATCH, Meeting, SESSION, lock, passphrase, score};
use workbook::Edits;

/// log₂ of scrypt's N in tests.
const WORK: u8 = 8;

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn form(kind: AmendKind) -> AmendForm {
    AmendForm {
        kind,
        bid_no: None,
        expert_no: None,
        by_no: None,
        counts: false,
        reason: "邮寄的方案开会当天上午送达".to_owned(),
        approved_by: "章示明".to_owned(),
    }
}

fn late(bid_no: &str) -> AmendForm {
    AmendForm { bid_no: Some(bid_no.to_owned()), ..form(AmendKind::LateBid) }
}

fn replaced(expert_no: &str, by_no: &str) -> AmendForm {
    AmendForm {
        expert_no: Some(expert_no.to_owned()),
        by_no: Some(by_no.to_owned()),
        reason: "航班取消，不能到会".to_owned(),
        ..form(AmendKind::Replace)
    }
}

fn gone(expert_no: &str, counts: bool) -> AmendForm {
    AmendForm {
        expert_no: Some(expert_no.to_owned()),
        counts,
        reason: "突发疾病离场".to_owned(),
        ..form(AmendKind::TakeOut)
    }
}

/// A frozen meeting with one more expert in the register.
fn frozen() -> Meeting {
    let mut meeting = Meeting::frozen();
    let list = meeting.path("more.csv");
    let row = "专家编号,类别,姓名,单位,职称\nZ8,技术,韩示候,示例学院,教授\n";
    std::fs::write(&list, row).unwrap();
    meeting.office.import(BATCH, &inspect(&list, Edits::default()).unwrap()).unwrap();
    meeting
}

/// Decides every recusal that is open as 回避.
fn decide(meeting: &mut Meeting) -> usize {
    let open: Vec<(String, String)> = meeting
        .office
        .recusals(SESSION)
        .unwrap()
        .into_iter()
        .filter(|x| x.decision.is_none())
        .map(|x| (x.expert_no, x.bid_no))
        .collect();
    for (expert, bid) in &open {
        meeting.office.decide_recusal(SESSION, expert, bid, true, "赵示例", "单位相同").unwrap();
    }
    open.len()
}

/// Hands a member the task pack anew, opens the laptop and takes it in.
fn renew(meeting: &mut Meeting, no: &str) -> (Desk, String) {
    let task = meeting.path(&format!("{no}.again.lzp"));
    meeting.office.issue_task(SESSION, no, &task).unwrap();
    let folder = meeting.path(&format!("{no}.lunzheng"));
    let mut desk = Desk::open(&folder, &passphrase(), meeting.clock.clone()).unwrap();
    let id = desk.take_task(&task).unwrap();
    (desk, id)
}

/// Scores what is open on a desk, locks, and gives the pack in.
fn hand_in(meeting: &mut Meeting, no: &str, (mut desk, id): (Desk, String), level: i64) -> u32 {
    desk.pledge(&id).unwrap();
    score_open(&mut desk, &id, level);
    let signed = lock(&mut desk, &id).unwrap();
    let pack = meeting.path(&format!("{no}.more.lzp"));
    desk.write_scores(&id, &pack).unwrap();
    desk.lock().unwrap();
    meeting.take(&pack);
    signed
}

/// As `score`, of the items that may be scored now.
fn score_open(desk: &mut Desk, id: &str, level: i64) {
    let open = desk.desk_view(id).unwrap().given_back;
    if open.is_empty() {
        return score(desk, id, level);
    }
    let task = desk.task(id).unwrap();
    let category = task.rules.member(&task.expert_no).unwrap().category;
    for no in &open {
        for criterion in task.rules.sheet.criteria_of(category) {
            let raw = criterion.max.millionths() / 100 * level;
            let mark = Some(ranking::Mark::from_millionths(raw / 500_000 * 500_000));
            let edit = domain::desk::Edit::Mark { criterion: criterion.id.clone(), mark };
            desk.edit(id, no, edit).unwrap();
        }
        let item = task.items.iter().find(|i| i.no() == *no).unwrap().clone();
        for line in item.budget() {
            let advice = domain::desk::LineAdvice {
                recommended: line.requested,
                reason: None,
                ticks: domain::desk::Ticks::default(),
            };
            let edit = domain::desk::Edit::Line { subject: line.subject, advice: Some(advice) };
            desk.edit(id, no, edit).unwrap();
        }
    }
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
fn a_late_bid_is_scored_by_everybody_who_sees_it_and_what_was_signed_before_counts_on() {
    let mut meeting = frozen();
    let first = meeting.office.rules_digest(SESSION).unwrap();
    let packs = meeting.scored();
    for pack in &packs[..5] {
        meeting.take(pack);
    }
    // What it would do is told before, and nothing is changed by looking.
    let look = meeting.office.amend_preview(SESSION, &late("JB-004")).unwrap();
    assert_eq!((look.version, look.touched.len()), (2, 7));
    assert!(look.errors.is_empty() && look.what.as_ref().unwrap().zh.contains("JB-004"), "{look:?}");
    assert!(look.touched.iter().all(|t| t.task == AmendTask::Score && t.counts));
    assert_eq!(look.touched[0].signed, 3);
    assert_eq!(meeting.office.rules_digest(SESSION).unwrap(), first);
    let printed = |meeting: &Meeting| -> Vec<(String, String)> {
        let view = meeting.office.paper_view(SESSION).unwrap();
        let rows = view.experts.iter().find(|e| e.no == "Z1").unwrap().rows.iter();
        rows.map(|row| (row.bid_no.clone(), row.code.clone())).collect()
    };
    let codes = printed(&meeting);
    let bare = AmendForm { reason: " ".to_owned(), ..late("JB-004") };
    assert_eq!(code(meeting.office.amend(SESSION, &bare)), Code::ReasonMissing);
    assert_eq!(code(meeting.office.amend(SESSION, &late("JB-001"))), Code::AmendNothing);
    assert_eq!(code(meeting.office.amend(SESSION, &late("JB-999"))), Code::NotFound);

    let view = meeting.office.amend(SESSION, &late("JB-004")).unwrap();
    let frozen = view.frozen.unwrap();
    assert_eq!((frozen.version, frozen.amendments.len()), (2, 1));
    assert_ne!(frozen.digest, first);
    meeting.bids.push("JB-004".to_owned());
    // Paper sheets that were printed before keep their codes, and are found by them.
    let after = printed(&meeting);
    assert!(after.len() == 4 && after.starts_with(&codes), "{codes:?} {after:?}");
    for (bid, code) in &after {
        let found = meeting.office.paper_by_code(SESSION, code).unwrap();
        assert_eq!(found, ("Z1".to_owned(), bid.clone()));
    }
    assert_eq!(meeting.office.board_view(SESSION).unwrap().task_due.len(), 7);
    let entry = &meeting.office.vault().journal_of("rules.amend").unwrap()[0];
    assert_eq!(entry.reason.as_deref(), Some("邮寄的方案开会当天上午送达"));

    // Packs that were made before come in as they are: their sheets are valid, and the late one is owed.
    for pack in &packs[5..] {
        meeting.take(pack);
    }
    let board = meeting.office.board_view(SESSION).unwrap();
    assert!(board.lacks.iter().all(|l| l.bid_no.as_deref() == Some("JB-004")));
    assert!(matches!(code(meeting.office.tally(SESSION)), Code::RecusalUndecided | Code::SheetOwed));
    // A recusal of the late bid is asked about: from the registers, and by hand.
    let declare = |meeting: &mut Meeting, expert: &str, bid: &str| {
        meeting.office.declare_recusal(SESSION, expert, bid, Ground::Shared, RaisedBy::Others, "共同承担项目")
    };
    assert_eq!(code(declare(&mut meeting, "Z3", "JB-001")), Code::RulesFrozen, "that was asked before");
    declare(&mut meeting, "Z3", "JB-004").unwrap();
    let undecided = meeting.path("undecided.lzp");
    assert_eq!(code(meeting.office.issue_task(SESSION, "Z1", &undecided)), Code::RecusalUndecided);
    let recused = decide(&mut meeting);
    assert!(recused >= 1);

    // A laptop that locked opens the late bid, and nothing else.
    let (desk, id) = renew(&mut meeting, "Z1");
    let view = desk.desk_view(&id).unwrap();
    assert_eq!(view.given_back, ["JB-004"]);
    assert_eq!(view.amended.len(), 1);
    assert!(view.amended[0].what.zh.contains("JB-004") && view.locked_at.is_none());
    // A task pack of the former version does not take it back.
    let mut desk = desk;
    let old = meeting.path("Z1.task.lzp");
    assert_eq!(code(desk.take_task(&old)), Code::AmendOlderTask);
    assert_eq!(hand_in(&mut meeting, "Z1", (desk, id), 60), 1, "one more sheet");
    // One declares at the desk that the late bid cannot be judged: the desk is locked as it was.
    let (mut desk, id) = renew(&mut meeting, "Z2");
    assert_eq!(code(desk.recuse(&id, "JB-001", Ground::Shared, "共同承担项目")), Code::ScoreLocked);
    desk.recuse(&id, "JB-004", Ground::Shared, "共同承担项目").unwrap();
    assert!(desk.desk_view(&id).unwrap().locked_at.is_some());
    let pack = meeting.path("Z2.recused.lzp");
    desk.write_scores(&id, &pack).unwrap();
    desk.lock().unwrap();
    meeting.take(&pack);
    assert_eq!(decide(&mut meeting), 1);
    for no in ["Z4", "Z5", "Z6", "Z7"] {
        let laptop = renew(&mut meeting, no);
        hand_in(&mut meeting, no, laptop, 60);
    }
    // Z3 is recused from it: the new rules arrive, and what is locked stays so.
    let (desk, id) = renew(&mut meeting, "Z3");
    let view = desk.desk_view(&id).unwrap();
    assert!(view.locked_at.is_some() && view.given_back.is_empty());
    desk.lock().unwrap();
    assert!(meeting.office.board_view(SESSION).unwrap().task_due.is_empty());

    let minutes = meeting.minutes_over();
    for words in [
        "首份评分提交之前冻结，其后的修订见下。",
        "因邮寄的方案开会当天上午送达，经章示明同意，补充",
        "修订后为第2版",
        "上述修订没有改变评分表和计分方法",
    ] {
        assert!(minutes.contains(words), "{words}: {minutes}");
    }
    assert!(!minutes.contains("会议期间未作改动"));
    let tally = meeting.office.result(SESSION).unwrap();
    let last = tally.tally.bid("JB-004").unwrap();
    assert_eq!((tally.tally.bids.len(), last.rank), (4, Some(4)));
    archive_holds(&mut meeting);
    assert_eq!(code(meeting.office.amend(SESSION, &late("JB-005"))), Code::StepOutOfOrder, "too late now");
}

#[test]
fn an_expert_is_replaced_and_the_sheets_of_the_one_who_left_are_kept_and_do_not_count() {
    let mut meeting = frozen();
    let packs = meeting.scored();
    for pack in &packs[..6] {
        meeting.take(pack);
    }
    let finance = replaced("Z7", "Z8");
    let look = meeting.office.amend_preview(SESSION, &finance).unwrap();
    assert_eq!(look.errors[0].code, "panel.bid.composition", "nobody of finance would be left");
    assert_eq!(code(meeting.office.amend(SESSION, &finance)), Code::PanelBidComposition);
    let look = meeting.office.amend_preview(SESSION, &replaced("Z1", "Z8")).unwrap();
    assert!(look.warnings.iter().any(|w| w.code == "amend.chair"), "{look:?}");
    assert!(!look.touched[0].counts && look.touched[0].signed == 3);
    assert_eq!(code(meeting.office.amend(SESSION, &replaced("Z3", "Z4"))), Code::AmendNothing, "sits there");
    meeting.office.amend(SESSION, &replaced("Z3", "Z8")).unwrap();
    decide(&mut meeting);
    let board = meeting.office.board_view(SESSION).unwrap();
    let names: Vec<&str> = board.experts.iter().map(|e| e.no.as_str()).collect();
    assert_eq!(names, ["Z1", "Z2", "Z8", "Z4", "Z5", "Z6", "Z7"], "in the same seat");
    assert_eq!(board.waiting, ["Z8", "Z7"]);
    // What the one who left hands in later is kept, and said not to count.
    let again = meeting.office.stage(SESSION, &packs[2]).unwrap();
    assert!(again.findings.iter().any(|f| f.code == Code::AmendLeftPack), "{:?}", again.findings);
    meeting.take(&packs[6]);
    let nobody = meeting.path("none.lzp");
    assert_eq!(code(meeting.office.issue_task(SESSION, "Z3", &nobody)), Code::NotFound);
    let laptop = meeting.laptop("Z8");
    assert_eq!(laptop.0.desk_view(&laptop.1).unwrap().amended.len(), 1);
    assert_eq!(hand_in(&mut meeting, "Z8", laptop, 40), 3);

    // Who comes has a number of the own, for that of the one who left was printed; and is marked as an alternate.
    for (id, told) in [
        ("meeting-card", vec![r#""holder_code":"专家08""#, r#""holder_role":"技术（替补）""#]),
        ("paper-score-sheet/Z8", vec![r#""expert_code":"专家08""#, r#""expert_role":"技术（替补）""#]),
        ("sign-in-sheet", vec![r#""name":"韩示候""#, r#""substitute":true"#]),
    ] {
        let pdf = meeting.office.preview(SESSION, id).unwrap();
        let data = String::from_utf8(documents::read_digest(&pdf).unwrap().canonical.unwrap()).unwrap();
        for words in told {
            assert!(data.contains(words), "{id}: {words} in {data}");
        }
        assert!(!data.contains("专家03"), "{id}: that was another's: {data}");
    }
    let minutes = meeting.minutes_over();
    for words in
        ["因航班取消，不能到会，经章示明同意，由韩示候替换冯示涛；已签的3份评分表留存，不计入。", "韩示候"]
    {
        assert!(minutes.contains(words), "{words}: {minutes}");
    }
    let tally = meeting.office.result(SESSION).unwrap();
    let budget = tally.tally.bid("JB-001").unwrap().criterion("fit").unwrap();
    let low = budget.cells[2];
    assert_eq!(low, ranking::Cell::Score("8".parse().unwrap()), "40 of a hundred of Z8, not 80 of Z3");
    archive_holds(&mut meeting);
}

#[test]
fn a_member_leaves_and_the_office_says_whether_the_signed_sheets_count() {
    for counts in [true, false] {
        let mut meeting = frozen();
        let packs = meeting.scored();
        for pack in &packs {
            meeting.take(pack);
        }
        meeting.office.amend(SESSION, &late("JB-004")).unwrap();
        meeting.bids.push("JB-004".to_owned());
        decide(&mut meeting);
        let view = meeting.office.amend(SESSION, &gone("Z4", counts)).unwrap();
        assert_eq!(view.frozen.unwrap().version, 3);
        for no in ["Z1", "Z2", "Z3", "Z5", "Z6", "Z7"] {
            let (desk, id) = renew(&mut meeting, no);
            let view = desk.desk_view(&id).unwrap();
            assert_eq!(view.amended.len(), 2, "both versions arrive at once");
            if view.given_back.is_empty() {
                desk.lock().unwrap();
            } else {
                hand_in(&mut meeting, no, (desk, id), 60);
            }
        }
        if counts {
            // Who left goes on scoring all the same: the pack comes in, and what was not signed then does not count.
            let desk = renew(&mut meeting, "Z4");
            hand_in(&mut meeting, "Z4", desk, 90);
        }
        let minutes = meeting.minutes_over();
        let kept = if counts {
            "已签的3份评分表计入，其余按“缺”处理"
        } else {
            "已签的3份评分表留存，不计入"
        };
        assert!(minutes.contains(kept) && minutes.contains("许示航退出评审"), "{minutes}");
        let tally = meeting.office.result(SESSION).unwrap();
        assert_eq!(tally.rules.panel.len(), if counts { 7 } else { 6 });
        let n = |bid: &str| tally.tally.bid(bid).unwrap().criterion("fit").unwrap().figure.n;
        assert_eq!(n("JB-001"), if counts { 6 } else { 5 });
        assert_eq!(n("JB-004"), 5, "what was not signed when the member left is missing");
        archive_holds(&mut meeting);
    }
}

#[test]
fn going_back_to_a_backup_of_before_the_amendment_keeps_the_rules_that_people_signed_under() {
    let mut meeting = frozen();
    let packs = meeting.scored();
    meeting.office.vault().backup("manual").unwrap();
    let backups = safekeeping::backups_view(meeting.office.vault()).unwrap().backups;
    let name = backups.into_iter().find(|b| b.reason == "manual").unwrap().name;
    meeting.take(&packs[0]);
    meeting.office.amend(SESSION, &late("JB-004")).unwrap();
    meeting.office.amend(SESSION, &replaced("Z3", "Z8")).unwrap();
    decide(&mut meeting);
    let digest = meeting.office.rules_digest(SESSION).unwrap();
    let Meeting { scratch, office, clock, experts, bids } = meeting;
    office.lock().unwrap();
    let folder = scratch.path().join("office.lunzheng");
    let word = RestoreWord { reason: "数据录入有误".to_owned(), approved_by: String::new() };
    going_back::restore_closed(&folder, &name, &passphrase(), &word).unwrap();
    let office = Office::open(&folder, &passphrase(), clock.clone()).unwrap();
    let meeting = Meeting { scratch, office, clock, experts, bids };
    assert_eq!(meeting.office.rules_digest(SESSION).unwrap(), digest);
    let view = meeting.office.setup_view(SESSION).unwrap();
    assert_eq!(view.frozen.unwrap().amendments.len(), 2);
    assert!(view.panel.iter().any(|m| m.no == "Z8") && view.panel.iter().all(|m| m.no != "Z3"));
    assert!(meeting.office.session(SESSION).unwrap().bids.contains(&"JB-004".to_owned()));
    assert!(meeting.office.recusals(SESSION).unwrap().iter().all(|x| x.decision.is_some()));
}
