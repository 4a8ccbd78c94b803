//! 纸质评分表: what an expert fills in by hand. Printed before the meeting from the frozen rules, with a code of its own.

use serde::{Deserialize, Serialize};

use super::Common;

/// The sheet of one expert and one item, with empty boxes (policy 四（二）, 四（五）).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PaperScoreSheet {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// The code as people read it, in two groups.
    pub sheet_code: String,
    /// The code as a scanner types it.
    pub sheet_qr: String,
    /// Name.
    pub expert_name: Option<String>,
    /// Code (专家03).
    pub expert_code: String,
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
    /// The item is a demand: nobody bids.
    pub of_demand: bool,
    /// Who bids.
    pub solver: Option<String>,
    /// Name of the sheet.
    pub sheet_name: Option<String>,
    /// Version of the sheet.
    pub sheet_version: Option<String>,
    /// The smallest step of a score (0.5).
    pub step: Option<String>,
    /// The criteria that this kind of expert scores.
    pub criteria: Vec<BlankCriterion>,
    /// Whether parts of criteria are scored, which are added up.
    #[serde(default)]
    pub scored_parts: bool,
    /// The veto questions that this kind of expert answers.
    pub gates: Vec<BlankGate>,
    /// Lines of the budget; none where they are not the expert's.
    pub lines: Vec<BlankLine>,
    /// The most that this expert can give, two decimals.
    pub own_max: Option<String>,
    /// The expert scores more than one criterion, so that there is a sum.
    pub has_total: bool,
    /// The conclusions with their numbers.
    pub votes_text: Option<String>,
}

/// A criterion with an empty box.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BlankCriterion {
    /// Number as printed: 2, and 2.1 of a scored part.
    pub n: String,
    /// Criterion, or scored part of the one above.
    pub criterion: String,
    /// The most it can have.
    pub max: String,
    /// The bands in the step of the sheet, each on a line: 优 18—20; of a part, what to look at.
    pub bands_text: String,
}

/// A question that can veto, with empty boxes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BlankGate {
    /// Number, from 1.
    pub n: u32,
    /// The question.
    pub question: String,
    /// Which answer vetoes, 是 or 否.
    pub veto_on: String,
}

/// A line of a budget as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BlankLine {
    /// Subject.
    pub subject: String,
    /// Fiscal money asked for, in 分.
    pub req_fiscal: domain::Fen,
    /// Self-raised money, in 分.
    pub req_self: domain::Fen,
}
