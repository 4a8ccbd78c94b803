//! Money in words (人民币大写): the capital numerals of banking practice, with 零 between, 整 after 元 or 角.

use crate::money::Fen;

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];

/// The amount in words: 5002 元 → 人民币伍仟零贰元整; 6007.14 元 → 人民币陆仟零柒元壹角肆分. A negative amount starts with 负.
pub(crate) fn in_words(amount: Fen) -> String {
    let magnitude = amount.0.unsigned_abs();
    let (yuan, jiao, fen) = (magnitude / 100, digit(magnitude / 10 % 10), digit(magnitude % 10));
    let mut text = String::from(if amount.0 < 0 { "人民币负" } else { "人民币" });
    if yuan > 0 {
        text.push_str(&integer(yuan));
        text.push('元');
    }
    match (jiao, fen) {
        (0, 0) if yuan == 0 => text.push_str("零元整"),
        (0, 0) => text.push('整'),
        (j, 0) => {
            text.push_str(DIGITS[j]);
            text.push_str("角整");
        }
        (0, f) => {
            if yuan > 0 {
                text.push('零');
            }
            text.push_str(DIGITS[f]);
            text.push('分');
        }
        (j, f) => {
            text.push_str(DIGITS[j]);
            text.push('角');
            text.push_str(DIGITS[f]);
            text.push('分');
        }
    }
    text
}

/// A digit as an index of the table.
fn digit(n: u64) -> usize {
    usize::try_from(n % 10).unwrap_or(0)
}

/// A whole number above zero in words, in groups of four places.
fn integer(mut n: u64) -> String {
    let mut groups = Vec::new();
    while n > 0 {
        groups.push(n % 10_000);
        n /= 10_000;
    }
    let mut text = String::new();
    let mut gap = false;
    for (place, group) in groups.iter().enumerate().rev() {
        if *group == 0 {
            gap = !text.is_empty();
            continue;
        }
        if !text.is_empty() && (gap || *group < 1000) {
            text.push('零');
        }
        text.push_str(&four_places(*group));
        text.push_str(GROUPS[place]);
        gap = false;
    }
    text
}

/// A number below ten thousand in words, 零 only between digits.
fn four_places(n: u64) -> String {
    let mut text = String::new();
    let mut gap = false;
    for place in (0..4u32).rev() {
        let d = digit(n / 10u64.pow(place));
        if d == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
        }
        text.push_str(DIGITS[d]);
        text.push_str(PLACES[place as usize]);
        gap = false;
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::money::Fen;

    #[test]
    fn amounts_are_worded_as_a_bank_wants_them() {
        let cases = [
            (500_200, "人民币伍仟零贰元整"),
            (600_714, "人民币陆仟零柒元壹角肆分"),
            (2_000_000_000, "人民币贰仟万元整"),
            (9_862_500_000, "人民币玖仟捌佰陆拾贰万伍仟元整"),
            (0, "人民币零元整"),
            (5, "人民币伍分"),
            (100_005, "人民币壹仟元零伍分"),
            (1_050, "人民币壹拾元伍角整"),
            (10_000_000_100, "人民币壹亿零壹元整"),
            (10_500_000_000, "人民币壹亿零伍佰万元整"),
            (1_000_100_000, "人民币壹仟万壹仟元整"),
            (100_100_000_000, "人民币壹拾亿零壹佰万元整"),
        ];
        for (fen, words) in cases {
            assert_eq!(Fen(fen).in_words(), words, "{fen}");
        }
    }
}
