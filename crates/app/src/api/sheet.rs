//! A score sheet as it is edited: every figure as it was typed, so that nothing that is half done is lost.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::session::Category;

/// A part of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PartForm {
    /// Stable id within its criterion; empty while parts are not scored.
    #[serde(default)]
    pub id: String,
    /// Name.
    pub name: String,
    /// What to look at; shown to whoever scores the part.
    #[serde(default)]
    pub hint: String,
    /// Points within the criterion, as typed.
    pub max: String,
}

/// A band of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BandForm {
    /// 优, 良, 一般, 差 or another name.
    pub name: String,
    /// Its lowest mark, as typed.
    pub from: String,
    /// What it means.
    pub text: String,
}

/// A criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CriterionForm {
    /// Stable id; empty for one that was just added.
    pub id: String,
    /// Name.
    pub name_zh: String,
    /// Name in English; the Chinese one stands for an empty one.
    pub name_en: String,
    /// Most points, as typed; empty where nobody gave a weight yet.
    pub max: String,
    /// Who scores it.
    pub raters: Vec<Category>,
    /// Its parts.
    pub parts: Vec<PartForm>,
    /// Its bands, best first.
    pub bands: Vec<BandForm>,
}

/// What a confirmed veto leaves of the conclusions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum QuestionLimit {
    /// None that agrees.
    Reject,
    /// At most after a revision.
    Revise,
    /// Every one: people are told.
    #[default]
    Tell,
}

/// A veto question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct QuestionForm {
    /// Stable id; empty for one that was just added.
    pub id: String,
    /// The question, answered 是 or 否.
    pub question: String,
    /// Who answers.
    pub raters: Vec<Category>,
    /// Whether 是 is the answer that vetoes.
    pub vetoes_on_yes: bool,
    /// What follows when the panel confirms it, in words.
    pub effect: String,
    /// Which conclusions it leaves.
    pub limit: QuestionLimit,
    /// Where it comes from.
    pub basis: String,
}

/// Lines of the suggested conclusion, as typed. Those that the kind of session does not have are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LimitsForm {
    /// Id of the criterion that stands for feasibility.
    pub feasibility: String,
    /// Id of the criterion that stands for the budget.
    pub budget: String,
    /// 同意 (建议入榜) from this total.
    pub agree_from: String,
    /// 不同意 (暂不入榜) below this total.
    pub reject_below: String,
    /// Least rate of feasibility and budget, per cent.
    pub rate_floor: String,
    /// 优先资助 from this total.
    pub first_from: String,
    /// 可资助 from this total.
    pub second_from: String,
}

/// A sheet as it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SheetForm {
    /// Name.
    pub name_zh: String,
    /// Name in English; the Chinese one stands for an empty one.
    pub name_en: String,
    /// What is policy in it and what is not.
    pub basis: String,
    /// Sum of the criteria's points, as typed.
    pub total: String,
    /// Scores are whole multiples of it, as typed.
    pub step: String,
    /// Means criterion by criterion, then summed; otherwise totals are averaged.
    pub by_criterion: bool,
    /// Whether the parts of criteria are scored; otherwise they are hints.
    #[serde(default)]
    pub score_subs: bool,
    /// Trimming starts at so many valid scores, as typed.
    pub trim_min: String,
    /// Warn under so many valid scores, as typed.
    pub min_valid: String,
    /// An expert is asked about a score that is farther from the others, per cent, as typed.
    pub deviation: String,
    /// Ids of the criteria compared when totals are equal, in their order.
    pub tie_breakers: Vec<String>,
    /// Criteria in their order.
    pub criteria: Vec<CriterionForm>,
    /// Veto questions.
    pub questions: Vec<QuestionForm>,
    /// Lines of the suggested conclusion.
    pub limits: LimitsForm,
}

/// A sheet that is edited, with what it lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SheetEdit {
    /// The sheet.
    pub form: SheetForm,
    /// Whether the session has a sheet of its own; otherwise it is the shipped one.
    pub own: bool,
    /// What keeps it from being used, and, as warnings, what somebody should look at; each with its place: `criterion/2/max`.
    pub problems: Vec<Problem>,
    /// What the parts of each criterion add up to, in the order of the criteria; nothing where a figure cannot be read.
    pub part_sums: Vec<Option<String>>,
    /// Names of the sheets of this kind that the office keeps.
    pub kept: Vec<String>,
}
