//! Scored parts of criteria, from the editor of the sheet to the archive: what the parts add up to is what counts, wherever it
//! was given, and no file makes anything else of it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]
#![allow(clippy::too_many_lines, reason = "a meeting is one story")]

use std::path::{Path, PathBuf};

use app::api::desk::DeskEdit;
use app::api::paper::{PaperForm, PaperPart, TypedState};
use app::{Office, Refusal, SecretString};
use domain::desk::{DeskEvent, Edit};
use domain::{Code, ScoreSheet};
use journeys::{Meeting, SESSION, forged_of, giving, lock, score, words};
use packs::{Authority, DeviceKeys, Draft, Limits, PackKind, PartyRole, SignedEvent};
use ranking::Mark;

/// log₂ of scrypt's N in tests.
const WORK: u8 = 8;
const FIRST: &str = "钱示例";
const SECOND: &str = "周示例";

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn mark(text: &str) -> Mark {
    text.parse().unwrap()
}

/// A meeting whose sheet scores the parts of its criteria.
fn frozen() -> Meeting {
    let mut meeting = Meeting::prepared();
    let mut form = meeting.office.sheet_edit(SESSION).unwrap().form;
    form.score_subs = true;
    form.criteria[1].parts[2].hint = "有无替代方案".to_owned();
    let edit = meeting.office.save_sheet(SESSION, &form).unwrap();
    assert_eq!((edit.problems.len(), edit.part_sums[1].as_deref()), (0, Some("25")));
    meeting.freeze();
    meeting
}

/// The level at which an expert of the panel scores everything.
fn level(expert_no: &str) -> i64 {
    60 + 4 * expert_no.trim_start_matches('Z').parse::<i64>().unwrap()
}

fn on_laptop(meeting: &mut Meeting, expert_no: &str) -> PathBuf {
    let (mut desk, id) = meeting.laptop(expert_no);
    score(&mut desk, &id, level(expert_no));
    lock(&mut desk, &id).unwrap();
    let pack = meeting.path(&format!("{expert_no}.scores.lzp"));
    desk.write_scores(&id, &pack).unwrap();
    desk.lock().unwrap();
    pack
}

/// What a person types of a sheet: the marks as the expert would have given them at a desk.
fn entry(sheet: &ScoreSheet, form: &PaperForm, expert_no: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for criterion in &sheet.criteria {
        let raw = criterion.max.millionths() / 100 * level(expert_no);
        let whole = Mark::from_millionths(raw / 500_000 * 500_000);
        for edit in giving(sheet, criterion, whole) {
            if let Edit::Sub { criterion, sub, mark: Some(mark) } = edit {
                texts.push((format!("sub/{criterion}/{sub}"), mark.to_string()));
            }
        }
    }
    for gate in &sheet.gates {
        texts.push((format!("gate/{}", gate.id), if gate.veto_on == "是" { "2" } else { "1" }.to_owned()));
    }
    for field in form.fields.iter().filter(|f| f.part == PaperPart::Amount) {
        texts.push((field.id.clone(), field.most.clone().unwrap()));
    }
    texts.retain(|(id, _)| form.fields.iter().any(|f| f.id == *id));
    texts
}

fn type_entry(office: &mut Office, sheet: &ScoreSheet, of: (&str, &str)) {
    let form = office.paper_form(SESSION, of).unwrap();
    assert!(form.fields.iter().all(|f| !f.id.starts_with("mark/")), "the sum is not typed");
    for (id, text) in entry(sheet, &form, of.0) {
        office.paper_type(SESSION, of, &id, &text).unwrap();
    }
}

/// Every sheet of an expert from paper; in the first one a part is mistyped by the second person.
fn on_paper(office: &mut Office, sheet: &ScoreSheet, expert_no: &str) {
    let view = office.paper_view(SESSION).unwrap();
    let rows = view.experts.iter().find(|e| e.no == expert_no).unwrap().rows.clone();
    for (at, row) in rows.iter().enumerate() {
        let of = (expert_no, row.bid_no.as_str());
        for by in [FIRST, SECOND] {
            office.paper_start(SESSION, of, by, None).unwrap();
            type_entry(office, sheet, of);
            if at == 0 && by == SECOND {
                let right = office.paper_form(SESSION, of).unwrap();
                let right = right.fields.iter().find(|f| f.id == "sub/budget/s2").unwrap().text.clone();
                office.paper_type(SESSION, of, "sub/budget/s2", "0.5").unwrap();
                office.paper_done(SESSION, of).unwrap();
                let differs = office.paper_form(SESSION, of).unwrap();
                assert_eq!(differs.state, TypedState::Differs);
                assert_eq!(differs.differences[0].zh, "经费预算合理性：测算依据和标准");
                office.paper_look(SESSION, of, "sub/budget/s2", &right, "赵示例").unwrap();
            } else {
                office.paper_done(SESSION, of).unwrap();
            }
        }
        office.paper_count(SESSION, of, None).unwrap();
    }
    office.paper_close(SESSION, expert_no, &[]).unwrap();
}

#[test]
fn parts_scored_on_laptops_and_on_paper_give_the_tally_of_criteria_scored_whole_and_papers_show_them() {
    let mut other = Meeting::frozen();
    for no in other.experts.clone() {
        let pack = on_laptop(&mut other, &no);
        other.take(&pack);
    }
    let whole = other.office.tally(SESSION).unwrap().tally;

    let mut meeting = frozen();
    let blank = meeting.path("评分表.pdf");
    meeting.office.save_document(SESSION, "paper-score-sheet/Z2", &blank).unwrap();
    let printed = words(&blank);
    assert!(printed.contains("2.3难点识别和替代方案7有无替代方案"), "{printed}");
    assert!(printed.contains("各分项之和：优22.5—25"), "{printed}");
    for no in ["Z1", "Z3", "Z4", "Z5", "Z6"] {
        let pack = on_laptop(&mut meeting, no);
        meeting.take(&pack);
    }
    let sheet = {
        let (desk, id) = meeting.laptop("Z7");
        desk.task(&id).unwrap().rules.sheet
    };
    assert!(sheet.sheet.id.starts_with("bid-own/"));
    on_paper(&mut meeting.office, &sheet, "Z7");
    on_paper(&mut meeting.office, &sheet, "Z2");
    let parts = meeting.office.tally(SESSION).unwrap().tally;
    assert_eq!(parts, whole);

    let explained = meeting.office.explain_view(SESSION, "JB-001").unwrap();
    let route = explained.columns.iter().position(|c| c.id == "route").unwrap();
    let cell = &explained.rows.iter().find(|r| r.expert_no == "Z1").unwrap().cells[route];
    let sum = cell.subs.iter().try_fold(Mark::ZERO, |sum, (_, own, _)| sum.checked_add(mark(own)));
    assert_eq!((cell.subs.len(), sum), (3, cell.mark.as_deref().map(mark)));
    assert_eq!(cell.subs[2].0, "难点识别和替代方案");

    let made = meeting.closed_over_departures();
    let named = |part: &str| words(made.iter().find(|p| p.display().to_string().contains(part)).unwrap());
    let own = named("专家个人评分表_专家01");
    assert!(own.contains("各分项之和") && own.contains("16.00"), "{own}");
    assert!(own.contains("2.1原理和工艺依据10.0010.00"), "{own}");
    let paper = named("专家个人评分表_专家07");
    assert!(paper.contains("经费预算合理性：测算依据和标准，录入甲"), "{paper}");

    let (pack, key) = (meeting.path("归档.lzp"), meeting.path("归档.lzkey"));
    let secret = SecretString::from("归档另用的一句足够长的口令");
    meeting.office.write_archive_at(SESSION, &pack, &key, &secret, &[], WORK).unwrap();
    let keys = [key.clone(), meeting.path("card.lzcard")];
    let checks = app::verify::verify_archives(std::slice::from_ref(&pack), &keys, None, &secret);
    assert!(checks[0].ok, "{checks:?}");

    // The same archive, signed by the secretariat, with a sheet whose expert signed another sum.
    let desk = open_desk(&meeting, "Z1");
    let forged = forged_archive(&meeting, (&pack, &key, &secret), &desk);
    let checks = app::verify::verify_archives(&[forged], &keys, None, &secret);
    assert_eq!(checks[0].problems[0].code, Code::ScoreSubsSum.as_str(), "{checks:?}");
}

#[test]
fn a_desk_adds_the_parts_up_as_they_come_names_what_is_open_and_refuses_a_figure_for_the_whole() {
    let mut meeting = frozen();
    let (mut desk, id) = meeting.laptop("Z1");
    desk.pledge(&id).unwrap();
    let part = |sub: &str, text: &str| DeskEdit::Sub {
        criterion: "route".to_owned(),
        sub: sub.to_owned(),
        mark: Some(text.to_owned()),
    };
    let shown = desk.desk_view(&id).unwrap();
    let route = shown.criteria.iter().find(|c| c.id == "route").unwrap();
    assert_eq!((route.subs.len(), route.subs[2].hint.as_str()), (3, "有无替代方案"));
    desk.edit_typed(&id, "JB-001", part("s1", "９.5")).unwrap();
    let saved = desk.edit_typed(&id, "JB-001", part("s3", "0")).unwrap();
    assert_eq!(saved.bid.marks, [], "缺, not what was given so far");
    assert_eq!(saved.bid.so_far, [("route".to_owned(), "9.5".to_owned())]);
    assert_eq!((saved.bid.total.as_str(), saved.line.marked), ("9.5", 0));
    let open = saved.bid.missing.iter().find(|p| p.zh.contains("技术路线可行性")).unwrap();
    assert!(open.zh.contains("技术路线可行性：步骤和进度安排"), "{}", open.zh);
    let before = desk.vault().journal_head().unwrap();
    let typed = DeskEdit::Mark { criterion: "route".to_owned(), mark: Some("20".to_owned()) };
    assert_eq!(code(desk.edit_typed(&id, "JB-001", typed)), Code::ScoreBySubs);
    assert_eq!(code(desk.edit_typed(&id, "JB-001", part("s2", "8.5"))), Code::ScoreOverMax);
    assert_eq!(code(desk.edit_typed(&id, "JB-001", part("s2", "8o"))), Code::ScoreUnreadable);
    assert_eq!(desk.vault().journal_head().unwrap(), before, "what is refused changes nothing");
    let saved = desk.edit_typed(&id, "JB-001", part("s2", "8")).unwrap();
    assert_eq!(saved.bid.marks, [("route".to_owned(), "17.5".to_owned())]);
    assert_eq!((saved.bid.so_far.len(), saved.line.marked, saved.bid.subs.len()), (0, 1, 3));
    let back = DeskEdit::Mark { criterion: "route".to_owned(), mark: None };
    let saved = desk.edit_typed(&id, "JB-001", back).unwrap();
    assert_eq!((saved.bid.marks.len(), saved.bid.subs.len(), saved.bid.total.as_str()), (0, 0, "0"));
}

#[test]
fn a_pack_whose_mark_is_not_the_sum_of_its_parts_is_refused_and_changes_nothing() {
    let mut meeting = frozen();
    let pack = on_laptop(&mut meeting, "Z1");
    let desk = open_desk(&meeting, "Z1");
    let before = meeting.office.vault().journal_head().unwrap().seq;
    let mut refused = |change: fn(&mut domain::desk::Sheet)| {
        let forged = forged_pack(&meeting, &pack, &desk, change);
        code(meeting.office.stage(SESSION, &forged))
    };
    assert_eq!(refused(|s| *s.marks.get_mut("route").unwrap() = mark("25")), Code::ScoreSubsSum);
    assert_eq!(refused(|s| s.subs.clear()), Code::ScoreSubsSum);
    assert_eq!(refused(|s| drop(s.subs.remove("route"))), Code::ScoreSubsSum);
    let raised = |s: &mut domain::desk::Sheet| {
        s.subs.get_mut("route").unwrap().insert("s1".to_owned(), mark("11"));
        s.marks.insert("route".to_owned(), mark("17"));
    };
    assert_eq!(refused(raised), Code::ScoreOverMax);
    let strange = |s: &mut domain::desk::Sheet| {
        s.subs.get_mut("route").unwrap().insert("s9".to_owned(), mark("1"));
    };
    assert_eq!(refused(strange), Code::NotFound);
    assert_eq!(meeting.office.board_view(SESSION).unwrap().waiting.len(), 7, "nobody counts as locked");
    assert_eq!(meeting.office.vault().journal_head().unwrap().seq, before);
    let untouched = forged_pack(&meeting, &pack, &desk, |_| ());
    meeting.take(&untouched);
}

/// A machine's device keys, out of its vault.
#[derive(serde::Serialize, serde::Deserialize)]
struct Secret {
    secret: String,
}

impl vault::Record for Secret {
    const TABLE: vault::Table = vault::Table::Key;
    fn id(&self) -> String {
        "device".to_owned()
    }
}

fn device_keys(vault: &vault::Vault) -> DeviceKeys {
    let kept: Secret = vault.read(|r| r.get("device").map_err(Refusal::from)).unwrap().unwrap();
    DeviceKeys::from_secret_bytes(&hex::decode(kept.secret).unwrap()).unwrap()
}

fn open_desk(meeting: &Meeting, expert_no: &str) -> DeviceKeys {
    let folder = meeting.path(&format!("{expert_no}.lunzheng"));
    let desk = app::Desk::open(&folder, &journeys::passphrase(), meeting.clock.clone()).unwrap();
    device_keys(desk.vault())
}

/// The events of one device signed again, with its sheets changed.
fn signed_again(
    events: &[SignedEvent],
    keys: &DeviceKeys,
    change: fn(&mut domain::desk::Sheet),
) -> Vec<SignedEvent> {
    let own = keys.fingerprint();
    let (mut mine, mut all): (Vec<_>, Vec<_>) = events.iter().cloned().partition(|e| e.author() == own);
    mine.sort_by_key(|e| e.event().device_seq);
    let mut last = None;
    for signed in mine {
        let mut event = signed.event().clone();
        let mut said: DeskEvent = serde_json::from_slice(&event.body).unwrap();
        if let DeskEvent::Scored { sheet, .. } = &mut said {
            change(sheet);
            event.body = domain::digest::canonical(&said).unwrap();
        }
        event.previous = last;
        let again = SignedEvent::sign(keys, event).unwrap();
        last = Some(again.hash());
        all.push(again);
    }
    all
}

/// The score pack of a laptop as its own keys would sign it with other figures.
fn forged_pack(
    meeting: &Meeting,
    path: &Path,
    keys: &DeviceKeys,
    change: fn(&mut domain::desk::Sheet),
) -> PathBuf {
    let office = device_keys(meeting.office.vault());
    let headed = packs::open(std::fs::File::open(path).unwrap(), &Limits::default()).unwrap();
    let authority = Authority {
        secretariat: Some(office.public()),
        ..Authority::of(headed.header().meeting, office.fingerprint(), PartyRole::Expert)
    };
    let known = |_: &packs::Fingerprint| Some(keys.public());
    let verified = headed.verify(&keys.public()).unwrap().authorise(&authority).unwrap();
    let contents = verified.decrypt(&office, &known).unwrap().into_contents();
    let forged = meeting.path("forged.lzp");
    let mut file = std::fs::File::create(&forged).unwrap();
    let draft = Draft {
        kind: PackKind::Score,
        meeting: contents.header.meeting,
        sequence: contents.header.sequence,
        recipients: vec![office.public()],
        role: PartyRole::Expert,
        at: contents.manifest.at,
        certificate: contents.manifest.certificate.clone(),
        certificates: Vec::new(),
        previous_pack: contents.manifest.previous_pack,
        journal: contents.manifest.journal,
        schema: contents.manifest.schema,
        critical: Vec::new(),
        events: signed_again(&contents.events, keys, change),
        blobs: Vec::new(),
    };
    packs::write(&mut file, keys, draft).unwrap();
    forged
}

/// The archive with the sheets of one laptop signed again with another sum, signed by the secretariat as if it were true.
fn forged_archive(meeting: &Meeting, of: (&Path, &Path, &SecretString), desk: &DeviceKeys) -> PathBuf {
    let (path, key, secret) = of;
    let raised = |s: &mut domain::desk::Sheet| {
        s.marks.insert("route".to_owned(), mark("25"));
    };
    let again = |events: &[SignedEvent]| signed_again(events, desk, raised);
    forged_of(meeting, (path, key), secret, (|_| (), again))
}
