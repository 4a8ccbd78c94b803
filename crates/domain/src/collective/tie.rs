//! What people settle a tie by (practice, DOMAIN § 4): a vote, whose counts give the order, or a lot as it was drawn. Bids of
//! equal counts stay tied, and are settled by a further vote or lot.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Voters;
use crate::code::Code;
use crate::conclusion::{PanelDecision, Standing};
use crate::finding::Finding;
use crate::session::TieDecision;
use crate::tally::BidTally;

/// Votes for one of the tied bids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VotesFor {
    /// Bid.
    pub bid_no: String,
    /// How many members would have it before the others.
    pub votes: u32,
}

/// A member's vote in an open ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedPick {
    /// Expert.
    pub expert_no: String,
    /// Which bid the member would have first; nothing is an abstention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bid_no: Option<String>,
}

/// A vote on a tie: each member names one of the tied bids, or none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TieVote {
    /// Votes for each of the tied bids, in no order.
    pub votes: Vec<VotesFor>,
    /// 弃权
    pub abstained: u32,
    /// Who voted how, in an open ballot (记名); empty for a secret one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<NamedPick>,
    /// Who could vote when it was taken, by number: as the sign-in, departures and recusals said, never typed.
    pub voters: Vec<String>,
    /// Who led the vote (主持).
    pub held_by: String,
    /// Who counted (计票人).
    pub counted_by: String,
}

/// A lot that was drawn on a tie.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TieLot {
    /// How it was drawn: 抽签, 摇号, ….
    pub method: String,
    /// Who led the drawing.
    pub held_by: String,
    /// Who drew.
    pub drawn_by: String,
}

/// What people settled a tie by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum TieBy {
    /// By vote.
    Vote(TieVote),
    /// By lot: the order of the decision is the order drawn.
    Lot(TieLot),
}

impl TieVote {
    /// Votes and abstentions in all.
    #[must_use]
    pub fn cast(&self) -> u32 {
        self.votes.iter().fold(self.abstained, |sum, v| sum.saturating_add(v.votes))
    }

    /// The bids as the counts order them: most votes first, those of equal counts together, each group in the order of the
    /// counts' own list.
    #[must_use]
    pub fn groups(&self) -> Vec<Vec<&str>> {
        let mut by_count: BTreeMap<Reverse<u32>, Vec<&str>> = BTreeMap::new();
        for one in &self.votes {
            by_count.entry(Reverse(one.votes)).or_default().push(&one.bid_no);
        }
        by_count.into_values().collect()
    }

    /// What of it cannot be: `vote.count` for counts that are not those of the voters, `vote.named` for an open ballot of
    /// others or with other counts.
    fn check(&self, voters: &Voters) -> Vec<Finding> {
        let mut findings: Vec<Finding> = voters.miscounted(self.cast()).into_iter().collect();
        if !self.named.is_empty() && !self.is_named_by(voters) {
            findings.push(Finding::error(Code::VoteNamed));
        }
        findings
    }

    /// Whether the named votes are those of voters, each once, and give the counts.
    fn is_named_by(&self, voters: &Voters) -> bool {
        let names: BTreeSet<&str> = self.named.iter().map(|v| v.expert_no.as_str()).collect();
        let known = names.iter().all(|no| voters.members.iter().any(|m| m == no));
        let count = |bid: Option<&str>| self.named.iter().filter(|v| v.bid_no.as_deref() == bid).count();
        let same = |n: u32, bid: Option<&str>| usize::try_from(n).is_ok_and(|n| n == count(bid));
        names.len() == self.named.len()
            && known
            && same(self.abstained, None)
            && self.votes.iter().all(|v| same(v.votes, Some(&v.bid_no)))
            && u32::try_from(self.named.len()).is_ok_and(|n| n == self.cast())
    }

    fn zh(&self, name: &dyn Fn(&str) -> String) -> String {
        let ballot = if self.named.is_empty() { "无记名" } else { "记名" };
        let mut order: Vec<&VotesFor> = self.votes.iter().collect();
        order.sort_by_key(|v| Reverse(v.votes));
        let counts: Vec<String> =
            order.iter().map(|v| format!("{}得{}票", name(&v.bid_no), v.votes)).collect();
        format!("{ballot}表决（{}，弃权{}票，得票多者在前）", counts.join("、"), self.abstained)
    }
}

impl TieBy {
    /// What of it cannot be, of bids on which `voters` could vote: `vote.count`, `vote.named`; `missing_value` without who
    /// led and counted it, or how and by whom it was drawn; `tie.order` where the order is not the one that follows from
    /// the counts.
    #[must_use]
    pub fn check(&self, order: &[String], voters: &Voters) -> Vec<Finding> {
        let (mut findings, fields) = match self {
            TieBy::Vote(vote) => {
                let mut findings = vote.check(voters);
                if vote.groups().concat() != order {
                    findings.push(Finding::error(Code::TieOrder));
                }
                (findings, vec![("主持人", &vote.held_by), ("计票人", &vote.counted_by)])
            }
            TieBy::Lot(lot) => (
                Vec::new(),
                vec![("抽签方式", &lot.method), ("主持人", &lot.held_by), ("抽签人", &lot.drawn_by)],
            ),
        };
        let empty = fields.into_iter().filter(|(_, text)| text.trim().is_empty());
        findings.extend(empty.map(|(field, _)| Finding::error(Code::MissingValue).with("field", field)));
        findings
    }

    /// In the words of the minutes, with a bid called as `name` says.
    #[must_use]
    pub fn zh(&self, name: &dyn Fn(&str) -> String) -> String {
        match self {
            TieBy::Vote(vote) => vote.zh(name),
            TieBy::Lot(lot) => format!("{}（抽签人：{}）", lot.method, lot.drawn_by),
        }
    }

    /// Who led it.
    #[must_use]
    pub fn held_by(&self) -> &str {
        match self {
            TieBy::Vote(vote) => &vote.held_by,
            TieBy::Lot(lot) => &lot.held_by,
        }
    }
}

impl TieDecision {
    /// The bids in the order that was settled; those that stayed tied together.
    #[must_use]
    pub fn groups(&self) -> Vec<Vec<&str>> {
        match &self.how {
            Some(TieBy::Vote(vote)) => vote.groups(),
            Some(TieBy::Lot(_)) | None => self.order.iter().map(|no| vec![no.as_str()]).collect(),
        }
    }

    /// Groups that a vote left tied.
    #[must_use]
    pub fn left(&self) -> Vec<Vec<&str>> {
        self.groups().into_iter().filter(|group| group.len() > 1).collect()
    }

    /// What of a record cannot be, looked at again later, when others may have come and gone: it is held to those who could
    /// vote when it was taken, of whom each must be one that `may` vote on these bids at all.
    #[must_use]
    pub fn recheck(&self, may: impl Fn(&str) -> bool) -> Vec<Finding> {
        let Some(how) = &self.how else { return Vec::new() };
        let voters = match how {
            TieBy::Vote(vote) => vote.voters.iter().filter(|no| may(no)).cloned().collect(),
            TieBy::Lot(_) => Vec::new(),
        };
        how.check(&self.order, &Voters { members: voters, recorded: true })
    }

    /// How it was settled in the words of the minutes; what earlier builds typed stands as it was typed.
    #[must_use]
    pub fn way_zh(&self, name: &dyn Fn(&str) -> String) -> String {
        self.how.as_ref().map_or_else(|| self.way.clone(), |how| how.zh(name))
    }
}

/// The place that people gave each bid among its equals, from 1. A later decision tells apart what an earlier vote left
/// tied, within the place that this gave.
#[must_use]
pub fn places(ties: &[TieDecision]) -> BTreeMap<&str, u32> {
    let mut paths: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for tie in ties {
        for (place, group) in tie.groups().into_iter().enumerate() {
            for no in group {
                paths.entry(no).or_default().push(place);
            }
        }
    }
    // Places are compared among equals only, so that one count over all of them will do.
    let distinct: BTreeSet<&Vec<usize>> = paths.values().collect();
    let place: BTreeMap<&Vec<usize>, u32> = distinct.into_iter().zip(1..).collect();
    paths.iter().filter_map(|(no, path)| Some((*no, *place.get(path)?))).collect()
}

/// Bids that share a rank and wait for people, in order of rank. A bid that no longer `contends`, because it is refused, takes no
/// money or is kept out by a confirmed veto, stands behind every one that does whatever its points: where all but one are such, the
/// order decides nothing and nobody is asked for it.
#[must_use]
pub fn waiting(bids: &[BidTally], contends: impl Fn(&str) -> bool) -> Vec<(usize, Vec<&str>)> {
    let mut groups: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for bid in bids.iter().filter(|bid| bid.tied) {
        groups.entry(bid.rank.unwrap_or(0)).or_default().push(&bid.bid_no);
    }
    groups.retain(|_, tied| tied.iter().filter(|no| contends(no)).count() > 1);
    groups.into_iter().collect()
}

/// Whether a bid or a demand contends with others of its rank: the panel agrees to it and gives it money or a place in reserve;
/// where the panel said nothing yet, unless a veto that it confirmed forbids to agree.
#[must_use]
pub fn contends(said: Option<&PanelDecision>, forbidden: bool) -> bool {
    said.map_or(!forbidden, |said| said.conclusion.agrees() && said.standing != Standing::Unfunded)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn voters(n: usize) -> Voters {
        Voters { members: (0..n).map(|i| format!("Z{i}")).collect(), recorded: true }
    }

    fn vote(counts: &[(&str, u32)], abstained: u32) -> TieVote {
        let votes =
            counts.iter().map(|(no, votes)| VotesFor { bid_no: (*no).to_owned(), votes: *votes }).collect();
        TieVote {
            votes,
            abstained,
            named: Vec::new(),
            voters: Vec::new(),
            held_by: "章示明".to_owned(),
            counted_by: "钱示例".to_owned(),
        }
    }

    fn decided(how: TieBy, order: &[&str]) -> TieDecision {
        TieDecision {
            order: order.iter().map(|no| (*no).to_owned()).collect(),
            way: String::new(),
            reason: "理由".to_owned(),
            witnesses: "孙示例".to_owned(),
            how: Some(how),
            at: None,
        }
    }

    fn codes(how: &TieBy, order: &[&str], n: usize) -> Vec<Code> {
        let order: Vec<String> = order.iter().map(|no| (*no).to_owned()).collect();
        how.check(&order, &voters(n)).into_iter().map(|f| f.code).collect()
    }

    #[test]
    fn the_order_is_the_one_of_the_counts_and_no_other_is_taken() {
        let how = TieBy::Vote(vote(&[("a", 2), ("b", 4)], 1));
        assert_eq!(codes(&how, &["b", "a"], 7), []);
        assert_eq!(codes(&how, &["a", "b"], 7), [Code::TieOrder]);
        assert_eq!(codes(&how, &["b", "a"], 8), [Code::VoteCount], "a member neither voted nor abstained");
        assert_eq!(codes(&how, &["b", "a"], 6), [Code::VoteCount], "more votes than voters");
        assert_eq!(codes(&TieBy::Vote(vote(&[("a", 0), ("b", 0)], 0)), &["a", "b"], 0), [Code::VoteCount]);
        let nobody = TieBy::Vote(TieVote { counted_by: " ".to_owned(), ..vote(&[("b", 4), ("a", 3)], 0) });
        assert_eq!(codes(&nobody, &["b", "a"], 7), [Code::MissingValue]);
        let drawn = TieBy::Lot(TieLot { method: "抽签".to_owned(), ..TieLot::default() });
        assert_eq!(codes(&drawn, &["a", "b"], 7), [Code::MissingValue, Code::MissingValue]);
    }

    #[test]
    fn an_open_ballot_names_each_voter_once_and_gives_the_counts() {
        let pick = |no: &str, bid: Option<&str>| NamedPick {
            expert_no: no.to_owned(),
            bid_no: bid.map(str::to_owned),
        };
        let open = |named: Vec<NamedPick>| {
            codes(&TieBy::Vote(TieVote { named, ..vote(&[("b", 2), ("a", 0)], 1) }), &["b", "a"], 3)
        };
        assert_eq!(open(vec![pick("Z0", Some("b")), pick("Z1", Some("b")), pick("Z2", None)]), []);
        for named in [
            vec![pick("Z0", Some("b")), pick("Z1", Some("a")), pick("Z2", None)],
            vec![pick("Z0", Some("b")), pick("Z0", Some("b")), pick("Z2", None)],
            vec![pick("Z0", Some("b")), pick("Z9", Some("b")), pick("Z2", None)],
            vec![pick("Z0", Some("b")), pick("Z1", Some("b")), pick("Z2", Some("c"))],
            vec![pick("Z0", Some("b")), pick("Z1", Some("b"))],
        ] {
            assert_eq!(open(named), [Code::VoteNamed]);
        }
    }

    #[test]
    fn equal_counts_stay_tied_and_a_further_lot_tells_them_apart_within_their_place() {
        let first = decided(TieBy::Vote(vote(&[("a", 1), ("b", 3), ("c", 1)], 2)), &["b", "a", "c"]);
        assert_eq!(first.left(), [["a", "c"]]);
        let place = |ties: &[TieDecision], no: &str| places(ties).get(no).copied();
        let ties = [first];
        assert_eq!((place(&ties, "b"), place(&ties, "a"), place(&ties, "c")), (Some(1), Some(2), Some(2)));
        let [first] = ties;
        let ties = [first, decided(TieBy::Lot(TieLot::default()), &["c", "a"])];
        assert_eq!((place(&ties, "b"), place(&ties, "c"), place(&ties, "a")), (Some(1), Some(2), Some(3)));
    }

    #[test]
    fn a_record_of_an_earlier_build_reads_as_it_was_typed_and_keeps_its_bytes() {
        let old = r#"{"order":["b","a"],"way":"表决：5 票对 2 票","reason":"r","witnesses":"w"}"#;
        let tie: TieDecision = serde_json::from_str(old).unwrap();
        assert_eq!(tie.way_zh(&str::to_owned), "表决：5 票对 2 票");
        assert_eq!(places(std::slice::from_ref(&tie)), BTreeMap::from([("b", 1), ("a", 2)]));
        assert_eq!(serde_json::to_string(&tie).unwrap(), old);
    }

    #[test]
    fn a_record_is_looked_at_again_by_those_who_could_vote_then() {
        let then = |n: usize| voters(n).members;
        let cast = TieVote { voters: then(7), ..vote(&[("b", 4), ("a", 2)], 1) };
        let record = decided(TieBy::Vote(cast), &["b", "a"]);
        assert_eq!(record.recheck(|_| true), []);
        assert_eq!(record.recheck(|no| no != "Z3")[0].code, Code::VoteCount, "one who could not vote at all");
        let turned = TieDecision { order: vec!["a".to_owned(), "b".to_owned()], ..record };
        assert_eq!(turned.recheck(|_| true)[0].code, Code::TieOrder);
    }

    #[test]
    fn the_minutes_say_the_counts_most_first() {
        let how = TieBy::Vote(vote(&[("a", 2), ("b", 4)], 1));
        let said = how.zh(&|no: &str| format!("{no}号"));
        assert_eq!(said, "无记名表决（b号得4票、a号得2票，弃权1票，得票多者在前）");
    }

    proptest! {
        #[test]
        fn more_votes_stand_before_fewer_and_equal_ones_share_a_place(
            counts in proptest::collection::vec(0_u32..4, 2..7),
        ) {
            let names: Vec<String> = (0..counts.len()).map(|i| format!("b{i}")).collect();
            let list: Vec<(&str, u32)> = names.iter().map(String::as_str).zip(counts).collect();
            let cast = vote(&list, 0);
            let order: Vec<&str> = cast.groups().concat();
            let tie = [decided(TieBy::Vote(cast.clone()), &order)];
            let place = places(&tie);
            for (a, votes) in &list {
                for (b, others) in &list {
                    prop_assert_eq!(place.get(a).cmp(&place.get(b)), others.cmp(votes));
                }
            }
        }
    }

    #[test]
    fn a_tie_waits_for_people_only_while_two_of_its_bids_contend() {
        use crate::conclusion::Conclusion::{Approve, Reject};
        use crate::conclusion::tests::decision;
        let bid = |no: &str, rank: usize, tied: bool| BidTally {
            bid_no: no.to_owned(),
            rank: Some(rank),
            tied,
            ..crate::tally::tests::unscored(no)
        };
        let bids = [bid("A", 1, false), bid("B", 2, true), bid("C", 2, true), bid("D", 2, true)];
        let waits = |out: &[&str]| waiting(&bids, |no| !out.contains(&no));
        assert_eq!(waits(&[]), [(2, vec!["B", "C", "D"])]);
        assert_eq!(waits(&["B"]), [(2, vec!["B", "C", "D"])], "two contend");
        assert!(waits(&["B", "D"]).is_empty() && waits(&["B", "C", "D"]).is_empty());
        let said = |conclusion, standing| contends(Some(&decision(conclusion, standing)), true);
        assert!(said(Approve, Standing::Recommended) && said(Approve, Standing::Reserve));
        assert!(!said(Approve, Standing::Unfunded) && !said(Reject, Standing::None));
        assert!(contends(None, false) && !contends(None, true));
    }
}
