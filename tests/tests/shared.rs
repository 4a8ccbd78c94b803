//! 共用一机: one laptop passed round behind personal codes, beside own laptops and paper. What counts is the same whichever way it
//! came in; nobody opens another's desk, wrong codes wait, and what was typed survives.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]
#![allow(clippy::too_many_lines, reason = "a meeting is one story")]

use std::path::{Path, PathBuf};

use app::api::board::FeedKind;
use app::api::documents::PaperState;
use app::api::ledger::Clearing;
use app::api::paper::PaperPart;
use app::api::shared::SharedState;
use app::recent::Recent;
use app::shared::Turns;
use app::shell::Shell;
use app::{Desk, Kdf, Office, Refusal, SecretString};
use chrono::{DateTime, Duration, Utc};
use domain::desk::Edit;
use domain::gates::{Attended, Said, SignWay};
use domain::{Code, ScoreSheet};
use journeys::{Meeting, SESSION, passphrase, score, words};
use ranking::Mark;
use vault::Vault;

const FIRST: &str = "钱示例";
const SECOND: &str = "周示例";
/// Personal codes of the invented experts.
const CODES: [(&str, &str); 7] = [
    ("Z1", "407193"),
    ("Z2", "830592"),
    ("Z3", "74029183"),
    ("Z4", "519306"),
    ("Z5", "92750416"),
    ("Z6", "638204"),
    ("Z7", "2758391"),
];

fn code_of(expert_no: &str) -> SecretString {
    SecretString::from(CODES.iter().find(|(no, _)| *no == expert_no).unwrap().1)
}

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// The level at which an expert of the panel scores everything.
fn level(expert_no: &str) -> i64 {
    60 + 4 * expert_no.trim_start_matches('Z').parse::<i64>().unwrap()
}

/// The meeting with the laptop passed round, and the same meeting after the secretary took it back.
fn passed(meeting: Meeting, round: impl FnOnce(&mut Turns)) -> Meeting {
    let Meeting { scratch, office, clock, experts, bids } = meeting;
    let begun = Turns::begin(Box::new(office), SESSION, Kdf::FLOOR, clock.clone());
    let mut turns = begun.map_err(|not| not.1).unwrap();
    let folder = turns.office().to_owned();
    round(&mut turns);
    turns.shut().unwrap();
    drop(turns);
    let mut office = Office::open(&folder, &passphrase(), clock.clone()).unwrap();
    let problems = office.shared_collect(SESSION).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    Meeting { scratch, office, clock, experts, bids }
}

fn set_code(turns: &mut Turns, expert_no: &str) {
    turns.set_code(expert_no, (&code_of(expert_no), &code_of(expert_no)), true).unwrap();
}

fn open(turns: &mut Turns, expert_no: &str) -> Desk {
    let (desk, _, problems) = turns.open(expert_no, &code_of(expert_no)).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    desk
}

fn score_and_lock(turns: &mut Turns, expert_no: &str) {
    let mut desk = open(turns, expert_no);
    let id = turns.meeting().to_owned();
    score(&mut desk, &id, level(expert_no));
    journeys::lock(&mut desk, &id).unwrap();
    turns.back(desk).unwrap();
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

/// Types the sheets of an expert from paper, twice alike.
fn on_paper(office: &mut Office, expert_no: &str) {
    let gates = ScoreSheet::parse(include_str!("../../assets/score-sheets/bid-default.toml")).unwrap().gates;
    let view = office.paper_view(SESSION).unwrap();
    let rows = view.experts.iter().find(|e| e.no == expert_no).unwrap().rows.clone();
    for row in rows {
        let of = (expert_no, row.bid_no.as_str());
        for by in [FIRST, SECOND] {
            office.paper_start(SESSION, of, by, None).unwrap();
            for field in office.paper_form(SESSION, of).unwrap().fields {
                let text = match field.part {
                    PaperPart::Mark => {
                        let max: Mark = field.most.unwrap().parse().unwrap();
                        let raw = max.millionths() / 100 * level(expert_no);
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
            office.paper_done(SESSION, of).unwrap();
        }
        office.paper_count(SESSION, of, None).unwrap();
    }
    office.paper_close(SESSION, expert_no, &[]).unwrap();
}

fn state(office: &Office, expert_no: &str) -> SharedState {
    office.shared_view(SESSION).unwrap().members.into_iter().find(|m| m.no == expert_no).unwrap().state
}

/// The vaults of desks that lie beside the office's.
fn desks(scratch: &Path) -> Vec<PathBuf> {
    let beside = scratch.join("office.共用一机");
    let meeting = std::fs::read_dir(beside).unwrap().next().unwrap().unwrap().path();
    let mut found: Vec<PathBuf> = std::fs::read_dir(meeting).unwrap().map(|e| e.unwrap().path()).collect();
    found.retain(|p| p.extension().is_some_and(|e| e == "lunzheng"));
    found.sort();
    found
}

fn forward(clock: &app::clock::SteppedClock, seconds: i64) {
    let now: DateTime<Utc> = app::clock::Clock::now(clock);
    clock.forward_to(now + Duration::seconds(seconds));
}

/// After the archive the desks go from the machine, and nothing that was said of them changes.
fn clears_its_desks(meeting: &mut Meeting) {
    let folder = PathBuf::from(meeting.office.shared_view(SESSION).unwrap().folder);
    assert!(folder.join("01.lunzheng").exists());
    meeting.office.shared_clear(SESSION).unwrap();
    assert!(!folder.exists());
    assert_eq!(meeting.office.shared_view(SESSION).unwrap().clearable, 0);
    let laptops = meeting.office.ledger_view(SESSION).unwrap().laptops;
    assert_eq!(laptops.iter().filter(|l| l.clearing == Clearing::Cleared).count(), 3);
    meeting.office.shared_clear(SESSION).unwrap();
    // Whose keys signed here stays known: the minutes are the same.
    let papers = meeting.office.documents_view(SESSION).unwrap().documents;
    assert!(papers.iter().all(|p| p.state != PaperState::Stale), "{papers:?}");
}

#[test]
fn three_own_laptops_three_on_the_shared_one_and_one_on_paper_give_the_tally_of_seven_laptops() {
    let mut other = Meeting::frozen();
    for no in other.experts.clone() {
        on_laptop(&mut other, &no);
    }
    let laptops = other.office.tally(SESSION).unwrap().tally;

    let mut meeting = Meeting::frozen();
    for no in ["Z1", "Z3", "Z4"] {
        on_laptop(&mut meeting, no);
    }
    on_paper(&mut meeting.office, "Z7");
    assert_eq!(state(&meeting.office, "Z1"), SharedState::OwnLaptop);
    assert_eq!(state(&meeting.office, "Z7"), SharedState::Paper);
    let mut meeting = passed(meeting, |turns| {
        let names: Vec<String> = turns.view().seats.iter().map(|s| s.no.clone()).collect();
        assert_eq!(names, ["Z2", "Z5", "Z6"], "the others score in another way");
        for no in ["Z2", "Z5", "Z6"] {
            set_code(turns, no);
        }
        let own = turns.set_code("Z1", (&code_of("Z1"), &code_of("Z1")), true);
        assert_eq!(code(own), Code::SharedOwnLaptop);
        score_and_lock(turns, "Z2");
        assert!(!turns.view().office_open, "the first desk locks the office");
        let late = turns.set_code("Z5", (&code_of("Z5"), &code_of("Z5")), true);
        assert_eq!(code(late), Code::SharedOfficeLocked);
        score_and_lock(turns, "Z5");
        // Half a desk, and on with it later.
        let mut desk = open(turns, "Z6");
        let id = turns.meeting().to_owned();
        score(&mut desk, &id, level("Z6"));
        turns.back(desk).unwrap();
        let states: Vec<SharedState> = turns.view().seats.iter().map(|s| s.state).collect();
        assert_eq!(states, [SharedState::Locked, SharedState::Locked, SharedState::Scoring]);
        let mut desk = open(turns, "Z6");
        journeys::lock(&mut desk, &id).unwrap();
        turns.back(desk).unwrap();
    });

    let board = meeting.office.board_view(SESSION).unwrap();
    assert_eq!((board.blocked.len(), board.waiting.len()), (0, 0), "{:?}", board.blocked);
    let scores = board.feed.iter().filter(|line| line.kind == FeedKind::ScoresIn).count();
    assert_eq!(scores, 9, "the packs came in by themselves: sign-ins, then scores");
    assert!(meeting.office.shared_view(SESSION).unwrap().waiting.is_empty());
    let mixed = meeting.office.tally(SESSION).unwrap().tally;
    assert_eq!(mixed, laptops);

    let made = meeting.closed_over_departures();
    let minutes = words(made.iter().find(|p| p.display().to_string().contains("纪要")).unwrap());
    assert!(minutes.contains("评分形式：混合。"), "{minutes}");
    assert!(minutes.contains("邹䶮、何示萍、沈示远共用秘书处的一台电脑评分"), "{minutes}");
    assert!(minutes.contains("苏示杰使用纸质评分表评分"), "{minutes}");
    assert!(!minutes.contains("专家各自在本人的评审电脑上评分"), "four did not");
    let journal = app::journal::page(meeting.office.vault(), None, 500).unwrap().lines;
    let made = journal.iter().filter(|line| line.action == "shared.make").count();
    assert_eq!(made, 3);
    assert!(meeting.office.vault().verify_journal(None).is_ok());

    assert_eq!(code(meeting.office.shared_clear(SESSION)), Code::StepOutOfOrder, "nothing is archived yet");
    let (pack, key) = (meeting.path("归档.lzp"), meeting.path("归档.lzkey"));
    let secret = SecretString::from("归档另用的一句足够长的口令");
    meeting.office.write_archive_at(SESSION, &pack, &key, &secret, &[], 8).unwrap();
    let keys = [key, meeting.path("card.lzcard")];
    let checks = app::verify::verify_archives(std::slice::from_ref(&pack), &keys, None, &secret);
    assert!(checks[0].ok && checks[0].facts.contains("重新算出"), "{checks:?}");

    clears_its_desks(&mut meeting);
}

#[test]
fn everybody_on_the_shared_laptop_is_said_in_the_minutes_and_a_returned_sheet_comes_back_to_its_desk() {
    let everybody = |turns: &mut Turns| {
        for (no, _) in CODES {
            set_code(turns, no);
        }
        for (no, _) in CODES {
            score_and_lock(turns, no);
        }
    };
    let mut meeting = passed(Meeting::frozen(), everybody);
    assert_eq!(state(&meeting.office, "Z3"), SharedState::Locked);
    meeting.office.return_sheet(SESSION, "Z3", "JB-001", "经费一栏请再核", "章示明").unwrap();
    assert_eq!(state(&meeting.office, "Z3"), SharedState::Scoring);
    let mut meeting = passed(meeting, |turns| {
        let mut desk = open(turns, "Z3");
        let id = turns.meeting().to_owned();
        let view = desk.view(&id).unwrap();
        assert!(view.locked_at.is_none(), "the task came by itself");
        desk.say_change(&id, "JB-001", "重新核对了经费").unwrap();
        journeys::lock(&mut desk, &id).unwrap();
        turns.back(desk).unwrap();
    });
    assert_eq!(state(&meeting.office, "Z3"), SharedState::Locked);
    let made = meeting.closed_over_departures();
    let minutes = words(made.iter().find(|p| p.display().to_string().contains("纪要")).unwrap());
    assert!(minutes.contains("评分形式：共用一机。"), "{minutes}");
}

#[test]
fn wrong_codes_wait_longer_each_time_also_after_a_restart_and_no_code_opens_another_desk() {
    let meeting = passed(Meeting::frozen(), |turns| {
        set_code(turns, "Z2");
        set_code(turns, "Z5");
        assert_eq!(code(turns.set_code("Z2", (&code_of("Z2"), &code_of("Z2")), true)), Code::SharedHasCode);
        assert_eq!(code(turns.open("Z6", &code_of("Z6"))), Code::SharedNoCode);
        assert_eq!(code(turns.open("Z2", &code_of("Z5"))), Code::SharedCodeWrong);
        assert_eq!(code(turns.open("Z2", &code_of("Z2"))), Code::SharedWait, "the right one waits too");
        drop(open(turns, "Z5"));
        let seat = turns.view().seats.into_iter().find(|s| s.no == "Z2").unwrap();
        assert_eq!((seat.wrong, seat.wait > 0 && seat.wait <= 5), (1, true));
    });
    let clock = meeting.clock.clone();
    forward(&clock, 6);
    let mut last = 0;
    let meeting = passed(meeting, |turns| {
        for _ in 0..3 {
            assert_eq!(code(turns.open("Z2", &SecretString::from("000000"))), Code::SharedCodeWrong);
            let seat = turns.view().seats.into_iter().find(|s| s.no == "Z2").unwrap();
            assert!(seat.wait > last, "{} after {last}", seat.wait);
            last = seat.wait;
            forward(&clock, i64::from(seat.wait));
        }
        assert_eq!(code(turns.open("Z2", &SecretString::from("000000"))), Code::SharedCodeWrong);
    });
    // The program ended and began anew: the count and the time are those of before.
    let meeting = passed(meeting, |turns| {
        let seat = turns.view().seats.into_iter().find(|s| s.no == "Z2").unwrap();
        assert_eq!(seat.wrong, 5);
        assert_eq!(code(turns.open("Z2", &code_of("Z2"))), Code::SharedWait);
        forward(&clock, 80);
        let (desk, wrong, _) = turns.open("Z2", &code_of("Z2")).unwrap();
        assert_eq!(wrong, 5, "its expert is told");
        turns.back(desk).unwrap();
        let seat = turns.view().seats.into_iter().find(|s| s.no == "Z2").unwrap();
        assert_eq!((seat.wrong, seat.wait), (0, 0));
    });
    drop(meeting);
}

#[test]
fn easy_codes_are_refused_and_leave_nothing_behind() {
    let mut meeting = Meeting::frozen();
    let z2 = meeting.office.expert_view("Z2").unwrap().form;
    let form = app::api::books::ExpertForm { phone: "13803517264".to_owned(), ..z2 };
    meeting.office.save_expert(&form, false).unwrap();
    let before = meeting.office.vault().journal_head().unwrap().seq;
    let meeting = passed(meeting, |turns| {
        for (typed, again, refused) in [
            ("40719", "40719", Code::SharedCodeForm),
            ("407193", "407139", Code::SharedCodesDiffer),
            ("123456", "123456", Code::SharedCodeObvious),
            ("517264", "517264", Code::SharedCodeObvious),
            ("19610512", "19610512", Code::SharedCodeObvious),
        ] {
            let made = turns.set_code("Z2", (&SecretString::from(typed), &SecretString::from(again)), true);
            assert_eq!(code(made), refused, "{typed}");
        }
    });
    assert_eq!(meeting.office.vault().journal_head().unwrap().seq, before + 1, "that it was begun, no more");
    assert!(desks(meeting.scratch.path()).is_empty());
    assert_eq!(state(&meeting.office, "Z2"), SharedState::NoCode);
}

#[test]
fn neither_the_offices_passphrase_nor_the_bare_code_opens_a_desk_and_nothing_in_it_is_in_the_clear() {
    const MARK: &str = "只有本人知道的一句话";
    let meeting = passed(Meeting::frozen(), |turns| {
        set_code(turns, "Z2");
        let mut desk = open(turns, "Z2");
        let id = turns.meeting().to_owned();
        score(&mut desk, &id, 80);
        let bid = desk.view(&id).unwrap().bids[0].item.no().to_owned();
        let words = Edit::Comment { merits: MARK.to_owned(), problems: String::new(), advice: String::new() };
        desk.edit(&id, &bid, words).unwrap();
        turns.back(desk).unwrap();
    });
    let vaults = desks(meeting.scratch.path());
    assert_eq!(vaults.len(), 1);
    for secret in [passphrase(), code_of("Z2"), SecretString::from("另一句足够长的测试口令")] {
        let refused = Vault::unlock(&vaults[0], &secret).unwrap_err();
        assert!(matches!(refused, vault::VaultError::Passphrase), "{refused}");
    }
    let files = walk(&meeting.scratch.path().join("office.共用一机"));
    for path in &files {
        let bytes = std::fs::read(path).unwrap();
        for clear in [MARK, "邹䶮", "JB-001"] {
            assert!(!bytes.windows(clear.len()).any(|w| w == clear.as_bytes()), "{clear} in {path:?}");
        }
    }
    assert!(files.len() > 3);
}

#[test]
fn a_forgotten_code_is_a_lost_laptop_that_is_revoked_and_the_rest_goes_on_paper() {
    let mut meeting = passed(Meeting::frozen(), |turns| {
        for no in ["Z2", "Z5"] {
            set_code(turns, no);
        }
        score_and_lock(turns, "Z2");
        let mut desk = open(turns, "Z5");
        let id = turns.meeting().to_owned();
        score(&mut desk, &id, 10);
        turns.back(desk).unwrap();
    });
    let ledger = meeting.office.ledger_view(SESSION).unwrap();
    let lost = ledger.laptops.iter().find(|l| l.expert_no == "Z5").unwrap().device.clone();
    meeting.office.revoke_laptop(SESSION, &lost, "赵示例", "忘记个人口令").unwrap();
    assert_eq!(state(&meeting.office, "Z5"), SharedState::NoCode);
    for no in ["Z1", "Z3", "Z4", "Z6", "Z7"] {
        on_laptop(&mut meeting, no);
    }
    on_paper(&mut meeting.office, "Z5");
    assert_eq!(state(&meeting.office, "Z5"), SharedState::Paper);
    let meeting = passed(meeting, |turns| {
        let seats: Vec<String> = turns.view().seats.into_iter().map(|s| s.no).collect();
        assert_eq!(seats, ["Z2"], "who scores on paper has no turn");
    });
    let mut meeting = meeting;
    assert!(meeting.office.tally(SESSION).is_ok());
}

#[test]
fn what_was_typed_at_the_shared_laptop_is_there_after_a_crash() {
    let meeting = Meeting::frozen();
    let Meeting { scratch, office, clock, .. } = meeting;
    let mut turns =
        Turns::begin(Box::new(office), SESSION, Kdf::FLOOR, clock.clone()).map_err(|not| not.1).unwrap();
    set_code(&mut turns, "Z2");
    let mut desk = open(&mut turns, "Z2");
    let id = turns.meeting().to_owned();
    score(&mut desk, &id, 72);
    // The disk as the power went: the vault open, its log not yet taken into it.
    let (beside, crashed) = (scratch.path().join("office.共用一机"), scratch.path().join("crashed"));
    journeys::copy_folder(&beside, &crashed);
    drop((desk, turns));
    std::fs::remove_dir_all(&beside).unwrap();
    std::fs::rename(&crashed, &beside).unwrap();

    let office = Office::open(&scratch.path().join("office.lunzheng"), &passphrase(), clock.clone()).unwrap();
    let mut turns = Turns::begin(Box::new(office), SESSION, Kdf::FLOOR, clock).map_err(|not| not.1).unwrap();
    let desk = open(&mut turns, "Z2");
    let bids = desk.view(&id).unwrap().bids;
    assert!(!bids.is_empty() && bids.iter().all(|b| !b.sheet.marks.is_empty() && b.saved_at.is_some()));
    turns.back(desk).unwrap();
}

#[test]
fn who_signs_in_by_a_code_is_recorded_so_only_where_the_own_key_signed_and_the_papers_say_it() {
    let meeting = passed(Meeting::frozen(), |turns| {
        for no in ["Z2", "Z5"] {
            set_code(turns, no);
        }
        turns.set_code("Z6", (&code_of("Z6"), &code_of("Z6")), false).unwrap();
    });
    let mut meeting = meeting;
    let conduct = meeting.office.board_view(SESSION).unwrap().conduct;
    let signed: Vec<&str> = conduct.signed_by_key.iter().map(|s| s.expert_no.as_str()).collect();
    assert_eq!(signed, ["Z2", "Z5"], "the third set a code and did not sign in");
    let word = |no: &str, way| Attended { expert_no: no.to_owned(), way };
    let record = |office: &mut Office, members: Vec<Attended>| {
        office.record_gate(SESSION, Said::SignedIn { members }, None)
    };
    for (no, way) in [("Z6", SignWay::Code), ("Z1", SignWay::Laptop), ("Z2", SignWay::Laptop)] {
        assert_eq!(code(record(&mut meeting.office, vec![word(no, way)])), Code::GateNoSignature, "{no}");
    }
    let members = vec![
        word("Z1", SignWay::Paper),
        word("Z2", SignWay::Code),
        word("Z3", SignWay::Paper),
        word("Z4", SignWay::Seen),
        word("Z5", SignWay::Paper),
        word("Z6", SignWay::Seen),
        word("Z7", SignWay::Seen),
    ];
    record(&mut meeting.office, members).unwrap();
    let sheet = meeting.path("签到表.pdf");
    meeting.office.save_document(SESSION, "sign-in-sheet", &sheet).unwrap();
    // A wide page: all of it.
    let text = std::process::Command::new("pdftotext").arg(&sheet).arg("-").output().unwrap().stdout;
    let sheet: String = String::from_utf8(text).unwrap().split_whitespace().collect();
    assert_eq!(sheet.matches("口令签到").count(), 1, "who signed by hand too signs on the sheet: {sheet}");
    for no in ["Z1", "Z3", "Z4", "Z7"] {
        on_laptop(&mut meeting, no);
    }
    let mut meeting = passed(meeting, |turns| {
        for no in ["Z2", "Z5", "Z6"] {
            score_and_lock(turns, no);
        }
    });
    let made = meeting.closed_over_departures();
    let minutes = words(made.iter().find(|p| p.display().to_string().contains("纪要")).unwrap());
    assert!(minutes.contains("到会专家7名，其中手签3名、口令签到1名"), "{minutes}");
}

#[test]
fn a_desk_that_is_not_locked_hands_over_that_its_expert_is_there_and_no_score() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = meeting.laptop("Z3");
    let pack = meeting.path("Z3.there.lzp");
    assert_eq!(code(desk.write_scores(&id, &pack)), Code::StepOutOfOrder, "nothing was signed");
    score(&mut desk, &id, 80);
    assert_eq!(
        code(desk.write_scores(&id, &pack)),
        Code::StepOutOfOrder,
        "the pledge alone goes with the scores"
    );
    desk.sign_in_to(&id, &pack).unwrap();
    let staged = meeting.office.stage(SESSION, &pack).unwrap();
    assert_eq!((staged.sheets, staged.locked), (0, false));
    meeting.office.accept(SESSION, staged).unwrap();
    let signed = meeting.office.board_view(SESSION).unwrap().conduct.signed_by_key;
    assert_eq!((signed.len(), signed[0].way), (1, app::api::gates::SignWay::Laptop));
    let first = signed[0].at.clone();
    desk.sign_in_to(&id, &pack).unwrap();
    journeys::lock(&mut desk, &id).unwrap();
    let scores = meeting.path("Z3.scores.lzp");
    desk.write_scores(&id, &scores).unwrap();
    meeting.take(&scores);
    assert_eq!(meeting.office.board_view(SESSION).unwrap().conduct.signed_by_key[0].at, first);
}

#[test]
fn the_window_reaches_nothing_of_the_office_while_the_laptop_is_passed_round() {
    fn refused<T>(answer: Result<T, Vec<app::api::Problem>>) -> String {
        answer.map(|_| ()).unwrap_err()[0].code.clone()
    }
    let Meeting { scratch, office, .. } = Meeting::frozen();
    let folder = office.vault().folder().display().to_string();
    office.lock().unwrap();
    let shell = Shell::new(Recent::in_folder(Some(scratch.path().join("data"))));
    assert_eq!(refused(shell.shared_begin(SESSION)), Code::VaultNotOpen.as_str());
    shell.open(&folder, &passphrase()).unwrap();
    assert_eq!(refused(shell.shared_begin("没有的会议")), Code::NotFound.as_str());
    assert!(shell.office(|o| o.board_view(SESSION)).is_ok(), "what did not begin leaves the office open");
    assert!(shell.shared_begin(SESSION).unwrap().office_open);
    let shut = |shell: &Shell| {
        assert_eq!(refused(shell.office(|o| o.board_view(SESSION))), Code::VaultNotOpen.as_str());
        assert_eq!(refused(shell.home()), Code::VaultNotOpen.as_str());
        assert_eq!(refused(shell.vault(app::journal::check)), Code::VaultNotOpen.as_str());
    };
    shut(&shell);
    let own = code_of("Z2");
    let view = shell.shared_code("Z2", (&own, &own), true).unwrap();
    assert_eq!((view.seats[1].no.as_str(), view.seats[1].state), ("Z2", SharedState::Scoring));
    shut(&shell);
    let id = shell.shared_open("Z2", &own).unwrap().meeting;
    assert_eq!(refused(shell.office(|o| o.board_view(SESSION))), Code::VaultRole.as_str());
    assert!(shell.prove(&own).is_ok());
    assert_eq!(refused(shell.prove(&passphrase())), Code::SharedCodeWrong.as_str());
    let scored = shell.desk(|desk| {
        score(desk, &id, 80);
        journeys::lock(desk, &id)
    });
    scored.unwrap();
    let packs =
        |at: &Path| walk(at).into_iter().filter(|p| p.extension().is_some_and(|e| e == "lzp")).count();
    assert_eq!(packs(scratch.path()), 1, "the lock alone hands the scores over");
    assert!(!shell.shared_back().unwrap().office_open);
    shut(&shell);
    assert_eq!(refused(shell.desk(|desk| desk.view(&id))), Code::VaultNotOpen.as_str());
    assert_eq!(refused(shell.shared_end(&own)), Code::VaultPassphrase.as_str());
    assert!(shell.shared_turn().is_some(), "it goes on");
    shell.shared_end(&passphrase()).unwrap();
    assert!(shell.shared_turn().is_none());
    assert_eq!(shell.office(|o| Ok(state(o, "Z2"))).unwrap(), SharedState::Locked);
    assert_eq!(packs(scratch.path()), 0, "they came in with the secretariat");
    assert_eq!(shell.recent().len(), 1, "a desk is no vault to open by itself");
}

/// Every file below a folder.
fn walk(at: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(at).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|p| if p.is_dir() { walk(&p) } else { vec![p] }).collect()
}
