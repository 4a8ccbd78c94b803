//! Budgets in the wide form: a row for each bid, a column for each line and source of money.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::columns::{Column, column};
use crate::kinds::{ValueKind, WIDE};
use crate::labels::{Label, lookups};
use crate::synonyms::{WIDE_LINES, WIDE_SOURCES};

/// Columns of the wide form: a line over its sources, a source over its lines, or both in one label. A lone `合计` without
/// any line is not wide.
pub(crate) fn match_wide(
    labels: &[Label],
    taken: &mut BTreeMap<&'static str, u32>,
    columns: &mut Vec<Column>,
) {
    let mut found = Vec::new();
    for label in labels {
        let readings: Vec<(usize, usize)> = lookups(label).iter().filter_map(|key| wide(key)).collect();
        // 业务费（财政） without its brackets is the line as a whole: the reading that names a source is the fuller one.
        if let Some((line, source)) =
            readings.iter().find(|(_, source)| *source > 0).or(readings.first()).copied()
        {
            found.push((label, WIDE[line][source], line));
        }
    }
    if found.iter().filter(|(_, _, line)| *line < 4).count() < 2 {
        return;
    }
    for (label, field, _) in found {
        if !taken.contains_key(field) {
            taken.insert(field, label.column);
            columns.push(column(label, field, ValueKind::Money));
        }
    }
}

/// The names of lines, each with its line, and of sources.
static LINES: LazyLock<Vec<(usize, &str)>> = LazyLock::new(|| apart(&WIDE_LINES));
static SOURCES: LazyLock<Vec<(usize, &str)>> = LazyLock::new(|| apart(&WIDE_SOURCES));

fn apart(names: &[&'static str]) -> Vec<(usize, &'static str)> {
    names.iter().enumerate().flat_map(|(at, names)| names.split_whitespace().map(move |n| (at, n))).collect()
}

/// Line and source that one label names: `设备费财政资金` and `财政资金设备费` are the fiscal part of the first line.
pub(crate) fn wide(key: &str) -> Option<(usize, usize)> {
    let source_of = |rest: &str| SOURCES.iter().find(|(_, name)| *name == rest).map(|(source, _)| *source);
    for (line, name) in LINES.iter().copied() {
        if let Some(rest) = key.strip_prefix(name) {
            let rest = rest.trim_start_matches(['-', '—', '_', ':', '/', '其', '中']);
            if rest.is_empty() {
                return Some((line, 0));
            }
            if let Some(source) = source_of(rest) {
                return Some((line, source));
            }
        }
        if let Some(source) =
            key.strip_suffix(name).and_then(|s| source_of(s.trim_end_matches(['-', ':', '_'])))
            && source > 0
        {
            return Some((line, source));
        }
    }
    None
}
