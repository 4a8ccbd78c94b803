//! What is recorded at the gates of a meeting, as the screens give and show it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::board::GateName;

/// How a member signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SignWay {
    /// By hand on the printed sheet.
    Paper,
    /// Seen in the room; a signature was not recorded.
    Seen,
    /// By the personal code at the laptop that is passed round.
    Code,
    /// At the own laptop.
    Laptop,
}

/// A member who signed in at a desk, by its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SignedByKey {
    /// Member.
    pub expert_no: String,
    /// By the code, or at the own laptop.
    pub way: SignWay,
    /// When, local `2026-01-20 08:55`, by the clock of that laptop.
    pub at: String,
}

/// A part of a presentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TalkPart {
    /// 汇报
    Report,
    /// 质询
    Questions,
}

/// How the order of presentation was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OrderName {
    /// Computed from a seed that was said aloud.
    Lot,
    /// Drawn by hand in the room.
    Hand,
    /// Set before the meeting.
    Set,
}

/// A member's answer to the question of recusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AnswerView {
    /// Member.
    pub expert_no: String,
    /// Whether there is something to declare.
    pub conflict: bool,
}

/// A member who signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttendedView {
    /// Member.
    pub expert_no: String,
    /// How; nothing for what an earlier build recorded.
    pub way: Option<SignWay>,
    /// When the member came after the sign-in, local; nothing for who was there in time.
    pub arrived_at: Option<String>,
    /// When the member left before the end, local.
    pub left_at: Option<String>,
}

/// What is recorded, as it was typed. Times are local, `09:05`; texts may be blank where nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "form")]
#[ts(export)]
pub enum GateForm {
    /// 签到
    SignIn {
        /// Who was there, and how each signed in.
        members: Vec<(String, SignWay)>,
    },
    /// A member came later.
    Arrived {
        /// Member.
        expert_no: String,
        /// How signed in.
        way: SignWay,
    },
    /// A member left before the end.
    Left {
        /// Member.
        expert_no: String,
        /// Why.
        reason: String,
    },
    /// 纪律与承诺
    Pledge {
        /// Who read the discipline.
        read_by: String,
        /// When reading began.
        from: String,
        /// When it ended.
        to: String,
        /// Members who signed on paper.
        on_paper: Vec<String>,
    },
    /// 问询回避
    Recusal {
        /// Who asked.
        asked_by: String,
        /// The answers.
        answers: Vec<AnswerView>,
    },
    /// 推举组长
    Chair {
        /// The chair.
        expert_no: String,
        /// Members who agreed to an election.
        votes: Option<u32>,
        /// Who appointed; blank for an election.
        appointed_by: String,
        /// Who proposed.
        proposed_by: String,
    },
    /// The order by lot, from digits that were called out.
    Lot {
        /// The digits.
        digits: String,
        /// Who witnessed it.
        witnesses: String,
    },
    /// The order, drawn by hand or set before.
    Order {
        /// Whether it was drawn by hand in the room.
        by_hand: bool,
        /// Numbers in the order.
        order: Vec<String>,
        /// Who witnessed it.
        witnesses: String,
    },
    /// A report or its questions begin.
    TalkBegin {
        /// Item.
        bid_no: String,
        /// Which part.
        part: TalkPart,
        /// Minutes that are planned.
        minutes: u32,
    },
    /// What runs ends.
    TalkEnd {
        /// Item.
        bid_no: String,
        /// Whether recused members were seen out of the room; nothing when nobody looked.
        recused_out: Option<bool>,
    },
    /// 汇报与质询 are over.
    Heard,
    /// 合议复议 begins.
    DiscussionBegin,
    /// 合议复议 is over.
    Discussed,
    /// A member refuses to sign.
    Refuse {
        /// Member.
        expert_no: String,
        /// Why.
        reason: String,
    },
    /// 签字
    Sign {
        /// Members who signed.
        members: Vec<String>,
    },
    /// 补签: after the signing was recorded, without going back.
    SignLate {
        /// Members who signed.
        members: Vec<String>,
    },
}

/// A member who signed after the signing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SignedLate {
    /// Member.
    pub expert_no: String,
    /// When it was recorded, local `2026-01-20 17:12`.
    pub at: String,
}

/// 纪律与承诺 as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PledgeView {
    /// Who read the discipline.
    pub read_by: Option<String>,
    /// When reading began.
    pub from: Option<String>,
    /// When it ended.
    pub to: Option<String>,
    /// Members who signed on paper.
    pub on_paper: Vec<String>,
}

/// 问询回避 as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RecusalAskedView {
    /// Who asked.
    pub asked_by: Option<String>,
    /// The answers.
    pub answers: Vec<AnswerView>,
}

/// The chair as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChairView {
    /// The chair.
    pub expert_no: String,
    /// Members who agreed to an election.
    pub votes: Option<u32>,
    /// Who appointed; nothing for an election.
    pub appointed_by: Option<String>,
    /// Who proposed.
    pub proposed_by: Option<String>,
}

/// The order of presentation as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OrderView {
    /// How found.
    pub way: OrderName,
    /// The digits of a lot.
    pub seed: Option<String>,
    /// Who witnessed it.
    pub witnesses: Option<String>,
    /// When it was recorded, local `2026-01-20 09:12`.
    pub at: String,
}

/// A report or its questions, as it ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TalkView {
    /// Item.
    pub bid_no: String,
    /// Which part.
    pub part: TalkPart,
    /// Minutes that were planned.
    pub minutes: u32,
    /// When it began, RFC 3339 in UTC.
    pub began: String,
    /// When it ended; nothing while it runs.
    pub ended: Option<String>,
    /// Seconds over the plan; nothing while it runs.
    pub over: Option<u32>,
}

/// A time when the meeting went back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BackView {
    /// When, local `2026-01-20 09:12`.
    pub at: String,
    /// To which gate.
    pub gate: GateName,
    /// Why.
    pub reason: String,
    /// Who assented.
    pub approved_by: String,
}

/// A member who refuses to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RefusedToSign {
    /// Member.
    pub expert_no: String,
    /// When it was recorded, local.
    pub at: String,
    /// Why.
    pub reason: String,
}

/// The conduct of a meeting as it is recorded. What nobody recorded is nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ConductView {
    /// Members who are or were there.
    pub present: Vec<AttendedView>,
    /// Members who signed in at a desk, as far as packs prove.
    pub signed_by_key: Vec<SignedByKey>,
    /// 纪律与承诺
    pub pledge: Option<PledgeView>,
    /// Members who made the pledge at their desks, as far as packs prove.
    pub pledged: Vec<String>,
    /// 问询回避
    pub asked: Option<RecusalAskedView>,
    /// The chair.
    pub chair: Option<ChairView>,
    /// The order of presentation.
    pub order: Option<OrderView>,
    /// Numbers in the order of presentation.
    pub presented: Vec<String>,
    /// Reports and questions in the order in which they began.
    pub talks: Vec<TalkView>,
    /// Items from which members are recused: whether these were seen out of the room is asked for.
    pub with_recusal: Vec<String>,
    /// When the discussion began, local.
    pub discussion_began: Option<String>,
    /// Members who signed, in time or later.
    pub signed: Vec<String>,
    /// Of these who signed after the signing was recorded.
    pub signed_late: Vec<SignedLate>,
    /// Whether signatures and refusals can be added now without going back: the signing is recorded, and not archived since.
    pub signs_late: bool,
    /// Saved papers that a refusal to sign or going back makes void: the minutes and the signed list. Nought while the documents
    /// are not made, and where such a word made them void already.
    pub voids: u32,
    /// Members who refuse to sign.
    pub refused: Vec<RefusedToSign>,
    /// Times when the meeting went back, and when the scoring was reopened.
    pub back: Vec<BackView>,
}
