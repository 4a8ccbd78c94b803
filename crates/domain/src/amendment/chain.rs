//! The versions of a session's rules: which of them words were signed under, and whether these still count.

use crate::digest::Digest;
use crate::rules::FrozenRules;

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

    /// Whether words signed under a digest count under the rules in force: those of a version since which nothing of the way of
    /// scoring changed. What was once void stays so, also where a later amendment takes the change back.
    #[must_use]
    pub fn counts(&self, digest: &str) -> bool {
        self.version(digest).is_some_and(|version| version >= self.scored_since())
    }

    /// The number of the first version since which nothing of the way of scoring changed; 1 where nothing ever did.
    #[must_use]
    pub fn scored_since(&self) -> u32 {
        let current = self.links.last().map(|link| link.scoring);
        let same = self.links.iter().rev().take_while(|link| Some(link.scoring) == current).count();
        let before = self.links.len().saturating_sub(same);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
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
