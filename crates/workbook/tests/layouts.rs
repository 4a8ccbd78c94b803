//! Layouts as offices draw them: each test builds one workbook and says what is read from it.

// Helpers of tests may stop the test.
#![allow(clippy::expect_used)]

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use workbook::{Edits, Inspection, Kind};

/// Findings as `code@cell`, or `code@row` when the row is meant.
fn said(inspection: &Inspection) -> Vec<String> {
    let place = |f: &domain::Finding| {
        f.place.cell.clone().or_else(|| f.place.row.map(|r| r.to_string())).unwrap_or_default()
    };
    inspection.findings.iter().map(|f| format!("{}@{}", f.code, place(f))).collect()
}

fn param<'f>(finding: &'f domain::Finding, name: &str) -> Option<&'f str> {
    finding.params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn inspect(book: &mut Workbook) -> Inspection {
    let bytes = book.save_to_buffer().expect("writes");
    let book = workbook::read(&bytes, "表.xlsx").expect("reads");
    workbook::recognise(&book, &Edits::default()).expect("recognises")
}

/// Writes rows of cells kept apart by `|`; an empty one is left out. Digits are written as numbers.
fn put(sheet: &mut Worksheet, row: u32, column: u16, lines: &[&str]) {
    for (r, line) in (row..).zip(lines) {
        for (c, text) in (column..).zip(line.split('|')).filter(|(_, t)| !t.is_empty()) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(r, c, number).expect("writes"),
                Err(_) => sheet.write_string(r, c, text).expect("writes"),
            };
        }
    }
}

fn book(name: &str, lines: &[&str]) -> Workbook {
    let mut book = Workbook::new();
    put(book.add_worksheet().set_name(name).expect("name"), 0, 0, lines);
    book
}

fn merge(sheet: &mut Worksheet, rows: (u32, u32), columns: (u16, u16), text: &str) {
    sheet.merge_range(rows.0, columns.0, rows.1, columns.1, text, &Format::new()).expect("merges");
}

const BIDS: &str =
    "方案编号|榜单编号|榜题名称|出题企业|揭榜方|领域|开始日期|完成日期|研发投入总额|申请财政资金|自筹资金";
const FIRST: &str = "JB-1|BT-1|特钢冶炼|示例特钢有限公司|示例大学|新能源|2023.09|2026.08|1000|300|700";
const SECOND: &str = "JB-2|BT-2|风机主轴|示例装备有限公司|示例学院|新能源|2023.09|2025.08|500|100|400";

fn rows(inspection: &Inspection, table: usize) -> Vec<u32> {
    inspection.tables[table].rows.iter().map(|r| r.row).collect()
}

#[test]
fn a_header_of_three_rows_names_its_columns_by_group_and_label() {
    let mut book = book(
        "方案",
        &[
            "揭榜方案一览表",
            "|||||||经费（万元）",
            "方案编号|榜题|出题企业|揭榜方|领域|实施期||研发投入总额|其中",
            "|||||开始|结束||财政|自筹",
            "JB-1|特钢冶炼|示例特钢有限公司|示例大学|新能源|2023年9月|2026年8月|1000|300|700",
        ],
    );
    let sheet = book.worksheet_from_index(0).expect("sheet");
    merge(sheet, (1, 1), (7, 9), "经费（万元）");
    merge(sheet, (2, 2), (5, 6), "实施期");
    merge(sheet, (2, 2), (8, 9), "其中");
    let inspection = inspect(&mut book);
    assert_eq!(said(&inspection), Vec::<String>::new());
    let bid = &inspection.bids()[0];
    let wan = |n: i64| Some(domain::Fen(n * 1_000_000));
    assert_eq!((bid.rd_total, bid.fiscal, bid.self_raised), (wan(1000), wan(300), wan(700)));
    assert_eq!(bid.end.map(|d| d.to_string()).as_deref(), Some("2026-08-31"));
}

#[test]
fn the_unit_is_found_above_beside_below_and_in_the_sheets_name() {
    for (name, lines) in [
        ("方案", &["单位：万元", BIDS, FIRST][..]),
        ("方案", &["登记表（万元）", BIDS, FIRST]),
        ("方案", &[BIDS, FIRST, "注：1.由各区汇总；2.以上金额均以万元计。"]),
        ("方案（万元）", &[BIDS, FIRST]),
    ] {
        let inspection = inspect(&mut book(name, lines));
        assert_eq!(said(&inspection), Vec::<String>::new(), "{name} {lines:?}");
        assert_eq!(inspection.bids()[0].fiscal, Some(domain::Fen(300_000_000)));
    }
    let beside = format!("{BIDS}||单位：万元");
    assert_eq!(
        inspect(&mut book("方案", &[&beside, FIRST])).bids()[0].fiscal,
        Some(domain::Fen(300_000_000))
    );
}

#[test]
fn a_field_that_a_line_a_sheet_or_a_band_states_is_filled_in() {
    let header = "需求名称|企业名称|需求背景|需求内容|技术指标|时限（月）|总投资（万元）|揭榜要求";
    let row = "特钢冶炼|示例特钢有限公司|背景|内容|指标|24|500|要求";
    let other = "风机主轴|示例装备有限公司|缘由|做法|数值|24|600|条件";
    let fields = |inspection: &Inspection| -> Vec<String> {
        assert_eq!(said(inspection), Vec::<String>::new());
        inspection.demands().into_iter().map(|d| d.field.unwrap_or_default()).collect()
    };
    let caption = inspect(&mut book("表", &["技术需求汇总表", "领域：新能源", header, row]));
    assert_eq!(fields(&caption), ["新能源"]);
    assert_eq!(fields(&inspect(&mut book("新型化工材料", &[header, row]))), ["新型化工材料"]);
    let bands =
        inspect(&mut book("表", &[header, "一、特种金属材料领域", row, "二、新能源领域（1项）", other]));
    assert_eq!(fields(&bands), ["特种金属材料", "新能源"]);
    let outside = inspect(&mut book("表", &["领域：人工智能", header, row]));
    assert_eq!(said(&outside), ["field_unknown@A1"]);
}

#[test]
fn a_bureau_that_collects_a_list_is_not_its_sponsor() {
    let header = "需求名称|领域|需求背景|需求内容|技术指标|时限（月）|总投资（万元）|揭榜要求";
    let row = "特钢冶炼|新能源|背景|内容|指标|24|500|要求";
    let of = |line: &str| inspect(&mut book("表", &[line, header, row])).demands()[0].sponsor.clone();
    assert_eq!(of("填报单位：示例特钢有限公司").as_deref(), Some("示例特钢有限公司"));
    assert_eq!(of("填报单位：示例区科技局"), None);
}

#[test]
fn budgets_of_one_bid_each_take_its_number_from_the_line_above_or_the_sheet() {
    let header = "科目|预算金额（元）|财政资金（元）|自筹资金（元）";
    let above = inspect(&mut book("预算", &["方案编号：JB-7", header, "设备费|10|3|7", "合计|10|3|7"]));
    let named = inspect(&mut book("JB-7", &[header, "设备费|10|3|7"]));
    for inspection in [above, named] {
        assert_eq!(said(&inspection), Vec::<String>::new());
        assert_eq!(inspection.budget_lines()[0].bid_no.as_deref(), Some("JB-7"));
    }
}

#[test]
fn tables_beside_each_other_are_read_apart() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let header = "姓名|工作单位|类别|职称";
    put(sheet, 1, 0, &[header, "甲甲|示例大学|技术|教授"]);
    put(sheet, 1, 5, &[header, "乙乙|示例学院|管理|研究员", "丙丙|示例公司|财务|会计师"]);
    let inspection = inspect(&mut book);
    assert_eq!(said(&inspection), Vec::<String>::new());
    assert_eq!((rows(&inspection, 0), rows(&inspection, 1)), (vec![3], vec![3, 4]));
    assert!(inspection.tables[1].columns.contains_key("F"));
}

#[test]
fn a_list_in_two_bands_of_columns_is_two_tables() {
    let inspection = inspect(&mut book(
        "专家",
        &["序号|姓名|单位|类别|序号|姓名|单位|类别", "1|甲甲|示例大学|技术|2|乙乙|示例学院|管理"],
    ));
    let names: Vec<_> = inspection.experts().into_iter().filter_map(|e| e.name).collect();
    assert_eq!((said(&inspection), names), (vec![], vec!["甲甲".to_owned(), "乙乙".to_owned()]));
}

#[test]
fn one_challenge_merged_over_its_bids_counts_as_filled() {
    let mut book =
        book("方案", &["单位：万元", BIDS, FIRST, "JB-2||||示例学院||2023.09|2026.08|500|100|400"]);
    let sheet = book.worksheet_from_index(0).expect("sheet");
    for (column, text) in [(1, "BT-1"), (2, "特钢冶炼"), (3, "示例特钢有限公司"), (5, "新能源")]
    {
        merge(sheet, (2, 3), (column, column), text);
    }
    let inspection = inspect(&mut book);
    assert_eq!(said(&inspection), Vec::<String>::new());
    assert_eq!(inspection.bids()[1].challenge.as_deref(), Some("特钢冶炼"));
}

#[test]
fn what_is_around_a_list_is_none_of_its_rows() {
    let inspection = inspect(&mut book(
        "方案",
        &[
            "附件2",
            "揭榜方案汇总表",
            "单位：|万元",
            BIDS,
            "1|2|3|4|5|6|7|8|9|10|11",
            FIRST,
            "小计||||||||1000|300|700",
            "",
            SECOND,
            "小　计||||||||500|100|400",
            "合计（2项）||||||||1500|400|1100",
            "JB-3",
            "填表人：|示例甲||审核人：|示例乙||联系电话：|0351-7654321",
            "||||||||||2023年9月1日",
        ],
    ));
    assert_eq!((said(&inspection), rows(&inspection, 0)), (vec![], vec![6, 9]));
}

#[test]
fn a_wrong_sum_is_said_at_its_cell_also_above_other_sums() {
    let inspection = inspect(&mut book(
        "方案（万元）",
        &[
            BIDS,
            FIRST,
            "小计||||||||1000|300|701",
            SECOND,
            "小计||||||||500|100|400",
            "总计||||||||1500|401|1100",
        ],
    ));
    assert_eq!(said(&inspection), ["total_mismatch@K3", "total_mismatch@J6"]);
}

#[test]
fn parts_of_a_sum_are_neither_rows_nor_sums() {
    let inspection = inspect(&mut book(
        "方案（万元）",
        &[
            BIDS,
            "合计||共2项||||||1500|400|1100",
            "|||其中：省级|||||500",
            FIRST,
            SECOND,
            "其中：市级||||||||1000|300",
            "总计||||||||1500|400|1100",
            "|||其中：省级|||||500",
        ],
    ));
    assert_eq!((said(&inspection), rows(&inspection, 0)), (vec![], vec![4, 5]));
}

#[test]
fn a_line_of_a_budget_under_of_which_is_a_line_and_a_finer_part_of_it_is_none() {
    let inspection = inspect(&mut book(
        "预算（万元）",
        &[
            "方案编号|科目|预算金额|财政资金|自筹资金",
            "JB-1|其中：设备费|700|100|600",
            "JB-1|业务费|500|100|400",
            "JB-1|其中：差旅费|100|50|50",
            "JB-1|合计|1200|200|1000",
        ],
    ));
    assert_eq!(rows(&inspection, 0), [2, 3]);
    assert!(!said(&inspection).iter().any(|s| s.starts_with("total_") || s.starts_with("line_")));
}

#[test]
fn people_and_milestones_beside_their_bids_are_read_under_the_usual_headers() {
    let mut book = book("方案（万元）", &[BIDS, FIRST]);
    let people = [
        "方案编号|姓名|角色|出生年月|工作单位|职务",
        "JB-1|示例甲|技术总师|1975年6月|示例大学|教授",
        "JB-1|示例乙|骨干|1990-03|示例大学|讲师",
    ];
    put(book.add_worksheet().set_name("人员").expect("name"), 0, 0, &people);
    let milestones = ["方案编号|里程碑名称|完成日期|考核指标", "JB-1|第一阶段|2025-06-30|样机1台"];
    put(book.add_worksheet().set_name("里程碑").expect("name"), 0, 0, &milestones);
    let inspection = inspect(&mut book);
    assert_eq!(said(&inspection), Vec::<String>::new());
    let kinds: Vec<Kind> = inspection.tables.iter().map(|t| t.kind).collect();
    assert_eq!(kinds, [Kind::Bid, Kind::Person, Kind::Milestone]);
    let person = &inspection.tables[1].rows[0];
    let of_person = (person.text("name"), person.text("role"), person.int("birth_year"), person.text("unit"));
    assert_eq!(of_person, (Some("示例甲"), Some("技术总师"), Some(1975), Some("示例大学")));
    let milestone = &inspection.tables[2].rows[0];
    assert_eq!((milestone.text("goal"), milestone.text("indicator")), (Some("第一阶段"), Some("样机1台")));
    assert_eq!(milestone.date("due").map(|d| d.to_string()).as_deref(), Some("2025-06-30"));
}

#[test]
fn people_whose_role_is_not_said_are_key_members_and_it_is_said() {
    let mut book = book("方案（万元）", &[BIDS, FIRST]);
    let tasks = [
        "方案编号|姓名|出生年月|承担任务",
        "JB-1|示例甲|1975年6月|项目技术总师",
        "JB-1|示例乙|1990-03|负责晶界扩散工艺研究与中试",
    ];
    put(book.add_worksheet().set_name("人员").expect("name"), 0, 0, &tasks);
    let inspection = inspect(&mut book);
    assert_eq!(said(&inspection), ["role_assumed@D3"]);
    let roles: Vec<_> = inspection.tables[1].rows.iter().map(|row| row.text("role")).collect();
    assert_eq!(roles, [Some("技术总师"), None]);

    let mut without =
        book_of_people("方案编号|姓名|出生年月", &["JB-1|示例甲|1975年6月", "JB-1|示例乙|1990-03"]);
    assert_eq!(said(&inspect(&mut without)), ["role_assumed@1"]);
    let mut other = book_of_people("方案编号|姓名|角色", &["JB-1|示例甲|打杂的"]);
    assert_eq!(said(&inspect(&mut other)), ["value_unreadable@C2"]);
}

/// A bid, and a list of its people.
fn book_of_people(header: &str, people: &[&str]) -> rust_xlsxwriter::Workbook {
    let mut book = book("方案（万元）", &[BIDS, FIRST]);
    let rows: Vec<&str> = [header].into_iter().chain(people.iter().copied()).collect();
    put(book.add_worksheet().set_name("人员").expect("name"), 0, 0, &rows);
    book
}

#[test]
fn a_table_that_nothing_is_known_of_is_named_on_a_hidden_sheet_too() {
    let mut book = book("方案（万元）", &[BIDS, FIRST]);
    let other = ["项目|负责处室|经办", "甲|一处|示例", "乙|二处|示例"];
    put(book.add_worksheet().set_name("台账").expect("name").set_hidden(true), 0, 0, &other);
    assert_eq!(said(&inspect(&mut book)), ["hidden_sheet@", "table_unknown@1"]);
}

#[test]
fn the_unit_of_a_sheet_of_instructions_serves_tables_that_state_none_and_it_is_said() {
    let mut book = book("填表说明", &["填表说明", "1.金额单位为万元", "2.请勿修改表头"]);
    put(book.add_worksheet().set_name("方案").expect("name"), 0, 0, &[BIDS, FIRST]);
    let budget = [
        "方案编号|科目|预算金额（元）|财政资金（元）|自筹资金（元）",
        "JB-1|业务费|10000000|3000000|7000000",
    ];
    put(book.add_worksheet().set_name("预算").expect("name"), 0, 0, &budget);
    let inspection = inspect(&mut book);
    assert_eq!(said(&inspection), ["amount_unit_stated@1"]);
    let finding = &inspection.findings[0];
    assert_eq!((finding.severity, param(finding, "from")), (domain::Severity::Info, Some("填表说明!A2")));
    assert_eq!(inspection.tables[0].rows[0].fen("rd_total"), Some(domain::Fen(1_000_000_000)));
    assert_eq!(inspection.tables[1].rows[0].fen("total"), Some(domain::Fen(1_000_000_000)));
}

#[test]
fn a_small_list_of_something_else_is_said_beside_a_list_that_is_known() {
    let mut book = book("方案（万元）", &[BIDS, FIRST]);
    let other = ["设备|型号|数量", "示例炉|A1|3", "示例釜|B2|5"];
    put(book.add_worksheet().set_name("设备清单").expect("name"), 0, 0, &other);
    put(book.add_worksheet().set_name("词表").expect("name"), 0, 0, &["类|词", "甲|一", "乙|二", "丙|三"]);
    let inspection = inspect(&mut book);
    assert_eq!(said(&inspection), ["table_unknown@1"]);
    assert_eq!(param(&inspection.findings[0], "rows"), Some("2"));
}

#[test]
fn a_stage_written_with_both_its_days_is_due_on_the_last() {
    let mut book = book("方案（万元）", &[BIDS, FIRST]);
    let stages =
        ["方案编号|阶段|起止时间|阶段目标", "JB-1|一|2024.01-2025.06|样机1台", "JB-1|二|待定|样机2台"];
    put(book.add_worksheet().set_name("里程碑").expect("name"), 0, 0, &stages);
    let inspection = inspect(&mut book);
    assert_eq!(said(&inspection), ["date_unparsable@C3"]);
    let due = inspection.tables[1].rows[0].date("due").map(|d| d.to_string());
    assert_eq!(due.as_deref(), Some("2025-06-30"));
}

#[test]
fn hidden_parts_are_read_and_each_is_said() {
    let mut book = book("方案（万元）", &[BIDS, FIRST, SECOND]);
    let sheet = book.worksheet_from_index(0).expect("sheet");
    sheet.set_row_hidden(2).expect("hides");
    sheet.set_column_hidden(4).expect("hides");
    let hidden = book.add_worksheet().set_name("旧").expect("name").set_hidden(true);
    put(hidden, 0, 0, &["姓名|单位|类别|职称", "甲甲|示例大学|技术|教授"]);
    let choices = book.add_worksheet().set_name("选项").expect("name").set_hidden(true);
    put(choices, 0, 0, &["新能源|技术", "新型化工材料|管理", "生物基新材料|财务"]);
    let inspection = inspect(&mut book);
    assert_eq!(said(&inspection), ["hidden_column@E1", "hidden_row@3", "hidden_sheet@"]);
    assert_eq!((inspection.bids().len(), inspection.experts().len()), (2, 1));
}

#[test]
fn a_sheet_that_explains_is_no_list() {
    let mut book = Workbook::new();
    put(
        book.add_worksheet().set_name("填表说明").expect("name"),
        0,
        0,
        &["序号|栏目|填写要求", "1|领域|七个领域之一", "2|总投资|单位为万元", "3|电话|手机"],
    );
    put(book.add_worksheet().set_name("方案（万元）").expect("name"), 0, 0, &[BIDS, FIRST]);
    let inspection = inspect(&mut book);
    assert_eq!((said(&inspection), inspection.tables.len()), (vec![], 1));
}

#[test]
fn columns_with_unknown_names_are_matched_by_what_only_they_can_hold_and_others_left() {
    let inspection = inspect(&mut book(
        "专家",
        &[
            "姓名|工作单位|职称|属性|证号|出生年月|备注",
            "甲甲|示例大学|教授|技术|11010519491231002X|1949.12|技术",
            "乙乙|示例学院|教授|管理|11010519491231002X|1949.12|无",
            "丙丙|示例公司|教授|财务|11010519491231002X|1949.12|常来",
        ],
    ));
    let columns: Vec<String> =
        inspection.tables[0].columns.iter().map(|(letters, field)| format!("{letters}={field}")).collect();
    assert_eq!(columns, ["A=name", "B=unit", "C=title", "D=category", "E=id_card"]);
}

#[test]
fn lists_in_other_words_are_known_where_their_title_says_what_they_are() {
    let header = "序号|项目名称|需求方|申报单位|合作单位|技术领域|首席工程师|执行期|项目总投资|其中：研发投入|拟申请市财政经费|企业自筹";
    let row = "1|特钢冶炼|示例特钢有限公司|示例大学|无|新能源|示例甲|2023年9月-2026年8月|1200|1000|300|700";
    let inspection = inspect(&mut book("汇总", &["揭榜项目申报表（万元）", header, row]));
    assert_eq!((said(&inspection), inspection.tables[0].kind), (vec![], Kind::Bid));
    let bid = &inspection.bids()[0];
    assert_eq!((bid.solver.as_deref(), bid.chief_engineer.as_deref()), (Some("示例大学"), Some("示例甲")));
    assert_eq!(bid.start.map(|d| d.to_string()).as_deref(), Some("2023-09-01"));
    assert_eq!(bid.total_investment, Some(domain::Fen(1_200_000_000)));
}
