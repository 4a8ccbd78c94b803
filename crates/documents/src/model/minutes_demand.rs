//! 技术需求论证会评审纪要, the minutes of a demand review (policy 四（二）).

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{
    AbstentionNote, AmendmentNote, BackNote, Common, Dissent, ForkNote, GateStep, IncidentNote,
    LateSignature, Outlier, PanelMember, Question, RecusalNote, RemarksNote, Reopening, RestoreNote,
    RevokedLaptop, SigningRefusal, SupersededSheet, TieNote, VetoNote, VoteNote, WithdrawnPack,
};

/// The minutes. Flags say what was done and recorded; without the flag its sentence is not printed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MinutesDemand {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// The unit that organises the meeting.
    pub organizer: Option<String>,
    /// Who presided.
    pub host_name: Option<String>,
    /// Who kept the record.
    pub recorder_name: Option<String>,
    /// Who supervised.
    pub supervisor_name: Option<String>,
    /// Who else was there; an empty text when nobody.
    pub attendees_text: Option<String>,
    /// How many demands.
    pub demand_count: Option<u32>,
    /// How many enterprises they are of.
    pub enterprise_count: Option<u32>,
    /// How many experts.
    pub expert_count: Option<u32>,
    /// Of them technical.
    pub technical_count: Option<u32>,
    /// Of them of industry management (行业管理).
    pub industry_count: Option<u32>,
    /// The chair.
    pub chair_name: Option<String>,
    /// The chair's code (专家01), shown in its place in a blind copy.
    pub chair_code: Option<String>,
    /// How the chair came to be (全体专家推举).
    pub chair_way: Option<String>,
    /// The same without names, shown in its place in a blind copy.
    pub chair_way_blind: Option<String>,
    /// How many were named and how many drawn, and each draw with its commitment, words and alternates called, without full
    /// stop; nothing where no draw is on record.
    #[serde(default)]
    pub draw_seed_text: Option<String>,
    /// The same without names and reasons, shown in its place in a blind copy.
    #[serde(default)]
    pub draw_seed_blind: Option<String>,
    /// The panel.
    pub experts: Vec<PanelMember>,
    /// The discipline was read out.
    pub discipline_read: bool,
    /// Who read it out; an empty text when nobody recorded who.
    pub discipline_by: Option<String>,
    /// Every expert signed the pledge.
    pub pledges_signed: bool,
    /// Every expert who was there was asked for recusals and answered.
    pub recusals_declared: bool,
    /// Every expert scored on a laptop of his own and locked before any score was tallied or shown.
    pub scored_independently: bool,
    /// The experts whose signed paper sheets were typed by two people; empty where there are none.
    #[serde(default)]
    pub paper_experts: Option<String>,
    /// The same by code, in its place in a blind copy.
    #[serde(default)]
    pub paper_codes: Option<String>,
    /// The experts who scored on the one laptop that was passed round; empty where there are none.
    #[serde(default)]
    pub shared_experts: Option<String>,
    /// The same by code, in its place in a blind copy.
    #[serde(default)]
    pub shared_codes: Option<String>,
    /// What was recorded at the gates, in their order.
    pub steps: Vec<GateStep>,
    /// Times when the meeting went back.
    pub gone_back: Vec<BackNote>,
    /// Name of the score sheet, without 《》.
    pub sheet_name: Option<String>,
    /// Version of the score sheet.
    pub sheet_version: Option<String>,
    /// When the rules were frozen, before the first score.
    pub frozen_at: Option<NaiveDateTime>,
    /// The highest and the lowest are dropped from `trim_min` valid scores on.
    pub uses_trimmed: bool,
    /// Of the valid scores the median is taken.
    pub uses_median: bool,
    /// What is ranked by where it is not the points of the meeting, every expert alike: whole sentences.
    pub basis_text: Option<String>,
    /// From how many valid scores on the extremes are dropped.
    pub trim_min: Option<u32>,
    /// From which deviation on an expert is asked again (30%).
    pub outlier_percent: Option<String>,
    /// How equal scores are told apart, without full stop.
    pub tie_rule_text: Option<String>,
    /// The limits of the suggested conclusions, without full stop.
    pub limits_text: Option<String>,
    /// The recusals.
    pub recusals: Vec<RecusalNote>,
    /// It was recorded that there is nothing to recuse.
    pub no_recusal_confirmed: bool,
    /// One entry for each demand, in the order of the meeting.
    pub demands: Vec<DemandMinutes>,
    /// The ranking.
    pub ranking: Vec<DemandRow>,
    /// Deviating scores and what became of them.
    pub outliers: Vec<Outlier>,
    /// Items of which an expert gives no score.
    #[serde(default)]
    pub abstentions: Vec<AbstentionNote>,
    /// Sheets signed in the place of earlier ones.
    #[serde(default)]
    pub superseded: Vec<SupersededSheet>,
    /// Items with equal scores that a tie-breaker told apart, with the criterion; empty when there are none.
    pub tie_steps_text: Option<String>,
    /// Ties and how they were decided.
    pub ties: Vec<TieNote>,
    /// When scores were opened again after the lock.
    pub reopenings: Vec<Reopening>,
    /// What went wrong while the meeting was held, in the order of time.
    #[serde(default)]
    pub incidents: Vec<IncidentNote>,
    /// Amendments of the frozen rules, in their order.
    #[serde(default)]
    pub amendments: Vec<AmendmentNote>,
    /// Whether one of them is of the sheet or the method.
    #[serde(default)]
    pub amended_scoring: bool,
    /// Whether anything happened to laptops or packs that the minutes must say.
    pub has_proceedings: bool,
    /// Laptops that were revoked.
    pub revoked_laptops: Vec<RevokedLaptop>,
    /// Packs whose import was undone.
    pub withdrawn_packs: Vec<WithdrawnPack>,
    /// Packs that contradicted each other.
    pub forks: Vec<ForkNote>,
    /// Backups that the data went back to.
    pub restores: Vec<RestoreNote>,
    /// Answers to veto questions that veto.
    #[serde(default)]
    pub vetoes: Vec<VetoNote>,
    /// Votes.
    #[serde(default)]
    pub votes: Vec<VoteNote>,
    /// Remarks of supervisors.
    #[serde(default)]
    pub remarks: Vec<RemarksNote>,
    /// Dissenting opinions.
    pub dissents: Vec<Dissent>,
    /// It was recorded that nobody dissents.
    pub no_dissent_confirmed: bool,
    /// Members who refuse to sign.
    pub refusals: Vec<SigningRefusal>,
    /// Members who signed after the signing was recorded, in the order of time.
    #[serde(default)]
    pub signed_late: Vec<LateSignature>,
    /// How many are to be listed.
    pub listed_count: Option<u32>,
    /// How many after revision.
    pub revised_count: Option<u32>,
    /// How many are deferred.
    pub deferred_count: Option<u32>,
    /// What people decided of items that are there twice: which, how alike, the decision, who, when and why; empty when none.
    pub twice_text: Option<String>,
    /// The same without names of units, persons and projects and without reasons, shown in its place in a blind copy.
    pub twice_blind: Option<String>,
    /// Anything else; empty when nothing.
    pub other_matters: Option<String>,
}

/// A demand in the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DemandMinutes {
    /// Number in Chinese numerals (一).
    pub no_zh: String,
    /// Number of the demand.
    pub demand_no: String,
    /// Title.
    pub demand_title: String,
    /// The enterprise that states it.
    pub sponsor: Option<String>,
    /// Who presented; an empty text when nobody did.
    pub reporter: Option<String>,
    /// When report and questions ran, without full stop; empty when nobody recorded it.
    pub talk_text: Option<String>,
    /// Questions and answers.
    pub questions: Vec<Question>,
    /// What it is worth.
    pub strength: Option<String>,
    /// What is weak; empty when nothing.
    pub weakness: Option<String>,
    /// How its indicators are to be revised, without full stop; empty when not.
    pub indicator_advice: Option<String>,
    /// The sentence by which the panel sums up, without full stop; nothing where nobody recorded one.
    #[serde(default)]
    pub closing: Option<String>,
    /// 建议入榜, 完善后入榜 or 暂不入榜.
    pub conclusion: Option<String>,
}

/// A row of the ranking.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DemandRow {
    /// Rank; `3=` for a tie.
    pub rank: String,
    /// Number of the demand.
    pub demand_no: String,
    /// Title.
    pub demand_title: String,
    /// Field.
    pub field_name: String,
    /// The enterprise that states it.
    pub sponsor: String,
    /// Valid scores.
    pub valid_n: String,
    /// Score, two decimals; nothing when there is none.
    pub score: Option<String>,
    /// The panel's conclusion.
    pub conclusion: Option<String>,
}
