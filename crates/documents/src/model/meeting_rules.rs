//! 会议须知 and 保密须知, read out before a session; two pages that may be handed out apart.

use serde::{Deserialize, Serialize};

use super::Common;

/// The rules of a session.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MeetingRules {
    /// Session, policy, paper.
    #[serde(flatten)]
    pub common: Common,
    /// What happens when; without a step three rows are left to be filled by hand.
    pub agenda: Vec<AgendaStep>,
    /// Minutes of a talk.
    pub report_minutes: Option<u32>,
    /// Minutes of questions after it.
    pub question_minutes: Option<u32>,
    /// Whom to call for help.
    pub help_phone: Option<String>,
    /// Where telephones are left.
    pub storage_place: Option<String>,
    /// Who hears complaints about the meeting's conduct.
    pub supervision_office: Option<String>,
    /// Its telephone.
    pub supervision_phone: Option<String>,
    /// Its address for letters by e-mail; empty when it has none.
    pub supervision_email: Option<String>,
}

/// A step of the day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AgendaStep {
    /// When (8时30分至9时).
    pub time_text: Option<String>,
    /// Which step (签到和承诺).
    pub step: String,
    /// What is done.
    pub content: Option<String>,
    /// Who sees to it.
    pub who: Option<String>,
}
