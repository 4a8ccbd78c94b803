//! An xlsx: the list of sheets, the shared strings and the styles, then each sheet as a stream of cells.
//!
//! The parts are read here rather than through a library: what a file declares about its size (a used range up to
//! XFD1048576, a count of strings, an index of a shared formula) must never decide how much memory is asked for.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::fill::{Filler, too_long};
use super::package::{Package, attribute, entity, flag, go_past, local, unread, xml_of};
use super::plain_xml;
use super::rich_text::{TextCollector, unescape};
use super::sheet_xml::{self, Context};
use super::styles;
use super::{Facts, ReadError};
use crate::error::Hazard;
use crate::grid::parse_address;
use crate::limits;

/// Reads all worksheets.
pub(super) fn read(
    package: &mut Package<'_>,
    workbook: &str,
    out: &mut Filler<'_>,
) -> Result<Facts, ReadError> {
    let folder = folder_of(workbook);
    let relations = relations(package, workbook)?;
    let (entries, is_1904) = entries(package.xml(workbook)?)?;
    let formats = match part_of_kind(package, &relations, &folder, "/styles") {
        Some(stored) => styles::read(package.xml(&stored)?)?,
        None => Vec::new(),
    };
    let mut sheets = Vec::new();
    for entry in entries {
        if let Some(relation) = relations.get(&entry.relation).filter(|r| r.kind.ends_with("/worksheet")) {
            let stored = package.find(&resolve(&folder, &relation.target)).ok_or(Hazard::PartDamaged)?;
            sheets.push((entry, stored));
        }
    }
    let context = Context { formats: &formats, is_1904 };
    let strings = part_of_kind(package, &relations, &folder, "/sharedStrings");
    beside_strings(package, strings, |package, strings| {
        for (entry, stored) in &sheets {
            out.sheet(&entry.name, entry.hidden)?;
            let size = package.size(stored);
            sheet_xml::read(&package.text(stored)?, size, &context, strings, out)?;
            comments(package, stored, out)?;
        }
        Ok(())
    })?;
    Ok(Facts { format: "xlsx", default_password: false, is_1904 })
}

/// How many shared strings are handed over at once.
const BLOCK: usize = 1024;

/// Reads sheets while a thread of its own reads the shared strings that they name. Programs store strings in the order in
/// which the sheets first name them, so neither waits long for the other; a sheet that names a later one waits.
fn beside_strings(
    package: &mut Package<'_>,
    stored: Option<String>,
    sheets: impl FnOnce(&mut Package<'_>, &mut Strings) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let Some(stored) = stored else { return sheets(package, &mut Strings::default()) };
    let (mut other, left) = (package.again(), package.left());
    let (say, hear) = mpsc::channel();
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || {
            let outcome = other.text(&stored).and_then(|text| shared_strings(&text, &say));
            outcome.map(|()| other)
        });
        let of_sheets = sheets(package, &mut Strings { known: Vec::new(), more: Some(hear) });
        // Strings that are damaged are why a sheet does not find its own.
        let other = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        package.spend(&other, left)?;
        of_sheets
    })
}

/// The shared strings as far as they were read.
#[derive(Default)]
pub(super) struct Strings {
    known: Vec<Arc<str>>,
    more: Option<Receiver<Vec<Arc<str>>>>,
}

impl Strings {
    /// All of them, from their beginning.
    #[cfg(test)]
    pub(super) fn of(known: &[&str]) -> Self {
        Self { known: known.iter().map(|text| Arc::from(*text)).collect(), more: None }
    }

    /// A string by its number, once it was read; nothing when there are not so many.
    pub(super) fn get(&mut self, number: usize) -> Option<&Arc<str>> {
        while self.known.len() <= number {
            self.known.extend(self.more.as_ref()?.recv().ok()?);
        }
        self.known.get(number)
    }
}

/// The comments of a sheet, where it has any.
fn comments(package: &mut Package<'_>, sheet: &str, out: &mut Filler<'_>) -> Result<(), ReadError> {
    let Some(stored) = comments_part(package, sheet)? else { return Ok(()) };
    let mut reader = package.xml(&stored)?;
    let mut text = TextCollector::default();
    let mut place = None;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "comment" => {
                    place = attribute(&e, "ref")?.and_then(|r| parse_address(r.trim()));
                    text.begin();
                }
                name => text.open(name),
            },
            Event::End(e) => match e.local_name().as_ref() {
                "comment" => {
                    if let Some((row, column)) = place.take() {
                        out.comment(row, column, &text.text())?;
                    }
                }
                name => text.close(name),
            },
            Event::Text(t) => text.push(&t.xml10_content())?,
            Event::GeneralRef(r) => text.push_char(entity(&r))?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The part that holds the comments of a sheet.
pub(super) fn comments_part(package: &mut Package<'_>, sheet: &str) -> Result<Option<String>, ReadError> {
    let Some(stored) = package.find(&relations_path(sheet)) else { return Ok(None) };
    let relations = read_relations(package.xml(&stored)?)?;
    Ok(part_of_kind(package, &relations, &folder_of(sheet), "/comments"))
}

/// The part that a relation of some kind leads to.
pub(super) fn part_of_kind(
    package: &Package<'_>,
    relations: &BTreeMap<String, Relation>,
    folder: &str,
    kind: &str,
) -> Option<String> {
    let relation = relations.values().find(|r| r.kind.ends_with(kind))?;
    package.find(&resolve(folder, &relation.target))
}

/// The folder of a part.
pub(super) fn folder_of(part: &str) -> String {
    part.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned()
}

/// Where the relations of a part stand.
pub(super) fn relations_path(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The stored name of the main part, from the container's own relations or at its usual place.
pub(super) fn workbook_part(package: &mut Package<'_>) -> Result<Option<String>, ReadError> {
    if let Some(stored) = package.find("_rels/.rels") {
        let relations = read_relations(package.xml(&stored)?)?;
        let target =
            relations.values().find(|r| r.kind.ends_with("/officeDocument")).map(|r| resolve("", &r.target));
        if let Some(stored) = target.filter(|t| is_workbook(t)).and_then(|t| package.find(&t)) {
            return Ok(Some(stored));
        }
    }
    Ok(package.find("xl/workbook.xml").or_else(|| package.find("xl/workbook.bin")))
}

/// Whether a part is a workbook by its name; programs other than Excel put it where they like.
fn is_workbook(part: &str) -> bool {
    let part = part.to_lowercase();
    part.contains("workbook") && (part.ends_with(".xml") || part.ends_with(".bin"))
}

/// One relation of a part.
pub(super) struct Relation {
    pub(super) kind: String,
    pub(super) target: String,
}

/// The relations of the workbook part.
pub(super) fn relations(
    package: &mut Package<'_>,
    workbook: &str,
) -> Result<BTreeMap<String, Relation>, ReadError> {
    let stored = package.find(&relations_path(workbook)).ok_or(Hazard::PartDamaged)?;
    read_relations(package.xml(&stored)?)
}

pub(super) fn read_relations<R: BufRead>(
    mut reader: Reader<R>,
) -> Result<BTreeMap<String, Relation>, ReadError> {
    let mut relations = BTreeMap::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(e) if e.local_name().as_ref() == "Relationship" => {
                let (id, kind, target) =
                    (attribute(&e, "Id")?, attribute(&e, "Type")?, attribute(&e, "Target")?);
                if let (Some(id), Some(kind), Some(target)) = (id, kind, target) {
                    relations.insert(id, Relation { kind, target });
                }
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
        if relations.len() > limits::PARTS {
            return Err(Hazard::TooManyParts.into());
        }
    }
}

/// A target relative to a folder, or absolute when it begins with a slash.
pub(super) fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            name => path.push(name),
        }
    }
    path.join("/")
}

/// One sheet as the workbook part lists it.
pub(super) struct Entry {
    pub(super) name: String,
    hidden: bool,
    pub(super) relation: String,
}

/// The sheets and whether dates count from 1904.
pub(super) fn entries<R: BufRead>(mut reader: Reader<R>) -> Result<(Vec<Entry>, bool), ReadError> {
    let mut entries = Vec::new();
    let mut is_1904 = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "workbookPr" => is_1904 = flag(&e, "date1904")?,
                "sheet" => {
                    let name = attribute(&e, "name")?.unwrap_or_default();
                    let hidden = attribute(&e, "state")?.is_some_and(|s| s != "visible");
                    if let Some(relation) = attribute(&e, "id")? {
                        entries.push(Entry { name, hidden, relation });
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok((entries, is_1904)),
            _ => {}
        }
        if entries.len() > limits::SHEETS {
            return Err(Hazard::TooManyParts.into());
        }
    }
}

/// Reads the shared strings, rich text joined, phonetic guides left out, and hands them over block by block.
fn shared_strings(xml: &str, say: &Sender<Vec<Arc<str>>>) -> Result<(), ReadError> {
    let mut reader = xml_of(xml);
    let mut blocks = Blocks { block: Vec::with_capacity(BLOCK), count: 0, say };
    let mut text = TextCollector::default();
    loop {
        let more = match reader.read_event()? {
            Event::Start(e) => match local(e.name()) {
                "si" => {
                    text.begin();
                    true
                }
                "sst" => blocks.plain(&mut reader, xml)?,
                name => {
                    text.open(name);
                    true
                }
            },
            Event::End(e) => match local(e.name()) {
                "si" => blocks.push(&text.text())? && blocks.plain(&mut reader, xml)?,
                name => {
                    text.close(name);
                    true
                }
            },
            Event::Text(t) => text.push(&t.xml10_content()).map(|()| true)?,
            Event::CData(t) => text.push(&t.xml10_content()).map(|()| true)?,
            Event::GeneralRef(r) => text.push_char(entity(&r)).map(|()| true)?,
            Event::Eof => {
                let _ = say.send(blocks.block);
                return Ok(());
            }
            _ => true,
        };
        if !more {
            return Ok(());
        }
    }
}

/// Shared strings on their way to the sheets. Where nobody takes more, the sheets were refused.
struct Blocks<'s> {
    block: Vec<Arc<str>>,
    count: usize,
    say: &'s Sender<Vec<Arc<str>>>,
}

impl Blocks<'_> {
    /// Takes a string; says whether more are wanted.
    fn push(&mut self, text: &str) -> Result<bool, ReadError> {
        if too_long(text) {
            return Err(Hazard::TextTooLong.into());
        }
        self.block.push(text.into());
        self.count += 1;
        if self.count > limits::CELLS {
            return Err(Hazard::TooManyCells.into());
        }
        let full = self.block.len() == BLOCK;
        Ok(!full || self.say.send(std::mem::replace(&mut self.block, Vec::with_capacity(BLOCK))).is_ok())
    }

    /// Takes the strings that come next, as long as each has the usual form; says whether more are wanted.
    fn plain(&mut self, reader: &mut Reader<&[u8]>, xml: &str) -> Result<bool, ReadError> {
        let all = unread(reader, xml);
        let (mut rest, mut more) = (all, true);
        while more && let Some((text, length)) = plain_xml::shared_string(rest) {
            more = self.push(&unescape(&text))?;
            rest = &rest[length..];
        }
        go_past(reader, all.len() - rest.len());
        Ok(more)
    }
}
