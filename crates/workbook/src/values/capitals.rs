//! Amounts in words, as a voucher spells them: 人民币叁佰万元整, 伍仟零贰元, 陆仟零柒元壹角肆分. They name their unit
//! themselves; a bare 三百 has none and is not an amount.

use rust_decimal::Decimal;

/// The amount in 分, if the whole text is one.
pub(crate) fn read(text: &str) -> Option<Decimal> {
    let chars: Vec<char> = text.chars().collect();
    if chars.is_empty() || chars.len() > 40 {
        return None;
    }
    let split = chars.iter().position(|c| matches!(c, '元' | '圆'));
    let (whole, cents) = match split {
        Some(at) => (&chars[..at], &chars[at + 1..]),
        // 叁佰万 says its unit with 万; anything smaller without 元 does not.
        None if chars.last().is_some_and(|c| matches!(c, '万' | '亿')) => (&chars[..], &[][..]),
        None => return None,
    };
    let yuan = number(whole)?;
    let fen = yuan.checked_mul(100)?.checked_add(small(cents)?)?;
    Some(Decimal::from(fen))
}

/// Jiao and fen behind the yuan.
fn small(chars: &[char]) -> Option<i64> {
    let chars: Vec<char> = chars.iter().copied().filter(|c| !matches!(c, '零' | '整' | '正')).collect();
    match chars.as_slice() {
        [] => Some(0),
        [jiao, '角'] => Some(digit(*jiao)? * 10),
        [fen, '分'] => digit(*fen),
        [jiao, '角', fen, '分'] => Some(digit(*jiao)? * 10 + digit(*fen)?),
        _ => None,
    }
}

fn digit(c: char) -> Option<i64> {
    let place = "零一二三四五六七八九".chars().position(|d| d == c);
    let place = place.or_else(|| "〇壹贰叁肆伍陆柒捌玖".chars().position(|d| d == c));
    let place = place.or(if c == '两' { Some(2) } else { None });
    place.and_then(|p| i64::try_from(p).ok())
}

/// A whole number in words with 万 and 亿.
fn number(chars: &[char]) -> Option<i64> {
    if chars.is_empty() {
        return None;
    }
    for (mark, worth) in [('亿', 100_000_000), ('万', 10_000)] {
        if let Some(at) = chars.iter().rposition(|c| *c == mark) {
            let high = number(&chars[..at])?.checked_mul(worth)?;
            let low = if at + 1 == chars.len() { 0 } else { number(&chars[at + 1..])? };
            return if low < worth { high.checked_add(low) } else { None };
        }
    }
    below_ten_thousand(chars)
}

fn below_ten_thousand(chars: &[char]) -> Option<i64> {
    let (mut total, mut last) = (0i64, 10_000i64);
    let mut rest = chars;
    while let [first, tail @ ..] = rest {
        if matches!(first, '零' | '〇') {
            rest = tail;
            continue;
        }
        let place = |c: char| match c {
            '拾' | '十' => Some(10),
            '佰' | '百' => Some(100),
            '仟' | '千' => Some(1000),
            _ => None,
        };
        // 拾 alone is ten: 拾伍万.
        if place(*first) == Some(10) && total == 0 && last == 10_000 {
            (total, last, rest) = (10, 10, tail);
            continue;
        }
        let value = digit(*first)?;
        match tail {
            [mark, after @ ..] if place(*mark).is_some() => {
                let worth = place(*mark)?;
                if worth >= last {
                    return None;
                }
                (total, last, rest) = (total + value * worth, worth, after);
            }
            [] if last > 1 => return Some(total + value),
            _ => return None,
        }
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_in_words_are_read_with_their_own_unit_only() {
        let fen = |text: &str| read(text).map(|d| d.to_string());
        for (text, want) in [
            ("伍仟零贰元", "500200"),
            ("陆仟零柒元壹角肆分", "600714"),
            ("贰仟万元整", "2000000000"),
            ("拾伍万元", "15000000"),
            ("叁佰万", "300000000"),
            ("壹亿贰仟万元", "12000000000"),
            ("三百二十万元", "320000000"),
        ] {
            assert_eq!(fen(text).as_deref(), Some(want), "{text}");
        }
        for none in ["五十", "三百", "万", "元", "伍元贰", "佰元", "两三万元", "万万元"] {
            assert_eq!(fen(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[零一二壹贰拾佰仟万亿元角分整]{0,20}") {
            let _ = read(&text);
        }
    }
}
