//! What a panel says of a project: of a milestone (policy 四（七）1), of its results (四（七）3), of its end (四（七）4). The sheet's
//! questions hint at a conclusion; points advise and decide nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Conclusion, PanelDecision};
use crate::code::Code;
use crate::desk::Sheet;
use crate::finding::Finding;
use crate::panel::Category;
use crate::rules::FrozenRules;
use crate::veto::{Veto, vetoes};

/// Who is responsible for the end of a project (rule 26).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsible {
    /// 出题企业
    Sponsor,
    /// 揭榜方
    Solver,
    /// 双方
    Both,
}

impl Responsible {
    /// In the words of the form.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Responsible::Sponsor => "出题企业",
            Responsible::Solver => "揭榜方",
            Responsible::Both => "双方",
        }
    }
}

/// Why results are not accepted, as the form lists it, to be ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailGround {
    /// 因主观原因未完成主要目标和任务
    Unfinished,
    /// 资料、文件、数据经核查不真实
    Untrue,
    /// 未经批准变更考核指标、承担单位、揭榜方、技术总师或者课题负责人
    Changed,
    /// 资金使用违反规定或者审计问题未整改
    Money,
    /// 逾期未提出验收
    Overdue,
    /// 成果权属存在重大纠纷
    Ownership,
    /// 其他
    Other,
}

impl FailGround {
    /// All seven, in the order of the form.
    pub const ALL: [FailGround; 7] = [
        FailGround::Unfinished,
        FailGround::Untrue,
        FailGround::Changed,
        FailGround::Money,
        FailGround::Overdue,
        FailGround::Ownership,
        FailGround::Other,
    ];

    /// In the words of the form.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            FailGround::Unfinished => "因主观原因未完成主要目标和任务",
            FailGround::Untrue => "资料、文件、数据经核查不真实",
            FailGround::Changed => "未经批准变更考核指标、承担单位、揭榜方、技术总师或者课题负责人",
            FailGround::Money => "资金使用违反规定或者审计问题未整改",
            FailGround::Overdue => "逾期未提出验收",
            FailGround::Ownership => "成果权属存在重大纠纷",
            FailGround::Other => "其他",
        }
    }
}

/// What a panel says of a project beside its texts. What a conclusion does not ask for stays empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProjectWord {
    /// Until when: what is put right (限期整改), or the new last day (延期实施).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Why results are not accepted: ticked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<FailGround>,
    /// Who is responsible (主观原因终止).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<Responsible>,
    /// The third party that the bureau commissioned (rule 26).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub third_party: String,
    /// The document that proves the fraud (rule 27).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub proof: String,
}

impl ProjectWord {
    /// The word with nothing in it that another conclusion asks for.
    #[must_use]
    pub fn under(self, said: Conclusion) -> ProjectWord {
        use Conclusion::{AcceptanceFail, Extend, RecoverAll, Rectify, TerminateFault};
        let of_fault = said == TerminateFault;
        ProjectWord {
            until: self.until.filter(|_| matches!(said, Rectify | Extend)),
            grounds: if said == AcceptanceFail { self.grounds } else { Vec::new() },
            responsible: self.responsible.filter(|_| of_fault),
            third_party: if of_fault { self.third_party } else { String::new() },
            proof: if said == RecoverAll { self.proof } else { String::new() },
        }
    }
}

/// Who must have judged a project that ends by somebody's fault (四（七）4, rule 26; 等: others may join).
const OF_FAULT: [Category; 3] = [Category::Technical, Category::Finance, Category::Legal];

/// What is missing of a word on a project: what its conclusion asks for, a reason where it departs from what the questions
/// hint at; and for a fault, the kinds of experts that the policy names.
pub(super) fn check(
    decision: &PanelDecision,
    suggested: Option<Conclusion>,
    seated: Option<&[Category]>,
) -> Vec<Finding> {
    use Conclusion::{AcceptanceFail, Close, Extend, MilestoneFail, RecoverAll, Rectify, TerminateFault};
    let said = decision.conclusion;
    let blank = |text: &str| text.trim().is_empty();
    let nothing = ProjectWord::default();
    let word = decision.on_project.as_ref().unwrap_or(&nothing);
    let ending = said.kind() == crate::session::SessionKind::Termination;
    let (first, first_en) = if ending {
        ("事实和原因", "facts and cause")
    } else {
        ("指标完成情况", "what was reached")
    };
    let why = matches!(said, MilestoneFail | Close);
    let missing = [
        (blank(&decision.feasibility_text), (first, first_en)),
        (!ending && blank(&decision.budget_text), ("经费投入和使用", "the use of money")),
        (said == Rectify && blank(&decision.revise_text), ("整改要求", "what is to be put right")),
        (said == Rectify && word.until.is_none(), ("整改期限", "until when")),
        (said == Extend && word.until.is_none(), ("新的完成时间", "the new last day")),
        (said == AcceptanceFail && word.grounds.is_empty(), ("勾选的事由", "the grounds, ticked")),
        (
            word.grounds.contains(&FailGround::Other) && blank(&decision.reason),
            ("“其他”事由的说明", "what “other” is"),
        ),
        (said == TerminateFault && word.responsible.is_none(), ("责任方", "who is responsible")),
        (
            said == TerminateFault && blank(&word.third_party),
            ("受委托的第三方", "the third party commissioned"),
        ),
        (said == RecoverAll && blank(&word.proof), ("查实文件", "the document that proves it")),
        (why && blank(&decision.reason), ("理由", "the reason")),
    ];
    let missing: Vec<(&str, &str)> =
        missing.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect();
    let at =
        |code: Code| Finding::error(code).with("item", decision.bid_no.clone()).with("conclusion", said.zh());
    let mut findings = Vec::new();
    if !missing.is_empty() {
        let (zh, en): (Vec<&str>, Vec<&str>) = missing.into_iter().unzip();
        findings.push(
            at(Code::ConclusionProjectOpinion)
                .with("missing", zh.join("、"))
                .with("missing_en", en.join(", ")),
        );
    }
    if let Some(suggested) = suggested.filter(|s| *s != said && blank(&decision.reason) && !why) {
        findings.push(
            Finding::error(Code::ConclusionDeparts)
                .with("bid_no", decision.bid_no.clone())
                .with("conclusion", said.zh())
                .with("suggested", suggested.zh()),
        );
    }
    let lacks = |kinds: &[Category]| -> Vec<&str> {
        OF_FAULT.iter().filter(|kind| !kinds.contains(kind)).map(|kind| kind.zh()).collect()
    };
    let lacking = seated.filter(|_| said == TerminateFault).map(lacks).unwrap_or_default();
    if !lacking.is_empty() {
        findings.push(at(Code::ConclusionFaultPanel).with("missing", lacking.join("、")));
    }
    findings
}

/// Whether the day that a word sets can be: what is put right is due after the meeting, a project that goes on ends later than
/// it would have.
///
/// # Errors
/// `conclusion.day`, naming the day that it must come after.
pub fn day_fits(decision: &PanelDecision, meeting: NaiveDate, end: NaiveDate) -> Result<(), Finding> {
    let Some(until) = decision.on_project.as_ref().and_then(|word| word.until) else { return Ok(()) };
    let (after, what, what_en) = match decision.conclusion {
        Conclusion::Extend if end >= meeting => (end, "原定完成时间", "the last day as approved"),
        Conclusion::Extend | Conclusion::Rectify => (meeting, "会议日期", "the day of the meeting"),
        _ => return Ok(()),
    };
    if until > after {
        return Ok(());
    }
    let finding = Finding::error(Code::ConclusionDay).with("item", decision.bid_no.clone());
    let finding = finding.with("conclusion", decision.conclusion.zh()).with("day", until.to_string());
    Err(finding.with("after", after.to_string()).with("what", what).with("what_en", what_en))
}

/// A question that some answered so that it triggers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triggered {
    /// The question.
    pub question: String,
    /// 是 or 否: the answer that triggers.
    pub answer: String,
    /// How many gave it.
    pub gave: usize,
    /// How many answered the question.
    pub answered: usize,
}

/// From what a hint follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HintedBy {
    /// These questions, which most answered so that they trigger.
    Questions(Vec<Triggered>),
    /// These triggered for some and not for most: nothing is hinted at, people talk first.
    Few(Vec<Triggered>),
    /// The conclusions that signed sheets lean to: how many lean to the one with most, of how many sheets.
    Leanings {
        /// How many lean to the one that has most.
        most: usize,
        /// Sheets that count.
        of: usize,
    },
}

/// What the answers and conclusions on signed sheets hint at, and from what. The first hint of the sheet fits whose questions
/// were all answered by most of those asked so that they trigger; one without a conclusion hints at nothing, for something comes
/// first. Where no question of a hint triggers at all, the conclusion that more than half of the sheets lean to. `sheet` gives a
/// member's sheet that counts, by number; nothing of one who is recused.
#[must_use]
pub fn hinted_by<'a>(
    rules: &FrozenRules,
    sheet: impl Fn(&str) -> Option<&'a Sheet>,
) -> (Option<Conclusion>, HintedBy) {
    let told = vetoes(rules, &sheet);
    let triggered = |v: &Veto| Triggered {
        question: v.question.clone(),
        answer: v.veto_on.clone(),
        gave: v.words.len(),
        answered: v.answered,
    };
    let most = |id: &String| told.iter().find(|v| v.gate == *id && 2 * v.words.len() > v.answered);
    if let Some(hint) = rules.sheet.hints.iter().find(|hint| hint.gates.iter().all(|id| most(id).is_some())) {
        let by = hint.gates.iter().filter_map(most).map(triggered).collect();
        return (hint.conclusion, HintedBy::Questions(by));
    }
    // A question that some answered so that it triggers, and not most: people talk first.
    let alone = |id: &str| {
        let mut hints = rules.sheet.hints.iter();
        hints.any(|hint| matches!(hint.gates.as_slice(), [only] if only == id))
    };
    let few: Vec<Triggered> = told.iter().filter(|v| alone(&v.gate)).map(triggered).collect();
    if !few.is_empty() {
        return (None, HintedBy::Few(few));
    }
    let sheets: Vec<&Sheet> = rules.panel.iter().filter_map(|m| sheet(&m.expert_no)).collect();
    let mut votes: BTreeMap<Conclusion, usize> = BTreeMap::new();
    for vote in sheets.iter().filter_map(|s| s.vote) {
        *votes.entry(vote).or_default() += 1;
    }
    let (most, of) = (votes.values().copied().max().unwrap_or(0), sheets.len());
    let said = votes.into_iter().find(|(_, n)| 2 * n > of).map(|(said, _)| said);
    (said, HintedBy::Leanings { most, of })
}

/// What [`hinted_by`] hints at.
#[must_use]
pub fn hinted<'a>(rules: &FrozenRules, sheet: impl Fn(&str) -> Option<&'a Sheet>) -> Option<Conclusion> {
    hinted_by(rules, sheet).0
}

#[cfg(test)]
mod tests {
    use super::super::tests::decision;
    use super::super::{Grounds, Standing, check_of};
    use super::*;
    use crate::desk::GateAnswer;
    use crate::session::SessionKind;
    use crate::tally::tests::rules;

    fn codes(d: &PanelDecision, on: &Grounds<'_>) -> Vec<Code> {
        check_of(d.conclusion.kind(), d, on).into_iter().map(|f| f.code).collect()
    }

    fn word(conclusion: Conclusion, on_project: ProjectWord) -> PanelDecision {
        PanelDecision { on_project: Some(on_project), ..decision(conclusion, Standing::None) }
    }

    #[test]
    fn each_conclusion_asks_for_what_the_form_needs() {
        use Conclusion::{
            AcceptanceFail, AcceptancePass, Close, Extend, MilestoneFail, MilestonePass, RecoverAll, Rectify,
            TerminateFault, TerminateObjective,
        };
        let until = "2027-09-30".parse().ok();
        let whole = |said: Conclusion| match said {
            Rectify | Extend => ProjectWord { until, ..ProjectWord::default() },
            AcceptanceFail => ProjectWord { grounds: vec![FailGround::Unfinished], ..ProjectWord::default() },
            TerminateFault => ProjectWord {
                responsible: Some(Responsible::Solver),
                third_party: "示例评估中心".to_owned(),
                ..ProjectWord::default()
            },
            RecoverAll => ProjectWord { proof: "查〔2028〕1号".to_owned(), ..ProjectWord::default() },
            _ => ProjectWord::default(),
        };
        let asks = [Rectify, MilestoneFail, Close, AcceptanceFail, Extend, TerminateFault, RecoverAll];
        for said in [MilestonePass, AcceptancePass, TerminateObjective].into_iter().chain(asks) {
            let bare = word(said, ProjectWord::default());
            let expected = if asks.contains(&said) { vec![Code::ConclusionProjectOpinion] } else { vec![] };
            assert_eq!(codes(&bare, &Grounds::default()), expected, "{}", said.zh());
            let texts = PanelDecision {
                revise_text: "补测两批".to_owned(),
                reason: "见合议".to_owned(),
                ..word(said, whole(said))
            };
            assert_eq!(codes(&texts, &Grounds::default()), [], "{}", said.zh());
        }
        let other = ProjectWord { grounds: vec![FailGround::Other], ..ProjectWord::default() };
        assert_eq!(
            codes(&word(AcceptanceFail, other), &Grounds::default()),
            [Code::ConclusionProjectOpinion],
            "what “other” is"
        );
    }

    #[test]
    fn what_is_put_right_is_due_after_the_meeting_and_a_new_last_day_comes_after_the_old_one() {
        use Conclusion::{AcceptancePass, Extend, Rectify};
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (meeting, end) = (day("2027-06-01"), day("2027-12-31"));
        let fits = |said, until: &str, end| {
            let word = ProjectWord { until: Some(day(until)), ..ProjectWord::default() };
            let said = PanelDecision { on_project: Some(word), ..decision(said, Standing::None) };
            day_fits(&said, meeting, end).map_err(|f| f.code)
        };
        assert_eq!(fits(Rectify, "2027-06-01", end), Err(Code::ConclusionDay));
        assert_eq!(fits(Rectify, "2027-06-02", end), Ok(()));
        assert_eq!(
            fits(Extend, "2027-12-31", end),
            Err(Code::ConclusionDay),
            "not later than it would have been"
        );
        assert_eq!(fits(Extend, "2028-01-01", end), Ok(()));
        let over = day("2027-01-31");
        assert_eq!(
            fits(Extend, "2027-05-31", over),
            Err(Code::ConclusionDay),
            "over already: after the meeting"
        );
        assert_eq!(fits(Extend, "2027-06-02", over), Ok(()));
        assert_eq!(fits(AcceptancePass, "2000-01-01", end), Ok(()), "no day is asked");
    }

    #[test]
    fn a_fault_needs_technical_finance_and_legal_experts_and_nothing_else_does_四_七_4() {
        use Category::{Finance, Legal, Management, Technical};
        let fault = word(
            Conclusion::TerminateFault,
            ProjectWord {
                responsible: Some(Responsible::Both),
                third_party: "示例评估中心".to_owned(),
                ..ProjectWord::default()
            },
        );
        let on = |seated| codes(&fault, &Grounds { seated: Some(seated), ..Grounds::default() });
        assert_eq!(on(&[Technical, Technical, Finance, Legal, Management]), []);
        assert_eq!(on(&[Technical, Technical, Finance, Management]), [Code::ConclusionFaultPanel]);
        let objective = word(Conclusion::TerminateObjective, ProjectWord::default());
        let seated = Some(&[Technical, Finance][..]);
        assert_eq!(codes(&objective, &Grounds { seated, ..Grounds::default() }), []);
    }

    #[test]
    fn a_word_that_departs_from_what_the_answers_hint_at_gives_a_reason() {
        let suggested = Some(Conclusion::Rectify);
        let on = Grounds { suggested, ..Grounds::default() };
        let pass = word(Conclusion::MilestonePass, ProjectWord::default());
        assert_eq!(codes(&pass, &on), [Code::ConclusionDeparts]);
        assert_eq!(codes(&PanelDecision { reason: "手续会后补齐".to_owned(), ..pass }, &on), []);
    }

    fn of(kind: SessionKind) -> FrozenRules {
        let sheet = crate::sheet::shipped_project(kind);
        FrozenRules { sheet, asks_gates: true, ..rules(&["P1"]) }
    }

    /// A sheet whose answers trigger the questions named, with a conclusion leant to.
    fn sheet(rules: &FrozenRules, triggered: &[&str], vote: Option<Conclusion>) -> Sheet {
        let answer = |g: &crate::sheet::Gate| GateAnswer {
            yes: (g.veto_on == "是") == triggered.contains(&g.id.as_str()),
            reason: String::new(),
        };
        let gates = rules.sheet.gates.iter().map(|g| (g.id.clone(), answer(g))).collect();
        Sheet { gates, vote, ..Sheet::default() }
    }

    #[test]
    fn the_questions_of_a_termination_hint_at_its_four_conclusions() {
        use Conclusion::{Extend, RecoverAll, TerminateFault, TerminateObjective};
        let rules = of(SessionKind::Termination);
        let said = |triggered: &[&str], vote| {
            let all = sheet(&rules, triggered, vote);
            hinted(&rules, |_| Some(&all))
        };
        assert_eq!(said(&["force", "continue"], None), Some(Extend));
        assert_eq!(said(&["force"], None), Some(TerminateObjective));
        assert_eq!(said(&["subjective"], None), Some(TerminateFault));
        assert_eq!(said(&["fraud", "subjective"], None), Some(RecoverAll), "fraud comes first");
        assert_eq!(said(&["heard", "fraud"], None), None, "nobody was heard yet");
        assert_eq!(said(&["spent"], Some(TerminateObjective)), None, "the audit comes first");
        assert_eq!(said(&[], Some(TerminateObjective)), Some(TerminateObjective));
        assert_eq!(said(&[], None), None);
    }

    #[test]
    fn where_few_answer_so_that_it_triggers_nothing_is_hinted_and_half_of_the_sheets_are_no_majority() {
        use Conclusion::{MilestonePass, Rectify};
        let rules = of(SessionKind::Milestone);
        let clean = sheet(&rules, &[], Some(MilestonePass));
        let doubts = sheet(&rules, &["fraud"], Some(MilestonePass));
        let rectify = sheet(&rules, &[], Some(Rectify));
        assert_eq!(hinted(&rules, |_| Some(&clean)), Some(MilestonePass));
        assert_eq!(hinted(&rules, |no| Some(if no == "Z0" { &doubts } else { &clean })), None);
        let few = |no: &str| match no {
            "Z0" | "Z1" => Some(&clean),
            "Z2" | "Z3" => Some(&rectify),
            _ => None,
        };
        assert_eq!(hinted(&rules, few), None, "two of four");
        assert_eq!(hinted(&rules, |no| few(no).filter(|_| no != "Z3")), Some(MilestonePass), "two of three");
        let solver = sheet(&rules, &["solver"], Some(MilestonePass));
        assert_eq!(hinted(&rules, |_| Some(&solver)), Some(Conclusion::MilestoneFail));
    }
    #[test]
    fn what_is_hinted_at_says_from_which_answers_or_from_how_many_sheets_it_follows() {
        use Conclusion::{MilestonePass, Rectify};
        let rules = of(SessionKind::Milestone);
        let clean = sheet(&rules, &[], Some(MilestonePass));
        let doubts = sheet(&rules, &["fraud"], Some(MilestonePass));
        let rectify = sheet(&rules, &[], Some(Rectify));
        let one_doubts = |no: &str| Some(if no == "Z0" { &doubts } else { &clean });
        let (said, by) = hinted_by(&rules, one_doubts);
        let HintedBy::Few(few) = by else { panic!("{by:?}") };
        assert_eq!((said, few[0].gave, few[0].answered), (None, 1, rules.panel.len()));
        let (said, by) = hinted_by(&rules, |_| Some(&doubts));
        let HintedBy::Questions(all) = by else { panic!("{by:?}") };
        assert_eq!((said, all[0].gave), (None, rules.panel.len()), "something comes first");
        let failed = sheet(&rules, &["solver"], Some(MilestonePass));
        assert_eq!(hinted_by(&rules, |_| Some(&failed)).0, Some(Conclusion::MilestoneFail));
        let two_of_three = |no: &str| match no {
            "Z0" | "Z1" => Some(&clean),
            "Z2" => Some(&rectify),
            _ => None,
        };
        let leaning = HintedBy::Leanings { most: 2, of: 3 };
        assert_eq!(hinted_by(&rules, two_of_three), (Some(MilestonePass), leaning));
        assert_eq!(hinted_by(&rules, |_| None), (None, HintedBy::Leanings { most: 0, of: 0 }));
    }
}
