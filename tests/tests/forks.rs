//! A fork: two packs of one laptop's signed chain that contradict each other. That it was seen is evidence, whether or not the
//! second pack is taken in; neither side counts until two people settle it, and what was seen stays afterwards.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::path::PathBuf;

use app::api::keys::RestoreWord;
use app::api::ledger::LedgerPack;
use app::office::ForkChoice;
use app::{Desk, Office, Refusal, SecretString};
use domain::Code;
use journeys::{Meeting, SESSION, copy_folder, passphrase, score};
use vault::JournalEntry;

/// log₂ of scrypt's N in tests: the key's own cost is measured elsewhere.
const WORK: u8 = 8;

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// One laptop whose vault was copied: both copies score differently, lock, and hand a pack over.
fn copied(meeting: &mut Meeting, no: &str) -> [PathBuf; 2] {
    let (desk, id) = meeting.laptop(no);
    desk.lock().unwrap();
    copy_folder(&meeting.path(&format!("{no}.lunzheng")), &meeting.path("copy.lunzheng"));
    [(no.to_owned(), 80), ("copy".to_owned(), 60)].map(|(name, level)| {
        let folder = meeting.path(&format!("{name}.lunzheng"));
        let mut desk = Desk::open(&folder, &passphrase(), meeting.clock.clone()).unwrap();
        score(&mut desk, &id, level);
        journeys::lock(&mut desk, &id).unwrap();
        let pack = meeting.path(&format!("{name}.fork.lzp"));
        desk.write_scores(&id, &pack).unwrap();
        desk.lock().unwrap();
        pack
    })
}

#[test]
fn a_copied_laptop_counts_on_neither_side_until_people_settle_which() {
    let (mut meeting, forked) = forked_meeting();
    assert!(meeting.office.waiting_for(SESSION).unwrap().is_empty());
    let staged = meeting.office.stage(SESSION, &forked[1]).unwrap();
    let alarms = staged.findings.iter().filter(|f| matches!(f.code, Code::PackFork | Code::PackRival));
    assert_eq!(alarms.count(), 1, "said once: {:?}", staged.findings);
    meeting.office.accept(SESSION, staged).unwrap();
    for pack in &forked {
        let again = meeting.office.stage(SESSION, pack).unwrap().findings;
        assert!(again.iter().any(|f| f.code == Code::PackDuplicate), "each side is here: {again:?}");
    }
    assert_eq!(code(meeting.office.tally(SESSION)), Code::PackFork);
    let view = meeting.office.ledger_view(SESSION).unwrap();
    assert_eq!(view.forks.len(), 1);
    let fork = &view.forks[0];
    assert!(
        fork.sides
            .iter()
            .all(|s| s.here && s.follows > 0 && s.packs.len() == 1 && s.packs[0].starts_with("1 ")),
        "{fork:?}"
    );
    assert!(view.laptops.iter().find(|l| l.expert_no == "Z1").unwrap().packs.iter().all(|p| p.rival));
    let board = meeting.office.board_view(SESSION).unwrap();
    assert!(board.blocked.iter().any(|p| p.code == "pack.fork"));

    let choice = |chosen: &str, witness: &str| ForkChoice {
        device: fork.device.clone(),
        number: u64::from(fork.number),
        chosen: chosen.to_owned(),
        by: "赵示例".to_owned(),
        witness: witness.to_owned(),
        reason: "本人当面确认用第一台电脑评分".to_owned(),
    };
    let wrong = "ab".repeat(32);
    assert_eq!(code(meeting.office.settle_fork(SESSION, choice(&wrong, "孙示例"))), Code::ForkNotOpen);
    let alone = choice(&fork.sides[0].hash, "赵 示例");
    assert_eq!(code(meeting.office.settle_fork(SESSION, alone)), Code::PackForkOnePerson, "one person twice");
    assert_eq!(
        code(meeting.office.settle_fork(SESSION, choice(&fork.sides[0].hash, " "))),
        Code::ReasonMissing
    );
    meeting.office.settle_fork(SESSION, choice(&fork.sides[0].hash, "孙示例")).unwrap();
    let chosen = meeting.office.meeting_state(SESSION).unwrap();
    assert_eq!(
        code(meeting.office.settle_fork(SESSION, choice(&fork.sides[1].hash, "孙示例"))),
        Code::ForkNotOpen
    );
    let view = meeting.office.ledger_view(SESSION).unwrap();
    assert!(view.forks.is_empty() && view.settled.len() == 1);
    meeting.office.tally(SESSION).unwrap();
    assert_eq!(meeting.office.meeting_state(SESSION).unwrap(), chosen);
}

/// A meeting in which everybody's pack is in, with both packs of the laptop that was copied, of which the first is in.
fn forked_meeting() -> (Meeting, [PathBuf; 2]) {
    let mut meeting = Meeting::frozen();
    let others = meeting.experts.split_off(1);
    let forked = copied(&mut meeting, "Z1");
    meeting.experts = others;
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    meeting.take(&forked[0]);
    (meeting, forked)
}

fn journalled(office: &Office, action: &str) -> Vec<JournalEntry> {
    office.vault().journal_of(action).unwrap()
}

/// What came in from the laptop of Z1.
fn packs_of_z1(office: &Office) -> Vec<LedgerPack> {
    let laptops = office.ledger_view(SESSION).unwrap().laptops;
    laptops.into_iter().find(|l| l.expert_no == "Z1").unwrap().packs
}

/// The word of two people for the side that a pack brought, or for the one that was left outside.
fn choice(office: &Office, here: bool) -> ForkChoice {
    let fork = office.ledger_view(SESSION).unwrap().forks.remove(0);
    ForkChoice {
        device: fork.device,
        number: u64::from(fork.number),
        chosen: fork.sides.iter().find(|s| s.here == here).unwrap().hash.clone(),
        by: "赵示例".to_owned(),
        witness: "孙示例".to_owned(),
        reason: "本人当面确认用第一台电脑评分".to_owned(),
    }
}

#[test]
fn a_fork_that_was_only_looked_at_blocks_the_lock_is_journalled_once_and_outlives_the_vaults_closing() {
    let (mut meeting, forked) = forked_meeting();
    assert!(meeting.office.board_view(SESSION).unwrap().blocked.is_empty());
    let looked = meeting.office.look(SESSION, &forked[1]).unwrap();
    let alarms: Vec<_> = looked.findings.iter().filter(|p| p.code.starts_with("pack.")).collect();
    assert_eq!(alarms.len(), 1, "the alarm stands once: {alarms:?}");
    let said = &alarms[0].zh;
    assert!(
        said.contains("已收下第1号数据包") && said.contains("没有收下第1号数据包（“copy.fork.lzp”"),
        "{said}"
    );
    assert!(!said.contains("两份都没有"), "{said}");

    let entries = journalled(&meeting.office, "fork.see");
    assert_eq!(entries.len(), 1);
    let ledger = meeting.office.ledger_view(SESSION).unwrap();
    let first = &ledger.laptops.iter().find(|l| l.expert_no == "Z1").unwrap().packs[0].digest;
    let fork = &ledger.forks[0];
    let outside = fork.sides.iter().find(|s| !s.here).unwrap();
    let second = &outside.outside[0].digest;
    for part in [first, second, &fork.device] {
        assert!(entries[0].details.contains(part.as_str()), "{part} in {}", entries[0].details);
    }
    assert_eq!(
        (entries[0].actor.as_str(), entries[0].subject.as_str()),
        ("钱示例", &*format!("{SESSION}/Z1"))
    );
    assert!(!entries[0].details.contains("marks"), "no score before the lock");
    assert_eq!(fork.seen_by.as_deref(), Some("钱示例"));
    assert!(outside.kind.is_some(), "what the other side is, is kept as evidence");

    meeting.office.look(SESSION, &forked[1]).unwrap();
    assert_eq!(journalled(&meeting.office, "fork.see").len(), 1, "a second look says nothing new");
    assert_eq!(code(meeting.office.tally(SESSION)), Code::PackFork);
    let blocked = meeting.office.board_view(SESSION).unwrap().blocked;
    assert!(blocked.iter().any(|p| p.code == "pack.fork"), "{blocked:?}");
    let Meeting { office, scratch, clock, .. } = meeting;
    office.lock().unwrap();
    let mut office = Office::open(&scratch.path().join("office.lunzheng"), &passphrase(), clock).unwrap();
    assert_eq!(code(office.tally(SESSION)), Code::PackFork);

    assert_eq!(
        code(office.settle_fork(SESSION, choice(&office, false))),
        Code::ForkNotOpen,
        "it is not here"
    );
    office.settle_fork(SESSION, choice(&office, true)).unwrap();
    let view = office.ledger_view(SESSION).unwrap();
    assert!(view.forks.is_empty() && view.settled[0].packs.len() == 2, "{:?}", view.settled);
    office.tally(SESSION).unwrap();
    let late = office.stage(SESSION, &forked[1]).unwrap();
    let codes: Vec<Code> = late.findings.iter().map(|f| f.code).collect();
    assert_eq!(codes, [Code::PackRefusedSide], "settled it stays, and it is said who settled it how");
    assert!(office.vault().verify_journal(None).is_ok());
}

#[test]
fn a_fork_that_lies_whole_on_one_stick_is_seen_before_either_side_is_taken_in() {
    let mut meeting = Meeting::frozen();
    let forked = copied(&mut meeting, "Z1");
    let stick = meeting.path("stick");
    std::fs::create_dir(&stick).unwrap();
    for pack in &forked {
        std::fs::copy(pack, stick.join(pack.file_name().unwrap())).unwrap();
    }
    let looked = meeting.office.look_at_folder(SESSION, &stick, &app::work::Work::new()).unwrap();
    assert_eq!(looked.len(), 2);
    for pack in &looked {
        let forks: Vec<_> = pack.findings.iter().filter(|p| p.code == "pack.fork").collect();
        assert_eq!(forks.len(), 1, "{:?}", pack.findings);
        assert!(!forks[0].zh.contains("已收下"), "{}", forks[0].zh);
    }
    assert_eq!(journalled(&meeting.office, "fork.see").len(), 1);
    meeting.take(&forked[0]);
    let fork = meeting.office.ledger_view(SESSION).unwrap().forks.remove(0);
    assert_eq!(fork.sides.iter().filter(|s| s.here).count(), 1);
}

#[test]
fn one_side_of_an_open_fork_is_not_taken_back_by_one_person_and_the_evidence_outlives_the_settled_one() {
    for second_is_in in [true, false] {
        let (mut meeting, forked) = forked_meeting();
        let first = packs_of_z1(&meeting.office)[0].digest.clone();
        // The side of the pack that came first.
        meeting.office.look(SESSION, &forked[1]).unwrap();
        let word = choice(&meeting.office, true);
        if second_is_in {
            meeting.take(&forked[1]);
        }
        let packs = packs_of_z1(&meeting.office);
        assert_eq!(packs.len(), if second_is_in { 2 } else { 1 });
        assert!(packs.iter().all(|p| p.forked && !p.undo), "{packs:?}");
        for pack in &packs {
            let refused = meeting.office.undo_pack(SESSION, &pack.digest, "交错").unwrap_err();
            assert_eq!(refused.code(), Code::PackForkOpen);
        }
        assert_eq!(code(meeting.office.tally(SESSION)), Code::PackFork, "the alarm stands");

        meeting.office.settle_fork(SESSION, word).unwrap();
        meeting.office.undo_pack(SESSION, &first, "按决定重新提交").unwrap();
        let after = meeting.office.ledger_view(SESSION).unwrap();
        assert_eq!(after.settled.len(), 1);
        assert_eq!(after.settled[0].packs.len(), 2, "both packs are still named");
        assert!(after.settled[0].seen_at.is_some());
        let session = meeting.office.session(SESSION).unwrap();
        assert_eq!((session.withdrawn.len(), session.withdrawn[0].expert_no.as_str()), (1, "Z1"));
    }
}

#[test]
fn the_side_that_people_refused_never_counts_although_the_chosen_one_was_taken_back() {
    let (mut meeting, forked) = forked_meeting();
    let first = packs_of_z1(&meeting.office)[0].digest.clone();
    meeting.office.look(SESSION, &forked[1]).unwrap();
    let word = choice(&meeting.office, true);
    meeting.take(&forked[1]);
    meeting.office.settle_fork(SESSION, word).unwrap();
    assert!(meeting.office.waiting_for(SESSION).unwrap().is_empty());
    meeting.office.undo_pack(SESSION, &first, "按决定重新提交").unwrap();
    assert_eq!(meeting.office.waiting_for(SESSION).unwrap(), ["Z1"], "the refused side does not step in");
    meeting.take(&forked[0]);
    assert!(meeting.office.waiting_for(SESSION).unwrap().is_empty());
}

#[test]
fn a_pack_of_the_side_that_was_decided_against_says_so_before_it_is_taken_in_and_afterwards_on_board_and_ledger()
 {
    let (mut meeting, forked) = forked_meeting();
    meeting.office.look(SESSION, &forked[1]).unwrap();
    meeting.office.settle_fork(SESSION, choice(&meeting.office, true)).unwrap();
    // The refused copy hands over once more: a number that is new here, so that nothing but the decision tells.
    let folder = meeting.path("copy.lunzheng");
    let mut copy = Desk::open(&folder, &passphrase(), meeting.clock.clone()).unwrap();
    let id = copy.meetings().unwrap().remove(0);
    let second = meeting.path("copy.second.lzp");
    copy.write_scores(&id, &second).unwrap();
    for pack in [&forked[1], &second] {
        let looked = meeting.office.look(SESSION, pack).unwrap();
        let said = looked.findings.iter().find(|f| f.code == "pack.refused_side").unwrap();
        assert_eq!(said.severity, "warning", "it is not taken in among those that need no look");
        for part in ["赵示例", "孙示例在场", "本人当面确认用第一台电脑评分", "收下也不计入"]
        {
            assert!(said.zh.contains(part), "{part}: {}", said.zh);
        }
        assert!(!looked.findings.iter().any(|f| f.code == "pack.rival"), "{:?}", looked.findings);
    }
    let z1 = |office: &Office| {
        let experts = office.board_view(SESSION).unwrap().experts;
        experts.into_iter().find(|e| e.no == "Z1").unwrap()
    };
    assert_eq!(z1(&meeting.office).set_aside, None);
    meeting.take(&second);
    let aside = z1(&meeting.office).set_aside.unwrap();
    assert!(aside.count > 0 && aside.by == "赵示例" && aside.witness == "孙示例", "{aside:?}");
    let packs = packs_of_z1(&meeting.office);
    let marked: Vec<bool> = packs.iter().map(|p| p.set_aside.is_some()).collect();
    assert_eq!(marked, [false, true], "{packs:?}");
}

#[test]
fn the_chosen_pack_of_a_settled_fork_is_not_said_to_agree_with_its_rival() {
    let (mut meeting, forked) = forked_meeting();
    let first = packs_of_z1(&meeting.office)[0].digest.clone();
    meeting.office.look(SESSION, &forked[1]).unwrap();
    let word = choice(&meeting.office, true);
    meeting.take(&forked[1]);
    meeting.office.settle_fork(SESSION, word).unwrap();
    meeting.office.undo_pack(SESSION, &first, "按决定重新提交").unwrap();
    let findings = meeting.office.look(SESSION, &forked[0]).unwrap().findings;
    assert!(!findings.iter().any(|f| f.code == "pack.rival"), "{findings:?}");
    let said = findings.iter().find(|f| f.code == "pack.rival_settled").unwrap();
    assert!(said.zh.contains("采用的是这一份：赵示例于") && said.zh.contains("孙示例在场"), "{}", said.zh);
    assert!(!said.zh.contains('？'), "{}", said.zh);
}

#[test]
fn the_minutes_tell_of_a_revoked_laptop_an_undone_import_and_a_fork_with_its_end_and_of_nothing_where_nothing_was()
 {
    let mut plain = Meeting::frozen();
    for pack in plain.scored() {
        plain.take(&pack);
    }
    assert!(!plain.minutes().contains("评审电脑和数据包情况"));

    let (mut meeting, forked) = forked_meeting();
    meeting.office.look(SESSION, &forked[1]).unwrap();
    meeting.office.settle_fork(SESSION, choice(&meeting.office, true)).unwrap();
    let (third, second) = {
        let laptops = meeting.office.ledger_view(SESSION).unwrap().laptops;
        let of = |no: &str| laptops.iter().find(|l| l.expert_no == no).unwrap().clone();
        (of("Z3").packs[0].digest.clone(), of("Z2").device)
    };
    meeting.office.undo_pack(SESSION, &third, "专家说交错了U盘。").unwrap();
    let again = meeting.path("Z3.scores.lzp");
    meeting.take(&again);
    meeting.office.revoke_laptop(SESSION, &second, "赵示例", "会后电脑遗失").unwrap();
    meeting.office.tally(SESSION).unwrap();
    let said = meeting.minutes();
    let (short, packs) = (&third[..12], &meeting.office.ledger_view(SESSION).unwrap().settled[0].packs);
    for part in [
        "（三）评审电脑和数据包情况".to_owned(),
        "邹䶮的评审电脑经赵示例决定作废，理由：会后电脑遗失。作废之前收下的评分照常计入".to_owned(),
        format!(
            "钱示例撤回已收下的冯示涛第1号数据包（摘要{short}），理由：专家说交错了U盘。该数据包其后重新收下。"
        ),
        "查看数据包时发现，章示明的评审电脑以同一编号".to_owned(),
        "经赵示例决定、孙示例在场监督，采用第1号数据包".to_owned(),
        "理由：本人当面确认用".to_owned(),
        "决定之前各份均未计入。".to_owned(),
    ] {
        assert!(said.contains(&part), "{part}: {said}");
    }
    assert_eq!(packs.len(), 2);
    for pack in packs {
        assert!(said.contains(pack.split(' ').next_back().unwrap()), "{pack}");
    }
    let (path, key) = (meeting.path("归档.lzp"), meeting.path("归档.lzkey"));
    let secret = SecretString::from("一句归档用的测试口令而已");
    meeting.office.write_archive_at(SESSION, &path, &key, &secret, &[], WORK).unwrap();
    let card = meeting.path("card.lzcard");
    let checks = app::verify::verify_archives(&[path], &[card, key], None, &secret);
    assert!(checks.iter().all(|c| c.ok), "the archive gives the same state from its events: {checks:#?}");
}

#[test]
fn a_fork_that_was_seen_and_settled_needs_no_second_word_after_going_back_before_it() {
    let (mut meeting, forked) = forked_meeting();
    meeting.office.vault().backup("manual").unwrap();
    meeting.office.look(SESSION, &forked[1]).unwrap();
    meeting.office.settle_fork(SESSION, choice(&meeting.office, true)).unwrap();
    let state = meeting.office.meeting_state(SESSION).unwrap();
    let backups = app::safekeeping::backups_view(meeting.office.vault()).unwrap().backups;
    let name = backups.into_iter().find(|b| b.reason == "manual").unwrap().name;
    meeting.office.lock().unwrap();
    let folder = meeting.scratch.path().join("office.lunzheng");
    let word = RestoreWord { reason: "误改会议情况".to_owned(), approved_by: String::new() };
    app::going_back::restore_closed(&folder, &name, &passphrase(), &word).unwrap();
    let mut office = Office::open(&folder, &passphrase(), meeting.clock.clone()).unwrap();
    assert_eq!(office.meeting_state(SESSION).unwrap(), state);
    let view = office.ledger_view(SESSION).unwrap();
    assert_eq!((view.forks.len(), view.settled.len()), (0, 1));
    office.tally(SESSION).unwrap();
}

#[test]
fn two_packs_of_one_number_that_say_the_same_are_told_and_are_no_fork() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = meeting.laptop("Z1");
    score(&mut desk, &id, 80);
    journeys::lock(&mut desk, &id).unwrap();
    desk.lock().unwrap();
    copy_folder(&meeting.path("Z1.lunzheng"), &meeting.path("copy.lunzheng"));
    let packs = ["Z1", "copy"].map(|name| {
        let folder = meeting.path(&format!("{name}.lunzheng"));
        let mut desk = Desk::open(&folder, &passphrase(), meeting.clock.clone()).unwrap();
        let pack = meeting.path(&format!("{name}.same.lzp"));
        desk.write_scores(&id, &pack).unwrap();
        desk.lock().unwrap();
        pack
    });
    meeting.take(&packs[0]);
    let staged = meeting.office.stage(SESSION, &packs[1]).unwrap();
    let codes: Vec<Code> = staged.findings.iter().map(|f| f.code).collect();
    assert_eq!(codes, [Code::PackRival]);
    assert!(journalled(&meeting.office, "fork.see").is_empty());
    assert_eq!(meeting.office.accept(SESSION, staged).unwrap().new_events, 0);
    assert!(meeting.office.ledger_view(SESSION).unwrap().forks.is_empty());
}

#[test]
fn a_fork_seen_after_the_tally_leaves_the_figures_that_people_saw_and_stops_the_counting_when_scoring_is_reopened()
 {
    let (mut meeting, forked) = forked_meeting();
    let before = meeting.office.tally(SESSION).unwrap();
    meeting.office.look(SESSION, &forked[1]).unwrap();
    assert_eq!(journalled(&meeting.office, "fork.see").len(), 1);
    assert_eq!(meeting.office.result(SESSION).unwrap().tally, before.tally);
    let view = meeting.office.ledger_view(SESSION).unwrap();
    assert_eq!(view.forks.len(), 1, "the alarm stands");
    let word = choice(&meeting.office, true);
    assert_eq!(code(meeting.office.settle_fork(SESSION, word.clone())), Code::StepOutOfOrder);
    meeting.office.reopen(SESSION, "发现分叉", "章示明").unwrap();
    assert_eq!(code(meeting.office.tally(SESSION)), Code::PackFork);
    meeting.office.settle_fork(SESSION, word).unwrap();
    assert_eq!(meeting.office.tally(SESSION).unwrap().tally, before.tally);
}
