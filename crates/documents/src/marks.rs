//! Private characters by which the template engine tells the layout what is no text: ruled blanks, boxes, the edges of a
//! value. A value that holds such a character itself is refused before it gets here, so they cannot be forged.

/// One em of a ruled blank, to be filled by hand.
pub(crate) const BLANK: char = '\u{E000}';
/// Space for a signature, ruled.
pub(crate) const SIGN: char = '\u{E001}';
/// A ticked box ☑, drawn.
pub(crate) const TICKED: char = '\u{E002}';
/// An empty box ☐, drawn.
pub(crate) const UNTICKED: char = '\u{E003}';
/// Start or end of a value; no width.
pub(crate) const EDGE: char = '\u{E004}';
/// A wanted end of line, or of a paragraph.
pub(crate) const BREAK: char = '\u{E005}';

const SHIELD: u32 = 0xE100;
const SHIELDED: &str = "|#><-{}!";

/// Whether the character belongs to the private range, marks or not.
pub(crate) fn is_private(c: char) -> bool {
    matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF)
}

/// Whether the character is drawn rather than set.
pub(crate) fn is_drawn(c: char) -> bool {
    matches!(c, BLANK | SIGN | TICKED | UNTICKED)
}

/// Hides from the block parser what would be syntax in a template (`|`, `#`, …) but is text in a value.
pub(crate) fn shield(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => BREAK,
            c if SHIELDED.contains(c) => char::from_u32(SHIELD + u32::from(c)).unwrap_or(c),
            c => c,
        })
        .collect()
}

/// Takes [`shield`] back, but for the wanted line ends.
pub(crate) fn unshield(text: &str) -> String {
    text.chars()
        .map(|c| match u32::from(c) {
            n @ 0xE120..=0xE17F => char::from_u32(n - SHIELD).unwrap_or(c),
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_syntax_in_a_template_is_text_in_a_value() {
        let text = "# a|b > {{c}} <!-- d -->";
        assert!(!shield(text).contains(['|', '#', '>', '<', '{']));
        assert_eq!(unshield(&shield(text)), text);
    }
}
