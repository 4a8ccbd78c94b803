//! Votes with their counts. A vote is recorded only where its counts are those of the members who could vote.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::finding::Finding;

/// How a member votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// 赞成
    For,
    /// 反对
    Against,
    /// 弃权
    Abstain,
}

/// A member's vote in an open ballot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedVote {
    /// Expert.
    pub expert_no: String,
    /// Vote.
    pub choice: Choice,
}

/// What carries a vote, of the members who could vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Needed {
    /// More than half of those present (ours, the default).
    #[default]
    Majority,
    /// Two thirds of those present or more.
    TwoThirds,
}

impl Needed {
    /// In the words of the minutes.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Needed::Majority => "过半数",
            Needed::TwoThirds => "三分之二以上",
        }
    }
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Vote {
    /// 赞成
    pub in_favour: u32,
    /// 反对
    pub against: u32,
    /// 弃权
    pub abstained: u32,
    /// What carries it.
    #[serde(default)]
    pub needed: Needed,
    /// Who voted how, in an open ballot (记名); empty for a secret one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<NamedVote>,
    /// Who counted (计票人).
    pub counted_by: String,
}

/// Who can vote on a matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Voters {
    /// Members who were there and are not recused, by number.
    pub members: Vec<String>,
    /// Whether who was there is recorded; otherwise the members are the panel less the recused, and who was away must be
    /// recorded before a vote without them: a majority is one of those present.
    pub recorded: bool,
}

impl Voters {
    /// `vote.count` where votes were cast by more or fewer than these, or by nobody.
    pub(super) fn miscounted(&self, cast: u32) -> Option<Finding> {
        let may = u32::try_from(self.members.len()).unwrap_or(u32::MAX);
        (cast == 0 || cast != may).then(|| {
            let finding = Finding::error(Code::VoteCount).with("cast", cast.to_string());
            finding.with("voters", may.to_string())
        })
    }
}

impl Vote {
    /// Votes in all.
    #[must_use]
    pub fn cast(&self) -> u32 {
        self.in_favour.saturating_add(self.against).saturating_add(self.abstained)
    }

    /// Whether it carried. Abstentions count among those present.
    #[must_use]
    pub fn carried(&self) -> bool {
        let (favour, cast) = (u64::from(self.in_favour), u64::from(self.cast()));
        match self.needed {
            Needed::Majority => favour * 2 > cast,
            Needed::TwoThirds => cast > 0 && favour * 3 >= cast * 2,
        }
    }

    /// What of it cannot be: `vote.count` for counts that are not those of the voters, `vote.named` for an open ballot of
    /// others or with other counts, `missing_value` without who counted.
    #[must_use]
    pub fn check(&self, voters: &Voters) -> Vec<Finding> {
        let mut findings: Vec<Finding> = voters.miscounted(self.cast()).into_iter().collect();
        if !self.named.is_empty() && !self.is_named_by(voters) {
            findings.push(Finding::error(Code::VoteNamed));
        }
        if self.counted_by.trim().is_empty() {
            findings.push(Finding::error(Code::MissingValue).with("field", "计票人"));
        }
        findings
    }

    /// Whether the named votes are those of voters, each once, and give the counts.
    fn is_named_by(&self, voters: &Voters) -> bool {
        let names: BTreeSet<&str> = self.named.iter().map(|v| v.expert_no.as_str()).collect();
        let known = names.iter().all(|no| voters.members.iter().any(|m| m == no));
        let count = |choice: Choice| self.named.iter().filter(|v| v.choice == choice).count();
        let same = |n: u32, choice: Choice| usize::try_from(n).is_ok_and(|n| n == count(choice));
        names.len() == self.named.len()
            && known
            && same(self.in_favour, Choice::For)
            && same(self.against, Choice::Against)
            && same(self.abstained, Choice::Abstain)
    }

    /// In the words of the minutes: 赞成5票、反对1票、弃权1票，过半数，通过.
    #[must_use]
    pub fn zh(&self) -> String {
        let (favour, against, abstained) = (self.in_favour, self.against, self.abstained);
        let carried = if self.carried() { "通过" } else { "未通过" };
        let ballot = if self.named.is_empty() { "无记名" } else { "记名" };
        let need = self.needed.zh();
        format!(
            "{ballot}表决，赞成{favour}票、反对{against}票、弃权{abstained}票，以到会的{need}为通过，{carried}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voters(n: usize, recorded: bool) -> Voters {
        Voters { members: (0..n).map(|i| format!("Z{i}")).collect(), recorded }
    }

    fn vote(in_favour: u32, against: u32, abstained: u32, needed: Needed) -> Vote {
        let counted_by = "郑示例".to_owned();
        Vote { in_favour, against, abstained, needed, named: Vec::new(), counted_by }
    }

    #[test]
    fn a_majority_is_more_than_half_of_those_present_and_two_thirds_is_within_it() {
        for (favour, against, abstained, majority, two_thirds) in
            [(3, 3, 0, false, false), (4, 3, 0, true, false), (3, 1, 2, false, false), (4, 2, 0, true, true)]
        {
            assert_eq!(vote(favour, against, abstained, Needed::Majority).carried(), majority);
            assert_eq!(vote(favour, against, abstained, Needed::TwoThirds).carried(), two_thirds);
        }
        assert!(!vote(0, 0, 0, Needed::TwoThirds).carried(), "nobody voted");
    }

    #[test]
    fn counts_are_those_of_the_members_who_could_vote() {
        let codes =
            |vote: &Vote, voters: &Voters| vote.check(voters).into_iter().map(|f| f.code).collect::<Vec<_>>();
        let six = vote(4, 1, 1, Needed::Majority);
        assert_eq!(codes(&six, &voters(6, true)), []);
        assert_eq!(codes(&six, &voters(7, true)), [Code::VoteCount]);
        assert_eq!(codes(&six, &voters(7, false)), [Code::VoteCount], "nobody recorded who was away");
        assert_eq!(codes(&six, &voters(5, false)), [Code::VoteCount]);
        let nobody = Vote { counted_by: " ".to_owned(), ..vote(0, 0, 0, Needed::Majority) };
        assert_eq!(codes(&nobody, &voters(0, true)), [Code::VoteCount, Code::MissingValue]);
    }

    #[test]
    fn an_open_ballot_names_each_voter_once_and_gives_the_counts() {
        let says = |no: &str, choice| NamedVote { expert_no: no.to_owned(), choice };
        let named = vec![says("Z0", Choice::For), says("Z1", Choice::For), says("Z2", Choice::Against)];
        let open = Vote { named, ..vote(2, 1, 0, Needed::Majority) };
        assert_eq!(open.check(&voters(3, true)), []);
        for named in [
            vec![says("Z0", Choice::For), says("Z1", Choice::Against), says("Z2", Choice::Against)],
            vec![says("Z0", Choice::For), says("Z0", Choice::For), says("Z2", Choice::Against)],
            vec![says("Z0", Choice::For), says("Z9", Choice::For), says("Z2", Choice::Against)],
        ] {
            let wrong = Vote { named, ..open.clone() };
            assert_eq!(wrong.check(&voters(3, true))[0].code, Code::VoteNamed);
        }
    }
}
