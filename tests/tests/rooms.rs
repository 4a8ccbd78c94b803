//! Two panels in parallel rooms: each meeting at an office of its own, the other one's archive taken in as evidence, and both
//! results side by side, each by its own ranks.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use app::api::parallel::{RoomConfirmed, RoomFiles, RoomLook};
use app::{Refusal, SecretString};
use domain::Code;
use domain::session::Stage;
use journeys::{BATCH, Meeting, SESSION, device_keys, forged, session, words};

/// log₂ of scrypt's N in tests.
const WORK: u8 = 8;

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn secret() -> SecretString {
    SecretString::from("一句归档用的测试口令而已")
}

/// The second room: another office with other bids of the batch, closed and archived.
struct Other {
    meeting: Meeting,
    files: RoomFiles,
    digits: String,
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn other() -> Other {
    let mut meeting = Meeting::prepared();
    let bids = ["JB-004", "JB-005", "JB-006"].map(str::to_owned).to_vec();
    meeting.office.choose_bids(SESSION, &bids).unwrap();
    meeting.bids = bids;
    meeting.freeze();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    meeting.closed_over_departures();
    let (path, key) = (meeting.path("归档.lzp"), meeting.path("归档.lzkey"));
    meeting.office.write_archive_at(SESSION, &path, &key, &secret(), &[], WORK).unwrap();
    let files = RoomFiles { archive: text(&path), card: text(&meeting.path("card.lzcard")), key: text(&key) };
    let digits = device_keys(&meeting.office).public().digits24();
    Other { meeting, files, digits }
}

/// The first room, whose scores were taken together.
fn tallied() -> Meeting {
    let mut meeting = Meeting::frozen();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    meeting.office.tally(SESSION).unwrap();
    meeting
}

fn look(meeting: &Meeting, files: &RoomFiles) -> Result<RoomLook, Refusal> {
    meeting.office.room_look(SESSION, files, &secret())
}

fn confirmed(look: &RoomLook, digits: &str) -> RoomConfirmed {
    RoomConfirmed {
        archive: look.room.evidence.as_ref().unwrap().archive.clone(),
        digits: digits.to_owned(),
        compared_with: "郑示例（电话）".to_owned(),
    }
}

fn take(meeting: &mut Meeting, files: &RoomFiles, said: &RoomConfirmed) -> Result<(), Refusal> {
    meeting.office.take_room(SESSION, files, &secret(), said)
}

fn made<'a>(saved: &'a [PathBuf], name: &str) -> &'a PathBuf {
    saved.iter().find(|p| p.file_name().unwrap().to_string_lossy().contains(name)).unwrap()
}

/// What a human does not confirm is not taken in.
fn unconfirmed(first: &mut Meeting, files: &RoomFiles, said: &RoomConfirmed) {
    let head = first.office.vault().journal_head().unwrap();
    let misheard = RoomConfirmed { digits: said.digits.chars().rev().collect(), ..said.clone() };
    assert_eq!(code(take(first, files, &misheard)), Code::ParallelDigits);
    let alone = RoomConfirmed { compared_with: " ".to_owned(), ..said.clone() };
    assert_eq!(code(take(first, files, &alone)), Code::ReasonMissing);
    let swapped = RoomConfirmed { archive: "00".repeat(32), ..said.clone() };
    assert_eq!(code(take(first, files, &swapped)), Code::ParallelChanged);
    assert_eq!(first.office.vault().journal_head().unwrap(), head, "a refusal changes nothing");
}

/// Taken back with a reason, and in again.
fn back_and_in_again(first: &mut Meeting, files: &RoomFiles, said: &RoomConfirmed) {
    let archive = said.archive.clone();
    assert_eq!(code(first.office.take_room_back(SESSION, &archive, " ")), Code::ReasonMissing);
    first.office.take_room_back(SESSION, &archive, "对方归档后又补了文书").unwrap();
    assert_eq!(code(first.office.take_room_back(SESSION, &archive, "再退")), Code::NotFound);
    let view = first.office.rooms_view(SESSION).unwrap();
    assert_eq!((view.others.len(), view.taken_back[0].reason.as_str()), (0, "对方归档后又补了文书"));
    take(first, files, said).unwrap();
}

/// The minutes name the other panel, and the summary sets both side by side.
fn on_paper(saved: &[PathBuf]) {
    let minutes = words(made(saved, "评审纪要"));
    assert!(minutes.contains("同批另有专家组分会场评审"), "{minutes}");
    assert!(minutes.contains("得分不跨组比较"), "{minutes}");
    let paper = made(saved, "分会场评审结果汇总表");
    let out = std::process::Command::new("pdftotext").arg("-layout").arg(paper).arg("-").output().unwrap();
    let summary: String = String::from_utf8(out.stdout).unwrap().split_whitespace().collect();
    for told in [
        "第一专家组",
        "第二专家组",
        "JB-001",
        "JB-006",
        "不能直接比较",
        "不作跨组排名",
        "评分表和评审方法相同",
        "郑示例（电话）",
    ] {
        assert!(summary.contains(told), "{told} in {summary}");
    }
}

/// The summary belongs to the signed list of this meeting, and its archive holds all of it; an office does not set its own
/// meeting beside itself.
fn holds_together(first: &mut Meeting, saved: &[PathBuf]) {
    let checked: Vec<PathBuf> =
        saved.iter().filter(|p| p.extension().is_some_and(|e| e != "xlsx")).cloned().collect();
    let checks = app::verify::verify(&checked, &[first.path("card.lzcard")], None);
    assert!(checks.iter().all(|c| c.ok && c.compared), "{checks:#?}");
    let (path, key) = (first.path("归档.lzp"), first.path("归档.lzkey"));
    first.office.write_archive_at(SESSION, &path, &key, &secret(), &[], WORK).unwrap();
    let keys = [first.path("card.lzcard"), key.clone()];
    let checks = app::verify::verify_archives(std::slice::from_ref(&path), &keys, None, &secret());
    assert!(checks.iter().all(|c| c.ok), "{checks:#?}");

    let own = RoomFiles { archive: text(&path), card: text(&first.path("card.lzcard")), key: text(&key) };
    let problems = look(first, &own).unwrap().problems;
    assert!(problems.iter().any(|p| p.code == Code::ParallelOwn.as_str()), "{problems:?}");
}

#[test]
fn another_rooms_archive_is_computed_anew_compared_aloud_and_stands_beside_the_own_result_on_paper() {
    let Other { meeting: _second, files, digits } = other();
    let mut first = tallied();
    let head = first.office.vault().journal_head().unwrap();
    let looked = look(&first, &files).unwrap();
    assert_eq!(looked.problems, []);
    assert_eq!(first.office.vault().journal_head().unwrap(), head, "looking writes nothing");
    let items: Vec<&str> = looked.room.lines.iter().map(|l| l.no.as_str()).collect();
    assert_eq!(items, ["JB-004", "JB-005", "JB-006"]);
    assert!(looked.room.lines.iter().all(|l| l.standard.is_some() && l.score.is_some()));
    let said = confirmed(&looked, &digits);

    unconfirmed(&mut first, &files, &said);
    take(&mut first, &files, &said).unwrap();
    assert_eq!(first.office.vault().journal_head().unwrap().seq, head.seq + 1, "one entry");
    assert_eq!(code(take(&mut first, &files, &said)), Code::ParallelTaken);
    let view = first.office.rooms_view(SESSION).unwrap();
    assert!(view.own.is_none() && !view.lacks.is_empty(), "the own panel has not concluded yet");
    assert_eq!(view.others.len(), 1);
    back_and_in_again(&mut first, &files, &said);

    let saved = first.closed();
    on_paper(&saved);
    // Each panel keeps its own ranks: both have a first.
    let view = first.office.rooms_view(SESSION).unwrap();
    let ranks = |lines: &[app::api::parallel::RoomLine]| lines.iter().map(|l| l.rank).collect::<Vec<_>>();
    assert_eq!(ranks(&view.own.as_ref().unwrap().lines), [Some(1), Some(2), Some(3)]);
    assert_eq!(ranks(&view.others[0].lines), [Some(1), Some(2), Some(3)]);
    assert!(view.printed && view.others[0].scored_alike);
    assert_eq!(code(first.office.take_room_back(SESSION, &said.archive, "收错")), Code::ParallelPrinted);
    holds_together(&mut first, &saved);
}

/// A damaged file, the wrong key and the card of somebody else.
fn damaged(first: &Meeting, files: &RoomFiles) {
    let with = |path: &Path| RoomFiles { archive: text(path), ..files.clone() };
    let whole = std::fs::read(&files.archive).unwrap();
    let damaged = first.path("damaged.lzp");
    std::fs::write(&damaged, &whole[..whole.len() - 1]).unwrap();
    assert_eq!(code(look(first, &with(&damaged))), Code::FileCut);
    let mut touched = whole.clone();
    let middle = touched.len() / 2;
    touched[middle] ^= 1;
    std::fs::write(&damaged, touched).unwrap();
    assert!(look(first, &with(&damaged)).is_err());
    let wrong = first.office.room_look(SESSION, files, &SecretString::from("不是这把钥匙的口令"));
    assert_eq!(code(wrong), Code::ArchiveKey);
    let card = RoomFiles { card: text(&first.path("card.lzcard")), ..files.clone() };
    assert!(look(first, &card).is_err(), "signed by another secretariat than the card's");
    let no_card = RoomFiles { card: files.archive.clone(), ..files.clone() };
    assert!(look(first, &no_card).is_err());
    let sealed = RoomFiles { key: String::new(), ..files.clone() };
    assert_eq!(code(look(first, &sealed)), Code::ArchiveNotForKey, "not sealed for this office");
}

#[test]
fn a_hostile_or_foreign_archive_changes_nothing_and_says_why() {
    let Other { meeting: second, files, digits } = other();
    let mut first = Meeting::frozen();
    assert_eq!(code(look(&first, &files)), Code::StepOutOfOrder, "not before the own scores are together");
    for pack in first.scored() {
        first.take(&pack);
    }
    first.office.tally(SESSION).unwrap();
    let head = first.office.vault().journal_head().unwrap();
    let places = (Path::new(&files.archive), Path::new(&files.key));
    let with = |path: PathBuf| RoomFiles { archive: text(&path), ..files.clone() };

    // Altered figures, signed by the other secretariat itself: the signed scores give others.
    let award = forged(&second, places, &secret(), |body| {
        body.stated[0].budget.as_mut().unwrap().award.granted = domain::Fen(1);
    });
    assert_eq!(code(look(&first, &with(award))), Code::ArchiveDiffers);
    let ranks = forged(&second, places, &secret(), |body| body.stated.swap(0, 1));
    assert_eq!(code(look(&first, &with(ranks))), Code::ArchiveDiffers);
    let policy = forged(&second, places, &secret(), |body| body.rules.policy.policy.version = "0".to_owned());
    assert_eq!(
        code(look(&first, &with(policy))),
        Code::ArchiveDiffers,
        "experts signed under another policy"
    );

    // What its signed words do not tell is looked at by itself.
    let stage = forged(&second, places, &secret(), |body| body.session.stage = Stage::Tallied);
    let seen = look(&first, &with(stage)).unwrap();
    assert_eq!(seen.problems[0].code, Code::ParallelNotClosed.as_str());
    let batch = forged(&second, places, &secret(), |body| body.session.batch = "2025年第二批".to_owned());
    let batch = with(batch);
    let seen = look(&first, &batch).unwrap();
    assert_eq!(seen.problems[0].code, Code::ParallelBatch.as_str());
    let said = confirmed(&seen, &digits);
    assert_eq!(code(take(&mut first, &batch, &said)), Code::ParallelBatch);

    damaged(&first, &files);
    assert_eq!(first.office.vault().journal_head().unwrap(), head, "nothing was written");

    // A bid that another meeting of this office judges too.
    let more = app::records::NewSession { no: "论证2026-01-09".to_owned(), ..session() };
    first.office.open_session(more).unwrap();
    first.office.choose_bids("论证2026-01-09", &["JB-005".to_owned()]).unwrap();
    let seen = look(&first, &files).unwrap();
    assert_eq!(seen.problems[0].code, Code::ParallelSameItem.as_str());
    assert!(seen.problems[0].zh.contains("JB-005") && !seen.problems[0].zh.contains("JB-004"));
    let said = confirmed(&seen, &digits);
    assert_eq!(code(take(&mut first, &files, &said)), Code::ParallelSameItem);
    assert_eq!(first.office.session(SESSION).unwrap().batch, BATCH);
    assert!(first.office.session(SESSION).unwrap().parallel.is_empty());
}
