//! Typed texts as sentences and cells of a paper take them.

/// A text on one line.
pub(super) fn line(text: &str) -> String {
    text.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Without the mark that ends a sentence, for it goes on.
pub(super) fn bare(text: &str) -> String {
    text.trim().trim_end_matches(['。', '；']).to_owned()
}

/// On one line, without the full stop.
pub(super) fn bare_line(text: &str) -> String {
    line(text).trim_end_matches('。').to_owned()
}
