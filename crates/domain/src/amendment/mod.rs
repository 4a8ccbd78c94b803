//! 修订: rules that were frozen and are changed before the scores are taken together. Each change is a version with a reason,
//! and each version names the one before by its digest.
//!
//! A sheet is signed under a version. It counts under a later one as long as every change between left the way of scoring as
//! it was ([`FrozenRules::scoring`]): a late bid, another member or another method does not void what others gave; another
//! sheet does.

mod carried;
mod chain;
#[cfg(test)]
mod laws;
mod scoring;
#[cfg(test)]
mod scoring_laws;
mod words;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use self::carried::carried;
pub use self::chain::{Chain, printed_under};
pub use self::scoring::{Edited, SheetAndMethod, told};

use crate::code::Code;
use crate::digest::{self, Digest};
use crate::finding::{Finding, Severity};
use crate::panel::Member;
use crate::rules::FrozenRules;

/// Sheet and method, as a message names them.
const SHEET: &str = "评分表和计分方法";

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
    /// 修订评分表或计分方法: the version holds the whole of both, the word says each thing that differs.
    Scoring {
        /// What differs, and nothing else does.
        edits: Vec<Edited>,
        /// Whether what experts fill in differs: then everything signed before is kept and does not count, and all is scored
        /// anew. Another method alone computes from the same sheets.
        anew: bool,
        /// Sheets that were in the office when it was amended.
        signed: u32,
        /// Whether the scores had been taken together once, so that their result was known.
        seen: bool,
    },
}

/// What comes into the rules with an amendment.
#[derive(Debug, Clone, Copy)]
pub enum Brings<'a> {
    /// Nothing that the change does not say itself.
    Nothing,
    /// Who comes in somebody's place.
    Member(&'a Member),
    /// Another sheet, another method.
    Scoring(&'a SheetAndMethod),
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
    /// Another sheet or another method in the place of what rules have. `signed` and `seen` say what the office knew of scores.
    ///
    /// # Errors
    /// A fault of the program, see [`digest::canonical`].
    pub fn scoring(
        before: &FrozenRules,
        to: &SheetAndMethod,
        (signed, seen): (u32, bool),
    ) -> Result<Change, serde_json::Error> {
        let next = to.over(before);
        let anew = before.scoring()? != next.scoring()?;
        Ok(Change::Scoring { edits: told(before, &next), anew, signed, seen })
    }

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
            Change::Scoring { edits, anew, .. } => {
                let code = if *anew { Code::AmendedSheet } else { Code::AmendedMethod };
                said(code).with("edits", words::all_zh(edits)).with("edits_en", words::all_en(edits))
            }
        }
    }

    /// What changed of sheet and method, in the office's words; empty where it is another change.
    #[must_use]
    pub fn edits_zh(&self) -> String {
        match self {
            Change::Scoring { edits, .. } => words::all_zh(edits),
            _ => String::new(),
        }
    }

    /// Whether everything is to be scored anew by it.
    #[must_use]
    pub const fn scores_anew(&self) -> bool {
        matches!(self, Change::Scoring { anew: true, .. })
    }

    /// How many signed sheets it sets aside by what it says itself: those that were in the office where all is scored anew.
    #[must_use]
    pub const fn set_aside(&self) -> u32 {
        match self {
            Change::Scoring { anew: true, signed, .. } => *signed,
            _ => 0,
        }
    }

    /// Who leaves the panel by it.
    #[must_use]
    pub fn leaves(&self) -> Option<&str> {
        match self {
            Change::Replaced { expert_no, .. } | Change::TakenOut { expert_no, .. } => Some(expert_no),
            Change::LateBid { .. } | Change::Scoring { .. } => None,
        }
    }
}

impl FrozenRules {
    /// Number of this version; 1 as first frozen.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.amends.as_ref().map_or(1, |a| a.version)
    }

    /// The way of scoring: what an expert fills in and by what rules it may be filled in. Who judges, what is judged, when it was
    /// frozen by whom, and how the office computes from sheets (the method, what is suggested) leave it as it was. Sheets of
    /// versions with the same one count in each of them.
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
            first_stage: None,
            ..SheetAndMethod::sheet_alone(&self.sheet).over(self)
        };
        Ok(digest::framed("lunzheng/scoring/2", &[&digest::canonical(&alone)?]))
    }

    /// The next version.
    ///
    /// `brings` is what comes with the change: the member who comes in somebody's place, the sheet and the method.
    ///
    /// # Errors
    /// `amend.nothing` for a bid that is judged already or a member who is not there, or is there already; for a sheet and a
    /// method that do not differ by just what the change says.
    pub fn amended(
        &self,
        change: &Change,
        brings: Brings<'_>,
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
                let joins = match brings {
                    Brings::Member(m) if m.expert_no == *by_no && self.member(by_no).is_none() => m,
                    _ => return Err(nothing(by_no)),
                };
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
            Change::Scoring { edits, anew, .. } => {
                let Brings::Scoring(to) = brings else { return Err(nothing(SHEET)) };
                next = to.over(self);
                let differs = self.scoring().ok() != next.scoring().ok();
                let same = edits.is_empty() || *edits != told(self, &next) || *anew != differs;
                if same || next.kind() != self.kind() {
                    return Err(nothing(SHEET));
                }
            }
        }
        let former = self.digest().map(hex::encode).map_err(|_| nothing("digest"))?;
        next.amends = Some(Amends { version: self.version().saturating_add(1), former });
        (next.frozen_at, next.frozen_by) = (at, by.to_owned());
        Ok(next)
    }
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

/// Whether a word makes of a version just the one after it.
#[must_use]
pub fn makes(before: &FrozenRules, word: &Amendment, after: &FrozenRules) -> bool {
    let scoring = after.sheet_and_method();
    let brings = match &word.change {
        Change::Replaced { by_no, .. } => after.member(by_no).map_or(Brings::Nothing, Brings::Member),
        Change::Scoring { .. } => Brings::Scoring(&scoring),
        Change::LateBid { .. } | Change::TakenOut { .. } => Brings::Nothing,
    };
    let made = before.amended(&word.change, brings, (after.frozen_at, &after.frozen_by));
    let former = before.digest().map(hex::encode).ok();
    made.as_ref() == Ok(after) && former.as_ref() == Some(&word.former)
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
        if word.version != version || !makes(before, word, after) {
            return Some(name());
        }
    }
    let digest = current.digest().map(hex::encode).ok();
    let onward = words.iter().find(|w| Some(&w.former) == digest.as_ref());
    onward.map(|word| format!("version {}", word.version))
}
