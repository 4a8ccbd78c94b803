//! Columns whose header is none of the known names, but says in other words which field they are. A guess counts only
//! where one field claims the column and one column the field: everything less sure is left for the secretary.

use std::collections::BTreeMap;

use crate::kinds::Kind;
use crate::labels::{Label, core, lookups};

/// One rule: the label holds one of `any` and one of `with`, and none of `without`.
struct Rule {
    field: &'static str,
    any: &'static [&'static str],
    with: &'static [&'static str],
    without: &'static [&'static str],
}

const fn rule(
    field: &'static str,
    any: &'static [&'static str],
    with: &'static [&'static str],
    without: &'static [&'static str],
) -> Rule {
    Rule { field, any, with, without }
}

/// Words that make a label something else than the thing it names.
const NEVER: [&str; 22] = [
    "占比", "比例", "比重", "占", "是否", "备注", "说明", "来源", "账号", "账户", "开户", "已到", "到位",
    "上年", "年度", "性质", "类型", "简介", "地址", "邮箱", "附件", "证明",
];

const MONEY: [Rule; 4] = [
    rule(
        "fiscal",
        &["财政", "专项资金", "专项经费", "补助", "资助"],
        &["申请", "拟", "资金", "经费", "支持", "金额"],
        &["自筹", "配套", "总额"],
    ),
    rule(
        "self_raised",
        &["自筹", "配套", "自有"],
        &["资金", "经费", "金额", "投入", "部分"],
        &["财政", "人员"],
    ),
    rule(
        "rd_total",
        &["研发"],
        &["投入", "经费", "费用"],
        &["总投资", "投资总", "人员", "强度", "平台", "财政", "自筹"],
    ),
    rule("total_investment", &["总投资", "投资总额", "投资规模"], &[], &["研发"]),
];

const TIME: [Rule; 4] = [
    rule("span", &["起止"], &[], &[]),
    rule("start", &["开始", "起始", "启动"], &["时间", "日期", "年月"], &["完成", "结束", "起止"]),
    rule(
        "end",
        &["完成", "结束", "截止", "终止"],
        &["时间", "日期", "年月", "时限"],
        &["开始", "起始", "起止"],
    ),
    rule(
        "term_months",
        &["期限", "周期", "执行期", "时限", "实施期"],
        &[],
        &["起止", "完成", "结束", "年月"],
    ),
];

const BID: [Rule; 9] = [
    rule(
        "solver",
        &["揭榜"],
        &["单位", "方", "企业", "团队", "主体", "机构"],
        &["代码", "负责人", "电话", "联系", "协议", "要求", "条件", "编号", "方案", "人数", "参与"],
    ),
    rule(
        "sponsor",
        &["出题", "发榜", "需求"],
        &["企业", "单位", "方"],
        &["代码", "负责人", "电话", "联系", "要求", "条件", "编号"],
    ),
    rule("challenge_no", &["榜单", "榜题", "榜号"], &["编号", "序号", "号"], &["方案", "名称"]),
    rule("challenge", &["榜题", "榜单"], &["名称", "题目", "任务"], &["编号"]),
    rule("chief_engineer", &["总师", "首席"], &[], &["电话", "手机", "联系", "单位", "年龄", "职称", "身份"]),
    rule("people_young", &["青年"], &["人数", "数量", "人"], &["占", "率"]),
    rule("people_total", &["骨干", "团队", "人员"], &["总数", "总人数", "合计"], &["青年", "率"]),
    rule("agreement", &["协议"], &[], &["日期", "时间", "金额"]),
    rule(
        "participants",
        &["参与", "合作", "联合", "参加", "协作", "协同"],
        &["单位", "机构", "企业", "高校"],
        &["代码", "联系", "协议"],
    ),
];

const DEMAND: [Rule; 4] = [
    rule("background", &["背景"], &[], &["内容", "指标"]),
    rule("content", &["内容"], &["需求", "研究", "攻关", "技术"], &["背景", "指标"]),
    rule("indicators", &["指标"], &["技术", "考核", "性能", "预期", "关键"], &["背景", "内容"]),
    rule("requirements", &["揭榜", "合作方", "合作单位"], &["要求", "条件"], &[]),
];

const EXPERT: [Rule; 4] = [
    rule("unit", &["单位"], &["工作", "所在", "任职", "专家"], &["电话", "联系"]),
    rule("title", &["职称"], &[], &["时间", "编号"]),
    rule("specialty", &["专业", "研究方向", "研究领域", "擅长"], &[], &["职称", "职务", "资格"]),
    rule("id_card", &["身份证"], &[], &[]),
];

fn rules(kind: Kind) -> Vec<&'static Rule> {
    let lists: &[&'static [Rule]] = match kind {
        Kind::Demand => &[&MONEY, &TIME, &DEMAND],
        Kind::Bid => &[&MONEY, &TIME, &BID],
        Kind::Expert => &[&EXPERT],
        Kind::Budget | Kind::Person | Kind::Milestone | Kind::Unknown => &[],
    };
    lists.iter().flat_map(|list| list.iter()).collect()
}

/// The only field that a label's words mean.
fn of_label(kind: Kind, label: &Label) -> Option<&'static str> {
    let whole: String = label.groups.iter().map(|g| core(g)).chain([core(&label.own)]).collect();
    let own = core(&label.own);
    if own.chars().count() > 24 || NEVER.iter().any(|word| own.contains(word)) || lookups(label).is_empty() {
        return None;
    }
    for text in [&own, &whole] {
        let says = |words: &[&str]| words.iter().any(|w| text.contains(w));
        let fits = |r: &&&Rule| says(r.any) && (r.with.is_empty() || says(r.with)) && !says(r.without);
        let all = rules(kind);
        let mut fields: Vec<&'static str> = all.iter().filter(fits).map(|r| r.field).collect();
        fields.dedup();
        match fields.as_slice() {
            [] => {}
            [one] => return Some(one),
            _ => return None,
        }
    }
    None
}

/// The guesses for columns that no name matched: column and field (`span` for a column of start and end).
pub(crate) fn guesses<'l>(
    kind: Kind,
    labels: impl Iterator<Item = &'l Label>,
    taken: &BTreeMap<&'static str, u32>,
) -> Vec<(&'l Label, &'static str)> {
    let mut claims: BTreeMap<&'static str, Vec<&'l Label>> = BTreeMap::new();
    for label in labels {
        if let Some(field) = of_label(kind, label) {
            claims.entry(field).or_default().push(label);
        }
    }
    let free = |field: &str| !taken.contains_key(if field == "span" { "start" } else { field });
    let sure = claims.into_iter().filter(|(field, labels)| labels.len() == 1 && free(field));
    sure.filter_map(|(field, labels)| labels.first().map(|l| (*l, field))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(kind: Kind, own: &str) -> Option<&'static str> {
        of_label(kind, &Label { own: own.to_owned(), ..Label::default() })
    }

    #[test]
    fn other_words_for_a_field_are_understood_where_they_mean_one_field_only() {
        for (own, field) in [
            ("拟申请市级财政补助金额", Some("fiscal")),
            ("企业配套投入", Some("self_raised")),
            ("本项目研发费用投入（万元）", Some("rd_total")),
            ("技术总师（首席专家）姓名", Some("chief_engineer")),
            ("本项目总投资", Some("total_investment")),
            ("研发总投资", None),
            ("财政资金占比", None),
            ("是否申请财政资金", None),
            ("财政及自筹资金", None),
            ("上年度研发投入", None),
            ("项目总经费", None),
        ] {
            assert_eq!(guess(Kind::Bid, own), field, "{own}");
        }
    }
}
