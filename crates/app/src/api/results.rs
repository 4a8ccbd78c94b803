//! The result of a meeting: ranking, where every figure comes from, what-if, the panel's word.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::collective::{PanelView, VetoSaid, Voter};
use super::desk::{Conclusion, FundsView};
use super::envelope::{EnvelopeState, TriedAmount};
use super::session::{Aggregation, Category, SessionCard};

/// What becomes of an agreed bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Standing {
    /// On the list.
    Recommended,
    /// 备选
    Reserve,
    /// 立项但不资助
    Unfunded,
    /// Not agreed.
    None,
}

/// One expert's own total of a bid, for the strip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Dot {
    /// Expert.
    pub expert_no: String,
    /// Name.
    pub name: String,
    /// Total.
    pub value: String,
    /// Place on the axis, thousandths of the sheet's total: for drawing only.
    pub permille: u32,
    /// Whether it departs from the others by more than the limit.
    pub far: bool,
}

/// The panel's word on a bid or a demand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DecisionView {
    /// Bid.
    pub bid_no: String,
    /// Conclusion.
    pub conclusion: Conclusion,
    /// What becomes of it.
    pub standing: Standing,
    /// 可行性意见
    pub feasibility_text: String,
    /// 经费预算意见
    pub budget_text: String,
    /// 需求价值 of a demand.
    #[serde(default)]
    pub value_text: String,
    /// 存在不足 of a demand.
    #[serde(default)]
    pub weakness_text: String,
    /// What must be revised.
    pub revise_text: String,
    /// Why.
    pub reason: String,
    /// The vote.
    pub vote_text: Option<String>,
    /// What is said of a project beside the texts.
    #[serde(default)]
    pub on_project: Option<super::projects::ProjectWordView>,
    /// 结语: the sentence by which the panel sums up; empty where nobody recorded one, and a ruled blank is printed.
    #[serde(default)]
    pub closing: String,
    /// Lines where the panel departs from the medians.
    pub lines: Vec<LineWord>,
}

/// The standard sentence of a conclusion, to be taken as the panel's own or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClosingSentence {
    /// The conclusion.
    pub conclusion: Conclusion,
    /// The sentence.
    pub text: String,
}

/// The panel's amount of a line, 万元.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LineWord {
    /// Subject id.
    pub subject: String,
    /// Amounts.
    pub decided: FundsView,
    /// Why.
    pub reason: Option<String>,
}

/// Whether a bid is within the lines of the what-if.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Within {
    /// Above the cut-off and within the sum.
    Both,
    /// Above the cut-off, but the sum is used up.
    OverSum,
    /// Under the cut-off.
    UnderCutoff,
    /// Not scored.
    NotScored,
}

/// A bid of the ranking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ResultRow {
    /// Number.
    pub no: String,
    /// Place in the order of presentation.
    pub position: u32,
    /// Rank; nothing when not scored.
    pub rank: Option<u32>,
    /// Whether tied with another.
    pub tied: bool,
    /// How many tie-breakers told it from a bid of the same total.
    pub breakers_used: u32,
    /// Title.
    pub title: String,
    /// 揭榜方; nothing of a demand.
    pub solver: Option<String>,
    /// What is shown of a project.
    pub project: Option<super::projects::ResultProject>,
    /// 领域
    pub field: String,
    /// 出题企业
    pub sponsor: String,
    /// Race.
    pub race: bool,
    /// Score with two decimals, half up.
    pub score: Option<String>,
    /// The exact sum as a fraction.
    pub exact: Option<String>,
    /// Place of the score on the axis, thousandths of the sheet's total: for drawing only.
    pub permille: Option<u32>,
    /// Valid scores `7` or `6/7`.
    pub valid_n: String,
    /// Own totals.
    pub dots: Vec<Dot>,
    /// Award, 万元: decided where the panel spoke, else what follows from the medians; nothing when a line is undecided.
    pub award: Option<String>,
    /// The cap that was applied to it, 万元, all decimals.
    pub cap: Option<String>,
    /// Awards added up in order of rank, 万元.
    pub running: Option<String>,
    /// What the recorded envelope proposes; nothing while it is open. Without one what the grade alone proposes (不资助).
    pub proposed: Option<Standing>,
    /// Why it is apart from the list, or open.
    pub why: Option<Problem>,
    /// Money of what the envelope proposes up to and with this bid, 万元; nothing without one.
    pub line: Option<String>,
    /// What would be proposed with what is tried; nothing while nothing is tried.
    pub tried: Option<Standing>,
    /// What the figures suggest.
    pub suggested: Option<Conclusion>,
    /// The panel's word.
    pub decision: Option<DecisionView>,
    /// Whether within the lines of the what-if.
    pub within: Within,
}

/// A score far from the others'.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FarScore {
    /// Bid.
    pub bid_no: String,
    /// Expert.
    pub expert_no: String,
    /// Name.
    pub name: String,
    /// Id of the criterion compared; nothing when totals were.
    pub criterion: Option<String>,
    /// The score.
    pub own: String,
    /// Signed percentage with two decimals: `-36.71`.
    pub percent: String,
    /// Whether it was typed from paper: then the office writes down what the expert says.
    pub on_paper: bool,
    /// Whether the expert was asked about this sheet.
    pub asked: bool,
    /// Why the expert stands by it; nothing while that was not said.
    pub stands: Option<String>,
}

/// A tie that waits for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TieView {
    /// Rank.
    pub rank: u32,
    /// The tied bids.
    pub bids: Vec<String>,
    /// Whether the order decides who is within the lines of the what-if.
    pub matters: bool,
    /// Who can vote on it: members who were there and are recused from none of the bids.
    pub voters: Vec<Voter>,
}

/// What is tried: never touches the frozen rules.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WhatIf {
    /// 分数线; nothing: none.
    pub cutoff: Option<String>,
    /// 资金盘子, 万元; nothing: none.
    pub envelope: Option<String>,
    /// Rule tried; nothing: the frozen one.
    pub aggregation: Option<Aggregation>,
    /// Amounts tried for single bids, 万元.
    #[serde(default)]
    pub amounts: Vec<TriedAmount>,
}

/// What the trial says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Trial {
    /// Bids within both lines.
    pub bids: u32,
    /// Their awards, 万元.
    pub sum: String,
    /// What the next bid would go over the envelope by, 万元.
    pub over_by: Option<String>,
    /// Bids shown with the score line or more whose exact total is less, and which are therefore not within it.
    pub shown_but_under: u32,
    /// Whether anything departs from the frozen rules.
    pub tried: bool,
}

/// What a tie is settled by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "by")]
#[ts(export)]
pub enum TieHow {
    /// A vote, whose counts give the order.
    Vote {
        /// Votes for each of the tied bids.
        votes: Vec<(String, u32)>,
        /// 弃权
        abstained: u32,
        /// Who named which bid in an open ballot; nothing beside a name is an abstention. Empty for a secret one.
        named: Vec<(String, Option<String>)>,
        /// Who counted.
        counted_by: String,
    },
    /// A lot.
    Lot {
        /// The bids in the order drawn.
        order: Vec<String>,
        /// How it was drawn.
        method: String,
        /// Who drew.
        drawn_by: String,
    },
}

/// A tie as it is settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TieForm {
    /// A vote or a lot.
    pub how: TieHow,
    /// Who led it.
    pub held_by: String,
    /// Why.
    pub reason: String,
    /// Witnesses.
    pub witnesses: String,
}

/// A settled tie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TieWord {
    /// The bids in the order decided.
    pub order: Vec<String>,
    /// How in words, of a record that has no counts.
    pub way: String,
    /// The counts of the vote or the lot; nothing in records of earlier builds.
    pub how: Option<TieHow>,
    /// Who led it; empty where nobody recorded it.
    pub held_by: String,
    /// Groups that equal counts left tied.
    pub left: Vec<Vec<String>>,
    /// Why.
    pub reason: String,
    /// Witnesses.
    pub witnesses: String,
}

/// The result of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ResultsView {
    /// The session.
    pub session: SessionCard,
    /// Frozen rule.
    pub aggregation: Aggregation,
    /// What bids are ranked by.
    pub basis: super::method::BasisName,
    /// Share of an earlier stage in per cent, if there was one.
    pub first_share: Option<String>,
    /// Trimming starts at so many.
    pub trim_from: u32,
    /// Sheets counted.
    pub sheets: u32,
    /// Most points of the sheet.
    pub total: String,
    /// Bids in order of rank.
    pub rows: Vec<ResultRow>,
    /// Scores far from the others'.
    pub far: Vec<FarScore>,
    /// Limit of a deviation, percent.
    pub far_limit: String,
    /// Ties that wait.
    pub ties: Vec<TieView>,
    /// Ties that were settled.
    pub settled: Vec<TieWord>,
    /// Bids without the panel's word.
    pub undecided: u32,
    /// Answers that veto, on which the panel said nothing yet.
    pub vetoes: Vec<OpenVeto>,
    /// What else a human should look at.
    pub findings: Vec<Problem>,
    /// The envelope and where the panel departs from it.
    pub envelope: EnvelopeState,
    /// Collective acts.
    pub panel: PanelView,
    /// The trial.
    pub trial: Trial,
    /// Digest of the frozen rules, sixteen groups.
    pub rules_digest: String,
}

/// Answers to a veto question that wait for the panel's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OpenVeto {
    /// Item.
    pub bid_no: String,
    /// Id of the question.
    pub gate: String,
    /// The question.
    pub question: String,
    /// The answer that vetoes.
    pub answer: String,
    /// How many experts gave it.
    pub experts: u32,
}

/// What stands in a cell of the explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CellKind {
    /// Counted.
    Counted,
    /// Dropped as the highest.
    Highest,
    /// Dropped as the lowest.
    Lowest,
    /// Above or below the middle, of which a median is made.
    OffMiddle,
    /// 回避
    Recused,
    /// 缺
    Absent,
    /// 不评
    NotRated,
}

/// A cell of the explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExplainCell {
    /// What it is.
    pub kind: CellKind,
    /// The mark; nothing without one.
    pub mark: Option<String>,
    /// Where the mark is the sum of scored parts: their names, marks and maxima.
    pub subs: Vec<(String, String, String)>,
}

/// An expert's row of the explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExplainRow {
    /// Expert.
    pub expert_no: String,
    /// Name.
    pub name: String,
    /// 分工
    pub category: Category,
    /// A cell for each criterion.
    pub cells: Vec<ExplainCell>,
    /// Own total, of those who scored everything.
    pub total: Option<String>,
    /// The total measured by the expert's own mean and spread, ten decimals, where that is ranked by.
    pub standard: Option<String>,
    /// Where the row comes from; nothing for a recused or absent one.
    pub origin: Option<Origin>,
}

/// The entry that a row of figures comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Origin {
    /// When it was signed, local: on the expert's laptop, or by the secretariat where it came from paper.
    pub signed_at: String,
    /// Revision of the sheet.
    pub revision: u32,
    /// SHA-256 of the signed event, hex.
    pub event: String,
    /// Running number of the pack that brought it.
    pub pack: Option<u32>,
    /// When that pack was taken in, local.
    pub taken_at: Option<String>,
    /// Number of the journal entry that took it in.
    pub journal_seq: Option<u32>,
    /// The signed paper sheet from which it was typed; nothing of one that the expert signed on a laptop.
    pub paper: Option<PaperOrigin>,
}

/// The signed paper sheet from which figures were typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PaperOrigin {
    /// The code printed on it, in two groups.
    pub code: String,
    /// Who typed first.
    pub first: String,
    /// Who typed second.
    pub second: String,
}

/// A criterion's column of the explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExplainColumn {
    /// Criterion id.
    pub id: String,
    /// Name.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// Most points.
    pub max: String,
    /// Valid scores, counted before trimming.
    pub n: u32,
    /// Scores in the sum.
    pub divisor: u32,
    /// Sum of the counted scores.
    pub sum: String,
    /// Mean with four decimals at most, half up; exact as a fraction beside it.
    pub mean: Option<String>,
    /// The exact mean.
    pub exact: Option<String>,
    /// Parts of the kinds of experts, where kinds weigh differently.
    pub parts: Vec<KindPart>,
}

/// The part of a kind of expert in a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KindPart {
    /// The kind.
    pub category: super::session::Category,
    /// Its weight in per cent.
    pub weight: String,
    /// Valid scores.
    pub n: u32,
    /// Its own figure, four decimals at most; nothing without a valid score: its weight does not count then.
    pub mean: Option<String>,
}

/// The conclusions that experts lean to, counted, and in which grade each expert's own total lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VoteCounts {
    /// 同意 (建议入榜)
    pub agree: u32,
    /// 修改后同意 (完善后入榜)
    pub revise: u32,
    /// 不同意 (暂不入榜)
    pub reject: u32,
    /// There, and leant to none.
    pub silent: u32,
    /// Whether two thirds of those present are in favour.
    pub two_thirds: bool,
    /// Own totals in each grade: 优先资助, 可资助, 不资助; nothing for a sheet without grades.
    pub grades: Option<[u32; 3]>,
}

/// A line of the budget in the explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExplainLine {
    /// Subject id.
    pub subject: String,
    /// 科目
    pub zh: String,
    /// Asked.
    pub requested: FundsView,
    /// What each expert entered.
    pub entries: Vec<LineEntry>,
    /// Medians; nothing when nobody entered the line.
    pub median: Option<FundsView>,
    /// Decided; nothing while undecided.
    pub decided: Option<FundsView>,
    /// Why.
    pub reason: Option<String>,
}

/// What one expert entered for a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LineEntry {
    /// Name.
    pub name: String,
    /// Amounts.
    pub recommended: FundsView,
    /// Reason.
    pub reason: Option<String>,
}

/// How the award follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AwardSteps {
    /// Recommended R&D total, 万元.
    pub rd_recommended: String,
    /// Its share by the policy, all decimals.
    pub cap: String,
    /// Asked.
    pub asked: String,
    /// The panel's fiscal amount.
    pub panel: String,
    /// Granted, floored to 百元.
    pub granted: String,
    /// By how much the lines' fiscal amounts go over it, which nobody cut from a line; nothing where they do not.
    pub beyond: Option<String>,
    /// Whether paid at once.
    pub once: bool,
    /// Payments.
    pub tranches: Vec<String>,
    /// Article.
    pub article: String,
}

/// Where every figure of a bid comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExplainView {
    /// Bid.
    pub no: String,
    /// Place in the order.
    pub position: u32,
    /// Title.
    pub title: String,
    /// Rank.
    pub rank: Option<u32>,
    /// Score, two decimals.
    pub score: Option<String>,
    /// Exact sum.
    pub exact: Option<String>,
    /// Columns.
    pub columns: Vec<ExplainColumn>,
    /// Rows.
    pub rows: Vec<ExplainRow>,
    /// Recused members.
    pub recused: u32,
    /// The meeting's points, two decimals.
    pub points: Option<String>,
    /// `17.3333 + 21.6667 + … = 87.9167`: the meeting's points.
    pub sum_line: Option<String>,
    /// What is ranked by, where it is not those points: `40% × 55 + 60% × 80 = 70 → 70.00`.
    pub basis_line: Option<String>,
    /// Votes and grades.
    pub votes: VoteCounts,
    /// Names of the tie-breakers that were used on it, with its values.
    pub breakers: Vec<(String, String)>,
    /// Votes and lots that settled ties of it, in the order of time.
    pub ties: Vec<TieWord>,
    /// Budget lines.
    pub lines: Vec<ExplainLine>,
    /// How the award follows; nothing while a line is undecided.
    pub award: Option<AwardSteps>,
    /// What keeps the budget from being computed.
    pub budget_problems: Vec<Problem>,
    /// What the figures suggest.
    pub suggested: Option<Conclusion>,
    /// The panel's word.
    pub decision: Option<DecisionView>,
    /// The standard sentence of each conclusion that the panel may reach on it.
    pub closing_standard: Vec<ClosingSentence>,
    /// Opinions of the experts, for the panel's text.
    pub opinions: Vec<Opinion>,
    /// Answers to veto questions that veto: the panel confirms them, or says why it agrees all the same.
    pub vetoes: Vec<VetoLine>,
    /// Members who give no score, with their reasons.
    pub abstained: Vec<VetoWord>,
    /// Members who can vote on it.
    pub voters: Vec<Voter>,
}

/// A veto question that somebody answered so that it vetoes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VetoLine {
    /// Its id.
    pub gate: String,
    /// The panel's word; nothing while there is none.
    pub said: Option<VetoSaid>,
    /// The question.
    pub question: String,
    /// The answer: 是 or 否.
    pub answer: String,
    /// What follows when the panel confirms it.
    pub effect: String,
    /// Who gave it.
    pub words: Vec<VetoWord>,
    /// How many answered.
    pub answered: u32,
}

/// A member and what the member said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct VetoWord {
    /// Name.
    pub name: String,
    /// The ground.
    pub reason: String,
}

/// An expert's opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Opinion {
    /// Name.
    pub name: String,
    /// Conclusion leant to.
    pub vote: Option<Conclusion>,
    /// 主要优点
    pub merits: String,
    /// 主要问题
    pub problems: String,
    /// 修改建议
    pub advice: String,
}
