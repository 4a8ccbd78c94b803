//! 项目计划任务书（军令状） (policy 四（六）, 四（七）2): parties, indicators, milestones with the split of the 40 %, words on duties,
//! ownership and breach; its signed copy; and what changes after it was signed. The solver never changes.

pub(super) mod change;
mod particulars;
mod proposed;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::change::{Change, Decider, NewDue, Source};
pub use self::particulars::{OwnershipRule, Particulars, SolverPayment, Task};
use super::plan::Grant;
use super::tranches;
use super::words::spoken;
use super::{Proof, blank, in_order, missing, sound};
use crate::bid::BudgetLine;
use crate::bid_check::last_day;
use crate::bid_details::{Person, PersonRole};
use crate::code::Code;
use crate::finding::{Finding, Severity};
use crate::funding::Mode;
use crate::money::Fen;
use crate::percent::Percent;
use crate::policy::Policy;
use crate::project::Milestone;

spoken! {
    /// Who signs.
    pub enum Signer {
        Bureau = "甲方（市科技管理部门）" / "the science bureau",
        Sponsor = "乙方（出题企业）" / "the sponsor",
        Solver = "丙方（揭榜方）" / "the solver",
        Participant = "丙方（参与单位）" / "a participant",
    }
}

/// The units of a contract. They are fixed with it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Parties {
    /// 甲方
    pub bureau: String,
    /// 出题企业
    pub sponsor: String,
    /// 揭榜方
    pub solver: String,
    /// 参与单位
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<String>,
}

impl Parties {
    /// Everyone who signs.
    pub fn signers(&self) -> impl Iterator<Item = (Signer, &str)> {
        let three = [
            (Signer::Bureau, self.bureau.as_str()),
            (Signer::Sponsor, self.sponsor.as_str()),
            (Signer::Solver, self.solver.as_str()),
        ];
        three.into_iter().chain(self.participants.iter().map(|p| (Signer::Participant, p.as_str())))
    }

    /// Whether a unit signs, in any part.
    #[must_use]
    pub fn has(&self, unit: &str) -> bool {
        self.signers().any(|(_, name)| name.trim() == unit.trim())
    }

    /// Whether a unit does the work (项目承担单位): everyone but the bureau.
    #[must_use]
    pub fn undertakes(&self, unit: &str) -> bool {
        self.signers().any(|(part, name)| part != Signer::Bureau && name.trim() == unit.trim())
    }
}

spoken! {
    /// What an indicator is about.
    pub enum IndicatorKind {
        Technical = "技术" / "technical",
        Economic = "经济" / "economic",
        Property = "知识产权" / "intellectual property",
        Talent = "人才" / "talent",
        Other = "其他" / "other",
    }
}

/// An indicator (考核指标): what is measured, to what, in which unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Indicator {
    /// 类别
    pub kind: IndicatorKind,
    /// 指标名称
    pub name: String,
    /// 约定值
    pub target: String,
    /// 计量单位
    pub unit: String,
    /// It decides.
    pub key: bool,
    /// How it is looked at and what shows it; empty when nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
}

/// That the contract was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Day.
    pub on: NaiveDate,
    /// The signed copy.
    pub copy: Proof,
    /// Who signed, by unit.
    pub by: Vec<String>,
}

/// A contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// 任务书编号
    pub no: String,
    /// Its parties.
    pub parties: Parties,
    /// First day.
    pub start: NaiveDate,
    /// Last day, as it was signed.
    pub end: NaiveDate,
    /// Why it is longer than three years; empty where it is not (rule 12).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub long_term_reason: String,
    /// 考核指标
    pub indicators: Vec<Indicator>,
    /// 里程碑 in their order, each with the money tied to it.
    pub milestones: Vec<Milestone>,
    /// 技术总师, 课题负责人, 骨干
    pub people: Vec<Person>,
    /// The budget, in both sources.
    pub budget: Vec<BudgetLine>,
    /// 各方职责
    pub duties: String,
    /// 成果和知识产权
    pub ownership: String,
    /// 违约责任
    pub breach: String,
    /// Further words.
    #[serde(default, skip_serializing_if = "Particulars::is_unsaid")]
    pub particulars: Particulars,
    /// That it was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signed>,
    /// What changed since, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

impl Contract {
    /// The contract with the money of the 40 % tied to its milestones: by shares of the award, or evenly; the rest in the last.
    #[must_use]
    pub fn with_split(mut self, policy: &Policy, grant: &Grant, shares: &[Option<Percent>]) -> Contract {
        let count = self.milestones.len();
        let shares: Vec<_> = (0..count).map(|at| shares.get(at).copied().flatten()).collect();
        let parts = tranches::split(policy, grant.approved, grant.tranches.middle, &shares);
        for (milestone, part) in self.milestones.iter_mut().zip(parts) {
            milestone.payable = (grant.tranches.mode == Mode::Tranches).then_some(part);
        }
        self
    }

    /// Whether the term is within the policy's years, inclusive: 2024-02-29 → 2027-02-28 (rules 12 and 22).
    #[must_use]
    pub fn is_short(&self, policy: &Policy) -> bool {
        last_day(self.start, policy.term.most_years).is_some_and(|last| self.end <= last)
    }

    /// What keeps it from being signed, or makes a human look.
    #[must_use]
    pub fn check(&self, grant: &Grant, policy: &Policy) -> Vec<Finding> {
        let mut findings = self.words();
        if self.end < self.start {
            let finding = Finding::error(Code::DateOrder).with("start", self.start.to_string());
            findings.push(finding.with("end", self.end.to_string()));
        } else if !self.is_short(policy) && blank(&self.long_term_reason) {
            let latest = last_day(self.start, policy.term.most_years);
            findings.push(
                Finding::warning(Code::TermOver3y)
                    .with("end", self.end.to_string())
                    .with("latest", latest.map_or_else(|| "—".to_owned(), |d| d.to_string())),
            );
        }
        findings.extend(self.times());
        findings.extend(super::plan::payee(&grant.payee, &self.parties.sponsor));
        let payable = Fen::sum(self.milestones.iter().filter_map(|m| m.payable));
        if payable != Some(grant.tranches.middle) {
            let sum = payable.map_or_else(|| "—".to_owned(), Fen::wan);
            findings.push(self.unfit(
                &format!("节点资金合计{sum}万元，资金计划为{}万元", grant.tranches.middle.wan()),
                &format!("milestones pay {sum}, the plan {}", grant.tranches.middle.wan()),
            ));
        }
        let fiscal = Fen::sum(self.budget.iter().map(|l| l.requested.fiscal));
        let total =
            self.budget.iter().map(|l| l.requested.total()).try_fold(Fen::ZERO, |s, t| s.checked_add(t?));
        if !self.budget.is_empty() && fiscal != Some(grant.approved) {
            findings.push(
                self.unfit("预算中的财政资金与资金计划不一致", "fiscal money of budget and plan differ"),
            );
        }
        if !self.budget.is_empty() && grant.rd_total.is_some_and(|rd| total != Some(rd)) {
            findings
                .push(self.unfit("预算合计与研发投入总额不一致", "the budget does not make the R&D input"));
        }
        findings
    }

    /// Words that a contract cannot be without; an indicator can be measured.
    fn words(&self) -> Vec<Finding> {
        let unmeasured = |i: &Indicator| blank(&i.name) || blank(&i.target) || blank(&i.unit);
        let chief = self.people.iter().any(|p| p.role == PersonRole::ChiefEngineer && !blank(&p.name));
        let lacks = [
            (blank(&self.no), "任务书编号", "its number"),
            (self.parties.signers().any(|(_, name)| blank(name)), "签署方名称", "a party's name"),
            (self.indicators.is_empty(), "考核指标", "indicators"),
            (
                self.indicators.iter().any(unmeasured),
                "指标的名称、约定值或者单位",
                "name, target or unit of an indicator",
            ),
            (self.milestones.is_empty(), "里程碑节点", "milestones"),
            (
                self.milestones.iter().any(|m| blank(&m.task) || blank(&m.indicators)),
                "节点的任务或者指标",
                "task or indicators of a milestone",
            ),
            (!chief, "技术总师", "the chief engineer"),
            (blank(&self.duties), "各方职责", "the parties' duties"),
            (blank(&self.ownership), "成果和知识产权约定", "words on results and ownership"),
            (blank(&self.breach), "违约责任", "words on breach"),
        ];
        let (zh, en): (Vec<&str>, Vec<&str>) =
            lacks.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, zh, en)| (zh, en)).unzip();
        if zh.is_empty() {
            return Vec::new();
        }
        vec![self.unfit(&format!("缺少{}", zh.join("、")), &format!("it lacks {}", en.join(", ")))]
    }

    /// Milestones lie within the term and follow each other.
    fn times(&self) -> Vec<Finding> {
        let outside = self.milestones.iter().filter(|m| m.due < self.start || m.due > self.end);
        let mut findings: Vec<Finding> = outside
            .map(|m| {
                Finding::error(Code::MilestoneOutside)
                    .with("due", m.due.to_string())
                    .with("start", self.start.to_string())
                    .with("end", self.end.to_string())
            })
            .collect();
        if !self.milestones.is_sorted_by_key(|m| m.due) {
            findings.push(
                self.unfit("里程碑节点没有按完成时间排列", "its milestones are not in order of their days"),
            );
        }
        findings
    }

    /// The contract with its signed copy (rule 11: after the plan was issued).
    ///
    /// # Errors
    /// The errors of [`Contract::check`]; `contract.signed`, `list.date_order`, `missing_value` for a signature or the copy.
    pub fn sign(mut self, signed: Signed, grant: &Grant, policy: &Policy) -> Result<Contract, Vec<Finding>> {
        if self.signed.is_some() {
            return Err(vec![self.is_signed("已经签订", "signed already")]);
        }
        let mut findings = self.check(grant, policy);
        findings.retain(|f| f.severity == Severity::Error);
        let now = ("签订任务书", "signing the contract", signed.on);
        let issued = grant.issued.as_ref().map(|act| ("联合下达", "the issue of the plan", act.on));
        findings.extend(issued.and_then(|issued| in_order(now, issued)));
        for (part, unit) in self.parties.signers() {
            if !signed.by.iter().any(|by| by.trim() == unit.trim()) {
                let (zh, en) = (format!("{}“{unit}”的签字盖章", part.zh()), format!("signature of {unit}"));
                findings.push(missing(&zh, &en));
            }
        }
        if !signed.copy.is_sound() {
            findings.push(missing("签署件的摘要", "digest of the signed copy"));
        }
        sound(findings)?;
        self.signed = Some(signed);
        Ok(self)
    }

    /// `contract.incomplete`
    fn unfit(&self, zh: &str, en: &str) -> Finding {
        Finding::error(Code::ContractIncomplete)
            .with("contract", self.no.clone())
            .with("issue", zh)
            .with("issue_en", en)
    }

    /// `contract.signed`
    fn is_signed(&self, zh: &str, en: &str) -> Finding {
        Finding::error(Code::ContractSigned)
            .with("contract", self.no.clone())
            .with("step", zh)
            .with("step_en", en)
    }
}

/// `solver.swap` where the solver of an approved project would be another (rule 21). A unit that was only renamed is an alias.
#[must_use]
pub fn solver_fixed(project_no: &str, old: &str, new: &str) -> Option<Finding> {
    (old.trim() != new.trim()).then(|| {
        Finding::error(Code::SolverSwap).with("project", project_no).with("old", old).with("new", new)
    })
}

#[cfg(test)]
#[path = "contract/laws.rs"]
pub(crate) mod tests;
