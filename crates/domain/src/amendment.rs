//! 修订: rules that were frozen and are changed before the scores are taken together. Each change is a version with a reason,
//! and each version names the one before by its digest.
//!
//! A sheet is signed under a version. It counts under a later one as long as every change between left the way of scoring as
//! it was ([`FrozenRules::scoring`]): a late bid or another member does not void what others gave.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::digest::{self, Digest};
use crate::finding::{Finding, Severity};
use crate::panel::Member;
use crate::rules::FrozenRules;

/// What a version of the rules says of the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amends {
    /// Number of this version; the rules as they were first frozen are 1.
    pub version: u32,
    /// Digest of the version before, hex.
    pub former: String,
}

/// What an amendment changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum Change {
    /// 补充方案: a late bid, judged after the others.
    LateBid {
        /// Its number.
        bid_no: String,
    },
    /// 替换专家: another member in the place of one. One seat has one voice: what the one who left signed is kept and does
    /// not count.
    Replaced {
        /// Who leaves.
        expert_no: String,
        /// Name.
        name: String,
        /// Who comes in that place.
        by_no: String,
        /// Name.
        by_name: String,
        /// Whether this is the alternate of a draw.
        drawn: bool,
    },
    /// 专家退出: a member leaves, and nobody comes in that place.
    TakenOut {
        /// Who leaves.
        expert_no: String,
        /// Name.
        name: String,
        /// Whether what was signed until then counts; what was not counts as 缺.
        counts: bool,
        /// Hashes, hex, of the signed words that were here then: these count, and nothing that is signed or comes later.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kept: Vec<String>,
    },
}

/// The secretariat's signed word by which frozen rules are amended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// Number of the version that it makes.
    pub version: u32,
    /// Digest of the version before, hex.
    pub former: String,
    /// Digest of the version that it makes, hex.
    pub rules: String,
    /// What changes.
    #[serde(flatten)]
    pub change: Change,
    /// Why.
    pub reason: String,
    /// Who assented: the chair.
    pub approved_by: String,
    /// Who recorded it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Change {
    /// Of whom only these signed words count, by their hashes, hex: who left and whose sheets count as far as they were here.
    #[must_use]
    pub fn counts_only(&self) -> Option<(&str, &[String])> {
        match self {
            Change::TakenOut { expert_no, counts: true, kept, .. } => Some((expert_no, kept)),
            _ => None,
        }
    }

    /// What changes, as a finding that has words.
    #[must_use]
    pub fn finding(&self) -> Finding {
        let said = |code| Finding::new(code, Severity::Info);
        match self {
            Change::LateBid { bid_no } => said(Code::AmendedLateBid).with("bid_no", bid_no.clone()),
            Change::Replaced { name, by_name, .. } => {
                said(Code::AmendedReplaced).with("expert", name.clone()).with("by", by_name.clone())
            }
            Change::TakenOut { name, counts, .. } => {
                let code = if *counts { Code::AmendedTakenOutCounted } else { Code::AmendedTakenOut };
                said(code).with("expert", name.clone())
            }
        }
    }

    /// Who leaves the panel by it.
    #[must_use]
    pub fn leaves(&self) -> Option<&str> {
        match self {
            Change::Replaced { expert_no, .. } | Change::TakenOut { expert_no, .. } => Some(expert_no),
            Change::LateBid { .. } => None,
        }
    }
}

impl FrozenRules {
    /// Number of this version; 1 as first frozen.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.amends.as_ref().map_or(1, |a| a.version)
    }

    /// The way of scoring: everything but who judges, what is judged, and when it was frozen by whom. Sheets of versions with
    /// the same one count in each of them.
    ///
    /// # Errors
    /// A fault of the program, see [`digest::canonical`].
    pub fn scoring(&self) -> Result<Digest, serde_json::Error> {
        let alone = FrozenRules {
            panel: Vec::new(),
            bids: Vec::new(),
            left: Vec::new(),
            frozen_at: DateTime::UNIX_EPOCH,
            frozen_by: String::new(),
            amends: None,
            ..self.clone()
        };
        Ok(digest::framed("lunzheng/scoring/1", &[&digest::canonical(&alone)?]))
    }

    /// The next version.
    ///
    /// `joins` is the member who comes in somebody's place.
    ///
    /// # Errors
    /// `amend.nothing` for a bid that is judged already or a member who is not there, or is there already.
    pub fn amended(
        &self,
        change: &Change,
        joins: Option<&Member>,
        (at, by): (DateTime<Utc>, &str),
    ) -> Result<FrozenRules, Finding> {
        let nothing = |what: &str| Finding::error(Code::AmendNothing).with("what", what);
        let mut next = self.clone();
        let seat = |no: &str| {
            let gone = self.left.iter().any(|left| left == no);
            self.panel.iter().position(|m| m.expert_no == no).filter(|_| !gone).ok_or_else(|| nothing(no))
        };
        match change {
            Change::LateBid { bid_no } if self.bids.contains(bid_no) => return Err(nothing(bid_no)),
            Change::LateBid { bid_no } => next.bids.push(bid_no.clone()),
            Change::Replaced { expert_no, by_no, .. } => {
                let place = seat(expert_no)?;
                let joins = joins.filter(|m| m.expert_no == *by_no && self.member(by_no).is_none());
                let joins = joins.ok_or_else(|| nothing(by_no))?;
                if let Some(member) = next.panel.get_mut(place) {
                    *member = joins.clone();
                }
            }
            Change::TakenOut { expert_no, counts, .. } => {
                let place = seat(expert_no)?;
                if *counts {
                    next.left.push(expert_no.clone());
                } else {
                    next.panel.remove(place);
                }
            }
        }
        let former = self.digest().map(hex::encode).map_err(|_| nothing("digest"))?;
        next.amends = Some(Amends { version: self.version().saturating_add(1), former });
        (next.frozen_at, next.frozen_by) = (at, by.to_owned());
        Ok(next)
    }
}

/// One version of the rules in a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Link {
    digest: String,
    scoring: Digest,
}

/// The versions of a session's rules, the one in force last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain {
    links: Vec<Link>,
}

impl Chain {
    /// The chain of rules in force and of the versions before them, the first one first.
    ///
    /// # Errors
    /// A fault of the program, see [`digest::canonical`].
    pub fn of(former: &[FrozenRules], current: &FrozenRules) -> Result<Chain, serde_json::Error> {
        let all = former.iter().chain([current]);
        let link = |rules: &FrozenRules| Ok((hex::encode(rules.digest()?), rules.scoring()?));
        let links: Vec<_> = all.map(link).collect::<Result<_, serde_json::Error>>()?;
        Ok(Chain::from_digests(links))
    }

    /// The chain of versions of which the digest, hex, and that of the way of scoring are known.
    #[must_use]
    pub fn from_digests(versions: impl IntoIterator<Item = (String, Digest)>) -> Chain {
        let link = |(digest, scoring)| Link { digest, scoring };
        Chain { links: versions.into_iter().map(link).collect() }
    }

    /// The number of the version that bears a digest.
    #[must_use]
    pub fn version(&self, digest: &str) -> Option<u32> {
        let at = self.links.iter().position(|link| link.digest == digest)?;
        u32::try_from(at).ok()?.checked_add(1)
    }

    /// Whether words signed under a digest count under the rules in force: those of a version that scores as they do.
    #[must_use]
    pub fn counts(&self, digest: &str) -> bool {
        let current = self.links.last().map(|link| link.scoring);
        let signed = self.links.iter().find(|link| link.digest == digest).map(|link| link.scoring);
        signed.is_some() && signed == current
    }

    /// Whether words signed under a digest are of a version that scored otherwise: kept, and not counted.
    #[must_use]
    pub fn superseded(&self, digest: &str) -> bool {
        self.version(digest).is_some() && !self.counts(digest)
    }
}

/// The version under which a paper sheet of an expert and an item is printed and typed: the first of those that score as the
/// rules in force and have both. So a sheet that was printed before an amendment bears the code that it has after it.
///
/// # Errors
/// A fault of the program, see [`digest::canonical`].
pub fn printed_under<'a>(
    former: &'a [FrozenRules],
    current: &'a FrozenRules,
    (expert_no, item_no): (&str, &str),
) -> Result<&'a FrozenRules, serde_json::Error> {
    let mut found = current;
    for before in former.iter().rev() {
        let both = before.member(expert_no).is_some() && before.bids.iter().any(|no| no == item_no);
        if !both || before.scoring()? != current.scoring()? {
            break;
        }
        found = before;
    }
    Ok(found)
}

/// Whether words lead from one version of rules to another, each from where the one before ended.
#[must_use]
pub fn lead(words: &[Amendment], from: &str, to: &str) -> bool {
    let mut at = from;
    // No word is needed twice.
    for _ in words {
        match words.iter().find(|w| w.former == at) {
            Some(word) => at = &word.rules,
            None => return false,
        }
        if at == to {
            return true;
        }
    }
    false
}

/// What is wrong with a chain of versions and the words that made them: nothing where each version is what its word makes of
/// the one before, and no word leads on from the last. Words on rules that were given up speak of none of them.
#[must_use]
pub fn broken(former: &[FrozenRules], current: &FrozenRules, words: &[Amendment]) -> Option<String> {
    let all: Vec<&FrozenRules> = former.iter().chain([current]).collect();
    if all.first().is_some_and(|first| first.amends.is_some()) {
        return Some("version 1".to_owned());
    }
    let steps = all.iter().zip(all.iter().skip(1));
    for (before, after) in steps {
        let version = after.version();
        let name = || format!("version {version}");
        let digest = after.digest().map(hex::encode).ok();
        let Some(word) = words.iter().find(|w| Some(&w.rules) == digest.as_ref()) else {
            return Some(name());
        };
        let joins = match &word.change {
            Change::Replaced { by_no, .. } => after.member(by_no),
            _ => None,
        };
        let made = before.amended(&word.change, joins, (after.frozen_at, &after.frozen_by));
        let former = before.digest().map(hex::encode).ok();
        if made.as_ref() != Ok(*after) || former.as_ref() != Some(&word.former) || word.version != version {
            return Some(name());
        }
    }
    let digest = current.digest().map(hex::encode).ok();
    let onward = words.iter().find(|w| Some(&w.former) == digest.as_ref());
    onward.map(|word| format!("version {}", word.version))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tally::tests::rules;

    fn at(n: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(n, 0).unwrap()
    }

    fn late(no: &str) -> Change {
        Change::LateBid { bid_no: no.to_owned() }
    }

    fn out(no: &str, counts: bool) -> Change {
        Change::TakenOut { expert_no: no.to_owned(), name: no.to_owned(), counts, kept: Vec::new() }
    }

    fn word(before: &FrozenRules, after: &FrozenRules, change: &Change) -> Amendment {
        Amendment {
            version: after.version(),
            former: hex::encode(before.digest().unwrap()),
            rules: hex::encode(after.digest().unwrap()),
            change: change.clone(),
            reason: "航班取消".to_owned(),
            approved_by: "章示明".to_owned(),
            by: "钱示例".to_owned(),
            at: after.frozen_at,
        }
    }

    #[test]
    fn rules_that_nobody_amended_keep_their_bytes_and_are_version_one() {
        let first = rules(&["a", "b"]);
        let bytes = digest::canonical(&first).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("amends") && !text.contains("\"left\""), "{text}");
        assert_eq!(first.version(), 1);
    }

    #[test]
    fn a_late_bid_and_another_member_leave_the_way_of_scoring_and_a_changed_sheet_does_not() {
        let first = rules(&["a"]);
        let second = first.amended(&late("b"), None, (at(1), "钱示例")).unwrap();
        let third = second.amended(&out("Z3", false), None, (at(2), "钱示例")).unwrap();
        let digest = |r: &FrozenRules| hex::encode(r.digest().unwrap());
        let chain = Chain::of(&[first.clone(), second.clone()], &third).unwrap();
        for (n, r) in (1u32..).zip([&first, &second, &third]) {
            assert!(chain.counts(&digest(r)) && !chain.superseded(&digest(r)));
            assert_eq!(chain.version(&digest(r)), Some(n));
        }
        assert!(!chain.counts("other") && !chain.superseded("other"));
        let former = [first.clone(), second.clone()];
        let under = |of: (&str, &str)| printed_under(&former, &third, of).unwrap().version();
        assert_eq!((under(("Z1", "a")), under(("Z1", "b"))), (1, 2), "a code stays what it was printed as");
        let mut sheet = third.clone();
        sheet.sheet.sheet.name_zh = "另一张表".to_owned();
        assert_eq!(printed_under(&former, &sheet, ("Z1", "a")).unwrap(), &sheet, "that form is another one");
        let chain = Chain::of(&[first.clone(), second, third.clone()], &sheet).unwrap();
        assert!(chain.superseded(&digest(&first)) && chain.superseded(&digest(&third)));
        assert!(chain.counts(&digest(&sheet)));
    }

    #[test]
    fn nothing_is_added_twice_and_nobody_leaves_twice() {
        let first = rules(&["a"]);
        let code = |r: &FrozenRules, c: &Change, joins: Option<&Member>| {
            r.amended(c, joins, (at(1), "钱示例")).map_err(|f| f.code).map(|_| ())
        };
        assert_eq!(code(&first, &late("a"), None), Err(Code::AmendNothing));
        assert_eq!(code(&first, &out("nobody", true), None), Err(Code::AmendNothing));
        let left = first.amended(&out("Z2", true), None, (at(1), "钱示例")).unwrap();
        assert_eq!((left.panel.len(), left.left.as_slice()), (7, &["Z2".to_owned()][..]));
        assert_eq!(code(&left, &out("Z2", false), None), Err(Code::AmendNothing));
        let member = Member { expert_no: "Y1".to_owned(), ..first.panel[0].clone() };
        let replaced = |by: &str| Change::Replaced {
            expert_no: "Z1".to_owned(),
            name: "专家1".to_owned(),
            by_no: by.to_owned(),
            by_name: "候补".to_owned(),
            drawn: true,
        };
        assert_eq!(code(&first, &replaced("Z2"), first.member("Z2")), Err(Code::AmendNothing), "sits there");
        assert_eq!(code(&first, &replaced("Y1"), None), Err(Code::AmendNothing));
        let next = first.amended(&replaced("Y1"), Some(&member), (at(1), "钱示例")).unwrap();
        assert_eq!((next.panel[1].expert_no.as_str(), next.panel.len()), ("Y1", 7), "in the same seat");
    }

    #[test]
    fn a_chain_holds_with_its_own_words_alone() {
        let first = rules(&["a"]);
        let (one, two) = (late("b"), out("Z2", true));
        let second = first.amended(&one, None, (at(1), "钱示例")).unwrap();
        let third = second.amended(&two, None, (at(2), "孙示例")).unwrap();
        let words = [word(&first, &second, &one), word(&second, &third, &two)];
        let former = [first.clone(), second.clone()];
        assert_eq!(broken(&former, &third, &words), None);
        assert_eq!(broken(&[], &first, &[]), None);
        let (from, to) = (words[0].former.as_str(), words[1].rules.as_str());
        assert!(lead(&words, from, to) && lead(&words, from, &words[0].rules));
        assert!(!lead(&words, to, from) && !lead(&words[1..], from, to) && !lead(&words, from, from));
        assert_eq!(broken(&former, &third, &words[..1]).as_deref(), Some("version 3"), "a word is missing");
        assert_eq!(
            broken(&former[..1], &third, &words).as_deref(),
            Some("version 3"),
            "a version is missing"
        );
        assert_eq!(broken(&former[..1], &second, &words).as_deref(), Some("version 3"), "one was left out");
        let mut other = words.clone();
        other[0].change = late("c");
        assert_eq!(broken(&former, &third, &other).as_deref(), Some("version 2"));
        let mut slipped = third.clone();
        slipped.aggregation = ranking::Rule::Median;
        let mut named = words.clone();
        named[1].rules = hex::encode(slipped.digest().unwrap());
        assert_eq!(broken(&former, &slipped, &named).as_deref(), Some("version 3"), "more than was said");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn any_row_of_amendments_is_a_chain_that_holds(steps in proptest::collection::vec((0u8..3, 0u8..9), 0..8)) {
            let mut versions = vec![rules(&["a"])];
            let mut words = Vec::new();
            for (n, (kind, which)) in steps.into_iter().enumerate() {
                let change = match kind {
                    0 => late(&format!("b{which}")),
                    kind => out(&format!("Z{which}"), kind == 1),
                };
                let before = versions.last().unwrap().clone();
                let when = at(i64::try_from(n).unwrap());
                // What changes nothing is refused and leaves no version.
                let Ok(after) = before.amended(&change, None, (when, "钱示例")) else { continue };
                words.push(word(&before, &after, &change));
                versions.push(after);
            }
            let current = versions.pop().unwrap();
            prop_assert_eq!(broken(&versions, &current, &words), None);
            words.reverse();
            prop_assert_eq!(broken(&versions, &current, &words), None, "words come in any order");
            let chain = Chain::of(&versions, &current).unwrap();
            for one in &versions {
                prop_assert!(chain.counts(&hex::encode(one.digest().unwrap())));
            }
        }
    }
}
