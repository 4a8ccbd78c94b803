//! What a session asks before its rules are frozen: its day, the policy's end, too few scores; and whose laptop is whose.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use app::api::bid::AgreementView;
use app::api::intake::PaperKind;
use app::records::NewSession;
use chrono::{DateTime, Utc};
use domain::Code;
use journeys::{BATCH, Meeting, SESSION, session};
use ranking::Comparison;

fn codes(meeting: &Meeting) -> Vec<Code> {
    meeting.office.before_freeze(SESSION).unwrap().iter().map(|f| f.code).collect()
}

fn until(meeting: &mut Meeting, time: &str) {
    meeting.clock.forward_to(time.parse::<DateTime<Utc>>().unwrap());
}

#[test]
fn a_session_on_a_day_that_is_past_needs_its_reason_and_prints_it() {
    let mut meeting = Meeting::prepared();
    let day = "2026-01-19".parse().unwrap();
    let late = |reason: Option<&str>| NewSession {
        no: "补录".to_owned(),
        date: day,
        expired_reason: reason.map(str::to_owned),
        ..session()
    };
    for empty in [None, Some("  ")] {
        assert_eq!(meeting.office.open_session(late(empty)).unwrap_err().code(), Code::SessionDatePast);
    }
    let opened = meeting.office.open_session(late(Some("昨日召开，今日补录"))).unwrap();
    assert_eq!(opened.passed_over.len(), 1);
    assert!(opened.passed_over[0].contains("2026-01-19"), "{:?}", opened.passed_over);
    assert!(opened.passed_over[0].ends_with("理由：昨日召开，今日补录"), "{:?}", opened.passed_over);
    assert_eq!(codes(&meeting), [Code::SessionBidsLack], "the day of the other session is today");
}

#[test]
fn rules_frozen_after_the_day_or_after_the_policys_end_need_a_reason_of_their_own() {
    let mut meeting = Meeting::prepared();
    until(&mut meeting, "2026-01-20T16:00:00Z");
    assert_eq!(
        codes(&meeting),
        [Code::SessionDatePast, Code::SessionBidsLack],
        "midnight has passed in the office"
    );
    until(&mut meeting, "2026-07-15T01:00:00Z");
    assert_eq!(codes(&meeting), [Code::SessionDatePast, Code::PolicyExpired, Code::SessionBidsLack]);
    let refused = meeting.office.freeze(SESSION, None, Comparison::Exact, None).unwrap_err();
    assert_eq!(refused.code(), Code::ReasonMissing);
    meeting.office.freeze(SESSION, None, Comparison::Exact, Some("会议延期召开，经批准沿用")).unwrap();
    let said = meeting.office.setup_view(SESSION).unwrap().frozen.unwrap().passed_over;
    assert!(said.iter().any(|line| line.contains("有效期") && line.contains("经批准沿用")), "{said:?}");
    // The meeting's own day lies within the validity; what lies outside is the day of the freeze.
    let told = "2026-07-15才冻结规则的新遴选（会议日期2026-01-20在有效期内）已在有效期外";
    assert!(said.iter().any(|line| line.contains(told)), "{said:?}");
}

#[test]
fn a_day_that_was_past_when_the_session_was_opened_is_asked_for_and_printed_once() {
    let mut meeting = Meeting::prepared();
    let late = NewSession {
        no: "补录".to_owned(),
        date: "2026-01-19".parse().unwrap(),
        expired_reason: Some("昨日召开，今日补录".to_owned()),
        ..session()
    };
    meeting.office.open_session(late).unwrap();
    let asked = meeting.office.before_freeze("补录").unwrap();
    assert!(asked.iter().all(|f| f.code != Code::SessionDatePast), "{asked:?}");
    let rules = meeting.office.setup_view("补录").unwrap().rules;
    let day = rules.iter().find(|r| r.rule == app::api::session::SetupRule::Date).unwrap();
    assert_eq!(day.problems[0].code, "session.date_past", "it is still told: {day:?}");
}

#[test]
fn an_expert_who_does_not_score_a_criterion_is_not_said_to_be_recused() {
    let mut meeting = Meeting::prepared();
    let panel = ["Z1", "Z3", "Z4", "Z5", "Z7"].map(str::to_owned).to_vec();
    meeting.office.set_panel_typed(SESSION, &panel).unwrap();
    let found = meeting.office.before_freeze(SESSION).unwrap();
    let few = found.iter().find(|f| f.code == Code::RecusalTooFew).unwrap();
    let said = app::messages::words(few.code, &few.params).zh;
    assert!(said.contains("只有4名专家可以评分（专家组5名，1名不评这一指标）"), "{said}");
    assert!(!said.contains("回避"), "{said}");
}

#[test]
fn bids_without_agreement_or_papers_are_named_in_one_warning_that_asks_for_one_reason() {
    let mut meeting = Meeting::prepared();
    for proposal in meeting.office.propose_recusals(SESSION, &Default::default()).unwrap() {
        let (expert, bid) = (&proposal.expert_no, &proposal.bid_no);
        meeting.office.decide_recusal(SESSION, expert, bid, true, "赵示例", "单位相同").unwrap();
    }
    let mut form = meeting.office.bid_view(BATCH, "JB-001").unwrap().form;
    form.agreement = AgreementView {
        signed_on: String::new(),
        content: "联合攻关".to_owned(),
        funding: "按里程碑支付".to_owned(),
        talent: "联合培养".to_owned(),
        ownership: "共有".to_owned(),
    };
    meeting.office.save_bid(BATCH, "JB-001", &form, "协议已补签").unwrap();
    let plan = meeting.path("方案.pdf");
    std::fs::write(&plan, "%PDF-1.7").unwrap();
    meeting.office.attach_paper(BATCH, "JB-002", PaperKind::Plan, &plan).unwrap();
    let lacking = |meeting: &Meeting| {
        let findings = meeting.office.before_freeze(SESSION).unwrap();
        let lacking = findings.into_iter().filter(|f| f.code == Code::SessionBidsLack);
        lacking.map(|f| app::messages::words(f.code, &f.params).zh).collect::<Vec<_>>()
    };
    assert_eq!(
        lacking(&meeting),
        [
            "有方案在评审前不齐（政策四（四））：揭榜协议四项内容不全：JB-002、JB-003；没有附“揭榜方案”：JB-001、JB-003；没有附“揭榜协议”：JB-001、JB-002、JB-003。"
        ]
    );
    let refused = meeting.office.freeze(SESSION, None, Comparison::Exact, None).unwrap_err();
    assert_eq!(refused.code(), Code::ReasonMissing);
    meeting.office.freeze(SESSION, None, Comparison::Exact, Some("材料会后补齐")).unwrap();
    let said = meeting.office.setup_view(SESSION).unwrap().frozen.unwrap().passed_over;
    assert!(said.len() == 1 && said[0].ends_with("理由：材料会后补齐"), "{said:?}");
    assert_eq!(lacking(&meeting), Vec::<String>::new(), "what was passed over is not asked again");
}

#[test]
fn every_bid_with_too_few_scores_is_named_whoever_is_recused() {
    let mut meeting = Meeting::prepared();
    let panel = ["Z1", "Z2", "Z5", "Z6", "Z7"].map(str::to_owned).to_vec();
    meeting.office.set_panel_typed(SESSION, &panel).unwrap();
    let named: Vec<String> = meeting
        .office
        .before_freeze(SESSION)
        .unwrap()
        .iter()
        .filter(|f| f.code == Code::RecusalTooFew)
        .flat_map(|f| f.params.iter().filter(|(name, _)| name == "item").map(|(_, value)| value.clone()))
        .collect();
    let view = meeting.office.setup_view(SESSION).unwrap();
    let short = |b: &&app::api::session::SetupBid| b.position.is_some() && b.valid_left < view.min_valid;
    let shown: Vec<String> = view.bids.iter().filter(short).map(|b| b.no.clone()).collect();
    assert_eq!(named, shown, "the finding names what the matrix shows");
    assert_eq!(named, ["JB-001", "JB-002", "JB-003"], "four score the technical criteria");
}

#[test]
fn a_laptop_that_was_replaced_is_free_for_its_right_owner_until_a_pack_came_from_it() {
    let mut meeting = Meeting::frozen();
    // Z2's laptop was taken for Z1's; then Z1 came with the right one.
    let (second, _) = meeting.enrolled("Z2");
    let request = meeting.path("Z2.lzreq");
    let pending = meeting.office.read_request(SESSION, &request).unwrap();
    let digits = second.digits().unwrap();
    let take = |meeting: &mut Meeting, no: &str| {
        meeting.office.enrol(SESSION, no, &pending, &digits, "钱示例").map_err(|r| r.code())
    };
    assert_eq!(take(&mut meeting, "Z1"), Err(Code::EnrolTaken));
    let other = meeting.path("Z2-again.lzreq");
    let folder = meeting.path("Z2-again.lzvault");
    let clock = meeting.clock.clone();
    let mut again =
        app::Desk::create(&folder, "Z2", &journeys::passphrase(), vault::Kdf::FLOOR, clock).unwrap();
    let card = meeting.path("card.lzcard");
    let own = meeting.office.write_card(SESSION, &card).unwrap();
    let of = again.pin(&card, &own).unwrap();
    again.write_request(&of, &other).unwrap();
    let newer = meeting.office.read_request(SESSION, &other).unwrap();
    meeting.office.enrol(SESSION, "Z2", &newer, &again.digits().unwrap(), "钱示例").unwrap();
    assert_eq!(take(&mut meeting, "Z1"), Ok(()), "nobody speaks with it any more");
    assert_eq!(take(&mut meeting, "Z4"), Err(Code::EnrolTaken), "now it is Z1's");
}
