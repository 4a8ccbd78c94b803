//! The recommendation list (建议名单): 同意 and 修改后同意 less 备选 and 立项但不资助, in order of rank, with its sums.

use std::collections::BTreeMap;

use num_rational::BigRational;
use serde::{Deserialize, Serialize};

use crate::bid::Bid;
use crate::budget::BudgetOutcome;
use crate::code::Code;
use crate::conclusion::{PanelDecision, Standing};
use crate::finding::Finding;
use crate::item::Item;
use crate::money::Fen;
use crate::tally::BidTally;

/// An item with everything that was found and decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// What was judged, as submitted.
    pub item: Item,
    /// Its scores and rank.
    pub tally: BidTally,
    /// The panel's word.
    pub decision: PanelDecision,
    /// Its budget after the panel; nothing for a bid that is not agreed and whose lines nobody decided, and for a demand.
    pub budget: Option<BudgetOutcome>,
}

/// A judged bid: what the forms of a bid session are filled from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JudgedBid<'a> {
    /// The bid as submitted.
    pub bid: &'a Bid,
    /// Its scores and rank.
    pub tally: &'a BidTally,
    /// The panel's word.
    pub decision: &'a PanelDecision,
    /// Its budget after the panel.
    pub budget: Option<&'a BudgetOutcome>,
}

impl Judged {
    /// As a bid, if it is one.
    #[must_use]
    pub fn bid(&self) -> Option<JudgedBid<'_>> {
        let budget = self.budget.as_ref();
        Some(JudgedBid { bid: self.item.bid()?, tally: &self.tally, decision: &self.decision, budget })
    }
}

impl JudgedBid<'_> {
    /// The award over the recommended R&D total.
    #[must_use]
    pub fn award_share(&self) -> Option<BigRational> {
        let budget = self.budget?;
        budget.award.granted.ratio_of(budget.rd_recommended)
    }
}

/// The list and its sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendation<'a> {
    /// Recommended, in order of rank.
    pub recommended: Vec<JudgedBid<'a>>,
    /// 备选
    pub reserves: Vec<JudgedBid<'a>>,
    /// 立项但不资助
    pub unfunded: Vec<JudgedBid<'a>>,
    /// Sum of the recommended R&D totals.
    pub total_rd: Fen,
    /// Sum of the awards.
    pub total_fiscal: Fen,
}

/// Puts the list together from judged bids in order of rank. Demands have none: theirs is the proposed challenge list.
///
/// # Errors
/// `race.not_chosen` for several recommended bids of one challenge whose sponsor did not choose a race (rule 6, policy
/// 四（四）); `race.too_many` for more of them than the sponsor's number, which `winners` gives by challenge where it was
/// recorded; `budget.line_undecided` for a recommended bid without a budget.
pub fn recommend<'a>(
    judged: &'a [Judged],
    winners: &BTreeMap<String, u32>,
) -> Result<Recommendation<'a>, Vec<Finding>> {
    let with = |standing: Standing| {
        let bids = judged.iter().filter_map(Judged::bid);
        bids.filter(move |j| j.decision.standing == standing).collect::<Vec<_>>()
    };
    let recommended = with(Standing::Recommended);
    let mut findings = races(&recommended, winners);
    let mut sums = (Some(Fen::ZERO), Some(Fen::ZERO));
    for bid in &recommended {
        match bid.budget {
            Some(budget) => {
                sums.0 = sums.0.and_then(|s| s.checked_add(budget.rd_recommended));
                sums.1 = sums.1.and_then(|s| s.checked_add(budget.award.granted));
            }
            None => findings.push(
                Finding::error(Code::BudgetLineUndecided)
                    .with("bid_no", bid.bid.no.clone())
                    .with("line", "—"),
            ),
        }
    }
    let too_large = Finding::error(Code::FundingNoBase).with("rd", "—");
    match sums {
        _ if !findings.is_empty() => Err(findings),
        (Some(total_rd), Some(total_fiscal)) => Ok(Recommendation {
            recommended,
            reserves: with(Standing::Reserve),
            unfunded: with(Standing::Unfunded),
            total_rd,
            total_fiscal,
        }),
        _ => Err(vec![too_large]),
    }
}

/// More than one winner of a challenge only where the sponsor chose a race: every one of its bids says so; and not more
/// winners than the sponsor's number.
fn races(recommended: &[JudgedBid<'_>], winners: &BTreeMap<String, u32>) -> Vec<Finding> {
    let bids = recommended.iter().map(|j| (j.bid.challenge_no.as_str(), j.bid.race == Some(true)));
    races_of(bids, winners)
}

/// The same of bids by their challenge, each with whether the sponsor chose a race (rule 6).
pub(crate) fn races_of<'a>(
    bids: impl Iterator<Item = (&'a str, bool)>,
    winners: &BTreeMap<String, u32>,
) -> Vec<Finding> {
    let mut challenges: BTreeMap<&str, Vec<bool>> = BTreeMap::new();
    for (challenge, race) in bids {
        challenges.entry(challenge).or_default().push(race);
    }
    challenges
        .into_iter()
        .filter(|(_, bids)| bids.len() > 1)
        .filter_map(|(challenge, bids)| {
            let most = winners.get(challenge).copied();
            let over = most.filter(|most| usize::try_from(*most).is_ok_and(|most| bids.len() > most));
            let finding = match over {
                _ if !bids.iter().all(|race| *race) => Finding::error(Code::RaceNotChosen),
                Some(most) => Finding::error(Code::RaceTooMany).with("most", most.to_string()),
                None => return None,
            };
            Some(finding.with("challenge_no", challenge).with("count", bids.len().to_string()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conclusion::Conclusion;
    use crate::tests::bid;

    fn judged(no: &str, challenge: &str, standing: Standing, race: bool) -> Judged {
        let mut bid = bid(no);
        bid.challenge_no = challenge.to_owned();
        bid.race = Some(race);
        let uncut: Vec<crate::budget::LineDecision> = bid
            .budget
            .iter()
            .map(|l| crate::budget::LineDecision { subject: l.subject, decided: l.requested, reason: None })
            .collect();
        let proposals = crate::budget::propose(&bid, std::iter::empty());
        let budget = crate::budget::decide(&bid, &proposals, &uncut, &crate::policy::shipped()).ok();
        let tally = BidTally {
            bid_no: no.to_owned(),
            rank: Some(1),
            tied: false,
            breakers_used: 0,
            total: None,
            criteria: Vec::new(),
            own_totals: Vec::new(),
            total_figure: None,
            total_parts: Vec::new(),
            derived: None,
            suggestion: None,
        };
        let decision = PanelDecision {
            bid_no: no.to_owned(),
            conclusion: Conclusion::Approve,
            standing,
            feasibility_text: String::new(),
            budget_text: String::new(),
            value_text: String::new(),
            weakness_text: String::new(),
            revise_text: String::new(),
            reason: String::new(),
            vote_text: None,
            closing: None,
            on_project: None,
        };
        Judged { item: Item::Bid(bid), tally, decision, budget }
    }

    #[test]
    fn the_list_holds_what_is_recommended_and_adds_it_up_while_reserves_stand_apart() {
        let bids = [
            judged("a", "1", Standing::Recommended, false),
            judged("b", "2", Standing::Reserve, false),
            judged("c", "3", Standing::Unfunded, false),
            judged("d", "4", Standing::Recommended, false),
            judged("e", "5", Standing::None, false),
        ];
        let list = recommend(&bids, &BTreeMap::new()).unwrap();
        assert_eq!(list.recommended.iter().map(|j| j.bid.no.as_str()).collect::<Vec<_>>(), ["a", "d"]);
        assert_eq!((list.reserves.len(), list.unfunded.len()), (1, 1));
        assert_eq!((list.total_rd, list.total_fiscal), (Fen(2_000_000_000), Fen(600_000_000)));
        assert_eq!(
            bids[0].bid().unwrap().award_share().map(|s| crate::percent::shown(&s)).as_deref(),
            Some("30.00%")
        );
    }

    #[test]
    fn two_winners_of_one_challenge_need_the_sponsors_choice_of_a_race() {
        let pair = |race| {
            [judged("a", "1", Standing::Recommended, race), judged("b", "1", Standing::Recommended, race)]
        };
        assert_eq!(recommend(&pair(false), &BTreeMap::new()).unwrap_err()[0].code, Code::RaceNotChosen);
        assert_eq!(recommend(&pair(true), &BTreeMap::new()).unwrap().recommended.len(), 2);
    }

    #[test]
    fn a_challenge_has_no_more_winners_than_its_sponsor_wants_四_四() {
        let three = ["a", "b", "c"].map(|no| judged(no, "1", Standing::Recommended, true));
        let wants = |n: u32| BTreeMap::from([("1".to_owned(), n)]);
        assert_eq!(recommend(&three, &wants(2)).unwrap_err()[0].code, Code::RaceTooMany);
        assert_eq!(recommend(&three, &wants(3)).unwrap().recommended.len(), 3);
        assert_eq!(recommend(&three[..1], &wants(1)).unwrap().recommended.len(), 1);
    }
}
