//! What one expert signs: 专家个人评分表 and 评审专家承诺书.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{Common, SupersededSheet};

/// 专家个人评分表: one expert, one item (policy 四（二）, 四（五）, 四（七）).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ExpertScoreSheet {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Name.
    pub expert_name: Option<String>,
    /// Code (专家03).
    pub expert_code: Option<String>,
    /// 技术, 管理, 财务, 法律 or 行业管理.
    pub expert_role: Option<String>,
    /// Number of the item.
    pub item_no: String,
    /// Title of the item.
    pub item_title: String,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// The item is a project: its milestone, its results or its end.
    #[serde(default)]
    pub of_project: bool,
    /// Nothing is scored: questions and a conclusion alone.
    #[serde(default)]
    pub unscored: bool,
    /// The item is a demand: nobody bids, and every expert scores every criterion.
    #[serde(default)]
    pub of_demand: bool,
    /// Who bids.
    pub solver: Option<String>,
    /// Chief engineer.
    pub chief_engineer: Option<String>,
    /// Name of the sheet.
    pub sheet_name: Option<String>,
    /// Version of the sheet.
    pub sheet_version: Option<String>,
    /// The smallest step of a score (0.5).
    pub step: Option<String>,
    /// One row per criterion.
    pub criteria: Vec<CriterionScore>,
    /// Questions that can veto.
    pub gates: Vec<VetoCheck>,
    /// The most that this expert can give, two decimals.
    pub own_max: Option<String>,
    /// The sum, two decimals.
    pub total: Option<String>,
    /// Whether the expert scores every criterion, so that there is a sum.
    pub has_total: bool,
    /// The expert's own conclusion; empty when none is asked.
    pub conclusion_vote: Option<String>,
    /// What is good.
    pub merits: Option<String>,
    /// What is wrong.
    pub problems: Option<String>,
    /// What to revise.
    pub advice: Option<String>,
    /// The expert was asked about a deviating score.
    pub deviation_asked: bool,
    /// What was answered.
    pub deviation_text: Option<String>,
    /// When the sheet was locked.
    pub locked_at: Option<NaiveDateTime>,
    /// Digest of the locked sheet.
    pub sheet_digest: Option<String>,
    /// Number of the sheet, where earlier ones were signed.
    #[serde(default)]
    pub revision: Option<u32>,
    /// The scores were typed from a signed paper sheet, which is the original.
    #[serde(default)]
    pub from_paper: bool,
    /// The code of that sheet.
    #[serde(default)]
    pub paper_code: Option<String>,
    /// Who typed first.
    #[serde(default)]
    pub first_typist: Option<String>,
    /// Who typed second.
    #[serde(default)]
    pub second_typist: Option<String>,
    /// Where the two entries differed and what the paper says, without full stop; empty where nowhere.
    #[serde(default)]
    pub paper_text: Option<String>,
    /// The steps from earlier sheets to this one.
    #[serde(default)]
    pub superseded: Vec<SupersededSheet>,
}

/// The score of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CriterionScore {
    /// Number as printed.
    pub n: String,
    /// Criterion.
    pub criterion: String,
    /// What it looks at.
    pub points_text: Option<String>,
    /// The most it can have, two decimals.
    pub max: Option<String>,
    /// 优, 良, 一般, 差 or 不评.
    pub band: Option<String>,
    /// Score, two decimals.
    pub score: Option<String>,
    /// The expert's remark; empty when none.
    pub remark: Option<String>,
}

/// A question that can veto, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VetoCheck {
    /// Number, from 1.
    pub n: u32,
    /// The question.
    pub question: String,
    /// Which answer vetoes, 是 or 否.
    pub veto_on: String,
    /// 是 is ticked.
    pub yes_box: Option<bool>,
    /// 否 is ticked.
    pub no_box: Option<bool>,
    /// Remark; empty when none.
    pub remark: Option<String>,
}

/// 评审专家承诺书.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ExpertPledge {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Where to report.
    pub supervision_office: Option<String>,
    /// Its telephone.
    pub supervision_phone: Option<String>,
    /// The expert declared a conflict.
    pub has_conflict: bool,
    /// The expert declared that there is none.
    pub no_conflict_declared: bool,
    /// Which conflict, without full stop.
    pub conflict_text: Option<String>,
    /// Name.
    pub expert_name: Option<String>,
    /// Unit.
    pub expert_unit: Option<String>,
    /// 技术, 管理, 财务 or 法律.
    pub expert_role: Option<String>,
    /// Consent to the use of sensitive data; nothing while it is not given, and never ticked beforehand.
    pub consent_yes: Option<bool>,
    /// Refusal of that consent.
    pub consent_no: Option<bool>,
    /// Day of the signature.
    pub signed_on: Option<NaiveDate>,
}
