//! What goes wrong at ten o'clock: a laptop dies, a power cut, a code nobody remembers. Each has its way on, its record on the
//! board and its line in the minutes, in the order of time; what follows from acts is listed without being typed.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]
#![allow(clippy::too_many_lines, clippy::cognitive_complexity, reason = "a meeting is one story")]

use app::api::incident::{IncidentForm, IncidentWhat};
use app::api::paper::PaperPart;
use app::{Desk, Kdf, Refusal};
use domain::Code;
use journeys::{Meeting, SESSION, lock, passphrase, score};

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn form(kind: IncidentWhat, expert_no: Option<&str>, what: &str, done: &str) -> IncidentForm {
    IncidentForm {
        kind,
        expert_no: expert_no.map(str::to_owned),
        happened: String::new(),
        what: what.to_owned(),
        done: done.to_owned(),
        witness: "孙示例".to_owned(),
    }
}

/// Another laptop for a member: a new vault with new keys, enrolled in both directions.
fn successor(meeting: &mut Meeting, no: &str) -> (Desk, String) {
    let folder = meeting.path(&format!("{no}-second.lunzheng"));
    let mut desk = Desk::create(&folder, no, &passphrase(), Kdf::FLOOR, meeting.clock.clone()).unwrap();
    let (card, request) = (meeting.path("card.lzcard"), meeting.path(&format!("{no}-second.lzreq")));
    let id = desk.pin(&card, &meeting.office.write_card(SESSION, &card).unwrap()).unwrap();
    desk.write_request(&id, &request).unwrap();
    let pending = meeting.office.read_request(SESSION, &request).unwrap();
    meeting.office.enrol(SESSION, no, &pending, &desk.digits().unwrap(), "钱示例").unwrap();
    let task = meeting.path(&format!("{no}-second.task.lzp"));
    meeting.office.issue_task(SESSION, no, &task).unwrap();
    desk.take_task(&task).unwrap();
    (desk, id)
}

fn hand_in(meeting: &mut Meeting, name: &str, (mut desk, id): (Desk, String)) {
    score(&mut desk, &id, 80);
    lock(&mut desk, &id).unwrap();
    let pack = meeting.path(&format!("{name}.scores.lzp"));
    desk.write_scores(&id, &pack).unwrap();
    desk.lock().unwrap();
    meeting.take(&pack);
}

/// All of an expert's sheets from paper, typed by two people alike.
fn on_paper(meeting: &mut Meeting, no: &str) {
    let office = &mut meeting.office;
    let view = office.paper_view(SESSION).unwrap();
    let rows = view.experts.iter().find(|e| e.no == no).unwrap().rows.clone();
    for bid in rows.iter().map(|row| row.bid_no.as_str()) {
        for by in ["钱示例", "周示例"] {
            office.paper_start(SESSION, (no, bid), by, None).unwrap();
            for field in office.paper_form(SESSION, (no, bid)).unwrap().fields {
                let text = match field.part {
                    PaperPart::Mark | PaperPart::Amount => field.most.unwrap(),
                    PaperPart::Gate if field.id.ends_with("/agreement") => "1".to_owned(),
                    PaperPart::Gate => "2".to_owned(),
                    PaperPart::Vote | PaperPart::Words => continue,
                };
                office.paper_type(SESSION, (no, bid), &field.id, &text).unwrap();
            }
            office.paper_done(SESSION, (no, bid)).unwrap();
        }
        office.paper_count(SESSION, (no, bid), None).unwrap();
    }
    office.paper_close(SESSION, no, &[]).unwrap();
}

#[test]
fn a_dead_laptop_a_forgotten_code_and_a_power_cut_each_have_their_way_and_their_line_in_the_minutes() {
    let mut meeting = Meeting::frozen();
    for no in ["Z1", "Z4", "Z5", "Z6", "Z7"] {
        let laptop = meeting.laptop(no);
        hand_in(&mut meeting, no, laptop);
    }
    // Z3's laptop dies: revoked, another one enrolled, which scores everything.
    let (desk, _) = meeting.laptop("Z3");
    desk.lock().unwrap();
    let ledger = meeting.office.ledger_view(SESSION).unwrap();
    let device = ledger.laptops.iter().find(|l| l.expert_no == "Z3").unwrap().device.clone();
    meeting.office.revoke_laptop(SESSION, &device, "赵示例", "主板损坏，无法开机").unwrap();
    let dead = form(IncidentWhat::LaptopDead, Some("Z3"), "开机后黑屏", "换用备用电脑，重新登记");
    meeting.office.record_incident(SESSION, IncidentForm { happened: "08:25".to_owned(), ..dead }).unwrap();
    let laptop = successor(&mut meeting, "Z3");
    hand_in(&mut meeting, "Z3-second", laptop);
    // Z2 forgot the code: the rest of that expert goes on paper.
    let (desk, _) = meeting.laptop("Z2");
    desk.lock().unwrap();
    let forgot = form(IncidentWhat::CodeForgotten, Some("Z2"), "", "其余项目改用纸质评分表");
    meeting.office.record_incident(SESSION, forgot).unwrap();
    on_paper(&mut meeting, "Z2");
    // The power goes; the program is started again and goes on where it stood.
    let Meeting { scratch, office, clock, experts, bids } = meeting;
    drop(office);
    let folder = scratch.path().join("office.lunzheng");
    let office = app::Office::open(&folder, &passphrase(), clock.clone()).unwrap();
    office.vault().verify_journal(None).unwrap();
    let mut meeting = Meeting { scratch, office, clock, experts, bids };
    meeting.office.note_restart().unwrap();
    let cut = form(IncidentWhat::PowerLost, None, "会场停电五分钟", "来电后核对日志，继续评分");
    meeting.office.record_incident(SESSION, cut).unwrap();

    let refused = |meeting: &mut Meeting, form| code(meeting.office.record_incident(SESSION, form));
    assert_eq!(refused(&mut meeting, form(IncidentWhat::Other, None, "x", " ")), Code::MissingValue);
    assert_eq!(refused(&mut meeting, form(IncidentWhat::Other, None, "", "x")), Code::MissingValue);
    assert_eq!(refused(&mut meeting, form(IncidentWhat::Revoked, None, "x", "x")), Code::IncidentNotTyped);
    assert_eq!(refused(&mut meeting, form(IncidentWhat::Other, Some("Z9"), "x", "x")), Code::NotFound);
    let time = IncidentForm { happened: "十点".to_owned(), ..form(IncidentWhat::Other, None, "x", "x") };
    assert_eq!(refused(&mut meeting, time), Code::ValueUnreadable);
    for later in ["23:59", "2026-01-21 08:00"] {
        let form = form(IncidentWhat::Other, None, "投影故障", "改用纸质材料");
        let form = IncidentForm { happened: later.to_owned(), ..form };
        assert_eq!(refused(&mut meeting, form), Code::IncidentFuture, "{later}");
    }

    let lines = meeting.office.board_view(SESSION).unwrap().incidents;
    let kinds: Vec<IncidentWhat> = lines.iter().map(|l| l.kind).collect();
    assert_eq!(
        kinds,
        [
            IncidentWhat::LaptopDead,
            IncidentWhat::Revoked,
            IncidentWhat::CodeForgotten,
            IncidentWhat::Paper,
            IncidentWhat::Restarted,
            IncidentWhat::PowerLost,
        ],
        "in the order of time, those of records among them: the clock of a test stands at half past eight"
    );
    assert!(lines[1].by.is_none() && lines[1].name.as_deref() == Some("冯示涛"));
    assert_eq!(lines[2].by.as_deref(), Some("钱示例"));

    let minutes = meeting.minutes_over();
    for words in [
        "（四）会中情况",
        "评审电脑作废（冯示涛）：主板损坏，无法开机。",
        "口令遗忘（邹䶮）。处理：其余项目改用纸质评分表。见证人：孙示例。",
        "改用纸质评分表（邹䶮）。",
        "秘书处程序重新打开。",
        "断电：会场停电五分钟。处理：来电后核对日志，继续评分。",
        "8时25分，评审电脑故障（冯示涛）：开机后黑屏。处理：换用备用电脑，重新登记。",
    ] {
        assert!(minutes.contains(words), "{words}: {minutes}");
    }
    let after = form(IncidentWhat::Other, None, "x", "x");
    assert_eq!(refused(&mut meeting, after), Code::StepOutOfOrder, "the papers are made");
}

#[test]
fn minutes_of_a_meeting_in_which_nothing_went_wrong_say_nothing_of_it() {
    let mut meeting = Meeting::frozen();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    let minutes = meeting.minutes();
    assert!(!minutes.contains("会中情况") && !minutes.contains("规则冻结后的修订情况"), "{minutes}");
    assert!(minutes.contains("会议期间未作改动"));
}

#[test]
fn a_time_is_read_as_it_is_typed_and_a_day_long_before_the_meeting_is_none_of_it() {
    let mut meeting = Meeting::frozen();
    let at = |text: &str| {
        let form = form(IncidentWhat::PowerLost, None, "", "启用备用电源");
        IncidentForm { happened: text.to_owned(), ..form }
    };
    meeting.office.record_incident(SESSION, at("０７：４５")).unwrap();
    let lines = meeting.office.board_view(SESSION).unwrap().incidents;
    assert!(lines[0].at.ends_with("07:45"), "{lines:?}");
    let long_ago = meeting.office.record_incident(SESSION, at("2020-01-20 08:00"));
    assert_eq!(code(long_ago), Code::IncidentEarly);
}

#[test]
fn what_was_recorded_wrongly_is_withdrawn_once_with_a_reason_and_stays_readable() {
    let mut meeting = Meeting::frozen();
    let wrong = form(IncidentWhat::PowerLost, None, "", "启用备用电源");
    let eve = IncidentForm { happened: "2026-01-19 16:40".to_owned(), ..wrong };
    meeting.office.record_incident(SESSION, eve).unwrap();
    meeting.office.note_restart().unwrap();
    let lines = meeting.office.board_view(SESSION).unwrap().incidents;
    assert_eq!((lines[0].at.as_str(), lines[0].number), ("2026-01-19 16:40", Some(1)));
    assert_eq!(lines[1].number, None, "what the program says is not withdrawn");
    let office = &mut meeting.office;
    assert_eq!(code(office.withdraw_incident(SESSION, 1, " ")), Code::ReasonMissing);
    assert_eq!(code(office.withdraw_incident(SESSION, 2, "误记")), Code::NotFound);
    assert_eq!(code(office.withdraw_incident(SESSION, 0, "误记")), Code::NotFound);
    office.withdraw_incident(SESSION, 1, "记到别的会议").unwrap();
    assert_eq!(code(office.withdraw_incident(SESSION, 1, "误记")), Code::NotFound, "only once");
    let lines = meeting.office.board_view(SESSION).unwrap().incidents;
    assert_eq!(lines[0].number, None);
    assert!(lines[0].withdrawn.as_ref().unwrap().starts_with("记到别的会议（钱示例"), "{lines:?}");
    for no in ["Z1", "Z2", "Z3", "Z4", "Z5", "Z6", "Z7"] {
        let laptop = meeting.laptop(no);
        hand_in(&mut meeting, no, laptop);
    }
    let minutes = meeting.minutes_over();
    assert!(minutes.contains("启用备用电源；已撤回，理由：记到别的会议"), "{minutes}");
}
