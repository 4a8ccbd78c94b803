//! 设备和数据签收回执, per laptop after the meeting: what was handed back, what was received, what was cleared.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::Common;

/// The receipt on paper, beside the signed one that travels as a pack.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LaptopReceipt {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Number of the receipt.
    pub receipt_no: Option<String>,
    /// Name.
    pub holder_name: Option<String>,
    /// Code (专家03).
    pub holder_code: String,
    /// Number of the laptop.
    pub laptop_no: Option<String>,
    /// What was handed out.
    pub devices: Vec<HandedDevice>,
    /// The packs of the laptop.
    pub packs: Vec<ReceivedPack>,
    /// Head of the laptop's journal.
    pub journal_head_expert: Option<String>,
    /// Head of the secretariat's journal.
    pub journal_head_office: Option<String>,
    /// Everything that had to come was received.
    pub all_received: bool,
    /// Something has not come.
    pub packs_missing: bool,
    /// What was cleared.
    pub clearing: Vec<ClearedThing>,
    /// What stays on the laptop.
    pub kept_text: Option<String>,
    /// What went wrong.
    pub problem_text: Option<String>,
    /// Who keeps the laptops.
    pub manager_name: Option<String>,
}

/// Something that was handed out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct HandedDevice {
    /// Number, from 1.
    pub n: u32,
    /// What.
    pub what: String,
    /// Its number.
    pub serial: Option<String>,
    /// When it was handed out.
    pub out_time: Option<NaiveTime>,
    /// When it came back.
    pub back_time: Option<NaiveTime>,
    /// It came back whole.
    pub state: Option<bool>,
    /// Remark; empty when none.
    pub note: Option<String>,
}

/// A pack.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReceivedPack {
    /// Number, from 1.
    pub n: u32,
    /// 任务包, 评分包 or 确认包.
    pub kind: Option<String>,
    /// Its number.
    pub pack_no: String,
    /// Its digest.
    pub digest: Option<String>,
    /// It was taken in.
    pub imported: Option<bool>,
    /// When.
    pub when: Option<NaiveTime>,
}

/// Something that was cleared.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClearedThing {
    /// Number, from 1.
    pub n: u32,
    /// What.
    pub what: String,
    /// 已清除 or 未清除.
    pub done: Option<String>,
    /// How.
    pub method: Option<String>,
    /// When.
    pub when: Option<NaiveTime>,
}
