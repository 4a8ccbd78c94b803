//! Characters that were lost on the way, and ones that are not what they look like. A rare character is neither.

use domain::Code;

/// What a text is, as far as a lone mark in it tells something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prose {
    /// The name of a person or a unit: no mark of punctuation has a place in it.
    Name,
    /// A title: a mark inside it is odd, one at its end is not.
    Title,
    /// Anything else.
    Text,
}

impl Prose {
    /// A title that is as short as a name is looked at as one.
    pub(crate) fn of(self, short: bool) -> Prose {
        if short && self == Prose::Title { Prose::Name } else { self }
    }
}

/// The first lost or suspicious character of a text.
pub(crate) fn look(text: &str, prose: Prose) -> Option<(Code, String)> {
    if text.chars().all(is_in_order) || (text.is_ascii() && !text.contains('?')) {
        return None;
    }
    let shown = |c: char| format!("{c}（U+{:04X}）", u32::from(c));
    if text.contains('\u{fffd}') {
        return Some((Code::CharLost, shown('\u{fffd}')));
    }
    if let Some(lost) = lost_mark(text, prose) {
        return Some((Code::CharLost, lost.to_string()));
    }
    if let Some(c) = text.chars().find(|c| is_suspicious(*c)) {
        return Some((Code::CharSuspicious, shown(c)));
    }
    let garbled =
        ["锟斤拷", "烫烫烫", "屯屯屯", "鈥", "Ã", "â€", "ï¿½"].into_iter().find(|g| text.contains(g));
    if let Some(garbled) = garbled {
        return Some((Code::CharSuspicious, garbled.to_owned()));
    }
    (prose == Prose::Name).then(|| spelled_out(text)).flatten().map(|s| (Code::CharSuspicious, s))
}

/// Whether a character is in order whatever stands beside it: none of those that are looked for below.
fn is_in_order(c: char) -> bool {
    match c {
        '锟' | '烫' | '屯' | '鈥' | '?' | '*' | '[' | '{' => false,
        '\u{4e00}'..='\u{9fff}' | ' '..='~' | '、' | '。' | '，' | '；' | '：' | '（' | '）' | '“' | '”' => {
            true
        }
        _ => false,
    }
}

/// A mark that stands for a character some program did not know.
fn lost_mark(text: &str, prose: Prose) -> Option<char> {
    let chars: Vec<char> = text.chars().collect();
    let han = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| is_han(*c));
    chars.iter().enumerate().find_map(|(at, c)| {
        let between = han(at.checked_sub(1)) && han(Some(at + 1));
        let beside = han(at.checked_sub(1)) || han(Some(at + 1));
        let lost = match (c, prose) {
            ('?' | '？', Prose::Name) => beside || chars.iter().all(|c| matches!(c, '?' | '？')),
            ('?', Prose::Title) => between,
            ('□' | '■' | '〓' | '▯' | '◇' | '◆' | '＊' | '*', Prose::Name) => beside,
            ('□' | '〓' | '▯', Prose::Title) => between,
            _ => false,
        };
        lost.then_some(*c)
    })
}

fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x2_0000..=0x3_FFFF)
}

/// Private characters, radicals that look like characters, and invisible ones inside a text.
fn is_suspicious(c: char) -> bool {
    matches!(u32::from(c),
        0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF // private use: shown on one computer only
        | 0x2E80..=0x2FDF // radicals
        | 0x2FF0..=0x2FFF // descriptions of characters
        | 0xF900..=0xFAFF // compatibility forms
        | 0x2_F800..=0x2_FA1F
        | 0x202A..=0x202E | 0x2066..=0x2069 // marks that turn the direction of writing
        | 0x0001..=0x0008 | 0x000E..=0x001F)
}

/// A character described by its parts, as in 王（吉吉）明 or 李[火华].
fn spelled_out(text: &str) -> Option<String> {
    let open = text.find(['[', '［', '{'])?;
    let rest = &text[open..];
    let close = rest.find([']', '］', '}'])?;
    let inside: String = rest[..close].chars().skip(1).collect();
    let parts = inside.chars().filter(|c| is_han(*c)).count();
    ((2..=4).contains(&parts) && text.chars().count() <= 12).then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str, prose: Prose) -> Option<Code> {
        look(text, prose).map(|(code, _)| code)
    }

    #[test]
    fn rare_characters_and_foreign_names_are_in_order() {
        for name in [
            "史𠅤华",
            "邹䶮宇",
            "周犇建",
            "古丽娜孜·阿不都克里木",
            "苗堃胜",
            "示例（集团）有限公司",
            "A·B·Smith",
        ] {
            assert_eq!(code(name, Prose::Name), None, "{name}");
        }
        assert_eq!(code("磁材为何退磁？", Prose::Title), None);
        assert_eq!(code("①良品率≥90%；②□是 □否", Prose::Text), None);
    }

    #[test]
    fn a_mark_in_the_place_of_a_character_is_a_lost_one() {
        for name in ["史?华", "史？华", "邹□宇", "周\u{fffd}建", "??"] {
            assert_eq!(code(name, Prose::Name), Some(Code::CharLost), "{name}");
        }
        assert_eq!(code("高?能磁材", Prose::Title), Some(Code::CharLost));
    }

    #[test]
    fn private_look_alike_and_garbled_characters_are_suspicious() {
        for name in ["史\u{e863}华", "⽊材厂", "锟斤拷公司", "王[吉吉]明", "\u{f92c}明"] {
            assert_eq!(code(name, Prose::Name), Some(Code::CharSuspicious), "{name}");
        }
    }
}
