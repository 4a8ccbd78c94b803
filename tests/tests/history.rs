//! Earlier projects come in with their payments, checked by the rules that hold for every other project (rules 11–18).

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use app::api::course::{CourseStands, TrancheName};
use domain::Code;
use journeys::Meeting;
use journeys::chain::codes;
use rust_xlsxwriter::Workbook;

const PROJECT: [&str; 14] = [
    "项目编号",
    "项目名称",
    "出题企业",
    "揭榜方",
    "实施期开始",
    "实施期结束",
    "研发投入总额",
    "批准财政资金",
    "下达日期",
    "下达文号",
    "下达机关",
    "现状",
    "已通过节点",
    "截至日期",
];
const NODE: [&str; 3] = ["项目编号", "完成时间", "任务内容"];
const PAYMENT: [&str; 10] = [
    "项目编号",
    "资金性质",
    "节点",
    "金额",
    "收款单位",
    "拨付日期",
    "支付凭证号",
    "审定日期",
    "审定文号",
    "审定机关",
];

type Row = Vec<&'static str>;

fn book(path: &Path, sheets: [(&str, &[&str], Vec<Row>); 3]) {
    let mut book = Workbook::new();
    for (name, labels, rows) in sheets {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, name).unwrap();
        for (column, label) in labels.iter().enumerate() {
            sheet.write(1, u16::try_from(column).unwrap(), *label).unwrap();
        }
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                let at = (u32::try_from(row + 2).unwrap(), u16::try_from(column).unwrap());
                sheet.write(at.0, at.1, *text).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

fn project(no: &'static str, state: &'static str, approved: &'static str, passed: &'static str) -> Row {
    vec![
        no,
        "极薄带轧制",
        "示例特钢股份有限公司",
        "示例理工大学",
        "2024-04-01",
        "2027-03-31",
        "5000",
        approved,
        "2024-03-16",
        "并财教〔2024〕1号",
        "示例市财政局",
        state,
        passed,
        "2025-12-31",
    ]
}

fn paid(
    no: &'static str,
    tranche: &'static str,
    node: &'static str,
    amount: &'static str,
    on: &'static str,
) -> Row {
    let approval = if tranche == "节点" {
        ["2025-05-10", "并政函〔2025〕3号", "示例市人民政府"]
    } else {
        ["", "", ""]
    };
    let mut row = vec![no, tranche, node, amount, "示例特钢股份有限公司", on, "国库0001"];
    row.extend(approval);
    row
}

fn file(meeting: &Meeting, approved: &'static str, payments: Vec<Row>) -> PathBuf {
    let path = meeting.path("历史项目.xlsx");
    let nodes = vec![vec!["P-2024-001", "2025-04-30", "中试"], vec!["P-2024-001", "2026-04-30", "示范线"]];
    let projects =
        vec![project("P-2024-001", "实施中", approved, "1"), project("P-2024-002", "撤销立项", "100", "")];
    book(
        &path,
        [
            ("历史项目", &PROJECT, projects),
            ("历史项目里程碑", &NODE, nodes),
            ("历史项目拨付", &PAYMENT, payments),
        ],
    );
    path
}

#[test]
fn earlier_projects_come_in_with_their_payments_and_go_on_from_there() {
    let mut meeting = Meeting::frozen();
    let payments = vec![
        paid("P-2024-001", "首次", "", "450", "2024-04-20"),
        paid("P-2024-001", "节点", "1", "300", "2025-05-20"),
    ];
    let path = file(&meeting, "1500", payments);
    let office = &mut meeting.office;
    let seen = office.look_at_history(&path).unwrap();
    assert_eq!((seen.lines.len(), seen.needs_reason), (2, false), "{seen:?}");
    assert_eq!((seen.lines[0].paid.as_str(), seen.lines[0].payments), ("750.00", 2));
    assert_eq!(codes(office.take_history(&path, "00", "")), [Code::HistoryChanged]);
    let projects = office.take_history(&path, &seen.digest, "").unwrap().projects;
    assert_eq!(projects.iter().filter(|p| p.no.starts_with("P-2024")).count(), 2);
    let course = office.course_view("P-2024-001").unwrap();
    assert_eq!(course.stands, CourseStands::Running);
    assert_eq!(
        (course.ledger.paid.as_deref(), course.ledger.left.as_deref()),
        (Some("750.00"), Some("750.00"))
    );
    let open: Vec<_> = course.scheduled.iter().map(|s| (s.tranche, s.milestone)).collect();
    assert_eq!(open, [(TrancheName::Milestone, Some(2)), (TrancheName::Last, None)]);
    assert!(course.nodes[0].passed && course.nodes[1].next);
    assert_eq!(office.course_view("P-2024-002").unwrap().stands, CourseStands::Dropped);
    let overview = office.overview_view().unwrap();
    let years: Vec<_> = overview.years.iter().map(|y| (y.year, y.paid.as_str())).collect();
    assert_eq!(years, [(Some(2024), "450.00"), (Some(2025), "300.00")]);
    let again = office.look_at_history(&path).unwrap();
    assert!(again.problems.iter().all(|p| p.code == "import.exists") && again.problems.len() == 2);
    assert_eq!(
        codes(office.take_history(&path, &again.digest, "")),
        [Code::ImportExists, Code::ImportExists]
    );
    office.vault().verify_journal(None).unwrap();
}

#[test]
fn what_does_not_keep_a_rule_is_told_and_comes_in_only_with_a_reason_and_what_cannot_be_read_not_at_all() {
    let mut meeting = Meeting::frozen();
    let payments = vec![
        paid("P-2024-001", "首次", "", "450", "2024-04-20"),
        paid("P-2024-001", "节点", "2", "300", "2025-05-20"),
    ];
    // 1600 of 5000 is more than 30 %.
    let path = file(&meeting, "1600", payments);
    let office = &mut meeting.office;
    let seen = office.look_at_history(&path).unwrap();
    let told: Vec<&str> = seen.lines[0].problems.iter().map(|p| p.code.as_str()).collect();
    assert_eq!(told, ["award.over_cap", "payment.gate"]);
    assert!(seen.needs_reason && seen.lines[1].problems.is_empty());
    assert_eq!(codes(office.take_history(&path, &seen.digest, " ")), [Code::ReasonMissing]);
    assert!(office.projects_view().unwrap().projects.is_empty(), "nothing came in");
    office.take_history(&path, &seen.digest, "当年按一事一议支持，批文遗失").unwrap();
    assert_eq!(office.projects_view().unwrap().projects.len(), 2);

    let wrong = vec![paid("P-2024-009", "首次", "", "一百", "不明")];
    let path = file(&meeting, "1500", wrong);
    let office = &mut meeting.office;
    let seen = office.look_at_history(&path).unwrap();
    assert!(seen.problems.iter().any(|p| p.code == "value_unreadable"), "{:?}", seen.problems);
    let refused = codes(office.take_history(&path, &seen.digest, "照收"));
    assert!(refused.contains(&Code::ValueUnreadable), "{refused:?}");
    let empty = meeting.path("空表.xlsx");
    meeting.office.write_history_form(&empty).unwrap();
    assert_eq!(codes(meeting.office.look_at_history(&empty)), [Code::NotFound]);
}
