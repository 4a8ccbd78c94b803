//! Where a bid and a challenge stand after the panel, told from the records of the chain (policy 四（五）, 四（六）): nobody types it a
//! second time.

use super::announcement::Announcement;
use super::decision::{Decision, PanelItem};
use super::plan::FundingPlan;
use super::publicity::Publicity;
use super::state::{BidState, ChallengeState};
use crate::conclusion::Standing;

/// The records of one decision.
#[derive(Debug, Clone, Copy)]
pub struct Following<'a> {
    /// The decision on the panels' lists.
    pub decision: &'a Decision,
    /// Its publicity.
    pub publicity: Option<&'a Publicity>,
    /// Its announcement.
    pub announcement: Option<&'a Announcement>,
    /// The plans that fund its winners.
    pub plans: &'a [FundingPlan],
}

impl Following<'_> {
    /// Where a bid stands; nothing of one that no panel of the decision judged. A bid without money is established with its
    /// announcement: no plan has it.
    #[must_use]
    pub fn bid(&self, bid_no: &str) -> Option<BidState> {
        let item = self.decision.item(bid_no)?;
        let Some(ruling) = self.decision.in_force() else { return Some(proposed(item)) };
        let decided = ruling.items.iter().find(|d| d.bid_no == bid_no).map(|d| d.standing);
        let standing = decided.unwrap_or(Standing::None);
        if standing == Standing::None {
            return Some(BidState::LeftOut);
        }
        if self.announcement.is_some_and(|a| a.bids.iter().any(|b| b == bid_no)) {
            let row = |plan: &&FundingPlan| {
                plan.decision_no == self.decision.no && plan.rows.iter().any(|r| r.bid_no == bid_no)
            };
            return Some(match self.plans.iter().find(row) {
                Some(plan) if plan.issue.is_some() => BidState::Established,
                Some(_) => BidState::Planned,
                None if standing == Standing::Unfunded => BidState::Established,
                None => BidState::Announced,
            });
        }
        let posted = self.publicity.and_then(Publicity::current);
        let posted = posted.is_some_and(|p| p.bids.iter().any(|b| b == bid_no));
        Some(if posted { BidState::InPublicity } else { BidState::Decided })
    }

    /// Where a challenge stands: as the furthest of its bids; nothing of one without a judged bid.
    #[must_use]
    pub fn challenge(&self, challenge_no: &str) -> Option<ChallengeState> {
        let items = self.decision.lists.iter().flat_map(|l| &l.items);
        let bids = items.filter(|i| i.challenge_no == challenge_no);
        let of = |item: &PanelItem| {
            let kept = self.kept(&item.bid_no);
            match self.bid(&item.bid_no)? {
                BidState::Recommended | BidState::Unfunded => Some(ChallengeState::Proposed),
                // a reserve is decided on, and no solver
                _ if kept == Some(Standing::Reserve) => Some(ChallengeState::Unawarded),
                BidState::Decided => Some(ChallengeState::Decided),
                BidState::InPublicity => Some(ChallengeState::InPublicity),
                BidState::Announced | BidState::Planned | BidState::Established => {
                    Some(ChallengeState::Announced)
                }
                _ => Some(ChallengeState::Unawarded),
            }
        };
        bids.filter_map(of).max()
    }

    /// What the ruling in force says of a bid.
    fn kept(&self, bid_no: &str) -> Option<Standing> {
        self.decision.in_force()?.items.iter().find(|d| d.bid_no == bid_no).map(|d| d.standing)
    }
}

/// What the panel alone said.
const fn proposed(item: &PanelItem) -> BidState {
    match item.standing {
        Standing::Recommended => BidState::Recommended,
        Standing::Reserve => BidState::Reserve,
        Standing::Unfunded => BidState::Unfunded,
        Standing::None => BidState::Rejected,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::chain::decision::Ruling;
    use crate::chain::decision::tests::{decided, decision, opened, ruling};
    use crate::chain::plan::tests::{announcement, issued};
    use crate::chain::publicity::tests::posted;
    use crate::chain::state::{BidEvent, ChallengeEvent};
    use crate::policy::shipped;

    type Step = (Decision, Option<Publicity>, Option<Announcement>, Vec<FundingPlan>);

    /// The records step by step, each with the event that leads to it.
    fn steps() -> Vec<Step> {
        let (posted, announced) = (posted("2026-02-13"), announcement());
        let planned = FundingPlan { issue: None, ..issued() };
        vec![
            (opened(), None, None, vec![]),
            (decision(), None, None, vec![]),
            (decision(), Some(posted.clone()), None, vec![]),
            (decision(), Some(posted.clone()), Some(announced.clone()), vec![]),
            (decision(), Some(posted.clone()), Some(announced.clone()), vec![planned]),
            (decision(), Some(posted), Some(announced), vec![issued()]),
        ]
    }

    fn bids(no: &str) -> Vec<BidState> {
        let of = |(decision, publicity, announcement, plans): &Step| {
            let (publicity, announcement) = (publicity.as_ref(), announcement.as_ref());
            Following { decision, publicity, announcement, plans }.bid(no).unwrap()
        };
        steps().iter().map(of).collect()
    }

    #[test]
    fn what_is_told_from_records_is_the_way_of_the_machine_四_五_and_四_六() {
        use BidEvent::{Announce, Decide, Establish, Plan, Post};
        let told = bids("A");
        let mut state = told[0];
        for (event, expected) in [Decide, Post, Announce, Plan, Establish].into_iter().zip(&told[1..]) {
            state = state.after(event).unwrap();
            assert_eq!(state, *expected, "{event:?}");
        }
        assert_eq!(bids("C").last(), Some(&BidState::Established), "without money");
        assert_eq!(bids("D")[1..3], [BidState::Decided; 2], "a reserve is not posted");
        assert_eq!(bids("E")[..2], [BidState::Rejected, BidState::LeftOut]);
        let (decision, ..) = &steps()[0];
        let bare = Following { decision, publicity: None, announcement: None, plans: &[] };
        assert_eq!(bare.bid("X"), None);
    }

    #[test]
    fn a_challenge_stands_where_the_furthest_of_its_bids_does() {
        use ChallengeEvent::{Announce, Decide, Post};
        let of = |at: usize, challenge: &str| {
            let (decision, publicity, announcement, plans) = &steps()[at];
            let (publicity, announcement) = (publicity.as_ref(), announcement.as_ref());
            Following { decision, publicity, announcement, plans }.challenge(challenge)
        };
        let mut state = of(0, "1").unwrap();
        for (at, event) in [(1, Decide), (2, Post), (3, Announce)] {
            state = state.after(event).unwrap();
            assert_eq!(of(at, "1"), Some(state), "{event:?}");
        }
        assert_eq!(of(1, "5"), Some(ChallengeState::Unawarded), "its only bid was not agreed");
        assert_eq!(of(1, "9"), None);
        let mut left = Ruling { because: "撤回".to_owned(), ..ruling("2026-02-10") };
        left.items[0] = crate::chain::decision::DecidedItem {
            reason: "企业放弃".to_owned(),
            ..decided("A", Standing::None, 0)
        };
        let left = decision().rule(left, &shipped(), &BTreeMap::new()).unwrap();
        let following = Following { decision: &left, publicity: None, announcement: None, plans: &[] };
        assert_eq!(following.challenge("1"), Some(ChallengeState::Unawarded), "a reserve is no solver");
    }
}
