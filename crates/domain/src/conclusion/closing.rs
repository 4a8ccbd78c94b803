//! 结语: the sentence by which a panel sums up what it found. It is the panel's own word. The standard sentences are offered, and
//! nothing is printed of one that nobody took.

use super::Conclusion;

impl Conclusion {
    /// All of them, kind by kind.
    pub const ALL: [Conclusion; 16] = [
        Conclusion::Approve,
        Conclusion::ApproveAfterRevision,
        Conclusion::Reject,
        Conclusion::List,
        Conclusion::ListAfterRevision,
        Conclusion::Defer,
        Conclusion::MilestonePass,
        Conclusion::Rectify,
        Conclusion::MilestoneFail,
        Conclusion::AcceptancePass,
        Conclusion::Close,
        Conclusion::AcceptanceFail,
        Conclusion::Extend,
        Conclusion::TerminateObjective,
        Conclusion::TerminateFault,
        Conclusion::RecoverAll,
    ];
}

/// The standard sentence of a conclusion, with its full stop. `papers` says whether the papers that 四（七）1 asks for are all
/// recorded: what nobody recorded is called neither there nor true.
#[must_use]
pub const fn standard_closing(said: Conclusion, papers: bool) -> &'static str {
    match (said, papers) {
        (Conclusion::Approve, _) => "专家组认为该方案目标明确、路线可行、预算合理。",
        (Conclusion::ApproveAfterRevision, _) => "专家组认为该方案总体可行，须按要求修改。",
        (Conclusion::Reject, _) => "专家组认为该方案尚不具备实施条件。",
        (Conclusion::List, _) => "专家组认为该需求属产业急需、目标明确、指标可考核。",
        (Conclusion::ListAfterRevision, _) => "专家组认为该需求属产业急需，目标和指标尚须完善。",
        (Conclusion::Defer, _) => "专家组认为该需求尚不具备张榜条件。",
        (Conclusion::MilestonePass, true) => "专家组认为约定的关键指标全部达到，资料齐全，资金使用合规。",
        (Conclusion::MilestonePass, false) => "专家组认为约定的关键指标全部达到，资金使用合规。",
        (Conclusion::Rectify, _) => "专家组认为有指标或者资料、资金事项尚需补正。",
        (Conclusion::MilestoneFail, _) => "专家组认为约定的关键指标没有达到。",
        (Conclusion::AcceptancePass, true) => {
            "专家组认为约定的目标任务和考核指标完成，资金使用符合规定，资料真实完整。"
        }
        (Conclusion::AcceptancePass, false) => "专家组认为约定的目标任务和考核指标完成，资金使用符合规定。",
        (Conclusion::Close, true) => {
            "专家组认为因不可抗力或者其他非承担单位主观原因，未能完成全部约定内容，但已尽职实施，资料真实，资金使用符合规定。"
        }
        (Conclusion::Close, false) => {
            "专家组认为因不可抗力或者其他非承担单位主观原因，未能完成全部约定内容，但已尽职实施，资金使用符合规定。"
        }
        (Conclusion::AcceptanceFail, _) => "专家组认为有下列所勾选事由，且不属于可以结题的情形。",
        (Conclusion::Extend, _) => "专家组认为原因属于不可抗力，项目仍有继续实施的必要和条件。",
        (Conclusion::TerminateObjective, _) => {
            "专家组认为非发榜方、揭榜方主观原因导致项目无法继续；已尽职实施的，不作过错认定。"
        }
        (Conclusion::TerminateFault, _) => "专家组认为项目因发榜方或者揭榜方主观原因不能继续。",
        (Conclusion::RecoverAll, _) => "专家组认为查实存在弄虚作假或者串通骗取财政资金的行为。",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_conclusion_has_a_sentence_of_its_own_to_offer() {
        let all: BTreeSet<&str> = Conclusion::ALL.iter().map(|said| standard_closing(*said, true)).collect();
        assert_eq!(all.len(), Conclusion::ALL.len());
        assert!(all.iter().all(|text| text.ends_with('。')));
    }

    #[test]
    fn no_sentence_calls_papers_complete_or_true_that_nobody_recorded() {
        for said in Conclusion::ALL {
            let text = standard_closing(said, false);
            assert!(!text.contains("资料真实") && !text.contains("资料齐全"), "{text}");
        }
    }
}
