//! 关键里程碑节点考核表 with the experts' words (policy 四（六）, 四（七）1, 四（七）2): one per project and milestone.

use chrono::NaiveDate;
use domain::Fen;
use serde::{Deserialize, Serialize};

use super::Common;

/// The form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MilestoneAssessment {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Number of the project.
    pub project_no: String,
    /// Title.
    pub project_title: String,
    /// Number of the contract.
    pub contract_no: Option<String>,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who does the research.
    pub solver: Option<String>,
    /// Chief engineer.
    pub chief_engineer: Option<String>,
    /// Which milestone (一).
    pub milestone_no: Option<String>,
    /// What it asks for.
    pub milestone_task: Option<String>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// When the sponsor applied.
    pub applied_on: Option<NaiveDate>,
    /// The papers that are handed in (rule 19).
    pub papers: Vec<PaperCheck>,
    /// It was recorded that nothing lacks.
    pub papers_ok: bool,
    /// It was recorded that something lacks.
    pub papers_lacking: bool,
    /// The indicators of the milestone.
    pub indicators: Vec<IndicatorCheck>,
    /// Money by where it comes from.
    pub money: Vec<MoneyLine>,
    /// R&D input up to now.
    pub rd_spent: Option<Fen>,
    /// Number of the special audit.
    pub audit_no: Option<String>,
    /// What it says.
    pub audit_opinion: Option<String>,
    /// Re-allocations (四（七）2), without full stop.
    pub realloc_text: Option<String>,
    /// Changes of people, without full stop.
    pub people_change_text: Option<String>,
    /// What the sponsor says of itself.
    pub self_text: Option<String>,
    /// What the panel says of progress.
    pub progress_text: Option<String>,
    /// Of problems.
    pub problem_text: Option<String>,
    /// What it advises.
    pub advice_text: Option<String>,
    /// The panel scored.
    pub has_score: bool,
    /// Score, two decimals; advice only.
    pub score: Option<String>,
    /// 通过 is ticked.
    pub box_pass: Option<bool>,
    /// 限期整改 is ticked.
    pub box_rectify: Option<bool>,
    /// 不通过 is ticked.
    pub box_fail: Option<bool>,
    /// What to mend, without full stop; empty when nothing.
    pub rectify_text: Option<String>,
    /// Until when.
    pub rectify_due: Option<NaiveDate>,
    /// Fiscal money that the contract ties to the milestone.
    pub payable: Option<Fen>,
    /// Finance expert.
    pub finance_expert: Option<String>,
    /// Code of the finance expert.
    pub finance_code: Option<String>,
    /// Chair.
    pub chair_name: Option<String>,
    /// Code of the chair.
    pub chair_code: Option<String>,
    /// The panel.
    pub members: Vec<AssessmentMember>,
    /// Another opinion; empty when there is none.
    pub dissent_text: Option<String>,
    /// The same without names, in a blind copy.
    pub dissent_blind: Option<String>,
}

/// A paper that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PaperCheck {
    /// Number, from 1.
    pub n: u32,
    /// Which paper.
    pub paper: String,
    /// It was handed in.
    pub given: Option<bool>,
    /// Remark; empty when none.
    pub note: Option<String>,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct IndicatorCheck {
    /// Number, from 1.
    pub n: u32,
    /// Which indicator.
    pub indicator: String,
    /// What was agreed.
    pub target: Option<String>,
    /// What was reached.
    pub actual: Option<String>,
    /// It decides.
    pub is_key: Option<bool>,
    /// What shows it.
    pub evidence: Option<String>,
    /// 达到, 部分 or 未达; nothing while undecided.
    pub verdict: Option<String>,
}

/// Money of one source.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MoneyLine {
    /// Where it comes from.
    pub source: String,
    /// What was agreed.
    pub planned: Option<Fen>,
    /// What came.
    pub arrived: Option<Fen>,
    /// What was spent.
    pub spent: Option<Fen>,
    /// Remark; empty when none.
    pub note: Option<String>,
}

/// A member who signs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AssessmentMember {
    /// Number, from 1.
    pub n: u32,
    /// Name.
    pub name: String,
    /// Code.
    pub code: String,
    /// 技术（组长）, 管理, 财务 …
    pub role: Option<String>,
}
