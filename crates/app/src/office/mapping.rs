//! Columns that were matched by hand are remembered under the office's name for a kind of sender, and applied the next time
//! that a list with the same labels comes. Whatever is applied is said, and can be forgotten; a column whose own label
//! says for sure what it is keeps that until somebody says otherwise.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use vault::Reader;
use workbook::{ColumnChoice, Edits, Head, Kind, KindChoice, Table};

use super::{Draft, Inspected, Office};
use crate::access::Act;
use crate::clock::local;
use crate::records::{MAPPING, MappingRecord};
use crate::refusal::{Refusal, Result};

/// What an earlier import taught about a table of this file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remembered {
    /// Sheet.
    pub(crate) sheet: String,
    /// Where the table begins.
    pub(crate) at: String,
    /// By which its labels are known.
    pub(crate) fingerprint: String,
    /// The office's name for the kind of sender.
    pub(crate) name: String,
    /// The day on which it was matched, ISO.
    pub(crate) on: String,
    /// Whether what the list is was said by hand then.
    pub(crate) kind: bool,
    /// Columns that were matched as they were then, by letters.
    pub(crate) applied: BTreeMap<String, Option<String>>,
    /// Columns whose label says for sure something else than was chosen then.
    pub(crate) held_back: BTreeMap<String, Option<String>>,
}

/// By which the labels of a table are known.
fn fingerprint(heads: &[Head]) -> String {
    let mut digest = Sha256::new();
    for head in heads {
        digest.update(head.label.len().to_be_bytes());
        digest.update(head.label.as_bytes());
    }
    hex::encode(digest.finalize())
}

fn labels(table: &Table) -> Vec<String> {
    table.heads.iter().map(|h| h.label.clone()).collect()
}

/// What this import teaches: a record for each table that was matched by hand, where somebody named the kind of sender.
pub(super) fn taught(r: &Reader<'_>, inspected: &Inspected, at: DateTime<Utc>) -> Result<Vec<MappingRecord>> {
    let Some(name) = &inspected.remember else { return Ok(Vec::new()) };
    let choices = &inspected.choices;
    let mut taught: Vec<MappingRecord> = Vec::new();
    for table in &inspected.inspection.tables {
        let kind =
            choices.kinds.iter().rev().find(|k| k.sheet == table.sheet && k.at == table.at).map(|k| k.kind);
        let by_hand = |(place, head): (usize, &Head)| {
            let of_column = |c: &&ColumnChoice| c.sheet == table.sheet && c.column == head.letters;
            let choice = choices.columns.iter().rev().find(of_column)?;
            // A later choice may have taken the field to another column.
            (table.columns.get(&head.letters) == choice.field.as_ref()).then(|| (place, choice.field.clone()))
        };
        let columns: BTreeMap<usize, Option<String>> =
            table.heads.iter().enumerate().filter_map(by_hand).collect();
        if columns.is_empty() && kind.is_none() {
            continue;
        }
        let record = MappingRecord {
            fingerprint: fingerprint(&table.heads),
            name: name.clone(),
            kind,
            heads: labels(table),
            columns,
            at,
            file: inspected.file.clone(),
        };
        let known: Option<MappingRecord> = r.get(&vault::Record::id(&record))?;
        let same = known
            .is_some_and(|k| (&k.name, k.kind, &k.columns) == (&record.name, record.kind, &record.columns));
        if !same && !taught.iter().any(|t| t.fingerprint == record.fingerprint) {
            taught.push(record);
        }
    }
    Ok(taught)
}

/// What is known of the tables of a file, by table.
fn known(r: &Reader<'_>, tables: &[Table]) -> Result<Vec<(usize, MappingRecord)>> {
    let mut known = Vec::new();
    for (index, table) in tables.iter().enumerate().filter(|(_, t)| !t.heads.is_empty()) {
        if let Some(record) = r.get::<MappingRecord>(&format!("{MAPPING}{}", fingerprint(&table.heads)))? {
            known.push((index, record));
        }
    }
    Ok(known)
}

/// The remembered columns of a table, parted by whether its own labels say something else for sure.
fn columns(table: &Table, record: &MappingRecord) -> Remembered {
    let mut one = Remembered {
        sheet: table.sheet.clone(),
        at: table.at.clone(),
        fingerprint: record.fingerprint.clone(),
        name: record.name.clone(),
        on: local(record.at).date().to_string(),
        kind: record.kind.is_some(),
        applied: BTreeMap::new(),
        held_back: BTreeMap::new(),
    };
    for (place, field) in &record.columns {
        let Some(head) = table.heads.get(*place) else { continue };
        let other = |h: &&Head| {
            h.sure && h.letters != head.letters && table.columns.get(&h.letters) == field.as_ref()
        };
        let sure = head.sure || (field.is_some() && table.heads.iter().any(|h| other(&h)));
        let same = table.columns.get(&head.letters) == field.as_ref();
        let to = if sure && !same { &mut one.held_back } else { &mut one.applied };
        to.insert(head.letters.clone(), field.clone());
    }
    one
}

impl Office {
    /// Applies to a file that was just opened what an earlier import taught about lists with the same labels.
    ///
    /// # Errors
    /// The vault's own.
    pub fn apply_remembered(&self, draft: &mut Draft) -> Result<()> {
        let known = self.access.read(|r| known(r, &draft.inspected().inspection.tables))?;
        if known.is_empty() {
            return Ok(());
        }
        let mut edits = draft.edits().clone();
        for (index, record) in &known {
            let table = draft.inspected().inspection.tables.get(*index);
            if let (Some(kind), Some(table)) = (record.kind, table) {
                edits.kinds.push(KindChoice { sheet: table.sheet.clone(), at: table.at.clone(), kind });
            }
        }
        // What the columns are for the kind that was named is known only once it is read as that kind.
        draft.taught(edits.clone(), Vec::new())?;
        let mut remembered = Vec::new();
        for (_, record) in &known {
            let tables = &draft.inspected().inspection.tables;
            let of_record = |t: &&Table| fingerprint(&t.heads) == record.fingerprint;
            for table in tables.iter().filter(of_record) {
                let one = columns(table, record);
                if !remembered.contains(&one) {
                    remembered.push(one);
                }
            }
        }
        for one in &remembered {
            edits.columns.extend(one.applied.iter().map(|(column, field)| ColumnChoice {
                sheet: one.sheet.clone(),
                column: column.clone(),
                field: field.clone(),
            }));
        }
        draft.taught(edits, remembered)
    }

    /// Forgets what was remembered for the labels of a table, in the vault and in the file at hand.
    ///
    /// # Errors
    /// `record.not_found`; the vault's own.
    pub fn forget_mapping(&mut self, draft: &mut Draft, fingerprint: &str) -> Result<()> {
        let id = format!("{MAPPING}{fingerprint}");
        let record: Option<MappingRecord> = self.access.read(|r| Ok(r.get(&id)?))?;
        let record = record.ok_or_else(|| Refusal::not_found("记住的对应"))?;
        let act = Act::new("mapping.forget", record.name.clone())
            .with(json!({ "columns": record.columns.len(), "file": record.file }));
        self.access.record(act, |w| Ok(w.delete(&record)?))?;
        let (gone, stays): (Vec<Remembered>, Vec<Remembered>) =
            draft.remembered().iter().cloned().partition(|one| one.fingerprint == fingerprint);
        let mut edits: Edits = draft.edits().clone();
        edits.columns.retain(|c| {
            !gone.iter().any(|g| g.sheet == c.sheet && g.applied.get(&c.column) == Some(&c.field))
        });
        edits.kinds.retain(|k| !gone.iter().any(|g| g.kind && g.sheet == k.sheet && g.at == k.at));
        draft.taught(edits, stays)
    }

    /// The name that is proposed for the sender of this file: that of a kind of sender whose lists have mostly the same
    /// labels, else one after the file.
    pub(super) fn sender_name(&self, draft: &Draft) -> Result<Option<String>> {
        let edits = draft.edits();
        if edits.columns.is_empty() && edits.kinds.is_empty() {
            return Ok(None);
        }
        if let Some(one) = draft.remembered().first() {
            return Ok(Some(one.name.clone()));
        }
        let records: Vec<MappingRecord> = self.access.read(|r| Ok(r.list_prefix(MAPPING)?))?;
        let tables = &draft.inspected().inspection.tables;
        let mine: BTreeSet<String> =
            tables.iter().filter(|t| t.kind != Kind::Unknown).flat_map(labels).collect();
        let alike = records.iter().filter_map(|record| {
            let theirs: BTreeSet<String> = record.heads.iter().cloned().collect();
            let (both, all) = (mine.intersection(&theirs).count(), mine.union(&theirs).count());
            (both * 10 >= all * 7).then_some((both, record.name.clone()))
        });
        let name = alike.max().map(|(_, name)| name);
        let stem = std::path::Path::new(&draft.inspected().file)
            .file_stem()
            .map(|s| s.to_string_lossy().into_owned());
        Ok(name.or_else(|| stem.map(|stem| format!("{stem}的格式"))))
    }
}
