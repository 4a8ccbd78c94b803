//! From the panel's list to the announcement (policy 四（五）, rule 9): what the meeting decides, five working days of publicity,
//! objections from receipt to answer, and an announcement that waits for all of it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use app::api::approval::{
    AnnouncementForm, ApprovalPaper, ApprovalStep, ApprovalView, DecidedBy, DecidedForm, Departs,
    EvidenceForm, ObjectionChannel, ObjectionForm, ObjectionHandling, ObjectionStands, ObjectionStep,
    ObjectionVerdict, PostingForm, RefusedAs, RulingForm,
};
use app::api::results::Standing;
use app::{Office, Refusal};
use chrono::{DateTime, Utc};
use domain::Code;
use journeys::{Meeting, SESSION, words};

fn codes<T>(result: Result<T, Refusal>) -> Vec<Code> {
    result.map(|_| ()).unwrap_err().0.iter().map(|f| f.code).collect()
}

/// A closed meeting whose list is before the office, with its decision's number.
fn opened() -> (Meeting, String) {
    let mut meeting = Meeting::frozen();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    assert_eq!(codes(meeting.office.open_approval(&[SESSION.to_owned()])), [Code::StepOutOfOrder]);
    meeting.closed();
    let waiting = meeting.office.approvals_view().unwrap().waiting;
    assert_eq!((waiting.len(), waiting[0].session_no.as_str()), (1, SESSION));
    let no = meeting.office.open_approval(&[SESSION.to_owned()]).unwrap();
    assert_eq!(codes(meeting.office.open_approval(&[SESSION.to_owned()])), [Code::DecisionListTaken]);
    (meeting, no)
}

fn until(meeting: &Meeting, day: &str) {
    let noon: DateTime<Utc> = format!("{day}T04:00:00Z").parse().unwrap();
    meeting.clock.forward_to(noon);
}

/// What the meeting decides when it follows the panel, some days after it.
fn follows(view: &ApprovalView, on: &str) -> RulingForm {
    RulingForm {
        on: on.to_owned(),
        meeting: "局长办公会".to_owned(),
        minutes_no: "2026年第3次".to_owned(),
        attendance: "班子成员7人".to_owned(),
        by: DecidedBy::Meeting,
        items: view
            .bids
            .iter()
            .map(|bid| DecidedForm {
                bid_no: bid.bid_no.clone(),
                standing: bid.panel,
                award: bid.panel_award.clone().unwrap_or_default(),
                reason: String::new(),
            })
            .collect(),
        order_reason: String::new(),
        because: String::new(),
        objections: Vec::new(),
    }
}

fn posting(on: &str) -> PostingForm {
    PostingForm {
        posted_on: on.to_owned(), place: "局网站“公示公告”".to_owned(), ..PostingForm::default()
    }
}

fn announcement(on: &str) -> AnnouncementForm {
    AnnouncementForm {
        on: on.to_owned(),
        number: "并科公告〔2026〕2号".to_owned(),
        place: "局网站“公示公告”".to_owned(),
    }
}

fn objection(bid: &str, at: &str) -> ObjectionForm {
    ObjectionForm {
        bids: vec![bid.to_owned()],
        received_at: at.to_owned(),
        received_by: "钱示例".to_owned(),
        channel: ObjectionChannel::InPerson,
        unit: String::new(),
        sealed: false,
        person: "周示例".to_owned(),
        contact: "0351-0000000".to_owned(),
        text: "该项目与在研项目内容相同。".to_owned(),
        evidence: vec![EvidenceForm {
            name: "立项文件".to_owned(),
            form: "复印件".to_owned(),
            pages: "3".to_owned(),
        }],
    }
}

fn examined(on: &str, verdict: ObjectionVerdict, handling: ObjectionHandling) -> ObjectionStep {
    ObjectionStep::Examine {
        on: on.to_owned(),
        examiners: "李示例、赵示例".to_owned(),
        how: "调阅立项文件，比对任务书".to_owned(),
        verdict,
        reason: "两份任务书的考核指标一致".to_owned(),
        handling,
    }
}

fn handle(office: &mut Office, no: &str, step: ObjectionStep) -> Result<ApprovalView, Refusal> {
    office.handle_objection_typed(no, "Y-001", &step)
}

fn accept(office: &mut Office, no: &str, on: &str) -> Result<ApprovalView, Refusal> {
    let (on, by) = (on.to_owned(), "钱示例".to_owned());
    handle(office, no, ObjectionStep::Admit { on, by, refused: None, note: String::new() })
}

#[test]
fn a_list_is_decided_posted_for_five_working_days_and_announced_only_after_them() {
    let (mut meeting, no) = opened();
    let office = &mut meeting.office;
    let view = office.approval_view(&no).unwrap();
    assert_eq!((view.step, view.next.article.as_str()), (ApprovalStep::ToDecide, "四（五）"));
    assert_eq!(
        codes(office.post_approval_typed(&no, &posting("2026-02-13"))),
        [Code::PublicityBeforeMeeting]
    );
    let early = follows(&view, "2026-01-01");
    assert_eq!(codes(office.rule_approval_typed(&no, &early)), [Code::ListDateOrder], "论证 comes first");
    let view = office.rule_approval_typed(&no, &follows(&view, "2026-02-06")).unwrap();
    assert_eq!(view.step, ApprovalStep::ToPost);
    assert!(view.bids.iter().all(|b| b.departs.is_none() && b.decided == Some(b.panel)));
    until(&meeting, "2026-02-13");
    let office = &mut meeting.office;
    let view = office.post_approval_typed(&no, &posting("2026-02-13")).unwrap();
    assert_eq!(view.postings[0].ends_on, "2026-02-27", "the Spring Festival lies between");
    assert_eq!(view.step, ApprovalStep::Posted);
    let early = office.announce_approval_typed(&no, &announcement("2026-02-27"));
    assert_eq!(codes(early), [Code::AnnouncePublicityRunning]);
    assert_eq!(office.approval_view(&no).unwrap().announcement, None);
    until(&meeting, "2026-02-28");
    let office = &mut meeting.office;
    let view = office.approval_view(&no).unwrap();
    assert_eq!(view.step, ApprovalStep::ToAnnounce);
    assert_eq!(view.blocked.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), ["publicity.no_proof"]);
    let shot = meeting.path("截图.pdf");
    std::fs::write(&shot, b"%PDF-1.7 proof").unwrap();
    let office = &mut meeting.office;
    office.prove_posting(&no, &shot).unwrap();
    let view = office.announce_approval_typed(&no, &announcement("2026-03-02")).unwrap();
    assert_eq!((view.step, view.blocked.len()), (ApprovalStep::Announced, 0));
    assert_eq!(view.postings[0].proof.as_deref(), Some("截图.pdf"));
    let again = follows(&view, "2026-03-03");
    assert_eq!(codes(office.rule_approval_typed(&no, &again)), [Code::ChainOutOfOrder]);
}

#[test]
fn a_departure_from_the_panel_wants_its_reason_and_stays_beside_what_the_panel_proposed() {
    let (mut meeting, no) = opened();
    let office = &mut meeting.office;
    let view = office.approval_view(&no).unwrap();
    let mut ruling = follows(&view, "2026-02-06");
    ruling.items[0].standing = Standing::None;
    ruling.items[1].award = "1.00".to_owned();
    let found = codes(office.rule_approval_typed(&no, &ruling));
    assert_eq!(found, [Code::ReasonMissing, Code::ReasonMissing]);
    ruling.items[0].reason = "与国家科技计划重复".to_owned();
    ruling.items[1].reason = "压减非急需设备".to_owned();
    let view = office.rule_approval_typed(&no, &ruling).unwrap();
    let departs: Vec<_> = view.bids.iter().filter_map(|b| b.departs).collect();
    assert_eq!(departs, [Departs::LeftOut, Departs::OtherAmount]);
    assert_eq!(view.bids[0].panel, Standing::Recommended, "what the panel proposed is not overwritten");
    let over = DecidedForm { award: "100000".to_owned(), ..ruling.items[1].clone() };
    ruling.items[1] = over;
    ruling.because = "录入有误".to_owned();
    assert_eq!(codes(office.rule_approval_typed(&no, &ruling)), [Code::DecisionItem], "above what was asked");
}

/// A decision that is posted, with an objection to its first bid that was accepted.
fn objected() -> (Meeting, String, RulingForm) {
    let (mut meeting, no) = opened();
    let view = meeting.office.approval_view(&no).unwrap();
    let ruling = follows(&view, "2026-02-06");
    meeting.office.rule_approval_typed(&no, &ruling).unwrap();
    assert_eq!(
        codes(meeting.office.take_objection_typed(&no, &objection("JB-001", "2026-02-24 09:30"))),
        [Code::PublicityNone]
    );
    meeting.office.post_approval_typed(&no, &posting("2026-02-13")).unwrap();
    until(&meeting, "2026-02-24");
    let office = &mut meeting.office;
    let view = office.take_objection_typed(&no, &objection("JB-001", "2026-02-24 09:30")).unwrap();
    assert_eq!(
        (view.objections[0].no.as_str(), view.objections[0].state),
        ("Y-001", ObjectionStands::Received)
    );
    assert_eq!(
        codes(accept(office, &no, "2026-02-24")),
        [Code::ObjectionNotAdmissible],
        "nobody checked who it is"
    );
    let (on, by, how) = ("2026-02-24".to_owned(), "钱示例".to_owned(), "电话核实".to_owned());
    handle(office, &no, ObjectionStep::Identify { on, by, how }).unwrap();
    accept(office, &no, "2026-02-24").unwrap();
    (meeting, no, ruling)
}

#[test]
fn an_upheld_objection_blocks_the_announcement_until_the_decision_is_changed_for_it_and_posted_anew() {
    let (mut meeting, no, ruling) = objected();
    until(&meeting, "2026-03-02");
    let office = &mut meeting.office;
    assert_eq!(office.approval_view(&no).unwrap().step, ApprovalStep::Objected);
    assert_eq!(
        codes(office.announce_approval_typed(&no, &announcement("2026-03-02"))),
        [Code::AnnounceObjectionOpen]
    );
    let upheld = examined("2026-03-02", ObjectionVerdict::Upheld, ObjectionHandling::Keep);
    assert_eq!(codes(handle(office, &no, upheld)), [Code::ObjectionNotActedOn], "upheld and nothing follows");
    handle(office, &no, examined("2026-03-02", ObjectionVerdict::Upheld, ObjectionHandling::LeaveOut))
        .unwrap();
    let answer = ObjectionStep::Reply {
        on: "2026-03-03".to_owned(),
        text: "异议成立，不再列入。".to_owned(),
    };
    let view = handle(office, &no, answer).unwrap();
    assert_eq!(view.objections[0].state, ObjectionStands::Answered);
    assert_eq!(codes(handle(office, &no, ObjectionStep::Act)), [Code::ObjectionNotActedOn]);
    let mut changed = RulingForm {
        on: "2026-03-04".to_owned(),
        because: "异议成立".to_owned(),
        objections: vec!["Y-001".to_owned()],
        ..ruling
    };
    let out = changed.items.iter_mut().find(|i| i.bid_no == "JB-001").unwrap();
    out.standing = Standing::None;
    out.reason = "与在研项目重复".to_owned();
    office.rule_approval_typed(&no, &changed).unwrap();
    let view = handle(office, &no, ObjectionStep::Act).unwrap();
    assert_eq!(
        (view.objections[0].state, view.objections[0].acted_on.as_deref()),
        (ObjectionStands::Closed, Some("2026-03-04"))
    );
    // Fewer bids than were posted need no new period; it is posted anew all the same, with a reason, and counted from there.
    let down = office.take_down_posting_typed(&no, "2026-03-04", " ");
    assert_eq!(codes(down), [Code::ReasonMissing]);
    office.take_down_posting_typed(&no, "2026-03-04", "名单变更").unwrap();
    let again = PostingForm { because: "异议成立，名单变更".to_owned(), ..posting("2026-03-05") };
    let view = office.post_approval_typed(&no, &again).unwrap();
    assert_eq!((view.postings.len(), view.postings[1].ends_on.as_str()), (2, "2026-03-12"));
    until(&meeting, "2026-03-13");
    let view = meeting.office.announce_approval_typed(&no, &announcement("2026-03-13")).unwrap();
    assert_eq!(view.step, ApprovalStep::Announced);
    assert!(view.bids.iter().any(|b| b.bid_no == "JB-001" && b.decided == Some(Standing::None)));
}

#[test]
fn a_late_or_anonymous_objection_is_recorded_and_not_accepted_and_blocks_nothing_once_that_is_said() {
    let (mut meeting, no) = opened();
    let view = meeting.office.approval_view(&no).unwrap();
    meeting.office.rule_approval_typed(&no, &follows(&view, "2026-02-06")).unwrap();
    meeting.office.post_approval_typed(&no, &posting("2026-02-13")).unwrap();
    until(&meeting, "2026-03-02");
    let office = &mut meeting.office;
    let late = ObjectionForm {
        person: String::new(),
        contact: String::new(),
        ..objection("JB-001", "2026-02-28 10:00")
    };
    let view = office.take_objection_typed(&no, &late).unwrap();
    assert_eq!(view.objections[0].inadmissible, Some(RefusedAs::Late));
    assert_eq!(codes(accept(office, &no, "2026-03-02")), [Code::ObjectionNotAdmissible]);
    let refused = ObjectionStep::Admit {
        on: "2026-03-02".to_owned(),
        by: "钱示例".to_owned(),
        refused: Some(RefusedAs::Late),
        note: String::new(),
    };
    let view = handle(office, &no, refused).unwrap();
    assert_eq!(
        (view.objections[0].state, view.step),
        (ObjectionStands::NotAccepted, ApprovalStep::ToAnnounce)
    );
    assert_eq!(view.objections[0].next, None);
    let stranger = objection("JB-999", "2026-03-02 10:00");
    assert_eq!(
        codes(office.take_objection_typed(&no, &stranger)),
        [Code::DecisionItem],
        "it was never posted"
    );
}

#[test]
fn a_period_that_reaches_an_unknown_year_is_refused_until_its_calendar_is_loaded() {
    let (mut meeting, no) = opened();
    let view = meeting.office.approval_view(&no).unwrap();
    meeting.office.rule_approval_typed(&no, &follows(&view, "2026-12-25")).unwrap();
    let late = meeting.office.post_approval_typed(&no, &posting("2026-12-29"));
    assert_eq!(codes(late), [Code::CalendarNotLoaded]);
    let file = meeting.path("2027.json");
    std::fs::write(&file, r#"{"year": 2027, "days": []}"#).unwrap();
    assert_eq!(codes(meeting.office.load_calendar(&file, "国办发明电〔2026〕7号")), [Code::CalendarInvalid]);
    let days = r#"{"year": 2027, "days": [{"date": "2027-01-01", "isOffDay": true}]}"#;
    std::fs::write(&file, days).unwrap();
    assert_eq!(codes(meeting.office.load_calendar(&file, " ")), [Code::MissingValue]);
    let years = meeting.office.load_calendar(&file, "国办发明电〔2026〕7号").unwrap();
    assert_eq!(
        years.last().map(|y| (y.year, y.notice.as_deref())),
        Some((2027, Some("国办发明电〔2026〕7号")))
    );
    let view = meeting.office.post_approval_typed(&no, &posting("2026-12-29")).unwrap();
    assert_eq!(view.postings[0].ends_on, "2027-01-06", "New Year's Day is off and a weekend follows");
}

#[test]
fn the_notice_the_announcement_and_the_objections_papers_are_filled_from_the_book_and_public_copies_hide_scores_and_names()
 {
    let (mut meeting, no) = opened();
    let view = meeting.office.approval_view(&no).unwrap();
    let mut ruling = follows(&view, "2026-02-06");
    ruling.items[0].reason = "维持专家组意见".to_owned();
    meeting.office.rule_approval_typed(&no, &ruling).unwrap();
    meeting.office.post_approval_typed(&no, &posting("2026-02-13")).unwrap();
    meeting.office.take_objection_typed(&no, &objection("JB-001", "2026-02-24 09:30")).unwrap();
    let mut saved = |paper: ApprovalPaper, file: &str| {
        let path = meeting.path(file);
        meeting.office.save_approval_paper(&no, &paper, &path).unwrap();
        let again = meeting.office.preview_approval(&no, &paper).unwrap();
        assert_eq!(again, std::fs::read(&path).unwrap(), "{file}: made again byte for byte");
        words(&path)
    };
    let archive = saved(ApprovalPaper::Notice, "公示.pdf");
    for told in
        ["2026年2月14日至2026年2月27日", "共5个工作日", "局长办公会审定（2026年第3次）", "维持专家组意见"]
    {
        assert!(archive.contains(told), "{told} in {archive}");
    }
    let public = saved(ApprovalPaper::PublicNotice, "公示（网上）.pdf");
    for hidden in ["得分", "局长办公会", "维持专家组意见"] {
        assert!(!public.contains(hidden), "{hidden} in {public}");
    }
    let sheet = saved(ApprovalPaper::Objection { no: "Y-001".to_owned() }, "异议处理单.pdf");
    assert!(sheet.contains("2026年2月24日9时30分") && sheet.contains("周示例"), "{sheet}");
    let before = saved(ApprovalPaper::Announcement, "公告稿.pdf");
    assert!(!before.contains("未收到"), "nothing is asserted while the period runs: {before}");
    assert_eq!(
        codes(meeting.office.preview_approval(&no, &ApprovalPaper::Reply { no: "Y-009".to_owned() })),
        [Code::NotFound]
    );
}
