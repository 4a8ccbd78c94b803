//! From a list of demands to the published list, through the use cases.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use app::api::books::Book;
use app::api::challenge_list::{
    BatchForm, BatchGround, Deciding, ListDecisionForm, ListPaper, PublicationForm,
};
use app::api::demands::{
    CollectedView, DatedNote, DemandAct, DemandConclusion, DemandForm, DemandStatus, DemandWord, DemandsView,
    NoteKind, NoteView, ReviewForm, Sender,
};
use app::office::{Draft, inspect};
use app::work::Work;
use app::{Office, Refusal};
use domain::Code;
use journeys::{Meeting, passphrase, sample};
use workbook::Edits;

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn take(office: &mut Office, path: &std::path::Path) -> u32 {
    let work = Work::new();
    let draft = Draft::open(path, &work).unwrap();
    assert_eq!(
        draft.view().errors,
        0,
        "what a demand lacks keeps it from being judged, not from being collected"
    );
    let from = CollectedView {
        on: "2026-01-08".to_owned(),
        sender: Sender::District,
        from: "示例区科技局".to_owned(),
    };
    office.import_draft_collected("", &draft, Some(from), &work).unwrap().demands
}

fn status(office: &Office, no: &str) -> DemandStatus {
    office.demand_view(no).unwrap().line.status
}

fn numbers(view: &DemandsView, status: DemandStatus) -> Vec<String> {
    view.demands.iter().filter(|d| d.status == status).map(|d| d.no.clone()).collect()
}

#[test]
fn a_list_of_demands_comes_in_whole_says_what_each_lacks_and_goes_out_again_until_something_is_built_on_it() {
    let mut meeting = Meeting::prepared();
    let office = &mut meeting.office;
    assert_eq!(take(office, &sample("sample_demands.xlsx")), 30);
    let view = office.demands_view().unwrap();
    assert_eq!(view.demands.len(), 30);
    let lacking = numbers(&view, DemandStatus::Collected);
    assert_eq!(lacking.len(), 2, "one outside the seven fields, one without its indicators");
    let one = view.demands.iter().find(|d| !d.missing.is_empty()).unwrap();
    assert_eq!(one.missing, [app::api::demands::Statement::Indicators]);
    assert_eq!(one.collected.as_ref().unwrap().from, "示例区科技局");
    let undo = view.undoable.unwrap();
    assert_eq!((undo.file.as_str(), undo.count), ("sample_demands.xlsx", 30));
    office.undo_import(&undo.id).unwrap();
    assert!(office.demands_view().unwrap().demands.is_empty());
    assert_eq!(code(office.undo_import(&undo.id)), Code::NotFound, "its demands are gone");
    assert_eq!(take(office, &sample("sample_demands.xlsx")), 30, "an undone list comes in again");
    let undo = office.demands_view().unwrap().undoable.unwrap();
    let note = NoteView {
        on: "2026-01-12".to_owned(),
        kind: NoteKind::Visit,
        who: "赵示例、企业技术部".to_owned(),
        text: "现场查看中试线。".to_owned(),
    };
    office.note_demand_typed(&one.no, note).unwrap();
    assert_eq!(code(office.undo_import(&undo.id)), Code::ImportUndoRefused);
    assert_eq!(office.demands_view().unwrap().undoable, None);
    office.vault().verify_journal(None).unwrap();
}

#[test]
fn a_bare_serial_number_is_no_number_of_a_demand_and_lists_of_two_districts_stand_beside_each_other() {
    let mut meeting = Meeting::prepared();
    let list = |name: &str| {
        format!(
            "序号,需求名称,出题企业,领域,需求背景,需求内容,关键技术及指标,时限（月）,总投资（万元）,对揭榜方要求\n\
             1,{name}甲工艺,示例甲公司,新能源,背景,内容,指标,24,100,要求\n2,{name}乙工艺,示例乙公司,新能源,背景,内容,指标,24,200.5,要求\n"
        )
    };
    for (file, name) in [("一区.csv", "一区"), ("二区.csv", "二区")] {
        let path = meeting.path(file);
        std::fs::write(&path, list(name)).unwrap();
        assert_eq!(take(&mut meeting.office, &path), 2);
    }
    let view = meeting.office.demands_view().unwrap();
    let all: Vec<&str> = view.demands.iter().map(|d| d.no.as_str()).collect();
    assert_eq!(all, ["X-001", "X-002", "X-003", "X-004"]);
    assert_eq!(view.demands[3].total_investment.as_deref(), Some("200.50"));
    assert_eq!(view.next_no, "X-005");
}

fn form(no: &str) -> DemandForm {
    let text = str::to_owned;
    DemandForm {
        no: text(no),
        title: text("高强耐蚀合金板材成形技术"),
        field: text("特种金属材料"),
        sponsor: text("示例特钢股份有限公司"),
        contact: text("韩示例"),
        phone: text("13800000002"),
        background: text("现有产品宽度受限。"),
        content: text("=研究轧制和热处理工艺。"),
        indicators: text("成材率不低于92%。"),
        term_months: text("36个月"),
        total_investment: text("12,000.00"),
        requirements: text("具有中试平台。"),
        race_allowed: Some(true),
        ..DemandForm::default()
    }
}

#[test]
fn a_demand_typed_by_hand_waits_until_it_states_everything_and_goes_back_with_a_reason() {
    let mut meeting = Meeting::prepared();
    let office = &mut meeting.office;
    let lacking = DemandForm { background: " ".to_owned(), ..form("X-001") };
    office.save_demand_typed(lacking, true).unwrap();
    assert_eq!(status(office, "X-001"), DemandStatus::Collected);
    assert_eq!(code(office.save_demand_typed(form("X-001"), true)), Code::ImportExists);
    for (wrong, refused) in [
        (DemandForm { total_investment: "约120万".to_owned(), ..form("X-001") }, Code::AmountUnparsable),
        (DemandForm { term_months: "三年".to_owned(), ..form("X-001") }, Code::ValueUnreadable),
        (DemandForm { start: "2026-02-30".to_owned(), ..form("X-001") }, Code::ValueUnreadable),
        (DemandForm { sponsor_code: "91140100MA0GTTTT01".to_owned(), ..form("X-001") }, Code::IdInvalid),
        (DemandForm { title: "　".to_owned(), ..form("X-001") }, Code::MissingValue),
    ] {
        let said = office.save_demand_typed(wrong, false).map(|_| ()).map_err(|r| r.code());
        assert_eq!(said, Err(refused));
    }
    let saved = office.save_demand_typed(form("X-001"), false).unwrap();
    assert_eq!((saved.line.status, saved.line.missing.len()), (DemandStatus::Complete, 0));
    assert_eq!(saved.form.total_investment, "12000.00");
    let one = ["X-001".to_owned()];
    assert_eq!(code(office.move_demands_typed(&one, DemandAct::Return, " ")), Code::ReasonMissing);
    office.move_demands_typed(&one, DemandAct::Return, "补充指标的检测条件").unwrap();
    assert_eq!(office.demand_view("X-001").unwrap().line.reason, "补充指标的检测条件");
    office.move_demands_typed(&one, DemandAct::Resubmit, "").unwrap();
    assert_eq!(status(office, "X-001"), DemandStatus::Complete, "what came back is looked at anew");
    let outside = DemandForm { field: "人工智能".to_owned(), ..form("X-001") };
    office.save_demand_typed(outside.clone(), false).unwrap();
    assert_eq!(status(office, "X-001"), DemandStatus::Collected);
    let reasoned = DemandForm { field_reason: "政策二所列工作".to_owned(), ..outside };
    office.save_demand_typed(reasoned, false).unwrap();
    assert_eq!(status(office, "X-001"), DemandStatus::Complete);
}

fn review(panel: &[&str], demands: &[&str]) -> ReviewForm {
    let own = |of: &[&str]| of.iter().map(|t| (*t).to_owned()).collect();
    ReviewForm {
        no: "需求论证2026-01".to_owned(),
        title: "2026年第一批技术需求论证会".to_owned(),
        date: "2026-01-20".to_owned(),
        panel: own(panel),
        demands: own(demands),
        reason: String::new(),
    }
}

fn word(conclusion: DemandConclusion, score: &str) -> DemandWord {
    DemandWord {
        conclusion,
        score: score.to_owned(),
        reason: "属链上急需，指标可测。".to_owned(),
        revise: String::new(),
        by_hand: String::new(),
    }
}

fn decision(on: &str, by: &str) -> ListDecisionForm {
    ListDecisionForm {
        on: on.to_owned(),
        number: "2026年第3次".to_owned(),
        by: by.to_owned(),
        attendance: "班子成员".to_owned(),
        left_out: Vec::new(),
    }
}

fn batch(made_on: &str, demands: &[&str]) -> BatchForm {
    BatchForm {
        name: "2026年第一批".to_owned(),
        office: "示例市科学技术局".to_owned(),
        made_on: made_on.to_owned(),
        grounds: vec![BatchGround::Urgency, BatchGround::Money],
        ground_text: "急需的先行".to_owned(),
        expired_reason: String::new(),
        demands: demands.iter().map(|d| (*d).to_owned()).collect(),
    }
}

const PANEL: [&str; 5] = ["Z1", "Z2", "Z3", "Z5", "Z6"];

/// Four complete demands before a panel.
fn under_review(office: &mut Office) {
    for n in 1..=4 {
        let titled = DemandForm { title: format!("第{n}项工艺"), ..form(&format!("X-00{n}")) };
        office.save_demand_typed(titled, true).unwrap();
    }
    let four = ["X-001", "X-002", "X-003", "X-004"];
    let technical = review(&["Z1", "Z2", "Z3", "Z4", "Z7"], &four);
    assert_eq!(code(office.open_review_typed(technical)), Code::PanelDemandComposition, "四（二）");
    assert_eq!(code(office.open_review_typed(review(&["Z1", "Z5"], &four))), Code::ReasonMissing);
    office.open_review_typed(review(&PANEL, &four)).unwrap();
}

/// Two proposed, the second after a revision that is recorded; one deferred; one left with the panel.
fn proposed(office: &mut Office) {
    under_review(office);
    office.conclude_demand_typed("X-001", word(DemandConclusion::List, "84.2")).unwrap();
    let revise = word(DemandConclusion::ListAfterRevision, "72");
    assert_eq!(code(office.conclude_demand_typed("X-002", revise.clone())), Code::DemandConclusionReason);
    let revise = DemandWord { revise: "成材率改为不低于92%".to_owned(), ..revise };
    office.conclude_demand_typed("X-002", revise).unwrap();
    assert_eq!(
        code(office.conclude_demand_typed("X-003", word(DemandConclusion::Defer, "101"))),
        Code::DemandScore
    );
    office.conclude_demand_typed("X-003", word(DemandConclusion::Defer, "")).unwrap();
}

#[test]
fn while_the_panel_judges_a_demand_its_text_stands_still_and_its_word_can_be_taken_back_with_a_reason() {
    let mut meeting = Meeting::prepared();
    let office = &mut meeting.office;
    proposed(office);
    assert_eq!(code(office.save_demand_typed(form("X-004"), false)), Code::DemandOutOfOrder);
    office.save_demand_typed(form("X-001"), false).unwrap();
    let bare = DemandForm { indicators: String::new(), ..form("X-001") };
    assert_eq!(
        code(office.save_demand_typed(bare, false)),
        Code::DemandIncomplete,
        "a proposed one stays whole"
    );
    let taken = ["X-003".to_owned()];
    office.move_demands_typed(&taken, DemandAct::TakeBack, "登记有误").unwrap();
    assert_eq!(status(office, "X-003"), DemandStatus::UnderReview);
    office.move_demands_typed(&taken, DemandAct::Withdraw, "企业撤回").unwrap();
    assert_eq!(status(office, "X-003"), DemandStatus::Complete);
    let view = office.selection_view().unwrap();
    assert_eq!((view.reviews[0].demands, view.reviews[0].open), (3, 1));
    assert_eq!(view.limits.list_from, "75");
    let both = ["X-001".to_owned(), "X-004".to_owned()];
    let sent = || Some(DatedNote { on: "2026-01-21".to_owned(), note: "并科函1号".to_owned() });
    assert_eq!(code(office.report_demands_typed(&both, sent())), Code::DemandOutOfOrder, "all or none");
    assert_eq!(office.demand_view("X-001").unwrap().line.provincial, None);
    office.report_demands_typed(&both[..1], sent()).unwrap();
    assert_eq!(office.demand_view("X-001").unwrap().line.provincial, sent());
}

#[test]
fn a_list_is_published_only_after_review_meeting_and_city_四_三_and_a_new_batch_after_the_policys_end_needs_a_reason_六_三()
 {
    let mut meeting = Meeting::prepared();
    proposed(&mut meeting.office);
    let office = &mut meeting.office;
    let name = "2026年第一批";
    assert_eq!(code(office.make_batch_typed(batch("2026-07-15", &["X-001"]))), Code::PolicyExpired);
    let late = BatchForm { expired_reason: "续用通知".to_owned(), ..batch("2026-07-15", &["X-001"]) };
    office.make_batch_typed(BatchForm { name: "补批".to_owned(), ..late }).unwrap();
    assert_eq!(
        office.lists_view().unwrap().batches[0].expired_reason.as_deref(),
        Some("政策有效期外的新遴选：续用通知")
    );
    assert_eq!(code(office.make_batch_typed(batch("2026-01-20", &["X-001"]))), Code::DemandListed);
    assert_eq!(code(office.make_batch_typed(batch("2026-01-20", &["X-003"]))), Code::DemandOutOfOrder);
    office.set_list("补批", &[]).unwrap();
    office.make_batch_typed(batch("2026-01-20", &["X-002", "X-001"])).unwrap();
    let studied = |on| decision(on, "局务会议");
    assert_eq!(
        code(office.decide_list_typed(name, Deciding::Study, studied("2026-01-22"))),
        Code::DemandRevisionOpen
    );
    let made = DatedNote { on: "2026-01-21".to_owned(), note: "企业已改".to_owned() };
    office.revise_demand_typed("X-002", &made).unwrap();
    assert_eq!(code(office.revise_demand_typed("X-002", &made)), Code::DemandOutOfOrder);
    assert_eq!(
        code(office.decide_list_typed(name, Deciding::Study, studied("2026-01-19"))),
        Code::ListDateOrder
    );
    let city = |on| decision(on, "市政府常务会议");
    assert_eq!(
        code(office.decide_list_typed(name, Deciding::Approval, city("2026-01-25"))),
        Code::ListApprovalMissing
    );
    office.decide_list_typed(name, Deciding::Study, studied("2026-01-22")).unwrap();
    assert_eq!(code(office.set_list(name, &["X-001".to_owned()])), Code::ListSettled);
    office.decide_list_typed(name, Deciding::Approval, city("2026-01-25")).unwrap();
    let publication = PublicationForm {
        on: "2026-01-28".to_owned(),
        number: String::new(),
        deadline_day: "2026年3月10日".to_owned(),
        deadline_time: "17：00".to_owned(),
        place: "市科技局高新技术科".to_owned(),
        phone: "0351-0000000".to_owned(),
    };
    assert_eq!(code(office.publish_list_typed(name, &publication)), Code::ListNumberMissing);
    office.number_list(name, "2026-01").unwrap();
    assert_eq!(code(office.set_challenge_no(name, "X-001", "2026-01-01")), Code::ListNumberTaken);
    office.set_challenge_no(name, "X-001", "2026-01-09").unwrap();
    let early = PublicationForm { on: "2026-01-24".to_owned(), ..publication.clone() };
    assert_eq!(code(office.publish_list_typed(name, &early)), Code::ListDateOrder);
    office.publish_list_typed(name, &publication).unwrap();
    assert_eq!(status(office, "X-001"), DemandStatus::Published);
    assert_eq!(code(office.set_challenge_no(name, "X-001", "2026-01-10")), Code::ListSettled);
    let home = office.home_view().unwrap();
    let counts: Vec<_> = home.chain.iter().take(3).map(|s| (s.count, s.waiting)).collect();
    assert_eq!(counts, [(Some(4), 0), (Some(2), 1), (Some(2), 0)]);
    office.vault().verify_journal(None).unwrap();
}

#[test]
fn what_the_meeting_leaves_out_is_not_selected_and_says_why() {
    let mut meeting = Meeting::prepared();
    let office = &mut meeting.office;
    proposed(office);
    office
        .revise_demand_typed("X-002", &DatedNote { on: "2026-01-21".to_owned(), note: "已改".to_owned() })
        .unwrap();
    office.make_batch_typed(batch("2026-01-20", &["X-001", "X-002"])).unwrap();
    let silent = ListDecisionForm {
        left_out: vec![("X-001".to_owned(), " ".to_owned())],
        ..decision("2026-01-22", "局务会议")
    };
    assert_eq!(
        code(office.decide_list_typed("2026年第一批", Deciding::Study, silent.clone())),
        Code::ReasonMissing
    );
    let said = ListDecisionForm {
        left_out: vec![("X-001".to_owned(), "经费不足，缓发".to_owned())],
        ..silent
    };
    office.decide_list_typed("2026年第一批", Deciding::Study, said).unwrap();
    let left = office.demand_view("X-001").unwrap();
    assert_eq!((left.line.status, left.line.reason.as_str()), (DemandStatus::NotSelected, "经费不足，缓发"));
    let one = ["X-001".to_owned()];
    assert_eq!(code(office.move_demands_typed(&one, DemandAct::TakeBack, "误")), Code::DemandOutOfOrder);
    office.move_demands_typed(&one, DemandAct::Reconsider, "列入下一批").unwrap();
    assert_eq!(status(office, "X-001"), DemandStatus::Complete);
    assert_eq!(office.lists_view().unwrap().batches[0].listed.len(), 1);
}

#[test]
fn the_list_is_printed_with_its_digest_and_written_as_a_workbook_whose_text_never_runs() {
    let mut meeting = Meeting::prepared();
    proposed(&mut meeting.office);
    meeting.office.make_batch_typed(batch("2026-01-20", &["X-001"])).unwrap();
    let (pdf, book) = (meeting.path("榜单.pdf"), meeting.path("榜单.xlsx"));
    let office = &mut meeting.office;
    let saved = office.save_list("2026年第一批", ListPaper::Public, &pdf).unwrap();
    let carried = documents::read_digest(&std::fs::read(&pdf).unwrap()).unwrap();
    assert_eq!(saved.digest, Some(domain::digest::grouped(&carried.digest)));
    assert_eq!(carried.form_id, "challenge-list");
    assert!(office.preview_list("2026年第一批", ListPaper::Archive).unwrap().starts_with(b"%PDF"));
    assert!(saved.pages.unwrap() >= 2);
    office.save_list("2026年第一批", ListPaper::Book, &book).unwrap();
    let read = workbook::read(&std::fs::read(&book).unwrap(), "榜单.xlsx").unwrap();
    let cells: Vec<_> = read.sheets[0].rows.values().flatten().collect();
    assert!(cells.iter().any(|c| c.value.text() == "=研究轧制和热处理工艺。"), "text as text");
    assert_eq!(code(office.preview_list("没有", ListPaper::Archive)), Code::NotFound);
}

#[test]
fn demands_with_their_reviews_decisions_and_lists_go_out_as_a_plain_workbook_and_come_in_again_as_they_stood()
{
    let mut meeting = Meeting::prepared();
    let office = &mut meeting.office;
    proposed(office);
    let note = NoteView {
        on: "2026-01-12".to_owned(),
        kind: NoteKind::Visit,
        who: "赵示例".to_owned(),
        text: "=现场查看中试线。".to_owned(),
    };
    office.note_demand_typed("X-001", note).unwrap();
    office.make_batch_typed(batch("2026-01-20", &["X-001"])).unwrap();
    let batch = office.batches().unwrap().remove(0);
    office.decide_list_typed(&batch.name, Deciding::Study, decision("2026-01-21", "局务会")).unwrap();
    let out = meeting.path("需求.xlsx");
    let done = meeting.office.export_book(Book::Demands, None, &out).unwrap();
    assert_eq!(done.demands as usize, meeting.office.demands().unwrap().len());
    let folder = meeting.path("second.lunzheng");
    let mut second =
        Office::create(&folder, "钱示例", &passphrase(), app::Kdf::FLOOR, meeting.clock.clone()).unwrap();
    let view = Draft::open(&out, &Work::new()).unwrap().view();
    assert_eq!((view.demands, view.own_demands, view.errors), (done.demands, done.demands, 0));
    assert!(view.sheets.iter().all(|sheet| sheet.own && sheet.tables.is_empty()));
    let inspected = inspect(&out, Edits::default()).unwrap();
    assert_eq!(second.import("", &inspected).unwrap().demands, done.demands);
    let kept = |office: &Office| {
        let mut all = office.demands().unwrap();
        for record in &mut all {
            (record.import, record.changed) = (None, false);
        }
        all
    };
    assert_eq!(kept(&second), kept(&meeting.office));
    assert_eq!(second.batches().unwrap(), meeting.office.batches().unwrap());
    assert_eq!(code(second.import("", &inspected)), Code::ImportExists, "the same again is refused");
    let other = meeting.path("再导出.xlsx");
    second.export_book(Book::Demands, None, &other).unwrap();
    let cells = |path: &std::path::Path| {
        let book = workbook::read(&std::fs::read(path).unwrap(), "导出.xlsx").unwrap();
        book.sheets.into_iter().map(|s| (s.name, s.rows)).collect::<Vec<_>>()
    };
    assert_eq!(cells(&other), cells(&out), "the same cells");
    let import = second.demands_view().unwrap().undoable.unwrap();
    second.undo_import(&import.id).unwrap();
    assert!(second.demands().unwrap().is_empty() && second.batches().unwrap().is_empty());
    assert_eq!(second.import("", &inspected).unwrap().demands, done.demands, "undone, it comes in again");
}
