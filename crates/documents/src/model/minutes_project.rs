//! 评审纪要 of a session on projects: milestones, acceptance, termination (policy 四（七）).

use chrono::{NaiveDate, NaiveDateTime};
use domain::Fen;
use serde::{Deserialize, Serialize};

use super::{
    AbstentionNote, AmendmentNote, BackNote, Common, Dissent, ForkNote, GateStep, IncidentNote,
    LateSignature, Outlier, PanelMember, Question, RecusalNote, RemarksNote, Reopening, RestoreNote,
    RevokedLaptop, SigningRefusal, SupersededSheet, VetoNote, VoteNote, WithdrawnPack,
};

/// The minutes. Flags say what was done and recorded; without the flag its sentence is not printed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MinutesProject {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// 里程碑节点考核, 结题验收 or 终止论证.
    pub kind_text: String,
    /// It is of milestones.
    pub of_milestone: bool,
    /// It is of results.
    pub of_acceptance: bool,
    /// It is of an end.
    pub of_termination: bool,
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
    /// How many projects.
    pub project_count: Option<u32>,
    /// How many experts.
    pub expert_count: Option<u32>,
    /// Of them by kind, without full stop: 技术3人、管理1人、财务1人.
    pub kinds_text: Option<String>,
    /// The chair.
    pub chair_name: Option<String>,
    /// The chair's code (专家01), shown in its place in a blind copy.
    pub chair_code: Option<String>,
    /// How the chair came to be (全体专家推举).
    pub chair_way: Option<String>,
    /// The same without names, shown in its place in a blind copy.
    pub chair_way_blind: Option<String>,
    /// How many were named and how many drawn, and each draw; nothing where no draw is on record.
    pub draw_seed_text: Option<String>,
    /// The same without names and reasons, shown in its place in a blind copy.
    pub draw_seed_blind: Option<String>,
    /// The panel.
    pub experts: Vec<PanelMember>,
    /// Bureau and sponsor settled plan, experts and way together, and both signed.
    pub joint_recorded: bool,
    /// When.
    pub joint_on: Option<NaiveDate>,
    /// Who signs for the bureau.
    pub bureau_rep: Option<String>,
    /// Who signs for the sponsor.
    pub sponsor_rep: Option<String>,
    /// The sponsor of an acceptance.
    pub sponsor: Option<String>,
    /// The third party that was commissioned; empty when none was.
    pub third_party: Option<String>,
    /// The discipline was read out.
    pub discipline_read: bool,
    /// Who read it out; an empty text when nobody recorded who.
    pub discipline_by: Option<String>,
    /// Every expert signed the pledge.
    pub pledges_signed: bool,
    /// Every expert who was there was asked for recusals and answered.
    pub recusals_declared: bool,
    /// Every expert filled in sheets on a laptop of his own and locked before any was taken together or shown.
    pub scored_independently: bool,
    /// The experts whose signed paper sheets were typed by two people; empty where there are none.
    pub paper_experts: Option<String>,
    /// The same by code, in its place in a blind copy.
    pub paper_codes: Option<String>,
    /// The experts who scored on the one laptop that was passed round; empty where there are none.
    #[serde(default)]
    pub shared_experts: Option<String>,
    /// The same by code, in its place in a blind copy.
    #[serde(default)]
    pub shared_codes: Option<String>,
    /// What went wrong while the meeting was held, in the order of time.
    #[serde(default)]
    pub incidents: Vec<IncidentNote>,
    /// Amendments of the frozen rules, in their order.
    #[serde(default)]
    pub amendments: Vec<AmendmentNote>,
    /// Whether one of them is of the sheet or the method.
    #[serde(default)]
    pub amended_scoring: bool,
    /// What was recorded at the gates, in their order.
    pub steps: Vec<GateStep>,
    /// Times when the meeting went back.
    pub gone_back: Vec<BackNote>,
    /// Name of the sheet, without 《》.
    pub sheet_name: Option<String>,
    /// Version of the sheet.
    pub sheet_version: Option<String>,
    /// When the rules were frozen, before the first sheet.
    pub frozen_at: Option<NaiveDateTime>,
    /// Points are given.
    pub scored: bool,
    /// The highest and the lowest are dropped from `trim_min` valid scores on.
    pub uses_trimmed: bool,
    /// The middle one counts.
    pub uses_median: bool,
    /// Who scores which criteria, without full stop.
    pub raters_text: Option<String>,
    /// From how many valid scores on the extremes are dropped.
    pub trim_min: Option<u32>,
    /// From which deviation on an expert is asked again (30%).
    pub outlier_percent: Option<String>,
    /// The recusals.
    pub recusals: Vec<RecusalNote>,
    /// It was recorded that there is nothing to recuse.
    pub no_recusal_confirmed: bool,
    /// One entry for each project, in the order of the meeting.
    pub projects: Vec<ProjectMinutes>,
    /// Deviating scores and what became of them.
    pub outliers: Vec<Outlier>,
    /// Items of which an expert gives no score.
    pub abstentions: Vec<AbstentionNote>,
    /// Sheets signed in the place of earlier ones.
    pub superseded: Vec<SupersededSheet>,
    /// When sheets were opened again after the lock.
    pub reopenings: Vec<Reopening>,
    /// Laptops that were revoked.
    pub revoked_laptops: Vec<RevokedLaptop>,
    /// Packs whose import was undone.
    pub withdrawn_packs: Vec<WithdrawnPack>,
    /// Packs that contradicted each other.
    pub forks: Vec<ForkNote>,
    /// Backups that the data went back to.
    pub restores: Vec<RestoreNote>,
    /// Answers to the sheet's questions that trigger.
    pub vetoes: Vec<VetoNote>,
    /// Votes.
    pub votes: Vec<VoteNote>,
    /// Remarks of supervisors.
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
    /// How many projects got each conclusion, without full stop: 通过4项，限期整改1项，不通过0项.
    pub counts_text: Option<String>,
    /// Sum that the contract ties to the milestones that were passed; nothing where one is not recorded.
    pub payable_total: Option<Fen>,
    /// Anything else; empty when nothing.
    pub other_matters: Option<String>,
}

/// A project in the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProjectMinutes {
    /// Number in Chinese numerals (一).
    pub no_zh: String,
    /// Number of the project.
    pub project_no: String,
    /// Title.
    pub project_title: String,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who solves it.
    pub solver: Option<String>,
    /// The milestone that is judged: 第1节点（中试）; empty in another kind of session.
    pub milestone_name: Option<String>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// Who presented; an empty text when nobody recorded it.
    pub reporter: Option<String>,
    /// When report and questions ran, without full stop; empty when nobody recorded it.
    pub talk_text: Option<String>,
    /// Who proposed its end; nothing where nobody recorded it.
    pub proposer: Option<String>,
    /// When.
    pub proposed_on: Option<NaiveDate>,
    /// Why; empty when nobody said.
    pub proposed_reason: Option<String>,
    /// Questions and answers.
    pub questions: Vec<Question>,
    /// What was reached; of an end, facts and cause.
    pub first_text: Option<String>,
    /// Use of money; empty when nothing was said of an end.
    pub money_text: Option<String>,
    /// Problems; empty when none.
    pub problems_text: Option<String>,
    /// What is put right, what follows, under what condition it goes on; empty when nothing.
    pub follow_text: Option<String>,
    /// Until when that is put right, or the project goes on.
    pub until: Option<NaiveDate>,
    /// The panel asks for something until a day.
    pub has_until: bool,
    /// 批准财政资金.
    pub approved: Option<Fen>,
    /// 已拨.
    pub paid: Option<Fen>,
    /// 已支出.
    pub spent: Option<Fen>,
    /// The project ends.
    pub ends: bool,
    /// It is for proved fraud.
    pub of_fraud: bool,
    /// 停拨; nothing where a sum is not recorded.
    pub stop: Option<Fen>,
    /// 收回.
    pub recover: Option<Fen>,
    /// How both follow, without full stop; empty where a sum is not recorded.
    pub trace_text: Option<String>,
    /// Fiscal money that the contract ties to the milestone.
    pub payable: Option<Fen>,
    /// Score, two decimals; a dash when there is none.
    pub score: Option<String>,
    /// Valid scores.
    pub valid_n: String,
    /// How experts lean, without full stop: 通过4人，限期整改1人.
    pub leanings_text: String,
    /// The panel's conclusion.
    pub conclusion: Option<String>,
    /// Ticked grounds, responsible party, third party, proof, without full stop; empty when not asked for.
    pub grounds_text: Option<String>,
}
