//! What every form carries.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// For whom a document is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Variant {
    /// 实名存档: the archive copy, which is signed.
    #[default]
    Named,
    /// 隐名: codes in place of experts' names (or, for a double-blind sheet, no applicants).
    Blind,
    /// 公开: what may be shown to anybody.
    Redacted,
}

impl Variant {
    /// As it is written in the data: `named`, `blind`, `redacted`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Variant::Named => "named",
            Variant::Blind => "blind",
            Variant::Redacted => "redacted",
        }
    }
}

/// The session, the policy and the paper: part of every form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Common {
    /// For whom this copy is.
    pub variant: Variant,
    /// Name of the issuing office (太原市科学技术局).
    pub office_name: Option<String>,
    /// Name of the programme (双百攻关行动), without quotation marks.
    pub programme_name: Option<String>,
    /// Title of the policy, without 《》.
    pub policy_title: Option<String>,
    /// Number of the policy (并科〔2023〕17号).
    pub policy_number: Option<String>,
    /// Version of the policy's settings (2023-07/1).
    pub policy_version: String,
    /// Digest of the policy's settings.
    pub policy_digest: Option<String>,
    /// Digest of the session's frozen rules.
    pub rule_digest: Option<String>,
    /// Head of the session's journal when the document was made. Part of the data, so the digest covers it.
    pub journal_head: Option<String>,
    /// Name of the batch (2026年第一批).
    pub batch_name: Option<String>,
    /// Number of the session (论证2026-01-03).
    pub session_no: String,
    /// Title of the session.
    pub session_title: Option<String>,
    /// Day of the session.
    pub session_date: Option<NaiveDate>,
    /// When it began.
    pub session_start: Option<NaiveTime>,
    /// When it ended.
    pub session_end: Option<NaiveTime>,
    /// Where it was held.
    pub session_place: Option<String>,
    /// Number of this document (论证2026-01-03/纪要).
    pub doc_no: String,
    /// When what the document shows last changed, by the clock of the laptop; also the date inside the PDF.
    pub as_of: NaiveDateTime,
    /// The office asks for SM3 beside SHA-256. Not there where it does not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sm3: bool,
}
