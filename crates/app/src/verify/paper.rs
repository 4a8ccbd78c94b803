//! The paper beside the file: a person types what is blanked, so that both are really compared. A paper prints several numbers
//! of sixteen groups; which one is meant is said by the words that stand before it on the paper.

use domain::{Code, digest};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Check, Known};
use crate::api::documents::{PaperAsk, TypedGroup};
use crate::refusal::{Refusal, Result};

/// How many groups must be read before an entry further back in a journal is taken for the one that the paper names: one
/// group alone is met by chance in a journal of some ten thousand entries.
const LEAST_GROUPS: usize = 2;

/// A number that papers print in sixteen groups of four hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PrintedNumber {
    /// Digest of the paper's data under SHA-256.
    Data,
    /// The same under SM3, where the office asks for it.
    Sm3,
    /// Head of the secretariat's journal.
    Journal,
    /// Digest of the session's rules.
    Rules,
}

impl PrintedNumber {
    /// All of them, in the order of the page.
    pub const ALL: [PrintedNumber; 4] =
        [PrintedNumber::Data, PrintedNumber::Sm3, PrintedNumber::Journal, PrintedNumber::Rules];

    /// The words that stand before it on the paper.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            PrintedNumber::Data => "数据摘要（SHA-256）",
            PrintedNumber::Sm3 => "数据摘要（SM3）",
            PrintedNumber::Journal => "会议日志链头",
            PrintedNumber::Rules => "评审规则摘要",
        }
    }

    /// By the words of the paper, their usual shortening, or an English word.
    #[must_use]
    pub fn parse(text: &str) -> Option<PrintedNumber> {
        let text = text.trim();
        let short = match text.to_ascii_lowercase().as_str() {
            "数据摘要" | "data" | "sha-256" | "sha256" => Some(PrintedNumber::Data),
            "sm3" => Some(PrintedNumber::Sm3),
            "日志链头" | "链头" | "日志" | "journal" => Some(PrintedNumber::Journal),
            "规则摘要" | "规则" | "rules" => Some(PrintedNumber::Rules),
            _ => None,
        };
        short.or_else(|| PrintedNumber::ALL.into_iter().find(|n| n.words() == text))
    }
}

/// A number as a paper prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Which one.
    pub number: PrintedNumber,
    /// Sixteen groups of four hex digits, with spaces between.
    pub groups: String,
}

impl Printed {
    pub(super) fn of(number: PrintedNumber, value: &[u8; 32]) -> Printed {
        Printed { number, groups: digest::grouped(value) }
    }

    /// As [`Printed::of`], from 64 hex digits; nothing where there are none.
    pub(super) fn of_hex(number: PrintedNumber, value: &str) -> Option<Printed> {
        let value = hex::decode(value).ok()?.try_into().ok()?;
        Some(Printed::of(number, &value))
    }

    fn has(&self, typed: &[(usize, String)]) -> bool {
        typed.iter().all(|(group, text)| {
            let there = group.checked_sub(1).and_then(|n| self.groups.split(' ').nth(n));
            there.is_some_and(|there| there.eq_ignore_ascii_case(text.trim()))
        })
    }
}

/// A group as somebody read it from the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperGroup {
    /// The number it was read from; unsaid it is the digest of the data, or the journal's head where only a vault is checked.
    pub number: Option<PrintedNumber>,
    /// Which group, from 1.
    pub group: usize,
    /// Its four hex digits.
    pub typed: String,
}

/// Two groups of what is printed, drawn at random and blanked: whoever types them has looked at the paper.
///
/// # Errors
/// `internal` when the system gives no random bytes.
pub fn blanks(printed: &str) -> Result<(String, [usize; 2])> {
    let mut draw = [0u8; 2];
    getrandom::fill(&mut draw).map_err(Refusal::internal)?;
    let groups = printed.split(' ').count().max(2);
    let first = usize::from(draw[0]) % groups;
    let second = (first + 1 + usize::from(draw[1]) % (groups - 1)) % groups;
    let wanted = [first.min(second), first.max(second)];
    let shown: Vec<&str> = printed
        .split(' ')
        .enumerate()
        .map(|(n, group)| if wanted.contains(&n) { "____" } else { group })
        .collect();
    Ok((shown.join(" "), wanted))
}

/// A number with two groups blanked, for the window.
pub(super) fn ask(printed: &Printed) -> Result<PaperAsk> {
    let (shown, wanted) = blanks(&printed.groups)?;
    let groups = wanted.iter().filter_map(|n| u32::try_from(n + 1).ok()).collect();
    Ok(PaperAsk { number: printed.number, words: printed.number.words().to_owned(), shown, groups })
}

/// A group as the window sends it.
///
/// # Errors
/// `input.unreadable` unless it is one of sixteen and four hex digits.
pub(super) fn group_of(typed: &TypedGroup) -> Result<(usize, String)> {
    let text = typed.typed.trim();
    let group = usize::try_from(typed.group).ok().filter(|n| (1..=16).contains(n));
    let four = text.len() == 4 && text.bytes().all(|b| b.is_ascii_hexdigit());
    group.filter(|_| four).map(|group| (group, text.to_owned())).ok_or_else(|| {
        Refusal::of(Code::InputUnreadable)
            .with("value", format!("{}={text}", typed.group))
            .with("expected", "组号1至16，和纸面上的四位（0–9、a–f）")
            .with("expected_en", "a group from 1 to 16 and its four digits (0–9, a–f)")
            .with("place", "纸面")
    })
}

/// Holds groups that were read beforehand against everything that was checked and holds.
///
/// # Errors
/// `verify.paper_not_there` where nothing that was checked prints the number.
pub fn compare_paper(checks: &mut [Check], typed: &[PaperGroup]) -> Result<()> {
    let on_paper = checks.iter().any(|c| c.ok && c.prints(PrintedNumber::Data));
    let unsaid = if on_paper { PrintedNumber::Data } else { PrintedNumber::Journal };
    for number in PrintedNumber::ALL {
        let of_it = typed.iter().filter(|g| g.number.unwrap_or(unsaid) == number);
        let groups: Vec<(usize, String)> = of_it.map(|g| (g.group, g.typed.clone())).collect();
        if groups.is_empty() {
            continue;
        }
        let mut found = false;
        for check in checks.iter_mut().filter(|c| c.ok && c.prints(number)) {
            found = true;
            check.compare_paper(number, &groups);
        }
        if !found {
            return Err(Refusal::of(Code::VerifyPaperNotThere).with("number", number.words()));
        }
    }
    Ok(())
}

/// What groups of a paper are, held against one check.
enum Outcome {
    /// They agree; with the number of the entry whose head they are, and how many entries there are.
    Same(Option<(u64, u64)>),
    /// They are groups of another number.
    Other(PrintedNumber),
    /// More of them are needed: one may be right by chance, or more than one entry has them.
    More,
    /// They are none of these.
    Differ,
}

impl Check {
    /// Whether this prints a number.
    #[must_use]
    pub fn prints(&self, number: PrintedNumber) -> bool {
        self.printed.iter().any(|p| p.number == number)
    }

    /// Holds groups as somebody read them from the paper (counted from 1) against the number that was asked for.
    ///
    /// The head of a journal is that of any of its entries: a paper keeps the head of its day, and the journal goes on.
    /// Two groups are asked for: one is right by chance once in 65 536 times, and the same one twice is one.
    pub fn compare_paper(&mut self, asked: PrintedNumber, typed: &[(usize, String)]) {
        let mut typed: Vec<(usize, String)> =
            typed.iter().map(|(n, text)| (*n, text.trim().to_lowercase())).collect();
        typed.sort();
        typed.dedup();
        let typed = typed.as_slice();
        let list = typed.iter().map(|(n, _)| n.to_string()).collect::<Vec<_>>().join("、");
        let refusal = match self.paper_outcome(asked, typed) {
            Outcome::Same(entry) => {
                let entry = entry.map_or_else(String::new, |(seq, last)| {
                    let of = if seq == last {
                        "，也是最新一条".to_owned()
                    } else {
                        format!("，其后又有{}条", last - seq)
                    };
                    format!("（日志第{seq}条之后的链头{of}）")
                });
                self.facts.push_str(&format!("；纸面“{}”第{list}组一致{entry}", asked.words()));
                return;
            }
            Outcome::Other(number) => Refusal::of(Code::VerifyPaperOtherNumber).with("found", number.words()),
            Outcome::More => Refusal::of(Code::VerifyPaperMoreGroups),
            Outcome::Differ => {
                let read = typed.iter().map(|(_, text)| text.trim()).collect::<Vec<_>>().join("、");
                Refusal::of(Code::VerifyPaperDiffers).with("typed", read)
            }
        };
        let refusal =
            refusal.with("what", self.file.clone()).with("number", asked.words()).with("group", list);
        self.problems.extend(refusal.problems());
        self.ok = false;
    }

    fn paper_outcome(&self, asked: PrintedNumber, typed: &[(usize, String)]) -> Outcome {
        let journal = asked == PrintedNumber::Journal && !self.heads.is_empty();
        if journal {
            let met: Vec<u64> = (1u64..)
                .zip(self.heads.iter())
                .filter(|(_, head)| head_has(head, typed))
                .map(|(seq, _)| seq)
                .collect();
            let last = self.heads.len() as u64;
            match met.as_slice() {
                [] => {}
                [.., newest] if typed.len() >= LEAST_GROUPS && *newest == last => {
                    return Outcome::Same(Some((last, last)));
                }
                [seq] if typed.len() >= LEAST_GROUPS => return Outcome::Same(Some((*seq, last))),
                [_, ..] => return Outcome::More,
            }
        } else if self.printed.iter().any(|p| p.number == asked && p.has(typed)) {
            return if typed.len() >= LEAST_GROUPS { Outcome::Same(None) } else { Outcome::More };
        }
        let others = self.printed.iter().chain(&self.elsewhere);
        let other = others.filter(|p| p.number != asked).find(|p| p.has(typed));
        other.map_or(Outcome::Differ, |p| Outcome::Other(p.number))
    }
}

/// Whether a head prints these groups.
fn head_has(head: &[u8; 32], typed: &[(usize, String)]) -> bool {
    typed.iter().all(|(group, text)| {
        let pair = group.checked_sub(1).and_then(|n| head.chunks(2).nth(n));
        let read = u16::from_str_radix(text.trim(), 16).ok();
        pair.is_some_and(|pair| read.is_some_and(|read| read.to_be_bytes() == pair))
    })
}

impl Known {
    /// Numbers that papers of a vault print beside the head of its journal, to tell a mix-up from a forgery.
    pub(super) fn printed_elsewhere(&self) -> Vec<Printed> {
        let data = self.documents.iter().filter_map(|d| Printed::of_hex(PrintedNumber::Data, &d.digest));
        data.chain(self.rules.iter().filter_map(|r| Printed::of_hex(PrintedNumber::Rules, r))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(of: &[u8; 32], wanted: [usize; 2]) -> Vec<(usize, String)> {
        let all = digest::grouped(of);
        wanted.map(|n| (n, all.split(' ').nth(n - 1).unwrap().to_owned())).to_vec()
    }

    fn paper() -> Check {
        let printed = vec![
            Printed::of(PrintedNumber::Data, &[0x11; 32]),
            Printed::of(PrintedNumber::Journal, &[0x22; 32]),
            Printed::of(PrintedNumber::Rules, &[0x33; 32]),
        ];
        Check { printed, ..Check::fine("评审纪要.pdf", "document", true, String::new()) }
    }

    /// A vault of so many entries, each with a head of its own.
    fn vault(entries: u8) -> Check {
        let heads: Vec<[u8; 32]> = (1..=entries)
            .map(|n| std::array::from_fn(|at| n.wrapping_mul(7).wrapping_add(u8::try_from(at).unwrap())))
            .collect();
        let printed = vec![Printed::of(PrintedNumber::Journal, heads.last().unwrap())];
        let elsewhere = vec![Printed::of(PrintedNumber::Data, &[0x11; 32])];
        let fine = Check::fine("秘书处.lunzheng", "vault", true, String::new());
        Check { printed, heads: heads.into(), elsewhere, ..fine }
    }

    #[test]
    fn groups_of_another_printed_number_are_called_by_its_name_and_a_different_paper_still_fails() {
        for (value, code) in [
            ([0x22; 32], Some("verify.paper_other_number")),
            ([0x33; 32], Some("verify.paper_other_number")),
            ([0x44; 32], Some("verify.paper_differs")),
            ([0x11; 32], None),
        ] {
            let mut check = paper();
            check.compare_paper(PrintedNumber::Data, &groups(&value, [3, 11]));
            assert_eq!(check.problems.first().map(|p| p.code.as_str()), code);
            assert_eq!(check.ok, code.is_none());
            assert_eq!(check.unchecked(), code == Some("verify.paper_other_number"), "it accuses nobody");
        }
        let mut check = paper();
        check.compare_paper(PrintedNumber::Data, &groups(&[0x33; 32], [3, 11]));
        let said = &check.problems[0].zh;
        assert!(said.contains("“评审规则摘要”") && said.contains("“数据摘要（SHA-256）”"), "{said}");
        let mut mixed = groups(&[0x11; 32], [3, 11]);
        mixed[1].1 = "3333".to_owned();
        let mut check = paper();
        check.compare_paper(PrintedNumber::Data, &mixed);
        assert_eq!(check.problems[0].code, "verify.paper_differs");
        assert!(check.problems[0].zh.contains("“数据摘要（SHA-256）”第3、11组"), "{}", check.problems[0].zh);
    }

    #[test]
    fn the_head_of_any_entry_of_the_journal_is_an_anchor_and_it_is_said_of_which() {
        let mut check = vault(20);
        let early = check.heads[4];
        check.compare_paper(PrintedNumber::Journal, &groups(&early, [3, 11]));
        assert!(check.ok && check.facts.contains("日志第5条之后的链头，其后又有15条"), "{}", check.facts);
        let mut check = vault(20);
        check.compare_paper(PrintedNumber::Journal, &groups(&early, [3, 11])[..1]);
        assert_eq!(check.problems[0].code, "verify.paper_more_groups");
        let mut check = vault(20);
        let newest = check.heads[19];
        check.compare_paper(PrintedNumber::Journal, &groups(&newest, [3, 11]));
        assert!(check.ok && check.facts.contains("第20条"), "{}", check.facts);
        for (mut check, of, number) in
            [(vault(20), newest, PrintedNumber::Journal), (paper(), [0x11; 32], PrintedNumber::Data)]
        {
            let one = &groups(&of, [3, 11])[0];
            check.compare_paper(number, &[one.clone(), one.clone()]);
            assert_eq!(check.problems[0].code, "verify.paper_more_groups", "one group twice is one");
        }
        let mut check = vault(20);
        let mut forged = groups(&early, [3, 11]);
        forged[1].1 = "0000".to_owned();
        check.compare_paper(PrintedNumber::Journal, &forged);
        assert_eq!(check.problems[0].code, "verify.paper_differs");
        assert!(!check.unchecked());
        let mut check = vault(20);
        check.compare_paper(PrintedNumber::Journal, &groups(&[0x11; 32], [3, 11]));
        assert_eq!(check.problems[0].code, "verify.paper_other_number");
    }

    #[test]
    fn groups_that_name_no_number_are_of_the_paper_where_there_is_one_and_of_the_journal_otherwise() {
        let typed = |of: &[u8; 32], number| -> Vec<PaperGroup> {
            let groups = groups(of, [2, 9]).into_iter();
            groups.map(|(group, typed)| PaperGroup { number, group, typed }).collect()
        };
        let mut both = [paper(), vault(3)];
        compare_paper(&mut both, &typed(&[0x11; 32], None)).unwrap();
        assert!(both.iter().all(|c| c.ok), "the vault is not asked for a paper's digest");
        let head = vault(3).heads[0];
        let mut alone = [vault(3)];
        compare_paper(&mut alone, &typed(&head, None)).unwrap();
        assert!(alone[0].ok && alone[0].facts.contains("第1条"));
        let refused = compare_paper(&mut alone, &typed(&head, Some(PrintedNumber::Rules))).unwrap_err();
        assert_eq!(refused.code(), Code::VerifyPaperNotThere);
    }

    #[test]
    fn numbers_are_called_by_the_words_of_the_page() {
        let page = include_str!("../../../../assets/templates/page.toml");
        for number in PrintedNumber::ALL {
            assert!(page.contains(&format!("\"{}：{{", number.words())), "{}", number.words());
            assert_eq!(PrintedNumber::parse(number.words()), Some(number));
        }
        assert_eq!(PrintedNumber::parse("链头"), Some(PrintedNumber::Journal));
        assert_eq!(PrintedNumber::parse("别的"), None);
    }
}
