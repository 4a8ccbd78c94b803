//! The budget after the panel: the panel's amount of a line is proposed as the median of its experts' amounts and
//! decided by the panel; after the cuts everything is computed anew on the **recommended** figures (rules 13 to 16).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::bid::{Bid, BudgetLine, Funds, Subject};
use crate::code::Code;
use crate::desk::{LineAdvice, cut, within_request};
use crate::finding::Finding;
use crate::funding::{self, Award};
use crate::money::{FEN_PER_YUAN, Fen};
use crate::policy::{Indirect, Policy};

/// What one expert entered for one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Expert.
    pub expert_no: String,
    /// Advice.
    pub advice: LineAdvice,
}

/// A line on its way: asked, entered by experts, proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineProposal {
    /// Subject.
    pub subject: Subject,
    /// Asked.
    pub requested: Funds,
    /// Entered by the non-recused experts.
    pub entries: Vec<Entry>,
    /// Medians, each source for itself; nothing when nobody entered the line: then it is undecided.
    pub median: Option<Funds>,
}

/// What the panel decided on a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineDecision {
    /// Subject.
    pub subject: Subject,
    /// The panel's amounts.
    pub decided: Funds,
    /// Why it is cut, or why it departs from the median.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A line as it stands in the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineOutcome {
    /// Subject.
    pub subject: Subject,
    /// Asked.
    pub requested: Funds,
    /// Proposed.
    pub median: Option<Funds>,
    /// Decided.
    pub decided: Funds,
    /// Asked less decided.
    pub cut: Funds,
    /// Why.
    pub reason: Option<String>,
}

/// The cap of the indirect costs of one source of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndirectCheck {
    /// Direct costs less equipment.
    pub base: Fen,
    /// Cap by the brackets.
    pub cap: Fen,
    /// Decided indirect costs.
    pub indirect: Fen,
}

impl IndirectCheck {
    /// Whether the indirect costs keep to the cap; exactly the cap is within it.
    #[must_use]
    pub fn within(&self) -> bool {
        self.indirect <= self.cap
    }
}

/// A bid's budget after the panel, with every step of the computation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetOutcome {
    /// Lines in the order of the form.
    pub lines: Vec<LineOutcome>,
    /// 建议研发投入总额: the sum of the lines.
    pub rd_recommended: Fen,
    /// The panel's fiscal amount: the sum of the lines' fiscal amounts.
    pub panel_fiscal: Fen,
    /// min(asked, panel's, 30 % of the recommended R&D total, 2000 万), in whole hundreds of yuan, and its payments.
    pub award: Award,
    /// Indirect costs on the fiscal base.
    pub indirect_fiscal: IndirectCheck,
    /// Indirect costs on the self-raised base.
    pub indirect_self: IndirectCheck,
}

impl BudgetOutcome {
    /// Whether the cap, and not what was asked or recommended, sets the amount.
    #[must_use]
    pub fn is_capped(&self, asked: Fen) -> bool {
        self.award.approval_no.is_none() && asked.min(self.panel_fiscal) > self.award.cap.cap
    }

    /// By how much the lines' fiscal amounts together go over the award: what the request, the cap or the step of 百元 keeps
    /// back and nobody cut from a line. Nothing where they do not.
    #[must_use]
    pub fn beyond_award(&self) -> Option<Fen> {
        self.panel_fiscal.checked_sub(self.award.granted).filter(|over| *over > Fen::ZERO)
    }
}

/// The median of amounts; of an even number the lower of the two in the middle.
#[must_use]
pub fn lower_median(amounts: impl IntoIterator<Item = Fen>) -> Option<Fen> {
    let mut amounts: Vec<Fen> = amounts.into_iter().collect();
    amounts.sort_unstable();
    let middle = amounts.len().checked_sub(1)? / 2;
    amounts.get(middle).copied()
}

/// Proposes each line's amounts from what the experts entered.
#[must_use]
pub fn propose<'a>(
    bid: &Bid,
    entries: impl Iterator<Item = (&'a str, Subject, &'a LineAdvice)>,
) -> Vec<LineProposal> {
    let all: Vec<(&str, Subject, &LineAdvice)> = entries.collect();
    bid.budget
        .iter()
        .map(|line| {
            let entries: Vec<Entry> = all
                .iter()
                .filter(|(_, subject, _)| *subject == line.subject)
                .map(|(who, _, advice)| Entry { expert_no: (*who).to_owned(), advice: (*advice).clone() })
                .collect();
            let fiscal = lower_median(entries.iter().map(|e| e.advice.recommended.fiscal));
            let self_raised = lower_median(entries.iter().map(|e| e.advice.recommended.self_raised));
            let median = fiscal.zip(self_raised).map(|(fiscal, self_raised)| Funds { fiscal, self_raised });
            LineProposal { subject: line.subject, requested: line.requested, entries, median }
        })
        .collect()
}

/// The cap of the indirect costs on a base of direct costs less equipment: 500 → 150, 1000 → 275, 2000 → 475 万.
#[must_use]
pub fn indirect_cap(rule: &Indirect, base: Fen) -> Option<Fen> {
    let (mut below, mut cap) = (Fen::ZERO, Fen::ZERO);
    for bracket in &rule.brackets {
        let end =
            bracket.up_to_yuan.map_or(Some(i64::MAX), |yuan| yuan.checked_mul(FEN_PER_YUAN)).map(Fen)?;
        let within = base.min(end).checked_sub(below)?.max(Fen::ZERO);
        cap = cap.checked_add(within.share_floor(&bracket.percent.share())?)?;
        below = end;
    }
    Some(cap)
}

/// Takes the panel's decisions and computes everything anew.
///
/// # Errors
/// Findings, each at its line: undecided (nobody entered it and the panel said nothing), raised above what was asked,
/// cut without a reason, departing from the median without a reason; or `funding.no_base` when nothing is left.
pub fn decide(
    bid: &Bid,
    proposals: &[LineProposal],
    decisions: &[LineDecision],
    policy: &Policy,
) -> Result<BudgetOutcome, Vec<Finding>> {
    let mut findings = Vec::new();
    let mut lines = Vec::new();
    for proposal in proposals {
        match decide_line(bid, proposal, decisions.iter().find(|d| d.subject == proposal.subject)) {
            Ok(line) => lines.push(line),
            Err(finding) => findings.push(finding),
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    compute(bid, lines, policy).map_err(|finding| vec![finding])
}

/// One line: the panel's word, or the median where the panel said nothing.
fn decide_line(
    bid: &Bid,
    proposal: &LineProposal,
    decision: Option<&LineDecision>,
) -> Result<LineOutcome, Finding> {
    let subject = proposal.subject;
    let at = |code: Code| {
        Finding::error(code).with("bid_no", bid.no.clone()).with("line", subject.zh()).at_path(format!(
            "bid/{}/{}",
            bid.no,
            subject.zh()
        ))
    };
    let decided =
        decision.map(|d| d.decided).or(proposal.median).ok_or_else(|| at(Code::BudgetLineUndecided))?;
    within_request((&bid.no, &bid.budget), subject, decided)?;
    let reason = decision
        .and_then(|d| d.reason.clone())
        .or_else(|| reasons_of(proposal))
        .filter(|r| !r.trim().is_empty());
    let cut = cut(proposal.requested, decided);
    if decided != proposal.requested && reason.is_none() {
        return Err(at(Code::BudgetCutReason).with("cut", cut.total().unwrap_or_default().wan()));
    }
    let departs = proposal.median.is_some_and(|median| median != decided);
    if departs && decision.and_then(|d| d.reason.as_deref()).is_none_or(|r| r.trim().is_empty()) {
        return Err(at(Code::BudgetDepartsMedian).with("decided", decided.total().unwrap_or_default().wan()));
    }
    let reason = if decided == proposal.requested && !departs { None } else { reason };
    Ok(LineOutcome { subject, requested: proposal.requested, median: proposal.median, decided, cut, reason })
}

/// The experts' own reasons, each once, in their order.
fn reasons_of(proposal: &LineProposal) -> Option<String> {
    let mut reasons: Vec<&str> = Vec::new();
    for reason in proposal.entries.iter().filter_map(|e| e.advice.reason.as_deref()).map(str::trim) {
        if !reason.is_empty() && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    (!reasons.is_empty()).then(|| reasons.join("；"))
}

/// What would follow if one expert's amounts were the panel's; nothing while a line is not entered, or when nothing is
/// left to fund.
#[must_use]
pub fn of_one_expert(
    bid: &Bid,
    advice: &BTreeMap<Subject, LineAdvice>,
    policy: &Policy,
) -> Option<BudgetOutcome> {
    let outcome = |line: &BudgetLine| {
        let advice = advice.get(&line.subject)?;
        Some(LineOutcome {
            subject: line.subject,
            requested: line.requested,
            median: Some(advice.recommended),
            decided: advice.recommended,
            cut: cut(line.requested, advice.recommended),
            reason: advice.reason.clone(),
        })
    };
    compute(bid, bid.budget.iter().map(outcome).collect::<Option<_>>()?, policy).ok()
}

/// An amount of a line.
type Pick = fn(&LineOutcome) -> Option<Fen>;

/// Cuts → R&D total → cap → award → indirect caps.
fn compute(bid: &Bid, lines: Vec<LineOutcome>, policy: &Policy) -> Result<BudgetOutcome, Finding> {
    let too_large = || Finding::error(Code::FundingNoBase).with("rd", "—");
    let sum = |pick: Pick, wanted: fn(Subject) -> bool| {
        lines
            .iter()
            .filter(|l| wanted(l.subject))
            .try_fold(Fen::ZERO, |sum, l| sum.checked_add(pick(l)?))
            .ok_or_else(too_large)
    };
    let fiscal: Pick = |l| Some(l.decided.fiscal);
    let own: Pick = |l| Some(l.decided.self_raised);
    let rd_recommended = sum(|l| l.decided.total(), |_| true)?;
    let panel_fiscal = sum(fiscal, |_| true)?;
    let asked = bid.fiscal.min(panel_fiscal);
    let award = funding::award(policy, rd_recommended, Some(asked), bid.approval_no.as_deref())?;
    let check = |pick| -> Result<IndirectCheck, Finding> {
        let base = sum(pick, |s| matches!(s, Subject::Business | Subject::Labour))?;
        let indirect = sum(pick, |s| s == Subject::Indirect)?;
        Ok(IndirectCheck { base, cap: indirect_cap(&policy.indirect, base).ok_or_else(too_large)?, indirect })
    };
    Ok(BudgetOutcome {
        rd_recommended,
        panel_fiscal,
        award,
        indirect_fiscal: check(fiscal)?,
        indirect_self: check(own)?,
        lines,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::desk::Ticks;
    use crate::policy::shipped;
    use crate::tests::bid;

    fn funds(fiscal: i64, self_raised: i64) -> Funds {
        Funds { fiscal: Fen(fiscal * 1_000_000), self_raised: Fen(self_raised * 1_000_000) }
    }

    fn advice(fiscal: i64, own: i64, reason: Option<&str>) -> LineAdvice {
        LineAdvice {
            recommended: funds(fiscal, own),
            reason: reason.map(str::to_owned),
            ticks: Ticks::default(),
        }
    }

    #[test]
    fn the_indirect_cap_grows_by_brackets() {
        let rule = shipped().indirect;
        for (base, cap) in [
            ("500万", "150万"),
            ("1000万", "275万"),
            ("1000.01万", "275.002万"),
            ("2000万", "475万"),
            ("0元", "0元"),
        ] {
            let amount = |t| Fen::parse_with_unit(t).unwrap();
            assert_eq!(indirect_cap(&rule, amount(base)), Some(amount(cap)), "{base}");
        }
    }

    #[test]
    fn the_median_of_an_even_number_is_the_lower_of_the_two_in_the_middle() {
        assert_eq!(lower_median([3, 1, 2].map(Fen)), Some(Fen(2)));
        assert_eq!(lower_median([4, 1, 3, 2].map(Fen)), Some(Fen(2)));
        assert_eq!(lower_median([]), None);
    }

    #[test]
    fn thirty_percent_is_taken_of_the_recommended_total_and_the_award_is_in_whole_hundreds_of_yuan() {
        let bid = bid("JB-001");
        let uncut = |s: Subject| bid.budget.iter().find(|l| l.subject == s).map(|l| l.requested).unwrap();
        let advices: Vec<(Subject, LineAdvice)> = Subject::ALL
            .iter()
            .map(|s| (*s, LineAdvice { recommended: uncut(*s), reason: None, ticks: Ticks::default() }))
            .map(
                |(s, a)| {
                    if s == Subject::Equipment { (s, advice(100, 200, Some("可共用"))) } else { (s, a) }
                },
            )
            .collect();
        let proposals = propose(&bid, advices.iter().map(|(s, a)| ("1", *s, a)));
        let outcome = decide(&bid, &proposals, &[], &shipped()).unwrap();
        assert_eq!(outcome.rd_recommended, Fen(900_000_000));
        assert_eq!(outcome.panel_fiscal, Fen(300_000_000));
        assert_eq!(outcome.award.cap.cap, Fen(270_000_000));
        assert_eq!(outcome.award.granted, Fen(270_000_000), "not the 300 万 that were asked");
        assert_eq!(outcome.beyond_award(), Some(Fen(30_000_000)), "what no line was cut by is said");
        assert_eq!(outcome.lines[0].reason.as_deref(), Some("可共用"));
        assert!(outcome.lines.iter().skip(1).all(|l| l.reason.is_none() && l.cut == Funds::default()));
    }

    #[test]
    fn a_line_nobody_entered_blocks_and_is_never_taken_as_uncut() {
        let bid = bid("JB-001");
        let proposals = propose(&bid, std::iter::empty());
        let findings = decide(&bid, &proposals, &[], &shipped()).unwrap_err();
        assert_eq!(findings.iter().map(|f| f.code).collect::<Vec<_>>(), [Code::BudgetLineUndecided; 4]);
    }

    #[test]
    fn the_panel_departs_from_the_median_only_with_a_reason() {
        let bid = bid("JB-001");
        let entries =
            [advice(100, 300, None), advice(90, 300, Some("超标准")), advice(80, 300, Some("可共用"))];
        let proposal = propose(&bid, entries.iter().map(|a| ("1", Subject::Equipment, a))).remove(0);
        assert_eq!(proposal.median, Some(funds(90, 300)));
        let decision = |reason: Option<&str>| LineDecision {
            subject: Subject::Equipment,
            decided: funds(95, 300),
            reason: reason.map(str::to_owned),
        };
        let refused = decide_line(&bid, &proposal, Some(&decision(None))).unwrap_err();
        assert_eq!(refused.code, Code::BudgetDepartsMedian);
        let line = decide_line(&bid, &proposal, Some(&decision(Some("专家组议定")))).unwrap();
        assert_eq!((line.cut, line.reason.as_deref()), (funds(5, 0), Some("专家组议定")));
        let median = decide_line(&bid, &proposal, None).unwrap();
        assert_eq!(median.reason.as_deref(), Some("超标准；可共用"));
    }

    #[test]
    fn one_experts_own_amounts_are_computed_as_the_panels_would_be_once_every_line_is_entered() {
        let bid = bid("JB-001");
        let mut own: BTreeMap<Subject, LineAdvice> = bid
            .budget
            .iter()
            .map(|l| {
                (l.subject, LineAdvice { recommended: l.requested, reason: None, ticks: Ticks::default() })
            })
            .collect();
        own.insert(Subject::Equipment, advice(100, 200, None));
        let outcome = of_one_expert(&bid, &own, &shipped()).unwrap();
        assert_eq!(outcome.rd_recommended, Fen(900_000_000));
        assert_eq!(outcome.award.granted, Fen(270_000_000));
        assert!(outcome.is_capped(bid.fiscal) && !outcome.is_capped(Fen(100_000_000)));
        own.remove(&Subject::Labour);
        assert_eq!(of_one_expert(&bid, &own, &shipped()), None);
    }

    proptest! {
        #[test]
        fn the_award_never_exceeds_request_panel_or_cap(parts in proptest::collection::vec((0i64..=100, 0i64..=300), 4)) {
            let bid = bid("JB-001");
            let decisions: Vec<LineDecision> = bid.budget.iter().zip(&parts).map(|(l, (f, s))| LineDecision {
                subject: l.subject,
                decided: Funds {
                    fiscal: Fen(l.requested.fiscal.0 * f / 100),
                    self_raised: Fen(l.requested.self_raised.0 * s / 300),
                },
                reason: Some("议定".to_owned()),
            }).collect();
            let proposals = propose(&bid, std::iter::empty());
            if let Ok(outcome) = decide(&bid, &proposals, &decisions, &shipped()) {
                prop_assert!(outcome.award.granted <= bid.fiscal.min(outcome.panel_fiscal));
                prop_assert!(i128::from(outcome.award.granted.0) * 10 <= i128::from(outcome.rd_recommended.0) * 3);
                prop_assert!(outcome.rd_recommended <= bid.rd_total);
            }
        }
    }
}
