//! 会中情况: what goes wrong while a meeting is held, and what was done: a log of the session, in which words are only added.
//! One that was recorded wrongly is withdrawn with a reason, and stays readable.
//! What follows from acts on record (a laptop revoked, paper after a laptop) is read from them and not typed a second time.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::finding::Finding;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncidentKind {
    /// 电脑故障: a laptop is dead. Its last pack stays; the rest goes another way.
    LaptopDead,
    /// 口令遗忘
    CodeForgotten,
    /// 断电
    PowerLost,
    /// 程序重新打开: the program was started again while the meeting was under way. The program says so by itself.
    Restarted,
    /// 其他
    Other,
}

impl IncidentKind {
    /// All of them.
    pub const ALL: [IncidentKind; 5] = [
        IncidentKind::LaptopDead,
        IncidentKind::CodeForgotten,
        IncidentKind::PowerLost,
        IncidentKind::Restarted,
        IncidentKind::Other,
    ];

    /// In the words of the minutes.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            IncidentKind::LaptopDead => "评审电脑故障",
            IncidentKind::CodeForgotten => "口令遗忘",
            IncidentKind::PowerLost => "断电",
            IncidentKind::Restarted => "秘书处程序重新打开",
            IncidentKind::Other => "其他情况",
        }
    }

    /// Whether people type it.
    #[must_use]
    pub const fn is_typed(self) -> bool {
        !matches!(self, IncidentKind::Restarted)
    }
}

/// Something that went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: String,
    /// When it happened, local civil time, where somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<NaiveTime>,
    /// The day of it, where that is another than the day of the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened_on: Option<NaiveDate>,
    /// What.
    pub kind: IncidentKind,
    /// Whose laptop or sheet, by number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expert_no: Option<String>,
    /// What happened, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// What was done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub done: String,
    /// Who saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// That it was recorded wrongly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
}

/// That an incident was recorded wrongly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// When it was withdrawn.
    pub at: DateTime<Utc>,
    /// Who withdrew it.
    pub by: String,
    /// Why.
    pub reason: String,
}

impl Incident {
    /// What keeps a typed one from being recorded.
    ///
    /// # Errors
    /// `missing_value` without what was done, or without what happened where the kind does not say it; `incident.not_typed`
    /// for a kind that the program says by itself.
    pub fn sound(&self) -> Result<(), Finding> {
        let missing = |field: &str| Err(Finding::error(Code::MissingValue).with("field", field));
        if !self.kind.is_typed() {
            return Err(Finding::error(Code::IncidentNotTyped).with("kind", self.kind.zh()));
        }
        if self.done.trim().is_empty() {
            return missing("处理情况");
        }
        if self.kind == IncidentKind::Other && self.what.trim().is_empty() {
            return missing("情况");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incident(kind: IncidentKind, what: &str, done: &str) -> Incident {
        Incident {
            at: DateTime::UNIX_EPOCH,
            by: "钱示例".to_owned(),
            happened: None,
            kind,
            expert_no: None,
            what: what.to_owned(),
            done: done.to_owned(),
            witness: None,
            happened_on: None,
            withdrawn: None,
        }
    }

    #[test]
    fn what_was_done_is_always_said_and_what_happened_where_the_kind_does_not_say_it() {
        let code = |i: Incident| i.sound().map_err(|f| f.code);
        assert_eq!(code(incident(IncidentKind::PowerLost, "", "启用备用电源")), Ok(()));
        assert_eq!(code(incident(IncidentKind::PowerLost, "", " ")), Err(Code::MissingValue));
        assert_eq!(code(incident(IncidentKind::Other, "", "已处理")), Err(Code::MissingValue));
        assert_eq!(code(incident(IncidentKind::Other, "投影故障", "改用纸质材料")), Ok(()));
        let own = incident(IncidentKind::Restarted, "", "x");
        assert_eq!(code(own), Err(Code::IncidentNotTyped), "the program says that by itself");
    }

    #[test]
    fn an_incident_leaves_no_trace_of_what_nobody_said() {
        let bytes = serde_json::to_string(&incident(IncidentKind::PowerLost, "", "启用备用电源")).unwrap();
        for field in ["happened", "expert_no", "what", "witness", "withdrawn"] {
            assert!(!bytes.contains(field), "{bytes}");
        }
        assert_eq!(serde_json::from_str::<Incident>(&bytes).unwrap().done, "启用备用电源");
    }
}
