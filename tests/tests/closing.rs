//! The end of a session: its archive is computed anew on another machine without a vault, and then the experts' laptops forget
//! it, with a receipt that both sides sign.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::io::Read as _;
use std::path::{Path, PathBuf};

use app::archive::ArchiveBody;
use app::{Desk, Refusal, SecretString};
use domain::collective::tie::{TieBy, TieLot, TieVote, VotesFor};
use domain::{Code, Fen, Item};
use journeys::{BATCH, Meeting, SESSION, device_keys, forged, passphrase};
use packs::{DeviceKeys, Limits, key_file};

/// log₂ of scrypt's N in tests: the key's own cost is measured elsewhere.
const WORK: u8 = 8;

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn secret() -> SecretString {
    SecretString::from("一句归档用的测试口令而已")
}

/// A closed meeting with its archive and key beside each other.
fn archived() -> (Meeting, Vec<PathBuf>, PathBuf, PathBuf) {
    let mut meeting = Meeting::frozen();
    let packs = meeting.scored();
    let (path, key) = (meeting.path("归档.lzp"), meeting.path("归档.lzkey"));
    let early = meeting.office.write_archive_at(SESSION, &path, &key, &secret(), &[], WORK);
    assert_eq!(code(early), Code::StepOutOfOrder);
    for pack in &packs {
        meeting.take(pack);
    }
    let documents = meeting.closed();
    let weak = SecretString::from("短口令");
    let refused = meeting.office.write_archive_at(SESSION, &path, &key, &weak, &[], WORK);
    assert_eq!(code(refused), Code::VaultPassphraseWeak);
    let made = meeting.office.write_archive_at(SESSION, &path, &key, &secret(), &[], WORK).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&key).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "a key is for its owner alone");
    }
    assert_eq!(usize::try_from(made.documents).unwrap(), documents.len() - 1, "all but the signed list");
    (meeting, documents, path, key)
}

fn verify(files: &[PathBuf], keys: &[PathBuf], passphrase: &SecretString) -> Vec<app::verify::Check> {
    app::verify::verify_archives(files, keys, None, passphrase)
}

#[test]
fn a_signed_list_or_a_receipt_that_was_cut_or_added_to_says_so() {
    let (meeting, documents, _, _) = archived();
    let card = meeting.path("card.lzcard");
    let list = documents.iter().find(|p| p.extension().is_some_and(|e| e == "lzv")).unwrap();
    let whole = std::fs::read(list).unwrap();
    let checked = |path: &Path, bytes: &[u8]| {
        std::fs::write(path, bytes).unwrap();
        let checks = app::verify::verify(&[path.to_owned()], std::slice::from_ref(&card), None);
        checks[0].problems.first().cloned()
    };
    assert_eq!(checked(list, &whole), None);
    let receipt = meeting.path("回执.lzclear");
    for path in [list, &receipt] {
        let name = path.file_name().unwrap().to_str().unwrap();
        for bytes in [&whole[..0], &whole[..3], &whole[..whole.len() / 2], &whole[..whole.len() - 1]] {
            let problem = checked(path, bytes).unwrap();
            assert_eq!(problem.code, "file.cut", "{} bytes", bytes.len());
            assert!(problem.zh.contains(name) && problem.zh.contains("截断"), "{}", problem.zh);
        }
        let longer = [whole.as_slice(), b"and more"].concat();
        assert_eq!(checked(path, &longer).unwrap().code, "file.after_end");
    }
}

#[test]
fn verify_says_what_a_key_a_card_and_a_cut_pack_are_and_a_missing_key_once_for_all_documents() {
    let (meeting, documents, path, key) = archived();
    let card = meeting.path("card.lzcard");
    let given = [card.clone(), key.clone()];
    let checks = app::verify::verify(&given, &[], None);
    assert!(checks[0].ok && checks[0].facts.contains("会议卡（秘书处的公钥）"), "{checks:?}");
    assert!(checks[0].facts.contains("用--key给出"));
    assert!(checks[1].unchecked() && checks[1].problems[0].code == "verify.key_file", "{checks:?}");
    assert!(checks[1].problems[0].remedy_zh.contains("--key 归档.lzkey"));

    let checks = app::verify::verify(&documents, &[], None);
    let lacking = app::verify::lacking(&checks);
    let [(files, problem)] = lacking.as_slice() else { panic!("{lacking:?}") };
    assert_eq!(files.len(), documents.len() - 1, "all but the list itself");
    assert!(problem.zh.contains(&format!("等{}件”未核对", files.len())), "{}", problem.zh);
    assert!(
        app::verify::lacking(&app::verify::verify(&documents, std::slice::from_ref(&card), None)).is_empty()
    );

    let whole = std::fs::read(&path).unwrap();
    for cut in [0, 5, 40, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&path, &whole[..cut]).unwrap();
        let checks = app::verify::verify(std::slice::from_ref(&path), std::slice::from_ref(&card), None);
        assert_eq!(checks[0].problems[0].code, "file.cut", "{cut} bytes");
    }
}

#[test]
fn the_window_holds_groups_of_each_number_of_the_minutes_against_them_and_against_the_journal() {
    use app::verify::PrintedNumber::{Data, Journal, Rules};
    let (meeting, documents, ..) = archived();
    let minutes = documents.iter().find(|p| p.display().to_string().contains("评审纪要")).unwrap();
    let path = minutes.display().to_string();
    let vault = meeting.office.vault();
    let shown = app::verify::files(std::slice::from_ref(&path), vault).unwrap().remove(0);
    assert_eq!(shown.printed.iter().map(|p| p.number).collect::<Vec<_>>(), [Data, Journal, Rules]);
    assert!(shown.printed.iter().all(|p| p.shown.matches("____").count() == 2 && p.groups.len() == 2));
    assert!(shown.zh.contains("会议日志链头是第"), "{}", shown.zh);
    let carried = documents::read_digest(&std::fs::read(minutes).unwrap()).unwrap();
    let typed = |hex: &str| {
        let group = |n: usize| app::api::documents::TypedGroup {
            group: u32::try_from(n).unwrap(),
            typed: hex[4 * (n - 1)..4 * n].to_owned(),
        };
        [group(3), group(11)]
    };
    let head = carried.journal_head.unwrap();
    assert_ne!(hex(&vault.journal_head().unwrap().hash), head, "the journal went on since");
    let compare =
        |number, value: &str| app::verify::file_and_paper(&path, number, &typed(value), vault).unwrap();
    let data = hex(&carried.digest);
    assert!(compare(Data, &data).belongs && compare(Journal, &head).belongs);
    let mixed = compare(Data, &head);
    assert!(!mixed.belongs && !mixed.checked && mixed.zh.contains("“会议日志链头”"), "{mixed:?}");
    let other = compare(Rules, &"0".repeat(64));
    assert!(!other.belongs && other.checked && other.zh.contains("与纸面不符"), "{other:?}");
    let mut bad = typed(&data);
    bad[0].typed = "纸".to_owned();
    assert_eq!(code(app::verify::file_and_paper(&path, Data, &bad, vault)), Code::InputUnreadable);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[test]
fn an_archive_and_its_key_give_the_whole_result_again_without_any_vault() {
    let (meeting, documents, path, key) = archived();
    let card = meeting.path("card.lzcard");
    let pdf: Vec<PathBuf> =
        documents.iter().filter(|p| p.extension().is_some_and(|e| e == "pdf")).cloned().collect();
    let files: Vec<PathBuf> = pdf.iter().cloned().chain([path.clone()]).collect();
    let checks = verify(&files, &[card.clone(), key.clone()], &secret());
    assert!(checks.iter().all(|c| c.ok && c.compared), "{checks:#?}");
    assert_eq!(checks[0].kind, "archive", "it is read first, and the papers are compared with it");

    let wrong = SecretString::from("另外一句测试用的口令啊");
    let refused = verify(std::slice::from_ref(&path), &[card.clone(), key], &wrong);
    assert_eq!(refused[0].problems[0].code, "archive.key_wrong");
    let stranger = meeting.path("stranger.lzkey");
    let other = key_file::seal(&DeviceKeys::generate().unwrap(), &secret(), WORK).unwrap();
    std::fs::write(&stranger, other).unwrap();
    let refused = verify(std::slice::from_ref(&path), &[card.clone(), stranger], &secret());
    assert_eq!(refused[0].problems[0].code, "archive.not_for_key");
    let without = app::verify::verify(std::slice::from_ref(&path), &[card], None);
    assert!(without[0].ok && without[0].kind == "pack", "whole and signed, even to who cannot read it");

    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let touched = app::verify::verify(&[path], &[meeting.path("card.lzcard")], None);
    assert_eq!(touched[0].problems[0].code, "pack.signature_bad");
}

#[test]
fn a_supervisor_reads_an_archive_with_the_own_key() {
    let (mut meeting, _, path, key) = archived();
    let folder = meeting.path("supervisor.lunzheng");
    let mut desk =
        Desk::create(&folder, "孙示例", &passphrase(), app::Kdf::FLOOR, meeting.clock.clone()).unwrap();
    let card = meeting.path("card.lzcard");
    let digits = meeting.office.write_card(SESSION, &card).unwrap();
    let id = desk.pin(&card, &digits).unwrap();
    let request = meeting.path("supervisor.lzreq");
    desk.write_request(&id, &request).unwrap();
    meeting.office.write_archive_at(SESSION, &path, &key, &secret(), &[&request], WORK).unwrap();
    let headed = packs::open(std::fs::File::open(&path).unwrap(), &Limits::default()).unwrap();
    assert_eq!(headed.header().recipients.len(), 2);
    assert!(headed.header().recipients.iter().any(|r| {
        let request = packs::EnrolmentRequest::from_bytes(&std::fs::read(&request).unwrap()).unwrap();
        *r == request.keys.fingerprint()
    }));
    assert_eq!(headed.header().sequence, 2, "the second archive of this session");
    let checks = verify(&[path], &[card, key], &secret());
    assert!(checks.iter().all(|c| c.ok), "{checks:#?}");
}

/// A vote on the tied bids in their order by the first members of the panel, who are more than could vote.
fn one_vote_each(body: &ArchiveBody, voters: usize) -> TieVote {
    let order = &body.session.ties[0].order;
    TieVote {
        votes: order
            .iter()
            .zip([3, 2, 1])
            .map(|(no, votes)| VotesFor { bid_no: no.clone(), votes })
            .collect(),
        voters: body.rules.panel.iter().take(voters).map(|m| m.expert_no.clone()).collect(),
        held_by: "章示明".to_owned(),
        counted_by: "钱示例".to_owned(),
        ..TieVote::default()
    }
}

#[test]
fn an_archive_that_states_another_figure_than_its_events_give_is_found_whoever_signed_it() {
    let (meeting, _, path, key) = archived();
    let keys = [meeting.path("card.lzcard"), key.clone()];
    let found = |change: fn(&mut ArchiveBody)| {
        let forged = forged(&meeting, (&path, &key), &secret(), change);
        let checks = verify(&[forged], &keys, &secret());
        assert!(!checks[0].ok, "{checks:#?}");
        checks[0].problems[0].code.clone()
    };
    let untouched = forged(&meeting, (&path, &key), &secret(), |_| ());
    assert!(verify(&[untouched], &keys, &secret())[0].ok, "signed again, unchanged");
    assert_eq!(found(|b| b.stated[0].budget.as_mut().unwrap().award.granted = Fen(1)), "archive.differs");
    assert_eq!(found(|b| b.stated.swap(0, 1)), "archive.differs");
    assert_eq!(found(|b| b.stated[0].tally.rank = Some(2)), "archive.differs");
    assert_eq!(found(|b| b.stated[0].decision.reason = "另有理由".to_owned()), "archive.differs");
    assert_eq!(found(|b| b.rules.policy.policy.title.push('改')), "archive.differs");
    assert_eq!(found(|b| b.session.ties.clear()), "archive.differs");
    assert_eq!(found(|b| b.session.ties[0].how = Some(TieBy::Lot(TieLot::default()))), "archive.differs");
    assert_eq!(found(|b| b.session.ties[0].how = Some(TieBy::Vote(one_vote_each(b, 6)))), "archive.differs");
    let another_input = found(|b| {
        let Item::Bid(bid) = &mut b.items[0] else { panic!("a bid session judges bids") };
        bid.rd_total = Fen(100);
    });
    assert_eq!(another_input, "archive.differs");
    assert_eq!(found(|b| drop(b.laptops.pop())), "pack.content");
    assert_eq!(found(|b| drop(b.documents.pop())), "pack.content");
}

#[test]
fn a_blind_copy_in_an_archive_carries_no_data_from_which_what_it_hides_could_be_read() {
    let (_meeting, documents, _, _) = archived();
    let carried = documents
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "pdf"))
        .map(|p| documents::read_digest(&std::fs::read(p).unwrap()).unwrap());
    let (blind, named): (Vec<_>, Vec<_>) = carried.partition(|c| c.variant == documents::Variant::Blind);
    assert!(!blind.is_empty(), "a set has a blind copy");
    assert!(blind.iter().all(|c| c.canonical.is_none()));
    assert!(named.iter().all(|c| c.canonical.is_some()), "the others are printed again from their data");
}

#[test]
fn a_laptop_forgets_the_meeting_only_after_the_notice_and_both_sides_sign_that_it_did() {
    let mut meeting = Meeting::prepared();
    let paper = meeting.path("方案.pdf");
    std::fs::write(&paper, b"%PDF-1.7\nplanted-marker-of-a-paper\n%%EOF").unwrap();
    meeting.office.attach_paper(BATCH, "JB-001", app::api::intake::PaperKind::Plan, &paper).unwrap();
    for proposal in meeting.office.propose_recusals(SESSION, &domain::units::Aliases::default()).unwrap() {
        let (expert, bid) = (&proposal.expert_no, &proposal.bid_no);
        meeting.office.decide_recusal(SESSION, expert, bid, true, "赵示例", "单位相同").unwrap();
    }
    meeting.office.freeze(SESSION, None, ranking::Comparison::Exact, Some("材料会后补齐")).unwrap();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    meeting.closed();
    let id = meeting.office.session(SESSION).unwrap().meeting_id;
    let folder = meeting.path("Z2.lunzheng");
    let mut desk = Desk::open(&folder, &passphrase(), meeting.clock.clone()).unwrap();
    let receipt = meeting.path("Z2.lzclear");
    assert_eq!(code(desk.clear(&id, &receipt)), Code::ClearNotArchived);
    let result = meeting.path("Z2.result.lzp");
    meeting.office.issue_result(SESSION, "Z2", &result).unwrap();
    desk.take_task(&result).unwrap();
    assert_eq!(code(desk.clear(&id, &receipt)), Code::ClearNotArchived, "a result is no notice");
    let told = desk.result(&id).unwrap().unwrap();
    assert_eq!(told.bids.len(), 2, "the bid from which Z2 is recused is not told");
    assert!(told.bids.iter().all(|b| b.bid_no != "JB-002"));
    assert!(
        told.bids.iter().all(|b| b.rank.is_none()),
        "the rank that is left out would be the hidden bid's"
    );
    let other = meeting.path("Z3.result.lzp");
    meeting.office.issue_result(SESSION, "Z3", &other).unwrap();
    let mut third = Desk::open(&meeting.path("Z3.lunzheng"), &passphrase(), meeting.clock.clone()).unwrap();
    third.take_task(&other).unwrap();
    assert!(third.result(&id).unwrap().unwrap().bids.iter().all(|b| b.rank.is_some()));
    third.lock().unwrap();
    let (path, key) = (meeting.path("归档.lzp"), meeting.path("归档.lzkey"));
    meeting.office.write_archive_at(SESSION, &path, &key, &secret(), &[], WORK).unwrap();
    meeting.office.issue_result(SESSION, "Z2", &result).unwrap();
    let taken = desk.take_task_typed(&result).unwrap();
    assert!(taken.result && !taken.again);
    assert!(desk.take_task_typed(&result).unwrap().again);
    assert!(desk.is_archived(&id).unwrap());
    assert_eq!(code(desk.write_receipt_again(&id, &receipt)), Code::ClearNoReceipt);
    let cleared = desk.clear(&id, &receipt).unwrap();
    assert!(cleared.rows > 10 && cleared.papers == 1, "{cleared:?}");
    the_laptop_forgot(&mut desk, &folder, &id, (&result, &receipt));
    drop(desk);
    let again = the_receipt_is_written_again(&meeting, &id, &receipt);
    the_receipt_is_countersigned(&mut meeting, &receipt, &result);
    the_same_receipt_is_countersigned_once(&mut meeting, &again);
}

/// What is left on a cleared laptop: the name of the meeting and a journal that holds.
fn the_laptop_forgot(desk: &mut Desk, folder: &Path, id: &str, (result, receipt): (&Path, &Path)) {
    assert_eq!(code(desk.task(id)), Code::NotFound);
    assert_eq!(desk.result(id).unwrap(), None);
    let known = desk.home_view().unwrap().meetings.remove(0);
    assert_eq!(
        known.title.as_deref(),
        Some("2026年第一批揭榜方案论证会"),
        "its name stays, and nothing else"
    );
    assert!(known.cleared_at.is_some() && !known.task && known.locked_at.is_none() && known.packs_out == 0);
    assert_eq!(code(desk.take_task(result)), Code::NotFound, "what was cleared does not come back by halves");
    assert_eq!(code(desk.clear(id, receipt)), Code::ClearNotArchived, "nothing is left to clear");
    assert_eq!(std::fs::read_dir(folder.join("backups")).unwrap().count(), 0);
    let left = std::fs::metadata(folder.join("papers.db")).unwrap().len();
    assert!(left < 64 * 1024, "{left} bytes of papers are left");
    assert!(desk.vault().check().is_ok(), "the journal still holds");
}

/// The laptop writes what it signed again, as often as asked, also after it was closed.
fn the_receipt_is_written_again(meeting: &Meeting, id: &str, receipt: &Path) -> PathBuf {
    let again = meeting.path("Z2.again.lzclear");
    for _ in 0..2 {
        let desk = Desk::open(&meeting.path("Z2.lunzheng"), &passphrase(), meeting.clock.clone()).unwrap();
        desk.write_receipt_again(id, &again).unwrap();
        assert_eq!(std::fs::read(&again).unwrap(), std::fs::read(receipt).unwrap(), "the very same");
        std::fs::remove_file(&again).unwrap();
        desk.write_receipt_again(id, &again).unwrap();
    }
    again
}

/// A receipt that was written again and comes in a second time: the paper is written out again, nothing else happens, and it
/// is said. One that was cut on its way says so.
fn the_same_receipt_is_countersigned_once(meeting: &mut Meeting, again: &Path) {
    let (first, second) = (meeting.path("Z2.signed.lzclear"), meeting.path("Z2.signed-2.lzclear"));
    let before = meeting.office.vault().journal_head().unwrap();
    let taken = meeting.office.take_receipt(SESSION, again, &second, "赵示例").unwrap();
    assert_eq!((taken.again, taken.signed_by.as_str()), (true, "钱示例"), "who signed it first");
    assert_eq!(meeting.office.vault().journal_head().unwrap(), before, "nothing is recorded twice");
    assert_eq!(std::fs::read(&first).unwrap(), std::fs::read(&second).unwrap());
    let whole = std::fs::read(again).unwrap();
    for cut in [0, 3, whole.len() / 2, whole.len() - 1] {
        std::fs::write(again, &whole[..cut]).unwrap();
        let refused = meeting.office.take_receipt(SESSION, again, &second, "赵示例").unwrap_err();
        assert_eq!(refused.code(), Code::FileCut, "{cut} bytes");
        assert!(refused.problems()[0].zh.contains("Z2.again.lzclear”被截断"), "{refused}");
    }
    let refused = meeting.office.take_receipt(SESSION, &first, &second, "赵示例").unwrap_err();
    assert_eq!(refused.code(), Code::ReceiptNotAReceipt);
    assert!(refused.problems()[0].zh.contains("已经签收的签收件"), "{refused}");
    std::fs::write(again, b"%PDF-1.7 something else").unwrap();
    let refused = meeting.office.take_receipt(SESSION, again, &second, "赵示例").unwrap_err();
    assert!(refused.problems()[0].zh.contains("内容不是签名的记录"), "{refused}");
}

/// What the secretariat makes of a receipt: of no other file, of none that was touched, and with a name.
fn the_receipt_is_countersigned(meeting: &mut Meeting, receipt: &Path, result: &Path) {
    let out = meeting.path("Z2.signed.lzclear");
    assert_eq!(code(meeting.office.take_receipt(SESSION, receipt, &out, " ")), Code::ReasonMissing);
    assert_eq!(code(meeting.office.take_receipt(SESSION, result, &out, "钱示例")), Code::ReceiptNotAReceipt);
    let mut touched = std::fs::read(receipt).unwrap();
    let last = touched.len() - 1;
    touched[last] ^= 1;
    let bad = meeting.path("bad.lzclear");
    std::fs::write(&bad, touched).unwrap();
    assert_eq!(code(meeting.office.take_receipt(SESSION, &bad, &out, "钱示例")), Code::PackSignature);
    let taken = meeting.office.take_receipt(SESSION, receipt, &out, "钱示例").unwrap();
    assert_eq!((taken.expert_no.as_str(), taken.name.as_str()), ("Z2", "邹䶮"));
    assert!(!taken.again && taken.signed_by == "钱示例");
    let mut signed = Vec::new();
    std::fs::File::open(&out).unwrap().read_to_end(&mut signed).unwrap();
    let event = packs::SignedEvent::from_carried(&signed).unwrap();
    event.verify(&device_keys(&meeting.office).public()).unwrap();
    let paths = [receipt.to_path_buf(), out, bad].map(|path| path.display().to_string());
    let checked = app::verify::files(&paths, meeting.office.vault()).unwrap();
    assert_eq!(checked.iter().map(|c| c.belongs).collect::<Vec<_>>(), [true, true, false], "{checked:?}");
    assert!(checked[1].zh.contains("专家Z2的电脑已清除") && checked[1].zh.contains("由钱示例签收"));
    let ledger = meeting.office.ledger_view(SESSION).unwrap();
    let how = |no: &str| ledger.laptops.iter().find(|l| l.expert_no == no).unwrap().clearing;
    assert_eq!(how("Z2"), app::api::ledger::Clearing::Cleared);
    assert_eq!(how("Z3"), app::api::ledger::Clearing::None);
}
