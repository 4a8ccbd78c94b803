//! Unit names, made comparable: what an office writes in ten ways should be seen as one unit. A likeness is a proposal
//! for a human, never a decision.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Legal forms that say nothing about who a unit is; longest first.
const LEGAL_FORMS: [&str; 8] = [
    "股份有限责任公司",
    "集团股份有限公司",
    "集团有限公司",
    "有限责任公司",
    "股份有限公司",
    "有限公司",
    "集团",
    "公司",
];

/// A name without brackets, spaces, legal form, in one width and case: `华为 (集团)有限公司` → `华为`.
#[must_use]
pub fn normalise(name: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0usize;
    for c in name.nfkc() {
        match c {
            '(' | '[' | '〔' | '【' => depth += 1,
            ')' | ']' | '〕' | '】' => depth = depth.saturating_sub(1),
            c if depth == 0 && !c.is_whitespace() && !"·.,、-".contains(c) => {
                plain.extend(c.to_lowercase())
            }
            _ => {}
        }
    }
    // Only the longest form that fits: `有限公司` alone is a name, not the form `公司` behind `有限`.
    let stem =
        LEGAL_FORMS.iter().find_map(|form| plain.strip_suffix(form)).filter(|stem| stem.chars().count() >= 2);
    stem.map_or_else(|| plain.clone(), str::to_owned)
}

/// How two unit names are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same unit, by name or by alias.
    Same,
    /// One seems to belong to the other (a college of a university, an institute of an academy).
    Part,
}

/// Other names of units, kept by the office: normalised name → the name it stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aliases(BTreeMap<String, String>);

impl Aliases {
    /// Records that `alias` is another name of `unit`.
    pub fn add(&mut self, alias: &str, unit: &str) {
        self.0.insert(normalise(alias), normalise(unit));
    }

    /// The comparable name of a unit, through its alias if it has one.
    #[must_use]
    pub fn resolve(&self, name: &str) -> String {
        let plain = normalise(name);
        self.0.get(&plain).cloned().unwrap_or(plain)
    }

    /// Whether two names may be one unit, or one part of the other. Names of fewer than three characters are compared
    /// whole only, since they begin too many others.
    #[must_use]
    pub fn likeness(&self, a: &str, b: &str) -> Option<Likeness> {
        let (a, b) = (self.resolve(a), self.resolve(b));
        if a.is_empty() || b.is_empty() {
            return None;
        }
        if a == b {
            return Some(Likeness::Same);
        }
        let (short, long) = if a.chars().count() <= b.chars().count() { (&a, &b) } else { (&b, &a) };
        (short.chars().count() >= 4 && long.starts_with(short.as_str())).then_some(Likeness::Part)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_mean_one_unit_become_one() {
        assert_eq!(normalise("太原理工大学（本部）"), "太原理工大学");
        assert_eq!(normalise(" 山西云顶特钢 有限公司"), "山西云顶特钢");
        assert_eq!(normalise("ＡＢＣ股份有限公司"), "abc");
        assert_eq!(normalise("有限公司"), "有限公司");
    }

    #[test]
    fn the_same_unit_a_part_of_it_and_an_alias_are_proposed_and_others_are_not() {
        let mut aliases = Aliases::default();
        aliases.add("中科院过程所", "中国科学院过程工程研究所");
        assert_eq!(aliases.likeness("东南大学", "东南大学 "), Some(Likeness::Same));
        assert_eq!(aliases.likeness("清华大学", "清华大学材料学院"), Some(Likeness::Part));
        assert_eq!(aliases.likeness("中科院过程所", "中国科学院过程工程研究所"), Some(Likeness::Same));
        assert_eq!(aliases.likeness("北京大学", "北京科技大学"), None);
        assert_eq!(aliases.likeness("太钢", "太钢集团"), Some(Likeness::Same));
        assert_eq!(aliases.likeness("", "清华大学"), None);
    }

    proptest! {
        #[test]
        fn likeness_does_not_depend_on_the_order_of_names(a in "[东南大学清华材料学院]{0,8}", b in "[东南大学清华材料学院]{0,8}") {
            let aliases = Aliases::default();
            prop_assert_eq!(aliases.likeness(&a, &b), aliases.likeness(&b, &a));
        }
    }
}
