//! 项目立项, first part: what a meeting decided on the panels' lists, its publicity, objections, the announcement (四（五）).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::results::Standing;

macro_rules! named {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $of:literal])+ $variant:ident,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[ts(export)]
        pub enum $name { $($(#[doc = $of])+ $variant,)+ }
    };
}

named! {
    /// In whose name was decided.
    DecidedBy {
        /// 会议研究
        Meeting,
        /// 市政府审定
        City,
    }
}

named! {
    /// How a decision departs from the panel.
    Departs {
        /// 增列
        Added,
        /// 不列入
        LeftOut,
        /// 改变类别
        OtherStanding,
        /// 调整金额
        OtherAmount,
    }
}

named! {
    /// How an objection came.
    ObjectionChannel {
        /// 当面递交
        InPerson,
        /// 邮寄
        Post,
        /// 电子邮件
        Email,
        /// 其他
        Other,
    }
}

named! {
    /// Why an objection is not accepted.
    RefusedAs {
        /// 逾期
        Late,
        /// 匿名
        Anonymous,
        /// 无具体事实和证据
        NoEvidence,
        /// 不属于公示内容
        OtherMatter,
        /// 其他
        Other,
    }
}

named! {
    /// What an examination found.
    ObjectionVerdict {
        /// 成立
        Upheld,
        /// 部分成立
        Partly,
        /// 不成立
        Rejected,
    }
}

named! {
    /// What follows from the finding.
    ObjectionHandling {
        /// 维持
        Keep,
        /// 退回补正
        SendBack,
        /// 重新论证
        Rejudge,
        /// 取消资格
        LeaveOut,
        /// 其他
        Other,
    }
}

named! {
    /// Where an objection stands.
    ObjectionStands {
        /// 已登记
        Received,
        /// 不予受理
        NotAccepted,
        /// 已受理
        Accepted,
        /// 已核查
        Examined,
        /// 已答复待落实
        Answered,
        /// 已办结
        Closed,
        /// 已撤回
        Withdrawn,
    }
}

named! {
    /// Where a decision stands.
    ApprovalStep {
        /// Nothing was decided yet.
        ToDecide,
        /// Nothing is posted.
        ToPost,
        /// The period runs.
        Posted,
        /// The period is over and objections are open.
        Objected,
        /// The period is over and nothing is open.
        ToAnnounce,
        /// The winners were announced.
        Announced,
    }
}

/// What comes next, who must act, and the article that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NextAct {
    /// What, in Chinese.
    pub zh: String,
    /// What, in English.
    pub en: String,
    /// Who, in Chinese.
    pub who_zh: String,
    /// Who, in English.
    pub who_en: String,
    /// Article of the policy.
    pub article: String,
}

/// A closed session whose list waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WaitingList {
    /// The session.
    pub session_no: String,
    /// Its title.
    pub title: String,
    /// Its batch.
    pub batch: String,
    /// Its day, ISO.
    pub date: String,
    /// How many bids it judged.
    pub bids: u32,
}

/// A decision in the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ApprovalLine {
    /// Number.
    pub no: String,
    /// 批次
    pub batch: String,
    /// The sessions.
    pub sessions: Vec<String>,
    /// How many bids become projects.
    pub winners: u32,
    /// Where it stands.
    pub step: ApprovalStep,
    /// Last day of the publicity in force, ISO; nothing while none is.
    pub ends_on: Option<String>,
    /// Open objections.
    pub open: u32,
}

/// The book of decisions, and what waits for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ApprovalsView {
    /// By number.
    pub approvals: Vec<ApprovalLine>,
    /// Lists of closed sessions on which nothing was decided.
    pub waiting: Vec<WaitingList>,
    /// The last day that the loaded calendars know, ISO.
    pub calendar_until: Option<String>,
}

/// A bid as the panel left it and as it was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ApprovalBid {
    /// 方案编号
    pub bid_no: String,
    /// 榜单编号
    pub challenge_no: String,
    /// 项目名称
    pub title: String,
    /// 领域
    pub field: String,
    /// 出题企业
    pub sponsor: String,
    /// 揭榜方
    pub solver: String,
    /// A race that the sponsor chose.
    pub race: bool,
    /// The session whose panel judged it.
    pub session_no: String,
    /// What the panel proposed.
    pub panel: Standing,
    /// The award it proposed, 万元; nothing of a bid that gets none.
    pub panel_award: Option<String>,
    /// Fiscal money asked for, 万元.
    pub requested: String,
    /// What was decided; nothing while nothing was.
    pub decided: Option<Standing>,
    /// The award decided, 万元.
    pub award: Option<String>,
    /// How that departs from the panel.
    pub departs: Option<Departs>,
    /// Why.
    pub reason: String,
}

/// A ruling that was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RulingView {
    /// Day, ISO.
    pub on: String,
    /// Which meeting.
    pub meeting: String,
    /// Number of its minutes.
    pub minutes_no: String,
    /// Who was there.
    pub attendance: String,
    /// In whose name.
    pub by: DecidedBy,
    /// Why it took the place of an earlier one; empty of the first.
    pub because: String,
    /// Why its order is another than the panel's.
    pub order_reason: String,
    /// Objections on which it acts.
    pub objections: Vec<String>,
}

/// A period of publicity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PostingView {
    /// Day of posting, ISO.
    pub posted_on: String,
    /// Where.
    pub place: String,
    /// Counted from the day of posting itself.
    pub same_day: bool,
    /// First day, ISO.
    pub begins_on: String,
    /// Last day, ISO.
    pub ends_on: String,
    /// Working days.
    pub working_days: u32,
    /// How many bids were posted.
    pub bids: u32,
    /// Name of the file that proves it; nothing while none is there.
    pub proof: Option<String>,
    /// Why it was posted again.
    pub because: String,
    /// When and why it was taken down.
    pub taken_down: Option<(String, String)>,
    /// What the calendar that is loaded now says of its end, where that is another day or not known.
    pub recount: Option<Problem>,
}

/// A paper that came with an objection.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EvidenceForm {
    /// Which paper.
    pub name: String,
    /// 原件, 复印件, 电子件
    pub form: String,
    /// How many pages; empty when nobody counted.
    pub pages: String,
}

/// An objection as it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ObjectionForm {
    /// The bids it is about; empty for the whole list.
    pub bids: Vec<String>,
    /// When it came, local: `2026-01-20 09:30`.
    pub received_at: String,
    /// Who took it.
    pub received_by: String,
    /// How it came.
    pub channel: ObjectionChannel,
    /// The unit that objects; empty for a person or nobody.
    pub unit: String,
    /// Its seal is on the paper.
    pub sealed: bool,
    /// Real name of the person who objects; empty for a unit or nobody.
    pub person: String,
    /// How to reach who objects.
    pub contact: String,
    /// What is objected.
    pub text: String,
    /// What came with it.
    pub evidence: Vec<EvidenceForm>,
}

/// A step of the handling of an objection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "step")]
#[ts(export)]
pub enum ObjectionStep {
    /// It was made sure who objects.
    Identify {
        /// Day, ISO.
        on: String,
        /// By whom.
        by: String,
        /// How.
        how: String,
    },
    /// It is accepted, or why not.
    Admit {
        /// Day, ISO.
        on: String,
        /// Who decided.
        by: String,
        /// Why not; nothing where it is accepted.
        refused: Option<RefusedAs>,
        /// Further words.
        note: String,
    },
    /// That it was not accepted is taken back.
    Reconsider,
    /// It was examined.
    Examine {
        /// Day, ISO.
        on: String,
        /// By whom.
        examiners: String,
        /// How.
        how: String,
        /// What was found.
        verdict: ObjectionVerdict,
        /// On what grounds.
        reason: String,
        /// What follows.
        handling: ObjectionHandling,
    },
    /// It was answered.
    Reply {
        /// Day, ISO.
        on: String,
        /// What.
        text: String,
    },
    /// The decision was changed for it.
    Act,
    /// Who objected took it back.
    Withdraw {
        /// Day, ISO.
        on: String,
        /// How.
        text: String,
    },
}

/// An objection as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ObjectionView {
    /// Number.
    pub no: String,
    /// As it was taken.
    pub form: ObjectionForm,
    /// Where it stands.
    pub state: ObjectionStands,
    /// Why it cannot be accepted, by what is recorded.
    pub inadmissible: Option<RefusedAs>,
    /// What was done, the earliest first.
    pub steps: Vec<ObjectionStep>,
    /// Until when it is to be answered, ISO.
    pub answer_by: Option<String>,
    /// When the decision was changed for it, ISO.
    pub acted_on: Option<String>,
    /// What comes next; nothing once it is closed.
    pub next: Option<NextAct>,
}

/// The announcement.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AnnouncementForm {
    /// Day, ISO.
    pub on: String,
    /// 文号
    pub number: String,
    /// Where.
    pub place: String,
}

/// A decision with everything that followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ApprovalView {
    /// Number.
    pub no: String,
    /// 批次
    pub batch: String,
    /// The sessions with their days, ISO.
    pub sessions: Vec<(String, String)>,
    /// The bids: in the order of the ruling in force, then those left out; before it as the panels left them.
    pub bids: Vec<ApprovalBid>,
    /// Sum of the awards decided, 万元.
    pub total: Option<String>,
    /// The rulings, the earliest first.
    pub rulings: Vec<RulingView>,
    /// The postings, the earliest first.
    pub postings: Vec<PostingView>,
    /// The objections, by number.
    pub objections: Vec<ObjectionView>,
    /// The announcement.
    pub announcement: Option<AnnouncementForm>,
    /// Where it stands.
    pub step: ApprovalStep,
    /// What comes next.
    pub next: NextAct,
    /// What keeps the winners from being announced today, and what a human should look at.
    pub blocked: Vec<Problem>,
    /// Today, ISO.
    pub today: String,
}

/// What a ruling says of one bid, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DecidedForm {
    /// 方案编号
    pub bid_no: String,
    /// What becomes of it.
    pub standing: Standing,
    /// Award, 万元; empty where it gets none.
    pub award: String,
    /// Why it departs from the panel.
    pub reason: String,
}

/// A ruling as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RulingForm {
    /// Day, ISO.
    pub on: String,
    /// Which meeting.
    pub meeting: String,
    /// Number of its minutes.
    pub minutes_no: String,
    /// Who was there.
    pub attendance: String,
    /// In whose name.
    pub by: DecidedBy,
    /// The bids in its order.
    pub items: Vec<DecidedForm>,
    /// Why the order is another than the panel's.
    pub order_reason: String,
    /// Why it takes the place of an earlier one.
    pub because: String,
    /// Objections on which it acts.
    pub objections: Vec<String>,
}

/// A posting as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PostingForm {
    /// Day of posting, ISO.
    pub posted_on: String,
    /// Where.
    pub place: String,
    /// Counted from the day of posting itself.
    pub same_day: bool,
    /// Why it is posted again.
    pub because: String,
}

/// An arrangement of days off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// 文号 of the announcement; nothing of one that is shipped.
    pub notice: Option<String>,
    /// When it was loaded, local; nothing of one that is shipped.
    pub at: Option<String>,
}

/// A paper of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "paper")]
#[ts(export)]
pub enum ApprovalPaper {
    /// 公示 with its inner sheet, for the archive.
    Notice,
    /// 公示 as it is posted.
    PublicNotice,
    /// 揭榜公告 with how objections were settled, for the archive.
    Announcement,
    /// 揭榜公告 as it is published.
    PublicAnnouncement,
    /// 异议处理单
    Objection {
        /// Number of the objection.
        no: String,
    },
    /// 异议答复书
    Reply {
        /// Number of the objection.
        no: String,
    },
}
