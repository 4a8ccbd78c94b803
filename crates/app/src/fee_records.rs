//! What lies in the secretariat's vault of experts' fees: what the office pays, and what it pays for a session. The numbers
//! that a payment needs are not here but with [`crate::book_records::IdentityRecord`].

use chrono::{DateTime, NaiveDate, Utc};
use domain::fees::{FeeEntry, FeeRules};
use serde::{Deserialize, Serialize};
use vault::{Record, Table};

use crate::records::stored;

/// What the office pays, and what its sheets say beside.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct FeeSetting {
    pub(crate) rules: FeeRules,
    /// When the numbers are deleted (发放完毕并归档满三个月); blank while nobody said.
    pub(crate) keep_text: String,
    /// Out of which budget it is paid.
    pub(crate) funding_source: String,
}
stored!(FeeSetting, Setting, |_me| FEES.to_owned());

/// The id of the setting.
pub(crate) const FEES: &str = "fees";

/// What experts are paid for a session, under the rules of the day on which it was recorded. The salt goes with it: the hash
/// that the journal keeps of a purged row tells nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FeeRecord {
    /// Meeting id.
    pub(crate) meeting: String,
    pub(crate) setting: FeeSetting,
    /// In the order of the panel; nobody of whom nothing was typed.
    pub(crate) entries: Vec<FeeEntry>,
    /// Day of the payment.
    pub(crate) paid_on: Option<NaiveDate>,
    /// Who recorded it.
    pub(crate) by: String,
    pub(crate) at: DateTime<Utc>,
    /// Sixteen random bytes, hex.
    pub(crate) salt: String,
}
stored!(FeeRecord, Fee, |me| me.meeting.clone());
