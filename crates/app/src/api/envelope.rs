//! 资金盘子 and what it proposes, as the results page gives and shows it. Amounts are in 万元.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Problem;
use super::results::Standing;

/// An envelope as it is typed; a blank is nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EnvelopeForm {
    /// The total sum.
    pub total: String,
    /// Fields with their sums.
    pub fields: Vec<(String, String)>,
    /// The most bids.
    pub most: String,
    /// 分数线
    pub cutoff: String,
    /// Where the sum comes from.
    pub basis: String,
    /// Why it takes the place of an earlier one.
    pub reason: String,
}

/// A field's sum and what of it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldSum {
    /// 领域
    pub field: String,
    /// Its sum; nothing for a field that the total alone binds.
    pub sum: Option<String>,
    /// Money of its bids that are proposed.
    pub used: String,
}

/// A recorded envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EnvelopeView {
    /// The total sum.
    pub total: String,
    /// Fields with their sums.
    pub fields: Vec<(String, String)>,
    /// The most bids.
    pub most: Option<u32>,
    /// 分数线
    pub cutoff: Option<String>,
    /// Where the sum comes from; empty when nobody said.
    pub basis: String,
    /// Why it took the place of an earlier one; empty for the first.
    pub reason: String,
    /// When it was recorded, local.
    pub at: String,
    /// Who recorded it.
    pub by: String,
}

/// A bid whose standing is not what the envelope proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Departure {
    /// Bid.
    pub bid_no: String,
    /// The panel's standing.
    pub standing: Standing,
    /// The proposed one.
    pub proposed: Standing,
    /// Why it is proposed; nothing for one that is proposed for the list.
    pub why: Option<Problem>,
    /// Why the panel departs; empty where nobody said.
    pub reason: String,
}

/// What stands on the list by the panel's word, and where that goes over the envelope.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ListedSum {
    /// Bids.
    pub count: u32,
    /// Their money.
    pub sum: String,
    /// By how much it is over the total; nothing within it.
    pub over: Option<String>,
    /// Fields over their sums, and by how much.
    pub fields_over: Vec<(String, String)>,
    /// Bids beyond the most that may be recommended.
    pub beyond: Option<u32>,
}

/// The envelope of a session and what it comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EnvelopeState {
    /// Versions, the one in force last; none while nothing was recorded.
    pub versions: Vec<EnvelopeView>,
    /// Bids that are proposed for the list.
    pub count: u32,
    /// Their money.
    pub sum: String,
    /// What is left of the total.
    pub left: String,
    /// What the panel itself put on the list so far.
    pub listed: ListedSum,
    /// The fields with a sum or with proposed money.
    pub fields: Vec<FieldSum>,
    /// Where the panel departs.
    pub departures: Vec<Departure>,
    /// Whether a change needs a reason: one is recorded, or the panel concluded on something.
    pub needs_reason: bool,
}

/// An amount that is tried for one bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TriedAmount {
    /// Bid.
    pub no: String,
    /// R&D total; blank: as it stands.
    pub rd: String,
    /// Fiscal amount; blank: as it stands.
    pub fiscal: String,
}
