//! What the checks say, and what the secretary's edits change. Lists are written here, small, one matter each.

// Helpers of tests may stop the test.
#![allow(clippy::expect_used)]

use domain::{Fen, Severity};
use workbook::{ColumnChoice, Correction, Drop, Edits, Inspection, Kind, KindChoice, WorkbookError};

const WAN: i64 = 1_000_000;

fn inspect_with(csv: &str, edits: &Edits) -> Result<Inspection, WorkbookError> {
    let book = workbook::read(csv.as_bytes(), "表.csv").expect("reads");
    workbook::recognise(&book, edits)
}

fn inspect(csv: &str) -> Inspection {
    inspect_with(csv, &Edits::default()).expect("recognises")
}

/// Findings as `code@cell`, or `code@row` when the row is meant.
fn said(inspection: &Inspection) -> Vec<String> {
    let place = |f: &domain::Finding| {
        f.place.cell.clone().or_else(|| f.place.row.map(|r| r.to_string())).unwrap_or_default()
    };
    inspection.findings.iter().map(|f| format!("{}@{}", f.code, place(f))).collect()
}

const BIDS: &str = "方案编号,榜单编号,榜题,出题企业,揭榜方,领域,开始日期,完成日期,研发投入总额（万元）,申请财政资金（万元）,自筹资金（万元）,总人数,青年人数,一事一议批准文号\n";
const GOOD: &str = "JB-1,BT-1,甲,子公司,丑大学,新能源,2023-09-01,2026-08-31,1000,300,700,10,5,\n";

fn bids(rows: &[&str]) -> String {
    format!("{BIDS}{}", rows.join("\n"))
}

/// The good bid with one cell changed.
fn bid_with(column: usize, text: &str) -> String {
    let mut cells: Vec<&str> = GOOD.trim_end().split(',').collect();
    cells[column] = text;
    bids(&[&cells.join(",")])
}

#[test]
fn a_bid_at_every_limit_is_within_it() {
    assert_eq!(said(&inspect(&bids(&[GOOD]))), Vec::<String>::new());
}

#[test]
fn each_fault_of_a_bid_is_said_at_its_cell() {
    for (column, text, wanted) in [
        (4, "", &["missing_value@E2"][..]),
        (5, "人工智能", &["field_unknown@F2"]),
        (7, "2026-09-01", &["term_over_3y@H2"]),
        (7, "2023-08-31", &["date_order@H2"]),
        (7, "不久", &["date_unparsable@H2"]),
        (8, "999.99", &["parts_mismatch@I2", "cap_ratio@J2"]),
        (9, "", &["missing_value@J2"]),
        (9, "-300", &["amount_negative@J2"]),
        (9, "约300", &["amount_approx@J2"]),
        (9, "三百", &["amount_unparsable@J2"]),
        (9, "300.0000001", &["amount_unparsable@J2"]),
        (11, "11", &["youth_low@M2"]),
        (11, "4", &["count_impossible@M2"]),
        (12, "若干", &["count_impossible@M2"]),
    ] {
        assert_eq!(said(&inspect(&bid_with(column, text))), wanted, "{column} {text}");
    }
}

#[test]
fn an_approval_number_lifts_both_caps() {
    let over = "JB-1,BT-1,甲,子公司,丑大学,新能源,2023-09-01,2026-08-31,6000,2000.01,3999.99,10,5,";
    assert_eq!(said(&inspect(&bids(&[over]))), ["cap_ratio@J2", "cap_limit@J2"]);
    assert_eq!(said(&inspect(&bids(&[&format!("{over}否")]))), ["cap_ratio@J2", "cap_limit@J2"]);
    let approved = format!("{over}并政办〔2023〕9号");
    assert_eq!(said(&inspect(&bids(&[&approved]))), Vec::<String>::new());
}

#[test]
fn a_time_is_read_from_whichever_column_says_it() {
    let list = bids(&[GOOD]).replace("开始日期,完成日期", "实施期,备注");
    for (said_as, start, end, months) in [
        ("2023.09-2026.08", Some("2023-09-01"), Some("2026-08-31"), None),
        ("36个月", None, None, Some(36)),
        ("2023年9月1日至2026年8月31日", Some("2023-09-01"), Some("2026-08-31"), None),
    ] {
        let inspection = inspect(&list.replace("2023-09-01", said_as));
        assert_eq!(said(&inspection), Vec::<String>::new(), "{said_as}");
        let bid = &inspection.bids()[0];
        let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string());
        assert_eq!(
            (day(bid.start).as_deref(), day(bid.end).as_deref(), bid.term_months),
            (start, end, months)
        );
    }
}

#[test]
fn a_number_used_twice_and_a_challenge_with_two_titles_are_said() {
    let second = "JB-1,BT-1,乙,子公司,寅大学,新能源,2023-09-01,2026-08-31,1000,300,700,10,5,";
    assert_eq!(
        said(&inspect(&bids(&[GOOD.trim_end(), second]))),
        ["duplicate_number@A3", "challenge_no_conflict@C3"]
    );
}

#[test]
fn an_amount_without_any_unit_is_not_taken() {
    let list = bids(&[GOOD]).replace("（万元）", "");
    let inspection = inspect(&list);
    assert_eq!(said(&inspection), ["amount_unparsable@I2", "amount_unparsable@J2", "amount_unparsable@K2"]);
    assert_eq!(inspection.bids()[0].fiscal, None);
    let with_note = inspect(&format!("登记表，,单位：万元\n{list}"));
    assert_eq!(said(&with_note), Vec::<String>::new());
    assert_eq!(with_note.bids()[0].fiscal, Some(Fen(300 * WAN)));
}

#[test]
fn the_wrong_base_is_suspected_where_both_totals_are_the_same() {
    let list = bids(&[GOOD]).replace("一事一议批准文号", "总投资（万元）").replace(",5,\n", ",5,1000\n");
    assert_eq!(said(&inspect(&list)), ["cap_base_suspect@I2"]);
    let bid = &inspect(&list).bids()[0];
    assert_eq!((bid.rd_total, bid.total_investment), (Some(Fen(1000 * WAN)), Some(Fen(1000 * WAN))));
}

#[test]
fn missing_columns_are_named() {
    let list = bids(&[GOOD]).replace("揭榜方,", "备注,").replace("领域", "其他");
    let inspection = inspect(&list);
    assert_eq!(said(&inspection), ["column_missing@1", "column_missing@1"]);
    assert_eq!(inspection.findings[0].params[1], ("missing".to_owned(), "solver".to_owned()));
}

#[test]
fn a_demand_states_six_things_and_lasts_three_years() {
    let header = "需求名称,企业名称,领域,需求背景,需求内容,关键技术及指标,时限,总投资,对揭榜方的要求,统一社会信用代码\n";
    let inspection = inspect(&format!(
        "{header}甲,子公司,生物基新材料领域,无,内容,指标,3年,500万元,要求,91350100M000100Y43\n乙,子公司,,背景,,/,37个月,,—,91350100M000100Y44\n"
    ));
    let wanted = [
        "missing_value@D2",
        "missing_value@C3",
        "missing_value@E3",
        "missing_value@F3",
        "term_over_3y@G3",
        "missing_value@H3",
        "missing_value@I3",
        "credit_code_invalid@J3",
    ];
    assert_eq!(said(&inspection), wanted);
    let demand = &inspection.demands()[0];
    assert_eq!((demand.term_months, demand.total_investment), (Some(36), Some(Fen(500 * WAN))));
    assert_eq!(demand.field.as_deref(), Some("生物基新材料"));
}

#[test]
fn a_person_listed_twice_is_said_once_with_both_rows() {
    let inspection =
        inspect("姓名,单位,类别,职称\n甲,子大学,技术,教授\n乙,丑大学,会计,教授\n甲,子大学,技术,研究员\n");
    assert_eq!(said(&inspection), ["category_unknown@C3", "duplicate_exact@4"]);
    let both: Vec<&str> = inspection.findings[1].params.iter().map(|(_, v)| v.as_str()).collect();
    assert_eq!(both, ["4", "2"]);
}

/// A workbook of bids and budget lines, as two tables of one sheet.
fn with_budget(lines: &str) -> String {
    format!(
        "{}\n\n方案编号,科目,预算金额（万元）,财政资金（万元）,自筹资金（万元）\n{lines}",
        bids(&[GOOD.trim_end()])
    )
}

const LINES: &str =
    "JB-1,设备费,400,100,300\nJB-1,业务费,300,100,200\nJB-1,劳务费,150,50,100\nJB-1,间接费用,150,50,100\n";

#[test]
fn budget_lines_that_add_up_are_in_order() {
    // Indirect 150 on a base of 450 is over 135, which only warns.
    assert_eq!(said(&inspect(&with_budget(LINES))), ["indirect_cap@C8"]);
}

#[test]
fn budget_lines_that_do_not_are_said_where_they_begin() {
    let sum = with_budget(&LINES.replace("400,100,300", "400.01,100,300.01"));
    assert_eq!(said(&inspect(&sum)), ["budget_sum_mismatch@5", "indirect_cap@C8"]);
    let parts = with_budget(&LINES.replace("400,100,300", "400,100,299"));
    assert_eq!(said(&inspect(&parts)), ["budget_sum_mismatch@5", "parts_mismatch@C5", "indirect_cap@C8"]);
    let line = with_budget(&LINES.replace("业务费", "差旅费"));
    assert!(said(&inspect(&line)).contains(&"line_unknown@B6".to_owned()));
}

#[test]
fn lines_without_a_bid_and_bids_without_lines_are_said() {
    let orphan = with_budget(&LINES.replace("JB-1", "JB-9"));
    assert_eq!(said(&inspect(&orphan)), ["budget_missing@2", "budget_orphan@5", "indirect_cap@C8"]);
}

#[test]
fn sums_in_a_list_are_checked_and_are_no_rows() {
    let good = with_budget(&format!("{LINES}JB-1,合计,1000,300,700\n总计,,1000,300,700\n"));
    let inspection = inspect(&good);
    assert_eq!(said(&inspection), ["indirect_cap@C8"]);
    assert_eq!(inspection.budget_lines().len(), 4);
    let bad = with_budget(&format!("{LINES}JB-1,合计,1000,300,701\n"));
    assert_eq!(said(&inspect(&bad)), ["indirect_cap@C8", "total_mismatch@E9"]);
}

#[test]
fn a_part_of_an_amount_is_in_its_unit_and_direct_costs_are_no_line() {
    let lines = "JB-1,一、直接费用,850,250,600\nJB-1,1.设备费,400,100,300\nJB-1,2.业务费,300,100,200\nJB-1,3.劳务费,150,50,100\n\
         JB-1,二、间接费用,150,50,100\nJB-1,合计,1000,300,700\n";
    let list = with_budget(lines)
        .replace("财政资金（万元）,自筹资金（万元）\nJB", "其中：财政资金,其中：自筹资金\nJB");
    let inspection = inspect(&list);
    assert_eq!(said(&inspection), ["indirect_cap@C9"]);
    let fiscal: Vec<_> = inspection.budget_lines().iter().map(|l| l.fiscal).collect();
    assert_eq!(fiscal, [100, 100, 50, 50].map(|n| Some(Fen(n * WAN))));
}

#[test]
fn a_wide_budget_gives_the_same_lines_as_a_long_one() {
    let header = "方案编号,设备费（合计）,设备费（财政）,设备费（自筹）,业务费（合计）,业务费（财政）,业务费（自筹）,劳务费（合计）,劳务费（财政）,劳务费（自筹）,间接费用（合计）,间接费用（财政）,间接费用（自筹）,合计（总额）";
    let row = "JB-1,400,100,300,300,100,200,150,50,100,150,50,100,1000";
    let wide = inspect(&format!("{}\n\n,单位：万元\n{header}\n{row}\n", bids(&[GOOD.trim_end()])));
    let long = inspect(&with_budget(LINES));
    let amounts = |i: &Inspection| -> Vec<_> {
        i.budget_lines().into_iter().map(|l| (l.bid_no, l.line, l.total, l.fiscal, l.self_raised)).collect()
    };
    assert_eq!(wide.tables[1].kind, Kind::Budget);
    assert_eq!(amounts(&wide), amounts(&long));
    assert_eq!(said(&wide), ["indirect_cap@K6"]);
}

fn correct(cell: &str, text: &str) -> Correction {
    Correction { sheet: "表".to_owned(), cell: cell.to_owned(), text: text.to_owned() }
}

fn drop_row(row: u32) -> Drop {
    Drop { sheet: "表".to_owned(), row, reason: "撤回".to_owned() }
}

#[test]
fn a_correction_is_read_as_if_it_stood_in_the_cell() {
    let list = bid_with(4, "");
    let edits =
        Edits { corrections: vec![correct("E2", "丑大学"), correct("J2", "300.01")], ..Edits::default() };
    let inspection = inspect_with(&list, &edits).expect("recognises");
    assert_eq!(inspection.bids()[0].solver.as_deref(), Some("丑大学"));
    assert_eq!(said(&inspection), ["parts_mismatch@I2", "cap_ratio@J2"]);
}

#[test]
fn a_header_that_lacks_the_unit_of_its_amounts_is_typed_anew_once_for_all_rows() {
    let list = bids(&[GOOD, GOOD]).replace("（万元）", "");
    let bare = inspect(&list);
    let once = ["amount_unparsable@I1", "amount_unparsable@J1", "amount_unparsable@K1"];
    let unread: Vec<_> = said(&bare).into_iter().filter(|s| s.starts_with("amount")).collect();
    assert_eq!(unread, once, "once a column, at its header, and not once a row");
    assert!(bare.bids().iter().all(|b| b.rd_total.is_none()), "and nothing is guessed");
    let heads = ["I", "J", "K"].map(|column| {
        let at = usize::from(column.as_bytes()[0] - b'A');
        let head = list.lines().next().and_then(|l| l.split(',').nth(at)).expect("a head");
        correct(&format!("{column}1"), &format!("{head}（万元）"))
    });
    let inspection =
        inspect_with(&list, &Edits { corrections: heads.to_vec(), ..Edits::default() }).expect("recognises");
    assert!(!said(&inspection).iter().any(|s| s.starts_with("amount_unparsable")), "{:?}", said(&inspection));
    assert_eq!(inspection.bids()[1].rd_total, inspect(&bids(&[GOOD, GOOD])).bids()[1].rd_total);
}

#[test]
fn where_one_amount_names_its_unit_the_others_are_to_blame_each_for_itself() {
    let named = GOOD.replace(",1000,", ",1000万元,");
    let inspection = inspect(&bids(&[named.trim_end(), GOOD]).replace("（万元）", ""));
    let unread: Vec<_> = said(&inspection).into_iter().filter(|s| s.starts_with("amount")).collect();
    assert_eq!(unread, ["amount_unparsable@J1", "amount_unparsable@K1", "amount_unparsable@I3"]);
}

#[test]
fn a_start_column_that_holds_start_and_end_gives_both_with_an_empty_end_or_without_one() {
    let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
    let both = |i: &Inspection| (day(i.bids()[0].start), day(i.bids()[0].end));
    let whole = ("2023-09-01".to_owned(), "2026-08-31".to_owned());
    let (start, end) = ("2023-09-01", "2026-08-31");
    for span in ["2023.09-2026.08", "2023年9月—2026年8月", "2023年9月1日至2026年8月31日"] {
        let empty = inspect(&bids(&[&GOOD.replace(end, "").replace(start, span)]));
        assert_eq!((said(&empty), both(&empty)), (vec![], whole.clone()), "{span}, the end empty");
        let same = inspect(&bids(&[&GOOD.replace(start, span)]));
        assert_eq!((said(&same), both(&same)), (vec![], whole.clone()), "{span}, the end says the same");
        let list = bids(&[&GOOD.replace(start, span)]).replace("完成日期", "备注").replace(end, "");
        let missing = inspect(&list);
        assert_eq!(
            (said(&missing), both(&missing)),
            (vec![], whole.clone()),
            "{span}, no column for the end"
        );
    }
    let other = inspect(&bids(&[&GOOD.replace(start, "2023.09-2025.08")]));
    assert_eq!(said(&other), ["date_ambiguous@G2"], "two ends: asked, not chosen in silence");
    assert_eq!(both(&other), (String::new(), whole.1.clone()));
    let asked = inspect(&bids(&[&GOOD.replace(end, "").replace(start, "2023.03-08")]));
    assert_eq!(said(&asked)[0], "date_ambiguous@G2", "August, or the 8th of March");
    let year = inspect(&bids(&[&GOOD.replace(end, "").replace(start, "2023年3-8月")]));
    assert_eq!((said(&year), both(&year)), (vec![], ("2023-03-01".to_owned(), "2023-08-31".to_owned())));
    let backwards = inspect(&bids(&[&GOOD.replace(end, "").replace(start, "2026.09-2023.08")]));
    assert_eq!(said(&backwards)[0], "date_ambiguous@G2");
}

#[test]
fn a_dropped_bid_takes_its_findings_and_its_budget_with_it() {
    let list = with_budget(&LINES.replace("业务费", "差旅费"));
    let edits = Edits { drops: vec![drop_row(2)], ..Edits::default() };
    let inspection = inspect_with(&list, &edits).expect("recognises");
    assert_eq!(said(&inspection), Vec::<String>::new());
    assert!(inspection.bids().is_empty() && inspection.budget_lines().is_empty());
    let dropped: Vec<_> = inspection.dropped.iter().map(|d| (d.row, d.with_bid.as_deref())).collect();
    assert_eq!(
        dropped,
        [(2, None), (5, Some("JB-1")), (6, Some("JB-1")), (7, Some("JB-1")), (8, Some("JB-1"))]
    );
}

#[test]
fn an_edit_of_a_row_that_is_not_there_is_refused() {
    for (corrections, drops, place) in [
        (vec![correct("E99", "x")], vec![], "E99"),
        (vec![correct("nonsense", "x")], vec![], "nonsense"),
        (vec![], vec![drop_row(1)], "1"),
        (vec![], vec![drop_row(99)], "99"),
    ] {
        let error = inspect_with(&bids(&[GOOD]), &Edits { corrections, drops, ..Edits::default() })
            .expect_err("no such row");
        assert_eq!(error.code().as_str(), "import.no_such_row");
        assert_eq!(error.params()[1].1, place);
    }
    let elsewhere = Correction { sheet: "别的表".to_owned(), ..correct("E2", "x") };
    assert!(
        inspect_with(&bids(&[GOOD]), &Edits { corrections: vec![elsewhere], ..Edits::default() }).is_err()
    );
}

fn choose(column: &str, field: Option<&str>) -> ColumnChoice {
    ColumnChoice { sheet: "表".to_owned(), column: column.to_owned(), field: field.map(str::to_owned) }
}

fn columns(list: &str, choices: Vec<ColumnChoice>) -> Vec<String> {
    let inspection = inspect_with(list, &Edits { columns: choices, ..Edits::default() }).expect("recognises");
    inspection.tables[0].columns.iter().map(|(letters, field)| format!("{letters}={field}")).collect()
}

const STAFF: &str = "专家编号,姓名,工作单位,所在单位,类别,职称,备注\nZ1,甲,子大学,丑大学,技术,教授,材料\n\
    专家编号,姓名,工作单位,所在单位,类别,职称,备注\nZ2,乙,寅大学,卯大学,管理,研究员,机械\n";

#[test]
fn a_chosen_column_takes_its_field_from_the_column_that_has_it_and_the_later_choice_holds() {
    let named = ["A=no", "B=name", "C=unit", "E=category", "F=title"];
    assert_eq!(columns(STAFF, vec![]), named);
    assert_eq!(
        columns(STAFF, vec![choose("D", Some("unit")), choose("G", Some("specialty"))]),
        ["A=no", "B=name", "D=unit", "E=category", "F=title", "G=specialty"]
    );
    assert_eq!(columns(STAFF, vec![choose("D", Some("unit")), choose("C", Some("unit"))]), named);
    assert_eq!(columns(STAFF, vec![choose("F", None)]), ["A=no", "B=name", "C=unit", "E=category"]);
    let edits = Edits { columns: vec![choose("D", Some("unit"))], ..Edits::default() };
    let inspection = inspect_with(STAFF, &edits).expect("recognises");
    assert_eq!(
        said(&inspection),
        Vec::<String>::new(),
        "two columns for one field are settled by the choice"
    );
    let units: Vec<_> = inspection.experts().into_iter().map(|e| e.unit.unwrap_or_default()).collect();
    assert_eq!(units, ["丑大学", "卯大学"], "a header repeated between the rows is still a header");
}

#[test]
fn a_choice_that_no_table_can_follow_is_refused() {
    for (column, field) in
        [("G", "solver"), ("G", "nonsense"), ("7", "unit"), ("XFE", "unit"), ("A2", "unit")]
    {
        let edits = Edits { columns: vec![choose(column, Some(field))], ..Edits::default() };
        let error = inspect_with(STAFF, &edits).expect_err("no such column");
        assert_eq!(error.code().as_str(), "import.no_such_column", "{column} {field}");
    }
}

#[test]
fn a_list_that_cannot_be_told_is_read_as_what_it_is_said_to_be() {
    let list = "甲栏,乙栏,丙栏,丁栏\nZ1,示例甲,子大学,技术\nZ2,示例乙,丑大学,管理\n";
    let bare = inspect_with(list, &Edits::default()).expect("recognises");
    assert_eq!((bare.tables[0].kind, bare.tables[0].at.as_str()), (Kind::Unknown, "A1"));
    let say = |at: &str, kind| KindChoice { sheet: "表".to_owned(), at: at.to_owned(), kind };
    let columns = vec![
        choose("A", Some("no")),
        choose("B", Some("name")),
        choose("C", Some("unit")),
        choose("D", Some("category")),
    ];
    let edits = Edits { kinds: vec![say("A1", Kind::Expert)], columns, ..Edits::default() };
    let told = inspect_with(list, &edits).expect("recognises");
    assert_eq!(said(&told), Vec::<String>::new());
    let names: Vec<_> = told.experts().into_iter().map(|e| e.name.unwrap_or_default()).collect();
    assert_eq!(names, ["示例甲", "示例乙"]);
    for wrong in ["A2", "B1", "nonsense"] {
        let edits = Edits { kinds: vec![say(wrong, Kind::Expert)], ..Edits::default() };
        assert_eq!(inspect_with(list, &edits).expect_err("no table").code().as_str(), "import.no_such_row");
    }
}

#[test]
fn a_list_that_is_not_to_be_taken_is_left_alone_and_can_be_taken_again() {
    let say = |kind| Edits {
        kinds: vec![KindChoice { sheet: "表".to_owned(), at: "A1".to_owned(), kind }],
        ..Edits::default()
    };
    let none = inspect_with(STAFF, &say(Kind::Unknown)).expect("recognises");
    assert_eq!((none.tables[0].kind, none.experts().len()), (Kind::Unknown, 0));
    let again = inspect_with(STAFF, &say(Kind::Expert)).expect("recognises");
    assert_eq!(again.experts().len(), 2, "a header repeated between the rows is still one");
}

#[test]
fn a_missing_column_of_another_name_is_read_in_its_own_unit_once_it_is_chosen() {
    let list = bids(&[GOOD]).replacen("研发投入总额", "课题总盘子", 1);
    assert!(said(&inspect(&list)).contains(&"column_missing@1".to_owned()));
    let letters = ('A'..='Z').nth(
        list.lines()
            .next()
            .unwrap_or_default()
            .split(',')
            .position(|l| l.contains("课题总盘子"))
            .expect("there"),
    );
    let letters = letters.map(String::from).unwrap_or_default();
    let edits = Edits { columns: vec![choose(&letters, Some("rd_total"))], ..Edits::default() };
    let inspection = inspect_with(&list, &edits).expect("recognises");
    assert_eq!(inspection.bids()[0].rd_total, inspect(&bids(&[GOOD])).bids()[0].rd_total);
}

#[test]
fn edits_without_chosen_columns_keep_their_shape() {
    let edits = Edits { drops: vec![drop_row(2)], ..Edits::default() };
    let json = serde_json::to_value(&edits).expect("json");
    assert_eq!(json.as_object().map(|o| o.len()), Some(2));
}

mod excel {
    use super::{WAN, said};
    use domain::Fen;
    use rust_xlsxwriter::{Format, Formula, Workbook};
    use workbook::{Edits, Inspection};

    fn inspect(book: &mut Workbook) -> Inspection {
        let bytes = book.save_to_buffer().expect("writes");
        let book = workbook::read(&bytes, "表.xlsx").expect("reads");
        workbook::recognise(&book, &Edits::default()).expect("recognises")
    }

    #[test]
    fn a_number_merged_over_the_lines_of_a_bid_speaks_for_each_and_an_amount_does_not() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let plain = Format::new();
        for (column, label) in ["方案编号", "科目", "预算金额（元）", "财政资金（元）"].iter().enumerate()
        {
            sheet.write_string(0, u16::try_from(column).expect("small"), *label).expect("writes");
        }
        sheet.merge_range(1, 0, 2, 0, "JB-1", &plain).expect("merges");
        sheet.merge_range(1, 3, 2, 3, "", &plain).expect("merges");
        sheet.write_number(1, 3, 5).expect("writes");
        for (row, (line, amount)) in [("设备费", 10), ("业务费", 20)].iter().enumerate() {
            let row = u32::try_from(row + 1).expect("small");
            sheet.write_string(row, 1, *line).expect("writes");
            sheet.write_number(row, 2, *amount).expect("writes");
        }
        let lines = inspect(&mut book).budget_lines();
        let got: Vec<_> = lines.iter().map(|l| (l.bid_no.as_deref(), l.total, l.fiscal)).collect();
        assert_eq!(
            got,
            [(Some("JB-1"), Some(Fen(1000)), Some(Fen(500))), (Some("JB-1"), Some(Fen(2000)), None)]
        );
    }

    #[test]
    fn formulas_errors_dates_phones_and_hidden_rows_are_taken_for_what_they_are() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let labels = [
            "需求名称",
            "企业名称",
            "领域",
            "需求背景",
            "需求内容",
            "技术指标",
            "完成日期",
            "总投资（万元）",
            "揭榜要求",
            "电话",
        ];
        for (column, label) in labels.iter().enumerate() {
            sheet.write_string(0, u16::try_from(column).expect("small"), *label).expect("writes");
        }
        let day = Format::new().set_num_format("yyyy\"年\"m\"月\"");
        for row in 1..=2 {
            for (column, text) in ["甲", "子公司", "新能源", "背景", "内容", "指标"].iter().enumerate()
            {
                let text = if column == 0 { format!("{text}{row}") } else { (*text).to_owned() };
                sheet.write_string(row, u16::try_from(column).expect("small"), text).expect("writes");
            }
            sheet.write_number_with_format(row, 6, 46_235, &day).expect("writes");
            sheet.write_string(row, 8, "要求").expect("writes");
            sheet.write_number(row, 9, 19_900_009_631.0_f64).expect("writes");
        }
        sheet.write_formula(1, 7, Formula::new("=100+20.5").set_result("120.5")).expect("writes");
        sheet.write_formula(2, 7, Formula::new("=1/0").set_result("#DIV/0!")).expect("writes");
        sheet.set_row_hidden(2).expect("hides");
        let inspection = inspect(&mut book);
        assert_eq!(said(&inspection), ["formula_cached@H2", "hidden_row@3", "formula_error@H3"]);
        let demand = &inspection.demands()[0];
        assert_eq!(demand.end.map(|d| d.to_string()).as_deref(), Some("2026-08-31"));
        assert_eq!(
            (demand.total_investment, demand.phone.as_deref()),
            (Some(Fen(120_500_000)), Some("19900009631"))
        );
        assert_eq!(120_500_000, 120 * WAN + WAN / 2);
    }
}

#[test]
fn a_list_of_five_thousand_rows_is_read_whole() {
    let row = |n: usize| format!("JB-{n},BT-{n},甲,子公司,丑大学,新能源,2023.09,2026.08,1000,300,700,10,5,");
    let rows: Vec<String> = (0..5_000).map(row).collect();
    let inspection = inspect(&bids(&rows.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!(inspection.bids().len(), 5_000);
    assert!(
        inspection
            .findings
            .iter()
            .all(|f| f.severity == Severity::Warning && f.code.as_str() == "duplicate_exact")
    );
}

#[test]
fn a_formula_without_a_stored_result_has_its_own_code_and_is_no_error_value() {
    let mut book = workbook::read(bids(&[GOOD]).as_bytes(), "表.csv").expect("reads");
    let row = book.sheets[0].rows.get_mut(&2).expect("row");
    let cell = row.iter_mut().find(|c| c.column == 10).expect("cell");
    (cell.value, cell.formula) = (workbook::grid::CellValue::Uncached, true);
    let inspection = workbook::recognise(&book, &Edits::default()).expect("recognises");
    assert!(said(&inspection).contains(&"formula_uncached@J2".to_owned()), "{:?}", said(&inspection));
    assert!(!said(&inspection).iter().any(|s| s.starts_with("formula_error")));
}
