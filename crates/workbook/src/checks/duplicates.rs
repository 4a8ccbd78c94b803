//! Rows that say the same twice, exactly or nearly, of one unit or of two; numbers used twice; a challenge with two titles.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasher as _, Hash as _, Hasher as _, RandomState};

use domain::units::normalise;
use domain::{Code, Finding};

use super::likeness::{Sketches, alike, differ_by_number, letters};
use super::{at_field, plain};
use crate::at_once::{at_once, pieces};
use crate::inspection::Row;
use crate::kinds::Kind;
use crate::rows::Typed;
use crate::values::FieldValue;

type Placed<'a> = (&'a str, &'a Row);

/// How alike two names of one unit's projects, and two names of units, must be to be asked about.
const NAMES: f64 = 0.85;
/// How alike two statements of different units must be.
const STATEMENTS: f64 = 0.95;
/// The same where the names are alike too.
const STATEMENTS_OF_ALIKE: f64 = 0.8;
/// A statement shorter than this says too little to be compared.
const SHORTEST: usize = 20;
/// How many earlier rows of one unit a row is compared with.
const COMPARED: usize = 40;

/// Runs the checks over all tables of each kind.
pub(super) fn check(tables: &[Typed], findings: &mut Vec<Finding>) {
    for kind in [Kind::Demand, Kind::Bid, Kind::Expert] {
        let of_kind = tables.iter().filter(|t| t.table.kind == kind);
        let rows: Vec<Placed<'_>> =
            of_kind.flat_map(|t| t.table.rows.iter().map(|r| (t.table.sheet.as_str(), r))).collect();
        let mut said = same_row(kind, &rows, findings);
        same_number(&rows, &said, findings);
        match kind {
            Kind::Expert => near_people(&rows, &mut said, findings),
            Kind::Demand => {
                same_statement(&rows, &mut said, findings);
                near_names(&rows, "name", "sponsor", &mut said, findings);
            }
            _ => {
                two_titles(&rows, findings);
                near_bids(&rows, &mut said, findings);
            }
        }
    }
}

/// The rows that have a finding as doubles: one is enough.
type Said = BTreeSet<usize>;

fn same_number(rows: &[Placed<'_>], doubles: &Said, findings: &mut Vec<Finding>) {
    let mut first: HashMap<Cow<'_, str>, u32> = HashMap::with_capacity(rows.len());
    for (index, (sheet, row)) in rows.iter().enumerate() {
        let Some(no) = row.text("no") else { continue };
        match first.entry(plain(no)) {
            Entry::Occupied(_) if doubles.contains(&index) => {}
            // 1, 2, 3 begin anew in the next table: they number rows and identify nothing.
            Entry::Occupied(_) if no.len() <= 4 && no.bytes().all(|b| b.is_ascii_digit()) => {}
            Entry::Occupied(other) => {
                let finding =
                    Finding::error(Code::DuplicateNumber).with("number", no).with("row", row.row.to_string());
                findings.push(at_field(finding.with("other_row", other.get().to_string()), sheet, row, "no"));
            }
            Entry::Vacant(place) => {
                place.insert(row.row);
            }
        }
    }
}

/// An expert is the same by name, unit and identity number; other rows by everything but their number.
fn same_row(kind: Kind, rows: &[Placed<'_>], findings: &mut Vec<Finding>) -> Said {
    // Rows of one digest are few; only they are compared in full. The digests are keyed anew each time.
    let digests = RandomState::new();
    let first_looks = of_each(rows, |row| first_look(row, &digests));
    let mut seen: HashMap<u64, u32> = HashMap::with_capacity(rows.len());
    for look in &first_looks {
        *seen.entry(*look).or_default() += 1;
    }
    let mut first: HashMap<u64, Few> = HashMap::new();
    let mut said = Said::new();
    for (index, ((sheet, row), look)) in rows.iter().zip(first_looks).enumerate() {
        if seen.get(&look) == Some(&1) {
            continue;
        }
        let Some(digest) = digest(kind, row, &digests) else { continue };
        let Some(earlier) = first.get_mut(&digest) else {
            first.insert(digest, Few { first: index, more: Vec::new() });
            continue;
        };
        let same = |o: &&Placed<'_>| sameness(kind, o.1) == sameness(kind, row);
        let other = earlier.all().filter_map(|o| rows.get(o)).find(same);
        match other {
            Some((_, other)) => {
                said.insert(index);
                let finding = Finding::warning(Code::DuplicateExact).at_row(sheet, row.row);
                findings
                    .push(finding.with("row", row.row.to_string()).with("other_row", other.row.to_string()));
            }
            None => earlier.more.push(index),
        }
    }
    said
}

/// A digest of the few fields that differ in nearly all rows that are not the same: most rows are done with here.
fn first_look(row: &Row, digests: &RandomState) -> u64 {
    let named = ["name", "challenge", "challenge_no", "solver", "chief_engineer", "contact"];
    let texts = named.into_iter().filter_map(|field| row.text(field)).take(3);
    digests.hash_one(texts.map(plain).collect::<Vec<_>>())
}

/// Rows with one digest: one, unless two rows that differ have the same.
struct Few {
    first: usize,
    more: Vec<usize>,
}

impl Few {
    fn all(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }
}

/// What is worked out for each row by itself, shared out among the processors.
fn of_each<'a, T: Send>(rows: &[Placed<'a>], work: impl Fn(&'a Row) -> T + Sync) -> Vec<T> {
    let found = at_once(&pieces(rows.len(), |_| false), |piece| -> Vec<T> {
        rows.get(piece.clone()).unwrap_or_default().iter().map(|(_, row)| work(row)).collect()
    });
    found.into_iter().flatten().collect()
}

/// A digest of [`sameness`], without writing it out: rows that are the same have the same one.
fn digest(kind: Kind, row: &Row, digests: &RandomState) -> Option<u64> {
    if kind == Kind::Expert {
        return sameness(kind, row).map(|key| digests.hash_one(key));
    }
    let mut hasher = digests.build_hasher();
    let mut filled = 0;
    for (_, value) in row.fields.iter().filter(|(field, value)| *field != "no" && **value != FieldValue::Null)
    {
        filled += 1;
        match value {
            FieldValue::Text(text) => plain(text).hash(&mut hasher),
            FieldValue::Fen(fen) => fen.0.hash(&mut hasher),
            FieldValue::Int(n) => n.hash(&mut hasher),
            FieldValue::Date(date) => date.hash(&mut hasher),
            FieldValue::Bool(b) => b.hash(&mut hasher),
            FieldValue::Ratio(share) => share.hash(&mut hasher),
            FieldValue::List(names) => names.hash(&mut hasher),
            FieldValue::Null => {}
        }
    }
    (filled >= 3).then(|| hasher.finish())
}

fn sameness(kind: Kind, row: &Row) -> Option<Vec<(&'static str, Cow<'_, str>)>> {
    if kind == Kind::Expert {
        let name = row.text("name")?;
        let rest = ["unit", "id_card"].map(|f| (f, plain(row.text(f).unwrap_or_default())));
        return Some([("name", plain(name))].into_iter().chain(rest).collect());
    }
    let filled: Vec<_> = row
        .fields
        .iter()
        .filter(|(field, value)| *field != "no" && **value != FieldValue::Null)
        .map(|(field, value)| match value {
            FieldValue::Text(text) => (field, plain(text)),
            FieldValue::Fen(fen) => (field, fen.0.to_string().into()),
            value => (field, serde_json::to_string(value).unwrap_or_default().into()),
        })
        .collect();
    (filled.len() >= 3).then_some(filled)
}

/// A challenge has one title: a second one for the same number means that one of the two is wrong.
fn two_titles(rows: &[Placed<'_>], findings: &mut Vec<Finding>) {
    let mut first: HashMap<(Cow<'_, str>, &str), (&str, u32)> = HashMap::new();
    for (sheet, row) in rows {
        let title = row.text("challenge").or_else(|| row.text("name"));
        let field = if row.text("challenge").is_some() { "challenge" } else { "name" };
        let (Some(no), Some(title)) = (row.text("challenge_no"), title) else {
            continue;
        };
        let same = |other: &str| other == title || letters(other) == letters(title);
        match first.get(&(plain(no), field)) {
            Some((other, other_row)) if field == "challenge" && !same(other) => {
                let finding =
                    Finding::warning(Code::ChallengeNoConflict).with("number", no).with("name", title);
                findings.push(at_field(finding.with("other_row", other_row.to_string()), sheet, row, field));
            }
            Some(_) => {}
            None => {
                first.insert((plain(no), field), (title, row.row));
            }
        }
    }
}

fn near(row: &Row, other: &Row, sheet: &str, what: &str) -> Finding {
    let finding =
        Finding::warning(Code::DuplicateNear).at_row(sheet, row.row).with("row", row.row.to_string());
    finding.with("other_row", other.row.to_string()).with("what", what)
}

/// One person under two units that may be one, or under one identity or telephone number.
fn near_people(rows: &[Placed<'_>], said: &mut Said, findings: &mut Vec<Finding>) {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_id: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for (index, (sheet, row)) in rows.iter().enumerate() {
        let key = row.text("id_card").map(plain);
        if let Some(id) = &key {
            let other = by_id.get(id).and_then(|o| rows.get(*o));
            if let Some((_, other)) = other.filter(|_| !said.contains(&index)) {
                findings.push(near(row, other, sheet, "same_number"));
                said.insert(index);
            }
            by_id.entry(id.clone()).or_insert(index);
        }
        let Some(name) = row.text("name") else { continue };
        let earlier = by_name.entry(letters(name)).or_default();
        let same = earlier
            .iter()
            .rev()
            .take(COMPARED)
            .filter_map(|o| rows.get(*o))
            .find(|(_, o)| one_person(o, row));
        if let Some((_, other)) = same.filter(|_| !said.contains(&index)) {
            findings.push(near(row, other, sheet, "similar_unit"));
            said.insert(index);
        }
        earlier.push(index);
    }
}

fn one_person(a: &Row, b: &Row) -> bool {
    if let (Some(one), Some(other)) = (a.text("id_card"), b.text("id_card"))
        && plain(one) != plain(other)
    {
        return false;
    }
    let same_phone = a.text("phone").is_some_and(|p| b.text("phone").is_some_and(|q| plain(p) == plain(q)));
    let units =
        || Some(domain::units::Aliases::default().likeness(a.text("unit")?, b.text("unit")?).is_some());
    same_phone || units().unwrap_or(false) || similar_units(a.text("unit"), b.text("unit"))
}

fn similar_units(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    // 集团 before the legal form is often left out.
    let stem = |name: &str| normalise(name).trim_end_matches("集团").to_owned();
    let (a, b) = (stem(a), stem(b));
    a == b
        || (a.chars().count().min(b.chars().count()) >= 4
            && alike(&a, &b, NAMES)
            && !differ_by_number(&a, &b))
}

/// Rows of one unit with names that are nearly the same, and rows of one name with units that are.
fn near_names(rows: &[Placed<'_>], name: &str, unit: &str, said: &mut Said, findings: &mut Vec<Finding>) {
    let mut of_unit: HashMap<String, Vec<(usize, String)>> = HashMap::new();
    let mut of_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, (sheet, row)) in rows.iter().enumerate() {
        let (Some(own), Some(party)) = (row.text(name), row.text(unit)) else { continue };
        let own = letters(own);
        let earlier = of_unit.entry(normalise(party)).or_default();
        let close =
            |other: &str| *other == *own || (similar_names(other, &own) && !differ_by_number(other, &own));
        let same = earlier.iter().rev().take(COMPARED).find(|(_, other)| close(other));
        let other = same.and_then(|(o, _)| rows.get(*o)).map(|(_, r)| (*r, "similar_name"));
        let of_same_name = of_name.entry(own.clone()).or_default();
        let other = other.or_else(|| {
            let mut rows = of_same_name.iter().rev().take(COMPARED).filter_map(|o| rows.get(*o));
            rows.find(|(_, r)| similar_units(r.text(unit), Some(party))).map(|(_, r)| (*r, "similar_unit"))
        });
        if let Some((other, what)) = other.filter(|_| !said.contains(&index)) {
            findings.push(near(row, other, sheet, what));
            said.insert(index);
        }
        earlier.push((index, own));
        of_same_name.push(index);
    }
}

/// Whether two names are nearly the same, or one is the other with a few words more.
fn similar_names(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let longer = short.chars().count() >= 6 && long.contains(short) && short.len() * 10 >= long.len() * 7;
    longer || alike(a, b, NAMES)
}

/// One solver twice for one challenge.
fn near_bids(rows: &[Placed<'_>], said: &mut Said, findings: &mut Vec<Finding>) {
    let mut first: HashMap<(Cow<'_, str>, String), usize> = HashMap::with_capacity(rows.len());
    let keys = of_each(rows, |row| {
        let challenge = ["challenge_no", "challenge", "name"].into_iter().find_map(|f| row.text(f))?;
        Some((plain(challenge), normalise(row.text("solver")?)))
    });
    for (index, ((sheet, row), key)) in rows.iter().zip(keys).enumerate() {
        let Some(key) = key else { continue };
        let other = first.get(&key).and_then(|o| rows.get(*o)).filter(|_| !said.contains(&index));
        if let Some((_, other)) = other {
            // Another title under the same number has its own finding.
            let titles = (row.text("challenge").map(letters), other.text("challenge").map(letters));
            if titles.0 == titles.1 {
                findings.push(near(row, other, sheet, "similar_name"));
                said.insert(index);
            }
        }
        first.entry(key).or_insert(index);
    }
}

/// What a row states, in the form in which it is compared.
struct Statement {
    text: String,
    unit: Option<String>,
    name: Option<String>,
}

/// What another unit has stated already, word for word or nearly so (rule 28).
fn same_statement(rows: &[Placed<'_>], said: &mut Said, findings: &mut Vec<Finding>) {
    for field in ["content", "background", "indicators"] {
        let mut sketches = Sketches::default();
        let mut known: HashMap<usize, Statement> = HashMap::new();
        for (index, (sheet, row)) in rows.iter().enumerate() {
            let Some(text) = row.text(field).map(letters).filter(|t| t.chars().count() >= SHORTEST) else {
                continue;
            };
            let unit = row.text("sponsor").map(normalise);
            let own = Statement { text, unit, name: row.text("name").map(letters) };
            let others = sketches.similar(&own.text, index);
            let repeated = |o: &usize| known.get(o).is_some_and(|k| repeats(field, &own, k));
            let other = others.into_iter().find(repeated);
            if let Some((_, other)) = other.and_then(|o| rows.get(o)).filter(|_| !said.contains(&index)) {
                let finding = Finding::warning(Code::DuplicateContent).with("field", field);
                let finding =
                    finding.with("row", row.row.to_string()).with("other_row", other.row.to_string());
                findings.push(at_field(finding, sheet, row, field));
                said.insert(index);
            }
            known.insert(index, own);
        }
    }
}

/// Whether another unit states the same. Backgrounds and indicators are alike in many projects: only the whole text counts.
fn repeats(field: &str, own: &Statement, other: &Statement) -> bool {
    if own.unit == other.unit {
        return false;
    }
    let names = || own.name.as_ref().zip(other.name.as_ref()).is_some_and(|(a, b)| alike(a, b, NAMES));
    let same = own.text == other.text;
    let repeated = match field {
        "content" => {
            same || alike(&own.text, &other.text, STATEMENTS)
                || (names() && alike(&own.text, &other.text, STATEMENTS_OF_ALIKE))
        }
        "background" => same && own.text.chars().count() >= SHORTEST * 2,
        _ => same && names(),
    };
    repeated && !similar_units(own.unit.as_deref(), other.unit.as_deref())
}
