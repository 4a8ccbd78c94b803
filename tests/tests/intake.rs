//! A workbook on its way in: held in memory, edited and undone, imported as it was read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use app::Refusal;
use app::api::intake::{RowKind, TableKind};
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
