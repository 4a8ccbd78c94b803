//! Text as an office types it: full-width forms, hard spaces, dashes for "nothing".

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Trims every kind of blank and makes line breaks plain; the inside is left as written.
#[must_use]
pub fn trimmed(text: &str) -> String {
    if !text.contains(['\r', '\u{b}']) {
        return text.trim_matches(is_blank).to_owned();
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}'], "\n");
    text.trim_matches(is_blank).to_owned()
}

/// Whether [`trimmed`] leaves the text as it is.
#[must_use]
pub(crate) fn is_trimmed(text: &str) -> bool {
    let breaks = text.bytes().any(|b| matches!(b, b'\r' | b'\x0b'));
    !breaks && !text.starts_with(is_blank) && !text.ends_with(is_blank)
}

/// Half-width, without any blank: the form in which labels and values are compared.
#[must_use]
pub fn squeezed(text: &str) -> String {
    squeeze(text).into_owned()
}

/// As [`squeezed`], without a copy of what is in that form already.
pub(crate) fn squeeze(text: &str) -> Cow<'_, str> {
    if is_common(text) {
        return Cow::Borrowed(text);
    }
    let plain = |c: char| is_common_char(c) || matches!(c, ' ' | '\n' | '、' | '。' | '“' | '”');
    if text.chars().all(plain) {
        return text.chars().filter(|c| !matches!(c, ' ' | '\n')).collect();
    }
    text.nfkc().filter(|c| !is_blank(*c)).collect()
}

/// The common characters stay as they are when a text is squeezed, which saves looking them up.
fn is_common_char(c: char) -> bool {
    c.is_ascii_graphic() || ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a text is of nothing but common characters, and so squeezed already.
pub(crate) fn is_common(text: &str) -> bool {
    // As `is_common_char` says it, by the bytes of UTF-8: every text of a list goes through here, many times.
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [] => return true,
            [b'!'..=b'~', rest @ ..] | [0xE4, 0xB8..=0xBF, _, rest @ ..] | [0xE5..=0xE9, _, _, rest @ ..] => {
                rest
            }
            _ => return false,
        };
    }
}

/// Whether the text is nothing but blanks.
#[must_use]
pub fn is_only_blanks(text: &str) -> bool {
    text.chars().all(is_blank)
}

/// Whether the text says that there is nothing: empty, a slash, dashes, 无.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    // Whatever begins with another letter, digit or character says something.
    let says = |c: char| {
        (c.is_ascii_alphanumeric() && !matches!(c, 'N' | 'n'))
            || (('\u{4e00}'..='\u{9fff}').contains(&c) && !matches!(c, '无' | '暂' | '空'))
    };
    if text.chars().find(|c| !is_blank(*c)).is_some_and(says) || text.trim().len() > 60 {
        return false;
    }
    let text = squeeze(text);
    text.chars().all(|c| matches!(c, '/' | '\\' | '-' | '—' | '–' | '―' | '─' | '−' | '_' | '.'))
        || matches!(&*text, "无" | "无。" | "暂无" | "空" | "N/A" | "n/a" | "NA" | "null")
}

/// Blanks, also the ones that editors and web pages leave behind.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// A whole number written in Chinese numerals below one hundred: 三 is 3, 两 is 2, 十八 is 18.
#[must_use]
pub fn chinese_number(text: &str) -> Option<u32> {
    let digit = |c: char| match c {
        '零' | '〇' => Some(0),
        '一' | '壹' => Some(1),
        '二' | '两' | '贰' => Some(2),
        '三' | '叁' => Some(3),
        '四' | '肆' => Some(4),
        '五' | '伍' => Some(5),
        '六' | '陆' => Some(6),
        '七' | '柒' => Some(7),
        '八' | '捌' => Some(8),
        '九' | '玖' => Some(9),
        _ => None,
    };
    let chars: Vec<char> = text.chars().map(|c| if c == '拾' { '十' } else { c }).collect();
    match chars.as_slice() {
        [d] if *d != '十' => digit(*d),
        ['十'] => Some(10),
        ['十', ones] => digit(*ones).map(|n| 10 + n),
        [tens, '十'] => digit(*tens).map(|n| n * 10),
        [tens, '十', ones] => Some(digit(*tens)? * 10 + digit(*ones)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_common_by_its_bytes_just_where_it_is_by_itself() {
        for c in ('\0'..=char::MAX).take(0x1_1000) {
            assert_eq!(is_common(c.encode_utf8(&mut [0; 4])), is_common_char(c), "{c:?}");
        }
        assert!(is_common("甲a1乙") && !is_common("甲 乙") && is_common(""));
    }

    #[test]
    fn nothing_has_many_spellings() {
        for nothing in ["", " ", "\u{3000}", "/", "／", "—", "——", "－", "-", "无", " 无 ", "\u{a0}", "N/A"]
        {
            assert!(is_nothing(nothing), "{nothing:?}");
        }
        for something in ["无锡", "0", "A/B", "有"] {
            assert!(!is_nothing(something), "{something:?}");
        }
    }

    #[test]
    fn text_keeps_its_inside_and_loses_its_margins() {
        assert_eq!(trimmed("\u{3000}（1）甲\r\n乙\u{a0}\u{200b}"), "（1）甲\n乙");
        assert_eq!(squeezed("预算\n金额（万 元）"), "预算金额(万元)");
    }

    #[test]
    fn small_chinese_numbers_are_read() {
        let read = ["三", "十", "十八", "二十", "三十六", "两"].map(chinese_number);
        assert_eq!(read, [3, 10, 18, 20, 36, 2].map(Some));
        assert_eq!(chinese_number("百"), None);
    }
}
