//! 科技项目资金计划表 (policy 四（六）): the draft that goes up to the city, and the plan that is issued with the finance bureau.

use chrono::NaiveDate;
use domain::Fen;
use serde::{Deserialize, Serialize};

use super::Common;

/// The plan. Amounts are 分 and print in 万元.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FundingPlan {
    /// Policy, batch, paper.
    #[serde(flatten)]
    pub common: Common,
    /// It still goes up for approval: no number, no approval, no issuers.
    pub is_draft: bool,
    /// Of which year (2026年度).
    pub year_text: Option<String>,
    /// 下达文号, given by the finance bureau.
    pub doc_number: Option<String>,
    /// 支出功能分类科目, filled in by the finance bureau.
    pub expenditure_item: Option<String>,
    /// The projects.
    pub rows: Vec<FundingRow>,
    /// What each is to reach; without them the second sheet is not made.
    pub goals: Vec<FundingGoal>,
    /// How many projects.
    pub count: Option<u32>,
    /// R&D input in all; [`FundingPlan::totals`] gives the sums.
    pub total_rd: Option<Fen>,
    /// Fiscal money in all.
    pub total_fiscal: Option<Fen>,
    /// First payments in all.
    pub total_first: Option<Fen>,
    /// Share of the first payment (30%).
    pub first_percent: Option<String>,
    /// Share of the payments after milestones (40%).
    pub milestone_percent: Option<String>,
    /// Up to which amount it is paid at once.
    pub lump_limit: Option<Fen>,
    /// The cap as a share of the R&D input (30%).
    pub cap_percent: Option<String>,
    /// The absolute cap.
    pub cap_absolute: Option<Fen>,
    /// How it was approved (市政府2026年3月9日审定).
    pub approval_text: Option<String>,
    /// Who made it.
    pub prepared_by: Option<String>,
    /// Who checked it.
    pub checked_by: Option<String>,
    /// Day of issue.
    pub issued_on: Option<NaiveDate>,
    /// Name of the finance bureau.
    pub finance_office_name: Option<String>,
}

/// A project's money.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FundingRow {
    /// Number, from 1.
    pub n: u32,
    /// Number of the project.
    pub project_no: String,
    /// Title.
    pub project_title: String,
    /// The enterprise that set the challenge, the only payee (四（七）1).
    pub sponsor: Option<String>,
    /// Where its account is told; empty when nowhere. Not public.
    pub account_text: Option<String>,
    /// Who does the research.
    pub solver: Option<String>,
    /// Term (2026.4—2029.3).
    pub term_text: Option<String>,
    /// R&D input.
    pub rd_total: Option<Fen>,
    /// Fiscal money.
    pub fiscal: Option<Fen>,
    /// Its share of the R&D input (29.58%).
    pub ratio: Option<String>,
    /// 分期 or 一次.
    pub mode: Option<String>,
    /// First payment.
    pub first: Option<Fen>,
    /// After milestones.
    pub milestone: Option<Fen>,
    /// After acceptance.
    pub last: Option<Fen>,
    /// Remark; empty when none. Not public.
    pub remark: Option<String>,
}

/// What a project is to reach.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FundingGoal {
    /// Number, from 1.
    pub n: u32,
    /// Number of the project.
    pub project_no: String,
    /// 绩效目标.
    pub goal: Option<String>,
    /// 绩效指标.
    pub indicator: Option<String>,
    /// 目标值.
    pub target: Option<String>,
}

/// The sums of a plan. A sum is nothing while one of its amounts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FundingTotals {
    /// R&D input.
    pub rd: Option<Fen>,
    /// Fiscal money.
    pub fiscal: Option<Fen>,
    /// First payments.
    pub first: Option<Fen>,
}

/// Why a plan cannot be added up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FundingFault {
    /// The payments of a project do not make its fiscal money.
    #[error("{project_no}: the payments do not make the whole")]
    Unequal {
        /// Number of the project.
        project_no: String,
    },
    /// A sum does not fit.
    #[error("a sum does not fit")]
    TooLarge,
}

impl FundingPlan {
    /// The sums, once the payments of every project make its fiscal money (四（六）: the rest is in the last one).
    ///
    /// # Errors
    /// [`FundingFault`] names the first project that does not hold.
    pub fn totals(&self) -> Result<FundingTotals, FundingFault> {
        for row in &self.rows {
            if let (Some(fiscal), Some(first), Some(milestone), Some(last)) =
                (row.fiscal, row.first, row.milestone, row.last)
                && Fen::sum([first, milestone, last]) != Some(fiscal)
            {
                return Err(FundingFault::Unequal { project_no: row.project_no.clone() });
            }
        }
        let sum = |of: fn(&FundingRow) -> Option<Fen>| {
            let amounts: Option<Vec<Fen>> = self.rows.iter().map(of).collect();
            amounts.map(|all| Fen::sum(all).ok_or(FundingFault::TooLarge)).transpose()
        };
        Ok(FundingTotals { rd: sum(|r| r.rd_total)?, fiscal: sum(|r| r.fiscal)?, first: sum(|r| r.first)? })
    }

    /// The plan with its sums filled in.
    ///
    /// # Errors
    /// As [`FundingPlan::totals`].
    pub fn added_up(self) -> Result<FundingPlan, FundingFault> {
        let FundingTotals { rd, fiscal, first } = self.totals()?;
        Ok(FundingPlan { total_rd: rd, total_fiscal: fiscal, total_first: first, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_adds_up_to_the_fen_and_names_the_project_whose_payments_do_not_make_the_whole() {
        let row = |no: &str, parts: [i64; 3], whole: i64| FundingRow {
            project_no: no.to_owned(),
            rd_total: Some(Fen(10 * whole)),
            fiscal: Some(Fen(whole)),
            first: Some(Fen(parts[0])),
            milestone: Some(Fen(parts[1])),
            last: Some(Fen(parts[2])),
            ..FundingRow::default()
        };
        let mut plan = FundingPlan {
            rows: vec![row("P-1", [30, 40, 31], 101), row("P-2", [50, 0, 0], 50)],
            ..FundingPlan::default()
        };
        let added = plan.clone().added_up().unwrap();
        let sums = (added.total_rd, added.total_fiscal, added.total_first);
        assert_eq!(sums, (Some(Fen(1510)), Some(Fen(151)), Some(Fen(80))));
        plan.rows[1].last = Some(Fen(1));
        assert_eq!(plan.totals(), Err(FundingFault::Unequal { project_no: "P-2".to_owned() }));
        plan.rows[1].last = None;
        plan.rows[1].first = None;
        let partly = plan.totals().unwrap();
        assert_eq!((partly.fiscal, partly.first), (Some(Fen(151)), None), "what is unknown stays so");
    }
}
