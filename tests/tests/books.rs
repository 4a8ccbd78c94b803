//! The office's books: a bid's record, the registers, papers of a folder, workbooks out and in, what is there twice.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use app::api::bid::{AgreementView, MilestoneView, PersonRole, PersonView, RaceView, YouthRuleView};
use app::api::books::{Book, ExpertForm, IdentityForm, PaperChoice, UnitForm};
use app::api::intake::{PaperFormat, PaperKind};
use app::api::session::Category;
use app::api::twice::{Alike, TwiceWord};
use app::office::{Draft, inspect};
use app::work::Work;
use app::{Office, Refusal};
use domain::Code;
use journeys::{BATCH, Meeting, SESSION, passphrase, sample, sample_edits};
use workbook::Edits;

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn codes(office: &Office, no: &str) -> Vec<(String, String)> {
    let view = office.bid_view(BATCH, no).unwrap();
    view.checked.findings.into_iter().map(|f| (f.problem.code, f.problem.severity)).collect()
}

fn has(office: &Office, no: &str, code: &str, severity: &str) -> bool {
    codes(office, no).contains(&(code.to_owned(), severity.to_owned()))
}

#[test]
fn a_bid_is_completed_with_a_reason_and_its_findings_follow() {
    let mut office = Meeting::prepared().office;
    assert!(has(&office, "JB-001", "agreement_missing", "error"));
    let view = office.bid_view(BATCH, "JB-001").unwrap();
    let article = view.checked.findings.iter().find(|f| f.field == "agreement").unwrap();
    assert_eq!(article.article.as_deref(), Some("四（四）"));
    let mut form = view.form;
    form.agreement.content = "联合攻关".to_owned();
    form.agreement.funding = "按进度拨付".to_owned();
    form.agreement.talent = "联合培养".to_owned();
    form.agreement.ownership = "双方共有".to_owned();
    let person = |name: &str, year: &str| PersonView {
        role: PersonRole::KeyMember,
        name: name.to_owned(),
        unit: "示例理工大学".to_owned(),
        birth_year: year.to_owned(),
    };
    form.people.extend([person("甲示例", "1975"), person("乙示例", "1976"), person("丙示例", "1990")]);
    assert_eq!(code(office.save_bid(BATCH, "JB-001", &form, " ")), Code::ReasonMissing);
    let checked = office.bid_checked(BATCH, "JB-001", &form).unwrap();
    assert!(
        !checked.findings.iter().any(|f| f.problem.code == "agreement_missing"),
        "checked as it is typed"
    );
    assert!(has(&office, "JB-001", "agreement_missing", "error"), "and nothing was kept");
    let saved = office.save_bid(BATCH, "JB-001", &form, "企业补交协议").unwrap();
    assert_eq!(saved.form.agreement.ownership, "双方共有");
    assert!(!has(&office, "JB-001", "agreement_missing", "error"));
    assert!(has(&office, "JB-001", "youth_low", "warning"));
    let head = office.vault().journal_head().unwrap();
    office.save_bid(BATCH, "JB-001", &form, "").unwrap();
    assert_eq!(office.vault().journal_head().unwrap(), head, "nothing changed, nothing to say");
    let (entry, _) = office.vault().journal(head.seq, 1).unwrap().remove(0);
    assert_eq!((entry.action.as_str(), entry.reason.as_deref()), ("bid.change", Some("企业补交协议")));
    assert!(
        entry.details.contains("people") && !entry.details.contains("1975"),
        "no year of birth in the journal"
    );
}

#[test]
fn a_change_of_something_else_leaves_the_stated_numbers_of_people_as_the_ones_that_count() {
    let mut office = Meeting::prepared().office;
    let before = office.bid_view(BATCH, "JB-001").unwrap();
    let mut form = before.form.clone();
    form.agreement.content = "联合攻关".to_owned();
    let after = office.save_bid(BATCH, "JB-001", &form, "补交协议").unwrap();
    assert_eq!(after.checked.youth, before.checked.youth);
    assert_eq!(after.form.people, before.form.people, "the chief engineer is still named");
}

#[test]
fn who_is_young_follows_the_settings_of_the_office() {
    let mut office = Meeting::prepared().office;
    let mut form = office.bid_view(BATCH, "JB-001").unwrap().form;
    form.people = vec![PersonView {
        role: PersonRole::ChiefEngineer,
        name: "甲示例".to_owned(),
        unit: String::new(),
        birth_year: "1983".to_owned(),
    }];
    office.save_bid(BATCH, "JB-001", &form, "核对人员").unwrap();
    let young = |office: &Office| office.bid_view(BATCH, "JB-001").unwrap().checked.youth.unwrap().young;
    office.set_youth_rule(&YouthRuleView { age_limit: 40, reference: "2023-01-01".to_owned() }).unwrap();
    assert_eq!(young(&office), 1);
    office.set_youth_rule(&YouthRuleView { age_limit: 35, reference: "2023-01-01".to_owned() }).unwrap();
    assert_eq!(young(&office), 0);
    let wrong = YouthRuleView { age_limit: 35, reference: "明年".to_owned() };
    assert_eq!(code(office.set_youth_rule(&wrong)), Code::ValueUnreadable);
}

#[test]
fn what_cannot_be_read_is_said_at_its_field_and_nothing_is_guessed() {
    let mut office = Meeting::prepared().office;
    let mut form = office.bid_view(BATCH, "JB-001").unwrap().form;
    form.fiscal = "约300".to_owned();
    form.end = "2029年".to_owned();
    let checked = office.bid_checked(BATCH, "JB-001", &form).unwrap();
    let fields: Vec<&str> = checked.findings.iter().map(|f| f.field.as_str()).collect();
    assert_eq!((fields, checked.youth), (vec!["end", "fiscal"], None));
    assert_eq!(code(office.save_bid(BATCH, "JB-001", &form, "改")), Code::ValueUnreadable);
}

#[test]
fn a_bid_whose_rules_are_frozen_cannot_change_and_says_by_which_session() {
    let mut office = Meeting::frozen().office;
    let view = office.bid_view(BATCH, "JB-001").unwrap();
    assert_eq!(view.frozen.unwrap().session_no, SESSION);
    let mut form = view.form;
    form.title = "另一个题目".to_owned();
    let refused = office.save_bid(BATCH, "JB-001", &form, "改题目").unwrap_err();
    assert_eq!(refused.code(), Code::RulesFrozen);
    assert!(refused.problems()[0].zh.contains("JB-001") && refused.problems()[0].zh.contains(SESSION));
    assert!(office.bid_view(BATCH, "JB-005").unwrap().frozen.is_none());
}

#[test]
fn the_sponsors_choice_of_a_race_stands_at_every_bid_of_its_challenge() {
    let mut office = Meeting::prepared().office;
    let challenge = office.bid_view(BATCH, "JB-001").unwrap().form.challenge_no;
    let mut other = office.bid_view(BATCH, "JB-004").unwrap().form;
    other.challenge_no = challenge.clone();
    office.save_bid(BATCH, "JB-004", &other, "更正榜单编号").unwrap();
    let before = office.bid_view(BATCH, "JB-004").unwrap();
    assert!(before.rivals.iter().any(|r| r.no == "JB-001"));
    let race =
        |winners, evidence: &str| RaceView { winners, evidence: evidence.to_owned(), on: String::new() };
    assert_eq!(code(office.set_race(BATCH, &challenge, &race(2, ""))), Code::ReasonMissing);
    office.set_race(BATCH, &challenge, &race(2, "企业函〔2026〕3号")).unwrap();
    let lines = office.bid_lines(BATCH).unwrap();
    let of: Vec<Option<bool>> =
        lines.iter().filter(|l| l.challenge_no == challenge).map(|l| l.race).collect();
    assert!(of.len() >= 2 && of.iter().all(|race| *race == Some(true)));
    assert_eq!(office.bid_view(BATCH, "JB-001").unwrap().race.unwrap().winners, 2);
    assert!(!has(&office, "JB-001", "race_unconfirmed", "warning"));
}

fn unit(name: &str, aliases: &[&str], parent: &str) -> UnitForm {
    UnitForm {
        name: name.to_owned(),
        aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
        parent: parent.to_owned(),
        ..UnitForm::default()
    }
}

#[test]
fn an_alias_and_a_parent_of_the_register_propose_recusals_that_names_alone_do_not() {
    let mut meeting = Meeting::prepared();
    let solver = meeting.office.bid_view(BATCH, "JB-003").unwrap().form.solver;
    let expert = ExpertForm {
        no: "Z8".to_owned(),
        name: "柒示例".to_owned(),
        category: Category::Technical,
        unit: "完全另写的名字".to_owned(),
        title: String::new(),
        specialty: "材料、冶金".to_owned(),
        phone: String::new(),
        past_units: String::new(),
        colleagues: String::new(),
        teachers: String::new(),
    };
    meeting.office.save_expert(&expert, true).unwrap();
    assert_eq!(code(meeting.office.save_expert(&expert, true)), Code::ImportExists);
    let panel = ["Z1", "Z2", "Z8"].map(str::to_owned).to_vec();
    meeting.office.set_panel_typed(SESSION, &panel).unwrap();
    let proposed = |office: &Office| {
        office.recusals(SESSION).unwrap().iter().any(|r| r.expert_no == "Z8" && r.bid_no == "JB-003")
    };
    assert!(!proposed(&meeting.office));
    let view = meeting.office.save_unit(&unit(&solver, &["别的叫法"], "")).unwrap();
    let parent = view.units[0].form.no.clone();
    assert!(!proposed(&meeting.office));
    meeting.office.save_unit(&unit("完全另写的名字", &[], &parent)).unwrap();
    assert!(proposed(&meeting.office), "the register's word is heard at once");
    let history = meeting.office.expert_view("Z8").unwrap().reviews;
    assert_eq!((history[0].session_no.as_str(), history[0].bids), (SESSION, 3));
}

#[test]
fn a_name_is_one_units_and_no_unit_is_above_itself() {
    let mut office = Meeting::prepared().office;
    let first =
        office.save_unit(&unit("示例重工集团有限公司", &["示例重工总部"], "")).unwrap().units[0].form.clone();
    assert_eq!(code(office.save_unit(&unit("示例重工（集团）公司", &[], ""))), Code::UnitExists);
    assert_eq!(code(office.save_unit(&unit("另一家", &["示例重工总部"], ""))), Code::UnitExists);
    let below = office.save_unit(&unit("龙门传动科技", &[], &first.no)).unwrap();
    let below = below.units.iter().find(|u| u.form.name == "龙门传动科技").unwrap();
    assert_eq!(below.parent_name.as_deref(), Some("示例重工集团有限公司"));
    let circle = UnitForm { parent: below.form.no.clone(), ..first };
    assert_eq!(code(office.save_unit(&circle)), Code::UnitParentLoop);
}

#[test]
fn two_units_are_merged_and_the_merge_is_taken_back_with_everything_below() {
    let mut office = Meeting::prepared().office;
    let no_of = |office: &Office, name: &str| {
        office.units_view().unwrap().units.into_iter().find(|u| u.form.name == name).map(|u| u.form)
    };
    office.save_unit(&unit("示例重型机械研究院", &[], "")).unwrap();
    office.save_unit(&unit("示例重型机械研究所", &["老重机所"], "")).unwrap();
    let (kept, gone) =
        (no_of(&office, "示例重型机械研究院").unwrap(), no_of(&office, "示例重型机械研究所").unwrap());
    office.save_unit(&unit("检测中心某某站", &[], &gone.no)).unwrap();
    assert!(!office.units_view().unwrap().near.is_empty(), "their names are nearly the same");
    assert_eq!(code(office.merge_units(&kept.no, &kept.no, "同一家")), Code::UnitMergeSelf);
    assert_eq!(code(office.merge_units(&kept.no, &gone.no, "")), Code::ReasonMissing);
    let before = no_of(&office, "检测中心某某站").unwrap();
    let view = office.merge_units(&kept.no, &gone.no, "改制更名").unwrap();
    assert_eq!(no_of(&office, "示例重型机械研究院").unwrap().aliases, ["示例重型机械研究所", "老重机所"]);
    assert_eq!(no_of(&office, "检测中心某某站").unwrap().parent, kept.no);
    office.undo_merge(&view.merges[0].no).unwrap();
    assert_eq!(no_of(&office, "示例重型机械研究所").unwrap(), gone);
    assert_eq!(no_of(&office, "示例重型机械研究院").unwrap(), kept);
    assert_eq!(no_of(&office, "检测中心某某站").unwrap(), before);
    assert_eq!(code(office.undo_merge(&view.merges[0].no)), Code::UnitMergeGone);
    assert!(office.vault().verify_journal(None).is_ok());
}

#[test]
fn identity_and_bank_numbers_are_apart_masked_shown_on_purpose_and_purged_on_their_own() {
    let mut meeting = Meeting::prepared();
    let number = "11010519491231002X";
    let typed = IdentityForm {
        id_card: number.to_owned(),
        bank_account: "6222 0202 0011 2233 445".to_owned(),
        bank: "示例银行".to_owned(),
    };
    let wrong = IdentityForm { id_card: "110105194912310021".to_owned(), ..IdentityForm::default() };
    let refused = meeting.office.set_identity("Z1", &wrong).unwrap_err();
    assert_eq!(refused.code(), Code::IdentityInvalid);
    assert!(!format!("{refused:?}").contains("194912310021"), "the refusal does not repeat the number");
    let view = meeting.office.set_identity("Z1", &typed).unwrap();
    assert_eq!(view.identity.unwrap().id_card.as_deref(), Some("110***********002X"));
    let everywhere =
        format!("{:?}{:?}", meeting.office.experts().unwrap(), meeting.office.expert_lines().unwrap());
    assert!(!everywhere.contains("19491231"));
    let out = meeting.path("全部.xlsx");
    meeting.office.export_book(Book::Everything, Some(BATCH), &out).unwrap();
    let book = workbook::read(&std::fs::read(&out).unwrap(), "全部.xlsx").unwrap();
    assert!(!format!("{book:?}").contains("19491231"), "in no list that goes out");
    assert_eq!(code(meeting.office.show_identity("Z1", "")), Code::ReasonMissing);
    assert_eq!(meeting.office.show_identity("Z1", "发放专家费").unwrap().bank_account, "6222020200112233445");
    let head = meeting.office.vault().journal_head().unwrap();
    let (entry, _) = meeting.office.vault().journal(head.seq, 1).unwrap().remove(0);
    assert_eq!((entry.action.as_str(), entry.reason.as_deref()), ("identity.show", Some("发放专家费")));
    assert_eq!(meeting.office.purge_identity(None, "发放完毕").unwrap().kept, 0);
    assert!(meeting.office.expert_view("Z1").unwrap().identity.is_none());
    assert!(meeting.office.vault().verify_journal(None).is_ok(), "and the chain still holds");
}

#[test]
fn an_imported_identity_number_goes_apart_from_the_register() {
    let mut meeting = Meeting::prepared();
    let list = meeting.path("more.csv");
    std::fs::write(
        &list,
        "专家编号,姓名,类别,工作单位,身份证号码\nZ9,玖示例,技术,示例大学,11010519491231002X\n",
    )
    .unwrap();
    meeting.office.import(BATCH, &inspect(&list, Edits::default()).unwrap()).unwrap();
    assert_eq!(meeting.office.identity_count().unwrap().kept, 1);
    let Meeting { office, scratch, clock, .. } = meeting;
    office.lock().unwrap();
    let folder = scratch.path().join("office.lunzheng");
    let office = Office::open(&folder, &passphrase(), clock).unwrap();
    assert!(!format!("{:?}", office.experts().unwrap()).contains("19491231"));
}

/// The smallest picture that says it is one.
const PNG: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR";

#[test]
fn a_folder_of_papers_is_matched_by_name_confirmed_and_attached_and_what_fits_nothing_is_listed() {
    let mut meeting = Meeting::prepared();
    let folder = meeting.path("材料");
    std::fs::create_dir(&folder).unwrap();
    for (name, bytes) in [
        ("JB-001揭榜方案.pdf", b"%PDF-1.7\n".as_slice()),
        ("JB-001协议.docx", b"PK\x03\x04..[Content_Types].xml..word/document.xml".as_slice()),
        ("JB-002照片.png", PNG),
        ("会议通知.pdf", b"%PDF-1.7\n".as_slice()),
        ("JB-003.pdf", b"no such thing".as_slice()),
        (".hidden.pdf", b"%PDF-1.7\n".as_slice()),
    ] {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let found = meeting.office.look_at_papers(BATCH, &folder, &Work::new()).unwrap();
    assert_eq!(found.len(), 5);
    let of = |name: &str| found.iter().find(|f| f.file == name).unwrap();
    assert_eq!(
        (of("JB-001协议.docx").bids.clone(), of("JB-001协议.docx").kind),
        (vec!["JB-001".to_owned()], Some(PaperKind::Agreement))
    );
    assert!(of("会议通知.pdf").bids.is_empty());
    let choice = |file: &str, kind| PaperChoice {
        path: of(file).path.clone(),
        bid_no: of(file).bids[0].clone(),
        kind,
    };
    let choices = [
        choice("JB-001揭榜方案.pdf", PaperKind::Plan),
        choice("JB-001协议.docx", PaperKind::Agreement),
        choice("JB-002照片.png", PaperKind::Evidence),
        choice("JB-003.pdf", PaperKind::Plan),
    ];
    let done = meeting.office.attach_papers(BATCH, &choices, &Work::new()).unwrap();
    assert_eq!(done.iter().map(|d| d.problems.len()).collect::<Vec<_>>(), [0, 0, 0, 1]);
    assert_eq!(done[3].problems[0].code, "paper.format");
    let papers = meeting.office.bid_view(BATCH, "JB-001").unwrap().papers;
    assert_eq!(papers.iter().map(|p| p.format).collect::<Vec<_>>(), [PaperFormat::Pdf, PaperFormat::Docx]);
    assert!(!has(&meeting.office, "JB-001", "paper.missing", "error"), "both mandatory papers are there");
    assert!(has(&meeting.office, "JB-002", "paper.missing", "error"));
    let again = meeting.office.look_at_papers(BATCH, &folder, &Work::new()).unwrap();
    assert_eq!(again.iter().filter(|f| f.attached).count(), 3);
}

#[test]
fn the_pages_of_a_pdf_are_counted_and_those_of_a_broken_one_are_not() {
    let mut meeting = Meeting::prepared();
    let pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n";
    let at: Vec<usize> = (1..=4).map(|n| pdf.find(&format!("{n} 0 obj")).unwrap()).collect();
    let table: String = at.iter().map(|a| format!("{a:010} 00000 n \n")).collect();
    let whole = format!(
        "{pdf}xref\n0 5\n0000000000 65535 f \n{table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n{}\n%%EOF",
        pdf.len()
    );
    for (name, bytes, pages) in [("两页.pdf", whole.as_str(), Some(2)), ("坏.pdf", "%PDF-1.7 nothing", None)]
    {
        let path = meeting.path(name);
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(
            meeting.office.attach_paper(BATCH, "JB-001", PaperKind::Plan, &path).unwrap().pages,
            pages
        );
    }
}

#[test]
fn everything_goes_out_as_a_plain_workbook_and_comes_in_again_as_it_was() {
    let mut meeting = Meeting::prepared();
    let mut form = meeting.office.bid_view(BATCH, "JB-001").unwrap().form;
    form.title = "=HYPERLINK(\"x\")与轧制".to_owned();
    form.agreement = AgreementView {
        signed_on: "2026-01-05".to_owned(),
        content: "甲方出题，乙方攻关".to_owned(),
        funding: "按里程碑支付".to_owned(),
        talent: "无".to_owned(),
        ownership: "=共同所有".to_owned(),
    };
    form.people.push(PersonView {
        role: PersonRole::KeyMember,
        name: "冯示例".to_owned(),
        unit: "示例大学".to_owned(),
        birth_year: "1990".to_owned(),
    });
    form.milestones =
        vec![MilestoneView {
            due: form.end.clone(), goal: "完成样机".to_owned(), indicator: String::new()
        }];
    form.roadshow = true;
    meeting.office.save_bid(BATCH, "JB-001", &form, "题目更正").unwrap();
    meeting.office.save_unit(&unit("示例重工集团有限公司", &["示例重工总部"], "")).unwrap();
    let out = meeting.path("导出.xlsx");
    let done = meeting.office.export_book(Book::Everything, Some(BATCH), &out).unwrap();
    assert_eq!((done.experts, done.units), (7, 1));
    let folder = meeting.path("second.lunzheng");
    let mut second =
        Office::create(&folder, "钱示例", &passphrase(), app::Kdf::FLOOR, meeting.clock.clone()).unwrap();
    let inspected = inspect(&out, Edits::default()).unwrap();
    let taken = second.import(BATCH, &inspected).unwrap();
    assert_eq!((taken.bids, taken.experts), (done.bids, 7));
    assert_eq!(second.bids(BATCH).unwrap(), meeting.office.bids(BATCH).unwrap());
    for bid in second.bids(BATCH).unwrap() {
        let form = |office: &Office| office.bid_view(BATCH, &bid.no).unwrap().form;
        assert_eq!(form(&second), form(&meeting.office), "{}", bid.no);
    }
    assert_eq!(second.bid_view(BATCH, "JB-001").unwrap().form.people.last().unwrap().name, "冯示例");
    let other = meeting.path("再导出.xlsx");
    second.import_units(&out).unwrap();
    second.export_book(Book::Everything, Some(BATCH), &other).unwrap();
    let cells = |path: &std::path::Path| {
        let book = workbook::read(&std::fs::read(path).unwrap(), "导出.xlsx").unwrap();
        book.sheets.into_iter().map(|s| (s.name, s.rows)).collect::<Vec<_>>()
    };
    assert_eq!(cells(&other), cells(&out), "the same cells");
    assert_eq!(second.experts().unwrap(), meeting.office.experts().unwrap());
    assert_eq!(second.import_units(&out).unwrap().known, 1);
    let aliases = second.units_view().unwrap().units[0].form.aliases.clone();
    assert_eq!(aliases, ["示例重工总部"]);
    let book = workbook::read(&std::fs::read(&out).unwrap(), "导出.xlsx").unwrap();
    assert!(book.sheets.iter().flat_map(|s| s.rows.values().flatten()).all(|c| !c.formula), "no cell runs");
}

#[test]
fn the_same_again_is_proposed_shown_side_by_side_decided_with_a_reason_and_kept() {
    let mut meeting = Meeting::prepared();
    let office = &mut meeting.office;
    office.import("2026年第二批", &inspect(&sample("sample_bids.xlsx"), sample_edits()).unwrap()).unwrap();
    let view = office.twice_view("2026年第二批").unwrap();
    let pair = view.pairs.iter().find(|p| p.new.no == "JB-001" && p.old.no == "JB-001").unwrap().clone();
    assert_eq!((pair.alike, pair.earlier, pair.other_sponsor), (Alike::SameRow, true, false));
    assert!(pair.new.amount.is_some() && pair.old.amount.is_some(), "with both amounts");
    let sides = office.side_by_side(&pair.new.key, &pair.old.key).unwrap();
    assert!(sides.new.iter().any(|p| p.shared == Some(1)) || pair.new.title.chars().count() < 8);
    let (new, old) = (pair.new.key.as_str(), pair.old.key.as_str());
    assert_eq!(code(office.decide_twice(new, old, TwiceWord::Higher, " ")), Code::ReasonMissing);
    office.decide_twice(new, old, TwiceWord::Higher, "已在第一批立项，就高不重复").unwrap();
    let view = office.twice_view("2026年第二批").unwrap();
    let decided = view.pairs.iter().find(|p| p.new.key == new && p.old.key == old).unwrap();
    assert_eq!(decided.decision.as_ref().unwrap().word, TwiceWord::Higher);
    assert!(view.pairs.last().unwrap().decision.is_some(), "what is decided stands last");
}

#[test]
fn a_file_that_was_imported_is_known_at_once_and_its_rows_are_found_in_the_vault() {
    let office = Meeting::prepared().office;
    let draft = Draft::open(&sample("sample_bids.xlsx"), &Work::new()).unwrap();
    let view = office.incoming_view(&draft).unwrap();
    assert_eq!(view.same_file.unwrap().code, "twice.file");
    assert!(view.pairs.iter().any(|p| p.alike == Alike::SameRow && p.old.no == "JB-001"));
}

#[test]
fn what_another_programme_supported_is_found_with_its_amounts() {
    let mut meeting = Meeting::prepared();
    let title = meeting.office.bid_view(BATCH, "JB-002").unwrap().form.title;
    let list = meeting.path("已支持.csv");
    std::fs::write(&list, format!("项目名称,承担单位,计划类别,年度,财政资金,已拨付\n{title},另一家示例公司,市重点研发,2024,120,36.5\n")).unwrap();
    assert_eq!(meeting.office.import_supported(&list).unwrap().taken, 1);
    let again = meeting.office.import_supported(&list).unwrap();
    assert_eq!((again.taken, again.known, again.skipped), (0, 1, 0));
    std::fs::write(&list, "项目名称,承担单位,计划类别\n没有单位的项目,,市重点研发\n,,\n").unwrap();
    assert_eq!(
        meeting.office.import_supported(&list).unwrap().skipped,
        1,
        "said, not passed over in silence"
    );
    let view = meeting.office.twice_view(BATCH).unwrap();
    let pair = view.pairs.iter().find(|p| p.old.source.contains("市重点研发")).unwrap();
    assert_eq!((pair.old.amount.as_deref(), pair.old.paid.as_deref()), (Some("120.00"), Some("36.50")));
    assert!(pair.earlier && pair.other_sponsor);
    std::fs::write(&list, "项目名称,承担单位,计划类别,财政资金\n甲,乙,丙,约120\n").unwrap();
    assert_eq!(code(meeting.office.import_supported(&list)), Code::AmountUnparsable);
    std::fs::write(&list, "甲,乙\n1,2\n").unwrap();
    assert_eq!(code(meeting.office.import_supported(&list)), Code::RegisterUnread);
}
