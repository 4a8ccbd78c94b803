//! How alike two texts are, and which of many are worth comparing.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rapidfuzz::distance::levenshtein;

use crate::values::text::squeezed;

/// The text without marks and blanks, in one width and case: two typings of one sentence are the same.
pub(super) fn letters(text: &str) -> String {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    squeezed(text)
        .chars()
        .filter(|c| han(*c) || c.is_alphanumeric())
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Whether two texts are alike to a degree from 0 to 1.
pub(super) fn alike(a: &str, b: &str, degree: f64) -> bool {
    let args = levenshtein::Args::default().score_cutoff(degree);
    levenshtein::normalized_similarity_with_args(a.chars(), b.chars(), &args).is_some()
}

/// Whether two names differ only where a number stands: 一期 and 二期, 1# and 2# are two things.
pub(super) fn differ_by_number(a: &str, b: &str) -> bool {
    let number = |c: &char| c.is_numeric() || "一二三四五六七八九十甲乙丙丁ⅠⅡⅢⅣABCDE".contains(*c);
    let numbers = |text: &str| text.chars().filter(number).collect::<String>();
    numbers(a) != numbers(b)
}

/// How many of the smallest hashes of a text's pieces stand for it.
const SKETCH: usize = 8;
/// How many characters a piece has.
const PIECE: usize = 5;
/// How many of the hashes two texts must share to be compared, and how many texts are kept for one hash.
const SHARED: usize = 3;
const KEPT: usize = 12;
/// How many of those that share most are compared at last.
const LOOKED_AT: usize = 4;

/// An index that finds the few earlier texts which may be like a new one, without comparing it with all.
#[derive(Default)]
pub(super) struct Sketches {
    of_hash: HashMap<u64, Vec<usize>>,
}

impl Sketches {
    /// The earlier texts that share enough with this one, which is then kept under its number.
    pub(super) fn similar(&mut self, text: &str, number: usize) -> Vec<usize> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let sketch = sketch(text);
        for hash in &sketch {
            let kept = self.of_hash.entry(*hash).or_default();
            for other in kept.iter() {
                *shared.entry(*other).or_default() += 1;
            }
            if kept.len() < KEPT {
                kept.push(number);
            }
        }
        let needed = SHARED.min(sketch.len());
        let mut found: Vec<(usize, usize)> = shared.into_iter().filter(|(_, n)| *n >= needed).collect();
        found.sort_unstable_by_key(|(other, n)| (std::cmp::Reverse(*n), *other));
        found.truncate(LOOKED_AT);
        found.into_iter().map(|(other, _)| other).collect()
    }
}

fn sketch(text: &str) -> Vec<u64> {
    let chars: Vec<char> = text.chars().collect();
    let hash = |piece: &[char]| {
        let mut hasher = DefaultHasher::new();
        piece.hash(&mut hasher);
        hasher.finish()
    };
    let mut hashes: Vec<u64> = chars.windows(PIECE).map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SKETCH);
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_a_few_words_changed_is_found_and_another_is_not() {
        let text = letters(
            "针对高性能烧结钕铁硼磁体矫顽力不足的问题，研究晶界扩散与重稀土减量技术，建成中试线并示范应用。",
        );
        let near = letters(
            "针对高性能烧结钕铁硼磁体矫顽力不足问题，研究晶界扩散和重稀土减量技术，建成中试线并示范应用。",
        );
        let other =
            letters("围绕宽幅镁合金板带轧制过程中边裂严重的问题，研究温度场与变形协调控制，开发成套装备。");
        let mut sketches = Sketches::default();
        assert!(sketches.similar(&text, 0).is_empty());
        assert!(sketches.similar(&other, 1).is_empty());
        assert_eq!(sketches.similar(&near, 2), [0]);
        assert!(alike(&text, &near, 0.9) && !alike(&text, &other, 0.5));
        assert!(
            differ_by_number("智能工厂一期", "智能工厂二期") && !differ_by_number("磁材研发", "磁材开发")
        );
    }
}
