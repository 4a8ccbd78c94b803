//! Who takes part in the demo: invented people.

use domain::{Category, Expert};

/// Names, technical experts first; among them characters that ordinary fonts lack.
const NAMES: [&str; 15] = [
    "章示明",
    "邹䶮",
    "古丽娜孜·阿不都克里木",
    "许示航",
    "冯示涛",
    "韩示清",
    "何示萍",
    "沈示远",
    "苏示杰",
    "吕示和",
    "史示华",
    "周示瑞",
    "薛示俊",
    "袁示琪",
    "杨示霖",
];
const UNITS: [&str; 15] = [
    "示例理工大学",
    "并州示例大学",
    "示例材料研究院",
    "北方示例工业大学",
    "示例科技情报研究所",
    "示例产业发展中心",
    "三晋示例会计师事务所",
    "示例冶金研究院",
    "示例电子科技大学",
    "示例化工大学",
    "汾河示例大学",
    "示例装备研究院",
    "示例能源研究院",
    "示例生物技术研究所",
    "示例政策研究中心",
];

/// How many of a panel are technical, management and finance experts: two in seven for management, one in seven for
/// finance, at least one of each.
fn shares(count: usize) -> (usize, usize, usize) {
    let finance = (count / 7).max(1);
    let management = (count * 2 / 7).max(1);
    (count.saturating_sub(finance + management), management, finance)
}

/// A panel of so many from a register, in the register's order. A kind that the register lacks stays missing: the rules
/// of the panel say so.
pub(super) fn chosen(register: &[Expert], count: usize) -> Vec<Expert> {
    let (technical, management, finance) = shares(count);
    [(Category::Technical, technical), (Category::Management, management), (Category::Finance, finance)]
        .into_iter()
        .flat_map(|(kind, wanted)| register.iter().filter(move |e| e.category == kind).take(wanted).cloned())
        .collect()
}

/// A panel of so many invented people.
pub(super) fn experts(count: usize) -> Vec<Expert> {
    let (technical, management, _) = shares(count);
    (0..count)
        .zip(NAMES.iter().zip(UNITS))
        .map(|(i, (name, unit))| {
            let (category, title, specialty) = if i < technical {
                (Category::Technical, "教授", "材料工程")
            } else if i < technical + management {
                (Category::Management, "研究员", "科技管理")
            } else {
                (Category::Finance, "正高级会计师", "科研经费")
            };
            Expert {
                no: format!("ZJ{:03}", i + 1),
                name: (*name).to_owned(),
                category,
                unit: unit.to_owned(),
                title: Some(title.to_owned()),
                specialty: Some(specialty.to_owned()),
                phone: Some(format!("1990000{:04}", i + 1)),
                relations: domain::relations::Relations::default(),
            }
        })
        .collect()
}
