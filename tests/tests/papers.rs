//! Papers of bids: attached as PDF, handed out with the tasks of those who may see the bid, shown at the desk.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use app::Refusal;
use app::api::intake::PaperKind;
use domain::Code;
use domain::recusal::Ground;
use journeys::{BATCH, Meeting, SESSION};

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// A file that says it is a PDF, larger than some chunks, each different.
fn pdf(seed: u32) -> Vec<u8> {
    let mut bytes = b"\n%PDF-1.7\n".to_vec();
    bytes.extend((0..900_000u32).flat_map(|n| n.wrapping_mul(seed).to_le_bytes()));
    bytes
}

/// Attaches a file to a bid of the batch.
fn attach(meeting: &mut Meeting, bid: &str, name: &str, bytes: &[u8]) -> Result<String, Refusal> {
    let path = meeting.path(name);
    std::fs::write(&path, bytes).unwrap();
    meeting.office.attach_paper(BATCH, bid, PaperKind::Plan, &path).map(|card| card.id)
}

/// How many papers a task pack carries.
fn carried(meeting: &mut Meeting, expert: &str) -> u64 {
    let path = meeting.path(&format!("{expert}.again.lzp"));
    meeting.office.issue_task(SESSION, expert, &path).unwrap();
    let file = std::fs::File::open(path).unwrap();
    packs::open(file, &packs::Limits::default()).unwrap().header().blob_count
}

#[test]
fn a_paper_is_a_pdf_by_its_content_and_the_same_one_twice_changes_nothing() {
    let mut meeting = Meeting::prepared();
    assert_eq!(code(attach(&mut meeting, "JB-001", "方案.pdf", b"PK\x03\x04 no")), Code::PaperFormat);
    let late = [vec![b' '; 1024], pdf(1)].concat();
    assert_eq!(code(attach(&mut meeting, "JB-001", "方案.pdf", &late)), Code::PaperFormat);
    assert_eq!(code(attach(&mut meeting, "JB-999", "方案.pdf", &pdf(3))), Code::NotFound);
    let id = attach(&mut meeting, "JB-001", "方案.pdf", &pdf(3)).unwrap();
    let head = meeting.office.vault().journal_head().unwrap();
    assert_eq!(attach(&mut meeting, "JB-001", "另名.pdf", &pdf(3)).unwrap(), id);
    assert_eq!(meeting.office.vault().journal_head().unwrap(), head);
    assert_eq!(meeting.office.paper_bytes(&id).unwrap(), pdf(3));
    let lines = meeting.office.bid_lines(BATCH).unwrap();
    let card = &lines[0].papers[0];
    assert_eq!((card.name.as_str(), card.size), ("方案.pdf", 3_600_010));
    assert!(lines.iter().skip(1).all(|l| l.papers.is_empty()));
    meeting.office.remove_paper(BATCH, "JB-001", &id).unwrap();
    assert_eq!(code(meeting.office.remove_paper(BATCH, "JB-001", &id)), Code::NotFound);
    assert!(meeting.office.bid_lines(BATCH).unwrap()[0].papers.is_empty());
}

#[test]
fn a_register_in_a_list_shows_no_identity_numbers() {
    let meeting = Meeting::prepared();
    let lines = meeting.office.expert_lines().unwrap();
    assert_eq!((lines.len(), lines[1].name.as_str()), (7, "邹䶮"));
}

#[test]
fn task_packs_carry_the_papers_of_bids_that_their_expert_may_see_and_no_others() {
    let mut meeting = Meeting::prepared();
    for (bid, name, seed) in [("JB-001", "甲.pdf", 3), ("JB-002", "乙.pdf", 5), ("JB-003", "乙.pdf", 5)] {
        attach(&mut meeting, bid, name, &pdf(seed)).unwrap();
    }
    attach(&mut meeting, "JB-002", "丙.pdf", &pdf(7)).unwrap();
    for proposal in meeting.office.propose_recusals(SESSION, &domain::units::Aliases::default()).unwrap() {
        let (expert, bid) = (&proposal.expert_no, &proposal.bid_no);
        meeting.office.decide_recusal(SESSION, expert, bid, true, "赵示例", "单位相同").unwrap();
    }
    meeting.office.freeze(SESSION, None, ranking::Comparison::Exact, Some("材料会后补齐")).unwrap();
    let (desk, id) = meeting.laptop("Z1");
    let shown = desk.bid_view(&id, "JB-002").unwrap().papers;
    assert_eq!(shown.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["丙.pdf", "乙.pdf"]);
    assert_eq!(desk.paper_bytes(&shown[0].id).unwrap(), pdf(7));
    assert_eq!(carried(&mut meeting, "Z1"), 3, "one file of two bids travels once");

    let (desk, id) = meeting.laptop("Z2");
    assert_eq!(code(desk.paper_bytes(&shown[0].id)), Code::NotFound, "a paper of the recused bid alone");
    assert_eq!(desk.bid_view(&id, "JB-003").unwrap().papers[0].id, shown[1].id);
    assert_eq!(carried(&mut meeting, "Z2"), 2);
}

#[test]
fn a_bid_recused_at_the_desk_takes_its_papers_along_and_a_new_task_does_not_bring_them_back() {
    let mut meeting = Meeting::frozen();
    let paper = attach(&mut meeting, "JB-001", "甲.pdf", &pdf(3)).unwrap();
    let (mut desk, id) = meeting.laptop("Z1");
    assert_eq!(desk.paper_bytes(&paper).unwrap(), pdf(3));
    desk.pledge(&id).unwrap();
    desk.recuse(&id, "JB-001", Ground::Other, "曾任顾问").unwrap();
    assert_eq!(code(desk.paper_bytes(&paper)), Code::NotFound);
    attach(&mut meeting, "JB-003", "乙.pdf", &pdf(5)).unwrap();
    let again = meeting.path("Z1.again.lzp");
    meeting.office.issue_task(SESSION, "Z1", &again).unwrap();
    desk.take_task(&again).unwrap();
    assert_eq!(code(desk.paper_bytes(&paper)), Code::NotFound);
    assert_eq!(desk.bid_view(&id, "JB-003").unwrap().papers.len(), 1);
    assert!(desk.vault().verify_journal(None).is_ok());
}

#[test]
fn a_pack_whose_papers_are_damaged_changes_nothing_at_the_desk() {
    let mut meeting = Meeting::frozen();
    attach(&mut meeting, "JB-001", "甲.pdf", &pdf(3)).unwrap();
    let (mut desk, _) = meeting.enrolled("Z1");
    let task = meeting.path("task.lzp");
    meeting.office.issue_task(SESSION, "Z1", &task).unwrap();
    let mut bytes = std::fs::read(&task).unwrap();
    let at = bytes.len() - 1_000_000;
    bytes[at] ^= 1;
    std::fs::write(&task, bytes).unwrap();
    let head = desk.vault().journal_head().unwrap();
    assert_eq!(code(desk.take_task(&task)), Code::PackSignature);
    assert_eq!(desk.vault().journal_head().unwrap(), head);
}
