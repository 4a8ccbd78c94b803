//! A session (论证会): its facts, its stage, and what the minutes need. What nobody recorded stays nothing, and prints as
//! a blank.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use ranking::{Exact, Mark};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::collective::PanelWord;
use crate::collective::tie::TieBy;
use crate::draw::Draw;
use crate::envelope::EnvelopeWord;
use crate::finding::Finding;
use crate::gates::GateWord;
use crate::incident::Incident;
use crate::method::Method;
use crate::parallel::ParallelWord;

/// The five points of the chain at which experts meet (policy 四（二）, 四（五）, 四（七）): each has its own sheet, panel
/// rule and conclusions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    /// 需求论证 (四（二）)
    Demand,
    /// 揭榜方案论证 (四（五）)
    Bid,
    /// 里程碑节点考核 (四（七）1)
    Milestone,
    /// 结题验收 (四（七）3)
    Acceptance,
    /// 终止论证 (四（七）4)
    Termination,
}

impl SessionKind {
    /// All five, in the order of the chain.
    pub const ALL: [SessionKind; 5] = [
        SessionKind::Demand,
        SessionKind::Bid,
        SessionKind::Milestone,
        SessionKind::Acceptance,
        SessionKind::Termination,
    ];

    /// Whether it judges bids, as every session did before there were other kinds.
    #[must_use]
    pub const fn is_bid(&self) -> bool {
        matches!(self, SessionKind::Bid)
    }

    /// The kind of a session that says nothing of it: recorded before there were other kinds.
    #[must_use]
    pub const fn unsaid() -> SessionKind {
        SessionKind::Bid
    }

    /// Whether it judges projects that were approved before: milestones, acceptance, termination (policy 四（七）).
    #[must_use]
    pub const fn of_projects(self) -> bool {
        matches!(self, SessionKind::Milestone | SessionKind::Acceptance | SessionKind::Termination)
    }

    /// Whether its scores rank what is judged. Scores of projects advise the panel and rank nothing.
    #[must_use]
    pub const fn ranks(self) -> bool {
        !self.of_projects()
    }

    /// In the office's words.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            SessionKind::Demand => "需求论证",
            SessionKind::Bid => "揭榜方案论证",
            SessionKind::Milestone => "里程碑节点考核",
            SessionKind::Acceptance => "结题验收",
            SessionKind::Termination => "终止论证",
        }
    }
}

/// Where a session stands. The way on:
///
/// ```text
/// Preparing ──freeze──▶ Frozen ──issue──▶ Scoring ──tally──▶ Tallied ──close──▶ Closed
///                                            ▲                 │
///                                            └────reopen───────┘
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Bids, panel, recusals, facts are being settled.
    Preparing,
    /// The rules are frozen; task packs may be made.
    Frozen,
    /// Task packs are out; score packs come in.
    Scoring,
    /// Scores are locked and tallied; the panel concludes.
    Tallied,
    /// The documents are made.
    Closed,
}

/// What moves a session on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Freeze the rules.
    Freeze,
    /// Make task packs; may be repeated while scoring.
    Issue,
    /// Take the scores together; may be repeated (a tie decided, an opinion mended).
    Tally,
    /// Back to scoring, with a reason and the chair's assent.
    Reopen,
    /// Make the documents; may be repeated.
    Close,
}

impl Stage {
    /// All stages.
    pub const ALL: [Stage; 5] =
        [Stage::Preparing, Stage::Frozen, Stage::Scoring, Stage::Tallied, Stage::Closed];

    /// The stage after a step.
    ///
    /// # Errors
    /// `session.out_of_order` for a step that cannot be taken from here.
    pub fn after(self, step: Step) -> Result<Stage, Finding> {
        match (self, step) {
            (Stage::Preparing, Step::Freeze) => Ok(Stage::Frozen),
            (Stage::Frozen | Stage::Scoring, Step::Issue) => Ok(Stage::Scoring),
            (Stage::Scoring | Stage::Tallied, Step::Tally) => Ok(Stage::Tallied),
            (Stage::Tallied, Step::Reopen) => Ok(Stage::Scoring),
            (Stage::Tallied | Stage::Closed, Step::Close) => Ok(Stage::Closed),
            (from, step) => {
                Err(Finding::error(Code::StepOutOfOrder).with("stage", from.zh()).with("step", step.zh()))
            }
        }
    }

    /// In the office's words.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Stage::Preparing => "会前准备",
            Stage::Frozen => "规则已冻结",
            Stage::Scoring => "独立打分",
            Stage::Tallied => "汇总合议",
            Stage::Closed => "文件已生成",
        }
    }
}

impl Step {
    /// All steps.
    pub const ALL: [Step; 5] = [Step::Freeze, Step::Issue, Step::Tally, Step::Reopen, Step::Close];

    /// In the office's words.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Step::Freeze => "冻结规则",
            Step::Issue => "制作任务包",
            Step::Tally => "汇总",
            Step::Reopen => "重新开启评分",
            Step::Close => "生成文件",
        }
    }
}

/// The facts that minutes need. Each may be unrecorded. Who came, the chair, the order and the discipline are recorded at the
/// gates ([`crate::gates`]); what stands of them here comes from earlier builds and holds where the gates say nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// 组织单位, such as a section of the bureau.
    pub organizer: Option<String>,
    /// 地点
    pub place: Option<String>,
    /// 主持人
    pub host: Option<String>,
    /// 记录人
    pub recorder: Option<String>,
    /// 监督人
    pub supervisor: Option<String>,
    /// 列席; nothing until it was recorded, an empty list when nobody else was there.
    pub attendees: Option<Vec<String>>,
    /// Start, local civil time.
    pub started: Option<NaiveTime>,
    /// End, local civil time.
    pub ended: Option<NaiveTime>,
    /// Members who came, by number; of an earlier build.
    pub present: Vec<String>,
    /// 组长, by number; of an earlier build.
    pub chair: Option<String>,
    /// How the chair was found; of an earlier build.
    pub chair_way: Option<String>,
    /// How the order of presentation was found; of an earlier build.
    pub order_text: Option<String>,
    /// Whether discipline was read; of an earlier build.
    pub discipline_read: bool,
    /// 其他事项
    pub other_matters: Option<String>,
}

/// A question of the panel and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// 问
    pub question: String,
    /// 答
    pub answer: String,
}

/// What was said about one bid at the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Hearing {
    /// 汇报人
    pub reporter: Option<String>,
    /// Main questions and answers.
    pub questions: Vec<Question>,
}

/// A tie that humans settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieDecision {
    /// The tied bids in the order decided, first first.
    pub order: Vec<String>,
    /// How, in words: a vote with its count, or a lot.
    pub way: String,
    /// Why.
    pub reason: String,
    /// Who witnessed it.
    pub witnesses: String,
    /// The counts of the vote, or the lot as it was drawn; nothing in records of earlier builds, which have words alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<TieBy>,
    /// When it was recorded; nothing in records of earlier builds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
}

/// A reopening of the scoring after the tally.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopening {
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// Who assented: the chair.
    pub approved_by: String,
}

/// A member whose scores will not come, excused by the chair: counted as 缺, never as nought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excused {
    /// Expert.
    pub expert_no: String,
    /// Why.
    pub reason: String,
}

/// What is missing from the scores of a member who locked, and was passed over with a reason: printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// Expert.
    pub expert_no: String,
    /// The bid whose sheet does not come and counts as 缺; nothing for records of the laptop that do not come.
    pub bid_no: Option<String>,
    /// Why.
    pub reason: String,
}

/// A bid given back to a member after the lock: one that the member locked without, because a declared recusal was decided
/// 不回避; or, with a revision, a signed sheet that is formally returned (退回).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenBack {
    /// When.
    pub at: DateTime<Utc>,
    /// Expert.
    pub expert_no: String,
    /// Bid.
    pub bid_no: String,
    /// Why.
    pub reason: String,
    /// Who assented: the chair.
    pub approved_by: String,
    /// The signed revision that is returned; the next one takes its place. Nothing where no sheet was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// Why the return ended without a new sheet, so that the signed one stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
}

/// A score far from the others' about which its expert was asked after a tally.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// When.
    pub at: DateTime<Utc>,
    /// Expert.
    pub expert_no: String,
    /// Bid.
    pub bid_no: String,
    /// The criterion that was compared; nothing where totals were.
    pub criterion: Option<String>,
    /// Revision of the sheet.
    pub revision: u32,
    /// The expert's value.
    pub own: Mark,
    /// (own − mean of the others) ÷ mean of the others, in that tally.
    pub share: Exact,
}

/// A pack whose import was undone before the scores were taken together: printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// When.
    pub at: DateTime<Utc>,
    /// Expert whose laptop sent it.
    pub expert_no: String,
    /// The laptop's running number.
    pub sequence: u64,
    /// Digest of the pack, hex.
    pub digest: String,
    /// Who undid it.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// 会议编号, unique in the vault.
    pub no: String,
    /// Random meeting id, hex; packs carry it instead of a name.
    pub meeting_id: String,
    /// 会议名称
    pub title: String,
    /// 批次
    pub batch: String,
    /// 主管单位
    pub office: String,
    /// Day of the meeting.
    pub date: NaiveDate,
    /// Where it stands.
    pub stage: Stage,
    /// What it judges.
    #[serde(default = "SessionKind::unsaid", skip_serializing_if = "SessionKind::is_bid")]
    pub kind: SessionKind,
    /// Numbers of what it judges, in their order.
    pub bids: Vec<String>,
    /// Those of them that came after the freeze, by amended rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub late: Vec<String>,
    /// Facts for the minutes.
    pub facts: Facts,
    /// Why warnings (panel size, policy out of force, too few scores) were passed over; printed.
    pub passed_over: Vec<String>,
    /// Ties that humans settled.
    pub ties: Vec<TieDecision>,
    /// Members whose scores will not come.
    pub excused: Vec<Excused>,
    /// Reopenings.
    pub reopenings: Vec<Reopening>,
    /// What was recorded at the gates, in the order of time ([`crate::gates::Conduct`] reads it).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<GateWord>,
    /// Sheets and records that do not come, with reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<Missed>,
    /// Bids given back after the lock of a laptop.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given_back: Vec<GivenBack>,
    /// Deviating scores about which their experts were asked, in the order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<Asked>,
    /// Packs whose import was undone, in the order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<Withdrawn>,
    /// Draws from the register, by their numbers; none is ever taken away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub draws: Vec<Draw>,
    /// 资金盘子 in the order of time: the last is in force, the others are printed with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub envelopes: Vec<EnvelopeWord>,
    /// Votes, words on vetoes, dissent and remarks, in the order of time ([`crate::collective::Collective`] reads it).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collective: Vec<PanelWord>,
    /// What went wrong while it was held, in the order in which it was recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incidents: Vec<Incident>,
    /// Archives of panels in parallel rooms, taken in and taken back, in the order of time ([`crate::parallel::taken`] reads it).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<ParallelWord>,
    /// Printed pages show SM3 beside SHA-256, as the office had it when the rules were frozen: a paper that was signed
    /// stays what it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sm3: bool,
    /// How the result is computed, where it was chosen; else as the sheet has it. Holds the figures of a first stage, of which
    /// the frozen rules, which every laptop gets, know the digest alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// 共同确认 of an acceptance (rule 23): bureau and sponsor settled plan, experts and way together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint: Option<Joint>,
}

/// That bureau and sponsor settled plan, experts and way of an acceptance together, and answer for it together (四（七）3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joint {
    /// Day on which both signed.
    pub on: NaiveDate,
    /// Who signs for the bureau.
    pub bureau: String,
    /// Who signs for the sponsor.
    pub sponsor: String,
}

impl Session {
    /// A session that was just opened: nothing is chosen, nothing recorded.
    #[must_use]
    pub fn opened(kind: SessionKind, no: String, meeting_id: String, date: NaiveDate) -> Session {
        Session {
            no,
            meeting_id,
            title: String::new(),
            batch: String::new(),
            office: String::new(),
            date,
            stage: Stage::Preparing,
            kind,
            bids: Vec::new(),
            late: Vec::new(),
            facts: Facts::default(),
            passed_over: Vec::new(),
            ties: Vec::new(),
            excused: Vec::new(),
            reopenings: Vec::new(),
            gates: Vec::new(),
            missed: Vec::new(),
            given_back: Vec::new(),
            asked: Vec::new(),
            withdrawn: Vec::new(),
            draws: Vec::new(),
            envelopes: Vec::new(),
            collective: Vec::new(),
            incidents: Vec::new(),
            parallel: Vec::new(),
            sm3: false,
            method: None,
            joint: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_stage_and_step_is_either_on_the_way_or_refused() {
        let allowed = [
            (Stage::Preparing, Step::Freeze, Stage::Frozen),
            (Stage::Frozen, Step::Issue, Stage::Scoring),
            (Stage::Scoring, Step::Issue, Stage::Scoring),
            (Stage::Scoring, Step::Tally, Stage::Tallied),
            (Stage::Tallied, Step::Tally, Stage::Tallied),
            (Stage::Tallied, Step::Reopen, Stage::Scoring),
            (Stage::Tallied, Step::Close, Stage::Closed),
            (Stage::Closed, Step::Close, Stage::Closed),
        ];
        for from in Stage::ALL {
            for step in Step::ALL {
                let expected =
                    allowed.iter().find(|(f, s, _)| (*f, *s) == (from, step)).map(|(_, _, to)| *to);
                match from.after(step) {
                    Ok(to) => assert_eq!(Some(to), expected, "{from:?} {step:?}"),
                    Err(finding) => {
                        assert_eq!(finding.code, Code::StepOutOfOrder);
                        assert_eq!(expected, None, "{from:?} {step:?}");
                    }
                }
            }
        }
    }
}
