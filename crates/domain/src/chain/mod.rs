//! The chain after the meeting: 会议审定, 公示, 异议, 揭榜公告 (policy 四（五）), 资金计划 (四（六）), 任务书, 考核, 拨付, 验收, 延期, 终止
//! (四（六）, 四（七）), and what is due.
//!
//! A record holds facts with their civil days; where it stands follows from them and never from a clock. What is recorded
//! passes a method that asks the state machine first ([`state`]), then the rules, and gives the record with the fact in it,
//! or a code. What nobody recorded stays nothing.

pub(crate) mod words;

pub mod announcement;
mod award;
pub mod contract;
pub mod course;
pub mod decision;
pub mod due;
pub mod objection;
pub mod overlap;
pub mod overview;
pub mod plan;
pub mod publicity;
pub mod reckoning;
pub mod stage;
pub mod standing;
pub mod state;
pub mod targets;
pub mod tranches;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::words::spoken;
use crate::challenge_list::out_of_time;
use crate::code::Code;
use crate::finding::Finding;

spoken! {
    /// Who must act next.
    pub enum Actor {
        Bureau = "市科技管理部门" / "the science bureau",
        City = "市政府" / "the city government",
        Finance = "市财政管理部门会同市科技管理部门" / "the finance bureau with the science bureau",
        Panel = "专家组" / "the panel",
        Sponsor = "出题企业" / "the sponsor",
        Joint = "市科技管理部门和出题企业" / "the bureau and the sponsor together",
        Parties = "任务书签署各方" / "the signatories of the contract",
        ThirdParty = "受委托的第三方" / "the commissioned third party",
    }
}

/// What comes next, who must act, and the article that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Next {
    /// What, in the office's words.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
    /// Who must act.
    pub who: Actor,
    /// Article of the policy.
    pub article: &'static str,
}

impl Next {
    const fn new((zh, en): (&'static str, &'static str), who: Actor, article: &'static str) -> Option<Next> {
        Some(Next { zh, en, who, article })
    }
}

/// A paper with a day, a number and who gave it: minutes of a meeting, an approval, an issue.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Act {
    /// Day.
    pub on: NaiveDate,
    /// 文号, or number of the minutes.
    pub number: String,
    /// Who gave it.
    pub by: String,
}

impl Act {
    /// That number and giver are said.
    fn check(&self, (zh, en): (&str, &str)) -> Vec<Finding> {
        let lacks = [(&self.number, "文号", "number"), (&self.by, "作出机关", "who gave it")];
        let lacks = lacks.into_iter().filter(|(text, ..)| blank(text));
        lacks
            .map(|(_, what, what_en)| missing(&format!("{zh}的{what}"), &format!("{en}: {what_en}")))
            .collect()
    }
}

/// A file that proves something, kept by its digest.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Proof {
    /// What it is called.
    pub name: String,
    /// SHA-256 of the file, 64 hex digits.
    pub digest: String,
}

impl Proof {
    /// Whether it has a name and a digest that can be one.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !blank(&self.name) && self.digest.len() == 64 && self.digest.bytes().all(|b| b.is_ascii_hexdigit())
    }
}

/// Whether nobody said anything.
fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// `missing_value`
fn missing(zh: &str, en: &str) -> Finding {
    Finding::error(Code::MissingValue).with("field", zh).with("field_en", en)
}

/// `reason.missing`
fn reasonless(zh: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding::error(Code::ReasonMissing).with("what", zh).with("what_en", en)
}

/// `list.date_order` where one day lies before the one that comes first.
fn in_order(later: (&str, &str, NaiveDate), earlier: (&str, &str, NaiveDate)) -> Option<Finding> {
    out_of_time(later, earlier)
}

/// What was found, or the fact may be recorded.
fn sound(findings: Vec<Finding>) -> Result<(), Vec<Finding>> {
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

#[cfg(test)]
mod golden;

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    pub(crate) fn act(on: &str) -> Act {
        Act { on: day(on), number: "〔2026〕1号".to_owned(), by: "示例市人民政府".to_owned() }
    }

    pub(crate) fn proof() -> Proof {
        Proof { name: "截图.pdf".to_owned(), digest: "ab".repeat(32) }
    }

    pub(crate) fn codes(findings: &[Finding]) -> Vec<Code> {
        findings.iter().map(|f| f.code).collect()
    }

    #[test]
    fn a_proof_is_a_name_with_a_whole_digest() {
        assert!(proof().is_sound());
        assert!(!Proof { digest: "ab".repeat(31), ..proof() }.is_sound());
        assert!(!Proof { digest: "zz".repeat(32), ..proof() }.is_sound());
        assert!(!Proof { name: " ".to_owned(), ..proof() }.is_sound());
    }
}
