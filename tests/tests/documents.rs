//! The set of papers of a meeting: what can be made when, what a later change voids, and what the signed list vouches for.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use app::api::documents::PaperState;
use app::api::twice::TwiceWord;
use app::clock::Clock as _;
use app::demo::{self, Demo};
use app::work::Work;
use app::{Kdf, Office, Refusal, SecretString};
use domain::Code;
use domain::session::{Facts, Stage};
use journeys::{Meeting, SESSION};

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn states(office: &Office) -> Vec<(String, PaperState)> {
    let view = office.documents_view(SESSION).unwrap();
    view.documents.into_iter().map(|d| (d.id, d.state)).collect()
}

fn state(office: &Office, id: &str) -> PaperState {
    states(office).into_iter().find(|(i, _)| i == id).unwrap().1
}

#[test]
fn an_office_that_asks_for_sm3_before_the_freeze_has_it_on_every_paper_of_that_meeting_and_no_other() {
    let text = |office: &Office| {
        let pdf = office.preview(SESSION, "sign-in-sheet").unwrap();
        documents::read_digest(&pdf).unwrap().canonical.unwrap()
    };
    let asks = |canonical: Vec<u8>| String::from_utf8(canonical).unwrap().contains(r#""sm3":true"#);
    let mut meeting = Meeting::prepared();
    assert!(meeting.office.set_sm3(SESSION, true).unwrap().sm3);
    meeting.freeze();
    assert!(asks(text(&meeting.office)));
    assert!(meeting.office.set_sm3(SESSION, false).unwrap().sm3, "what was frozen stays");
    assert!(asks(text(&meeting.office)), "and so do its papers");
    assert!(!asks(text(&Meeting::frozen().office)));
}

#[test]
fn papers_of_the_morning_are_made_once_the_rules_are_frozen_and_a_changed_fact_voids_them() {
    let view = Meeting::prepared().office.documents_view(SESSION).unwrap();
    assert!(view.documents.is_empty() && view.blocked[0].code == "rules.not_frozen");
    let mut meeting = Meeting::frozen();
    let office = &mut meeting.office;
    for id in ["meeting-card", "meeting-rules", "sign-in-sheet", "expert-pledge", "recusal-record"] {
        let path = meeting.scratch.path().join(format!("{id}.pdf"));
        let head = office.vault().journal_head().unwrap();
        let preview = office.preview(SESSION, id).unwrap();
        assert!(preview.starts_with(b"%PDF-"));
        meeting.clock.forward_to(meeting.clock.now() + chrono::Duration::minutes(7));
        assert_eq!(
            office.preview(SESSION, id).unwrap(),
            preview,
            "the moment of looking is not part of a paper"
        );
        assert_eq!(office.vault().journal_head().unwrap(), head, "a preview writes nothing");
        let saved = office.save_document(SESSION, id, &path).unwrap();
        assert_eq!(
            saved.pages,
            Some(match id {
                "expert-pledge" => 21,
                // A card for each of seven members.
                "meeting-card" => 7,
                _ => 2,
            }),
            "{id}"
        );
        assert_eq!(state(office, id), PaperState::Saved);
        assert!(std::fs::read(&path).unwrap() == preview, "what was seen is what was saved");
        assert!(office.preview(SESSION, id).unwrap() == preview, "made again it is the same");
    }
    assert_eq!(state(office, "minutes-bid"), PaperState::Blocked);
    assert_eq!(state(office, "expert-score-sheet/Z1"), PaperState::Blocked);
    assert_eq!(code(office.preview(SESSION, "minutes-bid")), Code::StepOutOfOrder);
    assert_eq!(code(office.preview(SESSION, "verification-list")), Code::NotFound);
    assert_eq!(
        code(office.save_documents(SESSION, &meeting.scratch.path().join("set"), &Work::new())),
        Code::StepOutOfOrder
    );
    let named = |name: &str| Some(name.to_owned());
    let facts = Facts {
        place: named("三楼会议室"),
        host: named("周示例"),
        recorder: named("吴示例"),
        attendees: Some(vec!["郑示例".to_owned()]),
        ..Facts::default()
    };
    office.set_facts(SESSION, facts).unwrap();
    let view = office.documents_view(SESSION).unwrap();
    let signers = &view.documents.iter().find(|d| d.id == "sign-in-sheet").unwrap().signers;
    assert_eq!(signers[7..], ["周示例", "吴示例", "郑示例"], "whoever has a row on the sheet signs it");
    assert_eq!(state(office, "sign-in-sheet"), PaperState::Stale);
    assert_eq!(office.session(SESSION).unwrap().stage, Stage::Frozen, "one paper closes nothing");
}

#[test]
fn the_whole_set_is_listed_and_a_paper_saved_again_voids_the_list_until_it_is_saved_too() {
    let scratch = tempfile::tempdir().unwrap();
    let demo =
        Demo { bids: 6, experts: 5, seed: 7, from: None, out: scratch.path().to_owned(), kdf: Kdf::FLOOR };
    demo::hold(&demo, &|_, _, _| ()).unwrap();
    let vault = scratch.path().join("保险库/秘书处.lunzheng");
    let secret = SecretString::from(demo::PASSPHRASE);
    let clock = journeys::clock();
    clock.forward_to(chrono::DateTime::from_timestamp(1_768_910_000, 0).unwrap());
    let mut office = Office::open(&vault, &secret, clock).unwrap();
    // What goes on changing after the meeting is no part of the set.
    let all: Vec<_> =
        states(&office).into_iter().filter(|(id, _)| !id.starts_with("laptop-receipt")).collect();
    assert!(all.iter().all(|(_, state)| *state == PaperState::Saved), "{all:?}");
    let view = office.documents_view(SESSION).unwrap();
    assert!(view.blocked.is_empty());
    let in_set = view.documents.iter().filter(|d| !d.id.starts_with("laptop-receipt"));
    assert!(in_set.into_iter().all(|d| (d.format == "pdf") == d.digest.is_some()));
    let (work, head) = (Work::new(), office.vault().journal_head().unwrap());
    work.step("documents.make", 0, 1).unwrap();
    work.stop();
    let set = scratch.path().join("set");
    assert_eq!(code(office.save_documents(SESSION, &set, &work)), Code::WorkStopped);
    assert!(!set.exists() && office.vault().journal_head().unwrap() == head, "stopped work leaves nothing");
    let again = scratch.path().join("again.pdf");
    office.save_document(SESSION, "budget-review", &again).unwrap();
    assert_eq!(state(&office, "budget-review"), PaperState::Saved);
    assert_eq!(state(&office, "verification-list"), PaperState::Stale);
    let list = scratch.path().join("again.lzv");
    office.save_document(SESSION, "verification-list", &list).unwrap();
    assert_eq!(state(&office, "verification-list"), PaperState::Saved);
    let card = scratch.path().join("数据包/会议卡.lzcard");
    let checks = app::verify::verify(&[list.clone(), again.clone()], &[card], None);
    assert!(checks.iter().all(|c| c.ok && c.compared), "{checks:#?}");
    let checks = app::verify::verify(&[list, again], &[], None);
    assert!(
        checks.iter().all(|c| !c.ok && c.unchecked()),
        "without the key nothing is said to be wrong: {checks:#?}"
    );
    assert_eq!(checks[1].problems[0].code, "verify.list_unread");
}

/// The cells of the workbook of recommended bids, row by row.
fn listed(office: &mut Office, path: &std::path::Path) -> Vec<Vec<String>> {
    office.save_document(SESSION, "recommendation-list-xlsx", path).unwrap();
    let book = workbook::read(&std::fs::read(path).unwrap(), "建议名单.xlsx").unwrap();
    let rows = book.sheets[0].rows.values();
    rows.map(|cells| cells.iter().map(|c| c.value.text()).collect()).collect()
}

#[test]
fn what_people_confirmed_to_be_there_twice_stands_in_the_list_and_the_minutes_and_nowhere_before() {
    let scratch = tempfile::tempdir().unwrap();
    let demo =
        Demo { bids: 6, experts: 5, seed: 7, from: None, out: scratch.path().to_owned(), kdf: Kdf::FLOOR };
    demo::hold(&demo, &|_, _, _| ()).unwrap();
    let vault = scratch.path().join("保险库/秘书处.lunzheng");
    let clock = journeys::clock();
    clock.forward_to(chrono::DateTime::from_timestamp(1_768_910_000, 0).unwrap());
    let mut office = Office::open(&vault, &SecretString::from(demo::PASSPHRASE), clock).unwrap();
    let before = listed(&mut office, &scratch.path().join("前.xlsx"));
    assert!(before.iter().flatten().all(|text| !text.contains("查重")));
    let header = before.iter().find(|row| row.iter().any(|c| c == "项目名称")).unwrap();
    let place = |label: &str| header.iter().position(|c| c == label).unwrap();
    let first = before.iter().find(|row| row[0] == "1").unwrap();
    let (title, sponsor) = (first[place("项目名称")].clone(), first[place("出题企业")].clone());
    let number = first[place("方案编号")].clone();
    let list = scratch.path().join("他计划.csv");
    std::fs::write(&list, format!("计划类别,年度,项目名称,承担单位\n示例计划,2025年,{title},{sponsor}\n"))
        .unwrap();
    office.import_supported(&list).unwrap();
    let batch = office.session(SESSION).unwrap().batch;
    let pairs = office.twice_view(&batch).unwrap().pairs;
    let pair = pairs.iter().find(|p| p.new.no == number && p.old.source.contains("示例计划")).unwrap();
    assert_eq!(state(&office, "minutes-bid"), PaperState::Saved, "what nobody decided is in no paper");
    office.decide_twice(&pair.new.key, &pair.old.key, TwiceWord::Different, "题同而任务不同").unwrap();
    assert_eq!(state(&office, "minutes-bid"), PaperState::Saved, "what differs is nobody's matter");
    office.decide_twice(&pair.new.key, &pair.old.key, TwiceWord::Higher, "考核指标一致").unwrap();
    for (id, now) in [
        ("minutes-bid", PaperState::Stale),
        ("recommendation-list", PaperState::Stale),
        ("sign-in-sheet", PaperState::Saved),
    ] {
        assert_eq!(state(&office, id), now, "{id}");
    }
    let after = listed(&mut office, &scratch.path().join("后.xlsx"));
    let told = after.iter().find(|row| row[0] == "1").unwrap().last().unwrap().clone();
    assert!(told.contains(&format!("与2025年示例计划项目《{title}》")), "{told}");
    assert!(told.contains("认定是重复，就高不重复，理由：考核指标一致"), "{told}");
    assert_eq!(after.iter().flatten().filter(|text| text.contains("查重")).count(), 1);
}

/// The data of a paper, or of the sheets that are bound in it.
fn data(office: &Office, id: &str) -> serde_json::Value {
    let pdf = office.preview(SESSION, id).unwrap();
    let canonical = documents::read_digest(&pdf).unwrap().canonical.unwrap();
    let all: serde_json::Value = serde_json::from_slice(&canonical).unwrap();
    all.get("sheets").or(all.get("data")).unwrap().clone()
}

#[test]
fn the_rules_of_a_meeting_have_the_order_of_its_gates_and_blanks_for_what_nobody_recorded() {
    let office = Meeting::frozen().office;
    let rules = data(&office, "meeting-rules");
    let steps = rules["agenda"].as_array().unwrap();
    assert_eq!(steps[0]["step"], "签到和承诺");
    assert!(steps.iter().any(|s| s["content"].as_str().unwrap().contains("共3项")));
    assert!(steps.iter().all(|s| s["time_text"].is_null() && s["who"].is_null()));
    assert!(rules["report_minutes"].is_null() && rules["help_phone"].is_null());
    assert_eq!(rules["session_title"], office.session(SESSION).unwrap().title);
}

#[test]
fn a_receipt_names_the_packs_of_its_laptop_and_says_only_what_is_here() {
    let mut meeting = Meeting::frozen();
    let ids = |office: &Office| states(office).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert!(
        !ids(&meeting.office).iter().any(|id| id.starts_with("laptop-receipt")),
        "nothing was handed out"
    );
    let packs = meeting.scored();
    let before = data(&meeting.office, "laptop-receipt");
    assert_eq!(before.as_array().unwrap().len(), meeting.experts.len(), "one for each laptop");
    let first = &before[0];
    assert_eq!((&first["packs_missing"], &first["all_received"]), (&true.into(), &false.into()));
    assert_eq!(first["packs"].as_array().unwrap().len(), 1);
    assert_eq!(first["packs"][0]["kind"], "任务包");
    assert!(first["packs"][0]["imported"].is_null(), "what a laptop took in the office does not see");
    assert!(first["journal_head_expert"].is_null() && first["manager_name"].is_null());
    for pack in &packs {
        meeting.take(pack);
    }
    let after = data(&meeting.office, "laptop-receipt");
    let first = &after[0];
    assert_eq!((&first["packs_missing"], &first["all_received"]), (&false.into(), &true.into()));
    assert_eq!(
        (&first["packs"][1]["kind"], &first["packs"][1]["imported"]),
        (&"评分包".into(), &true.into())
    );
    assert!(first["journal_head_expert"].is_string());
    assert!(first["devices"].as_array().unwrap().iter().all(|d| d["out_time"].is_null()));
    assert!(first["clearing"].as_array().unwrap().iter().all(|c| c["done"].is_null()));
    let path = meeting.path("隐名.pdf");
    meeting.office.save_document(SESSION, "laptop-receipt/blind", &path).unwrap();
    let name = meeting.office.documents_view(SESSION).unwrap().documents;
    let name = &name.iter().find(|d| d.id == "laptop-receipt").unwrap().signers[0];
    assert!(!journeys::words(&path).contains(name.as_str()), "the blind copy names nobody");
    meeting.closed();
    let saved = std::fs::read_dir(meeting.path("out")).unwrap().flatten();
    let names: Vec<String> = saved.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().any(|n| n.contains("会议须知")) && !names.iter().any(|n| n.contains("签收回执")));
    assert_eq!(state(&meeting.office, "laptop-receipt"), PaperState::Ready, "laptops come back later");
    assert_eq!(state(&meeting.office, "verification-list"), PaperState::Saved);
}
