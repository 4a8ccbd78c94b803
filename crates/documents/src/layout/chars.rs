//! What a character may do at the ends of a line (禁则), and what may be squeezed.

use crate::marks;

/// May not start a line.
pub(crate) fn no_start(c: char) -> bool {
    "、。，．：；？！）》」』】〕〉”’…—·％‰℃%),.:;?!]}々～°".contains(c)
}

/// May not end a line.
pub(crate) fn no_end(c: char) -> bool {
    "（《「『【〔〈“‘([{￥¥".contains(c)
}

/// A closing or pausing mark whose right half is empty.
pub(crate) fn is_closing(c: char) -> bool {
    "、。，．：；）》」』】〕〉”’".contains(c)
}

/// An opening mark whose left half is empty.
pub(crate) fn is_opening(c: char) -> bool {
    "（《「『【〔〈“‘".contains(c)
}

/// Part of a number or of a Latin word, which stays whole.
pub(crate) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_/.,'@%:+#−".contains(c) || ('À'..='ɏ').contains(&c)
}

/// What keeps a run of text together when a name in it needs another face: neither blank nor mark nor punctuation.
pub(crate) fn is_in_run(c: char) -> bool {
    !(c.is_whitespace()
        || c == '　'
        || marks::is_private(c)
        || c != '·' && (no_start(c) || no_end(c) || "＝＋×÷|／/；".contains(c)))
}

/// A unit or counter that stays with the number before it.
pub(crate) fn is_unit(c: char) -> bool {
    "元万亿年月日时分秒人项名票份个条号页次件台套批字℃％".contains(c)
}

/// Radicals whose character Unicode's own compatibility mapping does not give, or gives in its traditional form.
const SIMPLIFIED_RADICALS: [(char, char); 27] = [
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
    ('⼾', '户'),
];

/// What is printed for a character: radicals that look like a character are printed as that character, so that the
/// text can be searched and the fonts have it.
pub(crate) fn printed(c: char) -> char {
    use unicode_normalization::UnicodeNormalization;
    if let Some((_, plain)) = SIMPLIFIED_RADICALS.iter().find(|(radical, _)| *radical == c) {
        return *plain;
    }
    match c {
        '\u{2E80}'..='\u{2FDF}' => std::iter::once(c).nfkc().next().unwrap_or(c),
        '\t' | '\u{A0}' => ' ',
        c => c,
    }
}
