//! 形式审查表: what the program found in a bid's record is told, what only a human sees is a blank.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use app::api::intake::PaperKind;
use app::work::Work;
use app::{Office, Refusal};
use domain::Code;
use journeys::{BATCH, Meeting, words};
use serde_json::Value;

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// The data of the form of a bid.
fn data(office: &Office, no: &str) -> Value {
    let pdf = office.preview_formal_check(BATCH, no).unwrap();
    let canonical = documents::read_digest(&pdf).unwrap().canonical.unwrap();
    serde_json::from_slice::<Value>(&canonical).unwrap()["data"].clone()
}

/// What stands at the point whose text begins so.
fn at(data: &Value, begins: &str) -> (Option<bool>, String) {
    let all = data["checks"].as_array().unwrap();
    let one = all.iter().find(|c| c["item"].as_str().unwrap().starts_with(begins)).unwrap();
    (one["ok"].as_bool(), one["note"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn what_the_record_tells_is_told_and_the_conclusion_stays_with_the_staff() {
    let mut office = Meeting::prepared().office;
    let before = data(&office, "JB-001");
    let (ok, note) = at(&before, "揭榜协议载明");
    assert!(ok == Some(false) && note.starts_with("系统核对：") && note.contains("知识产权归属"), "{note}");
    assert_eq!(at(&before, "揭榜协议已签订"), (None, String::new()), "whether it was signed a human sees");
    for human in ["方案由出题企业", "指标响应榜题", "没有重复支持", "不含国家秘密"] {
        assert_eq!(at(&before, human), (None, String::new()), "{human}");
    }
    assert_eq!((before["is_ok"].as_bool(), before["is_lacking"].as_bool()), (Some(false), Some(false)));
    assert!(before["received_on"].is_null() && before["checked_on"].is_null());
    let mut form = office.bid_view(BATCH, "JB-001").unwrap().form;
    form.agreement.signed_on = "2025-12-01".to_owned();
    form.agreement.content = "联合攻关".to_owned();
    form.agreement.funding = "按进度拨付".to_owned();
    form.agreement.talent = "联合培养".to_owned();
    form.agreement.ownership = "双方共有".to_owned();
    form.approval_no = "并政函〔2026〕3号".to_owned();
    office.save_bid(BATCH, "JB-001", &form, "企业补交协议").unwrap();
    let after = data(&office, "JB-001");
    assert_eq!(at(&after, "揭榜协议载明"), (Some(true), "系统核对".to_owned()));
    assert_eq!(at(&after, "揭榜协议已签订"), (None, "登记的签订日期2025年12月1日".to_owned()));
    let (ok, note) = at(&after, "财政申请额");
    assert_eq!(
        (ok, note.as_str()),
        (None, "登记的批准文号并政函〔2026〕3号"),
        "a special case is read by people"
    );
}

#[test]
fn every_finding_of_a_bid_stands_on_its_form() {
    let office = Meeting::prepared().office;
    for bid in office.bids(BATCH).unwrap().iter().take(20) {
        let found = office.bid_view(BATCH, &bid.no).unwrap().checked.findings;
        let data = data(&office, &bid.no);
        let notes: Vec<&str> =
            data["checks"].as_array().unwrap().iter().filter_map(|c| c["note"].as_str()).collect();
        for finding in found {
            let told = finding.problem.zh.trim_end_matches('。');
            assert_eq!(notes.iter().filter(|note| note.contains(told)).count(), 1, "{}: {told}", bid.no);
        }
    }
}

#[test]
fn one_is_saved_and_all_of_a_batch_into_a_folder_in_one_act() {
    let mut meeting = Meeting::prepared();
    let one = meeting.path("JB-002.pdf");
    let saved = meeting.office.save_formal_check(BATCH, "JB-002", &one).unwrap();
    assert!(saved.digest.is_some());
    let text = words(&one);
    assert!(text.contains("揭榜方案形式审查表") && text.contains("审查结论：") && text.contains("审查人："));
    assert!(!text.contains("符合形式要求，提交专家论证"), "nobody concluded that");
    assert_eq!(code(meeting.office.preview_formal_check(BATCH, "没有")), Code::NotFound);
    let folder = meeting.path("形式审查");
    let work = Work::new();
    work.step("documents.make", 0, 1).unwrap();
    work.stop();
    assert_eq!(code(meeting.office.save_formal_checks(BATCH, &folder, &work)), Code::WorkStopped);
    assert!(!folder.exists(), "stopped work leaves nothing");
    let head = meeting.office.vault().journal_head().unwrap().seq;
    let all = meeting.office.save_formal_checks(BATCH, &folder, &Work::new()).unwrap();
    assert_eq!(all.len(), meeting.office.bids(BATCH).unwrap().len());
    assert_eq!(meeting.office.vault().journal_head().unwrap().seq, head + 1);
    let again = std::fs::read(folder.join("JB-002_形式审查表.pdf")).unwrap();
    assert!(again == std::fs::read(&one).unwrap(), "nothing changed: the same paper");
    let none = meeting.office.save_formal_checks("2031年第一批", &folder, &Work::new());
    assert_eq!(code(none), Code::NotFound);
}

#[test]
fn papers_that_are_attached_are_seen() {
    let mut meeting = Meeting::prepared();
    assert_eq!(at(&data(&meeting.office, "JB-001"), "必备资料齐全").0, Some(false));
    for (kind, of) in [(PaperKind::Plan, "JB-002"), (PaperKind::Agreement, "JB-003")] {
        let path = meeting.path(&format!("{of}.pdf"));
        std::fs::write(&path, meeting.office.preview_formal_check(BATCH, of).unwrap()).unwrap();
        meeting.office.attach_paper(BATCH, "JB-001", kind, &path).unwrap();
    }
    assert_eq!(at(&data(&meeting.office, "JB-001"), "必备资料齐全"), (Some(true), "系统核对".to_owned()));
}
