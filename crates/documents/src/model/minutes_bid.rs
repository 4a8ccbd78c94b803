//! 揭榜方案论证会评审纪要, the minutes of a bid review (policy 四（五）).

use chrono::NaiveDateTime;
use domain::Fen;
use serde::{Deserialize, Serialize};

use super::{
    AbstentionNote, AmendmentNote, BackNote, Common, DepartureNote, EnvelopeNote, ForkNote, GateStep,
    IncidentNote, LateSignature, RemarksNote, RestoreNote, RevokedLaptop, SigningRefusal, SupersededSheet,
    VetoNote, VoteNote, WithdrawnPack,
};

/// The minutes. Flags say what was done and recorded; without the flag its sentence is not printed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MinutesBid {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// The unit that organises the meeting.
    pub organizer: Option<String>,
    /// Who presided, with function.
    pub host_name: Option<String>,
    /// Who kept the record.
    pub recorder_name: Option<String>,
    /// Who supervised, with unit.
    pub supervisor_name: Option<String>,
    /// Who else was there; an empty text when nobody.
    pub attendees_text: Option<String>,
    /// 一人一机, 共用一机, 纸质评分 or 混合.
    pub meeting_form: Option<String>,
    /// How many challenges.
    pub challenge_count: Option<u32>,
    /// How many bids.
    pub bid_count: Option<u32>,
    /// How many experts.
    pub expert_count: Option<u32>,
    /// Of them technical.
    pub technical_count: Option<u32>,
    /// Of them managerial.
    pub management_count: Option<u32>,
    /// Of them financial.
    pub finance_count: Option<u32>,
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
    /// The steps that the meeting went through, as recorded (汇报、质询、独立打分、锁定、汇总、合议和签字).
    pub agenda_text: Option<String>,
    /// How the order of the presentations was found.
    pub order_text: Option<String>,
    /// The same without names, shown in its place in a blind copy.
    pub order_blind: Option<String>,
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
    /// When the rules were frozen.
    pub frozen_at: Option<NaiveDateTime>,
    /// The rules were frozen before the first score and not changed.
    pub frozen_before_scores: bool,
    /// What went wrong while the meeting was held, in the order of time.
    #[serde(default)]
    pub incidents: Vec<IncidentNote>,
    /// Which part of the second chapter tells it: 三, or 四 where laptops and packs have one.
    #[serde(default)]
    pub incidents_no: Option<String>,
    /// Amendments of the frozen rules, in their order.
    #[serde(default)]
    pub amendments: Vec<AmendmentNote>,
    /// Whether one of them is of the sheet or the method.
    #[serde(default)]
    pub amended_scoring: bool,
    /// The highest and the lowest are dropped from `trim_min` valid scores on.
    pub uses_trimmed: bool,
    /// Which kinds of experts score what, without full stop.
    pub raters_text: Option<String>,
    /// Of the valid scores the median is taken.
    pub uses_median: bool,
    /// What is ranked by where it is not the points of the meeting, every expert alike: whole sentences.
    pub basis_text: Option<String>,
    /// Averages are taken per criterion.
    pub by_criterion: bool,
    /// From how many valid scores on the extremes are dropped.
    pub trim_min: Option<u32>,
    /// From which deviation on an expert is asked again (30%).
    pub outlier_percent: Option<String>,
    /// How equal scores are told apart, without full stop.
    pub tie_rule_text: Option<String>,
    /// The grades and their limits, without full stop.
    pub cutoff_text: Option<String>,
    /// There were roadshows.
    pub has_roadshow: bool,
    /// Who took part in the roadshows.
    pub roadshow_text: Option<String>,
    /// The recusals.
    pub recusals: Vec<RecusalNote>,
    /// It was recorded that there is nothing to recuse.
    pub no_recusal_confirmed: bool,
    /// It was recorded that the recused left the room and saw nothing of the item.
    pub recused_left_room: bool,
    /// One entry per bid, in the order of the meeting.
    pub bids: Vec<BidMinutes>,
    /// The ranking.
    pub ranking: Vec<RankingRow>,
    /// Deviating scores and what became of them.
    pub outliers: Vec<Outlier>,
    /// Answers to veto questions that veto.
    #[serde(default)]
    pub vetoes: Vec<VetoNote>,
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
    /// Recorded envelopes, the one in force last.
    #[serde(default)]
    pub envelopes: Vec<EnvelopeNote>,
    /// What the envelope in force proposes, without full stop; empty where none was recorded.
    #[serde(default)]
    pub proposal_text: String,
    /// Standings that are not what it proposes.
    #[serde(default)]
    pub departures: Vec<DepartureNote>,
    /// Votes.
    #[serde(default)]
    pub votes: Vec<VoteNote>,
    /// Panels in parallel rooms whose results were taken in before the signing; nothing where nobody took one in.
    #[serde(default)]
    pub parallel_text: Option<String>,
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
    /// How many bids are agreed to.
    pub agree_count: Option<u32>,
    /// How many after revision.
    pub revise_count: Option<u32>,
    /// How many are rejected.
    pub reject_count: Option<u32>,
    /// How many are recommended.
    pub recommended_count: Option<u32>,
    /// Fiscal money recommended in all; 分, printed in 万元 and in words.
    pub recommended_fiscal: Option<Fen>,
    /// Numbers on the reserve list; empty when none.
    pub reserve_text: Option<String>,
    /// Numbers approved without money; empty when none.
    pub unfunded_text: Option<String>,
    /// What was decided about races; empty when none.
    pub race_text: Option<String>,
    /// What people decided of items that are there twice: which, how alike, the decision, who, when and why; empty when none.
    pub twice_text: Option<String>,
    /// The same without names of units, persons and projects and without reasons, shown in its place in a blind copy.
    pub twice_blind: Option<String>,
    /// Anything else; empty when nothing.
    pub other_matters: Option<String>,
    /// What is attached.
    pub attachments: Vec<Attachment>,
}

/// A member of the panel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PanelMember {
    /// Number in the list, from 1.
    pub n: u32,
    /// Name.
    pub name: String,
    /// Code (专家01), the same as in the score summary.
    pub code: String,
    /// 技术, 管理, 财务 or 法律.
    pub role: String,
    /// Unit.
    pub unit: Option<String>,
    /// Function or title.
    pub title: Option<String>,
    /// 随机抽取 or 指定.
    pub drawn_text: Option<String>,
    /// Whether this is the chair, who signs apart.
    pub is_chair: bool,
}

/// A recusal in the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecusalNote {
    /// Name.
    pub expert_name: String,
    /// Code of the expert.
    pub expert_code: String,
    /// Number of the item.
    pub item_no: String,
    /// Why.
    pub ground: Option<String>,
    /// What was decided.
    pub decision: Option<String>,
}

/// A bid in the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BidMinutes {
    /// Number in Chinese numerals (一).
    pub no_zh: String,
    /// Number of the bid.
    #[serde(default)]
    pub item_no: String,
    /// Number of its challenge.
    pub challenge_no: String,
    /// Title of the bid.
    pub bid_title: String,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who bids.
    pub solver: Option<String>,
    /// Who presented.
    pub reporter: Option<String>,
    /// When report and questions ran, without full stop; empty when nobody recorded it.
    pub talk_text: Option<String>,
    /// Questions and answers.
    pub questions: Vec<Question>,
    /// It was recorded that nothing was asked.
    pub no_questions: bool,
    /// Opinion on feasibility.
    pub feasibility_text: Option<String>,
    /// Opinion on the budget.
    pub budget_text: Option<String>,
    /// What has to be revised, without full stop; empty when nothing.
    pub revise_text: Option<String>,
    /// 同意, 修改后同意 or 不同意.
    pub conclusion: Option<String>,
}

/// A question and its answer, without full stops.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Question {
    /// The question.
    pub q: String,
    /// The answer.
    pub a: Option<String>,
}

/// A row of the ranking.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RankingRow {
    /// Rank; `3=` for a tie.
    pub rank: String,
    /// Number of the bid.
    #[serde(default)]
    pub item_no: String,
    /// Number of its challenge.
    pub challenge_no: String,
    /// Title of the bid.
    pub bid_title: String,
    /// Who bids.
    pub solver: String,
    /// Valid scores (`6/7` where a finance expert scores one criterion only).
    pub valid_n: String,
    /// Score, two decimals; nothing when there is none.
    pub score: Option<String>,
    /// The panel's conclusion.
    pub conclusion: Option<String>,
}

/// A deviating score.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outlier {
    /// Name.
    pub expert_name: String,
    /// Code of the expert.
    pub expert_code: String,
    /// Number of the item.
    pub challenge_no: String,
    /// Which criterion; nothing where totals were compared.
    #[serde(default)]
    pub criterion: Option<String>,
    /// How far off (34.20%).
    pub deviation: String,
    /// 维持原评分 or 修改评分.
    pub outcome: Option<String>,
    /// The expert's reason, without full stop.
    pub reason: Option<String>,
    /// 由88.00分改为80.00分; nothing where the score stands.
    #[serde(default)]
    pub change_text: Option<String>,
}

/// A tie and its end.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TieNote {
    /// Which items.
    pub items_text: String,
    /// By what they were told apart.
    pub step: Option<String>,
    /// The same without a name, for a blind copy.
    pub step_blind: Option<String>,
    /// Who voted how; empty for a secret ballot or a lot.
    pub named_text: String,
    /// The same by codes.
    pub named_blind: String,
    /// Who led the vote or the drawing.
    pub held_by: Option<String>,
    /// Who counted the votes; empty of a lot.
    #[serde(default)]
    pub counted_by: Option<String>,
    /// What equal counts left tied.
    pub left_text: Option<String>,
    /// Why, without full stop.
    pub reason: Option<String>,
    /// Who witnessed it.
    pub witnesses: Option<String>,
}

/// Scores opened again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reopening {
    /// When.
    pub when: NaiveDateTime,
    /// Why; not in a blind copy, for it may name people.
    pub reason: String,
    /// Who agreed.
    pub approved_by: Option<String>,
    /// What a blind copy says in that person's place.
    pub assent_blind: Option<String>,
}

/// A dissenting opinion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Dissent {
    /// Name.
    pub expert_name: String,
    /// Code of the expert.
    pub expert_code: String,
    /// Number of the item; empty where it is about the whole.
    pub challenge_no: String,
    /// When it was written down.
    #[serde(default)]
    pub when: Option<NaiveDateTime>,
    /// Whether it came after the signing.
    #[serde(default)]
    pub late: bool,
    /// The opinion, word for word.
    pub text: String,
}

/// Something attached.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Attachment {
    /// Number, from 1.
    pub n: u32,
    /// Name, without 《》.
    pub name: String,
}
