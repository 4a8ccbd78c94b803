//! Who stands in the lists: sponsors that answer themselves, unit codes with two units, telephone numbers of two people,
//! several bids for one challenge without a race.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use domain::units::normalise;
use domain::{Code, Finding};

use super::{at_field, plain};
use crate::inspection::Row;
use crate::kinds::Kind;
use crate::rows::Typed;
use crate::values::phone;

type Placed<'a> = (&'a str, &'a Row);

/// Runs the checks over all tables of a workbook.
pub(super) fn check(tables: &[Typed], findings: &mut Vec<Finding>) {
    for kind in [Kind::Demand, Kind::Bid, Kind::Expert] {
        let of_kind = tables.iter().filter(|t| t.table.kind == kind);
        let rows: Vec<Placed<'_>> =
            of_kind.flat_map(|t| t.table.rows.iter().map(|r| (t.table.sheet.as_str(), r))).collect();
        phones(kind, &rows, findings);
        if kind != Kind::Expert {
            codes(&rows, findings);
        }
        if kind == Kind::Bid {
            let mut units = Normalised::default();
            own_challenge(&rows, &mut units, findings);
            races(&rows, &mut units, findings);
        }
    }
}

/// Names of units in the form in which they are compared, each worked out once: units stand in many rows.
#[derive(Default)]
struct Normalised<'a>(HashMap<&'a str, String>);

impl<'a> Normalised<'a> {
    fn same(&mut self, one: &'a str, other: &'a str) -> bool {
        one == other || {
            for name in [one, other] {
                self.0.entry(name).or_insert_with(|| normalise(name));
            }
            self.0.get(one) == self.0.get(other)
        }
    }
}

/// A unit that answers its own challenge.
fn own_challenge<'a>(rows: &[Placed<'a>], units: &mut Normalised<'a>, findings: &mut Vec<Finding>) {
    for (sheet, row) in rows {
        if let (Some(sponsor), Some(solver)) = (row.text("sponsor"), row.text("solver"))
            && units.same(sponsor, solver)
        {
            let finding = Finding::warning(Code::SolverIsSponsor).with("unit", solver);
            findings.push(at_field(finding, sheet, row, "solver"));
        }
    }
}

/// One code of two units, or two codes of one unit. A code that fails its check has its own finding.
fn codes(rows: &[Placed<'_>], findings: &mut Vec<Finding>) {
    let mut unit_of: HashMap<String, (String, u32)> = HashMap::new();
    let mut code_of: HashMap<String, (String, u32)> = HashMap::new();
    for (sheet, row) in rows {
        for (name_field, code_field) in [("sponsor", "sponsor_code"), ("solver", "solver_code")] {
            let (Some(name), Some(code)) = (row.text(name_field), row.text(code_field)) else { continue };
            if !crate::values::ident::credit_code_is_valid(code) {
                continue;
            }
            let (unit, code_key) = (normalise(name), plain(code).into_owned());
            let other_unit = unit_of.get(&code_key).filter(|(known, _)| *known != unit).map(|(_, row)| *row);
            let other_code = code_of.get(&unit).filter(|(known, _)| *known != code_key).map(|(_, row)| *row);
            if let Some(other) = other_unit.or(other_code) {
                let finding = Finding::warning(Code::CodeConflict).with("value", code).with("name", name);
                let finding = finding.with("other_row", other.to_string());
                findings.push(at_field(finding, sheet, row, code_field));
            }
            unit_of.entry(code_key.clone()).or_insert((unit.clone(), row.row));
            code_of.entry(unit).or_insert((code_key, row.row));
        }
    }
}

/// The person a telephone number is of, as far as the row tells.
fn person(kind: Kind, row: &Row) -> Option<Cow<'_, str>> {
    let fields: &[&str] = match kind {
        Kind::Expert => &["name"],
        Kind::Demand => &["contact", "sponsor"],
        _ => &["chief_engineer", "solver"],
    };
    fields.iter().find_map(|f| row.text(f)).map(plain)
}

/// One number of two people.
fn phones(kind: Kind, rows: &[Placed<'_>], findings: &mut Vec<Finding>) {
    let mut first: HashMap<String, (Cow<'_, str>, u32)> = HashMap::with_capacity(rows.len());
    for (sheet, row) in rows {
        let (Some(text), Some(person)) = (row.text("phone"), person(kind, row)) else { continue };
        for number in phone::numbers(text) {
            // The desk of a unit is shared by design; a mobile number is one person's.
            if number.len() != 11 || !number.starts_with('1') {
                continue;
            }
            match first.entry(number) {
                Entry::Occupied(known) if known.get().0 != person => {
                    let finding = Finding::warning(Code::PhoneShared).with("value", known.key());
                    let finding = finding.with("other_row", known.get().1.to_string());
                    findings.push(at_field(finding, sheet, row, "phone"));
                }
                Entry::Occupied(_) => {}
                Entry::Vacant(place) => {
                    place.insert((person.clone(), row.row));
                }
            }
        }
    }
}

/// Several solvers for one challenge, in a list that has a column for the race and does not say 是 there (rule 6).
fn races<'a>(rows: &[Placed<'a>], units: &mut Normalised<'a>, findings: &mut Vec<Finding>) {
    let mut groups: HashMap<Cow<'_, str>, Vec<usize>> = HashMap::new();
    for (index, (_, row)) in rows.iter().enumerate() {
        let challenge = ["challenge_no", "challenge"].into_iter().find_map(|f| row.text(f));
        if let Some(challenge) = challenge {
            groups.entry(plain(challenge)).or_default().push(index);
        }
    }
    let mut alone: Vec<(usize, usize)> = Vec::new();
    for group in groups.values().filter(|g| g.len() > 1) {
        let mut unsaid = group.iter().filter(|i| rows.get(**i).is_some_and(|(_, r)| is_unsaid(r))).peekable();
        let mut solvers = group.iter().filter_map(|i| rows.get(*i)?.1.text("solver"));
        let first = solvers.next().unwrap_or_default();
        let is_other = |solver: &'a str| !units.same(solver, first);
        // One solver twice is a row twice, which has its own finding.
        if unsaid.peek().is_some() && solvers.any(is_other) {
            alone.extend(unsaid.map(|i| (*i, group.len())));
        }
    }
    alone.sort_unstable();
    for (index, count) in alone {
        let Some((sheet, row)) = rows.get(index) else { continue };
        let challenge = row.text("challenge_no").or_else(|| row.text("challenge")).unwrap_or_default();
        let finding = Finding::warning(Code::RaceUnconfirmed).with("challenge", challenge);
        findings.push(at_field(finding.with("count", count.to_string()), sheet, row, "race"));
    }
}

fn is_unsaid(row: &Row) -> bool {
    row.fields.contains_key("race") && row.bool("race") != Some(true)
}
