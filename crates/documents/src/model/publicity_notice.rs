//! 成功揭榜方拟定名单的公示 (policy 四（五）): five working days on the bureau's website. The archive copy has an inner sheet
//! with scores and money; the public one holds nothing of it.

use chrono::NaiveDate;
use domain::Fen;
use serde::{Deserialize, Serialize};

use super::Common;

/// The notice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PublicityNotice {
    /// Policy, batch, paper.
    #[serde(flatten)]
    pub common: Common,
    /// Every step before it is recorded: demands, list, bids, panel, approval.
    pub steps_recorded: bool,
    /// Day of posting.
    pub posted_on: Option<NaiveDate>,
    /// First day of the period.
    pub publicity_from: Option<NaiveDate>,
    /// Its last day.
    pub publicity_to: Option<NaiveDate>,
    /// How many working days.
    pub publicity_days: Option<u32>,
    /// It is counted from the day after posting.
    pub starts_next_day: bool,
    /// It is counted from the day of posting.
    pub starts_same_day: bool,
    /// By which arrangement of days off it was counted, without full stop; empty when nobody wants it said. Not public.
    pub calendar_text: Option<String>,
    /// The winners, by number of the challenge.
    pub rows: Vec<PublicityRow>,
    /// How many.
    pub count: Option<u32>,
    /// Which meeting approved the list and when. Not public.
    pub review_memo: Option<String>,
    /// One of them runs a race that its sponsor chose (四（四）).
    pub has_race: bool,
    /// Who takes objections.
    pub accept_office: Option<String>,
    /// The person there.
    pub accept_person: Option<String>,
    /// A landline of the office.
    pub accept_phone: Option<String>,
    /// Address for e-mail.
    pub accept_email: Option<String>,
    /// Address.
    pub accept_address: Option<String>,
    /// Postal code.
    pub accept_post: Option<String>,
    /// When somebody is there.
    pub accept_hours: Option<String>,
    /// Who supervises.
    pub supervision_office: Option<String>,
    /// Its telephone.
    pub supervision_phone: Option<String>,
}

/// A winner.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PublicityRow {
    /// Number, from 1.
    pub n: u32,
    /// Number of the challenge.
    pub challenge_no: String,
    /// Title of the bid.
    pub bid_title: String,
    /// Field.
    pub field_name: Option<String>,
    /// The enterprise that set the challenge.
    pub sponsor: Option<String>,
    /// Who bid.
    pub solver: Option<String>,
    /// Remark that all may read (赛马（一组）); empty when none.
    pub remark: Option<String>,
    /// Score, two decimals. Not public.
    pub score: Option<String>,
    /// Recommended fiscal money. Not public.
    pub fiscal: Option<Fen>,
    /// Remark of the office; empty when none. Not public.
    pub internal_note: Option<String>,
}
