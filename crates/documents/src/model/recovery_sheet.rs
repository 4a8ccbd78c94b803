//! 恢复码单, the sheet with a vault's recovery code.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::Common;

/// The sheet. It belongs to no session: of what forms have in common only number and time are given.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecoverySheet {
    /// Number and time; the vault's name in the place of a session's number.
    #[serde(flatten)]
    pub common: Common,
    /// Name of the vault's folder.
    pub vault_name: String,
    /// First eight hex digits of its id.
    pub vault_id: String,
    /// Whose vault it is.
    pub owner: String,
    /// When the code was made.
    pub made_at: NaiveDateTime,
    /// The first four groups of the code.
    pub first: String,
    /// The last three groups, with the check digits at their end.
    pub second: String,
}
