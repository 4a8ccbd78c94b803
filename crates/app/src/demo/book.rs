//! The demo's own list, written as a workbook as an office would send it: 揭榜方案 with 经费预算, and 专家. The importer
//! reads it like any other.

use std::path::Path;

use chrono::{Days, Months, NaiveDate};
use domain::{Expert, Fen, Subject};
use workbook::write::{Align, ListBook, ListCell, ListColumn, ListSheet};

use super::scores::Seeded;
use crate::files;
use crate::refusal::{Refusal, Result};
use crate::shipped;

/// Names, lead units and sums of real projects, one a line.
pub(crate) const PROJECTS: &str = include_str!("../../../../assets/samples/nkrdp_extract.csv");
const PLACES: [&str; 8] = ["晋源", "清徐", "阳曲", "古交", "娄烦", "尖草坪", "小店", "杏花岭"];
const TRADES: [&str; 7] = ["特钢", "电子信息", "化工材料", "智能装备", "新能源", "生物科技", "能源集团"];
/// Position of the bid that asks for more than 30 %.
pub(super) const OVER_RATIO: usize = 1;
/// Position of the bid at exactly 50 万.
pub(super) const AT_FIFTY: usize = 3;
/// Position of the bid that asks for more than 2000 万.
pub(super) const OVER_ABSOLUTE: usize = 4;

/// A made bid.
struct Made {
    no: String,
    challenge_no: String,
    title: String,
    sponsor: String,
    solver: String,
    field: String,
    chief: String,
    start: NaiveDate,
    end: NaiveDate,
    rd: Fen,
    fiscal: Fen,
    people: (u32, u32),
}

/// Writes the list of bids with their budgets.
pub(super) fn write_bids(path: &Path, count: usize, random: &mut Seeded) -> Result<()> {
    let fields = shipped::policy()?.fields.names;
    let bids: Vec<Made> = projects()
        .cycle()
        .take(count)
        .enumerate()
        .map(|(i, (title, unit, sum))| made(i, title, unit, sum, &fields, random))
        .collect();
    let book = ListBook { created: day(2026, 1, 5)?, sheets: vec![bids_sheet(&bids), budget_sheet(&bids)] };
    files::write_bytes(path, &workbook::write::recommendation_list(&book)?)
}

/// Writes the list of experts.
pub(super) fn write_experts(path: &Path, experts: &[Expert]) -> Result<()> {
    let text = |t: &Option<String>| t.clone().map_or(ListCell::Empty, ListCell::Text);
    let rows = experts.iter().map(|e| {
        vec![
            ListCell::Text(e.no.clone()),
            ListCell::Text(e.category.zh().to_owned()),
            ListCell::Text(e.name.clone()),
            ListCell::Text(e.unit.clone()),
            text(&e.title),
            text(&e.specialty),
            text(&e.phone),
        ]
    });
    let sheet = ListSheet {
        name: "专家".to_owned(),
        title: "评审专家登记表".to_owned(),
        columns: columns(&["专家编号", "类别", "姓名", "单位", "职称", "专业", "手机号码"]),
        rows: rows.collect(),
        ..ListSheet::default()
    };
    let book = ListBook { created: day(2026, 1, 5)?, sheets: vec![sheet] };
    files::write_bytes(path, &workbook::write::recommendation_list(&book)?)
}

/// Names, lead units and sums (万元) of real projects.
fn projects() -> impl Iterator<Item = (&'static str, &'static str, i64)> + Clone {
    PROJECTS.lines().skip(1).filter_map(|line| {
        let mut parts = line.split(',').skip(1);
        Some((parts.next()?, parts.next()?, parts.next()?.trim().parse().ok()?))
    })
}

/// A day that exists.
fn day(year: i32, month: u32, day: u32) -> Result<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| Refusal::internal("demo date"))
}

/// One bid: the sum of the project is its R&D input; the request is a quarter of it, except where the demo shows a rule.
fn made(i: usize, title: &str, unit: &str, sum: i64, fields: &[String], random: &mut Seeded) -> Made {
    let wan = |w: i64| Fen(w * 1_000_000);
    let (rd, fiscal) = match i {
        OVER_RATIO => (wan(sum), wan(sum * 35 / 100)),
        AT_FIFTY => (Fen(166_670_000), wan(50)),
        OVER_ABSOLUTE => (wan(8000), wan(2400)),
        _ => (wan(sum), wan(sum * (20 + random.below(10)) / 100)),
    };
    let nth = |list: &[&str], i: usize| list.get(i % list.len()).copied().unwrap_or_default().to_owned();
    let field = i % fields.len().max(1);
    let start = NaiveDate::from_ymd_opt(2026, 4, 1).unwrap_or_default();
    let months = 18 + 6 * u32::try_from(i % 4).unwrap_or(0);
    let people = 8 + u32::try_from(i % 9).unwrap_or(0);
    Made {
        no: format!("FA2026-{:03}", i + 1),
        challenge_no: format!("2026-01-{:02}", i + 1),
        title: title.to_owned(),
        sponsor: format!("{}示例{}股份有限公司", nth(&PLACES, i), nth(&TRADES, field)),
        solver: unit.to_owned(),
        field: fields.get(field).cloned().unwrap_or_default(),
        chief: format!("{}示例", nth(&["冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨", "朱", "秦"], i)),
        start,
        end: start
            .checked_add_months(Months::new(months))
            .and_then(|d| d.checked_sub_days(Days::new(1)))
            .unwrap_or(start),
        rd,
        fiscal,
        people: (people, people.div_ceil(2) + u32::try_from(i % 2).unwrap_or(0)),
    }
}

/// Columns with their labels.
fn columns(labels: &[&str]) -> Vec<ListColumn> {
    labels
        .iter()
        .map(|label| ListColumn { label: (*label).to_owned(), width: 18, align: Align::Left, sum: false })
        .collect()
}

/// 揭榜方案.
fn bids_sheet(bids: &[Made]) -> ListSheet {
    let text = |t: &str| ListCell::Text(t.to_owned());
    let rows = bids.iter().map(|b| {
        vec![
            text(&b.no),
            text(&b.challenge_no),
            text(&b.title),
            text(&b.sponsor),
            text(&b.solver),
            text(&b.field),
            text(&b.chief),
            text(&b.start.to_string()),
            text(&b.end.to_string()),
            ListCell::Wan(b.rd),
            ListCell::Wan(b.fiscal),
            ListCell::Wan(Fen(b.rd.0 - b.fiscal.0)),
            ListCell::Int(i64::from(b.people.0)),
            ListCell::Int(i64::from(b.people.1)),
            text("否"),
        ]
    });
    ListSheet {
        name: "揭榜方案".to_owned(),
        title: "2026年第一批揭榜方案登记表".to_owned(),
        notes: vec!["单位：万元".to_owned()],
        columns: columns(&[
            "方案编号",
            "榜单编号",
            "榜题",
            "出题企业",
            "揭榜方",
            "领域",
            "技术总师",
            "开始日期",
            "完成日期",
            "研发投入总额",
            "申请财政资金",
            "自筹资金",
            "负责人和骨干人数",
            "其中青年人数",
            "赛马",
        ]),
        rows: rows.collect(),
        ..ListSheet::default()
    }
}

/// 经费预算, a line a row; the last subject takes what is left, so that the lines add up to the fen.
fn budget_sheet(bids: &[Made]) -> ListSheet {
    let shares =
        [(Subject::Equipment, 37), (Subject::Business, 45), (Subject::Labour, 10), (Subject::Indirect, 0)];
    let mut rows = Vec::new();
    for bid in bids {
        let own = bid.rd.0 - bid.fiscal.0;
        let mut left = (bid.fiscal.0, own);
        for (subject, percent) in shares {
            let (fiscal, self_raised) = if percent == 0 {
                left
            } else {
                (
                    Fen(bid.fiscal.0 * percent / 100).floor_to_baiyuan().0,
                    Fen(own * percent / 100).floor_to_baiyuan().0,
                )
            };
            left = (left.0 - fiscal, left.1 - self_raised);
            rows.push(vec![
                ListCell::Text(bid.no.clone()),
                ListCell::Text(bid.title.clone()),
                ListCell::Text(subject.zh().to_owned()),
                ListCell::Wan(Fen(fiscal + self_raised)),
                ListCell::Wan(Fen(fiscal)),
                ListCell::Wan(Fen(self_raised)),
            ]);
        }
    }
    ListSheet {
        name: "经费预算".to_owned(),
        title: "经费预算表".to_owned(),
        columns: columns(&[
            "方案编号",
            "榜题",
            "科目",
            "预算金额（万元）",
            "财政资金（万元）",
            "自筹资金（万元）",
        ]),
        rows,
        ..ListSheet::default()
    }
}
