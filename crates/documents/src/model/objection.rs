//! 异议处理单 and 异议答复书 (policy 四（五）): what came in during the publicity, how it was examined, what was answered.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::Common;

/// 异议处理单, one per objection. Who objects is seen by those who deal with it alone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ObjectionForm {
    /// Policy, batch, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Number of the objection.
    pub objection_no: String,
    /// Which bid it is about.
    pub batch_item: Option<String>,
    /// Last day of the publicity.
    pub publicity_to: Option<NaiveDate>,
    /// When it came.
    pub received_at: Option<NaiveDateTime>,
    /// Who took it.
    pub received_by: Option<String>,
    /// 当面递交, 邮寄, 电子邮件 or 其他.
    pub channel: Option<String>,
    /// A unit objects.
    pub is_unit: bool,
    /// Which unit; empty when a person objects.
    pub objector_unit: Option<String>,
    /// Who objects.
    pub objector_name: Option<String>,
    /// How to reach them.
    pub objector_contact: Option<String>,
    /// How it was made sure who they are.
    pub id_check_text: Option<String>,
    /// What is objected.
    pub objection_text: Option<String>,
    /// What was handed in with it.
    pub evidence: Vec<ObjectionPaper>,
    /// 是 or 否: it came within the period.
    pub in_period: Option<String>,
    /// It was taken on.
    pub is_accepted: bool,
    /// It was not taken on.
    pub is_refused: bool,
    /// Why not: 逾期, 匿名, 无具体事实和证据, 不属于公示内容 or 其他.
    pub not_accept_reason: Option<String>,
    /// Who examined it.
    pub examiners_text: Option<String>,
    /// How.
    pub examination_text: Option<String>,
    /// 成立, 部分成立 or 不成立.
    pub finding: Option<String>,
    /// On what grounds.
    pub finding_reason: Option<String>,
    /// 维持, 退回补正, 重新论证, 取消资格 or 其他.
    pub handling: Option<String>,
    /// What was answered.
    pub answer_text: Option<String>,
    /// When.
    pub answered_on: Option<NaiveDate>,
    /// Within how many working days an answer is due.
    pub answer_days: Option<u32>,
    /// What was done when.
    pub timeline: Vec<ObjectionStep>,
}

/// A paper that came with an objection.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ObjectionPaper {
    /// Number, from 1.
    pub n: u32,
    /// Which paper.
    pub name: String,
    /// 原件, 复印件 or 电子件.
    pub form: Option<String>,
    /// How many pages.
    pub pages: Option<u32>,
    /// Digest of the file that is kept of it; empty when none is.
    pub digest: Option<String>,
}

/// A step of the handling.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ObjectionStep {
    /// Number, from 1.
    pub n: u32,
    /// When: to the minute where that was recorded, else the day.
    pub when: Option<String>,
    /// Which step.
    pub step: String,
    /// Who.
    pub who: Option<String>,
    /// What was done.
    pub what: Option<String>,
}

/// 异议答复书, sent to who objected and to nobody else.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ObjectionReply {
    /// Policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Number of the objection.
    pub objection_no: String,
    /// Who objected.
    pub objector_name: Option<String>,
    /// When it came.
    pub received_on: Option<NaiveDate>,
    /// Which bid it is about.
    pub batch_item: Option<String>,
    /// 成立, 部分成立 or 不成立.
    pub finding: Option<String>,
    /// On what grounds.
    pub finding_reason: Option<String>,
    /// What follows from it.
    pub handling_text: Option<String>,
    /// Where to turn next.
    pub supervision_office: Option<String>,
    /// Its telephone.
    pub supervision_phone: Option<String>,
    /// Day of the answer.
    pub answered_on: Option<NaiveDate>,
}
