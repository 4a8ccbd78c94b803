//! Unit names, made comparable: what an office writes in ten ways should be seen as one unit. A likeness is a proposal
//! for a human, never a decision.

use std::borrow::Cow;
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
    let mut plain = String::with_capacity(name.len());
    let mut depth = 0usize;
    // These stay as they are in that form, which saves looking them up.
    let common = |c: char| c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c);
    let folded: Cow<'_, str> =
        if name.chars().all(common) { Cow::Borrowed(name) } else { Cow::Owned(name.nfkc().collect()) };
    for c in folded.chars() {
        match c {
            '(' | '[' | '〔' | '【' => depth += 1,
            ')' | ']' | '〕' | '】' => depth = depth.saturating_sub(1),
            '·' | '.' | ',' | '、' | '-' => {}
            c if depth > 0 || c.is_whitespace() => {}
            // Neither has more than one lower case, which saves looking it up.
            c if common(c) => plain.push(c.to_ascii_lowercase()),
            c => plain.extend(c.to_lowercase()),
        }
    }
    // Only the longest form that fits: `有限公司` alone is a name, not the form `公司` behind `有限`.
    let stem =
        LEGAL_FORMS.iter().find_map(|form| plain.strip_suffix(form)).filter(|stem| stem.chars().count() >= 2);
    if let Some(length) = stem.map(str::len) {
        plain.truncate(length);
    }
    plain
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

/// Other names of units and who is above whom, as the office's register has them. Names are kept normalised.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aliases {
    /// Other name → the name it stands for.
    names: BTreeMap<String, String>,
    /// Unit → the unit above it.
    #[serde(default)]
    parents: BTreeMap<String, String>,
}

/// No unit lies deeper than this; a register that says so has a loop.
const DEEPEST: usize = 16;

impl Aliases {
    /// Records that `alias` is another name of `unit`.
    pub fn add(&mut self, alias: &str, unit: &str) {
        self.names.insert(normalise(alias), normalise(unit));
    }

    /// Records that `parent` is above `unit`.
    pub fn add_parent(&mut self, unit: &str, parent: &str) {
        self.parents.insert(normalise(unit), normalise(parent));
    }

    /// The comparable name of a unit, through its alias if it has one.
    #[must_use]
    pub fn resolve(&self, name: &str) -> String {
        let plain = normalise(name);
        self.names.get(&plain).cloned().unwrap_or(plain)
    }

    /// The units above a resolved one, the nearest first.
    fn above(&self, resolved: &str) -> Vec<String> {
        let mut chain: Vec<String> = Vec::new();
        let mut at = resolved.to_owned();
        while let Some(parent) = self.parents.get(&at).map(|p| self.resolve(p)) {
            if chain.len() >= DEEPEST || chain.contains(&parent) || parent == resolved {
                break;
            }
            chain.push(parent.clone());
            at = parent;
        }
        chain
    }

    /// Whether two names may be one unit, or one part of the other: by name, by alias, or by the register's word on who
    /// is above whom. Names of fewer than four characters are compared whole only, since they begin too many others.
    #[must_use]
    pub fn likeness(&self, a: &str, b: &str) -> Option<Likeness> {
        let (a, b) = (self.resolve(a), self.resolve(b));
        if a.is_empty() || b.is_empty() {
            return None;
        }
        if a == b {
            return Some(Likeness::Same);
        }
        let (up_a, up_b) = (self.above(&a), self.above(&b));
        let within = |one: &str, other: &str| one.chars().count() >= 4 && other.starts_with(one);
        // A unit above one of them may itself be named by the beginning of the other's name.
        let part = up_a.contains(&b)
            || up_b.contains(&a)
            || within(&a, &b)
            || within(&b, &a)
            || up_a.iter().any(|up| within(&b, up) || within(up, &b))
            || up_b.iter().any(|up| within(&a, up) || within(up, &a));
        part.then_some(Likeness::Part)
    }
}

/// A unit of the register: an enterprise, a university, an institute.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unit {
    /// Its number in the register.
    pub no: String,
    /// Full name.
    pub name: String,
    /// Other names it goes by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Number of the unit above it.
    #[serde(default)]
    pub parent: Option<String>,
    /// 统一社会信用代码
    #[serde(default)]
    pub code: Option<String>,
    /// Whether it is marked 科技领军培育企业 (rule 30).
    #[serde(default)]
    pub leading: bool,
}

/// The register as the comparison of names wants it. A parent that is not in the register is none.
#[must_use]
pub fn aliases_of(units: &[Unit]) -> Aliases {
    let by_no: BTreeMap<&str, &Unit> = units.iter().map(|u| (u.no.as_str(), u)).collect();
    let mut aliases = Aliases::default();
    for unit in units {
        for alias in &unit.aliases {
            aliases.add(alias, &unit.name);
        }
        if let Some(parent) = unit.parent.as_deref().and_then(|no| by_no.get(no)) {
            aliases.add_parent(&unit.name, &parent.name);
        }
    }
    aliases
}

/// The number of a unit that already bears one of these names, if there is one besides `own`.
#[must_use]
pub fn bearer<'a>(units: &'a [Unit], own: &str, name: &str) -> Option<&'a Unit> {
    let plain = normalise(name);
    let bears = |u: &Unit| normalise(&u.name) == plain || u.aliases.iter().any(|a| normalise(a) == plain);
    units.iter().find(|u| u.no != own && bears(u))
}

/// Whether putting `parent` above `own` would put a unit above itself.
#[must_use]
pub fn makes_loop(units: &[Unit], own: &str, parent: &str) -> bool {
    let mut at = Some(parent.to_owned());
    for _ in 0..=units.len() {
        match at {
            Some(no) if no == own => return true,
            Some(no) => at = units.iter().find(|u| u.no == no).and_then(|u| u.parent.clone()),
            None => return false,
        }
    }
    true
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

    fn unit(no: &str, name: &str, parent: Option<&str>) -> Unit {
        Unit {
            no: no.to_owned(),
            name: name.to_owned(),
            aliases: Vec::new(),
            parent: parent.map(str::to_owned),
            code: None,
            leading: false,
        }
    }

    #[test]
    fn the_registers_word_on_who_is_above_whom_is_heard_and_sisters_are_strangers() {
        let mut units = vec![
            unit("1", "示例重工集团有限公司", None),
            unit("2", "龙门传动科技", Some("1")),
            unit("3", "晋源轧辊厂", Some("1")),
        ];
        units[0].aliases.push("示例重工".to_owned());
        let aliases = aliases_of(&units);
        assert_eq!(aliases.likeness("龙门传动科技", "示例重工"), Some(Likeness::Part));
        assert_eq!(aliases.likeness("龙门传动科技", "示例重工技术中心"), Some(Likeness::Part));
        assert_eq!(aliases.likeness("龙门传动科技", "晋源轧辊厂"), None);
    }

    #[test]
    fn a_register_that_goes_in_circles_still_ends_and_is_not_made() {
        let units = [unit("1", "甲某某厂", Some("2")), unit("2", "乙某某厂", Some("1"))];
        assert_eq!(aliases_of(&units).likeness("甲某某厂", "丙某某厂"), None);
        assert!(makes_loop(&units[..1], "2", "1") && makes_loop(&units, "1", "1"));
        assert!(!makes_loop(&[unit("1", "甲某某厂", None)], "2", "1"));
    }

    #[test]
    fn a_name_belongs_to_one_unit() {
        let mut units = vec![unit("1", "示例重工集团有限公司", None)];
        units[0].aliases.push("重工".to_owned());
        assert_eq!(bearer(&units, "2", "示例重工（集团）公司").map(|u| u.no.as_str()), Some("1"));
        assert_eq!(bearer(&units, "2", "重工").map(|u| u.no.as_str()), Some("1"));
        assert_eq!(bearer(&units, "1", "重工"), None);
    }

    proptest! {
        #[test]
        fn likeness_does_not_depend_on_the_order_of_names(a in "[东南大学清华材料学院]{0,8}", b in "[东南大学清华材料学院]{0,8}") {
            let aliases = Aliases::default();
            prop_assert_eq!(aliases.likeness(&a, &b), aliases.likeness(&b, &a));
        }
    }
}
