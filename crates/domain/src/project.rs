//! Projects (项目): what was approved after a bid review, and what sessions on milestones, results and ends judge (policy 四（七）).
//! A project is the foundation of the later chain: its sums are what was approved, paid and spent; its milestones are those of
//! the contract. What nobody recorded stays nothing.

mod end;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

pub use self::end::{EndFigures, end_figures, figures_of};
use crate::bid::{Bid, Funds, Party, Subject};
use crate::bid_details::{BidDetails, Person, PersonRole};
use crate::code::Code;
use crate::finding::Finding;
use crate::money::Fen;
use crate::session::SessionKind;

/// The bid and the session that a project came from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// 批次
    pub batch: String,
    /// 方案编号
    pub bid_no: String,
    /// The session that recommended it.
    pub session_no: String,
}

/// A milestone (里程碑节点) as the contract has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Milestone {
    /// Until when.
    pub due: NaiveDate,
    /// 任务内容
    pub task: String,
    /// 节点指标
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub indicators: String,
    /// Fiscal money that the contract ties to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payable: Option<Fen>,
}

/// What the sponsor hands in before a milestone or an acceptance (四（七）1, rule 19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// 项目实施进展情况报告; 验收报告 of an acceptance
    Progress,
    /// 相关印证资料
    Evidence,
    /// 研发费用专项审计报告
    Audit,
    /// 资金专账和研发支出凭证复印件
    Ledger,
}

impl ReportKind {
    /// All four, in the order of the article.
    pub const ALL: [ReportKind; 4] =
        [ReportKind::Progress, ReportKind::Evidence, ReportKind::Audit, ReportKind::Ledger];

    /// The article's word.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            ReportKind::Progress => "进展情况报告（验收报告）",
            ReportKind::Evidence => "印证资料",
            ReportKind::Audit => "专项审计报告",
            ReportKind::Ledger => "专账和支出凭证复印件",
        }
    }

    /// The same in English.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            ReportKind::Progress => "report on progress or results",
            ReportKind::Evidence => "evidence",
            ReportKind::Audit => "special audit",
            ReportKind::Ledger => "copies of ledger and vouchers",
        }
    }
}

/// A paper that was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Report {
    /// What it is.
    pub kind: ReportKind,
    /// Title or number.
    pub title: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
}

/// What was spent of one category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spent {
    /// Category.
    pub subject: Subject,
    /// In both sources.
    pub funds: Funds,
}

/// That somebody proposed to end a project (四（七）4, rule 25: any signatory of the contract).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EndProposal {
    /// Who.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Project {
    /// 项目编号, unique in the office.
    pub no: String,
    /// 项目名称
    pub title: String,
    /// 领域
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// The bid it was approved from; nothing of a project that was approved before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// 榜单编号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge_no: Option<String>,
    /// 任务书编号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract_no: Option<String>,
    /// 出题企业
    pub sponsor: String,
    /// 揭榜方
    pub solver: String,
    /// 参与单位
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<String>,
    /// 技术总师, 课题负责人, 骨干
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// 研发投入总额 as approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rd_total: Option<Fen>,
    /// 批准财政资金
    pub approved: Fen,
    /// 已拨财政资金
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<Fen>,
    /// 已支出财政资金, as audited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spent: Option<Fen>,
    /// What was spent by category, if known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spent_by: Vec<Spent>,
    /// 里程碑 in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
    /// What was handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<Report>,
    /// That its end was proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_proposal: Option<EndProposal>,
    /// By what it was approved: 立项或者资金下达文号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant_no: Option<String>,
    /// 批准文号 of a 一事一议 case (rule 14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval_no: Option<String>,
}

impl Project {
    /// A project from an approved bid: what the bid says, with what was granted.
    #[must_use]
    pub fn approved(
        no: String,
        bid: &Bid,
        details: &BidDetails,
        origin: Origin,
        (rd_total, approved): (Fen, Fen),
    ) -> Project {
        let milestones = details.milestones.iter().map(|m| Milestone {
            due: m.due,
            task: m.goal.clone(),
            indicators: m.indicator.clone(),
            payable: None,
        });
        Project {
            no,
            title: bid.title.clone(),
            field: bid.field.clone(),
            origin: Some(origin),
            challenge_no: Some(bid.challenge_no.clone()),
            contract_no: None,
            sponsor: bid.sponsor.clone(),
            solver: bid.solver.clone(),
            participants: bid.participants.clone(),
            people: details.people_of(bid),
            start: bid.start,
            end: bid.end,
            rd_total: Some(rd_total),
            approved,
            paid: None,
            spent: None,
            spent_by: Vec::new(),
            milestones: milestones.collect(),
            reports: Vec::new(),
            end_proposal: None,
            grant_no: None,
            approval_no: bid.approval_no.clone(),
        }
    }

    /// What its record cannot be without: number, title, both parties; days in their order; not more paid than approved, spent
    /// by category adding up.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        let at = |code: Code| Finding::error(code).with("project", self.no.clone());
        let blank = |text: &str| text.trim().is_empty();
        let missing = [
            (blank(&self.no), ("项目编号", "number")),
            (blank(&self.title), ("项目名称", "title")),
            (blank(&self.sponsor), ("出题企业", "sponsor")),
            (blank(&self.solver), ("揭榜方", "solver")),
            (self.milestones.iter().any(|m| blank(&m.task)), ("里程碑的任务", "what a milestone is")),
        ];
        let (zh, en): (Vec<&str>, Vec<&str>) =
            missing.into_iter().filter(|(lacks, _)| *lacks).map(|(_, words)| words).unzip();
        let mut findings = Vec::new();
        if !zh.is_empty() {
            let finding = at(Code::ProjectIncomplete).with("missing", zh.join("、"));
            findings.push(finding.with("missing_en", en.join(", ")));
        }
        if self.end < self.start {
            findings.push(
                Finding::error(Code::DateOrder)
                    .with("start", self.start.to_string())
                    .with("end", self.end.to_string()),
            );
        }
        findings.extend(
            self.money().map(|(zh, en)| at(Code::ProjectMoney).with("issue", zh).with("issue_en", en)),
        );
        findings
    }

    /// What of its sums cannot be, in Chinese and English.
    fn money(&self) -> Option<(String, String)> {
        let negative = [Some(self.approved), self.paid, self.spent].into_iter().flatten().any(|a| a.0 < 0);
        if negative {
            return Some(("金额不能是负数".to_owned(), "an amount is negative".to_owned()));
        }
        if let Some(paid) = self.paid.filter(|paid| *paid > self.approved) {
            let (paid, approved) = (paid.wan(), self.approved.wan());
            return Some((
                format!("已拨{paid}万元，超过批准的{approved}万元"),
                format!("paid {paid}, approved {approved} (10,000 yuan)"),
            ));
        }
        let by = Fen::sum(self.spent_by.iter().map(|s| s.funds.fiscal));
        if let (Some(spent), false) = (self.spent, self.spent_by.is_empty())
            && by != Some(spent)
        {
            let (by, spent) = (by.map_or_else(|| "—".to_owned(), Fen::wan), spent.wan());
            return Some((
                format!("分科目的财政支出合计{by}万元，与已支出的{spent}万元不符"),
                format!("spent by category {by}, in all {spent} (10,000 yuan)"),
            ));
        }
        None
    }

    /// The papers of 四（七）1 that were not handed in.
    #[must_use]
    pub fn papers_missing(&self) -> Vec<ReportKind> {
        let there = |kind: &ReportKind| self.reports.iter().any(|r| r.kind == *kind);
        ReportKind::ALL.into_iter().filter(|kind| !there(kind)).collect()
    }
}

/// Whether two numbers are one: typists write XM-001, xm-001 and ＸＭ－００１ of the same project.
#[must_use]
pub fn same_number(one: &str, other: &str) -> bool {
    let folded = |text: &str| {
        let plain = text.nfkc().filter(|c| !c.is_whitespace());
        plain.flat_map(char::to_lowercase).collect::<String>()
    };
    folded(one) == folded(other)
}

/// What an expert reads of a project: what the contract says and what was handed in; of people no years of birth.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ProjectText {
    /// In which kind of session it is judged.
    pub judged: SessionKind,
    /// Everything of it that an expert may read.
    #[serde(flatten)]
    pub project: Project,
    /// The milestone that is judged, from 1; nothing in another kind of session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone: Option<usize>,
}

impl std::ops::Deref for ProjectText {
    type Target = Project;

    fn deref(&self) -> &Project {
        &self.project
    }
}

impl ProjectText {
    /// What an expert reads of a project of which `passed` milestones were passed.
    #[must_use]
    pub fn of(project: &Project, judged: SessionKind, passed: usize) -> ProjectText {
        let people = project.people.iter().map(|p| Person { birth_year: None, ..p.clone() }).collect();
        let next = passed + 1;
        let milestone =
            (judged == SessionKind::Milestone && next <= project.milestones.len()).then_some(next);
        ProjectText { judged, project: Project { people, ..project.clone() }, milestone }
    }

    /// The milestone that is judged.
    #[must_use]
    pub fn now(&self) -> Option<&Milestone> {
        self.milestones.get(self.milestone?.checked_sub(1)?)
    }

    /// Its units, as recusal looks at them.
    pub fn parties(&self) -> impl Iterator<Item = (Party, &str)> {
        let head = [(Party::Sponsor, self.sponsor.as_str()), (Party::Solver, self.solver.as_str())];
        head.into_iter().chain(self.participants.iter().map(|p| (Party::Participant, p.as_str())))
    }

    /// 技术总师
    #[must_use]
    pub fn chief_engineer(&self) -> Option<&str> {
        let chief = self.people.iter().find(|p| p.role == PersonRole::ChiefEngineer);
        chief.map(|p| p.name.as_str())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn wan(amount: i64) -> Fen {
        Fen(amount * 1_000_000)
    }

    /// A project of three years with two milestones and every paper handed in.
    pub(crate) fn project(no: &str) -> Project {
        let bid = crate::tests::bid("JB-001");
        let origin = Origin {
            batch: "2026年第一批".to_owned(),
            bid_no: bid.no.clone(),
            session_no: "论证2026-01".to_owned(),
        };
        let milestone = |due: &str, task: &str| crate::bid_details::Milestone {
            due: due.parse().unwrap(),
            goal: task.to_owned(),
            indicator: "成材率不低于92%".to_owned(),
        };
        let details = BidDetails {
            milestones: vec![milestone("2027-06-30", "中试"), milestone("2028-06-30", "示范线")],
            ..BidDetails::default()
        };
        let made = Project::approved(no.to_owned(), &bid, &details, origin, (wan(1000), wan(300)));
        let report = |kind| Report { kind, title: "材料".to_owned(), on: None };
        Project {
            participants: vec!["示例检测有限公司".to_owned()],
            reports: ReportKind::ALL.map(report).to_vec(),
            ..made
        }
    }

    fn codes(project: &Project) -> Vec<Code> {
        project.check().into_iter().map(|f| f.code).collect()
    }

    #[test]
    fn a_project_from_an_approved_bid_takes_its_parties_people_and_milestones_and_what_was_granted() {
        let made = project("P-2026-001");
        assert_eq!((made.approved, made.rd_total, made.paid), (wan(300), Some(wan(1000)), None));
        let tasks: Vec<&str> = made.milestones.iter().map(|m| m.task.as_str()).collect();
        assert_eq!((tasks, made.people.len()), (vec!["中试", "示范线"], 1));
        assert_eq!(codes(&made), []);
        assert_eq!(made.papers_missing(), []);
    }

    #[test]
    fn not_more_is_paid_than_approved_and_categories_add_up_to_what_was_spent() {
        let spent = |fiscal: i64| Spent {
            subject: Subject::Business,
            funds: Funds { fiscal: wan(fiscal), self_raised: wan(0) },
        };
        let of = |paid: Option<i64>, all: Option<i64>, by: &[i64]| Project {
            paid: paid.map(wan),
            spent: all.map(wan),
            spent_by: by.iter().map(|n| spent(*n)).collect(),
            ..project("P")
        };
        assert_eq!(codes(&of(Some(300), Some(80), &[50, 30])), [], "exactly what was approved");
        assert_eq!(codes(&of(Some(301), None, &[])), [Code::ProjectMoney]);
        assert_eq!(codes(&of(Some(-1), None, &[])), [Code::ProjectMoney]);
        assert_eq!(codes(&of(None, Some(81), &[50, 30])), [Code::ProjectMoney]);
        assert_eq!(codes(&of(None, None, &[50, 30])), [], "nobody said how much in all");
        let nameless = Project { title: " ".to_owned(), end: "2020-01-01".parse().unwrap(), ..project("P") };
        assert_eq!(codes(&nameless), [Code::ProjectIncomplete, Code::DateOrder]);
    }

    #[test]
    fn the_milestone_that_is_judged_is_the_first_that_was_not_passed() {
        let of = |passed| {
            let text = ProjectText::of(&project("P"), SessionKind::Milestone, passed);
            text.now().map(|m| m.task.clone())
        };
        assert_eq!(of(0).as_deref(), Some("中试"));
        assert_eq!(of(1).as_deref(), Some("示范线"));
        assert_eq!(of(2), None);
        assert_eq!(ProjectText::of(&project("P"), SessionKind::Acceptance, 0).milestone, None);
    }

    #[test]
    fn a_number_is_the_same_in_either_case_and_width_and_not_without_its_signs() {
        assert!(same_number("XM-001", " ｘｍ－００１"));
        assert!(!same_number("P-1-2", "P-12") && !same_number("P-1", "P-01"));
    }

    #[test]
    fn an_expert_reads_no_years_of_birth() {
        let mut born = project("P");
        born.people[0].birth_year = Some(1988);
        let text = ProjectText::of(&born, SessionKind::Acceptance, 2);
        assert_eq!(text.chief_engineer(), Some("冯示例"));
        assert!(!serde_json::to_string(&text).unwrap().contains("1988"));
    }
}
