//! What comes together from several laptops: any order gives one state, an import is undone without a trace, a lost laptop is
//! heard no more, and a pulled stick leaves nothing half done.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use app::api::ledger::LedgerLaptop;
use app::{Desk, Office, Refusal};
use domain::Code;
use domain::recusal::Ground;
use journeys::{Meeting, SESSION, copy_folder, passphrase, score};

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// The first laptop of a member.
fn ledger_of(office: &Office, no: &str) -> LedgerLaptop {
    office.ledger_view(SESSION).unwrap().laptops.into_iter().find(|l| l.expert_no == no).unwrap()
}

fn accept(office: &mut Office, pack: &Path) {
    let staged = office.stage(SESSION, pack).unwrap();
    office.accept(SESSION, staged).unwrap();
}

#[test]
fn a_card_is_pinned_from_its_file_and_from_what_a_scanner_types_of_its_code() {
    let meeting = Meeting::frozen();
    let file = meeting.path("会议卡.lzcard");
    let digits = meeting.office.write_card(SESSION, &file).unwrap();
    let hex: String = std::fs::read(&file).unwrap().iter().map(|byte| format!("{byte:02X}")).collect();
    let folder = meeting.path("scanner.lunzheng");
    let kdf = app::Kdf::FLOOR;
    let mut desk = Desk::create(&folder, "Z9", &passphrase(), kdf, meeting.clock.clone()).unwrap();
    let half = format!("LZCARD:{}", &hex[..hex.len() / 2]);
    assert!(desk.pin(Path::new(&half), &digits).is_err(), "half a code is no card");
    let whole = format!("LZCARD:{hex}");
    let pinned = desk.pin(app::whole_or_scanned(&whole).unwrap(), &digits).unwrap();
    assert_eq!(pinned, desk.pin(&file, &digits).unwrap(), "the file is the same card");
}

#[test]
fn three_laptops_in_any_order_and_more_than_once_end_with_the_same_state() {
    let mut meeting = Meeting::frozen();
    let packs: Vec<PathBuf> = meeting.scored().into_iter().take(3).collect();
    let Meeting { scratch, office, clock, .. } = meeting;
    office.lock().unwrap();
    let empty = scratch.path().join("office.lunzheng");
    let mut states = Vec::new();
    for (run, order) in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].iter().enumerate()
    {
        let folder = scratch.path().join(format!("office-{run}.lunzheng"));
        copy_folder(&empty, &folder);
        let mut office = Office::open(&folder, &passphrase(), clock.clone()).unwrap();
        let before = office.meeting_state(SESSION).unwrap();
        for at in order.iter().chain(order.iter().take(run % 3)) {
            accept(&mut office, &packs[*at]);
        }
        let after = office.meeting_state(SESSION).unwrap();
        assert_ne!(before, after);
        states.push((after, office.waiting_for(SESSION).unwrap()));
        office.lock().unwrap();
    }
    assert!(states.iter().all(|s| *s == states[0]), "{states:?}");
}

#[test]
fn an_import_is_undone_to_the_last_event_until_the_scores_are_taken_together() {
    let mut meeting = Meeting::frozen();
    let packs = meeting.scored();
    let (mut late, id) = (
        Desk::open(&meeting.path("Z3.lunzheng"), &passphrase(), meeting.clock.clone()).unwrap(),
        meeting.office.session(SESSION).unwrap().meeting_id,
    );
    let again = meeting.path("Z3.again.lzp");
    late.write_scores(&id, &again).unwrap();
    late.lock().unwrap();
    meeting.take(&packs[0]);
    let before = meeting.office.meeting_state(SESSION).unwrap();
    meeting.take(&packs[2]);
    let with = meeting.office.meeting_state(SESSION).unwrap();
    let digest = |office: &Office, expert: &str| {
        let laptops = office.ledger_view(SESSION).unwrap().laptops;
        laptops.into_iter().find(|l| l.expert_no == expert).unwrap().packs.pop().unwrap().digest
    };
    let third = digest(&meeting.office, "Z3");
    assert_eq!(code(meeting.office.undo_pack(SESSION, &third, " ")), Code::ReasonMissing);
    assert_eq!(code(meeting.office.undo_pack(SESSION, "00", "收错")), Code::NotFound);
    meeting.office.undo_pack(SESSION, &third, "专家说交错了U盘").unwrap();
    assert_eq!(meeting.office.meeting_state(SESSION).unwrap(), before);
    assert!(meeting.office.waiting_for(SESSION).unwrap().contains(&"Z3".to_owned()));
    meeting.take(&packs[2]);
    assert_eq!(meeting.office.meeting_state(SESSION).unwrap(), with, "what was undone comes in again");
    // Two packs with the same events: undoing one takes nothing away that the other brought as well.
    meeting.take(&again);
    meeting.office.undo_pack(SESSION, &digest(&meeting.office, "Z3"), "重复").unwrap();
    assert_eq!(meeting.office.meeting_state(SESSION).unwrap(), with);
    for pack in packs.iter().filter(|p| **p != packs[0] && **p != packs[2]) {
        meeting.take(pack);
    }
    meeting.office.tally(SESSION).unwrap();
    assert_eq!(code(meeting.office.undo_pack(SESSION, &third, "迟了")), Code::PackNotUndone);
}

#[test]
fn a_recusal_that_an_undone_pack_declared_goes_with_it_unless_people_decided_it() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = meeting.laptop("Z1");
    score(&mut desk, &id, 80);
    desk.recuse(&id, "JB-003", Ground::Shared, "合作论文").unwrap();
    journeys::lock(&mut desk, &id).unwrap();
    let pack = meeting.path("Z1.lzp");
    desk.write_scores(&id, &pack).unwrap();
    meeting.take(&pack);
    let of_z1 = |office: &Office| {
        office.recusals(SESSION).unwrap().into_iter().filter(|x| x.expert_no == "Z1").count()
    };
    let digest = meeting.office.ledger_view(SESSION).unwrap().laptops[0].packs[0].digest.clone();
    assert_eq!(of_z1(&meeting.office), 1);
    meeting.office.undo_pack(SESSION, &digest, "交错").unwrap();
    assert_eq!(of_z1(&meeting.office), 0);
    meeting.take(&pack);
    meeting.office.decide_recusal(SESSION, "Z1", "JB-003", true, "赵示例", "属实").unwrap();
    meeting.office.undo_pack(SESSION, &digest, "交错").unwrap();
    assert_eq!(of_z1(&meeting.office), 1, "a word of people stays");
}

#[test]
fn the_board_shows_when_an_expert_locked_and_not_when_the_pack_came_in() {
    let mut meeting = Meeting::frozen();
    let packs = meeting.scored();
    meeting.clock.forward_to("2026-01-20T01:10:00Z".parse().unwrap());
    meeting.take(&packs[0]);
    let z1 = meeting.path("Z1.lunzheng");
    let own = Desk::open(&z1, &passphrase(), meeting.clock.clone()).unwrap().home_view().unwrap();
    let board = meeting.office.board_view(SESSION).unwrap();
    let shown = board.experts.iter().find(|e| e.no == "Z1").unwrap().pack.clone().unwrap();
    assert_eq!(
        shown.locked_at, own.meetings[0].locked_at,
        "when the expert locked, not when the pack came in"
    );
    assert_ne!(shown.locked_at.as_deref(), Some(shown.at.as_str()));
}

#[test]
fn a_pack_of_a_revoked_laptop_names_its_member_and_one_whose_signature_fails_names_nobody() {
    let mut meeting = Meeting::frozen();
    let packs = meeting.scored();
    let ledger = meeting.office.ledger_view(SESSION).unwrap();
    let second = ledger.laptops.iter().find(|l| l.expert_no == "Z2").unwrap().device.clone();
    meeting.office.revoke_laptop(SESSION, &second, "赵示例", "电脑遗失").unwrap();
    let looked = meeting.office.look(SESSION, &packs[1]).unwrap();
    assert_eq!(looked.refused[0].code, "pack.revoked");
    assert_eq!(
        (looked.expert_no.as_deref(), looked.name.as_deref()),
        (Some("Z2"), Some("邹䶮")),
        "whose laptop"
    );
    assert!(looked.refused[0].zh.contains("邹䶮，Z2"), "{}", looked.refused[0].zh);
    // Nobody's word is taken for whose a pack is: where the signature does not hold, no name is said.
    let touched = meeting.path("touched.lzp");
    let mut bytes = std::fs::read(&packs[1]).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&touched, bytes).unwrap();
    let looked = meeting.office.look(SESSION, &touched).unwrap();
    assert_eq!((looked.refused[0].code.as_str(), looked.name), ("pack.signature_bad", None));
}

#[test]
fn a_lost_laptop_is_heard_no_more_what_it_said_before_counts_and_its_member_enrols_another() {
    let mut meeting = Meeting::frozen();
    let packs = meeting.scored();
    meeting.take(&packs[0]);
    let ledger = meeting.office.ledger_view(SESSION).unwrap();
    let device = |no: &str| ledger.laptops.iter().find(|l| l.expert_no == no).unwrap().device.clone();
    let (first, second) = (device("Z1"), device("Z2"));
    assert_eq!(code(meeting.office.revoke_laptop(SESSION, &first, "赵示例", "")), Code::ReasonMissing);
    meeting.office.revoke_laptop(SESSION, &first, "赵示例", "电脑遗失").unwrap();
    meeting.office.revoke_laptop(SESSION, &second, "赵示例", "电脑遗失").unwrap();
    assert_eq!(code(meeting.office.revoke_laptop(SESSION, &second, "赵示例", "再次")), Code::NotFound);
    assert!(!meeting.office.waiting_for(SESSION).unwrap().contains(&"Z1".to_owned()), "it locked before");
    let of_first =
        meeting.office.ledger_view(SESSION).unwrap().laptops.into_iter().find(|l| l.expert_no == "Z1");
    let taken = &of_first.unwrap().packs[0];
    assert!(!taken.undo, "it could never be taken in again");
    assert_eq!(code(meeting.office.undo_pack(SESSION, &taken.digest, "误收")), Code::PackNotUndone);
    let state = meeting.office.meeting_state(SESSION).unwrap();
    let refused = meeting.office.stage(SESSION, &packs[1]).unwrap_err();
    assert_eq!(refused.code(), Code::PackRevoked);
    assert!(refused.problems()[0].zh.contains("赵示例于"), "who revoked it: {refused:?}");
    assert_eq!(meeting.office.meeting_state(SESSION).unwrap(), state, "0 rows changed");
    assert_eq!(
        code(meeting.office.issue_task(SESSION, "Z2", &meeting.path("t.lzp"))),
        Code::LaptopRevoked,
        "it gets no task any more"
    );
    let request = meeting.office.read_request(SESSION, &meeting.path("Z2.lzreq")).unwrap();
    let digits = request.digits.clone();
    assert_eq!(
        code(meeting.office.enrol(SESSION, "Z2", &request, &digits, "钱示例、邹示例")),
        Code::EnrolRevoked
    );
    // Another laptop of the same member.
    std::fs::rename(meeting.path("Z2.lunzheng"), meeting.path("lost.lunzheng")).unwrap();
    let (mut desk, id) = meeting.laptop("Z2");
    score(&mut desk, &id, 70);
    journeys::lock(&mut desk, &id).unwrap();
    let pack = meeting.path("Z2.second.lzp");
    desk.write_scores(&id, &pack).unwrap();
    for pack in packs.iter().skip(2).chain([&pack]) {
        meeting.take(pack);
    }
    meeting.closed();
    let results = meeting.path("results");
    std::fs::create_dir(&results).unwrap();
    let made = meeting.office.issue_results(SESSION, &results, &app::work::Work::new()).unwrap();
    let of = |no: &str| made.iter().find(|m| m.expert_no == no).unwrap();
    assert!(of("Z2").path.is_some() && of("Z3").path.is_some(), "the other laptop of Z2 is trusted");
    let refused = &of("Z1").problems[0];
    assert_eq!((refused.code.as_str(), of("Z1").path.as_ref()), ("laptop.revoked", None));
    let when = &ledger_of(&meeting.office, "Z1").revoked.unwrap().at;
    for part in ["赵示例", "电脑遗失", when] {
        assert!(refused.zh.contains(part) && refused.en.contains(part), "{part}: {refused:?}");
    }
    let ledger = meeting.office.ledger_view(SESSION).unwrap();
    let of_z2: Vec<_> = ledger.laptops.iter().filter(|l| l.expert_no == "Z2").collect();
    assert_eq!(of_z2.iter().filter(|l| l.revoked.is_some()).count(), 1);
    assert_eq!(of_z2.len(), 2);
}

#[test]
fn a_missing_number_is_named_and_an_older_pack_says_that_it_is_old() {
    let mut meeting = Meeting::frozen();
    let first = meeting.scored().remove(0);
    let folder = meeting.path("Z1.lunzheng");
    let id = meeting.office.session(SESSION).unwrap().meeting_id;
    let mut desk = Desk::open(&folder, &passphrase(), meeting.clock.clone()).unwrap();
    let third = meeting.path("Z1.3.lzp");
    desk.write_scores(&id, &meeting.path("Z1.2.lzp")).unwrap();
    desk.write_scores(&id, &third).unwrap();
    meeting.take(&third);
    let laptop = |meeting: &Meeting| {
        let ledger = meeting.office.ledger_view(SESSION).unwrap();
        ledger.laptops.into_iter().find(|l| l.expert_no == "Z1").unwrap()
    };
    assert_eq!(laptop(&meeting).missing, ["1–2"]);
    let staged = meeting.office.stage(SESSION, &first).unwrap();
    assert!(staged.findings.iter().any(|f| f.code == Code::PackStale), "{:?}", staged.findings);
    assert_eq!(meeting.office.accept(SESSION, staged).unwrap().new_events, 0);
    let after = laptop(&meeting);
    assert_eq!(after.missing, ["2"]);
    assert_eq!(
        after.packs.iter().map(|p| (p.sequence, p.stale)).collect::<Vec<_>>(),
        [(1, true), (3, false)]
    );
}

#[test]
fn a_pack_that_a_pulled_stick_cut_is_refused_and_the_whole_one_comes_in_afterwards() {
    let mut meeting = Meeting::frozen();
    let pack = meeting.scored().remove(0);
    let whole = std::fs::read(&pack).unwrap();
    let stick = meeting.path("stick");
    std::fs::create_dir(&stick).unwrap();
    // What a write that was cut off leaves: the file under its temporary name, and one whose name was changed by hand.
    std::fs::write(stick.join("a.lzp.part"), &whole[..whole.len() / 2]).unwrap();
    std::fs::write(stick.join("b.lzp"), &whole[..whole.len() - 1]).unwrap();
    let state = meeting.office.meeting_state(SESSION).unwrap();
    let looked = meeting.office.look_at_folder(SESSION, &stick, &app::work::Work::new()).unwrap();
    assert_eq!(looked.len(), 1, "a half-written pack is not even looked at");
    assert_eq!(looked[0].refused[0].code, "file.cut");
    for cut in (0..whole.len()).step_by(whole.len() / 60) {
        std::fs::write(stick.join("b.lzp"), &whole[..cut]).unwrap();
        assert!(meeting.office.stage(SESSION, &stick.join("b.lzp")).is_err(), "cut at {cut}");
    }
    assert_eq!(meeting.office.meeting_state(SESSION).unwrap(), state);
    std::fs::write(stick.join("b.lzp"), &whole).unwrap();
    accept(&mut meeting.office, &stick.join("b.lzp"));
    assert_ne!(meeting.office.meeting_state(SESSION).unwrap(), state);
}
