//! Which bid a file belongs to, told from its name: proposed from number, title or unit, and confirmed by a human.

use unicode_normalization::UnicodeNormalization;

use crate::bid::{Bid, PaperKind};
use crate::units;

/// What in the name told the bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ToldBy {
    /// The bid's number.
    Number,
    /// Its title.
    Title,
    /// Its solver, who has no other bid in the batch.
    Solver,
}

/// The bids that a file's name fits, by the best of what it says; none, one, or several that a human tells apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fit {
    /// Numbers of bids.
    pub bids: Vec<String>,
    /// What told them.
    pub by: Option<ToldBy>,
}

/// Text without blanks and signs, in one width and case.
fn plain(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a number stands in a name by itself: `JB-1` is not in `JB-12`.
fn holds_number(name: &str, number: &str) -> bool {
    let fold = |text: &str| -> Vec<char> {
        text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
    };
    let (name, number) = (fold(name), fold(number));
    let edge = |c: Option<&char>, inner: Option<&char>| match (c, inner) {
        (Some(c), Some(inner)) if inner.is_ascii_digit() => !c.is_ascii_digit(),
        (Some(c), Some(inner)) if inner.is_ascii_alphanumeric() => !c.is_ascii_alphanumeric(),
        _ => true,
    };
    !number.is_empty()
        && name.windows(number.len()).enumerate().any(|(at, window)| {
            window == number
                && edge(at.checked_sub(1).and_then(|i| name.get(i)), number.first())
                && edge(name.get(at + number.len()), number.last())
        })
}

/// Which bids a file's name fits: by number, else by title, else by solver. The longest number wins where one number
/// holds another.
#[must_use]
pub fn fit(file: &str, bids: &[Bid]) -> Fit {
    let numbered: Vec<&Bid> = bids.iter().filter(|b| holds_number(file, &b.no)).collect();
    if let Some(longest) = numbered.iter().map(|b| b.no.chars().count()).max() {
        let of_length = numbered.iter().filter(|b| b.no.chars().count() == longest);
        return Fit { bids: of_length.map(|b| b.no.clone()).collect(), by: Some(ToldBy::Number) };
    }
    let name = plain(file);
    let told = |by: ToldBy, key: &dyn Fn(&Bid) -> String| {
        let fits = |b: &&Bid| {
            let key = key(b);
            key.chars().count() >= 4 && name.contains(&key)
        };
        let bids: Vec<String> = bids.iter().filter(fits).map(|b| b.no.clone()).collect();
        (!bids.is_empty()).then_some(Fit { bids, by: Some(by) })
    };
    told(ToldBy::Title, &|b| plain(&b.title))
        .or_else(|| told(ToldBy::Solver, &|b| plain(&units::normalise(&b.solver))))
        .unwrap_or_default()
}

/// What a file seems to be, from its name; nothing when the name does not say.
#[must_use]
pub fn kind(file: &str) -> Option<PaperKind> {
    let words: [(&str, PaperKind); 9] = [
        ("协议", PaperKind::Agreement),
        ("合同", PaperKind::Agreement),
        ("预算", PaperKind::Budget),
        ("经费", PaperKind::Budget),
        ("证明", PaperKind::Evidence),
        ("佐证", PaperKind::Evidence),
        ("附件", PaperKind::Evidence),
        ("方案", PaperKind::Plan),
        ("计划书", PaperKind::Plan),
    ];
    words.into_iter().find(|(word, _)| file.contains(word)).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::bid;

    fn bids() -> Vec<Bid> {
        let mut bids = vec![bid("JB-1"), bid("JB-12"), bid("JB-3")];
        bids[1].title = "氢能储运装备关键技术".to_owned();
        bids[2].title = "数字化矿山通信系统研制".to_owned();
        bids[2].solver = "另一研究院".to_owned();
        bids
    }

    fn fits(file: &str) -> (Vec<String>, Option<ToldBy>) {
        let fit = fit(file, &bids());
        (fit.bids, fit.by)
    }

    #[test]
    fn a_number_in_the_name_tells_the_bid_and_never_the_one_it_begins() {
        assert_eq!(fits("JB-12揭榜方案.pdf"), (vec!["JB-12".to_owned()], Some(ToldBy::Number)));
        assert_eq!(fits("ｊｂ-1 协议.pdf"), (vec!["JB-1".to_owned()], Some(ToldBy::Number)));
        assert_eq!(fits("JB-123.pdf").0, Vec::<String>::new());
        assert_eq!(fits("AJB-1.pdf").0, Vec::<String>::new());
    }

    #[test]
    fn a_title_or_a_solver_tells_the_bid_where_no_number_does_and_several_are_left_to_a_human() {
        assert_eq!(fits("（终稿）氢能储运装备 关键技术.docx").1, Some(ToldBy::Title));
        assert_eq!(fits("另一研究院-佐证.jpg"), (vec!["JB-3".to_owned()], Some(ToldBy::Solver)));
        assert_eq!(fits("示例理工大学证明.pdf").0.len(), 2);
        assert_eq!(fits("扫描件001.pdf"), (vec![], None));
    }

    #[test]
    fn what_a_file_is_is_told_by_its_name_or_not_at_all() {
        assert_eq!(kind("JB-1揭榜协议.pdf"), Some(PaperKind::Agreement));
        assert_eq!(kind("JB-1揭榜方案.pdf"), Some(PaperKind::Plan));
        assert_eq!(kind("JB-1.pdf"), None);
    }
}
