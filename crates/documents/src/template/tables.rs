//! Tables: the rows of the text meet the widths and alignments of the front block.

use std::collections::BTreeSet;
use std::ops::Range;

use super::front::{Repeat, TableSpec, Template};
use crate::error::DocumentError;
use crate::layout::{Align, Block, CellAlign, Column, Group, TableBlock, named_size};
use crate::marks;

struct Field {
    name: String,
    column: Column,
}

/// A table as it was written: cells by rows, the row of dashes gone.
struct Written {
    head: Vec<String>,
    fields: Vec<Field>,
    rows: Vec<Vec<String>>,
}

/// The table of the front block whose headings these are. A repeated column with more parts than fit gives several
/// tables, the left columns in each, the right ones in the last.
pub(super) fn tables(
    template: &Template,
    mut rows: Vec<Vec<String>>,
    hidden: &BTreeSet<String>,
) -> Result<Vec<Block>, DocumentError> {
    let head = rows.remove(0);
    if !rows.is_empty() {
        rows.remove(0);
    }
    let plain: Vec<String> =
        head.iter().map(|h| h.chars().filter(|c| !marks::is_private(*c)).collect()).collect();
    let mut specs = template.front.tables.values();
    let found = specs.find_map(|spec| fields(spec, &plain).map(|f| (spec, f)));
    let (spec, fields) = found.ok_or_else(|| template.fail(0, "table", &plain.join("|")))?;
    if let Some(row) = rows.iter().find(|row| row.len() != fields.len()) {
        return Err(template.fail(0, "table", &row.join("|")));
    }
    let size = named_size(&spec.size).ok_or_else(|| template.fail(0, "front", &spec.size))?;
    let mut written = Written { head, fields, rows };
    // A hidden column leaves no gap.
    let shown: Vec<bool> = written.fields.iter().map(|f| !hidden.contains(&f.name)).collect();
    written = written.only(&shown);
    let make = |part: Written| {
        let groups = spec.groups.iter().filter_map(|g| group(g, &part.fields)).collect();
        let columns = part.fields.into_iter().map(|f| f.column).collect();
        let (head, rows, row_height) = (part.head, part.rows, template.row_height());
        Block::Table(TableBlock { columns, groups, head, rows, size, row_height })
    };
    let parts = spec.repeat.as_ref().map(|r| (r, chunks(&written.fields, r)));
    match parts {
        Some((repeat, parts)) if parts.len() > 1 => {
            let mut blocks = Vec::new();
            for (n, part) in parts.iter().enumerate() {
                if n > 0 {
                    blocks.push(Block::Paragraph(repeat.continued.clone(), Align::Left));
                }
                let last = n + 1 == parts.len();
                blocks.push(make(written.only(&columns_of(&written.fields, repeat, part, last))));
            }
            Ok(blocks)
        }
        _ => Ok(vec![make(written)]),
    }
}

impl Written {
    /// The table with only the columns that are wanted.
    fn only(&self, wanted: &[bool]) -> Written {
        let keep = |cells: &[String]| -> Vec<String> {
            cells.iter().zip(wanted).filter(|(_, w)| **w).map(|(c, _)| c.clone()).collect()
        };
        let fields = self.fields.iter().zip(wanted).filter(|(_, w)| **w);
        Written {
            head: keep(&self.head),
            fields: fields.map(|(f, _)| Field { name: f.name.clone(), column: f.column.clone() }).collect(),
            rows: self.rows.iter().map(|row| keep(row)).collect(),
        }
    }
}

/// The repeated columns, in even parts of at most `up_to`.
fn chunks(fields: &[Field], repeat: &Repeat) -> Vec<Range<usize>> {
    let columns: Vec<usize> = (0..fields.len()).filter(|i| fields[*i].name == repeat.field).collect();
    let count = columns.len().div_ceil(repeat.up_to.max(1)).max(1);
    let size = columns.len().div_ceil(count).max(1);
    columns.chunks(size).filter_map(|c| Some(*c.first()?..*c.last()? + 1)).collect()
}

/// Which columns a part shows.
fn columns_of(fields: &[Field], repeat: &Repeat, part: &Range<usize>, last: bool) -> Vec<bool> {
    let first = fields.iter().position(|f| f.name == repeat.field).unwrap_or(0);
    (0..fields.len())
        .map(|i| i < first || part.contains(&i) || last && i > first && fields[i].name != repeat.field)
        .collect()
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
            fields.push(Field { name: name.clone(), column: Column { chars, align } });
            at += 1;
        }
    }
    (at == head.len()).then_some(fields)
}

fn group(group: &[String], fields: &[Field]) -> Option<Group> {
    let (label, names) = group.split_first()?;
    let from = fields.iter().position(|f| names.contains(&f.name))?;
    let count = fields[from..].iter().take_while(|f| names.contains(&f.name)).count();
    Some(Group { label: label.clone(), from, count })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<Field> {
        let column = Column { chars: 4.0, align: CellAlign::Decimal };
        names.iter().map(|n| Field { name: (*n).to_owned(), column: column.clone() }).collect()
    }

    #[test]
    fn many_raters_are_shown_in_even_parts_with_the_left_columns_in_each() {
        let mut names = vec!["n", "item"];
        names.extend(["scores"; 15]);
        names.extend(["score", "rank"]);
        let fields = named(&names);
        let repeat =
            Repeat { field: "scores".to_owned(), width: 4.0, up_to: 8, continued: "续表".to_owned() };
        let parts = chunks(&fields, &repeat);
        assert_eq!(parts, [2..10, 10..17]);
        let shown = |n: usize, last: bool| {
            columns_of(&fields, &repeat, &parts[n], last).iter().filter(|s| **s).count()
        };
        assert_eq!((shown(0, false), shown(1, true)), (2 + 8, 2 + 7 + 2));
    }
}
