//! Batches and the challenge list (榜单, policy 四（三）, rule 4): by what a batch is put together, the two decisions
//! without which nothing is published, and the numbers of the challenges.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::finding::Finding;
use crate::selection::Step;

/// By what a batch was put together (四（三）: 技术重要急需程度、产业领域、资金额度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchGround {
    /// 重要急需程度
    Urgency,
    /// 产业领域
    Field,
    /// 资金额度
    Money,
}

/// Which of the two decisions (rule 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deciding {
    /// 会议研究
    Study,
    /// 市政府审定
    Approval,
}

impl Deciding {
    /// In the office's words.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Deciding::Study => "会议研究",
            Deciding::Approval => "市政府审定",
        }
    }

    /// In English.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Deciding::Study => "the bureau meeting",
            Deciding::Approval => "the city government",
        }
    }

    /// The step of the demands that pass.
    #[must_use]
    pub const fn step(self) -> Step {
        match self {
            Deciding::Study => Step::Study,
            Deciding::Approval => Step::Approve,
        }
    }
}

/// A demand that a decision left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Demand.
    pub demand_no: String,
    /// Why.
    pub reason: String,
}

/// A decision as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListDecision {
    /// Day.
    pub on: NaiveDate,
    /// 文号 or number of the meeting's minutes.
    pub number: String,
    /// Who decided: which meeting.
    pub by: String,
    /// Who was there.
    pub attendance: String,
    /// What it left out.
    pub left_out: Vec<LeftOut>,
}

/// A further record by which a decision that was recorded wrongly is put right. The decision stays as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Which of the two.
    pub which: Deciding,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub recorded_by: String,
    /// Why.
    pub reason: String,
    /// The decision as it is.
    pub decision: ListDecision,
}

/// The publication of a list (张榜).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Day.
    pub on: NaiveDate,
    /// 文号; empty when it has none.
    pub number: String,
    /// Until when bids may be handed in, local civil time.
    pub deadline: NaiveDateTime,
    /// Where.
    pub place: String,
    /// Telephone.
    pub phone: String,
}

/// A demand on the list of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Demand.
    pub demand_no: String,
    /// 榜单编号; nothing until it is assigned.
    pub challenge_no: Option<String>,
}

/// A batch (批次) with its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// 2026年第一批, unique in the vault.
    pub name: String,
    /// 主管单位, in whose name it is published.
    pub office: String,
    /// Day it was made.
    pub made_on: NaiveDate,
    /// By what it was put together; at least one.
    pub grounds: Vec<BatchGround>,
    /// How that was weighed.
    pub ground_text: String,
    /// Why it was made although the policy's validity had ended (rule 29).
    pub expired_reason: Option<String>,
    /// Its demands, in the order of the list.
    pub listed: Vec<Listed>,
    /// 会议研究
    pub study: Option<ListDecision>,
    /// 市政府审定
    pub approval: Option<ListDecision>,
    /// 张榜
    pub publication: Option<Publication>,
    /// Corrections of the two decisions, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

impl Batch {
    /// The decision of one of the two as it was first recorded.
    #[must_use]
    pub const fn recorded(&self, which: Deciding) -> Option<&ListDecision> {
        match which {
            Deciding::Study => self.study.as_ref(),
            Deciding::Approval => self.approval.as_ref(),
        }
    }

    /// The decision of one of the two, if it was recorded: as it was last corrected.
    #[must_use]
    pub fn decision(&self, which: Deciding) -> Option<&ListDecision> {
        let corrected = self.corrections.iter().rfind(|c| c.which == which).map(|c| &c.decision);
        corrected.or(self.recorded(which))
    }

    /// Whether a correction fits what was recorded before and after: the order of the days, who decided, reasons; and what
    /// it leaves out may differ only while nothing followed.
    #[must_use]
    pub fn check_correction(&self, which: Deciding, corrected: &ListDecision) -> Vec<Finding> {
        let Some(was) = self.decision(which) else { return vec![self.approval_missing(which)] };
        let mut findings = self.check_decision(which, corrected);
        let after = match which {
            Deciding::Study => self
                .decision(Deciding::Approval)
                .map(|a| (Deciding::Approval.zh(), Deciding::Approval.en(), a.on)),
            Deciding::Approval => self.publication.as_ref().map(|p| ("张榜", "publication", p.on)),
        };
        if let Some(after) = after {
            findings.extend(out_of_time(after, (which.zh(), which.en(), corrected.on)));
            let out =
                |d: &ListDecision| d.left_out.iter().map(|l| l.demand_no.clone()).collect::<BTreeSet<_>>();
            if out(was) != out(corrected) {
                findings.push(
                    Finding::error(Code::ListSettled)
                        .with("batch", self.name.clone())
                        .with("step", after.0)
                        .with("step_en", after.1),
                );
            }
        }
        findings
    }

    /// Whether a decision may be recorded now: in the order of rule 4, not before the one before it, and complete.
    #[must_use]
    pub fn check_decision(&self, which: Deciding, decision: &ListDecision) -> Vec<Finding> {
        let mut findings = Vec::new();
        let before = match which {
            Deciding::Study => Some(("建批", "making the batch", self.made_on)),
            Deciding::Approval => {
                self.decision(Deciding::Study).map(|s| (Deciding::Study.zh(), Deciding::Study.en(), s.on))
            }
        };
        match before {
            None => findings.push(self.approval_missing(Deciding::Study)),
            Some((zh, en, day)) => {
                findings.extend(out_of_time((which.zh(), which.en(), decision.on), (zh, en, day)));
            }
        }
        for (text, field) in [
            (&decision.number, "decision_number"),
            (&decision.by, "decided_by"),
            (&decision.attendance, "attendance"),
        ] {
            if text.trim().is_empty() {
                findings.push(Finding::error(Code::MissingValue).with("field", field));
            }
        }
        for left in &decision.left_out {
            if left.reason.trim().is_empty() {
                findings.push(
                    Finding::error(Code::ReasonMissing)
                        .with("what", format!("{}不予列入{}", which.zh(), left.demand_no))
                        .with("what_en", format!("leaving {} out", left.demand_no)),
                );
            }
        }
        findings
    }

    /// Whether the list may be published on a day: both decisions recorded, in order (rule 4), every challenge numbered.
    #[must_use]
    pub fn check_publication(&self, on: NaiveDate) -> Vec<Finding> {
        let mut findings: Vec<Finding> = [Deciding::Study, Deciding::Approval]
            .into_iter()
            .filter(|d| self.decision(*d).is_none())
            .map(|d| self.approval_missing(d))
            .collect();
        if let Some(approval) = self.decision(Deciding::Approval) {
            let before = (Deciding::Approval.zh(), Deciding::Approval.en(), approval.on);
            findings.extend(out_of_time(("张榜", "publication", on), before));
        }
        if self.listed.is_empty() {
            findings.push(Finding::error(Code::ListEmpty).with("batch", self.name.clone()));
        }
        let unnumbered: Vec<&str> =
            self.listed.iter().filter(|l| l.challenge_no.is_none()).map(|l| l.demand_no.as_str()).collect();
        if !unnumbered.is_empty() {
            findings.push(Finding::error(Code::ListNumberMissing).with("demands", unnumbered.join("、")));
        }
        findings
    }

    /// `list.approval.missing`
    fn approval_missing(&self, step: Deciding) -> Finding {
        Finding::error(Code::ListApprovalMissing)
            .with("batch", self.name.clone())
            .with("step", step.zh())
            .with("step_en", step.en())
    }
}

/// `list.date_order` where a day lies before the one that must come first.
pub(crate) fn out_of_time(
    (zh, en, day): (&str, &str, NaiveDate),
    (first_zh, first_en, first): (&str, &str, NaiveDate),
) -> Option<Finding> {
    (day < first).then(|| {
        Finding::error(Code::ListDateOrder)
            .with("step", zh)
            .with("step_en", en)
            .with("date", day.to_string())
            .with("earlier", first_zh)
            .with("earlier_en", first_en)
            .with("earlier_date", first.to_string())
    })
}

/// Numbers for those that have none: a prefix and a running number of two digits, more where the list is longer. Numbers
/// that are taken, on this list or another, are passed over.
pub fn number(listed: &mut [Listed], prefix: &str, taken: &dyn Fn(&str) -> bool) {
    let width = if listed.len() > 99 { 3 } else { 2 };
    let own: Vec<String> = listed.iter().filter_map(|l| l.challenge_no.clone()).collect();
    let mut next = 1_u32;
    for one in listed.iter_mut().filter(|l| l.challenge_no.is_none()) {
        let mut no = format!("{prefix}-{next:0width$}");
        while taken(&no) || own.contains(&no) {
            next += 1;
            no = format!("{prefix}-{next:0width$}");
        }
        next += 1;
        one.challenge_no = Some(no);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn decision(on: &str) -> ListDecision {
        ListDecision {
            on: day(on),
            number: "2026年第3次".to_owned(),
            by: "局务会议".to_owned(),
            attendance: "班子成员".to_owned(),
            left_out: Vec::new(),
        }
    }

    fn batch() -> Batch {
        Batch {
            name: "2026年第一批".to_owned(),
            office: "示例市科学技术局".to_owned(),
            made_on: day("2026-01-05"),
            grounds: vec![BatchGround::Urgency],
            ground_text: String::new(),
            expired_reason: None,
            listed: vec![Listed { demand_no: "X-001".to_owned(), challenge_no: None }],
            study: None,
            approval: None,
            publication: None,
            corrections: Vec::new(),
        }
    }

    fn codes(findings: Vec<Finding>) -> Vec<Code> {
        findings.into_iter().map(|f| f.code).collect()
    }

    #[test]
    fn a_list_is_published_after_both_decisions_numbered_and_in_time_四_三() {
        let mut list = batch();
        assert_eq!(
            codes(list.check_publication(day("2026-02-01"))),
            [Code::ListApprovalMissing, Code::ListApprovalMissing, Code::ListNumberMissing]
        );
        assert_eq!(
            codes(list.check_decision(Deciding::Approval, &decision("2026-01-20"))),
            [Code::ListApprovalMissing]
        );
        assert_eq!(
            codes(list.check_decision(Deciding::Study, &decision("2026-01-04"))),
            [Code::ListDateOrder]
        );
        assert_eq!(codes(list.check_decision(Deciding::Study, &decision("2026-01-10"))), []);
        list.study = Some(decision("2026-01-10"));
        assert_eq!(
            codes(list.check_decision(Deciding::Approval, &decision("2026-01-09"))),
            [Code::ListDateOrder]
        );
        list.approval = Some(decision("2026-01-20"));
        number(&mut list.listed, "2026-01", &|_| false);
        assert_eq!(codes(list.check_publication(day("2026-01-19"))), [Code::ListDateOrder]);
        assert_eq!(codes(list.check_publication(day("2026-01-20"))), []);
        list.listed.clear();
        assert_eq!(codes(list.check_publication(day("2026-01-20"))), [Code::ListEmpty]);
    }

    #[test]
    fn a_decision_is_put_right_by_a_further_record_that_fits_what_followed_and_the_first_one_stays() {
        let mut list = batch();
        let none = codes(list.check_correction(Deciding::Study, &decision("2026-01-10")));
        assert_eq!(none, [Code::ListApprovalMissing]);
        list.study = Some(decision("2026-01-10"));
        list.corrections.push(Correction {
            which: Deciding::Study,
            at: DateTime::UNIX_EPOCH,
            recorded_by: "钱示例".to_owned(),
            reason: "日期录错".to_owned(),
            decision: decision("2026-01-12"),
        });
        assert_eq!(list.decision(Deciding::Study).map(|d| d.on), Some(day("2026-01-12")));
        assert_eq!(list.recorded(Deciding::Study).map(|d| d.on), Some(day("2026-01-10")));
        list.approval = Some(decision("2026-01-20"));
        let late = codes(list.check_correction(Deciding::Study, &decision("2026-01-21")));
        assert_eq!(late, [Code::ListDateOrder]);
        let mut other = decision("2026-01-13");
        other.left_out = vec![LeftOut { demand_no: "X-001".to_owned(), reason: "重复".to_owned() }];
        assert_eq!(codes(list.check_correction(Deciding::Study, &other)), [Code::ListSettled]);
        assert_eq!(codes(list.check_correction(Deciding::Approval, &other)), []);
    }

    #[test]
    fn a_decision_says_who_decided_what_number_it_has_and_why_it_leaves_a_demand_out() {
        let mut bare = decision("2026-01-10");
        bare.number = " ".to_owned();
        bare.attendance = String::new();
        bare.left_out = vec![LeftOut { demand_no: "X-001".to_owned(), reason: String::new() }];
        assert_eq!(
            codes(batch().check_decision(Deciding::Study, &bare)),
            [Code::MissingValue, Code::MissingValue, Code::ReasonMissing]
        );
    }

    #[test]
    fn numbers_follow_the_list_and_pass_over_those_that_are_taken() {
        let listed = |no: &str, challenge: Option<&str>| Listed {
            demand_no: no.to_owned(),
            challenge_no: challenge.map(str::to_owned),
        };
        let mut list =
            vec![listed("A", None), listed("B", Some("2026-01-02")), listed("C", None), listed("D", None)];
        number(&mut list, "2026-01", &|no| no == "2026-01-01");
        let numbers: Vec<&str> = list.iter().filter_map(|l| l.challenge_no.as_deref()).collect();
        assert_eq!(numbers, ["2026-01-03", "2026-01-02", "2026-01-04", "2026-01-05"]);
        let mut long: Vec<Listed> = (0..120).map(|n| listed(&n.to_string(), None)).collect();
        number(&mut long, "2026-02", &|_| false);
        assert_eq!(long[119].challenge_no.as_deref(), Some("2026-02-120"));
        assert_eq!(long[0].challenge_no.as_deref(), Some("2026-02-001"));
    }
}
