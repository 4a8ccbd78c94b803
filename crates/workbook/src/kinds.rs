//! The kinds of list that intake knows, the fields of each, and which of them a list cannot do without.

use serde::{Deserialize, Serialize};

use crate::values::date::End;

/// What a table lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 技术需求
    Demand,
    /// 揭榜方案
    Bid,
    /// 专家
    Expert,
    /// 经费预算
    Budget,
    /// 方案人员: leaders and key members of bids.
    Person,
    /// 方案里程碑: milestones that bids propose.
    Milestone,
    /// Something else.
    Unknown,
}

impl Kind {
    /// The kinds that are known.
    pub const KNOWN: [Kind; 6] =
        [Kind::Demand, Kind::Bid, Kind::Expert, Kind::Budget, Kind::Person, Kind::Milestone];

    /// The kind as it is printed and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Demand => "demand",
            Kind::Bid => "bid",
            Kind::Expert => "expert",
            Kind::Budget => "budget",
            Kind::Person => "person",
            Kind::Milestone => "milestone",
            Kind::Unknown => "unknown",
        }
    }

    /// The known kind of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Kind> {
        Kind::KNOWN.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The fields that only this kind has: they tell it from the others.
    #[must_use]
    pub const fn telling(self) -> &'static [&'static str] {
        match self {
            Kind::Demand => &["background", "content", "indicators", "requirements"],
            Kind::Bid => &[
                "challenge",
                "challenge_no",
                "solver",
                "participants",
                "agreement",
                "chief_engineer",
                "people_total",
                "people_young",
                "youth_ratio",
                "race",
                "approval_no",
            ],
            Kind::Expert => &["category", "specialty", "id_card", "title"],
            Kind::Budget => &["line", "basis"],
            Kind::Person => &["role", "name", "birth_year"],
            Kind::Milestone => &["due", "goal", "indicator"],
            Kind::Unknown => &[],
        }
    }

    /// What a row must state. Each entry is satisfied by any one of its fields; the first names the entry.
    ///
    /// Demands: the six statements of rule 2 (policy 四（一）), with field (rule 1), sponsor and name.
    #[must_use]
    pub const fn required(self) -> &'static [&'static [&'static str]] {
        match self {
            Kind::Demand => &[
                &["name"],
                &["sponsor"],
                &["field"],
                &["background"],
                &["content"],
                &["indicators"],
                &["term_months", "end"],
                &["total_investment"],
                &["requirements"],
            ],
            Kind::Bid => &[
                &["no"],
                &["challenge", "name"],
                &["sponsor"],
                &["solver"],
                &["field"],
                &["start", "term_months"],
                &["end", "term_months"],
                &["rd_total"],
                &["fiscal"],
            ],
            Kind::Expert => &[&["category"], &["name"], &["unit"]],
            Kind::Budget => &[&["bid_no", "challenge_no", "no", "name"], &["line"], &["total"]],
            Kind::Person => &[&["bid_no"], &["name"]],
            Kind::Milestone => &[&["bid_no"], &["due"], &["goal"]],
            Kind::Unknown => &[],
        }
    }

    /// What a row of a budget in the wide form (one row a bid, a column for each line and source) must state.
    pub const WIDE_REQUIRED: &'static [&'static [&'static str]] =
        &[&["bid_no", "challenge_no", "no", "name"]];
}

/// How a column's cells are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueKind {
    /// Text.
    Text,
    /// Text that is kept as written, 无 and dashes too: what a book of this program says.
    Prose,
    /// Money.
    Money,
    /// A date.
    Date(End),
    /// Start and end in one cell.
    Span,
    /// Months.
    Months,
    /// A count of people.
    Count,
    /// Yes or no.
    YesNo,
    /// A share.
    Share,
    /// A list of names.
    Names,
    /// One of the policy's seven fields.
    PolicyField,
    /// One of the four categories of experts.
    Category,
    /// A citizen's identity number.
    IdCard,
    /// A unified social credit code.
    CreditCode,
    /// A telephone number.
    Phone,
    /// One of the four budget lines.
    Line,
    /// What somebody does in a bid.
    Role,
    /// A year.
    Year,
}

impl ValueKind {
    /// Whether a cell that is merged downwards speaks for every row it covers. Money never does: an amount that
    /// covers two rows is not the amount of each.
    #[must_use]
    pub const fn spreads_down(self) -> bool {
        !matches!(self, ValueKind::Money | ValueKind::Count | ValueKind::Share | ValueKind::IdCard)
    }
}

/// The lines of a budget, in the order of the forms.
pub const LINES: [&str; 4] = ["设备费", "业务费", "劳务费", "间接费用"];

/// Fields of the wide form: line × (total, fiscal, self-raised); the last row sums the lines.
pub const WIDE: [[&str; 3]; 5] = [
    ["equipment_total", "equipment_fiscal", "equipment_self"],
    ["business_total", "business_fiscal", "business_self"],
    ["labour_total", "labour_fiscal", "labour_self"],
    ["indirect_total", "indirect_fiscal", "indirect_self"],
    ["sum_total", "sum_fiscal", "sum_self"],
];

/// The policy's seven priority fields (rule 1, policy 三), each with the core that its spellings share.
const POLICY_FIELDS: [(&str, &[&str]); 7] = [
    ("特种金属材料", &["特种金属材料"]),
    ("新一代电子信息制造", &["新一代电子信息制造"]),
    ("新型化工材料", &["新型化工材料"]),
    ("高端装备制造产业", &["高端装备制造"]),
    ("新能源", &["新能源"]),
    ("生物基新材料", &["生物基新材料"]),
    (
        "能源革命与能源产业“五个一体化”",
        &["能源革命与能源产业五个一体化", "能源革命和能源产业五个一体化", "能源革命及能源产业五个一体化"],
    ),
];

/// The spelling without what does not matter: quotation marks, blanks, a leading number, 领域 and 产业 at the end.
fn field_core(text: &str) -> String {
    let squeezed = crate::values::text::squeezed(text);
    let mark = |c: &char| {
        matches!(
            c,
            '"' | '“' | '”' | '\'' | '‘' | '’' | '「' | '」' | '《' | '》' | '、' | '.' | '(' | ')' | '①'
                ..='⑳'
        )
    };
    let plain: String = squeezed.chars().filter(|c| !mark(c)).collect();
    let plain = plain.trim_start_matches(|c: char| c.is_ascii_digit());
    plain
        .trim_end_matches("领域")
        .trim_end_matches("产业链")
        .trim_end_matches("产业")
        .trim_end_matches("行业")
        .to_owned()
}

/// The policy's field that a spelling means: quotation marks, blanks, a leading number and the words 领域 and 产业 at
/// the end do not matter.
#[must_use]
pub fn policy_field(text: &str) -> Option<&'static str> {
    if let Some((field, _)) = POLICY_FIELDS.iter().find(|(field, _)| *field == text) {
        return Some(field);
    }
    let core = field_core(text);
    let unnumbered = core.trim_start_matches(|c: char| "一二三四五六七".contains(c));
    let fits =
        |name: &str| name == core || (name == unnumbered && core.chars().count() == name.chars().count() + 1);
    POLICY_FIELDS.iter().find(|(_, names)| names.iter().any(|n| fits(n))).map(|(field, _)| *field)
}

/// How alike a spelling must be to one of the seven to be proposed for it.
const NEAR: f64 = 0.6;

/// The policy's field that a spelling is close to without being one of its spellings: a shortened name, one with a word
/// more, a slip of a character.
#[must_use]
pub fn near_policy_field(text: &str) -> Option<&'static str> {
    let core = field_core(text);
    let length = core.chars().count();
    if !(3..=40).contains(&length) {
        return None;
    }
    let alike = |name: &str| {
        if name.contains(&core) || core.contains(name) {
            return 1.0;
        }
        rapidfuzz::distance::levenshtein::normalized_similarity(name.chars(), core.chars())
    };
    let score = |names: &[&str]| names.iter().map(|n| alike(n)).fold(0.0, f64::max);
    let best = POLICY_FIELDS.iter().map(|(field, names)| (score(names), *field));
    best.filter(|(score, _)| *score >= NEAR).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, field)| field)
}

/// The one field of the seven that a title names (`新能源领域技术需求汇总表`); none if it names two.
#[must_use]
pub(crate) fn field_in_title(text: &str) -> Option<&'static str> {
    if text.len() > 200 {
        return None;
    }
    let plain: String =
        crate::values::text::squeezed(text).chars().filter(|c| !matches!(c, '"' | '“' | '”')).collect();
    let mut named = POLICY_FIELDS.iter().filter(|(_, names)| {
        names.iter().any(|n| plain.contains(&format!("{n}领域")) || plain.contains(&format!("{n}产业领域")))
    });
    let first = named.next().map(|(field, _)| *field);
    if named.next().is_some() { None } else { first }
}

/// The category of an expert that a spelling means.
#[must_use]
pub fn expert_category(text: &str) -> Option<&'static str> {
    let text = crate::values::text::squeezed(text);
    let word = text
        .trim_end_matches(['类', '组', '型'])
        .trim_end_matches("专家")
        .trim_end_matches(['类', '组', '型']);
    match word {
        "技术" | "科技" => Some("技术"),
        "管理" | "行业管理" => Some("管理"),
        "财务" => Some("财务"),
        "法律" | "法务" => Some("法律"),
        _ => None,
    }
}

/// What somebody does in a bid (DOMAIN § 1), in the policy's word.
#[must_use]
pub fn person_role(text: &str) -> Option<&'static str> {
    match crate::values::text::squeezed(text).as_str() {
        "技术总师" | "总师" | "项目技术总师" => Some("技术总师"),
        "课题负责人" | "课题组长" | "子课题负责人" | "负责人" => Some("课题负责人"),
        "骨干" | "科研骨干" | "技术骨干" | "研发骨干" | "研究骨干" | "骨干成员" | "骨干人员" | "核心骨干"
        | "核心成员" | "主要成员" | "项目成员" | "团队成员" | "成员" => Some("骨干"),
        _ => None,
    }
}

/// The budget line that a spelling means, without its number.
#[must_use]
pub fn budget_line(text: &str) -> Option<&'static str> {
    let text = crate::values::text::squeezed(text);
    let text =
        text.trim_start_matches("其中:").trim_start_matches("直接费用-").trim_start_matches("直接费用:");
    let word = text.trim_start_matches(|c: char| {
        c.is_ascii_digit()
            || ('①'..='⑳').contains(&c)
            || matches!(c, '.' | '、' | '(' | ')' | '一' | '二' | '三' | '四' | ':' | '-')
    });
    match word {
        "设备费" | "设备购置费" | "设备" | "设备费用" | "仪器设备费" => Some(LINES[0]),
        "业务费" | "业务" | "业务费用" => Some(LINES[1]),
        "劳务费" | "劳务" | "劳务费用" | "人员劳务费" => Some(LINES[2]),
        "间接费用" | "间接费" | "间接" | "间接经费" | "间接成本" => Some(LINES[3]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seven_fields_are_known_in_their_spellings_and_no_eighth_is() {
        let cases = [
            ("特种金属材料领域", "特种金属材料"),
            ("高端装备制造", "高端装备制造产业"),
            ("(五)新能源领域", "新能源"),
            ("三、新型化工材料", "新型化工材料"),
            ("能源革命与能源产业\"五个一体化\"领域", "能源革命与能源产业“五个一体化”"),
            ("能源革命和能源产业五个一体化", "能源革命与能源产业“五个一体化”"),
            ("高端装备制造产业链", "高端装备制造产业"),
            ("7.生物基新材料", "生物基新材料"),
        ];
        for (spelling, field) in cases {
            assert_eq!(policy_field(spelling), Some(field), "{spelling}");
        }
        for other in ["人工智能", "新能源汽车", "能源", "", "领域", "服务业提质增效"] {
            assert_eq!(policy_field(other), None, "{other}");
        }
        for (field, _) in POLICY_FIELDS {
            assert_eq!(policy_field(field), Some(field));
        }
        for (near, field) in [
            ("高端装备", Some("高端装备制造产业")),
            ("生物基材料", Some("生物基新材料")),
            ("新能源汽车", Some("新能源")),
            ("能源革命", Some("能源革命与能源产业“五个一体化”")),
            ("人工智能", None),
            ("能源", None),
            ("服务业提质增效", None),
            ("生物医药", None),
        ] {
            assert_eq!((policy_field(near), near_policy_field(near)), (None, field), "{near}");
        }
        assert_eq!(field_in_title("2023年新能源领域技术需求汇总表"), Some("新能源"));
        assert_eq!(field_in_title("新能源领域、新型化工材料领域需求"), None);
    }

    #[test]
    fn lines_and_categories_are_known_without_their_trimmings() {
        assert_eq!(budget_line("（一）设备费"), Some("设备费"));
        assert_eq!(budget_line("4.间接费"), Some("间接费用"));
        assert_eq!(budget_line("差旅费"), None);
        assert_eq!(expert_category("财务专家"), Some("财务"));
        assert_eq!(expert_category("技术类"), Some("技术"));
        assert_eq!(expert_category("后勤"), None);
    }
}
