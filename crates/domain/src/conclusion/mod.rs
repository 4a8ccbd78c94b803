//! The conclusion on a bid or a demand: suggested from exact figures by the sheet's thresholds, decided by the panel.

mod check;
mod closing;
mod noted;
mod on_project;

use ranking::{Exact, Mark};
use serde::{Deserialize, Serialize};

pub use self::check::{Grounds, check, check_of};
pub use self::closing::standard_closing;
pub use self::noted::counts_votes;
pub use self::on_project::{
    FailGround, HintedBy, ProjectWord, Responsible, Triggered, day_fits, hinted, hinted_by,
};
use crate::code::Code;
use crate::finding::Finding;
use crate::selection::{self, DemandConclusion};
use crate::session::SessionKind;
use crate::sheet::{ScoreSheet, VetoLimit};

/// What a panel says of what it judged: three words for each kind of session that concludes item by item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// 同意
    Approve,
    /// 修改后同意
    ApproveAfterRevision,
    /// 不同意
    Reject,
    /// 建议入榜
    List,
    /// 完善后入榜
    ListAfterRevision,
    /// 暂不入榜
    Defer,
    /// 通过 of a milestone
    MilestonePass,
    /// 限期整改
    Rectify,
    /// 不通过 of a milestone
    MilestoneFail,
    /// 通过 of an acceptance
    AcceptancePass,
    /// 结题
    Close,
    /// 未通过
    AcceptanceFail,
    /// 延期实施
    Extend,
    /// 客观原因终止
    TerminateObjective,
    /// 主观原因终止
    TerminateFault,
    /// 弄虚作假追回全部
    RecoverAll,
}

impl From<DemandConclusion> for Conclusion {
    fn from(said: DemandConclusion) -> Conclusion {
        match said {
            DemandConclusion::List => Conclusion::List,
            DemandConclusion::ListAfterRevision => Conclusion::ListAfterRevision,
            DemandConclusion::Defer => Conclusion::Defer,
        }
    }
}

impl Conclusion {
    /// The kind of session that has it.
    #[must_use]
    pub const fn kind(self) -> SessionKind {
        match self {
            Conclusion::Approve | Conclusion::ApproveAfterRevision | Conclusion::Reject => SessionKind::Bid,
            Conclusion::List | Conclusion::ListAfterRevision | Conclusion::Defer => SessionKind::Demand,
            Conclusion::MilestonePass | Conclusion::Rectify | Conclusion::MilestoneFail => {
                SessionKind::Milestone
            }
            Conclusion::AcceptancePass | Conclusion::Close | Conclusion::AcceptanceFail => {
                SessionKind::Acceptance
            }
            Conclusion::Extend
            | Conclusion::TerminateObjective
            | Conclusion::TerminateFault
            | Conclusion::RecoverAll => SessionKind::Termination,
        }
    }

    /// As the word on a demand, if it is one.
    #[must_use]
    pub const fn on_demand(self) -> Option<DemandConclusion> {
        match self {
            Conclusion::List => Some(DemandConclusion::List),
            Conclusion::ListAfterRevision => Some(DemandConclusion::ListAfterRevision),
            Conclusion::Defer => Some(DemandConclusion::Defer),
            _ => None,
        }
    }

    /// Whether the panel takes it: a bid or demand that is neither 不同意 nor 暂不入榜; a milestone that is 通过; a result
    /// that is 通过 or 结题. What is said of a termination agrees to nothing.
    #[must_use]
    pub const fn agrees(self) -> bool {
        use Conclusion::{
            AcceptancePass, Approve, ApproveAfterRevision, Close, List, ListAfterRevision, MilestonePass,
        };
        matches!(
            self,
            Approve
                | ApproveAfterRevision
                | List
                | ListAfterRevision
                | MilestonePass
                | AcceptancePass
                | Close
        )
    }

    /// Whether it ends the project (rules 25–27): money is stopped and recovered.
    #[must_use]
    pub const fn ends(self) -> bool {
        matches!(self, Conclusion::TerminateObjective | Conclusion::TerminateFault | Conclusion::RecoverAll)
    }

    /// Whether it asks for a revision.
    #[must_use]
    pub const fn asks_revision(self) -> bool {
        matches!(self, Conclusion::ApproveAfterRevision | Conclusion::ListAfterRevision)
    }

    /// The best word on a bid or a demand that a veto still allows once the panel confirmed it. What is said of a project is
    /// hinted at by its answers and not lowered.
    #[must_use]
    pub const fn lowered(self, limit: VetoLimit) -> Conclusion {
        match (self, limit) {
            (Conclusion::Approve, VetoLimit::Revise) => Conclusion::ApproveAfterRevision,
            (Conclusion::List, VetoLimit::Revise) => Conclusion::ListAfterRevision,
            (Conclusion::Approve | Conclusion::ApproveAfterRevision, VetoLimit::Reject) => Conclusion::Reject,
            (Conclusion::List | Conclusion::ListAfterRevision, VetoLimit::Reject) => Conclusion::Defer,
            (said, _) => said,
        }
    }

    /// In the words of the minutes.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Conclusion::Approve => "同意",
            Conclusion::ApproveAfterRevision => "修改后同意",
            Conclusion::Reject => "不同意",
            Conclusion::List => "建议入榜",
            Conclusion::ListAfterRevision => "完善后入榜",
            Conclusion::Defer => "暂不入榜",
            Conclusion::MilestonePass | Conclusion::AcceptancePass => "通过",
            Conclusion::Rectify => "限期整改",
            Conclusion::MilestoneFail => "不通过",
            Conclusion::Close => "结题",
            Conclusion::AcceptanceFail => "未通过",
            Conclusion::Extend => "延期实施",
            Conclusion::TerminateObjective => "客观原因终止",
            Conclusion::TerminateFault => "主观原因终止",
            Conclusion::RecoverAll => "弄虚作假追回全部",
        }
    }
}

/// `conclusion.other_kind`
#[must_use]
pub fn other_kind(said: Conclusion, kind: SessionKind) -> Finding {
    Finding::error(Code::ConclusionOtherKind).with("conclusion", said.zh()).with("kind", kind.zh())
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

impl Standing {
    /// In the words of the minutes.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Standing::Recommended => "建议立项",
            Standing::Reserve => "备选",
            Standing::Unfunded => "立项但不资助",
            Standing::None => "不同意",
        }
    }
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

impl Grade {
    /// What a grade proposes by itself, envelope or not: 不资助 keeps an agreed bid from the money; the others propose nothing.
    #[must_use]
    pub fn standing(self) -> Option<Standing> {
        (self == Grade::NoFunds).then_some(Standing::Unfunded)
    }
}

/// What the figures suggest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Conclusion.
    pub conclusion: Conclusion,
    /// Grade; none for a bid that is not agreed.
    pub grade: Option<Grade>,
    /// What two criteria of a bid came to; nothing where the kind has no budget.
    pub rates: Option<Rates>,
}

/// Rates (得分率) of the two criteria that count by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rates {
    /// Rate of feasibility: its mean over its maximum.
    pub feasibility: Exact,
    /// Rate of the budget criterion.
    pub budget: Exact,
    /// The budget must be made anew and seen by the finance expert first (its rate is under the floor).
    pub budget_condition: bool,
}

/// The suggestion of a sheet of either kind for a total; `mean` gives a criterion's mean.
#[must_use]
pub fn suggest_by<'a>(
    sheet: &ScoreSheet,
    total: &Exact,
    mean: impl Fn(&str) -> Option<&'a Exact>,
) -> Option<Suggestion> {
    if let Some(limits) = sheet.suggest.as_ref() {
        return suggest(sheet, total, mean(&limits.feasibility)?, mean(&limits.budget)?);
    }
    let conclusion = selection::suggest(sheet, total)?.into();
    Some(Suggestion { conclusion, grade: None, rates: None })
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
    let grade = grade_of(sheet, total).filter(|_| conclusion != Conclusion::Reject);
    let rates = Rates { feasibility: feasibility_rate, budget: budget_rate, budget_condition };
    Some(Suggestion { conclusion, grade, rates: Some(rates) })
}

/// The grade of an agreed bid by its total alone; nothing where the sheet has none.
#[must_use]
pub fn grade_of(sheet: &ScoreSheet, total: &Exact) -> Option<Grade> {
    Some(sheet.suggest.as_ref()?.grade(total))
}

/// What the panel decided on a bid or a demand, with its words for the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelDecision {
    /// Bid.
    pub bid_no: String,
    /// Conclusion.
    pub conclusion: Conclusion,
    /// What becomes of it.
    pub standing: Standing,
    /// 可行性意见 of a bid (rule 8: required); 指标完成情况 of a milestone or a result, 事实和原因 of a termination: required.
    pub feasibility_text: String,
    /// 经费预算意见 of a bid (rule 8: required); 经费投入和使用 of a project: required of a milestone or a result.
    pub budget_text: String,
    /// 需求价值 of a demand: required.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value_text: String,
    /// 存在不足 of a demand; 主要问题 of a project.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub weakness_text: String,
    /// What must be revised (of a demand, its indicators); required for 修改后同意 and 完善后入榜. Of a project what is put right
    /// (required for 限期整改), what follows, or under what condition it goes on.
    #[serde(default)]
    pub revise_text: String,
    /// Why: required where it departs from the suggestion, for 不同意 and 暂不入榜, and for a standing apart from the list.
    #[serde(default)]
    pub reason: String,
    /// The vote, if one was taken.
    #[serde(default)]
    pub vote_text: Option<String>,
    /// What is said of a project beside the texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_project: Option<ProjectWord>,
    /// 结语: the sentence by which the panel sums up what it found. Nothing where nobody recorded one: a ruled blank is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<String>,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::sheet::shipped;

    fn exact(text: &str) -> Exact {
        Exact::from(text.parse::<Mark>().unwrap())
    }

    fn suggested(total: &str, route: &str, budget: &str) -> (Conclusion, Option<Grade>, bool) {
        let s = suggest(&shipped(), &exact(total), &exact(route), &exact(budget)).unwrap();
        (s.conclusion, s.grade, s.rates.unwrap().budget_condition)
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

    #[test]
    fn a_confirmed_veto_lowers_a_suggestion_to_the_best_word_that_it_allows_and_never_raises_one() {
        use Conclusion::{
            Approve, ApproveAfterRevision, Defer, List, ListAfterRevision, MilestonePass, Reject,
        };
        let all = [Approve, ApproveAfterRevision, Reject, List, ListAfterRevision, Defer];
        for limit in [VetoLimit::Reject, VetoLimit::Revise, VetoLimit::Tell] {
            for said in all {
                let lowered = said.lowered(limit);
                assert!(limit.allows(lowered), "{said:?} {limit:?}");
                assert_eq!(lowered.kind(), said.kind());
                assert!(!limit.allows(said) || lowered == said, "what is allowed stays: {said:?}");
            }
        }
        assert_eq!(Approve.lowered(VetoLimit::Revise), ApproveAfterRevision);
        assert_eq!(ListAfterRevision.lowered(VetoLimit::Reject), Defer);
        assert_eq!(MilestonePass.lowered(VetoLimit::Reject), MilestonePass);
    }

    #[test]
    fn a_decision_on_a_bid_keeps_its_bytes_and_an_older_one_reads() {
        let approve = decision(Conclusion::Approve, Standing::Recommended);
        let bytes = crate::digest::canonical(&approve).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("value_text"));
        assert_eq!(serde_json::from_slice::<PanelDecision>(&bytes).unwrap(), approve);
    }

    #[test]
    fn the_sheet_of_demands_suggests_their_words_and_knows_no_rates() {
        let sheet = crate::sheet::shipped_demand();
        let said = |total: &str| suggest_by(&sheet, &exact(total), |_| None).unwrap();
        assert_eq!(said("75").conclusion, Conclusion::List);
        assert_eq!(said("74.999999").conclusion, Conclusion::ListAfterRevision);
        assert_eq!(said("59.999999").conclusion, Conclusion::Defer);
        assert_eq!((said("90").rates, said("90").grade), (None, None));
    }

    pub(crate) fn decision(conclusion: Conclusion, standing: Standing) -> PanelDecision {
        PanelDecision {
            bid_no: "JB-001".to_owned(),
            conclusion,
            standing,
            feasibility_text: "可行。".to_owned(),
            budget_text: "合理。".to_owned(),
            value_text: String::new(),
            weakness_text: String::new(),
            revise_text: String::new(),
            reason: String::new(),
            vote_text: None,
            on_project: None,
            closing: None,
        }
    }
}
