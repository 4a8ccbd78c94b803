//! The expanded text of a document, cut into blocks.

use std::collections::BTreeSet;

use super::front::{TableSpec, Template};
use crate::error::DocumentError;
use crate::layout::{Align, Block, CellAlign, Column, Group, TableBlock, named_size};
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
        ] {
            if let Some(rest) = line.strip_prefix(mark) {
                align = wanted;
                line = rest.trim_start_matches(' ');
            }
        }
        if line.trim_matches([' ', '　', marks::EDGE]).is_empty() {
            continue;
        }
        if line.starts_with('|') {
            let mut rows = vec![cells(line)];
            while let Some(next) = lines.next_if(|l| l.trim_start().starts_with('|')) {
                rows.push(cells(next.trim_matches([' ', '\r'])));
            }
            blocks.push(Block::Table(table(template, rows, hidden)?));
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
        Block::Heading(1, clean(heading))
    } else if let Some(heading) = line.strip_prefix("### ") {
        Block::Heading(2, clean(heading))
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

/// Finds the table of the front block whose headings these are, and takes widths and alignments from it.
fn table(
    template: &Template,
    mut rows: Vec<Vec<String>>,
    hidden: &BTreeSet<String>,
) -> Result<TableBlock, DocumentError> {
    let mut head = rows.remove(0);
    if !rows.is_empty() {
        rows.remove(0);
    }
    let plain: Vec<String> = head
        .iter()
        .map(|h| h.chars().filter(|c| !marks::is_private(*c)).collect())
        .collect();
    let found = template
        .front
        .tables
        .values()
        .find_map(|spec| fields(spec, &plain).map(|f| (spec, f)));
    let (spec, mut fields) = found.ok_or_else(|| template.fail(0, "table", &plain.join("|")))?;
    if let Some(row) = rows.iter().find(|row| row.len() != fields.len()) {
        return Err(template.fail(0, "table", &row.join("|")));
    }
    // A hidden column leaves no gap.
    let kept: Vec<bool> = fields.iter().map(|f| !hidden.contains(&f.name)).collect();
    keep(&mut head, &kept);
    keep(&mut fields, &kept);
    for row in &mut rows {
        keep(row, &kept);
    }
    let columns = fields.iter().map(|f| f.column.clone()).collect();
    let size = named_size(&spec.size).ok_or_else(|| template.fail(0, "front", &spec.size))?;
    let groups = spec.groups.iter().filter_map(|g| group(g, &fields)).collect();
    Ok(TableBlock {
        columns,
        groups,
        head,
        rows,
        size,
        row_height: template.row_height(),
    })
}

fn keep<T>(items: &mut Vec<T>, kept: &[bool]) {
    let mut flags = kept.iter();
    items.retain(|_| flags.next().copied().unwrap_or(true));
}

struct Field {
    name: String,
    column: Column,
}

/// The columns of a table with these headings, one per heading; nothing when the headings are not those of the table.
fn fields(spec: &TableSpec, head: &[String]) -> Option<Vec<Field>> {
    let mut fields = Vec::with_capacity(head.len());
    let repeated = (head.len() + 1).checked_sub(spec.cols.len())?;
    let mut at = 0;
    for (name, heading, width, align) in &spec.cols {
        let align = match align.as_str() {
            "l" => CellAlign::Left,
            "c" => CellAlign::Centre,
            _ => CellAlign::Decimal,
        };
        let repeat = spec.repeat.as_ref().filter(|r| r.field == *name);
        let (count, chars) = repeat.map_or((1, *width), |r| (repeated, r.width));
        for _ in 0..count {
            let here = head.get(at)?;
            if repeat.is_none() && here != heading {
                return None;
            }
            fields.push(Field {
                name: name.clone(),
                column: Column { chars, align },
            });
            at += 1;
        }
    }
    (at == head.len()).then_some(fields)
}

fn group(group: &[String], fields: &[Field]) -> Option<Group> {
    let (label, names) = group.split_first()?;
    let from = fields.iter().position(|f| names.contains(&f.name))?;
    let count = fields[from..]
        .iter()
        .take_while(|f| names.contains(&f.name))
        .count();
    Some(Group {
        label: label.clone(),
        from,
        count,
    })
}
