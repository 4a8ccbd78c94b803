//! What may be there twice: the same bid, nearly the same title, the same content under another name or in an earlier
//! batch or programme (就高不重复, 六（一）, rule 28). Everything here is a proposal with its grounds; a human decides.
//!
//! Comparing five thousand with five thousand must not take minutes: titles are told apart by a signature of their
//! characters first, which never passes over a pair that is alike enough, and texts by runs of characters they share.

use std::collections::{BTreeMap, HashMap};

use rapidfuzz::distance::indel;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::money::Fen;
use crate::units::{Aliases, Likeness};

/// From this likeness of two titles on, in percent, they are shown to a human.
pub const NEAR_TITLE: u32 = 80;
/// From this share of the shorter text on that stands in the other one too, in percent, they are shown.
pub const SAME_CONTENT: u32 = 40;
/// From this likeness of two units' names on they are shown.
pub const NEAR_UNIT: u32 = 75;
/// A passage is at least so many characters long.
pub const PASSAGE: usize = 8;
/// One run in so many is kept in the index.
const SAMPLED: u64 = 4;
/// So many sampled runs in common make two texts worth a look.
const SHARED_RUNS: u32 = 3;
/// A run that stands in more texts than this is a set phrase.
const SET_PHRASE: usize = 40;
/// Words that stand in most titles and tell none from another.
const STOCK: [&str; 12] = [
    "关键技术",
    "关键共性技术",
    "产业化",
    "应用示范",
    "研究",
    "研发",
    "研制",
    "开发",
    "示范",
    "项目",
    "及其",
    "应用",
];

/// Something that is compared: a bid, a demand, a project that was supported before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// What finds it again, unique among all that is compared.
    pub key: String,
    /// Batch or programme, as people name it.
    pub source: String,
    /// Its number.
    pub no: String,
    /// Which challenge it answers; bids of one race bear one title and are not shown for it.
    pub challenge: String,
    /// Title.
    pub title: String,
    /// The enterprise.
    pub sponsor: String,
    /// Who does the work; empty where there is nobody.
    pub solver: String,
    /// What it is about; empty where nothing is known but the title.
    pub text: String,
    /// Support asked or given.
    pub amount: Option<Fen>,
}

/// How two items are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alike {
    /// Title, sponsor and solver are the same.
    SameRow,
    /// The texts share long passages.
    SameContent,
    /// The titles are nearly the same.
    NearTitle,
}

/// Two items that are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Index of the new one.
    pub new: usize,
    /// Index of the earlier one.
    pub old: usize,
    /// How.
    pub alike: Alike,
    /// How much, in whole percent, rounded down.
    pub percent: u32,
    /// Whether the sponsor is another enterprise.
    pub other_sponsor: bool,
}

/// Text without blanks and signs, in one width and case.
#[must_use]
pub fn plain(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A title without the words that most titles have; the whole one where too little would be left.
fn telling(title: &str) -> Vec<char> {
    let whole = plain(title);
    let bare = STOCK.iter().fold(whole.clone(), |text, word| text.replace(word, ""));
    let kept = if bare.chars().count() >= 2 { bare } else { whole };
    kept.chars().collect()
}

/// A title ready to be compared.
struct Title {
    chars: Vec<char>,
    signature: u128,
}

impl Title {
    fn of(chars: Vec<char>) -> Title {
        let signature = chars.iter().fold(0, |bits, c| bits | (1u128 << bucket(*c)));
        Title { chars, signature }
    }
}

/// One of 128 places for a character.
fn bucket(c: char) -> u32 {
    u32::from(c).wrapping_mul(0x9E37_79B1) >> 25
}

/// How alike two texts may be at most, and whether it is worth counting: every character of one that the other lacks
/// costs one step.
fn steps_allowed(a: &Title, b: &Title, least: u32) -> Option<usize> {
    let (short, long) = (a.chars.len().min(b.chars.len()), a.chars.len().max(b.chars.len()));
    let all = short + long;
    let allowed = all * usize::try_from(100u32.saturating_sub(least)).ok()? / 100;
    let differ = (a.signature ^ b.signature).count_ones();
    (short > 0 && long - short <= allowed && usize::try_from(differ).ok()? <= allowed).then_some(allowed)
}

/// Likeness in whole percent, rounded down, when it is `least` or more.
fn percent(scorer: &indel::BatchComparator<char>, a: &Title, b: &Title, least: u32) -> Option<u32> {
    let allowed = steps_allowed(a, b, least)?;
    let args = indel::Args::default().score_cutoff(allowed);
    let steps = scorer.distance_with_args(b.chars.iter().copied(), &args)?;
    let all = a.chars.len() + b.chars.len();
    u32::try_from((all - steps.min(all)) * 100 / all).ok().filter(|p| *p >= least)
}

/// Every pair of a new and an earlier item that is alike, the most alike first for each new one.
#[must_use]
pub fn find(new: &[Item], old: &[Item], aliases: &Aliases) -> Vec<Pair> {
    let mut found: BTreeMap<(usize, usize), (Alike, u32)> = BTreeMap::new();
    near_titles(new, old, aliases, &mut found);
    same_content(new, old, &mut found);
    let mut pairs: Vec<Pair> = found
        .into_iter()
        .filter_map(|((n, o), (alike, percent))| {
            let other_sponsor =
                aliases.likeness(&new.get(n)?.sponsor, &old.get(o)?.sponsor) != Some(Likeness::Same);
            Some(Pair { new: n, old: o, alike, percent, other_sponsor })
        })
        .collect();
    pairs.sort_by(|a, b| {
        (a.new, a.alike, std::cmp::Reverse(a.percent), a.old).cmp(&(
            b.new,
            b.alike,
            std::cmp::Reverse(b.percent),
            b.old,
        ))
    });
    pairs
}

type Found = BTreeMap<(usize, usize), (Alike, u32)>;

/// Titles that are nearly the same. Bids of one challenge bear one title: they are the same only with one solver.
fn near_titles(new: &[Item], old: &[Item], aliases: &Aliases, found: &mut Found) {
    let titles =
        |items: &[Item]| -> Vec<Title> { items.iter().map(|i| Title::of(telling(&i.title))).collect() };
    let (news, olds) = (titles(new), titles(old));
    for (n, (item, title)) in new.iter().zip(&news).enumerate() {
        let scorer = indel::BatchComparator::new(title.chars.iter().copied());
        for (o, (other, against)) in old.iter().zip(&olds).enumerate() {
            if item.key == other.key || steps_allowed(title, against, NEAR_TITLE).is_none() {
                continue;
            }
            let Some(percent) = percent(&scorer, title, against, NEAR_TITLE) else { continue };
            let same = |a: &str, b: &str| aliases.likeness(a, b) == Some(Likeness::Same);
            let units = same(&item.sponsor, &other.sponsor) && same(&item.solver, &other.solver);
            let rivals = item.source == other.source && item.challenge == other.challenge;
            if units && plain(&item.title) == plain(&other.title) {
                found.insert((n, o), (Alike::SameRow, 100));
            } else if !rivals || item.challenge.is_empty() {
                found.insert((n, o), (Alike::NearTitle, percent));
            }
        }
    }
}

/// Runs of [`PASSAGE`] characters by their hash, one in [`SAMPLED`].
fn runs(chars: &[char]) -> impl Iterator<Item = u64> {
    chars.windows(PASSAGE).filter_map(|run| {
        let hash = run.iter().fold(0xCBF2_9CE4_8422_2325u64, |h, c| {
            (h ^ u64::from(u32::from(*c))).wrapping_mul(0x0100_0000_01B3)
        });
        let mixed = hash ^ (hash >> 29);
        mixed.is_multiple_of(SAMPLED).then_some(mixed)
    })
}

/// Texts that share long passages.
fn same_content(new: &[Item], old: &[Item], found: &mut Found) {
    let texts = |items: &[Item]| -> Vec<Vec<char>> {
        items.iter().map(|i| plain(&i.text).chars().collect()).collect()
    };
    let (news, olds) = (texts(new), texts(old));
    let mut index: HashMap<u64, Vec<usize>> = HashMap::new();
    for (o, text) in olds.iter().enumerate() {
        for run in runs(text) {
            let places = index.entry(run).or_default();
            if places.last() != Some(&o) {
                places.push(o);
            }
        }
    }
    for (n, text) in news.iter().enumerate() {
        let mut shared: HashMap<usize, u32> = HashMap::new();
        let places = runs(text).filter_map(|run| index.get(&run)).filter(|p| p.len() <= SET_PHRASE);
        for o in places.flatten() {
            *shared.entry(*o).or_default() += 1;
        }
        for (o, count) in shared {
            let (Some(item), Some(other), Some(against)) = (new.get(n), old.get(o), olds.get(o)) else {
                continue;
            };
            if count < SHARED_RUNS
                || item.key == other.key
                || found.get(&(n, o)).is_some_and(|f| f.0 == Alike::SameRow)
            {
                continue;
            }
            let covered: usize = tiles(text, against).iter().map(|t| t.2).sum();
            let short = text.len().min(against.len()).max(1);
            let percent = u32::try_from(covered * 100 / short).unwrap_or(100).min(100);
            if percent >= SAME_CONTENT {
                found.insert((n, o), (Alike::SameContent, percent));
            }
        }
    }
}

/// Passages that stand in both texts: where they begin in each and how long they are. From the left, each the longest
/// that begins there; none overlaps another in the first text.
fn tiles(a: &[char], b: &[char]) -> Vec<(usize, usize, usize)> {
    let mut starts: HashMap<&[char], Vec<usize>> = HashMap::new();
    for (at, run) in b.windows(PASSAGE).enumerate() {
        starts.entry(run).or_default().push(at);
    }
    let mut tiles = Vec::new();
    let mut at = 0;
    while let Some(run) = a.get(at..at + PASSAGE) {
        let length = |from: usize| {
            let (rest, other) = (a.get(at..).unwrap_or_default(), b.get(from..).unwrap_or_default());
            rest.iter().zip(other).take_while(|(x, y)| x == y).count()
        };
        let places = starts.get(run).map(Vec::as_slice).unwrap_or_default();
        // A text that repeats itself endlessly is not followed into every repetition.
        let longest = places
            .iter()
            .take(SET_PHRASE)
            .map(|from| (length(*from), *from))
            .max_by_key(|(l, f)| (*l, usize::MAX - f));
        match longest {
            Some((length, from)) => {
                tiles.push((at, from, length));
                at += length;
            }
            None => at += 1,
        }
    }
    tiles
}

/// A piece of a text: whether it stands in the other text too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The piece, as it is written.
    pub text: String,
    /// Number of the passage it shares with the other text, from 1; nothing for what is its own.
    pub shared: Option<u32>,
}

/// Two texts cut into pieces, those they share numbered alike, so that they can be read side by side. Blanks, signs,
/// width and case do not matter.
#[must_use]
pub fn passages(a: &str, b: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (left, right) = (Spelled::of(a), Spelled::of(b));
    let tiles = tiles(&left.plain, &right.plain);
    let mut of_a = vec![None; left.plain.len()];
    let mut of_b = vec![None; right.plain.len()];
    for (number, (x, y, length)) in (1u32..).zip(&tiles) {
        of_a.iter_mut().skip(*x).take(*length).for_each(|mark| *mark = Some(number));
        of_b.iter_mut().skip(*y).take(*length).for_each(|mark| *mark = Some(number));
    }
    (left.pieces(&of_a), right.pieces(&of_b))
}

/// A text with its comparable characters and where each of them stands in it.
struct Spelled {
    written: Vec<char>,
    plain: Vec<char>,
    /// For each character of `plain`, the place in `written`.
    at: Vec<usize>,
}

impl Spelled {
    fn of(text: &str) -> Spelled {
        let written: Vec<char> = text.chars().collect();
        let (mut plain, mut at) = (Vec::new(), Vec::new());
        for (place, c) in written.iter().enumerate() {
            for folded in
                std::iter::once(*c).nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
            {
                plain.push(folded);
                at.push(place);
            }
        }
        Spelled { written, plain, at }
    }

    /// Cuts the written text where the marks change; what has no mark of its own goes with what stands before it.
    fn pieces(&self, marks: &[Option<u32>]) -> Vec<Piece> {
        let mut of_written: Vec<Option<Option<u32>>> = vec![None; self.written.len()];
        for (place, mark) in self.at.iter().zip(marks) {
            if let Some(slot) = of_written.get_mut(*place) {
                *slot = Some(*mark);
            }
        }
        let mut pieces: Vec<Piece> = Vec::new();
        for (c, mark) in self.written.iter().zip(of_written) {
            let mark = mark.unwrap_or_else(|| pieces.last().and_then(|p| p.shared));
            match pieces.last_mut().filter(|p| p.shared == mark) {
                Some(piece) => piece.text.push(*c),
                None => pieces.push(Piece { text: c.to_string(), shared: mark }),
            }
        }
        pieces
    }
}

/// Pairs of different units' names that are nearly the same, with their likeness in percent: of each name in `names`
/// against each in `known`.
#[must_use]
pub fn near_names(names: &[String], known: &[String], aliases: &Aliases) -> Vec<(usize, usize, u32)> {
    let titles = |names: &[String]| -> Vec<Title> {
        names.iter().map(|n| Title::of(crate::units::normalise(n).chars().collect())).collect()
    };
    let (left, right) = (titles(names), titles(known));
    let mut pairs = Vec::new();
    for (n, (name, title)) in names.iter().zip(&left).enumerate() {
        let scorer = indel::BatchComparator::new(title.chars.iter().copied());
        for (k, (other, against)) in known.iter().zip(&right).enumerate() {
            if title.chars.len() < 4 || aliases.likeness(name, other) == Some(Likeness::Same) {
                continue;
            }
            if let Some(percent) = percent(&scorer, title, against, NEAR_UNIT) {
                pairs.push((n, k, percent));
            }
        }
    }
    pairs.sort_by_key(|(n, k, percent)| (*n, std::cmp::Reverse(*percent), *k));
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn item(key: &str, title: &str, sponsor: &str, text: &str) -> Item {
        Item {
            key: key.to_owned(),
            source: "一".to_owned(),
            title: title.to_owned(),
            sponsor: sponsor.to_owned(),
            solver: "示例理工大学".to_owned(),
            text: text.to_owned(),
            ..Item::default()
        }
    }

    const TEXT: &str = "针对宽幅极薄带轧制中的板形控制难题，研究多辊轧机辊系变形机理，建立在线预报模型，开发闭环控制系统并在两条产线上验证。";

    #[test]
    fn the_same_bid_again_is_found_whatever_its_spelling() {
        let old = [item("a", "宽幅极薄带轧制工艺研究", "示例特钢股份有限公司", "")];
        let new = [item("b", "宽幅极薄带（轧制）工艺研究", "示例特钢", "")];
        let pairs = find(&new, &old, &Aliases::default());
        assert_eq!((pairs[0].alike, pairs[0].other_sponsor), (Alike::SameRow, false));
    }

    #[test]
    fn a_title_nearly_the_same_is_found_and_stock_words_alone_make_none() {
        let old = [
            item("a", "宽幅极薄带轧制工艺研究", "甲某某公司", ""),
            item("c", "氢能关键技术研究与应用示范", "丙某某公司", ""),
        ];
        let new = [
            item("b", "宽幅极薄钢带轧制工艺开发", "乙某某公司", ""),
            item("d", "稀土关键技术研究与应用示范", "丁某某公司", ""),
        ];
        let pairs = find(&new, &old, &Aliases::default());
        assert_eq!(pairs.len(), 1);
        assert_eq!(
            (pairs[0].new, pairs[0].old, pairs[0].alike, pairs[0].other_sponsor),
            (0, 0, Alike::NearTitle, true)
        );
    }

    #[test]
    fn the_same_content_under_another_title_is_found_and_other_content_is_not() {
        let moved =
            format!("本项目拟开展如下工作。{}以上成果将推广。", &TEXT[TEXT.find("研究多辊").unwrap()..]);
        let old = [
            item("a", "甲题目甲题目", "甲某某公司", TEXT),
            item(
                "c",
                "丙题目丙题目",
                "甲某某公司",
                "完全不同的一段话，讲的是煤层气的地面抽采与集输管网的优化设计。",
            ),
        ];
        let new = [item("b", "乙课题乙课题", "乙某某公司", &moved)];
        let pairs = find(&new, &old, &Aliases::default());
        assert_eq!(pairs.len(), 1);
        assert_eq!((pairs[0].old, pairs[0].alike), (0, Alike::SameContent));
        assert!(pairs[0].percent >= SAME_CONTENT);
    }

    #[test]
    fn bids_of_one_race_are_not_shown_for_their_common_title() {
        let mut a = item("a", "宽幅极薄带轧制工艺研究", "示例特钢", "");
        let mut b = a.clone();
        a.challenge = "BT-1".to_owned();
        b.challenge = "BT-1".to_owned();
        b.key = "b".to_owned();
        b.solver = "另一研究院".to_owned();
        assert_eq!(find(&[b], &[a], &Aliases::default()), []);
    }

    #[test]
    fn passages_are_numbered_alike_on_both_sides_and_keep_every_sign() {
        let (a, b) = passages("甲：研究多辊轧机辊系变形机理。", "我们将“研究多辊轧机、辊系变形机理”作为重点");
        let shared = |pieces: &[Piece]| {
            pieces.iter().filter(|p| p.shared == Some(1)).map(|p| p.text.clone()).collect::<String>()
        };
        assert_eq!(shared(&a), "研究多辊轧机辊系变形机理。");
        assert_eq!(shared(&b), "研究多辊轧机、辊系变形机理”");
    }

    #[test]
    fn names_of_units_that_differ_by_a_character_are_proposed_and_known_aliases_are_not() {
        let mut aliases = Aliases::default();
        aliases.add("示例重型机械研究所", "示例重型机械研究院");
        let names = ["龙门重型传动有限公司", "示例重型机械研究所"].map(str::to_owned);
        let known = ["龙门重型转动有限公司", "示例重型机械研究院"].map(str::to_owned);
        assert_eq!(
            near_names(&names, &known, &aliases).iter().map(|p| (p.0, p.1)).collect::<Vec<_>>(),
            [(0, 0)]
        );
    }

    proptest! {
        #[test]
        fn the_signature_never_passes_over_a_pair_that_is_alike_enough(a in "[轧制带钢氢能储运装备]{1,14}", b in "[轧制带钢氢能储运装备]{1,14}") {
            let (x, y) = (Title::of(a.chars().collect()), Title::of(b.chars().collect()));
            let scorer = indel::BatchComparator::new(x.chars.iter().copied());
            let all = x.chars.len() + y.chars.len();
            let whole = (all - scorer.distance(y.chars.iter().copied())) * 100 / all;
            let found = percent(&scorer, &x, &y, NEAR_TITLE);
            prop_assert_eq!(found.is_some(), whole >= 80);
        }

        #[test]
        fn pieces_put_together_are_the_text(a in ".{0,60}", b in ".{0,60}") {
            let (left, right) = passages(&a, &b);
            prop_assert_eq!(left.iter().map(|p| p.text.as_str()).collect::<String>(), a);
            prop_assert_eq!(right.iter().map(|p| p.text.as_str()).collect::<String>(), b);
        }
    }
}
