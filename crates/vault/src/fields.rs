//! What changed inside a row, field by field, for whoever reads the journal: a digest tells that a row differs, not how.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::table::Table;

/// Most fields that are told of one row; the others are counted.
const MOST_FIELDS: usize = 40;
/// Most characters of a value that are told.
const MOST_CHARACTERS: usize = 200;
/// Fields that are told of no row: earlier builds kept these numbers in the register, and taking them out must not write
/// them into a journal that nobody can purge.
const NEVER_TOLD: [&str; 3] = ["id_card", "bank_account", "bank"];
/// Stands where a value was cut.
const CUT: char = '…';

/// One field of a changed row, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Names that lead to it, joined by dots; members of a list by their number from 1: `budget.2.fiscal`.
    pub path: String,
    /// What stood there, cut at 200 characters; nothing when nothing did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What stands there now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

impl Table {
    /// Whether the journal tells the values of a changed row of this table. Left out is whatever is kept apart or is to be
    /// forgotten (keys, identity and bank numbers, what an expert scored) and what nobody types.
    #[must_use]
    pub const fn is_told(self) -> bool {
        match self {
            Table::Expert
            | Table::Demand
            | Table::Review
            | Table::Batch
            | Table::Bid
            | Table::Session
            | Table::Member
            | Table::Recusal
            | Table::Question
            | Table::Conclusion
            | Table::Unit
            | Table::Project
            | Table::Approval
            | Table::Plan
            | Table::Course
            | Table::Achievement
            | Table::Race
            | Table::Twice => true,
            Table::Setting
            | Table::Import
            | Table::Task
            | Table::Rules
            | Table::Desk
            | Table::Peer
            | Table::Certificate
            | Table::Event
            | Table::Pack
            | Table::Sheet
            | Table::Document
            | Table::Key
            | Table::Paper
            | Table::UnitMerge
            | Table::Identity
            | Table::Supported
            // Who objects is known to those who deal with it; a calendar is a file.
            | Table::Objection
            | Table::Calendar
            // What somebody is paid is to be forgotten too.
            | Table::Fee => false,
        }
    }
}

/// The fields in which two bodies (JSON) differ, by their paths, and how many more there are.
pub(crate) fn changed(before: &str, after: &str) -> (Vec<FieldChange>, u32) {
    let (Ok(before), Ok(after)) =
        (serde_json::from_str::<Value>(before), serde_json::from_str::<Value>(after))
    else {
        return (Vec::new(), 0);
    };
    let (mut old, mut new) = (BTreeMap::new(), BTreeMap::new());
    leaves(&before, String::new(), &mut old);
    leaves(&after, String::new(), &mut new);
    let paths: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let differing = paths.into_iter().filter(|path| old.get(*path) != new.get(*path));
    let mut fields: Vec<FieldChange> = differing
        .map(|path| FieldChange {
            path: path.clone(),
            before: old.get(path).map(|text| cut(text)),
            after: new.get(path).map(|text| cut(text)),
        })
        .collect();
    let more = u32::try_from(fields.len().saturating_sub(MOST_FIELDS)).unwrap_or(u32::MAX);
    fields.truncate(MOST_FIELDS);
    (fields, more)
}

/// Every value that holds no other one, by its path. Nothing and empty texts are as good as absent.
fn leaves(value: &Value, path: String, into: &mut BTreeMap<String, String>) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => {
            into.insert(path, text.clone());
        }
        Value::Array(members) => {
            for (number, member) in (1_usize..).zip(members) {
                leaves(member, below(&number.to_string()), into);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields.iter().filter(|(name, _)| !NEVER_TOLD.contains(&name.as_str())) {
                leaves(field, below(name), into);
            }
        }
        Value::Bool(_) | Value::Number(_) => {
            into.insert(path, value.to_string());
        }
    }
}

fn cut(text: &str) -> String {
    let mut kept: String = text.chars().take(MOST_CHARACTERS).collect();
    if kept.len() < text.len() {
        kept.push(CUT);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> Vec<(String, Option<String>, Option<String>)> {
        changed(before, after).0.into_iter().map(|f| (f.path, f.before, f.after)).collect()
    }

    fn says(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn only_what_differs_is_told_with_the_way_to_it() {
        let before = r#"{"no":"B1","bid":{"title":"旧题","fiscal":300,"race":false},"people":["甲","乙"]}"#;
        let after =
            r#"{"no":"B1","bid":{"title":"新题","fiscal":300,"race":true},"people":["甲","丙","丁"]}"#;
        assert_eq!(
            told(before, after),
            [
                ("bid.race".to_owned(), says("false"), says("true")),
                ("bid.title".to_owned(), says("旧题"), says("新题")),
                ("people.2".to_owned(), says("乙"), says("丙")),
                ("people.3".to_owned(), None, says("丁")),
            ]
        );
    }

    #[test]
    fn a_field_that_was_empty_or_is_emptied_has_one_side() {
        assert_eq!(
            told(r#"{"a":null,"b":"有","c":""}"#, r#"{"a":"有","b":"","c":""}"#),
            [("a".to_owned(), None, says("有")), ("b".to_owned(), says("有"), None)]
        );
    }

    #[test]
    fn numbers_that_are_taken_out_of_a_row_are_not_told_with_it() {
        let before = r#"{"name":"甲","id_card":"110105","more":[{"bank_account":"6222","bank":"某行"}]}"#;
        assert_eq!(told(before, r#"{"name":"乙"}"#), [("name".to_owned(), says("甲"), says("乙"))]);
    }

    #[test]
    fn long_values_are_cut_and_many_fields_are_counted() {
        let long = "长".repeat(500);
        let (fields, more) = changed(r#"{"t":""}"#, &format!(r#"{{"t":"{long}"}}"#));
        assert_eq!(fields[0].after.as_ref().map(|t| t.chars().count()), Some(201));
        assert_eq!(more, 0);
        let members: Vec<String> = (0..100).map(|n| n.to_string()).collect();
        let (fields, more) = changed("[]", &format!("[{}]", members.join(",")));
        assert_eq!((fields.len(), more), (40, 60));
    }

    #[test]
    fn keys_identities_and_scores_are_never_told() {
        for table in
            [Table::Key, Table::Identity, Table::Event, Table::Sheet, Table::Desk, Table::Pack, Table::Fee]
        {
            assert!(!table.is_told(), "{}", table.sql());
        }
    }
}
