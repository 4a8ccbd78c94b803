//! A meeting as it is held: gates, laptops, packs, who scored what as far as packs prove it. No score before the lock.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::gates::ConductView;
use super::paper::PaperFacts;
use super::session::{Category, FactsView, HearingView, RecusalView, SessionCard};

/// A gate of a session (DOMAIN § 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum GateName {
    /// 签到
    SignIn,
    /// 纪律与承诺
    Pledge,
    /// 问询回避
    Recusal,
    /// 推举组长
    Chair,
    /// 汇报与质询
    Presentation,
    /// 独立打分
    Scoring,
    /// 锁定
    Lock,
    /// 汇总
    Tally,
    /// 合议复议
    Discussion,
    /// 签字
    Sign,
    /// 归档
    Archive,
}

/// How far a gate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum GateState {
    /// Passed.
    Past,
    /// Under way.
    Now,
    /// Not begun.
    Next,
    /// Later ones are passed, and nobody recorded this one: a blank in the minutes.
    Unrecorded,
    /// Left out with a reason.
    LeftOut,
}

/// A gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Gate {
    /// Which.
    pub gate: GateName,
    /// How far.
    pub state: GateState,
    /// A short figure: `7/7`.
    pub note: Option<String>,
    /// When it was recorded, local `2026-01-20 09:02`; nothing for what an earlier build recorded.
    pub at: Option<String>,
    /// Who recorded it.
    pub by: Option<String>,
    /// Why it was left out.
    pub left_out: Option<String>,
    /// Whether people record it; the others follow from what the program did.
    pub by_hand: bool,
}

/// What a laptop's last pack proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PackFacts {
    /// The sender's running number.
    pub sequence: u32,
    /// When it was taken in, local `10:38`.
    pub at: String,
    /// Whether it holds the lock, and no sheet of it is returned to the expert.
    pub locked: bool,
    /// When the expert locked by the laptop's clock, local `2026-01-20 10:20`: the time is part of what was signed.
    pub locked_at: Option<String>,
}

/// Records of a laptop that people's word on a fork sets aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SetAside {
    /// How many of the records that are here.
    pub count: u32,
    /// When it was decided, local `2026-01-20 10:38`.
    pub at: String,
    /// Who decided.
    pub by: String,
    /// Who of the supervision was there.
    pub witness: String,
    /// Why.
    pub reason: String,
}

/// A member at the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BoardExpert {
    /// Number.
    pub no: String,
    /// 姓名
    pub name: String,
    /// 分工
    pub category: Category,
    /// Whether the chair.
    pub chair: bool,
    /// Whether recorded as present.
    pub present: bool,
    /// The 24 digits that were compared; nothing while not enrolled.
    pub digits: Option<String>,
    /// Who compared them.
    pub compared_by: Option<String>,
    /// When the task pack was made, local; nothing before.
    pub task_at: Option<String>,
    /// What the last pack proves; nothing before the first: progress unknown.
    pub pack: Option<PackFacts>,
    /// Bids scored, as far as packs prove.
    pub scored: u32,
    /// Bids to score.
    pub due: u32,
    /// Why excused, if so.
    pub excused: Option<String>,
    /// What came in and does not count, since people decided for the other side of a fork.
    pub set_aside: Option<SetAside>,
    /// How the word came from paper; nothing of a member without a paper sheet.
    pub paper: Option<PaperFacts>,
    /// The version of the rules under which everything is to be scored anew, of a member who signed before the sheet was amended
    /// and did not lock since.
    pub anew: Option<u32>,
}

/// What is known of one expert's sheet of one bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum BoardCell {
    /// A finished sheet came in.
    Scored,
    /// A pack came in without it.
    None,
    /// 回避
    Recused,
    /// A declared recusal waits for a decision.
    Pending,
    /// No pack came in: unknown.
    Unknown,
    /// The member is excused: 缺.
    Absent,
    /// 弃权: the member gives no score, with a reason; counts as 缺.
    Abstained,
    /// Signed before the sheet was amended: kept, not counted, awaited anew.
    Outdated,
    /// Returned to its expert with a reason, and not signed anew yet.
    Returned,
    /// A sheet from paper counts: typed twice.
    Paper,
    /// A paper sheet is being typed for the first time.
    PaperFirst,
    /// It waits for the second entry, or that is being typed.
    PaperSecond,
    /// Both entries are there and differ.
    PaperDiffers,
    /// Nothing differs any more; it does not count yet.
    PaperReady,
    /// One from a laptop and one from paper, and nobody decided.
    PaperConflict,
}

/// A bid at the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BoardBid {
    /// Number.
    pub no: String,
    /// Place in the order.
    pub position: u32,
    /// Title.
    pub title: String,
    /// A cell for each member, in the panel's order.
    pub cells: Vec<BoardCell>,
    /// Sheets that came in.
    pub scored: u32,
    /// Sheets that are due.
    pub due: u32,
}

/// What happened to a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FeedKind {
    /// A laptop was enrolled.
    Enrolled,
    /// A task pack was made.
    TaskOut,
    /// A score pack was taken in.
    ScoresIn,
    /// The frozen rules were amended.
    Amended,
}

/// A line of what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FeedLine {
    /// When, local `2026-01-20 10:38:07`.
    pub at: String,
    /// What.
    pub kind: FeedKind,
    /// Member; empty for an amendment, which concerns all.
    pub expert_no: String,
    /// Name; of an amendment who recorded it.
    pub name: String,
    /// Running number of the pack; of an amendment the version that it makes.
    pub sequence: Option<u32>,
    /// The pack's digest, hex.
    pub digest: Option<String>,
    /// What an amendment changed.
    pub what: Option<Problem>,
}

/// A pack that was refused, as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RefusedPack {
    /// When, local `2026-01-20 10:38:07`.
    pub at: String,
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file, hex.
    pub digest: String,
    /// Fingerprint that it names as its sender, hex; unproved. Nothing for what is no pack.
    pub claims: Option<String>,
    /// The member whose laptop bears that fingerprint.
    pub expert_no: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// The running number that it names; unproved.
    pub sequence: Option<u32>,
    /// Why.
    pub problems: Vec<Problem>,
}

/// Something missing from the scores of a member who locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BoardLack {
    /// Member.
    pub expert_no: String,
    /// Name.
    pub name: String,
    /// The bid whose sheet is owed; nothing for records of the laptop.
    pub bid_no: Option<String>,
    /// Numbers of missing records, such as `2–3`; nothing for a sheet.
    pub records: Option<String>,
    /// Whether the bid was given back to the laptop.
    pub given_back: bool,
    /// The reason with which it was passed over.
    pub passed_over: Option<String>,
}

/// A signed sheet that was returned to its expert (退回).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BoardReturn {
    /// Member.
    pub expert_no: String,
    /// Name.
    pub name: String,
    /// Item.
    pub bid_no: String,
    /// When, local.
    pub at: String,
    /// Why.
    pub reason: String,
    /// Who assented.
    pub approved_by: String,
    /// Whether the new sheet is waited for.
    pub waits: bool,
    /// Why the return ended without a new sheet.
    pub ended: Option<String>,
}

/// A meeting as it is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BoardView {
    /// The session.
    pub session: SessionCard,
    /// The gates in their order.
    pub gates: Vec<Gate>,
    /// What is recorded at them.
    pub conduct: ConductView,
    /// Members.
    pub experts: Vec<BoardExpert>,
    /// Bids in the order of presentation.
    pub bids: Vec<BoardBid>,
    /// Newest first.
    pub feed: Vec<FeedLine>,
    /// Packs that were refused, newest first.
    pub refused: Vec<RefusedPack>,
    /// Why the scores cannot be locked and tallied yet; empty when they can.
    pub blocked: Vec<Problem>,
    /// Members who were not yet handed the task pack of the amended rules.
    pub task_due: Vec<Problem>,
    /// What went wrong, in the order of time.
    pub incidents: Vec<super::incident::IncidentLine>,
    /// Members who neither locked nor are excused, by number.
    pub waiting: Vec<String>,
    /// What is missing of members who locked, passed over or not.
    pub lacks: Vec<BoardLack>,
    /// Signed sheets that were returned, the newest first.
    pub returns: Vec<BoardReturn>,
    /// Questions about deviating scores that wait for a word: packs come in for them after the tally too.
    pub asked: u32,
    /// Recusals declared at desks that wait for a decision.
    pub pending: Vec<RecusalView>,
    /// The 24 digits of this laptop, which experts type.
    pub own_digits: String,
    /// Facts.
    pub facts: FactsView,
    /// Questions and answers.
    pub hearings: Vec<HearingView>,
}

/// A request of a laptop that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RequestRead {
    /// File.
    pub file: String,
    /// Fingerprint of the laptop's keys, hex. The digits are not shown: the secretary types what the expert reads.
    pub fingerprint: String,
}

/// A task pack that was made, or why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TaskMade {
    /// Member.
    pub expert_no: String,
    /// Where it lies.
    pub path: Option<String>,
    /// Why it was not made.
    pub problems: Vec<Problem>,
}

/// A file of a stick that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StagedPack {
    /// Path.
    pub path: String,
    /// Name of the file.
    pub file: String,
    /// Whose laptop sent it; nothing when it was refused before that was known.
    pub expert_no: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Running number.
    pub sequence: Option<u32>,
    /// Sheets in it.
    pub sheets: u32,
    /// Whether it holds the lock.
    pub locked: bool,
    /// Whether it is there already: taking it in changes nothing.
    pub known: bool,
    /// What a human should know before it is taken in.
    pub findings: Vec<Problem>,
    /// Why it is refused; nothing was changed.
    pub refused: Vec<Problem>,
}

/// What taking a pack in changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PackTaken {
    /// Events that were new.
    pub new_events: u32,
    /// Recusals declared at the desk that now wait for a decision.
    pub recusals: u32,
}
