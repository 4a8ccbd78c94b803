//! Experts and the panel of a session (policy 四（五）, rule 8; practice: odd, at least five).

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::finding::Finding;
use crate::policy::{PanelRule, Policy};
use crate::relations::Relations;
use crate::session::SessionKind;

/// What kind of expert somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Category {
    /// Technical.
    #[serde(rename = "技术")]
    Technical,
    /// Management.
    #[serde(rename = "管理")]
    Management,
    /// Finance.
    #[serde(rename = "财务")]
    Finance,
    /// Legal.
    #[serde(rename = "法律")]
    Legal,
}

impl Category {
    /// All of them.
    pub const ALL: [Category; 4] =
        [Category::Technical, Category::Management, Category::Finance, Category::Legal];

    /// The category as lists write it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Category::Technical => "技术",
            Category::Management => "管理",
            Category::Finance => "财务",
            Category::Legal => "法律",
        }
    }

    /// The category with this name.
    #[must_use]
    pub fn from_zh(text: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|c| c.zh() == text)
    }
}

/// An expert of the register. Identity and bank numbers are asked for fees only and are kept apart from it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Expert {
    /// 专家编号, unique in the register.
    pub no: String,
    /// 姓名
    pub name: String,
    /// 类别
    pub category: Category,
    /// 工作单位
    pub unit: String,
    /// 职务/职称
    #[serde(default)]
    pub title: Option<String>,
    /// 专业
    #[serde(default)]
    pub specialty: Option<String>,
    /// 电话
    #[serde(default)]
    pub phone: Option<String>,
    /// Past employers, people worked with, teachers and students: what recusals are proposed from.
    #[serde(default, skip_serializing_if = "Relations::is_empty")]
    pub relations: Relations,
}

/// How a member came onto the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawn {
    /// 指定
    Named,
    /// 随机抽取
    Random,
}

/// A member of a session's panel: what everybody on the panel may know of another.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Member {
    /// Number of the expert in the register.
    pub expert_no: String,
    /// 姓名
    pub name: String,
    /// 分工
    pub category: Category,
    /// 工作单位
    pub unit: String,
    /// 职务/职称
    pub title: Option<String>,
    /// How chosen.
    pub drawn: Drawn,
}

impl Member {
    /// A member from the register.
    #[must_use]
    pub fn of(expert: &Expert, drawn: Drawn) -> Member {
        Member {
            expert_no: expert.no.clone(),
            name: expert.name.clone(),
            category: expert.category,
            unit: expert.unit.clone(),
            title: expert.title.clone(),
            drawn,
        }
    }
}

/// Checks the panel of a kind of session by its own rule.
#[must_use]
pub fn check_of(kind: SessionKind, panel: &[Member], policy: &Policy) -> Vec<Finding> {
    match kind {
        SessionKind::Demand => check_demand(panel, policy),
        SessionKind::Bid => check(panel, policy),
        SessionKind::Milestone | SessionKind::Acceptance | SessionKind::Termination => {
            check_project(kind, panel, policy)
        }
    }
}

/// What kinds of experts judge a project, and where that stands. The policy asks for review by experts (四（七）1, 四（七）3) and
/// names technical, finance and legal ones where a project ends by somebody's fault (四（七）4); the rest is practice.
#[must_use]
pub fn project_rule(kind: SessionKind, policy: &Policy) -> PanelRule {
    use Category::{Finance, Legal, Management, Technical};
    let shipped = match kind {
        SessionKind::Acceptance => &policy.acceptance_panel,
        SessionKind::Termination => &policy.termination_panel,
        _ => &policy.milestone_panel,
    };
    shipped.clone().unwrap_or_else(|| match kind {
        SessionKind::Termination => {
            PanelRule { article: "四（七）4".to_owned(), kinds: vec![Technical, Finance, Legal] }
        }
        _ => PanelRule { article: "惯例".to_owned(), kinds: vec![Technical, Management, Finance] },
    })
}

/// Checks the panel of a session on projects: a missing kind of expert is a warning, since practice asks for it, and the policy
/// only where a project ends by somebody's fault ([`crate::conclusion::check_of`] refuses that word without them).
#[must_use]
pub fn check_project(kind: SessionKind, panel: &[Member], policy: &Policy) -> Vec<Finding> {
    let rule = project_rule(kind, policy);
    let missing = rule.kinds.iter().filter(|kind| !panel.iter().any(|m| m.category == **kind));
    let mut findings: Vec<Finding> = missing
        .map(|missing| {
            Finding::warning(Code::PanelProjectComposition)
                .with("kind", kind.zh())
                .with("missing", missing.zh())
                .with("article", rule.article.clone())
        })
        .collect();
    findings.extend(by_practice(panel, policy));
    findings
}

/// Checks the panel of a demand session: 行业管理 and technical experts (四（二）, rule 3), by practice odd and five or more.
#[must_use]
pub fn check_demand(panel: &[Member], policy: &Policy) -> Vec<Finding> {
    let kinds = policy.demand_panel.as_ref().map_or(&[][..], |rule| &rule.kinds);
    let missing = kinds.iter().filter(|kind| !panel.iter().any(|m| m.category == **kind));
    let mut findings: Vec<Finding> = missing
        .map(|kind| {
            let (zh, en) = if *kind == Category::Management {
                ("行业管理", "industry-management")
            } else {
                (kind.zh(), if *kind == Category::Technical { "technical" } else { kind.zh() })
            };
            Finding::error(Code::PanelDemandComposition).with("missing", zh).with("missing_en", en)
        })
        .collect();
    findings.extend(by_practice(panel, policy));
    findings
}

/// Checks the panel of a bid session: a missing kind is an error (四（五）), an even or small panel a warning (practice),
/// one person twice an error.
#[must_use]
pub fn check(panel: &[Member], policy: &Policy) -> Vec<Finding> {
    let count = |kind: Category| panel.iter().filter(|m| m.category == kind).count().to_string();
    let mut findings = Vec::new();
    for missing in policy.panel.kinds.iter().filter(|kind| !panel.iter().any(|m| m.category == **kind)) {
        findings.push(
            Finding::error(Code::PanelBidComposition)
                .with("missing", missing.zh())
                .with("t", count(Category::Technical))
                .with("m", count(Category::Management))
                .with("f", count(Category::Finance)),
        );
    }
    findings.extend(by_practice(panel, policy));
    findings
}

/// What holds for every panel: odd and large enough (practice), nobody twice.
fn by_practice(panel: &[Member], policy: &Policy) -> Vec<Finding> {
    let mut findings = Vec::new();
    let practice = &policy.panel_practice;
    let issue = match (panel.len() < practice.least, practice.odd && panel.len().is_multiple_of(2)) {
        (true, true) => Some(("不足人数且为双数", "too few, and an even number")),
        (true, false) => Some(("不足人数", "too few")),
        (false, true) => Some(("为双数", "an even number")),
        (false, false) => None,
    };
    if let Some((zh, en)) = issue {
        findings.push(
            Finding::warning(Code::PanelSize)
                .with("count", panel.len().to_string())
                .with("issue", zh)
                .with("issue_en", en)
                .with("min", practice.least.to_string()),
        );
    }
    for (i, member) in panel.iter().enumerate() {
        if panel.iter().take(i).any(|other| other.expert_no == member.expert_no) {
            findings.push(Finding::error(Code::PanelTwice).with("expert", member.name.clone()));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::shipped;

    fn panel(kinds: &[Category]) -> Vec<Member> {
        kinds
            .iter()
            .enumerate()
            .map(|(i, category)| Member {
                expert_no: format!("ZJ{i:03}"),
                name: format!("专家{i}"),
                category: *category,
                unit: "示例大学".to_owned(),
                title: None,
                drawn: Drawn::Named,
            })
            .collect()
    }

    #[test]
    fn a_bid_panel_needs_technical_management_and_finance_experts_and_an_odd_number_of_five_or_more() {
        use Category::{Finance, Legal, Management, Technical};
        let policy = shipped();
        let codes = |kinds: &[Category]| {
            check(&panel(kinds), &policy).into_iter().map(|f| f.code).collect::<Vec<_>>()
        };
        assert_eq!(codes(&[Technical, Technical, Technical, Management, Finance]), []);
        assert_eq!(codes(&[Technical, Technical, Legal, Management, Legal]), [Code::PanelBidComposition]);
        assert_eq!(
            codes(&[Technical, Technical, Technical, Technical, Management, Finance]),
            [Code::PanelSize]
        );
        assert_eq!(codes(&[Technical, Management, Finance]), [Code::PanelSize]);
        assert_eq!(codes(&[]).len(), 4);
    }

    #[test]
    fn a_demand_panel_needs_industry_management_and_technical_experts_四_二() {
        use Category::{Finance, Management, Technical};
        let policy = shipped();
        let codes = |kinds: &[Category]| {
            check_demand(&panel(kinds), &policy).into_iter().map(|f| f.code).collect::<Vec<_>>()
        };
        assert_eq!(codes(&[Technical, Technical, Technical, Management, Management]), []);
        assert_eq!(codes(&[Technical; 5]), [Code::PanelDemandComposition]);
        assert_eq!(
            codes(&[Management, Management, Management, Finance, Finance]),
            [Code::PanelDemandComposition]
        );
        assert_eq!(codes(&[Technical, Management]), [Code::PanelSize]);
    }

    #[test]
    fn a_panel_on_projects_is_warned_of_the_kinds_that_practice_and_四_七_4_ask_for() {
        use Category::{Finance, Legal, Management, Technical};
        let policy = shipped();
        let missing = |kind, kinds: &[Category]| {
            let found = check_of(kind, &panel(kinds), &policy);
            assert!(found.iter().all(|f| !f.blocks()));
            let of = |f: Finding| f.params.into_iter().find(|(name, _)| name == "missing").map(|(_, v)| v);
            found.into_iter().filter_map(of).collect::<Vec<_>>()
        };
        let whole = [Technical, Technical, Technical, Management, Finance];
        assert_eq!(missing(SessionKind::Milestone, &whole), Vec::<String>::new());
        assert_eq!(missing(SessionKind::Acceptance, &whole[..4]), ["财务"]);
        assert_eq!(missing(SessionKind::Termination, &whole), ["法律"]);
        let lawyer = [Technical, Technical, Legal, Management, Finance];
        assert_eq!(missing(SessionKind::Termination, &lawyer), Vec::<String>::new());
        let policy = Policy { milestone_panel: None, termination_panel: None, ..shipped() };
        assert_eq!(project_rule(SessionKind::Termination, &policy).article, "四（七）4", "of an older file");
    }

    #[test]
    fn nobody_sits_on_a_panel_twice() {
        let mut twice = panel(&[
            Category::Technical,
            Category::Management,
            Category::Finance,
            Category::Technical,
            Category::Legal,
        ]);
        twice[4].expert_no = twice[0].expert_no.clone();
        assert_eq!(
            check(&twice, &shipped()).into_iter().map(|f| f.code).collect::<Vec<_>>(),
            [Code::PanelTwice]
        );
    }
}
