use chrono::NaiveDate;
use documents::model::{
    ReportAchievement, ReportAdjustment, ReportFact, ReportMoney, ReportStep, ReportTarget, ReportYear,
    YearlyReport,
};
use documents::{Common, Form, Variant};
use domain::Fen;

use super::common;

const WAN: i64 = 1_000_000;

fn money(group: &str, projects: u32, [approved, paid, left, refunded]: [i64; 4]) -> ReportMoney {
    ReportMoney {
        group: group.to_owned(),
        projects,
        approved: Some(Fen(approved * WAN)),
        paid: Some(Fen(paid * WAN)),
        left: Some(Fen(left * WAN)),
        refunded: Some(Fen(refunded * WAN)),
    }
}

fn year(group: &str, projects: u32, sums: Option<[i64; 3]>) -> ReportYear {
    let of = |at: usize| sums.map(|s| Fen(s[at] * WAN));
    ReportYear { group: group.to_owned(), projects, approved: of(0), paid: of(1), refunded: of(2) }
}

/// A year with everything in it.
pub fn yearly_report(variant: Variant) -> Form {
    let day = |d: u32| NaiveDate::from_ymd_opt(2028, 5, d);
    let target = |name: &str, count: u32, goal: &str, note: &str| ReportTarget {
        target: name.to_owned(),
        count,
        goal: Some(goal.to_owned()),
        note: Some(note.to_owned()),
    };
    let step = |name: &str, count: u32| ReportStep { step: name.to_owned(), count };
    let fact = |item: &str, value: &str| ReportFact { item: item.to_owned(), value: value.to_owned() };
    Form::YearlyReport(YearlyReport {
        common: Common { session_no: "年度报告".to_owned(), ..common("年度报告/2028", variant) },
        year: Some(2028),
        until: NaiveDate::from_ymd_opt(2028, 12, 31),
        targets: vec![
            target("出题企业", 31, "100", "其中科技领军培育企业4家"),
            target("产业关键核心技术", 12, "100", ""),
            target("青年科技人才", 9, "", ""),
        ],
        funnel: vec![step("征集需求", 406), step("揭榜方案", 120), step("验收通过或者结题", 12)],
        year_lines: vec![fact("下达项目", "14"), fact("拨付财政资金", "5230.00")],
        fields: vec![
            money("新材料", 9, [9000, 4100, 4900, 0]),
            money("未登记领域", 1, [300, 0, 0, 0]),
            money("合计", 10, [9300, 4100, 4900, 0]),
        ],
        phases: vec![money("实施中", 10, [9300, 4100, 4900, 0]), money("合计", 10, [9300, 4100, 4900, 0])],
        years: vec![
            year("2027", 5, Some([4000, 2000, 0])),
            year("建账以前", 1, Some([0, 150, 0])),
            year("合计", 6, Some([4000, 2150, 0])),
        ],
        achievements: vec![ReportAchievement {
            n: 1,
            project_no: "P-2026-001".to_owned(),
            kind: "新产品、新材料、新装备".to_owned(),
            name: "宽幅极薄带".to_owned(),
            on: day(20),
        }],
        adjustments: vec![ReportAdjustment {
            n: 1,
            on: day(21),
            subject: "P-2026-002".to_owned(),
            what: "延期至2029-06-30".to_owned(),
            reason: Some("水灾停产，批复〔2028〕3号".to_owned()),
        }],
        unknown: Some(1),
        has_unknown: true,
        has_undated: true,
    })
}

/// The forms of the whole programme, by the names of their prints.
pub fn programme_forms() -> Vec<(&'static str, Form)> {
    vec![
        ("yearly-report", yearly_report(Variant::Named)),
        ("yearly-report-redacted", yearly_report(Variant::Redacted)),
    ]
}
