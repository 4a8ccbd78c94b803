//! 揭榜方案形式审查表 (policy 四（一）, 四（四）, 四（六）, 六（一）): what the staff looks at before the experts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Common;

/// The check of one bid.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FormalCheck {
    /// Policy, batch, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Number of the bid.
    pub bid_no: String,
    /// Number of the challenge.
    pub challenge_no: Option<String>,
    /// Title of the bid.
    pub bid_title: String,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who bids.
    pub solver: Option<String>,
    /// When it came.
    pub received_on: Option<NaiveDate>,
    /// What was looked at.
    pub checks: Vec<FormalItem>,
    /// It was found in order.
    pub is_ok: bool,
    /// Something lacks.
    pub is_lacking: bool,
    /// What lacks, without full stop.
    pub supplement_text: Option<String>,
    /// Until when it may be handed in.
    pub supplement_due: Option<NaiveDate>,
    /// Day of the check.
    pub checked_on: Option<NaiveDate>,
}

/// Something that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FormalItem {
    /// Number, from 1.
    pub n: u32,
    /// What.
    pub item: String,
    /// The article that asks for it; empty when it is practice.
    pub basis: Option<String>,
    /// It is so; nothing while nobody looked.
    pub ok: Option<bool>,
    /// Remark; empty when none.
    pub note: Option<String>,
}
