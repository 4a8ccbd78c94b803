//! 关键里程碑节点考核表: papers, indicators and money as the sponsor handed them in, the panel's word once it spoke.

use chrono::NaiveDate;
use documents::Common;
use documents::model::{AssessmentMember, IndicatorCheck, MilestoneAssessment, MoneyLine, PaperCheck};
use domain::chain::contract::Change;
use domain::chain::course::{Account, Judgement, Submission};
use domain::chain::state::PaymentState;
use domain::conclusion::Conclusion;
use domain::project::ReportKind;
use domain::{Fen, Member};

use super::{Gathered, said};
use crate::office::documents::words::{expert_code, numeral};
use crate::office::text::bare_line;
use crate::refusal::{Refusal, Result};

impl Gathered {
    /// The form of one milestone, from 1.
    ///
    /// # Errors
    /// `record.not_found` for one that the contract does not have.
    pub(super) fn assessment(&self, n: u32, common: Common) -> Result<MilestoneAssessment> {
        let unknown = || Refusal::not_found(format!("{}/{n}", self.course.project_no));
        let which = usize::try_from(n).map_err(Refusal::internal)?;
        let contract = self.course.contract.as_ref().ok_or_else(unknown)?;
        let milestones = contract.milestones_now();
        let at = which.checked_sub(1).ok_or_else(unknown)?;
        let milestone = milestones.get(at).ok_or_else(unknown)?;
        let papers = self.course.papers(Some(which));
        let said_of = self.course.judgements.iter().rev().find(|j| j.milestone == which);
        let concluded = |c: Conclusion| said_of.map(|j| j.conclusion == c);
        let project = &self.record.project;
        let missing = papers.map(|p| p.lacks(&project.no).is_some());
        // What the session knew: what was paid and reported up to its day; before it, as it stands.
        let until = said_of.map(|j| j.on);
        let latest = self.course.accounts.iter().rev().find(|a| until.is_none_or(|day| a.as_of <= day));
        Ok(MilestoneAssessment {
            project_no: project.no.clone(),
            project_title: project.title.clone(),
            contract_no: self.contract_no(),
            sponsor: said(&project.sponsor),
            solver: said(&project.solver),
            chief_engineer: contract.chief_now(),
            milestone_no: Some(numeral(which)),
            milestone_task: said(&milestone.task),
            due_on: Some(milestone.due),
            applied_on: papers.map(|p| p.on),
            papers: checks(papers),
            papers_ok: missing == Some(false),
            papers_lacking: missing == Some(true),
            indicators: indicators(papers, said_of, &milestone.indicators),
            money: self.money(until, latest),
            rd_spent: latest.and_then(|a| Fen::sum([a.spent.fiscal, a.spent.self_raised])),
            audit_no: papers.and_then(|p| said(&p.audit_no)),
            realloc_text: Some(self.reallocations()),
            people_change_text: Some(self.replaced()),
            self_text: papers.and_then(|p| said(&p.self_text)),
            box_pass: concluded(Conclusion::MilestonePass),
            box_rectify: concluded(Conclusion::Rectify),
            box_fail: concluded(Conclusion::MilestoneFail),
            rectify_text: Some(said_of.map(mend).unwrap_or_default()),
            rectify_due: said_of.and_then(|j| j.until),
            payable: milestone.payable,
            members: members(&self.panel),
            dissent_text: Some(String::new()),
            dissent_blind: Some(String::new()),
            common,
            ..MilestoneAssessment::default()
        })
    }

    fn money(&self, until: Option<NaiveDate>, latest: Option<&Account>) -> Vec<MoneyLine> {
        let spent = latest.map(|a| a.spent);
        let grant = &self.course.grant;
        let own = grant.rd_total.and_then(|rd| rd.checked_sub(grant.approved));
        let line = |source: &str, planned, arrived, spent| MoneyLine {
            source: source.to_owned(),
            planned,
            arrived,
            spent,
            note: Some(String::new()),
        };
        let made = self.course.payments.iter().filter_map(|p| Some((p.paid.as_ref()?.on, p)));
        let made = made.filter(|(on, p)| p.state == PaymentState::Paid && until.is_none_or(|day| *on <= day));
        let before = self.course.paid_before().ok();
        let paid = before.and_then(|b| Fen::sum(std::iter::once(b).chain(made.map(|(_, p)| p.amount))));
        let arrived = latest.map(|a| a.self_raised_arrived);
        vec![
            line("财政资金", Some(grant.approved), paid, spent.map(|s| s.fiscal)),
            line("自筹资金", own, arrived, spent.map(|s| s.self_raised)),
        ]
    }

    /// What was moved between lines of the budget (rule 20), or 无.
    fn reallocations(&self) -> String {
        let moved = self.changes().filter_map(|change| match change {
            Change::Reallocation { on, from, to, source, amount, .. } => {
                let day = on.format("%Y年%-m月%-d日");
                Some(format!("{day}{}{}万元由{}调至{}", source.zh(), amount.wan(), from.zh(), to.zh()))
            }
            _ => None,
        });
        none_where_empty(moved.collect())
    }

    /// Who took whose place (rule 21), or 无.
    fn replaced(&self) -> String {
        let replaced = self.changes().filter_map(|change| match change {
            Change::Person { on, role, old, new, .. } => {
                Some(format!("{}{}由{old}变更为{new}", on.format("%Y年%-m月%-d日"), role.zh()))
            }
            _ => None,
        });
        none_where_empty(replaced.collect())
    }

    fn changes(&self) -> impl Iterator<Item = &Change> {
        self.course.contract.iter().flat_map(|c| &c.changes)
    }
}

fn none_where_empty(parts: Vec<String>) -> String {
    if parts.is_empty() { "无".to_owned() } else { parts.join("；") }
}

/// The four papers of rule 19; unticked ones are a blank where nothing was handed in at all.
fn checks(papers: Option<&Submission>) -> Vec<PaperCheck> {
    let of = |(kind, n): (ReportKind, u32)| {
        let given = papers.map(|p| p.reports.iter().find(|r| r.kind == kind && !r.title.trim().is_empty()));
        PaperCheck {
            n,
            paper: kind.zh().to_owned(),
            given: given.map(|g| g.is_some()),
            note: Some(given.flatten().map(|r| bare_line(&r.title)).unwrap_or_default()),
        }
    };
    ReportKind::ALL.into_iter().zip(1..).map(of).collect()
}

/// The indicators as the sponsor reported on them; without a report those of the milestone, to be filled in by hand.
fn indicators(papers: Option<&Submission>, judged: Option<&Judgement>, agreed: &str) -> Vec<IndicatorCheck> {
    let verdict = |name: &str| {
        let found = judged?.verdicts.iter().find(|v| v.indicator == name)?;
        Some(found.verdict.zh().to_owned())
    };
    let reached = papers.map(|p| p.reached.as_slice()).unwrap_or_default();
    if let (true, Some(agreed)) = (reached.is_empty(), said(agreed)) {
        return vec![IndicatorCheck { n: 1, indicator: bare_line(&agreed), ..IndicatorCheck::default() }];
    }
    let of = |(one, n): (&domain::chain::course::Reached, u32)| IndicatorCheck {
        n,
        indicator: one.indicator.clone(),
        target: said(&one.target),
        actual: said(&one.actual),
        is_key: Some(one.key),
        evidence: said(&one.evidence),
        verdict: verdict(&one.indicator),
    };
    reached.iter().zip(1..).map(of).collect()
}

/// What is to be mended, without full stop.
fn mend(judgement: &Judgement) -> String {
    let parts: Vec<String> = judgement.mend.iter().map(|m| bare_line(m)).collect();
    let text = parts.join("；");
    match (judgement.conclusion, text.is_empty()) {
        (Conclusion::Rectify, true) => "见专家组意见".to_owned(),
        _ => text,
    }
}

fn members(panel: &[Member]) -> Vec<AssessmentMember> {
    let of = |(position, member): (usize, &Member)| AssessmentMember {
        n: u32::try_from(position + 1).unwrap_or(u32::MAX),
        name: member.name.clone(),
        code: expert_code(position),
        role: Some(member.category.zh().to_owned()),
    };
    panel.iter().enumerate().map(of).collect()
}
