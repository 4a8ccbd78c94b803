//! What keeps a panel's word from being recorded: what its kind of session asks for, reasons where it departs, vetoes that the
//! panel confirmed, and votes.

use std::collections::BTreeMap;

use super::{Conclusion, PanelDecision, Standing, on_project, other_kind};
use crate::code::Code;
use crate::finding::Finding;
use crate::panel::Category;
use crate::session::SessionKind;
use crate::veto::Veto;

/// What a decision is checked against.
#[derive(Debug, Clone, Copy, Default)]
pub struct Grounds<'a> {
    /// What the figures suggest.
    pub suggested: Option<Conclusion>,
    /// What the envelope proposes, or without one the grade; nothing while the proposal is open.
    pub proposed: Option<Standing>,
    /// Veto questions that somebody answered so that it vetoes.
    pub vetoes: &'a [Veto],
    /// The panel's word on veto questions: whether it confirms them, by id.
    pub confirmed: Option<&'a BTreeMap<&'a str, bool>>,
    /// The last vote on the conclusion: what was put to it, and whether it carried.
    pub voted: Option<(Conclusion, bool)>,
    /// What kinds of experts judged the item, where it is a project; nothing where nobody looked.
    pub seated: Option<&'a [Category]>,
}

impl Grounds<'_> {
    /// The panel's word on a veto question.
    fn confirmed(&self, gate: &str) -> Option<bool> {
        self.confirmed?.get(gate).copied()
    }
}

/// Checks a decision of the panel of a kind of session: what that kind asks for, the suggestion and the envelope's proposal; that
/// a veto which the panel confirmed holds, and that it says why it agrees to an item over one on which it said nothing; and that
/// it is what was voted for.
#[must_use]
pub fn check_of(kind: SessionKind, decision: &PanelDecision, on: &Grounds<'_>) -> Vec<Finding> {
    let said = decision.conclusion;
    if said.kind() != kind {
        return vec![other_kind(said, kind)];
    }
    let mut findings = match kind {
        SessionKind::Demand => check_demand(decision, on.suggested),
        kind if kind.of_projects() => on_project::check(decision, on.suggested, on.seated),
        _ => check(decision, on.suggested, on.proposed),
    };
    let at = |code: Code| {
        Finding::error(code).with("bid_no", decision.bid_no.clone()).with("conclusion", said.zh())
    };
    let questions =
        |vetoes: &[&Veto]| vetoes.iter().map(|v| v.question.as_str()).collect::<Vec<_>>().join("；");
    let (confirmed, others): (Vec<&Veto>, Vec<&Veto>) =
        on.vetoes.iter().partition(|v| on.confirmed(&v.gate) == Some(true));
    let forbids: Vec<&Veto> = confirmed.into_iter().filter(|v| !v.limit.allows(said)).collect();
    if !forbids.is_empty() {
        let effects: Vec<&str> = forbids.iter().map(|v| v.effect.as_str()).collect();
        let finding = at(Code::ConclusionVetoConfirmed).with("gates", questions(&forbids));
        findings.push(finding.with("effect", effects.join("；")));
    }
    let open: Vec<&Veto> = others.into_iter().filter(|v| on.confirmed(&v.gate).is_none()).collect();
    if !open.is_empty() && said.agrees() && decision.reason.trim().is_empty() {
        findings.push(at(Code::ConclusionOverVeto).with("gates", questions(&open)));
    }
    if let Some((voted, carried)) = on.voted.filter(|(voted, carried)| (*voted == said) != *carried) {
        let outcome = if carried { ("通过", "carried") } else { ("未通过", "not carried") };
        findings.push(
            at(Code::ConclusionAgainstVote)
                .with("voted", voted.zh())
                .with("outcome", outcome.0)
                .with("outcome_en", outcome.1),
        );
    }
    findings
}

/// A word on a demand says what it is worth; what is to be revised, where it asks for that; and why, where it defers or
/// departs from the suggestion.
fn check_demand(decision: &PanelDecision, suggested: Option<Conclusion>) -> Vec<Finding> {
    let said = decision.conclusion;
    let blank = |text: &str| text.trim().is_empty();
    let departs = suggested.filter(|s| *s != said);
    let missing = [
        (blank(&decision.value_text), ("需求价值", "what it is worth")),
        (said.asks_revision() && blank(&decision.revise_text), ("指标修改建议", "what is to be revised")),
        (!said.agrees() && blank(&decision.reason), ("暂不入榜的理由", "why it is deferred")),
    ];
    let mut findings: Vec<Finding> = missing
        .into_iter()
        .filter(|(lacks, _)| *lacks)
        .map(|(_, (zh, en))| {
            Finding::error(Code::ConclusionDemandOpinion)
                .with("demand", decision.bid_no.clone())
                .with("missing", zh)
                .with("missing_en", en)
        })
        .collect();
    if let (Some(suggested), true, true) = (departs, said.agrees(), blank(&decision.reason)) {
        findings.push(
            Finding::error(Code::ConclusionDeparts)
                .with("bid_no", decision.bid_no.clone())
                .with("conclusion", said.zh())
                .with("suggested", suggested.zh()),
        );
    }
    findings
}

/// Checks a decision on a bid against rule 8, the suggestion and what the envelope proposes. A standing apart from the list
/// needs a reason unless the envelope gives it.
#[must_use]
pub fn check(
    decision: &PanelDecision,
    suggested: Option<Conclusion>,
    proposed: Option<Standing>,
) -> Vec<Finding> {
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
    let apart = matches!(decision.standing, Standing::Reserve | Standing::Unfunded);
    let needs_reason = !agreed || (apart && proposed != Some(decision.standing));
    // Where the panel does not agree, that departs from the suggestion, not from the envelope.
    let other = proposed.filter(|p| agreed && *p != decision.standing && decision.standing != Standing::None);
    if let (Some(proposed), true) = (other, blank(&decision.reason)) {
        findings.push(
            at(Code::ConclusionDepartsEnvelope)
                .with("standing", decision.standing.zh())
                .with("proposed", proposed.zh()),
        );
    }
    if departs && blank(&decision.reason) {
        let suggested = suggested.map_or("—", Conclusion::zh);
        findings.push(
            at(Code::ConclusionDeparts)
                .with("conclusion", decision.conclusion.zh())
                .with("suggested", suggested),
        );
    } else if (needs_reason && other.is_none() && blank(&decision.reason))
        || (decision.conclusion == Conclusion::ApproveAfterRevision && blank(&decision.revise_text))
    {
        findings.push(at(Code::ConclusionReason).with("conclusion", decision.conclusion.zh()));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tests::decision;
    use super::*;
    use crate::sheet::VetoLimit;

    #[test]
    fn a_departure_a_rejection_a_reserve_and_a_revision_need_their_words() {
        let codes =
            |d: &PanelDecision, s| check(d, Some(s), None).into_iter().map(|f| f.code).collect::<Vec<_>>();
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

    #[test]
    fn a_word_on_a_demand_says_its_worth_its_revision_and_why_it_departs_or_defers() {
        use Conclusion::{Approve, Defer, List, ListAfterRevision};
        let codes = |d: &PanelDecision, s| {
            let on = Grounds { suggested: Some(s), ..Grounds::default() };
            check_of(SessionKind::Demand, d, &on).into_iter().map(|f| f.code).collect::<Vec<_>>()
        };
        let bare = decision(List, Standing::Recommended);
        assert_eq!(codes(&bare, List), [Code::ConclusionDemandOpinion]);
        let list = PanelDecision { value_text: "属链上急需。".to_owned(), ..bare };
        assert_eq!(codes(&list, List), []);
        assert_eq!(codes(&list, Defer), [Code::ConclusionDeparts]);
        let revise = PanelDecision { conclusion: ListAfterRevision, ..list.clone() };
        assert_eq!(codes(&revise, ListAfterRevision), [Code::ConclusionDemandOpinion]);
        let defer = PanelDecision { conclusion: Defer, ..list.clone() };
        assert_eq!(codes(&defer, Defer), [Code::ConclusionDemandOpinion]);
        let reasoned = PanelDecision { reason: "与在研项目相近。".to_owned(), ..defer };
        assert_eq!(codes(&reasoned, List), []);
        let other = PanelDecision { conclusion: Approve, ..list };
        assert_eq!(codes(&other, List), [Code::ConclusionOtherKind]);
        for said in [Approve, Conclusion::ApproveAfterRevision, Conclusion::Reject] {
            assert_eq!((said.kind(), said.on_demand()), (SessionKind::Bid, None));
        }
        for said in [List, ListAfterRevision, Defer] {
            assert_eq!(said.on_demand().map(Conclusion::from), Some(said));
        }
    }

    #[test]
    fn agreement_over_a_veto_wants_the_panels_reason_and_a_rejection_does_not() {
        let veto = Veto {
            gate: "fraud".to_owned(),
            question: "是否发现材料弄虚作假".to_owned(),
            veto_on: "是".to_owned(),
            effect: String::new(),
            limit: VetoLimit::Reject,
            words: Vec::new(),
            answered: 1,
        };
        let told = |d: &PanelDecision, confirmed: Option<bool>| {
            let confirmed = confirmed.map(|is| BTreeMap::from([("fraud", is)]));
            let vetoes = std::slice::from_ref(&veto);
            let on = Grounds { vetoes, confirmed: confirmed.as_ref(), ..Grounds::default() };
            let found = check_of(SessionKind::Bid, d, &on);
            found.into_iter().map(|f| f.code).collect::<Vec<_>>()
        };
        let codes = |d: &PanelDecision| told(d, None);
        let approve = decision(Conclusion::Approve, Standing::Recommended);
        assert_eq!(codes(&approve), [Code::ConclusionOverVeto]);
        assert_eq!(told(&approve, Some(false)), [], "the panel does not confirm it");
        let said = PanelDecision { reason: "经核实系笔误".to_owned(), ..approve };
        assert_eq!(codes(&said), []);
        assert_eq!(told(&said, Some(true)), [Code::ConclusionVetoConfirmed], "no reason goes over it");
        let reject = PanelDecision {
            conclusion: Conclusion::Reject,
            standing: Standing::None,
            reason: "材料不实".to_owned(),
            ..said
        };
        assert_eq!(codes(&reject), []);
        assert_eq!(told(&reject, Some(true)), []);
    }

    #[test]
    fn a_standing_apart_from_the_envelopes_wants_a_reason_and_one_that_follows_it_has_it_there() {
        let codes = |d: &PanelDecision, proposed| {
            let found = check(d, Some(Conclusion::Approve), proposed);
            found.into_iter().map(|f| f.code).collect::<Vec<_>>()
        };
        let reserve = decision(Conclusion::Approve, Standing::Reserve);
        assert_eq!(codes(&reserve, Some(Standing::Reserve)), []);
        assert_eq!(codes(&reserve, Some(Standing::Recommended)), [Code::ConclusionDepartsEnvelope]);
        assert_eq!(codes(&reserve, None), [Code::ConclusionReason], "nothing is proposed");
        let listed = decision(Conclusion::Approve, Standing::Recommended);
        assert_eq!(codes(&listed, Some(Standing::Unfunded)), [Code::ConclusionDepartsEnvelope]);
        let said = PanelDecision { reason: "属链上急需".to_owned(), ..listed };
        assert_eq!(codes(&said, Some(Standing::Unfunded)), []);
        let reject = PanelDecision {
            conclusion: Conclusion::Reject,
            standing: Standing::None,
            ..decision(Conclusion::Reject, Standing::None)
        };
        assert_eq!(codes(&reject, Some(Standing::None)), [Code::ConclusionDeparts]);
    }

    #[test]
    fn a_conclusion_is_what_was_voted_for_and_not_what_was_voted_down() {
        let codes = |d: &PanelDecision, voted| {
            let on = Grounds { voted: Some(voted), ..Grounds::default() };
            check_of(SessionKind::Bid, d, &on).into_iter().map(|f| f.code).collect::<Vec<_>>()
        };
        let approve = decision(Conclusion::Approve, Standing::Recommended);
        assert_eq!(codes(&approve, (Conclusion::Approve, true)), []);
        assert_eq!(codes(&approve, (Conclusion::Approve, false)), [Code::ConclusionAgainstVote]);
        assert_eq!(codes(&approve, (Conclusion::Reject, true)), [Code::ConclusionAgainstVote]);
        assert_eq!(codes(&approve, (Conclusion::Reject, false)), []);
    }
}
