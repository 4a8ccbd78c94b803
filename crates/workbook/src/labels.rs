//! The label of a column, and the forms in which it is looked up.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::kinds::Kind;
use crate::synonyms;
use crate::values::text::squeezed;

/// The label of one column: what stands in the header over it, the groups (upper rows) and the label itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Label {
    /// Column, from 1.
    pub(crate) column: u32,
    /// Texts of the groups over this and its neighbours, the outermost first.
    pub(crate) groups: Vec<String>,
    /// Text of the column itself.
    pub(crate) own: String,
    /// Row in which the column's own text stands.
    pub(crate) row: u32,
}

/// For one kind: name → entries of the synonym table, with whether the name is a strong one.
type Names = HashMap<&'static str, Vec<(usize, bool)>>;

static NAMES: LazyLock<HashMap<Kind, Names>> = LazyLock::new(|| {
    let of_kind = |kind: Kind| {
        let mut names = Names::new();
        for (index, entry) in synonyms::entries(kind).iter().enumerate() {
            for (list, strong) in [(entry.names, true), (entry.weak, false)] {
                for name in list.split_whitespace() {
                    names.entry(name).or_default().push((index, strong));
                }
            }
        }
        names
    };
    Kind::KNOWN.into_iter().map(|kind| (kind, of_kind(kind))).collect()
});

/// The forms of a label in which it is looked up: without brackets and their contents, and with the contents kept.
fn keys(text: &str) -> [String; 2] {
    let text = squeezed(text).to_lowercase();
    let text = unnumbered(&text);
    let text = text.trim_start_matches("其中:").trim_end_matches(['*', ':', '★']);
    let mut outside = String::new();
    let mut depth = 0u32;
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    let inside: String =
        text.chars().filter(|c| !matches!(c, '(' | ')' | '[' | ']' | '【' | '】' | '〔' | '〕')).collect();
    [without_unit(&outside), without_unit(&inside)]
}

/// The label without the number that a form gives it: `1.`, `一、`, `（三）`, `*`.
fn unnumbered(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | '、' | '*' | '★' | '#' | '①'..='⑳')
    });
    for (open, close) in [("", "、"), ("(", ")")] {
        let Some(rest) = text.strip_prefix(open) else { continue };
        if let Some((number, label)) = rest.split_once(close)
            && !label.is_empty()
            && !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        {
            return label;
        }
    }
    text
}

/// The label without a unit at its end: `研发投入总额/万元` and `金额万元` are `研发投入总额` and `金额`.
fn without_unit(key: &str) -> String {
    let mut key = key.trim_end_matches(['%', ',', ':', '/', '-']);
    for unit in ["单位万元", "单位:万元", "人民币万元", "万元", "亿元", "千元", "单位元", "人民币元", "元"]
    {
        if let Some(rest) = key.strip_suffix(unit).filter(|r| !r.is_empty()) {
            key = rest.trim_end_matches(['/', '-', ',', ':', '、', '_']);
            break;
        }
    }
    key.to_owned()
}

/// The name that a label is shown by: without numbers, brackets and units.
pub(crate) fn core(text: &str) -> String {
    let [outside, inside] = keys(text);
    if outside.is_empty() { inside } else { outside }
}

/// The characters that names of columns are made of, a bit each, and those that a label has besides: units, numbers.
static OF_NAMES: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0u64; 0x5200 / 64];
    let names = Kind::KNOWN.into_iter().flat_map(synonyms::entries).flat_map(|e| [e.names, e.weak]);
    let wide = synonyms::WIDE_LINES.iter().chain(&synonyms::WIDE_SOURCES).copied();
    for c in names.chain(wide).chain(["单位万元亿千人民币其中一二三四五六七八九十"]).flat_map(str::chars)
    {
        if let Some((word, bit)) = place(c) {
            bits[word] |= bit;
        }
    }
    bits
});

/// Where the bit of a common Chinese character stands.
fn place(c: char) -> Option<(usize, u64)> {
    let at = u32::from(c).checked_sub(0x4e00).filter(|at| *at < 0x5200)?;
    Some((usize::try_from(at / 64).ok()?, 1 << (at % 64)))
}

/// A quick look at a text that is most likely no name of a column: outside of brackets it has a character that no name has.
pub(crate) fn may_be_name(text: &str) -> bool {
    let mut depth = 0u32;
    let mut chinese = false;
    for c in text.chars() {
        match c {
            '(' | '（' | '[' | '［' | '【' | '〔' => depth += 1,
            ')' | '）' | ']' | '］' | '】' | '〕' => depth = depth.saturating_sub(1),
            c => {
                let Some((word, bit)) = place(c) else { continue };
                chinese = true;
                if depth == 0 && OF_NAMES.get(word).is_none_or(|bits| bits & bit == 0) {
                    return false;
                }
            }
        }
    }
    chinese
}

/// Whether any kind has a column of this name.
pub(crate) fn is_name(text: &str) -> bool {
    if !text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
        return false;
    }
    let known = |key: &String| {
        NAMES.values().any(|names| names.contains_key(key.as_str())) || crate::wide::wide(key).is_some()
    };
    keys(text).iter().any(known)
}

/// Every form of a label to look up, the most particular first.
pub(crate) fn lookups(label: &Label) -> Vec<String> {
    let own = keys(&label.own);
    let groups: Vec<String> = label.groups.iter().map(|g| without_words(&core(g))).collect();
    let mut all = Vec::new();
    if !label.own.is_empty() {
        for own in &own {
            if groups.len() > 1 {
                all.push(format!("{}{own}", groups.concat()));
            }
            for group in groups.iter().rev() {
                all.push(joined(group, own));
                all.push(format!("{group}{own}"));
            }
        }
    }
    all.extend(own);
    if label.own.is_empty() {
        all.extend(label.groups.iter().rev().flat_map(|g| keys(g)));
    }
    all.retain(|k| !k.is_empty());
    all
}

/// A group without the words that say no more than that it is one: 揭榜方基本情况 is 揭榜方.
fn without_words(group: &str) -> String {
    let mut group = group;
    for word in ["情况", "信息", "基本", "简介"] {
        group = group.strip_suffix(word).filter(|g| !g.is_empty()).unwrap_or(group);
    }
    group.to_owned()
}

/// Group and label as one name, a word that ends the one and begins the other only once: 揭榜单位 over 单位名称.
fn joined(group: &str, own: &str) -> String {
    let starts: Vec<usize> = group.char_indices().map(|(at, _)| at).collect();
    let overlap = starts.into_iter().find(|at| own.starts_with(&group[*at..]));
    format!("{}{own}", &group[..overlap.unwrap_or(group.len())])
}

/// The entries of the kind's synonyms that a label names, of strong or of weak names.
pub(crate) fn named(kind: Kind, label: &Label, strong: bool) -> Vec<usize> {
    let Some(names) = NAMES.get(&kind) else {
        return Vec::new();
    };
    for key in lookups(label) {
        let of_key = names.get(key.as_str()).into_iter().flatten();
        let found: Vec<usize> = of_key.filter(|(_, s)| *s == strong).map(|(i, _)| *i).collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The field of a kind that a strong name means.
pub(crate) fn field_named(kind: Kind, text: &str) -> Option<&'static str> {
    let label = Label { own: text.to_owned(), ..Label::default() };
    named(kind, &label, true).first().and_then(|i| synonyms::entries(kind).get(*i)).map(|e| e.field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_look_lets_every_name_pass() {
        for entry in Kind::KNOWN.into_iter().flat_map(synonyms::entries) {
            for name in entry.names.split_whitespace().chain(entry.weak.split_whitespace()) {
                for form in [
                    name.to_owned(),
                    format!("3.{name}（万元）"),
                    format!("（二）{name}"),
                    format!("*{name}（鑫龘）"),
                    format!("其中：{name}/万元"),
                ] {
                    assert!(!is_name(&form) || may_be_name(&form), "{form}");
                }
                assert!(is_name(name) == may_be_name(name) || !is_name(name), "{name}");
            }
        }
        assert!(!may_be_name("示例重工有限公司鑫") && !may_be_name("2025-01-01"));
    }

    #[test]
    fn groups_and_labels_join_without_repeating_a_word() {
        let label = |groups: &[&str], own: &str| Label {
            groups: groups.iter().map(|g| (*g).to_owned()).collect(),
            own: own.to_owned(),
            ..Label::default()
        };
        assert!(lookups(&label(&["揭榜单位情况"], "单位名称")).contains(&"揭榜单位名称".to_owned()));
        assert!(lookups(&label(&["经费（万元）", "设备费"], "财政")).contains(&"设备费财政".to_owned()));
        assert_eq!(lookups(&label(&[], "（一）研发投入/万元"))[0], "研发投入");
        assert_eq!(core("三、所属领域*"), "所属领域");
    }
}
