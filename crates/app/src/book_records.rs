//! What the office's books keep: units and their merges, numbers of experts apart from the register, settings, what a
//! human said about things that may be there twice, and what other programmes supported.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Fen;
use domain::bid_details::{RaceChoice, YouthRule};
use domain::twice::Alike;
use domain::units::Unit;
use serde::{Deserialize, Serialize};
use vault::{Record, Table};

use crate::records::stored;

/// A unit of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct UnitRecord(pub(crate) Unit);
stored!(UnitRecord, Unit, |me| me.0.no.clone());

/// A unit that went into another one, with everything that taking it back needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UnitMergeRecord {
    /// Number of the merge.
    pub(crate) no: String,
    /// Number of the unit that stays.
    pub(crate) kept: String,
    /// The unit that went, as it was.
    pub(crate) gone: Unit,
    /// Names that the unit that stays got by it.
    pub(crate) added: Vec<String>,
    /// Units that were below the one that went.
    pub(crate) children: Vec<String>,
    /// Why.
    pub(crate) reason: String,
    /// When.
    pub(crate) at: DateTime<Utc>,
}
stored!(UnitMergeRecord, UnitMerge, |me| me.no.clone());

/// Identity and bank numbers of an expert: for fees only, in no list, purged on their own. The salt goes with them, so
/// that the hash the journal keeps of a purged row tells nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct IdentityRecord {
    pub(crate) expert_no: String,
    /// 身份证件号码
    pub(crate) id_card: Option<String>,
    /// 银行账号
    pub(crate) bank_account: Option<String>,
    /// 开户银行
    pub(crate) bank: Option<String>,
    pub(crate) salt: String,
}
stored!(IdentityRecord, Identity, |me| me.expert_no.clone());

/// An expert as earlier builds kept it, with the identity number in the register itself.
#[derive(Deserialize, Serialize)]
pub(crate) struct OldExpert {
    pub(crate) no: String,
    #[serde(default)]
    pub(crate) id_card: Option<String>,
}
stored!(OldExpert, Expert, |me| me.no.clone());

/// A sponsor's choice for the bids of a challenge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RaceRecord {
    pub(crate) batch: String,
    pub(crate) challenge_no: String,
    pub(crate) choice: RaceChoice,
}
stored!(RaceRecord, Race, |me| race_id(&me.batch, &me.challenge_no));

/// The id of a sponsor's choice.
pub(crate) fn race_id(batch: &str, challenge_no: &str) -> String {
    format!("{batch}/{challenge_no}")
}

/// Who counts as young.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct YouthSetting(pub(crate) YouthRule);
stored!(YouthSetting, Setting, |_me| YOUTH.to_owned());

/// The id of the setting.
pub(crate) const YOUTH: &str = "youth";

/// Whether printed pages show SM3 beside SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Sm3Setting {
    pub(crate) printed: bool,
}
stored!(Sm3Setting, Setting, |_me| SM3.to_owned());

/// The id of the setting.
pub(crate) const SM3: &str = "sm3";

/// What a human decided about two things that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TwiceWord {
    /// Two different things.
    Different,
    /// The same; the new one is not supported.
    Same,
    /// The same; the higher support, once, what was paid set off (六（一）, rule 28).
    Higher,
}

/// A decision on two things that are alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TwiceRecord {
    /// Key of the one.
    pub(crate) new: String,
    /// Key of the other.
    pub(crate) old: String,
    pub(crate) alike: Alike,
    pub(crate) percent: u32,
    pub(crate) word: TwiceWord,
    pub(crate) reason: String,
    pub(crate) by: String,
    pub(crate) at: DateTime<Utc>,
}
stored!(TwiceRecord, Twice, |me| twice_id(&me.new, &me.old));

/// The id of a pair, whichever of the two is named first.
pub(crate) fn twice_id(a: &str, b: &str) -> String {
    if a <= b { format!("{a}|{b}") } else { format!("{b}|{a}") }
}

/// A project that another programme supported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SupportedRecord {
    pub(crate) no: String,
    /// The programme.
    pub(crate) programme: String,
    pub(crate) title: String,
    /// Who got it.
    pub(crate) unit: String,
    /// Year or day, as the list says.
    pub(crate) year: String,
    /// Support.
    pub(crate) amount: Option<Fen>,
    /// Already paid.
    pub(crate) paid: Option<Fen>,
    /// What it is about.
    pub(crate) content: String,
    /// When the list came in.
    pub(crate) on: Option<NaiveDate>,
}
stored!(SupportedRecord, Supported, |me| me.no.clone());
