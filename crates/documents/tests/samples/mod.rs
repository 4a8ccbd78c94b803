//! Invented data for tests and examples: one meeting, its people and its bids. Nobody and nothing here exists.
// Data, not logic: long, and not every user needs all of it.
#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    unreachable_pub,
    clippy::too_many_lines,
    clippy::unwrap_used,
    clippy::panic
)]

mod lists;
mod meeting;
mod parallel;
mod projects;
mod running;
mod selection;
mod sheets;
mod yearly;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use documents::{Common, Variant};

pub use lists::{challenge_list, draft_list};
pub use meeting::{minutes_bid, recommendation_list, score_summary};
pub use parallel::parallel_summary;
pub use projects::{Of, check_list, minutes_project, panel_opinion_project};
pub use running::{
    acceptance_result, contract, extension_reply, milestone_assessment, payment_opinion,
    rectification_notice, running_forms, termination_decision,
};
pub use selection::{
    fees, funding_plan, objection_form, of_batch, publicity_notice, selection_forms, winner_announcement,
};
pub use sheets::{
    budget_beyond, budget_review, budget_without_funds, draw_record, empty_minutes, expert_pledge,
    expert_score_sheet, meeting_card, of_parts, other_opinion, panel_opinion_bid, paper_score_sheet,
    recovery_sheet, recusal_record, sign_in_sheet, typed_score_sheet,
};
pub use yearly::{programme_forms, yearly_report};

pub const NAMES: [&str; 7] =
    ["吴示例", "张㛃", "李䶮", "古丽娜孜·阿不都克里木", "史𠅤华", "王喆", "欧阳示例"];
pub const UNITS: [&str; 7] = [
    "示例工业大学",
    "示例理工大学材料科学与工程学院",
    "示例特种金属研究院",
    "示例科技大学",
    "示例产业促进中心",
    "示例会计师事务所（特殊普通合伙）",
    "示例能源研究所",
];
pub const TITLES: [&str; 7] =
    ["教授", "教授、博士生导师", "正高级工程师", "副教授", "主任", "高级会计师", "研究员"];
pub const ROLES: [&str; 7] = ["技术", "技术", "技术", "技术", "管理", "财务", "管理"];
pub const BIDS: [&str; 13] = [
    "宽幅极薄带轧制工艺研究",
    "高端轴承钢超洁净冶炼技术及其在轨道交通领域的应用",
    "煤层气水平井智能排采",
    "大型矿用挖掘机电驱系统",
    "新型储能材料制备",
    "钕铁硼永磁体晶界扩散",
    "碳纤维复合材料回收利用与评价方法研究",
    "城市轨道车辆轻量化转向架",
    "生物基聚酰胺连续聚合",
    "工业互联网安全态势感知平台关键技术",
    "中药配方颗粒质量一致性评价",
    "某储能部件研制",
    "某检测方法研究",
];

pub fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub fn at(hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 1, 20).unwrap().and_hms_opt(hour, minute, 0).unwrap()
}

pub fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

pub fn common(document: &str, variant: Variant) -> Common {
    Common {
        variant,
        office_name: some("太原市科学技术局"),
        programme_name: some("双百攻关行动"),
        policy_title: some("太原市实施“双百攻关行动”工作方案"),
        policy_number: some("并科〔2023〕17号"),
        policy_version: "2023-07/1".to_owned(),
        policy_digest: Some("7f3a91c20b6e".to_owned() + &"0".repeat(52)),
        rule_digest: Some("91d04f6b2a7c".to_owned() + &"1".repeat(52)),
        journal_head: Some("5be812f9c3a4".to_owned() + &"2".repeat(52)),
        batch_name: some("2026年第一批"),
        session_no: "论证2026-01-03".to_owned(),
        session_title: some("2026年第一批揭榜方案论证会"),
        session_date: Some(at(0, 0).date()),
        session_start: Some(time(8, 30)),
        session_end: Some(time(17, 40)),
        session_place: some("市科技局三楼会议室"),
        doc_no: format!("论证2026-01-03/{document}"),
        as_of: at(17, 55),
        sm3: false,
    }
}

pub fn code(index: usize) -> String {
    format!("专家{:02}", index + 1)
}

pub fn zh(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match n {
        0..10 => DIGITS[n].to_owned(),
        10..20 => format!("十{}", DIGITS[n - 10]),
        _ => format!("{}十{}", DIGITS[n / 10], DIGITS[n % 10]),
    }
}

pub fn challenge(index: usize) -> String {
    format!("2026-01-{:02}", index + 1)
}

pub fn number(index: usize) -> String {
    format!("BT2026-0{:02}", index + 1)
}

pub fn bid(index: usize) -> String {
    let title = BIDS[index % BIDS.len()];
    if index < BIDS.len() { title.to_owned() } else { format!("{title}（{}）", index / BIDS.len() + 1) }
}

pub fn sponsor(index: usize) -> String {
    ["示例特钢股份有限公司", "示例重型机械集团", "示例新能源有限公司", "示例医药有限公司"][index % 4]
        .to_owned()
}

pub fn solver(index: usize) -> String {
    ["示例理工大学", "示例研究院（示例大学参与）", "示例大学", "示例科技（深圳）有限责任公司"][index % 4]
        .to_owned()
}
