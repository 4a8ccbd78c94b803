//! The way of one demand from its collection to the published list (policy 四（二）, 四（三）, rule 4), and what the panel
//! says of it.

use chrono::NaiveDate;
use ranking::{Exact, Mark};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::finding::Finding;
use crate::sheet::ScoreSheet;

/// Where a demand stands. The way on:
///
/// ```text
///            fill                submit                 propose            study            approve            publish
/// Collected ─────▶ Complete ─────────────▶ UnderReview ────────▶ Proposed ──────▶ Studied ────────▶ Approved ────────▶ Published
///   ▲  ▲ ◀─────────  ▲ │ ◀──────────────────  │ │ ▲ ◀──────────────  │               │
///   │  │    lack     │ │       withdraw       │ │     take back      │ drop          │ drop
///   │  │             │ └──────────┐           │ └─ defer ─▶ NotSelected ◀────────────┘
///   │  │             │   return   ▼  return   │                 │
///   │  └── resubmit ─┼─────── Returned ◀──────┘                 │
///   └────────────────┴──────────────── reconsider ──────────────┘
/// ```
///
/// `return` also leads from Collected. A decision that is corrected drops from Approved too, and restores from NotSelected
/// to Proposed. Whether a demand is complete is a fact (rule 2), so `fill` and `lack` follow
/// whenever it is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Collected, and something is missing.
    Collected,
    /// All six statements are there.
    Complete,
    /// Before the panel; its text stands still.
    UnderReview,
    /// On the proposed list (建议榜单).
    Proposed,
    /// Passed by 会议研究.
    Studied,
    /// Passed by 市政府审定.
    Approved,
    /// On the published list.
    Published,
    /// Sent back to be mended.
    Returned,
    /// Not selected.
    NotSelected,
}

/// What moves a demand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Found complete.
    Fill,
    /// Found lacking.
    Lack,
    /// Put before the panel.
    Submit,
    /// Taken from the panel again.
    Withdraw,
    /// The panel proposes it.
    Propose,
    /// The panel does not.
    Defer,
    /// The panel's word is taken back.
    TakeBack,
    /// Sent back to the sender.
    Return,
    /// Came back mended.
    Resubmit,
    /// Passed by 会议研究.
    Study,
    /// Passed by 市政府审定.
    Approve,
    /// Left out by one of the two.
    Drop,
    /// Published.
    Publish,
    /// Taken up again after it was not selected.
    Reconsider,
    /// Put back on the list by the correction of a decision that left it out by mistake.
    Restore,
}

impl Status {
    /// All of them, in the order of the way.
    pub const ALL: [Status; 9] = [
        Status::Collected,
        Status::Complete,
        Status::UnderReview,
        Status::Proposed,
        Status::Studied,
        Status::Approved,
        Status::Published,
        Status::Returned,
        Status::NotSelected,
    ];

    /// Where a step leads.
    ///
    /// # Errors
    /// `demand.out_of_order` for a step that cannot be taken from here.
    pub fn after(self, step: Step) -> Result<Status, Finding> {
        use Status::{
            Approved, Collected, Complete, NotSelected, Proposed, Published, Returned, Studied, UnderReview,
        };
        match (self, step) {
            (Collected | Complete, Step::Fill) | (UnderReview, Step::Withdraw) => Ok(Complete),
            (Collected | Complete, Step::Lack)
            | (Returned, Step::Resubmit)
            | (NotSelected, Step::Reconsider) => Ok(Collected),
            (Complete, Step::Submit) | (Proposed | NotSelected, Step::TakeBack) => Ok(UnderReview),
            (UnderReview, Step::Propose) | (NotSelected, Step::Restore) => Ok(Proposed),
            (UnderReview, Step::Defer) | (Proposed | Studied | Approved, Step::Drop) => Ok(NotSelected),
            (Collected | Complete | UnderReview, Step::Return) => Ok(Returned),
            (Proposed, Step::Study) => Ok(Studied),
            (Studied, Step::Approve) => Ok(Approved),
            (Approved, Step::Publish) => Ok(Published),
            (from, step) => Err(Finding::error(Code::DemandOutOfOrder)
                .with("status", from.zh())
                .with("status_en", from.en())
                .with("step", step.zh())
                .with("step_en", step.en())),
        }
    }

    /// Whether its text may be changed: not while the panel judges it, and not once the meeting passed it. Between, the
    /// indicators are made precise with the enterprise (四（二）).
    #[must_use]
    pub const fn editable(self) -> bool {
        matches!(self, Status::Collected | Status::Complete | Status::Returned | Status::Proposed)
    }

    /// Whether it is on the proposed list or beyond.
    #[must_use]
    pub const fn selected(self) -> bool {
        matches!(self, Status::Proposed | Status::Studied | Status::Approved | Status::Published)
    }

    /// In the office's words.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Status::Collected => "待补正",
            Status::Complete => "要素齐全",
            Status::UnderReview => "论证中",
            Status::Proposed => "建议榜单",
            Status::Studied => "会议研究通过",
            Status::Approved => "市政府审定",
            Status::Published => "已张榜",
            Status::Returned => "已退回",
            Status::NotSelected => "未入选",
        }
    }

    /// In English.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Status::Collected => "incomplete",
            Status::Complete => "complete",
            Status::UnderReview => "under review",
            Status::Proposed => "proposed",
            Status::Studied => "passed by the meeting",
            Status::Approved => "approved by the city",
            Status::Published => "published",
            Status::Returned => "returned",
            Status::NotSelected => "not selected",
        }
    }
}

impl Step {
    /// All steps.
    pub const ALL: [Step; 15] = [
        Step::Fill,
        Step::Lack,
        Step::Submit,
        Step::Withdraw,
        Step::Propose,
        Step::Defer,
        Step::TakeBack,
        Step::Return,
        Step::Resubmit,
        Step::Study,
        Step::Approve,
        Step::Drop,
        Step::Publish,
        Step::Reconsider,
        Step::Restore,
    ];

    /// In the office's words.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Step::Fill => "核为齐全",
            Step::Lack => "核为待补正",
            Step::Submit => "提交论证",
            Step::Withdraw => "撤回论证",
            Step::Propose => "列入建议榜单",
            Step::Defer => "暂不入榜",
            Step::TakeBack => "收回论证结论",
            Step::Return => "退回补正",
            Step::Resubmit => "重新报送",
            Step::Study => "会议研究",
            Step::Approve => "市政府审定",
            Step::Drop => "不予列入",
            Step::Publish => "张榜",
            Step::Reconsider => "重新考虑",
            Step::Restore => "更正列入",
        }
    }

    /// In English.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            Step::Fill => "find complete",
            Step::Lack => "find incomplete",
            Step::Submit => "submit to the panel",
            Step::Withdraw => "withdraw from the panel",
            Step::Propose => "propose",
            Step::Defer => "defer",
            Step::TakeBack => "take the conclusion back",
            Step::Return => "send back",
            Step::Resubmit => "take in again",
            Step::Study => "bureau meeting",
            Step::Approve => "city government",
            Step::Drop => "leave out",
            Step::Publish => "publish",
            Step::Reconsider => "reconsider",
            Step::Restore => "put back by a correction",
        }
    }
}

/// What a panel says of a demand (四（二）; the words are ours).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DemandConclusion {
    /// 建议入榜
    List,
    /// 完善后入榜
    ListAfterRevision,
    /// 暂不入榜
    Defer,
}

impl DemandConclusion {
    /// In the words of the minutes.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            DemandConclusion::List => "建议入榜",
            DemandConclusion::ListAfterRevision => "完善后入榜",
            DemandConclusion::Defer => "暂不入榜",
        }
    }

    /// The step that follows from it.
    #[must_use]
    pub const fn step(self) -> Step {
        match self {
            DemandConclusion::List | DemandConclusion::ListAfterRevision => Step::Propose,
            DemandConclusion::Defer => Step::Defer,
        }
    }
}

/// What the sheet's thresholds suggest for a total; exactly a limit is within it. Nothing for a sheet of another kind.
#[must_use]
pub fn suggest(sheet: &ScoreSheet, total: &Exact) -> Option<DemandConclusion> {
    let limits = sheet.suggest_list.as_ref()?;
    let at_least = |limit: Mark| *total >= Exact::from(limit);
    Some(if at_least(limits.list_from) {
        DemandConclusion::List
    } else if at_least(limits.defer_below) {
        DemandConclusion::ListAfterRevision
    } else {
        DemandConclusion::Defer
    })
}

/// How a panel's word came into the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordSource {
    /// Recorded by hand.
    Hand {
        /// Why, where a session judges the demand; else empty.
        why: String,
    },
    /// Concluded by the session that the review names, from signed scores.
    Session,
}

impl Default for WordSource {
    fn default() -> WordSource {
        WordSource::Hand { why: String::new() }
    }
}

impl WordSource {
    /// Whether it is what a word says nothing of: recorded by hand, before there were sessions of demands.
    #[must_use]
    pub fn unsaid(&self) -> bool {
        *self == WordSource::default()
    }
}

/// The panel's word on one demand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelWord {
    /// Number of the review, or of the session.
    pub review: String,
    /// How it came into the vault.
    #[serde(default, skip_serializing_if = "WordSource::unsaid")]
    pub source: WordSource,
    /// Conclusion.
    pub conclusion: DemandConclusion,
    /// 综合分, when the panel scored.
    pub score: Option<Mark>,
    /// Grounds: required in any case.
    pub reason: String,
    /// What must be revised; required for 完善后入榜.
    pub revise: String,
    /// Recorded once the revision was made with the enterprise.
    pub revised: Option<Revised>,
}

/// A revision that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revised {
    /// Day.
    pub on: NaiveDate,
    /// What was changed, and who saw it.
    pub note: String,
}

impl PanelWord {
    /// A word needs its grounds, a revision its text, and a mark must be within the sheet's total.
    #[must_use]
    pub fn check(&self, demand_no: &str, sheet: &ScoreSheet) -> Vec<Finding> {
        let mut findings = Vec::new();
        let lacking = self.reason.trim().is_empty()
            || (self.conclusion == DemandConclusion::ListAfterRevision && self.revise.trim().is_empty());
        if lacking {
            findings.push(
                Finding::error(Code::DemandConclusionReason)
                    .with("demand", demand_no)
                    .with("conclusion", self.conclusion.zh()),
            );
        }
        if let Some(score) = self.score.filter(|s| *s < Mark::ZERO || *s > sheet.sheet.total) {
            findings.push(
                Finding::error(Code::DemandScore)
                    .with("demand", demand_no)
                    .with("value", score.to_string())
                    .with("total", sheet.sheet.total.to_string()),
            );
        }
        findings
    }

    /// Whether it asks for a revision that nobody recorded yet.
    #[must_use]
    pub const fn revision_open(&self) -> bool {
        matches!(self.conclusion, DemandConclusion::ListAfterRevision) && self.revised.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_status_and_step_is_either_on_the_way_or_refused() {
        use Status as S;
        use Step as T;
        let allowed = [
            (S::Collected, T::Fill, S::Complete),
            (S::Collected, T::Lack, S::Collected),
            (S::Collected, T::Return, S::Returned),
            (S::Complete, T::Fill, S::Complete),
            (S::Complete, T::Lack, S::Collected),
            (S::Complete, T::Submit, S::UnderReview),
            (S::Complete, T::Return, S::Returned),
            (S::UnderReview, T::Withdraw, S::Complete),
            (S::UnderReview, T::Propose, S::Proposed),
            (S::UnderReview, T::Defer, S::NotSelected),
            (S::UnderReview, T::Return, S::Returned),
            (S::Proposed, T::TakeBack, S::UnderReview),
            (S::Proposed, T::Study, S::Studied),
            (S::Proposed, T::Drop, S::NotSelected),
            (S::Studied, T::Approve, S::Approved),
            (S::Studied, T::Drop, S::NotSelected),
            (S::Approved, T::Publish, S::Published),
            (S::Approved, T::Drop, S::NotSelected),
            (S::NotSelected, T::Restore, S::Proposed),
            (S::Returned, T::Resubmit, S::Collected),
            (S::NotSelected, T::TakeBack, S::UnderReview),
            (S::NotSelected, T::Reconsider, S::Collected),
        ];
        for from in Status::ALL {
            for step in Step::ALL {
                let expected = allowed.iter().find(|(f, s, _)| (*f, *s) == (from, step)).map(|a| a.2);
                match from.after(step) {
                    Ok(to) => assert_eq!(Some(to), expected, "{from:?} {step:?}"),
                    Err(finding) => {
                        assert_eq!(finding.code, Code::DemandOutOfOrder);
                        assert_eq!(None, expected, "{from:?} {step:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_is_published_but_by_review_meeting_and_city_in_this_order_四_三() {
        let way = [Step::Fill, Step::Submit, Step::Propose, Step::Study, Step::Approve, Step::Publish];
        let published = way.into_iter().try_fold(Status::Collected, Status::after);
        assert_eq!(published, Ok(Status::Published));
        for left_out in 1..way.len() {
            let short = way.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, s)| *s);
            let end = short.into_iter().try_fold(Status::Collected, Status::after);
            assert_ne!(end, Ok(Status::Published), "without {:?}", way[left_out]);
        }
    }

    fn codes(findings: Vec<Finding>) -> Vec<Code> {
        findings.into_iter().map(|f| f.code).collect()
    }

    fn sheet() -> ScoreSheet {
        crate::sheet::shipped_demand()
    }

    #[test]
    fn the_sheet_suggests_by_inclusive_limits() {
        let said = |mark: &str| suggest(&sheet(), &Exact::from(mark.parse::<Mark>().unwrap()));
        assert_eq!(said("75"), Some(DemandConclusion::List));
        assert_eq!(said("74.99"), Some(DemandConclusion::ListAfterRevision));
        assert_eq!(said("60"), Some(DemandConclusion::ListAfterRevision));
        assert_eq!(said("59.99"), Some(DemandConclusion::Defer));
        assert_eq!(
            suggest(&crate::sheet::shipped(), &Exact::from(Mark::points(80))),
            None,
            "a sheet of bids suggests nothing"
        );
    }

    #[test]
    fn a_word_of_the_panel_has_its_grounds_a_revision_its_text_and_a_mark_within_the_sheet() {
        let word = PanelWord {
            review: "论证2026-X-01".to_owned(),
            source: WordSource::Session,
            conclusion: DemandConclusion::List,
            score: Some("84.2".parse().unwrap()),
            reason: "属链上急需。".to_owned(),
            revise: String::new(),
            revised: None,
        };
        assert_eq!(codes(word.check("X-001", &sheet())), []);
        let silent = PanelWord { reason: " ".to_owned(), ..word.clone() };
        assert_eq!(codes(silent.check("X-001", &sheet())), [Code::DemandConclusionReason]);
        let revise = PanelWord { conclusion: DemandConclusion::ListAfterRevision, ..word.clone() };
        assert_eq!(codes(revise.check("X-001", &sheet())), [Code::DemandConclusionReason]);
        assert!(revise.revision_open() && !word.revision_open());
        let over = PanelWord { score: Some("100.5".parse().unwrap()), ..word };
        assert_eq!(codes(over.check("X-001", &sheet())), [Code::DemandScore]);
    }
}
