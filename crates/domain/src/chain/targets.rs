//! The targets of the programme (policy preamble and 二, rule 30), counted from records: about 100 firms organised and 100 projects
//! undertaken, 100 technologies achieved (力争), at least 50 results and 50 products. Teams and young talent are counted without
//! a target.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::course::Course;
use super::in_order;
use super::state::ProjectState;
use super::words::spoken;
use crate::finding::Finding;
use crate::twice::plain;

spoken! {
    /// What was achieved by a project.
    pub enum AchievementKind {
        Technology = "产业关键核心技术" / "key technology",
        Result = "重大科技成果" / "major result",
        Product = "新产品、新材料、新装备" / "new product, material or equipment",
        Team = "高层次科技创新人才团队" / "high-level team",
        YoungTalent = "青年科技人才" / "young talent",
    }
}

/// Something that was achieved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Achievement {
    /// By which project.
    pub project_no: String,
    /// What kind.
    pub kind: AchievementKind,
    /// What, by name.
    pub name: String,
    /// When it was recorded as achieved.
    pub on: NaiveDate,
    /// What shows it; empty when nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
}

impl Achievement {
    /// `list.date_order` for a day that is still to come.
    #[must_use]
    pub fn to_come(&self, today: NaiveDate) -> Option<Finding> {
        in_order(("今天", "today", today), ("取得成果", "the achievement", self.on))
    }
}

impl Achievement {
    /// Whether the targets count it, by the course of its project: once that was accepted (closed, of what is no technology),
    /// and no fraud was proved.
    #[must_use]
    pub fn counts(&self, course: &Course) -> bool {
        !course.is_fraud()
            && match course.state() {
                ProjectState::Accepted => true,
                ProjectState::Closed => self.kind != AchievementKind::Technology,
                _ => false,
            }
    }
}

/// A count with its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// How many.
    pub count: usize,
    /// Of how many; nothing where the policy sets none.
    pub target: Option<usize>,
}

/// What was reached of the targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// 出题企业, each once.
    pub firms: Count,
    /// Of them marked as 科技领军培育企业.
    pub leading_firms: usize,
    /// 攻关项目 whose contract was signed.
    pub projects: Count,
    /// 关键核心技术
    pub technologies: Count,
    /// 重大科技成果
    pub results: Count,
    /// 新产品、新材料、新装备
    pub products: Count,
    /// Teams.
    pub teams: Count,
    /// Young talent.
    pub young: Count,
}

/// Article of the targets.
pub const ARTICLE: &str = "二";

/// Whether a project was undertaken: its contract was signed. One that was dropped, or ended by fraud, was not.
fn undertaken(course: &Course) -> bool {
    !course.is_fraud()
        && !matches!(course.state(), ProjectState::Planned | ProjectState::Granted | ProjectState::Dropped)
}

/// Counts what was reached up to a day. Technologies count of projects that were accepted, other achievements also of those that
/// were closed (结题), each name of a project once; nothing of a project in which fraud was proved.
#[must_use]
pub fn progress(
    courses: &[Course],
    achievements: &[Achievement],
    leading: &BTreeSet<String>,
    until: NaiveDate,
) -> Progress {
    let signed = |c: &&Course| {
        let on = c.history.first().map(|h| h.on).or(c.carried.as_ref().map(|k| k.as_of));
        undertaken(c) && on.is_some_and(|on| on <= until)
    };
    let undertaken: Vec<&Course> = courses.iter().filter(signed).collect();
    let firms: BTreeSet<String> = undertaken.iter().map(|c| plain(&c.grant.payee)).collect();
    let leading: BTreeSet<String> = leading.iter().map(|name| plain(name)).collect();
    let of = |no: &str| courses.iter().find(|c| c.project_no == no);
    let reached = |kind: AchievementKind| {
        let counts = |a: &&Achievement| {
            a.kind == kind && a.on <= until && of(&a.project_no).is_some_and(|course| a.counts(course))
        };
        let names = achievements.iter().filter(counts).map(|a| (a.project_no.as_str(), plain(&a.name)));
        names.collect::<BTreeSet<_>>().len()
    };
    let counted = |kind, target| Count { count: reached(kind), target };
    Progress {
        leading_firms: firms.intersection(&leading).count(),
        firms: Count { count: firms.len(), target: Some(100) },
        projects: Count { count: undertaken.len(), target: Some(100) },
        technologies: counted(AchievementKind::Technology, Some(100)),
        results: counted(AchievementKind::Result, Some(50)),
        products: counted(AchievementKind::Product, Some(50)),
        teams: counted(AchievementKind::Team, None),
        young: counted(AchievementKind::YoungTalent, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::course::tests::{accepted, course, running};
    use crate::chain::tests::day;

    fn achieved(no: &str, kind: AchievementKind, name: &str) -> Achievement {
        let (project_no, name) = (no.to_owned(), name.to_owned());
        Achievement { project_no, kind, name, on: day("2029-05-20"), evidence: String::new() }
    }

    fn named(course: Course, no: &str, sponsor: &str) -> Course {
        let mut course = course;
        course.project_no = no.to_owned();
        course.grant.payee = sponsor.to_owned();
        course
    }

    #[test]
    fn firms_projects_and_what_accepted_projects_achieved_are_counted_once_each_二() {
        use AchievementKind::{Product, Team, Technology};
        let courses = [
            named(accepted(), "P-1", "甲企业"),
            named(running(), "P-2", " 甲 企业"),
            named(running(), "P-3", "乙企业"),
            named(course(), "P-4", "丙企业"),
        ];
        let achievements = [
            achieved("P-1", Technology, "极薄带轧制"),
            achieved("P-1", Technology, "极薄带 轧制"),
            achieved("P-1", Product, "极薄带"),
            achieved("P-2", Technology, "还没有验收"),
            achieved("P-1", Team, "轧制团队"),
        ];
        let leading = BTreeSet::from(["乙企业".to_owned(), "丙企业".to_owned()]);
        let on = |today: &str| progress(&courses, &achievements, &leading, day(today));
        let now = on("2029-12-31");
        assert_eq!(
            (now.firms, now.leading_firms),
            (Count { count: 2, target: Some(100) }, 1),
            "P-4 is not signed"
        );
        assert_eq!((now.projects.count, now.technologies.count), (3, 1));
        assert_eq!(
            (now.products, now.results),
            (Count { count: 1, target: Some(50) }, Count { count: 0, target: Some(50) })
        );
        assert_eq!((now.teams, now.young.target), (Count { count: 1, target: None }, None));
        assert_eq!(on("2029-05-19").technologies.count, 0);
        assert!(achievements[0].to_come(day("2029-05-19")).is_some());
        assert_eq!(achievements[0].to_come(day("2029-05-20")), None);
        assert_eq!(on("2026-03-24").projects.count, 0);
    }
}
