//! Going back to a backup: the book goes back; what people signed and handed over does not, and the minutes say what happened.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use app::api::keys::{RestoreView, RestoreWord};
use app::{Desk, Office, Refusal, going_back, safekeeping};
use domain::Code;
use domain::session::Stage;
use journeys::{Meeting, SESSION, passphrase, score, words};

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// The newest backup for a reason; a manual one is made where there is none.
fn backup(office: &Office, reason: &str) -> String {
    let backups = safekeeping::backups_view(office.vault()).unwrap().backups;
    backups.into_iter().find(|b| b.reason == reason).unwrap().name
}

fn word(reason: &str, approved_by: &str) -> RestoreWord {
    RestoreWord { reason: reason.to_owned(), approved_by: approved_by.to_owned() }
}

/// What going back would do, and then the meeting after it.
fn back(meeting: Meeting, name: &str, word: &RestoreWord) -> (Meeting, RestoreView) {
    let Meeting { scratch, office, clock, experts, bids } = meeting;
    let view = safekeeping::restore_view(office.vault(), name).unwrap();
    office.lock().unwrap();
    let folder = scratch.path().join("office.lunzheng");
    going_back::restore_closed(&folder, name, &passphrase(), word).unwrap();
    let office = Office::open(&folder, &passphrase(), clock.clone()).unwrap();
    office.vault().verify_journal(None).unwrap();
    (Meeting { scratch, office, clock, experts, bids }, view)
}

fn device(office: &Office, expert_no: &str) -> String {
    let laptops = office.ledger_view(SESSION).unwrap().laptops;
    laptops.into_iter().find(|l| l.expert_no == expert_no).unwrap().device
}

#[test]
fn scores_and_a_revocation_outlive_going_back_before_them_and_the_seen_tally_is_a_reopening_in_the_minutes() {
    let mut meeting = Meeting::frozen();
    let packs = meeting.scored();
    meeting.office.vault().backup("manual").unwrap();
    for pack in &packs {
        meeting.take(pack);
    }
    let lost = device(&meeting.office, "Z2");
    meeting.office.revoke_laptop(SESSION, &lost, "赵示例", "会后电脑遗失").unwrap();
    let first = meeting.office.tally(SESSION).unwrap().tally;
    let state = meeting.office.meeting_state(SESSION).unwrap();

    let name = backup(&meeting.office, "manual");
    let folder = meeting.path("office.lunzheng");
    let view = safekeeping::restore_view(meeting.office.vault(), &name).unwrap();
    assert!(view.needs_assent && view.meetings.len() == 1, "{view:?}");
    let of = &view.meetings[0];
    assert!(of.seen && of.stays && of.entries == view.lost_count, "{of:?}");
    let Meeting { scratch, office, clock, experts, bids } = meeting;
    office.lock().unwrap();
    for missing in [word(" ", "章示明"), word("误锁定", " ")] {
        let refused = going_back::restore_closed(&folder, &name, &passphrase(), &missing);
        assert_eq!(code(refused), Code::ReasonMissing);
    }
    let office = Office::open(&folder, &passphrase(), clock.clone()).unwrap();
    assert_eq!(office.session(SESSION).unwrap().stage, Stage::Tallied, "what was refused changed nothing");
    let meeting = Meeting { scratch, office, clock, experts, bids };

    let (mut meeting, _) = back(meeting, &name, &word("误锁定。", "章示明"));
    let session = meeting.office.session(SESSION).unwrap();
    assert_eq!(session.stage, Stage::Scoring);
    assert_eq!(session.reopenings.len(), 1);
    assert_eq!(meeting.office.meeting_state(SESSION).unwrap(), state, "every signed score is there");
    assert_eq!(code(meeting.office.stage(SESSION, &packs[1]).map(|_| ())), Code::PackRevoked);
    let last = meeting.office.vault().journal_of("vault.restore").unwrap().remove(0);
    assert_eq!(last.reason.as_deref(), Some("误锁定。"));
    assert!(last.details.to_string().contains("锁定汇总"), "{}", last.details);
    assert_eq!(meeting.office.tally(SESSION).unwrap().tally, first);
    let said = meeting.minutes();
    let blind = std::fs::read_dir(meeting.path("out")).unwrap().map(|e| e.unwrap().path());
    let blind = words(&blind.into_iter().find(|p| p.to_string_lossy().contains("隐名")).unwrap());
    assert!(blind.contains("重新开启") && !blind.contains("章示明") && !blind.contains("误锁定"), "{blind}");
    for part in [
        "从备份恢复数据的情况",
        "的备份，理由：误锁定。",
        "此后对本次会议办理的锁定汇总（日志1条）不再保留，须重新办理。",
        "此前评分已经汇总，经章示明同意重新汇总。",
        "已签名的评分、收发的数据包、评审电脑的登记和作废不受恢复影响。",
        "因数据恢复到备份：误锁定，经章示明同意重新开启",
        "邹䶮的评审电脑经赵示例决定作废",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("收评分包"), "what stays is not said to be done again: {said}");
}

#[test]
fn a_paper_of_before_going_back_is_said_to_be_one_and_a_changed_one_still_fails() {
    let mut meeting = Meeting::frozen();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    meeting.office.vault().backup("manual").unwrap();
    let made = meeting.closed();
    let minutes = made.iter().find(|p| p.to_string_lossy().contains("纪要")).unwrap().clone();
    let name = backup(&meeting.office, "manual");
    let (meeting, _) = back(meeting, &name, &word("误锁定", "章示明"));
    let folder = meeting.path("office.lunzheng");
    meeting.office.lock().unwrap();
    let checks = |path: &std::path::Path| {
        app::verify::verify(&[path.to_owned()], &[], Some((&folder, &passphrase())))
            .into_iter()
            .find(|c| c.kind == "document" || !c.ok)
            .unwrap()
    };
    let honest = checks(&minutes);
    assert_eq!(honest.problems[0].code, "verify.given_up", "{honest:?}");
    assert!(honest.unchecked(), "it accuses nobody");
    let mut bytes = std::fs::read(&minutes).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    let changed = minutes.with_file_name("改动.pdf");
    std::fs::write(&changed, bytes).unwrap();
    assert!(!checks(&changed).ok);
}

#[test]
fn an_undone_import_stays_undone_and_no_assent_is_asked_where_no_tally_was_seen() {
    let mut meeting = Meeting::frozen();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    meeting.office.vault().backup("manual").unwrap();
    let pack = meeting.office.ledger_view(SESSION).unwrap().laptops[2].packs[0].digest.clone();
    meeting.office.undo_pack(SESSION, &pack, "专家说交错了U盘").unwrap();
    let name = backup(&meeting.office, "manual");
    let (meeting, view) = back(meeting, &name, &word("误改会议情况", ""));
    assert!(!view.needs_assent);
    assert_eq!(meeting.office.waiting_for(SESSION).unwrap(), ["Z3"]);
    assert_eq!(meeting.office.session(SESSION).unwrap().withdrawn.len(), 1);
}

#[test]
fn a_backup_of_before_the_rules_takes_packs_in_anew_but_a_revoked_laptop_stays_revoked() {
    let mut meeting = Meeting::prepared();
    meeting.office.vault().backup("manual").unwrap();
    meeting.freeze();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    let request = meeting.path("Z2.lzreq");
    let lost = device(&meeting.office, "Z2");
    meeting.office.revoke_laptop(SESSION, &lost, "赵示例", "会后电脑遗失").unwrap();
    let name = backup(&meeting.office, "manual");
    let (mut meeting, view) = back(meeting, &name, &word("规则冻结有误", ""));
    assert!(view.meetings.len() == 1 && !view.meetings[0].stays && !view.needs_assent, "{view:?}");
    assert_eq!(meeting.office.session(SESSION).unwrap().stage, Stage::Preparing);
    meeting.freeze();
    let pending = meeting.office.read_request(SESSION, &request).unwrap();
    let desk = Desk::open(&meeting.path("Z2.lunzheng"), &passphrase(), meeting.clock.clone()).unwrap();
    let again = meeting.office.enrol(SESSION, "Z2", &pending, &desk.digits().unwrap(), "钱示例");
    assert_eq!(code(again), Code::EnrolRevoked);
    assert_eq!(meeting.office.waiting_for(SESSION).unwrap().len(), 7);
}

#[test]
fn an_experts_laptop_that_went_back_is_locked_as_it_was_and_its_next_pack_is_no_fork() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = meeting.laptop("Z1");
    desk.vault().backup("manual").unwrap();
    score(&mut desk, &id, 80);
    journeys::lock(&mut desk, &id).unwrap();
    let (first, second) = (meeting.path("first.lzp"), meeting.path("second.lzp"));
    desk.write_scores(&id, &first).unwrap();
    meeting.take(&first);
    let name = safekeeping::backups_view(desk.vault()).unwrap().backups.remove(0).name;
    desk.lock().unwrap();
    let folder = meeting.path("Z1.lunzheng");
    going_back::restore_closed(&folder, &name, &passphrase(), &word("电脑死机", "")).unwrap();
    let mut desk = Desk::open(&folder, &passphrase(), meeting.clock.clone()).unwrap();
    desk.vault().verify_journal(None).unwrap();
    assert_eq!(code(journeys::lock(&mut desk, &id)), Code::ScoreLocked, "what was signed stays signed");
    desk.write_scores(&id, &second).unwrap();
    let staged = meeting.office.stage(SESSION, &second).unwrap();
    assert!(
        staged.findings.iter().all(|f| !matches!(f.code, Code::PackFork | Code::PackRival)),
        "{:?}",
        staged.findings
    );
    meeting.take(&second);
    assert!(!meeting.office.waiting_for(SESSION).unwrap().contains(&"Z1".to_owned()));
}
