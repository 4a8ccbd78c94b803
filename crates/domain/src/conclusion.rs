//! The conclusion on a bid: suggested from exact figures by the sheet's thresholds, decided by the panel.

use ranking::{Exact, Mark};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::finding::Finding;
use crate::sheet::ScoreSheet;

/// What a panel says of a bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// 同意
    Approve,
    /// 修改后同意
    ApproveAfterRevision,
    /// 不同意
    Reject,
}

impl Conclusion {
    /// In the words of the minutes.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Conclusion::Approve => "同意",
            Conclusion::ApproveAfterRevision => "修改后同意",
            Conclusion::Reject => "不同意",
        }
    }
}

/// What becomes of an agreed bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// On the recommendation list.
    Recommended,
    /// 备选
    Reserve,
    /// 立项但不资助
    Unfunded,
    /// Not agreed.
    None,
}

/// Grade by total (a setting of the sheet).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// 优先资助
    First,
    /// 可资助
    Second,
    /// 不资助
    NoFunds,
}

/// What the figures suggest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Conclusion.
    pub conclusion: Conclusion,
    /// Grade; none for a bid that is not agreed.
    pub grade: Option<Grade>,
    /// Rate of feasibility: its mean over its maximum.
    pub feasibility_rate: Exact,
    /// Rate of the budget criterion.
    pub budget_rate: Exact,
    /// The budget must be made anew and seen by the finance expert first (its rate is under the floor).
    pub budget_condition: bool,
}

/// The suggestion for a total and the means of feasibility and budget. Exactly a limit is within it.
#[must_use]
pub fn suggest(sheet: &ScoreSheet, total: &Exact, feasibility: &Exact, budget: &Exact) -> Option<Suggestion> {
    let s = sheet.suggest.as_ref()?;
    let rate = |id: &str, mean: &Exact| sheet.criterion(id).and_then(|c| mean.over(&Exact::from(c.max)));
    let feasibility_rate = rate(&s.feasibility, feasibility)?;
    let budget_rate = rate(&s.budget, budget)?;
    let floor = Exact::from_ratio(s.rate_floor_percent.share());
    let at_least = |mark: Mark| *total >= Exact::from(mark);
    let budget_condition = budget_rate < floor;
    let conclusion = if feasibility_rate < floor || !at_least(s.reject_below) {
        Conclusion::Reject
    } else if budget_condition || !at_least(s.approve_from) {
        Conclusion::ApproveAfterRevision
    } else {
        Conclusion::Approve
    };
    let grade = match conclusion {
        Conclusion::Reject => None,
        _ if at_least(s.first_grade_from) => Some(Grade::First),
        _ if at_least(s.second_grade_from) => Some(Grade::Second),
        _ => Some(Grade::NoFunds),
    };
    Some(Suggestion { conclusion, grade, feasibility_rate, budget_rate, budget_condition })
}

/// What the panel decided on a bid, with its words for the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelDecision {
    /// Bid.
    pub bid_no: String,
    /// Conclusion.
    pub conclusion: Conclusion,
    /// What becomes of it.
    pub standing: Standing,
    /// 可行性意见 (rule 8: required).
    pub feasibility_text: String,
    /// 经费预算意见 (rule 8: required).
    pub budget_text: String,
    /// What must be revised; required for 修改后同意.
    #[serde(default)]
    pub revise_text: String,
    /// Why: required where it departs from the suggestion, for 不同意, and for a standing apart from the list.
    #[serde(default)]
    pub reason: String,
    /// The vote, if one was taken.
    #[serde(default)]
    pub vote_text: Option<String>,
}

/// Checks a decision of the panel against rule 8 and the suggestion.
#[must_use]
pub fn check(decision: &PanelDecision, suggested: Option<Conclusion>) -> Vec<Finding> {
    let at = |code: Code| Finding::error(code).with("bid_no", decision.bid_no.clone());
    let blank = |text: &str| text.trim().is_empty();
    let mut findings = Vec::new();
    for (text, missing, who) in [
        (&decision.feasibility_text, "可行性", "技术专家"),
        (&decision.budget_text, "经费预算合理性", "财务专家"),
    ] {
        if blank(text) {
            findings.push(at(Code::OpinionMissing).with("missing", missing).with("who", who));
        }
    }
    let agreed = decision.conclusion != Conclusion::Reject;
    if agreed == (decision.standing == Standing::None) {
        findings.push(at(Code::ConclusionReason).with("conclusion", decision.conclusion.zh()));
    }
    let departs = suggested.is_some_and(|s| s != decision.conclusion);
    let needs_reason = !agreed || matches!(decision.standing, Standing::Reserve | Standing::Unfunded);
    if departs && blank(&decision.reason) {
        let suggested = suggested.map_or("—", Conclusion::zh);
        findings.push(
            at(Code::ConclusionDeparts)
                .with("conclusion", decision.conclusion.zh())
                .with("suggested", suggested),
        );
    } else if (needs_reason && blank(&decision.reason))
        || (decision.conclusion == Conclusion::ApproveAfterRevision && blank(&decision.revise_text))
    {
        findings.push(at(Code::ConclusionReason).with("conclusion", decision.conclusion.zh()));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::shipped;

    fn exact(text: &str) -> Exact {
        Exact::from(text.parse::<Mark>().unwrap())
    }

    fn suggested(total: &str, route: &str, budget: &str) -> (Conclusion, Option<Grade>, bool) {
        let s = suggest(&shipped(), &exact(total), &exact(route), &exact(budget)).unwrap();
        (s.conclusion, s.grade, s.budget_condition)
    }

    #[test]
    fn the_thresholds_are_inclusive_and_feasibility_can_reject_alone() {
        use Conclusion::{Approve, ApproveAfterRevision, Reject};
        assert_eq!(suggested("80", "15", "9"), (Approve, Some(Grade::First), false));
        assert_eq!(suggested("75", "20", "12"), (Approve, Some(Grade::Second), false));
        assert_eq!(suggested("74.999999", "20", "12"), (ApproveAfterRevision, Some(Grade::Second), false));
        assert_eq!(suggested("60", "20", "12"), (ApproveAfterRevision, Some(Grade::NoFunds), false));
        assert_eq!(suggested("59.999999", "20", "12"), (Reject, None, false));
        assert_eq!(suggested("90", "14.999999", "12"), (Reject, None, false));
        assert_eq!(suggested("90", "20", "8.999999"), (ApproveAfterRevision, Some(Grade::First), true));
    }

    fn decision(conclusion: Conclusion, standing: Standing) -> PanelDecision {
        PanelDecision {
            bid_no: "JB-001".to_owned(),
            conclusion,
            standing,
            feasibility_text: "可行。".to_owned(),
            budget_text: "合理。".to_owned(),
            revise_text: String::new(),
            reason: String::new(),
            vote_text: None,
        }
    }

    #[test]
    fn a_departure_a_rejection_a_reserve_and_a_revision_need_their_words() {
        let codes = |d: &PanelDecision, s| check(d, Some(s)).into_iter().map(|f| f.code).collect::<Vec<_>>();
        let approve = decision(Conclusion::Approve, Standing::Recommended);
        assert_eq!(codes(&approve, Conclusion::Approve), []);
        assert_eq!(codes(&approve, Conclusion::Reject), [Code::ConclusionDeparts]);
        let reserve = decision(Conclusion::Approve, Standing::Reserve);
        assert_eq!(codes(&reserve, Conclusion::Approve), [Code::ConclusionReason]);
        let revise = decision(Conclusion::ApproveAfterRevision, Standing::Recommended);
        assert_eq!(codes(&revise, Conclusion::ApproveAfterRevision), [Code::ConclusionReason]);
        let reject = decision(Conclusion::Reject, Standing::None);
        assert_eq!(codes(&reject, Conclusion::Reject), [Code::ConclusionReason]);
        let silent = PanelDecision { budget_text: " ".to_owned(), ..approve };
        assert_eq!(codes(&silent, Conclusion::Approve), [Code::OpinionMissing]);
    }
}
