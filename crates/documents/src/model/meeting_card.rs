//! 会议卡.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::Common;

/// The card by which the holder of a laptop knows the secretariat: one per member of the panel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MeetingCard {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Whose keys these are.
    pub secretariat_name: String,
    /// The 24 digits of the secretariat's keys, in groups of four.
    pub secretariat_fp: String,
    /// What a scanner types: capital letters, digits and a colon.
    pub secretariat_qr: String,
    /// Name.
    pub holder_name: Option<String>,
    /// Code (专家03).
    pub holder_code: String,
    /// 技术, 管理, 财务, 法律 or 行业管理.
    pub holder_role: Option<String>,
    /// Number of the laptop.
    pub laptop_no: Option<String>,
    /// The laptop is enrolled.
    pub has_laptop_fp: bool,
    /// The 24 digits of the laptop's keys.
    pub laptop_fp: Option<String>,
    /// When they were compared.
    pub enrolled_at: Option<NaiveDateTime>,
    /// Who compared them.
    pub compared_by: Option<String>,
    /// Numbers of the empty rows for storage devices.
    pub media: Vec<u32>,
    /// Whom to call for help.
    pub help_phone: Option<String>,
    /// Whom to call about the meeting's conduct.
    pub supervision_phone: Option<String>,
}
