//! What the program says: whole sentences, in words, with every place named; on paper, on the screen and at the end of
//! a command. And what its vaults say to nobody.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use app::Refusal;
use domain::Code;
use domain::units::Aliases;
use journeys::{Meeting, SESSION};
use ranking::Comparison;

/// The Chinese sentences of a refusal.
fn said(refusal: &Refusal) -> String {
    let problems = refusal.problems();
    problems.iter().map(|p| format!("[{}] {}{}\n", p.code, p.zh, p.remedy_zh)).collect()
}

#[test]
fn a_warning_that_was_passed_over_is_kept_in_words_with_its_reason_and_no_code() {
    let mut meeting = Meeting::prepared();
    for proposal in meeting.office.propose_recusals(SESSION, &Aliases::default()).unwrap() {
        let (expert, bid) = (&proposal.expert_no, &proposal.bid_no);
        meeting.office.decide_recusal(SESSION, expert, bid, true, "赵示例", "单位相同").unwrap();
    }
    let six: Vec<String> = ["Z1", "Z2", "Z3", "Z4", "Z5", "Z7"].map(str::to_owned).to_vec();
    assert_eq!(meeting.office.set_panel(SESSION, &six).unwrap()[0].code, Code::PanelSize);
    let refused = meeting.office.freeze(SESSION, None, Comparison::Exact, None).unwrap_err();
    assert_eq!(refused.code(), Code::ReasonMissing);
    assert!(
        said(&refused).contains(
            "“专家组现有6人，为双数。默认要求单数且不少于5人；JB-002的“需求契合与指标”只有4名专家可以评分（专家组6名，1名回避，1名不评这一指标），低于最少5名；有方案在评审前不齐"
        ),
        "{refused}"
    );
    meeting.office.freeze(SESSION, None, Comparison::Exact, Some("一名专家临时请假。")).unwrap();
    let passed = meeting.office.session(SESSION).unwrap().passed_over;
    let [line] = passed.as_slice() else { panic!("{passed:?}") };
    assert!(line.starts_with("专家组现有6人，为双数。默认要求单数且不少于5人；JB-002的“需求契合与指标”只有4名专家可以评分（专家组6名，1名回避，1名不评这一指标），低于最少5名；有方案在评审前不齐"));
    assert!(line.ends_with("。以上3项为同一理由：一名专家临时请假"), "{line}");
}

#[test]
fn a_pack_is_verified_with_the_keys_of_the_vault_that_sent_or_took_it_and_else_the_card_is_asked_for() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = meeting.laptop("Z1");
    desk.pledge(&id).unwrap();
    let task = meeting.path("Z1.task.lzp");
    let office = meeting.path("office.lunzheng");
    let laptop = meeting.path("Z1.lunzheng");
    let verify = |vault| app::verify::verify(std::slice::from_ref(&task), &[], vault);
    let alone = verify(None);
    assert_eq!(alone[0].problems[0].code, "verify.key_missing");
    let said = format!("{}{}", alone[0].problems[0].zh, alone[0].problems[0].remedy_zh);
    assert!(said.contains("Z1.task.lzp") && said.contains("--key") && !said.contains('？'), "{said}");
    desk.lock().unwrap();
    meeting.office.lock().unwrap();
    let secret = journeys::passphrase();
    for vault in [&office, &laptop] {
        let checks = verify(Some((vault.as_path(), &secret)));
        assert!(checks.iter().all(|c| c.ok) && checks[1].compared, "{checks:#?}");
    }
}

/// Every file under a folder.
fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn no_file_of_a_vault_or_its_backups_shows_a_title_an_expert_or_the_owner() {
    let mut meeting = Meeting::frozen();
    let (desk, _) = meeting.laptop("Z1");
    desk.lock().unwrap();
    let title = meeting.office.bids(journeys::BATCH).unwrap().remove(0).title;
    let backup = meeting.office.vault().backup("manual").unwrap();
    meeting.office.lock().unwrap();
    let markers = [title.as_str(), "章示明", "邹䶮", "钱示例", "示例事务所"];
    let office = meeting.scratch.path().join("office.lunzheng");
    assert!(backup.starts_with(&office) && backup.join("keys").is_file());
    for file in files(&office).into_iter().chain(files(&meeting.scratch.path().join("Z1.lunzheng"))) {
        let bytes = std::fs::read(&file).unwrap();
        for marker in markers {
            let found = bytes.windows(marker.len()).any(|w| w == marker.as_bytes());
            assert!(!found, "{} holds {marker}", file.display());
        }
    }
}

#[test]
fn a_mistyped_path_a_file_too_large_and_a_number_that_is_no_file_name_have_their_own_advice() {
    let mut meeting = Meeting::frozen();
    let missing = meeting.path("missing.lzreq");
    let refused = meeting.office.read_request(SESSION, &missing).unwrap_err();
    assert_eq!(refused.code(), Code::IoNotFound);
    let text = said(&refused);
    assert!(text.contains("missing.lzreq") && text.contains("检查路径") && !text.contains("磁盘"), "{text}");
    let large = meeting.path("large.lzreq");
    std::fs::write(&large, vec![0; 5000]).unwrap();
    let refused = meeting.office.read_request(SESSION, &large).unwrap_err();
    assert!(refused.code() == Code::IoTooLarge && said(&refused).contains("5000字节"), "{refused}");
    for wrong in ["../x", "论证/1", "a b", "", "论证\u{0}1", &"长".repeat(41)] {
        let session = app::records::NewSession { no: wrong.to_owned(), ..journeys::session() };
        let refused = meeting.office.open_session(session).unwrap_err();
        assert_eq!(refused.code(), Code::SessionNumber, "{wrong}");
    }
    let session =
        app::records::NewSession { no: "并科论〔2026〕3号-A(二)".to_owned(), ..journeys::session() };
    assert!(meeting.office.open_session(session).is_ok());
}

#[test]
fn a_vaults_folder_is_a_whole_path() {
    let shell = app::shell::Shell::default();
    let secret = journeys::passphrase();
    for refused in [
        shell.create("库.lunzheng", app::api::Role::Secretariat, "钱示例", &secret).unwrap_err(),
        shell.open("./库.lunzheng", &secret).unwrap_err(),
        app::shell::Shell::peek("库.lunzheng").unwrap_err(),
    ] {
        assert_eq!(refused[0].code, "vault.folder_relative");
        assert!(refused[0].remedy_zh.contains("/库.lunzheng"), "{refused:#?}");
    }
    assert!(!std::path::Path::new("库.lunzheng").exists());
}

#[test]
fn the_demo_tells_in_words_which_warnings_it_passed_over() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("demo");
    let demo = app::demo::Demo { out, bids: 6, experts: 6, from: None, seed: 1, kdf: app::Kdf::FLOOR };
    let summary = app::demo::hold(&demo, &|_, _, _| {}).unwrap();
    let all = summary.passed_over.join("\n");
    assert!(
        all.contains(
            "专家组现有6人，为双数。默认要求单数且不少于5人；FA2026-003的“需求契合与指标”只有4名专家可以评分（专家组6名，"
        ),
        "{all}"
    );
    assert!(all.contains("揭榜方案!") && all.contains("超过研发投入总额"), "{all}");
    assert!(!all.contains("panel.size") && !all.contains("cap_ratio") && !all.contains('？'), "{all}");
}
