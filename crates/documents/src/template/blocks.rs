//! The expanded text of a document, cut into blocks.

use std::collections::BTreeSet;

use super::front::Template;
use super::tables;
use crate::error::DocumentError;
use crate::layout::{Align, Block};
use crate::marks;

/// Cuts the expanded text into blocks.
pub(crate) fn parse(
    template: &Template,
    text: &str,
    hidden: &BTreeSet<String>,
) -> Result<Vec<Block>, DocumentError> {
    let mut blocks = Vec::new();
    let mut align = Align::Left;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let mut line = line.trim_matches([' ', '\r']);
        for (mark, wanted) in [
            ("<!-- mark -->", Align::Mark),
            ("<!-- centre -->", Align::Centre),
            ("<!-- right -->", Align::Right),
            ("<!-- left -->", Align::Flush),
        ] {
            if let Some(rest) = line.strip_prefix(mark) {
                align = wanted;
                line = rest.trim_start_matches(' ');
            }
        }
        if line.trim_matches([' ', '　', marks::EDGE]).is_empty() {
            continue;
        }
        if let Some(code) = line.strip_prefix("<!-- qr -->") {
            blocks.push(Block::Qr(clean(code).replace(marks::EDGE, "")));
        } else if let Some((code, words)) =
            line.strip_prefix("<!-- qr right -->").and_then(|rest| rest.split_once('　'))
        {
            blocks.push(Block::QrBeside(clean(code).replace(marks::EDGE, ""), clean(words)));
        } else if line.starts_with('|') {
            let mut rows = vec![cells(line)];
            while let Some(next) = lines.next_if(|l| l.trim_start().starts_with('|')) {
                rows.push(cells(next.trim_matches([' ', '\r'])));
            }
            blocks.extend(tables::tables(template, rows, hidden)?);
        } else {
            blocks.extend(block(line, align));
        }
        align = Align::Left;
    }
    Ok(blocks)
}

fn block(line: &str, align: Align) -> Option<Block> {
    match line.trim() {
        "<!-- page -->" => return Some(Block::NewPage),
        "<!-- landscape -->" => return Some(Block::Landscape(true)),
        "<!-- /landscape -->" => return Some(Block::Landscape(false)),
        ">" => return None,
        _ => {}
    }
    let block = if let Some(title) = line.strip_prefix("# ") {
        Block::Title(clean(title))
    } else if let Some(heading) = line.strip_prefix("## ") {
        Block::Heading(1, clean(heading), align)
    } else if let Some(heading) = line.strip_prefix("### ") {
        Block::Heading(2, clean(heading), align)
    } else if let Some(small) = line.strip_prefix("> ") {
        Block::Small(clean(small))
    } else {
        Block::Paragraph(clean(line).trim_end_matches('　').to_owned(), align)
    };
    match &block {
        Block::Small(text) | Block::Paragraph(text, _) if text.trim().is_empty() => None,
        _ => Some(block),
    }
}

fn clean(text: &str) -> String {
    marks::unshield(&text.trim().replace("<br>", &marks::BREAK.to_string()))
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner.split('|').map(clean).collect()
}
