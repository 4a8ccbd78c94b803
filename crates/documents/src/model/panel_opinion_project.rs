//! 专家组意见 on one project: its milestone, its results or its end (policy 四（七）).

use chrono::NaiveDate;
use domain::Fen;
use serde::{Deserialize, Serialize};

use super::{Common, OpinionMember};

/// The opinion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PanelOpinionProject {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// 里程碑节点考核意见, 结题验收意见 or 项目终止论证意见.
    pub opinion_title: String,
    /// It is of a milestone.
    pub of_milestone: bool,
    /// It is of results.
    pub of_acceptance: bool,
    /// It is of an end.
    pub of_termination: bool,
    /// Number of the project.
    pub project_no: String,
    /// Title.
    pub project_title: String,
    /// Number of the contract.
    pub contract_no: Option<String>,
    /// Term.
    pub term_text: Option<String>,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who solves it.
    pub solver: Option<String>,
    /// Chief engineer.
    pub chief_engineer: Option<String>,
    /// The milestone: 第1节点（中试）.
    pub milestone_name: Option<String>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// What the contract asks for by then.
    pub indicators_text: Option<String>,
    /// Papers that were handed in (四（七）1), and those that were not, without full stop.
    pub papers_text: Option<String>,
    /// Bureau and sponsor settled plan, experts and way together.
    pub joint_recorded: bool,
    /// When.
    pub joint_on: Option<NaiveDate>,
    /// Who signs for the bureau.
    pub bureau_rep: Option<String>,
    /// Who signs for the sponsor.
    pub sponsor_rep: Option<String>,
    /// Who proposed the end.
    pub proposer: Option<String>,
    /// When.
    pub proposed_on: Option<NaiveDate>,
    /// What was reached; of an end, facts and cause.
    pub first_text: Option<String>,
    /// Use of money.
    pub money_text: Option<String>,
    /// Problems; empty when none.
    pub problems_text: Option<String>,
    /// What is put right, what follows, under what condition it goes on; empty when nothing.
    pub follow_text: Option<String>,
    /// Until when.
    pub until: Option<NaiveDate>,
    /// 批准财政资金.
    pub approved: Option<Fen>,
    /// 已拨.
    pub paid: Option<Fen>,
    /// 已支出.
    pub spent: Option<Fen>,
    /// Fiscal money that the contract ties to the milestone.
    pub payable: Option<Fen>,
    /// The project ends.
    pub ends: bool,
    /// 停拨.
    pub stop: Option<Fen>,
    /// 收回.
    pub recover: Option<Fen>,
    /// Points are given.
    pub scored: bool,
    /// Score, two decimals.
    pub score: Option<String>,
    /// How experts lean, without full stop.
    pub leanings_text: String,
    /// The panel's conclusion.
    pub conclusion: Option<String>,
    /// 通过 of a milestone.
    pub is_milestone_pass: bool,
    /// 限期整改.
    pub is_rectify: bool,
    /// 不通过.
    pub is_milestone_fail: bool,
    /// 通过 of an acceptance.
    pub is_pass: bool,
    /// 结题.
    pub is_close: bool,
    /// 未通过.
    pub is_fail: bool,
    /// 延期实施.
    pub is_extend: bool,
    /// 客观原因终止.
    pub is_objective: bool,
    /// 主观原因终止.
    pub is_fault: bool,
    /// 弄虚作假追回全部.
    pub is_fraud: bool,
    /// The seven grounds of the form, of which some are ticked.
    pub grounds: Vec<GroundTick>,
    /// Who is responsible.
    pub responsible: Option<String>,
    /// The third party commissioned.
    pub third_party: Option<String>,
    /// The document that proves the fraud.
    pub proof: Option<String>,
    /// Why; empty when nobody had to say.
    pub reason_text: Option<String>,
    /// The vote by its counts as recorded, without full stop; empty when none is on record.
    pub vote_text: Option<String>,
    /// What was noted of the vote beside its counts, without full stop; empty when nothing.
    #[serde(default)]
    pub vote_note: String,
    /// The sentence by which the panel sums up, without full stop; nothing where nobody recorded one.
    #[serde(default)]
    pub closing: Option<String>,
    /// On recusals, without full stop; empty when none.
    pub recused_text: Option<String>,
    /// Dissent; empty when none.
    pub dissent_text: Option<String>,
    /// The same by codes, in a blind copy.
    pub dissent_blind: Option<String>,
    /// The chair.
    pub chair_name: Option<String>,
    /// The chair's code.
    pub chair_code: Option<String>,
    /// The members who took part.
    pub members: Vec<OpinionMember>,
}

/// A ground of the form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GroundTick {
    /// Whether it is ticked.
    pub tick: Option<bool>,
    /// In the words of the form.
    pub text: String,
}
