//! A meeting led gate by gate: what is recorded is printed with its time, what is not stays a blank, and going back asks for a
//! reason and the chair.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use app::Refusal;
use app::api::board::{GateName, GateState};
use app::api::gates::{AnswerView, GateForm, SignWay, TalkPart};
use app::clock::Clock as _;
use chrono::Duration;
use domain::Code;
use domain::gates::{Conduct, Gate, Said, lot};
use domain::session::{Facts, Stage};
use journeys::{Meeting, SESSION, words};

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// A meeting with nobody's word on any gate.
fn silent() -> Meeting {
    let mut meeting = Meeting::frozen();
    meeting.office.set_facts(SESSION, Facts::default()).unwrap();
    meeting
}

fn record(meeting: &mut Meeting, form: GateForm) {
    meeting.clock.forward_to(meeting.clock.now() + Duration::minutes(1));
    meeting.office.record_gate_typed(SESSION, form, None).unwrap();
}

fn sign_in(meeting: &Meeting) -> GateForm {
    GateForm::SignIn { members: meeting.experts.iter().map(|no| (no.clone(), SignWay::Paper)).collect() }
}

fn pledge() -> GateForm {
    let text = str::to_owned;
    GateForm::Pledge {
        read_by: text("孙示例"), from: text("8:31"), to: text("8：35"), on_paper: Vec::new()
    }
}

fn asked(meeting: &Meeting, but: Option<&str>) -> GateForm {
    let members = meeting.experts.iter().filter(|no| Some(no.as_str()) != but);
    let answers = members.map(|no| AnswerView { expert_no: no.clone(), conflict: no == "Z2" });
    GateForm::Recusal { asked_by: "赵示例".to_owned(), answers: answers.collect() }
}

fn chair(no: &str) -> GateForm {
    GateForm::Chair {
        expert_no: no.to_owned(),
        votes: Some(5),
        appointed_by: String::new(),
        proposed_by: "冯示涛".to_owned(),
    }
}

fn gate(meeting: &Meeting, name: GateName) -> app::api::board::Gate {
    meeting.office.board_view(SESSION).unwrap().gates.into_iter().find(|g| g.gate == name).unwrap()
}

/// The words of the minutes and of the blind summary.
fn papers(meeting: &mut Meeting) -> [String; 2] {
    let made = meeting.closed();
    let of = |part: &str| words(made.iter().find(|p| p.to_string_lossy().contains(part)).unwrap());
    [of("纪要"), of("隐名")]
}

fn take_all(meeting: &mut Meeting) {
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
}

/// Each item is reported, for two minutes more than planned, and asked about.
fn present_all(meeting: &mut Meeting, order: &[String]) {
    for bid_no in order {
        let begin = |part| GateForm::TalkBegin { bid_no: bid_no.clone(), part, minutes: 10 };
        record(meeting, begin(TalkPart::Report));
        meeting.clock.forward_to(meeting.clock.now() + Duration::minutes(11));
        record(meeting, begin(TalkPart::Questions));
        let running = meeting.office.board_view(SESSION).unwrap().conduct.talks.pop().unwrap();
        assert_eq!((running.part, running.ended), (TalkPart::Questions, None));
        record(meeting, GateForm::TalkEnd { bid_no: bid_no.clone(), recused_out: Some(true) });
    }
}

/// Whether a paper holds. Receipts of laptops are printed when asked for, and in no set.
fn holds(of: &app::api::documents::DocumentLine) -> bool {
    of.state == app::api::documents::PaperState::Saved || of.id.starts_with("laptop-receipt")
}

#[test]
fn a_meeting_that_was_led_gate_by_gate_is_printed_with_times_and_what_was_said() {
    let mut meeting = silent();
    let (first, bids) = (sign_in(&meeting), meeting.bids.clone());
    record(&mut meeting, first);
    record(&mut meeting, pledge());
    let questions = asked(&meeting, None);
    record(&mut meeting, questions);
    record(&mut meeting, chair("Z1"));
    let lot = GateForm::Lot { digits: "８３１７ 02".to_owned(), witnesses: "孙示例".to_owned() };
    record(&mut meeting, lot.clone());
    let again = meeting.office.record_gate_typed(SESSION, lot, None);
    assert_eq!(code(again), Code::GatePassed, "a lot is not drawn until it pleases");
    let session = meeting.office.session(SESSION).unwrap();
    let drawn = lot::order(&session.meeting_id, "831702", &bids);
    assert_eq!(Conduct::of(&session).order(), drawn);
    assert_eq!(session.bids, bids, "what was frozen stays in its order");
    present_all(&mut meeting, &drawn);
    record(&mut meeting, GateForm::Heard);
    assert_eq!(gate(&meeting, GateName::Scoring).state, GateState::Now);
    take_all(&mut meeting);
    assert_eq!(gate(&meeting, GateName::Scoring).state, GateState::Past, "all that is owed is here");
    assert_eq!(gate(&meeting, GateName::Lock).state, GateState::Now);
    meeting.office.tally(SESSION).unwrap();
    assert_eq!(gate(&meeting, GateName::Tally).by.as_deref(), Some("钱示例"));
    record(&mut meeting, GateForm::DiscussionBegin);
    record(&mut meeting, GateForm::Discussed);
    let [minutes, blind] = papers(&mut meeting);
    for said in [
        "会前，孙示例宣读了会议纪律。全体专家阅读并签署承诺书。经逐一询问，到会专家均申明了回避情况。",
        "组长章示明，由冯示涛提名、专家组推举（5人同意）产生",
        "汇报次序以现场报出的数字831702抽签确定（见证人：孙示例）",
        "会议依次进行汇报、质询、独立打分、锁定、汇总和合议。专家各自在本人的评审电脑上评分",
        "签到：2026年1月20日8时31分，到会专家7名，其中手签7名。",
        "纪律与承诺：8时32分，",
        "宣读纪律自8时31分至8时35分。",
        "由赵示例询问，7名专家作了回答，其中1名申明有需要回避的情形。",
        "规定10分钟，超时2分钟",
        "记录了3项的汇报和质询，其中3段超过规定时间（JB-",
        "汇报超时2分钟",
        "回避期间，上述专家离开会场",
    ] {
        assert!(minutes.contains(said), "{said}: {minutes}");
    }
    let place = |no: &String| minutes.find(&item_title(&meeting, no)).unwrap();
    let places: Vec<usize> = drawn.iter().map(place).collect();
    assert!(places.is_sorted(), "bids stand in the drawn order: {places:?}");
    for name in ["章示明", "冯示涛", "孙示例宣读"] {
        assert!(!blind.contains(name), "{name}: {blind}");
    }
    let office = &mut meeting.office;
    let signed = |no: &[&str]| Said::Signed { members: no.iter().map(|no| (*no).to_owned()).collect() };
    office.record_gate(SESSION, signed(&["Z1", "Z2"]), None).unwrap();
    let view = office.documents_view(SESSION).unwrap();
    assert!(view.documents.iter().all(holds), "a signature does not void what was signed");
    let (archive, key) = (meeting.path("a.lzp"), meeting.path("a.lzkey"));
    let secret = app::SecretString::from("归档用的一句足够长的口令");
    meeting.office.write_archive_at(SESSION, &archive, &key, &secret, &[], 10).unwrap();
    let last = gate(&meeting, GateName::Archive);
    assert!(last.state == GateState::Past && last.at.is_some(), "{last:?}");
}

/// The title of a bid without spaces, as it stands in the papers.
fn item_title(meeting: &Meeting, no: &str) -> String {
    let bids = meeting.office.bids(journeys::BATCH).unwrap();
    let bid = bids.into_iter().find(|b| b.no == no).unwrap();
    format!("{}{}", bid.no, bid.title).split_whitespace().collect()
}

#[test]
fn what_nobody_recorded_is_asserted_nowhere_and_stands_as_a_blank() {
    let mut meeting = silent();
    take_all(&mut meeting);
    let board = meeting.office.board_view(SESSION).unwrap();
    let state = |name| board.gates.iter().find(|g| g.gate == name).unwrap().state;
    assert_eq!(state(GateName::SignIn), GateState::Unrecorded, "scoring waited for nobody's word");
    let [minutes, _] = papers(&mut meeting);
    for claim in [
        "宣读了会议纪律",
        "逐一询问",
        "申明了回避",
        "离开会场",
        "汇报、质询",
        "和合议",
        "均未超过规定时间",
        "专家组推举",
        "随机抽取",
    ] {
        assert!(!minutes.contains(claim), "{claim}: {minutes}");
    }
    assert!(minutes.contains("会议依次进行独立打分、锁定和汇总。"), "{minutes}");
    assert!(minutes.contains("评分形式：一人一机。"), "signatures prove that: {minutes}");
    assert!(minutes.contains("汇报和质询的时间："), "a line to be filled by hand: {minutes}");
}

#[test]
fn a_gate_that_was_passed_says_of_no_report_that_it_was_held_and_of_some_how_many() {
    let gates = |reports: usize| {
        let mut meeting = silent();
        let first = sign_in(&meeting);
        record(&mut meeting, first);
        record(&mut meeting, pledge());
        let questions = asked(&meeting, None);
        record(&mut meeting, questions);
        record(&mut meeting, chair("Z1"));
        for bid_no in meeting.bids.clone().into_iter().take(reports) {
            let begin = GateForm::TalkBegin { bid_no: bid_no.clone(), part: TalkPart::Report, minutes: 10 };
            record(&mut meeting, begin);
            record(&mut meeting, GateForm::TalkEnd { bid_no, recused_out: None });
        }
        record(&mut meeting, GateForm::Heard);
        take_all(&mut meeting);
        papers(&mut meeting)[0].clone()
    };
    let none = gates(0);
    assert!(none.contains("会议依次进行独立打分、锁定和汇总。"), "{none}");
    assert!(none.contains("汇报和质询的时间：") && !none.contains("均未超过"), "{none}");
    let two = gates(2);
    assert!(two.contains("会议依次进行汇报（记录了3项中2项）、独立打分、锁定和汇总。"), "{two}");
    assert!(two.contains("记录了3项中2项的汇报，没有记录质询，所记各段均未超过规定时间。"), "{two}");
}

#[test]
fn the_set_waits_for_the_end_of_a_discussion_that_began_and_says_what_will_be_a_blank() {
    let mut meeting = silent();
    take_all(&mut meeting);
    meeting.concluded();
    let view = meeting.office.documents_view(SESSION).unwrap();
    assert_eq!(view.blocked, []);
    assert_eq!(view.notes.len(), 1);
    assert_eq!(view.notes[0].code, "document.gates_blank");
    assert!(view.notes[0].zh.contains("签到、纪律与承诺、问询回避、推举组长、汇报与质询、合议复议"));
    meeting.office.record_gate(SESSION, Said::DiscussionBegan, None).unwrap();
    let view = meeting.office.documents_view(SESSION).unwrap();
    assert_eq!(view.blocked[0].code, "document.discussion_open");
    let folder = meeting.path("文书");
    assert_eq!(code(meeting.office.make_documents(SESSION, &folder)), Code::DocDiscussionOpen);
    meeting.office.record_gate(SESSION, Said::Discussed, None).unwrap();
    assert_eq!(meeting.office.documents_view(SESSION).unwrap().blocked, []);
}

#[test]
fn a_gate_is_passed_over_with_a_reason_that_is_printed_and_one_by_one_needs_everybody() {
    let mut meeting = silent();
    let first = sign_in(&meeting);
    record(&mut meeting, first);
    let refused = meeting.office.record_gate_typed(SESSION, chair("Z1"), None).unwrap_err();
    assert_eq!(refused.code(), Code::GateEarlierOpen);
    assert!(refused.0[0].params.contains(&("gates".to_owned(), "纪律与承诺、问询回避".to_owned())));
    assert!(meeting.office.session(SESSION).unwrap().gates.len() == 1, "a refusal writes nothing");
    let why = "纪律昨日已书面告知。";
    meeting.office.record_gate_typed(SESSION, chair("Z1"), Some(why)).unwrap();
    assert_eq!(gate(&meeting, GateName::Pledge).left_out.as_deref(), Some(why));
    let all_but_one = asked(&meeting, Some("Z7"));
    record(&mut meeting, all_but_one);
    assert_eq!(gate(&meeting, GateName::Recusal).state, GateState::Past, "it is recorded after all");
    take_all(&mut meeting);
    let [minutes, _] = papers(&mut meeting);
    assert!(minutes.contains("承诺，理由：纪律昨日已书面告知。"), "{minutes}");
    assert!(minutes.contains("（补记），由赵示例询问，6名专家作了回答"), "{minutes}");
    assert!(!minutes.contains("经逐一询问"), "one was not asked: {minutes}");
}

#[test]
fn going_back_asks_for_a_reason_and_the_chair_and_never_goes_over_the_tally() {
    let mut meeting = silent();
    let first = sign_in(&meeting);
    record(&mut meeting, first);
    record(&mut meeting, pledge());
    let questions = asked(&meeting, None);
    record(&mut meeting, questions);
    record(&mut meeting, chair("Z1"));
    let office = &mut meeting.office;
    for (why, who) in [(" ", "章示明"), ("选错了人", " ")] {
        assert_eq!(code(office.go_back(SESSION, Gate::Chair, why, who)), Code::ReasonMissing);
    }
    assert_eq!(code(office.go_back(SESSION, Gate::Presentation, "x", "章示明")), Code::GateNotPassed);
    let other = office.go_back(SESSION, Gate::Chair, "选错了人", "冯示涛");
    assert_eq!(code(other), Code::AssentNotChair, "the chair is another");
    office.go_back(SESSION, Gate::Chair, "选错了人", " 章 示明").unwrap();
    assert_eq!(gate(&meeting, GateName::Chair).state, GateState::Now);
    record(&mut meeting, chair("Z3"));
    let again = meeting.office.record_gate_typed(SESSION, chair("Z4"), None);
    assert_eq!(code(again), Code::GatePassed);
    take_all(&mut meeting);
    let early = meeting.office.record_gate(SESSION, Said::Discussed, None);
    assert_eq!(code(early), Code::GateBeforeTally);
    meeting.office.tally(SESSION).unwrap();
    let over = meeting.office.go_back_typed(SESSION, Gate::Chair, "x", "冯示涛");
    assert_eq!(code(over), Code::GateOverTally);
    meeting.office.record_gate(SESSION, Said::Discussed, None).unwrap();
    meeting.office.go_back_typed(SESSION, Gate::Scoring, "补收一份", "冯示涛").unwrap();
    assert_eq!(meeting.office.session(SESSION).unwrap().stage, Stage::Scoring);
    assert_eq!(gate(&meeting, GateName::Discussion).state, GateState::Next, "it is held again");
    assert_eq!(meeting.office.board_view(SESSION).unwrap().conduct.back.len(), 2);
    meeting.office.tally(SESSION).unwrap();
    let refusal =
        Said::SigningRefused { expert_no: "Z6".to_owned(), reason: "对第二项有保留。".to_owned() };
    meeting.office.record_gate(SESSION, refusal, None).unwrap();
    let [minutes, _] = papers(&mut meeting);
    for said in [
        "因选错了人，经章示明同意，退回到推举组长重新进行。",
        "组长冯示涛",
        "因补收一份，经冯示涛同意重新开启",
        "沈示远拒绝在本纪要上签字，理由：对第二项有保留。",
    ] {
        assert!(minutes.contains(said), "{said}: {minutes}");
    }
    assert!(!minutes.contains("专家各自在本人的评审电脑上评分"), "figures were seen before the last lock");
    let closed = meeting.office.record_gate_typed(SESSION, chair("Z1"), None);
    assert_eq!(code(closed), Code::StepOutOfOrder);
}

#[test]
fn late_comers_and_those_who_leave_are_told_with_their_time_and_before_the_freeze_the_lot_orders_all() {
    let mut meeting = Meeting::prepared();
    meeting.office.set_facts(SESSION, Facts::default()).unwrap();
    meeting.office.draw_order(SESSION, "2026", None).unwrap();
    let session = meeting.office.session(SESSION).unwrap();
    let drawn = lot::order(&session.meeting_id, "2026", &meeting.bids);
    assert_eq!(session.bids, drawn);
    meeting.bids = drawn;
    meeting.freeze();
    let late = |no: &str| GateForm::Arrived { expert_no: no.to_owned(), way: SignWay::Paper };
    assert_eq!(code(meeting.office.record_gate_typed(SESSION, late("Z7"), None)), Code::GateNotPassed);
    let six = meeting.experts.iter().take(6).map(|no| (no.clone(), SignWay::Seen)).collect();
    record(&mut meeting, GateForm::SignIn { members: six });
    assert_eq!(code(meeting.office.record_gate_typed(SESSION, late("Z6"), None)), Code::GatePassed);
    assert_eq!(code(meeting.office.record_gate_typed(SESSION, late("Z9"), None)), Code::NotFound);
    record(&mut meeting, late("Z7"));
    record(&mut meeting, GateForm::Left { expert_no: "Z3".to_owned(), reason: "家中急事".to_owned() });
    let view = meeting.office.board_view(SESSION).unwrap();
    assert!(view.experts.iter().all(|e| e.present));
    let of = |no: &str| view.conduct.present.iter().find(|m| m.expert_no == no).unwrap();
    assert!(of("Z7").arrived_at.is_some() && of("Z1").arrived_at.is_none() && of("Z3").left_at.is_some());
    take_all(&mut meeting);
    let [minutes, _] = papers(&mut meeting);
    assert!(minutes.contains("到会专家6名；苏示杰于8时"), "no signature is claimed: {minutes}");
    assert!(minutes.contains("冯示涛于8时") && minutes.contains("离会，理由：家中急事"), "{minutes}");
}

#[test]
fn who_signs_late_is_added_without_going_back_until_the_session_is_archived() {
    let mut meeting = silent();
    take_all(&mut meeting);
    let signed = |no: &str| GateForm::SignLate { members: vec![no.to_owned()] };
    meeting.concluded();
    meeting.office.record_gate(SESSION, Said::Discussed, None).unwrap();
    meeting.office.make_documents(SESSION, &meeting.path("out")).unwrap();
    let early = meeting.office.record_gate_typed(SESSION, signed("Z3"), None);
    assert_eq!(code(early), Code::GateNotPassed, "the signing itself comes first");
    assert_eq!(meeting.office.board_view(SESSION).unwrap().conduct.voids, 2, "minutes and signed list");
    record(&mut meeting, GateForm::Sign { members: ["Z1", "Z2"].map(str::to_owned).to_vec() });
    assert!(meeting.office.board_view(SESSION).unwrap().conduct.signs_late);
    meeting.clock.forward_to(meeting.clock.now() + Duration::hours(2));
    record(&mut meeting, signed("Z3"));
    assert_eq!(code(meeting.office.record_gate_typed(SESSION, signed("Z3"), None)), Code::GatePassed);
    assert_eq!(code(meeting.office.record_gate_typed(SESSION, signed("Z9"), None)), Code::NotFound);
    let conduct = meeting.office.board_view(SESSION).unwrap().conduct;
    assert_eq!(conduct.signed, ["Z1", "Z2", "Z3"]);
    assert_eq!((conduct.signed_late.len(), conduct.back.len()), (1, 0), "nobody went back for it");
    assert_eq!(gate(&meeting, GateName::Sign).note.as_deref(), Some("3/7"));
    // What was signed holds; minutes that are made now tell of the late signature.
    let view = meeting.office.documents_view(SESSION).unwrap();
    assert!(view.documents.iter().all(holds), "a late signature does not void what was signed");
    let again = meeting.path("补签后的纪要.pdf");
    meeting.office.save_document(SESSION, "minutes-bid", &again).unwrap();
    let minutes = words(&again);
    assert!(minutes.contains("补签：冯示涛于") && minutes.contains("补签。"), "{minutes}");
    assert!(!minutes.contains("退回到签字"), "{minutes}");
    let (archive, key) = (meeting.path("a.lzp"), meeting.path("a.lzkey"));
    let secret = app::SecretString::from("归档用的一句足够长的口令");
    meeting.office.write_archive_at(SESSION, &archive, &key, &secret, &[], 10).unwrap();
    assert!(!meeting.office.board_view(SESSION).unwrap().conduct.signs_late);
    assert_eq!(code(meeting.office.record_gate_typed(SESSION, signed("Z4"), None)), Code::GateArchived);
    let refusal = GateForm::Refuse { expert_no: "Z5".to_owned(), reason: "有保留".to_owned() };
    assert_eq!(code(meeting.office.record_gate_typed(SESSION, refusal, None)), Code::GateArchived);
    meeting.office.go_back(SESSION, Gate::Sign, "漏记一人", "赵示例").unwrap();
    let all = GateForm::Sign { members: ["Z1", "Z2", "Z3", "Z4"].map(str::to_owned).to_vec() };
    record(&mut meeting, all);
    let conduct = meeting.office.board_view(SESSION).unwrap().conduct;
    assert_eq!((conduct.signed.len(), conduct.signed_late.len(), conduct.voids), (4, 0, 0));
    assert_eq!(gate(&meeting, GateName::Archive).state, GateState::Past);
}

#[test]
fn pledges_made_at_laptops_are_told_once_where_nobody_recorded_that_the_discipline_was_read() {
    let mut left_out = silent();
    let first = sign_in(&left_out);
    record(&mut left_out, first);
    let why = Some("纪律昨日已书面告知");
    left_out.office.record_gate_typed(SESSION, chair("Z1"), why).unwrap();
    take_all(&mut left_out);
    let [minutes, _] = papers(&mut left_out);
    let told = "纪律与承诺：没有宣读会议纪律，7名专家均在评审电脑上作出承诺，理由：纪律昨日已书面告知。";
    assert!(minutes.contains(told), "{minutes}");
    assert!(!minutes.contains("签署承诺书") && !minutes.contains("纪律与承诺：未进行"), "{minutes}");
}

#[test]
fn a_gate_to_which_the_meeting_went_back_is_under_way_and_one_with_a_returned_sheet_is_not_passed() {
    let mut meeting = silent();
    let first = sign_in(&meeting);
    record(&mut meeting, first);
    record(&mut meeting, pledge());
    let questions = asked(&meeting, None);
    record(&mut meeting, questions);
    record(&mut meeting, chair("Z1"));
    take_all(&mut meeting);
    assert_eq!(gate(&meeting, GateName::Scoring).state, GateState::Past);
    let bid = meeting.bids[0].clone();
    meeting.office.return_sheet(SESSION, "Z1", &bid, "一项漏看", "章示明").unwrap();
    assert_ne!(gate(&meeting, GateName::Scoring).state, GateState::Past, "a sheet is out");
    meeting.office.end_return(SESSION, "Z1", &bid, "本人核对后不改").unwrap();
    assert_eq!(gate(&meeting, GateName::Scoring).state, GateState::Past);
    meeting.office.go_back(SESSION, Gate::Chair, "选错了人", "章示明").unwrap();
    assert_eq!(gate(&meeting, GateName::Chair).state, GateState::Now, "it is not a blank: it is open again");
}
