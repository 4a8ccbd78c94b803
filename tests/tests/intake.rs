//! A workbook on its way in: held in memory, edited and undone, imported as it was read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use app::Refusal;
use app::api::intake::{AmountUnit, RowKind, TableKind};
use app::office::Draft;
use app::work::Work;
use domain::Code;
use journeys::{BATCH, Meeting, SESSION, sample};

const SHEET: &str = "揭榜方案";

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn bids() -> Draft {
    Draft::open(&sample("sample_bids.xlsx"), &Work::new()).unwrap()
}

#[test]
fn rows_that_are_in_the_vault_are_told_by_cell_and_left_out_or_replaced_unless_a_session_uses_them() {
    let mut meeting = Meeting::prepared();
    let mut draft = Draft::open(&sample("sample_bids.xlsx"), &Work::new()).unwrap();
    for row in [10, 22, 34] {
        draft.drop_row("揭榜方案", row, "退回补正").unwrap();
    }
    let met = |meeting: &Meeting, draft: &Draft, code: &str| {
        let view = meeting.office.draft_view(draft).unwrap();
        let found: Vec<_> = view.findings.into_iter().filter(|f| f.problem.code == code).collect();
        (found, view.errors)
    };
    assert_eq!(met(&meeting, &draft, "import.in_vault").1, 0, "nobody said into which batch");
    draft.into_batch(BATCH);
    let (free, errors) = met(&meeting, &draft, "import.in_vault");
    let (used, _) = met(&meeting, &draft, "import.built_on");
    assert_eq!((free.len(), used.len(), errors), (34, 3, 37), "three are judged by the session");
    assert!(used[0].problem.zh.contains("JB-001") && used[0].problem.zh.contains(SESSION));
    let bare = free[0].problem.zh.clone();
    assert!(bare.contains("JB-") && bare.contains("已在库中（") && free[0].cell.is_some(), "{bare}");
    for found in used.iter().chain(&free[1..]) {
        draft.drop_row("揭榜方案", found.row.unwrap(), "已在库中").unwrap();
    }
    let row = free[0].row.unwrap();
    assert_eq!(code(meeting.office.import_draft(BATCH, &draft, &Work::new())), Code::ImportExists);
    draft.amend("揭榜方案", row, true);
    draft.undo().unwrap();
    assert_eq!(met(&meeting, &draft, "import.replaces").0.len(), 0, "a choice is undone like an edit");
    draft.amend("揭榜方案", row, true);
    assert_eq!((met(&meeting, &draft, "import.replaces").0.len(), met(&meeting, &draft, "").1), (1, 0));
    assert_eq!(meeting.office.import_draft(BATCH, &draft, &Work::new()).unwrap().bids, 1);
    let entry = &app::journal::page(meeting.office.vault(), None, 1).unwrap().lines[0];
    let no = free[0].problem.params.iter().find(|(name, _)| name == "number").unwrap().1.clone();
    assert!(entry.details.contains(&format!("\"replaced_bids\":[\"{no}\"]")), "{}", entry.details);
    let bids: Vec<String> = meeting.bids.iter().cloned().chain([no]).collect();
    meeting.office.choose_bids(SESSION, &bids).unwrap();
    assert_eq!(code(meeting.office.import_draft(BATCH, &draft, &Work::new())), Code::ImportBuiltOn);
}

#[test]
fn a_draft_shows_its_tables_with_findings_by_cell_and_its_rows_by_pages() {
    let draft = bids();
    let view = draft.view();
    let sheet = view.sheets.iter().find(|s| s.name == SHEET).unwrap();
    let table = &sheet.tables[0];
    assert_eq!((table.kind, table.rows), (TableKind::Bid, view.bids));
    let tables = || view.sheets.iter().flat_map(|s| &s.tables);
    let rows = |kind| tables().filter(|t| t.kind == kind).map(|t| t.rows).sum::<u32>();
    assert!(view.budget_lines > 0 && view.budget_lines == rows(TableKind::Budget));
    assert_eq!((view.people, view.milestones), (rows(TableKind::Person), rows(TableKind::Milestone)));
    assert!(table.columns.iter().any(|c| c.field.as_deref() == Some("rd_total") && !c.chosen));
    assert!(table.fields.iter().any(|f| (f.field.as_str(), f.zh.as_str()) == ("solver", "揭榜方")));
    assert!(view.errors > 0 && view.findings.iter().any(|f| f.cell.is_some()));
    let header = *table.header_rows.last().unwrap();
    let page = draft.rows(SHEET, header, 3).unwrap();
    assert_eq!(
        page.iter().map(|r| r.kind).collect::<Vec<_>>(),
        [RowKind::Header, RowKind::Data, RowKind::Data]
    );
    assert_eq!(draft.rows(SHEET, 1, 1).unwrap()[0].kind, RowKind::Other, "a title");
    let upper = &draft.rows(SHEET, table.header_rows[0], 1).unwrap()[0];
    let covers = |column: u32| upper.cells.iter().find(|c| c.column == column).map(|c| (c.columns, c.rows));
    assert_eq!((covers(11), covers(9)), (Some((3, 1)), Some((1, 2))), "a group, and a label over two rows");
    assert!(draft.rows(SHEET, sheet.last_row, 50).unwrap().len() == 1);
    assert_eq!(code(draft.rows("没有", 1, 1)), Code::NotFound);
}

#[test]
fn edits_are_recognised_at_once_undone_one_by_one_and_a_refused_one_changes_nothing() {
    let mut draft = bids();
    let fresh = draft.view();
    draft.drop_row(SHEET, 10, "退回填报单位补正").unwrap();
    let dropped = draft.view();
    assert!(dropped.bids == fresh.bids - 1 && dropped.left_out.iter().any(|l| l.with_bid));
    assert_eq!(draft.rows(SHEET, 10, 1).unwrap()[0].kind, RowKind::LeftOut);
    let solver = {
        let tables = &dropped.sheets.iter().find(|s| s.name == SHEET).unwrap().tables;
        tables[0].columns.iter().find(|c| c.field.as_deref() == Some("solver")).unwrap().letters.clone()
    };
    let cell = format!("{solver}11");
    draft.correct(SHEET, &cell, "另一大学").unwrap();
    assert_eq!(draft.view().corrected[0].text, "另一大学");
    assert!(draft.rows(SHEET, 11, 1).unwrap()[0].cells.iter().any(|c| c.corrected && c.text == "另一大学"));
    draft.map(SHEET, &solver, None).unwrap();
    let unmatched = draft.view();
    assert!(unmatched.findings.iter().any(|f| f.problem.code == "column_missing"));
    for refused in [
        draft.drop_row(SHEET, 9999, "x").map_err(|r| r.code()),
        draft.map(SHEET, "A", Some("nonsense")).map_err(|r| r.code()),
        draft.drop_row(SHEET, 12, " ").map_err(|r| r.code()),
        draft.keep_row(SHEET, 12).map_err(|r| r.code()),
    ] {
        assert!(refused.is_err());
        assert_eq!(draft.view(), unmatched);
    }
    draft.undo().unwrap();
    draft.undo().unwrap();
    assert_eq!(draft.view(), dropped);
    draft.keep_row(SHEET, 10).unwrap();
    draft.undo().unwrap();
    draft.undo().unwrap();
    draft.undo().unwrap();
    assert_eq!(draft.view(), fresh);
}

#[test]
fn what_is_imported_is_what_was_read_whatever_becomes_of_the_file() {
    let mut meeting = Meeting::prepared();
    let path = meeting.path("名单.csv");
    std::fs::write(&path, "专家编号,类别,姓名,单位,工作地,职称\nY1,技术,甲示例,子大学,丑大学,教授\n")
        .unwrap();
    let work = Work::new();
    let mut draft = Draft::open(&path, &work).unwrap();
    std::fs::write(&path, "专家编号,类别,姓名,单位,工作地,职称\nY2,技术,乙示例,寅大学,卯大学,教授\n")
        .unwrap();
    draft.map("名单", "E", Some("unit")).unwrap();
    let done = meeting.office.import_draft("另一批", &draft, &work).unwrap();
    assert_eq!((done.bids, done.experts), (0, 1));
    assert_eq!(u64::from(done.journal_seq), meeting.office.vault().journal_head().unwrap().seq);
    let taken = meeting.office.experts().unwrap().into_iter().find(|e| e.no == "Y1").unwrap();
    assert_eq!(taken.unit, "丑大学");
    assert_eq!(code(meeting.office.import_draft("另一批", &draft, &work)), Code::ImportExists);
    assert_eq!(code(meeting.office.import_draft("另一批", &bids(), &work)), Code::ImportBlocked);
}

#[test]
fn a_list_of_five_thousand_rows_is_viewed_and_paged_without_delay() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("名单.csv");
    let rows: String = (1..=5000).map(|n| format!("Y{n},技术,甲{n},示例大学{n},教授\n")).collect();
    std::fs::write(&path, format!("专家编号,类别,姓名,单位,职称\n{rows}")).unwrap();
    let draft = Draft::open(&path, &Work::new()).unwrap();
    let begun = std::time::Instant::now();
    let view = draft.view();
    let page = draft.rows("名单", 4_990, 100).unwrap();
    assert_eq!((view.experts, page.len()), (5_000, 12));
    assert!(begun.elapsed().as_millis() < 500, "{:?}", begun.elapsed());
}

/// A list of experts whose last columns bear names that no table knows.
fn odd_list(meeting: &Meeting, name: &str, no: &str) -> Draft {
    let path = meeting.path(name);
    let text = format!("专家编号,姓名,所属,类别,职称,啥方向\n{no},示例甲,子大学,技术,教授,材料\n");
    std::fs::write(&path, text).unwrap();
    Draft::open(&path, &Work::new()).unwrap()
}

#[test]
fn columns_matched_by_hand_are_remembered_for_a_kind_of_sender_applied_next_time_and_forgotten() {
    let mut meeting = Meeting::prepared();
    let mut first = odd_list(&meeting, "示例区科技局专家名单.csv", "Y1");
    meeting.office.apply_remembered(&mut first).unwrap();
    let sheet = "示例区科技局专家名单";
    assert_eq!(meeting.office.draft_view(&first).unwrap().sender, None, "nothing was matched by hand");
    let letters = |draft: &Draft, letters: &str| {
        let view = meeting_view(draft);
        view.sheets[0].tables[0].columns.iter().find(|c| c.letters == letters).unwrap().clone()
    };
    first.map(sheet, "C", Some("unit")).unwrap();
    first.map(sheet, "F", Some("specialty")).unwrap();
    let proposed = meeting.office.draft_view(&first).unwrap().sender;
    assert_eq!(proposed.as_deref(), Some("示例区科技局专家名单的格式"));
    first.remember_as(Some(" 示例区科技局 "));
    assert_eq!(meeting.office.import_draft("另一批", &first, &Work::new()).unwrap().experts, 1);
    let entry = &app::journal::page(meeting.office.vault(), None, 1).unwrap().lines[0];
    assert!(entry.details.contains("\"remembered\":[\"示例区科技局\"]"), "{}", entry.details);

    let mut next = odd_list(&meeting, "第二次.csv", "Y2");
    meeting.office.apply_remembered(&mut next).unwrap();
    let view = meeting.office.draft_view(&next).unwrap();
    let taught = view.sheets[0].tables[0].remembered.clone().unwrap();
    assert_eq!((taught.name.as_str(), taught.on.as_str()), ("示例区科技局", "2026-01-20"));
    assert_eq!((view.undo, view.sender.as_deref()), (0, Some("示例区科技局")));
    let column = letters(&next, "F");
    assert!(column.remembered && column.chosen && column.field.as_deref() == Some("specialty"));
    next.map("第二次", "F", None).unwrap();
    assert!(!letters(&next, "F").remembered, "what is chosen now holds");
    next.undo().unwrap();

    meeting.office.forget_mapping(&mut next, &taught.fingerprint).unwrap();
    assert_eq!(letters(&next, "F").field, None);
    assert_eq!(meeting.office.draft_view(&next).unwrap().sheets[0].tables[0].remembered, None);
    let mut third = odd_list(&meeting, "第三次.csv", "Y3");
    meeting.office.apply_remembered(&mut third).unwrap();
    assert_eq!(letters(&third, "F").field, None);
    assert_eq!(code(meeting.office.forget_mapping(&mut third, &taught.fingerprint)), Code::NotFound);
}

fn meeting_view(draft: &Draft) -> app::api::intake::IntakeView {
    draft.view()
}

#[test]
fn a_column_whose_own_label_is_sure_is_not_changed_by_what_is_remembered_and_the_screen_says_so() {
    let mut meeting = Meeting::prepared();
    let list = |no: &str| format!("专家编号,姓名,工作单位,类别,职称\n{no},示例甲,子大学,技术,教授\n");
    let path = meeting.path("名单.csv");
    std::fs::write(&path, list("Y1")).unwrap();
    let mut draft = Draft::open(&path, &Work::new()).unwrap();
    draft.map("名单", "E", Some("specialty")).unwrap();
    draft.remember_as(Some("示例局"));
    meeting.office.import_draft("另一批", &draft, &Work::new()).unwrap();
    std::fs::write(&path, list("Y2")).unwrap();
    let mut again = Draft::open(&path, &Work::new()).unwrap();
    meeting.office.apply_remembered(&mut again).unwrap();
    let column = again.view().sheets[0].tables[0].columns[4].clone();
    assert_eq!(column.field.as_deref(), Some("title"), "its own label holds");
    assert_eq!((column.held_back.as_deref(), column.remembered), (Some("specialty"), false));
    again.map("名单", "E", Some("specialty")).unwrap();
    assert_eq!(again.view().sheets[0].tables[0].columns[4].held_back, None);
}

#[test]
fn what_a_table_is_can_be_said_and_is_kept_with_the_import() {
    let mut meeting = Meeting::prepared();
    let path = meeting.path("名单.csv");
    std::fs::write(&path, "甲栏,乙栏,丙栏,丁栏\nY1,示例甲,子大学,技术\nY2,示例乙,丑大学,管理\n").unwrap();
    let mut draft = Draft::open(&path, &Work::new()).unwrap();
    assert_eq!(draft.view().sheets[0].tables[0].kind, TableKind::Unknown);
    let at = draft.view().sheets[0].tables[0].at.clone();
    let behind = |draft: &Draft| -> Vec<(String, u32, bool)> {
        draft.view().not_taken.into_iter().map(|t| (t.sheet, t.rows, t.by_hand)).collect()
    };
    assert_eq!(behind(&draft), [("名单".to_owned(), 2, false)], "two rows would not come in");
    draft.take_as("名单", &at, TableKind::Unknown.into()).unwrap();
    assert_eq!(behind(&draft), [("名单".to_owned(), 2, true)], "left aside by hand");
    draft.take_as("名单", &at, TableKind::Expert.into()).unwrap();
    assert_eq!(behind(&draft), []);
    for (column, field) in [("A", "no"), ("B", "name"), ("C", "unit"), ("D", "category")] {
        draft.map("名单", column, Some(field)).unwrap();
    }
    let table = draft.view().sheets[0].tables[0].clone();
    assert!(table.kind == TableKind::Expert && table.kind_chosen);
    assert_eq!(code(draft.take_as("名单", "Z9", TableKind::Expert.into())), Code::ImportNoSuchRow);
    draft.remember_as(Some("示例局"));
    assert_eq!(meeting.office.import_draft("另一批", &draft, &Work::new()).unwrap().experts, 2);
    let entry = &app::journal::page(meeting.office.vault(), None, 1).unwrap().lines[0];
    assert!(entry.details.contains("\"kinds\":1"), "{}", entry.details);
    let mut again = Draft::open(&path, &Work::new()).unwrap();
    meeting.office.apply_remembered(&mut again).unwrap();
    assert_eq!((again.view().experts, again.view().undo), (2, 0), "known at once the next time");
}

#[test]
fn all_rows_that_are_in_the_vault_are_replaced_or_none_in_one_edit_but_those_a_session_uses() {
    let meeting = Meeting::prepared();
    let mut draft = bids();
    draft.into_batch(BATCH);
    let count = |draft: &Draft, code: &str| {
        let view = meeting.office.draft_view(draft).unwrap();
        view.findings.iter().filter(|f| f.problem.code == code).count()
    };
    assert_eq!((count(&draft, "import.in_vault"), count(&draft, "import.built_on")), (34, 3));
    meeting.office.amend_all(&mut draft, true).unwrap();
    assert_eq!((count(&draft, "import.in_vault"), count(&draft, "import.replaces")), (0, 34));
    assert_eq!((count(&draft, "import.built_on"), draft.view().undo), (3, 1));
    meeting.office.amend_all(&mut draft, true).unwrap();
    assert_eq!(draft.view().undo, 1, "nothing changed");
    meeting.office.amend_all(&mut draft, false).unwrap();
    assert_eq!((count(&draft, "import.in_vault"), draft.view().undo), (34, 2));
    draft.undo().unwrap();
    assert_eq!(count(&draft, "import.replaces"), 34);
}

#[test]
fn a_list_goes_back_as_the_senders_own_workbook_with_notes_and_the_journal_says_so() {
    let mut meeting = Meeting::prepared();
    let mut draft = bids();
    draft.drop_row(SHEET, 10, "退回填报单位补正").unwrap();
    let to = meeting.path("退回.xlsx");
    let sent = std::fs::read(sample("sample_bids.xlsx")).unwrap();
    let done = meeting.office.send_back(&draft, &to).unwrap();
    assert!(
        done.own && usize::try_from(done.findings).unwrap() >= draft.view().findings.len() && done.places > 0
    );
    let entry = &app::journal::page(meeting.office.vault(), None, 1).unwrap().lines[0];
    assert!(entry.action == "intake.send_back" && entry.details.contains("退回.xlsx"), "{}", entry.details);
    let back = app::reader::read(&std::fs::read(&to).unwrap(), "退回.xlsx", &Work::new()).unwrap();
    let before = app::reader::read(&sent, "sample_bids.xlsx", &Work::new()).unwrap();
    let notes: Vec<_> = back.sheets.iter().flat_map(|s| &s.comments).collect();
    assert_eq!(u32::try_from(notes.len()).unwrap(), done.places);
    for word in ["【须改正】", "要求：", "办理：改正后重新报送", "核对时本行未采用：退回填报单位补正"]
    {
        assert!(notes.iter().any(|n| n.text.contains(word)), "{word}");
    }
    assert!(notes.iter().all(|n| !n.text.contains('？') && !n.text.contains("预览")), "{notes:?}");
    for (old, new) in before.sheets.iter().zip(&back.sheets) {
        assert!(old.rows == new.rows && old.merges() == new.merges(), "{} is as it was sent", old.name);
    }
    assert_eq!(std::fs::read(sample("sample_bids.xlsx")).unwrap(), sent);
}

#[test]
fn a_list_of_another_format_goes_back_as_a_table_of_findings_and_never_over_itself() {
    let mut meeting = Meeting::prepared();
    let path = meeting.path("名单.csv");
    std::fs::write(&path, "专家编号,姓名,工作单位,类别,职称\nY1,示例甲,,技木,教授\n").unwrap();
    let draft = Draft::open(&path, &Work::new()).unwrap();
    assert_eq!(code(meeting.office.send_back(&draft, &path)), Code::SendBackOwnFile);
    let to = meeting.path("问题清单.xlsx");
    let done = meeting.office.send_back(&draft, &to).unwrap();
    assert_eq!((done.own, done.findings), (false, 2));
    let back = app::reader::read(&std::fs::read(&to).unwrap(), "问题清单.xlsx", &Work::new()).unwrap();
    let row = |n: u32| -> Vec<String> { back.sheets[0].rows[&n].iter().map(|c| c.value.text()).collect() };
    assert_eq!(row(3), ["序号", "工作表", "单元格", "级别", "现填内容", "存在问题", "填报要求", "办理"]);
    assert_eq!(&row(5)[1..5], ["名单", "D2", "须改正", "技木"]);
    assert!(row(5)[6].contains("技术、管理、财务、法律"), "{:?}", row(5));
    std::fs::write(&path, "专家编号,姓名,工作单位,类别,职称\nY1,示例甲,子大学,技术,教授\n").unwrap();
    let clean = Draft::open(&path, &Work::new()).unwrap();
    assert_eq!(code(meeting.office.send_back(&clean, &to)), Code::SendBackNothing);
    assert_eq!(code(meeting.office.import_draft("2026/1", &clean, &Work::new())), Code::BatchName);
}

#[test]
fn the_unit_that_a_list_nowhere_names_is_said_once_for_its_sheet_and_taken_back_with_one_undo() {
    let scratch = tempfile::tempdir().unwrap();
    let path = scratch.path().join("名单.csv");
    let head =
        "方案编号,榜单编号,榜题,出题企业,揭榜方,领域,开始日期,完成日期,研发投入总额,申请财政资金,自筹资金";
    let row = |n: u32| {
        format!(
            "JB-{n},BT-{n},示例榜题{n},示例公司{n},示例大学{n},新能源,2023-09-01,2026-08-31,1000,300,700\n"
        )
    };
    std::fs::write(&path, format!("{head}\n{}", (1..=12).map(row).collect::<String>())).unwrap();
    let mut draft = Draft::open(&path, &Work::new()).unwrap();
    let unread = |draft: &Draft| {
        let all = draft.view().findings;
        all.into_iter().filter(|f| f.problem.code == "amount_unparsable").count()
    };
    let sheet = draft.view().sheets[0].name.clone();
    assert_eq!(unread(&draft), 3);
    draft.say_unit(&sheet, AmountUnit::Wan).unwrap();
    assert_eq!(unread(&draft), 0);
    let view = draft.view();
    assert_eq!((view.undo, view.corrected.len()), (1, 3), "typed into the three headers, and journalled so");
    assert_eq!(view.corrected[0].text, "研发投入总额（万元）");
    assert!(draft.say_unit(&sheet, AmountUnit::Yuan).is_err(), "nothing lacks a unit any more");
    draft.undo().unwrap();
    assert_eq!(unread(&draft), 3);
}
